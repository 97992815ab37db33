"""Plain names: a surname and a given name of one or two characters (崔玉芬, 蒋燕, 欧阳玉兰)."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator

from wucheng.language.words import general_counts
from wucheng.people import company, elements, likeness, shapes, stretch, weights
from wucheng.people.candidates import Candidate, Line
from wucheng.people.roles import LOOSE, Role
from wucheng.people.stretch import Stretch
from wucheng.people.surnames import (
    COMMON,
    COMPOUND,
    NEVER,
    ORDINARY,
    PARTICLES,
    PLACE_ENDS,
    PLACES_TOO,
    PREFIXES,
    SURNAMES,
    WITHIN,
    WORDY,
)

#: Numerals, measures, and surnames that are verbs of amount: 占三成, 过一天.
_NUMERALS = frozenset("一二三四五六七八九十百千万两半")
_MEASURES = frozenset("成倍分层号天人户名个位次年月日岁元米里点时半圈趟轮例万千百十")
_AMOUNTS = frozenset("占过满成计单双连包应和共近超达总时")
#: Adverbs that are given names too.
_JUST = ("刚", "正", "才", "再", "曾")
#: What a surname of two characters begins with.
_COMPOUND = frozenset(surname[0] for surname in COMPOUND)
#: What no given name begins with.
_BEGINS_NONE = NEVER - WITHIN
#: Endings of roads and waters.
_WAYS = frozenset("路桥河湖江站")
#: What the name of a water ends with after one character.
_WATERS = frozenset("河湖溪渠")
#: What has names of its own: 台风杜苏芮.
_STORM = tuple(kind + mark for kind in ("台风", "飓风", "热带风暴") for mark in ("", "“", "‘"))
_AFTER_STORM = frozenset(storm[-1] for storm in _STORM)
#: Verbs between a post and another that goes with it, and surnames.
_HOLDS = frozenset("任兼当")
_POST = re.compile(r"[双总副正第一]?(?:组长|队长|班长|主任|书记|指挥|团长|会长|所长|政委|指挥长)")
#: Tags of words that are no part of a name.
_PARTICLE = ("d", "c", "p", "r")
#: A character that is less a surname than this begins a name only after a role.
_HARDLY = -3.5
#: A word counted more often is a name only in such company.
_WELL_KNOWN = 30
_BESIDE = company.LISTED | company.PREPOSITION | {"的"}
#: What nobody but a person does: 海波说，…
_SAYS = re.compile("(?:说|告诉记者|介绍|表示|坦言|笑着说)[，：。]")
#: What stands before a name of which more is told.
_INTRODUCE = company.LISTED | frozenset(company.AGED_ENDS)
#: Two characters as likely as this in given names are one behind a particle too.
_SURELY = 5.0


def find(line: Line, openings: Iterable[int], known: Container[str] = ()) -> Iterator[Candidate]:
    """Surname and given name: 崔玉芬, 蒋燕, 欧阳玉兰; known ones where more is told of them."""
    text = line.text
    for start in openings:
        first = text[start]
        compound = first in _COMPOUND and text[start : start + 2] in COMPOUND
        if not (compound or first in SURNAMES):
            continue
        family = 1 + compound
        if text[start + family : start + family + 1] in _BEGINS_NONE:
            continue
        role = line.role(start)
        told = role or start in line.called
        if not told and (_place(text, start) if compound else _common(line, start)):
            continue
        if text[start : start + 3] in known and not _tells_more(line, start, start + 3):
            continue
        particle = first in PARTICLES and line.tag(start) not in company.PERSONAL
        if particle and not (role or _by_itself(line, start)):
            continue
        han = company.HAN.match(text, start, start + family + 2)
        last = han.end() if han else start
        for end in (start + family + 2, start + family + 1):
            if end <= last and not text.startswith("某", end):
                candidate = _weigh(line, start, end, family, role)
                if candidate and not line.in_place(start):
                    yield candidate


def _tells_more(line: Line, start: int, end: int) -> bool:
    """Whether a role, an age, a title or another of a list stands beside a name."""
    text = line.text
    if text[start - 1 : start] in _INTRODUCE or text[end : end + 1] in company.LISTED:
        return True
    return bool(line.role(start) or line.title(end) or company.age(text, end))


def _place(text: str, start: int) -> bool:
    """Whether a compound surname is rather a number or a place: 东门老胡, 第五网格."""
    if text[start : start + 2] not in PLACES_TOO:
        return False
    given = text[start + 2 : start + 4]
    return given[:1] in PREFIXES or likeness.given(given) < weights.LIKELY


def _common(line: Line, start: int) -> bool:
    """Whether a well-known word begins here, and nothing beside it speaks for a name.

    So too where one character and a well-known word stand (门|晚上), and where a character hardly
    is a surname.
    """
    text = line.text
    if likeness.family(text[start]) < _HARDLY:
        return True
    token, tag, _, end = line.at(start)
    single = len(token) == 1 and tag not in company.PERSONAL and token not in COMMON
    if single:
        token, tag, _, end = line.at(end)
    if len(token) < 2 or tag in company.PERSONAL or general_counts().get(token, 0) < _WELL_KNOWN:
        return False
    if single and likeness.given(token) > weights.LIKELY:
        return False
    if text[start - 1 : start] in _BESIDE or text[end : end + 1] in company.LISTED:
        return False
    acts = end in line.says or end + 1 in line.says or company.age(text, end)
    return not (acts or line.title(end))


def _weigh(line: Line, start: int, end: int, family: int, role: Role | None) -> Candidate | None:
    """The stretch as a candidate with its weight, unless something rules it out."""
    s = stretch.read(line, start, end, family, role)
    if not s or _part_of_word(s) or _no_name(s):
        return None
    beside, sure, role = weights.left(s)
    word, title = s.shape == "word", s.title
    person = word and _somebody(s, role)
    if word and not (title or person or _speaks(s, role)):
        return Candidate(start, end, s.name, _of_word(s, role), False, role, word=True)
    more, certain = weights.right(s, role, sure)
    weight = weights.look(s) + beside + more
    if person:
        weight = max(weight, 3.0)
    if title and not role and title.text != "同志":
        role = title._replace(start=start, end=start)
    sure = (sure or certain) and weight >= 3 + s.seldom
    return Candidate(start, end, s.name, weight, sure, role, word=word)


def _somebody(s: Stretch, role: Role | None) -> bool:
    """Whether a word after a role is somebody by what follows: 妻子海燕在家."""
    tag = s.line.tag(s.end)
    if role and role.kind == "family" and s.tag.startswith("n"):
        return tag in ("p", "d") or s.line.text.startswith("是", s.end)
    return role is not None and tag in ("p", "d") and s.tag in company.PERSONAL


def _speaks(s: Stretch, role: Role | None) -> bool:
    """Whether a word after a role is who speaks, and no role itself."""
    return role is not None and s.says and not s.line.roles.person(s.line.text, s.end)


def _of_word(s: Stretch, role: Role | None) -> float:
    """The weight of a word of the dictionary as a name, by what stands beside it.

    No such place is enough, and two with a role are not.
    """
    line, text, end = s.line, s.line.text, s.end
    if s.name in ORDINARY or s.name in line.roles.words:
        return 1.0
    if s.before in company.OPEN and (s.old or _SAYS.match(text, end)):
        return 2.7  # 安心今年四十岁, 海波说，
    if role and not line.roles.person(text, end) and line.tag(end)[:1] not in ("n", "u", "a"):
        return 1.6
    return 1.0 if role else 0.0


def _no_name(s: Stretch) -> bool:
    """Whether it is something else that has a name, or no name at all."""
    line, text, start, end, given = s.line, s.line.text, s.start, s.end, s.given
    loose = s.role is not None and s.role.head in LOOSE
    if loose and (s.shape != "name" or likeness.family(text[start]) < weights.USUAL):
        return True
    if _of_place(s):
        return True
    if s.before in _AFTER_STORM and text.endswith(_STORM, 0, start):
        return True
    if line.roles.titled(s.name) or (given[-1] in PLACE_ENDS and not s.role):
        return True
    if given == "家" and (line.title(end) or text.startswith("老", end)):
        return True  # 马家大嫂, 陈家老二
    if given[0] in _NUMERALS and given[-1] in _MEASURES and text[start] in _AMOUNTS:
        return True  # 占三成
    ending = line.role(end)
    if ending and ending.start <= start:
        return True
    post = line.title(start)
    if post and len(post.text) > 1 and len(s.inside) < end - start:
        return True  # 师傅丁 in 木匠师傅丁长根
    called = line.title(start + s.family)
    if called and called.end >= end:
        return True  # 王阿 of 王阿姨, which is a short name
    if s.role and text[start] in _HOLDS and _POST.match(text, start + 1):
        return True  # 任双 in 党委书记任双组长
    if not s.role and s.surname in WORDY and given in _JUST and line.tag(end)[:1] == "v":
        return True  # 车刚停稳
    if s.name.startswith("谢谢"):
        return True
    if text[end : end + 1] in company.ASPECT and text[end - 1] != "过":
        return True
    return bool(company.PLACE.match(text, end)) and not s.title


def _of_place(s: Stretch) -> bool:
    """Whether it is the name of a road or a water: 吴韵路等道路, 卫河."""
    text, end, given = s.line.text, s.end, s.given
    if given[-1] in _WAYS and text.startswith("等", end) and not s.role:
        return True
    if given in _WATERS and not (s.role or s.title or s.old or s.says):
        return True
    return text.startswith(("大道", "大街", "大桥"), end - 1)


def _part_of_word(s: Stretch) -> bool:
    """Whether it lies on the words as names don't, and nothing beside it says that it is one."""
    line, text, start, end, given, inside = s.line, s.line.text, s.start, s.end, s.given, s.inside
    if not s.role and s.family == 1 and s.tag == "ns" and 1 < len(inside) < end - start:
        return True
    if s.tag == "z" and len(inside) > end - start and inside in general_counts():
        return True  # 乐呵 of 乐呵呵
    if s.shape == "cut" and len(inside) > 1 and line.role(start + len(inside)):
        return True
    particle = not s.role and s.tag in _PARTICLE
    if s.shape == "cut" and particle and inside in general_counts():
        return True  # 马上 in 马上有人说
    if s.shape == "cut" and len(inside) > 1 and likeness.family(s.surname) < -1:
        return True
    if (
        len(s.name) == 3
        and elements.made(s.name[:2])
        and text[end - 1 : end + 1] in general_counts()
    ):
        return True  # 卓嘎端 in 卓嘎端来
    if end not in line.ends and text[end - 1 : end + 3] in shapes.common_words():
        return True
    if len(given) > 1 and s.seldom and text[end - 1 : end + 1] in general_counts():
        return True
    return s.shape != "name" and text[start] in PARTICLES and not _after_particle(s)


def _by_itself(line: Line, start: int) -> bool:
    """Whether a name begins with a particle by what stands beside it: “85后”应国忠, 应国忠说."""
    before = line.text[start - 1] if start else "。"
    if before in company.AGED_ENDS and company.aged(line.text, start):
        return True
    if before not in company.OPEN or likeness.given(line.text[start + 1 : start + 3]) < _SURELY:
        return False
    return start + 3 in line.says or line.tag(start + 3) in ("v", "d", "p")


def _after_particle(s: Stretch) -> bool:
    """Whether what follows a surname that is a particle too can only be a given name."""
    if s.aged or (len(s.given) == 2 and _by_itself(s.line, s.start)):
        return True
    named_at = s.start if len(s.inside) == s.end - s.start else s.start + s.family
    if s.role and s.line.tag(named_at) in company.PERSONAL:
        return True
    if not (s.role and s.says and len(s.given) == 2):
        return False
    return s.given[0] == s.given[1] or likeness.given(s.given) > weights.LIKELY  # 志愿者于洋洋说
