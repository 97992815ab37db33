"""The look of the figures that are drawn now: for which place, on what paper, in which colours.

A look holds for what is drawn inside `using`, and each figure keeps the one it was drawn in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import TypeVar

from wucheng.errors import WuchengError
from wucheng.figures import colour

#: Width of a journal page.
PAGE_MM = 180.0


@dataclass(frozen=True, slots=True)
class Preset:
    """Where a figure will stand.

    Args:
        width_mm: its width there.
        height_mm: the tallest that it may be.
        scale: how much larger than on a page its type and lines are.
        least_pt: the smallest type that can be read there, in points.
        titled: whether the title stands in the figure; else it is with the caption.
    """

    name: str
    width_mm: float
    height_mm: float
    scale: float = 1.0
    least_pt: float = 6.0
    titled: bool = False


@dataclass(frozen=True, slots=True)
class Theme:
    """Paper and ink; all that is neither is mixed from them.

    Args:
        colours: the palette that goes with it unless another is chosen.
        plain: whether no other may be chosen, because nothing on it is coloured.
    """

    name: str
    paper: str
    ink: str
    colours: str = "okabe-ito"
    plain: bool = False

    def shade(self, share: float) -> str:
        """Ink mixed with this share of paper."""
        return colour.mix(self.ink, self.paper, share)


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of cities in their order, and the two ends of a scale from less to more.

    `greys` are shares of paper instead of colours; with them lines are dashed.
    """

    name: str
    colours: tuple[str, ...] = ()
    less: str = ""
    more: str = ""
    greys: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Look:
    """A place, paper and ink, colours, and whether the title stands in the figure."""

    preset: Preset
    theme: Theme
    palette: Palette
    titled: bool


#: Journal page, journal column, a page of A4 with margins of 25 mm, a slide of 16:9, a poster.
PRESETS = {
    preset.name: preset
    for preset in (
        Preset("page", PAGE_MM, 245),
        Preset("column", 88, 245),
        Preset("word", 160, 245),
        Preset("slide", 320, 180, scale=1.6, least_pt=9, titled=True),
        Preset("poster", 400, 700, scale=2.2, least_pt=14, titled=True),
    )
}

THEMES = {
    theme.name: theme
    for theme in (
        Theme("light", "#FFFFFF", "#222222"),
        Theme("dark", "#15181C", "#F0F0F0"),
        Theme("grey", "#FFFFFF", "#111111", "grey", plain=True),
    )
}

#: People with any kind of colour vision tell the colours of each apart: Okabe and Ito (2008)
#: without the yellow that vanishes on white; the schemes "bright" and "vibrant" of Paul Tol
#: (Colour Schemes, SRON/EPS/TN/09-002, 2021) without their grey, in another order.
PALETTES = {
    palette.name: palette
    for palette in (
        Palette(
            "okabe-ito",
            ("#0072B2", "#E69F00", "#009E73", "#D55E00", "#56B4E9", "#CC79A7"),
            "#0072B2",
            "#D55E00",
        ),
        Palette(
            "tol-bright",
            ("#4477AA", "#CCBB44", "#228833", "#EE6677", "#AA3377", "#66CCEE"),
            "#4477AA",
            "#EE6677",
        ),
        Palette(
            "tol-vibrant",
            ("#0077BB", "#EE7733", "#EE3377", "#33BBEE", "#CC3311", "#009988"),
            "#0077BB",
            "#CC3311",
        ),
        Palette("grey", greys=(0.0, 0.29, 0.095, 0.405, 0.185, 0.51)),
    )
}

_Named = TypeVar("_Named", Preset, Theme, Palette)


def named(
    preset: str = "page", *, theme: str = "light", palette: str = "", titled: bool | None = None
) -> Look:
    """The look of these names; without a palette the theme's, without `titled` the preset's.

    Raises WuchengError, naming them all, if there is none of a name, or if the theme has no colours
    and a palette of colours is asked for.
    """
    place, paper = _of(PRESETS, "preset", preset), _of(THEMES, "theme", theme)
    colours = _of(PALETTES, "palette", palette or paper.colours)
    if paper.plain and colours.name != paper.colours:
        raise WuchengError(
            f"The theme {theme!r} has no colours; leave the palette out or choose another theme."
        )
    return Look(place, paper, colours, place.titled if titled is None else titled)


def _of(table: Mapping[str, _Named], what: str, name: str) -> _Named:
    if name not in table:
        raise WuchengError(f"There is no {what} {name!r}; there are {', '.join(table)}.")
    return table[name]


_LOOK: ContextVar[Look] = ContextVar("look", default=named())  # noqa: B039, it is frozen


def current() -> Look:
    """The look that figures are drawn in now."""
    return _LOOK.get()


def on_screen(look: Look) -> Look:
    """A look on the white of a web page; its colours where they stand on that too."""
    return replace(look, theme=THEMES["light"])


@contextmanager
def using(look: Look) -> Iterator[None]:
    """Figures drawn inside have this look."""
    token = _LOOK.set(look)
    try:
        yield
    finally:
        _LOOK.reset(token)
