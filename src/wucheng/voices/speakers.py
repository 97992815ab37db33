"""Speakers: whose words a quotation gives.

The reporting clause decides: before the quotation (周洁说：“…”), after it (”周洁说), or both. Where
there is none, the sentence next to the quotation may have one clear subject. Else nobody is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from wucheng.people.person import Person
from wucheng.people.roles import Roles
from wucheng.voices.bare import Bare
from wucheng.voices.cues import Cues
from wucheng.voices.dialogues import Dialogues
from wucheng.voices.narration import Narration, Paragraph, Said, following
from wucheng.voices.reported import Reported
from wucheng.voices.revealed import revealed
from wucheng.voices.subjects import Subjects, Voice
from wucheng.voices.turns import Turns

#: How much may stand between the halves of what somebody says, in characters, and what may not.
_ASIDE = 30
_STOPS = re.compile("[。！？：；“”]")
#: Fewer characters of a heading may stand below by chance.
_WORDS = 8


def attribute(
    paragraphs: Sequence[Paragraph],
    said: Sequence[Said],
    people: Iterable[Person],
    cues: Cues,
    roles: Roles,
) -> list[Voice]:
    """The voice of each quotation, in order."""
    reader = _Reader(paragraphs, {p.name: p for p in people}, cues, roles)
    voices: list[Voice] = []
    for run in _runs(said):
        voices += reader.run(run)
        reader.turns.spoken(voices[-1], run[-1])
    voices = _parted(paragraphs, said, reader.dialogues.settled(said, voices))
    return _headings(paragraphs, said, revealed(reader.subjects, said, voices), reader)


def _runs(said: Sequence[Said]) -> list[list[Said]]:
    """Quotations that follow one another without a word between them."""
    runs: list[list[Said]] = []
    for quote in said:
        last = runs[-1][-1] if runs else None
        if last and last.paragraph == quote.paragraph and last.end == quote.start:
            runs[-1].append(quote)
        else:
            runs.append([quote])
    return runs


def _parted(
    paragraphs: Sequence[Paragraph], said: Sequence[Said], voices: Sequence[Voice]
) -> list[Voice]:
    """Words that break off with a comma are whose their other half is: “…，”她理着清单，“…”

    And those of a list are whose the first of it are: “…”、“…”
    """
    result = list(voices)
    for index, quote in enumerate(said):
        text, place = paragraphs[quote.paragraph].text, quote.start
        if text[place - 1 : place] == "、" and text[place - 2] in "”」" and place > 1:
            last = said[index - 1] if index else quote
            beside = last.paragraph == quote.paragraph and last.end == place - 1
            result[index] = result[index - 1] if beside else Voice()
    for index, (one, two) in enumerate(pairwise(said)):
        text = paragraphs[one.paragraph].text
        breaks = text[one.end - 2 : one.end - 1] == "，" and one.paragraph == two.paragraph
        between = text[one.end : two.start]
        if breaks and 0 < len(between) <= _ASIDE and between[-1] == "，":
            known = [voice for voice in voices[index : index + 2] if voice.name or voice.role]
            if len(known) == 1 and not _STOPS.search(between):
                result[index : index + 2] = known * 2
    return result


def _headings(
    paragraphs: Sequence[Paragraph],
    said: Sequence[Said],
    voices: Sequence[Voice],
    reader: _Reader,
) -> list[Voice]:
    """A heading that quotes what somebody says further down has that person's voice."""
    result = list(voices)
    for index, quote in enumerate(said):
        if paragraphs[quote.paragraph].kind == "body" or voices[index].name:
            continue
        pairs = _pairs(paragraphs, quote)
        for other in range(index + 1, min(index + 40, len(said))):
            voice = voices[other]
            if (
                voice.name
                and 3 * len(pairs & _pairs(paragraphs, said[other])) >= 2 * len(pairs) > 0
            ):
                result[index] = Voice(voice.name, voice.role, voice.kind)
                break
        else:
            result[index] = reader.reports(quote) or voices[index]
    return result


def _pairs(paragraphs: Sequence[Paragraph], quote: Said) -> set[str]:
    """The pairs of characters that stand side by side in a quotation."""
    text = re.sub(r"\W", "", paragraphs[quote.paragraph].text[quote.start : quote.end])
    return {text[i : i + 2] for i in range(len(text) - 1)}


class _Reader:
    """Finds the voices of the quotations of one document, row by row."""

    def __init__(
        self, paragraphs: Sequence[Paragraph], people: dict[str, Person], cues: Cues, roles: Roles
    ) -> None:
        self.narrations = [Narration(paragraph) for paragraph in paragraphs]
        self.subjects = subjects = Subjects(self.narrations, people, roles)
        self.turns = Turns(paragraphs, subjects, cues.answers)
        self.reported = Reported(paragraphs, subjects, self.turns, cues)
        self.bare = Bare(paragraphs, subjects, self.turns, cues)
        self.dialogues = Dialogues(self.bare.floor, self.turns)

    def reports(self, heading: Said) -> Voice | None:
        """Whose a heading's words are, if a sentence reports them: “…” below is 甲强调，…"""
        text = self.narrations[heading.paragraph].paragraph.text
        words = text[heading.start + 1 : heading.end - heading.closed].rstrip("。！？")
        for number, narration in enumerate(self.narrations):
            place = narration.text.find(words) if len(words) >= _WORDS else -1
            left = narration.sentence_start(place) if place > 0 else 0
            cue = self.reported.cues.after(narration.text, left, place) if left < place else None
            if cue:
                return self.subjects.find(number, left, cue.start(), cue.group())
        return None

    def run(self, run: Sequence[Said]) -> list[Voice]:
        """The voices of quotations that stand side by side."""
        voices = self.reported.before(run)
        if voices is None:
            follow = following(self.narrations, run[-1])
            voices = self.reported.after(run, follow) or self.bare.voices(run, follow)
        return voices
