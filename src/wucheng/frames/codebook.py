"""Frames: which ways of speaking a sentence uses, each resting on a cue that can be shown.

What the frames are and what carries them is in frames.tsv, row by row; nothing here knows one.
How a cue is written and what may cancel it is told in the head of that file.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, Protocol

from wucheng.frames import rules
from wucheng.frames.index import Index
from wucheng.frames.rules import SOURCES, Rule
from wucheng.language.sentences import Sentence
from wucheng.language.words import Token
from wucheng.lexicon import Row

#: Marks that a row may ask for after a phrase (辛苦了！) and that aren't shown with it.
_MARKS = frozenset("，。！？；：、“”")

#: Between the names of a byline (记者 甲 乙, 记者：甲、乙).
_BETWEEN_NAMES = re.compile(r"[ 　、/／:：]*")


class Cue(NamedTuple):
    """A frame of a sentence and the phrase it rests on: text[start_char:][:len(cue)] == cue."""

    frame: str
    start_char: int
    cue: str


class Counted(Protocol):
    """What is asked of a quantity: where it stands, how many it says there are, and of what."""

    @property
    def text(self) -> str: ...
    @property
    def start_char(self) -> int: ...
    @property
    def value(self) -> float | None: ...
    @property
    def at_least(self) -> float | None: ...
    @property
    def unit(self) -> str: ...


class Named(Protocol):
    """What is asked of a personal name: the characters [start, end) of the sentence."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


class Acting(Protocol):
    """What is asked about who acts at a place of a sentence, and for whom: kinds, or ""."""

    def subject(self, sentence: int, place: int) -> str: ...
    def receiver(self, sentence: int, place: int) -> str: ...


#: A frame, where its cue stands, whose it is and where that one's match ends; the last two are
#: None and 0 where nothing is left to ask.
_Found = tuple[str, int, int, Rule | None, int]


def _order(cue: _Found) -> tuple[str, int, int]:
    return cue[0], cue[1], -cue[2]


class Codebook:
    """The rows of frames.tsv as a coder of sentences.

    Raises LexiconError, naming the cue, for a row that can't be read.
    """

    def __init__(self, rows: Iterable[Row]) -> None:
        listed = [rule for row in rows for rule in rules.read(row)]
        self._naming = [rule for rule in listed if rule.cue == "@person"]
        counting = [rule for rule in listed if rule.cue == "@quantity"]
        units = frozenset().union(*(rule.unit | rule.not_unit for rule in counting))
        self._counting = {unit: [rule for rule in counting if rule.counts(unit)] for unit in units}
        self._counting_others = [rule for rule in counting if not rule.unit]
        self._index = Index(rule for rule in listed if rule.cue not in SOURCES)
        #: the frames in the order of the lexicon
        self.frames = tuple(dict.fromkeys(rule.frame for rule in listed))

    def code(
        self,
        sentence: Sentence,
        tokens: Sequence[Token],
        quantities: Iterable[Counted] = (),
        names: Iterable[Named] = (),
        parties: Acting | None = None,
    ) -> list[Cue]:
        """The cues of one sentence, sorted by frame and place; within a frame none overlap.

        Args:
            sentence: title, heading or body alike.
            tokens: (token, pos, start, end) of its text.
            quantities: its quantities, as quantity.read gives them.
            names: the personal names in it, by mentions.places. No cue counts inside one.
            parties: who acts in the document; without them nobody is known to.
        """
        spans = sorted((name.start, name.end) for name in names)
        line = _Line(sentence, tokens, spans, parties)
        found: list[_Found] = [
            (rule.frame, start, line.shown(rule, start, end), rule, end)
            for start, rule, end in self._index.read(sentence.text)
        ]
        found += self._quantities(line, quantities)
        if spans:
            found += self._names(line, spans)
        return [Cue(frame, start, line.text[start:end]) for frame, start, end in line.apart(found)]

    def _quantities(self, line: _Line, quantities: Iterable[Counted]) -> Iterator[_Found]:
        text = line.text
        for quantity in quantities:
            start = quantity.start_char
            end = start + len(quantity.text)
            number = quantity.at_least if quantity.value is None else quantity.value
            for rule in self._counting.get(quantity.unit, self._counting_others):
                if number is not None and number < rule.least:
                    continue
                if rule.follows(text, start):
                    continue
                if rule.allows(text, start, end) and line.fits(rule, start):
                    yield rule.frame, start, end, None, 0

    def _names(self, line: _Line, spans: Sequence[tuple[int, int]]) -> Iterator[_Found]:
        text = line.text
        for rule in self._naming:
            refused = -1  # end of a name that didn't count: the next in its list doesn't either
            for start, end in spans:
                before = text[:start].rstrip(" 　：:")
                listed = refused >= 0 and _BETWEEN_NAMES.fullmatch(text, refused, start)
                if listed or any(
                    # 作者 names a writer, but not in 工作者
                    before.endswith(word) and len(before) - len(word) in line.starts
                    for word in rule.not_after
                ):
                    refused = end
                elif rule.allows(text, start, end) and line.fits(rule, start):
                    yield rule.frame, start, end, None, 0


class _Line:
    """One sentence, and what the rules ask of it."""

    __slots__ = ("known", "named", "number", "parties", "starts", "text", "tokens")

    def __init__(
        self,
        sentence: Sentence,
        tokens: Sequence[Token],
        spans: Sequence[tuple[int, int]],
        parties: Acting | None,
    ) -> None:
        self.text, self.number = sentence.text, sentence.sentence
        self.tokens = tokens
        self.starts = [token[2] for token in tokens]
        self.named = {place for start, end in spans for place in range(start, end)}
        self.parties = parties
        #: whether the sentence has what a rule needs, asked once
        self.known: dict[Rule, bool] = {}

    def apart(self, found: Iterable[_Found]) -> Iterator[tuple[str, int, int]]:
        """Of cues that overlap within a frame the first, of those that begin together the longest.

        Whether a cue counts is asked only where none before it leaves it aside.
        """
        frame, done = "", 0
        for name, start, end, rule, stop in sorted(found, key=_order):
            if name != frame:
                frame, done = name, 0
            if start >= done and (rule is None or self.admits(rule, start, stop)):
                done = end
                yield name, start, end

    def admits(self, rule: Rule, start: int, end: int) -> bool:
        """Whether a rule's cue counts at a place."""
        if rule.edges != "any" and not self.on_words(start, end, rule.edges):
            return False
        if rule.pos:
            _, pos, begins, ends = self.word(start)
            if begins == start and ends == end and pos not in rule.pos:
                return False
        # a name between the words of a cue is somebody it tells of (给李某送菜)
        if not rule.in_name and self.named and not self.named.isdisjoint((start, end - 1)):
            return False
        return (
            not rule.follows(self.text, start)
            and rule.allows(self.text, start, end)
            and self.fits(rule, start)
        )

    def fits(self, rule: Rule, start: int) -> bool:
        """Whether the sentence, and who acts at a place of it, let a rule's cue count there."""
        known = self.known.get(rule)
        if known is None:
            text = self.text
            has_needed = not rule.needs or any(map(text.__contains__, rule.needs))
            known = has_needed and not any(map(text.__contains__, rule.unless))
            self.known[rule] = known
        if not known or not (rule.subject or rule.receiver):
            return known
        parties = self.parties
        subject = parties.subject(self.number, start) if parties and rule.subject else ""
        if rule.subject and not rule.subject.admits(subject):
            return False
        receiver = parties.receiver(self.number, start) if parties and rule.receiver else ""
        return not rule.receiver or rule.receiver.admits(receiver)

    def shown(self, rule: Rule, start: int, end: int) -> int:
        """Where a cue ends for readers: no mark is part of it, and no word is cut."""
        text = self.text
        while end > start + 1 and text[end - 1] in _MARKS:  # a mark is a condition
            if text[end - 1] == "”" and "“" in text[start:end]:
                break
            end -= 1
        if rule.pattern:  # 主动请缨 is shown, not 主动请
            return self.word(end - 1)[3]
        return end

    def word(self, place: int) -> Token:
        """The word that holds a character."""
        return self.tokens[bisect_right(self.starts, place) - 1]

    def on_words(self, start: int, end: int, edges: str) -> bool:
        """Whether words begin at `start` and end at `end`; or one of four characters does either.

        The segmenter keeps compounds whole (核酸检测, 党委书记): their halves are words too.
        """
        _, _, begins, reach = self.word(start)
        first, ends = (begins, reach) if reach >= end else self.word(end - 1)[2:]
        if begins == start and ends == end:
            return True
        if edges == "token" or end - start < 2:
            return False
        return first == begins and ends - first >= 4 and (begins == start or ends == end)
