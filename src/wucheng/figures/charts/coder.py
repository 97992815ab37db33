"""The machine against readers: how far the frames that it finds are those they chose."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import pandas as pd

from wucheng import codings
from wucheng.figures import evidence, palette, style
from wucheng.figures.charts import legend, parts
from wucheng.figures.draft import Draft
from wucheng.figures.evidence import Key
from wucheng.figures.figure import Figure
from wucheng.statistics.agreement import ALL

if TYPE_CHECKING:
    from wucheng.corpus import Corpus


@style.drawn
def machine_and_coder(c: Corpus, lang: str = "en") -> Figure:
    """How far the machine's frames agree with a reader's: precision and recall, frame by frame.

    Beside the coding that corrects rates, hollow, the one that the lexicon has learnt from: between
    the two lies what learning from a page is worth.
    """
    draft = Draft("machine_and_coder", c, lang)
    name = codings.standard(c)
    beside = "" if codings.learnt(c) == name else codings.learnt(c)
    if not name:
        why = ("Nobody has coded a sentence of these texts yet.", "这些文本尚无人编码。")
        return draft.nothing(why, pd.DataFrame(columns=["frame"]))
    agreed = codings.machine(c, name).set_index("frame")
    order = [frame for frame in codings.frames(c) if frame in agreed.index]
    data = agreed.reindex(order).reset_index()
    if beside:
        data = data.merge(_rates(codings.machine(c, beside)), on="frame", how="left")
    side_by_side = 1 if style.narrow() else 2
    height = 14 + 4.6 * max(len(order), 2)
    drawing, panels = parts.panels(2, height, share_y=True, most=side_by_side)
    titles = {
        "precision": draft.say(
            "precision: marks of the machine that the reader has too",
            "精确率：机器所标，编码者也标的比例",
        ),
        "recall": draft.say(
            "recall: marks of the reader that the machine has too",
            "召回率：编码者所标，机器也标的比例",
        ),
    }
    behind, learnt = _wrong(c, name), _wrong(c, beside)
    for (measure, title), axes in zip(titles.items(), panels, strict=False):
        look = palette.neutral("o")
        for at, row in enumerate(parts.rows(data)):
            if math.isnan(row[measure]):
                continue
            value, low, high = (100 * row[measure + end] for end in ("", "_low", "_high"))
            artists = parts.dot(axes, low, value, high, at, look)
            frame = draft.called("frames", row["frame"])
            label = f"{frame}: {draft.say('unlike', '不一致')}, {measure}"
            draft.mark(label, behind[measure, row["frame"]], *artists)
            if beside and not math.isnan(row[f"{measure}_learnt"]):
                # a ring, seen around an equal value too
                ring = palette.Style(palette.grey(), look.marker, paper=palette.paper())
                value = 100 * row[f"{measure}_learnt"]
                point = parts.point(axes, value, at, ring, False, size=6, width=0.9, zorder=1.5)
                label += f" ({draft.say('learnt from', '词表参照过')})"
                draft.mark(label, learnt[measure, row["frame"]], point)
        parts.lines(axes, [draft.called("frames", frame) for frame in order])
        axes.set_xlim(0, 103)
        axes.grid(axis="x")
        axes.set_title(title)
    drawing.supxlabel(draft.say("per cent, with exact 95% interval", "百分比及精确 95% 区间"))
    coders = _who(c, name)
    if beside:
        told = f"against {_who(c, beside)}, whom the lexicon has learnt from"
        signs = [
            legend.point(draft.say(f"against {coders}", "相对词表未参照的编码")),
            legend.point(draft.say(told, "相对词表参照过的编码"), False, line=False),
        ]
        legend.above(drawing, signs)
    whole = agreed.loc[ALL]
    return draft.figure(
        drawing,
        data,
        coder=coders,
        sentences=len(codings.read(c, name).sentences),
        f1=f"{whole['f1']:.2f}",
        kappa=f"{whole['kappa']:.2f}",
        low=f"{whole['kappa_low']:.2f}",
        high=f"{whole['kappa_high']:.2f}",
        learnt=_told(c, name, beside),
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
    if codings.read(c, name).learnt:
        return (
            " The lexicon has learnt from this coding: the agreement says that the rules do what "
            "is meant; with other readers, and on other pages, it is lower.",
            "词表参照过此编码：一致性只说明规则实现了本意；换了编码者或网页，一致性会更低。",
        )
    return "", ""


def _wrong(c: Corpus, name: str) -> dict[tuple[Any, ...], list[Key]]:
    """Where machine and coder differ: what is too much (precision), what is missed (recall)."""
    if not name:
        return {}
    coded, columns = codings.read(c, name), ["doc_id", "sentence", "frame"]
    machine = c.frames[columns].drop_duplicates().merge(coded.sentences)
    person = coded.rows.loc[coded.rows["frame"] != "", columns]
    both = machine.merge(person, how="outer", indicator=True)
    alone = both["_merge"].map({"left_only": "precision", "right_only": "recall"})
    return evidence.grouped(both.assign(measure=alone), "measure", "frame")
