"""Stretches of the calendar that Chinese names: 上旬, 年底, 一季度, 春节, 正月初五.

Every function gives the first and the last day, or None if there is no such day.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from wucheng.times import lunar

Span = tuple[date, date]

#: First and last month of the parts of a year. 年初 and 年底 are two months wide by convention.
_PARTS_OF_YEAR = {
    "初": (1, 2),
    "中": (6, 7),
    "底": (11, 12),
    "末": (11, 12),
    "上半年": (1, 6),
    "下半年": (7, 12),
    "前3季度": (1, 9),
    "1季度": (1, 3),
    "2季度": (4, 6),
    "3季度": (7, 9),
    "4季度": (10, 12),
    "春": (3, 5),
    "夏": (6, 8),
    "秋": (9, 11),
    "冬": (12, 14),
} | {f"前{months}个月": (1, months) for months in range(2, 12)}
#: First and last day of the parts of a month; 31 stands for its last day.
_PARTS_OF_MONTH = {
    "首日": (1, 1),
    "上旬": (1, 10),
    "初": (1, 10),
    "上中旬": (1, 20),
    "中下旬": (11, 31),
    "中旬": (11, 20),
    "中": (11, 20),
    "下旬": (21, 31),
    "上半月": (1, 15),
    "下半月": (16, 31),
    "底": (21, 31),
    "末": (21, 31),
}
#: First and last year of the parts of a decade and of a century, counted from its first.
_PARTS_OF_ERA = {
    5: {"初": (0, 1), "中": (2, 2), "末": (3, 4)},
    10: {"初": (0, 3), "中": (3, 6), "末": (6, 9), "后": (6, 9)},
    100: {"初": (0, 9), "中": (40, 59), "末": (90, 99), "后": (50, 99)},
}
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


def day(year: int, month: int, day_of_month: int) -> Span | None:
    """One day; None for 30 February, month 13 and years outside 1 to 9999."""
    try:
        found = date(year, month, day_of_month)
    except (ValueError, OverflowError):
        return None
    return found, found


def month(year: int, number: int, part: str = "") -> Span | None:
    """A month, its 上旬, 中旬, 下旬, 初, 中, 底, 末, or 第2周, 第2末 and 第2日: its second seven
    days, weekend and Sunday.
    """
    if not (1 <= year <= 9999 and 1 <= number <= 12):
        return None
    if part.startswith("第"):
        return _nth_in_month(date(year, number, 1), int(part[1]), part[2:])
    length = monthrange(year, number)[1]
    first, last = (length, length) if part == "末日" else _PARTS_OF_MONTH.get(part, (1, 31))
    return date(year, number, first), date(year, number, min(last, length))


def _nth_in_month(first: date, nth: int, which: str) -> Span | None:
    """Weeks are counted by seven days, as the ministry of agriculture does; 0 is the last."""
    length = monthrange(first.year, first.month)[1]
    if not which:
        start, last = (7 * nth - 6, 7 * nth) if nth else (length - 6, length)
        last = min(last, length)
    else:
        weekday = 5 if which == "末" else "一二三四五六日".index(which.replace("天", "日"))
        start = (weekday - first.weekday()) % 7 + 1
        start += 7 * (nth - 1 if nth else (length - start) // 7)
        last = start
    if start > length:
        return None
    begin = first.replace(day=start)
    end = shifted(begin, 1) if which == "末" else first.replace(day=last)
    return (begin, end) if end else None


def year(number: int, part: str = "") -> Span | None:
    """A year, or its 初, 中, 底, 上半年, 1季度, 春 … A winter ends in February of the next year."""
    if part in ("首日", "末日"):
        return month(number, 1 if part == "首日" else 12, part)
    first, last = _PARTS_OF_YEAR.get(part, (1, 12))
    begin = month(number, first)
    end = month(number + (last - 1) // 12, (last - 1) % 12 + 1)
    return (begin[0], end[1]) if begin and end else None


def era(first: int, length: int, part: str = "") -> Span | None:
    """A five-year plan or a decade from its first year (1980), a century from the year before it
    (1900); their 初, 中 and 末 are two years, four, and ten or twenty.
    """
    first += length == 100  # the 20th century begins in 1901
    from_, to = _PARTS_OF_ERA[length].get(part, (0, length - 1))
    begin, end = year(first + from_), year(first + to)
    return (begin[0], end[1]) if begin and end else None


def quarter(any_day: date, shift: int = 0) -> Span | None:
    """The quarter of the year, `shift` quarters from the one that holds the day."""
    number = any_day.year * 4 + (any_day.month - 1) // 3 + shift
    return year(number // 4, f"{number % 4 + 1}季度")


def same_period(period: Span | None, in_year: int) -> Span | None:
    """The same stretch of another year; None where the period doesn't lie in one year."""
    if period is None or period[0].year != period[1].year:
        return None
    months = 12 * (in_year - period[0].year)
    begin, end = months_later(period[0], months), months_later(period[1], months)
    if end and period[1].day == monthrange(period[1].year, period[1].month)[1]:
        end = end.replace(day=monthrange(end.year, end.month)[1])  # the whole of February
    return (begin, end) if begin and end else None


def week_of_year(in_year: int, number: int) -> Span | None:
    """A week by its number (ISO 8601: the first has the year's first Thursday)."""
    try:
        monday = date.fromisocalendar(in_year, number, 1)
    except ValueError:
        return None
    return week(monday)


def week(any_day: date, shift: int = 0) -> Span | None:
    """The week, Monday to Sunday, `shift` weeks from the one that holds the day."""
    monday = shifted(any_day, 7 * shift - any_day.weekday())
    sunday = shifted(monday, 6) if monday else None
    return (monday, sunday) if monday and sunday else None


def shifted(start: date, days: int) -> date | None:
    """The date so many days later; None before year 1 and after 9999."""
    try:
        return start + timedelta(days=days)
    except OverflowError:
        return None


def months_later(start: date, months: int) -> date | None:
    """The same day so many months later, or that month's last day if it is shorter."""
    count = start.year * 12 + start.month - 1 + months
    span = month(count // 12, count % 12 + 1)
    return span[0].replace(day=min(start.day, span[1].day)) if span else None


def distance(anchor: date, count: float, unit: str) -> date | None:
    """The day so many units away."""
    if abs(count) > 100_000:
        return None
    months = {"month": 1, "quarter": 3, "year": 12}.get(unit)
    if months:
        whole = count * months
        if whole != int(whole):
            return shifted(anchor, int(whole * 30))
        return months_later(anchor, int(whole))
    days = {"day": 1, "night": 1, "week": 7}.get(unit)
    return shifted(anchor, int(count * days)) if days else None


def away(anchor: date, count: float, unit: str) -> Span | None:
    """The day, week, month or year that lies so many units away."""
    found = distance(anchor, count, unit)
    if found is None:
        return None
    if unit == "day":
        return (found, found) if count == int(count) else None
    if unit == "week":
        return week(found)
    if unit == "year" and count == int(count):
        return year(found.year)
    return month(found.year, found.month)


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
