"""A text that remembers where each of its characters came from.

Cleaning never works on a bare string: every step takes a `Traced` and gives one back, so that a
character of the finished article still knows the characters of the raw page that it rests on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Offsets = NDArray[np.int64]

#: One change: characters [start, end) of the text give way to a new string.
Edit = tuple[int, int, str]


@dataclass(frozen=True, slots=True, eq=False)
class Traced:
    """A string and, for each character i, the raw characters [starts[i], ends[i]) it came from.

    Both arrays have the length of the text and never decrease. Several characters may share one
    raw span (a damaged stretch read as a whole).
    """

    text: str
    starts: Offsets
    ends: Offsets

    @classmethod
    def raw(cls, text: str) -> Traced:
        """The raw page itself: character i comes from character i."""
        starts = np.arange(len(text), dtype=np.int64)
        return cls(text, starts, starts + 1)

    def __len__(self) -> int:
        return len(self.text)

    def __str__(self) -> str:
        return self.text

    def __getitem__(self, part: slice) -> Traced:
        return Traced(self.text[part], self.starts[part], self.ends[part])

    @property
    def raw_start(self) -> int:
        """First raw character of the text (0 for an empty one)."""
        return int(self.starts[0]) if len(self.starts) else 0

    @property
    def raw_end(self) -> int:
        """One past the last raw character of the text (0 for an empty one)."""
        return int(self.ends[-1]) if len(self.ends) else 0

    def strip(self) -> Traced:
        """Without white space at both ends."""
        start = len(self.text) - len(self.text.lstrip())
        return self[start : max(start, len(self.text.rstrip()))]

    def translate(self, table: Mapping[int, str]) -> Traced:
        """Characters replaced one for one. A table that changes the length is a mistake."""
        return self.same_length(self.text.translate(table))

    def same_length(self, text: str) -> Traced:
        """The same places with another text of the same length."""
        if len(text) != len(self.text):
            raise ValueError(f"{len(self.text)} characters became {len(text)}")
        return Traced(text, self.starts, self.ends)

    def edit(self, edits: Iterable[Edit], *, absorb: bool = False) -> Traced:
        """Apply edits (sorted, not overlapping); the rest stays as it is.

        A replacement of the same length keeps its places one for one. Otherwise every new
        character stands for the whole replaced stretch. An insertion (start == end) stands for
        no raw character, at the place where it goes in. A deletion leaves a gap; with `absorb`
        the character before it stands for what was deleted too.
        """
        texts: list[str] = []
        starts: list[Offsets] = []
        ends: list[Offsets] = []
        grown: list[tuple[int, int]] = []
        done = length = 0
        for start, end, new in edits:
            if start < done or end < start or end > len(self.text):
                raise ValueError(f"edit [{start}, {end}) is out of order or out of range")
            texts += [self.text[done:start], new]
            starts.append(self.starts[done:start])
            ends.append(self.ends[done:start])
            length += start - done + len(new)
            if absorb and length and not new and end > start:
                grown.append((length - 1, int(self.ends[end - 1])))
            if new:
                if len(new) == end - start:
                    starts.append(self.starts[start:end])
                    ends.append(self.ends[start:end])
                else:
                    first, last = self._span(start, end)
                    starts.append(np.full(len(new), first, dtype=np.int64))
                    ends.append(np.full(len(new), last, dtype=np.int64))
            done = end
        texts.append(self.text[done:])
        starts.append(self.starts[done:])
        ends.append(self.ends[done:])
        stops = np.concatenate(ends)
        for place, end in grown:
            stops[place] = end
        return Traced("".join(texts), np.concatenate(starts), stops)

    def _span(self, start: int, end: int) -> tuple[int, int]:
        if start < end:
            return int(self.starts[start]), int(self.ends[end - 1])
        here = int(self.ends[start - 1]) if start else self.raw_start
        if start < len(self.text) and int(self.starts[start]) < here:
            return int(self.starts[start]), int(self.ends[start])  # between two that share a span
        return here, here


def compress(part: Traced) -> str:
    """The places of a text as one short string, for a column of a table.

    Only what is not one-to-one is written: `5:1>6` says that from character 5 on, 1 character
    stands for 6 raw ones. All other characters follow one another. Empty for an untouched text.
    """
    runs: list[str] = []
    at = part.raw_start  # the raw character that a one-to-one text would have next
    i, n = 0, len(part)
    starts, ends = part.starts, part.ends
    plain = np.flatnonzero((ends - starts != 1) | (starts != np.r_[part.raw_start, ends[:-1]]))
    for p in map(int, plain):
        if p < i:
            continue
        at += p - i
        first, last = int(starts[p]), int(ends[p])
        j = p + 1
        while j < n and starts[j] == first and ends[j] == last:
            j += 1
        # a gap before this character (something was cut out) belongs to it
        runs.append(
            f"{p}:{j - p}>{last - at}"
            if first == at
            else f"{p}:{j - p}>{first - at}+{last - first}"
        )
        at, i = last, j
    return " ".join(runs)


def expand(length: int, raw_start: int, runs: str) -> tuple[Offsets, Offsets]:
    """The inverse of `compress`: raw starts and ends of a text of that length, two int arrays."""
    starts = np.empty(length, dtype=np.int64)
    ends = np.empty(length, dtype=np.int64)
    at, i = raw_start, 0
    for run in runs.split():
        place, raw = run.split(":")
        count, width = raw.split(">")
        gap, _, wide = width.partition("+")
        skip, span = (int(gap), int(wide)) if wide else (0, int(gap))
        p, n = int(place), int(count)
        starts[i:p] = np.arange(at, at + p - i)
        ends[i:p] = starts[i:p] + 1
        at += p - i + skip
        starts[p : p + n], ends[p : p + n] = at, at + span
        at, i = at + span, p + n
    starts[i:] = np.arange(at, at + length - i)
    ends[i:] = starts[i:] + 1
    return starts, ends
