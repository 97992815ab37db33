"""Personal names in one sentence: the places where one may stand, and how much speaks for it.

Chinese marks names by nothing but their company: a surname, a role before or a title after, a
verb of speech, other names in a list. The tagger's nr is weak evidence only, as it also takes
陈述 or 高考 for a person. Deciding is left to `people`, which sees the whole document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from wucheng.voices.candidates import Candidate, Line
from wucheng.voices.namelists import listed
from wucheng.voices.roles import Role, Roles
from wucheng.voices.surnames import (
    COMMON,
    COMPOUND,
    FOREIGN,
    NEVER,
    NO_TITLE,
    ORDINARY,
    PARTICLES,
    SELDOM,
    SURNAMES,
    WORDY,
)
from wucheng.words import Token, general_counts

#: What makes a place or a thing of the name before it: 雷锋精神, 解放路.
PLACE = re.compile(
    r"(?:社区|小区|街道|大道|公路|街|路|巷|弄|胡同|村|庄|屯|镇|乡|县|市|区|省|州|旗|桥|广场|公园|花园|家园"
    r"|医院|学校|小学|中学|大学|幼儿园|酒店|宾馆|公司|集团|药房|超市|派出所|车站|机场|湾|岛|港|山庄|苑|里小区"
    r"|精神|思想|理论|主义|杯|奖|式)"
)
#: What shows, right after a string, that it is a person.
_ACTS = re.compile(
    r"(?:夫妇|夫妻|一家|本人|等人|等同志|[二两三四五六七八九十]人|的带领|的家|家里|的妻子|的丈夫|的儿子|的女儿"
    r"|带领|率领|牵头|一样|这样的|[和与](?:妻子|丈夫|爱人|老伴|女友|男友|儿子|女儿|父亲|母亲))"
)
_SAYS = re.compile(
    r"(?:[^，。！？；：“”、]{0,6}?)(?:说|道|表示|告诉|介绍|坦言|感慨|回忆|认为|强调|指出|笑称|直言|解释)"
)
_CALLED = re.compile(r"(?:名叫|名为|叫做|叫|姓名|取名)$")
_POSTED = re.compile(r"(?:作为|身为|担任|时任|现任|任|当|是)[^，。；：“”]{0,14}$")
_PREPOSITION = frozenset("像在让由跟对向给与和同被把据请为及是")
_ASPECT = frozenset("了着过")
_ORGANISATION = frozenset("站局处办科室队院校所会部厂店司委")
_LEVEL = frozenset("区县镇乡村道市省")
_OPEN = frozenset("，。！？；：“”‘’（）()、… 　\n—「」『』【】》")
_NOUNS = ("n", "vn", "an")
_PERSONAL = ("nr", "nrfg", "nrt")
#: Endings of words for people who do something: 分拣员, 讲解员.
_AGENT = re.compile(r"[\u4e00-\u9fff]{1,4}[员长者师手家工农]")
_HAN = re.compile(r"[㐀-鿿]+")
_DOTTED = re.compile(r"[㐀-鿿]{1,8}(?:·[㐀-鿿]{1,8})+")
#: What means "each" when it is doubled, where another character makes a pet name.
_EVERY = frozenset("天年月日人个家处时事样")


@cache
def _common_words() -> frozenset[str]:
    """Words of general Chinese that could pass for a name, and all of four characters."""
    return frozenset(
        word
        for word, count in general_counts().items()
        if len(word) == 4 or len(word) == 3 and word[0] in SURNAMES and count > 3
    )


def find(text: str, tokens: Sequence[Token], roles: Roles) -> list[Candidate]:
    """All stretches of a sentence that may be a personal name; those of one place may overlap.

    Args:
        text: the sentence.
        tokens: (token, part of speech, start, end), covering it.
    """
    line = Line(text, tokens, roles)
    found = [*_titled(line), *_plain(line), *_foreign(line)]
    return listed(line, found)


def _plain(line: Line) -> Iterator[Candidate]:
    """Surname and given name: 崔玉芬, 蒋燕, 欧阳玉兰."""
    text, size = line.text, len(line.text)
    for start in range(size - 1):
        if text[start : start + 2] in COMPOUND:
            family = 2
        elif text[start] in SURNAMES:
            family = 1
        else:
            continue
        role = line.role(start)
        if not (role or _opens(line, start)):
            continue
        for end in (start + family + 2, start + family + 1):
            if end <= size:
                candidate = _weigh(line, start, end, family, role)
                if candidate:
                    yield candidate


def _opens(line: Line, start: int) -> bool:
    """Whether a word may begin here. The tagger now and then glues 和 or 对 to a name."""
    return (
        start in line.starts
        or line.text[start - 1] in _OPEN
        or line.text[start - 1] in _PREPOSITION
    )


def _weigh(line: Line, start: int, end: int, family: int, role: Role | None) -> Candidate | None:
    text, roles = line.text, line.roles
    name, given = text[start:end], text[start + family : end]
    if any(c in NEVER for c in given) or not _HAN.fullmatch(name) or line.in_place(start):
        return None
    ending = line.role(end)
    if ending and ending.start <= start:
        return None
    called = roles.title(text, start + family)
    if called and called.end > end:  # 王阿 of 王阿姨
        return None
    title = roles.title(text, end)
    if title and len(title.text) == 1 and title.end not in line.ends:
        title = None
    says = bool(_SAYS.match(text, end))
    shape = _shape(line, start, end)
    acts = _ACTS.match(text, end) or text[end + 1 : end + 2] in _ASPECT
    if shape == "cut" and not (says or title or family == 2 or acts):
        return None
    if text[end - 1 : end + 3] in _common_words() and end not in line.ends:
        return None
    if len(given) > 1 and given[-1] in SELDOM and text[end - 1 : end + 1] in general_counts():
        return None
    if name.startswith("谢谢") or text[end : end + 1] in _ASPECT and text[end - 1] != "过":
        return None
    if PLACE.match(text, end) and not title:
        return None
    given_name = role and line.tag(start + family) in _PERSONAL
    if shape != "name" and text[start] in PARTICLES and not given_name:
        return None
    weight = {"name": 2.0, "split": 0.5 * len(given), "odd": 1.0, "cut": 0.0, "word": -2.0}[shape]
    if shape == "name" and text[start] not in COMMON and name in general_counts():
        weight -= 1.0
    if text[start : start + family] in WORDY:
        weight -= 0.5 if shape == "name" or len(given) == 2 else 1.0
    seldom = given[-1] in SELDOM
    weight -= (1.5 if len(given) < 2 else 2.5) * seldom
    if len(given) < 2 and _goes_on(line, end):
        weight -= 1.5
    elif shape == "split" and len(given) == 2 and _goes_on(line, end - 1):
        weight += 1.0
    sure = False
    # what stands to the left
    before = text[start - 1] if start else "。"
    if role:
        weight += 3.0
        sure = True
    elif _CALLED.search(text, max(0, start - 3), start):
        weight += 2.0
        sure = True
    elif before in _OPEN:
        weight += 1.0
    elif before == "的" and _posted(line, start - 1):
        role = _posted(line, start - 1)
        weight += 3.0
        sure = True
    elif before == "的" and text[max(0, start - 2)] in _ORGANISATION | _LEVEL:
        weight += 1.5
    elif before in _PREPOSITION or before == "的":
        weight += 0.5
    elif _agent(line, start):
        role = _agent(line, start)
        weight += 2.0
    elif before in _ORGANISATION and len(given) == 2 and shape != "word":
        weight += 1.0
    # what stands to the right
    tag = line.tag(end)
    if title:
        weight += 3.0
        sure = True
    elif says and (before in _OPEN or role):
        weight += 2.5
    elif _ACTS.match(text, end):
        weight += 2.0
    elif end == len(text) or text[end] in _OPEN:
        weight += 0.5
    elif tag.startswith(_NOUNS) and not tag.startswith("nr") and not roles.person(text, end):
        weight -= 0.5 if role else 1.5
    elif end in line.ends:
        weight += 0.5
    person = role and tag in ("p", "d") and line.tag(start) in _PERSONAL
    if role and role.kind == "family" and line.tag(start).startswith("n"):
        person = tag in ("p", "d") or text[end : end + 1] == "是"
    if shape == "word" and not title and not (role and says) and not person:
        weight = min(weight, 1.0)
        sure = False
    elif shape == "word" and person:
        weight = max(weight, 3.0)
    if title and not role and title.text != "同志":
        role = replace(title, start=start, end=start)
    return Candidate(
        start, end, name, weight, sure and weight >= 3 + seldom, role, word=shape == "word"
    )


def _posted(line: Line, end: int) -> Role | None:
    """The post before 的: 时任街道办事处主任的温某."""
    role = line.role(end)
    return role if role and _POSTED.search(line.text, max(0, role.start - 20), role.start) else None


def _agent(line: Line, start: int) -> Role | None:
    """A noun before a name that is not in the lexicon but formed like a role."""
    index = line.starts.get(start)
    if not index:
        return None
    token, tag, begin, end = line.tokens[index - 1]
    if len(token) > 2 and tag.startswith("n") and _AGENT.fullmatch(token):
        return Role(token, "", begin, end, token)
    return None


def _goes_on(line: Line, end: int) -> bool:
    """Whether one more character, a word to nobody, follows: 璇 after 林美."""
    token, tag = line.token(end), line.tag(end)
    if len(token) > 2 and line.word_after(end + 1):
        return True
    return len(token) == 1 and tag in ("g", "zg", "ng", "ag", "nr", "nrfg") and token not in NEVER


def _shape(line: Line, start: int, end: int) -> str:
    """How the tokens lie: one word tagged as a person, a surname and more, some word, or cut."""
    if start in line.starts and end in line.ends:
        tag, token = line.tag(start), line.token(start)
        if len(token) == end - start:
            if tag in _PERSONAL and token not in ORDINARY:
                return "name"
            # a word that no dictionary has, whatever the tagger made of it
            odd = len(token) == 3 and token not in _common_words()
            return "odd" if odd else "word"
        if len(token) == 1 or tag in _PERSONAL:
            return "split"
        return "cut"
    if line.role(start):
        begins = start in line.starts or line.guess_across(start)
        if begins and (end in line.ends or line.word_after(end)):
            return "split"
    return "cut"


def _titled(line: Line) -> Iterator[Candidate]:
    """A surname with a title or 老, 小, 某: 骆大爷, 老邹师傅, 小尹, 闫某."""
    text, roles = line.text, line.roles
    for start in range(len(text) - 1):
        here = start + (text[start] in "老小" and text[start + 1] in SURNAMES)
        family = 2 if text[here : here + 2] in COMPOUND else 1
        if family == 1 and text[here] not in SURNAMES:
            continue
        end = here + family
        if text[start : start + 1] in "老小" and here == start:
            continue
        role = line.role(start)
        if not (role or _opens(line, start)) or (start and text[start - 1] in "老小"):
            continue
        if text.startswith("某", end):
            while end < len(text) and text[end] == "某" and end < here + family + 2:
                end += 1
            if end in line.ends or _opens(line, end):
                yield Candidate(start, end, text[start:end], 4.0, True, role)
            continue
        title = roles.title(text, end)
        post = line.role(title.end) if title else None
        if title and post and post.start <= start:
            continue
        if title and (here > start or text[here] not in NO_TITLE):
            inside = line.token(start)
            whole = title.end in line.ends or len(title.text) > 1
            word = len(inside) == title.end - start and line.tag(start) not in _PERSONAL
            if whole and not (word and len(title.text) == 1):
                name = text[start : title.end]
                yield Candidate(start, title.end, name, 4.0, True, role, title.text, title.kind)
        elif here > start and _CALLED.search(text, max(0, start - 3), start):
            yield Candidate(start, end, text[start:end], 4.0, True, role)
        elif here > start and line.token(start) == text[start:end]:
            says = bool(_SAYS.match(text, end))
            tagged = line.tag(start) in _PERSONAL and text[here] not in WORDY
            if (role and (says or tagged)) or (says and tagged):
                yield Candidate(start, end, text[start:end], 4.0, True, role)
            elif tagged and (not start or text[start - 1] in _OPEN):
                yield Candidate(start, end, text[start:end], 2.5, kind="short")
        elif here > start and start in line.starts and end in line.ends and not start:
            yield Candidate(start, end, text[start:end], 2.5, kind="short")


def _foreign(line: Line) -> Iterator[Candidate]:
    """Names in transcription: 约翰·史密斯; and one after a role that has no Chinese surname."""
    text = line.text
    for match in _DOTTED.finditer(text):
        start, end = match.span()
        role = None
        for place in range(start, text.index("·", start)):
            if place in line.starts:
                role = line.role(place) or role
                start = place if role and role.end == place else start
        dot = text.rindex("·", start, end) + 1
        run = FOREIGN.match(text, dot, end)
        stops = [e for e in range(dot + 1, (run.end() if run else end) + 1) if e in line.ends]
        end = (max if run else min)(stops, default=run.end() if run else end)
        yield Candidate(start, end, text[start:end], 9.0, True, role)
    for start in range(len(text) - 1):
        tag, token = line.tag(start), line.token(start)
        role = line.role(start)
        if not (role or tag in _PERSONAL) or "·" in text[start : start + 9]:
            continue
        run = FOREIGN.match(text, start, start + 8) if role else None
        if role and run and run.end() - start > (1 if role.kind == "foreign" else 3):
            stops = [e for e in range(start + 2, run.end() + 1) if e in line.ends]
            if stops and role.kind == "foreign":
                yield Candidate(start, stops[0], text[start : stops[0]], 4.0, True, role)
            elif stops and stops[-1] > start + 3:
                yield Candidate(start, stops[-1], text[start : stops[-1]], 9.0, True, role)
        elif role and len(token) == 2 and token[0] == token[1] and token[0] not in _EVERY:
            if role.kind in ("resident", "family") and tag[:1] not in "dr":
                yield Candidate(start, start + 2, token, 4.0, True, role)
        elif text[start] == "阿" and role and tag in _PERSONAL and len(token) == 2:
            yield Candidate(start, start + 2, token, 4.0, True, role)
        elif tag in _PERSONAL and 2 <= len(token) <= 5 and token[0] not in SURNAMES:
            end = start + len(token)
            ending = line.role(end)
            if any(c in NEVER for c in token) or PLACE.match(text, end) or ending:
                continue
            sounds = len(token) > 2 and FOREIGN.fullmatch(token)
            if sounds and not role and _opens_subject(line, start):
                yield Candidate(start, end, token, 2.6)
                continue
            if (token in general_counts() or len(token) > 3) and not sounds:
                continue
            if role or _SAYS.match(text, end) and (not start or text[start - 1] in _OPEN):
                yield Candidate(start, end, token, 3.0, bool(role), role)
            elif start and text[start - 1] in _OPEN:
                yield Candidate(start, end, token, 1.5)


def _opens_subject(line: Line, start: int) -> bool:
    return not start or line.text[start - 1] in _OPEN or line.text[start - 1] in "的和与"
