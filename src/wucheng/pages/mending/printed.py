"""What a damaged page shows at a place, and the bytes that this stands for.

A page that was once GBK bytes shows pairs of bytes, ASCII characters, readings, and a ? for bytes
that could not be decoded.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import NamedTuple

from wucheng.pages.mending import gbk
from wucheng.pages.mending.readings import Reading

#: Marks that stand for a byte that could not be decoded.
QUESTION = "?？\ufffd"
#: ASCII punctuation that a later step made of the full-width kind: bytes A3 and this + 80 hex.
HALVED = frozenset(",!:;?()")
#: What is left of a tag or an entity whose first character went with a lost byte.
_TAG = re.compile(r"/?[A-Za-z][A-Za-z0-9]{0,9}(?:\s[^<>\n]{0,300})?/?>")
_ENTITY = re.compile(r"(?:[A-Za-z]{2,8}|#\d{2,5}|#[xX][0-9A-Fa-f]{2,4});")


class Sign(NamedTuple):
    """What the page shows at [start, end), and the bytes it stands for (-1: unknown)."""

    kind: str  # pair, ascii, question, reading, torn, other
    start: int
    end: int
    lead: int = -1
    trail: int = -1
    syllable: str = ""
    halved: bool = False
    closes: bool = False  # an ASCII character that is no second byte
    rest: tuple[str, str] | None = None  # after a question mark: ("tag" | "entity", what it means)


def sign(text: str, found: Mapping[int, Reading], place: int) -> Sign:
    """What a page shows at a place; `found` are its bracketed readings by where they start."""
    reading = found.get(place)
    if reading:
        kind = "torn" if reading.lost else "reading"
        return Sign(kind, place, reading.end, syllable=reading.syllable)
    character = text[place]
    if character in QUESTION:
        return _question(text, place)
    if character < "\x80":
        code, halved = ord(character), character in HALVED
        closes = not halved and not 0x40 <= code < 0x7F
        return Sign("ascii", place, place + 1, lead=code, halved=halved, closes=closes)
    pair = gbk.pair(character)
    if pair is None:
        return Sign("other", place, place + 1)
    return Sign("pair", place, place + 1, pair >> 8, pair & 0xFF)


def last_bytes(text: str) -> tuple[int, int]:
    """The last two bytes of a text as they pair; -1 for what is none or stands by itself."""
    if not text:
        return -1, -1
    character = text[-1]
    if character in HALVED:
        return 0xA3, ord(character) | 0x80
    pair = gbk.pair(character)
    if pair is not None:
        return pair >> 8, pair & 0xFF
    return -1, ord(character) if character < "\x80" else -1


def _question(text: str, place: int) -> Sign:
    tag = _TAG.match(text, place + 1)
    if tag:
        return Sign("question", place, tag.end(), rest=("tag", ""))
    entity = _ENTITY.match(text, place + 1)
    if entity:
        means = html.unescape("&" + entity.group()).replace("\xa0", " ")
        return Sign("question", place, entity.end(), rest=("entity", means))
    return Sign("question", place, place + 1)
