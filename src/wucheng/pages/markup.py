"""Markup off: a saved web page, or a text with stray tags in it, as lines of plain text.

A small scanner instead of a library, because every character that stays has to know its place.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from wucheng.pages.chrome import Removed
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
#: Names of <meta> that say something about the article; the line goes on as NAME：VALUE.
_META = frozenset(
    "og:title articletitle article:published_time article:modified_time pubdate publishdate "
    "publish_time datepublished source contentsource author og:site_name".split()
)

_DOCUMENT = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9:-]{0,30})(?=[\s/>])")
#: How a tag goes on after its name; in a text, a<b 且 c>d is none.
_GOES_ON = re.compile(r"\s{0,9}/?>|\s{1,9}[a-zA-Z:@_-]{1,40}\s{0,9}(?:=|/?>)")
_ATTRIBUTE = re.compile(r"""([a-zA-Z:-]{1,20})\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_WRAP = re.compile(r"[ \t\u3000]*[\r\n]\s*")
_SENTENCE = re.compile(r"[。！？；]")


@dataclass(slots=True)
class _Tag:
    start: int
    end: int
    name: str
    closing: bool


def strip(page: Traced) -> tuple[Traced, list[Removed]]:
    """The page as lines of text, and what was markup, in raw characters.

    Works before or after any change of script. Tags, scripts, styles and comments go (reason
    markup), entities become their characters, blocks become lines, blocks that are nothing but
    links go too (navigation). Of the head, <title> and the <meta> that name title, day, source or
    author stay as lines. A page without markup comes back as it is. Linear in its length.
    """
    removed: list[Removed] = []
    if "<" in page.text or "&" in page.text:
        page = _Scan(page).apply(removed)
    if "](" in page.text or "**" in page.text or re.search(r"^#{1,6}\s", page.text, re.MULTILINE):
        page = _markdown(page, removed)
    return page, removed


class _Scan:
    """One pass over a page that collects the edits."""

    def __init__(self, page: Traced) -> None:
        self._page, self._text = page, page.text
        self._whole = bool(_DOCUMENT.search(page.text[:200_000]))
        self._edits: list[Edit] = []
        self._gone: list[tuple[int, int, str]] = []
        self._block = _Block()

    def apply(self, removed: list[Removed]) -> Traced:
        place = 0
        tags = list(self._tags())
        closes = _closing(tags)
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
                self._block.heading = tag.name == "h1" and not tag.closing
                linked = 0
            partner = closes.get(index)
            if tag.name in _DROPPED and partner is not None:
                place = until = tags[partner].end
                blank = "\n" if tag.name in _BLOCK else ""
                self._drop(tag.start, until, _DROPPED[tag.name], blank)
            elif tag.name == "meta" and self._meta(tag):
                pass
            else:
                self._drop(tag.start, tag.end, "markup", "\n" if tag.name in _BLOCK else "")
        self._words(place, len(self._text), linked > 0)
        self._end_block()
        removed += _joined(self._page, sorted(self._gone))
        return self._page.edit(sorted(self._edits))

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
            known = name is not None and (
                self._whole
                or (name[1].lower() in _BLOCK or name[1].lower() in _INLINE)
                and _GOES_ON.match(text, name.end()) is not None
            )
            if not known and not text.startswith(("<!", "<?"), start):
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
                self._block.edits.append((*match.span(), blank))

    def _meta(self, tag: _Tag) -> bool:
        """Keep what a <meta> says as a line NAME：VALUE; whether it was one worth keeping."""
        text = self._text[tag.start : tag.end]
        values = {match[1].lower(): match for match in _ATTRIBUTE.finditer(text)}
        key = values.get("name") or values.get("property") or values.get("itemprop")
        content = values.get("content")
        if not key or not content:
            return False
        name = _value(key)[0].lower()
        value, offset = _value(content)
        if name not in _META or not value.strip() or len(value) > 200 or "\n" in value:
            return False
        start = tag.start + offset
        end = start + len(value)
        self._edits.append((tag.start, start, f"\n{name}："))
        self._edits.append((end, tag.end, "\n"))
        self._gone.append((end, tag.end, "markup"))
        return True

    def _end_block(self) -> None:
        block, self._block = self._block, _Block()
        if block.only_links():
            for start, end in block.spans:
                self._drop(start, end, "navigation", "")
        else:
            self._edits += block.edits
            self._gone += block.gone


@dataclass(slots=True)
class _Block:
    """The text between two block tags and how much of it is links."""

    spans: list[tuple[int, int]] = field(default_factory=list)
    edits: list[Edit] = field(default_factory=list)
    gone: list[tuple[int, int, str]] = field(default_factory=list)
    chars: int = 0
    linked: int = 0
    heading: bool = False
    sentence: bool = False

    def add(self, start: int, end: int, text: str, linked: bool) -> None:
        part = text[start:end]
        size = len(part.strip())
        if size:
            self.spans.append((start, end))
            self.chars += size
            self.linked += size * linked
            self.sentence = self.sentence or bool(_SENTENCE.search(part))

    def only_links(self) -> bool:
        return (
            not self.heading
            and self.linked >= 0.7 * self.chars > 0
            and not (self.sentence and self.chars > 40)
        )


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


def _joined(page: Traced, gone: list[tuple[int, int, str]]) -> Iterator[Removed]:
    """Stretches in raw characters, those that touch or have only blanks between them as one."""
    first = last = 0
    why = ""
    for start, end, reason in gone:
        if why == reason and (last == start or page.text[last:start].isspace()):
            last = end
            continue
        if why:
            yield _raw(page, first, last, why)
        first, last, why = start, end, reason
    if why:
        yield _raw(page, first, last, why)


def _raw(page: Traced, start: int, end: int, reason: str) -> Removed:
    part = page[start:end]
    return Removed(part.raw_start, part.raw_end, reason)


# ---------------------------------------------------------------- Markdown

_LINK = re.compile(
    r"(?P<image>!)?\[(?P<text>[^\[\]\n]{0,300})\]\((?P<to>(?=[#/.]|\w*[:/.]|\))[^()\s]{0,500})[^()\n]{0,100}\)"
)
_MARK = re.compile(
    r"^[ \t]{0,3}(?:#{1,6}[ \t]+|>[ \t]?)|(?<!\*)\*\*(?!\*)|(?<![\w_])__(?=\S)", re.MULTILINE
)
_ONLY_LINKS = re.compile(r"[\s*+>|·•\d.、-]*")


def _markdown(page: Traced, removed: list[Removed]) -> Traced:
    """Marks of headings and stress, addresses and pictures off; lines of nothing but links too."""
    edits: list[Edit] = []
    gone: list[tuple[int, int, str]] = []
    for match in re.finditer(r"[^\n]+", page.text):
        line = match.group()
        if "](" not in line:
            found = [(m.start(), m.end()) for m in _MARK.finditer(line)]
        elif _ONLY_LINKS.fullmatch(_LINK.sub("", line)) and not _SENTENCE.search(line):
            edits.append((*match.span(), ""))
            gone.append((*match.span(), "navigation"))
            continue
        else:
            found = list(_marks(line))
        for start, end in found:
            edits.append((match.start() + start, match.start() + end, ""))
            gone.append((match.start() + start, match.start() + end, "markup"))
    removed += _joined(page, gone)
    return page.edit(edits)


def _marks(line: str) -> Iterator[tuple[int, int]]:
    done = 0
    for link in [*_LINK.finditer(line), None]:
        stop = link.start() if link else len(line)
        for mark in _MARK.finditer(line[done:stop]):
            if mark.start() == 0 and done and not mark.group().startswith(("*", "_")):
                continue
            yield done + mark.start(), done + mark.end()
        if link is None:
            return
        if link["image"]:
            yield link.span()
        else:
            yield link.start(), link.start("text")
            yield link.end("text"), link.end()
        done = link.end()
