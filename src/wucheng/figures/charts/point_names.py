"""Names of points, each where it covers nothing."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from wucheng.figures import palette, style

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.transforms import Bbox

#: Where a name may stand by its point, in points to the right and up: nearest first.
_OFFSETS = [
    *((5, 0), (-5, 0), (4, 6), (4, -6), (-4, 6), (-4, -6), (0, 8), (0, -8)),
    *((8, 13), (8, -13), (-8, 13), (-8, -13), (18, 8), (18, -8), (-18, 8), (-18, -8)),
    *((14, 20), (14, -20), (-14, 20), (-14, -20), (30, 14), (30, -14), (-30, 14), (-30, -14)),
]
#: The same for names that are better far off than missing.
_FAR = [
    *((30, 4), (30, -4), (-30, 4), (-30, -4), (42, 10), (42, -10), (-42, 10), (-42, -10)),
    *((20, 28), (20, -28), (-20, 28), (-20, -28)),
]
#: Points between a name with a line and the points that aren't its own.
_APART = 5.0


def place(
    axes: Axes,
    names: Iterable[tuple[float, float, str]],
    avoid: Iterable[tuple[float, float]] = (),
    *,
    radii: Sequence[float] = (),
    inks: Sequence[str] = (),
    first: int = 0,
    over: int = 0,
    outward: bool = False,
    backed: bool = False,
) -> list[bool]:
    """Names of points (x, y, text), each where it covers nothing; says which of them fit.

    All else must have found its place before. The earlier a point, the better its chance of a name.

    Args:
        avoid: further points.
        radii: how large the points are, in typographic points.
        inks: the colours of the first names; a name in the colour of its point is read as its own
            however near another's it stands.
        first: so many names are set larger, if need be over the points of the others.
        over: so many names may cover the further points, and as those that are set larger stand
            nearer to another point than to their own: better that than none.
        outward: names stand rather away from the middle of the axes.
        backed: names have a white ground, so that lines don't run through them.
    """
    from matplotlib.text import Text

    drawing = axes.get_figure(root=True)
    assert drawing is not None
    drawing.draw_without_rendering()
    points = list(names)
    scale = drawing.dpi / 72
    sizes = radii or [4.5 if number < first else 2.5 for number in range(len(points))]
    taken = [
        _square(axes, x, y, size * scale) for (x, y, _), size in zip(points, sizes, strict=True)
    ]
    further = [_square(axes, x, y, 2.5 * scale) for x, y in avoid]
    spots = [tuple(axes.transData.transform((x, y))) for x, y, _ in points]
    taken += [text.get_window_extent() for text in axes.texts]
    legend = axes.get_legend()
    if legend is not None:
        taken.append(legend.get_window_extent())
    inside = axes.get_window_extent()
    middle = (inside.x0 + inside.x1) / 2
    placed = []
    for number, (x, y, text) in enumerate(points):
        turned = outward and axes.transData.transform((x, y))[0] < middle
        bold = number < max(first, over)
        tries = [(taken if bold else taken + further, True, _OFFSETS)]
        if bold:  # rather far off, or beside the point of another, than without a name
            tries += [(taken, True, _FAR), (taken, False, _OFFSETS)]
        if number < first:  # or over it
            tries.append((taken[:first] + taken[len(points) :], False, _OFFSETS))
        placed.append(False)
        for blocked, strict, right, up in (
            (blocked, strict, *offset) for blocked, strict, offsets in tries for offset in offsets
        ):
            far = max(abs(right), abs(up)) > 8
            side = (-right if turned else right) * (1.4 if number < first else 1)
            if radii:
                side += math.copysign(max(sizes[number] - 2.5, 0), side) if side else 0
            name = axes.annotate(
                text,
                (x, y),
                (side, up),
                textcoords="offset points",
                ha="left" if side > 0 else "right" if side < 0 else "center",
                va="center",
                fontsize=style.BASE if number < first else style.SMALL,
                color=inks[number] if number < len(inks) else palette.ink(),
                bbox={"facecolor": palette.paper(), "edgecolor": "none", "pad": 0.4, "alpha": 0.8}
                if backed
                else None,
                arrowprops={
                    "arrowstyle": "-",
                    "color": palette.grey(),
                    "linewidth": 0.4,
                    "shrinkB": 2,
                }
                if far
                else None,
                zorder=5,
            )
            name.get_window_extent()  # finds its place; this box would take in the line
            box = Text.get_window_extent(name)
            free = _within(box, inside) and not any(box.overlaps(other) for other in blocked)
            # a name is read as that of the nearest point, unless a line leads to its own
            others = [spot for spot in spots if spot != spots[number]]
            gap = min((_away(box, spot) for spot in others), default=math.inf)
            own = 0.0 if far else _away(box, spots[number])
            clear = not strict or gap >= max(own, _APART * scale if far else 0)
            if free and clear:
                taken.append(box)
                placed[-1] = True
                break
            name.remove()
    return placed


def _square(axes: Axes, x: float, y: float, half: float) -> Bbox:
    from matplotlib.transforms import Bbox

    across, up = axes.transData.transform((x, y))
    return Bbox.from_extents(across - half, up - half, across + half, up + half)


def _away(box: Bbox, spot: tuple[float, ...]) -> float:
    """How far a place is from a box."""
    x, y = spot
    return math.hypot(max(box.x0 - x, 0, x - box.x1), max(box.y0 - y, 0, y - box.y1))


def _within(box: Bbox, outer: Bbox) -> bool:
    return bool(
        box.x0 >= outer.x0 and box.x1 <= outer.x1 and box.y0 >= outer.y0 and box.y1 <= outer.y1
    )
