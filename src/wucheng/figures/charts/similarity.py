"""How alike the cities' words are, pair by pair."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pandas as pd

from wucheng import similarity
from wucheng.figures import captions, look, palette, style
from wucheng.figures.charts import heat, legend, parts
from wucheng.figures.draft import Draft
from wucheng.figures.figure import Figure
from wucheng.statistics.selection import UNKNOWN

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from wucheng.corpus import Corpus

#: Cities whose pairs have room for numbers, and those whose cells have room for intervals too.
_MOST, _INTERVALS = 10, 6

#: What is drawn anew, in both languages.
_UNITS = {"documents": ("documents", "文档"), "paragraphs": ("paragraphs", "段落")}

#: A line of cells in millimetres.
_CELL = 13.0

#: The darkest grey of a cell, as a share of ink: black type is still read on it.
_DARKEST = 0.42


@style.drawn
def pairs_of_cities(c: Corpus, lang: str = "en", *, resamples: int = 500) -> Figure:
    """Two half matrices: the divergence and the cosine of each pair of cities with intervals.

    Args:
        resamples: how often paragraphs are drawn anew for the intervals.
    """
    draft = Draft("similarity", c, lang)
    shown = parts.largest(c, most=_MOST)
    data = similarity.pairs(c, resamples=resamples)
    data = data[data["one"].isin(shown) & data["other"].isin(shown)]
    data["above_chance"] = data["divergence"] > data["chance_high"]
    if data.empty:
        return draft.nothing(
            ("A pair needs two cities with words.", "至少要有两个有词的城市。"), data
        )
    height = 26 + (_CELL + (2.5 if _tight() else 0)) * max(len(shown) - 1, 2)
    narrow = style.narrow()
    drawing = style.sheet(height * 2 - 10 if narrow else height)
    left, right = drawing.subplots(2, 1) if narrow else drawing.subplots(1, 2)
    _half(draft, left, data, shown, ("divergence", "low", "high"), dark=True)
    _half(draft, right, data, shown, ("cosine", "cosine_low", "cosine_high"), dark=False)
    left.set_title(
        draft.say("Jensen–Shannon divergence (bits): 0 the same", "JS 散度（比特）：0 为相同")
    )
    right.set_title(draft.say("cosine: 1 the same proportions", "余弦相似度：1 为比例相同"))
    ink, darkest = palette.ink(), palette.faded(palette.ink(), 1 - _DARKEST)
    apart = draft.say("further apart than by chance", "差异超出偶然")
    signs = [
        legend.area(apart, facecolor=palette.paper(), edgecolor=ink, linewidth=1.2),
        legend.area(draft.say("darker: further apart", "越深差异越大"), facecolor=darkest),
    ]
    legend.below(drawing, signs)
    return draft.figure(
        drawing,
        data,
        pairs=len(data),
        above=int(data["above_chance"].sum()),
        ends=_ends(data),
        low=float(data["chance"].min()),
        high=float(data["chance_high"].max()),
        resamples=resamples,
        unit=_UNITS[str(data["units"].iloc[0])],
        cut=parts.left_out(c, shown),
    )


def _tight() -> bool:
    """Whether cells are narrower than on a page."""
    return style.room_mm()[0] < look.PAGE_MM


def _half(
    draft: Draft,
    axes: Axes,
    data: pd.DataFrame,
    shown: list[str],
    columns: tuple[str, str, str],
    *,
    dark: bool,
) -> None:
    """The lower half of a matrix; darker is further apart.

    The shades run from the lowest end of an interval to the highest, so that differences within the
    intervals look as small as they are.
    """
    value, low, high = columns
    least, most = data[[value, low]].min().min(), data[[value, high]].max().max()
    size, told = len(shown), len(shown) <= _INTERVALS
    for row in parts.rows(data):
        x, y = sorted((shown.index(row["one"]), shown.index(row["other"])))
        share = (row[value] - least) / (most - least) if most > least else 0.0
        far = share if dark else 1 - share
        shade = palette.faded(palette.ink(), 1 - _DARKEST * far)
        edge, width = (palette.ink(), 1.2) if row["above_chance"] and dark else (shade, 0.4)
        text = f"{row[value]:.2f}"
        if told and not math.isnan(row[low]):
            text += f"\n[{row[low]:.2f}, {row[high]:.2f}]"
        if told and dark:
            text += draft.say("\nchance", "\n偶然") + ("\n" if _tight() else " ")
            text += f"≤ {row['chance_high']:.2f}"
        heat.square(axes, x, y, shade, text, linespacing=1.2, edgecolor=edge, linewidth=width)
    axes.set_xlim(-0.55, size - 1.45)
    axes.set_ylim(size - 0.45, 0.45)
    axes.set_xticks(
        range(size - 1), [draft.city(name, "\n" if told else " ") for name in shown[:-1]]
    )
    if not told:
        axes.tick_params(axis="x", labelrotation=45)
    axes.set_yticks(range(1, size), [draft.city(name, "\n") for name in shown[1:]])
    axes.tick_params(length=0)
    axes.spines[["left", "bottom"]].set_visible(False)


def _ends(data: pd.DataFrame) -> tuple[str, str]:
    """The two cities nearest to one another and the two furthest apart, for the caption."""
    cities = data[(data["one"] != UNKNOWN) & (data["other"] != UNKNOWN)]
    pairs = [_pair(row) for row in parts.rows(cities.sort_values("divergence"))]
    if not pairs:
        return "", ""
    if len(pairs) == 1:
        return f" {pairs[0][0]}.", f"{pairs[0][1]}。"
    return (
        f" Nearest: {pairs[0][0]}. Furthest: {pairs[-1][0]}.",
        f"最近：{pairs[0][1]}。最远：{pairs[-1][1]}。",
    )


def _pair(found: parts.Row) -> tuple[str, str]:
    """A pair with its divergence."""
    value = f"{found['divergence']:.2f}"
    if not math.isnan(found["low"]):
        value += f" [{found['low']:.2f}, {found['high']:.2f}]"
    (one, yi), (other, er) = (
        [style.city(found[name], lang) for lang in captions.LANGUAGES] for name in ("one", "other")
    )
    return f"{one} and {other}, {value}", f"{yi}与{er}，{value}"
