"""Dispersion: published values, the sparse form against the plain one, edges."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from wucheng import dispersion
from wucheng.statistics.dispersion import dp_sparse


def test_gries_2008() -> None:
    """His corpus of five parts, the word "a"."""
    counts, sizes = [1, 2, 3, 4, 5], [9, 10, 10, 10, 11]
    assert f"{dispersion.dp(counts, sizes):.2f}" == "0.18"
    assert f"{dispersion.dp_norm(counts, sizes):.4f}" == "0.2195"


def test_lijffijt_and_gries_2012() -> None:
    assert dispersion.dp_norm([2, 1, 0], [1, 1, 1]) == pytest.approx(0.5, abs=1e-15)


def test_even_is_0_and_all_in_the_smallest_part_is_1() -> None:
    assert dispersion.dp([2, 4, 6], [10, 20, 30]) == pytest.approx(0)
    assert dispersion.dp_norm([7, 0, 0], [10, 20, 30]) == pytest.approx(1)


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 500)), min_size=2, max_size=12))
def test_it_stays_between_0_and_1_and_scale_does_not_matter(parts: list[tuple[int, int]]) -> None:
    counts, sizes = map(list, zip(*parts, strict=True))
    if not sum(counts):
        counts[0] = 1
    value = dispersion.dp_norm(counts, sizes)
    assert -1e-12 <= dispersion.dp(counts, sizes) <= value + 1e-12
    assert value <= 1 + 1e-9
    tenfold = dispersion.dp_norm(np.multiply(counts, 10), np.multiply(sizes, 7))
    assert tenfold == pytest.approx(value)


def test_many_words_at_once_and_sparse_are_the_same() -> None:
    random = np.random.default_rng(3)
    sizes = random.integers(1, 400, 30)
    counts = random.poisson(0.3, (30, 200))
    counts[0] += counts.sum(axis=0) == 0
    one_by_one = [
        0.5 * sum(abs(v / word.sum() - s / sizes.sum()) for v, s in zip(word, sizes, strict=True))
        for word in counts.T
    ]
    assert dispersion.dp(counts.T, sizes) == pytest.approx(one_by_one)
    assert dp_sparse(csr_array(counts), sizes) == pytest.approx(one_by_one)


@pytest.mark.parametrize(
    ("counts", "sizes", "reason"),
    [
        ([0, 0], [1, 1], "never occurs"),
        ([1, 1], [1, 0], "no size"),
        ([], [], "no size"),
        ([1, 2, 3], [1, 1], "same parts"),
        ([1, -1], [1, 1], "below zero"),
        ([1, np.nan], [1, 1], "finite"),
    ],
)
def test_what_is_undefined_is_refused(counts: list[float], sizes: list[float], reason: str) -> None:
    for measure in (dispersion.dp, dispersion.dp_norm):
        with pytest.raises(ValueError, match=reason):
            measure(counts, sizes)


def test_one_part_has_no_spread() -> None:
    assert dispersion.dp([5], [100]) == 0
    with pytest.raises(ValueError, match="two parts"):
        dispersion.dp_norm([5], [100])
    with pytest.raises(ValueError, match="never occurs"):
        dp_sparse(csr_array(np.array([[1, 0], [1, 0]])), np.array([3, 3]))
