"""Stretches of a page whose bytes came to be paired one off, paired again as they were.

A reading that was put inside a character leaves its lead byte without a partner: byte and bracket
print as one ?, and what follows is paired one byte off until an ASCII byte or the next such byte.
`Mender.mend` reads on from the ?, follows every pairing that makes sense, and lets the likeliest
text win.
"""

from __future__ import annotations

import html
import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from operator import itemgetter
from typing import NamedTuple

from wucheng.pages import gbk, readings
from wucheng.pages.likelihood import Likelihood, State, is_common
from wucheng.pages.readings import Reading

#: Marks that stand for a byte that could not be decoded.
QUESTION = "?？\ufffd"
#: ASCII punctuation that a later step made of the full-width kind: bytes A3 and this + 80 hex.
HALVED = frozenset(",!:;?()")
#: What is left of a tag or an entity whose first character went with a lost byte.
_TAG = re.compile(r"/?[A-Za-z][A-Za-z0-9]{0,9}(?:\s[^<>\n]{0,300})?/?>")
_ENTITY = re.compile(r"(?:[A-Za-z]{2,8}|#\d{2,5}|#[xX][0-9A-Fa-f]{2,4});")

#: A stretch is given up after so many characters: no paragraph of news is as long.
_LONGEST = 2000
#: Pairings followed at once, and how many nats behind the best one may fall.
_WIDTH = 32
_BEHIND_ALIKE = 4.5
#: … while a lead byte is open that could be any: nothing tells them apart yet.
_WIDTH_OPEN = 400
_BEHIND = 11.0
#: Pairings that may close with an unknown byte; those for which two lost bytes are thought of.
_CLOSING = 6
_DEEP = 2
#: How often one stretch may come to such a place: a sentence has only so many figures and marks.
_PATIENCE = 4
#: Characters read on after the stretch, so that its last word can be judged.
_CONTEXT = 5

# What a pairing has to assume, in nats. The site's own annotations are the firmest ground; a byte
# that vanished without a ?, or an ASCII character that went with it, the weakest.
_NEW_ENTRY = -3.5
_OTHER_READING = -3.0
_FOREIGN = -6.0
_RARE_ENTRY = -4.5
_PLAIN_ELSEWHERE = -3.0
_UNKNOWN_READING = -14.0
_NOT_ANNOTATED = -12.0
_BARE = -3.0
_SILENT = -4.0
_SWALLOWED = -9.0
_UNDEFINED = -4.0
_AS_PRINTED = -20.0

#: An undefined pair of bytes prints as one ? too. Considered where its first byte makes a character
#: that is likely where it stands.
_LIKELY = -13.0
#: Characters rarer than this (one in ten million) are not looked for.
_IN_USE = -16.0


class Piece(NamedTuple):
    """Characters [start, end) of the page give way to `new`.

    Rules: "shifted-bytes" (both bytes are known), "lost-byte" (one was chosen among several),
    "reading", "entity", "tag".
    """

    start: int
    end: int
    new: str
    rule: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Mended:
    """A stretch of the page up to `end`, character by character.

    `proved` means that the text, damaged again with the site's table, is what the page shows.
    Without pieces the ? is a question mark or, if `lost`, nothing fits.
    """

    end: int
    pieces: tuple[Piece, ...]
    proved: bool
    lost: bool = False


class _Item(NamedTuple):
    """What the page shows at [start, end), and the bytes it stands for (-1: unknown)."""

    kind: str  # pair, ascii, question, reading, torn, other
    start: int
    end: int
    lead: int = -1
    trail: int = -1
    syllable: str = ""
    halved: bool = False
    closes: bool = False  # an ASCII character that is no second byte
    rest: tuple[str, str] | None = None  # after a question mark: ("tag" | "entity", its text)


#: The last element and the list before it: paths with a common past share it.
_Chain = tuple[object, ...]


class _Path(NamedTuple):
    """One way of pairing the bytes so far.

    `pending` is a lead byte in want of its trail (-1: none), `since` where the part of the page
    begins that has no character yet, `chosen` whether the pending byte was chosen.
    """

    pending: int
    before: int
    last: int
    words: State
    cost: float
    since: int
    chosen: bool
    pieces: _Chain
    trace: _Chain

    @property
    def score(self) -> float:
        return self.cost + self.words[1][-1]


class Mender:
    """Mends the stretches of one page.

    Args:
        text: the page as printed.
        found: its bracketed readings by the place where they start.
        table: the site's characters and their readings, as learnt from whole annotations.
        likelihood: what is likely on this page.
    """

    def __init__(
        self,
        text: str,
        found: Mapping[int, Reading],
        table: Mapping[str, str],
        likelihood: Likelihood,
    ) -> None:
        self._text = text
        self._found = found
        self._table = table
        self._pairs = {gbk.pair(character): syllable for character, syllable in table.items()}
        self._ends = frozenset(reading.end for reading in found.values())
        self._likelihood = likelihood
        self._counts = Counter(text)

    def mend(self, at: int, left: str) -> Mended:
        """The stretch whose first ? is at `at`, after the (mended) text `left`."""
        paths = [self._start(at, left)]
        place, settled, closings = at, -1, 0
        while place < len(self._text):
            item = self._item(place)
            if settled >= 0 and (
                place - settled >= _CONTEXT or item.kind not in ("pair", "reading")
            ):
                break
            if item.kind == "question" or (item.kind == "ascii" and item.closes):
                # Here a stretch may end with a byte that is one of a hundred; paths that are far
                # behind would only add a hundred each.
                near = paths[0].score - _BEHIND / 2
                paths = [
                    path
                    for rank, path in enumerate(paths)
                    if (rank < _CLOSING and path.score >= near)
                    or (path.pending < 0 and not path.pieces)
                ]
                closings += 1
            paths = _prune(
                [new for rank, path in enumerate(paths) for new in self._step(path, item, rank)]
            )
            place = item.end
            if not paths or place - at > _LONGEST or closings > _PATIENCE:
                return Mended(place, (), proved=False, lost=True)
            if any(path.pending >= 0 for path in paths):
                settled = -1
            elif settled < 0:
                settled = place
        if settled < 0:
            paths = _prune([new for path in paths for new in self._cut_off(path, place)])
            settled = place
        return self._best(paths, settled)

    def _start(self, at: int, left: str) -> _Path:
        words = self._likelihood.start(left[-8:])
        before = last = -1
        if left:
            both = _bytes(left[-1])
            before, last = both if both else (-1, ord(left[-1]) if left[-1] < "\x80" else -1)
        # A reading that ends here stands between the last byte and what follows.
        trace: _Chain = () if at in self._ends else (last, ())
        return _Path(-1, before, last, words, 0.0, at, False, (), trace)

    def _item(self, place: int) -> _Item:
        text = self._text
        reading = self._found.get(place)
        if reading:
            kind = "torn" if reading.lost else "reading"
            return _Item(kind, place, reading.end, syllable=reading.syllable)
        character = text[place]
        if character in QUESTION:
            for kind, pattern in (("tag", _TAG), ("entity", _ENTITY)):
                match = pattern.match(text, place + 1)
                if match:
                    rest = (kind, match.group())
                    return _Item("question", place, match.end(), rest=rest)
            return _Item("question", place, place + 1)
        if character < "\x80":
            code, halved = ord(character), character in HALVED
            closes = not halved and not 0x40 <= code < 0x7F
            return _Item("ascii", place, place + 1, lead=code, halved=halved, closes=closes)
        pair = gbk.pair(character)
        if pair is None:
            return _Item("other", place, place + 1)
        return _Item("pair", place, place + 1, pair >> 8, pair & 0xFF)

    def _step(self, path: _Path, item: _Item, rank: int) -> Iterator[_Path]:
        if item.kind == "pair":
            if path.pending < 0:
                path = self._known(path, item.lead, item.trail, self._text[item.start])
                yield path._replace(since=item.end)
            else:
                paired = self._paired(path, item.lead, item.end)
                if paired:
                    yield _lead(paired, item.trail)
        elif item.kind == "ascii":
            yield from self._ascii(path, item)
        elif item.kind == "question":
            yield from self._question(path, item, rank)
        elif item.kind == "reading":
            yield from self._reading(path, item)
        elif item.kind == "torn":
            yield from self._torn(path, item)
        else:
            for closed in self._closed(path, item.start, _SILENT):
                yield self._as_printed(closed, item)

    def _ascii(self, path: _Path, item: _Item) -> Iterator[_Path]:
        code = item.lead
        character = chr(code)
        if path.pending < 0:
            byte = code | 0x80 if item.halved else code
            words = self._likelihood.extend(path.words, character)
            trace = (0, path.trace)
            yield path._replace(before=-1, last=byte, words=words, since=item.end, trace=trace)
        elif 0x40 <= code < 0x7F:
            paired = self._paired(path, code, item.end)
            if paired:
                yield paired
        else:
            if item.halved:
                paired = self._paired(path, 0xA3, item.end)
                if paired:
                    yield _lead(paired, code | 0x80)
                return
            cost = _SILENT if character in " \r\n" else _SWALLOWED
            for closed in self._closed(path, item.start, cost):
                yield self._as_printed(closed, item)

    def _question(self, path: _Path, item: _Item, rank: int) -> Iterator[_Path]:
        here = item.start
        if path.pending < 0:
            yield self._as_printed(path, item)._replace(last=-1 if item.rest else 0xBF)
            if item.rest is None and self._text[here + 1 : here + 2] in HALVED | set(
                "！，：；？（"
            ):
                bare = path._replace(cost=path.cost + _BARE)
                for lead in _leads_of_words():
                    yield _lead(bare, lead, chosen=True)
            return
        if item.rest is None:
            paired = self._paired(path, 0xA3, item.end)
            if paired:
                yield _lead(paired, 0xBF)
            for lead, trails in gbk.undefined().items() if rank < _DEEP else ():
                paired = self._paired(path, lead, item.end)
                if paired and paired.words[1][-1] - path.words[1][-1] > _LIKELY:
                    paired = paired._replace(cost=paired.cost + _UNDEFINED)
                    for trail in trails:
                        yield _lead(paired, trail, chosen=True)
        after = self._text[here + 1 : here + 2]
        alone = item.rest is None and after > "\x80" and here + 1 not in self._found
        for closed in self._closed(path, here + 1, 0.0):
            # An orphan takes an ASCII character with it or stands before one; only byte 80 is
            # an orphan by itself.
            if alone and closed.last != 0x80:
                closed = closed._replace(cost=closed.cost + _SWALLOWED)
            yield self._rest(closed, item) if item.rest else closed

    def _rest(self, path: _Path, item: _Item) -> _Path:
        assert item.rest is not None
        kind, remains = item.rest
        new = "" if kind == "tag" else html.unescape("&" + remains).replace("\xa0", " ")
        words = path.words
        for character in new:
            words = self._likelihood.extend(words, character)
        piece = Piece(item.start + 1, item.end, new, kind)
        return path._replace(
            words=words,
            before=-1,
            last=-1,
            since=item.end,
            pieces=(piece, path.pieces),
            trace=(0, path.trace),
        )

    def _reading(self, path: _Path, item: _Item) -> Iterator[_Path]:
        character = gbk.character(path.before, path.last)
        if self._table.get(character) == item.syllable:
            cost = 0.0
        elif character and item.syllable in readings.of(character):
            cost = self._entry(character, item.syllable)
        elif path.pending < 0:
            yield self._as_printed(path, item)
            return
        else:
            return
        piece = Piece(item.start, item.end, "", "reading")
        yield path._replace(
            cost=path.cost + cost,
            since=item.end,
            pieces=(piece, path.pieces),
            trace=(item.syllable, path.trace),
        )

    def _torn(self, path: _Path, item: _Item) -> Iterator[_Path]:
        fitting = [
            (byte, self._entry(character, item.syllable))
            for byte, character in _read_so(path.last, item.syllable)
        ]
        chosen = len([cost for _, cost in fitting if cost >= _OTHER_READING + _NEW_ENTRY]) != 1
        for byte, cost in fitting:
            on = path._replace(cost=path.cost + cost)
            if path.pending < 0:
                marked = _lead(on, byte, chosen=chosen)
            else:
                paired = self._paired(on, byte, item.end, chosen=chosen)
                if not paired:
                    continue
                marked = paired
            yield marked._replace(trace=(item.syllable, marked.trace))
        if path.pending < 0:
            yield self._as_printed(path._replace(cost=path.cost + _AS_PRINTED), item)

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

    def _closed(self, path: _Path, end: int, cost: float) -> Iterator[_Path]:
        """The path with its pending byte paired with one that the page does not show."""
        if path.pending < 0:
            yield path
            return
        for trail, _ in gbk.trails(path.pending):
            if trail >= 0x80:
                paired = self._paired(path, trail, end, chosen=True)
                if paired:
                    yield paired._replace(cost=paired.cost + cost)

    def _cut_off(self, path: _Path, end: int) -> Iterator[_Path]:
        """The same at the end of the page, where the rest of a character may be missing."""
        yield from self._closed(path, end, _SILENT)

    def _paired(self, path: _Path, trail: int, end: int, *, chosen: bool = False) -> _Path | None:
        character = gbk.character(path.pending, trail)
        if not character or not gbk.is_text(character):
            return None
        rule = "lost-byte" if chosen or path.chosen else "shifted-bytes"
        return _Path(
            -1,
            path.pending,
            trail,
            self._likelihood.extend(path.words, character),
            path.cost,
            end,
            False,
            (Piece(path.since, end, character, rule), path.pieces),
            (trail, path.trace),
        )

    def _known(self, path: _Path, lead: int, trail: int, character: str) -> _Path:
        return path._replace(
            before=lead,
            last=trail,
            words=self._likelihood.extend(path.words, character),
            trace=(trail, (lead, path.trace)),
        )

    def _as_printed(self, path: _Path, item: _Item) -> _Path:
        words = path.words
        for character in self._text[item.start : item.end]:
            words = self._likelihood.extend(words, character)
        return path._replace(before=-1, last=-1, words=words, since=item.end, trace=(0, path.trace))

    def _best(self, paths: list[_Path], settled: int) -> Mended:
        chances: dict[tuple[Piece, ...], tuple[float, bool]] = {}
        for path in paths:
            pieces = tuple(piece for piece in _listed(path.pieces) if piece.start < settled)
            fires = self._unannotated(path.trace)
            score = path.score + _NOT_ANNOTATED * fires
            if pieces not in chances or score > chances[pieces][0]:
                chances[pieces] = (score, not fires)
        if not chances:
            return Mended(settled, (), proved=False, lost=True)
        best = max(chances, key=lambda pieces: (chances[pieces][0], pieces))
        top, proved = chances[best]
        weights = {pieces: math.exp(score - top) for pieces, (score, _) in chances.items()}
        total = sum(weights.values())
        # A piece is as sure as all pairings together that have it, whatever they have elsewhere.
        shares = Counter[Piece]()
        for pieces, weight in weights.items():
            for piece in pieces:
                shares[piece] += weight / total  # type: ignore[assignment]
        sure = tuple(piece._replace(confidence=min(1.0, shares[piece])) for piece in best)
        return Mended(settled, sure, proved)

    def _unannotated(self, trace: _Chain) -> int:
        """How often the site's table would have put a reading where the page shows none."""
        missing = 0
        later: object = ""  # what follows on the page
        while trace:
            value, rest = trace
            assert isinstance(rest, tuple)
            if isinstance(value, int) and rest and isinstance(rest[0], int):
                syllable = self._pairs.get(rest[0] << 8 | value) if rest[0] > 0x80 else None
                missing += syllable is not None and syllable != later
            later, trace = value, rest
        return missing


@cache
def _leads_of_words() -> tuple[int, ...]:
    """The lead bytes that with A3 make a character in use: those that may be lost before it."""
    blank = Likelihood("")
    return tuple(
        lead for lead, character in gbk.leads(0xA3) if blank.start(character)[1][-1] > _IN_USE
    )


@cache
def _read_so(lead: int, syllable: str) -> tuple[tuple[int, str], ...]:
    """The bytes after a lead byte that make a character read so, of those that can be lost."""
    trails = gbk.trails(lead) if lead > 0x80 else ()
    return tuple(
        (byte, character)
        for byte, character in trails
        if byte >= 0x80 and syllable in readings.of(character)
    )


_by_score = itemgetter(0)


def _lead(path: _Path, byte: int, *, chosen: bool = False) -> _Path:
    trace = (byte, path.trace)
    return _Path(
        byte, path.last, byte, path.words, path.cost, path.since, chosen, path.pieces, trace
    )


def _prune(paths: list[_Path]) -> list[_Path]:
    """The best paths, best first."""
    if len(paths) < 2:
        return paths
    scored = [(path.cost + path.words[1][-1], path) for path in paths]
    scored.sort(key=_by_score, reverse=True)
    least = scored[0][0] - _BEHIND
    width = _WIDTH_OPEN if any(path.chosen for path in paths) else _WIDTH
    ahead: dict[tuple[int, str], float] = {}
    kept = []
    for rank, (score, path) in enumerate(scored):
        if not path.pieces and path.pending < 0:
            kept.append(path)  # all as printed: dear at first, never to be lost sight of
            continue
        if score < least or rank >= width:
            continue
        # Paths that want the same byte and end alike will fare alike: what sets them apart is
        # settled.
        if score >= ahead.setdefault((path.pending, path.words[0][-1:]), score) - _BEHIND_ALIKE:
            kept.append(path)
    return kept


def _listed(chain: _Chain) -> list[Piece]:
    pieces: list[Piece] = []
    while chain:
        piece, chain = chain  # type: ignore[assignment]
        assert isinstance(piece, Piece)
        pieces.append(piece)
    return pieces[::-1]


def _bytes(character: str) -> tuple[int, int] | None:
    if character in HALVED:
        return 0xA3, ord(character) | 0x80
    pair = gbk.pair(character)
    return None if pair is None else (pair >> 8, pair & 0xFF)
