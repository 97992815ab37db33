"""Events: what a text reports to have happened, clause by clause, and when according to the text.

A clause with a cue from the lexicon is a happening. Its time is the one its sentence gives before
or in the clause; or the day of the sentence before, in the same paragraph, if the sentence goes on
from there (随后, 接到通知后 …); or none. What the text leaves off the calendar stays off it.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from operator import attrgetter
from typing import Protocol

from wucheng import clauses
from wucheng.clauses import Clause, Span, Token
from wucheng.lexicon import Row
from wucheng.sentences import Sentence


class Time(Protocol):
    """A time expression of a sentence, as `when` reads it."""

    @property
    def text(self) -> str: ...
    @property
    def start_char(self) -> int: ...
    @property
    def kind(self) -> str: ...
    @property
    def start(self) -> str: ...
    @property
    def end(self) -> str: ...
    @property
    def clock(self) -> str: ...


class Quantity(Protocol):
    """A quantity of a sentence, as `quantity` reads it."""

    @property
    def start_char(self) -> int: ...


class Person(Protocol):
    """A person of the document, as `people` finds them."""

    @property
    def name(self) -> str: ...
    @property
    def also(self) -> tuple[str, ...]: ...
    @property
    def sentences(self) -> tuple[int, ...]: ...


class Quote(Protocol):
    """Words in quotation marks, as `quotes` finds them."""

    @property
    def sentence(self) -> int: ...
    @property
    def start_char(self) -> int: ...
    @property
    def text(self) -> str: ...
    @property
    def speech(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Event:
    """One reported happening.

    `start` and `end` are ISO dates or date-times, empty where the text gives none. `precision` is
    hour, day, month, year, interval, habitual (done again and again) or undated. `when` are the
    words of the text that tell the time, also where they can't be placed on the calendar. `what`
    is the clause without them. `quote` is the stretch of the sentence that all this rests on, a
    substring of it. `basis` tells where the time comes from: clause, sentence (an earlier clause),
    carried (the sentence before), document (the day of publication), or nothing.
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


@dataclass(frozen=True, slots=True)
class _Cue:
    type: str
    pattern: re.Pattern[str]
    first: str
    weight: int
    needs: str
    unless: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Dating:
    """The time that rules a clause."""

    start: str = ""
    end: str = ""
    words: str = ""
    first: int = -1
    basis: str = ""
    habitual: bool = False
    point: bool = False


_HABIT = re.compile(
    r"每[天日晚次年周月]|天天|日复一日|常常|经常|时常|往往|总会|总是|通常|平时|平日"
)
#: Openings of a sentence that goes on with the day of the one before. 此后 and 之后 may be later.
_GOES_ON = re.compile(
    r"[“‘]?(?:随后|随即|而后|接着|紧接着|当即|与此同时|同时|此时|这时|当天|"
    r"(?:接到|收到|得知|获悉|听到|到达|抵达|赶到)[^，。；！？]{0,8}后[，便就])"
)
_LINKING = re.compile(
    r"^(?:[，、“‘]|以来|起|开始|期间|随后|随即|而后|接着|紧接着|然后|与此同时|同时|此外|其中|就这样|很快|据悉|于是|便"
    r"|[先又还再也才就])+"
)
#: A clause that only leads up to another one: 接到通知后, 疫情发生以来.
_BACKGROUND = re.compile(r"(?:后|时|之前|以前|前|以来|来说|之际|起|中|情况下)\Z")
_STATES = frozenset(("是", "有", "为", "等", "来说", "像", "如", "说", "表示"))
_SAME = attrgetter("type", "start", "end", "when", "precision", "actors")


class Cues:
    """The cues of events.tsv, ready to be looked for."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._cues = [_cue(row) for row in rows]

    def best(
        self, text: str, clause: Clause, *, done: bool, amount: bool
    ) -> tuple[str, Span] | None:
        """The type and the place of the longest cue in a clause that reports a fact, if any."""
        best: tuple[int, int, str, Span] | None = None
        for cue in self._cues:
            if cue.first not in text or (cue.needs == "done" and not done):
                continue
            if cue.needs == "amount" and not amount:
                continue
            for match in cue.pattern.finditer(text, clause.start, clause.end):
                start, end = match.span()
                better = best is None or (cue.weight, -start) > best[:2]
                if (
                    better
                    and not _inside(text, start, end, cue.unless)
                    and clauses.is_real(text, clause, start)
                    and not clauses.is_relative(text, clause, start, end)
                ):
                    best = (cue.weight, -start, cue.type, (start, end))
                    break
        return best and (best[2], best[3])


def read(
    sentences: Sequence[Sentence],
    tokens: Sequence[Sequence[Token]],
    times: Sequence[Sequence[Time]],
    quantities: Sequence[Sequence[Quantity]],
    people: Sequence[Person],
    quotes: Sequence[Quote],
    rows: Iterable[Row],
    *,
    on: date | None = None,
) -> list[Event]:
    """The events of a document in the order of the text, its publication first.

    Args:
        sentences: the document's sentences; headings and the title report nothing.
        tokens, times, quantities: for each sentence, what was read in it.
        people, quotes: of the whole document.
        rows: rows of events.tsv (type, cue, needs, not).
        on: the document's date; without it there is no event of publication.
    """
    cues = Cues(rows)
    found = list(_publication(sentences, on))
    before = _Dating()
    paragraph = -1
    for index, sentence in enumerate(sentences):
        if sentence.kind != "body":
            continue
        told = _Told(
            sentence,
            tokens[index],
            times[index],
            [quantity.start_char for quantity in quantities[index]],
            [q for q in quotes if q.sentence == sentence.sentence and q.speech],
            [person for person in people if sentence.sentence in person.sentences],
        )
        goes_on = sentence.paragraph == paragraph and _GOES_ON.match(sentence.text)
        carried = _day_of(before) if goes_on else _Dating()
        events, last = told.events(cues, carried)
        found += events
        before, paragraph = last, sentence.paragraph
    return found


class _Told:
    """What one sentence tells."""

    def __init__(
        self,
        sentence: Sentence,
        tokens: Sequence[Token],
        times: Sequence[Time],
        amounts: Sequence[int],
        quotes: Sequence[Quote],
        people: Sequence[Person],
    ) -> None:
        self.text = sentence.text
        self.number = sentence.sentence
        self.times = times
        self.amounts = amounts
        self.names = list(_mentions(sentence.text, people))
        speech = [(quote.start_char, quote.start_char + len(quote.text)) for quote in quotes]
        self.clauses = clauses.cut(sentence.text, tokens, speech)

    def events(self, cues: Cues, carried: _Dating) -> tuple[list[Event], _Dating]:
        """The events of the sentence, and the time that rules at its end."""
        told: list[tuple[Clause, _Dating, Span | None, Event]] = []
        ruling = {False: carried, True: _Dating()}
        actors: list[str] = []
        place = ""
        for clause in self.clauses:
            dating = ruling[clause.spoken] = self._dating(clause, ruling[clause.spoken])
            kind, cue = self._cue(cues, clause, dating)
            own = clauses.subject(self.text, clause, cue[0] if cue else clause.end, self.names)
            actors = own or actors
            place = clauses.place(self.text, clause) or place
            event = self._event(clause, dating, kind, ";".join(actors), place)
            told.append((clause, dating, cue, event))
        without_cue = self._others(told)
        found: list[Event] = []
        for number, (_, _, cue, event) in enumerate(told):
            if cue or number in without_cue:
                joined = self._joined(found[-1], event) if found else None
                found[-1:] = [joined] if joined else [*found[-1:], event]
        return found, ruling[False]

    def _dating(self, clause: Clause, ruling: _Dating) -> _Dating:
        """The time that rules a clause: its own, else the one that ruled before it."""
        own = [
            time
            for time in self.times
            if clause.start <= time.start_char < clause.end
            and time.kind != "duration"
            and not self._describes(clause, time)
        ]
        habit = _HABIT.search(self.text, clause.start, clause.end)
        repeated = habit is not None or any(time.kind == "set" for time in own)
        own = [time for time in own if time.kind != "set"]
        placed = [time for time in own if time.start or time.end]
        words = "".join(time.text for time in own)
        if not own:
            basis = {"clause": "sentence"}.get(ruling.basis, ruling.basis)
            return replace(ruling, basis=basis, habitual=repeated or ruling.habitual)
        first, last = own[0].start_char, own[-1].start_char + len(own[-1].text)
        if not placed and ruling.start and all(time.kind == "time_of_day" for time in own):
            return replace(ruling, words=ruling.words + words, habitual=repeated)
        best = min(placed, key=_width, default=None)
        return _Dating(
            best.start if best else "",
            best.end if best else "",
            self.text[first:last] if last - first <= len(words) + 1 else words,
            first,
            "clause",
            repeated,
            any(_is_point(time) for time in own),
        )

    def _describes(self, clause: Clause, time: Time) -> bool:
        """Whether a time stands inside a description and dates nothing else (2010年入党的李刚)."""
        end = time.start_char + len(time.text)
        following = [token for token in clause.tokens if token[2] >= end][:4]
        words = [token[0] for token in following]
        return bool(following) and following[0][1][0] == "v" and "的" in words[1:]

    def _cue(self, cues: Cues, clause: Clause, dating: _Dating) -> tuple[str, Span | None]:
        done = clauses.is_done(self.text, clause)
        if clause.spoken and not done:
            return "other", None
        amount = any(clause.start <= start < clause.end for start in self.amounts)
        best = cues.best(self.text, clause, done=done or bool(dating.words), amount=amount)
        return best or ("other", None)

    def _event(self, clause: Clause, dating: _Dating, kind: str, actors: str, place: str) -> Event:
        start = dating.first if dating.basis in ("clause", "sentence") else clause.start
        start = min(start, clause.start) if start >= 0 else clause.start
        return Event(
            self.number,
            dating.start,
            dating.end,
            "habitual" if dating.habitual else precision(dating.start, dating.end),
            dating.words,
            self._what(clause),
            kind,
            actors,
            place,
            self.text[start : clause.end],
            dating.basis,
        )

    def _what(self, clause: Clause) -> str:
        """The clause without the time and the linking words at its beginning."""
        start = clause.start
        for time in self.times:
            end = time.start_char + len(time.text)
            if start <= time.start_char <= start + 1 and end <= clause.end:
                start = end
        rest = self.text[start : clause.end]
        shorter = _LINKING.sub("", rest)
        return (shorter if len(shorter) > 3 else self.text[clause.start : clause.end]).strip(
            "“”‘’、 "
        )

    def _others(self, told: Sequence[tuple[Clause, _Dating, Span | None, Event]]) -> set[int]:
        """For each day or hour that no cue speaks for, the first clause that tells something."""
        served = {dating.first for _, dating, cue, _ in told if cue}
        chosen: set[int] = set()
        for number, (clause, dating, _, _) in enumerate(told):
            if (
                dating.point
                and not dating.habitual
                and not clause.spoken
                and dating.first not in served
                and any(token[1] == "v" and token[0] not in _STATES for token in clause.tokens)
                and not _BACKGROUND.search(self.text, clause.start, clause.end)
                and clauses.is_real(self.text, clause, clause.end)
            ):
                served.add(dating.first)
                chosen.add(number)
        return chosen

    def _joined(self, first: Event, second: Event) -> Event | None:
        """Two clauses in a row that tell the same kind of thing of the same time are one event."""
        if _SAME(first) != _SAME(second) or second.type == "other":
            return None
        start = self.text.find(first.quote)
        end = self.text.find(second.quote, start) + len(second.quote)
        return replace(
            first,
            what=f"{first.what}，{second.what}",
            quote=self.text[start:end],
            place=first.place or second.place,
        )


def precision(start: str, end: str) -> str:
    """How exactly two ISO ends place something: hour, day, month, year, interval or undated."""
    if not start and not end:
        return "undated"
    if not start or not end:
        return "interval"
    if "T" in start or "T" in end:
        return "hour" if start[:10] == end[:10] else "interval"
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    if first == last:
        return "day"
    if first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1]:
        if (first.year, first.month) == (last.year, last.month):
            return "month"
        if first.year == last.year and (first.month, last.month) == (1, 12):
            return "year"
    return "interval"


def _publication(sentences: Sequence[Sentence], on: date | None) -> Iterator[Event]:
    if on and sentences:
        title = next((s for s in sentences if s.kind == "title"), sentences[0])
        day = on.isoformat()
        yield Event(
            title.sentence,
            day,
            day,
            "day",
            "",
            title.text,
            "publication",
            "",
            "",
            title.text,
            "document",
        )


def _mentions(text: str, people: Iterable[Person]) -> Iterator[tuple[Span, str]]:
    """Where a sentence names whom, from left to right."""
    found = {
        (match.start(), match.end()): person.name
        for person in people
        for form in (person.name, *person.also)
        for match in re.finditer(re.escape(form), text)
    }
    end = 0
    for span in sorted(found, key=lambda span: (span[0], -span[1])):
        if span[0] >= end:
            yield span, found[span]
            end = span[1]


def _cue(row: Row) -> _Cue:
    parts = row["cue"].split("…")
    pattern = "[^，。；！？：]{0,14}?".join(map(re.escape, parts))
    unless = tuple(word for word in row.get("not", "").split(";") if word)
    weight = sum(map(len, parts))
    return _Cue(row["type"], re.compile(pattern), parts[0], weight, row.get("needs", ""), unless)


def _inside(text: str, start: int, end: int, words: Iterable[str]) -> bool:
    """Whether text[start:end] overlaps one of the words as it stands there."""
    return any(
        text.find(word, max(0, start - len(word) + 1), end + len(word) - 1) >= 0 for word in words
    )


def _width(time: Time) -> tuple[int, float, int]:
    """The more exact of two times: one with a clock, then the shorter one, then the later one."""
    if "T" in time.start:
        return 0, 0, -time.start_char
    if not time.start or not time.end:
        return 2, 0, -time.start_char
    days = date.fromisoformat(time.end[:10]) - date.fromisoformat(time.start[:10])
    return 1, days.days, -time.start_char


def _is_point(time: Time) -> bool:
    """Whether a time is a day or an hour, so that whatever is told of it is worth a row."""
    return bool(time.clock) or (bool(time.start) and time.start[:10] == time.end[:10])


def _day_of(dating: _Dating) -> _Dating:
    """What the next sentence may take over from a time: its day, if it is one day."""
    day = dating.start[:10]
    if not day or dating.end[:10] != day or dating.habitual:
        return _Dating()
    return _Dating(day, day, dating.words, -1, "carried")
