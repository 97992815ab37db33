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
_SPACE = re.compile(r"[ 　]?")
_AFTER_CLOCK = re.compile(r"多钟|多(?![人名个户次张份米位件条种])|左右|许(?![多可])|前后|整|上下")
_CLOCK_EVIDENCE = re.compile(
    r"左右|许|多(?![人名个户次张份米位件条种])|前|之前|以前|准时|起(?!来)|整|钟"
)
_DECIMALS = frozenset("0123456789一二三四五六七八九几")
_PART_OF_LAST = {"晚": "evening", "夜": "night", "早": "morning", "晨": "morning"}
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

    def _time_of_day(
        self, index: int, point: Point | None, inside: bool
    ) -> tuple[Point | None, int]:
        """Adds 早上, 8点20分 or both to a date, or makes a point of them alone."""
        end = point.end if point else self._words[index - 1].start
        if point is None:
            index -= 1
        start = point.start if point else end
        part_word = self._next(index, end, "part", "bound_part")
        gap = self._text[end : end + 1]
        if part_word is None and point and (gap == " " or (gap == "的" and point.head in _DAYS)):
            part_word = self._next(index, end + 1, "part")
        part = point.part if point else ""
        if point is None and part_word is None:
            meal = _MEAL.search(self._text, max(0, start - 8), start)
            if meal:  # 晚自习到九点半
                part = "evening" if meal[0][0] == "晚" else "noon"
        if part_word:
            index, end, part = index + 1, part_word.end, part_word.name
        clock, clock_index = self._clock(index, end)
        if clock is None and point and point.head in _DAYS and self._text.startswith("的", end):
            clock, clock_index = self._clock(index, end + 1)  # 今晚的11点前后
            end += clock is not None
        if clock is None:
            if point is None:
                if part_word is None or part_word.kind == "bound_part":
                    return None, index
                return Point(start, end, "part", part=part), index
            return (point._replace(part=part, end=end) if part_word else point), index
        if point is None and part_word is None and not inside and not self._sure(clock, start):
            return None, clock_index
        if (
            point
            and point.head in ("year", "month", "decade", "century", "week", "lunar_month")
            and not part_word
        ):
            return point, index
        about = self._text[end : clock.start].strip() or ("约" if clock.name == "about" else "")
        if point is None and part_word is None and not about:
            said = _ABOUT_BEFORE.search(self._text, max(0, start - 3), start)
            if said:  # 不到六点
                start, about = said.start(), said[0]
        end = clock.end
        tail = _AFTER_CLOCK.match(self._text, end)
        if tail:
            end, about = tail.end(), about or tail[0]
        hour, minute, about = int(clock.number), clock.second, _about(about)
        if point is None:
            point = Point(start, end, "clock", part=part, hour=hour, minute=minute, about=about)
        else:
            point = point._replace(end=end, part=part, hour=hour, minute=minute, about=about)
        return point, clock_index

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
    """The part of the day inside 今晚, 昨夜, 今早."""
    return _PART_OF_LAST.get(word[-1], "")


def _about(mark: str) -> str:
    if not mark:
        return ""
    return "before" if mark in ("不到", "快到", "未到", "近", "将近") else "about"
