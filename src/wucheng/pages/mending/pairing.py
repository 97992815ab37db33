"""Ways of pairing the bytes of a damaged stretch, and which of them are followed further."""

from __future__ import annotations

import math
from collections.abc import Mapping
from operator import itemgetter
from typing import NamedTuple

from wucheng.pages.mending.likelihood import State

#: Pairings followed at once, and how many nats behind the best one may fall.
_WIDTH = 32
_BEHIND_ALIKE = 4.5
#: … while a lead byte is open that could be any: nothing tells them apart yet.
_WIDTH_OPEN = 400
BEHIND = 11.0


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


Pieces = tuple[Piece, ...]

#: The last element and the list before it: pairings with a common past share it.
Chain = tuple[object, ...]


class Pairing(NamedTuple):
    """One way of pairing the bytes so far.

    `before` and `last` are the last two bytes; `pending` is a lead byte in want of its trail (-1:
    none), `since` where the part of the page begins that has no character yet, `chosen` whether
    the pending byte was chosen. `trace` has the bytes and what the site put between them (0:
    neither).
    """

    pending: int
    before: int
    last: int
    words: State
    cost: float
    since: int
    chosen: bool
    pieces: Chain
    trace: Chain

    @property
    def score(self) -> float:
        """What it assumes and how likely its text is, in nats."""
        return self.cost + self.words[1][-1]

    def dearer(self, cost: float) -> Pairing:
        """The same, assuming something more."""
        return self._replace(cost=self.cost + cost) if cost else self

    def open(self, lead: int, *, chosen: bool = False) -> Pairing:
        """With a lead byte after it that wants its trail."""
        return Pairing(
            lead,
            self.last,
            lead,
            self.words,
            self.cost,
            self.since,
            chosen,
            self.pieces,
            (lead, self.trace),
        )

    def aside(self, words: State, end: int) -> Pairing:
        """With something after it, up to `end`, that is no pair of bytes."""
        return Pairing(
            self.pending, -1, -1, words, self.cost, end, self.chosen, self.pieces, (0, self.trace)
        )


def best(pairings: list[Pairing]) -> list[Pairing]:
    """Those worth following, best first."""
    if len(pairings) < 2:
        return pairings
    scored = [(pairing.cost + pairing.words[1][-1], pairing) for pairing in pairings]
    scored.sort(key=_by_score, reverse=True)
    least = scored[0][0] - BEHIND
    width = _WIDTH_OPEN if any(pairing.chosen for pairing in pairings) else _WIDTH
    ahead: dict[tuple[int, str], float] = {}
    kept = []
    for rank, (score, pairing) in enumerate(scored):
        if not pairing.pieces and pairing.pending < 0:
            kept.append(pairing)  # all as printed: dear at first, never to be lost sight of
            continue
        if score < least or rank >= width:
            continue
        # Pairings that want the same byte and end alike will fare alike: what sets them apart is
        # settled.
        alike = pairing.pending, pairing.words[0][-1:]
        if score >= ahead.setdefault(alike, score) - _BEHIND_ALIKE:
            kept.append(pairing)
    return kept


def listed(chain: Chain) -> list[Piece]:
    """The pieces of a chain in order."""
    pieces: list[Piece] = []
    while chain:
        piece, chain = chain  # type: ignore[assignment]
        assert isinstance(piece, Piece)
        pieces.append(piece)
    return pieces[::-1]


def likeliest(scores: Mapping[Pieces, float]) -> tuple[Pieces, Pieces]:
    """The pieces with the best score in nats: as they are, and with their confidence.

    A piece is as sure as all pairings together that have it, whatever they have elsewhere.
    """
    best = max(scores, key=lambda pieces: (scores[pieces], pieces))
    weights = {pieces: math.exp(score - scores[best]) for pieces, score in scores.items()}
    total = sum(weights.values())
    shares = dict.fromkeys(best, 0.0)
    for pieces, weight in weights.items():
        for piece in pieces:
            if piece in shares:
                shares[piece] += weight / total
    return best, tuple(piece._replace(confidence=min(1.0, shares[piece])) for piece in best)


_by_score = itemgetter(0)
