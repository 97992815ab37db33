"""The words that time expressions are made of, found in one pass over a text.

`words(text)` gives the pieces in order: 3月 is one piece, 12日 the next, 早上 another. What they
mean together is the grammar's affair (timegrammar.py), and which date that is the reader's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from wucheng import numerals
from wucheng.times import timelexicon


@dataclass(frozen=True, slots=True)
class Word:
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


def _compile() -> tuple[dict[str, re.Pattern[str]], dict[str, timelexicon.Entry]]:
    meaning: dict[str, timelexicon.Entry] = {}
    for entry in timelexicon.entries():
        meaning.setdefault(entry[0], entry)
    by_first: dict[str, list[str]] = {}
    for word in sorted(meaning, key=lambda word: (-len(word), word)):
        source = re.escape(word)
        if word in timelexicon.NOT_BEFORE:
            source += f"(?!{timelexicon.NOT_BEFORE[word]})"
        if word in timelexicon.NOT_AFTER:
            source = f"(?<![{timelexicon.NOT_AFTER[word]}])" + source
        by_first.setdefault(word[0], []).append(source)
    return {first: re.compile("|".join(all_)) for first, all_ in by_first.items()}, meaning


_BY_FIRST, _MEANING = _compile()

_CN = "〇○零一二两三四五六七八九十"
_DASH = "[-—－~～至到]"
_HOUR = "(?:2[0-4]|[01]?[0-9]|二十[一二三四]?|十[一二三四五六七八九]?|[零〇一二两三四五六七八九])"
_MINUTE = "(?:[0-5]?[0-9]|[二三四五]?十[一二三四五六七八九]?|[零〇]?[一二三四五六七八九])"
_YEAR = "(?:(?:1[6-9]|20|21)[0-9]{2}|[一二][〇○零九八][〇○零一二三四五六七八九]{2})"
_MONTH = "(?:1[0-2]|0?[1-9])"
_MONTH_CHINESE = "(?:十[一二]?|[一二三四五六七八九元])"
_DAY = "(?:3[01]|[12][0-9]|0?[1-9])"
_DAY_CHINESE = "(?:三十一?|二十[一二三四五六七八九]?|十[一二三四五六七八九]?|[一二三四五六七八九])"
#: Where a building, a bus or a product may be meant: 3号楼, 2号线.
_NOT_A_DAY = "[夜线楼院房店机车员厅门栋仓馆口桥台站地库文本舱棚点病码坑井船艇舰公园桌岗]|单元"
_NUMBERED = re.compile(
    rf"""
      (?P<iso>(?:19|20)[0-9]{{2}}(?P<sep>[-/.．])(?:1[0-2]|0?[1-9])(?P=sep){_DAY}(?![0-9.]))
    | (?P<hm>(?:2[0-4]|[01]?[0-9])[:：][0-5][0-9](?:[:：][0-5][0-9])?(?![0-9:：%]))
    | (?:(?P<cent>[12][0-9]|二十一?|十[六七八九]|上个?|本)世纪)?
        (?P<ten>[0-9]0|[一二三四五六七八九]十)年代
    | (?P<century>1[6-9]|2[01]|二十一?|十[六七八九]|上个?|本)世纪
    | (?P<shortyear>[0-9]{{2}})年(?={_MONTH}月)
    | (?P<year>{_YEAR})(?:[ ]?年度?(?![级龄])|(?={_DASH}(?:19|20)[0-9]{{2}}[ ]?年))
    | (?P<month>{_MONTH}|{_MONTH_CHINESE})
        (?:[ ]?月份?(?![龄饼大球光亮色]|革命|怀胎)|(?={_DASH}{_MONTH}[ ]?月))
    | (?P<nthday>{_DAY}|{_DAY_CHINESE})
        (?:(?=(?:{_DASH}|、){_DAY}[ ]?日)|[ ]?日(?![元语本龄游])|[ ]?(?P<hao>号)(?!{_NOT_A_DAY}))
    | (?P<clockhour>[一两二三四五六七八九]{{2}}(?=[点时])|{_HOUR})
        (?:(?=(?:{_DASH}|——){_HOUR}[ ]?[时点])
          |[ ]?(?P<clockword>点钟|点|时)
          (?:(?P<half>半)|(?P<quarter>[一三13])刻|[ ]?(?P<minute>{_MINUTE})[ ]?分(?!钟|之)|整
            |(?P<bareminute>[0-5][0-9])(?![0-9.分]))?)
    """,
    re.VERBOSE,
)
#: What makes something else of 八点 and 一时: 三点要求, 两点一线, 一时间, 一点儿.
_CLOCK_NOT_BEFORE = re.compile(
    r"[间期代候段刻髦机光尚空效节任装速局事日辰差会]|常(?!态)|"
    r"建议|要求|意见|体会|启示|希望|措施|原因|说明|注意|经验|想法|共识|承诺|倡议|做法|思考|问题|"
    r"一线|对点|之间|的力|[评钱儿滴名阅缀击头赞燃亮位面线心都也0-9]"
)
_SCORE_BEFORE = re.compile("比分|[以比][ ]?$")
_SCORE_AFTER = re.compile("战胜|击败|获胜|领先|落后|取胜|的比分|力克|大胜|险胜")

_AMOUNT = (
    r"(?:[0-9]{1,4}[-—~～至到][0-9]{1,4}|[一二两三四五六七八九十][至到][一二两三四五六七八九十]"
    r"|[0-9]{1,6}(?:\.[0-9]{1,2})?[百千万]?|[一二两三四五六七八九十百千零]{1,8}"
    r"|好?几(?:十|百)?|数(?:十|百)?|好?多|若干|[大小]?半|俩|仨)"
)
# fmt: off
_UNITS = {
    "秒": "second", "秒钟": "second", "分钟": "minute", "刻钟": "quarter_hour", "小时": "hour",
    "钟头": "hour", "天": "day", "日": "day", "昼夜": "day", "日夜": "day", "工作日": "day",
    "日日夜夜": "day",
    "夜": "night", "晚": "night", "夜晚": "night", "晚上": "night", "周": "week", "星期": "week",
    "礼拜": "week", "月": "month", "季度": "quarter", "年": "year", "年头": "year",
    "世纪": "century",
}
# fmt: on
_UNIT = "(?:" + "|".join(sorted(_UNITS, key=len, reverse=True)) + ")"
_DURATION = re.compile(
    rf"(?P<amount>{_AMOUNT})(?P<mod>多|余|来|几)?"
    rf"(?P<ge>个)?(?P<ge_mod>多|半|来)? ?(?P<unit>{_UNIT})"
    r"(?:(?P<tail>半|多|余)(?![个天小夜月])"
    r"|零(?P<months>[一二两三四五六七八九十]{1,3}|[0-9]{1,2})个月)?"
)
#: What makes something else of a number and its unit: 三年级, 一周年, 九天津, 一天天.
_NOT_AFTER_UNIT = {
    "年": "级龄代报刊度",
    "日": "级龄报刊",
    "天": "津空河坛台然窗门天",
    "周": "边围期年岁末龄报刊",
    "月": "饼球亮光",
}
_ORDINAL = re.compile(
    rf"第(?P<nth>[0-9]{{1,5}}|[{_CN}百千]{{1,8}})个?"
    r"(?P<unit>天|日|周|星期|月|年|夜晚?|晚|昼夜|工作日)(?![级龄度赛报刊])"
)
_EVERY_AMOUNT = re.compile(
    rf"每(?:间?隔)?(?P<amount>[0-9]{{1,4}}(?:\.[0-9])?|[{_CN}百半几]{{1,4}})个?(?P<half>半)?"
    r"(?P<unit>分钟|小时|钟头|天|日|周|星期|月|年|季度)"
    r"|每[个逢到]?(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天])"
)
_LUNAR = re.compile(
    r"(?:(?:农历|阴历)(?P<m>正月|冬月|腊月|十[一二]?月|[一二三四五六七八九]月)"
    r"|(?P<named>正月|冬月|腊月)|(?P<great>大年))"
    r"(?P<d>初[一二三四五六七八九十]|[一二]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|三十)?"
    r"|(?P<bare>初[一二三四五六七八九十])(?![中高级期三一二年学届班毕女男生]|的学)"
)
_RATE = re.compile(
    r"([一两二三四五六七八九十]{1,2}|[0-9]{1,2})"
    r"(?:测|检|次|查|消|报|访|轮(?![流到])|班(?!子)|练|餐|采|杀|换|送|调度|研判|清|巡|更|届|回|遍|趟)"
)

_DIGIT_OR_NUMERAL = frozenset("0123456789百千" + _CN)
_AMOUNT_FIRST = frozenset("0123456789百千好几数多半大小若俩仨上本元" + _CN)
_LUNAR_FIRST = frozenset("农阴正冬腊大初")
_TRIGGER = re.compile(
    "[" + re.escape("".join(sorted({*_BY_FIRST, *_AMOUNT_FIRST, *_LUNAR_FIRST, "每", "第"}))) + "]"
)
_NARROW = str.maketrans("０１２３４５６７８９", "0123456789")


def narrow(text: str) -> str:
    """Full-width digits made half-width; every character keeps its place."""
    return text.translate(_NARROW)


def words(text: str) -> list[Word]:
    """The pieces of time expressions in a text (half-width digits), left to right, disjoint."""
    found: list[Word] = []
    position = 0
    for match in _TRIGGER.finditer(text):
        at = match.start()
        if at < position:
            continue
        word = _word_at(text, at)
        if word:
            found.append(word)
            position = word.end
        elif text[at] in "0123456789":
            position = _past_number(text, at)
    return found


def rate(text: str, at: int) -> tuple[int, float | None]:
    """Where the count of a rate ends (三天|两测) and what it counts; `at` if none stands there."""
    match = _RATE.match(text, at)
    return (match.end(), numerals.value(match[1])) if match else (at, None)


def _past_number(text: str, at: int) -> int:
    """Behind the digits of a number that is no time, so that none of its tails is read as one."""
    end = at
    while end < len(text) and text[end] in "0123456789.":
        end += 1
    return end


def _word_at(text: str, at: int) -> Word | None:
    first = text[at]
    word: Word | None = None
    if first == "每":
        word = _every(text, at)
    elif first == "第":
        word = _ordinal(text, at)
    elif first in _LUNAR_FIRST:
        word = _lunar(text, at)
    if word:
        return word
    listed = _BY_FIRST.get(first)
    match = listed.match(text, at) if listed else None
    if match:
        _, kind, name, number = _MEANING[match[0]]
        word = Word(kind, at, match.end(), name, number)
    if first in _AMOUNT_FIRST:
        numbered = _number_at(text, at)
        if numbered and (word is None or numbered.end > word.end):
            return numbered
    return word


def _every(text: str, at: int) -> Word | None:
    match = _EVERY_AMOUNT.match(text, at)
    if not match:
        return None
    if match["weekday"]:
        weekday = timelexicon.WEEKDAYS[match["weekday"]]
        return Word("every", at, match.end(), "week", 1, second=weekday + 1)
    amount = _HALF if match["amount"] == "半" else numerals.read(match["amount"])
    if amount is None or amount.middle is None:
        return None
    number = amount.middle + (0.5 if match["half"] else 0)
    return Word("every", at, match.end(), _UNITS[match["unit"]], number)


def _ordinal(text: str, at: int) -> Word | None:
    match = _ORDINAL.match(text, at)
    if not match or match[0] in ("第二天", "第二日", "第二年"):
        return None
    amount = numerals.read(match["nth"])
    if amount is None or amount.at_least is None:
        return None
    return Word("ordinal", at, match.end(), _UNITS[match["unit"]], amount.at_least)


def _lunar(text: str, at: int) -> Word | None:
    match = _LUNAR.match(text, at)
    if not match or text.startswith("寒冬腊月", max(0, at - 2)):
        return None
    if match["bare"]:
        return Word("lunar", at, match.end(), "bare", 1, _lunar_number(match["bare"]))
    month_word = match["m"] or match["named"] or "正月"
    special = {"正月": 1, "冬月": 11, "腊月": 12}
    number = special.get(month_word) or int(numerals.value(month_word.removesuffix("月")) or 0)
    if not match["d"]:
        return None if match["great"] else Word("lunar_month", at, match.end(), "", number)
    day = _lunar_number(match["d"])
    if match["great"] and day == 30:  # 大年三十 is the last day of the old year
        return Word("holiday", at, match.end(), "除夕")
    return Word("lunar", at, match.end(), "", number, day)


def _lunar_number(text: str) -> int:
    return int(numerals.value(text.removeprefix("初")) or 0)


def _number_at(text: str, at: int) -> Word | None:
    before = text[at - 1] if at else ""
    if before and text[at] in _DIGIT_OR_NUMERAL:
        # 九万一日, 3.5点, 第3日: a number is read whole or not at all
        same = text[at] not in "0123456789" or before not in _CN  # 周五8:00
        if before in "万亿.．第" or (before in _DIGIT_OR_NUMERAL and same):
            return None
    match = _NUMBERED.match(text, at)
    duration = _duration(text, at)
    word = _numbered(match, text) if match else None
    if word and (duration is None or word.end >= duration.end):
        return word
    return duration


def _numbered(match: re.Match[str], text: str) -> Word | None:
    at, end = match.span()
    if match["iso"]:
        parts = re.split(r"[-/.．]", match["iso"])
        return Word("iso", at, end, parts[0], int(parts[1]), int(parts[2]))
    if match["hm"]:
        if _SCORE_BEFORE.search(text, max(0, at - 3), at) or _SCORE_AFTER.match(text, end):
            return None
        hour, minute = re.split("[:：]", match["hm"])[:2]
        return Word("clock", at, end, "colon", int(hour), int(minute))
    if match["ten"]:
        return _decade(match)
    if match["century"]:
        return Word("century", at, end, "", _century(match["century"]))
    if match["shortyear"]:  # 07年8月
        short = int(match["shortyear"])
        return Word("year", at, end, "", short + (2000 if short < 50 else 1900))
    if match["year"]:
        value = numerals.value(match["year"])
        return Word("year", at, end, "", value) if value else None
    if match["month"]:
        return Word("month", at, end, "", numerals.value(match["month"]) or 1)  # 元月
    if match["nthday"]:
        chinese = "" if match["nthday"][0] in "0123456789" else "chinese"
        kind = "day_number" if match["hao"] else "day"
        return Word(kind, at, end, chinese, numerals.value(match["nthday"]) or 0)
    return _clock(match, text)


def _decade(match: re.Match[str]) -> Word:
    century = _century(match["cent"] or "20")
    ten = int(numerals.value(match["ten"]) or 0)
    return Word("decade", match.start(), match.end(), "", century + ten)


def _century(text: str) -> int:
    """The year that a century's decades are counted from: 1900 for 20世纪 and 上世纪."""
    known = {"上": 1900, "上个": 1900, "本": 2000}.get(text)
    return known if known is not None else (int(numerals.value(text) or 20) - 1) * 100


def _clock(match: re.Match[str], text: str) -> Word | None:
    at, end = match.span()
    amount = numerals.read(match["clockhour"])
    if amount is None or amount.at_least is None or _CLOCK_NOT_BEFORE.match(text, end):
        return None
    minute = 0
    name = match["clockword"]
    if match["clockhour"][0] not in _CN or name in ("点钟", None):
        name = "sure"
    if match["half"]:
        minute, name = 30, "sure"
    elif match["quarter"]:
        minute, name = (15 if match["quarter"] in "一1" else 45), "sure"
    elif match["minute"] or match["bareminute"]:
        minute = int(numerals.value(match["minute"] or match["bareminute"]) or 0)
        name = "sure"
    if amount.value is None:  # 七八点
        name = "about"
    if amount.at_least == 24 and minute:
        return None
    return Word("clock", at, end, name, amount.at_least, minute)


def _duration(text: str, at: int) -> Word | None:
    match = _DURATION.match(text, at)
    if not match or _no_duration(match, text):
        return None
    end, unit = match.end(), _UNITS[match["unit"]]
    amount = _amount(match["amount"], match["mod"] or "")
    if amount is None:
        return None
    if match["ge_mod"] in ("多", "来") or match["tail"] in ("多", "余"):
        amount = numerals.Numeral(amount.value, amount.at_least, None)
    extra = 0.5 if match["ge_mod"] == "半" or match["tail"] == "半" else 0.0
    factor = 1.0
    if unit == "quarter_hour":
        unit, factor = "minute", 15.0
    elif match["months"]:  # 一年零八个月
        unit, factor = "month", 12.0
        extra = (numerals.value(match["months"]) or 0) / 12
    return Word("duration", at, end, unit, numeral=_scaled(amount, extra, factor))


def _no_duration(match: re.Match[str], text: str) -> bool:
    amount, unit, end = match["amount"], match["unit"], match.end()
    number_only = not match["mod"] and (amount[0] in "0123456789" or not amount.strip(_CN))
    return (
        (unit == "世纪" and not match["ge"])
        or (unit == "月" and not match["ge"] and amount not in ("数", "多", "半"))  # 三月: a date
        or (unit == "日" and number_only)  # 22日: a date
        or (unit in ("日夜", "日日夜夜") and not match["ge"])  # 17日夜里
        or (unit in ("夜", "晚") and amount in ("半", "多", "数"))
        or (unit in ("夜", "晚") and text[end : end + 1] in tuple(_CN))  # 早八晚八
        or (not amount.strip("百千万") and not match["mod"])  # 百年老店, 千百年来: no count
        or text[end : end + 1] in tuple(_NOT_AFTER_UNIT.get(unit, ""))
        or text.startswith(("到晚", "到黑"), end)
        or (match.start() > 0 and text[match.start() - 1] == "复")  # 年复一年
    )


_HALF = numerals.Numeral(0.5, 0.5, 0.5)


def _amount(amount: str, mod: str) -> numerals.Numeral | None:
    if amount.endswith("半"):
        return _HALF
    if amount in ("多", "好多", "若干"):
        return numerals.Numeral(None, 2, None)
    return numerals.read(amount.replace("俩", "两").replace("仨", "三") + mod)


def _scaled(amount: numerals.Numeral, extra: float, factor: float) -> numerals.Numeral:
    value, low, high = (
        None if bound is None else round((bound + extra) * factor, 6)
        for bound in (amount.value, amount.at_least, amount.at_most)
    )
    return numerals.Numeral(value, low, high)
