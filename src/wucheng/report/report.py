"""Chosen figures with their captions and the numbers behind them, as a document."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from wucheng import tables as files
from wucheng.errors import WuchengError
from wucheng.report import contents, typeset, web, word
from wucheng.report.contents import Report

if TYPE_CHECKING:
    from wucheng.corpus import Corpus

FORMATS: dict[str, Callable[[Report], str | bytes]] = {
    "docx": word.docx,
    "html": web.page,
    "pdf": typeset.pdf,
}


def save(
    c: Corpus,
    path: str | Path,
    names: Iterable[str],
    *,
    to: str = "",
    lang: str = "en",
    title: str = "",
    tables: bool = True,
    profiles: bool = False,
) -> Path:
    """Write a report of these figures of the gallery; returns its path.

    Args:
        to: "docx", "html" or "pdf"; by default what the path ends in.
        lang: "en" or "zh".
        title: instead of one made from the names of the cities.
        tables: whether the first rows of the numbers stand below each figure.
        profiles: whether each city has a paragraph.

    The file is written whole or not at all, and is the same on every run. Raises WuchengError on
    an unknown figure or format, MissingGlyph as `figure.save` does, CorpusError if the file can't
    be written.
    """
    path = Path(path)
    kind = to or path.suffix.lstrip(".").lower()
    if kind not in FORMATS:
        raise WuchengError(f"A report is {', '.join(FORMATS)}, not {kind or 'nothing'}.")
    made = contents.compose(c, names, lang, title=title, tables=tables, profiles=profiles)
    files.write(path, FORMATS[kind](made))
    return path
