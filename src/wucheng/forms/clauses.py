"""Clauses: a sentence cut at its marks, with the words of each piece."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from wucheng.words import Token

#: What parts clauses. Quotation marks don't: 组组有“前锋” is one clause.
_BREAK = re.compile(r"[，。、；：！？!?…—（）()《》\s]+")
#: What parts clauses, where a list (甲、乙和丙) is to stay whole.
_WIDE = re.compile(r"[，。；：！？!?…—（）()《》“”\s]+")

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
    breaks = _WIDE if lists else _BREAK
    stop = last = 0
    while stop < len(text):
        mark = breaks.search(text, stop)
        start, (end, stop) = stop, mark.span() if mark else (len(text), len(text))
        opened = text[start:end].lstrip(_QUOTES)
        piece = opened.rstrip(_QUOTES)
        if piece:
            start = end - len(opened)
            end = start + len(piece)
            first = bisect_left(starts, start, last)
            last = bisect_left(starts, end, first)
            last -= last > first and tokens[last - 1][3] > end
            yield Clause(piece, start, end, mark[0] if mark else "", tokens[first:last])
