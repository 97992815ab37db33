"""Small multiples that compare the cities: a panel a thing, a line a city, with intervals."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import pandas as pd

from wucheng.figures import palette, style
from wucheng.figures.charts import legend, parts
from wucheng.figures.evidence import Key, Marks

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Drawing

    from wucheng.corpus import Corpus


def cities(c: Corpus, panels: int) -> list[str]:
    """The cities that so many panels on one sheet have room for, in the order of the corpus.

    Of too many, those with most text.
    """
    lines = -(-max(1, panels) // parts.across(panels, share_y=True))
    most = parts.fitting(lambda number: 12 + lines * _height_mm(number), parts.MOST_PANELS)
    return parts.largest(c, style.cities(c), most)


def _height_mm(cities: int) -> float:
    return 8 + 4.0 * max(cities, 1)


def compare(
    c: Corpus,
    data: pd.DataFrame,
    names: Mapping[str, str],
    shown: Sequence[str],
    marks: Marks,
    lang: str,
    *,
    behind: Mapping[tuple[str, str], list[Key]],
    reference: Mapping[str, float] | None = None,
    notes: str = "",
    beside: str = "",
    hollow: str = "",
) -> Drawing:
    """Small multiples of a value by city; `data` has panel, group, value, low and high.

    `reference` draws a line in each panel, `notes` is a column of numbers set at the right.
    `beside` is a second value, with NAME_low and NAME_high, drawn in grey below the first; where
    NAME_firm is false, its interval alone.
    `hollow` says in the key what hollow marks are.
    """
    looks = palette.cities(c)
    drawing, panels = parts.panels(len(names), _height_mm(len(shown)), share_y=True)
    ends = ["high", "value", *([f"{beside}_high"] if beside else [])]
    most = max(data[ends].max().max(), 1.0) if len(data) else 1.0
    for (key, title), axes in zip(names.items(), panels, strict=True):
        rows = parts.rows(data[data["panel"] == key])
        if reference is not None:
            axes.axvline(reference[key], color=palette.grey(), linewidth=0.6, linestyle=":")
        for row in rows:
            at = shown.index(row["group"])
            look = palette.style(looks, row["group"])
            low, high = _ends(row)
            small = row.get("small", row["value"] == 0)
            artists = parts.dot(axes, low, row["value"], high, at, look, not small)
            if beside and not math.isnan(row[beside]):
                artists += _second(axes, row, beside, at + 0.3)
            label = f"{title} · {style.city(row['group'], lang)}"
            marks.add(label, behind.get((key, row["group"]), []), *artists)
            if notes:
                axes.text(
                    1,
                    at,
                    f"{row[notes]}",
                    ha="right",
                    va="center",
                    fontsize=style.SMALL,
                    transform=axes.get_yaxis_transform(),
                )
        parts.city_lines(axes, shown, lang)
        axes.set_xlim(-0.02 * most, most * (1.15 if notes else 1.03))
        axes.grid(axis="x")
        axes.set_title(title)
        parts.thousands(axes.xaxis)
    signs = _key(lang, hollow, reference is not None, bool(beside))
    if names and signs:
        legend.beside(drawing, len(names), signs)
    return drawing


def _key(lang: str, hollow: str, dotted: bool, beside: bool) -> list[Artist]:
    """What the signs of the panels mean."""
    from matplotlib.lines import Line2D

    say = style.language(lang)
    grey = palette.grey()
    signs: list[Artist] = []
    if hollow:
        signs += legend.solid_hollow("", hollow)[1:]
    if dotted:
        label = say("all texts together", "全部文本")
        signs.append(Line2D([], [], color=grey, linewidth=0.9, linestyle=":", label=label))
    if beside:
        label = say("corrected by the coding", "按编码者的编码校正")
        sign = Line2D([], [], color=grey, linewidth=0.7, marker="|", markersize=4, label=label)
        signs.append(sign)
    return signs


def _second(axes: Axes, row: parts.Row, name: str, at: float) -> list[Artist]:
    """A second value of a row with its interval, small and grey."""
    ends = [row[f"{name}_low"], row[f"{name}_high"]]
    (line,) = axes.plot(ends, [at, at], color=palette.grey(), linewidth=0.7, zorder=2)
    if not row.get(f"{name}_firm", True):
        return [line]
    (point,) = axes.plot(row[name], at, "|", color=palette.grey(), markersize=4, zorder=3)
    return [point, line]


def _ends(row: parts.Row) -> tuple[float, float]:
    """The interval of a value; the value itself where there is none."""
    value, low, high = (float(row[name]) for name in ("value", "low", "high"))
    return (value, value) if math.isnan(low) else (low, high)
