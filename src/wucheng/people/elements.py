"""Elements: the words of which Tibetan, Mongolian, Uyghur, Kazakh, Yi and Dai names are made.

Such names have no Chinese surname, and the segmenter cuts them at random: 尼玛/才/仁说. But they
are made of few words: 扎西 + 桑姆, 乌云 + 其木格, 阿依 + 古丽. A run of them is a name where
somebody can stand; one alone may be a place as well (乌兰), so it needs company.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from wucheng.language import phrase
from wucheng.language.words import general_counts
from wucheng.people import company, shapes
from wucheng.people.candidates import Candidate, Line
from wucheng.people.surnames import FOREIGN, NEVER, SURNAMES

_TIBETAN = (
    "扎西 卓玛 卓嘎 央金 央宗 央吉 尼玛 才仁 才让 才旦 次仁 次旦 次旺 次珍 次央 多吉 多杰 达娃 "
    "达瓦 白玛 班玛 格桑 旦增 丹增 平措 彭措 桑姆 桑珠 桑杰 桑吉 桑旦 桑丹 索朗 索南 洛桑 罗桑 "
    "仁增 仁青 仁钦 仁真 罗布 洛布 诺布 嘎玛 噶玛 加央 嘉央 贡布 贡嘎 贡桑 贡觉 贡保 顿珠 曲珍 "
    "曲吉 曲扎 曲尼 拉姆 拉毛 德吉 普布 巴桑 边巴 边觉 米玛 拉巴 强巴 旺堆 旺姆 旺扎 旺久 旺杰 "
    "旺庆 措姆 措毛 扎巴 阿旺 土登 图登 久美 丹巴 丹珠 朗杰 朗加 群培 群措 单增 赤列 赤来 欧珠 "
    "伦珠 玉珍 嘎宗 益西 坚才 坚赞 坚参 泽坚 泽仁 泽旺 泽郎 斯郎 降央 拥忠 俄色 尕藏 尕让 尕玛 "
    "华旦 更登 更尕 南杰 道吉 东智 完玛 公保 关却 娘吉 加措 嘉措 旦巴 旦正 旦珍 仓决 米久 琼达 "
    "塔杰 塔青 白珍 巴珠 巴姆 德央 德西 西热 罗达瓦 罗追 罗珠 吉美 晋美 措吉 措珍 边珍 巴登 "
    "登巴 登珠"
)
_MONGOLIAN = (
    "乌兰 娜仁 其其格 萨仁 萨日娜 图雅 托娅 高娃 苏和 苏日娜 苏雅拉 巴特尔 巴图 巴雅尔 巴亚尔 "
    "巴音 白音 宝音 宝力格 宝力高 宝力道 格日勒 格日乐 斯琴 乌云 乌日娜 乌日汗 乌恩 乌力吉 "
    "阿拉坦 阿拉腾 额尔敦 额尔德尼 朝鲁 朝格图 朝克图 哈斯 呼和 呼格吉 呼日勒 布和 敖登 敖日 "
    "敖特根 孟克 孟和 满都拉 满都呼 满达 道尔吉 特木尔 铁木尔 帖木尔 毕力格 毕力格图 那仁 那顺 "
    "那木拉 那日苏 吉日嘎拉 吉雅 其木格 呼勒 达日玛 都仁 青格勒 苏布德 塔娜 通拉嘎 恩和 温都苏 "
    "旭日干 牧仁 牧其尔 查干 查娜 伊拉塔 斯日古楞 昂沁 莎仁 莫日根 嘎日迪 拉布 巴拉珠 赛汗 "
    "赛音 赛娜 图门 图力古尔 布仁 布日固德 阿木尔 阿木古楞 阿荣 阿如娜 阿古拉 阿斯根 陶格斯 "
    "陶娅 敖云 德力格尔 德格吉 苏伦 扎木苏 僧格 根登 照日格图 其劳 通嘎 乌尼 乌尼尔 色音 仁琴 "
    "嘎鲁 嘎拉 玉郎 热木苏 青克尔 孟根 乌仁 乌日罕 阿尔斯楞 那日松 格根 萨其尔 苏日古嘎 额日德 "
    "包勒日玛 巴根 宝鲁德 吉日木图 额尔登 朝伦 布赫 巴达玛 敖其尔 色登 娜布其 温都日 图布新 "
    "木图 达来 达赖 塔拉 必力格 必勒格 乌达木 乌尤 赛西雅拉 扎那 斯钦 苏日嘎 诺敏 希吉日 安其尔"
)
_TURKIC = (
    "古丽 古力 古孜丽 艾力 艾买提 买买提 麦麦提 买合木提 买买 阿依 阿不都 阿布都 阿卜杜 阿布力 "
    "努尔 吐尔逊 图尔荪 吐尔洪 吐尔地 图尔迪 吐鲁洪 热合曼 热依木 热依汗 热孜 热娜 热比娅 依明 "
    "伊敏 玉素甫 肉孜 如孜 亚森 亚生 亚力 库尔班 艾合买提 艾尼 艾则孜 艾山 艾海提 赛买提 "
    "沙吾提 萨吾提 萨塔尔 萨迪克 斯迪克 帕提 帕丽 帕尔哈提 阿娜尔 阿孜古 阿米娜 米热 米娜瓦尔 "
    "玛依拉 玛丽亚 叶尔 叶斯 别克 哈孜 哈力 吾斯曼 吾买尔 吾甫尔 吾守尔 苏力坦 塔依尔 卡德尔 "
    "哈德尔 卡斯木 克然木 克里木 凯赛尔 巴哈尔 巴合提 迪里 迪丽 祖力 祖农 祖丽 库杜斯 木拉提 "
    "加娜尔 居马 居来提 吉恩斯 赛力克 赛里克 沙依 胡西 胡达 那扎 穆萨 穆罕默德 默罕默德 买热 "
    "买丽 依不拉 伊布拉 伊斯马 马伊力 依巴 阿迪力 阿力木 阿扎提 艾孜 艾散 艾木 热扎克 赛福 "
    "木塔里 塔里普 帕夏 帕孜 茹仙 茹孜 图荪 玉苏 约麦 尼亚孜 尼加提 巴吐尔 巴图尔 马木提 马合 "
    "米吉提 买提 阿吉 阿西木 阿瓦 开萨 孜热 赛买 赛丽"
)
_YI = (
    "日洛 尔洛 拉作 伍哈 史哈 尔哈 子哈 伍沙 木沙 拉铁 木加 阿作 伍作 尔作 拉哈 木果 日果 "
    "尔且 依洛 阿芝 阿嘎 吉吾 "
    "阿牛 阿木 阿呷 阿苦 阿支 阿果 吉克 吉木 吉伍 吉尔 吉巴 吉好 吉子 沙马 曲比 曲木 木乃 木呷 "
    "木牛 日哈 石扎 色组 莫色 马海 马黑 尔古 尔布 拉马 拉日 伍果 伍呷 伍各 某色 俄木 尼扎 呷呷 "
    "拉依 古曲 子惹 拉惹 尔惹 木惹 日嫫 五牛 尔各 阿依莫 尔体 日古 "
    "依火 依伍 依布 惹古 阿各 阿侯 俄底 俄的 补杰 布铁 伍加 伍牛 尼惹 史布 沙呷 木基"
)
#: Dai men begin with 岩, women with 玉 or 依; few go on as words do.
_DAI = (
    "岩罕 岩温 岩香 岩叫 岩坎 岩龙 岩三 岩应 岩糯 岩论 岩甩 岩帅 岩嘎 岩丙 岩拉 岩恩 岩燕 岩保 "
    "岩胆 岩洪 岩儿 玉罕 玉香 玉应 玉腊 玉温 玉坎 玉叫 玉波 玉喃 玉旺 玉约 玉婻 玉拉 玉儿 玉嫩 "
    "玉光 岩扁 依香 依罕 波岩 咪岩 波罕 咪罕 罕尖 罕囡 刀罕"
)


def _by_first(words: Iterable[str]) -> str:
    """Words as a pattern, the longest first, sorted by first character for speed."""
    groups: dict[str, list[str]] = defaultdict(list)
    for word in sorted(set(words), key=lambda w: (-len(w), w)):
        groups[word[0]].append(word[1:])
    return "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in sorted(groups.items()))


_ELEMENTS = " ".join((_TIBETAN, _MONGOLIAN, _TURKIC, _YI, _DAI)).split()
#: One such word after another.
RUN = re.compile(f"(?:{_by_first(_ELEMENTS)})+")
_BEGINS = phrase.begins(_ELEMENTS)
#: No element is shorter.
_ONE = 3
#: Longest name that one token or run can be.
_LONGEST = 8
#: How many sounds that are in no element may stand before or after.
_MORE = 2
#: What leads to a place rather than to a person.
_WHERE = frozenset("在到从往赴至离驻往返抵进出")
#: A word counted more often in general Chinese needs company.
_USUAL = 300
#: What comes after a person rather than after a place.
_WHOSE = re.compile(
    r"(?:和|与)?(?:同乡|家人|一家|夫妇|老人|大叔|大姐|大哥|大爷|阿妈|阿爸|家(?![乡园庭具])|的(?:父|母|妻|丈夫|儿|女|孩|爱人|老伴|话|家|笑|脸|眼|手|声音))"
)


def made(name: str) -> bool:
    """Whether a name is made of such words."""
    return RUN.fullmatch(name) is not None


def find(line: Line) -> Iterator[Candidate]:
    """Names that are such words, with sounds before or after: 古荣卓玛, 努尔江."""
    text = line.text
    done = 0
    for head in _BEGINS.finditer(text):
        match = RUN.match(text, head.start()) if head.start() >= done else None
        if not match:
            continue
        start, end = match.span()
        done = end
        if "·" in text[max(0, start - 8) : end + 8]:
            continue
        begin = _begin(line, start)
        if begin is None or (line.in_place(start) and line.token(begin) != text[begin:end]):
            continue
        for last in range(end, min(end + _MORE, len(text)) + 1):
            if last > end and not FOREIGN.fullmatch(text[last - 1]):
                break
            if last > end and shapes.takes_result(text, last):
                break  # 戴 in 苏和戴好面罩
            whole = last == end and end - start > _ONE  # two elements end where they end
            closed = last in line.ends or text[last] in company.CLOSES or _ends_guess(line, last)
            if not whole and not closed:
                continue
            if text[last : last + 1] == "·" or company.PLACE.match(text, last):
                continue
            candidate = _weigh(line, begin, last, last > end)
            if candidate:
                yield candidate


def _ends_guess(line: Line, place: int) -> bool:
    """Whether the rest of a token that the tagger made up is a verb: 守 in 玉腊罕守|在."""
    token = line.guess_across(place)
    if token and token[3] == place + 1 and shapes.takes_result(line.text, place + 1):
        return True
    sounds = FOREIGN.match(line.text, place)
    return (
        token is not None
        and not sounds
        and token[3] == place + 1
        and line.tag(place + 1) in ("p", "v", "uz")
    )


def _begin(line: Line, start: int) -> int | None:
    """Where the name begins in which a run of elements begins at a place."""
    text = line.text
    for begin in range(start, max(-1, start - _MORE - 1), -1):
        before = text[begin - 1] if begin else "。"
        if before in company.OPEN or before in company.PREPOSITION or line.role(begin):
            return begin
        if begin in line.starts and not FOREIGN.fullmatch(before):
            return begin
        if not FOREIGN.fullmatch(before):
            return None
    named = line.title(start + _ONE) or line.title(start + _ONE - 1)
    return start if start in line.starts or named else None


def _weigh(line: Line, start: int, end: int, more: bool) -> Candidate | None:
    text = line.text
    name = text[start:end]
    before = text[start - 1] if start else "。"
    if len(name) > _LONGEST or line.role(end) or line.roles.titled(name):
        return None
    role = line.role(start) or company.agent(line, start)
    aged = company.aged(text, start)
    called = start in line.called or company.renamed(text, end)
    whose = _WHOSE.match(text, end) or company.ACTS.match(text, end)
    says = end in line.says
    opens = before in company.OPEN
    alone = len(name) < _ONE
    tag = line.tag(end)
    acts = tag in company.PREDICATE or tag in ("t", "ad", "z", "i")
    weight = (2.0 if alone else 3.0) - 0.5 * more
    word = general_counts().get(name, 0) > _USUAL
    if alone and (word or line.tag(start) == "ns" or (name[0] in SURNAMES and more)):
        weight -= 1.0
    if before in _WHERE and not whose:
        weight -= 2.0
    weight += 2.0 * (line.title(end) is not None)
    weight += 3.0 * bool(role or aged or called) + 1.5 * bool(whose) + 1.0 * opens
    weight += 1.5 * (says and (opens or bool(role))) + 0.5 * acts
    if more and name[-1] in NEVER:
        return None
    sure = bool(role or aged or called) and weight >= 4.0
    if sure and len(name) > _ONE:
        weight += 3.0  # and no part of it, though the village is called by one
    return Candidate(
        start,
        end,
        name,
        weight,
        sure,
        line.role(start) or (company.aged_post(line, start) if aged else None),
        word=word and not sure,
    )
