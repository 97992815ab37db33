"""What a date begins with: 2021年, 3月, 昨天, 上周, 春节; what follows narrows it down."""

from __future__ import annotations

import re
from collections.abc import Callable

from wucheng.times.grammar.calendar import Calendar
from wucheng.times.grammar.clocks import part_in
from wucheng.times.phrases import Point, Word

_ERA_PIECE = re.compile("初期?|中期|中叶|末期?|后期")
_WEEK_TAIL = re.compile("[前后]期|初(?![中期级])|[前后]半周|前半段|后半段")
_TERM_TAIL = re.compile("”?(?:节气|时节|[当那这]天|前后|过后|一过)")
_PLAN_TAIL = re.compile("期间|时期|以来")
_PLAN = re.compile("规划|计划|纲要|目标|蓝图|[^，。；！？]{0,6}规划")
_BOUND_TAIL = re.compile("节|小?长假|假期|黄金周|佳节|期间|前夕|前后")


class Heads(Calendar):
    """Reads the first word of a date, and has what follows it read."""

    def _headed(self, word: Word, index: int) -> tuple[Point | None, int]:
        """The date that a word begins, if it does, and the index behind it.

        `index` is that of the next word.
        """
        read = _BY_KIND.get(word.kind)
        return read(self, word, index) if read else (None, index)

    def _whole_date(self, word: Word, index: int) -> tuple[Point | None, int]:
        year, month = int(word.name) if word.name else None, int(word.number)
        point = Point(word.start, word.end, "day", year, month=month, day=word.second)
        return self._with_weekday(index, point)

    def _year(self, word: Word, index: int) -> tuple[Point | None, int]:
        point = Point(word.start, word.end, "year", int(word.number), name=word.name)
        return self._in_year(index, point)

    def _counted_year(self, word: Word, index: int) -> tuple[Point | None, int]:
        """去年, 次年."""
        shift = (word.kind.removeprefix("year_from_"), int(word.number))
        return self._in_year(index, Point(word.start, word.end, "year", year_shift=shift))

    def _month(self, word: Word, index: int) -> tuple[Point | None, int]:
        return self._in_month(index, Point(word.start, word.end, "month", month=int(word.number)))

    def _counted_month(self, word: Word, index: int) -> tuple[Point | None, int]:
        """上月, 当月."""
        shift = (word.kind.removeprefix("month_from_"), int(word.number))
        return self._in_month(index, Point(word.start, word.end, "month", month_shift=shift))

    def _day_of_month(self, word: Word, index: int) -> tuple[Point | None, int]:
        return self._with_weekday(index, Point(word.start, word.end, "day", day=int(word.number)))

    def _counted_day(self, word: Word, index: int) -> tuple[Point | None, int]:
        """昨晚, 次日, 今天（24日）."""
        name = self._text[word.start : word.end]
        shift, part = int(word.number), part_in(name)
        point = Point(word.start, word.end, word.kind, shift=shift, part=part, name=name)
        if self._text[word.end : word.end + 1] in ("（", "("):
            end, after = self._gloss(index, word.end + 1, "day", "date")
            return (point._replace(end=end), after) if end else (point, index)
        return point, index

    def _day_of_week(self, word: Word, index: int) -> tuple[Point | None, int]:
        """上周五."""
        shift, weekday = int(word.number), int(word.name)
        return Point(word.start, word.end, "week_day", shift=shift, weekday=weekday), index

    def _bare_weekday(self, word: Word, index: int) -> tuple[Point | None, int]:
        """周日 and 周末, but not 任意一个周日."""
        if self._text[word.start - 1 : word.start] == "个":
            return None, index
        weekday = int(word.number) if word.kind == "weekday" else None
        return Point(word.start, word.end, word.kind, weekday=weekday), index

    def _counted_week(self, word: Word, index: int) -> tuple[Point | None, int]:
        """上周, 下周末, 本周前期."""
        tail = _WEEK_TAIL.match(self._text, word.end)
        end = tail.end() if tail else word.end
        return Point(word.start, end, word.kind, shift=int(word.number)), index

    def _counted_quarter(self, word: Word, index: int) -> tuple[Point | None, int]:
        return Point(word.start, word.end, word.kind, shift=int(word.number)), index

    def _era(self, word: Word, index: int) -> tuple[Point | None, int]:
        """上世纪80年代|初."""
        piece = _ERA_PIECE.match(self._text, word.end)
        end, name = (piece.end(), piece[0][0]) if piece else (word.end, "")
        year, shift = int(word.number), word.second
        return Point(word.start, end, word.kind, year, piece=name, shift=shift), index

    def _plan(self, word: Word, index: int) -> tuple[Point | None, int]:
        """“十四五” and 十四五|期间, but not 十四五|规划."""
        tail = _PLAN_TAIL.match(self._text, word.end)
        quoted = self._text[word.start] == "“"
        if (tail is None and not quoted) or _PLAN.match(self._text, word.end):
            return None, index
        end = tail.end() if tail and tail[0] == "时期" else word.end
        return Point(word.start, end, word.kind, int(word.number)), index

    def _season(self, word: Word, index: int) -> tuple[Point | None, int]:
        """今春."""
        shift = ("text", int(word.number))
        return Point(word.start, word.end, "year", year_shift=shift, piece=word.name), index

    def _piece_of_year(self, word: Word, index: int) -> tuple[Point | None, int]:
        """年底, 三季度|末."""
        return self._of_quarter(Point(word.start, word.end, "year", piece=word.name)), index

    def _piece_of_month(self, word: Word, index: int) -> tuple[Point | None, int]:
        """上旬."""
        return Point(word.start, word.end, "month", piece=word.name), index

    def _weather_term(self, word: Word, index: int) -> tuple[Point | None, int]:
        """雨水|时节, but not 夜里的雨水过后."""
        weather = self._text[word.start - 1 : word.start] == "的"
        if weather or not _TERM_TAIL.match(self._text, word.end):
            return None, index
        return self._holiday(index, Point(word.start, word.end, "holiday", name=word.name))

    def _bound_holiday(self, word: Word, index: int) -> tuple[Point | None, int]:
        """五一|假期, but not 五一路."""
        if not _BOUND_TAIL.match(self._text, word.end):
            return None, index
        return self._holiday(index, Point(word.start, word.end, "holiday", name=word.name))

    def _named_day(self, word: Word, index: int) -> tuple[Point | None, int]:
        return self._named(word, index, Point(word.start, word.end, word.kind))


#: What reads a date that begins with a word of this kind; with all others no date begins.
_BY_KIND: dict[str, Callable[[Heads, Word, int], tuple[Point | None, int]]] = {
    "date": Heads._whole_date,
    "year": Heads._year,
    **dict.fromkeys(("year_from_text", "year_from_story"), Heads._counted_year),
    "month": Heads._month,
    **dict.fromkeys(("month_from_text", "month_from_story"), Heads._counted_month),
    **dict.fromkeys(("day", "day_number"), Heads._day_of_month),
    **dict.fromkeys(("day_from_text", "day_from_story"), Heads._counted_day),
    "week_day": Heads._day_of_week,
    **dict.fromkeys(("weekday", "bare_weekend"), Heads._bare_weekday),
    **dict.fromkeys(("week", "weekend"), Heads._counted_week),
    **dict.fromkeys(("decade", "century"), Heads._era),
    "five_years": Heads._plan,
    "quarter_from_text": Heads._counted_quarter,
    "season": Heads._season,
    "part_of_year": Heads._piece_of_year,
    "part_of_month": Heads._piece_of_month,
    "bound_term": Heads._weather_term,
    "bound_holiday": Heads._bound_holiday,
    **dict.fromkeys(("holiday", "lunar", "lunar_month"), Heads._named_day),
}
