"""Bare: quotations that nothing beside them reports, and the order in which their speaker is asked.

Who says his own name; who is named on the line before; the sentence beside it; the one whose words
it parts; who has the floor. Whoever is called in the words, or hears them, has not spoken them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from wucheng.voices import ascribed, denials
from wucheng.voices.cues import Cues
from wucheng.voices.floor import Floor
from wucheng.voices.narration import BLOT, Follow, Paragraph, Said, only
from wucheng.voices.page import Page
from wucheng.voices.subjects import Subjects, Voice
from wucheng.voices.turns import Turns
from wucheng.voices.unreported import Unreported

#: What stands before the first words of a report: 某报北京3月1日电.
_DATELINE = re.compile(r"[^，。！？；：“”]{0,30}[电讯][）)]? *")
#: How many paragraphs of written words may stand below what introduces them.
_ENTRIES = 8


class Bare(Page):
    """Finds the voices of quotations that no clause reports."""

    def __init__(
        self, paragraphs: Sequence[Paragraph], subjects: Subjects, turns: Turns, cues: Cues
    ) -> None:
        super().__init__(paragraphs, subjects, turns, cues)
        self.unreported = Unreported(paragraphs, subjects, turns, cues)
        self.floor = Floor(paragraphs, subjects, turns)

    def voices(self, run: Sequence[Said], follow: Follow) -> list[Voice]:
        """The voices of a row of quotations."""
        first = run[0]
        introduced = self.turns.introduced(first)
        if introduced:
            return self._goes_on(run, introduced, follow)
        after, place = self.narrations[follow.paragraph], follow.start
        rings = self._rings(run, follow)
        if rings or ascribed.beyond(after.text, place):
            return self._beyond(run, follow, "" if rings else only(after.names(place, follow.end)))
        hearers, told = set(), follow
        if ascribed.heard(after.text, place):
            hearers = after.names(place, follow.end)
            centre = self.floor.centres.of(*follow)
            hearers |= {centre.name} if centre else set()
            told = follow._replace(end=place)  # who hears words has not spoken them
        elif ascribed.accused(self._words(run), after.text[place : follow.end]):
            return [Voice()] * len(run)
        narration = self.narrations[first.paragraph]
        left = narration.sentence_start(first.start)
        if _DATELINE.fullmatch(narration.text, left, first.start):
            left = first.start
        before = narration.sentence_start(first.start - 1) if first.start else 0
        voice = self._labelled(first) or self._caller(first, before)
        taken = before and narration.text[before - 1] == BLOT  # it goes with the words before it
        anybody = not taken and self._from_anywhere(narration.text[before : first.start])
        shout = ascribed.shouted(after.text[place : follow.end + 1])
        anybody = anybody or shout and not after.named(place, follow.end)
        if not voice and (anybody or ascribed.common(after.text, place)):
            return [Voice()] * len(run)
        if not voice and self.turns.answered(run):
            return self.floor.voices(run, told)
        voice = voice or self.unreported.voice(run, left, told)
        if self._refused(run, voice, hearers):
            voice = Voice()
        voice = self._answers(run, voice, follow)
        asker = self.turns.asked(run)
        if asker:
            hearers.add(asker)
            voice = Voice() if voice.name == asker else voice
        last = self.turns.last
        if last and not (voice.name or voice.role) and self._split(first, left):
            voice = last
        led = narration.text[left : first.start].rstrip().endswith(("：", ":"))
        if not (voice.name or voice.role or led):
            voice = self._identified(first, follow) or voice
        if led and not (voice.name or voice.role):
            voice = self.floor.carried(run, left)
        if voice.name or voice.role or led:
            return self.turns.shared(run, voice)
        voices = self.floor.voices(run, told)
        voices = [Voice() if voice.name in hearers else voice for voice in voices]
        other = self._other(asker, first) if asker and not any(v.name for v in voices) else ""
        return [self.subjects.voice(other), *voices[1:]] if other else voices

    def _rings(self, run: Sequence[Said], follow: Follow) -> bool:
        """Whether a telephone rings after the words with which a paragraph begins."""
        there, place, right = follow
        text = self.narrations[there].text
        return not run[0].start and ascribed.rings(self._words(run)[1:], text, place, right)

    def _words(self, run: Sequence[Said]) -> str:
        """What a row of quotations says."""
        return "".join(self.paragraphs[q.paragraph].text[q.start : q.end] for q in run)

    def _other(self, asker: str, quote: Said) -> str:
        """The one person beside the asker whom the paragraph has named so far."""
        named = self.narrations[quote.paragraph].latest(quote.start)
        return only({mention.name for mention in named} - {asker})

    def _from_anywhere(self, sentence: str) -> bool:
        """Whether a sentence ends where anybody may speak next: many write, a shout is heard."""
        return ascribed.crowded(sentence) or ascribed.shouted(sentence)

    def _answers(self, run: Sequence[Said], voice: Voice, follow: Follow) -> Voice:
        """The voice, unless its person comes after the words and only takes them in.

        Then it is whoever the sentence before is about, with or without a name.
        """
        there, place, right = follow
        after = self.floor.centres.of(there, place, right) if voice.name else None
        if not after or after.name != voice.name:
            return voice
        before = self.floor.before(run)
        sentence = self.narrations[there].text[place:right]
        if before and (before.name == voice.name or before.many):
            leads = before.many and sentence.endswith(("：", ":"))
            return Voice() if leads else voice
        text = self.paragraphs[run[0].paragraph].text[run[0].start + 1 : run[0].end]
        if not before:  # somebody who is in no lexicon may have come on
            taken = ascribed.reacts(sentence) and denials.calls_young(text)
            return Voice() if taken else voice
        leads = sentence.endswith("：") or self.turns.addressed(run[0], voice.name)
        if not (leads or ascribed.reacts(sentence)):
            return voice
        named = before.name and not self.floor.denied(run, before.name)
        return self.subjects.voice(before.name) if named else Voice()

    def _beyond(self, run: Sequence[Said], follow: Follow, name: str) -> list[Voice]:
        """Who speaks from the other end of a line: “…”电话那头，甲带着哭腔.

        Where nobody is named there the next paragraph may tell: 打来电话的是甲.
        """
        below = self.narrations[follow.paragraph + 1 : follow.paragraph + 2]
        caller = ascribed.caller(below[0].text) if below and not name else None
        voice = self.subjects.voice(only(below[0].names(*caller)) if caller else name)
        return self.turns.shared(run, voice) if len(run) > 1 else [voice]

    def _identified(self, quote: Said, follow: Follow) -> Voice | None:
        """Who is named in the next paragraph as the one who did what this one shows."""
        narration, number = self.narrations[follow.paragraph], follow.paragraph + 1
        shown = narration.text[follow.start :]
        if quote.start or number == len(self.narrations) or narration.mentions:
            return None
        text = self.narrations[number].text
        who = ascribed.identified(text, 0, self.narrations[number].sentence_end(0), shown or " ")
        if not who or len(self.narrations[number].names(*who)) != 1:
            return None
        return self.subjects.find(number, *who)

    def _caller(self, quote: Said, left: int) -> Voice | None:
        """Who rings up or writes at the end of the sentence before: …接到甲的电话。“…”"""
        number = quote.paragraph - (not quote.start)
        if number < 0:
            return None
        narration = self.narrations[number]
        end = quote.start or len(narration.text)
        begin = left if quote.start else narration.sentence_start(end - 1)
        sender = ascribed.received(narration.text, begin, end)
        return self.subjects.find(number, *sender) if sender else None

    def _refused(self, run: Sequence[Said], voice: Voice, hearers: set[str]) -> bool:
        """Whether a person is called in the words of a row, or hears them."""
        if not voice.name:
            return False
        person = self.subjects.people[voice.name]
        texts = (self.paragraphs[q.paragraph].text[q.start + 1 : q.end] for q in run)
        return voice.name in hearers or any(denials.refused(text, person) for text in texts)

    def _goes_on(self, run: Sequence[Said], voice: Voice, follow: Follow) -> list[Voice]:
        """The voices of a row that begins with somebody's own name."""
        there, place, right = follow
        alone = self.narrations[there].names(place, right) == {voice.name}
        return [voice] + [
            voice if alone and not self.turns.addressed(quote, voice.name) else Voice()
            for quote in run[1:]
        ]

    def _labelled(self, quote: Said) -> Voice | None:
        """Who is named where the paragraph before ends with a colon: 某小区王某：

        Below what introduces written words there may be several paragraphs of them.
        """
        if quote.start or not quote.paragraph:
            return None
        number = quote.paragraph - 1
        while number and quote.paragraph - number < _ENTRIES and self._only_words(number):
            number -= 1
        before = self.narrations[number]
        end = len(before.text) - 1
        if not before.text.endswith(("：", ":")):
            return None
        left = before.sentence_start(end)
        if number < quote.paragraph - 1 and not ascribed.written(before.text, left, end + 1):
            return None
        return self.subjects.find(number, left, end)

    def _only_words(self, number: int) -> bool:
        """Whether a paragraph holds nothing but quotations."""
        text = self.narrations[number].text
        return text[:1] == BLOT and not text.strip(BLOT + "…。 ")

    def _split(self, quote: Said, left: int) -> bool:
        """Whether a clause that names nobody else parts this quotation from the one before."""
        narration = self.narrations[quote.paragraph]
        inside = narration.named(left, quote.start)
        between = narration.text[left : quote.start]
        if inside or not 0 < left < quote.start or ascribed.elsewhere(between):
            return False
        return narration.text[left - 1] == BLOT
