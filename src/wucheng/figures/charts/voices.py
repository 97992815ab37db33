"""Who speaks in the texts."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from wucheng import rhetoric
from wucheng.figures import captions, figure, palette, style
from wucheng.figures.charts import multiples, parts
from wucheng.figures.evidence import Key, Marks
from wucheng.statistics.selection import speech, turns
from wucheng.statistics.voices import places

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.patches import Rectangle

    from wucheng.corpus import Corpus

_NARRATION = "narration"
_QUOTED = "quoted"


@style.drawn
def voices_by_city(c: Corpus, lang: str = "en") -> figure.Figure:
    """How much of each city's body text each kind of speaker is quoted with, a panel a kind."""
    say = style.language(lang)
    data = rhetoric.voices(c)
    shown = multiples.cities(c, 1 + len(set(data["kind"]) - {_NARRATION}))
    data = data[data["group"].isin(shown) & (data["chars_body"] > 0)].reset_index(drop=True)
    told = data["kind"] == _NARRATION
    quoted = data[told].assign(
        kind=_QUOTED,
        share=100 - data.loc[told, "share"],
        low=100 - data.loc[told, "high"],
        high=100 - data.loc[told, "low"],
        chars=data.loc[told, "chars_body"] - data.loc[told, "chars"],
    )
    quoted["quotes"] = quoted["group"].map(data[~told].groupby("group")["quotes"].sum())
    quoted["speakers"] = quoted["group"].map(data[~told].groupby("group")["speakers"].sum())
    kinds = list(dict.fromkeys(data.loc[~told, "kind"]))
    heard = bool(len(data)) and bool(kinds)
    data = pd.concat([quoted, data[~told]], ignore_index=True) if heard else data.iloc[:0]
    names = {
        kind: captions.name("kinds", kind, lang) for kind in ([_QUOTED, *kinds] if heard else [])
    }
    if not heard:
        why = ("Nobody is quoted.", "没有直接引语。")
        return figure.nothing("voices", why, data.iloc[:0], c, lang)
    marks = Marks(c)
    drawing = multiples.compare(
        c,
        data.rename(columns={"kind": "panel", "share": "value"}),
        names,
        shown,
        marks,
        lang,
        behind=_speech(c),
        notes="quotes",
        hollow=say("never quoted", "从未被引用"),
    )
    unit = say(
        "% of the body text, with 95% interval (at the right: quotations)",
        "占正文的百分比及 95% 区间（右侧为引语条数）",
    )
    drawing.supxlabel(unit)
    of_all = quoted.sort_values("share", ascending=False, kind="stable") if heard else quoted[:0]
    return figure.make(
        "voices",
        drawing,
        data,
        marks,
        lang,
        quotes=int(of_all["quotes"].sum()),
        turns=_turns(c, shown),
        shares=parts.each(
            parts.rows(of_all),
            lambda row, lang: f"{style.city(row['group'], lang)} {_percent(row)}",
            ("; ", "；"),
        ),
        cut=parts.left_out(c, shown),
    )


def _turns(c: Corpus, shown: list[str]) -> tuple[str, str]:
    """For the caption, how much of what is said stands in no quotation marks."""
    said = speech(c)
    here = said["doc_id"].map(style.city_of(c)).isin(shown)
    number = int((turns(c, said) & here).sum())
    if not number:
        return "", ""
    are = "is a turn" if number == 1 else "are turns"
    return (
        f"; {number:,} of them {are} of a dialogue, printed without the marks",
        f"，其中 {number:,} 条为对话中不加引号的话轮",
    )


def _speech(c: Corpus) -> dict[tuple[str, str], list[Key]]:
    """The sentences with speech of each kind of speaker and city, and of all kinds."""
    city = style.city_of(c)
    said = places(c)
    found: dict[tuple[str, str], dict[Key, None]] = {}
    for doc_id, sentence, kind in zip(said["doc_id"], said["sentence"], said["kind"], strict=True):
        for key in (_QUOTED, kind):
            found.setdefault((key, city[doc_id]), {})[doc_id, int(sentence)] = None
    return {key: list(sentences) for key, sentences in found.items()}


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
    drawing = axes.get_figure(root=True)
    assert drawing is not None
    drawing.draw_without_rendering()
    for pieces in bars:
        rest = []
        for piece in pieces:
            box = piece.bar.get_window_extent()
            x, y = piece.bar.get_center()
            text = axes.text(
                x,
                y,
                f"{piece.kind.replace(' ', chr(10), 1)}\n{piece.share}",
                ha="center",
                va="center",
                fontsize=style.SMALL,
                linespacing=1.0,
                color=piece.ink,
            )
            if text.get_window_extent().width > box.width - 2:
                text.remove()
                rest.append(f"{piece.kind} {piece.share}")
        for most in range(len(rest), 0, -1):
            words = between.join(rest[:most]) + (" …" if most < len(rest) else "")
            last = pieces[-1].bar
            end = (last.get_x() + last.get_width(), y)
            note = axes.annotate(
                words, end, (4, 0), textcoords="offset points", va="center", fontsize=style.SMALL
            )
            if note.get_window_extent().x1 <= axes.bbox.x1:
                break
            note.remove()


@style.drawn
def voices_stacked(c: Corpus, lang: str = "en") -> figure.Figure:
    """Whose words stand between quotation marks: a bar a city, a piece a kind of speaker."""
    say = style.language(lang)
    table = rhetoric.voices(c)
    shown = parts.largest(c, style.cities(c))
    table = table[table["group"].isin(shown) & (table["chars_body"] > 0)]
    told = {row["group"]: row for row in parts.rows(table[table["kind"] == _NARRATION])}
    data = table[(table["kind"] != _NARRATION) & (table["chars"] > 0)].reset_index(drop=True)
    if data.empty:
        why = ("Nobody is quoted.", "没有直接引语。")
        return figure.nothing("voices_stacked", why, data, c, lang)
    marks, looks, behind = Marks(c), palette.cities(c), _speech(c)
    drawing = style.sheet(18 + 12.5 * max(len(shown), 2))
    axes = drawing.subplots()
    pieces_of: list[list[_Piece]] = []
    for at, name in enumerate(shown if len(data) else []):
        start, pieces = 0.0, []
        spoken = data[data["group"] == name].sort_values("share", ascending=False, kind="stable")
        for number, row in enumerate(parts.rows(spoken)):
            face = palette.faded(palette.style(looks, name).colour, 0.15 + 0.25 * (number % 3))
            (bar,) = axes.barh(at, row["share"], left=start, height=0.72, color=face, linewidth=0)
            kind = captions.name("kinds", row["kind"], lang)
            label = f"{style.city(name, lang)} · {kind}"
            marks.add(label, behind.get((row["kind"], name), []), bar)
            pieces.append(_Piece(bar, kind, f"{row['share']:.0f}%", palette.text_on(face)))
            start += row["share"] + 0.06
        pieces_of.append(pieces)
        low, high = 100 - told[name]["high"], 100 - told[name]["low"]
        if not math.isnan(low):
            axes.plot([low, high], [at + 0.44] * 2, color=palette.ink(), linewidth=0.8)
    if len(data):
        parts.city_lines(axes, shown, lang)
        axes.set_xlim(0, None)
        axes.grid(axis="x")
        axes.set_xlabel(say("% of the body text", "占正文的百分比"))
        _name_pieces(axes, pieces_of, say(", ", "、"))
    return figure.make(
        "voices_stacked",
        drawing,
        data,
        marks,
        lang,
        quotes=int(data["quotes"].sum()),
        turns=_turns(c, shown),
        kinds=data["kind"].nunique(),
        cities=parts.counted(shown),
        cut=parts.left_out(c, shown),
    )
