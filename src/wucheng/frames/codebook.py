"""Frames: which ways of speaking a sentence uses, each resting on a cue that can be shown.

What the frames are and what carries them is in frames.tsv, row by row; nothing here knows one.
How a cue is written and what may cancel it is told in the head of that file.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, Protocol

from wucheng.frames import rules
from wucheng.frames.index import Index
from wucheng.frames.rules import SOURCES, Rule
from wucheng.lexicon import Row
from wucheng.sentences import Sentence
from wucheng.words import Token

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


Found = tuple[str, int, int]
#: Whether the sentence, and who acts at a place of it, let a rule's cue count there.
Fits = Callable[[Rule, int], bool]


class Codebook:
    """The rows of frames.tsv as a coder of sentences.

    Raises LexiconError, naming the cue, for a row that can't be read.
    """

    def __init__(self, rows: Iterable[Row]) -> None:
        self._sources: dict[str, list[Rule]] = {source: [] for source in SOURCES}
        listed = [rule for row in rows for rule in rules.read(row)]
        for rule in listed:
            if rule.cue in self._sources:
                self._sources[rule.cue].append(rule)
        self._index = Index(rule for rule in listed if rule.cue not in self._sources)
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
            names: the personal names in it, as people.places gives them. No cue counts inside one.
            parties: who acts in the document; without them nobody is known to.
        """
        text = sentence.text
        spans = sorted((name.start, name.end) for name in names)
        fits = _fits(sentence, parties)
        found = [*self._phrases(text, tokens, spans, fits)]
        found += self._quantities(text, quantities, fits)
        if spans:
            found += self._names(text, spans, {start for _, _, start, _ in tokens}, fits)
        return [Cue(frame, start, text[start:end]) for frame, start, end in _apart(found)]

    def _phrases(
        self, text: str, tokens: Sequence[Token], spans: Sequence[tuple[int, int]], fits: Fits
    ) -> Iterator[Found]:
        starts = {token[2]: token for token in tokens}
        ends = {token[3]: token for token in tokens}
        named = {place for start, end in spans for place in range(start, end)}
        for start, rule, end in self._index.read(text):
            if rule.edges != "any" and not _on_words(start, end, starts, ends, rule.edges):
                continue
            if rule.pos and start in starts:
                _, pos, _, token_end = starts[start]
                if token_end == end and pos not in rule.pos:
                    continue
            # a name between the words of a cue is somebody it tells of (给李某送菜)
            if not rule.in_name and named and not named.isdisjoint((start, end - 1)):
                continue
            if (
                not rule.follows(text, start)
                and rule.allows(text, start, end)
                and fits(rule, start)
            ):
                end = _shown(text, start, end)
                if rule.pattern and end not in ends:
                    end = _word_end(tokens, end)
                yield rule.frame, start, end

    def _quantities(self, text: str, quantities: Iterable[Counted], fits: Fits) -> Iterator[Found]:
        for quantity in quantities:
            start = quantity.start_char
            end = start + len(quantity.text)
            for rule in self._sources["@quantity"]:
                number = quantity.at_least if quantity.value is None else quantity.value
                if number is not None and number < rule.least:
                    continue
                if quantity.unit in rule.not_unit or (rule.unit and quantity.unit not in rule.unit):
                    continue
                if rule.follows(text, start):
                    continue
                if rule.allows(text, start, end) and fits(rule, start):
                    yield rule.frame, start, end

    def _names(
        self, text: str, spans: Sequence[tuple[int, int]], starts: set[int], fits: Fits
    ) -> Iterator[Found]:
        for rule in self._sources["@person"]:
            refused = -1  # end of a name that didn't count: the next in its list doesn't either
            for start, end in spans:
                before = text[:start].rstrip(" 　：:")
                listed = refused >= 0 and _BETWEEN_NAMES.fullmatch(text, refused, start)
                if listed or any(
                    # 作者 names a writer, but not in 工作者
                    before.endswith(word) and len(before) - len(word) in starts
                    for word in rule.not_after
                ):
                    refused = end
                elif rule.allows(text, start, end) and fits(rule, start):
                    yield rule.frame, start, end


def _fits(sentence: Sentence, parties: Acting | None) -> Fits:
    """What a rule asks of the sentence, asked once, and of who acts where its cue stands."""
    text = sentence.text
    known: dict[Rule, bool] = {}

    def fits(rule: Rule, start: int) -> bool:
        if rule not in known:
            has_needed = not rule.needs or any(map(text.__contains__, rule.needs))
            known[rule] = has_needed and not any(map(text.__contains__, rule.unless))
        if not known[rule] or not (rule.subject or rule.receiver):
            return known[rule]
        subject = parties.subject(sentence.sentence, start) if parties and rule.subject else ""
        if rule.subject and not rule.subject.admits(subject):
            return False
        receiver = parties.receiver(sentence.sentence, start) if parties and rule.receiver else ""
        return not rule.receiver or rule.receiver.admits(receiver)

    return fits


def _shown(text: str, start: int, end: int) -> int:
    """Where a cue ends for readers: a mark at its end is a condition, not part of the phrase."""
    while end > start + 1 and text[end - 1] in _MARKS:
        if text[end - 1] == "”" and "“" in text[start:end]:
            break
        end -= 1
    return end


def _word_end(tokens: Sequence[Token], place: int) -> int:
    """Where the word ends that a place is inside: 主动请缨 is shown, not 主动请."""
    at = bisect_left(tokens, place, key=lambda token: token[3])
    return tokens[at][3] if at < len(tokens) and tokens[at][2] < place else place


def _on_words(
    start: int, end: int, starts: dict[int, Token], ends: dict[int, Token], edges: str
) -> bool:
    """Whether words begin at `start` and end at `end`; or one of four characters does either.

    The segmenter keeps compounds whole (核酸检测, 党委书记, 坚守岗位): their halves are words too.
    """
    if start in starts and end in ends:
        return True
    if edges == "token" or end - start < 2:
        return False
    if start in starts:
        last = starts[start][3]
        return last >= end and last - start >= 4
    first = ends[end][2] if end in ends else end
    return first <= start and end - first >= 4


def _apart(found: Iterable[Found]) -> Iterator[Found]:
    """Of cues that overlap within a frame the first, of those that begin together the longest."""
    frame, done = "", 0
    for name, start, end in sorted(found, key=lambda cue: (cue[0], cue[1], -cue[2])):
        if name != frame:
            frame, done = name, 0
        if start >= done:
            done = end
            yield name, start, end
