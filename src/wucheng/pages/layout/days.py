"""Calendar days as headers of pages print them: 2022-10-13 08:29, 2022年1月20日."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone

from wucheng.language import numerals

_CLOCK = (
    r"(?:\s*(?:T|周.|星期[一二三四五六日天]|[（(](?:周|星期).[）)])?\s*(?:上午|下午)?"
    r"\s*\d{1,2}[:：时]\d{1,2}(?:[:：分]\d{1,2}秒?|分)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?"
    r"|\s*(?:周[一二三四五六日]|星期[一二三四五六日天]|[（(](?:周|星期).[）)]))?"
)
_FORMS = (
    # one separator twice, or 年 月 日
    re.compile(
        r"(?<![\d/.-])(?P<y>\d{4})\s?(?P<s>[-/.－])\s?(?P<m>\d{1,2})\s?(?P=s)\s?(?P<d>\d{1,2})(?!\d)"
        + _CLOCK
    ),
    re.compile(
        r"(?<!\d)(?P<y>\d{4})\s?年\s?(?P<m>\d{1,2})\s?月\s?(?P<d>\d{1,2})\s?[日号]" + _CLOCK
    ),
    # as Taiwan counts the years
    re.compile(
        r"(?:中[华華])?(?P<y>民[国國]\s?\d{2,3}|(?<!\d)1[0-4]\d)\s?年\s?(?P<m>\d{1,2})\s?月"
        r"\s?(?P<d>\d{1,2})\s?[日号號]" + _CLOCK
    ),
    re.compile(r"(?<![\d/])(?P<y>1[0-4]\d)/(?P<m>\d{1,2})/(?P<d>\d{1,2})(?![\d/])" + _CLOCK),
    # a year of two figures only beside a clock time
    re.compile(r"(?<![\d/.-])(?P<y>\d\d)-(?P<m>\d\d)-(?P<d>\d\d)\s+\d{1,2}:\d\d(?::\d\d)?(?!\d)"),
    # the three parts of a designed header, printed one after the other
    re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)\s+(?P<m>\d{1,2})\s?/\s*(?P<d>\d{1,2})(?!\d)" + _CLOCK),
    re.compile(
        r"(?P<y>[一二][〇○零Ｏ九一二三四五六七八]{3})年"
        r"(?P<m>[一二三四五六七八九十]{1,2})月(?P<d>[一二三四五六七八九十]{1,3})[日号]"
    ),
)
_COMPACT = re.compile(
    r"(?<!\d)(?P<y>20\d\d|1[0-4]\d)(?P<m>[01]\d)(?P<d>[0-3]\d)(?:(?<=\d{8})(?:\d{6}|\d{4}))?(?!\d)"
)
_ADDRESS = re.compile(r"(?<!\d)(?P<y>20\d\d)[-/_]?(?P<m>[01]\d)[-/_]?(?P<d>[0-3]\d)(?!\d)")
_DIGITS = str.maketrans("〇○零Ｏ一二三四五六七八九", "0000123456789")

#: The year before the first of the Republic of China.
_REPUBLIC = 1911

#: The web has no earlier news: a year before it is a database's zero (1754/1/1, 1900-01-01).
_FIRST_YEAR = 1990


def find(text: str) -> Iterator[tuple[int, int, str]]:
    """The full dates of a text in order: (start, end, ISO day), a clock time after one included.

    The ISO day is empty for what is printed like a date and is nobody's (1754/1/1, 2022-02-30).
    """
    found = [
        (match.start(), match.end(), _iso(match["y"], match["m"], match["d"]))
        for form in _FORMS
        for match in form.finditer(text)
    ]
    done = 0
    for start, end, day in sorted(found):
        if start >= done:
            yield start, end, day
            done = end


def read(text: str, *, compact: bool = False) -> str:
    """The first day of a text that can be one of publication, in ISO form; empty if none is.

    Args:
        compact: read eight figures in a row (20221013) too, and seven (1111013) as Taiwan does.
    """
    for _, _, day in find(text):
        if day:
            return day
    match = _COMPACT.search(text) if compact else None
    return _iso(match["y"], match["m"], match["d"]) if match else ""


def address(url: str) -> str:
    """The day in the address of a page (/2020-02/10/c_1.htm, t20200210_1.html); empty if none."""
    for match in _ADDRESS.finditer(url):
        day = _iso(match["y"], match["m"], match["d"])
        if day:
            return day
    return ""


def stamp(value: str) -> str:
    """The day, in China, of a Unix time in seconds or milliseconds; empty for anything else."""
    if not re.fullmatch(r"1\d{9}(?:\d{3})?", value):
        return ""
    return datetime.fromtimestamp(int(value[:10]), timezone(timedelta(hours=8))).date().isoformat()


def _iso(year: str, month: str, day: str) -> str:
    y = int(year.lstrip("民国國 ").translate(_DIGITS))
    if len(year) != 4:
        y += 2000 if len(year) == 2 else _REPUBLIC
    m, d = (int(numerals.value(number) or 0) for number in (month, day))
    try:
        return date(y, m, d).isoformat() if y >= _FIRST_YEAR else ""
    except ValueError:
        return ""
