"""Points of time: one end of an interval, or the whole of a simple expression: 去年底, 晚上11点."""

from __future__ import annotations

import re

from wucheng.times.grammar.heads import Heads
from wucheng.times.phrases import Point, Word

TO = re.compile(r"[ ]?(?:—{1,2}|-{1,2}|–|－|~|～|一?直?至|一?直到|到|直至)[ ]?")
_CONNECTOR = 8  # characters at most: 起，一直持续到
_PAUSED_TO = re.compile("起?[，,]?(?:(?:一直)?[持延]续|一?直?)?(?:至|到)|直至|" + TO.pattern)


class Points(Heads):
    """Reads points out of the words of a sentence."""

    def _to(self, first: Point, index: int, paused: bool = False) -> tuple[Point | None, int]:
        """The second point of a range, if a connector and a point follow.

        After 从 or 自 a pause may stand between them: 自12月14日16时，到15日16时.
        """
        if index >= len(self._words) or self._words[index].start - first.end > _CONNECTOR:
            return None, index
        connector = (_PAUSED_TO if paused else TO).match(self._text, first.end)
        if not connector or self._words[index].start != connector.end():
            return None, index
        second, after = self._point(index, inside=True)
        if second is None or not _ranges(first, second):
            return None, index
        return second, after

    def _point(self, index: int, inside: bool = False) -> tuple[Point | None, int]:
        if self._words[index].kind in ("part", "bound_part", "clock"):
            return self._time_alone(index, inside)
        point, index = self._date(index, inside)
        return self._time_behind(point, index) if point else (None, index)

    def _date(self, index: int, inside: bool) -> tuple[Point | None, int]:
        word, index = self._words[index], index + 1
        if word.kind in ("day", "day_number") and not self._bare_day(word, index, inside):
            return None, index
        return self._headed(word, index)

    def _bare_day(self, word: Word, index: int, inside: bool) -> bool:
        """A day without its month: 24日; 三日 and 3号 only where a part of the day follows."""
        if inside:
            return True
        if self._listed(word.start):
            return True
        if self._text[word.start - 1 : word.start] == "月":
            return False
        if word.kind == "day" and word.name != "chinese":
            return True
        return self._next(index, word.end, "part", "bound_part", "clock") is not None


def _ranges(first: Point, second: Point) -> bool:
    """Can the two points be the ends of one range?"""
    if not first.has_date and not second.has_date:
        both_parts = first.head == "part" and second.head == "part"
        return both_parts or (first.hour is not None and second.hour is not None)
    if not second.has_date:
        return first.hour is not None or second.hour is not None or bool(first.part and second.part)
    if not first.has_date:
        return first.hour is not None and second.head == "day_from_story"
    return True
