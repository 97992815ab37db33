"""Clauses: the pieces of a sentence that each tell one thing, who does it, and where.

Chinese names a subject once and then lets clause follow clause, so that who acts often stands
several clauses back. Who is not named in the sentence stays unknown here.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

#: token, part of speech, start, end
Token = tuple[str, str, int, int]
Span = tuple[int, int]

_MARK = re.compile(r"[，。；！？：,;!?]+|…+|—{2,}|[ \u3000]+")
_QUOTES = "“”‘’「」『』"

#: A word before the verb that makes the clause a wish, an order, a plan, a doubt or a denial.
_UNREAL = frozenset(
    "要|需|需要|必须|应当|应该|应|须|不要|别|请|如果|若|要是|希望|想|想要|会|总会|能|能够|能否|可以|可|愿意|准备"
    "|打算|计划|拟|拟于|将于|将在|将会|即将|避免|防止|不|没|没有|未|尚未|无法|不能|急需|争取|力争|尽快|以便|确保"
    "|保证|保障|呼吁|建议|号召|倡议|动员|引导|要求|鼓励|禁止|严禁|拒绝|方便|便于|用于|关于|有关|方可|只要|一旦"
    "|万一|假如|无论|不论|即使|哪怕|除了|除|急于|旨在|力求|如何|怎么|怎样|是否|何时|有没有|要不要|负责人".split(
        "|"
    )
)
_DONE = frozenset(
    "了|过|已|已经|均已|也已|业已|曾|曾经|完|完成|完毕|结束|刚|刚刚|又|相继|陆续|先后|就".split("|")
)
_PURPOSE = re.compile(r"(?:为了|为的是|以便|旨在|力争|争取|确保|避免|防止|切实)")
_CONDITION = re.compile(
    r"(?:如果|若|要是|只要|一旦|无论|不论|不管|即使|哪怕|除了|除|面对|作为|对于|据悉)"
)

#: Heads of noun phrases that can act without a personal name.
_ACTOR = re.compile(
    r"(?:党委|党支部|党总支|支部|党工委|工委|党组织|社区|街道|街道办|办事处|居委会|村委会|指挥部|政府|委|局|办|公司|企业"
    r"|单位|医院|学校|卫健委|疾控中心|中心|工作站|服务站|服务社|服务队|队|队伍|专班|小组|组|协会|商会|志愿者|志愿者们"
    r"|志愿教师们?|党员|老党员|干部|社工|医生|护士|民警|教师|医护人员|医务人员|工作人员|医务工作者|社区工作者|人员"
    r"|网格员|居民|居民们|村民|群众|职工|学生|夫妇|夫妻俩?|夫妻|妻子|丈夫|儿子|女儿|小女孩|师傅|市民|商户|消防员|官兵|[省市县区]|村)\Z"
)
#: What follows a preposition is no subject.
_PREPOSITION = frozenset(
    "在|从|自|给|为|向|对|把|将|到|往|至|像|跟|同|按|按照|经|通过|于|针对|面对|成为|让|使|令|帮助|协助|配合|引导|动员|号召"
    "|通知|安抚|组织|带领|联系|深入|走进|进驻|下沉|支援|前往|来到|涉及|加入|为了|与|关心|接收|指导|保障|守护|喊|位于|驻".split(
        "|"
    )
)
_TOWARDS = frozenset(
    "在|到|往|至|于|进驻|下沉|支援|前往|来到|深入|走进|奔赴|赶赴|赶到|抵达|位于|驻|驻扎|送往|送到|从|入住|驰援".split(
        "|"
    )
)
_PLACE = re.compile(
    r"(?:社区|小区|街道|新村|村|镇|乡|[县区市省]|酒店|宾馆|医院|学校|小学|中学|大学|隔离点|采样点|采集点|检测点|接种点|安置点|卡点"
    r"|广场|公园|车站|机场|高速|服务中心|门口|大门|[楼栋路巷苑园厂矿]|工地|基地|方舱|仓库|超市|商超)\Z"
)
_HOUSE = re.compile(r"(?:[0-9０-９一二三四五六七八九十]+(?:号楼|栋|幢|单元|区|号门|门|号))+")


@dataclass(frozen=True, slots=True)
class Clause:
    """text[start:end] of a sentence, between two marks; `spoken` if it is inside a speech."""

    start: int
    end: int
    spoken: bool
    asked: bool
    tokens: tuple[Token, ...]

    def before(self, position: int) -> Iterator[Token]:
        """The tokens of the clause that end before a position."""
        return (token for token in self.tokens if token[3] <= position)


def cut(text: str, tokens: Sequence[Token], speech: Sequence[Span] = ()) -> list[Clause]:
    """The clauses of a sentence in order, cut at its marks and where a speech begins or ends.

    Args:
        text: the sentence.
        tokens: its tokens.
        speech: spans of it that are somebody's words; not terms in quotation marks.
    """
    edges = {0, len(text)}
    asked = set()
    for match in _MARK.finditer(text):
        edges |= {match.start(), match.end()}
        if match.group()[0] in "？?":
            asked.add(match.start())
    for span in speech:
        edges |= set(span)
    ordered = sorted(edges)
    starts = [token[2] for token in tokens]
    made = []
    for start, end in zip(ordered, ordered[1:], strict=False):
        if _MARK.fullmatch(text, start, end) or not text[start:end].strip(_QUOTES):
            continue
        inside = tuple(tokens[bisect_left(starts, start) : bisect_left(starts, end)])
        spoken = any(a <= start and end <= b for a, b in speech)
        made.append(Clause(start, end, spoken, end in asked, inside))
    return made


def is_real(text: str, clause: Clause, position: int) -> bool:
    """Whether the clause reports what stands at a position as a fact.

    Not if it asks, sets a condition or a purpose, or if a word before the position makes it a
    wish, an order, a plan or a denial.
    """
    if clause.asked or _CONDITION.match(text, clause.start) or _PURPOSE.match(text, clause.start):
        return False
    first = clause.tokens[0] if clause.tokens else None
    if first and first[0] == "为" and len(clause.tokens) > 1 and clause.tokens[1][1][0] == "v":
        return False
    return not any(token[0] in _UNREAL for token in clause.before(position))


def is_done(text: str, clause: Clause) -> bool:
    """Whether the clause says that its action happened: 了, 过, 已, 完成 …, or ends in 后, 以来."""
    return any(
        token[0] in _DONE or (token[0][-1] in "了过" and token[1][0] == "v")
        for token in clause.tokens
    ) or text.endswith(("后", "之后", "以来", "以后"), clause.start, clause.end)


def is_relative(text: str, clause: Clause, start: int, end: int) -> bool:
    """Whether text[start:end] only describes a noun of a later verb (来支援的伙伴们登记)."""
    if text.startswith("的", end) and end + 1 < clause.end:
        return True
    seen = noun = False
    for word, pos, begin, _ in clause.tokens:
        if begin < end:
            continue
        if not seen and (word in _DONE or begin > end + 14):
            return False
        if word == "的":
            seen = True
        elif seen and pos[0] in "nr":
            noun = True
        elif seen and noun and pos == "v":
            return True
    return False


def subject(
    text: str, clause: Clause, position: int, names: Sequence[tuple[Span, str]]
) -> list[str]:
    """Who acts in a clause: the people named before the verb, else a body or group; often nobody.

    Args:
        text: the sentence.
        clause: one of its clauses.
        position: where its verb stands.
        names: where the sentence names whom, as ((start, end), name).
    """
    after = {token[3]: token[0] for token in clause.tokens}
    people: list[str] = []
    for (start, end), name in names:
        if clause.start <= start and end <= position and name not in people:
            governed = after.get(start) in _PREPOSITION and not people
            if not governed and not text.startswith("的", end):
                people.append(name)
    if people:
        return people
    for start, end in _noun_phrases(clause, position):
        governed = after.get(start) in _PREPOSITION
        if _ACTOR.search(text[start:end]) and not governed and not text.startswith("的", end):
            return [text[start:end]]
    return []


def place(text: str, clause: Clause) -> str:
    """Where a clause's action takes place: a named place, best after 在, 到, 支援 …; "" if none."""
    before = {token[3]: token[0] for token in clause.tokens}
    found = ""
    for start, end in _noun_phrases(clause, clause.end):
        house = _HOUSE.match(text, end)
        if house or _PLACE.search(text[start:end]):
            phrase = text[start : house.end() if house else end]
            if before.get(start) in _TOWARDS:
                return phrase
            found = found or phrase
    return found


def _noun_phrases(clause: Clause, stop: int) -> Iterator[Span]:
    """Runs of nouns in a clause that end before a position, as (start, end)."""
    start = end = -1
    for word, pos, begin, finish in clause.tokens:
        if finish > stop:
            break
        nominal = (
            pos[0] in "nj" or pos in ("vn", "an", "s", "b", "k") or word in ("和", "志愿", "老")
        )
        if nominal and not (word == "和" and start < 0):
            start, end = (begin if start < 0 else start), finish
        elif start >= 0:
            yield start, end
            start = -1
    if start >= 0:
        yield start, end
