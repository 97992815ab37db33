"""Who wrote it, for whom and when: bylines, datelines, and the labelled lines under a title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from wucheng.chrome import Rules


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters [start, end) of a line: a field with its value, or else a reason to drop them."""

    start: int
    end: int
    field: str
    value: str
    reason: str = ""


# ---------------------------------------------------------------- names

_SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎"
    "鲁韦昌马苗凤花方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟黄"
    "和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭"
    "梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚"
    "程嵇邢滑裴陆荣翁荀羊惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫"
    "宁仇栾暴甘厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双"
    "闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍璩桑桂濮牛寿通边扈燕冀浦尚农温别庄晏柴瞿阎充慕连茹习艾鱼容向古"
    "易慎戈廖庾终居衡步都耿满弘匡国文寇广东欧沃利蔚越隆师巩聂晁勾敖融冷辛阚那简饶空曾沙养鞠须丰"
    "巢关蒯相查后荆红游竺权盖益桓公佘佟岳肖覃佐宦付代闫邸苑海衣果代仝亓修图么展矫郇初"
)
_DOUBLE = (
    "欧阳",
    "上官",
    "司马",
    "诸葛",
    "司徒",
    "东方",
    "尉迟",
    "皇甫",
    "令狐",
    "慕容",
    "夏侯",
    "端木",
)
_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{1,6}[·•][\u4e00-\u9fff]{1,8}")
#: Words of two to four characters that begin with a surname but are nobody's.
_NOBODY = re.compile(
    r".*(?:社区|街道|小区|新闻|日报|晚报|晨报|时报|政府|网站|客户端|编辑|记者|中心|公司|大学|学院|医院|委员会|"
    r"首页|专题|时间|来源|视频|图片|部门|支部|党委|工作|疫情|防控|报道|综合|整理|网|报|社|局|站|台|办|区|市|县|镇|乡|"
    r"省|处|科|部|厅|院|校|队|组|摄)"
    r"|(?:国内|国际|时政|时事|财经|文化|文明|文艺|都市|广东|广西|广州|山东|山西|江西|江苏|海南|云南|宁夏|"
    r"武汉|成都|安徽|安全|关于|关注|关闭|通知|公告|公示|公开|高清|全部|全文|经济|金融|居民|党建|党员|"
    r"房产|旅游|游戏|路线|石油|马上|时评|家居|乐活|车市|向上|向下|双语|冷链|连线|简介|简体|解读|应急|权威)"
    r"[\u4e00-\u9fff]{0,2}"
)


def is_name(word: str) -> bool:
    """Whether a word can be a person's full name: surname first, or parts joined by ·."""
    if not _NAME.fullmatch(word):
        return False
    if "·" in word or "•" in word:
        return True
    if _NOBODY.fullmatch(word):
        return False
    return word[0] in _SURNAMES and (len(word) < 4 or word.startswith(_DOUBLE))


def names(text: str) -> list[str]:
    """The names in a list of nothing else (郑秀荣 李 君、王晓华); empty if anything isn't one."""
    found: list[str] = []
    words = [word for word in re.split(r"[\s、，,；;/／|｜和与]+", text) if word]
    while words:
        word = words.pop(0)
        if len(word) == 1 and words and len(words[0]) == 1:
            word += words.pop(0)  # a name of two characters, spaced to the width of three
        if not is_name(word):
            return []
        found.append(word)
    return found


# ---------------------------------------------------------------- roles

_KIND = r"(?:本报|本网|本台|本刊|本社|特约|特派|首席|见习|实习|全媒体|融媒体|融媒|新媒体|文字|驻[\u4e00-\u9fff]{1,4}?)"
_WRITER = rf"{_KIND}*(?:记者|通讯员|撰稿人?|撰文|作者|文字|采写|采访|报道员|供稿|图文|文图|文/图|图/文|文|图)"
_OTHER = r"(?:摄影报道|摄影|摄像|摄制|供图|图片|视频|制图|编辑|责编|责任编辑|校对|审核|编审|监制|策划|美编)"
_ROLE = re.compile(rf"(?P<other>{_OTHER})|(?P<writer>{_WRITER})")
_REPORTER = re.compile(r"记者|通讯员|撰稿|撰文|作者|采写|报道员|供稿|文[/图字：:|｜]|图文|摄影报道")
_OWN = re.compile(r"(?:本报|本网|本台|本刊|本社|本站|我报|我台)")
_OUTLET_END = (
    r"(?:报业|报|社|网|台|站|客户端|新闻|频道|在线|发布|传媒|融媒体中心|融媒体|融媒|观察|杂志|周刊|时刻|视界|"
    r"公众号|号|头条|卫视|广电|APP|app|之声|热线|通讯|政府|街道|委员会|委|局|办|部|天水|青年|视窗|中心)"
)
_OUTLET = re.compile(rf"[\w·•\-（）()—+]{{1,30}}{_OUTLET_END}", re.IGNORECASE)
_NO_OUTLET = re.compile(
    r"本[站网报台刊社]|网络|互联网|原创|转载|综合|未知|佚名|整理|网友|不详|无|其他|其它|admin"
)
_TRIM = " \t\u3000\xa0|｜/／[]【】()（）<>〈〉「」□■◎●○◆▲△▶►*＊丨:：，,、;；—-_"


@dataclass(frozen=True, slots=True)
class Byline:
    """Who a byline names: the writers and the paper before 记者 (empty: none, or only 本报)."""

    authors: tuple[str, ...]
    outlet: str


def byline(text: str) -> Byline | None:
    """Read a byline with at least one role word (新天水记者 王晓华); None if it is not one.

    Names that follow a role of pictures or editing are not authors. Names are only cut where the
    text cuts them, at blanks, 、 and role words, never by guessing.
    """
    text = text.strip(_TRIM)
    if len(text) > 120 or not _REPORTER.search(text) or re.search(r"[。！？“”]", text):
        return None
    authors: list[str] = []
    outlet, last, writer, understood = "", 0, False, False
    for match in [*_ROLE.finditer(text), None]:
        part = text[last : match.start() if match else len(text)].strip(_TRIM)
        if last == 0:
            if part and not _before_role(part):
                return None
            outlet = "" if _OWN.search(part) or names(part) else part
        elif part:
            listed, paper = _listed(part)
            understood = understood or bool(listed)
            if not listed and not paper:
                return None
            if writer:
                authors += [name for name in listed if name not in authors]
        if match:
            writer, last = match.lastgroup == "writer", match.end()
    return Byline(tuple(authors), outlet) if understood else None


def _before_role(text: str) -> bool:
    return bool(len(text) <= 20 and re.fullmatch(r"[\w·•\s\-]+", text))


def _listed(text: str) -> tuple[list[str], bool]:
    """Names at the front of a stretch after a role, and whether the rest is a body's name.

    What follows the names may be the paper or office of the next role (张三 人民网通讯员 李四).
    """
    text = re.sub(r"(?:报道|文并摄|摄影报道|/?文|/?摄|整理|综合报道)$", "", text).strip(_TRIM)
    words = [word for word in re.split(r"[\s、，,；;/／|｜]+", text) if word]
    for count in range(len(words), 0, -1):
        found = names(" ".join(words[:count]))
        if found:
            rest = words[count:]
            if all(len(word) <= 20 and not re.search(r"[：:]", word) for word in rest):
                return found, bool(rest)
            return [], False
    return [], bool(words and len(words) == 1 and re.fullmatch(_OUTLET, words[0]))


def outlet(text: str) -> str:
    """The paper, agency or site that a source names; empty for 本站, 网络, 原创 and the like."""
    text = text.strip(_TRIM + "《》“”\"'")
    if not text or len(text) > 40 or _NO_OUTLET.fullmatch(text) or re.match(r"https?:|www\.", text):
        return ""
    return text


# ---------------------------------------------------------------- dates

_DATE = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)\s?(?P<sep>[-/.年－])\s?(?P<m>\d{1,2})\s?(?:(?P=sep)|月)\s?"
    r"(?P<d>\d{1,2})(?!\d)(?:日|号)?"
    r"(?:\s*(?:T|周.|星期.|[（(](?:周|星期).[）)]|上午|下午)?\s*\d{1,2}[:：时]\d{1,2}"
    r"(?:[:：分]\d{1,2}秒?|分)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?"
    r"|\s*(?:周.|星期[一二三四五六日天]|[（(](?:周|星期).[）)]))?"
)
_COMPACT = re.compile(r"(?<!\d)(?P<y>20\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)(?:\d{6}|\d{4})?(?!\d)")
_HAN_DATE = re.compile(
    r"(?P<y>[二一][〇○零Ｏ九一二三四五六七八]{3})年(?P<m>[一二三四五六七八九十]{1,2})月(?P<d>[一二三四五六七八九十]{1,3})[日号]"
)
_DIGITS = str.maketrans("〇○零Ｏ一二三四五六七八九", "0000123456789")


def read_date(text: str) -> str:
    """The first full calendar date of a text in ISO form; empty if there is none.

    Years before 1990 are nobody's day of publication on the web (1754/1/1 is a database's zero).
    """
    for pattern in (_DATE, _HAN_DATE, _COMPACT):
        for match in pattern.finditer(text):
            found = _iso(match["y"], match["m"], match["d"])
            if found:
                return found
    return ""


def _iso(year: str, month: str, day: str) -> str:
    y = int(year.translate(_DIGITS))
    try:
        return date(y, _small(month), _small(day)).isoformat() if y >= 1990 else ""
    except ValueError:
        return ""


def _small(number: str) -> int:
    """A number below 100 in figures or Chinese (二十一)."""
    if number.isascii():
        return int(number)
    tens, ten, ones = number.rpartition("十")
    one = int(ones.translate(_DIGITS)) if ones else 0
    return one if not ten else 10 * (int(tens.translate(_DIGITS)) if tens else 1) + one


# ---------------------------------------------------------------- labelled lines

_LABELS: tuple[tuple[str, str], ...] = (
    (
        "date",
        "发布日期|发布时间|发表日期|发表时间|发文日期|成文日期|刊发时间|刊登日期|出版日期|上传时间|发布于|发表于|"
        "日期|时间|article:published_time|pubdate|publishdate|publish_time|date|datepublished",
    ),
    (
        "date_edited",
        "更新时间|更新日期|更新于|修改时间|修改日期|编辑日期|编辑时间|最后更新|article:modified_time",
    ),
    (
        "date_saved",
        "打印时间|打印日期|抓取时间|抓取日期|采集时间|采集日期|下载时间|存档时间|收录时间|入库时间|访问时间",
    ),
    (
        "source",
        "信息来源|文章来源|稿件来源|新闻来源|资料来源|内容来源|来源于|来源|稿源|出处|转自|转载自|摘自|source|contentsource|mediaid",
    ),
    ("authors", "作者|记者|通讯员|撰稿人|撰稿|撰文|供稿|采写|文/图|图/文|author"),
    (
        "publisher",
        "发布者|发布人|发布机构|发布单位|发布部门|上传者|上传人|录入人|信息提供|og:site_name",
    ),
    ("keywords", "关键词|关键字|标签|keywords|tags?"),
    ("summary", "description|og:description"),
    ("title", "og:title|title|articletitle"),
)
_FIELD = {word: name for name, words in _LABELS for word in words.split("|")}
_LABEL = re.compile(
    r"(?:(?P<known>"
    + "|".join(sorted((w for _, ws in _LABELS for w in ws.split("|")), key=len, reverse=True))
    + r")|(?P<word>(?<![\w])[\w（）/]{2,10}))(?P<colon>\s{0,4}[：:]\s*|(?=\s))",
    re.IGNORECASE,
)
_ROLE_WORD = re.compile(r"(?<=[\s|｜])(?:记者|通讯员)(?=[\s：:])")


def labelled(line: str, rules: Rules) -> list[Piece]:
    """The pieces of a header line (发布日期：… 来源：… 字号：…), in order; [] if it is none.

    Together they cover all of the line but white space. A date that stands there without a label
    counts as labelled; a paper or names before the first label too.
    """
    if len(line) > 300 or re.search(r"[。！？!?]", line):
        return []
    cuts = list(_cuts(line, rules))
    if not cuts:
        return []
    pieces = list(_prefix(line[: cuts[0][0]], rules))
    if cuts[0][0] and line[: cuts[0][0]].strip(_TRIM) and not pieces:
        return []
    ends = [cut[0] for cut in cuts[1:]] + [len(line)]
    for (start, value, field, reason), end in zip(cuts, ends, strict=True):
        made = _piece(line, start, value, end, field, reason)
        if not made:
            return []
        pieces += made
    if pieces[0].reason == "separator":
        pieces = pieces[1:] and [_stretched(pieces[1], 0), *pieces[2:]]
    return pieces


def _stretched(piece: Piece, start: int) -> Piece:
    return Piece(start, piece.end, piece.field, piece.value, piece.reason)


def _cuts(line: str, rules: Rules) -> Iterator[tuple[int, int, str, str]]:
    """Where pieces begin: (start, start of the value, field, reason to drop)."""
    place = 0
    while place < len(line):
        label = _LABEL.search(line, place)
        day = _DATE.search(line, place)
        if day and (not label or day.start() < label.start()):
            if _iso(day["y"], day["m"], day["d"]):
                yield day.start(), day.start(), "date", ""
            place = day.end()
            continue
        if not label:
            return
        known, word = label["known"], label["word"]
        field = _FIELD[known.lower()] if known else ""
        reason = rules.label(word) if word else ""
        colon = bool(label["colon"])
        alone = label.start() == 0 or line[label.start() - 1] in " \t\u3000\xa0|｜[【（(•·"
        if reason and (colon or alone):
            yield label.start(), label.end(), "", reason
        elif field and (colon or (alone and len(known) > 2)):
            if field.startswith("date"):
                rest = line[label.end() : label.end() + 40]
                if not read_date(rest) and rest.strip(_TRIM):
                    place = label.end()
                    continue
            yield label.start(), label.end(), field, ""
            if field.startswith("date"):
                value = _DATE.match(line, label.end()) or _COMPACT.match(line, label.end())
                place = max(value.end() if value else 0, label.end())
                continue
        place = label.end() if known or reason or not word else label.start() + _skip(label)


def _skip(label: re.Match[str]) -> int:
    """How far to go on past a word that is no label: a label may follow it without a blank."""
    return max(1, len(label["word"]) - 6)


def _prefix(text: str, rules: Rules) -> Iterator[Piece]:
    """What stands before the first label: names, a paper, or furniture."""
    bare = text.strip(_TRIM)
    if not bare or len(bare) > 30:
        return
    start = text.index(bare)
    listed = names(bare)
    if listed:
        yield Piece(start, start + len(bare), "authors", ";".join(listed))
    elif (reported := byline(bare)) is not None:
        yield Piece(start, start + len(bare), "authors", ";".join(reported.authors))
    elif _OUTLET.fullmatch(bare):
        yield Piece(start, start + len(bare), "source", outlet(bare))
    elif len(bare) <= 12 or rules.anywhere(bare):
        yield Piece(start, start + len(bare), "", "", rules.anywhere(bare) or "page header")


def _piece(line: str, start: int, value: int, end: int, field: str, reason: str) -> list[Piece]:
    end = start + len(line[start:end].rstrip(" \t\u3000\xa0|｜/／丨"))
    value = min(value, end)
    text = line[value:end]
    bare = text.strip(_TRIM)
    if reason or not bare and field:
        return [Piece(start, end, "", "", reason or "empty label")]
    if field.startswith("date"):
        return [Piece(start, end, field, read_date(text))]
    if field == "authors":
        return _authors(line, start, value, end)
    if field == "source":
        return _source(line, start, value, end)
    return [Piece(start, end, field, bare)]


def _authors(line: str, start: int, value: int, end: int) -> list[Piece]:
    text = line[value:end]
    listed, rest = _listed(text.strip(_TRIM))
    read = byline("记者 " + text) if not listed or rest else None
    if read:
        listed = list(read.authors)
    if not listed and (
        len(text.strip()) > 20 or line[start:value].strip(_TRIM) in ("记者", "通讯员")
    ):
        return []
    return [Piece(start, end, "authors", ";".join(listed))]


def _source(line: str, start: int, value: int, end: int) -> list[Piece]:
    """The source up to the first blank; words after it are the page's keywords, or a byline."""
    text = line[value:end]
    first = re.match(r"\s*\S+", text)
    cut = value + (first.end() if first else len(text))
    rest = line[cut:end].strip(_TRIM)
    if not rest or re.fullmatch(r"[\x00-\x7f\s]+", text):
        return [Piece(start, end, "source", outlet(text))]
    at = line.index(rest, cut)
    read = byline(rest) or (Byline(tuple(names(rest)), "") if names(rest) else None)
    piece = (
        Piece(at, end, "authors", ";".join(read.authors))
        if read
        else Piece(at, end, "keywords", rest)
    )
    return [Piece(start, cut, "source", outlet(line[value:cut])), piece]


# ---------------------------------------------------------------- dateline and signature

_LEAD = re.compile(
    r"[【\[（(]?(?P<source>[^\s，。！？；：“”（）()【】\[\]\d]{2,30}?)?\s?"
    r"(?P<day>(?:(?:19|20)\d\d年)?\d{1,2}月\d{1,2}[日号])?\s?(?P<kind>专?电|讯|消息)[】\]）)]?\s?"
    r"(?P<who>[（(][^（）()]{2,100}[）)]|(?:[\u4e00-\u9fff]{0,8}记者|通讯员)\s[\u4e00-\u9fff\s、]{2,24}?(?:报道)?(?=[：:]))?\s?(?P<colon>[：:])?"
)
_WHO = re.compile(r"[（(【\[](?P<who>[^（）()【】\[\]]{2,100})[）)】\]]\s*[：:]?")
_AGENCY = re.compile(
    rf"(?P<outlet>.*{_OUTLET_END[:-1]}|本报|本网|本台))(?P<place>[\u4e00-\u9fff]{{0,10}})"
)


def dateline(paragraph: str) -> list[Piece]:
    """The dateline at the front of a paragraph (…2022年1月20日讯（记者 …）) as pieces; [] if none."""
    head = paragraph[:200]
    match = _LEAD.match(head)
    if match and _is_dateline(match):
        return list(_dateline_pieces(match))
    match = _WHO.match(head)
    if match:
        read = byline(match["who"])
        if read:
            return [Piece(0, match.end(), "authors", ";".join(read.authors))]
    return []


def _is_dateline(match: re.Match[str]) -> bool:
    """A day, a reporter in brackets or a colon must confirm that 电, 讯, 消息 end a dateline."""
    source, who = match["source"] or "", match["who"]
    if who and byline(who) is None:
        return False
    if match["day"]:
        return match["kind"] != "消息" or bool(who or match["colon"])
    if match["kind"].endswith("电"):
        return bool(who and source)
    if match["kind"] == "讯" and (_OWN.match(source) or re.fullmatch(_OUTLET, source)):
        return True
    return (
        bool(source) and bool(who or match["colon"]) and source not in ("据", "好", "最新", "又一")
    )


def _dateline_pieces(match: re.Match[str]) -> Iterator[Piece]:
    cuts = [(name, match.start(name)) for name in ("source", "day", "who") if match[name]]
    if not match["source"] and not match["day"]:
        cuts = [("kind", match.start("kind")), *cuts]
    starts = [0] + [start for _, start in cuts[1:]]
    ends = starts[1:] + [match.end()]
    for (name, _), start, end in zip(cuts, starts, ends, strict=True):
        end -= len(match.string[start:end]) - len(match.string[start:end].rstrip())
        if name == "source":
            agency = _AGENCY.fullmatch(match["source"])
            named = agency["outlet"] if agency else "" if match["day"] else match["source"]
            yield Piece(start, end, "source", "" if _OWN.match(named) else outlet(named))
        elif name == "day":
            yield Piece(start, end, "dateline", read_date(match["day"]))
        elif name == "who":
            read = byline(match["who"])
            yield Piece(start, end, "authors", ";".join(read.authors) if read else "")
        else:
            yield Piece(start, end, "", "", "dateline")


_TAIL = re.compile(r"(?:[（(][^（）()]{1,100}[）)]|[【\[][^【】\[\]]{1,100}[】\]])\s*$")


def signature(paragraph: str, rules: Rules) -> list[Piece]:
    """Brackets that sign the end of a paragraph (（记者陈昊通讯员张易博）) as one piece; else []."""
    tail = paragraph[-120:]
    offset = len(paragraph) - len(tail)
    opened = max(tail.rfind("（"), tail.rfind("("), tail.rfind("【"), tail.rfind("["))
    match = _TAIL.match(tail, opened) if opened >= 0 else None
    if not match:
        return []
    start, end = match.start() + offset, match.end() + offset
    inside = match.group().strip(_TRIM)
    reason = rules.anywhere(match.group().strip()) or rules.anywhere(inside)
    if reason:
        return [Piece(start, end, "", "", reason)]
    read = byline(inside)
    if read:
        return [Piece(start, end, "authors", ";".join(read.authors))]
    if names(inside):
        return [Piece(start, end, "authors", ";".join(names(inside)))]
    if inside in ("完", "全文完"):
        return [Piece(start, end, "", "", "end mark")]
    pieces = labelled(inside, rules)
    if len(pieces) == 1:
        return [Piece(start, end, pieces[0].field, pieces[0].value, pieces[0].reason)]
    return []
