"""Subjects: who does something in a stretch of narration, by name, by role or by pronoun."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from wucheng.voices import gender, letters
from wucheng.voices.narration import Narration
from wucheng.voices.people import Mention, Person
from wucheng.voices.roles import POSTS, Role, Roles

#: How far to look for what governs a name.
_REACH = 40
#: What makes the name after it an object: 对王芳说, 看到王芳.
_OBJECT = re.compile(
    r"(?:对|向|跟|给|把|被|将|为|替|到|见|着|起|帮|帮助|感谢|谢谢|采访|陪|陪着|劝|让|请|找|问|叫|告诉|提醒|告诫"
    r"|嘱咐|叮嘱|安慰|鼓励|劝说|催促|质问|询问|埋怨|责怪|批评|表扬|称赞|通知|介绍|议论|说起|提起"
    r"|带领|率领|带着|组织|发动|动员|召集|招呼|协助|配合|陪同|联系"
    r"|送走|送别|告别|迎来|扶起|搀扶|背起|抱起|救出|安抚|看望|探望|照顾|面对)"
    r"(?:了|过)?[^，。！？；：、的]{0,8}$|(?:对|向|跟)[^，。！？；：、]{0,20}的$|的带领下$"
)
#: Verbs after which it is somebody else who speaks: 李某收到女儿发来的语音.
_HEARD = re.compile(r"收到|接到|听到|听见|看到|想起")
#: What makes a name one of several.
_SHARED = re.compile(r"和|与|、|及|夫妇|夫妻|一家")
_JOINT = re.compile(r"(?:和|与|、|同|及)[^，。！？；：、]{0,14}$")
_OWNED = re.compile(
    r"(?:面前|身边|身旁|跟前|手中|手里|家中|家里|身上)|的(?!带领|一句话|一席话|话|声音|回答|回话|回复|答复|口头禅|第一句话|心里话|心愿|说法|想法|心[一里头中]|眼[睛圈眶泪里]|脸|嗓|语气|表情|神情|态度|理由|办法|经验|感受|感触|感慨|愿望|解释|建议|看法|体会)"
)
PRONOUN = re.compile(r"[他她我](?!们|人|家|的)")
_ONE = re.compile(r"(?:[一这那][位名个]|该|到了?)$")
_ENDS = frozenset("，。！？；：")
#: Words for somebody named before, whom his or her age tells from the others.
_ELDER = frozenset("老人 老汉 老太太 老先生 老奶奶 老爷爷 老大爷 老大娘".split())
_AGED = re.compile(r"[六七八九][十旬]|[6-9]\d岁|老|爷|奶|婆|大娘|大妈|大伯")
#: An old person without a name.
_SOME_ELDER = re.compile(
    r"[一有][位名个](?:[^，。！？；：、]{0,6}的)?老(?:人|汉|太太|奶奶|爷爷|大爷|大娘)"
)
#: Somebody without a name and with a role that is in no lexicon: 一名青工.
_SOMEONE = re.compile(r"(?:一|有)[名位个](?P<role>[㐀-鿿]{2,8})$")
#: Somebody whose role is too common a word to be in a lexicon: 楼上的孩子在…
_SOME_CHILD = re.compile(
    r"(?:.{0,10}(?:的|[一有][名位个]))?(?P<role>小朋友|孩子|男主人|女主人)(?=[在把给从隔对也都用拿])"
)
#: Somebody else than the subject: 跪在他面前, 被他拉住.
_FACED = re.compile(r"(?:在[他她](?:面前|身边|跟前)|被[他她]|给[他她](?:磕头|鞠躬|敬礼|下跪))")
#: What stands between a subject and whom it speaks to: 甲对…乙说.
_TOWARDS = re.compile(r"(?:面对|[对向跟])[^，。！？；：]{0,24}$")
#: Many of a kind: 143名 before 村民.
_COUNTED = re.compile(
    r"(?:[0-9]{1,7}|[几多数两三四五六七八九十百千]{1,5})(?:余|多)?(?:名|位|户|个)"
)
#: Somebody new comes on: 一位妇女.
_NEWCOMER = re.compile(r"(?<![是为成当了])[一另有][位名](?=[㐀-鿿])")
#: Some time after: 三天后，…
_LATER = re.compile(r"[^，。！？；：“”]{1,8}(?:后|天|日|晚|时|上|里|会儿)，")
#: What somebody does to whom another has spoken.
_REACTS = re.compile(r"点头|点了点头|道谢|感动|接过|应了|应声|答应|听[了后完]|连声|放心了|这才")
#: What a subject does with the one joined to it: 甲与乙商量：“…”
_WITH = re.compile(
    r"(?:商量|聊天|聊起|聊着|交谈|谈心|谈起|通电话|通话|视频|打电话|开玩笑|打招呼|说|讲|解释|沟通|协商|打趣)"
)
#: Two without a name, or one that is only called old.
_PAIR = re.compile(r"老两口|小两口|两口子|夫妻俩|夫妇俩|老伴|对方|孩子")
#: A verb of speech after its subject: 发起众筹的居民介绍，…
_REPORTING = re.compile(r"(?:说|介绍|表示|告诉记者|坦言|回忆)，")
#: Before a pronoun that begins its clause.
_LEADS = re.compile(
    r"(?:^|[，。！？；：“”\ue000、 ])[但可而就只于是后来当时那时不过然时候候此]{0,4}$"
)


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks: a name or an empty string, the role and kind, the cue that says so."""

    name: str = ""
    role: str = ""
    kind: str = ""
    cue: str = ""


class Subjects:
    """Finds the people whom a document's narration is about, place by place."""

    def __init__(
        self, narrations: Sequence[Narration], people: Mapping[str, Person], roles: Roles
    ) -> None:
        self.narrations = narrations
        self.people = people
        self.roles = roles
        self.writer = letters.writer(narrations)

    def find(self, here: int, start: int, end: int, cue: str) -> Voice | None:
        """Who does the saying: the subject nearest to the verb, clause by clause leftwards."""
        narration = self.narrations[here]
        text = narration.text
        for left, right in reversed(narration.clauses(start, end)):
            named = narration.named(left, right)
            spoken_to = {
                two for one, two in pairwise(named) if _TOWARDS.search(text, one.end, two.start)
            }
            inside = [
                m for m in named if m not in spoken_to and not self._aside(text, left, m, right)
            ]
            if inside:
                return self._joint(text, inside, right, cue)
            voice = self._nameless(here, left, right, cue, end)
            if voice:
                return voice
        return None

    def _aside(self, text: str, left: int, mention: Mention, right: int) -> bool:
        """Whether a name in the clause is not its subject."""
        if _object(text, left, mention.start):
            return True
        if _HEARD.search(text, mention.end, min(right, mention.end + _REACH)):
            return True
        owned = _OWNED.match(text, mention.end)
        return bool(owned and mention.end < right)

    def _joint(self, text: str, inside: Sequence[Mention], right: int, cue: str) -> Voice:
        if len(inside) > 1 and self._next_to_verb(text, inside[-1], right):
            inside = inside[-1:]
        names = [inside[0].name]
        for one, two in zip(inside, inside[1:], strict=False):
            if not _JOINT.fullmatch(text, one.end, two.start) or two.name in names:
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

    def voice(self, name: str, cue: str) -> Voice:
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
            if _object(text, left, place) and (place < right - 1 or text[place] == "我"):
                place += 1
                continue
            pronoun = PRONOUN.match(text, place, right)
            if pronoun and text[place + 1 : place + 2] in _ENDS and place + 1 < stop:
                pronoun = None  # 没有骂他，只说
            if pronoun:
                name = self.carried(here, place, pronoun.group())
                return self.voice(name, cue) if name else Voice(cue=cue)
            role = self.roles.group(text, place) or self.roles.person(text, place)
            if role and (narration.named(role.end, role.end + 1) or _OWNED.match(text, role.end)):
                place = role.end  # 对队员甲说, 站在儿子身边
                continue
            if role and role.end <= right and text[role.end : role.end + 1] != "的":
                meant = self._elder(here, place) if role.text in _ELDER else ""
                meant = meant or self._holder(here, place, role)
                if meant:
                    return self.voice(meant, cue)
                end = role.end + text.startswith("们", role.end)
                return Voice("", text[role.start : end], role.kind, cue)
            place = role.end if role else place + 1
        child = _SOME_CHILD.match(text, left, right)
        if child and self.roles:
            return Voice("", child["role"], "", cue)
        someone = _SOMEONE.search(text, left, right)
        if someone and cue and self.roles:
            return Voice("", someone["role"].rpartition("的")[2], "", cue)
        return None

    def elder(self, here: int, start: int) -> str:
        """The one old person who is meant by a word that begins here: 老人."""
        role = self.roles.person(self.narrations[here].text, start)
        near = self.narrations[max(0, here - 3) : here + 1]
        if any(_SOME_ELDER.search(narration.text) for narration in near):
            return ""
        return self._elder(here, start) if role and role.text in _ELDER else ""

    def _elder(self, here: int, place: int) -> str:
        """The one old person named before: who is meant by 老人 without 一位."""
        text = self.narrations[here].text
        if _ONE.search(text, max(0, place - 3), place):
            return ""
        for number in range(here, max(-1, here - 3), -1):
            narration = self.narrations[number]
            before = narration.named(0, place) if number == here else narration.mentions
            old = {
                m.name
                for m in before
                if _AGED.search(self.people[m.name].name + self.people[m.name].role)
                or _AGED.search(narration.text, max(0, m.start - 8), m.start)
                or _AGED.match(narration.text, m.end)
            }
            if old:
                return old.pop() if len(old) == 1 else ""
        return ""

    def _holder(self, here: int, place: int, role: Role) -> str:
        """The one person near whom a post names that only one holds here: 村医 for 村医甲."""
        text = self.narrations[here].text
        if role.kind not in POSTS or _ONE.search(text, max(0, place - 3), place):
            return ""
        if text.startswith("们", role.end) or _COUNTED.search(text, max(0, place - 8), place):
            return ""
        near = {
            m.name
            for number in range(max(0, here - 2), here + 1)
            for m in self.narrations[number].mentions
        }
        held = [name for name, p in self.people.items() if p.role.endswith(role.text)]
        return held[0] if len(held) == 1 and held[0] in near else ""

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
        if not (one or pair) or _REACTS.search(text, place, end):
            return False
        return not self.narrations[here].named(start, end)

    def leading(self, here: int, start: int, end: int) -> str:
        """Whom the pronoun that opens a clause stands for, where a stretch names nobody."""
        text = self.narrations[here].text
        for match in PRONOUN.finditer(text, start, end):
            if _LEADS.search(text, max(start - 1, match.start() - 6, 0), match.start()):
                return self.carried(here, match.start(), match.group())
        return ""

    def carried(self, here: int, place: int, pronoun: str) -> str:
        """Whom he or she stands for: the one person last named, if it is only one."""
        if pronoun == "我":
            return self.writer
        for number in range(here, max(-1, here - 3), -1):
            narration = self.narrations[number]
            text = narration.text
            before = narration.named(0, place) if number == here else narration.mentions
            before = [m for m in before if not self._named_otherwise(m.name, pronoun)]
            if before and number == here and _NEWCOMER.search(text, before[-1].end, place):
                return ""
            if not before:
                if number == here and self._someone(text, place):
                    return ""
                continue
            left = narration.sentence_start(before[-1].start)
            inside = narration.named(left, before[-1].end)
            names = {m.name for m in inside if self._may_be(m.name, pronoun)}
            if len(names) == 2 and self._with_kin(text, inside[0]):
                return inside[0].name
            if len(names) == 1:
                return "" if self._faces(text, before[-1], place, number == here) else names.pop()
            subject = self.clear(number, left, before[-1].end)
            return subject if subject and self._may_be(subject, pronoun) else ""
        return ""

    def _faces(self, text: str, mention: Mention, place: int, same: bool) -> bool:
        """Whether the one named does something to a him or her: 甲跪在他面前. Who is meant then?"""
        end = place if same else len(text)
        stop = next((i for i in range(mention.end, end) if text[i] in "。！？"), end)
        return bool(_FACED.search(text, mention.end, stop))

    def _someone(self, text: str, end: int) -> bool:
        """Whether a person without a name comes on, who may be meant by he or she."""
        first = max(0, end - 5 * _REACH)
        reports = (match.start() for match in _REPORTING.finditer(text, first, end))
        if any(self.roles.ending(text, place) for place in reports):
            return True
        roles = (
            self.roles.person(text, start)
            for start in range(first, end)
            if not start
            or text[start - 1] in "，。！？；：和跟与给"
            or _ONE.search(text, max(0, start - 3), start)
        )
        return any(role and role.kind != "journalist" for role in roles)

    def _named_otherwise(self, name: str, pronoun: str) -> bool:
        """Whether he or she is somebody else: the writer is 我, and 她 is hardly a 周大勇."""
        return name == self.writer or gender.hardly(pronoun, name)

    def _may_be(self, name: str, pronoun: str) -> bool:
        person = self.people[name]
        return gender.may_be(pronoun, person.name + person.role)

    def clear(self, here: int, start: int, end: int) -> str:
        """The one person whom a stretch is about, or an empty string."""
        narration = self.narrations[here]
        text = narration.text
        inside = narration.named(start, end)
        pairs = pairwise(inside)
        objects = takewhile(lambda pair: self._before_subject(narration, *pair), pairs)
        inside = inside[sum(1 for _ in objects) :]
        if not inside:
            return ""
        head = inside[0]
        if any(self.roles.group(text, i) for i in range(start, head.start)):
            return ""
        counted = _COUNTED.search(text, start, head.start)
        if counted and self.roles.person(text, counted.end()):
            return ""
        if _SHARED.match(text, head.end) and not self._with_kin(text, head):
            return ""
        if _object(text, narration.sentence_start(head.start), head.start) or _OWNED.match(
            text, head.end
        ):
            return ""
        others = [m for m in inside[1:] if m.name != head.name]
        if all(self._governed(here, m) for m in others):
            return head.name
        return ""

    def first(self, here: int, start: int, end: int) -> str:
        """Who does something first, where another does something in a later clause."""
        narration = self.narrations[here]
        inside = narration.named(start, end)
        if len(inside) < 2:
            return ""
        name = self.clear(here, start, narration.clause_start(inside[1].start))
        return name if inside[1].name != name else ""

    def _before_subject(self, narration: Narration, first: Mention, second: Mention) -> bool:
        """Whether a name is the object of a clause before that of another: 送走甲，乙…"""
        left = narration.clause_start(first.start)
        return left < first.start < first.end < narration.clause_start(second.start) and _object(
            narration.text, left, first.start
        )

    def _with_kin(self, text: str, mention: Mention) -> bool:
        """Whether those along are only the person's kin or colleagues: 甲和弟弟乙, 甲和同事."""
        if text[mention.end : mention.end + 1] not in ("和", "与", "跟"):
            return False
        kin = self.roles.person(text, mention.end + 1)
        return kin is not None and kin.kind in ("family", "colleague")

    def _governed(self, here: int, mention: Mention) -> bool:
        """Whether a name stands further on in a clause that has a subject already."""
        narration = self.narrations[here]
        left = narration.clause_start(mention.start)
        if _object(narration.text, left, mention.start):
            return True
        before = narration.named(left, mention.start)
        joint = before and _JOINT.fullmatch(narration.text, before[-1].end, mention.start)
        return bool(before) and not joint


def _object(text: str, left: int, place: int) -> bool:
    """Whether what begins at a place is the object of a verb or preposition before it."""
    return bool(_OBJECT.search(text, max(left, place - _REACH), place))
