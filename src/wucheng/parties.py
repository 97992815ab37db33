"""Parties: who acts or speaks at a place of a sentence, and for whom, as kinds of roles.tsv.

Who acts in a clause is the last noun phrase for people or a body that no verb or preposition
governs. A clause without one goes on with the clause before, and a sentence with the one before it
in the paragraph, as Chinese does; he, she and they do so too. In speech it is the speaker who acts
until somebody else is named, and I and we are the speaker. Who can't be told stays unknown.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from wucheng.events import clauses
from wucheng.events.actors import governor, phrases
from wucheng.events.clauses import Clause
from wucheng.sentences import Sentence
from wucheng.voices import posts
from wucheng.voices.people import Mention, Person
from wucheng.voices.quotes import Quote
from wucheng.voices.roles import Roles
from wucheng.voices.spoken import stretches
from wucheng.words import Token

#: How many sentences back the subject may stand that a sentence goes on with.
_BACK = 3
_I = frozenset("我 我们 咱 咱们 俺 俺们 本人".split())
_YOU = frozenset("你 您 你们 您们".split())
_THEY = frozenset("他 她 他们 她们 自己".split())
#: What follows a phrase that only says whose, where or of which kind something is.
_OWNED = ("的", "家", "中", "里", "内", "身", "面前", "手中", "手里", "门口")
#: Prepositions before the one whom something is done for, and verbs that end in one.
_FOR = ("给", "为", "向", "替", "帮", "对", "到", "往", "至")
#: What joins a phrase with the one before it.
_JOINTS = ("、", "和", "与", "及", "以及", "同")
#: Stands for the governor of those who are named beside the subject.
_ASIDE = "和"
#: What tells of somebody without a role that it is an old person.
_AGED = re.compile(
    r"(?:[6-9][0-9]|[六七八九]十[一二三四五六七八九]?)(?:多|余)?岁(?:高龄)?的?$|[六七八九]旬的?$"
)


class _Party(NamedTuple):
    """Somebody in a clause: where, of which kind, governed by which word ("" if by none).

    The kind is empty if it isn't known, and None for 他 and the like: as before.
    """

    start: int
    kind: str | None
    governor: str


class _Told(NamedTuple):
    """A clause with its parties; `carried` is who acted before it, None as in the line before."""

    start: int
    parties: tuple[_Party, ...]
    carried: str | None


class Parties:
    """Tells who acts, for the sentences of one document. Each is read when first asked about.

    Args:
        sentences: of the document.
        tokens: for each, its tokens.
        names: for each, where it names whom, as people.places gives it.
        people: those named.
        quotes: all quotations of the document, with the kinds of their speakers.
        roles: the roles of the lexicon.
    """

    def __init__(
        self,
        sentences: Sequence[Sentence],
        tokens: Sequence[Sequence[Token]],
        names: Sequence[Sequence[Mention]],
        people: Iterable[Person],
        quotes: Iterable[Quote],
        roles: Roles,
    ) -> None:
        self._sentences = sentences
        self._tokens = tokens
        self._names = names
        self._people = {person.name: person for person in people}
        self._spoken = stretches(sentences, quotes)
        self._roles = roles
        self._index = {sentence.sentence: at for at, sentence in enumerate(sentences)}
        self._read: dict[int, tuple[list[_Told], str | None]] = {}

    def subject(self, sentence: int, place: int) -> str:
        """The kind of whoever acts or speaks at a character of a sentence; empty if unknown."""
        at = self._index[sentence]
        told = self._clause(at, place)
        if not told:
            return self._before(at) or ""
        acting = told.carried
        for party in told.parties:
            if party.start <= place and not party.governor and party.kind is not None:
                acting = party.kind
        return (self._before(at) or "") if acting is None else acting

    def receiver(self, sentence: int, start: int) -> str:
        """The kind of those for whom the clause around a character says that something is done."""
        told = self._clause(self._index[sentence], start)
        governed = [party for party in told.parties if party.governor] if told else []
        given = [party for party in governed if party.governor.endswith(_FOR)]
        given = given or [p for p in governed if p.start >= start and p.governor != _ASIDE]
        return (given[0].kind or "") if given else ""

    def _clause(self, at: int, place: int) -> _Told | None:
        """The clause that a place lies in, or that ends before it."""
        told, _ = self._line(at)
        index = bisect_right(told, place, key=lambda clause: clause.start) - 1
        return told[index] if index >= 0 else None

    def _before(self, at: int) -> str | None:
        """Who acted last in the sentences before, in the same paragraph; None if nobody did."""
        for earlier in range(at - 1, max(-1, at - 1 - _BACK), -1):
            if self._sentences[earlier].paragraph != self._sentences[at].paragraph:
                return None
            _, last = self._line(earlier)
            if last is not None:
                return last
        return None

    def _line(self, at: int) -> tuple[list[_Told], str | None]:
        """The clauses of a sentence, and who acted last in what the writer tells in it."""
        if at not in self._read:
            self._read[at] = self._told(at)
        return self._read[at]

    def _told(self, at: int) -> tuple[list[_Told], str | None]:
        sentence = self._sentences[at]
        text = sentence.text
        spoken = self._spoken.get(sentence.sentence, [])
        named = {m.end: (m.start, self._person(m.name)) for m in self._names[at]}
        told: list[_Told] = []
        writer: str | None = None
        inside, speaking, speaker = -1, "", ""
        number = 0
        for clause in clauses.cut(text, self._tokens[at], [span[:2] for span in spoken]):
            while number < len(spoken) and spoken[number][1] <= clause.start:
                number += 1
            if not clause.spoken or number == len(spoken):
                writer, speaker = speaker or writer, ""
                parties = tuple(self._parties(text, clause, named, ""))
                told.append(_Told(clause.start, parties, writer))
                writer = _last(parties, writer)
                continue
            speaker = spoken[number][2].kind
            if number != inside:
                inside, speaking = number, speaker
            parties = tuple(self._parties(text, clause, named, speaker))
            told.append(_Told(clause.start, parties, speaking))
            speaking = _last(parties, speaking) or ""
        return told, writer

    def _person(self, name: str) -> str:
        """The kind of somebody named; an old person without a role is a resident."""
        person = self._people[name]
        if person.kind or person.role or not person.sentences:
            return person.kind
        at = self._index[person.sentences[0]]
        first, after = self._sentences[at], self._sentences[at + 1 : at + 2]
        if after and after[0].paragraph == first.paragraph and after[0].text[:1] in _THEY:
            role = posts.linked(after[0].text, 0, 1, self._roles)  # 她是社区的一名网格员
            if role:
                return role.kind
        starts = (mention.start for mention in self._names[at] if mention.name == name)
        return "resident" if any(_AGED.search(first.text, 0, start) for start in starts) else ""

    def _parties(
        self, text: str, clause: Clause, named: Mapping[int, tuple[int, str]], speaker: str
    ) -> Iterator[_Party]:
        """Those who act or are acted on in a clause, from left to right."""
        ends = {token[3]: token for token in clause.tokens}
        runs = [*phrases(clause, clause.end)]
        runs += [(start, end) for word, _, start, end in clause.tokens if word in _PRONOUNS]
        acting, at = False, clause.start
        last, word = clause.start, ""
        for start, end in sorted(runs):
            first, kind = self._kind(text, start, end, ends, named, speaker)
            first = _counted(clause, first)
            linked = last > clause.start and first <= last
            if not linked:
                word = governor(text, clause, first).replace("有", "")
            joined = linked and last < start
            last = end
            if kind is _NOBODY or text.startswith(_OWNED, end):
                continue
            described = text.startswith("的", first - 1) and not linked
            # 他和群众, 林女士抱着两岁的女儿: one subject is enough; but 她是一名网格员
            aside = acting and not word and (joined or (described and "是" not in text[at:first]))
            acting, at = acting or not word, end
            yield _Party(start, kind, _ASIDE if aside else word)

    def _kind(
        self,
        text: str,
        start: int,
        end: int,
        ends: Mapping[int, Token],
        named: Mapping[int, tuple[int, str]],
        speaker: str,
    ) -> tuple[int, str | None]:
        """Where those begin whom a noun phrase stands for, and their kind, or _NOBODY."""
        phrase = text[start:end]
        if phrase in _PRONOUNS:
            return start, None if phrase in _THEY else speaker if phrase in _I else ""
        if end in named:
            begin, kind = named[end]
            role = self._roles.ending(text, begin)
            return role.start if role else start, kind
        bare = end - 1 if phrase.endswith("们") and end - start > 2 else end
        role, body = self._roles.ending(text, bare), self._roles.body(text, bare)
        if body and not (role and len(role.head) > len(body.head)):
            role = body
        if role and role.end - len(role.head) >= start - len("退休"):
            return min(start, role.start), role.kind
        word = ends[end][2]
        many = self._roles.title(text, word) or self._roles.group(text, word)
        return start, many.kind if many and many.end in (bare, end) else _NOBODY


def _counted(clause: Clause, start: int) -> int:
    """Where a noun phrase begins with its numeral, and with what else is counted up before it."""
    for word, pos, begin, end in reversed(clause.tokens):
        if end == start and (pos[0] in "mq" or word in _JOINTS):
            start = begin
    return start


_PRONOUNS = _I | _YOU | _THEY
_NOBODY = "-"


def _last(parties: Iterable[_Party], before: str | None) -> str | None:
    """Who acts at the end of a clause."""
    for party in parties:
        if not party.governor and party.kind is not None:
            before = party.kind
    return before
