"""The lines of the body: paragraphs, headings, and what is printed twice or is no prose."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from wucheng.pages import dateline, fields, header
from wucheng.pages.chrome import Rules
from wucheng.pages.lines import ABSTRACT, HOUR, Line, is_heading, repeats
from wucheng.pages.piece import Piece

#: A lede that is printed twice is among the first lines of the body.
_LEDES = 6
#: A paragraph of so many characters stands twice on a saved page by mistake.
_TWICE = 40
#: Who asks in an interview, before the question; the same label comes back.
_LABEL = re.compile(r"(?P<who>[^，。！？；：“”?!:]{1,30})[：:]")
_ASKER = re.compile("(?:^|[^，])(?:记者|主持人)$|^[问Q]$")


def decide(lines: Sequence[Line], title: str, rules: Rules) -> None:
    """Decide on the lines from the first paragraph to the last."""
    _keep_hours(lines)
    said: set[Line] = set()
    for number in _labels_alone(lines):
        lines[number].kind = "body"
        said.update(lines[number + 1 : number + 2])
    for index, line in enumerate(lines):
        if line.open and line.norm == title:
            line.reason = "repeated title"
        if line.open and not line.prose and not HOUR.fullmatch(line.text):
            line.pieces = _fields(line.text, rules)
        if line.open and index < _LEDES:
            line.reason = _lede(lines, index)
    _drop_repeated(lines)
    left = [line for line in lines if line.open]
    labels = Counter(_label(line.text) for line in left)
    short = [_may_head(line, labels) and line not in said for line in left]
    for index, line in enumerate(left):
        # three short lines in a row are a list or verse, no headings
        run = _run(short, index)
        heading = short[index] and run < 3 and index + run < len(left)
        line.kind = "heading" if heading or HOUR.fullmatch(line.text) else "body"


def _may_head(line: Line, labels: Mapping[str, int]) -> bool:
    hour = HOUR.fullmatch(line.text)  # a heading anyhow
    return not hour and is_heading(line) and not _asked(line.text, labels)


def _keep_hours(lines: Sequence[Line]) -> None:
    """Takes back lines of digits that are the hours of a live blog: each has its report below."""
    hours = [
        line
        for line, following in pairwise(lines)
        if line.reason and HOUR.fullmatch(line.text) and following.open and following.prose
    ]
    for line in hours if len(hours) > 1 else ():
        line.reason = ""


def _labels_alone(lines: Sequence[Line]) -> list[int]:
    """The lines that are labels of a dialogue and no empty fields: they come back."""
    alone = [n for n, line in enumerate(lines) if line.open and _LABEL.fullmatch(line.text)]
    return alone if len(alone) > len({lines[n].text for n in alone}) > 1 else []


def _label(text: str) -> str:
    match = _LABEL.match(text)
    return match["who"] if match else ""


def _asked(text: str, labels: Mapping[str, int]) -> bool:
    """Whether a line is a question in an interview, and no heading: 记者：后来呢？"""
    label = _label(text)
    if not label or not text.endswith(("？", "?")):
        return False
    return labels[label] > 1 or _ASKER.search(label) is not None


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
