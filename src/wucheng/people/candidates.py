"""Candidates: stretches of a sentence that may be a personal name, and what speaks for each."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple

from wucheng.language.words import Token, general_counts
from wucheng.people import called
from wucheng.people.roles import Role, Roles

#: A word counted less often may be the tagger's make: 飞去 in 高飞去排查.
_SELDOM = 30
#: What goes with a verb of one character: 摇着.
_ASPECTS = ("着", "了", "过")

_SPEECH = re.compile(
    "说(?!来就来|不定|明书|服|法)|道(?<![味街渠通管隧轨频跑赛河航]道)(?![谢歉别贺喜路理具德教])|表示|告诉|介绍|坦言|感慨|回忆|认为|强调|指出|笑称|直言|解释"
)
#: What leads to somebody by where they live or learn: 602的老苏, 三年级的小宇, 我家妞妞.
_AT_HOME = re.compile(
    r"的(?:(?<=[0-9]的)|(?<=[0-9][号栋幢室楼组门]的)|(?<=[0-9](?:号楼|单元)的)|(?<=年级的)"
    r"|(?<=[0-9一二三四五六七八九十）大中小]班的))"
    r"|家(?<=[我咱俺]家)(?=(?P<twice>[㐀-鿿])(?P=twice))"
)
#: Where a list of names ends, glued or not: 陈惠平等20户.
_AMONG = re.compile(r"等(?=[0-9一二两三四五六七八九十几多人名位]|同志)")
#: What may stand before a role in quotation marks.
_TITLED = re.compile("“[^，。！？；：“”]{0,8}$")
#: What may part a post from a name in captions and labels.
_GAP = re.compile("(?<=[㐀-鿿])[ 　](?=[㐀-鿿])")
#: What parts a verb of speech from a name, and how far they may be apart.
_PARTS = frozenset("，。！？；：“”、")
_NEAR = 6
#: Kinds of titles that are roles too, where somebody is spoken of for the first time.
_ELDERS = ("resident", "family")
_TAG, _START = itemgetter(1), itemgetter(2)
#: No token.
_NONE: Token = ("", "", 0, 0)


class Candidate(NamedTuple):
    """A stretch that may be a name, with the weight of what speaks for it.

    `sure` is set where the company leaves no doubt; `title` for a surname with a title (骆大爷);
    `nick` where the text says that somebody is called so: 居民嘴里的“沈大姐”.
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
    nick: bool = False


class Line:
    """One sentence with its tokens, asked about character by character."""

    def __init__(self, text: str, tokens: Sequence[Token], roles: Roles) -> None:
        self.text = text
        self.tokens = tokens
        self.roles = roles
        self._order: list[int] = list(map(_START, tokens))
        self.starts: dict[int, Token] = dict(zip(self._order, tokens, strict=True))
        self.tags: list[str] = list(map(_TAG, tokens))
        #: places where a word ends: where one begins, and behind the last
        self.ends = {*self.starts, len(text)}
        if "等" in text:
            self.ends.update(match.start() for match in _AMONG.finditer(text))
        #: places before a 和 that is glued to the last character of a name
        self.glued = set(self._glued()) if "和" in text else set()
        self.ends |= self.glued
        #: places before which a name would be that of somebody who speaks
        self.says = _before_speech(text)
        #: places where what begins is said to be a name
        self.called = called.places(text)
        #: places before which it is said where somebody lives
        self.homes = {match.end() for match in _AT_HOME.finditer(text)}
        ending = roles.endings(text)
        if "”" in text:
            ending |= _marked(text, ending)
        for match in _GAP.finditer(text):  # 村支书 樊某某
            post = ending.get(match.start())
            if post and post.kind != "family":  # kin sign by their given names: 女儿 青禾
                ending.setdefault(match.end(), post)
        #: role(end) is the role phrase that ends at a place, title(start) the title that begins
        self.role = ending.get
        self.titles = roles.titles(text)
        self.title = self.titles.get
        for start, title in self.titles.items():  # 壮族阿婆韦三妹
            if start and text[start - 1] in "族的位" and title.kind in _ELDERS:
                ending.setdefault(title.end, title)
        #: the role phrases behind which a word begins
        self.posts = {end: role for end, role in ending.items() if end in self.starts}

    def at(self, start: int) -> Token:
        """The token that begins here, or one of empty strings."""
        return self.starts.get(start, _NONE)

    def tag(self, start: int) -> str:
        """The tag of the token that begins here, or an empty string."""
        return self.starts.get(start, _NONE)[1]

    def token(self, start: int) -> str:
        """The token that begins here, or an empty string."""
        return self.starts.get(start, _NONE)[0]

    def before(self, start: int) -> Token | None:
        """The token before the one that begins here."""
        return self._reaching(start) if start and start in self.starts else None

    def in_place(self, start: int) -> bool:
        """Whether a character is part of a long place name: 侯 of 侯家塘街道."""
        token = self._reaching(start + 1)
        return token is not None and token[1] == "ns" and len(token[0]) > 3

    def guess_across(self, place: int) -> Token | None:
        """The token that a place cuts in two, if the tagger made it up: 员常小 in 快递员常小军."""
        token = self._reaching(place)
        if token and token[2] < place < token[3] and general_counts().get(token[0], 0) < _SELDOM:
            return token
        return None

    def cuts_word(self, place: int) -> bool:
        """Whether a place cuts a word that the dictionary knows well: 收到 in 甘露收到了."""
        token = self._reaching(place)
        inside = token is not None and token[2] < place < token[3]
        return inside and general_counts().get(token[0], 0) >= _SELDOM if token else False

    def word_after(self, place: int) -> bool:
        """Whether the rest of a made-up token, from this place on, is a word: 瞪大 in 轩瞪大."""
        if self.text.startswith("说", place) and place + 1 in self.ends:
            return True  # 明说 in 徐正明说
        token = self.guess_across(place)
        rest = self.text[place : token[3]] if token else ""
        if len(rest) == 1 and self.text[place - 1] + rest in general_counts():
            return False  # 隔离 in 居家隔离
        return rest in general_counts() or rest[1:] in _ASPECTS and rest[0] in general_counts()

    def _glued(self) -> Iterator[int]:
        """Where a 和 is glued to the last character of a name: 尚国|平和|… for 尚国平和…."""
        for match in re.finditer("和", self.text):
            place = match.start()
            before = self.before(place - 1)
            if before and before[1].startswith("nr") and len(self.token(place - 1)) == 2:
                yield place

    def _reaching(self, place: int) -> Token | None:
        """The token that ends at a place or reaches over it."""
        index = bisect_left(self._order, place)
        return self.tokens[index - 1] if index else None


def _marked(text: str, ending: dict[int, Role]) -> dict[int, Role]:
    """Role phrases that end a quotation, by the places behind it: “最美网格员”贾春荣."""
    return {
        end + 1: role
        for end, role in ending.items()
        if text.startswith("”", end) and _TITLED.search(text, max(0, role.start - 9), role.start)
    }


def _before_speech(text: str) -> set[int]:
    """The places from which a verb of speech is near and in the same clause."""
    places = set()
    for match in _SPEECH.finditer(text):
        places.add(match.start())
        for place in range(match.start() - 1, max(-1, match.start() - _NEAR - 1), -1):
            if text[place] in _PARTS:
                break
            places.add(place)
    return places
