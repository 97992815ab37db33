"""Cues: the verb phrases of events.tsv that make a clause a happening of some type."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from wucheng.events import clauses, mood, predicates
from wucheng.events.clauses import Clause, Span
from wucheng.events.predicates import Verb
from wucheng.lexicon import Row

#: The type of verbs that tell no happening.
IDLE = "none"
#: 竣工通电仪式在这里举行: the occasion is what happens.
_OCCASION = re.compile(
    r"[^，]{0,30}?(?:仪式|典礼|开幕式|大会|动员会|启动会|发布会|座谈会|活动)[^，]{0,12}(?:举行|举办|召开)"
)
#: What stands as a verb, so that it has to be one where it stands.
_VERBAL = ("told", "amount")


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


@dataclass(slots=True)
class _Given:
    """What a clause gives of what cues need; whether it is told is found out once, if ever."""

    done: bool
    amount: bool
    find_out: Callable[[], bool]
    found: bool | None = None

    def has(self, needs: str) -> bool:
        if needs == "done":
            return self.done
        if needs == "amount":
            return self.amount and self.told
        return self.told

    @property
    def told(self) -> bool:
        if self.found is None:
            self.found = self.find_out()
        return self.found


class Cues:
    """The cues, ready to be looked for."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._cues: dict[str, list[Cue]] = {}
        self._short: dict[str, list[Cue]] = {}
        idle: set[str] = set()
        for row in rows:
            if row["type"] == IDLE:
                idle.update(row["cue"].split())
                continue
            for words in row["cue"].split():
                cue = _cue(row, words)
                longer = len(cue.first) > 1
                (self._cues if longer else self._short).setdefault(cue.first[:2], []).append(cue)
        self.idle = frozenset(idle)

    def _places(self, text: str, start: int, end: int) -> Iterator[tuple[int, Cue]]:
        """The cues whose first part stands in a stretch of text, each with its place.

        Looked up by two characters, so that the time hardly grows with the number of cues.
        """
        pairs, short = self._cues, self._short
        for at in range(start, end):
            if text[at : at + 2] in pairs:
                for cue in pairs[text[at : at + 2]]:
                    if text.startswith(cue.first, at, end):
                        yield at, cue
            if text[at] in short:
                for cue in short[text[at]]:
                    yield at, cue

    def best(
        self, text: str, clause: Clause, *, done: bool, amount: bool, told: Callable[[], bool]
    ) -> tuple[Cue, Span, str] | None:
        """The longest cue in a clause, where it stands and how it is put; None if none.

        How it is put is what `mood.reality` says. Wishes, orders and the like are passed over.

        Args:
            text: the sentence.
            clause: one of its clauses.
            done: whether the text says that it happened, or when.
            amount: whether the clause holds a quantity.
            told: finds out whether anything shows that it tells of one time and not in general.
        """
        given = _Given(done, amount, told)
        best: tuple[Cue, Span, str] | None = None
        for at, cue in self._places(text, clause.start, clause.end):
            if cue.needs and not given.has(cue.needs):
                continue
            match = cue.pattern.match(text, at, clause.end)
            if not match or (best and _rank(*best[:2]) >= _rank(cue, match.span())):
                continue
            if put := self._put(text, clause, cue, match.span(), done=done):
                best = cue, match.span(), put
        return best

    def _put(self, text: str, clause: Clause, cue: Cue, span: Span, *, done: bool) -> str:
        """How a cue is put where it stands; "" if it tells nothing there."""
        start, end = span
        if _is_part(text, span, cue.unless) or _OCCASION.match(text, end, clause.end):
            return ""
        if end < mood.says(text, clause) < clause.end:
            return ""  # 护士长在接种点介绍: what is told is what she says
        if not clause.spoken and clauses.is_name(text, clause, start, end):
            return ""
        verb = Verb(text, clause, start, end, start + len(cue.first), cue.weight)
        if predicates.is_none(verb, self.idle, cue.needs):
            return ""
        if cue.needs in _VERBAL and not predicates.is_predicate(verb, self.idle):
            return ""
        put = mood.reality(text, clause, start)
        denied = put == "negated" and not text.startswith("取消", start)
        if denied and cue.needs == "told" and not done:
            return ""  # 没有配备电梯: a state
        early = text.startswith(("前", "之前", "后"), end) and end + 2 < clause.end
        described = early or clauses.is_relative(text, clause, end)
        return "" if put and described else put


def _cue(row: Row, words: str) -> Cue:
    parts = words.split("…")
    return Cue(
        row["type"],
        re.compile("[^，。；！？：]{0,14}?".join(map(re.escape, parts))),
        parts[0],
        sum(map(len, parts)),
        row.get("needs", ""),
        tuple(word for word in row.get("not", "").split(";") if word and parts[0] in word),
        row.get("agent") != "none",
    )


def _rank(cue: Cue, span: Span) -> tuple[int, bool, bool, bool, int]:
    """The longer cue counts; of two as long the one that tells more than a sum, then the first."""
    verb = cue.needs == "told"
    return cue.weight, cue.type != "other", cue.needs != "amount", not verb, -span[0]


def _is_part(text: str, span: Span, words: Iterable[str]) -> bool:
    """Whether text[start:end] overlaps one of the words as it stands there."""
    start, end = span
    return any(
        text.find(word, max(0, start - len(word) + 1), end + len(word) - 1) >= 0 for word in words
    )
