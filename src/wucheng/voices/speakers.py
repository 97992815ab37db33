"""Speakers: whose words a quotation gives.

The reporting clause decides: before the quotation (周洁说：“…”), after it (”周洁说), or both. Where
there is none, the sentence next to the quotation may have one clear subject. Else nobody is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wucheng.voices.cues import Cues
from wucheng.voices.narration import BLOT, Narration, Paragraph, Said
from wucheng.voices.people import Mention, Person
from wucheng.voices.roles import Roles

#: How far to look for what governs a name.
_REACH = 40
#: What makes the name after it an object: 对王芳说, 看到王芳.
_OBJECT = re.compile(
    r"(?:对|向|跟|给|把|被|将|为|替|到|见|着|起|帮|帮助|感谢|谢谢|采访|陪|陪着|劝|让|请|找|问|叫|告诉|提醒)"
    r"(?:了|过)?[^，。！？；：、的]{0,8}$|(?:对|向|跟)[^，。！？；：、]{0,20}的$|的带领下$"
)
#: Verbs after which it is somebody else who speaks: 李某收到女儿发来的语音.
_HEARD = re.compile(r"收到|接到|听到|听见|看到|想起")
#: What makes a name one of several.
_SHARED = re.compile(r"和|与|、|及|夫妇|夫妻|一家")
_JOINT = re.compile(r"(?:和|与|、|同|及)[^，。！？；：、]{0,14}$")
_OWNED = re.compile(
    r"(?:面前|身边|身旁|跟前|手中|手里|家中|家里|身上)|的(?!带领|一句话|一席话|话|声音|回答)"
)
_SAID_THIS = re.compile(r"[^，。！？；：“”]{1,20}?(?=说(?:这|起|到|完|着|罢|的))")
#: After a quotation: 说起那一夜，种老汉直抹眼泪.
_SPEAKS_OF = re.compile(r"(?:说|谈|提|讲|聊|回忆|回想)[起到及]")
_PRONOUN = re.compile(r"[他她我](?!们|人|家)")
_MALE = re.compile(r"先生|丈夫|儿子|父亲|爸爸|爷爷|大爷|大伯|大叔|叔|伯|哥|弟|男|小伙")
_FEMALE = re.compile(r"女|妻子|母亲|妈|奶奶|阿姨|大姐|大娘|大婶|姐|妹|姑娘|婶|婆")
_VOCATIVE = re.compile(
    r"^[^，。！？：]{0,3}?(大爷|大妈|阿姨|师傅|医生|老师|大姐|大哥|奶奶|爷爷|叔叔|书记|主任)[，！：]"
)
_ONE = re.compile(r"(?:[一这那][位名个]|该|到了?)$")


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks: a name or an empty string, the role and kind, the cue that says so."""

    name: str = ""
    role: str = ""
    kind: str = ""
    cue: str = ""


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
        reader.last = voices[-1]
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
        self.people = people
        self.cues = cues
        self.roles = roles
        self.last: Voice | None = None
        self.narrations = [Narration(paragraph) for paragraph in paragraphs]

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
            voice = self._subject(here, left, end, cue.group() if cue else "")
            if not voice and left and text[left - 1] == BLOT and cue is None:
                voice = self._subject(here, left, first.start, "")
        if voice:
            return [voice] * len(run)
        there, place = (last.more[-1][0], last.more[-1][2]) if last.more else (here, last.end)
        after = self.narrations[there].text
        while place < len(after) and after[place] in "。，！？…”；、 ":
            place += 1
        right = self.narrations[there].sentence_end(place)
        cue = self.cues.after(after, place, right)
        if cue and not after[cue.end() : right + 1].startswith(("：", ":")):
            voice = self._subject(there, place, cue.start(), cue.group())
            if not voice and _SPEAKS_OF.match(after, place):
                voice = self._subject(there, cue.end(), right, cue.group())
            if voice:
                return self._turns(run, voice, there, place, right)
        voice = self._without_cue(here, first.start, left, there, place, right)
        if not voice.name and not voice.role and self.last and self._split(here, left, first.start):
            voice = self.last
        return [Voice() if self._addressed(quote, voice.name) else voice for quote in run]

    def _split(self, here: int, left: int, start: int) -> bool:
        """Whether a clause that names nobody else parts this quotation from the one before."""
        narration = self.narrations[here]
        inside = narration.named(left, start)
        return 0 < left < start and narration.text[left - 1] == BLOT and not inside

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
            return [Voice()] * (len(run) - 1) + [voice]
        named = self.narrations[here].named(start, end)
        others = [m.name for m in named if m.name != voice.name]
        if len(run) == 2 and len(set(others)) == 1:
            called = [self._called(quote, others[0]) for quote in run]
            other = self._voice(others[0], "")
            if called[0] and not called[1]:
                return [voice, other]
            if called[1] and not called[0]:
                return [other, voice]
        return [voice] * len(run)

    def _called(self, quote: Said, name: str) -> bool:
        text = self.paragraphs[quote.paragraph].text[quote.start + 1 : quote.end]
        match = _VOCATIVE.match(text)
        return bool(match and name.endswith(match.group(1)))

    def _subject(self, here: int, start: int, end: int, cue: str) -> Voice | None:
        """Who does the saying: the subject nearest to the verb, clause by clause leftwards."""
        narration = self.narrations[here]
        text = narration.text
        for left, right in reversed(narration.clauses(start, end)):
            named = narration.named(left, right)
            inside = [m for m in named if not self._aside(text, left, m, right)]
            if inside:
                return self._joint(text, inside, right, cue)
            voice = self._nameless(here, left, right, cue)
            if voice:
                return voice
        return None

    def _aside(self, text: str, left: int, mention: Mention, right: int) -> bool:
        """Whether a name in the clause is not its subject."""
        if _object(text, left, mention.start):
            return True
        if _HEARD.search(text, mention.end, min(right, mention.end + _REACH)):
            return True
        owned = _OWNED.match(text, mention.end)
        return bool(owned and mention.end < right)

    def _joint(self, text: str, inside: Sequence[Mention], right: int, cue: str) -> Voice:
        if len(inside) > 1 and self._next_to_verb(text, inside[-1], right):
            inside = inside[-1:]
        names = [inside[0].name]
        for one, two in zip(inside, inside[1:], strict=False):
            if not _JOINT.fullmatch(text, one.end, two.start) or two.name in names:
                break
            names.append(two.name)
        if len(names) == 1:
            return self._voice(names[0], cue)
        return Voice(";".join(names), "", self.people[names[0]].kind, cue)

    def _next_to_verb(self, text: str, mention: Mention, right: int) -> bool:
        """A name with its role, right before the verb: …工作室的负责人郑某认为."""
        role = self.roles.ending(text, mention.start)
        close = right - mention.end <= 2
        return role is not None and close and text[role.start - 1] not in "和与、"

    def _voice(self, name: str, cue: str) -> Voice:
        person = self.people[name]
        return Voice(name, person.role, person.kind, cue)

    def _nameless(self, here: int, left: int, right: int, cue: str) -> Voice | None:
        """A pronoun, a voice of many or a role without a name as subject of a clause."""
        text = self.narrations[here].text
        for heard in _HEARD.finditer(text, left, right):
            left = heard.end()
        place = left
        while place < right:
            if _object(text, left, place) and place < right - 1:
                place += 1
                continue
            pronoun = _PRONOUN.match(text, place, right)
            if pronoun:
                name = self._carried(here, place, pronoun.group())
                return self._voice(name, cue) if name else Voice(cue=cue)
            role = self.roles.group(text, place) or self.roles.person(text, place)
            if role and role.end <= right and text[role.end : role.end + 1] != "的":
                end = role.end + text.startswith("们", role.end)
                return Voice("", text[role.start : end], role.kind, cue)
            place = role.end if role else place + 1
        return None

    def _carried(self, here: int, place: int, pronoun: str) -> str:
        """Whom he or she stands for: the one person last named, if it is only one."""
        if pronoun == "我":
            return ""
        for number in range(here, max(-1, here - 3), -1):
            narration = self.narrations[number]
            text = narration.text
            before = narration.named(0, place) if number == here else narration.mentions
            if not before:
                if number == here and self._someone(text, place):
                    return ""
                continue
            left = narration.sentence_start(before[-1].start)
            inside = narration.named(left, before[-1].end)
            names = {m.name for m in inside if self._may_be(m.name, pronoun)}
            if len(names) == 2 and self._with_kin(text, inside[0]):
                return inside[0].name
            if len(names) == 1:
                return names.pop()
            subject = self._clear(number, left, before[-1].end)
            return subject if subject and self._may_be(subject, pronoun) else ""
        return ""

    def _someone(self, text: str, end: int) -> bool:
        """Whether a person without a name comes on, who may be meant by he or she."""
        return any(
            self.roles.person(text, start)
            for start in range(max(0, end - 5 * _REACH), end)
            if not start
            or text[start - 1] in "，。！？；："
            or _ONE.search(text, max(0, start - 3), start)
        )

    def _may_be(self, name: str, pronoun: str) -> bool:
        person = self.people[name]
        said = person.name + person.role
        wrong = _MALE if pronoun == "她" else _FEMALE
        right = _FEMALE if pronoun == "她" else _MALE
        return not wrong.search(said[1:]) or bool(right.search(said[1:]))

    def _clear(self, here: int, start: int, end: int) -> str:
        """The one person whom a stretch is about, or an empty string."""
        narration = self.narrations[here]
        text = narration.text
        inside = narration.named(start, end)
        if not inside:
            return ""
        head = inside[0]
        if any(self.roles.group(text, i) for i in range(start, head.start)):
            return ""
        if _SHARED.match(text, head.end) and not self._with_kin(text, head):
            return ""
        if _object(text, narration.sentence_start(head.start), head.start) or _OWNED.match(
            text, head.end
        ):
            return ""
        others = [m for m in inside[1:] if m.name != head.name]
        if all(self._governed(here, m) for m in others):
            return head.name
        return ""

    def _with_kin(self, text: str, mention: Mention) -> bool:
        """Whether the one who is named along is only the person's kin: 甲和弟弟乙."""
        if text[mention.end : mention.end + 1] not in ("和", "与", "跟"):
            return False
        kin = self.roles.person(text, mention.end + 1)
        return kin is not None and kin.kind == "family"

    def _governed(self, here: int, mention: Mention) -> bool:
        """Whether a name stands further on in a clause that has a subject already."""
        narration = self.narrations[here]
        left = narration.clause_start(mention.start)
        if _object(narration.text, left, mention.start):
            return True
        before = narration.named(left, mention.start)
        joint = before and _JOINT.fullmatch(narration.text, before[-1].end, mention.start)
        return bool(before) and not joint

    def _without_cue(
        self, here: int, start: int, left: int, there: int, place: int, right: int
    ) -> Voice:
        """No reporting clause: the sentence that leads up to the quotation, or the next one."""
        narration, following = self.narrations[here], self.narrations[there]
        text, after = narration.text, following.text
        if not start and not text.strip(BLOT) and there + 1 < len(self.narrations):
            return self._alone(there + 1)
        if left < start:
            cue = self.cues.after(text, left, start)
            voice = self._subject(here, left, cue.start(), "") if cue else None
            if voice:
                return voice
            name = self._clear(here, left, start)
            return self._voice(name, "") if name else Voice()
        name = self._follows(there, place, right)
        if name:
            return self._voice(name, "")
        if start:
            previous = narration.sentence_start(left - 1)
            name = self._clear(here, previous, start)
            rival = self._clear(there, place, right) if there == here else ""
            if name and rival not in ("", name):
                return Voice()
            if name or narration.named(previous, start):
                return self._voice(name, "") if name else Voice()
        name = self._clear(there, place, right)
        if name:
            return self._voice(name, "")
        if following.named(place, right):
            return Voice()
        for i in range(place, right):
            group = self.roles.group(after, i)
            if group:
                many = after.startswith("纷纷", group.end)
                return Voice("", group.text, group.kind) if many else Voice()
        if start:
            return Voice()
        pronoun = _PRONOUN.search(after, place, right)
        if pronoun:
            name = self._carried(there, pronoun.start(), pronoun.group())
            return self._voice(name, "") if name else Voice()
        if following.speech_after(place):
            return Voice()
        rest = {m.name for m in following.named(place, len(after))}
        return self._voice(rest.pop(), "") if len(rest) == 1 else Voice()

    def _follows(self, here: int, start: int, end: int) -> str:
        """The person, with no more than a role, who stands right after a quotation."""
        first = next(iter(self.narrations[here].named(start, end)), None)
        if not first:
            return ""
        role = self.roles.ending(self.narrations[here].text, first.start)
        begins = role.start if role else first.start
        return self._clear(here, start, end) if begins == start else ""

    def _alone(self, there: int) -> Voice:
        """A paragraph that is all quotation: the next one may say whose words these were."""
        match = _SAID_THIS.match(self.narrations[there].text)
        if not match:
            return Voice()
        stop = match.end()
        return self._subject(there, 0, stop, "") or Voice()


def _object(text: str, left: int, place: int) -> bool:
    """Whether what begins at a place is the object of a verb or preposition before it."""
    return bool(_OBJECT.search(text, max(left, place - _REACH), place))
