"""The gallery: each figure in Chinese and of corpora of every shape, and all of them as files."""

from __future__ import annotations

import re
import shutil
from itertools import cycle, islice
from pathlib import Path
from xml.etree import ElementTree

import pandas as pd
import pytest
from matplotlib.lines import Line2D

import corpora
import shapes
from boxes import overlapping, placed
from wucheng import corpus, tables, timeline
from wucheng.corpus import Corpus
from wucheng.figures import evidence, figure, fonts, formats, gallery, look
from wucheng.figures.figure import Figure

pytestmark = pytest.mark.filterwarnings("error")

NAMES = list(gallery.CHARTS)

#: Tables that a text without dates, people, numbers … leaves empty.
OPTIONAL = [name for name in tables.TABLES if name not in ("documents", "sentences", "tokens")]


#: Figures that rest on the words alone.
COUNTED = [
    "top_terms",
    "word_clouds",
    "frequency_dispersion",
    "word_spread",
    "vocabulary",
    "collocates",
    "keyness",
    "sensitivity",
    "correspondence",
    "similarity",
]


@pytest.mark.parametrize("name", NAMES)
def test_in_chinese_the_labels_are_chinese(c: Corpus, name: str) -> None:
    fig = gallery.draw(c, name, "zh")
    words = figure.texts(fig.drawing)
    assert fonts.missing(words) == []
    latin = [w for w in words if re.search("[a-z]{3}", w) and not w.startswith("DP")]
    latin = [w for w in latin if "logDice" not in w]
    assert [w for w in latin if not re.search(r"\n\d{3}_", w)] == []  # but for names of documents


# Corpora of other shapes


#: What a caption says only of several cities, or of several of anything.
_OF_MANY = (
    r"nan|Every city uses none|furthest apart in|[Ff]urthest: none|lowest:|Of [01] |[^,.\d]1 \w+s "
)


@pytest.mark.parametrize("name", NAMES)
def test_one_text(c: Corpus, name: str) -> None:
    fig = gallery.draw(shapes.only(c, c.documents["doc_id"][:1]), name)
    figure.check_glyphs(fig)
    assert not any("$" in words for words in figure.texts(fig.drawing))  # markup of a formula
    assert not re.search(rf"\b(?:{_OF_MANY})\b", fig.captions["en"]), fig.captions["en"]


@pytest.mark.parametrize("name", ["correspondence", "rhetoric_map", "frame_residuals"])
def test_texts_of_no_city_are_no_city(c: Corpus, name: str) -> None:
    fig = gallery.draw(shapes.cityless(c, c.documents["doc_id"].iloc[0]), name)
    told = fig.captions if name != "frame_residuals" else fig.alts
    assert "4 cities and the texts of no city" in told["en"]
    assert "4 个城市及无城市的文本" in told["zh"]
    assert "5 cities" in gallery.draw(c, name).alts["en"]


def test_an_arrow_is_in_the_key_only_where_one_is_drawn(c: Corpus) -> None:
    def named(fig: Figure) -> list[str]:
        return [text.get_text() for legend in fig.drawing.legends for text in legend.get_texts()]

    fig = gallery.draw(c, "timeline")
    assert fig.data["at_edge"].any() and "before this calendar" in named(fig)
    near = set(fig.data["doc_id"]) - set(fig.data.loc[fig.data["at_edge"], "doc_id"])
    fig = gallery.draw(shapes.only(c, near), "timeline")
    assert not fig.data["at_edge"].any() and "reported event" in named(fig)
    assert "before this calendar" not in named(fig)


@pytest.mark.parametrize("texts", [["社区 防线 坚守 。"] * 3, ["社区 防线 坚守 社区 医生 。"] * 9])
def test_two_cities_in_a_column(tmp_path: Path, texts: list[str]) -> None:
    """Whether or not a word stands out; where none does, how often one would have to occur."""
    c = corpora.build(tmp_path, {"a": ("天津", texts), "b": ("深圳", ["防线 坚守 居民 。"] * 4)})
    with look.using(look.named("column")):
        fig = gallery.draw(c, "keyness")
    if fig.data.empty:
        assert re.fullmatch(
            r"No word stands out\. Grade B would need \d+( to \d+)? hits of a word that no other "
            r"text has\.",
            fig.captions["en"],
        )
    assert fig.data.empty == (len(texts) == 3)


def test_a_city_in_which_no_word_occurs_twice_has_an_empty_cloud(tmp_path: Path) -> None:
    c = corpora.build(
        tmp_path, {"a": ("天津", ["社区 防线 。"] * 3), "b": ("深圳", ["防线 居民 。"])}
    )
    fig = gallery.draw(c, "word_clouds")
    assert set(fig.data["group"]) == {"天津"}
    assert {"no word occurs twice", "深圳 Shenzhen (2 words)"} <= set(figure.texts(fig.drawing))
    assert "Every city uses 防线 defence line." in fig.captions["en"]


def test_words_that_all_stand_in_every_part(tmp_path: Path) -> None:
    c = corpora.build(tmp_path, {"a": ("", ["社区 防线 坚守 。"] * 3)})
    fig = gallery.draw(c, "frequency_dispersion")
    assert fig.data["shared"].all() and fig.evidence["mark"].nunique() == 3
    words = figure.texts(gallery.draw(c, "top_terms").drawing)
    assert any("(no city)" in word for word in words)


@pytest.mark.parametrize("name", [name for name in NAMES if name not in COUNTED])
def test_tables_without_rows(c: Corpus, name: str) -> None:
    words = figure.texts(gallery.draw(shapes.emptied(c, *OPTIONAL), name).drawing)
    assert words and fonts.missing(words) == []


@pytest.mark.parametrize("name", NAMES)
def test_nothing_at_all(c: Corpus, name: str) -> None:
    fig = gallery.draw(shapes.emptied(c, *tables.TABLES), name)
    assert fig.evidence.empty and list(fig.evidence.columns) == list(evidence.COLUMNS)
    if name != "corpus_overview":  # it says itself that there is nothing
        (words,) = figure.texts(fig.drawing)
        assert fig.captions["en"] == words and fig.captions["zh"] != words
        assert fig.drawing.get_figheight() * 25.4 < 30


@pytest.mark.parametrize(
    "name",
    ["corpus_overview", "keyness", "timeline", "quantities", "frames", "people"]
    + ["frame_residuals", "rhetoric_map"],
)
def test_fifteen_cities(c: Corpus, name: str) -> None:
    fig = gallery.draw(shapes.many(c), name)
    figure.check_glyphs(fig)
    assert fig.drawing.get_figheight() * 25.4 <= 260
    assert not overlapping(placed(fig))


def test_an_event_of_long_ago_makes_the_archive_one_of_years(c: Corpus) -> None:
    assert "texts a month" in figure.texts(gallery.draw(c, "archive").drawing)
    born = c.events["type"] != "publication"
    first = c.events.index[born][0]
    events = c.events.copy()
    events.loc[first, ["start", "end", "status", "same_as"]] = [
        "1932-11-01",
        "1932-11-30",
        "reported",
        "",
    ]
    fig = gallery.draw(c.exchanged(events=events), "archive")
    words = figure.texts(fig.drawing)
    assert "texts a year" in words and "texts a month" not in words
    assert fig.data["month"].dt.year.tolist()[0] == 1932 and fig.data["month"].dt.month.max() == 1
    assert fig.data["texts"].sum() == (c.documents["date"] != "").sum()
    assert "Of 91 years" in fig.captions["en"] and "91 年中有" in fig.captions["zh"]
    assert any("1932" in label for label in fig.evidence["label"])


def test_every_kind_of_speaker_in_fifteen_cities(c: Corpus) -> None:
    whole = shapes.many(c)
    kinds = "official medical volunteer resident expert party police teacher business".split()
    kinds += "community family colleague collective journalist social-worker foreign".split()
    quotes = whole.quotes.assign(kind=list(islice(cycle(kinds), len(whole.quotes))), speech=True)
    fig = gallery.draw(whole.exchanged(quotes=quotes), "voices")
    assert set(kinds) <= set(fig.data["kind"])
    assert "more are in the corpus" in fig.captions["en"]


def test_a_caption_that_leaves_cities_out_says_what_it_counts(c: Corpus) -> None:
    whole = shapes.many(c)
    people = gallery.draw(whole, "people")
    english, chinese = people.captions["en"], people.captions["zh"]
    drawn = int(people.data["people"].sum())
    assert drawn < len(whole.people) and f"{drawn} people named" in english
    assert "counted in every number above, are the 6 cities" in english
    assert "以上各数也只计" in chinese


def test_turns_of_a_dialogue_are_told_apart_in_the_caption(c: Corpus) -> None:
    body = c.sentences[(c.sentences["kind"] == "body") & ~c.sentences["text"].str.contains("[“”]")]
    turn = (
        c.quotes[c.quotes["speech"]]
        .iloc[[0]]
        .assign(
            doc_id=body["doc_id"].iloc[0],
            sentence=body["sentence"].iloc[0],
            start_char=0,
            text=body["text"].iloc[0],
        )
    )
    more = c.exchanged(quotes=pd.concat([c.quotes, turn], ignore_index=True))
    told = gallery.draw(more, "voices_stacked").captions
    assert "; 1 of them is a turn of a dialogue" in told["en"]
    assert "其中 1 条为对话中不加引号的话轮" in told["zh"]


def test_a_city_where_nobody_is_named_is_not_left_out_but_empty(c: Corpus) -> None:
    there = c.documents.set_index("doc_id")["city"]
    nobody = c.people[c.people["doc_id"].map(there) != "深圳"]
    quiet = gallery.draw(c.exchanged(people=nobody), "cast")
    assert "more in the corpus" not in quiet.captions["en"]
    assert "more is in the corpus" not in quiet.captions["en"]


@pytest.mark.parametrize("name", ["timeline", "hours", "corpus_overview", "frames"])
def test_no_dates_and_no_city(c: Corpus, name: str) -> None:
    changed = shapes.cityless(shapes.undated(c), c.documents["doc_id"].iloc[0])
    fig = gallery.draw(changed, name)
    words = figure.texts(fig.drawing)
    assert any("(no city)" in word or word == "No events are dated." for word in words)


HOSTILE = "</style><script>alert('$x^{$')</script>=1+1"


@pytest.mark.parametrize("name", ["corpus_overview", "top_terms", "timeline", "people", "hours"])
def test_hostile_pages_show_as_text(c: Corpus, name: str) -> None:
    city = dict(zip(c.documents["doc_id"], c.documents["city"] + HOSTILE, strict=True))
    changed = c.exchanged(
        documents=c.documents.assign(city=list(city.values())),
        events=c.events.assign(city=c.events["doc_id"].map(city), what=HOSTILE, when=HOSTILE),
        people=c.people.assign(name=HOSTILE + c.people["name"]),
        sentences=c.sentences.assign(text=HOSTILE + c.sentences["text"]),
    )
    fig = gallery.draw(changed, name)
    html, svg = formats.page(fig), formats.svg(fig)
    for text in (html, svg):
        assert "<script>alert" not in text and "&lt;script&gt;" in text
    ElementTree.fromstring(svg)
    index = gallery.index([fig])
    assert "<script" not in index
    assert not re.search(r"(^|,)\"?[=+@]", tables.spreadsheet(fig.data), re.MULTILINE)


# The files


def test_the_gallery_writes_all_or_nothing(
    c: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = {name: gallery.CHARTS[name] for name in ("hours", "people")}
    monkeypatch.setattr(gallery, "CHARTS", few)
    assert gallery.save_all(c, tmp_path / "a") == ["hours", "people"]
    assert sorted({path.suffix for path in (tmp_path / "a").iterdir()}) == sorted(
        ".csv .html .json .pdf .png .svg .txt".split()
    )
    page = (tmp_path / "a" / gallery.INDEX).read_text(encoding="utf-8")
    assert page.count("<img ") == 2 and 'alt=""' not in page
    for ending in ("html", "csv", "png", "svg", "pdf", "txt"):
        assert f'href="hours.{ending}"' in page and (tmp_path / "a" / f"hours.{ending}").is_file()

    def broken(_: Corpus, lang: str = "en") -> Figure:
        fig = few["people"](c, lang)
        fig.drawing.axes[0].set_xlabel("\U0001f600")
        return fig

    monkeypatch.setattr(gallery, "CHARTS", few | {"people": broken})
    with pytest.raises(figure.MissingGlyph, match="people"):
        gallery.save_all(c, tmp_path / "b")
    assert not (tmp_path / "b").exists()


def test_what_was_corrected_by_hand_is_marked_and_explained(c: Corpus, tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    shutil.copytree(c.folder, folder)
    events = c.events.copy()
    dated = events["event"].isin(timeline.events(c).query("type != 'publication'")["event"])
    chosen = [events.index[dated][0], events.index[~dated & (events["type"] != "publication")][0]]
    events.loc[chosen, "corrected"] = ["fixed", "added"]
    tables.write(folder / "events.csv", tables.csv(events))
    corrected = corpus.load(folder, c.lexicons)
    sign = "corrected by hand"
    drawn = {name: gallery.draw(corrected, name) for name in ("timeline", "lags", "undated")}
    for name, whole in (("timeline", 2), ("lags", 1)):
        fig, plain = drawn[name], gallery.draw(c, name)
        assert sign in figure.texts(fig.drawing) and sign not in figure.texts(plain.drawing)
        triangles = [line for line in fig.drawing.findobj(Line2D) if line.get_marker() == "v"]
        known = [line for line in plain.drawing.findobj(Line2D) if line.get_marker() == "v"]
        assert len(triangles) - len(known) >= whole
    for name in ("timeline", "undated"):
        assert "orrected by hand: 2" in drawn[name].caption
    assert '"fixed"' in drawn["timeline"].view
