"""Small multiples that compare the cities: a panel a thing, a line a city, with intervals."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from wucheng.figures import palette
from wucheng.figures.charts import legend, parts
from wucheng.figures.draft import Draft
from wucheng.figures.evidence import Key

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
    return parts.largest(c, most=most)


def _height_mm(cities: int) -> float:
    return 8 + 4.0 * max(cities, 1)


def compare(
    draft: Draft,
    data: pd.DataFrame,
    names: Mapping[str, str],
    shown: Sequence[str],
    *,
    behind: Mapping[tuple[Any, ...], list[Key]],
    hollow: str,
    reference: Mapping[Any, float] | None = None,
    notes: str = "",
    beside: str = "",
) -> Drawing:
    """Small multiples of a value by city; `data` has panel, group, value, low and high.

    `hollow` says in the key what hollow marks are. `reference` draws a line in each panel, `notes`
    is a column of numbers set at the right. `beside` is a second value, with NAME_low and
    NAME_high, drawn in grey below the first; where NAME_firm is false, its interval alone.
    """
    drawing, panels = parts.panels(len(names), _height_mm(len(shown)), share_y=True)
    ends = ["high", "value", *([f"{beside}_high"] if beside else [])]
    most = max(data[ends].max().max(), 1.0)
    for (key, title), axes in zip(names.items(), panels, strict=True):
        if reference is not None:
            axes.axvline(reference[key], color=palette.grey(), linewidth=0.6, linestyle=":")
        for row in parts.rows(data[data["panel"] == key]):
            at = shown.index(row["group"])
            full = not row.get("small", row["value"] == 0)
            low, high = _ends(row)
            look = draft.look(row["group"])
            artists = parts.dot(axes, low, row["value"], high, at, look, full)
            if beside and not math.isnan(row[beside]):
                artists += _second(axes, row, beside, at + 0.3)
            label = f"{title} · {draft.city(row['group'])}"
            draft.mark(label, behind.get((key, row["group"]), []), *artists)
            if notes:
                right = {"ha": "right", "transform": axes.get_yaxis_transform()}
                parts.write(axes, 1, at, f"{row[notes]}", **right)
        parts.city_lines(axes, shown, draft.lang)
        axes.set_xlim(-0.02 * most, most * (1.15 if notes else 1.03))
        axes.grid(axis="x")
        axes.set_title(title)
        parts.thousands(axes.xaxis)
    signs = _key(draft, hollow, reference is not None, bool(beside))
    legend.beside(drawing, len(names), signs)
    return drawing


def _key(draft: Draft, hollow: str, dotted: bool, beside: bool) -> list[Artist]:
    """What the signs of the panels mean."""
    grey = palette.grey()
    signs = [legend.point(hollow, False)]
    if dotted:
        label = draft.say("all texts together", "全部文本")
        signs.append(legend.stroke(label, grey, linewidth=0.9, linestyle=":"))
    if beside:
        label = draft.say("corrected by the coding", "按编码者的编码校正")
        signs.append(legend.stroke(label, grey, linewidth=0.7, marker="|", markersize=4))
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
