"""What one sentence tells: its clauses, each with its time, actors, place and status."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from operator import attrgetter

from wucheng import quantity
from wucheng.events import actors, clauses, dating, deeds
from wucheng.events.clauses import Clause, Span, Token
from wucheng.events.dating import Dating
from wucheng.events.eventcues import Cues
from wucheng.quantity import Quantity
from wucheng.sentences import Sentence
from wucheng.voices.people import Person
from wucheng.voices.quotes import Quote
from wucheng.when import Time


@dataclass(frozen=True, slots=True)
class Event:
    """One reported happening.

    `start` and `end` are ISO dates or date-times, empty where the text gives none. `precision` is
    hour, day, month, year, interval, vague (近日: ends of a customary width) or undated. `when` are
    the words of the text that tell the time, also where they can't be placed on the calendar.
    `what` is the clause without them; `type` that of its cue, "other" if it has a day or an hour
    and no cue, "publication" for the document's own date. `actors` are joined by ;. `quote` is the
    stretch of the sentence that shows it. `basis` tells where the time stands: in the clause, in
    the sentence, carried from the sentence before, in the document's date, or nowhere. `status` is
    reported, said (in somebody's words), planned, negated, or habitual (done again and again).
    """

    sentence: int
    start: str
    end: str
    precision: str
    when: str
    what: str
    type: str
    actors: str
    place: str
    quote: str
    basis: str
    status: str = "reported"


_LINKING = re.compile(
    r"^(?:[，、“‘]|以来|起(?![初来码点草诉火])|开始(?![了他她我其])|期间|随后|随即|而后|接着|紧接着|然后|与此同时|同时|此外|其中|就这样|很快|据悉|于是|便"
    r"|先(?![后进锋])|又|还(?![好是有要能])|再(?![三度次])|也(?!许)|就(?![是业近地像]))+"
)
_LEADS_UP = re.compile(r"(?:后|时)\Z")
#: What is done once, so that 每天 later in its sentence speaks of something else.
_ONCE = frozenset(
    "setup launch milestone outbreak disaster award agreement reopening recruitment".split()
)
#: 每天送餐，已送出300份: the sum of what was done again and again is no habit.
_SUMMED = frozenset(("已", "已经", "累计", "共", "共计"))
#: What speech says of the past.
_PAST = re.compile(r"昨[天晚日]|前[天晚]|前些天|那[天晚]|当时|当[天晚]|刚才|去年|上个?[周月]|从前")
#: Types of what goes on in several clauses. A verdict, a birth and a win are one each.
_GOING_ON = frozenset(
    "testing isolation screening disinfection supplies care outreach mobilisation deployment "
    "recruitment direction meeting duty repair thanks training visit evacuation rescue".split()
)
#: How many events back 出院那天 may have been told.
_BACK = 100
#: Characters that the evidence of one event may span.
_FAR = 400
_SAME = attrgetter("type", "start", "end", "when", "status", "actors")


#: A clause, the event it may tell, the time that rules it, and whether its verb has an agent.
_Clause = tuple[Clause, Event, Dating, bool]


class Told:
    """What one sentence tells.

    `last` is the time that rules at its end; `about` the one person it names, "" if it names
    several, None if it names nobody.
    """

    def __init__(
        self,
        sentence: Sentence,
        tokens: Sequence[Token],
        times: Sequence[Time],
        amounts: Sequence[Quantity],
        quotes: Sequence[Quote],
        people: Sequence[Person],
        on: date | None,
    ) -> None:
        self.text = sentence.text
        self.number = sentence.sentence
        self.times = times
        self.time_starts = [time.start_char for time in times]
        self.amounts = amounts
        self.amount_starts = [amount.start_char for amount in amounts]
        self.names = list(_mentions(sentence.text, people))
        self.last = Dating()
        self.printed = on.isoformat() if on else ""
        named = {name for _, name in self.names}
        self.about = None if not named else named.pop() if len(named) == 1 else ""
        speech = [(quote.start_char, quote.start_char + len(quote.text)) for quote in quotes]
        self.clauses = clauses.cut(sentence.text, tokens, speech)
        # Speech that nowhere says 了, 过 or 昨天 exhorts and promises more often than it recounts.
        self.recounted = any(
            clause.spoken
            and (
                clauses.is_done(self.text, clause)
                or _PAST.search(self.text, clause.start, clause.end)
            )
            for clause in self.clauses
        )

    def events(
        self, cues: Cues, carried: Dating, person: str, before: Sequence[Event] = ()
    ) -> list[Event]:
        """The events of the sentence.

        Args:
            cues: the lexicon's.
            carried: the day taken over from the sentence before.
            person: whom 他 or 她 means until the sentence names somebody.
            before: the events of the sentences before.
        """
        told: list[_Clause] = []
        ruling = {False: carried, True: Dating()}
        acting: list[str] = []
        place = ""
        supposed = wished = False
        self.opinion = False
        for clause in self.clauses:
            earlier = ((each.what, each.start, each.when) for each in before[: -_BACK - 1 : -1])
            time = dating.same_day(self.text, clause, earlier) or dating.rule(
                self.text, clause, self._times(clause), ruling[clause.spoken]
            )
            ruling[clause.spoken] = time
            time = self._own_day(clause, time)
            supposed = supposed or clauses.is_supposition(self.text, clause)
            wished = (wished and clauses.is_bare(self.text, clause)) or clauses.is_wish(clause)
            untold = supposed or (wished and not clauses.is_wish(clause))
            kind, acted, position, put = (
                ("", True, clause.end, "")
                if untold
                else self._cue(cues, clause, time, acting or ([person] if person else []))
            )
            known = acting or ([person] if person and actors.is_pronoun(clause) else [])
            acting = actors.subject(self.text, clause, position, self.names, known)
            here, said = actors.place(self.text, clause)
            if not place or (said and actors.is_named(here)):
                place = here
            put = put or ("" if untold else clauses.reality(self.text, clause, clause.end))
            put = self._carried_on(clause, time, put, told)
            if not kind and put in ("reported", "planned", "negated") and not clause.spoken:
                kind = self._uncued(cues, clause, time, acting)
            self.opinion = self.opinion or clauses.reports(self.text, clause)
            status = self._status(clause, time, kind, put)
            event = self._event(clause, time, kind, acting if acted else [], place, status)
            told.append((clause, event, time, acted))
            if told[1:] and dating.hour_after(self.text, clause, self._times(clause)):
                told[-2] = self._redated(told[-2], time, clause)
        self.last = ruling[False]
        found: list[Event] = []
        last = -1
        for number, event in self._chosen(told):
            follows = number - 1 == last and not clauses.has_subject(told[number][0])
            joined = self._joined(found[-1], event) if found and follows else None
            found[-1:] = [joined] if joined else [*found[-1:], event]
            last = number
        return found

    def _times(self, clause: Clause) -> Sequence[Time]:
        first = bisect_left(self.time_starts, clause.start)
        return self.times[first : bisect_left(self.time_starts, clause.end)]

    def _carried_on(self, clause: Clause, time: Dating, put: str, told: Sequence[_Clause]) -> str:
        """How a clause is put: what follows a plan, without a time of its own, is planned too."""
        if put != "reported":
            return put
        if self.printed and self.printed < time.start[:10]:
            return "planned"  # nothing is reported before it happens
        if not told or told[-1][1].status != "planned":
            return put
        own = any(each.kind != "duration" for each in self._times(clause))
        return put if own or clauses.is_done(self.text, clause) else "planned"

    def _status(self, clause: Clause, time: Dating, kind: str, put: str) -> str:
        if put in ("planned", "negated"):
            return put
        summed = any(token[0] in _SUMMED for token in clause.tokens)
        if (time.habitual and not summed) or (
            clauses.is_habit(self.text, 0, None if kind not in _ONCE else clause.end)
            and not (time.start or time.end)
            and not clauses.is_done(self.text, clause)
        ):
            return "habitual"
        return "said" if clause.spoken else put

    def _amounts(self, clause: Clause) -> Sequence[Quantity]:
        first = bisect_left(self.amount_starts, clause.start)
        return self.amounts[first : bisect_left(self.amount_starts, clause.end)]

    def _own_day(self, clause: Clause, time: Dating) -> Dating:
        """The time that rules a clause, unless it can't be that of what the clause says is done."""
        if time.weak and dating.at_another_time(self.text, clause):
            return Dating()
        ahead = self.printed and self.printed < time.start[:10] and time.basis != "clause"
        return Dating() if ahead and clauses.is_done(self.text, clause) else time

    def _uncued(self, cues: Cues, clause: Clause, time: Dating, acting: Sequence[str]) -> str:
        """The type of a happening that no cue tells, "" if the clause tells none."""
        if deeds.is_retold(self.text, clause, time.basis == "clause") or deeds.is_equation(
            self.text, clause
        ):
            return ""
        exact = time.exact and not time.habitual and not time.weak
        if exact and deeds.is_dated(self.text, clause, self._times(clause), cues.idle):
            return "other"
        anchored = bool(acting) or time.exact or clauses.is_done(self.text, clause)
        dated = bool(time.start) and not time.weak and not time.vague
        if (anchored or dated) and deeds.is_counted(
            self.text, clause, self._amounts(clause), cues.idle, dated=dated
        ):
            return "other"
        placed = dated or (time.weak and not self.opinion)
        done = (bool(acting) and deeds.is_done(self.text, clause, cues.idle)) or (
            (anchored or placed) and deeds.is_undergone(self.text, clause, cues.idle)
        )
        done = done or bool(
            (placed or clauses.is_done(self.text, clause) or deeds.is_once(self.text, clause))
            and deeds.is_result(self.text, clause, cues.idle)
        )
        done = done or (
            (time.weak or (dated and time.basis == "clause"))
            and (bool(acting) or dated)
            and not self.opinion
            and deeds.is_dated(self.text, clause, self._times(clause), cues.idle)
        )
        general = clauses.is_general(self.text, clause) or deeds.leads_up(self.text, clause)
        return "other" if done and not general else ""

    def _cue(
        self, cues: Cues, clause: Clause, time: Dating, known: Sequence[str]
    ) -> tuple[str, bool, int, str]:
        """The type that a clause's cue gives, whether it has an agent, where it stands, and how
        it is put."""
        done = clauses.is_done(self.text, clause)
        if deeds.is_retold(self.text, clause, time.basis == "clause"):
            return "", True, clause.end, ""
        if not clause.spoken or self.recounted:
            amount = bool(self._amounts(clause))
            lasting = any(time.kind == "duration" for time in self._times(clause))
            timed = (bool(time.words) and not time.weak) or time.habitual or lasting
            placed = not time.weak and not time.habitual and (time.exact or time.start != "")
            told = self._is_told(clause, time, done or placed, amount, known)
            best = cues.best(self.text, clause, done=done or timed, amount=amount, told=told)
            if best:
                return best[0].type, best[0].acted, best[1][0], best[2]
        return "", True, clause.end, ""

    def _is_told(
        self, clause: Clause, time: Dating, settled: bool, amount: bool, known: Sequence[str]
    ) -> bool:
        """Whether anything shows that a clause tells of one time and not in general.

        Args:
            clause: the clause.
            time: the time that rules it.
            settled: whether it is said to be done, or when.
            amount: whether it holds a quantity.
            known: who acted in the clause before.
        """
        if deeds.leads_up(self.text, clause) and not deeds.is_new(self.text, clause, time.exact):
            return False
        if time.habitual and deeds.leads_up(self.text, clause):
            return False
        if settled or amount:
            return True
        if self.opinion:  # 他说，…: an opinion, unless it says when or that it is done
            return False
        if deeds.is_once(self.text, clause):
            return True
        if clauses.is_general(self.text, clause):
            return False
        return time.weak or bool(
            actors.subject(self.text, clause, clause.end, self.names, list(known))
        )

    def _event(
        self,
        clause: Clause,
        time: Dating,
        kind: str,
        acting: Sequence[str],
        place: str,
        status: str,
    ) -> Event:
        stated = time.basis in ("clause", "sentence") and time.first >= 0
        far = clause.start - time.first > _FAR
        start = min(time.first, clause.start) if stated and not far else clause.start
        return Event(
            self.number,
            time.start,
            time.end,
            time.precision,
            time.words,
            self._what(clause),
            kind,
            ";".join(acting),
            place,
            self.text[start : clause.end],
            time.basis,
            status,
        )

    def _redated(self, earlier: _Clause, time: Dating, clause: Clause) -> _Clause:
        """A clause whose time stands in the next one, unless it has a time of its own."""
        told, event, own, acted = earlier
        if own.basis == "clause":
            return earlier
        event = replace(
            event,
            start=time.start,
            end=time.end,
            precision=time.precision,
            when=time.words,
            quote=self.text[told.start : clause.end],
            basis=time.basis,
        )
        return told, event, time, acted

    def _what(self, clause: Clause) -> str:
        """The clause without the time and the linking words at its beginning."""
        start = clause.start
        for time in self._times(clause):
            end = time.start_char + len(time.text)
            ruling = time.kind != "duration" and not dating.describes(self.text, clause, time)
            if start <= time.start_char <= start + 1 and end <= clause.end and ruling:
                start = end
        rest = _LINKING.sub("", self.text[start : clause.end]).strip("、 ")
        rest = rest if len(rest) > 3 else self.text[clause.start : clause.end]
        for opening, closing in ("“”", "‘’"):
            if rest.count(opening) != rest.count(closing):
                rest = rest.strip(opening + closing)
        return rest

    def _chosen(self, told: Sequence[_Clause]) -> Iterator[tuple[int, Event]]:
        """The clauses that are events."""
        for number, (_, event, _, acted) in enumerate(told):
            if not event.type:
                continue
            if not event.actors and acted and _LEADS_UP.search(event.what):
                following = told[number + 1 : number + 2]
                event = replace(event, actors=following[0][1].actors if following else "")
            yield number, event

    def _joined(self, first: Event, second: Event) -> Event | None:
        """Two clauses in a row that tell the same kind of thing of the same time are one event."""
        alike = _SAME(first) == _SAME(second) and second.type in _GOING_ON
        counted = any(
            deeds.is_size(amount) for each in (first, second) for amount in quantity.read(each.what)
        )
        if not alike or counted or len(first.quote) + len(second.quote) > _FAR:
            return None
        start = self.text.find(first.quote)
        end = self.text.find(second.quote, start) + len(second.quote)
        return replace(
            first,
            what=f"{first.what}，{second.what}",
            quote=self.text[start:end],
            place=first.place or second.place,
        )


def _mentions(text: str, people: Iterable[Person]) -> Iterator[tuple[Span, str]]:
    """Where a sentence names whom, from left to right."""
    found = {
        match.span(): person.name
        for person in people
        for form in (person.name, *person.also)
        for match in re.finditer(re.escape(form), text)
    }
    end = 0
    for span in sorted(found, key=lambda span: (span[0], -span[1])):
        if span[0] >= end:
            yield span, found[span]
            end = span[1]
