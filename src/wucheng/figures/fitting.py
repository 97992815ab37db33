"""Makes a drawing fit a sheet narrower than the one its texts were written for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Drawing
    from matplotlib.text import Text


def fit(drawing: Drawing) -> None:
    """Breaks the labels of axes that are longer than the sheet.

    The parts must have found their places once; they have to find them again after this.
    """
    for label in _labels(drawing):
        box, upright = label.get_window_extent(), label.get_rotation() == 90
        length = box.height if upright else box.width
        space = drawing.bbox.height if upright else drawing.bbox.width
        if length > space:
            label.set_text(_broken(label.get_text(), -(-int(length) // int(0.95 * space))))


def _labels(drawing: Drawing) -> Iterator[Text]:
    """The labels of axes, and those that all axes share."""
    shared = (getattr(drawing, name, None) for name in ("_supxlabel", "_supylabel"))
    yield from (label for label in shared if label is not None)
    for axes in drawing.axes:
        yield from (axes.xaxis.label, axes.yaxis.label)


def _broken(text: str, lines: int) -> str:
    """A text on so many lines of about one length; English breaks between words."""
    words: Iterable[str] = text.split(" ") if " " in text.strip() else text
    glue = " " if " " in text.strip() else ""
    least = -(-len(text) // lines)
    broken, line = [], ""
    for word in words:
        line = f"{line}{glue}{word}" if line else word
        if len(line) >= least:
            broken.append(line)
            line = ""
    return "\n".join([*broken, line] if line else broken)
