"""Denials: what the words of a quotation say against this or that person having spoken them.

Nobody calls or names himself, thanks himself, or speaks of himself as 他 or 那位大姐. That somebody
is fit to say words proves nothing; that somebody is unfit is worth knowing where nobody is said to
have spoken.
"""

from __future__ import annotations

import re

from wucheng.people.person import Person
from wucheng.people.roles import Roles
from wucheng.voices.narration import Paragraph, Said

#: Whoever says so was helped; those who work for others are thanked and praised.
_THANKS = re.compile(
    r"谢谢|感谢[你您]|多亏|多谢|真是(?:个)?好人|恩人|辛苦(?:你|您|了)|麻烦[你您]|帮了?我(?!们)|手艺真?好"
    r"|(?:真|太|这么|多|比[^，。！？]{1,10})(?:热心|细心|贴心|周到|暖心)(?!的服务)"
)
_HELPED = ("resident", "family", "")
#: What others have said, within the words.
_WITHIN = re.compile("[‘『][^’』]*[’』]")
#: He or she, told of and not spoken to.
_OF_HIM = re.compile(r"(?<!其)[他她](?!们|人)")
#: Somebody pointed at: 那个骑三轮的.
_POINTED = re.compile(
    r"[这那](?:位|孩子|小伙|丫头|姑娘|闺女|后生|娃|个[^，。！？]{0,6}(?:的|人|小伙|姑娘|丫头))"
)
#: Somebody in the words whom he or she may be.
_ANYBODY = re.compile("人|孩子|太太|同事|邻居|[爷妈爸奶婆姐哥弟妹叔嫂娃]")
#: Whom the words are said to.
_CALLED = re.compile(
    r"(?:(?:喂|[您你]好)[，！])?[^，。！？：“”是为当我们]{0,4}?(?P<title>[㐀-鿿]{1,3})(?:[，！：]|[吗呀啊]？)"
)
#: What follows a surname by which somebody is called: 米姐, 米老师.
_TO_SURNAME = re.compile(
    "姐姐?|哥哥?|叔叔?|婶|阿?姨|伯伯?|爷爷?|奶奶|[总所局队工]|书记|主任|老师|医生|护士|警官|[站校所村店班队]长|支书|大夫|师傅"
)
_CALLS_YOUNG = re.compile(
    r"[^，。！？：“”]{0,2}?(?:闺女|姑娘|小伙子?|孩子|娃|丫头|小同志|后生|妹子|妹儿)[，！：]"
)
_CALLS_ELDER = re.compile(
    r"[^，。！？：“”]{0,3}?(?:阿姨|大爷|大妈|大娘|大伯|大叔|大婶|奶奶|爷爷|婆婆|叔叔|伯伯|嬢嬢|爹爹|太婆|老人家|老爷子)[，！：]"
)
#: An old person, told of and not spoken to.
_AN_ELDER = re.compile("(?<![些位个名])老(?:人家?|爷子|太太|先生)(?![们家，！])")
_ELDER = re.compile(r"大爷|大妈|大娘|大伯|奶奶|爷爷|婆婆|爹爹|太婆|老汉|老人|老太")


def called(text: str, person: Person) -> bool:
    """Whether words begin by calling a person, by title, post or given name: 水生，… 书记，…"""
    match = _CALLED.match(text)
    if not match:
        return False
    title = match["title"]
    if _TO_SURNAME.fullmatch(title[1:]) and person.name.startswith(title[0]):
        return True
    if title[-2:-1] in ("小", "老") and person.name.startswith(title[-1]):
        return True
    while len(title) > 2 and not (person.name.endswith(title) or person.role.endswith(title)):
        title = title[1:]
    return len(title) > 1 and (person.name.endswith(title) or person.role.endswith(title))


def calls_elder(text: str) -> bool:
    """Whether words begin by calling an old person: 大娘，…"""
    return bool(_CALLS_ELDER.match(text))


def calls_young(text: str) -> bool:
    """Whether words begin by calling somebody young: 闺女，…"""
    return bool(_CALLS_YOUNG.match(text))


def _elder(text: str, person: Person) -> bool:
    """Whether words call an old person, and the person is one."""
    return bool(calls_elder(text) and _ELDER.search(person.name[1:] + person.role))


def refused(text: str, person: Person) -> bool:
    """Whether words call a person, or thank or praise one who works for others."""
    if called(text, person) or _elder(text, person):
        return True
    text = _WITHIN.sub("", text)
    return person.kind not in _HELPED and bool(_THANKS.search(text) or _POINTED.match(text))


def denied(paragraph: Paragraph, quote: Said, person: Person, roles: Roles) -> bool:
    """Whether the words of a quotation can't well be a person's: also if they tell of one."""
    text = paragraph.text[quote.start + 1 : quote.end]
    if refused(text, person) or _POINTED.search(text):
        return True
    if _AN_ELDER.search(text) and _ELDER.search(person.name[1:] + person.role):
        return True
    if any(mention.name == person.name for mention in paragraph.named(quote.start, quote.end)):
        return True
    him = _OF_HIM.search(text)
    if not him:
        return False
    named = paragraph.named(quote.start, quote.start + 1 + him.start())
    told = named or _ANYBODY.search(text, 0, him.start())
    return not (told or any(roles.person(text, i) for i in range(him.start())))
