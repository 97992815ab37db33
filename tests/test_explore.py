"""Exploring: a choice is a line and back, and its numbers are those a recount by hand gives."""

from __future__ import annotations

import base64
import csv
import io
import re
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import corpora
from wucheng import corpus, provenance
from wucheng.errors import CorpusError, WuchengError
from wucheng.explore import choice, download, explorer, page, reader, results
from wucheng.explore.choice import Choice
from wucheng.explore.index import Index
from wucheng.statistics.counts import UNKNOWN

KINDS = ("heading", "body")


@pytest.fixture(scope="module")
def c(root: Path) -> corpus.Corpus:
    return corpus.load(root / "corpus")


@pytest.fixture(scope="module")
def index(c: corpus.Corpus) -> Index:
    return Index(c)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> corpus.Corpus:
    nasty = '<script>alert(1)</script> =HYPERLINK("x") </style> 社区 。'
    documents = {"=1+1": ("天津", [nasty]), "b": ("", ["社区 防线 。", "社区 。"])}
    c = corpora.build(tmp_path_factory.mktemp("hostile"), documents)
    for name in ("frames", "quotes", "events", "fields", "removed", "repairs"):
        from wucheng import tables

        (c.folder / f"{name}.csv").write_text(tables.csv(tables.frame(name, [])), encoding="utf-8")
    return c


values = st.text(
    st.characters(blacklist_categories=("Cs", "Cc")) | st.sampled_from(",&=%#+ "), min_size=1
).filter(lambda text: text.strip() == text)
several = st.lists(values, max_size=3).map(tuple)


@given(several, several, several, several, values | st.just(""))
def test_a_choice_is_a_line_and_back(
    cities: tuple[str, ...],
    words: tuple[str, ...],
    frames: tuple[str, ...],
    voices: tuple[str, ...],
    document: str,
) -> None:
    made = Choice(cities, words, frames, voices, "2020-02-01", "", document)
    assert choice.read(str(made)) == made


def test_chinese_stays_chinese_in_the_line() -> None:
    assert str(Choice(cities=("天津", "武汉"), words=("防线",))) == "cities=天津,武汉&words=防线"
    assert str(Choice()) == ""
    assert choice.read("") == Choice()


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("town=天津", "no part 'town'"),
        ("first=2020-13-01", "not a day"),
        ("last=soon", "not a day"),
    ],
)
def test_a_line_that_is_none_says_why(line: str, says: str) -> None:
    with pytest.raises(WuchengError, match=says):
        choice.read(line)


@pytest.mark.parametrize("part", ["cities", "frames", "voices", "document"])
def test_what_the_corpus_has_not_is_refused_by_name(index: Index, part: str) -> None:
    with pytest.raises(WuchengError, match=f"no {part} nowhere; it has "):
        results.sentences(index, choice.read(f"{part}=nowhere"))


def test_a_word_that_does_not_occur_is_a_result(index: Index) -> None:
    asked = choice.read("words=nowhere")
    assert results.sentences(index, asked).empty
    words = results.by_word(index, asked)
    assert (words["count"] == 0).all() and (words["low"] == 0).all() and (words["high"] > 0).all()


def _recount(c: corpus.Corpus, asked: Choice) -> set[tuple[str, int]]:
    """The sentences of a choice, found one by one."""
    city = dict(zip(c.documents["doc_id"], c.documents["city"], strict=True))
    tokens = {(t.doc_id, t.sentence) for t in c.tokens.itertuples() if t.token in asked.words}
    frames = {(f.doc_id, f.sentence) for f in c.frames.itertuples() if f.frame in asked.frames}
    voices = {
        (q.doc_id, q.sentence) for q in c.quotes.itertuples() if q.speech and q.kind in asked.voices
    }
    events = {
        (e.doc_id, e.sentence)
        for e in c.events.itertuples()
        if (e.start or e.end)
        and (not asked.first or (e.end or e.start)[:10] >= asked.first)
        and (not asked.last or (e.start or e.end)[:10] <= asked.last)
    }
    found = set()
    for s in c.sentences.itertuples():
        key = (s.doc_id, s.sentence)
        if (
            s.kind in KINDS
            and (not asked.cities or (city[s.doc_id] or UNKNOWN) in asked.cities)
            and (not asked.words or key in tokens)
            and (not asked.frames or key in frames)
            and (not asked.voices or key in voices)
            and (not (asked.first or asked.last) or key in events)
        ):
            found.add(key)
    return found


def _choices(c: corpus.Corpus) -> st.SearchStrategy[Choice]:
    def some(names: pd.Series) -> st.SearchStrategy[tuple[str, ...]]:
        every = sorted(set(names) - {""})
        return st.lists(st.sampled_from(every), max_size=2, unique=True).map(tuple)

    days = st.sampled_from(["", *sorted({day[:10] for day in c.events["start"] if day})])
    words = c.tokens["token"][c.tokens["pos"] != "x"].value_counts().index[:60].to_series()
    kinds = c.quotes["kind"][c.quotes["speech"].fillna(False).astype(bool)]
    return st.builds(
        Choice,
        some(c.documents["city"]),
        some(words),
        some(c.frames["frame"]),
        some(kinds),
        days,
        days,
    )


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_results_are_what_a_recount_finds(
    c: corpus.Corpus, index: Index, data: st.DataObject
) -> None:
    asked = data.draw(_choices(c))
    found = results.sentences(index, asked)
    assert set(zip(found["doc_id"], found["sentence"], strict=True)) == _recount(c, asked)
    cities = results.by_city(index, asked, found)
    assert cities["found"].sum() == len(found)
    assert cities["texts"].sum() == found["doc_id"].nunique()
    assert cities["sentences"].sum() == len(_recount(c, Choice(cities=asked.cities)))


def test_words_are_counted_against_all_words_of_the_city(c: corpus.Corpus, index: Index) -> None:
    table = results.by_word(index, Choice(words=("社区", "居民")))
    body = c.sentences[c.sentences["kind"].isin(KINDS)]
    tokens = c.tokens.merge(body[["doc_id", "sentence"]])
    tokens = tokens[tokens["pos"] != "x"]
    city = tokens["doc_id"].map(c.documents.set_index("doc_id")["city"])
    for row in table.itertuples():
        here = tokens[city == row.city]
        assert row.words == len(here)
        assert row.count == (here["token"] == row.word).sum()


def test_positions_run_from_the_beginning_to_the_end_of_a_text(index: Index) -> None:
    for _, rows in index.sentences.groupby("doc_id"):
        assert rows["position"].iloc[0] == 0
        assert rows["position"].is_monotonic_increasing
        assert rows["position"].iloc[-1] < 1


def test_cues_stand_where_they_say(c: corpus.Corpus) -> None:
    text = c.sentences.set_index(["doc_id", "sentence"])["text"]
    cues = {(f.doc_id, f.sentence, f.start_char, f.cue) for f in c.frames.itertuples()}
    for doc_id in c.documents["doc_id"]:
        marks = results.cues(c, Choice(), doc_id)
        assert marks
        for number, found in marks.items():
            for start, end, _ in found:
                assert (doc_id, number, start, text[doc_id, number][start:end]) in cues


def test_the_page_shows_hostile_text_as_text(hostile: corpus.Corpus) -> None:
    shown = page.page(Index(hostile), Choice(words=("社区",)))
    assert "<script" not in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
    assert "</style>" not in shown
    for picture in re.findall(r"data:image/svg\+xml;base64,([^\"]+)", shown):
        assert "<script" not in base64.b64decode(picture).decode("utf-8")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_page_cites_its_choice_and_carries_its_files(index: Index, lang: str) -> None:
    asked = choice.read("cities=天津&words=社区&frames=war")
    shown = page.page(index, asked, lang)
    assert "cities=天津&amp;words=社区&amp;frames=war" in shown
    files = dict(re.findall(r'download="([^"]+)" href="data:[^"]*;base64,([^"]+)"', shown))
    assert set(files) == {"sentences.csv", "cities.csv", "words.csv", "choice.xlsx"}
    rows = list(
        csv.reader(io.StringIO(base64.b64decode(files["sentences.csv"]).decode("utf-8-sig")))
    )
    assert len(rows) == 1 + len(results.sentences(index, asked))


def test_a_page_without_anything_found_says_so(index: Index) -> None:
    assert "<strong>0 of " in page.page(index, Choice(words=("nowhere",)))


def test_an_article_is_shown_with_its_cues_marked(c: corpus.Corpus, index: Index) -> None:
    doc_id = c.documents["doc_id"].iloc[0]
    shown = page.page(index, Choice(document=doc_id, frames=("war",)))
    war = c.frames[(c.frames["doc_id"] == doc_id) & (c.frames["frame"] == "war")]
    assert len(war)
    article = shown[shown.index("Raw page") :]
    assert article.count("<mark style") >= 1
    assert "war</sup>" in article


def test_excel_holds_text_and_never_a_formula() -> None:
    data = pd.DataFrame(
        {"text": ["=1+1", "@x", "+1", "-1", "社区\x00", None], "n": [1, 2, 3, 4, 5, 6]}
    )
    made = download.excel({"one": data, "two": data.head(1)})
    assert made == download.excel({"one": data, "two": data.head(1)})
    book = openpyxl.load_workbook(io.BytesIO(made))
    assert book.sheetnames == ["one", "two"]
    cells = [cell for row in book["one"].iter_rows(min_row=2, max_col=1) for cell in row]
    assert [cell.value for cell in cells] == ["=1+1", "@x", "+1", "-1", "社区", None]
    assert all(cell.data_type != "f" for cell in cells)
    assert book["one"].auto_filter.ref == "A1:B7"


def test_csv_cells_that_begin_like_formulas_are_text() -> None:
    made = download.csv(pd.DataFrame({"text": ["=1+1", "社区"]})).decode("utf-8-sig")
    assert made.splitlines() == ["text", "'=1+1", "社区"]


def test_controls_and_line_follow_one_another(c: corpus.Corpus) -> None:
    shown = explorer.show(c, "words=社区")
    shown.controls()
    get = shown._controls
    get["cities"].value = ("天津",)
    assert shown.choice == Choice(cities=("天津",), words=("社区",))
    assert get["line"].value == "cities=天津&words=社区"
    get["line"].value = "cities=武汉&frames=war"
    assert shown.choice == Choice(cities=("武汉",), frames=("war",))
    assert get["words"].value == "" and get["frames"].value == ("war",)
    assert set(shown.sentences["city"]) == {"武汉"}
    get["line"].value = "cities=nowhere"
    assert "no cities nowhere" in shown._message.value
    assert shown.choice == Choice(cities=("武汉",), frames=("war",))
    get["words"].value = "防线，社区 居民"
    assert shown.choice.words == ("防线", "社区", "居民")


def test_a_day_that_is_none_is_said_and_changes_nothing(c: corpus.Corpus) -> None:
    shown = explorer.show(c, "first=2022-01-01")
    shown.controls()
    shown._controls["last"].value = "yesterday"
    assert "not a day" in shown._message.value
    assert shown.choice == Choice(first="2022-01-01")


def test_a_reader_shows_the_page_that_is_picked(c: corpus.Corpus) -> None:
    first, last = c.documents["doc_id"].iloc[[0, -1]]
    shown = reader.show(c)
    assert shown.page.doc_id == first
    picker = shown.control()
    assert [doc_id for _, doc_id in picker.options] == list(c.documents["doc_id"])
    picker.value = last
    assert shown.page.html == provenance.beside(c, last).html
    with pytest.raises(CorpusError, match="no document 'nowhere'"):
        reader.show(c, "nowhere")
