"""What narrows a year, a month or a holiday down: 去年|底, 3月|第2周, 国庆假期|首日."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wucheng.language import numerals
from wucheng.times.grammar.clocks import Clocks, part_in
from wucheng.times.phrases import Phrase, Point, Word

_SHORT_PIECE = re.compile(
    r"年?初(?!次|中|级|始|步|衷|心|[春夏秋冬一二三四五六七八九十])|年?底|年?末|年中"
)
_MONTH_PIECE = re.compile(
    r"上旬|中旬|下旬|月?初(?!次|中|级|始|步|衷|[一二三四五六七八九十])|月?底|月?末|中(?![国学央间心医午小法美日俄英韩非外华共方德欧东亚文旬])"
)
#: 3月第2周, 5月的第二个星期日, 4月最后一周.
NTH_IN_MONTH = re.compile(
    "的?(?:第(?P<nth>[一二三四五1-5])|最后一)个?"
    "(?:周|星期|礼拜|双休)(?P<which>[一二三四五六日天末]?)"
)
_EDGE_OF_QUARTER = re.compile("(初|末)")
_WITH_EDGES = frozenset(f"{n}季度{edge}" for n in range(1, 5) for edge in "初末") | {"上半年末"}
_FIRST_OR_LAST_DAY = re.compile("的?(?:(?P<first>第一天|首日)|最后一天|末日)")
_SEASON = re.compile(
    r"的?[初早盛深晚暮隆仲严开]?(春|夏|秋|冬)(?:天|季(?:学期)?|日(?=里|，|。|的))?(?![节奥游令耕收分至春夏秋冬汛运招播种晚茶闱灌考])"
)
_YEAR_TAIL = re.compile("同期|全年|全年度|这个?时候|此时")
_YEAR_TODAY = re.compile("的?今[天日]")
_WEEKDAY = re.compile(r"[ ]?(?:星期|周|礼拜)[一二三四五六日天](?![期边])")
_GLOSS_FIRST = frozenset("（( 星周礼")
_LUNAR_GLOSS = re.compile("(?:农历|阴历)[:：]")
#: What else a day may be called in brackets behind its date.
_OTHER_NAMES = ("weekday", "week_day", "lunar", "holiday", "bound_term", "bound_holiday")
_FIRST_MONTHS = re.compile("[前头](?P<months>[2-9]|1[01]|[二三四五六七八九两]|十一?)个月")
_HOLIDAY_TAIL = re.compile(r"小?长假|假期|假日|黄金周|佳节|期间|时节|节气")
_DAY_OF_HOLIDAY = re.compile("的?(?:首日|末日|最后一天|第(?P<nth>[一二三四五六七八1-8])天)")
_DAY_TAIL = re.compile("节(?!气)|(?<=至)日(?![报子])")
_KNOWN_TO_ALL = frozenset(("佳节", "时节", "节气"))
_NIGHT = re.compile("之夜|当夜|夜晚")
PERIOD = re.compile("期间|之间|这段时间|这一?天|那一?天|当天|当日")
LIST = re.compile(r"[、和及与]|以及")


class Calendar(Clocks):
    """Reads what stands behind the first word of a date."""

    def __init__(self, text: str, words: Sequence[Word]) -> None:
        super().__init__(text, words)
        self._last_day: Phrase | None = None  # the last phrase, if it names a day: 8日、9日

    def _named(self, word: Word, index: int, point: Point) -> tuple[Point | None, int]:
        if word.kind == "holiday":
            return self._holiday(
                index, point._replace(head="holiday", name=word.name, end=word.end)
            )
        number = int(word.number)
        if word.kind == "lunar_month":
            return point._replace(head="lunar_month", month=number, end=word.end), index
        name = "lunar_bare" if word.name == "bare" else "lunar"
        before = self._listed(word.start) if name == "lunar_bare" else None
        if before and before.head == "lunar":  # 十月廿七、廿八
            number, name = before.month or number, before.name
        return point._replace(
            head="lunar", name=name, month=number, day=word.second, end=word.end
        ), index

    def _in_year(self, index: int, point: Point) -> tuple[Point | None, int]:
        """What narrows a year down: a month, a part of it, a season, a holiday."""
        return self._with_word(index, point) or self._with_tail(index, point)

    def _with_word(self, index: int, point: Point) -> tuple[Point | None, int] | None:
        """2021年|3月, 2021年|3月5日, 去年|年底, 去年的|春节, 2022年|第三周."""
        word = self._words[index] if index < len(self._words) else None
        if word is None or word.start - point.end > 1:
            return None
        gap, index, end = self._text[point.end : word.start], index + 1, word.end
        if gap not in ("", "的", " "):
            return None
        if word.kind == "month":
            month = point._replace(month=int(word.number), end=end)
            if point.name == "reign":  # its months are those of the moon
                return month._replace(head="lunar_month"), index
            return self._in_month(index, month._replace(head="month"))
        if word.kind == "date" and not word.name:
            day = point._replace(head="day", month=int(word.number), day=word.second, end=end)
            return self._with_weekday(index, day)
        if gap == " ":
            return None
        if word.kind == "part_of_year":
            return self._of_quarter(point._replace(piece=word.name, end=end)), index
        if word.kind == "bound_holiday":
            return self._holiday(index, point._replace(head="holiday", name=word.name, end=end))
        if word.kind in ("holiday", "lunar", "lunar_month"):
            return self._named(word, index, point)
        if word.kind == "ordinal" and word.name == "week" and not gap:
            return point._replace(head="week_of_year", shift=int(word.number), end=end), index
        return None

    def _with_tail(self, index: int, point: Point) -> tuple[Point | None, int]:
        """去年|底, 今年|春天, 去年|今天, 今年|前8个月, 2021年|最后一天, 去年|同期."""
        text, end = self._text, point.end
        short = _SHORT_PIECE.match(text, end)
        if short:
            return point._replace(piece=short[0].removeprefix("年"), end=short.end()), index
        season = _SEASON.match(text, end)
        if season:
            return point._replace(piece=season[1], end=season.end()), index
        today = _YEAR_TODAY.match(text, end) if point.year_shift else None
        if today:
            return point._replace(head="same_day", end=today.end()), index + 1
        months = _FIRST_MONTHS.match(text, end)
        if months:
            piece = f"前{int(numerals.value(months['months']) or 2)}个月"
            return point._replace(piece=piece, end=months.end()), self._past(index, months.end())
        one_day, after = self._one_day(index, point)
        if one_day:
            return one_day, after
        tail = _YEAR_TAIL.match(text, end)
        return (point._replace(end=tail.end(), name=tail[0]) if tail else point), index

    def _of_quarter(self, point: Point) -> Point:
        """三季度|末 is its last month."""
        edge = _EDGE_OF_QUARTER.match(self._text, point.end)
        if not edge or f"{point.piece}{edge[1]}" not in _WITH_EDGES:
            return point
        return point._replace(piece=f"{point.piece}{edge[1]}", end=edge.end())

    def _one_day(self, index: int, point: Point) -> tuple[Point | None, int]:
        """The first or the last day of a month or a year, if that follows: 4月最后一天."""
        day = _FIRST_OR_LAST_DAY.match(self._text, point.end)
        if day is None:
            return None, index
        index = self._past(index, day.end())
        piece = "首日" if day["first"] else "末日"
        return point._replace(piece=piece, end=day.end()), index

    def _in_month(self, index: int, point: Point) -> tuple[Point | None, int]:
        at = point.end + (self._text[point.end : point.end + 1] == " ")
        day = self._next(index, at, "day", "day_number")
        if day:
            point = point._replace(head="day", day=int(day.number), end=day.end)
            return self._with_weekday(index + 1, point)
        at = point.end + (self._text[point.end : point.end + 1] == "的")
        piece = self._next(index, at, "part_of_month")
        if piece:
            return point._replace(piece=piece.name, end=piece.end), index + 1
        nth = NTH_IN_MONTH.match(self._text, point.end)
        if nth:
            end = nth.end()
            index = self._past(index, end)
            number = numerals.value(nth["nth"]) if nth["nth"] else 0  # the last
            return point._replace(piece=f"第{number:.0f}{nth['which']}", end=end), index
        one_day, after = self._one_day(index, point)
        if one_day:
            return one_day, after
        short = _MONTH_PIECE.match(self._text, point.end)
        if short:
            return point._replace(piece=short[0].removeprefix("月"), end=short.end()), index
        return point, index

    def _with_weekday(self, index: int, point: Point) -> tuple[Point, int]:
        """Adds the weekday, or in brackets what else the day is called: 2月8日（正月初六）."""
        mark = self._text[point.end : point.end + 1]
        if not mark or mark not in _GLOSS_FIRST:
            return point, index
        if mark in "（(":
            end, after = self._gloss(index, point.end + 1)
            return (point._replace(end=end), after) if end else (point, index)
        weekday = _WEEKDAY.match(self._text, point.end)
        if weekday:
            point = point._replace(end=weekday.end())
            index = self._past(index, point.end)
        return point, index

    def _gloss(self, index: int, at: int, *more: str) -> tuple[int, int]:
        """Where a bracket ends that holds other names of the day and nothing else, else 0.

        `more` are kinds of words that may stand there too.
        """
        lunar = _LUNAR_GLOSS.match(self._text, at)
        at = lunar.end() if lunar else at
        while (word := self._next(index, at, *_OTHER_NAMES, *more)) is not None:
            index, at = index + 1, word.end
            if self._text[at : at + 1] in ("）", ")"):
                return at + 1, index
            at += self._text[at : at + 1] in ("，", "、", " ", "节")
        return 0, index

    def _holiday(self, index: int, point: Point) -> tuple[Point, int]:
        day = _DAY_TAIL.match(self._text, point.end)
        if day:
            point = point._replace(end=day.end())
        tail = _HOLIDAY_TAIL.match(self._text, point.end)
        if tail:
            whole = "" if tail[0] in _KNOWN_TO_ALL else tail[0]
            point = point._replace(whole=whole, end=tail.end())
            nth = _DAY_OF_HOLIDAY.match(self._text, point.end) if whole else None
            if nth:  # 春节假期最后一天
                point = point._replace(piece=nth["nth"] or nth[0][-2:], end=nth.end())
                index = self._past(index, point.end)
            more = PERIOD.match(self._text, point.end)
            if more and more[0] == "期间":
                point = point._replace(end=more.end())
        night = _NIGHT.match(self._text, point.end)
        if night:
            return point._replace(part="night", end=night.end()), index
        same = self._next(index, point.end, "day_from_story")
        if same and same.number == 0:
            part = part_in(self._text[same.start : same.end])
            return point._replace(end=same.end, part=part), index + 1
        if self._text.startswith(("那天", "这天"), point.end):
            return point._replace(end=point.end + 2), index
        return point, index

    def _listed(self, at: int) -> Point | None:
        """The day that what stands at a place goes on from: 8日、|9日."""
        last = self._last_day
        return last.point if last and LIST.fullmatch(self._text, last.end, at) else None
