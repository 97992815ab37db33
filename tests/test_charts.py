"""The charts: what they show, how they look, and corpora of every shape."""

from __future__ import annotations

import re
import shutil
import warnings
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pandas as pd
import pytest
from matplotlib.lines import Line2D
from matplotlib.text import Text
from matplotlib.transforms import Bbox

import corpora
import shapes
from wucheng import corpus, diversity, tables, terms, timeline
from wucheng.corpus import Corpus
from wucheng.errors import WuchengError
from wucheng.figures import evidence, figure, fonts, formats, gallery, look, palette, style
from wucheng.figures.charts import (
    calendar,
    cleaning,
    collocates,
    dispersion,
    keyness,
    parts,
    rhetoric,
    sensitivity,
    vocabulary,
)
from wucheng.figures.figure import Figure

# One process draws them all once; each further one would draw them again.
pytestmark = pytest.mark.xdist_group("charts")

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

#: Figures whose marks stand for texts as a whole, and for no sentences.
WHOLE = ["similarity"]


@pytest.fixture(scope="module")
def c(built: Path, root: Path) -> Corpus:
    return corpus.load(built, root / "lexicons")


@pytest.fixture(scope="module")
def drawn(c: Corpus) -> dict[str, Figure]:
    return {name: gallery.draw(c, name) for name in gallery.CHARTS}


@pytest.fixture(scope="module")
def boxes(drawn: dict[str, Figure]) -> dict[str, list[tuple[str, Bbox]]]:
    return {name: _texts(fig) for name, fig in drawn.items()}


@pytest.fixture(scope="module")
def pages(drawn: dict[str, Figure]) -> dict[str, str]:
    return {name: formats.page(fig) for name, fig in drawn.items()}


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


def _texts(fig: Figure) -> list[tuple[str, Bbox]]:
    """The texts that are drawn, with the box each takes up; not those of ticks out of view."""
    seen: list[Text] = []
    draw = Text.draw

    def spy(self: Text, renderer: object) -> None:
        seen.append(self)
        draw(self, renderer)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch, style.context():
        patch.setattr(Text, "draw", spy)
        fig.drawing.draw_without_rendering()
    found = [(text.get_text(), text.get_window_extent()) for text in seen if text.get_visible()]
    return [(text, box) for text, box in found if text.strip()]


def _shrunk(box: Bbox, share: float) -> Bbox:
    """A box less the white above and below its letters."""
    inset = box.height * share
    return Bbox.from_extents(box.x0 + 1, box.y0 + inset, box.x1 - 1, box.y1 - inset)


def _overlaps(boxes: list[tuple[str, Bbox]], share: float = 0.12) -> list[tuple[str, str]]:
    shrunk = [(text, _shrunk(box, share)) for text, box in boxes]
    pairs = combinations(shrunk, 2)
    return [(one[0], other[0]) for one, other in pairs if one[1].overlaps(other[1])]


# How they look


@pytest.mark.parametrize("name", NAMES)
def test_no_text_covers_another(boxes: dict[str, list[tuple[str, Bbox]]], name: str) -> None:
    # boxes of type hold white above and below; in a cloud the letters themselves are kept apart
    share = 0.3 if name == "word_clouds" else 0.12
    assert not _overlaps(boxes[name], share)


@pytest.mark.parametrize("name", NAMES)
def test_no_text_is_cut_off_or_too_small(
    drawn: dict[str, Figure], boxes: dict[str, list[tuple[str, Bbox]]], name: str
) -> None:
    fig = drawn[name]
    sheet = fig.drawing.bbox.padded(1)
    outside = [
        text
        for text, box in boxes[name]
        if not (sheet.contains(box.x0, box.y0) and sheet.contains(box.x1, box.y1))
    ]
    assert not outside
    sizes = {artist.get_fontsize() for artist in fig.drawing.findobj(Text)}  # type: ignore[attr-defined]
    assert min(sizes) >= style.SMALL - 0.01


@pytest.mark.parametrize("name", NAMES)
def test_every_letter_is_in_the_one_typeface(drawn: dict[str, Figure], name: str) -> None:
    fig = drawn[name]
    figure.check_glyphs(fig)
    families = {tuple(t.get_fontfamily()) for t in fig.drawing.findobj(Text)}  # type: ignore[attr-defined]
    assert families == {(fonts.FAMILY,)}


@pytest.mark.parametrize("name", NAMES)
def test_a_figure_fits_a_page_and_its_files_their_limits(
    drawn: dict[str, Figure], pages: dict[str, str], name: str
) -> None:
    fig = drawn[name]
    width, height = fig.drawing.get_size_inches() * 25.4
    assert width <= look.PAGE_MM + 0.1 and height <= 240
    assert len(formats.svg(fig).encode()) <= 500_000
    assert len(pages[name].encode()) <= 1_000_000
    assert len(formats.screen(fig)) <= 90_000


# What they say


@pytest.mark.parametrize("name", NAMES)
def test_a_figure_has_data_evidence_and_words_in_two_languages(
    drawn: dict[str, Figure], name: str
) -> None:
    fig = drawn[name]
    assert fig.name == name and len(fig.data)
    assert name in WHOLE or fig.evidence["mark"].nunique() >= 5
    assert (fig.evidence["raw_end"].dropna() > fig.evidence["raw_start"].dropna()).all()
    for texts in (fig.titles, fig.captions, fig.alts):
        assert set(texts) == {"en", "zh"}
        assert not any(re.search(r"[{}]|\bnan\b|\bNaN\b", text) for text in texts.values())


@pytest.mark.parametrize("name", NAMES)
def test_each_mark_drawn_has_its_line_of_evidence(
    drawn: dict[str, Figure], pages: dict[str, str], name: str
) -> None:
    html = pages[name]
    numbers = set(drawn[name].evidence["mark"])
    for number in numbers:
        assert f'<g id="mark-{number}">' in html
        assert f'<a href="#of-mark-{number}"' in html
        assert f'<details id="of-mark-{number}">' in html


@pytest.mark.parametrize("name", NAMES)
def test_in_chinese_the_labels_are_chinese(c: Corpus, name: str) -> None:
    fig = gallery.draw(c, name, "zh")
    figure.check_glyphs(fig)
    words = figure.texts(fig.drawing)
    latin = [w for w in words if re.search("[a-z]{3}", w) and not w.startswith("DP")]
    latin = [w for w in latin if "logDice" not in w]
    assert [w for w in latin if not re.search(r"\n\d{3}_", w)] == []  # but for names of documents


# What is drawn is what is measured


def test_every_raw_character_is_accounted_for(c: Corpus) -> None:
    counted = cleaning.account(c).groupby("doc_id")["characters"].sum()
    assert counted.to_dict() == c.documents.set_index("doc_id")["chars_raw"].to_dict()


def test_the_overview_draws_the_account(c: Corpus, drawn: dict[str, Figure]) -> None:
    data = drawn["corpus_overview"].data
    assert data.select_dtypes("number").sum().sum() == c.documents["chars_raw"].sum()
    body = data.set_index("doc_id")["body"].to_dict()
    assert body == c.documents.set_index("doc_id")["chars_body"].to_dict()


def test_top_terms_are_the_measured_ones(c: Corpus, drawn: dict[str, Figure]) -> None:
    data = drawn["top_terms"].data
    measured = terms.frequency(c)
    joined = data.merge(measured, on=["group", "term"], suffixes=("", "_measured"))
    assert len(joined) == len(data) == 12 * c.documents["city"].nunique()
    assert (joined["per_10k"] == joined["per_10k_measured"]).all()
    assert (data["low"] <= data["per_10k"]).all() and (data["per_10k"] <= data["high"]).all()


def test_evidence_of_a_word_holds_the_word(drawn: dict[str, Figure]) -> None:
    for name in ("top_terms", "word_clouds", "keyness", "sensitivity", "correspondence"):
        rows = drawn[name].evidence
        rows = rows[rows["behind"] > 0]
        rows = rows[~rows["label"].str.contains("+", regex=False)]  # several words at once
        words = rows["label"].str.split(" · ").str[-1]
        assert all(w in text for w, text in zip(words, rows["text"], strict=True)), name


def test_clouds_have_one_scale(drawn: dict[str, Figure]) -> None:
    data = drawn["word_clouds"].data
    scale = data["points"] / data["per_10k"] ** 0.5
    assert scale.max() == pytest.approx(scale.min())
    assert data["group"].nunique() == 5 and data["points"].min() >= style.SMALL - 1e-9


def test_a_city_has_its_colour_in_every_figure(c: Corpus, drawn: dict[str, Figure]) -> None:
    city = palette.cities(c)["武汉"]
    for name in ("top_terms", "hours", "quantities", "frames", "voices"):
        colours = {
            line.get_color()
            for line in drawn[name].drawing.findobj(
                lambda a: (a.get_gid() or "").startswith("mark")
            )
            if hasattr(line, "get_marker") and line.get_marker() == city.marker
        } - {palette.paper()}
        assert colours == {city.colour}, name


def test_words_to_spread_can_be_chosen(c: Corpus) -> None:
    fig = dispersion.word_spread(c, words=["防线", "没有这个词"])
    assert set(fig.data["term"]) == {"防线"}
    assert "防线" in fig.caption


def test_only_graded_words_are_drawn(c: Corpus) -> None:
    fig = keyness.key_words(c, most=3, fewer=1)
    assert set(fig.data["grade"]) <= {"A", "B", "C"}
    assert fig.data.groupby(["target", "more_in"]).size().max() <= 3


def test_keyness_shows_grades_floors_and_what_depends_on_the_cutting(
    c: Corpus, drawn: dict[str, Figure]
) -> None:
    fig = drawn["keyness"]
    shown = figure.texts(fig.drawing)
    assert sorted(text for text in shown if text in "ABC") == sorted(fig.data["grade"])
    floors = keyness.keyness.compare_all(c, names=False, flips=False).groupby("target")["lrc_floor"]
    for floor in floors.min():
        assert f"LRC floor {floor:.0f}:0" in shown
    flagged = fig.data[fig.data["cut_otherwise"]]
    assert len(flagged) and all(
        any(text.startswith(term) and text.endswith("†") for text in shown)
        for term in flagged["term"]
    )


def test_a_table_of_runs_adds_up() -> None:
    rows = [
        ("天津", "坚守", "", "C", 1, "paragraph", "a ¶0", "kept"),
        ("天津", "坚守", "", "C", 1, "paragraph", "a ¶1", "weaker"),
        ("天津", "坚守", "", "C", 1, "text", "b", "kept"),
        ("天津", "坚守", "", "C", 1, "text", "c", "kept"),
    ]
    columns = "target term gloss grade rank variation left_out outcome".split()
    table = pd.DataFrame(rows, columns=columns).assign(rank_then=2)
    apart = sensitivity.summed(table).set_index(["variation", "left_out"])
    assert apart.loc[("paragraph", ""), ["runs", "kept", "outcome"]].tolist() == [2, 1, "weaker"]
    assert apart.loc[("text", "c"), ["runs", "outcome", "rank_then"]].tolist() == [1, "kept", 2]
    together = sensitivity.summed(table, together=True).set_index("variation")
    assert together.loc["text", ["runs", "kept", "outcome"]].tolist() == [2, 2, "kept"]


def test_linked_words_stand_side_by_side() -> None:
    links = pd.DataFrame(
        [("甲", "丁", 12.0), ("丁", "乙", 11.0), ("乙", "丙", 13.0)],
        columns=["source", "target", "log_dice"],
    )
    assert collocates.ring(["甲", "乙", "丙", "丁"], links) == ["甲", "丁", "乙", "丙"]


def test_the_network_is_the_measured_one(c: Corpus, drawn: dict[str, Figure]) -> None:
    data = drawn["collocates"].data
    near = data[data["source"] == "社区"]
    assert len(near) == 18 and (data["together"] >= 3).all()
    rest = drawn["collocates"].evidence.query("behind > 0")
    pairs = rest[rest["label"].str.contains(" + ", regex=False)]
    for label, text in zip(pairs["label"], pairs["text"], strict=True):
        assert all(word in text for word in label.split(" + "))
    behind = pairs.drop_duplicates("mark").set_index("label")["behind"]
    for row in near.itertuples():
        assert behind[f"社区 + {row.target}"] == row.together


def test_a_network_of_another_word(c: Corpus) -> None:
    fig = collocates.network(c, node="居民")
    assert "居民" in fig.title and fig.data["source"].iloc[0] == "居民"
    with pytest.raises(WuchengError, match="没有这个词"):
        collocates.network(c, node="没有这个词")


def test_the_map_shows_shares_that_add_up(drawn: dict[str, Figure]) -> None:
    data = drawn["correspondence"].data
    words = data[data["what"] == "word"]
    for axis in (1, 2):
        assert words[f"contribution_{axis}"].sum() == pytest.approx(1)
    assert (data["what"] == "city").sum() == 5
    shown = " ".join(figure.texts(drawn["correspondence"].drawing))
    for axis in (1, 2):  # what an axis rests on most is named on the map and beside it
        heaviest = words.nlargest(1, f"contribution_{axis}")["name"].iloc[0]
        assert shown.count(heaviest) >= 2


def test_a_shade_is_no_darker_than_its_interval_allows(drawn: dict[str, Figure]) -> None:
    fig = drawn["similarity"]
    left = fig.drawing.axes[0]
    framed = [patch for patch in left.patches if patch.get_linewidth() > 1]
    assert len(framed) == fig.data["above_chance"].sum()
    assert (fig.data["low"] <= fig.data["divergence"]).all()
    assert len(left.patches) == len(fig.data) == 10


def test_the_vocabulary_has_its_measures_beside(c: Corpus, drawn: dict[str, Figure]) -> None:
    table = vocabulary.richness(c)
    texts = diversity.by_document(c).set_index("group")  # one text a city
    for row in table.itertuples():
        assert row.mattr == pytest.approx(texts.loc[row.group, "mattr"])
        assert row.types_at <= row.types and row.at == table["tokens"].min()
        assert f"{row.mattr:.3f}" in figure.texts(drawn["vocabulary"].drawing)


def test_a_city_that_the_map_does_not_hold_is_hollow(drawn: dict[str, Figure]) -> None:
    fig = drawn["correspondence"]
    cities = fig.data[fig.data["what"] == "city"]
    hollow = [
        line
        for line in fig.drawing.axes[0].lines
        if line.get_markersize() == 7 and line.get_markerfacecolor() == palette.paper()
    ]
    assert len(hollow) == (cities["quality"] < 0.5).sum() > 0


def test_key_words_are_told_in_clouds_without_colour(drawn: dict[str, Figure]) -> None:
    fig = drawn["word_clouds"]
    lines = [line for axes in fig.drawing.axes for line in axes.lines]
    assert len(lines) == fig.data["key"].sum() > 0


@pytest.mark.parametrize(
    ("term", "pos", "label"),
    [
        ("李刚", "nr", "李刚 Li Gang"),
        ("欧阳修", "nr", "欧阳修 Ouyang Xiu"),
        ("梅园", "ns", "梅园 Meiyuan"),
        ("网格", "n", "网格 wangge"),
        ("CCTV", "eng", "CCTV"),
    ],
)
def test_a_word_without_gloss_has_its_pinyin(term: str, pos: str, label: str) -> None:
    assert parts.label({"term": term, "pos": pos, "gloss": ""}, "en") == label
    assert parts.label({"term": term, "pos": pos, "gloss": ""}, "zh") == term


# Corpora of other shapes


@pytest.mark.parametrize("name", NAMES)
def test_one_text(c: Corpus, name: str) -> None:
    figure.check_glyphs(gallery.draw(shapes.only(c, c.documents["doc_id"][:1]), name))


def test_words_that_all_stand_in_every_part(tmp_path: Path) -> None:
    c = corpora.build(tmp_path, {"a": ("", ["社区 防线 坚守 。"] * 3)})
    fig = gallery.draw(c, "frequency_dispersion")
    assert fig.data["shared"].all() and fig.evidence["mark"].nunique() == 3
    words = figure.texts(gallery.draw(c, "top_terms").drawing)
    assert any("(no city)" in word for word in words)


@pytest.mark.parametrize("name", [name for name in NAMES if name not in COUNTED])
def test_tables_without_rows(c: Corpus, name: str) -> None:
    fig = gallery.draw(shapes.emptied(c, *OPTIONAL), name)
    figure.check_glyphs(fig)
    assert figure.texts(fig.drawing)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_at_all(c: Corpus, name: str) -> None:
    fig = gallery.draw(shapes.emptied(c, *tables.TABLES), name)
    assert fig.evidence.empty and list(fig.evidence.columns) == list(evidence.COLUMNS)
    assert not re.search(r"\bnan\b", fig.captions["en"])


@pytest.mark.parametrize(
    "name",
    ["corpus_overview", "keyness", "timeline", "quantities", "frames", "people"]
    + ["frame_residuals", "rhetoric_map"],
)
def test_fifteen_cities(c: Corpus, name: str) -> None:
    fig = gallery.draw(shapes.many(c), name)
    figure.check_glyphs(fig)
    assert fig.drawing.get_figheight() * 25.4 <= 260
    assert not _overlaps(_texts(fig))


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
    changed = shapes.with_tables(
        c,
        documents=c.documents.assign(city=list(city.values())),
        events=c.events.assign(city=c.events["doc_id"].map(city), what=HOSTILE, when=HOSTILE),
        people=c.people.assign(name=HOSTILE + c.people["name"]),
        sentences=c.sentences.assign(text=HOSTILE + c.sentences["text"]),
    )
    fig = gallery.draw(changed, name)
    files = {path.rpartition(".")[2]: str(text) for path, text in figure.files(fig).items()}
    for ending in ("html", "svg"):
        assert "<script>alert" not in files[ending] and "&lt;script&gt;" in files[ending]
    ElementTree.fromstring(files["svg"])
    index = gallery.index([fig])
    assert "<script" not in index
    assert not re.search(r"(^|,)\"?[=+@]", files["csv"], re.MULTILINE)


def test_bars_tell_what_is_open_vague_planned_and_corrected() -> None:
    look = palette.Style("#0072B2", "o")
    row = {
        "first": pd.Timestamp("2020-02-01"),
        "last": pd.Timestamp("2020-02-10"),
        "open": "",
        "precision": "interval",
        "status": "reported",
        "corrected": "",
    }

    def drawn(**cells: str) -> list[Any]:
        with style.context():
            return calendar.bar(style.sheet(30).subplots(), row | cells, 0, look)

    closed, ending, opening = drawn(), drawn(open="end"), drawn(open="start")
    assert len(closed) == 1
    start, end = calendar.number("2020-02-01"), calendar.number("2020-02-11")
    for fading, towards in ((ending, 1), (opening, -1)):
        assert len(fading) > 4
        pieces = sorted(fading, key=lambda piece: towards * piece.get_x())
        shades = [sum(piece.get_facecolor()[:3]) for piece in pieces]
        assert shades == sorted(shades)
        assert min(piece.get_x() for piece in pieces) == pytest.approx(start)
        assert max(p.get_x() + p.get_width() for p in pieces) == pytest.approx(end)
        assert sum(piece.get_width() for piece in pieces) == pytest.approx(end - start)
    vague, planned = drawn(precision="vague"), drawn(status="planned")
    assert sum(vague[0].get_facecolor()[:3]) > sum(closed[0].get_facecolor()[:3])
    assert planned[0].get_facecolor()[:3] == (1, 1, 1)
    assert planned[0].get_linestyle() not in ("-", "solid")
    assert [sign.get_marker() for sign in drawn(corrected="fixed")[1:]] == ["v"]


def test_the_course_of_frames_adds_up(c: Corpus, drawn: dict[str, Figure]) -> None:
    data = drawn["frame_course"].data
    whole = rhetoric.frames_by_city(c).data
    summed = data.groupby(["group", "frame"])["sentences_with"].sum()
    assert summed.to_dict() == whole.set_index(["group", "frame"])["sentences_with"].to_dict()


# What is committed


@pytest.mark.parametrize("name", NAMES)
def test_a_figure_shows_what_is_committed(drawn: dict[str, Figure], root: Path, name: str) -> None:
    """Its numbers and texts; pictures may differ by a pixel from machine to machine."""
    fig = drawn[name]
    told = {"csv": formats.csv(fig.data), "txt": formats.pasted(fig), "json": formats.rests_on(fig)}
    for ending, text in told.items():
        committed = root / "figures" / f"{name}.{ending}"
        assert text == committed.read_text(encoding="utf-8"), committed.name


# The gallery


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
    for name, whole in (("timeline", 2), ("lags", 1)):
        fig, plain = gallery.draw(corrected, name), gallery.draw(c, name)
        assert sign in figure.texts(fig.drawing) and sign not in figure.texts(plain.drawing)
        triangles = [line for line in fig.drawing.findobj(Line2D) if line.get_marker() == "v"]
        known = [line for line in plain.drawing.findobj(Line2D) if line.get_marker() == "v"]
        assert len(triangles) - len(known) >= whole
    assert "orrected by hand: 2" in gallery.draw(corrected, "timeline").caption
    assert "orrected by hand: 2" in gallery.draw(corrected, "undated").caption
    assert '"fixed"' in gallery.draw(corrected, "timeline").view
