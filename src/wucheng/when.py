"""Chinese time expressions read as dates, intervals, durations, repetitions and clock times.

`read("截至2月9日24时", on="2020-02-10")` gives the expressions of a text in order. `on` is the
day the text was published: without it only what names its own year can be dated. What the text
leaves open stays open. A time inside a quotation is read from the quotation's own day, where the
sentence gives one before the quotation or the caller knows it; else 今天 and its like stay open.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from wucheng import almanac, numerals, sentences, timegrammar, timelexicon, timewords
from wucheng.almanac import Span
from wucheng.timegrammar import Phrase, Point

#: Kinds that belong to one layer do not overlap. Expressions of different layers don't either.
LAYERS = {
    "calendar": ("date", "interval", "relative", "vague", "count_day"),
    "duration": ("duration",),
    "repetition": ("set",),
    "clock": ("time_of_day",),
}

#: A date without its year that lies further ahead of the text's date than this, with no word of
#: the future before it, belongs to the year before: 12月28日 in a text of January.
DAYS_AHEAD = 180

#: How far back a clock time without a date reaches for its day, in sentences. Where the
#: paragraphs are known it never reaches out of its own.
SENTENCES_BACK = 3

#: Days back from the text's date (first, last) that vague words are taken to cover.
WIDTHS = {
    "recent_days": (-6, 0),
    "recent_pair": (-1, 0),
    "recent_month": (-29, 0),
    "some_time_ago": (-60, 0),
    "some_days_ago": (-7, -1),
    "pair_of_days_ago": (-2, -1),
}

_FUTURE = re.compile("将|拟|预计|计划|即将")
_END = re.compile(r"以来")
_SINCE_EVENT = re.compile(r"自从|自|从")
_CONNECTIVE = re.compile(r"(?:尤其是|特别是|但是|但|而且|而|这是|也是|就是|并且)")
_LAYER_OF = {kind: layer for layer, kinds in LAYERS.items() for kind in kinds}
_OPENING, _CLOSING = "“「『", "”」』"


@dataclass(frozen=True, slots=True)
class Time:
    """One time expression; text is what stands at [start_char:end_char].

    Attributes:
        kind: date (one day), interval, duration, time_of_day, count_day (第46天), relative
            (counted from another day: 昨天, 次日, 半年前, 去年), vague (近日) or set (每天).
        start, end: first and last day, ISO, both included; or date-times where the text gives
            a clock. Empty where the text or its date doesn't say. One of them alone is an
            interval open at the other end.
        value, unit: the length of a duration, the number of a count day, the distance of a
            relative expression, the length of a set's cycle (每两小时: 2 hour). A range has the
            middle as its value.
        clock: HH:MM as said; 24:00 is the end of the day, written T00:00 of the next in `end`.
        rule: how it was read.
        at_least, at_most: bounds of the value where it isn't exact: 10多个小时, 三四个小时.
        times: how often in a cycle of a set: 三天两测 is 2 in 3 days.
        part: dawn, morning, noon, afternoon, evening, night or day, where the text says so.
        clock_end: where a range of clock times ends.
    """

    text: str
    start_char: int
    end_char: int
    kind: str
    start: str = ""
    end: str = ""
    value: float | None = None
    unit: str = ""
    clock: str = ""
    rule: str = ""
    at_least: float | None = None
    at_most: float | None = None
    times: float | None = None
    part: str = ""
    clock_end: str = ""

    @property
    def layer(self) -> str:
        """calendar, duration, repetition or clock."""
        return _LAYER_OF[self.kind]


def read(
    text: str, on: date | str | None = None, *, quoted_on: date | str | None = None
) -> list[Time]:
    """The time expressions of a text, in order, none overlapping.

    Args:
        text: simplified Chinese, any length; lines are taken as paragraphs.
        on: the text's date, or None.
        quoted_on: the day on which what stands in quotation marks was said, if it is known.

    Raises:
        ValueError: `on` or `quoted_on` is a string but no ISO date.
    """
    story = _Story(_day(on), _day(quoted_on))
    found: list[Time] = []
    offset = 0
    for paragraph, line in enumerate(text.split("\n")):
        for start, end in sentences.spans(line):
            found += story.read(line[start:end], paragraph, offset + start)
        offset += len(line) + 1
    return found


def read_sentences(
    texts: Iterable[str],
    on: date | str | None = None,
    *,
    paragraphs: Sequence[int] | None = None,
    quoted_on: date | str | None = None,
) -> list[list[Time]]:
    """The time expressions of a document's sentences, one list for each.

    The date last mentioned is carried along: 当天, 次日 and 当晚 count from it.

    Args:
        texts: the sentences in order.
        on: the document's date, or None.
        paragraphs: the number of each sentence's paragraph, if known.
        quoted_on: as in `read`.
    """
    story = _Story(_day(on), _day(quoted_on))
    return [
        story.read(text, paragraphs[index] if paragraphs is not None else 0)
        for index, text in enumerate(texts)
    ]


def _day(given: date | str | None) -> date | None:
    if given is None or given == "":
        return None
    if isinstance(given, str):
        return date.fromisoformat(given)
    return date(given.year, given.month, given.day)


class _Story:
    """A document as far as it has been read: its date, and the day it last spoke of."""

    def __init__(self, on: date | None, quoted_on: date | None) -> None:
        self._on = on
        self._quoted_on = quoted_on
        self._last: date | None = None
        self._last_sentence = -1000
        self._last_paragraph = -1
        self._sentence = -1
        self._paragraph = 0
        self._year: int | None = None  # the year that the sentence names
        self._years_now: list[int] = []
        self._years_before: list[int] = []  # those that the sentences before named
        self._depth = 0  # quotation marks that are open at the end of the last sentence

    def read(self, sentence: str, paragraph: int, offset: int = 0) -> list[Time]:
        """The expressions of the next sentence, placed `offset` characters further on."""
        self._sentence += 1
        self._paragraph = paragraph
        self._years_before = [*self._years_now, *self._years_before][:4]
        self._years_now = []
        self._year = None
        quoted, self._depth = _quoted(sentence, self._depth)
        text = timewords.narrow(sentence)
        phrases = timegrammar.phrases(text, timewords.words(text))
        phrases = _since_events(text, phrases)
        repeated = any(
            phrase.form in ("every", "rate") and phrase.unit in ("day", "week")
            for phrase in phrases
        )
        found = []
        said_on: date | None = None  # a day that the sentence gives before a quotation
        for phrase in phrases:
            inside = _inside(quoted, phrase.start)
            reader = _Reader(self, text, phrase, inside, said_on or self._quoted_on, repeated)
            time = reader.time()
            if time is None:
                continue
            found.append(_placed(time, sentence, phrase, offset))
            # 为第二天的筛查做准备 looks ahead; the story stays where it is
            aside = time.kind == "relative" and text.startswith("的", phrase.end)
            if not inside and not aside and reader.mentioned:
                said_on = reader.mentioned
                self.mention(reader.mentioned)
        return found

    def mention(self, day: date) -> None:
        self._last = day
        self._last_sentence = self._sentence
        self._last_paragraph = self._paragraph

    @property
    def on(self) -> date | None:
        return self._on

    @property
    def last(self) -> date | None:
        return self._last

    @property
    def near(self) -> date | None:
        """The date last mentioned, if this sentence or the one before mentions it."""
        return self._last if self._sentence - self._last_sentence <= 1 else None

    @property
    def here(self) -> date | None:
        """The date last mentioned, if a clock time may still belong to it."""
        if self._last_paragraph != self._paragraph:
            return None
        return self._last if self._sentence - self._last_sentence <= SENTENCES_BACK else None

    @property
    def years_before(self) -> list[int]:
        """Years named in earlier sentences, the last ones first."""
        return self._years_before

    @property
    def year(self) -> int | None:
        return self._year

    @year.setter
    def year(self, number: int) -> None:
        self._year = number
        self._years_now.append(number)


def _quoted(text: str, depth: int) -> tuple[list[tuple[int, int]], int]:
    """The stretches of a sentence inside quotation marks, and how many are open at its end."""
    spans: list[tuple[int, int]] = []
    start = 0
    for position, character in enumerate(text):
        if character in _OPENING:
            if depth == 0:
                start = position
            depth += 1
        elif character in _CLOSING and depth:
            depth -= 1
            if depth == 0:
                spans.append((start, position + 1))
    if depth:
        spans.append((start, len(text)))
    return spans, min(depth, 1)


def _inside(spans: list[tuple[int, int]], position: int) -> bool:
    return any(start < position < end for start, end in spans) or any(
        start == position == 0 and end > 0 for start, end in spans if start == 0
    )


def _placed(time: Time, sentence: str, phrase: Phrase, offset: int) -> Time:
    return replace(
        time,
        text=sentence[phrase.start : phrase.end],
        start_char=offset + phrase.start,
        end_char=offset + phrase.end,
    )


def _since_events(text: str, phrases: list[Phrase]) -> list[Phrase]:
    """Adds 自疫情发生以来, and widens 8月18日 in 自8月18日全员核酸检测以来 to the whole."""
    if "以来" not in text:
        return phrases
    found = list(phrases)
    for match in _END.finditer(text):
        end = match.end()
        if any(phrase.start < end <= phrase.end for phrase in found):
            continue
        clause = match.start()
        while (
            clause > 0
            and match.start() - clause < 40
            and text[clause - 1] not in timegrammar.CLAUSE
        ):
            clause -= 1
        opened = [
            clause + hit.start() for hit in _SINCE_EVENT.finditer(text[clause : match.start()])
        ]
        start = opened[0] if opened else clause
        if not opened:
            connective = _CONNECTIVE.match(text, start)
            start = connective.end() if connective else start
        within = [p for p in found if start <= p.start and p.end <= match.start()]
        if any(p.start < start < p.end for p in found) or match.start() - start < 2:
            continue
        dated = [p for p in within if p.form in ("point", "range") and p.point and p.point.has_date]
        if within and not (opened and dated):
            continue
        if dated:
            whole = Phrase("since", start, end, dated[0].point)
        else:
            whole = Phrase("since_event", start, end)
        found = [p for p in found if p not in within] + [whole]
        found.sort(key=lambda phrase: phrase.start)
    return found


class _Reader:
    """Finds the date of one phrase of a story."""

    def __init__(
        self,
        story: _Story,
        text: str,
        phrase: Phrase,
        quoted: bool,
        said_on: date | None,
        repeated: bool,
    ) -> None:
        self._story = story
        self._text = text
        self._phrase = phrase
        self._quoted = quoted
        self._repeated = repeated
        #: The day that 今天 is: the text's, or the quotation's.
        self._today = said_on if quoted else story.on
        self._future = bool(_FUTURE.search(text, 0, phrase.start))
        #: The one day that the phrase speaks of, for what follows to count from.
        self.mentioned: date | None = None

    def time(self) -> Time | None:
        """The reading, or None where the words turn out to be no time (2月30日)."""
        method = getattr(self, f"_{self._phrase.form}")
        result: Time | None = method()
        return result

    def _made(self, kind: str, rule: str, span: tuple[str, str] = ("", ""), **more: object) -> Time:
        if self._quoted:
            rule += "+quoted"
        return Time("", 0, 0, kind, span[0], span[1], rule=rule, **more)  # type: ignore[arg-type]

    # --- points ------------------------------------------------------------------------------

    def _point(self) -> Time | None:
        point = self._phrase.point
        assert point is not None
        if not point.has_date:
            return self._time_of_day(point)
        if _impossible(point):
            return None
        span = self._span(point)
        if point.name == "lunar_bare" and not self._festive(span):
            return None
        kind, rule = _kind(point), _rule(point)
        clock = _clock(point)
        start, end = _iso(span)
        if span and span[0] == span[1]:
            self.mentioned = span[0]
            if clock:
                start = end = _moment(span[0], clock)
        if clock == "24:00":
            rule += "+end_of_day_24h"
        if point.about:
            rule += "+" + point.about
        return self._made(kind, rule, (start, end), clock=clock, part=point.part)

    def _festive(self, span: Span | None) -> bool:
        """初三 is the third of the new year only around it, and else a form at school."""
        on = self._story.on
        return bool(span and on and abs((span[0] - on).days) <= 45)

    def _time_of_day(self, point: Point) -> Time | None:
        clock = _clock(point)
        day = None if self._quoted or self._repeated else self._story.here
        start = (_moment(day, clock) if clock else day.isoformat()) if day else ""
        self.mentioned = day
        rule = "clock" if clock else "part_of_day"
        if clock == "24:00":
            rule += "+end_of_day_24h"
        if point.about:
            rule += "+" + point.about
        return self._made("time_of_day", rule, (start, start), clock=clock, part=point.part)

    def _as_of(self) -> Time | None:
        time = self._point()
        if time is None:
            return None
        kind = "date" if time.kind == "relative" and time.start == time.end else time.kind
        return replace(time, kind=kind, rule="as_of." + time.rule)

    def _range(self) -> Time | None:
        first, second = self._phrase.point, self._phrase.to
        assert first is not None and second is not None
        clock, clock_end = _clock(first), _clock(second, first)
        if not first.has_date and not second.has_date:
            return self._clock_range(first, clock, clock_end)
        first, second = _shared(first, second)
        if _impossible(first) or _impossible(second):
            return None
        begin = self._span(first) if first.has_date else None
        if begin is None and not first.has_date and self._story.here:
            begin = (self._story.here, self._story.here)
        if not second.has_date:
            stop = begin
        elif begin and second.head == "day_from_story":
            last = almanac.shifted(begin[0], second.shift)
            stop = (last, last) if last else None
        else:
            stop = self._span(second, begin)
        if begin and stop and stop[1] < begin[0]:
            begin, stop = self._turned(first, second, begin, stop)
        start = _moment(begin[0], clock) if begin and clock else _iso(begin)[0]
        end = _moment(stop[1], clock_end) if stop and clock_end else _iso(stop)[1]
        if begin and stop and stop[1] < begin[0]:
            start = end = ""
        rule = "range." + _rule(first)
        if begin and stop and begin[0] == stop[1]:
            self.mentioned = begin[0]
        if "24:00" in (clock, clock_end):
            rule += "+end_of_day_24h"
        return self._made(
            "interval", rule, (start, end), clock=clock, clock_end=clock_end, part=first.part
        )

    def _turned(
        self, first: Point, second: Point, begin: Span, stop: Span
    ) -> tuple[Span | None, Span | None]:
        """12月30日至1月5日: one of the two lies in another year."""
        if second.year is None and second.year_shift is None and first.head != "day_from_story":
            today = self._today
            later = self._span(_with_year(second, stop[0].year + 1))
            if first.year is None and (not today or not later or later[0] > today):
                earlier = self._span(_with_year(first, begin[0].year - 1))
                if earlier and earlier[0] <= stop[1]:
                    return earlier, stop
            return begin, later
        return begin, stop

    def _clock_range(self, first: Point, clock: str, clock_end: str) -> Time:
        day = None if self._quoted or self._repeated else self._story.here
        start = end = ""
        if day:
            start, end = _moment(day, clock), _moment(day, clock_end)
            if end < start:
                next_day = almanac.shifted(day, 1)
                end = _moment(next_day, clock_end) if next_day else ""
        return self._made(
            "time_of_day",
            "clock_range",
            (start, end),
            clock=clock,
            clock_end=clock_end,
            part=first.part,
        )

    def _since(self) -> Time | None:
        point = self._phrase.point
        assert point is not None
        if _impossible(point):
            return None
        span = self._span(point)
        clock = _clock(point)
        rule = "since." + _rule(point)
        kind = "interval"
        ahead = point.head in ("week_day", "weekday", "week", "day_from_text", "day_from_story")
        if ahead:
            kind = "relative"
        if span is None:
            return self._made(kind, rule, clock=clock)
        start = _moment(span[0], clock) if clock else span[0].isoformat()
        today = self._today
        end = today.isoformat() if today and span[0] <= today else ""
        return self._made(kind, rule, (start, end), clock=clock, part=point.part)

    def _before(self) -> Time | None:
        return self._open(False)

    def _eve(self) -> Time | None:
        return self._open(False)

    def _after(self) -> Time | None:
        return self._open(True)

    def _open(self, after: bool) -> Time | None:
        point = self._phrase.point
        assert point is not None
        if _impossible(point):
            return None
        span = self._span(point)
        clock = _clock(point)
        rule = ("after." if after else "before.") + _rule(point)
        if span is None:
            return self._made("interval", rule, clock=clock)
        edge = span[0] if after else span[1]
        said = _moment(edge, clock) if clock else edge.isoformat()
        return self._made("interval", rule, (said, "") if after else ("", said), clock=clock)

    def _around(self) -> Time | None:
        time = self._point()
        if time is None:
            return None
        return replace(time, rule=time.rule + "+about")

    # --- the date of a point -----------------------------------------------------------------

    def _span(self, point: Point, near: Span | None = None) -> Span | None:
        head = point.head
        if head in ("day_from_text", "week", "week_day", "weekend", "weekday"):
            return self._from_text(point)
        if head == "day_from_story":
            return self._from_story(point)
        if head == "bare_weekend":
            return None
        if head == "decade":
            assert point.year is not None
            begin, end = almanac.year(point.year), almanac.year(point.year + 9)
            return (begin[0], end[1]) if begin and end else None
        if head == "month" and point.month is None:
            return self._relative_month(point)
        if head == "day" and point.month is None:
            return self._day_alone(point, near)
        return self._in_year(point, near)

    def _from_text(self, point: Point) -> Span | None:
        today = self._today
        if today is None:
            return None
        if point.head == "day_from_text":
            found = almanac.shifted(today, point.shift)
            return (found, found) if found else None
        if point.head == "weekday":
            assert point.weekday is not None
            back = (today.weekday() - point.weekday) % 7
            found = almanac.shifted(today, (7 - back) % 7 if self._future else -back)
            return (found, found) if found else None
        week = almanac.week(today, point.shift)
        if week is None or point.head == "week":
            return week
        if point.head == "weekend":
            return week[0] + timedelta(days=5), week[1]
        found = week[0] + timedelta(days=point.weekday or 0)
        return found, found

    def _from_story(self, point: Point) -> Span | None:
        if self._repeated or self._quoted:
            return None
        before = self._text[point.start - 1 : point.start] if point.start else ""
        if point.name.startswith("前一") and before not in timegrammar.CLAUSE + timegrammar.GOVERNS:
            return None  # 筛查前一晚 counts from the event
        near = point.name in timelexicon.NEAR_ONLY
        anchor = self._story.near if near else self._story.last
        found = almanac.shifted(anchor, point.shift) if anchor else None
        return (found, found) if found else None

    def _relative_month(self, point: Point) -> Span | None:
        if point.month_shift is None:  # 上旬, 月底 alone
            origin: date | None = self._today
            count = 0
        else:
            source, count = point.month_shift
            origin = self._today if source == "text" else self._story.last
        if origin is None:
            return None
        number = origin.year * 12 + origin.month - 1 + count
        year, month = number // 12, number % 12 + 1
        if point.day is not None:
            return almanac.day(year, month, point.day)
        return almanac.month(year, month, point.piece)

    def _day_alone(self, point: Point, near: Span | None) -> Span | None:
        """24日: of the month last mentioned, else the last 24th before the text's date."""
        assert point.day is not None
        if point.month_shift is not None:
            return self._relative_month(point)
        anchor = near[0] if near else self._story.last
        if anchor is None:
            anchor = self._today
            if anchor is None:
                return None
            if point.day > anchor.day and not self._future:
                return _month_day(anchor, -1, point.day)
            if point.day < anchor.day and self._future:
                return _month_day(anchor, 1, point.day)
            return _month_day(anchor, 0, point.day)
        found = _month_day(anchor, 0, point.day)
        if found and found[0] < anchor - timedelta(days=min(15, anchor.toordinal() - 1)):
            return _month_day(anchor, 1, point.day) or found
        return found

    def _in_year(self, point: Point, near: Span | None) -> Span | None:
        if point.year is not None:
            if near is None and not self._quoted:
                self._story.year = point.year
            return self._of_year(point, point.year)
        if point.year_shift is not None:
            source, count = point.year_shift
            origin = self._today if source == "text" else self._story_year()
            if origin is None:
                return None
            return self._of_year(point, origin.year + count)
        if near is not None:
            return self._of_year(point, near[0].year)
        if self._story.year is not None:
            return self._of_year(point, self._story.year)
        on = self._story.on
        if on is None:
            last = self._story.last
            return self._of_year(point, last.year) if last else None
        span = self._of_year(point, on.year)
        for year in self._story.years_before:
            other = self._of_year(point, year)
            if span and other and abs((other[0] - on).days) < abs((span[0] - on).days):
                return other
        if span and (span[0] - on).days > DAYS_AHEAD and not self._future:
            if self._phrase.form not in ("before", "after", "eve"):
                return self._of_year(point, on.year - 1)
        return span

    def _story_year(self) -> date | None:
        year = self._story.year
        if year is not None and 1 <= year <= 9999:
            return date(year, 1, 1)
        return self._story.last

    def _of_year(self, point: Point, year: int) -> Span | None:
        if point.head == "year":
            return almanac.year(year, point.piece)
        if point.head == "holiday":
            return almanac.holiday(point.name, year, point.whole)
        if point.head == "lunar_month":
            from wucheng import lunar

            assert point.month is not None
            return lunar.month(year if point.month < 11 else year - 1, point.month)
        if point.head == "lunar":
            assert point.month is not None and point.day is not None
            found = almanac.lunar_day(year, point.month, point.day)
            return (found, found) if found else None
        assert point.month is not None
        if point.day is not None:
            return almanac.day(year, point.month, point.day)
        return almanac.month(year, point.month, point.piece)

    # --- everything else ---------------------------------------------------------------------

    def _every(self) -> Time | None:
        point, to = self._phrase.point, self._phrase.to
        clock = _clock(point) if point else ""
        return self._made(
            "set",
            "every",
            value=self._phrase.number,
            unit=self._phrase.unit,
            clock=clock,
            clock_end=_clock(to, point) if to else "",
            part=point.part if point else "",
        )

    def _rate(self) -> Time | None:
        return self._made(
            "set",
            "rate",
            value=self._phrase.number,
            unit=self._phrase.unit,
            times=self._phrase.times,
        )

    def _round_the_clock(self) -> Time | None:
        return self._made("set", "round_the_clock", value=24.0, unit="hour")

    def _duration(self) -> Time | None:
        amount = self._phrase.amount
        if amount is None:
            return self._made("duration", "some_time")
        at_least, at_most = amount.at_least, amount.at_most
        rule = "duration"
        marks = set(self._phrase.marks)
        if marks & {
            "不到",
            "不足",
            "近",
            "将近",
            "接近",
            "少于",
            "最多",
            "至多",
            "不超过",
            "以内",
            "之内",
            "内",
            "以下",
        }:
            at_least, rule = None, "duration+at_most"
        elif marks & {"超过", "超", "逾", "至少", "不少于", "不低于", "以上"}:
            at_most, rule = None, "duration+at_least"
        elif marks & {"约", "大约", "左右", "上下"}:
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
        return self._counted(-1, self._today, "ago")

    def _later(self) -> Time | None:
        anchor = None if self._quoted else self._story.last or self._story.on
        if self._repeated:
            anchor = None
        return self._counted(1, anchor, "later")

    def _counted(self, sign: int, anchor: date | None, rule: str) -> Time:
        """N days, weeks, months or years from a day, as exactly as the unit says."""
        amount, unit = self._phrase.amount, self._phrase.unit
        assert amount is not None
        value = _length(amount)
        exact = amount.value is not None and amount.at_most is not None
        span: Span | None = None
        if anchor and exact and amount.value is not None:
            span = _away(anchor, sign * amount.value, unit)
        if span and span[0] == span[1] and unit == "day":
            self.mentioned = span[0]
        return self._made("relative", rule, _iso(span), value=value, unit=unit)

    def _last(self) -> Time | None:
        return self._window(-1, "last")

    def _next(self) -> Time | None:
        return self._window(1, "next")

    def _window(self, sign: int, rule: str) -> Time:
        amount, unit = self._phrase.amount, self._phrase.unit
        assert amount is not None
        length = amount.value if amount.value is not None else None
        span: Span | None = None
        if self._today and length is not None:
            other = _distance(self._today, sign * length, unit)
            if other:
                span = (min(other, self._today), max(other, self._today))
        return self._made("relative", rule, _iso(span), value=_length(amount), unit=unit)

    def _edge(self) -> Time | None:
        amount = self._phrase.amount
        assert amount is not None
        return self._made(
            "relative", "first_or_last", value=_length(amount), unit=self._phrase.unit
        )

    def _ordinal(self) -> Time | None:
        number, unit, cues = self._phrase.number, self._phrase.unit, self._phrase.marks
        anchor = self._story.near or self._story.here
        rule, span = "count", None
        if unit == "day" and number >= 1 and not self._repeated and not self._quoted:
            if "running" in cues or "is" in cues:
                end = anchor or (self._story.on if "running" in cues else None)
                begin = almanac.shifted(end, 1 - int(number)) if end else None
                if begin and end:
                    rule, span = "count_back", (begin, end)
            elif "first" in cues and anchor and number > 1:
                end = almanac.shifted(anchor, int(number) - 1)
                if end:
                    rule, span = "count_forward", (anchor, end)
                    self.mentioned = end
        return self._made("count_day", rule, _iso(span), value=number, unit=unit)

    def _vague(self) -> Time | None:
        name = self._phrase.name
        span: Span | None = None
        today = self._today
        if today and name in WIDTHS:
            first, last = (almanac.shifted(today, days) for days in WIDTHS[name])
            span = (first, last) if first and last else None
        elif today and name == "year_begins":
            begin = almanac.day(today.year, 1, 1)
            end = almanac.day(today.year, 1, 10)
            span = (begin[0], end[1]) if begin and end else None
        part = {"dawn_breaks": "dawn", "dusk_falls": "evening"}.get(name, "")
        return self._made("vague", name, _iso(span), part=part)

    def _now(self) -> Time | None:
        return self._made("relative", "now", _iso(_one(self._today)))

    def _as_of_now(self) -> Time | None:
        return self._made("date", "as_of.now", _iso(_one(self._today)))

    def _from_now(self) -> Time | None:
        start = self._today.isoformat() if self._today else ""
        to = self._phrase.to
        if to is None:
            return self._made("relative", "since.now", (start, ""))
        span = self._span(to)
        end = span[1].isoformat() if span else ""
        return self._made("interval", "range.now", (start, end if end >= start else ""))

    def _winter_to_spring(self) -> Time | None:
        span = almanac.year(self._today.year, "冬") if self._today else None
        end = almanac.year(self._today.year + 1, "春") if self._today else None
        return self._made("interval", "season", _iso((span[0], end[1]) if span and end else None))

    def _since_event(self) -> Time | None:
        return self._made("relative", "since_event")


def _one(day: date | None) -> Span | None:
    return (day, day) if day else None


def _iso(span: Span | None) -> tuple[str, str]:
    return (span[0].isoformat(), span[1].isoformat()) if span else ("", "")


def _moment(day: date, clock: str) -> str:
    """A clock time on a day; 24:00 is 00:00 of the next."""
    if clock == "24:00":
        following = almanac.shifted(day, 1)
        return f"{following.isoformat()}T00:00" if following else f"{day.isoformat()}T24:00"
    return f"{day.isoformat()}T{clock}"


def _clock(point: Point | None, first: Point | None = None) -> str:
    """HH:MM in 24 hours, by the part of the day (of the first point too, in 下午2时至5时)."""
    if point is None or point.hour is None:
        return ""
    hour, part = point.hour, point.part
    if not part and first is not None and not point.has_date and first.part:
        part = first.part if first.hour is not None and point.hour >= first.hour else ""
    if (
        (
            part in ("afternoon", "evening")
            and 1 <= hour <= 11
            and not (part == "evening" and hour < 4)
        )
        or part == "noon"
        and 1 <= hour <= 3
        or part == "night"
        and 6 <= hour <= 11
    ):
        hour += 12
    elif part in ("evening", "night") and hour == 12 and point.minute == 0:
        hour = 24
    elif part in ("evening", "night", "dawn") and hour == 12:
        hour = 0
    return f"{hour:02d}:{point.minute:02d}"


def _kind(point: Point) -> str:
    if point.head in (
        "day_from_text", "day_from_story", "week", "week_day", "weekend", "weekday", "bare_weekend",
    ):  # fmt: skip
        return "relative"
    if point.head == "year" and point.year_shift is not None and not point.piece:
        return "relative"
    if point.head == "month" and point.month_shift is not None and not point.piece:
        return "relative"
    if point.head in ("year", "month", "decade", "lunar_month"):
        return "interval"
    return "interval" if point.whole else "date"


def _rule(point: Point) -> str:
    if point.head == "day":
        return "year_month_day" if point.year is not None else "month_day" if point.month else "day"
    if point.head in ("month", "year") and point.piece:
        return f"part_of_{point.head}"
    if point.head == "month" and point.year is not None:
        return "year_month"
    return point.head


def _impossible(point: Point) -> bool:
    """2月30日 is no date in any year; 2月29日 is one in some."""
    if point.head != "day" or point.day is None:
        return False
    if not 1 <= point.day <= 31:
        return True
    if point.month is None:
        return False
    return (
        almanac.day(point.year if point.year is not None else 2000, point.month, point.day) is None
    )


def _month_day(anchor: date, months: int, day: int) -> Span | None:
    number = anchor.year * 12 + anchor.month - 1 + months
    return almanac.day(number // 12, number % 12 + 1, day)


def _shared(first: Point, second: Point) -> tuple[Point, Point]:
    """What one end of a range leaves to the other: 9月10日至19日, 2021年9月至10月."""
    if second.head == "lunar" and second.name == "lunar_bare" and first.head == "lunar":
        second = replace(second, month=first.month)
    if (
        second.year is None
        and second.year_shift is None
        and second.head in ("day", "month", "holiday", "lunar")
    ):
        if first.year is not None and (second.month or 0) >= (first.month or 0):
            second = replace(second, year=first.year if second.month else None)
        elif first.year is not None and second.month:
            second = replace(second, year=first.year + 1)
        elif first.year_shift is not None and second.month:
            second = replace(second, year_shift=first.year_shift)
    if second.head == "day" and second.month is None and second.month_shift is None:
        second = replace(
            second,
            month=first.month,
            month_shift=first.month_shift,
            year=first.year if first.month else None,
            year_shift=first.year_shift,
        )
    return first, second


def _with_year(point: Point, year: int) -> Point:
    return replace(point, year=year, year_shift=None)


def _length(amount: numerals.Numeral) -> float | None:
    """The value, or the middle of a range that is no wider than twofold (三四个, 十几)."""
    if amount.value is not None:
        return float(amount.value)
    if amount.at_least and amount.at_most and amount.at_most <= 2 * amount.at_least:
        return (amount.at_least + amount.at_most) / 2
    return None


def _distance(anchor: date, count: float, unit: str) -> date | None:
    """The day so many units away."""
    if abs(count) > 100_000:
        return None
    months = {"month": 1, "quarter": 3, "year": 12}.get(unit)
    if months:
        whole = count * months
        if whole != int(whole):
            return almanac.shifted(anchor, int(whole * 30))
        return almanac.months_later(anchor, int(whole))
    days = {"day": 1, "night": 1, "week": 7}.get(unit)
    return almanac.shifted(anchor, int(count * days)) if days else None


def _away(anchor: date, count: float, unit: str) -> Span | None:
    """The day, week, month or year that lies so many units away."""
    day = _distance(anchor, count, unit)
    if day is None:
        return None
    if unit == "day":
        return (day, day) if count == int(count) else None
    if unit == "week":
        return almanac.week(day)
    if unit == "year" and count == int(count):
        return almanac.year(day.year)
    return almanac.month(day.year, day.month)
