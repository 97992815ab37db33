"""Similarity: how far apart the vocabularies of groups lie, and along which words."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import Any, Literal, Unpack

import numpy as np
import pandas as pd

from wucheng.corpus import Corpus
from wucheng.errors import CorpusError
from wucheng.statistics import counts, intervals, selection
from wucheng.statistics.correspondence import analysis, distances, leading, quality
from wucheng.statistics.counts import Options
from wucheng.statistics.numeric import Floats, Numbers, arrays

#: What is drawn anew for an interval.
Units = Literal["documents", "paragraphs", "sentences"]

#: Documents a group from which on they are what is drawn.
_ENOUGH = 10

#: Numbers that are worked on at a time; cells of a table up to which it is filled for a map.
_BLOCK, _DENSE = 4_000_000, 20_000_000


def jensen_shannon(p: Numbers, q: Numbers) -> float:
    """The Jensen-Shannon divergence of two lists of frequencies, in bits: 0 the same, 1 disjoint.

    Raises ValueError if one has no frequencies. Source: Lin 1991.
    """
    return float(_divergences(*(values[:, None] for values in _pair(p, q)))[0])


def cosine(p: Numbers, q: Numbers) -> float:
    """The cosine of two lists of frequencies: 1 the same proportions, 0 nothing in common.

    Raises ValueError if one has no frequencies.
    """
    return float(_cosines(*(values[:, None] for values in _pair(p, q)))[0])


def pairs(
    c: Corpus,
    by: str = "city",
    *,
    units: Units | None = None,
    resamples: int = 500,
    confidence: float = 0.95,
    seed: int = intervals.SEED,
    **options: Unpack[Options],
) -> pd.DataFrame:
    """Every pair of groups: how alike their words are, and how alike chance would make them.

    Args:
        by: the column of documents.csv that makes the groups.
        units: what is drawn anew: "documents", "paragraphs" or "sentences"; None for documents
            where every group has at least 10, else paragraphs.
        resamples, confidence, seed: of the intervals.
        options: kinds, stop, pos and names, what is counted and listed; see `counts.count`. Names
            of people and places are left out by default, because they differ anyway.

    The intervals draw each group's units anew. Few words make any two texts look unlike: `chance`
    is the mean divergence, and `chance_high` the upper end, when the pair's own units are dealt out
    to two groups of these sizes at random. Only a divergence above chance_high says that the groups
    differ.

    Returns one row a pair: one, other, divergence (Jensen-Shannon, bits) with low and high, chance,
    chance_high, cosine with cosine_low and cosine_high, words_one, words_other (listed tokens),
    units. Redrawn texts have fewer different words, so they look less alike than the texts
    themselves: the intervals are shifted by that difference. A group with one unit has no interval.
    The words stay sparse, and resamples are worked out in blocks.
    """
    parts = units or _units(c, by)
    options.setdefault("names", False)
    data = counts.count(c, parts=parts, **options)
    labels = np.asarray(selection.labels(c, data.parts["doc_id"], by), dtype=object)
    table = data.matrix[:, np.flatnonzero(data.terms["listed"])].astype(np.float64)
    filled = np.asarray(table.sum(axis=1)).ravel() > 0
    sides = {str(g): table[filled & (labels == g)] for g in sorted(set(labels[filled]))}
    random = np.random.default_rng(seed)
    rows = [
        {
            "one": one,
            "other": other,
            **_compared(sides[one], sides[other], resamples, confidence, random),
            "units": parts,
        }
        for one, other in combinations(sides, 2)
    ]
    names_of = (
        "one other divergence low high chance chance_high cosine cosine_low cosine_high "
        "words_one words_other units"
    )
    return pd.DataFrame(rows, columns=names_of.split()).astype(
        {"one": "str", "other": "str", "units": "str"}
    )


@dataclass(frozen=True)
class Map:
    """A correspondence map.

    Args:
        groups: one row a group: group, tokens, x1 and x2 … (principal coordinates), contribution_1
            … (its share of the axis; they add up to 1), quality (how much of the group's distance
            from the average the axes shown hold; low: its place on the map says little).
        terms: one row a term: term, count, x1 …, contribution_1 …, quality, gloss.
        inertia: one row an axis: axis, inertia, share (of the inertia of all axes).
    """

    groups: pd.DataFrame
    terms: pd.DataFrame
    inertia: pd.DataFrame


def correspondence(
    c: Corpus, by: str = "city", *, at_least: int = 5, axes: int = 2, **options: Unpack[Options]
) -> Map:
    """Correspondence analysis of groups × words: what pulls the groups apart, axis by axis.

    Args:
        by: the column of documents.csv that makes the groups.
        at_least: words that occur less often are left out; rare words stretch the map.
        axes: how many; at most one fewer than there are groups.
        options: as for `pairs`.

    Signs are fixed so that each axis has its largest term contribution on the positive side. Raises
    CorpusError with fewer than three groups or three words: a map needs two axes.
    """
    options.setdefault("names", False)
    data = counts.count(c, **options)
    groups = data.summed(selection.labels(c, data.parts["doc_id"], by))
    kept = np.flatnonzero(data.terms["listed"].to_numpy() & (data.totals >= max(at_least, 1)))
    table = groups.counts[:, kept].astype(np.float64)
    filled = np.flatnonzero(np.asarray(table.sum(axis=1)).ravel() > 0)
    table = table[filled]
    if min(table.shape) < 3:
        raise CorpusError("A map needs at least three groups and three words in common use.")
    if table.shape[0] * table.shape[1] <= _DENSE:
        rows, columns, inertia, contributions = analysis(table.toarray())
    else:
        rows, columns, inertia, contributions = leading(table, axes)
    count = min(axes, len(inertia))
    far_rows, far_columns, masses = distances(table)
    axis = [f"x{n + 1}" for n in range(count)]
    terms = data.terms["term"].to_numpy()[kept]
    total = float((masses * far_rows).sum())
    shares = [masses * rows[:, n] ** 2 / inertia[n] if inertia[n] else masses for n in range(count)]
    return Map(
        groups=pd.DataFrame(
            {
                "group": np.asarray(groups.names, dtype=object)[filled],
                "tokens": groups.sizes[filled],
            }
            | {name: rows[:, n] for n, name in enumerate(axis)}
            | {f"contribution_{n + 1}": shares[n] for n in range(count)}
            | {"quality": quality(rows[:, :count], far_rows)}
        ).astype({"group": "str"}),
        terms=pd.DataFrame(
            {"term": terms, "count": np.asarray(table.sum(axis=0)).ravel().astype(np.int64)}
            | {name: columns[:, n] for n, name in enumerate(axis)}
            | {f"contribution_{n + 1}": contributions[:, n] for n in range(count)}
            | {"quality": quality(columns[:, :count], far_columns)}
            | {"gloss": counts.glosses(c, terms)}
        ).astype({"term": "str", "gloss": "str"}),
        inertia=pd.DataFrame(
            {
                "axis": range(1, len(inertia) + 1),
                "inertia": inertia,
                "share": inertia / total if total else inertia,
            }
        ),
    )


def _units(c: Corpus, by: str) -> Units:
    texts = pd.Series(selection.labels(c, c.documents["doc_id"], by)).value_counts()
    return "documents" if len(texts) and texts.min() >= _ENOUGH else "paragraphs"


def _compared(
    one: Any, other: Any, resamples: int, confidence: float, random: np.random.Generator
) -> dict[str, float]:
    from scipy.sparse import vstack

    both = vstack([one, other]).tocsc()
    both = both[:, np.diff(both.indptr) > 0].T.tocsr()  # words × units
    size, units = one.shape[0], both.shape[1]
    p, q = both[:, :size].sum(axis=1), both[:, size:].sum(axis=1)
    total = np.asarray(p + q, dtype=np.float64).ravel()[:, None]
    tails = [(1 - confidence) / 2, (1 + confidence) / 2]
    found = {"divergence": jensen_shannon(p, q), "cosine": cosine(p, q)}
    found |= {"words_one": int(p.sum()), "words_other": int(q.sum())}
    block = max(1, min(resamples, _BLOCK // max(both.shape[0], units)))
    steps = [min(block, resamples - done) for done in range(0, resamples, block)]
    chance = []
    for step in steps:
        dealt = np.zeros((units, step))
        for column in range(step):
            dealt[random.permutation(units)[:size], column] = 1
        here = both @ dealt
        chance.append(_divergences(here, total - here))
    values = np.concatenate(chance)
    found |= {"chance": float(values.mean()), "chance_high": float(np.quantile(values, tails[1]))}
    if min(size, units - size) > 1:
        drawn = []
        for step in steps:
            sides = []
            for half in (both[:, :size], both[:, size:]):
                even = np.full(half.shape[1], 1 / half.shape[1])
                sides.append(half @ random.multinomial(half.shape[1], even, size=step).T)
            drawn.append(np.stack([_divergences(*sides), _cosines(*sides)]))
        for measure, low, high, values in (
            ("divergence", "low", "high", np.concatenate(drawn, axis=1)[0]),
            ("cosine", "cosine_low", "cosine_high", np.concatenate(drawn, axis=1)[1]),
        ):
            shifted = np.quantile(values - values.mean() + found[measure], tails)
            found[low], found[high] = (float(value) for value in np.clip(shifted, 0, 1))
    return found


def _pair(p: Numbers, q: Numbers) -> list[Floats]:
    lists = arrays(p=p, q=q)
    if not all(values.sum() for values in lists):
        raise ValueError("a side has no frequencies")
    return lists


def _divergences(p: Floats, q: Floats) -> Floats:
    """The divergence of each pair of columns, words × pairs; in bits."""
    one, other = p / p.sum(axis=0), q / q.sum(axis=0)
    apart = _entropies((one + other) / 2) - (_entropies(one) + _entropies(other)) / 2
    return np.asarray(np.maximum(apart, 0.0))


def _entropies(share: Floats) -> Floats:
    logs = np.log2(share, out=np.zeros_like(share), where=share > 0)
    return np.asarray(-(share * logs).sum(axis=0))


def _cosines(p: Floats, q: Floats) -> Floats:
    lengths = np.linalg.norm(p, axis=0) * np.linalg.norm(q, axis=0)
    return np.asarray((p * q).sum(axis=0) / lengths)
