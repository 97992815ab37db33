"""How rich the vocabulary of the texts is: rank and frequency, growth, diversity."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from wucheng import diversity, terms
from wucheng.figures import evidence, fitting, palette, style
from wucheng.figures.charts import parts
from wucheng.figures.draft import Draft
from wucheng.figures.figure import Figure

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
    texts = diversity.by_document(c, window=WINDOW)
    measures = ["mattr", "mtld"]
    known = texts[measures].notna().mul(texts["tokens"], axis=0)
    sums = texts[measures].mul(texts["tokens"], axis=0).groupby(texts["group"]).sum()
    means = sums / known.groupby(texts["group"]).sum().where(lambda size: size > 0)
    means.insert(0, "texts", texts.groupby("group").size())
    return diversity.vocabulary(c).merge(means.reset_index(), on="group")


@style.drawn
def rank_and_growth(c: Corpus, lang: str = "en") -> Figure:
    """Frequency by rank, new words by length, and the measures that length doesn't touch."""
    draft = Draft("vocabulary", c, lang)
    table = richness(c)
    shown = parts.largest(c, table["group"])
    data = table.set_index("group").loc[shown].reset_index()
    if data.empty:
        return draft.nothing(("No words are counted.", "没有可计的词。"), data)
    panel = max(40, 4.6 * len(shown))
    drawing = style.sheet(40 + panel * (2.2 if style.narrow() else 1) + 4.6 * len(shown))
    left, right, below = _places(drawing, len(shown))
    alike = int(data["at"].iloc[0])
    _ranks(draft, left, shown)
    _measures(draft, below, data, alike)
    _growth(draft, right, shown, alike)
    whole = terms.frequency(c, by=None, stop=False)
    return draft.figure(
        drawing,
        data,
        tokens=int(table["tokens"].sum()),
        types=len(whole),
        once=float((whole["count"] == 1).mean()),
        window=WINDOW,
        alike=alike,
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


def _ranks(draft: Draft, axes: Axes, shown: list[str]) -> None:
    """Relative frequency by rank; the first word of each city is named in the evidence."""
    table = terms.frequency(draft.c, stop=False)
    table = table[table["group"].isin(shown)]
    firsts = table.groupby("group")["term"].first()
    behind = evidence.containing(draft.c, firsts)
    for name in shown:
        rates = table.loc[table["group"] == name, "per_10k"].to_numpy()
        look, ranks = draft.look(name), range(1, len(rates) + 1)
        axes.plot(ranks, rates, color=look.edge, ls=look.dash, lw=1, drawstyle="steps-post")
        point = parts.point(axes, 1, rates[0], look)
        draft.mark(f"{draft.city(name)} · {firsts[name]}", behind[firsts[name], name], point)
    least, most = table["per_10k"].min(), table["per_10k"].max()
    parts.log_axis(axes, least / 1.3, most * 1.3, up=True)
    parts.log_axis(axes, 0.8, table.groupby("group").size().max() * 1.3)
    axes.set_xlabel(draft.say("rank of the word (log scale)", "词的位次（对数刻度）"))
    axes.set_ylabel(draft.say("per 10,000 words (log scale)", "每万词次数（对数刻度）"))
    axes.set_title(draft.say("frequency by rank", "位次与频率"))


def _growth(draft: Draft, axes: Axes, shown: list[str], alike: int) -> None:
    """New words by length, each city to its end; dotted where all still go on."""
    curve = diversity.growth(draft.c, step=10)
    curve = curve[curve["group"].isin(shown)]
    for name in shown:
        here, look = curve[curve["group"] == name], draft.look(name)
        axes.plot([0, *here["tokens"]], [0, *here["types"]], color=look.edge, ls=look.dash, lw=1)
        parts.point(axes, here["tokens"].iloc[-1], here["types"].iloc[-1], look)
    axes.axvline(alike, color=palette.grey(), linewidth=0.6, linestyle=":")
    axes.set_xlim(0, curve["tokens"].max() * 1.05)
    axes.set_ylim(0, curve["types"].max() * 1.08)
    axes.set_xlabel(draft.say("words from the start", "从文首起的词数"))
    axes.set_ylabel(draft.say("different words", "不同的词"))
    axes.set_title(draft.say("different words by length", "随篇幅出现的不同的词"))
    parts.thousands(axes.xaxis)
    parts.thousands(axes.yaxis)


def _measures(draft: Draft, axes: Axes, data: pd.DataFrame, alike: int) -> None:
    """The measures as a table, a line a city."""
    say, narrow = draft.say, style.narrow()
    heads = (
        say("words", "词数"),
        say("different words", "不同的词"),
        say(f"in {alike:,} of them", f"其中 {alike:,} 词里"),
        f"MATTR ({WINDOW})",
        "MTLD",
    )
    axes.set_xlim(0, 1)
    axes.set_ylim(len(data) - 0.4, -1.6)
    axes.set_axis_off()
    places = (0.39, 0.57, 0.73, 0.88, 1.0) if narrow else (0.34, 0.5, 0.66, 0.82, 0.96)
    size = style.SMALL if narrow else style.BASE
    for place, head in zip(places, heads, strict=True):
        head = fitting.broken(head, 2) if narrow and " " in head else head
        parts.write(axes, place, -1, head, ha="right", color=palette.grey())
    for at, row in enumerate(parts.rows(data)):
        parts.point(axes, 0.01, at, draft.look(row["group"]))
        parts.write(axes, 0.03, at, draft.city(row["group"]), fontsize=size)
        cells = (
            f"{row['tokens']:,}",
            f"{row['types']:,}",
            f"{row['types_at']:,.0f}",
            "–" if pd.isna(row["mattr"]) else f"{row['mattr']:.3f}",
            "–" if pd.isna(row["mtld"]) else f"{row['mtld']:.0f}",
        )
        for place, cell in zip(places, cells, strict=True):
            parts.write(axes, place, at, cell, ha="right", fontsize=size)


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
