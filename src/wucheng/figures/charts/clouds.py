"""Word clouds that can be compared: one scale of sizes for all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from wucheng import sensitivity, terms
from wucheng.errors import CorpusError
from wucheng.figures import clouds, evidence, palette, style
from wucheng.figures.charts import parts
from wucheng.figures.draft import Draft
from wucheng.figures.figure import Figure

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Drawing

    from wucheng.corpus import Corpus
    from wucheng.figures.clouds import Placed

#: Millimetres of the sheet: gap between clouds, height of a heading, and what stays free at the
#: sides.
_GAP, _HEADING, _SIDE = 3.0, 6.0, 1.0

#: A word that occurs once says nothing by its size.
_TWICE = 2

#: Each try makes all clouds this much smaller until the fullest has room. Clouds whose characters
#: would take more than this share of the canvas never had room (10 clouds of 45 words: .51 to .69
#: fit, .59 to .92 didn't).
_STEP, _FULLEST = 0.93, 0.65

#: Rates per 10,000 words that the key shows the size of.
_RATES = (25, 50, 100, 200, 300, 400, 600, 800)


@style.drawn
def word_clouds(
    c: Corpus, lang: str = "en", *, most: int = 45, names: bool = True, seed: int = 5
) -> Figure:
    """A cloud a city on one sheet: size by rate on one scale, so that sizes compare across clouds.

    The area of a character is proportional to the word's rate per 10,000 words. Key words of the
    city (evidence grade A to C against all other texts) have its colour and a line under them, all
    others are grey. At most `most` words a cloud; none smaller than the smallest readable type,
    none that occurs once.
    """
    draft = Draft("word_clouds", c, lang)
    table = terms.frequency(c, by="city", names=names)
    sizes = table.groupby("group")["tokens"].first()
    table = table[table["count"] >= _TWICE]
    shown = parts.largest(c)
    table = table[table["group"].isin(shown)].groupby("group", sort=False).head(most)
    if table.empty:
        return draft.nothing(("No word occurs twice.", "没有出现两次以上的词。"), table)
    drawing, panels, per_pixel = _sheet(len(shown))
    data, placed = _fit(table, shown, style.SMALL / per_pixel, seed)
    data["in_every_city"] = data["term"].isin(_in_all(c, len(shown)))
    key = _key_words(c, names)
    data["key"] = [pair in key for pair in zip(data["group"], data["term"], strict=True)]
    data["points"] = data["pixels"] * per_pixel
    behind = evidence.containing(c, data["term"])
    nothing = draft.say("no word occurs twice", "没有出现两次以上的词")
    for name, axes in zip(shown, panels, strict=False):
        city, look = draft.city(name), draft.look(name)
        for word in placed[name]:
            chosen = (name, word.word) in key
            ink, points = look.ink if chosen else palette.grey(), word.size * per_pixel
            text = axes.text(
                word.left, word.baseline, word.word, fontsize=points, color=ink, va="baseline"
            )
            if chosen:
                _underline(axes, word, ink)
            draft.mark(f"{city} · {word.word}", behind[word.word, name], text)
        if not placed[name]:
            middle = (clouds.WIDTH / 2, clouds.HEIGHT / 2)
            axes.text(*middle, nothing, ha="center", va="center", color=palette.grey())
        size = int(sizes.get(name, 0))
        axes.set_title(draft.say(f"{city} ({size:,} words)", f"{city}（{size:,} 词）"))
    if len(panels) > len(shown):
        scale = float((data["points"] / data["per_10k"] ** 0.5).iloc[0])
        _key(draft, panels[len(shown)], scale, per_pixel, data["per_10k"].max())
    return draft.figure(
        drawing,
        data.drop(columns=["pixels", "range", "documents"]),
        cities=len(shown),
        drawn=len(data),
        most=most,
        few=int((data["count"] <= 3).sum()),
        smallest=float(data["per_10k"].min()),
        largest=float(data["per_10k"].max()),
        key=int(data["key"].sum()),
        shared=_shared(data, len(shown)),
        largest_words=parts.told(data.sort_values("per_10k", ascending=False), 5),
        cut=parts.left_out(c, shown),
    )


def _shared(data: pd.DataFrame, cities: int) -> tuple[str, str]:
    """Which words every city uses, a sentence for the caption; of one city none."""
    if cities < 2:
        return "", ""
    shared = data[data["in_every_city"]]
    if shared.empty:
        return " No word drawn is used by every city.", "图中没有各城市都用的词。"
    english, chinese = parts.told(shared)
    return f" Every city uses {english}.", f"各城市都用：{chinese}。"


def _key_words(c: Corpus, names: bool) -> set[tuple[str, str]]:
    """The cities and their key words, of grade A to C."""
    try:
        return sensitivity.key_pairs(sensitivity.compared(c, names=names))
    except CorpusError:
        return set()


def _underline(axes: Axes, word: Placed, colour: str) -> None:
    """A line under a word, so that it is told from the others in grey print too."""
    y = word.baseline + 0.16 * word.size
    right = word.left + len(word.word) * word.size
    axes.plot([word.left, right], [y, y], color=colour, linewidth=0.9, solid_capstyle="butt")


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
    columns = max(1, min(2 if style.narrow() else parts.COLUMNS, number))
    lines = -(-number // columns)
    width = min((style.room_mm()[0] - 2 * _SIDE - _GAP * (columns - 1)) / columns, 120.0)
    height = width * clouds.HEIGHT / clouds.WIDTH
    sheet_width = columns * width + (columns - 1) * _GAP + 2 * _SIDE
    title = style.title_mm()
    drawing = style.sheet(lines * (height + _HEADING + _GAP), sheet_width)
    sheet_height = lines * (height + _HEADING + _GAP) + title
    drawing.set_layout_engine("none")
    panels = []
    for at in range(lines * columns):
        line, column = divmod(at, columns)
        left = (_SIDE + column * (width + _GAP)) / sheet_width
        top = title + line * (height + _HEADING + _GAP) + _HEADING
        bottom = 1 - (top + height) / sheet_height
        axes = drawing.add_axes((left, bottom, width / sheet_width, height / sheet_height))
        axes.set(xlim=(0, clouds.WIDTH), ylim=(clouds.HEIGHT, 0))
        axes.set_axis_off()
        panels.append(axes)
    return drawing, panels, width / 25.4 * 72 / clouds.WIDTH


def _key(draft: Draft, axes: Axes, scale: float, per_pixel: float, most: float) -> None:
    """What the sizes mean, as text of those sizes, none larger than the largest word."""
    say = draft.say
    axes.set_title(say("Size: per 10,000 words", "字号：每万词次数"))
    baseline = 40.0
    for rate in _RATES:
        points = scale * rate**0.5
        if points < style.SMALL or rate > most:
            continue
        baseline += points / per_pixel * 1.25
        if baseline > clouds.HEIGHT - 70 - 1.2 * style.SMALL / per_pixel:
            break
        axes.text(40, baseline, f"{rate}", fontsize=points, color=palette.ink())
    underlined = say("underlined: key word of the city", "下划线：该城市的特征词")
    grey = say("grey: no evidence of a difference", "灰色：没有差异的证据")
    if style.narrow():
        underlined = say("underlined: key word", "下划线：特征词")
        grey = say("grey: no evidence", "灰色：没有证据")
    y, line = clouds.HEIGHT - 20, 1.35 * style.SMALL / per_pixel
    axes.text(40, y - line, underlined, fontsize=style.SMALL, color=palette.ink())
    axes.text(40, y, grey, fontsize=style.SMALL, color=palette.grey())
