"""The machine against readers: how far the frames that it finds are those they chose."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pandas as pd

from wucheng import codings
from wucheng.figures import captions, figure, palette, style
from wucheng.figures.charts import legend, parts
from wucheng.figures.evidence import Key, Marks
from wucheng.statistics.agreement import ALL

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.lines import Line2D

    from wucheng.corpus import Corpus


@style.drawn
def machine_and_coder(c: Corpus, lang: str = "en") -> figure.Figure:
    """How far the machine's frames agree with a reader's: precision and recall, frame by frame.

    Beside the coding that corrects rates, hollow, the one that the lexicon has learnt from: between
    the two lies what learning from a page is worth.
    """
    say = style.language(lang)
    name = codings.standard(c)
    beside = "" if codings.learnt(c) == name else codings.learnt(c)
    if not name:
        why = ("Nobody has coded a sentence of these texts yet.", "这些文本尚无人编码。")
        return figure.nothing("machine_and_coder", why, pd.DataFrame(columns=["frame"]), c, lang)
    marks = Marks(c)
    data = codings.machine(c, name)
    order = [frame for frame in codings.frames(c) if frame in set(data["frame"])]
    data = data[data["frame"] != ALL].set_index("frame").reindex(order).reset_index()
    if beside:
        data = data.merge(_rates(codings.machine(c, beside)), on="frame", how="left")
    drawing, panels = parts.panels(
        2,
        14 + 4.6 * max(len(order), 2),
        share_y=True,
        most=1 if style.narrow() else 2,
    )
    behind = _wrong(c, name)
    behind_learnt = _wrong(c, beside) if beside else {}
    titles = {
        "precision": say(
            "precision: marks of the machine that the reader has too",
            "精确率：机器所标，编码者也标的比例",
        ),
        "recall": say(
            "recall: marks of the reader that the machine has too",
            "召回率：编码者所标，机器也标的比例",
        ),
    }
    for (measure, title), axes in zip(titles.items(), panels, strict=False):
        look = palette.neutral("o")
        for at, row in enumerate(parts.rows(data)):
            if math.isnan(row[measure]):
                continue
            value, low, high = (100 * row[measure + end] for end in ("", "_low", "_high"))
            artists = parts.dot(axes, low, value, high, at, look)
            frame = captions.name("frames", row["frame"], lang)
            label = f"{frame}: {say('unlike', '不一致')}, {measure}"
            marks.add(label, behind.get((measure, row["frame"]), []), *artists)
            if beside and not math.isnan(row[f"{measure}_learnt"]):
                ring = _learnt(axes, 100 * row[f"{measure}_learnt"], at, look.marker)
                wrong = behind_learnt.get((measure, row["frame"]), [])
                marks.add(f"{label} ({say('learnt from', '词表参照过')})", wrong, *ring)
        axes.set_yticks(range(len(order)), [captions.name("frames", f, lang) for f in order])
        axes.set_ylim(len(order) - 0.4, -0.6)
        axes.set_xlim(0, 103)
        axes.grid(axis="x")
        axes.tick_params(axis="y", length=0)
        axes.set_title(title)
    drawing.supxlabel(say("per cent, with exact 95% interval", "百分比及精确 95% 区间"))
    if beside:
        words = (
            say(f"against {_who(c, name)}", "相对词表未参照的编码"),
            say(
                f"against {_who(c, beside)}, whom the lexicon has learnt from",
                "相对词表参照过的编码",
            ),
        )
        solid, hollow = legend.solid_hollow(*words)[0], legend.solid_hollow(*words, lines=False)[1]
        legend.above(drawing, [solid, hollow])
    whole = codings.machine(c, name).set_index("frame").loc[ALL]
    coders = _who(c, name)
    return figure.make(
        "machine_and_coder",
        drawing,
        data,
        marks,
        lang,
        coder=coders,
        sentences=len(codings.read(c, name).sentences),
        f1=f"{whole['f1']:.2f}",
        kappa=f"{whole['kappa']:.2f}",
        low=f"{whole['kappa_low']:.2f}",
        high=f"{whole['kappa_high']:.2f}",
        learnt=_told(c, name, beside),
    )


def _learnt(axes: Axes, value: float, at: int, marker: str) -> list[Line2D]:
    """Agreement with what the lexicon has learnt from: a ring, seen around an equal value too."""
    return axes.plot(
        value,
        at,
        marker,
        color=palette.paper(),
        markeredgecolor=palette.grey(),
        markeredgewidth=0.9,
        markersize=6,
        zorder=1.5,
    )


def _who(c: Corpus, name: str) -> str:
    """Who made a coding; its own name where it says of nobody."""
    return ", ".join(codings.read(c, name).coders) or name


def _rates(agreed: pd.DataFrame) -> pd.DataFrame:
    columns = ["precision", "recall", "f1", "kappa"]
    return agreed[["frame", *columns]].rename(columns={name: f"{name}_learnt" for name in columns})


def _told(c: Corpus, name: str, beside: str) -> tuple[str, str]:
    """What the caption says of learning: of the coding drawn beside, or of the only one."""
    if beside:
        whole = codings.machine(c, beside).set_index("frame").loc[ALL]
        coders, f1 = _who(c, beside), f"{whole['f1']:.2f}"
        return (
            f" The lexicon has not learnt from this coding. Hollow: against one that it has learnt "
            f"from ({coders}; F1 {f1}), which says that the rules do what is meant.",
            f"词表未参照此编码。空心：相对词表所参照的编码（{coders}；F1 {f1}），"
            "只说明规则实现了本意。",
        )
    if name and codings.read(c, name).learnt:
        return (
            " The lexicon has learnt from this coding: the agreement says that the rules do what "
            "is meant; with other readers, and on other pages, it is lower.",
            "词表参照过此编码：一致性只说明规则实现了本意；换了编码者或网页，一致性会更低。",
        )
    return "", ""


def _wrong(c: Corpus, name: str) -> dict[tuple[str, str], list[Key]]:
    """Where machine and coder differ: what is too much (precision), what is missed (recall)."""
    coded = codings.read(c, name)
    keys = set(zip(coded.sentences["doc_id"], coded.sentences["sentence"], strict=True))
    machine = set(zip(c.frames["doc_id"], c.frames["sentence"], c.frames["frame"], strict=True))
    person = set(
        zip(coded.rows["doc_id"], coded.rows["sentence"], coded.rows["frame"], strict=True)
    )
    found: dict[tuple[str, str], list[Key]] = {}
    for measure, more, less in (("precision", machine, person), ("recall", person, machine)):
        for doc_id, sentence, frame in sorted(more - less):
            if (doc_id, sentence) in keys and frame:
                found.setdefault((measure, frame), []).append((doc_id, sentence))
    return found
