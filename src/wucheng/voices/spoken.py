"""Spoken: which stretches of the sentences are somebody's words, and whose."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from wucheng.sentences import Sentence


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


Q = TypeVar("Q", bound=Spoken)


def stretches(
    sentences: Sequence[Sentence], quotes: Iterable[Q]
) -> dict[int, list[tuple[int, int, Q]]]:
    """Where each sentence is whose words: {sentence: [(start, end, quotation), …]}."""
    texts = {sentence.sentence: sentence.text for sentence in sentences}
    found: dict[int, list[tuple[int, int, Q]]] = {}
    for quote in quotes:
        if not quote.speech:
            continue
        number, start = quote.sentence, quote.start_char
        for part in quote.text.split("\n"):
            left = len(part)
            while left > 0 and number in texts:
                end = min(start + left, len(texts[number]))
                found.setdefault(number, []).append((start, end, quote))
                left -= end - start
                start = 0
                if left > 0:
                    number += 1
            number, start = number + 1, 1  # a paragraph within a quotation opens with its mark
    return {number: sorted(spans, key=lambda span: span[:2]) for number, spans in found.items()}
