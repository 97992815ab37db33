"""Speakers: whose words a quotation gives.

The reporting clause decides: before the quotation (周洁说：“…”), after it (”周洁说), or both. Where
there is none, the sentence next to the quotation may have one clear subject. Else nobody is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from wucheng.voices import ascribed
from wucheng.voices.cues import Cues
from wucheng.voices.floor import Floor
from wucheng.voices.narration import BLOT, Narration, Paragraph, Said
from wucheng.voices.people import Person
from wucheng.voices.roles import Roles
from wucheng.voices.subjects import Subjects, Voice
from wucheng.voices.turns import Turns
from wucheng.voices.unreported import REPORTS, Unreported

#: What is said comes on, after whom it is said to: 甲告诉大伙：…
_ON = re.compile(r"[^，。！？；：“”\ue000]{0,8}[：:]")
_IT_WAS = re.compile(r"的(?:就|正|便|却|还|也)?是")
#: Somebody new comes on, whose words come next: …。”就有老乡跟甲说，“…”
_COMES_ON = re.compile(
    r"(?:[^，。！？；：“”]{0,20}，)?[^，。！？；：“”]{0,6}(?:有|来了)[^，。！？；：“”]{1,10}"
    r"[跟对向][^，。！？；：“”]{1,8}"
)
_I_AM = re.compile(
    r"(?:[^。：“”]{0,20}[，。！？])?我(?:叫|名叫|是)(?:[^，。！？]{1,12}的)?(?=[^，。！？]{2})"
)
#: After a quotation: 说起那一夜，种老汉直抹眼泪.
_SPEAKS_OF = re.compile(r"(?:说|谈|提|讲|聊|回忆|回想)[起到及]")


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
        reader.turns.spoken(voices[-1], run[-1].paragraph)
    return _headings(paragraphs, said, _by_turns(paragraphs, said, voices))


def _by_turns(
    paragraphs: Sequence[Paragraph], said: Sequence[Said], voices: Sequence[Voice]
) -> list[Voice]:
    """Answers that fill paragraphs: whose the last answer is, is told; so are those before it."""
    result = list(voices)
    for index in range(len(said) - 3, -1, -1):
        one, question, answer = said[index : index + 3]
        follow = question.paragraph == one.paragraph + 1 == answer.paragraph - 1
        if result[index].name or not (follow and result[index + 2].name):
            continue
        texts = [paragraphs[quote.paragraph].text for quote in (one, question)]
        alone = all(
            quote.start == 0 and quote.end == len(text)
            for quote, text in zip((one, question), texts, strict=True)
        )
        if alone and answer.start == 0 and [_asks(text) for text in texts] == [False, True]:
            spoken = result[index + 2]
            result[index] = Voice(spoken.name, spoken.role, spoken.kind)
    return result


def _asks(text: str) -> bool:
    return text.rstrip("”」』").endswith(("？", "?"))


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


def _headings(
    paragraphs: Sequence[Paragraph], said: Sequence[Said], voices: Sequence[Voice]
) -> list[Voice]:
    """A heading that quotes what somebody says further down has that person's voice."""
    pairs = []
    for quote in said:
        text = re.sub(r"\W", "", paragraphs[quote.paragraph].text[quote.start : quote.end])
        pairs.append({text[i : i + 2] for i in range(len(text) - 1)})
    result = list(voices)
    for index, quote in enumerate(said):
        if paragraphs[quote.paragraph].kind == "body" or voices[index].name:
            continue
        for other in range(index + 1, min(index + 40, len(said))):
            same = len(pairs[index] & pairs[other])
            if voices[other].name and 3 * same >= 2 * len(pairs[index]) > 0:
                voice = voices[other]
                result[index] = Voice(voice.name, voice.role, voice.kind)
                break
    return result


class _Reader:
    """Reads reporting clauses around the quotations of one document."""

    def __init__(
        self, paragraphs: Sequence[Paragraph], people: dict[str, Person], cues: Cues, roles: Roles
    ) -> None:
        self.paragraphs = paragraphs
        self.cues = cues
        self.roles = roles
        self.narrations = [Narration(paragraph) for paragraph in paragraphs]
        self.subjects = Subjects(self.narrations, people, roles)
        self.referents = self.subjects.referents
        self.turns = Turns(paragraphs, self.subjects, cues.answers)
        self.floor = Floor(paragraphs, self.subjects, self.turns)
        self.unreported = Unreported(paragraphs, self.subjects, self.turns, cues)

    def run(self, run: Sequence[Said]) -> list[Voice]:
        """The voices of quotations that stand side by side."""
        first, last = run[0], run[-1]
        here = first.paragraph
        narration = self.narrations[here]
        text = narration.text
        left = narration.sentence_start(first.start)
        lead = text[left : first.start]
        cue = self.cues.before(lead)
        voice = None
        sender = ascribed.received(text, left, first.start)
        if sender:
            return [self._owner(here, *sender) or Voice()] * len(run)
        if cue or lead.endswith(("：", ":")):
            end = left + (cue.start() if cue else len(lead))
            it_was = _IT_WAS.match(text, left + cue.end(), first.start) if cue else None
            whose = ascribed.in_words(text, left, first.start)
            reported = None if cue else self._reported(here, left, first.start)
            if ascribed.elsewhere(lead):
                left = narration.clause_start(first.start - 1)
            if whose:
                voice = self._owner(here, *whose)
            elif reported:
                voice = reported
            elif it_was:  # 第一个回复的就是甲：
                voice = self.subjects.find(
                    here, it_was.end(), first.start, cue.group() if cue else ""
                )
            else:
                voice = self.subjects.find(here, left, end, cue.group() if cue else "")
            if not voice and left and text[left - 1] == BLOT and cue is None:
                voice = self.subjects.find(here, left, first.start, "")
        if not voice and ascribed.elsewhere(lead):
            voice = self._introduced(first) or Voice()
        if voice and len(run) == 1:
            return [voice]
        if voice:
            voices = [voice] + [
                Voice() if self._to_another(quote, here, left, first.start) else voice
                for quote in run[1:]
            ]
            return [*voices[:-1], self._after(last, voices[-1])]
        there, place = (last.more[-1][0], last.more[-1][2]) if last.more else (here, last.end)
        after = self.narrations[there].text
        while place < len(after) and after[place] in "。，！？…”；、 ":
            place += 1
        right = self.narrations[there].sentence_end(place)
        owner = ascribed.of(after, place, right)
        if owner:
            return [self._owner(there, *owner) or Voice()] * len(run)
        named = self._identified(there, place, right)
        if named:
            return [named] * len(run)
        if ascribed.heard(after, place):
            right = place
        cue = self.cues.after(after, place, right)
        comes_on = cue and right < len(after) and _COMES_ON.fullmatch(after, place, cue.start())
        if cue and not comes_on and not _ON.match(after, cue.end(), right + 1):
            voice = self.subjects.find(there, place, cue.start(), cue.group())
            if not voice and _SPEAKS_OF.match(after, place):
                voice = self.subjects.find(there, cue.end(), right, cue.group())
            if voice:
                return self.turns.taken(run, voice, there, place, right)
        voice = self._introduced(first)
        if voice:
            after_him = {m.name for m in self.narrations[there].named(place, right)}
            goes_on = after_him == {voice.name}
            return [voice] + [
                voice if goes_on and not self.turns.addressed(quote, voice.name) else Voice()
                for quote in run[1:]
            ]
        voice = self._labelled(first) or self.unreported.voice(run, left, there, place, right)
        last_voice = self.turns.last
        if last_voice and not (voice.name or voice.role) and self._split(here, left, first.start):
            voice = last_voice
        if not (voice.name or voice.role or lead.endswith(("：", ":"))):
            return self.floor.voices(run, there, place, right)
        return self.turns.shared(run, voice)

    def _to_another(self, quote: Said, here: int, left: int, start: int) -> bool:
        """Whether words that begin with 您 answer the one before, where two are named: “…”“您…”"""
        text = self.paragraphs[quote.paragraph].text
        named = {m.name for m in self.narrations[here].named(left, start)}
        return len(named) > 1 and text.startswith("您", quote.start + 1)

    def _after(self, quote: Said, voice: Voice) -> Voice:
        """Whose the last of a row is, if a report after it names another: “…”“…”乙说."""
        there, place = (
            (quote.more[-1][0], quote.more[-1][2])
            if quote.more
            else (
                quote.paragraph,
                quote.end,
            )
        )
        after = self.narrations[there].text
        right = self.narrations[there].sentence_end(place)
        cue = self.cues.after(after, place, right)
        if not cue or "，" in after[place : cue.start()]:
            return voice
        other = self.subjects.find(there, place, cue.start(), cue.group())
        return other if other and other.name else voice

    def _introduced(self, quote: Said) -> Voice | None:
        """Who says his or her own name: “我叫李某，…”"""
        paragraph = self.paragraphs[quote.paragraph]
        start = quote.start + 1
        link = _I_AM.match(paragraph.text, start)
        if not link:
            return None
        named = paragraph.named(link.end(), link.end() + 12)
        said = {
            m.name
            for m in named
            if m.start == link.end() or "，" not in paragraph.text[link.end() : m.start]
        }
        return self.subjects.voice(said.pop(), "") if len(said) == 1 else None

    def _owner(self, here: int, start: int, end: int) -> Voice | None:
        """Who is meant by what stands between two places: a name, he or she, a voice of many."""
        voice = self.subjects.find(here, start, end, "")
        text = self.narrations[here].text
        group = self.roles.group(text, start)
        if voice or group:
            return voice or Voice("", group.text, group.kind) if group else voice
        name = self.referents.carried(here, start, text[start]) if text[start] in "他她" else ""
        return self.subjects.voice(name, "") if name else None

    def _identified(self, here: int, start: int, end: int) -> Voice | None:
        """Who is named as the one who spoke or acted: 说话的小伙子叫甲."""
        who = ascribed.identified(self.narrations[here].text, start, end)
        return self.subjects.find(here, *who, "") if who and self._named_at(here, *who) else None

    def _named_at(self, here: int, start: int, end: int) -> bool:
        """Whether a stretch is a name with no more than a role before it."""
        return len({m.name for m in self.narrations[here].named(start, end)}) == 1

    def _reported(self, here: int, start: int, end: int) -> Voice | None:
        """Whose report a sentence is that ends in a colon: 甲坦言，人手不够，谁都害怕：“…”"""
        text = self.narrations[here].text
        match = REPORTS.match(text, start, end)
        if not match:
            return None
        return self.subjects.find(here, start, match.end("subject"), "")

    def _labelled(self, quote: Said) -> Voice | None:
        """Who is named where the paragraph before ends with a colon: 某小区王某："""
        if quote.start or not quote.paragraph:
            return None
        before = self.narrations[quote.paragraph - 1]
        end = len(before.text) - 1
        if not before.text.endswith(("：", ":")):
            return None
        return self.subjects.find(quote.paragraph - 1, before.sentence_start(end), end, "")

    def _split(self, here: int, left: int, start: int) -> bool:
        """Whether a clause that names nobody else parts this quotation from the one before."""
        narration = self.narrations[here]
        inside = narration.named(left, start)
        between = narration.text[left:start]
        if inside or not 0 < left < start or ascribed.elsewhere(between):
            return False
        return narration.text[left - 1] == BLOT
