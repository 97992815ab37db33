"""How long exploring takes to open and to answer, beside a plain search by pandas in the same run.

The corpora are made (see large.py) from the one in `corpus/`. An answer is all of it: sentences,
counts, intervals, the page. Time is the processor's, the first time a question is asked; what
counts is its ratio to `str.contains` over all sentences. Run with `make bench`, or with sizes in
documents behind it.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from large import make

from wucheng import corpus
from wucheng.explore import choice, explorer

SIZES = (5, 1_000)
ROOT = Path(__file__).parents[1]


class _Nobody:
    """Where a page goes to when nobody looks at it."""

    def update(self, page: object) -> None:
        del page


def seconds(work: Callable[[], object]) -> float:
    """The processor's time of one run."""
    start = time.process_time()
    work()
    return time.process_time() - start


def resident() -> float:
    """Memory that this process holds, in MB; Linux only."""
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


def questions(c: corpus.Corpus) -> dict[str, str]:
    """A choice of every kind."""
    city, document = c.documents["city"].iloc[0], c.documents["doc_id"].iloc[0]
    days = sorted(day[:10] for day in c.events["start"] if day)
    month = f"first={days[len(days) // 2]}&last={days[len(days) // 2 + len(days) // 20]}"
    return {
        "everything": "",
        "a city": f"cities={city}",
        "a rare word": "words=防线",
        "a frequent word": "words=社区",
        "four words": "words=社区,居民,防控,疫情",
        "a pattern": "words=防*",
        "no word": "words=没有的词",
        "text": "text=志愿者",
        "text, frequent": "text=的",
        "a frame": "frames=war",
        "a voice": "voices=official",
        "days": month,
        "all of these": f"cities={city}&words=社区&frames=war&{month}",
        "an article": f"document={document}",
        "the next": f"document={c.documents['doc_id'].iloc[1]}",
    }


def main(sizes: tuple[int, ...] = SIZES) -> None:
    """Print a line a kind of choice and size."""
    source = corpus.load(ROOT / "corpus")
    print(f"{'choice':18}{'documents':>11}{'found':>10}{'ms':>8}{'× contains':>12}")
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder) / "corpus"
            make(source, size, place)
            (Path(folder) / "seeds").symlink_to(ROOT / "seeds")
            c = corpus.load(place, ROOT / "lexicons")
            before = resident()
            opened: list[Any] = []
            took = seconds(lambda: opened.append(explorer.show(c)))  # noqa: B023
            shown = opened[0]
            shown.controls()
            shown._handle = _Nobody()
            print(f"{'opening':18}{size:11,}{took:9.2f} s, {resident() - before:.0f} MB")
            texts = c.sentences["text"]
            for kind, line in questions(c).items():
                shown._choose(choice.read("words=没有"))
                plain = seconds(lambda: texts.str.contains("防线", regex=False))  # noqa: B023
                took = seconds(lambda: shown._choose(choice.read(line)))  # noqa: B023
                ratio = f"{took / plain:12.1f}"
                print(f"{kind:18}{size:11,}{len(shown._found):10,}{1e3 * took:8.0f}{ratio}")


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
