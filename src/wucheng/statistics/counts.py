"""Counts: one sparse table of parts × terms, over integer codes, that every measure starts from.

What is counted are word tokens: everything but punctuation and white space (tag x). The title is
left out, because a page repeats it and headlines have their own grammar; headings and body count.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from wucheng.corpus import Corpus
from wucheng.errors import CorpusError

KINDS = ("heading", "body")
#: What a document is grouped under when its cell is empty. It is shown, never dropped.
UNKNOWN = "unknown"
#: The one group when there is no grouping.
ALL = "all"
#: Tags of personal and place names.
NAMES = ("nr", "ns")

Parts = Literal["documents", "paragraphs"]
Codes = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Counts:
    """How often each term occurs in each part (document or paragraph) of a corpus.

    Args:
        parts: one row a part: doc_id, paragraph (−1 for a whole document), tokens (its size: word
            tokens, or n-grams; stop words are part of it).
        terms: one row a term: term, pos, listed (false for what the caller left out of tables).
        matrix: scipy's csr_array, parts × terms, whole numbers, no cell stored that is 0 or twice.
    """

    parts: pd.DataFrame
    terms: pd.DataFrame
    matrix: Any

    def __repr__(self) -> str:
        rows, columns = self.matrix.shape
        return f"Counts of {columns:,} terms in {rows:,} parts, {self.sizes.sum():,} tokens"

    @property
    def sizes(self) -> Codes:
        return self.parts["tokens"].to_numpy(dtype=np.int64)

    @cached_property
    def totals(self) -> npt.NDArray[np.float64]:
        """How often each term occurs in all parts together."""
        found = np.bincount(self.matrix.indices, self.matrix.data, self.matrix.shape[1])
        return np.asarray(found, dtype=np.float64)

    @cached_property
    def texts(self) -> Codes:
        """In how many parts each term occurs."""
        return np.bincount(self.matrix.indices, minlength=self.matrix.shape[1])

    def select(self, rows: npt.NDArray[Any]) -> Counts:
        """The counts of some parts, by a mask or by positions; the terms stay."""
        parts = self.parts.iloc[np.flatnonzero(rows) if rows.dtype == bool else rows]
        return Counts(parts.reset_index(drop=True), self.terms, self.matrix[rows])

    def with_terms(self, words: Collection[str]) -> Counts:
        """The same counts with a column, of zeros if need be, for each of these words."""
        from scipy.sparse import csr_array, hstack

        absent = [word for word in words if word not in set(self.terms["term"])]
        if not absent:
            return self
        more = pd.DataFrame({"term": absent, "pos": "", "listed": True})
        empty = csr_array((len(self.parts), len(absent)), dtype=np.int64)
        terms = pd.concat([self.terms, more], ignore_index=True)
        return Counts(self.parts, terms, hstack([self.matrix, empty]).tocsr())

    def summed(self, labels: Collection[str]) -> Groups:
        """The parts added up by a label each; groups in order of their label."""
        from scipy.sparse import csr_array

        codes, names = pd.factorize(np.asarray(labels, dtype=object), sort=True)
        shape = (len(names), len(codes))
        member = csr_array((np.ones(len(codes), dtype=np.int64), (codes, range(len(codes)))), shape)
        present = self.matrix.copy()
        present.data = np.ones_like(present.data)
        return Groups(
            names=[str(name) for name in names],
            counts=(member @ self.matrix).tocsr(),
            texts=(member @ present).tocsr(),
            sizes=np.bincount(codes, weights=self.sizes, minlength=len(names)).astype(np.int64),
            parts=np.bincount(codes, minlength=len(names)),
        )


@dataclass(frozen=True)
class Groups:
    """Counts added up by group: `counts` and `texts` (parts with the term) are groups × terms."""

    names: list[str]
    counts: Any
    texts: Any
    sizes: Codes
    parts: Codes


def count(
    c: Corpus,
    *,
    parts: Parts = "documents",
    kinds: Collection[str] = KINDS,
    n: int = 1,
    stop: bool | Collection[str] = True,
    pos: str | Collection[str] | None = None,
    names: bool = True,
) -> Counts:
    """The counts of a corpus.

    Args:
        parts: what a row is: "documents" (also those without a word), or "paragraphs" with words.
        kinds: kinds of sentences that are counted: title, heading, body.
        n: 1 for words; 2 and up for n-grams: words that follow one another within a sentence with
            no mark between them, shown with a space. Their size is the number of n-grams.
        stop: True leaves the words of stopwords.txt and bare figures out of the list of terms;
            False leaves nothing out; a collection of words leaves out those. An n-gram is left
            out if it begins or ends with one. Sizes are not affected.
        pos: list only terms whose tags begin with one of these ("n", "v" …); for an n-gram, all.
        names: False leaves personal and place names (tags nr, ns) out of the list.

    Raises ValueError for n below 1, CorpusError for a kind that no sentence has.
    """
    from scipy.sparse import coo_array

    if n < 1:
        raise ValueError("n must be at least 1")
    tokens = word_tokens(c, kinds)
    terms, codes, rows = _grams(tokens, n)
    terms["listed"] = _listed(terms, _stop_words(c, stop), pos, names)
    if parts == "documents":
        table = pd.DataFrame({"doc_id": c.documents["doc_id"], "paragraph": -1})
        place = pd.Index(table["doc_id"]).get_indexer(tokens["doc_id"])
    else:
        place, keys = pd.factorize(pd.MultiIndex.from_frame(tokens[["doc_id", "paragraph"]]))
        table = pd.DataFrame(list(keys), columns=["doc_id", "paragraph"])
    place = place[rows]
    shape = (len(table), len(terms))
    matrix = coo_array((np.ones(len(codes), dtype=np.int64), (place, codes)), shape).tocsr()
    table["tokens"] = np.bincount(place, minlength=len(table)).astype(np.int64)
    return Counts(table, terms, matrix)


def cells(matrix: Any, row: Codes, column: Codes) -> Codes:
    """The values of a sparse table at places given by row and column, 0 where it is empty.

    scipy's own lookup changes its return type with the number of places.
    """
    filled = matrix.tocsr()
    filled.sort_indices()
    entries = filled.tocoo()
    width = max(matrix.shape[1], 1)
    keys = entries.row.astype(np.int64) * width + entries.col
    wanted = row.astype(np.int64) * width + column
    at = np.minimum(np.searchsorted(keys, wanted), max(len(keys) - 1, 0))
    if not len(keys):
        return np.zeros(len(wanted), dtype=np.int64)
    return np.where(keys[at] == wanted, entries.data[at], 0).astype(np.int64)


def word_tokens(c: Corpus, kinds: Collection[str] = KINDS) -> pd.DataFrame:
    """The word tokens of some kinds of sentences, in order, with their paragraph and kind."""
    wanted = {kinds} if isinstance(kinds, str) else set(kinds)
    absent = wanted - {"title", "heading", "body"}
    if absent:
        raise CorpusError(f"There is no kind of sentence {', '.join(sorted(absent))}.")
    sentences = c.sentences[["doc_id", "sentence", "paragraph", "kind"]]
    tokens = c.tokens[c.tokens["pos"] != "x"]
    merged = tokens.merge(sentences[sentences["kind"].isin(wanted)], on=["doc_id", "sentence"])
    return merged.sort_values(["doc_id", "sentence", "position"], ignore_index=True)


def labels(c: Corpus, doc_ids: pd.Series, by: str | None) -> list[str]:
    """The group of each document: its cell in a column of documents.csv, "unknown" if empty.

    Raises CorpusError for a column that is not there.
    """
    if by is None:
        return [ALL] * len(doc_ids)
    if by not in c.documents.columns:
        raise CorpusError(
            f"The documents have no column {by!r}; there are {', '.join(c.documents.columns)}."
        )
    column = c.documents[by]
    cells = column.astype("str").mask(column.isna() | (column.astype("str") == ""), UNKNOWN)
    found = dict(zip(c.documents["doc_id"], cells, strict=True))
    return [found[doc_id] for doc_id in doc_ids]


def listed(
    c: Corpus,
    tokens: pd.DataFrame,
    stop: bool | Collection[str] = True,
    pos: str | Collection[str] | None = None,
    names: bool = True,
) -> set[str]:
    """The words among tokens that tables list; the options are those of `count`."""
    words = tokens[["token", "pos"]].drop_duplicates("token").set_axis(["term", "pos"], axis=1)
    return set(words["term"][_listed(words, _stop_words(c, stop), pos, names)])


def glosses(c: Corpus, terms: Collection[str]) -> list[str]:
    """The English gloss of each term, from words.tsv; for an n-gram those of its words, or none."""
    known = {row["word"]: row["gloss"] for row in c.lexicon("words")}
    found = []
    for term in terms:
        words = [known.get(word, "") for word in term.split(" ")]
        found.append(" + ".join(words) if all(words) else "")
    return found


def _grams(tokens: pd.DataFrame, n: int) -> tuple[pd.DataFrame, Codes, Codes]:
    """The distinct n-grams (term, pos), then for each n-gram its code and its first token's row."""
    codes, words = pd.factorize(tokens["token"])
    tags = pd.factorize(tokens["pos"])
    sentence = pd.factorize(pd.MultiIndex.from_frame(tokens[["doc_id", "sentence"]]))[0]
    position = tokens["position"].to_numpy(dtype=np.int64)
    rows = np.arange(len(tokens))
    joined = codes
    for step in range(1, n):
        rows_next = rows[rows + step < len(tokens)]
        ahead = rows_next + step
        follows = (sentence[ahead] == sentence[rows_next]) & (
            position[ahead] == position[rows_next] + step
        )
        joined = joined[: len(rows_next)][follows]
        rows = rows_next[follows]
        joined = pd.factorize(joined * max(len(words), 1) + codes[rows + step])[0]
    first = np.unique(joined, return_index=True)[1]
    starts = rows[first]
    term = _joined(np.asarray(words, dtype=object), codes, starts, n)
    tag = _joined(np.asarray(tags[1], dtype=object), tags[0], starts, n)
    return pd.DataFrame({"term": term, "pos": tag}, dtype="str"), joined.astype(np.int64), rows


def _joined(values: npt.NDArray[Any], codes: Codes, starts: Codes, n: int) -> list[str]:
    columns = [values[codes[starts + step]] for step in range(n)]
    return [" ".join(row) for row in zip(*columns, strict=True)]


def _listed(
    terms: pd.DataFrame, stop: set[str], pos: str | Collection[str] | None, names: bool
) -> npt.NDArray[np.bool_]:
    wanted = (pos,) if isinstance(pos, str) else tuple(pos) if pos is not None else ("",)

    def listed(term: str, tag: str) -> bool:
        words, tags = term.split(" "), tag.split(" ")
        if stop and any(w in stop or not any(map(str.isalpha, w)) for w in (words[0], words[-1])):
            return False
        if not names and any(t.startswith(NAMES) for t in tags):
            return False
        return all(t.startswith(wanted) for t in tags)

    pairs = zip(terms["term"], terms["pos"], strict=True)
    return np.fromiter((listed(*pair) for pair in pairs), dtype=bool, count=len(terms))


def _stop_words(c: Corpus, stop: bool | Collection[str]) -> set[str]:
    if isinstance(stop, bool):
        return {row["word"] for row in c.lexicon("stopwords")} if stop else set()
    return set(stop)
