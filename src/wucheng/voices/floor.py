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

from wucheng.voices.centres import Centre, Centres
from wucheng.voices.narration import Paragraph, Said
from wucheng.voices.roles import WORKERS
from wucheng.voices.subjects import Subjects, Voice
from wucheng.voices.turns import Turns

#: How many paragraphs back the one with the floor may have been named.
_BACK = 2
#: Which share of all names in the narration is the one person's whom a page is about.
_LEAD = 0.6
#: Whoever says so was helped; those whose work it is to help are thanked.
_THANKS = re.compile(
    r"谢谢|感谢|多亏|多谢|好人|贴心|恩人|辛苦(?:你|您|了)|麻烦[你您]|帮了?我|热心|细心|周到|暖心"
)
#: He or she, told of and not spoken to.
_OF_HIM = re.compile(
    r"(?<!其)[他她](?!们|人)|[这那](?:位|孩子|小伙|丫头|姑娘|闺女|后生|娃|个[^，。！？]{0,6}(?:的|人|小伙|姑娘|丫头))"
)
#: Whom the words are said to.
_CALLED = re.compile(r"[^，。！？：“”]{0,4}?(?P<title>[㐀-鿿]{1,2})[，！：]")
#: A paper or a document whose words may come: 该报称, 通知要求.
_PRINTED = re.compile(
    r"》|(?:报道|文章|社论|报告|通知|公告|通报|声明|公报|来信|信中|文件|通稿|帖子|微博|网帖|消息|视频|标语|横幅)"
    r"[^，。！？；：“”]{0,6}(?:称|说|写|分析|指出|显示|要求|提到|强调|认为|表示)"
)


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

    def voices(self, run: Sequence[Said], there: int, place: int, right: int) -> list[Voice]:
        """Who speaks the quotations of a row, or nobody.

        there, place, right: where the sentence after them begins and ends.
        """
        nobody = [Voice()] * len(run)
        here, start = run[0].paragraph, run[0].start
        before, same = self._before(run, here, start)
        after = self._after(there, place, right, same and before is not None)
        name = self._agreed(before, after, same) or self._protagonist(run, before, after)
        if not name:
            return nobody
        voice = self.subjects.voice(name, "")
        if any(self._not_by(quote, name) for quote in run[::2]):
            return nobody
        return self.turns.shared(run, voice)

    def _agreed(self, before: Centre | None, after: Centre | None, same: bool) -> str:
        """The one person who is before and after, or alone on one side."""
        if before and after:
            return before.name if before.name == after.name else ""
        if before and same:
            return before.name
        return ""

    def _protagonist(self, run: Sequence[Said], before: Centre | None, after: Centre | None) -> str:
        """Whom most of the page is about, if the text has just been, and one speaks of oneself."""
        if after or not (before and before.name and before.name == self.lead):
            return ""
        return before.name if all("我" in self._text(quote) for quote in run) else ""

    def _before(self, run: Sequence[Said], here: int, start: int) -> tuple[Centre | None, bool]:
        """The nearest subject before a quotation, and whether it stands in the same paragraph."""
        for number in range(here, max(-1, here - _BACK - 1), -1):
            narration = self.narrations[number]
            if self.paragraphs[number].kind != "body":
                break
            place = start if number == here else len(narration.text)
            while place > 0:
                left = narration.sentence_start(place - 1)
                if _PRINTED.search(narration.text, left, place):
                    return Centre(), True
                found = self.centres.of(number, left, place)
                if found and not (found.many and self._speak_of(run, found.word)):
                    return found, number == here
                place = left
        return None, False

    def _after(self, here: int, start: int, end: int, told: bool) -> Centre | None:
        """Whom the sentence after a quotation is about, or the next paragraph's first.

        told: the quotation's own paragraph has a subject before it, so the next doesn't matter.
        """
        if start < len(self.narrations[here].text):
            return self.centres.of(here, start, end)
        if not told and here + 1 < len(self.narrations):
            return self.centres.of(here + 1, 0, self.narrations[here + 1].sentence_end(0))
        return None

    def _text(self, quote: Said) -> str:
        return self.paragraphs[quote.paragraph].text[quote.start + 1 : quote.end]

    def _speak_of(self, run: Sequence[Said], word: str) -> bool:
        """Whether quotations speak of those whom a word stands for, so that they don't speak."""
        return bool(word) and any(word[:2] in self._text(quote) for quote in run)

    def _not_by(self, quote: Said, name: str) -> bool:
        """Whether the words of a quotation can't be a person's: they call, name or thank him."""
        if self.turns.addressed(quote, name) or self.turns.called(quote, name):
            return True
        paragraph = self.paragraphs[quote.paragraph]
        if any(mention.name == name for mention in paragraph.named(quote.start, quote.end)):
            return True
        person, text = self.subjects.people[name], self._text(quote)
        if person.kind in WORKERS and _THANKS.search(text):
            return True
        called = _CALLED.match(text)
        if called and (person.role + person.name).endswith(called["title"]):
            return True
        him = _OF_HIM.search(text)
        if not him:
            return False
        named = paragraph.named(quote.start, quote.start + 1 + him.start())
        roles = self.subjects.roles
        return not (named or any(roles.person(text, i) for i in range(him.start())))
