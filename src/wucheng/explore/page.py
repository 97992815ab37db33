"""What a choice gives, as one piece of HTML: it needs no kernel and survives every export."""

from __future__ import annotations

import base64
import html
from typing import TYPE_CHECKING, Any

import pandas as pd

from wucheng import facing, provenance
from wucheng.errors import CorpusError
from wucheng.explore import download, results
from wucheng.figures import palette, style

if TYPE_CHECKING:
    from wucheng.corpus import Corpus
    from wucheng.explore.choice import Choice
    from wucheng.explore.index import Index
    from wucheng.figures.style import Say

#: Sentences that are shown, and those that the files hold.
MOST, MOST_SAVED = 40, 2_000

_CELL = "text-align:left;vertical-align:top;padding:2px 10px 2px 0"


def page(index: Index, choice: Choice, lang: str = "en") -> str:
    """The results of a choice: how many sentences, of which words, where, which; the article.

    Text of the corpus is escaped. Raises WuchengError as `choice.check` does.
    """
    say = style.language(lang)
    c = index.corpus
    found = results.sentences(index, choice)
    cities = results.by_city(index, choice, found)
    words = results.by_word(index, choice) if choice.words else pd.DataFrame()
    parts = [
        _line(choice, say),
        _summary(found, cities, say),
        _table(_named(cities, lang), say("Sentences by city", "各城市的句子")),
        _table(_named(words, lang), say("The words by city", "各城市的词")) if len(words) else "",
        _spread(c, found, lang),
        _article(c, choice, say) if choice.document else "",
        _sentences(c, choice, found, say),
        _files(found, cities, words, say),
    ]
    return (
        '<div class="tex2jax_ignore mathjax_ignore">'  # no $…$ of a text is a formula
        + "\n".join(part for part in parts if part)
        + "</div>"
    )


def _line(choice: Choice, say: Say) -> str:
    told = html.escape(str(choice)) or say("everything", "全部")
    what = say("The choice, to cite and to come back to", "所选（可引用、可重现）")
    return f"<p>{what}: <code>{told}</code></p>"


def _summary(found: pd.DataFrame, cities: pd.DataFrame, say: Say) -> str:
    size, every = f"{len(found):,}", f"{int(cities['sentences'].sum()):,}"
    texts, texts_all = found["doc_id"].nunique(), int(cities["texts_all"].sum())
    told = say(
        f"<strong>{size} of {every} sentences</strong> in {texts:,} of {texts_all:,} texts.",
        f"<strong>{every} 句中 {size} 句</strong>，见于 {texts_all:,} 篇中 {texts:,} 篇。",
    )
    return f"<p>{told}</p>"


_NAMES = {
    "city": ("city", "城市"),
    "word": ("word", "词"),
    "texts": ("texts with one", "有此句的文本"),
    "texts_all": ("of texts", "文本数"),
    "found": ("sentences found", "所得句数"),
    "sentences": ("of sentences", "句数"),
    "per_100": ("per 100 sentences", "每百句"),
    "count": ("times", "次数"),
    "words": ("of words", "词数"),
    "per_10k": ("per 10,000 words", "每万词"),
}


def _named(table: pd.DataFrame, lang: str) -> pd.DataFrame:
    """A table as it is shown: cities by name, rates with their interval in one column."""
    if table.empty:
        return table
    rate = "per_100" if "per_100" in table else "per_10k"
    shown = table.drop(columns=["low", "high"]).astype(object)
    shown["city"] = [style.city(name, lang) for name in table["city"]]
    shown[rate] = [
        f"{value:.1f} [{low:.1f}, {high:.1f}]"
        for value, low, high in zip(table[rate], table["low"], table["high"], strict=True)
    ]
    return shown.rename(columns={key: pair[lang == "zh"] for key, pair in _NAMES.items()})


def _table(data: pd.DataFrame, caption: str) -> str:
    head = "".join(
        f'<th scope="col" style="{_CELL}">{html.escape(str(name))}</th>' for name in data
    )
    rows = "".join(
        "<tr>" + "".join(f'<td style="{_CELL}">{_shown(cell)}</td>' for cell in row) + "</tr>"
        for row in data.itertuples(index=False, name=None)
    )
    return (
        f"<table><caption style='text-align:left'>{html.escape(caption)}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _shown(value: Any) -> str:
    return f"{value:,}" if isinstance(value, int) else html.escape(str(value))


#: The strip of one text, in pixels; at most so many texts are drawn.
_WIDTH, _STEP, _LABEL, _MOST_TEXTS = 560, 18, 200, 40

#: Characters of a document's name.
_NAME = 12


def _spread(c: Corpus, found: pd.DataFrame, lang: str) -> str:
    """Where in each text the sentences stand: a strip a text, a tick a sentence."""
    say = style.language(lang)
    places = {str(doc_id): list(rows) for doc_id, rows in found.groupby("doc_id")["position"]}
    if not places:
        return ""
    looks = palette.cities(c)
    city = style.city_of(c)
    shown = list(places)[:_MOST_TEXTS]
    lines = []
    for at, doc_id in enumerate(shown):
        y = _STEP * at
        colour = palette.style(looks, city[doc_id]).colour
        label = html.escape(f"{style.city(city[doc_id], lang)} {doc_id[:_NAME]}")
        ticks = "".join(
            f'<rect x="{_LABEL + place * _WIDTH:.1f}" y="{y + 3}" width="3" height="12" '
            f'fill="{colour}"/>'
            for place in places[doc_id]
        )
        lines.append(
            f'<text x="0" y="{y + 13}" font-size="12" fill="{palette.ink()}">{label}</text>'
            f'<line x1="{_LABEL}" x2="{_LABEL + _WIDTH}" y1="{y + 9}" y2="{y + 9}" '
            f'stroke="{palette.pale()}"/>{ticks}'
        )
    title = say("Where in each text they stand, from first to last", "各句在文中的位置（由首至尾）")
    more = len(places) - len(shown)
    rest = say(f"{more:,} more texts are not drawn.", f"另有 {more:,} 篇未绘。") if more else ""
    drawn = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_LABEL + _WIDTH + 4}" '
        f'height="{_STEP * len(shown)}" font-family="sans-serif">{"".join(lines)}</svg>'
    )
    # a picture, because a notebook that was not run here is shown without drawings
    data = base64.b64encode(drawn.encode("utf-8")).decode("ascii")
    image = f'<img alt="{title}" src="data:image/svg+xml;base64,{data}">'
    return f"<p>{title}</p>{image}<p>{rest}</p>"


def _sentences(c: Corpus, choice: Choice, found: pd.DataFrame, say: Say) -> str:
    """The sentences with what carries the choice marked in them, the first of many."""
    shown = found.head(MOST)
    marks = {doc_id: results.cues(c, choice, doc_id) for doc_id in shown["doc_id"].unique()}
    rows = "".join(
        f'<tr><td style="{_CELL};white-space:nowrap;width:12em">{html.escape(row["city"])}<br>'
        f"<small>{html.escape(row['doc_id'][:_NAME])}, {row['sentence']}<br>"
        f"{row['raw_start']}–{row['raw_end']}</small></td>"
        f'<td style="{_CELL}" lang="zh-Hans">'
        f"{facing.marked(row['text'], marks[row['doc_id']].get(row['sentence'], ()))}</td></tr>"
        for row in shown.to_dict("records")
    )
    title = say("The sentences", "句子")
    if len(found) > len(shown):
        title = say(
            f"The first {len(shown)} of {len(found):,} sentences; the files hold more",
            f"{len(found):,} 句中的前 {len(shown)} 句；文件中更多",
        )
    where = say(
        "city, text and sentence, characters of the raw page", "城市、文本与句号、原始网页字数"
    )
    return (
        f"<table style='width:100%'><caption style='text-align:left'>{title}</caption>"
        f'<thead><tr><th scope="col" style="{_CELL}">{where}</th>'
        f'<th scope="col" style="{_CELL}">{say("sentence", "句子")}</th></tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )


def _files(found: pd.DataFrame, cities: pd.DataFrame, words: pd.DataFrame, say: Say) -> str:
    """Links that save the tables from the page itself; of very many sentences, the first."""
    every = {"sentences": found.head(MOST_SAVED), "cities": cities, "words": words}
    tables = {name: data for name, data in every.items() if len(data)}
    links = [
        download.link(download.csv(data), f"{name}.csv", f"{name}.csv")
        for name, data in tables.items()
    ]
    links.append(download.link(download.excel(tables), "choice.xlsx", "choice.xlsx"))
    first = say(f" (the first {MOST_SAVED:,})", f"（前 {MOST_SAVED:,} 句）")
    cut = first if len(found) > MOST_SAVED else ""
    return f"<p>{say('Download', '下载')}{cut}: {' · '.join(links)}</p>"


def _article(c: Corpus, choice: Choice, say: Say) -> str:
    title = say("The article beside its raw page", "文章与原始网页对照")
    marks = results.cues(c, choice, choice.document)
    try:
        shown = provenance.beside(c, choice.document, marks=marks).html
    except CorpusError as error:  # the raw page isn't here: the article is
        shown = f"<p>{html.escape(str(error))}</p>"
    return f"<h3>{title}</h3>{shown}"
