"""The lines below the body: fields, signatures, furniture, and cries that still belong to it."""

from __future__ import annotations

from collections.abc import Sequence

from wucheng.pages import dateline, days, fields
from wucheng.pages.chrome import Rules
from wucheng.pages.lines import CLOSED, INNER, Line
from wucheng.pages.piece import Piece


def decide(lines: Sequence[Line], last: int, near: int, rules: Rules) -> None:
    """Decide on the lines after the body; closing cries (武汉加油！) still belong to it.

    Only those before `near` can be fields: further on there are other articles with their days.
    """
    tail = lines[last + 1 :]
    if len(tail) > 1 and days.read(tail[1].text) and len(tail[1].text) <= 16:
        _sign(tail[0], tail[1])
    titles = {line.norm for line in lines if line.kind == "title"}
    fields.read(lines[last + 1 : near], rules)
    ended = False
    for line in tail:
        if not line.open:
            ended = True
            continue
        signed = dateline.signature(line.text, rules)
        if signed and signed[0].start == 0:
            line.pieces = signed
        elif line.norm in titles:
            line.reason = "repeated title"
        elif reason := rules.at_edge(line.text):
            line.reason = reason
        elif not ended and CLOSED.search(line.unsigned) and line.han >= 2:
            line.kind = "body"
            continue
        else:
            line.reason = "after the article"
        ended = True


def _sign(body: Line, day: Line) -> None:
    """A notice ends with the body that gives it and the day, each on its line."""
    if body.open and 4 <= body.han <= 40 and not INNER.search(body.text):
        body.pieces = [Piece(0, len(body.text), "signed", body.text)]
        day.pieces = [Piece(0, len(day.text), "date_signed", days.read(day.text))]
        day.reason = ""
