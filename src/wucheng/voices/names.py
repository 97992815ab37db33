"""Personal names in one sentence: the places where one may stand, and how much speaks for it.

Chinese marks names by nothing but their company: a surname, a role before or a title after, a
verb of speech, other names in a list. jieba's nr is weak evidence only, as it also takes
陈述 or 高考 for a person. Deciding is left to `people`, which sees the whole document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from wucheng.voices import company, likeness, shortnames, stated, transcribed, witness
from wucheng.voices.candidates import Candidate, Line
from wucheng.voices.namelists import listed
from wucheng.voices.roles import Role, Roles
from wucheng.voices.surnames import (
    COMMON,
    COMPOUND,
    NEVER,
    ORDINARY,
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

#: What each way in which the tokens lie says for a name, by itself.
_SHAPES = {"name": 2.0, "split": 0.5, "odd": 1.0, "cut": 0.0, "word": -2.0}


#: What no given name begins with.
_BEGINS_NONE = NEVER - WITHIN
#: A word counted less often may be cut where a name must come: 许子 in 42岁的许子兵.
_MADE_UP = 30


#: A dictionary word of two characters counted more often is no name, whatever its tag: 洪峰.
_USUAL = 100


#: A surname that is less a surname than this is rare or a common word.
_RARE = -1.5
#: Given names as likely as this, and surely so.
_RATHER, _VERY = 1.0, 2.5

#: A character that is less a surname than this begins a name only after a role.
_HARDLY = -3.5


@cache
def _common_words() -> frozenset[str]:
    """Words of general Chinese that could pass for a name, and all of four characters."""
    return frozenset(
        word
        for word, count in general_counts().items()
        if len(word) == 4 or len(word) == 3 and word[0] in SURNAMES and count > 3
    )


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
        *stated.find(line),
    ]
    if tagged is not None:
        found = witness.weigh(line, found, tagged)
    for first, last in company.bylines(text):
        found = [c for c in found if not first <= c.start < last]
    return listed(line, found)


def _plain(line: Line, openings: Iterable[int]) -> Iterator[Candidate]:
    """Surname and given name: 崔玉芬, 蒋燕, 欧阳玉兰."""
    text, size = line.text, len(line.text)
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
        if not role and family == 1 and likeness.family(text[start]) < _HARDLY:
            continue
        if line.in_place(start):
            continue
        for end in (start + family + 2, start + family + 1):
            if end <= size:
                candidate = _weigh(line, start, end, family, role)
                if candidate:
                    yield candidate


def _weigh(line: Line, start: int, end: int, family: int, role: Role | None) -> Candidate | None:
    text, roles = line.text, line.roles
    name, given = text[start:end], text[start + family : end]
    if not company.HAN.fullmatch(name):
        return None
    aged = company.aged(text, start)
    post = company.posted(line, start - 1) if text[start - 1 : start] == "的" else None
    stated = role or post or aged
    if not NEVER.isdisjoint(given) and not _within(line, start, end, given, stated):
        return None
    inside = line.token(start)
    if not role and line.tag(start) == "ns" and 1 < len(inside) < end - start:
        return None
    if given[-1] in PLACE_ENDS and not role:
        return None
    ending = line.role(end)
    if ending and ending.start <= start:
        return None
    called = roles.title(text, start + family)
    if called and called.end >= end:  # 王阿 of 王阿姨, which is a short name
        return None
    title = roles.title(text, end)
    if title and len(title.text) == 1 and title.end not in line.ends:
        title = None
    if title and len(given) > 1 and given[-1] in _TOWARDS and line.roles.person(text, end):
        title = None  # 郑超 in 郑超见老人, not 郑超见
    old = bool(company.age(text, end))
    shape = _shape(line, start, end, bool(stated) or old)
    says = end in line.says and not (shape == "word" and text[end] == "地")
    if shape == "cut" and not (says or title or family == 2 or _acts(line, end)):
        return None
    if shape == "cut" and len(inside) > 1 and line.role(start + len(inside)):
        return None
    if shape == "cut" and len(inside) > 1 and likeness.family(text[start : start + family]) < -1:
        return None
    if text[end - 1 : end + 3] in _common_words() and end not in line.ends:
        return None
    if len(given) > 1 and given[-1] in SELDOM and text[end - 1 : end + 1] in general_counts():
        return None
    if name.startswith("谢谢") or text[end : end + 1] in company.ASPECT and text[end - 1] != "过":
        return None
    if company.PLACE.match(text, end) and not title:
        return None
    given_name = role and line.tag(start + family) in company.PERSONAL
    if shape != "name" and text[start] in PARTICLES and not given_name:
        return None
    weight = _SHAPES[shape] + _looks(shape, text[start : start + family], given)
    if shape == "name" and text[start] not in COMMON and name in general_counts():
        weight -= 1.0
    if shape == "odd" and stated and len(given) == 2 and likeness.given(given[-1]) > 0:
        weight += 0.5  # 孙华定 rather than 孙华
    if shape == "name" and text[start : start + family] in WORDY:
        weight -= 0.5
    seldom = given[-1] in SELDOM
    if seldom:
        fits = likeness.given(given[-1]) > 0
        weight -= (1.5 if len(given) < 2 else 2.5) * (0.5 if fits and role else 1)
    if len(given) < 2 and _goes_on(line, end):
        weight -= 1.5
    elif shape == "split" and len(given) == 2 and _goes_on(line, end - 1):
        weight += 1.0
    sure = False
    # what stands to the left
    before = text[start - 1] if start else "。"
    placed = before == "的" and company.placed(text, start)
    if role:
        weight += 3.0
        sure = True
    elif company.called(text, start) or company.renamed(text, end):
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
    elif placed:
        weight += 2.0
    elif before == "的" and text[max(0, start - 2)] in company.ORGANISATION | company.LEVEL:
        weight += 1.5
    elif aged:
        weight += 2.5
        sure = True
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
    elif end == len(text) or text[end] in company.OPEN:
        weight += 0.5 * (before not in "，、" or sure)
    elif _noun(line, end):
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
        role = replace(title, start=start, end=start)
    return Candidate(
        start, end, name, weight, sure and weight >= 3 + seldom, role, word=shape == "word"
    )


def _noun(line: Line, place: int) -> bool:
    """Whether a noun begins here that is no person; a noun before 了 is a verb."""
    tag = line.tag(place)
    if not tag.startswith(company.NOUNS) or tag.startswith("nr"):
        return False
    after = place + len(line.token(place))
    done = line.text[after : after + 1] in company.ASPECT
    return not done and not line.roles.person(line.text, place)


def _within(line: Line, start: int, end: int, given: str, stated: object) -> bool:
    """Whether a particle begins a given name of two characters: 村支书杨再兴, 52岁的马会英.

    The name must be introduced, the particle be no end of a word, and the last character be one
    of given names.
    """
    if len(given) < 2 or given[0] not in WITHIN or given[1] in NEVER:
        return False
    if not stated and not (line.token(start) == line.text[start:end] and start in line.starts):
        return False
    ends = end in line.ends or line.word_after(end)
    return ends and likeness.family(line.text[start]) > _HARDLY / 2 and likeness.given(given[1]) > 0


def _acts(line: Line, end: int) -> bool:
    """Whether what follows shows that it is somebody, or what somebody did."""
    if company.ACTS.match(line.text, end):
        return True
    return line.text[end + 1 : end + 2] in company.ASPECT and not line.cuts_word(end)


def _looks(shape: str, surname: str, given: str) -> float:
    """What the characters of a name say for it where the tokens alone don't settle it."""
    likely, begins = likeness.given(given), likeness.family(surname)
    if shape == "split":
        return min(1.5, max(-1.5, 0.25 * likely + 0.4 * begins))
    if shape == "word":
        return 0.0
    score = min(0.5, max(-2.5, (0.2 if likely > 0 else 0.35) * likely)) if shape != "cut" else 0.0
    return score + min(0.0, begins * (0.2 if shape == "name" else 0.7))


def _goes_on(line: Line, end: int) -> bool:
    """Whether one more character, a word to nobody, follows: 璇 after 林美."""
    token, tag = line.token(end), line.tag(end)
    if len(token) == 2 and token[1] == "说" and likeness.given(token[0]) > 0:
        return True  # 明 of 徐正明说
    if len(token) > 2 and line.word_after(end + 1):
        return likeness.given(token[0]) > 0 or token not in general_counts()
    single = ("g", "zg", "ng", "ag", "nr", "nrfg", "q")
    return len(token) == 1 and tag in single and token not in NEVER


def _shape(line: Line, start: int, end: int, stated: bool) -> str:
    """How the tokens lie: one word tagged as a person, a surname and more, some word, or cut.

    Where it is `stated` that a person comes, a token that nobody knows may be cut.
    """
    if start in line.starts and end in line.ends:
        tag, token = line.tag(start), line.token(start)
        if len(token) == end - start:
            count = general_counts().get(token, 0)
            usual = len(token) == 2 and count > _USUAL and token[0] not in COMMON
            usual = usual and not line.role(start)
            if tag in company.PERSONAL and token not in ORDINARY and not usual:
                return "name"
            # a word that no dictionary has, whatever the tagger made of it
            odd = token not in _common_words() if len(token) == 3 else not count
            return "odd" if odd else "word"
        made_up = stated and general_counts().get(token, 0) < _MADE_UP
        if len(token) == 1 or tag in company.PERSONAL or made_up:
            return "split"
        if line.role(start) and len(token) == 2 and _likely(line.text[start:end], _VERY):
            return "split"  # 余家 and 军 in 村医余家军
        return "cut"
    if stated:
        if line.tag(start + 1) in company.PERSONAL and end in line.ends:
            return "split"  # 雅苇 in 块/长方/雅苇
        if end == start + 2 and len(line.token(start)) == 3 and line.tag(start) == "q":
            return "cut"  # 唐兴 of 唐兴次: no measure word follows a name
        if line.tag(start) in company.PERSONAL and 0 < len(line.token(start)) - (end - start) < 2:
            return "cut"
        rest = line.token(start + 1)
        if end == start + 2 and len(rest) == 2 and likeness.given(rest) > 0:
            return "cut"  # 姚桂 of 姚/桂兰
        begins = start in line.starts or line.guess_across(start)
        if begins and (end in line.ends or line.word_after(end)):
            return "split"
    elif end == start + 3 and len(line.token(start)) == 4 and line.word_after(end):
        # 王文吉是, which the tagger takes for one word
        return "split" if _likely(line.text[start:end], _RATHER) else "cut"
    return "cut"


def _likely(name: str, least: float) -> bool:
    """Whether a usual surname begins a name and its characters are those of names."""
    return likeness.family(name[0]) > _RARE and likeness.given(name[1:]) > least
