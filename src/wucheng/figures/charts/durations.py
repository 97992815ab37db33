"""How long things last, and which day it is by the texts' own count."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from wucheng import timeline
from wucheng.figures import palette, style
from wucheng.figures.charts import legend, parts, point_names
from wucheng.figures.draft import Draft
from wucheng.figures.figure import Figure

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from wucheng.corpus import Corpus

#: The kind of a day that a text counts (第46天).
_COUNTED = "count_day"

#: So many points can be named.
_MOST_NAMES = 40
#: Lengths at which an axis is labelled, in hours: in English and in Chinese.
_LENGTHS = (
    (1 / 60, "1 min", "1分钟"),
    (1 / 6, "10 min", "10分钟"),
    (1, "1 h", "1小时"),
    (6, "6 h", "6小时"),
    (24, "1 day", "1天"),
    (168, "1 week", "1周"),
    (720, "30 days", "30天"),
    (8760, "1 year", "1年"),
    (87600, "10 years", "10年"),
)


@style.drawn
def durations_and_counts(c: Corpus, lang: str = "en") -> Figure:
    """Durations, and hollow the days that are counted, on one logarithmic scale, a line a city."""
    draft = Draft("durations", c, lang)
    told = timeline.durations(c).drop(columns=["city", "text"])
    shown = parts.largest(c)
    told = told[told["group"].isin(shown)]
    data = told[told["hours"] > 0].reset_index(drop=True)
    if data.empty:
        return draft.nothing(("No text gives a length of time.", "文本没有给出时长。"), data)
    drawing = style.sheet(26 + 12 * max(len(shown), 2))
    axes = drawing.subplots()
    _draw(draft, axes, data, shown)
    parts.city_lines(axes, shown, lang, data["group"], below=0.5)
    axes.set_xlabel(draft.say("length of time (log scale)", "时间长度（对数刻度）"))
    counted = data["kind"] == _COUNTED
    if counted.any():
        signs = [
            legend.point(draft.say("how long", "持续多久"), line=False),
            legend.point(draft.say("day counted (第…天)", "数到第几天"), False, line=False),
        ]
        legend.above(drawing, signs)
    longest = data.sort_values("hours", ascending=False, kind="stable")["words"].iloc[0]
    return draft.figure(
        drawing,
        data,
        durations=int((data["kind"] == "duration").sum()),
        counted=int(counted.sum()),
        open=len(told) - len(data),
        longest=(longest or "none", longest or "无"),
        cut=parts.left_out(c, shown),
    )


def _draw(draft: Draft, axes: Axes, rows: pd.DataFrame, shown: list[str]) -> None:
    low, high = rows["hours"].min() / 3, rows["hours"].max() * 8
    axes.set_xscale("log")
    axes.set_xlim(low, high)
    fits = [each for each in _LENGTHS if low <= each[0] <= high / 1.4]
    fits = fits[:: -(-len(fits) // (4 if style.narrow() else 8))]
    axes.set_xticks([hours for hours, *_ in fits], [draft.say(*names) for _, *names in fits])
    axes.minorticks_off()
    axes.grid(axis="x")
    for number in range(len(shown)):
        axes.axhline(number + 0.42, color=palette.pale(), linewidth=0.5, zorder=1)
    names = []
    stack = rows.groupby(["group", "kind", "hours"]).cumcount()
    for row, above in zip(parts.rows(rows), stack, strict=True):
        y = shown.index(row["group"]) + 0.22 - 0.24 * min(above, 3)
        full = row["kind"] != _COUNTED
        point = parts.point(axes, row["hours"], y, draft.look(row["group"]), full)
        draft.mark(f"{row['group']} {row['words']}", [(row["doc_id"], row["sentence"])], point)
        names.append((row["hours"], y, row["words"]))
    if len(names) <= _MOST_NAMES:
        point_names.place(axes, names)
