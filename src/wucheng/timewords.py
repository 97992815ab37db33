"""The words that time expressions are made of, found in one pass over a text.

`words(text)` gives the pieces in order: 3月 is one piece, 12日 the next, 早上 another. What they
mean together is the grammar's affair (timegrammar.py), and which date that is the reader's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from wucheng import almanac, numerals


@dataclass(frozen=True, slots=True)
class Word:
    """One piece. `kind` says which of the fields count; text[start:end] is what was read."""

    kind: str
    start: int
    end: int
    name: str = ""
    number: float = 0
    minute: int = 0
    numeral: numerals.Numeral | None = None


#: Hours that a word for a part of the day stands for; a clock time of 1 to 11 is moved to fit.
_PARTS = {
    "dawn": "凌晨 拂晓 黎明 凌晨时分",
    "morning": "清晨 早晨 早上 一早 一大早 大清早 清早 上午 早 晨",
    "noon": "中午 正午 午间 晌午",
    "afternoon": "下午 午后",
    "evening": "傍晚 黄昏 傍晚时分 晚上 晚间 夜晚 晚",
    "night": "夜里 夜间 深夜 半夜 大半夜 午夜 深更半夜 后半夜 前半夜 连夜 深夜里 夜",
    "day": "白天",
}
#: Parts that are words for a time only beside a date or a clock: 早8点, 20日晚, 除夕夜.
_BOUND_PARTS = frozenset("早晚晨夜")

_VAGUE = {
    "recent_days": "近日 日前 近几天 近几日 近两天 近两日 这几天 这些天 这几日 连日来 连日 多日来 这一周",
    "recent_pair": "这两天 这两日",
    "recent_month": "近期 最近 近来 近段时间 最近一段时间 这段时间 这段日子 这阵子",
    "some_time_ago": "前段时间 前一段时间 前些日子 前段日子 前阵子 前一阵 前一阵子 前不久 不久前 前些时候 不久之前",
    "some_days_ago": "前些天 前几天 前几日 前些日",
    "pair_of_days_ago": "前两天 前两日",
    "long": "长期以来 一直以来 长久以来 多年来 多年以来 一段时间以来 几年来 数年来 "
    "几天来 数天来 数日来 几个月来 数月来 几十年来 数十年来 有史以来",
    "then": "当时 那时 那时候 那会儿 届时 那段时间 那段日子 那几天 那些天 那几日 那阵子 那一天",
    "some_day": "有一天 某天 某日 有一晚 有天",
    "past": "从前 以前 过去 此前 早年 往年 近年来 近年 近些年 近几年 近几年来",
    "year_begins": "新年伊始 岁首年初 新年之初 开年之初",
    "year_turns": "岁末年初 年末岁初 岁末年终",
    "dawn_breaks": "天刚蒙蒙亮 天蒙蒙亮 天刚亮 天还没亮 天还未亮 天没亮 天未亮 天不亮 天一亮 天色微亮 "
    "天刚刚亮 天才蒙蒙亮 天微亮 天还不亮 东方泛白",
    "dusk_falls": "天刚黑 天黑 夜幕降临 夜色降临 华灯初上 天色渐暗 天色已晚 夜幕下",
}
_NOW = "目前 当前 如今 现如今 眼下 现在 此刻 当下 时下 至今 迄今 迄今为止 到目前为止 到现在 直到现在 而今"
_AS_OF_NOW = (
    "截至目前 截止目前 截至现在 截止现在 截至发稿 截止发稿 截至发稿时 截止发稿时 截至记者发稿时 "
    "截至记者发稿 截止到目前 截至当前 截至目前为止 截止目前为止 截止记者发稿时 截至今日 截至今天"
)
_FROM_NOW = "即日起 从即日起 自即日起 从今天起 从今天开始 自今日起"
_DAYS_FROM_TEXT = {
    "今天": 0, "今日": 0, "昨天": -1, "昨日": -1, "前天": -2, "前日": -2, "大前天": -3,
    "明天": 1, "明日": 1, "后天": 2, "大后天": 3, "今晚": 0, "今早": 0, "今晨": 0, "今夜": 0,
    "昨晚": -1, "昨夜": -1, "昨早": -1, "昨晨": -1, "明晚": 1, "明早": 1, "明晨": 1, "前晚": -2,
    "今儿": 0, "昨儿": -1, "明儿": 1,
}  # fmt: skip
_DAYS_FROM_STORY = {
    "当天": 0, "当日": 0, "当晚": 0, "当夜": 0, "同日": 0, "同一天": 0, "这天": 0, "这一天": 0,
    "那天": 0, "那晚": 0, "那一晚": 0, "那夜": 0, "此日": 0, "次日": 1, "翌日": 1, "隔天": 1, "隔日": 1,
    "第二天": 1, "次晨": 1, "次晚": 1, "转天": 1, "转日": 1, "前一天": -1, "前一日": -1, "前一晚": -1,
    "头一天": -1, "头天": -1, "头天晚上": -1, "前一夜": -1, "后一天": 1, "第二日": 1, "这晚": 0,
}  # fmt: skip
#: 那天 may point at a day that the text never names, so it only reaches a sentence back.
NEAR_ONLY = frozenset(
    "那天 那晚 那一晚 那夜 这天 这一天 这晚 同一天 前一天 前一日 前一晚 前一夜".split()
)
_YEARS_FROM_TEXT = {
    "今年": 0, "本年": 0, "本年度": 0, "今年度": 0, "去年": -1, "前年": -2, "大前年": -3, "明年": 1,
    "后年": 2, "上年度": -1, "来年": 1, "上一年": -1,
}  # fmt: skip
_YEARS_FROM_STORY = {
    "当年": 0, "同年": 0, "次年": 1, "翌年": 1, "第二年": 1, "那年": 0, "那一年": 0, "这一年": 0,
}  # fmt: skip
_MONTHS_FROM_TEXT = {
    "本月": 0, "这个月": 0, "上月": -1, "上个月": -1, "下月": 1, "下个月": 1, "本月份": 0, "上上个月": -2,
}  # fmt: skip
_MONTHS_FROM_STORY = {"当月": 0, "同月": 0, "次月": 1, "翌月": 1, "那个月": 0}
_WEEKS = {
    "本周": 0, "这周": 0, "上周": -1, "上星期": -1, "上个星期": -1, "下周": 1, "下星期": 1,
    "上上周": -2, "下下周": 2, "下个星期": 1, "这个星期": 0, "本星期": 0, "上礼拜": -1, "下礼拜": 1,
    "上一周": -1, "上个礼拜": -1, "这个礼拜": 0,
}  # fmt: skip
_PARTS_OF_YEAR = "年初 年中 年底 年末 岁末 岁尾 上半年 下半年 一季度 二季度 三季度 四季度 第一季度 第二季度 第三季度 第四季度"
_SEASONS = {"今春": (0, "春"), "今夏": (0, "夏"), "今秋": (0, "秋"), "今冬": (0, "冬"),
            "去冬": (-1, "冬"), "去春": (-1, "春"), "去夏": (-1, "夏"), "去秋": (-1, "秋"),
            "明春": (1, "春")}  # fmt: skip
_PARTS_OF_MONTH = "月初 月中 月底 月末 上旬 中旬 下旬"
_WEEKDAYS = {day: number for number, day in enumerate("一二三四五六日")} | {"天": 6}
_WHOLE_PARTS = {
    "一上午": "morning", "一下午": "afternoon", "一早上": "morning", "一晚上": "evening",
    "一整夜": "night", "整夜": "night", "一夜": "night", "一晚": "night", "一整天": "day",
    "整天": "day", "全天": "day", "彻夜": "night", "通宵": "night", "一整晚": "night",
    "整晚": "night", "整个上午": "morning", "整个下午": "afternoon", "一整个上午": "morning",
    "一个上午": "morning", "一个下午": "afternoon", "一个晚上": "evening", "大半天": "half_day",
}  # fmt: skip
_EVERY = {
    "天天": "day", "日日": "day", "夜夜": "day", "年年": "year", "日日夜夜": "day", "每时每刻": "hour",
    "每一天": "day", "每天": "day", "每日": "day", "每晚": "day", "每夜": "day", "每早": "day",
    "每晨": "day", "每周": "week", "每星期": "week", "每个星期": "week", "每个周末": "week",
    "每周末": "week", "每逢周末": "week", "每月": "month", "每个月": "month", "每年": "year",
    "每一年": "year", "每季度": "quarter", "每个季度": "quarter", "每小时": "hour", "每个小时": "hour",
    "每分钟": "minute", "每半小时": "half_hour", "每到周末": "week", "每逢节假日": "year", "隔天一次": "two_days",
    "逐日": "day", "每当夜晚": "day",
}  # fmt: skip

_SURNAMES = (
    "李张王刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘"
    "杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
#: What must not follow a word if it is to be a time: 早上好, 白天鹅, 五一路, 明日之星.
_NOT_BEFORE = {
    "白天": "鹅|使",
    "早上": "好",
    "晚上": "好",
    "下午": "茶|好",
    "上午": "好",
    "晚间": "新闻",
    "午间": "新闻",
    "一早": "一晚",
    "今日": "头条|说法|关注|之",
    "明日": "之",
    "明天": "会更|更美|更好",
    "当前": "位置",
    "过去": "[^，一二两三四五六七八九十几的0-9]|$",
    "以前": "[^，的]|$",
    "每日": "经济|优鲜|电讯|新报",
    "每天": "鲜",
    "一夜": "之间|暴富|成名|情",
    "一晚": "成名",
    "全天": "候",
    "通宵": "达旦(?!地)|营业",
    "日前": "往",
    "同日": "而语|语",
    "本年": "轮",
    "当年": "轮",
    "元旦": "[村路]",
    "春节": "联欢",
    "国庆": "[村路]",
    "五一": "[路街村广大小社新劳口]",
    "清明": "上河|[街路村]",
    "重阳": "[路街村木]",
    "端午": "[路街村]",
    "上星期": "[一二三四五六日天]",
    "圣诞": "[岛老]",
    "除夕": "[路街村]",
    "深夜": "食堂",
    "傍晚": "好",
    "有天": "赋|分|津|空",
    "现在": "进行",
    "天黑": "[河路]",
    "那天": "[津空堑]",
    "这天": "[气津空]",
    "前日": "本",
    "当天": "[津]",
    "昨日": "重现",
    "隔天": "一次",
}
_NOT_AFTER = {
    "元旦": _SURNAMES,
    "国庆": _SURNAMES,
    "中秋": _SURNAMES,
    "清明": _SURNAMES + "政治",
    "重阳": _SURNAMES,
    "端午": _SURNAMES,
    "立春": _SURNAMES,
    "立秋": _SURNAMES,
    "立夏": _SURNAMES,
    "立冬": _SURNAMES,
    "过去": "来不出进回上下走送传跑赶开拿过渡熬挺失逝扛搬转跨迎",
    "以前": "日时月年天点分前周",
    "最近": "离距",
    "日前": "今明昨前0123456789十",
    "近日": "最",
    "当天": "早午",
    "当前": "以",
    "前天": "大",
    "后天": "大先",
    "上周": "上",
    "下周": "下",
    "年中": "0123456789",
    "月中": "个",
    "月底": "个",
    "月初": "个",
    "整天": "完",
    "三月三": "农",
    "来年": "近年",
    "近来": "最走靠",
    "黎明": _SURNAMES,
    "一晚": "每",
    "一夜": "天日",
}


def _entries() -> Iterator[tuple[str, str, str, float]]:
    for name, listed in _PARTS.items():
        for word in listed.split():
            yield word, "bound_part" if word in _BOUND_PARTS else "part", name, 0
    for name, listed in _VAGUE.items():
        for word in listed.split():
            yield word, "vague", name, 0
    for kind, listed in (("now", _NOW), ("as_of_now", _AS_OF_NOW), ("from_now", _FROM_NOW)):
        for word in listed.split():
            yield word, kind, "", 0
    for kind, table in (
        ("day_from_text", _DAYS_FROM_TEXT),
        ("day_from_story", _DAYS_FROM_STORY),
        ("year_from_text", _YEARS_FROM_TEXT),
        ("year_from_story", _YEARS_FROM_STORY),
        ("month_from_text", _MONTHS_FROM_TEXT),
        ("month_from_story", _MONTHS_FROM_STORY),
    ):
        for word, number in table.items():
            yield word, kind, "", number
    for word, number in _WEEKS.items():
        yield word, "week", "", number
        for last, weekday in _WEEKDAYS.items():
            yield word + last, "week_day", str(weekday), number
        yield word + "末", "weekend", "", number
    for prefix in ("周", "星期", "礼拜"):
        for last, weekday in _WEEKDAYS.items():
            yield prefix + last, "weekday", "", weekday
    yield "周末", "bare_weekend", "", 0
    yield "双休日", "bare_weekend", "", 0
    for word in _PARTS_OF_YEAR.split():
        yield word, "part_of_year", _part_of_year(word), 0
    for word, (shift, season) in _SEASONS.items():
        yield word, "season", season, shift
    yield "今冬明春", "winter_to_spring", "", 0
    for word in _PARTS_OF_MONTH.split():
        yield word, "part_of_month", word.removeprefix("月"), 0
    for word, unit in _WHOLE_PARTS.items():
        yield word, "whole_part", unit, 1
    for word, unit in _EVERY.items():
        yield word, "every", unit, 1
    yield from _holidays()
    for word in ("7×24小时", "7*24小时", "7x24小时", "7X24小时", "７×24小时"):
        yield word, "round_the_clock", "", 24
    for word in ("一日三餐",):
        yield word, "rate", "day", 1
    yield "一年一度", "rate", "year", 1


def _holidays() -> Iterator[tuple[str, str, str, float]]:
    for name in almanac.NAMES:
        if (
            name == "五一"
        ):  # 五一路, 五一村: bare it is a date only in quotation marks or after a year
            yield "五一", "bound_holiday", name, 0
            yield "“五一”", "holiday", name, 0
            continue
        yield name, "holiday", name, 0
        if not name.endswith("节"):
            yield name + "节", "holiday", name, 0
    for word in ("国际劳动节", "五一劳动节", "五一国际劳动节", "“五一”国际劳动节", "五一节"):
        yield word, "holiday", "劳动节", 0
    for word in ("十一", "“十一”"):
        yield word, "bound_holiday" if word == "十一" else "holiday", "国庆", 0
    for word in ("三八妇女节", "“三八”妇女节", "国际妇女节", "“三八”国际妇女节"):
        yield word, "holiday", "妇女节", 0
    for word in ("五四青年节", "“五四”青年节"):
        yield word, "holiday", "青年节", 0
    for word in ("六一儿童节", "“六一”儿童节", "“六一”", "国际儿童节"):
        yield word, "holiday", "儿童节", 0
    for word in ("国际护士节", "5·12国际护士节", "“5·12”国际护士节"):
        yield word, "holiday", "护士节", 0
    for word in ("大年三十", "年三十", "大年夜", "除夕夜", "年三十晚"):
        yield word, "holiday", "除夕", 0
    for word in ("元宵佳节", "正月十五", "上元节"):
        yield word, "holiday", "元宵", 0
    for word in ("中秋佳节",):
        yield word, "holiday", "中秋", 0
    for word in ("新春佳节", "农历新年", "新春"):
        yield word, "holiday", "春节", 0
    yield "跨年夜", "holiday", "跨年", 0
    yield "“八一”建军节", "holiday", "建军节", 0
    yield "八一建军节", "holiday", "建军节", 0
    yield "“七一”", "holiday", "建党节", 0


def _part_of_year(word: str) -> str:
    word = word.removeprefix("第").removeprefix("年")
    if word in ("岁末", "岁尾"):
        return "末"
    return f"{'一二三四'.index(word[0]) + 1}季度" if word.endswith("季度") else word


def _compile() -> tuple[dict[str, re.Pattern[str]], dict[str, tuple[str, str, float]]]:
    meaning: dict[str, tuple[str, str, float]] = {}
    for word, kind, name, number in _entries():
        meaning.setdefault(word, (kind, name, number))
    by_first: dict[str, list[str]] = {}
    for word in sorted(meaning, key=lambda word: (-len(word), word)):
        source = re.escape(word)
        after = _NOT_BEFORE.get(word)
        before = _NOT_AFTER.get(word)
        if after:
            source += f"(?!{after})"
        if before:
            source = f"(?<![{before}])" + source
        by_first.setdefault(word[0], []).append(source)
    return {first: re.compile("|".join(all_)) for first, all_ in by_first.items()}, meaning


_BY_FIRST, _MEANING = _compile()

_CN = "〇○零一二两三四五六七八九十"
_NUMBER_BEFORE = r"(?<![0-9.．〇○零一二两三四五六七八九十百千万亿第])"
_HOUR = r"(?:[01]?[0-9]|2[0-4]|二十[一二三四]?|十[一二三四五六七八九]?|[零〇一二两三四五六七八九])"
_MINUTE = r"(?:[0-5]?[0-9]|[二三四五]?十[一二三四五六七八九]?|[零〇]?[一二三四五六七八九])"
_YEAR = r"(?:(?:1[6-9]|20|21)[0-9]{2}|[一二][〇○零九八][〇○零一二三四五六七八九]{2})"
_AMOUNT = (
    r"(?:[0-9]{1,4}[-—~～至到][0-9]{1,4}|[一二两三四五六七八九十][至到][一二两三四五六七八九十]"
    r"|[0-9]{1,6}(?:\.[0-9]{1,2})?[百千万]?|[一二两三四五六七八九十百千零]{1,8}"
    r"|好?几(?:十|百)?|数(?:十|百)?|好?多|若干|半|俩|仨)"
)
_UNITS = {
    "秒": "second", "秒钟": "second", "分钟": "minute", "刻钟": "quarter_hour", "小时": "hour",
    "钟头": "hour", "天": "day", "日": "day", "昼夜": "day", "日夜": "day", "天天": "day",
    "夜": "night", "晚": "night", "夜晚": "night", "晚上": "night", "周": "week", "星期": "week",
    "礼拜": "week", "月": "month", "季度": "quarter", "年": "year", "年头": "year", "世纪": "century",
    "工作日": "day",
}  # fmt: skip
_UNIT = "(?:" + "|".join(sorted(_UNITS, key=len, reverse=True)) + ")"
_NUMBERED = re.compile(
    rf"""
      (?P<iso>(?:19|20)[0-9]{{2}}(?P<sep>[-/.．])(?:0?[1-9]|1[0-2])(?P=sep)(?:[0-2]?[0-9]|3[01])(?![0-9.]))
    | (?P<hm>(?:[01]?[0-9]|2[0-4])[:：][0-5][0-9](?:[:：][0-5][0-9])?(?![0-9:：%]))
    | (?P<decade>(?:(?P<cent>[12][0-9]|二十|二十一|十九|上个?|本)世纪)?(?P<ten>[0-9]0|[一二三四五六七八九]十)年代)
    | (?P<year>{_YEAR})(?:年度?(?![级龄])|(?=[-—－～~至到](?:19|20)[0-9]{{2}}年))
    | (?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])(?:月份?(?![龄饼大球光亮色])|(?=[-—－~～至到](?:1[0-2]|0?[1-9])月))
    | (?P<nthday>(?:3[01]|[12][0-9]|0?[1-9])|(?:三十一?|二十[一二三四五六七八九]?|十[一二三四五六七八九]?|[一二三四五六七八九]))
      (?:(?=[-—－~～至到、](?:[0-2]?[0-9]|3[01])日)|(?P<dayword>日|号)(?![龄元用语报常夜线楼院房店机车员厅门栋仓馆口桥台站地库通文本舱棚点病码])(?!单元))
    | (?P<clockhour>{_HOUR})(?P<clockword>点钟|点|时)
      (?:(?P<half>半)|(?P<quarter>[一三13])刻|(?P<minute>{_MINUTE})分(?!钟|之)|整|(?P<bareminute>[0-5][0-9])(?![0-9.分]))?
    """,
    re.VERBOSE,
)
_CLOCK_NOT_BEFORE = re.compile(
    r"[间期代候段刻髦机光尚空效节任装速局装装事日辰差]|常(?!态)|"
    r"(?:建议|要求|意见|体会|启示|希望|措施|原因|说明|注意|经验|想法|共识|承诺|倡议|做法|思考|问题|评|钱|儿|"
    r"半(?:[^，。、；！？”])?线|一线|对点|之间|滴|[0-9]|名|阅|缀|击|头|赞|燃|亮|位|面|线|心|都|也|的力|都不)"
)
_DURATION = re.compile(
    rf"(?P<amount>{_AMOUNT})(?P<mod>多|余|来|几|大)?(?P<ge>个)?(?P<ge_mod>多|半|来)?(?P<unit>{_UNIT})"
    r"(?:(?P<tail>半|多|余)(?![个天小夜])|零(?P<months>[一二两三四五六七八九十]{1,3}|[0-9]{1,2})个月)?"
)
_ORDINAL = re.compile(
    rf"第(?P<nth>[0-9]{{1,5}}|[{_CN}百千]{{1,8}})(?:个)?"
    r"(?P<unit>天|日|周|星期|个?月|年|夜晚?|晚|昼夜|工作日)"
    r"(?![级龄度赛报刊])"
)
_EVERY_AMOUNT = re.compile(
    rf"每(?:隔)?(?:间隔)?(?P<amount>[0-9]{{1,4}}(?:\.[0-9])?|[{_CN}百半几]{{1,4}})(?P<ge>个)?(?P<ge_mod>半)?"
    r"(?P<unit>分钟|小时|钟头|天|日|周|星期|月|年|季度)"
    r"|每(?:个|逢|到)?(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天])"
)
_LUNAR = re.compile(
    r"(?:(?:农历|阴历)(?P<m>正月|冬月|腊月|十[一二]?月|[一二三四五六七八九]月)|(?P<named>正月|冬月|腊月)|(?P<great>大年))"
    r"(?P<d>初[一二三四五六七八九十]|[一二]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|三十)?"
    r"|(?P<bare>初[一二三四五六七八九十])(?![中高级期三一二年学届]|[^，。]?班)"
)
_RATE = re.compile(
    r"(?:[一两二三四五六七八九十]|[0-9]{1,2}){1,2}"
    r"(?:测|检|次|查|消|报|访|轮(?![流到])|班(?!子)|练|餐|采|杀|换|送|调度|研判|清|巡|更|届|回|遍|趟)"
)

_TRIGGER = re.compile(
    "["
    + re.escape(
        "".join(sorted(set(_BY_FIRST) | set("0123456789每第好几数半若俩仨农阴多上本" + _CN)))
    )
    + "]"
)
_DIGIT_OR_NUMERAL = frozenset("0123456789百千" + _CN)
_AMOUNT_FIRST = frozenset("0123456789百千好几数多半若俩仨" + _CN)
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
        elif text[at] in _DIGIT_OR_NUMERAL:
            position = _past_number(text, at)
    return found


def rate_end(text: str, at: int) -> int:
    """Where the count of a rate ends (三天|两测), or `at` if none stands there."""
    match = _RATE.match(text, at)
    return match.end() if match else at


def _past_number(text: str, at: int) -> int:
    """Behind the digits of a number that no unit of time follows, so that none of its tails is
    read; a Chinese numeral may begin a word (万一, 十一), so only Arabic digits are skipped."""
    end = at
    while end < len(text) and text[end] in "0123456789.":
        end += 1
    return max(end, at + 1)


def _word_at(text: str, at: int) -> Word | None:
    first = text[at]
    if first == "每":
        word = _every(text, at)
        if word:
            return word
    if first == "第":
        match = _ORDINAL.match(text, at)
        if match and text[at : match.end()] not in ("第二天", "第二日", "第二年"):
            return _ordinal(match)
    if first in "农阴正冬腊大初":
        match = _LUNAR.match(text, at)
        if match:
            word = _lunar(match, text)
            if word:
                return word
    listed = _BY_FIRST.get(first)
    plain = None
    if listed:
        match = listed.match(text, at)
        if match:
            kind, name, number = _MEANING[match[0]]
            plain = Word(kind, at, match.end(), name, number)
    if first in _AMOUNT_FIRST or first in "上本":
        numbered = _number_at(text, at)
        if numbered and (plain is None or numbered.end > plain.end):
            return numbered
    return plain


def _every(text: str, at: int) -> Word | None:
    match = _EVERY_AMOUNT.match(text, at)
    if not match:
        return None
    if match["weekday"]:
        return Word("every", at, match.end(), "week", 1, minute=_WEEKDAYS[match["weekday"]] + 1)
    amount = numerals.read(match["amount"]) if match["amount"] != "半" else _half()
    if amount is None or amount.middle is None:
        return None
    number = amount.middle + (0.5 if match["ge_mod"] else 0)
    return Word("every", at, match.end(), _UNITS[match["unit"]], number)


def _ordinal(match: re.Match[str]) -> Word | None:
    number = numerals.value(match["nth"])
    if number is None:
        pair = numerals.read(match["nth"])
        if pair is None or pair.at_least is None:
            return None
        number = pair.at_least
    return Word(
        "ordinal", match.start(), match.end(), _UNITS[match["unit"].removeprefix("个")], number
    )


def _lunar(match: re.Match[str], text: str) -> Word | None:
    if match["bare"]:
        return Word("lunar", match.start(), match.end(), "bare", 1, _lunar_number(match["bare"]))
    month_word = match["m"] or match["named"] or "正月"
    special = {"正月": 1, "冬月": 11, "腊月": 12}
    number = special.get(month_word) or int(numerals.value(month_word.removesuffix("月")) or 0)
    if not match["d"]:
        if match["great"]:
            return None
        return Word("lunar_month", match.start(), match.end(), "", number)
    day = _lunar_number(match["d"])
    if match["great"] and day == 30:  # 大年三十 is the last day of the old year
        return Word("holiday", match.start(), match.end(), "除夕")
    return Word("lunar", match.start(), match.end(), "", number, day)


def _lunar_number(text: str) -> int:
    return int(numerals.value(text.removeprefix("初")) or 0)


def _number_at(text: str, at: int) -> Word | None:
    before = text[at - 1] if at else ""
    if before and (before in _DIGIT_OR_NUMERAL or before in "万亿.．" or (before == "第")):
        # 九万一日, 3.5点, 第3日: a number is read whole or not at all
        if before in "第.．" or text[at] in _DIGIT_OR_NUMERAL:
            return None
    match = _NUMBERED.match(text, at)
    duration = _duration_at(text, at)
    if match:
        word = _numbered(match, text)
        if word and (duration is None or word.end >= duration.end):
            return word
    return duration


def _numbered(match: re.Match[str], text: str) -> Word | None:
    at, end = match.span()
    kind = match.lastgroup
    if match["iso"]:
        parts = re.split(r"[-/.．]", match["iso"])
        return Word("iso", at, end, parts[0], int(parts[1]), int(parts[2]))
    if match["hm"]:
        hour, minute = re.split("[:：]", match["hm"])[:2]
        return Word("clock", at, end, "colon", int(hour), int(minute))
    if match["decade"]:
        return _decade(match)
    if match["year"]:
        value = numerals.value(match["year"])
        return Word("year", at, end, "", value) if value else None
    if match["month"]:
        return Word("month", at, end, "", numerals.value(match["month"]) or 0)
    if match["nthday"]:
        chinese = "" if match["nthday"][0].isdigit() else "chinese"
        number = numerals.value(match["nthday"]) or 0
        return Word("day" if match["dayword"] != "号" else "day_number", at, end, chinese, number)
    assert kind is not None
    return _clock(match, text)


def _decade(match: re.Match[str]) -> Word:
    century = {"上世纪": 1900, "上个世纪": 1900, "本世纪": 2000}.get(f"{match['cent']}世纪")
    if century is None:
        number = numerals.value(match["cent"]) if match["cent"] else 20
        century = (int(number or 20) - 1) * 100
    ten = int(numerals.value(match["ten"]) or 0)
    return Word("decade", match.start(), match.end(), "", century + ten)


def _clock(match: re.Match[str], text: str) -> Word | None:
    at, end = match.span()
    hour = numerals.value(match["clockhour"])
    if hour is None or _CLOCK_NOT_BEFORE.match(text, end):
        return None
    minute = 0
    sure = match["clockhour"][0] not in _CN or match["clockword"] == "点钟"
    if match["half"]:
        minute, sure = 30, True
    elif match["quarter"]:
        minute, sure = (15 if match["quarter"] in "一1" else 45), True
    elif match["minute"] or match["bareminute"]:
        minute = int(numerals.value(match["minute"] or match["bareminute"]) or 0)
        sure = True
    if hour == 24 and minute:
        return None
    return Word("clock", at, end, "sure" if sure else match["clockword"], hour, minute)


def _duration_at(text: str, at: int) -> Word | None:
    match = _DURATION.match(text, at)
    if not match:
        return None
    unit = match["unit"]
    end = match.end()
    if unit == "月" and not match["ge"] and match["amount"] not in ("数", "多", "半"):
        return None  # 三月 is a month of the year
    if unit in ("年", "日", "天", "周") and text[end : end + 1] in ("级", "龄", "报", "刊", "度"):
        return None
    if unit == "周" and text[end : end + 1] in ("边", "围", "期", "年", "岁"):
        return None
    if unit in ("夜", "晚") and match["amount"] in ("半", "多", "数"):
        return None
    if unit == "年" and text.startswith("代", end):
        return None
    if unit == "天" and text[end : end + 1] in ("津", "空", "河", "坛", "台", "然", "窗"):
        return None
    if match["amount"] in ("百", "千", "万") and not match["mod"]:
        return None  # 百年老店, 千年古城: no count
    amount = _half() if match["amount"] == "半" else _amount(match["amount"], match["mod"] or "")
    if amount is None:
        return None
    extra = 0.5 if match["ge_mod"] == "半" or match["tail"] == "半" else 0.0
    if match["ge_mod"] in ("多", "来") or match["tail"] in ("多", "余"):
        amount = numerals.Numeral(amount.value, amount.at_least, None)
    name = _UNITS[unit]
    factor = 15 if name == "quarter_hour" else 1
    if name == "quarter_hour":
        name = "minute"
    if match["months"]:
        months = numerals.value(match["months"]) or 0
        total = (amount.middle or 0) * 12 + months
        amount, name, extra = numerals.Numeral(total, total, total), "month", 0.0
    shifted = numerals.Numeral(
        *(
            None if bound is None else (bound + extra) * factor
            for bound in (amount.value, amount.at_least, amount.at_most)
        )
    )
    return Word("duration", at, end, name, numeral=shifted, minute=1 if unit == "日" else 0)


def _half() -> numerals.Numeral:
    return numerals.Numeral(0.5, 0.5, 0.5)


def _amount(amount: str, mod: str) -> numerals.Numeral | None:
    if amount in ("多", "好多", "若干"):
        return numerals.Numeral(None, 2, None)
    if mod == "大":
        return None
    return numerals.read(amount.replace("俩", "两").replace("仨", "三") + mod)
