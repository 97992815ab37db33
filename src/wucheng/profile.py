"""Profiles: how one city's texts speak, as a paragraph of a report, every number from the data.

English or Chinese. It says what sets the city apart from the other texts, who speaks, who is named,
and how the sentences are built; and what so many texts can't show.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from wucheng import reuse, rhetoric
from wucheng.corpus import Corpus
from wucheng.errors import CorpusError
from wucheng.figures import captions, style
from wucheng.figures.captions import listed
from wucheng.prose import Prose, plain
from wucheng.statistics import form
from wucheng.statistics.counts import UNKNOWN, labels
from wucheng.statistics.voices import NARRATION

#: What is named of each kind.
_MOST = 3

Row = dict[str, Any]


def city(c: Corpus, name: str, lang: str = "en") -> Prose:
    """The profile of a city as a paragraph of Markdown. Raises CorpusError for a city without text.

    Rates are per 100 sentences of headings and body with 95 % intervals; what "apart" means is a
    difference whose interval leaves out 0, all frames looked at, none corrected for.
    """
    say = style.language(lang)
    here = [group == name for group in labels(c, c.documents["doc_id"], "city")]
    documents = c.documents[here]
    if documents.empty:
        raise CorpusError(f"The corpus has no text of {name}.")
    parts = [
        _texts(c, documents, name, lang),
        _frames(c, name, lang),
        _voices(c, name, lang),
        _people(c, documents, lang),
        _forms(c, name, lang),
        _reused(c, name, lang),
        _limits(len(documents), lang),
    ]
    return Prose(say(" ", "").join(part for part in parts if part))


def cities(c: Corpus, lang: str = "en") -> Prose:
    """The profiles of all cities, one paragraph each under the city's name."""
    return Prose(
        "\n\n".join(
            f"### {plain(style.city(name, lang))}\n\n{city(c, name, lang)}"
            for name in style.cities(c)
        )
    )


def _texts(c: Corpus, documents: pd.DataFrame, name: str, lang: str) -> str:
    say = style.language(lang)
    dates = sorted(set(documents["date"]) - {""})
    span = dates[0] if len(dates) == 1 else f"{dates[0]} – {dates[-1]}" if dates else ""
    sources = sorted(set(documents["source"]) - {""})
    body = c.sentences[c.sentences["kind"] != "title"]
    size = int(body["doc_id"].isin(documents["doc_id"]).sum())
    chars = int(documents["chars_body"].sum())
    if lang == "zh":
        when = f"，发表于 {span}" if span else "，未注明日期"
        source = f"，来源：{plain('、'.join(sources))}" if sources else ""
        return (
            f"**{plain(style.city(name, lang))}**有 {len(documents)} 篇文本{when}{source}，"
            f"共 {size} 句、{chars:,} 字。"
        )
    when = f", published {span}" if span else ", without a date"
    source = f" ({plain(', '.join(sources))})" if sources else ""
    texts = "text" if len(documents) == 1 else "texts"
    has = say("has", "")
    return (
        f"**{plain(style.city(name, lang))}** {has} {len(documents)} {texts}{when}{source}: {size} "
        f"sentences, {chars:,} characters."
    )


def _frames(c: Corpus, name: str, lang: str) -> str:
    table = rhetoric.rates(c)
    rates = [row for row in _rows(table) if row["group"] == name and row["sentences_with"]]
    if not rates:
        return ""
    rates.sort(key=lambda row: -row["rate"])
    frames = [
        f"{captions.name('frames', row['frame'], lang)} {row['rate']:.0f} "
        f"[{row['low']:.0f}, {row['high']:.0f}]"
        for row in rates[:_MOST]
    ]
    # redrawing tells nothing of a frame that never occurs: there the exact bound decides
    never = {
        row["frame"]: row["high"]
        for row in _rows(table)
        if row["group"] == name and not row["sentences_with"]
    }
    apart = [
        row
        for row in _rows(rhetoric.profile(c))
        if row["group"] == name
        and (row["low"] > 0 or row["high"] < 0)
        and never.get(row["frame"], -1) < row["rate_rest"]
    ]
    more = [_difference(row, lang) for row in apart if row["difference"] > 0]
    fewer = [_difference(row, lang) for row in apart if row["difference"] < 0]
    if lang == "zh":
        text = f"每百句中最多的框架：{'、'.join(frames)}。"
        if more:
            text += f"多于其余文本的：{'、'.join(more)}。"
        if fewer:
            text += f"少于其余文本的：{'、'.join(fewer)}。"
        return text if more or fewer else text + "没有一种框架与其余文本拉开距离。"
    text = f"Of 100 sentences, most carry {listed(frames)}."
    if more:
        text += f" More than in the other texts: {listed(more)}."
    if fewer:
        text += f" Less: {listed(fewer)}."
    return text if more or fewer else text + " No frame sets it apart from the other texts."


def _difference(row: Row, lang: str) -> str:
    frame = captions.name("frames", row["frame"], lang)
    if lang == "zh":
        return f"{frame}（{row['rate']:.0f} 比 {row['rate_rest']:.0f}）"
    return f"{frame} ({row['rate']:.0f} v {row['rate_rest']:.0f})"


def _voices(c: Corpus, name: str, lang: str) -> str:
    rows = [row for row in _rows(rhetoric.voices(c)) if row["group"] == name]
    told = next((row for row in rows if row["kind"] == NARRATION), None)
    if told is None or not told["chars_body"]:
        return ""
    spoken = sorted(
        (row for row in rows if row["kind"] != NARRATION and row["chars"]),
        key=lambda row: -row["chars"],
    )
    quotes = sum(row["quotes"] for row in spoken)
    if not quotes:
        return "没有直接引语。" if lang == "zh" else "Nobody is quoted."
    share = 100 - told["share"]
    bounds = f" [{100 - told['high']:.0f}, {100 - told['low']:.0f}]"
    bounds = "" if pd.isna(told["low"]) else bounds
    kinds = [
        f"{captions.name('kinds', row['kind'], lang)} {row['share']:.0f} %"
        for row in spoken[:_MOST]
    ]
    if lang == "zh":
        return (
            f"正文的 {share:.0f}%{bounds} 为直接引语，共 {quotes} 条；说话最多的是"
            f"{'、'.join(kind.replace(' %', '%') for kind in kinds)}。"
        )
    return (
        f"{share:.0f} %{bounds} of the text stands in somebody's mouth ({quotes} "
        f"{'quotation' if quotes == 1 else 'quotations'}), by speaker: {listed(kinds)}."
    )


def _people(c: Corpus, documents: pd.DataFrame, lang: str) -> str:
    people = c.people[c.people["doc_id"].isin(documents["doc_id"])]
    if people.empty:
        return "没有点名的人。" if lang == "zh" else "Nobody is named."
    most = people.sort_values("mentions", ascending=False, kind="stable").head(_MOST)
    if lang == "zh":
        named = [
            f"{plain(row['name'])}（{plain(row['role'] or '身份不详')}，{row['mentions']} 次）"
            for row in _rows(most)
        ]
        return f"点名 {len(people)} 人，最多的是{'、'.join(named)}。"
    named = [
        f"{plain(row['name'])} ({plain(row['role'] or UNKNOWN)}, {row['mentions']})"
        for row in _rows(most)
    ]
    names = "person is" if len(people) == 1 else "people are"
    return f"{len(people)} {names} named, most often {listed(named)}."


def _forms(c: Corpus, name: str, lang: str) -> str:
    clauses = next((row for row in _rows(form.rhythm(c)) if row["group"] == name), None)
    if clauses is None:
        return ""
    marks = {row["form"]: row for row in _rows(form.rates(c)) if row["group"] == name}
    found = form.phrases(c, most=4)
    phrases = [plain(text) for text in found.loc[found["group"] == name, "text"]]
    musts = form.details(c, "modality")
    of_city = musts[(musts["group"] == name) & (musts["detail"] == "obligation")]
    must = int(of_city["marks"].sum())
    fours = marks["idiom"]["marks"] + marks["phrase"]["marks"]
    if lang == "zh":
        text = (
            f"小句平均 {clauses['clause_mean']:.1f} 字；每千字有成语和四字格 "
            f"{marks['idiom']['rate'] + marks['phrase']['rate']:.1f} 个（共 {fours}）"
        )
        text += f"，如{'、'.join(phrases)}" if phrases else ""
        return text + (
            f"；对仗排比 {marks['parallel']['marks']} 处，情态词 {marks['modality']['marks']} 个"
            f"（其中义务 {must}），人称代词 {marks['pronoun']['marks']} 个"
            f"（引语内 {marks['pronoun']['quoted']}）。"
        )
    text = (
        f"A clause has {clauses['clause_mean']:.1f} characters on average; idioms and set phrases "
        f"come to {marks['idiom']['rate'] + marks['phrase']['rate']:.1f} per 1,000 characters "
        f"({fours})"
    )
    text += f", such as {listed(phrases)}" if phrases else ""
    return text + (
        f"; parallels: {marks['parallel']['marks']}, modals: {marks['modality']['marks']} ({must} "
        f"of obligation), pronouns: {marks['pronoun']['marks']} ({marks['pronoun']['quoted']} in "
        "quotations)."
    )


def _reused(c: Corpus, name: str, lang: str) -> str:
    shares = reuse.shares(c).set_index("group")
    if name not in shares.index or not shares.loc[name, "reused"]:
        return ""
    share = shares["share"][name]
    if lang == "zh":
        return f"其中 {share:.1f}% 的文字与其他文本逐字相同，不宜算作本地的声音。"
    return f"{share:.1f} % of it stands word for word in other texts and is no voice of its own."


def _limits(texts: int, lang: str) -> str:
    if texts >= 4:
        return ""
    if lang == "zh":
        return f"以上只描述这 {texts} 篇文本，不能代表城市。"
    which = "this one text" if texts == 1 else f"these {texts} texts"
    return f"All this describes {which} and doesn't speak for the city."


def _rows(data: pd.DataFrame) -> list[Row]:
    return [{str(name): cell for name, cell in row.items()} for row in data.to_dict("records")]
