"""Comparison: groups of a corpus counted once, set against each other, and cut otherwise too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from wucheng import segmentation
from wucheng.corpus import Corpus
from wucheng.errors import CorpusError
from wucheng.statistics import counts, keywords, selection
from wucheng.statistics.counts import Counts

#: Tokens up to which a comparison is done again on words cut otherwise without being asked to.
_RECUT = 1_000_000

#: What the reference is called when it is everything but the target.
_REST = "rest"

#: The variation that counts stop words among the others.
NO_STOP_LIST = "no stop list"


class Comparison:
    """The groups of a corpus, ready to be compared with each other.

    Args:
        c: the corpus.
        by: the column of documents.csv that makes the groups.
        options: what is counted and listed, as for `counts.count`.
        at_least, alpha, prior_tokens: as for `keywords.table`.
        flips: whether it is done again on words cut otherwise; None for yes, unless the corpus has
            more than a million tokens.
    """

    def __init__(
        self,
        c: Corpus,
        by: str,
        options: dict[str, Any],
        at_least: int,
        alpha: float,
        prior_tokens: float | None,
        *,
        flips: bool | None = False,
    ) -> None:
        self._corpus, self._by, self._options = c, by, options
        self._settings = at_least, alpha, prior_tokens
        self._whole = counts.count(c, **options)
        found = selection.labels(c, self._whole.parts["doc_id"], by)
        self._groups = np.asarray(found, dtype=object)
        self._again = self._whole.sizes.sum() <= _RECUT if flips is None else flips

    def names(self) -> list[str]:
        """The groups with words."""
        return sorted(set(self._groups[self._whole.sizes > 0]))

    def table(self, target: str, reference: str | None = None) -> pd.DataFrame:
        """One group against another, or the rest: `keywords.table` with columns gloss and flips.

        Raises CorpusError for a group without words.
        """
        found = self._compared(target, reference)
        if not self._again:
            found["flips"] = "not checked"
            return found.astype({"flips": "str"})
        reasons: list[list[str]] = [[] for _ in range(len(found))]
        for name, other in self._variations:
            then = other._compared(target, reference).set_index("term")[["grade", "more_in"]]
            then = then.reindex(found["term"])
            pairs = (found["grade"], found["more_in"], then["grade"], then["more_in"])
            for place, row in enumerate(zip(*pairs, strict=True)):
                if change := _change(*row):
                    reasons[place].append(f"{name}: {change}")
        found["flips"] = ["; ".join(changes) for changes in reasons]
        return found.astype({"flips": "str"})

    def tables(self, pairs: Iterable[tuple[str, str | None]]) -> pd.DataFrame:
        """Comparisons one below another, each behind its target and, if there is one, reference."""
        tables = []
        for target, reference in pairs:
            found = self.table(target, reference)
            names = {"target": target} | ({} if reference is None else {"reference": reference})
            for at, (column, name) in enumerate(names.items()):
                found.insert(at, column, pd.Series(name, found.index, dtype="str"))
            tables.append(found)
        return pd.concat(tables, ignore_index=True)

    def _compared(self, target: str, reference: str | None) -> pd.DataFrame:
        at_least, alpha, prior_tokens = self._settings
        there = self._groups != target if reference is None else self._groups == reference
        other = _REST if reference is None else reference
        documents, units = self._side(self._groups == target, target)
        others, other_units = self._side(there, other)
        found = keywords.table(
            documents,
            others,
            target_units=units,
            reference_units=other_units,
            target_name=target,
            reference_name=other,
            at_least=at_least,
            alpha=alpha,
            prior_tokens=prior_tokens,
        )
        found.insert(4, "gloss", counts.glosses(self._corpus, found["term"]))
        return found.astype({"gloss": "str"})

    def _side(self, rows: npt.NDArray[np.bool_], name: str) -> tuple[Counts, Counts]:
        """The documents of a side, and what is left out in turn: them, or the paragraphs of one."""
        documents = self._whole.select(rows & (self._whole.sizes > 0))
        if not len(documents.parts):
            known = ", ".join(self.names())
            raise CorpusError(f"There are no words in {name!r}; the groups with words are {known}.")
        if len(documents.parts) > 1:
            return documents, documents
        mine = self._paragraphs.parts["doc_id"] == documents.parts["doc_id"].iloc[0]
        return documents, self._paragraphs.select(mine.to_numpy())

    @cached_property
    def _paragraphs(self) -> Counts:
        paragraphs = counts.count(self._corpus, parts="paragraphs", **self._options)
        return paragraphs.select(paragraphs.sizes > 0)

    @cached_property
    def _variations(self) -> list[tuple[str, Comparison]]:
        """The same on words cut otherwise, and without a stop list."""
        return list(self._varied())

    def _varied(self) -> Iterator[tuple[str, Comparison]]:
        for name, corpus in segmentation.variations(self._corpus):
            yield name, Comparison(corpus, self._by, self._options, *self._settings)
        if self._options["stop"] is not False:
            options = self._options | {"stop": False}
            yield NO_STOP_LIST, Comparison(self._corpus, self._by, options, *self._settings)


def _change(grade: str, side: str, grade_then: object, side_then: object) -> str:
    """What becomes of a word's grade, or of its side; nothing if both stand."""
    if not isinstance(grade_then, str):
        return "no word of its own" if grade != "D" else ""
    if side != side_then and (grade, grade_then) != ("D", "D"):
        return f"more in {side_then}, grade {grade_then}"
    return f"grade {grade_then}" if grade != grade_then else ""
