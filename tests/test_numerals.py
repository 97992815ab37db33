"""Chinese numbers: exact values, ranges, bounds, and what is no number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wucheng.language import numerals
from wucheng.language.numerals import Numeral

VALUES = {
    "三千二百": 3200,
    "三千二": 3200,
    "三千零二": 3002,
    "4.85万": 48500,
    "二〇二〇": 2020,
    "十五": 15,
    "十": 10,
    "百": 100,
    "一百零五": 105,
    "一百五": 150,
    "两万五": 25000,
    "1,080": 1080,
    "三亿五千万": 350_000_000,
    "三万亿": 3_000_000_000_000,
    "一万两千三百四十五": 12345,
    "廿三": 23,
    "三点五": 3.5,
    "２０": 20,
    "1.2亿": 120_000_000,
    "零": 0,
    "两百五十万": 2_500_000,
}

RANGES = {
    "三四": (None, 3, 4),
    "三四十": (None, 30, 40),
    "十三四": (None, 13, 14),
    "七八百": (None, 700, 800),
    "一百二三十": (None, 120, 130),
    "三五": (None, 3, 5),
    "3至5": (None, 3, 5),
    "三到五万": (None, 30000, 50000),
    "10多": (10, 10, None),
    "50余": (50, 50, None),
    "6000+": (6000, 6000, None),
    "百余": (100, 100, None),
    "3000多万": (30_000_000, 30_000_000, None),
    "十几": (None, 11, 19),
    "十几万": (None, 110_000, 190_000),
    "几": (None, 2, 9),
    "几十": (None, 20, 99),
    "数百": (None, 200, 999),
    "好几百": (None, 200, 999),
    "上百": (100, 100, None),
    "近百": (100, None, 100),
    "不到20": (20, None, 20),
    "约200": (200, None, None),
    "二十": (20, 20, 20),
}

NO_NUMBERS = [
    "",
    "5至3",
    "多",
    "上",
    "至",
    "半",
    "三三千",
    "3到",
    "到3",
    "社区",
    "1,08",
    "一点",
    "点五",
    "百分之三",
]


@pytest.mark.parametrize(("text", "value"), VALUES.items())
def test_values(text: str, value: float) -> None:
    assert numerals.value(text) == value
    assert numerals.read(text) == Numeral(value, value, value)


@pytest.mark.parametrize(("text", "expected"), RANGES.items())
def test_ranges_and_bounds(text: str, expected: tuple[float | None, ...]) -> None:
    assert numerals.read(text) == Numeral(*expected)


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_no_numbers(text: str) -> None:
    assert numerals.value(text) is None
    assert numerals.read(text) is None


def spelt(number: int) -> str:
    """A whole number below 10,000 in Chinese numerals, by the rule of the grammar books."""
    text, zero = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            text += ("零" if zero and text else "") + "一二三四五六七八九"[digit - 1] + name
            zero = False
        else:
            zero = True
    return text


@given(st.integers(1, 9999))
def test_a_number_written_out_is_read_back(number: int) -> None:
    assert numerals.value(spelt(number)) == number
    assert numerals.value(str(number)) == number


@given(st.text(alphabet="0123456789,.一二三四五六七八九十百千万亿零两几多余+至近上点", max_size=80))
def test_any_jumble_can_be_read(text: str) -> None:
    read = numerals.read(text)
    if read and read.at_least is not None and read.at_most is not None and read.value is not None:
        assert read.at_least <= read.value <= read.at_most
