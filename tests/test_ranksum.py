"""The exact rank-sum test against enumeration and scipy, and its refusals."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from scipy import stats
from scipy.sparse import csr_array

import corpora
from wucheng import ranksum
from wucheng.errors import WuchengError
from wucheng.statistics import ranks


@pytest.mark.parametrize(
    ("x", "y", "p"), [(1, 4, "0.40"), (3, 3, "0.10"), (4, 4, "0.029"), (5, 5, "0.0079")]
)
def test_the_smallest_p_of_few_texts(x: int, y: int, p: str) -> None:
    assert f"{ranks.smallest_p(x, y):.{len(p) - 2}f}" == p


def test_parity_with_scipy_where_there_are_no_ties() -> None:
    random = np.random.default_rng(5)
    for _ in range(40):
        x, y = random.random(random.integers(4, 12)), random.random(random.integers(4, 12))
        theirs = stats.mannwhitneyu(x, y, method="exact").pvalue
        assert ranksum.wilcoxon(x, y) == pytest.approx(theirs)


def test_parity_with_enumeration_where_there_are_ties() -> None:
    random = np.random.default_rng(6)
    for _ in range(20):
        x, y = random.integers(0, 4, 4), random.integers(0, 5, 5)
        ranks = stats.rankdata(np.concatenate([x, y]))
        far = abs(ranks[:4].sum() - 20)
        sums = [abs(sum(choice) - 20) >= far - 1e-9 for choice in combinations(ranks, 4)]
        assert ranksum.wilcoxon(x, y) == pytest.approx(np.mean(sums))


def test_all_alike_is_no_difference() -> None:
    assert ranksum.wilcoxon([1, 1, 1, 1], [1, 1, 1, 1]) == 1


def test_two_sides_of_a_hundred_are_counted_without_overflow() -> None:
    assert 0 < ranksum.wilcoxon(np.arange(60), np.arange(60) + 200) < 1e-30


@pytest.mark.parametrize(("x", "y"), [(3, 9), (0, 5), (1, 4), (150, 51)])
def test_too_few_or_too_many_are_refused(x: int, y: int) -> None:
    with pytest.raises(ValueError, match="not tested"):
        ranksum.wilcoxon(list(range(x)), list(range(y)))


def test_texts_of_two_cities(tmp_path: Path) -> None:
    tianjin = {f"t{i}": ("天津", ["社区 防线 防线 人"]) for i in range(4)}
    others = {f"s{i}": ("深圳", ["社区 社区 人 人"]) for i in range(4)}
    c = corpora.build(tmp_path, {**tianjin, **others})
    found = ranksum.compare_texts(c, ["防线", "人", "甲"], "天津").set_index("term")
    assert found.loc["防线", "p"] == pytest.approx(2 / 70)
    assert list(found.loc["防线", ["median_target", "median_reference"]]) == [5000, 0]
    assert found.loc["甲", "p"] == 1
    assert (found["reason"] == "").all()


def test_one_text_a_city_is_not_tested_and_says_why(tmp_path: Path) -> None:
    c = corpora.build(tmp_path, {"a": ("天津", ["社区 人"]), "b": ("深圳", ["社区"])})
    row = ranksum.compare_texts(c, "社区", "天津").iloc[0]
    assert np.isnan(row["p"])
    assert "1 against 1 texts" in row["reason"]
    with pytest.raises(WuchengError, match="天津"):
        ranksum.compare_texts(c, "社区", "北京")


def test_many_words_at_once_are_the_words_one_by_one() -> None:
    """Zeros, ties and texts of different sizes; a word in one text, and one in every text."""
    random = np.random.default_rng(7)
    sizes = random.integers(50, 60, 13)
    table = random.poisson([0.1, 0.5, 2.0, 9.0] * 10, (13, 40))
    sides = csr_array(table[:6]), csr_array(table[6:])
    p, how = ranks.rank_sums(*sides, (sizes[:6], sizes[6:]))
    rates = table / sizes[:, None]
    assert list(how) == ["exact"] * 40
    for word in range(40):
        theirs = ranksum.wilcoxon(rates[:6, word], rates[6:, word])
        assert p[word] == pytest.approx(theirs)
        if len(set(rates[:, word])) == 13:
            exact = stats.mannwhitneyu(rates[:6, word], rates[6:, word], method="exact").pvalue
            assert p[word] == pytest.approx(exact)


def test_with_many_texts_the_approximation_is_scipys() -> None:
    random = np.random.default_rng(8)
    table = random.poisson([0.01, 0.2, 1.5], (300, 3))
    table[:, 2] += 1
    sizes = random.integers(90, 110, 300)
    sides = csr_array(table[:120]), csr_array(table[120:])
    p, how = ranks.rank_sums(*sides, (sizes[:120], sizes[120:]))
    assert list(how) == ["", "normal", "normal"]
    assert np.isnan(p[0])
    rates = table / sizes[:, None]
    for word in (1, 2):
        left, right = rates[:120, word], rates[120:, word]
        theirs = stats.mannwhitneyu(left, right, method="asymptotic").pvalue
        assert p[word] == pytest.approx(theirs)
