"""Codings by hand: blind samples, files that can be trusted, and what they say of the machine."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wucheng import codings, corpus, prose, rhetoric
from wucheng.codings import Session
from wucheng.corpus import Corpus
from wucheng.errors import CorpusError
from wucheng.figures import gallery
from wucheng.statistics import coding
from wucheng.workbench import Workbench


@pytest.fixture
def c(built: Path, root: Path, tmp_path: Path) -> Corpus:
    """The seeds' corpus in a folder of its own, so that codings are written nowhere else."""
    place = tmp_path / "corpus"
    shutil.copytree(built, place)
    return corpus.load(place, root / "lexicons")


def _coded(c: Corpus, name: str, frames: dict[int, str], size: int = 10) -> None:
    sheet = Session(codings.sample(c, size), codings.frames(c)).sheet()
    sheet["coded"] = True
    sheet["frames"] = [frames.get(n, "") for n in range(len(sheet))]
    codings.write(c, name, sheet)


def test_a_sample_shows_nothing_of_the_machine_and_is_the_same_again(c: Corpus) -> None:
    sample = codings.sample(c, 30)
    assert list(sample.columns) == ["doc_id", "sentence", "group", "text"]
    assert sample.equals(codings.sample(c, 30))
    assert not sample.equals(codings.sample(c, 30, seed=1))
    assert not sample.duplicated(["doc_id", "sentence"]).any()


def test_a_sample_is_even_over_groups(c: Corpus) -> None:
    sizes = codings.sample(c, 30)["group"].value_counts()
    assert set(sizes) == {6}
    everything = codings.sample(c, 10_000)
    assert len(everything) == (c.sentences["kind"] != "title").sum()


def test_a_session_goes_forward_back_and_on(c: Corpus) -> None:
    session = Session(codings.sample(c, 3), codings.frames(c))
    first = session.text
    session.code(["war", "care"])
    assert session.position == 1 and session.done == 1
    session.move(-1)
    assert session.text == first and session.chosen == {"war", "care"}
    session.code([])  # none is a coding too
    assert session.sheet()["frames"].tolist()[0] == "" and session.sheet()["coded"].tolist()[0]
    session.move(10)
    assert session.position == 2
    with pytest.raises(ValueError, match="sonnet"):
        session.code(["sonnet"])


@given(st.lists(st.sampled_from([-2, -1, 1, 2, 5]), max_size=20))
def test_a_session_never_leaves_its_sentences(steps: list[int]) -> None:
    rows = pd.DataFrame({"doc_id": ["a", "a"], "sentence": [0, 1], "text": ["甲", "乙"]})
    session = Session(rows, ["war"])
    for step in steps:
        session.move(step)
        assert session.text in ("甲", "乙")


def test_a_session_without_sentences_is_no_error() -> None:
    session = Session(pd.DataFrame(columns=["doc_id", "sentence", "text"]), ["war"])
    session.code(["war"])
    session.move(1)
    assert session.text == "" and session.done == 0 and session.sheet().empty


def test_what_is_written_is_read_back(c: Corpus) -> None:
    _coded(c, "one", {0: "war;care", 1: "number"})
    coded = codings.read(c, "one")
    assert len(coded.sentences) == 10 and coded.changed == 0 and coded.coders == ("one",)
    assert sorted(coded.rows["frame"]) == [*[""] * 8, "care", "number", "war"]
    assert codings.names(c) == ["one"]
    assert "one" in repr(coded)


def test_a_session_goes_on_where_it_was_left(c: Corpus) -> None:
    sample = codings.sample(c, 10)
    session = codings.start(c, "one", sample)
    for _ in range(4):
        session.code(["war"])
    codings.write(c, "one", session.sheet())
    again = codings.start(c, "one", sample)
    assert again.done == 4 and again.position == 4
    # coding other sentences leaves these
    other = codings.start(c, "one", codings.sample(c, 20, seed=3))
    other.code([])
    codings.write(c, "one", other.sheet())
    assert len(codings.read(c, "one").sentences) in (4, 5)


def test_a_sentence_that_has_changed_is_set_aside(c: Corpus) -> None:
    _coded(c, "one", {0: "war"})
    sample = codings.sample(c, 10)
    sentences = c.sentences.copy()
    key = (sentences["doc_id"] == sample["doc_id"][0]) & (
        sentences["sentence"] == sample["sentence"][0]
    )
    sentences.loc[key, "text"] = "换了一句。"
    c._read["sentences"] = sentences
    coded = codings.read(c, "one")
    assert coded.changed == 1 and len(coded.sentences) == 9
    assert "war" not in set(coded.rows["frame"])


def test_a_sentence_that_has_moved_is_found(c: Corpus) -> None:
    _coded(c, "one", {0: "war"})
    before = codings.read(c, "one").rows
    c._read["sentences"] = c.sentences.assign(sentence=c.sentences["sentence"] + 7)
    after = codings.read(c, "one")
    assert after.changed == 0
    assert after.rows["sentence"].to_list() == (before["sentence"] + 7).to_list()


@pytest.mark.parametrize("name", ["", "../evil", "a/b", "a b", "x" * 80])
def test_a_name_that_is_none_for_a_file_is_refused(c: Corpus, name: str) -> None:
    with pytest.raises(CorpusError, match="name"):
        codings.read(c, name)


@pytest.mark.parametrize(
    "content", ["", "doc_id,sentence\na,1\n", "doc_id,sentence,text_hash,frames,coder\na,x,,,\n"]
)
def test_a_file_that_is_no_coding_is_named(c: Corpus, content: str) -> None:
    codings.folder(c).mkdir()
    (codings.folder(c) / "bad.csv").write_text(content, "utf-8")
    with pytest.raises(CorpusError, match=r"bad\.csv"):
        codings.read(c, "bad")


def test_two_coders_are_compared_on_what_both_coded(c: Corpus) -> None:
    _coded(c, "one", {0: "war", 1: "war", 2: "care"}, size=10)
    _coded(c, "two", {0: "war", 1: "care", 2: "care"}, size=10)
    agreed = codings.between(c, "one", "two").set_index("frame")
    war = agreed.loc["war"]
    assert (war["both"], war["only_a"], war["only_b"], war["neither"]) == (1, 1, 0, 8)
    # by hand: observed .9, expected (2×1 + 8×9)/100 = .74, κ = .16/.26
    assert war["kappa"] == pytest.approx(0.16 / 0.26)
    apart = codings.disagreements(c, "one", "two")
    assert sorted(zip(apart["frame"], apart["chosen_by"], strict=True)) == [
        ("care", "two"),
        ("war", "one"),
    ]


def test_where_nobody_has_coded_that_is_what_is_said(c: Corpus) -> None:
    assert codings.standard(c) == ""
    agreed = codings.machine(c, codings.standard(c))
    assert agreed.empty and "kappa" in agreed.columns
    assert prose.coded(agreed) == "Nobody has coded yet."


def test_rates_are_corrected_by_the_coding_of_most_sentences(c: Corpus) -> None:
    _coded(c, "few", {0: "war"}, size=5)
    _coded(c, "many", {0: "war"}, size=20)
    assert codings.standard(c) == "many"
    fig = gallery.draw(c, "frames")
    assert "corrected" in fig.data.columns and "many" in fig.caption
    assert "20 sentences coded by a reader" in fig.caption


def _learn(c: Corpus, name: str) -> None:
    path = codings.folder(c) / f"{name}.csv"
    pd.read_csv(path, dtype="str", keep_default_na=False).assign(learnt="yes").to_csv(
        path, index=False
    )


def test_what_the_lexicon_has_learnt_from_corrects_only_where_there_is_nothing_else(
    c: Corpus,
) -> None:
    _coded(c, "known", {0: "war"}, size=30)
    _learn(c, "known")
    assert codings.read(c, "known").learnt
    assert codings.standard(c) == codings.learnt(c) == "known"
    assert "has learnt from this coding" in gallery.draw(c, "machine_and_coder").caption
    assert "has learnt from them" in gallery.draw(c, "frames").caption
    _coded(c, "fresh", {0: "war"}, size=10)
    assert codings.standard(c) == "fresh" and codings.learnt(c) == "known"
    fig = gallery.draw(c, "machine_and_coder")
    assert "has not learnt from this coding. Hollow: against one that it has" in fig.caption
    assert {"precision", "precision_learnt"} <= set(fig.data.columns)
    assert "has learnt" not in gallery.draw(c, "frames").caption


def test_a_coding_that_is_gone_on_with_stays_learnt_from(c: Corpus) -> None:
    _coded(c, "known", {0: "war"}, size=5)
    _learn(c, "known")
    sample = codings.sample(c, 20)
    session = Session(sample.tail(3), codings.frames(c))
    session.code(["care"])
    codings.write(c, "known", session.sheet())
    again = codings.read(c, "known")
    assert again.learnt and len(again.sentences) == 6


def test_a_file_without_the_column_has_taught_nothing(c: Corpus) -> None:
    _coded(c, "old", {0: "war"})
    path = codings.folder(c) / "old.csv"
    pd.read_csv(path, dtype="str").drop(columns="learnt").to_csv(path, index=False)
    assert not codings.read(c, "old").learnt and codings.standard(c) == "old"


def test_agreements_set_each_coding_against_the_machine_and_the_others(c: Corpus) -> None:
    assert codings.agreements(c).empty
    _coded(c, "one", {0: "war", 1: "care"}, size=10)
    _coded(c, "two", {0: "war", 1: "party"}, size=10)
    _learn(c, "two")
    data = codings.agreements(c)
    pairs = list(zip(data["one"], data["other"], strict=True))
    assert pairs == [("machine", "one"), ("machine", "two"), ("one", "two")]
    assert data["learnt"].tolist() == [False, True, True]
    assert data["sentences"].tolist() == [10, 10, 10]
    by_hand = codings.between(c, "one", "two").set_index("frame").loc["all"]
    assert data["kappa"].iloc[2] == by_hand["kappa"] and data["f1"].iloc[2] == 0.5
    # neither reader is the rule, so that neither is precise
    assert data["precision"].isna().tolist() == [False, False, True]


def test_the_machine_coding_itself_is_perfect(c: Corpus) -> None:
    sample = codings.sample(c, 40)
    sheet = Session(sample, codings.frames(c)).sheet().assign(coded=True)
    found = c.frames.groupby(["doc_id", "sentence"])["frame"].unique()
    keys = zip(sheet["doc_id"], sheet["sentence"], strict=True)
    sheet["frames"] = [";".join(found.get(key, [])) for key in keys]
    codings.write(c, "itself", sheet)
    agreed = codings.machine(c, "itself").set_index("frame")
    assert agreed.loc["all", "kappa"] == 1 and agreed.loc["all", "precision"] == 1
    rates = rhetoric.rates(c, resamples=50)
    right = coding.corrected(rates, agreed.reset_index()).dropna(subset=["corrected"])
    assert right["corrected"].to_list() == pytest.approx(right["rate"].to_list())


def test_the_coding_that_comes_along_is_the_one_the_lexicon_is_tested_on(
    built: Path, root: Path
) -> None:
    cases = json.loads((root / "tests/cases/frames_seeds.json").read_text("utf-8"))
    rows = pd.read_csv(root / "codings/lexicon_author.csv", keep_default_na=False)
    by_hand = {
        (row.doc_id, row.sentence): set(str(row.frames).split(";")) - {""}
        for row in rows.itertuples()
    }
    assert by_hand == {(x["doc_id"], x["sentence"]): set(x["frames"]) for x in cases}
    hashes = dict(
        zip(zip(rows["doc_id"], rows["sentence"], strict=True), rows["text_hash"], strict=True)
    )
    assert hashes == {(x["doc_id"], x["sentence"]): codings.text_hash(x["text"]) for x in cases}
    assert set(rows["coder"]) == {"lexicon author"}


def test_the_second_reading_that_comes_along_is_whole_and_not_learnt_from(
    built: Path, root: Path
) -> None:
    sentences = pd.read_csv(built / "sentences.csv", keep_default_na=False)
    rows = pd.read_csv(root / "codings/second_reader.csv", keep_default_na=False)
    keys = ["doc_id", "sentence"]
    assert rows[keys].to_numpy().tolist() == sentences[keys].to_numpy().tolist()
    assert rows["text_hash"].tolist() == [codings.text_hash(text) for text in sentences["text"]]
    assert set(rows["coder"]) == {"second reader"} and set(rows["learnt"]) == {""}
    first = pd.read_csv(root / "codings/lexicon_author.csv", keep_default_na=False)
    assert set(first["learnt"]) == {"yes"}


def test_the_workbench_codes_without_a_browser(c: Corpus) -> None:
    bench = Workbench(c, "one", size=3)
    assert bench.widget is bench.widget
    bench.buttons["war"].value = True
    bench.next.click()
    assert not bench.buttons["war"].value and bench.session.done == 1
    bench.back.click()
    assert bench.buttons["war"].value
    bench.skip.click()
    assert codings.read(c, "one").rows["frame"].tolist() == ["war"]
    assert list(bench.sheet()["coded"]) == [True, False, False]


def test_the_workbench_escapes_what_the_page_says(c: Corpus) -> None:
    rows = pd.DataFrame({"doc_id": ["a"], "sentence": [0], "text": ["<script>甲</script>"]})
    bench = Workbench(c, "one", sentences=rows, lang="zh")
    assert "<script>" not in bench.widget.children[1].value
    assert bench.buttons["war"].description == "战争隐喻"


def test_the_workbench_says_what_is_coded_and_when_it_is_all(c: Corpus) -> None:
    bench = Workbench(c, "one", size=2)
    where = bench.widget.children[0]
    assert "0 of 2 coded; this is 1, not coded yet" in where.value
    bench.next.click()
    bench.back.click()
    assert "1 of 2 coded; this is 1, coded" in where.value  # with no frame, which is a coding too
    bench.skip.click()
    bench.next.click()
    assert "All are coded" in where.value and "codings/one.csv" in where.value


@pytest.mark.parametrize(
    ("lang", "told"), [("en", "spoken of as combat"), ("zh", "把工作说成作战")]
)
def test_the_workbench_has_the_codebook_at_hand(c: Corpus, lang: str, told: str) -> None:
    bench = Workbench(c, "one", size=2, lang=lang)
    book = bench.widget.children[-1].value
    assert told in book and told in bench.buttons["war"].tooltip
    assert book.count("<tr>") == 1 + len(codings.frames(c))


def test_a_frame_that_the_codebook_lacks_has_a_button_all_the_same(
    c: Corpus, tmp_path: Path, root: Path
) -> None:
    shutil.copytree(root / "lexicons", tmp_path / "other")
    (tmp_path / "other" / "codebook.tsv").unlink()
    bare = Corpus(c.folder, tmp_path / "other", {})
    bench = Workbench(bare, "one", size=2)
    assert bench.widget.children[-1].value == "" and set(bench.buttons) == set(codings.frames(c))


def test_the_codebook_defines_every_frame(c: Corpus) -> None:
    book = c.lexicon("codebook")
    assert [row["frame"] for row in book] == codings.frames(c)
    assert all(row[cell] for row in book for cell in ("definition", "definition_zh", "not"))


def test_rates_are_corrected_only_where_somebody_has_coded(c: Corpus) -> None:
    here = c.documents.set_index("city")["doc_id"]["天津"]
    some = c.sentences[(c.sentences["doc_id"] == here) & (c.sentences["kind"] == "body")]
    session = codings.start(c, "one", some)
    for _ in range(len(some)):
        session.code(["war"])
    codings.write(c, "one", session.sheet())
    fig = gallery.draw(c, "frames")
    corrected = fig.data[fig.data["corrected"].notna()]
    assert set(corrected["group"]) == {"天津"}
    assert "Of 4 cities nothing was coded" in fig.captions["en"]
