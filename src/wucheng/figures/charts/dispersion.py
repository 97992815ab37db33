"""How evenly words are spread over the texts, and where in a text they fall."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from wucheng import terms
from wucheng.figures import evidence, palette, style
from wucheng.figures.charts import legend, parts, point_names
from wucheng.figures.draft import Draft
from wucheng.figures.figure import Figure
from wucheng.statistics import selection

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from wucheng.corpus import Corpus

#: Words in the scatter plot occur at least so often: one that occurs once is in one place.
_TWICE = 2

#: Texts that get a line of their own; of a larger corpus a line is a city.
MOST_LINES = 14


@style.drawn
def frequency_dispersion(c: Corpus, lang: str = "en", *, most: int = 30) -> Figure:
    """How often each word occurs against how evenly it is spread over the texts.

    Words that occur in every text, the shared core, are marked and named; so are the most
    frequent of those that one text alone uses. At most `most` words are marked.
    """
    draft = Draft("frequency_dispersion", c, lang)
    say = draft.say
    data = terms.dispersion(c, at_least=_TWICE).dropna(subset=["dp_norm"]).drop(columns="group")
    data["shared"] = data["parts_with"] == data["parts_all"]
    data["single"] = data["parts_with"] == 1
    if data.empty:
        return draft.nothing(("No word occurs twice.", "没有出现两次以上的词。"), data)
    unit, size = str(data["parts"].iloc[0]), int(data["parts_all"].iloc[0])
    one, zh_unit = unit.rstrip("s"), {"documents": "文档", "paragraphs": "段落"}[unit]
    drawing = style.sheet(115)
    axes = drawing.subplots()
    shared = data[data["shared"]]
    core = shared.head(most)
    single = data[data["single"]].head(max(most - len(core), most // 3))
    parts.log_axis(axes, 1.8, data["count"].max() * 2)
    axes.set_ylim(1.06, -0.05)
    axes.set_xlabel(say("occurrences in the corpus (log scale)", "语料中的次数（对数刻度）"))
    axes.set_ylabel(say("DPnorm: 0 even, 1 in one place", "DPnorm：0 均匀，1 集中"))
    ink, paper, pale, grey = palette.ink(), palette.paper(), palette.pale(), palette.grey()
    only = say(f"in one {one} only, if named", f"只见于一个{zh_unit}（仅标出词者）")
    signs = [
        ("o", say(f"in every {one}", f"见于每一{zh_unit}"), ink, ink),
        ("s", only, paper, ink),
        ("o", say("other words", "其他词"), pale, grey),
    ]
    legend.above(drawing, [legend.sign(*sign, size=4, width=0.8) for sign in signs])
    placed = point_names.place(
        axes,
        [
            (r["count"], r["dp_norm"], parts.label(r, lang))
            for r in parts.rows(pd.concat([core, single]))
        ],
        avoid=data[["count", "dp_norm"]].drop_duplicates().itertuples(index=False, name=None),
        first=len(core),
        backed=True,
    )
    single = single[np.array(placed[len(core) :], dtype=bool)]
    named = pd.concat([core, single])
    _others(axes, data[~data["term"].isin(named["term"])])
    behind = evidence.anywhere(evidence.containing(c, named["term"]))
    for row in parts.rows(named):
        # black on white, because the colours belong to the cities
        (sign, face) = ("o", ink) if row["shared"] else ("s", paper)
        place = (row["count"], row["dp_norm"])
        edge: dict[str, Any] = {"markeredgecolor": ink, "markeredgewidth": 0.8, "markersize": 4}
        draft.mark(row["term"], behind[row["term"]], *axes.plot(*place, sign, color=face, **edge))
    return draft.figure(
        drawing,
        data,
        words=len(data),
        parts=size,
        unit=(unit if size != 1 else one, zh_unit),
        core=len(shared),
        named=parts.told(shared),
        single=int(data["single"].sum()),
    )


def _others(axes: Axes, data: pd.DataFrame) -> None:
    """The unmarked words as grey spots, larger where several words fall on one."""
    spots = data.groupby(["count", "dp_norm"]).size().reset_index(name="words")
    axes.scatter(
        spots["count"],
        spots["dp_norm"],
        s=4 + 2 * spots["words"],
        color=palette.pale(),
        edgecolor=palette.grey(),
        linewidth=0.3,
    )


@style.drawn
def word_spread(
    c: Corpus, lang: str = "en", *, words: Collection[str] | None = None, most: int = 9
) -> Figure:
    """Where chosen words fall in each text, a panel a word, a line a text.

    Args:
        words: the words; by default the most frequent of those that most texts share.
        most: how many words are chosen by default.
    """
    draft = Draft("word_spread", c, lang)
    chosen = list(dict.fromkeys(words)) if words is not None else _shared(c, most)
    data = terms.positions(c, chosen).drop(columns="text")
    if not chosen:
        return draft.nothing(("No words to show.", "没有可显示的词。"), data)
    city = selection.groups(c, "city")
    texts = len(city) <= MOST_LINES
    lines = city if texts else {name: name for name in parts.largest(c, most=MOST_LINES)}
    labels = [draft.city(name) for name in lines.values()]
    glossed = parts.glossed(c, chosen)
    drawing, panels = parts.panels(len(chosen), 9 + 4.2 * max(len(lines), 1), share_y=True)
    for (word, gloss), axes in zip(glossed.itertuples(index=False), panels, strict=True):
        here = data[data["term"] == word]
        for at, (line, name) in enumerate(lines.items()):
            rows = here[here["doc_id" if texts else "group"] == line]
            axes.plot([0, 1], [at, at], color=palette.pale(), linewidth=0.5, zorder=1)
            parts.write(axes, 1.04, at, f"{len(rows)}")
            if len(rows):
                ends, colour = (at - 0.34, at + 0.34), draft.look(name).edge
                ticks = axes.vlines(rows["position"], *ends, color=colour, lw=1.3)
                keys = zip(rows["doc_id"], rows["sentence"], strict=True)
                draft.mark(f"{word} · {labels[at]}", keys, ticks)
        axes.set_title(style.word(word, gloss, lang, most=14 if style.narrow() else 40))
        parts.lines(axes, labels)
        axes.set_xlim(-0.01, 1.01)
        parts.course(axes, lang)
    return draft.figure(
        drawing,
        data,
        words=parts.told(glossed),
        number=len(data),
        line=("text", "篇文本") if texts else ("city", "个城市"),
        cut=("", "") if texts else parts.left_out(c, lines),
    )


def _shared(c: Corpus, most: int) -> list[str]:
    """The words that stand in most texts, of those the most frequent."""
    spread = terms.dispersion(c, names=False)
    spread = spread.sort_values(["parts_with", "count"], ascending=False, kind="stable")
    return spread["term"].head(most).tolist()
