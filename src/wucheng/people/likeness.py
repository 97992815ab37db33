"""Likeness: how much a string looks like a personal name by its characters alone.

The names of jieba's dictionary show which characters given names are made of and what begins a
name rather than a word; its words show what other text is made of. All values are natural
logarithms of ratios: above 0 speaks for a name.
"""

from __future__ import annotations

from collections import Counter
from functools import cache, lru_cache
from math import log

from wucheng.language.words import dictionary_names, general_counts
from wucheng.people.surnames import COMMON

#: Words seldomer than this tell little about ordinary text and make up most of the dictionary.
_COUNTED = 50
#: As many characters share what was never seen.
_CHARACTERS = 6000
#: Surnames and single-character words seldomer than this are all alike.
_RARE = 20
#: How often a character begins a name of the dictionary for each time it is a word by itself:
#: half of all surnames have more, on a logarithmic scale.
_USUAL = -3.5


@lru_cache(maxsize=1 << 14)
def given(name: str) -> float:
    """How much likelier the characters of a given name are in given names than in other text."""
    return sum(_character(c, place == len(name) - 1) for place, c in enumerate(name))


@cache
def _character(character: str, last: bool) -> float:
    """The same for one character, as the last of a name or the one before."""
    names = _given_names()[last]
    ordinary, total = _ordinary()
    seen = (names[character] + 0.3) / (names.total() + 0.3 * _CHARACTERS)
    usual = (ordinary[character] + 100) / (total + 100 * _CHARACTERS)
    return log(seen / usual)


@cache
def family(surname: str) -> float:
    """How much likelier a character or two begin a name than is usual for surnames."""
    if len(surname) > 1:
        return 2.5
    begins = _beginnings()[surname] + 0.5
    return log(begins / (general_counts().get(surname, 0) + _RARE)) - _USUAL


@cache
def _beginnings() -> Counter[str]:
    return Counter(word[0] for word in dictionary_names() if len(word) == 3)


@cache
def _given_names() -> tuple[Counter[str], Counter[str]]:
    """Second and third characters of the names with the commonest surnames."""
    names = [word for word in dictionary_names() if len(word) == 3 and word[0] in COMMON]
    return Counter(word[1] for word in names), Counter(word[2] for word in names)


@cache
def _ordinary() -> tuple[Counter[str], int]:
    names = set(dictionary_names())
    counts: Counter[str] = Counter()
    for word, count in general_counts().items():
        if count >= _COUNTED and (len(word) == 1 or word not in names):
            for character in word:
                counts[character] += count
    return counts, counts.total()
