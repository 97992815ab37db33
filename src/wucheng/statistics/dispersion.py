"""Dispersion: how evenly a word is spread over the parts of a corpus."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from wucheng.statistics.numeric import Floats, Numbers, arrays
from wucheng.statistics.tally import BLOCK


def dp(counts: Numbers, sizes: Numbers) -> Any:
    """DP, the deviation of proportions: ½ Σ |vᵢ/f − sᵢ|. Gries 2008. 0 is even, towards 1 clumped.

    Args:
        counts: a word's frequency in each part; or an array (words, parts).
        sizes: each part's size, in any unit; their shares are sᵢ.

    Returns a number, or one a word. Raises ValueError for a word that never occurs (its dispersion
    is undefined), a part of no size, or numbers that are negative or not finite.
    """
    shares, expected = _shares(counts, sizes)
    return _plain(0.5 * np.abs(shares - expected).sum(axis=-1))


def dp_norm(counts: Numbers, sizes: Numbers) -> Any:
    """DPnorm: DP divided by its highest possible value, 1 − min sᵢ. Lijffijt & Gries 2012.

    Raises ValueError as `dp` does, and for a single part: one part has no spread.
    """
    shares, expected = _shares(counts, sizes)
    if expected.size < 2:
        raise ValueError("dispersion needs at least two parts")
    return _plain(0.5 * np.abs(shares - expected).sum(axis=-1) / (1 - expected.min()))


def dp_sparse(matrix: Any, sizes: npt.NDArray[np.int64]) -> Floats:
    """DP of every column of a sparse table parts × words; memory of the order of the table.

    Args:
        matrix: scipy sparse, whole numbers; every column has a count.
        sizes: the size of each row, above 0.

    A part without the word adds its sᵢ, so Σ |vᵢ/f − sᵢ| is 1 plus what the filled cells change.
    """
    found = spread(matrix, sizes)[0]
    if np.isnan(found).any():
        raise ValueError("a word that never occurs has no dispersion")
    return found


def spread(matrix: Any, sizes: npt.NDArray[np.int64]) -> tuple[Floats, Floats]:
    """DP of each column of a sparse table, and its highest count in one part.

    Args: as for `dp_sparse`, but a column may be empty: its DP is, and its highest count is 0.

    Works through the rows in blocks and makes nothing as large as the table.
    """
    if not (sizes > 0).all():
        raise ValueError("a part has no size")
    table = matrix.tocsr()
    words = table.shape[1]
    totals, change = np.zeros(words), np.zeros(words)
    highest = np.zeros(words, dtype=table.data.dtype)
    shares = sizes / max(int(sizes.sum()), 1)
    blocks = [slice(first, first + BLOCK) for first in range(0, table.nnz, BLOCK)]
    for cells in blocks:
        totals += np.bincount(table.indices[cells], table.data[cells], words)
    for cells in blocks:
        at, hits = table.indices[cells], table.data[cells]
        rows = np.arange(cells.start, cells.start + len(at))
        expected = shares[np.searchsorted(table.indptr, rows, "right") - 1]
        change += np.bincount(at, np.abs(hits / totals[at] - expected) - expected, words)
        np.maximum.at(highest, at, hits)
    found = np.where(totals > 0, np.maximum(0.5 * (1 + change), 0.0), np.nan)
    return found, highest.astype(np.float64)


def _shares(counts: Numbers, sizes: Numbers) -> tuple[Floats, Floats]:
    (observed,), (extent,) = arrays(counts=counts), arrays(sizes=sizes)
    if extent.ndim != 1 or observed.shape[-1:] != extent.shape:
        raise ValueError("counts and sizes must name the same parts")
    if not extent.size or not (extent > 0).all():
        raise ValueError("a part has no size")
    total = observed.sum(axis=-1, keepdims=True)
    if not (total > 0).all():
        raise ValueError("a word that never occurs has no dispersion")
    return observed / total, extent / extent.sum()


def _plain(result: Any) -> Any:
    return float(result) if np.ndim(result) == 0 else result
