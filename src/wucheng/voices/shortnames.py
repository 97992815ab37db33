"""Short names: a surname with a title or with 老, 小, 某: 骆大爷, 老邹师傅, 小尹, 闫某.

Neighbours call each other by the given name as well: 德贵叔.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from wucheng.voices import company, likeness
from wucheng.voices.candidates import Candidate, Line
from wucheng.voices.surnames import COMPOUND, NEVER, NO_TITLE, PREFIXES, SURNAMES, WORDY
from wucheng.words import general_counts

#: 老 and a surname are a word if they stand together as often as this: 老师 (teacher).
_WORD = 300
#: A surname is usual from this likeness on.
_LIKELY = -1.0
#: After a role, from this one.
_STATED = -1.6
#: What follows a subject and is no part of a word with a surname.
_ADVERBS = frozenset("便就也又却还都正一在从把")
#: Surnames that are colours, and endings of things: 小红帽, 小黄车, 小蓝本.
_COLOURS = frozenset("红黄蓝白金")
_THINGS = frozenset("帽书车桶本箱屋亭灯旗册票卡楼袋")
#: The order of birth: 潘老三.
_ORDER = frozenset("大二三四五六七八九幺")
#: What neighbours add to a given name, if the word goes no further.
_KIN = re.compile("[叔婶伯嫂姨哥姐](?<=[㐀-鿿]{3})(?![叔婶伯嫂姨哥姐妹夫父母])")
#: How likely a given name must be and how seldom it is a word, and what none is made of.
_GIVEN, _USUAL_GIVEN = 2.5, 30
_NO_GIVEN = NEVER | frozenset("老小大阿二三四五六七八九表堂亲位名个")


def find(line: Line, openings: Iterable[int]) -> Iterator[Candidate]:
    """A surname with a title or 老, 小, 某: 骆大爷, 老邹师傅, 小尹, 闫某.

    Args:
        line: the sentence.
        openings: where a name may begin, as from company.openings.
    """
    text, roles = line.text, line.roles
    for match in _KIN.finditer(text):
        by_given_name = _by_given_name(line, match.start() - 2, match.end())
        if by_given_name:
            yield by_given_name
    for start in openings:
        here = start + (text[start] in PREFIXES)
        family = 2 if text[here : here + 2] in COMPOUND else 1
        if text[here] not in SURNAMES and (family == 1 or here > start):
            continue
        end = here + family
        title = line.title(end)
        if not title and here == start and text[end : end + 1] not in ("某", "老"):
            continue
        if start and text[start - 1] in "老小":
            continue
        if title and title.text == "老人":
            title = None  # 张老人 is any old man, not a man of whom the text tells more
        if here > start and text[here] in _COLOURS and text[end : end + 1] in _THINGS:
            continue
        role = line.role(start) or company.trade(text, start)
        stated = role or company.agent(line, start)
        aged = company.aged(text, start) and end in line.ends and not roles.person(text, start)
        called = start in line.called or aged or company.renamed(text, end)
        if text[start] == "大" and not (stated or called):
            continue
        if text.startswith("某", end):
            while end < len(text) and text[end] == "某" and end < here + family + 2:
                end += 1
            if end in line.ends or company.opens(line, end):
                yield Candidate(start, end, text[start:end], 4.0, True, role)
            continue
        born = text[end : end + 1] == "老" and text[end + 1 : end + 2] in _ORDER
        if born and here == start and end + 2 in line.ends:
            yield Candidate(start, end + 2, text[start : end + 2], 4.0, True, role)
        post = line.role(title.end) if title else None
        if title and post and post.start <= start:
            continue
        if title and (here > start or _begins(line, start, text[here:end])):
            inside = line.token(start)
            whole = title.end in line.ends or len(title.text) > 1
            whole = whole or bool(stated and text[title.end : title.end + 1] in _ADVERBS)
            if title.end not in line.ends and _two_words(line.token(start)):
                continue  # 吉林长春 is no 林长, head of a forest
            word = len(inside) == title.end - start and line.tag(start) not in company.PERSONAL
            word = word and inside in general_counts()
            if whole and not (word and len(title.text) == 1):
                name = text[start : title.end]
                marked = text[start - 1 : start] == "“" and text.startswith("”", title.end)
                yield Candidate(
                    start,
                    title.end,
                    name,
                    4.0,
                    True,
                    role,
                    title.text,
                    title.kind,
                    nick=marked or called,
                )
        elif here > start and called:
            yield Candidate(start, end, text[start:end], 4.0, True, role)
        elif here > start and _called_out(line, start, end):
            yield Candidate(start, end, text[start:end], 3.6, kind="short")
        elif here > start and line.token(start) == text[start:end]:
            says = end in line.says
            tagged = line.tag(start) in company.PERSONAL and text[here] not in WORDY
            known = _neighbour(line, start, text[here:end], bool(role))
            if (stated and (says or tagged or known or not role)) or (says and tagged):
                yield Candidate(start, end, text[start:end], 4.0, True, stated)
            elif (tagged or known or _usual(line, start, end)) and _subject(line, start, end):
                yield Candidate(start, end, text[start:end], 2.5, kind="short")
        elif here > start and _along(line, start, end):
            yield Candidate(start, end, text[start:end], 4.0, True, kind="short")
        elif here > start and _speaks(line, start, end):
            yield Candidate(start, end, text[start:end], 4.0, True, role, kind="short")
        elif here > start and stated and (end in line.ends or line.word_after(end)):
            yield Candidate(start, end, text[start:end], 4.0, True, stated)
        elif here > start and start in line.starts and end in line.ends and not start:
            yield Candidate(start, end, text[start:end], 2.5, kind="short")


def _by_given_name(line: Line, start: int, end: int) -> Candidate | None:
    """A given name with a word for kin: 德贵叔, 秀芹婶."""
    text = line.text
    given, role, title = text[start : end - 1], line.role(start), line.title(end - 1)
    opens = not start or text[start - 1] in company.OPEN
    if not (opens or role) or not title or title.end > end:
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


def _begins(line: Line, start: int, surname: str) -> bool:
    """Whether a character that is other things too is a surname before a title."""
    opens = not start or line.text[start - 1] in company.OPEN
    return surname not in NO_TITLE and likeness.family(surname) > (-4.6 if opens else -2.0)
