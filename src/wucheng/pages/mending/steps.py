"""Steps: every way in which a pairing of bytes goes on at a sign of the page, with its cost."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from wucheng.pages.mending import gbk, printed
from wucheng.pages.mending.likelihood import Likelihood
from wucheng.pages.mending.mirror import Fired, Site
from wucheng.pages.mending.pairing import BEHIND, Pairing, Piece
from wucheng.pages.mending.printed import Sign
from wucheng.pages.mending.readings import Reading

#: Pairings for which two lost bytes are thought of.
_DEEP = 2

# What a pairing has to assume, in nats. The weakest ground is a byte that vanished without a ?, or
# an ASCII character that went with it.
_BARE = -3.0
_SILENT = -4.0
_SWALLOWED = -9.0
_UNDEFINED = -4.0
_AS_PRINTED = -20.0
_UNPAIRED = -9.0

#: What a tag is taken for: most of those inside an article end a line.
_BREAK = "\n"
#: What follows if a bracket of the author's own went with a lone byte: the one that closes it,
#: which has no partner otherwise.
_OWN_BRACKET = re.compile(r"[^()（）?？\n]{1,40}[)）]")

#: An undefined pair of bytes prints as one ? too. Considered where its first byte makes a character
#: that is likely where it stands.
_LIKELY = -13.0
#: Characters rarer than this (one in ten million) are not looked for.
_IN_USE = -16.0
#: Punctuation before which a byte may be lost without a reading.
_AFTER_BARE = printed.HALVED | set("！，：；？（")
#: Sums that differ by less than this are the same sum, rounded otherwise.
_ROUNDING = 1e-6


class Steps:
    """The steps on one page.

    Args:
        text: the page as printed.
        found: its bracketed readings by the place where they start.
        likelihood: what is likely on this page.
        site: what its site puts readings behind.
    """

    def __init__(
        self, text: str, found: Mapping[int, Reading], likelihood: Likelihood, site: Site
    ) -> None:
        self._text = text
        self._found = found
        self._ends = frozenset(reading.end for reading in found.values())
        self._likelihood = likelihood
        self._site = site

    def first(self, at: int, left: str) -> Pairing:
        """The pairing with which the stretch at a ? begins, after the (mended) text `left`."""
        words = self._likelihood.start(left[-8:])
        before, last = printed.last_bytes(left)
        # A reading that ends here stands between the last byte and what follows.
        trace = () if at in self._ends else (last, ())
        return Pairing(-1, before, last, words, 0.0, at, False, (), trace)

    def on(self, path: Pairing, sign: Sign, rank: int) -> Iterator[Pairing]:
        """Every way in which a pairing goes on at a sign; `rank` is its place among its rivals."""
        if sign.kind == "pair":
            if path.pending < 0:
                yield self._known(path, sign)
            elif sign.trail < 0x80:
                yield from self._freed(path, sign)
            else:
                yield from self._paired(path, sign.lead, sign.end, opens=sign.trail)
        elif sign.kind == "ascii":
            yield from self._ascii(path, sign)
        elif sign.kind == "question":
            if path.pending < 0:
                yield from self._bare(path, sign)
            else:
                yield from self._lost(path, sign, rank)
        elif sign.kind == "reading":
            yield from self._reading(path, sign)
        elif sign.kind == "torn":
            yield from self._torn(path, sign)
        else:
            yield from self._closed_before(path, sign, _SILENT)

    def at_the_end(self, path: Pairing, end: int) -> Iterator[Pairing]:
        """The pairing at the end of the page, where the rest of a character may be missing."""
        yield from self._closed(path, end, _SILENT)

    def _known(self, path: Pairing, sign: Sign) -> Pairing:
        """A pair as the page shows it, where none is open."""
        return Pairing(
            -1,
            sign.lead,
            sign.trail,
            self._likelihood.extend(path.words, self._text[sign.start]),
            path.cost,
            sign.end,
            path.chosen,
            path.pieces,
            (sign.trail, (sign.lead, path.trace)),
        )

    def _freed(self, path: Pairing, sign: Sign) -> Iterator[Pairing]:
        """A pair whose second byte was an ASCII character by itself: 饧瓹OVID for 人和外籍COVID."""
        for paired in self._paired(path, sign.lead, sign.end):
            yield self._beside(paired, chr(sign.trail), sign.end)

    def _ascii(self, path: Pairing, sign: Sign) -> Iterator[Pairing]:
        code = sign.lead
        if path.pending < 0:
            words = self._likelihood.extend(path.words, chr(code))
            yield path.aside(words, sign.end)._replace(last=code | 0x80 if sign.halved else code)
        elif sign.halved:
            yield from self._paired(path, 0xA3, sign.end, opens=code | 0x80)
        elif sign.closes:
            cost = _SILENT if chr(code) in " \r\n" else _SWALLOWED
            yield from self._closed_before(path, sign, cost)
        else:
            yield from self._paired(path, code, sign.end)

    def _bare(self, path: Pairing, sign: Sign) -> Iterator[Pairing]:
        """A ? where no byte is open: a question mark, or a byte lost before punctuation."""
        yield self._as_printed(path, sign)._replace(last=-1 if sign.rest else 0xBF)
        if sign.rest is None and self._text[sign.end : sign.end + 1] in _AFTER_BARE:
            bare = path.dearer(_BARE)
            for lead in _leads_of_words():
                yield bare.open(lead, chosen=True)

    def _lost(self, path: Pairing, sign: Sign, rank: int) -> Iterator[Pairing]:
        """A ? where a byte is open: half a question mark, an undefined pair, or its lost trail."""
        here = sign.start
        if sign.rest:
            kind, means = sign.rest
            piece = Piece(here + 1, sign.end, means, kind)
            for closed in self._closed(path, here + 1, 0.0, means or _BREAK):
                new = closed.aside(closed.words, sign.end)
                yield new._replace(pieces=(piece, new.pieces))
            return
        if _OWN_BRACKET.match(self._text, here + 1):
            for closed in self._closed(path, here + 1, 0.0):
                yield self._beside(closed, "(", here + 1)
            path = path.dearer(_UNPAIRED)
        yield from self._paired(path, 0xA3, sign.end, opens=0xBF)
        if rank < _DEEP:
            follows = gbk.pair(self._text[here + 1 : here + 2])
            for lead in gbk.before_undefined(path.pending):
                for paired in self._paired(path, lead, sign.end):
                    if paired.words[1][-1] - path.words[1][-1] > _LIKELY:
                        dearer = paired.dearer(_UNDEFINED)
                        for trail in gbk.undefined_trails(
                            lead, -1 if follows is None else follows >> 8
                        ):
                            yield dearer.open(trail, chosen=True)
        # An orphan takes an ASCII character with it or stands before one; only byte 80 is an
        # orphan by itself.
        alone = self._text[here + 1 : here + 2] > "\x80" and here + 1 not in self._found
        yield from self._closed(path, here + 1, _SWALLOWED if alone else 0.0, free=0x80)

    def _reading(self, path: Pairing, sign: Sign) -> Iterator[Pairing]:
        character = gbk.character(path.before, path.last)
        cost = self._site.cost(character, sign.syllable)
        if cost is not None:
            yield path._replace(
                cost=path.cost + cost,
                since=sign.end,
                pieces=(Piece(sign.start, sign.end, "", "reading"), path.pieces),
                trace=(Fired(character, sign.syllable), path.trace),
            )
        elif path.pending < 0:
            yield self._as_printed(path, sign)

    def _torn(self, path: Pairing, sign: Sign) -> Iterator[Pairing]:
        fitting, chosen = self._site.fitting(path.last, sign.syllable)
        for byte, cost in fitting:
            on = path.dearer(cost)
            marked = (
                (on.open(byte, chosen=chosen),)
                if path.pending < 0
                else self._paired(on, byte, sign.end, chosen=chosen)
            )
            for new in marked:
                fired = Fired(gbk.character(path.last, byte), sign.syllable)
                yield new._replace(trace=(fired, new.trace))
        if path.pending < 0:
            yield self._as_printed(path.dearer(_AS_PRINTED), sign)

    def _paired(
        self, path: Pairing, trail: int, end: int, *, chosen: bool = False, opens: int = -1
    ) -> tuple[Pairing, ...]:
        """The pending byte with its trail, and the lead byte that opens next; none if no pair."""
        character = gbk.text(path.pending, trail)
        if not character:
            return ()
        words = self._likelihood.extend(path.words, character)
        piece = Piece(
            path.since, end, character, "lost-byte" if chosen or path.chosen else "shifted-bytes"
        )
        pieces, trace = (piece, path.pieces), (trail, path.trace)
        if opens < 0:
            before, last = path.pending, trail
        else:
            before, last, trace = trail, opens, (opens, trace)
        return (Pairing(opens, before, last, words, path.cost, end, False, pieces, trace),)

    def _closed(
        self, path: Pairing, end: int, cost: float, after: str = "", *, free: int = -1
    ) -> Iterator[Pairing]:
        """The pending byte paired with one that the page does not show, with `after` read on.

        The byte `free` costs nothing. A hundred bytes fit; what would fall too far behind the best
        of them is not even made.
        """
        if path.pending < 0:
            yield path._replace(words=self._likelihood.read_on(path.words, after))
            return
        likely = []
        extend, read_on = self._likelihood.extend, self._likelihood.read_on
        for trail, character in gbk.high_trails(path.pending):
            words = extend(path.words, character)
            if after:
                words = read_on(words, after)
            extra = 0.0 if trail == free else cost
            likely.append((words[1][-1] + extra, trail, character, words, extra))
        least = max((score for score, *_ in likely), default=0.0) - BEHIND - _ROUNDING
        for score, trail, character, words, extra in likely:
            if score >= least:
                yield Pairing(
                    -1,
                    path.pending,
                    trail,
                    words,
                    path.cost + extra,
                    end,
                    False,
                    (Piece(path.since, end, character, "lost-byte"), path.pieces),
                    (trail, path.trace),
                )

    def _closed_before(self, path: Pairing, sign: Sign, cost: float) -> Iterator[Pairing]:
        after = self._text[sign.start : sign.end]
        for closed in self._closed(path, sign.start, cost, after):
            yield closed.aside(closed.words, sign.end)

    def _beside(self, path: Pairing, character: str, end: int) -> Pairing:
        """With an ASCII character after its last one that the page does not show by itself."""
        last, before = path.pieces
        assert isinstance(last, Piece)
        words = self._likelihood.extend(path.words, character)
        pieces = last._replace(new=last.new + character), before
        return path.aside(words, end)._replace(last=ord(character), pieces=pieces)

    def _as_printed(self, path: Pairing, sign: Sign) -> Pairing:
        words = self._likelihood.read_on(path.words, self._text[sign.start : sign.end])
        return path.aside(words, sign.end)


@cache
def _leads_of_words() -> tuple[int, ...]:
    """The lead bytes that with A3 make a character in use: those that may be lost before it."""
    blank = Likelihood("")
    return tuple(
        lead for lead, character in gbk.leads(0xA3) if blank.start(character)[1][-1] > _IN_USE
    )
