"""Short names: a surname with a title or with 老, 小, 某: 骆大爷, 老邹师傅, 小尹, 闫某."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from wucheng.language.words import general_counts
from wucheng.people import company, likeness
from wucheng.people.candidates import Candidate, Line
from wucheng.people.roles import LOOSE, Role
from wucheng.people.surnames import COMPOUND, NO_TITLE, PREFIXES, SURNAMES, WORDY

#: 老 and a surname are a word if they stand together as often as this: 老师 (teacher).
_WORD = 300
#: A surname is usual from this likeness on.
_LIKELY = -1.0
#: After a role, from this one.
_STATED = -1.6
#: Before a title, from the first, where a clause begins or a role stands from the second.
_RATHER, _HARDLY = -2.0, -4.6
#: What follows a subject and is no part of a word with a surname.
_ADVERBS = frozenset("便就也又却还都正一在从把是")
#: Tags of what may follow such an adverb: a place, a noun, a verb or how many.
_CLOSERS = ("n", "v", "m", "r", "d", "p", "t", "s", "j", "f")
#: Tags of what somebody who opens a clause goes on with: 小纪把, 小纪和, 小纪跑前跑后, 小纪突然.
_ON = ("v", "p", "d", "c", "l", "i", "a")
#: The length of a word that a surname makes with it.
_PAIR = 2
#: Surnames that are colours, and endings of things: 小红帽, 小黄车, 小蓝本.
_COLOURS = frozenset("红黄蓝白金")
_THINGS = frozenset("帽书车桶本箱屋亭灯旗册票卡楼袋")
#: The order of birth: 潘老三.
_ORDER = frozenset("大二三四五六七八九幺")
#: Those of one class, whose first character is a surname too: 邢涛的同班同学.
_CLASSMATES = "班同学"
#: Tags of what follows somebody with a title as the subject.
_ACTS = company.PREDICATE | {"t", "a", "ad", "z"}


class _Spot(NamedTuple):
    """A place where a short name may begin, with what stands around it.

    The surname is text[here:end]; 老, 小 or 大 stands before it where here > start. `stated` is the
    role before it, or of whoever acts beside it; `called` if the text says that it is a name,
    `trade` if what they live by stands before it.
    """

    line: Line
    start: int
    here: int
    end: int
    title: Role | None
    role: Role | None
    stated: Role | None
    trade: bool
    called: bool


def find(line: Line, openings: Iterable[int]) -> Iterator[Candidate]:
    """A surname with a title or 老, 小, 某: 骆大爷, 老邹师傅, 小尹, 闫某.

    Args:
        line: the sentence.
        openings: where a name may begin, as from company.openings.
    """
    text, titles = line.text, line.titles
    for start in openings:
        beside = start + 1 in titles or start + 2 in titles or text[start + 1] in "某老"
        spot = _spot(line, start) if beside or text[start] in PREFIXES else None
        if not spot:
            continue
        if text.startswith("某", spot.end):
            found = [_nameless(spot)]
        else:
            found = [_by_birth(spot), _old_man(spot) or _titled(spot) or _familiar(spot)]
        yield from (candidate for candidate in found if candidate)


def _spot(line: Line, start: int) -> _Spot | None:
    """The place with its surroundings, if a surname stands there that could be part of one."""
    text = line.text
    here = start + (text[start] in PREFIXES)
    family = 2 if text[here : here + 2] in COMPOUND else 1
    if text[here] not in SURNAMES and (family == 1 or here > start):
        return None
    end = here + family
    title = line.title(end)
    if not title and here == start and text[end : end + 1] not in ("某", "老"):
        return None
    if start and text[start - 1] in "老小" or text.startswith(_CLASSMATES, here):
        return None
    if title and title.text == "老人":
        title = None  # 张老人 is any old man, not a man of whom the text tells more
    coat = text.startswith(("”志愿", "”们", "”“"), end)  # “小红”志愿者 in red
    if here > start and text[here] in _COLOURS and (coat or text[end : end + 1] in _THINGS):
        return None
    trade = company.trade(text, start)
    role = line.role(start) or trade
    stated = role or company.agent(line, start)
    known = company.aged(text, start) or (start in line.homes and text[here] not in WORDY)
    known = known and end in line.ends and not line.roles.person(text, start)
    called = start in line.called or known or bool(company.renamed(text, end))
    if text[start] == "大" and not (stated or called):
        return None
    return _Spot(line, start, here, end, title, role, stated, trade is not None, called)


def _nameless(s: _Spot) -> Candidate | None:
    """A surname with 某: 闫某, 闫某某."""
    text, end = s.line.text, s.end
    while end < len(text) and text[end] == "某" and end < s.end + 2:
        end += 1
    if end in s.line.ends or company.opens(s.line, end):
        return Candidate(s.start, end, text[s.start : end], 4.0, True, s.role)
    return None


def _by_birth(s: _Spot) -> Candidate | None:
    """A surname with the order of birth: 潘老三."""
    text, end = s.line.text, s.end + 2
    born = text.startswith("老", s.end) and text[s.end + 1 : end] in _ORDER
    if born and s.here == s.start and end in s.line.ends:
        return Candidate(s.start, end, text[s.start : end], 4.0, True, s.role)
    return None


def _old_man(s: _Spot) -> Candidate | None:
    """老, a surname and 头: 老梁头, not 老石头 or 老龙头."""
    line, end = s.line, s.end + 1
    if s.here == s.start or line.text[s.start] != "老" or not line.text.startswith("头", s.end):
        return None
    word = general_counts().get(line.text[s.here : end], 0)
    if end not in line.ends or word or likeness.family(line.text[s.here]) < _STATED:
        return None
    return Candidate(s.start, end, line.text[s.start : end], 4.0, True, s.role, kind="short")


def _titled(s: _Spot) -> Candidate | None:
    """A surname with a title: 骆大爷, 老邹师傅."""
    line, text, title = s.line, s.line.text, s.title
    if not title or _of_a_post(s) or not _may_have_title(s):
        return None
    if title.text[0] == text[s.here] and title.end == s.end + 1:
        return None  # 伯伯, which is no 伯 whose surname is 伯
    word = text[s.here : title.end]
    if s.here > s.start and len(word) == 2 and general_counts().get(word, 0) > _WORD:
        return None  # 老|员工
    inside = line.token(s.start)
    if title.end not in line.ends and _two_words(inside):
        return None  # 吉林长春 is no 林长, head of a forest
    whole = title.end in line.ends or len(title.text) > 1
    if not whole and not (s.stated and text[title.end : title.end + 1] in _ADVERBS):
        return None
    whole = len(inside) == title.end - s.start and line.tag(s.start) not in company.PERSONAL
    if whole and len(title.text) == 1 and inside in general_counts():
        return None
    marked = text[s.start - 1 : s.start] == "“" and text.startswith("”", title.end)
    return Candidate(
        s.start,
        title.end,
        text[s.start : title.end],
        4.0,
        True,
        s.role,
        title.text,
        title.kind,
        nick=marked or s.called,
    )


def _of_a_post(s: _Spot) -> bool:
    """Whether the title is the end of a post that holds the surname too: 副书记, not 付书记."""
    post = s.line.role(s.title.end) if s.title else None
    return post is not None and post.start <= s.start


def _may_have_title(s: _Spot) -> bool:
    return s.here > s.start or _begins(s)


def _familiar(s: _Spot) -> Candidate | None:
    """老, 小 or 大 and a surname: 小尹."""
    line, start, end = s.line, s.start, s.end
    if s.here == start or (s.title and (_of_a_post(s) or _may_have_title(s))):
        return None
    name = line.text[start:end]
    if s.called:
        return Candidate(start, end, name, 4.0, True, s.role)
    if _called_out(line, start, end):
        return Candidate(start, end, name, 3.6, kind="short")
    if _of_a_body(line, start, end) or _glued(s):
        return Candidate(start, end, name, 4.0, True, s.role, kind="short")
    if _opens(line, start, end):
        return Candidate(start, end, name, 3.6, False, s.stated, kind="short")
    if line.token(start) == name:
        return _one_word(s, name)
    if _along(line, start, end):
        return Candidate(start, end, name, 4.0, True, kind="short")
    if _speaks(line, start, end):
        return Candidate(start, end, name, 4.0, True, s.role, kind="short")
    if s.stated and (end in line.ends or line.word_after(end)):
        return Candidate(start, end, name, 4.0, True, s.stated)
    if start in line.starts and end in line.ends and not start:
        return Candidate(start, end, name, 2.5, kind="short")
    return None


def _of_a_body(line: Line, start: int, end: int) -> bool:
    """Whether a body or a role stands before 小 and a usual surname that does something.

    居委会的小陆穿着…, 技术员小纪上山….
    """
    text, role = line.text, line.role(start)
    if not (role or company.belongs(text, start)) or not _usual(line, start, end):
        return False
    tag = line.tag(end)
    acts = tag in company.PREDICATE or text[end : end + 1] in company.OPEN
    acts = acts or (role is not None and tag == "ns")  # 上山
    if end not in line.ends:
        acts = line.word_after(end) and text[end + 1 : end + 2] in company.ASPECT  # 小|郝抱|着
    return acts and not line.roles.person(text, start)


def _glued(s: _Spot) -> bool:
    """Whether a surname after a role makes a word with what 小 or 老 does: 产妇小于是…"""
    line, end = s.line, s.end
    if not s.role or s.role.head in LOOSE or s.line.text[s.start] == "大":
        return False
    token = line.token(s.here)
    return len(token) == _PAIR and token[1] in _ADVERBS and line.tag(end + 1)[:1] in _CLOSERS


def _one_word(s: _Spot, name: str) -> Candidate | None:
    """老 or 小 and a surname that the segmenter takes for one word: somebody's name or another."""
    line, start, end = s.line, s.start, s.end
    surname = line.text[s.here : end]
    says = end in line.says
    tagged = line.tag(start) in company.PERSONAL and surname[0] not in WORDY
    known = _neighbour(line, start, surname, bool(s.role))
    if s.role and line.tag(start) in company.PERSONAL:  # 居民小林, not 居民小区
        known = known or likeness.family(surname) > _STATED
    if (s.stated and (says or tagged or known or not s.role)) or (says and tagged):
        return Candidate(start, end, name, 4.0, True, s.stated)
    if (tagged or known or _usual(line, start, end)) and _subject(line, start, end):
        return Candidate(start, end, name, 2.5, kind="short")
    return None


def _two_words(token: str) -> bool:
    """Whether a token that the tagger made up is two words of two characters."""
    known = general_counts()
    return len(token) == 4 and token[:2] in known and token[2:] in known


def _neighbour(line: Line, start: int, surname: str, stated: bool) -> bool:
    """Whether 老 and a surname are a man whom all know, and no word: 老马, not 老师.

    After a role a surname may be less usual, but not one that names things: 供货商老解, 居民老房.
    """
    known = general_counts().get(line.token(start), 0) < _WORD
    least = _STATED if stated else _LIKELY
    return line.text[start] == "老" and known and likeness.family(surname) > least


def _usual(line: Line, start: int, end: int) -> bool:
    """Whether 小 and a surname are no word: 小纪, not 小车."""
    surname = line.text[end - 1]
    seldom = general_counts().get(line.text[start:end], 0) < _WORD
    return surname not in WORDY and seldom and likeness.family(surname) > _LIKELY


def _called_out(line: Line, start: int, end: int) -> bool:
    """Whether somebody is called by 老 or 小 and a usual surname: “老陈，这是你的包裹！”"""
    text, surname = line.text, line.text[end - 1]
    called = text[start - 1 : start] == "“" and text[end : end + 1] in ("，", "！")
    return called and surname not in WORDY and likeness.family(surname) > _LIKELY


def _opens(line: Line, start: int, end: int) -> bool:
    """Whether 老 or 小 and a usual surname open a clause and do something: 小纪把菜放下."""
    text = line.text
    if text[start] not in "老小" or text.startswith("头", end) or not _usual(line, start, end):
        return False
    if start and text[start - 1] not in company.OPEN and text[start - 1] != "的":
        return False
    known = general_counts()
    if text[end - 1 : end + 1] in known or text[start : end + 1] in known:
        return False
    if end in line.ends:
        return line.tag(end)[:1] in _ON
    return len(line.token(end - 1)) == _PAIR


def _along(line: Line, start: int, end: int) -> bool:
    """Whether 老 or 小 and a usual surname come along with somebody: 徐峰和小刘便…"""
    text = line.text
    if text[start - 1 : start] not in ("和", "与", "跟") or text[end : end + 1] not in _ADVERBS:
        return False
    surname = text[end - 1]
    usual = surname not in WORDY and likeness.family(surname) > _LIKELY
    return usual and text[end - 1 : end + 1] not in general_counts()


def _speaks(line: Line, start: int, end: int) -> bool:
    """Whether 老 or 小 and a usual surname speak or have a household: 返乡的小闫在电话里说."""
    text, surname = line.text, line.text[end - 1]
    if surname in WORDY or likeness.family(surname) <= _LIKELY:
        return False
    if general_counts().get(text[start:end], 0) >= _WORD:
        return False
    before = text[start - 1] if start else "。"
    after = end in line.ends or line.word_after(end)
    if after and company.ACTS.match(text, end):
        return True
    opens = before in company.OPEN or before == "的"
    return after and end in line.says and opens


def _subject(line: Line, start: int, end: int) -> bool:
    """Whether a clause begins here, or a subject with more before it ends: 卖糕的老马也…"""
    before = line.text[start - 1 : start]
    return (
        not start
        or before in company.OPEN
        or (before == "的" and line.tag(end) in company.PREDICATE)
        or (before in company.PREPOSITION and line.text[end : end + 1] in company.OPEN)
    )


def _begins(s: _Spot) -> bool:
    """Whether a character that is other things too is a surname before a title."""
    line, surname, title = s.line, s.line.text[s.here : s.end], s.title
    before = line.text[s.start - 1] if s.start else "。"
    acts = title is not None and line.tag(title.end) in _ACTS
    opens = before in company.OPEN or bool(s.stated) or (before == "的" and acts)
    if surname in NO_TITLE:  # 计爷爷, but not 多爷爷; 卖豆腐的成嫂
        return (opens and acts and line.tag(s.here)[:1] == "n") or (s.trade and acts)
    if title is not None and not opens and surname in WORDY:
        named = line.text[title.end : title.end + 1] in SURNAMES
        if named and line.tag(title.end)[:1] not in ("v", "d", "p", "c", "u", "r"):
            return False  # 二号井班长丑小军 is no 井班长
    return likeness.family(surname) > (_HARDLY if opens else _RATHER)
