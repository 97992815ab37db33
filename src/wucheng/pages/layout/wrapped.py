"""Lines that were broken at a width, as in a text copied from a PDF or a mail: joined again.

A paragraph of a page is one line. Where a text was broken at a width, its lines are about equally
long and end wherever the width was reached; only the last of a paragraph is shorter and closed.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from wucheng.pages.layout.lines import CLOSED, INNER
from wucheng.pages.trace import Traced

_LINE = re.compile("[^\n\r]*[^\\s][^\n\r]*")
_BREAK = re.compile("\r\n|\n|\r")
_LATIN = re.compile("[A-Za-z]{2}")
#: What can't be parted: marks that don't end a line, a character, marks that don't open one.
_FIRST = re.compile("[“‘（《【]*.[，。、；：？！”’）》】…—]*")
_INDENTED = re.compile("\u3000|[ \t]{2}")
#: Columns by which a full line is shorter or longer: marks that must not open or end a line.
_PLAY = 4
#: A text is not broken at fewer columns, of which a Chinese character takes two; verse is.
_NARROWEST = 24
#: Fewer full lines than this may be alike by chance.
_FEWEST = 4
#: Of the characters, so much stands in full lines, and so much at most in longer ones.
_MOST, _LONGER = 0.5, 0.1
#: Of the full lines so many end inside a sentence, and so many have a mark inside: titles of
#: other articles, one a line, have none.
_OPEN, _PROSE = 0.6, 0.4


class _Row(NamedTuple):
    start: int
    end: int
    text: str
    width: int
    indented: bool


def join(page: Traced) -> tuple[Traced, int]:
    """The page with broken lines joined, and how many were; the page itself where none were.

    The break and the white space around it go; between Latin letters a blank stays.
    """
    rows = [_row(match) for match in _LINE.finditer(page.text)]
    width = _width(rows)
    if not width:
        return page, 0
    edits = []
    for chain in _chains(page.text, rows, width):
        for row, after in pairwise(chain):
            latin = _LATIN.fullmatch(row.text[-1] + after.text[0])
            edits.append((row.end, after.start, " " if latin else ""))
    return (page.edit(edits), len(edits)) if edits else (page, 0)


def _row(match: re.Match[str]) -> _Row:
    line = match.group()
    text = line.strip()
    start = match.start() + len(line) - len(line.lstrip())
    indented = bool(_INDENTED.match(line))
    return _Row(start, start + len(text), text, _columns(line.rstrip()), indented)


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def _full(row: _Row, width: int) -> bool:
    return abs(row.width - width) <= _PLAY


def _width(rows: Sequence[_Row]) -> int:
    """The columns at which the lines were broken; 0 if they were not."""
    if len(rows) < _FEWEST:
        return 0
    counts = Counter(row.width for row in rows)
    width = max(counts, key=lambda w: (sum(counts[w + d] for d in range(-_PLAY, 1)), w))
    full = [row for row in rows if _full(row, width)]
    size = sum(row.width for row in rows)
    longer = sum(row.width for row in rows if row.width > width + _PLAY)
    if width < _NARROWEST or len(full) < _FEWEST or longer > _LONGER * size:
        return 0
    ends = sum(not CLOSED.search(row.text[-8:]) for row in full)
    marked = sum(bool(INNER.search(row.text[:-1])) for row in full)
    broken = ends >= _OPEN * len(full) and marked >= _PROSE * len(full)
    return width if broken and sum(row.width for row in full) >= _MOST * size else 0


def _chains(text: str, rows: Sequence[_Row], width: int) -> Iterator[list[_Row]]:
    """The rows of each paragraph that was broken."""
    breaks = [len(_BREAK.findall(text, a.end, b.start)) for a, b in pairwise(rows)]
    inside = Counter(
        gap
        for row, gap in zip(rows, breaks, strict=False)
        if _full(row, width) and not CLOSED.search(row.text[-8:])
    )
    usual = max(inside, key=lambda gap: inside[gap])
    full = Counter(row.width for row in rows if _full(row, width))
    limit = max(full, key=lambda w: (full[w], w))
    parted = sum(row.indented for row in rows) > 1 or sum(gap > usual for gap in breaks) > 2
    chain: list[_Row] = []
    for row, gap in zip(rows, [0, *breaks], strict=True):
        follows = chain and _full(chain[-1], width) and gap <= usual and not row.indented
        if not follows or (not parted and _closed(chain[-1], row, limit)):
            yield from _kept(chain)
            chain = []
        chain.append(row)
    yield from _kept(chain)


def _closed(row: _Row, after: _Row, limit: int) -> bool:
    """Whether a paragraph ends with a full line: what comes next would have fitted into it."""
    first = _FIRST.match(after.text)
    needs = _columns(first.group()) if first else 0
    return bool(CLOSED.search(row.text[-8:])) and row.width + needs <= limit


def _kept(chain: list[_Row]) -> Iterator[list[_Row]]:
    """A chain that is a paragraph; two rows of which the last is open are a title and a byline."""
    if len(chain) > 2 or (len(chain) == 2 and CLOSED.search(chain[-1].text[-8:])):
        yield chain
