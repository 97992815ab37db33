"""Typeface, palette, captions, evidence, and the files of a figure."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import tomllib
from importlib import resources
from pathlib import Path
from string import Formatter
from xml.etree import ElementTree

import matplotlib as mpl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import shapes
from wucheng import corpus, lexicon, tables
from wucheng.errors import CorpusError
from wucheng.figures import (
    captions,
    evidence,
    figure,
    fonts,
    formats,
    gallery,
    look,
    romanise,
    style,
)
from wucheng.figures.charts import terms

HOSTILE = '<script>alert("1")</script></style><img src=x onerror=alert(2)> -- ]]> & $x^{$ 社区'


def _corpus(text: str = "守好社区。", city: str = "天津") -> corpus.Corpus:
    """A corpus of one sentence, in memory only."""
    rows = {
        "documents": [{"doc_id": "a", "city": city, "chars_raw": 9, "chars_body": 5}],
        "sentences": [
            {"doc_id": "a", "sentence": 0, "paragraph": 0, "kind": "body", "text": text}
            | {"raw_start": 3, "raw_end": 3 + len(text)}
        ],
    }
    made = {name: tables.frame(name, rows.get(name, [])) for name in tables.TABLES}
    return corpus.Corpus(Path("nowhere"), Path("nowhere"), made)


def _figure(words: str = "社区", text: str = "守好社区。", lang: str = "en") -> figure.Figure:
    """A figure of one bar with these words under it."""
    c = _corpus(text)
    with style.context():
        drawing = style.sheet(40, 80)
        axes = drawing.subplots()
        bars = axes.bar([0], [1])
        axes.set_xticks([0], [words])
    marks = evidence.Marks(c)
    marks.add(words, [("a", 0)], *bars)
    both = {"en": words, "zh": words}
    data = pd.DataFrame({"term": [words], "count": [-1]})
    return figure.Figure("one", drawing, data, both, both, both, marks.frame(), lang)


# The typeface


def test_the_font_is_found_without_importing_its_package() -> None:
    code = (
        "import matplotlib, sys; before = list(dict.items(matplotlib.rcParams));"
        "from wucheng.figures import fonts, style;"
        "assert fonts.register() == 'Noto Sans SC' and fonts.path().suffix == '.ttf';"
        "style.sheet(20)\n"
        "assert 'zhplot' not in sys.modules and 'matplotlib.pyplot' not in sys.modules;"
        "assert before == list(dict.items(matplotlib.rcParams))"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize("text", ["天津 Tianjin", "−8 ≥ ½ ° ’ … × →", "著 着 鸿 喆 囧 髙"])
def test_characters_of_the_font(text: str) -> None:
    assert fonts.missing([text]) == []


def test_characters_that_no_font_of_ours_has() -> None:
    assert fonts.missing(["社区", "\U0001f600", "\ue000"]) == ["\ue000", "\U0001f600"]


def test_a_missing_glyph_stops_the_figure(tmp_path: Path) -> None:
    with pytest.raises(figure.MissingGlyph, match=r"Figure one: .*U\+1F600"):
        figure.save(_figure("社区\U0001f600"), tmp_path)
    assert not list(tmp_path.iterdir())


# The files


def test_a_figure_in_every_format_twice_the_same(tmp_path: Path) -> None:
    first = figure.save(_figure(), tmp_path / "a")
    second = figure.save(_figure(), tmp_path / "b")
    assert [path.suffix for path in first] == [
        ".png",
        ".svg",
        ".pdf",
        ".csv",
        ".txt",
        ".html",
        ".json",
    ]
    for one, other in zip(first, second, strict=True):
        assert one.read_bytes() == other.read_bytes(), one.suffix
    for path in first:
        assert not re.search(rb"CreationDate|tEXtSoftware|<dc:date>", path.read_bytes())


def test_saving_a_figure_twice_changes_nothing() -> None:
    fig = _figure("=<b>$x^{$")
    assert figure.files(fig) == figure.files(fig)


def test_a_folder_that_holds_a_corpus_is_refused(built: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in built.iterdir()}
    with pytest.raises(CorpusError, match="folder of their own"):
        figure.save(_figure(), built)
    assert before == {path: path.stat().st_mtime_ns for path in built.iterdir()}


def test_a_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "figures").write_text("")
    with pytest.raises(CorpusError, match="can't be written"):
        figure.save(_figure(), tmp_path / "figures")


def test_letters_of_an_svg_can_be_found_and_are_drawn() -> None:
    tree = ElementTree.fromstring(formats.svg(_figure()))
    space = "{http://www.w3.org/2000/svg}"
    assert "社区" in [text.text for text in tree.iter(f"{space}text")]
    assert len(list(tree.iter(f"{space}use"))) > 2
    assert tree.find(f"{space}title") is not None


def test_the_screen_picture_is_small() -> None:
    assert len(formats.screen(_figure())) < 10_000


def test_a_notebook_shows_picture_and_caption(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[object] = []
    monkeypatch.setattr("IPython.display.display", lambda *parts: shown.extend(parts))
    _figure(HOSTILE)._ipython_display_()
    picture, caption = shown
    assert picture.alt == HOSTILE  # type: ignore[attr-defined]
    assert "\\<script\\>" in caption.data  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("title", "lang", "closed"),
    [
        ("Why?", "en", "Why?"),
        ("One", "en", "One."),
        ("为何？", "zh", "为何？"),
        ("一", "zh", "一。"),
    ],
)
def test_a_title_that_asks_gets_no_full_stop(title: str, lang: str, closed: str) -> None:
    assert captions.closed(title, lang) == closed


# Text from a page stays text


def test_hostile_text_stays_text_in_html_and_svg() -> None:
    fig = _figure(HOSTILE, text=HOSTILE)
    html, svg = formats.page(fig), formats.svg(fig)
    ElementTree.fromstring(svg)
    for page in (html, svg):
        assert "<script>alert" not in page and "<img src=x" not in page
    assert html.count("<script>") == 1 and html.count("</style>") == 2  # the page's and the SVG's
    assert "&lt;script&gt;alert" in html
    assert "http" not in re.sub(r"xmlns[^ >]*", "", html.split("<h2>")[1])


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("=1+1", "'=1+1"),
        ("+86", "'+86"),
        ("-社区", "'-社区"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("社区=", "社区="),
        ("", ""),
    ],
)
def test_no_cell_of_text_is_a_formula(cell: str, expected: str) -> None:
    data = pd.DataFrame({"term": [cell], "delta": [-1.5]})
    body = tables.spreadsheet(data).split("\n", 1)[1]
    assert body.removeprefix('"').startswith(expected)
    assert body.endswith("-1.5\n")


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_no_text_at_all_is_a_formula(cell: str) -> None:
    body = tables.spreadsheet(pd.DataFrame({"a": [cell], "b": [1]})).split("\n", 1)[1]
    assert body.lstrip('"')[:1] not in ("=", "+", "-", "@", "\t", "\r")


# Evidence


def test_a_mark_leads_to_its_sentence() -> None:
    fig = _figure()
    row = fig.evidence.iloc[0]
    assert (row["mark"], row["label"], row["doc_id"], row["city"]) == (1, "社区", "a", "天津")
    assert (row["sentence"], row["text"]) == (0, "守好社区。")
    assert (row["raw_start"], row["raw_end"]) == (3, 8)
    html = formats.page(fig)
    assert 'href="#of-mark-1"' in html and 'id="of-mark-1"' in html
    assert "_blank" not in html
    assert "characters 3–8 of the raw page" in html
    assert "原始网页第 3–8 字" in formats.page(_figure(lang="zh"))


def test_much_evidence_is_cut_and_says_so(c: corpus.Corpus) -> None:
    marks = evidence.Marks(c)
    keys = list(zip(c.sentences["doc_id"], c.sentences["sentence"], strict=True))
    marks.add("everything", keys)
    marks.add("nothing", [])
    found = marks.frame(per_mark=5)
    assert list(found["mark"]) == [1] * 5 + [2]
    assert list(found["behind"]) == [len(keys)] * 5 + [0]
    assert found["doc_id"].nunique() == len(c.documents) + 1  # spread, and the empty row
    html = evidence.page(found, svg="<svg></svg>", title="t", caption="c", lang="en")
    assert f"5 of {len(keys)} sentences shown" in html
    assert "No sentence stands behind" in html


def test_the_sentences_of_a_word_leave_titles_out(c: corpus.Corpus) -> None:
    kind = c.sentences.set_index(["doc_id", "sentence"])["kind"]
    found = evidence.containing(c, ["社区"])
    assert {city for _, city in found} == set(c.documents["city"])
    assert all(kind[key] != "title" for keys in found.values() for key in keys)


# Names


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("天津", "Tianjin"),
        ("渭南", "Weinan"),
        ("西安", "Xi'an"),
        ("六安", "Lu'an"),
        ("重庆", "Chongqing"),
        ("厦门", "Xiamen"),
        ("吕梁", "Lüliang"),
        ("哈尔滨", "Harbin"),
        ("陕西", "Shaanxi"),
        ("山西", "Shanxi"),
        ("Singapore", "Singapore"),
        ("", ""),
    ],
)
def test_names_in_pinyin(name: str, expected: str) -> None:
    assert romanise.place(name) == expected


@pytest.mark.parametrize(
    ("name", "foreign", "expected"),
    [
        ("李小兰", False, "Li Xiaolan"),
        ("欧阳明", False, "Ouyang Ming"),
        ("老李师傅", False, "Lao Li Shifu"),
        ("小杨", False, "Xiao Yang"),
        ("康安娜", True, "Kang'anna"),
        ("康安娜", False, "Kang Anna"),
        ("Anna", True, "Anna"),
    ],
)
def test_personal_names_in_pinyin(name: str, foreign: bool, expected: str) -> None:
    assert romanise.person(name, foreign) == expected


def test_labels_of_cities_and_words() -> None:
    assert style.city("天津", "en") == "天津 Tianjin"
    assert style.city("天津", "zh") == "天津"
    assert style.city("unknown", "en") == "(no city)"
    assert style.word("防控", "prevention and control", "en") == "防控 prevention and control"
    assert style.word("党委书记", "Party committee secretary", "en") == "党委书记 Party committee…"
    assert style.word("防控", "prevention and control", "zh") == "防控"


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="en or zh"):
        style.language("fr")


# Captions


def _templates() -> dict[str, dict[str, dict[str, str]]]:
    file = resources.files("wucheng.figures") / "captions.toml"
    texts = tomllib.loads(file.read_text(encoding="utf-8"))
    return {name: parts for name, parts in texts.items() if name not in ("names", "units", "pages")}


@pytest.mark.parametrize("page", ["evidence", "timeline"])
def test_pages_have_words_in_both_languages(page: str) -> None:
    english, chinese = (captions.words(page, lang) for lang in captions.LANGUAGES)
    assert list(english) == list(chinese)
    for name, told in english.items():
        assert type(told) is type(chinese[name])
        assert isinstance(told, str) or list(told) == list(chinese[name])


@pytest.mark.parametrize("name", sorted(_templates()))
def test_captions_say_the_same_in_both_languages(name: str) -> None:
    parts = dict(_templates()[name])
    assert parts.pop("measure")
    assert set(parts) == {"title", "caption", "alt"}
    for part, texts in parts.items():
        fields = [
            {field for _, field, _, _ in Formatter().parse(texts[lang]) if field}
            for lang in captions.LANGUAGES
        ]
        assert fields[0] == fields[1], part
        assert not re.search(
            "[A-Za-z]{4,}", re.sub(r"{.*?}|\([^)]*\)|[A-Z]\w+|\w+\.csv", "", texts["zh"])
        )


def test_lists_in_both_languages() -> None:
    assert captions.listed(["a", "b", "c"]) == "a, b and c"
    assert captions.listed(["社区", "居民"], chinese=True) == "社区、居民"
    assert captions.listed([]) == ""


def test_labels_without_a_chinese_name_keep_their_own() -> None:
    assert captions.name("events", "testing", "zh") == "检测"
    assert captions.name("events", "flood-relief", "zh") == "flood relief"
    assert captions.name("frames", "party", "zh") != captions.name("kinds", "party", "zh")
    assert captions.unit("人次", "en") == "人次 person-times"
    assert captions.unit("亩", "en") == "亩"


def test_settings_come_back_after_drawing() -> None:
    before = list(dict.items(mpl.rcParams))
    _figure()
    formats.svg(_figure())
    assert list(dict.items(mpl.rcParams)) == before


def test_shapes_are_corpora(c: corpus.Corpus) -> None:
    assert len(shapes.many(c).documents) == len(c.documents) + len(shapes.CITIES)
    assert shapes.only(c, c.documents["doc_id"][:1]).tokens["doc_id"].nunique() == 1
    assert (shapes.undated(c).documents["date"] == "").all()


def test_the_lexicons_labels_have_chinese_names(root: Path) -> None:
    for file, column, of in (
        ("frames.tsv", "frame", "frames"),
        ("events.tsv", "type", "events"),
        ("roles.tsv", "kind", "kinds"),
    ):
        rows = lexicon.read(root / "lexicons" / file, lexicon.COLUMNS[file])
        labels = {row[column] for row in rows} - {"", "part"}
        plain = {label for label in labels if captions.name(of, label, "zh").isascii()}
        assert not plain, file


@pytest.mark.parametrize("name", [name for name in look.PRESETS if name != "page"])
def test_a_preset_gives_every_format_its_size(c: corpus.Corpus, name: str) -> None:
    from PIL import Image

    wanted = look.PRESETS[name]
    with style.drawn_for(name):
        fig = gallery.draw(c, "people")
    width, height = fig.size_mm
    assert width == pytest.approx(wanted.width_mm, abs=0.5) or height == pytest.approx(
        wanted.height_mm, abs=0.5
    )
    image = Image.open(io.BytesIO(formats.png(fig)))
    assert image.width / formats.PRINT_DPI * 25.4 == pytest.approx(width, abs=0.2)
    drawn = re.search(r'<svg [^>]*width="([\d.]+)pt"', formats.svg(fig))
    assert drawn and float(drawn[1]) / 72 * 25.4 == pytest.approx(width, abs=0.2)
    box = re.search(rb"/MediaBox \[([^\]]*)\]", formats.pdf(fig))
    assert box
    left, _, right, _ = map(float, box[1].split())
    assert (right - left) / 72 * 25.4 == pytest.approx(width, abs=0.2)


def test_a_figure_that_could_not_be_read_is_refused(c: corpus.Corpus) -> None:
    tall = look.Preset("stamp", 180, 20)
    with (
        pytest.MonkeyPatch.context() as patch,
        pytest.raises(figure.TooSmall, match="too tall for a stamp"),
    ):
        patch.setitem(look.PRESETS, "stamp", tall)
        with style.drawn_for("stamp"):
            gallery.draw(c, "people")


def test_a_figure_says_what_it_rests_on(c: corpus.Corpus) -> None:
    told = json.loads(formats.rests_on(terms.top_terms(c, "zh", most=7)))
    assert told["origin"] == c.origin
    assert told["parameters"] == {"most": 7, "names": True}
    assert told["lang"] == "zh"
    assert told["measure"]
