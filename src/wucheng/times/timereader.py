"""The reading of one phrase: its kind, its dates, its value and its rule."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from wucheng import numerals
from wucheng.times import almanac
from wucheng.times.almanac import Span
from wucheng.times.timedates import (
    Dates,
    away,
    clock_time,
    distance,
    impossible,
    iso,
    kind_of,
    moment,
    one_day,
    rule_of,
    shared,
    with_year,
)
from wucheng.times.timepoints import Point

#: Kinds that belong to one layer do not overlap. Expressions of different layers don't either.
LAYERS = {
    "calendar": ("date", "interval", "relative", "vague", "count_day"),
    "duration": ("duration",),
    "repetition": ("set",),
    "clock": ("time_of_day",),
}

#: Days back from the text's date (first, last) that vague words are taken to cover.
WIDTHS = {
    "recent_days": (-6, 0),
    "recent_pair": (-1, 0),
    "recent_month": (-29, 0),
    "some_time_ago": (-60, 0),
    "some_days_ago": (-7, -1),
    "pair_of_days_ago": (-2, -1),
}

_LAYER_OF = {kind: layer for layer, kinds in LAYERS.items() for kind in kinds}


@dataclass(frozen=True, slots=True)
class Time:
    """One time expression; text is what stands at [start_char:end_char].

    Attributes:
        kind: date (one day), interval, duration, time_of_day, count_day (第46天), relative
            (counted from another day: 昨天, 次日, 半年前, 去年), vague (近日) or set (每天).
        start, end: first and last day, ISO, both included; or date-times where the text gives
            a clock. Empty where the text or its date doesn't say. One of them alone is an
            interval open at the other end.
        value, unit: the length of a duration, the number of a count day, the distance of a
            relative expression, the length of a set's cycle (每两小时: 2 hour). A range has the
            middle as its value.
        clock: HH:MM as said; 24:00 is the end of the day, written T00:00 of the next in `end`.
        rule: how it was read.
        at_least, at_most: bounds of the value where it isn't exact: 10多个小时, 三四个小时.
        times: how often in a cycle of a set: 三天两测 is 2 in 3 days.
        part: dawn, morning, noon, afternoon, evening, night or day, where the text says so.
        clock_end: where a range of clock times ends.
    """

    text: str
    start_char: int
    end_char: int
    kind: str
    start: str = ""
    end: str = ""
    value: float | None = None
    unit: str = ""
    clock: str = ""
    rule: str = ""
    at_least: float | None = None
    at_most: float | None = None
    times: float | None = None
    part: str = ""
    clock_end: str = ""

    @property
    def layer(self) -> str:
        """calendar, duration, repetition or clock."""
        return _LAYER_OF[self.kind]


class Reader(Dates):
    """Reads one phrase of a story."""

    def time(self, sentence: str, offset: int = 0) -> Time | None:
        """The reading, or None where the words turn out to be no time (2月30日).

        Args:
            sentence: the sentence as it was before its digits were made half-width.
            offset: how many characters stand before the sentence.
        """
        start, end = self._phrase.start, self._phrase.end
        self._place = (sentence[start:end], offset + start, offset + end)
        method: Callable[[], Time | None] = getattr(self, f"_{self._phrase.form}")
        return method()

    def _made(self, kind: str, rule: str, span: tuple[str, str] = ("", ""), **more: Any) -> Time:
        if self._quoted:
            rule += "+quoted"
        return Time(*self._place, kind, *span, rule=rule, **more)

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
        clock = clock_time(point)
        start, end = iso(span)
        if span and span[0] == span[1]:
            self.mentioned = span[0]
            if clock:
                start = end = moment(span[0], clock)
        if clock == "24:00":
            rule += "+end_of_day_24h"
        if point.about:
            rule += "+" + point.about
        return self._made(kind, rule, (start, end), clock=clock, part=point.part)

    def _festive(self, span: Span | None) -> bool:
        """初三 is the third of the new year only around it, and else a form at school."""
        on = self._story.on
        return bool(span and on and abs((span[0] - on).days) <= 45)

    def _time_of_day(self, point: Point) -> Time | None:
        clock = clock_time(point)
        day = None if self._quoted or self._repeated else self._story.here
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
        kind = "date" if time.kind == "relative" and time.start == time.end else time.kind
        return replace(time, kind=kind, rule="as_of." + time.rule)

    def _range(self) -> Time | None:
        first, second = self._phrase.point, self._phrase.to
        assert first is not None and second is not None
        clock, clock_end = clock_time(first), clock_time(second, first)
        if not first.has_date and not second.has_date:
            return self._clock_range(first, clock, clock_end)
        first, second = shared(first, second)
        if impossible(first) or impossible(second):
            return None
        begin = self._span(first) if first.has_date else None
        if begin is None and not first.has_date and self._story.here:
            begin = (self._story.here, self._story.here)
        if not second.has_date:
            stop = begin
        elif begin and second.head == "day_from_story":
            last = almanac.shifted(begin[0], second.shift)
            stop = (last, last) if last else None
        else:
            stop = self._span(second, begin)
        if begin and stop and stop[1] < begin[0]:
            begin, stop = self._turned(first, second, begin, stop)
        start = moment(begin[0], clock) if begin and clock else iso(begin)[0]
        end = moment(stop[1], clock_end) if stop and clock_end else iso(stop)[1]
        if begin and stop and start > end:  # 晚8时至凌晨2时 ends on the next day
            following = almanac.shifted(stop[1], 1) if stop[1] == begin[0] else None
            end = moment(following, clock_end) if following and clock_end else ""
            start = start if end else ""
        rule = "range." + rule_of(first)
        if begin and stop and begin[0] == stop[1]:
            self.mentioned = begin[0]
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
        day = None if self._quoted or self._repeated else self._story.here
        start = end = ""
        if day:
            start, end = moment(day, clock), moment(day, clock_end)
            if end < start:
                next_day = almanac.shifted(day, 1)
                end = moment(next_day, clock_end) if next_day else ""
        return self._made(
            "time_of_day",
            "clock_range",
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
        clock = clock_time(point)
        rule = "since." + rule_of(point)
        kind = "interval"
        ahead = point.head in ("week_day", "weekday", "week", "day_from_text", "day_from_story")
        if ahead:
            kind = "relative"
        if span is None:
            return self._made(kind, rule, clock=clock)
        start = moment(span[0], clock) if clock else span[0].isoformat()
        today = self._today
        end = today.isoformat() if today and span[0] <= today else ""
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
        said = moment(edge, clock) if clock else edge.isoformat()
        return self._made("interval", rule, (said, "") if after else ("", said), clock=clock)

    def _around(self) -> Time | None:
        time = self._point()
        if time is None:
            return None
        return replace(time, rule=time.rule + "+about")

    def _every(self) -> Time | None:
        point, to = self._phrase.point, self._phrase.to
        clock = clock_time(point) if point else ""
        return self._made(
            "set",
            "every",
            value=self._phrase.number,
            unit=self._phrase.unit,
            clock=clock,
            clock_end=clock_time(to, point) if to else "",
            part=point.part if point else "",
        )

    def _rate(self) -> Time | None:
        return self._made(
            "set",
            "rate",
            value=self._phrase.number,
            unit=self._phrase.unit,
            times=self._phrase.times,
        )

    def _round_the_clock(self) -> Time | None:
        return self._made("set", "round_the_clock", value=24.0, unit="hour")

    def _duration(self) -> Time | None:
        amount = self._phrase.amount
        if amount is None:
            return self._made("duration", "some_time")
        at_least, at_most = amount.at_least, amount.at_most
        rule = "duration"
        marks = set(self._phrase.marks)
        if marks & {
            "不到",
            "不足",
            "近",
            "将近",
            "接近",
            "少于",
            "最多",
            "至多",
            "不超过",
            "以内",
            "之内",
            "内",
            "以下",
        }:
            at_least, rule = None, "duration+at_most"
        elif marks & {"超过", "超", "逾", "至少", "不少于", "不低于", "以上"}:
            at_most, rule = None, "duration+at_least"
        elif marks & {"约", "大约", "左右", "上下"}:
            at_least = at_most = None
            rule = "duration+about"
        exact = amount.value is not None and amount.value == at_least == at_most
        return self._made(
            "duration",
            rule,
            value=_length(amount),
            unit=self._phrase.unit,
            at_least=None if exact else at_least,
            at_most=None if exact else at_most,
        )

    def _ago(self) -> Time | None:
        return self._counted(-1, self._today, "ago")

    def _later(self) -> Time | None:
        return self._counted(1, self._starting_day(), "later")

    def _starting_day(self) -> date | None:
        """What 三天后 counts from: the year or day last mentioned, or the text's where it looks
        ahead or says no more than that."""
        phrase, story = self._phrase, self._story
        if self._quoted or self._repeated:
            return None
        if phrase.unit == "year" and story.years and 1 <= story.years[-1] <= 9999:
            return date(story.years[-1], 1, 1)
        if story.last:
            return story.last
        alone = phrase.end - phrase.start == len(self._text)
        return story.on if alone or self._future or self._future_follows() else None

    def _counted(self, sign: int, anchor: date | None, rule: str) -> Time:
        """N days, weeks, months or years from a day, as exactly as the unit says."""
        amount, unit = self._phrase.amount, self._phrase.unit
        assert amount is not None
        value = _length(amount)
        exact = amount.value is not None and amount.at_most is not None
        span: Span | None = None
        if anchor and exact and amount.value is not None:
            span = away(anchor, sign * amount.value, unit)
        if span and span[0] == span[1] and unit == "day":
            self.mentioned = span[0]
        return self._made("relative", rule, iso(span), value=value, unit=unit)

    def _last(self) -> Time | None:
        return self._window(-1, "last")

    def _next(self) -> Time | None:
        return self._window(1, "next")

    def _window(self, sign: int, rule: str) -> Time:
        amount, unit = self._phrase.amount, self._phrase.unit
        assert amount is not None
        length = amount.value if amount.value is not None else None
        span: Span | None = None
        if self._today and length is not None:
            other = distance(self._today, sign * length, unit)
            if other:
                span = (min(other, self._today), max(other, self._today))
        return self._made("relative", rule, iso(span), value=_length(amount), unit=unit)

    def _edge(self) -> Time | None:
        amount = self._phrase.amount
        assert amount is not None
        return self._made(
            "relative", "first_or_last", value=_length(amount), unit=self._phrase.unit
        )

    def _ordinal(self) -> Time | None:
        number, unit, cues = self._phrase.number, self._phrase.unit, self._phrase.marks
        anchor = self._story.near or self._story.here
        rule, span = "count", None
        if unit == "day" and number >= 1 and not self._repeated and not self._quoted:
            if "running" in cues or "is" in cues:
                end = anchor or (self._story.on if "running" in cues else None)
                begin = almanac.shifted(end, 1 - int(number)) if end else None
                if begin and end:
                    rule, span = "count_back", (begin, end)
            elif "first" in cues and anchor and number > 1:
                end = almanac.shifted(anchor, int(number) - 1)
                if end:
                    rule, span = "count_forward", (anchor, end)
                    self.mentioned = end
        return self._made("count_day", rule, iso(span), value=number, unit=unit)

    def _vague(self) -> Time | None:
        name = self._phrase.name
        span: Span | None = None
        today = self._today
        if today and name in WIDTHS:
            first, last = (almanac.shifted(today, days) for days in WIDTHS[name])
            span = (first, last) if first and last else None
        elif today and name == "year_begins":
            begin = almanac.day(today.year, 1, 1)
            end = almanac.day(today.year, 1, 10)
            span = (begin[0], end[1]) if begin and end else None
        part = {"dawn_breaks": "dawn", "dusk_falls": "evening"}.get(name, "")
        return self._made("vague", name, iso(span), part=part)

    def _now(self) -> Time | None:
        return self._made("relative", "now", iso(one_day(self._today)))

    def _as_of_now(self) -> Time | None:
        return self._made("date", "as_of.now", iso(one_day(self._today)))

    def _from_now(self) -> Time | None:
        start = self._today.isoformat() if self._today else ""
        to = self._phrase.to
        if to is None:
            return self._made("relative", "since.now", (start, ""))
        span = self._span(to)
        end = span[1].isoformat() if span else ""
        return self._made("interval", "range.now", (start, end if end >= start else ""))

    def _winter_to_spring(self) -> Time | None:
        span = almanac.year(self._today.year, "冬") if self._today else None
        end = almanac.year(self._today.year + 1, "春") if self._today else None
        return self._made("interval", "season", iso((span[0], end[1]) if span and end else None))

    def _since_event(self) -> Time | None:
        return self._made("relative", "since_event")


def _length(amount: numerals.Numeral) -> float | None:
    """The value, or the middle of a range that is no wider than twofold (三四个, 十几)."""
    if amount.value is not None:
        return float(amount.value)
    if amount.at_least and amount.at_most and amount.at_most <= 2 * amount.at_least:
        return (amount.at_least + amount.at_most) / 2
    return None
