"""How rich the vocabulary of the texts is: rank and frequency, growth, diversity."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pandas as pd

from wucheng import diversity, terms
from wucheng.figures import evidence, figure, fitting, palette, style
from wucheng.figures.charts import parts
from wucheng.figures.evidence import Marks

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Drawing

    from wucheng.corpus import Corpus

#: Words of a window of MATTR.
WINDOW = 100


def richness(c: Corpus) -> pd.DataFrame:
    """The vocabulary of each city: the columns of `diversity.vocabulary`, and texts, mattr, mtld.

    MATTR and MTLD are means over its texts, by their length.
    """
    table, texts = diversity.vocabulary(c), diversity.by_document(c, window=WINDOW)
    means = [
        {
            "group": group,
            "texts": len(here),
            "mattr": _mean(here, "mattr"),
            "mtld": _mean(here, "mtld"),
        }
        for group, here in texts.groupby("group")
    ]
    return table.merge(pd.DataFrame(means, columns="group texts mattr mtld".split()), on="group")


def _mean(texts: pd.DataFrame, measure: str) -> float:
    known = texts.dropna(subset=[measure])
    size = known["tokens"].sum()
    return float((known[measure] * known["tokens"]).sum() / size) if size else float("nan")


@style.drawn
def rank_and_growth(c: Corpus, lang: str = "en") -> figure.Figure:
    """Frequency by rank, new words by length, and the measures that length doesn't touch."""
    table = richness(c)
    shown = parts.largest(c, table["group"])
    data = table.set_index("group").loc[shown].reset_index()
    if data.empty:
        why = ("No words are counted.", "没有可计的词。")
        return figure.nothing("vocabulary", why, data, c, lang)
    marks = Marks(c)
    panel = max(40, 4.6 * len(shown))
    drawing = style.sheet(40 + panel * (2.2 if style.narrow() else 1) + 4.6 * len(shown))
    left, right, below = _places(drawing, len(shown))
    _ranks(c, left, shown, marks, lang)
    _measures(c, below, data, lang)
    _growth(c, right, shown, int(data["at"].iloc[0]), lang)
    whole = terms.frequency(c, by=None, stop=False)
    once = float((whole["count"] == 1).mean()) if len(whole) else 0.0
    return figure.make(
        "vocabulary",
        drawing,
        data,
        marks,
        lang,
        tokens=int(table["tokens"].sum()),
        types=len(whole),
        once=once,
        window=WINDOW,
        alike=int(data["at"].iloc[0]) if len(data) else 0,
        extremes=_extremes(data),
        cut=parts.left_out(c, shown),
    )


def _places(drawing: Drawing, cities: int) -> tuple[Axes, Axes, Axes]:
    add, table = drawing.add_subplot, max(cities, 1) + 2
    if style.narrow():
        grid = drawing.add_gridspec(3, 1, height_ratios=(12, 12, table + 1))
        return add(grid[0]), add(grid[1]), add(grid[2])
    grid = drawing.add_gridspec(2, 2, height_ratios=(12, table))
    return add(grid[0, 0]), add(grid[0, 1]), add(grid[1, :])


def _ranks(c: Corpus, axes: Axes, shown: list[str], marks: Marks, lang: str) -> None:
    """Relative frequency by rank; the first word of each city is named in the evidence."""
    say = style.language(lang)
    looks = palette.cities(c)
    table = terms.frequency(c, stop=False)
    firsts = {name: table.loc[table["group"] == name, "term"].iloc[0] for name in shown}
    behind = evidence.containing(c, firsts.values())
    longest, least, most = 1, math.inf, 0.0
    for name in shown:
        rates = table.loc[table["group"] == name, "per_10k"].to_numpy()
        longest = max(longest, len(rates))
        least, most = min(least, rates[-1]), max(most, rates[0])
        look = palette.style(looks, name)
        ranks = range(1, len(rates) + 1)
        axes.plot(ranks, rates, color=look.edge, ls=look.dash, lw=1, drawstyle="steps-post")
        (point,) = parts.mark(axes, 1, rates[0], look, size=4.5)
        label = f"{style.city(name, lang)} · {firsts[name]}"
        marks.add(label, behind.get((firsts[name], name), []), point)
    parts.log_axis(axes, least / 1.3, most * 1.3, up=True)
    parts.log_axis(axes, 0.8, longest * 1.3)
    axes.set_xlabel(say("rank of the word (log scale)", "词的位次（对数刻度）"))
    axes.set_ylabel(say("per 10,000 words (log scale)", "每万词次数（对数刻度）"))
    axes.set_title(say("frequency by rank", "位次与频率"))


def _growth(c: Corpus, axes: Axes, shown: list[str], alike: int, lang: str) -> None:
    """New words by length, each city to its end; dotted where all still go on."""
    say = style.language(lang)
    looks = palette.cities(c)
    curve = diversity.growth(c, step=10)
    length, most = 0, 0
    for name in shown:
        here = curve[curve["group"] == name]
        look = palette.style(looks, name)
        axes.plot([0, *here["tokens"]], [0, *here["types"]], color=look.edge, ls=look.dash, lw=1)
        x, y = int(here["tokens"].iloc[-1]), int(here["types"].iloc[-1])
        parts.mark(axes, x, y, look, size=4.5)
        length, most = max(length, x), max(most, y)
    axes.axvline(alike, color=palette.grey(), linewidth=0.6, linestyle=":")
    axes.set_xlim(0, length * 1.05)
    axes.set_ylim(0, most * 1.08)
    axes.set_xlabel(say("words from the start", "从文首起的词数"))
    axes.set_ylabel(say("different words", "不同的词"))
    axes.set_title(say("different words by length", "随篇幅出现的不同的词"))
    parts.thousands(axes.xaxis)
    parts.thousands(axes.yaxis)


def _measures(c: Corpus, axes: Axes, data: pd.DataFrame, lang: str) -> None:
    """The measures as a table, a line a city."""
    say = style.language(lang)
    looks = palette.cities(c)
    alike = int(data["at"].iloc[0])
    heads = (
        say("words", "词数"),
        say("different words", "不同的词"),
        say(f"in {alike:,} of them", f"其中 {alike:,} 词里"),
        f"MATTR ({WINDOW})",
        "MTLD",
    )
    rows = parts.rows(data)
    axes.set_xlim(0, 1)
    axes.set_ylim(len(rows) - 0.4, -1.6)
    axes.set_axis_off()
    narrow = style.narrow()
    places = (0.39, 0.57, 0.73, 0.88, 1.0) if narrow else (0.34, 0.5, 0.66, 0.82, 0.96)
    size = style.SMALL if narrow else style.BASE
    for place, head in zip(places, heads, strict=True):
        head = fitting.broken(head, 2) if narrow and " " in head else head
        axes.text(
            place, -1, head, ha="right", va="center", fontsize=style.SMALL, color=palette.grey()
        )
    for at, row in enumerate(rows):
        look = palette.style(looks, row["group"])
        parts.mark(axes, 0.01, at, look, size=4.5)
        axes.text(0.03, at, style.city(row["group"], lang), va="center", fontsize=size)
        cells = (
            f"{row['tokens']:,}",
            f"{row['types']:,}",
            f"{row['types_at']:,.0f}",
            "–" if pd.isna(row["mattr"]) else f"{row['mattr']:.3f}",
            "–" if pd.isna(row["mtld"]) else f"{row['mtld']:.0f}",
        )
        for place, cell in zip(places, cells, strict=True):
            axes.text(place, at, cell, ha="right", va="center", fontsize=size)


def _extremes(data: pd.DataFrame) -> tuple[str, str]:
    """The cities with the highest and the lowest MATTR, a sentence for the caption."""
    known = data.dropna(subset=["mattr"]).sort_values("mattr", ascending=False)
    if len(known) < 2:
        return "", ""
    (high, highest), (low, lowest) = known[["group", "mattr"]].iloc[[0, -1]].to_numpy().tolist()
    return (
        f"Highest MATTR: {style.city(high, 'en')} {highest:.3f}; "
        f"lowest: {style.city(low, 'en')} {lowest:.3f}. ",
        f"MATTR 最高：{style.city(high, 'zh')} {highest:.3f}；"
        f"最低：{style.city(low, 'zh')} {lowest:.3f}。",
    )
