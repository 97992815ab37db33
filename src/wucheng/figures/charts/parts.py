"""Pieces that several charts are made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import pandas as pd

from wucheng.display import paragraph
from wucheng.figures import palette, romanise, style
from wucheng.figures.captions import LANGUAGES, listed
from wucheng.figures.palette import Style
from wucheng.statistics import counts, selection
from wucheng.tables import Row as Row
from wucheng.tables import rows as rows

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis
    from matplotlib.figure import Figure as Drawing
    from matplotlib.text import Annotation, Text

    from wucheng.corpus import Corpus

_Item = TypeVar("_Item")
Place = tuple[float, float]

#: Small multiples that can be read on one page.
MOST_PANELS, COLUMNS = 12, 3
#: The least width of a panel: with its labels, and where those of the first serve all.
_PANEL_MM, _BARE_MM = 53, 40

#: Why a comparison of cities is empty where there is one.
ALONE = ("One city has nothing to be compared with.", "只有一个城市，无从比较。")


def largest(c: Corpus, among: Collection[str] | None = None, most: int = MOST_PANELS) -> list[str]:
    """The cities, or those among some, in the corpus' order; of too many, the best covered."""
    cities = [name for name in style.cities(c) if among is None or name in set(among)]
    if len(cities) <= most:
        return cities
    groups = selection.labels(c, c.documents["doc_id"], "city")
    sizes = c.documents["chars_body"].groupby(groups).sum()
    kept = set(sizes[cities].sort_values(ascending=False, kind="stable").index[:most])
    return [name for name in cities if name in kept]


def counted(shown: Collection[str]) -> tuple[str, str]:
    """How many cities these are, in both languages; texts of no city are none."""
    cities = len(set(shown) - {selection.UNKNOWN})
    more = cities < len(set(shown))
    return (
        f"{paragraph.counted(cities, 'city', 'cities')}{' and the texts of no city' * more}",
        f"{cities} 个城市{'及无城市的文本' * more}",
    )


def left_out(
    c: Corpus, shown: Collection[str], among: Collection[str] | None = None
) -> tuple[str, str]:
    """A sentence for the caption if not all cities are shown, and so counted in it.

    `among` are the cities that have anything to show, by default all.
    """
    rest = len(style.cities(c) if among is None else set(among)) - len(shown)
    if rest <= 0:
        return "", ""
    cities = len(set(shown) - {selection.UNKNOWN})
    english, chinese = (
        (" and the texts of no city", "及无城市的文本") if cities < len(shown) else ("", "")
    )
    are = "is" if rest == 1 else "are"
    return (
        f" Shown, and counted in every number above, are the {cities} cities with most text"
        f"{english}; {rest} more {are} in the corpus.",
        f"图中只列、以上各数也只计文本最多的 {cities} 个城市{chinese}；语料中另有 {rest} 个。",
    )


def across(number: int, *, share_y: bool = False, most: int = COLUMNS) -> int:
    """How many small multiples stand side by side."""
    return max(1, min(most, number, int(style.room_mm()[0] / (_BARE_MM if share_y else _PANEL_MM))))


def fitting(heights: Callable[[int], float], most: int) -> int:
    """The most rows, from two to `most`, with which a sheet isn't too tall."""
    tallest = style.tallest_mm()
    return next((size for size in range(most, 2, -1) if heights(size) <= tallest), 2)


def panels(
    number: int, height_mm: float, *, share_y: bool = False, most: int = COLUMNS
) -> tuple[Drawing, list[Axes]]:
    """A sheet of small multiples on one x scale, so many a line; the rest stays blank."""
    columns = across(number, share_y=share_y, most=most)
    lines = -(-max(1, number) // columns)
    drawing = style.sheet(12 + height_mm * lines)
    grid = drawing.subplots(lines, columns, sharex=True, sharey=share_y, squeeze=False)
    axes = list(grid.flat)
    for at, unused in enumerate(axes):
        if at >= number:
            unused.set_axis_off()
        elif at + columns >= number:
            unused.tick_params(labelbottom=True)
    return drawing, axes[:number]


def label(row: Row, lang: str, most: int = 26) -> str:
    """A word of a table (term, and if there are any gloss and pos) as a label.

    For English readers with its gloss, and with its pinyin where the lexicon has no gloss.
    """
    term = str(row["term"])
    sense = row.get("gloss", "") or romanise.word(term, row.get("pos", ""))
    return style.word(term, sense, lang, most)


def told(words: pd.DataFrame, most: int = 20) -> tuple[str, str]:
    """The words of a table (term, gloss), each once, as a list for a caption; see `named`."""
    once = words.drop_duplicates("term")
    pairs = zip(once["term"], once["gloss"], strict=True)
    english = [f"{term} {gloss}" if gloss else term for term, gloss in pairs]
    return named(english, most)[0], named(once["term"].tolist(), most)[1]


def each(
    items: Iterable[_Item],
    tell: Callable[[_Item, str], str],
    apart: tuple[str, str] = (", ", "、"),
) -> tuple[str, str]:
    """What is told of each item in a language, for a caption in both; of no item "none"."""
    items = list(items)
    english, chinese = (
        sep.join(tell(item, lang) for item in items)
        for lang, sep in zip(LANGUAGES, apart, strict=True)
    )
    return english or "none", chinese or "无"


def gloss(c: Corpus, word: str) -> str:
    """The English gloss of a word, or nothing."""
    return counts.glosses(c, [word])[0]


def glossed(c: Corpus, words: Sequence[str]) -> pd.DataFrame:
    """Words with their English glosses: term, gloss."""
    return pd.DataFrame({"term": words, "gloss": counts.glosses(c, words)}, dtype="str")


#: How small texts are set.
_SMALL: dict[str, Any] = {"va": "center", "fontsize": style.SMALL}


def write(axes: Axes, x: float, y: float, text: str, **how: Any) -> Text:
    """A small text at a place, level with it."""
    return axes.text(x, y, text, **_SMALL | how)


def note(axes: Axes, text: str, place: Place, away: Place = (3, 0), **how: Any) -> Annotation:
    """A small text so many points right of a place and above it."""
    return axes.annotate(text, place, away, textcoords="offset points", **_SMALL | how)


def log_axis(axes: Axes, low: float, high: float, *, up: bool = False) -> None:
    """Makes the x axis (`up`: the y axis) logarithmic from low to high, in plain numbers."""
    from matplotlib.ticker import FuncFormatter, LogLocator, NullLocator

    if up:
        axes.set_yscale("log")
        axes.set_ylim(low, high)
    else:
        axes.set_xscale("log")
        axes.set_xlim(low, high)
    axis = axes.yaxis if up else axes.xaxis
    subs = (1, 2, 5) if high / low < 1_000 else (1, 3) if high / low < 30_000 else (1,)
    axis.set_major_locator(LogLocator(10, subs=subs, numticks=20))
    axis.set_minor_locator(NullLocator())
    axis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.10g}"))


def thousands(axis: Axis, most: int = 5) -> None:
    """A few whole numbers along an axis, thousands set apart."""
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    axis.set_major_locator(MaxNLocator(most, integer=True))
    axis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))


def dot(
    axes: Axes, low: float, value: float, high: float, y: float, look: Style, full: bool = True
) -> list[Artist]:
    """A value with its interval, lying along the x axis; hollow where it is uncertain."""
    (line,) = axes.plot([low, high], [y, y], color=look.edge, linewidth=1.1, zorder=2)
    return [point(axes, value, y, look, full, size=4, width=0.9), line]


def point(
    axes: Axes,
    x: float,
    y: float,
    look: Style,
    full: bool = True,
    *,
    size: float = 4.5,
    width: float = 1.0,
    zorder: float = 3,
    clip_on: bool = True,
) -> Artist:
    """The marker of a city at a place; hollow where what it stands for is uncertain."""
    (drawn,) = axes.plot(
        x,
        y,
        look.marker,
        color=look.colour if full else palette.paper(),
        markeredgecolor=look.edge,
        markeredgewidth=width,
        markersize=size,
        zorder=zorder,
        clip_on=clip_on,
    )
    return drawn


def lines(
    axes: Axes, names: Sequence[str], *, of: int = 0, above: float = 0.6, below: float = 0.6
) -> None:
    """A line each from the top down, named at the left; room for more lines if there are `of`.

    `above` and `below` are the room over the first line and under the last.
    """
    axes.set_yticks(range(len(names)), names)
    axes.set_ylim(max(len(names), of) - 1 + below, -above)
    axes.tick_params(axis="y", length=0)


def city_lines(
    axes: Axes, shown: Sequence[str], lang: str, marks: Iterable[str] = (), *, below: float = 0.6
) -> None:
    """A line a city from the top down, named at the left.

    `marks` are the cities of what is drawn: the names then say how much that is on their line.
    `below` is the room under the last line.
    """
    counts = Counter(marks)
    names = [style.city(name, lang) + f" ({counts[name]})" * bool(counts) for name in shown]
    lines(axes, names, below=below)


def course(axes: Axes, lang: str) -> None:
    """Labels an axis that runs through the texts from 0 to 1."""
    say = style.language(lang)
    axes.set_xticks([0, 0.5, 1], [say("start", "文首"), say("middle", "中间"), say("end", "文末")])


def named(items: Sequence[str], most: int = 20) -> tuple[str, str]:
    """A list in both languages, cut to what can be read."""
    more = len(items) - most
    if not items:
        return "none", "无"
    if more > 0:
        items = items[:most]
        return f"{', '.join(items)} and {more} more", f"{'、'.join(items)}等 {more + most} 个"
    return listed(list(items)), listed(list(items), chinese=True)
