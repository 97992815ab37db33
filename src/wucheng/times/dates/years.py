"""Which year a date is of that names none: the text's, one that it tells of, or one beside it."""

from __future__ import annotations

from datetime import date, timedelta

from wucheng.language import numerals
from wucheng.times import almanac, holidays, lunar
from wucheng.times.almanac import Span
from wucheng.times.dates.cues import Cues
from wucheng.times.dates.kinds import one_day
from wucheng.times.phrases import Point

#: A date without its year that lies further ahead of the text's date than this, with no word of
#: the future before it, belongs to the year before: 12月28日 in a text of January.
DAYS_AHEAD = 180
#: What looks ahead from one year into the next lies no further off, in days.
NEXT_YEAR = 92
#: What a text tells of its own weeks needs no year, in days.
RECENT = 60
#: What 那年 and 那天 are of, where they are no year and no day of the story: 18岁那年, 毕业那天.
OWN = frozenset("岁业婚学伍役休病考世生灾震职")
#: 比上月, 高于上年: counted from the period that is compared, not from the text's date.
COMPARES = frozenset("比较与同和于")
#: Points that every year has, where 每年 says so.
_YEARLY = frozenset(("year", "month", "holiday", "lunar", "season"))
#: Parts of a year that reports give figures of.
_REPORTED = ("季度", "半年")
#: Forms whose day may lie far ahead.
_REACHES_AHEAD = frozenset(("before", "after", "eve"))


class Years(Cues):
    """Finds the year of the dates of one sentence of a story."""

    def _in_year(self, point: Point, near: Span | None) -> Span | None:
        """The days of a point in its year; `near` is the other end of its range."""
        if point.year is not None:
            if near is None and not self._quoted:
                self._story.years.append(point.year)
            return self._of_year(point, point.year)
        if point.year_shift is not None:
            origin = self._year_counted_from(point, point.year_shift[0])
            return self._of_year(point, origin.year + point.year_shift[1]) if origin else None
        if near is not None:
            return self._of_year(point, near[0].year)
        if self._of_no_year(point):
            return None
        year = self._year_told()
        if year is not None:
            return self._of_year(point, year)
        return self._by_the_date(point, self._story.on) if self._story.on else None

    def _year_counted_from(self, point: Point, source: str) -> date | None:
        """A day of the year that 去年, 本年 or 次年 counts from."""
        text, at = self._text, point.start
        if text.startswith("那", at) and text[max(0, at - 1) : at] in OWN:
            self._story.years.clear()  # 18岁那年…，三年后
            return None
        period = self._compared(point, 366) if text.startswith("上", at) else None
        if period:
            return period[0]
        section = self._story.section if text.startswith("本", at) and not self._quoted else None
        if section:  # 一九六八年 … 本年
            return section[0]
        return self._today if source == "text" else self._story.year

    def _of_no_year(self, point: Point) -> bool:
        """每年上半年…和下半年… is of every year, 年底 in a quotation of an unknown one."""
        if self._habit == "year" and point.head in _YEARLY:
            return True
        return self._quoted and self._today is None and point.head == "year"

    def _year_told(self) -> int | None:
        """The year that the clause, the sentence or the heading names; where the text has no
        date, the year of the day last mentioned.
        """
        story = self._story
        clause_year = self._year_of_clause() if self._other_year else None
        if clause_year is not None:
            return clause_year
        if story.years:
            return story.years[-1]
        if story.section and not self._quoted:
            return story.section[0].year
        return story.last.year if story.on is None and story.last else None

    def _by_the_date(self, point: Point, on: date) -> Span | None:
        """The days of a point in the year of the text's date, or in one beside it."""
        span = self._of_year(point, on.year)
        if span is None:
            return self._kept_year(point, span)
        other = (
            self._nearer_year(point, span, on)
            or self._kept_year(point, span)
            or self._next_year(point, span, on)
        )
        if other:
            return other
        return self._of_year(point, on.year - 1) if self._is_past(point, span, on) else span

    def _nearer_year(self, point: Point, span: Span, on: date) -> Span | None:
        """The same days in a year named before, where they are nearer to the text's date."""
        for year in self._story.years_before:
            other = self._of_year(point, year)
            if other and abs((other[0] - on).days) < abs((span[0] - on).days):
                return other
        return None

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

    def _next_year(self, point: Point, span: Span, on: date) -> Span | None:
        """将于1月6日开通 and 药已经备到1月底, said in December."""
        if (on - span[0]).days < 365 - DAYS_AHEAD:
            return None
        following = self._of_year(point, on.year + 1)
        if following is None:
            return None
        away = (following[0] - on).days
        if away <= DAYS_AHEAD and self._announced():
            return following
        return following if away <= NEXT_YEAR and self._looks_to_next_year(point, on) else None

    def _looks_to_next_year(self, point: Point, today: date) -> bool:
        """1月底 where its clause looks ahead; 元旦 and 元旦、春节 said in December are to come."""
        if self._towards():
            return True
        if point.head != "holiday" or today.month < 12 or self._is_over():
            return False
        before = self._text[max(0, point.start - 5) : point.start]
        new_year = point.name == "元旦" and not before.endswith(("日", "号"))
        return new_year or before.rstrip("”、和及").endswith("元旦")

    def _is_past(self, point: Point, span: Span, on: date) -> bool:
        """Are the days the last year's, because this year's are still to come?"""
        phrase = self._phrase
        if span[0] > on and self._text.startswith(("以来", "至今"), phrase.end - 2):
            return True
        if span[1] > on and point.piece.startswith("前"):  # 前11个月, said in January
            return True
        reported = span[1] > on and point.piece.endswith(_REPORTED)
        if reported and on.year - 1 in self._story.years_before and not self._ahead_said():
            return True  # 2023年…。一季度, said in January
        far_ahead = (span[0] - on).days > DAYS_AHEAD
        return far_ahead and not self._future and phrase.form not in _REACHES_AHEAD

    def _compared(self, point: Point, days: int) -> Span | None:
        """The period that 比上月 is compared with, if the paragraph has named one so short."""
        period = self._story.period
        compares = point.start and self._text[point.start - 1] in COMPARES
        if not compares or self._quoted or period is None:
            return None
        return period if (period[1] - period[0]).days <= days else None

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
