"""Event: one reported happening, and when two clauses tell of the same one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from operator import attrgetter

from wucheng.events import deeds
from wucheng.language import quantity

#: Types of what goes on in several clauses. A verdict, a birth and a win are one each.
_GOING_ON = frozenset(
    "testing isolation screening disinfection supplies care outreach mobilisation deployment "
    "recruitment direction meeting duty repair thanks training visit evacuation rescue".split()
)
#: Characters that the evidence of one event may span.
FAR = 400
_SAME = attrgetter("type", "start", "end", "when", "status", "actors")


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


def joined(text: str, first: Event, second: Event) -> Event | None:
    """Two clauses in a row that tell the same kind of thing of the same time are one event.

    None if they don't, or if each counts its own: two deliveries are two events.
    """
    alike = _SAME(first) == _SAME(second) and second.type in _GOING_ON
    counted = any(
        deeds.is_size(amount) for each in (first, second) for amount in quantity.read(each.what)
    )
    if not alike or counted or len(first.quote) + len(second.quote) > FAR:
        return None
    start = text.find(first.quote)
    end = text.find(second.quote, start) + len(second.quote)
    return replace(
        first,
        what=f"{first.what}，{second.what}",
        quote=text[start:end],
        place=first.place or second.place,
    )
