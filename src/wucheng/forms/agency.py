"""Agency: who helps and who directs, and whom, as far as one clause says it.

Chinese drops its subjects, and a clause without one keeps its agent open: nothing is carried over
from the clause before. Whoever is named must be somebody: a pronoun, a person, a role of roles.tsv
or a body of forms.tsv.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from wucheng.forms.clauses import Clause
from wucheng.forms.form import Form
from wucheng.language.words import Token

#: Prepositions before the one whom something is done for, or to.
_FOR = frozenset("为 给 替 帮 向 对 陪".split())
_OBJECT = frozenset("把 将".split())
_PASSIVE = frozenset("被 遭 遭到 受到 得到".split())
_BY = frozenset("由 经".split())
_MARKERS = _FOR | _OBJECT | _PASSIVE | _BY
#: Prepositions whose phrase says where, when or how.
_ASIDE = frozenset("在 于 从 到 用 以 按 按照 通过 经过 根据 利用 随 沿 自 对照".split())
_SETTING = _ASIDE | _MARKERS

#: Verbs and adverbs between the one who acts, or is acted on, and the act.
_LIGHT = frozenset(
    "来 去 到 上门 前来 赶来 赶到 负责 开始 继续 参与 协助 帮忙 帮 忙 忙着 主动 坚持 每天 轮流 "
    "一起 一同 共同 分别 也 还 都 又 正 正在 已 已经 曾 就 便 会 要 能 必须 只 再三 不停地 地 集中 "
    "直接 一一 逐户 逐一 优先 免费 及时 专门 连夜".split()
)
_LIGHT_TAGS = ("d", "ad", "t", "z", "i", "l", "uv", "f")
_VERBAL = (*_LIGHT_TAGS, "v")

#: Tags of words that a noun phrase is made of.
_NOUNS = ("n", "r", "j", "b", "a", "m", "q", "vn", "s")
#: And of those between a preposition and its verb, or in a phrase that says where.
_GOVERNED = _NOUNS + _LIGHT_TAGS
_PLACED = (*_NOUNS, "f", "uj")
#: What a direct object may begin with, where its head can't be read.
_OBJECTS = ("n", "r", "m", "p", "b", "j")

#: Verbs whose object is a place, though bodies are named like places.
_COMING = frozenset("来 去 到 前来 赶来 前往 赶到 来到 进 回 返回 进入 走进 深入".split())

_NOTHING: Token = ("", "x", 0, 0)

#: How many words away from the verb somebody is looked for.
_REACH = 12


@dataclass(frozen=True, slots=True)
class Verb:
    """Help or control, and whether the verb's object is the one helped or directed."""

    kind: str
    direct: bool


class Agency:
    """Finds verbs of help and control with agent and patient.

    Args:
        verbs: the verbs that count.
        somebody: words for people and bodies.
        compounds: nouns that make a verb before them part of a compound (管理人手, 隔离点).
    """

    def __init__(
        self, verbs: Mapping[str, Verb], somebody: Collection[str], compounds: Collection[str]
    ) -> None:
        self._verbs = dict(verbs)
        self._somebody = frozenset(somebody)
        self._compounds = frozenset(compounds)

    def acts(self, words: Iterable[str]) -> bool:
        """Whether there is a verb of help or control at all, which most sentences lack."""
        return not self._verbs.keys().isdisjoint(words)

    def read(self, clauses: Sequence[Clause]) -> Iterator[Form]:
        """The marks of one sentence: verbs for which the clause names agent or patient."""
        for clause in clauses:
            if not self.acts([token[0] for token in clause.tokens]):
                continue
            words = [t for t in clause.tokens if t[1] != "x" or t[0] == "、"]
            for at, (word, pos, start, _) in enumerate(words):
                verb = self._verbs.get(word)
                if (
                    verb is None
                    or pos.startswith(("nr", "ns", "nt"))
                    or self._named(words, at, verb)
                ):
                    continue
                agent, patient = self._parties(words, at, verb)
                if patient or (agent and verb.direct and _has_object(words, at)):
                    yield Form(verb.kind, start, word, word, agent, patient)

    def _named(self, words: Sequence[Token], at: int, verb: Verb) -> bool:
        """Whether the verb names a thing here: 的服务, 一次检测, 隔离点, 管理人手."""
        before = words[at - 1] if at else _NOTHING
        if before[1].startswith(("uj", "m", "q")) and before[0] not in _LIGHT:
            return True
        return verb.direct and at + 1 < len(words) and words[at + 1][0] in self._compounds

    def _parties(self, words: Sequence[Token], at: int, verb: Verb) -> tuple[str, str]:
        marker = self._marker(words, at)
        if marker < 0:
            agent, patient = self._before(words, at), self._after(words, at + 1, verb.direct)
        else:
            between = self._whole(words, marker + 1, at)
            before = self._before(words, marker)
            preposition = words[marker][0]
            if preposition in _PASSIVE:
                agent, patient = between, before
            elif preposition in _BY:
                agent, patient = between, self._after(words, at + 1, verb.direct)
            elif preposition in _OBJECT:
                given = self._after(words, at + 1, False)
                agent, patient = before, given or between
            else:
                agent, patient = before, between
        if at + 1 < len(words) and words[at + 1][0] == "的":  # 给我送菜的小哥, 夏某带领的干部
            described = self._after(words, at + 2, True)
            if patient and not agent:
                agent = described
            elif agent and not patient and verb.direct:
                patient = described
        return agent, patient if patient != agent else ""

    def _marker(self, words: Sequence[Token], at: int) -> int:
        """Where the preposition stands that governs the words just before the verb, or -1."""
        relative = False
        for place in range(at - 1, max(-1, at - 1 - _REACH), -1):
            word, pos, _, _ = words[place]
            if word in _MARKERS and (place + 1 < at or word in _PASSIVE):
                return place
            if word == "的":  # 给行动不便的居民: what describes somebody may hold verbs
                relative = True
            fits = pos.startswith(_GOVERNED) or word in _LIGHT or word in "和与及、"
            # 受困群众: what happened to somebody may stand before them without 的
            fits = fits or (pos.startswith("v") and self._is_somebody(words[place + 1]))
            if not fits and not relative:
                return -1
        return -1

    def _before(self, words: Sequence[Token], end: int) -> str:
        """The one who acts: a noun phrase before `end`, adverbs and phrases of place aside."""
        last, least = end, max(0, end - _REACH)
        while last > least and not self._is_somebody(words[last - 1]):
            word, pos, _, _ = words[last - 1]
            if word in _LIGHT or pos.startswith(_LIGHT_TAGS):
                last -= 1
                continue
            aside = last - 1
            while aside > least and words[aside][1].startswith(_PLACED):
                aside -= 1
            if words[aside][0] not in _ASIDE:
                return ""
            last = aside
        if last <= least:
            return ""
        first = last
        while first > max(0, last - _REACH) and self._joins(words[first - 1]):
            first -= 1
        if first and words[first - 1][0] in _BY:
            return self._name(words, first, last)
        if first and (words[first - 1][0] in _SETTING or _opens(words[first - 1])):
            return ""  # 在社区送药 says where, 给老人 to whom
        if first and words[first - 1][1].startswith("v"):
            return ""
        return self._name(words, first, last)

    def _after(self, words: Sequence[Token], start: int, direct: bool) -> str:
        """The one acted on: a noun phrase just behind the verb, or behind 给."""
        if start < len(words) and words[start][0] == "给":
            start, direct = start + 1, True
        if not direct:
            return ""
        while start < len(words) and words[start][1].startswith("u") and words[start][0] != "的":
            start += 1
        for end in range(start, min(len(words), start + _REACH)):
            word, behind = words[end], _at(words, end + 1)
            if not word[1].startswith(_NOUNS):
                if word[0] + behind[0] not in self._somebody:  # 下沉党员: verb and noun, one role
                    return ""
            elif self._is_somebody(word) and not self._is_somebody(behind):
                if behind[0] == "的" or behind[1].startswith("f"):
                    return ""  # 群众的情绪, 居民中
                if behind[0] in ("和", "与", "及", "、"):
                    more = self._after(words, end + 2, True)
                    return self._name(words, start, end + 1) + (behind[0] + more if more else "")
                if not _goes_on(behind, _at(words, end + 2)):
                    return self._name(words, start, end + 1)
        return ""

    def _whole(self, words: Sequence[Token], start: int, end: int) -> str:
        """The noun phrase between a preposition and the verb, if somebody is its head."""
        last = end
        while last > start and not self._is_somebody(words[last - 1]):
            word, pos, _, _ = words[last - 1]
            if word not in _LIGHT and not pos.startswith(_VERBAL):
                return ""
            last -= 1
        first = last
        while first > start and self._joins(words[first - 1]):
            first -= 1
        if first > start and words[first - 1][0] in _COMING:
            return ""  # 为来社区支援的伙伴: 社区 is where they come
        return self._name(words, first, last) if last > first else ""

    def _is_somebody(self, token: Token) -> bool:
        return token[0] in self._somebody or token[1].startswith(("nr", "nt"))

    def _joins(self, token: Token) -> bool:
        word, pos, _, _ = token
        if word in _LIGHT or word in _MARKERS:
            return False
        return pos.startswith(("n", "j", "b", "vn", "r", "s", "q", "m", "a")) or word in "和与及、"

    def _name(self, words: Sequence[Token], first: int, last: int) -> str:
        """The noun phrase as it is written, without what only counts, joins or points."""
        while first < last - 1 and (
            words[first][1].startswith(("m", "q", "c", "u", "f")) or words[first][0] in "和与及、"
        ):
            first += 1
        return "".join(word for word, *_ in words[first:last])


def _at(words: Sequence[Token], place: int) -> Token:
    """The word at a place; an empty one behind the last."""
    return words[place] if place < len(words) else _NOTHING


def _goes_on(behind: Token, after: Token) -> bool:
    """Whether a noun phrase goes on behind a word for somebody: 社区家园, 社区大家园."""
    described = behind[1].startswith(("a", "b")) and after[1].startswith("n")
    return described or behind[1].startswith(("n", "s", "j"))


def _opens(token: Token) -> bool:
    """Whether a word leaves open who acts: 让居民 makes residents act, 等 ends a list."""
    return token[0] in ("让", "使", "令", "叫", "请", "等")


def _has_object(words: Sequence[Token], at: int) -> bool:
    """Whether something is acted on, though not read: 劝导在小区走动的居民."""
    return at + 1 < len(words) and words[at + 1][1].startswith(_OBJECTS)
