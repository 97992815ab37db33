"""What sets each city's texts apart from the others'."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from wucheng import keyness
from wucheng.errors import CorpusError
from wucheng.figures import evidence, figure, palette, style
from wucheng.figures.charts import parts
from wucheng.figures.evidence import Marks
from wucheng.statistics.counts import UNKNOWN

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from wucheng.corpus import Corpus

#: Grades of evidence that are drawn (see `keywords.table`), and those drawn with a full mark.
_DRAWN, _FIRM = ("A", "B", "C"), ("A", "B")

#: Rows that a page holds; with many cities each gets fewer words.
_MOST_ROWS = 60

#: Log ratios beyond this are drawn at the edge: a word is then 2⁸ times as frequent.
_EDGE = 8.0


@style.drawn
def key_words(
    c: Corpus, lang: str = "en", *, most: int = 9, fewer: int = 3, names: bool = False
) -> figure.Figure:
    """The words of each city against the rest: log ratios with intervals, a panel a city.

    Args:
        most: words a panel that are more frequent in the city.
        fewer: words a panel that are less frequent there.
        names: whether personal and place names are compared; without them a city isn't told from
            another by its own streets.
    """
    say = style.language(lang)
    table = _table(c, names)
    shown = parts.largest(c, table["target"].unique())
    most = max(2, min(most, _MOST_ROWS // max(len(shown), 1) - fewer))
    own = (table["more_in"] == table["target"]) & (table["rank"] <= most)
    other = (table["more_in"] != table["target"]) & (table["rank"] <= fewer)
    data = table[table["grade"].isin(_DRAWN) & (own | other)]
    data = data.sort_values(
        ["target", "log_ratio", "term"], ascending=[True, False, True], ignore_index=True
    )
    data = data[data["target"].isin(shown)]
    looks = palette.cities(c)
    marks = Marks(c)
    behind = evidence.containing(c, data["term"])
    lines = [max(int((data["target"] == name).sum()), 1) for name in shown] or [8]
    drawing = style.sheet(18 + sum(5 + 3.9 * line for line in lines))
    panels = drawing.subplots(len(lines), 1, sharex=True, squeeze=False, height_ratios=lines)[:, 0]
    for name, axes in zip(shown, panels, strict=False):
        rows = parts.rows(data[data["target"] == name])
        look = palette.style(looks, name)
        city = style.city(name, lang)
        axes.axvline(0, color=palette.GREY, linewidth=0.6, zorder=1)
        for at, row in enumerate(rows):
            artists = parts.dot(
                axes,
                max(row["low"], -_EDGE),
                max(min(row["log_ratio"], _EDGE), -_EDGE),
                min(row["high"], _EDGE),
                at,
                look,
                row["grade"] in _FIRM,
            )
            keys = [
                key for (word, _), found in behind.items() if word == row["term"] for key in found
            ]
            here = behind.get((row["term"], name), [])
            more = row["more_in"] == row["target"]
            marks.add(f"{city} · {row['term']}", here if more else keys, *artists)
        _finish(axes, rows, lang)
        axes.set_title(city, pad=2)
    if len(shown) < 2:
        parts.nothing(
            drawing, say("One city has nothing to be compared with.", "只有一个城市，无从比较。")
        )
    else:
        drawing.supxlabel(
            say(
                "← rarer here · log ratio to all other texts, 95 % interval · more frequent here →",
                "← 本城较少 · 相对其余文本的对数比及 95% 区间 · 本城较多 →",
            )
        )
        solid = say("grade A or B", "A、B 级证据")
        hollow = say("grade C: worth a look", "C 级：值得一看")
        parts.key(drawing, len(drawing.axes), parts.solid_hollow(solid, hollow))
    grades = data["grade"].value_counts()
    return figure.make(
        "keyness",
        drawing,
        data,
        marks,
        lang,
        cities=len(shown),
        most=most,
        compared=len(table),
        firm=int(grades.reindex(list(_FIRM), fill_value=0).sum()),
        worth=int(grades.get("C", 0)),
        firsts=_firsts(data, shown),
        names=("", "")
        if names
        else (" Personal and place names are left out.", "人名、地名不计。"),
        cut=parts.left_out(c, shown) if len(shown) > 1 else ("", ""),
    )


def _table(c: Corpus, names: bool) -> pd.DataFrame:
    """All cities against the rest; no row where there is nothing to compare."""
    try:
        return keyness.compare_all(c, names=names)
    except CorpusError:
        columns = "target rank grade more_in term log_ratio low high".split()
        return pd.DataFrame(columns=columns).astype({"rank": "Int64", "log_ratio": "float64"})


def _finish(axes: Axes, rows: list[parts.Row], lang: str) -> None:
    """Labels and scale of a panel; the hits stand at the right, here against elsewhere."""
    say = style.language(lang)
    axes.set_yticks(range(len(rows)), [style.word(r["term"], r["gloss"], lang) for r in rows])
    axes.set_ylim(max(len(rows), 1) - 0.4, -0.6)
    axes.set_xlim(-_EDGE, _EDGE)
    axes.set_xticks(range(-8, 9, 2), [f"{tick}".replace("-", "−") for tick in range(-8, 9, 2)])
    axes.grid(axis="x")
    axes.tick_params(axis="y", length=0)
    for at, row in enumerate(rows):
        counts = f"{row['count_target']}:{row['count_reference']}"
        axes.annotate(
            counts,
            (1, at),
            (2, 0),
            xycoords=("axes fraction", "data"),
            textcoords="offset points",
            va="center",
            fontsize=style.SMALL,
        )
    if not rows:
        axes.text(0, 1, say("no word stands out", "没有突出的词"), ha="center", color=palette.GREY)


def _firsts(data: pd.DataFrame, shown: list[str]) -> tuple[str, str]:
    """The first word of each city, for the caption."""
    own = data[(data["more_in"] == data["target"]) & (data["target"] != UNKNOWN)]
    first = [row for name in shown for row in parts.rows(own[own["target"] == name].head(1))]
    if not first:
        return "none", "无"
    words = [
        (row, f"{row['term']} {row['log_ratio']:.1f} [{row['low']:.1f}, {row['high']:.1f}]")
        for row in first
    ]
    return (
        "; ".join(f"{style.city(row['target'], 'en')} {text}" for row, text in words),
        "；".join(f"{style.city(row['target'], 'zh')} {text}" for row, text in words),
    )
