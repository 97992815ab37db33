"""Arithmetic of colours: contrast after WCAG 2, mixing, making a colour readable."""

from __future__ import annotations

from collections.abc import Iterable

Rgb = tuple[float, float, float]

#: Contrast that WCAG 2.2 asks of text (AA, 1.4.3) and of what is drawn (1.4.11).
TEXT, DRAWN = 4.5, 3.0

_BLACK, _WHITE = "#000000", "#FFFFFF"


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21."""
    low, high = sorted((_luminance(_rgb(one)), _luminance(_rgb(other))))
    return (high + 0.05) / (low + 0.05)


def mix(colour: str, ground: str, share: float) -> str:
    """A colour mixed with this share of another."""
    parts = zip(_rgb(colour), _rgb(ground), strict=True)
    return _hex([part + (end - part) * share for part, end in parts])


def legible(colour: str, ground: str, least: float) -> str:
    """A colour as it is, or moved away from its ground until it has this contrast with it."""
    light = _luminance(_rgb(ground)) > 0.18  # on the darker side there is more room for lightness
    rgb = list(_rgb(colour))
    while contrast(_hex(rgb), ground) < least:
        rgb = [part * 0.97 if light else 1 - (1 - part) * 0.97 for part in rgb]
    return _hex(rgb)


def text_on(ground: str, *wanted: str) -> str:
    """The wanted colour that is read best on a ground; black or white if none can be read."""
    best = max(wanted, key=lambda ink: contrast(ink, ground))
    if contrast(best, ground) >= TEXT:
        return best
    return max(_BLACK, _WHITE, key=lambda ink: contrast(ink, ground))


def _hex(rgb: Iterable[float]) -> str:
    return "#" + "".join(f"{round(part * 255):02X}" for part in rgb)


def _rgb(colour: str) -> Rgb:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _luminance(rgb: Rgb) -> float:
    """Relative luminance."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in rgb
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
