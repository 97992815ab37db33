"""Readings of lengths and counts, and of words as wide as a few of them: 三天前, 近日, 每天."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from wucheng.language import numerals
from wucheng.times import almanac
from wucheng.times.almanac import Span, away, distance
from wucheng.times.dates.dates import Dates
from wucheng.times.dates.kinds import clock_time, iso, one_day
from wucheng.times.reading import Time

#: Days back from the text's date (first, last) that vague words are taken to cover.
WIDTHS = {
    "recent_days": (-6, 0),
    "recent_pair": (-1, 0),
    "recent_month": (-29, 0),
    "some_time_ago": (-60, 0),
    "some_days_ago": (-7, -1),
    "pair_of_days_ago": (-2, -1),
}
#: Those that count from a day that their sentence has named.
_BEFORE_SAID = frozenset(("some_days_ago", "pair_of_days_ago"))
_AT_MOST = frozenset("不到 不足 近 将近 接近 少于 最多 至多 不超过 以内 之内 内 以下".split())
_AT_LEAST = frozenset("超过 超 逾 至少 不少于 不低于 以上".split())
_ABOUT = frozenset("约 大约 大概 差不多 左右 上下".split())
_SECONDS = {"second": 1, "minute": 60, "hour": 3600}


class Counts(Dates):
    """Reads the phrases that count."""

    def _made(self, kind: str, rule: str, span: tuple[str, str] = ("", ""), **more: Any) -> Time:
        """The reading of the phrase; `more` are the other fields of `Time`."""
        if self._quoted:
            rule += "+quoted"
        start, end, offset = self._phrase.start, self._phrase.end, self._offset
        text = self._sentence[start:end]
        return Time(text, offset + start, offset + end, kind, *span, rule=rule, **more)

    def _every(self) -> Time | None:
        point, to = self._phrase.point, self._phrase.to
        return self._made(
            "set",
            "every",
            value=self._phrase.number,
            unit=self._phrase.unit,
            clock=clock_time(point),
            times=self._phrase.times,
            clock_end=clock_time(to, point),
            part=point.part if point else "",
        )

    def _rate(self) -> Time | None:
        phrase = self._phrase
        return self._made("set", "rate", value=phrase.number, unit=phrase.unit, times=phrase.times)

    def _round_the_clock(self) -> Time | None:
        return self._made("set", "round_the_clock", value=24.0, unit="hour")

    def _duration(self) -> Time | None:
        amount = self._phrase.amount
        if amount is None:
            return self._made("duration", "some_time")
        at_least, at_most = amount.at_least, amount.at_most
        rule = "duration"
        marks = self._phrase.marks
        if not _AT_MOST.isdisjoint(marks):
            at_least, rule = None, "duration+at_most"
        elif not _AT_LEAST.isdisjoint(marks):
            at_most, rule = None, "duration+at_least"
        elif not _ABOUT.isdisjoint(marks):
            at_least = at_most = None
            rule = "duration+about"
        exact = amount.value is not None and amount.value == at_least == at_most
        return self._made(
            "duration",
            rule,
            value=_length(amount),
            unit=self._phrase.unit,
            at_least=None if exact else at_least,
            at_most=None if exact else at_most,
        )

    def _ago(self) -> Time | None:
        phrase, amount = self._phrase, self._phrase.amount
        assert amount is not None
        told = self._story.moment_near if self._of_story else None
        seconds = _SECONDS.get(phrase.unit)
        if told and seconds and amount.value is not None and amount.at_most is not None:
            moment = _moved(told, -amount.value * seconds)  # 18时…。事情要从3小时前说起
            span = (moment, moment) if moment else ("", "")
            return self._made("relative", "ago", span, value=_length(amount), unit=phrase.unit)
        anchor = self._day_before(phrase.unit)
        if phrase.name == "same_day" and anchor and amount.value:
            day = iso(one_day(distance(anchor, -amount.value, phrase.unit)))
            value = _length(amount)
            return self._made("relative", "ago.same_day", day, value=value, unit=phrase.unit)
        return self._counted(-1, anchor, "ago")

    def _day_before(self, unit: str) -> date | None:
        """The day that 三天前 counts from: one that the sentence has named, else the text's."""
        if unit not in ("day", "week") or not self._of_story:
            return self._today
        told = self._story.moment_near if unit == "day" else None
        return self._story.said or (told.date() if told else self._today)  # 4月5日，三天前就卖光

    def _later(self) -> Time | None:
        phrase = self._phrase
        seconds = _SECONDS.get(phrase.unit)
        if seconds is None:
            return self._counted(1, self._starting_day(), "later")
        assert phrase.amount is not None
        value = _length(phrase.amount)
        said = self._story.moment if self._of_story else None
        span = ("", "")
        if said and phrase.amount.value is not None and phrase.amount.at_most is not None:
            moment = _moved(said, phrase.amount.value * seconds)
            if moment:  # 19时05分接警，12分钟后到场
                span = (moment, moment)
        return self._made("relative", "later", span, value=value, unit=phrase.unit)

    def _starting_day(self) -> date | None:
        """What 三天后 counts from: the year or day last mentioned, or the text's where it looks
        ahead or says no more than that."""
        phrase, story = self._phrase, self._story
        if not self._of_story:
            return None
        if phrase.unit == "year" and story.years:
            return story.year
        if story.last:
            return story.last
        return story.on if self._alone or self._ahead_said() else None

    @property
    def _alone(self) -> bool:
        """Is the phrase all that is said?"""
        return self._phrase.end - self._phrase.start == len(self._text)

    def _counted(self, sign: int, anchor: date | None, rule: str) -> Time:
        """N days, weeks, months or years from a day, as exactly as the unit says."""
        amount, unit = self._phrase.amount, self._phrase.unit
        assert amount is not None
        span: Span | None = None
        if anchor and amount.value is not None and amount.at_most is not None:
            span = away(anchor, sign * amount.value, unit)
        on = self._story.on
        ahead = sign > 0 and span is not None and on is not None and span[0] > on
        if ahead and not self._alone and not self._ahead_said():
            span = None  # 25年后终于落网 counts from a day that isn't told yet
        if span and span[0] == span[1] and unit == "day":
            self.mentioned = span[0]
        return self._made("relative", rule, iso(span), value=_length(amount), unit=unit)

    def _last(self) -> Time | None:
        return self._window(-1, "last")

    def _next(self) -> Time | None:
        return self._window(1, "next")

    def _window(self, sign: int, rule: str) -> Time:
        """The days up to today, or from today on; of three to five, the five."""
        amount, unit = self._phrase.amount, self._phrase.unit
        assert amount is not None
        value = _length(amount)
        length = amount.value if amount.value is not None or value is None else amount.at_most
        hours = self._hours_to_come(length, unit) if sign > 0 else None
        if hours:
            return self._made("relative", rule, hours, value=value, unit=unit)
        today = self._today
        if sign > 0 and self._phrase.name and self._of_story:  # 10月24日…。接下来的两天
            today = self._story.here or today
        other = _day_away(today, sign * length, unit) if today and length is not None else None
        span = (min(other, today), max(other, today)) if other and today else None
        return self._made("relative", rule, iso(span), value=value, unit=unit)

    def _hours_to_come(self, length: float | None, unit: str) -> tuple[str, str] | None:
        """未来24小时, from a moment that the sentence has named."""
        moment = self._story.moment if self._of_story and self._story.said else None
        if moment is None or length is None or unit not in _SECONDS:
            return None
        end = _moved(moment, length * _SECONDS[unit])
        return (moment.isoformat(timespec="minutes"), end) if end else ("", "")

    def _edge(self) -> Time | None:
        amount = self._phrase.amount
        assert amount is not None
        return self._made(
            "relative", "first_or_last", value=_length(amount), unit=self._phrase.unit
        )

    def _ordinal(self) -> Time | None:
        number, unit = self._phrase.number, self._phrase.unit
        rule, span = "count", None
        if unit == "day" and number >= 1 and self._of_story:
            rule, span = self._days_counted(int(number))
        return self._made("count_day", rule, iso(span), value=number, unit=unit)

    def _days_counted(self, number: int) -> tuple[str, Span | None]:
        """The rule and the days of 连续第5天, which counts back, and of 第5天 at the head of a
        clause, which counts on from the day just named.
        """
        cues, anchor = self._phrase.marks, self._story.near or self._story.here
        if "running" in cues or "is" in cues:
            end = anchor or (self._story.on if "running" in cues else None)
            begin = almanac.shifted(end, 1 - number) if end else None
            return ("count_back", (begin, end)) if begin and end else ("count", None)
        if "first" in cues and anchor and number > 1:
            end = almanac.shifted(anchor, number - 1)
            if end:
                self.mentioned = end
                return "count_forward", (anchor, end)
        return "count", None

    def _vague(self) -> Time | None:
        name = self._phrase.name
        span: Span | None = None
        today = self._today
        if name in _BEFORE_SAID and self._of_story:
            today = self._story.said or today  # 2月10日复工，前两天已经消杀
        if today and name in WIDTHS:
            first, last = (almanac.shifted(today, days) for days in WIDTHS[name])
            span = (first, last) if first and last else None
        elif today and name == "year_begins":
            span = almanac.month(today.year, 1, "初")
        part = {"dawn_breaks": "dawn", "dusk_falls": "evening"}.get(name, "")
        return self._made("vague", name, iso(span), part=part)


def _day_away(day: date, length: float, unit: str) -> date | None:
    """The day a length from another; hours count as whole days or not at all."""
    if unit not in _SECONDS:
        return distance(day, length, unit)
    days, rest = divmod(length * _SECONDS[unit], 86400)
    return None if rest else distance(day, days, "day")


def _moved(moment: datetime, seconds: float) -> str:
    try:
        return (moment + timedelta(seconds=seconds)).isoformat(timespec="minutes")
    except OverflowError:
        return ""


def _length(amount: numerals.Numeral) -> float | None:
    """The value, or the middle of a range that is no wider than twofold (三四个, 十几)."""
    if amount.value is not None:
        return float(amount.value)
    if amount.at_least and amount.at_most and amount.at_most <= 2 * amount.at_least:
        return (amount.at_least + amount.at_most) / 2
    return None
