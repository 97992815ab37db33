"""Colours of the current look: of ink and paper, and of a city, the same in every figure.

A city has a colour and a marker; the markers carry the distinction into grey print. Bars and lines
stand beside the name of their city. In `colours.tsv` among the lexicons a researcher may give
cities colours of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wucheng import lexicon
from wucheng.errors import LexiconError
from wucheng.figures import colour, look

if TYPE_CHECKING:
    from wucheng.corpus import Corpus

MARKERS = ("o", "s", "^", "D", "v", "P", "X")

#: How the lines of cities are told apart in greys.
_DASHES = ("-", (0, (5, 1.5)), (0, (1, 1.2)), (0, (5, 1.5, 1, 1.5)), (0, (2.5, 1.5)), (0, (8, 2)))

Dash = str | tuple[int, tuple[float, ...]]

#: The optional file of cities' colours, and its columns.
FILE, COLUMNS = "colours.tsv", ("city", "colour")


@dataclass(frozen=True, slots=True)
class Style:
    """How one city is drawn, on this paper.

    Areas have the colour as it is; lines and outlines its `edge`, type its `ink`.
    """

    colour: str
    marker: str
    dash: Dash = "-"
    paper: str = "#FFFFFF"

    @property
    def edge(self) -> str:
        """The colour, far enough from the paper for lines and outlines (3 to 1, WCAG 1.4.11)."""
        return colour.legible(self.colour, self.paper, colour.DRAWN)

    @property
    def ink(self) -> str:
        """The colour, far enough from the paper for text (4.5 to 1, WCAG AA)."""
        return colour.legible(self.colour, self.paper, colour.TEXT)


def unknown() -> Style:
    """The style of documents whose city isn't known."""
    return Style(grey(), "*", paper=paper())


def cities(c: Corpus) -> dict[str, Style]:
    """The style of every city of the corpus; `style` gives that of documents without one.

    Cities take the styles in sorted order, with 6 colours and 7 markers, so the first 42 have a
    pair of their own; after that the pairs repeat. A city of `colours.tsv` has the colour given
    there, unless all is in greys. Raises LexiconError if that file can't be read.
    """
    return assign(c.documents["city"], own(c))


def own(c: Corpus) -> dict[str, str]:
    """The colours that the researcher gave to cities. Raises LexiconError for what is no colour."""
    path = c.lexicons / FILE
    rows = lexicon.read(path, COLUMNS) if path.is_file() else []
    for row in rows:
        if not re.fullmatch("#[0-9A-Fa-f]{6}", row["colour"]):
            raise LexiconError(
                f"{FILE}: {row['colour']!r} for {row['city']} is no colour; write it as #0072B2."
            )
    return {row["city"]: row["colour"].upper() for row in rows}


def assign(names: Iterable[str], given: Mapping[str, str] | None = None) -> dict[str, Style]:
    """Styles for any names, as `cities` gives them to the cities of a corpus."""
    known = sorted({name for name in names if name})
    wanted = look.current().palette
    given = {} if wanted.greys else given or {}
    inks = colours()
    return {
        name: Style(
            given.get(name, inks[at % len(inks)]),
            MARKERS[at % len(MARKERS)],
            _DASHES[at % len(_DASHES)] if wanted.greys else "-",
            paper(),
        )
        for at, name in enumerate(known)
    }


def style(styles: Mapping[str, Style], name: str) -> Style:
    """A city's style; a name that the corpus doesn't have is drawn as unknown."""
    return styles.get(name, unknown())


def colours() -> tuple[str, ...]:
    """The colours of the palette, in their order."""
    now = look.current()
    return now.palette.colours or tuple(map(now.theme.shade, now.palette.greys))


def ends() -> tuple[str, str]:
    """The ends of a scale from less to more; they are one colour where all is in greys."""
    chosen = look.current().palette
    return chosen.less or ink(), chosen.more or ink()


def ink() -> str:
    """The colour of type."""
    return look.current().theme.ink


def paper() -> str:
    """The colour of what is empty."""
    return look.current().theme.paper


def grey() -> str:
    """The colour of type and lines that stand back."""
    return shade(0.33)


def pale() -> str:
    """The colour of rules and of what only guides the eye."""
    return shade(0.828)


def shade(share: float) -> str:
    """Ink mixed with this share of paper."""
    return look.current().theme.shade(share)


def faded(tint: str, share: float) -> str:
    """A colour mixed with this share of paper."""
    return colour.mix(tint, paper(), share)


def text_on(ground: str, *, faint: bool = False) -> str:
    """Ink or paper, whichever is read better on a colour; if `faint`, as weak as it may be."""
    strong = colour.text_on(ground, ink(), paper())
    return colour.legible(grey(), ground, colour.TEXT) if faint and strong == ink() else strong


def neutral(marker: str) -> Style:
    """The style of what is no city: in ink, because the colours belong to the cities."""
    return Style(ink(), marker, paper=paper())
