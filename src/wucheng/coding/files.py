"""Files of codings: named after their coders, read line by line, never written over unread.

A line that can't be read (half-written, edited by hand) is left out and counted; before its file
is written again, a copy of it as it was is put beside it.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import quote, unquote

import pandas as pd

from wucheng import tables
from wucheng.corpus import Corpus
from wucheng.errors import CorpusError

#: What every file has, and what it may have; a cell that is missing is empty.
REQUIRED = ("doc_id", "sentence", "text_hash", "frames", "coder")
COLUMNS = (*REQUIRED, "learnt", "cues", "settles", "text")

#: The longest name of a file in bytes, its ending left out; systems take 255.
_LONGEST = 200

_NUMBER = re.compile(r"[0-9]{1,9}")
_ESCAPED = re.compile(r"([\\;|])")
_CUES = re.compile(r"((?:\\.|[^\\;])+)")
_PHRASES = re.compile(r"((?:\\.|[^\\|])+)")

Row = dict[str, str]


def folder(c: Corpus) -> Path:
    """Where codings are kept: codings/ beside the corpus."""
    return c.folder.parent / "codings"


def path(c: Corpus, name: str) -> Path:
    """The file of a coding. What is no letter, digit, - or _ in its name is escaped (%2F).

    Raises CorpusError for a name that is empty, too long or not to be shown.
    """
    name = name.strip()
    kept = "".join(sign if sign.isalnum() else quote(sign, safe="") for sign in name)
    kept = kept.replace(".", "%2E").replace("~", "%7E")
    if not name or not name.isprintable() or len(kept.encode()) > _LONGEST:
        raise CorpusError(f"A coding needs a name that can be read and is not long, not {name!r}.")
    return folder(c) / f"{kept}.csv"


def names(c: Corpus) -> list[str]:
    """The codings there are."""
    return sorted(unquote(path.stem) for path in folder(c).glob("*.csv"))


def read(path: Path) -> tuple[list[Row], int]:
    """The rows of a file, and how many lines can't be read.

    Raises CorpusError if there is none, or if it is no coding at all.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise CorpusError(f"There is no coding {path}.") from None
    except OSError as error:
        raise CorpusError(f"{path} can't be read: {error.strerror}.") from None
    head, *lines = [line for line in _text(content).splitlines() if line.strip()] or [""]
    columns = _cells(head)
    missing = [column for column in REQUIRED if column not in columns]
    if missing:
        raise CorpusError(f"{path} has no column {', '.join(missing)}.")
    found = [_row(columns, _cells(line)) for line in lines]
    rows = [row for row in found if row]
    if found and not rows:
        raise CorpusError(f"{path}: none of its {len(found)} lines can be read.")
    return rows, len(found) - len(rows)


def save(path: Path, rows: Iterable[Mapping[str, object]]) -> None:
    """Write the rows of a coding; a file with lines that can't be read is first put aside."""
    if path.is_file():
        try:
            broken = read(path)[1] > 0
        except CorpusError:
            broken = True
        if broken:
            _put_aside(path)
    data = pd.DataFrame([dict(row) for row in rows], columns=list(COLUMNS))
    tables.write(path, tables.spreadsheet(data))


def cues(written: str) -> dict[str, tuple[str, ...]]:
    """The phrases of each frame from a cell: `war:防线|一线;care:送菜`."""
    found = {}
    for part in _CUES.findall(written):
        frame, _, phrases = part.partition(":")
        found[frame.strip()] = tuple(
            re.sub(r"\\(.)", r"\1", phrase) for phrase in _PHRASES.findall(phrases)
        )
    return {frame: phrases for frame, phrases in found.items() if phrases}


def written(cues: Mapping[str, Iterable[str]]) -> str:
    """The cell that `cues` reads."""
    lines = {
        frame: "|".join(_ESCAPED.sub(r"\\\1", phrase) for phrase in phrases)
        for frame, phrases in cues.items()
    }
    return ";".join(f"{frame}:{phrases}" for frame, phrases in lines.items() if phrases)


def _text(content: bytes) -> str:
    # spreadsheets in China save in GB 18030
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("utf-8-sig", errors="replace")


def _cells(line: str) -> list[str]:
    # a line by itself: a quotation mark left open must not swallow those after it
    try:
        cells = next(csv.reader([line.replace("\0", "")]), [])
    except csv.Error:
        return []
    return [_plain(cell) for cell in cells]


def _plain(cell: str) -> str:
    """A cell without the sign that keeps a spreadsheet from taking it as a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:].startswith(tables.FORMULA) else cell


def _row(columns: list[str], cells: list[str]) -> Row:
    if len(cells) != len(columns):
        return {}
    row = dict.fromkeys(COLUMNS, "") | dict(zip(columns, cells, strict=True))
    whole = (
        row["doc_id"] and (row["text_hash"] or row["text"]) and _NUMBER.fullmatch(row["sentence"])
    )
    return {column: row[column] for column in COLUMNS} if whole else {}


def _put_aside(path: Path) -> None:
    content = path.read_bytes()
    number = 1
    while (place := path.with_name(f"{path.name}.broken{number}")).exists():
        if place.read_bytes() == content:
            return
        number += 1
    tables.write(place, content)
