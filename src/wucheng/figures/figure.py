"""A figure that can go into a report: the drawing, its numbers, its captions, its evidence.

A chart function makes a `Figure`; a notebook shows it; `save` writes it in every format. The
files are the same bytes on every run in which nothing changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from wucheng import tables
from wucheng.display.paragraph import plain
from wucheng.errors import CorpusError, WuchengError
from wucheng.figures import captions, fitting, fonts, formats, look, style
from wucheng.figures.drawn import Drawn

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Drawing


class TooSmall(WuchengError):
    """A figure's type can't be read at the size that is asked for."""


class MissingGlyph(WuchengError):
    """A figure holds a character that its typeface can't show."""


class Figure(Drawn):
    """What is drawn, showing itself in a notebook with its caption."""

    def _ipython_display_(self) -> None:
        from IPython.display import Image, Markdown, display

        check_glyphs(self)
        title = captions.closed(self.title, self.lang)
        caption = f"**{plain(title)}** {plain(self.caption)}"
        display(  # type: ignore[no-untyped-call]
            Image(formats.screen(self), alt=self.alt),  # type: ignore[no-untyped-call]
            Markdown(caption),  # type: ignore[no-untyped-call]
        )


def save(fig: Figure, folder: str | Path) -> list[Path]:
    """Write a figure as NAME.png (300 dpi), .svg, .pdf, .csv, .txt (captions), .html (evidence)
    and .json (what it rests on).

    All files or none. Raises MissingGlyph if the typeface lacks a character of the figure,
    CorpusError if the folder can't be written or holds a corpus.
    """
    contents = files(fig)
    write(Path(folder), contents)
    return [Path(folder) / name for name in contents]


def files(fig: Figure) -> dict[str, str | bytes]:
    """The contents of a figure's files by name. Raises MissingGlyph as `save` does."""
    check_glyphs(fig)
    contents: dict[str, str | bytes] = {
        "png": formats.png(fig),
        "svg": formats.svg(fig),
        "pdf": formats.pdf(fig),
        "csv": tables.spreadsheet(fig.data),
        "txt": formats.pasted(fig),
        "html": formats.page(fig),
        "json": formats.rests_on(fig),
    }
    return {f"{fig.name}.{ending}": content for ending, content in contents.items()}


def write(folder: Path, contents: Mapping[str, str | bytes]) -> None:
    """Write files of figures, all or none, but never among the tables of a corpus.

    Raises CorpusError, with nothing changed.
    """
    if (folder / tables.TABLES["documents"].file).is_file():
        raise CorpusError(f"{folder} holds a corpus; give the figures a folder of their own.")
    tables.write_all(folder, contents)


def texts(drawing: Drawing) -> list[str]:
    """Every visible text of a drawing, tick labels included."""
    from matplotlib.text import Text

    with style.context():
        fitting.settle(drawing)
    found = (artist for artist in drawing.findobj(Text) if isinstance(artist, Text))
    return [artist.get_text() for artist in found if artist.get_visible() and artist.get_text()]


def check_glyphs(fig: Figure) -> None:
    """Raises MissingGlyph, naming characters and figure, unless the typeface has them all."""
    with look.using(fig.look):
        missing = fonts.missing(texts(fig.drawing))
    if missing:
        named = ", ".join(f"{char} (U+{ord(char):04X})" for char in missing)
        raise MissingGlyph(f"Figure {fig.name}: {fonts.FAMILY} has no glyph for {named}.")
