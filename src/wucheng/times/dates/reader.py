"""The reading of one phrase: its kind, its dates, its value and its rule."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from wucheng.times import almanac
from wucheng.times.almanac import Span
from wucheng.times.dates.hours import after_midnight
from wucheng.times.dates.kinds import clock_time, impossible, iso, kind_of, moment, one_day, rule_of
from wucheng.times.dates.ranges import Ranges
from wucheng.times.phrases import Phrase
from wucheng.times.reading import Time

#: Points that stay relative where something begins on them: 本周五起, 明天起.
_COUNTED_ON = frozenset(("week_day", "weekday", "week", "day_from_text", "day_from_story"))


class Reader(Ranges):
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
            day = almanac.shifted(span[0], 1) if after_midnight(point, clock) else span[0]
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

    def _as_of(self) -> Time | None:
        time = self._point()
        if time is None:
            return None
        end = time.end  # 截至5月底 is as of its last day
        return time._replace(kind="date", start=end, rule="as_of." + time.rule)

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
