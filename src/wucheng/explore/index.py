"""A corpus made ready for many questions: every row of its tables knows its sentence by number."""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd

from wucheng.statistics import counts

if TYPE_CHECKING:
    from wucheng.corpus import Corpus

Numbers = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

#: More sentences than any document has.
_SENTENCES = 1 << 32


class Index:
    """The sentences of headings and body, and what stands in them.

    `sentences` has doc_id, city ("unknown" where it is), date, sentence, kind, position (0 to 1:
    where in its text it begins), text, raw_start, raw_end. Everything else is a mask over its
    rows. Made once, a question costs a few passes over arrays of numbers.
    """

    def __init__(self, c: Corpus) -> None:
        self.corpus = c

    @cached_property
    def sentences(self) -> pd.DataFrame:
        c = self.corpus
        columns = ["doc_id", "sentence", "kind", "text", "raw_start", "raw_end"]
        table = c.sentences.loc[c.sentences["kind"].isin(counts.KINDS), columns]
        documents = c.documents.set_index("doc_id")
        table["city"] = table["doc_id"].map(documents["city"].replace("", counts.UNKNOWN))
        table["date"] = table["doc_id"].map(documents["date"])
        length = table["text"].str.len()
        by_text = length.groupby(table["doc_id"])
        table["position"] = (by_text.cumsum() - length) / by_text.transform("sum")
        order = "doc_id city date sentence kind position text raw_start raw_end".split()
        return table[order].reset_index(drop=True)

    def with_word(self, words: Collection[str]) -> Mask:
        """The sentences that have one of these tokens."""
        hits = self._at(words)
        return self._mask(self._word_rows[hits])

    def with_frame(self, frames: Collection[str]) -> Mask:
        """The sentences that carry one of these frames."""
        table = self.corpus.frames
        return self._mask(self._frame_rows[table["frame"].isin(set(frames)).to_numpy()])

    def with_voice(self, kinds: Collection[str]) -> Mask:
        """The sentences in which a quotation of such a speaker opens."""
        table = self.corpus.quotes
        spoken = table["speech"].fillna(False).to_numpy(dtype=bool)
        return self._mask(self._quote_rows[spoken & table["kind"].isin(set(kinds)).to_numpy()])

    def with_event(self, first: str, last: str) -> Mask:
        """The sentences that report an event of a day between two; "" leaves an end open."""
        table = self.corpus.events
        begin, end = table["start"].str[:10], table["end"].str[:10]
        begin, end = begin.where(begin != "", end), end.where(end != "", begin)
        within = begin != ""
        if first:
            within &= end >= first
        if last:
            within &= begin <= last
        return self._mask(self._event_rows[within.to_numpy()])

    def occurrences(self, words: Collection[str]) -> pd.DataFrame:
        """How often each word stands in each city's headings and bodies: city, word, count."""
        hits = self._at(words)
        rows, codes = self._word_rows[hits], self._words[0][hits]
        table = pd.DataFrame(
            {
                "city": self.sentences["city"].to_numpy()[rows],
                "word": self._words[1].to_numpy()[codes],
            }
        )
        return table.value_counts().rename("count").reset_index()

    @cached_property
    def words_by_city(self) -> pd.Series[int]:
        """The word tokens of each city's headings and bodies."""
        sizes = np.bincount(self._word_rows[self._word_rows >= 0], minlength=len(self.sentences))
        return pd.Series(sizes).groupby(self.sentences["city"].to_numpy(), sort=False).sum()

    def _mask(self, rows: Numbers) -> Mask:
        mask = np.zeros(len(self.sentences), dtype=bool)
        mask[rows[rows >= 0]] = True
        return mask

    def _at(self, words: Collection[str]) -> Mask:
        """Which word tokens of headings and body are one of these words."""
        codes = self._words[1].get_indexer(pd.Index(sorted(set(words)), dtype="str"))
        hits: Mask = np.isin(self._words[0], codes[codes >= 0]) & (self._word_rows >= 0)
        return hits

    @cached_property
    def _words(self) -> tuple[Numbers, pd.Index]:
        tokens = self.corpus.tokens
        codes, names = pd.factorize(tokens["token"][tokens["pos"] != "x"])
        return codes.astype(np.int64), pd.Index(names)

    @cached_property
    def _word_rows(self) -> Numbers:
        tokens = self.corpus.tokens
        return self._rows(tokens[tokens["pos"] != "x"])

    @cached_property
    def _frame_rows(self) -> Numbers:
        return self._rows(self.corpus.frames)

    @cached_property
    def _quote_rows(self) -> Numbers:
        return self._rows(self.corpus.quotes)

    @cached_property
    def _event_rows(self) -> Numbers:
        return self._rows(self.corpus.events)

    @cached_property
    def _keys(self) -> tuple[Numbers, Numbers]:
        keys = self._key(self.sentences)
        order = np.argsort(keys, kind="stable")
        return keys[order], order.astype(np.int64)

    def _rows(self, table: pd.DataFrame) -> Numbers:
        """The number of each row's sentence; −1 where that isn't of a heading or body."""
        keys, order = self._keys
        if not len(keys):
            return np.full(len(table), -1, dtype=np.int64)
        wanted = self._key(table)
        at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        return np.asarray(np.where(keys[at] == wanted, order[at], -1), dtype=np.int64)

    def _key(self, table: pd.DataFrame) -> Numbers:
        documents = pd.Index(self.corpus.documents["doc_id"]).get_indexer(table["doc_id"])
        numbers = table["sentence"].to_numpy(dtype=np.int64)
        return np.asarray(documents.astype(np.int64) * _SENTENCES + numbers, dtype=np.int64)
