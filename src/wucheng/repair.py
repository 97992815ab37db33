"""Pages damaged by readings that a mirror site put behind certain characters.

Such a site has a fixed table of some dozens of characters with one reading each and puts the
reading behind every occurrence: 社區(qū)黨委書(shū)記. It does so on GBK bytes, blind to the
boundaries between characters, so that now and then a character is cut in two and what follows
comes out as other characters.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wucheng import readings
from wucheng.readings import Reading
from wucheng.trace import Edit, Traced

#: What a page must have before anything is looked at: a vowel with a tone mark and a bracket.
_HINT = re.compile("[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜăĕĭŏŭ\u0304\u030c][a-zɡ]{0,3} ?[)）]")
#: What comes out of step after a lost byte: up to the next ASCII character at most.
_OUT_OF_STEP = re.compile(r"[^\x00-\x7f]{0,200}")


@dataclass(frozen=True, slots=True)
class Repair:
    """What was printed at raw characters [start, end), what it was before, and why we think so.

    Confidence runs from 0 to 1. With the rule "unrepaired" the text stands as printed.
    """

    start: int
    end: int
    printed: str
    repaired: str
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Repaired:
    """A page after repair. Damage is "none", "readings" (only brackets) or "bytes"."""

    text: Traced
    repairs: list[Repair]
    damage: str
    unrepaired: int


def repair(page: Traced) -> Repaired:
    """The page as it was before a site's readings; a page without them comes back as it is."""
    text = page.text
    if not _HINT.search(text):
        return Repaired(page, [], "none", 0)
    found = list(readings.find(text))
    table = site_table(text, found)
    if not table:
        return Repaired(page, [], "none", 0)
    edits: list[Edit] = []
    repairs: list[Repair] = []
    for reading in found:
        start, end = reading.start, reading.end
        if reading.lost:
            after = _OUT_OF_STEP.match(text, end)
            end = after.end() if after else end
            repairs.append(_row(page, start - 1, end, "", "unrepaired", 0.0))
        elif _is_sites(text, reading, table):
            edits.append((start, end, ""))
            repairs.append(_row(page, start, end, "", "reading", 1.0))
    unrepaired = sum(row.rule == "unrepaired" for row in repairs)
    return Repaired(page.edit(edits), repairs, "bytes" if unrepaired else "readings", unrepaired)


def site_table(text: str, found: Sequence[Reading]) -> Mapping[str, str]:
    """The characters that the site annotates, each with its reading; empty if no site did.

    An author glosses a hard character once, where it first stands, with the reading that it has
    there. A site glosses many characters, easy ones too, at every occurrence, always alike.
    """
    seen: dict[str, Counter[str]] = {}
    for reading in found:
        character = text[reading.start - 1]
        if not reading.lost and reading.syllable in readings.of(character):
            seen.setdefault(character, Counter())[reading.syllable] += 1
    counts = Counter(text)
    table: dict[str, str] = {}
    annotated = plain = 0
    for character, syllables in seen.items():
        syllable, count = syllables.most_common(1)[0]
        annotated += count
        plain += counts[character] - count
        if count > 0.5 * counts[character]:
            table[character] = syllable
    torn = sum(reading.lost for reading in found)
    repeats = annotated - len(seen)
    chinese = sum(map(readings.is_chinese, text))
    if (
        len(table) < 3
        or plain > 0.2 * annotated
        or annotated > 0.4 * chinese
        or repeats + 2 * torn < 3
    ):
        return {}
    return table


def _is_sites(text: str, reading: Reading, table: Mapping[str, str]) -> bool:
    before = text[reading.start - 1]
    return table.get(before) == reading.syllable or not readings.is_chinese(before)


def _row(page: Traced, start: int, end: int, repaired: str, rule: str, sure: float) -> Repair:
    part = page[start:end]
    return Repair(part.raw_start, part.raw_end, part.text, repaired, rule, sure)
