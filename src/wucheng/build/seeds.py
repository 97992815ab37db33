"""Seeds: the pages of a folder, what lies beside them, and what a person knows better."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pandas as pd

from wucheng.build.reading import KNOWN
from wucheng.errors import CorpusError

#: Files that are read.
ENDINGS = (".txt", ".html", ".htm")
#: What to do about files that hold a page in another form.
ADVICE = dict.fromkeys(
    (".mhtml", ".mht", ".webarchive"), "; open it in a browser and save it as a complete web page"
) | dict.fromkeys((".pdf", ".doc", ".docx", ".rtf", ".odt"), "; save its text as .txt")
#: How browsers name the folder that they save beside a page.
COMPANIONS = ("_files", ".files")
CATALOGUE = "catalogue.csv"


def pages(seeds: Path) -> tuple[list[Path], Counter[Path]]:
    """The files to be read below a folder, and how many each folder holds that lies beside a page.

    Such a folder is where a browser saves the pictures and scripts of a page. The order doesn't
    depend on the system. Raises CorpusError if there is no such folder.
    """
    if not seeds.is_dir():
        raise CorpusError(
            f"There is no folder {seeds}; give the folder of your pages with --seeds."
        )
    found: list[Path] = []
    beside: Counter[Path] = Counter()
    for path in sorted(seeds.rglob("*"), key=lambda path: path.relative_to(seeds).as_posix()):
        hidden = any(part.startswith(".") for part in path.relative_to(seeds).parts)
        if hidden or not path.is_file() or path == seeds / CATALOGUE:
            continue
        if folder := _companion(path, seeds):
            beside[folder] += 1
        else:
            found.append(path)
    return found, beside


def _companion(path: Path, seeds: Path) -> Path | None:
    """The folder with the pictures and scripts of a saved page that a file lies in, if any."""
    for folder in path.relative_to(seeds).parents:
        for ending in COMPANIONS:
            name = folder.name.removesuffix(ending)
            pages = (seeds / folder.parent / f"{name}{of}" for of in (".html", ".htm"))
            if name != folder.name and any(page.is_file() for page in pages):
                return seeds / folder
    return None


def catalogue(path: Path) -> dict[str, dict[str, str]]:
    """What a person knows better than the pages: {doc_id: {column: value}}.

    A CSV file with a column doc_id (or file) and any of title, date, city, province, place,
    source, authors. Missing file: nothing known. Raises CorpusError on a malformed one.
    """
    if not path.exists():
        return {}
    try:
        rows = pd.read_csv(path, dtype="str", keep_default_na=False, encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise CorpusError(
            f"{path} is not UTF-8; a spreadsheet saves it so as “CSV UTF-8”."
        ) from None
    except (ValueError, OSError) as error:
        raise CorpusError(f"{path} can't be read as a table: {error}.") from None
    if "doc_id" not in rows and "file" in rows:
        rows["doc_id"] = [Path(name).stem for name in rows["file"]]
    if "doc_id" not in rows:
        raise CorpusError(f"{path} has no column doc_id or file to say which page a line is about.")
    columns = [column for column in KNOWN if column in rows]
    if "date" in columns:
        dates = rows["date"].where(rows["date"] != "")
        wrong = rows["date"][
            pd.to_datetime(dates, format="%Y-%m-%d", errors="coerce").isna() & dates.notna()
        ]
        if len(wrong):
            raise CorpusError(f"{path} has a date that is not YYYY-MM-DD: {wrong.iloc[0]!r}.")
    return {
        _without_ending(row["doc_id"]): {c: row[c].strip() for c in columns}
        for _, row in rows.iterrows()
    }


def _without_ending(name: str) -> str:
    path = Path(name.strip())
    return path.stem if path.suffix.lower() in ENDINGS else name.strip()
