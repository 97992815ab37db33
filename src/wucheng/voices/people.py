"""People: everyone whom a text names, with the role that it gives them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from wucheng.lexicon import Row
from wucheng.sentences import Sentence
from wucheng.voices import company, names
from wucheng.voices.candidates import Candidate
from wucheng.voices.roles import LEVELS, Role, Roles
from wucheng.voices.surnames import SURNAMES
from wucheng.words import Token, general_counts

#: Weight from which a single mention is enough, when nothing makes it sure.
_ENOUGH = 3.5
#: Weight from which two mentions vouch for each other.
_TWICE = 2.5

#: Titles among people who work together, whatever their posts.
_FAMILIAR = frozenset({"姐", "哥", "老师"})
_LINK = re.compile(
    r"(?:是|作为|担任|身为|任|系|为|当上|当(?![时天日年场])|成为)了?(?:一名|一位|该)?"
)
_CLAUSE = re.compile(r"[，。；！？：“”、]")
_AS_CLAUSE = re.compile(r"(?:作为|身为|担任)[^，。；：“”]{0,40}$")
_AS = re.compile(r"(?:作为|身为|担任|当|是)[^，。；：“”]{0,14}$")
#: Titles that fit anyone of their sex, so that they never name a post.
_PLAIN_TITLES = frozenset("先生 女士 大爷 大妈 阿姨 奶奶 爷爷 大姐 大哥 叔叔 师傅 同志".split())


@dataclass(frozen=True, slots=True)
class Person:
    """One named person of a document.

    `name` is the fullest form; `also` are the other forms that stand for it (蒋书记 for 蒋文倩).
    `sentences` are the numbers of the sentences that name the person, `mentions` counts all.
    """

    name: str
    role: str
    kind: str
    mentions: int
    sentences: tuple[int, ...]
    organisation: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A person's name at [start, end) of a sentence; `name` is the person's fullest form."""

    start: int
    end: int
    name: str


def read(
    sentences: Sequence[Sentence], tokens: Sequence[Sequence[Token]], roles: Iterable[Row]
) -> list[Person]:
    """Everyone named in a document, in the order of first mention.

    Args:
        sentences: the document's sentences.
        tokens: for each, its tokens (token, part of speech, start, end).
        roles: rows of roles.tsv.
    """
    known = Roles(roles)
    texts = [sentence.text for sentence in sentences]
    found = [names.find(text, line, known) for text, line in zip(texts, tokens, strict=True)]
    accepted = _accept(found, texts)
    folded = _fold(accepted)
    where = _mentions(texts, tokens, accepted, folded)
    at: dict[str, list[tuple[int, Mention]]] = defaultdict(list)
    for number, line in enumerate(where):
        for mention in line:
            at[mention.name].append((number, mention))
    forms: dict[str, list[str]] = defaultdict(list)
    for form, full in folded.items():
        forms[full].append(form)
    people = []
    for name, mentions in at.items():
        also = tuple(sorted(forms[name]))
        stated = [found for form in (name, *also) for found in accepted[form]]
        role, number = _role(stated, mentions, texts, known)
        people.append(
            Person(
                name,
                role.text if role else "",
                role.kind if role else "",
                len(mentions),
                tuple(sorted({sentences[n].sentence for n, _ in mentions})),
                _organisation(role, tokens[number]) if role else "",
                also,
            )
        )
    return people


def places(sentences: Sequence[Sentence], people: Iterable[Person]) -> list[list[Mention]]:
    """For each sentence, where the known people are named, from left to right."""
    people = list(people)
    forms = _by_head({form: p.name for p in people for form in (p.name, *p.also)})
    seen = {person.name: set(person.sentences) for person in people}
    return [[m for m in _scan(s.text, forms) if s.sentence in seen[m.name]] for s in sentences]


def _accept(
    found: Sequence[Sequence[Candidate]], texts: Sequence[str]
) -> dict[str, list[tuple[int, Candidate]]]:
    """The strings that are names in this document, each with the candidates that made it one."""
    grams: Counter[str] = Counter()
    for text in texts:
        for i, c in enumerate(text):
            if c in SURNAMES:
                grams.update({text[i : i + 2], text[i : i + 3], text[i : i + 4]})
    seen: dict[str, list[tuple[int, Candidate]]] = defaultdict(list)
    for number, line in enumerate(found):
        for candidate in line:
            seen[candidate.text].append((number, candidate))
    weight = {name: max(c.weight for _, c in cs) for name, cs in seen.items()}
    kept: dict[str, list[tuple[int, Candidate]]] = defaultdict(list)
    for number, line in enumerate(found):
        done = -1
        for start, group in _by_start(line):
            best = max(
                group, key=lambda c: (_length_score(c, group, weight, grams), c.end, c.weight)
            )
            longer = texts[number][start : best.end + 1]
            competed = any(c.text == longer for c in group)
            if (
                not (best.title or competed)
                and seen.get(longer)
                and grams[longer] == grams[best.text]
            ):
                best = replace(best, end=best.end + 1, text=longer)
            if start >= done:
                kept[best.text].append((number, best))
                if _enough(best, seen[best.text]):
                    done = best.end
    return {name: cs for name, cs in kept.items() if any(_enough(c, cs) for _, c in cs)}


def _by_start(line: Sequence[Candidate]) -> list[tuple[int, list[Candidate]]]:
    groups: dict[int, list[Candidate]] = defaultdict(list)
    for candidate in line:
        groups[candidate.start].append(candidate)
    return sorted(groups.items())


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


def _enough(candidate: Candidate, seen: Sequence[tuple[int, Candidate]]) -> bool:
    if candidate.sure or candidate.weight >= _ENOUGH:
        return True
    return candidate.weight >= _TWICE and sum(c.weight >= _TWICE for _, c in seen) > 1


def _fold(accepted: dict[str, list[tuple[int, Candidate]]]) -> dict[str, str]:
    """Forms with a surname only, and the one full name of the document that they stand for."""
    full = {
        name: cs
        for name, cs in accepted.items()
        if not any(c.title for _, c in cs) and "某" not in name and name[0] not in "老小"
    }
    families: dict[str, list[str]] = defaultdict(list)
    for name in full:
        families[name[0]].append(name)
    folded = {}
    for name, seen in accepted.items():
        if name in full or "某" in name:
            continue
        candidate = max((c for _, c in seen), key=lambda c: bool(c.role))
        family = name.lstrip("老小").removesuffix(candidate.title)[:2]
        fits = [
            other
            for other in families[family[:1]]
            if other.startswith(family) and _fits(candidate, full[other])
        ]
        if len(fits) == 1:
            folded[name] = fits[0]
    return folded


def _fits(short: Candidate, full: Sequence[tuple[int, Candidate]]) -> bool:
    """Whether a short form can stand for a full name: its post is the same, or it fits anyone."""
    posts = [c.role for _, c in full if c.role]
    if not posts and short.title not in _PLAIN_TITLES:
        return True
    if short.role and posts and all(post.kind != short.role.kind for post in posts):
        return False
    if not short.title or short.title in _FAMILIAR:
        return True
    if short.title in _PLAIN_TITLES:
        return all(post.kind in ("resident", "volunteer", "family", "business") for post in posts)
    return any(
        short.title in post.text or short.title[-2:] == post.head[-2:] or short.kind == post.kind
        for post in posts
    )


def _mentions(
    texts: Sequence[str],
    tokens: Sequence[Sequence[Token]],
    accepted: dict[str, list[tuple[int, Candidate]]],
    folded: dict[str, str],
) -> list[list[Mention]]:
    """All mentions of the accepted names. A name that is a word counts only where it was found."""
    words = {name for name, cs in accepted.items() if all(c.word for _, c in cs)}
    found = {(number, c.start, name) for name, cs in accepted.items() for number, c in cs}
    forms = _by_head({name: folded.get(name, name) for name in accepted})
    where = []
    for number, (text, line) in enumerate(zip(texts, tokens, strict=True)):
        inside = {
            place
            for token, tag, start, end in line
            if not tag.startswith("nr")
            for place in range(start, end)
            if len(token) > 2 and token in general_counts()
        }
        kept = []
        for mention in _scan(text, forms):
            form = text[mention.start : mention.end]
            free = not inside.issuperset(range(mention.start, mention.end))
            if (number, mention.start, form) in found or (free and form not in words):
                kept.append(mention)
        where.append(kept)
    return where


def _by_head(forms: dict[str, str]) -> dict[str, list[tuple[str, str]]]:
    heads: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for form in sorted(forms, key=len, reverse=True):
        heads[form[:2]].append((form, forms[form]))
    return heads


def _scan(text: str, forms: dict[str, list[tuple[str, str]]]) -> list[Mention]:
    mentions = []
    start = 0
    while start < len(text) - 1:
        for form, name in forms.get(text[start : start + 2], ()):
            end = start + len(form)
            if text.startswith(form, start) and not company.PLACE.match(text, end):
                mentions.append(Mention(start, end, name))
                start = end - 1
                break
        start += 1
    return mentions


def _role(
    stated: Sequence[tuple[int, Candidate]],
    mentions: Sequence[tuple[int, Mention]],
    texts: Sequence[str],
    roles: Roles,
) -> tuple[Role | None, int]:
    """The fullest role a text gives a person, and the sentence that gives it."""
    given = [(c.role, number) for number, c in stated if c.role]
    if not any(role.kind not in ("family", "colleague") for role, _ in given):
        for number, mention in mentions:
            role = _linked(texts[number], mention, roles)
            if role:
                given.append((role, number))
    if not given:
        for number, c in stated:
            title = roles.title(c.text, len(c.text) - len(c.title)) if c.title else None
            if title and title.text != "同志":
                given.append((title, number))
    if not given:
        return None, 0
    return max(
        given, key=lambda r: (r[0].kind not in ("family", "colleague"), len(r[0].text), -r[1])
    )


def _linked(text: str, mention: Mention, roles: Roles) -> Role | None:
    """A role said of a name from further off: 她是…网格员, 作为班长的…"""
    if text[mention.start - 1 : mention.start] == "，":
        role = roles.ending(text, mention.start - 1)
        if role and _AS_CLAUSE.search(text, max(0, role.start - 50), role.start):
            return role
    if text[mention.start - 1 : mention.start] == "的":
        role = roles.ending(text, mention.start - 1)
        if role and _AS.search(text, max(0, role.start - 20), role.start):
            return role
    start = mention.end + (text[mention.end : mention.end + 1] == "，")
    link = _LINK.match(text, start)
    if link:
        stop = _CLAUSE.search(text, link.end(), link.end() + 31)
        end = stop.start() if stop else len(text)
        if end - link.end() <= 30:
            return roles.ending(text, end)
    return None


def _organisation(role: Role, tokens: Sequence[Token]) -> str:
    """The body or place that a role belongs to: the names of places right before it."""
    if role.end > (tokens[-1][3] if tokens else 0):
        return ""
    end = role.start
    level = next((word for word in LEVELS if role.text.startswith(word)), "")
    line = [t for t in tokens if t[3] <= end]
    if line and line[-1][0] == "的":
        line.pop()
    kept: list[Token] = []
    while (
        line
        and line[-1][1] in ("ns", "nt", "nz", "nr", "n", "f")
        and line[-1][3] == (kept[-1][2] if kept else line[-1][3])
    ):
        kept.append(line.pop())
    while kept and kept[-1][1] not in ("ns", "nt", "nz", "nr"):
        kept.pop()
    if not any(tag in ("ns", "nt") for _, tag, _, _ in kept) and not (kept and level):
        return ""
    return "".join(token for token, _, _, _ in reversed(kept)) + level
