"""Heat maps: a grid of cells, each with a colour, a number, and the sentences behind it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from wucheng.figures import palette, style
from wucheng.figures.charts import legend, parts
from wucheng.figures.evidence import Key
from wucheng.statistics import intervals

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Drawing

    from wucheng.figures.draft import Draft

#: Columns that fit on a page.
MOST_COLUMNS = 8

#: A standardised residual this far from 0 is drawn in full colour.
FULL = 4.0

#: What tells less from more in grey print too.
_HATCH, _LESS = "////", -0.1

#: The width of an entry of the key.
_ENTRY_MM = 40


def colour(strength: float | None) -> str:
    """White at 0, the ends of the scale at −1 and 1."""
    if strength is None or strength != strength:
        return blank()
    share = min(abs(strength), 1.0)
    less, more = palette.ends()
    return palette.faded(more if strength > 0 else less, 1 - 0.85 * share)


def blank() -> str:
    """Where nothing can be said."""
    return palette.shade(0.977)


def hatch(strength: float | None) -> str:
    """The filling that tells less from more in grey print too."""
    return _HATCH if strength is not None and strength <= _LESS else ""


def square(
    axes: Axes,
    x: float,
    y: float,
    face: str,
    text: str,
    *,
    faint: bool = False,
    linespacing: float | None = None,
    **how: Any,
) -> Artist:
    """A coloured cell with its text, which is grey if `faint`."""
    from matplotlib.patches import Rectangle

    plain: dict[str, Any] = {"facecolor": face, "edgecolor": palette.paper(), "linewidth": 0}
    made = axes.add_patch(Rectangle((x - 0.48, y - 0.46), 0.96, 0.92, **plain | how))
    if text:
        ground = {"facecolor": face, "edgecolor": "none", "pad": 0.6} if how.get("hatch") else None
        ink = palette.text_on(face, faint=faint)
        look = {"color": ink, "bbox": ground, "linespacing": linespacing}
        parts.write(axes, x, y, text, ha="center", **look)
    return made


def cell(
    draft: Draft,
    axes: Axes,
    place: tuple[int, int],
    strength: float | None,
    text: str,
    label: str,
    keys: Sequence[Key],
    *,
    faint: bool = False,
) -> None:
    """One cell at its column and row: its text on the colour of its strength.

    That goes from −1 to 1; None is nothing to say. A cell with sentences is a mark.
    """
    made = square(axes, *place, colour(strength), text, faint=faint, hatch=hatch(strength))
    if keys:
        draft.mark(label, keys, made)


def heads(axes: Axes, columns: Sequence[str], rows: Sequence[str]) -> None:
    """The labels of a grid: of columns above it, of rows at its left."""
    axes.set_xticks(range(len(columns)), columns, va="baseline")
    axes.set_yticks(range(len(rows)), rows)
    axes.xaxis.tick_top()
    axes.set_xlim(-0.55, len(columns) - 0.45)
    axes.set_ylim(len(rows) - 0.45, -0.55)
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)


def scale(drawing: Drawing, words: tuple[str, str, str], faint: str = "") -> None:
    """A key below the grid: what the colours from less to more mean, and a `faint` number."""
    paper, pale = palette.paper(), palette.pale()
    less, more = colour(-0.9), colour(0.9)
    handles = [
        legend.area(words[0], facecolor=less, edgecolor=paper, hatch=hatch(-0.9), linewidth=0),
        legend.area(words[1], facecolor=paper, edgecolor=pale, linewidth=0.6),
        legend.area(words[2], facecolor=more),
    ]
    if faint:
        handles.append(legend.area(faint, visible=False))
    columns = min(style.columns(4), int(25.4 * drawing.get_figwidth() / _ENTRY_MM))
    key = drawing.legend(
        handles=handles, loc="outside lower center", ncols=columns, handlelength=1.2
    )
    if faint:
        key.get_texts()[-1].set_color(palette.grey())


def few(units: str, lang: str) -> str:
    """What a grey number in a cell means, for the key."""
    few = f"{intervals.SMALL} {units}"
    return style.language(lang)(f"grey number: fewer than {few}", f"灰色数字：不足 {few}")
