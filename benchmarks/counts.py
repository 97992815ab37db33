"""How counting and keyness grow with the corpus, beside plain ways in the same run.

The documents are made: words drawn from a Zipf law of 500,000 types, 500 to a document. Counted is
one table; compared are five groups of documents, each with the rest. Time is the processor's, so
that the machine's other work matters little, and without that of drawing the words. Memory is the
peak beyond what stood before, as a ratio to the table of counts itself; Linux only. Run with
`make bench`, or with sizes in documents behind it.
"""

from __future__ import annotations

import gc
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.sparse import csr_array

from wucheng import keyness
from wucheng.statistics.tally import Counts, merge

SIZES = (1_000, 10_000, 100_000)
TOKENS, TYPES, GROUPS = 500, 500_000, 5
#: Documents that are counted at a time.
BLOCK = 2_000

Codes = npt.NDArray[np.int64]


def documents(size: int, seed: int = 20221122) -> Iterator[tuple[int, Codes]]:
    """Blocks of documents: the number of the first, and word codes, documents × tokens."""
    random = np.random.default_rng(seed)
    share = np.cumsum(1 / np.arange(1, TYPES + 1))
    share /= share[-1]
    for first in range(0, size, BLOCK):
        start = time.process_time()
        codes = np.searchsorted(share, random.random((min(BLOCK, size - first), TOKENS)))
        drawing.append(time.process_time() - start)
        yield first, codes


#: Seconds spent on drawing words, which are no part of any way of counting them.
drawing: list[float] = []


def piece(first: int, codes: Codes, terms: pd.DataFrame) -> Counts:
    """The counts of one block, over the words that are in it."""
    rows, own = len(codes), np.flatnonzero(np.bincount(codes.ravel()))
    keys = np.repeat(np.arange(rows), TOKENS) * len(own) + np.searchsorted(own, codes.ravel())
    cells, hits = np.unique(keys, return_counts=True)
    places = (cells // len(own)).astype(np.int32), (cells % len(own)).astype(np.int32)
    matrix = csr_array((hits.astype(np.int32), places), shape=(rows, len(own)))
    names = [f"{number:07d}" for number in range(first, first + rows)]
    parts = pd.DataFrame({"doc_id": names, "paragraph": -1, "sentence": -1, "tokens": TOKENS})
    return Counts(parts, terms.iloc[own], matrix)


def table(size: int) -> Counts:
    """The counts of so many documents, block by block and merged."""
    words = [f"w{code}" for code in range(TYPES)]
    terms = pd.DataFrame({"term": words, "pos": "n", "listed": True})
    return merge(piece(first, codes, terms) for first, codes in documents(size))


def compared(data: Counts) -> int:
    """The keyness tables of all groups; the rows that they have together."""
    group = np.arange(len(data.parts)) % GROUPS
    return sum(
        len(keyness.table(data.select(group == n), data.select(group != n))) for n in range(GROUPS)
    )


def counted_plainly(size: int) -> int:
    """collections.Counter, a counter a group, from token strings."""
    counters: list[Counter[str]] = [Counter() for _ in range(GROUPS)]
    for first, codes in documents(size):
        for number, line in enumerate(codes.tolist(), first):
            counters[number % GROUPS].update(f"w{code}" for code in line)
    return sum(map(len, counters))


def counted_by_pandas(size: int) -> int:
    """pandas groupby over one row a token, as codes: the kindest case for it."""
    codes = np.concatenate([codes for _, codes in documents(size)])
    group = np.repeat(np.arange(size) % GROUPS, TOKENS)
    tokens = pd.DataFrame({"group": group, "code": codes.ravel()})
    return len(tokens.groupby(["group", "code"]).size())


def peak() -> float:
    """The most memory this process has held, in MB."""
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


def _measured(work: str, size: int) -> tuple[float, float, float]:
    """Seconds, peak MB beyond what stood before, and MB of the table, in a process of its own."""
    gc.collect()
    if work == "keyness":
        data = table(size)
        weight = sum(
            part.nbytes for part in (data.matrix.data, data.matrix.indices, data.matrix.indptr)
        )
        Path("/proc/self/clear_refs").write_text("5", encoding="utf-8")  # forget the peak so far
        before, start = peak(), time.process_time()
        compared(data)
        return time.process_time() - start, peak() - before, weight / 2**20
    plain: dict[str, Callable[[int], object]] = {
        "counts": table,
        "Counter": counted_plainly,
        "groupby": counted_by_pandas,
    }
    before, start = peak(), time.process_time()
    plain[work](size)
    return time.process_time() - start - sum(drawing), peak() - before, 0.0


def main(sizes: tuple[int, ...] = SIZES) -> None:
    """Print one line a size and way: seconds, growth of the time per document, memory."""
    fresh = get_context("spawn")
    print(f"{'way':10}{'documents':>11}{'seconds':>9}{'growth':>8}{'MB':>8}{'× table':>9}")
    rate: dict[str, float] = {}
    for size in sizes:
        weight = 0.0
        for work in ("keyness", "counts", "Counter", "groupby"):
            with fresh.Pool(1) as pool:
                took, held, own = pool.apply(_measured, (work, size))
            weight = own or weight
            growth = f"{took / size / rate[work]:.2f}" if work in rate else ""
            rate[work] = took / size
            print(
                f"{work:10}{size:11,}{took:9.2f}{growth:>8}{held:8.0f}{held / weight:9.1f}",
                flush=True,
            )


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
