"""Which day it was: a point of a text made a stretch of the calendar.

Where the text leaves the year, the month or the day open, it is found from the text's date and
from the day the story last spoke of; where these don't settle it, there is no date.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from wucheng.times import almanac
from wucheng.times.almanac import Span
from wucheng.times.dates.kinds import ERAS, RELATIVE, one_day
from wucheng.times.dates.years import OWN, Years
from wucheng.times.grammar.lengths import CLAUSE
from wucheng.times.phrases import Point
from wucheng.times.words import lexicon

#: What may stand before 前一天 where it is a day of the story.
_GOVERNS = frozenset(CLAUSE + "在到从就至将为对把等于与和直比较了又还也便才接 ")

#: Between a day and another of the same month: 9月10日、11日.
_GOES_ON = re.compile("[日号](?:、|和|与|及|以及)$")


class Dates(Years):
    """Finds the dates of the phrases of one sentence of a story."""

    def _span(self, point: Point, near: Span | None = None) -> Span | None:
        """The days of a point; `near` is the other end of its range."""
        head = point.head
        if head == "day_from_story":
            return self._from_story(point)
        if head == "bare_weekend":
            return self._weekend()
        if head in RELATIVE:
            return self._from_text(point)
        if head in ERAS:
            assert point.year is not None
            first = almanac.era(point.year, ERAS[head], point.piece)
            last = almanac.era(point.year + 10 * point.shift, ERAS[head], point.piece)
            return (first[0], last[1]) if first and last else None
        if head == "month" and point.month is None:
            return self._relative_month(point)
        if head == "day" and point.month is None:
            return self._day_alone(point, near)
        return self._in_year(point, near)

    def _from_text(self, point: Point) -> Span | None:
        today, head = self._today, point.head
        if today is None:
            return None
        if head == "day_from_text":
            return one_day(almanac.shifted(today, point.shift))
        if head == "weekday":
            assert point.weekday is not None
            return one_day(self._weekday(point.weekday, today))
        if head == "quarter_from_text":
            period = self._compared(point, 92)
            return almanac.quarter(period[0] if period else today, point.shift)
        if head == "same_day":  # 去年今天
            assert point.year_shift is not None
            return one_day(almanac.months_later(today, 12 * point.year_shift[1]))
        week = almanac.week(today, point.shift)
        if week is None or head == "week":
            return week
        if head == "weekend":
            return week[0] + timedelta(days=5), week[1]
        return one_day(week[0] + timedelta(days=point.weekday or 0))

    def _weekday(self, weekday: int, today: date) -> date | None:
        """周四: of the week that the paragraph speaks of, else the last one or the next."""
        period = self._story.period if not self._quoted else None
        if period and (period[1] - period[0]).days == 6:  # 本周…，周四…
            return period[0] + timedelta(days=weekday)
        back = (today.weekday() - weekday) % 7
        ahead = self._future or self._looks_ahead()
        return almanac.shifted(today, (7 - back) % 7 if ahead else -back)

    def _weekend(self) -> Span | None:
        """周末: of the week that the sentence speaks of."""
        day, period = self._story.said, self._story.period
        if period and (period[1] - period[0]).days == 6:
            day = period[0]
        if day is None and self._plans():
            day = self._today
        week = almanac.week(day) if day and self._of_story else None
        return (week[0] + timedelta(days=5), week[1]) if week else None

    def _from_story(self, point: Point) -> Span | None:
        if self._repeated:
            return None
        before = self._text[point.start - 1 : point.start] if point.start else ""
        if point.name.startswith("前一") and before and before not in _GOVERNS:
            return None  # 筛查前一晚 counts from the event
        if point.name.startswith("那") and before in OWN:
            return None
        near = point.name in lexicon.NEAR_ONLY
        later = self._story.recent if point.shift > 0 else self._story.last
        anchor = self._story.near if near else later
        if self._quoted:
            anchor = self._story.quoted_last
        found = almanac.shifted(anchor, point.shift) if anchor else None
        return (found, found) if found else None

    def _relative_month(self, point: Point) -> Span | None:
        if point.month_shift is None:  # 上旬, 月底 alone
            origin: date | None = self._today
            count = 0
        else:
            source, count = point.month_shift
            origin = self._today if source == "text" else self._story.last
            period = self._compared(point, 30)
            origin = period[0] if period else origin
            if source == "story":
                origin = self._story.month
        if origin is None:
            return None
        number = origin.year * 12 + origin.month - 1 + count
        year, month = number // 12, number % 12 + 1
        if point.day is not None:
            return almanac.day(year, month, point.day)
        return almanac.month(year, month, point.piece)

    def _day_alone(self, point: Point, near: Span | None) -> Span | None:
        """24日: of the month last mentioned, else the last 24th before the text's date."""
        assert point.day is not None
        if point.month_shift is not None:
            return self._relative_month(point)
        if self._habit in ("month", "year"):
            return None
        story = self._story
        anchor = near[0] if near else story.near_day
        if anchor and _GOES_ON.search(self._text, max(point.start - 3, 0), point.start):
            return _month_day(anchor, int(point.day < anchor.day), point.day)
        if anchor:
            return self._day_beside(point.day, anchor)
        section = story.section
        if section and section[0].month == section[1].month:
            return _month_day(section[0], 0, point.day)
        return self._day_about(point.day, self._today) if self._today else None

    def _day_beside(self, day: int, anchor: date) -> Span | None:
        """24日 beside a day that the story has named: not long before it."""
        found = _month_day(anchor, 0, day)
        if found and found[0] < anchor - timedelta(days=min(15, anchor.toordinal() - 1)):
            found = _month_day(anchor, 1, day) or found
        on = self._today
        if found and on and (found[0] - on).days > 10 and not self._future:
            before = _month_day(on, 0, day)  # 3月2日 is forecast, 27日 was yesterday
            if before and before[0] <= on:
                return before
            if self._text.startswith(("一直", "就一直"), self._phrase.end):  # 29号晚上起一直…
                return _month_day(on, -1, day)
        return found

    def _day_about(self, day: int, today: date) -> Span | None:
        """24日 by the text's date alone: past, unless something looks ahead."""
        ahead = self._future or self._phrase.form in ("before", "after", "since")
        if day > today.day and not ahead:
            return _month_day(today, -1, day)
        if day < today.day and self._future:
            return _month_day(today, 1, day)
        return _month_day(today, 0, day)


def _month_day(anchor: date, months: int, day: int) -> Span | None:
    number = anchor.year * 12 + anchor.month - 1 + months
    return almanac.day(number // 12, number % 12 + 1, day)
