"""Names of any make after a post: 书记线小保在…, 校长员外生站在…, 景颇族小伙勒排早山和妻子….

Where a post stands, the name of its holder follows, and often nothing else can: so a name needs no
surname here. What follows the name settles where it ends. A text may also say itself that a word
is a name: 海燕姓海, 姓王，名子, 这是他的网名.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from wucheng.people import company, likeness
from wucheng.people.candidates import Candidate, Line
from wucheng.people.roles import LOOSE, Role
from wucheng.people.surnames import COMPOUND, NEVER, SURNAMES
from wucheng.words import general_counts

#: What a name does not begin with after a post, whatever its tag.
_BEGINS = frozenset(
    "说问喊讲看听想会去跟做打吃走叫请帮送拿找的和与及、，。们在是也都不就还又已再很最让被向对为给以等之该其各每某"
)
#: Tags of words that a name may be taken from.
_NOUN = ("j", "f", "n", "ng", "nr", "nrfg", "nrt", "ns", "nz", "nt", "g", "zg", "x")
_PROPER = ("nr", "nrt", "nrfg", "ns", "nz")
#: A surname that is less a surname than this may pass unseen.
_RARE = -1.5
#: Two characters as likely as this in given names are one, whatever stands before them.
_GIVEN = 3.0
#: What follows a name and nothing else that stands after a role: 村民国庆的母亲, 队长丛林今年52岁.
_OF_SOMEBODY = re.compile(
    r"的(?:母亲|父亲|妻子|丈夫|儿子|女儿|爱人|老伴|父母|家人|爷爷|奶奶|妈妈|爸爸|哥哥|弟弟|姐姐|妹妹)"
    r"|，?(?:今年)?(?:[1-9][0-9]|[二三四五六七八九]十[一二三四五六七八九]?)(?:岁|多岁)"
)
#: A word counted less often is as well a name after a role, if its characters are those of names.
_SELDOM = 300
#: What is less a surname than this hardly is one: 上, 下.
_SELDOM_FAMILY = -3.5
#: Characters less likely than this in given names are not taken for one.
_NEUTRAL = -0.1
#: A mark in quotation marks is less like a given name than this if it is of a scheme: “双报到”.
_THING = -3.0
#: What goes with a post and is no name.
_NO_NAME = re.compile(
    r"微信|轮流|亲自|带头|主动|牵头|办公|信箱|会议|例会|助理|岗位|岗亭|热线|工作|职务|职责|办|室|一职|一行|制|制度|队|团|组|站|部|处"
    r"|第一|每天|今年|当天|昨天|今天|清晨|凌晨|深夜|夫妻|夫妇|家庭|代表|身份|证|服|装|专用|马甲|志愿"
)
_KIN = re.compile(
    r"(?P<name>(?s:.){2,4}?)(?:[和与](?:妻子|丈夫|爱人|老伴|战友|同事|儿子|女儿|父亲|母亲|队友)|一行|[两俩]?(?:夫妇|夫妻)|本人)"
)
_NICKNAME = re.compile(
    r"[名称号叫](?:(?<=[化网笔艺小乳本]名|昵称|绰号|外号|名叫))(?<![群队店村书歌片剧曲牌站船地校班社菜]名叫)"
    r"(?:为|是|叫)?“?(?P<name>[㐀-鿿]{2,4})(?=[”的，。、）是])"
)
_MARKED = re.compile(r"“(?P<name>[㐀-鿿]{2,3})”(?![、“])")
#: What each of the three patterns that follow must find.
_SAYS_SO = re.compile("姓|是[他她我]的")
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
    """Names after a post, and those that the sentence explains to be names."""
    yield from _called(line)
    for start, role in line.posts.items():
        if line.text[start : start + 1] not in _BEGINS and role.head not in LOOSE:
            yield from _held(line, start, role)


def _called(line: Line) -> Iterator[Candidate]:
    """Names that are called so, and nicknames in quotation marks after a role."""
    for match in _NICKNAME.finditer(line.text):
        yield Candidate(*match.span("name"), match["name"], 5.0, True)
    for match in _MARKED.finditer(line.text) if "“" in line.text else ():
        role = line.role(match.start())
        first, given = match["name"][0], match["name"][1:]
        likely = first in "老小大阿" or (
            first in SURNAMES and likeness.family(first) > _RARE and likeness.given(given) > _THING
        )
        if role and likely:
            yield Candidate(*match.span("name"), match["name"], 5.0, True, role)


def explained(text: str) -> set[str]:
    """The words of a text that it says are somebody's name."""
    if not _SAYS_SO.search(text):  # most texts; the patterns below try every character
        return set()
    found = {m["name"] for m in _SAME.finditer(text)}
    for match in _ALIAS.finditer(text):  # where it begins, the tokens will tell
        found |= {match["name"][place:] for place in range(len(match["name"]) - 1)}
    return found | {m["family"] + m["given"] for m in _EXPLAINED.finditer(text)}


def _held(line: Line, start: int, role: Role) -> Iterator[Candidate]:
    text = line.text
    kin = _KIN.match(text, start)
    if kin and NEVER.isdisjoint(kin["name"]):
        yield Candidate(*kin.span("name"), kin["name"], 6.0, True, role)
        return
    first, tag, _, _ = line.at(start)
    if (tag not in _NOUN and text[start : start + 1] not in SURNAMES) or _NO_NAME.match(
        text, start
    ):
        return
    usual = text[start] in SURNAMES and likeness.family(text[start]) > _RARE
    surname = usual or text[start : start + 2] in COMPOUND
    for end in (start + 4, start + 3, start + 2):
        if end not in line.ends:
            continue
        name = text[start:end]
        known = general_counts().get(name, 0)
        if surname and not known:
            continue  # names.py weighs these
        if not company.HAN.fullmatch(name):
            continue
        if line.role(end) or not NEVER.isdisjoint(name[1:]) or company.PLACE.match(text, end):
            continue
        if line.roles.titled(name):
            continue
        somebody = _OF_SOMEBODY.match(text, end)
        if line.title(end) or not (somebody or _follows(line, end)):
            continue
        whole = len(first) == len(name)
        if whole and known:
            unlike = likeness.given(name) < 0 and likeness.family(name[0]) < _SELDOM_FAMILY
            held = tag in _NOUN and not unlike and line.roles.named(role.head)  # not 坐镇
            fits = len(name) == 2 and (
                (held and text[end : end + 1] != "的")
                or (somebody is not None and text[start] in SURNAMES)
                or (usual and known < _SELDOM and likeness.given(name[1:]) > _NEUTRAL)
            )
        elif whole:
            begins = text[start] in SURNAMES or text[start] in "老小阿"
            people = text[role.start - 1 : role.start] == "族"  # 彝族姑娘拉作
            holder = begins or people or somebody is not None or line.roles.named(role.head)
            fits = tag in _NOUN and holder and not company.is_agent(name)
            unlike = likeness.given(name[1:]) < 0 and likeness.family(name[0]) < _SELDOM_FAMILY
            if len(name) == 2 and unlike and text[start] not in "老小阿":
                fits = fits and somebody is not None  # 上堤 in 医生上堤巡诊
        elif len(name) == 4:
            fits = len(first) == 2 and tag in _PROPER and line.tag(start + 2) in _PROPER
        else:
            bare = tag in _NOUN and not known and line.roles.named(role.head)
            spoken = len(first) == 1 and tag in _NOUN and likeness.given(name[1:]) > _GIVEN
            fits = len(name) == 3 and (bare or spoken)
        if fits:
            yield Candidate(start, end, name, 4.0, True, role, word=bool(whole and known))
            return


def _follows(line: Line, end: int) -> bool:
    """Whether what comes next is what comes after a subject or an apposition."""
    text = line.text
    if end >= len(text) or text[end] in "，。、：；！？—（”等和与":
        return True
    return line.tag(end) in (*company.PREDICATE, "i", "l") or text[end] in "的在把对"
