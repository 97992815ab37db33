"""Which words the texts use most."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from wucheng import terms
from wucheng.figures import evidence, style
from wucheng.figures.charts import legend, parts
from wucheng.figures.draft import Draft
from wucheng.figures.figure import Figure
from wucheng.statistics import intervals

if TYPE_CHECKING:
    from wucheng.corpus import Corpus

#: Cities that stand two a line where words have glosses; more stand three a line.
_WIDE = 8


@style.drawn
def top_terms(c: Corpus, lang: str = "en", *, most: int = 12, names: bool = True) -> Figure:
    """The most frequent words of each city with their exact intervals, a panel a city.

    Args:
        most: words a panel; fewer where the sheet would be too tall.
        names: False leaves out personal and place names.
    """
    draft = Draft("top_terms", c, lang)
    table = terms.frequency(c, by="city", names=names)
    shown = parts.largest(c, table["group"].unique())
    wide = lang == "en" and len(shown) <= _WIDE  # glosses need room
    side = 2 if wide else parts.COLUMNS
    lines = -(-len(shown) // parts.across(len(shown), most=side))
    most = parts.fitting(lambda words: 12 + lines * _height(words), most)
    table = table.groupby("group", sort=False).head(most)
    data = pd.concat([table[table["group"] == name] for name in shown] or [table])
    if not shown:
        return draft.nothing(("No words are counted.", "没有可计的词。"), table)
    behind = evidence.containing(c, data["term"])
    drawing, panels = parts.panels(len(shown), _height(most), most=side)
    for name, axes in zip(shown, panels, strict=True):
        rows = parts.rows(data[data["group"] == name])
        city, look = draft.city(name), draft.look(name)
        for at, row in enumerate(rows):
            low, value, high, full = row["low"], row["per_10k"], row["high"], not row["small"]
            artists = parts.dot(axes, low, value, high, at, look, full)
            draft.mark(f"{city} · {row['term']}", behind[row["term"], name], *artists)
        parts.lines(axes, [parts.label(r, lang, 26 if wide else 18) for r in rows], of=most)
        axes.set_xlim(0, data["high"].max() * 1.03)
        axes.grid(axis="x")
        size = f"{rows[0]['tokens']:,}"
        axes.set_title(draft.say(f"{city} ({size} words)", f"{city}（{size} 词）"), loc="right")
        parts.thousands(axes.xaxis, most=3)
    few = intervals.SMALL
    drawing.supxlabel(draft.say("per 10,000 words, with 95% interval", "每万词次数及 95% 区间"))
    signs = [
        legend.point(draft.say(f"{few} occurrences or more", f"{few} 次及以上")),
        legend.point(draft.say(f"fewer than {few}", f"不足 {few} 次"), False),
    ]
    legend.beside(drawing, len(shown), signs)

    def tell(row: parts.Row, lang: str) -> str:
        rate = f"{row['per_10k']:.0f} [{row['low']:.0f}, {row['high']:.0f}]"
        return f"{style.city(row['group'], lang)} {parts.label(row, lang)} {rate}"

    return draft.figure(
        drawing,
        data,
        most=most,
        cities=len(shown),
        small=int(data["small"].sum()),
        drawn=len(data),
        threshold=few,
        first=parts.each(parts.rows(data.drop_duplicates("group")), tell, ("; ", "；")),
        cut=parts.left_out(c, shown),
    )


def _height(words: int) -> float:
    """A panel with so many words in millimetres."""
    return 8 + 3.9 * words
