"""How a mirror site damages a page: the reverse of repair, so that a repair can be proved.

The site looks for the bytes of its characters wherever they stand, puts readings behind them, and
reads the bytes again as best it can. Written from the damage and not from the repair.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from wucheng.pages.mending import gbk, printed

#: Two characters that no page has: one stands for what is not in GBK, one between texts.
STRANGER, CUT = "\x1a", "\x00"

_FULL = {ord(mark): chr(ord(mark) + 0xFEE0) for mark in printed.HALVED}
_HALF = {ord(full): chr(half) for half, full in _FULL.items()}
_ENTITIES = {ord("“"): "&ldquo;", ord("”"): "&rdquo;"}
#: What a lone lead byte takes with it: brackets of readings, tags and entities.
_SWALLOWED = b"(<&"
_LOST = "\ufffd"

#: Full-width punctuation that becomes ASCII, and the bytes of each.
MARKS = frozenset(_FULL.values())
BYTES = {full: full.encode("gbk") for full in sorted(MARKS)}


@dataclass(frozen=True, slots=True)
class Habits:
    """What a site does to its pages.

    Attributes:
        table: its characters, each with what is put behind it.
        first: of two characters that can share a byte, the second one's lead being the first one's
            trail, pairs in which the first was seen to: then the second finds its bytes parted.
        on_bytes: whether it looks for bytes and not for characters.
        mark: what stands for a lost byte.
        early: full-width marks that became ASCII before the page was read again: as bytes, and so
            also where these belong to two characters.
        late: whether all of them became ASCII after that.
        entities: whether quotation marks were &ldquo; and &rdquo; at the time.
    """

    table: Mapping[str, str]
    first: frozenset[tuple[str, str]] = frozenset()
    on_bytes: bool = True
    mark: str = "?"
    early: frozenset[str] = frozenset()
    late: bool = False
    entities: bool = False


def narrow(text: str) -> str:
    """A text with ASCII for full-width punctuation."""
    return text.translate(_HALF)


def damage(texts: Sequence[str], habits: Habits) -> list[str]:
    """Texts, each by itself, as a site of these habits shows them."""
    text = CUT.join(texts)
    text = _widened(text, habits)
    if habits.entities:
        text = text.translate(_ENTITIES)
    if habits.on_bytes:
        data, strangers = encode(text)
        data = _annotated(data, habits)
        for full in sorted(habits.early):
            data = data.replace(BYTES[full], narrow(full).encode())
        text = decode(data, strangers, habits.mark)
    else:
        for character, reading in habits.table.items():
            text = text.replace(character, character + reading)
    if habits.entities:
        for quotation_mark, entity in _ENTITIES.items():
            text = text.replace(entity, chr(quotation_mark))
    return (narrow(text) if habits.late else text).split(CUT)


def overlaps(text: str, habits: Habits) -> list[tuple[str, str]]:
    """The characters of the table that share a byte somewhere in the bytes of a text."""
    data = encode(_widened(text, habits))[0]
    places = _places(data, habits)
    pairs = (
        (gbk.character(data[a], data[b]), gbk.character(data[b], data[b + 1]))
        for a, b in zip(places, places[1:], strict=False)
        if b == a + 1
    )
    return list(dict.fromkeys(pairs))


def _widened(text: str, habits: Habits) -> str:
    wide = _FULL.values() if habits.late else habits.early
    return text.translate({ord(narrow(full)): full for full in wide}) if wide else text


def _places(data: bytes, habits: Habits) -> list[int]:
    """Where the bytes of the table's characters begin, wherever they stand."""
    wanted = np.zeros(1 << 16, dtype=np.bool_)
    wanted[[pair for pair in map(gbk.pair, habits.table) if pair is not None]] = True
    codes = np.frombuffer(data, dtype=np.uint8).astype(np.uint16)
    places: list[int] = np.flatnonzero(wanted[codes[:-1] << 8 | codes[1:]]).tolist()
    return places


def _annotated(data: bytes, habits: Habits) -> bytes:
    shown = {c: encode(reading)[0] for c, reading in habits.table.items()}
    parts: list[bytes] = []
    done, last, at = 0, "", -2
    for place in _places(data, habits):
        character = gbk.character(data[place], data[place + 1])
        if place == at + 1 and (last, character) in habits.first:
            continue
        parts += (data[done : place + 2], shown[character])
        done, last, at = place + 2, character, place
    return b"".join((*parts, data[done:]))


def encode(text: str) -> tuple[bytes, list[str]]:
    """GBK bytes, user-defined rows included, and the characters that GBK does not have."""
    data = text.encode("gbk", _HANDLER)
    if STRANGER.encode() not in data:
        return data, []
    return data, [c for c in text if c.encode("gbk", _HANDLER) == STRANGER.encode()]


def decode(data: bytes, strangers: Iterable[str] = (), mark: str = "?") -> str:
    """What a careless decoder makes of GBK bytes: a mark where they are no character."""
    text = data.decode("gbk", _HANDLER).replace(_LOST, mark)
    left = iter(strangers)
    return re.sub(STRANGER, lambda _: next(left), text) if strangers else text


def _careless(error: UnicodeError) -> tuple[str | bytes, int]:
    if isinstance(error, UnicodeEncodeError):
        pairs = map(gbk.pair, error.object[error.start : error.end])
        made = (STRANGER.encode() if pair is None else pair.to_bytes(2, "big") for pair in pairs)
        return b"".join(made), error.end
    assert isinstance(error, UnicodeDecodeError)
    at = error.start
    lead, trail = error.object[at], (*error.object[at + 1 : at + 2], 0)[0]
    character = gbk.character(lead, trail)
    if character:
        return character if "\ue000" <= character <= "\ue765" else _LOST, at + 2
    return _LOST, at + 2 if lead in gbk.LEADS and trail and trail in _SWALLOWED else at + 1


_HANDLER = "wucheng.careless-gbk"
codecs.register_error(_HANDLER, _careless)
