"""Legends: the signs that explain a drawing, and where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from wucheng.figures import palette, style

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.figure import Figure as Drawing

    from wucheng.figures.draft import Draft


def above(drawing: Drawing, handles: Sequence[Artist], side_by_side: int = 0) -> None:
    """A legend above the drawing, at most so many signs side by side; without a number all."""
    columns = style.columns(side_by_side or len(handles))
    drawing.legend(handles=handles, loc="outside upper center", ncols=columns)


def below(drawing: Drawing, handles: Sequence[Artist]) -> None:
    """A legend below the drawing."""
    columns = style.columns(len(handles))
    drawing.legend(handles=handles, loc="outside lower center", ncols=columns)


def beside(drawing: Drawing, used: int, handles: Sequence[Artist]) -> None:
    """A legend in the first unused place of small multiples; above them if all are used."""
    spare = drawing.axes[used:]
    if spare:
        spare[0].legend(handles=handles, loc="center", labelspacing=0.8)
    else:
        above(drawing, handles)


def sign(
    marker: str, label: str, face: str, edge: str = "", *, size: float = 4.5, width: float = 1.0
) -> Artist:
    """A mark as a legend shows it; its edge has the colour of its face unless it has its own."""
    drawn = {"marker": marker, "markersize": size, "markeredgewidth": width, "linestyle": ""}
    return stroke(label, face, markeredgecolor=edge or face, **drawn)


def cities(draft: Draft, shown: Sequence[str]) -> list[Artist]:
    """What a legend shows for cities."""
    chosen = ((draft.city(name), draft.look(name)) for name in shown)
    return [sign(look.marker, name, look.colour, look.edge) for name, look in chosen]


def point(label: str, full: bool = True, *, line: bool = True) -> Artist:
    """What a legend shows for a full or a hollow point, on its interval unless not `line`."""
    grey = palette.grey()
    face = grey if full else palette.paper()
    width = 1.1 if line else 0
    return stroke(label, grey, marker="o", markerfacecolor=face, markersize=4, linewidth=width)


def stroke(label: str, colour: str, **how: Any) -> Artist:
    """What a legend shows for a line."""
    from matplotlib.lines import Line2D

    return Line2D([], [], color=colour, label=label, **how)


def area(label: str, **how: Any) -> Artist:
    """What a legend shows for a cell or a bar."""
    from matplotlib.patches import Patch

    return Patch(label=label, **how)
