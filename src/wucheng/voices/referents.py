"""Referents: whom he, she, 老人 or a post without a name stands for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property

from wucheng.people import gender
from wucheng.people.person import Mention, Person
from wucheng.people.roles import POSTS, Role
from wucheng.voices.about import COUNTED, REACH, About
from wucheng.voices.narration import Narration, only
from wucheng.voices.narrators import Narrators

PRONOUN = re.compile(r"(?<![其吉利排自忘])[他她我](?!们|人|家|的|国|乡|日)")
_ONE = re.compile(r"(?:[一这那有][位名个]|有|该|到了?)$")
#: Words for somebody named before, whom his or her age tells from the others.
ELDER = frozenset("老人 老汉 老太太 老先生 老奶奶 老爷爷 老大爷 老大娘".split())
_AGED = re.compile(r"[六七八九][十旬]|[6-9]\d岁|老(?![师板乡家屋公旧总])|爷|奶|婆|大娘|大妈|伯")
#: The same after a name: 今年83岁.
_AGED_NOW = re.compile(rf"(?:，?(?:今年|现年|已经?)|，(?=[6-9]\d岁))?(?:{_AGED.pattern})")
#: Somebody new comes on: 一位妇女.
_NEWCOMER = re.compile(r"(?:(?<![是为成当了])|的，是)[一另有][位名](?=[㐀-鿿])")
#: A verb of speech after its subject: 发起众筹的居民介绍，…
_REPORTING = re.compile(r"(?:说|介绍|表示|告诉记者|坦言|回忆)，")
#: Between a word for somebody and the name.
_CALLED = re.compile("(?:名字?|就|正)?[叫是]$")
#: Between a word for somebody who comes on by name only now and the name: 这名男子叫….
_IS_CALLED = re.compile("(?:名字?|就|正)?叫")
#: What goes before a word for the one last named: 这个二十岁的(姑娘).
_THIS = re.compile(r"(?:^|(?<=[，。！？\ue000]))这[位名个](?:[^，。！？；：“”\ue000]{1,8}的)?")
_THIS_ENDS = re.compile(_THIS.pattern + "$")
#: Before a pronoun that begins its clause.
_LEADS = re.compile(
    r"(?:^|[，。！？；：“”\ue000、 ])[但可而就只于是后来当时那时不过然时候候此如今现在]{0,4}$"
)
#: A verb or a preposition whose object a pronoun is, and not what somebody says or thinks of it.
_GOVERNED = re.compile(
    r"(?:[给对向冲朝把将被为替跟和与帮陪着住]|喊|叫|问|劝|拉|扶|背|抱|送|请|让|催|拦|骂|夸|逗|安慰|告诉|提醒|嘱咐|叮嘱|回赠|回复|帮助|照顾|感谢|鼓励)了?$"
)
#: What is asked of a him or her: 追出去问他的姓名.
_ASKED = re.compile(r"(?:问|问起|问清|询问|打听|追问|登记)(?P<whom>[他她])的")
_SOMEBODY = re.compile("有人|对方|[大众]人|谁")
#: What somebody is, before 一名, in the same clause and no further off than this.
_IS = re.compile(r"(?:[是为]|担任|作为)[^，。！？；：“”]*$")
_CLAUSE = 20
#: Whoever is on the telephone.
_THAT_END = re.compile(r"(?:那头|那端|另一头|另一端)的$")
#: Words for one person that are no posts: 小姑娘, 房东.
_ALONE = re.compile(r"(?:孩|姑娘|小伙|小伙子|房东|租客|车主|户主)$")
#: Words for a wife, and for a husband.
_SPOUSES = (("妻子", "老婆", "爱人", "媳妇", "太太"), ("丈夫", "老公", "爱人"))
#: What words for kin end with, and what stands between one and a name.
_KIN_ENDS = frozenset("子夫婆公人妇太亲妈爸娘爹儿女哥姐弟妹伴嫂叔伯姨孙侄叫是")
#: Offices that a country has once, so that whoever is named without another holds them.
_ONLY_ONE = ("总书记", "国家主席", "国务院总理")
#: How many paragraphs a pronoun reaches back.
_NEAR = 3


class Referents:
    """Finds whom a pronoun or a role without a name stands for."""

    def __init__(
        self, narrations: Sequence[Narration], people: Mapping[str, Person], about: About
    ) -> None:
        self.narrations = narrations
        self.people = people
        self.about = about
        self.roles = about.roles
        self.narrators = Narrators(narrations)

    def carried(self, here: int, place: int, pronoun: str) -> str:
        """Whom he or she stands for: the one person last named, if it is only one."""
        if pronoun == "我":
            return self.narrators.at(here, place)
        near = here - _NEAR
        for number in range(here, max(-1, here - 2 * _NEAR), -1):
            narration = self.narrations[number]
            text = narration.text
            if not narration.mentions and number < here and PRONOUN.search(text):
                near -= 1  # the paragraph goes on about the same person
            if number <= near:
                break
            before = narration.latest(place if number == here else len(narration.text))
            before = [m for m in before if not self._named_otherwise(number, m.name, pronoun)]
            before = self._without_doer(narration, before, pronoun, place if number == here else -1)
            if before and number == here and _newcomer(text, before[-1].end, place):
                return ""
            if not before:
                if number == here and self._someone(text, place):
                    return ""
                continue
            left = narration.sentence_start(before[-1].start)
            inside = narration.named(left, before[-1].end)
            names = {m.name for m in inside if self._may_be(m.name, pronoun)}
            if len(names) == 2 and self.about.with_kin(text, inside[0]):
                return inside[0].name
            if len(names) == 1:
                return names.pop()
            subject = self.about.clear(number, left, before[-1].end)
            return subject if subject and self._may_be(subject, pronoun) else ""
        return ""

    def leading(self, here: int, start: int, end: int) -> str:
        """Whom the pronoun that opens a clause stands for, where a stretch names nobody."""
        text = self.narrations[here].text
        for match in PRONOUN.finditer(text, start, end):
            if _LEADS.search(text, max(start - 1, match.start() - 6, 0), match.start()):
                return self.carried(here, match.start(), match.group())
        return ""

    def meant(self, here: int, place: int, role: Role) -> str:
        """The one person whom a role without a name stands for: 男孩, 老人, 村医, 大娘."""
        text = self.narrations[here].text
        if _THIS_ENDS.search(text, max(0, place - 12), place):
            return self.carried(here, place, "这")
        if text[place - 1 : place] == "该" and self._same(here, place, role):
            return self._holder(here, role)
        if _ONE.search(text, max(0, place - 3), place) or text.startswith("们", role.end):
            return ""
        told = self._told.get(role.head, set())
        if len(told) == 1:
            return next(iter(told))
        if role.text in ELDER:
            return self._elder(here, place)
        return self._kin(here, place, role) if role.kind == "family" else self._holder(here, role)

    def _same(self, here: int, place: int, role: Role) -> bool:
        """Whether a role stood before a name when it came last: 该负责人 is no other's."""
        for number in range(here, max(-1, here - _NEAR), -1):
            narration = self.narrations[number]
            last = narration.text.rfind(role.text, 0, place if number == here else None)
            if last >= 0:
                end = last + len(role.text)
                return bool(narration.named(end, end + 1))
        return False

    def _elder(self, here: int, place: int) -> str:
        """The one old person named before: who is meant by 老人 without 一位."""
        for number in range(here, max(-1, here - 3), -1):
            narration = self.narrations[number]
            before = narration.latest(place if number == here else len(narration.text))
            old = {
                m.name
                for m in before
                if _AGED.search(self.people[m.name].name + self.people[m.name].role)
                or _AGED.search(
                    narration.text, max(narration.clause_start(m.start), m.start - 8), m.start
                )
                or _AGED_NOW.match(narration.text, m.end)
            }
            if old:
                return only(old)
        return self._only_resident(here, place)

    def _only_resident(self, here: int, place: int) -> str:
        """The one person named near whose role lets him or her be 老人: those who work are not."""
        near: set[str] = set()
        last = here - 2
        for number in range(here, max(-1, here - 2 * _NEAR), -1):
            narration = self.narrations[number]
            text = narration.text
            if number < last and "老人" not in text:
                break
            near |= {m.name for m in narration.latest(place if number == here else len(text))}
        idle = [name for name in near if self.people[name].kind == "resident"]
        unknown = [name for name in near if not self.people[name].role]
        return idle[0] if len(idle) == 1 and not unknown else ""

    def _holder(self, here: int, role: Role) -> str:
        """The one person near whom a post or a title names that only one holds: 村医 for 村医甲."""
        text = self.narrations[here].text
        titled = {name for name in self.people if len(role.text) > 1 and name.endswith(role.text)}
        post = role.kind in POSTS or _ALONE.search(role.text) or titled
        if not post or COUNTED.search(text, max(0, role.start - 8), role.start):
            return ""
        near = {
            m.name
            for number in range(max(0, here - 2), here + 1)
            for m in self.narrations[number].mentions
        }
        held = {name for name, p in self.people.items() if p.role.endswith(role.text)} | titled
        if not held and role.text in _ONLY_ONE and len(near) == 1:
            held = {name for name in near if not self.people[name].role}
        return only(held) if held <= near else ""

    @cached_property
    def _told(self) -> dict[str, set[str]]:
        """By word whom the page says that it stands for: 男孩叫甲, 走失的老人是乙."""
        told: dict[str, set[str]] = {}
        for narration in self.narrations:
            text = narration.text
            for mention in narration.mentions:
                link = _CALLED.search(text, narration.clause_start(mention.start), mention.start)
                role = self.roles.ending(text, link.start()) if link else None
                if role:
                    told.setdefault(role.head, set()).add(mention.name)
        for number, narration in enumerate(self.narrations):
            for match in _THIS.finditer(narration.text):
                role = self.roles.person(narration.text, match.end())
                if not role or _IS_CALLED.match(narration.text, role.end):
                    continue
                name = self.carried(number, match.start(), "这")
                if name:
                    told.setdefault(role.head, set()).add(name)
        return told

    def _kin(self, here: int, place: int, role: Role) -> str:
        """The one person of the page who is somebody's 母亲, where it isn't said whose here."""
        text = self.narrations[here].text
        if (
            place
            and text[place - 1] == "的"
            and not _THAT_END.search(text, max(0, place - 6), place)
        ):
            return ""
        held = [name for name, p in self.people.items() if p.role.endswith(role.text)]
        near = range(max(0, here - _NEAR), min(len(self.narrations), here + _NEAR))
        if len(held) != 1 or _ONE.search(text, max(0, place - 3), place):
            return ""
        named = {m.name for number in near for m in self.narrations[number].mentions}
        return held[0] if held[0] in named else ""

    def _without_doer(
        self, narration: Narration, before: list[Mention], pronoun: str, place: int
    ) -> list[Mention]:
        """Without the one last named, if he or she does something to a him: 乙塞给他一袋馍."""
        if not before:
            return before
        text, last = narration.text, before[-1]
        end = min(narration.sentence_end(last.end), last.end + 5 * REACH)
        asked = _ASKED.search(text, last.end, end) if f"{pronoun}的" in text else None
        if asked and asked["whom"] == pronoun and self.nobody(text, last.end, asked.start()):
            return [m for m in before if m.name != last.name]
        for left, right in narration.clauses(last.end, end if place < 0 else min(end, place)):
            for match in PRONOUN.finditer(text, left, right):
                governed = match.group() == pronoun and _GOVERNED.search(text, left, match.start())
                if governed and self.nobody(text, last.end, match.start()):
                    return [m for m in before if m.name != last.name]
        return before

    def nobody(self, text: str, start: int, end: int) -> bool:
        """Whether a stretch has no word for a person."""
        if _SOMEBODY.search(text, start, end):
            return False
        roles = self.roles
        return not any(roles.group(text, i) or roles.person(text, i) for i in range(start, end))

    def _someone(self, text: str, end: int) -> bool:
        """Whether a person without a name comes on, who may be meant by he or she."""
        first = max(0, end - 5 * REACH)
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

    def _named_otherwise(self, here: int, name: str, pronoun: str) -> bool:
        """Whether he or she is somebody else: the narrator is 我, and 她 is hardly a 周大勇."""
        if name == self.narrators.at(here) or gender.hardly(pronoun, name):
            return True
        bonds = self._bonds.get(name, "")
        return bool(bonds) and not gender.may_be(pronoun, name + bonds)

    def spouse(self, word: str) -> str:
        """The one person of the page who is somebody's wife or husband, whatever the word."""
        held = {
            name
            for name, bonds in self._bonds.items()
            for alike in _SPOUSES
            if word in alike and any(other in bonds for other in alike)
        }
        return only(held)

    @cached_property
    def _bonds(self) -> dict[str, str]:
        """By name the words for kin that stand before it: 妻子 in 妻子甲 and 妻子叫甲."""
        told: dict[str, str] = {}
        for narration in self.narrations:
            text = narration.text
            for mention in narration.mentions:
                if text[mention.start - 1] not in _KIN_ENDS:
                    continue
                link = _CALLED.search(text, max(0, mention.start - 3), mention.start)
                role = self.roles.ending(text, link.start() if link else mention.start)
                if role and role.kind == "family":
                    told[mention.name] = told.get(mention.name, "") + role.head
        return told

    def _may_be(self, name: str, pronoun: str) -> bool:
        person = self.people[name]
        said = person.name + person.role + self._bonds.get(name, "")
        fits = gender.may_be(pronoun, said)
        return fits and not gender.hardly(pronoun, name)


def _newcomer(text: str, start: int, end: int) -> bool:
    """Whether somebody new comes on: 一位妇女, and not what the one before is: 是该所的一名辅警."""
    return any(
        not _IS.search(text, max(start, match.start() - _CLAUSE), match.start())
        for match in _NEWCOMER.finditer(text, max(start, end - 10 * REACH), end)
    )
