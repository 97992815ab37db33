"""Pages damaged by readings that a mirror site put behind certain characters.

Such a site has a fixed table of some dozens of characters with one reading each and puts the
reading behind every occurrence: 社區(qū)黨委書(shū)記. It does so on GBK bytes, blind to the
boundaries between characters, so that now and then a character is cut in two and what follows
comes out as other characters.
"""

from __future__ import annotations

import heapq
import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from wucheng.pages.mending import gbk, mirror_table, proof, readings, spam
from wucheng.pages.mending.likelihood import Likelihood
from wucheng.pages.mending.pairing import Piece
from wucheng.pages.mending.printed import last_bytes
from wucheng.pages.mending.readings import Reading
from wucheng.pages.mending.shifted import Mended, Mender
from wucheng.pages.trace import Traced

#: What a page must have before anything is looked at: a vowel with a tone mark and a bracket.
_HINT = re.compile("[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜăĕĭŏŭ\u0304\u030c][a-zɡ]{0,3} ?[)）]")
#: A question mark that may be a byte lost before full-width punctuation since made ASCII.
_BARE = re.compile(r"(?<![?？])[?？\ufffd](?=[,!:;?(，！：；？（])(?![?？]{2})")
#: What comes out of step after a lost byte: up to the next ASCII character at most.
_OUT_OF_STEP = re.compile(r"(?:[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]{1,6}\))?[^\x00-\x7f]{0,200}")

#: Lone bytes without a reading come no denser than one in so many characters (seed 002: 600). A
#: page with more question marks before punctuation writes them so.
_FEW, _MARK_EVERY = 3, 40

#: How sure it is that a word was spliced in.
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


#: A change to the page and its proof.
_Mend = tuple[Piece, str]


def repair(page: Traced, words: Iterable[str] = ()) -> Repaired:
    """The page as it was before a site's readings; a page without them comes back as it is.

    `words` are words to know besides those of general Chinese when a byte has to be chosen.
    """
    if not _HINT.search(page.text):
        return Repaired(page, [], "none", 0)
    found = list(readings.find(page.text))
    spliced = spam.find(page.text, found)
    bare = Traced.raw(page.text)
    if spliced:
        bare = bare.edit((start, end, "") for start, end in spliced)
        found = list(readings.find(bare.text))
    text = bare.text
    table = mirror_table.table(text, found)
    if not table:
        return Repaired(page, [], "none", 0)
    pieces, fired = _pieces(text, found, table, words)
    entries = mirror_table.entries(text, found, {**table, **fired})
    proved = proof.prove(text, pieces, entries, mirror_table.mark(text, found))
    mends = list(zip(pieces, proved.proofs, strict=True))
    if spliced:
        mends = _with_spam(mends, bare, spliced)
    edits = [(piece.start, piece.end, piece.new) for piece, _ in mends if piece.rule != UNREPAIRED]
    repairs = list(_rows(page, mends))
    unrepaired = sum(row.rule == UNREPAIRED for row in repairs)
    bytes_too = any(row.rule != "reading" for row in repairs)
    return Repaired(
        page.edit(edits, absorb=True),
        repairs,
        "bytes" if bytes_too else "readings",
        unrepaired,
        proved.share,
    )


def _with_spam(mends: Sequence[_Mend], bare: Traced, spliced: Sequence[spam.Splice]) -> list[_Mend]:
    """Repairs of a page without its spliced words as repairs of the page with them."""
    moved: list[_Mend] = []
    left = deque(spliced)
    for piece, proved in mends:
        start = int(bare.ends[piece.start - 1]) if piece.start else 0
        end = start
        if piece.start < piece.end:
            start, end = int(bare.starts[piece.start]), int(bare.ends[piece.end - 1])
        while left and left[0][1] <= start:
            moved.append((Piece(*left.popleft(), "", "spam", _SPAM_SURE), ""))
        new = piece._replace(start=start, end=end)
        while left and left[0][1] <= end:
            left.popleft()
            new = new._replace(rule="spam", confidence=min(piece.confidence, _SPAM_SURE))
        moved.append((new, proved if new.rule == piece.rule else ""))
    return [*moved, *((Piece(*span, "", "spam", _SPAM_SURE), "") for span in left)]


def _pieces(
    text: str, found: Sequence[Reading], table: Mapping[str, str], words: Iterable[str]
) -> tuple[list[Piece], dict[str, str]]:
    """The changes to the page, in order, and the entries of the site's table found on the way."""
    starts = {reading.start: reading for reading in found}
    mender = Mender(text, starts, table, Likelihood(_without(text, found), words))
    marks = [match.start() for match in _BARE.finditer(text) if match.start() not in starts]
    if len(marks) > _FEW + len(text) // _MARK_EVERY:
        marks = []
    left = _Left(text)
    pieces: list[Piece] = []
    fired: dict[str, str] = {}
    done = tried = lost = 0
    for at in heapq.merge(sorted(starts), marks):
        if at < done:
            continue
        reading = starts.get(at)
        if reading and not reading.lost:
            character = _annotated(left.before(at), text[at - 1], reading.syllable, table)
            if character is not None:
                pieces.append(Piece(at, reading.end, "", "reading"))
                left.add(at, reading.end, "")
                if character:
                    fired[character] = reading.syllable
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


def _without(text: str, found: Sequence[Reading]) -> str:
    """The page without its readings, so that its words are whole again."""
    ends = [0, *(reading.end for reading in found)]
    starts = [*(reading.start for reading in found), len(text)]
    return "".join(text[end:start] for end, start in zip(ends, starts, strict=True))


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


def _rows(page: Traced, mends: Sequence[_Mend]) -> Iterator[Repair]:
    """One row for what belongs together: neighbouring pieces of one rule."""
    pieces = [piece for piece, _ in mends]
    i = 0
    while i < len(pieces):
        (start, end, new, rule, sure), proved = mends[i]
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


def _annotated(before: str, printed: str, syllable: str, table: Mapping[str, str]) -> str | None:
    """The character that the site put a reading behind, after the mended text; None if it did not.

    It is in the site's table, or mended just now, or made of two halves, the second of them ASCII;
    "" if there is no telling.
    """
    base = before[-1:]
    if base != printed:
        return base if base and syllable in readings.of(base) else None
    if not base.isascii():
        return base if table.get(base) == syllable else None
    halves = gbk.text(last_bytes(before[:-1])[1], ord(base))
    if halves and syllable in readings.of(halves):
        return halves
    return "" if syllable in table.values() else None
