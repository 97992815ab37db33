"""The house style of the figures: sheets in millimetres, type sizes, lines, language.

No pyplot: a figure belongs to whoever holds it, and nothing here outlives the call.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import wraps
from inspect import signature
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from wucheng.figures import fonts, look, palette, romanise
from wucheng.figures.captions import LANGUAGES
from wucheng.statistics.selection import UNKNOWN

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Drawing

    from wucheng.corpus import Corpus

#: Type sizes in points. Nothing in print is smaller than SMALL.
BASE, SMALL = 8.0, 7.0

MM_PER_INCH = 25.4


@contextmanager
def drawn_for(
    preset: str = "page", *, theme: str = "light", palette: str = "", titled: bool | None = None
) -> Iterator[None]:
    """Figures drawn inside are for this place, on this paper and in these colours.

    Args:
        preset: page, column, word, slide or poster.
        theme: light, dark or grey.
        palette: okabe-ito, tol-bright, tol-vibrant or grey; without it the theme's.
        titled: whether the title stands in the figure; without it as the preset has it.

    Raises WuchengError if there is none of a name.
    """
    with look.using(look.named(preset, theme=theme, palette=palette, titled=titled)):
        yield


def room_mm() -> tuple[float, float]:
    """Width of a sheet, and the height that it may have, before the preset enlarges it."""
    wanted = look.current().preset
    return wanted.width_mm / wanted.scale, wanted.height_mm / wanted.scale


#: Sheets below this width have one panel where others have two or three side by side.
_NARROW_MM = 120.0


def narrow() -> bool:
    """Whether the sheet is as narrow as a journal's column."""
    return room_mm()[0] < _NARROW_MM


def tallest_mm() -> float:
    """The height of a sheet at which its type is still read where the preset wants it."""
    wanted = look.current().preset
    return wanted.height_mm / max(wanted.least_pt / SMALL, 1.0) - title_mm()


def title_mm() -> float:
    """The height that a title takes from the top of the sheet: a line, on a narrow sheet two."""
    return 0.0 if not look.current().titled else 10.5 if narrow() else 6.0


_P = ParamSpec("_P")
_R = TypeVar("_R")
#: What every chart is called with: a figure keeps these in other places.
_OWN = frozenset({"c", "lang"})

#: Chooses between an English and a Chinese wording.
Say = Callable[[str, str], str]


def _settings() -> dict[str, Any]:
    ink, grey, paper = palette.ink(), palette.grey(), palette.paper()
    return {
        "font.family": [fonts.register()],
        "font.size": BASE,
        "axes.titlesize": BASE,
        "axes.titlelocation": "left",
        "axes.titlepad": 4.0,
        "axes.labelsize": BASE,
        "axes.labelcolor": ink,
        "axes.edgecolor": grey,
        "axes.linewidth": 0.6,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.axisbelow": True,
        "xtick.labelsize": SMALL,
        "ytick.labelsize": SMALL,
        "xtick.color": grey,
        "ytick.color": grey,
        "xtick.labelcolor": ink,
        "ytick.labelcolor": ink,
        "xtick.major.width": 0.6,
        "ytick.major.width": 0.6,
        "xtick.major.size": 2.5,
        "ytick.major.size": 2.5,
        "xtick.minor.size": 1.5,
        "ytick.minor.size": 1.5,
        "text.color": ink,
        "text.parse_math": False,  # a $ on a page is a dollar sign
        "text.hinting": "no_hinting",  # else a word is as wide as the resolution likes
        "figure.labelsize": BASE,
        "legend.fontsize": SMALL,
        "legend.frameon": False,
        "legend.handlelength": 1.4,
        "grid.color": palette.shade(0.878),
        "grid.linewidth": 0.5,
        "lines.linewidth": 1.0,
        "hatch.linewidth": 0.5,
        "figure.facecolor": paper,
        "axes.facecolor": paper,
        "pdf.fonttype": 42,
        "svg.fonttype": "path",
    }


def columns(most: int) -> int:
    """How many columns of a legend fit, of so many that fit on a page."""
    return max(1, int(most * min(1.0, room_mm()[0] / look.PAGE_MM)))


@contextmanager
def context(salt: str = "wucheng") -> Iterator[None]:
    """matplotlib's settings for drawing and saving a figure; the user's come back afterwards.

    `salt` makes the identifiers inside an SVG the same on every run.
    """
    import matplotlib as mpl
    from matplotlib.style import context as settings

    with settings(["default", _settings()]), mpl.rc_context({"svg.hashsalt": salt}):
        yield


def drawn(function: Callable[_P, _R]) -> Callable[_P, _R]:
    """A function that draws a figure of a corpus, run in the house style.

    The figure keeps what the function was called with, but for the corpus and the language.
    """
    asked = signature(function)

    @wraps(function)
    def inside(*args: _P.args, **kwargs: _P.kwargs) -> _R:
        with context():
            made = function(*args, **kwargs)
        told = asked.bind(*args, **kwargs)
        told.apply_defaults()
        given = {name: value for name, value in told.arguments.items() if name not in _OWN}
        return replace(made, parameters=given)  # type: ignore[type-var]

    return inside


def sheet(height_mm: float, width_mm: float = 0.0) -> Drawing:
    """An empty figure whose parts make room for one another; by default as wide as the preset.

    The room for a title comes on top of the height.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure as Drawing
    from matplotlib.layout_engine import ConstrainedLayoutEngine

    width_mm = width_mm or room_mm()[0]
    top = title_mm()
    height_mm += top
    drawing = Drawing(
        figsize=(width_mm / MM_PER_INCH, height_mm / MM_PER_INCH),
        layout=ConstrainedLayoutEngine(rect=(0, 0, 1, 1 - top / height_mm)),
    )
    FigureCanvasAgg(drawing)
    return drawing


def language(lang: str) -> Say:
    """`say("words", "词")` in this language. Raises ValueError unless it is en or zh."""
    if lang not in LANGUAGES:
        raise ValueError(f"The language is {' or '.join(LANGUAGES)}, not {lang!r}.")
    return (lambda en, zh: en) if lang == "en" else (lambda en, zh: zh)


def city(name: str, lang: str, sep: str = " ") -> str:
    """A city as a label: 天津, for English readers 天津 Tianjin; (no city) where it's unknown."""
    if name in ("", UNKNOWN):
        return language(lang)("(no city)", "（城市不详）")
    roman = romanise.place(name)
    return name if lang == "zh" or roman == name else f"{name}{sep}{roman}"


def cities(c: Corpus) -> list[str]:
    """The cities of a corpus in the order of its documents; "unknown" last, if some have none."""
    names = list(dict.fromkeys(c.documents["city"]))
    return [name for name in names if name] + ([UNKNOWN] if "" in names else [])


def word(term: str, gloss: str, lang: str, most: int = 22) -> str:
    """A word as a label: for English readers with its gloss, cut to `most` characters."""
    if lang == "zh" or not gloss:
        return term
    if len(gloss) > most:
        gloss = gloss[:most].rpartition(" ")[0].rstrip(" ,(") + "…"
    return f"{term} {gloss}"
