"""The corpus as a notebook reads it: a folder of tables, each a pandas dataframe."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import pandas as pd

from wucheng import lexicon, tables
from wucheng.build import origin
from wucheng.display import datatable
from wucheng.display.paragraph import counted
from wucheng.errors import CorpusError

if TYPE_CHECKING:
    from wucheng.language.words import Segmenter

T = TypeVar("T")

#: Bytes of a table from which on it is read in pieces where that is enough.
_LARGE = 256 << 20


@dataclass(frozen=True)
class Corpus:
    """The tables of one corpus folder, read when first asked for: `c.documents`, `c.tokens` …

    An analysis makes new dataframes and never changes these. Every table has the columns that
    `tables.TABLES` names, one row a key.

    Args:
        folder: where the tables are.
        lexicons: where the lexicons are that the corpus was built with.
    """

    folder: Path
    lexicons: Path
    _read: dict[str, pd.DataFrame] = field(default_factory=dict, repr=False, compare=False)
    _kept: dict[Hashable, Any] = field(default_factory=dict, repr=False, compare=False)

    def __getattr__(self, name: str) -> pd.DataFrame:
        if name not in tables.TABLES:
            raise AttributeError(f"a corpus has no table {name!r}")
        if name not in self._read:
            self._read[name] = self._table(name)
        return self._read[name]

    def _table(self, name: str) -> pd.DataFrame:
        if name == "tokens" and not (self.folder / tables.TABLES[name].file).is_file():
            from wucheng.language.words import Segmenter

            # their file is a cache that a fresh clone doesn't have
            return self.cut(Segmenter([*self.place_names, *self.lexicon("words")]))
        return tables.read(name, self.folder)

    def cut(self, segmenter: Segmenter) -> pd.DataFrame:
        """The table of tokens as a segmenter cuts them.

        People's names are found anew, unless a tagger helped to find them.
        """
        from wucheng.build.tokens import retokenise

        witnessed = self.people if self.documents["tagger"].any() else None
        rows = retokenise(self.sentences, segmenter, self.lexicon("roles"), witnessed)
        return tables.frame("tokens", rows)

    @property
    def place_names(self) -> list[lexicon.Row]:
        """The names of the official table of places as rows of words.tsv."""
        from wucheng.pages.places.places import Gazetteer

        return Gazetteer(self.lexicon("places")).words()

    def blocks(
        self, name: str, rows: int = 1_000_000, *, most: int = _LARGE
    ) -> Iterator[pd.DataFrame]:
        """A table in pieces of so many rows.

        One that isn't read yet and has more bytes than `most` stays on disk, and is read in these
        pieces.
        """
        path = self.folder / tables.TABLES[name].file
        if name not in self._read and path.is_file() and path.stat().st_size > most:
            yield from tables.read_blocks(name, self.folder, rows)
            return
        whole: pd.DataFrame = getattr(self, name)
        for first in range(0, len(whole), rows):
            yield whole.iloc[first : first + rows]

    def exchanged(self, **changed: pd.DataFrame) -> Corpus:
        """The same corpus with some tables exchanged for others; its files stay as they are."""
        return Corpus(self.folder, self.lexicons, self._read | changed)

    def kept(self, name: Hashable, make: Callable[[], T]) -> T:
        """What `make` gives, made once for this corpus and kept with it under a name."""
        if name not in self._kept:
            self._kept[name] = make()
        found: T = self._kept[name]
        return found

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *tables.TABLES]

    def __repr__(self) -> str:
        documents = counted(len(self.documents), "document")
        cities = counted(len(set(self.documents["city"]) - {""}), "city", "cities")
        words = (self.tokens["pos"] != "x").sum()
        return (
            f"Corpus of {documents} from {cities}: {len(self.sentences):,} sentences, "
            f"{words:,} words, {self.documents['chars_body'].sum():,} characters of body text"
        )

    @cached_property
    def origin(self) -> dict[str, str]:
        """What results rest on: hashes of tables and lexicons, versions; see `origin.of`."""
        return origin.of(self.folder, self.lexicons, self.documents["tagger"])

    def text(self, doc_id: str) -> str:
        """The cleaned body of a document, one paragraph a line."""
        return (self.folder / "text" / f"{doc_id}.txt").read_text(encoding="utf-8")

    def lexicon(self, name: str) -> list[lexicon.Row]:
        """The rows of a lexicon ("words", "frames" …); none if it is missing and may be."""
        file = next(file for file in lexicon.COLUMNS if Path(file).stem == name)
        if file in lexicon.OPTIONAL and not (self.lexicons / file).exists():
            return []
        return lexicon.read(self.lexicons / file, lexicon.COLUMNS[file])


def load(folder: str | Path | None = None, lexicons: str | Path | None = None) -> Corpus:
    """The corpus in a folder; by default `corpus/` here or in the nearest folder above.

    The lexicons are those in `lexicons/` beside it unless another folder is given. From then on
    dataframes show what stands between dollar signs as it is, not as a formula, and in a notebook
    they sort, filter and download. Raises CorpusError if there is no corpus.
    """
    pd.set_option("display.html.use_mathjax", False)
    datatable.install()
    path = Path(folder) if folder is not None else _nearest()
    if not (path / tables.TABLES["documents"].file).is_file():
        raise CorpusError(f"There is no corpus in {path}; run `wucheng build` first.")
    return Corpus(path, Path(lexicons) if lexicons is not None else path.parent / "lexicons")


def _nearest() -> Path:
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "corpus" / tables.TABLES["documents"].file).is_file():
            return folder / "corpus"
    return here / "corpus"
