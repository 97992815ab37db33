"""The lines that say what a page is: labels with their values, and bylines."""

from __future__ import annotations

from collections.abc import Sequence

from wucheng.pages.chrome import Rules
from wucheng.pages.layout import byline, header
from wucheng.pages.layout.lines import Line
from wucheng.pages.layout.piece import Piece


def read(lines: Sequence[Line], rules: Rules) -> None:
    """Header lines and bylines, also those whose value stands on the next line."""
    for index, line in enumerate(lines):
        if line.kind or line.pieces or line.reason == "repeated title":
            continue
        pieces = header.labelled(line.text, rules)
        if pieces and (not line.reason or any(p.field and p.value for p in pieces)):
            line.pieces, line.reason = pieces, ""
        elif line.open:
            line.pieces = byline_of(line.text)
        if index and line.open and len(line.text) <= 30:
            line.pieces = _awaited(lines[index - 1], line.text, rules)


def _awaited(above: Line, text: str, rules: Rules) -> list[Piece]:
    """The value on a line of its own under a label (来源： / 滨城时报)."""
    if not above.text.rstrip().endswith(("：", ":")):
        return []
    if above.reason and byline.names(text):
        return [Piece(0, len(text), "", "", above.reason)]
    if not above.pieces or above.pieces[-1].reason != "empty label":
        return []
    label = above.text[above.pieces[-1].start :]
    listed = byline.names(text)
    value = header.labelled(f"{label}{text}", rules)
    if len(value) != 1 or not value[0].field or not value[0].value:
        return []
    if listed:  # a person under 来源 is the author all the same
        return [Piece(0, len(text), "authors", ";".join(listed))]
    return [Piece(0, len(text), value[0].field, value[0].value)]


def byline_of(text: str) -> list[Piece]:
    """The pieces of a line that is a byline, nothing for another."""
    found = byline.byline(text)
    return header.reported(text, 0, len(text), found) if found else []
