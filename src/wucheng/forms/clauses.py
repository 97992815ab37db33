"""Clauses: a sentence cut at its marks, with the words of each piece."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from wucheng.language.words import Token


def _pieces(marks: str) -> re.Pattern[str]:
    """What finds the pieces of a text between some marks, each with those behind it."""
    return re.compile(rf"([^{marks}]+)([{marks}]*)")


#: Quotation marks don't part clauses: 组组有“前锋” is one.
_PIECES = _pieces(r"，。、；：！？!?…—（）()《》\s")
#: Where a list (甲、乙和丙) is to stay whole.
_WIDE = _pieces(r"，。；：！？!?…—（）()《》“”\s")

#: Marks that a clause may carry without being any longer for it.
_QUOTES = "“”‘’「」『』"


class Clause(NamedTuple):
    """A piece of a sentence between marks: characters [start, end), without its outer quotes."""

    text: str
    start: int
    end: int
    after: str  # the marks that follow it
    tokens: Sequence[Token]

    @property
    def words(self) -> list[Token]:
        """Its tokens without marks."""
        return [token for token in self.tokens if token[1] != "x"]


def read(text: str, tokens: Sequence[Token], *, lists: bool = False) -> Iterator[Clause]:
    """The clauses of a sentence in order. A token that a mark cuts belongs to none.

    With `lists`, 、 parts nothing, and a quotation mark does.
    """
    starts = [token[2] for token in tokens]
    last = 0
    for match in (_WIDE if lists else _PIECES).finditer(text):
        opened = match[1].lstrip(_QUOTES)
        piece = opened.rstrip(_QUOTES)
        if piece:
            start = match.end(1) - len(opened)
            end = start + len(piece)
            first = bisect_left(starts, start, last)
            last = bisect_left(starts, end, first)
            last -= last > first and tokens[last - 1][3] > end
            yield Clause(piece, start, end, match[2], tokens[first:last])
