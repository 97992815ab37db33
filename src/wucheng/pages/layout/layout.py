"""A page laid out: which lines are the article, which say what it is, and which are neither."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from wucheng.lexicon import Row
from wucheng.pages.chrome import Removed as Removed
from wucheng.pages.chrome import Rules
from wucheng.pages.chrome import rules as compiled
from wucheng.pages.layout import above, article, below, body, dateline, metadata
from wucheng.pages.layout.lines import Line, cut
from wucheng.pages.layout.piece import Piece
from wucheng.pages.trace import Traced


@dataclass(frozen=True, slots=True, eq=False)
class Paragraph:
    """One line of the article: its title, a heading, or a paragraph of the body."""

    kind: str  # title, heading, body
    text: Traced


@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """What the page says about the article: the stretch as printed, and the value read from it.

    Names: date, dateline (the day in one), date_signed, date_edited, date_saved, source, outlet (a
    paper named beside a day or before 记者), signed (the body that signs a notice), authors,
    site (of the page, if it is a paper's), publisher, keywords, subtitle, title. Days are ISO,
    authors joined by ;. An empty value says nothing (来源：本站).
    """

    name: str
    text: Traced
    value: str


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """Every character of the page but white space is in just one of these."""

    paragraphs: list[Paragraph]
    fields: list[Field]
    removed: list[Removed]


#: Invisible characters: zero widths, marks of direction, controls. Never part of a word.
_INVISIBLE = re.compile(
    "[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0e-\x1b\x7f\u00ad]+"
)
#: A row of a table has at least so many tabs.
_TABS = 2
#: A line with more Chinese than this is no furniture, unless it stands at the edge of the page.
_FURNITURE = 100
#: How a database labels a title.
_TITLED = re.compile(r"(?:文章)?(?:标题|题目|题名|篇名)\s?[：:]\s?")
#: What spaces a heading such as 延伸 · 阅读.
_SPACED = re.compile(r"[\s·•]")
#: A field below the article stands among so many lines after it.
_NEAR = 15


def lay_out(
    page: Traced,
    chrome: Iterable[Row],
    shared: Collection[str] = (),
    within: tuple[int, int] | None = None,
) -> Layout:
    """Find the article on a page that is repaired, without markup, simplified and full-width.

    Args:
        page: the text of the page. Lines are paragraphs.
        chrome: the rows of lexicons/chrome.tsv.
        shared: lines that other pages of the site have too, as their letters and digits.
        within: the raw characters between which the markup shows the article to be.

    Gives title, headings and body in order; the fields that byline, dateline, header and footer
    hold; all else as removed, each with its reason, in raw characters. On a page without an
    article there are no paragraphs.
    """
    rules = compiled(chrome)
    visible, removed = _visible(page)
    lines = cut(visible.text)
    for line in lines:
        line.reason = rules.anywhere(line.text) if line.han <= _FURNITURE else ""
        if line.norm in shared:
            line.reason = "shared line"
        if said := metadata.piece(line.text):
            line.pieces, line.reason = [said], ""
        if within:
            line.inside = within[0] <= int(visible.starts[line.start]) < within[1]
    _drop_tables(lines)
    rest = _drop_rest(lines, rules)
    first, last, title = article.find(lines, rules)
    first -= body.opens_with_hour(lines, first, last, title)
    above.decide(lines, first, title, rules)
    if first < len(lines):
        below.decide(lines, last, min(rest, last + 1 + _NEAR), rules)
        body.decide(lines[first : last + 1], lines[title].norm if title >= 0 else "", rules)
    return _gather(visible, lines, removed, rules)


def _visible(page: Traced) -> tuple[Traced, list[Removed]]:
    found = [match.span() for match in _INVISIBLE.finditer(page.text)]
    if not found:
        return page, []
    gone = [page[start:end] for start, end in found]
    return (
        page.edit((start, end, "") for start, end in found),
        [Removed(part.raw_start, part.raw_end, "invisible character") for part in gone],
    )


def _drop_tables(lines: Sequence[Line]) -> None:
    """Rows of cells with tabs between them, as a table has when it is copied as text."""
    cells = [line.text.count("\t") >= _TABS and not line.prose for line in lines]
    for line, (before, row, after) in zip(lines, _beside(cells), strict=True):
        if row and (before or after) and line.open:
            line.reason = "table"


def _beside(cells: Sequence[bool]) -> Iterator[tuple[bool, bool, bool]]:
    """Each with the one before it and the one after it."""
    padded = [False, *cells, False]
    return zip(padded, padded[1:], padded[2:], strict=False)


def _drop_rest(lines: Sequence[Line], rules: Rules) -> int:
    """Everything from a heading such as 相关阅读 on, if most of the prose stands before it.

    Gives the place of the heading; the number of lines if there is none.
    """
    prose = [line.han if line.prose and not line.reason else 0 for line in lines]
    before, total = 0, sum(prose)
    for index, line in enumerate(lines):
        plain = _SPACED.sub("", line.text) if len(line.text) <= 100 else ""
        reason = (rules.opens_rest(line.text) or rules.opens_rest(plain)) if plain else ""
        if reason and before and before >= total - before:
            for other in lines[index:]:
                if other.open:
                    other.reason = rules.at_edge(other.text) or reason
            return index
        before += prose[index]
    return len(lines)


def _gather(page: Traced, lines: Sequence[Line], removed: list[Removed], rules: Rules) -> Layout:
    laid = Layout([], [], removed)
    body = [line for line in lines if line.kind == "body"]
    # the last paragraphs may be signed, and so may the last before a list
    ends = [*body[-3:], *[line for line in body if line.prose][-3:]]
    for line in lines:
        if line.reason:
            part = page[line.start : line.end]
            laid.removed.append(Removed(part.raw_start, part.raw_end, line.reason))
        elif line.pieces:
            _between(page, line, 0, line.pieces[0].start, laid)
            _place(page, line, line.pieces, laid)
            _between(page, line, line.pieces[-1].end, len(line.text), laid)
        else:
            _paragraph(page, line, laid, rules, opens=line in body[:2], ends=line in ends)
    laid.removed.sort(key=lambda part: part.start)
    return laid


def _paragraph(
    page: Traced, line: Line, laid: Layout, rules: Rules, *, opens: bool, ends: bool
) -> None:
    """A paragraph without the dateline before it and the signature after it."""
    start, end = 0, len(line.text)
    if line.kind == "title" and (label := _TITLED.match(line.text)):
        start = label.end()
        _between(page, line, 0, start, laid)
    if opens:
        pieces = dateline.dateline(line.text)
        if pieces and pieces[-1].end < end:
            _between(page, line, 0, pieces[0].start, laid)
            _place(page, line, pieces, laid)
            start = pieces[-1].end
    signed = _signature(line.text, rules) if ends else []
    if signed and signed[0].start > start:
        end = signed[0].start
    text = page[line.start + start : line.start + end].strip()
    if len(text):
        laid.paragraphs.append(Paragraph(line.kind, text))
    if end < len(line.text):
        _place(page, line, signed, laid)
        _between(page, line, signed[-1].end, len(line.text), laid)


#: Why a bracket that ends a paragraph is dropped; else it may be a sentence of it: （热线：12345）.
_SIGNING = ("editor's signature", "end mark")


def _signature(text: str, rules: Rules) -> list[Piece]:
    signed = dateline.signature(text, rules)
    return signed if all(piece.field or piece.reason in _SIGNING for piece in signed) else []


def _place(page: Traced, line: Line, pieces: Sequence[Piece], laid: Layout) -> None:
    """Put the pieces of a line where they belong, and what lies between them with the removed."""
    done = pieces[0].start
    for piece in pieces:
        _between(page, line, done, piece.start, laid)
        part = page[line.start + piece.start : line.start + piece.end]
        if piece.field:
            laid.fields.append(Field(piece.field, part, piece.value))
        else:
            laid.removed.append(Removed(part.raw_start, part.raw_end, piece.reason))
        done = piece.end


def _between(page: Traced, line: Line, start: int, end: int, laid: Layout) -> None:
    part = page[line.start + start : line.start + end].strip()
    if len(part):
        laid.removed.append(Removed(part.raw_start, part.raw_end, "separator"))
