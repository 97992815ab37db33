"""Readings of what has two ends: 9月10日至19日, 3月5日晚8时至次日8时, 即日起至6月底."""

from __future__ import annotations

from datetime import date

from wucheng.times import almanac
from wucheng.times.almanac import Span
from wucheng.times.dates.hours import Hours
from wucheng.times.dates.kinds import (
    clock_time,
    completed,
    impossible,
    iso,
    moment,
    one_day,
    rule_of,
    with_year,
)
from wucheng.times.dates.years import COMPARES
from wucheng.times.phrases import Point
from wucheng.times.reading import Time

#: Points that a whole paragraph may be about.
_PERIODS = frozenset(("month", "year", "week", "quarter_from_text"))
#: Holidays whose days off are the same days of every year.
_SAME_DAYS = frozenset(("国庆", "五一", "劳动节"))


class Ranges(Hours):
    """Reads the phrases with two points."""

    def _range(self) -> Time | None:
        first, second = self._phrase.point, self._phrase.to
        assert first is not None and second is not None
        part = self._half_of(first)
        clock = self._clock(first)
        clock_end = clock_time(second, first._replace(part=part) if part else first)
        if not first.has_date and not second.has_date:
            return self._clock_range(first, clock, clock_end)
        second = completed(first, second)
        if impossible(first) or impossible(second):
            return None
        begin, stop = self._days_of_both(first, second)
        if begin and stop:
            self._tells(first, second, (begin[0], stop[1]), bool(clock or clock_end))
        if stop and not self._quoted and second.head == "day":
            self._story.near_day = stop[1]  # 7月2日至5日举行，6日闭幕
        rule = "range." + rule_of(first)
        if "24:00" in (clock, clock_end):
            rule += "+end_of_day_24h"
        ends = _ends(begin, stop, clock, clock_end)
        return self._made("interval", rule, ends, clock=clock, clock_end=clock_end, part=first.part)

    def _days_of_both(self, first: Point, second: Point) -> tuple[Span | None, Span | None]:
        """The days of the first point and of the second."""
        begin = self._span(first) if first.has_date else one_day(self._story.here)
        if begin and second.year_shift and second.year_shift[0] == "story":  # 至次年3月31日
            second = with_year(second, begin[0].year + second.year_shift[1])
        stop = self._stop(second, begin)
        if begin and stop and stop[1] < begin[0]:
            return self._turned(first, second, begin, stop)
        return begin, stop

    def _stop(self, second: Point, begin: Span | None) -> Span | None:
        """The days of the second point: of the first, where it names none of its own."""
        if not second.has_date:
            return begin
        if begin and second.head == "day_from_story":  # 3月5日至次日
            return one_day(almanac.shifted(begin[0], second.shift))
        return _weekday_after(second, self._span(second, begin), begin[0] if begin else None)

    def _turned(
        self, first: Point, second: Point, begin: Span, stop: Span
    ) -> tuple[Span | None, Span | None]:
        """12月30日至1月5日: one of the two lies in another year."""
        if second.year is not None or second.year_shift is not None:
            return begin, stop
        if first.head == "day_from_story":
            return begin, stop
        today = self._today
        later = self._span(with_year(second, stop[0].year + 1))
        if first.year is None and (not today or not later or later[0] > today):
            earlier = self._span(with_year(first, begin[0].year - 1))
            if earlier and earlier[0] <= stop[1]:
                return earlier, stop
        return begin, later

    def _from_now(self) -> Time | None:
        start = self._today.isoformat() if self._today else ""
        to = self._phrase.to
        if to is None:
            return self._made("relative", "since.now", (start, ""))
        if not to.has_date:  # 从今天起至晚上8点
            clock = clock_time(to)
            end = moment(self._today, clock) if self._today else ""
            return self._made("interval", "range.now", (start, end), clock_end=clock)
        span = _weekday_after(to, self._span(to), self._today)
        end = span[1].isoformat() if span else ""
        return self._made("interval", "range.now", (start, end if end >= start else ""))

    def _tells(self, first: Point, second: Point, span: Span, by_hours: bool) -> None:
        """Keeps the one day, or the period, that the range speaks of."""
        if span[0] == span[1]:
            self.mentioned = span[0]
        if not by_hours:
            self._speaks_of(second, span, first)

    def _speaks_of(self, point: Point, span: Span | None, first: Point | None = None) -> None:
        """Keeps the period that 去年同期 and 比上月 count from; 比去年四季度 is none."""
        compared = self._phrase.start and self._text[self._phrase.start - 1] in COMPARES
        period = (first or point).head in _PERIODS and point.head in _PERIODS
        period = period or (point.whole != "" and point.name in _SAME_DAYS)  # 国庆假期…2019年同期
        if period and span and not compared and not self._quoted and point.name != "同期":
            self._story.period = span


def _ends(begin: Span | None, stop: Span | None, clock: str, clock_end: str) -> tuple[str, str]:
    """The first day or moment and the last; none where the last would come first."""
    start = moment(begin[0], clock) if begin and clock else iso(begin)[0]
    end = moment(stop[1], clock_end) if stop and clock_end else iso(stop)[1]
    if begin is None or stop is None or start <= end:
        return start, end
    following = almanac.shifted(stop[1], 1) if stop[1] == begin[0] and clock_end else None
    return (start, moment(following, clock_end)) if following else ("", "")  # 晚8时至凌晨2时


def _weekday_after(point: Point, span: Span | None, begin: date | None) -> Span | None:
    """从今天到周日 ends on the Sunday to come."""
    if span and begin and point.head == "weekday" and span[1] < begin:
        return one_day(almanac.shifted(span[0], 7))
    return span
