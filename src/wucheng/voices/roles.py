"""Roles: the words by which Chinese news says who somebody is, as phrases in a text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from wucheng.lexicon import Row

#: What may stand between the posts of one person: 党工委副书记、办事处主任.
_JOINTS = "、兼"
#: No role phrase is longer than this.
_LONGEST = 40
#: The level of a body. What stands before it is a place: 翠湖新村 in 翠湖新村社区党委书记.
LEVELS = ("社区", "街道", "小区", "村", "镇", "片区")


#: Kinds of posts.
_POSTS = ("party", "official", "community", "medical", "police", "teacher", "expert", "business")


@dataclass(frozen=True, slots=True)
class Role:
    """A role phrase at [start, end) of a text; its head word settles its kind."""

    text: str
    kind: str
    start: int
    end: int
    head: str = ""


class Roles:
    """The rows of roles.tsv, ready to be looked up at a place in a text."""

    @classmethod
    def of(cls, rows: Iterable[Row] | Roles) -> Roles:
        """The roles of a lexicon, made once for many documents."""
        return rows if isinstance(rows, Roles) else cls(rows)

    def __init__(self, rows: Iterable[Row]) -> None:
        self._before: dict[str, str] = {}
        self._after: dict[str, str] = {}
        self._subject: dict[str, str] = {}
        self._parts: set[str] = set()
        for row in rows:
            word, kind, position = row["role"], row["kind"], row.get("position", "")
            if position == "part":
                self._parts.add(word)
            elif position == "subject":
                self._subject[word] = kind
            if position in ("before", "both", ""):
                self._before[word] = kind
            if position in ("after", "both"):
                self._after[word] = kind
        words = [*self._before, *self._after, *self._subject, *self._parts]
        self._longest = max(map(len, words), default=0)
        self.finals = frozenset(word[-1] for word in self._before)
        self._part_finals = frozenset(word[-1] for word in self._parts)
        self._heads = frozenset(word[0] for word in words)

    def ending(self, text: str, end: int) -> Role | None:
        """The longest role phrase that ends at a place: 社区党委书记 before a name."""
        head = self._last(text, end, self._before) if text[end - 1 : end] in self.finals else ""
        if not head:
            return None
        start = end - len(head)
        kind = self._before[head]
        while start and end - start < _LONGEST:
            piece = ""
            if text[start - 1] in self._part_finals:
                piece = self._last(text, start, self._parts)
            if not piece and text[start - 1] in self.finals:
                piece = self._last(text, start, self._before)
            if piece:
                start -= len(piece)
                if piece.startswith(LEVELS):
                    break
                continue
            if text[start - 1] in _JOINTS and start >= 2:
                post = self._last(text, start - 1, self._before)
                if post and self._before[post] in ("party", "official"):
                    start -= 1 + len(post)
                    kind = self._before[post]
                    continue
            break
        return Role(text[start:end], kind, start, end, head)

    def title(self, text: str, start: int) -> Role | None:
        """The longest title that begins at a place: 大爷 after 骆."""
        return self._next(text, start, self._after)

    def titled(self, word: str) -> bool:
        """Whether a word is itself a title: 爷爷 in 校长爷爷."""
        return word in self._after

    def __bool__(self) -> bool:
        return bool(self._before)

    def named(self, word: str) -> bool:
        """Whether a word is the title of one post, so that a name goes with it: 书记, 校长."""
        return any(self._after.get(word[place:]) in _POSTS for place in range(len(word) - 1))

    def group(self, text: str, start: int) -> Role | None:
        """The longest word for many people that begins at a place: 大家, 居民们."""
        return self._next(text, start, self._subject)

    def person(self, text: str, start: int) -> Role | None:
        """The longest role that begins at a place, whoever has it: 老党员 in 一位老党员."""
        here = start
        while here < min(len(text), start + _LONGEST):
            part = self._next(text, here, self._before) or self._piece(text, here)
            if not part:
                break
            here = part.end
        return self.ending(text, here) if here > start else None

    def _piece(self, text: str, start: int) -> Role | None:
        if text[start : start + 1] not in self._heads:
            return None
        for end in range(min(start + self._longest, len(text)), start, -1):
            if text[start:end] in self._parts:
                return Role(text[start:end], "part", start, end)
        return None

    def _next(self, text: str, start: int, words: dict[str, str]) -> Role | None:
        if text[start : start + 1] not in self._heads:
            return None
        for end in range(min(start + self._longest, len(text)), start, -1):
            word = text[start:end]
            if word in words:
                return Role(word, words[word], start, end, word)
        return None

    def _last(self, text: str, end: int, words: Iterable[str]) -> str:
        for start in range(max(0, end - self._longest), end):
            if text[start:end] in words:
                return text[start:end]
        return ""
