"""Aid: the places that the people of a page go to help, which are not where the page is.

队员们驰援上海 is told at home and by the helped alike. A page is that of the helpers unless it
speaks for the helped: 支援我市, 各地医疗队来沪, a paper of the helped city, or a street of it where
the page opens and the help is told once.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from wucheng.lexicon import Row
from wucheng.pages.places.divisions import Path, Place, county, divisions

#: A text with its place names.
Text = tuple[str, Sequence[Place]]

_SENTENCE = re.compile(r"[^。！？]+")
#: Between a word of help and the place: 支援湖北武汉, 支援过上海, not 支援的江苏医疗队.
_GAP = r"[^的，。；：、！？“”来自从—\s-]{0,6}$"
_LISTED = re.compile(r"[、和及与]")
_ORIGIN = re.compile(r"来自[^，。；：的]{0,30}$")
_SETS_OUT = re.compile(r"[^，。；：]{0,10}?(?:出发|集结|启程|集合|出征|登机|登车)")
_NEAR, _FAR = 12, 34
#: What a title says counts as so many sentences; one sentence of help may be told in passing.
_TITLE = 2
#: Helpers name their own team in so many of all mentions of teams.
_MOST = 2 / 3
#: How long somebody has been there: 在武汉的47天, 来武汉的第六天.
_STAY = re.compile(
    r"(?:已经?|整整|工作|支援|奋战|战斗)*的?(?:这|那|第)?[0-9一二三四五六七八九十百两]+多?(?:天|个月|个日夜|个昼夜)"
)
_STAYING = re.compile(r"[来到在抵]$")
#: Who lives and works in a place, and doesn't come to help.
_LIVING = re.compile(r"社区|街道|居委|小区|村|派出所")
#: How many characters of a county's name a word of help can stand before without 市 or 县.
_BARE = (4, 3, 2)


class Aid:
    """Finds whom the people of a page help.

    Args:
        rows: rows of elsewhere.tsv; of its kinds helps, goes, task, team, short, ours, many, comes.
    """

    def __init__(self, rows: Iterable[Row]) -> None:
        rows = list(rows)
        helps, goes = listed(rows, "helps"), listed(rows, "goes")
        task, team = listed(rows, "task"), listed(rows, "team")
        ours, many = listed(rows, "ours"), listed(rows, "many")
        full, _ = divisions()
        self._short = {
            row["word"]: path
            for row in rows
            if row["kind"] == "short"
            for path in full.get(row["place"], ())
        }
        short = "|".join(map(re.escape, self._short)) or "(?!)"
        self._helps = re.compile(f"(?:{helps}){_GAP}")
        self._verb = re.compile(helps)
        self._goes = re.compile(rf"(?<!回)(?:{goes})了?[^的，。；：、！？“”]{{0,4}}$")
        # 南京的采样, but in 山东增援河南 it is the helper that stands before the word
        self._done = re.compile(f"的?(?!{helps})(?:{task})(?!{team})")
        self._sent = re.compile(rf"[^，。；：、！？“”]{{0,8}}?(?:{team})")
        self._task = re.compile(task)
        self._team = re.compile(team)
        self._called = re.compile(rf"(?<![支增驰救])援({short})")
        self._named = re.compile(rf"(?<![支增驰救])援(.)(?=.{{0,4}}(?:{team}|{task}|[医护归]))")
        self._guests = re.compile(
            rf"(?:{helps})[^，。；]{{0,3}}(?:{ours})|来(?:到了?)?(?:{ours})[^，。；]{{0,8}}?(?:{helps}|帮)"
            rf"|来(?:{short})(?![^，。；]{{0,2}}人员)|(?:{listed(rows, 'comes')})"
            rf"|(?:{many})[^，。；]{{0,16}}?(?:{team}|{helps}|医)"
        )

    def read(self, texts: Sequence[Text], told_by: Sequence[Text]) -> frozenset[Path]:
        """The places that the page's people help, each as the beginning of a path.

        Args:
            texts: the title and the paragraphs.
            told_by: source, dateline and the like. A paper of a helped city speaks for it.

        Nothing where the page is that of the helped.
        """
        going, guests, local = 0, 0, False
        helped: set[Path] = set()
        also: set[Path] = set()
        origins: Counter[Path] = Counter()
        initials = _initials(texts)
        for order, (text, found) in enumerate(texts):
            for said in _sentences(text, found):
                named = self._helped(said, initials)
                if self._is_guest(said, named):
                    guests += 1
                elif named:
                    going += 1 if order else _TITLE
                elif not (going or said.has(self._task) or said.has(self._team)):
                    local = local or _is_local(said)
                helped |= named
                origins.update(self._senders(said))
                going += sum(_stays(text, place) for place in said.places)
                for place in said.places:
                    if self._done.match(text, place[1]) or self._arrives(said, place):
                        also.update(place[2])
        in_passing = local and going < _TITLE and _on_the_spot(texts, helped)
        if not helped or guests > going or in_passing or _of_all_places(origins, helped):
            return frozenset()
        if any(within(path, helped) for _, found in told_by for p in found for path in p[2]):
            return frozenset()
        return frozenset(helped | also)

    def is_home(self, text: str, place: Place) -> bool:
        """Whether helpers set out from a place or come from it: 从四平出发, 来自南通的医疗队."""
        start, end, _ = place
        if text.endswith("从", 0, start):
            return _SETS_OUT.match(text, end) is not None
        origin = _ORIGIN.search(text, max(0, start - _FAR), start)
        return bool(origin and self._team.search(text, end, end + _FAR))

    def _arrives(self, said: Sentence, place: Place) -> bool:
        """Whether a team goes to a place, which alone is told by both sides."""
        return said.has(self._team) and said.ends(self._goes, place[0])

    def _helped(self, said: Sentence, initials: Mapping[str, Path]) -> set[Path]:
        """The places that one sentence says are helped."""
        helped: set[Path] = set()
        tasked, far = said.has(self._task), said.has(self._team)
        before = -1
        for place, following in zip_longest(said.places, said.places[1:]):
            start, end, paths = place
            if (
                (before >= 0 and _LISTED.fullmatch(said.text, before, start))
                or said.ends(self._helps, start)
                or (tasked and said.ends(self._goes, start))
            ):
                before = end
                # neighbours of one city help each other (前往上海市黄浦区), teams come from afar
                if far or not following or following[0] != end:
                    helped.update(paths)
        for match in self._called.finditer(said.text, said.start, said.end):
            helped.add(self._short[match[1]])
        for match in self._named.finditer(said.text, said.start, said.end):
            if match[1] in initials:
                helped.add(initials[match[1]])
        for match in self._verb.finditer(said.text, said.start, said.end):
            helped.update(_county(said.text, match.end()))
        return {path[:1] if path[1:] == ("",) else path for path in helped}

    def _senders(self, said: Sentence) -> Iterator[Path]:
        """The provinces before the teams of a sentence: 安徽援沪医疗队, 湖北省的队员."""
        for _, end, paths in said.places:
            if self._sent.match(said.text, end, said.end):
                yield paths[0][:1]

    def _is_guest(self, said: Sentence, helped: set[Path]) -> bool:
        """Whether a sentence tells of helpers as those do whom they help."""
        if said.has(self._guests):
            return True
        origins = [
            paths
            for start, _, paths in said.places
            if _ORIGIN.search(said.text, max(said.start, start - _FAR), start)
            and not any(within(path, helped) for path in paths)
        ]
        return len(origins) > 1 and said.has(self._team)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a text, from `start` to `end`, with its place names."""

    text: str
    start: int
    end: int
    places: Sequence[Place]

    def has(self, words: re.Pattern[str]) -> bool:
        """Whether some of these words are in it."""
        return words.search(self.text, self.start, self.end) is not None

    def ends(self, words: re.Pattern[str], at: int) -> bool:
        """Whether words of it that end at a place of the text are of this pattern."""
        return words.search(self.text, max(self.start, at - _NEAR), at) is not None


def _sentences(text: str, found: Sequence[Place]) -> Iterator[Sentence]:
    starts = [place[0] for place in found]
    for match in _SENTENCE.finditer(text):
        first, last = (bisect_left(starts, edge) for edge in match.span())
        yield Sentence(text, *match.span(), found[first:last])


def _of_all_places(origins: Mapping[Path, int], helped: set[Path]) -> bool:
    """Whether teams of several provinces are named, none far more often than the others.

    That is how the helped tell it, or the whole country; helpers tell of their own.
    """
    there = {path[:1] for path in helped}
    times = [number for province, number in origins.items() if province not in there]
    return len(times) > 1 and max(times) < _MOST * sum(times)


def _initials(texts: Sequence[Text]) -> dict[str, Path]:
    """The cities of a page by their first characters, for 援扬."""
    return {
        text[start]: paths[0][:2]
        for text, found in texts
        for start, _, paths in found
        if len(paths) == 1
    }


def _is_local(said: Sentence) -> bool:
    """Whether a sentence tells of the life of a street or a district."""
    return said.has(_LIVING) and any(len(path) > 2 for p in said.places for path in p[2])


def _on_the_spot(texts: Sequence[Text], helped: set[Path]) -> bool:
    """Whether the first street or district that a page names is one of a helped city's."""
    cities = {path[:2] for path in helped}
    below = (p[2] for _, found in texts for p in found if any(len(path) > 2 for path in p[2]))
    return any(within(path, cities) for path in next(below, ()))


def _county(text: str, start: int) -> tuple[Path, ...]:
    """The readings of a county named without its suffix: 驰援涿州."""
    names = (text[start : start + size] for size in _BARE)
    return next(filter(None, map(county, names)), ())


def _stays(text: str, place: Place) -> bool:
    """Whether a text counts the days that somebody has been in a place."""
    start, end, _ = place
    return bool(_STAYING.search(text, start - 1, start) and _STAY.match(text, end))


def within(path: Path, helped: Iterable[Path]) -> bool:
    """Whether a place is one of some places or lies in one."""
    return any(path[: len(place)] == place for place in helped)


def listed(rows: Iterable[Row], kind: str) -> str:
    """The words of one kind as alternatives of a pattern; without any, one that never matches."""
    words = sorted({row["word"] for row in rows if row["kind"] == kind}, key=len, reverse=True)
    return "|".join(map(re.escape, words)) or "(?!)"
