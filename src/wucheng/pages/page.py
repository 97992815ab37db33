"""One page of the web, read: from bytes to an article with every character accounted for."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from wucheng.errors import Refused
from wucheng.language import sentences
from wucheng.language.sentences import Sentence
from wucheng.lexicon import Lexicons
from wucheng.pages import decode, facts, script
from wucheng.pages.layout import layout, wrapped
from wucheng.pages.markup import markup
from wucheng.pages.mending import repair
from wucheng.pages.places.places import Gazetteer, Location
from wucheng.pages.trace import Traced

#: Bytes above which a file is no page of news.
LARGEST = 32_000_000
#: Characters below which a page of scripts shows nothing.
_EMPTY = 300


@dataclass(frozen=True)
class Page:
    """An article and how it was read.

    `raw` is the decoded page; all places are characters of it. Each sentence comes with its
    traced text. Every raw character is in just one of these: the characters that a sentence stands
    for, a field from its beginning to its end, a removed stretch.
    """

    raw: str
    sha256: str
    encoding: str
    lost: int
    damage: str
    unrepaired: int
    round_trip: float | None
    script: str
    joined: int
    converted: int
    widened: int
    facts: facts.Facts
    location: Location
    sentences: tuple[tuple[Sentence, Traced], ...]
    repairs: tuple[repair.Repair, ...]
    fields: tuple[layout.Field, ...]
    removed: tuple[layout.Removed, ...]

    @cached_property
    def paragraphs(self) -> tuple[str, ...]:
        """Headings and body, in order, without the title."""
        texts: dict[int, str] = {}
        for sentence, _ in self.sentences:
            if sentence.kind != "title":
                texts[sentence.paragraph] = texts.get(sentence.paragraph, "") + sentence.text
        return tuple(texts.values())


class Reader:
    """Reads pages with one set of lexicons; nothing is kept from page to page."""

    def __init__(self, lexicons: Lexicons) -> None:
        self._chrome = lexicons["chrome"]
        self._words = [row["word"] for row in lexicons["words"]]
        self.gazetteer = Gazetteer(lexicons["places"], lexicons["elsewhere"])

    def read(self, data: bytes, shared: Collection[str] = ()) -> Page:
        """The page in these bytes. Raises Refused, saying why, if there is no article in it.

        `shared` are lines that other pages of the site have too, see shared_lines.py.
        """
        if len(data) > LARGEST:
            raise Refused(
                f"The file has {len(data) / 1e6:,.0f} MB, and no page of news has over "
                f"{LARGEST / 1e6:.0f}; if it holds many articles, save each as a file."
            )
        decoded = decode.decode(data)
        repaired = repair.repair(Traced.raw(decoded.text), self._words)
        text, tags, within = markup.strip(repaired.text)
        text, joined = wrapped.join(text)
        traditional = script.is_traditional(text.text)
        text, converted = script.simplify(text) if traditional else (text, 0)
        text, widened = script.widen(text)
        laid = layout.lay_out(text, self._chrome, shared, within)
        if not any(paragraph.kind == "body" for paragraph in laid.paragraphs):
            raise Refused(_without_article(decoded.text, text.text))
        found = facts.read(laid)
        body = [p.text.text for p in laid.paragraphs if p.kind != "title"]
        location = self.gazetteer.locate(found.title, body, list(_others(laid.fields)))
        cut = tuple(_cut(laid.paragraphs))
        removed = _once(decoded.text, cut, laid.fields, [*laid.removed, *tags], repaired.repairs)
        return Page(
            raw=decoded.text,
            sha256=hashlib.sha256(data).hexdigest(),
            encoding=decoded.encoding,
            lost=decoded.lost,
            damage=repaired.damage,
            unrepaired=repaired.unrepaired,
            round_trip=repaired.round_trip,
            script="hant" if traditional else "hans",
            joined=joined,
            converted=converted,
            widened=widened,
            facts=found,
            location=location,
            sentences=cut,
            repairs=tuple(repaired.repairs),
            fields=tuple(laid.fields),
            removed=tuple(removed),
        )


def _others(fields: Iterable[layout.Field]) -> Iterator[str]:
    """The fields as texts that may name a place: 本报盐城讯 has no source's name, but one."""
    for field in fields:
        yield field.text.text if field.name == "source" and not field.value else field.value


def _without_article(raw: str, shown: str) -> str:
    """Why a page has no article, in a sentence."""
    start = raw[:200_000].lower()
    if "<frame" in start or 'http-equiv="refresh"' in start:
        return "The page only leads to another one; save that with the article in it."
    if "<script" in start and len("".join(shown.split())) < _EMPTY:
        return (
            "The page has no text, its scripts would fetch it; open it in a browser and save it "
            "from there as a complete page."
        )
    return "There is no article on the page, only what surrounds one."


def _cut(paragraphs: Iterable[layout.Paragraph]) -> Iterator[tuple[Sentence, Traced]]:
    number = 0
    for index, paragraph in enumerate(paragraphs):
        text = paragraph.text
        whole = [(0, len(text))]
        for start, end in sentences.spans(text.text) if paragraph.kind == "body" else whole:
            part = text[start:end]
            yield Sentence(number, index, paragraph.kind, part.text), part
            number += 1


def _once(
    raw: str,
    cut: Iterable[tuple[Sentence, Traced]],
    fields: Iterable[layout.Field],
    removed: Iterable[layout.Removed],
    repairs: Sequence[repair.Repair],
) -> list[layout.Removed]:
    """What is in no sentence and no field, each character once, in order, with its reason.

    A field holds the tags in it; those in a sentence are removed. What has no reason yet is white
    space, or what repair took out beside something that was removed.
    """
    parts = [part for _, part in cut]
    starts = np.concatenate([part.starts for part in parts])
    ends = np.concatenate([part.ends for part in parts])
    free = ~_covered(starts, ends, len(raw))
    for field in fields:
        free[field.text.raw_start : field.text.raw_end] = False
    found: list[layout.Removed] = []
    for stretch in sorted(removed, key=lambda part: (part.start, part.end)):
        for start, end in _runs(free, stretch.start, stretch.end):
            found.append(layout.Removed(start, end, stretch.reason))
        free[stretch.start : stretch.end] = False
    for start, end in _runs(free, 0, len(raw)):
        reason = "unplaced"
        if raw[start:end].isspace():
            reason = "white space"
        elif _inside(start, end, repairs):
            reason = "repaired"
        found.append(layout.Removed(start, end, reason))
    return sorted(found, key=lambda part: part.start)


def _covered(starts: NDArray[np.int64], ends: NDArray[np.int64], length: int) -> NDArray[np.bool_]:
    """Which of the raw characters these spans cover."""
    depth = np.zeros(length + 1, dtype=np.int64)
    np.add.at(depth, starts, 1)
    np.add.at(depth, ends, -1)
    covered: NDArray[np.bool_] = depth.cumsum()[:length] > 0
    return covered


def _runs(free: NDArray[np.bool_], start: int, end: int) -> list[list[int]]:
    """The runs of free characters in [start, end)."""
    part = np.concatenate(([False], free[start:end], [False])).astype(np.int8)
    runs: list[list[int]] = (start + np.flatnonzero(np.diff(part))).reshape(-1, 2).tolist()
    return runs


def _inside(start: int, end: int, repairs: Iterable[repair.Repair]) -> bool:
    return any(mend.start < end and start < mend.end for mend in repairs)
