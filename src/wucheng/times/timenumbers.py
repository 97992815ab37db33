"""Numbers with what they count or name: 3月, 12日, 8点20分, 三四个小时, 上世纪80年代.

A number is read whole or not at all: 九万一日 has no 一日.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from wucheng import numerals


class Word(NamedTuple):
    """One piece; text[start:end] is what was read. `kind` says which of the fields count.

    `second` is what comes with a number: the minutes of a clock time, the day of a month, the
    weekday of 每周三 counted from 1.
    """

    kind: str
    start: int
    end: int
    name: str = ""
    number: float = 0
    second: int = 0
    numeral: numerals.Numeral | None = None


#: What a word means, without its place: kind, name, number, second.
Meaning = tuple[str, str, float, int]

CHINESE = "〇○零一二两三四五六七八九十"
_DATES_FIRST = frozenset("0123456789上本元民廿差'’‘" + CHINESE)
_LENGTHS_FIRST = frozenset("0123456789百千好几数多半大小若俩仨上" + CHINESE)
FIRST = _DATES_FIRST | _LENGTHS_FIRST
_DASH = "[-—－–~～至到]"
_HOUR = "(?:2[0-4]|[01]?[0-9]|二十[一二三四]?|十[一二三四五六七八九]?|[零〇一二两三四五六七八九])"
_MINUTE = "(?:[0-5]?[0-9]|[二三四五]?十[一二三四五六七八九]?|[零〇]?[一二三四五六七八九])"
_YEAR = (
    "(?:(?:1[6-9]|20|21)[0-9]{2}|[一二][〇○零九八][〇○零一二三四五六七八九]{2}"
    "|[一二两]千(?:九百|零)[一二三四五六七八九十]{1,4})"
)
_MONTH = "(?:1[0-2]|0?[1-9])"
_MONTH_CHINESE = "(?:十[一二]?|[一二三四五六七八九元])"
_DAY = "(?:3[01]|[12][0-9]|0?[1-9])"
_DAY_CHINESE = (
    "(?:三十一?|(?:二十|廿)[一二三四五六七八九]?|十[一二三四五六七八九]?|[一二三四五六七八九])"
)
#: Where a building, a bus or a product may be meant: 3号楼, 2号线.
_NOT_A_DAY = "[夜线楼院房店机车员厅门栋仓馆口桥台站地库文本舱棚点病码坑井船艇舰公园桌岗]|单元"
#: The empty group that ends an alternative names it: `lastgroup` is the last group that took part.
_NUMBERED = re.compile(
    rf"""
      (?:19|20)[0-9]{{2}}(?P<sep>[-/.．])(?:1[0-2]|0?[1-9])(?P=sep){_DAY}(?![0-9.])(?P<iso>)
    | (?:{_YEAR}年)?{_MONTH}月{_DAY}(?:日(?![元语本龄游])|号(?!{_NOT_A_DAY}))(?P<date>)
    | (?:2[0-4]|[01]?[0-9])[:：][0-5][0-9](?:[:：][0-5][0-9])?(?![0-9:：%])(?P<colon>)
    | (?:(?:[12][0-9]|二十一?|十[六七八九]|上个?|本)世纪)?
        (?:[0-9]0|[一二三四五六七八九]十)年代(?P<decade>)
    | (?:1[6-9]|2[01]|二十一?|十[六七八九]|上个?|本)世纪(?P<century>)
    | (?:['’‘][0-9]{{2}}年|0[0-9]年|[0-9]{{2}}年(?={_MONTH}月))(?P<short>)
    | 民国(?:元|[0-9]{{1,2}}|[一二三四五六七八九十]{{1,3}})年(?P<republic>)
    | {_YEAR}财年(?:[上下]半年|第?[一二三四]季度)?(?P<fiscal>)
    | {_YEAR}(?:[ ]?年度?(?![级龄])|(?={_DASH}(?:19|20)[0-9]{{2}}[ ]?年))(?P<year>)
    | (?:{_MONTH}|{_MONTH_CHINESE})
        (?:[ ]?月份?(?![龄饼大球光亮色路街]|革命|怀胎|花(?!开)|流火
            |(?<=三月)三(?=[\u4e00-\u9fff])(?![日号十次个天]))
          |(?={_DASH}{_MONTH}[ ]?月))(?P<month>)
    | (?:{_DAY}|{_DAY_CHINESE})
        (?:(?=(?:{_DASH}|、){_DAY}[ ]?日)|[ ]?日(?![元语本龄游])
          |[ ]?号(?!{_NOT_A_DAY}))(?P<day>)
    | 差(?:{_MINUTE}分|一刻)(?:钟|到)?{_HOUR}点(?:整)?(?P<to_hour>)
    | (?:[一两二三四五六七八九]{{2}}(?=[点时])|{_HOUR})
        (?:(?=(?:{_DASH}|——){_HOUR}[ ]?[时点])
          |[ ]?(?:点钟|点|时)
          (?:半|[一三13]刻|[ ]?{_MINUTE}[ ]?分(?!钟|之)|整|[0-5][0-9](?![0-9.分]))?)(?P<clock>)
    """,
    re.VERBOSE,
)
_CLOCK = re.compile(
    rf"(?P<hour>[一两二三四五六七八九]{{2}}|{_HOUR})[ ]?(?P<word>点钟|点|时)?"
    rf"(?:(?P<half>半)|(?P<quarter>[一三13])刻|[ ]?(?P<minute>{_MINUTE})[ ]?分|整"
    r"|(?P<bare>[0-5][0-9]))?"
)
_TO_HOUR = re.compile(rf"差(?:(?P<minute>{_MINUTE})分|一刻)(?:钟|到)?(?P<hour>{_HOUR})点(?:整)?")
#: What makes something else of 八点 and 一时: 三点要求, 两点一线, 一时间, 一点儿.
_CLOCK_NOT_BEFORE = re.compile(
    r"[间期代候段刻髦机光尚空效节任装速局事日辰差会]|常(?!态)|"
    r"建议|要求|意见|体会|启示|希望|措施|原因|说明|注意|经验|想法|共识|承诺|倡议|做法|思考|问题|"
    r"一线|对点|之间|的力|[评钱儿滴名阅缀击头赞燃亮位面线心0-9]"
)
_SCORE_BEFORE = re.compile("比分|[以比][ ]?$")
_SCORE_AFTER = re.compile("战胜|击败|获胜|领先|落后|取胜|的比分|力克|大胜|险胜")

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
    rf"(?P<ge>个)?(?P<ge_mod>多|半|来)? ?(?P<unit>{_UNIT}|分(?={_SMALL}秒))"
    r"(?:(?P<tail>半|多|余)(?![个天小夜月])"
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
#: What makes something else of a number and its unit: 三年级, 一周年, 九天津, 一天天.
_NOT_AFTER_UNIT = {
    "年": "级龄代报刊度",
    "日": "级龄报刊",
    "天": "津空河坛台然窗门天",
    "周": "边围期年岁末龄报刊",
    "月": "饼球亮光",
    "夜": "班",
    "秒": "变",
}
#: Around the clock as the name of a kind of shop: 24小时便利店.
_SHOP = re.compile("(?:无人|自助|智能)?(?:便利|药|书|商|门|超市|健身)店?|营业厅|自助|热线")
#: Set phrases that count nothing: 一天到晚, 三天两头, 20年一遇, 一年接着一年.
_IDLE = re.compile(r"到晚|到黑|两头|一遇|全天候|之计|(?<=(.))(?:接着?|又|更?比|复)一\1")
_IDLE_BEFORE = re.compile(r"(.)(?:接着?|又|更?比|复)一\1")
#: What makes a count of the bare hundred: 百年老店 counts nothing, 满百天 does.
_COUNTS_A_HUNDRED = frozenset("满近超逾战")
_RATE = re.compile(
    r"([一两二三四五六七八九十]{1,2}|[0-9]{1,2})"
    r"(?:测|检|次|查|消|报|访|轮(?![流到])|班(?!子)|练|餐|采|杀|换|送|调度|研判|清|巡|更|届|回|遍|趟|场|顿|熟|季|茬)"
)
_NUMERALS = frozenset("0123456789百千" + CHINESE)


def rate(text: str, at: int) -> tuple[int, float | None]:
    """Where the count of a rate ends (三天|两测) and what it counts; `at` if none stands there."""
    match = _RATE.match(text, at)
    return (match.end(), numerals.value(match[1])) if match else (at, None)


def number_at(text: str, at: int) -> Word | None:
    """The date, clock time or length whose number begins at a place of a text."""
    before = text[at - 1] if at else ""
    if before and text[at] in _NUMERALS:
        # 九万一日, 3.5点, 第3日: a number is read whole or not at all
        same = text[at] not in "0123456789" or before not in CHINESE  # 周五8:00
        if before in "万亿.．第" or (before in _NUMERALS and same):
            return None
    match = _NUMBERED.match(text, at) if text[at] in _DATES_FIRST else None
    if match and match.lastgroup:
        end = match.end()
        if _is_time(match.lastgroup, text, at, end):
            meaning = _meaning(match.lastgroup, match[0])
            if meaning:
                kind, name, number, second = meaning
                return Word(kind, at, end, name, number, second)
    return _duration(text, at) if text[at] in _LENGTHS_FIRST else None


def _is_time(form: str, text: str, start: int, end: int) -> bool:
    """Not a score (以3:2战胜), a number of points (三点要求) or a rate (一日三次)."""
    if form == "day":
        return not (text.startswith("一日", start) and _RATE.match(text, end))
    if form == "clock":
        little = text.startswith("一点", start) and text[end : end + 1] in ("都", "也", "就")
        return not little and not _CLOCK_NOT_BEFORE.match(text, end)
    if form == "colon":
        return not (
            _SCORE_BEFORE.search(text, max(0, start - 3), start) or _SCORE_AFTER.match(text, end)
        )
    return True


@lru_cache(maxsize=4096)  # the months, days and hours of a corpus are few
def _meaning(form: str, said: str) -> Meaning | None:
    if form == "iso":
        year, month, day = re.split(r"[-/.．]", said)
        return "date", year, int(month), int(day)
    if form == "date":
        year, month, day = re.fullmatch("(?:(.*)年)?(.*)月(.*)[日号]", said).groups("")
        number = numerals.value(year) if year else None
        return "date", f"{number:.0f}" if number else "", int(month), int(day)
    if form == "colon":
        hour, minute = re.split("[:：]", said)[:2]
        return "clock", "colon", int(hour), int(minute)
    if form == "decade":
        century, _, ten = said.removesuffix("年代").rpartition("世纪")
        return "decade", "", _century(century or "20") + int(numerals.value(ten) or 0), 0
    if form == "century":
        return "century", "", _century(said.removesuffix("世纪")), 0
    if form == "short":  # 07年8月, '77年
        short = int(said.strip("'’‘年"))
        return "year", "", short + (2000 if short < 50 else 1900), 0
    if form == "republic":
        number = said[2:-1]
        return "year", "", 1911 + (1 if number == "元" else numerals.value(number) or 0), 0
    if form == "fiscal":  # each company's own
        return "vague", "fiscal_year", 0, 0
    if form == "year":
        value = numerals.value(said.rstrip("年度 "))
        return ("year", "", value, 0) if value else None
    if form == "month":
        return "month", "", numerals.value(said.rstrip("月份 ")) or 1, 0  # 元月
    if form == "day":
        number = said.rstrip("日号 ")
        chinese = "" if number[0] in "0123456789" else "chinese"
        kind = "day_number" if said.endswith("号") else "day"
        return kind, chinese, numerals.value(number) or 0, 0
    if form == "to_hour":
        return _before_the_hour(said)
    return _clock(said)


def _before_the_hour(said: str) -> Meaning | None:
    """差十分八点 is ten to eight."""
    match = _TO_HOUR.fullmatch(said)
    hour = numerals.value(match["hour"]) if match else None
    if match is None or not hour:
        return None
    minutes = 15 if match["minute"] is None else int(numerals.value(match["minute"]) or 0)
    return "clock", "sure", hour - 1, 60 - minutes


def _century(said: str) -> int:
    """The year that a century's decades are counted from: 1900 for 20世纪 and 上世纪."""
    known = {"上": 1900, "上个": 1900, "本": 2000}.get(said)
    return known if known is not None else (int(numerals.value(said) or 20) - 1) * 100


def _clock(said: str) -> Meaning | None:
    match = _CLOCK.fullmatch(said)
    amount = numerals.read(match["hour"]) if match else None
    if match is None or amount is None or amount.at_least is None:
        return None
    minute = 0
    name = match["word"]
    if match["hour"][0] not in CHINESE or name in ("点钟", None):
        name = "sure"
    if match["half"]:
        minute, name = 30, "sure"
    elif match["quarter"]:
        minute, name = (15 if match["quarter"] in "一1" else 45), "sure"
    elif match["minute"] or match["bare"]:
        minute = int(numerals.value(match["minute"] or match["bare"]) or 0)
        name = "sure"
    if amount.value is None:  # 七八点
        name = "about"
    if amount.at_least == 24 and minute:
        return None
    return "clock", name, amount.at_least, minute


def _duration(text: str, at: int) -> Word | None:
    match = _DURATION.match(text, at)
    if not match or _no_duration(match, text):
        return None
    end, unit = match.end(), UNITS[match["unit"]]
    amount = _amount(match["amount"], match["mod"] or "")
    if amount is None:
        return None
    if match["ge_mod"] in ("多", "来") or match["tail"] in ("多", "余"):
        amount = numerals.Numeral(amount.value, amount.at_least, None)
    extra = 0.5 if match["ge_mod"] == "半" or match["tail"] == "半" else 0.0
    factor = 1.0
    if unit == "quarter_hour":
        unit, factor = "minute", 15.0
    elif match["small"]:
        smaller = _SMALLER.get((unit, match["small_unit"]))
        if smaller:
            unit, factor = smaller
            extra = (numerals.value(match["small"]) or 0) / factor
            if match["seconds"]:  # 2小时18分43秒
                unit, factor = "second", factor * 60
                extra += (numerals.value(match["seconds"]) or 0) / factor
        else:
            end = match.end("unit")  # 一天3分钟: two lengths
    elif match["hundredths"]:
        extra = int(match["hundredths"]) / 100
    return Word("duration", at, end, unit, numeral=_scaled(amount, extra, factor))


def _no_duration(match: re.Match[str], text: str) -> bool:
    amount, unit = match["amount"], match["unit"]
    end = match.end("unit") if match["small"] else match.end()
    before = text[match.start() - 1 : match.start()] if match.start() else ""
    rated = amount == "一" and bool(_RATE.match(text, end))  # 一日三次
    number_only = not match["mod"] and (amount[0] in "0123456789" or not amount.strip(CHINESE))
    return (
        (unit == "世纪" and not match["ge"])
        or (unit == "月" and not match["ge"] and amount not in ("数", "多", "半"))  # 三月: a date
        or (unit == "日" and number_only and not rated)  # 22日: a date
        or (unit in ("日夜", "日日夜夜") and not match["ge"])  # 17日夜里
        or (unit in ("夜", "晚") and (amount in ("半", "多", "数") or "." in amount))  # 3.15晚会
        or (unit in ("夜", "晚") and text[end : end + 1] in tuple(CHINESE))  # 早八晚八
        or (unit == "周" and bool(match["ge"]) and text[end : end + 1] in tuple("一二三四五六日"))
        or (unit == "秒" and amount == "一" and before in tuple("前后上下"))  # 前一秒还在…
        or (not amount.strip("百千万") and not match["mod"] and before not in _COUNTS_A_HUNDRED)
        or text[end : end + 1] in tuple(_NOT_AFTER_UNIT.get(unit, ""))
        or (unit == "小时" and amount == "24" and bool(_SHOP.match(text, end)))
        or bool(_IDLE.match(text, end))
        or bool(_IDLE_BEFORE.search(text, max(0, match.start() - 3), end))
    )


HALF = numerals.Numeral(0.5, 0.5, 0.5)


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
