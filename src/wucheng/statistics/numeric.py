"""Numbers at the door of a statistic: checked, broadcast, and given back as they came."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
#: A number or anything that numpy can make an array of numbers of.
Numbers = float | Sequence[float] | npt.NDArray[np.generic]


def arrays(**named: Numbers) -> list[Floats]:
    """The arguments as float arrays of one shape, at least one-dimensional.

    Raises ValueError, naming the argument, if one is not finite or is below zero, or if the shapes
    don't go together.
    """
    given = {name: np.asarray(value, dtype=np.float64) for name, value in named.items()}
    for name, value in given.items():
        if not np.isfinite(value).all():
            raise ValueError(f"{name} has a value that is not a finite number")
        if (value < 0).any():
            raise ValueError(f"{name} has a value below zero")
    return [np.atleast_1d(value) for value in np.broadcast_arrays(*given.values())]


def back(result: Floats, *given: Numbers) -> float | Floats:
    """The result as a plain float if every argument was a plain number, else the array."""
    if all(np.ndim(value) == 0 for value in given):
        return float(result.reshape(-1)[0])
    return result


def share(name: str, value: float) -> float:
    """The value itself, if it lies between 0 and 1 exclusive. Raises ValueError if not."""
    if not 0 < value < 1:
        raise ValueError(f"{name} must lie between 0 and 1, not {value}")
    return float(value)
