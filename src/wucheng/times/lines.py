"""Lines that say when, and head the lines below them: 4月8日 星期五 晴, 21:30 七号哨棚."""

from __future__ import annotations

import re

#: Characters of a line that heads others.
LONGEST = 40

_LETTERS = re.compile(r"\w+")
_WEATHER = re.compile(
    r"(?:天气)?(?:晴|阴|多云|少云|雷?阵?[小中大暴]*[雨雪]|雨夹雪|冰雹|雾|霾|沙尘|[大微狂]?风|[东西南北]+风|转|间|到|有|零下|零上"
    r"|[0-9]+|级|度|℃)+"
)
#: What an hour alone with a few words is no entry for: a byline, a timetable, a score, a price.
_NO_CAPTION = re.compile(
    r"记者|来源|编辑|责编|责任|作者|通讯员|发布|更新|打印|阅读|浏览|评论|回复|班车|首班|末班|发车|到站|出发时间"
    r"|营业|开放|开门|关门|门诊|停诊|就诊|放映|开场|开讲|直播间|截止|报名|预约|航班|车次|比|胜|负|平|岁|[元分]$"
)
_CAPTION = 12


def heads(before: str, rest: str, *, clock: bool) -> bool:
    """Whether a line with a time heads the lines below it, by what else stands on it.

    Args:
        before: what stands before the time.
        rest: all that stands on the line beside the time, with what is before it.
        clock: whether the time names an hour; only then a few words may follow, set off from it
            (21:30 七号哨棚, not 凌晨三点的电话).
    """
    if _LETTERS.search(before):
        return False
    letters = "".join(_LETTERS.findall(rest))
    if not letters or _WEATHER.fullmatch(letters):
        return True
    after = rest[len(before) :]
    if (
        not clock
        or len(letters) > _CAPTION
        or _LETTERS.match(after)
        or re.search("[，。；：！？、…“”《》]", rest)
    ):
        return False
    return not _NO_CAPTION.search(letters)
