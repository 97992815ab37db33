"""The lines of the body: paragraphs, headings, and what is printed twice or is no prose."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from wucheng.pages.chrome import Rules
from wucheng.pages.layout import dateline, fields, header, turns
from wucheng.pages.layout.lines import ABSTRACT, HOUR, Line, is_heading, is_item, repeats
from wucheng.pages.layout.piece import Piece

#: A lede that is printed twice is among the first lines of the body.
_LEDES = 6
#: A paragraph of so many characters stands twice on a saved page by mistake.
_TWICE = 40


def decide(lines: Sequence[Line], title: str, rules: Rules) -> None:
    """Decide on the lines from the first paragraph to the last."""
    _keep_hours(lines)
    settled = turns.questions(lines)
    for number in turns.alone(lines):
        lines[number].kind = "body"
        settled.update(lines[number + 1 : number + 2])
    for index, line in enumerate(lines):
        if line.open and line.norm == title:
            line.reason = "repeated title"
        if line.open and not line.prose and not HOUR.fullmatch(line.text):
            line.pieces = _fields(line.text, rules)
        if line.open and index < _LEDES:
            line.reason = _lede(lines, index)
    _drop_repeated(lines)
    left = [line for line in lines if line.open]
    settled.update(line for line in left if HOUR.fullmatch(line.text))  # headings anyhow
    short = [is_heading(line) and line not in settled for line in left]
    for index, line in enumerate(left):
        # three short lines in a row are a list or verse, no headings
        run = _run(short, index)
        heading = short[index] and run < 3 and index + run < len(left) and not is_item(left, index)
        line.kind = "heading" if heading or HOUR.fullmatch(line.text) else "body"


def opens_with_hour(lines: Sequence[Line], first: int, last: int, title: int) -> bool:
    """Whether the line above the first paragraph is the first hour of a live blog.

    It is the hour of publication if another number stands right above it, as a day does.
    """
    above = lines[first - 1] if first else None
    if not above or not HOUR.fullmatch(above.text) or not _hours(lines[first : last + 1]):
        return False
    return first - 2 == title or not any(map(str.isdigit, lines[first - 2].text))


def _hours(lines: Sequence[Line]) -> list[Line]:
    """The lines of digits with a report right below each."""
    return [
        line
        for line, following in pairwise(lines)
        if line.reason and HOUR.fullmatch(line.text) and following.open and following.prose
    ]


def _keep_hours(lines: Sequence[Line]) -> None:
    """Takes back lines of digits that are the hours of a live blog: each has its report below."""
    hours = _hours(lines)
    for line in hours if len(hours) > 1 else ():
        line.reason = ""


def _fields(text: str, rules: Rules) -> list[Piece]:
    """What a line that is no prose says of the article: its byline, its fields or who signed it."""
    if said := fields.byline_of(text) or _only_dropped(text, rules):
        return said
    signed = dateline.signature(text, rules)
    return signed if signed and signed[0].start == 0 else []


def _lede(lines: Sequence[Line], index: int) -> str:
    """Why one of the first lines is dropped as a summary; empty if it opens the article."""
    line = lines[index]
    following = lines[index + 1 :] if line.inside else lines[index + 1 : index + 4]
    if len(line.norm) >= 15 and repeats(line, following):
        return "repeated lede"
    return "abstract" if index == 0 and ABSTRACT.match(line.text) and len(lines) > 1 else ""


def _drop_repeated(lines: Sequence[Line]) -> None:
    """Drop what stands a second time inside the article."""
    seen: set[str] = set()
    for line in lines:
        if line.open and line.inside and len(line.norm) >= _TWICE:
            line.reason = "repeated paragraph" if line.norm in seen else ""
            seen.add(line.norm)


def _only_dropped(text: str, rules: Rules) -> list[Piece]:
    pieces = header.labelled(text, rules) if len(text) < 80 else []
    return (
        pieces
        if pieces and all(p.reason or p.field in ("date", "source", "outlet") for p in pieces)
        else []
    )


def _run(short: Sequence[bool], index: int) -> int:
    start = end = index
    while start and short[start - 1] and index - start < 3:
        start -= 1
    while end < len(short) and short[end] and end - index < 3:
        end += 1
    return max(end - start, 1)
