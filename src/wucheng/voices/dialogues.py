"""Dialogues: rows of turns, side by side or paragraph after paragraph, of two people.

One turn whose speaker is told settles every other one. Where none is, the words speak: nobody calls
himself, who takes the last words in has not spoken them, and who does something last before a row
speaks first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from wucheng.voices import ascribed
from wucheng.voices.floor import Floor
from wucheng.voices.narration import BLOT, Said, following
from wucheng.voices.subjects import Voice
from wucheng.voices.turns import Turns

#: What may follow the words in a paragraph that is a turn, in characters.
_TAIL = 40
#: What two do who talk: 甲和乙视频：, and what joins them.
_TALKS = re.compile(
    r"(?:视频|通话|通电话|打电话|连线|聊天|聊了?起来|对话|微信|语音)[^，。！？；：“”]{0,6}[：:]$"
)
_WITH = ("和", "与", "跟", "同")
#: How somebody takes an answer.
_GLAD = re.compile("(?:高兴|乐|喜|激动|急|气|羞|吓)得|松了(?:一?口气|口气)|放了?心|踏实了")


class Dialogues:
    """Finds who speaks in rows of turns."""

    def __init__(self, floor: Floor, turns: Turns) -> None:
        self.floor = floor
        self.turns = turns
        self.subjects = floor.subjects
        self.narrations = floor.narrations

    def settled(self, said: Sequence[Said], voices: Sequence[Voice]) -> list[Voice]:
        """The voices of a document, those of its dialogues by turns."""
        result = list(voices)
        for first, end in self._rows(said):
            row, side = said[first:end], said[first].paragraph == said[first + 1].paragraph
            half = end - first == 2 and result[first].name and not result[first + 1].name
            told = side and (half or end - first > 3)
            if told or self.turns.answered(row) or self._calls(said[first].paragraph - 1)[1]:
                result[first:end] = self._row(row, result[first:end])
        return result

    def _rows(self, said: Sequence[Said]) -> Iterator[tuple[int, int]]:
        """Where turns follow one another: [first, end) of the quotations."""
        for follows in (self._beside, self._below):
            first = 0
            for index in range(1, len(said) + 1):
                if index < len(said) and follows(said[index - 1], said[index]):
                    continue
                if index - first > 1:
                    yield first, index
                first = index

    def _beside(self, one: Said, two: Said) -> bool:
        return one.paragraph == two.paragraph and one.end == two.start

    def _below(self, one: Said, two: Said) -> bool:
        if two.paragraph != one.paragraph + 1 or one.more:
            return False
        tail = len(self.narrations[one.paragraph].text) - one.end
        return tail <= _TAIL and self._opens(one) and self._opens(two)

    def _opens(self, quote: Said) -> bool:
        """Whether a paragraph begins with a quotation, or with a dash or a lead and one: 甲：“…”"""
        lead = self.narrations[quote.paragraph].text[: quote.start].strip("—－- ")
        return not lead or lead.endswith("：") and len(lead) <= _TAIL and BLOT not in lead

    def _row(self, row: Sequence[Said], voices: Sequence[Voice]) -> list[Voice]:
        side = row[0].paragraph == row[1].paragraph
        unnamed = {place % 2 for place, v in enumerate(voices) if v.role and not v.name}
        if unnamed:
            return self._with_somebody(row, voices, unnamed) if side else list(voices)
        told = [
            voice.name if (voice.cue if side else self._told(quote)) else ""
            for quote, voice in zip(row, voices, strict=True)
        ]
        scene = self._before(row) if side else self._above(row) or self._called(row)
        pair = sorted({name for name in told if name} or scene)
        if len(pair) == 1:
            pair += sorted(scene - set(pair))
        if len(pair) == 1 and any(told):
            pair.append("")
        if len(pair) != 2:
            return list(voices)
        ways = [[pair[(place + shift) % 2] for place in range(len(row))] for shift in (0, 1)]
        ways = [way for way in ways if self._fits(row, told, way)]
        if len(ways) == 2 and not side:
            caller = self._calls(row[0].paragraph - 1)[0]
            ways = [way for way in ways if way[0] == caller]
        if len(ways) == 2 and side:
            opens = self.floor.before(row)
            there = following(self.narrations, row[-1])
            after = self.floor.centres.of(*there) if there.paragraph == row[0].paragraph else None
            first = opens.name if opens else ""
            last = after.name if after and not first else ""
            ways = [way for way in ways if way[0] == first or way[-1] == last]
        if len(ways) != 1:
            return list(voices)
        return [
            voice if voice.name == name else self.subjects.voice(name)
            for voice, name in zip(voices, ways[0], strict=True)
        ]

    def _with_somebody(
        self, row: Sequence[Said], voices: Sequence[Voice], unnamed: set[int]
    ) -> list[Voice]:
        """Turns of one without a name and of who is named before: 婆婆开了口：“…”“…”"""
        named = self.narrations[row[0].paragraph].names(0, row[0].start)
        if len(unnamed) > 1 or len(named) != 1:
            return list(voices)
        (name,) = named
        return [
            voice
            if voice.name or place % 2 in unnamed or self._denied(quote, name)
            else self.subjects.voice(name)
            for place, (quote, voice) in enumerate(zip(row, voices, strict=True))
        ]

    def _told(self, quote: Said) -> bool:
        """Whether a paragraph has more than the words that it is a turn of."""
        text = self.narrations[quote.paragraph].text
        return quote.end < len(text) or text[: quote.start].endswith("：")

    def _above(self, row: Sequence[Said]) -> set[str]:
        """Who is named in the paragraph before a row."""
        number = row[0].paragraph - 1
        if number < 0:
            return set()
        above = self.narrations[number]
        names = {m.name for m in above.latest(len(above.text))}
        return names | (set(self._calls(number)) - {""})

    def _calls(self, number: int) -> tuple[str, str]:
        """Who talks to whom in turns by a paragraph that leads up to them: 甲和老婆视频："""
        if number < 0 or not self.narrations[number].text.endswith(("：", ":")):
            return "", ""
        narration = self.narrations[number]
        text, left = narration.text, narration.sentence_start(len(narration.text) - 1)
        talk = _TALKS.search(text, left)
        named = narration.named(left, talk.start()) if talk else []
        if not talk or not named or text[named[0].end : named[0].end + 1] not in _WITH:
            return "", ""
        if len(named) > 1:
            return named[0].name, named[1].name if len(named) == 2 else ""
        role = self.subjects.roles.ending(text, talk.start())
        other = self.subjects.referents.spouse(role.head) if role else ""
        return named[0].name, other if other != named[0].name else ""

    def _called(self, row: Sequence[Said]) -> set[str]:
        """Whom the turns that open a page call, if it is two: “小许，…”“邹大伯，…”"""
        called = set()
        for quote in row:
            paragraph = self.narrations[quote.paragraph].paragraph
            named = paragraph.named(quote.start + 1, quote.start + 2)
            if named and paragraph.text[named[0].end : named[0].end + 1] in ("，", "！", "："):
                called.add(named[0].name)
        return called if len(called) == 2 else set()

    def _before(self, row: Sequence[Said]) -> set[str]:
        """Who is named in the paragraph up to a row, or in the sentence after it."""
        narration = self.narrations[row[0].paragraph]
        there, start, end = following(self.narrations, row[-1])
        names = {m.name for m in narration.latest(row[0].start)}
        if "我" in narration.text:
            names |= {self.subjects.referents.narrators.at(row[0].paragraph)} - {""}
        if there == row[0].paragraph:
            names |= self.narrations[there].names(start, end)
        return names if len(names) > 1 or self._somebody(row) else names | self._above(row)

    def _somebody(self, row: Sequence[Said]) -> bool:
        """Whether a paragraph tells of somebody without a name before a row."""
        narration, roles = self.narrations[row[0].paragraph], self.subjects.roles
        text = narration.text
        found = (roles.person(text, at) for at in roles.openings(text, 0, row[0].start))
        return any(role and not narration.named(role.start, role.end + 1) for role in found)

    def _fits(self, row: Sequence[Said], told: Sequence[str], way: Sequence[str]) -> bool:
        """Whether nothing speaks against a way of sharing a row among two."""
        if any(one and one != name for one, name in zip(told, way, strict=True)):
            return False
        turns = zip(row, told, way, strict=True)
        if any(not one and self._denied(quote, name) for quote, one, name in turns):
            return False
        there = following(self.narrations, row[-1])
        if there.start == len(self.narrations[there.paragraph].text):
            number = there.paragraph + 1
            if number == len(self.narrations):
                return True
            there = there._replace(
                paragraph=number, start=0, end=self.narrations[number].sentence_end(0)
            )
        centre = self.floor.centres.of(*there)
        sentence = self.narrations[there.paragraph].text[there.start : there.end]
        if ascribed.beyond(sentence, 0):
            return not centre or centre.name in ("", way[-1])
        two = len(row) == 2 and row[0].paragraph == row[1].paragraph
        takes = not two and ascribed.reacts(sentence)  # who takes in the first says the second
        return not (centre and (takes or _GLAD.search(sentence)) and centre.name == way[-1])

    def _denied(self, quote: Said, name: str) -> bool:
        return self.floor.denied([quote], name) or bool(name and self.turns.addressed(quote, name))
