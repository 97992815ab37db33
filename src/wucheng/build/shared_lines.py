"""Lines that several pages of one site share: furniture that no rule of chrome.tsv knows.

A page gives a digest, which says nothing of any other page; digests from several machines are put
together as one list. What stands at the edges of several articles is then looked at: if the pages
also share lines outside their articles, they are of one site, and the line is not the author's.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

#: A line is a site's if at least so many of its pages have it.
_PAGES = 3
#: And pages are one site's if they share so many further lines, outside their articles.
_MARKS = 2
#: And of the pages that have such a line, this share has the line in question too: a formula that
#: closes three notices among forty is theirs, not the site's.
_MOST = 0.5
#: How far from the article's first and last paragraph a line can stand.
_FIRST, _LAST = 3, 5
#: Letters, digits and Chinese characters of such a line: 特此通告 is too short to be told, and
#: what is longer than a sentence is text.
_SHORTEST, _LONGEST = 6, 60
#: Chinese characters that a line outside the article must have to speak for a site, or an address.
_SPEAKS = 6
_ADDRESS = re.compile(r"\w\.(?:com|cn|net|org)\b", re.IGNORECASE)

_WORD = re.compile(r"\w+")
_HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Digest:
    """What has to be known of a page: lines at the edges of its article, and lines outside it."""

    file: str
    edges: frozenset[str]
    marks: frozenset[str]


def digest(file: str, paragraphs: Sequence[str], removed: Iterable[str]) -> Digest:
    """The digest of one page.

    Args:
        file: the page's name.
        paragraphs: headings and body, in order.
        removed: the stretches that the layout took out.

    The longest paragraph is never an edge, so that an article can't vanish; nor is what begins
    with a quotation mark: a slogan that several articles quote is theirs.
    """
    longest = max(range(len(paragraphs)), key=lambda n: len(paragraphs[n]), default=-1)
    places = {*range(_FIRST), *range(len(paragraphs) - _LAST, len(paragraphs))} - {longest}
    near = [text for number, text in enumerate(paragraphs) if number in places]
    edges = {plain(text) for text in near if len(text) < 2 * _LONGEST and text[0] not in "“「『"}
    marks = {plain(text) for text in removed if _speaks(text)}
    edges = {line for line in edges if _SHORTEST <= len(line) <= _LONGEST}
    return Digest(file, frozenset(edges), frozenset(marks - edges))


def plain(text: str) -> str:
    """The letters, digits and Chinese characters of a line: what has to be alike."""
    return "".join(_WORD.findall(text))


def find(digests: Iterable[Digest]) -> dict[str, frozenset[str]]:
    """The shared lines at the edges of each page's article: {file: lines as `plain` gives them}.

    Pages without any are left out. The order of the digests doesn't matter.
    """
    having: dict[str, list[Digest]] = defaultdict(list)
    marked: Counter[str] = Counter()
    for page in digests:
        marked.update(page.marks)
        for line in page.edges:
            having[line].append(page)
    shared: dict[str, set[str]] = defaultdict(set)
    for line, pages in having.items():
        for site in _sites(pages, marked):
            for file in site:
                shared[file].add(line)
    return {file: frozenset(shared[file]) for file in sorted(shared)}


def _sites(pages: Sequence[Digest], marked: Mapping[str, int]) -> list[list[str]]:
    """The pages that have one line in common, by site; without those that are of none.

    A page's site is told by the two lines outside its article that most of the pages share.
    """
    if len(pages) < _PAGES:
        return []
    counts = Counter(mark for page in pages for mark in page.marks)
    own = {m: n for m, n in counts.items() if n >= _PAGES and n >= _MOST * marked[m]}
    sites: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for page in pages:
        best = sorted(page.marks & own.keys(), key=lambda mark: (-own[mark], mark))[:_MARKS]
        if len(best) == _MARKS:
            sites[tuple(best)].append(page.file)
    return [site for site in sites.values() if len(site) >= _PAGES]


def _speaks(text: str) -> bool:
    return len(_HAN.findall(text[:400])) >= _SPEAKS or bool(_ADDRESS.search(text[:400]))
