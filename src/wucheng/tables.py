"""The tables of the corpus: their columns, their keys, how they are written and read back."""

from __future__ import annotations

import errno
import math
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from wucheng.errors import CorpusError

#: Columns that hold whole numbers; everything else is text unless it is named below.
_WHOLE = frozenset(
    "chars_raw chars_body sentence paragraph position start_char raw_start raw_end mentions "
    "chars_lost lines_joined chars_converted chars_widened unrepaired line".split()
)
_DECIMAL = frozenset({"confidence", "round_trip", "value", "at_least", "at_most", "times"})
_TRUTH = frozenset({"speech", "quoted"})

#: A row of a table: column → cell.
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its file is NAME.csv, one row a key, rows sorted by the key."""

    name: str
    key: tuple[str, ...]
    columns: tuple[str, ...]

    @property
    def file(self) -> str:
        return f"{self.name}.csv"

    def kind(self, column: str) -> str:
        """The pandas dtype of a column: Int64, float64, boolean or str."""
        # two names mean a place among characters in one table and words of the page in another
        if column in _WHOLE or (self.name == "tokens" and column in ("start", "end")):
            return "Int64"
        if column in _DECIMAL and self.name != "fields":
            return "float64"
        return "boolean" if column in _TRUTH else "str"


def _table(name: str, key: str, columns: str) -> Table:
    return Table(name, tuple(key.split()), tuple(columns.split()))


TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        _table(
            "documents",
            "doc_id",
            "doc_id file sha256 encoding title date date_basis city province place place_basis "
            "source source_basis authors damage script chars_raw chars_body "
            "chars_lost lines_joined chars_converted chars_widened unrepaired round_trip tagger",
        ),
        _table(
            "sentences",
            "doc_id sentence",
            "doc_id sentence paragraph kind text raw_start raw_end runs",
        ),
        _table("fields", "doc_id raw_start field", "doc_id raw_start raw_end field text value"),
        _table(
            "repairs",
            "doc_id raw_start",
            "doc_id raw_start raw_end printed repaired rule confidence proof",
        ),
        _table("removed", "doc_id raw_start", "doc_id raw_start raw_end text reason"),
        _table("rejected", "file", "file reason"),
        _table(
            "tokens", "doc_id sentence position", "doc_id sentence position token pos start end"
        ),
        _table(
            "times",
            "doc_id sentence start_char",
            "doc_id sentence start_char text kind start end value unit clock rule "
            "at_least at_most times part clock_end",
        ),
        _table(
            "events",
            "event",
            "event doc_id city sentence start end precision when what type actors place quote "
            "basis status same_as corrected",
        ),
        _table("corrections", "line", "line doc_id sentence_text action quote event status note"),
        _table(
            "quantities",
            "doc_id sentence start_char",
            "doc_id sentence start_char text value at_least at_most unit noun",
        ),
        _table(
            "people",
            "doc_id name",
            "doc_id name role kind mentions sentences organisation also found_by",
        ),
        _table(
            "quotes",
            "doc_id sentence start_char",
            "doc_id sentence start_char text speech speaker role cue kind",
        ),
        _table(
            "frames", "doc_id sentence frame start_char", "doc_id sentence frame start_char cue"
        ),
        _table(
            "forms",
            "doc_id sentence kind start_char",
            "doc_id sentence kind start_char text detail quoted agent patient",
        ),
    )
}


def frame(name: str, rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """Rows as a dataframe with the table's columns and types, sorted by its key.

    Raises ValueError if two rows share a key or a key cell is empty: a mistake of the code.
    """
    table = TABLES[name]
    data = pd.DataFrame(list(rows), columns=list(table.columns))
    data = data.astype({column: table.kind(column) for column in table.columns})
    texts = [column for column in table.columns if table.kind(column) == "str"]
    data[texts] = data[texts].fillna("")
    key = list(table.key)
    blank = data[key].isna() | (data[key] == "")
    if blank.any(axis=None) or data.duplicated(key).any():
        raise ValueError(f"table {name}: keys {key} are empty or repeated")
    return data.sort_values(key, kind="stable", ignore_index=True)


def rows(data: pd.DataFrame) -> list[Row]:
    """The rows of a dataframe as dictionaries."""
    return [{str(name): cell for name, cell in row.items()} for row in data.to_dict("records")]


def read(name: str, folder: Path) -> pd.DataFrame:
    """A table from its CSV file. Raises CorpusError if it is missing or lacks a column."""
    return next(_pieces(name, folder, None))


def read_blocks(name: str, folder: Path, rows: int) -> Iterator[pd.DataFrame]:
    """A table from its CSV file in pieces of so many rows. Raises CorpusError as `read` does."""
    yield from _pieces(name, folder, rows)


def _pieces(name: str, folder: Path, rows: int | None) -> Iterator[pd.DataFrame]:
    table = TABLES[name]
    path = folder / table.file
    kinds = {column: table.kind(column) for column in table.columns}
    try:
        read = pd.read_csv(
            path,
            dtype=defaultdict(lambda: "str", kinds),
            keep_default_na=False,
            na_values={column: [""] for column, kind in kinds.items() if kind != "str"},
            encoding="utf-8",
            chunksize=rows,
        )
    except FileNotFoundError:
        raise CorpusError(f"{path} is missing; run `wucheng build` first.") from None
    for data in [read] if isinstance(read, pd.DataFrame) else read:
        missing = [column for column in table.columns if column not in data.columns]
        if missing:
            raise CorpusError(
                f"{path} has no column {', '.join(missing)}; run `wucheng build` again."
            )
        yield data


def csv(data: pd.DataFrame) -> str:
    """A dataframe as CSV text: LF, no index, truth in lower case, floats in shortest form."""
    data = data.copy()
    for column in data.columns:
        if data[column].dtype == "boolean":
            data[column] = data[column].map({True: "true", False: "false"})
        elif data[column].dtype == "float64":
            data[column] = data[column].map(_number)
    return data.to_csv(index=False, lineterminator="\n")


#: How a spreadsheet recognises a formula (OWASP, CSV injection), full-width signs included.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def spreadsheet(data: pd.DataFrame) -> str:
    """A table as CSV in which no text cell can act as a formula: such a cell gets a leading '."""
    safe = data.copy()
    for column in safe.columns:
        if not pd.api.types.is_numeric_dtype(safe[column]):
            safe[column] = safe[column].map(
                lambda cell: (
                    f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
                )
            )
    return csv(safe)


def _number(value: float) -> str:
    if not math.isfinite(value):
        return "" if math.isnan(value) else str(value)  # inf: a word that the others don't have
    return str(int(value)) if value == int(value) else repr(round(value, 10))


def write(path: Path, content: str | bytes) -> None:
    """Write a file whole or not at all: a reader never sees half of one."""
    write_all(path.parent, {path.name: content})


def write_all(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Write several files below a folder, all or none. Unchanged files are not touched.

    Raises CorpusError, with nothing changed, if one can't be written.
    """
    parts: dict[Path, Path] = {}
    path = folder
    try:
        for name, content in files.items():
            path = folder / name
            data = content.encode("utf-8") if isinstance(content, str) else content
            if path.is_dir():
                raise IsADirectoryError(errno.EISDIR, "there is a folder of that name")
            if path.is_file() and path.read_bytes() == data:
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            part = path.with_name(f"{path.name}.{os.getpid()}.part")
            parts[part] = path
            part.write_bytes(data)
        for part, path in parts.items():
            part.replace(path)
    except OSError as error:
        for part in parts:
            part.unlink(missing_ok=True)
        raise CorpusError(f"{path} can't be written: {error.strerror or error}.") from None
