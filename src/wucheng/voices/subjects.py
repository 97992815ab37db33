"""Subjects: who does something in a stretch of narration, by name, by role or by pronoun."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from wucheng.people.person import Mention, Person
from wucheng.people.roles import Role, Roles
from wucheng.voices.about import JOINT, OWNED, REACH, About, is_object
from wucheng.voices.narration import Narration
from wucheng.voices.referents import PRONOUN, Referents

#: Verbs after which it is somebody else who speaks: 李某收到女儿发来的语音.
_HEARD = re.compile(r"收到|接到|听到|听见|看到|想起(?!自己|当初|入党)")
_ENDS = frozenset("，。！？；：")
#: Somebody without a name and with a role that is in no lexicon: 一名青工.
_SOMEONE = re.compile(r"(?:一|有)[名位个](?P<role>[㐀-鿿]{2,8})$")
#: Somebody whose role is too common a word to be in a lexicon: 楼上的孩子在…
_SOME_CHILD = re.compile(
    r"(?:.{0,10}(?:的|[一有][名位个]))?(?P<role>小朋友|孩子|男主人|女主人)(?=[在把给从隔对也都用拿])"
)
#: What stands between a subject and whom it speaks to: 甲对…乙说.
_TOWARDS = re.compile(r"(?:面对|[对向跟])[^，。！？；：]{0,24}$")
#: Whom a clause is said to, from here to its verb: 她对同车的甲和乙说.
_TO = re.compile(r"(?<![针面反绝相应])(?:[对冲朝]着?|[向跟])(?![面象于策照])(?=[㐀-鿿])")
#: Who does this lets another speak.
_LETS = frozenset("让请叫劝")
#: Somebody known to whom a clause is said.
_TO_HIM = re.compile(r"[他她你您](?:们)?")
#: Before one whom something is given or told: 留给儿子的话, and not who has made it.
_GIVEN = re.compile("[给对向跟为替]$")
#: What may stand before a role that is the subject of its clause: 一位, 路过的, 村里的, 傍晚.
_BEFORE_ROLE = re.compile(
    r"(?:[^，。！？；：]{0,14}(?:[的一两几三四五六七八这那每各有位名个群些里上中边内外前后时候天日晚午但可而也就连老小]))?"
)
#: Somebody without a name to whom another does something: 等一位乘客, not 门口有一位.
_TO_ONE = re.compile(
    r"[^，。！？；：]{0,12}[^，。！？；：有来见是里上中边内外前后时候天日晚午口处旁头间年月又另到了的](?:一|几|两|三|那)[位名个群][^，。！？；：]*"
)
#: Some time after: 三天后，…
_LATER = re.compile(r"[^，。！？；：“”]{1,8}(?:后|天|日|晚|时|上|里|会儿)，")
#: What a subject does with the one joined to it: 甲与乙商量：“…”
_WITH = re.compile(
    r"(?:商量|聊天|聊起|聊着|交谈|谈心|谈起|通电话|通话|视频|打电话|开玩笑|打招呼|说|讲|解释|沟通|协商|打趣)"
)
#: What makes a house or a thing of somebody: 中医院, 教师节.
_THINGS = ("院", "馆", "药", "节", "证")
#: Two without a name, or one that is only called old.
_PAIR = re.compile(r"老两口|小两口|两口子|夫妻俩|夫妇俩|老伴|对方|孩子")


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks: a name or an empty string, the role and kind, the cue that says so."""

    name: str = ""
    role: str = ""
    kind: str = ""
    cue: str = ""
    inner: bool = False


def opens_clause(text: str, left: int, place: int) -> bool:
    """Whether what stands before a role lets it be its clause's subject: 路过的, 傍晚一位."""
    if place == left:
        return True
    before = _BEFORE_ROLE.fullmatch(text, left, place)
    return before is not None and not _TO_ONE.fullmatch(text, left, place)


class Subjects:
    """Finds who does the saying in a document's narration, clause by clause."""

    def __init__(
        self, narrations: Sequence[Narration], people: Mapping[str, Person], roles: Roles
    ) -> None:
        self.narrations = narrations
        self.people = people
        self.roles = roles
        self.about = About(narrations, roles)
        self.referents = Referents(narrations, people, self.about)

    def find(self, here: int, start: int, end: int, cue: str = "") -> Voice | None:
        """Who does the saying: the subject nearest to the verb, clause by clause leftwards."""
        narration = self.narrations[here]
        text = narration.text
        inner: Voice | None = None
        for left, right in reversed(narration.clauses(start, end)):
            to = _TO.search(text, left + 1, right) if cue else None
            sayer = self._in_clause(here, left, to.start(), cue, to.start()) if to else None
            if to and not sayer and to.start() > left and _TO_HIM.fullmatch(text, to.end(), right):
                continue  # 甲蹲下来，隔着两米跟她(说)
            voice = sayer or self._in_clause(here, left, right, cue, end)
            if voice and (voice.name or not voice.inner):
                return voice
            inner = inner or voice
        return inner

    def _in_clause(self, here: int, left: int, right: int, cue: str, end: int) -> Voice | None:
        """Who does the saying in one clause."""
        narration = self.narrations[here]
        text = narration.text
        if left < right:
            named = narration.named(left, right)
            spoken_to = {
                two for one, two in pairwise(named) if _TOWARDS.search(text, one.end, two.start)
            }
            inside = [
                m
                for m in named
                if m not in spoken_to and not self._aside(text, left, m, right, cue)
            ]
            if inside:
                return self._joint(text, inside, right, cue)
            return self._nameless(here, left, right, cue, end)
        return None

    def _aside(self, text: str, left: int, mention: Mention, right: int, cue: str) -> bool:
        """Whether a name in the clause is not its subject."""
        if is_object(text, left, mention.start):
            return True
        heard = _HEARD.search(text, mention.end, min(right, mention.end + REACH))
        if heard and not (cue and self.referents.nobody(text, heard.end(), right)):
            return True
        owned = OWNED.match(text, mention.end)
        return bool(owned and mention.end < right)

    def _joint(self, text: str, inside: Sequence[Mention], right: int, cue: str) -> Voice:
        if len(inside) > 1 and self._next_to_verb(text, inside[-1], right):
            inside = inside[-1:]
        names = [inside[0].name]
        for one, two in zip(inside, inside[1:], strict=False):
            if not JOINT.fullmatch(text, one.end, two.start) or two.name in names:
                break
            names.append(two.name)
        spoken_to = text[inside[0].end : inside[0].end + 1] in ("与", "跟", "和", "同") and any(
            _WITH.match(text, m.end) for m in inside[1:2]
        )
        if len(names) == 1 or spoken_to and "都" not in text[inside[0].end : right]:
            return self.voice(names[0], cue)
        return Voice(";".join(names), "", self.people[names[0]].kind, cue)

    def _next_to_verb(self, text: str, mention: Mention, right: int) -> bool:
        """A name with its role, right before the verb: …工作室的负责人郑某认为."""
        role = self.roles.ending(text, mention.start)
        close = right - mention.end <= 2
        return role is not None and close and text[role.start - 1] not in "和与、"

    def voice(self, name: str, cue: str = "") -> Voice:
        """The voice of a person; of nobody where the name is empty."""
        if not name:
            return Voice(cue=cue)
        person = self.people[name]
        return Voice(name, person.role, person.kind, cue)

    def _nameless(self, here: int, left: int, right: int, cue: str, stop: int) -> Voice | None:
        """A pronoun, a voice of many or a role without a name as subject of a clause."""
        narration = self.narrations[here]
        text = narration.text
        for heard in _HEARD.finditer(text, left, right):
            left = heard.end()
        place = left
        while place < right:
            if is_object(text, left, place) and (place < right - 1 or text[place] == "我"):
                place += 1
                continue
            pronoun = PRONOUN.match(text, place, right)
            last = text[place + 1 : place + 2] in _ENDS and place + 1 < stop
            if last or OWNED.match(text, place + 1):
                pronoun = None  # 没有骂他，只说; 趴在他背上的老人
            if pronoun:
                name = self.referents.carried(here, place, pronoun.group())
                sends = place == left + 1 and text[left] in _LETS
                if sends and name in narration.names(narration.sentence_start(place), place):
                    name = ""  # 甲把话筒递过去，让她(说)
                return self.voice(name, cue)
            role = self.role(text, left, place)
            if role and (narration.named(role.end, role.end + 1) or OWNED.match(text, role.end)):
                place = role.end  # 对队员甲说, 站在儿子身边
                continue
            if role and role.end <= right and text[role.end : role.end + 1] != "的":
                meant = self.referents.meant(here, place, role)
                if meant:
                    return self.voice(meant, cue)
                end = role.end + text.startswith("们", role.end)
                inner = not opens_clause(text, left, place)
                return Voice("", text[role.start : end], role.kind, cue, inner)
            place = role.end if role else place + 1
        child = _SOME_CHILD.match(text, left, right)
        if child and self.roles:
            return Voice("", child["role"], "", cue)
        someone = _SOMEONE.search(text, left, right)
        if someone and cue and self.roles:
            return Voice("", someone["role"].rpartition("的")[2], "", cue)
        return None

    def role(self, text: str, left: int, place: int) -> Role | None:
        """A role as the subject of a clause: of many, of one, or a title with which it begins."""
        role = self.roles.group(text, place) or self.roles.person(text, place)
        if role and text[role.end : role.end + 1] in _THINGS:
            return None
        return role or (self.roles.title(text, place) if place == left else None)

    def opens(self, here: int, start: int) -> str:
        """The person with whom a stretch begins, by name or as who is meant by a role: 老人."""
        text = self.narrations[here].text
        role = self.roles.person(text, start)
        name = self.about.opens(here, start)
        return name or (self.referents.meant(here, start, role) if role else "")

    def owner(self, here: int, place: int, cue: str) -> Voice | None:
        """Whose something is or who has made it, before 的: 甲 in 甲录的那段话, 他 in 他的理由."""
        narration = self.narrations[here]
        text, left = narration.text, narration.clause_start(place)
        named = [m for m in narration.named(left, place) if not _GIVEN.search(text, left, m.start)]
        if named:
            return self.voice(named[-1].name, cue)
        if text[place - 1] in "他她我":
            return self.voice(self.referents.carried(here, place - 1, text[place - 1]), cue)
        role = self.roles.ending(text, place)
        if not role:
            return None
        meant = self.referents.meant(here, role.start, role)
        return self.voice(meant, cue) if meant else Voice("", role.text, role.kind, cue)

    def newcomer(self, here: int, start: int, end: int) -> bool:
        """Whether a sentence goes on with one person without a name: 三天后，老两口…, 大爷…"""
        text = self.narrations[here].text
        lead = _LATER.match(text, start, end)
        place = lead.end() if lead else start
        role = self.roles.person(text, place) or self.roles.title(text, place)
        if role and text[role.end : role.end + 1] == "的":
            role = self.roles.person(text, role.end + 1)
        pair = _PAIR.match(text, place)
        one = role is not None and role.kind in ("resident", "family", "foreign")
        if not (one or pair):
            return False
        return not self.narrations[here].named(start, end)
