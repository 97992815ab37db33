"""Who is named in the texts."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pandas as pd

from wucheng.figures import captions, evidence, palette, style
from wucheng.figures.charts import heat, parts
from wucheng.figures.draft import Draft
from wucheng.figures.figure import Figure
from wucheng.statistics import selection
from wucheng.statistics.selection import UNKNOWN

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

    from wucheng.corpus import Corpus

#: Columns that fit on a page; a larger corpus shows the cities with most text.
MOST_CITIES = 6

#: A cell in millimetres; a circle that fills it stands for the most people of a cell.
_HEIGHT = 11.0


def named(c: Corpus) -> pd.DataFrame:
    """The people named, by city and kind: group, kind, people, mentions, names (most named first).

    One row a city and kind that occurs; people whose kind is not known are "unknown". A name in
    two texts of a city is one person, in texts of two cities two: the texts don't tell.
    """
    people = _people(c)
    text = people["doc_id"].where(people["group"] == UNKNOWN, "")  # texts of no city share none
    mentions = people.groupby(["group", "kind", "name", text], sort=False)["mentions"].sum()
    people = mentions.reset_index().sort_values("mentions", ascending=False, kind="stable")
    found = people.groupby(["group", "kind"]).agg(
        people=("name", "size"), mentions=("mentions", "sum"), names=("name", ";".join)
    )
    return found.reset_index()


def _people(c: Corpus) -> pd.DataFrame:
    groups = selection.labels(c, c.people["doc_id"], "city")
    return c.people.assign(group=groups, kind=c.people["kind"].replace("", UNKNOWN))


@style.drawn
def people_by_kind(c: Corpus, lang: str = "en") -> Figure:
    """The people named, a row a kind and a column a city, with the most named of each cell."""
    draft = Draft("people", c, lang)
    table = named(c)
    shown = parts.largest(c, most=MOST_CITIES)
    data = table[table["group"].isin(shown)].reset_index(drop=True)
    if data.empty:
        return draft.nothing(("Nobody is named.", "没有人名。"), data)
    counted = data.groupby("kind")["people"].sum()
    order = counted.sort_values(ascending=False, kind="stable").index
    kinds = sorted(order, key=lambda kind: kind == UNKNOWN)  # what isn't known last
    drawing = style.sheet(19 + _HEIGHT * max(len(kinds), 2))
    axes = drawing.subplots()
    named_in = _people(c).assign(sentence=lambda people: people["sentences"].str.split(";"))
    named_in = named_in.explode("sentence")
    behind = evidence.grouped(named_in[named_in["sentence"] != ""], "group", "kind")
    largest = int(data["people"].max())
    for row in parts.rows(data):
        group, kind = row["group"], row["kind"]
        x, y = shown.index(group), kinds.index(kind)
        circle = _cell(axes, row, x, y, largest, draft.look(group).colour)
        draft.mark(
            f"{draft.city(group)} · {draft.called('kinds', kind)}", behind[group, kind], circle
        )
    _grid(draft, axes, data, shown, kinds)
    beside = (", beside it the most mentioned", "，旁边为提及最多者")
    return draft.figure(
        drawing,
        data,
        people=int(data["people"].sum()),
        mentions=int(data["mentions"].sum()),
        kinds=parts.each(
            order, lambda kind, lang: f"{captions.name('kinds', kind, lang)} {counted[kind]}"
        ),
        beside=("", "；人名见数据表") if style.narrow() else beside,
        cut=parts.left_out(c, shown),
    )


def _cell(axes: Axes, row: parts.Row, x: int, y: int, largest: int, colour: str) -> Artist:
    """A circle as large as people are many, their number, and beside it the most named.

    A narrow sheet has no room for names.
    """
    points = _HEIGHT / 25.4 * 72 * 0.82
    size = max(points * (row["people"] / largest) ** 0.5, 5)
    left = x - (0 if style.narrow() else 0.34)
    face = palette.faded(colour, 0.45)
    (circle,) = axes.plot(left, y, "o", markersize=size, color=face, markeredgewidth=0)
    parts.write(axes, left, y, f"{row['people']}", ha="center", color=palette.text_on(face))
    if not style.narrow():
        names = row["names"].split(";")
        lines = [name if len(name) <= 5 else name[:4] + "…" for name in names[:2]]
        more = " …" if len(names) > 2 else ""
        parts.write(axes, x - 0.12, y, "\n".join(lines) + more, linespacing=1.05)
    return circle


def _grid(draft: Draft, axes: Axes, data: pd.DataFrame, shown: list[str], kinds: list[str]) -> None:
    people = data.groupby("group")["people"].sum()
    body = draft.c.sentences[draft.c.sentences["kind"] != "title"]
    sentences = Counter(selection.labels(draft.c, body["doc_id"], "city"))
    narrow = style.narrow()
    named, unit = ("in", "sent.") if narrow else ("named in", "sentences")
    heads = [
        draft.city(name, "\n" if narrow else " ")
        + draft.say(
            f"\n{people.get(name, 0)} {named}\n{sentences[name]} {unit}",
            f"\n{sentences[name]} 句\n{people.get(name, 0)} 人",
        )
        for name in shown
    ]
    heat.heads(axes, heads, [draft.called("kinds", kind) for kind in kinds])
    for at in range(len(kinds) + 1):
        axes.axhline(at - 0.5, color=palette.pale(), linewidth=0.5, zorder=0)
