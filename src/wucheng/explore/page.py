"""What a choice gives, as one piece of HTML: it needs no kernel and survives every export."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

import pandas as pd

from wucheng import provenance
from wucheng.display import datatable
from wucheng.errors import CorpusError
from wucheng.explore import concordance, results, spread
from wucheng.explore.choice import Choice
from wucheng.figures import style

if TYPE_CHECKING:
    from wucheng.explore.index import Index
    from wucheng.explore.postings import Numbers
    from wucheng.figures.style import Say

#: Words that are named of those that a pattern stands for.
_MOST_MEANT = 12

_CELL = concordance.CELL
_NUMBER = _CELL.replace("left", "right")


def page(
    index: Index, choice: Choice, lang: str = "en", first: int = 0, rows: Numbers | None = None
) -> str:
    """The results of a choice: how many sentences, of which words, where, which; the article.

    Text of the corpus is escaped. A choice of nothing but an article shows that alone.

    Args:
        first: the place among the sentences found of the first that is shown.
        rows: what `results.found` gave, if it is known.

    Raises WuchengError as `choice.check` does.
    """
    say = style.language(lang)
    rows = results.found(index, choice) if rows is None else rows
    article = _article(index, choice, lang) if choice.document else ""
    parts = [_line(choice, say)]
    if choice.article:
        parts.append(article)
    else:
        cities = results.by_city(index, choice, rows)
        parts += [
            _summary(rows, cities, say),
            "" if len(rows) else _advice(index, choice, say),
            _table(cities, "sentences_by_city", say("Sentences by city", "各城市的句子"), lang),
            _words(index, choice, lang),
            _text(index, choice, lang),
            spread.strips(index, choice, rows, lang, first),
            article,
            concordance.aligned(index, choice, rows, lang, first),
            concordance.lines(index, choice, rows, lang, first),
        ]
    shown = datatable.single("\n".join(part for part in parts if part))
    return f'<div class="tex2jax_ignore mathjax_ignore">{shown}</div>'  # no $…$ is a formula


def _line(choice: Choice, say: Say) -> str:
    told = html.escape(str(choice)) or say("everything", "全部")
    what = say("The choice, to cite and to come back to", "所选（可引用、可重现）")
    return f"<p>{what}: <code>{told}</code></p>"


def _summary(rows: Numbers, cities: pd.DataFrame, say: Say) -> str:
    size, every = f"{len(rows):,}", f"{int(cities['sentences'].sum()):,}"
    texts, texts_all = int(cities["texts"].sum()), int(cities["texts_all"].sum())
    told = say(
        f"<strong>{size} of {every} sentences</strong> in {texts:,} of {texts_all:,} texts.",
        f"<strong>{every} 句中 {size} 句</strong>，见于 {texts_all:,} 篇中 {texts:,} 篇。",
    )
    return f"<p>{told}</p>"


def _advice(index: Index, choice: Choice, say: Say) -> str:
    """What else could be asked where nothing was found: each part by itself, words as text."""
    tips = []
    parts = {
        name: Choice(**{name: value})
        for name in ("cities", "words", "frames", "voices", "text")
        if (value := getattr(choice, name))
    }
    if choice.first or choice.last:
        parts["days"] = Choice(first=choice.first, last=choice.last)
    for word in dict.fromkeys(choice.words):
        if not results.pattern(word) and not index.words.meant(word):
            inside = len(index.places(word))
            tips.append(
                say(
                    f"{word} is no word here, as the texts are cut; as characters it stands in "
                    f"them {inside:,} times: text={word}",
                    f"“{word}”在分词中不是一个词；作为字符串出现 {inside:,} 次：text={word}",
                )
            )
            near = results.near(index, word)
            if near:
                named = "、".join(near)
                tips.append(say(f"words with characters of {word}: {named}", f"相近的词：{named}"))
    if len(parts) > 1:
        tips += [
            say(f"{part} alone: {size:,} sentences", f"仅 {part}：{size:,} 句")
            for part in parts.values()
            for size in [len(results.found(index, part))]
        ]
    if "days" in parts:
        low, high = index.days.span
        tips.append(
            say(
                f"events have days from {low} to {high}" if low else "no event has a day",
                f"事件日期自 {low} 至 {high}" if low else "没有注明日期的事件",
            )
        )
    nothing = say("Nothing was found.", "没有找到。")
    listed = "".join(f"<li>{html.escape(tip)}</li>" for tip in tips)
    return f"<p>{nothing}</p>" + (f"<ul>{listed}</ul>" if listed else "")


_NAMES = {
    "city": ("city", "城市"),
    "word": ("word", "词"),
    "text": ("text", "字符串"),
    "texts": ("texts with one", "有此句的文本"),
    "texts_all": ("of texts", "文本数"),
    "found": ("sentences found", "所得句数"),
    "sentences": ("of sentences", "句数"),
    "per_100": ("per 100 sentences", "每百句"),
    "count": ("times", "次数"),
    "words": ("of words", "词数"),
    "characters": ("of characters", "字数"),
    "low": ("95% from", "95% 下限"),
    "high": ("to", "上限"),
}
#: What is no number.
_LABELS = ("city", "word", "text")

_PER_10K = {
    "words": ("per 10,000 words", "每万词"),
    "characters": ("per 10,000 characters", "每万字"),
}


def _words(index: Index, choice: Choice, lang: str) -> str:
    if not choice.words:
        return ""
    say = style.language(lang)
    title = say("The words by city, whatever else is chosen", "各城市的词（不计其他条件）")
    notes = []
    for word in filter(results.pattern, dict.fromkeys(choice.words)):
        stands = results.meant(index, [word])
        named = "、".join(
            f"{name} {count:,}"
            for name, count in stands.head(_MOST_MEANT).itertuples(index=False, name=None)
        )
        more = " …" if len(stands) > _MOST_MEANT else ""
        notes.append(
            say(
                f"{word} stands for {len(stands):,} words of the texts: {named}{more}",
                f"{word} 代表文本中的 {len(stands):,} 个词：{named}{more}",
            )
        )
    told = "".join(f"<p>{html.escape(note)}</p>" for note in notes)
    return _table(results.by_word(index, choice), "words_by_city", title, lang) + told


def _text(index: Index, choice: Choice, lang: str) -> str:
    if not choice.text:
        return ""
    say = style.language(lang)
    title = say("The text by city, whatever else is chosen", "各城市的字符串（不计其他条件）")
    return _table(results.by_text(index, choice), "text_by_city", title, lang)


def _table(data: pd.DataFrame, name: str, caption: str, lang: str) -> str:
    """A table of cities: rates and their intervals to one place, in files to four."""
    names = dict(_NAMES)
    if "per_10k" in data:
        names["per_10k"] = _PER_10K["words" if "words" in data else "characters"]
    heads = (
        concordance.head(names[column][lang == "zh"], _CELL if column in _LABELS else _NUMBER)
        for column in map(str, data)
    )
    cities = {city: style.city(city, lang) for city in data["city"]}
    rows = "".join(
        "<tr>" + "".join(map(_cell, (cities[city], *rest))) + "</tr>"
        for city, *rest in data.itertuples(index=False, name=None)
    )
    table = concordance.table(heads, rows, html.escape(caption))
    return datatable.controlled(table, name, lang, rows=len(data))


def _cell(value: Any) -> str:
    if isinstance(value, float):
        return f'<td style="{_NUMBER}" data-v="{value:.4f}">{value:,.1f}</td>'
    if isinstance(value, int):
        return f'<td style="{_NUMBER}">{value:,}</td>'
    return f'<td style="{_CELL}">{html.escape(str(value))}</td>'


def _article(index: Index, choice: Choice, lang: str) -> str:
    say = style.language(lang)
    c = index.corpus
    rows = index.of_document(choice.document)
    numbers = dict(zip(rows.tolist(), index.sentences["sentence"].iloc[rows], strict=True))
    marks = {
        numbers[row]: concordance.named(choice, found, lang)
        for row, found in results.cues(index, choice, rows).items()
    }
    title = say("The article beside its raw page", "文章与原始网页对照")
    try:
        shown = provenance.beside(c, choice.document, marks=marks).html
    except CorpusError as error:  # the raw page isn't here: the article is
        shown = f"<p>{html.escape(str(error))}</p>"
    return f"<h3>{title}</h3>{shown}"
