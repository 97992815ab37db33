"""Who wrote it, and for which paper: names, bylines and the names of outlets."""

from __future__ import annotations

import re
from dataclasses import dataclass

#: Rare ones and ordinary words among them: in a byline only names stand, so all of them serve.
_SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭"
    "郎鲁韦昌马苗凤花方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟黄"
    "和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜"
    "郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉"
    "钮龚程嵇邢滑裴陆荣翁荀羊惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲"
    "伊宫宁仇栾暴甘厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍"
    "双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍璩桑桂濮牛寿通边扈燕冀浦尚农温别庄晏柴瞿阎充慕连茹习艾鱼容向"
    "古易慎戈廖庾终居衡步都耿满弘匡国文寇广东欧沃利蔚越隆师巩聂晁勾敖融冷辛阚那简饶空曾沙养鞠须丰巢关"
    "蒯相查后荆红游竺权盖益桓公佘佟岳肖覃佐宦付代闫邸苑海衣果仝亓修图么展矫郇初漆铁冶虎妥撒哈买拜沐旦"
    "朴玄尧禤谌亢豆户粟晋续母仵芦逯呼苟郄敬颉原达涂隋丛兰麦牟迟鄢辜鹿邝冼卿蹇庹郏阙殳乜毋酆钭厍夔"
    "訾仉佴琚"
)
_DOUBLE = (
    "欧阳 上官 司马 诸葛 司徒 东方 尉迟 皇甫 令狐 慕容 夏侯 端木 公孙 轩辕 长孙 宇文 独孤 南宫 西门"
).split()
_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{1,6}[·•][\u4e00-\u9fff]{1,8}")
#: What names from other languages are written with; a column's name (走基层·看治理) has words.
_SOUNDS = re.compile(
    "["
    "阿埃艾爱安奥巴白拜班包贝本比彼边宾波伯博卜布才策茨次措达代戴黛丹旦当道德登邓迪迭丁顿多朵厄恩尔法菲"
    "费芬弗夫福盖干冈高嘎噶戈格根贡古瓜哈海汉罕杭豪合赫亨胡华惠霍基吉济加嘉迦贾坚江杰金久居君卡凯坎康考科"
    "可克肯孔库坤拉莱兰朗劳乐勒雷蕾李里理力历立丽利莉连列林琳玲柳龙隆卢鲁路罗洛吕玛马麦买迈满曼芒毛梅门"
    "蒙孟米密苗敏明莫默姆木穆拿那娜纳奈南瑙内尼妮娘宁纽努诺欧帕派潘庞培佩彭皮平珀普七齐其奇恰强乔琴青"
    "琼秋曲让热仁日荣茹瑞撒萨赛桑色瑟森沙山珊尚舍生圣施什石史士仕司丝斯松苏索塔台泰坦汤唐特提田铁廷通图土"
    "吐托陀脱妥娃瓦外万旺威韦维卫文翁沃乌伍吾西希锡夏仙香肖谢辛欣新兴雄休许旭雅亚娅延央扬耶叶伊依因音银"
    "英永尤于余玉约云泽曾扎张者珍镇芝直志智仲珠卓孜子宗祖尊佐肉逊别不都荪孙汗翰农洪来吾牙再甫敖通楞毕朝呼和增"
    "]+"
)
#: Words of two to four characters that could pass for a name and are nobody's.
_NOBODY = re.compile(
    r".*(?:社区|街道|小区|新闻|政府|客户端|编辑|记者|公司|大学|学院|首页|专题|时间|来源|视频|图片|部门|支部|"
    r"党委|工作|疫情|防控|报道|综合|整理|网|报|社|局|站|台|办|区|市|县|镇|乡|省|处|科|部|厅|院|校|队|组|摄|店|路|街|村|楼|园|苑|所|门|馆|厂|桥)"
    r"|(?:国内|国际|时政|时事|文化|文明|文艺|文章|都市|广东|广西|广州|山东|山西|江西|江苏|海南|云南|宁夏|"
    r"武汉|成都|兰州|兰考|兰溪|兰陵|麦积|鹿邑|鹿泉|鹿寨|安徽|安全|关于|关注|关闭|通知|通告|公告|公示|公开|高清|全部|全文|经济|金融|居民|党建|党员|"
    r"房产|旅游|游戏|路线|石油|马上|时评|家居|乐活|车市|向上|向下|双语|冷链|连线|简介|简体|解读|应急|"
    r"权威|和谐|平安|何时|白天|管理|国家|万家|东方|时代|未知|佚名|"
    r"全国|全面|明天|成立|原创|转载|查看|通过|越来越)[\u4e00-\u9fff]{0,2}"
)

_OWN = r"本报|本网|本台|本刊|本社|本站|我报|我台"
_KIND = (
    rf"(?:{_OWN}|特约|特派|专栏|首席|见习|实习|全媒体|融媒体|融媒|新媒体|文字|"
    r"驻[\u4e00-\u9fff]{1,4}?)"
)
_WRITER = (
    rf"{_KIND}*(?:记\s?者|通\s?讯\s?员|实\s?习\s?生|撰\s?稿人?|撰\s?文|作\s?者|文字|采写|采访|报道员|供\s?稿|图文|文图|"
    r"文[/／]图|图[/／]文|(?<![\u4e00-\u9fff])文(?![\u4e00-\u9fff]))"
)
_OTHER = (
    r"(?:(?<![\u4e00-\u9fff])图(?![\u4e00-\u9fff]|[/／]文)|摄影报道|摄影记者|摄影|摄像|摄制|供图|图片|视频|制图|图文编辑|[\u4e00-\u9fff]{0,4}编辑|责\s?编|"
    r"校\s?对|审\s?核|编审|监\s?制|策划|美编)"
)
_ROLE = re.compile(rf"(?P<other>{_OTHER})|(?P<writer>{_WRITER})")
_REPORTER = re.compile(
    r"记\s?者|通\s?讯\s?员|撰\s?稿|撰\s?文|作\s?者|采写|报道员|供\s?稿|^文[/／字：:|｜\s]|^图?文[/／：:|｜\s]"
)
_AFTER_NAMES = re.compile(
    r"\s?(?:[／/][\u4e00-\u9fff]{2,6}报[道导]|[\u4e00-\u9fff]{0,6}报[道导]|文[/／并]?摄|摄影报道|[/／]文|[/／]?摄|整理|文[/／]?图|图[/／]?文)$"
)

#: Who took the pictures, with the role behind the name: 李君/图.
_PICTURED = re.compile(r"(?<![\u4e00-\u9fff/／])([\u4e00-\u9fff]{2,4})[/／][图摄](?![\w/／])")
#: What may stand before the first role: the paper.
_PAPER = re.compile(r"[\w·•《》\s\-—]{0,20}")
#: Names in brackets that can't be told apart.
_UNCUT = re.compile(r"[\u4e00-\u9fff]{2,12}")
#: One person did words and pictures: an author.
_BOTH = re.compile(r"\s?(?:文[/／并]?摄|文[/／]?图|图[/／]?文|摄影报道|报道)$")

#: How the names of papers, agencies, sites and accounts end.
OUTLET_END = (
    r"(?:报业|报|社|网|台|站|客户端|新闻|频道|在线|发布|传媒|融媒体中心|融媒体|融媒|观察|杂志|周刊|时刻|"
    r"视界|公众号|头条|卫视|广电|APP|之声|热线|青年|视窗|云|号)"
)
_OUTLET = re.compile(
    rf"[\w·•《》（）()—-]{{1,30}}?{OUTLET_END}(?:[-—·][\w—·-]{{1,20}})?", re.IGNORECASE
)
#: Names of outlets that don't end like one, or end like something else.
_KNOWN = frozenset(
    "文汇报 香港文汇报 明报 参考消息 新华每日电讯 第一财经 南风窗 津云 每日人物 我们视频".split()
)
#: Words that end like the name of an outlet: a bulletin, a cooperative, a work station.
_SEEMING = re.compile(
    r".*(?:[通情汇预举海捷喜战警播申填上]报|[旅行合作结][行作]?社|[平站阳柜灶]台|"
    r"(?:服务|工作|车|加油|卫生|监测)站|[一二三四五六七八九十\d]号|[上落法]网)"
)
_NO_OUTLET = re.compile(
    r"本[站网报台刊社]|作者|(?:互联)?网络?(?:综合|来源|整理|转载)?|网络|原创|转载|综合|未知|佚名|整理|网友|不详|无|其他|其它|admin|"
    r"本站原创|本站整理|.{0,4}转载"
)
#: What surrounds names and values without belonging to them.
TRIM = " \t\u3000\xa0|｜/／[]【】〔〕()（）<>〈〉「」□■◎●○◆▲△▶►*＊丨:：，,、;；—-_"


@dataclass(frozen=True, slots=True)
class Byline:
    """Who a byline names: the writers, and the paper before 记者 (empty if none is named)."""

    authors: tuple[str, ...]
    outlet: str


def is_name(word: str) -> bool:
    """Whether a word can be a person's full name: surname first, or parts joined by ·."""
    if not _NAME.fullmatch(word) or _NOBODY.fullmatch(word):
        return False
    if "·" in word or "•" in word:
        return all(_SOUNDS.fullmatch(part) for part in re.split("[·•]", word))
    return word[0] in _SURNAMES and (len(word) < 4 or word[:2] in _DOUBLE)


def names(text: str, *, surname: bool = True) -> list[str]:
    """The names in a list of nothing else (郑秀荣 李 君、王晓华); [] if anything isn't one.

    Args:
        surname: ask for a known surname. Under a label (作者：) a rare one will do.
    """
    found: list[str] = []
    words = _words(text)
    while words:
        word = words.pop(0)
        if len(word) == 1 and words and len(words[0]) == 1:
            word += words.pop(0)  # a name of two characters, spaced to the width of three
        rare = not surname and re.fullmatch(r"[\u4e00-\u9fff]{2,3}", word)
        if not is_name(word) and not (rare and not _NOBODY.fullmatch(word)):
            return []
        found.append(word)
    return found


def _words(text: str) -> list[str]:
    return [word for word in re.split(r"[\s、，,；;/／|｜]+", text) if word]


def byline(text: str, *, bracketed: bool = False) -> Byline | None:
    """Read a byline with at least one role word (新天水记者 王晓华); None if it is not one.

    Names that follow a role of pictures or editing are not authors. Names run together
    (记者邓少华曹爱方) are cut only where a single cut gives known surnames; else they stay unread.

    Args:
        bracketed: the text stood in brackets at the edge of a report, so that what follows a role
            are names even where they can't be told apart.
    """
    text = _PICTURED.sub(r"摄影 \1", _BOTH.sub("", text.strip(TRIM)).strip(TRIM))
    before, roles = _roles(text)
    if not roles:
        return None
    authors: list[str] = []
    understood = False
    ends = [role.start() for role in roles[1:]] + [len(text)]
    for role, end in zip(roles, ends, strict=True):
        part = text[role.end() : end].strip(TRIM)
        if not part:
            continue
        listed, rest = _listed(part)
        if not (listed or rest or (bracketed and _UNCUT.fullmatch(part))):
            return None
        understood = understood or bool(listed) or bracketed
        if role.lastgroup == "writer" and not _photograph(part):
            authors += [name for name in listed if name not in authors]
    if not understood:
        return None
    named = "" if re.search(_OWN, before) or names(before) else before
    return Byline(tuple(authors), named)


def _roles(text: str) -> tuple[str, list[re.Match[str]]]:
    """What stands before the first role of a byline, and its roles; no roles if it is none."""
    if len(text) > 120 or not _REPORTER.search(text) or re.search(r"[。！？“”]", text):
        return "", []
    roles = list(_ROLE.finditer(text))
    before = text[: roles[0].start()].strip(TRIM) if roles else ""
    return before, roles if _PAPER.fullmatch(before) else []


def without_role(text: str) -> str:
    """What stands under the label of the author, without the role that it may begin with."""
    bare = text.strip(TRIM)
    role = _ROLE.match(bare)
    return bare[role.end() :].strip(TRIM) if role and role.lastgroup == "writer" else bare


def _photograph(part: str) -> bool:
    return part.endswith("摄")


def _listed(text: str) -> tuple[list[str], bool]:
    """Names at the front of a stretch after a role, and whether something else follows them.

    What follows is the paper or office of the next role (张三 人民网通讯员 李四), or a place.
    """
    words = [
        name
        for word in _words(_AFTER_NAMES.sub("", text).strip(TRIM))
        for name in (_run_together(word) or [word])
    ]
    for count in range(len(words), 0, -1):
        found = names(" ".join(words[:count]))
        if found:
            rest = words[count:]
            return (found, bool(rest)) if all(len(word) <= 20 for word in rest) else ([], False)
    return [], len(words) == 1 and bool(_OUTLET.fullmatch(words[0]))


def _run_together(word: str) -> list[str]:
    """Two or three names without anything between them, if there is just one way to cut them."""
    if not 5 <= len(word) <= 9:
        return []
    ways: list[list[str]] = [[]]
    for _ in range(3):
        ways = [
            [*way, word[at : at + size]]
            for way in ways
            for at in [sum(map(len, way))]
            for size in (2, 3)
            if is_name(word[at : at + size]) and len(word[at : at + size]) == size
        ]
        whole = [way for way in ways if sum(map(len, way)) == len(word)]
        if whole:
            return whole[0] if len(whole) == 1 else []
    return []


def is_outlet(text: str) -> bool:
    """Whether a text by itself is plainly the name of a paper, an agency, a site or an account."""
    if text in _KNOWN:
        return True
    if not 3 <= len(text) <= 20 or _SEEMING.fullmatch(text):
        return False
    return bool(_OUTLET.fullmatch(text) and outlet(text))


def outlet(text: str) -> str:
    """The paper, agency or site that a source names; empty for 本站, 网络, 原创 and the like."""
    text = text.strip(TRIM + "“”\"'").removesuffix("原创")
    text = re.sub(r"^(?:转载自|转载|转自|摘自|来自)(?=.{2})[:：]?", "", text).strip()
    text = text[1:-1] if re.fullmatch(r"《[^《》]*》", text) else text
    if not text or len(text) > 40 or _NO_OUTLET.fullmatch(text):
        return ""
    return "" if re.match(r"https?:|www\.", text) else text
