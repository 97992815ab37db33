"""Where each name stands: places in sentences sorted by name, so that none is looked for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

Numbers = npt.NDArray[np.int64]
#: Half the memory: no corpus here has two thousand million sentences.
Short = npt.NDArray[np.int32]

#: What stands for any characters within a word.
ANY = "*"


@dataclass(frozen=True)
class Postings:
    """The places of some names (words, frames, kinds of speakers), by name, then by sentence.

    Args:
        names: each once.
        bounds: the places of names[n] are those from bounds[n] to bounds[n + 1].
        rows: the number of each place's sentence, ascending within a name.
        starts, ends: its characters of that sentence.
    """

    names: pd.Index
    bounds: Numbers
    rows: Short
    starts: Short
    ends: Short

    def meant(self, name: str) -> list[int]:
        """The numbers of the names that are meant: of 防*, all that begin with 防."""
        if ANY in name:
            first, *middle, last = map(re.escape, re.split(r"\*+", name))
            # the first place of a middle part is as good as any: no way back keeps it linear
            inside = "".join(f"(?>.*?{part})" for part in middle)
            whole = re.compile(f"^{first}{inside}.*{last}$", re.MULTILINE)
            found = [match.start() for match in whole.finditer(self._joined)]
            return [int(at) for at in np.searchsorted(self._starts, found)]
        return [self._numbers[name]] if name in self._numbers else []

    def of(self, names: Iterable[str]) -> Numbers:
        """The places of these names, each once."""
        numbers = sorted({number for name in names for number in self.meant(name)})
        pieces = [np.arange(self.bounds[n], self.bounds[n + 1]) for n in numbers]
        return np.concatenate(pieces) if pieces else np.empty(0, dtype=np.int64)

    def within(self, names: Iterable[str], rows: Numbers) -> Iterable[tuple[int, int, int, str]]:
        """The places in some sentences: row, start, end, name. `rows` ascend."""
        for number in sorted({number for name in names for number in self.meant(name)}):
            own = self.rows[self.bounds[number] : self.bounds[number + 1]]
            first = np.searchsorted(own, rows, "left") + self.bounds[number]
            last = np.searchsorted(own, rows, "right") + self.bounds[number]
            for row, begin, end in zip(rows, first, last, strict=True):
                for at in range(begin, end):
                    name = str(self.names[number])
                    yield int(row), int(self.starts[at]), int(self.ends[at]), name

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {name: number for number, name in enumerate(self.names)}

    @cached_property
    def _joined(self) -> str:
        return "\n".join(self.names)

    @cached_property
    def _starts(self) -> Numbers:
        lengths = np.fromiter(map(len, self.names), dtype=np.int64, count=len(self.names))
        return np.asarray(np.cumsum(lengths + 1) - lengths - 1)


class Gatherer:
    """Takes in places block by block, each row once, and makes postings of them."""

    def __init__(self) -> None:
        self._known: dict[str, int] = {}
        self._blocks: list[tuple[Short, Short, Short, Short]] = []

    def add(self, names: pd.Series, rows: Numbers, starts: Numbers, ends: Numbers) -> None:
        """Places with their names; those in no sentence (row −1) are left out."""
        codes, own = pd.factorize(names)
        known = self._known
        numbers = np.array([known.setdefault(name, len(known)) for name in own], dtype=np.int32)
        there = rows >= 0
        block = (numbers[codes] if len(own) else codes, rows, starts, ends)
        first, second, third, fourth = (part[there].astype(np.int32) for part in block)
        self._blocks.append((first, second, third, fourth))

    def postings(self) -> Postings:
        """All that was taken in."""
        none = np.empty(0, dtype=np.int32)
        parts = list(zip(*self._blocks, strict=True)) or [(none,)] * 4
        codes = np.concatenate(parts[0])
        rows = np.concatenate(parts[1])
        order = np.argsort(codes.astype(np.int64) << 32 | rows, kind="stable")
        size = len(self._known)
        bounds = np.concatenate([[0], np.cumsum(np.bincount(codes, minlength=size))])
        starts, ends = (np.concatenate(part)[order] for part in parts[2:])
        names = pd.Index(list(self._known), dtype="str")
        return Postings(names, bounds.astype(np.int64), rows[order], starts, ends)


def starts(whole: str, text: str) -> list[int]:
    """Where a string stands in another; no two places overlap."""
    found = []
    at = whole.find(text) if text else -1
    while at >= 0:
        found.append(at)
        at = whole.find(text, at + len(text))
    return found
