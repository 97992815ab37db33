"""How fast each room works, beside a plain `str.translate` of the same text in the same run.

Machines differ and are noisy, so what counts is the ratio, and how it grows with the length: a room
that takes twice as long per character on ten times the text is not linear. Run with `make bench`.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from wucheng import lexicon, when
from wucheng.forms import forms
from wucheng.frames.codebook import Codebook
from wucheng.frames.parties import Parties
from wucheng.language import quantity
from wucheng.language.sentences import Sentence, spans
from wucheng.language.words import Segmenter
from wucheng.lexicon import Lexicons
from wucheng.pages.page import Reader
from wucheng.pages.places.places import Gazetteer
from wucheng.people import mentions, people
from wucheng.people.roles import Roles
from wucheng.voices import cues, quotes

ROOT = Path(__file__).parents[1]
SIZES = (20_000, 200_000)
ROUNDS = 3


def seconds(work: Callable[[], object]) -> float:
    """The best of some rounds, in time of this process: the machine's other work is not counted."""
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def pages(name: str, size: int) -> bytes:
    """A page of about `size` characters: the body of a seed over and over, below its head.

    Where `name` is a file of cases, their sentences over and over.
    """
    if name.endswith(".json"):
        cases = json.loads((ROOT / "tests" / "cases" / name).read_text(encoding="utf-8"))
        text = "\n".join(case["text"] for case in cases) + "\n"
        return (text * (size // len(text) + 1)).encode()
    raw = next((ROOT / "seeds").glob(name)).read_text(encoding="utf-8")
    lines = [line for line in raw.splitlines() if len(line) > 60]
    body = "\n\n".join(lines) + "\n\n"
    return (raw.split(lines[0])[0] + body * (size // len(body) + 1)).encode()


class Rhetoric:
    """Reads people, voices, frames and form. Words and quantities, which others read, are given."""

    def __init__(self, words: Lexicons, segmenter: Segmenter) -> None:
        self._segmenter = segmenter
        self._text = ""
        self._roles = Roles(words["roles"])
        self._speech = cues.Cues(words["speech"])
        self._codebook = Codebook(words["frames"])
        self._forms = forms.Reader(words["forms"], words["idioms"], words["roles"])

    def given(self, text: str) -> Rhetoric:
        """The reader with a text taken in, which takes time only in the first round."""
        if text == self._text:
            return self
        self._text = text
        parts = [(n, s) for n, line in enumerate(text.splitlines()) for s in cut(line)]
        self._sentences = [Sentence(i, n, "body", part) for i, (n, part) in enumerate(parts)]
        self._cut = [self._segmenter.cut(sentence.text) for sentence in self._sentences]
        self._quantities = [
            quantity.read(sentence.text, line)
            for sentence, line in zip(self._sentences, self._cut, strict=True)
        ]
        self.people()
        named = [[(m.start, m.end) for m in line] for line in self._named]
        self._tokens = list(map(self._segmenter.keep, self._cut, named))
        self.voices()
        return self

    def people(self) -> None:
        self._people = people.read(self._sentences, self._cut, self._roles)
        self._named = mentions.places(self._sentences, self._people)

    def voices(self) -> None:
        self._quotes = quotes.read(
            self._sentences, self._people, self._speech, self._roles, self._named
        )

    def frames(self) -> None:
        parties = Parties(
            self._sentences, self._tokens, self._named, self._people, self._quotes, self._roles
        )
        for line in zip(self._sentences, self._tokens, self._quantities, self._named, strict=True):
            self._codebook.code(*line, parties)

    def form(self) -> None:
        list(self._forms.read(self._sentences, self._tokens, self._quotes))

    def all(self) -> None:
        self.people()
        self.voices()
        self.frames()
        self.form()


def cut(paragraph: str) -> list[str]:
    """The sentences of a paragraph."""
    return [paragraph[start:end] for start, end in spans(paragraph)]


def main() -> None:
    """Print one line a room and size: MB/s, ratio to translate, growth against the smaller size.

    Then, for texts of other kinds, how long people, voices, frames and form take beside words."""
    words = lexicon.load(ROOT / "lexicons")
    gazetteer = Gazetteer(words["places"])
    segmenter = Segmenter([*gazetteer.words(), *words["words"]])
    reader = Reader(words)
    rhetoric = Rhetoric(words, segmenter)
    table = {ord("，"): "、"}
    rooms: dict[str, tuple[str, Callable[[bytes, str], object]]] = {
        "page, clean": ("003*", lambda data, text: reader.read(data)),
        "page, damaged": ("002*", lambda data, text: reader.read(data)),
        "words": ("003*", lambda data, text: segmenter.cut(text)),
        "time": ("003*", lambda data, text: when.read(text)),
        "time, dense": ("when.json", lambda data, text: when.read(text, "2022-03-04")),
        "quantities": ("003*", lambda data, text: quantity.read(text)),
        "places": ("003*", lambda data, text: gazetteer.find(text)),
        "people": ("003*", lambda data, text: rhetoric.given(text).people()),
        "voices": ("003*", lambda data, text: rhetoric.given(text).voices()),
        "frames": ("003*", lambda data, text: rhetoric.given(text).frames()),
        "form": ("003*", lambda data, text: rhetoric.given(text).form()),
        "all four": ("003*", lambda data, text: rhetoric.given(text).all()),
    }
    print(f"{'room':16}{'characters':>12}{'MB/s':>8}{'× translate':>13}{'growth':>8}")
    for room, (seed, work) in rooms.items():
        before = 0.0
        for size in SIZES:
            data = pages(seed, size)
            text = data.decode()
            took = seconds(lambda: work(data, text))  # noqa: B023
            plain = seconds(lambda: text.translate(table))  # noqa: B023
            rate = took / len(text)
            growth = f"{rate / before:.2f}" if before else ""
            speed, ratio = len(data) / took / 1e6, took / plain
            print(f"{room:16}{len(text):12,}{speed:8.2f}{ratio:13.1f}{growth:>8}")
            before = rate
    print(f"\n{'all four':16}{'characters':>12}{'MB/s':>8}{'× words':>13}")
    for name, texts in documents().items():
        took = cutting = 0.0
        for text in texts:
            rhetoric.given(text)
            cutting += seconds(lambda: segmenter.cut(text))  # noqa: B023
            took += seconds(rhetoric.all)
        size = sum(map(len, texts))
        speed = sum(len(text.encode()) for text in texts) / took / 1e6
        print(f"{name:16}{size:12,}{speed:8.2f}{took / cutting:13.2f}")


def documents() -> dict[str, list[str]]:
    """Texts of several kinds: the bodies of the seeds, pages dense with names and quotations."""
    cases = ROOT / "tests" / "cases"
    passages = json.loads((cases / "blind_pages.json").read_text("utf-8"))["passages"]
    return {
        "five bodies": [path.read_text("utf-8") for path in sorted((cases / "bodies").iterdir())],
        "dense pages": ["\n".join(passage["paragraphs"]) for passage in passages],
    }


if __name__ == "__main__":
    sys.exit(main())
