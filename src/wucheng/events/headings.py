"""Headings of time: lines of their own that say when what stands below them happened.

A diary's days, the hours of a live blog (【9:15】) and of dispatches (3月5日 14:20 社区门口).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from wucheng.events import dating
from wucheng.events.clauses import Clause
from wucheng.events.dating import Dating
from wucheng.language.sentences import Sentence
from wucheng.times import lines
from wucheng.when import Time

_MARKED = re.compile(r"[时点【\[（(〔]")
_ENDS = ("。", "！", "？", "”", "…")
#: An hour before this one after one from that one on is the next day's.
_DAWN, _EVENING = "06:00", "18:00"


@dataclass(frozen=True, slots=True)
class Heading:
    """The time of a line that heads others.

    `time` is that of a day, or empty for an hour whose day the text has to give; then `clock` is
    the hour, and `days` how many days after the first such hour it is.
    """

    time: Dating
    clock: str = ""
    days: int = 0

    def on(self, day: Dating) -> Dating:
        """The time that the lines below take over.

        Args:
            day: the last day told before. Without one an hour is on no calendar.
        """
        if not self.clock or not day.start:
            return self.time
        named = date.fromisoformat(day.start) + timedelta(self.days)
        moment = f"{named.isoformat()}T{self.clock}"
        return replace(self.time, start=moment, end=moment, day_words=day.day_words)


def headings(sentences: Sequence[Sentence], times: Sequence[Sequence[Time]]) -> dict[int, Heading]:
    """The headings of time of a document, by the index of the sentence."""
    found: dict[int, Heading] = {}
    hours: list[int] = []
    for index, sentence in enumerate(sentences):
        if not times[index] or len(sentence.text) > lines.LONGEST:
            continue
        if time := _day(sentence.text, times[index]):
            found[index] = Heading(time)
        elif sentence.kind != "title" and _is_hour(sentence.text, times[index]):
            hours.append(index)
    found.update(_hours(sentences, times, [n for n in hours if n not in found], found))
    return found


def _day(text: str, times: Sequence[Time]) -> Dating | None:
    """The time that a line of nothing but a date gives to the lines below it, if it is one."""
    placed = [time for time in times if time.kind in ("date", "interval", "count_day")]
    placed = [time for time in placed if time.start]
    if not placed or not _heads(text, times, clock="T" in placed[0].start):
        return None
    whole = Clause(0, len(text), spoken=False, asked=False, tokens=())
    # of a day and its number the day counts
    dated = [time for time in placed if time.kind != "count_day"]
    dated = dated or [time._replace(kind="date") for time in placed]
    return replace(dating.rule(text, whole, dated, Dating()), first=-1, basis="carried")


def _heads(text: str, times: Sequence[Time], *, clock: bool) -> bool:
    rest = text
    for time in reversed(times):
        rest = rest[: time.start_char] + rest[time.start_char + len(time.text) :]
    return lines.heads(text[: times[0].start_char], rest, clock=clock)


def _is_hour(text: str, times: Sequence[Time]) -> bool:
    """Whether a line is an hour without its day, perhaps with the place."""
    time = times[0]
    hour = len(times) == 1 and time.kind == "time_of_day" and time.clock and not time.clock_end
    return bool(hour) and _heads(text, times, clock=True)


def _hours(
    sentences: Sequence[Sentence],
    times: Sequence[Sequence[Time]],
    hours: Sequence[int],
    days: dict[int, Heading],
) -> Iterator[tuple[int, Heading]]:
    """The hours that head what is told below each, if there is a course in them.

    A timetable's lines follow each other. Bare digits (21:15) need a second line of their kind.
    """
    sure = [
        index
        for index in hours
        if index - 1 not in hours
        and index + 1 < len(sentences)
        and sentences[index + 1].kind == "body"
        and sentences[index + 1].text.endswith(_ENDS)
    ]
    if len(sure) < 2 and not any(_MARKED.search(sentences[index].text) for index in sure):
        return
    for run in _runs(sure, days):
        clocks = [times[index][0].clock for index in run]
        for index, clock, passed in zip(run, clocks, _days_passed(clocks), strict=False):
            time = times[index][0]
            stated = Dating("", "", time.text, -1, "carried", exact=True)
            yield index, Heading(stated, clock, passed)


def _runs(hours: Sequence[int], days: dict[int, Heading]) -> Iterator[list[int]]:
    """The hours between headings that name a day."""
    edges = [-1, *sorted(days), max([*hours, *days, 0]) + 1]
    for first, last in pairwise(edges):
        yield [index for index in hours if first < index < last]


def _days_passed(clocks: Sequence[str]) -> list[int]:
    """How many days after the first hour each is; nothing for hours in no order.

    Newest first is an order, too.
    """
    passed, days = [], 0
    for before, clock in pairwise(["", *clocks]):
        if clock < before:
            if clock >= _DAWN or before < _EVENING:
                falling = all(late > early for late, early in pairwise(clocks))
                return [0] * len(clocks) if falling else []
            days += 1
        passed.append(days)
    return passed
