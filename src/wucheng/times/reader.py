"""The reading of one phrase: its kind, its dates, its value and its rule."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from wucheng.times import almanac
from wucheng.times.almanac import Span
from wucheng.times.counts import Counts
from wucheng.times.kinds import (
    clock_time,
    impossible,
    iso,
    kind_of,
    moment,
    one_day,
    rule_of,
    shared,
    with_year,
)
from wucheng.times.phrases import Phrase, Point
from wucheng.times.reading import Time
from wucheng.times.years import COMPARES

#: Points that a whole paragraph may be about.
_PERIODS = frozenset(("month", "year", "week", "quarter_from_text"))
#: Holidays whose days off are the same days of every year.
_SAME_DAYS = frozenset(("国庆", "五一", "劳动节"))
#: Points that stay relative where something begins on them: 本周五起, 明天起.
_COUNTED_ON = frozenset(("week_day", "weekday", "week", "day_from_text", "day_from_story"))


class Reader(Counts):
    """Reads the phrases of a sentence of a story."""

    def time(self, phrase: Phrase, habit: str, quoted: bool, said_on: date | None) -> Time | None:
        """The reading, or None where the words turn out to be no time (2月30日).

        Args:
            phrase: the sentence's next phrase.
            habit: the cycle that it belongs to, if any: see `habits.habits`.
            quoted: whether it stands in a quotation.
            said_on: the day on which the quotation was said, if it is known.
        """
        self._phrase, self._habit, self._quoted = phrase, habit, quoted
        self._repeated = habit == "day"
        self._today = said_on if quoted else self._story.today
        self.mentioned = None
        self.half = ""
        method: Callable[[], Time | None] = getattr(self, f"_{phrase.form}")
        return method()

    def _point(self) -> Time | None:
        point = self._phrase.point
        assert point is not None
        if not point.has_date:
            return self._time_of_day(point)
        if impossible(point):
            return None
        span = self._span(point)
        if point.name == "lunar_bare" and not self._festive(span):
            return None
        kind, rule = kind_of(point), rule_of(point)
        clock = self._clock(point)
        start, end = iso(span)
        self._speaks_of(point, span)
        if span and span[0] == span[1]:
            day = almanac.shifted(span[0], 1) if _after_midnight(point, clock) else span[0]
            self.mentioned = day
            if clock and day:
                start = end = moment(day, clock)
        if clock == "24:00":
            rule += "+end_of_day_24h"
        if point.about:
            rule += "+" + point.about
        return self._made(kind, rule, (start, end), clock=clock, part=point.part)

    def _festive(self, span: Span | None) -> bool:
        """初三 is the third of the new year only around it, and else a form at school."""
        known = (self._story.on, self._story.near_day)
        return any(span and day and abs((span[0] - day).days) <= 45 for day in known)

    def _clock(self, point: Point) -> str:
        """The clock time; a bare 4点 after 下午3点 of the sentence is 16:00, and so is one after
        下午 by itself.
        """
        story = self._story
        half = self._half_of(point) if point.head == "clock" else ""
        if half:
            self.half = half
            return clock_time(point._replace(part=half))
        if point.part and (point.hour is None or point.hour <= 12):  # 晚18时 counts to 24
            self.half = point.part
        clock = clock_time(point, story.afternoon)
        if point.part or point.has_date:
            story.half = point.part if point.hour is None else ""
        if point.part and point.hour is not None:
            story.afternoon = point if point.hour < 12 and clock >= "13:00" else None
        return clock

    def _speaks_of(self, point: Point, span: Span | None, first: Point | None = None) -> None:
        """Keeps the period that 去年同期 and 比上月 count from; 比去年四季度 is none."""
        compared = self._phrase.start and self._text[self._phrase.start - 1] in COMPARES
        period = (first or point).head in _PERIODS and point.head in _PERIODS
        period = period or (point.whole != "" and point.name in _SAME_DAYS)  # 国庆假期…2019年同期
        if period and span and not compared and not self._quoted and point.name != "同期":
            self._story.period = span

    def _time_of_day(self, point: Point) -> Time | None:
        clock = self._clock(point)
        day = None if self._quoted or self._habit else self._story.day_of(point.part)
        if day and _after_midnight(point, clock):
            day = almanac.shifted(day, 1)
        start = (moment(day, clock) if clock else day.isoformat()) if day else ""
        self.mentioned = day
        rule = "clock" if clock else "part_of_day"
        if clock == "24:00":
            rule += "+end_of_day_24h"
        if point.about:
            rule += "+" + point.about
        return self._made("time_of_day", rule, (start, start), clock=clock, part=point.part)

    def _as_of(self) -> Time | None:
        time = self._point()
        if time is None:
            return None
        end = time.end  # 截至5月底 is as of its last day
        return time._replace(kind="date", start=end, rule="as_of." + time.rule)

    def _range(self) -> Time | None:
        first, second = self._phrase.point, self._phrase.to
        assert first is not None and second is not None
        part = self._half_of(first)
        clock = self._clock(first)
        clock_end = clock_time(second, first._replace(part=part) if part else first)
        if not first.has_date and not second.has_date:
            return self._clock_range(first, clock, clock_end)
        first, second = shared(first, second)
        if impossible(first) or impossible(second):
            return None
        begin = self._span(first) if first.has_date else None
        if begin is None and not first.has_date and self._story.here:
            begin = (self._story.here, self._story.here)
        if begin and second.year_shift and second.year_shift[0] == "story":  # 至次年3月31日
            second = with_year(second, begin[0].year + second.year_shift[1])
        if not second.has_date:
            stop = begin
        elif begin and second.head == "day_from_story":
            last = almanac.shifted(begin[0], second.shift)
            stop = (last, last) if last else None
        else:
            stop = _weekday_after(second, self._span(second, begin), begin[0] if begin else None)
        if begin and stop and stop[1] < begin[0]:
            begin, stop = self._turned(first, second, begin, stop)
        start = moment(begin[0], clock) if begin and clock else iso(begin)[0]
        end = moment(stop[1], clock_end) if stop and clock_end else iso(stop)[1]
        if begin and stop and start > end:  # 晚8时至凌晨2时 ends on the next day
            following = almanac.shifted(stop[1], 1) if stop[1] == begin[0] else None
            end = moment(following, clock_end) if following and clock_end else ""
            start = start if end else ""
        rule = "range." + rule_of(first)
        if begin and stop and not clock and not clock_end:
            self._speaks_of(second, (begin[0], stop[1]), first)
        if begin and stop and begin[0] == stop[1]:
            self.mentioned = begin[0]
        if stop and not self._quoted and second.head == "day":
            self._story.near_day = stop[1]  # 7月2日至5日举行，6日闭幕
        if "24:00" in (clock, clock_end):
            rule += "+end_of_day_24h"
        return self._made(
            "interval", rule, (start, end), clock=clock, clock_end=clock_end, part=first.part
        )

    def _turned(
        self, first: Point, second: Point, begin: Span, stop: Span
    ) -> tuple[Span | None, Span | None]:
        """12月30日至1月5日: one of the two lies in another year."""
        if second.year is None and second.year_shift is None and first.head != "day_from_story":
            today = self._today
            later = self._span(with_year(second, stop[0].year + 1))
            if first.year is None and (not today or not later or later[0] > today):
                earlier = self._span(with_year(first, begin[0].year - 1))
                if earlier and earlier[0] <= stop[1]:
                    return earlier, stop
            return begin, later
        return begin, stop

    def _clock_range(self, first: Point, clock: str, clock_end: str) -> Time:
        day = None if self._quoted or self._habit else self._story.here
        start = end = ""
        if day and not clock:  # 下午到傍晚
            start = end = day.isoformat()
        elif day:
            start, end = moment(day, clock), moment(day, clock_end)
            if end < start:
                next_day = almanac.shifted(day, 1)
                end = moment(next_day, clock_end) if next_day else ""
        return self._made(
            "time_of_day",
            "clock_range" if clock else "part_of_day",
            (start, end),
            clock=clock,
            clock_end=clock_end,
            part=first.part,
        )

    def _since(self) -> Time | None:
        point = self._phrase.point
        assert point is not None
        if impossible(point):
            return None
        span = self._span(point)
        clock = self._clock(point)
        rule = "since." + rule_of(point)
        kind = "interval"
        if point.head in _COUNTED_ON:
            kind = "relative"
        if span is None:
            return self._made(kind, rule, clock=clock)
        start = moment(span[0], clock) if clock else span[0].isoformat()
        if point.head in ("day_from_text", "day_from_story"):  # 今天下午开始转阴，半夜…
            self.mentioned = span[0]
        today = self._today
        end = today.isoformat() if today and span[0] <= today else ""
        if today and start > end != "":  # from 5:00 of the day of the text to the end of that day
            end = moment(today, "24:00")
        return self._made(kind, rule, (start, end), clock=clock, part=point.part)

    def _before(self) -> Time | None:
        return self._open(False)

    def _eve(self) -> Time | None:
        return self._open(False)

    def _after(self) -> Time | None:
        return self._open(True)

    def _open(self, after: bool) -> Time | None:
        point = self._phrase.point
        assert point is not None
        if impossible(point):
            return None
        span = self._span(point)
        clock = clock_time(point)
        rule = ("after." if after else "before.") + rule_of(point)
        if span is None:
            return self._made("interval", rule, clock=clock)
        edge = span[0] if after else span[1]
        if point.head == "day" and not self._quoted:
            self._story.near_day = edge
        said = moment(edge, clock) if clock else edge.isoformat()
        return self._made("interval", rule, (said, "") if after else ("", said), clock=clock)

    def _around(self) -> Time | None:
        time = self._point()
        if time is None:
            return None
        return time._replace(rule=time.rule + "+about")

    def _now(self) -> Time | None:
        return self._made("relative", "now", iso(one_day(self._today)))

    def _as_of_now(self) -> Time | None:
        return self._made("date", "as_of.now", iso(one_day(self._today)))

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

    def _winter_to_spring(self) -> Time | None:
        winter = spring = None
        if self._today:
            year = self._today.year + int(self._phrase.number)
            winter, spring = almanac.year(year, "冬"), almanac.year(year + 1, "春")
        span = (winter[0], spring[1]) if winter and spring else None
        return self._made("interval", "season", iso(span))

    def _days(self) -> Time | None:
        """今明两天: some days or years from the text's, one after the other."""
        first, length = int(self._phrase.name), int(self._phrase.number)
        span: Span | None = None
        if self._today and self._phrase.unit == "year":
            begin = almanac.year(self._today.year + first)
            end = almanac.year(self._today.year + first + length)
            span = (begin[0], end[1]) if begin and end else None
        elif self._today:
            day, last = (almanac.shifted(self._today, n) for n in (first, first + length))
            span = (day, last) if day and last else None
        return self._made("relative", "days_from_text", iso(span))

    def _since_event(self) -> Time | None:
        return self._made("relative", "since_event")


def _after_midnight(point: Point, clock: str) -> bool:
    """深夜12点半 is half past midnight of the day that follows."""
    return point.part in ("evening", "night") and point.hour == 12 and clock < "01:00"


def _weekday_after(point: Point, span: Span | None, begin: date | None) -> Span | None:
    """从今天到周日 ends on the Sunday to come."""
    if span and begin and point.head == "weekday" and span[1] < begin:
        return one_day(almanac.shifted(span[0], 7))
    return span
