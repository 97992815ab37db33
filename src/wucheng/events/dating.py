"""Dating: which time expression rules which clause, and how exactly it places it."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from wucheng.events import clauses, mood
from wucheng.events.clauses import Clause
from wucheng.when import Time


@dataclass(frozen=True, slots=True)
class Dating:
    """The time that rules a clause.

    `start` and `end` are ISO or empty, `words` are the text's, `first` is where they begin in the
    sentence (-1 if elsewhere). `basis` is clause, sentence (an earlier clause), carried (the
    sentence before) or "" (no time). `exact` if it is a month or less, so that what is told of it
    is worth a row; `vague` if its ends are only those of a customary
    width (近日). `day_words` are the words that named its day. `weak` if nothing links what is
    told to that day but that the paragraph goes on.
    """

    start: str = ""
    end: str = ""
    words: str = ""
    first: int = -1
    basis: str = ""
    habitual: bool = False
    exact: bool = False
    vague: bool = False
    day_words: str = ""
    weak: bool = False

    @property
    def precision(self) -> str:
        """How exactly it places what it rules: vague, or as `precision` says."""
        return "vague" if self.vague else precision(self.start, self.end)

    def day(self) -> Dating:
        """What the next sentence may take over: its day, if it is one day."""
        day = first_day(self.start, self.words)
        if not day or last_day(self.start, self.end, self.words) != day or self.habitual:
            return Dating()
        return Dating(day, day, self.day_words, -1, "carried", day_words=self.day_words)


_MIDNIGHT = re.compile(r"24[时点:：]|二十四[时点]")
#: 24时 is the first clock time of the words, so that it belongs to their start.
_MIDNIGHT_FIRST = re.compile(r"^[^时点:：]*(?:24|二十四)[时点:：]")
_EVENING = re.compile("[晚夜]")
_STRESSED = re.compile(r"是(?:在|于)?\Z")
#: 今年38岁 tells how old somebody is, whatever the sentence goes on to tell.
_AGE = re.compile(r"(?:已经?|刚刚?|才|满|年满|都)*[0-9一二三四五六七八九十百]{1,4}[多余来]?岁")
_NOW = re.compile(r"(?:到|直到)?(?:现在|如今|当今|当前)")
#: Before one of these a time belongs to those something is done for.
_GIVEN_TO = ("为", "向", "给", "对", "把")
_THAT_DAY = frozenset(("当天", "当日", "当晚", "当年", "当月"))
#: What means the time that its sentence has named: 下午3时许，当时正在值班的…
_THEN = frozenset(("当时", "那时", "此时", "这时"))
#: What keeps to the day that its sentence has named: 下午，她连续工作六个小时后…
_LATER = re.compile(r"(?:小时|分钟|刻钟|会儿)[之以]?后\Z")
_ALREADY = re.compile(r"(?:已经?|就|便|才|都)?(?:是|到了?|近)")
#: Days: a month at most.
_SHORT = 31


def rule(text: str, clause: Clause, times: Sequence[Time], before: Dating) -> Dating:
    """The time that rules a clause: its own, else the one that ruled the clause before it.

    Durations date nothing, nor does a time inside a description (2010年入党的老党员). Of a day and
    an hour the hour counts, of two days in a list the stretch from one to the other. Words that
    can't be placed leave the clause undated: they do not mean the time of the clause before.
    """
    own = _own(text, clause, times, before)
    repeated = mood.is_habit(text, clause.start, clause.end)
    if not own:
        return _going_on(before, repeated=repeated)
    words, first, exact = _words(text, own), own[0].start_char, any(map(_is_exact, own))
    placed = [
        time for time in own if (time.start or time.end) and not _of_another_day(clause, time)
    ]
    day = before.day()
    if not placed and day.start and all(time.kind == "time_of_day" for time in own):
        named = _day_after(day.start) if _past_midnight(before, own) else day.start
        start, end = _at(named, own[0]), _at(named, own[-1])
        basis = "carried" if before.basis == "carried" else "clause"
        if basis == "carried":
            return Dating(
                start, end, words, -1, basis, repeated, True, day_words=before.day_words or words
            )
        return Dating(start, end, before.words + words, first, basis, repeated, True)
    if not placed:
        return Dating("", "", words, first, "clause", repeated, exact)
    best = min(placed, key=_sharpness)
    start, end = _ends(own, placed, best)
    finer = before.basis in ("clause", "sentence") and before.exact and _days(best) > _SHORT
    if finer and start <= before.start and before.end <= end + "~":
        return replace(before, basis="sentence")  # 1月8日，全市2021年第一批项目开工
    same = best.kind == "time_of_day" and start[:10] == day.start
    named = before.day_words if same and before.day_words else words
    return Dating(start, end, words, first, "clause", repeated, exact, best.kind == "vague", named)


def _past_midnight(before: Dating, own: Sequence[Time]) -> bool:
    """Whether an hour before dawn follows an evening (3月18日晚9点…。凌晨1点50分…)."""
    return own[0].part == "dawn" and _EVENING.search(before.day_words) is not None


def _own(text: str, clause: Clause, times: Sequence[Time], before: Dating) -> list[Time]:
    """The times of a clause that can say when what it tells happened."""
    ruled = before.start != "" and before.basis in ("clause", "sentence")
    return [
        time
        for time in times
        if clause.start <= time.start_char < clause.end
        and time.kind not in ("duration", "set")
        and not (time.kind == "count_day" and before.day().start)  # 15日，连续第6天…: on the 15th
        and not (ruled and time.text in _THEN)
        and not (before.start and _LATER.search(time.text))
        and not describes(text, clause, time)
    ]


def _going_on(before: Dating, *, repeated: bool) -> Dating:
    """The time of the clause before, for one without a time of its own."""
    basis = "sentence" if before.basis == "clause" else before.basis
    habitual = repeated or before.habitual
    if (basis, habitual) == (before.basis, before.habitual):
        return before
    return replace(before, basis=basis, habitual=habitual)


def _is_exact(time: Time) -> bool:
    """Whether a time places what it dates within a month."""
    return bool(time.clock) or (time.kind != "vague" and _days(time) <= _SHORT)


def _ends(own: Sequence[Time], placed: Sequence[Time], best: Time) -> tuple[str, str]:
    """Start and end of what the times of a clause mean together."""
    if best.kind == "time_of_day" and (named := _day_before_hour(own, best)):
        return _at(named, best), _at(named, best)  # 截至今天|中午12时
    if len(placed) > 1 and all(time.kind == "date" for time in placed) and "T" not in best.start:
        return min(time.start for time in placed), max(time.end for time in placed)
    return best.start, best.end


def _day_before_hour(own: Sequence[Time], hour: Time) -> str:
    """The day that stands directly before an hour, "" if none does."""
    return next(
        (
            time.start
            for time in own
            if time.start_char + len(time.text) == hour.start_char
            and time.start == time.end
            and len(time.start) == len("2020-02-10")
        ),
        "",
    )


def _at(day: str, time: Time) -> str:
    """A day with the clock time that words give, if they give one."""
    clock = time.clock
    return f"{day}T{clock}" if clock and clock < "24" else day


def hour_after(text: str, clause: Clause, times: Sequence[Time]) -> bool:
    """Whether a clause only says when the one before it happened (…入住完毕，已是晚上11点)."""
    own = [time for time in times if clause.start <= time.start_char < clause.end]
    if not own:
        return False
    lead, end = text[clause.start : own[0].start_char], own[-1].start_char + len(own[-1].text)
    return _ALREADY.fullmatch(lead) is not None and text[end : clause.end] in ("", "了")


def describes(text: str, clause: Clause, time: Time) -> bool:
    """Whether a time only belongs to the description of somebody or something.

    2010年入党的老党员, 前一天晚上的状况, 为连日来战高温的人们: none dates what the clause tells.
    """
    start, end = time.start_char, time.start_char + len(time.text)
    if _is_aside(text, time, end) or _is_edition(clause, time):
        return True
    if not clause.spoken and clauses.is_name(text, clause, start, end):
        return True
    if text.startswith("的", end) and time.kind in ("relative", "vague", "time_of_day"):
        return True
    if text[start - 1 : start] in _GIVEN_TO:
        return True
    if _STRESSED.search(text, clause.start, start) and text[clause.end - 1] == "的":
        return False  # 核查小组是本月11日抵达的
    if _is_exact(time) and text.startswith("是", end):
        return False  # 4月12日是他的生日，邻居们送来蛋糕
    return _opens_description(clause, end)


def _is_aside(text: str, time: Time, end: int) -> bool:
    """Whether a time is that of a dateline (新华社北京1月6日电), just now, or an age."""
    return (
        text.startswith(("电", "讯"), end)
        or _NOW.match(time.text) is not None
        or _AGE.match(text, end) is not None
    )


def _is_edition(clause: Clause, time: Time) -> bool:
    """Whether a year or so is the object of a verb (举行2020年春季签约仪式)."""
    return _days(time) > _SHORT and any(
        token[3] == time.start_char and token[1] == "v" and token[0][-1] not in "于到至在从自是"
        for token in clause.tokens
    )


def _opens_description(clause: Clause, end: int) -> bool:
    """Whether a verb and 的 follow, or 的 and a name: 2010年入党的老党员.

    Not so where the verb is what the clause leads up with: 1月24日接到封闭的通知后.
    """
    if clause.tokens and clause.tokens[-1][0] in ("后", "时", "以后", "之后"):
        return False
    following = [token for token in clause.tokens if token[2] >= end][:4]
    words = [token[0] for token in following]
    if "的" not in words[1:]:
        return False
    marked = words.index("的", 1)
    if marked > 1 and following[marked - 1][1][0] == "a":  # 2月21日发布新的通告
        return False
    named = following[marked + 1 :][:1]
    return following[0][1][0] == "v" or bool(named and named[0][1] == "nr" and words[1] == "的")


def _of_another_day(clause: Clause, time: Time) -> bool:
    """Whether 当天 is the day of what stands before it (关停当天) and not the day last named."""
    return time.text[:2] in _THAT_DAY and any(
        token[3] == time.start_char and token[1][0] == "v" for token in clause.tokens
    )


def first_day(start: str, words: str) -> str:
    """The day of an ISO start. The midnight of 2月9日24时 is the end of the 9th, not the 10th."""
    if not start.endswith("T00:00") or not _MIDNIGHT.search(words):
        return start[:10]
    return _day_before(start) if _MIDNIGHT_FIRST.search(words) else start[:10]


def last_day(start: str, end: str, words: str) -> str:
    """The last day that an ISO end takes in: a stretch until midnight ends on the day before."""
    if end.endswith("T00:00") and (end != start or first_day(start, words) != start[:10]):
        return _day_before(end)
    return end[:10]


def precision(start: str, end: str) -> str:
    """How exactly two ISO ends place something: hour, day, month, year, interval or undated."""
    if not start and not end:
        return "undated"
    if not start or not end:
        return "interval"
    if "T" in start or "T" in end:
        return "hour" if start[:10] == end[:10] else "interval"
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    if first == last:
        return "day"
    if first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1]:
        if (first.year, first.month) == (last.year, last.month):
            return "month"
        if first.year == last.year and (first.month, last.month) == (1, 12):
            return "year"
    return "interval"


def _day_before(day: str) -> str:
    return (date.fromisoformat(day[:10]) - timedelta(days=1)).isoformat()


def _day_after(day: str) -> str:
    return (date.fromisoformat(day[:10]) + timedelta(days=1)).isoformat()


def _words(text: str, times: Sequence[Time]) -> str:
    """The words of the times as printed, with the 、 between them not what else stands there."""
    first, last = times[0].start_char, times[-1].start_char + len(times[-1].text)
    words = "".join(time.text for time in times)
    return text[first:last] if last - first < len(words) + len(times) else words


def _days(time: Time) -> int:
    """How many days a time covers; many if it covers none in particular or never ends."""
    if not time.start or not time.end or "以来" in time.text:
        return 10_000
    days = date.fromisoformat(time.end[:10]) - date.fromisoformat(time.start[:10])
    return days.days + 1


def _sharpness(time: Time) -> tuple[int, int, int]:
    """Sorts the more exact of two times first: a clock, then the shorter one, then the later."""
    return "T" not in time.start, _days(time), -time.start_char
