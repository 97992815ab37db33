"""Chinese time expressions read as dates, intervals, durations, repetitions and clock times.

`read("截至2月9日24时", on="2020-02-10")` gives the expressions of a text in order. `on` is the
day the text was published: without it only what names its own year can be dated. What the text
leaves open stays open. A time inside a quotation is read from the quotation's own day, where the
sentence gives one before the quotation or the caller knows it; else 今天 and its like stay open.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from operator import itemgetter

from wucheng.language import sentences
from wucheng.times import lines
from wucheng.times.dates.reader import Reader
from wucheng.times.dates.story import Half, Story
from wucheng.times.grammar import grammar, habits, since
from wucheng.times.phrases import Phrase
from wucheng.times.reading import LAYERS, Time
from wucheng.times.words import words

__all__ = ["LAYERS", "Time", "read", "read_sentences"]

_TITLE = re.compile("《[^《》]*》")
#: A title that says whose year's happenings follow.
_REVIEW = re.compile(
    r"((?:19|20)[0-9]{2})年?度?(?:工作|社区|村|学校)?(?:大事记|大事纪|纪事|回顾|十大新闻|十件大事)"
)
_OPENING = "“「"
_MARKS = re.compile("[“「”」]")


def read(
    text: str, on: date | str | None = None, *, quoted_on: date | str | None = None
) -> list[Time]:
    """The time expressions of a text, in order, none overlapping.

    Args:
        text: simplified Chinese, any length; lines are taken as paragraphs.
        on: the text's date, or None.
        quoted_on: the day on which what stands in quotation marks was said, if it is known.

    Raises:
        ValueError: `on` or `quoted_on` is neither a date nor an ISO date such as 2020-02-10.
    """
    story = Story(_day(on), _day(quoted_on))
    found: list[Time] = []
    offset = 0
    for paragraph, line in enumerate(text.split("\n")):
        for start, end in sentences.spans(line):
            found += _sentence(story, line[start:end], paragraph, offset + start)
        offset += len(line) + 1
    return found


def read_sentences(
    texts: Iterable[str],
    on: date | str | None,
    *,
    paragraphs: Sequence[int] | None = None,
    names: Sequence[Sequence[tuple[int, int]]] | None = None,
    quoted_on: date | str | None = None,
) -> list[list[Time]]:
    """The time expressions of a document's sentences, one list for each.

    The date last mentioned is carried along: 当天, 次日 and 当晚 count from it.

    Args:
        texts: the sentences in order.
        on: the document's date, or None.
        paragraphs: the number of each sentence's paragraph, if known.
        names: where each sentence names people, if known: 副区长包国庆 is no holiday.
        quoted_on: as in `read`.
    """
    texts = list(texts)
    story = Story(_told_by(texts, _day(on)), _day(quoted_on))
    return [
        _sentence(
            story,
            text,
            paragraphs[index] if paragraphs is not None else 0,
            names=names[index] if names is not None else (),
        )
        for index, text in enumerate(texts)
    ]


def _told_by(texts: Sequence[str], on: date | None) -> date | None:
    """The day that a document's months are counted from: 2022年大事记 of January 2023 is 2022's."""
    review = _REVIEW.search(texts[0]) if texts and on else None
    year = int(review[1]) if review else 0
    return date(year, 12, 31) if on and year == on.year - 1 else on


def _day(given: date | str | None) -> date | None:
    if given is None or given == "":
        return None
    if isinstance(given, date):  # a datetime is one too
        return date(given.year, given.month, given.day)
    try:
        return date.fromisoformat(given)
    except (TypeError, ValueError):
        raise ValueError(f"{given!r} is not a date like 2020-02-10") from None


def _sentence(
    story: Story,
    sentence: str,
    paragraph: int,
    offset: int = 0,
    names: Sequence[tuple[int, int]] = (),
) -> list[Time]:
    """The expressions of the story's next sentence, placed `offset` characters further on."""
    story.next_sentence(paragraph)
    quoted = _quotations(sentence, story)
    text = words.narrow(sentence)
    phrases = _outside_names(text, since.merged(text, grammar.phrases(text)), names)
    if not phrases:
        return []
    reader = Reader(story, sentence, text, offset)
    found = []
    said_on = story.quoted_on
    # where the quotation ends that the last phrase stood in
    ends = quoted[0][1] if quoted and not quoted[0][0] else -1
    announced = False  # whether the sentence gives the day itself, before the quotation
    recurring = habits.habits(text, phrases, story.every_day)
    story.every_day = recurring[-1] == "day"
    for phrase, habit in zip(phrases, recurring, strict=True):
        inside = _inside(phrase.start, quoted) or (announced and _is_said(text, phrase))
        if phrase.start > ends:
            story.quoted_last = None
        ends = next((end for start, end in quoted if start <= phrase.start < end), ends)
        time = reader.time(phrase, habit, inside, said_on)
        if time is None:
            continue
        found.append(time)
        if inside and reader.mentioned:
            story.quoted_last = reader.mentioned
        if not inside and reader.mentioned and not _aside(text, phrase, time):
            said_on, announced = reader.mentioned, True
            story.mention(reader.mentioned, time.part, time.clock)
            carried = Half(reader.half, reader.mentioned, time.clock) if reader.half else None
            story.carried = carried
        elif time.part or time.clock:
            story.carried = None
    return _headings(story, sentence, phrases, found, offset)


def _headings(
    story: Story, line: str, phrases: Sequence[Phrase], found: list[Time], offset: int
) -> list[Time]:
    """The times of a sentence, once the story knows whether they head the lines below."""
    counted = _counts_days(line, found, offset)
    number = int(counted.value or 0) if counted else 0
    head = _heads(line, phrases, found, offset)
    if head:
        story.open_section(*(date.fromisoformat(edge[:10]) for edge in (head.start, head.end)))
        if counted:
            story.count_days(number)
    elif counted and len(found) == 1 and counted.rule in ("count", "count_forward"):
        return [_counted(counted, story.nth_day(number))]
    return found


def _counts_days(line: str, found: Sequence[Time], offset: int) -> Time | None:
    """The 第三天 of a line that is nothing but that, or a day with it."""
    counts = [time for time in found if time.kind == "count_day"]
    if len(counts) != 1 or any(time.kind not in ("count_day", "date") for time in found):
        return None
    return counts[0] if lines.heads("", _beside(line, found, offset), clock=False) else None


def _counted(time: Time, day: date | None) -> Time:
    """第三天 as the day that it is, where a line before says which day was which."""
    start = day.isoformat() if day else ""
    return time._replace(start=start, end=start, rule="count_headed" if day else "count")


def _beside(line: str, found: Iterable[Time], offset: int) -> str:
    """What stands on a line beside its times."""
    places = [(time.start_char - offset, time.end_char - offset) for time in found]
    ends, starts = [0, *(end for _, end in places)], [*(start for start, _ in places), len(line)]
    return "".join(line[end:start] for end, start in zip(ends, starts, strict=True))


def _is_said(text: str, phrase: Phrase) -> bool:
    """Is the day one of speech that no mark opens: 3月9日，她通知：今天?"""
    counted = phrase.point is not None and phrase.point.head == "day_from_text"
    return counted and text.endswith("：", 0, phrase.start)


def _quotations(text: str, story: Story) -> list[tuple[int, int]]:
    """The stretches inside quotation marks; one that stays open goes on in the next sentence.

    A mark that opens inside an open quotation shows that the closing one was lost: the quotation
    begins anew, so that one lost mark doesn't turn the rest of a document into speech.
    """
    if not (story.quote_open or "“" in text or "「" in text):
        return []
    spans: list[tuple[int, int]] = []
    start = 0 if story.quote_open else -1
    for mark in _MARKS.finditer(text):
        if mark[0] in _OPENING:
            start = mark.end()
        elif start >= 0:
            spans.append((start, mark.start()))
            start = -1
    story.quote_open = start >= 0
    if story.quote_open:
        spans.append((start, len(text)))
    return spans


def _aside(text: str, phrase: Phrase, time: Time) -> bool:
    """为第二天的筛查做准备 and 离春节仅剩20天 look ahead; the story stays where it is."""
    if time.kind == "relative" and text.startswith("的", phrase.end):
        return True
    return text.endswith(("距", "离", "临近"), 0, phrase.start)


def _heads(line: str, phrases: Sequence[Phrase], found: Sequence[Time], offset: int) -> Time | None:
    """The time of a line that is nothing but a year, a month or a day: it heads lines below.

    A day may have several names (1月23日 星期四 大年二十九), its number (第三天) and its weather;
    an hour may have its place behind it (3月5日 14:20 社区门口).
    """
    named = [phrase for phrase in phrases if phrase.point is not None and phrase.form == "point"]
    point = named[0].point if named else None
    if point is None or point.head not in ("year", "month", "day") or point.piece:
        return None
    clock = point.head == "day" and point.hour is not None
    if point.part and not clock:
        return None
    placed = [time for time in found if time.kind != "count_day"]
    head = placed[0] if placed else None
    if head is None or not head.start or head.start_char != offset + named[0].start:
        return None  # 2月30日 is no day
    if any((time.start, time.end) != (head.start, head.end) for time in placed):
        return None
    rest = _beside(line, found, offset)
    whole = len(line) <= lines.LONGEST and lines.heads(line[: phrases[0].start], rest, clock=clock)
    return head if whole else None


def _inside(at: int, spans: list[tuple[int, int]]) -> bool:
    """Does the place lie in one of the spans, which are in order?"""
    if not spans:
        return False
    nearest = bisect_right(spans, at, key=itemgetter(0)) - 1
    return nearest >= 0 and at < spans[nearest][1]


def _outside_names(
    text: str, phrases: Sequence[Phrase], people: Sequence[tuple[int, int]]
) -> Sequence[Phrase]:
    """Without those in the title of a work (《八月》) or in somebody's name (老周|一人)."""
    titles = [title.span() for title in _TITLE.finditer(text)] if "《" in text else []
    named = sorted([*titles, *people])
    if not named:
        return phrases
    return [p for p in phrases if not _inside(p.start, named) and not _inside(p.end - 1, named)]
