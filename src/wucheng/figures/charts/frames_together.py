"""Frames that stand in one sentence, as a triangle of pairs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from wucheng import rhetoric
from wucheng.figures import captions, figure, style
from wucheng.figures.charts import heat, parts
from wucheng.figures.charts.frames import uses
from wucheng.figures.evidence import Key, Marks
from wucheng.statistics import intervals

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from wucheng.corpus import Corpus

#: What the names of the rows take from the width of the sheet.
_ROWS_MM = 22.0


@style.drawn
def frames_together(c: Corpus, lang: str = "en") -> figure.Figure:
    """Which frames stand in one sentence more or less often than chance: a triangle of pairs."""
    say = style.language(lang)
    data = rhetoric.together(c)
    if data.empty or not data["both"].any():
        why = ("No sentence carries two frames.", "没有同时含两种框架的句子。")
        return figure.nothing("frames_together", why, data.iloc[:0], c, lang)
    frames = list(dict.fromkeys([*data["frame"], *data["other"]]))
    marks, behind = Marks(c), _pairs(c)
    drawing = style.sheet(24 + 6.2 * max(len(frames), 3))
    axes = drawing.subplots()
    names = [captions.name("frames", frame, lang) for frame in frames]
    cells = [
        heat.Cell(
            frames.index(row["frame"]),
            frames.index(row["other"]),
            None if pd.isna(row["phi"]) else row["phi"] / 0.5,
            f"{row['both']}",
            f"{captions.name('frames', row['frame'], lang)} + "
            f"{captions.name('frames', row['other'], lang)}",
            behind.get(frozenset((row["frame"], row["other"])), []),
        )
        for row in parts.rows(data)
    ]
    heat.draw(axes, cells, names, names, marks)
    # the last frame has no column and the first no row: each pair stands once
    axes.set_xlim(-0.55, len(names) - 1.45)
    axes.set_ylim(len(names) - 0.45, 0.45)
    _heads(axes, names[:-1])
    heat.scale(
        drawing,
        (
            say("seldom together", "很少同句"),
            say("as by chance", "与偶然相当"),
            say("often together", "常常同句"),
        ),
    )
    return figure.make(
        "frames_together",
        drawing,
        data,
        marks,
        lang,
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


def _pairs(c: Corpus) -> dict[frozenset[str], list[Key]]:
    """The sentences in which two frames stand."""
    of_sentence: dict[Key, list[str]] = {}
    for doc_id, sentence, frame in uses(c):
        of_sentence.setdefault((doc_id, sentence), []).append(frame)
    found: dict[frozenset[str], list[Key]] = {}
    for key, frames in of_sentence.items():
        for at, frame in enumerate(frames):
            for other in frames[at + 1 :]:
                found.setdefault(frozenset((frame, other)), []).append(key)
    return found
