"""A figure that can go into a report: the drawing, its numbers, its captions, its evidence.

A chart function makes a `Figure`; a notebook shows it; `save` writes it in every format. The
files are the same bytes on every run in which nothing changed.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from wucheng import tables
from wucheng.display.paragraph import plain
from wucheng.errors import CorpusError, WuchengError
from wucheng.figures import captions, fitting, fonts, formats, look, palette, style
from wucheng.figures.drawn import Drawn
from wucheng.figures.evidence import Marks

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Drawing

    from wucheng.corpus import Corpus


#: The height of a sheet that only says why there is nothing on it.
_NOTHING_MM = 24


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


def nothing(
    name: str, why: tuple[str, str], data: pd.DataFrame, c: Corpus, lang: str, **values: object
) -> Figure:
    """A figure that has nothing to draw: a small sheet that says why, as does its caption.

    `why` is a sentence in English and one in Chinese, `values` fill the title.
    """
    told = dict(zip(captions.LANGUAGES, why, strict=True))
    drawing = style.sheet(_NOTHING_MM)
    style.empty(drawing.subplots(), told[lang])
    fitting.words(drawing)
    titles = captions.text(name, "title", values)
    return _figure(name, drawing, data, Marks(c), lang, titles, told, told)


def make(
    name: str, drawing: Drawing, data: pd.DataFrame, marks: Marks, lang: str, **values: object
) -> Figure:
    """A figure whose texts are those of captions.toml, filled with these values.

    The parts of the drawing have found their places after this, and keep them in every format.
    Raises TooSmall if the figure can't be read at the size of the preset.
    """
    titles, told, alts = (captions.text(name, part, values) for part in ("title", "caption", "alt"))
    return _figure(name, drawing, data, marks, lang, titles, told, alts)


def _figure(
    name: str,
    drawing: Drawing,
    data: pd.DataFrame,
    marks: Marks,
    lang: str,
    titles: dict[str, str],
    told: dict[str, str],
    alts: dict[str, str],
) -> Figure:
    """A figure of which every part has found its place."""
    now = look.current()
    preset = now.preset
    _settle(drawing)
    if preset.width_mm / preset.scale < look.PAGE_MM:
        fitting.fit(drawing)
        _settle(drawing)
    drawing.set_layout_engine("none")
    if now.titled:
        fitting.title(drawing, titles[lang], style.title_mm(), 1.25 * style.BASE)
        _settle(drawing)
    _pin(drawing)
    return Figure(
        name=name,
        drawing=drawing,
        scale=_scale(name, drawing, preset),
        look=now,
        colours=palette.own(marks.corpus),
        origin=marks.corpus.origin,
        data=data.reset_index(drop=True),
        titles=titles,
        captions=told,
        alts=alts,
        evidence=marks.frame(),
        lang=lang,
    )


def _pin(drawing: Drawing) -> None:
    """Places without the last digits, in which the layout's solver differs from run to run."""
    for axes in drawing.axes:
        left, bottom, width, height = axes.get_position().bounds
        axes.set_position((round(left, 9), round(bottom, 9), round(width, 9), round(height, 9)))
        axes.set_in_layout(True)  # setting a place takes the axes out of the measured size


#: Millimetres that something drawn may reach beyond the sheet: rounding, the width of a line.
_BEYOND_MM = 0.7


def _scale(name: str, drawing: Drawing, preset: look.Preset) -> float:
    """How much a drawing is enlarged to be as wide as the preset wants, or as tall as it may be.

    Raises TooSmall if its type can't be read then, or what is drawn doesn't fit the sheet.
    """
    height = drawing.get_figheight() * style.MM_PER_INCH
    scale = min(preset.scale, preset.height_mm / height)
    where = f"a {preset.name} ({preset.width_mm:g} × {preset.height_mm:g} mm)"
    advice = "Show fewer cities or words, or use another preset."
    if scale * style.SMALL < preset.least_pt:
        raise TooSmall(
            f"Figure {name} is too tall for {where}: its smallest type would be "
            f"{scale * style.SMALL:.1f} points, less than {preset.least_pt:g}. {advice}"
        )
    drawn, sheet = drawing.get_tightbbox(), drawing.bbox_inches
    beyond = max(drawn.x1 - sheet.x1, sheet.x0 - drawn.x0, drawn.y1 - sheet.y1, sheet.y0 - drawn.y0)
    if beyond * style.MM_PER_INCH > _BEYOND_MM:
        raise TooSmall(f"Figure {name} is too wide for {where}. {advice}")
    pair = fitting.covered(drawing) if preset.name != "page" else None
    if pair:
        one, other = (text.replace("\n", " ") for text in pair)
        raise TooSmall(
            f"In figure {name}, {one!r} and {other!r} cover each other on {where}. {advice}"
        )
    return scale


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
        _settle(drawing)
    found = (artist for artist in drawing.findobj(Text) if isinstance(artist, Text))
    return [artist.get_text() for artist in found if artist.get_visible() and artist.get_text()]


def _settle(drawing: Drawing) -> None:
    """Everything finds its place, and the labels of the axes come to be."""
    with warnings.catch_warnings():  # a missing glyph is an error here, see `check_glyphs`
        warnings.filterwarnings("ignore", "Glyph .* missing from font")
        drawing.draw_without_rendering()


def check_glyphs(fig: Figure) -> None:
    """Raises MissingGlyph, naming characters and figure, unless the typeface has them all."""
    with look.using(fig.look):
        missing = fonts.missing(texts(fig.drawing))
    if missing:
        named = ", ".join(f"{char} (U+{ord(char):04X})" for char in missing)
        raise MissingGlyph(f"Figure {fig.name}: {fonts.FAMILY} has no glyph for {named}.")
