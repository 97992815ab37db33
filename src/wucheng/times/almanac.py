"""Stretches of the calendar that Chinese names: 上旬, 年底, 一季度, 第二周, 八十年代.

Every function gives the first and the last day, or None if there is no such day.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

Span = tuple[date, date]

#: First and last month of the parts of a year. 年初 and 年底 are two months wide by convention.
_PARTS_OF_YEAR = {
    "初": (1, 2),
    "中": (6, 7),
    "底": (11, 12),
    "末": (11, 12),
    "上半年": (1, 6),
    "下半年": (7, 12),
    "前3季度": (1, 9),
    "1季度": (1, 3),
    "2季度": (4, 6),
    "3季度": (7, 9),
    "4季度": (10, 12),
    "春": (3, 5),
    "夏": (6, 8),
    "秋": (9, 11),
    "冬": (12, 14),
    "2到3季度": (4, 9),
    "上半年末": (6, 6),
}
_PARTS_OF_YEAR |= {f"前{months}个月": (1, months) for months in range(2, 12)}
_PARTS_OF_YEAR |= {f"{n}季度初": (3 * n - 2, 3 * n - 2) for n in range(1, 5)}
_PARTS_OF_YEAR |= {f"{n}季度末": (3 * n, 3 * n) for n in range(1, 5)}
#: First and last day of the parts of a month; 31 stands for its last day.
_PARTS_OF_MONTH = {
    "首日": (1, 1),
    "上旬": (1, 10),
    "初": (1, 10),
    "上中旬": (1, 20),
    "中下旬": (11, 31),
    "中旬": (11, 20),
    "中": (11, 20),
    "下旬": (21, 31),
    "上半月": (1, 15),
    "下半月": (16, 31),
    "底": (21, 31),
    "末": (21, 31),
}
#: First and last year of the parts of a decade and of a century, counted from its first.
_PARTS_OF_ERA = {
    5: {"初": (0, 1), "中": (2, 2), "末": (3, 4)},
    10: {"初": (0, 3), "中": (3, 6), "末": (6, 9), "后": (6, 9)},
    100: {"初": (0, 9), "中": (40, 59), "末": (90, 99), "后": (50, 99)},
}


def day(year: int, month: int, day_of_month: int) -> Span | None:
    """One day; None for 30 February, month 13 and years outside 1 to 9999."""
    try:
        found = date(year, month, day_of_month)
    except (ValueError, OverflowError):
        return None
    return found, found


def month(year: int, number: int, part: str = "") -> Span | None:
    """A month, its 上旬, 中旬, 下旬, 初, 中, 底, 末, or 第2周, 第2末 and 第2日: its second seven
    days, weekend and Sunday.
    """
    if not (1 <= year <= 9999 and 1 <= number <= 12):
        return None
    if part.startswith("第"):
        return _nth_in_month(date(year, number, 1), int(part[1]), part[2:])
    length = monthrange(year, number)[1]
    first, last = (length, length) if part == "末日" else _PARTS_OF_MONTH.get(part, (1, 31))
    return date(year, number, first), date(year, number, min(last, length))


def _nth_in_month(first: date, nth: int, which: str) -> Span | None:
    """Weeks are counted by seven days, as the ministry of agriculture does; 0 is the last."""
    length = monthrange(first.year, first.month)[1]
    if not which:
        start, last = (7 * nth - 6, 7 * nth) if nth else (length - 6, length)
        last = min(last, length)
    else:
        weekday = 5 if which == "末" else "一二三四五六日".index(which.replace("天", "日"))
        start = (weekday - first.weekday()) % 7 + 1
        start += 7 * (nth - 1 if nth else (length - start) // 7)
        last = start
    if start > length:
        return None
    begin = first.replace(day=start)
    end = shifted(begin, 1) if which == "末" else first.replace(day=last)
    return (begin, end) if end else None


def year(number: int, part: str = "") -> Span | None:
    """A year, or its 初, 中, 底, 上半年, 1季度, 春 … A winter ends in February of the next year."""
    if part in ("首日", "末日"):
        return month(number, 1 if part == "首日" else 12, part)
    first, last = _PARTS_OF_YEAR.get(part, (1, 12))
    begin = month(number, first)
    end = month(number + (last - 1) // 12, (last - 1) % 12 + 1)
    return (begin[0], end[1]) if begin and end else None


def era(first: int, length: int, part: str) -> Span | None:
    """A five-year plan or a decade from its first year (1980), a century from the year before it
    (1900); their 初, 中 and 末 are two years, four, and ten or twenty.
    """
    first += length == 100  # the 20th century begins in 1901
    from_, to = _PARTS_OF_ERA[length].get(part, (0, length - 1))
    begin, end = year(first + from_), year(first + to)
    return (begin[0], end[1]) if begin and end else None


def quarter(any_day: date, shift: int) -> Span | None:
    """The quarter of the year, `shift` quarters from the one that holds the day."""
    number = any_day.year * 4 + (any_day.month - 1) // 3 + shift
    return year(number // 4, f"{number % 4 + 1}季度")


def same_period(period: Span | None, in_year: int) -> Span | None:
    """The same stretch of another year; None where the period doesn't lie in one year."""
    if period is None or period[0].year != period[1].year:
        return None
    months = 12 * (in_year - period[0].year)
    begin, end = months_later(period[0], months), months_later(period[1], months)
    if end and period[1].day == monthrange(period[1].year, period[1].month)[1]:
        end = end.replace(day=monthrange(end.year, end.month)[1])  # the whole of February
    return (begin, end) if begin and end else None


def week_of_year(in_year: int, number: int) -> Span | None:
    """A week by its number (ISO 8601: the first has the year's first Thursday)."""
    try:
        monday = date.fromisocalendar(in_year, number, 1)
    except ValueError:
        return None
    return week(monday)


def week(any_day: date, shift: int = 0) -> Span | None:
    """The week, Monday to Sunday, `shift` weeks from the one that holds the day."""
    monday = shifted(any_day, 7 * shift - any_day.weekday())
    sunday = shifted(monday, 6) if monday else None
    return (monday, sunday) if monday and sunday else None


def shifted(start: date, days: int) -> date | None:
    """The date so many days later; None before year 1 and after 9999."""
    try:
        return start + timedelta(days=days)
    except OverflowError:
        return None


def months_later(start: date, months: int) -> date | None:
    """The same day so many months later, or that month's last day if it is shorter."""
    count = start.year * 12 + start.month - 1 + months
    span = month(count // 12, count % 12 + 1)
    return span[0].replace(day=min(start.day, span[1].day)) if span else None


def distance(anchor: date, count: float, unit: str) -> date | None:
    """The day so many units away."""
    if abs(count) > 100_000:
        return None
    months = {"month": 1, "quarter": 3, "year": 12}.get(unit)
    if months:
        whole = count * months
        if whole != int(whole):
            return shifted(anchor, int(whole * 30))
        return months_later(anchor, int(whole))
    days = {"day": 1, "night": 1, "week": 7}.get(unit)
    return shifted(anchor, int(count * days)) if days else None


def away(anchor: date, count: float, unit: str) -> Span | None:
    """The day, week, month or year that lies so many units away."""
    found = distance(anchor, count, unit)
    if found is None:
        return None
    if unit == "day":
        return (found, found) if count == int(count) else None
    if unit == "week":
        return week(found)
    if unit == "year" and count == int(count):
        return year(found.year)
    return month(found.year, found.month)
