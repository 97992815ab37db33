"""Parties: who acts or speaks at a place of a sentence, and for whom, as kinds of roles.tsv.

Who acts in a clause is the last of those it names whom no verb or preposition governs. A clause
that names nobody goes on with the clause before, and a sentence with the one before it in the
paragraph, as Chinese does; 他 and 她 go back to whoever was named. In speech it is the speaker who
acts until somebody else is named, and 我 and 我们 are the speaker. Who can't be told stays unknown.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import NamedTuple

from wucheng import doers
from wucheng.doers import ASIDE, CAUSE, HERO, SAME, Doer, Name
from wucheng.events import clauses
from wucheng.events.clauses import Clause
from wucheng.sentences import Sentence
from wucheng.voices import posts
from wucheng.voices.people import Mention, Person
from wucheng.voices.quotes import Quote
from wucheng.voices.roles import WORKERS, Roles
from wucheng.voices.spoken import stretches
from wucheng.words import Token

_START = attrgetter("start")
#: How many sentences back the subject may stand that a sentence goes on with.
_BACK = 3
#: What tells of somebody without a role that it is an old person.
_AGED = re.compile(
    r"(?:[6-9][0-9]|[六七八九]十[一二三四五六七八九]?)(?:多|余)?岁(?:高龄)?的?$|[六七八九]旬的?$"
)
#: How far before the name.
_REACH = 12


class _Stage(NamedTuple):
    """Who acted last, who of those named, and the numbers of the sentences that said so."""

    acting: str = ""
    since: int = -1
    hero: str = ""
    met: int = -1

    def after(self, named: Iterable[Doer], at: int) -> _Stage:
        """The stage behind a clause of sentence `at` that names these."""
        acting, since, hero, met = self
        for doer in named:
            if doer.governor:
                if doer.named and doer.kind != HERO and since < at:  # 信里提到保安小顾，他每天…
                    hero, met = doer.kind, at
                continue
            if doer.kind == HERO and met >= 0 and at - met <= _BACK:
                acting, since = hero, at
            elif doer.kind not in (HERO, SAME):
                acting, since = doer.kind, at
                if doer.named:
                    hero, met = doer.kind, at
        return _Stage(acting, since, hero, met)

    def kind(self, at: int) -> str:
        """The kind of whoever acts in sentence `at` if it names nobody."""
        return self.acting if at - self.since <= _BACK else ""


class _Told(NamedTuple):
    """A clause with those it names and the stage before it."""

    start: int
    doers: tuple[Doer, ...]
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
        self._kinds: dict[str, str] = {}
        self._read: dict[int, tuple[list[_Told], _Stage]] = {}

    def subject(self, sentence: int, place: int) -> str:
        """The kind of whoever acts or speaks at a character of a sentence; empty if unknown."""
        at = self._index[sentence]
        here = self._clauses(at, place)[:1]
        if not here:
            return ""
        come = [
            doer._replace(governor="") if _acts(doer, place) else doer
            for doer in here[0].doers
            if doer.start <= place
        ]
        return here[0].stage.after(come, at).kind(at)

    def receiver(self, sentence: int, place: int) -> str:
        """The kind of those for whom the clause around a character says that something is done.

        What one clause makes, the next may bring: 熬好姜汤，送到卡点. Empty if unknown.
        """
        found = self._clauses(self._index[sentence], place)
        if not found:
            return ""
        here = found[0]
        given = [doer for doer in here.doers if doers.gives(doer.governor)]
        given = given or [
            doer for doer in here.doers if doer.governor not in ("", ASIDE) and doer.start >= place
        ]
        if not given and found[1:]:
            given = [doer for doer in found[1].doers[:1] if doers.gives(doer.governor)]
        kinds = [here.stage.hero if doer.kind == HERO else doer.kind for doer in given]
        if not kinds or kinds[0] == SAME or len({kind in WORKERS for kind in kinds}) > 1:
            return ""  # nobody, or those at work and others alike
        return kinds[0]

    def _clauses(self, at: int, place: int) -> list[_Told]:
        """The clause that a place lies in, or that ends before it, and the one behind."""
        if at not in self._read:
            first = at
            while first and first not in self._read and self._goes_on(first):
                first -= 1
            for number in range(first, at + 1):
                if number not in self._read:
                    self._read[number] = self._told(number)
        told, _ = self._read[at]
        index = bisect_right(told, place, key=_START) - 1
        return told[index : index + 2] if index >= 0 else []

    def _goes_on(self, at: int) -> bool:
        """Whether a sentence stands in the same paragraph as the one before."""
        return self._sentences[at].paragraph == self._sentences[at - 1].paragraph

    def _told(self, at: int) -> tuple[list[_Told], _Stage]:
        """The clauses of a sentence, and the stage behind what the writer tells in it."""
        sentence = self._sentences[at]
        text = sentence.text
        spoken = self._spoken.get(sentence.sentence, [])
        names = [Name(m.start, m.end, self._person(m.name)) for m in self._names[at]]
        stage = self._read[at - 1][1] if at and self._goes_on(at) else _Stage()
        speech, speaker, inside = _Stage(), "", -1
        told: list[_Told] = []
        number = 0
        for clause in clauses.cut(text, self._tokens[at], [span[:2] for span in spoken]):
            while number < len(spoken) and spoken[number][1] <= clause.start:
                number += 1
            inner = _within(names, clause) if names else ()
            if clause.spoken and number < len(spoken):
                if number != inside:
                    quote = spoken[number][2]
                    inside, speaker = number, quote.kind or self._person(quote.speaker)
                    speech = _Stage(speaker, at)
                named = tuple(doers.read(text, clause, inner, speaker, self._roles))
                told.append(_Told(clause.start, named, speech))
                speech = speech.after(named, at)
                continue
            if speaker:  # “…”她说: she who has just spoken
                stage, speaker = _Stage(speaker, at, speaker, at), ""
            named = tuple(doers.read(text, clause, inner, None, self._roles))
            told.append(_Told(clause.start, named, stage))
            stage = stage.after(named, at)
        return told, _Stage(speaker, at, speaker, at) if speaker else stage

    def _person(self, name: str) -> str:
        """The kind of somebody named, looked for once."""
        if name not in self._kinds:
            person = self._people.get(name)
            known = person.kind if person else ""
            self._kinds[name] = known or (self._told_of(person) if person else "")
        return self._kinds[name]

    def _told_of(self, person: Person) -> str:
        """The kind of somebody without a role; an old person without one is a resident."""
        if person.role or not person.sentences:
            return ""
        at = self._index[person.sentences[0]]
        first, after = self._sentences[at], self._sentences[at + 1 : at + 2]
        if after and self._goes_on(at + 1) and after[0].text.startswith(("他", "她")):
            role = posts.linked(after[0].text, 0, 1, self._roles)  # 她是社区的一名网格员
            if role:
                return role.kind
        start = max(first.text.find(person.name), 0)
        return "resident" if _AGED.search(first.text, max(0, start - _REACH), start) else ""


def _acts(doer: Doer, place: int) -> bool:
    """Whether somebody governed acts at a place all the same, and only there.

    Whoever is made to or seen to (让居民先走), or stands right before the verb (收到居民送来的菜).
    """
    if doer.governor in CAUSE:
        return True
    return doer.end == place and not (
        doers.gives(doer.governor) or doer.governor in (ASIDE, "把", "将")
    )


def _within(names: Sequence[Name], clause: Clause) -> Sequence[Name]:
    first = bisect_left(names, clause.start, key=_START)
    return names[first : bisect_left(names, clause.end, first, key=_START)]
