"""Mentions: where the names of a document stand."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence

from wucheng.language.sentences import Sentence
from wucheng.language.words import Token, general_counts
from wucheng.people import company, heads
from wucheng.people.candidates import Candidate
from wucheng.people.person import Mention, Person


def places(sentences: Sequence[Sentence], people: Iterable[Person]) -> list[list[Mention]]:
    """For each sentence, where the known people are named, from left to right."""
    people = list(people)
    forms = _by_head({form: p.name for p in people for form in (p.name, *p.also)})
    seen = {person.name: set(person.sentences) for person in people}
    spots = heads.places(forms, [sentence.text for sentence in sentences])
    return [
        [m for m in _scan(s.text, forms, spot) if s.sentence in seen[m.name]] if spot else []
        for s, spot in zip(sentences, spots, strict=True)
    ]


def find(
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
