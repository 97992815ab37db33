"""Which key words are left when something is changed."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import corpora
import shapes
from wucheng import corpus, keyness, sensitivity
from wucheng.corpus import Corpus
from wucheng.errors import CorpusError


@pytest.fixture(scope="module")
def c(built: Path, root: Path) -> Corpus:
    return corpus.load(built, root / "lexicons")


@pytest.fixture(scope="module")
def found(c: Corpus) -> pd.DataFrame:
    return sensitivity.key_words(c)


@pytest.fixture(scope="module")
def compared(c: Corpus) -> pd.DataFrame:
    return keyness.compare_all(c, names=False)


def test_the_words_are_the_first_of_the_table(compared: pd.DataFrame, found: pd.DataFrame) -> None:
    first = compared[(compared["more_in"] == compared["target"]) & (compared["rank"] <= 5)]
    heads = found[found["rank"].notna()].drop_duplicates(["target", "term"])
    keys = ["target", "term", "rank", "grade"]
    assert set(heads[keys].itertuples(index=False)) == set(first[keys].itertuples(index=False))


def test_each_run_is_the_analysis_done_again(c: Corpus, found: pd.DataFrame) -> None:
    gone = c.documents["doc_id"].iloc[0]
    rest = keyness.compare_all(shapes.only(c, set(c.documents["doc_id"]) - {gone}), names=False)
    rest = rest.set_index(["target", "term"])
    run = found[(found["variation"] == sensitivity.TEXT) & (found["left_out"] == gone)]
    assert len(run) and not set(run["target"]) & {c.documents["city"].iloc[0]}
    for row in run.itertuples():
        then = rest.loc[(row.target, row.term)]
        assert row.log_ratio == then["log_ratio"] and row.count_target == then["count_target"]
        key = then["grade"] != "D" and then["more_in"] == row.target
        assert (row.outcome == sensitivity.KEPT) == key


def test_a_list_without_stop_words_changes_no_count(
    compared: pd.DataFrame, found: pd.DataFrame
) -> None:
    built = compared.set_index(["target", "term"])
    run = found[(found["variation"] == sensitivity.STOP) & found["rank"].notna()]
    assert len(run)
    for row in run.itertuples():
        assert row.log_ratio == built.loc[(row.target, row.term), "log_ratio"]
    assert (run["rank_then"].fillna(0) >= run["rank"]).all()  # more words can only push it down


def test_a_compound_of_the_dictionary_is_lost_without_it(found: pd.DataFrame) -> None:
    run = found[found["variation"] == sensitivity.DICTIONARY].set_index("term")
    # 核酸检测, "PCR test", is an entry of words.tsv; 居民, "residents", is in any dictionary
    assert run.loc["核酸检测", "outcome"] == sensitivity.LOST
    assert run.loc["居民", "outcome"] == sensitivity.KEPT


def test_words_that_come_in_were_not_among_the_first(found: pd.DataFrame) -> None:
    new = found[found["rank"].isna()]
    first = found[found["rank"].notna()]
    keys = ["target", "term"]
    both = set(new[keys].itertuples(index=False)) & set(first[keys].itertuples(index=False))
    assert len(new) and not both
    assert new["rank_then"].between(1, 5).all() and (new["outcome"] == sensitivity.KEPT).all()


def test_a_paragraph_left_out_takes_its_own_hits_away(
    compared: pd.DataFrame, found: pd.DataFrame
) -> None:
    built = compared.set_index(["target", "term"])
    run = found[found["variation"] == sensitivity.PARAGRAPH]
    assert len(run)
    for (target, term), rows in run.groupby(["target", "term"]):
        whole = built.loc[(target, term), "count_target"]
        assert (whole - rows["count_target"]).sum() == whole
        assert (rows["count_reference"] == built.loc[(target, term), "count_reference"]).all()


def test_words_that_depend_on_the_cutting(c: Corpus) -> None:
    depend = sensitivity.cutting(c)
    assert "核酸检测" in depend and "居民" not in depend


def test_one_burst_does_not_survive_its_paragraph(tmp_path: Path) -> None:
    # 核酸, "PCR", comes 15 times in one paragraph and once in three others, 坚守 thrice in each
    plain, burst = "甲 乙 丙 丁 戊 己 庚 辛 。", "核酸 " * 15 + "。"
    steady = "坚守 坚守 坚守 甲 乙 。"
    mine = [burst, *["核酸 " + steady] * 3, *[steady] * 4]
    c = corpora.build(tmp_path, {"a": ("天津", mine), "b": ("深圳", [plain] * 12)})
    found = sensitivity.key_words(c, cutting=False)
    outcomes = found.groupby("term")["outcome"].agg(lambda o: sorted(o).count(sensitivity.KEPT))
    assert outcomes["坚守"] == 8 and outcomes["核酸"] == 7
    lost = found[(found["term"] == "核酸") & (found["outcome"] != sensitivity.KEPT)]
    assert lost["left_out"].tolist() == ["a ¶0"]


def test_two_texts_leave_nothing_to_compare(tmp_path: Path) -> None:
    words = "核酸 核酸 核酸 核酸 核酸 甲 乙 。"
    c = corpora.build(tmp_path, {"a": ("天津", [words] * 3), "b": ("深圳", ["丙 丁 甲 乙 。"] * 9)})
    found = sensitivity.key_words(c, cutting=False)
    assert set(found["term"]) >= {"核酸"}
    assert set(found["variation"]) == {sensitivity.PARAGRAPH}


def test_one_group_is_refused(tmp_path: Path) -> None:
    c = corpora.build(tmp_path, {"a": ("天津", ["甲 乙 丙 。"])})
    with pytest.raises(CorpusError):
        sensitivity.key_words(c)
