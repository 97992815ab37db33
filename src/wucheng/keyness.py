"""Keyness: the words that set one group of texts apart from others.

The formulas are in contrast.py and can be called from here as plain functions on numbers or arrays.
Texts are the sampling unit, not words: with one text a city, every figure describes these texts.
"""

from __future__ import annotations

from collections.abc import Collection
from itertools import combinations

import numpy as np
import pandas as pd

from wucheng.comparison import Comparison
from wucheng.corpus import Corpus
from wucheng.errors import CorpusError
from wucheng.statistics import contrast, counts, selection
from wucheng.statistics.contrast import (
    log_likelihood,
    log_likelihood_two_term,
    log_odds,
    log_odds_full_variance,
    log_ratio,
    log_ratio_interval,
    lrc,
    lrc_floor,
    lrc_positive,
    percent_difference,
    simple_maths,
)
from wucheng.statistics.deviation import dp_sparse
from wucheng.statistics.keywords import table
from wucheng.statistics.selection import KINDS

__all__ = [
    "compare",
    "compare_all",
    "compare_pairs",
    "log_likelihood",
    "log_likelihood_two_term",
    "log_odds",
    "log_odds_full_variance",
    "log_ratio",
    "log_ratio_interval",
    "lrc",
    "lrc_floor",
    "lrc_positive",
    "percent_difference",
    "shared_core",
    "simple_maths",
    "table",
]


def compare(
    c: Corpus,
    target: str,
    reference: str | None = None,
    by: str = "city",
    *,
    kinds: Collection[str] = KINDS,
    n: int = 1,
    stop: bool | Collection[str] = True,
    pos: str | Collection[str] | None = None,
    names: bool = True,
    at_least: int = 1,
    alpha: float = 0.05,
    prior_tokens: float | None = None,
    flips: bool | None = None,
) -> pd.DataFrame:
    """The words of one group against another, or against all the rest; best evidence first.

    Args:
        target, reference: names of groups; without a reference, all documents outside the target,
            "unknown" included.
        by: the column of documents.csv that makes the groups.
        kinds, n, stop, pos, names: what is counted and listed, see `counts.count`.
        at_least, alpha, prior_tokens: see `table`.
        flips: whether the comparison is done again on words cut otherwise; None for yes, unless
            the corpus has more than a million tokens.

    Returns the table that `table` describes, with a gloss and a last column `flips`: what becomes
    of the word's grade, or of the side it is more frequent on, without words.tsv ("no user
    dictionary"), without guessed words, or without the stop list; "no word of its own" if it is
    then cut into others. Empty: it stands in all three. "not checked" if it wasn't.

    Raises CorpusError for a group that doesn't exist or has no words.
    """
    options = {"kinds": kinds, "n": n, "stop": stop, "pos": pos, "names": names}
    comparison = Comparison(c, by, options, at_least, alpha, prior_tokens, flips=flips)
    return comparison.table(target, reference)


def compare_all(
    c: Corpus,
    by: str = "city",
    *,
    kinds: Collection[str] = KINDS,
    n: int = 1,
    stop: bool | Collection[str] = True,
    pos: str | Collection[str] | None = None,
    names: bool = True,
    at_least: int = 1,
    alpha: float = 0.05,
    prior_tokens: float | None = None,
    flips: bool | None = None,
) -> pd.DataFrame:
    """Each group that has words against the rest, one after another.

    Returns the rows of `compare` behind a first column `target`. Each comparison is corrected for
    its own words, not for the number of groups. Raises CorpusError if there is only one group.
    """
    options = {"kinds": kinds, "n": n, "stop": stop, "pos": pos, "names": names}
    comparison = Comparison(c, by, options, at_least, alpha, prior_tokens, flips=flips)
    if not comparison.names():
        raise CorpusError("The corpus has no words to compare.")
    return comparison.tables((group, None) for group in comparison.names())


def compare_pairs(
    c: Corpus,
    by: str = "city",
    *,
    kinds: Collection[str] = KINDS,
    n: int = 1,
    stop: bool | Collection[str] = True,
    pos: str | Collection[str] | None = None,
    names: bool = True,
    at_least: int = 1,
    alpha: float = 0.05,
    prior_tokens: float | None = None,
    flips: bool | None = False,
) -> pd.DataFrame:
    """Each group against each other one, every pair once; the arguments are those of `compare`.

    Returns the rows of `compare` behind two first columns, target and reference. Each comparison is
    corrected for its own words, not for the number of pairs. Raises CorpusError if there is only
    one group with words.
    """
    options = {"kinds": kinds, "n": n, "stop": stop, "pos": pos, "names": names}
    comparison = Comparison(c, by, options, at_least, alpha, prior_tokens, flips=flips)
    if len(comparison.names()) < 2:
        raise CorpusError(f"Pairs need at least two groups with words; {by} has fewer.")
    return comparison.tables(combinations(comparison.names(), 2))


def shared_core(
    c: Corpus,
    by: str = "city",
    *,
    kinds: Collection[str] = KINDS,
    n: int = 1,
    stop: bool | Collection[str] = True,
    pos: str | Collection[str] | None = None,
    names: bool = True,
    alpha: float = 0.05,
) -> pd.DataFrame:
    """The words that every group uses, and which of them a group owns.

    Returns one row a word that occurs in every group with words, most frequent first: term, pos,
    count, tokens, per_10k, lowest and highest (rates per 10,000 of the groups), lowest_in,
    highest_in, dp_norm (over the groups; 0 is equal rates), owned_by (groups whose LRC against the
    rest differs from 0, with ";"; empty: no group owns it), gloss. alpha is shared over all words
    of the core and all groups.
    """
    data = counts.count(c, kinds=kinds, n=n, stop=stop, pos=pos, names=names)
    groups = data.summed(selection.labels(c, data.parts["doc_id"], by))
    filled = np.flatnonzero(groups.sizes > 0)
    if len(filled) < 2:
        raise CorpusError(f"A shared core needs at least two groups with words; {by} has one.")
    matrix, sizes = groups.counts[filled], groups.sizes[filled].astype(np.float64)
    named = np.asarray(groups.names, dtype=object)[filled]
    everywhere = np.asarray((matrix > 0).sum(axis=0)).ravel() == len(filled)
    kept = np.flatnonzero(everywhere & data.terms["listed"].to_numpy())
    hits = np.asarray(matrix[:, kept].toarray(), dtype=np.float64)
    total, rates = hits.sum(axis=0), hits / sizes[:, None] * 10_000
    tests = max(hits.size, 1)
    rest, size = total - hits, sizes.sum()
    owned = contrast.lrc(hits, rest, sizes[:, None], (size - sizes)[:, None], alpha, tests) > 0
    deviation = dp_sparse(matrix[:, kept], groups.sizes[filled])
    found = pd.DataFrame(
        {
            "term": data.terms["term"].to_numpy()[kept],
            "pos": data.terms["pos"].to_numpy()[kept],
            "count": total.astype(np.int64),
            "tokens": int(size),
            "per_10k": total / size * 10_000,
            "lowest": rates.min(axis=0),
            "highest": rates.max(axis=0),
            "lowest_in": named[rates.argmin(axis=0)],
            "highest_in": named[rates.argmax(axis=0)],
            "dp_norm": deviation / (1 - sizes.min() / size),
            "owned_by": [";".join(named[column]) for column in owned.T],
            "gloss": counts.glosses(c, data.terms["term"].to_numpy()[kept]),
        }
    )
    texts = ("term", "pos", "lowest_in", "highest_in", "owned_by", "gloss")
    found = found.astype(dict.fromkeys(texts, "str"))
    return found.sort_values(["count", "term"], ascending=[False, True], ignore_index=True)
