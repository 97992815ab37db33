"""Keyness: the words that set one group of texts apart from others.

The formulas are in contrast.py and can be called from here as plain functions on numbers or arrays.
Texts are the sampling unit, not words: with one text a city, every figure describes these texts.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from itertools import combinations
from typing import Any, Unpack

import numpy as np
import numpy.typing as npt
import pandas as pd

from wucheng import segmentation
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
from wucheng.statistics.counts import Counts
from wucheng.statistics.dispersion import dp_sparse
from wucheng.statistics.keywords import table

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

#: Tokens up to which a comparison is done again on words cut otherwise without being asked to.
_RECUT = 1_000_000

#: What the reference is called when it is everything but the target.
_REST = "rest"

#: The variation that counts stop words among the others.
NO_STOP_LIST = "no stop list"


class Settings(counts.Options, total=False):
    """What a comparison goes by: the options of `counts.count`, and three of `table`."""

    at_least: int
    alpha: float
    prior_tokens: float | None


def compare(
    c: Corpus,
    target: str,
    reference: str | None = None,
    by: str = "city",
    *,
    flips: bool | None = None,
    **settings: Unpack[Settings],
) -> pd.DataFrame:
    """The words of one group against another, or against all the rest; best evidence first.

    Args:
        target, reference: names of groups; without a reference, all documents outside the target,
            "unknown" included.
        by: the column of documents.csv that makes the groups.
        flips: whether the comparison is done again on words cut otherwise; None for yes, unless
            the corpus has more than a million tokens.
        settings: kinds, n, stop, pos and names, what is counted and listed (see `counts.count`);
            at_least, alpha and prior_tokens (see `table`).

    Returns the table that `table` describes, with a gloss and a last column `flips`: what becomes
    of the word's grade, or of the side it is more frequent on, without words.tsv ("no user
    dictionary"), without guessed words, or without the stop list; "no word of its own" if it is
    then cut into others. Empty: it stands in all three. "not checked" if it wasn't.

    Raises CorpusError for a group that doesn't exist or has no words.
    """
    return _Comparison(c, by, settings, flips=flips).table(target, reference)


def compare_all(
    c: Corpus, by: str = "city", *, flips: bool | None = None, **settings: Unpack[Settings]
) -> pd.DataFrame:
    """Each group that has words against the rest, one after another.

    Returns the rows of `compare` behind a first column `target`. Each comparison is corrected for
    its own words, not for the number of groups. Raises CorpusError if there is only one group.
    """
    comparison = _Comparison(c, by, settings, flips=flips)
    if not comparison.names():
        raise CorpusError("The corpus has no words to compare.")
    return comparison.tables((group, None) for group in comparison.names())


def compare_pairs(
    c: Corpus, by: str = "city", *, flips: bool | None = False, **settings: Unpack[Settings]
) -> pd.DataFrame:
    """Each group against each other one, every pair once; the arguments are those of `compare`.

    Returns the rows of `compare` behind two first columns, target and reference. Each comparison is
    corrected for its own words, not for the number of pairs. Raises CorpusError if there is only
    one group with words.
    """
    comparison = _Comparison(c, by, settings, flips=flips)
    if len(comparison.names()) < 2:
        raise CorpusError(f"Pairs need at least two groups with words; {by} has fewer.")
    return comparison.tables(combinations(comparison.names(), 2))


def shared_core(
    c: Corpus, by: str = "city", *, alpha: float = 0.05, **options: Unpack[counts.Options]
) -> pd.DataFrame:
    """The words that every group uses, and which of them a group owns.

    What is counted and listed is up to the options of `counts.count`: kinds, n, stop, pos, names.

    Returns one row a word that occurs in every group with words, most frequent first: term, pos,
    count, tokens, per_10k, lowest and highest (rates per 10,000 of the groups), lowest_in,
    highest_in, dp_norm (over the groups; 0 is equal rates), owned_by (groups whose LRC against the
    rest differs from 0, with ";"; empty: no group owns it), gloss. alpha is shared over all words
    of the core and all groups.
    """
    data = counts.count(c, **options)
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


class _Comparison:
    """The groups of a corpus counted once, set against each other, and cut otherwise too."""

    def __init__(
        self, c: Corpus, by: str, settings: Settings, *, flips: bool | None = False
    ) -> None:
        self._corpus, self._by, self._settings = c, by, settings
        self._options: dict[str, Any] = {**settings}
        self._of_table = {
            name: self._options.pop(name)
            for name in ("at_least", "alpha", "prior_tokens")
            if name in settings
        }
        self._whole = counts.count(c, **self._options)
        found = selection.labels(c, self._whole.parts["doc_id"], by)
        self._groups = np.asarray(found, dtype=object)
        self._again = self._whole.sizes.sum() <= _RECUT if flips is None else flips

    def names(self) -> list[str]:
        """The groups with words."""
        return sorted(set(self._groups[self._whole.sizes > 0]))

    def table(self, target: str, reference: str | None = None) -> pd.DataFrame:
        """The table of one group against another, or the rest, with columns gloss and flips.

        Raises CorpusError for a group without words.
        """
        found = self._compared(target, reference)
        if not self._again:
            found["flips"] = "not checked"
            return found.astype({"flips": "str"})
        reasons: list[list[str]] = [[] for _ in range(len(found))]
        for name, other in self._variations:
            then = other._compared(target, reference).set_index("term")[["grade", "more_in"]]
            then = then.reindex(found["term"])
            pairs = (found["grade"], found["more_in"], then["grade"], then["more_in"])
            for place, row in enumerate(zip(*pairs, strict=True)):
                if change := _change(*row):
                    reasons[place].append(f"{name}: {change}")
        found["flips"] = ["; ".join(changes) for changes in reasons]
        return found.astype({"flips": "str"})

    def tables(self, pairs: Iterable[tuple[str, str | None]]) -> pd.DataFrame:
        """Comparisons one below another, each behind its target and, if there is one, reference."""
        tables = []
        for target, reference in pairs:
            found = self.table(target, reference)
            names = {"target": target} | ({} if reference is None else {"reference": reference})
            for at, (column, name) in enumerate(names.items()):
                found.insert(at, column, pd.Series(name, found.index, dtype="str"))
            tables.append(found)
        return pd.concat(tables, ignore_index=True)

    def _compared(self, target: str, reference: str | None) -> pd.DataFrame:
        there = self._groups != target if reference is None else self._groups == reference
        other = _REST if reference is None else reference
        documents, units = self._side(self._groups == target, target)
        others, other_units = self._side(there, other)
        found = table(
            documents,
            others,
            target_units=units,
            reference_units=other_units,
            target_name=target,
            reference_name=other,
            **self._of_table,
        )
        found.insert(4, "gloss", counts.glosses(self._corpus, found["term"]))
        return found.astype({"gloss": "str"})

    def _side(self, rows: npt.NDArray[np.bool_], name: str) -> tuple[Counts, Counts]:
        """The documents of a side, and what is left out in turn: them, or the paragraphs of one."""
        documents = self._whole.select(rows & (self._whole.sizes > 0))
        if not len(documents.parts):
            known = ", ".join(self.names())
            raise CorpusError(f"There are no words in {name!r}; the groups with words are {known}.")
        if len(documents.parts) > 1:
            return documents, documents
        mine = self._paragraphs.parts["doc_id"] == documents.parts["doc_id"].iloc[0]
        return documents, self._paragraphs.select(mine.to_numpy())

    @cached_property
    def _paragraphs(self) -> Counts:
        paragraphs = counts.count(self._corpus, parts="paragraphs", **self._options)
        return paragraphs.select(paragraphs.sizes > 0)

    @cached_property
    def _variations(self) -> list[tuple[str, _Comparison]]:
        """The same on words cut otherwise, and without a stop list."""
        found = [
            (name, _Comparison(corpus, self._by, self._settings))
            for name, corpus in segmentation.variations(self._corpus)
        ]
        if self._settings.get("stop") is not False:
            settings: Settings = {**self._settings, "stop": False}
            found.append((NO_STOP_LIST, _Comparison(self._corpus, self._by, settings)))
        return found


def _change(grade: str, side: str, grade_then: object, side_then: object) -> str:
    """What becomes of a word's grade, or of its side; nothing if both stand."""
    if not isinstance(grade_then, str):
        return "no word of its own" if grade != "D" else ""
    if side != side_then and (grade, grade_then) != ("D", "D"):
        return f"more in {side_then}, grade {grade_then}"
    return f"grade {grade_then}" if grade != grade_then else ""
