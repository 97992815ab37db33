"""False discovery: against scipy, its invariants, and what is refused."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from wucheng.statistics import discovery

PS = st.lists(st.floats(0, 1), min_size=1, max_size=40)


@given(PS)
def test_parity_with_scipy(p: list[float]) -> None:
    assert discovery.q_values(p) == pytest.approx(stats.false_discovery_control(p))


@given(PS, st.integers(0, 100))
def test_tests_that_are_not_shown_count_as_ones(p: list[float], more: int) -> None:
    shown = discovery.q_values(p, tests=len(p) + more)
    assert shown == pytest.approx(discovery.q_values([*p, *[1.0] * more])[: len(p)])
    assert (shown >= np.array(p)).all()
    ordered = shown[np.argsort(p, kind="stable")]
    assert (np.diff(ordered) >= 0).all()


def test_a_number_in_a_number_out() -> None:
    assert discovery.q_values(0.01, tests=5) == pytest.approx(0.05)


@pytest.mark.parametrize("bad", [{"p": [1.1]}, {"p": [-0.1]}, {"p": [0.1, 0.2], "tests": 1}])
def test_what_is_no_p_is_refused(bad: dict) -> None:
    with pytest.raises(ValueError):
        discovery.q_values(**bad)


def test_the_p_of_g2_is_that_of_chi_squared() -> None:
    g2 = np.array([0, 0.5, 3.841458820694124, 20, 700])
    assert discovery.p_of_g2(g2) == pytest.approx(stats.chi2.sf(g2, 1))
