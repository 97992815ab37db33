"""The vocabulary of time in Chinese news: closed classes of words.

Each entry is (word, kind, name, number): 昨晚 is a "day_from_text" with number -1. The scanner
(words.py) takes the longest word that stands at a place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from wucheng.times import holidays

Entry = tuple[str, str, str, float]

WEEKDAYS = {day: number for number, day in enumerate("一二三四五六日")} | {"天": 6}

#: 那天 may point at a day that the text never names, so it only reaches a sentence back.
NEAR_ONLY = frozenset(
    "那天 那一天 那晚 那一晚 那夜 这天 这一天 这晚 同一天 前一天 前一日 前一晚 前一夜 "
    "头一天 头天".split()
)

_PARTS = {
    "dawn": "凌晨 拂晓 黎明 凌晨时分",
    "morning": "清晨 早晨 早上 一早 一大早 大清早 清早 上午",
    "noon": "中午 正午 午间 晌午",
    "afternoon": "下午 午后",
    "evening": "傍晚 黄昏 傍晚时分 晚上 晚间 夜晚",
    "night": "夜里 夜间 子夜 深夜 半夜 半夜三更 大半夜 午夜 深更半夜 后半夜 前半夜 连夜 深夜里",
    "day": "白天",
}
#: Parts that are words for a time only beside a date or a clock: 早8点, 20日晚, 除夕夜.
_BOUND_PARTS = {"morning": "早 晨", "evening": "晚", "night": "夜"}

_VAGUE = {
    "recent_days": "近日 日前 近几天 近几日 近两天 近两日 这几天 这些天 这几日 "
    "连日来 连日 多日来 这一周 这一周来",
    "recent_pair": "这两天 这两日",
    "recent_month": "近期 最近 近来 近段时间 最近一段时间 这段时间 这段日子 这阵子",
    "some_time_ago": "前段时间 前一段时间 前些日子 前段日子 前阵子 前一阵 前一阵子 "
    "前不久 不久前 前些时候 不久之前",
    "some_days_ago": "前些天 前几天 前几日 前些日",
    "pair_of_days_ago": "前两天 前两日",
    "future": "今后 将来",
    "long": "长期以来 一直以来 长久以来 多年来 多年以来 一段时间以来 几年来 数年来 "
    "几天来 数天来 数日来 几个月来 数月来 几十年来 数十年来 千百年来 数百年来 "
    "有史以来 自古以来",
    "then": "当时 那时 那时候 那会儿 届时 那段时间 那段日子 那一阵 那一阵子 "
    "那几天 那些天 那几日 那阵子 此时",
    "school_term": "新学期 新学年 新的学期 新的学年 本学年 "
    "本学期 这学期 这个学期 上学期 上个学期 下学期 下个学期 "
    "上学期末 本学期末 学期末",
    "school_holidays": "寒假期间 暑假期间 寒暑假期间 暑期期间 寒假里 暑假里",
    "travel_season": "春运期间",
    "days_off": "节假日 节假日期间",
    "season_of_play": "上赛季 上个赛季 本赛季 这个赛季 新赛季 下赛季 下个赛季",
    "season_began": "入春后 入夏后 入秋后 入冬后 入汛后 入梅后 入伏后 入春之后 入夏之后 入秋之后 "
    "入冬之后 入冬以后 入夏以后 入汛之后 入汛以后",
    "all_day": "从早到晚",
    "holiday_eve": "节前一天 节前一日 节前1天 节前1日 节前最后一天",
    "after_holiday": "节后首日",
    "some_day": "有一天 某天 某日 有一晚 有天",
    "past": "从前 以前 过去 此前 早年 往年 以往 昔日 往日 往常 当初 "
    "近年来 近年 近些年 近几年 近几年来 前些年 前几年 早些年 这些年 这几年 那些年 那几年",
    "year_begins": "新年伊始 岁首年初 新年之初 开年之初",
    "year_turns": "岁末年初 年末岁初 岁末年终",
    "dawn_breaks": "天刚蒙蒙亮 天蒙蒙亮 天刚亮 天还没亮 天还未亮 天没亮 天未亮 天不亮 天一亮 "
    "天麻麻亮 天才刚亮 天才亮 "
    "天色微亮 天刚刚亮 天才蒙蒙亮 天微亮 天还不亮 东方泛白",
    "dusk_falls": "天刚黑 天黑 夜幕降临 夜色降临 华灯初上 天色渐暗 天色已晚 夜幕下",
}
#: Kinds whose words all say the same; those of "while" are lengths that have no number.
_ALIKE = {
    "now": "目前 当前 如今 现今 现如今 眼下 现在 此刻 当下 时下 至今 迄今 迄今为止 到目前为止 "
    "到现在 直到现在 而今 当今 时至今日 此时此刻",
    "as_of_now": "截至目前 截止目前 截至现在 截止现在 截至发稿 截止发稿 截至发稿时 截止发稿时 "
    "截至记者发稿时 截至记者发稿 截止到目前 截至当前 截至目前为止 截止目前为止 截止记者发稿时 "
    "截至今日 截至今天",
    "from_now": "即日起 从即日起 自即日起 从今天起 从今天开始 自今日起 今起",
    "while": "一段时间 好一阵 好一阵子 一阵子 好一会儿 一会儿 片刻 许久 十天半月 十天半个月 "
    "个把小时 个把钟头 个把星期 个把月",
}

# fmt: off
_SHIFTS: dict[str, dict[str, float]] = {
    "day_from_text": {
        "今天": 0, "今日": 0, "昨天": -1, "昨日": -1, "前天": -2, "前日": -2, "大前天": -3,
        "明天": 1, "明日": 1, "后天": 2, "大后天": 3, "今晚": 0, "今早": 0, "今晨": 0, "今夜": 0,
        "昨晚": -1, "昨夜": -1, "昨早": -1, "昨晨": -1, "明晚": 1, "明早": 1, "明晨": 1,
        "前晚": -2, "今儿": 0, "昨儿": -1, "明儿": 1,
        "今上午": 0, "今中午": 0, "今下午": 0, "今凌晨": 0, "今傍晚": 0,
        "昨上午": -1, "昨中午": -1, "昨下午": -1, "昨凌晨": -1, "昨傍晚": -1,
    },
    "day_from_story": {
        "当天": 0, "当日": 0, "当晚": 0, "当夜": 0, "同日": 0, "同一天": 0, "这天": 0,
        "这一天": 0, "那天": 0, "那一天": 0, "那晚": 0, "那一晚": 0, "那夜": 0,
        "此日": 0, "这晚": 0,
        "次日": 1, "翌日": 1, "隔天": 1, "隔日": 1, "第二天": 1, "第二日": 1, "次晨": 1,
        "次晚": 1, "转天": 1, "转日": 1, "后一天": 1, "前一天": -1, "前一日": -1, "前一晚": -1,
        "前一夜": -1, "头一天": -1, "头天": -1, "头天晚上": -1,
    },
    "year_from_text": {
        "今年": 0, "本年": 0, "本年度": 0, "今年度": 0, "去年": -1, "前年": -2, "大前年": -3,
        "明年": 1, "后年": 2, "上年度": -1, "来年": 1, "上一年": -1,
        "上年": -1,
    },
    "year_from_story": {
        "当年": 0, "同年": 0, "次年": 1, "翌年": 1, "下年": 1, "第二年": 1, "那年": 0, "那一年": 0,
        "这一年": 0, "是年": 0,
    },
    "month_from_text": {
        "本月": 0, "这个月": 0, "上月": -1, "上个月": -1, "下月": 1, "下个月": 1, "本月份": 0,
        "上上个月": -2,
    },
    "quarter_from_text": {
        "本季度": 0, "这个季度": 0, "上季度": -1, "上个季度": -1, "下季度": 1, "下个季度": 1,
    },
    "month_from_story": {"当月": 0, "同月": 0, "次月": 1, "翌月": 1, "那个月": 0,
        "是月": 0,
    },
    "winter_to_spring": {"今冬明春": 0, "去冬今春": -1},
}
#: Several days or years together: the first, counted from the text's, and how many follow it.
_TOGETHER = {
    "days": {
        "今明两天": (0, 1), "今明两日": (0, 1), "今、明两天": (0, 1), "今明两晚": (0, 1),
        "今明后三天": (0, 2), "明后两天": (1, 1), "明后天": (1, 1), "昨今两天": (-1, 1),
        "昨今两日": (-1, 1),
    },
    "years": {"今明两年": (0, 1), "明后两年": (1, 1), "去今两年": (-1, 1)},
}
_WEEKS = {
    "本周": 0, "这周": 0, "上周": -1, "上星期": -1, "上个星期": -1, "下周": 1, "下星期": 1,
    "上上周": -2, "下下周": 2, "下个星期": 1, "这个星期": 0, "本星期": 0, "上礼拜": -1,
    "下礼拜": 1, "上一周": -1, "上个礼拜": -1, "这个礼拜": 0,
}
_PARTS_OF_YEAR = {
    "年内": "", "前三个季度": "前3季度", "一至三季度": "前3季度", "1至3季度": "前3季度",
    "前两季度": "上半年", "前两个季度": "上半年",
    "年初": "初", "年中": "中", "年底": "底", "年末": "末", "岁末": "末", "岁尾": "末",
    "上半年": "上半年", "下半年": "下半年", "前三季度": "前3季度",
    "一季度": "1季度", "二季度": "2季度", "三季度": "3季度", "四季度": "4季度",
    "一二季度": "上半年", "一、二季度": "上半年", "第一、二季度": "上半年",
    "二三季度": "2到3季度", "二、三季度": "2到3季度", "第二、三季度": "2到3季度",
    "三四季度": "下半年", "三、四季度": "下半年", "第三、四季度": "下半年",
    "第一季度": "1季度", "第二季度": "2季度", "第三季度": "3季度", "第四季度": "4季度",
}
_PARTS_OF_MONTH = (
    "月初 月中 月底 月末 上旬 中旬 下旬 上中旬 中下旬 上半月 下半月 上半个月 下半个月"
)
_SEASONS = {
    "今春": (0, "春"), "今夏": (0, "夏"), "今秋": (0, "秋"), "今冬": (0, "冬"), "去冬": (-1, "冬"),
    "去春": (-1, "春"), "去夏": (-1, "夏"), "去秋": (-1, "秋"), "明春": (1, "春"),
}
_WHOLE_PARTS = {
    "morning": "一上午 一早上 整个上午 一整个上午 一个上午",
    "afternoon": "一下午 整个下午 一个下午",
    "evening": "一晚上 一个晚上",
    "night": "一整夜 整夜 一夜 一晚 彻夜 通宵 一整晚 整晚",
    "day": "一整天 整天 全天",
}
_EVERY = {
    "minute": "每分钟",
    "hour": "每小时 每个小时 每时每刻",
    "day": "每个工作日 天天 日日 夜夜 日日夜夜 每一天 每天 每日 每晚 每夜 每早 每晨 逐日",
    "week": "每周 每星期 每个星期 每礼拜 每个礼拜 每个周末 每周末 每逢周末 每到周末",
    "month": "每月 每个月 月月",
    "quarter": "每季度 每个季度",
    "year": "每到春天 每到夏天 每到秋天 每到冬天 每到春季 每到夏季 每到秋季 每到冬季 "
    "年年 每年 每一年 每逢节假日",
}
#: What is said to be done so often, with the cycle.
_RATES = {
    "一日三餐": ("day", 1), "早晚各一次": ("day", 1), "早中晚各一次": ("day", 1),
    "一年一度": ("year", 1), "隔天一次": ("day", 2),
}
# fmt: on

#: The first year of the reigns that local history counts by.
_REIGNS = {
    "洪武": 1368, "建文": 1399, "永乐": 1403, "洪熙": 1425, "宣德": 1426, "正统": 1436,
    "景泰": 1450, "天顺": 1457, "成化": 1465, "弘治": 1488, "正德": 1506, "嘉靖": 1522,
    "隆庆": 1567, "万历": 1573, "天启": 1621, "崇祯": 1628, "顺治": 1644, "康熙": 1662,
    "雍正": 1723, "乾隆": 1736, "嘉庆": 1796, "道光": 1821, "咸丰": 1851, "同治": 1862,
    "光绪": 1875, "宣统": 1909, "贞观": 627, "开元": 713, "天宝": 742, "熙宁": 1068,
    "绍兴": 1131, "淳熙": 1174, "至元": 1264, "至正": 1341,
}  # fmt: skip

_HOLIDAYS = {
    "劳动节": "国际劳动节 五一劳动节 五一国际劳动节 “五一”国际劳动节 五一节",
    "妇女节": "三八妇女节 “三八”妇女节 国际妇女节 “三八”国际妇女节 三八节 “三八”节",
    "青年节": "五四青年节 “五四”青年节",
    "儿童节": "六一儿童节 “六一”儿童节 国际儿童节 “六一”国际儿童节",
    "护士节": "国际护士节 5·12国际护士节 “5·12”国际护士节",
    "建军节": "八一建军节 “八一”建军节",
    "除夕": "大年三十 年三十 大年夜 除夕夜 年三十晚",
    "元宵": "元宵佳节 正月十五 上元节",
    "中秋": "中秋佳节",
    "重阳": "九九重阳 九九重阳节",
    "中元": "中元节",
    "全国防灾减灾日": "防灾减灾日",
    "全国消防日": "消防安全日 全国消防安全日",
    "消费者权益日": "国际消费者权益日",
    "中国农民丰收节": "农民丰收节",
    "国家宪法日": "宪法日",
    "国际志愿者日": "国际志愿者节",
    "春节": "新春佳节 农历新年 新春",
    "跨年": "跨年夜",
}
#: Named by their day or like a dish: dates only in quotation marks or before a word for a
#: holiday. 五一路, 十一个, 吃元宵, 腊八粥.
_BOUND_HOLIDAYS = {
    "五一": "五一",
    "十一": "国庆",
    "六一": "儿童节",
    "七一": "建党节",
    "八一": "建军节",
    "元宵": "元宵",
    "腊八": "腊八",
}
_NEVER_BARE = frozenset(("中元", "跨年"))  # 其中元旦, 跨年度


def entries() -> Iterator[Entry]:
    """All words with their kind, a name and a number, the first entry of a word being its own."""
    yield from _listed("part", _PARTS)
    yield from _listed("bound_part", _BOUND_PARTS)
    yield from _listed("vague", _VAGUE)
    for kind, alike in _ALIKE.items():
        yield from _listed(kind, {"": alike})
    for kind, shifts in _SHIFTS.items():
        yield from _numbered(kind, shifts)
    for kind, together in _TOGETHER.items():
        yield from ((word, kind, str(first), more) for word, (first, more) in together.items())
    yield from _weeks()
    yield from ((word, "part_of_year", piece, 0) for word, piece in _PARTS_OF_YEAR.items())
    for word in _PARTS_OF_MONTH.split():
        yield word, "part_of_month", word.removeprefix("月").replace("半个月", "半月"), 0
    yield from ((word, "season", name, shift) for word, (shift, name) in _SEASONS.items())
    yield from _listed("whole_part", _WHOLE_PARTS, 1)
    yield from _listed("every", _EVERY, 1)
    yield from _holidays()
    yield from _plans()
    yield from _numbered("reign", _REIGNS)
    yield from _numbered("round_the_clock", {f"7{sign}24小时": 24 for sign in "×*xX"})
    yield from ((word, "rate", unit, number) for word, (unit, number) in _RATES.items())


def _listed(kind: str, words: Mapping[str, str], number: float = 0) -> Iterator[Entry]:
    """The words of a kind, which are listed by their names."""
    for name, listed in words.items():
        yield from ((word, kind, name, number) for word in listed.split())


def _numbered(kind: str, words: Mapping[str, float]) -> Iterator[Entry]:
    return ((word, kind, "", number) for word, number in words.items())


def _weeks() -> Iterator[Entry]:
    for word, number in _WEEKS.items():
        yield word, "week", "", number
        yield word + "末", "weekend", "", number
        if word.endswith("个星期"):
            yield word.replace("星期", "周末"), "weekend", "", number
        for last, weekday in WEEKDAYS.items():
            if last != "天" or not word.endswith("周"):
                yield word + last, "week_day", str(weekday), number
    for prefix in ("周", "星期", "礼拜"):
        for last, weekday in WEEKDAYS.items():
            yield prefix + last, "weekday", "", weekday
    yield "周末", "bare_weekend", "", 0
    yield "双休日", "bare_weekend", "", 0


def _holidays() -> Iterator[Entry]:
    for word, name in _BOUND_HOLIDAYS.items():
        yield word, "bound_holiday", name, 0
        yield f"“{word}”", "holiday", name, 0
    for name in ("春节", "除夕", "小年", "元宵节", "端午节", "七夕", "中秋节", "重阳节"):
        yield "农历" + name, "holiday", name.removesuffix("节") if name != "春节" else name, 0
    for name in holidays.NAMES:
        yield from _ways_to_say(name)
    yield from _listed("holiday", _HOLIDAYS)


def _ways_to_say(name: str) -> Iterator[Entry]:
    """元旦, 元旦节 and “元旦”."""
    if name in holidays.WEATHER_TERMS:  # 大雪 is a date only as a term of the calendar
        yield name, "bound_term", name, 0
    elif name not in _NEVER_BARE:
        yield name, "holiday", name, 0
    if name in holidays.WITH_FESTIVAL:
        yield name + "节", "holiday", name, 0
    if name not in holidays.TERMS and name not in _NEVER_BARE:
        yield f"“{name}”", "holiday", name, 0


def _plans() -> Iterator[Entry]:
    """The five-year plans by their first year: “十四五” is 2021 to 2025."""
    for number, name in enumerate("八五 九五 十五 十一五 十二五 十三五 十四五 十五五".split(), 8):
        for word in (f"“{name}”", name):
            yield word, "five_years", name, 1951 + 5 * number
