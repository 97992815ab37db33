"""Which part of a saved page holds its article: the element with the most prose close below it."""

from __future__ import annotations

from dataclasses import dataclass

#: Elements that group paragraphs.
GROUPS = frozenset(
    "article aside blockquote body center dd div dl footer form header li main nav ol section "
    "table tbody td th tr ul".split()
)
#: What is closed by the next of its kind even without a closing tag.
_SELF_CLOSING = frozenset("dd li td th tr".split())

#: A paragraph speaks for the element it stands in, and half as much for the one around that: the
#: paragraphs of an article are neighbours, comments and teasers each have an element of their own.
_DECAY = (1.0, 0.5, 0.25, 0.125)
#: An element is widened to the one around it if of what comes in addition so much is prose:
#: further parts of the article are, comments come with names, times and buttons.
_PROSE = 0.8
#: Fewer Chinese characters of prose make no article of which the rest of the page could be told.
_LEAST = 60


@dataclass(slots=True)
class _Element:
    parent: int
    name: str
    start: int
    end: int
    score: float = 0.0
    prose: int = 0
    chars: int = 0
    blocks: int = 0
    pictures: int = 0
    table: int = -1
    row: int = -1


class Outline:
    """The elements of a page as they open and close, and how much prose each has."""

    def __init__(self) -> None:
        self._elements = [_Element(-1, "", 0, 0)]
        self._open = [0]
        self._names: dict[str, int] = {}

    def tag(self, name: str, start: int, end: int, *, closing: bool) -> None:
        """Take note of a tag at [start, end); those of other elements than GROUPS say nothing."""
        if name not in GROUPS:
            return
        if closing:
            if self._names.get(name):
                while self._close(end) != name:
                    pass
            return
        if name in _SELF_CLOSING and self._elements[self._open[-1]].name == name:
            self._close(start)
        around, number = self._elements[self._open[-1]], len(self._elements)
        table, row = (number, -1) if name == "table" else (around.table, around.row)
        row = number if name == "tr" else row
        self._elements.append(_Element(self._open[-1], name, start, start, table=table, row=row))
        self._open.append(number)
        self._names[name] = self._names.get(name, 0) + 1

    def _close(self, end: int) -> str:
        element = self._elements[self._open.pop()]
        element.end = end
        self._names[element.name] -= 1
        return element.name

    def picture(self) -> None:
        """Take note of a picture where the page now is."""
        self._elements[self._open[-1]].pictures += 1

    def alone_with_picture(self, element: int) -> bool:
        """Whether an element has nothing but one block of text and pictures."""
        found = self._elements[element]
        return element > 0 and found.pictures > 0 and found.blocks == 1

    def cell(self, element: int) -> tuple[int, int]:
        """The innermost table and its row that an element lies in; -1 for what there is not."""
        found = self._elements[element]
        return found.table, found.row

    def block(self, chars: int, prose: int) -> int:
        """Take note of a block of text where the page now is.

        Args:
            chars: its length.
            prose: its Chinese characters if it is made of sentences, else 0.

        Gives the number of the element it stands in.
        """
        here = place = self._open[-1]
        self._elements[place].blocks += 1
        self._elements[place].chars += chars
        self._elements[place].prose += prose
        for share in _DECAY if prose else ():
            self._elements[place].score += share * prose
            place = self._elements[place].parent
            if place < 0:
                break
        return here

    def article(self, length: int) -> tuple[int, int] | None:
        """Where in a page of this length the article lies; None if that can't be told."""
        while len(self._open) > 1:
            self._close(length)
        elements = self._elements
        elements[0].end = length
        for element in reversed(elements[1:]):
            elements[element.parent].chars += element.chars
            elements[element.parent].prose += element.prose
        best = max(range(len(elements)), key=lambda number: elements[number].score)
        if elements[best].prose < _LEAST:
            return None
        around = elements[best].parent
        while around >= 0:
            more = elements[around].prose - elements[best].prose
            if more and more >= _PROSE * (elements[around].chars - elements[best].chars):
                best = around
            elif more:
                break
            around = elements[around].parent
        return elements[best].start, elements[best].end
