"""A page laid out: which lines are the article, which say what it is, and which are neither."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wucheng import byline, dateline, days, header
from wucheng.chrome import Removed as Removed
from wucheng.chrome import Rules
from wucheng.chrome import rules as compiled
from wucheng.header import Piece
from wucheng.lexicon import Row
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
_LINE = re.compile("[^\n\r\u2028\u2029\x0b\x0c\x85\x1c-\x1e]+")
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_WORD = re.compile(r"\w+")
_CLOSED = re.compile(r"[。！？!?；;…][”’」』）)]*$|：$")
_INNER = re.compile(r"[，。；！？]")
_NUMBER = re.compile(r"[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）、.．]?")
_NO_END = ("。", "；", "：", "，", "、")
#: What a headline that ends in ！ or ？ doesn't have.
_SENTENCES = re.compile(r"[，。；]|[！？].*[！？]")
_SEPARATED = re.compile(r"[|｜_»>]|(?:\s-\s)")
#: Lines that hold the title beside the site's name, and what a page says of itself.
_NAMES_TITLE = re.compile(r"[|｜_»>-]|^(?:og:title|articletitle)：")
#: A line with more Chinese than this is no furniture, unless it stands at the edge of the page.
_FURNITURE = 100
#: A line of fewer characters than this can be a heading.
_HEADING = 45
#: A lede that is printed twice is among the first lines of the body.
_LEDES = 4
#: So many lines without a sentence part an article from what else is on the page.
_GAP = 15


class _Line:
    """A line of the page, without white space at its ends, and what becomes of it."""

    __slots__ = ("end", "han", "kind", "norm", "pieces", "reason", "start", "text")

    def __init__(self, text: str, start: int) -> None:
        self.text, self.start, self.end = text, start, start + len(text)
        self.norm = "".join(_WORD.findall(text)) if len(text) <= 4000 else text
        self.han = len(_HAN.findall(text))
        self.kind = ""  # title, heading, body
        self.reason = ""
        self.pieces: list[Piece] = []

    @property
    def open(self) -> bool:
        """Whether nothing is decided yet."""
        return not (self.kind or self.reason or self.pieces)

    @property
    def prose(self) -> bool:
        """Whether the line is made of sentences."""
        if self.han >= 12 and _CLOSED.search(self.text[-8:]):
            opening = self.text.endswith(("：", "；")) and self.han < 20
            return not opening and bool(_SENTENCES.search(self.text))
        return self.han >= 40 and bool(_INNER.search(self.text))


def lay_out(page: Traced, chrome: Iterable[Row]) -> Layout:
    """Find the article on a page that is repaired, without markup, simplified and full-width.

    Args:
        page: the text of the page. Lines are paragraphs.
        chrome: the rows of lexicons/chrome.tsv.

    Gives title, headings and body in order; the fields that byline, dateline, header and footer
    hold; all else as removed, each with its reason, in raw characters. On a page without an
    article there are no paragraphs.
    """
    rules = compiled(chrome)
    visible, removed = _visible(page)
    lines = _lines(visible.text)
    for line in lines:
        line.reason = rules.anywhere(line.text) if line.han <= _FURNITURE else ""
    _drop_rest(lines, rules)
    first, last, title = _find(lines, rules)
    _head(lines, first, title, rules)
    if first < len(lines):
        _tail(lines, last, rules)
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


def _lines(text: str) -> list[_Line]:
    lines = []
    for match in _LINE.finditer(text):
        bare = match.group().strip()
        if bare:
            lead = len(match.group()) - len(match.group().lstrip())
            lines.append(_Line(bare, match.start() + lead))
    return lines


def _drop_rest(lines: Sequence[_Line], rules: Rules) -> None:
    """Everything from a heading such as 相关阅读 on, if most of the prose stands before it."""
    prose = [line.han if line.prose and not line.reason else 0 for line in lines]
    before, total = 0, sum(prose)
    for index, line in enumerate(lines):
        reason = rules.opens_rest(line.text) if len(line.text) <= 100 else ""
        if reason and before and before >= total - before:
            for other in lines[index:]:
                other.reason = other.reason or reason
            return
        before += prose[index]


# ---------------------------------------------------------------- where the article is


def _find(lines: Sequence[_Line], rules: Rules) -> tuple[int, int, int]:
    """First and last line of the body, and the line of the title (-1: none).

    The first is len(lines) if there is no body.
    """
    prose = [i for i, line in enumerate(lines) if not line.reason and line.prose]
    prose = [i for i in prose if not _header(lines[i].text, rules)]
    core = list(prose)
    while core and rules.at_edge(lines[core[-1]].text):
        core.pop()
    last = core[-1] if core else -1
    while core and rules.at_edge(lines[core[0]].text):
        core.pop(0)
    if not core:
        return len(lines), -1, -1
    start, end = _densest(lines, core)
    title = _title(lines, start, end, rules)
    # a sentence that could be furniture is the article's once the title stands above it
    within = [i for i in (prose if title >= 0 else core) if title < i <= min(end, last)]
    first = _after_header(lines, within or [start], rules)
    while first - 1 > title and _runs_on(lines[first - 1]):
        first -= 1
    return first, end, title


def _after_header(lines: Sequence[_Line], within: Sequence[int], rules: Rules) -> int:
    """The first line of the body: below the header even if a lede stands above it."""
    for above, below in zip(within[:2], within[1:3], strict=False):
        for index in range(above + 1, below):
            pieces = [] if lines[index].reason else _header(lines[index].text, rules)
            if any(piece.field in ("date", "source") and piece.value for piece in pieces):
                return below
    return within[0]


def _runs_on(line: _Line) -> bool:
    """Whether a line goes on in the next one, as in texts set like verse."""
    return not line.reason and line.han >= 2 and line.text.endswith(("，", "、"))


def _densest(lines: Sequence[_Line], core: Sequence[int]) -> tuple[int, int]:
    """The stretch of prose with the most characters; one ends where many lines have none."""
    best, groups = 0, [[core[0]]]
    for previous, index in zip(core, core[1:], strict=False):
        if sum(not lines[i].reason for i in range(previous + 1, index)) > _GAP:
            groups.append([])
        groups[-1].append(index)
    weights = [sum(lines[i].han for i in group) for group in groups]
    best = weights.index(max(weights))
    return groups[best][0], groups[best][-1]


def _title(lines: Sequence[_Line], start: int, end: int, rules: Rules) -> int:
    """The line before the body that is most like its title, -1 if none is."""
    times = Counter(line.norm for line in lines)
    body = "".join(line.norm for line in lines[start : end + 1])[:20000]
    pairs = {body[i : i + 2] for i in range(len(body) - 1)}
    rest = "".join(line.norm for line in lines[end + 1 :] if len(line.text) < 300)
    above = "\n".join(line.norm for line in lines[:start] if _NAMES_TITLE.search(line.text))
    best, chosen, distance = 0.5, -1, 0
    alone: list[int] = []
    for index in range(start - 1, max(-1, start - 80), -1):
        line = lines[index]
        if line.reason or line.han < 4 or len(line.text) > 90:
            continue
        if _no_title(line.text, rules):
            distance = 0 if distance < 3 else distance
            continue
        if rules.at_edge(line.text) and times[line.norm] == 1:
            continue
        alone.append(index)
        shared = [line.norm[i : i + 2] in pairs for i in range(len(line.norm) - 1)]
        score = 4 * sum(shared) / max(len(shared), 4) - 0.25 * distance
        score += 3 * (times[line.norm] > 1) + 2 * (line.norm in rest) + 3 * (line.norm in above)
        score += 3 * _above_header(lines, index, start, rules)
        score -= 3 * bool(_SEPARATED.search(line.text)) + 2 * line.text.endswith(_NO_END)
        score -= 1.5 * (line.han < 8) + 1.5 * line.text.startswith(("——", "—", "--"))
        distance += 1
        if score > best or (score == best and lines[chosen].norm == line.norm):
            best, chosen = score, index
    if chosen < 0 and len(alone) == 1 and not lines[alone[0]].text.endswith(_NO_END):
        chosen = alone[0]
    if chosen >= 0:  # of the same line printed twice the first is the title
        twins = [i for i in range(chosen) if lines[i].norm == lines[chosen].norm]
        chosen = twins[-1] if twins and chosen - twins[-1] < 30 else chosen
    return chosen


def _no_title(text: str, rules: Rules) -> bool:
    if _header(text, rules) or byline.byline(text) or dateline.dateline(text):
        return True
    return byline.is_outlet(text)


def _above_header(lines: Sequence[_Line], index: int, start: int, rules: Rules) -> bool:
    """Whether a header or byline follows, with at most one line (a subtitle) between."""
    following = [line for line in lines[index + 1 : start] if not line.reason][:2]
    return any(_header(line.text, rules) or byline.byline(line.text) for line in following)


def _header(text: str, rules: Rules) -> list[Piece]:
    pieces = header.labelled(text, rules)
    return pieces if any(piece.field or piece.reason for piece in pieces) else []


# ---------------------------------------------------------------- before, after, within


def _head(lines: Sequence[_Line], first: int, title: int, rules: Rules) -> None:
    """Decide on the lines before the body: title, fields, furniture, a first heading."""
    head = lines[:first]
    if title >= 0:
        lines[title].kind, lines[title].reason = "title", ""
    same = lines[title].norm if title >= 0 else ""
    for line in head:
        if same and line.kind != "title" and line.norm.startswith(same):
            line.reason = "repeated title"
    _fields(head, rules)
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
        elif pieces := dateline.dateline(line.text):
            line.pieces = pieces
        elif reason := rules.at_edge(line.text):
            line.reason = reason
        elif below and (_DASH.match(line.text) or (index == title + 1 and index < lowest)):
            line.pieces = [Piece(0, len(line.text), "subtitle", line.text.strip("—-– "))]
    free = [line for line in head if line.open]
    for line in free:
        line.reason = "before the article"
    # one line alone above the first paragraph is its heading; more are furniture
    if title >= 0 and len(free) == 1 and _is_heading(free[0]):
        after = head[head.index(free[0]) + 1 :]
        if head.index(free[0]) > title and all(line.reason == "picture caption" for line in after):
            free[0].kind, free[0].reason = "heading", ""


_DASH = re.compile(r"——|--|—|–")
_ABSTRACT = re.compile(r"(?:内容)?(?:摘要|提要|导读|简介|提示)\s?[：:|｜]|核心提示")


def _summary(line: _Line, following: Sequence[_Line]) -> str:
    """The reason why a paragraph above the body is a summary of it; empty if it is part of it."""
    if _ABSTRACT.match(line.text):
        return "abstract"
    return "repeated lede" if len(line.norm) >= 15 and _repeats(line, following) else ""


def _fields(lines: Sequence[_Line], rules: Rules) -> None:
    """Header lines and bylines, also those whose value stands on the next line."""
    for index, line in enumerate(lines):
        if line.kind or line.pieces or line.reason == "repeated title":
            continue
        pieces = _header(line.text, rules)
        if pieces and (not line.reason or any(p.field and p.value for p in pieces)):
            line.pieces, line.reason = pieces, ""
        elif line.open:
            line.pieces = _byline(line.text)
        if index and line.open and len(line.text) <= 30:
            line.pieces = _awaited(lines[index - 1], line.text, rules)


def _awaited(above: _Line, text: str, rules: Rules) -> list[Piece]:
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


def _tail(lines: Sequence[_Line], last: int, rules: Rules) -> None:
    """Decide on the lines after the body; closing cries (武汉加油！) still belong to it."""
    tail = lines[last + 1 :]
    if len(tail) > 1 and days.read(tail[1].text) and len(tail[1].text) <= 16:
        _sign(tail[0], tail[1])
    titles = {line.norm for line in lines if line.kind == "title"}
    _fields(tail, rules)
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
        elif not ended and _CLOSED.search(line.text) and line.han >= 2:
            line.kind = "body"
            continue
        else:
            line.reason = "after the article"
        ended = True


def _sign(body: _Line, day: _Line) -> None:
    """A notice ends with the body that gives it and the day, each on its line."""
    if body.open and 4 <= body.han <= 40 and not _INNER.search(body.text):
        body.pieces = [Piece(0, len(body.text), "signed", body.text)]
        day.pieces = [Piece(0, len(day.text), "date_signed", days.read(day.text))]
        day.reason = ""


def _body(lines: Sequence[_Line], title: str, rules: Rules) -> None:
    """Decide on the lines from the first paragraph to the last."""
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
        if len(line.norm) >= 15 and _repeats(line, lines[index + 1 : index + 4]):
            line.reason = "repeated lede"
        elif index == 0 and _ABSTRACT.match(line.text) and len(lines) > 1:
            line.reason = "abstract"
    left = [line for line in lines if line.open]
    short = [_is_heading(line) for line in left]
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


def _repeats(line: _Line, following: Sequence[_Line]) -> bool:
    return any(line.norm in other.norm for other in following if not other.reason)


def _run(short: Sequence[bool], index: int) -> int:
    start = end = index
    while start and short[start - 1] and index - start < 3:
        start -= 1
    while end < len(short) and short[end] and end - index < 3:
        end += 1
    return max(end - start, 1)


def _is_heading(line: _Line) -> bool:
    """A short line without a sentence's end; a quotation as heading may have marks inside."""
    text = line.text
    if _NUMBER.fullmatch(text):
        return True
    if len(text) > _HEADING or line.han < 2 or line.prose:
        return False
    bare = text.strip("“”‘’「」『』 ")
    if re.search(r"[。；，、：…]$", bare) or re.search(r"[。；]", bare):
        return False
    return not (bare.endswith(("！", "？", "!", "?")) and (text.startswith("“") or len(bare) < 5))


# ---------------------------------------------------------------- the result


def _gather(page: Traced, lines: Sequence[_Line], removed: list[Removed]) -> Layout:
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


def _paragraph(page: Traced, line: _Line, body: Sequence[_Line], laid: Layout) -> None:
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


def _place(page: Traced, line: _Line, pieces: Sequence[Piece], laid: Layout) -> None:
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


def _between(page: Traced, line: _Line, start: int, end: int, laid: Layout) -> None:
    part = page[line.start + start : line.start + end].strip()
    if len(part):
        laid.removed.append(Removed(part.raw_start, part.raw_end, "separator"))
