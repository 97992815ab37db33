"""Naming: what a text itself says is somebody's name: 叫乐乐, 小名石榴, 海燕姓海, 这是他的网名.

Children, animals and programmes are called something too. So the text must say who is called: a
role before 叫 or after the name, a name of that sort (小名, 绰号), or a pronoun.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from wucheng.language.words import general_counts
from wucheng.people import called, company, likeness
from wucheng.people.candidates import Candidate, Line
from wucheng.people.roles import Role
from wucheng.people.surnames import COMPOUND, FOREIGN, NEVER, SURNAMES

#: A name of a sort that only people have, up to a mark or a particle.
_NICKNAME = re.compile(
    r"[名称号叫](?:(?<=[化网笔艺小乳本]名|昵称|绰号|外号|名叫))(?<![群队店村书歌片剧曲牌站船地校班社菜]名叫)"
    r"[就也还都]?(?:为|是|叫)?“?(?P<name>[㐀-鿿]{2,4})(?=[”的，。、）是])"
)
#: What a child is given: 给女儿取名“念安”.
_GIVEN = re.compile(
    r"(?:女儿|儿子|孩子|孙子|孙女|宝宝|娃)[^，。！？；：“”]{0,4}[取起]名(?:叫|为)?“?"
    r"(?P<name>[㐀-鿿]{2,3})(?=[”，。、）])"
)
#: 叫 and what fills the rest of the clause, or stands before 的.
_CALLED = re.compile(r"叫(?:做|作)?“?(?P<name>[㐀-鿿]{2,4})(?=”?(?:[，。、；！？）]|的|$))")
#: What stands between who is called and 叫.
_ALSO = re.compile("(?:[都就也还本]|名字)$")
#: A clause before, about the name: 名字是我取的，叫田安.
_ITS_NAME = re.compile("(?:名字|姓[㐀-鿿])[^，。！？；：“”]{0,12}，$")
#: Somebody not named yet: 有个叫浦阿大的, 一个叫乐乐的.
_SOMEBODY = re.compile("[有一那这][个位名]$")
#: Who gives his or her own name, or somebody's just spoken of: 我叫亓果.
_PRONOUN = re.compile("(?:^|[，。！？；：“…])[我他她]$")
#: What others call somebody: 大家管他叫.
_BY_ALL = re.compile("[管把][^，。！？；：“”]{1,14}$")
#: What a verb of calling goes on with: 叫上, 叫停, 叫来.
_ON = frozenset("上来去住醒停回到开出进了过着不得好起车号")
_MARKED = re.compile(r"“(?P<name>[㐀-鿿]{2,3})”(?![、“])")
#: A surname that is less one than this may pass unseen in quotation marks.
_RARE = -1.5
#: A mark in quotation marks is less like a given name than this if it is of a scheme: “双报到”.
_THING = -3.0
#: Whoever is of a family may be called by any word: 女儿叫石榴.
_CHILDREN = re.compile("[女儿孩孙娃妹弟宝]|姑娘|小伙")
#: What the next pattern must find, as the two after it must find 姓.
_WHOSE = re.compile("是[他她我]的")
_ALIAS = re.compile(
    r"(?P<name>[㐀-鿿]{2,4})(?:——|（|，)?(?:这)?(?:只)?是(?:他|她|我)的"
    r"(?:名字|真名|本名|网名|化名|外号|绰号|昵称)"
)
_EXPLAINED = re.compile(
    r"姓(?P<family>[㐀-鿿])，名(?:叫|为)?(?P<given>[㐀-鿿]{1,2})(?=[，。、）—”])"
)
_SAME = re.compile(
    r"(?P<name>(?P<family>[㐀-鿿])[㐀-鿿]{1,2})(?:真的|本来|就)?姓(?P=family)(?=[，。、）—”])"
)


def find(line: Line) -> Iterator[Candidate]:
    """Names that a sentence gives as such, and nicknames in quotation marks after a role."""
    text = line.text
    for match in _NICKNAME.finditer(text) if line.called else ():
        if called.thing(text, match.start("name")):
            continue
        yield Candidate(*match.span("name"), match["name"], 5.0, True)
    for match in _GIVEN.finditer(text) if "起名" in text or "取名" in text else ():
        yield Candidate(*match.span("name"), match["name"], 5.0, True)
    if "叫" in text:
        yield from _called(line)
    for match in _MARKED.finditer(text) if "“" in text else ():
        role = line.role(match.start())
        first, given = match["name"][0], match["name"][1:]
        likely = first in "老小大阿" or (
            first in SURNAMES and likeness.family(first) > _RARE and likeness.given(given) > _THING
        )
        if role and likely:
            yield Candidate(*match.span("name"), match["name"], 5.0, True, role)


def _called(line: Line) -> Iterator[Candidate]:
    text = line.text
    for match in _CALLED.finditer(text):
        if _BY_ALL.search(text, max(0, match.start() - 16), match.start()):
            continue  # who has a name besides
        start, end = match.span("name")
        name = match["name"]
        after = line.roles.person(text, end + 1) if text.startswith("的", end) else None
        if (
            text.startswith("的", end)
            and not after
            and not _SOMEBODY.search(text, 0, match.start())
        ):
            continue
        role, named = _who(line, match.start())
        if not (role or named or after) or not _may_be_called(line, start, end):
            continue
        who = role or after
        known = general_counts().get(name, 0) and line.tag(start) not in company.PERSONAL
        child = who is not None and _CHILDREN.search(who.text)
        if known and not (named or child or name[0] == name[-1]):
            continue
        plain = role is not None and role.end == match.start() and role.kind == "resident"
        own = None if plain else who  # 说话的小伙子叫…，大三学生: there may be more to say
        yield Candidate(start, end, name, 6.0, True, own, word=bool(known))


def _who(line: Line, end: int) -> tuple[Role | None, bool]:
    """Who is called something by the 叫 at a place, and whether their name is spoken of."""
    text = line.text
    also = _ALSO.search(text, max(0, end - 2), end)
    end = also.start() if also else end
    role = line.role(end) or (line.role(end - 1) if text[end - 1 : end] in ("，", "。") else None)
    named = _ITS_NAME.search(text, max(0, end - 16), end) or _SOMEBODY.search(text, 0, end)
    return role, bool(named or _PRONOUN.search(text, 0, end))


def _may_be_called(line: Line, start: int, end: int) -> bool:
    """Whether a string is like a name, and not what 叫 does: 叫停, 叫救护车, 叫大家."""
    text, name = line.text, line.text[start:end]
    if name[0] in _ON or name in line.roles.words:
        return False
    if not NEVER.isdisjoint(name[1:]) and not company.age(text, end):
        return False  # but 司机叫马得草，今年51岁
    if line.role(end) or line.roles.group(text, start) or line.roles.person(text, start):
        return False
    if len(name) == 4 and not (name[:2] in COMPOUND or FOREIGN.fullmatch(name)):
        return False  # “平安面馆”
    given = name[1:] if len(name) > 2 or name[0] in SURNAMES else name
    return name[-2] == name[-1] or name[0] in SURNAMES or likeness.given(given) > 0


def explained(text: str) -> set[str]:
    """The words of a text that it says are somebody's name."""
    if "姓" not in text and not _WHOSE.search(text):  # the patterns below try every character
        return set()
    found = {m["name"] for m in _SAME.finditer(text)}
    for match in _ALIAS.finditer(text):  # where it begins, the tokens will tell
        found |= {match["name"][place:] for place in range(len(match["name"]) - 1)}
    return found | {m["family"] + m["given"] for m in _EXPLAINED.finditer(text)}
