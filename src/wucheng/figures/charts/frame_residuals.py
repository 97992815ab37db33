"""Frames by city as a heat map: rates, coloured by how far they lie from the expected."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from wucheng import rhetoric
from wucheng.figures import captions, evidence, figure, style
from wucheng.figures.charts import heat, parts
from wucheng.figures.evidence import Marks

if TYPE_CHECKING:
    from wucheng.corpus import Corpus

#: A residual this far from 0 is worth looking at.
_WORTH = 2.0


@style.drawn
def frame_residuals(c: Corpus, lang: str = "en") -> figure.Figure:
    """Which frames a city uses more or less than the others: rates, coloured by residual."""
    say = style.language(lang)
    shown = parts.largest(c, style.cities(c), heat.MOST_COLUMNS)
    data = rhetoric.rates(c)
    if len(data):  # both have a row a group and frame, in one order
        data = data.assign(residual=rhetoric.residuals(c)["residual"])
        data = data[data["group"].isin(shown)].reset_index(drop=True)
    if data.empty or not data["sentences_with"].any():
        why = ("No frames are coded.", "没有编码的框架。")
        return figure.nothing("frame_residuals", why, data.iloc[:0], c, lang)
    if len(shown) < 2:
        return figure.nothing("frame_residuals", parts.ALONE, data, c, lang)
    frames = list(dict.fromkeys(data["frame"]))
    marks, behind = Marks(c), evidence.behind(c, c.frames, "frame")
    drawing = style.sheet(
        26 + 5.4 * max(len(frames), 3), min(40 + 28 * max(len(shown), 3), style.room_mm()[0])
    )
    axes = drawing.subplots()
    cells = [
        heat.Cell(
            shown.index(row["group"]),
            frames.index(row["frame"]),
            row["residual"] / heat.FULL,
            f"{row['rate']:.0f}",
            f"{style.city(row['group'], lang)} · {captions.name('frames', row['frame'], lang)}",
            behind.get((row["frame"], row["group"]), []),
            faint=row["small"],
        )
        for row in parts.rows(data)
        if row["sentences"]
    ]
    heads = [style.city(name, lang, "\n") for name in shown]
    heat.draw(axes, cells, heads, [captions.name("frames", f, lang) for f in frames], marks)
    heat.scale(
        drawing,
        (
            say("less than expected", "少于期望"),
            say("as expected", "与期望相当"),
            say("more than expected", "多于期望"),
        ),
        heat.few(say("sentences", "句"), lang) if data["small"].any() else "",
    )
    return figure.make(
        "frame_residuals",
        drawing,
        data,
        marks,
        lang,
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
