"""Similarity: known values, scipy, a published correspondence analysis, edges."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from scipy.sparse import csr_array
from scipy.spatial import distance

import corpora
from wucheng import similarity
from wucheng.errors import CorpusError
from wucheng.statistics import correspondence

# Greenacre's smokers: five staff groups by four levels of smoking.
SMOKERS = np.array([[4, 2, 3, 2], [4, 3, 7, 4], [25, 10, 12, 4], [18, 24, 33, 13], [10, 6, 7, 2]])


def test_divergence_and_cosine() -> None:
    assert similarity.jensen_shannon([1, 2, 3], [10, 20, 30]) == pytest.approx(0)
    assert similarity.jensen_shannon([1, 0], [0, 7]) == 1
    assert similarity.cosine([1, 0], [0, 7]) == 0
    assert similarity.cosine([1, 2], [3, 6]) == pytest.approx(1)
    random = np.random.default_rng(1)
    for _ in range(20):
        p, q = random.poisson(2, 30) + 0.0, random.poisson(3, 30) + 0.0
        theirs = distance.jensenshannon(p, q, 2) ** 2
        assert similarity.jensen_shannon(p, q) == pytest.approx(theirs)
        assert similarity.cosine(p, q) == pytest.approx(1 - distance.cosine(p, q))
    with pytest.raises(ValueError, match="no frequencies"):
        similarity.cosine([0, 0], [1, 2])


def test_greenacres_smokers() -> None:
    """Principal inertias as printed in Greenacre 2007 and by the R package ca."""
    rows, columns, inertia, contributions = similarity.analysis(SMOKERS)
    assert [f"{value:.6f}" for value in inertia] == ["0.074759", "0.010017", "0.000414"]
    assert f"{inertia.sum():.5f}" == "0.08519"
    assert np.allclose(contributions.sum(axis=0), 1)
    weight = SMOKERS.sum(axis=1) / SMOKERS.sum()
    assert np.allclose(weight @ rows, 0)
    assert np.allclose(weight @ rows**2, inertia)
    mass = SMOKERS.sum(axis=0) / SMOKERS.sum()
    assert np.allclose(mass @ columns**2, inertia)


def test_distances_of_rows_are_chi_square_distances() -> None:
    rows, *_ = similarity.analysis(SMOKERS)
    profile = SMOKERS / SMOKERS.sum(axis=1, keepdims=True)
    mass = SMOKERS.sum(axis=0) / SMOKERS.sum()
    expected = (((profile[0] - profile[3]) ** 2) / mass).sum()
    assert ((rows[0] - rows[3]) ** 2).sum() == pytest.approx(expected)


def test_an_empty_column_is_refused() -> None:
    with pytest.raises(ValueError, match="empty"):
        similarity.analysis(np.array([[1, 0], [2, 0]]))


ALIKE = ["社区 人 坚守 防线"] * 6
OTHER = ["网格 志愿者 人 核酸"] * 6


def test_pairs_of_groups_and_chance(tmp_path: Path) -> None:
    texts = {"a": ("天津", ALIKE), "b": ("深圳", ALIKE), "c": ("武汉", OTHER)}
    c = corpora.build(tmp_path, texts)
    found = similarity.pairs(c, resamples=200).set_index(["one", "other"])
    same, unlike = found.loc[("天津", "深圳")], found.loc[("天津", "武汉")]
    assert same["divergence"] == pytest.approx(0)
    assert same["divergence"] <= same["chance_high"]
    assert unlike["divergence"] == pytest.approx(0.75)
    assert unlike["divergence"] > unlike["chance_high"] > unlike["chance"]
    assert (found["low"] <= found["divergence"] + 1e-12).all()
    assert (found["divergence"] <= found["high"] + 1e-12).all()
    assert (found["cosine_low"] <= found["cosine"] + 1e-12).all()
    assert (found["cosine"] <= found["cosine_high"] + 1e-12).all()
    assert similarity.pairs(c, resamples=50).equals(similarity.pairs(c, resamples=50))


def test_a_single_paragraph_has_no_interval(tmp_path: Path) -> None:
    c = corpora.build(
        tmp_path, {"a": ("天津", ["社区 人"]), "b": ("深圳", OTHER), "c": ("武汉", ["。"])}
    )
    found = similarity.pairs(c, resamples=20)
    assert len(found) == 1
    assert found[["low", "high", "cosine_low"]].isna().all(axis=None)
    assert found[["divergence", "chance"]].notna().all(axis=None)


def test_a_map_of_three_groups(tmp_path: Path) -> None:
    texts = {
        "a": ("天津", ALIKE),
        "b": ("深圳", [*ALIKE, *OTHER]),
        "c": ("武汉", [*OTHER, "人 人 人"]),
    }
    c = corpora.build(tmp_path, texts)
    found = similarity.correspondence(c)
    assert set(found.groups["group"]) == {"天津", "深圳", "武汉"}
    assert found.inertia["share"].sum() == pytest.approx(1)
    assert found.terms["contribution_1"].sum() == pytest.approx(1)
    where = found.groups.set_index("group")["x1"]
    assert min(where["天津"], where["武汉"]) < where["深圳"] < max(where["天津"], where["武汉"])
    two = corpora.build(tmp_path / "two", {"a": ("天津", ALIKE), "b": ("深圳", OTHER)})
    with pytest.raises(CorpusError, match="three groups"):
        similarity.correspondence(two)


def test_quality_and_contributions_of_the_groups(tmp_path: Path) -> None:
    """Two axes hold all there is of three groups; the groups' shares of an axis add up to 1."""
    both = [*ALIKE, *OTHER, "人 人 人"]
    texts = {"a": ("天津", ALIKE), "b": ("深圳", both), "c": ("武汉", OTHER)}
    c = corpora.build(tmp_path, texts)
    whole = similarity.correspondence(c)
    assert whole.groups["quality"].to_numpy() == pytest.approx(1)
    assert whole.terms["quality"].to_numpy() == pytest.approx(1)
    first = similarity.correspondence(c, axes=1)
    for table in (first.groups, first.terms):
        assert table["contribution_1"].sum() == pytest.approx(1)
        assert table["quality"].between(0, 1).all()


def test_the_first_axes_of_a_sparse_table_are_those_of_the_full_one() -> None:
    random = np.random.default_rng(3)
    table = random.poisson(0.7, (40, 90)) + np.eye(40, 90, dtype=int)
    table[0] += 1
    full = correspondence.analysis(table)
    some = correspondence.leading(csr_array(table.astype(float)), 2)
    for one, other in zip(full, some, strict=True):
        assert other == pytest.approx(one[..., :2], abs=1e-8)
    rows, columns, masses = correspondence.distances(csr_array(table.astype(float)))
    assert rows == pytest.approx((full[0] ** 2).sum(axis=1))
    assert columns == pytest.approx((full[1] ** 2).sum(axis=1))
    assert (masses * rows).sum() == pytest.approx(full[2].sum())


def test_a_map_of_a_large_table_is_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = {f"d{n}": (f"城{n}", [*ALIKE[n:], *OTHER[: n + 1]]) for n in range(5)}
    c = corpora.build(tmp_path, texts)
    expected = similarity.correspondence(c, at_least=1)
    monkeypatch.setattr(similarity, "_DENSE", 0)
    found = similarity.correspondence(c, at_least=1)
    for name in ("x1", "contribution_1", "quality"):
        assert list(found.groups[name]) == pytest.approx(list(expected.groups[name]), abs=1e-6)
    assert list(found.inertia["share"]) == pytest.approx(list(expected.inertia["share"][:2]))


def test_documents_are_drawn_where_there_are_ten_a_group(tmp_path: Path) -> None:
    texts = {f"{city}{n}": (city, ALIKE[:2]) for city in ("天津", "深圳") for n in range(10)}
    c = corpora.build(tmp_path, texts)
    assert set(similarity.pairs(c, resamples=20)["units"]) == {"documents"}
    assert set(similarity.pairs(c, resamples=20, units="sentences")["units"]) == {"sentences"}
    few = corpora.build(tmp_path / "few", {"a": ("天津", ALIKE), "b": ("深圳", ALIKE)})
    assert set(similarity.pairs(few, resamples=20)["units"]) == {"paragraphs"}
