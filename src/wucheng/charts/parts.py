"""Pieces that several charts are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wucheng import style
from wucheng.palette import Style

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis


def note(axes: Axes, text: str, x: float, y: float) -> None:
    """A small text just right of a point."""
    axes.annotate(
        text, (x, y), (3, 0), textcoords="offset points", va="center", fontsize=style.SMALL
    )


def thousands(axis: Axis, most: int = 5) -> None:
    """A few whole numbers along an axis, thousands set apart."""
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    axis.set_major_locator(MaxNLocator(most, integer=True))
    axis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))


def dot(
    axes: Axes, low: float, value: float, high: float, y: float, look: Style, filled: bool = True
) -> list[Artist]:
    """A value with its interval, lying along the x axis."""
    (line,) = axes.plot([low, high], [y, y], color=look.colour, linewidth=1.1, zorder=2)
    (point,) = axes.plot(
        value,
        y,
        look.marker,
        color=look.colour if filled else "white",
        markeredgecolor=look.colour,
        markeredgewidth=0.9,
        markersize=4,
        zorder=3,
    )
    return [point, line]
