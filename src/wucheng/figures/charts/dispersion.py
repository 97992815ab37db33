"""How evenly words are spread over the texts, and where in a text they fall."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from wucheng import terms
from wucheng.figures import evidence, figure, palette, style
from wucheng.figures.charts import legend, parts, point_names
from wucheng.figures.evidence import Marks

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

    from wucheng.corpus import Corpus

#: Words in the scatter plot occur at least so often: one that occurs once is in one place.
_TWICE = 2

#: Texts that get a line of their own; of a larger corpus a line is a city.
MOST_LINES = 14


@style.drawn
def frequency_dispersion(c: Corpus, lang: str = "en", *, most: int = 30) -> figure.Figure:
    """How often each word occurs against how evenly it is spread over the texts.

    Words that occur in every text, the shared core, are marked and named; so are the most
    frequent of those that one text alone uses. At most `most` words are marked.
    """
    say = style.language(lang)
    data = terms.dispersion(c, at_least=_TWICE).dropna(subset=["dp_norm"])
    data["shared"] = data["parts_with"] == data["parts_all"]
    data["single"] = data["parts_with"] == 1
    unit = str(data["parts"].iloc[0]) if len(data) else "documents"
    size = int(data["parts_all"].iloc[0]) if len(data) else 0
    one, zh_unit = unit.rstrip("s"), {"documents": "文档", "paragraphs": "段落"}[unit]
    if data.empty:
        why = ("No word occurs twice.", "没有出现两次以上的词。")
        return figure.nothing("frequency_dispersion", why, data.drop(columns="group"), c, lang)
    marks = Marks(c)
    drawing = style.sheet(115)
    axes = drawing.subplots()
    core = data[data["shared"]].head(most)
    single = data[data["single"]].head(max(most - len(core), most // 3))
    parts.log_axis(axes, 1.8, data["count"].max() * 2)
    axes.set_ylim(1.06, -0.05)
    axes.set_xlabel(say("occurrences in the corpus (log scale)", "语料中的次数（对数刻度）"))
    axes.set_ylabel(say("DPnorm: 0 even, 1 in one place", "DPnorm：0 均匀，1 集中"))
    labels = (
        say(f"in every {one}", f"见于每一{zh_unit}"),
        say(f"in one {one} only, if named", f"只见于一个{zh_unit}（仅标出词者）"),
        say("other words", "其他词"),
    )
    legend.above(drawing, _legend(labels))
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
    _others(axes, data[~data["term"].isin([*core["term"], *single["term"]])])
    _mark(c, axes, core, True, marks)
    _mark(c, axes, single, False, marks)
    core_words = data.loc[data["shared"], "term"].tolist()
    core_glosses = data.loc[data["shared"], "gloss"].tolist()
    return figure.make(
        "frequency_dispersion",
        drawing,
        data.drop(columns="group"),
        marks,
        lang,
        words=len(data),
        parts=size,
        unit=(unit if size != 1 else one, zh_unit),
        core=len(core_words),
        named=parts.told(list(zip(core_words, core_glosses, strict=True))),
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


#: How the words of the shared core, those of one text, and the others are drawn: black on white,
#: because the colours belong to the cities.
_MARKERS = ("o", "s", "o")


def _looks() -> list[tuple[str, str]]:
    faces = (palette.ink(), palette.paper(), palette.pale())
    return list(zip(_MARKERS, faces, strict=True))


def _mark(c: Corpus, axes: Axes, data: pd.DataFrame, shared: bool, marks: Marks) -> None:
    """Marks some words."""
    behind = evidence.anywhere(evidence.containing(c, data["term"]))
    shape, face = _looks()[0 if shared else 1]
    for row in parts.rows(data):
        (point,) = axes.plot(
            row["count"],
            row["dp_norm"],
            shape,
            color=face,
            markeredgecolor=palette.ink(),
            markeredgewidth=0.8,
            markersize=4,
        )
        marks.add(row["term"], behind.get(row["term"], []), point)


def _legend(labels: tuple[str, str, str]) -> list[Artist]:
    edges = (palette.ink(), palette.ink(), palette.grey())
    return [
        legend.sign(shape, label, face, edge, size=4, width=0.8)
        for (shape, face), edge, label in zip(_looks(), edges, labels, strict=True)
    ]


@style.drawn
def word_spread(
    c: Corpus, lang: str = "en", *, words: Collection[str] | None = None, most: int = 9
) -> figure.Figure:
    """Where chosen words fall in each text, a panel a word, a line a text.

    Args:
        words: the words; by default the most frequent of those that most texts share.
        most: how many words are chosen by default.
    """
    say = style.language(lang)
    chosen = list(dict.fromkeys(words)) if words is not None else _shared(c, most)
    data = terms.positions(c, chosen)
    city = style.city_of(c)
    texts = len(city) <= MOST_LINES
    lines = list(city) if texts else parts.largest(c, set(city.values()), MOST_LINES)
    labels = [style.city(city[line] if texts else line, lang) for line in lines]
    if not chosen:
        why = ("No words to show.", "没有可显示的词。")
        return figure.nothing("word_spread", why, data.drop(columns="text"), c, lang)
    looks = palette.cities(c)
    marks = Marks(c)
    drawing, panels = parts.panels(len(chosen), 9 + 4.2 * max(len(lines), 1), share_y=True)
    for word, axes in zip(chosen, panels, strict=True):
        here = data[data["term"] == word]
        for at, line in enumerate(lines):
            rows = here[here["doc_id" if texts else "group"] == line]
            look = palette.style(looks, city[line] if texts else line)
            axes.plot([0, 1], [at, at], color=palette.pale(), linewidth=0.5, zorder=1)
            axes.text(1.04, at, f"{len(rows)}", va="center", fontsize=style.SMALL)
            if len(rows):
                ticks = axes.vlines(rows["position"], at - 0.34, at + 0.34, color=look.edge, lw=1.3)
                keys = zip(rows["doc_id"], rows["sentence"], strict=True)
                marks.add(f"{word} · {labels[at]}", keys, ticks)
        gloss = parts.gloss(c, word)
        axes.set_title(style.word(word, gloss, lang, most=14 if style.narrow() else 40))
        axes.set_ylim(len(lines) - 0.4, -0.6)
        axes.set_xlim(-0.01, 1.01)
        axes.set_yticks(range(len(lines)), labels)
        ends = [say("start", "文首"), say("middle", "中间"), say("end", "文末")]
        axes.set_xticks([0, 0.5, 1], ends)
        axes.tick_params(axis="y", length=0)
    return figure.make(
        "word_spread",
        drawing,
        data.drop(columns="text"),
        marks,
        lang,
        words=parts.told([(word, parts.gloss(c, word)) for word in chosen]),
        number=len(data),
        line=("text", "篇文本") if texts else ("city", "个城市"),
        cut=("", "") if texts else parts.left_out(c, lines),
    )


def _shared(c: Corpus, most: int) -> list[str]:
    """The words that stand in most texts, of those the most frequent."""
    spread = terms.dispersion(c, names=False)
    spread = spread.sort_values(["parts_with", "count"], ascending=False, kind="stable")
    return spread["term"].head(most).tolist()
