"""Lengths and counts: 连续5天, 三天前, 近三年来, 未来三天, 第46天."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wucheng.language import numerals
from wucheng.times.grammar.points import TO, Points
from wucheng.times.phrases import Phrase, Point, Word
from wucheng.times.words.amounts import rate

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
#: 前三个月 is of the year; 前两个月 may be any two.
_MONTHS_OF_YEAR = range(3, 12)
_SPENT = frozenset("了花用等")
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
        word, index = self._words[index], index + 1
        if word.name == "day" and _HOTEL.match(self._text, word.end):  # 7天酒店
            return None, index
        for read in _NOT_MEASURED:
            found = read(self, word, index)
            if found:
                return found
        word, index = self._up_to(word, index)
        return self._measured(word), index

    def _unceasing(self, word: Word, index: int) -> tuple[Phrase, int] | None:
        """24小时|值守, but not 近24小时."""
        text, start, end = self._text, word.start, word.end
        if word.name != "hour" or _numeral(word).value != 24 or not _UNCEASING.match(text, end):
            return None
        if _RECENT.search(text, max(0, start - 4), start):
            return None
        return Phrase("round_the_clock", start, end), index

    def _every_other(self, word: Word, index: int) -> tuple[Phrase, int] | None:
        """隔一天|上一次山 is every second day."""
        value, start = _numeral(word).value, word.start
        if self._text[start - 1 : start] != "隔" or not value:
            return None
        if not _ONCE.match(self._text, word.end):
            return None
        return Phrase("every", start - 1, word.end, unit=word.name, number=value + 1), index

    def _some_day(self, word: Word, index: int) -> tuple[Phrase, int] | None:
        """一天傍晚 and 忙碌的一天 are of no day in particular."""
        start, end = word.start, word.end
        if _numeral(word).value != 1 or word.name not in _SOME:
            return None
        part = self._next(index, end, "part") if self._text.startswith("一天", start) else None
        if part and self._clause_starts(start):
            return Phrase("vague", start, part.end, name="a_day"), index + 1
        if self._is_some(start, end):
            return Phrase("vague", start, end, name=f"a_{word.name}"), index
        return None

    def _days_and_nights(self, word: Word, index: int) -> tuple[Phrase, int] | None:
        """三天三夜 is three days."""
        nights = self._next(index, word.end, "duration") if word.name == "day" else None
        if nights is None or nights.name != "night":
            return None
        phrase = Phrase("duration", word.start, nights.end, unit="day", amount=word.numeral)
        return phrase, index + 1

    def _so_often(self, word: Word, index: int) -> tuple[Phrase, int] | None:
        """三天|两测; 等了十分钟|一趟 is a length."""
        value, unit, start = _numeral(word).value, word.name, word.start
        stop, times = rate(self._text, word.end, unit)
        if not times or not value or unit not in _RATED:
            return None
        if unit == "minute" and self._text[start - 1 : start] in _SPENT:
            return None
        return Phrase("rate", start, stop, unit=unit, number=value, times=times), index

    def _up_to(self, word: Word, index: int) -> tuple[Word, int]:
        """两天|至三天 is one length, as wide as its ends."""
        to = TO.match(self._text, word.end)
        last = self._next(index, to.end(), "duration") if to else None
        from_ = self._text[word.start - 1 : word.start] == "从"  # 从两天到五天 it changed
        if last is None or last.name != word.name or from_:
            return word, index
        low, high = _numeral(word).at_least, _numeral(last).at_most
        if low is None or high is None or high <= low:
            return word, index
        return word._replace(end=last.end, numeral=numerals.Numeral(None, low, high)), index + 1

    def _measured(self, word: Word) -> Phrase:
        """A length, or the distance that it is from some day: 三天, 三天前, 近三天, 前三天."""
        before = self._text[max(0, word.start - 10) : word.start]
        window = self._until_now(word, before) or self._to_come(word, before)
        if window:
            return window
        bound = self._bound(word, before)
        word = word._replace(start=word.start - len(bound)) if bound else word
        return self._away(word) or self._at_an_edge(word, before) or self._lasting(word, bound)

    def _until_now(self, word: Word, before: str) -> Phrase | None:
        """三年来, 过去三天; 近三天 only where it begins its clause, else it may be nearly three."""
        text, end = self._text, word.end
        last = _LAST.search(before)
        if last and _CHANGED.match(text, end) and _FROM_LENGTH.search(before, 0, last.start()):
            last = None
        start = word.start - len(last[0]) if last else word.start
        come = _COME.match(text, end)
        if come:
            return Phrase("last", start, come.end(), unit=word.name, amount=word.numeral)
        if last is None or word.name not in _LONG:
            return None
        inner = INNER.match(text, end)
        alone = self._clause_starts(word.start - 1) and text[end : end + 1] != "的"
        if last[0].strip() == "近" and not (inner or alone):
            return None
        stop = inner.end() if inner else end
        return Phrase("last", start, stop, unit=word.name, amount=word.numeral)

    def _to_come(self, word: Word, before: str) -> Phrase | None:
        """未来三天, 接下来的两天."""
        next_ = _NEXT.search(before)
        if next_ is None or (word.name not in _LONG and word.name != "hour"):
            return None
        inner = INNER.match(self._text, word.end)
        return Phrase(
            "next",
            word.start - len(next_[0]),
            inner.end() if inner else word.end,
            unit=word.name,
            amount=word.numeral,
            name="from_there" if next_[0][0] == "接" else "",
        )

    def _bound(self, word: Word, before: str) -> str:
        """What bounds the length: 至少|三天; 最多 does not in 最多一天接诊186人."""
        bound = _BEFORE_AMOUNT.search(before)
        if bound is None:
            return ""
        busiest = bound[0] in ("最多", "至多") and _numeral(word).value == 1
        return "" if busiest and _BUSIEST.match(self._text, word.end) else bound[0]

    def _away(self, word: Word) -> Phrase | None:
        """三天前, 三年前的今天, 三天后."""
        text, start, end = self._text, word.start, word.end
        ago = BEFORE.match(text, end)
        if ago and not (word.name in ("year", "month") and text.startswith("前所", end)):
            same = _SAME_DAY.match(text, ago.end())
            stop, name = (same.end(), "same_day") if same else (ago.end(), "")
            return Phrase("ago", start, stop, unit=word.name, amount=word.numeral, name=name)
        later = AFTER.match(text, end)
        if later:
            return Phrase("later", start, later.end(), unit=word.name, amount=word.numeral)
        return None

    def _at_an_edge(self, word: Word, before: str) -> Phrase | None:
        """最后三天, 封控的后几天, 前三个月."""
        edge, value = _EDGE.search(before), _numeral(word).value
        if edge is None or (word.name not in _LONG and value != 1):
            return None
        if edge[0] == "后" and INNER.match(self._text, word.end):
            return None
        start, end = word.start - len(edge[0]), word.end
        if edge[0] == "后" and value is None:
            return Phrase("vague", start, end, name="later_days")
        months = value if word.name == "month" and edge[0] in ("前", "头") else None
        if months and months in _MONTHS_OF_YEAR:
            piece = f"前{int(months)}个月"
            return Phrase("point", start, end, Point(start, end, "year", piece=piece))
        return Phrase("edge", start, end, unit=word.name, amount=word.numeral)

    def _lasting(self, word: Word, bound: str) -> Phrase:
        """三天, 连续三天, 三天左右."""
        text, start, end = self._text, word.start, word.end
        running = _RUNNING.search(text, max(0, start - 4), start)
        start = running.start() if running else start
        within = _WITHIN.match(text, end)
        end = within.end() if within else end
        marks = tuple(mark for mark in (bound, within[0] if within else "") if mark)
        return Phrase("duration", start, end, unit=word.name, amount=word.numeral, marks=marks)

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
        return self._measured(word._replace(name="day", numeral=amount))

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


def _numeral(word: Word) -> numerals.Numeral:
    assert word.numeral is not None
    return word.numeral


#: What a length may be the beginning of that is none itself, in the order of trying.
_NOT_MEASURED = (
    Lengths._unceasing,
    Lengths._every_other,
    Lengths._some_day,
    Lengths._days_and_nights,
    Lengths._so_often,
)
