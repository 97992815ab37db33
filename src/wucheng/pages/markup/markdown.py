"""Markdown off: a page that somebody's tool turned into Markdown, as lines of plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wucheng.pages.chrome import Removed, joined
from wucheng.pages.trace import Edit, Traced

_HEADING = re.compile(r"^#{1,6}\s", re.MULTILINE)
_SENTENCE = re.compile(r"[。！？；]")
_LINK = re.compile(
    r"(?P<image>!)?\[(?P<text>[^\[\]\n]{0,300})\]\((?P<to>(?=[#/.]|\w*[:/.]|\))[^()\s]{0,500})[^()\n]{0,100}\)"
)
_MARK = re.compile(
    r"^[ \t]{0,3}(?:#{1,6}[ \t]+|>[ \t]?)|(?<!\*)\*\*(?!\*)|(?<![\w_])__(?=\S)", re.MULTILINE
)
_ONLY_LINKS = re.compile(r"[\s*+>|·•\d.、-]*")


def marked(text: str) -> bool:
    """Whether a text looks like Markdown."""
    return "](" in text or "**" in text or bool(_HEADING.search(text))


def strip(page: Traced) -> tuple[Traced, list[Removed]]:
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
    return page.edit(edits), list(joined(page, gone))


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
