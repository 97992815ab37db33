"""Weights: how much the look of a stretch and what stands beside it speak for a personal name."""

from __future__ import annotations

import re

from wucheng.language.words import general_counts
from wucheng.people import company, likeness, shapes
from wucheng.people.candidates import Line
from wucheng.people.roles import Role
from wucheng.people.stretch import Stretch
from wucheng.people.surnames import COMMON, WORDY

#: What each way in which the tokens lie says for a name, by itself.
_SHAPES = {"name": 2.0, "split": 0.5, "odd": 1.0, "cut": 0.0, "word": -2.0}
#: A word counted less often is the tagger's make: 问清 in 蓝萍问清地址.
_MADE_UP = 30
#: A name seldom begins with a word counted more often.
_WELL_KNOWN = 1000
#: A last character less likely than this may be the beginning of a verb.
_RATHER = 1.0
#: A given name as likely as this, and a surname that is usual.
LIKELY, USUAL = 2.0, -1.5
#: As likely as the first, with a surname that begins hardly anything else, or as the second with
#: any that is as good as usual, it is one.
_VERY, _BEYOND = 2.5, 5.0
#: What begins hardly anything else.
_ONLY = 1.0

_MARKS = re.compile("[，。！？；：“”]")
#: A bracket behind a name that tells a post is no longer, in characters.
_BRACKET = 24


def look(s: Stretch) -> float:
    """The weight of what it looks like by itself, and of how it lies on the words."""
    line, text, start, end, given, shape = s.line, s.line.text, s.start, s.end, s.given, s.shape
    weight = _SHAPES[shape] + shapes.looks(shape, s.surname, given)
    if shape == "name" and text[start] not in COMMON and s.name in general_counts():
        weight -= 1.0
    elif shape == "name" and len(given) == 2 and _surely(s):
        weight += 0.5  # 但韩雅婷没有犹豫
    stated = s.role or s.post or s.aged or s.trade
    if shape == "odd" and stated and len(given) == 2 and likeness.given(given[-1]) > 0:
        weight += 0.5  # 孙华定 rather than 孙华
    if shape == "split" and len(given) == 2 and given[0] == given[1] and s.surname not in WORDY:
        weight += 1.0  # 程朵朵
    if len(s.name) == 3 and not (s.says or stated):
        weight -= 1.5 * (general_counts().get(s.name[:2], 0) > _WELL_KNOWN)  # 宣传栏
    if shape == "name" and s.surname in WORDY:
        weight -= 0.5
    if len(given) > 1 and end not in line.ends and line.tag(end - 1)[:1] == "v":
        known = line.token(end - 1) in general_counts()
        weight -= 2.0 * (known and likeness.given(given[-1]) < _RATHER)  # 邱月敲 in 邱月敲开了门
    weight -= 2.0 * (len(given) > 1 and shapes.takes_result(text, end))  # 戴 in 苏明戴好面罩
    if shape == "split" and not (s.says or s.title) and shapes.verb_and_word(line, start, end):
        weight -= 3.0
    if s.seldom:
        fits, role_or_stop = likeness.given(given[-1]) > 0, bool(s.role)
        if len(given) > 1 and (end == len(text) or text[end] in company.OPEN):
            fits, role_or_stop = True, True  # 佟鹤年。: nothing is left that it could begin
        weight -= (1.5 if len(given) < 2 else 2.5) * (0.5 if fits and role_or_stop else 1)
    if len(given) < 2 and shapes.goes_on(line, end):
        weight -= 1.5
    elif len(given) < 2 and s.before in company.LISTED and shapes.counted(line, end):
        weight -= 4.0  # 郭娟 of 郭娟巧3位
    elif shape == "split" and len(given) == 2 and shapes.goes_on(line, end - 1):
        weight += 1.0
    return weight


def _surely(s: Stretch) -> bool:
    """Whether a word can hardly be but a name, and is no object: not 舒芙蕾 in 做舒芙蕾."""
    only = likeness.family(s.surname) > _ONLY
    if likeness.given(s.given) < (_VERY if only else _BEYOND):
        return False
    if likeness.family(s.surname) < 0:
        return False
    before = s.line.before(s.start)
    return not before or before[1][:1] != "v" or before[0] == "是"


def left(s: Stretch) -> tuple[float, bool, Role | None]:
    """The weight of what stands to the left, whether it makes sure of a name, and the role."""
    line, text, start, before = s.line, s.line.text, s.start, s.before
    if s.role:
        return 3.0, True, s.role
    if start in line.called or company.renamed(text, s.end):
        person = line.roles.person(text, s.end + 1) if text.startswith("的", s.end) else None
        return (3.0 if person else 2.0), True, person  # 叫…的男孩
    if s.aged and before != "的":
        return 2.5, True, None  # “85后”应国忠
    if before in company.OPEN:
        return _after_mark(s)
    if s.post or s.trade:
        return 3.0, True, s.post or s.trade
    if before == "的" and company.placed(text, start):
        return 2.0, False, None
    if before == "的" and text[max(0, start - 2)] in company.ORGANISATION | company.LEVEL:
        return 1.5, False, None
    if s.aged:
        return 2.5, True, company.aged_post(line, start)
    if before == "的" and s.shape in ("name", "split") and _does(line, start, s.end, s.family):
        return 2.0, False, None
    if before == "的" and s.shape == "name" and _surely(s):
        return 1.0, False, None  # 值夜班的韩雅婷赶来
    if before in company.PREPOSITION or before == "的":
        return 0.5, False, None
    agent = company.agent(line, start)
    if agent:
        return 2.0, False, agent
    return _after_noun(s) if s.shape != "word" else (0.0, False, None)


def _after_mark(s: Stretch) -> tuple[float, bool, Role | None]:
    """The same where a mark stands to the left."""
    text, before = s.line.text, s.before
    kin = s.line.role(s.start - 1) if before == "，" else None
    whose = kin is not None and kin.kind == "family" and text[kin.start - 1] == "的"
    if whose and text[s.end : s.end + 1] in ("，", "。"):
        return 2.0, False, kin  # 甲的丈夫，乙。
    return float(before != "、"), False, None  # in a list its neighbours speak for it


def _after_noun(s: Stretch) -> tuple[float, bool, Role | None]:
    """The same where a body stands to the left, or what counts up who was there."""
    text, start = s.line.text, s.start
    if text.endswith(company.ALSO, 0, start):
        return 1.5, False, None
    if s.before not in company.ORGANISATION:
        return 0.0, False, None
    two = len(s.given) == 2
    department = company.department(text, start)
    if department:
        return (2.0 if two else 1.5), False, department
    listed = s.shape == "name" and text[s.end : s.end + 1] in ("、", "和", "与")
    return float(two or listed), False, None  # 防疫办陈婷、…


def right(s: Stretch, role: Role | None, sure: bool) -> tuple[float, bool]:
    """The weight of what stands to the right, and whether it makes sure of a name."""
    line, text, end, before, shape = s.line, s.line.text, s.end, s.before, s.shape
    if s.title:
        return 3.0, True
    if s.old:
        return 2.0, before in company.OPEN
    if s.says and (before in company.OPEN or role):
        return 2.5, False
    if company.ACTS.match(text, end):
        return 2.0, False
    if text.startswith("等", end) and end in line.ends and shape != "word":
        return 1.0, False  # 陈惠平等20户
    if before == "的" and company.TAKEN_UP.match(text, end):
        return 1.5, False
    if text[end : end + 1] in ("，", "（") and before in company.OPEN and _apposed(line, end + 1):
        return 1.5, False
    if end == len(text) or text[end] in company.OPEN:
        return 0.5 * (before not in "，、" or sure), False
    if shapes.noun(line, end):
        placed = before == "的" and company.placed(text, s.start)
        return (-0.5 if role or s.aged or placed else -1.5), False
    if end in line.ends or len(s.inside) == end - s.start + 1 == 4:
        # or glued to its verb: 王文吉是
        acts = line.tag(end) in company.PREDICATE or end not in line.ends
        return (1.0 if acts and before in company.OPEN and shape != "word" else 0.5), False
    return 0.0, False


def _apposed(line: Line, start: int) -> bool:
    """Whether a role fills what begins at a place: 倪思源，交警，…; 谷青松（市教育局局长）"""
    close = line.text.find("）", start, start + _BRACKET) if line.text[start - 1] == "（" else -1
    if line.role(close):
        return True
    who = line.roles.person(line.text, start)
    return who is not None and line.text[who.end : who.end + 1] in ("，", "。")


def _does(line: Line, start: int, end: int, family: int) -> bool:
    """Whether somebody who does one thing does another, so that it is a person: 值班的蓝萍问清…

    Or who is told of by a whole clause before the name: 生于北方的崔川东如今….
    """
    doing = line.before(start - 1)
    told = line.tags[0] in ("v", "p") and not _MARKS.search(line.text, 0, start)
    if not doing or (doing[1] not in ("v", "vn") and not told):
        return False
    name = line.text[start:end]
    likely = likeness.family(name[:family]) > USUAL and likeness.given(name[family:]) > 0
    made_up = general_counts().get(line.token(end), 0) < _MADE_UP
    sure = likeness.given(name[family:]) > LIKELY
    return likely and (
        line.tag(end) in (("v", "d", "t", "p") if told else ("v", "d"))
        or end in line.says
        or made_up
        or sure
    )
