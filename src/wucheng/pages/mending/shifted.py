"""Stretches of a page whose bytes came to be paired one off, paired again as they were.

A reading that was put inside a character leaves its lead byte without a partner: byte and bracket
print as one ?, and what follows is paired one byte off until an ASCII byte or the next such byte.
`Mender.mend` reads on from the ?, follows every pairing that makes sense, and lets the likeliest
text win.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from wucheng.pages.mending import mirror, pairing, printed
from wucheng.pages.mending.likelihood import Likelihood
from wucheng.pages.mending.mirror import Fired, Site
from wucheng.pages.mending.pairing import BEHIND, Chain, Pairing, Pieces
from wucheng.pages.mending.readings import Reading
from wucheng.pages.mending.steps import Steps

#: A stretch is given up after so many characters: no paragraph of news is as long.
_LONGEST = 2000
#: Pairings that may close with an unknown byte.
_CLOSING = 6
#: How often one stretch may come to such a place: a sentence has only so many figures and marks.
_PATIENCE = 4
#: Characters read on after the stretch, so that its last word can be judged.
_CONTEXT = 5
#: Signs that may still be part of that word.
_READ_ON = ("pair", "reading", "torn")
#: What each place costs, in nats, where the site would have put a reading and the page shows none:
#: its annotations are the firmest ground.
_NOT_ANNOTATED = -12.0


@dataclass(frozen=True, slots=True)
class Mended:
    """A stretch of the page up to `end`, character by character.

    `fired` are the entries of the table whose readings it shows. Without pieces the ? is a
    question mark or, if `lost`, nothing fits.
    """

    end: int
    pieces: Pieces
    lost: bool = False
    fired: tuple[Fired, ...] = ()


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
        self._site = Site(text, table, likelihood)
        self._steps = Steps(text, found, likelihood, self._site)

    def mend(self, at: int, left: str) -> Mended:
        """The stretch whose first ? is at `at`, after the (mended) text `left`."""
        paths = [self._steps.first(at, left)]
        place, settled, closings = at, -1, 0
        while place < len(self._text):
            sign = printed.sign(self._text, self._found, place)
            if settled >= 0 and (place - settled >= _CONTEXT or sign.kind not in _READ_ON):
                break
            if sign.kind == "question" or (sign.kind == "ascii" and sign.closes):
                paths = _near(paths)
                closings += 1
            paths = pairing.best(
                [new for rank, path in enumerate(paths) for new in self._steps.on(path, sign, rank)]
            )
            place = sign.end
            if not paths or place - at > _LONGEST or closings > _PATIENCE:
                return Mended(place, (), lost=True)
            if any(path.pending >= 0 for path in paths):
                settled = -1
            elif settled < 0:
                settled = place
        if settled < 0:
            paths = pairing.best(
                [new for path in paths for new in self._steps.at_the_end(path, place)]
            )
            settled = place
        return self._best(paths, settled)

    def _best(self, paths: list[Pairing], settled: int) -> Mended:
        chances: dict[Pieces, tuple[float, Chain]] = {}
        for path in paths:
            pieces = tuple(piece for piece in pairing.listed(path.pieces) if piece.start < settled)
            score = path.score + _NOT_ANNOTATED * self._site.missing(path.trace)
            if pieces not in chances or score > chances[pieces][0]:
                chances[pieces] = (score, path.trace)
        if not chances:
            return Mended(settled, (), lost=True)
        best, sure = pairing.likeliest({pieces: score for pieces, (score, _) in chances.items()})
        fired = tuple(mirror.fired(chances[best][1])) if sure else ()
        return Mended(settled, sure, fired=fired)


def _near(paths: list[Pairing]) -> list[Pairing]:
    """The pairings to go on with where a stretch may end with a byte that is one of a hundred.

    Those that are far behind would only add a hundred each.
    """
    least = paths[0].score - BEHIND / 2
    return [
        path
        for rank, path in enumerate(paths)
        if (rank < _CLOSING and path.score >= least) or (path.pending < 0 and not path.pieces)
    ]
