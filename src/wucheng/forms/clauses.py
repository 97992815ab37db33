"""Clauses: a sentence cut at its marks, with the words of each piece."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wucheng.words import Token

#: What parts clauses. Quotation marks don't: 组组有“前锋” is one clause.
_BREAK = re.compile(r"[，。、；：！？!?…—（）()《》\s]+")
#: What parts clauses, where a list (甲、乙和丙) is to stay whole.
_WIDE = re.compile(r"[，。；：！？!?…—（）()《》“”\s]+")

#: Marks that a clause may carry without being any longer for it.
_QUOTES = re.compile(r"[“”‘’「」『』]")


@dataclass(frozen=True, slots=True)
class Clause:
    """A piece of a sentence between marks: characters [start, end), without its outer quotes."""

    text: str
    start: int
    end: int
    after: str  # the marks that follow it
    tokens: Sequence[Token]

    @property
    def bare(self) -> str:
        """Its text without quotation marks."""
        return _QUOTES.sub("", self.text)

    @property
    def words(self) -> list[Token]:
        """Its tokens without marks."""
        return [token for token in self.tokens if token[1] != "x"]


def read(text: str, tokens: Sequence[Token], *, lists: bool = False) -> Iterator[Clause]:
    """The clauses of a sentence in order. A token that a mark cuts belongs to none.

    With `lists`, 、 parts nothing, and a quotation mark does.
    """
    breaks = _WIDE if lists else _BREAK
    at, start = 0, 0
    while start < len(text):
        mark = breaks.search(text, start)
        end, after = (mark.start(), mark[0]) if mark else (len(text), "")
        first, last = start, end
        while first < last and _QUOTES.match(text[first]):
            first += 1
        while last > first and _QUOTES.match(text[last - 1]):
            last -= 1
        while at < len(tokens) and tokens[at][2] < first:
            at += 1
        until = at
        while until < len(tokens) and tokens[until][3] <= last:
            until += 1
        if last > first:
            yield Clause(text[first:last], first, last, after, tokens[at:until])
        at, start = until, mark.end() if mark else len(text)
