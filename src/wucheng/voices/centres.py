"""Centres: whom each sentence of the narration is about, its subject.

A subject that a clause leaves out is that of the clause before. Where two do something in one
sentence, it is about neither, unless the last clause is one of speaking: …，乙劝了半个小时。
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from wucheng.people.roles import Role
from wucheng.voices.about import OWNED, is_object
from wucheng.voices.narration import Narration
from wucheng.voices.referents import ELDER, PRONOUN
from wucheng.voices.subjects import Subjects, opens_clause

#: What is done with words, so that words may follow: 乙劝了半个小时.
_SPEAKS = re.compile(
    r"劝|教|喊|叮嘱|叮咛|嘱咐|解释|安慰|招呼|提醒|宣传|讲|聊|算|告诉|哄|催|拦|求|商量|鼓励|打气|问|答"
    r"|说|动员|谢|念叨|唠叨|吆喝|开导|挽留|保证|承诺|坚持|拒绝|反对|强调|吐露|感叹|感慨|抱怨|调侃"
)
#: Somebody else's kin, who then is the subject: 甲的母亲, 甲母亲.
KIN = re.compile(
    r"(?:的[^，。！？；：的]{0,4}?|[老大小二三亲])?(?P<kin>女儿|儿子|妻子|丈夫|爱人|老伴|母亲|父亲|妈妈|爸爸|爷爷|奶奶|外公|外婆"
    r"|孙子|孙女|媳妇|女婿|哥哥|弟弟|姐姐|妹妹|家人|家属|邻居|同事|徒弟|师傅|学生|战友|队友|亲外甥|外甥|侄子|老乡|朋友"
    r"|姐夫|妹夫|嫂子|大嫂|舅舅|姑姑|叔叔|婶婶|表[哥姐弟妹]|堂[哥姐弟妹])"
)
#: Before a him or her who is no subject: 怕她着凉, 往他脖子上围.
_OF = re.compile(
    r"(?:怕|担心|知道|觉得|认为|以为|说|发现|希望|盼|嫌|怪|夸|想|记得|相信|听说|看见|看到|见|往|从|在|由|[了过])$"
)
#: What makes a role what somebody is or was, and not the subject: 是一名网格员, 当过老师.
_IS = re.compile(r"(?:(?<![可但于还就总只])是|[当任]过?|作为|成为|身为)[^，。！？；：“”]{0,14}$")
#: What makes several of a role, or one nobody knows: 一些老人, 有位老人.
_SEVERAL = ("些", "多", "群", "数")
_ONE = ("位", "名")
#: Kinds of those who come in numbers.
_COMMON = ("resident", "volunteer", "colleague", "foreign")
#: Somebody whom a word tells nothing of.
_STRANGER = re.compile(r"对方|[里外对旁][面边头]的人(?![家们])")
#: A place as subject, where everybody does as is said: 其他村也….
_PLACE = re.compile(
    r"(?:其他|其它|别的|各|全|每个|隔壁|整个)[^，。！？；：“”]{0,4}(?:村|镇|县|市|小区|社区|街道|学校|医院|单位|公司|部门|企业|地方|国家|地)"
)
#: A report, which the rest of its sentence goes on with: 据甲介绍，…
_TELLS = re.compile(
    r"[^，。！？；：“”]{0,6}?(?:说|介绍|表示|透露|告诉记者|坦言|坦承|回忆|记得|认为|觉得|称|解释|感叹|感慨|强调|看来)，"
)
#: A name that is told with somebody: 一名化名甲的女生.
_ALIAS = re.compile(r"(?:化名|网名|名叫|外号|人称|昵称)[“]?$")
#: Somebody is asked, so whoever comes next answers: 我问甲怕不怕，他愣了一下.
_ASKS = re.compile(r"问(?!题|候|好|世|津|卷|责)")
#: Who meets those who then speak.
_PRESS = ("记者", "笔者")
#: A role so near the beginning of its clause is taken for the subject, whatever stands before.
_NEAR = 5
#: Names side by side: the sentence is about them all.
_JOINT = re.compile(r"(?:和|与|、|及|跟)(?!往常|平时|平日|往日|往年|以往|大家|同事|队友|其他|别人)")


@dataclass(frozen=True, slots=True)
class Centre:
    """Whom a sentence is about: a name, or somebody (`word`) without one; `many` if a group.

    `speaks` tells that the last clause is one of speaking, `tells` that all of it is a report,
    `names` who does something in any. `one` is somebody new, `of` whose kin somebody is.
    """

    name: str = ""
    word: str = ""
    many: bool = False
    speaks: bool = False
    names: frozenset[str] = frozenset()
    tells: bool = False
    one: bool = False
    of: str = ""


class Centres:
    """Finds whom the sentences of a document are about."""

    def __init__(self, narrations: Sequence[Narration], subjects: Subjects) -> None:
        self.narrations = narrations
        self.subjects = subjects
        self.referents = subjects.referents
        self.roles = subjects.roles
        self._known: dict[tuple[int, int, int], Centre | None] = {}

    def of(self, here: int, start: int, end: int) -> Centre | None:
        """Whom a sentence is about; None where it has no subject that is a person."""
        key = (here, start, end)
        if key not in self._known:
            self._known[key] = self._read(here, start, end)
        return self._known[key]

    def _read(self, here: int, start: int, end: int) -> Centre | None:
        subjects = list(self._subjects(here, start, end))
        if not subjects:
            return None
        first, last = subjects[0][0], subjects[-1][0]
        met = self.narrations[here].names(subjects[0][1], end)
        if first.word in _PRESS and len(met) == 1 and last == first:  # 记者联系上了甲
            return Centre(met.pop())
        if _TELLS.match(self.narrations[here].text, subjects[0][1], end):
            return replace(first, speaks=True, tells=True)
        speaks = bool(_SPEAKS.search(self.narrations[here].text, subjects[-1][1], end))
        if len({(one.name, one.word) for one, _ in subjects}) == 1:
            return replace(first, speaks=speaks)
        if len({one.name for one, _ in subjects}) == 1 and first.name:
            return Centre(first.name, "", False, speaks)
        asked = _ASKS.search(self.narrations[here].text, start, subjects[-1][1])
        if speaks or asked:
            return replace(last, speaks=True)
        return Centre(names=frozenset(one.name for one, _ in subjects if one.name))

    def _subjects(self, here: int, start: int, end: int) -> Iterator[tuple[Centre, int]]:
        """The subject of each clause that has one, and where it ends."""
        first = True
        if _PLACE.match(self.narrations[here].text, start, end):
            yield Centre(many=True), start
        for left, right in self.narrations[here].clauses(start, end):
            found = self._clause(here, left, right, first)
            if found:
                first = False
                yield found

    def _clause(self, here: int, left: int, right: int, first: bool) -> tuple[Centre, int] | None:
        narration = self.narrations[here]
        text = narration.text
        mentions = {m.start: m for m in narration.named(left, right)}
        done = left
        for place in self._openings(text, left, right, mentions):
            if place < done:
                continue
            mention = mentions.get(place)
            if mention:
                kin = KIN.match(text, mention.end)
                if kin and not is_object(text, left, place):
                    return Centre("", kin["kin"], of=mention.name), kin.end()
                owned = OWNED.match(text, mention.end) and not _ALIAS.search(text, left, place)
                if not (is_object(text, left, place) or owned):
                    others = {m.name for m in mentions.values()} - {mention.name}
                    joint = others and _JOINT.match(text, mention.end)
                    return Centre("" if joint else mention.name, many=bool(joint)), mention.end
                done = mention.end
                continue
            pronoun = PRONOUN.match(text, place, right)
            if pronoun and not (is_object(text, left, place) or _OF.search(text, left, place)):
                name = self.referents.carried(here, place, pronoun.group())
                return Centre(name, "" if name else pronoun.group()), place + 1
            stranger = _STRANGER.match(text, place, right)
            if stranger and not is_object(text, left, place):
                return Centre("", stranger.group()), stranger.end()
            role = self.subjects.role(text, left, place)
            if not role:
                continue
            done = role.end
            near = first and place - left < _NEAR or opens_clause(text, left, place)
            owned = role.end in mentions or is_object(text, left, place)
            owned = owned or bool(_IS.search(text, left, place))
            if near and not (owned or OWNED.match(text, role.end)):
                return self._nameless(here, place, role), role.end
        return None

    def _openings(self, text: str, left: int, right: int, mentions: Iterable[int]) -> list[int]:
        """The places where a name, a pronoun or a role may begin, from left to right."""
        found = (p.finditer(text, left, right) for p in (PRONOUN, _STRANGER))
        others = (match.start() for matches in found for match in matches)
        return sorted({*mentions, *others, *self.roles.openings(text, left, right)})

    def _any(self, text: str, role: Role) -> bool:
        """Whether a role stands for whoever has it: 起初居民不理解, not 一位居民."""
        one = text[role.start - 1 : role.start] if role.start else ""
        return (
            role.kind in _COMMON and role.text not in ELDER and one not in ("位", "名", "个", "的")
        )

    def _nameless(self, here: int, place: int, role: Role) -> Centre:
        """A role without a name: the one person who is meant by it, or somebody new, or many."""
        text = self.narrations[here].text
        one = text[max(0, place - 1) : place]
        many = role.kind == "collective" or text.startswith("们", role.end) or one in _SEVERAL
        if many or one in _ONE:
            return Centre("", role.text, many, one=not many)
        name = self.referents.meant(here, place, role)
        if not name and self._any(text, role):
            return Centre("", role.text, True)
        return Centre(name, "" if name else role.text)
