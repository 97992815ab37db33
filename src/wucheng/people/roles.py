"""Roles: the words by which Chinese news says who somebody is, as phrases in a text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from wucheng.language import phrase
from wucheng.lexicon import Row

#: What may stand between the posts of one person: 党工委副书记、办事处主任.
_JOINTS = "、兼"
#: No role phrase is longer than this.
_LONGEST = 40
#: The level of a body. What stands before it is a place: 翠湖新村 in 翠湖新村社区党委书记.
LEVELS = ("社区", "街道", "小区", "村", "镇", "片区")


#: Words for people that stand before things as well: 青年文明号, 妇女用品.
LOOSE = frozenset("年轻人 青年 妇女 少年".split())
#: Kinds of posts.
POSTS = ("party", "official", "community", "medical", "police", "teacher", "expert", "business")

#: Kinds of those whose work grassroots news tells of, as against those whom it is done for.
WORKERS = ("party", "official", "community", "social-worker", "volunteer", "medical", "police")


class Role(NamedTuple):
    """A role phrase at [start, end) of a text; its head word settles its kind."""

    text: str
    kind: str
    start: int
    end: int
    head: str = ""


class _Words:
    """Words with their kinds, looked up at a place in a text, the longest first."""

    def __init__(self, kinds: Mapping[str, str]) -> None:
        self.kinds = kinds
        # lengths by two characters: of the lengths that there are one or two fit
        self._first = _lengths(((word[:2], len(word)) for word in kinds), 0)
        self._last = _lengths(((word[-2:], len(word)) for word in kinds), -1)

    def beginning(self, text: str, start: int) -> str:
        """The longest word that begins at a place, or an empty string."""
        pair = text[start : start + 2]
        for length in self._first.get(pair) or self._first.get(pair[:1]) or ():
            if text[start : start + length] in self.kinds:
                return text[start : start + length]
        return ""

    def ending(self, text: str, end: int) -> str:
        """The longest word that ends at a place, or an empty string."""
        pair = text[end - 2 : end] if end > 1 else text[:end]
        for length in self._last.get(pair) or self._last.get(pair[-1:]) or ():
            if length <= end and text[end - length : end] in self.kinds:
                return text[end - length : end]
        return ""


class Roles:
    """The rows of roles.tsv, ready to be looked up at a place in a text."""

    @classmethod
    def of(cls, rows: Iterable[Row] | Roles) -> Roles:
        """The roles of a lexicon, made once for many documents."""
        return rows if isinstance(rows, Roles) else cls(rows)

    def __init__(self, rows: Iterable[Row]) -> None:
        before: dict[str, str] = {}
        after: dict[str, str] = {}
        subject: dict[str, str] = {}
        parts: dict[str, str] = {}
        bodies: dict[str, str] = {}
        for row in rows:
            word, kind, position = row["role"], row["kind"], row.get("position", "")
            if position == "part":
                parts[word] = "part"
            elif position == "subject":
                subject[word] = kind
            elif position == "body":
                bodies[word] = kind
            if position in ("before", "both", ""):
                before[word] = kind
            if position in ("after", "both"):
                after[word] = kind
        self._before, self._after = _Words(before), _Words(after)
        self._subject, self._parts = _Words(subject), _Words(parts)
        self._bodies = _Words(bodies)
        #: the words that stand for people or a body by themselves
        self.words = frozenset(before.keys() | after.keys() | subject.keys() | bodies.keys())
        self._named: dict[str, bool] = {}
        self._stops = phrase.ends(self.words)
        self._ends, self._begins = phrase.ends(before), phrase.begins(after)
        #: the characters that may stand before the rest of a role phrase
        self._joins = frozenset(word[-1] for word in (*before, *parts)) | set(_JOINTS)
        self._opens = phrase.begins([*before, *after, *subject, *parts])

    def possible(self, text: str, start: int, end: int) -> bool:
        """Whether one of `words` may end within a stretch; False if none can, at little cost."""
        return self._stops.search(text, start, end) is not None

    def openings(self, text: str, start: int, end: int) -> Iterator[int]:
        """The places within a stretch where a role, a title or a group may begin, and few more."""
        return (match.start() for match in self._opens.finditer(text, start, end))

    def endings(self, text: str) -> dict[int, Role]:
        """The role phrases of a text by the places where they end."""
        found, head_at = self._ends.finditer(text), self._before.ending
        return {
            end: self._phrase(text, end, head)
            for match in found
            if (head := head_at(text, end := match.end()))
        }

    def ending(self, text: str, end: int) -> Role | None:
        """The longest role phrase that ends at a place: 社区党委书记 before a name."""
        head = self._before.ending(text, end)
        return self._phrase(text, end, head) if head else None

    def _phrase(self, text: str, end: int, head: str) -> Role:
        """The role phrase that ends at a place with a head word."""
        before = self._before
        start = end - len(head)
        kind = before.kinds[head]
        while start and end - start < _LONGEST and text[start - 1] in self._joins:
            piece = self._parts.ending(text, start) or before.ending(text, start)
            if piece:
                start -= len(piece)
                if piece.startswith(LEVELS):
                    break
                continue
            if text[start - 1] in _JOINTS and start >= 2:
                post = before.ending(text, start - 1)
                if post and before.kinds[post] in ("party", "official"):
                    start -= 1 + len(post)
                    kind = before.kinds[post]
                    continue
            break
        return Role(text[start:end], kind, start, end, head)

    def titles(self, text: str) -> dict[int, Role]:
        """The titles of a text by the places where they begin."""
        found, title_at = self._begins.finditer(text), self._after.beginning
        return {
            start: _role(title, start, self._after)
            for match in found
            if (title := title_at(text, start := match.start()))
        }

    def title(self, text: str, start: int) -> Role | None:
        """The longest title that begins at a place: 大爷 after 骆."""
        word = self._after.beginning(text, start)
        return _role(word, start, self._after) if word else None

    def titled(self, word: str) -> bool:
        """Whether a word is itself a title: 爷爷 in 校长爷爷."""
        return word in self._after.kinds

    def __bool__(self) -> bool:
        return bool(self._before.kinds)

    def named(self, word: str) -> bool:
        """Whether a word is the title of one post, so that a name goes with it: 书记, 校长."""
        known = self._named.get(word)
        if known is None:
            kinds = self._after.kinds
            known = any(kinds.get(word[place:]) in POSTS for place in range(len(word) - 1))
            self._named[word] = known
        return known

    def group(self, text: str, start: int) -> Role | None:
        """The longest word for many people that begins at a place: 大家, 居民们."""
        word = self._subject.beginning(text, start)
        return _role(word, start, self._subject) if word else None

    def body(self, text: str, end: int) -> Role | None:
        """The longest word for a body or for many that ends at a place: 居委会, 值守人员."""
        word = self._bodies.ending(text, end)
        return Role(word, self._bodies.kinds[word], end - len(word), end, word) if word else None

    def person(self, text: str, start: int) -> Role | None:
        """The longest role that begins at a place, whoever has it: 老党员 in 一位老党员."""
        here = start
        while here < start + _LONGEST:
            part = self._before.beginning(text, here) or self._parts.beginning(text, here)
            if not part:
                break
            here += len(part)
        return self.ending(text, here) if here > start else None


def _role(word: str, start: int, words: _Words) -> Role:
    return Role(word, words.kinds[word], start, start + len(word), word)


def _lengths(words: Iterable[tuple[str, int]], outer: int) -> dict[str, tuple[int, ...]]:
    """By the two characters at an end the lengths of the words that have them, the longest first.

    `outer` is the place of the outer one, which may be a word too.
    """
    found: dict[str, set[int]] = defaultdict(set)
    for end, length in words:
        found[end].add(length)
    singles = {end for end in found if len(end) == 1}
    return {
        end: tuple(sorted(sizes | {1} if end[outer] in singles else sizes, reverse=True))
        for end, sizes in found.items()
    }
