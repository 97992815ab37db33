"""Numbers with what they name: 3月12日, 3月, 12日, 8点20分, 上世纪80年代.

A number is read whole or not at all: 九万一日 has no 一日.
"""

from __future__ import annotations

import re

from wucheng.language import numerals
from wucheng.times.phrases import Word
from wucheng.times.words.amounts import CHINESE, duration_at, rate
from wucheng.times.words.meanings import HOUR, MINUTE, meaning

_DATES_FIRST = frozenset("0123456789上本元民公廿差'’‘" + CHINESE)
_LENGTHS_FIRST = frozenset("0123456789百千好几数多半大小若俩仨上" + CHINESE)
FIRST = _DATES_FIRST | _LENGTHS_FIRST
_DASH = "[-—－–~～至到]"
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
    | (?:2[0-4]|[01]?[0-9])[:：][0-5][0-9](?:[:：][0-5][0-9])?(?![0-9:：%])
        (?:分(?!钟|之))?(?P<colon>)
    | (?:(?:[12][0-9]|二十一?|十[六七八九]|上个?|本)世纪)?
        (?:[0-9]0(?:[、至-][0-9]0)?|[一二三四五六七八九](?:[、至]?[一二三四五六七八九])?十
          |[一二三四五六七八九]十[、至][一二三四五六七八九]十)年代(?P<decade>)
    | (?:1[6-9]|2[01]|二十一?|十[六七八九]|上个?|本)世纪(?P<century>)
    | (?:['’‘][0-9]{{2}}年|0[0-9]年|[0-9]{{2}}年(?={_MONTH}月))(?P<short>)
    | (?:(?<=[（(])[0-9]{{3}}年(?=[）)—－至-])|(?<=年[至到—－-])[0-9]{{3}}年(?![间来内后前]))
        (?P<early>)
    | 公元(?:前?(?:[0-9]{{1,4}}|[一二三四五六七八九十百千零〇]{{1,9}})年|[0-9]{{1,4}}年)(?P<era>)
    | (?<![^（(])(?:1[0-9]|20)[0-9]{{2}}[ ]?[—－–～~-]{{1,2}}[ ]?(?:1[0-9]|20)[0-9]{{2}}(?=[）)，])
        (?P<years>)
    | (?:民国(?:元|[0-9]{{1,2}}|1[0-4][0-9]|[一二三四五六七八九十百零]{{1,6}})
        |1[0-4][0-9](?=年{_MONTH}月{_DAY}日))年(?P<republic>)
    | {_YEAR}财年(?:[上下]半年|第?[一二三四]季度)?(?P<fiscal>)
    | {_YEAR}(?:[ ]?年度?(?![级龄])|(?=(?:{_DASH}|、)(?:19|20)[0-9]{{2}}[ ]?年))(?P<year>)
    | (?:{_MONTH}|{_MONTH_CHINESE})
        (?:[ ]?月份?(?![龄饼大球光亮色路街]|革命|怀胎|花(?!开)|流火
            |(?<=三月)三(?=[\u4e00-\u9fff])(?![日号十次个天]))
          |(?=(?:{_DASH}|、){_MONTH}[ ]?月)|(?=、{_MONTH_CHINESE}月))(?P<month>)
    | (?:{_DAY}|{_DAY_CHINESE})
        (?:(?=(?:{_DASH}|、){_DAY}[ ]?日)|[ ]?日(?![元语本龄游])
          |[ ]?号(?!{_NOT_A_DAY}))(?P<day>)
    | 差(?:{MINUTE}分|一刻)(?:钟|到)?{HOUR}点(?:整)?(?P<to_hour>)
    | (?:[一两二三四五六七八九]{{2}}(?=[点时])|{HOUR})
        (?:(?=(?:{_DASH}|——){HOUR}[ ]?[时点])
          |[ ]?(?:点钟|点|时)
          (?:半|[一三13]刻|[ ]?{MINUTE}[ ]?分(?!钟|之)|整|[0-5][0-9](?![0-9.分]))?)(?P<clock>)
    """,
    re.VERBOSE,
)
#: What makes something else of 八点 and 一时: 三点要求, 两点一线, 一时间, 一点儿.
_CLOCK_NOT_BEFORE = re.compile(
    r"[间期代候段刻髦机光尚空效节任装速局事日辰差会]|(?<=时)常(?!态)|"
    r"建议|要求|意见|体会|启示|希望|措施|原因|说明|注意|经验|想法|共识|承诺|倡议|做法|思考|问题|"
    r"一线|对点|之间|的力|[评钱儿滴名阅缀击头赞燃亮面线心0-9]|位(?!于)"
)
_NEXT_MONTH = re.compile(rf"、({_MONTH}|{_MONTH_CHINESE})[ ]?月(?![0-9])")
_SCORE_BEFORE = re.compile("比分|[以比][ ]?$")
_SCORE_AFTER = re.compile("战胜|击败|获胜|领先|落后|取胜|的比分|力克|大胜|险胜")

NUMERALS = frozenset("0123456789百千" + CHINESE)


def number_at(text: str, at: int) -> Word | None:
    """The date, clock time or length whose number begins at a place of a text."""
    before = text[at - 1] if at else ""
    if before and text[at] in NUMERALS:
        # 九万一日, 3.5点, 第3日: a number is read whole or not at all
        same = text[at] not in "0123456789" or before not in CHINESE  # 周五8:00
        if before in "万亿.．第" or (before in NUMERALS and same):
            return None
    match = _NUMBERED.match(text, at) if text[at] in _DATES_FIRST else None
    if match and match.lastgroup:
        end = match.end()
        if _is_time(match.lastgroup, text, at, end):
            said = meaning(match.lastgroup, match[0])
            if said:
                kind, name, number, second = said
                return Word(kind, at, end, name, number, second)
    return duration_at(text, at) if text[at] in _LENGTHS_FIRST else None


def _is_time(form: str, text: str, start: int, end: int) -> bool:
    """Not a score (以3:2战胜), a number of points (三点要求) or a rate (一日三次)."""
    if form == "month" and text[end : end + 1] == "、" and text[end - 1] not in "月份":
        following = _NEXT_MONTH.match(text, end)  # 7、8月份, but 4、1月24日开学 is the fourth item
        month = numerals.value(text[start:end])
        return following is not None and numerals.value(following[1]) == (month or 0) + 1
    if form in ("day", "month"):  # 一日三次, 一月一次
        return not (text.startswith(("一日", "一月"), start) and rate(text, end)[1] is not None)
    if form == "clock":
        little = text.startswith("一点", start) and text[end : end + 1] in ("都", "也", "就")
        return not little and not _CLOCK_NOT_BEFORE.match(text, end)
    if form == "colon":
        return not (
            _SCORE_BEFORE.search(text, max(0, start - 3), start) or _SCORE_AFTER.match(text, end)
        )
    return True
