"""Paper, ink and colours: what can be read, and what people of any colour vision tell apart."""

from __future__ import annotations

import json
import re
from itertools import combinations, pairwise, product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wucheng import corpus
from wucheng.errors import LexiconError, WuchengError
from wucheng.figures import colour, figure, fitting, formats, gallery, look, palette, style

#: Every theme with every palette that goes with it.
LOOKS = [
    (theme.name, name)
    for theme, name in product(look.THEMES.values(), look.PALETTES)
    if not theme.plain or name == theme.colours
]
COLOURED = [(theme, name) for theme, name in LOOKS if not look.PALETTES[name].greys]

#: What people without red, green or blue cones see of linear RGB: Machado, Oliveira and Fernandes
#: (2009), "A physiologically-based model for simulation of color vision deficiency", severity 1.
BLIND = {
    "none": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
_TO_XYZ = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)

#: Distances in CIELAB (ΔE of 1976): of any two colours of a palette, and of neighbours in it.
APART, NEXT = 13, 19


def _lab(tint: str, blind: str = "none") -> np.ndarray:
    """A colour in CIELAB as somebody sees it, written from the definitions."""
    parts = np.array([int(tint[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    seen = np.clip(BLIND[blind] @ linear, 0, 1)
    xyz = _TO_XYZ @ seen / _TO_XYZ.sum(axis=1)
    x, y, z = np.where(xyz > 216 / 24389, np.cbrt(xyz), (24389 / 27 * xyz + 16) / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def _far(one: str, other: str, blind: str = "none") -> float:
    return float(np.linalg.norm(_lab(one, blind) - _lab(other, blind)))


def _contrast(one: str, other: str) -> float:
    """WCAG's contrast, written from its definition."""
    lights = []
    for tint in (one, other):
        parts = [int(tint[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        lights.append(0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)
    return max(lights) / min(lights)


# The yardstick itself


def test_the_simulation_keeps_greys_and_joins_what_is_known_to_be_confused() -> None:
    for blind in BLIND:
        assert _far("#808080", "#808080", blind) == 0
        assert np.abs(_lab("#808080", blind)[1:]).max() < 1.5
    assert _far("#FF0000", "#00FF00") > 150
    red, green = "#B22222", "#5A6B00"  # a brick and an olive
    assert _far(red, green) > 60 > 2 * _far(red, green, "deuteranopia")
    assert _far(red, green, "tritanopia") > 50


@given(*[st.from_regex("#[0-9A-F]{6}", fullmatch=True)] * 2)
def test_contrast_is_the_one_of_wcag(one: str, other: str) -> None:
    assert colour.contrast(one, other) == pytest.approx(_contrast(one, other))
    assert colour.contrast("#000000", "#FFFFFF") == pytest.approx(21)


@given(*[st.from_regex("#[0-9A-F]{6}", fullmatch=True)] * 2)
def test_a_colour_is_moved_until_it_can_be_read(tint: str, ground: str) -> None:
    assert _contrast(colour.legible(tint, ground, 4.5), ground) >= 4.5
    assert _contrast(colour.text_on(ground, tint), ground) >= 4.5


def test_what_can_be_read_is_left_alone() -> None:
    assert colour.legible("#0072B2", "#FFFFFF", 4.5) == "#0072B2"
    assert colour.text_on("#0072B2", "#222222", "#FFFFFF") == "#FFFFFF"
    assert colour.text_on("#FFFFFF", "#222222", "#FFFFFF") == "#222222"


# Themes and palettes


@pytest.mark.parametrize(("theme", "name"), LOOKS)
def test_type_and_marks_stand_out_from_the_paper(theme: str, name: str) -> None:
    with style.drawn_for(theme=theme, palette=name):
        paper = palette.paper()
        assert _contrast(palette.ink(), paper) >= 12
        assert _contrast(palette.grey(), paper) >= 4.5
        for city in palette.assign("abcdef").values():
            assert _contrast(city.ink, paper) >= 4.5
            assert _contrast(city.edge, paper) >= 3


@pytest.mark.parametrize(("theme", "name"), LOOKS)
def test_numbers_can_be_read_on_every_shade_of_a_scale(theme: str, name: str) -> None:
    with style.drawn_for(theme=theme, palette=name):
        for end, step in product((*palette.ends(), *palette.colours()), range(41)):
            face = palette.faded(end, step / 40)
            assert _contrast(palette.text_on(face), face) >= 4.5


@pytest.mark.parametrize("blind", BLIND)
@pytest.mark.parametrize(("theme", "name"), COLOURED)
def test_everybody_tells_the_colours_apart(theme: str, name: str, blind: str) -> None:
    with style.drawn_for(theme=theme, palette=name):
        inks = palette.colours()
        assert len(inks) == 6
        assert min(_far(*pair, blind) for pair in combinations(inks, 2)) >= APART
        assert min(_far(*pair, blind) for pair in pairwise(inks)) >= NEXT
        assert _far(*palette.ends(), blind) >= 35


@pytest.mark.parametrize("name", [name for name in look.PALETTES if name != "okabe-ito"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_neighbours_differ_in_lightness(theme: str, name: str) -> None:
    with style.drawn_for(theme=theme, palette=name):
        lights = [_lab(ink)[0] for ink in palette.colours()]
    assert min(abs(one - other) for one, other in pairwise(lights)) >= 9


@pytest.mark.parametrize("theme", look.THEMES)
def test_greys_are_grey_and_differ_in_lightness(theme: str) -> None:
    with style.drawn_for(theme=theme, palette="grey"):
        inks = palette.colours()
        cities = palette.assign("abcdef").values()
    assert all(np.abs(_lab(ink)[1:]).max() < 3 for ink in inks)
    lights = [_lab(ink)[0] for ink in inks]
    assert min(abs(one - other) for one, other in pairwise(lights)) >= 15
    assert min(abs(one - other) for one, other in combinations(lights, 2)) >= 6.5
    assert len({city.dash for city in cities}) == len({city.marker for city in cities}) == 6


# Which look is asked for


def test_a_look_by_its_names() -> None:
    assert look.current() == look.named("page", theme="light", palette="okabe-ito", titled=False)
    assert look.named("slide").titled and not look.named("slide", titled=False).titled
    assert look.named(theme="grey").palette.name == "grey"
    assert look.named(theme="dark", palette="tol-bright").palette.name == "tol-bright"


@pytest.mark.parametrize(
    ("wanted", "named"),
    [
        ({"preset": "wall"}, "page, column, word, slide, poster"),
        ({"theme": "sepia"}, "light, dark, grey"),
        ({"palette": "rainbow"}, "okabe-ito, tol-bright, tol-vibrant, grey"),
        ({"theme": "grey", "palette": "okabe-ito"}, "leave the palette out"),
    ],
)
def test_a_look_that_is_none_is_refused(wanted: dict[str, str], named: str) -> None:
    with pytest.raises(WuchengError, match=named), style.drawn_for(**wanted):
        pass


def test_the_look_comes_back_after_drawing_and_after_an_error() -> None:
    before = look.current()
    with style.drawn_for("slide", theme="dark"):
        pass
    with pytest.raises(KeyError), style.drawn_for("slide", theme="dark"):
        raise KeyError
    assert look.current() == before


# Cities


def test_a_city_keeps_its_colour() -> None:
    names = ["天津", "深圳", "天水", "武汉", "渭南"]
    looks = palette.assign(names)
    assert looks == palette.assign(reversed(names))
    assert len({city.colour for city in looks.values()}) == 5
    assert palette.style(looks, "") == palette.style(looks, "unknown") == palette.unknown()


@pytest.mark.parametrize(("theme", "name"), LOOKS)
def test_forty_two_cities_look_different_and_more_still_look(theme: str, name: str) -> None:
    with style.drawn_for(theme=theme, palette=name):
        looks = palette.assign(f"城{number:03d}" for number in range(100))
    pairs = [(city.colour, city.marker) for city in looks.values()]
    assert len(set(pairs[:42])) == 42
    assert len(looks) == 100


def _with_colours(built: Path, folder: Path, lines: str) -> corpus.Corpus:
    (folder / palette.FILE).write_text("city\tcolour\n" + lines, encoding="utf-8")
    return corpus.load(built, folder)


def test_a_city_has_the_colour_that_a_researcher_gives(built: Path, tmp_path: Path) -> None:
    plain = palette.cities(corpus.load(built, tmp_path))
    c = _with_colours(built, tmp_path, "# ours\n武汉\t#aa3377\n西安\t#000000\n")
    looks = palette.cities(c)
    assert looks["武汉"].colour == "#AA3377"
    assert {name: city for name, city in looks.items() if name != "武汉"} == {
        name: city for name, city in plain.items() if name != "武汉"
    }
    with style.drawn_for(theme="grey"):
        assert palette.cities(c)["武汉"].colour in palette.colours()


@pytest.mark.parametrize("wrong", ["red", "#12345", "#1234567", "", "0072B2", "#GG0000"])
def test_what_is_no_colour_is_refused(built: Path, tmp_path: Path, wrong: str) -> None:
    c = _with_colours(built, tmp_path, f"武汉\t{wrong}\n")
    with pytest.raises(LexiconError, match=r"colours\.tsv.*武汉.*#0072B2"):
        palette.cities(c)


# Figures in a look


def test_a_figure_keeps_and_tells_its_look(built: Path, root: Path, tmp_path: Path) -> None:
    (tmp_path / "roles.tsv").write_bytes((root / "lexicons" / "roles.tsv").read_bytes())
    c = _with_colours(built, tmp_path, "武汉\t#AA3377\n")
    with style.drawn_for("slide", theme="dark", palette="tol-bright", titled=False):
        fig = gallery.draw(c, "hours")
        inside = formats.svg(fig)
    assert formats.svg(fig) == inside  # saved elsewhere, it is the same
    assert json.loads(formats.rests_on(fig))["look"] == {
        "preset": "slide",
        "theme": "dark",
        "palette": "tol-bright",
        "title": False,
        "cities": {"武汉": "#AA3377"},
    }
    assert fig.title not in figure.texts(fig.drawing)


def test_a_title_on_a_page_and_none_on_a_slide(c: corpus.Corpus) -> None:
    for preset, titled in (("page", True), ("slide", False)):
        with style.drawn_for(preset, titled=titled):
            fig = gallery.draw(c, "undated")
        assert (fig.title in figure.texts(fig.drawing)) is titled


def test_the_interactive_view_stands_on_white_in_every_theme(c: corpus.Corpus) -> None:
    from wucheng.figures import interactive

    light = interactive.view(c).fragment
    with style.drawn_for(theme="dark"):
        assert interactive.view(c).fragment == light


@pytest.mark.parametrize("path", sorted(Path(figure.__file__).parent.glob("charts/*.py")))
def test_no_chart_has_a_colour_of_its_own(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.findall(r"""["'](?:#[0-9A-Fa-f]{3,8}|white|black|gr[ae]y|red|blue)["']""", text)


@pytest.mark.parametrize("name", ["undated", "frame_residuals", "durations"])
def test_nothing_of_the_light_theme_is_left_in_the_dark(c: corpus.Corpus, name: str) -> None:
    with style.drawn_for(theme="dark"):
        drawn = formats.svg(gallery.draw(c, name))
    used = set(re.findall("(?:fill|stroke): (#[0-9a-f]{6})", drawn))
    light = look.THEMES["light"]
    assert not used & {tint.lower() for tint in (light.paper, light.ink, light.shade(0.33))}
    assert look.THEMES["dark"].paper.lower() in used


# Narrow and low sheets


@pytest.mark.parametrize(
    ("preset", "name"),
    [("column", "durations"), ("column", "undated"), ("slide", "hours"), ("poster", "undated")],
)
def test_no_text_covers_another_on_other_sheets(c: corpus.Corpus, preset: str, name: str) -> None:
    with style.drawn_for(preset):
        fig = gallery.draw(c, name)
    assert fitting.covered(fig.drawing) is None
    wanted = look.PRESETS[preset]
    width, height = fig.size_mm
    assert width <= wanted.width_mm + 0.1 and height <= wanted.height_mm + 0.1


def test_texts_that_cover_each_other_are_found() -> None:
    with style.context():
        drawing = style.sheet(40, 80)
        axes = drawing.subplots()
        axes.set_xticks([0, 0.02, 1, 2], ["社区居民", "志愿者", "一线", "beyond the axis"])
        axes.set_xlim(0, 1)
    assert fitting.covered(drawing) == ("社区居民", "志愿者")
    axes.set_xticks([0, 0.5, 1, 1.01], ["社区居民", "志愿者", "一线", "beyond the axis"])
    axes.set_xlim(0, 1)
    assert fitting.covered(drawing) is None


def test_what_has_no_room_in_a_column_is_refused_with_the_reason(c: corpus.Corpus) -> None:
    with (
        style.drawn_for("column"),
        pytest.raises(figure.TooSmall, match="cover each other on a column"),
    ):
        gallery.draw(c, "sensitivity")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_title_stands_above_the_legend(c: corpus.Corpus, lang: str) -> None:
    with style.drawn_for("column", titled=True):
        fig = gallery.draw(c, "undated", lang)
    (title,) = fig.drawing.texts
    (legend,) = fig.drawing.legends
    box = title.get_window_extent()
    assert legend.get_window_extent().y1 <= box.y0
    assert box.x1 <= fig.drawing.bbox.x1 and box.y1 <= fig.drawing.bbox.y1
    assert title.get_text().replace("\n", " ") == fig.titles[lang]
