"""The same happening told twice in one document: in the lede and again in detail.

Both tellings stay rows, for each rests on its own words. The one that is dated more exactly
counts, and the other says whose second telling it is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from wucheng.events.corrections import APART
from wucheng.language import quantity

EventRow = dict[str, Any]

#: How much of the shorter wording must be in the longer one, as a share of its pairs of characters:
#: of two tellings of the same day; of two that give the same amount besides; of two whose days
#: can't be compared.
_DATED, _COUNTED, _UNDATED = 0.4, 0.3, 0.6
#: Shorter wordings than this many pairs of characters are too little to go by.
_LEAST = 4
#: A month or a week may be told again by its day; a longer stretch has many.
_SHORT_DAYS = 31
#: Events of these kinds are never told twice, or say nothing to compare.
_ALONE = frozenset(("publication",))

_EXACT = ("hour", "day", "vague", "interval", "month", "year", "undated")
_ORDINAL = re.compile(r"第[0-9一二三四五六七八九十百]+")
_NUMBER = re.compile(r"[0-9一二三四五六七八九十]+[日号]")
_AGAIN = re.compile(r"再次|再度|又一|另一|其他|继续|也(?!许)|还")
_FILLING = re.compile(r"[，、。；：“”‘’（）\s了的地得已就便又还对在于为把将和与及等]")


def link(events: Sequence[EventRow]) -> list[EventRow]:
    """The events of one document with `same_as`: the event that a row tells again, else "".

    Args:
        events: rows of the table in the order of the text; APART in `same_as` keeps one by itself.
    """
    told = [_Telling(event) for event in events]
    leader = list(range(len(told)))
    like: dict[object, list[int]] = defaultdict(list)
    for later, one in enumerate(told):
        before = like[one.kind, one.status, one.ordinals]
        first = next((earlier for earlier in before if one.repeats(told[earlier])), later)
        leader[later] = leader[first]
        before.append(later)
    groups: dict[int, list[int]] = {}
    for number, first in enumerate(leader):
        groups.setdefault(first, []).append(number)
    best = {
        number: min(group, key=lambda each: (_EXACT.index(told[each].precision), each))
        for group in groups.values()
        for number in group
    }
    return [
        {**event, "same_as": "" if best[n] == n else events[best[n]]["event"]}
        for n, event in enumerate(events)
    ]


class _Telling:
    """One row, ready to be compared with others."""

    def __init__(self, event: Mapping[str, Any]) -> None:
        self.kind = event["type"] if event["same_as"] != APART else ""
        self.status = event["status"]
        self.sentence = event["sentence"]
        self.precision = event["precision"]
        self.start, self.end = event["start"], event["end"]
        self.when = event["when"]
        self.place = event["place"]
        self.actors = frozenset(filter(None, event["actors"].split(";")))
        words = event["what"]
        self.pairs = _pairs(words)
        self.ordinals = frozenset(_ORDINAL.findall(words))
        self.again = _AGAIN.search(words) is not None
        self.amounts = {
            (found.unit, found.at_least, found.at_most) for found in quantity.read(words)
        }

    def repeats(self, other: _Telling) -> bool:
        """Whether this row tells again what an earlier one of another sentence told."""
        if (
            not self.kind
            or self.kind in _ALONE
            or self.kind != other.kind
            or self.status != other.status
            or self.sentence == other.sentence
            or self.again
            or self.ordinals != other.ordinals
            or min(len(self.pairs), len(other.pairs)) < _LEAST
            or not _agree(self.actors, other.actors)
            or not _agree({self.place} - {""}, {other.place} - {""})
        ):
            return False
        mine = {unit for unit, _, _ in self.amounts}
        both = mine & {unit for unit, _, _ in other.amounts}
        shared = self.amounts & other.amounts
        if both and not shared:
            return False
        alike = len(self.pairs & other.pairs) / min(len(self.pairs), len(other.pairs))
        if not (self.start and other.start):
            return alike >= _UNDATED and not self._elsewhen(other)
        return self._same_day(other) and alike >= (_COUNTED if shared else _DATED)

    def _elsewhen(self, other: _Telling) -> bool:
        """Whether the words of both name days that differ, though no year places them."""
        mine, others = _NUMBER.findall(self.when), _NUMBER.findall(other.when)
        return bool(mine and others) and not set(mine) & set(others)

    def _same_day(self, other: _Telling) -> bool:
        """Whether one may be the other's time, told more exactly."""
        outer, inner = sorted((self, other), key=_Telling.days, reverse=True)
        if (outer.start[:10], outer.end[:10]) == (inner.start[:10], inner.end[:10]):
            return True
        within = outer.start[:10] <= inner.start[:10] and inner.end[:10] <= outer.end[:10]
        return within and outer.days() <= _SHORT_DAYS and outer.precision in ("vague", "month")

    def days(self) -> int:
        if not self.start or not self.end:
            return 10_000
        return (date.fromisoformat(self.end[:10]) - date.fromisoformat(self.start[:10])).days + 1


def _pairs(words: str) -> frozenset[str]:
    bare = _FILLING.sub("", words)
    return frozenset(bare[at : at + 2] for at in range(len(bare) - 1))


def _agree(mine: Iterable[str], others: Iterable[str]) -> bool:
    """Whether two sets of names can mean the same: one is empty, or a name is part of another."""
    mine, others = list(mine), list(others)
    return (
        not mine
        or not others
        or any(one in other or other in one for one in mine for other in others)
    )
