"""Recurring strings: names that a document shows by using them as subjects again and again.

What a name is made of may say little for it (常上舟), and a text may leave out what somebody is.
But little else begins with a surname, is no word, opens clause after clause and is followed by
ever other verbs.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from wucheng.language.words import Token, general_counts
from wucheng.people import company
from wucheng.people.acceptance import ENOUGH, FULL
from wucheng.people.candidates import Candidate
from wucheng.people.roles import Roles
from wucheng.people.surnames import NEVER, PARTICLES, PLACE_ENDS, SURNAMES, WORDY

#: How often a string opens a clause, at least, and how often it stands in all.
_OPENS, _STANDS = 2, 3
#: How many predicates follow it, at least, and how many characters of different kinds.
_ACTS, _FOLLOWERS = 2, 3
#: A word counted as often is no name, and none begins with it.
_WELL_KNOWN = 30
#: Tags of what follows a subject.
_PREDICATES = company.PREDICATE | {"a", "ad", "t", "zg"}
#: The tag of names from other languages: 蒂博.
_FOREIGN = "nrt"
_NO_END = NEVER | PLACE_ENDS


def find(
    texts: Sequence[str],
    tokens: Sequence[Sequence[Token]],
    roles: Roles,
    found: Sequence[Sequence[Candidate]],
) -> list[list[Candidate]]:
    """For each text, the strings of three characters and the foreign names that recur as names do.

    Those among `found` that are names already are left out.
    """
    named = {c.text for line in found for c in line if c.sure or c.weight >= ENOUGH}
    opens: Counter[str] = Counter()
    foreign: set[str] = set()
    for text, line in zip(texts, tokens, strict=True):
        for token, tag, start, _ in line:
            if start and text[start - 1] not in company.OPEN:
                continue
            if tag == _FOREIGN and general_counts().get(token, 0) < _WELL_KNOWN:
                foreign.add(token)
            if text[start] in SURNAMES or tag == _FOREIGN:
                opens[_string(text, token, tag, start)] += 1
    often = {
        name
        for name, count in opens.items()
        if count >= _OPENS and name not in named and (name in foreign or _possible(name, roles))
    }
    names: list[list[Candidate]] = [[] for _ in texts]
    if not often:
        return names
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    followers: dict[str, set[str]] = defaultdict(set)
    acts: Counter[str] = Counter()
    for number, (text, line) in enumerate(zip(texts, tokens, strict=True)):
        tags = {start: tag for _, tag, start, _ in line}
        for token, tag, start, _ in line:
            name = _string(text, token, tag, start)
            end = start + len(name)
            if name not in often or end not in tags or not _unknown(token, tag):
                continue
            places[name].append((number, start))
            followers[name].add(text[end])
            acts[name] += tags[end] in _PREDICATES
    for name, where in places.items():
        if len(where) < _STANDS or len(followers[name]) < _FOLLOWERS or acts[name] < _ACTS:
            continue
        for number, start in where:
            names[number].append(Candidate(start, start + len(name), name, ENOUGH))
    return names


def _string(text: str, token: str, tag: str, start: int) -> str:
    """What may be a name from a place on: a foreign one is a word."""
    return token if tag == _FOREIGN else text[start : start + FULL]


def _possible(name: str, roles: Roles) -> bool:
    """Whether a string can be a name at all."""
    if not company.HAN.fullmatch(name) or general_counts().get(name, 0) >= _WELL_KNOWN:
        return False
    if name[0] in PARTICLES or not _NO_END.isdisjoint(name[1:]):
        return False
    return not (roles.titled(name) or roles.titled(name[1:]))


def _unknown(token: str, tag: str) -> bool:
    """Whether the word with which a string begins is no more than the tagger's guess."""
    if len(token) == 1:
        return token not in WORDY
    return tag in company.PERSONAL or (
        len(token) < FULL and general_counts().get(token, 0) < _WELL_KNOWN
    )
