"""Who comes in where in the texts, and beside whom."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pandas as pd

from wucheng import rhetoric
from wucheng.display.paragraph import counted
from wucheng.figures import palette, romanise, style
from wucheng.figures.charts import legend, parts
from wucheng.figures.draft import Draft
from wucheng.figures.figure import Figure

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from wucheng.corpus import Corpus
    from wucheng.figures.palette import Style

#: People of a city that get a line, and cities that get a panel.
MOST_PEOPLE, MOST_CITIES = 24, 8

#: Pairs that the caption names.
_NAMED = 5


@style.drawn
def people_in_course(c: Corpus, lang: str = "en") -> Figure:
    """A line a person, in the order in which they come in; who is named in one sentence is joined.

    No network: names that a list gives once would all be linked with each other, and a picture of
    such links would look like acquaintance.
    """
    draft = Draft("cast", c, lang)
    table = rhetoric.cast(c)
    there = table["group"].unique()
    shown = parts.largest(c, there, MOST_CITIES)
    table = table[table["group"].isin(shown)].reset_index(drop=True)
    people = {name: _people(table[table["group"] == name]) for name in shown}
    if not shown:
        return draft.nothing(("Nobody is named.", "没有人名。"), table.iloc[:0])
    most = parts.fitting(lambda size: _height(people, size), MOST_PEOPLE)
    drawing = style.sheet(_height(people, most))
    data = pd.concat([_kept(table, people[name], most) for name in shown], ignore_index=True)
    lines = [min(len(people[name]), most) for name in shown]
    grid = drawing.subplots(
        len(shown), 1, sharex=True, squeeze=False, height_ratios=[size + 0.6 for size in lines]
    )
    for name, axes in zip(shown, grid[:, 0], strict=True):
        rows = data[data["group"] == name]
        _panel(draft, axes, rows, draft.look(name))
        axes.set_title(_title(draft, name, rows["line"].nunique(), len(people[name])))
    pairs = rhetoric.company(c)
    pairs = pairs[pairs["group"].isin(shown)]
    parts.course(grid[-1, 0], lang)
    signs = [
        legend.point(draft.say("quoted", "有引语"), line=False),
        legend.point(draft.say("named", "仅提及"), False, line=False),
    ]
    if len(pairs):
        joined = draft.say("named in one sentence", "同句提及")
        signs.append(legend.stroke(joined, palette.grey(), linewidth=0.7))
    legend.above(drawing, signs, 3)
    return draft.figure(
        drawing,
        data.drop(columns="line", errors="ignore"),
        people=len(table[["doc_id", "name"]].drop_duplicates()),
        drawn=len(data[["doc_id", "name"]].drop_duplicates()),
        chosen=_chosen(people, most),
        told=_told(pairs, table),
        cut=parts.left_out(c, shown, there),
    )


def _height(people: dict[str, list[tuple[str, str]]], most: int) -> float:
    """The millimetres of a sheet with at most so many people a city."""
    return 18 + sum(7.5 + 3.6 * min(len(each), most) for each in people.values())


def _size(beside: str) -> int:
    """The people whom a sentence names, by those beside one of them."""
    return beside.count(";") + 2 if beside else 1


def _people(rows: pd.DataFrame) -> list[tuple[str, str]]:
    """The people of a city as (doc_id, name), those in most sentences first."""
    sizes = rows.groupby(["doc_id", "name"], sort=False).size()
    return [
        (str(doc_id), str(name))
        for doc_id, name in sizes.sort_values(ascending=False, kind="stable").index
    ]


def _kept(table: pd.DataFrame, people: list[tuple[str, str]], most: int) -> pd.DataFrame:
    """The rows of the first so many people, each with the line that they stand on."""
    first = set(people[:most])
    keys = list(zip(table["doc_id"], table["name"], strict=True))
    data = table[[key in first for key in keys]].copy()
    order = {key: at for at, key in enumerate(dict.fromkeys(key for key in keys if key in first))}
    data["line"] = [order[key] for key in zip(data["doc_id"], data["name"], strict=True)]
    return data


def _panel(draft: Draft, axes: Axes, rows: pd.DataFrame, look: Style) -> None:
    people = rows.drop_duplicates(["doc_id", "name"]).sort_values("line", kind="stable")
    for _, same in rows[rows["named"]].groupby(["doc_id", "sentence"]):
        if len(same) > 1:
            ends = [same["line"].min(), same["line"].max()]
            axes.plot([same["position"].iloc[0]] * 2, ends, color=look.edge, lw=0.7, zorder=2)
    for row in parts.rows(rows):
        point = parts.point(axes, row["position"], row["line"], look, row["says"], size=4)
        draft.mark(f"{row['name']} · {row['group']}", [(row["doc_id"], row["sentence"])], point)
    for line, count in Counter(rows["line"]).items():
        axes.axhline(line, color=palette.pale(), linewidth=0.5, zorder=1)
        parts.write(axes, 1.04, line, f"{count}")
    named = zip(people["name"], people["kind"], strict=True)
    parts.lines(axes, [_label(name, kind, draft.lang) for name, kind in named])
    axes.set_xlim(-0.02, 1.02)
    axes.tick_params(axis="x", length=0)
    axes.spines[["bottom", "left"]].set_visible(False)


def _title(draft: Draft, name: str, drawn: int, number: int) -> str:
    city = draft.city(name)
    if drawn < number:
        return draft.say(
            f"{city}: {drawn} of {number} people", f"{city}：{number} 人中的 {drawn} 人"
        )
    return draft.say(f"{city}: {counted(number, 'person', 'people')}", f"{city}：{number} 人")


def _label(name: str, kind: str, lang: str) -> str:
    roman = romanise.person(name, foreign=kind == "foreign")
    return name if lang == "zh" or roman == name or style.narrow() else f"{name} {roman}"


def _chosen(people: dict[str, list[tuple[str, str]]], most: int) -> tuple[str, str]:
    """For the caption, who is drawn where not all are."""
    if all(len(each) <= most for each in people.values()):
        return "", ""
    return (
        f" Of a city's people the {most} in most sentences are drawn, of equals those who come in "
        "first.",
        f"每城只画见于最多句子的 {most} 人，句数相同的取先出场者。",
    )


def _told(pairs: pd.DataFrame, table: pd.DataFrame) -> tuple[str, str]:
    """Who is named with whom more than once, and why it is no network; where nobody is, nothing."""
    if pairs.empty:
        return "", ""
    kinds = dict(zip(zip(table["doc_id"], table["name"], strict=True), table["kind"], strict=True))
    again = pairs[pairs["sentences"] > 1]
    rows = parts.rows(again.head(_NAMED))
    english = ", ".join(
        " – ".join(_label(r[who], kinds[r["doc_id"], r[who]], "en") for who in ("name", "other"))
        + f" ({r['sentences']})"
        for r in rows
    )
    chinese = "、".join(f"{r['name']}与{r['other']}（{r['sentences']} 句）" for r in rows)
    longest = int(table.loc[table["named"], "beside"].map(_size).max())
    return (
        f" Of {counted(len(pairs), 'pair')} {len(again)} "
        f"{'stands' if len(again) == 1 else 'stand'} together more than once: {english or 'none'}. "
        f"The others rest on one sentence each, and the longest list names {longest}; so no "
        "network is drawn: to stand in one sentence is not to have met.",
        f"同句出现的共 {len(pairs)} 对，其中 {len(again)} 对不止一次：{chinese or '无'}。"
        f"其余各对只凭一句，最长的名单一句列出 {longest} 人，"
        "因此不画成关系网：同在一句不等于相识。",
    )
