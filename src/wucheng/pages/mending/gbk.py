"""GBK as pairs of bytes: what two bytes print as, and which bytes a printed character was.

User-defined rows print as private-use characters (U+E000–U+E765), as GB18030 has them. Python's
own GBK codec knows nothing of these, nor of single bytes.
"""

from __future__ import annotations

from functools import cache

#: One pair of bytes as a number: lead byte * 256 + trail byte.
Pair = int

LEADS = range(0x81, 0xFF)
TRAILS = tuple(byte for byte in range(0x40, 0xFF) if byte != 0x7F)

#: Characters that other decoders give for a pair.
_TWINS = {"\u30fb": "\u00b7", "\u2015": "\u2014", "\u301c": "\uff5e", "\u22ef": "\u2026"}


def character(lead: int, trail: int) -> str:
    """The character of a pair; "" if it is no pair at all. Private use for user-defined ones."""
    return _characters().get(lead << 8 | trail, "")


def pair(printed: str) -> Pair | None:
    """The pair of bytes behind a printed character; None if GBK does not have it."""
    return _pairs().get(printed)


def text(lead: int, trail: int) -> str:
    """The same, but "" for a private-use character too: those are none that people write."""
    return _texts().get(lead << 8 | trail, "")


@cache
def trails(lead: int) -> tuple[tuple[int, str], ...]:
    """All (trail byte, character) of a lead byte, without user-defined and undefined pairs."""
    made = ((trail, text(lead, trail)) for trail in TRAILS)
    return tuple((trail, printed) for trail, printed in made if printed)


@cache
def high_trails(lead: int) -> tuple[tuple[int, str], ...]:
    """Those of them that are no ASCII: a careless decoder can lose only these."""
    return tuple((trail, printed) for trail, printed in trails(lead) if trail >= 0x80)


@cache
def leads(trail: int) -> tuple[tuple[int, str], ...]:
    """All (lead byte, character) of a trail byte, likewise."""
    made = ((lead, text(lead, trail)) for lead in LEADS)
    return tuple((lead, printed) for lead, printed in made if printed)


@cache
def undefined() -> dict[int, tuple[int, ...]]:
    """Pairs in no table and no user-defined row, which print as one ?: trail bytes by lead byte."""
    found: dict[int, tuple[int, ...]] = {}
    for lead in LEADS:
        for trail in TRAILS:
            user = (
                (0xAA <= lead <= 0xAF and trail >= 0xA1)
                or (lead >= 0xF8 and trail >= 0xA1)
                or (0xA1 <= lead <= 0xA7 and trail <= 0xA0)
            )
            if not user:
                try:
                    bytes((lead, trail)).decode("gbk")
                except UnicodeDecodeError:
                    found[lead] = (*found.get(lead, ()), trail)
    return found


@cache
def before_undefined(pending: int) -> tuple[int, ...]:
    """The lead bytes of undefined pairs that are the trail of a pending byte."""
    return tuple(lead for lead in undefined() if text(pending, lead))


@cache
def undefined_trails(lead: int, follows: int) -> tuple[int, ...]:
    """The trail bytes of undefined pairs that make a character with what follows (-1: anything)."""
    trails = undefined()[lead]
    return tuple(trail for trail in trails if follows < 0 or text(trail, follows))


@cache
def _characters() -> dict[Pair, str]:
    pairs = [lead << 8 | trail for lead in LEADS for trail in TRAILS]
    printed = b"".join(pair.to_bytes(2, "big") for pair in pairs).decode("gb18030")
    return dict(zip(pairs, printed, strict=True))


@cache
def _texts() -> dict[Pair, str]:
    return {
        pair: printed
        for pair, printed in _characters().items()
        if not "\ue000" <= printed <= "\uf8ff"
    }


@cache
def _pairs() -> dict[str, Pair]:
    table = {printed: pair for pair, printed in _characters().items()}
    table.update({twin: table[printed] for twin, printed in _TWINS.items()})
    return table
