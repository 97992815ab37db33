"""Parallel clauses: neighbours of one length and one build (不漏一户、不漏一人).

Two clauses are parallel if they have the same number of characters, quotation marks and opening
conjunctions aside, and either share characters in the same places or have words of the same
lengths and parts of speech. In a list set apart by 、 the first member may be the end of a longer
clause, and the last the beginning of one (确保不漏一户、不漏一人的…). Names and nouns in a row
are a list and no parallel.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from wucheng.forms.clauses import Clause
from wucheng.forms.form import Form
from wucheng.language.words import Token

#: Clauses of fewer characters are words, of more prose that happens to be as long.
SHORTEST, LONGEST = 3, 16

#: What may stand before a clause without breaking the parallel.
_OPENING = frozenset(
    "才能 才 更 更要 更是 也 也要 又 还 还要 都 就 就要 而 而且 并 并且 既 既要 又要".split()
)

#: Characters that any two clauses share.
_COMMON = frozenset("的了着过地得和与在是有也都就")

#: Tags of words that say something: verbs, adjectives, adverbs, idioms.
_SAYING = ("v", "a", "d", "i", "l")

_SEPARATORS = frozenset(("、", "，", "；", " ", "　"))

#: 一盘棋一条心一股劲: one, a measure and a noun, run together in headlines.
_ONES = re.compile(r"(?:一[一-鿿]{2}[ 　、，]{0,2}){3,}")
#: 做实做细做准: one verb three times, each time with another result.
_TWINS = re.compile(r"([一-鿿])[一-鿿](?:、?\1[一-鿿]){2,}")
#: What either has, found in a fraction of the time: hardly a sentence has it.
_THRICE = re.compile(r"一.{2,4}一.{2,4}一|(.).、?\1.、?\1")
_MEMBERS = {_ONES: re.compile(r"一[一-鿿]{2}"), _TWINS: re.compile(r"[一-鿿]{2}")}

_Words = Sequence[Token]


def read(text: str, clauses: Sequence[Clause]) -> Iterator[Form]:
    """The parallels of one sentence; detail is how many members each has. None overlap."""
    found: list[tuple[int, int, int]] = []
    for pattern in (_ONES, _TWINS) if _THRICE.search(text) else ():
        for match in pattern.finditer(text):
            run = match[0].rstrip(" 　、，")
            members = [one[0] for one in _MEMBERS[pattern].finditer(run)]
            if len(set(members)) == len(members):
                found.append((match.start(), match.start() + len(run), len(members)))
    taken = [(start, end) for start, end, _ in found]
    found += [
        (start, end, count)
        for start, end, count in _series(clauses)
        if all(end <= begun or start >= done for begun, done in taken)
    ]
    for start, end, count in sorted(found):
        end = _closed(text, start, end)
        yield Form("parallel", start, text[start:end], str(count))


def _series(clauses: Sequence[Clause]) -> Iterator[tuple[int, int, int]]:
    """Runs of parallel neighbours: where each starts and ends, and how many members it has."""
    if not any(clause.after in _SEPARATORS for clause in clauses[:-1]):
        return
    sizes = [_size(clause) for clause in clauses]
    at = 0
    while at + 1 < len(clauses):
        # hardly any clause is as long as the next: the words of the others needn't be looked at
        size, second = sizes[at], sizes[at + 1]
        after = clauses[at].after
        alike = after in _SEPARATORS and (size == second or after == "、")
        if not (alike and SHORTEST <= min(size, second) <= LONGEST):
            at += 1
            continue
        one, count, whole = _stripped(clauses[at].words), 1, True
        start = end = 0
        while whole and at + count < len(clauses):
            before = clauses[at + count - 1].after
            if before not in _SEPARATORS:
                break
            other = _stripped(clauses[at + count].words)
            listed, opens = before == "、", count == 1
            size, second = sizes[at + count - 1], sizes[at + count]
            pair = _pair(one, other, size, second, listed=listed, opens=opens)
            if pair is None:
                break
            first, last = pair
            if count == 1:
                # what stands before a conjunction belongs to the first clause, not to the parallel
                start = clauses[at].start if first is one else first[0][2]
            end = clauses[at + count].end if last is other else last[-1][3]
            whole = last is other
            one, count = last, count + 1
        if count > 1:
            yield start, end, count
        at += count if count > 1 and whole else max(count - 1, 1)


def _stripped(words: _Words) -> _Words:
    while len(words) > 1 and words[0][0] in _OPENING:
        words = words[1:]
    return words


def _pair(
    one: _Words, other: _Words, size: int, second: int, *, listed: bool, opens: bool
) -> tuple[_Words, _Words] | None:
    """What is parallel of two clauses of so many characters: both whole, or in a list a part."""
    if not SHORTEST <= min(size, second) <= LONGEST:
        return None
    if size == second:
        return (one, other) if _parallel(one, other, size) else None
    if not listed or (size > second and not opens):
        return None
    if size > second:
        one = _end(one, second)
    else:
        other = _beginning(other, size)
    fits = one and other and _echoes(one, other, min(size, second), _shared(one, other))
    return (one, other) if fits else None


def _parallel(one: _Words, other: _Words, size: int) -> bool:
    """Whether two stretches of so many characters are parallel."""
    shared = _shared(one, other)
    if shared < 0:
        return False
    tags = [_rough(word[1]) for word in one] == [_rough(word[1]) for word in other]
    if tags and _one_beat(one, other):
        return len(one) > 1 or size == 4 or shared > 0
    if _echoes(one, other, size, shared):
        return True
    borders = len(_borders(one) & _borders(other))
    return borders > 1 and shared / size >= 0.25 and (size <= 8 or shared > 3)


def _echoes(one: _Words, other: _Words, size: int, shared: int) -> bool:
    """Whether two stretches of one length share half their characters, or a word in one beat."""
    if shared < 0:
        return False
    if (size <= 8 and 2 * shared >= size) or (size == 4 and len(one) == len(other) == 1):
        return True
    words = zip(one, other, strict=False)
    same = len(one) > 2 and any(a[0] == b[0] and a[0] not in "的了" for a, b in words)
    return same and _one_beat(one, other)


def _shared(one: _Words, other: _Words) -> int:
    """How many characters two stretches share at their places; -1 if they can't be parallel."""
    first, second = _text(one), _text(other)
    if first == second or not (_says(one) and _says(other)):
        return -1
    return sum([a == b and a not in _COMMON for a, b in zip(first, second, strict=True)])


def _one_beat(one: _Words, other: _Words) -> bool:
    """Whether the words of two stretches have the same lengths."""
    return [len(word[0]) for word in one] == [len(word[0]) for word in other]


def _says(words: _Words) -> bool:
    """Whether it says something, and is no name, noun or number."""
    names = words[0][1].startswith("nr")
    return not names and any(word[1].startswith(_SAYING) for word in words)


def _rough(pos: str) -> str:
    if pos.startswith("nr"):
        return "name"
    if pos[:1] in "il":
        return "i"
    return pos[:1] if pos[:1] in "vamqrdpuc" else "n"


def _size(clause: Clause) -> int:
    """How many characters a clause has, marks and an opening conjunction aside."""
    words = clause.tokens
    if not words or words[0][1] == "x" or words[0][0] in _OPENING:
        words = _stripped(clause.words)
    return sum([end - start for _, pos, start, end in words if pos != "x"])


def _text(words: _Words) -> str:
    return "".join([word[0] for word in words])


def _borders(words: _Words) -> set[int]:
    places, at = set(), 0
    for word, *_ in words:
        places.add(at)
        at += len(word)
    return places


def _end(words: _Words, size: int) -> _Words:
    """The last words, if they have just this many characters."""
    for first in range(len(words) - 1, -1, -1):
        size -= len(words[first][0])
        if size <= 0:
            return words[first:] if size == 0 else ()
    return ()


def _beginning(words: _Words, size: int) -> _Words:
    for last in range(1, len(words) + 1):
        size -= len(words[last - 1][0])
        if size <= 0:
            return words[:last] if size == 0 else ()
    return ()


def _closed(text: str, start: int, end: int) -> int:
    """The end, with the closing marks of what was opened inside."""
    for opening, closing in ("“”", "‘’"):
        left = text.count(opening, start, end) - text.count(closing, start, end)
        if left > 0 and text.startswith(closing, end):
            end += 1
    return end
