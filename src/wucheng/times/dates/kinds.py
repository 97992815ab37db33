"""What a point says by itself: its kind, its rule, its clock time; and how days are written."""

from __future__ import annotations

from datetime import date

from wucheng.times import almanac
from wucheng.times.almanac import Span
from wucheng.times.phrases import Point

ERAS = {"five_years": 5, "decade": 10, "century": 100}
RELATIVE = frozenset(
    "day_from_text day_from_story week week_day weekend weekday bare_weekend quarter_from_text "
    "same_day".split()
)
#: The hours that a part of the day counts from noon: 下午3点 is 15:00, but 晚上3点 is 03:00.
_FROM_NOON = {
    "noon": range(1, 4),
    "afternoon": range(1, 12),
    "evening": range(4, 12),
    "night": range(6, 12),
}
#: The parts of the day whose twelve is midnight.
_ABOUT_MIDNIGHT = frozenset(("evening", "night", "dawn"))
_STRETCHES = frozenset((*ERAS, "year", "month", "lunar_month", "week_of_year"))
#: Points that lie in a year which their text may leave open.
_IN_A_YEAR = frozenset(("day", "month", "holiday", "lunar"))


def one_day(day: date | None) -> Span | None:
    return (day, day) if day else None


def iso(span: Span | None) -> tuple[str, str]:
    if span is None:
        return "", ""
    first = span[0].isoformat()
    return first, first if span[0] is span[1] else span[1].isoformat()


def moment(day: date, clock: str) -> str:
    """A clock time on a day; 24:00 is 00:00 of the next."""
    if clock == "24:00":
        following = almanac.shifted(day, 1)
        return f"{following.isoformat()}T00:00" if following else f"{day.isoformat()}T24:00"
    return f"{day.isoformat()}T{clock}"


def clock_time(point: Point | None, first: Point | None = None) -> str:
    """HH:MM in 24 hours, by the part of the day (of the first point too, in 下午2时至5时)."""
    if point is None or point.hour is None:
        return ""
    hour, part = point.hour, point.part
    if not part and not point.has_date and first and first.hour is not None and hour >= first.hour:
        part = first.part
    if hour in _FROM_NOON.get(part, ()):
        hour += 12
    elif hour == 12 and part in _ABOUT_MIDNIGHT:
        hour = 24 if part != "dawn" and point.minute == 0 else 0
    return f"{hour:02d}:{point.minute:02d}"


def kind_of(point: Point) -> str:
    """date, interval or relative."""
    head, piece = point.head, point.piece
    if head in RELATIVE or point.name == "同期":
        return "relative"
    counted = (head == "year" and point.year_shift) or (head == "month" and point.month_shift)
    if counted and not piece:
        return "relative"
    if piece.endswith("日") or (piece[:1] == "第" and piece[2:] not in ("", "末")):
        return "date"
    return "interval" if head in _STRETCHES or (point.whole and not piece) else "date"


def rule_of(point: Point) -> str:
    if point.head == "day":
        return "year_month_day" if point.year is not None else "month_day" if point.month else "day"
    if point.head in ("month", "year") and point.piece:
        return f"part_of_{point.head}"
    if point.head == "month" and point.year is not None:
        return "year_month"
    return point.head


def impossible(point: Point) -> bool:
    """2月30日 is no date in any year; 2月29日 is one in some."""
    if point.head != "day" or point.day is None:
        return False
    if not 1 <= point.day <= 31:
        return True
    if point.month is None or point.day <= 28:
        return False
    return (
        almanac.day(point.year if point.year is not None else 2000, point.month, point.day) is None
    )


def completed(first: Point, second: Point) -> Point:
    """The end of a range with what its beginning leaves to it: 9月10日至19日, 2021年9月至10月."""
    if second.name == "lunar_bare" and second.head == first.head == "lunar":
        second = second._replace(month=first.month)
    if second.month and second.year is None and second.year_shift is None:
        return _in_year_of(first, second) if second.head in _IN_A_YEAR else second
    if second.head == "day" and second.month is None and second.month_shift is None:
        return second._replace(
            month=first.month,
            month_shift=first.month_shift,
            year=first.year if first.month else None,
            year_shift=first.year_shift,
        )
    return second


def _in_year_of(first: Point, second: Point) -> Point:
    """2021年12月至1月 ends in the year that follows."""
    if first.year is None:
        return second._replace(year_shift=first.year_shift)
    turns = (second.month or 0) < (first.month or 0)
    return second._replace(year=first.year + turns)


def with_year(point: Point, year: int) -> Point:
    return point._replace(year=year, year_shift=None)
