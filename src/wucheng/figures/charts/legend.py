"""Legends: the signs that explain a drawing, and where they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from wucheng.figures import palette, style
from wucheng.figures.palette import Style

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.figure import Figure as Drawing
    from matplotlib.lines import Line2D


def above(drawing: Drawing, handles: Sequence[Artist], side_by_side: int = 0) -> None:
    """A legend above the drawing, at most so many signs side by side; without a number all."""
    columns = style.columns(side_by_side or len(handles))
    drawing.legend(handles=handles, loc="outside upper center", ncols=columns)


def beside(drawing: Drawing, used: int, handles: Sequence[Artist]) -> None:
    """A legend in the first unused place of small multiples; above them if all are used."""
    spare = drawing.axes[used:]
    if spare:
        spare[0].legend(handles=handles, loc="center", labelspacing=0.8)
    else:
        above(drawing, handles)


def sign(
    marker: str, label: str, face: str, edge: str = "", *, size: float = 4.5, width: float = 1.0
) -> Line2D:
    """A mark as a legend shows it; its edge has the colour of its face unless it has its own."""
    from matplotlib.lines import Line2D

    return Line2D(
        [],
        [],
        linestyle="",
        marker=marker,
        color=face,
        markeredgecolor=edge or face,
        markeredgewidth=width,
        markersize=size,
        label=label,
    )


def cities(shown: Sequence[str], looks: Mapping[str, Style], lang: str) -> list[Artist]:
    """What a legend shows for cities."""
    chosen = ((name, palette.style(looks, name)) for name in shown)
    return [
        sign(look.marker, style.city(name, lang), look.colour, look.edge) for name, look in chosen
    ]


def solid_hollow(solid: str, hollow: str, marker: str = "o", *, lines: bool = True) -> list[Artist]:
    """What a legend shows for full and for hollow points, on their intervals unless not `lines`."""
    from matplotlib.lines import Line2D

    return [
        Line2D(
            [],
            [],
            marker=marker,
            color=palette.grey(),
            markerfacecolor=face,
            markersize=4,
            linewidth=1.1 if lines else 0,
            label=label,
        )
        for face, label in ((palette.grey(), solid), (palette.paper(), hollow))
    ]
