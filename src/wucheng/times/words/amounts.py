"""Numbers of units of time: 三四个小时, 十二年六个月, 半年, and how often in one: 三天|两测."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from wucheng.language import numerals
from wucheng.times.phrases import Word

CHINESE = "〇○零一二两三四五六七八九十"
_AMOUNT = (
    r"(?:[0-9]{1,4}[-—~～至到][0-9]{1,4}|[一二两三四五六七八九十][至到][一二两三四五六七八九十]"
    r"|[0-9]{1,6}(?:\.[0-9]{1,2})?[百千万]?|(?!零)[一二两三四五六七八九十百千零]{1,8}"
    r"|好?几(?:十|百)?|数(?:十|百)?|好?多|若干|[大小]?半|俩|仨|上[百千])"
)
# fmt: off
UNITS = {
    "秒": "second", "秒钟": "second", "分": "minute", "分钟": "minute", "刻钟": "quarter_hour",
    "小时": "hour",
    "钟头": "hour", "天": "day", "日": "day", "昼夜": "day", "日夜": "day", "工作日": "day",
    "日日夜夜": "day",
    "夜": "night", "晚": "night", "夜晚": "night", "晚上": "night", "周": "week", "星期": "week",
    "礼拜": "week", "月": "month", "季度": "quarter", "年": "year", "年头": "year",
    "世纪": "century",
}
# fmt: on
_UNIT = "(?:" + "|".join(sorted(UNITS.keys() - {"分"}, key=len, reverse=True)) + ")"
_SMALL = "(?:[一二两三四五六七八九十]{1,3}|[0-9]{1,2})"
_DURATION = re.compile(
    rf"(?P<amount>{_AMOUNT})(?P<mod>多|余|来|几)?"
    rf"(?P<ge>个)?(?P<ge_mod>多|半|来)? ?(?P<unit>{_UNIT}|分(?={_SMALL}秒|半钟))"
    r"(?:(?P<tail>(?<=分)半钟|半|多|余)(?![个天小夜月])"
    rf"|[零又]?(?P<small>{_SMALL})(?P<small_unit>个月|分钟?|秒)"
    rf"(?:(?<=分)(?P<seconds>{_SMALL})秒)?|(?<=秒)(?P<hundredths>[0-9]{{2}}))?"
)
#: How many of the smaller unit make the larger: 十二年六个月, 6小时15分, 1分58秒.
_SMALLER = {
    ("year", "个月"): ("month", 12),
    ("hour", "分"): ("minute", 60),
    ("hour", "分钟"): ("minute", 60),
    ("minute", "秒"): ("second", 60),
}
#: What makes something else of a number and its unit: 三年级, 一周年, 九天津, 一天天, 早八晚八.
_NOT_AFTER_UNIT = {
    "年": frozenset("级龄代报刊度"),
    "日": frozenset("级龄报刊"),
    "天": frozenset("津空河坛台然窗门天"),
    "周": frozenset("边围期年岁末龄报刊"),
    "月": frozenset("饼球亮光"),
    "夜": frozenset("班" + CHINESE),
    "晚": frozenset(CHINESE),
    "秒": frozenset("变"),
}
#: Around the clock as the name of a kind of shop: 24小时便利店.
_SHOP = re.compile("(?:无人|自助|智能)?(?:便利|药|书|商|门|超市|健身)店?|营业厅|自助|热线")
#: Set phrases that count nothing: 一天也没停, 一天到晚, 三天两头, 20年一遇, 一年接着一年.
_IDLE = re.compile(
    r"[也都][没不未]|四季|(?<=夜)之间|到晚|到黑|两头|一遇|全天候|之计|(?<=(.))(?:接着?|又|更?比|复)一\1"
)
_IDLE_BEFORE = re.compile(r"(.)(?:接着?|又|更?比|复)一\1")
#: The year of a reign that nobody listed here: 唐垂拱二年（686年）.
_OF_REIGN = re.compile(r"年[（(](?:公元)?前?[0-9]{3,4}年?[）)]")
#: What makes a count of the bare hundred: 百年老店 counts nothing, 满百天 does.
_COUNTS_A_HUNDRED = frozenset("满近超逾战")
_EDGES = frozenset("初底末")
_WEEKDAYS = frozenset("一二三四五六日")
_BESIDE_INSTANT = frozenset("前后上下")
_TIMES = "(?:[一两二三四五六七八九十]{1,2}|[0-9]{1,2})"
_RATE = re.compile(
    rf"({_TIMES}(?:[到至—-]{_TIMES})?)"
    r"(?:测|检|次|查|消|报|访|轮(?![流到])|班(?!子)|练|餐|采|杀|换|送|调度|研判|清|巡|更|届|回|遍|趟|场|顿|熟|季|茬)"
)
#: Trains and buses run every so many minutes; 等了10分钟一次也没来 is no rate.
_RUN = re.compile("(一)[趟班]")
HALF = numerals.Numeral(0.5, 0.5, 0.5)


def rate(text: str, at: int, unit: str = "") -> tuple[int, float | None]:
    """Where the count of a rate ends (三天|两测) and what it counts; `at` if none stands there."""
    match = (_RUN if unit == "minute" else _RATE).match(text, at)
    times = numerals.read(match[1]) if match else None
    return (match.end(), times.middle) if match and times else (at, None)


def duration_at(text: str, at: int) -> Word | None:
    match = _DURATION.match(text, at)
    if not match or _no_duration(match, text):
        return None
    end, unit = match.end(), UNITS[match["unit"]]
    amount = _amount(match["amount"], match["mod"] or "")
    if amount is None:
        return None
    if match["ge_mod"] in ("多", "来") or match["tail"] in ("多", "余"):
        amount = numerals.Numeral(amount.value, amount.at_least, None)
    extra = 0.5 if match["ge_mod"] == "半" or (match["tail"] or "")[:1] == "半" else 0.0
    factor = 1.0
    if unit == "quarter_hour":
        unit, factor = "minute", 15.0
    elif match["small"]:
        finer = _finer(match, unit)
        if finer:
            unit, factor, extra = finer
        else:
            end = match.end("unit")  # 一天3分钟: two lengths
    elif match["hundredths"]:
        extra = int(match["hundredths"]) / 100
    return Word("duration", at, end, unit, numeral=_scaled(amount, extra, factor))


def _finer(match: re.Match[str], unit: str) -> tuple[str, float, float] | None:
    """The smaller unit of 十二年六个月, how many make the larger, and what it adds."""
    smaller = _SMALLER.get((unit, match["small_unit"]))
    if smaller is None:
        return None
    name, factor = smaller
    extra = (numerals.value(match["small"]) or 0) / factor
    if match["seconds"]:  # 2小时18分43秒
        name, factor = "second", factor * 60
        extra += (numerals.value(match["seconds"]) or 0) / factor
    return name, factor, extra


def _no_duration(match: re.Match[str], text: str) -> bool:
    """Is the number one of a date, of a set phrase or of nothing, though a unit follows it?"""
    unit = match["unit"]
    end = match.end("unit") if match["small"] else match.end()
    if text[end : end + 1] in _NOT_AFTER_UNIT.get(unit, ()):
        return True
    no_length = _NO_LENGTH.get(unit)
    if no_length and no_length(match, text, end):
        return True
    bare_hundred = not match["amount"].strip("百千万") and not match["mod"]  # 百年老店
    if bare_hundred and _before(match, text) not in _COUNTS_A_HUNDRED:
        return True
    idle = _IDLE.match(text, end) or _IDLE_BEFORE.search(text, max(0, match.start() - 3), end)
    return idle is not None


def _before(match: re.Match[str], text: str) -> str:
    return text[match.start() - 1 : match.start()] if match.start() else ""


def _without_ge(match: re.Match[str], text: str, end: int) -> bool:
    """20世纪 and 17日夜里 are no lengths, 半个世纪 is one."""
    return not match["ge"]


def _is_of_year(match: re.Match[str], text: str, end: int) -> bool:
    """唐垂拱二年（686年） and 指数年初."""
    if _OF_REIGN.match(text, end - 1):
        return True
    return match["amount"] == "数" and text[end : end + 1] in _EDGES


def _is_month(match: re.Match[str], text: str, end: int) -> bool:
    """三月, but not 三个月, 数月 and 一月一次."""
    if match["ge"] or match["amount"] in ("数", "多", "半"):
        return False
    return not _is_rated(match, text, end)


def _is_day(match: re.Match[str], text: str, end: int) -> bool:
    """22日, but not 数日 and 一日三次."""
    amount = match["amount"]
    number_only = not match["mod"] and (amount[0] in "0123456789" or not amount.strip(CHINESE))
    return number_only and not _is_rated(match, text, end)


def _is_rated(match: re.Match[str], text: str, end: int) -> bool:
    return match["amount"] == "一" and bool(_RATE.match(text, end))


def _is_night(match: re.Match[str], text: str, end: int) -> bool:
    """半夜 and 3.15晚会."""
    return match["amount"] in ("半", "多", "数") or "." in match["amount"]


def _is_weekday(match: re.Match[str], text: str, end: int) -> bool:
    """一个周五."""
    return bool(match["ge"]) and text[end : end + 1] in _WEEKDAYS


def _is_instant(match: re.Match[str], text: str, end: int) -> bool:
    """前一秒还在…"""
    return match["amount"] == "一" and _before(match, text) in _BESIDE_INSTANT


def _is_shop(match: re.Match[str], text: str, end: int) -> bool:
    """24小时便利店."""
    return match["amount"] == "24" and bool(_SHOP.match(text, end))


#: What tells of the number before a unit that no length is meant.
_NO_LENGTH: dict[str, Callable[[re.Match[str], str, int], bool]] = {
    **dict.fromkeys(("世纪", "日夜", "日日夜夜"), _without_ge),
    "年": _is_of_year,
    "月": _is_month,
    "日": _is_day,
    **dict.fromkeys(("夜", "晚"), _is_night),
    "周": _is_weekday,
    "秒": _is_instant,
    "小时": _is_shop,
}


@lru_cache(maxsize=4096)
def _amount(amount: str, mod: str) -> numerals.Numeral | None:
    if amount.endswith("半"):
        return HALF
    if amount in ("多", "好多", "若干"):
        return numerals.Numeral(None, 2, None)
    return numerals.read(amount.replace("俩", "两").replace("仨", "三") + mod)


def _scaled(amount: numerals.Numeral, extra: float, factor: float) -> numerals.Numeral:
    if not extra and factor == 1:
        return amount
    value, low, high = (
        None if bound is None else round((bound + extra) * factor, 6)
        for bound in (amount.value, amount.at_least, amount.at_most)
    )
    return numerals.Numeral(value, low, high)
