"""Cues: the verb phrases of events.tsv that make a clause a happening of some type."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from wucheng.events import clauses
from wucheng.events.clauses import Clause, Span
from wucheng.lexicon import Row


@dataclass(frozen=True, slots=True)
class Cue:
    """One line of the lexicon. `weight` is the length of what must be there in print."""

    type: str
    pattern: re.Pattern[str]
    first: str
    weight: int
    needs: str
    unless: tuple[str, ...]
    acted: bool


class Cues:
    """The cues, ready to be looked for."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._cues: dict[str, list[Cue]] = {}
        for cue in map(_cue, rows):
            self._cues.setdefault(cue.first[:2], []).append(cue)

    def _places(self, text: str, start: int, end: int) -> Iterator[tuple[int, Cue]]:
        """The cues whose first part stands in a stretch of text, each with its place.

        Looked up by two characters, so that the time hardly grows with the number of cues.
        """
        for at in range(start, end):
            for key in (text[at : at + 2], text[at]):
                if key in self._cues:
                    for cue in self._cues[key]:
                        if text.startswith(cue.first, at, end):
                            yield at, cue

    def best(
        self, text: str, clause: Clause, *, done: bool, amount: bool
    ) -> tuple[Cue, Span, str] | None:
        """The longest cue in a clause, where it stands and how it is put; None if none.

        How it is put is what `clauses.reality` says. Wishes, orders and the like are passed over.

        Args:
            text: the sentence.
            clause: one of its clauses.
            done: whether the text says that it happened, or when.
            amount: whether the clause holds a quantity.
        """
        best: tuple[Cue, Span, str] | None = None
        for at, cue in self._places(text, clause.start, clause.end):
            if (cue.needs == "done" and not done) or (cue.needs == "amount" and not amount):
                continue
            match = cue.pattern.match(text, at, clause.end)
            if not match or (best and _rank(*best[:2]) >= _rank(cue, match.span())):
                continue
            start, end = match.span()
            if _is_part(text, (start, end), cue.unless):
                continue
            put = clauses.reality(text, clause, start)
            if put and not clauses.is_relative(text, clause, end):
                best = cue, (start, end), put
        return best


def _cue(row: Row) -> Cue:
    parts = row["cue"].split("…")
    return Cue(
        row["type"],
        re.compile("[^，。；！？：]{0,14}?".join(map(re.escape, parts))),
        parts[0],
        sum(map(len, parts)),
        row.get("needs", ""),
        tuple(word for word in row.get("not", "").split(";") if word),
        row.get("agent") != "none",
    )


def _rank(cue: Cue, span: Span) -> tuple[int, bool, int]:
    """The longer cue counts; of two as long the one that tells more than a sum, then the first."""
    return cue.weight, cue.needs != "amount", -span[0]


def _is_part(text: str, span: Span, words: Iterable[str]) -> bool:
    """Whether text[start:end] overlaps one of the words as it stands there."""
    start, end = span
    return any(
        text.find(word, max(0, start - len(word) + 1), end + len(word) - 1) >= 0 for word in words
    )
