"""Turns: who of two speaks, where quotations stand side by side."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from wucheng.voices.narration import Paragraph, Said
from wucheng.voices.subjects import Subjects, Voice

#: Whom the words are said to, at their beginning.
VOCATIVE = re.compile(
    r"^[^，。！？：]{0,3}?(大爷|大妈|阿姨|师傅|医生|老师|大姐|大哥|奶奶|爷爷|叔叔|书记|主任)[，！：]"
)
_ASKS = re.compile("[？?]$|(?:吗|什么|啥|哪儿?|谁)[—～…]+$")
#: Words to somebody, after which the next may be the same person's: 您家几口人？… 您有困难吗？
_TO_YOU = re.compile(r"您|^[^，。！？]{0,3}[大阿叔爷奶娘婶妈姐哥伯]{1,2}，")
#: Whom somebody younger calls at the beginning: 张大爷，…
_CALLS_ELDER = re.compile(r"[^，。！？您你姑]{0,3}[大阿叔爷奶娘婶妈姐哥伯嫂姨]{1,2}[，！]")
#: How an answer begins.
_AGREES = re.compile(
    r"(?:好|行|不|没问题|放心|来了|知道了|可以|不用|没事|不行|是啊|嗯)(?:[嘞的吧啦]|的)?[，！。]"
)
#: A short clause before the one in which somebody is spoken to: 免费的，您先用着.
_REPLIES = re.compile("[^，。！？您]{1,6}[，。！]")
#: Who speaks says who it is: “我叫李某，…”
_I_AM = re.compile(
    r"(?:[^。：“”]{0,20}[，。！？])?(?:是我，|我(?:叫|名叫|是)(?:[^，。！？]{1,12}的)?)(?=[^，。！？]{2})"
)


#: No name is longer than this.
_NAME = 16


class Turns:
    """Tells apart the voices of quotations that stand side by side."""

    def __init__(
        self, paragraphs: Sequence[Paragraph], subjects: Subjects, answers: Collection[str]
    ) -> None:
        self.paragraphs = paragraphs
        self.subjects = subjects
        self.about = subjects.about
        self.answers = answers
        #: who spoke last, and in which paragraph
        self.last: Voice | None = None
        self.place = -1
        self.words: Said | None = None

    def spoken(self, voice: Voice, words: Said) -> None:
        """Keeps who has spoken last."""
        self.last, self.place, self.words = voice, words.paragraph, words

    def asked(self, run: Sequence[Said]) -> str:
        """Who has just asked what a row answers, so that somebody else speaks it: “…？”甲问。“…”"""
        last = self.words
        if not (last and self.last and self.last.name and last.paragraph == run[0].paragraph):
            return ""
        between = self.subjects.narrations[last.paragraph].text[last.end : run[0].start]
        cue = self.last.cue
        asks = "问" in cue and "反问" not in cue and bool(_ASKS.search(self._text(last)))
        goes_on = _TO_YOU.search(self._text(run[0])) or between.count("。") != 1
        return self.last.name if asks and not goes_on and between.endswith("。") else ""

    def shared(self, run: Sequence[Said], voice: Voice) -> list[Voice]:
        """A row of which one person speaks: all of it, or every other turn if they answer.

        Of two turns nobody can say which is whose.
        """
        if not self.answered(run):
            return [Voice() if self.addressed(quote, voice.name) else voice for quote in run]
        if len(run) % 2 == 0:
            return [Voice()] * len(run)
        return [Voice() if place % 2 else voice for place in range(len(run))]

    def answered(self, run: Sequence[Said]) -> bool:
        """Whether one of a row is a question that the next one answers."""
        return any(self._turn(one, two) for one, two in pairwise(map(self._text, run)))

    def _turn(self, one: str, two: str) -> bool:
        """Whether words answer those before: a question is; or one says 您 and the other 你."""
        calls = [_CALLS_ELDER.match(text) for text in (one, two)]
        if calls[0] and calls[1] and calls[0].group() != calls[1].group():
            return False
        goes_on = _TO_YOU.search(two) and (_ASKS.search(two) or not _REPLIES.match(two))
        if _ASKS.search(one) and not goes_on or _AGREES.match(two):
            return True
        polite = ["您" in text for text in (one, two)]
        plain = ["你" in text for text in (one, two)]
        return polite != plain and polite == plain[::-1] and any(polite)

    def _text(self, quote: Said) -> str:
        return self.paragraphs[quote.paragraph].text[quote.start + 1 : quote.end].rstrip("”」』")

    def taken(
        self, run: Sequence[Said], voice: Voice, here: int, start: int, end: int
    ) -> list[Voice]:
        """Side by side: one speaker, or two of whom the reporting clause names the one."""
        if len(run) < 2:
            return [voice]
        if any(voice.cue.startswith(answer) for answer in self.answers):
            return self._answered(run, voice)
        named = self.subjects.narrations[here].named(start, end)
        others = [m.name for m in named if m.name != voice.name]
        if len(run) == 2 and len(set(others)) == 1:
            called = [self.called(quote, others[0]) for quote in run]
            other = self.subjects.voice(others[0])
            if called[0] and not called[1]:
                return [voice, other]
            if called[1] and not called[0]:
                return [other, voice]
        if self.answered(run):
            last = len(run) - 1
            return [voice if (last - place) % 2 == 0 else Voice() for place in range(len(run))]
        return [voice] * len(run)

    def _answered(self, run: Sequence[Said], voice: Voice) -> list[Voice]:
        """The last of a row answers: by turns the others are the answerer's and the asker's."""
        asker = self.last if self.last and self.last.name else Voice()
        if len(run) == 2:
            return [Voice(), voice]
        if not asker.name or run[0].paragraph != self.place or len(run) % 2 == 0:
            return [Voice()] * (len(run) - 1) + [voice]
        return [voice if place % 2 == 0 else asker for place in range(len(run))]

    def introduced(self, quote: Said) -> Voice | None:
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
        return self.subjects.voice(said.pop()) if len(said) == 1 else None

    def signed(self, quote: Said) -> Voice | None:
        """Who signs words that are written: “天冷，护好膝盖。郝老师”"""
        paragraph = self.paragraphs[quote.paragraph]
        text, end = paragraph.text, quote.end - quote.closed
        end -= text[end - 1] == "。"
        last = paragraph.named(max(quote.start + 1, end - _NAME), end)[-1:]
        if not last or last[0].end != end:
            return None
        role = self.subjects.roles.ending(text, last[0].start)
        start = role.start if role else last[0].start
        return self.subjects.voice(last[0].name) if text[start - 1] in "。！—…～" else None

    def called(self, quote: Said, name: str) -> bool:
        """Whether a quotation begins by calling somebody of this title."""
        text = self.paragraphs[quote.paragraph].text[quote.start + 1 : quote.end]
        match = VOCATIVE.match(text)
        return bool(match and name.endswith(match.group(1)))

    def addressed(self, quote: Said, name: str) -> bool:
        """Whether a quotation begins by calling this person."""
        paragraph = self.paragraphs[quote.paragraph]
        return any(
            mention.name == name and paragraph.text[mention.end : mention.end + 1] in "，！：？"
            for mention in paragraph.named(quote.start + 1, quote.start + 6)
        )
