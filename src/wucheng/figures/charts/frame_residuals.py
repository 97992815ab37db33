"""Frames by city as a heat map: rates, coloured by how far they lie from the expected."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from wucheng import rhetoric
from wucheng.figures import captions, evidence, style
from wucheng.figures.charts import heat, parts
from wucheng.figures.draft import Draft
from wucheng.figures.figure import Figure

if TYPE_CHECKING:
    from wucheng.corpus import Corpus

#: A residual this far from 0 is worth looking at.
_WORTH = 2.0


@style.drawn
def frame_residuals(c: Corpus, lang: str = "en") -> Figure:
    """Which frames a city uses more or less than the others: rates, coloured by residual."""
    draft = Draft("frame_residuals", c, lang)
    say = draft.say
    shown = parts.largest(c, most=heat.MOST_COLUMNS)
    data = rhetoric.rates(c)
    if len(data):  # both have a row a group and frame, in one order
        data = data.assign(residual=rhetoric.residuals(c)["residual"])
        data = data[data["group"].isin(shown)].reset_index(drop=True)
    if data.empty or not data["sentences_with"].any():
        return draft.nothing(("No frames are coded.", "没有编码的框架。"), data.iloc[:0])
    if len(shown) < 2:
        return draft.nothing(parts.ALONE, data)
    frames = list(dict.fromkeys(data["frame"]))
    names = [draft.called("frames", frame) for frame in frames]
    behind = evidence.behind(c, c.frames, "frame")
    width = min(40 + 28 * max(len(shown), 3), style.room_mm()[0])
    drawing = style.sheet(26 + 5.4 * max(len(frames), 3), width)
    axes = drawing.subplots()
    for row in parts.rows(data[data["sentences"] > 0]):
        group, frame = row["group"], row["frame"]
        x, y = shown.index(group), frames.index(frame)
        heat.cell(
            draft,
            axes,
            (x, y),
            row["residual"] / heat.FULL,
            f"{row['rate']:.0f}",
            f"{draft.city(group)} · {names[y]}",
            behind[frame, group],
            faint=row["small"],
        )
    heat.heads(axes, [draft.city(name, "\n") for name in shown], names)
    heat.scale(
        drawing,
        (
            say("less than expected", "少于期望"),
            say("as expected", "与期望相当"),
            say("more than expected", "多于期望"),
        ),
        heat.few(say("sentences", "句"), lang) if data["small"].any() else "",
    )
    return draft.figure(
        drawing,
        data,
        frames=len(frames),
        cities=parts.counted(shown),
        most=_furthest(data),
        worth=int((data["residual"].abs() >= _WORTH).sum()),
        cells=len(data),
        common=_common(data, len(shown)),
        cut=parts.left_out(c, shown),
    )


def _common(data: pd.DataFrame, cities: int) -> tuple[str, str]:
    """The frames that every city uses at no small rate, with the lowest and the highest."""
    rows = [
        (str(frame), part["rate"].min(), part["rate"].max())
        for frame, part in data.groupby("frame", sort=False)
        if len(part) == cities and not part["small"].any()
    ]

    def tell(row: tuple[str, float, float], lang: str) -> str:
        frame, low, high = row
        span = f" ({low:.0f} to {high:.0f})", f"（{low:.0f} 至 {high:.0f}）"
        return captions.name("frames", frame, lang) + style.language(lang)(*span)

    return parts.each(rows, tell)


def _furthest(data: pd.DataFrame, most: int = 4) -> tuple[str, str]:
    """The cells furthest from what the margins lead one to expect."""
    far = data.dropna(subset=["residual"])
    far = far.reindex(far["residual"].abs().sort_values(ascending=False, kind="stable").index)

    def tell(row: parts.Row, lang: str) -> str:
        of = style.language(lang)(" ", "的")
        frame = captions.name("frames", row["frame"], lang)
        return f"{style.city(row['group'], lang)}{of}{frame} {_signed(row['residual'])}"

    return parts.each(parts.rows(far.head(most)), tell)


def _signed(value: float) -> str:
    return f"{value:+.1f}".replace("-", "−")
