"""The house style of the figures: sizes in millimetres, type sizes, lines, language.

No pyplot: a figure belongs to whoever holds it, and nothing here outlives the call.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from wucheng.figures import fonts, romanise
from wucheng.figures.captions import LANGUAGES
from wucheng.figures.palette import GREY, INK
from wucheng.statistics.counts import UNKNOWN

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Drawing

    from wucheng.corpus import Corpus

#: Width of a journal page.
PAGE_MM = 180.0
#: Type sizes in points. Nothing in print is smaller than SMALL.
BASE, SMALL = 8.0, 7.0

_MM_PER_INCH = 25.4

_P = ParamSpec("_P")
_R = TypeVar("_R")
#: Chooses between an English and a Chinese wording.
Say = Callable[[str, str], str]


def _settings() -> dict[str, Any]:
    return {
        "font.family": [fonts.register()],
        "font.size": BASE,
        "axes.titlesize": BASE,
        "axes.titlelocation": "left",
        "axes.titlepad": 4.0,
        "axes.labelsize": BASE,
        "axes.labelcolor": INK,
        "axes.edgecolor": GREY,
        "axes.linewidth": 0.6,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.axisbelow": True,
        "xtick.labelsize": SMALL,
        "ytick.labelsize": SMALL,
        "xtick.color": GREY,
        "ytick.color": GREY,
        "xtick.labelcolor": INK,
        "ytick.labelcolor": INK,
        "xtick.major.width": 0.6,
        "ytick.major.width": 0.6,
        "xtick.major.size": 2.5,
        "ytick.major.size": 2.5,
        "xtick.minor.size": 1.5,
        "ytick.minor.size": 1.5,
        "text.color": INK,
        "text.parse_math": False,  # a $ on a page is a dollar sign
        "figure.labelsize": BASE,
        "legend.fontsize": SMALL,
        "legend.frameon": False,
        "legend.handlelength": 1.4,
        "grid.color": "#E4E4E4",
        "grid.linewidth": 0.5,
        "lines.linewidth": 1.0,
        "hatch.linewidth": 0.5,
        "figure.facecolor": "white",
        "pdf.fonttype": 42,
        "svg.fonttype": "path",
    }


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
    """A function that draws, run in the house style."""

    @wraps(function)
    def inside(*args: _P.args, **kwargs: _P.kwargs) -> _R:
        with context():
            return function(*args, **kwargs)

    return inside


def sheet(height_mm: float, width_mm: float = PAGE_MM) -> Drawing:
    """An empty figure whose parts make room for one another."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure as Drawing

    drawing = Drawing(
        figsize=(width_mm / _MM_PER_INCH, height_mm / _MM_PER_INCH), layout="constrained"
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


def city_of(c: Corpus) -> dict[str, str]:
    """The city of each document, "unknown" where it has none."""
    names = c.documents["city"].replace("", UNKNOWN)
    return dict(zip(c.documents["doc_id"], names, strict=True))


def word(term: str, gloss: str, lang: str, most: int = 22) -> str:
    """A word as a label: for English readers with its gloss, cut to `most` characters."""
    if lang == "zh" or not gloss:
        return term
    if len(gloss) > most:
        gloss = gloss[:most].rpartition(" ")[0].rstrip(" ,(") + "…"
    return f"{term} {gloss}"


def empty(axes: Axes, words: str) -> None:
    """Axes that say why there is nothing in them."""
    axes.set_axis_off()
    axes.text(0.5, 0.5, words, transform=axes.transAxes, ha="center", va="center", color=GREY)
