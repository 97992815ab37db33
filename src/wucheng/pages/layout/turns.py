"""Turns: the lines of a dialogue, told from headings and from fields without a value."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from wucheng.pages.layout.lines import Line

_LABEL = re.compile(r"(?P<who>[^，。！？；：“”?!:]{1,30})[：:]")
#: Who asks in an interview, however often.
_ASKER = re.compile("(?:记者|主持人)$|^[问Q]$")
_ASKS = ("？", "?")
_ENDS = ("。", "！", "？", "…", "!", "?", "”")


def alone(lines: Sequence[Line]) -> list[int]:
    """The places of lines that are labels of a dialogue, whose words stand in the next line.

    A label that comes back is one; a field without a value (编辑：) stands once, or has none below.
    """
    found = [
        number
        for number, (line, below) in enumerate(pairwise(lines))
        if line.open and below.text.endswith(_ENDS) and _LABEL.fullmatch(line.text)
    ]
    return found if len(found) > len({lines[n].text for n in found}) > 1 else []


def questions(lines: Sequence[Line]) -> set[Line]:
    """The lines with which somebody asks who is a reporter or asks again: 记者：后来呢？"""
    labels = [match["who"] if (match := _LABEL.match(line.text)) else "" for line in lines]
    times = Counter(labels)
    return {
        line
        for line, label in zip(lines, labels, strict=True)
        if label and line.text.endswith(_ASKS) and (times[label] > 1 or _ASKER.search(label))
    }


def above(lines: Sequence[Line], first: int) -> int:
    """Where a dialogue begins whose labels or questions stand right above the first paragraph."""
    start = first
    while start and lines[start - 1].open and _LABEL.match(lines[start - 1].text):
        start -= 1
    if start == first:
        return first
    said = questions(lines) | {lines[n] for n in alone(lines)}
    while start < first and lines[start] not in said:
        start += 1
    return start
