"""Codings by hand: blind samples, files that can be trusted, and what they say of the machine."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import coders
from wucheng import codings, prose
from wucheng.coding import compared, files, store
from wucheng.coding.session import Key
from wucheng.codings import Session
from wucheng.corpus import Corpus
from wucheng.errors import CorpusError
from wucheng.figures import gallery
from wucheng.figures.charts import frames as charts
from wucheng.statistics import intervals
from wucheng.workbench import Workbench


@pytest.fixture
def c(built: Path, root: Path, tmp_path: Path) -> Corpus:
    return coders.copied(built, root, tmp_path)


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
    coders.code(c, "one", {0: "war;care", 1: "number"})
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
    coders.code(c, "one", {0: "war"})
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
    coders.code(c, "one", {0: "war"})
    before = codings.read(c, "one").rows
    c._read["sentences"] = c.sentences.assign(sentence=c.sentences["sentence"] + 7)
    after = codings.read(c, "one")
    assert after.changed == 0
    assert after.rows["sentence"].to_list() == (before["sentence"] + 7).to_list()


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "\u202ea", "x" * 300, "王" * 80])
def test_a_name_that_is_none_for_a_file_is_refused(c: Corpus, name: str) -> None:
    for use in (codings.read, Workbench):
        with pytest.raises(CorpusError, match="name"):
            use(c, name)


@pytest.mark.parametrize(
    "name", ["../evil", "a/b", "王 小明", "..", "O'Neil", "<b>x</b>", "=1+1", "C:\\x", "a%2Fb", "~"]
)
def test_any_other_name_is_a_coders_and_never_a_path(c: Corpus, name: str) -> None:
    bench = Workbench(c, name, size=1)
    assert bench.widget and "<b>x" not in bench.where.value
    bench.buttons["war"].value = True
    bench.next.click()
    assert "<b>x" not in bench.where.value
    (path,) = codings.folder(c).iterdir()
    assert path.parent == codings.folder(c) and path.suffix == ".csv" and path.stem not in ("", ".")
    assert codings.names(c) == [name]
    assert codings.read(c, name).coders == (name,)
    assert "corpus" in {other.name for other in codings.folder(c).parent.iterdir()}


@pytest.mark.parametrize(
    "content", ["", "doc_id,sentence\na,1\n", "doc_id,sentence,text_hash,frames,coder\na,x,,,\n"]
)
def test_a_file_that_is_no_coding_is_named(c: Corpus, content: str) -> None:
    codings.folder(c).mkdir()
    (codings.folder(c) / "bad.csv").write_text(content, "utf-8")
    with pytest.raises(CorpusError, match=r"bad\.csv"):
        codings.read(c, "bad")


def test_two_coders_are_compared_on_what_both_coded(c: Corpus) -> None:
    coders.code(c, "one", {0: "war", 1: "war", 2: "care"}, size=10)
    coders.code(c, "two", {0: "war", 1: "care", 2: "care"}, size=10)
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
    assert prose.coded(agreed) == "Nobody has coded a sentence of these texts yet."


def test_rates_are_corrected_by_all_coders_the_machine_measured_by_one(c: Corpus) -> None:
    coders.code(c, "few", {0: "war"}, size=5)
    coders.code(c, "many", {0: "war"}, size=20)
    assert codings.standard(c) == "many"
    fig = gallery.draw(c, "frames")
    assert "corrected" in fig.data.columns and "few and many" in fig.caption
    assert "20 sentences coded by 2 readers" in fig.caption  # the five are among them


def _learn(c: Corpus, name: str) -> None:
    path = codings.folder(c) / f"{name}.csv"
    pd.read_csv(path, dtype="str", keep_default_na=False).assign(learnt="yes").to_csv(
        path, index=False
    )


def test_what_the_lexicon_has_learnt_from_corrects_only_where_there_is_nothing_else(
    c: Corpus,
) -> None:
    coders.code(c, "known", {0: "war"}, size=30)
    _learn(c, "known")
    assert codings.read(c, "known").learnt
    assert codings.standard(c) == codings.learnt(c) == "known"
    assert "has learnt from this coding" in gallery.draw(c, "machine_and_coder").caption
    assert "has learnt from them" in charts.coders(c, codings.panel(c))[0]
    coders.code(c, "fresh", {0: "war"}, size=10)
    assert codings.standard(c) == "fresh" and codings.learnt(c) == "known"
    fig = gallery.draw(c, "machine_and_coder")
    assert "has not learnt from this coding. Hollow: against one that it has" in fig.caption
    assert {"precision", "precision_learnt"} <= set(fig.data.columns)
    assert "has learnt" not in charts.coders(c, codings.panel(c))[0]


def test_a_coding_that_is_gone_on_with_stays_learnt_from(c: Corpus) -> None:
    coders.code(c, "known", {0: "war"}, size=5)
    _learn(c, "known")
    sample = codings.sample(c, 20)
    session = Session(sample.tail(3), codings.frames(c))
    session.code(["care"])
    codings.write(c, "known", session.sheet())
    again = codings.read(c, "known")
    assert again.learnt and len(again.sentences) == 6


def test_a_file_without_the_column_has_taught_nothing(c: Corpus) -> None:
    coders.code(c, "old", {0: "war"})
    path = codings.folder(c) / "old.csv"
    pd.read_csv(path, dtype="str").drop(columns="learnt").to_csv(path, index=False)
    assert not codings.read(c, "old").learnt and codings.standard(c) == "old"


def test_agreements_set_each_coding_against_the_machine_and_the_others(c: Corpus) -> None:
    nobody = codings.agreements(c)
    coders.code(c, "one", {0: "war", 1: "care"}, size=10)
    coders.code(c, "two", {0: "war", 1: "party"}, size=10)
    _learn(c, "two")
    data = codings.agreements(c)
    # where nobody has coded a notebook asks for the same columns
    assert nobody.empty and list(nobody.columns) == list(data.columns)
    pairs = list(zip(data["one"], data["other"], strict=True))
    assert pairs == [("machine", "one"), ("machine", "two"), ("one", "two")]
    assert data["learnt"].tolist() == [False, True, True]
    assert data["sentences"].tolist() == [10, 10, 10]
    by_hand = codings.between(c, "one", "two").set_index("frame").loc["all"]
    path = codings.folder(c) / "two.csv"
    path.write_text(path.read_text("utf-8").replace("。", "！"), "utf-8")
    rest = codings.agreements(c)
    assert rest["other"].tolist() == ["one"]  # of the other no sentence is left
    assert data["kappa"].iloc[2] == by_hand["kappa"] and data["f1"].iloc[2] == 0.5
    # neither reader is the rule, so that neither is precise
    assert data["precision"].isna().tolist() == [False, False, True]


def test_the_machine_coding_itself_is_perfect(c: Corpus) -> None:
    sample = codings.sample(c, None)
    sheet = Session(sample, codings.frames(c)).sheet().assign(coded=True)
    found = c.frames.groupby(["doc_id", "sentence"])["frame"].unique()
    keys = zip(sheet["doc_id"], sheet["sentence"], strict=True)
    sheet["frames"] = [";".join(found.get(key, [])) for key in keys]
    codings.write(c, "itself", sheet)
    agreed = codings.machine(c, "itself").set_index("frame")
    assert agreed.loc["all", "kappa"] == 1 and agreed.loc["all", "precision"] == 1
    right = codings.corrected(c)
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
    assert set(rows["coder"]) == {"lexicon author: language model"}


def test_the_second_reading_that_comes_along_is_whole_and_not_learnt_from(
    built: Path, root: Path
) -> None:
    sentences = pd.read_csv(built / "sentences.csv", keep_default_na=False)
    rows = pd.read_csv(root / "codings/second_reader.csv", keep_default_na=False)
    keys = ["doc_id", "sentence"]
    assert rows[keys].to_numpy().tolist() == sentences[keys].to_numpy().tolist()
    assert rows["text_hash"].tolist() == [codings.text_hash(text) for text in sentences["text"]]
    assert set(rows["coder"]) == {"second reader: language model"} and set(rows["learnt"]) == {""}
    first = pd.read_csv(root / "codings/lexicon_author.csv", keep_default_na=False)
    assert set(first["learnt"]) == {"yes"}


def test_cues_are_the_words_that_the_second_reader_saw(c: Corpus, root: Path) -> None:
    codings.folder(c).mkdir()
    shutil.copy(root / "codings/second_reader.csv", codings.folder(c))
    words = codings.words(c, "second_reader").set_index("frame")
    assert (words["marked"] == words["both"]).all() and words.loc["all", "both"] > 400
    assert words.loc["all", "low"] >= 0.95
    apart = codings.words_apart(c, "second_reader")
    assert len(apart) == words.loc["all", "marked"] - words.loc["all", "overlapping"]
    for text, phrases in zip(apart["text"], apart["phrases"], strict=True):
        assert all(phrase in text for phrase in phrases.split("、"))


def test_the_codebook_defines_every_frame(c: Corpus) -> None:
    book = c.lexicon("codebook")
    assert [row["frame"] for row in book] == codings.frames(c)
    assert all(row[cell] for row in book for cell in ("definition", "definition_zh", "not"))


@pytest.mark.parametrize(
    ("coded", "sentences", "firm"),
    [(0, 40, False), (2, 40, False), (11, 40, False), (12, 40, True), (5, 5, True)],
    ids=["nothing", "two", "a few", "enough", "all of a short text"],
)
def test_a_corrected_rate_that_hangs_on_a_few_sentences_has_no_middle(
    coded: int, sentences: int, firm: bool
) -> None:
    data = pd.DataFrame({"group": ["甲"], "coded": [coded], "sentences": [sentences]})
    assert charts._firm(data).tolist() == [firm]
    english, chinese = charts._few(data[~charts._firm(data)])
    told = "In 1 city fewer than 12 sentences were coded" in english
    assert told == ("只画区间" in chinese) == (coded > 0 and not firm)


def test_few_coded_sentences_are_drawn_as_an_interval_alone(c: Corpus) -> None:
    coders.code(c, "one", {0: "war"}, size=20)
    fig = gallery.draw(c, "frames")
    assert not [
        line for axes in fig.drawing.axes for line in axes.lines if line.get_marker() == "|"
    ]
    assert "fewer than 12" in fig.captions["en"] and fig.data["corrected"].notna().all()


def test_rates_are_corrected_only_where_somebody_has_coded(c: Corpus) -> None:
    here = c.documents.set_index("city")["doc_id"]["天津"]
    some = c.sentences[(c.sentences["doc_id"] == here) & (c.sentences["kind"] == "body")]
    session = codings.start(c, "one", some)
    for _ in range(len(some)):
        session.code(["war"])
    codings.write(c, "one", session.sheet())
    data = codings.corrected(c)
    assert set(data.loc[data["corrected"].notna(), "group"]) == {"天津"}
    assert data.loc[data["corrected"].isna(), "coded"].eq(0).all()
    caption, _ = charts.coders(c, codings.panel(c))
    assert "In 1 city a single reader has coded" in caption
    assert "Of 4 cities nothing was coded" in caption


# --- on which words ---------------------------------------------------------------------------

TEXTS = [
    ("a", 0, "社区筑牢防线，志愿者送菜上门。"),
    ("a", 1, "大家坚守一线，一线无小事。"),
    ("b", 0, "“加油！”她说。"),
]


def _sentences() -> pd.DataFrame:
    return pd.DataFrame(TEXTS, columns=["doc_id", "sentence", "text"])


def test_a_frame_may_rest_on_phrases_that_stand_in_the_sentence() -> None:
    session = Session(_sentences(), ["war", "care"])
    session.code(["war", "care"], {"war": ["防线"]})
    for cues in ({"war": ["防线"]}, {"care": ["坚守"]}, {"verse": ["坚守"]}):
        with pytest.raises(ValueError, match="not in the sentence|isn't chosen|not a frame"):
            session.code(["war"], cues)
    assert session.done == 1  # nothing of it was coded
    session.code(["war"], {"war": ["坚守", "一线", "坚守"]})
    assert session.sheet()["cues"].tolist() == ["war:防线", "war:坚守|一线", ""]


@given(
    st.dictionaries(
        st.sampled_from(["war", "care", "unity"]),
        st.lists(st.text("防线;|:\\,，\"' =", min_size=1, max_size=6), min_size=1, max_size=3),
    )
)
def test_any_phrases_are_read_back_as_they_were_written(cues: dict[str, list[str]]) -> None:
    assert files.cues(files.written(cues)) == {f: tuple(words) for f, words in cues.items()}


def _with_cues(c: Corpus, name: str, cues: dict[Key, dict[str, tuple[str, ...]]]) -> None:
    session = Session(c.sentences, codings.frames(c), cues)
    codings.write(c, name, session.sheet())


@pytest.fixture
def few(tmp_path: Path) -> Corpus:
    return coders.three_cues(tmp_path)


def test_words_are_shared_if_they_overlap_anywhere(few: Corpus) -> None:
    _with_cues(
        few,
        "one",
        {
            ("a", 0): {"war": ("筑牢防",), "care": ("志愿者送",)},  # both touch the machine's cue
            ("a", 1): {"war": ("坚守",)},  # the frame, by other words
            ("b", 0): {"unity": ("加油",)},  # a frame that the machine hasn't
        },
    )
    data = codings.words(few, "one").set_index("frame")
    assert data[["both", "marked", "overlapping"]].to_numpy().tolist() == [
        [1, 1, 1],  # care
        [2, 2, 1],  # war
        [3, 3, 2],  # all
    ]
    assert data.loc["war", ["low", "high"]].tolist() == list(intervals.clopper_pearson(1, 2))
    assert data.loc["all", "share"] == pytest.approx(2 / 3)
    apart = codings.words_apart(few, "one")
    assert apart[["sentence", "frame", "phrases", "cues"]].to_numpy().tolist() == [
        [1, "war", "坚守", "一线"]
    ]


def test_a_phrase_that_stands_twice_shares_words_at_either_place(few: Corpus) -> None:
    _with_cues(few, "one", {("a", 1): {"war": ("一线",)}})
    assert codings.words(few, "one").set_index("frame").loc["war", "share"] == 1


def test_frames_without_phrases_share_nothing_and_lack_nothing(few: Corpus) -> None:
    _with_cues(few, "one", {("a", 0): {"war": ()}})
    data = codings.words(few, "one").set_index("frame")
    assert data.loc["war", ["both", "marked"]].tolist() == [1, 0]
    assert data[["share", "low", "high"]].isna().all(axis=None)
    assert codings.words_apart(few, "one").empty


@given(st.text("甲乙", min_size=1, max_size=9), st.data())
def test_overlap_is_that_of_characters(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    size = data.draw(st.integers(1, len(text) - start))
    phrase = data.draw(st.text("甲乙", min_size=1, max_size=3))
    places = [at for at in range(len(text)) if text.startswith(phrase, at)]
    theirs = {at + n for at in places for n in range(len(phrase))}
    expected = bool(theirs & set(range(start, start + size)))
    assert compared._overlaps(text, phrase, [(start, size)]) == expected


def test_codings_without_phrases_stay_as_they_are(c: Corpus, root: Path) -> None:
    codings.folder(c).mkdir()
    shutil.copy(root / "codings/lexicon_author.csv", codings.folder(c))
    found = codings.read(c, "lexicon_author")
    assert found.unread == 0 and not any(found.rows["cues"])
    assert codings.words(c, "lexicon_author").set_index("frame").loc["all", "marked"] == 0


# --- files ------------------------------------------------------------------------------------


def test_lines_that_cannot_be_read_are_counted_and_put_aside(c: Corpus) -> None:
    coders.code(c, "one", {0: "war", 1: "care"}, size=5)
    path = codings.folder(c) / "one.csv"
    whole = path.read_text("utf-8").splitlines(keepends=True)
    torn = whole[:2] + ['a,x,"1,,one\n', "\0\0\n"] + whole[2:4] + [whole[4][:25]]
    path.write_text("".join(torn), "utf-8")
    coded = codings.read(c, "one")
    assert (len(coded.sentences), coded.unread) == (3, 3)
    bench = Workbench(c, "one", size=5)
    assert bench.session.done == 3
    assert bench.widget and "be read: 3." in bench.file.value
    bench.next.click()
    assert bench.file.value == ""
    assert codings.read(c, "one").unread == 0 and len(codings.read(c, "one").sentences) == 4
    aside = path.with_name("one.csv.broken1")
    assert aside.read_text("utf-8") == "".join(torn)
    assert codings.names(c) == ["one"]
    path.write_text("".join(torn), "utf-8")
    bench.next.click()
    assert not path.with_name("one.csv.broken2").exists()  # it is there already


@pytest.mark.parametrize("content", ["", "x", "\0" * 50, "doc_id,sentence\na,1\n"])
def test_a_broken_file_stops_neither_its_coder_nor_the_figures(c: Corpus, content: str) -> None:
    coders.code(c, "whole", {0: "war"}, size=5)
    path = codings.folder(c) / "bad.csv"
    path.write_text(content, "utf-8")
    assert codings.standard(c) == "whole" and codings.panel(c) == ["whole"]
    assert set(codings.agreements(c)["other"]) == {"whole"}
    told = codings.overview(c).set_index("name")["trouble"]
    assert "bad.csv" in told["bad"] and told["whole"] == ""
    bench = Workbench(c, "bad", size=5)
    assert bench.widget and "begins anew" in bench.file.value
    bench.next.click()
    assert len(codings.read(c, "bad").sentences) == 1
    assert path.with_name("bad.csv.broken1").read_text("utf-8") == content


def test_a_file_that_a_spreadsheet_saved_is_read(c: Corpus) -> None:
    coders.code(c, "one", {0: "war"}, size=5)
    path = codings.folder(c) / "one.csv"
    text = path.read_text("utf-8")
    before = codings.read(c, "one").rows
    for content in (text.encode("gb18030"), text.replace("\n", "\r\n").encode("utf-8-sig")):
        path.write_bytes(content)
        assert codings.read(c, "one").rows.equals(before)


def test_a_hash_that_a_spreadsheet_took_for_a_number_is_no_loss(c: Corpus) -> None:
    coders.code(c, "one", {0: "war"}, size=5)
    path = codings.folder(c) / "one.csv"
    before = codings.read(c, "one").rows
    data = pd.read_csv(path, dtype="str", keep_default_na=False)
    data.assign(text_hash="1.45E+11").to_csv(path, index=False)
    assert codings.read(c, "one").rows.equals(before)
    data.assign(text_hash="1.45E+11", text="").to_csv(path, index=False)
    assert codings.read(c, "one").changed == 5  # without the text there is nothing to go by


def test_no_cell_acts_as_a_formula(few: Corpus) -> None:
    sheet = Session(_sentences().assign(text="=1+1，防线"), ["war"]).sheet()
    sheet = sheet.assign(coded=True, frames="war", cues="war:防线")
    path = codings.write(few, "=cmd", sheet, coder="=cmd")
    assert "'=1+1" in path.read_text("utf-8") and ",=" not in path.read_text("utf-8")
    (lost, *_) = files.read(path)[0]
    assert (lost["coder"], lost["text"]) == ("=cmd", "=1+1，防线")


# --- a corpus rebuilt in between --------------------------------------------------------------


def test_what_no_longer_matches_is_said_and_kept(c: Corpus) -> None:
    coders.code(c, "one", {0: "war"}, size=6)
    gone = codings.sample(c, 6).iloc[0]
    changed = c.sentences.copy()
    here = (changed["doc_id"] == gone["doc_id"]) & (changed["sentence"] == gone["sentence"])
    changed.loc[here, "text"] = "换了一句。"
    now = c.exchanged(sentences=changed)
    lost = codings.unmatched(now, "one")
    assert lost[["doc_id", "sentence", "frames", "text"]].to_numpy().tolist() == [
        [gone["doc_id"], gone["sentence"], "war", gone["text"]]
    ]
    bench = Workbench(now, "one", size=6)
    assert bench.widget and "gone from the corpus: 1." in bench.file.value
    bench.skip.click()
    for _ in range(len(bench.session)):
        bench.next.click()
    assert len(codings.unmatched(now, "one")) == 1
    back = codings.read(c, "one")  # the sentence is as it was: it counts again
    assert back.changed <= 1 and "war" in set(back.rows["frame"])


def test_a_coding_that_has_moved_is_not_written_over(c: Corpus) -> None:
    """Another sentence has the number now, and is coded."""
    own = c.documents["doc_id"].iloc[0]
    data = c.sentences[c.sentences["doc_id"] == own]
    session = Session(data.iloc[[5]], codings.frames(c))
    session.code(["war"])
    codings.write(c, "one", session.sheet())
    moved = c.exchanged(
        sentences=c.sentences.assign(
            sentence=c.sentences["sentence"] + (c.sentences["doc_id"] == own) * 1
        )
    )
    now = moved.sentences[moved.sentences["doc_id"] == own]
    other = Session(now.iloc[[4]], codings.frames(c))
    other.code(["care"])
    codings.write(moved, "one", other.sheet())
    found = codings.read(moved, "one")
    assert [(n, f) for _, n, f, _ in found.rows.itertuples(index=False)] == [
        (5, "care"),
        (6, "war"),
    ]
    again = codings.start(moved, "one", now.iloc[[5]])
    assert again.chosen == {"war"}
    again.code(["unity"])
    codings.write(moved, "one", again.sheet())
    assert codings.read(moved, "one").rows["frame"].tolist() == ["care", "unity"]


def test_a_page_whose_file_has_another_name_is_found(c: Corpus) -> None:
    coders.code(c, "one", {0: "war"}, size=40)
    old = c.documents["doc_id"].iloc[1]
    tables = {
        name: getattr(c, name).assign(doc_id=getattr(c, name)["doc_id"].replace(old, "new"))
        for name in ("documents", "sentences", "frames")
    }
    found = codings.read(c.exchanged(**tables), "one")
    assert found.changed == 0 and "new" in set(found.rows["doc_id"])


@given(
    st.lists(st.integers(0, 9), unique=True, max_size=6),
    st.lists(st.integers(0, 9), unique=True, max_size=6),
)
def test_sentences_of_one_wording_are_paired_one_to_one(old: list[int], new: list[int]) -> None:
    found = store._nearest([{"sentence": str(number)} for number in old], new)
    placed = [place for place in found if place is not None]
    assert len(set(placed)) == len(placed) == min(len(old), len(new))
    for number, place in zip(old, found, strict=True):
        assert place == number or number not in new


def test_a_page_more_leaves_the_sample_of_the_others(c: Corpus) -> None:
    everything = codings.sample(c, None, by=None)
    some = c.documents["doc_id"].iloc[:4]
    fewer = c.exchanged(
        documents=c.documents[c.documents["doc_id"].isin(some)],
        sentences=c.sentences[c.sentences["doc_id"].isin(some)],
    )
    rest = codings.sample(fewer, None, by=None)
    kept_order = everything[everything["doc_id"].isin(some)].reset_index(drop=True)
    assert rest.equals(kept_order)


def test_coders_of_different_sentences_are_pooled(c: Corpus) -> None:
    """Each has coded other cities, and one of them also some of the other's."""
    city = c.documents.set_index("doc_id")["city"]
    parts = {"one": ["天津", "武汉"], "two": ["武汉", "深圳"]}
    for name, cities in parts.items():
        some = c.sentences[c.sentences["doc_id"].map(city).isin(cities)]
        sheet = Session(some, codings.frames(c)).sheet()
        codings.write(c, name, sheet.assign(coded=True, frames="war" if name == "one" else ""))
    data = codings.corrected(c).set_index(["group", "frame"])
    assert data.loc[
        ("武汉", "war"), ["corrected", "corrected_least", "corrected_most"]
    ].tolist() == [
        pytest.approx(50),
        0,
        100,
    ]
    counts = data.xs("war", level="frame")[["shared", "coders"]]
    assert counts.loc["武汉", "coders"] == 2 and counts.loc["武汉", "shared"] > 0
    assert counts.loc[["天津", "深圳"]].to_numpy().tolist() == [[0, 1], [0, 1]]
    assert data.loc[("天津", "war"), "corrected"] == 100
    assert pd.isna(data.loc[("天水", "war"), "corrected"])
    # how the two differ in one city is known of the others, too
    assert data.loc[("天津", "war"), "corrected_low"] < 60
    caption, _ = charts.coders(c, codings.panel(c))
    assert "by 2 readers (one and two)" in caption and "In 2 cities a single reader" in caption
