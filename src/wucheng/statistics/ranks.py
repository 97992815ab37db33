"""Ranks: the rank-sum test over texts, of many words at once, most of which most texts lack.

The text is the unit: one rate a text. With few texts the smallest p that the test can give is
large, so that below four texts a side it can't tell anything, and it says so instead of testing.

A word's texts without it share the lowest rank, however many they are: only the others have to be
ranked, so that the work grows with the cells of the table that are filled.
"""

from __future__ import annotations

from functools import lru_cache
from math import comb
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from wucheng.statistics.numeric import Floats
from wucheng.statistics.tally import Counts

#: Texts a side below which even the clearest difference has no small p: 3 v 3 can't get below .10.
ENOUGH_TEXTS = 4
#: How a p was found.
TESTS = ("exact", "normal")
#: Why a rare word of many texts has none.
ROUGH = "not tested: too few texts with the word for the approximate test"
#: Steps up to which the divisions of one word's ranks are counted out.
_EXACT_WORK = 10_000_000
#: Texts on both sides together up to which they are.
EXACT = 200
#: Texts with the word that the smaller side must expect for the normal approximation to be near.
_EXPECTED = 5


def smallest_p(x: int, y: int) -> float:
    """The smallest two-sided p that groups of x and y texts can give: 2 / C(x + y, x)."""
    return min(1.0, 2 / comb(x + y, x))


def refusal(x: int, y: int, *, exact: bool = True) -> str:
    """Why groups of x and y texts can't be tested (exactly, or at all); empty if they can."""
    if min(x, y) < ENOUGH_TEXTS:
        return (
            f"not tested: {x} against {y} texts; with fewer than {ENOUGH_TEXTS} a side no "
            f"difference could give p below {smallest_p(x, y):.2f}"
            if min(x, y)
            else f"not tested: {x} against {y} texts; a side is empty"
        )
    if exact and x + y > EXACT:
        return f"not tested: more than {EXACT} texts together; the exact count would be too long"
    return ""


def p_values(
    target: Counts, reference: Counts, columns: npt.NDArray[np.int64]
) -> tuple[Floats, pd.Series]:
    """The p of each word's rates in the texts of two sides, and the test or why there is none.

    Returns p (empty where not tested) and one text a word: "exact", "normal", or the reason.
    """
    sides = [side.select(side.sizes > 0) for side in (target, reference)]
    few = refusal(len(sides[0].parts), len(sides[1].parts), exact=False)
    if few or not len(columns):
        return np.full(len(columns), np.nan), pd.Series([few] * len(columns), dtype="str")
    p, how = rank_sums(
        sides[0].matrix[:, columns], sides[1].matrix[:, columns], (sides[0].sizes, sides[1].sizes)
    )
    named = pd.Series(how, dtype="str")
    return p, named.mask(named == "", ROUGH)


def rank_sums(here: Any, there: Any, sizes: tuple[Any, Any]) -> tuple[Floats, npt.NDArray[Any]]:
    """The two-sided p of the Wilcoxon rank-sum test of each column's rates.

    Args:
        here, there: sparse tables, texts × words, of the two sides.
        sizes: of their texts, in tokens.

    Returns p, and how it was found: "exact" (all divisions of the ranks counted, ties included),
    "normal" (the approximation with corrections for ties and continuity; from 200 texts on), or ""
    and an empty p where it would be too rough: fewer than 5 texts with the word to be expected on
    the smaller side.
    """
    from scipy.sparse import vstack

    left, right = here.shape[0], there.shape[0]
    texts = left + right
    table = vstack([here, there]).tocsc()
    words = table.shape[1]
    filled = np.diff(table.indptr)
    column = np.repeat(np.arange(words), filled)
    rates = table.data / np.concatenate(sizes)[table.indices]
    order = np.lexsort((rates, column))
    mine = (table.indices < left)[order]
    doubled = _doubled(rates[order], column, table.indptr)
    hits = np.bincount(column[mine], minlength=words)
    sums = np.bincount(column[mine], doubled[mine], minlength=words)
    none = texts - filled
    far = np.abs(sums + 2 * none * hits + (left - hits) * (none + 1) - left * (texts + 1))
    p, how = np.full(words, np.nan), np.full(words, "", dtype=object)
    near = filled * min(left, right) >= _EXPECTED * texts
    p[near], how[near] = _normal(far / 2, none, doubled, table.indptr, left, right)[near], "normal"
    for word in np.flatnonzero(_work(filled, left) <= _EXACT_WORK) if texts <= EXACT else ():
        pattern = doubled[table.indptr[word] : table.indptr[word + 1]]
        p[word] = exact(tuple(pattern.astype(int).tolist()), int(none[word]), left, int(far[word]))
        how[word] = "exact"
    return p, how


@lru_cache(maxsize=20_000)
def exact(doubled: tuple[int, ...], none: int, left: int, far: int) -> float:
    """The share of all divisions whose doubled rank sum lies at least `far` from its mean.

    Args:
        doubled: twice the ranks of the values above 0 among themselves.
        none: how many values are 0; they share the lowest rank.
        left: how many values are on the left side.
    """
    texts = len(doubled) + none
    most = min(left, len(doubled))
    top = sum(sorted(doubled)[len(doubled) - most :])
    # ways[k][s]: how many choices of k of the values above 0 have the doubled rank sum s. Floats
    # are exact enough: only positive numbers are added, and 100 of 200 is 9e58.
    ways = np.zeros((most + 1, top + 1))
    ways[0, 0] = 1
    for rank in doubled:
        ways[1:, rank:] += ways[:-1, : top + 1 - rank]
    sums = np.arange(top + 1)
    found = 0.0
    for k in range(max(0, left - none), most + 1):
        whole = sums + 2 * none * k + (left - k) * (none + 1)
        as_far = ways[k, np.abs(whole - left * (texts + 1)) >= far].sum()
        found += float(as_far) * comb(none, left - k)
    return min(found / comb(texts, left), 1.0)


def _doubled(rates: Floats, column: npt.NDArray[Any], starts: npt.NDArray[Any]) -> Floats:
    """Twice the rank of each value within its column, shared by those that are alike."""
    size = len(rates)
    if not size:
        return np.zeros(0)
    first = _runs(rates, column)
    ends = np.append(first[1:], size)
    shared = np.repeat(first + 1 + ends, ends - first)
    return np.asarray(shared - 2 * starts[:-1][column], dtype=np.float64)


def _runs(values: Floats, column: npt.NDArray[Any]) -> npt.NDArray[np.intp]:
    """Where runs of like values begin, each within its column."""
    return np.flatnonzero(np.append(True, np.diff(values) != 0) | np.append(True, np.diff(column)))


def _work(filled: npt.NDArray[Any], left: int) -> Floats:
    most = np.minimum(filled, left).astype(np.float64)
    return np.asarray(filled * (most + 1) * (most * (2 * filled - most + 1) + 1), dtype=np.float64)


def _normal(
    far: Floats,
    none: npt.NDArray[Any],
    doubled: Floats,
    starts: npt.NDArray[Any],
    left: int,
    right: int,
) -> Floats:
    from scipy.special import erfc

    texts = left + right
    column = np.repeat(np.arange(len(none)), np.diff(starts))
    shared = none.astype(np.float64) ** 3 - none
    if len(doubled):
        first = _runs(doubled, column)
        ties = np.diff(np.append(first, len(doubled))).astype(np.float64)
        shared += np.bincount(column[first], ties**3 - ties, minlength=len(none))
    pairs = max(texts * (texts - 1), 1)
    variance = left * right / 12 * (texts + 1 - shared / pairs)
    z = np.maximum(far - 0.5, 0) / np.sqrt(np.where(variance > 0, variance, np.inf))
    return np.asarray(np.minimum(erfc(z / np.sqrt(2)), 1.0), dtype=np.float64)
