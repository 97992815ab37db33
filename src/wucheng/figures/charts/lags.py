"""How long after an event it was printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wucheng import timeline
from wucheng.figures import palette, style
from wucheng.figures.charts import calendar, legend, parts
from wucheng.figures.draft import Draft
from wucheng.figures.figure import Figure

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from wucheng.corpus import Corpus

#: Days up to which the scale is linear; beyond them it is logarithmic.
_LINEAR = 7
_TICKS = (-365, -90, -30, -7, 0, 1, 3, 7, 14, 30, 90, 365, 1095, 3650)
#: Events from which on a city has a median: between two there may be nothing.
_FEW = 3
#: Between marks of one lag and city, and what a stack of them may take of its line.
_STEP, _ROOM = 0.15, 0.72


@style.drawn
def event_to_report(c: Corpus, lang: str = "en") -> Figure:
    """Days from the last day of each dated event to the printing of its text, a line a city."""
    draft = Draft("lags", c, lang)
    data = timeline.happenings(timeline.events(c)).drop(columns="city")
    shown = parts.largest(c)
    data = data[data["lag_days"].notna() & data["group"].isin(shown)].reset_index(drop=True)
    if data.empty:
        why = ("No event has a day in a text that has one.", "没有文本和事件都有日期。")
        return draft.nothing(why, data)
    unsure = (data["open"] != "") | (data["precision"] == "vague")
    drawing = style.sheet(22 + 12 * max(len(shown), 2))
    axes = drawing.subplots()
    lags = data["lag_days"]
    _scale(axes, int(lags.min()), int(lags.max()))
    alike = data.groupby(["group", "lag_days"])
    places = zip(unsure, alike.cumcount(), alike["lag_days"].transform("size"), strict=True)
    for row, (hollow, place, number) in zip(parts.rows(data), places, strict=True):
        x, y = row["lag_days"], shown.index(row["group"]) + _lift(place, number)
        look = draft.look(row["group"])
        artists = [parts.point(axes, x, y, look, not hollow, width=0.9, clip_on=False)]
        if row["corrected"]:
            artists += calendar.corrected(axes, x, y - 0.12)
        kind = draft.called("events", row["type"])
        label = f"{row['group']} {kind} {row['when']} {row['what']}: {x}"
        draft.mark(label, [(row["doc_id"], row["sentence"])], *artists)
    for at, name in enumerate(shown):
        own = lags[data["group"] == name]
        axes.axhline(at + 0.5, color=palette.pale(), linewidth=0.5, zorder=1)
        if len(own) >= _FEW:
            middle = float(own.median())
            axes.plot([middle, middle], [at - 0.46, at + 0.46], color=palette.ink(), lw=0.9)
    parts.city_lines(axes, shown, lang, data["group"], below=0.5)
    axes.grid(axis="x")
    vague = draft.say("vague, or going on until the report", "用语模糊，或持续到报道之日")
    signs = [legend.point(vague, False, line=False)] if unsure.any() else []
    if data["corrected"].any():
        signs.append(calendar.corrected_key(draft))
    if signs:
        legend.above(drawing, signs)
    axes.set_xlabel(draft.say("days from the event to the printing", "从事件到刊出的天数"))
    return draft.figure(
        drawing,
        data,
        events=len(data),
        median=f"{lags.median():.0f}",
        most=f"{int(lags.max()):,}",
        same=int((lags == 0).sum()),
        open=int(unsure.sum()),
        few=_FEW,
        cut=parts.left_out(c, shown),
    )


def _scale(axes: Axes, low: int, high: int) -> None:
    """The axis of days, linear near 0 and logarithmic beyond."""
    axes.set_xscale("symlog", linthresh=_LINEAR, linscale=1.6)
    axes.set_xlim(min(low * 1.3, 0) - 0.8, max(high * 1.35, 8))
    ticks = [tick for tick in _TICKS if min(low, 0) <= tick <= max(high * 1.3, 8)]
    axes.set_xticks(ticks, [f"{tick:,}" for tick in ticks])
    axes.minorticks_off()


def _lift(place: int, number: int) -> float:
    """How far below the middle of its line the mark at a place among so many of one lag stands."""
    step = min(_STEP, _ROOM / max(number - 1, 1))
    return step * ((number - 1) / 2 - place)
