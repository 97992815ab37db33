"""Times of day: 早上, 晚上11点, 差不多八点半, alone or behind a date."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wucheng.times.phrases import Point, Word

_ABOUT = re.compile(r"(?:大约|大概|约|近|将近|差不多|不到|快到|未到|刚过|刚到)?")
_ABOUT_BEFORE = re.compile(
    r"(?:大约|大概|约|将近|(?<![附最临邻接将])近|差不多|(?<!来|赶|感|遇|得|找|收|想)不到|快到|未到)$"
)
#: What tells the part of the day without naming it.
_MEAL = re.compile("(?:晚(?:自习|饭|餐|会|课)|午(?:饭|餐|休))[^，。；！？、]{0,5}$")
_DAYS = frozenset(
    "day day_from_text day_from_story week_day weekday holiday lunar same_day".split()
)
#: Points that no clock time follows without a part of the day.
_LONG = frozenset(("year", "month", "decade", "century", "week", "lunar_month"))
_SPACE = re.compile(r"[ 　]?")
_AFTER_CLOCK = re.compile(r"多钟|多(?![人名个户次张份米位件条种])|左右|许(?![多可])|前后|整|上下")
_CLOCK_EVIDENCE = re.compile(
    r"左右|许|多(?![人名个户次张份米位件条种])|前|之前|以前|准时|起(?!来)|整|钟"
)
_DECIMALS = frozenset("0123456789一二三四五六七八九几")
_PART_OF_LAST = {"晚": "evening", "夜": "night", "早": "morning", "晨": "morning"}
_PART_OF_TAIL = {
    "凌晨": "dawn", "上午": "morning", "中午": "noon", "下午": "afternoon", "傍晚": "evening",
}  # fmt: skip
_CLOCK_BEFORE = re.compile(r"[到约近至]$")


class Clocks:
    """Reads parts of the day and clock times out of the words of a sentence."""

    def __init__(self, text: str, words: Sequence[Word]) -> None:
        self._text = text
        self._words = words

    def _next(self, index: int, end: int, *kinds: str) -> Word | None:
        """The word at `index` if it stands at `end` and is of one of the kinds."""
        if index < len(self._words):
            word = self._words[index]
            if word.start == end and word.kind in kinds:
                return word
        return None

    def _past(self, index: int, end: int) -> int:
        """The index of the first word from `index` on that does not begin before a place."""
        while index < len(self._words) and self._words[index].start < end:
            index += 1
        return index

    def _time_alone(self, index: int, inside: bool) -> tuple[Point | None, int]:
        """早上, 8点20分 or both, with no date before them."""
        start = self._words[index].start
        part = self._next(index, start, "part", "bound_part")
        return self._in_part(part, index + 1) if part else self._bare_hour(index, start, inside)

    def _in_part(self, part: Word, index: int) -> tuple[Point | None, int]:
        """晚上 or 晚上11点; 晚 alone is no time."""
        start, end = part.start, part.end
        clock, after = self._clock(index, end)
        if clock:
            point = Point(start, end, "clock", part=part.name)
            return self._at_hour(point, clock, self._text[end : clock.start]), after
        if part.kind == "bound_part":
            return None, index
        return Point(start, end, "part", part=part.name), index

    def _bare_hour(self, index: int, start: int, inside: bool) -> tuple[Point | None, int]:
        """8点20分, 不到六点, and 九点半 behind 晚自习."""
        clock, after = self._clock(index, start)
        if clock is None or not (inside or self._sure(clock, start)):
            return None, after
        meal = _MEAL.search(self._text, max(0, start - 8), start)
        part = ("evening" if meal[0][0] == "晚" else "noon") if meal else ""
        rough = clock.name == "about"
        said = None if rough else _ABOUT_BEFORE.search(self._text, max(0, start - 3), start)
        point = Point(said.start() if said else start, clock.end, "clock", part=part)
        return self._at_hour(point, clock, said[0] if said else ""), after

    def _time_behind(self, point: Point, index: int) -> tuple[Point, int]:
        """A date with the 早上, the 8点20分 or both that stand behind it."""
        part = self._part_behind(point, index)
        if part:
            point, index = point._replace(end=part.end, part=part.name), index + 1
        elif point.head in _LONG:
            return point, index
        of_day = point.head in _DAYS and self._text.startswith("的", point.end)  # 今晚的11点
        at = point.end + of_day
        clock, after = self._clock(index, at)
        if clock is None:
            return point, index
        return self._at_hour(point, clock, self._text[at : clock.start]), after

    def _part_behind(self, point: Point, index: int) -> Word | None:
        """3月5日|晚, 3月5日 晚上, 3月5日的晚上."""
        end = point.end
        part = self._next(index, end, "part", "bound_part")
        gap = self._text[end : end + 1]
        if part is None and (gap == " " or (gap == "的" and point.head in _DAYS)):
            return self._next(index, end + 1, "part")
        return part

    def _at_hour(self, point: Point, clock: Word, about: str) -> Point:
        """The point with its hour, and what makes that rough: 约|9点|左右."""
        tail = _AFTER_CLOCK.match(self._text, clock.end)
        about = about.strip() or ("约" if clock.name == "about" else tail[0] if tail else "")
        return point._replace(
            end=tail.end() if tail else clock.end,
            hour=int(clock.number),
            minute=clock.second,
            about=_about(about),
        )

    def _clock(self, index: int, end: int) -> tuple[Word | None, int]:
        if index >= len(self._words) or self._words[index].kind != "clock":
            return None, index
        if self._words[index].start == end:
            return self._words[index], index + 1
        at = _SPACE.match(self._text, end)
        at_end = at.end() if at else end
        about = _ABOUT.match(self._text, at_end)
        stop = about.end() if about else at_end
        clock = self._next(index, stop, "clock")
        return clock, index + 1 if clock else index

    def _sure(self, clock: Word, start: int) -> bool:
        """Is a clock time without a part of the day one? 六点之前 is, 两点 and 一时 are not."""
        if clock.name in ("sure", "colon", "about"):
            return True
        if clock.name == "时":
            return (
                bool(re.match("许|整", self._text[clock.end : clock.end + 1])) or clock.number == 0
            )
        if clock.number == 0:  # 零点, but not 零点五
            return self._text[clock.end : clock.end + 1] not in _DECIMALS
        if clock.number == 1:
            return False
        return bool(
            _CLOCK_EVIDENCE.match(self._text, clock.end)
            or _CLOCK_BEFORE.search(self._text[max(0, start - 1) : start])
        )


def part_in(word: str) -> str:
    """The part of the day inside 今晚, 昨夜, 今早, 昨下午."""
    return _PART_OF_TAIL.get(word[-2:]) or _PART_OF_LAST.get(word[-1], "")


def _about(mark: str) -> str:
    if not mark:
        return ""
    return "before" if mark in ("不到", "快到", "未到", "近", "将近") else "about"
