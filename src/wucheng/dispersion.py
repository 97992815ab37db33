"""Dispersion: how evenly a word is spread over the parts of a corpus."""

from __future__ import annotations

from typing import Any

import numpy as np

from wucheng.statistics.numeric import Floats, Numbers, arrays


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
