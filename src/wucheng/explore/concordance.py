"""The sentences of a choice, with what carries it marked in them, and what stands around them."""

from __future__ import annotations

import hashlib
import html
from typing import TYPE_CHECKING

from wucheng.display import datatable, facing
from wucheng.explore import results
from wucheng.figures import captions, style

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wucheng.explore.choice import Choice
    from wucheng.explore.index import Index
    from wucheng.explore.postings import Numbers

#: Sentences that are shown at a time.
MOST = 40

#: Characters of a document's name.
NAME = 12

#: Characters on either side of what was looked for.
WIDTH = 22

#: The style of a cell.
CELL = "text-align:left;vertical-align:top;padding:2px 10px 2px 0"


def lines(index: Index, choice: Choice, rows: Numbers, lang: str, first: int) -> str:
    """A table of the sentences from the place `first` on; "" where there are none.

    Each has the sentences before and after it, folded. `rows` are all that were found, ascending.
    """
    say = style.language(lang)
    shown = rows[first : first + MOST]
    if not len(shown):
        return ""
    marks = results.cues(index, choice, shown)
    title = say("The sentences", "句子")
    if len(rows) > len(shown):
        last = first + len(shown)
        title = say(
            f"Sentences {first + 1:,} to {last:,} of {len(rows):,}",
            f"{len(rows):,} 句中的第 {first + 1:,} 至 {last:,} 句",
        )
    names = [
        say("city", "城市"),
        say("date", "日期"),
        say("text", "文本"),
        say("no.", "序号"),
        say("raw page", "原始网页"),
        say("sentence", "句子"),
    ]
    columns = ["city", "date", "doc_id", "sentence", "raw_start", "raw_end", "text"]
    cells = index.sentences.iloc[shown][columns].itertuples(index=False, name=None)
    body = "".join(
        _row(index, choice, row, own, named(choice, marks.get(row, ()), lang), lang)
        for row, own in zip(shown.tolist(), cells, strict=True)
    )
    made = table(map(head, names), body, title, "width:100%;table-layout:auto")
    return datatable.controlled(made, "sentences", lang)


def table(heads: Iterable[str], body: str, caption: str = "", look: str = "") -> str:
    """A table whose heads and rows are HTML already, as is its caption."""
    look = f" style='{look}'" if look else ""
    if caption:
        caption = f"<caption style='text-align:left;white-space:nowrap'>{caption}</caption>"
    rows = f"<thead><tr>{''.join(heads)}</tr></thead><tbody>{body}</tbody>"
    return f"<table{look}>{caption}{rows}</table>"


def head(name: str, look: str = CELL) -> str:
    """The head of a column."""
    return f'<th scope="col" style="{look}">{name}</th>'


def anchor(choice: Choice, row: int) -> str:
    """The name of a sentence's place on the page of a choice."""
    return f"w{hashlib.sha256(str(choice).encode()).hexdigest()[:8]}-{row}"


def aligned(index: Index, choice: Choice, rows: Numbers, lang: str, first: int) -> str:
    """What was looked for with what stands before and after it, folded; "" if nothing was.

    One row an occurrence in the sentences that `lines` shows; the left side sorts from the word
    outwards.
    """
    say = style.language(lang)
    shown = rows[first : first + MOST]
    if not len(shown) or not (choice.words or choice.text):
        return ""
    marks = results.cues(index, choice.but(frames=()), shown)
    cities = dict(zip(shown.tolist(), index.sentences["city"].iloc[shown], strict=True))
    body = "".join(
        f'<tr><td style="{CELL}">{html.escape(cities[row])}</td>'
        + _sides(index.texts_of[row], start, end)
        + "</tr>"
        for row in shown.tolist()
        for start, end, _ in marks.get(row, ())
    )
    names = [say("city", "城市"), say("before", "前文"), say("found", "所得"), say("after", "后文")]
    title = say("Key words in context, of the sentences below", "上下文中的关键词（下列句子）")
    made = datatable.controlled(table(map(head, names), body), "concordance", lang)
    return f"<details><summary>{title}</summary>{made}</details>"


def _sides(text: str, start: int, end: int) -> str:
    """The cells of one occurrence: what stands before, itself, and what stands after."""
    left, node, right = (
        text[max(start - WIDTH, 0) : start],
        text[start:end],
        text[end : end + WIDTH],
    )
    outwards = html.escape(left[::-1])
    cell = f'<td lang="zh-Hans" style="{CELL};white-space:nowrap'
    return (
        f'{cell};text-align:right" data-sort="{outwards}">{html.escape(left)}</td>'
        f'{cell}"><b>{html.escape(node)}</b></td>{cell}">{html.escape(right)}</td>'
    )


def named(
    choice: Choice, marks: Iterable[tuple[int, int, str]], lang: str
) -> list[tuple[int, int, str]]:
    """Marks as `results.cues` gives them, with frames and kinds of speakers as they are called."""
    of = "kinds" if choice.marked == "voices" else "frames"
    if choice.marked == "days":
        return list(marks)
    return [(start, end, name and captions.name(of, name, lang)) for start, end, name in marks]


def _row(
    index: Index,
    choice: Choice,
    row: int,
    cells: tuple[str, ...],
    marks: Iterable[tuple[int, int, str]],
    lang: str,
) -> str:
    city, date, doc_id, number, start, end, text = cells
    marked = facing.marked(text, marks)
    plain = html.escape(text)
    exact = "" if facing.marked(text, ()) == plain else f' data-v="{plain}"'
    small = f"{CELL};white-space:nowrap"
    return (
        f'<tr id="{anchor(choice, row)}"><td style="{small}">{html.escape(city)}</td>'
        f'<td style="{small}">{html.escape(date)}</td>'
        f'<td style="{small}" data-v="{html.escape(doc_id)}">{html.escape(doc_id[:NAME])}</td>'
        f'<td style="{small}">{number}</td><td style="{small}">{start}–{end}</td>'
        f'<td style="{CELL}" lang="zh-Hans"{exact}>{marked}{_around(index, row, lang)}</td></tr>'
    )


def _around(index: Index, row: int, lang: str) -> str:
    """The sentences before and after one in its text, folded."""
    say = style.language(lang)
    near = [at for at in (row - 1, row, row + 1) if 0 <= at < len(index.texts_of)]
    near = [at for at in near if index.document_of[at] == index.document_of[row]]
    near = [at for at in near if index.searched[at]]
    if len(near) < 2:
        return ""
    shown = "".join(
        f"<b>{html.escape(index.texts_of[at])}</b>"
        if at == row
        else html.escape(index.texts_of[at])
        for at in near
    )
    label = say("context", "上下文")
    folded = "display:inline;cursor:pointer;color:#6b6b6b;font-size:85%"
    return (
        f'<details style="display:inline"><summary style="{folded}"> ⋯{label}</summary>'
        f"{shown}</details>"
    )
