"""Parties: who acts or speaks at a place of a sentence, and for whom, as kinds of roles.tsv.

Who acts in a clause is the last of those it names whom no verb or preposition governs. A clause
that names nobody goes on with the clause before, and a sentence with the one before it in the
paragraph, as Chinese does; 他 and 她 go back to whoever was named. In speech it is the speaker who
acts until somebody else is named, and 我 and 我们 are the speaker. Who can't be told stays unknown.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from operator import attrgetter, itemgetter
from typing import NamedTuple

from wucheng.events import clauses
from wucheng.events.clauses import Clause
from wucheng.frames import doers
from wucheng.frames.doers import ASIDE, CAUSE, HERO, SAME, Doer, Name
from wucheng.language.sentences import Sentence
from wucheng.language.words import Token
from wucheng.people import posts
from wucheng.people.person import Mention, Person
from wucheng.people.roles import WORKERS, Roles
from wucheng.voices.quotes import Quote
from wucheng.voices.spoken import stretches

_START = attrgetter("start")
_FIRST, _TOKEN_START = itemgetter(0), itemgetter(2)
#: How many sentences back the subject may stand that a sentence goes on with.
_BACK = 3
#: How many clauses back are asked one by one. Who stands further back is read from the front, once.
_NEAR = 12
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


class _Line:
    """The clauses of a sentence, each read when first asked about.

    `spans` are (start, end, number of the stretch of speech or -1, asked), `stages` those before
    each clause and behind the last, as far as anybody asked.
    """

    __slots__ = ("coming", "doers", "spans", "spoken", "stages")

    def __init__(self, text: str, spoken: Sequence[tuple[int, int, Quote]]) -> None:
        self.spoken = spoken
        self.spans = clauses.bounds(text, [span[:2] for span in spoken])
        self.doers: dict[int, Sequence[Doer]] = {}
        self.stages: list[_Stage] = []
        self.coming: Iterator[_Stage] = iter(())


class Parties:
    """Tells who acts, for the sentences of one document. Each is read when first asked about.

    Args:
        sentences: of the document.
        tokens: for each, its tokens.
        names: for each, where it names whom, as mentions.places gives it.
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
        self._lines: dict[int, _Line] = {}

    def subject(self, sentence: int, place: int) -> str:
        """The kind of whoever acts or speaks at a character of a sentence; empty if unknown."""
        at = self._index[sentence]
        clause = self._clause(at, place)
        if clause < 0:
            return ""
        come = [
            doer._replace(governor="") if doer.governor and _acts(doer, place) else doer
            for doer in self._doers(at, clause)
            if doer.start <= place
        ]
        kind = _last(come)
        if kind == SAME:
            kind = self._before(at, clause)
        if kind == HERO:
            kind = self._stage(at, clause).after(come, at).kind(at)
        return kind

    def receiver(self, sentence: int, place: int) -> str:
        """The kind of those for whom the clause around a character says that something is done.

        What one clause makes, the next may bring: 熬好姜汤，送到卡点. Empty if unknown.
        """
        at = self._index[sentence]
        clause = self._clause(at, place)
        if clause < 0:
            return ""
        here = self._doers(at, clause)
        given = [doer for doer in here if doers.gives(doer.governor)]
        given = given or [
            doer for doer in here if doer.governor not in ("", ASIDE) and doer.start >= place
        ]
        if not given and clause + 1 < len(self._line(at).spans):
            given = [doer for doer in self._doers(at, clause + 1)[:1] if doers.gives(doer.governor)]
        kinds = [self._stage(at, clause).hero if doer.kind == HERO else doer.kind for doer in given]
        if not kinds or kinds[0] == SAME or len({kind in WORKERS for kind in kinds}) > 1:
            return ""  # nobody, or those at work and others alike
        return kinds[0]

    def _line(self, at: int) -> _Line:
        line = self._lines.get(at)
        if line is None:
            sentence = self._sentences[at]
            line = _Line(sentence.text, self._spoken.get(sentence.sentence, ()))
            self._lines[at] = line
        return line

    def _clause(self, at: int, place: int) -> int:
        """The number of the clause that a place lies in, or that ends before it; -1 if none."""
        return bisect_right(self._line(at).spans, place, key=_FIRST) - 1

    def _doers(self, at: int, number: int) -> Sequence[Doer]:
        """Those whom a clause names."""
        line = self._line(at)
        if number not in line.doers:
            start, end, speaking, asked = line.spans[number]
            tokens, names = self._tokens[at], self._names[at]
            first = bisect_left(tokens, start, key=_TOKEN_START)
            last = bisect_left(tokens, end, first, key=_TOKEN_START)
            clause = Clause(start, end, speaking >= 0, asked, tuple(tokens[first:last]))
            within = [
                Name(m.start, m.end, self._person(m.name))
                for m in names[
                    bisect_left(names, start, key=_START) : bisect_left(names, end, key=_START)
                ]
            ]
            speaker = self._speaker(line, number) if speaking >= 0 else None
            text = self._sentences[at].text
            line.doers[number] = tuple(doers.read(text, clause, within, speaker, self._roles))
        return line.doers[number]

    def _speaker(self, line: _Line, number: int) -> str:
        """The kind of whoever says a clause; empty also where nobody does."""
        speaking = line.spans[number][2]
        if speaking < 0:
            return ""
        quote = line.spoken[speaking][2]
        return quote.kind or self._person(quote.speaker)

    def _before(self, at: int, number: int) -> str:
        """The kind of whoever acted last before a clause, looked for backwards from it.

        HERO where only the stage before the clause tells it.
        """
        line = self._line(at)
        speaking = line.spans[number][2]
        oldest = at - _BACK
        for _ in range(_NEAR):
            number -= 1
            if speaking >= 0 and (number < 0 or line.spans[number][2] != speaking):
                return self._speaker(line, number + 1)
            while number < 0:
                if at in (0, oldest) or not self._goes_on(at):
                    return ""
                at -= 1
                line = self._line(at)
                number = len(line.spans) - 1
            if speaking < 0 and line.spans[number][2] >= 0:  # “…”她说: she who has just spoken
                kind = self._speaker(line, number) or SAME
                while number and line.spans[number - 1][2] >= 0:
                    number -= 1
            else:
                kind = _last(self._doers(at, number))
            if kind != SAME:
                return kind
        return HERO

    def _goes_on(self, at: int) -> bool:
        """Whether a sentence stands in the same paragraph as the one before."""
        return self._sentences[at].paragraph == self._sentences[at - 1].paragraph

    def _stage(self, at: int, number: int) -> _Stage:
        """The stage before a clause of a sentence, read from where its paragraph begins."""
        first = at
        while first and not self._line(first).stages and self._goes_on(first):
            first -= 1
        stage = _Stage()
        for current in range(first, at + 1):
            line = self._line(current)
            if not line.stages:
                line.coming = self._staged(current, line, stage)
            last = number if current == at else len(line.spans)
            line.stages += islice(line.coming, max(0, last + 1 - len(line.stages)))
            stage = line.stages[last]
        return stage

    def _staged(self, at: int, line: _Line, stage: _Stage) -> Iterator[_Stage]:
        """The stages before each clause of a sentence, and what it leaves to the next."""
        speech, speaker, inside = _Stage(), "", -1
        for number, (_, _, speaking, _) in enumerate(line.spans):
            if speaking >= 0:
                if speaking != inside:
                    inside, speaker = speaking, self._speaker(line, number)
                    speech = _Stage(speaker, at)
                yield speech
                speech = speech.after(self._doers(at, number), at)
                continue
            if speaker:  # “…”她说: she who has just spoken
                stage, speaker = _Stage(speaker, at, speaker, at), ""
            yield stage
            stage = stage.after(self._doers(at, number), at)
        yield _Stage(speaker, at, speaker, at) if speaker else stage

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


def _last(named: Sequence[Doer]) -> str:
    """The kind of the last of those named who acts; SAME if nobody does."""
    for doer in reversed(named):
        if not doer.governor and doer.kind != SAME:
            return doer.kind
    return SAME
