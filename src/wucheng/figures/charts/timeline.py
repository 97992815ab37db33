"""When things happened according to the texts: all cities on one calendar, then each up close."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from wucheng import timeline
from wucheng.figures import captions, figure, interactive, palette, style
from wucheng.figures.charts import calendar, legend, parts
from wucheng.figures.evidence import Marks

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

#: Characters of an event's description beside the calendar, in English after its type; and on a
#: narrow sheet, without the type.
_CHARACTERS = {"en": 14, "zh": 22}
_FEW_CHARACTERS = 12


@style.drawn
def events(c: Corpus, lang: str = "en") -> figure.Figure:
    """The events of the texts: one calendar for all cities, then one for each.

    Bars are as long as the text says; they fade where it leaves an end open. A diamond is the
    publication of a text. What has no day stands in a line of its own, in the order of the text.
    Second tellings and what is said not to have happened are left out.
    """
    table = timeline.events(c)
    cover = timeline.coverage(c)
    shown = parts.largest(c, cover["group"], MOST_CITIES)
    drawn = (table["same_as"] == "") & (table["status"] != "negated")
    table = table[table["group"].isin(shown) & drawn].reset_index(drop=True)
    table["at_edge"] = False
    panels = [table[table["group"] == name] for name in shown]
    waiting = timeline.undated(c)
    waiting = waiting[(waiting["same_as"] == "") & (waiting["status"] != "negated")]
    waiting = waiting[waiting["group"].isin(shown)]
    loose = [waiting[waiting["group"] == name] for name in shown]
    if table.empty:
        why = ("No events are dated.", "没有可定日期的事件。")
        made = figure.nothing("timeline", why, table.drop(columns="city"), c, lang)
        return replace(made, view=interactive.view(c, lang).fragment)
    most, lines, height = _fit(panels)
    drawing = style.sheet(height)
    marks = Marks(c)
    looks = palette.cities(c)
    grid = drawing.subplots(len(lines) + 1, 1, height_ratios=[0.9 * len(shown), *lines])
    _whole(grid[0], table, shown, looks, lang)
    for name, rows, rest, axes in zip(shown, panels, loose, grid[1:], strict=True):
        edge = _panel(axes, rows, rest, palette.style(looks, name), marks, most, lang)
        table.loc[edge, "at_edge"] = True
        axes.set_title(_heading(parts.rows(cover[cover["group"] == name])[0], lang))
    legend.above(drawing, calendar.key(lang, table, waiting), 6)
    told = cover[cover["group"].isin(shown)]
    lags = table.loc[table["type"] != calendar.PUBLISHED, "lag_days"].dropna()
    made = figure.make(
        "timeline",
        drawing,
        table.drop(columns="city"),
        marks,
        lang,
        dated=int(told["dated"].sum()),
        events=int(told["events"].sum()),
        habitual=int(told["habitual"].sum()),
        undated=int(told["undated"].sum()),
        texts=int((told["documents"] - told["dated_documents"]).sum()),
        edge=int(table["at_edge"].sum()),
        reach=REACH_DAYS,
        lag=_median(lags),
        planned=int(told["planned"].sum()),
        corrected=int(told["corrected"].sum()),
        words=_words(panels, most),
        shared=_shared(panels, most),
        cut=parts.left_out(c, shown),
    )
    return replace(made, view=interactive.view(c, lang).fragment)


def _median(lags: pd.Series[float]) -> tuple[str, str]:
    """How long after the events the texts were printed, a sentence for the caption."""
    if lags.empty:
        return "", ""
    days = f"{lags.median():.0f}"
    return (
        f" Median lag from event to report: {captions.cell(days, 'day|days')}.",
        f"事件至报道的间隔中位数：{days} 天。",
    )


def _heading(counts: parts.Row, lang: str) -> str:
    city = style.city(counts["group"], lang)
    if style.narrow():
        return style.language(lang)(
            f"{city}: {counts['dated']} of {counts['events']} dated",
            f"{city}：{counts['events']} 个事件中 {counts['dated']} 个有日期",
        )
    return style.language(lang)(
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


def _words(panels: list[pd.DataFrame], most: int) -> tuple[str, str]:
    """For the caption, that events stand by their words, where any has a line for itself."""
    if any(len(lane) == 1 for rows in panels for lane in _lanes(rows, most)):
        return ", with the words of the text", "并附原文"
    return "", ""


def _shared(panels: list[pd.DataFrame], most: int) -> tuple[str, str]:
    """For the caption, that events share lines, where they do."""
    if all(len(lane) == 1 for rows in panels for lane in _lanes(rows, most)):
        return "", ""
    return (
        " A line with a number in brackets holds so many events; their words are in the table.",
        "括号内为同一行的事件数，原文见数据表。",
    )


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


def _whole(
    axes: Axes, table: pd.DataFrame, shown: list[str], looks: dict[str, Style], lang: str
) -> None:
    """All cities on one calendar: a line a city, no names of events."""
    windows = [_window(rows) for _, rows in table.groupby("group")]
    start, end = min(a for a, _ in windows), max(b for _, b in windows)
    pad = 0.02 * (end - start)
    axes.set_xlim(start - pad, end + pad)
    parts.city_lines(axes, shown, lang)
    for at, name in enumerate(shown):
        look = palette.style(looks, name)
        axes.axhline(at, color=palette.pale(), linewidth=0.5, zorder=1)
        for row in parts.rows(table[table["group"] == name]):
            if row["type"] == calendar.PUBLISHED:
                calendar.diamond(axes, row["first"], at)
            elif calendar.number(row["last"]) + 1 >= start:
                calendar.bar(axes, row, at, look, least=0.004 * (end - start))
    calendar.days(axes, lang)


def _panel(
    axes: Axes,
    rows: pd.DataFrame,
    loose: pd.DataFrame,
    look: Style,
    marks: Marks,
    most: int,
    lang: str,
) -> list[int]:
    """One city's calendar, and in a line of their own, as the text tells them, what has no day.

    Returns the rows that lie before the calendar and stand at its edge.
    """
    axes.tick_params(axis="y", length=0)
    lanes = _lanes(rows, most)
    axes.set_ylim(len(lanes) + 0.6, -0.6)
    if rows.empty:
        axes.set_xticks([])
        axes.set_xlim(0, 1)
        _without_day(axes, loose, 0, look, marks, lang)
        return []
    start, end = _window(rows)
    left = start - 0.03 * (end - start)
    axes.set_xlim(left, end + 0.01 * (end - start))
    edge: list[int] = []
    labels = []
    for at, lane in enumerate(lanes):
        axes.axhline(at, color=palette.shade(0.928), linewidth=0.5, zorder=0)
        labels.append(_label(lane, lang, alone=len(lanes) == 1))
        for index, row in zip(lane.index, parts.rows(lane), strict=True):
            before = calendar.number(row["last"]) + 1 < start
            artists: list[Artist] = (
                calendar.arrow(axes, left, at, look)
                if before
                else calendar.bar(axes, row, at, look)
            )
            edge += [index] if before else []
            kind = captions.name("events", row["type"], lang)
            marks.add(
                f"{row['group']} {kind} {row['when']} {row['what']}",
                [(row["doc_id"], row["sentence"])],
                *artists,
            )
    axes.set_yticks(range(len(lanes)), labels)
    _without_day(axes, loose, len(lanes), look, marks, lang)
    published = rows[rows["type"] == calendar.PUBLISHED]
    for day, same in published.groupby("first"):
        point = calendar.diamond(axes, day, len(lanes) - 0.4)
        axes.axvline(calendar.number(day) + 0.5, color=palette.ink(), lw=0.5, ls=":", zorder=1)
        keys = zip(same["doc_id"], same["sentence"], strict=True)
        label = f"{same['group'].iloc[0]} {captions.name('events', calendar.PUBLISHED, lang)}"
        marks.add(label, keys, point)
    calendar.days(axes, lang)
    return edge


def _without_day(
    axes: Axes, loose: pd.DataFrame, at: int, look: Style, marks: Marks, lang: str
) -> None:
    """The events without a day, side by side below the calendar: no place along it is meant."""
    say = style.language(lang)
    labels = [text.get_text() for text in axes.get_yticklabels()][:at]
    axes.set_yticks(
        range(at + 1),
        [
            *labels,
            say(f"no day ({len(loose)})", f"无日期（{len(loose)}）")
            if style.narrow()
            else say(f"no day, in order ({len(loose)})", f"无日期，按文中次序（{len(loose)}）"),
        ],
    )
    left, right = axes.get_xlim()
    axes.axhline(at - 0.4, color=palette.pale(), linewidth=0.6, zorder=0)
    for place, row in enumerate(parts.rows(loose)):
        x = left + (right - left) * (0.015 + 0.97 * place / max(len(loose), 45))
        kind = captions.name("events", row["type"], lang)
        marks.add(
            f"{row['group']} {kind} {row['when']} {row['what']}",
            [(row["doc_id"], row["sentence"])],
            *calendar.loose(axes, x, at, row, look),
        )


def _label(lane: pd.DataFrame, lang: str, *, alone: bool) -> str:
    """The name of a line: its event, or the type of its events and their number."""
    row = lane.iloc[0]
    kind = captions.name("events", str(row["type"]), lang)
    if lane["type"].nunique() > 1:
        say = style.language(lang)
        kind = say("events", "事件") if alone else say("rarer types", "较少的类型")
    if len(lane) > 1:
        return f"{kind} ({len(lane)})"
    narrow = style.narrow()
    most = _FEW_CHARACTERS if narrow else _CHARACTERS[lang]
    what = str(row["what"])
    if row["when"] and not what.startswith(str(row["when"])):
        what = f"{row['when']} {what}"
    what = what if len(what) <= most else what[: most - 1] + "…"
    return f"{kind}: {what}" if lang == "en" and not narrow else what
