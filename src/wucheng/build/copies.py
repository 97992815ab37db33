"""The same article on several pages: mirrors, reposts with another header, shortened reprints.

A page gives a digest, which says nothing of any other page; digests from several machines are put
together as one list. Only then is each compared with those that share stretches of text with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint32]

#: Characters in a shingle. Five are longer than most set words and shorter than most clauses.
_LENGTH = 5
#: A copy has this share of its shingles in its twin. Measured on 21 articles: mirrors and reposts
#: .92 and more, a tenth of the sentences rewritten .81 on average, one character in 25 changed .80;
#: other articles, even of one campaign, .55 and less.
_SHARE = 0.75
#: And this share of its numbers: yesterday's bulletin in today's words has other numbers.
_NUMBERS = 0.8
#: And this share of its twin's length: a notice that an article quotes in full is no copy of it.
_SIZE = 0.5
#: Of copies within a tenth of the longest, the better told is kept: a mirror's debris is no merit.
_EQUAL = 0.9
#: Shorter bodies are mostly set phrases, and are compared with none.
_SHORTEST = 80
#: One shingle in so many is looked up to find the pages worth comparing. The shortest body has
#: nine such: that a copy of it shares none happens once in ten thousand.
_SAMPLED = 8
#: A shingle leads to so many pages at most, the longest: set phrases lead nowhere.
_LED_TO = 8

_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True, eq=False)
class Digest:
    """What has to be known of a page to find its copies: about 4 bytes a character.

    `chars` counts letters, digits and Chinese characters of headings and body, `merits` what else
    speaks for the page; `shingles` are hashes, ascending, each once.
    """

    file: str
    chars: int
    merits: int
    shingles: Hashes
    numbers: frozenset[str]


@dataclass(frozen=True, slots=True)
class Twin:
    """The page that is kept, and the share of the copy's text that is in it (0 to 1)."""

    file: str
    share: float


def digest(file: str, body: str, *, merits: int = 0) -> Digest:
    """The digest of one page from its headings and body. Marks and white space don't count.

    `merits` is how many of these hold: it tells its date, it tells its source, it is undamaged.
    """
    text = "".join(_WORD.findall(body)).lower()
    numbers = frozenset(_NUMBER.findall(body))
    return Digest(file, len(text), merits, _shingles(text), numbers)


def find(digests: Iterable[Digest]) -> dict[str, Twin]:
    """The copies among these pages, each with its twin: {file: Twin}.

    Of several copies those with the most text are looked at, a tenth less counting as the same;
    of them the one with most merits is kept, then the longest, then the first by file name. A
    twin is never a copy itself. The order of the digests doesn't matter.
    """
    ranked = sorted(
        (page for page in digests if page.chars >= _SHORTEST),
        key=lambda page: (-page.chars, page.file),
    )
    groups: dict[int, list[Digest]] = {}
    copied: set[int] = set()
    for longer, shorter in _candidates(ranked):
        if longer in copied or shorter in copied or not _alike(ranked[shorter], ranked[longer]):
            continue
        if _share(ranked[shorter], ranked[longer]) >= _SHARE:
            groups.setdefault(longer, [ranked[longer]]).append(ranked[shorter])
            copied.add(shorter)
    return dict(chain.from_iterable(map(_twins, groups.values())))


def _twins(group: Sequence[Digest]) -> Iterator[tuple[str, Twin]]:
    """One page of the group kept for all others; the longest comes first."""
    equals = [page for page in group if page.chars >= _EQUAL * group[0].chars]
    kept = min(equals, key=lambda page: (-page.merits, -page.chars, page.file))
    for page in group:
        if page is not kept:
            yield page.file, Twin(kept.file, _share(page, kept))


def _alike(page: Digest, kept: Digest) -> bool:
    if page.chars < _SIZE * kept.chars:
        return False
    return len(page.numbers & kept.numbers) >= _NUMBERS * len(page.numbers)


def _share(page: Digest, kept: Digest) -> float:
    return float(np.isin(page.shingles, kept.shingles, assume_unique=True).mean())


def _shingles(text: str) -> Hashes:
    """Hashes of all stretches of five characters: the same on every machine, in every run."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.uint64)
    if len(codes) < _LENGTH:
        return np.empty(0, dtype=np.uint32)
    count = len(codes) - _LENGTH + 1
    mixed = np.zeros(count, dtype=np.uint64)
    for place in range(_LENGTH):
        mixed = mixed * np.uint64(0x9E3779B97F4A7C15) + codes[place : place + count]
        mixed ^= mixed >> np.uint64(29)
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    return np.unique((mixed >> np.uint64(32)).astype(np.uint32))


def _candidates(ranked: Sequence[Digest]) -> list[tuple[int, int]]:
    """Places (longer, shorter) of pages that share enough sampled shingles to be compared.

    Sorted by the shorter, then the longer: when a page's turn comes, all before it are decided.
    """
    samples = [page.shingles[page.shingles % _SAMPLED == 0] for page in ranked]
    sizes = np.array([len(sample) for sample in samples], dtype=np.int64)
    if not sizes.sum():
        return []
    hashes = np.concatenate(samples)
    owners = np.repeat(np.arange(len(ranked)), sizes)
    order = np.argsort(hashes, kind="stable")  # within one hash the longest page comes first
    hashes, owners = hashes[order], owners[order]
    first = np.searchsorted(hashes, hashes)
    place = np.arange(len(hashes))
    pairs = [
        owners[later] * len(ranked) + owners[first[later] + step]
        for step in range(_LED_TO)
        for later in [np.flatnonzero(place > first + step)]
    ]
    codes, shared = np.unique(np.concatenate(pairs), return_counts=True)
    shorter, longer = codes // len(ranked), codes % len(ranked)
    enough = 2 * shared >= _SHARE * sizes[shorter]
    return list(zip(longer[enough].tolist(), shorter[enough].tolist(), strict=True))
