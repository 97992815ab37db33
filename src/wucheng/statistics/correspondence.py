"""Correspondence analysis: what pulls the rows and columns of a table of counts apart."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from wucheng.statistics.numeric import Floats, arrays


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
    count = min(counted.shape) - 1
    left, strength, right = np.linalg.svd(residual, full_matrices=False)
    return _placed(left[:, :count], strength[:count], right[:count].T, row, column)


def leading(table: Any, axes: int) -> tuple[Floats, Floats, Floats, Floats]:
    """The first axes of a large sparse table, as `analysis` gives them, without filling it."""
    from scipy.sparse.linalg import LinearOperator, svds

    share = table / table.sum()
    row, column = (np.asarray(share.sum(axis=axis)).ravel() for axis in (1, 0))
    root, other = np.sqrt(row), np.sqrt(column)
    residual = LinearOperator(
        share.shape,
        matvec=lambda x: (share @ (x.ravel() / other)) / root - root * (other @ x.ravel()),
        rmatvec=lambda y: (share.T @ (y.ravel() / root)) / other - other * (root @ y.ravel()),
        dtype=np.float64,
    )
    count = min(axes, min(table.shape) - 1)
    start = np.ones(min(table.shape))  # any fixed one: the same map on every run
    left, strength, right = svds(residual, k=count, v0=start)
    order = np.argsort(-strength, kind="stable")
    return _placed(left[:, order], strength[order], right[order].T, row, column)


def _placed(
    left: Floats, strength: Floats, right: Floats, row: Floats, column: Floats
) -> tuple[Floats, Floats, Floats, Floats]:
    """Principal coordinates of rows and columns, inertia, contributions; signs fixed."""
    sign = np.sign(right[np.abs(right).argmax(axis=0), range(right.shape[1])])
    rows = left * sign * strength / np.sqrt(row)[:, None]
    columns = right * sign * strength / np.sqrt(column)[:, None]
    return rows, columns, strength**2, right**2


def distances(table: Any) -> tuple[Floats, Floats, Floats]:
    """The squared chi-squared distances of rows and columns from the average; the row masses."""
    share = table / table.sum()
    row, column = (np.asarray(share.sum(axis=axis)).ravel() for axis in (1, 0))
    squares = share.multiply(share).tocsr()
    rows = (squares @ (1 / column)) / row**2 - 1
    columns = (squares.T @ (1 / row)) / column**2 - 1
    return np.maximum(rows, 0.0), np.maximum(columns, 0.0), row


def quality(coordinates: Floats, far: Floats) -> Floats:
    """How much of each squared distance the coordinates hold, at most 1; 0 for no distance."""
    held = (coordinates**2).sum(axis=1)
    found = np.divide(held, far, out=np.zeros_like(far), where=far > 0)
    return np.asarray(np.minimum(found, 1.0), dtype=np.float64)
