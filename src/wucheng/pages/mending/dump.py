"""Dump: the bytes of a damaged stretch and of its repair, in hexadecimal.

Bytes are GBK, one character a group; ?? is a lost byte. A site's reading or a piece of a tag stands
as printed, and U+… for a character that GBK does not have.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any

from wucheng.pages.mending import gbk, readings

#: Rules of what stands in a dump as it is printed.
_AS_PRINTED = frozenset({"tag", "entity", "reading"})
_MADE_ASCII = {mark: chr(ord(mark) + 0xFEE0) for mark in ",!:;?()"}
#: A row of a table.
Record = Mapping[Hashable, Any]
#: Bytes of a printed character; None stands for a byte that got lost.
_Bytes = tuple[int | None, ...]


def printed(group: Iterable[Record], mended: str) -> str:
    """The bytes of a damaged stretch, read as those of what it was mended to if any are."""
    pieces: list[tuple[str, list[_Bytes], bool]] = []
    for row in group:
        if row["rule"] in _AS_PRINTED:
            meant = tuple(byte for character in row["repaired"] for byte in _bytes(character))
            pieces.append((row["printed"], [meant], True))
            continue
        for part in _split(row["printed"]):
            put_in = len(part) > 1
            pieces.append((part, [()] if put_in else _choices(part), put_in))
    wanted = [byte for character in mended for byte in _bytes(character)]
    chosen = _align([choices for _, choices, _ in pieces], wanted)
    return " ".join(
        part if as_is else _hex(data, part)
        for (part, _, as_is), data in zip(pieces, chosen, strict=True)
    )


def repaired(text: str) -> str:
    """The bytes of a repaired stretch."""
    return " ".join(_hex(_bytes(character), character) for character in text)


def _bytes(character: str) -> _Bytes:
    if character.isascii():
        return (ord(character),)
    pair = gbk.pair(character)
    return () if pair is None else (pair >> 8, pair & 0xFF)


def _hex(data: _Bytes, character: str) -> str:
    if not data:
        return f"U+{ord(character):04X}"
    return "".join("??" if byte is None else f"{byte:02X}" for byte in data)


def _split(text: str) -> list[str]:
    """The characters of a damaged stretch, with a site's readings each in one piece."""
    parts: list[str] = []
    done = 0
    for found in readings.find(f" {text}"):  # a reading stands behind something
        start, end = found.start - (0 if found.lost else 1), found.end - 1
        parts += [*text[done:start], text[start:end]]
        done = end
    return [*parts, *text[done:]]


def _choices(character: str) -> list[_Bytes]:
    """The bytes that a printed character may have been, the plainest first."""
    if character in "?？\ufffd":
        return [(None,), (None, None), *([(0x3F,)] if character == "?" else []), (0xA3, 0xBF)]
    wide = _MADE_ASCII.get(character)
    return [_bytes(character), *([_bytes(wide)] if wide else [])]


def _align(pieces: Sequence[list[_Bytes]], wanted: Sequence[int | None]) -> list[_Bytes]:
    """One choice per piece so that together they are the wanted bytes; else the first of each."""
    ways: list[dict[int, _Bytes]] = []
    reached = [0]
    for choices in pieces:
        step: dict[int, _Bytes] = {}
        for place in reached:
            for data in choices:
                there = wanted[place : place + len(data)]
                if len(there) == len(data) and all(
                    byte is None or byte == other for byte, other in zip(data, there, strict=True)
                ):
                    step.setdefault(place + len(data), data)
        ways.append(step)
        reached = sorted(step)
    place = len(wanted)
    if place not in reached:
        return [choices[0] for choices in pieces]
    chosen: list[_Bytes] = []
    for step in reversed(ways):
        chosen.append(step[place])
        place -= len(step[place])
    return chosen[::-1]
