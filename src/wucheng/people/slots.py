"""Slots: after a role stands the name of who has it, whatever it is made of: 校长粘福来在….

So a name needs no surname here, and no dictionary knows it. Its characters speak for it, the way in
which the words lie, and what follows it: what people do or have. A word that is no name stands
there too (医生坐诊, 居民错峰下楼), and is told by the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from wucheng.language.words import general_counts
from wucheng.people import company, elements, likeness
from wucheng.people.candidates import Candidate, Line
from wucheng.people.roles import LOOSE, Role
from wucheng.people.surnames import COMPOUND, FOREIGN, NEVER, SURNAMES
from wucheng.people.transcribed import CHILDREN

#: What a name does not begin with after a post, whatever its tag.
_BEGINS = frozenset(
    "说问喊讲看听想会去跟做打吃走叫请帮送拿找的和与及、，。们在是也都不就还又已再很最让被向对为给以等之该其各每某"
)
#: Tags of words that a name may be taken from, and of words that lead up to something else.
_NOUN = ("j", "f", "n", "ng", "nr", "nrfg", "nrt", "ns", "nz", "nt", "g", "zg", "x")
_PROPER = {"nr", "nrt", "nrfg", "ns", "nz"}
_LEADS = ("p", "d", "c", "r", "f", "t")
#: Tags of what follows a subject or an apposition.
_FOLLOWS = company.PREDICATE | {"z", "i", "l", "t", "r"}
#: Characters that may be a name, as many as there are.
_ROOM = re.compile(f"[㐀-鿿](?:(?![{''.join(sorted(NEVER))}])[㐀-鿿]){{1,3}}")
#: A surname that is less a surname than this may pass unseen.
_RARE = -1.5
#: The weight of a role that one person holds, of another, and of one that says whose somebody is.
_HELD, _STATED, _BOND = 2.0, 1.5, 1.0
#: The weight from which a string is surely a name, and from which it is one if the text has more
#: that speaks for it.
_SURE, _MAYBE = 3.6, 2.5
#: What its characters can say for a name or against it.
_LOOK, _MOST = 0.6, 2.0
#: What follows a name and nothing else that stands after a role: 村民国庆的母亲, 队长丛林今年52岁.
_OF_SOMEBODY = re.compile(
    r"的(?:母亲|父亲|妻子|丈夫|儿子|女儿|爱人|老伴|父母|家人|爷爷|奶奶|妈妈|爸爸|哥哥|弟弟|姐姐|妹妹)"
    r"|，?(?:今年)?(?:[1-9][0-9]|[二三四五六七八九]十[一二三四五六七八九]?)(?:岁|多岁)"
)
#: A word counted less often is as well a name after a role, if its characters are those of names.
_SELDOM = 300
#: What is less a surname than this hardly is one (上, 下) and what is none; what may well be one.
_SELDOM_FAMILY, _NO_FAMILY, _USUAL_FAMILY = -3.5, -6.5, -3.0
#: A name of two words has one that is counted less often: 阿苏大岭, not 齐声道谢.
_SELDOM_HALF = 30
#: Characters less likely than this in given names are not taken for one, or are of none.
_NEUTRAL, _UNLIKE = -0.1, -3.0
#: What follows who has just been quoted, or who is told of by a role: 于长河说，
_SAYS = [f"{verb}道?[，。：；]" for verb in "说 表示 介绍 坦言 回忆 感慨 感叹 解释".split()]
_SAYS += ["告诉(?:记者|笔者)道?[，。：；]", "说的[一那]句话"]
_HOW = "笑着 哽咽着 对记者 向记者 常常 经常 常 总".split()
_HOW += [
    f"{manner}地"
    for manner in "动情 激动 笑呵呵 乐呵呵 笑眯眯 笑嘻嘻 笑盈盈 乐滋滋 高兴 开心 兴奋 自豪 "
    "骄傲 欣慰 感慨 感激 深情 无奈 腼腆 风趣 幽默 平静 淡淡 认真 严肃 坚定 诚恳 热情 耐心 轻轻 "
    "悄悄 不好意思 语重心长 满怀信心".split()
]
# each way begins with a character, so that hardly a place is tried
_SPEAKS = re.compile("|".join([*(f"{how}(?:{'|'.join(_SAYS)})" for how in _HOW), *_SAYS]))
#: What ends an adverb before a verb of speech: 于是说, 连声说, 应声说, 和气地说.
_MANNER = frozenset("是声地着又也还都就便来后时常口此曾已才再刚边")
#: Characters less likely than this in given names are not those of a speaker.
_UNLIKELY = -2.0
#: What goes with a post and is no name.
_NO_NAME = re.compile(
    r"援(?:[鄂汉沪疆藏黔外建]|助)|[驰支增]援|出征|逆行|微信|轮流|亲自|带头|主动|牵头|办公|信箱|会议|例会|助理|岗位|岗亭|热线|工作|职务|职责|办|室|一职|一行|制|制度|队|团|组|站|部|处"
    r"|第一|每天|今年|当天|昨天|今天|清晨|凌晨|深夜|白天|黑夜|日夜|昼夜|夫妻|夫妇|家庭|代表|身份|证|服|装|专用|马甲|志愿"
)
_KIN = re.compile(
    r"(?P<name>(?s:.){2,4}?)(?:[和与](?:妻子|丈夫|爱人|老伴|战友|同事|儿子|女儿|父亲|母亲|队友)|一行|[两俩]?(?:夫妇|夫妻)|本人)"
)


class _Slot(NamedTuple):
    """A place after a role, with the token that begins there.

    `held` is set where the role is one person's, so that a name is looked for: a post, or a role
    after an age.
    """

    line: Line
    start: int
    role: Role
    token: str
    tag: str
    held: bool


def find(line: Line) -> Iterator[Candidate]:
    """The names that stand after the roles of a sentence, or between a quotation and 说."""
    if "”" in line.text or line.says:
        yield from _speakers(line)
    for start, role in line.posts.items():
        first, second = line.text[start : start + 1], line.text[start + 1 : start + 2]
        if role.head in LOOSE or first in _BEGINS or second in NEVER:
            continue
        found = _filled(line, start, role)
        if found:
            yield found


def _speakers(line: Line) -> Iterator[Candidate]:
    """Whoever fills the place before a verb of speech, if it begins with a surname.

    After a quotation, or a role, nothing else stands there but pronouns, roles and adverbs; so
    a surname that is a preposition too (于, 向) is one here.
    """
    text = line.text
    for match in _SPEAKS.finditer(text):
        end = match.start()
        for size in (3, 2):
            start = end - size
            if start < 1 or text[start] not in SURNAMES or text[end - 1] in _MANNER:
                continue
            role = line.role(start)
            if not (text[start - 1] == "”" or (role and role.head not in LOOSE)):
                continue
            name = text[start:end]
            if not company.HAN.fullmatch(name) or not NEVER.isdisjoint(name[1:]):
                continue
            if line.role(end) or line.title(start + 1) or line.roles.titled(name):
                continue
            if general_counts().get(name, 0) or likeness.given(name[1:]) < _UNLIKELY:
                continue
            yield Candidate(start, end, name, 6.0, True, role)
            break


def _filled(line: Line, start: int, role: Role) -> Candidate | None:
    text = line.text
    kin = _KIN.match(text, start)
    if kin and NEVER.isdisjoint(kin["name"]):
        return Candidate(*kin.span("name"), kin["name"], 6.0, True, role)
    token, tag, _, _ = line.at(start)
    verb = tag not in _NOUN and tag not in company.PERSONAL and token[:1] not in SURNAMES
    if verb and len(token) > 1 and general_counts().get(token, 0) > _SELDOM:
        return None  # 居民自发, 志愿者连续
    room, title = _ROOM.match(text, start), line.title(start)
    if not room or (title and len(title.text) > 1) or _NO_NAME.match(text, start):
        return None
    room_for = range(room.end(), start + 1, -1)
    ends = [end for end in room_for if _closed(line, end) and _possible(line, start, end)]
    if not ends:
        return None
    held = line.roles.named(role.head) or company.aged(text, role.start)
    slot = _Slot(line, start, role, token, tag, held)
    best = None
    for end in ends:
        name = text[start:end]
        known = general_counts().get(name, 0)
        found = _word(slot, name, end) if known else _unknown(slot, name, end)
        if found and (best is None or found.weight > best.weight):
            best = found
    return best


def _possible(line: Line, start: int, end: int) -> bool:
    """Whether a string is no title or place, and no role or title comes right after it."""
    name = line.text[start:end]
    if line.role(end) or line.title(end) or line.roles.titled(name):
        return False
    return not company.PLACE.match(line.text, end) and not company.is_agent(name)


def _closed(line: Line, end: int) -> bool:
    """Whether what comes next is what comes after a subject or an apposition."""
    text = line.text
    if end not in line.ends:
        rest = line.guess_across(end)
        if not rest:
            return False
        left = rest[3] - end
        done = left == 1 and text[end + 1 : end + 2] in company.ASPECT  # 岩嘎披|着
        more = left > 1 or done or text.startswith(("说", "是"), end)
        return more and line.word_after(end)
    if end >= len(text) or text[end] in "，。、：；！？—（”等和与" or text.startswith("第一", end):
        return True
    return line.tag(end) in _FOLLOWS or text[end] in "的在把对"


def _unknown(s: _Slot, name: str, end: int) -> Candidate | None:
    """A string that is no word, by its characters and by how the tokens lie."""
    line, start = s.line, s.start
    usual = name[0] in SURNAMES and likeness.family(name[0]) > _RARE
    if (usual or name[:2] in COMPOUND) and len(name) < 4:
        return None  # plainnames weighs these
    if len(name) > 2 and elements.made(name[:2]) and not FOREIGN.fullmatch(name):
        return None  # 卓嘎端 in 卓嘎端来酥油茶
    sounds = len(name) > 2 and FOREIGN.fullmatch(name) is not None
    whole = s.token == name
    held = s.held or (whole and s.tag in _NOUN and s.role.head in CHILDREN)
    weight = _HELD if held else _BOND if s.role.kind == "family" else _STATED
    if len(name) == 4:
        proper = len(s.token) == 2 and {s.tag, line.tag(start + 2)} <= _PROPER
        words = min(general_counts().get(half, 0) for half in (name[:2], name[2:]))
        if not (sounds or (proper and words < _SELDOM_HALF)):
            return None
        weight += 2.0
    else:
        given = name if len(name) == 2 and name[0] not in SURNAMES else name[1:]
        weight += max(-_MOST, min(_MOST, _LOOK * likeness.given(given)))
    if len(name) == 3:
        weight += 1.0 * (whole or sounds)
        known = len(s.token) == 1 and general_counts().get(name[1:], 0) > 0
        known = known and not (held and name[0] in SURNAMES)  # but 班长丑大军
        known = known and not line.roles.titled(name[1:])  # and 客商区小姐
        weight -= 2.0 * (not whole and (known or likeness.family(name[0]) < _NO_FAMILY))
        weight -= 1.5 * (len(s.token) == 2)
    elif len(name) == 2:
        weight += 1.5 * (whole and name[0] in "老小阿") + 1.0 * (whole and held)
        weight += 1.0 * (name[0] in SURNAMES and likeness.family(name[0]) > _USUAL_FAMILY)
        weight -= 1.0 * (s.tag in _LEADS and not s.held)  # 雨中
    weight += 0.5 * (s.tag in company.PERSONAL or whole and s.tag in _NOUN)
    if _OF_SOMEBODY.match(line.text, end):
        weight += 2.0
    elif end in line.says:
        weight += 1.0
    elif line.tag(end) in company.PREDICATE or end not in line.ends:
        weight += 0.5
    if weight < _MAYBE:
        return None
    return Candidate(start, end, name, weight, weight >= _SURE, s.role)


def _word(s: _Slot, name: str, end: int) -> Candidate | None:
    """A word of the dictionary that is a name here: 队长丛林今年52岁, 彝族姑娘拉作."""
    text, known = s.line.text, general_counts()[name]
    if s.token != name or (s.tag not in _NOUN and name[0] not in SURNAMES):
        return None
    somebody = _OF_SOMEBODY.match(text, end) is not None
    unlike = likeness.given(name) < 0 and likeness.family(name[0]) < _SELDOM_FAMILY
    unlike = unlike or (known >= _SELDOM and likeness.given(name[1:]) < _UNLIKE)  # nor 通报
    usual = name[0] in SURNAMES and likeness.family(name[0]) > _RARE
    fits = (
        len(name) == 2
        and (
            (s.tag in _NOUN and not unlike and s.held and text[end : end + 1] != "的")  # not 坐镇
            or (somebody and name[0] in SURNAMES)
            or (usual and known < _SELDOM and likeness.given(name[1:]) > _NEUTRAL)
        )
    )
    return Candidate(s.start, end, name, 4.0, True, s.role, word=True) if fits else None
