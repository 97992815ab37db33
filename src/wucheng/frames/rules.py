"""Rules: the rows of frames.tsv, each with what its cue needs and what cancels it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from wucheng.errors import LexiconError
from wucheng.language import phrase
from wucheng.lexicon import Row
from wucheng.people.roles import WORKERS

#: Cues that other readers supply: a quantity of `language.quantity`, a personal name of people.py.
SOURCES = ("@quantity", "@person")
#: Stands in a condition on who acts for all kinds whose work is told of.
_WORKER = "worker"


@dataclass(frozen=True, slots=True)
class Who:
    """A condition on who acts, or for whom: of one of these kinds, or of none of them.

    Where nobody is known the first is refused, and the second holds.
    """

    kinds: frozenset[str]
    among: bool

    def admits(self, kind: str) -> bool:
        return (kind in self.kinds) == self.among


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """One row of the lexicon, ready to be matched at a place in a sentence."""

    frame: str
    cue: str
    pattern: re.Pattern[str] | None
    edges: str  # token, short (a short phrase may also head or end a long word) or any
    in_name: bool
    pos: frozenset[str]
    not_after: tuple[str, ...]
    not_before: tuple[str, ...]
    within: tuple[str, ...]  # the longest first
    needs: tuple[str, ...]
    unless: tuple[str, ...]
    subject: Who | None
    receiver: Who | None
    least: float
    unit: frozenset[str]
    not_unit: frozenset[str]

    def counts(self, unit: str) -> bool:
        """Whether a quantity of a unit may be a cue."""
        return unit not in self.not_unit and (not self.unit or unit in self.unit)

    def follows(self, text: str, start: int) -> bool:
        """Whether the cue stands after something that cancels it."""
        return text.endswith(self.not_after, 0, start)

    def allows(self, text: str, start: int, end: int) -> bool:
        """Whether what comes after it and the set phrases around it let the cue count."""
        if self.not_before and text.startswith(self.not_before, end):
            return False
        return not (self.within and _inside(text, start, end, self.within))


def read(row: Row) -> Iterator[Rule]:
    """The rules of a row: one for each of its cues, all with the row's conditions."""
    frame, cell = row["frame"], row["cue"]
    if not frame or not cell:
        raise LexiconError(f"frames.tsv has a row without a frame or a cue: {frame or cell!r}.")
    edges = row.get("edges", "")
    if edges not in ("", "token", "any"):
        raise LexiconError(f"frames.tsv, cue {cell}: edges are token, any or empty, not {edges!r}.")
    least = row.get("least", "")
    try:
        at_least = float(least) if least else 0.0
    except ValueError:
        raise LexiconError(f"frames.tsv, cue {cell}: least is no number: {least!r}.") from None
    for cue in phrase.split(cell):
        if cue.startswith("@") and cue not in SOURCES:
            raise LexiconError(f"frames.tsv: {cue} is no source of cues; {SOURCES} are.")
        try:
            pattern, _ = phrase.pattern(cue), phrase.heads(cue)
        except ValueError as error:
            raise LexiconError(f"frames.tsv, cue {cue}: {error}.") from None
        yield Rule(
            frame,
            cue,
            pattern=pattern,
            edges=edges or ("any" if pattern or len(cue) > 2 else "short"),
            in_name=bool(row.get("in_name")),
            pos=frozenset(_list(row, "pos")),
            not_after=_list(row, "not_after"),
            not_before=_list(row, "not_before"),
            within=tuple(sorted(_list(row, "within"), key=len, reverse=True)),
            needs=_list(row, "needs"),
            unless=_list(row, "unless"),
            subject=_who(row, "subject"),
            receiver=_who(row, "receiver"),
            least=at_least,
            unit=frozenset(_list(row, "unit")),
            not_unit=frozenset(_list(row, "not_unit")),
        )


def _list(row: Row, column: str) -> tuple[str, ...]:
    return tuple(part for part in row.get(column, "").split("|") if part)


def _who(row: Row, column: str) -> Who | None:
    """The condition of a cell: a|b is one of these, !a|!b none of them."""
    kinds = _list(row, column)
    refused = {kind.removeprefix("!") for kind in kinds if kind.startswith("!")}
    if refused and len(refused) < len(kinds):
        raise LexiconError(
            f"frames.tsv, cue {row['cue']}: {column} has kinds with ! and without: {row[column]}."
        )
    named = refused or set(kinds)
    if _WORKER in named:
        named = (named - {_WORKER}) | set(WORKERS)
    return Who(frozenset(named), among=not refused) if named else None


def _inside(text: str, start: int, end: int, phrases: tuple[str, ...]) -> bool:
    """Whether one of some set phrases stands around a stretch of a text."""
    reach = len(phrases[0])  # the longest
    around = text[max(0, end - reach) : start + reach]
    for known in phrases:
        size = len(known)
        if known in around and text.find(known, max(0, end - size), start + size) >= 0:
            return True
    return False
