"""Names in transcription, which have no Chinese surname: 约翰·史密斯, 尼玛卓嘎, 阿依古丽."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import compress

from wucheng.language.words import general_counts
from wucheng.people import company, elements, likeness
from wucheng.people.candidates import Candidate, Line
from wucheng.people.roles import LOOSE, Role
from wucheng.people.surnames import FOREIGN, NEVER, ORDINARY, SOUNDS, SURNAMES

#: Tags of the names of people and places, and of Latin letters.
_NAMES = company.PERSONAL | {"ns", "eng"}
#: Tags of what a person does, and of what begins it.
_ACTS = company.PREDICATE | {"t", "ad"}
_DOES = ("r", "t", *sorted(company.PREDICATE))
#: Two characters as likely as this in given names are one.
_GIVEN = 4.0
#: What leads up to a name and is in none.
_LINKS = frozenset("的了着和与及是在对由给让请叫为把被")
#: A last part that doesn't only sound is no longer than this: 哈则孜.
_LAST = 4
#: What else than a doubled character a pet name begins with: 小树, 阿强.
_FOND = frozenset("小阿")
#: What means "each" or an animal when it is doubled, where another character makes a pet name.
_EVERY = frozenset("天年月日人个家处时事样狗猫鸡鸭鸟车球饭")
#: A doubled word counted more often is no pet name: 谢谢.
_USUAL = 500
#: A part of a name with a dot that is counted more often is a word: 鸟巢·国家体育场.
_WORD = 1000
#: Sounds that are adverbs by themselves.
_ADVERBS = frozenset("都才仅尽恰")
#: The tag of Latin letters. No name has so few.
_LATIN, _INITIALS = "eng", 2
#: What a child may be called after 小: 儿子小树, not 儿子小学毕业.
_SMALL = 200
CHILDREN = ("儿子", "女儿", "孙子", "孙女", "外孙", "外孙女", "弟弟", "妹妹", "侄子", "侄女")
_NO_CHILD = frozenset(
    "小腿 小手 小脸 小脚 小名 小命 小伙 小儿 小辫 小狗 小猫 小车 小店 小学 小升".split()
)


def find(line: Line) -> Iterator[Candidate]:
    """Names with dots, names that only sound, pet names (豆豆, 阿强) after a role."""
    dotted = "·" in line.text
    if dotted:
        yield from _dotted(line)
    said = line.posts.keys() | line.called | line.homes
    places = list(compress(line.starts, map(_NAMES.__contains__, line.tags)))
    if said:
        places = sorted({*places, *(said & line.starts.keys())})
    for start in places:
        if dotted and "·" in line.text[start : start + 9]:
            continue
        token, tag, _, _ = line.starts[start]
        if tag == _LATIN:
            yield from _letters(line, start)
            continue
        role = line.role(start)
        if role and role.head in LOOSE:
            continue
        whole = _sounding(line, start, role) if token[0] in SOUNDS else None
        if whole:
            yield whole
            continue
        if start in said and (token[0] == token[-1] or token[0] in _FOND):
            yield from _pet_name(line, start)
        if role and line.text.endswith("族", 0, role.start):
            yield from _of_a_people(line, start, role)
        if tag in company.PERSONAL and token[0] not in SURNAMES:
            yield from _tagged(line, start)


def _dotted(line: Line) -> Iterator[Candidate]:
    text = line.text
    for match in company.DOTTED.finditer(text):
        start, end = match.span()
        role = None
        dot = text.index("·", start)
        start = max([start, *(i + 1 for i in range(start, dot) if text[i] in _LINKS)])
        start = min(
            (
                i
                for i in range(start, dot - 1)
                if i in line.starts and FOREIGN.fullmatch(text, i, dot)
            ),
            default=start,
        )
        for place in range(start, dot):
            if place in line.starts:
                role = line.role(place) or role
                start = place if role and role.end == place else start
        dot = text.rindex("·", start, end) + 1
        closed = _closed(line, dot, end)
        run = FOREIGN.match(text, dot, end)
        stops = [e for e in range(dot + 1, (run.end() if run else end) + 1) if e in line.ends]
        if not stops and 0 < len(line.token(dot)) <= 4:
            stops = [dot + len(line.token(dot))]
        end = closed or (max if run else min)(stops, default=run.end() if run else end)
        if text[end - 1] == "号" or any(_wordy(line.token(place)) for place in range(start, end)):
            continue
        yield Candidate(start, end, text[start:end], 9.0, True, role)


def _letters(line: Line, start: int) -> Iterator[Candidate]:
    """A name in Latin letters after a role, or a letter with a title: 居民Tina, L女士."""
    name, _, _, end = line.at(start)
    role, title = line.role(start), line.title(end)
    if title and len(title.text) > 1 and len(name) == 1 and name.isupper():
        name += title.text
        yield Candidate(start, title.end, name, 4.0, True, role, title.text, title.kind)
    acts = end in line.says or line.tag(end) in company.PREDICATE
    if role and acts and len(name) > _INITIALS and name.isalpha() and name.istitle():
        yield Candidate(start, end, name, 4.0, True, role)


def _closed(line: Line, dot: int, end: int) -> int:
    """Where the last part of a name ends for certain: before 说, 的, 家; 0 if that isn't told."""
    text = line.text
    run = FOREIGN.match(text, dot, end)
    if run and run.end() >= dot + 2 and run.end() in line.starts:
        return run.end()  # 麦肯尼 in 麦肯尼早在2020年
    made = elements.RUN.match(text, dot, end)
    if made and not FOREIGN.match(text, made.end()):
        return made.end()  # 吐尔洪 in 吐尔洪连着开了两天
    for place in range(dot + 2, end + 1):
        if place < len(text) and text[place] not in company.CLOSES and place < end:
            continue
        sounds = FOREIGN.fullmatch(text, dot, place)
        if place == end < len(text) and text[place] not in company.CLOSES:
            return 0
        word = any(text[cut:place] in general_counts() for cut in range(dot + 2, place - 1))
        return place if sounds or (place - dot <= _LAST and not word) else 0
    return 0


def _wordy(token: str) -> bool:
    """Whether a part of a name with dots is a well-known word that doesn't only sound."""
    known = len(token) > 1 and general_counts().get(token, 0) > _WORD
    return known and not FOREIGN.fullmatch(token)


def _sounding(line: Line, start: int, role: Role | None) -> Candidate | None:
    """A run of characters that are used for sounds, after a role or after 叫."""
    text = line.text
    stated = role or start in line.called
    run = FOREIGN.match(text, start, start + 8)
    if not run or run.end() < start + (2 if stated else 4) or line.token(start) in ORDINARY:
        return None
    if run.group().endswith(("嘎查", "苏木")):
        return None
    stops = [
        end
        for end in range(start + 2, run.end() + 1)
        if end in line.ends or (stated and line.text.startswith("是", end) and line.word_after(end))
    ]
    if stops and role and role.kind == "foreign":
        return Candidate(start, stops[0], text[start : stops[0]], 4.0, True, role)
    if role and run.end() == start + 3 and _closes(line, start, run.end()):
        return Candidate(start, run.end(), text[start : run.end()], 4.0, True, role)
    if not stops:
        return None
    last = stops[-1]
    if len(stops) > 1 and text[last - 1] in _ADVERBS and line.tag(last - 1) == "d":
        last = stops[-2]  # 马尔科 in 马尔科都会…
    if stated:
        long = last > start + (3 if role else 2)
        return Candidate(start, last, text[start:last], 9.0, True, role) if long else None
    if last > start + 3 and _opens_subject(line, start):
        weight = 3.6 if line.tag(last) in company.PREDICATE else 2.6
        return Candidate(start, last, text[start:last], weight)
    return None


def _closes(line: Line, start: int, end: int) -> bool:
    """Whether three sounds that are no word are closed by what follows: 牧民那音太和…"""
    text, known = line.text, general_counts()
    parts = (text[start : start + 2], text[start + 1 : end], text[start:end])
    return text[end : end + 1] in company.CLOSES and not any(
        known.get(p, 0) > _SMALL for p in parts
    )


def _of_a_people(line: Line, start: int, role: Role) -> Iterator[Candidate]:
    """A name after a role and a people without surnames: 哈萨克族护边员艾得列提的家."""
    text = line.text
    end = next((e for e in range(start + 2, start + 7) if text[e : e + 1] in company.CLOSES), 0)
    name = text[start:end]
    if end and company.HAN.fullmatch(name) and _mostly_sounds(name):
        yield Candidate(start, end, name, 5.0, True, role)


def _pet_name(line: Line, start: int) -> Iterator[Candidate]:
    role, token, tag = line.role(start), line.token(start), line.tag(start)
    if len(token) != 2 or line.roles.titled(token):
        return
    doubled = token[0] == token[1] and token[0] not in _EVERY and tag[:1] not in "dr"
    count = general_counts().get(token, 0)
    pet = doubled and token not in line.roles.words and likeness.given(token) > 0
    doubled = doubled and count < _USUAL and token not in line.roles.words
    if role is None:
        small = (
            token[0] == "小" and token not in _NO_CHILD and count < _WORD and _of_names(line, start)
        )
        if (doubled or pet or small) and start in line.homes:
            yield Candidate(start, start + 2, token, 4.0, True, word=count > 0)
        return
    small = token[0] == "小" and tag.startswith("n") and role.head in CHILDREN
    if small and token not in _NO_CHILD and (count < _SMALL or tag in company.PERSONAL):
        after = line.tag(start + 2)
        if after.startswith(_DOES):
            yield Candidate(start, start + 2, token, 4.0, True, role, word=count > 0)
            return
    if (doubled and role.kind in ("resident", "family")) or (
        token[0] == "阿" and tag in company.PERSONAL
    ):
        yield Candidate(start, start + 2, token, 4.0, True, role)


def _of_names(line: Line, start: int) -> bool:
    """Whether 小 and what may end a given name do something: 五年级的小雨在作文里…"""
    given = line.text[start + 1]
    return likeness.given(given) > 0 and line.tag(start + 2).startswith(_DOES)


def _tagged(line: Line, start: int) -> Iterator[Candidate]:
    """A word without a surname that the tagger takes for a person."""
    text, token, role = line.text, line.token(start), line.role(start)
    end = start + len(token)
    if not 2 <= len(token) <= 5 or token[0] == "阿" and role:
        return
    if not NEVER.isdisjoint(token) or company.PLACE.match(text, end) or line.role(end):
        return
    led = token[0] in company.PREPOSITION and likeness.given(token[1:]) < _GIVEN
    if led or token in ORDINARY:  # 为景甜 in 记者为景甜拍照
        return
    opens = not start or text[start - 1] in company.OPEN or company.placed(text, start)
    if len(token) == 2 and line.tag(start) == "nrt" and FOREIGN.fullmatch(token):
        does = opens and line.tag(end) in _ACTS
        if (does or company.ACTS.match(text, end)) and general_counts().get(token, 0) < _SMALL:
            yield Candidate(start, end, token, 2.6)  # 扎拉, if the text says it twice
            return
    sounds = len(token) > 2 and _mostly_sounds(token)
    if sounds and line.roles.person(text, end):
        return  # 切尔西 in 切尔西门将
    if sounds and not role and _opens_subject(line, start):
        yield Candidate(start, end, token, 2.6)
    elif (token in general_counts() or len(token) > 3) and not sounds:
        return
    elif role or (opens and end in line.says):
        yield Candidate(start, end, token, 3.0, bool(role), role)
    elif opens and len(token) == 2 and likeness.given(token) > _GIVEN:
        yield Candidate(start, end, token, 2.6)  # 雅慧, if the text says it twice
    elif start and opens:
        yield Candidate(start, end, token, 1.5)


def _mostly_sounds(token: str) -> bool:
    """Whether a word is spelt with the characters of foreign sounds but for one: 帕尔默."""
    if FOREIGN.fullmatch(token):
        return True
    others = sum(FOREIGN.fullmatch(c) is None for c in token)
    return others < 2 and token not in general_counts()


def _opens_subject(line: Line, start: int) -> bool:
    before = line.text[start - 1 : start]
    return not before or before in company.OPEN or before in _BEFORE


#: What may stand before somebody who is named by sounds only.
_BEFORE = frozenset("的和与对向由被让请")
