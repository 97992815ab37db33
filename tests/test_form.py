"""The measures of form: sums are kept, and counts are what a hand count gives."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import corpora
from wucheng import corpus, tables
from wucheng.corpus import Corpus
from wucheng.forms.form import KINDS
from wucheng.statistics import form


@pytest.fixture(scope="module")
def c(built: Path, root: Path) -> Corpus:
    return corpus.load(built, root / "lexicons")


@pytest.fixture
def small(tmp_path: Path) -> Corpus:
    c = corpora.build(
        tmp_path,
        {
            "a": ("天津", ["我们 必须 坚守 。", "他们 来 了 ， 走 了 。"]),
            "b": ("深圳", ["社区 很 静 。"]),
        },
    )
    rows = [("a", 0, "pronoun", 0, "我们", "we"), ("a", 0, "modality", 2, "必须", "obligation")]
    rows.append(("a", 1, "pronoun", 0, "他们", "they"))
    names = "doc_id sentence kind start_char text detail".split()
    marks = [dict(zip(names, row, strict=True)) | {"quoted": row[1] == 0} for row in rows]
    c._read["forms"] = tables.frame("forms", marks)
    c._read["people"] = tables.frame("people", [])
    return c


def test_rates_are_a_hand_count(small: Corpus) -> None:
    rates = form.rates(small).set_index(["group", "form"])
    row = rates.loc[("天津", "pronoun")]
    assert row["marks"] == 2 and row["quoted"] == 1 and row["sentences_with"] == 2
    assert row["chars"] == 15 and row["rate"] == pytest.approx(1000 * 2 / 15)
    nothing = rates.loc[("深圳", "pronoun")]
    assert nothing["marks"] == 0 and nothing["rate"] == 0 and np.isnan(nothing["low"])


def test_groups_add_up_to_the_corpus(c: Corpus) -> None:
    by_city, whole = form.rates(c, resamples=50), form.rates(c, by=None, resamples=50)
    for name in ("marks", "quoted", "sentences_with"):
        sums = by_city.groupby("form")[name].sum()
        assert sums.to_dict() == whole.set_index("form")[name].to_dict()
    assert set(by_city["form"]) == set(KINDS)
    inside = by_city.dropna(subset=["low"])
    assert (inside["low"] <= inside["rate"]).all() and (inside["rate"] <= inside["high"]).all()


def test_marks_stand_where_the_table_says(c: Corpus) -> None:
    texts = c.sentences.set_index(["doc_id", "sentence"])["text"]
    for row in c.forms.itertuples():
        text = texts[row.doc_id, row.sentence]
        assert text[row.start_char : row.start_char + len(row.text)] == row.text
    assert len(c.forms) > 100


def test_details_share_out_a_form(c: Corpus) -> None:
    data = form.details(c, "modality")
    assert np.allclose(data.groupby("group")["share"].sum(), 100)
    assert data["marks"].sum() == (c.forms["kind"] == "modality").sum()


def test_phrases_give_their_sentence(c: Corpus) -> None:
    data = form.phrases(c)
    assert all(text in example for text, example in zip(data["text"], data["example"], strict=True))
    assert data.groupby("group").size().max() <= 12


def test_rhythm_counts_clauses(small: Corpus) -> None:
    row = form.rhythm(small).set_index("group").loc["天津"]
    assert row["clauses"] == 3 and row["sentences"] == 2
    assert row["clause_mean"] == pytest.approx((6 + 4 + 2) / 3)
    assert row["low"] <= row["clause_mean"] <= row["high"]
    assert row["short"] == pytest.approx(200 / 3) and row["long"] == 0
    assert np.isnan(form.rhythm(small).set_index("group").loc["深圳", "low"])


def test_agency_knows_the_kind_of_a_role_and_of_a_name(c: Corpus) -> None:
    data = form.agency(c)
    assert len(data) == c.forms["kind"].isin(["help", "control"]).sum()
    assert (data.loc[data["agent"] == "", "agent_kind"] == "").all()
    residents = data[data["patient"].str.endswith("居民")]
    assert set(residents["patient_kind"]) == {"resident"}


def test_an_empty_table_gives_empty_tables(small: Corpus) -> None:
    small._read["forms"] = tables.frame("forms", [])
    assert (form.rates(small)["marks"] == 0).all()
    assert form.details(small, "modality").empty
    assert form.phrases(small).empty
    assert form.agency(small).empty
    assert isinstance(form.rhythm(small), pd.DataFrame)
