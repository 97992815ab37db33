"""Frames: which ways of speaking a sentence uses, each resting on a cue that can be shown.

What the frames are and what carries them is in frames.tsv, row by row; nothing here knows one.
How a cue is written and what may cancel it is told in the head of that file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import add
from typing import Protocol

from wucheng import phrase
from wucheng.errors import LexiconError
from wucheng.lexicon import Row
from wucheng.sentences import Sentence
from wucheng.words import Token

#: Cues that other readers supply: a quantity of quantity.py, a personal name of people.py.
SOURCES = ("@quantity", "@person")

#: Marks that a row may ask for after a phrase (辛苦了！) and that aren't shown with it.
_MARKS = frozenset("，。！？；：、“”")

#: Between the names of a byline (记者 甲 乙, 记者：甲、乙).
_BETWEEN_NAMES = re.compile(r"[ 　、/／:：]*")


@dataclass(frozen=True, slots=True, order=True)
class Cue:
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


@dataclass(frozen=True, slots=True, eq=False)
class _Rule:
    """One row of the lexicon, ready to be matched at a place in a sentence."""

    frame: str
    cue: str
    pattern: re.Pattern[str] | None
    edges: str  # token, short (a short phrase may also head or end a long word) or any
    in_name: bool
    pos: frozenset[str]
    not_after: tuple[str, ...]
    not_before: tuple[str, ...]
    within: tuple[str, ...]
    needs: tuple[str, ...]
    unless: tuple[str, ...]
    least: float
    unit: frozenset[str]
    not_unit: frozenset[str]

    def follows(self, text: str, start: int) -> bool:
        """Whether the cue stands after something that cancels it."""
        return text.endswith(self.not_after, 0, start)

    def allows(self, text: str, start: int, end: int) -> bool:
        """Whether what comes after it and the set phrases around it let the cue count."""
        if self.not_before and text.startswith(self.not_before, end):
            return False
        return not (self.within and _inside(text, start, end, self.within))


Found = tuple[str, int, int]
Fits = Callable[[_Rule], bool]


class Codebook:
    """The rows of frames.tsv as a coder of sentences.

    Raises LexiconError, naming the cue, for a row that can't be read.
    """

    def __init__(self, rows: Iterable[Row]) -> None:
        heads: dict[str, list[_Rule]] = {}
        self._sources: dict[str, list[_Rule]] = {source: [] for source in SOURCES}
        frames: dict[str, None] = {}
        for rule in (rule for row in rows for rule in _rules(row)):
            frames[rule.frame] = None
            if rule.cue in self._sources:
                self._sources[rule.cue].append(rule)
            else:
                for head in phrase.heads(rule.cue):
                    heads.setdefault(head, []).append(rule)
        # what begins with a character begins with any two of which it is the first
        self._pairs = {
            head: [*rules, *heads.get(head[0], ())] for head, rules in heads.items() if head[1:]
        }
        self._singles = {head: rules for head, rules in heads.items() if not head[1:]}
        #: the frames in the order of the lexicon
        self.frames = tuple(frames)

    def code(
        self,
        sentence: Sentence,
        tokens: Sequence[Token],
        quantities: Iterable[Counted] = (),
        names: Iterable[Named] = (),
    ) -> list[Cue]:
        """The cues of one sentence, sorted by frame and place; within a frame none overlap.

        Args:
            sentence: title, heading or body alike.
            tokens: (token, pos, start, end) of its text.
            quantities: its quantities, as quantity.read gives them.
            names: the personal names in it, as people.places gives them. No cue counts inside one.
        """
        text = sentence.text
        spans = sorted((name.start, name.end) for name in names)
        fits = _fits(text)
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
        for start, rule, end in self._candidates(text):
            if rule.edges != "any" and not _on_words(start, end, starts, ends, rule.edges):
                continue
            if rule.pos and start in starts:
                _, pos, _, token_end = starts[start]
                if token_end == end and pos not in rule.pos:
                    continue
            if named and not rule.in_name and not named.isdisjoint(range(start, end)):
                continue
            if not rule.follows(text, start) and rule.allows(text, start, end) and fits(rule):
                yield rule.frame, start, _shown(text, start, end)

    def _candidates(self, text: str) -> Iterator[tuple[int, _Rule, int]]:
        """Where the cues stand, whatever cancels them: start, rule, end."""
        pairs = map(add, text, text[1:] + "\n")  # as the last character begins no pair
        # a map of a map looks up all places at once, and at most of them nothing stands
        heads = map(self._pairs.get, pairs, map(self._singles.get, text))
        for start, rules in enumerate(heads):
            for rule in rules or ():
                if rule.pattern is None:
                    if text.startswith(rule.cue, start):
                        yield start, rule, start + len(rule.cue)
                elif match := rule.pattern.match(text, start):
                    yield start, rule, match.end()

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
                if rule.allows(text, start, end) and fits(rule):
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
                elif rule.allows(text, start, end) and fits(rule):
                    yield rule.frame, start, end


def _fits(text: str) -> Fits:
    """Whether a sentence has what a rule needs and nothing that rules it out; asked once a rule."""
    known: dict[_Rule, bool] = {}

    def fits(rule: _Rule) -> bool:
        if rule not in known:
            has_needed = not rule.needs or any(word in text for word in rule.needs)
            known[rule] = has_needed and not any(word in text for word in rule.unless)
        return known[rule]

    return fits


def _shown(text: str, start: int, end: int) -> int:
    """Where a cue ends for readers: a mark at its end is a condition, not part of the phrase."""
    while end > start + 1 and text[end - 1] in _MARKS:
        if text[end - 1] == "”" and "“" in text[start:end]:
            break
        end -= 1
    return end


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


def _rules(row: Row) -> Iterator[_Rule]:
    """The rules of a row: one for each of its cues, all with the row's conditions."""
    frame, cell = row["frame"], row["cue"]
    if not frame or not cell:
        raise LexiconError(f"frames.tsv has a row without a frame or a cue: {frame or cell!r}.")
    edges = row.get("edges", "")
    if edges not in ("", "token", "any"):
        raise LexiconError(f"frames.tsv, cue {cell}: edges are token, any or empty, not {edges!r}.")
    least = row.get("least", "")
    try:
        at_least = float(least) if least else 0.0
    except ValueError:
        raise LexiconError(f"frames.tsv, cue {cell}: least is no number: {least!r}.") from None
    for cue in phrase.split(cell):
        if cue.startswith("@") and cue not in SOURCES:
            raise LexiconError(f"frames.tsv: {cue} is no source of cues; {SOURCES} are.")
        try:
            pattern, _ = phrase.pattern(cue), phrase.heads(cue)
        except ValueError as error:
            raise LexiconError(f"frames.tsv, cue {cue}: {error}.") from None
        yield _Rule(
            frame,
            cue,
            pattern=pattern,
            edges=edges or ("any" if pattern or len(cue) > 2 else "short"),
            in_name=bool(row.get("in_name")),
            pos=frozenset(_list(row, "pos")),
            not_after=_list(row, "not_after"),
            not_before=_list(row, "not_before"),
            within=_list(row, "within"),
            needs=_list(row, "needs"),
            unless=_list(row, "unless"),
            least=at_least,
            unit=frozenset(_list(row, "unit")),
            not_unit=frozenset(_list(row, "not_unit")),
        )


def _list(row: Row, column: str) -> tuple[str, ...]:
    return tuple(part for part in row.get(column, "").split("|") if part)


def _inside(text: str, start: int, end: int, phrases: tuple[str, ...]) -> bool:
    cue = text[start:end]
    for known in phrases:
        at = known.find(cue)
        while at >= 0:
            if text.startswith(known, start - at) and start >= at:
                return True
            at = known.find(cue, at + 1)
    return False


def _apart(found: Iterable[Found]) -> Iterator[Found]:
    """Of cues that overlap within a frame the first, of those that begin together the longest."""
    frame, done = "", 0
    for name, start, end in sorted(found, key=lambda cue: (cue[0], cue[1], -cue[2])):
        if name != frame:
            frame, done = name, 0
        if start >= done:
            done = end
            yield name, start, end
