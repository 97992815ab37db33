"""Phrases of a lexicon: how a cue is written so that a reader can write one, and how it is matched.

`(甲|乙|)` is a choice, with nothing after the last | where it may be missing; `…` is up to eight
characters of the same clause; `{n}` is a numeral in figures or characters. Everything else stands
for itself. Each part is bounded, so that matching takes linear time on any text.
"""

from __future__ import annotations

import re

_NUMERAL = r"[0-9０-９〇零一二两三四五六七八九十百千万亿几数半.+＋多余]{1,12}"
_GAP = r"[^，。！？；：\n]{0,8}?"
_PIECE = re.compile(r"\((?P<choice>[^()]*)\)|(?P<gap>…)|(?P<numeral>\{n\})|(?P<text>[^()…{}]+)")

#: The phrases of a cell: | between them, but not inside a choice.
_CELL = re.compile(r"(?:\([^()]*\)|[^|])+")


def split(cell: str) -> list[str]:
    """The phrases of a cell that holds several with | between them."""
    return _CELL.findall(cell)


def pattern(phrase: str) -> re.Pattern[str] | None:
    """What matches a phrase; None for one that is plain text.

    Raises ValueError if it can't be read.
    """
    parts: list[str] = []
    done = 0
    for match in _PIECE.finditer(phrase):
        if match.start() != done:
            break
        done = match.end()
        if match["choice"] is not None:
            # longest first, so that 十 doesn't hide 十一
            words = sorted(match["choice"].split("|"), key=len, reverse=True)
            parts.append("(?:" + "|".join(map(re.escape, words)) + ")")
        elif match["gap"]:
            parts.append(_GAP)
        elif match["numeral"]:
            parts.append(_NUMERAL)
        else:
            parts.append(re.escape(match["text"]))
    if done != len(phrase):
        raise ValueError(f"can't be read from character {done + 1} on")
    plain = len(parts) == 1 and not re.search(r"[(){}…]", phrase)
    return None if plain else re.compile("".join(parts))


def heads(phrase: str) -> set[str]:
    """What a phrase can begin with: two characters, or one if any other may follow it.

    Raises ValueError if it begins with a gap, a numeral or nothing at all.
    """
    growing, found = {""}, set()
    for match in _PIECE.finditer(phrase):
        if match["gap"] or match["numeral"]:
            break
        words = [match["text"]] if match["text"] else match["choice"].split("|")
        grown = {(head + word)[:2] for head in growing for word in words}
        found |= {head for head in grown if len(head) == 2}
        growing = grown - found
    found |= growing
    if "" in found:
        raise ValueError("must begin with a word")
    return found
