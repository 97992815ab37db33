"""Small multiples that compare the cities: a panel a thing, a line a city, with intervals."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import pandas as pd

from wucheng.figures import palette, style
from wucheng.figures.charts import parts
from wucheng.figures.evidence import Key, Marks

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Drawing

    from wucheng.corpus import Corpus


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
) -> Drawing:
    """Small multiples of a value by city; `data` has panel, group, value, low and high.

    `reference` draws a line in each panel, `notes` is a column of numbers set at the right.
    `beside` is a second value, with NAME_low and NAME_high, drawn in grey below the first.
    """
    looks = palette.cities(c)
    drawing, panels = parts.panels(len(names), 8 + 4.0 * max(len(shown), 1), share_y=True)
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
        axes.set_yticks(range(len(shown)), [style.city(name, lang) for name in shown])
        axes.set_ylim(len(shown) - 0.4, -0.6)
        axes.set_xlim(-0.02 * most, most * (1.15 if notes else 1.03))
        axes.grid(axis="x")
        axes.tick_params(axis="y", length=0)
        axes.set_title(title)
        parts.thousands(axes.xaxis)
    return drawing


def _second(axes: Axes, row: parts.Row, name: str, at: float) -> list[Artist]:
    """A second value of a row with its interval, small and grey."""
    ends = [row[f"{name}_low"], row[f"{name}_high"]]
    (line,) = axes.plot(ends, [at, at], color=palette.grey(), linewidth=0.7, zorder=2)
    (point,) = axes.plot(row[name], at, "|", color=palette.grey(), markersize=4, zorder=3)
    return [point, line]


def _ends(row: parts.Row) -> tuple[float, float]:
    """The interval of a value; the value itself where there is none."""
    value, low, high = (float(row[name]) for name in ("value", "low", "high"))
    return (value, value) if math.isnan(low) else (low, high)
