"""The words that time expressions are made of, found in one pass over a text.

`words(text)` gives the pieces in order: 3月 is one piece, 12日 the next, 早上 another. What they
mean together is the grammar's affair (grammar.py), and which date that is the reader's.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from wucheng.language import numerals
from wucheng.times.phrases import Word
from wucheng.times.words import lexicon, neighbours
from wucheng.times.words.amounts import CHINESE, HALF, UNITS
from wucheng.times.words.numbers import FIRST, NUMERALS, number_at


def _compile() -> tuple[dict[str, re.Pattern[str]], dict[str, lexicon.Entry]]:
    meaning: dict[str, lexicon.Entry] = {}
    for entry in lexicon.entries():
        meaning.setdefault(entry[0], entry)
    by_first: dict[str, list[str]] = {}
    for word in sorted(meaning, key=lambda word: (-len(word), word)):
        source = re.escape(word)
        if word in neighbours.NOT_BEFORE:
            source += f"(?!{neighbours.NOT_BEFORE[word]})"
        if word in neighbours.NOT_AFTER:
            source = f"(?<![{neighbours.NOT_AFTER[word]}])" + source
        by_first.setdefault(word[0], []).append(source)
    return {first: re.compile("|".join(all_)) for first, all_ in by_first.items()}, meaning


_BY_FIRST, _MEANING = _compile()

_ORDINAL = re.compile(
    rf"第(?P<nth>[0-9]{{1,5}}|[{CHINESE}百千]{{1,8}})个?"
    r"(?P<unit>天|日|周|星期|月|年头?|夜晚?|晚|昼夜|工作日)(?![级龄度赛报刊])"
)
_EVERY_AMOUNT = re.compile(
    rf"每(?P<skips>间?隔)?(?P<amount>[0-9]{{1,4}}(?:\.[0-9])?|[{CHINESE}百半几]{{1,4}})个?(?P<half>半)?"
    r"(?P<unit>秒钟?|分钟|分(?=半)|小时|钟头|天|日|周|星期|月|年|季度)(?P<half_after>半钟?)?"
    r"|(?:每[个逢到]?|逢)(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天])"
    r"(?:[、和]?[一二三四五六日](?![点时月日号]))*(?![一二三四五六七八九]?[次回趟场节个])"
)
#: 每逢初一、十五 is said of every month of the moon.
_MOON_DAY = "初[一二三四五六七八九十]"
_EVERY_MOON = re.compile(f"每?逢(?:农历|阴历)?(?:每月)?{_MOON_DAY}(?:[、和](?:{_MOON_DAY}|十五))*")
_LUNAR = re.compile(
    r"(?P<plain>(?:十[一二]?|[二三四五六七八九])月(?:初[一二三四五六七八九十]|廿[一二三四五六七八九]?)"
    r"|八月十五(?!日))|(?:(?:农历|阴历)(?P<m>正月|冬月|腊月|十[一二]?月|[一二三四五六七八九]月)"
    r"|(?P<named>正月|冬月|腊月)"
    r"|(?:农历|阴历)?(?P<great>大年|(?<![^，。；、：:（( 的在到从至于与和])年(?=初)))"
    r"(?P<d>初[一二三四五六七八九十]|[一二]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|三十)?"
    r"|(?P<bare>初[一二三四五六七八九十]|廿[一二三四五六七八九])(?![日中高级期三一二年学届班毕女男生]|的学)"
)
_LUNAR_FIRST = frozenset("农阴年正冬腊大初廿二三四五六七八九十")
#: 昨（12）日, as papers in Taiwan and Hong Kong have it, is a day without its month.
_NUMBERED_DAY = re.compile("[昨今][（(]([0-9]{1,2})日?[）)]日?")
_YEAR_OF_REIGN = re.compile("(元|[0-9]{1,2}|[一二三四五六七八九十]{1,3})年")
_SECOND = "".join(sorted({word[1] for word in _MEANING if len(word) > 1}))
_ALONE = {word for word in _MEANING if len(word) == 1}  # 早, 晚
_TRIGGER = re.compile(
    f"[{re.escape(''.join(sorted({*FIRST, *_LUNAR_FIRST, *_ALONE, '每', '第', '逢'})))}]"
    f"|[{re.escape(''.join(sorted(_BY_FIRST.keys() - FIRST)))}](?=[{re.escape(_SECOND)}])"
    "|[昨今](?=[（(][0-9])"
)
_WIDE = re.compile("[０-９]")
_NARROW = str.maketrans("０１２３４５６７８９", "0123456789")


def narrow(text: str) -> str:
    """Full-width digits made half-width; every character keeps its place."""
    return text.translate(_NARROW) if _WIDE.search(text) else text


def words(text: str) -> list[Word]:
    """The pieces of time expressions in a text (half-width digits), left to right, disjoint."""
    found: list[Word] = []
    position = 0
    for match in _TRIGGER.finditer(text):
        at = match.start()
        if at < position:
            continue
        word = _word_at(text, at)
        if word:
            found.append(word)
            position = word.end
        elif text[at] in "0123456789":
            position = _past_number(text, at)
    return found


def _past_number(text: str, at: int) -> int:
    """Behind the digits of a number that is no time, so that none of its tails is read as one."""
    end = at
    while end < len(text) and text[end] in "0123456789.":
        end += 1
    return end


def _word_at(text: str, at: int) -> Word | None:
    first = text[at]
    special = _SPECIAL.get(first)
    word = special(text, at) if special else None
    if word:
        return word
    listed = _BY_FIRST.get(first)
    match = listed.match(text, at) if listed else None
    if match:
        _, kind, name, number = _MEANING[match[0]]
        word = Word(kind, at, match.end(), name, number)
        if kind == "reign":
            return _reign(text, word)
    if first in NUMERALS or (word is None and first in FIRST):
        numbered = number_at(text, at)
        if numbered and (word is None or numbered.end > word.end):
            return numbered
    return word


def _every(text: str, at: int) -> Word | None:
    match = _EVERY_AMOUNT.match(text, at)
    if not match:
        moon = _EVERY_MOON.match(text, at)
        return Word("every", at, moon.end(), "month", 1) if moon else None
    if match["weekday"]:
        weekday = lexicon.WEEKDAYS[match["weekday"]]
        return Word("every", at, match.end(), "week", 1, second=weekday + 1)
    amount = HALF if match["amount"] == "半" else numerals.read(match["amount"])
    if amount is None or amount.middle is None:
        return None
    number = amount.middle + (0.5 if match["half"] or match["half_after"] else 0)
    if match["skips"] and number == 1:  # 每隔一天 is every second day
        number = 2
    return Word("every", at, match.end(), UNITS[match["unit"]], number)


def _ordinal(text: str, at: int) -> Word | None:
    match = _ORDINAL.match(text, at)
    if not match or match[0] in ("第二天", "第二日", "第二年"):
        return None
    following = text[match.end() : match.end() + 1]
    if match["unit"] in ("周", "星期") and following in lexicon.WEEKDAYS:
        return None  # 第三个星期六
    amount = numerals.read(match["nth"])
    if amount is None or amount.at_least is None:
        return None
    return Word("ordinal", at, match.end(), UNITS[match["unit"]], amount.at_least)


def _numbered_day(text: str, at: int) -> Word | None:
    match = _NUMBERED_DAY.match(text, at)
    return Word("day", at, match.end(), "", int(match[1])) if match else None


def _lunar(text: str, at: int) -> Word | None:
    match = _LUNAR.match(text, at)
    if not match or text.startswith("寒冬腊月", max(0, at - 2)):
        return None
    if match["bare"]:
        return Word("lunar", at, match.end(), "bare", 1, _lunar_number(match["bare"]))
    if match["plain"]:  # 三月初三: only the lunar calendar has such days
        month, day = match["plain"].split("月")
        return Word("lunar", at, match.end(), "", numerals.value(month) or 0, _lunar_number(day))
    if match["great"]:
        return _of_great_year(match) if match["d"] else None
    number = _lunar_month(match["m"] or match["named"])
    if not match["d"]:
        return Word("lunar_month", at, match.end(), "", number)
    return Word("lunar", at, match.end(), "", number, _lunar_number(match["d"]))


def _of_great_year(match: re.Match[str]) -> Word:
    """大年初三 is the third of the new year, 大年二十六 of the old year's last month."""
    day = _lunar_number(match["d"])
    if day == 30:  # the last day of the old year
        return Word("holiday", match.start(), match.end(), "除夕")
    return Word("lunar", match.start(), match.end(), "", 12 if day > 20 else 1, day)


def _lunar_month(word: str) -> int:
    special = {"正月": 1, "冬月": 11, "腊月": 12}.get(word)
    return special or int(numerals.value(word.removesuffix("月")) or 0)


def _reign(text: str, reign: Word) -> Word | None:
    """康熙十二年: the year by the reign that it is counted in."""
    match = _YEAR_OF_REIGN.match(text, reign.end)
    nth = match and (1 if match[1] == "元" else numerals.value(match[1]))
    if not match or not nth:
        return None
    return Word("year", reign.start, match.end(), "reign", reign.number + nth - 1)


def _lunar_number(text: str) -> int:
    return int(numerals.value(text.removeprefix("初")) or 0)


#: What reads the words that no list has, by their first character.
_SPECIAL: dict[str, Callable[[str, int], Word | None]] = {
    **dict.fromkeys("每逢", _every),
    "第": _ordinal,
    **dict.fromkeys(_LUNAR_FIRST, _lunar),
    **dict.fromkeys("昨今", _numbered_day),
}
