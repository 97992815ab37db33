"""Dating: which time expression rules which clause, and how exactly it places it."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from wucheng.clauses import Clause


class Time(Protocol):
    """A time expression of a sentence, as `when` reads it."""

    @property
    def text(self) -> str: ...
    @property
    def start_char(self) -> int: ...
    @property
    def kind(self) -> str: ...
    @property
    def start(self) -> str: ...
    @property
    def end(self) -> str: ...
    @property
    def clock(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Dating:
    """The time that rules a clause.

    `start` and `end` are ISO or empty, `words` are the text's, `first` is where they begin in the
    sentence (-1 if elsewhere). `basis` is clause, sentence (an earlier clause), carried (the
    sentence before) or "" (no time). `exact` if it is a day or an hour.
    """

    start: str = ""
    end: str = ""
    words: str = ""
    first: int = -1
    basis: str = ""
    habitual: bool = False
    exact: bool = False

    @property
    def precision(self) -> str:
        """How exactly it places what it rules: habitual, or as `precision` says."""
        return "habitual" if self.habitual else precision(self.start, self.end)

    def day(self) -> Dating:
        """What the next sentence may take over: its day, if it is one day."""
        day = self.start[:10]
        if not day or self.end[:10] != day or self.habitual:
            return Dating()
        return Dating(day, day, self.words, -1, "carried")


_HABIT = re.compile(
    r"每[天日晚次年周月]|天天|日复一日|常常|经常|时常|往往|总会|总是|通常|平时|平日"
)
_GOES_ON = re.compile(
    r"[“‘]?(?:随后|随即|而后|接着|紧接着|当即|与此同时|同时|此时|这时|"
    r"(?:接到|收到|得知|获悉|听到|到达|抵达|赶到)[^，。；！？]{0,8}后[，便就])"
)


def goes_on(text: str) -> bool:
    """Whether a sentence opens as one that goes on with the day of the sentence before.

    随后, 同时 and 接到通知后 do; 此后 and 之后 may be any time later and do not.
    """
    return _GOES_ON.match(text) is not None


def is_habit(text: str) -> bool:
    """Whether a text speaks of what is done again and again (每天, 经常)."""
    return _HABIT.search(text) is not None


def rule(text: str, clause: Clause, times: Sequence[Time], before: Dating) -> Dating:
    """The time that rules a clause: its own, else the one that ruled the clause before it.

    Durations date nothing, nor does a time inside a description (2010年入党的李刚). Of a day and
    an hour the hour counts. Words that can't be placed leave the clause undated: what they stand
    for is not the time of the clause before.
    """
    here = [time for time in times if clause.start <= time.start_char < clause.end]
    repeated = any(time.kind == "set" for time in here) or is_habit(text[clause.start : clause.end])
    own = [
        time
        for time in here
        if time.kind not in ("duration", "set") and not _describes(clause, time)
    ]
    if not own:
        basis = "sentence" if before.basis == "clause" else before.basis
        return replace(before, basis=basis, habitual=repeated or before.habitual)
    placed = [time for time in own if time.start or time.end]
    words = "".join(time.text for time in own)
    day = before.day()
    if not placed and day.start and all(time.kind == "time_of_day" for time in own):
        words = before.words + words
        return replace(before, start=day.start, end=day.end, words=words, habitual=repeated)
    best = min(placed, key=_width, default=None)
    first, last = own[0].start_char, own[-1].start_char + len(own[-1].text)
    return Dating(
        best.start if best else "",
        best.end if best else "",
        text[first:last] if last - first <= len(words) + 1 else words,
        first,
        "clause",
        repeated,
        any(_is_exact(time) for time in own),
    )


def precision(start: str, end: str) -> str:
    """How exactly two ISO ends place something: hour, day, month, year, interval or undated."""
    if not start and not end:
        return "undated"
    if not start or not end:
        return "interval"
    if "T" in start or "T" in end:
        return "hour" if start[:10] == end[:10] else "interval"
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    if first == last:
        return "day"
    if first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1]:
        if (first.year, first.month) == (last.year, last.month):
            return "month"
        if first.year == last.year and (first.month, last.month) == (1, 12):
            return "year"
    return "interval"


def _describes(clause: Clause, time: Time) -> bool:
    end = time.start_char + len(time.text)
    following = [token for token in clause.tokens if token[2] >= end][:4]
    words = [token[0] for token in following]
    return bool(following) and following[0][1][0] == "v" and "的" in words[1:]


def _width(time: Time) -> tuple[int, int, int]:
    """Sorts the more exact of two times first: a clock, then the shorter one, then the later."""
    if "T" in time.start:
        return 0, 0, -time.start_char
    if not time.start or not time.end:
        return 2, 0, -time.start_char
    days = date.fromisoformat(time.end[:10]) - date.fromisoformat(time.start[:10])
    return 1, days.days, -time.start_char


def _is_exact(time: Time) -> bool:
    return bool(time.clock) or (bool(time.start) and time.start[:10] == time.end[:10])
