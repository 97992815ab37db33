"""A page laid out: which lines are the article, which say what it is, and which are neither."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from wucheng.lexicon import Row
from wucheng.pages import article, byline, dateline, days, header
from wucheng.pages.chrome import Removed as Removed
from wucheng.pages.chrome import Rules
from wucheng.pages.chrome import rules as compiled
from wucheng.pages.header import Piece
from wucheng.pages.lines import CLOSED, INNER, Line, cut, is_heading
from wucheng.trace import Traced


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
    publisher, keywords, subtitle, title. Days are ISO, authors joined by ;. An empty value says
    nothing (来源：本站).
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
#: A line with more Chinese than this is no furniture, unless it stands at the edge of the page.
_FURNITURE = 100
#: What spaces a heading such as 延伸 · 阅读.
_SPACED = re.compile(r"[\s·•]")
#: A field below the article stands among so many lines after it.
_NEAR = 15
#: A lede that is printed twice is among the first lines of the body.
_LEDES = 6
#: A paragraph of so many characters stands twice on a saved page by mistake.
_TWICE = 40


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
        if said := header.machine(line.text):
            line.pieces, line.reason = [said], ""
        if within:
            line.inside = within[0] <= int(visible.starts[line.start]) < within[1]
    rest = _drop_rest(lines, rules)
    first, last, title = article.find(lines, rules)
    _head(lines, first, title, rules)
    if first < len(lines):
        _tail(lines, last, min(rest, last + 1 + _NEAR), rules)
        _body(lines[first : last + 1], lines[title].norm if title >= 0 else "", rules)
    return _gather(visible, lines, removed)


def _visible(page: Traced) -> tuple[Traced, list[Removed]]:
    found = [match.span() for match in _INVISIBLE.finditer(page.text)]
    if not found:
        return page, []
    gone = [page[start:end] for start, end in found]
    return (
        page.edit((start, end, "") for start, end in found),
        [Removed(part.raw_start, part.raw_end, "invisible character") for part in gone],
    )


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


# ---------------------------------------------------------------- before, after, within


def _head(lines: Sequence[Line], first: int, title: int, rules: Rules) -> None:
    """Decide on the lines before the body: title, fields, furniture, a first heading."""
    head = lines[:first]
    if title >= 0:
        lines[title].kind, lines[title].reason = "title", ""
    same = lines[title].norm if title >= 0 else ""
    for line in head:
        if same and line.kind != "title" and line.norm.startswith(same):
            line.reason = "repeated title"
    _fields(head, rules)
    for line in head[:title] if title > 0 and _dated(head[title:]) else ():
        line.pieces = [_of_today(line.text, piece) for piece in line.pieces]
    headers = [i for i, line in enumerate(head) if line.pieces]
    lowest = headers[-1] if headers else -1
    for index, line in enumerate(head):
        below = 0 <= title < index
        if not line.open:
            continue
        if below and line.prose:
            line.reason = _summary(line, lines[index + 1 : index + 13])
            line.kind = "" if line.reason else "body"
        elif below and (listed := byline.names(line.text)):
            line.pieces = [Piece(0, len(line.text), "authors", ";".join(listed))]
        elif below and byline.is_outlet(line.text) and _beside(head, index, title):
            line.pieces = [Piece(0, len(line.text), "outlet", byline.outlet(line.text))]
        elif pieces := dateline.dateline(line.text):
            line.pieces = pieces
        elif reason := rules.at_edge(line.text):
            line.reason = reason
        elif below and (_DASH.match(line.text) or (index == title + 1 and index < lowest)):
            line.pieces = [Piece(0, len(line.text), "subtitle", line.text.strip("—-– "))]
    for line in _opening(head, max(title, lowest) + 1):
        line.kind = "body"
    free = [line for line in head if line.open]
    for line in free:
        line.reason = "before the article"
    # one line alone above the first paragraph is its heading; more are furniture
    if title >= 0 and len(free) == 1 and is_heading(free[0]):
        after = head[head.index(free[0]) + 1 :]
        if head.index(free[0]) > title and all(line.reason == "picture caption" for line in after):
            free[0].kind, free[0].reason = "heading", ""


def _beside(head: Sequence[Line], index: int, title: int) -> bool:
    """Whether a line stands right below the title, or beside a day."""
    return index == title + 1 or _dated(head[max(index - 1, 0) : index + 2])


def _dated(lines: Sequence[Line]) -> bool:
    return any(piece.field == "date" for line in lines for piece in line.pieces)


def _of_today(text: str, piece: Piece) -> Piece:
    """A day with its weekday above the title, where another stands below it, is that of a visit."""
    if piece.field == "date" and _WEEKDAY.search(text[piece.start : piece.end]):
        return Piece(piece.start, piece.end, "date_saved", piece.value)
    return piece


def _opening(head: Sequence[Line], start: int) -> list[Line]:
    """Short lines with which the article opens, where the markup shows that they are inside it."""
    free = [line for line in head[start:] if line.open and line.inside]
    while free and not (CLOSED.search(free[0].text) or INNER.search(free[0].text)):
        free.pop(0)
    return free if len(free) > 1 or (free and free[0].han >= 6) else []


_WEEKDAY = re.compile(r"星期[一二三四五六日天]")
_DASH = re.compile(r"——|--|—|–")
_ABSTRACT = re.compile(r"(?:内容)?(?:摘要|提要|导读|简介|提示)\s?[：:|｜]|核心提示")


def _summary(line: Line, following: Sequence[Line]) -> str:
    """The reason why a paragraph above the body is a summary of it; empty if it is part of it."""
    if _ABSTRACT.match(line.text):
        return "abstract"
    return "repeated lede" if len(line.norm) >= 15 and _repeats(line, following) else ""


def _fields(lines: Sequence[Line], rules: Rules) -> None:
    """Header lines and bylines, also those whose value stands on the next line."""
    for index, line in enumerate(lines):
        if line.kind or line.pieces or line.reason == "repeated title":
            continue
        pieces = header.labelled(line.text, rules)
        if pieces and (not line.reason or any(p.field and p.value for p in pieces)):
            line.pieces, line.reason = pieces, ""
        elif line.open:
            line.pieces = _byline(line.text)
        if index and line.open and len(line.text) <= 30:
            line.pieces = _awaited(lines[index - 1], line.text, rules)


def _awaited(above: Line, text: str, rules: Rules) -> list[Piece]:
    """The value on a line of its own under a label (来源： / 滨城时报)."""
    if not above.text.rstrip().endswith(("：", ":")):
        return []
    if above.reason and byline.names(text):
        return [Piece(0, len(text), "", "", above.reason)]
    if not above.pieces or above.pieces[-1].reason != "empty label":
        return []
    label = above.text[above.pieces[-1].start :]
    listed = byline.names(text)
    value = header.labelled(f"{label}{text}", rules)
    if len(value) != 1 or not value[0].field or not value[0].value:
        return []
    if listed:  # a person under 来源 is the author all the same
        return [Piece(0, len(text), "authors", ";".join(listed))]
    return [Piece(0, len(text), value[0].field, value[0].value)]


def _byline(text: str) -> list[Piece]:
    read = byline.byline(text)
    return header.reported(text, 0, len(text), read) if read else []


def _tail(lines: Sequence[Line], last: int, near: int, rules: Rules) -> None:
    """Decide on the lines after the body; closing cries (武汉加油！) still belong to it.

    Only those before `near` can be fields: further on there are other articles with their days.
    """
    tail = lines[last + 1 :]
    if len(tail) > 1 and days.read(tail[1].text) and len(tail[1].text) <= 16:
        _sign(tail[0], tail[1])
    titles = {line.norm for line in lines if line.kind == "title"}
    _fields(lines[last + 1 : near], rules)
    ended = False
    for line in tail:
        if not line.open:
            ended = True
            continue
        signed = dateline.signature(line.text, rules)
        if signed and signed[0].start == 0:
            line.pieces = signed
        elif line.norm in titles:
            line.reason = "repeated title"
        elif reason := rules.at_edge(line.text):
            line.reason = reason
        elif not ended and CLOSED.search(line.text) and line.han >= 2:
            line.kind = "body"
            continue
        else:
            line.reason = "after the article"
        ended = True


def _sign(body: Line, day: Line) -> None:
    """A notice ends with the body that gives it and the day, each on its line."""
    if body.open and 4 <= body.han <= 40 and not INNER.search(body.text):
        body.pieces = [Piece(0, len(body.text), "signed", body.text)]
        day.pieces = [Piece(0, len(day.text), "date_signed", days.read(day.text))]
        day.reason = ""


def _body(lines: Sequence[Line], title: str, rules: Rules) -> None:
    """Decide on the lines from the first paragraph to the last."""
    seen: set[str] = set()
    for index, line in enumerate(lines):
        if line.open and line.norm == title:
            line.reason = "repeated title"
        if line.open and not line.prose:
            line.pieces = _byline(line.text) or _only_dropped(line.text, rules)
            signed = dateline.signature(line.text, rules)
            if line.open and signed and signed[0].start == 0:
                line.pieces = signed
        if not line.open or index >= _LEDES:
            continue
        if len(line.norm) >= 15 and _repeats(
            line, lines[index + 1 :][: None if line.inside else 3]
        ):
            line.reason = "repeated lede"
        elif index == 0 and _ABSTRACT.match(line.text) and len(lines) > 1:
            line.reason = "abstract"
    for line in lines:
        if line.open and line.inside and len(line.norm) >= _TWICE:
            line.reason = "repeated paragraph" if line.norm in seen else ""
            seen.add(line.norm)
    left = [line for line in lines if line.open]
    short = [is_heading(line) for line in left]
    for index, line in enumerate(left):
        # three short lines in a row are a list or verse, no headings
        run = _run(short, index)
        line.kind = "heading" if short[index] and run < 3 and index + run < len(left) else "body"


def _only_dropped(text: str, rules: Rules) -> list[Piece]:
    pieces = header.labelled(text, rules) if len(text) < 80 else []
    return (
        pieces
        if pieces and all(p.reason or p.field in ("date", "source", "outlet") for p in pieces)
        else []
    )


def _repeats(line: Line, following: Sequence[Line]) -> bool:
    return any(line.norm in other.norm for other in following if not other.reason)


def _run(short: Sequence[bool], index: int) -> int:
    start = end = index
    while start and short[start - 1] and index - start < 3:
        start -= 1
    while end < len(short) and short[end] and end - index < 3:
        end += 1
    return max(end - start, 1)


# ---------------------------------------------------------------- the result


def _gather(page: Traced, lines: Sequence[Line], removed: list[Removed]) -> Layout:
    laid = Layout([], [], removed)
    body = [line for line in lines if line.kind == "body"]
    for line in lines:
        if line.reason:
            part = page[line.start : line.end]
            laid.removed.append(Removed(part.raw_start, part.raw_end, line.reason))
        elif line.pieces:
            _between(page, line, 0, line.pieces[0].start, laid)
            _place(page, line, line.pieces, laid)
            _between(page, line, line.pieces[-1].end, len(line.text), laid)
        else:
            _paragraph(page, line, body, laid)
    laid.removed.sort(key=lambda part: part.start)
    return laid


def _paragraph(page: Traced, line: Line, body: Sequence[Line], laid: Layout) -> None:
    """A paragraph without the dateline before it and the signature after it."""
    start, end = 0, len(line.text)
    if line in body[:2]:
        pieces = dateline.dateline(line.text)
        if pieces and pieces[-1].end < end:
            _between(page, line, 0, pieces[0].start, laid)
            _place(page, line, pieces, laid)
            start = pieces[-1].end
    signed = _signature(line.text) if line in body[-3:] else []
    if signed and signed[0].start > start:
        end = signed[0].start
    text = page[line.start + start : line.start + end].strip()
    if len(text):
        laid.paragraphs.append(Paragraph(line.kind, text))
    if end < len(line.text):
        _place(page, line, signed, laid)
        _between(page, line, signed[-1].end, len(line.text), laid)


_NO_RULES = Rules([])


def _signature(text: str) -> list[Piece]:
    return dateline.signature(text, _NO_RULES)


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
