"""The floor: who is speaking where no sentence says so, by whom the text is about just there.

News of people keeps one of them before the reader's eyes: the subject of the sentences, who goes on
unnamed from clause to clause and from paragraph to paragraph, and whose words stand bare among
them. So the nearest subject before a bare quotation and the nearest after it are asked. Where they
are one person, or only one of them is there, he or she has the floor; where somebody unnamed stands
between, or two persons might, nobody has. The words themselves can only speak against a person:
nobody calls, names or thanks himself.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from wucheng.voices import ascribed, denials
from wucheng.voices.centres import Centre, Centres
from wucheng.voices.narration import Follow, Paragraph, Said
from wucheng.voices.referents import ELDER
from wucheng.voices.subjects import Subjects, Voice
from wucheng.voices.turns import Turns

#: How many paragraphs back the one with the floor may have been named.
_BACK = 2
#: How many sentences, or stretches between quotations, are asked in each of them.
_SENTENCES = 12
_YOU = re.compile("[你您]")
#: What a line that is no heading ends with.
_ENDS = ("。", "！", "？", "…")
#: Which share of all names in the narration is the one person's whom a page is about.
_LEAD = 0.6
#: What kin are called by those whose kin they are.
_CALLED_BY = {"母亲": "妈", "父亲": "爸", "妻子": "老婆", "丈夫": "老公", "女儿": "闺女"}
#: How a clause begins that leaves its subject out: with an adverb, or with what somebody does.
_NO_SUBJECT = re.compile(
    r"还[在会有没不要是把跟对向给从叮嘱提说]|[又也并便才再总常却]|就[是会在连把跟对]|一[边路再遍直]|边[㐀-鿿]{1,4}边|反复|不[停住断忘禁时]|忍不住|只[好能是]|于是|随后|随即|接着|然后|临[走别行]"
    r"|[说谈提问聊]起|[说谈提想讲]到|[说讲]着|[说讲]完|[㐀-鿿]{1,2}着(?!急)|(?P<v>[㐀-鿿])(?P=v)[㐀-鿿]|[㐀-鿿][了一][㐀-鿿]{1,3}，"
    r"|(?:感叹|感慨|坦言|直言|表示|叮嘱|提醒|告诉|嘱咐|安慰|回忆|解释|说|笑称|反问|念叨|喊)"
)
#: A paper or a document whose words may come: 该报称, 通知要求.
_PRINTED = re.compile(
    r"》|(?:报道|文章|社论|报告|通知|公告|通报|声明|公报|来信|信中|文件|通稿|帖子|微博|网帖|消息|视频|标语|横幅)"
    r"[^，。！？；：“”]{0,6}(?:称|说|写|分析|指出|显示|要求|提到|强调|认为|表示)"
)


class _Beside(NamedTuple):
    """Whom the text is about before a quotation and after it.

    here: the one before stands in the quotation's own paragraph. goes_on: that paragraph has a
    sentence after it, whoever it is about.
    """

    before: Centre | None
    here: bool
    after: Centre | None
    goes_on: bool


class Floor:
    """Finds who has the floor at a quotation that nobody is said to have spoken."""

    def __init__(self, paragraphs: Sequence[Paragraph], subjects: Subjects, turns: Turns) -> None:
        self.paragraphs = paragraphs
        self.narrations = subjects.narrations
        self.subjects = subjects
        self.centres = Centres(subjects.narrations, subjects)
        self.turns = turns
        named = Counter(m.name for narration in self.narrations for m in narration.mentions)
        self.lead = next(
            (name for name, n in named.items() if n >= _LEAD * named.total() and n > 2), ""
        )

    def voices(self, run: Sequence[Said], follow: Follow) -> list[Voice]:
        """Who speaks the quotations of a row, or nobody."""
        turns = self.turns.answered(run)
        hers = run[::2] if turns else run
        beside = self._beside(run, hers, follow)
        if turns and len(run) == 2 and beside.after and beside.goes_on:
            one = beside.before if beside.before and beside.here else Centre()
            return self._two(run, one, beside.after.name)
        name = self._within(run, follow) or self._replies(run, beside) or self._agreed(hers, beside)
        name = name or self._protagonist(run, beside)
        if not name or self.denied(hers, name):
            return [Voice()] * len(run)
        return self.turns.shared(run, self.subjects.voice(name))

    def before(self, run: Sequence[Said]) -> Centre | None:
        """Whom the paragraph is about where a row of quotations begins."""
        centre, here = self._before(run, run[0].paragraph, run[0].start)
        return centre if here else None

    def carried(self, run: Sequence[Said], left: int) -> Voice:
        """Whose a lead is that leaves its subject out, from `left` on: …。还不忘提醒大家：“…”"""
        here, start = run[0].paragraph, run[0].start
        if not _NO_SUBJECT.match(self.narrations[here].text, left, start):
            return Voice()
        before, _ = self._before(run, here, left)
        named = before and before.name and not self.denied(run, before.name)
        return self.subjects.voice(before.name) if before and named else Voice()

    def _beside(self, run: Sequence[Said], hers: Sequence[Said], follow: Follow) -> _Beside:
        """Who is before and after, without those after who are only spoken to."""
        before, here = self._before(run, run[0].paragraph, run[0].start)
        after = self._after(*follow, here and before is not None)
        goes_on = follow.start < len(self.narrations[follow.paragraph].text)
        if after and after.word in ELDER and all(map(denials.calls_elder, map(self._text, hers))):
            after, goes_on = None, False
        lone = before is None or not here or before.speaks
        if lone and after and goes_on and ascribed.reacts(self._sentence(follow)):
            after = None
        return _Beside(before, here, after, goes_on)

    def _within(self, run: Sequence[Said], follow: Follow) -> str:
        """Whom a sentence is about that ends with the words: 他天亮出门，天黑回来，“刚够生活”。"""
        here, start = run[0].paragraph, run[0].start
        narration, text = self.narrations[here], self.paragraphs[here].text
        if len(run) > 1 or text[start - 1 : start] != "，" or not start:
            return ""
        end = run[0].end
        if not (text[end - 2 : end - 1] in _ENDS or text[end : end + 1] in ("", "。")):
            return ""
        left = narration.sentence_start(start)
        if _PRINTED.search(narration.text, left, start) or narration.named(left, start):
            return ""
        centre = self.centres.of(here, left, start)
        return centre.name if centre else ""

    def _two(self, run: Sequence[Said], before: Centre, two: str) -> list[Voice]:
        """One before a question and its answer, another after them: each has spoken one."""
        one, person = before.name, self.subjects.people.get(two)
        stranger = before.word and not (one or before.many or self.denied(run[1:], two))
        if person and (stranger or denials.called(self._text(run[0]), person)):
            return [Voice(), self.subjects.voice(two)]
        if not (one and two) or one == two:
            return [Voice()] * 2
        if self.denied(run[:1], one) or self.denied(run[1:], two):
            return [Voice()] * 2
        return [self.subjects.voice(one), self.subjects.voice(two)]

    def _replies(self, run: Sequence[Said], beside: _Beside) -> str:
        """Who answers in a paragraph somebody unnamed who has just spoken in the one before."""
        last, before, after = self.turns.last, beside.before, beside.after
        if not (last and before and after and after.name) or last.name or run[0].start:
            return ""
        spoke = before.word != "" and before.word == last.role
        whole = run[-1].end == len(self.paragraphs[run[-1].paragraph].text)
        return after.name if spoke and whole and self.turns.place == run[0].paragraph - 1 else ""

    def _agreed(self, hers: Sequence[Said], beside: _Beside) -> str:
        """The one person who is before and after, or alone on one side of the same paragraph."""
        before, here, after, goes_on = beside
        if before and after and here and after.name and self.denied(hers, before.name):
            return after.name  # who is before is spoken to or of
        narration, start = self.narrations[hers[0].paragraph], hers[0].start
        own = after and goes_on and narration.sentence_start(start) == start
        if after and own and before and not (here or before.many):
            # the paragraph's own subject counts for more than the last one's
            return after.name if narration.names(0, start) <= {after.name} else ""
        if before and after:
            return before.name if before.name in (after.name, *after.names) else ""
        if before and here:
            return before.name
        paragraph = self.paragraphs[hers[0].paragraph]
        last = paragraph.text.rstrip("”」』")[-1:]
        asks = last == "？" and _YOU.search(paragraph.text)  # who comes next may be asked
        opens = not asks and (paragraph.kind == "body" or last in _ENDS)
        return after.name if after and not before and (goes_on or opens) else ""

    def _protagonist(self, run: Sequence[Said], beside: _Beside) -> str:
        """Who goes on where nobody comes after: who spoke last, or whom the page is about.

        The text has just been about him or her; of the other kind are words about oneself. Where
        the paragraph goes on, it may be about somebody whose name has not been recognised.
        """
        before, after = beside.before, beside.after
        if beside.goes_on or not (before and before.name):
            return ""
        last, opens = self.turns.last, not run[0].start
        spoke = last and last.name == before.name and run[0].paragraph - self.turns.place <= 1
        if after and (opens or not spoke):
            return ""
        if spoke or before.speaks:
            return before.name
        own = all("我" in self._text(quote) for quote in run)
        return before.name if own and before.name == self.lead else ""

    def _before(self, run: Sequence[Said], here: int, start: int) -> tuple[Centre | None, bool]:
        """The nearest subject before a quotation, and whether it stands in the same paragraph."""
        for number in range(here, max(-1, here - _BACK - 1), -1):
            narration = self.narrations[number]
            if self.paragraphs[number].kind != "body":
                break
            place = start if number == here else len(narration.text)
            for _ in range(_SENTENCES):
                place = narration.speech_start(place)
                if not place:
                    break
                left = narration.sentence_start(place - 1)
                if _PRINTED.search(narration.text, left, place):
                    return Centre(), True
                found = self.centres.of(number, left, place)
                if found and found.of and self._calls(run, found.word):
                    return Centre(found.of), number == here
                if found and not self._speak_of(run, found.word):
                    return self._teller(number, left, found) or found, number == here
                place = left
        return None, False

    def _teller(self, number: int, place: int, told: Centre) -> Centre | None:
        """Who goes on reporting where nobody new or known has come on: 甲说，…。居民都下了楼。"""
        narration = self.narrations[number]
        for _ in range(_SENTENCES if not (told.name or told.one or told.speaks) else 0):
            place = narration.speech_start(place)
            if not place:
                break
            left = narration.sentence_start(place - 1)
            found = self.centres.of(number, left, place)
            if found and (found.tells or found.name or found.one):
                return found if found.tells and found.name else None
            place = left
        return None

    def _after(self, here: int, start: int, end: int, told: bool) -> Centre | None:
        """Whom the sentence after a quotation is about, or the next paragraph's first.

        told: the quotation's own paragraph has a subject before it, so the next doesn't matter.
        """
        text = self.narrations[here].text
        if start < len(text):
            other = "：" in text[start:end]  # what is said next is not what was said before
            centre = self.centres.of(here, start, end)
            if not (other and centre):
                return centre
            return Centre(names=centre.names | {centre.name}) if not told else None
        if told or here + 1 == len(self.narrations):
            return None
        below = self.narrations[here + 1]
        if ascribed.heard(below.text, 0):
            return None  # whoever has heard the words has not spoken them
        return self.centres.of(here + 1, 0, below.sentence_end(0))

    def denied(self, quotes: Sequence[Said], name: str) -> bool:
        """Whether the words of one of these quotations speak against a person."""
        return bool(name) and any(
            denials.denied(
                self.paragraphs[q.paragraph], q, self.subjects.people[name], self.subjects.roles
            )
            for q in quotes
        )

    def _text(self, quote: Said) -> str:
        return self.paragraphs[quote.paragraph].text[quote.start + 1 : quote.end]

    def _sentence(self, follow: Follow) -> str:
        return self.narrations[follow.paragraph].text[follow.start : follow.end]

    def _calls(self, run: Sequence[Said], kin: str) -> bool:
        """Whether words call the kin that somebody is told to be: 甲的姐夫…。“姐夫，…”"""
        text = self._text(run[0])
        return text.startswith((f"{kin}，", f"{_CALLED_BY.get(kin, kin)}，"))

    def _speak_of(self, run: Sequence[Said], word: str) -> bool:
        """Whether quotations speak of those whom a word stands for, so that they don't speak."""
        return bool(word) and any(word[:2] in self._text(quote) for quote in run)
