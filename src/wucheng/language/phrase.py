"""Phrases of a lexicon: how a cue is written so that a reader can write one, and how it is matched.

`(甲|乙|)` is a choice, with nothing after the last | where it may be missing; a choice may hold
others. `…` is up to eight characters of the same clause; `{n}` is a numeral in figures or
characters. Everything else stands for itself. Each part is bounded, so that matching takes linear
time on any text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

#: The characters of a numeral, and what a numeral may be.
_DIGITS = "0123456789０１２３４５６７８９〇零一二两三四五六七八九十百千万亿几数半.+＋多余"
_NUMERAL = f"[{re.escape(_DIGITS)}]{{1,12}}"
_GAP = r"[^，。！？；：\n]{0,8}?"
_MARKS = frozenset("()|…{}")
_PIECE = re.compile(r"(?P<mark>[()|…])|(?P<numeral>\{n\})|(?P<text>[^()|…{}]+)")

#: A part of a phrase: text, "…", "{n}", or a choice between phrases.
_Part = str | list["_Phrase"]
_Phrase = list[_Part]


def split(cell: str) -> list[str]:
    """The phrases of a cell that holds several with | between them."""
    phrases, depth = [""], 0
    for character in cell:
        depth += (character == "(") - (character == ")")
        if character == "|" and depth <= 0:
            phrases.append("")
        else:
            phrases[-1] += character
    return [phrase for phrase in phrases if phrase]


@cache
def pattern(phrase: str) -> re.Pattern[str] | None:
    """What matches a phrase; None for one that is plain text.

    Raises ValueError if it can't be read.
    """
    parts = _parsed(phrase)
    if parts == [phrase] and phrase not in ("…", "{n}"):
        return None
    return re.compile(_regex(parts))


@cache
def heads(phrase: str, size: int = 2) -> frozenset[str]:
    """What a phrase can begin with: so many characters, or fewer if any others may follow them.

    Raises ValueError if it begins with a gap or with nothing at all.
    """
    found = _edges(_parsed(phrase), size)
    if "" in found:
        raise ValueError("must begin with a word")
    return found


@cache
def holds(phrase: str, size: int = 2) -> tuple[frozenset[str], ...]:
    """What any text of a phrase holds: of each of these sets at least one.

    They are what each of its parts may begin or end with, in so many characters or fewer.
    """
    parts = _parsed(phrase)
    found = [_edges(parts[at:], size) for at in range(len(parts))]
    for at in range(1, len(parts) + 1):
        found.append(frozenset(end[::-1] for end in _edges(_reversed(parts[:at]), size)))
    return tuple(dict.fromkeys(ends for ends in found if "" not in ends))


def begins(words: Iterable[str]) -> re.Pattern[str]:
    """What finds the first character of some words by two, and little else.

    It opens with a class of characters, so that it takes a fraction of the time of the words.
    """
    heads = {word[:2] for word in words}
    single = _any(head for head in heads if len(head) < 2)
    second = _any(head[1:] for head in heads)
    return re.compile(f"{_any(head[0] for head in heads)}(?:(?={second})|(?<={single}))")


def ends(words: Iterable[str]) -> re.Pattern[str]:
    """What finds the last character of some words in the same way."""
    tails = {word[-2:] for word in words}
    single = _any(tail for tail in tails if len(tail) < 2)
    before, last = _any(tail[:-1] for tail in tails), _any(tail[-1] for tail in tails)
    return re.compile(f"{last}(?:(?<={before}{last})|(?<={single}))")


def _any(characters: Iterable[str]) -> str:
    return f"[{re.escape(found)}]" if (found := "".join(sorted(set(characters)))) else "(?!)"


def _parsed(phrase: str) -> _Phrase:
    if phrase and _MARKS.isdisjoint(phrase):
        return [phrase]  # as half of them are
    choices: list[list[_Phrase]] = [[[]]]
    done = 0
    for match in _PIECE.finditer(phrase):
        mark = match["mark"]
        if match.start() != done or (mark in (")", "|") and len(choices) < 2):
            break
        done = match.end()
        if mark == "(":
            choices.append([[]])
        elif mark == "|":
            choices[-1].append([])
        elif mark == ")":
            choice = choices.pop()
            choices[-1][-1].append(choice)
        else:
            choices[-1][-1].append(match.group())
    if done != len(phrase) or len(choices) > 1:
        raise ValueError(f"can't be read from character {done + 1} on")
    return choices[0][0]


def _regex(phrase: _Phrase) -> str:
    return "".join(_part(part) for part in phrase)


def _part(part: _Part) -> str:
    if isinstance(part, str):
        return {"…": _GAP, "{n}": _NUMERAL}.get(part) or re.escape(part)
    # longest first, so that 十 doesn't hide 十一
    return "(?:" + "|".join(sorted(map(_regex, part), key=len, reverse=True)) + ")"


def _reversed(phrase: _Phrase) -> _Phrase:
    """What a phrase is from right to left."""
    return [
        [_reversed(choice) for choice in part]
        if isinstance(part, list)
        else part
        if part in ("…", "{n}")
        else part[::-1]
        for part in reversed(phrase)
    ]


def _edges(phrase: _Phrase, size: int) -> frozenset[str]:
    growing, settled = _grown(phrase, size)
    return frozenset(growing | settled)


def _grown(phrase: _Phrase, size: int) -> tuple[set[str], set[str]]:
    """Beginnings that may still grow after a phrase, and those that are settled."""
    growing, settled = {""}, set[str]()
    for part in phrase:
        whole, open_ended = _beginnings(part, size)
        grown = {head + word for head in growing for word in whole}
        settled |= {(head + word)[:size] for head in growing for word in open_ended}
        settled |= {head[:size] for head in grown if len(head) >= size}
        growing = {head for head in grown if len(head) < size}
    return growing, settled


def _beginnings(part: _Part, size: int) -> tuple[set[str], set[str]]:
    """What a part may be, and what it may begin with when anything can come after that."""
    if part == "…":
        return set(), {""}
    if part == "{n}":
        return set(), set(_DIGITS)
    if isinstance(part, str):
        return {part}, set()
    whole: set[str] = set()
    open_ended: set[str] = set()
    for choice in part:
        growing, settled = _grown(choice, size)
        whole |= growing
        open_ended |= settled
    return whole, open_ended
