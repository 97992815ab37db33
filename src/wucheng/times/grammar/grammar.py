"""How the words of a time expression go together: phrases, not yet dates.

3月12日早上 is one phrase, 12月9日零时至12月16日24时 is one, 2月8日、9日 are two.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from wucheng.language import numerals
from wucheng.times.grammar.calendar import PERIOD
from wucheng.times.grammar.cycles import FROM_ON, Cycles
from wucheng.times.grammar.lengths import AFTER, BEFORE, INNER
from wucheng.times.grammar.points import TO
from wucheng.times.phrases import Phrase, Point
from wucheng.times.words import words

_SINCE = re.compile(f"(?:开始)?以来|{FROM_ON}")
_STARTS = re.compile("开始")
_STARTS_THERE = re.compile("开始(?=[，,]|一直|直?到|至)")
#: What is said to have lasted so long began at a moment: 零点开始，持续了7个多小时.
_LASTED = re.compile(
    "开始[，,]?[^，。；！？：、]{0,4}(?:持续|延续|历时|耗时|用时|为期|前后)了?(?:将?近|约|大约|整整|长达)?"
    "[0-9一二两三四五六七八九十半几数]"
)
_LASTED_TO = re.compile("[，,](?:一直)?[持延]续[至到]")
_TO_NOW = re.compile("起?(?:至今|迄今)(?![年天日晚早春夏秋冬])|到现在|到目前")
_AS_OF = re.compile(r"(?:截至|截止)(?:到|至)?(?:[^，。；：、“”]{2,4}时间)? ?$")
_AS_OF_LAST = frozenset("至止到间 ")
_FROM = re.compile(r"(?:自从|[自从由]) ?$")
_FROM_LAST = frozenset("自从由 ")
#: What a mark behind a point begins with: 起, 以来, 至今, 前后, 期间. Most points have none.
_MARK_FIRST = frozenset("内起以开至迄到前之后过期这那当")
_RANGE_TAIL = re.compile("期间|之间|间(?![隔接断])")
_BESIDE = (
    ("around", re.compile("前后|(?:到来|来临|即将到来)?之际")),
    ("eve", re.compile("前夕")),
    ("before", BEFORE),
    ("after", AFTER),
)
#: What 内 may stand behind: 本周内, 本月内.
_SPANS = frozenset(("week", "month", "quarter_from_text"))
#: 隔天 is the next day but one, or every second day: 隔天送一回.
_EVERY_OTHER = re.compile("隔[天日][^，。；！？、]{0,4}一[次回趟轮测检]")
#: What is as short may be a line of a list, in characters: 2022年12月31日上午10点30分.
_LINE = 18
_WHOLE = frozenset("vague now as_of_now winter_to_spring round_the_clock".split())


def phrases(text: str) -> Sequence[Phrase]:
    """The phrases of a sentence (half-width digits) in order, none overlapping."""
    return _of_line(text) if len(text) <= _LINE else _phrases(text)


def _phrases(text: str) -> Sequence[Phrase]:
    found = words.words(text)
    return _Parser(text, found).all() if found else ()


@lru_cache(maxsize=4096)
def _of_line(text: str) -> Sequence[Phrase]:
    """Lists and tables say the same dates and hours line after line."""
    return tuple(_phrases(text))


class _Parser(Cycles):
    """Puts points, counts and words together, left to right."""

    def all(self) -> list[Phrase]:
        index = 0
        while index < len(self._words):
            first = self._words[index].start
            phrase, index = self._phrase(index)
            if phrase:
                self._add(phrase, first)
                index = self._past(index, phrase.end)
        return self._found

    def _add(self, phrase: Phrase, first_word: int) -> None:
        """Keeps a phrase; one that reaches back over an earlier one takes it in or stops short."""
        while self._found and self._found[-1].start >= phrase.start:
            self._found.pop()
        if self._found and self._found[-1].end > phrase.start:
            phrase = phrase._replace(start=first_word)
        self._found.append(phrase)
        self._last_day = phrase if phrase.point and phrase.point.day else None

    def _phrase(self, index: int) -> tuple[Phrase | None, int]:
        return _BY_KIND.get(self._words[index].kind, _Parser._dated)(self, index)

    def _part(self, index: int) -> tuple[Phrase | None, int]:
        word, last = self._words[index], self._found[-1] if self._found else None
        hours = last and last.point and (last.point.part or last.point.hour is not None)
        if last and hours and self._goes_on(word, last.unit):  # 每天上午10点、下午2点
            return self._hours(index, last)
        return self._dated(index)

    def _whole(self, index: int) -> tuple[Phrase | None, int]:
        word = self._words[index]
        return Phrase(
            word.kind, word.start, word.end, name=word.name, number=word.number
        ), index + 1

    def _together(self, index: int) -> tuple[Phrase | None, int]:
        word = self._words[index]
        unit = word.kind.removesuffix("s")
        phrase = Phrase("days", word.start, word.end, unit=unit, number=word.number, name=word.name)
        return phrase, index + 1

    def _between(self, index: int) -> tuple[Phrase | None, int]:
        _, start, end, _, first, last, _ = self._words[index]
        points = (Point(start, end, "year", int(first)), Point(start, end, "year", last))
        return Phrase("range", start, end, *points), index + 1

    def _while(self, index: int) -> tuple[Phrase | None, int]:
        word = self._words[index]
        return Phrase("duration", word.start, word.end), index + 1

    def _weekday(self, index: int) -> tuple[Phrase | None, int]:
        word = self._words[index]
        if self._goes_on(word, "week"):
            return self._weekly(index)
        if self._is_weekly(word) and not TO.match(self._text, word.end):
            return self._weekly(index)
        return self._dated(index)

    def _weekend(self, index: int) -> tuple[Phrase | None, int]:
        word = self._words[index]
        if self._is_weekly(word):  # 周末及节假日停开
            return Phrase("every", word.start, word.end, unit="week", number=1), index + 1
        return self._dated(index)

    def _day(self, index: int) -> tuple[Phrase | None, int]:
        word = self._words[index]
        if self._goes_on(word, "month"):
            return Phrase("every", word.start, word.end, unit="month", number=1), index + 1
        if self._is_duration(word):
            return self._days(word), index + 1
        return self._dated(index)

    def _rate(self, index: int) -> tuple[Phrase | None, int]:
        word = self._words[index]
        return Phrase("rate", word.start, word.end, unit=word.name, number=word.number), index + 1

    def _nth(self, index: int) -> tuple[Phrase | None, int]:
        return self._ordinal(self._words[index]), index + 1

    def _whole_part(self, index: int) -> tuple[Phrase | None, int]:
        word = self._words[index]
        if self._next(index + 1, word.end, "duration"):
            phrase, after = self._duration(index + 1)  # 全天24小时
            return (phrase._replace(start=word.start) if phrase else None), after
        if word.name != "day" and self._is_some(word.start, word.end):
            return Phrase("vague", word.start, word.end, name=f"a_{word.name}"), index + 1
        one = numerals.Numeral(1, 1, 1)
        return Phrase("duration", word.start, word.end, unit=word.name, amount=one), index + 1

    def _day_from_story(self, index: int) -> tuple[Phrase | None, int]:
        word = self._words[index]
        if _EVERY_OTHER.match(self._text, word.start):
            return Phrase("every", word.start, word.end, unit="day", number=2), index + 1
        if self._counts(word):
            return self._ordinal(word._replace(kind="ordinal", number=2, name="day")), index + 1
        return self._dated(index)

    def _from_now(self, index: int) -> tuple[Phrase | None, int]:
        word = self._words[index]
        here = Point(word.start, word.end, "day_from_text")
        to, after = self._to(here, index + 1)
        return Phrase("from_now", word.start, to.end if to else word.end, here, to), after

    def _dated(self, index: int) -> tuple[Phrase | None, int]:
        """A phrase that begins with a point: the point, or what it is the beginning or end of."""
        point, after = self._point(index)
        if point is None:
            return None, index + 1
        text, start = self._text, point.start
        before = text[start - 1 : start]
        from_ = _FROM.search(text, max(0, start - 3), start) if before in _FROM_LAST else None
        start = from_.start() if from_ else start
        to, after_to = self._to(point, after, paused=bool(from_))
        if to:
            return self._range(start, point, to, after_to)
        as_of = None
        if before in _AS_OF_LAST:
            as_of = _AS_OF.search(text, max(0, point.start - 10), point.start)
        if as_of:
            return Phrase("as_of", as_of.start(), point.end, point), after
        if text[point.end : point.end + 1] not in _MARK_FIRST:
            return Phrase("point", point.start, point.end, point), after
        if point.has_date:
            begun = self._begun(start, point, after)
            return begun or (self._beside(point), after)
        opened = _SINCE.match(text, point.end)
        if opened:  # 早上8点起
            about = point.about or "from"
            return Phrase("point", start, opened.end(), point._replace(about=about)), after
        return self._beside(point), after

    def _begun(self, start: int, point: Point, after: int) -> tuple[Phrase, int] | None:
        """3月5日起, 3月5日至今, and 2月10日起至2月20日, which has an end as well."""
        text, end = self._text, point.end
        now = _TO_NOW.match(text, end)
        if now:
            return Phrase("since", start, now.end(), point), after
        opened = _SINCE.match(text, end) or self._starts(start, point)
        if opened is None:
            return None
        if opened[0] != "以来":
            lasted = _LASTED_TO.match(text, opened.end())
            to, after_to = self._to(point._replace(end=opened.end()), after, paused=bool(lasted))
            if to:
                return self._range(start, point, to, after_to)
        if _LASTED.match(text, end):
            return Phrase("point", point.start, end, point), after
        return Phrase("since", start, opened.end(), point), after

    def _starts(self, start: int, point: Point) -> re.Match[str] | None:
        """从周一|开始, 明天|开始, and 周一|开始 where it goes on: 周一开始，…"""
        from_ = start < point.start
        to_come = point.head == "day_from_text" and point.shift > 0  # 明天开始先浇玉米
        return (_STARTS if from_ or to_come else _STARTS_THERE).match(self._text, point.end)

    def _range(self, start: int, point: Point, to: Point, after: int) -> tuple[Phrase, int]:
        tail = _RANGE_TAIL.match(self._text, to.end)
        if point.head == "weekday" and to.head == "weekday":  # 周一至周五9时至17时
            last, after = self._to(to, after) if to.hour is not None else (None, after)
            end = last.end if last else to.end
            return Phrase("every", start, end, to, last, "week", number=1), after
        return Phrase("range", start, tail.end() if tail else to.end, point, to), after

    def _beside(self, point: Point) -> Phrase:
        """A point, or the time before, after or about it."""
        text, start, end = self._text, point.start, point.end
        for form, pattern in _BESIDE:
            mark = pattern.match(text, end)
            if mark and point.has_date:
                return Phrase(form, start, mark.end(), point)
            if mark and (form == "around" or (point.head == "part" and form != "before")):
                break
            if mark:
                return Phrase("point", start, mark.end(), point._replace(about=form))
        inner = INNER.match(text, end) if point.head in _SPANS else None
        if inner:
            return Phrase("point", start, inner.end(), point)
        tail = PERIOD.match(text, end) if point.has_date else None
        if tail and (tail[0] == "期间" or point.head in ("holiday", "lunar", "day")):
            end = tail.end()
        return Phrase("point", start, end, point)


#: What reads a phrase that begins with a word of this kind; all others begin with a point.
_BY_KIND: dict[str, Callable[[_Parser, int], tuple[Phrase | None, int]]] = {
    **dict.fromkeys(_WHOLE, _Parser._whole),
    "days": _Parser._together,
    "years": _Parser._together,
    "years_between": _Parser._between,
    "every": _Parser._every,
    "duration": _Parser._duration,
    "ordinal": _Parser._nth,
    "from_now": _Parser._from_now,
    "while": _Parser._while,
    **dict.fromkeys(("part", "bound_part", "clock"), _Parser._part),
    "weekday": _Parser._weekday,
    "bare_weekend": _Parser._weekend,
    "day": _Parser._day,
    "rate": _Parser._rate,
    "whole_part": _Parser._whole_part,
    "day_from_story": _Parser._day_from_story,
}
