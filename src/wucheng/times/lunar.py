"""The Chinese calendar behind one adapter. No other module imports lunar_python."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

#: Outside these years the library's tables are extrapolated, and news has no need of them.
FIRST_YEAR, LAST_YEAR = 1900, 2100


def day(year: int, month: int, day_of_month: int) -> date | None:
    """The solar date of a day of a lunar year (month 1 to 12, no leap month).

    Day 0 is the last day of the month before it, so that (2022, 1, 0) is New Year's Eve.
    None if the month has no such day or the year is outside 1900 to 2100.
    """
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12):
        return None
    first, length = _months(year)[month - 1]
    return date.fromordinal(first + day_of_month - 1) if 0 <= day_of_month <= length else None


@lru_cache(maxsize=256)
def _months(year: int) -> list[tuple[int, int]]:
    """The first day (proleptic Gregorian ordinal) and the days of the months of a lunar year."""
    from lunar_python import LunarYear, Solar

    found = []
    for number in range(1, 13):
        month = LunarYear.fromYear(year).getMonth(number)
        first = Solar.fromJulianDay(month.getFirstJulianDay())
        ordinal = date(first.getYear(), first.getMonth(), first.getDay()).toordinal()
        found.append((ordinal, month.getDayCount()))
    return found


def month(year: int, number: int) -> tuple[date, date] | None:
    """First and last solar date of a lunar month."""
    first = day(year, number, 1)
    last = day(year, number, 30) or day(year, number, 29)
    return (first, last) if first and last else None


def term(year: int, name: str) -> date | None:
    """The date of a solar term (清明, 冬至 …) in a solar year."""
    return _terms(year).get(name) if FIRST_YEAR <= year <= LAST_YEAR else None


@lru_cache(maxsize=256)
def _terms(year: int) -> dict[str, date]:
    from lunar_python import Lunar

    found = {}
    for name, solar in Lunar.fromYmd(year, 6, 1).getJieQiTable().items():
        if solar.getYear() == year:
            said = _SECOND.get(name, name)
            found[said] = date(solar.getYear(), solar.getMonth(), solar.getDay())
    return found


#: A lunar year's table runs from one 大雪 past the next; the second ones have Latin keys.
_SECOND = {
    "DA_XUE": "大雪",
    "DONG_ZHI": "冬至",
    "XIAO_HAN": "小寒",
    "DA_HAN": "大寒",
    "LI_CHUN": "立春",
}
