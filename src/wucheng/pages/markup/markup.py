"""Markup off: a saved web page, or a text with stray tags in it, as lines of plain text."""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from typing import NamedTuple

from wucheng.pages import tags
from wucheng.pages.chrome import Removed, joined
from wucheng.pages.layout import metadata
from wucheng.pages.markup import markdown
from wucheng.pages.markup.block import Block
from wucheng.pages.markup.outline import Outline
from wucheng.pages.tags import Tag
from wucheng.pages.trace import Edit, Traced

#: Elements whose content is no text, and those that hold none of the article, with the reason.
_DROPPED = {
    "script": "markup",
    "style": "markup",
    "template": "markup",
    "svg": "markup",
    "iframe": "markup",
    "object": "markup",
    "select": "page tools",
    "button": "page tools",
    "textarea": "page tools",
    "nav": "navigation",
    "aside": "navigation",
    "footer": "site footer",
}
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_WRAP = re.compile(r"[ \t\u3000]*[\r\n]\s*")
#: A cell of a table of figures has at most so many characters.
_CELL = 40
#: A caption has at most so many characters.
_CAPTION = 120
#: A caption without more: 社区门口。
_LABEL = re.compile(r"[^，。！？；：“”、]{2,10}[。]")


class Stripped(NamedTuple):
    """A page without markup, and what was markup, in raw characters.

    `within` is the stretch of the raw page in which most of the prose stands close together, if
    the markup tells: there the article is to be looked for.
    """

    text: Traced
    removed: list[Removed]
    within: tuple[int, int] | None


def strip(page: Traced) -> Stripped:
    """The page as lines of text.

    Works before or after any change of script. Tags, scripts, styles and comments go (reason
    markup), entities become their characters, blocks become lines, blocks that are nothing but
    links go too (navigation), and so do captions and sentences below the article (comments,
    teasers of other articles). Of the head, <title> and the <meta> that name title, day, source or
    author stay as lines. A page without markup comes back as it is. Linear in its length.
    """
    removed: list[Removed] = []
    within = None
    if "<" in page.text or "&" in page.text:
        scan = _Scan(page)
        page, within = scan.apply(removed), scan.within
    if markdown.marked(page.text):
        page, marks = markdown.strip(page)
        removed += marks
    return Stripped(page, removed, within)


class _Scan:
    """One pass over a page that collects the edits."""

    def __init__(self, page: Traced) -> None:
        self._page, self._text = page, page.text
        self._whole = tags.is_document(page.text)
        self._edits: list[Edit] = []
        self._gone: list[tuple[int, int, str]] = []
        self._block = Block()
        self._blocks: list[Block] = []
        self._outline = Outline()
        self.within: tuple[int, int] | None = None

    def apply(self, removed: list[Removed]) -> Traced:
        place = 0
        found = list(tags.find(self._text, whole=self._whole))
        closes = tags.closing(found, _DROPPED)
        titles = [tag.start for tag in found if tag.name == "h1"]
        until = 0
        linked = 0
        for index, tag in enumerate(found):
            if tag.start < until:
                continue
            self._words(place, tag.start, linked > 0)
            place = until = tag.end
            if tag.name == "a":
                linked = 0 if tag.closing else 1
            if tag.name in tags.BLOCK:
                self._end_block()
                self._block.open("" if tag.closing else tag.name, tag.start, tag.end, self._text)
                linked = 0
                self._outline.tag(tag.name, tag.start, tag.end, closing=tag.closing)
            else:
                self._mark(tag)
            partner = closes.get(index)
            if partner is not None and tag.name == "aside":
                partner = None if _any(titles, tag.end, found[partner].start) else partner
            whole = found[partner].end if partner is not None else tag.end
            blank = "\n" if tag.name in tags.BLOCK else ""
            says = tag.name in ("meta", "link", "script", "!") and not tag.closing
            if says and (said := metadata.said(self._text, tag, whole)):
                place = until = whole
                self._keep(tag.start, until, said)
            elif partner is not None:
                place = until = whole
                self._drop(tag.start, until, _DROPPED[tag.name], blank)
            else:
                self._drop(tag.start, tag.end, "markup", blank)
        self._words(place, len(self._text), linked > 0)
        self._end_block()
        self._place_blocks()
        removed += joined(self._page, sorted(self._gone))
        return self._page.edit(sorted(self._edits))

    def _mark(self, tag: Tag) -> None:
        """Take note of a picture in a block, or of bold type at its beginning."""
        if tag.name == "img":
            self._block.picture = True
            self._outline.picture()
        elif tag.name in ("b", "strong"):
            self._block.bold = self._block.bold or not self._block.chars

    def _drop(self, start: int, end: int, reason: str, new: str) -> None:
        self._edits.append((start, end, new))
        self._gone.append((start, end, reason))

    def _words(self, start: int, end: int, linked: bool) -> None:
        """Text between tags: entities read, line ends of the source joined in a whole document."""
        if start >= end:
            return
        text = self._text
        self._block.add(start, end, text, linked)
        for match in _ENTITY.finditer(text, start, end) if "&" in text[start:end] else ():
            new = html.unescape(match.group()).replace("\xa0", " ")
            if new != match.group():
                self._block.edits.append((*match.span(), new))
                if new.isspace():
                    self._block.gone.append((*match.span(), "markup"))
        if self._whole:
            for match in _WRAP.finditer(text, start, end):
                before = text[match.start() - 1 : match.start()]
                blank = " " if before.isascii() and before.isalnum() else ""
                if match.start() == start or match.end() == end:
                    blank = " "  # between two elements of one line
                self._block.edits.append((*match.span(), blank))

    def _keep(self, start: int, end: int, said: list[tuple[str, int, int]]) -> None:
        """Markup at [start, end) without the values in it, which go on as lines NAME：VALUE."""
        place, before = start, ""
        for name, first, last in said:
            self._edits.append((place, first, f"{before}\n{name}："))
            self._gone.append((place, first, "markup"))
            place, before = last, "\n"
        self._drop(place, end, "markup", before)

    def _end_block(self) -> None:
        block, self._block = self._block, Block()
        if not block.spans:
            self._block.picture = block.picture
            return
        block.prose = 0 if block.only_links() else block.sentences(self._text)
        block.element = self._outline.block(block.chars, block.prose)
        self._blocks.append(block)

    def _place_blocks(self) -> None:
        """Decide on each block: links are navigation, and prose below the article is another's."""
        start, end = 0, len(self._text)
        if self._whole and (found := self._outline.article(end)):
            start, end = found
            part = self._page[start:end]
            self.within = part.raw_start, part.raw_end
        centred = sum(block.centred for block in self._blocks if start <= block.spans[0][0] < end)
        often = centred > 0.3 * len(self._blocks)
        tabled = self._tabled(start, end) if self.within else set()
        for block in self._blocks:
            reason = ""
            if block.spans[0][0] >= end and block.sentences(self._text):
                reason = "below the article"
            elif block.only_links():
                reason = "navigation"
            elif self.within and block.spans[0][0] >= start and self._caption(block, often):
                reason = "picture caption"
            elif block.element in tabled:
                reason = "table"
            for span in block.spans if reason else ():
                self._drop(*span, reason, "")
            if not reason:
                self._edits += block.edits
                self._gone += block.gone

    def _tabled(self, start: int, end: int) -> set[int]:
        """The cells of tables of figures: below the first sentence, rows of nothing but words.

        Many pages are laid out in tables, and a header may stand in one.
        """
        inside = [block for block in self._blocks if start <= block.spans[0][0] < end]
        first = next((at for at, block in enumerate(inside) if block.prose), len(inside))
        tables: dict[int, list[tuple[int, Block]]] = {}
        for block in inside[first + 1 :]:
            table, row = self._outline.cell(block.element)
            if table >= 0:
                tables.setdefault(table, []).append((row, block))
        return {
            block.element
            for cells in tables.values()
            if all(not block.prose and block.chars <= _CELL for _, block in cells)
            and len({row for row, _ in cells}) > 1
            and len(cells) >= 2 * len({row for row, _ in cells})
            for _, block in cells
        }

    def _caption(self, block: Block, often_centred: bool) -> bool:
        """Whether a block belongs to the picture before it.

        It is alone with it in an element, or it stands in the middle below it where other
        paragraphs don't, or it is a few words such as 社区门口。
        """
        if block.name == "figcaption":
            return True
        if not block.picture or block.heading or block.bold or block.chars > _CAPTION:
            return False
        if self._outline.alone_with_picture(block.element):
            return True
        if block.centred and not often_centred:
            return True
        text = "".join(self._text[start:end] for start, end in block.spans).strip()
        return bool(_LABEL.fullmatch(text))


def _any(places: list[int], start: int, end: int) -> bool:
    """Whether one of these places, in order, lies in [start, end)."""
    at = bisect_left(places, start)
    return at < len(places) and places[at] < end
