"""What happens again and again: after 每天 a bare 晚上10点 is of no day in particular."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wucheng.times.grammar.lengths import CLAUSE
from wucheng.times.phrases import Phrase

#: What a cycle keeps from being dated: a clock time and 第二天 after 每天, a bare 15日 after 每月,
#: a bare 10月 after 每年.
_CYCLES = {"day": "day", "week": "day", "month": "month", "quarter": "year", "year": "year"}
#: Several days told of together: no clock time of theirs belongs to the day last mentioned.
_SEVERAL = frozenset(
    "recent_days recent_pair recent_month some_time_ago some_days_ago long".split()
)
_REPEAT = frozenset(("every", "rate", "vague", "duration", "last", "range"))
_RUNNING = ("连续", "接连", "一连", "连着")
_LONG = frozenset(("day", "night", "week", "month", "year"))
#: What names a day of its own, so that the cycle ends there.
_OWN_DAYS = frozenset(("day", "day_from_text", "week_day", "holiday", "lunar", "same_day"))
#: The hours that an institution keeps, and changes of them.
_HOURS = (
    "(?:开放|营业|办公|开馆|闭馆|接待|门诊|上班|上课|探视|借阅|受理|作息)时(?:间|段)|"
    "(?:延长|延时|提前|推迟)(?:开放|营业|服务|关门|下班|开门)|"
    "[一-龥]{2}时间(?:(?:调整|改|延长|提前|推迟)[为到至]|[由从]原)|[由从]原来的?"
)
#: How things mostly are; beside a day that the sentence names they say nothing.
_MOSTLY = (
    "往往|通常|一般|总是|总要|常常|经常|时常|时不时|照例|平时|平日|平常|向来|雷打不动|风雨无阻|"
    "(?<![年今去前])[夏冬][天季]|(?<![周期拜])一到(?=[晚早夜下])|"
    "日复一日|年复一年|轮流|轮班|轮换|倒班|两班|三班|首班|末班|最[早晚]的?一?[班趟]"
)
#: 接种车就停到晚上10点，三天下来…: what sums up counts for what stands before it too.
_SUMMED_UP = "[天晚]下来|各[^，。；]{0,4}[一1]次"
_CUE = re.compile(f"(?P<hours>{_HOURS})|(?P<summed_up>{_SUMMED_UP})|{_MOSTLY}")
_STILL = re.compile("才|就|要|再|又|都|还|准时|继续")
_ONCE = re.compile("了|记者|突然|接到|当天|当日|这天|那天|首次|今|昨")
_STOPS = frozenset(CLAUSE)


def habits(text: str, phrases: Sequence[Phrase], told: bool) -> list[str]:
    """For each phrase of a sentence: "day", "month" or "year" where it belongs to a cycle that
    repeats, "days" where several days are told of together, else "".

    Args:
        text: the sentence.
        phrases: its phrases in order.
        told: whether the sentence before told what happens every day. 晚上11点才睡 then goes on
            with it, where nothing says that it happened once.
    """
    if len(phrases) == 1 and phrases[0].point and phrases[0].point.has_date:
        return [""]
    if _REPEAT.isdisjoint([phrase.form for phrase in phrases]):
        found = [""] * len(phrases)
    else:
        found = _by_cycles(text, phrases)
    if any(phrase.point and not phrase.point.has_date for phrase in phrases):
        goes_on = told and bool(_STILL.search(text)) and not _ONCE.search(text)
        _by_cues(text, phrases, found, goes_on)
    return found


def _by_cycles(text: str, phrases: Sequence[Phrase]) -> list[str]:
    found: list[str] = []
    going = ""
    day_named = False
    for phrase in phrases:
        unit = _cycle(phrase)
        if not unit and not going and not day_named and _several(text, phrase):
            unit = "days"
        if unit:
            going = unit
            if found and not found[-1]:
                _reach_back(text, phrases, found, unit)
        elif _names_a_day(phrase):
            going, day_named = "", True
        elif _counts_from_story(phrase):  # 当天, but also 每天…第二天
            going, day_named = "" if going == "days" else going, True
        found.append(going)
    return found


def _cycle(phrase: Phrase) -> str:
    return _CYCLES.get(phrase.unit, "") if phrase.form in ("every", "rate") else ""


def _several(text: str, phrase: Phrase) -> bool:
    if phrase.form == "vague":
        return phrase.name in _SEVERAL and not text.startswith("的", phrase.end)
    if phrase.form == "duration":
        return phrase.unit in _LONG and text.startswith(_RUNNING, phrase.start)
    if phrase.form == "range" and phrase.point and phrase.to:  # 2月3日至5日
        return phrase.point.head == phrase.to.head == "day" and phrase.point.hour is None
    return phrase.form == "last" and phrase.unit in _LONG


def _reach_back(text: str, phrases: Sequence[Phrase], found: list[str], unit: str) -> None:
    """早上六点他每天…: what stands before in the same clause is of the cycle too."""
    for index in range(len(found) - 1, -1, -1):
        between = text[phrases[index].end : phrases[index + 1].start]
        if found[index] or _names_a_day(phrases[index]) or not _STOPS.isdisjoint(between):
            return
        found[index] = unit


def _by_cues(text: str, phrases: Sequence[Phrase], found: list[str], mostly: bool) -> None:
    """Clock times that words make a habit of: 一般晚上10点收工, 开放时间为9:00至17:00; or a cycle
    that the sentence comes to later: 延长到17时，每周五天.
    """
    cues = list(_CUE.finditer(text))
    day_named, passed = False, 0
    mostly = mostly or "day" in found or (bool(cues) and cues[-1]["summed_up"] is not None)
    if not cues and not mostly:
        return
    for index, phrase in enumerate(phrases):
        while passed < len(cues) and cues[passed].end() <= phrase.start:
            mostly = mostly or not day_named or cues[passed]["hours"] is not None
            passed += 1
        if _names_a_day(phrase) or _counts_from_story(phrase):
            day_named, mostly = True, False
        elif mostly and not found[index]:
            found[index] = "days"


def _names_a_day(phrase: Phrase) -> bool:
    """Does it name a day of its own, so that a cycle before it ends?"""
    point = phrase.point
    if point is None or phrase.form in ("every", "range"):
        return False
    return point.head in _OWN_DAYS or point.year is not None or point.year_shift is not None


def _counts_from_story(phrase: Phrase) -> bool:
    """Is it 当天, 次日 or the like?"""
    return phrase.point is not None and phrase.point.head == "day_from_story"
