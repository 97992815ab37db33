"""A block of a saved page: the text between two block tags, and what kind of text it is."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from wucheng.pages.trace import Edit

_SENTENCE = re.compile(r"[。！？；]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_COMMA = re.compile(r"[，,]")
#: Chinese characters that a line with a comma has if it is prose though no sentence ends in it.
_PROSE = 40
_CENTRE = re.compile(
    r"text-align\s{0,3}:\s{0,3}center|align\s{0,3}=\s{0,3}[\"']?center", re.IGNORECASE
)


@dataclass(slots=True)
class Block:
    """The text between two block tags, how much of it is links, and how it is set."""

    spans: list[tuple[int, int]] = field(default_factory=list)
    edits: list[Edit] = field(default_factory=list)
    gone: list[tuple[int, int, str]] = field(default_factory=list)
    name: str = ""
    chars: int = 0
    linked: int = 0
    prose: int = 0
    element: int = 0
    heading: bool = False
    bold: bool = False
    centred: bool = False
    picture: bool = False
    sentence: bool = False

    def open(self, name: str, start: int, end: int, text: str) -> None:
        """Take note of the block tag before it, text[start:end]; a closing one has no name."""
        self.name = name
        self.heading = self.name in ("h1", "h2", "h3", "h4", "h5", "h6")
        self.centred = bool(name and _CENTRE.search(text, start, min(end, start + 400)))

    def add(self, start: int, end: int, text: str, linked: bool) -> None:
        part = text[start:end]
        size = len(part.strip())
        if size:
            self.spans.append((start, end))
            self.chars += size
            self.linked += size * linked
            self.sentence = self.sentence or bool(_SENTENCE.search(part))

    def sentences(self, text: str) -> int:
        """Chinese characters of a block that is made of sentences, 0 of any other."""
        if not self.sentence and self.chars < _PROSE:
            return 0
        han = sum(len(_HAN.findall(text, start, end)) for start, end in self.spans)
        if self.sentence:
            return han
        comma = any(_COMMA.search(text, start, end) for start, end in self.spans)
        return han if comma and han >= _PROSE else 0

    def only_links(self) -> bool:
        return (
            self.name != "h1"
            and self.linked >= 0.7 * self.chars > 0
            and not (self.sentence and self.chars > 40)
        )
