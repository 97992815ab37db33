"""The corpus as a notebook reads it: a folder of tables, each a pandas dataframe."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from wucheng import tables
from wucheng.errors import CorpusError


@dataclass(frozen=True)
class Corpus:
    """The tables of one corpus folder, read when first asked for: `c.documents`, `c.tokens` …

    An analysis makes new dataframes and never changes these. Every table has the columns that
    `tables.TABLES` names, one row a key.
    """

    folder: Path
    _read: dict[str, pd.DataFrame] = field(default_factory=dict, repr=False, compare=False)

    def __getattr__(self, name: str) -> pd.DataFrame:
        if name not in tables.TABLES:
            raise AttributeError(f"a corpus has no table {name!r}")
        if name not in self._read:
            self._read[name] = tables.read(name, self.folder)
        return self._read[name]

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *tables.TABLES]

    def __repr__(self) -> str:
        cities = self.documents["city"].replace("", pd.NA).nunique()
        words = (self.tokens["pos"] != "x").sum()
        return (
            f"Corpus of {len(self.documents)} documents from {cities} cities: "
            f"{len(self.sentences):,} sentences, {words:,} words, "
            f"{self.documents['chars_body'].sum():,} characters of body text"
        )

    def text(self, doc_id: str) -> str:
        """The cleaned body of a document, one paragraph a line."""
        return (self.folder / "text" / f"{doc_id}.txt").read_text(encoding="utf-8")


def load(folder: str | Path | None = None) -> Corpus:
    """The corpus in a folder; by default `corpus/` here or in a folder above.

    Raises CorpusError if there is none, or if a table is missing.
    """
    path = Path(folder) if folder is not None else _nearest()
    if not (path / tables.TABLES["documents"].file).is_file():
        raise CorpusError(f"There is no corpus in {path}; run `wucheng build` first.")
    return Corpus(path)


def _nearest() -> Path:
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "corpus" / tables.TABLES["documents"].file).is_file():
            return folder / "corpus"
    return here / "corpus"
