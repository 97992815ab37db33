"""Along which words the cities' texts part: a map of cities and words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from wucheng import similarity
from wucheng.errors import CorpusError
from wucheng.figures import evidence, fitting, palette, style
from wucheng.figures.charts import legend, parts, point_names
from wucheng.figures.draft import Draft
from wucheng.figures.figure import Figure

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
def cities_and_words(c: Corpus, lang: str = "en", *, names: bool = False, most: int = 24) -> Figure:
    """The map of a correspondence analysis, and below it the words that each axis rests on.

    Args:
        names: whether names of people and places are on the map.
        most: words that are named on it, those that the axes rest on most.
    """
    draft = Draft("correspondence", c, lang)
    try:
        found = similarity.correspondence(c, names=names, at_least=AT_LEAST)
    except CorpusError:
        why = (
            f"A map needs three cities and three words that occur {AT_LEAST} times.",
            f"至少要有三个城市和三个出现 {AT_LEAST} 次的词。",
        )
        return draft.nothing(why, pd.DataFrame(columns=_COLUMNS.split()))
    drawing, axes, bars = _places()
    words = _weighed(found)
    share, inertia = found.inertia["share"].to_numpy(), float(found.inertia["inertia"].sum())
    axes.set_xlabel(_axis(draft, 1, share[0]))
    axes.set_ylabel(_axis(draft, 2, share[1]))
    for number, panel in enumerate(bars, 1):
        _draw_bars(draft, panel, words, number)
    places = _draw_cities(draft, axes, found.groups)
    if (found.groups["quality"] < _HELD).any():
        hollow = draft.say(
            f"city of whose distance the map holds less than {_HELD:.0%}",
            f"图中保留的距离不足 {_HELD:.0%} 的城市",
        )
        legend.above(drawing, [legend.point(hollow, False, line=False)])
    fitting.settle(drawing)
    _frame(axes, words)
    inks = [draft.look(group).ink for group in found.groups["group"]]
    _draw_words(draft, axes, words, most, places, inks)
    return draft.figure(
        drawing,
        _data(found, words),
        words=len(words),
        at_least=AT_LEAST,
        both=float(share[:2].sum()),
        rest=max(float(1 - share[:2].sum()), 0.0),
        axes=len(share),
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
        cells = [grid[:, 0], grid[0, 1], grid[1, 1]]
    else:
        narrow = style.narrow()
        drawing = style.sheet(125 if narrow else _TALL)
        grid = drawing.add_gridspec(2, 2, height_ratios=(2.1 if narrow else 3.1, 1))
        cells = [grid[0, :], grid[1, 0], grid[1, 1]]
    axes, *bars = (drawing.add_subplot(cell) for cell in cells)
    return drawing, axes, bars


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


def _draw_cities(draft: Draft, axes: Axes, groups: pd.DataFrame) -> list[tuple[float, float, str]]:
    """The cities on the map; gives their places and names."""
    axes.axhline(0, color=palette.pale(), linewidth=0.6, zorder=0)
    axes.axvline(0, color=palette.pale(), linewidth=0.6, zorder=0)
    places = []
    for row in parts.rows(groups):
        look, x, y, held = draft.look(row["group"]), row["x1"], row["x2"], row["quality"]
        parts.point(axes, x, y, look, held >= _HELD, size=7, width=1.2)
        places.append((x, y, f"{draft.city(row['group'])} {held:.0%}"))
    return places


def _draw_words(
    draft: Draft,
    axes: Axes,
    words: pd.DataFrame,
    most: int,
    cities: list[tuple[float, float, str]],
    inks: list[str],
) -> None:
    """The words on the map, and the names of the cities and of those words that have room."""
    # words that the cities use alike fall on one spot and share a name
    shared: dict[tuple[float, float], list[parts.Row]] = {}
    for row in parts.rows(words.head(most)):
        shared.setdefault((round(row["x1"], 6), round(row["x2"], 6)), []).append(row)
    labels = [
        (*spot, "\n".join(parts.label(row, draft.lang) for row in rows))
        for spot, rows in shared.items()
    ]
    spots = list(words[["x1", "x2"]].itertuples(index=False, name=None))
    placed = point_names.place(
        axes, [*cities, *labels], avoid=spots, inks=inks, first=len(cities), backed=True
    )
    fits = zip(placed[len(cities) :], shared.values(), strict=True)
    named = [row for fit, rows in fits for row in rows if fit]
    others = parts.rows(words[~words["term"].isin([row["term"] for row in named])])
    behind = evidence.anywhere(evidence.containing(draft.c, words["term"]))
    bold: dict[str, Any] = {"color": palette.ink(), "markersize": 2.6, "zorder": 2}
    pale: dict[str, Any] = {
        "color": palette.pale(),
        "markeredgecolor": palette.grey(),
        "markeredgewidth": 0.3,
    }
    pale |= {"markersize": 2.4, "zorder": 1}
    for rows, look in ((named, bold), (others, pale)):
        for row in rows:
            point = axes.plot(row["x1"], row["x2"], "o", **look)
            draft.mark(row["term"], behind[row["term"]], *point)


def _frame(axes: Axes, words: pd.DataFrame) -> None:
    """One scale along and up, with room for names beside the outermost words."""
    box = axes.get_window_extent()
    low, high = words[["x1", "x2"]].min(), words[["x1", "x2"]].max()
    wide, tall = ((high - low).replace(0.0, 1.0)).tolist()
    scale = max(1.4 * wide / box.width, 1.1 * tall / box.height) / 2
    across, up = ((high + low) / 2).tolist()
    across += 0.1 * wide  # names stand at the right
    axes.set_xlim(across - scale * box.width, across + scale * box.width)
    axes.set_ylim(up - scale * box.height, up + scale * box.height)
    axes.set_aspect("equal", adjustable="box")


def _draw_bars(draft: Draft, axes: Axes, words: pd.DataFrame, number: int) -> None:
    """The words with the largest shares of an axis, each on the side where it lies."""
    column, place = f"contribution_{number}", f"x{number}"
    rows = parts.rows(words.nlargest(_BARS, column))
    for at, row in enumerate(rows):
        axes.barh(at, row[column] * 100, height=0.62, color=palette.grey())
        parts.write(axes, row[column] * 100, at, " +" if row[place] > 0 else " −")
    parts.lines(axes, [parts.label(row, draft.lang) for row in rows], of=_BARS)
    axes.set_xlim(0, max(row[column] for row in rows) * 115)
    title = draft.say(f"axis {number} rests on (% of it)", f"第 {number} 轴的依据（占该轴 %）")
    axes.set_title(title, loc="right")
    parts.thousands(axes.xaxis, most=4)


def _axis(draft: Draft, number: int, share: float) -> str:
    return draft.say(
        f"axis {number}: {share:.0%} of the inertia", f"第 {number} 轴：占惯量 {share:.0%}"
    )


def _ends(words: pd.DataFrame, number: int) -> tuple[str, str]:
    """The words at the two ends of an axis that weigh most on it."""
    heavy = words.nlargest(_BARS, f"contribution_{number}")
    right = heavy[f"x{number}"] > 0
    lists = [parts.told(side.head(3)) for side in (heavy[right], heavy[~right]) if len(side)]
    return " against ".join(en for en, _ in lists), "，与之相对的是".join(zh for _, zh in lists)
