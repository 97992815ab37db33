"""People: everyone whom a text names, with the role that it gives them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from wucheng.language.sentences import Sentence
from wucheng.language.words import Token
from wucheng.lexicon import Row
from wucheng.people import (
    aliases,
    heads,
    interviewees,
    mentions,
    names,
    naming,
    posts,
    recurring,
)
from wucheng.people.acceptance import FULL, NOTHING, accept
from wucheng.people.candidates import Candidate, Line
from wucheng.people.person import Person
from wucheng.people.roles import Roles
from wucheng.people.tagger import Span


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
    lines = [Line(text, cut, known) for text, cut in zip(texts, tokens, strict=True)]
    for line, spans in zip(lines, tagged, strict=True):
        # a tagger is asked of every mention, so that none is its alone
        found.append(names.find(line, spans, sure if spans is None else ()))
        sure |= {c.text for c in found[-1] if c.sure and len(c.text) == FULL and not c.word}
    again = recurring.find(lines, known, found)
    found = [one + more for one, more in zip(found, again, strict=True)]
    _explained(found, texts, tokens, known)
    possible = {c.text for line in found for c in line if c.weight > NOTHING}
    # where a name may begin, or a given name alone
    pairs = {name[:2] for name in possible} | {n[1:] for n in possible if len(n) == FULL}
    found = [[c for c in line if c.text[:2] in pairs] for line in found]
    spots = heads.places(pairs, texts)
    accepted = accept(found, texts, spots)
    first = (
        aliases.parts(accepted)
        | aliases.familiar(accepted, texts, spots)
        | aliases.told(accepted, texts)
    )
    accepted = {name: [] for name in first} | accepted
    others = {name[:2] for name in first} - pairs
    if others:
        more = heads.places(others, texts)
        spots = [sorted(spot + other) for spot, other in zip(spots, more, strict=True)]
    where = mentions.find(texts, tokens, accepted, spots)
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
    for number, named in enumerate(where):
        for mention in named:
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
    roles: Roles,
) -> None:
    """Adds the words of which the text says that they are names, wherever they stand."""
    said = {name for text in texts for name in naming.explained(text)}
    said |= interviewees.named(texts, roles.words)
    if not said:
        return
    for candidates, line in zip(found, tokens, strict=True):
        for word, _, start, end in line:
            if word in said:
                role = next((c.role for c in candidates if c.start == start and c.role), None)
                candidates.append(Candidate(start, end, word, 5.0, True, role, word=True))
