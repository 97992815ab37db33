"""Along which words the cities' texts part: a map of cities and words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from wucheng import similarity
from wucheng.errors import CorpusError
from wucheng.figures import evidence, figure, palette, style
from wucheng.figures.charts import legend, parts, point_names
from wucheng.figures.evidence import Key, Marks

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Drawing

    from wucheng.corpus import Corpus

_COLUMNS = "what name count tokens x1 x2 contribution_1 contribution_2 quality gloss"

#: The height of the map with its bars below it, in millimetres.
_TALL = 160

#: Words named for each axis.
_BARS = 7

#: A city is drawn full if the map holds so much of its distance from the average.
_HELD = 0.5

#: Words occur at least so often to be on the map: rare ones stretch it.
AT_LEAST = 5


@style.drawn
def cities_and_words(
    c: Corpus, lang: str = "en", *, names: bool = False, most: int = 24
) -> figure.Figure:
    """The map of a correspondence analysis, and below it the words that each axis rests on.

    Args:
        names: whether names of people and places are on the map.
        most: words that are named on it, those that the axes rest on most.
    """
    found = _map(c, names)
    if found is None:
        why = (
            f"A map needs three cities and three words that occur {AT_LEAST} times.",
            f"至少要有三个城市和三个出现 {AT_LEAST} 次的词。",
        )
        return figure.nothing(
            "correspondence", why, pd.DataFrame(columns=_COLUMNS.split()), c, lang
        )
    drawing, axes, bars = _places()
    marks = Marks(c)
    words = _weighed(found)
    data = _data(found, words)
    share, inertia = found.inertia["share"].to_numpy(), float(found.inertia["inertia"].sum())
    axes_all = len(found.inertia)
    behind = evidence.anywhere(evidence.containing(c, words["term"]))
    axes.set_xlabel(_axis(1, share[0], lang))
    axes.set_ylabel(_axis(2, share[1], lang))
    for number, panel in enumerate(bars, 1):
        _draw_bars(panel, words, number, lang)
    _draw_map(c, axes, found, words, most, behind, marks, lang)
    return figure.make(
        "correspondence",
        drawing,
        data,
        marks,
        lang,
        words=len(words),
        at_least=AT_LEAST,
        both=float(share[:2].sum()),
        rest=max(float(1 - share[:2].sum()), 0.0),
        axes=axes_all,
        inertia=inertia,
        first=_ends(words, 1),
        second=_ends(words, 2),
        texts=len(c.documents),
        cities=parts.counted(found.groups["group"]),
        cut=("", ""),
    )


def _places() -> tuple[Drawing, Axes, list[Axes]]:
    """The map and its bars: below it, or beside it where the sheet has no room below."""
    if style.tallest_mm() < _TALL:
        drawing = style.sheet(110)
        grid = drawing.add_gridspec(2, 2, width_ratios=(2.3, 1))
        return (
            drawing,
            drawing.add_subplot(grid[:, 0]),
            [drawing.add_subplot(grid[row, 1]) for row in (0, 1)],
        )
    narrow = style.narrow()
    drawing = style.sheet(125 if narrow else _TALL)
    grid = drawing.add_gridspec(2, 2, height_ratios=(2.1 if narrow else 3.1, 1))
    return (
        drawing,
        drawing.add_subplot(grid[0, :]),
        [drawing.add_subplot(grid[1, column]) for column in (0, 1)],
    )


def _map(c: Corpus, names: bool) -> similarity.Map | None:
    try:
        return similarity.correspondence(c, names=names, at_least=AT_LEAST)
    except CorpusError:
        return None


def _weighed(found: similarity.Map) -> pd.DataFrame:
    """The words, first those that the two axes together rest on most."""
    weight = found.inertia["inertia"].to_numpy()
    words = found.terms
    together = words["contribution_1"] * weight[0] + words["contribution_2"] * weight[1]
    order = words.assign(together=together).sort_values(
        ["together", "term"], ascending=[False, True]
    )
    return order.drop(columns="together").reset_index(drop=True)


def _data(found: similarity.Map, words: pd.DataFrame) -> pd.DataFrame:
    cities = found.groups.rename(columns={"group": "name"}).assign(what="city")
    terms = words.rename(columns={"term": "name"}).assign(what="word")
    both = pd.concat([cities, terms], ignore_index=True).reindex(columns=_COLUMNS.split())
    return both.astype({"count": "Int64", "tokens": "Int64", "gloss": "str"})


def _draw_map(
    c: Corpus,
    axes: Axes,
    found: similarity.Map,
    words: pd.DataFrame,
    most: int,
    behind: dict[str, list[Key]],
    marks: Marks,
    lang: str,
) -> None:
    say = style.language(lang)
    looks = palette.cities(c)
    axes.axhline(0, color=palette.pale(), linewidth=0.6, zorder=0)
    axes.axvline(0, color=palette.pale(), linewidth=0.6, zorder=0)
    places = []
    for row in parts.rows(found.groups):
        look = palette.style(looks, row["group"])
        axes.plot(
            row["x1"],
            row["x2"],
            look.marker,
            color=look.colour if row["quality"] >= _HELD else palette.paper(),
            markeredgecolor=look.edge,
            markeredgewidth=1.2,
            markersize=7,
            zorder=3,
        )
        name = f"{style.city(row['group'], lang)} {row['quality']:.0%}"
        places.append((row["x1"], row["x2"], name))
    if (found.groups["quality"] < _HELD).any():
        hollow = say(
            f"city of whose distance the map holds less than {_HELD:.0%}",
            f"图中保留的距离不足 {_HELD:.0%} 的城市",
        )
        drawing = axes.get_figure(root=True)
        assert drawing is not None
        signs = legend.solid_hollow("", hollow, lines=False)[1:]
        legend.above(drawing, signs)
    _frame(axes, words)
    # words that the cities use alike fall on one spot and share a name
    shared: dict[tuple[float, float], list[parts.Row]] = {}
    for row in parts.rows(words.head(most)):
        shared.setdefault((round(row["x1"], 6), round(row["x2"], 6)), []).append(row)
    labels = [
        (x, y, "\n".join(parts.label(row, lang) for row in rows)) for (x, y), rows in shared.items()
    ]
    spots = list(words[["x1", "x2"]].itertuples(index=False, name=None))
    inks = [palette.style(looks, group).ink for group in found.groups["group"]]
    placed = point_names.place(
        axes, [*places, *labels], avoid=spots, inks=inks, first=len(places), backed=True
    )
    named = [
        row
        for fits, rows in zip(placed[len(places) :], shared.values(), strict=True)
        for row in rows
        if fits
    ]
    for row in named:
        (point,) = axes.plot(
            row["x1"], row["x2"], "o", color=palette.ink(), markersize=2.6, zorder=2
        )
        marks.add(row["term"], behind.get(row["term"], []), point)
    others = words[~words["term"].isin([row["term"] for row in named])]
    for row in parts.rows(others):
        (point,) = axes.plot(
            row["x1"],
            row["x2"],
            "o",
            color=palette.pale(),
            markeredgecolor=palette.grey(),
            markeredgewidth=0.3,
            markersize=2.4,
            zorder=1,
        )
        marks.add(row["term"], behind.get(row["term"], []), point)


def _frame(axes: Axes, words: pd.DataFrame) -> None:
    """One scale along and up, with room for names beside the outermost words."""
    drawing = axes.get_figure(root=True)
    assert drawing is not None
    drawing.draw_without_rendering()
    box = axes.get_window_extent()
    wide, high = (float(words[axis].max() - words[axis].min()) or 1.0 for axis in ("x1", "x2"))
    scale = max(1.4 * wide / box.width, 1.1 * high / box.height) / 2
    across = (
        float(words["x1"].max() + words["x1"].min()) / 2 + 0.1 * wide
    )  # names stand at the right
    up = float(words["x2"].max() + words["x2"].min()) / 2
    axes.set_xlim(across - scale * box.width, across + scale * box.width)
    axes.set_ylim(up - scale * box.height, up + scale * box.height)
    axes.set_aspect("equal", adjustable="box")


def _draw_bars(axes: Axes, words: pd.DataFrame, number: int, lang: str) -> None:
    """The words with the largest shares of an axis, each on the side where it lies."""
    say = style.language(lang)
    column, place = f"contribution_{number}", f"x{number}"
    rows = parts.rows(words.nlargest(_BARS, column))
    for at, row in enumerate(rows):
        axes.barh(at, row[column] * 100, height=0.62, color=palette.grey())
        side = "+" if row[place] > 0 else "−"
        axes.text(row[column] * 100, at, f" {side}", va="center", fontsize=style.SMALL)
    axes.set_yticks(range(len(rows)), [parts.label(row, lang) for row in rows])
    axes.set_ylim(_BARS - 0.4, -0.6)
    axes.set_xlim(0, max(row[column] for row in rows) * 115)
    axes.tick_params(axis="y", length=0)
    axes.set_title(
        say(f"axis {number} rests on (% of it)", f"第 {number} 轴的依据（占该轴 %）"), loc="right"
    )
    parts.thousands(axes.xaxis, most=4)


def _axis(number: int, share: float, lang: str) -> str:
    say = style.language(lang)
    return say(f"axis {number}: {share:.0%} of the inertia", f"第 {number} 轴：占惯量 {share:.0%}")


def _ends(words: pd.DataFrame, number: int) -> tuple[str, str]:
    """The words at the two ends of an axis that weigh most on it."""
    heavy = words.nlargest(_BARS, f"contribution_{number}")
    place = f"x{number}"
    sides = [heavy[heavy[place] > 0].head(3), heavy[heavy[place] <= 0].head(3)]
    lists = [
        parts.told(list(side[["term", "gloss"]].itertuples(index=False, name=None)))
        for side in sides
        if len(side)
    ]
    return " against ".join(en for en, _ in lists), "，与之相对的是".join(zh for _, zh in lists)
