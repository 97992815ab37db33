"""Days along an axis, and how things that take time are drawn there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pandas as pd

from wucheng.figures import palette, style
from wucheng.figures.charts import legend, parts

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

    from wucheng.figures.draft import Draft
    from wucheng.figures.palette import Style

_HEIGHT = 0.56

#: An open end fades over this share of the bar, in so many steps.
_FADING, _STEPS = 0.4, 8

#: The type of a text's own coming out.
PUBLISHED = "publication"

#: What is told to have happened once; anything else without a day is an empty square.
_TOLD = ("reported", "said", "")

#: Days that are labelled on a narrow sheet.
_FEW_TICKS = 4

_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def number(day: Any) -> float:
    """A day as matplotlib counts it, from 1970."""
    return float((pd.Timestamp(day) - pd.Timestamp(1970, 1, 1)) / pd.Timedelta(days=1))


def span(row: dict[str, Any]) -> tuple[float, float]:
    """When an event begins and ends: at the end of its last day, or of the hour that is given."""
    start, end = number(row["first"]), number(row["last"]) + 1
    if row["precision"] == "hour" and not pd.isna(row["hour"]):
        start += row["hour"] / 24
        end = start + 1 / 24
    return start, end


def bar(axes: Axes, row: dict[str, Any], y: float, look: Style, least: float = 0) -> list[Artist]:
    """An event from its beginning to its end, at least `least` days wide.

    `row` has first, last, hour, open ("start", "end" or ""), precision, status and corrected.
    Towards an open end the bar fades; what is vague is pale within its outline, what is planned is
    empty; a triangle stands over what was corrected by hand.
    """
    start, end = span(row)
    if end - start < least:
        start, end = (start + end - least) / 2, (start + end + least) / 2
    drawn = _bar(axes, row, start, end, y, look)
    if row["corrected"]:
        drawn += corrected(axes, end, y - _HEIGHT / 2)
    return drawn


def corrected(axes: Axes, x: float, y: float) -> list[Artist]:
    """The sign over what was corrected by hand."""
    return list(axes.plot(x, y, "v", color=palette.ink(), markersize=3.2, zorder=6))


def corrected_key(draft: Draft) -> Artist:
    """What that sign is called in a legend."""
    return legend.sign("v", draft.say("corrected by hand", "人工更正"), palette.ink(), size=3.2)


def _bar(
    axes: Axes, row: dict[str, Any], start: float, end: float, y: float, look: Style
) -> list[Artist]:
    planned, wide = row["status"] == "planned", end - start
    if planned or (row["precision"] == "vague" and not row["open"]):
        face = palette.paper() if planned else palette.faded(look.colour, 0.6)
        dash = (0, (2, 1.2)) if planned else "-"
        inner, edge = _HEIGHT - 0.06, look.edge
        return list(axes.barh(y, wide, inner, start, color=face, edgecolor=edge, lw=0.9, ls=dash))
    (solid,) = axes.barh(y, wide, _HEIGHT, start, color=look.colour)
    drawn: list[Artist] = [solid]
    if not row["open"]:
        return drawn
    # Only the part towards the open end fades: that it began is as sure as that of any other.
    step = _FADING * wide / _STEPS
    solid.set_width((1 - _FADING) * wide)
    if row["open"] == "start":
        solid.set_x(start + _FADING * wide)
    for at in range(_STEPS):
        far = _STEPS - at
        left = start + (far - 1) * step if row["open"] == "start" else end - far * step
        colour = palette.faded(look.colour, (at + 1) / (_STEPS + 1))
        drawn += axes.barh(y, step, _HEIGHT, left, color=colour)
    return drawn


def arrow(axes: Axes, x: float, y: float, look: Style) -> list[Artist]:
    """A sign at the left edge: this lies before the calendar begins."""
    return list(axes.plot(x, y, "<", color=look.edge, markersize=4.5, clip_on=False, zorder=4))


def diamond(axes: Axes, day: Any, y: float) -> Artist:
    """The publication of a text."""
    sign, x = palette.neutral("D"), number(day) + 0.5
    return parts.point(axes, x, y, sign, False, size=4, width=0.9, zorder=5, clip_on=False)


def loose(axes: Axes, x: float, y: float, row: dict[str, Any], look: Style) -> list[Artist]:
    """An event without a day: a square, empty if it is told as repeated, planned or denied."""
    square, size = replace(look, marker="s"), 2.2 if style.narrow() else 3.6
    told = row["status"] in _TOLD
    drawn = [parts.point(axes, x, y, square, told, size=size, width=0.8, zorder=2)]
    if row["corrected"]:
        drawn += corrected(axes, x, y - _HEIGHT / 2)
    return drawn


def key(draft: Draft, table: pd.DataFrame, undated: pd.DataFrame) -> list[Artist]:
    """What the signs mean, of those that the dated rows (column at_edge) and the undated need."""
    say, grey, paper = draft.say, palette.grey(), palette.paper()
    published, told = table["type"] == PUBLISHED, undated["status"].isin(_TOLD)
    again = say("no day: again and again", "无日期：反复发生")
    if (undated["status"] == "planned").any():
        again = say("no day: repeated or planned", "无日期：反复发生或计划中")
    signs: list[tuple[object, Artist]] = [
        (not published.all(), legend.area(say("reported event", "所述事件"), color=grey)),
        (
            (table["precision"] == "vague").any(),
            legend.area(say("vague", "模糊"), facecolor=palette.faded(grey, 0.6), edgecolor=grey),
        ),
        (
            (table["status"] == "planned").any(),
            legend.area(say("planned", "计划中"), facecolor=paper, edgecolor=grey, ls="--"),
        ),
        (
            told.any(),
            legend.sign("s", say("no day given", "未给出日期"), grey, size=3.6, width=0.8),
        ),
        (not told.all(), legend.sign("s", again, paper, grey, size=3.6, width=0.8)),
        (table["corrected"].any() or undated["corrected"].any(), corrected_key(draft)),
        (
            published.any(),
            legend.sign("D", say("publication", "发表"), paper, palette.ink(), size=4),
        ),
        (table["at_edge"].any(), legend.sign("<", say("before this calendar", "早于此图"), grey)),
    ]
    return [sign for needed, sign in signs if needed]


def days(axes: Axes, lang: str) -> None:
    """Labels an axis of days: day and month, the year where it begins or changes."""
    import matplotlib.dates
    from matplotlib.ticker import FixedLocator

    dates: Any = matplotlib.dates
    start, end = axes.get_xlim()
    found = dates.AutoDateLocator(minticks=3, maxticks=8).tick_values(
        dates.num2date(start), dates.num2date(end)
    )
    ticks = [float(tick) for tick in found if start <= tick <= end and tick == int(tick)]
    narrow = style.narrow()
    ticks = ticks[:: 2 if narrow and len(ticks) > _FEW_TICKS else 1]
    axes.xaxis.set_major_locator(FixedLocator(ticks))
    say = style.language(lang)
    long = end - start > 400
    labels = []
    year = 0
    for tick in ticks:
        day = dates.num2date(tick)
        month = _MONTHS[day.month - 1]
        if long:
            sep = "\n" if narrow else " "
            text = say(f"{month}{sep}{day.year}", f"{day.year}年{sep.strip(' ')}{day.month}月")
        else:
            text = say(f"{day.day} {month}", f"{day.month}月{day.day}日")
            if day.year != year:
                text += say(f"\n{day.year}", f"\n{day.year}年")
        year = day.year
        labels.append(text)
    axes.set_xticklabels(labels)
