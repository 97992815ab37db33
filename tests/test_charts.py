"""The charts of the seeds: what they show and how they look; other corpora see test_gallery."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from boxes import overlapping, placed
from wucheng import diversity, tables, terms
from wucheng.corpus import Corpus
from wucheng.errors import WuchengError
from wucheng.figures import captions, figure, fonts, formats, gallery, look, palette, style
from wucheng.figures.charts import (
    calendar,
    cleaning,
    collocates,
    dispersion,
    frames,
    keyness,
    parts,
    people,
    point_names,
    sensitivity,
    vocabulary,
)
from wucheng.figures.figure import Figure
from wucheng.keyness import compare_all

pytestmark = pytest.mark.filterwarnings("error")

NAMES = list(gallery.CHARTS)

#: Figures whose marks stand for texts as a whole, and for no sentences.
WHOLE = ["similarity"]


@pytest.fixture(scope="module")
def drawn(c: Corpus) -> dict[str, Figure]:
    return {name: gallery.draw(c, name) for name in gallery.CHARTS}


@pytest.fixture(scope="module")
def boxes(drawn: dict[str, Figure]) -> dict[str, list[tuple[str, Bbox]]]:
    return {name: placed(fig) for name, fig in drawn.items()}


@pytest.fixture(scope="module")
def pages(drawn: dict[str, Figure]) -> dict[str, str]:
    return {name: formats.page(fig) for name, fig in drawn.items()}


# How they look


@pytest.mark.parametrize("name", NAMES)
def test_no_text_covers_another(boxes: dict[str, list[tuple[str, Bbox]]], name: str) -> None:
    # boxes of type hold white above and below; in a cloud the letters themselves are kept apart
    share = 0.3 if name == "word_clouds" else 0.12
    assert not overlapping(boxes[name], share)


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
    html = pages[name]
    svg = html[html.index("<svg ") : html.index("</svg>")]  # with links, so more than the file
    assert len(svg.encode()) <= 500_000
    assert len(html.encode()) <= 1_000_000
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
def test_percent_signs_and_chinese_marks_stand_alike(
    drawn: dict[str, Figure], boxes: dict[str, list[tuple[str, Bbox]]], name: str
) -> None:
    fig = drawn[name]
    told = [text for texts in (fig.titles, fig.captions, fig.alts) for text in texts.values()]
    assert not [
        text for text in [*told, *(text for text, _ in boxes[name])] if re.search(r"\d %", text)
    ]
    for texts in (fig.titles, fig.captions, fig.alts):  # 天津(15) for 天津（15）
        assert not re.findall("[\u4e00-\u9fff][,;:?!()]|[,;:?!()][\u4e00-\u9fff]", texts["zh"])


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
    floors = compare_all(c, names=False, flips=False).groupby("target")["lrc_floor"]
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


def test_few_cues_lead_nowhere_and_equals_lead_together(drawn: dict[str, Figure]) -> None:
    fig = drawn["voice_frames"]
    assert "turn" not in drawn["voices"].captions["en"]  # no page here is an interview
    told = fig.captions["en"].split("cues or more: ")[1].split(". ")[0]
    cues = fig.data.assign(kind=fig.data["kind"].map(lambda k: captions.name("kinds", k, "en")))
    seen = dict(part.split(": ") for part in told.split("; "))
    assert set(seen) == set(cues["kind"]) and "none" in seen.values()
    for voice, told in seen.items():
        own = cues[cues["kind"] == voice].set_index("frame")["cues"]
        leads = own[(own == own.max()) & (own >= 5)].index
        names = [captions.name("frames", frame, "en") for frame in leads]
        assert told == (captions.listed(names) or "none")


def test_the_pairs_that_a_caption_names_rest_on_more_than_a_few(drawn: dict[str, Figure]) -> None:
    data, told = drawn["frames_together"].data, drawn["frames_together"].captions["en"]
    above = data[(data["phi"] > 0) & (data["both"] >= 5)]
    below = data[(data["phi"] < 0) & (data["expected"] >= 5)]
    assert f"{(data['phi'] > 0).sum()} of {len(data)} pairs lie above chance" in told
    for words, rows in (("v expected): ", above), ("or more: ", below)):
        first = told.split(words)[1].split(". ")[0].split(" v ")[0]
        strongest = rows.loc[rows["phi"].abs().idxmax()]
        assert first.endswith(f"({strongest['both']}")
        assert captions.name("frames", strongest["frame"], "en") in first
    few = data[(data["both"] < 5) & (data["phi"] > 0)]
    assert len(few) and told.count(" v ") <= 7


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


@pytest.mark.parametrize(
    ("precision", "hour", "begins", "hours"),
    [
        ("hour", 23.0, 23, 1),
        ("hour", 7.5, 7.5, 1),
        ("hour", float("nan"), 0, 24),
        ("day", 9.0, 0, 24),
    ],
)
def test_what_has_an_hour_is_drawn_at_it(
    precision: str, hour: float, begins: float, hours: float
) -> None:
    day = pd.Timestamp("2020-02-15")
    start, end = calendar.span({"first": day, "last": day, "precision": precision, "hour": hour})
    assert 24 * (start - calendar.number(day)) == pytest.approx(begins)
    assert 24 * (end - start) == pytest.approx(hours)


def test_a_name_in_two_texts_of_a_city_is_one_person_of_a_kind() -> None:
    """Texts of no city share nobody; a name with two kinds is in two cells."""
    documents = {"a": "天津", "b": "天津", "c": "武汉", "d": "", "e": "", "f": "天津"}
    told = [(doc_id, "李明", "official", 2) for doc_id in "abcde"]
    told += [("a", "王芳", "official", 3), ("f", "李明", "resident", 1)]
    columns = ("doc_id", "name", "kind", "mentions")
    rows: dict[str, list[dict[str, Any]]] = {
        "documents": [{"doc_id": doc_id, "city": city} for doc_id, city in documents.items()],
        "people": [dict(zip(columns, cells, strict=True)) for cells in told],
    }
    made = {name: tables.frame(name, rows.get(name, [])) for name in tables.TABLES}
    found = people.named(Corpus(Path("nowhere"), Path("nowhere"), made))
    assert list(found.itertuples(index=False, name=None)) == [
        ("unknown", "official", 2, 4, "李明;李明"),
        ("天津", "official", 2, 7, "李明;王芳"),
        ("天津", "resident", 1, 1, "李明"),
        ("武汉", "official", 1, 2, "李明"),
    ]


def test_the_course_of_frames_adds_up(c: Corpus, drawn: dict[str, Figure]) -> None:
    data = drawn["frame_course"].data
    whole = frames.frames_by_city(c).data
    summed = data.groupby(["group", "frame"])["sentences_with"].sum()
    assert summed.to_dict() == whole.set_index(["group", "frame"])["sentences_with"].to_dict()


#: What a legend says of marks that are hollow, pale or grey.
SAID = {
    "timeline": "no day: again and again",
    "lags": "vague, or going on until the report",
    "quantities": "bound or estimate",
    "correspondence": "city of whose distance the map holds less than 50%",
    "frames": "in fewer than 5 sentences",
    "frame_residuals": "grey number: fewer than 5 sentences",
    "machine_and_coder": "against lexicon author: language model, whom the lexicon has learnt from",
    "forms": "fewer than 5 marks",
    "voices": "never quoted",
    "voice_frames": "grey number: fewer than 5 cues",
}


@pytest.mark.parametrize("name", SAID)
def test_what_is_hollow_is_said_in_a_legend(drawn: dict[str, Figure], name: str) -> None:
    drawing = drawn[name].drawing
    inside = [axes.get_legend() for axes in drawing.axes]
    legends = [*drawing.legends, *(legend for legend in inside if legend is not None)]
    assert SAID[name] in [text.get_text() for legend in legends for text in legend.get_texts()]


def test_whoever_is_quoted_is_named_in_or_after_the_bar(drawn: dict[str, Figure]) -> None:
    fig = drawn["voices_stacked"]
    (axes,) = fig.drawing.axes
    fig.drawing.draw_without_rendering()
    words = [re.sub(r"\s+", " ", text.get_text()) for text in axes.texts]
    for row in fig.data.itertuples():
        told = f"{captions.name('kinds', row.kind, 'en')} {row.share:.0f}%"
        assert any(told in each for each in words), told
    bars = [bar.get_window_extent() for bar in axes.patches]
    for text in axes.texts:  # what stands in a piece keeps within it
        if text.get_ha() == "center":
            box = text.get_window_extent()
            assert any(bar.x0 <= box.x0 and box.x1 <= bar.x1 for bar in bars)


def test_a_name_without_a_line_stands_nearest_to_its_own_point() -> None:
    spots = [(0.5, 0.5), (0.52, 0.5), (0.5, 0.53), (0.55, 0.52), (0.1, 0.9)]
    with style.context():
        drawing = style.sheet(80)
        axes = drawing.subplots()
        names = [(x, y, f"point {at}") for at, (x, y) in enumerate(spots)]
        placed_at = point_names.place(axes, names)
        assert placed_at[-1] and sum(placed_at) >= 3
        centres = [axes.transData.transform(spot) for spot in spots]
        for text in axes.texts:
            if text.arrow_patch is None:  # type: ignore[attr-defined]
                box = text.get_window_extent()
                away = [
                    max(box.x0 - x, 0, x - box.x1) ** 2 + max(box.y0 - y, 0, y - box.y1) ** 2
                    for x, y in centres
                ]
                assert away.index(min(away)) == int(text.get_text()[-1])


def test_a_name_far_from_its_point_has_a_line_and_stands_near_no_other() -> None:
    spots = [(0.5, 0.5), (0.5, 0.52), (0.5, 0.54), (0.5, 0.56)]
    with style.context():
        drawing = style.sheet(80)
        axes = drawing.subplots()
        axes.set(xlim=(0, 1), ylim=(0, 1))
        names = [(x, y, f"point {at}") for at, (x, y) in enumerate(spots)]
        assert all(point_names.place(axes, names, first=len(names)))
        centres = [axes.transData.transform(spot) for spot in spots]
        lined = [text for text in axes.texts if text.arrow_patch is not None]  # type: ignore[attr-defined]
        assert lined
        for text in lined:
            box = Text.get_window_extent(text)
            own = int(text.get_text()[-1])
            assert not any(
                box.padded(3).contains(x, y) for at, (x, y) in enumerate(centres) if at != own
            )


def test_whoever_one_sentence_names_is_joined(drawn: dict[str, Figure]) -> None:
    fig = drawn["cast"]
    rows = fig.data[fig.data["named"]].groupby(["doc_id", "sentence"]).size()
    joins = [
        line
        for axes in fig.drawing.axes
        for line in axes.lines
        if not line.get_gid() and len(set(line.get_xdata())) == 1  # type: ignore[arg-type]
    ]
    assert len(joins) == (rows > 1).sum() > 0
    assert fig.evidence["mark"].nunique() == len(fig.data)
    full = [
        line.get_markerfacecolor() != palette.paper()
        for axes in fig.drawing.axes
        for line in axes.lines
        if line.get_gid()
    ]
    assert sum(full) == fig.data["says"].sum() > 0


def test_marks_of_one_lag_lie_beside_one_another(drawn: dict[str, Figure]) -> None:
    (axes,) = drawn["lags"].drawing.axes
    spots = [
        axes.transData.transform((line.get_xdata()[0], line.get_ydata()[0]))  # type: ignore[index]
        for line in axes.lines
        if line.get_gid()
    ]
    size = drawn["lags"].drawing.dpi / 72 * 2.5
    assert len(spots) > 20
    for at, one in enumerate(spots):
        assert all(abs(one - other).max() > size for other in spots[at + 1 :])


def test_every_city_of_the_map_has_its_name_in_a_column_too(c: Corpus) -> None:
    with look.using(look.named(preset="column")):
        fig = gallery.draw(c, "correspondence")
        words = [text.get_text() for text in fig.drawing.axes[0].texts]
    for name in c.documents["city"]:
        assert any(word.startswith(style.city(name, "en")) for word in words), name


# What is committed


@pytest.mark.parametrize("name", NAMES)
def test_a_figure_shows_what_is_committed(drawn: dict[str, Figure], root: Path, name: str) -> None:
    """Its numbers and texts; pictures may differ by a pixel from machine to machine."""
    fig = drawn[name]
    told = {
        "csv": tables.spreadsheet(fig.data),
        "txt": formats.pasted(fig),
        "json": formats.rests_on(fig),
    }
    for ending, text in told.items():
        committed = root / "figures" / f"{name}.{ending}"
        assert text == committed.read_text(encoding="utf-8"), committed.name
