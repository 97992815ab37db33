"""The lines below the body: fields, signatures, furniture, and cries that still belong to it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wucheng.pages.chrome import Rules
from wucheng.pages.layout import byline, dateline, days, fields
from wucheng.pages.layout.lines import CLOSED, INNER, Line
from wucheng.pages.layout.piece import Piece

#: What heads a list of names, and a line of one: 王桂兰（女） 第一医院护士长.
_LIST = re.compile(r"[^。，；：]{0,24}名单\s?(?:[（(][^（）()]{1,16}[）)])?[：:]?")
_ENTRY = re.compile(r"(?:\d{1,3}[.．、]?\s?)?([\u4e00-\u9fff·]{2,8})(?=\s|[（(，,]|$)")


def decide(lines: Sequence[Line], last: int, near: int, rules: Rules) -> None:
    """Decide on the lines after the body; closing cries (武汉加油！) still belong to it.

    Only those before `near` can be fields: further on there are other articles with their days.
    """
    tail = lines[last + 1 :]
    if len(tail) > 1 and days.read(tail[1].text) and len(tail[1].text) <= 16:
        _sign(tail[0], tail[1])
    titles = {line.norm for line in lines if line.kind == "title"}
    fields.read(lines[last + 1 : near], rules)
    _listed(tail, rules)
    ended = False
    for line in tail:
        if not line.open:
            ended = line.kind != "body"
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


def _listed(tail: Sequence[Line], rules: Rules) -> None:
    """A list of names below its heading, and what else is listed between, belongs to the body."""
    heads = [at for at, line in enumerate(tail) if line.open and _LIST.fullmatch(line.text)]
    if not heads:
        return
    rest = tail[heads[0] :]
    ends = (at for at, line in enumerate(rest) if not line.open or rules.at_edge(line.text))
    rest = rest[: next(ends, len(rest))]
    named = [at for at, line in enumerate(rest) if _entry(line.text)]
    if len(named) > 1:
        for line in rest[: named[-1] + 1]:
            line.kind = "body"


def _entry(text: str) -> bool:
    """Whether a line of a list begins with somebody's name."""
    found = _ENTRY.match(text.strip())
    return bool(found and byline.is_name(found[1]))


def _sign(body: Line, day: Line) -> None:
    """A notice ends with the body that gives it and the day, each on its line."""
    if body.open and 4 <= body.han <= 40 and not INNER.search(body.text):
        body.pieces = [Piece(0, len(body.text), "signed", body.text)]
        day.pieces = [Piece(0, len(day.text), "date_signed", days.read(day.text))]
        day.reason = ""
