"""The numbers that the texts report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wucheng import timeline
from wucheng.figures import captions, palette, style
from wucheng.figures.charts import legend, parts, point_names
from wucheng.figures.draft import Draft
from wucheng.figures.figure import Figure

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

    from wucheng.corpus import Corpus
    from wucheng.figures.palette import Style

#: So many points can be named in the drawing.
_MOST_NAMES = 60

#: The length of an arrow, as a ratio along the logarithmic axis.
_ARROW = 1.35

#: Units that get a line; the most frequent are drawn.
MOST_UNITS = 14


@style.drawn
def quantities_by_unit(c: Corpus, lang: str = "en", *, least: float = 0) -> Figure:
    """Reported quantities by unit on a logarithmic scale, coloured by city.

    An open bound is an arrow (2000多户 is at least 2,000), a range a line. Quantities of `least`
    or below are left out, as are those of 0.
    """
    draft = Draft("quantities", c, lang)
    table = timeline.quantities(c).drop(columns=["city", "text"])
    drawable = table[table["middle"] > max(least, 0)]
    units = drawable["unit"].value_counts(sort=False)
    largest = drawable.groupby("unit")["middle"].max()
    chosen = units.sort_values(ascending=False, kind="stable").index[:MOST_UNITS]
    order = largest[chosen].sort_values(ascending=False, kind="stable").index.tolist()
    data = drawable[drawable["unit"].isin(order)].reset_index(drop=True)
    if data.empty:
        return draft.nothing(("No quantities are reported.", "没有报告数量。"), data)
    shown = [name for name in style.cities(c) if name in set(data["group"])]
    drawing = style.sheet(30 + 6.2 * max(len(order), 3))
    axes = drawing.subplots()
    parts.log_axis(axes, data["middle"].min() * 0.6, data["middle"].max() * 4)
    parts.lines(axes, [f"{captions.unit(unit, lang)} ({units[unit]})" for unit in order])
    axes.grid(axis="x")
    for at in range(1, len(order)):
        axes.axhline(at - 0.5, color=palette.pale(), linewidth=0.5, zorder=0)
    axes.set_xlabel(draft.say("quantity (log scale)", "数量（对数刻度）"))
    axes.set_ylabel(draft.say("unit (times reported)", "单位（次数）"))
    names, points = [], []
    for row in parts.rows(data):
        lift = (shown.index(row["group"]) - (len(shown) - 1) / 2) * 0.7 / max(len(shown), 4)
        y = order.index(row["unit"]) + lift
        words = f"{row['words']}{row['noun']}"
        artists = _quantity(axes, row, y, draft.look(row["group"]))
        draft.mark(f"{row['group']} {words}", [(row["doc_id"], row["sentence"])], *artists)
        names.append((_right_end(row), y, words))
        points.append((row["middle"], y))
    signs = legend.cities(draft, shown)
    if (data["bound"] != "exact").any():
        hollow = draft.say("bound or estimate", "界限或约数")
        signs.append(legend.point(hollow, False, line=False))
    legend.above(drawing, signs, 6)
    if len(names) <= _MOST_NAMES:
        largest_first = sorted(dict.fromkeys(names), key=lambda name: -name[0])
        point_names.place(axes, largest_first, points)
    (peak,) = parts.rows(data.nlargest(1, "middle"))
    words = f"{peak['words']}{peak['noun']}"
    return draft.figure(
        drawing,
        data,
        drawn=len(data),
        reported=len(table),
        units=len(order),
        open=int(data["bound"].isin(["at least", "at most"]).sum()),
        peak=(
            f"{words} ({style.city(peak['group'], 'en')})",
            f"{words}（{style.city(peak['group'], 'zh')}）",
        ),
    )


def _quantity(axes: Axes, row: parts.Row, y: float, look: Style) -> list[Artist]:
    """A point; with an arrow where only a bound is given, a line where two are."""
    point = parts.point(axes, row["middle"], y, look, row["bound"] == "exact", width=0.9)
    sign = {"at least": ">", "at most": "<"}.get(row["bound"])
    if row["bound"] != "between" and sign is None:
        return [point]
    left = row["at_least"] if sign is None else row["middle"] / (_ARROW if sign == "<" else 1)
    right = _right_end(row)
    (line,) = axes.plot([left, right], [y, y], color=look.edge, lw=0.8, zorder=2)
    if sign is None:
        return [point, line]
    tip = right if sign == ">" else left
    (head,) = axes.plot(tip, y, sign, color=look.edge, markersize=2.5, zorder=2)
    return [point, line, head]


def _right_end(row: parts.Row) -> float:
    """Where what is drawn for a quantity ends."""
    if row["bound"] == "between":
        return float(row["at_most"])
    return float(row["middle"] * (_ARROW if row["bound"] == "at least" else 1))
