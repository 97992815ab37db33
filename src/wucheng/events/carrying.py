"""Carrying: the time that a sentence takes over from what stands before it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from wucheng.events import dating
from wucheng.events.clauses import Clause
from wucheng.events.dating import Dating
from wucheng.when import Time

_NO_LONGER = re.compile(
    r"[“‘]?(?:目前|如今|现在|近[年日期来几]|最近|多年|几?十?年来|长期|一直|此前|此后|之前|以前|过去|从前|平[时日常]|据悉"
    r"|[^，。0-9]{2,8}(?:当天|那天|之日|当晚|那晚|前夕)，|据[了介]|今年|去年|当年|后来|之后|其间|下一步|接下来|原来|早在|今后|未来|随着|截[至止](?:记者)?(?:发稿|目前))"
)
_GOES_ON = re.compile(
    r"[“‘]?(?:随后|随即|而后|接着|紧接着|当即|与此同时|同时|此时|这时|"
    r"(?:接到|收到|得知|获悉|听到|到达|抵达|赶到)[^，。；！？]{0,8}后[，便就])"
)
_AT_ONCE = re.compile(r"[^，。；！？：“]{0,16}?(?:立即|当即|随即|马上|火速|闻讯)(?!将|就要)")
_SCENE = re.compile(
    r"(?:[^，。；！？：]{0,12}?(?:会议?上|会议(?:要求|强调|指出|听取|审议|通过|还?)|活动[中上]|活动现场|现场|仪式[上中]"
    r"|[典庆]礼[上中]|演练[中结]|比赛[中现]|座谈[中会]|培训[中会]|课堂上|讲座[中上现]|晚会[上中]|期间)|会后|会前|[0-9一二三四五六七八九十几数]+多?分钟后|其间|活动结束后"
    r"|本次|此次|[震事案灾火]发?后[0-9一二三四五六七八九十几数]+多?个?(?:分钟|小时))"
)
#: A paragraph that opens with an hour: 17时25分，消防官兵到达现场.
_CLOCK = re.compile(
    r"(?:截至|截止|至|到)?(?:凌晨|清晨|早上|上午|中午|下午|傍晚|晚上?|深夜)?[0-9一二三四五六七八九十]{1,3}[时点][^，。；]{0,8}，"
)
#: What a clause itself sets apart from the day that its paragraph speaks of.
_ANY_TIME = re.compile(
    r"曾(?!孙)|一直|后来|此后|在[^，]{1,8}(?<!之)前(?![来往方台线后])|多年|累计|历来|长期|常年|多次|至今|以来|期间|平时|目前|如今|一向|从来|每[年月周天次当]|(?<!多)年来"
    r"|陆续|近年|近期|先后"
)
_DAY_OF = re.compile(r"(?:当天|那天|那一天|当日|之日)")


def carried(
    text: str, last: Dating, before: Dating, headed: Dating, *, opens: bool, only: bool = False
) -> Dating:
    """The time that a sentence takes over from what stands before it.

    Args:
        text: the sentence.
        last: the time that ruled at the end of the sentence before, in the same paragraph.
        before: the last day told in the text.
        headed: the time of the heading above, if it is one. An hour rules every sentence below that
            gives no time of its own.
        opens: whether the sentence opens a paragraph.
        only: whether no other day has been named so far.

    A sentence that goes on (随后, 同时, 接到通知后, 所长立即 …) takes over the day for certain. Any
    other of the paragraph does so weakly, unless it says that it speaks of another time (目前,
    此前), and so does a paragraph that opens at an occasion told before (会上, 活动现场), or one of
    a text that has named no other day so far: the report of one day's doings.
    """
    if _NO_LONGER.match(text):
        return Dating()
    day = last.day()
    if _is_hour_of(headed, last):
        return headed
    if day.start and (_GOES_ON.match(text) or _AT_ONCE.match(text)):
        return day
    if headed.start:
        return day if day.start else headed
    if day.start:
        return replace(day, weak=True)
    if before.start and (
        _CLOCK.match(text) or (opens and (only or _SCENE.match(text) is not None))
    ):
        return replace(before, weak=True)
    return Dating()


def _is_hour_of(headed: Dating, last: Dating) -> bool:
    """Whether an hour that heads some lines still rules after a sentence among them."""
    hour = headed.words != "" and headed.precision in ("hour", "undated")
    return hour and last.basis in ("", "carried")


def is_day(time: Time) -> bool:
    """Whether a time names one day of the calendar."""
    return time.start != "" and time.start[:10] == time.end[:10]


def is_count_until(time: Dating) -> bool:
    """Whether a time is that of a count (截至8日9时), not of what the text goes on to tell."""
    return time.words.startswith(("截至", "截止"))


def at_another_time(text: str, clause: Clause) -> bool:
    """Whether a clause sets itself apart from the day that its paragraph speaks of."""
    return _ANY_TIME.search(text, clause.start, clause.end) is not None


def names_day(text: str, clause: Clause) -> bool:
    """Whether a clause speaks of the day of something (当天, 出院那天)."""
    return _DAY_OF.search(text, clause.start, clause.end) is not None


def same_day(text: str, clause: Clause, told: Iterable[tuple[str, str, str]]) -> Dating | None:
    """The day of an event told before that a clause names as its own (关停当天, 出院那天).

    Args:
        text: the sentence.
        clause: one of its clauses.
        told: what, start and words of the earlier events, the last first.
    """
    named = _DAY_OF.search(text, clause.start, clause.end)
    verb = next((t[0] for t in clause.tokens if named and t[3] == named.start()), "")
    if not named or len(verb) < len("出院"):
        return None
    for what, start, words in told:
        if verb in what and (day := dating.first_day(start, words)):
            begin = named.start() - len(verb)
            said = text[begin : named.end()]
            return Dating(day, day, said, begin, "clause", exact=True, day_words=said)
    return None
