"""The keyness table against a second implementation, written word by word from the formulas."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from scipy.sparse import csr_array

from wucheng.errors import CorpusError
from wucheng.statistics.keywords import table
from wucheng.statistics.tally import Counts

TEXTS = st.lists(st.lists(st.integers(0, 9), min_size=5, max_size=5), min_size=1, max_size=6)


def counts(texts: list[list[int]]) -> Counts:
    """Texts × five words, and two that each text has, so that none is empty."""
    rows = np.array([[*text, 3, 1] for text in texts])
    parts = pd.DataFrame({"doc_id": [f"d{n}" for n in range(len(rows))], "paragraph": -1})
    parts["tokens"] = rows.sum(axis=1)
    terms = pd.DataFrame({"term": list("abcdefg"), "pos": "n", "listed": True})
    return Counts(parts, terms, csr_array(rows))


def log_ratio(a: float, b: float, c: float, d: float) -> float:
    return math.log2((a + 0.5) / (c + 0.5)) - math.log2((b + 0.5) / (d + 0.5))


def lrc(a: int, b: int, c: int, d: int, tests: int) -> float:
    tail = 0.05 / tests / 2
    if a * d >= b * c:
        low = float(stats.beta.ppf(tail, a, b + 1)) if a else 0.0
        return max(0.0, math.log2(d / c * low / (1 - low))) if low else 0.0
    high = float(stats.beta.isf(tail, a + 1, b)) if b else 1.0
    return min(0.0, math.log2(d / c * high / (1 - high))) if high < 1 else 0.0


def by_hand(here: list[list[int]], there: list[list[int]], word: int, tests: int) -> dict[str, Any]:
    """One row of the table."""
    left, right = ([[*text, 3, 1] for text in side] for side in (here, there))
    a, b = sum(text[word] for text in left), sum(text[word] for text in right)
    c, d = sum(map(sum, left)), sum(map(sum, right))
    over = a * d >= b * c
    side = left if over else right
    hits = [text[word] for text in side]
    shares = [sum(text) / (c if over else d) for text in side]
    deviation = sum(abs(v / sum(hits) - s) for v, s in zip(hits, shares, strict=True)) / 2
    effects = [(a - text[word], b, c - sum(text), d) for text in left if c > sum(text)] + [
        (a, b - text[word], c, d - sum(text)) for text in right if d > sum(text)
    ]
    left_out = [_real(*cells) * (1 if over else -1) for cells in [(a, b, c, d), *effects]]
    low, high = _interval(a, b, c, d)
    corrected = lrc(a, b, c, d, tests) != 0
    worth = (low > 0 if over else high < 0) and max(hits) <= sum(hits) and sum(hits) >= 5
    stable = min(left_out) > 0
    enough = min(len(left), len(right)) >= 4
    wide = sum(v > 0 for v in hits) >= 4 and max(hits) * 2 <= sum(hits)
    grade = "D"
    if stable and (corrected or worth):
        grade = "B" if corrected else "C"
    if stable and corrected and enough and wide:
        grade = "A"
    return {
        "count_target": a,
        "count_reference": b,
        "log_ratio": log_ratio(a, b, c, d),
        "low": low,
        "high": high,
        "lrc": lrc(a, b, c, d, tests),
        "g2": stats.chi2_contingency(
            [[a, b], [c - a, d - b]], correction=False, lambda_="log-likelihood"
        ).statistic,
        "dp_norm": deviation / (1 - min(shares)) if len(side) > 1 else math.nan,
        "top_share": max(hits) / sum(hits),
        "one_document": max(hits) * 2 > sum(hits),
        "weakest": min(left_out) if corrected or worth else math.nan,
        "grade": grade,
        "texts_target": sum(text[word] > 0 for text in left),
    }


def _real(a: int, b: int, c: int, d: int) -> float:
    """The log ratio where the raw rates have its direction."""
    found = log_ratio(a, b, c, d)
    return found if found * (a * d - b * c) > 0 else 0.0


def _interval(a: int, b: int, c: int, d: int) -> tuple[float, float]:
    variance = 1 / (a + 0.5) - 1 / (c + 0.5) + 1 / (b + 0.5) - 1 / (d + 0.5)
    half = stats.norm.ppf(0.975) * math.sqrt(variance) / math.log(2)
    return log_ratio(a, b, c, d) - half, log_ratio(a, b, c, d) + half


@settings(deadline=None, max_examples=25)
@given(TEXTS, TEXTS)
def test_each_row_by_hand(here: list[list[int]], there: list[list[int]]) -> None:
    """Words on one side, on neither, in every text; sides of one text and of several."""
    found = table(counts(here), counts(there)).set_index("term")
    for term, row in found.iterrows():
        expected = by_hand(here, there, "abcdefg".index(str(term)), len(found))
        for column, value in expected.items():
            assert row[column] == pytest.approx(value, nan_ok=True, abs=1e-9), column
    numbers = found.drop(columns=["p_texts", "q_texts"]).select_dtypes("number")
    empty = set(numbers.columns[numbers.isna().any()])
    assert empty <= {"dp_norm", "weakest", "rank", "rank_best", "rank_worst", "rank_spread"}


@settings(deadline=None, max_examples=12)
@given(TEXTS, TEXTS)
def test_sides_may_change_places(here: list[list[int]], there: list[list[int]]) -> None:
    one, other = counts(here), counts(there)
    there_and = table(one, other, target_name="x", reference_name="y").set_index("term")
    back = table(other, one, target_name="y", reference_name="x").set_index("term")
    back = back.loc[there_and.index]
    even = (there_and["count_target"] * there_and["tokens_reference"]) == (
        there_and["count_reference"] * there_and["tokens_target"]
    )
    assert list(back["lrc"]) == pytest.approx(list(-there_and["lrc"]), abs=1e-9)
    assert list(back["q_tokens"]) == pytest.approx(list(there_and["q_tokens"]))
    assert list(back["p_texts"]) == pytest.approx(list(there_and["p_texts"]), nan_ok=True)
    assert list(back.loc[~even, "grade"]) == list(there_and.loc[~even, "grade"])


def test_groups_of_very_unequal_size() -> None:
    """One short text against six hundred: everything is a number, or says why not."""
    many = counts([[0, 1, 2, 3, 9]] * 600)
    found = table(counts([[5, 0, 1, 0, 9]]), many)
    assert set(found["untested"].str.split(";").str[0]) == {"not tested: 1 against 600 texts"}
    assert np.isfinite(found[["g2", "log_ratio", "low", "high", "lrc", "z"]]).all(axis=None)


def test_a_large_corpus_is_tested_where_a_word_stands_out() -> None:
    """Of 300 texts a side, a is in every one of the target's, the others are alike."""
    here, there = counts([[5, 1, 0, 2, 3]] * 300), counts([[0, 1, 0, 2, 8]] * 300)
    found = table(here, there).set_index("term")
    assert found.loc["a", "untested"] == "" and found.loc["a", "p_texts"] < 1e-50
    rest = found.loc[found["lrc"] == 0]
    assert len(rest) and set(rest["untested"]) == {"not tested: its LRC is 0"}


def test_nothing_to_compare_is_said() -> None:
    none = counts([[1, 0, 0, 0, 0]]).select(np.array([], dtype=int))
    with pytest.raises(CorpusError, match="target"):
        table(none, counts([[1, 0, 0, 0, 0]]))
    with pytest.raises(CorpusError, match="reference"):
        table(counts([[1, 0, 0, 0, 0]]), none)
