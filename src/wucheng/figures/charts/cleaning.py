"""What the corpus is, and what cleaning took off the raw pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from wucheng.figures import captions, evidence, palette, style
from wucheng.figures.charts import legend, parts
from wucheng.figures.draft import Draft
from wucheng.figures.figure import Figure
from wucheng.statistics import selection

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Drawing

    from wucheng.corpus import Corpus

#: So many rows can be read on a page; a larger corpus is shown by city.
MOST_ROWS = 24

#: The reasons for removal that get a part of their own; smaller ones are drawn together.
MOST_REASONS = 5

_BODY, _FACTS, _INSIDE, _OTHER = "body", "title and facts", "inside sentences", "other"

#: Greys that stay apart next to one another, in print too: their shares of paper.
_GREYS = (0.195, 0.597, 0.787, 0.398, 0.887, 0.701, 0.48, 0.941)
_HATCHES = ("", "", "", "///", "", "\\\\\\", "xxx", "")


def account(c: Corpus) -> pd.DataFrame:
    """Where the raw characters of each document went: doc_id, part, characters.

    The parts are `body` (the analysed text with its headings), `title and facts` (title, date
    line, byline, kept as metadata), the reasons for removal, and `inside sentences` (dropped
    readings and markup). A document's parts add up to its `chars_raw`.
    """
    text = c.sentences["text"].str.len()
    kinds = c.sentences["kind"].map({"title": _FACTS}).fillna(_BODY)
    data = [c.sentences.assign(part=kinds, characters=text)]
    for table, part in ((c.fields, _FACTS), (c.removed, c.removed["reason"])):
        data.append(table.assign(part=part, characters=table["raw_end"] - table["raw_start"]))
    counted = pd.concat([rows[["doc_id", "part", "characters"]] for rows in data])
    counted = counted.astype({"characters": "int64"})
    counted = counted.groupby(["doc_id", "part"])["characters"].sum().reset_index()
    raw = c.documents.set_index("doc_id")["chars_raw"].fillna(0).astype("int64")
    inside = raw.sub(counted.groupby("doc_id")["characters"].sum(), fill_value=0).astype("int64")
    dropped = inside[inside > 0].reset_index(name="characters").assign(part=_INSIDE)
    return pd.concat([counted, dropped]).sort_values(["doc_id", "part"], ignore_index=True)


@style.drawn
def corpus_overview(c: Corpus, lang: str = "en") -> Figure:
    """Characters of body text, and of what was taken off each page, by reason.

    One row a document; one a city where there are more than `MOST_ROWS` documents, and of more
    cities those with most text.
    """
    draft = Draft("corpus_overview", c, lang)
    city = selection.groups(c, "city")
    by_city = len(city) > MOST_ROWS
    row_of = city if by_city else {doc_id: doc_id for doc_id in city}
    rows = parts.largest(c, most=MOST_ROWS) if by_city else list(city)
    city_of = {row: row if by_city else city[row] for row in rows}
    table = _table(account(c), row_of, rows)
    names = [str(name) for name in table.columns if name != _BODY]
    body = table[_BODY].tolist()
    whole = table.sum(axis=1).tolist()
    drawing, left, right = _places(7.5 * max(len(rows), 2))
    text = c.sentences[c.sentences["kind"] != "title"]
    behind = evidence.grouped(text.assign(row=text["doc_id"].map(row_of)), "row")
    for at, row in enumerate(rows):
        bars = left.barh(at, body[at], color=draft.look(city_of[row]).colour, height=0.66)
        draft.mark(f"{row} · {draft.say('body text', '正文')}", behind[row,], *bars)
        share, rest = body[at] / max(whole[at], 1), whole[at] - body[at]
        parts.note(left, f"{body[at]:,} ({share:.0%})", (body[at], at))
        parts.note(right, f"{rest:,}", (rest, at))
    _stack(draft, right, table[names])
    labels = [
        draft.city(of) if by_city else f"{draft.city(of)}\n{row[:12]}"
        for row, of in city_of.items()
    ]
    left.set_yticks(range(len(rows)), labels)
    left.invert_yaxis()
    left.set_xlim(0, max([*body, 1]) * 1.4)
    right.set_xlim(0, max([b - a for a, b in zip(body, whole, strict=True)] + [1]) * 1.1)
    left.set_xlabel(
        draft.say("body text, characters (share of the page)", "正文字数（占网页比例）")
    )
    right.set_xlabel(draft.say("the rest of the page, characters", "网页其余部分字数"))
    right.tick_params(left=False)
    for axes in (left, right):
        parts.thousands(axes.xaxis)
    if names:
        legend.above(drawing, right.get_legend_handles_labels()[0], min(len(names), 5))
    data = table.rename_axis(index="city" if by_city else "doc_id", columns=None).reset_index()
    if not by_city:
        data.insert(1, "city", list(city.values()))
    sums = {name: int(table[name].sum()) for name in names}
    told = [
        captions.listed([f"{_part(name, to)} {size:,}" for name, size in sums.items()], to == "zh")
        for to in captions.LANGUAGES
    ]
    return draft.figure(
        drawing,
        data,
        documents=sum(row in city_of for row in row_of.values()),
        cities=len(set(city_of.values()) - {selection.UNKNOWN}),
        raw=sum(whole),
        kept=sum(body),
        share=sum(body) / max(sum(whole), 1),
        parts=(told[0] or "nothing", told[1] or "无"),
        undated=int((c.documents["date"] == "").sum()),
        cut=parts.left_out(c, rows) if by_city else ("", ""),
        row=("city", "城") if by_city else ("document", "篇"),
    )


def _places(height_mm: float) -> tuple[Drawing, Axes, Axes]:
    """The sheet with its two panels, side by side where there is room."""
    if style.narrow():
        drawing = style.sheet(40 + 2 * height_mm)
        return drawing, *drawing.subplots(2, 1, sharey=True)
    drawing = style.sheet(24 + height_mm)
    return drawing, *drawing.subplots(1, 2, sharey=True, width_ratios=[1, 1.3])


def _part(name: str, lang: str) -> str:
    if name == _OTHER:
        return style.language(lang)(_OTHER, "其余")
    return captions.name("parts", name, lang)


def _table(data: pd.DataFrame, row: dict[str, str], rows: list[str]) -> pd.DataFrame:
    """Characters by row and part: body, facts, what fell inside sentences, the largest reasons."""
    fixed = [_BODY, _FACTS, _INSIDE]
    reasons = data[~data["part"].isin(fixed)].groupby("part")["characters"].sum()
    order = [*fixed, *reasons.sort_values(ascending=False, kind="stable").index[:MOST_REASONS]]
    part = data["part"].where(data["part"].isin(order), _OTHER)
    table = data.assign(row=data["doc_id"].map(row), part=part).pivot_table(
        index="row", columns="part", values="characters", aggfunc="sum", fill_value=0
    )
    table = table.reindex(index=rows, columns=[*order, _OTHER], fill_value=0).astype("int64")
    return table.loc[:, (table.sum() > 0) | (table.columns == _BODY)]


def _stack(draft: Draft, axes: Axes, table: pd.DataFrame) -> None:
    start = pd.Series(0, index=table.index)
    for at, name in enumerate(table.columns):
        axes.barh(
            range(len(table)),
            table[name].tolist(),
            left=start.tolist(),
            height=0.66,
            color=palette.shade(_GREYS[at % len(_GREYS)]),
            hatch=_HATCHES[at % len(_HATCHES)],
            edgecolor=palette.paper(),
            linewidth=0.6,
            label=_part(name, draft.lang),
        )
        start = start + table[name]
