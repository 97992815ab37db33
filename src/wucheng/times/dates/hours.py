"""Readings of hours and of parts of the day, on the day that they belong to: 晚上8点, 下午."""

from __future__ import annotations

from wucheng.times import almanac
from wucheng.times.dates.counts import Counts
from wucheng.times.dates.kinds import clock_time, moment
from wucheng.times.phrases import Point
from wucheng.times.reading import Time


class Hours(Counts):
    """Reads the phrases that name no day."""

    def _clock(self, point: Point) -> str:
        """The clock time; a bare 4点 after 下午3点 of the sentence is 16:00, and so is one after
        下午 by itself.
        """
        story = self._story
        half = self._half_of(point) if point.head == "clock" else ""
        if half:
            self.half = half
            return clock_time(point._replace(part=half))
        if point.part and (point.hour is None or point.hour <= 12):  # 晚18时 counts to 24
            self.half = point.part
        clock = clock_time(point, story.afternoon)
        if point.part or point.has_date:
            story.half = point.part if point.hour is None else ""
        if point.part and point.hour is not None:
            story.afternoon = point if point.hour < 12 and clock >= "13:00" else None
        return clock

    def _time_of_day(self, point: Point) -> Time | None:
        clock = self._clock(point)
        day = None if self._quoted or self._habit else self._story.day_of(point.part)
        if day and after_midnight(point, clock):
            day = almanac.shifted(day, 1)
        start = (moment(day, clock) if clock else day.isoformat()) if day else ""
        self.mentioned = day
        rule = "clock" if clock else "part_of_day"
        if clock == "24:00":
            rule += "+end_of_day_24h"
        if point.about:
            rule += "+" + point.about
        return self._made("time_of_day", rule, (start, start), clock=clock, part=point.part)

    def _clock_range(self, first: Point, clock: str, clock_end: str) -> Time:
        day = None if self._quoted or self._habit else self._story.here
        start = end = ""
        if day and not clock:  # 下午到傍晚
            start = end = day.isoformat()
        elif day:
            start, end = moment(day, clock), moment(day, clock_end)
            if end < start:
                next_day = almanac.shifted(day, 1)
                end = moment(next_day, clock_end) if next_day else ""
        return self._made(
            "time_of_day",
            "clock_range" if clock else "part_of_day",
            (start, end),
            clock=clock,
            clock_end=clock_end,
            part=first.part,
        )


def after_midnight(point: Point, clock: str) -> bool:
    """深夜12点半 is half past midnight of the day that follows."""
    return point.part in ("evening", "night") and point.hour == 12 and clock < "01:00"
