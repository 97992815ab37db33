"""How long things last, and which day it is by the texts' own count."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from wucheng import timeline
from wucheng.figures import figure, palette, style
from wucheng.figures.charts import legend, parts, point_names
from wucheng.figures.evidence import Marks

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from wucheng.corpus import Corpus
    from wucheng.figures.palette import Style

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
def durations_and_counts(c: Corpus, lang: str = "en") -> figure.Figure:
    """Durations, and hollow the days that are counted, on one logarithmic scale, a line a city."""
    say = style.language(lang)
    told = timeline.durations(c)
    shown = parts.largest(c, style.cities(c))
    told = told[told["group"].isin(shown)]
    data = told[told["hours"] > 0].reset_index(drop=True)
    data["stack"] = data.groupby(["group", "kind", "hours"]).cumcount()
    if data.empty:
        why = ("No text gives a length of time.", "文本没有给出时长。")
        return figure.nothing(
            "durations", why, data.drop(columns=["city", "text", "stack"], errors="ignore"), c, lang
        )
    marks = Marks(c)
    looks = palette.cities(c)
    drawing = style.sheet(26 + 12 * max(len(shown), 2))
    axes = drawing.subplots()
    _draw(axes, data, shown, looks, marks, lang)
    parts.city_lines(axes, shown, lang, data["group"], below=0.5)
    axes.set_xlabel(say("length of time (log scale)", "时间长度（对数刻度）"))
    if (data["kind"] == _COUNTED).any():
        signs = (say("how long", "持续多久"), say("day counted (第…天)", "数到第几天"))
        legend.above(drawing, legend.solid_hollow(*signs, lines=False))
    longest = parts.rows(data.sort_values("hours", ascending=False, kind="stable").head(1))
    words = longest[0]["words"] if longest else ""
    return figure.make(
        "durations",
        drawing,
        data.drop(columns=["city", "text", "stack"], errors="ignore"),
        marks,
        lang,
        durations=int((data["kind"] == "duration").sum()),
        counted=int((data["kind"] == "count_day").sum()),
        open=len(told) - len(data),
        longest=(words or "none", words or "无"),
        cut=parts.left_out(c, shown),
    )


def _draw(
    axes: Axes,
    rows: pd.DataFrame,
    shown: list[str],
    looks: dict[str, Style],
    marks: Marks,
    lang: str,
) -> None:
    low, high = rows["hours"].min() / 3, rows["hours"].max() * 8
    axes.set_xscale("log")
    axes.set_xlim(low, high)
    fits = [each for each in _LENGTHS if low <= each[0] <= high / 1.4]
    every = -(-len(fits) // (4 if style.narrow() else 8))
    at = 1 if lang == "en" else 2
    axes.set_xticks([each[0] for each in fits[::every]], [str(each[at]) for each in fits[::every]])
    axes.minorticks_off()
    axes.grid(axis="x")
    for number in range(len(shown)):
        axes.axhline(number + 0.42, color=palette.pale(), linewidth=0.5, zorder=1)
    names = []
    for row in parts.rows(rows):
        look = palette.style(looks, row["group"])
        y = shown.index(row["group"]) + 0.22 - 0.24 * min(row["stack"], 3)
        (point,) = parts.mark(axes, row["hours"], y, look, size=4.5)
        if row["kind"] == _COUNTED:
            point.set_markerfacecolor(palette.paper())
        label = f"{row['group']} {row['words']}"
        marks.add(label, [(row["doc_id"], row["sentence"])], point)
        names.append((row["hours"], y, row["words"]))
    if len(names) <= _MOST_NAMES:
        point_names.place(axes, names)
