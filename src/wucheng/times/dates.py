"""Which day it was: a point of a text made a stretch of the calendar.

Where the text leaves the year, the month or the day open, it is found from the text's date and
from the day the story last spoke of; where these don't settle it, there is no date.
"""

from __future__ import annotations

from datetime import date, timedelta

from wucheng import numerals
from wucheng.times import almanac, holidays, lexicon, lunar
from wucheng.times.almanac import Span
from wucheng.times.cues import Cues
from wucheng.times.kinds import ERAS, RELATIVE, one_day
from wucheng.times.lengths import CLAUSE
from wucheng.times.phrases import Point

#: A date without its year that lies further ahead of the text's date than this, with no word of
#: the future before it, belongs to the year before: 12月28日 in a text of January.
DAYS_AHEAD = 180
#: What looks ahead from one year into the next lies no further off, in days.
NEXT_YEAR = 92
#: What a text tells of its own weeks needs no year, in days.
RECENT = 60
#: What may stand before 前一天 where it is a day of the story.
_GOVERNS = frozenset(CLAUSE + "在到从就至将为对把等于与和直比较了又还也便才接 ")
#: What 那年 and 那天 are of, where they are no year and no day of the story: 18岁那年, 毕业那天.
_OWN = frozenset("岁业婚学伍役休病考世生灾震职")
#: 比上月, 高于上年: counted from the period that is compared, not from the text's date.
COMPARES = frozenset("比较与同和于")
#: Parts of a year that reports give figures of.
_REPORTED = ("季度", "半年")


class Dates(Cues):
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
            period = self._story.period if not self._quoted else None
            if period and (period[1] - period[0]).days == 6:  # 本周…，周四…
                return one_day(period[0] + timedelta(days=point.weekday))
            back = (today.weekday() - point.weekday) % 7
            ahead = self._future or self._looks_ahead()
            return one_day(almanac.shifted(today, (7 - back) % 7 if ahead else -back))
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

    def _weekend(self) -> Span | None:
        """周末: of the week that the sentence speaks of."""
        day, period = self._story.said, self._story.period
        if period and (period[1] - period[0]).days == 6:
            day = period[0]
        if day is None and self._plans():
            day = self._today
        week = almanac.week(day) if day and not self._quoted and not self._repeated else None
        return (week[0] + timedelta(days=5), week[1]) if week else None

    def _compared(self, point: Point, days: int) -> Span | None:
        """The period that 比上月 is compared with, if the paragraph has named one so short."""
        period = self._story.period
        compares = point.start and self._text[point.start - 1] in COMPARES
        if not compares or self._quoted or period is None:
            return None
        return period if (period[1] - period[0]).days <= days else None

    def _from_story(self, point: Point) -> Span | None:
        if self._repeated or self._quoted:
            return None
        before = self._text[point.start - 1 : point.start] if point.start else ""
        if point.name.startswith("前一") and before and before not in _GOVERNS:
            return None  # 筛查前一晚 counts from the event
        if point.name.startswith("那") and before in _OWN:
            return None
        near = point.name in lexicon.NEAR_ONLY
        anchor = self._story.near if near else self._story.last
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
        anchor = near[0] if near else self._story.near_day
        section = self._story.section
        if anchor is None and section and section[0].month == section[1].month:
            return _month_day(section[0], 0, point.day)
        if anchor is None:
            anchor = self._today
            if anchor is None:
                return None
            ahead = self._future or self._phrase.form in ("before", "after", "since")
            if point.day > anchor.day and not ahead:
                return _month_day(anchor, -1, point.day)
            if point.day < anchor.day and self._future:
                return _month_day(anchor, 1, point.day)
            return _month_day(anchor, 0, point.day)
        found = _month_day(anchor, 0, point.day)
        if found and found[0] < anchor - timedelta(days=min(15, anchor.toordinal() - 1)):
            found = _month_day(anchor, 1, point.day) or found
        on = self._today
        if found and on and (found[0] - on).days > 10 and not self._future:
            before = _month_day(on, 0, point.day)  # 3月2日 is forecast, 27日 was yesterday
            if before and before[0] <= on:
                return before
            if self._text.startswith(("一直", "就一直"), self._phrase.end):  # 29号晚上起一直…
                return _month_day(on, -1, point.day)
        return found

    def _in_year(self, point: Point, near: Span | None) -> Span | None:
        if point.year is not None:
            if near is None and not self._quoted:
                self._story.years.append(point.year)
            return self._of_year(point, point.year)
        if point.year_shift is not None:
            source, count = point.year_shift
            origin = self._today if source == "text" else self._story.year
            section = self._story.section
            if section and not self._quoted and self._text.startswith("本", point.start):
                origin = section[0]  # 一九六八年 … 本年
            before = self._text[max(0, point.start - 1) : point.start]
            if self._text.startswith("那", point.start) and before in _OWN:
                self._story.years.clear()  # 18岁那年…，三年后
                return None
            if self._text.startswith("上", point.start):
                period = self._compared(point, 366)
                origin = period[0] if period else origin
            return self._of_year(point, origin.year + count) if origin else None
        if near is not None:
            return self._of_year(point, near[0].year)
        if self._habit == "year" and point.head in ("year", "month", "holiday", "lunar", "season"):
            return None  # 每年上半年…和下半年…
        clause_year = self._year_of_clause() if self._other_year else None
        if clause_year is not None:
            return self._of_year(point, clause_year)
        if self._quoted and self._today is None and point.head == "year":
            return None  # 年底 in a quotation: of which year?
        if self._story.years:
            return self._of_year(point, self._story.years[-1])
        section = self._story.section
        if section and not self._quoted:
            return self._of_year(point, section[0].year)
        on = self._story.on
        if on is None:
            last = self._story.last
            return self._of_year(point, last.year) if last else None
        span = self._of_year(point, on.year)
        for year in self._story.years_before:
            other = self._of_year(point, year)
            if span and other and abs((other[0] - on).days) < abs((span[0] - on).days):
                return other
        kept = self._kept_year(point, span)
        if kept:
            return kept
        long_past = span is not None and (on - span[0]).days >= 365 - DAYS_AHEAD
        following = self._of_year(point, on.year + 1) if long_past else None
        if following and (following[0] - on).days <= DAYS_AHEAD and self._announced():
            return following  # 将于1月6日开通, said in December
        if following and (following[0] - on).days <= NEXT_YEAR and self._of_next_year(point, on):
            return following  # 药已经备到1月底
        phrase = self._phrase
        if span and span[0] > on and self._text.startswith(("以来", "至今"), phrase.end - 2):
            return self._of_year(point, on.year - 1)
        if span and span[1] > on and point.piece.startswith("前"):  # 前11个月, said in January
            return self._of_year(point, on.year - 1)
        not_over = point.piece.endswith(_REPORTED) and span is not None and span[1] > on
        if not_over and on.year - 1 in self._story.years_before and not self._ahead_said():
            return self._of_year(point, on.year - 1)  # 2023年…。一季度, said in January
        ahead = span and (span[0] - on).days > DAYS_AHEAD
        if ahead and not self._future and self._phrase.form not in ("before", "after", "eve"):
            return self._of_year(point, on.year - 1)
        return span

    def _of_next_year(self, point: Point, today: date) -> bool:
        """1月底 where its clause looks ahead; 元旦 and 元旦、春节 said in December are to come."""
        if self._towards():
            return True
        if point.head != "holiday" or today.month < 12 or self._is_over():
            return False
        before = self._text[max(0, point.start - 5) : point.start]
        new_year = point.name == "元旦" and not before.endswith(("日", "号"))
        return new_year or before.rstrip("”、和及").endswith("元旦")

    def _kept_year(self, point: Point, span: Span | None) -> Span | None:
        """The year that a story of the past keeps: 2008年5月12日…。5月15日. Not where the date is
        as well one of the last two months: 2021年3月开工。3月20日，记者来到工地.
        """
        story, on = self._story, self._story.on
        year = story.year_told
        if year is None or on is None or story.last is None or year >= on.year:
            return None
        recent = span is not None and on - timedelta(days=RECENT) <= span[1] and span[0] <= on
        if recent or point.head == "year" or self._ahead_said():
            return None
        kept = self._of_year(point, year)
        return kept if kept and kept[1] >= story.last else None

    def _of_year(self, point: Point, year: int) -> Span | None:
        if point.head == "year":
            period = self._story.period if point.name == "同期" and not self._quoted else None
            return almanac.same_period(period, year) or almanac.year(year, point.piece)
        if point.head == "week_of_year":
            return almanac.week_of_year(year, point.shift)
        if point.head == "holiday":
            span = holidays.holiday(point.name, year, point.whole, self._today)
            return _day_of(span, point.piece) if point.piece else span
        if point.head == "lunar_month":
            assert point.month is not None
            return lunar.month(year if point.month < 11 else year - 1, point.month)
        if point.head == "lunar":
            assert point.month is not None and point.day is not None
            found = holidays.lunar_day(year, point.month, point.day, self._today)
            return (found, found) if found else None
        assert point.month is not None
        if point.day is not None:
            return almanac.day(year, point.month, point.day)
        return almanac.month(year, point.month, point.piece)


def _day_of(span: Span | None, nth: str) -> Span | None:
    """The first day, the third or the last of a holiday."""
    if span is None:
        return None
    if nth in ("末日", "一天"):
        return one_day(span[1])
    day = almanac.shifted(span[0], int(numerals.value(nth) or 1) - 1) if nth != "首日" else span[0]
    return one_day(day) if day and day <= span[1] else None


def _month_day(anchor: date, months: int, day: int) -> Span | None:
    number = anchor.year * 12 + anchor.month - 1 + months
    return almanac.day(number // 12, number % 12 + 1, day)
