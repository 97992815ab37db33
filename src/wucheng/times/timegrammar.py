"""How the words of a time expression go together: phrases, not yet dates.

3月12日早上 is one phrase, 12月9日零时至12月16日24时 is one, 2月8日、9日 are two.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from wucheng import numerals
from wucheng.times.timepoints import LIST, PERIOD, TO, Point, Points, part_in
from wucheng.times.timewords import Word, rate


@dataclass(frozen=True, slots=True)
class Phrase:
    """A whole expression. `form` says how to read it; the other fields count as the form needs."""

    form: str
    start: int
    end: int
    point: Point | None = None
    to: Point | None = None
    unit: str = ""
    amount: numerals.Numeral | None = None
    number: float = 0
    times: float | None = None
    name: str = ""
    marks: tuple[str, ...] = field(default=())


_SINCE = re.compile(r"(?:开始)?以来|起(?![草因义床来身步到码源立伏始动跑重诉飞航点])")
_STARTS = re.compile("开始")
_TO_NOW = re.compile("(?:至今|迄今)(?![年天日晚早春夏秋冬])|到现在|到目前")
_BEFORE = re.compile(
    r"之前|以前|前(?![往来后行去线进期台段列所面方沿锋置夕景不0-9一二三四五六七八九十两几半])"
)
_EVE = re.compile("前夕")
_AROUND = re.compile("前后")
_AFTER = re.compile(r"之后|以后|过后|后(?![勤续方面来备期台辈天])")
_AS_OF = re.compile(r"(?:截至|截止)(?:到|至)?(?:[^，。；：、“”]{2,4}时间)?$")
_FROM = re.compile(r"(?:自从|[自从由])$")
_RUNNING_ONLY = re.compile(r"(?:连续|接连|连着|一连)$")
_BEFORE_AMOUNT = re.compile(
    r"(?:至少|不少于|不低于|超过|超|逾|近|将近|接近|不到|不足|少于|最多|至多|不超过|约|大约|长达|为期|历时|时隔|持续)$"
)
_LAST = re.compile(r"(?:(?<![已经又就都])过去的?|最近的?|刚刚过去的?|刚过去的?|近)$")
_NEXT = re.compile(r"(?:未来的?|今后的?|接下来的?)$")
_EDGE = re.compile(r"(?:最后|最初|(?<![提此以之])前|(?<![此以之随然最前])后|头)$")
_WITHIN = re.compile(r"以内|之内|内(?![外部容科])|以上|以下|左右|上下|之久|不到")
_INNER = re.compile("以内|之内|内(?![外部容科])")
_COME = re.compile(r"(?:以)?来(?![自到看说电信访临往])")
_DURATION_CUE = re.compile(r"(?:连续|为期|历时|时隔|长达|近|满|仅|不到|持续|整整)$")
_IN_DAYS = re.compile(r"之?内|以内|游|来")
CLAUSE = "，。；！？：、“”…\n（）,;!?"
#: What 第二天 counts the days of: 封控的第二天, 隔离第二天, 假期第二天.
_COUNTED = "的离控期假院训庆学岗战"
#: What may stand before 前一天 where it is a day of the story.
GOVERNS = "在到从就至将为对把等于与和直比较了又还也便才接 "
_HOTEL = re.compile("连锁|酒店|优品")


def phrases(text: str, words: Sequence[Word]) -> list[Phrase]:
    """The phrases of a sentence in order, none overlapping."""
    return _Parser(text, words).all()


class _Parser(Points):
    """Puts points, counts and words together, left to right."""

    def __init__(self, text: str, words: Sequence[Word]) -> None:
        super().__init__(text, words)
        self._found: list[Phrase] = []

    def all(self) -> list[Phrase]:
        index = 0
        while index < len(self._words):
            first = self._words[index].start
            phrase, index = self._phrase(index)
            if phrase:
                self._add(phrase, first)
                while index < len(self._words) and self._words[index].start < phrase.end:
                    index += 1
        return self._found

    def _add(self, phrase: Phrase, first_word: int) -> None:
        """Keeps a phrase; one that reaches back over an earlier one takes it in or stops short."""
        while self._found and self._found[-1].start >= phrase.start:
            self._found.pop()
        if self._found and self._found[-1].end > phrase.start:
            phrase = replace(phrase, start=first_word)
        self._found.append(phrase)
        self._day_end = phrase.end if phrase.point and phrase.point.day else -1

    def _phrase(self, index: int) -> tuple[Phrase | None, int]:
        word = self._words[index]
        kind = word.kind
        if kind == "every":
            return self._every(index)
        if kind == "duration":
            return self._duration(index)
        if kind == "ordinal":
            return self._ordinal(word), index + 1
        if kind == "from_now":
            return self._from_now(index)
        if kind in ("vague", "now", "as_of_now", "winter_to_spring", "round_the_clock"):
            return Phrase(kind, word.start, word.end, name=word.name), index + 1
        if kind == "while":
            return Phrase("duration", word.start, word.end), index + 1
        if kind == "weekday" and self._goes_on(word, "week"):
            point, after = self._point(index, inside=True)
            end = point.end if point else word.end
            return Phrase("every", word.start, end, point, unit="week", number=1), after
        if kind == "day" and self._goes_on(word, "month"):
            return Phrase("every", word.start, word.end, unit="month", number=1), index + 1
        if kind == "rate":
            return Phrase(
                "rate", word.start, word.end, unit=word.name, number=word.number
            ), index + 1
        if kind == "whole_part":
            return self._whole_part(word), index + 1
        if kind in ("day", "day_number") and self._is_duration(word):
            return self._days(word), index + 1
        if kind == "day_from_story" and self._counts(word):
            nth = replace(word, kind="ordinal", number=2, name="day")
            return self._ordinal(nth), index + 1
        return self._dated(index)

    def _counts(self, word: Word) -> bool:
        """隔离第二天 and 封控的第二天 count; 第二天 by itself is the next day."""
        counted = self._text[word.start - 1 : word.start] if word.start else ""
        return self._text[word.start] == "第" and counted != "" and counted in _COUNTED

    def _from_now(self, index: int) -> tuple[Phrase | None, int]:
        word = self._words[index]
        here = Point(word.start, word.end, "day_from_text")
        to, after = self._to(here, index + 1)
        return Phrase("from_now", word.start, to.end if to else word.end, here, to), after

    def _dated(self, index: int) -> tuple[Phrase | None, int]:
        point, after = self._point(index)
        if point is None:
            return None, index + 1
        text, start, end = self._text, point.start, point.end
        before = text[max(0, start - 10) : start]
        from_ = _FROM.search(before)
        to, after_to = self._to(point, after, paused=bool(from_))
        if to:
            if from_:
                start -= len(from_[0])
            end = to.end
            tail = PERIOD.match(text, end)
            end = tail.end() if tail and tail[0] in ("期间", "之间") else end
            if point.head == "weekday" and to.head == "weekday":
                last, after_to = self._to(to, after_to) if to.hour is not None else (None, after_to)
                end = last.end if last else to.end
                return Phrase("every", start, end, to, last, "week", number=1), after_to
            return Phrase("range", start, end, point, to), after_to
        as_of = _AS_OF.search(before)
        if as_of:
            return Phrase("as_of", start - len(as_of[0]), end, point), after
        now = _TO_NOW.match(text, end)
        if now and point.has_date:
            if from_:
                start -= len(from_[0])
            return Phrase("since", start, now.end(), point), after
        since = _SINCE.match(text, end)
        if since and since[0] == "起" and point.has_date:  # 2月10日起至2月20日
            to, after_to = self._to(replace(point, end=since.end()), after)
            if to:
                start -= len(from_[0]) if from_ else 0
                return Phrase("range", start, to.end, point, to), after_to
        if since or (from_ and point.has_date and _STARTS.match(text, end)):
            if from_:
                start -= len(from_[0])
            stop = since.end() if since else end + 2
            if point.has_date:
                return Phrase("since", start, stop, point), after
            return Phrase("point", start, stop, replace(point, about=point.about or "from")), after
        for form, pattern in (
            ("around", _AROUND),
            ("eve", _EVE),
            ("before", _BEFORE),
            ("after", _AFTER),
        ):
            mark = pattern.match(text, end)
            if mark:
                if not point.has_date:
                    if form == "around" or point.head == "part":
                        break
                    return Phrase("point", start, mark.end(), replace(point, about=form)), after
                return Phrase(form, start, mark.end(), point), after
        if point.has_date:
            tail = PERIOD.match(text, end)
            if tail and (tail[0] == "期间" or point.head in ("holiday", "lunar", "day")):
                end = tail.end()
        return Phrase("point", start, end, point), after

    def _every(self, index: int) -> tuple[Phrase | None, int]:
        word = self._words[index]
        index += 1
        end, point = word.end, None
        if word.name in ("week", "month", "year", "day"):
            point, after = self._every_point(index, word)
            part = part_in(self._text[word.start : word.end])
            if point and part and not point.part:  # 每晚7点
                point = replace(point, part=part)
            if point:
                index, end = after, point.end
                to, after_to = self._to(point, after)
                if to:
                    return Phrase(
                        "every", word.start, to.end, point, to, word.name, number=word.number
                    ), after_to
                follow = re.compile("之?前|左右|起").match(self._text, end)
                if follow and point.hour is not None:
                    end = follow.end()
        if word.second:  # 每周一至周五
            to_word = TO.match(self._text, end)
            last = self._next(index, to_word.end(), "weekday") if to_word else None
            if last:
                return Phrase("every", word.start, last.end, unit="week", number=1), index + 1
        return Phrase("every", word.start, end, point, unit=word.name, number=word.number), index

    def _every_point(self, index: int, word: Word) -> tuple[Point | None, int]:
        at = word.end
        inner = self._next(index, at + 1, "part", "month", "holiday", "lunar") is not None
        at += inner and self._text[at] == "的"  # 每天的凌晨, 每年的6月
        if index >= len(self._words):
            return None, index
        next_word = self._words[index]
        if next_word.start != at:
            clock, after = self._clock(index, at)
            if clock is None:
                return None, index
        elif next_word.kind not in (
            "part",
            "bound_part",
            "clock",
            "day",
            "day_number",
            "month",
            "holiday",
            "lunar",
            "bound_holiday",
            "part_of_month",
            "part_of_year",
            "weekday",
        ):
            return None, index
        point, after = self._point(index, inside=True)
        return point, after

    def _duration(self, index: int) -> tuple[Phrase | None, int]:
        word = self._words[index]
        text, start, end = self._text, word.start, word.end
        amount, unit = word.numeral, word.name
        assert amount is not None
        if _HOTEL.match(text, end) and unit == "day":
            return None, index + 1
        following = self._next(index + 1, end, "duration")
        if (
            unit == "day"
            and amount.value == 1
            and text[start - 1 : start] == "的"
            and text[end : end + 1] != "的"
        ):
            return Phrase("vague", start, end, name="a_day"), index + 1  # 忙碌的一天
        if following and unit == "day" and following.name == "night":  # 三天三夜
            return Phrase("duration", start, following.end, unit="day", amount=amount), index + 2
        stop, times = rate(text, end)
        if times and amount.value and unit in ("hour", "day", "week", "month", "year"):
            number = amount.value
            return Phrase("rate", start, stop, unit=unit, number=number, times=times), index + 1
        before = text[max(0, start - 10) : start]
        to = TO.match(text, end)
        if (
            to
            and (last := self._next(index + 1, to.end(), "duration"))
            and last.name == unit
            and last.numeral
        ):
            high = last.numeral.at_most
            bounded = amount.at_least is not None and high is not None and high > amount.at_least
            if bounded and not before.endswith("从"):  # 从两小时缩短到… is no range
                amount = numerals.Numeral(None, amount.at_least, high)
                end, index = last.end, index + 1
        marks: list[str] = []
        come = _COME.match(text, end)
        ago, later = _BEFORE.match(text, end), _AFTER.match(text, end)
        last_, next_ = _LAST.search(before), _NEXT.search(before)
        if come:
            if last_:
                start -= len(last_[0])
            return Phrase("last", start, come.end(), unit=unit, amount=amount), index + 1
        long = unit in ("day", "week", "month", "year", "quarter")
        if next_ and long:
            return Phrase("next", start - len(next_[0]), end, unit=unit, amount=amount), index + 1
        inner = _INNER.match(text, end)
        if last_ and long and (last_[0] != "近" or inner or self._clause_starts(start - 1)):
            end = inner.end() if inner else end
            return Phrase("last", start - len(last_[0]), end, unit=unit, amount=amount), index + 1
        bound = _BEFORE_AMOUNT.search(before)
        if bound and bound[0] not in ("长达", "为期", "历时", "时隔", "持续"):
            start -= len(bound[0])
            marks.append(bound[0])
        if ago and not (unit in ("year", "month") and text.startswith("前所", end)):
            return Phrase("ago", start, ago.end(), unit=unit, amount=amount), index + 1
        if later:
            return Phrase("later", start, later.end(), unit=unit, amount=amount), index + 1
        running = _RUNNING_ONLY.search(text[max(0, start - 4) : start])
        if running:
            start -= len(running[0])
        else:
            edge = _EDGE.search(before)
            if edge and not bound and (long or amount.value == 1):
                return Phrase(
                    "edge", start - len(edge[0]), end, unit=unit, amount=amount
                ), index + 1
        within = _WITHIN.match(text, end)
        if within:
            end = within.end()
            marks.append(within[0])
        return Phrase(
            "duration", start, end, unit=unit, amount=amount, marks=tuple(marks)
        ), index + 1

    def _goes_on(self, word: Word, unit: str) -> bool:
        """周四 in 每周一、周四, 15日 in 每月5日、15日."""
        last = self._found[-1] if self._found else None
        if last is None or last.form != "every" or last.unit != unit:
            return False
        return bool(LIST.fullmatch(self._text, last.end, word.start))

    def _clause_starts(self, at: int) -> bool:
        return at <= 0 or self._text[at - 1] in CLAUSE

    def _is_duration(self, word: Word) -> bool:
        """7日内, 连续3日, 三日后: days counted, not a day of the month."""
        if word.kind != "day":
            return False
        before = self._text[max(0, word.start - 4) : word.start]
        if self._found and self._found[-1].end == word.start:
            return False
        return bool(_DURATION_CUE.search(before) or _IN_DAYS.match(self._text, word.end)) or (
            word.name == "chinese" and bool(_AFTER.match(self._text, word.end))
        )

    def _days(self, word: Word) -> Phrase:
        number = word.number
        amount = numerals.Numeral(number, number, number)
        start, end = word.start, word.end
        running = _RUNNING_ONLY.search(self._text[max(0, start - 4) : start])
        if running:
            start -= len(running[0])
        if _AFTER.match(self._text, end) and word.name == "chinese":
            mark = _AFTER.match(self._text, end)
            assert mark
            return Phrase("later", start, mark.end(), unit="day", amount=amount)
        come = _COME.match(self._text, end)
        if come:
            return Phrase("last", start, come.end(), unit="day", amount=amount)
        within = _WITHIN.match(self._text, end)
        return Phrase("duration", start, within.end() if within else end, unit="day", amount=amount)

    def _whole_part(self, word: Word) -> Phrase:
        one = numerals.Numeral(1, 1, 1)
        if word.name == "half_day":
            return Phrase(
                "duration",
                word.start,
                word.end,
                unit="day",
                amount=numerals.Numeral(0.5, 0.5, None),
            )
        return Phrase("duration", word.start, word.end, unit=word.name, amount=one)

    def _ordinal(self, word: Word) -> Phrase:
        """第46天, with the 连续…的 that says what is counted."""
        clause = word.start
        while clause > 0 and word.start - clause < 24 and self._text[clause - 1] not in CLAUSE:
            clause -= 1
        before = self._text[clause : word.start]
        cues = []
        start = word.start
        running = before.rfind("连续")
        if running >= 0 and (before.endswith("的") or running + 2 == len(before)):
            start = clause + running
            cues.append("running")
        if re.search("这是|已是|已经是|进入|迎来|今天|是", before):
            cues.append("is")
        if not before:
            cues.append("first")
        return Phrase(
            "ordinal", start, word.end, unit=word.name, number=word.number, marks=tuple(cues)
        )
