"""A point in time as the text gives it: 3月12日早上, 去年底, 国庆节当天, 晚上11点.

A point says what the text says (the ninth, of some month); which date that is, is found later.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from wucheng.times.timewords import Word


@dataclass(frozen=True, slots=True)
class Point:
    """A stretch of the calendar, a time of day, or both. None and "" mean: not said."""

    start: int
    end: int
    head: str
    year: int | None = None
    year_shift: tuple[str, int] | None = None  # ("text" or "story", years from there)
    month: int | None = None
    month_shift: tuple[str, int] | None = None
    day: int | None = None
    piece: str = ""  # 上旬, 初, 底, 上半年, 1季度, 春
    name: str = ""  # a holiday; lunar for a day or month of the lunar calendar
    whole: bool = False  # the holiday with its days off
    shift: int = 0  # days or weeks from the anchor
    weekday: int | None = None
    part: str = ""
    hour: int | None = None
    minute: int = 0
    about: str = ""  # before, about: 不到6点, 9点左右

    @property
    def has_date(self) -> bool:
        return self.head not in ("part", "clock")


_SHORT_PIECE = re.compile(r"年?初(?!次|中|级|始|步|衷|心)|年?底|年?末|年中")
_MONTH_PIECE = re.compile(
    r"上旬|中旬|下旬|月?初(?!次|中|级|始|步|衷|[一二三四五六七八九十])|月?底|月?末|中(?![国学央间心医午小法美日俄英韩非外华共方德欧东亚文旬])"
)
_SEASON = re.compile(r"的?(春|夏|秋|冬)(?:天|季|日(?=里|，|。|的))?(?![节奥游令耕收分至春夏秋冬])")
_YEAR_TAIL = re.compile("同期")
_PARENS = re.compile(r"[（(](?:星期|周|礼拜)[一二三四五六日天][）)]")
_HOLIDAY_TAIL = re.compile(r"小?长假|假期|假日|黄金周|佳节|期间")
_BOUND_TAIL = re.compile("节|小?长假|假期|黄金周|佳节|期间|前夕|前后")
_NIGHT = re.compile("之夜|当夜|夜晚")
_ABOUT = re.compile(r"(?:大约|约|近|将近|差不多|不到|快到|未到|刚过|刚到)?")
_SPACE = re.compile(r"[ 　]?")
_AFTER_CLOCK = re.compile(r"多钟|多(?![人名个户次张份米位件条种])|左右|许(?![多可])|前后|整|上下")
TO = re.compile(r"[ ]?(?:—{1,2}|-{1,2}|–|－|~|～|一?直?至|一?直到|到|直至)[ ]?")
_PAUSED_TO = re.compile("起?[，,]?(?:一?直?至|一?直?到|直至)|" + TO.pattern)
PERIOD = re.compile("期间|之间|这段时间|这一?天|那一?天|当天|当日")
LIST = re.compile(r"[、和及与]|以及")
_CLOCK_EVIDENCE = re.compile(
    r"左右|许|多(?![人名个户次张份米位件条种])|前|之前|以前|准时|起(?!来)|整|钟"
)
_CLOCK_BEFORE = re.compile(r"[到约近至]$")


class Points:
    """Reads points out of the words of a sentence."""

    def __init__(self, text: str, words: Sequence[Word]) -> None:
        self._text = text
        self._words = words
        self._day_end = -1  # where the last phrase ends, if it names a day: 8日、9日

    def _to(self, first: Point, index: int, paused: bool = False) -> tuple[Point | None, int]:
        """The second point of a range, if a connector and a point follow.

        After 从 or 自 a pause may stand between them: 自12月14日16时，到15日16时.
        """
        if index >= len(self._words):
            return None, index
        connector = (_PAUSED_TO if paused else TO).match(self._text, first.end)
        if not connector or self._words[index].start != connector.end():
            return None, index
        second, after = self._point(index, inside=True)
        if second is None or not _ranges(first, second):
            return None, index
        return second, after

    def _point(self, index: int, inside: bool = False) -> tuple[Point | None, int]:
        word = self._words[index]
        point, index = self._date(index, inside)
        if point is None:
            if word.kind in ("part", "bound_part", "clock"):
                return self._time_of_day(index, None, inside)
            return None, index
        return self._time_of_day(index, point, inside)

    def _next(self, index: int, end: int, *kinds: str) -> Word | None:
        """The word at `index` if it stands at `end` and is of one of the kinds."""
        if index < len(self._words):
            word = self._words[index]
            if word.start == end and word.kind in kinds:
                return word
        return None

    def _date(self, index: int, inside: bool) -> tuple[Point | None, int]:
        word = self._words[index]
        kind, number = word.kind, int(word.number)
        point = Point(word.start, word.end, kind)
        index += 1
        if kind == "year":
            return self._in_year(index, replace(point, head="year", year=number))
        if kind in ("year_from_text", "year_from_story"):
            shift = (kind.removeprefix("year_from_"), number)
            return self._in_year(index, replace(point, head="year", year_shift=shift))
        if kind == "month":
            return self._in_month(index, replace(point, head="month", month=number))
        if kind in ("month_from_text", "month_from_story"):
            shift = (kind.removeprefix("month_from_"), number)
            return self._in_month(index, replace(point, head="month", month_shift=shift))
        if kind in ("day", "day_number"):
            if not self._bare_day(word, index, inside):
                return None, index
            return self._with_weekday(index, replace(point, head="day", day=number))
        if kind == "iso":
            point = replace(point, head="day", year=int(word.name), month=number, day=word.second)
            return self._with_weekday(index, point)
        if kind in ("day_from_text", "day_from_story"):
            part = part_in(self._text[word.start : word.end])
            return replace(
                point, shift=number, part=part, name=self._text[word.start : word.end]
            ), index
        if kind == "week_day":
            return replace(point, shift=number, weekday=int(word.name)), index
        if kind == "weekday":
            return replace(point, weekday=number), index
        if kind in ("week", "weekend"):
            return replace(point, shift=number), index
        if kind == "bare_weekend":
            return (None if self._text[word.start - 1 : word.start] == "个" else point), index
        if kind in ("decade", "century"):
            return replace(point, year=number), index
        if kind == "season":
            return replace(point, head="year", year_shift=("text", number), piece=word.name), index
        if kind == "part_of_year":
            return replace(point, head="year", piece=word.name), index
        if kind == "part_of_month":
            return replace(point, head="month", piece=word.name), index
        if kind == "bound_holiday":
            if not _BOUND_TAIL.match(self._text, word.end):
                return None, index
            return self._holiday(index, replace(point, head="holiday", name=word.name))
        if kind in ("holiday", "lunar", "lunar_month"):
            return self._named(word, index, point)
        return None, index

    def _named(self, word: Word, index: int, point: Point) -> tuple[Point | None, int]:
        if word.kind == "holiday":
            return self._holiday(
                index, replace(point, head="holiday", name=word.name, end=word.end)
            )
        number = int(word.number)
        if word.kind == "lunar_month":
            return replace(point, head="lunar_month", month=number, end=word.end), index
        name = "lunar_bare" if word.name == "bare" else "lunar"
        return replace(
            point, head="lunar", name=name, month=number, day=word.second, end=word.end
        ), index

    def _in_year(self, index: int, point: Point) -> tuple[Point | None, int]:
        """What narrows a year down: a month, a part of it, a season, a holiday."""
        at = point.end + (self._text[point.end : point.end + 1] == "的")
        space = point.end + (self._text[point.end : point.end + 1] == " ")
        month = self._next(index, space, "month")
        if month:
            point = replace(point, head="month", month=int(month.number), end=month.end)
            return self._in_month(index + 1, point)
        piece = self._next(index, at, "part_of_year")
        if piece:
            return replace(point, piece=piece.name, end=piece.end), index + 1
        named = self._next(index, at, "holiday", "lunar", "lunar_month", "bound_holiday")
        if named:
            if named.kind == "bound_holiday":
                return self._holiday(
                    index + 1, replace(point, head="holiday", name=named.name, end=named.end)
                )
            return self._named(named, index + 1, point)
        short = _SHORT_PIECE.match(self._text, point.end)
        if short:
            return replace(point, piece=short[0].removeprefix("年"), end=short.end()), index
        season = _SEASON.match(self._text, point.end)
        if season:
            return replace(point, piece=season[1], end=season.end()), index
        tail = _YEAR_TAIL.match(self._text, point.end)
        return (replace(point, end=tail.end()) if tail else point), index

    def _in_month(self, index: int, point: Point) -> tuple[Point | None, int]:
        at = point.end + (self._text[point.end : point.end + 1] == " ")
        day = self._next(index, at, "day", "day_number")
        if day:
            point = replace(point, head="day", day=int(day.number), end=day.end)
            return self._with_weekday(index + 1, point)
        piece = self._next(index, point.end, "part_of_month")
        if piece:
            return replace(point, piece=piece.name, end=piece.end), index + 1
        short = _MONTH_PIECE.match(self._text, point.end)
        if short:
            return replace(point, piece=short[0].removeprefix("月"), end=short.end()), index
        return point, index

    def _with_weekday(self, index: int, point: Point) -> tuple[Point, int]:
        weekday = _PARENS.match(self._text, point.end)
        if weekday:
            point = replace(point, end=weekday.end())
            while index < len(self._words) and self._words[index].start < point.end:
                index += 1
        return point, index

    def _holiday(self, index: int, point: Point) -> tuple[Point, int]:
        if self._text[point.end : point.end + 1] == "节":
            point = replace(point, end=point.end + 1)
        tail = _HOLIDAY_TAIL.match(self._text, point.end)
        if tail:
            whole = tail[0] != "佳节"
            point = replace(point, whole=whole, end=tail.end())
            more = PERIOD.match(self._text, point.end)
            if more and more[0] == "期间":
                point = replace(point, end=more.end())
        night = _NIGHT.match(self._text, point.end)
        if night:
            return replace(point, part="night", end=night.end()), index
        same = self._next(index, point.end, "day_from_story")
        if same and same.number == 0:
            part = part_in(self._text[same.start : same.end])
            return replace(point, end=same.end, part=part), index + 1
        if self._text.startswith("那天", point.end):
            return replace(point, end=point.end + 2), index
        return point, index

    def _bare_day(self, word: Word, index: int, inside: bool) -> bool:
        """A day without its month: 24日; 三日 and 3号 only where a part of the day follows."""
        if inside:
            return True
        if self._day_end >= 0 and LIST.fullmatch(self._text, self._day_end, word.start):
            return True
        if self._text[word.start - 1 : word.start] == "月":
            return False
        if word.kind == "day" and word.name != "chinese":
            return True
        return self._next(index, word.end, "part", "bound_part", "clock") is not None

    def _time_of_day(
        self, index: int, point: Point | None, inside: bool
    ) -> tuple[Point | None, int]:
        """Adds 早上, 8点20分 or both to a date, or makes a point of them alone."""
        end = point.end if point else self._words[index - 1].start
        if point is None:
            index -= 1
        start = point.start if point else end
        part_word = self._next(index, end, "part", "bound_part")
        if part_word is None and point and self._text[end : end + 1] in ("的", " "):
            part_word = self._next(index, end + 1, "part")
        part = point.part if point else ""
        if part_word:
            index, end, part = index + 1, part_word.end, part_word.name
        clock, clock_index = self._clock(index, end)
        if clock is None:
            if point is None:
                if part_word is None or part_word.kind == "bound_part":
                    return None, index
                return Point(start, end, "part", part=part), index
            return replace(point, part=part, end=end), index
        if point is None and part_word is None and not inside and not self._sure(clock, start):
            return None, clock_index
        if (
            point
            and point.head in ("year", "month", "decade", "century", "week", "lunar_month")
            and not part_word
        ):
            return point, index
        about = self._text[end : clock.start].strip() or ("约" if clock.name == "about" else "")
        end = clock.end
        tail = _AFTER_CLOCK.match(self._text, end)
        if tail:
            end, about = tail.end(), about or tail[0]
        base = point or Point(start, end, "clock")
        return (
            replace(
                base,
                end=end,
                part=part,
                hour=int(clock.number),
                minute=clock.second,
                about=_about(about),
            ),
            clock_index,
        )

    def _clock(self, index: int, end: int) -> tuple[Word | None, int]:
        at = _SPACE.match(self._text, end)
        at_end = at.end() if at else end
        about = _ABOUT.match(self._text, at_end)
        stop = about.end() if about else at_end
        clock = self._next(index, stop, "clock")
        return clock, index + 1 if clock else index

    def _sure(self, clock: Word, start: int) -> bool:
        """Is a clock time without a part of the day one? 六点之前 is, 两点 and 一时 are not."""
        if clock.name in ("sure", "colon", "about"):
            return True
        if clock.name == "时":
            return (
                bool(re.match("许|整", self._text[clock.end : clock.end + 1])) or clock.number == 0
            )
        if clock.number == 1:
            return False
        return bool(
            _CLOCK_EVIDENCE.match(self._text, clock.end)
            or _CLOCK_BEFORE.search(self._text[max(0, start - 1) : start])
        )


def _ranges(first: Point, second: Point) -> bool:
    """Can the two points be the ends of one range?"""
    if not first.has_date and not second.has_date:
        return first.hour is not None and second.hour is not None
    if not second.has_date:
        return first.hour is not None or second.hour is not None
    if not first.has_date:
        return first.hour is not None and second.head == "day_from_story"
    return True


def part_in(word: str) -> str:
    """The part of the day inside 今晚, 昨夜, 今早."""
    return {"晚": "evening", "夜": "night", "早": "morning", "晨": "morning"}.get(word[-1], "")


def _about(mark: str) -> str:
    if not mark:
        return ""
    return "before" if mark in ("不到", "快到", "未到", "近", "将近") else "about"
