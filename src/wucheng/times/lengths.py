"""Lengths and counts: 连续5天, 三天前, 近三年来, 未来三天, 第46天."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wucheng import numerals
from wucheng.times.amounts import rate
from wucheng.times.phrases import Phrase, Point, Word
from wucheng.times.points import TO, Points

#: What ends a clause: no expression reaches back over it for what governs it.
CLAUSE = "，。；！？：、“”…\n（）,;!?"
BEFORE = re.compile(
    r"之前|以前|前(?![往来后行去线进期台段列所面方沿锋置夕景不0-9一二三四五六七八九十两几半])"
)
AFTER = re.compile(r"之后|以后|过后|后(?![勤续方面来备期台辈天])")
_SAME_DAY = re.compile("的(?:今[天日]|这一?天|此时|此刻)")
_RUNNING = re.compile(r"(?:连续|接连|连着|一连)$")
_BEFORE_AMOUNT = re.compile(
    r"(?:至少|不少于|不低于|超过|超|逾|近|将近|接近|不到|不足|少于|最多|至多|不超过|约|大约|大概|差不多)$"
)
_LAST = re.compile(r"(?:(?<![已经又就都])过去的?|最近的?|刚刚过去的?|刚过去的?|近) ?$")
#: 由过去的两天缩短到5小时: what it took in the past, no stretch of days.
_FROM_LENGTH = re.compile("[由从]$")
_CHANGED = re.compile("左右?(?=[缩压减降提增延])|缩|压|减|降|提|增|延|变")
_NEXT = re.compile(r"(?:未来的?|今后的?|接下来的?) ?$")
_EDGE = re.compile(r"(?:最后|最初|(?<![提此以之])前|(?<![此以之随然最前延推滞拖])后|头)$")
_WITHIN = re.compile(r"以内|之内|内(?![外部容科])|以上|以下|左右|上下|之久|不到|间(?![隔接断])")
INNER = re.compile("以内|之内|内(?![外部容科])")
_COME = re.compile(r"(?:以)?来(?![自到看说电信访临往])")
#: What makes days counted of 3日, which is else the third of a month.
_DAYS_BEFORE = re.compile(
    r"(?:连续|为期|历时|时隔|长达|近|满|仅|不到|持续|整整|[期限](?:为|是)|拘留)$"
)
_DAYS_AFTER = re.compile(r"之?内|以内|游|来")
#: What 第二天 counts the days of: 封控的第二天, 隔离第二天, 假期第二天.
_COUNTED = frozenset("的续离控期假院训庆学岗战")
_IS = re.compile("这是|已是|已经是|进入|迎来|今天|是")
_UNCEASING = re.compile(
    "(?:都|均|全程|轮流)?(?:有人|有专人|专人|接听|在线|值守|值班(?![岗室])|待命|开放|营业|不打烊|不间断|不停歇?|服务|运转|运行|巡逻|巡查)"
)
_RECENT = re.compile("过去|近|连续|持续|未来|[达满前后]")
_ONCE = re.compile("[^，。；！？、]{0,4}一[次回趟轮测检]")
_BUSIEST = re.compile("[\u4e00-\u9fff](?<![的内就便以之只])")
_HOTEL = re.compile("连锁|酒店|优品")
_SOME = frozenset(("day", "night", "year"))
_LONG = frozenset(("day", "week", "month", "year", "quarter"))
_RATED = frozenset(("minute", "hour", "day", "week", "month", "year"))


def clause_start(text: str, at: int, reach: int) -> int:
    """Where the clause begins that a place lies in, so many characters back at most."""
    start = at
    while start > 0 and at - start < reach and text[start - 1] not in CLAUSE:
        start -= 1
    return start


class Lengths(Points):
    """Reads lengths and counts out of the words of a sentence."""

    def __init__(self, text: str, words: Sequence[Word]) -> None:
        super().__init__(text, words)
        self._found: list[Phrase] = []

    def _duration(self, index: int) -> tuple[Phrase | None, int]:
        word = self._words[index]
        index += 1
        text, start, end = self._text, word.start, word.end
        amount, unit = word.numeral, word.name
        assert amount is not None
        if unit == "day" and _HOTEL.match(text, end):
            return None, index
        all_day = unit == "hour" and amount.value == 24 and _UNCEASING.match(text, end)
        if all_day and not _RECENT.search(text, max(0, start - 4), start):
            return Phrase("round_the_clock", start, end), index
        if text[start - 1 : start] == "隔" and amount.value and _ONCE.match(text, end):
            number = amount.value + 1  # 隔一天上一次山
            return Phrase("every", start - 1, end, unit=unit, number=number), index
        if amount.value == 1 and unit in _SOME:
            part = self._next(index, end, "part") if text.startswith("一天", start) else None
            if part and self._clause_starts(start):  # 一天傍晚
                return Phrase("vague", start, part.end, name="a_day"), index + 1
            if self._is_some(start, end):
                return Phrase("vague", start, end, name=f"a_{unit}"), index
        following = self._next(index, end, "duration")
        if following and unit == "day" and following.name == "night":  # 三天三夜
            return Phrase("duration", start, following.end, unit="day", amount=amount), index + 1
        stop, times = rate(text, end, unit)
        spent = unit == "minute" and text[start - 1 : start] in ("了", "花", "用", "等")
        if times and amount.value and unit in _RATED and not spent:
            phrase = Phrase("rate", start, stop, unit=unit, number=amount.value, times=times)
            return phrase, index
        to = TO.match(text, end)
        last = self._next(index, to.end(), "duration") if to else None
        if last and last.numeral and last.name == unit and text[start - 1 : start] != "从":
            low, high = amount.at_least, last.numeral.at_most
            if low is not None and high is not None and high > low:  # 两天至三天
                amount = numerals.Numeral(None, low, high)
                end, index = last.end, index + 1
        return self._measured(start, end, unit, amount), index

    def _measured(self, start: int, end: int, unit: str, amount: numerals.Numeral) -> Phrase:
        """A length, or the distance that it is from some day: 三天, 三天前, 近三天, 前三天."""
        text, before = self._text, self._text[max(0, start - 10) : start]
        long = unit in _LONG
        last, next_ = _LAST.search(before), _NEXT.search(before)
        if last and _CHANGED.match(text, end) and _FROM_LENGTH.search(before, 0, last.start()):
            last = None
        come = _COME.match(text, end)
        if come:
            start -= len(last[0]) if last else 0
            return Phrase("last", start, come.end(), unit=unit, amount=amount)
        inner = INNER.match(text, end)
        if next_ and (long or unit == "hour"):
            name = "from_there" if next_[0][0] == "接" else ""
            stop = inner.end() if inner else end
            start -= len(next_[0])
            return Phrase("next", start, stop, unit=unit, amount=amount, name=name)
        near = last is not None and last[0].strip() == "近"
        alone = self._clause_starts(start - 1) and text[end : end + 1] != "的"
        if last and long and (not near or inner or alone):
            end = inner.end() if inner else end
            return Phrase("last", start - len(last[0]), end, unit=unit, amount=amount)
        marks: tuple[str, ...] = ()
        bound = _BEFORE_AMOUNT.search(before)
        if (
            bound
            and amount.value == 1
            and bound[0] in ("最多", "至多")
            and _BUSIEST.match(text, end)
        ):
            bound = None  # 最多一天接诊186人
        if bound:
            start -= len(bound[0])
            marks = (bound[0],)
        ago, later = BEFORE.match(text, end), AFTER.match(text, end)
        if ago and not (unit in ("year", "month") and text.startswith("前所", end)):
            same = _SAME_DAY.match(text, ago.end())
            stop, name = (same.end(), "same_day") if same else (ago.end(), "")
            return Phrase("ago", start, stop, unit=unit, amount=amount, name=name)
        if later:
            return Phrase("later", start, later.end(), unit=unit, amount=amount)
        running = _RUNNING.search(text, max(0, start - 4), start)
        edge = _EDGE.search(before)
        if running:
            start = running.start()
        elif edge and not bound and not (inner and edge[0] == "后") and (long or amount.value == 1):
            start -= len(edge[0])
            if amount.value is None and edge[0] == "后":  # 封控的后几天
                return Phrase("vague", start, end, name="later_days")
            months = amount.value if unit == "month" and edge[0] in ("前", "头") else None
            if months and months in range(3, 12):  # of the year; 前两个月 may be any two
                piece = f"前{int(months)}个月"
                return Phrase("point", start, end, Point(start, end, "year", piece=piece))
            return Phrase("edge", start, end, unit=unit, amount=amount)
        within = _WITHIN.match(text, end)
        if within:
            end = within.end()
            marks = (*marks, within[0])
        return Phrase("duration", start, end, unit=unit, amount=amount, marks=marks)

    def _is_some(self, start: int, end: int) -> bool:
        """忙碌的一天 and 冬天的一个晚上 are some day and some evening; 过去的一天 is a length."""
        text, before = self._text, self._text[max(0, start - 10) : start]
        of_all = before.endswith("的") and text[end : end + 1] != "的"
        return of_all and not (_LAST.search(before) or _NEXT.search(before))

    def _clause_starts(self, at: int) -> bool:
        return at <= 0 or self._text[at - 1] in CLAUSE

    def _is_duration(self, word: Word) -> bool:
        """7日内, 连续3日, 三日后: days counted, not a day of the month."""
        if word.kind != "day" or (self._found and self._found[-1].end == word.start):
            return False
        return bool(
            _DAYS_BEFORE.search(self._text, max(0, word.start - 4), word.start)
            or _DAYS_AFTER.match(self._text, word.end)
            or (word.name == "chinese" and AFTER.match(self._text, word.end))
        )

    def _days(self, word: Word) -> Phrase:
        amount = numerals.Numeral(word.number, word.number, word.number)
        return self._measured(word.start, word.end, "day", amount)

    def _ordinal(self, word: Word) -> Phrase:
        """第46天, with the 连续…的 that says what is counted."""
        start = word.start
        clause = clause_start(self._text, start, 24)
        before = self._text[clause:start]
        cues = []
        running = before.rfind("连续")
        if running >= 0 and (before.endswith("的") or running + 2 == len(before)):
            start = clause + running
            cues.append("running")
        if _IS.search(before):
            cues.append("is")
        if not before:
            cues.append("first")
        marks = tuple(cues)
        return Phrase("ordinal", start, word.end, unit=word.name, number=word.number, marks=marks)

    def _counts(self, word: Word) -> bool:
        """隔离第二天 and 封控的第二天 count; 第二天 by itself is the next day."""
        counted = word.start > 0 and self._text[word.start - 1] in _COUNTED
        return counted and self._text[word.start] == "第"
