"""Profiles: how one city's texts speak, as a paragraph of a report, every number from the data.

English or Chinese. It says what sets the city apart from the other texts, who speaks, who is named,
and how the sentences are built; and what so many texts can't show.
"""

from __future__ import annotations

import pandas as pd

from wucheng import findings, reuse
from wucheng.corpus import Corpus
from wucheng.display.paragraph import Prose, counted, plain
from wucheng.errors import CorpusError
from wucheng.figures import style
from wucheng.statistics.ranks import ENOUGH_TEXTS
from wucheng.statistics.selection import UNKNOWN, labels

#: With fewer sentences a rate says little, which is said.
_FEW = 20


def city(c: Corpus, name: str, lang: str = "en") -> Prose:
    """The profile of a city as a paragraph of Markdown. Raises CorpusError for a city without text.

    Rates are per 100 sentences of headings and body with 95% intervals; what "apart" means is a
    difference whose interval leaves out 0, all frames looked at, none corrected for. "unknown" are
    the texts whose city stayed open.
    """
    say = style.language(lang)
    here = [group == name for group in labels(c, c.documents["doc_id"], "city")]
    documents = c.documents[here]
    if documents.empty:
        raise CorpusError(f"The corpus has no text of {name}.")
    parts = [_texts(c, documents, name, lang)]
    parts += findings.sentences(c, name, lang)
    parts += [_reused(c, name, lang), _limits(len(documents), name, lang)]
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
    number = len(documents)
    texts = counted(number, "text")
    place = plain(style.city(name, lang))
    has = say(f"**{place}** has {texts}", f"**{place}**有 {number} 篇文本")
    if name == UNKNOWN:
        has = say(
            f"There {'is' if number == 1 else 'are'} **{texts} whose city stayed open**",
            f"**城市不详**的文本有 {number} 篇",
        )
    sources = sorted(set(documents["source"]) - {""})
    source = (
        say(f" ({plain(', '.join(sources))})", f"，来源：{plain('、'.join(sources))}")
        if sources
        else ""
    )
    body = c.sentences[c.sentences["kind"] != "title"]
    size = int(body["doc_id"].isin(documents["doc_id"]).sum())
    chars = int(documents["chars_body"].sum())
    told = say(
        f": {counted(size, 'sentence')}, {chars:,} characters.", f"，共 {size:,} 句、{chars:,} 字。"
    )
    few = say(" With so few, a rate says little.", "句数太少，比率说明不了什么。")
    return has + _dates(documents, lang) + source + told + (few if size < _FEW else "")


def _dates(documents: pd.DataFrame, lang: str) -> str:
    """When the texts were published, as far as they say."""
    say = style.language(lang)
    dates = sorted(set(documents["date"]) - {""})
    undated = int((documents["date"] == "").sum())
    if not dates:
        return say(", without a date", "，未注明日期")
    when = say(f", published on {dates[0]}", f"，发表于 {dates[0]}")
    if len(dates) > 1:
        when = say(
            f", published between {dates[0]} and {dates[-1]}", f"，发表于 {dates[0]} 至 {dates[-1]}"
        )
    return when + (say(f", {undated} without a date", f"，{undated} 篇未注明") if undated else "")


def _reused(c: Corpus, name: str, lang: str) -> str:
    shares = c.kept("profile reuse", lambda: reuse.shares(c)).set_index("group")
    if name not in shares.index or not shares.loc[name, "reused"]:
        return ""
    share = shares["share"][name]
    return style.language(lang)(
        f"{share:.1f}% of it stands word for word in other texts and is no voice of its own.",
        f"其中 {share:.1f}% 的文字与其他文本逐字相同，不宜算作本地的声音。",
    )


def _limits(texts: int, name: str, lang: str) -> str:
    if texts >= ENOUGH_TEXTS:
        return ""
    which = "this one text" if texts == 1 else f"these {texts} texts"
    city = name != UNKNOWN
    return style.language(lang)(
        f"All this describes {which}" + (" and doesn't speak for the city." if city else "."),
        f"以上只描述这 {texts} 篇文本" + ("，不能代表城市。" if city else "。"),
    )
