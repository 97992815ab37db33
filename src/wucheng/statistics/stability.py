"""Stability: what is left of a contrast when one text is left out.

A word can be key because one text keeps saying it. So each text is left out in turn, and where a
side is a single text, each of its paragraphs.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from wucheng.statistics import contrast
from wucheng.statistics.counts import Counts
from wucheng.statistics.numeric import Floats

#: With more texts than this a side is left out in so many blocks of texts, in order of doc_id:
#: the work then grows with the corpus, not with its square.
BLOCKS = 200


def weakest(target: Counts, reference: Counts, columns: npt.NDArray[np.int64]) -> Floats:
    """The least that is left of each word's log ratio, over all that can be left out.

    Args:
        target, reference: the counts of the two sides, one row a text or paragraph.
        columns: the words.

    Returns one value a word, counted in the word's own direction: 1 is still twice as frequent on
    its side; 0 or below, the contrast vanishes or turns.
    """
    full = _effect(_total(target, columns), _total(reference, columns), target, reference)
    direction = np.where(full >= 0, 1.0, -1.0)
    least = np.abs(full)
    for effect in _left_out(target, reference, columns):
        least = np.minimum(least, effect * direction)
    return least


def ranks(
    target: Counts, reference: Counts, columns: npt.NDArray[np.int64]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """The best and the worst rank of each word by log ratio, over all that can be left out.

    The words are ranked among themselves, from the most typical of the target; 1 is the first.
    """
    best = np.full(len(columns), len(columns), dtype=np.int64)
    worst = np.ones(len(columns), dtype=np.int64)
    full = _effect(_total(target, columns), _total(reference, columns), target, reference)
    for effect in (full, *_left_out(target, reference, columns)):
        rank = np.empty(len(columns), dtype=np.int64)
        rank[np.argsort(-effect, kind="stable")] = np.arange(1, len(columns) + 1)
        best, worst = np.minimum(best, rank), np.maximum(worst, rank)
    return best, worst


def _left_out(
    target: Counts, reference: Counts, columns: npt.NDArray[np.int64]
) -> Iterator[Floats]:
    a, b = _total(target, columns), _total(reference, columns)
    c, d = target.sizes.sum(), reference.sizes.sum()
    for hits, size in _blocks(target, columns):
        if c > size:
            yield _contrast(a - hits, b, float(c - size), float(d))
    for hits, size in _blocks(reference, columns):
        if d > size:
            yield _contrast(a, b - hits, float(c), float(d - size))


def _blocks(side: Counts, columns: npt.NDArray[np.int64]) -> Iterator[tuple[Floats, int]]:
    parts = len(side.parts)
    blocks = min(parts, BLOCKS)
    edges = np.arange(blocks + 1) * parts // blocks
    matrix = side.matrix[:, columns].tocsr()
    for first, end in pairwise(edges):
        hits = np.asarray(matrix[first:end].sum(axis=0), dtype=np.float64).ravel()
        yield hits, int(side.sizes[first:end].sum())


def _effect(a: Floats, b: Floats, target: Counts, reference: Counts) -> Floats:
    return _contrast(a, b, float(target.sizes.sum()), float(reference.sizes.sum()))


def _contrast(a: Floats, b: Floats, c: float, d: float) -> Floats:
    """The log ratio, but 0 where the raw rates say otherwise.

    With sides of unequal size Walter's half hit can turn a word around that is rare on both.
    """
    found: Any = contrast.log_ratio(a, b, c, d)
    raw = np.sign(a * d - b * c)
    return np.where(np.sign(found) == raw, found, 0.0)


def _total(side: Counts, columns: npt.NDArray[np.int64]) -> Floats:
    return side.totals[columns]
