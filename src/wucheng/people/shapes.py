"""Shapes: how the tokens of a sentence lie where a name may stand, and what its characters say.

The segmenter knows few names. It makes one token of a name (祁翠花), a surname and a rest, takes
characters of what follows along (王文吉是) or leaves one behind (明 of 徐正明说).
"""

from __future__ import annotations

import re
from functools import cache

from wucheng.language.words import general_counts
from wucheng.people import company, likeness
from wucheng.people.candidates import Line
from wucheng.people.roles import POSTS
from wucheng.people.surnames import COMMON, NEVER, ORDINARY, SELDOM, SURNAMES, WITHIN

#: Words that say how or when something is done, tagged as nouns.
_HOW = frozenset("特地 顿时 立马 随即 赶忙 忽地 猛地 蓦地 一早 一大早".split())
#: A word counted less often may be cut where a name must come: 许子 in 42岁的许子兵.
_MADE_UP = 30
#: Marks before which nothing is joined, and adverbs that come after a subject.
_STOPS = ("", *"，。！？；：、）")
_OF_SUBJECTS = frozenset(
    "便 就 也 都 又 还 却 才 正 已 已经 刚 刚刚 正在 仍 仍然 总是 常常 经常 一直 马上 立即 立刻 "
    "赶紧 赶忙 连忙 随即 当即 再次".split()
)
#: Verbs of telling, which begin no name: 蒋亚和表示.
_TELLS = ("说", "表示", "介绍", "告诉", "坦言", "认为", "强调", "指出", "回忆", "透露")
_CLAUSE = re.compile("[^，。！？；：“”、]{0,40}")
#: A dictionary word of two characters counted more often is no name, whatever its tag: 洪峰.
_USUAL = 100
#: A verb counted less often that has no object is rather the end of a name; tags of what is none.
_SELDOM_VERB, _NO_OBJECT = 300, ("r", "t", "d", "p", "c", "s", "f")
#: A surname that is less a surname than this is rare or a common word.
_RARE = -1.5
#: Tags of one character that is rather the end of a name before a verb.
_NOUNS_TOO = ("j", "n", "b", "a")
#: What hands do, and what comes of it: 戴好, 拿起.
_HANDLES = frozenset("戴穿拿背端提扛抱推拉敲捧举放系套挂搬抬扶拧擦洗煮披拎递掏换收")
_RESULTS = frozenset("好上起完下开住出掉满紧来")
#: Given names as likely as this, and surely so.
_RATHER, _VERY = 1.0, 2.5
#: And so surely that the surname may be rare.
_SURELY = 5.0
#: By so much two characters must be likelier than the first alone, where the next is an adverb too.
_MORE = 1.0
#: A word less likely than this is no given name after a surname that may be a verb.
_UNLIKE = -1.0


def lie(line: Line, start: int, end: int, stated: bool) -> str:
    """How the tokens lie: one word tagged as a person, a surname and more, some word, or cut.

    Where it is `stated` that a person comes, a token that nobody knows may be cut.
    """
    if start in line.starts and end in line.ends:
        token, tag, _, _ = line.at(start)
        if len(token) == end - start:
            return _whole(line, start, end)
        if len(token) == 1 or tag in company.PERSONAL:
            return "split"
        made_up = general_counts().get(token, 0) < _MADE_UP
        # 尹志 of 尹志根
        if made_up and (stated or len(token) == 2 and _likely(line.text[start:end], _VERY)):
            return "split"
        least = _RATHER if line.tag(end)[:1] in ("v", "l") else _VERY  # 黄海 and 成 in 黄海成听到
        if line.role(start) and len(token) == 2 and _likely(line.text[start:end], least):
            return "split"  # 余家 and 军 in 村医余家军
        return "cut"
    if stated:
        if end == start + 2 and _usual(line, start, end):
            return "word"  # 宿舍 in 学生宿舍
        if line.tag(start + 1) in company.PERSONAL and end in line.ends:
            return "split"  # 雅苇 in 块/长方/雅苇
        if end == start + 2 and len(line.token(start)) == 3 and line.tag(start) in ("q", "m"):
            return "cut"  # 唐兴 of 唐兴次: no measure word follows a name
        if line.tag(start) in company.PERSONAL and 0 < len(line.token(start)) - (end - start) < 2:
            # what 了 follows is a verb: 松 in 郎静松了口气, 打 in 邢丽连打了几个电话
            verb = end + (line.text[end] in SELDOM and line.tag(end + 1)[:1] == "v")
            done = line.text[verb + 1 : verb + 2] in company.ASPECT
            return "split" if done or takes_result(line.text, end + 1) else "cut"
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


def _whole(line: Line, start: int, end: int) -> str:
    """What a word is by itself: a name, or a word of the dictionary, or odd as known to nobody."""
    token, tag, _, _ = line.at(start)
    named = tag in company.PERSONAL and token not in ORDINARY
    if named and not (len(token) == 2 and _usual(line, start, end)):
        return "name"
    # whatever the tagger made of it
    known = token in (common_words() if len(token) == 3 else general_counts())
    return "word" if known or token in ORDINARY else "odd"


def _usual(line: Line, start: int, end: int) -> bool:
    """Whether two characters are a common word, and after no post that one person holds."""
    word = line.text[start:end]
    if word[0] in COMMON or general_counts().get(word, 0) <= _USUAL:
        return False
    role = line.role(start)
    return not (role and role.kind in POSTS)


def _likely(name: str, least: float) -> bool:
    """Whether a usual surname begins a name and its characters are those of names."""
    given = likeness.given(name[1:])
    return given > least and (likeness.family(name[0]) > _RARE or given > _SURELY)


def looks(shape: str, surname: str, given: str) -> float:
    """What the characters of a name say for it where the tokens alone don't settle it."""
    likely, begins = likeness.given(given), likeness.family(surname)
    if shape == "split":
        return min(1.5, max(-1.5, 0.25 * likely + 0.4 * begins))
    if shape == "word":
        return 0.0
    score = min(0.5, max(-2.5, (0.2 if likely > 0 else 0.35) * likely)) if shape != "cut" else 0.0
    return score + min(0.0, begins * (0.2 if shape == "name" else 0.7))


def verb_and_word(line: Line, start: int, end: int) -> bool:
    """Whether a surname is a verb or adverb here and a known word follows: 包饺子, 齐上阵."""
    if line.tag(start)[:1] not in ("v", "a", "d", "p") or line.token(start) != line.text[start]:
        return False
    rest = line.token(start + 1)
    if len(rest) != 2 or len(rest) != end - start - 1 or rest not in general_counts():
        return False
    return likeness.given(rest) < _UNLIKE or rest.endswith("子")


def goes_on(line: Line, end: int) -> bool:
    """Whether one more character, a word to nobody, follows: 璇 after 林美."""
    token, tag = line.token(end), line.tag(end)
    if len(token) == 2 and token[1] == "说" and likeness.given(token[0]) > 0:
        return True  # 明 of 徐正明说
    if len(token) > 2 and line.word_after(end + 1):
        return likeness.given(token[0]) > 0 or token not in general_counts()
    if len(token) == 1 and tag == "v" and general_counts().get(token, 0) < _SELDOM_VERB:
        return line.tag(end + 1) in _NO_OBJECT  # 囤 in 郝麦囤每天…
    alone = tag in ("a", "n", "b") and line.text[end + 1 : end + 2] in _STOPS
    if len(token) == 1 and alone and token not in NEVER and line.role(end - 2):
        return True  # 红 in 省长郁炼红，
    if len(token) == 1 and tag in _NOUNS_TOO and likeness.given(token) > _RATHER:
        # 英 in 邢素|英|捐出
        return line.tag(end + 1)[:1] == "v" and line.title(end) is None
    if len(token) == 1 and tag in ("p", "d") and line.role(end - 2) and token not in NEVER:
        one, two = line.text[end - 1], line.text[end - 1 : end + 1]
        if likeness.given(two) > likeness.given(one) + _MORE:
            return True  # 根 in 村民褚长|根|坐在门口, not 才 in 村民李强|才|到
    if len(token) == 1 and tag in ("p", "c") and token not in NEVER:
        return line.text[end + 1 : end + 2] in _STOPS  # 根 in 丁长根。
    single = ("g", "zg", "ng", "ag", "nr", "nrfg", "q")
    return len(token) == 1 and tag in single and token not in NEVER


def takes_result(text: str, end: int) -> bool:
    """Whether a verb with what comes of it begins with the character before a place: 戴|好."""
    return text[end - 1 : end] in _HANDLES and text[end : end + 1] in _RESULTS


def counted(line: Line, end: int) -> bool:
    """Whether one character stands between a name and how many were named: 巧 of 郭娟巧3位."""
    rest = line.text[end : end + 1]
    if end + 1 not in line.ends or not rest or line.tag(end)[:1] in ("v", "p", "c", "d", "u"):
        return False
    return likeness.given(rest) > _UNLIKE and bool(company.COUNTED.match(line.text, end + 1))


def within(line: Line, start: int, end: int, given: str, stated: object) -> bool:
    """Whether a particle begins a given name of two characters: 村支书杨再兴, 52岁的马会英.

    The name must be introduced, the particle be no end of a word, and the last character be one
    of given names.
    """
    if len(given) < 2:
        return False
    if given[1] == "和" and joins_nothing(line, end):
        return given[0] not in NEVER
    if given[0] not in WITHIN or given[1] in NEVER or takes_result(line.text, end):
        return False
    if not stated and not (line.token(start) == line.text[start:end] and start in line.starts):
        return False
    ends = end in line.ends or line.word_after(end)
    return ends and likeness.family(line.text[start]) > _RARE and likeness.given(given[1]) > 0


def joins_nothing(line: Line, end: int) -> bool:
    """Whether the 和 before a place joins nothing to a name, so that it ends it: 鄢永和刚刚到家."""
    text = line.text
    if text[end - 1 : end] != "和":
        return False
    if text[end : end + 1] in _STOPS:
        return True
    adverb = line.tag(end) == "d" and line.token(end) in _OF_SUBJECTS
    adverb = adverb or line.text.startswith(_TELLS, end)
    if not (adverb or _has_done(line, end)):
        return False
    clause = _CLAUSE.match(text, end)
    of = (match.end() for match in re.finditer("的", clause.group())) if clause else ()
    # but 和刚刚返乡的大学生
    return not any(line.roles.person(text, end + place) for place in of)


def _has_done(line: Line, place: int) -> bool:
    """Whether verbs with 了, 着 or 过 begin here: 抢到了."""
    verbs = 0
    while line.tag(place) == "v" and verbs < 2:
        place += len(line.token(place))
        verbs += 1
    return verbs > 0 and line.tag(place) in ("ul", "uz", "ug")


def noun(line: Line, place: int) -> bool:
    """Whether a noun begins here that is no person; a noun before 了 is a verb."""
    tag = line.tag(place)
    if not tag.startswith(company.NOUNS) or tag.startswith("nr") or line.token(place) in _HOW:
        return False
    after = place + len(line.token(place))
    done = line.text[after : after + 1] in company.ASPECT
    return not done and not line.roles.person(line.text, place)


@cache
def common_words() -> frozenset[str]:
    """Words of general Chinese that could pass for a name, and all of four characters."""
    return frozenset(
        word
        for word, count in general_counts().items()
        if len(word) == 4 or len(word) == 3 and word[0] in SURNAMES and count > 3
    )
