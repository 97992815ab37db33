"""Diversity: how many different words a text uses, measured so that its length doesn't matter."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
import pandas as pd

from wucheng.corpus import Corpus
from wucheng.statistics import counts, intervals, selection
from wucheng.statistics.numeric import Numbers, arrays
from wucheng.statistics.selection import KINDS


def mattr(tokens: Sequence[str], window: int = 100) -> float:
    """MATTR: the mean type-token ratio of all windows of so many tokens. Covington & McFall 2010.

    Raises ValueError for a text shorter than the window.
    """
    size = len(tokens)
    if window < 1 or size < window:
        raise ValueError(f"MATTR needs at least {max(window, 1)} tokens, there are {size}")
    codes = pd.factorize(np.asarray(tokens, dtype=object))[0]
    place = np.arange(size)
    previous = pd.Series(place).groupby(codes).shift(fill_value=-1).to_numpy()
    # A token is the first of its type in the windows that begin after its previous occurrence, not
    # after itself, and early enough to reach it: counting those takes no walk through the windows.
    first = np.maximum(np.maximum(previous + 1, place - window + 1), 0)
    last = np.minimum(place, size - window)
    windows = np.maximum(last - first + 1, 0)
    return float(windows.sum() / ((size - window + 1) * window))


def mtld(tokens: Sequence[str], threshold: float = 0.72) -> float:
    """MTLD: the mean length of runs that keep the type-token ratio above a threshold.

    The mean of reading forwards and backwards; what is left at the end counts as part of a run, as
    far as its ratio has fallen. McCarthy & Jarvis 2010. Raises ValueError for an empty text, for
    one in which no word comes twice (no run ever ends), and for a threshold not between 0 and 1.
    """
    if not 0 < threshold < 1:
        raise ValueError("threshold must lie between 0 and 1")
    if len(set(tokens)) == len(tokens):
        raise ValueError("MTLD needs a text in which a word comes twice")
    return (_run_length(tokens, threshold) + _run_length(tokens[::-1], threshold)) / 2


def by_document(
    c: Corpus, by: str | None = "city", *, kinds: Collection[str] = KINDS, window: int = 100
) -> pd.DataFrame:
    """Diversity, word length and sentence length of each document.

    Returns one row a document with words: doc_id, group, tokens, types, ttr (depends on length:
    only for texts of one length), mattr (empty if the text is shorter than the window), mtld (empty
    if no word comes twice), chars_per_word, sentences, words_per_sentence.
    """
    tokens = counts.word_tokens(c, kinds)
    rows = [
        {
            "doc_id": doc_id,
            "tokens": len(text),
            "types": text["token"].nunique(),
            "ttr": text["token"].nunique() / len(text),
            "mattr": mattr(list(text["token"]), window) if len(text) >= window else np.nan,
            "mtld": mtld(list(text["token"])) if text["token"].duplicated().any() else np.nan,
            "chars_per_word": text["token"].str.len().mean(),
            "sentences": text["sentence"].nunique(),
            "words_per_sentence": len(text) / text["sentence"].nunique(),
        }
        for doc_id, text in tokens.groupby("doc_id")
    ]
    columns = "doc_id tokens types ttr mattr mtld chars_per_word sentences words_per_sentence"
    table = pd.DataFrame(rows, columns=columns.split())
    table.insert(1, "group", selection.labels(c, table["doc_id"], by))
    return table.astype({"doc_id": "str", "group": "str"})


def growth(
    c: Corpus, by: str | None = "city", *, kinds: Collection[str] = KINDS, step: int = 50
) -> pd.DataFrame:
    """Vocabulary growth: how many types the first so many tokens of a group have.

    Documents follow one another in order of doc_id. Returns one row a point: group, tokens, types,
    every `step` tokens and at the end.
    """
    if step < 1:
        raise ValueError("step must be at least 1")
    tokens = counts.word_tokens(c, kinds)
    tokens["group"] = selection.labels(c, tokens["doc_id"], by)
    tables = []
    for group, text in tokens.groupby("group"):
        types = (~text["token"].duplicated()).cumsum().to_numpy()
        at = sorted({*range(step, len(types) + 1, step), len(types)})
        tables.append(
            pd.DataFrame({"group": group, "tokens": at, "types": types[np.array(at) - 1]})
        )
    if not tables:
        return pd.DataFrame({"group": [], "tokens": [], "types": []})
    return pd.concat(tables, ignore_index=True).astype({"group": "str"})


def expected_types(frequencies: Numbers, size: float) -> float:
    """How many types so many tokens of a text would have on average, drawn without replacement.

    Σ 1 − C(N−f, n)/C(N, n): the growth curve of a text whose words stand in any order, and a fair
    way to compare texts of different length at the length of the shortest. Raises ValueError for
    a size beyond the text. Source: Hurlbert 1971; for texts Muller 1964.
    """
    from scipy.special import gammaln

    (f,) = arrays(frequencies=frequencies)
    f = f[f > 0]
    total = f.sum()
    if not 0 <= size <= total:
        raise ValueError(f"size must lie between 0 and the {total:g} tokens of the text")
    left = total - f
    logs = np.full(len(f), -np.inf)
    some = left >= size
    rest = left[some]
    logs[some] = gammaln(rest + 1) - gammaln(rest - size + 1)
    logs -= gammaln(total + 1) - gammaln(total - size + 1)
    return float((1 - np.exp(logs)).sum())


def vocabulary(
    c: Corpus, by: str | None = "city", *, kinds: Collection[str] = KINDS, size: int | None = None
) -> pd.DataFrame:
    """How rich the vocabulary of each group is, at one size for all.

    Args:
        size: tokens at which groups are compared; None for the size of the smallest.

    Returns one row a group with words: group, tokens, types, hapaxes (words that occur once),
    new_per_100 (of the next 100 tokens so many would be new words: 100 · hapaxes / tokens, Baayen
    2001), at (the size), types_at (expected types in so many tokens drawn at random; empty for a
    group that is smaller). No Heaps curve is fitted: over texts of a few thousand tokens its
    exponent says more about the length than about the text.
    """
    data = counts.count(c, kinds=kinds, stop=False)
    groups = data.summed(selection.labels(c, data.parts["doc_id"], by))
    filled = np.flatnonzero(groups.sizes > 0)
    at = int(groups.sizes[filled].min()) if size is None and len(filled) else size or 0
    rows = []
    for row in filled:
        first, end = groups.counts.indptr[row : row + 2]
        hits, tokens = groups.counts.data[first:end], int(groups.sizes[row])
        once = int((hits == 1).sum())
        rows.append(
            {
                "group": groups.names[row],
                "tokens": tokens,
                "types": len(hits),
                "hapaxes": once,
                "new_per_100": 100 * once / tokens,
                "at": at,
                "types_at": expected_types(hits, at) if at <= tokens else np.nan,
            }
        )
    columns = "group tokens types hapaxes new_per_100 at types_at".split()
    return pd.DataFrame(rows, columns=columns).astype({"group": "str"})


def lengths(
    c: Corpus, by: str | None = "city", *, kinds: Collection[str] = KINDS, confidence: float = 0.95
) -> pd.DataFrame:
    """How long sentences and words are in each group.

    Returns one row a group and measure: group, measure ("words per sentence", "characters per
    sentence", "characters per word"), mean with low and high (a bootstrap over sentences; empty
    for a group with one sentence), median and longest (of sentences; empty for words), sentences
    (those with words). Characters are those of words, without marks.
    """
    tokens = counts.word_tokens(c, kinds)
    tokens["chars"] = tokens["token"].str.len().astype("int64")
    lines = tokens.groupby(["doc_id", "sentence"], as_index=False)["chars"].agg(["size", "sum"])
    lines["group"] = selection.labels(c, lines["doc_id"], by)
    rows = []
    for group, part in lines.groupby("group"):
        words, chars = (part[name].to_numpy(dtype=np.float64) for name in ("size", "sum"))
        ones = np.ones(len(part))
        for measure, top, bottom, each in (
            ("words per sentence", words, ones, words),
            ("characters per sentence", chars, ones, chars),
            ("characters per word", chars, words, None),
        ):
            low = high = np.nan
            if len(part) > 1:
                _, low, high = intervals.bootstrap_share(top, bottom, confidence=confidence)
            rows.append(
                {
                    "group": group,
                    "measure": measure,
                    "mean": top.sum() / bottom.sum(),
                    "low": low,
                    "high": high,
                    "median": np.nan if each is None else float(np.median(each)),
                    "longest": np.nan if each is None else each.max(),
                    "sentences": len(part),
                }
            )
    columns = "group measure mean low high median longest sentences".split()
    return pd.DataFrame(rows, columns=columns).astype({"group": "str", "measure": "str"})


def _run_length(tokens: Sequence[str], threshold: float) -> float:
    runs, seen, length = 0.0, set[str](), 0
    for token in tokens:
        seen.add(token)
        length += 1
        if len(seen) / length <= threshold:
            runs, seen, length = runs + 1, set(), 0
    if length:
        runs += (1 - len(seen) / length) / (1 - threshold)
    return len(tokens) / runs
