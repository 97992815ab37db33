"""Segmentation: how the words were cut, since every number rests on it.

Chinese writes no spaces. A dictionary entry more or less moves counts from one word to another, so
here are the counts that a word would have had otherwise, and the words that the dictionary lacks.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from functools import lru_cache
from math import log2

import numpy as np
import pandas as pd

from wucheng.corpus import Corpus
from wucheng.language.words import Segmenter
from wucheng.statistics import counts
from wucheng.statistics.selection import KINDS, sentences

#: What words can be cut without.
DICTIONARY, GUESSING = "no user dictionary", "no guessed words"


def recut(c: Corpus, *, dictionary: bool = True, hmm: bool = True) -> Corpus:
    """The corpus with its sentences cut into words otherwise; made once and kept with it.

    Args:
        dictionary: False cuts without words.tsv; place names of the official table stay known.
        hmm: False cuts without guessing words that are in no dictionary.

    People's names are found anew, unless a tagger helped to find them. All other tables are as
    they were.
    """

    def cut() -> Corpus:
        rows = [*c.place_names, *(c.lexicon("words") if dictionary else ())]
        words = tuple((row["word"], row.get("freq", ""), row.get("pos", "")) for row in rows)
        return c.exchanged(tokens=c.cut(_segmenter(words, hmm)))

    return c.kept(("recut", dictionary, hmm), cut)


def variations(c: Corpus) -> Iterator[tuple[str, Corpus]]:
    """The corpus cut otherwise, behind the name of what is left out."""
    yield DICTIONARY, recut(c, dictionary=False)
    yield GUESSING, recut(c, hmm=False)


@lru_cache(maxsize=2)
def _segmenter(words: tuple[tuple[str, str, str], ...], hmm: bool) -> Segmenter:
    # Making one takes far longer than cutting a few texts with it.
    return Segmenter(
        [dict(zip(("word", "freq", "pos"), row, strict=True)) for row in words], hmm=hmm
    )


def inside(
    c: Corpus, words: str | Collection[str], *, kinds: Collection[str] = KINDS
) -> pd.DataFrame:
    """How often each string is a word of its own, and how often it hides in others.

    Returns one row a word: term, as_word (tokens), as_string (occurrences in the sentences, not
    overlapping), longer (tokens that contain it, with their counts: 核酸检测点 4; …), across (as
    often the string runs over the border of two tokens or more).
    """
    asked = [words] if isinstance(words, str) else list(dict.fromkeys(words))
    tokens = counts.word_tokens(c, kinds)["token"].value_counts()
    text = "\n".join(sentences(c, kinds)["text"])
    rows = []
    for word in asked:
        holders = {t: int(n) for t, n in tokens.items() if word in str(t) and t != word}
        held = sum(str(token).count(word) * n for token, n in holders.items())
        as_word, as_string = int(tokens.get(word, 0)), text.count(word)
        often = sorted(holders.items(), key=lambda item: (-item[1], str(item[0])))
        rows.append(
            {
                "term": word,
                "as_word": as_word,
                "as_string": as_string,
                "longer": "; ".join(f"{token} {n}" for token, n in often),
                "across": max(as_string - as_word - held, 0),
            }
        )
    return pd.DataFrame(rows).astype({"term": "str", "longer": "str"})


def entries(c: Corpus, *, kinds: Collection[str] = KINDS) -> pd.DataFrame:
    """The entries of words.tsv that meet one another in the corpus: one swallows, one splits.

    Returns one row an entry whose string occurs and is not always a word of its own, the most
    occurrences lost first: term, as_string (occurrences), as_word, swallowed (inside a longer
    word), swallowed_by (these words, with their counts), split (cut by the words beside it, or into
    smaller ones), split_as (how, with counts). Left out are entries of one character, which are in
    everything, and those with a freq of 0, which are meant to be split.
    """
    kept = sentences(c, kinds)[["doc_id", "sentence"]]
    tokens = c.tokens.merge(kept, on=["doc_id", "sentence"])
    lines = tokens.sort_values("position").groupby(["doc_id", "sentence"])["token"].agg(list)
    rows = {row["word"]: row.get("freq", "") for row in c.lexicon("words")}
    longest = max(map(len, rows), default=0)
    found: dict[str, tuple[Counter[str], Counter[str]]] = {}
    own: Counter[str] = Counter()
    for line in lines:
        text, edges = "".join(line), [0]
        for token in line:
            edges.append(edges[-1] + len(token))
        for start in range(len(text)):
            for end in range(start + 1, min(start + longest, len(text)) + 1):
                word = text[start:end]
                if word not in rows:
                    continue
                first, last = bisect_right(edges, start) - 1, bisect_left(edges, end)
                cut = line[first:last]
                if cut == [word]:
                    own[word] += 1
                else:
                    held, split = found.setdefault(word, (Counter(), Counter()))
                    (held if len(cut) == 1 else split)[" ".join(cut)] += 1
    table = pd.DataFrame(
        [
            {
                "term": word,
                "as_string": own[word] + held.total() + split.total(),
                "as_word": own[word],
                "swallowed": held.total(),
                "swallowed_by": _told(held),
                "split": split.total(),
                "split_as": _told(split),
            }
            for word, (held, split) in found.items()
            if rows[word] != "0" and len(word) > 1
        ],
        columns="term as_string as_word swallowed swallowed_by split split_as".split(),
    )
    texts = {"term": "str", "swallowed_by": "str", "split_as": "str"}
    order = (table["as_word"] - table["as_string"]).rename("lost")
    table = table.assign(lost=order).sort_values(["lost", "term"], ignore_index=True)
    return table.drop(columns="lost").astype(texts)


def alternatives(c: Corpus, *, kinds: Collection[str] = KINDS, at_least: int = 1) -> pd.DataFrame:
    """The count of each word as cut, without any own words, and without guessing new ones.

    Returns one row a word whose counts differ somewhere, the largest difference first: term, count
    (as the corpus has it), plain (general dictionary alone: no words.tsv, no place names), no_hmm
    (with the lexicons as built, but no guessing of words that are in no dictionary), largest (the
    largest difference from count). Words that never reach `at_least` are left out.
    """
    texts = sentences(c, kinds)["text"]
    rows = [*c.place_names, *c.lexicon("words")]
    found = pd.DataFrame(
        {
            "count": counts.word_tokens(c, kinds)["token"].value_counts(),
            "plain": _counted(Segmenter(), texts),
            "no_hmm": _counted(Segmenter(rows, hmm=False), texts),
        }
    )
    found = found.fillna(0).astype("int64").rename_axis("term").reset_index()
    others = found[["plain", "no_hmm"]].sub(found["count"], axis=0)
    found["largest"] = others.abs().max(axis=1)
    found = found[
        (found["largest"] > 0) & (found[["count", "plain", "no_hmm"]] >= at_least).any(axis=1)
    ]
    found = found.sort_values(["largest", "term"], ascending=[False, True], ignore_index=True)
    return found.astype({"term": "str"})


def candidates(
    c: Corpus,
    *,
    kinds: Collection[str] = KINDS,
    at_least: int = 3,
    cohesion: float = 4.0,
    freedom: float = 1.0,
) -> pd.DataFrame:
    """Strings of two or three tokens that behave like one word: offered for words.tsv.

    Args:
        at_least: how often the string must occur.
        cohesion: how much more often than by chance, in bits, at its weakest joint (pointwise
            mutual information; 4 is sixteen times).
        freedom: how varied its neighbours must be on its poorer side (entropy in bits; 1 is two
            neighbours alike often). The end of a sentence and a mark are neighbours that differ
            each time.

    Returns one row a string, most frequent first: string, tokens (as it is cut now), count,
    cohesion, freedom, documents. A string with a stop word at either end is no candidate.
    """
    tokens = counts.word_tokens(c, kinds)
    stop = {row["word"] for row in c.lexicon("stopwords")}
    words = [str(word) for word in tokens["token"]]
    runs = _runs(tokens)
    size = len(words)
    grams: dict[int, Counter[tuple[str, ...]]] = {1: Counter((word,) for word in words)}
    before: defaultdict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    after: defaultdict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    where: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    doc_ids = tokens["doc_id"].to_numpy()
    for n in (2, 3):
        grams[n] = Counter()
        for first, end in runs:
            for at in range(first, end - n + 1):
                gram = tuple(words[at : at + n])
                grams[n][gram] += 1
                before[gram][words[at - 1] if at > first else f"\n{at}"] += 1
                after[gram][words[at + n] if at + n < end else f"\n{at}"] += 1
                where[gram].add(doc_ids[at])
    rows = []
    for gram, often in (item for n in (2, 3) for item in grams[n].items()):
        if often < at_least or {gram[0], gram[-1]} & stop or not all(map(str.isalpha, gram)):
            continue
        bound = min(
            log2(often * size / (grams[cut][gram[:cut]] * grams[len(gram) - cut][gram[cut:]]))
            for cut in range(1, len(gram))
        )
        free = min(_entropy(before[gram]), _entropy(after[gram]))
        if bound >= cohesion and free >= freedom:
            rows.append(("".join(gram), " ".join(gram), often, bound, free, len(where[gram])))
    columns = "string tokens count cohesion freedom documents".split()
    found = pd.DataFrame(rows, columns=columns).astype({"string": "str", "tokens": "str"})
    return found.sort_values(["count", "string"], ascending=[False, True], ignore_index=True)


def _told(counted: Counter[str]) -> str:
    often = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    return "; ".join(f"{word} {n}" for word, n in often)


def _counted(segmenter: Segmenter, texts: Collection[str]) -> pd.Series:
    found = Counter(token for text in texts for token, tag, *_ in segmenter.cut(text) if tag != "x")
    return pd.Series(found, dtype="float64")


def _runs(tokens: pd.DataFrame) -> list[tuple[int, int]]:
    """Where the stretches of tokens begin and end that no mark and no sentence's end interrupts."""
    if not len(tokens):
        return []
    position = tokens["position"].to_numpy(dtype=np.int64)
    sentence = pd.factorize(pd.MultiIndex.from_frame(tokens[["doc_id", "sentence"]]))[0]
    breaks = np.flatnonzero((np.diff(sentence) != 0) | (np.diff(position) != 1)) + 1
    edges = [0, *(int(at) for at in breaks), len(tokens)]
    return list(zip(edges[:-1], edges[1:], strict=True))


def _entropy(neighbours: Counter[str]) -> float:
    total = neighbours.total()
    return -sum(n / total * log2(n / total) for n in neighbours.values())
