"""A figure while it is drawn: its corpus, its language and colours, and the marks it has so far.

A chart begins a draft, draws, gives each mark its sentences, and makes a figure of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from wucheng.figures import captions, fitting, look, palette, style
from wucheng.figures.evidence import Key, Marks
from wucheng.figures.figure import Figure, TooSmall
from wucheng.figures.palette import Style

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.artist import Artist
    from matplotlib.figure import Figure as Drawing

    from wucheng.corpus import Corpus

#: The height of a sheet that only says why there is nothing on it.
_NOTHING_MM = 24

#: Millimetres that something drawn may reach beyond the sheet: rounding, the width of a line.
_BEYOND_MM = 0.7


class Draft:
    """A figure of a corpus that is being drawn; `say` chooses a wording of its language."""

    def __init__(self, name: str, c: Corpus, lang: str) -> None:
        self.name, self.c, self.lang = name, c, lang
        self.say = style.language(lang)
        self._marks = Marks(c)

    def look(self, city: str) -> Style:
        """How a city is drawn."""
        return palette.style(self._looks, city)

    @cached_property
    def _looks(self) -> dict[str, Style]:
        return palette.cities(self.c)

    def city(self, name: str, sep: str = " ") -> str:
        """A city as a label."""
        return style.city(name, self.lang, sep)

    def called(self, of: str, label: str) -> str:
        """A label of the tables as `captions.name` gives it."""
        return captions.name(of, label, self.lang)

    def mark(self, label: str, keys: Iterable[Key], *artists: Artist) -> None:
        """A mark, the sentences behind it, and what was drawn for it."""
        self._marks.add(label, keys, *artists)

    def nothing(self, why: tuple[str, str], data: pd.DataFrame, **values: object) -> Figure:
        """A figure that has nothing to draw: a small sheet that says why, as does its caption.

        `why` is a sentence in English and one in Chinese, `values` fill the title.
        """
        told = dict(zip(captions.LANGUAGES, why, strict=True))
        drawing = style.sheet(_NOTHING_MM)
        axes = drawing.subplots()
        axes.set_axis_off()
        grey, where = palette.grey(), axes.transAxes
        axes.text(0.5, 0.5, told[self.lang], color=grey, transform=where, ha="center", va="center")
        fitting.words(drawing)
        titles = captions.text(self.name, "title", values)
        return self._figure(drawing, data, titles, told, told)

    def figure(self, drawing: Drawing, data: pd.DataFrame, **values: object) -> Figure:
        """The figure, its texts those of captions.toml filled with these values.

        The parts of the drawing have found their places after this, and keep them in every format.
        Raises TooSmall if the figure can't be read at the size of the preset.
        """
        texts = (captions.text(self.name, part, values) for part in ("title", "caption", "alt"))
        return self._figure(drawing, data, *texts)

    def _figure(
        self,
        drawing: Drawing,
        data: pd.DataFrame,
        titles: dict[str, str],
        told: dict[str, str],
        alts: dict[str, str],
    ) -> Figure:
        """A figure of which every part has found its place."""
        now = look.current()
        preset = now.preset
        fitting.settle(drawing)
        if preset.width_mm / preset.scale < look.PAGE_MM:
            fitting.fit(drawing)
            fitting.settle(drawing)
        drawing.set_layout_engine("none")
        if now.titled:
            fitting.title(drawing, titles[self.lang], style.title_mm(), 1.25 * style.BASE)
            fitting.settle(drawing)
        _pin(drawing)
        return Figure(
            name=self.name,
            drawing=drawing,
            scale=_scale(self.name, drawing, preset),
            look=now,
            colours=palette.own(self.c),
            origin=self.c.origin,
            data=data.reset_index(drop=True),
            titles=titles,
            captions=told,
            alts=alts,
            evidence=self._marks.frame(),
            lang=self.lang,
        )


def _pin(drawing: Drawing) -> None:
    """Places without the last digits, in which the layout's solver differs from run to run."""
    for axes in drawing.axes:
        left, bottom, width, height = axes.get_position().bounds
        axes.set_position((round(left, 9), round(bottom, 9), round(width, 9), round(height, 9)))
        axes.set_in_layout(True)  # setting a place takes the axes out of the measured size


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
