"""What one sentence tells: its clauses, each with its time, actors, place and status."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from wucheng.events import actors, carrying, clauses, dating, mood
from wucheng.events.clauses import Clause, Span, Token
from wucheng.events.cues import Cue, Cues
from wucheng.events.dating import Dating
from wucheng.events.event import FAR, Event, joined
from wucheng.events.evidence import Evidence
from wucheng.language.quantity import Quantity
from wucheng.language.sentences import Sentence
from wucheng.people.person import Person
from wucheng.when import Time

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
#: How many events back 出院那天 may have been told.
_BACK = 100


@dataclass(frozen=True, slots=True)
class _Told:
    """A clause with what it tells: `kind` is "" if nothing, `acted` if its verb has an agent."""

    clause: Clause
    time: Dating
    kind: str
    status: str
    actors: Sequence[str]
    acted: bool
    end: int = 0

    def at(self, time: Dating, end: int) -> _Told:
        """The clause at a time that the next one gives, unless it has a time of its own."""
        return self if self.time.basis == "clause" else replace(self, time=time, end=end)


@dataclass(slots=True)
class _Course:
    """What the clauses of a sentence so far leave to the next one.

    `ruling` is the time that rules speech (True) and the rest (False), `acting` who acts, `person`
    whom 他 means until somebody does. What follows may be only `supposed`, only `wished`, or an
    `opinion`, if it follows 他说 or the like.
    """

    ruling: dict[bool, Dating]
    person: str
    acting: list[str] = field(default_factory=list)
    supposed: bool = False
    wished: bool = False
    opinion: bool = False

    def known(self) -> list[str]:
        """Who may act in a clause that names nobody."""
        return self.acting or ([self.person] if self.person else [])

    def is_untold(self, text: str, clause: Clause) -> bool:
        """Whether the next clause tells nothing since one before it supposes or wishes it."""
        self.supposed = self.supposed or mood.is_supposition(text, clause)
        wish = mood.is_wish(clause)
        self.wished = wish or (self.wished and clauses.is_bare(text, clause))
        return self.supposed or (self.wished and not wish)


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
        speech: Sequence[Span],
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
        self.last = self.opening = Dating()
        self.habitual = mood.is_habit(sentence.text)
        self.printed = on.isoformat() if on else ""
        named = {name for _, name in self.names}
        self.about = None if not named else named.pop() if len(named) == 1 else ""
        self.clauses = clauses.cut(sentence.text, tokens, speech)
        # Speech that nowhere says 了, 过 or 昨天 exhorts and promises more often than it recounts.
        self.recounted = any(
            clause.spoken and (clause.done or _PAST.search(self.text, clause.start, clause.end))
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
        told: list[_Told] = []
        course = _Course({False: carried, True: Dating()}, person)
        self.opening = carried
        for clause in self.clauses:
            times = self._times(clause)
            time = self._ruled(clause, times, course.ruling, before)
            told.append(self._told(clause, times, time, course, cues, told))
            if told[1:] and dating.hour_after(self.text, clause, times):
                told[-2] = told[-2].at(time, clause.end)
        ruling = course.ruling[False]
        counted = carried.start and carrying.is_count_until(ruling)
        self.last = carried if counted else ruling
        return list(self._events(told)) if any(each.kind for each in told) else []

    def _told(
        self,
        clause: Clause,
        times: Sequence[Time],
        time: Dating,
        course: _Course,
        cues: Cues,
        told: Sequence[_Told],
    ) -> _Told:
        """What one clause tells, after those told before it; the course goes on with it."""
        untold = course.is_untold(self.text, clause)
        known = course.known()
        shown = Evidence(
            self.text,
            clause,
            time,
            times,
            self._amounts(clause),
            course.opinion,
            lambda: bool(actors.subject(self.text, clause, clause.end, self.names, known)),
        )
        found = None if untold else self._cue(cues, shown)
        cue, (position, _), cued = found or (None, (clause.end, clause.end), "")
        meant = course.acting or (known if actors.is_pronoun(clause) else [])
        acting = actors.subject(self.text, clause, position, self.names, meant)
        put = self._put(clause, time, cued, untold, told)
        reports = mood.reports(self.text, clause)
        kind = cue.type if cue else ""
        deed = put and not clause.spoken and not reports
        if not kind and deed and shown.is_deed(cues.idle, bool(acting)):
            kind = "other"
        course.acting, course.opinion = acting, course.opinion or reports
        acted = not cue or cue.acted
        status = self._status(clause, time, kind, put)
        return _Told(clause, time, kind, status, acting if acted else [], acted)

    def _events(self, told: Sequence[_Told]) -> Iterator[Event]:
        """The clauses that tell something as rows, those that belong together as one."""
        place = ""
        waiting: Event | None = None
        for number, each in enumerate(told):
            here, said = actors.place(self.text, each.clause)
            if not place or (said and actors.is_named(here)):
                place = here
            if not each.kind:
                if waiting:
                    yield waiting
                waiting = None
                continue
            event = self._event(each, place, told[number + 1 : number + 2])
            apart = clauses.has_subject(each.clause)
            both = joined(self.text, waiting, event) if waiting and not apart else None
            if waiting and not both:
                yield waiting
            waiting = both or event
        if waiting:
            yield waiting

    def _ruled(
        self,
        clause: Clause,
        times: Sequence[Time],
        ruling: dict[bool, Dating],
        before: Sequence[Event],
    ) -> Dating:
        """The time of a clause; what rules speech and what rules the rest are kept apart."""
        rules = ruling[clause.spoken]
        if self.text.endswith("；", 0, clause.start):
            rules = replace(rules, habitual=False)
            # …，于1月30日病逝；李某…: of another the day is told that opens the sentence, if any
            if not clause.spoken and clauses.has_subject(clause):
                rules = self.opening
        time = self._same_day(clause, before) or dating.rule(self.text, clause, times, rules)
        if self._is_after(clause, time):
            time = Dating()
        if not mood.was_meant(self.text, clause):
            ruling[clause.spoken] = time
        if not clause.spoken and clause is self.clauses[0]:
            self.opening = time
        return self._own_day(clause, time)

    def _is_after(self, clause: Clause, time: Dating) -> bool:
        """Whether a clause tells what was done again and again after a day (7日接管后，多次…)."""
        if time.basis != "sentence" or not carrying.at_another_time(self.text, clause):
            return False
        given = next((each for each in self.clauses if each.start <= time.first < each.end), None)
        return given is not None and self.text.endswith("后", given.start, given.end)

    def _same_day(self, clause: Clause, before: Sequence[Event]) -> Dating | None:
        """The day of an earlier event that a clause names as its own (出院那天), if it does."""
        if not carrying.names_day(self.text, clause):
            return None
        earlier = ((each.what, each.start, each.when) for each in before[: -_BACK - 1 : -1])
        return carrying.same_day(self.text, clause, earlier)

    def _times(self, clause: Clause) -> Sequence[Time]:
        first = bisect_left(self.time_starts, clause.start)
        return self.times[first : bisect_left(self.time_starts, clause.end)]

    def _put(
        self, clause: Clause, time: Dating, cued: str, untold: bool, told: Sequence[_Told]
    ) -> str:
        """How a clause is put: what follows a plan, without a time of its own, is planned too."""
        put = cued or ("" if untold else mood.reality(self.text, clause, clause.end))
        if put != "reported":
            return put
        if self.printed and self.printed < time.start[:10]:
            return "planned"  # nothing is reported before it happens
        past = time.end != "" and time.end[:10] < self.printed
        if not told or told[-1].status != "planned" or past:
            return put
        own = any(each.kind != "duration" for each in self._times(clause))
        return put if own or clause.done else "planned"

    def _status(self, clause: Clause, time: Dating, kind: str, put: str) -> str:
        if put in ("planned", "negated"):
            return put
        summed = any(token[0] in _SUMMED for token in clause.tokens)
        once = time.exact and time.start != "" and time.start[:10] == time.end[:10]
        again = mood.is_habit(self.text, clause.start, clause.end)
        if (time.habitual and not summed and (again or not once)) or (
            self.habitual
            and not (time.start or time.end)
            and (kind not in _ONCE or mood.is_habit(self.text, 0, clause.end))
            and not clause.done
        ):
            return "habitual"
        return "said" if clause.spoken else put

    def _amounts(self, clause: Clause) -> Sequence[Quantity]:
        first = bisect_left(self.amount_starts, clause.start)
        return self.amounts[first : bisect_left(self.amount_starts, clause.end)]

    def _own_day(self, clause: Clause, time: Dating) -> Dating:
        """The time that rules a clause, unless it can't be that of what the clause says is done."""
        headed = time.basis == "carried" and time.precision == "hour"
        if (time.weak or headed) and carrying.at_another_time(self.text, clause):
            return Dating()
        ahead = self.printed and self.printed < time.start[:10] and time.basis != "clause"
        return Dating() if ahead and clause.done else time

    def _cue(self, cues: Cues, shown: Evidence) -> tuple[Cue, Span, str] | None:
        """The cue that decides what a clause tells, where it stands, and how it is put."""
        clause = shown.clause
        if (clause.spoken and not self.recounted) or shown.retold:
            return None
        return cues.best(
            self.text,
            clause,
            done=clause.done or shown.timed,
            amount=bool(shown.amounts),
            told=shown.told,
        )

    def _event(self, each: _Told, place: str, following: Sequence[_Told]) -> Event:
        clause, time, actors = each.clause, each.time, each.actors
        stated = time.basis in ("clause", "sentence") and time.first >= 0
        far = clause.start - time.first > FAR
        start = min(time.first, clause.start) if stated and not far else clause.start
        what = self._what(clause)
        if not actors and each.acted and _LEADS_UP.search(what):
            actors = following[0].actors if following else []
        return Event(
            self.number,
            time.start,
            time.end,
            time.precision,
            time.words,
            what,
            each.kind,
            ";".join(actors),
            place,
            self.text[min(start, clause.start) : max(each.end, clause.end)],
            time.basis,
            each.status,
        )

    def _what(self, clause: Clause) -> str:
        """The clause without the time and the linking words at its beginning."""
        start = clause.start
        first = bisect_left(self.time_starts, start)
        for time in (*self.times[max(0, first - 1) : first], *self._times(clause)):
            end = time.start_char + len(time.text)
            ruling = time.kind != "duration" and not dating.describes(self.text, clause, time)
            if time.start_char <= start + 1 and start < end <= clause.end and ruling:
                start = end
        # 【7月21日 22:40】堤上发现渗水: the blank is inside the time, the bracket belongs to it
        told = self.text[start : clause.end].lstrip("】〕）　 ")
        rest = _LINKING.sub("", told).strip("、 ")
        rest = rest if len(rest) > 3 else self.text[clause.start : clause.end]
        for opening, closing in ("“”", "‘’"):
            if rest.count(opening) != rest.count(closing):
                rest = rest.strip(opening + closing)
        return rest


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
