"""Names told in passing: a place that the page names and is not in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from wucheng.lexicon import Row
from wucheng.pages.layout import byline
from wucheng.pages.places.aid import listed
from wucheng.pages.places.divisions import Place

#: Where somebody or something comes from is not where the text is: 来自济南、青岛的医疗队.
_ORIGIN = re.compile(r"(?:来自|产自|老家[在是]?|祖籍|籍贯|原籍)[^，。；：的]{0,24}$")
_COMES_FROM = re.compile(r"来自[^，。；：的]{0,24}$")
#: The same told by the way: 从石家庄赶来; and of a person by province and city: 湖南长沙人, 长沙籍.
_FROM = re.compile(r"从[^，。；：的]{0,12}$")
_NATIVE = re.compile(r"人(?![民员才大力口群])")
_AT = re.compile(r"[在去到][^，。；：！？“”]{0,4}$|(?:考[到上取入]|嫁[到去]|[飞开]往)$")
_STUDIES = re.compile(
    r"[^，。；：、！？“”]{1,14}(?:学院|大学)[^，。；：！？“”]{0,14}?"
    r"(?:返乡|回乡|就读|毕业|读[大研]|大[一二三四]|大学生|研究生|学生)"
)
_BESIDE = re.compile(r"[与同和跟][^，。；：！？“”]{0,12}$")
#: Somebody's post and a surname, after which a bare name is a given one: 书记罗朝阳.
_SURNAME = re.compile(
    r"(?:书记|主任|[队站所院校局镇乡县市组班会店厂村]长|[队社职教警议委]员|网格员|医生|护士|民警|老师|教师|经理|司机)"
    r"[^\W\d在到去赴往从来回至自援驻抵离住向由及和与对的，。]$"
)


class Passing:
    """Tells a place named in passing from one that the page is in.

    Args:
        rows: rows of elsewhere.tsv; of its kinds away, from, guest, near, comes and plain.
    """

    def __init__(self, rows: Iterable[Row]) -> None:
        rows = list(rows)
        away, near = listed(rows, "away"), listed(rows, "near")
        self._away = re.compile(rf"[^，。；：！？“”]{{0,4}}?(?:{away})")
        self._from = re.compile(rf"[^，。；：]{{0,8}}?(?:{listed(rows, 'from')})")
        self._near = re.compile(rf"[^，。；：！？“”]{{0,16}}?(?:{near})")
        self._by = re.compile(rf"(?:{near})[^，。；：、！？“”]{{0,4}}$")
        self._helpers = re.compile(rf"(?:{listed(rows, 'comes')})[^，。；]{{0,6}}$")
        self._guest = re.compile(listed(rows, "guest"))
        self.plain = frozenset(row["word"] for row in rows if row["kind"] == "plain")

    def elsewhere(
        self, text: str, found: Sequence[Place], number: int, *, of_helpers: bool
    ) -> bool:
        """Whether somebody is from, at work in or next to one of the places of a text.

        Args:
            text: a paragraph.
            found: its place names.
            number: which of them.
            of_helpers: whether it is of a page that helpers' home is looked for on. Where they are
                from (来自南通的医疗队) is not elsewhere there.
        """
        start, end, _ = found[number]
        if _ORIGIN.search(text, max(0, start - 30), start):
            return not (of_helpers and _COMES_FROM.search(text, max(0, start - 30), start))
        if text.startswith("籍", end):
            return True
        if _FROM.search(text, max(0, start - 14), start) and self._from.match(text, end):
            return True
        if _AT.search(text, max(0, start - 6), start) and (
            self._away.match(text, end) or text.startswith(("考", "嫁", "飞", "开"), start - 2)
        ):
            return True
        if self._helpers.search(text, max(0, start - 14), start):
            return True
        if self._by.search(text, max(0, start - 8), start) or _STUDIES.match(text, end):
            return True
        if _BESIDE.search(text, max(0, start - 14), start) and self._near.match(text, end):
            return True
        return any(
            not any(path[1] for path in outer[2])
            and outer[1] == inner[0]
            and _NATIVE.match(text, inner[1])
            for outer, inner in pairwise(found[max(0, number - 1) : number + 2])
        )

    def is_guest(self, text: str, end: int) -> bool:
        """Whether people of a place are named and not the place: 武汉人, 武汉来陕人员."""
        return bool(_NATIVE.match(text, end) or self._guest.match(text, end))


def people(texts: Sequence[str], names: re.Pattern[str]) -> set[str]:
    """The personal names of some texts that end in the name of a city: 罗朝阳 in 书记罗朝阳.

    Also without a post where the city's name stands twice or more, always after the same surname,
    and once begins a clause: 屈玉林数了数.
    """
    found: set[str] = set()
    after: dict[str, Counter[str]] = {}
    opening: set[str] = set()
    for text in texts:
        for match in names.finditer(text):
            start = match.start()
            whole = text[max(0, start - 1) : match.end()]
            if _SURNAME.search(text, max(0, start - 4), start):
                found.add(whole)
            after.setdefault(match[0], Counter())[whole] += 1
            if start == 1 or not text[start - 2 : start - 1].isalnum():
                opening.add(whole)
    for name, spelt in after.items():
        (whole, times), *others = spelt.most_common()
        alone = times > 1 and not others and whole != name
        if alone and whole in opening and byline.names(whole) == [whole]:
            found.add(whole)
    return found
