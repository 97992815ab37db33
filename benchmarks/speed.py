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

from wucheng import lexicon, quantity, when
from wucheng.pages.page import Reader
from wucheng.pages.places import Gazetteer
from wucheng.words import Segmenter

ROOT = Path(__file__).parents[1]
SIZES = (20_000, 200_000)
ROUNDS = 3


def seconds(work: Callable[[], object]) -> float:
    """The best of some rounds: what the machine's other work doesn't hide."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
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


def main() -> None:
    """Print one line a room and size: MB/s, ratio to translate, growth against the smaller size."""
    words = lexicon.load(ROOT / "lexicons")
    gazetteer = Gazetteer(words["places"])
    segmenter = Segmenter([*gazetteer.words(), *words["words"]])
    reader = Reader(words)
    table = {ord("，"): "、"}
    rooms: dict[str, tuple[str, Callable[[bytes, str], object]]] = {
        "page, clean": ("003*", lambda data, text: reader.read(data)),
        "page, damaged": ("002*", lambda data, text: reader.read(data)),
        "words": ("003*", lambda data, text: segmenter.cut(text)),
        "time": ("003*", lambda data, text: when.read(text)),
        "time, dense": ("when.json", lambda data, text: when.read(text, "2022-03-04")),
        "quantities": ("003*", lambda data, text: quantity.read(text)),
        "places": ("003*", lambda data, text: gazetteer.find(text)),
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


if __name__ == "__main__":
    sys.exit(main())
