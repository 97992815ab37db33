"""The Chinese calendar behind one adapter. No other module imports lunar_python."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

#: Outside these years the library's tables are extrapolated, and news has no need of them.
FIRST_YEAR, LAST_YEAR = 1900, 2100


@lru_cache(maxsize=1024)
def day(year: int, month: int, day_of_month: int) -> date | None:
    """The solar date of a day of a lunar year (month 1 to 12, no leap month).

    Day 0 is the last day of the month before it, so that (2022, 1, 0) is New Year's Eve.
    None if the month has no such day or the year is outside 1900 to 2100.
    """
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12 and 0 <= day_of_month <= 30):
        return None
    from lunar_python import Lunar

    try:
        solar = Lunar.fromYmd(year, month, max(day_of_month, 1)).getSolar()
    except Exception:  # the library raises bare Exception for a 30th that a short month lacks
        return None
    found = date(solar.getYear(), solar.getMonth(), solar.getDay())
    return date.fromordinal(found.toordinal() - 1) if day_of_month == 0 else found


def month(year: int, number: int) -> tuple[date, date] | None:
    """First and last solar date of a lunar month."""
    first = day(year, number, 1)
    last = day(year, number, 30) or day(year, number, 29)
    return (first, last) if first and last else None


@lru_cache(maxsize=1024)
def term(year: int, name: str) -> date | None:
    """The date of a solar term (清明, 冬至 …) in a solar year."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    from lunar_python import Lunar

    table = Lunar.fromYmd(year, 6, 1).getJieQiTable()
    for key in (name, _AFTER.get(name, "")):
        solar = table.get(key)
        if solar and solar.getYear() == year:
            return date(solar.getYear(), solar.getMonth(), solar.getDay())
    return None


#: A lunar year's table runs from one 大雪 past the next; the second ones have Latin keys.
_AFTER = {
    "大雪": "DA_XUE",
    "冬至": "DONG_ZHI",
    "小寒": "XIAO_HAN",
    "大寒": "DA_HAN",
    "立春": "LI_CHUN",
}
