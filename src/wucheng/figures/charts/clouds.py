"""Word clouds that can be compared: one scale of sizes for all."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pandas as pd

from wucheng import terms
from wucheng.figures import clouds, evidence, figure, palette, style
from wucheng.figures.charts import parts
from wucheng.figures.evidence import Marks

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Drawing

    from wucheng.corpus import Corpus
    from wucheng.figures.clouds import Placed

#: Millimetres of the sheet: gap between clouds, and height of a heading.
_GAP, _HEADING = 3.0, 6.0

#: A word that occurs once says nothing by its size.
_TWICE = 2

#: Each try makes all clouds this much smaller until the fullest has room. Clouds whose characters
#: would take more than this share of the canvas never had room (10 clouds of 45 words: .51 to .69
#: fit, .59 to .92 didn't).
_STEP, _FULLEST = 0.93, 0.65


@style.drawn
def word_clouds(
    c: Corpus, lang: str = "en", *, most: int = 45, names: bool = True, seed: int = 5
) -> figure.Figure:
    """A cloud a city on one sheet: size by rate on one scale, so that sizes compare across clouds.

    The area of a character is proportional to the word's rate per 10,000 words. Words that every
    city uses are grey, the others have the city's colour. At most `most` words a cloud; none
    smaller than the smallest readable type, none that occurs once.
    """
    say = style.language(lang)
    table = terms.frequency(c, by="city", names=names, at_least=_TWICE)
    shown = parts.largest(c, table["group"].unique())
    table = table[table["group"].isin(shown)].groupby("group", sort=False).head(most)
    drawing, panels, per_pixel = _sheet(len(shown))
    data, placed = _fit(table, shown, style.SMALL / per_pixel, seed)
    in_all = _in_all(c, len(shown))
    data["in_every_city"] = data["term"].isin(in_all)
    data["points"] = data["pixels"] * per_pixel
    looks = palette.cities(c)
    marks = Marks(c)
    behind = evidence.containing(c, data["term"])
    for name, axes in zip(shown, panels, strict=False):
        city = style.city(name, lang)
        look = palette.style(looks, name)
        for word in placed[name]:
            text = axes.text(
                word.left,
                word.baseline,
                word.word,
                fontsize=word.size * per_pixel,
                color=palette.GREY if word.word in in_all else look.ink,
                va="baseline",
            )
            marks.add(f"{city} · {word.word}", behind.get((word.word, name), []), text)
        size = int(table.loc[table["group"] == name, "tokens"].iloc[0])
        axes.set_title(say(f"{city} ({size:,} words)", f"{city}（{size:,} 词）"))
    if not shown:
        parts.nothing(drawing, say("No word occurs twice.", "没有出现两次以上的词。"))
    elif len(panels) > len(shown):
        scale = float((data["points"] / data["per_10k"] ** 0.5).iloc[0]) if len(data) else 1.0
        _key(panels[len(shown)], scale, lang)
    return figure.make(
        "word_clouds",
        drawing,
        data.drop(columns=["pixels", "range", "documents"]),
        marks,
        lang,
        cities=len(shown),
        drawn=len(data),
        most=most,
        few=int((data["count"] <= 3).sum()),
        smallest=float(data["per_10k"].min()) if len(data) else 0.0,
        largest=float(data["per_10k"].max()) if len(data) else 0.0,
        shared=parts.named(sorted(set(data.loc[data["in_every_city"], "term"]))),
        cut=parts.left_out(c, shown),
    )


def _in_all(c: Corpus, cities: int) -> set[str]:
    """The words that every city uses; none if there is one city."""
    if cities < 2:
        return set()
    table = terms.frequency(c, by="city")
    groups = table.groupby("term")["group"].nunique()
    return set(groups[groups == table["group"].nunique()].index)


def _fit(
    table: pd.DataFrame, shown: list[str], least: float, seed: int
) -> tuple[pd.DataFrame, dict[str, list[Placed]]]:
    """The largest common scale at which every cloud has room, and the clouds at that scale.

    The height of type in pixels is scale × √rate, so area goes with rate. Words that the scale
    makes smaller than `least` pixels are left out of every cloud alike.
    """
    if table.empty:
        return table.assign(pixels=0.0), {}
    root = table["per_10k"] ** 0.5
    letters = table["term"].str.len()
    scale = clouds.WIDTH / (root * letters).max()
    while True:
        pixels = root * scale
        data = table.assign(pixels=pixels)[pixels >= least]
        area = (letters * pixels**2)[pixels >= least].groupby(data["group"]).sum().max()
        if not area > _FULLEST * clouds.WIDTH * clouds.HEIGHT:
            placed = _place(data, shown, seed)
            if placed is not None:
                return data, placed
        scale *= _STEP


def _place(data: pd.DataFrame, shown: list[str], seed: int) -> dict[str, list[Placed]] | None:
    """The cloud of each city, or None if one has no room."""
    placed: dict[str, list[Placed]] = {}
    for name in shown:
        rows = data[data["group"] == name]
        room = clouds.place(dict(zip(rows["term"], rows["pixels"], strict=True)), seed=seed)
        if room is None:
            return None
        placed[name] = room
    return placed


def _sheet(number: int) -> tuple[Drawing, list[Axes], float]:
    """Canvases on one sheet, also the unused places; and the points that a pixel measures."""
    columns = max(1, min(parts.COLUMNS, number))
    lines = math.ceil(max(number, 1) / columns)
    width = min((style.PAGE_MM - _GAP * (columns - 1)) / columns, 120.0)
    height = width * clouds.HEIGHT / clouds.WIDTH
    sheet_width = columns * width + (columns - 1) * _GAP
    sheet_height = lines * (height + _HEADING + _GAP)
    drawing = style.sheet(sheet_height, sheet_width)
    drawing.set_layout_engine("none")
    panels = []
    for at in range(lines * columns):
        line, column = divmod(at, columns)
        left = column * (width + _GAP) / sheet_width
        top = line * (height + _HEADING + _GAP) + _HEADING
        bottom = 1 - (top + height) / sheet_height
        axes = drawing.add_axes((left, bottom, width / sheet_width, height / sheet_height))
        axes.set(xlim=(0, clouds.WIDTH), ylim=(clouds.HEIGHT, 0))
        axes.set_axis_off()
        panels.append(axes)
    return drawing, panels, width / 25.4 * 72 / clouds.WIDTH


def _key(axes: Axes, scale: float, lang: str) -> None:
    """What the sizes mean, as text of those sizes."""
    say = style.language(lang)
    axes.set_title(say("Size: per 10,000 words", "字号：每万词次数"))
    baseline = 40.0
    for rate in (25, 50, 100, 200, 400):
        points = scale * rate**0.5
        if points < style.SMALL:
            continue
        baseline += points * clouds.WIDTH / (58 / 25.4 * 72) * 1.25
        if baseline > clouds.HEIGHT - 90:
            break
        axes.text(40, baseline, f"{rate}", fontsize=points, color=palette.INK)
    note = say("grey: words of every city", "灰色：各城市都用的词")
    axes.text(40, clouds.HEIGHT - 20, note, fontsize=style.BASE, color=palette.GREY)
