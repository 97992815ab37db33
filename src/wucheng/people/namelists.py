"""Lists of names: two sure neighbours vouch for the rest, also for 海洋 (ocean) among them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from operator import attrgetter

from wucheng.people import likeness
from wucheng.people.candidates import Candidate, Line
from wucheng.people.surnames import NEVER, SURNAMES

_START, _END = attrgetter("start"), attrgetter("end")
#: What joins names. Where it is missing there is no list.
_JOINTS = ("、", "和", "与")
_HAN = re.compile(r"[㐀-鿿]+")
#: A list whose members are counted as places: 建井、安馨、东方、建安四个小区.
_COUNTED = re.compile(
    r"等?(?:[0-9０-９一二两三四五六七八九十百多余几]+)?[个家处座条]?[^，。；、：！？…]{0,6}?"
    r"(?:社区|小区|街道|村|镇|乡|县|市|区|省|地(?!人)|街|路|学校|医院|企业|公司|单位|部门|点位|站点"
    r"|食品|物资|药品|蔬菜|用品|菜品)"
)
#: A name of this weight speaks for the one that 和 joins to it.
_STRONG = 3.5
#: A word less likely than this to be a given name is none after a role: 天天.
_UNLIKE = -1.0
_AMONG = re.compile(r"等?(?:[0-9一二两三四五六七八九十]+[名位个]?)?")


def listed(line: Line, found: list[Candidate]) -> list[Candidate]:
    """Lists of names: two sure neighbours vouch for the rest, also for 海洋 among them."""
    text = line.text
    joined = any(_beside_joint(text, c) for c in found)
    if joined:
        found = _paired(line, found)
    if not found or "、" not in text:
        return found
    spans = {(c.start, c.end): c for c in sorted(found, key=lambda c: (c.sure, c.weight))}
    if not joined:
        return list(spans.values())
    ending, beginning = _grouped(found, _END), _grouped(found, _START)
    for run in _runs([m.start() for m in re.finditer("、", text)]):
        headed = None if ending.get(run[0]) else _headed(line, run[0])
        members = _members(line, run, ending, beginning, headed)
        good = [m for m in members if m in spans and _vouches(spans[m])]
        named = len(members) > 3 and all(text[start] in SURNAMES for start, _ in members)
        if len(good) < 2 or 2 * len(good) < len(members) and not named:
            continue
        tail = members[-1][1]
        roles = (spans[m].role for m in members if m in spans)
        role = next((r for r in roles if r and r.end > r.start), None)  # no title of one of them
        if headed:
            role = line.role(headed[0])
        among = _AMONG.match(text, tail)
        if among and among.group():
            role = line.roles.person(text, among.end()) or role
        if not role and _places(line, tail):
            continue
        for member in members:
            old = spans.get(member)
            if old:
                spans[member] = old._replace(
                    weight=old.weight + 3, sure=True, role=old.role or role
                )
            elif member not in good and not _kept_word(line, member):
                name = text[member[0] : member[1]]
                spans[member] = Candidate(*member, name, 3.0, True, role, word=True)
    return list(spans.values())


def _beside_joint(text: str, candidate: Candidate) -> bool:
    return text.startswith(_JOINTS, candidate.end) or text.endswith(_JOINTS, 0, candidate.start)


def _grouped(
    found: Sequence[Candidate], place: Callable[[Candidate], int]
) -> dict[int, list[Candidate]]:
    grouped: dict[int, list[Candidate]] = {}
    for candidate in found:
        grouped.setdefault(place(candidate), []).append(candidate)
    return grouped


def _runs(marks: Sequence[int]) -> list[list[int]]:
    """The marks 、 between which a name and no more has room, those of a list together."""
    runs = [[marks[0]]]
    for mark in marks[1:]:
        if 2 <= mark - runs[-1][-1] - 1 <= 4:
            runs[-1].append(mark)
        else:
            runs.append([mark])
    return runs


def _members(
    line: Line,
    run: Sequence[int],
    ending: dict[int, list[Candidate]],
    beginning: dict[int, list[Candidate]],
    headed: tuple[int, int] | None,
) -> list[tuple[int, int]]:
    """Where the members of a list stand: what ends at its first mark, up to what 和 adds to it."""
    members = [(a + 1, b) for a, b in pairwise(run)]
    first, last = _best(ending.get(run[0], ())), _best(beginning.get(run[-1] + 1, ()))
    if first:
        headed = first.start, first.end
    if headed:
        members.insert(0, headed)
    if last:
        members.append((last.start, last.end))
        after = _pair(line, last.end)
        extra = _best(beginning.get(after, ())) if after else None
        if extra:
            members.append((extra.start, extra.end))
    return [member for member in members if _HAN.fullmatch(line.text, *member)]


def _places(line: Line, end: int) -> bool:
    """Whether what follows a list counts it as places: 四个小区, but not 都是本村村民."""
    counted = _COUNTED.match(line.text, end)
    return counted is not None and not any(
        (who := line.roles.person(line.text, place)) and who.end > counted.end()
        for place in range(counted.start(), counted.end() + 1)
    )


def _headed(line: Line, end: int) -> tuple[int, int] | None:
    """A doubled word between a role and the first mark of a list: 笑笑 in 志愿者笑笑、亚娇."""
    start = end - 2
    if start < 1 or not line.role(start) or line.text[start] != line.text[start + 1]:
        return None
    whole = start in line.starts and line.token(start) == line.text[start:end]
    likely = likeness.given(line.text[start:end]) > _UNLIKE
    return (start, end) if whole and likely else None


def _vouches(candidate: Candidate) -> bool:
    """Whether a list member is name enough to vouch for its neighbours."""
    if candidate.word:
        return candidate.role is not None and candidate.weight >= 1.0
    return candidate.weight >= 1.5


def _paired(line: Line, found: list[Candidate]) -> list[Candidate]:
    """Two names under one role: 志愿者徐某和吴某."""
    ends = {c.end: c.role for c in found if c.sure and c.role and not c.word}
    begins = {c.role.start for c in found if c.sure and c.role and not c.word}
    strong = {c.end for c in found if c.weight >= _STRONG and not c.word}
    shared = []
    for c in found:
        if c.start - 1 in strong and line.text[c.start - 1] in "和与" and c.weight >= 1.5:
            c = c._replace(weight=c.weight + 1.5)
        if c.word and c.role and c.end < len(line.text) and line.text[c.end] in "、和与":
            known = c.end + 1 in begins or c.role.start - 1 in ends
            c = c._replace(weight=3.0, sure=True) if known else c
        role = ends.get(c.start - 1) if line.text[c.start - 1 : c.start] in ("和", "与") else None
        if role and not c.role and not c.word and c.weight >= 1.5:
            c = c._replace(weight=c.weight + 2, sure=True, role=role)
        shared.append(c)
    return shared


def _best(candidates: Sequence[Candidate] | tuple[()]) -> Candidate | None:
    return max(candidates, key=lambda c: (c.weight, c.end - c.start), default=None)


def _pair(line: Line, end: int) -> int | None:
    """Where the last member of a list begins: after 和 or 与."""
    return end + 1 if line.text[end : end + 1] in ("和", "与", "及") else None


def _kept_word(line: Line, member: tuple[int, int]) -> bool:
    """Whether a list member without a surname is too plainly something else: a role, a place."""
    text = line.text[member[0] : member[1]]
    return bool(
        line.roles.ending(line.text, member[1])
        or not NEVER.isdisjoint(text)
        or len(text) > 3
        or text[0] not in SURNAMES
        and len(text) != 2
    )
