"""Personal names in one sentence: the places where one may stand, and how much speaks for it.

Chinese marks names by nothing but their company: a surname, a role before or a title after, a
verb of speech, other names in a list. jieba's nr is weak evidence only, as it also takes
陈述 or 高考 for a person. Deciding is left to `people`, which sees the whole document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from wucheng.voices import (
    company,
    elements,
    likeness,
    shapes,
    shortnames,
    stated,
    transcribed,
    witness,
)
from wucheng.voices.candidates import Candidate, Line
from wucheng.voices.namelists import listed
from wucheng.voices.roles import LOOSE, Role, Roles
from wucheng.voices.surnames import (
    COMMON,
    COMPOUND,
    NEVER,
    PARTICLES,
    PLACE_ENDS,
    SELDOM,
    SURNAMES,
    WITHIN,
    WORDY,
)
from wucheng.voices.tagger import Span
from wucheng.words import Token, general_counts

#: Verbs of one character that people do to people.
_TOWARDS = frozenset("见送陪接帮扶背劝教为替望访救护遇寻")

#: What joins the last of a list to the others.
_JOINTS = ("和", "与", "及")

#: What each way in which the tokens lie says for a name, by itself.
_SHAPES = {"name": 2.0, "split": 0.5, "odd": 1.0, "cut": 0.0, "word": -2.0}


#: Numerals, measures, and surnames that are verbs of amount: 占三成, 过一天.
_NUMERALS = frozenset("一二三四五六七八九十百千万两半")
_MEASURES = frozenset("成倍分层号天人户名个位次年月日岁元米里点时半圈趟轮例万千百十")
_AMOUNTS = frozenset("占过满成计单双连包应和共近超达总时")

#: What no given name begins with.
_BEGINS_NONE = NEVER - WITHIN
#: Endings of roads and waters.
_WAYS = frozenset("路桥河湖江站")
#: What has names of its own: 台风杜苏芮.
_STORM = re.compile("(?:台风|飓风|热带风暴)[“‘]?$")
#: Verbs between a post and another that goes with it, and surnames.
_HOLDS = frozenset("任兼当")
_POST = re.compile(r"[双总副正第一]?(?:组长|队长|班长|主任|书记|指挥|团长|会长|所长|政委|指挥长)")
#: Tags of words that are no part of a name.
_PARTICLE = ("d", "c", "p", "r")
#: A word counted less often is the tagger's make: 问清 in 蓝萍问清地址.
_MADE_UP = 30
#: A given name as likely as this, and a surname that is usual.
_LIKELY, _USUAL = 2.0, -1.5
#: A last character less likely than this may be the beginning of a verb.
_RATHER = 1.0
#: A character that is less a surname than this begins a name only after a role.
_HARDLY = -3.5


def find(
    text: str, tokens: Sequence[Token], roles: Roles, tagged: Sequence[Span] | None = None
) -> list[Candidate]:
    """All stretches of a sentence that may be a personal name; those of one place may overlap.

    Args:
        text: the sentence.
        tokens: (token, part of speech, start, end), covering it.
        tagged: where a tagger means a person; None if none was asked.
    """
    line = Line(text, tokens, roles)
    openings = company.openings(line)
    found = [
        *shortnames.find(line, openings),
        *_plain(line, openings),
        *transcribed.find(line),
        *elements.find(line),
        *stated.find(line),
    ]
    if tagged is not None:
        found = witness.weigh(line, found, tagged)
    titled = {c.end: c.start for c in found if c.title and c.sure}
    found = [c for c in found if not (c.role and titled.get(c.start, c.role.start) < c.role.start)]
    for first, last in company.bylines(text):
        found = [c for c in found if not first <= c.start < last]
    return listed(line, found)


def _plain(line: Line, openings: Iterable[int]) -> Iterator[Candidate]:
    """Surname and given name: 崔玉芬, 蒋燕, 欧阳玉兰."""
    text = line.text
    for start in openings:
        if text[start : start + 2] in COMPOUND:
            family = 2
        elif text[start] in SURNAMES:
            family = 1
        else:
            continue
        if text[start + family : start + family + 1] in _BEGINS_NONE:
            continue
        role = line.role(start)
        sure = role or start in line.called
        if not sure and family == 1 and likeness.family(text[start]) < _HARDLY:
            continue
        if not role and text[start] in PARTICLES and line.tag(start) not in company.PERSONAL:
            continue
        han = company.HAN.match(text, start, start + family + 2)
        for end in (start + family + 2, start + family + 1):
            if han and end <= han.end() and text[end : end + 1] != "某":
                candidate = _weigh(line, start, end, family, role)
                if candidate and not line.in_place(start):
                    yield candidate


def _weigh(line: Line, start: int, end: int, family: int, role: Role | None) -> Candidate | None:
    text, roles = line.text, line.roles
    name, given = text[start:end], text[start + family : end]
    before = text[start - 1] if start else "。"
    aged = before == "的" and company.aged(text, start)
    trade = company.trade(text, start) if before == "的" else None
    post = company.posted(line, start - 1) if before == "的" else None
    stated = role or post or aged or trade
    if not NEVER.isdisjoint(given) and not shapes.within(line, start, end, given, stated):
        whole = line.token(start) == name and line.tag(start) in company.PERSONAL
        if not (whole and (company.renamed(text, end) or start in line.called)):
            return None  # but 王小告（化名）
    title = line.title(end)
    if title and len(title.text) == 1 and (title.end not in line.ends or line.cuts_word(end)):
        title = None  # 工 of 职工
    if title and len(given) > 1 and given[-1] in _TOWARDS and line.roles.person(text, end):
        title = None  # 郑超 in 郑超见老人, not 郑超见
    old = bool(company.age(text, end))
    joined = before in _JOINTS and text[end : end + 1] in company.OPEN
    shape = shapes.lie(line, start, end, bool(stated) or old or joined)
    says = end in line.says and not (shape == "word" and text[end] == "地")
    if shape == "cut" and not (says or title or family == 2 or _acts(line, end)):
        return None
    loose = role is not None and role.head in LOOSE
    if loose and (shape != "name" or likeness.family(text[start]) < _USUAL):
        return None
    if given[-1] in _WAYS and text.startswith("等", end) and not role:
        return None  # 吴韵路等道路
    if _STORM.search(text, max(0, start - 4), start):
        return None
    if text.startswith(("大道", "大街", "大桥"), end - 1):
        return None
    inside = line.token(start)
    if not role and line.tag(start) == "ns" and 1 < len(inside) < end - start:
        return None
    if line.tag(start) == "z" and len(inside) > end - start and inside in general_counts():
        return None  # 乐呵 of 乐呵呵
    if roles.titled(name) or (given[-1] in PLACE_ENDS and not role):
        return None
    if given[0] in _NUMERALS and given[-1] in _MEASURES and text[start] in _AMOUNTS:
        return None  # 占三成
    ending = line.role(end)
    if ending and ending.start <= start:
        return None
    called = line.title(start + family)
    if called and called.end >= end:  # 王阿 of 王阿姨, which is a short name
        return None
    if shape == "cut" and len(inside) > 1 and line.role(start + len(inside)):
        return None
    if shape == "cut" and not role and line.tag(start) in _PARTICLE and inside in general_counts():
        return None  # 马上 in 马上有人说
    if role and text[start] in _HOLDS and _POST.match(text, start + 1):
        return None  # 任双 in 党委书记任双组长
    if shape == "cut" and len(inside) > 1 and likeness.family(text[start : start + family]) < -1:
        return None
    if text[end - 1 : end + 3] in shapes.common_words() and end not in line.ends:
        return None
    if len(given) > 1 and given[-1] in SELDOM and text[end - 1 : end + 1] in general_counts():
        return None
    if name.startswith("谢谢") or text[end : end + 1] in company.ASPECT and text[end - 1] != "过":
        return None
    if company.PLACE.match(text, end) and not title:
        return None
    named_at = start if len(inside) == end - start else start + family
    given_name = role and line.tag(named_at) in company.PERSONAL
    if role and says and len(given) == 2:
        doubled = given[0] == given[1]  # 志愿者于洋洋说
        given_name = given_name or doubled or likeness.given(given) > _LIKELY
    if shape != "name" and text[start] in PARTICLES and not given_name:
        return None
    weight = _SHAPES[shape] + shapes.looks(shape, text[start : start + family], given)
    if shape == "name" and text[start] not in COMMON and name in general_counts():
        weight -= 1.0
    if shape == "odd" and stated and len(given) == 2 and likeness.given(given[-1]) > 0:
        weight += 0.5  # 孙华定 rather than 孙华
    if shape == "name" and text[start : start + family] in WORDY:
        weight -= 0.5
    if len(given) > 1 and end not in line.ends and line.tag(end - 1)[:1] == "v":
        known = line.token(end - 1) in general_counts()
        weight -= 2.0 * (known and likeness.given(given[-1]) < _RATHER)  # 邱月敲 in 邱月敲开了门
    if shape == "split" and not (says or title) and shapes.verb_and_word(line, start, end):
        weight -= 3.0
    seldom = given[-1] in SELDOM
    if seldom:
        fits = likeness.given(given[-1]) > 0
        if len(given) > 1 and (end == len(text) or text[end] in company.OPEN):
            fits, role_or_stop = True, True  # 佟鹤年。: nothing is left that it could begin
        else:
            role_or_stop = bool(role)
        weight -= (1.5 if len(given) < 2 else 2.5) * (0.5 if fits and role_or_stop else 1)
    if len(given) < 2 and shapes.goes_on(line, end):
        weight -= 1.5
    elif len(given) < 2 and before in company.LISTED and shapes.counted(line, end):
        weight -= 4.0  # 郭娟 of 郭娟巧3位
    elif shape == "split" and len(given) == 2 and shapes.goes_on(line, end - 1):
        weight += 1.0
    sure = False
    # what stands to the left
    placed = before == "的" and company.placed(text, start)
    if role:
        weight += 3.0
        sure = True
    elif start in line.called or company.renamed(text, end):
        weight += 2.0
        sure = True
        if text.startswith("的", end) and roles.person(text, end + 1):
            role = roles.person(text, end + 1)  # 叫…的男孩
            weight += 1.0
    elif before in company.OPEN:
        weight += before != "、"  # one of a list has its neighbours to speak for it
    elif post:
        role = post
        weight += 3.0
        sure = True
    elif trade:
        role = trade
        weight += 3.0
        sure = True
    elif placed:
        weight += 2.0
    elif before == "的" and text[max(0, start - 2)] in company.ORGANISATION | company.LEVEL:
        weight += 1.5
    elif aged:
        role = company.aged_post(line, start)
        weight += 2.5
        sure = True
    elif before == "的" and shape in ("name", "split") and _does(line, start, end, family):
        weight += 2.0
    elif before in company.PREPOSITION or before == "的":
        weight += 0.5
    elif company.agent(line, start):
        role = company.agent(line, start)
        weight += 2.0
    elif text.endswith(company.ALSO, 0, start) and shape != "word":
        weight += 1.5
    elif before in company.ORGANISATION and len(given) == 2 and shape != "word":
        weight += 1.0
    # what stands to the right
    tag = line.tag(end)
    if title:
        weight += 3.0
        sure = True
    elif old:
        weight += 2.0
        sure = sure or before in company.OPEN
    elif says and (before in company.OPEN or role):
        weight += 2.5
    elif company.ACTS.match(text, end):
        weight += 2.0
    elif text.startswith("等", end) and end in line.ends and shape != "word":
        weight += 1.0  # 陈惠平等20户
    elif before == "的" and company.TAKEN_UP.match(text, end):
        weight += 1.5
    elif end == len(text) or text[end] in company.OPEN:
        weight += 0.5 * (before not in "，、" or sure)
    elif shapes.noun(line, end):
        weight -= 0.5 if role or aged or placed else 1.5
    elif end in line.ends or len(inside) == end - start + 1 == 4:
        acts = tag in company.PREDICATE or end not in line.ends  # glued to its verb: 王文吉是
        weight += 1.0 if acts and before in company.OPEN and shape != "word" else 0.5
    person = role and tag in ("p", "d") and line.tag(start) in company.PERSONAL
    if role and role.kind == "family" and line.tag(start).startswith("n"):
        person = tag in ("p", "d") or text[end : end + 1] == "是"
    if shape == "word" and not title and not (role and says) and not person:
        weight = min(weight, 1.0)
        sure = False
    elif shape == "word" and person:
        weight = max(weight, 3.0)
    if title and not role and title.text != "同志":
        role = title._replace(start=start, end=start)
    return Candidate(
        start, end, name, weight, sure and weight >= 3 + seldom, role, word=shape == "word"
    )


def _does(line: Line, start: int, end: int, family: int) -> bool:
    """Whether somebody who does one thing does another, so that it is a person: 值班的蓝萍问清…"""
    doing = line.before(start - 1)
    if not doing or doing[1] not in ("v", "vn"):
        return False
    name = line.text[start:end]
    likely = likeness.family(name[:family]) > _USUAL and likeness.given(name[family:]) > 0
    made_up = general_counts().get(line.token(end), 0) < _MADE_UP
    sure = likeness.given(name[family:]) > _LIKELY
    return likely and (line.tag(end) in ("v", "d") or end in line.says or made_up or sure)


def _acts(line: Line, end: int) -> bool:
    """Whether what follows shows that it is somebody, or what somebody did."""
    if company.ACTS.match(line.text, end):
        return True
    return line.text[end + 1 : end + 2] in company.ASPECT and not line.cuts_word(end)
