"""What the corpus is, and what cleaning took off the raw pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from wucheng.figures import captions, figure, palette, style
from wucheng.figures.captions import listed
from wucheng.figures.charts import parts
from wucheng.figures.evidence import Marks
from wucheng.statistics.selection import UNKNOWN

if TYPE_CHECKING:
    from matplotlib.axes import Axes

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
    sentences = pd.DataFrame(
        {
            "doc_id": c.sentences["doc_id"],
            "part": c.sentences["kind"].map({"title": _FACTS}).fillna(_BODY),
            "characters": c.sentences["text"].str.len(),
        }
    )
    others = [
        pd.DataFrame(
            {
                "doc_id": table["doc_id"],
                "part": part,
                "characters": table["raw_end"] - table["raw_start"],
            }
        )
        for table, part in ((c.fields, _FACTS), (c.removed, c.removed["reason"]))
    ]
    data = pd.concat([sentences, *others]).astype({"characters": "int64"})
    data = data.groupby(["doc_id", "part"])["characters"].sum().reset_index()
    counted = data.groupby("doc_id")["characters"].sum()
    inside = pd.DataFrame({"doc_id": c.documents["doc_id"], "part": _INSIDE})
    raw = c.documents["chars_raw"].fillna(0).astype("int64")
    inside["characters"] = raw - inside["doc_id"].map(counted).fillna(0).astype("int64")
    data = pd.concat([data, inside[inside["characters"] > 0]])
    return data.sort_values(["doc_id", "part"], ignore_index=True)


@style.drawn
def corpus_overview(c: Corpus, lang: str = "en") -> figure.Figure:
    """Characters of body text, and of what was taken off each page, by reason.

    One row a document; one a city where there are more than `MOST_ROWS` documents, and of more
    cities those with most text.
    """
    say = style.language(lang)
    city = style.city_of(c)
    by_city = len(city) > MOST_ROWS
    rows = parts.largest(c, set(city.values()), MOST_ROWS) if by_city else list(city)
    table = _table(account(c), {d: city[d] if by_city else d for d in city}, rows)
    names = [str(name) for name in table.columns if name != _BODY]

    body = table[_BODY].tolist()
    whole = table.sum(axis=1).tolist()
    looks = palette.cities(c)
    marks = Marks(c)
    height = 7.5 * max(len(rows), 2)
    if style.narrow():
        drawing = style.sheet(40 + 2 * height)
        left, right = drawing.subplots(2, 1, sharey=True)
    else:
        drawing = style.sheet(24 + height)
        left, right = drawing.subplots(1, 2, sharey=True, width_ratios=[1, 1.3])
    sentences = c.sentences[c.sentences["kind"] != "title"]
    for at, row in enumerate(rows):
        look = palette.style(looks, row if by_city else city[row])
        bars = left.barh(at, body[at], color=look.colour, height=0.66)
        within = sentences["doc_id"].map(city) if by_city else sentences["doc_id"]
        keys = sentences[within == row]
        marks.add(
            f"{row} · {say('body text', '正文')}",
            zip(keys["doc_id"], keys["sentence"], strict=True),
            *bars,
        )
        share = body[at] / whole[at] if whole[at] else 0.0
        parts.note(left, f"{body[at]:,} ({share:.0%})", body[at], at)
        parts.note(right, f"{whole[at] - body[at]:,}", whole[at] - body[at], at)
    _stack(right, table[names], {name: _part(name, lang) for name in names})
    left.set_yticks(
        range(len(rows)),
        [
            style.city(row, lang) if by_city else f"{style.city(city[row], lang)}\n{row[:12]}"
            for row in rows
        ],
    )
    left.invert_yaxis()
    left.set_xlim(0, max([*body, 1]) * 1.4)
    right.set_xlim(0, max([b - a for a, b in zip(body, whole, strict=True)] + [1]) * 1.1)
    left.set_xlabel(say("body text, characters (share of the page)", "正文字数（占网页比例）"))
    right.set_xlabel(say("the rest of the page, characters", "网页其余部分字数"))
    right.tick_params(left=False)
    for axes in (left, right):
        parts.thousands(axes.xaxis)
    if names:
        drawing.legend(
            *right.get_legend_handles_labels(),
            loc="outside upper center",
            ncols=style.columns(min(len(names), 5)),
        )

    data = table.rename_axis(index="city" if by_city else "doc_id", columns=None).reset_index()
    if not by_city:
        data.insert(1, "city", list(city.values()))
    sums = {name: int(table[name].sum()) for name in names}
    return figure.make(
        "corpus_overview",
        drawing,
        data,
        marks,
        lang,
        documents=sum(name in set(rows) for name in (city.values() if by_city else city)),
        cities=len({name for row in rows if (name := row if by_city else city[row]) != UNKNOWN}),
        raw=sum(whole),
        kept=sum(body),
        share=sum(body) / sum(whole) if sum(whole) else 0.0,
        parts=(
            listed([f"{_part(name, 'en')} {size:,}" for name, size in sums.items()]) or "nothing",
            listed([f"{_part(name, 'zh')} {size:,}" for name, size in sums.items()], True) or "无",
        ),
        undated=int((c.documents["date"] == "").sum()),
        cut=parts.left_out(c, rows) if by_city else ("", ""),
        row=("city", "城") if by_city else ("document", "篇"),
    )


def _part(name: str, lang: str) -> str:
    return (
        captions.name("parts", name, lang)
        if name != _OTHER
        else style.language(lang)(_OTHER, "其余")
    )


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


def _stack(axes: Axes, table: pd.DataFrame, labels: dict[str, str]) -> None:
    start = pd.Series(0, index=table.index)
    for at, (name, label) in enumerate(labels.items()):
        axes.barh(
            range(len(table)),
            table[name].tolist(),
            left=start.tolist(),
            height=0.66,
            color=palette.shade(_GREYS[at % len(_GREYS)]),
            hatch=_HATCHES[at % len(_HATCHES)],
            edgecolor=palette.paper(),
            linewidth=0.6,
            label=label,
        )
        start = start + table[name]
