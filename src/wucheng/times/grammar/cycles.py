"""What repeats: 每天早上6点, 每周一至周五, 每月的第一个周六, 周日上午9时至下午4时照常办件."""

from __future__ import annotations

import re

from wucheng.times.grammar.calendar import LIST, NTH_IN_MONTH
from wucheng.times.grammar.clocks import part_in
from wucheng.times.grammar.lengths import Lengths
from wucheng.times.grammar.points import TO
from wucheng.times.phrases import Phrase, Point, Word
from wucheng.times.words.amounts import rate
from wucheng.times.words.lexicon import WEEKDAYS

#: 起 as a mark; 5点半起床 has none.
FROM_ON = "起(?![草因义床来身步到码源立伏始动跑重诉飞航点])"
_NARROWED = frozenset(("day", "week", "month", "year"))
_EVENINGS = frozenset("餐饭报班会课高")
_RATED = frozenset(("day", "week", "month", "quarter", "year"))
#: 周一闭馆 and 周六、周日上午9时至下午4时照常办件 tell of every week, and so does 门诊时间为周一.
_WEEKLY = re.compile(
    "(?:[、和及至到与](?:(?:周|星期)?[一二三四五六日天]|(?:法定)?节?假日)){0,6}[上下中午晚0-9点时分半:：至到—-]{0,24}"
    "(?:(?:例行|固定|全天|照常|正常)?(?:不?闭馆|休馆|闭园|休市|公休|店休|坐诊|出诊|门诊)"
    "|开放时间|(?:延时|延长|免费)开放|停开|停运|(?:照常|正常)(?:开放|营业|办公|办理|办件|接诊|受理))"
)
_HOURS = re.compile("(?:门诊|坐诊|出诊|开放|办公|上课|营业|办理)时间(?:为|是|：|:)?$")
_AT_LEAST = re.compile("至少|不少于|不低于|最多|不超过|各")
_EVERY_TAIL = re.compile(f"之?前|左右|{FROM_ON}")
_EVERY_DATE_TAIL = re.compile("前后|前夕|期间")
#: 20 kilometres an hour is a speed and no repetition.
_SPEED = re.compile("(?:约|近|可达?)?[0-9.]+万?(?:公里|千米|米|立方米|毫米|海里|升)")
#: What narrows down 每天, 每周, 每月 and 每年.
_IN_EVERY = frozenset(
    "part bound_part clock day day_number month date holiday lunar lunar_month bound_holiday "
    "part_of_month part_of_year weekday".split()
)


class Cycles(Lengths):
    """Reads what recurs out of the words of a sentence."""

    def _is_weekly(self, word: Word) -> bool:
        """周一闭馆 and 门诊时间为周一 are of every week."""
        before = max(0, word.start - 8)
        hours = _HOURS.search(self._text, before, word.start)
        return bool(hours or _WEEKLY.match(self._text, word.end))

    def _every(self, index: int) -> tuple[Phrase | None, int]:
        word, index = self._words[index], index + 1
        if word.second:
            word, index = self._with_weekdays(word, index)
        if word.name == "hour" and _SPEED.match(self._text, word.end):
            return None, index
        point, after = self._every_point(index, word)
        if point:
            return self._every_at(point, word, after)
        nth = NTH_IN_MONTH.match(self._text, word.end) if word.name == "month" else None
        if nth and word.number == 1:  # 每月的第一个周六
            phrase = Phrase("every", word.start, nth.end(), unit="month", number=1)
            return phrase, self._past(index, nth.end())
        last = self._last_weekday(index, word.end) if word.second else None
        if last:
            return self._weekdays(index + 1, word.start, last.end)
        end, times = self._how_often(word)
        return Phrase(
            "every", word.start, end, unit=word.name, number=word.number, times=times
        ), index

    def _every_at(self, point: Point, word: Word, index: int) -> tuple[Phrase, int]:
        """每天早上6点, 每天9时至17时, 每年春节前后, 每周六晚."""
        to, after_to = self._to(point, index)
        if to:
            return Phrase(
                "every", word.start, to.end, point, to, word.name, number=word.number
            ), after_to
        tail = _EVERY_TAIL if point.hour is not None else _EVERY_DATE_TAIL
        follow = tail.match(self._text, point.end)
        end = follow.end() if follow else point.end
        last = self._last_weekday(index, end) if word.second else None
        if last:
            return self._weekdays(index + 1, word.start, last.end)
        return Phrase(
            "every",
            word.start,
            end,
            point,
            unit=word.name,
            number=word.number,
            times=self._weekdays_said(word),
        ), index

    def _last_weekday(self, index: int, end: int) -> Word | None:
        """周五 in 每周一至周五."""
        to = TO.match(self._text, end)
        return self._next(index, to.end(), "weekday") if to else None

    def _how_often(self, word: Word) -> tuple[int, float | None]:
        """Where 每周两次, 每月至少两次 and 每周一、周四 end, and how often in a cycle that is."""
        end = word.end
        if word.number == 1 and word.name in _RATED:
            bound = _AT_LEAST.match(self._text, end)
            stop, times = rate(self._text, bound.end() if bound else end)
            if times:
                return stop, times
        return end, self._weekdays_said(word)

    def _weekdays_said(self, word: Word) -> float | None:
        """How many weekdays 每 governs, if several: 每周一、三、五."""
        if not word.second:
            return None
        days = sum(character in WEEKDAYS for character in self._text[word.start : word.end])
        return float(days) if days > 1 else None

    def _with_weekdays(self, word: Word, index: int) -> tuple[Word, int]:
        """每周一、|周四 is one: what 每 governs."""
        while index < len(self._words) and self._words[index].kind == "weekday":
            if not LIST.fullmatch(self._text, word.end, self._words[index].start):
                break
            word, index = word._replace(end=self._words[index].end), index + 1
        return word, index

    def _every_point(self, index: int, word: Word) -> tuple[Point | None, int]:
        """What narrows 每天, 每周, 每月 or 每年 down: 每天|早上6点, 每晚|7点, 每年的|6月."""
        if word.name not in _NARROWED:
            return None, index
        point, after = self._point_inside(index, word)
        part = part_in(self._text[word.start : word.end])
        if point and part and not point.part:  # 每晚7点
            point = point._replace(part=part)
        return point, after

    def _point_inside(self, index: int, word: Word) -> tuple[Point | None, int]:
        at = word.end
        if self._text.startswith("的", at):  # 每天的凌晨, 每年的6月
            inner = self._next(index, at + 1, "part", "month", "date", "holiday", "lunar")
            at += inner is not None
        if index >= len(self._words):
            return None, index
        next_word = self._words[index]
        if next_word.kind == "bound_part" and word.second:  # 每周六晚
            if next_word.start != at or self._text[next_word.end : next_word.end + 1] in _EVENINGS:
                return None, index
            return Point(at, next_word.end, "part", part=next_word.name), index + 1
        if next_word.start != at:
            clock, _ = self._clock(index, at)
            if clock is None:
                return None, index
        elif next_word.kind not in _IN_EVERY:
            return None, index
        return self._point(index, inside=True)

    def _goes_on(self, word: Word, unit: str) -> bool:
        """周四 in 每周一、周四, 15日 in 每月5日、15日."""
        last = self._found[-1] if self._found else None
        if last is None or last.form != "every" or last.unit != unit:
            return False
        return bool(LIST.fullmatch(self._text, last.end, word.start))

    def _weekdays(self, index: int, start: int, end: int) -> tuple[Phrase, int]:
        """每周二至周日, with the hours that may follow at once."""
        if not self._next(index, end, "part", "clock"):
            return Phrase("every", start, end, unit="week", number=1), index
        point, after = self._point(index, inside=True)
        if point is None or point.hour is None:
            return Phrase("every", start, end, unit="week", number=1), index
        to, after_to = self._to(point, after)
        if to is None or to.has_date:
            return Phrase("every", start, point.end, point, unit="week", number=1), after
        return Phrase("every", start, to.end, point, to, "week", number=1), after_to

    def _hours(self, index: int, last: Phrase) -> tuple[Phrase | None, int]:
        """Another hour of the cycle of the last phrase: 下午2点 in 每天上午10点、下午2点."""
        start = self._words[index].start
        point, after = self._point(index, inside=True)
        if point is None:
            return None, index + 1
        to, after_to = self._to(point, after)
        end, after = (to.end, after_to) if to else (point.end, after)
        return Phrase("every", start, end, point, to, last.unit, number=last.number), after

    def _weekly(self, index: int) -> tuple[Phrase | None, int]:
        """周日上午9时至下午4时 of every week."""
        start = self._words[index].start
        point, after = self._point(index, inside=True)
        if point is None:
            return None, index + 1
        to, after_to = self._to(point, after) if point.hour is not None else (None, after)
        if to is None or to.has_date:
            return Phrase("every", start, point.end, point, unit="week", number=1), after
        return Phrase("every", start, to.end, point, to, "week", number=1), after_to
