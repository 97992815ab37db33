"""Recurring strings: names that a document shows by using them as subjects again and again.

What a name is made of may say little for it (常上舟), and a text may leave out what somebody is.
But little else begins with a surname, is no word, opens clause after clause and is followed by
ever other verbs.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from wucheng.language.words import Token, general_counts
from wucheng.people import company, heads
from wucheng.people.acceptance import ENOUGH, FULL
from wucheng.people.candidates import Candidate, Line
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
#: Characters of names that are words too, which must speak: 白雪.
_SHORT = 2
#: How verbs of speech begin that firms seldom have: 高通方面告诉记者, 高通表示.
_ALOUD = "说笑喊问答想"
#: The tag of names from other languages: 蒂博.
_FOREIGN = "nrt"
_NO_END = NEVER | PLACE_ENDS
#: What stands before the first word of a clause, and a surname that does.
_BEFORE = company.OPEN | {""}
_SURNAME = re.compile(
    f"[{''.join(sorted(SURNAMES))}](?<![^{re.escape(''.join(sorted(company.OPEN)))}].)"
)


def find(
    lines: Sequence[Line], roles: Roles, found: Sequence[Sequence[Candidate]]
) -> list[list[Candidate]]:
    """For each sentence, the strings of three characters and the foreign names that recur.

    With them words of two characters that may be names, if they speak somewhere (白雪). Those
    among `found` that are names already are left out.
    """
    named = {c.text for line in found for c in line if c.sure or c.weight >= ENOUGH}
    opens: Counter[str] = Counter()
    foreign: set[str] = set()
    spoke: set[str] = set()
    for line in lines:
        for token, tag, start, end in _subjects(line):
            if tag == _FOREIGN and general_counts().get(token, 0) < _WELL_KNOWN:
                foreign.add(token)
            if len(token) == _SHORT and tag in company.PERSONAL and tag != _FOREIGN:
                opens[token] += 1
                if end in line.says and line.text[end] in _ALOUD:
                    spoke.add(token)
            opens[_string(line.text, token, tag, start)] += 1
    sure = foreign | spoke
    often = {
        name
        for name, count in opens.items()
        if count >= _OPENS and name not in named and (name in sure or _possible(name, roles))
    }
    names: list[list[Candidate]] = [[] for _ in lines]
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    followers: dict[str, set[str]] = defaultdict(set)
    acts: Counter[str] = Counter()
    spots = heads.places({name[:2] for name in often}, [line.text for line in lines])
    for number, (line, spot) in enumerate(zip(lines, spots, strict=True)):
        for token, tag, start, _ in (line.starts[place] for place in spot if place in line.starts):
            name = token if token in spoke else _string(line.text, token, tag, start)
            end = start + len(name)
            if name not in often or end not in line.starts:
                continue
            if not (token in spoke or _unknown(token, tag)):
                continue
            places[name].append((number, start))
            followers[name].add(line.text[end])
            acts[name] += line.tag(end) in _PREDICATES
    for name, where in places.items():
        if len(where) < _STANDS or len(followers[name]) < _FOLLOWERS or acts[name] < _ACTS:
            continue
        for number, start in where:
            names[number].append(Candidate(start, start + len(name), name, ENOUGH))
    return names


def _subjects(line: Line) -> Iterator[Token]:
    """The words with which clauses begin that are foreign names or begin with a surname."""
    places = {match.start() for match in _SURNAME.finditer(line.text)}
    if _FOREIGN in line.tags:
        places |= {
            start
            for start, tag in zip(line.starts, line.tags, strict=True)
            if tag == _FOREIGN and line.text[start - 1 : start] in _BEFORE
        }
    return (line.starts[start] for start in places & line.starts.keys())


def _string(text: str, token: str, tag: str, start: int) -> str:
    """What may be a name from a place on: a foreign one is a word."""
    return token if tag == _FOREIGN else text[start : start + FULL]


def _possible(name: str, roles: Roles) -> bool:
    """Whether a string can be a name at all."""
    if (
        len(name) < FULL
        or not company.HAN.fullmatch(name)
        or general_counts().get(name, 0) >= _WELL_KNOWN
    ):
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
