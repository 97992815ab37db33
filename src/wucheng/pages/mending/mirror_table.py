"""What a site annotates, learnt from its page: the characters, their readings, the brackets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from wucheng.pages.mending import readings
from wucheng.pages.mending.likelihood import is_common
from wucheng.pages.mending.readings import Reading

#: What makes readings a site's. Measured on the two damaged seeds: 65 and 44 characters, no
#: exception, 15 % and 12 % of all Chinese characters.
_FEW = 3
_EXCEPTIONS = 0.2
_DENSE = 0.35


def table(text: str, found: Sequence[Reading]) -> Mapping[str, str]:
    """The characters that the site annotates, each with its reading; empty if no site did.

    An author glosses a hard character, or a hard reading of an easy one, and mostly where it
    first stands. A dictionary glosses characters that stand by themselves; a lesson nearly every
    character, or one with several readings. A site glosses many easy characters with the reading
    that everyone knows, always alike, at every occurrence, and leaves most others alone.
    """
    seen: dict[str, Counter[str]] = {}
    torn = alone = 0
    for reading in found:
        character = text[reading.start - 1]
        if reading.lost:
            torn += 1
        elif reading.syllable in readings.of(character):
            seen.setdefault(character, Counter())[reading.syllable] += 1
            around = (
                text[max(0, reading.start - 2) : reading.start - 1]
                + text[reading.end : reading.end + 1]
            )
            alone += not any(map(readings.is_chinese, around))
    if len(seen) < _FEW:
        return {}
    counts = Counter(text)
    site: dict[str, str] = {}
    annotated = plain = 0
    for character, syllables in seen.items():
        syllable, count = syllables.most_common(1)[0]
        annotated += count
        plain += counts[character] - count
        if 2 * count > counts[character]:
            site[character] = syllable
    if 2 * alone > annotated:
        return {}
    if plain > _EXCEPTIONS * annotated or annotated > _DENSE * readings.count_chinese(text):
        return {}
    needless = sum(
        is_common(character) and readings.first(character) == syllable
        for character, syllable in site.items()
    )
    repeats = annotated - len(seen)
    if needless < _FEW or 2 * needless < len(seen) or repeats + 2 * torn + needless // 2 < _FEW:
        return {}
    return site


def entries(text: str, found: Sequence[Reading], table: Mapping[str, str]) -> dict[str, str]:
    """The site's characters, each with what is printed behind it, brackets included."""
    printed: dict[str, Counter[str]] = {}
    for reading in found:
        shown = text[reading.start : reading.end]
        if reading.lost:
            printed.setdefault(reading.syllable, Counter())["(" + shown[1:]] += 1
        else:
            whole = text[reading.start - 1] + reading.syllable
            printed.setdefault(whole, Counter())[shown] += 1
    shown_behind: dict[str, str] = {}
    for character, syllable in table.items():
        known = printed.get(character + syllable) or printed.get(syllable)
        shown_behind[character] = known.most_common(1)[0][0] if known else f"({syllable})"
    return shown_behind


def mark(text: str, found: Sequence[Reading]) -> str:
    """What stands for a lost byte on this page."""
    marks = Counter(text[reading.start] for reading in found if reading.lost)
    return marks.most_common(1)[0][0] if marks else "?"
