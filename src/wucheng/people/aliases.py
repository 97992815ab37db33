"""Aliases: short forms of a document's names, and the full name that each stands for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from wucheng.language.words import general_counts
from wucheng.people import company, elements, gender, likeness
from wucheng.people.candidates import Candidate
from wucheng.people.roles import Role
from wucheng.people.surnames import SURNAMES
from wucheng.people.transcribed import CHILDREN

#: Titles among people who work together, whatever their posts.
_FAMILIAR = frozenset({"姐", "哥", "老师"})
#: Titles that fit anyone of their sex, so that they never name a post.
_PLAIN_TITLES = frozenset(
    "先生 女士 大爷 大妈 阿姨 奶奶 爷爷 大姐 大哥 叔叔 师傅 同志 叔 伯 姨 婶 大叔 大伯".split()
)
_KINDS = ("resident", "volunteer", "family", "business", "colleague", "community")
#: Kinds of posts of which one person has several: a head of department is a village's secretary.
_OFFICES = ("party", "official", "community")
_PREFIXES = "老小大"
#: What stands between two people and not between two names of one.
_BESIDE = ("是", "和", "与", "跟", "同", "、", "对", "陪", "给", "帮")
#: What one does with a paper who is called by no more than a surname.
_COMPLAINS = ("反映", "投诉", "来电", "致电", "报料", "爆料", "吐槽", "求助")
#: 阿 before a character of the given name, or a title after it where a clause begins.
_FAMILIAR_FORM = re.compile(
    r"阿(?P<given>[㐀-鿿])(?!姨)|(?:(?<=[，。！？；：“”、])|^)(?P<after>[㐀-鿿])(?P<title>[叔伯姨婶哥姐嫂])(?!(?P=title))"
)
#: What such a form has, as hardly a sentence does.
_FAMILIAR_MARK = re.compile("[阿叔伯姨婶哥姐嫂]")
#: A given name as likely as this may stand alone if the word is counted as seldom as that, and
#: if one of these comes after it.
_GIVEN, _SELDOM = 2.5, 30
_AFTER = frozenset("，。！？：；”、说在的是把和就也又还从对给跟向都便才正")
_TWO = 2
#: 田爹爹叫田友惠, 老池名叫池有福.
_FULL_NAME = re.compile(
    r"(?P<short>[㐀-鿿]{2,3})(?:的名字叫|名叫|叫|本名叫?)(?P<full>[㐀-鿿]{2,3})(?=[，。、（）])"
)
#: Another name of who was named right before: 李铁柱，大名李国栋; “胖墩”，大名洪大海.
_OTHER_NAME = re.compile(
    r"(?:大名|本名|真名|原名|学名|小名|乳名|绰号|外号|网名)(?:叫|是|为)?“?(?P<name>[㐀-鿿]{2,4})"
)
#: No more characters than these are between the two.
_APPOSED = 6
#: A word counted more often in general Chinese is no part of a name by itself.
_USUAL = 100


def fold(
    accepted: Mapping[str, Sequence[tuple[int, Candidate]]],
    posts: Mapping[str, Sequence[Role]],
) -> dict[str, str]:
    """Forms with a surname only, and the one full name of the document that they stand for.

    Args:
        accepted: the names of a document, each with the candidates that made it one.
        posts: what the document says that they are.
    """
    short = {
        name: max((c for _, c in cs), key=lambda c: bool(c.role))
        for name, cs in accepted.items()
        if cs and _is_short(name, cs)
    }
    families: dict[str, list[str]] = defaultdict(list)
    given: dict[str, list[str]] = defaultdict(list)
    for name, seen in accepted.items():
        if name not in short and seen and "某" not in name:
            families[name[0]].append(name)
            if len(name) == _TWO + 1:
                given[name[1:]].append(name)
    by_family: dict[str, list[str]] = defaultdict(list)
    for name, candidate in short.items():
        by_family[_surname(name, candidate)].append(name)
    folded = {}
    for name, candidate in short.items():
        family = _surname(name, candidate)
        same = by_family[family]
        kin = [other for other in families[family[:1]] if other.startswith(family)]
        kin += given[family]  # 德贵叔 is 何德贵
        kin += given[name] if not candidate.role else ()  # 小满 is 汪小满
        kin = [other for other in kin if not gender.differ(candidate.title, other)]
        fits = [other for other in kin if _fits(candidate, posts.get(other, ()))]
        if not fits and candidate.kind in _OFFICES:
            fits = [o for o in kin if all(post.kind in _OFFICES for post in posts.get(o, ()))]
        if not fits and any(c.nick for _, c in accepted[name]):
            fits = kin
        if len(fits) > 1:  # 王师傅 is the 师傅 and not the manager
            said = [o for o in fits if any(candidate.title == p.text for p in posts.get(o, ()))]
            fits = said if len(said) == 1 else fits
        if len(fits) > 1 and name[0] in "老小":  # 老赵 is the father, not his son
            sons = {o for o in fits if any(p.head in CHILDREN for p in posts.get(o, ()))}
            of_age = [o for o in fits if (o in sons) == (name[0] == "小")]
            fits = of_age if len(of_age) == 1 and sons else fits
        if len(fits) == 1:
            folded[name] = fits[0]
        elif not families[family[:1]] and name[0] not in _PREFIXES:
            other = next((form for form in same if form != name), "")
            if len(same) == 2 and other[0] in _PREFIXES and _fits(candidate, posts.get(other, ())):
                folded[name] = other
    return folded


def parts(names: Collection[str]) -> dict[str, str]:
    """Parts of long names by which a text may call their owners: 古丽米热, 玉应."""
    full: dict[str, set[str]] = defaultdict(set)
    for name in names:
        parts = name.split("·") if "·" in name else [name[-2:]] * (len(name) > 3)
        if len(name) == 4 and elements.made(name[2:]):
            parts = [name[:2], name[2:]]  # 古荣 and 卓玛 of 古荣卓玛
        for part in (parts[0], parts[-1]) if parts else ():
            if len(part) > 1 and general_counts().get(part, 0) < _USUAL:
                full[part].add(name)
    return {part: owners.pop() for part, owners in full.items() if len(owners) == 1}


def familiar(
    accepted: Mapping[str, Sequence[tuple[int, Candidate]]],
    texts: Sequence[str],
    spots: Sequence[Sequence[int]],
) -> dict[str, str]:
    """Forms made of a given name that a text uses of the one person they fit: 阿娟, 海叔.

    Args:
        accepted: the names of a document, each with the candidates that made it one.
        texts: its sentences.
        spots: for each, the places where a given name may stand.
    """
    full: dict[str, set[str]] = defaultdict(set)
    for name, seen in accepted.items():
        whole = seen and 2 <= len(name) <= 3 and name[0] != "阿" and "某" not in name
        if whole and not _is_short(name, seen):
            for character in name[1:]:
                full[character].add(name)
            if len(name) == 3 and likeness.given(name[1:]) > _GIVEN:
                full[name[1:]].add(name)
    families = {name[0] for names in full.values() for name in names}
    begins = {given[0] for given in full if len(given) > 1 and given not in accepted}
    found = {}
    for text, spot in zip(texts, spots, strict=True):
        for start in spot if begins else ():
            given = text[start : start + 2]
            owners = full.get(given, ()) if given[0] in begins else ()
            if len(owners) == 1 and given not in found and _by_itself(text, start, given):
                found[given] = next(iter(owners))
        for match in _FAMILIAR_FORM.finditer(text) if _FAMILIAR_MARK.search(text) else ():
            given = match["given"] or match["after"]
            owners = full.get(given, set())
            if len(owners) == 1 and given not in families:
                found[match.group()] = next(iter(owners))
    return found


def _by_itself(text: str, start: int, given: str) -> bool:
    """Whether a given name stands for somebody without the surname: 听说晓燕来了, “晓燕，…”"""
    before, after = text[start - 1 : start], text[start + 2 : start + 3]
    if general_counts().get(given, 0) > _SELDOM:
        return False
    opens = not before or before in company.OPEN or before in company.PREPOSITION
    return opens and (not after or after in _AFTER)


def told(
    accepted: Mapping[str, Sequence[tuple[int, Candidate]]], texts: Sequence[str]
) -> dict[str, str]:
    """Short forms whose full name a text tells (田爹爹叫田友惠), and other names of somebody."""
    found: dict[str, str] = {}
    for text in texts:
        found.update(_renamed(accepted, text) if "名" in text or "号" in text else ())
        for match in _FULL_NAME.finditer(text) if "叫" in text or "本名" in text else ():
            for size in (3, 2):
                short, full = match["short"][-size:], match["full"]
                full = full if full in accepted else full[:-1]
                seen = accepted.get(short)
                if seen and full in accepted and _is_short(short, seen) and full[0] in short[:2]:
                    found[short] = full
    return found


def _renamed(
    accepted: Mapping[str, Sequence[tuple[int, Candidate]]], text: str
) -> Iterator[tuple[str, str]]:
    """A name by which somebody goes and the one that they bear: 李铁柱，大名李国栋."""
    for match in _OTHER_NAME.finditer(text):
        ends = range(len(match["name"]), 1, -1)
        other = next((match["name"][:end] for end in ends if match["name"][:end] in accepted), "")
        before = text[max(0, match.start() - _APPOSED) : match.start()].rstrip("”，（的人称还有个")
        name = next((before[-size:] for size in (4, 3, 2) if before[-size:] in accepted), "")
        if name and other and name != other:
            bears = name[0] in SURNAMES and not _is_short(name, accepted[name])
            yield (other, name) if bears else (name, other)


def apart(form: str, name: str, texts: Sequence[str]) -> bool:
    """Whether a text sets a form beside a full name, so that they are two: 周老爹是周某的父亲."""
    pairs = [pair for joint in _BESIDE for pair in (f"{form}{joint}{name}", f"{name}{joint}{form}")]
    if form.endswith(("先生", "女士")):
        pairs += [form + verb for verb in _COMPLAINS]  # 王先生反映 is not the manager 王某
    return any(pair in text for text in texts if form in text for pair in pairs)


def _is_short(name: str, seen: Sequence[tuple[int, Candidate]]) -> bool:
    if "某" in name or "·" in name:
        return False
    elder = len(name) == _TWO and name[1] == "老"  # 罗老
    return elder or any(c.title or c.kind == "short" for _, c in seen) or name[0] in "老小"


def _surname(name: str, candidate: Candidate) -> str:
    if len(name) == _TWO and name[1] == "老":
        return name[0]
    return name.lstrip(_PREFIXES).removesuffix(candidate.title)[:2]


def _fits(short: Candidate, posts: Sequence[Role]) -> bool:
    """Whether a short form can stand for a full name: its post is the same, or it fits anyone."""
    if not posts and short.title not in _PLAIN_TITLES:
        return True
    kind = short.role.kind if short.role else ""
    other = kind if kind != "volunteer" else ""  # which one is besides
    if other and posts and all(post.kind != other for post in posts):
        return False
    if not short.title or short.title in _FAMILIAR:
        return True
    if short.title == "总" and any(post.kind == "business" for post in posts):
        return True
    if short.title in _PLAIN_TITLES:
        return all(post.kind in _KINDS for post in posts)
    return any(
        short.title in post.text or short.title[-2:] == post.head[-2:] or short.kind == post.kind
        for post in posts
    )
