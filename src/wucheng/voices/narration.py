"""Narration: the paragraphs of a document as they read with all speech taken out.

Who speaks is told by the writer, not by the speaker: a name inside a quotation is not looked at.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import itemgetter
from typing import NamedTuple

from wucheng.language.sentences import Sentence
from wucheng.people.person import Mention

#: Stands for each character of speech.
BLOT = "\ue000"
_LATEST = 20
_SENTENCE_ENDS = re.compile(rf"[。！？!?{BLOT}]")
_CLAUSE_ENDS = re.compile(rf"[，。！？；：!?、 {BLOT}]")


@dataclass(slots=True)
class Paragraph:
    """A paragraph put together again from its sentences, with the people it names."""

    number: int
    kind: str
    text: str = ""
    mentions: list[Mention] = field(default_factory=list)
    speech: list[tuple[int, int]] = field(default_factory=list)
    terms: list[tuple[int, int]] = field(default_factory=list)
    turns: list[tuple[int, int, str]] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list)
    _sentences: list[int] = field(default_factory=list)

    def add(self, sentence: Sentence, mentions: Iterable[Mention]) -> None:
        """Append one sentence."""
        base = len(self.text)
        self._starts.append(base)
        self._sentences.append(sentence.sentence)
        self.text += sentence.text
        self.mentions += [Mention(base + m.start, base + m.end, m.name) for m in mentions]

    def named(self, start: int, end: int) -> list[Mention]:
        """The people named between two places, in speech or out of it."""
        first = bisect_left(self.mentions, start, key=lambda m: m.start)
        return self.mentions[first : bisect_left(self.mentions, end, key=lambda m: m.start)]

    def turn(self, place: int) -> str | None:
        """Who speaks in the turn of an interview that a place is in; None outside of turns."""
        index = bisect_right(self.turns, place, key=itemgetter(0)) - 1
        return self.turns[index][2] if index >= 0 and place < self.turns[index][1] else None

    def speaks(self, place: int) -> bool:
        """Whether a place is in speech between quotation marks."""
        index = bisect_right(self.speech, place, key=itemgetter(0)) - 1
        return index >= 0 and place < self.speech[index][1]

    def place(self, char: int) -> tuple[int, int]:
        """The sentence that a character is in, and its place there."""
        index = bisect_right(self._starts, char) - 1
        return self._sentences[index], char - self._starts[index]


@dataclass(slots=True)
class Said:
    """One quotation that is speech: [start, end) of a paragraph with its marks; then its rest."""

    paragraph: int
    start: int
    end: int
    closed: bool
    more: list[tuple[int, int, int]] = field(default_factory=list)


class Follow(NamedTuple):
    """Where the sentence after a quotation stands: [start, end) of a paragraph's narration."""

    paragraph: int
    start: int
    end: int


class Narration:
    """One paragraph with its speech blotted out, character for character.

    All places are characters of the paragraph. `mentions` are the people whom the writer names.
    """

    def __init__(self, paragraph: Paragraph) -> None:
        self.paragraph = paragraph
        pieces: list[str] = []
        done = 0
        for start, end in sorted(paragraph.speech):
            pieces += [paragraph.text[done:start], BLOT * (end - start)]
            done = end
        self.text = "".join([*pieces, paragraph.text[done:]])
        self.mentions = [
            m
            for m in paragraph.mentions
            if self.text[m.start] != BLOT and not _within(paragraph.terms, m)
        ]
        self._starts = [m.start for m in self.mentions]
        self._speech = [start for start, _ in sorted(paragraph.speech)]

    @cached_property  # few paragraphs are asked for them
    def _ends(self) -> list[int]:
        return [m.end() for m in _SENTENCE_ENDS.finditer(self.text)]

    @cached_property
    def _clauses(self) -> list[int]:
        return [m.end() for m in _CLAUSE_ENDS.finditer(self.text)]

    def sentence_start(self, place: int) -> int:
        """Where the sentence before a place begins, or where the quotation before it ends."""
        return _last(self._ends, place)

    def clause_start(self, place: int) -> int:
        return _last(self._clauses, place)

    def sentence_end(self, place: int) -> int:
        """Where the sentence after a place ends (before its mark), or the next quotation begins."""
        index = bisect_right(self._ends, place)
        return self._ends[index] - 1 if index < len(self._ends) else len(self.text)

    def clauses(self, start: int, end: int) -> list[tuple[int, int]]:
        """The clauses between two places, from left to right."""
        cuts = self._clauses[bisect_right(self._clauses, start) : bisect_left(self._clauses, end)]
        bounds = [start, *cuts, end]
        return [(a, b) for a, b in zip(bounds, bounds[1:], strict=False) if a < b]

    def named(self, start: int, end: int) -> list[Mention]:
        """The people named between two places."""
        return self.mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def names(self, start: int, end: int) -> set[str]:
        """Everyone named between two places."""
        return {mention.name for mention in self.named(start, end)}

    def latest(self, place: int) -> list[Mention]:
        """The people named last before a place, a score at most: nobody keeps more in mind."""
        end = bisect_left(self._starts, place)
        return self.mentions[max(0, end - _LATEST) : end]

    def speech_start(self, place: int) -> int:
        """Where the quotation begins that ends at a place; the place itself if none does."""
        if not place or self.text[place - 1] != BLOT:
            return place
        return self._speech[bisect_left(self._speech, place) - 1]

    def speech_after(self, place: int) -> bool:
        return bisect_left(self._speech, place) < len(self._speech)


def _within(terms: Sequence[tuple[int, int]], mention: Mention) -> bool:
    """Whether a name is only a piece of a term: “5幢王伯伯轮椅”, not “小芦”."""
    index = bisect_right(terms, mention.start, key=itemgetter(0)) - 1
    if index < 0 or mention.end > terms[index][1]:
        return False
    start, end = terms[index]
    return end - start > 2 * (mention.end - mention.start) + 2


def only(names: Collection[str]) -> str:
    """The one name of a set; an empty string where there is none or another."""
    return next(iter(names)) if len(names) == 1 else ""


def following(narrations: Sequence[Narration], quote: Said) -> Follow:
    """Where the sentence after a quotation stands, without the marks that part them."""
    there, place = (
        (quote.more[-1][0], quote.more[-1][2]) if quote.more else (quote.paragraph, quote.end)
    )
    text = narrations[there].text
    while place < len(text) and text[place] in "。，！？…”；、 ":
        place += 1
    return Follow(there, place, narrations[there].sentence_end(place))


def _last(places: list[int], place: int) -> int:
    index = bisect_right(places, place)
    return places[index - 1] if index else 0
