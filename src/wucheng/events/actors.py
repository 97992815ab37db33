"""Who does what a clause tells, and where.

Chinese names a subject once and then lets clause follow clause, so that who acts often stands
several clauses back. Who is not named stays unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from wucheng.events.clauses import Clause, Span

#: Heads of noun phrases that can act without a personal name.
_ACTOR = re.compile(
    r"(?:党委|支部|党总支|工委|科室|团委|妇联|工会|委员会|社区|街道|街道办|办事处|居委会|村委会|指挥部|政府|委|局|办|部|公司|企业|集团"
    r"|单位|医院|学校|疾控中心|服务中心|工作站|服务站|服务社|服务队|队|队伍|专班|小组|协会|商会|超市|部门|志愿者|教师|党员|干部"
    r"|社工|(?<![动全复满裁成])员|(?:气象|电视|广播)台|电台|医疗队|[大支总中]队"
    r"|[该本](?:厂|店|校|院|馆|站|所|矿|镇|乡|村|局|县|市|区)|医生|护士|民警|人员|工作者|网格员|居民|村民|群众|职工|学生|同志|夫妇|夫妻俩?|妻子|丈夫|儿子|女儿|女孩|男孩"
    r"|师傅|市民|商户|消防员|官兵|战士|(?<![出住入转])院|(?<![小险控范城灾])区|[省市县镇乡村])们?\Z"
)
#: What follows one of these is acted on, or the action is done for it.
_OBJECT = frozenset("给|为|向|对|把|将|让|使|令|跟".split("|"))
#: What follows one of these tells where, how or against what.
_SETTING = frozenset(
    "由于|当|担任|在|从|自|到|往|至|于|按|按照|经过|通过|针对|面对|像|就像|除了|前往|前来|来到|如".split(
        "|"
    )
)
_WITH = frozenset(("与", "和", "同", "跟"))
_AGENT = frozenset(("由", "被", "是", "经"))
_THERE_ARE = frozenset(("有", "共有", "还有", "又有", "已有", "均有"))
_MODIFIER = frozenset("mqrabdxfli")
_COUNTED = re.compile(r"[0-9一二三四五六七八九十两余多]{1,6}[岁名位]")
_JOINTS = frozenset("、和与及")
#: Words that the tagger takes for something else inside a name: 团委, 志愿服务队.
_NOUNS = frozenset(("志愿", "老", "委", "办", "村", "县", "区", "市", "镇", "乡"))
#: And those that it takes for nouns where they tell how: 街道下沉干部鼎力支援.
_NO_NOUNS = frozenset(
    "专门|轮流|鼎力|全力|火线|计划|入户|摸底|科学|有序|精心|紧急|广泛|全程|统一".split("|")
)
_NO_ACT = re.compile(
    r"[A-Za-z]|[0-9一二三四五六七八九十百千万两几余多]+[个栋户条号家处门]|是(?!由)"
)
_EVERYWHERE = re.compile(r"全[省市县区镇乡村]\Z")
_PRONOUN = frozenset(("他", "她"))
_NOBODY = frozenset(
    ("我们", "大家", "他们", "她们", "咱们", "我", "你", "您", "你们", "人们", "有人")
)

_TOWARDS = frozenset(
    "在|到|往|至|于|前来|进驻|下沉|支援|前往|来到|深入|走进|奔赴|赶赴|赶到|抵达|驻|驻扎|送往|送到|入住|驰援|向".split(
        "|"
    )
)
_KIND_OF_PLACE = (
    r"社区|小区|街道|新村|村|镇|乡|[县区市省州]|酒店|宾馆|医院|学校|小学|中学|大学|隔离点|采样点|采集点|检测点|接种点"
    r"|安置点|卡点|广场|公园|车站|机场|服务中心|居委会|村委会|办事处|门口|大门|工地|基地|方舱|[楼路街巷苑园厂矿港]"
)
_PLACE = re.compile(rf"(?:{_KIND_OF_PLACE})\Z")
#: A place of some kind and no name is one only where somebody goes or is: 到社区, 在小区.
_NAMELESS = re.compile(
    rf"(?:一|核酸|检测|采样|教学|办公|宿舍|综合|居民|本|该|各|老旧|中心|居民|其他|疫情|防控|值守|管理|我)*(?:{_KIND_OF_PLACE})\Z"
)
_NO_PLACE = re.compile(
    r"(?:坐镇|禁区|[上让开赶铺退]路|农村|思路|出路|线路|一路|道路|网络|风险区|封控区|管控区|防范区|地区|城区|辖区|市区|灾区|市场|全市|全区|全省)\Z"
)
#: 宣讲员进社区: where somebody goes, taken for one word.
_GOING = re.compile(r"进(?:社区|小区|校园|学校|医院|企业|工地|村)")
#: A number before a place, and what of a house is named by one: 8号楼.
_COUNT = re.compile(r"(?<!第)(?<![0-9])[0-9０-９一二三四五六七八九十百千万]+[多余来]?$")
_NUMBERED = ("号", "单元", "区", "村")
_DIGITS = 6
_HOUSE = re.compile(
    "(?:[0-9０-９一二三四五六七八九十]{1,4}"
    "(?:号楼|栋|幢|单元|号门|门|号院|号(?![线文公通闸机令])))+"
)


def subject(
    text: str, clause: Clause, position: int, names: Sequence[tuple[Span, str]], known: list[str]
) -> list[str]:
    """Who acts in a clause: the people named before its verb, else a body or a group.

    Args:
        text: the sentence.
        clause: one of its clauses.
        position: where its verb stands.
        names: where the sentence names whom, as ((start, end), name).
        known: who acted in the clause before; they still do if this one names nobody.
    """
    people = _named(text, clause, position, names, known) if names else []
    if people:
        return people
    runs = list(phrases(clause, position))
    bodies = [text[start:end] for start, end in _bodies(text, clause, runs)]
    if bodies:  # 她和干部们: both
        return known + bodies if known and is_pronoun(clause) else bodies
    if any(_EVERYWHERE.match(text, *span) for span in runs):
        return []
    words = {token[0] for token in clause.before(position)}
    return [] if words & _NOBODY else known


def _named(
    text: str, clause: Clause, position: int, names: Sequence[tuple[Span, str]], known: list[str]
) -> list[str]:
    """The people named before a position who act, with those known if 和 joins the first to them.

    Not those for whom it is done (为张大爷), nor those to whom something belongs (张大爷的家).
    """
    before = {token[3]: token[0] for token in clause.tokens}
    people: list[str] = []
    last = clause.start
    for (start, end), name in names:
        if start < clause.start or position < end or name in people:
            continue
        if people and any(t[1] == "v" and last <= t[2] < start for t in clause.tokens):
            break  # 陈海燕敲开了张大爷家的门: he does nothing
        leading = before.get(start, "")
        if text.startswith("的", end) or (not people and leading in _OBJECT):
            continue
        if leading in _WITH and not people:
            people += [other for other in known if other != name]
        people.append(name)
        last = end
    return people


def is_pronoun(clause: Clause) -> bool:
    """Whether the clause's first noun or pronoun is 他 or 她."""
    first = next((token for token in clause.tokens if token[1][0] in "nrj"), None)
    return first is not None and first[0] in _PRONOUN


def place(text: str, clause: Clause) -> tuple[str, bool]:
    """Where a clause's action takes place: a named place, best after 在, 到, 支援 …; "" if none.

    Beside it, whether it is said as a place. In 长宁街道党委召开会议 it only is part of a name.
    """
    before = {token[3]: token[0] for token in clause.tokens}
    found = "", False
    for start, end in phrases(clause, clause.end):
        stop = _place_end(text, clause, start, end)
        phrase = text[start:stop]
        if _GOING.fullmatch(phrase):
            phrase = phrase[1:]
        if counted := _COUNT.search(text, max(clause.start, start - _DIGITS), start):
            if not phrase.startswith(_NUMBERED):
                continue  # 4栋楼, 6条小路: how many there are, and not where
            phrase = counted[0] + phrase
        if len(phrase) < 2 or "、" in (text[start - 1 : start], text[stop : stop + 1]):
            continue  # nowhere, or one of several places
        going = before.get(start) in _TOWARDS
        named = not _NAMELESS.fullmatch(phrase)
        if going and named:
            return phrase, True
        if (going or named) and not found[0]:
            found = phrase, stop >= end
    return found


def _place_end(text: str, clause: Clause, start: int, end: int) -> int:
    """Where the place ends that a noun phrase begins with (义和社区全域), or its start."""
    house = _HOUSE.match(text, end)
    if house:
        return house.end()
    stops = [token[3] for token in clause.tokens if start < token[3] <= end]
    for stop in reversed(stops):
        if _PLACE.search(text, start, stop) and not _NO_PLACE.search(text, start, stop):
            return stop
    return start


def is_named(place: str) -> bool:
    """Whether a place has a name and not only a kind (小区)."""
    return bool(place) and not _NAMELESS.fullmatch(place)


def _bodies(text: str, clause: Clause, runs: Iterable[Span]) -> list[Span]:
    """The first of some noun phrases that can act, with those joined to it by 、 or 和.

    In 武汉市共有4万名党员下沉 it is those of whom there are so many who act.
    """
    found: list[Span] = []
    for start, end in runs:
        if found:
            counted = _COUNTED.match(text, found[-1][1])
            if counted and counted.end() == start:  # 社区4岁小女孩 is one girl, no community
                found[-1] = (found[-1][0], end)
                continue
        acts = (
            end - start > 1
            and _ACTOR.search(text, start, end)
            and not text.startswith("的", end)
            and not _EVERYWHERE.match(text, start, end)
            and not _GOING.match(text, start)
        )
        link = governor(text, clause, start)
        if acts and link == "有":
            return [(start, end)]
        joined = bool(found) and start == found[-1][1] + 1 and text[start - 1] in _JOINTS
        if acts and (joined or (not found and not link)):
            found.append((start, end))
    # 长宁社区C区一户居民, 现代社区是老小区: a place that somebody is in, or that is described.
    return [span for span in found if not _NO_ACT.match(text, span[1])]


def governor(text: str, clause: Clause, start: int) -> str:
    """What makes a noun phrase something else than the subject: "" if nothing does.

    有 if it is those who are there, else the verb or preposition that it is the object of.
    """
    described = text.endswith("的", 0, start)
    listed = text[start - 1 : start] in _JOINTS
    for word, pos, begin, end in reversed(clause.tokens):
        if end > start:
            continue
        if word in _THERE_ARE:
            return "有"
        if word in _AGENT:
            return ""
        if word in _OBJECT or (word in _WITH and begin == clause.start):
            return word
        if described:
            continue
        if word in _SETTING or (pos[0] in "vp" and word != "联合"):
            return word
        if pos[0] not in _MODIFIER and not (listed and pos[0] == "n"):
            return ""
    return ""


def phrases(clause: Clause, stop: int) -> Iterator[Span]:
    """Runs of nouns in a clause that end before a position, as (start, end)."""
    start = end = -1
    before = ("", "x", 0, 0)
    for token in clause.tokens:
        word, pos, begin, finish = token
        if finish > stop:
            break
        first = begin == clause.start
        nominal = pos[0] in "nj" or pos in ("an", "s", "k") or word in _NOUNS or word[0] in "该本"
        if (nominal and word not in _NO_NOUNS and word[0] != "每") or (first and word == "联合"):
            if start < 0:  # 永定 镇: a name that is in no dictionary
                bare = (
                    len(word) == 1
                    and len(before[0]) > 1
                    and before[1][0] in "avz"
                    and before[0] not in _TOWARDS
                )
                start = before[2] if bare else begin
            end = finish
        elif start >= 0 and not (pos in ("vn", "b", "f") or word == "服务"):
            yield start, end
            start = -1
        before = token
    if start >= 0:
        yield start, end
