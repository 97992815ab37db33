"""How alike the cities' words are, pair by pair."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pandas as pd

from wucheng import similarity
from wucheng.figures import figure, look, palette, style
from wucheng.figures.charts import parts
from wucheng.figures.evidence import Marks
from wucheng.statistics.selection import UNKNOWN

if TYPE_CHECKING:
    from matplotlib.artist import Artist
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
def pairs_of_cities(c: Corpus, lang: str = "en", *, resamples: int = 500) -> figure.Figure:
    """Two half matrices: the divergence and the cosine of each pair of cities with intervals.

    Args:
        resamples: how often paragraphs are drawn anew for the intervals.
    """
    say = style.language(lang)
    shown = parts.largest(c, style.cities(c), _MOST)
    data = similarity.pairs(c, resamples=resamples)
    data = data[data["one"].isin(shown) & data["other"].isin(shown)]
    data["above_chance"] = data["divergence"] > data["chance_high"]
    cell = _CELL + (2.5 if _tight() else 0)
    height = 26 + cell * max(len(shown) - 1, 2)
    narrow = style.narrow()
    if data.empty:
        why = ("A pair needs two cities with words.", "至少要有两个有词的城市。")
        return figure.nothing("similarity", why, data, c, lang)
    drawing = style.sheet(height * 2 - 10 if narrow else height)
    left, right = drawing.subplots(2, 1) if narrow else drawing.subplots(1, 2)
    title = say("Jensen–Shannon divergence (bits): 0 the same", "JS 散度（比特）：0 为相同")
    _half(left, data, shown, ("divergence", "low", "high"), lang, dark=True)
    left.set_title(title)
    title = say("cosine: 1 the same proportions", "余弦相似度：1 为比例相同")
    _half(right, data, shown, ("cosine", "cosine_low", "cosine_high"), lang, dark=False)
    right.set_title(title)
    drawing.legend(handles=_legend(lang), loc="outside lower center", ncols=style.columns(2))
    return figure.make(
        "similarity",
        drawing,
        data,
        Marks(c),
        lang,
        pairs=len(data),
        above=int(data["above_chance"].sum()),
        ends=_ends(data),
        low=float(data["chance"].min()) if len(data) else 0.0,
        high=float(data["chance_high"].max()) if len(data) else 0.0,
        resamples=resamples,
        unit=_UNITS[str(data["units"].iloc[0]) if len(data) else "paragraphs"],
        cut=parts.left_out(c, shown),
    )


def _tight() -> bool:
    """Whether cells are narrower than on a page."""
    return style.room_mm()[0] < look.PAGE_MM


def _half(
    axes: Axes,
    data: pd.DataFrame,
    shown: list[str],
    columns: tuple[str, str, str],
    lang: str,
    *,
    dark: bool,
) -> None:
    """The lower half of a matrix; darker is further apart.

    The shades run from the lowest end of an interval to the highest, so that differences within the
    intervals look as small as they are.
    """
    from matplotlib.patches import Rectangle

    say = style.language(lang)
    value, low, high = columns
    least, most = data[[value, low]].min().min(), data[[value, high]].max().max()
    for row in parts.rows(data):
        x, y = sorted((shown.index(row["one"]), shown.index(row["other"])))
        share = (row[value] - least) / (most - least) if most > least else 0.0
        far = share if dark else 1 - share
        shade = palette.faded(palette.ink(), 1 - _DARKEST * far)
        sure = bool(row["above_chance"]) and dark
        axes.add_patch(
            Rectangle(
                (x - 0.48, y - 0.46),
                0.96,
                0.92,
                facecolor=shade,
                edgecolor=palette.ink() if sure else shade,
                linewidth=1.2 if sure else 0.4,
            )
        )
        text = f"{row[value]:.2f}"
        if len(shown) <= _INTERVALS and not math.isnan(row[low]):
            text += f"\n[{row[low]:.2f}, {row[high]:.2f}]"
        if len(shown) <= _INTERVALS and dark:
            text += say("\nchance", "\n偶然") + ("\n" if _tight() else " ")
            text += f"≤ {row['chance_high']:.2f}"
        axes.text(x, y, text, ha="center", va="center", fontsize=style.SMALL, linespacing=1.2)
    size = len(shown)
    axes.set_xlim(-0.55, size - 1.45)
    axes.set_ylim(size - 0.45, 0.45)
    sep = "\n" if len(shown) <= _INTERVALS else " "
    axes.set_xticks(range(size - 1), [style.city(name, lang, sep) for name in shown[:-1]])
    if len(shown) > _INTERVALS:
        axes.tick_params(axis="x", labelrotation=45)
    axes.set_yticks(range(1, size), [style.city(name, lang, "\n") for name in shown[1:]])
    axes.tick_params(length=0)
    axes.spines[["left", "bottom"]].set_visible(False)


def _legend(lang: str) -> list[Artist]:
    from matplotlib.patches import Patch

    say = style.language(lang)
    return [
        Patch(
            facecolor=palette.paper(),
            edgecolor=palette.ink(),
            linewidth=1.2,
            label=say("further apart than by chance", "差异超出偶然"),
        ),
        Patch(
            facecolor=palette.faded(palette.ink(), 1 - _DARKEST),
            label=say("darker: further apart", "越深差异越大"),
        ),
    ]


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
    one, other = found["one"], found["other"]
    return (
        f"{style.city(one, 'en')} and {style.city(other, 'en')}, {value}",
        f"{style.city(one, 'zh')}与{style.city(other, 'zh')}，{value}",
    )
