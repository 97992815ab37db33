"""A stretch of a sentence that may be surname and given name, with what stands around it."""

from __future__ import annotations

from typing import NamedTuple

from wucheng.people import company, shapes
from wucheng.people.candidates import Line
from wucheng.people.roles import Role
from wucheng.people.surnames import NEVER, SELDOM

#: Verbs of one character that people do to people.
_TOWARDS = frozenset("见送陪接帮扶背劝教为替望访救护遇寻")
#: What joins the last of a list to the others, and what else may introduce somebody.
_JOINTS = ("和", "与", "及")
_INTRODUCES = frozenset((*_JOINTS, *company.AGED_ENDS))
#: The length of a token that may be a name and a verb.
_FOUR = 4


class Stretch(NamedTuple):
    """A stretch, and what is said of it by what stands around it.

    `post`, `aged` and `trade` are told before a 的; `shape` is how it lies on the words.
    """

    line: Line
    start: int
    end: int
    family: int
    name: str
    surname: str
    given: str
    #: the character before it, and the word that begins with it, with its tag
    before: str
    inside: str
    tag: str
    role: Role | None
    post: Role | None
    aged: bool
    trade: Role | None
    title: Role | None
    old: bool
    shape: str
    says: bool
    #: whether its last character seldom ends a name
    seldom: bool


def read(line: Line, start: int, end: int, family: int, role: Role | None) -> Stretch | None:
    """The stretch with its surroundings, if it can be a name.

    None where a character is in it that names don't have, or where it lies across the words and
    nothing after it shows that it is somebody.
    """
    text = line.text
    before = text[start - 1] if start else "。"
    if family == 1 and not role and end not in line.ends and _cut(line, start, end, before):
        return None
    name, given = text[start:end], text[start + family : end]
    aged = before in company.AGED_ENDS and company.aged(text, start)
    trade = company.trade(text, start) if before == "的" else None
    post = company.posted(line, start - 1) if before == "的" else None
    stated = role or post or aged or trade
    if not NEVER.isdisjoint(given) and not shapes.within(line, start, end, given, stated):
        whole = line.token(start) == name and line.tag(start) in company.PERSONAL
        if not (whole and (company.renamed(text, end) or start in line.called)):
            return None  # but 王小告（化名）
    if len(given) < 2 and "和" in text[end : end + 2] and _parted(line, end):
        return None
    title = line.title(end)
    if title and len(title.text) == 1 and (title.end not in line.ends or line.cuts_word(end)):
        title = None  # 工 of 职工
    if title and title.text[0] in company.LEVEL and title.text[1:2] == "委":
        title = None  # 江西|省委书记
    if title and len(given) > 1 and given[-1] in _TOWARDS and line.roles.person(text, end):
        title = None  # 郑超 in 郑超见老人, not 郑超见
    old = bool(company.age(text, end))
    joined = before in _JOINTS and text[end : end + 1] in company.OPEN
    shape = shapes.lie(line, start, end, bool(stated) or old or joined)
    if family > 1 and shape == "cut" and line.token(start) == name[:family] and end in line.ends:
        shape = "split"  # 司徒|雁南
    says = end in line.says and not (shape == "word" and text[end] == "地")
    if shape == "cut" and not (says or title or family > 1 or _acts(line, end)):
        return None
    inside, tag, _, _ = line.at(start)
    return Stretch(
        line,
        start,
        end,
        family,
        name,
        name[:family],
        given,
        before,
        inside,
        tag,
        role,
        post,
        aged,
        trade,
        title,
        old,
        shape,
        says,
        given[-1] in SELDOM,
    )


def _cut(line: Line, start: int, end: int, before: str) -> bool:
    """Whether a stretch ends within a word, and nothing shows that a name does: told at once."""
    text = line.text
    if end in line.says or line.title(end) or before in _INTRODUCES:
        return False
    if text[end] in company.AGE_BEGINS or len(line.token(start)) == _FOUR:
        return False
    if text[end + 1 : end + 2] in company.ASPECT or shapes.takes_result(text, end + 1):
        return False
    return not company.ACTS.match(text, end)


def _parted(line: Line, end: int) -> bool:
    """Whether a place parts a name: 尚国 of 尚国|平和|尹芳, 鄢永 of 鄢永和刚刚到家."""
    return end + 1 in line.glued or shapes.joins_nothing(line, end + 1)


def _acts(line: Line, end: int) -> bool:
    """Whether what follows shows that it is somebody, or what somebody did."""
    if company.ACTS.match(line.text, end) or shapes.takes_result(line.text, end + 1):
        return True
    return line.text[end + 1 : end + 2] in company.ASPECT and not line.cuts_word(end)
