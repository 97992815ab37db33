"""Quantities: how many of what, as a text counts people, households, tests, hours and goods.

Calendar dates, clock times, house numbers, ordinals and 一 as a mere article are no quantities.
An hour or a day is one where it measures effort (连续10多个小时), not where it only places a thing
in time (两天后). A day that is counted (连续在一线工作的第46天) tells how many there were.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from wucheng.language import numerals

#: token, part of speech, start, end
Token = tuple[str, str, int, int]


@dataclass(frozen=True, slots=True)
class Quantity:
    """One counted amount. text[start_char:][:len(text)] is what is printed.

    An exact number has value == at_least == at_most; 6000+ has no upper bound; 三四 has bounds
    and no value; 约200 has a value and no bounds. `unit` is the measure word as printed, without
    the 个 of 三个小时. `noun` is the head noun that follows it, "" if none does.
    """

    text: str
    start_char: int
    value: float | None
    at_least: float | None
    at_most: float | None
    unit: str
    noun: str


#: Units of a scale. With these 一 is a number (一米), with the measure words below an article.
_SCALES = (
    "平方公里|平方千米|平方米|立方米|公里|千米|厘米|毫米|英里|华里|米|公顷|亩|公斤|千克|毫克|克|斤|吨"
    "|毫升|升|摄氏度|℃|°C|km|cm|mm|kg|ml|mL|g|m|个百分点|%|％|千瓦时|千瓦|元|块钱|美元|欧元|港元|倍"
    "|个?小时|个?钟头|刻钟|分钟|秒钟|秒|里(?=[路地外山长])"
)
_DAYS = "昼夜|天|夜|晚|宿(?!舍)|周岁|岁|周年|周|个?星期|个?月|年|代"
_MEASURES = (
    "人次|人份|台次|辆次|车次|班次|批次|场次|户次|件次|架次|例次|趟次|支队伍|名|户|位|人|口|例|个|家|条|张|份|件|套"
    "|箱|包|袋|瓶|盒|桶|辆|台|部|架|艘|枚|顶|床|间|座|所|处|栋|幢|单元|层|场|次|趟|遍|轮|批|起|宗|篇|字"
    "|句|封|本|册|幅|笔|单|剂次|剂|针|管|支|步|票|席|餐|顿|碗|杯|壶|锅|盘|双|对|组|排|行|列|块|粒|颗|株"
    "|棵|匹|头|只|尾|项|款|种|类|样|段|道|面|把|根|捆|卷|串|束|朵|盏|扇|股|页|班|队|公分|片|门|分|副|罐|筐|篮|担|桩|拨|缸|坛"
)
#: Units of time in which a bare number after 前 or before 后 places something and counts nothing.
_TIME = (
    "昼夜",
    "天",
    "夜",
    "晚",
    "周年",
    "周",
    "星期",
    "月",
    "年",
    "小时",
    "钟头",
    "分钟",
    "秒钟",
    "秒",
)

_NUMBER = numerals.PATTERN
_LINK = r"[-－—~～至到]{1,2}"
_BEFORE = {
    "没低于": "至少", "没少于": "至少", "未低于": "至少", "未少于": "至少",
    "至少": "至少", "起码": "至少", "不少于": "至少", "不低于": "至少", "不下于": "至少",
    "不下": "至少", "超过": "超过", "突破": "超过", "超": "超过", "逾": "超过",
    "不超过": "不超过", "最多": "至多", "至多": "至多", "不到": "不到", "不足": "不足",
    "少于": "少于", "低于": "少于", "未满": "不足", "将近": "近", "接近": "近",
    "约": "约", "大约": "约", "大概": "约", "大致": "约", "差不多": "约", "上": "上", "近": "近",
}  # fmt: skip
#: 上 in 早上, 近 in 附近 and 约 in 预约 belong to another word; 上 bounds only a round number.
_PREFIX = (
    "(?:"
    + "|".join(sorted((word for word in _BEFORE if len(word) > 1), key=len, reverse=True))
    + "|(?<![早晚马])上(?=[十百千万亿])|(?<![附最就靠远临亲])近|(?<![预签节合契制])约|(?<!高)超|逾)"
)
_AFTER = {
    "以上": "至少", "以下": "至多", "以内": "至多", "之内": "至多", "内": "至多",
    "不到": "不到", "左右": "约", "上下": "约",
}  # fmt: skip
_SUFFIX = r"以上|以下|以内|之内|内(?![部容外])|左右|上下|不到(?=[的，。；、]|$)"

#: What looks like a quantity and is none. The scanner steps over these whole.
_IDIOMS = (
    "千家万户|千门万户|家家户户|千言万语|千军万马|千山万水|千辛万苦|千方百计|千篇一律|千丝万缕|千头万绪"
    "|千差万别|千变万化|千里迢迢|万家灯火|万水千山|万众一心|万无一失|百家争鸣|百花齐放|三番五次|三番两次"
    "|三言两语|三五成群|三三两两|三心二意|两全其美|一举两得|四面八方|五湖四海|五花八门|七上八下|七嘴八舌"
    "|七手八脚|十全十美|十万火急|九牛一毛|一五一十|四通八达|三头六臂|三步并作两步|一传十|十传百|十有八九"
    "|三位一体|五位一体|四位一体|两位一体|多位一体|两个维护|四个意识|四个自信|两个确立|三个代表|四个全面"
    "|两个一百年|两学一做|三会一课|三严三实|两不愁|八项规定|四风|双一流|十分(?![之钟])|万分(?!之)|百分百"
    "|一分一秒|分分秒秒|两口子|一米线|七天酒店|七天连锁|百步亭|三亩地|万家|百家姓|三家村|五家渠|九门口"
    "|三门峡|五台山|三台县|九台区|五棵松|三元[里桥区]|六盘水|五道口|十里八乡|三顾茅庐|三道[岭林]|唯一一"
)
_COUNT = r"(?:[0-9０-９]{1,4}|[〇零一二两三四五六七八九十廿卅]{1,4})"
_SKIP = "|".join(
    (
        _IDIOMS,
        r"第(?:[0-9０-９]{1,6}|[〇零一二三四五六七八九十百千]{1,8})"
        r"(?:(?:、|和|及|[-－—~～至到])第?(?:[0-9０-９]{1,6}|[〇零一二三四五六七八九十百]{1,6}))*",
        r"[A-Za-zＡ-Ｚａ-ｚ][-－]?[0-9０-９]+",  # G219, N95, COVID-19
        r"[0-9０-９]{1,2}[:：][0-9０-９]{2}(?:[:：][0-9０-９]{2})?",
        r"(?:[0-9０-９]{4}|[〇零○一二三四五六七八九]{4})(?:年度?|[-－—至][0-9０-９]{4}年)",
        rf"(?:{_COUNT}年)?{_COUNT}月(?:份|底|初|中旬|上旬|下旬)?(?:{_COUNT}[日号])?",
        rf"{_COUNT}(?:年代|号(?!召)|后(?=[^，。；]{{0,2}}[青志小女男党护医年]))",
        rf"(?:凌晨|早上|早晨|清晨|上午|中午|下午|傍晚|晚上|夜里|深夜)?{_COUNT}[点时]"
        rf"(?:半|整|钟|许|[一二三]刻|过?{_COUNT}分(?:{_COUNT}秒)?)?",
        rf"{_COUNT}分之{_COUNT}",
        r"[5-90][0-9]年(?=[我他她那春夏秋冬底初]|大水|洪水|抗洪)",  # 98年我守的就是这一段
        r"[一二三四五六七八九]([包查对])[一二三四五六七八九](?:\1|(?![十百千万个多]))",
        r"[二三四五六七八九]个一(?=[”’]|工程|活动|特色)",
        r"四处(?=[奔找买打寻求筹张联做走搜询问看])",
        r"(?:五|七|九|[579])座(?=面包|商务|客车|轿车|小车|车)",
        r"[0-9０-９]{5,}(?=[^0-9]{0,4}热线)",
        rf"{_COUNT}天{_COUNT}[测检]",
    )
)
_SCAN = re.compile(
    rf"第(?P<nth>{_NUMBER})天"
    rf"|(?P<skip>{_SKIP})"
    rf"|(?P<prefix>{_PREFIX})?(?:"
    rf"百分之(?P<percent>{_NUMBER})"
    rf"|半个?(?P<half>小时|钟头|天|年|月|星期|公里)"
    rf"|(?P<number>{_NUMBER}(?:{_LINK}{_NUMBER})?)(?P<more>个[多余半])?"
    rf"(?:(?P<scale>{_SCALES})|(?P<days>{_DAYS})|(?P<measure>{_MEASURES})|(?P<date>日)|)"
    rf"(?P<tail>[多余半](?=[的，。；、]|$|时间))?"
    rf")(?P<suffix>{_SUFFIX})?"
)
_HOURS = ("小时", "钟头", "分钟", "秒钟", "秒")
_BUILDING = frozenset(("栋", "幢", "单元", "门", "层", "排"))
_BUILDING_NOUN = re.compile(r"(?:居民)?(?:楼|住宅|房|别墅|高层|建筑|公寓|宿舍|厂房|大棚)")
_COUNTING = re.compile(r"(?:共计?|有|计|涉及|等|新建|包括|累计|仅|整)\Z")
_POSITION = re.compile(r"[多余]?(?:之|以)?[前后](?![期续勤台])")
_NEARBY = re.compile(r"(?:[这那前后头近每]|(?<![早晚马])上|下|最近|过去)\Z")
_LATELY = re.compile(r"来|，")
#: After a number without a unit that is no count: 超3公里 has its unit, 近3号线 is a name.
_NOT_ALONE = re.compile(r"[A-Za-z0-9号点时月年分#:：.]")
#: What a number counts without a measure word: 数万居民, 几百师生.
_PEOPLE = re.compile(
    "居民|群众|村民|市民|师生|学生|干部|党员|志愿者|职工|民众|百姓|观众|乘客|旅客|游客"
)
_TELLING = re.compile(r"(?:只有|仅有|仅|共|共计|不止|连续|整整|只剩|新增|唯独)\Z")
_RUNNING = re.compile(r"(?:连续|持续|坚守|坚持|奋战|值守)[^，。；！？]{0,20}\Z")

_NOMINAL = ("n", "vn", "an", "b", "j")
#: Verbs that stand before a noun as part of its name: 值守卡点, 接触人员, 隔离酒店.
_NAMING = re.compile(
    "值守|检测|隔离|采样|采集|防控|管理|服务|接触|工作|办公|消毒|防护|监测|检查|救援|救灾|应急|安置|巡逻|巡查"
    "|密切|困难|独居|重点|高危|执勤|志愿|下沉|返乡|返回|在校|医护|医务|出入|申请|宣传|培训|救助"
)
_ALL = frozenset(("全部", "轮流上岗", "全体", "大家", "自己", "时间", "以来", "期间", "左右"))
_PERSON = tuple("者员民众生士师兵干部长人户童妇")


def read(text: str, tokens: Sequence[Token] = ()) -> list[Quantity]:
    """The quantities of a text in order of place. With its tokens, the counted noun as well."""
    made = (_quantity(text, match, tokens) for match in _SCAN.finditer(text))
    return [quantity for quantity in made if quantity]


def _quantity(text: str, match: re.Match[str], tokens: Sequence[Token]) -> Quantity | None:
    start, end = match.span()
    if match["skip"]:
        return None
    if match["nth"]:
        running = _RUNNING.search(text[max(0, start - 24) : start])
        return _make(text, start, end, match["nth"], "天") if running else None
    bound = _bound(match["prefix"], match["suffix"])
    if match["percent"]:
        return _make(text, start, end, bound + match["percent"], "%")
    if match["half"]:
        placed = _POSITION.match(text, end) or _NEARBY.search(text[max(0, start - 2) : start])
        return None if placed else _make(text, start, end, bound, match["half"], extra=0.5)
    unit = match["scale"] or match["days"] or match["measure"] or match["date"] or ""
    if unit not in ("个", "个百分点"):
        unit = unit.removeprefix("个")
    if _is_other(text, match, unit):
        return None
    more = (match["more"] or "")[1:] + (match["tail"] or "")
    quantity = _make(text, start, end, bound + match["number"], unit, extra=0.5 * ("半" in more))
    if not quantity:
        return None
    if more and "半" not in more and quantity.value is not None:
        quantity = replace(quantity, at_least=quantity.value, at_most=None)
    return replace(quantity, noun=_noun(text, end, tokens)) if unit else quantity


def _is_other(text: str, match: re.Match[str], unit: str) -> bool:
    """A number with a unit that still counts nothing: an article, an address, a place in time."""
    number = match["number"]
    before = text[max(0, match.start() - 6) : match.start()]
    if not unit:
        return not _counts_alone(text, match)
    if before.endswith(("几", "数")) or (unit == "月" and "个" not in match.group()):
        return True
    if number[-1] == "来" and number[-2:-1] not in ("十", "百", "千", "万", "0", "０"):
        return True
    bounded = any(match[group] for group in ("prefix", "suffix", "more", "tail"))
    if unit == "日":
        few = number[0] in "数几" or before.endswith(("连续", "历时", "为期"))
        return not (match["suffix"] or few)
    if unit in _BUILDING:
        return not _counts_buildings(text, match, before, bounded=bounded)
    if unit == "座" and before.endswith(("住在", "家住")):
        return True
    if number == "一" and not match["scale"] and not bounded:
        return not _TELLING.search(before)
    return unit in _TIME and _is_place_in_time(text, match, unit, before)


def _counts_alone(text: str, match: re.Match[str]) -> bool:
    """Whether a number without a unit counts: 1000多, 近千, 数万居民."""
    number, end = match["number"], match.end()
    loose = bool(re.search("[多余+＋]", number)) or bool(match["prefix"])
    people = number[0] in "几数" and _PEOPLE.match(text, end)
    return bool(loose or people) and len(number) > 1 and not _NOT_ALONE.match(text, end)


def _counts_buildings(text: str, match: re.Match[str], before: str, *, bounded: bool) -> bool:
    """Whether a number of buildings or floors counts them and is no address (3栋2单元)."""
    number = match["number"]
    if match["suffix"] in ("内", "以内", "之内"):
        return False
    loose = bounded or number[-1] in "多余几+＋" or number[0] in "几数"
    return bool(loose or _BUILDING_NOUN.match(text, match.end()) or _COUNTING.search(before))


def _is_place_in_time(text: str, match: re.Match[str], unit: str, before: str) -> bool:
    """Whether a length of time says when: 三天后, 这几天, 近两年来; 百年 counts nothing either."""
    number, end = match["number"], match.end()
    small = number in ("几", "两", "三", "一")
    return (
        (not match["suffix"] and _POSITION.match(text, end) is not None)
        or (small and _NEARBY.search(before) is not None and not _is_part_of_day(before, unit))
        or (match["prefix"] == "近" and small and _LATELY.match(text, end) is not None)
        or (unit == "年" and number in ("百", "千", "万", "百万", "千万"))
    )


def _is_part_of_day(before: str, unit: str) -> bool:
    """Whether 上 or 下 before hours may belong to what goes before: 晚上三个小时, 楼下两分钟."""
    return unit in _HOURS and before.endswith(("上", "下", "近"))


def _bound(prefix: str | None, suffix: str | None) -> str:
    """What bounds the number, in the words that `numerals` knows; 约20分钟以内 is at most 20."""
    before, after = _BEFORE.get(prefix or "", ""), _AFTER.get(suffix or "", "")
    return after if after and (not before or before == "约") else before


def _make(
    text: str, start: int, end: int, number: str, unit: str, *, extra: float = 0
) -> Quantity | None:
    """A quantity of the number with its bound in front; None if it is no number after all.

    `extra` is the half of 三个半小时; 半小时 is nothing and a half.
    """
    read = numerals.read(number) or (numerals.read(number + "零") if extra else None)
    if read is None:
        return None
    value, low, high = (
        None if bound is None else float(bound + extra)
        for bound in (read.value, read.at_least, read.at_most)
    )
    return Quantity(text[start:end], start, value, low, high, unit, "")


def _noun(text: str, end: int, tokens: Sequence[Token]) -> str:
    """The noun phrase that begins where the unit ends, up to its head; "" if none does."""
    first = bisect_right(tokens, end, key=lambda token: token[3])
    head = 0
    for _, pos, start, stop in tokens[first : first + 6]:
        word = text[max(start, end) : stop]
        if pos.startswith(_NOMINAL) and word not in _ALL and not pos.startswith("nr"):
            if head and text[head - 1] in _PERSON and word[-1] not in _PERSON:
                break
            head = stop
        elif not (_NAMING.fullmatch(word) or pos == "a") or (head and text[head - 1] in _PERSON):
            break
    return text[end:head] if head else ""
