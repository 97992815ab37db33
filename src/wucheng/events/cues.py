"""Cues: the verb phrases of events.tsv that make a clause a happening of some type."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from wucheng.events import clauses, mood
from wucheng.events.clauses import Clause, Span
from wucheng.lexicon import Row

#: The type of verbs that tell no happening.
IDLE = "none"
#: What a verb stands before as part of a name: 施工队, 投资者, 检查工作.
_NAME = re.compile(
    r"者|员(?!工)|组(?![织建])|队|站|点(?![燃亮])|局(?!面)|署|部(?![署分队])|处(?![理罚置])|所(?![有以])|室|厂|器|台(?!湾)"
    r"|机(?![场关])|箱|栏|率|额|量|费|金(?!牌)|证(?!明)|书(?!记)|法(?![院官])|权|性|型|式|史|业(?!主)|界|品|价|热|难"
    r"|[0-9一二三四五六七八九十百]{1,3}多?周年|历[时经]|官(?!兵)|强调|指出|要求|认为|称(?!号)|显示|表明"
)
#: And what a verb that is a noun as well stands before.
_THING = re.compile(
    r"中心|公司|单位|人员|人数|工人|队伍|对象|机构|体系|机制|制度|能力|水平|工作(?!会)|情况|办法|方案|意见|条例|细则|政策"
    r"|措施|标准|力度|成本|效果|效率|质量|技术|经验|面积|结构|市场|环境|条件|时间|时期|过程|阶段|知识|意识|精神|任务"
    r"|责任|需求|收入|资金|活动|原因|现场|期间|仪式|基地|项目|工程(?!师)|用地|设施|设备|系统|网络|服务|管理|模式|方式"
)
#: 根据公安部部署: on whose orders. 目的是举行会谈, 这是首次购买: not a deed but what something is.
_BY = re.compile(
    r"(?:根据|按照|依照|依据|遵照|(?<![响适反供相])应(?!急)|(?<![接享承])受(?![理轻重伤灾困损害惊])|(?<![已曾])经(?![济营常验历]))[^，]*\Z"
)
_IS = re.compile(r"(?<![就也还但可若都只不总正于要凡])是(?!否|由|因|为了|在|日|夜|年)[^，]*\Z")
#: 对邀请表示感谢: a feeling about the deed.
_FELT = re.compile(r"表示|深表|深感|感到|充满信心")
_ON = frozenset("对把将被由")
_MARKED = frozenset("将把")
_DESCRIBED = re.compile(r"[^，的]{0,4}的[^，的]{1,12}(?:[伤死走住出到给入回]|送往|送至)")
_HAVING = frozenset("有 已有 共有 又有 没有 无 存在".split())
#: 竣工通电仪式在这里举行: the occasion is what happens.
_OCCASION = re.compile(
    r"[^，]{0,30}?(?:仪式|典礼|开幕式|大会|动员会|启动会|发布会|座谈会|活动)[^，]{0,12}(?:举行|举办|召开)"
)
_LATER = re.compile(r"的[^的，]{1,12}\Z")
#: What the segmenter takes for the beginning of a verb that follows it: 被淹, 已派出.
_PARTICLES = frozenset("被已将把又并再未均都曾全共人")
#: Words of so many characters are phrases that may end in a verb; a cue of so many is taken for one
#: even where the segmenter cuts elsewhere (二十二|天共做|了十五轮核酸).
_PHRASE = 4


@dataclass(frozen=True, slots=True)
class Cue:
    """One line of the lexicon. `weight` is the length of what must be there in print."""

    type: str
    pattern: re.Pattern[str]
    first: str
    weight: int
    needs: str
    unless: tuple[str, ...]
    acted: bool


class Cues:
    """The cues, ready to be looked for."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._cues: dict[str, list[Cue]] = {}
        self._short: dict[str, list[Cue]] = {}
        idle: set[str] = set()
        for row in rows:
            if row["type"] == IDLE:
                idle.update(row["cue"].split())
                continue
            for words in row["cue"].split():
                cue = _cue(row, words)
                longer = len(cue.first) > 1
                (self._cues if longer else self._short).setdefault(cue.first[:2], []).append(cue)
        self.idle = frozenset(idle)

    def _places(self, text: str, start: int, end: int) -> Iterator[tuple[int, Cue]]:
        """The cues whose first part stands in a stretch of text, each with its place.

        Looked up by two characters, so that the time hardly grows with the number of cues.
        """
        pairs, short = self._cues, self._short
        for at in range(start, end):
            if text[at : at + 2] in pairs:
                for cue in pairs[text[at : at + 2]]:
                    if text.startswith(cue.first, at, end):
                        yield at, cue
            if text[at] in short:
                for cue in short[text[at]]:
                    yield at, cue

    def best(
        self, text: str, clause: Clause, *, done: bool, amount: bool, told: Callable[[], bool]
    ) -> tuple[Cue, Span, str] | None:
        """The longest cue in a clause, where it stands and how it is put; None if none.

        How it is put is what `mood.reality` says. Wishes, orders and the like are passed over.

        Args:
            text: the sentence.
            clause: one of its clauses.
            done: whether the text says that it happened, or when.
            amount: whether the clause holds a quantity.
            told: finds out whether anything shows that it tells of one time and not in general.
        """
        best: tuple[Cue, Span, str] | None = None
        shown: bool | None = None  # found out only where a cue asks for it
        for at, cue in self._places(text, clause.start, clause.end):
            if (cue.needs == "done" and not done) or (cue.needs == "amount" and not amount):
                continue
            if cue.needs in ("told", "amount"):
                shown = told() if shown is None else shown
                if not shown:
                    continue
            match = cue.pattern.match(text, at, clause.end)
            if not match or (best and _rank(*best[:2]) >= _rank(cue, match.span())):
                continue
            start, end = match.span()
            if _is_part(text, (start, end), cue.unless) or (_OCCASION.match(text, end, clause.end)):
                continue
            if cue.needs in ("told", "amount") and not _is_predicate(
                text, clause, cue, (start, end), self.idle
            ):
                continue
            put = mood.reality(text, clause, start)
            denied = put == "negated" and not text.startswith("取消", start)
            if denied and cue.needs == "told" and not done:
                continue  # 没有配备电梯: a state
            if put and not clauses.is_relative(text, clause, end):
                best = cue, (start, end), put
        return best


def _cue(row: Row, words: str) -> Cue:
    parts = words.split("…")
    return Cue(
        row["type"],
        re.compile("[^，。；！？：]{0,14}?".join(map(re.escape, parts))),
        parts[0],
        sum(map(len, parts)),
        row.get("needs", ""),
        tuple(word for word in row.get("not", "").split(";") if word and parts[0] in word),
        row.get("agent") != "none",
    )


def _rank(cue: Cue, span: Span) -> tuple[int, bool, bool, bool, int]:
    """The longer cue counts; of two as long the one that tells more than a sum, then the first."""
    verb = cue.needs == "told"
    return cue.weight, cue.type != "other", cue.needs != "amount", not verb, -span[0]


def _is_predicate(text: str, clause: Clause, cue: Cue, span: Span, idle: Collection[str]) -> bool:
    """Whether a verb stands as one: not inside another word, a name or the words for a deed."""
    start, end = span
    if (
        text.startswith("的", start - 1)
        or _NAME.match(text, start + len(cue.first))
        or (end == clause.end and _BY.search(text, clause.start, start))
        or (_IS.search(text, clause.start, start) and not text.startswith("的", clause.end - 1))
        or _FELT.search(text, end, clause.end)
    ):
        return False
    before = list(clause.before(start))
    holder = next((token for token in clause.tokens if token[2] <= start < token[3]), None)
    if holder is None:
        return True
    if any(token[0] == "是" for token in clause.tokens if token[2] >= end):
        return False  # 整修村道是第一件大事
    if before and before[-1][0] in _HAVING and before[-1][3] == start:
        return False  # 有盗窃前科
    done = text.startswith(("了", "过", "于"), end)
    if any(token[0] in _MARKED for token in before) and _DESCRIBED.match(text, end, clause.end):
        return False  # 将前来劝架的邻居刺伤
    verbs = [token[0] for token in before if token[1] == "v"]
    if verbs and not done:
        named = before[-1][1] in ("n", "vn", "j", "b") and before[-1][3] == start
        aside = verbs[-1] in _HAVING or any(token[0] in _ON for token in before)
        if holder[1] in ("vn", "n") and named and not aside:
            return False  # 企业并购 and not: merges companies
        if verbs[-1] in idle and _LATER.search(text, end, clause.end):
            return False  # 成为年产值突破亿元的企业
    if holder[1] in ("vn", "n") and _THING.match(text, end):
        return False
    whole = len(holder[0]) >= _PHRASE and end <= holder[3]  # 隆重集会, 因公殉职
    sure = cue.weight >= _PHRASE and holder[1] == "v"
    return start == holder[2] or whole or sure or holder[0][0] in _PARTICLES


def _is_part(text: str, span: Span, words: Iterable[str]) -> bool:
    """Whether text[start:end] overlaps one of the words as it stands there."""
    start, end = span
    return any(
        text.find(word, max(0, start - len(word) + 1), end + len(word) - 1) >= 0 for word in words
    )
