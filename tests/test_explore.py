"""Exploring: a choice is a line and back, and its numbers are those a recount by hand gives."""

from __future__ import annotations

import base64
import io
import re
from fnmatch import fnmatchcase

import numpy as np
import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import corpora
from wucheng import corpus, provenance
from wucheng.display import datatable
from wucheng.errors import CorpusError, WuchengError
from wucheng.explore import choice, concordance, download, explorer, page, reader, results
from wucheng.explore.choice import Choice
from wucheng.explore.index import Index
from wucheng.statistics.selection import UNKNOWN

KINDS = ("heading", "body")


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


def plain(shown: str) -> str:
    """A page without the scripts that are ours."""
    return shown.replace(datatable.script(), "").replace(datatable.CALL, "")


@given(several, several, several, several, values | st.just(""))
def test_a_choice_is_a_line_and_back(
    cities: tuple[str, ...],
    words: tuple[str, ...],
    frames: tuple[str, ...],
    voices: tuple[str, ...],
    document: str,
) -> None:
    made = Choice(cities, words, frames, voices, words[::-1], "2020-02-01", "", document)
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


def test_a_frame_of_the_lexicon_that_does_not_occur_is_a_result(c: corpus.Corpus) -> None:
    rest = c.exchanged(frames=c.frames[c.frames["frame"] != "war"].reset_index(drop=True))
    shown = explorer.show(rest, "frames=war")
    shown.controls()
    assert shown.sentences.empty and shown._controls["frames"].value == ("war",)


def _recount(c: corpus.Corpus, asked: Choice) -> set[tuple[str, int]]:
    """The sentences of a choice, found one by one."""
    city = dict(zip(c.documents["doc_id"], c.documents["city"], strict=True))
    tokens = {
        (t.doc_id, t.sentence)
        for t in c.tokens.itertuples()
        if t.pos != "x" and any(fnmatchcase(t.token, word) for word in asked.words)
    }
    frames = {(f.doc_id, f.sentence) for f in c.frames.itertuples() if f.frame in asked.frames}
    texts = {(s.doc_id, s.sentence): s.text for s in c.sentences.itertuples()}
    voices = set()
    for q in c.quotes.itertuples():
        if q.speech and q.kind in asked.voices:
            number, left = q.sentence, len(q.text) + q.start_char
            while left > 0:  # what is said may run over sentences
                voices.add((q.doc_id, number))
                left, number = left - len(texts[q.doc_id, number]), number + 1
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
            and (not asked.text or any(text in s.text for text in asked.text))
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
    words = pd.concat([words, pd.Series(["防*", "*员", "*区*", "*", "没有的词"])])
    text = pd.Series(["联防联控", "的", "，", "社区工作", "没有的字"])
    kinds = c.quotes["kind"][c.quotes["speech"].fillna(False).astype(bool)]
    return st.builds(
        Choice,
        some(c.documents["city"]),
        some(words),
        some(c.frames["frame"]),
        some(kinds),
        some(text),
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
    cities = results.by_city(index, asked, results.found(index, asked))
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
    for _, rows in index.sentences[index.searched].groupby("doc_id"):
        assert rows["position"].iloc[0] == 0
        assert rows["position"].is_monotonic_increasing
        assert rows["position"].iloc[-1] < 1


def test_cues_stand_where_they_say(c: corpus.Corpus, index: Index) -> None:
    cues = {(f.doc_id, f.sentence, f.start_char, f.cue, f.frame) for f in c.frames.itertuples()}
    table = index.sentences
    marks = results.cues(index, Choice(), np.arange(len(table)))
    assert {
        (table["doc_id"][row], table["sentence"][row], start, table["text"][row][start:end], name)
        for row, places in marks.items()
        for start, end, name in places
    } == cues


@pytest.mark.parametrize("asked", ["words=社区,防*", "text=区工", "words=居民&text=社区"])
def test_marked_is_what_was_asked_for(index: Index, asked: str) -> None:
    chosen = choice.read(asked)
    rows = results.found(index, chosen)
    marks = results.cues(index, chosen, rows)
    assert list(marks) and set(marks) <= set(rows.tolist())
    for row, places in marks.items():
        for start, end, name in places:
            there = index.texts_of[row][start:end]
            assert name == ""
            assert there in chosen.text or any(fnmatchcase(there, word) for word in chosen.words)
    if not chosen.text:
        assert set(marks) == set(rows.tolist())


def test_of_voices_their_words_are_marked_and_of_days_what_says_when(
    c: corpus.Corpus, index: Index
) -> None:
    voices = choice.read("voices=official,resident")
    rows = results.found(index, voices)
    marks = results.cues(index, voices, rows)
    assert set(marks) == set(rows.tolist())
    said = {text for text, kind in zip(c.quotes["text"], c.quotes["kind"], strict=True) if kind}
    for row, places in marks.items():
        for start, end, name in places:
            there = index.texts_of[row][start:end]
            assert name in voices.voices and any(there in text for text in said)
    days = choice.read("first=2022-01-01&last=2022-01-31")
    marks = results.cues(index, days, results.found(index, days))
    told = {
        (index.texts_of[row][start:end], name)
        for row, places in marks.items()
        for start, end, name in places
    }
    assert told and told <= {
        (e.when, "–".join(dict.fromkeys(d[:10] for d in (e.start, e.end) if d)))
        for e in c.events.itertuples()
    }


def test_the_page_shows_hostile_text_as_text(hostile: corpus.Corpus) -> None:
    shown = plain(page.page(Index(hostile), Choice(words=("社区",))))
    assert "<script" not in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
    assert "</style>" not in shown
    for picture in re.findall(r"data:image/svg\+xml;base64,([^\"]+)", shown):
        assert "<script" not in base64.b64decode(picture).decode("utf-8")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_page_cites_its_choice_and_its_tables_have_their_script_once(
    index: Index, lang: str
) -> None:
    asked = choice.read("cities=天津&words=社区&frames=war&text=区")
    shown = page.page(index, asked, lang)
    assert "cities=天津&amp;words=社区&amp;frames=war&amp;text=区" in shown
    assert shown.count(datatable.script()) == 1
    names = re.findall(r'data-name="([^"]+)"', shown)
    assert names == "sentences_by_city words_by_city text_by_city concordance sentences".split()
    assert shown.count(datatable.CALL) == len(names)


def test_pages_of_sentences_are_all_of_them_in_order(index: Index) -> None:
    rows = results.found(index, Choice())
    shown = [
        re.findall(r'<td style="[^"]*">(\d+–\d+)</td>', page.page(index, Choice(), first=first))
        for first in range(0, len(rows), concordance.MOST)
    ]
    table = index.sentences.iloc[rows]
    places = [f"{a}–{b}" for a, b in zip(table["raw_start"], table["raw_end"], strict=True)]
    assert [place for places in shown for place in places] == places


def test_a_page_without_anything_found_says_so_and_what_else_to_ask(index: Index) -> None:
    shown = page.page(index, choice.read("words=区工&frames=war"))
    assert "<strong>0 of " in shown and "Nothing was found." in shown
    inside = sum(text.count("区工") for text in index.texts_of[index.searched])
    assert inside and f"it stands in them {inside} times: text=区工" in shown
    war = len(results.found(index, choice.read("frames=war")))
    assert f"frames=war alone: {war} sentences" in shown


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
    assert "no cities nowhere" in shown._told["message"].value
    assert shown.choice == Choice(cities=("武汉",), frames=("war",))
    get["words"].value = "防线，社区 居民"
    assert shown.choice.words == ("防线", "社区", "居民")


def test_a_day_that_is_none_is_said_and_changes_nothing(c: corpus.Corpus) -> None:
    shown = explorer.show(c, "first=2022-01-01")
    shown.controls()
    shown._controls["last"].value = "yesterday"
    assert "not a day" in shown._told["message"].value
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
