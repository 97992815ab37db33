"""The Chinese calendar against dates published elsewhere (Hong Kong Observatory tables)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wucheng.times import almanac, holidays, lunar

NEW_YEARS = {
    1949: "1949-01-29", 1966: "1966-01-21", 1976: "1976-01-31", 1985: "1985-02-20",
    2000: "2000-02-05", 2003: "2003-02-01", 2008: "2008-02-07", 2015: "2015-02-19",
    2019: "2019-02-05", 2020: "2020-01-25", 2021: "2021-02-12", 2022: "2022-02-01",
    2023: "2023-01-22", 2024: "2024-02-10", 2025: "2025-01-29", 2026: "2026-02-17",
    2033: "2033-01-31",
}  # fmt: skip

HOLIDAYS = [
    ("端午", 2020, "2020-06-25"),  # after a leap fourth month
    ("中秋", 2020, "2020-10-01"),
    ("中秋", 2022, "2022-09-10"),
    ("重阳", 2022, "2022-10-04"),
    ("元宵", 2020, "2020-02-08"),
    ("七夕", 2022, "2022-08-04"),
    ("腊八", 2022, "2022-01-10"),
    ("小年", 2022, "2022-01-25"),
    ("除夕", 2022, "2022-01-31"),
    ("除夕", 2020, "2020-01-24"),
    ("清明", 2020, "2020-04-04"),
    ("清明", 2022, "2022-04-05"),
    ("冬至", 2021, "2021-12-21"),
    ("冬至", 2022, "2022-12-22"),
    ("立春", 2022, "2022-02-04"),
    ("国庆", 2022, "2022-10-01"),
]


@pytest.mark.parametrize(("year", "day"), NEW_YEARS.items())
def test_new_year(year: int, day: str) -> None:
    assert lunar.day(year, 1, 1) == date.fromisoformat(day)
    eve = holidays.holiday("除夕", year)
    assert eve is not None
    assert eve[0] + timedelta(days=1) == date.fromisoformat(day)


@pytest.mark.parametrize(("name", "year", "day"), HOLIDAYS)
def test_holidays(name: str, year: int, day: str) -> None:
    assert holidays.holiday(name, year) == (date.fromisoformat(day), date.fromisoformat(day))


@given(st.sampled_from(holidays.NAMES), st.integers(1900, 2099))
def test_a_holiday_lies_in_its_year(name: str, year: int) -> None:
    span = holidays.holiday(name, year)
    if span is None:  # a lunar year may have no 除夕 or two in one solar year: 1985 has none
        assert name in ("小年", "腊八", "除夕")
    else:
        assert span[0].year == year
        assert holidays.holiday(name, year, whole="假期")


def test_a_day_that_falls_twice_into_a_year_is_the_nearer_one() -> None:
    assert holidays.lunar_day(2022, 12, 8) == date(2022, 1, 10)
    assert holidays.lunar_day(2022, 12, 8, near=date(2022, 12, 25)) == date(2022, 12, 30)


def test_days_that_do_not_exist() -> None:
    assert almanac.day(2022, 2, 29) is None
    assert almanac.day(2022, 13, 1) is None
    assert almanac.day(0, 1, 1) is None
    assert almanac.month(10000, 1) is None
    assert almanac.year(0) is None
    assert holidays.holiday("春节", 1) is None
    assert lunar.day(2022, 12, 31) is None
    assert lunar.day(2021, 12, 30) is None  # a month of 29 days
    assert lunar.term(3000, "清明") is None
    assert almanac.shifted(date.max, 1) is None
    assert almanac.months_later(date.max, 1) is None


def test_parts() -> None:
    assert almanac.month(2024, 2, "下旬") == (date(2024, 2, 21), date(2024, 2, 29))
    assert almanac.year(2022, "冬") == (date(2022, 12, 1), date(2023, 2, 28))
    assert almanac.year(9999, "冬") is None
    assert almanac.week(date(2022, 4, 12), -1) == (date(2022, 4, 4), date(2022, 4, 10))
    assert almanac.months_later(date(2022, 1, 31), 1) == date(2022, 2, 28)


@given(st.dates(), st.integers(-5, 5))
def test_a_week_is_seven_days_from_a_monday(day: date, shift: int) -> None:
    week = almanac.week(day, shift)
    if week:
        assert week[0].weekday() == 0
        assert week[1] - week[0] == timedelta(days=6)
