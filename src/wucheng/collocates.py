"""Collocates: the words that keep company with a word, inside the sentence.

Surface co-occurrence (Evert 2008): every word token that stands within the window of a node counts
once. O is how many of them are the collocate, E how many there would be if it fell anywhere with
the same chance.
"""

from __future__ import annotations

from itertools import combinations
from typing import Any, Unpack

import numpy as np
import numpy.typing as npt
import pandas as pd

from wucheng.corpus import Corpus
from wucheng.errors import WuchengError
from wucheng.statistics import counts, selection
from wucheng.statistics.counts import Codes
from wucheng.statistics.numeric import Floats, Numbers, arrays, back


def log_dice(together: Numbers, x: Numbers, y: Numbers) -> Any:
    """logDice: 14 + log₂(2 f_xy / (f_x + f_y)). Rychlý 2008.

    14 is always together; each point less is half as close. −inf for words never together. It does
    not depend on the size of the corpus. Raises ValueError if the pair is counted more often than
    either word.
    """
    pair, left, right = arrays(together=together, x=x, y=y)
    if (pair > np.minimum(left, right)).any():
        raise ValueError("together is above the frequency of a word")
    total = left + right
    with np.errstate(divide="ignore"):
        found = 14 + np.log2(2 * pair / np.where(total > 0, total, 1.0))
    return back(found, together, x, y)


def collocates(
    c: Corpus,
    node: str,
    by: str | None = None,
    *,
    window: int | None = 5,
    at_least: int = 2,
    **options: Unpack[counts.Listing],
) -> pd.DataFrame:
    """The collocates of a word, closest first.

    Args:
        node: the word, as a token.
        by: a column of documents.csv to do it for each group, or None for the whole corpus.
        window: words on either side (marks don't count); None for the whole sentence.
        at_least: leave out words that stand in the window less often than this.
        options: kinds, stop, pos and names: which collocates are listed, see `counts.count`.

    Returns one row a group and collocate: group, term, pos, observed (O), expected (E), before and
    after (how many of O have the nearest node behind or in front of them), count and node_count
    (frequencies), together (nodes with the word in their window, or occurrences of the word with a
    node in theirs, whichever is fewer, so that logDice can't exceed 14), log_dice, mi (log₂ O/E), t
    ((O−E)/√O), dp_word (ΔP of the word given the node), dp_node (ΔP of the node given the word),
    texts (documents where they meet), gloss.

    Raises WuchengError if the node is no token of the corpus, ValueError for a window below 1.
    """
    if window is not None and window < 1:
        raise ValueError("window must be at least 1")
    tokens, listed = counts.listed(c, **options)
    if node not in set(tokens["token"]):
        raise WuchengError(f"{node!r} is no word of the corpus, as it was cut.")
    groups = np.asarray(selection.labels(c, tokens["doc_id"], by), dtype=object)
    tables = []
    for group in sorted(set(groups)):
        rows = groups == group
        table = _collocates(tokens[rows], node, window, listed, at_least)
        table.insert(0, "group", group)
        tables.append(table)
    found = pd.concat(tables, ignore_index=True).astype({"group": "str"})
    found["gloss"] = counts.glosses(c, found["term"])
    return found.astype({"gloss": "str"})


def network(
    c: Corpus, node: str, *, size: int = 20, at_least: int = 2, **options: Unpack[counts.Listing]
) -> pd.DataFrame:
    """The links among a word and its closest collocates, counted by sentence.

    Returns one row a pair of words that share at least `at_least` sentences: source, target,
    together (sentences with both), source_count and target_count (sentences with either),
    log_dice. The node's own links come first; the others are among the words that it links to.
    """
    near = collocates(c, node, window=None, at_least=at_least, **options).head(size)
    words = [node, *near["term"]]
    tokens, _ = counts.listed(c, **options)
    tokens = tokens[tokens["token"].isin(words)]
    where = {
        word: set(zip(rows["doc_id"], rows["sentence"], strict=True))
        for word, rows in tokens.groupby("token")
    }
    # what comes often beside the node in few sentences is not linked to it by sentences
    linked = [word for word in words[1:] if len(where[node] & where[word]) >= at_least]
    rows = [
        {
            "source": one,
            "target": other,
            "together": len(where[one] & where[other]),
            "source_count": len(where[one]),
            "target_count": len(where[other]),
        }
        for one, other in combinations([node, *linked], 2)
    ]
    columns = "source target together source_count target_count".split()
    found = pd.DataFrame([row for row in rows if row["together"] >= at_least], columns=columns)
    found["log_dice"] = log_dice(
        found["together"].to_numpy(dtype=np.float64),
        found["source_count"].to_numpy(dtype=np.float64),
        found["target_count"].to_numpy(dtype=np.float64),
    )
    return found.astype({"source": "str", "target": "str"})


def _collocates(
    tokens: pd.DataFrame, node: str, window: int | None, listed: set[str], at_least: int
) -> pd.DataFrame:
    sentence = pd.factorize(pd.MultiIndex.from_frame(tokens[["doc_id", "sentence"]]))[0]
    codes, words = pd.factorize(tokens["token"])
    tags = tokens["pos"].to_numpy()[np.unique(codes, return_index=True)[1]]
    is_node = (tokens["token"] == node).to_numpy()
    before, after = _distances(sentence, is_node)
    reach = len(tokens) if window is None else window
    near = (np.minimum(before, after) <= reach) & ~is_node
    kinds = len(words)
    observed = np.bincount(codes[near], minlength=kinds).astype(np.float64)
    total = np.bincount(codes, minlength=kinds).astype(np.float64)
    slots, others, nodes = near.sum(), (~is_node).sum(), is_node.sum()
    keep = np.array([word in listed and word != node for word in words], dtype=bool)
    kept = np.flatnonzero(keep & (observed >= max(at_least, 1)))
    o, f = observed[kept], total[kept]
    nodes_with = _nodes_with(sentence, codes, is_node, window, kinds)[kept]
    together = np.minimum(o, nodes_with)
    expected = f * slots / max(others, 1)
    texts = tokens.assign(code=codes)[near].groupby("code")["doc_id"].nunique()
    rest = others - slots
    found = pd.DataFrame(
        {
            "term": np.asarray(words, dtype=object)[kept],
            "pos": tags[kept],
            "observed": o.astype(np.int64),
            "expected": expected,
            "before": np.bincount(codes[near & (after <= before)], minlength=kinds)[kept],
            "after": np.bincount(codes[near & (before < after)], minlength=kinds)[kept],
            "count": f.astype(np.int64),
            "node_count": int(nodes),
            "together": together.astype(np.int64),
            "log_dice": log_dice(together, np.full(len(kept), float(nodes)), f),
            "mi": np.log2(o / expected),
            "t": (o - expected) / np.sqrt(o),
            "dp_word": o / max(slots, 1) - (f - o) / max(rest, 1),
            "dp_node": o / f - (slots - o) / np.maximum(others - f, 1),
            "texts": texts.reindex(kept, fill_value=0).to_numpy(),
        }
    )
    found = found.sort_values(["log_dice", "observed", "term"], ascending=[False, False, True])
    return found.astype({"term": "str", "pos": "str"}).reset_index(drop=True)


def _distances(sentence: Codes, is_node: npt.NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """How many words back and how many words on the nearest node of the same sentence stands."""
    place = np.arange(len(sentence))
    last = np.maximum.accumulate(np.where(is_node, place, -1))
    following = np.where(is_node, place, len(place))
    coming = np.minimum.accumulate(following[::-1])[::-1]
    back = np.where((last >= 0) & (sentence[last] == sentence), place - last, np.inf)
    capped = np.minimum(coming, max(len(place) - 1, 0))
    same = (coming < len(place)) & (sentence[capped] == sentence)
    return back, np.where(same, coming - place, np.inf)


def _nodes_with(
    sentence: Codes, codes: Codes, is_node: npt.NDArray[np.bool_], window: int | None, kinds: int
) -> Floats:
    """For each word, how many nodes have it in their window."""
    if window is None:
        nodes = np.bincount(sentence[is_node], minlength=int(sentence.max()) + 1)
        present = np.unique(sentence.astype(np.int64) * kinds + codes)
        meeting = nodes[present // kinds].astype(np.float64)
        found = np.bincount(present % kinds, weights=meeting, minlength=kinds)
        return np.asarray(found, dtype=np.float64)
    places = np.flatnonzero(is_node)
    pairs = []
    for step in (*range(-window, 0), *range(1, window + 1)):
        inside = places[(places + step >= 0) & (places + step < len(codes))]
        inside = inside[sentence[inside] == sentence[inside + step]]
        pairs.append(inside.astype(np.int64) * kinds + codes[inside + step])
    meetings = np.unique(np.concatenate(pairs)) % kinds
    return np.asarray(np.bincount(meetings, minlength=kinds), dtype=np.float64)
