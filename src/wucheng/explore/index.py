"""A corpus made ready for many questions: every row of its tables knows its sentence by number."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd

from wucheng.errors import LexiconError
from wucheng.explore import days
from wucheng.explore.days import Days
from wucheng.explore.postings import Gatherer, Numbers, Postings, starts
from wucheng.statistics import selection, voices

if TYPE_CHECKING:
    from wucheng.corpus import Corpus

Mask = npt.NDArray[np.bool_]

#: Documents from which on a bar may be shown.
_MANY = 200

#: Tokens that are taken in at a time, and bytes of them that are read at once.
_BLOCK, _WHOLE = 250_000, 8 << 20


class Index:
    """The sentences of a corpus, numbered, and what stands in them.

    `sentences` has a row a sentence: doc_id, city ("unknown" where it is), date, sentence, kind,
    position (0 to 1: where in its headings and body it begins), text, raw_start, raw_end. All else
    is numbers of these rows, or a mask over them. Made once, so that a question looks up what it
    asks for.

    Titles have numbers too, since an article shows its own, but `searched` leaves them out.
    """

    def __init__(self, c: Corpus) -> None:
        self.corpus = c

    def prepare(self) -> None:
        """Makes everything that a question may ask for, with a bar if that takes its time."""
        from tqdm.auto import tqdm

        if "words" in self.__dict__:
            return
        size = len(self.documents)
        parts = ("sentences", "frames", "voices", "days")
        shape = "{percentage:3.0f}% {bar} {desc}"
        # to read the words takes as long as all the rest
        with tqdm(
            total=2 * size, bar_format=shape, delay=1, leave=False, disable=size < _MANY
        ) as bar:
            for part in parts:
                getattr(self, part)
                bar.set_description_str(part)
                bar.update(size / len(parts))
            bar.set_description_str("words")
            self.words = self._words(bar.update)

    @cached_property
    def sentences(self) -> pd.DataFrame:
        c = self.corpus
        table = c.sentences[["doc_id", "sentence", "kind", "text", "raw_start", "raw_end"]].copy()
        documents = c.documents.set_index("doc_id")
        table["city"] = table["doc_id"].map(documents["city"].replace("", selection.UNKNOWN))
        table["date"] = table["doc_id"].map(documents["date"])
        length = table["text"].str.len().where(self.searched, 0)
        by_text = length.groupby(table["doc_id"])
        size = by_text.transform("sum")
        table["position"] = ((by_text.cumsum() - length) / size.where(size > 0, 1)).astype(float)
        order = "doc_id city date sentence kind position text raw_start raw_end".split()
        return table[order].reset_index(drop=True)

    @cached_property
    def searched(self) -> Mask:
        """Which sentences a question is asked of: those of headings and body."""
        return self.corpus.sentences["kind"].isin(selection.KINDS).to_numpy(dtype=bool)

    @cached_property
    def texts_of(self) -> npt.NDArray[np.object_]:
        """The text of each sentence."""
        return self.corpus.sentences["text"].to_numpy(dtype=object)

    @cached_property
    def document_of(self) -> Numbers:
        """Of each sentence, the number of its document."""
        return self._numbers(self.corpus.sentences["doc_id"])

    @cached_property
    def city_of(self) -> Numbers:
        """Of each sentence, the number of its city in `cities`."""
        return self._cities[0][self.document_of]

    @property
    def cities(self) -> list[str]:
        """The cities of the documents, "unknown" for those without one, in the corpus' order."""
        return self._cities[1]

    @cached_property
    def texts(self) -> Numbers:
        """Of each document, the number of its city; −1 where it has no heading or body."""
        there = np.zeros(len(self.corpus.documents), dtype=bool)
        there[self.document_of[self.searched]] = True
        return np.where(there, self._cities[0], -1)

    @cached_property
    def words(self) -> Postings:
        """The words; marks of punctuation are none."""
        return self._words(lambda texts: None)

    def _words(self, report: Callable[[int], object]) -> Postings:
        """The words; how many more texts were read is reported in between."""
        gathered = Gatherer()
        done = 0
        for tokens in self.corpus.blocks("tokens", _BLOCK, most=_WHOLE):
            words = tokens[tokens["pos"] != "x"]
            starts, ends = (words[name].to_numpy(dtype=np.int64) for name in ("start", "end"))
            gathered.add(words["token"], self._rows(words), starts, ends)
            until = int(self._numbers(tokens["doc_id"].tail(1))[0]) + 1
            report(until - done)
            done = until
        report(len(self.documents) - done)
        return gathered.postings()

    @cached_property
    def frames(self) -> Postings:
        """The frames by the places of their cues."""
        table = self.corpus.frames
        starts = table["start_char"]
        lengths = table["cue"].str.len()
        return _gathered(table["frame"], self._rows(table), starts, lengths)

    @cached_property
    def codable(self) -> list[str]:
        """The frames that a choice can name: those of the lexicon, found or not, and any other."""
        try:
            known = {row["frame"] for row in self.corpus.lexicon("frames")}
        except LexiconError:  # a corpus can be read without the lexicons that it was built with
            known = set()
        return sorted(known.union(self.frames.names))

    @cached_property
    def voices(self) -> Postings:
        """The kinds of speakers by where their words stand, sentence by sentence."""
        table = voices.places(self.corpus)
        kinds = table["kind"].astype("str").replace(selection.UNKNOWN, "")
        return _gathered(kinds, self._rows(table), table["start"], table["end"] - table["start"])

    @cached_property
    def kinds(self) -> list[str]:
        """The kinds of speakers that a choice can name."""
        return sorted(set(self.corpus.quotes["kind"].unique()) - {""})

    @cached_property
    def words_by_city(self) -> Numbers:
        """The words of each city's headings and bodies."""
        return self.by_city(self.words.rows)

    @cached_property
    def characters_by_city(self) -> Numbers:
        """The characters of each city's headings and bodies."""
        length = self.corpus.sentences["text"].str.len().to_numpy(dtype=np.int64)
        there = self.searched
        sizes = np.bincount(self.city_of[there], length[there], len(self.cities))
        return sizes.astype(np.int64)

    def by_city(self, rows: npt.NDArray[np.integer]) -> Numbers:
        """How many of these sentences each city has; a number that stands twice counts twice."""
        there = rows[self.searched[rows]]
        return np.bincount(self.city_of[there], minlength=len(self.cities)).astype(np.int64)

    def of_document(self, doc_id: str) -> Numbers:
        """The sentences of a document, its title's too."""
        number = self.documents.get_loc(doc_id)
        return np.flatnonzero(self.document_of == number)

    @cached_property
    def documents(self) -> pd.Index:
        """The names of the documents."""
        names: pd.Index = pd.Index(self.corpus.documents["doc_id"])
        return names

    def with_cities(self, names: Collection[str]) -> Mask:
        """The sentences of these cities."""
        wanted = np.isin(np.array(self.cities, dtype=object), list(names))
        return np.asarray(wanted[self.city_of])

    def with_name(self, postings: Postings, names: Collection[str]) -> Mask:
        """The sentences that have one of these words, frames or voices."""
        return self._mask(postings.rows[postings.of(names)])

    def with_text(self, strings: Collection[str]) -> Mask:
        """The sentences in which one of these strings of characters stands."""
        return self._mask(np.unique(np.concatenate([self.places(text) for text in strings])))

    def with_event(self, first: str, last: str) -> Mask:
        """The sentences that report an event of a day between two; "" leaves an end open."""
        return self._mask(self.days.rows[self.days.between(first, last)])

    def places(self, text: str) -> Numbers:
        """The sentence of each occurrence of a string in headings and body; none overlap."""
        whole, first, rows = self._whole
        found = np.array(starts(whole, text), dtype=np.int64)
        return rows[np.searchsorted(first, found, "right") - 1]

    @cached_property
    def days(self) -> Days:
        """The days of the events that sentences report."""
        table = self.corpus.events
        return days.of(table, self._rows(table))

    @cached_property
    def _whole(self) -> tuple[str, Numbers, Numbers]:
        """All headings and bodies, a sentence a line; where each begins; its number."""
        rows = np.flatnonzero(self.searched)
        texts = self.texts_of[rows]
        lengths = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
        return "\n".join(texts), np.cumsum(lengths + 1) - lengths - 1, rows

    @cached_property
    def _cities(self) -> tuple[Numbers, list[str]]:
        """Of each document the number of its city, and the cities."""
        numbers, names = pd.factorize(self.corpus.documents["city"].replace("", selection.UNKNOWN))
        return numbers.astype(np.int64), [str(name) for name in names]

    def _mask(self, rows: npt.NDArray[np.integer]) -> Mask:
        mask = np.zeros(len(self.searched), dtype=bool)
        mask[rows[rows >= 0]] = True
        return mask

    @cached_property
    def _places(self) -> tuple[Numbers, Numbers]:
        """Where each document's sentences begin in the second, which has their numbers or −1."""
        number = self.corpus.sentences["sentence"].to_numpy(dtype=np.int64)
        sizes = np.zeros(len(self.documents), dtype=np.int64)
        np.maximum.at(sizes, self.document_of, number + 1)
        first = np.cumsum(sizes) - sizes
        rows = np.full(int(sizes.sum()), -1, dtype=np.int64)
        rows[first[self.document_of] + number] = np.arange(len(number))
        return np.append(first, len(rows)), rows

    def _numbers(self, doc_ids: pd.Series) -> Numbers:
        codes, names = pd.factorize(doc_ids)
        own = self.documents.get_indexer(pd.Index(names))
        return own[codes].astype(np.int64) if len(own) else codes.astype(np.int64)

    def _rows(self, table: pd.DataFrame) -> Numbers:
        """The number of each row's sentence; −1 where there is none."""
        first, rows = self._places
        document = self._numbers(table["doc_id"])
        at = first[document] + table["sentence"].to_numpy(dtype=np.int64)
        there = (document >= 0) & (at < first[document + 1])
        found = np.full(len(table), -1, dtype=np.int64)
        found[there] = rows[at[there]]
        return found


def _gathered(names: pd.Series, rows: Numbers, starts: pd.Series, lengths: pd.Series) -> Postings:
    gathered = Gatherer()
    ends = starts + lengths
    gathered.add(names, rows, *(part.to_numpy(dtype=np.int64) for part in (starts, ends)))
    return gathered.postings()
