"""Mood: whether a clause puts what it says as a fact, a plan, a wish, a habit or a denial."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from wucheng.events.clauses import Clause, Token

#: A word before the verb that makes the clause a wish, an order or a doubt.
_UNREAL = frozenset(
    "要|还要|也要|又要|都要|只要|需|需要|必须|应当|应该|应|须|还得|不要|别|请|如果|若|要是|希望|想|想要|会|总会"
    "|能|能够|能否|才能|可以|可|愿意|准备|避免|防止|不|不再|无法|未能|没能"
    "|不能|急需|争取|力争|尽快|以便|确保|保证|保障|呼吁|建议|号召|倡议|动员|引导|要求|鼓励|禁止|严禁|拒绝|方便|便于"
    "|用于|关于|有关|方可|一旦|万一|假如|无论|不论|即使|哪怕|除了|急于|旨在|力求|如何|怎么|怎样|是否|何时|有没有"
    "|要不要|负责人|担心|害怕|看到|听到|反对|主张|不得|不宜|不应|不该|不准|不许|勿|切勿|尽量|谨防|以防|以免|免得|疑似|怀疑|就要|快要|眼看|差点|险些|等待|等候|来不及|舍不得|不肯|最多能".split(
        "|"
    )
)
#: One that tells what is to come, and one that denies.
_PLANNED = frozenset(
    "打算|计划|拟|拟于|拟将|将于|将在|将会|还将|也将|即将|预计|预期|有望|定于|届时".split("|")
)
#: Orders and wishes that the following clauses share: 要求立即整改，消除隐患.
_WISHED = frozenset(
    "要|也要|都要|还要|必须|应当|应该|应|须|要求|希望|请|可以|禁止|鼓励|不要|力争|争取|需要|需|提醒|叮嘱|嘱咐|告诫|劝".split(
        "|"
    )
)
_DENIED = frozenset(
    "无|没|没有|并没有|从没|从没有|未|尚未|并未|并无|从未|未曾|均未|暂未|暂无|还没|还没有|毫无".split(
        "|"
    )
)
#: 按计划, 的计划: a plan that is only named.
_NAMED_PLAN = frozenset("按|按照|依照|根据|的|原|此|该".split("|"))
#: What does not unmake a habit: 每天都要消毒.
_MUST = frozenset("要|就要|都要|还要|也要|又要|需|需要|必须|会|总会|都会|能|可".split("|"))
_UNREAL_HABIT = _UNREAL - _MUST
_HABIT = re.compile(
    r"每个?[天日晚夜次年周月]|每(?:[逢当到]|隔[^，]{0,3}(?:[天日周月年时阵]|分钟))|都是(?=[早清上下中傍晚夜])|隔三差五|三天两头|时不时|每个?(?:星期|季度|学期|早晨|夜晚|周末)|天天|日复一日|常常|经常|时常|往往|(?<![善商协联学友工体])总会"
    r"|总是|通常|平[时日](?![^，]{1,10}的)"
)
#: What 将 or 把 brings it to.
_RESULTS = frozenset("至到为成灭住回入进出给往于在")
_GENERAL = re.compile(
    r"时常|常常|总会|有时|不断|进一步|日益|越来越|逐步|逐年|逐渐|大力|积极|着力|切实|努力|始终|坚持|一直|历来|往往|一般|通常|经常|注重|普遍"
    r"|充分|十分|非常|随时|时刻|许多|不少|一些(?!居民|群众)|各地|人们|凡|任何|每逢|有的|有些|许多人|不少人|深入(?!到)|扎实|认真|严格|牢牢|自觉|狠抓"
    r"|继续|更加|更好|有效|全力|全面(?![扑灭解放停恢封禁竣完布])"
)
_REPORTS = re.compile(
    r"(?:说|表示|指出|强调|认为|介绍|透露|坦言|看来|了解到|回忆|称|(?<![演宣听])讲|[说写喊问答]道|抱怨|埋怨|载明|显示)\Z"
)
_TELLING = re.compile(r"告诉[^，]{0,8}\Z")
_PREPOSITIONS = frozenset("对把将给向就从在被由为")
_CALLED_OFF = re.compile(r"原(?:定|计划|拟).*取消\Z")
_UNSETTLED = re.compile(
    r"(?:^|(?<=[，“]))等[^，。]{1,20}了(?:\Z|[来再就])|(?:待定|未定|另行通知|待通知)\Z"
)
#: What after 为 makes it a purpose (为及时帮助群众), and not whom something is done for.
_FOR = frozenset("v vd vn d ad p".split())
_PURPOSE = re.compile(r"(?:为了|为的是|以便|旨在|力争|争取|确保|避免|防止|切实|让|使)")
_CONDITION = re.compile(
    r"(?:如果|若|要是|只要|一旦|无论|不论|不管|即使|哪怕|除了|除|面对|作为|对于|据悉|(?:其中)?(?:任何|谁家|谁要|哪家)|[就好]?像(?!样)|如同|犹如|仿佛)"
)
#: A question within a clause: 问她几天没回家, 出了什么新举措.
_ASKED = re.compile(r"什么(?![也都])|哪里的|几天没|(?<=[他她们人你我])[^，]{0,4}([来去做])不\1")
#: What was to be and was not, or not yet told: its day is no day of what follows.
_ONCE_MEANT = re.compile(r"原(?:定|计划|本|拟)|本该|本应|本来|应该是|定的")
_SUPPOSITION = re.compile(r"(?:如果|假如|倘若|若|要是|一旦|万一|只要|如(?=[无遇有需]|发现|出现))")


def reality(text: str, clause: Clause, position: int) -> str:
    """How the clause puts what stands at a position: reported, planned, negated, or "" if as none.

    Nothing is told by a clause that asks, sets a condition or a purpose, or in which a word before
    the position makes it a wish or an order.
    """
    if (
        clause.asked
        or _CONDITION.match(text, clause.start)
        or _PURPOSE.match(text, clause.start)
        or _UNSETTLED.search(text, clause.start, clause.end)
        or _ASKED.search(text, clause.start, clause.end)
    ):
        return ""
    words = clause.tokens[:2]
    if len(words) == 2 and words[0][0] in ("为", "以") and words[1][1] in _FOR:
        return ""
    lead = list(clause.before(position))
    # 每天都要消毒两次 tells a duty that is done, not one that is wished for.
    unreal = _UNREAL
    if not unreal.isdisjoint(clause.words):
        unreal = _UNREAL_HABIT if is_habit(text, clause.start, clause.end) else unreal
        if _holds(lead, unreal):
            return ""
    if not _DENIED.isdisjoint(clause.words) and _holds(lead, _DENIED):
        return "negated"
    if text.endswith("取消", clause.start, clause.end) and _CALLED_OFF.search(
        text, clause.start, clause.end
    ):
        return "negated"
    if _PLANNED.isdisjoint(clause.words) and "将" not in clause.words:
        return "reported"
    return "planned" if _is_planned(clause, lead) else "reported"


def _holds(lead: Sequence[Token], words: frozenset[str]) -> bool:
    """Whether one of some words stands before the verb and bears on it."""
    return any(
        token[0] in words and not _is_aside(lead, number) for number, token in enumerate(lead)
    )


def _is_aside(lead: Sequence[Token], number: int) -> bool:
    """Whether a word before the verb belongs to something else.

    So 总会 in 慈善总会, and 不 in 对不按规定使用的车辆进行清理, which 对 brings in.
    """
    word, previous = lead[number][0], lead[number - 1][1] if number else ""
    if word == "总会":
        return previous[:1] in ("n", "a")
    if word == "会" and previous in ("l", "v", "vn", "b", "nz"):  # 田径运动|会
        return True
    before = any(token[0] in _PREPOSITIONS for token in lead[:number])
    return before and any(token[0] == "的" for token in lead[number:])


def _is_planned(clause: Clause, lead: Sequence[Token]) -> bool:
    following = {token[2]: token for token in clause.tokens}
    before = ""
    for word, _, _, end in lead:
        after = following.get(end, ("", " ", 0, 0))
        if word in _PLANNED:
            if before not in _NAMED_PLAN and after[0] not in ("的", "。", ""):
                return True
        # 将 before a verb is the future, before a noun it only marks the object (将防控力量下沉).
        elif (
            word == "将"
            and (after[1][:1] in "vdpt" or after[1] == "ad")
            and not _is_described(following, after)
            and not _is_moved(clause, end)
        ):
            return True
        before = word
    return False


def _is_described(following: Mapping[int, Token], verb: Token) -> bool:
    """Whether a verb only describes what 将 marks as the object (将前来劝架的邻居刺伤)."""
    second = following.get(verb[3], verb)
    third = following.get(second[3], second)
    return second[0] == "的" or (second[1][:1] == "v" and third[0] == "的")


def _is_moved(clause: Clause, position: int) -> bool:
    """Whether what stands after 将 is brought somewhere or made something (将响应提升至二级)."""
    after = [token for token in clause.tokens if token[2] >= position]
    return any(
        token[0][-1] in _RESULTS and token[1][0] in "vp" and number > 1
        for number, token in enumerate(after)
    ) and any(token[1][0] == "n" or token[1] == "vn" or token[0] == "的" for token in after[:2])


def is_general(text: str, clause: Clause) -> bool:
    """Whether a clause speaks of what is done in general (不断加强, 大力推进)."""
    return _GENERAL.search(text, clause.start, clause.end) is not None


def reports(text: str, clause: Clause) -> bool:
    """Whether a clause only says who says what follows (他说，记者了解到，)."""
    return says(text, clause) < clause.end or (
        "告诉" in clause.words and _TELLING.search(text, clause.start, clause.end) is not None
    )


def says(text: str, clause: Clause) -> int:
    """Where the verb of saying begins that ends a clause; the clause's end if none does."""
    found = _REPORTS.search(text, clause.start, clause.end)
    return found.start() if found else clause.end


def is_habit(text: str, start: int = 0, end: int | None = None) -> bool:
    """Whether a text, or a part of it, speaks of what is done again and again (每天, 经常)."""
    found = _HABIT.search(text, start, len(text) if end is None else end)
    if not found:
        return False
    # 签订了每年三万元的协议: once, though it speaks of every year
    return "了" not in text[text.rfind("，", start, found.start()) + 1 or start : found.start()]


def is_wish(clause: Clause) -> bool:
    """Whether a clause orders, asks for or allows something, and with it the clauses after it."""
    return not _WISHED.isdisjoint(clause.words) and any(
        token[0] in _WISHED and token[3] < clause.end for token in clause.tokens
    )


def is_supposition(text: str, clause: Clause) -> bool:
    """Whether a clause only supposes what it tells, and with it the rest of the sentence does."""
    return _SUPPOSITION.match(text, clause.start, clause.end) is not None


def was_meant(text: str, clause: Clause) -> bool:
    """Whether a clause speaks of what was only meant to be (原定正月初六办喜事)."""
    return _ONCE_MEANT.search(text, clause.start, clause.end) is not None
