"""Reported: whose words a quotation gives, by what the sentence around it says.

A reporting clause stands before the quotation (甲说：“…”), after it (“…”甲说), or both; or what
stands beside it says whose the words are without reporting them (这是甲的口头禅, 想起乙的叮嘱).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from wucheng.voices import ascribed
from wucheng.voices.narration import BLOT, Follow, Narration, Said, following, only
from wucheng.voices.page import Page
from wucheng.voices.subjects import Voice
from wucheng.voices.unreported import REPORTS

#: A report of somebody that goes on in the words themselves: 甲坦言，人手不够，“…”
_GOES_ON = ("，", "：", ":")
#: What is said comes on, after whom it is said to: 甲告诉大伙：…
_ON = re.compile(r"[^，。！？；：“”\ue000]{0,8}[：:]")
_IT_WAS = re.compile(r"的(?:就|正|便|却|还|也)?是")
#: Somebody new comes on, whose words come next: …。”就有老乡跟甲说，“…”
_COMES_ON = re.compile(
    r"(?:[^，。！？；：“”]{0,20}，)?[^，。！？；：“”]{0,6}(?:有|来了)[^，。！？；：“”]{1,10}"
    r"[跟对向][^，。！？；：“”]{1,8}"
)
#: Who asks, and is nobody of the text.
_REPORTER = ("记者", "笔者")
#: Cues of what is thought, of somebody who is the sentence's subject.
_THINKS = ("认为", "觉得", "以为", "相信")
#: A sentence that ends with somebody's beginning to speak.
_BEGINS = re.compile(
    r"(?P<cue>(?:喊|嚷|吼|骂)了?(?:起来|开了|一声|一嗓子)"
    r"|开了口|开口了|发话了|发了话|搭了腔|插了句嘴|接过话[头茬]?|打开了话匣子)[。！]$"
)
#: Before a cue that ends its sentence: somebody in no lexicon, and how: 老额吉一遍遍地(叮嘱).
_BY_SOME = re.compile(
    r"(?![一又还也再边]|[㐀-鿿]{1,2}着|[㐀-鿿]得)[^，。！？；：“”]{2,12}[地里外头]"
)
#: After a quotation: 说起那一夜，种老汉直抹眼泪.
_SPEAKS_OF = re.compile(r"(?:说|谈|提|讲|聊|回忆|回想)[起到及]")


class Reported(Page):
    """Reads what stands beside the quotations of one document and says whose they are."""

    def before(self, run: Sequence[Said]) -> list[Voice] | None:
        """The voices that a lead tells: 甲对乙说：“…”; None where it tells none.

        Voices without name or role are those of whom nothing more is said.
        """
        first, last = run[0], run[-1]
        broken = self._broke_off(last)
        signed = self.turns.signed(first) or (broken if broken and broken.name else None)
        if signed:
            return [signed] * len(run)
        here, narration = first.paragraph, self.narrations[first.paragraph]
        left = narration.sentence_start(first.start)
        lead = narration.text[left : first.start].rstrip()
        sender = ascribed.received(narration.text, left, first.start)
        if sender:
            voices = [self._owner(here, *sender) or Voice()] * len(run)
            return voices if len(run) == 1 else [*voices[:-1], self._after(last, voices[-1])]
        if ascribed.unsigned(lead, 0, len(lead)):
            return [Voice()] * len(run)
        if ascribed.replied(lead):
            others = self.after(run[1:], following(self.narrations, last)) if run[1:] else None
            return [Voice(), *(others or [Voice()] * (len(run) - 1))]
        elsewhere = bool(ascribed.elsewhere(lead))
        if elsewhere and lead.endswith(("：", ":")):
            left = narration.clause_start(first.start - 1)
        voice = self._led(narration, here, left, first.start) or self._spoke(here, left, first)
        if not voice:
            own = self.turns.introduced(first) if elsewhere else None
            return [own or Voice()] * len(run) if elsewhere else None
        if self.turns.answered(run):
            return self._dialogue(run, voice, here, left)
        voices = [voice] + [
            Voice() if self._to_another(quote, here, left, first.start) else voice
            for quote in run[1:]
        ]
        return voices if len(run) == 1 else [*voices[:-1], self._after(last, voices[-1])]

    def _broke_off(self, quote: Said) -> Voice | None:
        """Who is told, right after the words, to have stopped there: “…”说到这里甲哽咽了."""
        there, place, right = following(self.narrations, quote)
        who = ascribed.broke_off(self.narrations[there].text, place, right)
        voice = self._owner(there, *who) if who else None
        return voice if voice and voice.kind != "collective" else None

    def _spoke(self, here: int, left: int, quote: Said) -> Voice | None:
        """Who has just begun to speak, where a whole sentence says so: 甲急了。“…”"""
        if left < quote.start or not left:
            return None
        narration = self.narrations[here]
        before = narration.sentence_start(left - 1)
        if before and narration.text[before - 1] == BLOT:
            return None  # it reports the words before it
        begun = _BEGINS.search(narration.text, before, left)
        return self.subjects.find(here, before, begun.start(), begun["cue"]) if begun else None

    def _dialogue(self, run: Sequence[Said], voice: Voice, here: int, left: int) -> list[Voice]:
        """Turns after a lead: the other's are whose to whom the first is said, if it is named."""
        other = only(self.narrations[here].names(left, run[0].start) - {voice.name})
        if len(run) == 2 and not other:
            other = self.about.clear(*following(self.narrations, run[-1]))
            other = "" if other == voice.name else other
        answer = self.subjects.voice(other)
        return [answer if place % 2 else voice for place in range(len(run))]

    def _led(self, narration: Narration, here: int, left: int, end: int) -> Voice | None:
        """Who is said to speak in the clauses that lead up to a quotation."""
        text = narration.text
        lead = text[left:end].rstrip()
        cue = self.cues.before(lead)
        if not cue:
            voice = self._reported(here, left, end) if lead.endswith(_GOES_ON) else None
            if voice or not lead.endswith(("：", ":")):
                return voice
        whose = ascribed.in_words(text, left, end)
        if whose:
            return self._owner(here, *whose)
        own = ascribed.own(text, narration.clause_start(end - 1), end)
        if own:
            called = cue.group() if cue else own[own.lastgroup or 0]
            voice = self.subjects.owner(here, own.start(), called)
            if voice:
                return voice
        if not cue:
            come_upon = ascribed.found(text, left, end)
            return Voice() if come_upon else self.subjects.find(here, left, end)
        nearer = narration.clause_start(end - 1)
        reports = REPORTS.match(text, left, end)
        if not reports and left + cue.end() <= nearer < end - 1:  # 甲忘了喊，乙抹着眼泪：
            voice = self.subjects.find(here, nearer, end)
            if voice and (voice.name or voice.role and not voice.inner):
                return voice
        it_was = _IT_WAS.match(text, left + cue.end(), end)
        if it_was:  # 第一个回复的就是甲：
            return self.subjects.find(here, it_was.end(), end, cue.group())
        return self.subjects.find(here, left, left + cue.start(), cue.group())

    def after(self, run: Sequence[Said], follow: Follow) -> list[Voice] | None:
        """The voices that the sentence after tells: “…”甲说; None where it tells none."""
        there, place, right = follow
        after = self.narrations[there].text
        owner = ascribed.of(after, place, right) or ascribed.sighs(after, place, right)
        if owner:
            return [self._owner(there, *owner) or Voice()] * len(run)
        named = self._identified(there, place, right)
        if named:
            return [named] * len(run)
        broken = self._broke_off(run[-1])
        if broken or ascribed.unsigned(after, place, right):
            return [broken or Voice()] * len(run)
        if ascribed.heard(after, place):
            return None
        cue = self.cues.after(after, place, right)
        comes_on = cue and right < len(after) and _COMES_ON.fullmatch(after, place, cue.start())
        if not cue or comes_on or _ON.match(after, cue.end(), right + 1):
            return None
        if cue.group() in _THINKS and after[cue.end() : cue.end() + 1] in ("他", "她"):
            return None  # “…”甲常年在外，大家都认为他公道
        voice = self.subjects.find(there, place, cue.start(), cue.group())
        if not voice and _SPEAKS_OF.match(after, place):
            voice = self.subjects.find(there, cue.end(), right, cue.group())
        if (
            not voice
            and cue.end() == right
            and _BY_SOME.fullmatch(
                after, max(place, self.narrations[there].clause_start(cue.start())), cue.start()
            )
        ):
            return [Voice(cue=cue.group())] * len(run)
        return self.turns.taken(run, voice, there, place, right) if voice else None

    def _to_another(self, quote: Said, here: int, left: int, start: int) -> bool:
        """Whether words that begin with 您 answer the one before, where two are named: “…”“您…”"""
        text = self.paragraphs[quote.paragraph].text
        named = self.narrations[here].names(left, start)
        return len(named) > 1 and text.startswith("您", quote.start + 1)

    def _after(self, quote: Said, voice: Voice) -> Voice:
        """Whose the last of a row is, if the sentence after it is another's: “…”“…”乙说."""
        there, place, right = following(self.narrations, quote)
        after = self.narrations[there].text
        cue = self.cues.after(after, place, right)
        if cue and "，" not in after[place : cue.start()]:
            if after.startswith(_REPORTER, place):
                return Voice(cue=cue.group())
            other = self.subjects.find(there, place, cue.start(), cue.group())
            return other if other and other.name else voice
        name = "" if cue or voice.name else self.about.clear(there, place, right)
        if voice.name and not cue:  # 甲问：“…”“…”乙摆摆手
            name = self.subjects.opens(there, place)
            if name == voice.name and ascribed.reacts(after[place:right]):
                return Voice()  # 甲问：“…”“…”甲愣住了
        return self.subjects.voice(name) if name else voice

    def _owner(self, here: int, start: int, end: int) -> Voice | None:
        """Who is meant by what stands between two places: a name, he or she, a voice of many."""
        voice = self.subjects.find(here, start, end)
        text = self.narrations[here].text
        group = self.roles.group(text, start)
        if voice or group:
            return voice or Voice("", group.text, group.kind) if group else voice
        name = self.referents.carried(here, start, text[start]) if text[start] in "他她" else ""
        return self.subjects.voice(name) if name else None

    def _identified(self, here: int, start: int, end: int) -> Voice | None:
        """Who is named as the one who spoke or acted: 说话的小伙子叫甲."""
        who = ascribed.identified(self.narrations[here].text, start, end)
        return self.subjects.find(here, *who) if who and self._named_at(here, *who) else None

    def _named_at(self, here: int, start: int, end: int) -> bool:
        """Whether a stretch is a name with no more than a role before it."""
        return len(self.narrations[here].names(start, end)) == 1

    def _reported(self, here: int, start: int, end: int) -> Voice | None:
        """Whose report a sentence is that ends in a colon: 甲坦言，人手不够，谁都害怕：“…”"""
        text = self.narrations[here].text
        match = REPORTS.match(text, start, end)
        if not match:
            return None
        return self.subjects.find(here, start, match.end("subject"))
