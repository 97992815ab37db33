"""At which hours of the day things happen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wucheng import timeline
from wucheng.figures import palette, style
from wucheng.figures.charts import calendar, legend, parts, point_names
from wucheng.figures.draft import Draft
from wucheng.figures.figure import Figure

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from wucheng.corpus import Corpus

#: Clock times within this many hours of one another are stacked.
_BIN = 0.5

#: Night, shaded: before the first hour and from the second on.
_NIGHT = (6, 22)

#: Characters of what happens, beside a point.
_CHARACTERS = 12

#: So many points can be named in the drawing.
_MOST_NAMES = 40


@style.drawn
def hours_of_day(c: Corpus, lang: str = "en") -> Figure:
    """The clock times that the texts give, a line a city, equal times stacked."""
    draft = Draft("hours", c, lang)
    data = timeline.hours(c).drop(columns=["city", "text"])
    shown = parts.largest(c)
    data = data[data["group"].isin(shown)].reset_index(drop=True)
    slot = (data["hour"] // _BIN).astype("int64")
    data["stack"] = data.groupby([data["group"], slot]).cumcount()
    if data.empty:
        return draft.nothing(("No text gives an hour.", "文本没有给出钟点。"), data)
    highest = int(data["stack"].max()) + 1
    drawing = style.sheet(22 + len(shown) * (5.5 + min(highest, 12) * 1.6))
    axes = drawing.subplots()
    _day(draft, axes, len(shown))
    parts.city_lines(axes, shown, lang, data["group"], below=0.5)
    names = []
    for row in parts.rows(data):
        y = shown.index(row["group"]) + 0.22 - row["stack"] * 0.62 / max(highest, 3)
        artists = [parts.point(axes, row["hour"], y, draft.look(row["group"]), size=5)]
        if row["corrected"]:
            artists += calendar.corrected(axes, row["hour"], y - 0.1)
        label = f"{row['group']} {row['clock']} {row['words']}"
        draft.mark(label, [(row["doc_id"], row["sentence"])], *artists)
        names.append((row["hour"], y, _named(row)))
    if len(names) <= _MOST_NAMES:
        point_names.place(axes, names)
    if data["corrected"].any():
        legend.above(drawing, [calendar.corrected_key(draft)])
    return draft.figure(
        drawing,
        data,
        times=len(data),
        first=data["clock"].min(),
        last=data["clock"].max(),
        night=int((~data["hour"].between(*_NIGHT, inclusive="left")).sum()),
        silent=_silent([name for name in shown if name not in set(data["group"])]),
        cut=parts.left_out(c, shown),
    )


def _silent(cities: list[str]) -> tuple[str, str]:
    """The cities of which no text gives an hour, a sentence for the caption."""
    if not cities:
        return "", ""
    english, _ = parts.named([style.city(name, "en") for name in cities])
    _, chinese = parts.named([style.city(name, "zh") for name in cities])
    return f" No hour is given for: {english}.", f"没有给出钟点的城市：{chinese}。"


def _named(row: parts.Row) -> str:
    """The words of the time, and what is reported for it, cut to what a line holds."""
    if not row["type"]:
        return str(row["words"])
    what = row["what"].replace(row["words"], "").strip("，、 ")
    return f"{row['words']} {what[:_CHARACTERS] + '…' if len(what) > _CHARACTERS else what}"


def _day(draft: Draft, axes: Axes, lines: int) -> None:
    """The axes of a day: night shaded, so many lines."""
    for night in ((0, _NIGHT[0]), (_NIGHT[1], 24)):
        axes.axvspan(*night, color=palette.shade(0.932), linewidth=0, zorder=0)
    for at in range(lines):
        axes.axhline(at + 0.38, color=palette.pale(), linewidth=0.5, zorder=1)
    axes.set_xlim(0, 24)
    hours = range(0, 25, 6 if style.narrow() else 3)
    axes.set_xticks(hours, [f"{hour}:00" for hour in hours])
    axes.set_xlabel(draft.say("hour of the day", "一天中的时刻"))
