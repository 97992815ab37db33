"""Tally: how often each term occurs in each part, as one sparse table over integer codes.

Tallies of single pages, or of blocks of them, can be made anywhere and in any order and merged: the
strings of the tokens are needed only while a block is counted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

Codes = npt.NDArray[np.int64]

#: Cells of a table that are worked on at a time, so that nothing as large as it is made beside it.
BLOCK = 4_000_000


@dataclass(frozen=True)
class Counts:
    """How often each term occurs in each part (document, paragraph or sentence) of a corpus.

    Args:
        parts: one row a part: doc_id, paragraph, sentence (−1 for what is larger), tokens (its
            size: word tokens, n-grams or characters; stop words are part of it).
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
        found = np.zeros(self.matrix.shape[1])
        for first in range(0, self.matrix.nnz, BLOCK):
            cells = slice(first, first + BLOCK)
            found += np.bincount(self.matrix.indices[cells], self.matrix.data[cells], len(found))
        return found

    @cached_property
    def texts(self) -> Codes:
        """In how many parts each term occurs."""
        found = np.zeros(self.matrix.shape[1], dtype=np.int64)
        for first in range(0, self.matrix.nnz, BLOCK):
            part = self.matrix.indices[first : first + BLOCK]
            found += np.bincount(part, minlength=len(found))
        return found

    def select(self, rows: npt.NDArray[Any]) -> Counts:
        """The counts of some parts, by a mask or by positions; the terms stay."""
        parts = self.parts.iloc[np.flatnonzero(rows) if rows.dtype == bool else rows]
        return Counts(parts.reset_index(drop=True), self.terms, self.matrix[rows])

    def with_terms(self, words: Collection[str]) -> Counts:
        """The same counts with a column, of zeros if need be, for each of these words."""
        from scipy.sparse import csr_array, hstack

        known = set(self.terms["term"])
        absent = [word for word in words if word not in known]
        if not absent:
            return self
        more = pd.DataFrame({"term": absent, "pos": "", "listed": True})
        empty = csr_array((len(self.parts), len(absent)), dtype=self.matrix.dtype)
        terms = pd.concat([self.terms, more], ignore_index=True)
        return Counts(self.parts, terms, hstack([self.matrix, empty]).tocsr())

    def summed(self, labels: Collection[str]) -> Groups:
        """The parts added up by a label each; groups in order of their label."""
        from scipy.sparse import csr_array

        codes, names = pd.factorize(np.asarray(labels, dtype=object), sort=True)
        shape = (len(names), len(codes))
        member = csr_array((np.ones(len(codes), dtype=np.int64), (codes, range(len(codes)))), shape)
        present = csr_array(
            (np.ones_like(self.matrix.data), self.matrix.indices, self.matrix.indptr),
            shape=self.matrix.shape,
        )
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


def merge(pieces: Iterable[Counts]) -> Counts:
    """The counts of different parts as one table; a term has the tag that it had first.

    Merging pieces of pieces gives the same as merging them all at once, and one piece is itself.
    Raises ValueError if a part is in two pieces.
    """
    from scipy.sparse import csr_array

    codes: dict[str, int] = {}
    tags, listed = [], []
    parts, data, indices, lengths = [], [], [], []
    for piece in pieces:
        known = len(codes)
        terms = piece.terms["term"].tolist()
        new = np.array([codes.setdefault(term, len(codes)) for term in terms], dtype=np.int32)
        first = new >= known
        tags.append(piece.terms["pos"].to_numpy(dtype=object)[first])
        listed.append(piece.terms["listed"].to_numpy(dtype=bool)[first])
        parts.append(piece.parts)
        data.append(piece.matrix.data)
        indices.append(new[piece.matrix.indices])
        lengths.append(np.diff(piece.matrix.indptr))
    if not parts:
        raise ValueError("there is nothing to merge")
    table = pd.concat(parts, ignore_index=True)
    if table.duplicated([name for name in table.columns if name != "tokens"]).any():
        raise ValueError("a part is in two of the pieces")
    starts = np.concatenate([[0], np.cumsum(np.concatenate(lengths), dtype=np.int64)])
    matrix = csr_array(
        (np.concatenate(data), np.concatenate(indices), _narrow(starts)),
        shape=(len(table), len(codes)),
    )
    matrix.sort_indices()
    words = pd.DataFrame({"term": list(codes), "pos": np.concatenate(tags)}, dtype="str")
    return Counts(table, words.assign(listed=np.concatenate(listed)), matrix)


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


def _narrow(starts: Codes) -> npt.NDArray[Any]:
    """Row starts as 32-bit numbers where they fit: with the indices they are half of the table."""
    return starts.astype(np.int32) if starts[-1] <= np.iinfo(np.int32).max else starts
