"""Who is named in the texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from wucheng.figures import captions, figure, palette, style
from wucheng.figures.charts import heat, parts
from wucheng.figures.evidence import Marks
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
    two texts is two people: the texts don't tell whether they are one.
    """
    people = c.people.assign(
        group=c.people["doc_id"].map(style.city_of(c)),
        kind=c.people["kind"].replace("", UNKNOWN),
    )
    people = people.sort_values("mentions", ascending=False, kind="stable")
    found = people.groupby(["group", "kind"]).agg(
        people=("name", "size"), mentions=("mentions", "sum"), names=("name", ";".join)
    )
    return found.reset_index()


@style.drawn
def people_by_kind(c: Corpus, lang: str = "en") -> figure.Figure:
    """The people named, a row a kind and a column a city, with the most named of each cell."""
    table = named(c)
    shown = parts.largest(c, style.cities(c), MOST_CITIES)
    data = table[table["group"].isin(shown)].reset_index(drop=True)
    kinds = _order(data)
    if data.empty:
        why = ("Nobody is named.", "没有人名。")
        return figure.nothing("people", why, data, c, lang)
    marks = Marks(c)
    looks = palette.cities(c)
    drawing = style.sheet(19 + _HEIGHT * max(len(kinds), 2))
    axes = drawing.subplots()
    behind = _sentences(c)
    for row in parts.rows(data):
        x, y = shown.index(row["group"]), kinds.index(row["kind"])
        largest = int(data["people"].max())
        colour = palette.style(looks, row["group"]).colour
        circle = _cell(axes, row, (x, y), largest, colour)
        label = f"{style.city(row['group'], lang)} · {captions.name('kinds', row['kind'], lang)}"
        marks.add(label, behind.get((row["group"], row["kind"]), []), circle)
    _grid(c, axes, data, shown, kinds, lang)
    counted = data.groupby("kind", sort=False)["people"].sum()
    most = counted.sort_values(ascending=False, kind="stable").items()
    return figure.make(
        "people",
        drawing,
        data,
        marks,
        lang,
        people=int(data["people"].sum()),
        mentions=int(data["mentions"].sum()),
        kinds=parts.each(
            most, lambda of, lang: f"{captions.name('kinds', str(of[0]), lang)} {of[1]}"
        ),
        beside=("", "；人名见数据表")
        if style.narrow()
        else (", beside it the most mentioned", "，旁边为提及最多者"),
        cut=parts.left_out(c, shown),
    )


def _order(data: pd.DataFrame) -> list[str]:
    """The kinds, largest first, what isn't known last."""
    sums = data.groupby("kind")["people"].sum().sort_values(ascending=False, kind="stable")
    kinds = [str(kind) for kind in sums.index if kind != UNKNOWN]
    return kinds + ([UNKNOWN] if UNKNOWN in sums.index else [])


def _cell(axes: Axes, row: parts.Row, place: tuple[int, int], largest: int, colour: str) -> Artist:
    """A circle as large as people are many, their number, and beside it the most named.

    A narrow sheet has no room for names.
    """
    points = _HEIGHT / 25.4 * 72 * 0.82
    left = place[0] - (0 if style.narrow() else 0.34)
    face = palette.faded(colour, 0.45)
    (circle,) = axes.plot(
        left,
        place[1],
        "o",
        markersize=max(points * (row["people"] / largest) ** 0.5, 5),
        color=face,
        markeredgewidth=0,
    )
    axes.text(
        left,
        place[1],
        f"{row['people']}",
        ha="center",
        va="center",
        fontsize=style.SMALL,
        color=palette.text_on(face),
    )
    if style.narrow():
        return circle
    names = row["names"].split(";")
    lines = names[:2]
    lines = [name if len(name) <= 5 else name[:4] + "…" for name in lines]
    if len(names) > len(lines):
        lines[-1] += " …"
    axes.text(
        place[0] - 0.12,
        place[1],
        "\n".join(lines),
        va="center",
        fontsize=style.SMALL,
        linespacing=1.05,
    )
    return circle


def _grid(
    c: Corpus, axes: Axes, data: pd.DataFrame, shown: list[str], kinds: list[str], lang: str
) -> None:
    say = style.language(lang)
    people = data.groupby("group")["people"].sum()
    body = c.sentences[c.sentences["kind"] != "title"]
    sentences = body["doc_id"].map(style.city_of(c)).value_counts()
    narrow = style.narrow()
    named, unit = ("in", "sent.") if narrow else ("named in", "sentences")
    heads = [
        style.city(name, lang, "\n" if narrow else " ")
        + say(
            f"\n{people.get(name, 0)} {named}\n{sentences.get(name, 0)} {unit}",
            f"\n{sentences.get(name, 0)} 句\n{people.get(name, 0)} 人",
        )
        for name in shown
    ]
    heat.heads(axes, heads, [captions.name("kinds", kind, lang) for kind in kinds])
    for at in range(len(kinds) + 1):
        axes.axhline(at - 0.5, color=palette.pale(), linewidth=0.5, zorder=0)


def _sentences(c: Corpus) -> dict[tuple[str, str], list[tuple[str, int]]]:
    """The sentences in which people of a city and kind are named."""
    city = style.city_of(c)
    found: dict[tuple[str, str], list[tuple[str, int]]] = {}
    for doc_id, kind, sentences in zip(
        c.people["doc_id"], c.people["kind"], c.people["sentences"], strict=True
    ):
        keys = [(doc_id, int(number)) for number in sentences.split(";") if number]
        found.setdefault((city[doc_id], kind or UNKNOWN), []).extend(keys)
    return found
