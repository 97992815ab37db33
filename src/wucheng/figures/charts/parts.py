"""Pieces that several charts are made of."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from wucheng.figures import palette, romanise, style
from wucheng.figures.captions import listed
from wucheng.figures.palette import Style
from wucheng.statistics import counts, selection
from wucheng.tables import Row as Row
from wucheng.tables import rows as rows

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis
    from matplotlib.figure import Figure as Drawing
    from matplotlib.lines import Line2D
    from matplotlib.transforms import Bbox

    from wucheng.corpus import Corpus

#: Small multiples that can be read on one page.
MOST_PANELS, COLUMNS = 12, 3
#: The least width of a panel: with its labels, and where those of the first serve all.
_PANEL_MM, _BARE_MM = 53, 40

#: Why a comparison of cities is empty where there is one.
ALONE = ("One city has nothing to be compared with.", "只有一个城市，无从比较。")


def largest(c: Corpus, groups: Collection[str], most: int = MOST_PANELS) -> list[str]:
    """The cities among some groups in the order of the corpus; of too many, the best covered."""
    present = set(groups)
    cities = [name for name in style.cities(c) if name in present]
    if len(cities) <= most:
        return cities
    sizes = c.documents["chars_body"].groupby(c.documents["doc_id"].map(style.city_of(c))).sum()
    kept = set(sizes[cities].sort_values(ascending=False, kind="stable").index[:most])
    return [name for name in cities if name in kept]


def counted(shown: Collection[str]) -> tuple[str, str]:
    """How many cities these are, in both languages; texts of no city are none."""
    cities = len(set(shown) - {selection.UNKNOWN})
    more = cities < len(set(shown))
    return (
        f"{cities} {'city' if cities == 1 else 'cities'}{' and the texts of no city' * more}",
        f"{cities} 个城市{'及无城市的文本' * more}",
    )


def left_out(c: Corpus, shown: Collection[str]) -> tuple[str, str]:
    """A sentence for the caption if not all cities are shown."""
    rest = len(style.cities(c)) - len(shown)
    if rest <= 0:
        return "", ""
    cities = len(set(shown) - {selection.UNKNOWN})
    english, chinese = (
        (" and the texts of no city", "及无城市的文本") if cities < len(shown) else ("", "")
    )
    return (
        f" Shown are the {cities} cities with most text{english}; {rest} more are in the tables.",
        f"图中只列文本最多的 {cities} 个城市{chinese}，另有 {rest} 个见数据表。",
    )


def across(number: int, *, share_y: bool = False, most: int = COLUMNS) -> int:
    """How many small multiples stand side by side."""
    return max(1, min(most, number, int(style.room_mm()[0] / (_BARE_MM if share_y else _PANEL_MM))))


def fitting(heights: Callable[[int], float], most: int, least: int = 2) -> int:
    """The most rows, from `least` to `most`, with which a sheet isn't too tall."""
    tallest = style.tallest_mm()
    return next((size for size in range(most, least, -1) if heights(size) <= tallest), least)


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


def key(drawing: Drawing, used: int, handles: Sequence[Artist], title: str = "") -> None:
    """A legend in the first unused place of small multiples; below them if all are used."""
    spare = drawing.axes[used:]
    if spare:
        spare[0].legend(handles=handles, loc="center", title=title or None, labelspacing=0.8)
    else:
        columns = style.columns(len(handles))
        drawing.legend(handles=handles, loc="outside upper center", ncols=columns)


def label(row: Row, lang: str, most: int = 26) -> str:
    """A word of a table (term, and if there are any gloss and pos) as a label.

    For English readers with its gloss, and with its pinyin where the lexicon has no gloss.
    """
    term = str(row["term"])
    sense = row.get("gloss", "") or romanise.word(term, row.get("pos", ""))
    return style.word(term, sense, lang, most)


def told(words: Collection[tuple[str, str]], most: int = 20) -> tuple[str, str]:
    """Words with their glosses as a list for a caption in both languages; see `named`."""
    english = [f"{term} {gloss}" if gloss else term for term, gloss in words]
    return named(english, most)[0], named([term for term, _ in words], most)[1]


def gloss(c: Corpus, word: str) -> str:
    """The English gloss of a word, or nothing."""
    return counts.glosses(c, [word])[0]


def note(axes: Axes, text: str, x: float, y: float) -> None:
    """A small text just right of a point."""
    axes.annotate(
        text, (x, y), (3, 0), textcoords="offset points", va="center", fontsize=style.SMALL
    )


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
    axes: Axes, low: float, value: float, high: float, y: float, look: Style, filled: bool = True
) -> list[Artist]:
    """A value with its interval, lying along the x axis; hollow where it is uncertain."""
    (line,) = axes.plot([low, high], [y, y], color=look.edge, linewidth=1.1, zorder=2)
    (point,) = axes.plot(
        value,
        y,
        look.marker,
        color=look.colour if filled else palette.paper(),
        markeredgecolor=look.edge,
        markeredgewidth=0.9,
        markersize=4,
        zorder=3,
    )
    return [point, line]


def mark(
    axes: Axes, x: float, y: float, look: Style, *, size: float, zorder: float = 3
) -> list[Line2D]:
    """The marker of a city at a place."""
    return axes.plot(
        x,
        y,
        look.marker,
        color=look.colour,
        markeredgecolor=look.edge,
        markersize=size,
        zorder=zorder,
    )


def city_key(shown: Sequence[str], looks: Mapping[str, Style], lang: str) -> list[Artist]:
    """What a legend shows for cities."""
    from matplotlib.lines import Line2D

    return [
        Line2D(
            [],
            [],
            linestyle="",
            marker=palette.style(looks, name).marker,
            color=palette.style(looks, name).colour,
            markeredgecolor=palette.style(looks, name).edge,
            markersize=4.5,
            label=style.city(name, lang),
        )
        for name in shown
    ]


def solid_hollow(solid: str, hollow: str, marker: str = "o", *, lines: bool = True) -> list[Artist]:
    """What a legend shows for full and for hollow points, on their intervals unless not `lines`."""
    from matplotlib.lines import Line2D

    return [
        Line2D(
            [],
            [],
            marker=marker,
            color=palette.grey(),
            markerfacecolor=face,
            markersize=4,
            linewidth=1.1 if lines else 0,
            label=label,
        )
        for face, label in ((palette.grey(), solid), (palette.paper(), hollow))
    ]


def named(items: Sequence[str], most: int = 20) -> tuple[str, str]:
    """A list in both languages, cut to what can be read."""
    more = len(items) - most
    if not items:
        return "none", "无"
    if more > 0:
        items = items[:most]
        return f"{', '.join(items)} and {more} more", f"{'、'.join(items)}等 {more + most} 个"
    return listed(list(items)), listed(list(items), chinese=True)


#: Where a name may stand by its point, in points to the right and up: nearest first.
_OFFSETS = [
    *((5, 0), (-5, 0), (4, 6), (4, -6), (-4, 6), (-4, -6), (0, 8), (0, -8)),
    *((8, 13), (8, -13), (-8, 13), (-8, -13), (18, 8), (18, -8), (-18, 8), (-18, -8)),
    *((14, 20), (14, -20), (-14, 20), (-14, -20), (30, 14), (30, -14), (-30, 14), (-30, -14)),
]
#: The same for names that are better far off than missing.
_FAR = [
    *((30, 4), (30, -4), (-30, 4), (-30, -4), (42, 10), (42, -10), (-42, 10), (-42, -10)),
    *((20, 28), (20, -28), (-20, 28), (-20, -28)),
]
#: Points between a name with a line and the points that aren't its own.
_APART = 5.0


def name_points(
    axes: Axes,
    names: Iterable[tuple[float, float, str]],
    avoid: Iterable[tuple[float, float]] = (),
    *,
    radii: Sequence[float] = (),
    first: int = 0,
    over: int = 0,
    outward: bool = False,
    backed: bool = False,
) -> list[bool]:
    """Names of points (x, y, text), each where it covers nothing; says which of them fit.

    All else must have found its place before. The earlier a point, the better its chance of a name.

    Args:
        avoid: further points.
        radii: how large the points are, in typographic points.
        first: so many names are set larger, if need be over the points of the others.
        over: so many names may cover the further points, and as those that are set larger stand
            nearer to another point than to their own: better that than none.
        outward: names stand rather away from the middle of the axes.
        backed: names have a white ground, so that lines don't run through them.
    """
    from matplotlib.text import Text

    drawing = axes.get_figure(root=True)
    assert drawing is not None
    drawing.draw_without_rendering()
    points = list(names)
    scale = drawing.dpi / 72
    sizes = radii or [4.5 if number < first else 2.5 for number in range(len(points))]
    taken = [
        _square(axes, x, y, size * scale) for (x, y, _), size in zip(points, sizes, strict=True)
    ]
    further = [_square(axes, x, y, 2.5 * scale) for x, y in avoid]
    spots = [tuple(axes.transData.transform((x, y))) for x, y, _ in points]
    taken += [text.get_window_extent() for text in axes.texts]
    legend = axes.get_legend()
    if legend is not None:
        taken.append(legend.get_window_extent())
    inside = axes.get_window_extent()
    middle = (inside.x0 + inside.x1) / 2
    placed = []
    for number, (x, y, text) in enumerate(points):
        turned = outward and axes.transData.transform((x, y))[0] < middle
        bold = number < max(first, over)
        tries = [(taken if bold else taken + further, True, _OFFSETS)]
        if bold:  # rather far off, or beside the point of another, than without a name
            tries += [(taken, True, _FAR), (taken, False, _OFFSETS)]
        if number < first:  # or over it
            tries.append((taken[:first] + taken[len(points) :], False, _OFFSETS))
        placed.append(False)
        for blocked, strict, right, up in (
            (blocked, strict, *offset) for blocked, strict, offsets in tries for offset in offsets
        ):
            far = max(abs(right), abs(up)) > 8
            side = (-right if turned else right) * (1.4 if number < first else 1)
            if radii:
                side += math.copysign(max(sizes[number] - 2.5, 0), side) if side else 0
            name = axes.annotate(
                text,
                (x, y),
                (side, up),
                textcoords="offset points",
                ha="left" if side > 0 else "right" if side < 0 else "center",
                va="center",
                fontsize=style.BASE if number < first else style.SMALL,
                bbox={"facecolor": palette.paper(), "edgecolor": "none", "pad": 0.4, "alpha": 0.8}
                if backed
                else None,
                arrowprops={
                    "arrowstyle": "-",
                    "color": palette.grey(),
                    "linewidth": 0.4,
                    "shrinkB": 2,
                }
                if far
                else None,
                zorder=5,
            )
            name.get_window_extent()  # finds its place; this box would take in the line
            box = Text.get_window_extent(name)
            free = _within(box, inside) and not any(box.overlaps(other) for other in blocked)
            # a name is read as that of the nearest point, unless a line leads to its own
            others = [spot for spot in spots if spot != spots[number]]
            gap = min((_away(box, spot) for spot in others), default=math.inf)
            own = 0.0 if far else _away(box, spots[number])
            clear = not strict or gap >= max(own, _APART * scale if far else 0)
            if free and clear:
                taken.append(box)
                placed[-1] = True
                break
            name.remove()
    return placed


def _square(axes: Axes, x: float, y: float, half: float) -> Bbox:
    from matplotlib.transforms import Bbox

    across, up = axes.transData.transform((x, y))
    return Bbox.from_extents(across - half, up - half, across + half, up + half)


def _away(box: Bbox, spot: tuple[float, ...]) -> float:
    """How far a place is from a box."""
    x, y = spot
    return math.hypot(max(box.x0 - x, 0, x - box.x1), max(box.y0 - y, 0, y - box.y1))


def _within(box: Bbox, outer: Bbox) -> bool:
    return bool(
        box.x0 >= outer.x0 and box.x1 <= outer.x1 and box.y0 >= outer.y0 and box.y1 <= outer.y1
    )
