"""Paragraphs cut into sentences: the unit that every count, frame and event refers to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

#: 。！？, a run of them with the closing marks that follow; or an ellipsis that closes a quotation.
_END = re.compile(r"(?:[。！？!?]+[”’」』）》]*|…+[”’」』]+)")

#: A reporting clause after a closing quotation mark (…？”她说。) belongs to what is reported.
_REPORT = re.compile(
    r"[^，。！？；：“”]{0,16}?(?:说|道|表示|介绍|坦言|告诉|回忆|感慨|认为|强调|指出|笑称)"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a document. `sentence` and `paragraph` count from 0 within the document."""

    sentence: int
    paragraph: int
    kind: str  # title, heading, body
    text: str


def spans(paragraph: str) -> Iterator[tuple[int, int]]:
    """The sentences of a paragraph as (start, end) pairs that together cover all of it.

    A sentence ends after 。！？ and the quotation marks that close there, also inside a long
    quotation; not when a reporting clause follows the closing mark, and not after a bare ……,
    which in Chinese news as often carries on a list as ends it.
    """
    start = 0
    for match in _END.finditer(paragraph):
        end = match.end()
        closed = paragraph[end - 1] in "”’」』"
        if end == len(paragraph) or (closed and _REPORT.match(paragraph, end)):
            continue
        yield start, end
        start = end
    if start < len(paragraph):
        yield start, len(paragraph)
