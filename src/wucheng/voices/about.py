"""About: the one person whom a stretch of narration is about, if it is one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile

from wucheng.people.person import Mention
from wucheng.people.roles import Roles
from wucheng.voices.narration import Narration

#: How far to look for what governs a name.
REACH = 40
#: What makes the name after it an object: 对王芳说, 看到王芳.
_OBJECT = re.compile(
    r"(?:对(?![门面方岸])|向|跟(?![在上])|给|把|被|将|(?<![人者员华])为|替|到|见|着|起|帮|帮助|感谢|谢谢|采访|陪|陪着|劝|让|请|找|问|(?<![他她名])叫|告诉|提醒|告诫"
    r"|嘱咐|叮嘱|安慰|鼓励|劝说|催促|质问|询问|埋怨|责怪|批评|表扬|称赞|通知|介绍(?!人)|议论|说起|提起"
    r"|(?:约谈|会见|接见)(?![中时后])|带领|率领|带着|组织(?![者部员]|委员|干事)|发动|动员|召集(?!人)|招呼|协助|配合|陪同|联系(?!人)"
    r"|听(?:了|完|到|见|罢)|送走|送别|告别|迎来|扶起|搀扶|背起|抱起|救出|安抚|看望|探望|照顾|面对)"
    r"(?:了|过)?[^，。！？；：、的]{0,8}$|(?:对(?![门面方岸])|向|跟(?![在上]))[^，。！？；：、]{0,20}的$|的带领下$|(?<=，)被[^，。！？；：、]{0,16}$"
    r"|(?:冲|朝|望|盯|看|瞪|对|拉|拽|扯|抱|握|搂|拦|围|指)着?$"
)
#: With whom a clause does something whose subject it leaves out: …，与老人商量.
_ALONG = ("与", "和", "跟", "同")
#: What makes a name one of several.
_SHARED = re.compile(r"和(?!往常|平时|平日|往日|往年|以往)|与(?!往常)|、|及|夫妇|夫妻|一家")
JOINT = re.compile(r"(?:和|与|、|同|及)[^，。！？；：、]{0,14}$")
OWNED = re.compile(
    r"[^，。！？；：“”]{0,8}为(?:首|代表)的|(?:面前|身[边旁后上]|跟前|背[上后]|怀里|手[中里]|家[中里]|家的(?:大?门|院|客厅|沙发|炕|窗|屋|厨房|阳台|楼|地里)|家(?:门[口前外槛]|楼下|院[里外子]|对面|隔壁)|口中|嘴里)|(?:女儿|儿子|妻子|丈夫|爱人|老伴|母亲|父亲|妈妈|爸爸|爷爷|奶奶|外公|外婆|哥哥|姐姐|弟弟|妹妹|孙子|孙女|媳妇|家人|家属)|的(?!带领|一句话|一席话|话|声音|回答|回话|回复|答复|口头禅|第一句话|心里话|心愿|说法|想法|心[一里头中]|眼[睛圈眶泪里]|鼻子|手[一微有]|泪|汗|脸|嗓|语气|表情|神情|态度|理由|办法|经验|感受|感触|感慨|愿望|解释|建议|看法|体会)"
)
#: What makes a place of the name before it: 往甲家里赶.
_AT = re.compile(r"(?:老)?家(?![人属])|面前|身边|身旁|跟前|门口|屋里|床前")
#: What makes a thing of the many before it: 村民大会.
_MEETING = re.compile(r"代?表?大会|会议|会上|群里?|小组|委员会|议事会")
#: He or she as the subject of a clause.
_HE = re.compile(r"[他她](?!们|人|家|的|叫|名叫|就?是)")
#: How a clause ends that only says when something is.
_WHEN = re.compile(r"(?:[那当][天晚年日时]|时候?|之?[后前]|以[后前]|期间)，$")
#: Many of a kind: 143名 before 村民.
COUNTED = re.compile(r"(?:[0-9]{1,7}|[几多数两三四五六七八九十百千]{1,5})(?:余|多)?(?:名|位|户|个)")


class About:
    """Finds the one person whom a stretch of a document's narration is about."""

    def __init__(self, narrations: Sequence[Narration], roles: Roles) -> None:
        self.narrations = narrations
        self.roles = roles

    def clear(self, here: int, start: int, end: int) -> str:
        """The one person whom a stretch is about, or an empty string."""
        narration = self.narrations[here]
        text = narration.text
        inside = narration.named(start, end)
        pairs = pairwise(inside)
        objects = takewhile(lambda pair: self._before_subject(narration, *pair), pairs)
        inside = inside[sum(1 for _ in objects) :]
        while len(inside) > 1 and self._owner(text, *inside[:2]):
            inside = inside[1:]
        if not inside:
            return ""
        head = inside[0]
        groups = (self.roles.group(text, i) for i in range(start, head.start))
        if any(group and not _MEETING.match(text, group.end) for group in groups):
            return ""
        clause = narration.clause_start(head.start)
        if _HE.search(text, max(clause, start), head.start):
            return ""  # 她十分清楚甲的情况
        counted = COUNTED.search(text, start, head.start)
        if counted and self.roles.person(text, counted.end()):
            return ""
        if _SHARED.match(text, head.end) and not self.with_kin(text, head):
            return ""
        if is_object(text, narration.sentence_start(head.start), head.start) or OWNED.match(
            text, head.end
        ):
            return ""
        others = [m for m in inside[1:] if m.name != head.name]
        if all(self._governed(here, m) for m in others):
            return head.name
        return ""

    def _owner(self, text: str, first: Mention, second: Mention) -> bool:
        """Whether the second is only the first one's: 甲的主治医生乙."""
        role = self.roles.ending(text, second.start) if text[first.end] == "的" else None
        return role is not None and role.start == first.end + 1

    def opens(self, here: int, start: int) -> str:
        """The person, with no more than a role, with whom a stretch begins."""
        narration = self.narrations[here]
        first = next(iter(narration.named(start, start + REACH)), None)
        if not first:
            return ""
        role = self.roles.ending(narration.text, first.start)
        return first.name if (role.start if role else first.start) == start else ""

    def first(self, here: int, start: int, end: int) -> str:
        """Who does something first, where another does something in a later clause."""
        narration = self.narrations[here]
        inside = narration.named(start, end)
        if len(inside) < 2:
            return ""
        name = self.clear(here, start, narration.clause_start(inside[1].start))
        return name if inside[1].name != name else ""

    def _before_subject(self, narration: Narration, first: Mention, second: Mention) -> bool:
        """Whether a name is no subject before another's clause: 送走甲，乙…; 甲来时，乙…"""
        left, main = narration.clause_start(first.start), narration.clause_start(second.start)
        if not first.end < main:
            return False
        text = narration.text
        role = self.roles.ending(text, second.start)
        if (role.start if role else second.start) == main and _WHEN.search(text, first.end, main):
            return True
        return left < first.start and is_object(text, left, first.start)

    def with_kin(self, text: str, mention: Mention) -> bool:
        """Whether those along are only the person's kin or colleagues: 甲和弟弟乙, 甲和同事."""
        if text[mention.end : mention.end + 1] not in ("和", "与", "跟"):
            return False
        kin = self.roles.person(text, mention.end + 1)
        return kin is not None and kin.kind in ("family", "colleague")

    def _governed(self, here: int, mention: Mention) -> bool:
        """Whether a name stands further on in a clause that has a subject already."""
        narration = self.narrations[here]
        left = narration.clause_start(mention.start)
        if is_object(narration.text, left, mention.start) or _AT.match(narration.text, mention.end):
            return True
        before = narration.named(left, mention.start)
        joint = before and JOINT.fullmatch(narration.text, before[-1].end, mention.start)
        return bool(before) and not joint


def is_object(text: str, left: int, place: int) -> bool:
    """Whether what begins at a place is the object of a verb or preposition before it."""
    return text[left:place] in _ALONG or bool(_OBJECT.search(text, max(left, place - REACH), place))
