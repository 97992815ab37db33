"""The look of a city, the same in every figure: a colour and a marker.

The colours are Okabe and Ito's (2008), which people with any kind of colour vision tell apart,
without the yellow that vanishes on white. The markers carry the same distinction into grey print;
bars and lines stand beside the name of their city.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wucheng.corpus import Corpus

#: Neighbours in the list differ in lightness too.
COLOURS = ("#0072B2", "#E69F00", "#009E73", "#D55E00", "#56B4E9", "#CC79A7")
MARKERS = ("o", "s", "^", "D", "v", "P", "X")

INK = "#222222"
GREY = "#6B6B6B"
PALE = "#D9D9D9"

Rgb = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Style:
    """How one city is drawn."""

    colour: str
    marker: str

    @property
    def ink(self) -> str:
        """The colour, dark enough for text on white (contrast of 4.5 to 1, WCAG AA)."""
        return darken(self.colour)


#: A document whose city isn't known.
UNKNOWN = Style(GREY, "*")


def cities(c: Corpus) -> dict[str, Style]:
    """The style of every city of the corpus; `style` gives that of documents without one.

    Cities take the styles in sorted order. There are 6 colours and 7 markers, so the first 42
    cities have a pair of their own; after that the pairs repeat.
    """
    return assign(c.documents["city"])


def assign(names: Iterable[str]) -> dict[str, Style]:
    """Styles for any names, as `cities` gives them to the cities of a corpus."""
    known = sorted({name for name in names if name})
    return {
        name: Style(COLOURS[at % len(COLOURS)], MARKERS[at % len(MARKERS)])
        for at, name in enumerate(known)
    }


def style(styles: Mapping[str, Style], name: str) -> Style:
    """A city's style; a name that the corpus doesn't have is drawn as unknown."""
    return styles.get(name, UNKNOWN)


def darken(colour: str, contrast: float = 4.5) -> str:
    """A colour as it is or darkened until it has this contrast with white."""
    rgb = _rgb(colour)
    while 1.05 / (_luminance(rgb) + 0.05) < contrast:
        rgb = (rgb[0] * 0.97, rgb[1] * 0.97, rgb[2] * 0.97)
    return "#" + "".join(f"{round(part * 255):02X}" for part in rgb)


def text_on(background: str) -> str:
    """Black or white, whichever is read better on a colour."""
    light = _luminance(_rgb(background))
    return INK if (light + 0.05) / 0.066 >= 1.05 / (light + 0.05) else "#FFFFFF"


def lighten(colour: str, share: float) -> str:
    """A colour mixed with this share of white."""
    return "#" + "".join(f"{round((part + (1 - part) * share) * 255):02X}" for part in _rgb(colour))


def _rgb(colour: str) -> Rgb:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _luminance(rgb: Rgb) -> float:
    """Relative luminance after WCAG 2."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in rgb
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
