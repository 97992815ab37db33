"""Kin names: what neighbours call each other, by a word for kin: 德贵叔, 九婶, 阿庆哥."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wucheng.language.words import general_counts
from wucheng.people import company, likeness
from wucheng.people.candidates import Candidate, Line
from wucheng.people.roles import Role
from wucheng.people.surnames import NEVER

#: The order of birth, by which neighbours call each other: 九婶.
_BY_ORDER = re.compile("[三四五六七八九幺][叔婶伯嫂婆爷姑姨公](?![里斤分司])")
#: What neighbours add to a given name, if the word goes no further.
_KIN = frozenset("叔婶伯嫂姨哥姐")
_WITH_KIN = re.compile("[㐀-鿿]{3}(?![叔婶伯嫂姨哥姐妹夫父母])")
#: How likely a given name must be and how seldom it is a word, and what none is made of.
_GIVEN, _USUAL_GIVEN = 2.5, 30
_NO_GIVEN = NEVER | frozenset("老小大阿二三四五六七八九表堂亲位名个")
#: 阿 and a character of the given name, with a word for kin or without.
_BY_A = re.compile("阿[㐀-鿿](?:[叔婶伯嫂姨哥姐妹弟](?![叔婶伯嫂姨哥姐妹夫父母]))?")


def find(line: Line) -> Iterator[Candidate]:
    """A given name, 阿 with a piece of one or the order of birth, with a word for kin after it."""
    for place, title in line.titles.items():
        if title.text in _KIN and place > 1 and _WITH_KIN.match(line.text, place - 2):
            by_given_name = _by_given_name(line, place - 2, title)
            if by_given_name:
                yield by_given_name
    for match in _BY_ORDER.finditer(line.text):
        if _acts_alone(line, *match.span()):
            yield Candidate(*match.span(), match.group(), 3.6, kind="short")
    for match in _BY_A.finditer(line.text) if "阿" in line.text else ():
        yield from _fond(line, *match.span())


def _by_given_name(line: Line, start: int, title: Role) -> Candidate | None:
    """A given name with a word for kin: 德贵叔, 秀芹婶."""
    text, end = line.text, title.end
    given, role = text[start : title.start], line.role(start)
    opens = not start or text[start - 1] in company.OPEN
    if not (opens or role):
        return None
    if not _NO_GIVEN.isdisjoint(given) or likeness.given(given) < _GIVEN:
        return None
    known = general_counts().get(given, 0) > _USUAL_GIVEN
    if known and not (line.token(start) == given and line.tag(start) in company.PERSONAL):
        return None
    acts = end in line.says or line.tag(end) in company.PREDICATE or text[end : end + 1] == "的"
    cut = line.guess_across(end) is not None  # 德贵叔|头 as one word
    if not (role or acts or cut):
        return None
    weight = 4.0 if role or acts else 3.5
    return Candidate(start, end, text[start:end], weight, bool(role), role, title.text, title.kind)


def _fond(line: Line, start: int, end: int) -> Iterator[Candidate]:
    """阿 and a character, where nobody else can be meant: 阿丹哭了, 阿庆哥住在一楼."""
    name, title = line.text[start:end], line.title(end - 1) if end - start > 2 else None
    known = general_counts().get(name[:2], 0) > _USUAL_GIVEN or line.roles.titled(name[:2])
    if known or name[1] in _NO_GIVEN or start not in line.starts:
        return
    text = title.text if title else ""
    known_by = _introduced(line, start, end)
    if known_by:
        role = known_by if known_by.text else None
        yield Candidate(start, end, name, 4.0, True, role, text, "short")
        return
    if not _acts_alone(line, start, end):
        return
    weight = 3.6 if title or end in line.says else 2.5
    yield Candidate(start, end, name, weight, role=line.role(start), title=text, kind="short")


def _introduced(line: Line, start: int, end: int) -> Role | None:
    """The role before 阿 and a character, one without text where only a 的 leads to who speaks."""
    text = line.text
    says = end in line.says
    does = says or line.tag(end) in company.PREDICATE or text[end : end + 1] in company.OPEN
    if not does or not (end in line.ends or line.word_after(end)):
        return None
    native = company.native(text, start)
    if native:
        return native._replace(text="")
    role = line.role(start) or company.agent(line, start)
    led = company.trade(text, start) or (says and text[start - 1 : start] == "的")
    return role or (Role("", "", start, start) if led else None)


def _acts_alone(line: Line, start: int, end: int) -> bool:
    """Whether a word for kin opens a clause, and somebody of an age or who acts follows."""
    opens = not start or line.text[start - 1] in company.OPEN
    acts = line.tag(end) in company.PREDICATE or end in line.says or line.word_after(end)
    return opens and (acts or company.age(line.text, end) > 0)
