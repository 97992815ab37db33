"""Events: what a text reports to have happened, clause by clause, and when according to the text.

A clause with a cue from the lexicon is a happening. Its time is the one its sentence gives before
or in the clause; or the day of the sentence before, in the same paragraph, if the sentence goes on
from there (随后, 接到通知后 …); or none. What the text leaves off the calendar stays off it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from wucheng.events import carrying, headings
from wucheng.events.clauses import Token
from wucheng.events.cues import Cues
from wucheng.events.dating import Dating
from wucheng.events.event import Event
from wucheng.events.telling import Told
from wucheng.language.quantity import Quantity
from wucheng.language.sentences import Sentence
from wucheng.lexicon import Row
from wucheng.people.person import Person
from wucheng.voices.quotes import Quote
from wucheng.voices.spoken import stretches
from wucheng.when import Time

__all__ = ["Event", "read"]

#: Types of which one is often all that a text reports.
_OCCASIONS = frozenset(("meeting", "training", "contest", "culture", "visit", "launch"))


def read(
    sentences: Sequence[Sentence],
    tokens: Sequence[Sequence[Token]],
    times: Sequence[Sequence[Time]],
    quantities: Sequence[Sequence[Quantity]],
    people: Sequence[Person],
    quotes: Sequence[Quote],
    rows: Cues | Iterable[Row],
    *,
    on: date | None = None,
) -> list[Event]:
    """The events of a document in the order of the text, its publication first.

    Args:
        sentences: the document's sentences; headings and the title report nothing.
        tokens, times, quantities: for each sentence, what was read in it.
        people, quotes: of the whole document.
        rows: rows of events.tsv (type, cue, needs, not, agent), or the Cues made of them once.
        on: the document's date; without it there is no event of publication.
    """
    cues = rows if isinstance(rows, Cues) else Cues(rows)
    found = list(_publication(sentences, on))
    last = Dating()
    paragraph, person = -1, ""
    said = stretches(sentences, quotes)
    named: dict[int, list[Person]] = defaultdict(list)
    for somebody in people:
        for number in somebody.sentences:
            named[number].append(somebody)
    headed, day = Dating(), Dating()
    heads = headings.headings(sentences, times)
    counted = Dating()  # the day that the hours of headings count from
    days: set[str] = set()  # the days that the text has named
    occasion = False  # whether its first dated event is an occasion, which it goes on to describe
    for index, sentence in enumerate(sentences):
        if index in heads:
            head = heads[index]
            counted = head.time.day() if head.time.start else counted if counted.start else day
            headed = head.on(counted)
            continue
        if sentence.kind != "body":
            headed = Dating()
            continue
        opens = sentence.paragraph != paragraph
        if opens:
            last, person = Dating(), ""
        told = Told(
            sentence,
            tokens[index],
            times[index],
            quantities[index],
            [(start, end) for start, end, _ in said.get(sentence.sentence, ())],
            named[sentence.sentence],
            on,
        )
        only = occasion and len(days) == 1
        carried = carrying.carried(sentence.text, last, day, headed, opens=opens, only=only)
        now = told.events(cues, carried, person, found)
        found += now
        person = person if told.about is None else told.about
        last, paragraph = told.last, sentence.paragraph
        day = last.day() if last.day().start else day
        if not days and day.start:
            occasion = any(event.type in _OCCASIONS and event.start for event in now)
        days.update(time.start[:10] for time in times[index] if carrying.is_day(time))
    return found


def _publication(sentences: Sequence[Sentence], on: date | None) -> Iterator[Event]:
    if on and sentences:
        title = [s for s in sentences if s.kind == "title"] or sentences[:1]
        what = "".join(sentence.text for sentence in title)
        day, number, quote = on.isoformat(), title[0].sentence, title[0].text
        yield Event(number, day, day, "day", "", what, "publication", "", "", quote, "document")
