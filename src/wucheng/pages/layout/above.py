"""The lines above the body: title, fields, furniture, perhaps a first heading."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wucheng.pages.chrome import Rules
from wucheng.pages.layout import byline, dateline, fields, turns
from wucheng.pages.layout.lines import ABSTRACT, CLOSED, INNER, Line, is_heading, repeats
from wucheng.pages.layout.piece import Piece

_WEEKDAY = re.compile(r"星期[一二三四五六日天]")
_DASH = re.compile(r"——|--|—|–")
#: Who tells the story below, which is of the article: 口述：李桂芳.
_TELLER = re.compile(r"(?:口述|讲述|自述)(?:人|者)?\s?[：:]\s?([\u4e00-\u9fff·]{2,8})")


def decide(lines: Sequence[Line], first: int, title: int, rules: Rules) -> None:
    """Decide on the lines before the body: title, fields, furniture, a first heading."""
    head = lines[:first]
    _title(lines, head, title)
    for line in lines[turns.above(lines, first) : first]:
        line.kind = "body"
    fields.read(head, rules)
    if title > 0 and _dated(head[title:]):
        for line in head[:title]:
            line.pieces = [_of_today(line.text, piece) for piece in line.pieces]
    lowest = max((i for i, line in enumerate(head) if line.pieces), default=-1)
    for index, line in enumerate(head):
        if line.open and 0 <= title < index:
            _below_title(lines, head, index, title)
        if line.open:
            line.pieces = dateline.dateline(line.text)
        if line.open:
            line.reason = rules.at_edge(line.text)
        if line.open and 0 <= title < index:
            _subtitle(line, first=index == title + 1 and index < lowest)
        if line.open and _tells(line.text):
            line.kind = "body"
    for line in _opening(head, max(title, lowest) + 1):
        line.kind = "body"
    free = [line for line in head if line.open]
    for line in free:
        line.reason = "before the article"
    if title >= 0 and len(free) == 1:
        _first_heading(free[0], head, title)


def _title(lines: Sequence[Line], head: Sequence[Line], title: int) -> None:
    if title < 0:
        return
    lines[title].kind, lines[title].reason = "title", ""
    for line in head:
        same = lines[title].norm and line.norm.startswith(lines[title].norm)
        if same and line.kind != "title":
            line.reason = "repeated title"


def _below_title(lines: Sequence[Line], head: Sequence[Line], index: int, title: int) -> None:
    """A line between title and body that opens the body, sums it up, or names who wrote it."""
    line = head[index]
    if line.prose:
        line.reason = _summary(line, lines[index + 1 : index + 13])
        line.kind = "" if line.reason else "body"
    elif listed := byline.names(line.text):
        line.pieces = [Piece(0, len(line.text), "authors", ";".join(listed))]
    elif byline.is_outlet(line.text) and _beside(head, index, title):
        line.pieces = [Piece(0, len(line.text), "outlet", byline.outlet(line.text))]


def _subtitle(line: Line, *, first: bool) -> None:
    """A line that a dash opens, or the `first` below the title with a byline still to come."""
    if first or _DASH.match(line.text):
        line.pieces = [Piece(0, len(line.text), "subtitle", line.text.strip("—-– "))]


def _first_heading(line: Line, head: Sequence[Line], title: int) -> None:
    """One line alone above the first paragraph is its heading; more are furniture."""
    place = head.index(line)
    captions = all(line.reason == "picture caption" for line in head[place + 1 :])
    if place > title and captions and is_heading(line):
        line.kind, line.reason = "heading", ""


def _tells(text: str) -> bool:
    """Whether a line is nothing but the name of who tells the story."""
    told = _TELLER.fullmatch(text.strip())
    return bool(told and byline.is_name(told[1]))


def _beside(head: Sequence[Line], index: int, title: int) -> bool:
    """Whether a line stands right below the title, or beside a day."""
    return index == title + 1 or _dated(head[max(index - 1, 0) : index + 2])


def _dated(lines: Sequence[Line]) -> bool:
    return any(piece.field == "date" for line in lines for piece in line.pieces)


def _of_today(text: str, piece: Piece) -> Piece:
    """A day with its weekday above the title, where another stands below it, is that of a visit."""
    if piece.field == "date" and _WEEKDAY.search(text[piece.start : piece.end]):
        return Piece(piece.start, piece.end, "date_saved", piece.value)
    return piece


def _opening(head: Sequence[Line], start: int) -> list[Line]:
    """Short lines with which the article opens, where the markup shows that they are inside it."""
    free = [line for line in head[start:] if line.open and line.inside]
    while free and not (CLOSED.search(free[0].text) or INNER.search(free[0].text)):
        free.pop(0)
    return free if len(free) > 1 or (free and free[0].han >= 6) else []


def _summary(line: Line, following: Sequence[Line]) -> str:
    """The reason why a paragraph above the body is a summary of it; empty if it is part of it."""
    if ABSTRACT.match(line.text):
        return "abstract"
    return "repeated lede" if len(line.norm) >= 15 and repeats(line, following) else ""
