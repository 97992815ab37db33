"""Intervals: how far a count or a share could lie from what these texts show."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from wucheng.statistics.numeric import Floats, Numbers, arrays, back, share

#: Bootstrap samples are drawn with this seed, so that a figure drawn twice is the same figure.
SEED = 20221122

#: Below this count a rate is flagged as small: its interval is wider than the rate itself.
SMALL = 5


def clopper_pearson(
    count: Numbers, size: Numbers, *, confidence: float | Floats = 0.95
) -> tuple[Any, Any]:
    """The exact interval of a share: (low, high), numbers or arrays.

    Args:
        count: how often, 0 ≤ count ≤ size.
        size: out of how many. A size of 0 says nothing: the interval is (0, 1).
        confidence: between 0 and 1.

    Raises ValueError for a count above its size. Source: Clopper & Pearson 1934, by beta quantiles.
    """
    k, n = arrays(count=count, size=size)
    if (k > n).any():
        raise ValueError("count is above size")
    tail = (1 - np.asarray(confidence, dtype=np.float64)) / 2
    if not ((tail > 0) & (tail < 0.5)).all():
        raise ValueError(f"confidence must lie between 0 and 1, not {confidence}")
    low, high = lower_bound(k, n, tail), upper_bound(k, n, tail)
    return back(low, count, size), back(high, count, size)


def lower_bound(count: Floats, size: Floats, tail: float | Floats) -> Floats:
    """The share below which a count this large has at most the chance `tail`; 0 for no count."""
    from scipy.special import betaincinv

    some = count > 0
    found: Floats = betaincinv(np.where(some, count, 1.0), size - count + 1, tail)
    return np.where(some, found, 0.0)


def upper_bound(count: Floats, size: Floats, tail: float | Floats) -> Floats:
    """The share above which a count this small has at most the chance `tail`; 1 for a full one."""
    return 1 - lower_bound(size - count, size, tail)


def wilson(count: Numbers, size: Numbers, *, confidence: float = 0.95) -> tuple[Any, Any]:
    """Wilson's score interval of a share: (low, high). Narrower than the exact one.

    Its coverage is right on average, not in every case. A size of 0 gives (0, 1). Raises ValueError
    for a count above its size. Source: Wilson 1927.
    """
    k, n = arrays(count=count, size=size)
    if (k > n).any():
        raise ValueError("count is above size")
    z = normal_quantile(0.5 + share("confidence", confidence) / 2)
    some = np.where(n > 0, n, 1.0)
    centre = (k + z**2 / 2) / (some + z**2)
    half = z / (some + z**2) * np.sqrt(k * (some - k) / some + z**2 / 4)
    low = np.where((n > 0) & (k > 0), np.maximum(centre - half, 0.0), 0.0)
    high = np.where((n > 0) & (k < n), np.minimum(centre + half, 1.0), 1.0)
    return back(low, count, size), back(high, count, size)


def normal_quantile(probability: float) -> float:
    """The standard normal quantile: 1.96 for 0.975."""
    from scipy.special import ndtri

    return float(ndtri(share("probability", probability)))


def bootstrap_share(
    hits: Numbers,
    sizes: Numbers | None = None,
    *,
    confidence: float = 0.95,
    resamples: int = 2000,
    seed: int = SEED,
) -> tuple[float, float, float]:
    """A rate over units that are drawn anew with replacement: (rate, low, high), by percentiles.

    Args:
        hits: one number a unit (a sentence's 0 or 1, a text's count).
        sizes: what each unit counts for, by default 1: the rate is sum(hits) / sum(sizes).

    Raises ValueError with fewer than two units: one unit resampled is the same unit, and its
    interval would claim to know everything.
    """
    top, bottom = arrays(hits=hits, sizes=1.0 if sizes is None else sizes)
    units = top.size
    if units < 2:
        raise ValueError("a bootstrap needs at least two units")
    if not bottom.sum():
        raise ValueError("the sizes add up to nothing")
    low, high = bootstrap_bounds(
        top[:, None], bottom, confidence=confidence, resamples=resamples, seed=seed
    )
    return float(top.sum() / bottom.sum()), float(low[0]), float(high[0])


def bootstrap_bounds(
    hits: Floats,
    sizes: Floats,
    *,
    confidence: float = 0.95,
    resamples: int = 2000,
    seed: int = SEED,
) -> tuple[Floats, Floats]:
    """The intervals of several rates over the same units: (low, high), arrays of one a rate.

    Args: as for `bootstrap_share`, but hits are an array (units, rates).

    Empty for fewer than two units, and where the sizes add up to nothing.
    """
    tail = (1 - share("confidence", confidence)) / 2
    if len(sizes) < 2 or not sizes.any():
        return np.full(hits.shape[1], np.nan), np.full(hits.shape[1], np.nan)
    redrawn = _redrawn(np.column_stack([hits, sizes]), resamples, seed)
    redrawn = redrawn[redrawn[:, -1] > 0]
    low, high = np.quantile(redrawn[:, :-1] / redrawn[:, -1:], [tail, 1 - tail], axis=0)
    return low, high


def bootstrap_weights(units: int, *, resamples: int = 2000, seed: int = SEED) -> npt.NDArray[Any]:
    """How often each unit is drawn in each resample: an array (resamples, units) of whole numbers.

    `weights @ values` are the resampled sums of any per-unit values.
    """
    if units < 2:
        raise ValueError("a bootstrap needs at least two units")
    random = np.random.default_rng(seed)
    return random.multinomial(units, np.full(units, 1 / units), size=resamples)


def _redrawn(values: Floats, resamples: int, seed: int) -> Floats:
    """Sums of the rows of `values`, redrawn; in blocks, so that memory stays within bounds."""
    random = np.random.default_rng(seed)
    units = len(values)
    even = np.full(units, 1 / units)
    block = max(1, 2_000_000 // units)
    sums = [
        random.multinomial(units, even, size=min(block, resamples - done)) @ values
        for done in range(0, resamples, block)
    ]
    return np.concatenate(sums).astype(np.float64)
