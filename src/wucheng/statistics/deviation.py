"""The deviation of proportions of every word of a sparse table; see `wucheng.dispersion`."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from wucheng.statistics.numeric import Floats
from wucheng.statistics.tally import BLOCK


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
