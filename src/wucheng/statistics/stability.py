"""Stability: what is left of a contrast when one text is left out.

A word can be key because one text keeps saying it. So each text is left out in turn, and where a
side is a single text, each of its paragraphs.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from wucheng.statistics import contrast
from wucheng.statistics.numeric import Floats
from wucheng.statistics.tally import Counts

#: With more texts than this a side is left out in so many blocks of texts, in order of doc_id:
#: the work then grows with the corpus, not with its square.
BLOCKS = 200


class LeftOut:
    """The log ratios of some words with each text or paragraph of either side left out in turn.

    Args:
        target, reference: the counts of the two sides, one row a text or paragraph.
        columns: the words.
    """

    def __init__(self, target: Counts, reference: Counts, columns: npt.NDArray[np.int64]) -> None:
        self._hits = target.totals[columns], reference.totals[columns]
        self._sizes = float(target.sizes.sum()), float(reference.sizes.sum())
        self._blocks = [list(_blocks(side, columns)) for side in (target, reference)]

    def weakest(self) -> Floats:
        """The least that is left of each word's log ratio, over all that can be left out.

        Counted in the word's own direction: 1 is still twice as frequent on its side; 0 or below,
        the contrast vanishes or turns.
        """
        direction = np.where(self._full >= 0, 1.0, -1.0)
        least = np.abs(self._full)
        for effect in self._effects():
            least = np.minimum(least, effect * direction)
        return least

    def ranks(
        self, words: npt.NDArray[Any], *, of_reference: bool = False
    ) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """The best and the worst rank of some of the words among themselves; 1 is the first.

        Ranked by log ratio, from the most typical of the target, or else of the reference.
        """
        sign = 1.0 if of_reference else -1.0
        size = len(self._full[words])
        best, worst = np.full(size, size, dtype=np.int64), np.ones(size, dtype=np.int64)
        for effect in (self._full, *self._effects()):
            rank = np.empty(size, dtype=np.int64)
            rank[np.argsort(sign * effect[words], kind="stable")] = np.arange(1, size + 1)
            best, worst = np.minimum(best, rank), np.maximum(worst, rank)
        return best, worst

    @cached_property
    def _full(self) -> Floats:
        return _contrast(*self._hits, *self._sizes)

    def _effects(self) -> Iterator[Floats]:
        (a, b), (c, d) = self._hits, self._sizes
        for hits, size in self._blocks[0]:
            if c > size:
                yield _contrast(a - hits, b, c - size, d)
        for hits, size in self._blocks[1]:
            if d > size:
                yield _contrast(a, b - hits, c, d - size)


def _blocks(side: Counts, columns: npt.NDArray[np.int64]) -> Iterator[tuple[Floats, int]]:
    """The words' hits, and the size, of what is left out at a time."""
    parts = len(side.parts)
    blocks = min(parts, BLOCKS)
    edges = np.arange(blocks + 1) * parts // max(blocks, 1)
    matrix = side.matrix
    code = np.full(matrix.shape[1], -1, dtype=np.int32)
    code[columns] = np.arange(len(columns))
    for first, end in pairwise(edges):
        cells = slice(matrix.indptr[first], matrix.indptr[end])
        words = code[matrix.indices[cells]]
        some = words >= 0
        hits = np.bincount(words[some], matrix.data[cells][some], minlength=len(columns))
        yield np.asarray(hits, dtype=np.float64), int(side.sizes[first:end].sum())


def _contrast(a: Floats, b: Floats, c: float, d: float) -> Floats:
    """The log ratio, but 0 where the raw rates say otherwise.

    With sides of unequal size Walter's half hit can turn a word around that is rare on both.
    """
    found: Any = contrast.log_ratio(a, b, c, d)
    raw = np.sign(a * d - b * c)
    return np.where(np.sign(found) == raw, found, 0.0)
