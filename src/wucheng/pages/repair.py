"""Pages damaged by readings that a mirror site put behind certain characters.

Such a site has a fixed table of some dozens of characters with one reading each and puts the
reading behind every occurrence: 社區(qū)黨委書(shū)記. It does so on GBK bytes, blind to the
boundaries between characters, so that now and then a character is cut in two and what follows
comes out as other characters.
"""

from __future__ import annotations

import heapq
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from wucheng.pages import likelihood, proof, readings
from wucheng.pages.likelihood import Likelihood
from wucheng.pages.pairing import Piece
from wucheng.pages.readings import Reading
from wucheng.pages.shifted import Mended, Mender
from wucheng.trace import Traced

#: What a page must have before anything is looked at: a vowel with a tone mark and a bracket.
_HINT = re.compile("[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜăĕĭŏŭ\u0304\u030c][a-zɡ]{0,3} ?[)）]")
#: A question mark that may be a byte lost before full-width punctuation since made ASCII.
_BARE = re.compile(r"(?<![?？])[?？\ufffd](?=[,!:;?(，！：；？（])(?![?？]{2})")
#: What comes out of step after a lost byte: up to the next ASCII character at most.
_OUT_OF_STEP = re.compile(r"(?:[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]{1,6}\))?[^\x00-\x7f]{0,200}")

#: What makes readings a site's. Measured on the two damaged seeds: 65 and 44 characters, no
#: exception, 15 % and 12 % of all Chinese characters.
_FEW = 3
_EXCEPTIONS = 0.2
_DENSE = 0.35

#: Lone bytes without a reading come no denser than one in so many characters (seed 002: 600). A
#: page with more question marks before punctuation writes them so.
_MARK_EVERY = 40

#: A bracket that holds more than a reading; longest word looked for before one; how sure that is.
_BRACKET = re.compile(r"[(（]([^()（）\n]{2,40})[)）]")
_SYLLABLES = re.compile("[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]+")
_SPLICE = 16
_SPAM_SURE = 0.8

#: After so many stretches in which nothing fits, and more than half of all, no more are tried.
_HOPELESS = 20
_NOTHING = Mended(0, (), lost=True)

UNREPAIRED = "unrepaired"
#: Below this a character stays as printed. Without proof a repair is at most so sure.
_SURE_ENOUGH = 0.5
_UNPROVED = 0.6


@dataclass(frozen=True, slots=True)
class Repair:
    """What was printed at raw characters [start, end), what it was before, and why we think so.

    Confidence runs from 0 to 1. With the rule "unrepaired" the text stands as printed. The proof is
    "round trip", "width" or "", see proof.py.
    """

    start: int
    end: int
    printed: str
    repaired: str
    rule: str
    confidence: float
    proof: str


@dataclass(frozen=True, slots=True)
class Repaired:
    """A page after repair.

    Damage is "none", "readings" (only brackets) or "bytes"; `unrepaired` counts the places
    left as printed, and `round_trip` is the share of the page that the repaired text gives when it
    is damaged again, None on an undamaged page. What was taken out belongs to the character before
    it.
    """

    text: Traced
    repairs: list[Repair]
    damage: str
    unrepaired: int
    round_trip: float | None = None


def repair(page: Traced) -> Repaired:
    """The page as it was before a site's readings; a page without them comes back as it is."""
    text = page.text
    if not _HINT.search(text):
        return Repaired(page, [], "none", 0)
    found = list(readings.find(text))
    table = site_table(text, found)
    if not table:
        return Repaired(page, [], "none", 0)
    pieces, fired = _pieces(text, found, table)
    proved = proof.prove(
        text, pieces, _entries(text, found, {**table, **fired}), _mark(text, found)
    )
    edits = [(piece.start, piece.end, piece.new) for piece in pieces if piece.rule != UNREPAIRED]
    repairs = list(_rows(page, pieces, proved.proofs))
    unrepaired = sum(row.rule == UNREPAIRED for row in repairs)
    bytes_too = any(row.rule != "reading" for row in repairs)
    return Repaired(
        page.edit(edits, absorb=True),
        repairs,
        "bytes" if bytes_too else "readings",
        unrepaired,
        proved.share,
    )


def _pieces(
    text: str, found: Sequence[Reading], table: Mapping[str, str]
) -> tuple[list[Piece], dict[str, str]]:
    """The changes to the page, in order, and the entries of the site's table found on the way."""
    starts = {reading.start: reading for reading in found}
    mender = Mender(text, starts, table, Likelihood(text))
    marks = [match.start() for match in _BARE.finditer(text) if match.start() not in starts]
    if len(marks) > _FEW + len(text) // _MARK_EVERY:
        marks = []
    spam = dict(_spam(text, found, table))
    left = _Left(text)
    pieces: list[Piece] = []
    fired: dict[str, str] = {}
    done = tried = lost = 0
    for at in heapq.merge(sorted({*starts, *spam}), marks):
        if at < done:
            continue
        if at in spam:
            done = spam[at]
            pieces.append(Piece(at, done, "", "spam", _SPAM_SURE))
            left.add(at, done, "")
            continue
        reading = starts.get(at)
        if reading and not reading.lost:
            base = left.before(at)[-1:]
            if _is_sites(base, text[at - 1], reading.syllable, table):
                pieces.append(Piece(at, reading.end, "", "reading"))
                left.add(at, reading.end, "")
                fired[base] = reading.syllable
            continue
        hopeless = lost > _HOPELESS and 2 * lost > tried
        if hopeless and not reading:
            continue
        tried += 1
        mended = _NOTHING if hopeless else mender.mend(at, left.before(at))
        done = mended.end
        if mended.lost:
            lost += 1
            done = _out_of_step(text, at)
            pieces.append(Piece(at, done, "", UNREPAIRED, 0.0))
        fired.update(mended.fired)
        for piece in mended.pieces:
            if piece.confidence < _SURE_ENOUGH:
                pieces.append(piece._replace(new="", rule=UNREPAIRED, confidence=0.0))
            else:
                pieces.append(piece)
                left.add(piece.start, piece.end, piece.new)
    return pieces, fired


def _entries(text: str, found: Sequence[Reading], table: Mapping[str, str]) -> dict[str, str]:
    """The site's characters, each with what is printed behind it, brackets included."""
    printed: dict[str, Counter[str]] = {}
    for reading in found:
        if not reading.lost:
            shown = text[reading.start : reading.end]
            for key in (text[reading.start - 1] + reading.syllable, reading.syllable):
                printed.setdefault(key, Counter())[shown] += 1
    entries: dict[str, str] = {}
    for character, syllable in table.items():
        known = printed.get(character + syllable) or printed.get(syllable)
        entries[character] = known.most_common(1)[0][0] if known else f"({syllable})"
    return entries


def _mark(text: str, found: Sequence[Reading]) -> str:
    """What stands for a lost byte on this page."""
    marks = Counter(text[reading.start] for reading in found if reading.lost)
    return marks.most_common(1)[0][0] if marks else "?"


def _spam(
    text: str, found: Sequence[Reading], table: Mapping[str, str]
) -> Iterator[tuple[int, int]]:
    """Where a foreign word was spliced in: between a character and its reading, or beside that.

    Between the two it must be the same word at several places, or else any characters at all
    that happen to stand before a reading would go.
    """
    plain = {reading.start for reading in found}
    for match in _BRACKET.finditer(text):
        if match.start() == 0 or match.start() in plain:
            continue
        syllable = table.get(text[match.start() - 1])
        inside = readings.normal(match.group(1))
        if syllable and syllable in inside.split() + _SYLLABLES.findall(inside):
            yield match.span()
    places: dict[str, list[tuple[int, int]]] = {}
    for reading in found:
        start = reading.start
        if reading.lost or reading.syllable in readings.of(text[start - 1]):
            continue
        before = text[max(0, start - _SPLICE) : start]
        at = max((before.rfind(c) for c in _read_as(table, reading.syllable)), default=-1)
        word = before[at + 1 :]
        if at >= 0 and "\n" not in word and word.strip("、。，；：“”,;:!? "):
            places.setdefault(word, []).append((start - len(word), reading.end))
    for spans in places.values():
        if len(spans) > 1:
            yield from spans


def _read_as(table: Mapping[str, str], syllable: str) -> list[str]:
    return [character for character, reading in table.items() if reading == syllable]


class _Left:
    """The last characters before a place, with the changes made so far."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._end = 0
        self._tail = ""

    def add(self, start: int, end: int, new: str) -> None:
        self._tail = (self._tail + self._text[max(self._end, start - 16) : start] + new)[-16:]
        self._end = end

    def before(self, at: int) -> str:
        return (self._tail + self._text[max(self._end, at - 16) : at])[-16:]


def _out_of_step(text: str, at: int) -> int:
    match = _OUT_OF_STEP.match(text, at + 1)
    return match.end() if match else at + 1


def _rows(page: Traced, pieces: Sequence[Piece], proofs: Sequence[str]) -> Iterator[Repair]:
    """One row for what belongs together: neighbouring pieces of one rule."""
    i = 0
    while i < len(pieces):
        start, end, new, rule, sure = pieces[i]
        proved = proofs[i]
        i += 1
        while rule != "reading" and i < len(pieces) and pieces[i].start == end:
            if pieces[i].rule != rule:
                break
            end, new = pieces[i].end, new + pieces[i].new
            sure = min(sure, pieces[i].confidence)
            i += 1
        if start < end:
            here = int(page.starts[start]), int(page.ends[end - 1])
        else:
            where = int(page.ends[start - 1]) if start else 0
            here = where, where
        sure = sure if proved else min(sure, _UNPROVED)
        yield Repair(*here, page.text[start:end], new, rule, round(sure, 3), proved)


def site_table(text: str, found: Sequence[Reading]) -> Mapping[str, str]:
    """The characters that the site annotates, each with its reading; empty if no site did.

    An author glosses a hard character, or a hard reading of an easy one, and mostly where it
    first stands. A lesson glosses nearly every character, or one with several readings. A site
    glosses many easy characters with the reading that everyone knows, always alike, at every
    occurrence, and leaves most others alone.
    """
    seen: dict[str, Counter[str]] = {}
    torn = 0
    for reading in found:
        character = text[reading.start - 1]
        if reading.lost:
            torn += 1
        elif reading.syllable in readings.of(character):
            seen.setdefault(character, Counter())[reading.syllable] += 1
    if len(seen) < _FEW:
        return {}
    counts = Counter(text)
    table: dict[str, str] = {}
    annotated = plain = 0
    for character, syllables in seen.items():
        syllable, count = syllables.most_common(1)[0]
        annotated += count
        plain += counts[character] - count
        if 2 * count > counts[character]:
            table[character] = syllable
    if plain > _EXCEPTIONS * annotated or annotated > _DENSE * readings.count_chinese(text):
        return {}
    needless = sum(
        likelihood.is_common(character) and readings.first(character) == syllable
        for character, syllable in table.items()
    )
    repeats = annotated - len(seen)
    if needless < _FEW or 2 * needless < len(seen) or repeats + 2 * torn + needless // 2 < _FEW:
        return {}
    return table


def _is_sites(base: str, printed: str, syllable: str, table: Mapping[str, str]) -> bool:
    """Whether a reading is the site's: in its table, or behind a character mended just now."""
    if base == printed:
        known = table.get(base)
        return syllable in table.values() if printed.isascii() else known == syllable
    return bool(base) and syllable in readings.of(base)
