"""Predicates: whether a verb stands as one, and not inside a word, a name or the words for a deed.

A Chinese verb looks the same in 检查了商店 and in 检查工作. Each refusal below is one way in which
what looks like the verb of its clause is none; where none applies, the verb has to be a word of the
segmenter's, or the beginning of one.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from wucheng.events.clauses import Clause, Token

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
_IS = re.compile(
    r"(?<![就也还但可若都只不总正于要凡而其别])是(?!否|由|因|为了|在|日|夜|年)[^，]*\Z"
)
#: 对邀请表示感谢: a feeling about the deed.
_FELT = re.compile(r"表示|深表|深感|感到|充满信心")
_ON = frozenset("对把将被由")
_MARKED = frozenset("将把")
_DESCRIBED = re.compile(r"[^，的]{0,4}的[^，的]{1,12}(?:[伤死走住出到给入回]|送往|送至)")
_HAVING = frozenset("有 已有 共有 又有 没有 无 存在".split())
#: The rest of what 成为 or 有 leads to: …的企业.
_LATER = re.compile(r"的[^的，]{1,12}\Z")
#: Verbs that lead to words for a deed: 完成了核酸采样任务.
_LIGHT = frozenset(
    "完成 迎来 开展 进行 组织 启动 参加 参与 接受 实施 实行 举行 举办 召开 开始 恢复 结束 承担 "
    "安排 发起 做 作 加入 投入 协助 帮助 负责 停止 暂停 取消 发布 发出 下达 通过 签订 签署 建立 "
    "成立 设立 设置 增设 开设 搭建 建 设".split()
)
#: 退休干部: these before a noun take no object.
_OF_PEOPLE = frozenset("退休 返乡 报警 求助 下岗 失业 住院 留学 就诊 参赛".split())
#: What makes what stands before it the thing spoken of.
_BEING = frozenset("是 是因为 成为 成 成了 变成 已有".split())
_WOULD = frozenset("会 就会 也会 将会 都会 能 能够 需要".split())
#: What the segmenter takes for the beginning of a verb that follows it: 被淹, 已派出.
_PARTICLES = frozenset("被已将把又并再未均都曾全共人")
#: Words of so many characters are phrases that may end in a verb; a cue of so many is taken for one
#: even where the segmenter cuts elsewhere (二十二|天共做|了十五轮核酸).
_PHRASE = 4
_NOMINAL = ("vn", "n")


@dataclass(slots=True)
class Verb:
    """What may be the verb of a clause, text[start:end].

    Its first part ends at `head`; `weight` is how many characters of it are fixed. `holder` is the
    token in which it begins, None if none of the clause does, and `before` are those before it.
    """

    text: str
    clause: Clause
    start: int
    end: int
    head: int
    weight: int
    holder: Token | None = field(init=False)
    before: list[Token] = field(init=False)

    def __post_init__(self) -> None:
        self.holder = next(
            (token for token in self.clause.tokens if token[2] <= self.start < token[3]), None
        )
        self.before = list(self.clause.before(self.start))

    @property
    def last(self) -> Token:
        """The token that ends where it begins; an empty one if none does."""
        touching = self.before and self.before[-1][3] == self.start
        return self.before[-1] if touching else _NO_TOKEN

    @property
    def done(self) -> bool:
        """Whether 了, 过 or 于 follows."""
        return self.text.startswith(("了", "过", "于"), self.end)


_NO_TOKEN: Token = ("", "", 0, 0)


def is_none(verb: Verb, idle: Collection[str], needs: str) -> bool:
    """Whether what is spelt like a verb, or like a word for a deed, plainly tells of no deed.

    Args:
        verb: where it stands.
        idle: verbs that tell no happening.
        needs: what its cue needs; one that needs nothing is no part of a name.
    """
    if _is_complement(verb) or (needs != "" and _is_named(verb)):
        return True
    if verb.holder is None:
        return False
    if _is_equated(verb) or _is_attribute(verb, idle) or _is_torn(verb) or _is_kind(verb):
        return True
    if (verb.holder[1] in _NOMINAL or needs == "done") and _is_part_of_noun(verb):
        return True
    of_deed = needs == "" or (needs == "done" and _follows_done(verb))
    return not of_deed and _is_thing(verb, verb.holder)


def is_predicate(verb: Verb, idle: Collection[str]) -> bool:
    """Whether a verb stands as one, if it is not plainly none.

    Args:
        verb: where it stands.
        idle: verbs that tell no happening.
    """
    if _is_ordered(verb) or _is_felt(verb):
        return False
    if verb.holder is None:
        return True
    if _is_had(verb) or _is_described(verb) or _is_compound(verb, verb.holder):
        return False
    return _is_word(verb, verb.holder)


def _is_named(verb: Verb) -> bool:
    """Whether it names something or somebody: 的检查, 施工队, 投资者."""
    return verb.text.endswith("的", 0, verb.start) or _NAME.match(verb.text, verb.head) is not None


def _is_ordered(verb: Verb) -> bool:
    """Whether it only says on whose orders: 根据公安部部署."""
    clause = verb.clause
    if verb.end != clause.end:
        return False
    return _BY.search(verb.text, clause.start, verb.start) is not None


def _is_complement(verb: Verb) -> bool:
    """Whether it is what something is: 目的是举行会谈, and not 是本月11日抵达的."""
    text, clause = verb.text, verb.clause
    if any(token[:2] == ("系", "v") for token in verb.before):
        return True
    if not _IS.search(text, clause.start, verb.start):
        return False
    return not text.endswith("的", 0, clause.end) and not text.startswith("的", verb.head)


def _is_felt(verb: Verb) -> bool:
    """Whether somebody only has a feeling about it: 对邀请表示感谢."""
    return _FELT.search(verb.text, verb.end, verb.clause.end) is not None


def _is_equated(verb: Verb) -> bool:
    """Whether the clause goes on to say what it is, or would do: 修路是第一件大事, 合并会误事."""
    following = [token for token in verb.clause.tokens if token[2] >= verb.end]
    if any(word in _WOULD and pos[0] in "vd" for word, pos, _, _ in following[:3]):
        return True
    return any(token[0] in _BEING for token in following if token[2] > verb.end)


def _is_kind(verb: Verb) -> bool:
    """Whether it says what kind of people are meant: 退休会计宋秀珍, 返乡大学生."""
    following = [token[1] for token in verb.clause.tokens if token[2] >= verb.end][:2]
    kind = verb.text[verb.start : verb.end] in _OF_PEOPLE
    return kind and (following[:1] == ["n"] or following[1:] == ["nr"])


def _is_part_of_noun(verb: Verb) -> bool:
    """Whether a word for a deed only helps to name what another verb is told of.

    So before a noun, if another verb of the clause is done: 收到了支援队的信, 接种小队走了半天.
    """
    following = next((token for token in verb.clause.tokens if token[2] == verb.end), _NO_TOKEN)
    if verb.done or following[1][:1] not in ("n", "j"):
        return False
    return any(
        pos[0] == "v"
        and (verb.text.startswith("了", end) or word[-1] == "了")
        and word.rstrip("了") not in _LIGHT
        and not verb.start <= start < verb.end
        for word, pos, start, end in verb.clause.tokens
    )


def _is_had(verb: Verb) -> bool:
    """Whether somebody has it: 有盗窃前科."""
    return verb.last[0] in _HAVING


def _is_described(verb: Verb) -> bool:
    """Whether it says of whom another verb is told: 将前来劝架的邻居刺伤."""
    if not any(token[0] in _MARKED for token in verb.before):
        return False
    return _DESCRIBED.match(verb.text, verb.end, verb.clause.end) is not None


def _is_torn(verb: Verb) -> bool:
    """Whether it is the end of one word and the beginning of the next: 发|出动|员令."""
    edges = {edge for token in verb.clause.tokens for edge in token[2:]}
    return verb.start not in edges and verb.head not in edges


def _is_thing(verb: Verb, holder: Token) -> bool:
    """Whether a noun follows that makes it one too: 检查工作."""
    return holder[1] in _NOMINAL and _THING.match(verb.text, verb.end) is not None


def _is_compound(verb: Verb, holder: Token) -> bool:
    """Whether it is the head of a noun before it: 支持企业并购, and not 有企业并购, 对企业检查."""
    verbs = _verbs(verb)
    if not verbs or verb.done or holder[1] not in _NOMINAL:
        return False
    if verb.last[1] not in ("n", "vn", "j", "b"):
        return False
    return verbs[-1] not in _HAVING and not any(token[0] in _ON for token in verb.before)


def _is_attribute(verb: Verb, idle: Collection[str]) -> bool:
    """Whether it describes what an idle verb leads to: 成为年产值突破亿元的企业.

    Not so after a verb that is done (承担了…管理工作) or under somebody (在他的带领下投入).
    """
    verbs = [token for token in verb.before if token[1] == "v"]
    if not verbs or verb.done or verbs[-1][0] not in idle or _follows_done(verb):
        return False
    if any(token[1] == "f" for token in verb.before if token[2] >= verbs[-1][3]):
        return False
    return _LATER.search(verb.text, verb.end, verb.clause.end) is not None


def _follows_done(verb: Verb) -> bool:
    """Whether a verb that is done stands before it: 承担了…管理工作."""
    return any(token[0][-1] in "了过" for token in verb.before)


def _is_word(verb: Verb, holder: Token) -> bool:
    """Whether the segmenter's word is the verb, or a phrase or particle with it."""
    return (
        verb.start == holder[2]
        or (len(holder[0]) >= _PHRASE and verb.end <= holder[3])  # 隆重集会, 因公殉职
        or (verb.weight >= _PHRASE and holder[1] == "v")
        or holder[0][0] in _PARTICLES
    )


def _verbs(verb: Verb) -> list[str]:
    """The verbs before it."""
    return [token[0] for token in verb.before if token[1] == "v"]
