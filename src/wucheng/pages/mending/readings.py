"""Pinyin readings in brackets: how they look, and which characters are read so.

A reading here is one syllable as printed between brackets.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from wucheng.language import pinyin

_VOWELS = "aāáǎàăeēéěèĕêếềiīíǐìĭoōóǒòŏuūúǔùŭüǖǘǚǜvńňǹḿ"
_LETTERS = f"b-df-hj-np-tw-zɡ{_VOWELS}\u0300\u0301\u0304\u0306\u0308\u030c"
#: At most six letters (zhuang); one more for each combining mark of a decomposed vowel.
_SYLLABLE = rf"[{_LETTERS}]{{1,8}}"
#: A reading with its brackets. What opens it may be the ? of a byte lost together with the bracket;
#: the end of the page may have cut what closes it.
_BRACKET = re.compile(rf"([(（?？\ufffd]) ?({_SYLLABLE})(?:[ \u3000]?[)）]|\Z)")
_CHINESE = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_SPELLING = str.maketrans({"ɡ": "g", "v": "ü", "ă": "ǎ", "ĕ": "ě", "ĭ": "ǐ", "ŏ": "ǒ", "ŭ": "ǔ"})


@dataclass(frozen=True, slots=True)
class Reading:
    """A reading as printed at text[start:end]; the character it stands for ends at `start`.

    `lost` means that a ? stands where the bracket should open: a byte went with it.
    """

    start: int
    end: int
    syllable: str
    lost: bool


def find(text: str) -> Iterator[Reading]:
    """The bracketed syllables of a text in order, an author's glosses among them."""
    for match in _BRACKET.finditer(text):
        syllable = normal(match.group(2))
        lost = match.group(1) not in "(（"
        if match.start() and (lost or syllable):
            yield Reading(match.start(), match.end(), syllable, lost)


@lru_cache(4096)
def normal(syllable: str) -> str:
    """One spelling for a syllable: composed, lower case, caron for breve, g for ɡ, ü for v."""
    return unicodedata.normalize("NFC", syllable).lower().translate(_SPELLING)


@cache
def is_chinese(character: str) -> bool:
    """Whether a character is a Chinese one."""
    return _CHINESE.match(character) is not None


def count_chinese(text: str) -> int:
    """How many Chinese characters a text has."""
    return len(_CHINESE.findall(text))


@cache
def of(character: str) -> frozenset[str]:
    """All readings of a character, in context or not, tone marks and neutral tone included."""
    return frozenset(map(normal, pinyin.dictionary().get(ord(character), "").split(",")))


def first(character: str) -> str:
    """The commonest reading of a character; "" if none is known."""
    return normal(pinyin.dictionary().get(ord(character), "").split(",")[0])
