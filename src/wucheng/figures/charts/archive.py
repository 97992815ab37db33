"""How many texts there are beside how many events they tell: neither stands for the world."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from wucheng import timeline
from wucheng.figures import evidence, palette, style
from wucheng.figures.charts import calendar, legend, parts
from wucheng.figures.draft import Draft
from wucheng.figures.evidence import Key
from wucheng.figures.figure import Figure
from wucheng.statistics import selection

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from wucheng.corpus import Corpus

#: Of more months than this a bar would be a hair: the figure counts years.
_MOST_MONTHS = 96


@dataclass(frozen=True, slots=True)
class _Unit:
    """What a bar counts: its days, drawn a little narrower than they are, and how it is written."""

    days: int
    form: str
    names: tuple[str, str]
    plurals: tuple[str, str]


_MONTH = _Unit(30, "%Y-%m", ("month", "月"), ("months", "个月"))
_YEAR = _Unit(365, "%Y", ("year", "年"), ("years", "年"))


@style.drawn
def texts_and_events(c: Corpus, lang: str = "en") -> Figure:
    """Texts printed and dated events told, month by month, one above the other.

    Over many years it is year by year; `month` is then the first of each.
    """
    draft = Draft("archive", c, lang)
    table = timeline.archive(c)
    shown = parts.largest(c)
    table = table[table["group"].isin(shown)]
    filled = table.loc[table[["texts", "events"]].any(axis=1), "month"]
    table = table[table["month"].between(filled.min(), filled.max())].reset_index(drop=True)
    unit = _MONTH if table["month"].nunique() <= _MOST_MONTHS else _YEAR
    if unit is _YEAR:
        table = _by_year(table)
    if table.empty:
        return draft.nothing(("No text and no event has a date.", "没有文本或事件有日期。"), table)
    texts = c.documents[c.documents["date"] != ""]
    dates, groups = pd.to_datetime(texts["date"]), selection.labels(c, texts["doc_id"], "city")
    texts = texts.assign(sentence=0, first=dates, group=groups)  # a text by its title
    told = timeline.happenings(timeline.events(c))
    drawing = style.sheet(80)
    upper, lower = drawing.subplots(2, 1, sharex=True)
    for axes, name, rows in ((upper, "texts", texts), (lower, "events", told)):
        behind = evidence.grouped(
            rows.assign(when=rows["first"].dt.strftime(unit.form)), "group", "when"
        )
        _stacked(draft, axes, table.rename(columns={name: "size"}), shown, unit, behind)
    upper.set_ylabel(draft.say(f"texts a {unit.names[0]}", f"每{unit.names[1]}刊出（篇）"))
    lower.set_ylabel(draft.say(f"events a {unit.names[0]}", f"每{unit.names[1]}所述事件（个）"))
    months = table["month"]
    first, last = calendar.number(months.min()), calendar.number(months.max())
    upper.set_xlim(first - 0.3 * unit.days, last + 1.2 * unit.days)
    calendar.days(lower, lang)
    present = [name for name in shown if name in set(table["group"])]
    legend.above(drawing, legend.cities(draft, present), 6)
    return draft.figure(
        drawing,
        table,
        texts=int(table["texts"].sum()),
        events=int(table["events"].sum()),
        unit=unit.names,
        silent=_silent(table, unit),
        undated=len(c.documents) - len(texts),
        corrected=int((told["corrected"] != "").sum()),
        cut=parts.left_out(c, shown),
    )


def _silent(table: pd.DataFrame, unit: _Unit) -> tuple[str, str]:
    """In how many months or years no text was printed, a sentence for the caption."""
    texts = table.groupby("month")["texts"].sum()
    silent = int((texts == 0).sum())
    if not silent:
        return "", ""
    return (
        f" Of {len(texts):,} {unit.plurals[0]} {silent:,} {'has' if silent == 1 else 'have'} no "
        "text at all: what happened then is known, if at all, from later reports.",
        f"{len(texts):,} {unit.plurals[1]}中有 {silent:,} {unit.plurals[1]}没有任何文本，"
        "其间之事即使可知也只见于后来的报道。",
    )


def _stacked(
    draft: Draft,
    axes: Axes,
    table: pd.DataFrame,
    shown: list[str],
    unit: _Unit,
    behind: dict[tuple[str, ...], list[Key]],
) -> None:
    """A bar a month or year, its parts the cities."""
    height: dict[pd.Timestamp, int] = defaultdict(int)
    for group in shown:
        look = draft.look(group)
        width, edge = 0.9 * unit.days, palette.paper()
        for row in parts.rows(table[(table["group"] == group) & (table["size"] > 0)]):
            month, size = row["month"], row["size"]
            x, y = calendar.number(month) + unit.days / 2, height[month]
            bar = axes.bar(x, size, width, bottom=y, color=look.colour, edgecolor=edge, lw=0.5)
            ink = palette.text_on(look.colour)
            axes.plot(x, y + size / 2, look.marker, color=ink, markersize=3)
            height[month] += size
            when = month.strftime(unit.form)
            draft.mark(f"{draft.city(group)} {when}: {size}", behind[group, when], *bar)
    axes.set_ylim(0, max(height.values(), default=1) * 1.08)
    parts.thousands(axes.yaxis, 4)
    axes.grid(axis="y")


def _by_year(table: pd.DataFrame) -> pd.DataFrame:
    years = table["month"].dt.to_period("Y").dt.to_timestamp()
    summed = table.assign(month=years).groupby(["group", "month"], sort=False, as_index=False)
    return summed[["texts", "events"]].sum()
