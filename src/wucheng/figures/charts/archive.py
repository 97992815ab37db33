"""How many texts there are beside how many events they tell: neither stands for the world."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from wucheng import timeline
from wucheng.figures import figure, palette, style
from wucheng.figures.charts import calendar, parts
from wucheng.figures.evidence import Key, Marks
from wucheng.statistics import counts

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from wucheng.corpus import Corpus

#: Days that a bar is wide; a month is drawn a little narrower than it is.
_MONTH = 27


@style.drawn
def texts_and_events(c: Corpus, lang: str = "en") -> figure.Figure:
    """Texts printed and dated events told, month by month, one above the other."""
    say = style.language(lang)
    table = timeline.archive(c)
    shown = parts.largest(c, style.cities(c))
    table = table[table["group"].isin(shown)].reset_index(drop=True)
    marks = Marks(c)
    drawing = style.sheet(80)
    undated = int((c.documents["date"] == "").sum())
    if table.empty:
        parts.nothing(drawing, say("No text and no event has a date.", "没有文本或事件有日期。"))
    else:
        upper, lower = drawing.subplots(2, 1, sharex=True)
        _stacked(upper, table, "texts", shown, marks, c, lang)
        _stacked(lower, table, "events", shown, marks, c, lang)
        upper.set_ylabel(say("texts a month", "每月刊出（篇）"))
        lower.set_ylabel(say("events a month", "每月所述事件（个）"))
        months = table["month"]
        upper.set_xlim(calendar.number(months.min()) - 8, calendar.number(months.max()) + 36)
        calendar.days(lower, lang)
        present = [name for name in shown if name in set(table["group"])]
        handles = parts.city_key(present, palette.cities(c), lang)
        drawing.legend(handles=handles, loc="outside upper center", ncols=style.columns(6))
    return figure.make(
        "archive",
        drawing,
        table,
        marks,
        lang,
        texts=int(table["texts"].sum()) if len(table) else 0,
        events=int(table["events"].sum()) if len(table) else 0,
        months=int(table["month"].nunique()),
        silent=int((table.groupby("month")["texts"].sum() == 0).sum()) if len(table) else 0,
        undated=undated,
        corrected=int((timeline.happenings(timeline.events(c))["corrected"] != "").sum()),
        cut=parts.left_out(c, shown),
    )


def _stacked(
    axes: Axes,
    table: pd.DataFrame,
    name: str,
    shown: list[str],
    marks: Marks,
    c: Corpus,
    lang: str,
) -> None:
    """A bar a month, its parts the cities."""
    looks = palette.cities(c)
    behind = _behind(c)
    height: dict[pd.Timestamp, int] = {}
    for group in shown:
        for row in parts.rows(table[(table["group"] == group) & (table[name] > 0)]):
            month = row["month"]
            bar = axes.bar(
                calendar.number(month) + 15,
                row[name],
                _MONTH,
                bottom=height.get(month, 0),
                color=palette.style(looks, group).colour,
                edgecolor=palette.paper(),
                linewidth=0.5,
            )
            axes.plot(
                calendar.number(month) + 15,
                height.get(month, 0) + row[name] / 2,
                palette.style(looks, group).marker,
                color=palette.text_on(palette.style(looks, group).colour),
                markersize=3,
            )
            height[month] = height.get(month, 0) + row[name]
            label = f"{style.city(group, lang)} {month:%Y-%m}: {row[name]}"
            marks.add(label, behind.get((name, group, f"{month:%Y-%m}"), []), *bar)
    axes.set_ylim(0, max(height.values(), default=1) * 1.08)
    parts.thousands(axes.yaxis, 4)
    axes.grid(axis="y")


def _behind(c: Corpus) -> dict[tuple[str, str, str], list[Key]]:
    """The sentences behind each bar: titles of texts, sentences of events."""
    found: dict[tuple[str, str, str], list[Key]] = {}
    documents = c.documents[c.documents["date"] != ""]
    groups = counts.labels(c, documents["doc_id"], "city")
    for doc_id, group, day in zip(documents["doc_id"], groups, documents["date"], strict=True):
        found.setdefault(("texts", group, day[:7]), []).append((doc_id, 0))
    for row in parts.rows(timeline.happenings(timeline.events(c))):
        key = ("events", row["group"], f"{row['first']:%Y-%m}")
        found.setdefault(key, []).append((row["doc_id"], row["sentence"]))
    return found
