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
    if not part and first is not None and not point.has_date and first.part:
        part = first.part if first.hour is not None and point.hour >= first.hour else ""
    if (
        (
            part in ("afternoon", "evening")
            and 1 <= hour <= 11
            and not (part == "evening" and hour < 4)
        )
        or part == "noon"
        and 1 <= hour <= 3
        or part == "night"
        and 6 <= hour <= 11
    ):
        hour += 12
    elif part in ("evening", "night") and hour == 12 and point.minute == 0:
        hour = 24
    elif part in ("evening", "night", "dawn") and hour == 12:
        hour = 0
    return f"{hour:02d}:{point.minute:02d}"


def kind_of(point: Point) -> str:
    if point.head in RELATIVE or point.name == "同期":
        return "relative"
    if point.head == "year" and point.year_shift is not None and not point.piece:
        return "relative"
    if point.head == "month" and point.month_shift is not None and not point.piece:
        return "relative"
    if point.piece.endswith("日") or (
        point.piece[:1] == "第" and point.piece[2:] not in ("", "末")
    ):
        return "date"
    if point.head in ERAS or point.head in ("year", "month", "lunar_month", "week_of_year"):
        return "interval"
    return "interval" if point.whole and not point.piece else "date"


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


def shared(first: Point, second: Point) -> tuple[Point, Point]:
    """What one end of a range leaves to the other: 9月10日至19日, 2021年9月至10月."""
    if second.head == "lunar" and second.name == "lunar_bare" and first.head == "lunar":
        second = second._replace(month=first.month)
    if (
        second.year is None
        and second.year_shift is None
        and second.head in ("day", "month", "holiday", "lunar")
    ):
        if first.year is not None and (second.month or 0) >= (first.month or 0):
            second = second._replace(year=first.year if second.month else None)
        elif first.year is not None and second.month:
            second = second._replace(year=first.year + 1)
        elif first.year_shift is not None and second.month:
            second = second._replace(year_shift=first.year_shift)
    if second.head == "day" and second.month is None and second.month_shift is None:
        second = second._replace(
            month=first.month,
            month_shift=first.month_shift,
            year=first.year if first.month else None,
            year_shift=first.year_shift,
        )
    return first, second


def with_year(point: Point, year: int) -> Point:
    return point._replace(year=year, year_shift=None)
