"""What one sentence tells: its clauses, each with its time, actors, place and status."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from operator import attrgetter

from wucheng.events import actors, clauses, dating
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
    r"^(?:[，、“‘]|以来|起|开始|期间|随后|随即|而后|接着|紧接着|然后|与此同时|同时|此外|其中|就这样|很快|据悉|于是|便"
    r"|先(?![后进锋])|又|还(?![好是有要能])|再(?![三度次])|也(?!许)|就(?![是业近地像]))+"
)
#: A clause that only leads up to another one: 接到通知后, 疫情发生以来.
_BACKGROUND = re.compile(r"(?:后|时|之前|以前|前|以来|来说|之际|情况下)\Z")
_LEADS_UP = re.compile(r"(?:后|时)\Z")
_STATES = frozenset(("是", "有", "为", "等", "来说", "像", "如", "说", "表示", "没有"))
#: What is done once, so that 每天 later in its sentence speaks of something else.
_ONCE = frozenset(
    "setup launch milestone outbreak disaster award agreement reopening recruitment".split()
)
#: 每天送餐，已送出300份: the sum of what was done again and again is no habit.
_SUMMED = frozenset(("已", "已经", "累计", "共", "共计"))
#: What speech says of the past.
_PAST = re.compile(r"昨[天晚日]|前[天晚]|前些天|那[天晚]|当时|当[天晚]|刚才|去年|上个?[周月]|从前")
#: Units of what is counted without anything being done, and verbs that only give a size.
_NO_DEED = frozenset(
    "岁 周岁 年 周年 月 周 星期 天 日 夜 晚 小时 钟头 分钟 秒 米 公里 厘米 平方米 平方公里 "
    "亩 公顷 % ％ 倍 个百分点 度 ℃ 代 样 种 类 次 步 遍".split()
)
_MEASURING = frozenset(
    "有 共有 现有 还有 仅有 拥有 达 达到 占 约 近 超 超过 居住 涉及 包括 建于 位于 需要 需 能 可 "
    "会 属于 覆盖 位居 高达 成为 作为 叫 名叫 看 看到 说 介绍 表示 带领 率领 分成 分为 受".split()
)
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

    def events(self, cues: Cues, carried: Dating, person: str) -> list[Event]:
        """The events of the sentence.

        Args:
            cues: the lexicon's.
            carried: the day taken over from the sentence before.
            person: whom 他 or 她 means until the sentence names somebody.
        """
        told: list[_Clause] = []
        ruling = {False: carried, True: Dating()}
        acting: list[str] = []
        place = ""
        supposed = False
        for clause in self.clauses:
            time = dating.rule(self.text, clause, self._times(clause), ruling[clause.spoken])
            ruling[clause.spoken] = time
            supposed = supposed or clauses.is_supposition(self.text, clause)
            kind, acted, position, put = (
                ("", True, clause.end, "") if supposed else self._cue(cues, clause, time)
            )
            known = acting or ([person] if person and actors.is_pronoun(clause) else [])
            acting = actors.subject(self.text, clause, position, self.names, known)
            here, said = actors.place(self.text, clause)
            if not place or (said and actors.is_named(here)):
                place = here
            put = put or ("" if supposed else clauses.reality(self.text, clause, clause.end))
            put = self._carried_on(clause, time, put, told)
            status = self._status(clause, time, kind, put)
            event = self._event(clause, time, kind, acting if acted else [], place, status)
            told.append((clause, event, time, acted))
            if told[1:] and dating.hour_after(self.text, clause, self._times(clause)):
                told[-2] = self._redated(told[-2], time, clause)
        self.last = ruling[False]
        found: list[Event] = []
        before = -1
        for number, event in self._chosen(told):
            joined = self._joined(found[-1], event) if found and number - 1 == before else None
            found[-1:] = [joined] if joined else [*found[-1:], event]
            before = number
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

    def _cue(self, cues: Cues, clause: Clause, time: Dating) -> tuple[str, bool, int, str]:
        """The type that a clause's cue gives, whether it has an agent, where it stands, and how
        it is put."""
        done = clauses.is_done(self.text, clause)
        if not clause.spoken or self.recounted:
            amount = bool(self._amounts(clause))
            lasting = any(time.kind == "duration" for time in self._times(clause))
            timed = bool(time.words) or time.habitual or lasting
            best = cues.best(self.text, clause, done=done or timed, amount=amount)
            if best:
                return best[0].type, best[0].acted, best[1][0], best[2]
        return "", True, clause.end, ""

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
        """The clauses that are events: those with a cue, and one for a day or hour without one."""
        served = {time.first for _, event, time, _ in told if event.type}
        for number, (clause, event, time, acted) in enumerate(told):
            if not event.type and time.first not in served and self._tells(clause, time, event):
                served.add(time.first)
                event = replace(event, type="other")
            if not event.type and self._counts_out(clause, event, time):
                event = replace(event, type="other")
            if not event.type:
                continue
            if not event.actors and acted and _LEADS_UP.search(event.what):
                following = told[number + 1 : number + 2]
                event = replace(event, actors=following[0][1].actors if following else "")
            yield number, event

    def _tells(self, clause: Clause, time: Dating, event: Event) -> bool:
        """Whether a clause without a cue tells what happened on its day or at its hour."""
        return (
            time.exact
            and not time.habitual
            and not clause.spoken
            and self._has_verb(clause)
            and not _BACKGROUND.search(self.text, clause.start, clause.end)
            and event.status in ("reported", "planned", "negated")
        )

    def _counts_out(self, clause: Clause, event: Event, time: Dating) -> bool:
        """Whether a clause without a cue tells a deed with its amount (检查农贸市场523家).

        The verb stands before the amount, and somebody acts, a day is given, or the deed is said
        to be done. What only is so large, so old or so far does not count.
        """
        if event.status not in ("reported", "planned") or clause.spoken:
            return False
        if not (event.actors or time.exact or clauses.is_done(self.text, clause)):
            return False
        verbs = [(word, end) for word, pos, _, end in clause.tokens if pos == "v"]
        for amount in self._amounts(clause):
            before = [word for word, end in verbs if end <= amount.start_char]
            if before and amount.unit not in _NO_DEED:
                return before[-1] not in _STATES | _MEASURING
        return False

    def _has_verb(self, clause: Clause) -> bool:
        """Whether a clause has a verb that tells something, outside its time expressions."""
        end = max(
            (
                time.start_char + len(time.text)
                for time in self._times(clause)
                if time.start_char <= clause.start + 1
            ),
            default=clause.start,
        )
        return any(
            (pos == "v" or word in ("已", "了")) and word not in _STATES and start >= end
            for word, pos, start, _ in clause.tokens
        )

    def _joined(self, first: Event, second: Event) -> Event | None:
        """Two clauses in a row that tell the same kind of thing of the same time are one event."""
        alike = _SAME(first) == _SAME(second) and second.type != "other"
        if not alike or len(first.quote) + len(second.quote) > _FAR:
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
