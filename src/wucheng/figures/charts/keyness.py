"""What sets each city's texts apart from the others'."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from wucheng import sensitivity
from wucheng.errors import CorpusError
from wucheng.figures import evidence, palette, style
from wucheng.figures.charts import legend, parts
from wucheng.figures.draft import Draft
from wucheng.figures.figure import Figure
from wucheng.statistics.selection import UNKNOWN

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

    from wucheng.corpus import Corpus

#: Grades of evidence that are drawn (see `keywords.table`), and those drawn with a full mark.
_DRAWN, _FIRM = ("A", "B", "C"), ("A", "B")

#: Rows that a page holds; with many cities each gets fewer words.
_MOST_ROWS = 60

#: Log ratios beyond this are drawn at the edge: a word is then 2⁸ times as frequent.
_EDGE = 8.0

#: Where the columns of numbers stand, in points right of the panel.
_COLUMNS = (14, 42, 72)

#: What the key explains.
_SIGNS = 4

#: Letters of a label on a wide sheet and on a narrow one.
_LETTERS, _FEWER_LETTERS = 26, 12


@style.drawn
def key_words(
    c: Corpus, lang: str = "en", *, most: int = 9, fewer: int = 3, names: bool = False
) -> Figure:
    """The words of each city against the rest: log ratios with intervals, a panel a city.

    Args:
        most: words a panel that are more frequent in the city.
        fewer: words a panel that are less frequent there.
        names: whether personal and place names are compared; without them a city isn't told from
            another by its own streets.
    """
    draft = Draft("keyness", c, lang)
    table = _table(c, names)
    shown = parts.largest(c, table["target"].unique())
    if len(shown) < 2:
        return draft.nothing(parts.ALONE, table)
    most = max(2, min(most, _MOST_ROWS // len(shown) - fewer))
    table = table[table["target"].isin(shown)]
    most = parts.fitting(lambda words: _height(_lines(_chosen(table, words, fewer), shown)), most)
    data = _chosen(table, most, fewer)
    own_words = table[(table["more_in"] == table["target"]) & (table["count_target"] > 0)]
    floors = _floors(own_words.groupby("target")["lrc_floor"].min())
    if data.empty:
        why = (
            "No word stands out. Grade B would need "
            f"{floors[0]} hits of a word that no other text has.",
            f"没有突出的词：别处都不用的词也要有 {floors[1]} 次才能达到 B 级。",
        )
        return draft.nothing(why, data)
    data["cut_otherwise"] = data["term"].isin(_cut_otherwise(c, names))
    behind = evidence.containing(c, data["term"])
    everywhere = evidence.anywhere(behind)
    lines = _lines(data, shown)
    drawing = style.sheet(_height(lines))
    panels = drawing.subplots(len(lines), 1, sharex=True, squeeze=False, height_ratios=lines)[:, 0]
    for name, axes in zip(shown, panels, strict=True):
        rows = parts.rows(data[data["target"] == name])
        axes.axvline(0, color=palette.grey(), linewidth=0.6, zorder=1)
        for at, row in enumerate(rows):
            term, more = row["term"], row["more_in"] == name
            keys = behind[term, name] if more else everywhere[term]
            draft.mark(f"{draft.city(name)} · {term}", keys, *_interval(draft, axes, row, at))
        _finish(draft, axes, rows)
        axes.set_title(draft.city(name), pad=2)
        _floor(draft, axes, table.loc[table["target"] == name, "lrc_floor"].min())
    _heads(draft, panels[0])
    drawing.supxlabel(
        draft.say(
            "← rarer here · log ratio to all other texts, 95% interval · more frequent here →",
            "← 本城较少 · 相对其余文本的对数比及 95% 区间 · 本城较多 →",
        )
    )
    legend.above(drawing, _legend(draft, data), _SIGNS)
    grades = data["grade"].value_counts()
    left_out = (" Personal and place names are left out.", "人名、地名不计。")
    return draft.figure(
        drawing,
        data,
        cities=len(shown),
        most=most,
        compared=len(table),
        right=_right(),
        firm=int(grades.reindex(list(_FIRM), fill_value=0).sum()),
        worth=int(grades.get("C", 0)),
        firsts=_firsts(data, shown),
        floors=floors,
        segmented=parts.named(sorted(set(data.loc[data["cut_otherwise"], "term"]))),
        names=("", "") if names else left_out,
        cut=parts.left_out(c, shown),
    )


def _table(c: Corpus, names: bool) -> pd.DataFrame:
    """All cities against the rest; no row where there is nothing to compare."""
    try:
        return sensitivity.compared(c, names=names)
    except CorpusError:
        columns = sensitivity.COMPARED.split()
        numbers = dict.fromkeys([*columns[7:21], *columns[22:]], "float64")
        return pd.DataFrame(columns=columns).astype({"rank": "Int64"} | numbers)


def _chosen(table: pd.DataFrame, most: int, fewer: int) -> pd.DataFrame:
    """The words that are drawn, so many a city that are more frequent there, so many less."""
    own = (table["more_in"] == table["target"]) & (table["rank"] <= most)
    other = (table["more_in"] != table["target"]) & (table["rank"] <= fewer)
    data = table[table["grade"].isin(_DRAWN) & (own | other)]
    return data.sort_values(
        ["target", "log_ratio", "term"], ascending=[True, False, True], ignore_index=True
    )


def _lines(data: pd.DataFrame, shown: list[str]) -> list[int]:
    """The lines of each city's panel."""
    return [max(int((data["target"] == name).sum()), 1) for name in shown]


def _height(lines: list[int]) -> float:
    """The sheet of panels with so many lines in millimetres."""
    signs = 4 * (-(-_SIGNS // style.columns(_SIGNS)) - 1)  # the key on more than one line
    return 18 + signs + 8 * style.narrow() + sum(5.4 + 3.9 * line for line in lines)


def _cut_otherwise(c: Corpus, names: bool) -> set[str]:
    """The words that are key only as the text is cut."""
    return c.kept(("cut otherwise", names), lambda: sensitivity.cutting(c, names=names))


def _interval(draft: Draft, axes: Axes, row: parts.Row, at: int) -> list[Artist]:
    """The log ratio of a word with its interval, both cut at the edges of the panel.

    The conservative log ratio is a stroke through the interval, where it differs from 0.
    """
    low, value, high = (
        float(np.clip(row[name], -_EDGE, _EDGE)) for name in ("low", "log_ratio", "high")
    )
    drawn = parts.dot(axes, low, value, high, at, draft.look(row["target"]), row["grade"] in _FIRM)
    if row["lrc"]:
        place = float(np.clip(row["lrc"], -_EDGE, _EDGE))
        near = row["low"] if row["lrc"] > 0 else row["high"]
        axes.plot([place, near], [at, at], ":", color=palette.grey(), linewidth=0.8, zorder=2)
        axes.plot(place, at, "|", color=palette.ink(), markersize=7, zorder=4)
    return drawn


def _finish(draft: Draft, axes: Axes, rows: list[parts.Row]) -> None:
    """Labels, scale and columns of numbers of a panel."""
    narrow = style.narrow()
    letters = _FEWER_LETTERS if narrow else _LETTERS
    labels = [parts.label(r, draft.lang, letters) + " †" * r["cut_otherwise"] for r in rows]
    parts.lines(axes, labels, of=1)
    axes.set_xlim(-_EDGE, _EDGE)
    ticks = range(-8, 9, 4 if narrow else 2)
    axes.set_xticks(ticks, [f"{tick}".replace("-", "−") for tick in ticks])
    axes.grid(axis="x")
    for at, row in enumerate(rows):
        cells = (
            row["grade"],
            f"{row['count_target']}:{row['count_reference']}",
            f"{row['texts_target']}:{row['texts_reference']}",
        )
        for right, cell in zip(_columns(), cells, strict=False):
            where = ("axes fraction", "data")
            parts.note(axes, cell, (1, at), (right, 0), xycoords=where, ha="center")
    if not rows:
        ground = {"facecolor": palette.paper(), "edgecolor": "none", "pad": 1}
        none = draft.say("no word stands out", "没有突出的词")
        axes.text(0, 0, none, ha="center", color=palette.grey(), bbox=ground)


def _columns() -> tuple[int, ...]:
    """Where the columns of numbers stand; on a narrow sheet only the grades."""
    return _COLUMNS[: 1 if style.narrow() else 3]


def _heads(draft: Draft, axes: Axes) -> None:
    """What the columns of numbers are, over the first of them."""
    heads = (draft.say("grade", "等级"), draft.say("hits", "次数"), draft.say("texts", "篇数"))
    for right, head in zip(_columns(), heads, strict=False):
        _above(axes, head, (right, 4), "center")


def _above(axes: Axes, text: str, away: parts.Place, ha: str) -> None:
    """A grey note above the right end of a panel."""
    how = {"xycoords": "axes fraction", "va": "bottom", "color": palette.grey()}
    parts.note(axes, text, (1, 1), away, ha=ha, **how)


def _floor(draft: Draft, axes: Axes, floor: float) -> None:
    """What a word that no other text uses needs here for its LRC to differ from 0."""
    if np.isfinite(floor) and not style.narrow():
        told = draft.say(f"LRC floor {floor:.0f}:0", f"LRC 下限 {floor:.0f}:0")
        _above(axes, told, (-2, 3), "right")


def _right() -> tuple[str, str]:
    """What stands at the right of the panels, for the caption."""
    if style.narrow():
        return "at the right the grade of evidence (hits and texts are in the table)", (
            "右侧为证据等级（次数和篇数见数据表）"
        )
    return "at the right grade of evidence, hits and texts, here:elsewhere", (
        "右侧为证据等级、次数和篇数（本城：其余）"
    )


def _floors(floors: pd.Series[float]) -> tuple[str, str]:
    """From how many hits to how many the floors of the cities go."""
    if floors.empty:
        return "no", "无"
    low, high = int(floors.min()), int(floors.max())
    return (f"{low}",) * 2 if low == high else (f"{low} to {high}", f"{low} 至 {high}")


def _legend(draft: Draft, data: pd.DataFrame) -> list[Artist]:
    stroke = draft.say("conservative log ratio (LRC)", "保守对数比（LRC）")
    signs = [
        legend.point(draft.say("grade A, B: evidence", "A、B 级：有证据")),
        legend.point(draft.say("grade C: worth a look", "C 级：值得一看"), False),
        legend.sign("|", stroke, palette.ink(), size=7),
    ]
    if data["cut_otherwise"].any():
        flagged = draft.say("† not so if cut otherwise", "† 换一种分词即不成立")
        signs.append(legend.sign("", flagged, palette.ink()))
    return signs


def _firsts(data: pd.DataFrame, shown: list[str]) -> tuple[str, str]:
    """The first word of each city, for the caption."""
    own = data[(data["more_in"] == data["target"]) & (data["target"] != UNKNOWN)]
    first = {row["target"]: row for row in parts.rows(own.drop_duplicates("target"))}

    def tell(row: parts.Row, lang: str) -> str:
        ratio = f"{row['log_ratio']:.1f} [{row['low']:.1f}, {row['high']:.1f}]"
        return f"{style.city(row['target'], lang)} {parts.label(row, lang)} {ratio}"

    return parts.each([first[name] for name in shown if name in first], tell, ("; ", "；"))
