"""How many texts there are beside how many events they tell: neither stands for the world."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from wucheng import timeline
from wucheng.figures import figure, palette, style
from wucheng.figures.charts import calendar, legend, parts
from wucheng.figures.evidence import Key, Marks
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
def texts_and_events(c: Corpus, lang: str = "en") -> figure.Figure:
    """Texts printed and dated events told, month by month, one above the other.

    Over many years it is year by year; `month` is then the first of each.
    """
    say = style.language(lang)
    table = timeline.archive(c)
    shown = parts.largest(c, style.cities(c))
    table = table[table["group"].isin(shown)]
    filled = table.loc[table[["texts", "events"]].any(axis=1), "month"]
    table = table[table["month"].between(filled.min(), filled.max())].reset_index(drop=True)
    unit = _MONTH if table["month"].nunique() <= _MOST_MONTHS else _YEAR
    if unit is _YEAR:
        table = _by_year(table)
    if table.empty:
        why = ("No text and no event has a date.", "没有文本或事件有日期。")
        return figure.nothing("archive", why, table, c, lang)
    marks = Marks(c)
    drawing = style.sheet(80)
    undated = int((c.documents["date"] == "").sum())
    upper, lower = drawing.subplots(2, 1, sharex=True)
    _stacked(upper, table, "texts", shown, unit, marks, c, lang)
    _stacked(lower, table, "events", shown, unit, marks, c, lang)
    upper.set_ylabel(say(f"texts a {unit.names[0]}", f"每{unit.names[1]}刊出（篇）"))
    lower.set_ylabel(say(f"events a {unit.names[0]}", f"每{unit.names[1]}所述事件（个）"))
    months = table["month"]
    first, last = calendar.number(months.min()), calendar.number(months.max())
    upper.set_xlim(first - 0.3 * unit.days, last + 1.2 * unit.days)
    calendar.days(lower, lang)
    present = [name for name in shown if name in set(table["group"])]
    handles = legend.cities(present, palette.cities(c), lang)
    legend.above(drawing, handles, 6)
    return figure.make(
        "archive",
        drawing,
        table,
        marks,
        lang,
        texts=int(table["texts"].sum()),
        events=int(table["events"].sum()),
        unit=unit.names,
        silent=_silent(table, unit),
        undated=undated,
        corrected=int((timeline.happenings(timeline.events(c))["corrected"] != "").sum()),
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
    axes: Axes,
    table: pd.DataFrame,
    name: str,
    shown: list[str],
    unit: _Unit,
    marks: Marks,
    c: Corpus,
    lang: str,
) -> None:
    """A bar a month or year, its parts the cities."""
    looks = palette.cities(c)
    behind = _behind(c, unit)
    height: dict[pd.Timestamp, int] = {}
    for group in shown:
        for row in parts.rows(table[(table["group"] == group) & (table[name] > 0)]):
            month = row["month"]
            bar = axes.bar(
                calendar.number(month) + unit.days / 2,
                row[name],
                0.9 * unit.days,
                bottom=height.get(month, 0),
                color=palette.style(looks, group).colour,
                edgecolor=palette.paper(),
                linewidth=0.5,
            )
            axes.plot(
                calendar.number(month) + unit.days / 2,
                height.get(month, 0) + row[name] / 2,
                palette.style(looks, group).marker,
                color=palette.text_on(palette.style(looks, group).colour),
                markersize=3,
            )
            height[month] = height.get(month, 0) + row[name]
            label = f"{style.city(group, lang)} {month.strftime(unit.form)}: {row[name]}"
            key = name, group, month.strftime(unit.form)
            marks.add(label, behind.get(key, []), *bar)
    axes.set_ylim(0, max(height.values(), default=1) * 1.08)
    parts.thousands(axes.yaxis, 4)
    axes.grid(axis="y")


def _by_year(table: pd.DataFrame) -> pd.DataFrame:
    years = table["month"].dt.to_period("Y").dt.to_timestamp()
    summed = table.assign(month=years).groupby(["group", "month"], sort=False, as_index=False)
    return summed[["texts", "events"]].sum()


def _behind(c: Corpus, unit: _Unit) -> dict[tuple[str, str, str], list[Key]]:
    """The sentences behind each bar: titles of texts, sentences of events."""
    found: dict[tuple[str, str, str], list[Key]] = {}
    documents = c.documents[c.documents["date"] != ""]
    groups = selection.labels(c, documents["doc_id"], "city")
    for doc_id, group, day in zip(documents["doc_id"], groups, documents["date"], strict=True):
        printed = day[:7] if unit is _MONTH else day[:4]
        found.setdefault(("texts", group, printed), []).append((doc_id, 0))
    for row in parts.rows(timeline.happenings(timeline.events(c))):
        key = ("events", row["group"], row["first"].strftime(unit.form))
        found.setdefault(key, []).append((row["doc_id"], row["sentence"]))
    return found
