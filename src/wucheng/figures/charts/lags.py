"""How long after an event it was printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wucheng import timeline
from wucheng.figures import captions, figure, palette, style
from wucheng.figures.charts import calendar, legend, parts
from wucheng.figures.evidence import Marks

if TYPE_CHECKING:
    from matplotlib.artist import Artist

    from wucheng.corpus import Corpus

#: Days up to which the scale is linear; beyond them it is logarithmic.
_LINEAR = 7
_TICKS = (-365, -90, -30, -7, 0, 1, 3, 7, 14, 30, 90, 365, 1095, 3650)
#: Events from which on a city has a median: between two there may be nothing.
_FEW = 3
#: Between marks of one lag and city, and what a stack of them may take of its line.
_STEP, _ROOM = 0.15, 0.72


@style.drawn
def event_to_report(c: Corpus, lang: str = "en") -> figure.Figure:
    """Days from the last day of each dated event to the printing of its text, a line a city."""
    say = style.language(lang)
    data = timeline.happenings(timeline.events(c))
    data = data[data["lag_days"].notna()].reset_index(drop=True)
    shown = parts.largest(c, style.cities(c))
    data = data[data["group"].isin(shown)].reset_index(drop=True)
    data["unsure"] = (data["open"] != "") | (data["precision"] == "vague")
    alike = data.groupby(["group", "lag_days"])
    data["stack"], data["alike"] = alike.cumcount(), alike["lag_days"].transform("size")
    if data.empty:
        why = ("No event has a day in a text that has one.", "没有文本和事件都有日期。")
        return figure.nothing(
            "lags", why, data.drop(columns=["city", "stack", "alike", "unsure"]), c, lang
        )
    marks = Marks(c)
    looks = palette.cities(c)
    drawing = style.sheet(22 + 12 * max(len(shown), 2))
    axes = drawing.subplots()
    axes.set_xscale("symlog", linthresh=_LINEAR, linscale=1.6)
    low, high = int(data["lag_days"].min()), int(data["lag_days"].max())
    axes.set_xlim(min(low * 1.3, 0) - 0.8, max(high * 1.35, 8))
    ticks = [tick for tick in _TICKS if min(low, 0) <= tick <= max(high * 1.3, 8)]
    axes.set_xticks(ticks, [f"{tick:,}" for tick in ticks])
    axes.minorticks_off()
    for row in parts.rows(data):
        look = palette.style(looks, row["group"])
        y = shown.index(row["group"]) + _lift(row["stack"], row["alike"])
        point = parts.point(axes, row["lag_days"], y, look, not row["unsure"], clip_on=False)
        artists: list[Artist] = [point]
        if row["corrected"]:
            artists += calendar.corrected(axes, row["lag_days"], y - 0.12)
        kind = captions.name("events", row["type"], lang)
        label = f"{row['group']} {kind} {row['when']} {row['what']}: {row['lag_days']}"
        marks.add(label, [(row["doc_id"], row["sentence"])], *artists)
    for at, name in enumerate(shown):
        lags = data.loc[data["group"] == name, "lag_days"]
        axes.axhline(at + 0.5, color=palette.pale(), linewidth=0.5, zorder=1)
        if len(lags) >= _FEW:
            middle = float(lags.median())
            axes.plot([middle, middle], [at - 0.46, at + 0.46], color=palette.ink(), lw=0.9)
    parts.city_lines(axes, shown, lang, data["group"], below=0.5)
    axes.grid(axis="x")
    hollow = say("vague, or going on until the report", "用语模糊，或持续到报道之日")
    signs = legend.solid_hollow("", hollow, lines=False)[1:] if data["unsure"].any() else []
    if (data["corrected"] != "").any():
        signs.append(calendar.corrected_key(lang))
    if signs:
        legend.above(drawing, signs)
    axes.set_xlabel(say("days from the event to the printing", "从事件到刊出的天数"))
    lags = data["lag_days"]
    return figure.make(
        "lags",
        drawing,
        data.drop(columns=["city", "stack", "alike", "unsure"]),
        marks,
        lang,
        events=len(data),
        median=f"{lags.median():.0f}" if len(lags) else "–",
        most=f"{int(lags.max()):,}" if len(lags) else "–",
        same=int((lags == 0).sum()),
        open=int(data["unsure"].sum()),
        few=_FEW,
        cut=parts.left_out(c, shown),
    )


def _lift(place: int, number: int) -> float:
    """How far below the middle of its line the mark at a place among so many of one lag stands."""
    step = min(_STEP, _ROOM / max(number - 1, 1))
    return step * ((number - 1) / 2 - place)
