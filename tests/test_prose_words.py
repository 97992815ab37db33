"""Sentences about words: their numbers are those of the tables, and empty tables are said to be."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest

import shapes
from wucheng import (
    collocates,
    corpus,
    diversity,
    keyness,
    prose,
    rhetoric,
    segmentation,
    similarity,
    terms,
)
from wucheng.corpus import Corpus


@pytest.fixture(scope="module")
def c(built: Path, root: Path) -> Corpus:
    return corpus.load(built, root / "lexicons")


def test_one_clean_page_of_one_day(c: Corpus) -> None:
    one = shapes.only(c, c.documents["doc_id"][:1])
    assert prose.corpus(one).startswith("**1 text from 1 city** (天津), published on 2022-10-13. ")
    assert prose.cleaning(one).endswith("No page came damaged.")
    told = prose.voices(rhetoric.voices(c))
    assert re.search(r"Quoted most, in characters: Party \(\d+\), official", told)


def test_what_no_word_shares(c: Corpus) -> None:
    table = terms.dispersion(c)
    alone = table[table["parts_with"] < table["parts_all"]]
    assert f"Of {len(alone):,} words, none stands in all 5 documents; " in prose.shared(alone)


def test_what_all_texts_share(c: Corpus) -> None:
    table = terms.dispersion(c, at_least=2)
    core = table[table["parts_with"] == 5]
    said = prose.shared(table)
    assert f"Of {len(table)} words, {len(core)} stand in all 5 documents" in said
    assert core["term"].iloc[0] in said
    assert "enough" in prose.shared(table.head(0))


def test_the_company_of_a_word(c: Corpus) -> None:
    near = collocates.collocates(c, "社区", at_least=3)
    said = prose.company(near, "社区")
    first = near.iloc[0]
    assert f"社区 stands {first['node_count']} times" in said
    assert f"{first['term']} is met {first['observed']} times" in said
    assert "often enough" in prose.company(near.head(0), "社区")


def test_the_vocabulary(c: Corpus) -> None:
    table = diversity.vocabulary(c)
    said = prose.vocabulary(table)
    assert all(f"{row.group} {row.types_at:.0f}" in said for row in table.itertuples())


def test_the_cutting(c: Corpus) -> None:
    tables = (
        segmentation.alternatives(c, at_least=3),
        segmentation.entries(c),
        segmentation.candidates(c),
    )
    said = prose.cutting(*tables)
    assert said.startswith(f"{len(tables[0])} words") and f"{len(tables[2])} strings" in said
    empty = prose.cutting(*(table.head(0) for table in tables))
    assert empty.startswith("0 words") and "0 strings" in empty


def test_key_words(c: Corpus) -> None:
    table = keyness.compare_all(c, names=False, flips=False)
    own = table[(table["more_in"] == table["target"]) & (table["grade"] != "D")]
    said = prose.key_words(table)
    assert said.startswith(f"{len(own)} words set a group apart, ")
    assert f"{own['grade'].isin(['A', 'B']).sum()} of them" in said
    assert "no evidence" in prose.key_words(table[table["grade"] == "D"])


def test_what_stays() -> None:
    rows = [
        ("天津", "坚守", 1, "text", "kept"),
        ("天津", "坚守", 1, "paragraph", "weaker"),
        ("天津", "防线", 2, "text", "kept"),
        ("天津", "社区", None, "text", "kept"),  # one that comes in
    ]
    table = pd.DataFrame(rows, columns="target term rank variation outcome".split())
    said = prose.sensitivity(table)
    assert "Of 2 key words, 1 stay whatever is changed: 防线." in said and "paragraph 1" in said
    assert "no key words" in prose.sensitivity(table.head(0))


def test_how_far_apart(c: Corpus) -> None:
    table = similarity.pairs(c, resamples=50)
    said = prose.apart(table)
    above = (table["divergence"] > table["chance_high"]).sum()
    assert f"{above} of {len(table)} pairs" in said
    one = similarity.pairs(shapes.only(c, c.documents["doc_id"][:1]), resamples=50)
    assert "no two groups" in prose.apart(one)


def test_texts_of_no_city_are_called_so(c: Corpus) -> None:
    blank = shapes.cityless(c, c.documents["doc_id"].iloc[0])
    frames = rhetoric.rates(blank)
    assert "(no city) exemplar" in prose.frames(frames)
    assert "(no city) 16%" in prose.voices(rhetoric.voices(blank))
    said = prose.voices(rhetoric.voices(blank)).split(".")[0]
    assert "unknown" not in prose.frames(frames) + said


def test_equal_frames_lead_together_and_none_leads_nothing() -> None:
    cells = ["group", "frame", "rate", "low", "high"]
    rows = [("甲", "war", 20.0, 5.0, 40.0), ("甲", "party", 20.0, 6.0, 40.0)]
    rows += [("乙", "war", 0.0, 0.0, 9.0), ("乙", "party", 0.0, 0.0, 9.0)]
    told = prose.frames(pd.DataFrame(rows, columns=cells))
    assert "甲 war and Party 20 each." in told and "乙 war" not in told
    assert "from 0 (乙) to 20 (甲)" in told
