"""Doers: those whom a clause names, of which kind they are, and what governs them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple

from wucheng.events.actors import governor, phrases
from wucheng.events.clauses import Clause
from wucheng.people.roles import Roles

_I = frozenset("我 我们 咱 咱们 俺 俺们 本人".split())
_YOU = frozenset("你 您 你们 您们".split())
_HE_OR_SHE = frozenset("他 她".split())
_PRONOUNS = _I | _YOU | _HE_OR_SHE | frozenset("他们 她们 自己".split())
_PRONOUN = re.compile("|".join(_PRONOUNS))
#: Kinds of those whom only the clauses before can tell: of 他 and 她, of 他们 and 自己.
HERO, SAME = "hero", "same"
_NOBODY = "nobody"
#: Stands for a governor that nobody has needed yet.
_UNASKED = "unasked"

#: Prepositions before the one whom something is done for, and ends of verbs that have one behind.
_FOR = ("给", "为", "向", "替", "帮", "对", "到", "往", "至")
#: Verbs that end alike: what is got or met is not given.
_GOT = frozenset(
    "收到 接到 看到 见到 听到 得到 遇到 碰到 受到 提到 谈到 说到 想到 感到 找到 等到 "
    "认为 成为 作为".split()
)
#: Verbs that make whoever follows act in the rest of the clause, or see it.
CAUSE = frozenset("让 叫 请 使 劝 教 派 托 看到 看见 见 发现 听到 听见 听说 说 得知 知道".split())
#: Prepositions before the one who acts: 由志愿者送到家.
_BY = ("由", "被", "经")
#: Stands for what governs those who are named beside the subject.
ASIDE = "和"
#: Verbs before those who are there: 楼里住着三十位老人.
_THERE = frozenset("有 住 坐 站 排 来 走 围".split())

#: What follows a phrase that only says whose, where or of which kind something is.
_OWNED = ("的", "家", "中", "里", "内", "身", "面前", "手", "门口")
#: And where somebody is given it all the same: 塞到她手里, 送到居民家.
_INTO = ("手", "家", "门口")
#: What follows those whom one speaks to.
_TO = ("你", "您", "别", "请你", "请您", "请放心")
_ASPECT = frozenset("了着过")
#: What joins a phrase with the one before it.
_JOINTS = frozenset("、和与及同")


class Name(NamedTuple):
    """A personal name at [start, end) of the sentence, and the kind of the person."""

    start: int
    end: int
    kind: str


class Doer(NamedTuple):
    """Somebody at [start, end), of which kind, governed by which word ("" if by none).

    `named` if by name, or if it says what somebody named is. The kind may be HERO or SAME.
    """

    start: int
    end: int
    kind: str
    governor: str
    named: bool


def gives(governor: str) -> bool:
    """Whether a word governs those for whom something is done, or to whom it is brought."""
    return governor.endswith(_FOR) and governor not in _GOT


def read(
    text: str, clause: Clause, names: Sequence[Name], speaker: str | None, roles: Roles
) -> Iterator[Doer]:
    """Those who act or are acted on in a clause, from left to right.

    Args:
        text: the sentence.
        clause: one of its clauses.
        names: the personal names in the clause.
        speaker: the kind of whoever says the clause; None where nobody does.
        roles: the roles of the lexicon.
    """
    bounds = clause.start, clause.end
    if not (names or roles.possible(text, *bounds) or _PRONOUN.search(text, *bounds)):
        return  # as in half of all clauses
    acting = False
    before: Doer | None = None
    last, done, head, word = clause.start, clause.start, -1, ""
    for start, end, kind, named in _people(text, clause, names, speaker, roles):
        first = _counted(clause, start)
        linked = last > clause.start and first <= last
        joined = linked and not _JOINTS.isdisjoint(text[last:start])
        last = end
        if not linked:
            head, word = first, _UNASKED
        if kind == _NOBODY or (speaker is not None and _called(text, clause, start, end)):
            continue
        if word == _UNASKED:
            word = _governor(text, clause, head, acting=acting)
        if _only_describes(text, end, word):
            continue
        if joined and named and before and not before.named and text[first:start] == "、":
            kind, joined = before.kind, False  # 志愿者、退休工人季某 is one
        # 他和群众, 林女士抱着两岁的女儿: one subject is enough, but for 社区志愿者 and 她的母亲
        free = acting and not word and text[first - 1 : first] not in _BY
        aside = free and (joined or not linked)
        if before and "是" in text[done:first]:  # 她是社区的一名网格员
            named, aside = named or before.named, aside and joined
        acting, done = acting or not word, end
        before = Doer(start, end, kind, ASIDE if aside else word, named or kind == HERO)
        yield before


def _only_describes(text: str, end: int, governor: str) -> bool:
    """Whether a phrase only says whose, where or of which kind: 居民家, but not 送到居民家."""
    if not text.startswith(_OWNED, end):
        return False
    return not (gives(governor) and text.startswith(_INTO, end))


def _people(
    text: str, clause: Clause, names: Sequence[Name], speaker: str | None, roles: Roles
) -> list[tuple[int, int, str, bool]]:
    """The noun phrases of a clause: start, end, the kind of those meant, whether by name."""
    edges = {edge for name in names for edge in name[:2]}  # a role before a name goes with it
    runs = [run for run in phrases(clause, clause.end) if run[1] not in edges]
    covered = {run[1] for run in runs} | edges
    runs += [
        (start, end)
        for word, _, start, end in clause.tokens
        if (word in _PRONOUNS or word in roles.words) and end not in covered
    ]
    kinds = {(name.start, name.end): name.kind for name in names}

    def read(start: int, end: int) -> tuple[int, int, str, bool]:
        if (start, end) in kinds:
            role = roles.ending(text, start)
            return role.start if role else start, end, kinds[start, end], True
        if text[start:end] in _PRONOUNS:
            return start, end, _meant(text[start:end], speaker), False
        return (*_kind(text, clause, start, end, roles), False)

    # with its role a noun phrase may begin before the one to its left
    return sorted((read(*run) for run in sorted([*runs, *kinds])), key=itemgetter(0, 1))


def _kind(text: str, clause: Clause, start: int, end: int, roles: Roles) -> tuple[int, int, str]:
    """Those for whom a noun phrase stands: start, end, kind. 护士手里 ends with the nurse."""
    for _, _, word, stop in reversed(clause.tokens):
        if stop > end:
            continue
        if word < start:
            break
        bare = stop - (text[stop - 1] == "们" and stop - start > 2)
        role, body = roles.ending(text, bare), roles.body(text, bare)
        if body and not (role and len(role.head) > len(body.head)):
            role = body
        role = role or roles.title(text, word) or roles.group(text, word)
        if role and role.end in (bare, stop):
            return min(start, role.start), stop, role.kind
        if not text.startswith(_OWNED, word):
            break
    return start, end, _NOBODY


def _governor(text: str, clause: Clause, first: int, *, acting: bool) -> str:
    """The word that governs what begins at a place; "" for a subject and for those who are there.

    In 为执勤民警 the verb only says which policemen; in 收到了居民的菜 the particle governs nobody.
    """
    if not _ASPECT.isdisjoint(text[clause.start : first]):
        kept = tuple(token for token in clause.tokens if token[0] not in _ASPECT)
        clause = clause._replace(tokens=kept)
    word = governor(text, clause, first)
    if not word or (word in _THERE and not acting):
        return ""
    near = [token for token in clause.tokens if first - 6 <= token[2] < first][-2:]
    if len(near) == 2 and near[1][0] == word and near[1][3] == first and near[0][0] in _FOR:
        return near[0][0]
    return word


def _called(text: str, clause: Clause, start: int, end: int) -> bool:
    """Whether speech only calls somebody by a word: 阿婆别怕, 孩子，先吃一口."""
    whole = start <= clause.start + (text[clause.start] in "“‘") and end == clause.end
    return (whole or text.startswith(_TO, end)) and text[start:end] not in _PRONOUNS


def _counted(clause: Clause, start: int) -> int:
    """Where a noun phrase begins with its numeral, and with what is counted up before it."""
    for word, pos, begin, end in reversed(clause.tokens):
        if end == start and (pos[0] in "mq" or (word in _JOINTS and begin > clause.start)):
            start = begin
        elif end <= start:
            break
    return start


def _meant(pronoun: str, speaker: str | None) -> str:
    """The kind of those whom a pronoun means; who is 他 in somebody's words is unknown."""
    if pronoun in _I:
        return speaker or ""
    if pronoun in _YOU or speaker is not None:
        return ""
    return HERO if pronoun in _HE_OR_SHE else SAME
