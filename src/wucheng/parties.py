"""Parties: who acts or speaks at a place of a sentence, and for whom, as kinds of roles.tsv.

Who acts in a clause is the last noun phrase for people or a body that no verb or preposition
governs. A clause without one goes on with the clause before, and a sentence with the one before it
in the paragraph, as Chinese does; he, she and they do so too. In speech it is the speaker who acts
until somebody else is named, and I and we are the speaker. Who can't be told stays unknown.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
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
_ONE = frozenset("他 她".split())
_PRONOUNS = _I | _YOU | _ONE | frozenset("他们 她们 自己".split())
#: Kinds of those who are no kind of the lexicon: he or she, as before, nobody.
_HERO, _SAME, _NOBODY = "hero", "same", "nobody"
#: What follows a phrase that only says whose, where or of which kind something is.
_OWNED = ("的", "家", "中", "里", "内", "身", "面前", "手", "门口")
_HANDS = ("手", "家", "门口")
#: Prepositions before the one whom something is done for, and verbs that end in one.
_FOR = ("给", "为", "向", "替", "帮", "对", "到", "往", "至")
_ASPECT = frozenset("了着过")
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

    The kind is empty if it isn't known, _SAME for 他们 and _HERO for 他 and 她.
    """

    start: int
    kind: str
    governor: str
    named: bool


class _Stage(NamedTuple):
    """Who acted last, who of those named, and the numbers of the sentences that said so."""

    acting: str = ""
    since: int = 0
    hero: str = ""
    met: int = 0

    def after(self, parties: Iterable[_Party], at: int, place: int = sys.maxsize) -> _Stage:
        """The stage behind those of a clause of sentence `at` who come on up to a place."""
        acting, since, hero, met = self
        for party in parties:
            if party.governor or party.start > place:
                continue
            if party.kind == _HERO and hero and at - met <= _BACK:
                acting, since = hero, at
            elif party.kind not in (_HERO, _SAME):
                acting, since = party.kind, at
                if party.named:
                    hero, met = party.kind, at
        return _Stage(acting, since, hero, met)

    def kind(self, at: int) -> str:
        """The kind of whoever acts in sentence `at` where it names nobody."""
        return self.acting if at - self.since <= _BACK else ""


class _Told(NamedTuple):
    """A clause with its parties and the stage before it."""

    start: int
    parties: tuple[_Party, ...]
    stage: _Stage


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
        self._read: dict[int, tuple[list[_Told], _Stage]] = {}

    def subject(self, sentence: int, place: int) -> str:
        """The kind of whoever acts or speaks at a character of a sentence; empty if unknown."""
        at = self._index[sentence]
        told, _ = self._line(at)
        index = bisect_right(told, place, key=lambda clause: clause.start) - 1
        return (
            told[index].stage.after(told[index].parties, at, place).kind(at) if index >= 0 else ""
        )

    def receiver(self, sentence: int, place: int) -> str:
        """The kind of those for whom the clause around a character says that something is done.

        What one clause makes, the next may bring: 熬好姜汤，送到卡点.
        """
        at = self._index[sentence]
        told, _ = self._line(at)
        index = bisect_right(told, place, key=lambda clause: clause.start) - 1
        if index < 0:
            return ""
        here = told[index]
        given = [party for party in here.parties if party.governor.endswith(_FOR)]
        given = given or [
            p for p in here.parties if p.governor not in ("", _ASIDE) and p.start >= place
        ]
        if not given and index + 1 < len(told):
            after = told[index + 1].parties[:1]
            given = [party for party in after if party.governor.endswith(_FOR)]
        kind = given[0].kind if given else ""
        return here.stage.hero if kind == _HERO else "" if kind == _SAME else kind

    def _line(self, at: int) -> tuple[list[_Told], _Stage]:
        """The clauses of a sentence, and the stage behind it; those before it are read first."""
        first = at
        while first and first not in self._read and self._goes_on(first):
            first -= 1
        for number in range(first, at + 1):
            if number not in self._read:
                self._read[number] = self._told(number)
        return self._read[at]

    def _goes_on(self, at: int) -> bool:
        """Whether a sentence stands in the same paragraph as the one before."""
        return self._sentences[at].paragraph == self._sentences[at - 1].paragraph

    def _told(self, at: int) -> tuple[list[_Told], _Stage]:
        """The clauses of a sentence, and the stage behind what the writer tells in it."""
        sentence = self._sentences[at]
        text = sentence.text
        spoken = self._spoken.get(sentence.sentence, [])
        named = {m.end: (m.start, self._person(m.name)) for m in self._names[at]}
        stage = self._read[at - 1][1] if at and self._goes_on(at) else _Stage()
        speech, speaker, inside = _Stage(), "", -1
        told: list[_Told] = []
        number = 0
        for clause in clauses.cut(text, self._tokens[at], [span[:2] for span in spoken]):
            while number < len(spoken) and spoken[number][1] <= clause.start:
                number += 1
            if clause.spoken and number < len(spoken):
                if number != inside:
                    inside, speaker = number, spoken[number][2].kind
                    speech = _Stage(speaker, at)
                parties = tuple(self._parties(text, clause, named, speaker))
                told.append(_Told(clause.start, parties, speech))
                speech = speech.after(parties, at)
                continue
            if speaker:  # “…”她说: she who has just spoken
                stage, speaker = _Stage(speaker, at, speaker, at), ""
            parties = tuple(self._parties(text, clause, named, None))
            told.append(_Told(clause.start, parties, stage))
            stage = stage.after(parties, at)
        return told, _Stage(speaker, at, speaker, at) if speaker else stage

    def _person(self, name: str) -> str:
        """The kind of somebody named; an old person without a role is a resident."""
        person = self._people.get(name)
        if person is None:
            return ""
        if person.kind or person.role or not person.sentences:
            return person.kind
        at = self._index[person.sentences[0]]
        first, after = self._sentences[at], self._sentences[at + 1 : at + 2]
        if after and after[0].paragraph == first.paragraph and after[0].text[:1] in _ONE:
            role = posts.linked(after[0].text, 0, 1, self._roles)  # 她是社区的一名网格员
            if role:
                return role.kind
        starts = (mention.start for mention in self._names[at] if mention.name == name)
        return "resident" if any(_AGED.search(first.text, 0, start) for start in starts) else ""

    def _parties(
        self, text: str, clause: Clause, named: Mapping[int, tuple[int, str]], speaker: str | None
    ) -> Iterator[_Party]:
        """Those who act or are acted on in a clause, from left to right."""
        ends = {token[3]: token for token in clause.tokens}
        # 收到了居民送来的…: a particle doesn't hide the verb that governs
        bare = replace(clause, tokens=tuple(t for t in clause.tokens if t[0] not in _ASPECT))
        runs = [*phrases(clause, clause.end)]
        runs += [(start, end) for word, _, start, end in clause.tokens if word in _PRONOUNS]
        acting, at = False, clause.start
        before: _Party | None = None
        last, word = clause.start, ""
        for start, end in sorted(runs):
            first, kind = self._kind(text, start, end, ends, named, speaker)
            first = _counted(clause, first)
            linked = last > clause.start and first <= last
            if not linked:
                word = governor(text, bare, first).replace("有", "")
            joined = linked and last < start
            last = end
            handed = word.endswith(_FOR) and text.startswith(_HANDS, end)
            if kind is _NOBODY or (text.startswith(_OWNED, end) and not handed):
                continue
            one = end in named
            if joined and one and before and not before.named and text[first:start] == "、":
                kind, joined = before.kind, False  # 志愿者、退休工人季德华 is one
            described = text.startswith("的", first - 1) and not linked
            said = before is not None and "是" in text[at:first]  # 她是一名网格员
            one = one or (said and before is not None and before.named)
            # 他和群众, 林女士抱着两岁的女儿: one subject is enough
            aside = acting and not word and (joined or (described and not said))
            acting, at = acting or not word, end
            before = _Party(start, kind, _ASIDE if aside else word, one or kind == _HERO)
            yield before

    def _kind(
        self,
        text: str,
        start: int,
        end: int,
        ends: Mapping[int, Token],
        named: Mapping[int, tuple[int, str]],
        speaker: str | None,
    ) -> tuple[int, str]:
        """Where those begin whom a noun phrase stands for, and their kind, or _NOBODY."""
        phrase = text[start:end]
        if phrase in _PRONOUNS:
            return start, _meant(phrase, speaker)
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


def _meant(pronoun: str, speaker: str | None) -> str:
    """The kind of those whom a pronoun means; outside of speech there is no speaker."""
    if pronoun in _I:
        return speaker or ""
    if pronoun in _YOU or speaker is not None:
        return ""
    return _HERO if pronoun in _ONE else _SAME
