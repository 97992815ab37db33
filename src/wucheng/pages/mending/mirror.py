"""What a mirror site puts readings behind: the table learnt from its page, and the rest of it.

What is not in the table has a cost in nats, by how little it looks like something the site has.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from wucheng.pages.mending import gbk, readings
from wucheng.pages.mending.likelihood import Likelihood, is_common
from wucheng.pages.mending.pairing import Chain

_NEW_ENTRY = -3.5
_OTHER_READING = -3.0
_FOREIGN = -6.0
_RARE_ENTRY = -4.5
_PLAIN_ELSEWHERE = -3.0
_UNKNOWN_READING = -14.0


class Fired(NamedTuple):
    """A character of the site's table and the reading that stands behind its bytes."""

    character: str
    syllable: str


class Site:
    """The site that a page comes from.

    Args:
        text: the page as printed.
        table: the site's characters and their readings, as learnt from whole annotations.
        likelihood: what is likely on this page.
    """

    def __init__(self, text: str, table: Mapping[str, str], likelihood: Likelihood) -> None:
        self._table = table
        self._pairs = {gbk.pair(character): syllable for character, syllable in table.items()}
        self._likelihood = likelihood
        self._counts = Counter(text)
        self._fitting: dict[tuple[int, str], tuple[list[tuple[int, float]], bool]] = {}

    def cost(self, character: str, syllable: str) -> float | None:
        """What it costs to take a reading behind a character for the site's; None if it is not."""
        if self._table.get(character) == syllable:
            return 0.0
        if character and syllable in readings.of(character):
            return self._entry(character, syllable)
        return None

    def fitting(self, lead: int, syllable: str) -> tuple[list[tuple[int, float]], bool]:
        """The bytes that may have gone with the bracket of a reading, each with its cost.

        They make a character read so with the lead byte. The second value says whether one has
        to be chosen: not if only one of them makes a likely entry.
        """
        known = self._fitting.get((lead, syllable))
        if known is None:
            read_so = _read_so(lead, syllable)
            costs = [(byte, self._entry(character, syllable)) for byte, character in read_so]
            chosen = sum(cost >= _OTHER_READING + _NEW_ENTRY for _, cost in costs) != 1
            known = self._fitting[lead, syllable] = costs, chosen
        return known

    def missing(self, trace: Chain) -> int:
        """How often the site would have put a reading where the page shows none."""
        missing = 0
        later: object = None  # what follows on the page
        while trace:
            value, rest = trace
            assert isinstance(rest, tuple)
            if isinstance(value, int) and rest and isinstance(rest[0], int):
                syllable = self._pairs.get(rest[0] << 8 | value) if rest[0] > 0x80 else None
                here = isinstance(later, Fired) and later.syllable == syllable
                missing += syllable is not None and not here
            later, trace = value, rest
        return missing

    def _entry(self, character: str, syllable: str) -> float:
        """The cost of the site having this character with this reading in its table."""
        known = self._table.get(character)
        if known:
            return 0.0 if known == syllable else _UNKNOWN_READING
        cost = _NEW_ENTRY if is_common(character) else _RARE_ENTRY
        cost += _PLAIN_ELSEWHERE * min(self._counts[character], 3)
        if readings.first(character) != syllable:
            cost += _OTHER_READING
        if self._likelihood.is_foreign(character):
            cost += _FOREIGN
        return cost


def fired(trace: Chain) -> Iterator[Fired]:
    """The site's annotations among bytes."""
    while trace:
        value, trace = trace  # type: ignore[assignment]
        if isinstance(value, Fired):
            yield value


@cache
def _read_so(lead: int, syllable: str) -> tuple[tuple[int, str], ...]:
    """The bytes after a lead byte that make a character read so, of those that can be lost."""
    trails = gbk.high_trails(lead) if lead > 0x80 else ()
    return tuple(
        (byte, character) for byte, character in trails if syllable in readings.of(character)
    )
