"""One time expression as it was read."""

from __future__ import annotations

from typing import NamedTuple

#: Kinds that belong to one layer do not overlap. Expressions of different layers don't either.
LAYERS = {
    "calendar": ("date", "interval", "relative", "vague", "count_day"),
    "duration": ("duration",),
    "repetition": ("set",),
    "clock": ("time_of_day",),
}

_LAYER_OF = {kind: layer for layer, kinds in LAYERS.items() for kind in kinds}


class Time(NamedTuple):
    """One time expression; text is what stands at [start_char:end_char].

    Attributes:
        kind: date (one day), interval, duration, time_of_day, count_day (第46天), relative
            (counted from another day: 昨天, 次日, 半年前, 去年), vague (近日) or set (每天).
        start, end: first and last day, ISO, both included; or date-times where the text gives
            a clock. Empty where the text or its date doesn't say. One of them alone is an
            interval open at the other end.
        value, unit: the length of a duration, the number of a count day, the distance of a
            relative expression, the length of a set's cycle (每两小时: 2 hour). A range has the
            middle as its value.
        clock: HH:MM as said; 24:00 is the end of the day, written T00:00 of the next in `end`.
        rule: how it was read.
        at_least, at_most: bounds of the value where it isn't exact: 10多个小时, 三四个小时.
        times: how often in a cycle of a set: 三天两测 is 2 in 3 days.
        part: dawn, morning, noon, afternoon, evening, night or day, where the text says so.
        clock_end: where a range of clock times ends.
    """

    text: str
    start_char: int
    end_char: int
    kind: str
    start: str = ""
    end: str = ""
    value: float | None = None
    unit: str = ""
    clock: str = ""
    rule: str = ""
    at_least: float | None = None
    at_most: float | None = None
    times: float | None = None
    part: str = ""
    clock_end: str = ""

    @property
    def layer(self) -> str:
        """calendar, duration, repetition or clock."""
        return _LAYER_OF[self.kind]
