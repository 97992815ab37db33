"""The proof of a repair: the repaired text, damaged again as the site did it, is the page.

The site's table is learnt from the page; what else it did is taken so that the most of the page
comes out as printed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, combinations

from wucheng.pages.mending import damage, gbk
from wucheng.pages.mending.damage import Habits
from wucheng.pages.mending.pairing import Piece

_Change = Callable[[Habits], Habits]

#: Printed character for character; but for the width of the punctuation.
ROUND_TRIP, WIDTH = "round trip", "width"

#: Repairs whose cause no table explains: nothing can be proved where they stand.
_CAUSELESS = frozenset({"spam", "unrepaired"})
#: What stood before markup that lost its first character.
_SPELT = {"tag": "<", "entity": "&"}
#: The page is cut where so many characters stand as printed.
_PLAIN = 6
#: Places of a stretch where two entries share a byte that are tried both ways.
_OVERLAPS = 4
#: Longer stretches than this are tried one way only.
_LONGEST = 2000
#: So many characters of a page are enough to see the habits of its site.
_ENOUGH = 4_000


@dataclass(frozen=True, slots=True)
class Proof:
    """A word for each piece, and the share of the page that comes out as printed."""

    proofs: tuple[str, ...]
    share: float


def prove(text: str, pieces: Sequence[Piece], table: Mapping[str, str], mark: str) -> Proof:
    """What damaging the repaired page again proves.

    Args:
        text: the page as printed.
        pieces: its repairs in order.
        table: the site's characters, and what it puts behind each, brackets included.
        mark: what stands for a lost byte on this page.

    A piece has "round trip" if the stretch around it comes out as printed, character for
    character; "width" if it does but for the width of punctuation; else "".
    """
    if not text or damage.STRANGER in text or damage.CUT in text:
        return Proof(("",) * len(pieces), 0.0)
    stretches = list(_stretches(text, pieces, _joins(table)))
    habits = _habits(stretches, Habits(table, mark=mark))
    again = damage.damage([stretch.source for stretch in stretches], habits)
    proofs: list[str] = []
    same = 0
    for stretch, made in zip(stretches, again, strict=True):
        proof = _compared(stretch, made)
        for order in [] if proof == ROUND_TRIP else _orders(stretch.source, habits):
            (other,) = damage.damage([stretch.source], order)
            better = _compared(stretch, other)
            if better == ROUND_TRIP:
                proof, habits = better, order
                break
            proof = proof or better
        same += len(stretch.printed) if proof == ROUND_TRIP else 0
        proofs += ["" if rule in _CAUSELESS else proof for rule in stretch.rules]
    return Proof(tuple(proofs), same / len(text))


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A part of the page, what it was before the damage, and the rules of its repairs."""

    printed: str
    source: str
    rules: tuple[str, ...]


def _compared(stretch: _Stretch, made: str) -> str:
    if stretch.printed == made:
        return ROUND_TRIP
    return WIDTH if damage.narrow(stretch.printed) == damage.narrow(made) else ""


def _orders(source: str, habits: Habits) -> Iterator[Habits]:
    """Orders in which the site may have gone through its table, as far as a text shows."""
    pairs = damage.overlaps(source, habits)[:_OVERLAPS] if len(source) <= _LONGEST else []
    for size in range(len(pairs) + 1):
        for some in combinations(pairs, size):
            yield replace(habits, first=habits.first ^ frozenset(some))


def _stretches(text: str, pieces: Sequence[Piece], joins: frozenset[bytes]) -> Iterator[_Stretch]:
    """The page, cut where it stands as printed for a while."""
    begun = done = 0
    source: list[str] = []
    rules: list[str] = []
    for piece in pieces:
        cut = _cut(text, done, piece.start, joins)
        if cut >= 0:
            yield _Stretch(text[begun:cut], "".join((*source, text[done:cut])), tuple(rules))
            begun = done = cut
            source, rules = [], []
        source += (text[done : piece.start], _source(text, piece))
        rules.append(piece.rule)
        done = piece.end
    yield _Stretch(text[begun:], "".join((*source, text[done:])), tuple(rules))


def _cut(text: str, start: int, end: int, joins: frozenset[bytes]) -> int:
    """A place between two characters whose bytes mean nothing together; -1 if there is none."""
    half = _PLAIN // 2
    for place in range(start + half, min(end - half + 1, start + 4 * _PLAIN)):
        last, first = gbk.pair(text[place - 1]), gbk.pair(text[place])
        if last and first and bytes((last & 0xFF, first >> 8)) not in joins:
            return place
    return -1


def _joins(table: Mapping[str, str]) -> frozenset[bytes]:
    """The bytes that a site looks for."""
    entries = [damage.encode(character)[0] for character in table]
    return frozenset([*entries, *damage.BYTES.values()])


def _source(text: str, piece: Piece) -> str:
    shown = text[piece.start : piece.end]
    if piece.rule == "unrepaired":
        return shown
    return _SPELT[piece.rule] + shown if piece.rule in _SPELT else piece.new


def _habits(stretches: Sequence[_Stretch], plain: Habits) -> Habits:
    """The habits that give the most of the page as printed, the simplest of those alike."""
    torn = [stretch for stretch in stretches if set(stretch.rules) - {"reading"}] or stretches
    ends = accumulate(len(stretch.printed) for stretch in torn)
    first = [stretch for stretch, end in zip(torn, ends, strict=True) if end <= _ENOUGH] or torn[:1]
    sources = [stretch.source for stretch in first]
    whole = sum(len(stretch.printed) for stretch in first)

    def same(habits: Habits) -> int:
        again = zip(first, damage.damage(sources, habits), strict=True)
        return sum(len(one.printed) for one, made in again if one.printed == made)

    best, most = plain, same(plain)
    for change in _CHANGES:
        if most == whole:
            break
        habits = change(best)
        here = same(habits)
        if here > most:
            best, most = habits, here
    return best


def _with_early(mark: str) -> _Change:
    return lambda known: replace(known, late=False, early=known.early | {mark})


#: What else a site may do, likely things first.
_CHANGES: tuple[_Change, ...] = (
    lambda known: replace(known, late=True),
    *map(_with_early, sorted(damage.MARKS)),
    lambda known: replace(known, entities=True),
    lambda known: replace(known, on_bytes=False, late=False, early=frozenset(), entities=False),
)
