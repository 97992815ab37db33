"""Deeds: clauses that tell a happening although no cue of the lexicon says of which type.

Three kinds do: what a day or an hour is given for, what is done to a counted amount, and what
somebody is said to have done. States, thoughts, talk and effects are none of them: events.tsv lists
their verbs as idle.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from wucheng.events.clauses import Clause, Token
from wucheng.language.quantity import Quantity
from wucheng.when import Time

#: A clause that only leads up to another one: 接到通知后, 疫情发生以来.
_BACKGROUND = tuple(
    "后|时|之前|以前|前|以来|年来|月来|周来|天来|日来|来说|不久|之初|之际|期间|过程中|情况下|的同时|的方式|等方式|等形式|的办法|的方法|的形式|的基础上|会上|式上"
    "|礼上".split("|")
)
#: What is heard before something is done, and was told before.
_HEARD = re.compile(
    r"[^，]{0,16}?(?:接到|接报|接警|接通知|接群众|收到|得知|获悉|听说|听到|看到|发现|了解|确定|确认)"
)
#: 通过开展培训: by what; 工作结束已是深夜: only the hour.
_MEANS = re.compile(r"(?:通过(?!了)|随着|由于|作为|按照|根据|针对|据|继(?!续)|尽管|虽然)")
#: 这是…: no deed but what something is. 本报北京1月5日讯记者某某报道: who reports.
_SOURCE = re.compile(
    r"(?:这|那|其|它)[也就还正都]?是|图[为是]|[^，]{0,40}(?:讯|电|记者|通讯员)[^，]{0,20}(?:报道|摄|消息)\Z"
)
_OCCASIONS = ("那天", "那一天", "当天", "之日", "那年", "那晚", "当晚", "会上", "式上", "礼上")
#: 疫情|爆发|后: so many words only name what was told before.
_BRIEF = 3
_YEARS = re.compile(r"了[^，]{0,2}(?:[0-9一二三四五六七八九十几半]+多?|大半)[年辈]")
_OVER = re.compile(r"(?:结束|开始)后\Z")
_AFTER = re.compile(r"[^，]{0,12}趁|经过?[^，]*的[^，的]{1,6}\Z")
_HOUR = re.compile(
    r"后[^，]{0,6}(?:分钟|小时|[天周])\Z|已(?:经)?是[^，]{0,4}(?:夜|晚|凌晨|[点时]|天亮|清晨|傍晚|黄昏)"
)
_ONCE = re.compile(
    r"成功(?!的)|顺利(?!的)|最终|终于|最后|当场|一举|正式(?!的)|当即|立即|立刻|火速|随即|随后|迅速(?!的)|连夜|紧急(?!情|的|预|会|通)|突然"
    r"|首次|再次|一致|当众|就地|赶忙|连忙|急忙|赶紧|接着|这时|此时|隆重|如期|专程|特意|亲自|亲手"
)
_ROUTINE = re.compile(
    r"每(?:天|日|晚|周[一二三四五六日末]?|星期[一二三四五六日天]|月[0-9一二三四五六七八九十]+[日号]|逢周[一二三四五六日末])"
)
_TIME = frozenset("岁 周岁 年 周年 月 周 星期 天 日 夜 晚 小时 钟头 分钟 秒 次".split())
#: Units of what is counted without anything being done, and verbs that only give a size.
_NO_DEED = frozenset(
    "岁 周岁 年 周年 月 周 星期 天 日 夜 晚 小时 钟头 分钟 秒 米 公里 厘米 平方米 平方公里 "
    "亩 公顷 % ％ 倍 个百分点 度 ℃ 代 样 种 类 次 步 遍".split()
)
_MEASURING = frozenset("近 超 超过 建于 达到 高达 带领 率领 分成 分为 受 会 能 可".split())
#: What a verb with 了 has an effect on and does nothing to: 开阔了视野.
_ABSTRACT = tuple(
    (
        "思想|精神|视野|眼界|思路|信心|作用|影响|基础|条件|贡献|局面|关系|水平|能力|效果|成效|实效|成绩|成果|印象|反响|认识|观念|意识|素质|"
        "环境|问题|矛盾|困难|难题|压力|距离|负担|优势|活力|动力|力量|氛围|气氛|感情|友谊|路子|之路|道路|步伐|一步|台阶|篇章|责任|担当|热情|"
        "激情|积极性|需求|需要|思考|探索|努力|风采|风貌|形象|面貌|方向|机遇|空间|可能|保障|保证|支持|便利|方便|好评|欢迎|赞誉|认可|肯定|心愿|"
        "心声|心|情|爱|美|力|感|度|性|阶段|时代|时期|感受|体验|关注|重视|生命线|屏障|防线|底线|燃眉之急|阻碍|情景|情形|场景|一幕|样子"
    ).split("|")
)
_VERBS = ("v", "vd", "vn")
_COUNTED_DAY = re.compile(
    r"第[0-9一二三四五六七八九十百]+[天日夜]\Z|(?:\A|[，但是])从[^，]{1,6}到[^，]{1,4}\Z"
)
_SCENES = ("现场", "节点", "时刻", "期间")
#: In whose company what follows is done.
_TOGETHER = ("一起", "一道", "一同")
#: Endings of verbs that lead to a place.
_GOING = tuple("到在进入出回上下向往着")
#: Verbs that only lead to the one that counts: 开始采摘, 采用破窗手段进入, 联合街道举办.
_BEGINNING = frozenset("开始 继续 进行 相继 采用 采取 使用 利用 运用 联合 用 拿 去 来".split())
_RESULT = frozenset("完到出住掉倒垮毁断破翻死伤走来去回进入开成通过")
_UNDERGOING = frozenset("把将被")
_BROUGHT = tuple("到进入回给出上下走住成于落弃")
#: Words of so many characters are phrases with a verb and its object.
_PHRASE = 4
_ONWARD = frozenset("出到起上下来去进回")


def leads_up(text: str, clause: Clause) -> bool:
    """Whether a clause only says when or while something else happens (接到通知后)."""
    return (
        text.endswith(_BACKGROUND, clause.start, clause.end)
        or _MEANS.match(text, clause.start, clause.end) is not None
        or _HOUR.search(text, clause.start, clause.end) is not None
        or _AFTER.match(text, clause.start, clause.end) is not None
        or _SOURCE.match(text, clause.start, clause.end) is not None
    )


def _is_setting(text: str, clause: Clause) -> bool:
    """Whether a clause only says where, or in what company, something is done (在小区门口)."""
    if text.endswith(_TOGETHER, clause.start, clause.end) or _COUNTED_DAY.search(
        text, clause.start, clause.end
    ):
        return True
    tokens = clause.tokens
    if not tokens or (
        tokens[-1][1] not in ("f", "s") and not text.endswith(_SCENES, clause.start, clause.end)
    ):
        return False
    if text.endswith(("后", "前"), clause.start, clause.end):
        return False
    at = next((start for word, _, start, _ in tokens if word in ("在", "于")), clause.end)
    closed = next((end for _, pos, start, end in tokens if start > at and pos in "fs"), clause.end)
    described = max((start for word, _, start, _ in tokens if word == "的"), default=-1)
    return not clause.done and not any(
        word[-1] in _GOING or text[end : end + 1] in _GOING or start > min(described, at)
        for word, pos, start, end in tokens
        if pos[0] == "v" and not at < start < closed
    )


def is_new(text: str, clause: Clause, dated: bool) -> bool:
    """Whether a clause that leads up to another tells of more than its circumstances.

    居委会发出通知后 does; 接到报警后 tells again what was told before, unless it has a date.
    """
    return dated or (
        text.endswith("后", 0, clause.end) and not is_retold(text, clause, dated=dated)
    )


def is_retold(text: str, clause: Clause, dated: bool) -> bool:
    """Whether a clause only says after what something is done, and when not.

    So if it says on what news (接到报警后), or in few words, as of what is known (疫情爆发后).
    """
    if text.endswith(_OCCASIONS, clause.start, clause.end) or _is_setting(text, clause):
        return True
    if not text.endswith("后", clause.start, clause.end):
        return False
    if _OVER.search(text, clause.start, clause.end):
        return True
    if dated:
        return False
    opened = clause.tokens[0][0] in ("当", "自", "自从")
    known = len(clause.tokens) <= _BRIEF + opened or text.endswith(("之后", "以后"), 0, clause.end)
    return known or _HEARD.match(text, clause.start, clause.end) is not None


def is_dated(text: str, clause: Clause, times: Sequence[Time], idle: Collection[str]) -> bool:
    """Whether a clause whose day or hour is given has a verb of happening, outside its times."""
    end = max(
        (time.start_char + len(time.text) for time in times if time.start_char <= clause.start + 1),
        default=clause.start,
    )
    if _ends_in_adjective(clause):
        return False
    if any(time.start_char + len(time.text) >= clause.end for time in times):
        return False  # 记者8月1日19时50分: only when
    tokens = [token for token in clause.tokens if token[2] >= end]
    verb = _verb(text, tokens)
    if verb and any(_lasts(text, token) for token in tokens):
        # 提着布袋出了小区 tells a deed, 提着布袋 how somebody looks
        verb = _verb(text, [token for token in tokens if _ends(text, token)])
    ahead = leads_up(text, clause) and not text.endswith("后", 0, clause.end)
    return bool(verb) and not _is_idle(verb, idle) and not ahead


def _ends_in_adjective(clause: Clause) -> bool:
    """Whether a clause says how something is (反侦查能力较强)."""
    return bool(clause.tokens) and clause.tokens[-1][1] == "a"


def _lasts(text: str, token: Token) -> bool:
    """Whether a verb tells a state or a scene: 天空飘着雨丝, 戴着红袖章, but not 睡着了."""
    word, pos, _, end = token
    end -= len(word) > 1 and word[-1] == "着"
    return pos[0] == "v" and text.startswith("着", end) and not text.startswith("了", end + 1)


def _ends(text: str, token: Token) -> bool:
    """Whether a verb tells what is over, or leads somewhere: 来了, 送到, 走出."""
    word, _, _, end = token
    return text.startswith(("了", "在了"), end) or word[-1] in "了到出进回走来去完"


def is_routine(text: str, clause: Clause, times: Sequence[Time], idle: Collection[str]) -> bool:
    """Whether a clause tells a deed and on which days it is done: 每周三到敬老院擦玻璃."""
    named = _ROUTINE.search(text, clause.start, clause.end)
    if not named or any(token[1] == "v" for token in clause.before(named.start())):
        return False  # 家住在每天往返五十公里的乡下
    return is_dated(text, clause, times, idle)


def is_equation(text: str, clause: Clause) -> bool:
    """Whether a clause says what something is (整修村道是第一件大事)."""
    return "是" in clause.words and not text.endswith("的", 0, clause.end)


def is_once(text: str, clause: Clause) -> bool:
    """Whether an adverb shows that a clause tells of one time: 成功, 终于, 当场, 立即."""
    return _ONCE.search(text, clause.start, clause.end) is not None


def is_size(amount: Quantity) -> bool:
    """Whether a quantity is a number of things or of land and not an age or a length of time."""
    return amount.unit not in _TIME


def _is_amount(amount: Quantity) -> bool:
    """Whether a quantity may be what a deed is done to: not an age, a length or a rate."""
    return amount.unit not in _NO_DEED


def is_counted(
    clause: Clause,
    amounts: Sequence[Quantity],
    idle: Collection[str],
    *,
    dated: bool,
) -> bool:
    """Whether a clause tells a deed with its amount (检查农贸市场523家): the verb before it.

    What only is so large, so old or so far does not count, unless it is dated: in 2017 40 亩 were
    leased.
    """
    verbs = [token for token in clause.tokens if token[1] == "v"]
    for amount in amounts:
        before = [word for word, _, _, end in verbs if end <= amount.start_char]
        if "着" in clause.words:
            return False  # 门前排着三十多人: how it looks
        if before and (is_size(amount) if dated else _is_amount(amount)):
            return not _is_idle(before[-1], idle) and before[-1] not in _MEASURING
    return False


def is_done(text: str, clause: Clause, idle: Collection[str]) -> bool:
    """Whether a clause says of a verb of happening that it is done: 卖掉了两头牛, 放了鞭炮."""
    if text.endswith(_ABSTRACT, clause.start, clause.end):
        return False
    if _YEARS.search(text, clause.start, clause.end):
        return False  # 在村里教了六年书: what somebody has been
    verb = ""
    for word, pos, _, end in clause.tokens:
        if word == "了" and verb and end < clause.end:
            return verb != "没" and not _is_idle(verb, idle) and not text.startswith("的", end)
        if not (verb and word in _ONWARD):  # 发挥出了: the verb is 发挥
            verb = word if pos in _VERBS else ""
    return False


def is_undergone(text: str, clause: Clause, idle: Collection[str]) -> bool:
    """Whether somebody or something is brought somewhere or undergoes a deed (把车开到, 被抬进)."""
    marked = ""
    for word, pos, _, end in clause.tokens:
        if word in _UNDERGOING:
            marked = word
        elif text.startswith("的", end):  # 将所窃的展品丢弃: what the deed is done to
            continue
        elif marked and pos in ("v", "vd") and word not in _ONWARD:
            whole = word[-1] in _BROUGHT or text[end : end + 1] in _BROUGHT
            return not _is_idle(word, idle) and (marked == "被" or whole)
    return False


def is_result(text: str, clause: Clause, idle: Collection[str]) -> bool:
    """Whether the first verb of a clause says what came of it (迁走, 追回, 凿通)."""
    if text.endswith(_ABSTRACT, clause.start, clause.end):
        return False
    if _ends_in_adjective(clause) and not clause.done:
        return False  # 管起来最费劲
    verb = _verb(text, clause.tokens)
    return (
        1 < len(verb) < _PHRASE
        and verb[-1] in _RESULT
        and verb[0] != "不"
        and not _is_idle(verb, idle)
    )


def _is_idle(verb: str, idle: Collection[str]) -> bool:
    """Whether a verb tells no happening; 发挥出 is 发挥."""
    return verb in idle or (len(verb) > 2 and verb[-1] in "了着出到起在" and verb[:-1] in idle)


def _verb(text: str, tokens: Sequence[Token]) -> str:
    """The first verb among some tokens that describes no noun (创办的学校), "" if there is none.

    A clause without one that says 已 has a verb that the tagger doesn't know.
    """
    for word, pos, _, end in tokens:
        phrase = pos == "l" and len(word) >= _PHRASE and word[0] != "一"  # 睁开眼睛
        if (
            (pos in ("v", "vd") or phrase)
            and word not in _BEGINNING
            and not text.startswith("的", end)
        ):
            return word
    return next(
        (
            word
            for word, _, _, end in tokens
            if word in ("已", "已经") and not text.startswith("在", end)
        ),
        "",
    )
