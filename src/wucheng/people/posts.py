"""Posts: what a text says that a person is, beside the name or further off, and where."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Protocol

from wucheng.language.words import Token
from wucheng.people import company
from wucheng.people.candidates import Candidate
from wucheng.people.roles import LEVELS, POSTS, Role, Roles

_LINK = re.compile(
    r"(?:便|就|也|还|都|均|全都?|原|原本|曾|曾经|现|既|正|又|主动|报名|自愿|被|刚)*"
    r"(?:是|作为|担任|身为|任|出任|就任|接任|当选|选为|推选为|推举为|聘为|任命为|系|为|当上|当(?![时天日年场])|成为|成了"
    r"|在[^，。；：“”、]{1,14}(?:做|当|担任|任)(?![了好完]))"
    r"了?(?:一名|一位|该|村里的|社区的)?"
)
#: 老支书名叫甲.
_CALLED = re.compile(r"(?:的名字叫|名叫|名字叫)$")
_SENTENCE = re.compile(r"[，。；！？：“”]")
#: 像甲一样的网格员.
_LIKE = re.compile(r"(?:一样|这样|那样)的")
#: 作为道里区的环卫工，负责公园清雪的甲上岗了.
_AS_ONE = re.compile(r"(?:作为|身为)(?P<role>[^，。；！？：“”]{2,40})，[^，。；！？：“”]{2,24}的$")
_HE_IS = re.compile(
    r"[他她](?:今年[0-9]{2}岁，)?(?:就|便|还|也|曾|曾经|原)?(?:是|担任|任|在.{2,14}担任)"
)
#: 我跟过一位社区副书记，她叫甲.
_SHE_IS = re.compile(
    r"[一这]?[位名个](?P<role>[^，。！？；：“”]{2,14})(?:[^，。！？；：“”]{0,8})，[他她](?:的名字)?叫$"
)
#: How long the second of two roles may be.
_NEXT = 12
#: 甲，三里村党支部书记，64岁.
_APPOSED = re.compile(r"[，（](?P<role>[^，。！？；：“”（）]{2,20})[，。）]")
#: What a sentence begins after.
_BEFORE = ("", *"。！？”：叫\n")
_CLAUSE = re.compile(r"[，。；！？：“”、]")
_AS_CLAUSE = re.compile(r"(?:作为|身为|担任)[^，。；：“”]{0,40}$")
_AS = re.compile(r"(?:作为|身为|担任|当|是)[^，。；：“”]{0,14}$")
#: What joins the people of a list.
_LISTED = ("、", "和", "与", "及")
#: Kinds of roles that tell whose somebody is, not what.
_BONDS = ("family", "colleague")


class Named(Protocol):
    """Where a sentence names somebody."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def name(self) -> str: ...


def linked(text: str, start: int, end: int, roles: Roles) -> Role | None:
    """A role said of the name at [start, end) from further off: 她是…网格员, 作为班长的…"""
    before = text[start - 1 : start]
    if before == "，":
        role = roles.ending(text, start - 1)
        if role and _AS_CLAUSE.search(text, max(0, role.start - 50), role.start):
            return role
    if before == "的":
        as_one = _AS_ONE.search(text, max(0, start - 70), start)
        role = roles.ending(text, as_one.end("role")) if as_one else None
        if role:
            return role
        role = roles.ending(text, start - 1)
        if role and _AS.search(text, max(0, role.start - 20), role.start):
            return role
    like = _LIKE.match(text, end)
    if like:
        return roles.person(text, like.end())
    age = company.age(text, end)
    end = age or end
    link = _LINK.match(text, end + (text[end : end + 1] == "，"))
    if link:
        stop = _CLAUSE.search(text, link.end(), link.end() + 31)
        last = stop.start() if stop else len(text)
        whole = _SENTENCE.search(text, link.end(), link.end() + 41)
        if whole and whole.start() > last:
            both = roles.ending(text, whole.start())
            if both and both.start < last:
                return both  # 社区党委书记、居委会主任
        if last - link.end() <= 30:
            return roles.ending(text, last) or company.trade(text, last)
    if before == "叫":
        called = _CALLED.search(text, max(0, start - 4), start)
        if called:
            return roles.ending(text, called.start())
        named = _SHE_IS.search(text, max(0, start - 60), start)
        if named:
            return roles.ending(text, named.end("role")) or roles.person(text, named.start("role"))
    apposed = _APPOSED.match(text, end) if before in _BEFORE else None
    if apposed:
        role = roles.ending(text, apposed.end("role"))
        own = role and "是" not in text[apposed.start("role") : role.start]  # not 父母都是教师
        return _and_next(text, role, roles) if role and own and role.kind in POSTS else None
    return None


def _and_next(text: str, role: Role, roles: Roles) -> Role:
    """A role with the one that fills the next clause: 甲，退役军人，货车司机。"""
    start = role.end + 1
    stop = _SENTENCE.search(text, start, start + _NEXT)
    after = roles.ending(text, stop.start()) if stop and text[role.end] == "，" else None
    if not after or after.start != start or after.kind in _BONDS or text[after.end] not in "，。":
        return role
    return role._replace(text=f"{role.text}、{after.text}", end=after.end, head=after.head)


def told(
    where: Sequence[Sequence[Named]],
    texts: Sequence[str],
    names: Iterable[str],
    roles: Roles,
) -> dict[str, list[tuple[int, Role]]]:
    """What is said of each name from further off, with the sentence that says it.

    Args:
        where: for each sentence, who is named.
        texts: the sentences.
        names: everyone named.
        roles: the lexicon.
    """
    said: dict[str, list[tuple[int, Role]]] = {name: [] for name in names}
    for number, line in enumerate(where):
        for group in _joined(texts[number], line) if line else ():
            own = [linked(texts[number], m.start, m.end, roles) for m in group]
            shared = _shared(texts[number], group, own[0], own[-1])
            for mention, role in zip(group, own, strict=True):
                if known := role or shared:
                    said[mention.name].append((number, known))
        before = _subject(texts[number - 1], where[number - 1], roles) if number else ""
        if before and _HE_IS.match(texts[number]):
            role = linked(texts[number], 0, 1, roles)
            if role and role.kind not in _BONDS:
                said[before].append((number, role))
    return said


def _subject(text: str, line: Sequence[Named], roles: Roles) -> str:
    """Whom a sentence is about: who alone is named, or 乙 in 这是甲的丈夫，乙。"""
    names = {mention.name for mention in line}
    if len(names) == 1:
        return names.pop()
    if len(line) != 2 or text[line[1].end :] not in ("。", "！"):
        return ""
    role = roles.ending(text, line[1].start - (text[line[1].start - 1] == "，"))
    bound = role and role.kind in _BONDS and text[line[0].end : role.start] == "的"
    return line[1].name if bound else ""


def _shared(
    text: str, group: Sequence[Named], first: Role | None, last: Role | None
) -> Role | None:
    """The role said of the first or last of a list that is that of all: A、B和C都是志愿者."""
    start, end = group[0].start, group[-1].end
    before = first and first.end < start and text.startswith("，", start - 1)
    role = first if before else last if last and last.start > end else None
    return role if role and role.kind not in _BONDS else None


def _joined(text: str, line: Sequence[Named]) -> list[list[Named]]:
    """The people of a sentence, those of a list together."""
    groups: list[list[Named]] = []
    for mention in line:
        if groups and text[groups[-1][-1].end : mention.start] in _LISTED:
            groups[-1].append(mention)
        else:
            groups.append([mention])
    return groups


def organisation(role: Role, tokens: Sequence[Token]) -> str:
    """The body or place that a role belongs to: the names of places right before it."""
    if role.end > (tokens[-1][3] if tokens else 0):
        return ""
    end = role.start
    level = next((word for word in LEVELS if role.text.startswith(word)), "")
    line = [t for t in tokens if t[3] <= end]
    if line and line[-1][0] == "的":
        line.pop()
    kept: list[Token] = []
    while (
        line
        and line[-1][1] in ("ns", "nt", "nz", "nr", "n", "f")
        and line[-1][3] == (kept[-1][2] if kept else line[-1][3])
    ):
        kept.append(line.pop())
    while kept and kept[-1][1] not in ("ns", "nt", "nz", "nr"):
        kept.pop()
    if not any(tag in ("ns", "nt") for _, tag, _, _ in kept) and not (kept and level):
        return ""
    return "".join(token for token, _, _, _ in reversed(kept)) + level


def fullest(
    beside: Sequence[tuple[int, Candidate]], further: Sequence[tuple[int, Role]], roles: Roles
) -> tuple[Role | None, int]:
    """The fullest role a text gives a person, and the sentence that gives it.

    Args:
        beside: the sentences and candidates that name the person.
        further: roles said of the person from further off, with their sentences.
        roles: the lexicon, for titles.
    """
    given = [(c.role, number) for number, c in beside if c.role]
    if not any(role.kind not in _BONDS for role, _ in given):
        given += [(role, number) for number, role in further]
    if not given:
        for number, c in beside:
            title = roles.title(c.text, len(c.text) - len(c.title)) if c.title else None
            if title and title.text != "同志":
                given.append((title, number))
    if not given:
        return None, 0
    # a department, which has no head word, only where nothing else is told
    return max(
        given, key=lambda r: (r[0].kind not in _BONDS, bool(r[0].head), len(r[0].text), -r[1])
    )
