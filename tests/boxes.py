"""Where the texts of a figure stand, as they are drawn, and which cover each other."""

from __future__ import annotations

from itertools import combinations

import pytest
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from wucheng.figures import style
from wucheng.figures.figure import Figure


def placed(fig: Figure) -> list[tuple[str, Bbox]]:
    """The texts that are drawn, with the box each takes up; not those of ticks out of view."""
    seen: list[Text] = []
    draw = Text.draw

    def spy(self: Text, renderer: object) -> None:
        seen.append(self)
        draw(self, renderer)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch, style.context():
        patch.setattr(Text, "draw", spy)
        fig.drawing.draw_without_rendering()
    # Text's own extent: that of an annotation takes in the line to its point
    found = [(text.get_text(), Text.get_window_extent(text)) for text in seen if text.get_visible()]
    return [(text, box) for text, box in found if text.strip()]


def _shrunk(box: Bbox, share: float) -> Bbox:
    """A box less the white above and below its letters."""
    inset = box.height * share
    return Bbox.from_extents(box.x0 + 1, box.y0 + inset, box.x1 - 1, box.y1 - inset)


def overlapping(boxes: list[tuple[str, Bbox]], share: float = 0.12) -> list[tuple[str, str]]:
    shrunk = [(text, _shrunk(box, share)) for text, box in boxes]
    pairs = combinations(shrunk, 2)
    return [(one[0], other[0]) for one, other in pairs if one[1].overlaps(other[1])]
