"""The lexicons: tables that a researcher reads and edits, and the code only reads.

Each is a tab-separated UTF-8 file with a header line. Lines that begin with # are comments.
`stopwords.txt` is the one exception: a plain list, one word a line.
"""

from __future__ import annotations

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
    "chrome.tsv": ("reason", "pattern"),
    "frames.tsv": ("frame", "cue"),
    "roles.tsv": ("role", "kind"),
    "speech.tsv": ("cue", "position"),
    "events.tsv": ("type", "cue"),
}


def load(folder: Path) -> dict[str, list[Row]]:
    """All lexicons of a folder, keyed by file name without its ending ("words", "places" …).

    Raises LexiconError, naming the file and the line, if one is missing or malformed.
    """
    if not folder.is_dir():
        raise LexiconError(f"There is no lexicon folder at {folder}; give another with --lexicons.")
    return {Path(name).stem: read(folder / name, columns) for name, columns in COLUMNS.items()}


def read(path: Path, columns: tuple[str, ...]) -> list[Row]:
    """The rows of one lexicon as dictionaries of strings; blank cells are empty strings."""
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
    missing = [column for column in columns if column not in header]
    if missing:
        raise LexiconError(f"The lexicon {path.name} has no column {', '.join(missing)}.")
    rows: list[Row] = []
    for number, line in lines[1:]:
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) > len(header):
            raise LexiconError(
                f"Line {number} of {path.name} has {len(cells)} cells, its header {len(header)}."
            )
        rows.append(dict(zip(header, cells + [""] * (len(header) - len(cells)), strict=True)))
    return rows
