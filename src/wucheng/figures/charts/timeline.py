"""When things happened according to the texts: all cities on one calendar, then each up close."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from wucheng import timeline
from wucheng.figures import captions, interactive, palette, style
from wucheng.figures.charts import calendar, legend, parts
from wucheng.figures.draft import Draft
from wucheng.figures.figure import Figure

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

    from wucheng.corpus import Corpus
    from wucheng.figures.palette import Style

#: Lines of a panel: an event each, or of more events a type each. Fewer where many cities share
#: the page.
MOST_LINES = 12

#: Cities that fit on a page, whose height in millimetres is PAGE.
MOST_CITIES, _PAGE = 8, 235.0

#: What ended longer than this before the first report stands at the edge of the calendar.
REACH_DAYS = 120

#: The narrowest bar, as a share of its calendar: an hour of a month is still seen.
_LEAST = 0.004

#: Characters of an event's description beside the calendar, in English after its type; and on a
#: narrow sheet, without the type.
_CHARACTERS = {"en": 14, "zh": 22}
_FEW_CHARACTERS = 12

#: For the caption, where events share lines.
_SHARED = (
    " A line with a number in brackets holds so many events; their words are in the table.",
    "括号内为同一行的事件数，原文见数据表。",
)


@style.drawn
def events(c: Corpus, lang: str = "en") -> Figure:
    """The events of the texts: one calendar for all cities, then one for each.

    Bars are as long as the text says; they fade where it leaves an end open. A diamond is the
    publication of a text. What has no day stands in a line of its own, in the order of the text.
    Second tellings and what is said not to have happened are left out.
    """
    made = _events(Draft("timeline", c, lang), c)
    return replace(made, view=interactive.view(c, lang).fragment)


def _events(draft: Draft, c: Corpus) -> Figure:
    cover = timeline.coverage(c)
    shown = parts.largest(c, cover["group"], MOST_CITIES)
    table, waiting = (
        each[(each["same_as"] == "") & (each["status"] != "negated") & each["group"].isin(shown)]
        for each in (timeline.events(c).drop(columns="city"), timeline.undated(c))
    )
    table = table.reset_index(drop=True).assign(at_edge=False)
    if table.empty:
        return draft.nothing(("No events are dated.", "没有可定日期的事件。"), table)
    panels = [table[table["group"] == name] for name in shown]
    most, lines, height = _fit(panels)
    lanes = [_lanes(rows, most) for rows in panels]
    drawing = style.sheet(height)
    grid = drawing.subplots(len(lines) + 1, 1, height_ratios=[0.9 * len(shown), *lines])
    _whole(draft, grid[0], table, shown)
    for name, rows, own, axes in zip(shown, panels, lanes, grid[1:], strict=True):
        edge = _panel(draft, axes, rows, own, draft.look(name))
        table.loc[edge, "at_edge"] = True
        _without_day(draft, axes, waiting[waiting["group"] == name], len(own), draft.look(name))
        _published(draft, axes, rows, len(own) - 0.4)
        (counts,) = parts.rows(cover[cover["group"] == name])
        axes.set_title(_heading(draft, counts))
    legend.above(drawing, calendar.key(draft, table, waiting), 6)
    told = cover[cover["group"].isin(shown)]
    sizes = [len(lane) for own in lanes for lane in own]
    return draft.figure(
        drawing,
        table,
        dated=int(told["dated"].sum()),
        events=int(told["events"].sum()),
        habitual=int(told["habitual"].sum()),
        undated=int(told["undated"].sum()),
        texts=int((told["documents"] - told["dated_documents"]).sum()),
        edge=int(table["at_edge"].sum()),
        reach=REACH_DAYS,
        lag=_median(table.loc[table["type"] != calendar.PUBLISHED, "lag_days"].dropna()),
        planned=int(told["planned"].sum()),
        corrected=int(told["corrected"].sum()),
        words=(", with the words of the text", "并附原文") if 1 in sizes else ("", ""),
        shared=_SHARED if any(size > 1 for size in sizes) else ("", ""),
        cut=parts.left_out(c, shown),
    )


def _median(lags: pd.Series[float]) -> tuple[str, str]:
    """How long after the events the texts were printed, a sentence for the caption."""
    if lags.empty:
        return "", ""
    days = f"{lags.median():.0f}"
    return (
        f" Median lag from event to report: {captions.cell(days, 'day|days')}.",
        f"事件至报道的间隔中位数：{days} 天。",
    )


def _heading(draft: Draft, counts: parts.Row) -> str:
    city = draft.city(counts["group"])
    if style.narrow():
        return draft.say(
            f"{city}: {counts['dated']} of {counts['events']} dated",
            f"{city}：{counts['events']} 个事件中 {counts['dated']} 个有日期",
        )
    return draft.say(
        f"{city}: {counts['dated']} of {counts['events']} events dated, "
        f"{counts['habitual']} repeated, {counts['undated']} undated",
        f"{city}：{counts['events']} 个事件中 {counts['dated']} 个有日期，"
        f"{counts['habitual']} 个反复发生，{counts['undated']} 个无日期",
    )


def _fit(panels: list[pd.DataFrame]) -> tuple[int, list[int], float]:
    """The most lines a panel may have for the page to hold all; the lines, and the height then."""
    for most in range(MOST_LINES, 0, -1):
        lines = [len(_lanes(rows, most)) + 1 for rows in panels]
        height = 26 + 3.24 * len(panels) + sum(9 + 3.9 * number for number in lines)
        if height <= min(_PAGE, style.tallest_mm()):
            break
    return most, lines, height


def _lanes(rows: pd.DataFrame, most: int) -> list[pd.DataFrame]:
    """The rows that share a line: one each, or of many those of one type, the rarest together."""
    told = rows[rows["type"] != calendar.PUBLISHED]
    if len(told) <= most:
        return [told.loc[[index]] for index in told.index]
    common = told["type"].value_counts().index[: most - 1]
    kinds = told["type"].where(told["type"].isin(common) | (told["type"].nunique() <= most), "")
    return [group for _, group in told.groupby(kinds, sort=False)]


def _window(rows: pd.DataFrame) -> tuple[float, float]:
    """The first and last day of a calendar: what the texts report, but for the distant past."""
    first, last = rows["first"], rows["last"]
    reports = rows.loc[rows["type"] == calendar.PUBLISHED, "first"]
    anchor = reports.min() if len(reports) else last.max()
    near = last >= anchor - pd.Timedelta(days=REACH_DAYS)
    start, end = calendar.number(first[near].min()), calendar.number(last.max()) + 1
    return min(start, end - 14), end


def _whole(draft: Draft, axes: Axes, table: pd.DataFrame, shown: list[str]) -> None:
    """All cities on one calendar: a line a city, no names of events."""
    windows = [_window(rows) for _, rows in table.groupby("group")]
    start, end = min(a for a, _ in windows), max(b for _, b in windows)
    pad = 0.02 * (end - start)
    axes.set_xlim(start - pad, end + pad)
    parts.city_lines(axes, shown, draft.lang)
    for at, name in enumerate(shown):
        axes.axhline(at, color=palette.pale(), linewidth=0.5, zorder=1)
        for row in parts.rows(table[table["group"] == name]):
            if row["type"] == calendar.PUBLISHED:
                calendar.diamond(axes, row["first"], at)
            elif calendar.number(row["last"]) + 1 >= start:
                calendar.bar(axes, row, at, draft.look(name), _LEAST * (end - start))
    calendar.days(axes, draft.lang)


def _panel(
    draft: Draft, axes: Axes, rows: pd.DataFrame, lanes: list[pd.DataFrame], look: Style
) -> list[int]:
    """One city's calendar; gives the rows that lie before it and stand at its edge."""
    names = [_label(draft, lane, alone=len(lanes) == 1) for lane in lanes]
    parts.lines(axes, names, of=len(lanes) + 1)
    if rows.empty:
        axes.set_xticks([])
        axes.set_xlim(0, 1)
        return []
    start, end = _window(rows)
    left = start - 0.03 * (end - start)
    axes.set_xlim(left, end + 0.01 * (end - start))
    edge: list[int] = []
    for at, lane in enumerate(lanes):
        axes.axhline(at, color=palette.shade(0.928), linewidth=0.5, zorder=0)
        for index, row in zip(lane.index, parts.rows(lane), strict=True):
            if calendar.number(row["last"]) + 1 < start:
                edge.append(index)
                _mark(draft, row, calendar.arrow(axes, left, at, look))
            else:
                _mark(draft, row, calendar.bar(axes, row, at, look, _LEAST * (end - start)))
    calendar.days(axes, draft.lang)
    return edge


def _published(draft: Draft, axes: Axes, rows: pd.DataFrame, y: float) -> None:
    """When the texts came out: a diamond a day on the line of what has no day, and a line above."""
    for day, same in rows[rows["type"] == calendar.PUBLISHED].groupby("first"):
        point = calendar.diamond(axes, day, y)
        axes.axvline(calendar.number(day) + 0.5, color=palette.ink(), lw=0.5, ls=":", zorder=1)
        keys = zip(same["doc_id"], same["sentence"], strict=True)
        label = f"{same['group'].iloc[0]} {draft.called('events', calendar.PUBLISHED)}"
        draft.mark(label, keys, point)


def _mark(draft: Draft, row: parts.Row, artists: list[Artist]) -> None:
    label = f"{row['group']} {draft.called('events', row['type'])} {row['when']} {row['what']}"
    draft.mark(label, [(row["doc_id"], row["sentence"])], *artists)


def _without_day(draft: Draft, axes: Axes, loose: pd.DataFrame, at: int, look: Style) -> None:
    """In a line of their own, as the text tells them, the events without a day.

    They stand side by side below the calendar: no place along it is meant.
    """
    size = len(loose)
    name = draft.say(f"no day, in order ({size})", f"无日期，按文中次序（{size}）")
    if style.narrow():
        name = draft.say(f"no day ({size})", f"无日期（{size}）")
    labels = [text.get_text() for text in axes.get_yticklabels()]
    axes.set_yticks(range(at + 1), [*labels[:at], name])
    left, right = axes.get_xlim()
    axes.axhline(at - 0.4, color=palette.pale(), linewidth=0.6, zorder=0)
    for place, row in enumerate(parts.rows(loose)):
        x = left + (right - left) * (0.015 + 0.97 * place / max(size, 45))
        _mark(draft, row, calendar.loose(axes, x, at, row, look))


def _label(draft: Draft, lane: pd.DataFrame, *, alone: bool) -> str:
    """The name of a line: its event, or the type of its events and their number."""
    row = lane.iloc[0]
    kind = draft.called("events", str(row["type"]))
    if lane["type"].nunique() > 1:
        kind = draft.say("events", "事件") if alone else draft.say("rarer types", "较少的类型")
    if len(lane) > 1:
        return f"{kind} ({len(lane)})"
    typed = draft.lang == "en" and not style.narrow()
    most = _FEW_CHARACTERS if style.narrow() else _CHARACTERS[draft.lang]
    what = str(row["what"])
    if row["when"] and not what.startswith(str(row["when"])):
        what = f"{row['when']} {what}"
    what = what if len(what) <= most else what[: most - 1] + "…"
    return f"{kind}: {what}" if typed else what
