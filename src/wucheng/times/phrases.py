"""What the grammar works on: words, points of the calendar or the clock, and phrases.

A phrase is made of points, a point of words. A point says what the text says (the ninth, of some
month); which date that is, is found later.
"""

from __future__ import annotations

from typing import NamedTuple

from wucheng.language import numerals


class Word(NamedTuple):
    """One piece; text[start:end] is what was read. `kind` says which of the fields count.

    `second` is what comes with a number: the minutes of a clock time, the day of a month, the
    weekday of 每周三 counted from 1.
    """

    kind: str
    start: int
    end: int
    name: str = ""
    number: float = 0
    second: int = 0
    numeral: numerals.Numeral | None = None


class Point(NamedTuple):
    """A stretch of the calendar, a time of day, or both. None and "" mean: not said."""

    start: int
    end: int
    head: str
    year: int | None = None
    year_shift: tuple[str, int] | None = None  # ("text" or "story", years from there)
    month: int | None = None
    month_shift: tuple[str, int] | None = None
    day: int | None = None
    piece: str = ""  # 上旬, 初, 底, 上半年, 1季度, 春
    name: str = ""  # a holiday; lunar for a day or month of the lunar calendar
    whole: str = ""  # the holiday with the days about it (期间) or with its days off (假期)
    shift: int = 0  # days or weeks from the anchor
    weekday: int | None = None
    part: str = ""
    hour: int | None = None
    minute: int = 0
    about: str = ""  # before, about: 不到6点, 9点左右

    @property
    def has_date(self) -> bool:
        return self.head not in ("part", "clock")


class Phrase(NamedTuple):
    """A whole expression. `form` says how to read it; the other fields count as the form needs."""

    form: str
    start: int
    end: int
    point: Point | None = None
    to: Point | None = None
    unit: str = ""
    amount: numerals.Numeral | None = None
    number: float = 0
    times: float | None = None
    name: str = ""
    marks: tuple[str, ...] = ()
