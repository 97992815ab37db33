"""People: everyone whom a text names, with the role that it gives them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from wucheng.lexicon import Row
from wucheng.people import aliases, company, names, naming, posts
from wucheng.people.candidates import Candidate
from wucheng.people.heads import Heads
from wucheng.people.roles import Roles
from wucheng.people.tagger import Span
from wucheng.sentences import Sentence
from wucheng.words import Token, general_counts

#: Weight from which a single mention is enough, when nothing makes it sure.
_ENOUGH = 3.5
#: Weight that says nothing: what several mentions have above it adds up.
_NOTHING = 0.75
#: Weight from which two mentions vouch for each other.
_TWICE = 2.5
#: Characters of most names: one for the family and two given ones.
_FULL = 3
#: What makes a place of a name.
_PLACES = "乡镇村县旗州寨屯街江河湖"
#: Adverbs that a name and its verb may have between them.
_ADVERBS = frozenset("正也又已便就都还曾刚仍则却将才先再连")
_START = attrgetter("start")


@dataclass(frozen=True, slots=True)
class Person:
    """One named person of a document.

    `name` is the fullest form; `also` are the other forms that stand for it (蒋书记 for 蒋文倩).
    `sentences` are the numbers of the sentences that name the person, `mentions` counts all.
    `found_by` says who would name the person without the other: rules, tagger or both.
    """

    name: str
    role: str
    kind: str
    mentions: int
    sentences: tuple[int, ...]
    organisation: str = ""
    also: tuple[str, ...] = ()
    found_by: str = "rules"


class Mention(NamedTuple):
    """A person's name at [start, end) of a sentence; `name` is the person's fullest form."""

    start: int
    end: int
    name: str


def read(
    sentences: Sequence[Sentence],
    tokens: Sequence[Sequence[Token]],
    roles: Iterable[Row] | Roles,
    tagged: Sequence[Sequence[Span]] | None = None,
) -> list[Person]:
    """Everyone named in a document, in the order of first mention.

    Args:
        sentences: the document's sentences.
        tokens: for each, its tokens (token, part of speech, start, end).
        roles: rows of roles.tsv, or what was made of them.
        tagged: for each, where a tagger means a person; without it the rules alone decide.
    """
    known = Roles.of(roles)
    alone = _read(sentences, tokens, known, [None] * len(sentences))
    if tagged is None:
        return alone
    ruled = {form for person in alone for form in (person.name, *person.also)}
    meant = {
        sentence.text[start:end]
        for sentence, spans in zip(sentences, tagged, strict=True)
        for start, end in spans
    }
    return [
        replace(person, found_by=_found_by({person.name, *person.also}, ruled, meant))
        for person in _read(sentences, tokens, known, tagged)
    ]


def _found_by(forms: set[str], ruled: set[str], meant: set[str]) -> str:
    if forms.isdisjoint(ruled):
        return "tagger"
    return "rules" if forms.isdisjoint(meant) else "both"


def _read(
    sentences: Sequence[Sentence],
    tokens: Sequence[Sequence[Token]],
    known: Roles,
    tagged: Sequence[Sequence[Span] | None],
) -> list[Person]:
    texts = [sentence.text for sentence in sentences]
    found: list[list[Candidate]] = []
    sure: set[str] = set()
    for text, cut, spans in zip(texts, tokens, tagged, strict=True):
        # a tagger is asked of every mention, so that none is its alone
        found.append(names.find(text, cut, known, spans, sure if spans is None else ()))
        sure |= {c.text for c in found[-1] if c.sure and len(c.text) == _FULL and not c.word}
    _explained(found, texts, tokens)
    possible = {c.text for line in found for c in line if c.weight > _NOTHING}
    # where a name may begin, or a given name alone
    heads = Heads({name[:2] for name in possible} | {n[1:] for n in possible if len(n) == _FULL})
    found = [[c for c in line if c.text[:2] in heads] for line in found]
    spots = [heads.places(text) for text in texts]
    accepted = _accept(found, texts, spots)
    first = (
        aliases.parts(accepted)
        | aliases.familiar(accepted, texts, spots)
        | aliases.told(accepted, texts)
    )
    accepted = {name: [] for name in first} | accepted
    others = Heads(name[:2] for name in first if name[:2] not in heads)
    if others:
        spots = [
            sorted(spot + others.places(text)) for spot, text in zip(spots, texts, strict=True)
        ]
    where = _mentions(texts, tokens, accepted, spots)
    used = {mention.name for line in where for mention in line}
    said = posts.told(where, texts, accepted, known)
    roles_of = {
        name: [c.role for _, c in seen if c.role] + [role for _, role in said[name]]
        for name, seen in accepted.items()
    }
    folded = first | aliases.fold(accepted, roles_of)
    folded = {
        form: name
        for form, name in folded.items()
        if form in used and not aliases.apart(form, name, texts)
    }
    at: dict[str, list[int]] = defaultdict(list)
    for number, line in enumerate(where):
        for mention in line:
            at[folded.get(mention.name, mention.name)].append(number)
    forms: dict[str, list[str]] = defaultdict(list)
    for form, full in folded.items():
        forms[full].append(form)
    people = []
    for name, numbers in at.items():
        also = tuple(sorted(forms[name]))
        beside = [found for form in (name, *also) for found in accepted[form]]
        further = [found for form in (name, *also) for found in said[form]]
        role, number = posts.fullest(beside, further, known)
        people.append(
            Person(
                name,
                role.text if role else "",
                role.kind if role else "",
                len(numbers),
                tuple(sorted({sentences[n].sentence for n in numbers})),
                posts.organisation(role, tokens[number]) if role else "",
                also,
            )
        )
    return people


def _explained(
    found: Sequence[list[Candidate]],
    texts: Sequence[str],
    tokens: Sequence[Sequence[Token]],
) -> None:
    """Adds the words of which the text says that they are names, wherever they stand."""
    said = {name for text in texts for name in naming.explained(text)}
    if not said:
        return
    for candidates, line in zip(found, tokens, strict=True):
        for word, _, start, end in line:
            if word in said:
                role = next((c.role for c in candidates if c.start == start and c.role), None)
                candidates.append(Candidate(start, end, word, 5.0, True, role, word=True))


def places(sentences: Sequence[Sentence], people: Iterable[Person]) -> list[list[Mention]]:
    """For each sentence, where the known people are named, from left to right."""
    people = list(people)
    forms = _by_head({form: p.name for p in people for form in (p.name, *p.also)})
    heads = Heads(forms)
    seen = {person.name: set(person.sentences) for person in people}
    naming = set().union(*seen.values())
    return [
        [m for m in _scan(s.text, forms, heads.places(s.text)) if s.sentence in seen[m.name]]
        if s.sentence in naming
        else []
        for s in sentences
    ]


def _accept(
    found: Sequence[Sequence[Candidate]], texts: Sequence[str], spots: Sequence[Sequence[int]]
) -> dict[str, list[tuple[int, Candidate]]]:
    """The strings that are names in this document, each with the candidates that made it one.

    `spots` are the places of each text where a candidate may begin.
    """
    grams = Counter(
        [
            text[at : at + size]
            for text, spot in zip(texts, spots, strict=True)
            for at in spot
            for size in (2, 3, 4)
            if at + size <= len(text)  # so that no end is counted twice
        ]
    )
    vouched = Counter(c.text for line in found for c in line if c.weight >= _TWICE)
    weight: dict[str, float] = {}
    for line in found:
        for candidate in line:
            name = candidate.text
            weight[name] = max(candidate.weight, weight.get(name, candidate.weight))
    kept: dict[str, list[tuple[int, Candidate]]] = defaultdict(list)
    for number, line in enumerate(found):
        if not line:
            continue
        done = -1
        for start, beginning in groupby(sorted(line, key=_START), key=_START):
            group = list(beginning)
            best = group[0]
            if len(group) > 1:
                best = max(
                    group, key=lambda c: (_length_score(c, group, weight, grams), c.end, c.weight)
                )
            longer = texts[number][start : best.end + 1]
            if (
                longer in weight
                and not (best.title or any(c.text == longer for c in group))
                and grams[longer] == grams[best.text]
            ):
                best = best._replace(end=best.end + 1, text=longer)
            if start >= done:
                kept[best.text].append((number, best))
                if _enough(best, vouched.get(best.text, 0)):
                    done = best.end
    accepted = {
        name: cs
        for name, cs in kept.items()
        if _named(cs) and not (_place(name, grams) and not any(c.sure for _, c in cs))
    }
    _part_from_adverbs(accepted, grams)
    families = Counter(name[0] for name in accepted if name[0] not in "老小")
    for name, cs in kept.items():  # 老冀, where one 冀广田 is named
        if name[0] in "老小" and name not in accepted and families[name[1:]] == 1:
            accepted[name] = cs
    return accepted


def _part_from_adverbs(
    accepted: dict[str, list[tuple[int, Candidate]]], grams: Counter[str]
) -> None:
    """Takes 梁博正 in 梁博正对照清单 for the 梁博 that the document names elsewhere."""
    for name in [name for name in accepted if len(name) == _FULL and name[-1] in _ADVERBS]:
        shorter = name[:-1]
        if grams[name] == 1 and grams[shorter] > 1 and shorter in accepted:
            accepted[shorter] += [
                (number, c._replace(end=c.end - 1, text=shorter))
                for number, c in accepted.pop(name)
            ]


def _place(name: str, grams: Counter[str]) -> bool:
    """Whether a document has a place of this name, as far as it is counted: 荣玛 of 荣玛乡."""
    return any(name + kind in grams for kind in _PLACES)


def _named(kept: Sequence[tuple[int, Candidate]]) -> bool:
    """Whether a string is a name by what was kept of it."""
    if any(_enough(c, 1) for _, c in kept):
        return True
    if all(c.word and not c.role for _, c in kept):
        return False  # 平台说，单位表示: bodies speak too
    return sum(max(0.0, c.weight - _NOTHING) for _, c in kept) >= _ENOUGH - _NOTHING


def _length_score(
    candidate: Candidate,
    rivals: Sequence[Candidate],
    weight: dict[str, float],
    grams: Counter[str],
) -> float:
    """How likely a candidate has the right length. A name comes back with different followers."""
    score = weight[candidate.text]
    for rival in rivals:
        if len(rival.text) > len(candidate.text):
            score += 1.5 * (grams[candidate.text] > grams[rival.text])
        elif len(rival.text) < len(candidate.text):
            score += 2.0 * (grams[candidate.text] == grams[rival.text] > 1)
    return score


def _enough(candidate: Candidate, vouching: int) -> bool:
    """Whether a candidate is a name, where as many of its text have the weight to vouch for it."""
    if candidate.sure or candidate.weight >= _ENOUGH:
        return True
    return candidate.weight >= _TWICE and vouching > 1


def _mentions(
    texts: Sequence[str],
    tokens: Sequence[Sequence[Token]],
    accepted: dict[str, list[tuple[int, Candidate]]],
    spots: Sequence[Sequence[int]],
) -> list[list[Mention]]:
    """All mentions of the accepted names. A name that is a word counts only where it was found."""
    words = {name for name, cs in accepted.items() if cs and all(c.word for _, c in cs)}
    found = {(number, c.start, name) for name, cs in accepted.items() for number, c in cs}
    forms = _by_head({name: name for name in accepted})
    where = []
    for number, (text, line, spot) in enumerate(zip(texts, tokens, spots, strict=True)):
        kept = []
        for mention in _scan(text, forms, spot):
            form = text[mention.start : mention.end]
            if (number, mention.start, form) in found or (
                _acts(text, line, mention) if form in words else not _in_words(line, mention)
            ):
                kept.append(mention)
        where.append(kept)
    return where


def _acts(text: str, line: Sequence[Token], mention: Mention) -> bool:
    """Whether a name that is a word opens a clause as its subject: 钟声是…, not 听见钟声."""
    if mention.start and text[mention.start - 1] not in company.OPEN:
        return False
    index = bisect_left(line, mention.start, key=lambda token: token[2])
    whole = line[index : index + 1] and line[index][3] == mention.end
    following = line[index + 1][1] if whole and index + 1 < len(line) else ""
    return following in company.PREDICATE or following == "t" and text[mention.end] != "，"


def _in_words(line: Sequence[Token], mention: Mention) -> bool:
    """Whether all of a mention lies in long words that are no names."""
    first = bisect_right(line, mention.start, key=lambda token: token[2]) - 1
    last = bisect_left(line, mention.end, key=lambda token: token[2])
    return last > 0 and all(
        len(token) > 2 and not tag.startswith("nr") and token in general_counts()
        for token, tag, _, _ in line[first:last]
    )


def _by_head(forms: dict[str, str]) -> dict[str, list[tuple[str, str]]]:
    heads: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for form in sorted(forms, key=len, reverse=True):
        heads[form[:2]].append((form, forms[form]))
    return heads


def _scan(text: str, forms: dict[str, list[tuple[str, str]]], spot: Iterable[int]) -> list[Mention]:
    mentions = []
    done = 0
    for start in spot:
        if start < done:
            continue
        for form, name in forms.get(text[start : start + 2], ()):
            end = start + len(form)
            if text.startswith(form, start) and not company.PLACE.match(text, end):
                mentions.append(Mention(start, end, name))
                done = end
                break
    return mentions
