"""Points of time: one end of an interval, or the whole of a simple expression: 去年底, 晚上11点."""

from __future__ import annotations

import re

from wucheng.times.calendar import Calendar
from wucheng.times.clocks import part_in
from wucheng.times.phrases import Point, Word

_ERA_PIECE = re.compile("初期?|中期|中叶|末期?|后期")
_WEEK_TAIL = re.compile("[前后]期|初(?![中期级])|[前后]半周|前半段|后半段")
_TERM_TAIL = re.compile("”?(?:节气|时节|[当那这]天|前后|过后|一过)")
_PLAN_TAIL = re.compile("期间|时期|以来")
_PLAN = re.compile("规划|计划|纲要|目标|蓝图|[^，。；！？]{0,6}规划")
_BOUND_TAIL = re.compile("节|小?长假|假期|黄金周|佳节|期间|前夕|前后")
TO = re.compile(r"[ ]?(?:—{1,2}|-{1,2}|–|－|~|～|一?直?至|一?直到|到|直至)[ ]?")
_CONNECTOR = 8  # characters at most: 起，一直持续到
_PAUSED_TO = re.compile("起?[，,]?(?:(?:一直)?[持延]续|一?直?)?(?:至|到)|直至|" + TO.pattern)


class Points(Calendar):
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
        word = self._words[index]
        kind, number = word.kind, int(word.number)
        index += 1
        if kind == "date":
            year = int(word.name) if word.name else None
            point = Point(word.start, word.end, "day", year, month=number, day=word.second)
            return self._with_weekday(index, point)
        point = Point(word.start, word.end, kind)
        if kind == "year":
            return self._in_year(index, point._replace(head="year", year=number, name=word.name))
        if kind in ("year_from_text", "year_from_story"):
            shift = (kind.removeprefix("year_from_"), number)
            return self._in_year(index, point._replace(head="year", year_shift=shift))
        if kind == "month":
            return self._in_month(index, point._replace(head="month", month=number))
        if kind in ("month_from_text", "month_from_story"):
            shift = (kind.removeprefix("month_from_"), number)
            return self._in_month(index, point._replace(head="month", month_shift=shift))
        if kind in ("day", "day_number"):
            if not self._bare_day(word, index, inside):
                return None, index
            return self._with_weekday(index, point._replace(head="day", day=number))
        if kind in ("day_from_text", "day_from_story"):
            name = self._text[word.start : word.end]
            point = point._replace(shift=number, part=part_in(name), name=name)
            if self._text[word.end : word.end + 1] in ("（", "("):  # 今天（24日）
                end, after = self._gloss(index, word.end + 1, "day", "date")
                return (point._replace(end=end), after) if end else (point, index)
            return point, index
        if kind == "week_day":
            return point._replace(shift=number, weekday=int(word.name)), index
        if kind in ("weekday", "bare_weekend") and self._text[word.start - 1 : word.start] == "个":
            return None, index  # 日历上任意一个周日
        if kind == "weekday":
            return point._replace(weekday=number), index
        if kind in ("week", "weekend"):
            tail = _WEEK_TAIL.match(self._text, word.end)
            return point._replace(shift=number, end=tail.end() if tail else word.end), index
        if kind == "bare_weekend":
            return point, index
        if kind in ("decade", "century"):
            piece = _ERA_PIECE.match(self._text, word.end)
            if piece:
                point = point._replace(piece=piece[0][0], end=piece.end())
            return point._replace(year=number, shift=word.second), index
        if kind == "five_years":
            tail = _PLAN_TAIL.match(self._text, word.end)
            quoted = self._text[word.start] == "“"
            if (tail is None and not quoted) or _PLAN.match(self._text, word.end):
                return None, index
            end = tail.end() if tail and tail[0] == "时期" else word.end
            return point._replace(year=number, end=end), index
        if kind == "quarter_from_text":
            return point._replace(shift=number), index
        if kind == "bound_term":
            weather = self._text[word.start - 1 : word.start] == "的"  # 夜里的雨水过后
            if weather or not _TERM_TAIL.match(self._text, word.end):
                return None, index
            return self._holiday(index, point._replace(head="holiday", name=word.name))
        if kind == "season":
            return point._replace(head="year", year_shift=("text", number), piece=word.name), index
        if kind == "part_of_year":
            return self._of_quarter(point._replace(head="year", piece=word.name)), index
        if kind == "part_of_month":
            return point._replace(head="month", piece=word.name), index
        if kind == "bound_holiday":
            if not _BOUND_TAIL.match(self._text, word.end):
                return None, index
            return self._holiday(index, point._replace(head="holiday", name=word.name))
        if kind in ("holiday", "lunar", "lunar_month"):
            return self._named(word, index, point)
        return None, index

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
