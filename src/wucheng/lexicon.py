"""The lexicons: tables that a researcher reads and edits, and the code only reads.

Each is a tab-separated UTF-8 file with a header line. Lines that begin with # are comments.
There are exceptions: `stopwords.txt` and `idioms.txt` are plain lists, one word a line, and
`corrections.csv`, which spreadsheets write, has commas between its cells.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path

from wucheng.errors import LexiconError

Row = Mapping[str, str]
Lexicons = Mapping[str, list[Row]]

#: File by file, the columns that must be there. Further columns are read along with them.
COLUMNS: dict[str, tuple[str, ...]] = {
    "words.tsv": ("word", "freq", "pos", "gloss"),
    "stopwords.txt": ("word",),
    "places.tsv": ("name", "place", "city", "province", "note"),
    "elsewhere.tsv": ("kind", "word", "place"),
    "chrome.tsv": ("reason", "pattern"),
    "frames.tsv": ("frame", "cue"),
    "codebook.tsv": ("frame", "definition"),
    "roles.tsv": ("role", "kind"),
    "speech.tsv": ("cue", "position"),
    "events.tsv": ("type", "cue"),
    "corrections.csv": ("doc_id", "sentence_text", "action"),
    "forms.tsv": ("form", "cue"),
    "idioms.txt": ("word",),
}

#: Without these there is nothing to say about single texts, or to readers, which is no mistake.
OPTIONAL = frozenset({"codebook.tsv", "corrections.csv", "elsewhere.tsv"})


def load(folder: Path) -> dict[str, list[Row]]:
    """All lexicons of a folder, keyed by file name without its ending ("words", "places" …).

    Raises LexiconError, naming the file and the line, if one is missing or malformed.
    """
    if not folder.is_dir():
        raise LexiconError(f"There is no lexicon folder at {folder}; give another with --lexicons.")
    wanted = (
        (name, columns)
        for name, columns in COLUMNS.items()
        if name not in OPTIONAL or (folder / name).exists()
    )
    return dict.fromkeys((Path(name).stem for name in COLUMNS), []) | {
        Path(name).stem: read(folder / name, columns) for name, columns in wanted
    }


def read(path: Path, columns: tuple[str, ...]) -> list[Row]:
    """The rows of one lexicon as dictionaries of strings; blank cells are empty strings.

    Those of a .csv file have the number of their line under `line`, and under `surplus` what a line
    has beyond the columns.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise LexiconError(
            f"The lexicon {path.name} is missing from {path.parent}; "
            "restore it or copy it from the project."
        ) from None
    except UnicodeDecodeError as error:
        raise LexiconError(f"The lexicon {path.name} is not UTF-8 (byte {error.start}).") from None
    except OSError as error:
        raise LexiconError(f"The lexicon {path.name} can't be read: {error.strerror}.") from None
    if path.suffix == ".csv":
        return _with_commas(path.name, text, columns)
    lines = [
        (number, line)
        for number, line in enumerate(text.splitlines(), 1)
        if line.strip() and not line.startswith("#")
    ]
    if path.suffix == ".txt":
        return [{columns[0]: line.strip()} for _, line in lines]
    if not lines:
        raise LexiconError(f"The lexicon {path.name} is empty; its first line names the columns.")
    header = lines[0][1].rstrip().split("\t")
    _complete(path.name, header, columns)
    return [_row(path.name, number, header, line.split("\t")) for number, line in lines[1:]]


def _with_commas(name: str, text: str, columns: tuple[str, ...]) -> list[Row]:
    reader = csv.reader(io.StringIO(text, newline=""))
    try:
        # A spreadsheet puts quotes around a comment and commas behind it.
        lines = [
            (reader.line_num, cells)
            for cells in reader
            if any(map(str.strip, cells)) and not cells[0].startswith("#")
        ]
    except csv.Error as error:
        raise LexiconError(f"The lexicon {name} is no CSV table: {error}.") from None
    if not lines:
        raise LexiconError(f"The lexicon {name} is empty; its first line names the columns.")
    header = [cell.strip() for cell in lines[0][1]]
    _complete(name, header, columns)
    rows: list[Row] = []
    for number, cells in lines[1:]:
        # One line that a bare comma has split is to be mended, and no reason to read nothing.
        surplus = "".join(cells[len(header) :])
        row = _row(name, number, header, cells[: len(header)])
        rows.append({**row, "line": str(number), **({"surplus": surplus} if surplus else {})})
    return rows


def _complete(name: str, header: list[str], columns: tuple[str, ...]) -> None:
    missing = [column for column in columns if column not in header]
    if missing:
        raise LexiconError(f"The lexicon {name} has no column {', '.join(missing)}.")


def _row(name: str, number: int, header: list[str], line: list[str]) -> Row:
    cells = [cell.strip() for cell in line]
    if len(cells) > len(header):
        raise LexiconError(
            f"Line {number} of {name} has {len(cells)} cells, its header {len(header)}."
        )
    return dict(zip(header, cells + [""] * (len(header) - len(cells)), strict=True))
