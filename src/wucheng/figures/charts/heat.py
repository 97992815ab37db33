"""Heat maps: a grid of cells, each with a colour, a number, and the sentences behind it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from wucheng.figures import palette, style
from wucheng.figures.evidence import Key, Marks
from wucheng.statistics import intervals

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Drawing

#: Columns that fit on a page.
MOST_COLUMNS = 8

#: A standardised residual this far from 0 is drawn in full colour.
FULL = 4.0

#: What tells less from more in grey print too.
_HATCH, _LESS = "////", -0.1

#: The width of an entry of the key.
_ENTRY_MM = 40


@dataclass(frozen=True)
class Cell:
    """One cell: its column and row, how strong it is (−1 … 1; None: nothing to say), its text."""

    column: int
    row: int
    strength: float | None
    text: str
    label: str = ""
    keys: Sequence[Key] = field(default=(), repr=False)
    faint: bool = False


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


def draw(
    axes: Axes, cells: Iterable[Cell], columns: Sequence[str], rows: Sequence[str], marks: Marks
) -> None:
    """The grid with its labels: columns above, rows at the left."""
    from matplotlib.patches import Rectangle

    for cell in cells:
        face, filling = colour(cell.strength), hatch(cell.strength)
        patch = axes.add_patch(
            Rectangle(
                (cell.column - 0.48, cell.row - 0.46),
                0.96,
                0.92,
                facecolor=face,
                edgecolor=palette.paper(),
                hatch=filling,
                linewidth=0,
            )
        )
        if cell.text:
            axes.text(
                cell.column,
                cell.row,
                cell.text,
                ha="center",
                va="center",
                fontsize=style.SMALL,
                color=palette.text_on(face, faint=cell.faint),
                bbox={"facecolor": face, "edgecolor": "none", "pad": 0.6} if filling else None,
            )
        if cell.label and cell.keys:
            marks.add(cell.label, cell.keys, patch)
    heads(axes, columns, rows)


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
    from matplotlib.patches import Patch

    handles = [
        Patch(
            facecolor=colour(-0.9),
            edgecolor=palette.paper(),
            hatch=hatch(-0.9),
            linewidth=0,
            label=words[0],
        ),
        Patch(facecolor=palette.paper(), edgecolor=palette.pale(), linewidth=0.6, label=words[1]),
        Patch(facecolor=colour(0.9), label=words[2]),
    ]
    if faint:
        handles.append(Patch(visible=False, label=faint))
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
