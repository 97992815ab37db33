"""Tags: what in a saved page, or in a text with stray tags in it, is markup.

A small scanner instead of a library, because every character that stays has to know its place.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

#: Elements that begin a line of their own.
BLOCK = frozenset(
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
#: What is in these is no markup even if it looks so.
_OPAQUE = ("script", "style", "textarea")
_DOCUMENT = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9:-]{0,30})(?=[\s/>])")
#: How a tag goes on after its name; in a text, a<b 且 c>d is none.
_GOES_ON = re.compile(r"\s{0,9}/?>|\s{1,9}[a-zA-Z:@_-]{1,40}\s{0,9}(?:=|/?>)")


@dataclass(slots=True)
class Tag:
    """A tag or comment at [start, end) of the page; a comment has the name !."""

    start: int
    end: int
    name: str
    closing: bool


def is_document(text: str) -> bool:
    """Whether a text is a whole saved page: there every tag counts, known or not."""
    return bool(_DOCUMENT.search(text[:200_000]))


def find(text: str, *, whole: bool) -> Iterator[Tag]:
    """Tags and comments in order; in a text that is no `whole` document, known tags only.

    Linear in its length.
    """
    place = 0
    right = comment = -1  # the next > and -->, kept so that none is looked for twice
    opaque: dict[str, int] = {}
    while (start := text.find("<", place)) >= 0:
        place = start + 1
        if text.startswith("<!--", start):
            if 0 <= comment < start + 4 or comment == -1:
                comment = text.find("-->", start + 4)
                comment = len(text) if comment < 0 else comment
            end = comment + 3 if comment < len(text) else start + 4
            yield Tag(start, end, "!", False)
            place = end
            continue
        name = _NAME.match(text, start)
        if not _is_tag(text, name, whole) and not text.startswith(("<!", "<?"), start):
            continue
        if right < start:
            right = text.find(">", start)
            right = len(text) if right < 0 else right
        end = _end(text, start, right, whole)
        if end < 0:
            continue
        word = name[1].lower() if name else "!"
        yield Tag(start, end, word, text.startswith("</", start))
        place = end
        if word in _OPAQUE and not text.startswith("</", start):
            close = opaque.get(word, 0)
            if close < end:
                found = re.compile(f"</{word}", re.IGNORECASE).search(text, end)
                close = opaque[word] = found.start() if found else len(text)
            place = close if close < len(text) else end


def _is_tag(text: str, name: re.Match[str] | None, whole: bool) -> bool:
    """Whether a name behind < is a tag's: in a text only a known one that goes on like one."""
    if name is None or whole:
        return name is not None
    word = name[1].lower()
    known = word in BLOCK or word in _INLINE
    return known and _GOES_ON.match(text, name.end()) is not None


def _end(text: str, start: int, right: int, whole: bool) -> int:
    """One past the end of a tag; -1 if it never ends. Quoted values may hold < and >."""
    left = text.find("<", start + 1, right)
    if left >= 0 and not (text.count('"', start, left) % 2 or text.count("'", start, left) % 2):
        return left if whole else -1
    if right == len(text):
        return -1
    if text.count('"', start, right) % 2:
        quote = text.find('"', right, right + 20_000)
        beyond = text.find(">", quote, quote + 2_000) if quote >= 0 else -1
        if beyond >= 0:
            return beyond + 1
    return right + 1


def closing(tags: list[Tag], names: Collection[str]) -> dict[int, int]:
    """For each opening tag of these names, by its index, the index of the tag that closes it."""
    found: dict[int, int] = {}
    opened: dict[str, list[int]] = {name: [] for name in names}
    for index, tag in enumerate(tags):
        if tag.name not in opened:
            continue
        if not tag.closing:
            opened[tag.name].append(index)
        elif opened[tag.name]:
            found[opened[tag.name].pop()] = index
    return found
