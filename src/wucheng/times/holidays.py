"""Days with names: holidays, their days off, solar terms and days of the world."""

from __future__ import annotations

from datetime import date

from wucheng.times import lunar
from wucheng.times.almanac import Span, day, month, shifted

_FIXED = {
    "元旦": (1, 1),
    "情人节": (2, 14),
    "妇女节": (3, 8),
    "植树节": (3, 12),
    "愚人节": (4, 1),
    "劳动节": (5, 1),
    "五一": (5, 1),
    "青年节": (5, 4),
    "护士节": (5, 12),
    "儿童节": (6, 1),
    "建党节": (7, 1),
    "建军节": (8, 1),
    "医师节": (8, 19),
    "教师节": (9, 10),
    "国庆": (10, 1),
    "记者节": (11, 8),
    "平安夜": (12, 24),
    "圣诞": (12, 25),
    "跨年": (12, 31),
    "中国人民警察节": (1, 10),
    "全国爱耳日": (3, 3),
    "消费者权益日": (3, 15),
    "世界睡眠日": (3, 21),
    "世界水日": (3, 22),
    "世界气象日": (3, 23),
    "世界防治结核病日": (3, 24),
    "世界卫生日": (4, 7),
    "全民国家安全教育日": (4, 15),
    "世界地球日": (4, 22),
    "世界读书日": (4, 23),
    "中国航天日": (4, 24),
    "世界知识产权日": (4, 26),
    "中国品牌日": (5, 10),
    "全国防灾减灾日": (5, 12),
    "国际家庭日": (5, 15),
    "国际博物馆日": (5, 18),
    "中国旅游日": (5, 19),
    "国际茶日": (5, 21),
    "全国科技工作者日": (5, 30),
    "世界无烟日": (5, 31),
    "世界环境日": (6, 5),
    "全国爱眼日": (6, 6),
    "世界献血者日": (6, 14),
    "全国土地日": (6, 25),
    "国际禁毒日": (6, 26),
    "世界人口日": (7, 11),
    "中国医师节": (8, 19),
    "全国爱牙日": (9, 20),
    "世界旅游日": (9, 27),
    "烈士纪念日": (9, 30),
    "世界精神卫生日": (10, 10),
    "国际减灾日": (10, 13),
    "世界粮食日": (10, 16),
    "国家扶贫日": (10, 17),
    "全国消防日": (11, 9),
    "世界糖尿病日": (11, 14),
    "世界艾滋病日": (12, 1),
    "全国交通安全日": (12, 2),
    "国家宪法日": (12, 4),
    "国际志愿者日": (12, 5),
    "国家公祭日": (12, 13),
}
#: The month and which of its weekdays.
_WEEKDAYS_OF_MONTHS = {
    "母亲节": (5, "第2日"),
    "全国助残日": (5, "第3日"),
    "文化遗产日": (6, "第2六"),
    "文化和自然遗产日": (6, "第2六"),
    "父亲节": (6, "第3日"),
    "全民国防教育日": (9, "第3六"),
    "感恩节": (11, "第4四"),
}
_LUNAR = {
    "春节": (1, 1),
    "元宵": (1, 15),
    "龙抬头": (2, 2),
    "三月三": (3, 3),
    "端午": (5, 5),
    "七夕": (7, 7),
    "中元": (7, 15),
    "中秋": (8, 15),
    "重阳": (9, 9),
    "腊八": (12, 8),
    "小年": (12, 23),
}
_TERMS = frozenset("立春 惊蛰 春分 清明 谷雨 立夏 芒种 夏至 立秋 秋分 霜降 立冬 冬至".split())
#: Solar terms whose names are weather or a state as often as a date.
WEATHER_TERMS = frozenset("雨水 小满 小暑 大暑 处暑 白露 寒露 小雪 大雪 小寒 大寒".split())
#: Days of a holiday from its first; the arrangement changes by year, these are the usual lengths.
_HOLIDAY_DAYS = {"国庆": 7, "五一": 5, "劳动节": 5}
#: Holidays of one day, and the days off before and after it when it falls on a Monday, Tuesday …:
#: bridged to the nearer weekend, a Wednesday left alone.
_LONG_WEEKENDS = frozenset(("元旦", "清明", "端午", "中秋"))
_LONG_WEEKEND = ((2, 0), (2, 0), (0, 0), (0, 2), (0, 2), (0, 2), (1, 1))

NAMES = (
    *_FIXED,
    *_WEEKDAYS_OF_MONTHS,
    *_LUNAR,
    *sorted(_TERMS | WEATHER_TERMS),
    "除夕",
    "中国农民丰收节",
)
TERMS = _TERMS | WEATHER_TERMS
#: Names to which 节 is added: 元旦节, 清明节, but not 芒种节.
WITH_FESTIVAL = frozenset(
    name for name in (*_FIXED, *_LUNAR, "清明", "冬至", "除夕") if not name.endswith(("节", "日"))
)


def holiday(name: str, in_year: int, whole: str = "", near: date | None = None) -> Span | None:
    """A holiday of a solar year; whole (假期, 期间): its days off, or the days that it lasts.

    腊八 falls twice into some solar years: see `lunar_day`.
    """
    found = _holiday(name, in_year, near)
    if found is None:
        return None
    before, after = _days_off(name, found, whole) if whole else (0, 0)
    first, last = shifted(found, -before), shifted(found, after)
    return (first, last) if first and last else None


def _days_off(name: str, on: date, whole: str) -> tuple[int, int]:
    """How many days off there usually are before a holiday and after it."""
    autumn = lunar.day(on.year, 8, 15) if name in ("国庆", "中秋") else None
    if autumn and date(on.year, 9, 29) <= autumn <= date(on.year, 10, 8):  # eight days together
        first = min(autumn, date(on.year, 10, 1))
        return (on - first).days, 7 - (on - first).days
    if name in _LONG_WEEKENDS:
        return _LONG_WEEKEND[on.weekday()]
    if name == "春节" and whole == "期间":
        return 0, 6
    if name == "春节":  # from the eve, but in 2014 and 2024; eight days since 2024
        from_eve = on.year not in (2014, 2024)
        return (1 if from_eve else 0), (5 if from_eve else 6) + (on.year >= 2024)
    days = _HOLIDAY_DAYS.get(name, 1)
    if name in ("五一", "劳动节") and on.year < 2020:
        days = 3  # five days only since 2020
    return 0, days - 1


def _holiday(name: str, in_year: int, near: date | None) -> date | None:
    if name in _FIXED:
        span = day(in_year, *_FIXED[name])
        return span[0] if span else None
    if name in _WEEKDAYS_OF_MONTHS:
        span = month(in_year, *_WEEKDAYS_OF_MONTHS[name])
        return span[0] if span else None
    if name == "中国农民丰收节":
        return lunar.term(in_year, "秋分")
    if name in _TERMS or name in WEATHER_TERMS:
        return lunar.term(in_year, name)
    if name == "除夕":
        return lunar.day(in_year, 1, 0)
    if name in _LUNAR:
        return lunar_day(in_year, *_LUNAR[name], near)
    return None


def lunar_day(
    solar_year: int, number: int, day_of_month: int, near: date | None = None
) -> date | None:
    """A day of the lunar calendar by the solar year that people say it in.

    The twelfth lunar month is mostly January of the solar year that follows the lunar one. A day
    that falls twice into the solar year is the one nearer to `near`, or else the first.
    """
    candidates = [lunar.day(solar_year - 1, number, day_of_month)] if number >= 11 else []
    candidates.append(lunar.day(solar_year, number, day_of_month))
    in_year = [found for found in candidates if found and found.year == solar_year]
    if near and in_year:
        return min(in_year, key=lambda found: abs((found - near).days))
    return in_year[0] if in_year else None
