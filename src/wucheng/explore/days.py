"""The days of the events that sentences report, as numbers that are compared at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from wucheng.explore.postings import Numbers


@dataclass(frozen=True)
class Days:
    """The events that have a day, one place each.

    Args:
        names: the days that there are, ascending.
        rows: the number of each event's sentence.
        first, last: its first and last day, as places in `names`.
        words: those of the text that say when; empty where other sentences say it.
    """

    names: pd.Index
    rows: Numbers
    first: Numbers
    last: Numbers
    words: npt.NDArray[np.object_]

    @property
    def span(self) -> tuple[str, str]:
        """The first and the last day of all; ("", "") if there is none."""
        if not len(self.rows):
            return "", ""
        return str(self.names[self.first.min()]), str(self.names[self.last.max()])

    def between(self, first: str, last: str) -> npt.NDArray[np.bool_]:
        """Which events are of a day between two; "" leaves an end open."""
        within = np.ones(len(self.rows), dtype=bool)
        if first:
            within &= self.last >= self.names.searchsorted(first, "left")
        if last:
            within &= self.first < self.names.searchsorted(last, "right")
        return within

    def told(self, rows: Numbers, first: str, last: str) -> Iterator[tuple[int, str, str]]:
        """Of the events of some sentences: the sentence, the words that say when, the days."""
        for at in np.flatnonzero(self.between(first, last) & np.isin(self.rows, rows)):
            days = dict.fromkeys(str(self.names[end[at]]) for end in (self.first, self.last))
            yield int(self.rows[at]), str(self.words[at]), "–".join(days)


def of(events: pd.DataFrame, rows: Numbers) -> Days:
    """The days of a table of events, of which each is in the sentence of `rows`."""
    begin, end = events["start"].str[:10], events["end"].str[:10]
    begin, end = begin.where(begin != "", end), end.where(end != "", begin)
    dated = (begin != "").to_numpy(dtype=bool)
    codes, names = pd.factorize(pd.concat([begin[dated], end[dated]]), sort=True)
    first, last = np.split(codes.astype(np.int64), 2)
    words = events["when"].to_numpy(dtype=object)[dated]
    return Days(pd.Index(names), rows[dated], first, last, words)
