"""Similarity: how far apart the vocabularies of groups lie, and along which words."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from wucheng.corpus import Corpus
from wucheng.errors import CorpusError
from wucheng.statistics import counts, intervals
from wucheng.statistics.counts import KINDS, Counts
from wucheng.statistics.numeric import Floats, Numbers, arrays


def jensen_shannon(p: Numbers, q: Numbers) -> float:
    """The Jensen-Shannon divergence of two lists of frequencies, in bits: 0 the same, 1 disjoint.

    Raises ValueError if one has no frequencies. Source: Lin 1991.
    """
    return float(_divergence(*_pair(p, q)))


def cosine(p: Numbers, q: Numbers) -> float:
    """The cosine of two lists of frequencies: 1 the same proportions, 0 nothing in common.

    Raises ValueError if one has no frequencies.
    """
    return float(_cosine(*_pair(p, q)))


def pairs(
    c: Corpus,
    by: str = "city",
    *,
    kinds: Collection[str] = KINDS,
    stop: bool | Collection[str] = True,
    pos: str | Collection[str] | None = None,
    names: bool = False,
    resamples: int = 500,
    confidence: float = 0.95,
    seed: int = intervals.SEED,
) -> pd.DataFrame:
    """Every pair of groups: how alike their words are, and how alike chance would make them.

    Args:
        by, kinds, stop, pos, names: as for `counts.count`; names of people and places are left out
            by default, because they differ anyway.
        resamples, confidence, seed: of the intervals.

    Units are paragraphs. The intervals draw each group's paragraphs anew. Few words make any two
    texts look unlike: `chance` is the mean divergence, and `chance_high` the upper end, when the
    pair's own paragraphs are dealt out to two groups of these sizes at random. Only a divergence
    above chance_high says that the groups differ.

    Returns one row a pair: one, other, divergence (Jensen-Shannon, bits) with low and high, chance,
    chance_high, cosine with cosine_low and cosine_high, words_one, words_other (listed tokens).
    Redrawn texts have fewer different words, so they look less alike than the texts themselves: the
    intervals are shifted by that difference. A group with one paragraph has no interval.
    """
    data = counts.count(c, parts="paragraphs", kinds=kinds, stop=stop, pos=pos, names=names)
    labels = np.asarray(counts.labels(c, data.parts["doc_id"], by), dtype=object)
    columns = np.flatnonzero(data.terms["listed"])
    sides: dict[str, Floats] = {}
    for group in sorted(set(labels)):
        side = np.asarray(data.matrix[labels == group][:, columns].toarray(), dtype=np.float64)
        if side.sum():
            sides[str(group)] = side[side.sum(axis=1) > 0]
    random = np.random.default_rng(seed)
    rows = [
        {
            "one": one,
            "other": other,
            **_compared(sides[one], sides[other], resamples, confidence, random),
        }
        for one, other in combinations(sides, 2)
    ]
    names_of = (
        "one other divergence low high chance chance_high cosine cosine_low cosine_high "
        "words_one words_other"
    )
    return pd.DataFrame(rows, columns=names_of.split()).astype({"one": "str", "other": "str"})


@dataclass(frozen=True)
class Map:
    """A correspondence map.

    Args:
        groups: one row a group: group, tokens, x1 and x2 … (principal coordinates).
        terms: one row a term: term, count, x1 …, contribution_1 … (its share of the axis), gloss.
        inertia: one row an axis: axis, inertia, share.
    """

    groups: pd.DataFrame
    terms: pd.DataFrame
    inertia: pd.DataFrame


def correspondence(
    c: Corpus,
    by: str = "city",
    *,
    kinds: Collection[str] = KINDS,
    stop: bool | Collection[str] = True,
    pos: str | Collection[str] | None = None,
    names: bool = False,
    at_least: int = 5,
    axes: int = 2,
) -> Map:
    """Correspondence analysis of groups × words: what pulls the groups apart, axis by axis.

    Args:
        by, kinds, stop, pos, names: as for `counts.count`; names are left out by default.
        at_least: words that occur less often are left out; rare words stretch the map.
        axes: how many; at most one fewer than there are groups.

    Signs are fixed so that each axis has its largest term contribution on the positive side. Raises
    CorpusError with fewer than three groups or three words: a map needs two axes.
    """
    data: Counts = counts.count(c, kinds=kinds, stop=stop, pos=pos, names=names)
    groups = data.summed(counts.labels(c, data.parts["doc_id"], by))
    kept = np.flatnonzero(data.terms["listed"].to_numpy() & (data.totals >= max(at_least, 1)))
    table = np.asarray(groups.counts[:, kept].toarray(), dtype=np.float64)
    filled = np.flatnonzero(table.sum(axis=1) > 0)
    table = table[filled]
    if min(table.shape) < 3:
        raise CorpusError("A map needs at least three groups and three words in common use.")
    rows, columns, inertia, contributions = analysis(table)
    count = min(axes, len(inertia))
    axis = [f"x{n + 1}" for n in range(count)]
    terms = data.terms["term"].to_numpy()[kept]
    total = inertia.sum()
    share = inertia / total if total else inertia
    return Map(
        groups=pd.DataFrame(
            {
                "group": np.asarray(groups.names, dtype=object)[filled],
                "tokens": groups.sizes[filled],
            }
            | {name: rows[:, n] for n, name in enumerate(axis)}
        ).astype({"group": "str"}),
        terms=pd.DataFrame(
            {"term": terms, "count": table.sum(axis=0).astype(np.int64)}
            | {name: columns[:, n] for n, name in enumerate(axis)}
            | {f"contribution_{n + 1}": contributions[:, n] for n in range(count)}
            | {"gloss": counts.glosses(c, terms)}
        ).astype({"term": "str", "gloss": "str"}),
        inertia=pd.DataFrame(
            {"axis": range(1, len(inertia) + 1), "inertia": inertia, "share": share}
        ),
    )


def analysis(table: npt.NDArray[Any]) -> tuple[Floats, Floats, Floats, Floats]:
    """Correspondence analysis of a table of counts. Greenacre 2007.

    Returns principal coordinates of the rows and of the columns, the inertia of each axis, and the
    columns' contributions to each axis. Raises ValueError for an empty row or column.
    """
    (counted,) = arrays(table=table)
    if counted.ndim != 2 or not counted.sum(axis=0).all() or not counted.sum(axis=1).all():
        raise ValueError("a row or column of the table is empty")
    share = counted / counted.sum()
    row, column = share.sum(axis=1), share.sum(axis=0)
    residual = (share - np.outer(row, column)) / np.sqrt(np.outer(row, column))
    left, strength, right = np.linalg.svd(residual, full_matrices=False)
    count = min(counted.shape) - 1
    left, strength, right = left[:, :count], strength[:count], right[:count].T
    sign = np.sign(right[np.abs(right).argmax(axis=0), range(count)])
    rows = left * sign * strength / np.sqrt(row)[:, None]
    columns = right * sign * strength / np.sqrt(column)[:, None]
    return rows, columns, strength**2, right**2


def _compared(
    one: Floats, other: Floats, resamples: int, confidence: float, random: np.random.Generator
) -> dict[str, float]:
    p, q = one.sum(axis=0), other.sum(axis=0)
    tails = [(1 - confidence) / 2, (1 + confidence) / 2]
    found = {"divergence": jensen_shannon(p, q), "cosine": cosine(p, q)}
    found |= {"words_one": int(p.sum()), "words_other": int(q.sum())}
    both = np.concatenate([one, other])
    dealt = random.permuted(np.tile(np.arange(len(both)), (resamples, 1)), axis=1)
    chance = np.array([_divergence(*_dealt(both, order, len(one))) for order in dealt])
    found |= {"chance": float(chance.mean()), "chance_high": float(np.quantile(chance, tails[1]))}
    if min(len(one), len(other)) > 1:
        drawn = [(_redrawn(one, random), _redrawn(other, random)) for _ in range(resamples)]
        for measure, low, high, function in (
            ("divergence", "low", "high", _divergence),
            ("cosine", "cosine_low", "cosine_high", _cosine),
        ):
            values = np.array([function(*pair) for pair in drawn])
            shifted = np.quantile(values - values.mean() + found[measure], tails)
            found[low], found[high] = (float(value) for value in np.clip(shifted, 0, 1))
    return found


def _redrawn(side: Floats, random: np.random.Generator) -> Floats:
    weights = random.multinomial(len(side), np.full(len(side), 1 / len(side)))
    return np.asarray(weights @ side, dtype=np.float64)


def _dealt(both: Floats, order: npt.NDArray[np.int64], size: int) -> tuple[Floats, Floats]:
    here = both[order[:size]].sum(axis=0)
    return here, both.sum(axis=0) - here


def _pair(p: Numbers, q: Numbers) -> list[Floats]:
    lists = arrays(p=p, q=q)
    if not all(values.sum() for values in lists):
        raise ValueError("a side has no frequencies")
    return lists


def _divergence(p: Floats, q: Floats) -> float:
    one, other = p / p.sum(), q / q.sum()
    middle = (one + other) / 2
    return float(max(_entropy(middle) - (_entropy(one) + _entropy(other)) / 2, 0.0))


def _entropy(share: Floats) -> float:
    some = share[share > 0]
    return float(-(some * np.log2(some)).sum())


def _cosine(p: Floats, q: Floats) -> float:
    return float(p @ q / (np.linalg.norm(p) * np.linalg.norm(q)))
