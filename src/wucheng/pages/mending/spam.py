"""Foreign words spliced into a damaged page: between a character and its reading, or beside that.

區愛發稿(qū) and 區(qū愛發稿) both stand for 區(qū). A word counts as spliced in only if it
stands so at several places: any characters at all may happen to stand before one reading.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from wucheng.pages.mending import readings
from wucheng.pages.mending.readings import Reading

#: Longest word looked for, and at how many places at least it must stand.
_LONGEST = 16
_PLACES = 2
#: A bracket that holds a reading and more.
_BRACKET = re.compile(r"[(（]([^()（）\n]{2,40})[)）]")
_SYLLABLE = re.compile(r"[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]+")
#: What may be spliced in: no punctuation that a sentence or damage has, and more than one letter.
_WORD = re.compile(r"(?=.*[\u4e00-\u9fff]|.{4})[\u4e00-\u9fffA-Za-z0-9./ :_-]{2,}")

#: A word at [start, end) of the page that was spliced in.
Splice = tuple[int, int]


def find(text: str, found: Sequence[Reading]) -> list[Splice]:
    """The words spliced into a page, in order; `found` are its bracketed readings."""
    candidates = [*_before(text, found), *_inside(text, found)]
    places = Counter(text[start:end] for start, end in set(candidates))
    best: dict[int, Splice] = {}
    for start, end in candidates:
        count = places[text[start:end]]
        # of 自 and 本文來自 behind a character read lái, what stands elsewhere too
        if count >= _PLACES and (end not in best or count > places[text[slice(*best[end])]]):
            best[end] = (start, end)
    return sorted({*best.values(), *_beside(text, found)})


def _before(text: str, found: Sequence[Reading]) -> Iterator[Splice]:
    """What stands between a reading and a character read so."""
    for reading in found:
        start = reading.start
        if reading.lost or reading.syllable in readings.of(text[start - 1]):
            continue
        for host in range(start - 3, max(-1, start - _LONGEST - 2), -1):
            if text[host] in "\n。，,(（)）":
                break
            fits = reading.syllable in readings.of(text[host])
            if fits and _WORD.fullmatch(text, host + 1, start):
                yield host + 1, start


def _inside(text: str, found: Sequence[Reading]) -> Iterator[Splice]:
    """What stands beside the reading of a character in its brackets, if it is a word."""
    for start, end, _ in _shared(text, found):
        if _WORD.fullmatch(text, start, end):
            yield start, end


def _beside(text: str, found: Sequence[Reading]) -> Iterator[Splice]:
    """Likewise, whatever it is, if the page has the reading elsewhere without it."""
    plain = {(text[reading.start - 1], reading.syllable) for reading in found if not reading.lost}
    for start, end, annotated in _shared(text, found):
        if annotated in plain:
            yield start, end


def _shared(text: str, found: Sequence[Reading]) -> Iterator[tuple[int, int, tuple[str, str]]]:
    """The rests of brackets that hold a character's reading and more."""
    plain = {reading.start for reading in found}
    for match in _BRACKET.finditer(text):
        if match.start() == 0 or match.start() in plain:
            continue
        character = text[match.start() - 1]
        for shown in _SYLLABLE.finditer(text, match.start(1), match.end(1)):
            syllable = readings.normal(shown.group())
            if syllable in readings.of(character):
                for start, end in ((match.start(1), shown.start()), (shown.end(), match.end(1))):
                    if start < end:
                        yield start, end, (character, syllable)
                break
