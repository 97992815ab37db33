"""Candidates: stretches of a sentence that may be a personal name, and what speaks for each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from wucheng.voices.roles import Role, Roles
from wucheng.words import Token, general_counts

#: A word counted less often may be the tagger's make: 飞去 in 高飞去排查.
_SELDOM = 30
#: What goes with a verb of one character: 摇着.
_ASPECTS = ("着", "了", "过")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch that may be a name, with the weight of what speaks for it.

    `sure` is set where the company leaves no doubt; `title` for a surname with a title (骆大爷).
    """

    start: int
    end: int
    text: str
    weight: float
    sure: bool = False
    role: Role | None = None
    title: str = ""
    kind: str = ""
    word: bool = False


class Line:
    """One sentence with its tokens, asked about character by character."""

    def __init__(self, text: str, tokens: Sequence[Token], roles: Roles) -> None:
        self.text = text
        self.tokens = tokens
        self.roles = roles
        self.starts = {token[2]: index for index, token in enumerate(tokens)}
        self.ends = {token[3] for token in tokens} | {len(text)}
        self._before: dict[int, Role | None] = {}

    def role(self, end: int) -> Role | None:
        """The role phrase that ends at a place."""
        if not end or self.text[end - 1] not in self.roles.finals:
            return None
        if end not in self._before:
            self._before[end] = self.roles.ending(self.text, end)
        return self._before[end]

    def tag(self, start: int) -> str:
        """The tag of the token that begins here, or an empty string."""
        index = self.starts.get(start)
        return self.tokens[index][1] if index is not None else ""

    def token(self, start: int) -> str:
        index = self.starts.get(start)
        return self.tokens[index][0] if index is not None else ""

    def in_place(self, start: int) -> bool:
        """Whether a character is part of a long place name: 侯 of 侯家塘街道."""
        index = bisect_left(self.tokens, start + 1, key=lambda token: token[3])
        token = self.tokens[index] if index < len(self.tokens) else ("", "", 0, 0)
        return token[1] == "ns" and len(token[0]) > 3

    def guess_across(self, place: int) -> Token | None:
        """The token that a place cuts in two, if the tagger made it up: 员常小 in 快递员常小军."""
        index = bisect_left(self.tokens, place, key=lambda token: token[3])
        token = self.tokens[index] if index < len(self.tokens) else None
        if token and token[2] < place < token[3] and general_counts().get(token[0], 0) < _SELDOM:
            return token
        return None

    def cuts_word(self, place: int) -> bool:
        """Whether a place cuts a word that the dictionary knows well: 收到 in 甘露收到了."""
        index = bisect_left(self.tokens, place, key=lambda token: token[3])
        token = self.tokens[index] if index < len(self.tokens) else None
        inside = token is not None and token[2] < place < token[3]
        return inside and general_counts().get(token[0], 0) >= _SELDOM if token else False

    def word_after(self, place: int) -> bool:
        """Whether the rest of a made-up token, from this place on, is a word: 瞪大 in 轩瞪大."""
        if self.text.startswith("说", place) and place + 1 in self.ends:
            return True  # 明说 in 徐正明说
        token = self.guess_across(place)
        rest = self.text[place : token[3]] if token else ""
        return rest in general_counts() or rest[1:] in _ASPECTS and rest[0] in general_counts()
