"""Days along an axis, and how things that take time are drawn there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from wucheng.figures import palette, style

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

    from wucheng.figures.palette import Style

_HEIGHT = 0.56

#: An open end fades over this many steps.
_STEPS = 8

_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def number(day: Any) -> float:
    """A day as matplotlib counts it, from 1970."""
    return float((pd.Timestamp(day) - pd.Timestamp(1970, 1, 1)) / pd.Timedelta(days=1))


def bar(axes: Axes, row: dict[str, Any], y: float, look: Style, least: float = 0) -> list[Artist]:
    """An event from its first day to the end of its last, at least `least` days wide.

    `row` has first, last and open ("start", "end" or ""): towards an open end the bar fades.
    """
    start, end = number(row["first"]), number(row["last"]) + 1
    if end - start < least:
        start, end = (start + end - least) / 2, (start + end + least) / 2
    strengths = [1.0] * _STEPS
    if row["open"]:
        strengths = [(step + 1) / _STEPS for step in range(_STEPS)]
    if row["open"] == "end":
        strengths.reverse()
    if not row["open"]:
        return list(axes.barh(y, end - start, left=start, height=_HEIGHT, color=look.colour))
    width = (end - start) / _STEPS
    return [
        piece
        for step, strength in enumerate(strengths)
        for piece in axes.barh(
            y,
            width,
            left=start + step * width,
            height=_HEIGHT,
            color=palette.lighten(look.colour, 1 - strength),
        )
    ]


def arrow(axes: Axes, x: float, y: float, look: Style) -> list[Artist]:
    """A sign at the left edge: this lies before the calendar begins."""
    return list(axes.plot(x, y, "<", color=look.colour, markersize=4.5, clip_on=False, zorder=4))


def diamond(axes: Axes, day: Any, y: float) -> Artist:
    """The publication of a text."""
    return axes.plot(
        number(day) + 0.5,
        y,
        "D",
        color="white",
        markeredgecolor=palette.INK,
        markeredgewidth=0.9,
        markersize=4,
        clip_on=False,
        zorder=5,
    )[0]


def key(lang: str) -> list[Artist]:
    """What the signs mean."""
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    say = style.language(lang)
    return [
        Patch(color=palette.GREY, label=say("reported event", "所述事件")),
        Line2D(
            [],
            [],
            marker="D",
            markerfacecolor="white",
            markeredgecolor=palette.INK,
            linestyle="",
            markersize=4,
            label=say("publication", "发表"),
        ),
        Line2D(
            [],
            [],
            marker="<",
            linestyle="",
            color=palette.GREY,
            markersize=4.5,
            label=say("before this calendar", "早于此图"),
        ),
    ]


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
    axes.xaxis.set_major_locator(FixedLocator(ticks))
    say = style.language(lang)
    long = end - start > 400
    labels = []
    year = 0
    for tick in ticks:
        day = dates.num2date(tick)
        month = _MONTHS[day.month - 1]
        if long:
            text = say(f"{month} {day.year}", f"{day.year}年{day.month}月")
        else:
            text = say(f"{day.day} {month}", f"{day.month}月{day.day}日")
            if day.year != year:
                text += say(f"\n{day.year}", f"\n{day.year}年")
        year = day.year
        labels.append(text)
    axes.set_xticklabels(labels)
