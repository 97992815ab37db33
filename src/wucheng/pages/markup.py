"""Markup off: a saved web page, or a text with stray tags in it, as lines of plain text.

A small scanner instead of a library, because every character that stays has to know its place.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from wucheng.pages import markdown, scripts
from wucheng.pages.block import Block
from wucheng.pages.chrome import Removed, joined
from wucheng.pages.header import MACHINE
from wucheng.pages.outline import Outline
from wucheng.trace import Edit, Traced

_BLOCK = frozenset(
    "address article aside blockquote body br caption center dd details dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr html iframe legend li link "
    "main meta nav noscript ol option p pre section summary table tbody td tfoot th thead title tr "
    "ul".split()
)
_INLINE = frozenset(
    "a abbr acronym audio b base bdi bdo big button canvas cite code col colgroup data del dfn em "
    "embed font i img input ins kbd label map area mark marquee nobr object o:p output param path "
    "picture q rp rt ruby s samp script select small source span strike strong style sub sup svg "
    "textarea time tt u var video wbr st1:chsdate st1:chmetcnv template".split()
)
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
#: What is in these is no markup even if it looks so.
_OPAQUE = ("script", "style", "textarea")
_SAVED = re.compile(r"<!--\s{0,3}saved from url=\(\d+\)(?P<value>\S{10,300})\s")

_DOCUMENT = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9:-]{0,30})(?=[\s/>])")
#: How a tag goes on after its name; in a text, a<b 且 c>d is none.
_GOES_ON = re.compile(r"\s{0,9}/?>|\s{1,9}[a-zA-Z:@_-]{1,40}\s{0,9}(?:=|/?>)")
_ATTRIBUTE = re.compile(r"""([a-zA-Z:-]{1,20})\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
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


@dataclass(slots=True)
class _Tag:
    start: int
    end: int
    name: str
    closing: bool


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
        self._whole = bool(_DOCUMENT.search(page.text[:200_000]))
        self._edits: list[Edit] = []
        self._gone: list[tuple[int, int, str]] = []
        self._block = Block()
        self._blocks: list[Block] = []
        self._outline = Outline()
        self.within: tuple[int, int] | None = None

    def apply(self, removed: list[Removed]) -> Traced:
        place = 0
        tags = list(self._tags())
        closes = _closing(tags)
        titles = [tag.start for tag in tags if tag.name == "h1"]
        until = 0
        linked = 0
        for index, tag in enumerate(tags):
            if tag.start < until:
                continue
            self._words(place, tag.start, linked > 0)
            place = until = tag.end
            if tag.name == "a":
                linked = 0 if tag.closing else 1
            if tag.name in _BLOCK:
                self._end_block()
                self._block.open("" if tag.closing else tag.name, tag.start, tag.end, self._text)
                linked = 0
                self._outline.tag(tag.name, tag.start, tag.end, closing=tag.closing)
            else:
                self._mark(tag)
            partner = closes.get(index)
            if partner is not None and tag.name == "aside":
                partner = None if _any(titles, tag.end, tags[partner].start) else partner
            whole = tags[partner].end if partner is not None else tag.end
            blank = "\n" if tag.name in _BLOCK else ""
            says = tag.name in ("meta", "link", "script", "!") and not tag.closing
            if says and (said := self._says(tag, whole)):
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

    def _mark(self, tag: _Tag) -> None:
        """Take note of a picture in a block, or of bold type at its beginning."""
        if tag.name == "img":
            self._block.picture = True
            self._outline.picture()
        elif tag.name in ("b", "strong"):
            self._block.bold = self._block.bold or not self._block.chars

    def _drop(self, start: int, end: int, reason: str, new: str) -> None:
        self._edits.append((start, end, new))
        self._gone.append((start, end, reason))

    def _tags(self) -> Iterator[_Tag]:
        """Tags and comments in order (a comment has the name !)."""
        text, place = self._text, 0
        right = comment = -1  # the next > and -->, kept so that none is looked for twice
        opaque: dict[str, int] = {}
        while (start := text.find("<", place)) >= 0:
            place = start + 1
            if text.startswith("<!--", start):
                if 0 <= comment < start + 4 or comment == -1:
                    comment = text.find("-->", start + 4)
                    comment = len(text) if comment < 0 else comment
                end = comment + 3 if comment < len(text) else start + 4
                yield _Tag(start, end, "!", False)
                place = end
                continue
            name = _NAME.match(text, start)
            if not self._is_tag(name) and not text.startswith(("<!", "<?"), start):
                continue
            if right < start:
                right = text.find(">", start)
                right = len(text) if right < 0 else right
            end = self._tag_end(start, right)
            if end < 0:
                continue
            word = name[1].lower() if name else "!"
            yield _Tag(start, end, word, text.startswith("</", start))
            place = end
            if word in _OPAQUE and not text.startswith("</", start):
                close = opaque.get(word, 0)
                if close < end:
                    found = re.compile(f"</{word}", re.IGNORECASE).search(text, end)
                    close = opaque[word] = found.start() if found else len(text)
                place = close if close < len(text) else end

    def _is_tag(self, name: re.Match[str] | None) -> bool:
        """Whether a name behind < is a tag's: in a text only a known one that goes on like one."""
        if name is None or self._whole:
            return name is not None
        word = name[1].lower()
        known = word in _BLOCK or word in _INLINE
        return known and _GOES_ON.match(self._text, name.end()) is not None

    def _tag_end(self, start: int, right: int) -> int:
        """One past the end of a tag; -1 if it never ends. Quoted values may hold < and >."""
        text = self._text
        left = text.find("<", start + 1, right)
        if left >= 0 and not (text.count('"', start, left) % 2 or text.count("'", start, left) % 2):
            return left if self._whole else -1
        if right == len(text):
            return -1
        if text.count('"', start, right) % 2:
            quote = text.find('"', right, right + 20_000)
            beyond = text.find(">", quote, quote + 2_000) if quote >= 0 else -1
            if beyond >= 0:
                return beyond + 1
        return right + 1

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

    def _says(self, tag: _Tag, end: int) -> list[tuple[str, int, int]]:
        """What the head or a script says of the article: (name, start and end of the value)."""
        text = self._text
        if tag.name == "!":
            saved = _SAVED.match(text, tag.start, tag.end)
            return [("saved_from", *saved.span("value"))] if saved else []
        if tag.name == "script":
            return list(scripts.said(text, tag.start, tag.end, end))
        values = {m[1].lower(): m for m in _ATTRIBUTE.finditer(text, tag.start, tag.end)}
        if tag.name == "link":
            if "rel" in values and "href" in values and _value(values["rel"])[0] == "canonical":
                start = values["href"].start(values["href"].lastindex or 0)
                return [("canonical", start, start + len(_value(values["href"])[0]))]
            return []
        key = values.get("name") or values.get("property") or values.get("itemprop")
        content = values.get("content")
        if not key or not content:
            return []
        name = _value(key)[0].strip().lower().rpartition(" ")[2]
        value, start = _value(content)
        if name not in MACHINE or not value.strip() or len(value) > 200 or "\n" in value:
            return []
        return [(name, start, start + len(value))]

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


def _value(match: re.Match[str]) -> tuple[str, int]:
    group = next(number for number in (2, 3, 4) if match[number] is not None)
    return match[group], match.start(group)


def _closing(tags: list[_Tag]) -> dict[int, int]:
    """For each opening tag of a dropped element the index of the tag that closes it."""
    found: dict[int, int] = {}
    opened: dict[str, list[int]] = {name: [] for name in _DROPPED}
    for index, tag in enumerate(tags):
        if tag.name not in opened:
            continue
        if not tag.closing:
            opened[tag.name].append(index)
        elif opened[tag.name]:
            found[opened[tag.name].pop()] = index
    return found


def _any(places: list[int], start: int, end: int) -> bool:
    """Whether one of these places, in order, lies in [start, end)."""
    at = bisect_left(places, start)
    return at < len(places) and places[at] < end
