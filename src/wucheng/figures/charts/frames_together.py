"""Frames that stand in one sentence, as a triangle of pairs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from wucheng import rhetoric
from wucheng.figures import captions, evidence, style
from wucheng.figures.charts import heat, parts
from wucheng.figures.charts.frames import uses
from wucheng.figures.draft import Draft
from wucheng.figures.figure import Figure
from wucheng.statistics import intervals

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from wucheng.corpus import Corpus

#: What the names of the rows take from the width of the sheet.
_ROWS_MM = 22.0


@style.drawn
def frames_together(c: Corpus, lang: str = "en") -> Figure:
    """Which frames stand in one sentence more or less often than chance: a triangle of pairs."""
    draft = Draft("frames_together", c, lang)
    data = rhetoric.together(c)
    if data.empty or not data["both"].any():
        why = ("No sentence carries two frames.", "没有同时含两种框架的句子。")
        return draft.nothing(why, data.iloc[:0])
    frames = list(dict.fromkeys([*data["frame"], *data["other"]]))
    names = [draft.called("frames", frame) for frame in frames]
    used = uses(c)
    pairs = used.merge(used, on=["doc_id", "sentence"], suffixes=("", "_too"))
    behind = evidence.grouped(pairs, "frame", "frame_too")
    drawing = style.sheet(24 + 6.2 * max(len(frames), 3))
    axes = drawing.subplots()
    for row in parts.rows(data):
        x, y = frames.index(row["frame"]), frames.index(row["other"])
        strength: float | None = None if pd.isna(row["phi"]) else row["phi"] / 0.5
        label, keys = f"{names[x]} + {names[y]}", behind[row["frame"], row["other"]]
        heat.cell(draft, axes, (x, y), strength, f"{row['both']}", label, keys)
    heat.heads(axes, names, names)
    # the last frame has no column and the first no row: each pair stands once
    axes.set_xlim(-0.55, len(names) - 1.45)
    axes.set_ylim(len(names) - 0.45, 0.45)
    _heads(axes, names[:-1])
    heat.scale(
        drawing,
        (
            draft.say("seldom together", "很少同句"),
            draft.say("as by chance", "与偶然相当"),
            draft.say("often together", "常常同句"),
        ),
    )
    return draft.figure(
        drawing,
        data,
        pairs=len(data),
        above=int((data["phi"] > 0).sum()),
        least=intervals.SMALL,
        sentences=int(data["sentences"].max()),
        often=_ends(data, ascending=False),
        seldom=_ends(data, ascending=True),
    )


def _heads(axes: Axes, names: list[str]) -> None:
    """The names of columns: level where there is room, a long Chinese one on two lines."""
    room = (style.room_mm()[0] - _ROWS_MM) / max(len(names), 1) - 1
    level = [name if name.isascii() or len(name) < 6 else _halved(name) for name in names]
    letter = 0.353 * style.SMALL
    longest = max(
        sum(0.56 if char.isascii() else 1.0 for char in line) * letter
        for name in level
        for line in name.split("\n")
    )
    if longest <= room:
        axes.set_xticks(range(len(names)), level)
    else:
        axes.set_xticks(range(len(names)), names, rotation=40, ha="left", rotation_mode="anchor")


def _halved(name: str) -> str:
    middle = -(-len(name) // 2)
    return f"{name[:middle]}\n{name[middle:]}"


def _ends(data: pd.DataFrame, *, ascending: bool, most: int = 3) -> tuple[str, str]:
    far = data.dropna(subset=["phi"]).sort_values("phi", ascending=ascending, kind="stable")
    # a pair met twice says little, and so does one missing where hardly any was to be expected
    enough = far["expected" if ascending else "both"] >= intervals.SMALL
    far = far[enough & ((far["phi"] < 0) if ascending else (far["phi"] > 0))]

    def tell(row: parts.Row, lang: str) -> str:
        one, other = (captions.name("frames", row[of], lang) for of in ("frame", "other"))
        both, chance = row["both"], f"{row['expected']:.1f}"
        return style.language(lang)(
            f"{one} and {other} ({both} v {chance})", f"{one}＋{other}（{both} 比 {chance}）"
        )

    return parts.each(parts.rows(far.head(most)), tell)
