"""What a document has said so far: the day that 当晚 and 次日 count from, and its like."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from wucheng.times import almanac
from wucheng.times.almanac import Span
from wucheng.times.phrases import Point

#: How far back a clock time without a date reaches for its day, in sentences. Where the
#: paragraphs are known it never reaches out of its own.
SENTENCES_BACK = 3
#: And 第二天, in paragraphs, this one taken in.
PARAGRAPHS_BACK = 3


class Half(NamedTuple):
    """The part of a day that the text speaks of, with the clock time that it gave last, if any."""

    part: str
    day: date
    clock: str


@dataclass
class Story:
    """A document as far as it has been read: its date, and the times it last spoke of."""

    on: date | None
    quoted_on: date | None = None
    last: date | None = None
    near_day: date | None = None  # of the month that a bare 15日 is of, be it after 7月10日前
    moment: datetime | None = None  # the last time of the clock on a day that is known
    period: Span | None = None  # the month, quarter, year or week that the paragraph speaks of
    section: Span | None = None  # the year or the month that stands as a heading above
    afternoon: Point | None = None  # 下午3点 of this sentence, after which a bare 4点 is 16:00
    half: str = ""  # afternoon or evening, where the sentence named it without an hour
    carried: Half | None = None  # the half of a day that the last hour or part was of
    every_day: bool = False  # whether the last sentence told what happens every day
    sentence: int = -1
    paragraph: int = 0
    years: list[int] = field(default_factory=list)  # those that this sentence names
    years_before: list[int] = field(default_factory=list)  # those of earlier ones, the last first
    quote_open: bool = False  # whether the last sentence ended inside a quotation
    quoted_last: date | None = None  # the day last named in the quotation that is being read
    _headed: date | None = None  # the day that stands as a heading above
    _first_day: date | None = None  # the day that such headings count as the first: 第1天
    _late: bool = False  # whether the evening of the last day has been spoken of
    _last_sentence: int = -1000
    _years_sentence: int = -1000
    _moment_sentence: int = -1000
    _last_paragraph: int = -1

    def next_sentence(self, paragraph: int) -> None:
        """Goes on to a sentence of the paragraph."""
        self.sentence += 1
        if paragraph != self.paragraph:  # a quotation that goes on opens every paragraph anew
            self.quote_open = False
            self.quoted_last = None
            self.period = self.moment = self.carried = None
            self.every_day = False
        self.paragraph = paragraph
        self.afternoon = None
        self.half = ""
        if self.years:
            self._years_sentence = self.sentence - 1
            self.years_before = [*reversed(self.years), *self.years_before][:4]
            self.years = []

    def open_section(self, first: date, last: date) -> None:
        """Makes this the year, the month or the day that the lines below are about.

        A line with the text's own day is its dateline and heads nothing.
        """
        if first == last:
            self._headed = first if first != self.on else None
        else:
            self.section = (first, last)
            self.last = self.near_day = self.moment = None

    def count_days(self, number: int) -> None:
        """Takes the day that a heading counts as the so-manyth for what headings count from."""
        if self._headed:
            self._first_day = almanac.shifted(self._headed, 1 - number)

    def nth_day(self, number: int) -> date | None:
        """The day that a heading counts as the so-manyth, which now stands above the lines."""
        day = self._first_day and almanac.shifted(self._first_day, number - 1)
        self._headed = day if day and day >= (self._headed or day) else None
        if self._headed:
            self.last = self.near_day = self._headed
        return self._headed

    def mention(self, day: date, part: str, clock: str) -> None:
        """Makes this the day that 当天 and 次日 count from, and its part the last spoken of."""
        if day != self.last:
            self._late, self.moment = False, None
        after_midnight = "" < clock < "06:00"
        self._late = self._late or clock >= "18:00"
        self._late = self._late or (part in ("evening", "night") and not after_midnight)
        if clock and clock != "24:00":
            hour, minute = map(int, clock.split(":"))
            self.moment = datetime(day.year, day.month, day.day, hour, minute)
            self._moment_sentence = self.sentence
        self.last = self.near_day = day
        self._last_sentence = self.sentence
        self._last_paragraph = self.paragraph

    @property
    def today(self) -> date | None:
        """The day that 今天 is: the one that heads the lines (a diary's), else the text's."""
        return self._headed or self.on

    @property
    def near(self) -> date | None:
        """The date last mentioned, if this sentence or the one before mentions it."""
        return self.last if self.sentence - self._last_sentence <= 1 else None

    @property
    def recent(self) -> date | None:
        """The date last mentioned, if this paragraph or one of the two before mentions it.

        Further on 第二天 is more often the second day of something that the text goes on to tell.
        """
        headed = self._headed is not None and self.last == self._headed
        near = self.paragraph - self._last_paragraph < PARAGRAPHS_BACK
        return self.last if headed or near else None

    @property
    def said(self) -> date | None:
        """The date last mentioned, if this very sentence mentions it."""
        return self.last if self.sentence == self._last_sentence else None

    @property
    def moment_near(self) -> datetime | None:
        """The time of the clock last said, if this sentence or the one before says it."""
        return self.moment if self.sentence - self._moment_sentence <= 1 else None

    def half_before(self) -> Half | None:
        """The half of the day last mentioned, if a clock time may still belong to it."""
        half = self.carried
        return half if half and half.day == self.here else None

    @property
    def here(self) -> date | None:
        """The date last mentioned, if a clock time may still belong to it."""
        if self._headed is not None and self.last == self._headed:
            return self.last
        if self._last_paragraph != self.paragraph:
            return None
        return self.last if self.sentence - self._last_sentence <= SENTENCES_BACK else None

    def day_of(self, part: str) -> date | None:
        """The day that a part of the day belongs to: 凌晨 after an evening is the next day's."""
        day = self.here
        if day and part == "dawn" and self._late:
            return almanac.shifted(day, 1)
        return day

    @property
    def year(self) -> date | None:
        """The first day of the year last named, or the day last mentioned if that was later."""
        later = self.last is None or self._years_sentence > self._last_sentence
        named = self.years[-1:] or (self.years_before[:1] if later else [])
        if named and 1 <= named[0] <= 9999:
            return date(named[0], 1, 1)
        return self.last

    @property
    def year_told(self) -> int | None:
        """The year of the day last mentioned, if the paragraph has just named it."""
        here = self.last is not None and self._last_paragraph == self.paragraph
        if not here or self.last is None or self.sentence - self._last_sentence > 2:
            return None
        return self.last.year if self.years_before[:1] == [self.last.year] else None

    @property
    def month(self) -> date | None:
        """A day of the month that the paragraph speaks of, else the day last mentioned."""
        period = self.period
        return period[0] if period and (period[1] - period[0]).days <= 31 else self.last
