"""Speakers: whose words a quotation gives.

The reporting clause decides: before the quotation (周洁说：“…”), after it (”周洁说), or both. Where
there is none, the sentence next to the quotation may have one clear subject. Else nobody is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from wucheng.voices import ascribed
from wucheng.voices.cues import Cues
from wucheng.voices.narration import BLOT, Narration, Paragraph, Said
from wucheng.voices.people import Person
from wucheng.voices.roles import Roles
from wucheng.voices.subjects import PRONOUN, Subjects, Voice

_SAID_THIS = re.compile(r"[^，。！？；：“”]{1,20}?(?=说(?:这|起|到|完|着|罢|的))")
#: A paragraph that goes on with what the person says: 甲说，自己是…
_REPORTS = re.compile(
    r"(?P<subject>[^，。！？；：“”\ue000]{2,20}?)(?:说|表示|坦言|回忆|介绍|告诉记者|认为|解释|强调)，"
)
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
_OF_HIM = re.compile(r"[他她](?!们)")
_VOICE_OF = re.compile(
    r"的(?:声音|嗓音|嗓门|语气|话音|口气|脸上|眼里|眼中|眼眶|眼圈|眼神|嘴角|神情|表情|言语间|话里|目光)"
    r"|的?(?:一番|一席|这番|这一番|这席|这句|几句|一句|[^，。！？；：“”的]{1,8}的)?"
    r"(?:话(?![题剧筒费务梅])|话语|言语|回答|回复|答复|发言|质问|提问|追问|感慨|讲述|喊声|叮嘱|嘱托|嘱咐|提醒|喊话|肺腑之言|想法|心声|心愿)"
    r"(?=[，。让使令引赢道代说打感逗把给惹激很也充满])"
)
_MANNER = re.compile(r"(?:的)?(?:语气|声音|嗓音|嗓门|口气|话音|眼里|眼圈|眼眶|脸上|神情|表情)")
#: After a quotation: 说起那一夜，种老汉直抹眼泪.
_SPEAKS_OF = re.compile(r"(?:说|谈|提|讲|聊|回忆|回想)[起到及]")
_VOCATIVE = re.compile(
    r"^[^，。！？：]{0,3}?(大爷|大妈|阿姨|师傅|医生|老师|大姐|大哥|奶奶|爷爷|叔叔|书记|主任)[，！：]"
)


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
        reader.last, reader.place = voices[-1], run[-1].paragraph
    return _headings(paragraphs, said, voices)


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
        self.last: Voice | None = None
        self.place = -1
        self.narrations = [Narration(paragraph) for paragraph in paragraphs]
        self.subjects = Subjects(self.narrations, people, roles)

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
        if cue or lead.endswith(("：", ":")):
            end = left + (cue.start() if cue else len(lead))
            it_was = _IT_WAS.match(text, left + cue.end(), first.start) if cue else None
            whose = ascribed.in_words(text, left, first.start)
            sender = ascribed.received(text, left, first.start)
            reported = None if cue else self._reported(here, left, first.start)
            if ascribed.elsewhere(lead):
                left = narration.clause_start(first.start - 1)
            if whose:
                voice = self._owner(here, *whose)
            elif sender:
                return [self._owner(here, *sender) or Voice()] * len(run)
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
        if voice:
            return [voice] * len(run)
        there, place = (last.more[-1][0], last.more[-1][2]) if last.more else (here, last.end)
        after = self.narrations[there].text
        while place < len(after) and after[place] in "。，！？…”；、 ":
            place += 1
        right = self.narrations[there].sentence_end(place)
        owner = ascribed.of(after, place, right)
        if owner:
            return [self._owner(there, *owner) or Voice()] * len(run)
        if ascribed.heard(after, place):
            right = place
        cue = self.cues.after(after, place, right)
        comes_on = cue and right < len(after) and _COMES_ON.fullmatch(after, place, cue.start())
        if cue and not comes_on and not _ON.match(after, cue.end(), right + 1):
            voice = self.subjects.find(there, place, cue.start(), cue.group())
            if not voice and _SPEAKS_OF.match(after, place):
                voice = self.subjects.find(there, cue.end(), right, cue.group())
            if voice:
                return self._turns(run, voice, there, place, right)
        voice = self._introduced(first)
        if voice:
            after_him = {m.name for m in self.narrations[there].named(place, right)}
            goes_on = after_him == {voice.name}
            return [voice] + [
                voice if goes_on and not self._addressed(quote, voice.name) else Voice()
                for quote in run[1:]
            ]
        voice = self._labelled(first) or self._without_cue(run, left, there, place, right)
        if not voice.name and not voice.role and self.last and self._split(here, left, first.start):
            voice = self.last
        return [Voice() if self._addressed(quote, voice.name) else voice for quote in run]

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
        name = self.subjects.carried(here, start, text[start]) if text[start] in "他她" else ""
        return self.subjects.voice(name, "") if name else None

    def _reported(self, here: int, start: int, end: int) -> Voice | None:
        """Whose report a sentence is that ends in a colon: 甲坦言，人手不够，谁都害怕：“…”"""
        text = self.narrations[here].text
        match = _REPORTS.match(text, start, end)
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

    def _addressed(self, quote: Said, name: str) -> bool:
        """Whether a quotation begins by calling this person."""
        paragraph = self.paragraphs[quote.paragraph]
        return any(
            mention.name == name and paragraph.text[mention.end : mention.end + 1] in "，！：？"
            for mention in paragraph.named(quote.start + 1, quote.start + 6)
        )

    def _turns(
        self, run: Sequence[Said], voice: Voice, here: int, start: int, end: int
    ) -> list[Voice]:
        """Side by side: one speaker, or two of whom the reporting clause names the one."""
        if len(run) < 2:
            return [voice]
        if any(voice.cue.startswith(answer) for answer in self.cues.answers):
            return self._answered(run, voice)
        named = self.narrations[here].named(start, end)
        others = [m.name for m in named if m.name != voice.name]
        if len(run) == 2 and len(set(others)) == 1:
            called = [self._called(quote, others[0]) for quote in run]
            other = self.subjects.voice(others[0], "")
            if called[0] and not called[1]:
                return [voice, other]
            if called[1] and not called[0]:
                return [other, voice]
        return [voice] * len(run)

    def _answered(self, run: Sequence[Said], voice: Voice) -> list[Voice]:
        """The last of a row answers: by turns the others are the answerer's and the asker's."""
        asker = self.last if self.last and self.last.name else Voice()
        if len(run) == 2:
            return [self._leads(run[0], voice), voice]
        if not asker.name or run[0].paragraph != self.place or len(run) % 2 == 0:
            return [Voice()] * (len(run) - 1) + [voice]
        return [voice if place % 2 == 0 else asker for place in range(len(run))]

    def _leads(self, quote: Said, answerer: Voice) -> Voice:
        """Who asks, where the sentence before a question and its answer has one subject."""
        narration = self.narrations[quote.paragraph]
        left = narration.sentence_start(quote.start)
        name = self.subjects.clear(quote.paragraph, left, quote.start) if left < quote.start else ""
        return self.subjects.voice(name, "") if name and name != answerer.name else Voice()

    def _called(self, quote: Said, name: str) -> bool:
        text = self.paragraphs[quote.paragraph].text[quote.start + 1 : quote.end]
        match = _VOCATIVE.match(text)
        return bool(match and name.endswith(match.group(1)))

    def _without_cue(
        self, run: Sequence[Said], left: int, there: int, place: int, right: int
    ) -> Voice:
        """No reporting clause: the sentence that leads up to the quotation, or the next one."""
        here, start = run[0].paragraph, run[0].start
        narration, following = self.narrations[here], self.narrations[there]
        text, after = narration.text, following.text
        if not start and not text.strip(BLOT) and there + 1 < len(self.narrations):
            return self._alone(there, there + 1)
        if left < start:
            cue = self.cues.after(text, left, start)
            voice = self.subjects.find(here, left, cue.start(), "") if cue else None
            if voice:
                return voice
            name = self.subjects.clear(here, left, start)
            return self.subjects.voice(name, "") if name else Voice()
        name = self._follows(there, place, right)
        if name:
            return self.subjects.voice(name, "")
        voice = self._shown(there, place, right)
        if voice:
            return voice
        if start:
            previous = narration.sentence_start(left - 1)
            name = self.subjects.clear(here, previous, start)
            if name and len(run) == 1 and self._others(run[0], there, place, right):
                return Voice()
            rival = self.subjects.clear(there, place, right) if there == here else ""
            if name and rival not in ("", name):
                return Voice()
            if name or narration.named(previous, start):
                return self.subjects.voice(name, "") if name else Voice()
            name = self.subjects.leading(here, previous, start) if not rival else ""
            if name:
                return self.subjects.voice(name, "")
        name = self.subjects.clear(there, place, right)
        if not (name or start):
            name = self.subjects.first(there, place, right)
        if name:
            return self.subjects.voice(name, "")
        if following.named(place, right):
            return Voice()
        if start and PRONOUN.match(after, place, right):
            name = self.subjects.carried(there, place, after[place])
            kin = any(self._called(quote, name) for quote in run) if name else False
            return self.subjects.voice(name, "") if name and not kin else Voice()
        for i in range(place, right):
            group = self.roles.group(after, i)
            if group:
                many = after.startswith("纷纷", group.end)
                return Voice("", group.text, group.kind) if many else Voice()
        if start:
            return Voice()
        pronoun = PRONOUN.search(after, place, right)
        if pronoun:
            name = self.subjects.carried(there, pronoun.start(), pronoun.group())
            return self.subjects.voice(name, "") if name else Voice()
        if following.speech_after(place):
            return Voice()
        rest = {m.name for m in following.named(place, len(after))}
        return self.subjects.voice(rest.pop(), "") if len(rest) == 1 else Voice()

    def _others(self, quote: Said, there: int, place: int, right: int) -> bool:
        """Whether a quotation is as well somebody else's than that of whom the sentence before is.

        It speaks of a him or her, who is the one last named, or somebody new goes on after it.
        """
        text = self.paragraphs[quote.paragraph].text[quote.start + 1 : quote.end]
        if _OF_HIM.match(text):
            return True
        return not _VOCATIVE.match(text) and self.subjects.newcomer(there, place, right)

    def _last_named(self, here: int) -> set[str]:
        """Everyone named in the last two sentences of a paragraph."""
        narration = self.narrations[here]
        end = len(narration.text)
        last = narration.sentence_start(end - 1)
        before = narration.sentence_start(last - 1) if last else 0
        return {mention.name for mention in narration.named(before, end)}

    def _follows(self, here: int, start: int, end: int) -> str:
        """The person, with no more than a role, who stands right after a quotation."""
        first = next(iter(self.narrations[here].named(start, end)), None)
        if not first:
            return ""
        role = self.roles.ending(self.narrations[here].text, first.start)
        begins = role.start if role else first.start
        return self.subjects.clear(here, start, end) if begins == start else ""

    def _shown(self, here: int, start: int, end: int) -> Voice | None:
        """After a quotation, how its speaker speaks or looks: 甲的声音…, 他语气…, 老人有些…"""
        text = self.narrations[here].text
        for mention in self.narrations[here].named(start, end):
            if _VOICE_OF.match(text, mention.end):
                return self.subjects.voice(mention.name, "")
        if PRONOUN.match(text, start, end) and _MANNER.match(text, start + 1):
            name = self.subjects.carried(here, start, text[start])
            return self.subjects.voice(name, "") if name else None
        elder = self.subjects.elder(here, start)
        return self.subjects.voice(elder, "") if elder else None

    def _alone(self, here: int, there: int) -> Voice:
        """A paragraph that is all quotation: the next one may say whose words these were."""
        text = self.narrations[there].text
        match = _SAID_THIS.match(text)
        if match:
            return self.subjects.find(there, 0, match.end(), "") or Voice()
        if self.paragraphs[here].text.rstrip("”」』").endswith(("？", "?")):
            return Voice()  # a question, and who answers it is somebody else
        end = self.narrations[there].sentence_end(0)
        begins = _REPORTS.match(text, 0, end)
        named = self.narrations[there].named(0, end)
        body = self.paragraphs[here].kind == "body"
        if body and begins and named and named[0].start <= begins.end("subject"):
            return self.subjects.find(there, 0, begins.end("subject"), "") or Voice()
        name = self.subjects.clear(there, 0, end)
        if name and here and {name} == self._last_named(here - 1):
            return self.subjects.voice(name, "")
        if text.startswith(("他", "她")) and PRONOUN.match(text):
            name = self.subjects.carried(there, 0, text[0])
            return self.subjects.voice(name, "") if name else Voice()
        return Voice()
