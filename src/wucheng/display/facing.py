"""A raw page and its article on facing sides of one table, as HTML for a notebook.

A notebook that was not run here is shown without style sheets and scripts, and elsewhere without
inline styles too. So everything that has to be read is text or plain markup: rows keep the two
sides level, sentences carry their numbers, del and ins show repairs, and reasons are spelt out.
Style sheets add the highlighting.
"""

from __future__ import annotations

import hashlib
import html
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wucheng.pages.mending.proof import ROUND_TRIP

#: Reasons of removal that are too common for a row of their own, while they are short.
_BETWEEN = frozenset({"white space", "markup"})
_SHORT, _LONG = 80, 400

_SPACE = re.compile(r"(?<=\S)( )(?=\S)|\s")
_SHOWN = {" ": "␣", "\n": "↵", "\r": "↵", "\t": "⇥", "\u3000": "□"}
_HIDDEN = "◌"

_CELL = (
    "text-align:left;vertical-align:top;padding:4px 8px;border-top:1px solid #dddddd;"
    "color:#222222;background-color:#ffffff;overflow-wrap:break-word"
)
_GREY, _TINT = "color:#6b6b6b", "background-color:#dcecf9"
_MARK = "background-color:#fff0b3"
_RED, _GREEN = "color:#a40000", "color:#006b2d"


#: Places of sentences that are highlighted: sentence → (start, end, what it is).
Marks = Mapping[int, Sequence[tuple[int, int, str]]]


@dataclass(frozen=True, slots=True)
class Owner:
    """What a stretch of the raw page belongs to.

    Part is "sentence", "field" or "removed"; the name its kind, its field or its reason. Number
    and paragraph are a sentence's, the value is a field's.
    """

    part: str
    name: str
    number: int = -1
    paragraph: int = -1
    value: str = ""


@dataclass(frozen=True)
class Facing:
    """A page and its article; a notebook shows it as a table of two columns."""

    doc_id: str
    rows: int
    html: str = field(repr=False)

    def _repr_html_(self) -> str:
        return self.html


@dataclass
class _Row:
    left: list[str] = field(default_factory=list)
    right: list[str] = field(default_factory=list)
    paragraph: int = -1


def pages(
    doc_id: str,
    script: str,
    raw: str,
    owners: Sequence[Owner],
    at: NDArray[np.int64],
    sentences: pd.DataFrame,
    repairs: pd.DataFrame,
    marks: Marks = MappingProxyType({}),
) -> Facing:
    """The raw page, stretch by stretch, beside what became of it.

    Args:
        doc_id: the document's name.
        script: "hans" or "hant", the script of the raw page.
        raw: the decoded page.
        owners: what its characters may belong to.
        at: for each raw character, the number of its owner.
        sentences: the document's rows of that table.
        repairs: likewise.
        marks: what is highlighted in the sentences of the article.
    """
    name = "w" + hashlib.sha256(doc_id.encode()).hexdigest()[:8]
    texts = {
        number: marked(text, marks.get(number, ()))
        for number, text in zip(sentences["sentence"], sentences["text"], strict=True)
    }
    ends = dict(zip(sentences["sentence"], sentences["raw_end"], strict=True))
    mends = _Mends(raw, repairs)
    rows = [_Row()]
    shown: set[int] = set()
    until = 0  # where the sentence that was begun ends; removed tags in it stay in its row
    for start, end in _stretches(at):
        owner = owners[at[start]]
        text = mends.shown(start, end)
        if owner.part == "sentence":
            if rows[-1].right and rows[-1].paragraph != owner.paragraph:
                rows.append(_Row())
            row = rows[-1]
            row.paragraph = owner.paragraph
            number, first = owner.number, owner.number not in shown
            row.left.append(_sentence(name, "r", "a", number, text, link=first))
            if first:
                shown.add(number)
                until = max(until, ends[number])
                row.right.append(_sentence(name, "a", "r", number, texts[number]))
            continue
        inside = end <= until or (owner.name in _BETWEEN and end - start <= _SHORT)
        if not inside and (rows[-1].left or rows[-1].right):
            rows.append(_Row())
        rows[-1].left.append(_other(owner, text, end - start, fold=not inside))
        if not inside:
            rows[-1].right.append(_meaning(owner, end - start))
            rows[-1].paragraph = -2
    missing = [number for number in texts if number not in shown]
    if missing:  # all that such a sentence rests on, the one before it rests on too
        rows.append(_Row([], [_sentence(name, "a", "r", n, texts[n]) for n in missing]))
    return Facing(doc_id, len(rows), _table(name, doc_id, script, rows, sorted(texts)))


def _stretches(at: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(at)) + 1
    bounds = [0, *edges.tolist(), len(at)] if len(at) else [0]
    yield from zip(bounds, bounds[1:], strict=False)


def _sentence(name: str, here: str, there: str, number: int, text: str, link: bool = True) -> str:
    if not link:
        return f'<span class="s{number}">{text}</span>'
    return (
        f'<span class="s{number}" id="{name}-{here}{number}"><sup><a href="#{name}-{there}{number}"'
        f">{number}</a></sup>{text}</span>"
    )


def marked(text: str, marks: Iterable[tuple[int, int, str]]) -> str:
    """A sentence as HTML with some places highlighted; of places that overlap, the first."""
    pieces, done = [], 0
    for start, end, name in sorted(marks):
        if start >= done:
            pieces.append(_visible(text[done:start]))
            pieces.append(f'<mark style="{_MARK}">{_visible(text[start:end])}</mark>')
            pieces.append(f'<sup style="{_GREY}">{_escaped(name)}</sup>' if name else "")
            done = end
    return "".join([*pieces, _visible(text[done:])])


def _other(owner: Owner, text: str, length: int, *, fold: bool) -> str:
    what = f"{owner.name}: {owner.value}" if owner.part == "field" else f"removed: {owner.name}"
    style = _TINT if owner.part == "field" else _GREY
    marked = f'<span style="{style}" title="{_escaped(what)}">{text}</span>'
    if fold and length > _LONG:
        return f"<details><summary>{length:,} characters</summary>{marked}</details>"
    return marked


def _meaning(owner: Owner, length: int) -> str:
    if owner.part == "field":
        return f"<em>{_escaped(owner.name)}:</em> {_escaped(owner.value)}"
    size = f" ({length:,} characters)" if length > _LONG else ""
    return f'<em style="{_GREY}">removed: {_escaped(owner.name)}{size}</em>'


class _Mends:
    """A raw page with its repairs marked; what was put in follows what was printed."""

    def __init__(self, raw: str, repairs: pd.DataFrame) -> None:
        self._raw = raw
        self._rows = repairs.sort_values("raw_start").to_dict("records")
        self._starts = [row["raw_start"] for row in self._rows]
        self._ends = [row["raw_end"] for row in self._rows]

    def shown(self, start: int, end: int) -> str:
        """The raw characters [start, end) as HTML."""
        pieces: list[str] = []
        done = start
        for row in self._rows[bisect_left(self._ends, start) : bisect_right(self._starts, end)]:
            first, last = max(done, row["raw_start"]), min(end, row["raw_end"])
            nowhere = row["raw_start"] == row["raw_end"]  # put in between two characters
            if last <= first and not (nowhere and (first < end or end == len(self._raw))):
                continue
            printed = _visible(self._raw[first:last])
            pieces += [_visible(self._raw[done:first]), _mended(row, printed, last)]
            done = last
        return "".join([*pieces, _visible(self._raw[done:end])])


def _mended(row: Mapping[Hashable, Any], printed: str, last: int) -> str:
    proof = f", proved by {row['proof']}" if row["proof"] == ROUND_TRIP else ""
    why = _escaped(f"{row['rule']}, confidence {row['confidence']:g}{proof}")
    if row["rule"] == "unrepaired":
        return f'<mark title="{why}">{printed}</mark>'
    gone = f'<del style="{_RED}" title="{why}">{printed}</del>' if printed else ""
    if not row["repaired"] or last < row["raw_end"]:
        return gone
    return (
        f'{gone}<ins style="{_GREEN}" title="{why}">→{_escaped(row["repaired"])} '
        f"<small>{_escaped(row['rule'])}</small></ins>"
    )


def _visible(text: str) -> str:
    """Text as HTML, character by character: white space and invisible characters have signs.

    A blank between two characters stays one. Marks of direction could turn the page around.
    """
    text = _SPACE.sub(_sign, text)
    if any(unicodedata.category(character) in ("Cc", "Cf", "Cs") for character in set(text)):
        text = "".join(map(_control, text))
    return _escaped(text)


def _sign(match: re.Match[str]) -> str:
    return " " if match[1] else _SHOWN.get(match[0], "␣")


def _control(character: str) -> str:
    if unicodedata.category(character) not in ("Cc", "Cf", "Cs"):
        return character
    return chr(0x2400 + ord(character)) if character < " " else _HIDDEN


def _escaped(text: str) -> str:
    return html.escape(str(text))


def _table(
    name: str, doc_id: str, script: str, rows: Sequence[_Row], numbers: Sequence[int]
) -> str:
    """The table and its style sheet: a sentence lights up on both sides under the pointer."""
    page = "zh-Hant" if script == "hant" else "zh-Hans"
    lights = ",".join(f".{name}:has(.s{n}:hover) .s{n}" for n in numbers)
    style = f".{name} :target,{lights}{{background-color:#fff0b3}}.{name} a{{text-decoration:none}}"
    cell = f'<td width="50%" align="left" valign="top" style="{_CELL}" lang='
    lines = [
        f'<tr>{cell}"{page}">{"".join(row.left)}</td>{cell}"zh-Hans">{"".join(row.right)}</td></tr>'
        for row in rows
    ]
    head = f'<th width="50%" align="left" style="{_CELL}">'
    return "\n".join(
        [
            # no $…$ of a page is a formula
            f'<div class="{name} tex2jax_ignore mathjax_ignore"><style>{style}</style>',
            '<table style="width:100%;table-layout:fixed">',
            f"<thead><tr>{head}Raw page {_escaped(doc_id)}</th>{head}Article</th></tr></thead>",
            "<tbody>",
            *lines,
            "</tbody></table></div>",
        ]
    )
