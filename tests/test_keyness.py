"""Keyness: published values to their last digit, second implementations, edges, the table."""

from __future__ import annotations

import json
import math
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import optimize, stats
from scipy.sparse import csr_array

import corpora
from wucheng import keyness, tables
from wucheng.corpus import Corpus
from wucheng.errors import CorpusError
from wucheng.statistics import counts

PUBLISHED = json.loads((Path(__file__).parent / "cases" / "keyness.json").read_text("utf-8"))
SIDES_OF_TABLE = ("target", "reference")
SIDES = st.tuples(st.integers(1, 3000), st.integers(1, 3000))


@pytest.mark.parametrize("case", PUBLISHED, ids=lambda case: case["label"])
def test_published_values(case: dict[str, Any]) -> None:
    value = getattr(keyness, case["measure"])(*case["arguments"], **case.get("options", {}))
    digits = len(case["expected"].partition(".")[2])
    assert f"{value:.{digits}f}" == case["expected"]


def test_published_log_odds() -> None:
    """scattertext's tests and FightingWords; the prior is .01 for each word."""
    delta, z = keyness.log_odds((1, 5, 1, 9), (100, 510, 100, 199), 0.01)
    assert [
        f"{value:.7f}" for value in delta
    ] == "-0.6095321 -1.0345766 -0.6095321 1.5201005".split()
    assert [f"{value:.6f}" for value in z] == "-0.609502 -2.304405 -0.609502 4.462925".split()


def test_lrc_variants_differ_as_they_should() -> None:
    """Without a correction the bound is higher; one-sided is higher than two-sided."""
    cells = (8, 0, 1177, 341805)
    assert keyness.lrc(*cells) > keyness.lrc(*cells, tests=20109)
    assert keyness.lrc_positive(*cells, tests=20109) > keyness.lrc(*cells, tests=20109)
    assert keyness.lrc_positive(*cells, 0.025) == pytest.approx(keyness.lrc(*cells, 0.05))


def test_parity_with_scipy_on_random_tables() -> None:
    random = np.random.default_rng(2)
    for _ in range(200):
        c, d = random.integers(2, 5000, 2)
        a, b = random.integers(1, c), random.integers(1, d)
        cells = [[a, b], [c - a, d - b]]
        theirs = stats.chi2_contingency(cells, correction=False, lambda_="log-likelihood")
        assert keyness.log_likelihood(a, b, c, d) == pytest.approx(theirs.statistic, abs=1e-8)


def _exact_bound(a: int, b: int, c: int, d: int, tail: float) -> float:
    """The log ratio at which a hits or more (or as few) out of a + b have the chance `tail`."""

    def excess(ratio: float) -> float:
        share = 2**ratio * c / (2**ratio * c + d)
        hits = stats.binom(a + b, share)
        return float(hits.sf(a - 1) if a * d >= b * c else hits.cdf(a)) - tail

    return float(optimize.brentq(excess, -30, 30, xtol=1e-12))


def test_lrc_from_the_definition_of_its_interval() -> None:
    random = np.random.default_rng(4)
    for _ in range(30):
        a, b = (int(value) for value in random.integers(1, 40, 2))
        bound = _exact_bound(a, b, 1000, 4000, 0.05 / 50 / 2)
        expected = max(bound, 0) if a * 4000 >= b * 1000 else min(bound, 0)
        assert keyness.lrc(a, b, 1000, 4000, tests=50) == pytest.approx(expected, abs=1e-8)


def test_log_odds_written_out() -> None:
    i, j, prior = [3, 0, 7], [10, 4, 2], [0.5, 1.5, 2.0]
    delta, z = keyness.log_odds(i, j, prior)
    _, full = keyness.log_odds_full_variance(i, j, prior)
    for w in range(3):
        p, q = i[w] + prior[w], j[w] + prior[w]
        rest_i, rest_j = sum(i) + sum(prior) - p, sum(j) + sum(prior) - q
        expected = math.log(p / rest_i) - math.log(q / rest_j)
        assert delta[w] == pytest.approx(expected)
        assert z[w] == pytest.approx(expected / math.sqrt(1 / p + 1 / q))
        everything = 1 / p + 1 / q + 1 / rest_i + 1 / rest_j
        assert full[w] == pytest.approx(expected / math.sqrt(everything))


@settings(deadline=None)
@given(SIDES, SIDES)
def test_the_sides_may_change_places(target: tuple[int, int], reference: tuple[int, int]) -> None:
    (a, more), (b, others) = target, reference
    c, d = a + more, b + others
    there, back = (a, b, c, d), (b, a, d, c)
    assert keyness.log_likelihood(*there) == pytest.approx(keyness.log_likelihood(*back), abs=1e-9)
    assert keyness.log_ratio(*there) == pytest.approx(-keyness.log_ratio(*back), abs=1e-9)
    assert keyness.lrc(*there) == pytest.approx(-keyness.lrc(*back), abs=1e-9)
    low, high = keyness.log_ratio_interval(*there)
    assert low <= keyness.log_ratio(*there) <= high
    assert keyness.log_ratio_interval(*back) == pytest.approx((-high, -low), abs=1e-9)


@settings(deadline=None)
@given(SIDES, SIDES, st.integers(1, 5000))
def test_lrc_is_conservative(
    target: tuple[int, int], reference: tuple[int, int], tests: int
) -> None:
    (a, more), (b, others) = target, reference
    c, d = a + more, b + others
    plain = math.log2((a / c) / (b / d))
    bound = keyness.lrc(a, b, c, d, tests=tests)
    assert abs(bound) <= abs(plain) + 1e-9
    assert bound * plain >= -1e-9
    assert abs(keyness.lrc(a, b, c, d)) >= abs(bound) - 1e-9


@settings(deadline=None)
@given(st.integers(2, 20000), st.integers(2, 20000), st.integers(1, 50000))
def test_the_floor_is_the_least_count_that_scores(c: int, d: int, tests: int) -> None:
    floor = keyness.lrc_floor(c, d, tests=tests)
    assume(floor <= c)
    assert keyness.lrc(floor, 0, c, d, tests=tests) > 0
    if floor > 1:
        assert keyness.lrc(floor - 1, 0, c, d, tests=tests) == 0


def test_empty_cells_have_defined_values() -> None:
    nowhere = (0, 0, 100, 200)
    assert keyness.log_likelihood(*nowhere) == 0
    assert keyness.log_likelihood_two_term(*nowhere) == 0
    assert keyness.lrc(*nowhere) == 0
    assert keyness.percent_difference(*nowhere) == 0
    everywhere = (100, 200, 100, 200)
    assert keyness.log_likelihood(*everywhere) == 0
    assert keyness.log_ratio(*everywhere) == 0
    assert keyness.percent_difference(5, 0, 100, 200) == math.inf
    assert keyness.percent_difference(10, 10, 100, 200) == 100
    assert keyness.simple_maths(10, 10, 100, 200) == pytest.approx(100_100 / 50_100)
    assert keyness.lrc_positive(0, 5, 100, 200) == -math.inf


@pytest.mark.parametrize(
    "cells",
    [(1, 0, 0, 10), (0, 1, 10, 0), (11, 0, 10, 10), (-1, 0, 10, 10), (math.nan, 0, 10, 10)],
    ids=["empty target", "empty reference", "more hits than words", "negative", "not a number"],
)
@pytest.mark.parametrize(
    "measure",
    ["log_likelihood", "log_likelihood_two_term", "log_ratio", "lrc", "lrc_positive"]
    + ["percent_difference", "simple_maths", "log_ratio_interval"],
)
def test_what_is_no_comparison_is_refused(measure: str, cells: tuple[float, ...]) -> None:
    with pytest.raises(ValueError):
        getattr(keyness, measure)(*cells)


def test_bad_options_are_refused() -> None:
    for options in ({"alpha": 0}, {"alpha": 1}, {"tests": 0}):
        with pytest.raises(ValueError):
            keyness.lrc(1, 1, 10, 10, **options)
    with pytest.raises(ValueError, match="prior"):
        keyness.log_odds([1, 2], [1, 2], 0)
    with pytest.raises(ValueError, match="all words"):
        keyness.log_odds(1, 2, 0.1)


def test_numbers_in_numbers_out_arrays_in_arrays_out() -> None:
    assert isinstance(keyness.lrc(1, 2, 30, 40), float)
    several = keyness.log_likelihood([1, 2], [3, 4], 100, 200)
    assert list(several) == [keyness.log_likelihood(1, 3, 100, 200)] + [
        keyness.log_likelihood(2, 4, 100, 200)
    ]


# Fifteen mentions of "defence line" in Tianjin's one text, over three paragraphs, and none in the
# others; "volunteer" fifteen times too, but in one paragraph only; "community" is everywhere.
EVEN = "社区 人 人 人 人 防线 防线 防线 防线 防线"
TEXTS = {
    "t": ("天津", [EVEN, EVEN, EVEN, "志愿者 " * 15]),
    "s1": ("深圳", ["社区 人 人 人 人 人 人 人 人 人 " * 4]),
    "s2": ("深圳", ["社区 人 人 人 人 人 人 人 人 坚守 " * 4, "网格 " * 14]),
    "w": ("武汉", ["社区 人 人 人 人 人 人 人 人 人 " * 4]),
}


@pytest.fixture
def c(tmp_path: Path) -> Corpus:
    return corpora.build(tmp_path, TEXTS)


def test_the_table_counts_what_is_there(c: Corpus) -> None:
    found = keyness.compare(c, "天津").set_index("term")
    row = found.loc["防线"]
    assert (row["count_target"], row["count_reference"]) == (15, 0)
    assert (row["tokens_target"], row["tokens_reference"]) == (45, 134)
    assert (row["texts_target"], row["texts_reference"]) == (1, 0)
    assert row["per_10k_target"] == pytest.approx(15 / 45 * 10_000)
    cells = (15, 0, 45, 134)
    assert row["g2"] == pytest.approx(keyness.log_likelihood(*cells))
    assert row["log_ratio"] == pytest.approx(keyness.log_ratio(*cells))
    assert row["lrc"] == pytest.approx(keyness.lrc(*cells, tests=len(found)))
    assert row["lrc_floor"] == keyness.lrc_floor(45, 134, tests=len(found))
    assert (row["gloss"], row["more_in"]) == ("defence line", "天津")
    assert not found[["g2", "log_ratio", "low", "high", "lrc", "z"]].isna().any(axis=None)


def test_a_word_of_one_paragraph_is_unstable(c: Corpus) -> None:
    found = keyness.compare(c, "天津").set_index("term")
    even, burst = found.loc["防线"], found.loc["志愿者"]
    assert even["lrc"] == burst["lrc"] > 0
    assert (even["grade"], burst["grade"]) == ("B", "D")
    assert (even["units"], even["top_share"], burst["top_share"]) == ("paragraphs", 1 / 3, 1)
    assert even["weakest"] > 0
    assert burst["weakest"] == 0
    assert even["dp_norm"] < burst["dp_norm"]


def test_driven_by_one_document(c: Corpus) -> None:
    """Shenzhen's "grid" is all in one of its two texts; without that text nothing is left."""
    row = keyness.compare(c, "深圳").set_index("term").loc["网格"]
    assert (row["units"], row["one_document"], row["grade"]) == ("texts", True, "D")
    assert row["weakest"] == 0


def test_leaving_out_is_what_it_says(c: Corpus) -> None:
    """The weakest log ratio, by hand: the word without each paragraph and each text in turn."""
    row = keyness.compare(c, "天津").set_index("term").loc["人"]
    a, size, others = [4, 4, 4, 0], [10, 10, 10, 15], [(36, 40), (32, 54), (36, 40)]
    b, d = sum(hits for hits, _ in others), sum(words for _, words in others)
    left = [keyness.log_ratio(12 - v, b, 45 - s, d) for v, s in zip(a, size, strict=True)]
    left += [keyness.log_ratio(12, b - v, 45, d - s) for v, s in others]
    assert row["more_in"] == "rest"
    assert row["weakest"] == pytest.approx(min(-value for value in left))


def test_ranks_follow_the_log_ratio_among_the_graded(c: Corpus) -> None:
    found = keyness.compare(c, "天津")
    assert found.loc[found["grade"] == "D", "rank"].isna().all()
    for _, side in found[found["grade"] != "D"].groupby("more_in"):
        ordered = side.sort_values("rank")
        assert list(ordered["rank"]) == list(range(1, len(side) + 1))
        assert ordered["log_ratio"].abs().is_monotonic_decreasing
        assert (side["rank_best"] <= side["rank"]).all()
        assert (side["rank"] <= side["rank_worst"]).all()


def test_grade_a_needs_four_texts_a_side(tmp_path: Path) -> None:
    here = {f"t{i}": ("天津", ["防线 防线 防线 人 人 人 人 社区"]) for i in range(4)}
    there = {f"s{i}": ("深圳", ["人 人 人 人 人 人 社区 社区"]) for i in range(4)}
    enough = corpora.build(tmp_path / "enough", {**here, **there})
    assert keyness.compare(enough, "天津").set_index("term").loc["防线", "grade"] == "A"
    del there["s0"]
    few = corpora.build(tmp_path / "few", {**here, **there})
    assert keyness.compare(few, "天津").set_index("term").loc["防线", "grade"] == "B"


def test_against_a_named_group_mirrors(c: Corpus) -> None:
    there = keyness.compare(c, "天津", "深圳").set_index("term")
    back = keyness.compare(c, "深圳", "天津").set_index("term").loc[there.index]
    for column, sign in (("g2", 1), ("log_ratio", -1), ("lrc", -1), ("log_odds", -1), ("z", -1)):
        assert list(there[column]) == pytest.approx(list(sign * back[column]))
    assert list(there["more_in"]) == list(back["more_in"])
    assert list(there["weakest"]) == pytest.approx(list(back["weakest"]), nan_ok=True)


def test_each_group_against_the_rest(c: Corpus) -> None:
    found = keyness.compare_all(c)
    assert list(found["target"].unique()) == ["天津", "武汉", "深圳"]
    total = Counter(dict(found[found["target"] == "武汉"].set_index("term")["count_target"]))
    total += Counter(dict(found[found["target"] == "武汉"].set_index("term")["count_reference"]))
    assert total["人"] == 12 + 36 + 32 + 36


def test_the_prior_pulls_towards_the_pool(c: Corpus) -> None:
    weak = keyness.compare(c, "天津", prior_tokens=1).set_index("term")["log_odds"]
    strong = keyness.compare(c, "天津", prior_tokens=10_000).set_index("term")["log_odds"]
    assert (strong.abs() <= weak[strong.index].abs() + 1e-12).all()


def test_no_such_group_or_nothing_to_compare_is_said(tmp_path: Path, c: Corpus) -> None:
    for target, reference in (("北京", None), ("天津", "北京")):
        with pytest.raises(CorpusError, match="天津"):
            keyness.compare(c, target, reference)
    alone = corpora.build(tmp_path / "alone", {"t": ("天津", ["社区 人"])})
    with pytest.raises(CorpusError, match="rest"):
        keyness.compare(alone, "天津")
    with pytest.raises(CorpusError, match="two groups"):
        keyness.shared_core(alone)


def test_one_paragraph_against_one_paragraph(tmp_path: Path) -> None:
    texts = {"t": ("天津", ["社区 人 " * 9]), "s": ("深圳", ["社区 防线 " * 9])}
    found = keyness.compare(corpora.build(tmp_path, texts), "天津")
    assert found["dp_norm"].isna().all()
    assert set(found["grade"]) <= {"B", "C", "D"}


def test_the_shared_core(c: Corpus) -> None:
    found = keyness.shared_core(c).set_index("term")
    assert list(found.index) == ["人", "社区"]
    row = found.loc["社区"]
    assert (row["count"], row["tokens"], row["owned_by"]) == (15, 179, "")
    assert row["lowest"] == pytest.approx(3 / 45 * 10_000)
    assert (row["lowest_in"], row["highest_in"]) == ("天津", "武汉")


def test_a_large_sparse_table_agrees_with_counting_one_by_one() -> None:
    import pandas as pd

    random = np.random.default_rng(8)
    dense = random.poisson(0.4, (400, 60))
    terms = pd.DataFrame({"term": [f"w{i}" for i in range(60)], "pos": "n", "listed": True})
    parts = pd.DataFrame({"doc_id": [f"{i:03d}" for i in range(400)], "paragraph": -1})
    parts["tokens"] = dense.sum(axis=1)
    data = counts.Counts(parts, terms, csr_array(dense))
    here = np.arange(400) < 100
    found = keyness.table(data.select(here), data.select(~here)).set_index("term")
    for number, term in enumerate(terms["term"]):
        a, b = dense[here, number].sum(), dense[~here, number].sum()
        cells = (a, b, dense[here].sum(), dense[~here].sum())
        assert (found.loc[term, "count_target"], found.loc[term, "count_reference"]) == (a, b)
        assert found.loc[term, "lrc"] == pytest.approx(keyness.lrc(*cells, tests=60))
        assert found.loc[term, "texts_target"] == (dense[here, number] > 0).sum()


def test_tests_over_texts_are_refused_with_the_reason(c: Corpus) -> None:
    found = keyness.compare(c, "天津")
    assert found[["p_texts", "q_texts"]].isna().all(axis=None)
    assert set(found["untested"].str.startswith("not tested: 1 against 3 texts")) == {True}


def test_tests_over_texts_once_there_are_enough(tmp_path: Path) -> None:
    """Five texts a side that always and never say 防线: p is 2 of 252; q counts all words."""
    here = {f"t{i}": ("天津", ["防线 防线 人 人 人 人 社区"]) for i in range(5)}
    there = {f"s{i}": ("深圳", ["人 人 人 人 社区 社区"]) for i in range(5)}
    found = keyness.compare(corpora.build(tmp_path, {**here, **there}), "天津").set_index("term")
    assert found.loc["防线", "p_texts"] == pytest.approx(2 / 252)
    theirs = stats.false_discovery_control(found["p_texts"])
    assert list(found["q_texts"]) == pytest.approx(list(theirs))
    assert set(found["untested"]) == {""}


def test_every_measure_of_the_table_is_that_of_its_function(c: Corpus) -> None:
    """Words with the same counts are worked out once; each row must still have its own values."""
    found = keyness.compare(c, "深圳")
    cells = [found[f"{name}_{side}"] for name in ("count", "tokens") for side in SIDES_OF_TABLE]
    for column, function in (
        ("g2", keyness.log_likelihood),
        ("g2_two_term", keyness.log_likelihood_two_term),
        ("log_ratio", keyness.log_ratio),
        ("percent_difference", keyness.percent_difference),
        ("simple_maths", keyness.simple_maths),
    ):
        assert list(found[column]) == pytest.approx(list(function(*cells)))
    p = stats.chi2.sf(found["g2"], 1)
    assert list(found["q_tokens"]) == pytest.approx(list(stats.false_discovery_control(p)))
    graded = found[found["grade"] != "D"]
    assert (graded["rank_spread"] == graded["rank_worst"] - graded["rank_best"]).all()


def test_what_flips_when_words_are_cut_otherwise(tmp_path: Path) -> None:
    """网格员 "grid worker" is a word of the user dictionary only; 居民 "residents" of any."""
    texts = {
        "t": ("天津", ["网格员 ， 居民 ， 医生 。 " * 4] * 4),
        "s": ("深圳", ["居民 ， 医生 ， 医生 。 " * 4] * 4),
    }
    c = corpora.build(tmp_path, texts)
    tables.write(c.lexicons / "words.tsv", "word\tfreq\tpos\tgloss\n网格员\t\tn\tgrid worker\n")
    found = keyness.compare(c, "天津").set_index("term")
    assert found.loc["网格员", "grade"] != "D"
    assert found.loc["网格员", "flips"] == "no user dictionary: no word of its own"
    assert found.loc["居民", "flips"] == ""
    assert set(keyness.compare(c, "天津", flips=False)["flips"]) == {"not checked"}


def test_each_pair_once(c: Corpus) -> None:
    found = keyness.compare_pairs(c)
    pairs = list(
        found[["target", "reference"]].drop_duplicates().itertuples(index=False, name=None)
    )
    assert pairs == [("天津", "武汉"), ("天津", "深圳"), ("武汉", "深圳")]
    one = keyness.compare(c, "天津", "深圳", flips=False)
    mine = found[(found["target"] == "天津") & (found["reference"] == "深圳")]
    assert list(mine["lrc"]) == list(one["lrc"])


def test_an_unknown_city_and_an_empty_text_are_part_of_the_rest(tmp_path: Path) -> None:
    texts = {**TEXTS, "u": ("", ["社区 志愿者 志愿者"]), "e": ("天津", ["。"])}
    found = keyness.compare(corpora.build(tmp_path, texts), "天津", flips=False)
    assert set(found["tokens_reference"]) == {134 + 3}
    assert set(found["tokens_target"]) == {45}
    against = keyness.compare(corpora.build(tmp_path / "b", texts), "unknown", "天津", flips=False)
    assert set(against["tokens_target"]) == {3}
    numbers = against.select_dtypes("number").drop(columns=["p_texts", "q_texts", "weakest"])
    numbers = numbers.drop(columns=["rank", "rank_best", "rank_worst", "rank_spread"])
    assert list(numbers.columns[numbers.isna().any()]) == ["dp_norm"]  # one paragraph has no spread
