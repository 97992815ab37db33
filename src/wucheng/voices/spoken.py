"""Spoken: which stretches of the sentences are somebody's words, and whose.

Speech may hold speech: in a turn of an interview somebody may quote another. Such words are the
other's, once, and what is around them is the first one's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol, TypeVar

from wucheng.language.sentences import Sentence


class Spoken(Protocol):
    """What is asked of a quotation: where it opens, what it says, whether it is speech."""

    @property
    def sentence(self) -> int: ...
    @property
    def start_char(self) -> int: ...
    @property
    def text(self) -> str: ...
    @property
    def speech(self) -> bool: ...
    @property
    def speaker(self) -> str: ...
    @property
    def role(self) -> str: ...
    @property
    def cue(self) -> str: ...


#: Marks that open a quotation.
OPENING = frozenset("“「『‘")

T = TypeVar("T")
Q = TypeVar("Q", bound=Spoken)


def stretches(
    sentences: Sequence[Sentence], quotes: Iterable[Q]
) -> dict[int, list[tuple[int, int, Q]]]:
    """Where each sentence is whose words: {sentence: [(start, end, quotation), …]}, none twice."""
    texts = {sentence.sentence: sentence.text for sentence in sentences}
    found: dict[int, list[tuple[int, int, Q]]] = {}
    for quote in quotes:
        if not quote.speech:
            continue
        number, start = quote.sentence, quote.start_char
        mark = int(opens_with_mark(texts.get(number, ""), start))
        for part in quote.text.split("\n"):
            left = len(part)
            while left > 0 and number in texts:
                end = min(start + left, len(texts[number]))
                found.setdefault(number, []).append((start, end, quote))
                left -= end - start
                start = 0
                if left > 0:
                    number += 1
            number, start = number + 1, mark
    return {
        number: list(apart(sorted(spans, key=in_order), told)) for number, spans in found.items()
    }


def opens_with_mark(text: str, start: int) -> bool:
    """Whether speech from a place on stands in quotation marks; a turn of a dialogue does not.

    Each paragraph of a quotation opens with its mark, each of a turn with its first word.
    """
    return start > 0 and text[start - 1 : start] in OPENING


def apart(
    spans: Iterable[tuple[int, int, T]], known: Callable[[T], bool]
) -> Iterator[tuple[int, int, T]]:
    """Stretches in order, those that hold others cut around them, so that none overlap.

    Args:
        spans: sorted by `in_order`.
        known: of what is held, whether it is told whose it is. Else it goes with what holds it.
    """
    outer: tuple[int, int, T] | None = None
    done = 0
    for start, end, item in spans:
        if outer and start < outer[1]:
            if known(item) and done <= start:
                if done < start:
                    yield done, start, outer[2]
                done = min(end, outer[1])
                yield start, done, item
            continue
        if outer and done < outer[1]:
            yield done, outer[1], outer[2]
        outer, done = (start, end, item), start
    if outer and done < outer[1]:
        yield done, outer[1], outer[2]


def in_order(span: tuple[int, int, object]) -> tuple[int, int]:
    """By what stretches are sorted: their beginning; what holds others comes before them."""
    return span[0], -span[1]


def told(quote: Spoken) -> bool:
    """Whether anything is told of who speaks."""
    return bool(quote.speaker or quote.role or quote.cue)
