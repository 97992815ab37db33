"""Intervals against scipy, against their definition, and at their edges."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from wucheng.statistics import intervals


@pytest.mark.parametrize("confidence", [0.5, 0.95, 0.999])
def test_parity_with_scipy(confidence: float) -> None:
    random = np.random.default_rng(1)
    sizes = random.integers(1, 5000, 200)
    hits = random.integers(0, sizes + 1)
    for method, ours in (("exact", intervals.clopper_pearson), ("wilson", intervals.wilson)):
        low, high = ours(hits, sizes, confidence=confidence)
        for k, n, lower, upper in zip(hits, sizes, low, high, strict=True):
            theirs = stats.binomtest(int(k), int(n)).proportion_ci(confidence, method)
            assert (lower, upper) == pytest.approx((theirs.low, theirs.high), abs=1e-10)


def test_nothing_in_1500_words_is_compatible_with_24_6_per_10_000() -> None:
    low, high = intervals.clopper_pearson(0, 1500)
    assert low == 0
    assert round(high * 10_000, 1) == 24.6


@settings(deadline=None)
@given(st.integers(0, 400), st.integers(0, 400), st.sampled_from([0.8, 0.95, 0.99]))
def test_the_exact_interval_holds_the_share_and_mirrors(k: int, rest: int, level: float) -> None:
    n = k + rest
    low, high = intervals.clopper_pearson(k, n, confidence=level)
    assert 0 <= low <= (k / n if n else 0.5) <= high <= 1
    mirrored = intervals.clopper_pearson(rest, n, confidence=level)
    assert (low, high) == pytest.approx((1 - mirrored[1], 1 - mirrored[0]), abs=1e-12)


def test_the_exact_interval_covers_at_least_as_often_as_it_says() -> None:
    n = 40
    hits = np.arange(n + 1)
    low, high = intervals.clopper_pearson(hits, np.full(n + 1, n))
    for share in np.linspace(0.01, 0.99, 99):
        covered = (low <= share) & (share <= high)
        assert stats.binom.pmf(hits, n, share)[covered].sum() >= 0.95


def test_a_size_of_nothing_says_nothing() -> None:
    assert intervals.clopper_pearson(0, 0) == (0, 1)
    assert intervals.wilson(0, 0) == (0, 1)


def test_numbers_give_numbers_and_arrays_arrays() -> None:
    assert all(isinstance(value, float) for value in intervals.clopper_pearson(1, 2))
    assert intervals.clopper_pearson([1, 2], 5)[0].shape == (2,)


@pytest.mark.parametrize(
    ("count", "size", "confidence"), [(3, 2, 0.95), (-1, 2, 0.95), (np.nan, 2, 0.95), (1, 2, 1.0)]
)
def test_what_makes_no_sense_is_refused(count: float, size: float, confidence: float) -> None:
    for interval in (intervals.clopper_pearson, intervals.wilson):
        with pytest.raises(ValueError):
            interval(count, size, confidence=confidence)


def test_the_bootstrap_finds_the_known_error_of_a_share() -> None:
    hits = [1] * 60 + [0] * 140
    share, low, high = intervals.bootstrap_share(hits)
    assert share == 0.3
    error = 1.96 * (0.3 * 0.7 / 200) ** 0.5
    assert (low, high) == pytest.approx((0.3 - error, 0.3 + error), abs=0.01)


def test_the_bootstrap_says_the_same_twice_and_follows_its_seed() -> None:
    hits, sizes = [3, 0, 5, 1, 2], [40, 10, 30, 25, 60]
    assert intervals.bootstrap_share(hits, sizes) == intervals.bootstrap_share(hits, sizes)
    assert intervals.bootstrap_share(hits, sizes)[0] == 11 / 165
    assert intervals.bootstrap_share(hits, sizes, seed=1) != intervals.bootstrap_share(hits, sizes)


def test_rates_over_the_same_units_are_redrawn_together() -> None:
    hits = np.array([[0, 1, 0], [2, 0, 0], [1, 1, 0], [0, 3, 0]], dtype=float)
    sizes = np.array([10, 20, 15, 30], dtype=float)
    low, high = intervals.bootstrap_bounds(hits, sizes)
    alone = [intervals.bootstrap_share(column, sizes)[1:] for column in hits.T]
    assert list(zip(low, high, strict=True)) == alone
    for units, zero in ((1, 1.0), (0, 1.0), (4, 0.0)):
        assert np.isnan(intervals.bootstrap_bounds(hits[:units], zero * sizes[:units])).all()


def test_the_weights_draw_each_time_as_many_as_there_are() -> None:
    weights = intervals.bootstrap_weights(7, resamples=50)
    assert weights.shape == (50, 7)
    assert (weights.sum(axis=1) == 7).all()


@pytest.mark.parametrize("hits", [[], [1]])
def test_one_unit_has_no_bootstrap(hits: list[int]) -> None:
    with pytest.raises(ValueError, match="two units"):
        intervals.bootstrap_share(hits)
