"""Names of points, each where it covers nothing."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from wucheng.figures import palette, style
from wucheng.figures.charts import parts

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.text import Annotation
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
    points, scale = list(names), drawing.dpi / 72
    sizes = radii or [4.5 if number < first else 2.5 for number in range(len(points))]
    spots = [tuple(axes.transData.transform((x, y))) for x, y, _ in points]
    taken = [_square(spot, size * scale) for spot, size in zip(spots, sizes, strict=True)]
    further = [_square(axes.transData.transform(spot), 2.5 * scale) for spot in avoid]
    legend = axes.get_legend()
    taken += [each.get_window_extent() for each in (*axes.texts, legend) if each is not None]
    inside = axes.get_window_extent()

    def fits(number: int, box: Bbox, blocked: list[Bbox], *, strict: bool, far: bool) -> bool:
        """Whether a name covers nothing and, if need be, is read as that of its own point.

        That is the nearest one, unless a line leads to it.
        """
        others = (_away(box, spot) for spot in spots if spot != spots[number])
        own = _APART * scale if far else _away(box, spots[number])
        return (
            _within(box, inside)
            and not any(box.overlaps(other) for other in blocked)
            and (not strict or min(others, default=math.inf) >= own)
        )

    placed = []
    for number, (x, y, text) in enumerate(points):
        large = number < first
        tries = [(taken + further, True, _OFFSETS)]
        if number < max(first, over):  # rather far off, or beside another's point, than without
            tries = [(taken, True, _OFFSETS), (taken, True, _FAR), (taken, False, _OFFSETS)]
        if large:  # or over it
            tries.append((taken[:first] + taken[len(points) :], False, _OFFSETS))
        ink = inks[number] if number < len(inks) else palette.ink()
        turn = -1 if outward and spots[number][0] < (inside.x0 + inside.x1) / 2 else 1
        room = max(sizes[number] - 2.5, 0) if radii else 0
        placed.append(False)
        for blocked, strict, (right, up) in (
            (blocked, strict, offset) for blocked, strict, offsets in tries for offset in offsets
        ):
            far = max(abs(right), abs(up)) > 8
            side = turn * right * (1.4 if large else 1)
            away = (side + math.copysign(room, side) if side else 0, up)
            name = _name(axes, text, (x, y), away, ink, large=large, line=far, backed=backed)
            name.get_window_extent()  # finds its place; this box would take in the line
            box = Text.get_window_extent(name)
            if fits(number, box, blocked, strict=strict, far=far):
                taken.append(box)
                placed[-1] = True
                break
            name.remove()
    return placed


def _name(
    axes: Axes,
    text: str,
    place: parts.Place,
    away: parts.Place,
    ink: str,
    *,
    large: bool,
    line: bool,
    backed: bool,
) -> Annotation:
    """A name so many points from its point, with a line to it if it is far off."""
    arrow = {"arrowstyle": "-", "color": palette.grey(), "linewidth": 0.4, "shrinkB": 2}
    ground = {"facecolor": palette.paper(), "edgecolor": "none", "pad": 0.4, "alpha": 0.8}
    return parts.note(
        axes,
        text,
        place,
        away,
        ha="left" if away[0] > 0 else "right" if away[0] < 0 else "center",
        fontsize=style.BASE if large else style.SMALL,
        color=ink,
        bbox=ground if backed else None,
        arrowprops=arrow if line else None,
        zorder=5,
    )


def _square(spot: Iterable[float], half: float) -> Bbox:
    from matplotlib.transforms import Bbox

    across, up = spot
    return Bbox.from_extents(across - half, up - half, across + half, up + half)


def _away(box: Bbox, spot: tuple[float, ...]) -> float:
    """How far a place is from a box."""
    x, y = spot
    return math.hypot(max(box.x0 - x, 0, x - box.x1), max(box.y0 - y, 0, y - box.y1))


def _within(box: Bbox, outer: Bbox) -> bool:
    return bool(
        box.x0 >= outer.x0 and box.x1 <= outer.x1 and box.y0 >= outer.y0 and box.y1 <= outer.y1
    )
