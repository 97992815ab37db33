"""What a number with its unit says: 元月 is January, 民国三年 is 1914, 差十分八点 is 7:50."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from wucheng.language import numerals
from wucheng.times.words.amounts import CHINESE

#: What a word means, without its place: kind, name, number, second.
Meaning = tuple[str, str, float, int]

HOUR = "(?:2[0-4]|[01]?[0-9]|二十[一二三四]?|十[一二三四五六七八九]?|[零〇一二两三四五六七八九])"
MINUTE = "(?:[0-5]?[0-9]|[二三四五]?十[一二三四五六七八九]?|[零〇]?[一二三四五六七八九])"
_TENS = re.compile("[0-9](?=0)|[一二三四五六七八九]")
_CLOCK = re.compile(
    rf"(?P<hour>[一两二三四五六七八九]{{2}}|{HOUR})[ ]?(?P<word>点钟|点|时)?"
    rf"(?:(?P<half>半)|(?P<quarter>[一三13])刻|[ ]?(?P<minute>{MINUTE})[ ]?分|整"
    r"|(?P<bare>[0-5][0-9]))?"
)
_TO_HOUR = re.compile(rf"差(?:(?P<minute>{MINUTE})分|一刻)(?:钟|到)?(?P<hour>{HOUR})点(?:整)?")


@lru_cache(maxsize=4096)  # the months, days and hours of a corpus are few
def meaning(form: str, said: str) -> Meaning | None:
    """What a number with its unit says.

    Args:
        form: the group of the scanner's pattern that it takes part in: `numbers._NUMBERED`.
        said: its words.
    """
    return _MEANINGS[form](said)


def _iso(said: str) -> Meaning:
    year, month, day = re.split(r"[-/.．]", said)
    return "date", year, int(month), int(day)


def _date(said: str) -> Meaning:
    said_year, _, said_day = said[:-1].rpartition("年")
    year = numerals.value(said_year)
    month, day = said_day.split("月")
    return "date", f"{year:.0f}" if year else "", int(month), int(day)


def _colon(said: str) -> Meaning:
    hour, minute = re.split("[:：]", said.removesuffix("分"))[:2]
    return "clock", "colon", int(hour), int(minute)


def _decade(said: str) -> Meaning:
    century, _, tens = said.removesuffix("年代").rpartition("世纪")
    digits = [int(numerals.value(digit) or 0) for digit in _TENS.findall(tens)]
    more = max(digits[-1] - digits[0], 0)  # 七八十年代 is one more
    first = _first_year(century) if century else 2000 if digits[0] < 2 else 1900
    return "decade", "", first + 10 * digits[0], more


def _century(said: str) -> Meaning:
    return "century", "", _first_year(said.removesuffix("世纪")), 0


def _short(said: str) -> Meaning:
    """07年8月, '77年."""
    short = int(said.strip("'’‘年"))
    return "year", "", short + (2000 if short < 50 else 1900), 0


def _early(said: str) -> Meaning:
    """（686年）."""
    return "year", "", int(said[:-1]), 0


def _era(said: str) -> Meaning:
    """公元686年; 公元前221年 is further back than any calendar here goes."""
    if said[2] == "前":
        return "vague", "before_christ", 0, 0
    return "year", "", numerals.value(said[2:-1]) or 0, 0


def _years(said: str) -> Meaning:
    """顾永田（1915-1940）."""
    return "years_between", "", int(said[:4]), int(said[-4:])


def _republic(said: str) -> Meaning:
    """民国三年, and as Taiwan prints a day: 112年11月8日."""
    number = said.removeprefix("民国")[:-1]
    return "year", "", 1911 + (1 if number == "元" else numerals.value(number) or 0), 0


def _fiscal(said: str) -> Meaning:
    """2021财年: each company's own."""
    return "vague", "fiscal_year", 0, 0


def _year(said: str) -> Meaning | None:
    value = numerals.value(said.rstrip("年度 "))
    return ("year", "", value, 0) if value else None


def _month(said: str) -> Meaning:
    return "month", "", numerals.value(said.rstrip("月份 ")) or 1, 0  # 元月


def _day(said: str) -> Meaning:
    number = said.rstrip("日号 ")
    chinese = "" if number[0] in "0123456789" else "chinese"
    kind = "day_number" if said.endswith("号") else "day"
    return kind, chinese, numerals.value(number) or 0, 0


def _to_hour(said: str) -> Meaning | None:
    """差十分八点 is ten to eight."""
    match = _TO_HOUR.fullmatch(said)
    hour = numerals.value(match["hour"]) if match else None
    if match is None or not hour:
        return None
    minutes = 15 if match["minute"] is None else int(numerals.value(match["minute"]) or 0)
    return "clock", "sure", hour - 1, 60 - minutes


def _first_year(said: str) -> int:
    """The year that a century's decades are counted from: 1900 for 20世纪 and 上世纪."""
    known = {"上": 1900, "上个": 1900, "本": 2000}.get(said)
    return known if known is not None else (int(numerals.value(said) or 20) - 1) * 100


def _clock(said: str) -> Meaning | None:
    match = _CLOCK.fullmatch(said)
    amount = numerals.read(match["hour"]) if match else None
    if match is None or amount is None or amount.at_least is None:
        return None
    minute, word = _minute(match), match["word"]
    if amount.at_least + (minute or 0) / 60 > 24:  # 24点30分, 五一时
        return None
    if amount.value is None:  # 七八点
        name = "about"
    elif minute is not None or match["hour"][0] not in CHINESE or word in ("点钟", None):
        name = "sure"
    else:
        name = word
    return "clock", name, amount.at_least, minute or 0


def _minute(match: re.Match[str]) -> int | None:
    if match["half"]:
        return 30
    if match["quarter"]:
        return 15 if match["quarter"] in "一1" else 45
    minute = match["minute"] or match["bare"]
    return int(numerals.value(minute) or 0) if minute else None


#: What a number says, by its form.
_MEANINGS: dict[str, Callable[[str], Meaning | None]] = {
    "iso": _iso,
    "date": _date,
    "colon": _colon,
    "decade": _decade,
    "century": _century,
    "short": _short,
    "early": _early,
    "era": _era,
    "years": _years,
    "republic": _republic,
    "fiscal": _fiscal,
    "year": _year,
    "month": _month,
    "day": _day,
    "to_hour": _to_hour,
    "clock": _clock,
}
