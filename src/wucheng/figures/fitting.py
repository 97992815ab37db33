"""Makes a drawing fit a sheet narrower than the one its texts were written for, or says why not."""

from __future__ import annotations

import textwrap
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Drawing
    from matplotlib.text import Text
    from matplotlib.transforms import Bbox


def settle(drawing: Drawing) -> None:
    """Everything finds its place, and the labels of the axes come to be."""
    with warnings.catch_warnings():  # a missing glyph is an error later, see `figure.check_glyphs`
        warnings.filterwarnings("ignore", "Glyph .* missing from font")
        drawing.draw_without_rendering()


def fit(drawing: Drawing) -> None:
    """Breaks the labels of axes that are longer than the sheet.

    The parts must have found their places once; they have to find them again after this.
    """
    for label in _labels(drawing):
        box, upright = label.get_window_extent(), label.get_rotation() == 90
        length = box.height if upright else box.width
        space = drawing.bbox.height if upright else drawing.bbox.width
        if length > space:
            label.set_text(broken(label.get_text(), -(-int(length) // int(0.95 * space))))


def title(drawing: Drawing, text: str, room_mm: float, points: float) -> None:
    """A title in the room that is kept for it, on two lines if it is longer than the sheet.

    A legend above all parts moves below it. The parts must have found their places.
    """
    height = drawing.get_figheight() * 25.4
    below = 1 - room_mm / height
    above = [each for each in drawing.legends if each.get_window_extent().y0 > drawing.bbox.y1 / 2]
    for legend in above:
        legend.set_bbox_to_anchor((0, 0, 1, below), transform=drawing.transFigure)
    place = (1.06 / (drawing.get_figwidth() * 25.4), 1 - 1.06 / height)
    words = drawing.text(*place, text, ha="left", va="top", fontsize=points)
    length = words.get_window_extent().width
    if length > 0.98 * drawing.bbox.width:
        words.set_text(broken(text, 2))


def words(drawing: Drawing) -> None:
    """Breaks texts in the middle of a sheet that are longer than it is wide."""
    for text in _texts(drawing):
        length, space = text.get_window_extent().width, 0.95 * drawing.bbox.width
        if length > space:
            text.set_text(broken(text.get_text(), -(-int(length) // int(space))))


#: Of the height of a text, the white above and below its letters.
_WHITE = 0.14


def covered(drawing: Drawing) -> tuple[str, str] | None:
    """Two level texts that cover one another, if there are any.

    All parts must have found their places.
    """
    from matplotlib.text import Text

    boxes = [  # Text's own extent: that of an annotation takes in the line to its point
        (text.get_text(), _letters(Text.get_window_extent(text)))
        for text in _texts(drawing)
        if text.get_rotation() == 0
    ]
    boxes.sort(key=lambda each: each[1].x0)
    for at, (text, box) in enumerate(boxes):
        for other, further in boxes[at + 1 :]:
            if further.x0 >= box.x1:
                break
            if box.overlaps(further):
                return text, other
    return None


def _letters(box: Bbox) -> Bbox:
    from matplotlib.transforms import Bbox

    inset = box.height * _WHITE
    return Bbox.from_extents(box.x0 + 1, box.y0 + inset, box.x1 - 1, box.y1 - inset)


def _texts(drawing: Drawing) -> list[Text]:
    """The texts that are seen: not those of ticks beyond the ends of an axis."""
    from matplotlib.text import Text

    unseen = set()
    for axes in drawing.axes:
        for axis in (axes.xaxis, axes.yaxis):
            low, high = sorted(axis.get_view_interval())
            more = 1e-6 * (high - low)
            for tick in (*axis.get_major_ticks(), *axis.get_minor_ticks()):
                if not (axes.axison and low - more <= tick.get_loc() <= high + more):
                    unseen |= {tick.label1, tick.label2}
    found = (text for text in drawing.findobj(Text) if isinstance(text, Text))
    return [
        text
        for text in found
        if text not in unseen and text.get_visible() and text.get_text().strip()
    ]


def _labels(drawing: Drawing) -> Iterator[Text]:
    """The labels of axes, and those that all axes share."""
    shared = (getattr(drawing, name, None) for name in ("_supxlabel", "_supylabel"))
    yield from (label for label in shared if label is not None)
    for axes in drawing.axes:
        yield from (axes.xaxis.label, axes.yaxis.label)


def broken(text: str, lines: int) -> str:
    """A text on at most so many lines, as short as they can be; English breaks between words."""
    shortest = max(1, -(-len(text) // lines))
    if " " not in text.strip():
        return "\n".join(text[at : at + shortest] for at in range(0, len(text), shortest))
    tries = (_wrapped(text, width) for width in range(shortest, len(text) + 1))
    return "\n".join(next(found for found in tries if len(found) <= lines))


def _wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)
