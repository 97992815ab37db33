"""Who speaks in the texts."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from wucheng import rhetoric
from wucheng.figures import evidence, fitting, palette, style
from wucheng.figures.charts import multiples, parts
from wucheng.figures.draft import Draft
from wucheng.figures.evidence import Key
from wucheng.figures.figure import Figure
from wucheng.statistics import selection
from wucheng.statistics.voices import places

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.patches import Rectangle

    from wucheng.corpus import Corpus

_NARRATION = "narration"
_QUOTED = "quoted"


@style.drawn
def voices_by_city(c: Corpus, lang: str = "en") -> Figure:
    """How much of each city's body text each kind of speaker is quoted with, a panel a kind."""
    draft = Draft("voices", c, lang)
    data = rhetoric.voices(c)
    shown = multiples.cities(c, 1 + len(set(data["kind"]) - {_NARRATION}))
    data = data[data["group"].isin(shown) & (data["chars_body"] > 0)].reset_index(drop=True)
    told = data["kind"] == _NARRATION
    narrated, spoken = data[told], data[~told]
    if spoken.empty:
        return draft.nothing(("Nobody is quoted.", "没有直接引语。"), data.iloc[:0])
    of_group = spoken.groupby("group")
    quoted = narrated.assign(
        kind=_QUOTED,
        share=100 - narrated["share"],
        low=100 - narrated["high"],
        high=100 - narrated["low"],
        chars=narrated["chars_body"] - narrated["chars"],
        quotes=narrated["group"].map(of_group["quotes"].sum()),
        speakers=narrated["group"].map(of_group["speakers"].sum()),
    )
    data = pd.concat([quoted, spoken], ignore_index=True)
    drawing = multiples.compare(
        draft,
        data.rename(columns={"kind": "panel", "share": "value"}),
        {kind: draft.called("kinds", kind) for kind in dict.fromkeys(data["kind"])},
        shown,
        behind=_speech(c),
        hollow=draft.say("never quoted", "从未被引用"),
        notes="quotes",
    )
    drawing.supxlabel(
        draft.say(
            "% of the body text, with 95% interval (at the right: quotations)",
            "占正文的百分比及 95% 区间（右侧为引语条数）",
        )
    )
    return draft.figure(
        drawing,
        data,
        quotes=int(quoted["quotes"].sum()),
        turns=_turns(c, shown),
        shares=parts.each(
            parts.rows(quoted.sort_values("share", ascending=False, kind="stable")),
            lambda row, lang: f"{style.city(row['group'], lang)} {_percent(row)}",
            ("; ", "；"),
        ),
        cut=parts.left_out(c, shown),
    )


def _turns(c: Corpus, shown: list[str]) -> tuple[str, str]:
    """For the caption, how much of what is said stands in no quotation marks."""
    said = selection.speech(c)
    here = said["doc_id"].map(selection.groups(c, "city")).isin(shown)
    number = int((selection.turns(c, said) & here).sum())
    if not number:
        return "", ""
    are = "is a turn" if number == 1 else "are turns"
    return (
        f"; {number:,} of them {are} of a dialogue, printed without the marks",
        f"，其中 {number:,} 条为对话中不加引号的话轮",
    )


def _speech(c: Corpus) -> dict[tuple[Any, ...], list[Key]]:
    """The sentences with speech of each kind of speaker and city, and of all kinds."""
    said = places(c)
    said["group"] = selection.labels(c, said["doc_id"], "city")
    return evidence.grouped(pd.concat([said, said.assign(kind=_QUOTED)]), "kind", "group")


def _percent(row: parts.Row) -> str:
    if math.isnan(row["low"]):
        return f"{row['share']:.0f}%"
    return f"{row['share']:.0f}% [{row['low']:.0f}, {row['high']:.0f}]"


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of a bar, whose it is, how much, and the colour of type on it."""

    bar: Rectangle
    kind: str
    share: str
    ink: str


def _name_pieces(axes: Axes, bars: list[list[_Piece]], between: str) -> None:
    """Names in the pieces that have room for one; those of the others after their bar.

    All else must have found its place before. What finds no room there either has no name.
    """
    for pieces in bars:
        rest = []
        for piece in pieces:
            x, y = piece.bar.get_center()
            words, look = piece.kind.replace(" ", "\n", 1), {"color": piece.ink, "linespacing": 1.0}
            text = parts.write(axes, x, y, f"{words}\n{piece.share}", ha="center", **look)
            if text.get_window_extent().width > piece.bar.get_window_extent().width - 2:
                text.remove()
                rest.append(f"{piece.kind} {piece.share}")
        for most in range(len(rest), 0, -1):
            words = between.join(rest[:most]) + (" …" if most < len(rest) else "")
            last = pieces[-1].bar
            note = parts.note(axes, words, (last.get_x() + last.get_width(), y), (4, 0))
            if note.get_window_extent().x1 <= axes.bbox.x1:
                break
            note.remove()


@style.drawn
def voices_stacked(c: Corpus, lang: str = "en") -> Figure:
    """Whose words stand between quotation marks: a bar a city, a piece a kind of speaker."""
    draft = Draft("voices_stacked", c, lang)
    table = rhetoric.voices(c)
    shown = parts.largest(c)
    table = table[table["group"].isin(shown) & (table["chars_body"] > 0)]
    told = {row["group"]: row for row in parts.rows(table[table["kind"] == _NARRATION])}
    data = table[(table["kind"] != _NARRATION) & (table["chars"] > 0)].reset_index(drop=True)
    if data.empty:
        return draft.nothing(("Nobody is quoted.", "没有直接引语。"), data)
    behind = _speech(c)
    drawing = style.sheet(18 + 12.5 * max(len(shown), 2))
    axes = drawing.subplots()
    pieces_of: list[list[_Piece]] = []
    for at, name in enumerate(shown):
        start, pieces = 0.0, []
        spoken = data[data["group"] == name].sort_values("share", ascending=False, kind="stable")
        for number, row in enumerate(parts.rows(spoken)):
            face = palette.faded(draft.look(name).colour, 0.15 + 0.25 * (number % 3))
            (bar,) = axes.barh(at, row["share"], left=start, height=0.72, color=face, linewidth=0)
            kind = draft.called("kinds", row["kind"])
            draft.mark(f"{draft.city(name)} · {kind}", behind[row["kind"], name], bar)
            pieces.append(_Piece(bar, kind, f"{row['share']:.0f}%", palette.text_on(face)))
            start += row["share"] + 0.06
        pieces_of.append(pieces)
        low, high = 100 - told[name]["high"], 100 - told[name]["low"]
        if not math.isnan(low):
            axes.plot([low, high], [at + 0.44] * 2, color=palette.ink(), linewidth=0.8)
    parts.city_lines(axes, shown, lang)
    axes.set_xlim(0, None)
    axes.grid(axis="x")
    axes.set_xlabel(draft.say("% of the body text", "占正文的百分比"))
    fitting.settle(drawing)
    _name_pieces(axes, pieces_of, draft.say(", ", "、"))
    return draft.figure(
        drawing,
        data,
        quotes=int(data["quotes"].sum()),
        turns=_turns(c, shown),
        kinds=data["kind"].nunique(),
        cities=parts.counted(shown),
        cut=parts.left_out(c, shown),
    )
