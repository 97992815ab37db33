"""The lines round an article that say what it is: 发布日期：… 来源：… 作者：… 浏览次数：…"""

from __future__ import annotations

import re
from collections.abc import Iterator

from wucheng.pages.chrome import Rules
from wucheng.pages.layout import byline, days, metadata
from wucheng.pages.layout.byline import TRIM
from wucheng.pages.layout.piece import Piece

_LABELS = {
    "date": "发布日期 发布时间 发表日期 发表时间 发文日期 发稿时间 成文日期 刊发时间 刊登日期 "
    "出版日期 上传时间 发布于 发表于 日期 时间 出版 刊登 发布",
    "date_edited": "更新时间 更新日期 更新于 修改时间 修改日期 编辑日期 编辑时间 最后更新 更新",
    "date_saved": "打印时间 打印日期 抓取时间 抓取日期 采集时间 采集日期 下载时间 存档时间 "
    "收录时间 入库时间 访问时间 当前时间 现在时间 今天是 今天 今日 现在是",
    "source": "信息来源 文章来源 稿件来源 新闻来源 资料来源 内容来源 来源于 来源 稿源 出处 转自 "
    "转载自 摘自",
    "authors": "作者 记者 通讯员 撰稿人 撰稿 撰文 供稿人 供稿 采写 文/图 图/文",
    "publisher": "发布者 发布人 发布机构 发布单位 发布部门 上传者 上传人 录入人 信息提供",
    "keywords": "文章关键词 关键词 关键字 相关热词搜索 相关热词 文章标签 标签 keywords tags tag",
}
_FIELD = {word: name for name, words in _LABELS.items() for word in words.split()}
_LABEL = re.compile(
    "(?:(?P<known>"
    + "|".join(map(re.escape, sorted(_FIELD, key=len, reverse=True)))
    + r")|(?P<word>(?<!\w)[\w（）/／]{2,10}|(?<!\w)[\u4e00-\u9fff]\s[\u4e00-\u9fff]))"
    r"(?P<colon>\s{0,4}[：:/／丨｜|]\s*|(?=\s)|$|(?<=[|｜]来源)|(?<=[|｜]作者)|(?<=于)(?=[12]\d{3}))",
    re.IGNORECASE,
)
#: The name of a paper or an account.
_PAPER = re.compile(r"(?=.*(?:[\u4e00-\u9fff]{2}|[A-Za-z]{4}))[\w·・（）()《》\[\]【】—-]{2,16}")
#: What stands beside a day and names a part of the site.
_CHANNEL = re.compile(
    r"原创|首发|更新|转载|热点|正文|编辑|首页|专题|评论|关注|头条|要闻|时政|国内|国际|社会|综合|图文|视频|"
    r".*(?:新闻|频道|动态|公告|资讯|中心|栏目|阅读|分享|次|版|页)|\d.*"
)
_GOES_ON = re.compile(r"[，,]?((?!星期|周[一二三四五六日天])[\u4e00-\u9fff]{4,})")
_SAVED = re.compile(r"(?:今天是?|今日|现在是|当前时间|现在时间)[：:]?\s*$")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
#: Headers are lists of labels and values, so they have no sentences.
_LONGEST = 300


def labelled(line: str, rules: Rules) -> list[Piece]:
    """The pieces of a header line (发布日期：… 来源：… 字号：…), in order; [] if it is none.

    All of the line but separators is in one of them. A date without a label counts as labelled;
    a paper or names beside it too.
    """
    if said := metadata.piece(line):
        return [said]
    if len(line) > _LONGEST or re.search(r"[。！？!?]", line):
        return []
    cuts = list(_cuts(line, rules))
    if not cuts:
        return []
    front = _loose(line, 0, cuts[0][0], rules)
    if front is None:
        return []
    pieces = front
    for (start, value, field, reason), end in zip(
        cuts, [cut[0] for cut in cuts[1:]] + [len(line)], strict=True
    ):
        made = _piece(line, start, value, end, field, reason, rules)
        if made is None:
            return []
        pieces = pieces + made
    return _beside_day(line, pieces)


def _beside_day(line: str, pieces: list[Piece]) -> list[Piece]:
    """The one thing that stands beside a day and its hour is the paper or the account."""
    named = any(piece.field in ("source", "outlet", "authors", "publisher") for piece in pieces)
    timed = any(
        p.field == "date" and re.search(r"\d[:：]\d", line[p.start : p.end]) for p in pieces
    )
    other = [piece for piece in pieces if piece.reason == "page header"]
    words = [p for p in other if not _CHANNEL.fullmatch(line[p.start : p.end])]
    if named or not timed or len(words) != 1:
        return pieces
    only = words[0]
    text = line[only.start : only.end]
    if not _PAPER.fullmatch(text) or not byline.outlet(text):
        return pieces
    found = Piece(only.start, only.end, "outlet", byline.outlet(text))
    return [found if piece is only else piece for piece in pieces]


def _cuts(line: str, rules: Rules) -> Iterator[tuple[int, int, str, str]]:
    """Where pieces begin: (start, start of the value, field, reason to drop)."""
    dates = list(days.find(line))
    place = 0
    while place < len(line):
        label = _LABEL.search(line, place)
        day = next((found for found in dates if found[0] >= place), None)
        if day and (not label or day[0] <= label.start()):
            yield _bare_day(line, place, day)
            place = day[1]
            continue
        if not label:
            return
        found = _cut(line, label, rules)
        if found:
            yield found
        place = max(label.end() if found or label["known"] else label.start() + 1, place + 1)
        if found and (found[2].startswith("date") or found[3] == "empty label"):
            near = [end for start, end, _ in dates if found[1] <= start <= found[1] + 3]
            place = near[0] if near else place


def _bare_day(line: str, place: int, day: tuple[int, int, str]) -> tuple[int, int, str, str]:
    """What a day without a label opens: the page's, or that of a visit (今天是2020年2月10日)."""
    start, _, read = day
    saved = _SAVED.search(line[: place or start])
    first = saved.start() if saved and saved.start() >= place else start
    if not read:
        return first, start, "", "empty label"
    return first, start, "date_saved" if saved else "date", ""


def _cut(line: str, label: re.Match[str], rules: Rules) -> tuple[int, int, str, str] | None:
    """What a possible label opens, None if it is none."""
    known, word = label["known"], label["word"]
    colon = bool(label["colon"].strip())
    alone = label.start() == 0 or line[label.start() - 1] in " \t\u3000\xa0|｜[【（(•·"
    barred = known in ("来源", "作者") and line[max(label.start() - 1, 0)] in "|｜"
    reason = rules.label(re.sub(r"\s", "", word)) if word else ""
    if reason:
        return (label.start(), label.end(), "", reason) if colon or alone else None
    field = _FIELD[known.lower()] if known else ""
    if not field or not (
        colon or barred or (alone and len(known) > 2 and label.start() + len(known) < len(line))
    ):
        return None
    if field.startswith("date"):
        rest = line[label.end() : label.end() + 40]
        if re.match(r"(?:1[0-4]\d|[1-9]\d{3})\D", rest) and not days.read(rest):
            return label.start(), label.end(), "", "empty label"
        if not days.read(rest, compact=True) and rest.strip(TRIM):
            # 发布于：辽宁省 names a place
            place = colon and known.endswith("于")
            return (label.start(), label.end(), "", "catalogue entry") if place else None
    return label.start(), label.end(), field, ""


def _loose(
    line: str, start: int, end: int, rules: Rules, *, sure: bool = False
) -> list[Piece] | None:
    """What stands without a label beside labels and dates; None if it is no header after all.

    `sure` is that a day with its hour stands on the line: then long words don't speak against it.
    """
    text = line[start:end]
    bare = text.strip(TRIM)
    if not bare:
        return []
    at = start + text.index(bare)
    listed = byline.names(bare)
    if listed:
        return [Piece(at, at + len(bare), "authors", ";".join(listed))]
    if read := byline.byline(bare):
        return reported(line, at, at + len(bare), read)
    named = re.sub(r"[《》\s]", "", bare)
    if byline.is_outlet(named) and "》" in bare:
        return [Piece(at, at + len(bare), "outlet", named)]
    pieces = []
    for match in re.finditer(r"[^\s|｜]+", text):
        word = match.group().strip(TRIM)
        if not word:
            continue
        place = start + match.start() + match.group().index(word)
        span = place, place + len(word)
        if byline.is_outlet(word):
            pieces.append(Piece(*span, "outlet", byline.outlet(word)))
        elif listed := byline.names(word):
            pieces.append(Piece(*span, "authors", ";".join(listed)))
        else:
            if len(word) > 16 and not sure and not _ADDRESS.fullmatch(word):
                return None
            why = "" if word.isdigit() else rules.anywhere(word)
            pieces.append(Piece(*span, "", "", why or "page header"))
    return pieces if len(pieces) <= 6 else None


def reported(line: str, start: int, end: int, read: byline.Byline) -> list[Piece]:
    """The pieces of a byline at [start, end) of a line: its paper, if it names one, and authors."""
    authors = ";".join(read.authors)
    if not read.outlet:
        return [Piece(start, end, "authors", authors)]
    cut = line.index(read.outlet, start) + len(read.outlet)
    after = cut + len(line[cut:end]) - len(line[cut:end].lstrip())
    return [
        Piece(start, cut, "outlet", byline.outlet(read.outlet)),
        Piece(after, end, "authors", authors),
    ]


def _piece(
    line: str, start: int, value: int, end: int, field: str, reason: str, rules: Rules
) -> list[Piece] | None:
    end = start + len(line[start:end].rstrip(" \t\u3000\xa0|｜/／丨"))
    value = min(value, end)
    text = line[value:end]
    bare = text.strip(TRIM)
    if reason == "empty label" or (reason and start == value) or (field and not bare):
        return [Piece(start, end, "", "", reason or "empty label")]
    if reason:
        return [Piece(start, end, "", "", reason)]
    if field.startswith("date"):
        return _date(line, start, value, end, field, rules)
    if field == "authors":
        return _authors(line, start, value, end)
    if field == "source":
        return _source(line, start, value, end)
    return [Piece(start, end, field, bare)]


def _date(
    line: str, start: int, value: int, end: int, field: str, rules: Rules
) -> list[Piece] | None:
    found = next(((a, b, day) for a, b, day in days.find(line[value:end]) if a <= 3), None)
    if not found:
        return [Piece(start, end, field, days.read(line[value:end], compact=True))]
    after = value + found[1]
    timed = bool(re.search(r"\d[:：]\d", line[value:after])) and "，" not in line
    if start == value and not timed and _tells(line[after:end]):
        return None
    rest = _loose(line, after, end, rules, sure=timed)
    return None if rest is None else [Piece(start, after, field, found[2]), *rest]


def _tells(rest: str) -> bool:
    """Whether what follows a day goes on without a blank: 2022年3月15日全市表彰大会 is a title."""
    told = _GOES_ON.match(rest)
    return bool(told and not byline.is_outlet(told[1]) and not _CHANNEL.fullmatch(told[1]))


def _authors(line: str, start: int, value: int, end: int) -> list[Piece] | None:
    text = line[value:end]
    label = line[start:value].strip(TRIM)
    listed = byline.names(byline.without_role(text), surname=False)
    read = None if listed else byline.byline(text) or byline.byline(f"记者 {text}")
    if read:
        listed = list(read.authors)
    if not listed and (len(text.strip()) > 20 or label in ("记者", "通讯员")):
        return None
    return [Piece(start, end, "authors", ";".join(listed))]


def _source(line: str, start: int, value: int, end: int) -> list[Piece]:
    """The source up to the first blank; words after it are the page's keywords, or a byline."""
    text = line[value:end]
    first = re.match(r"\s*\S+", text)
    cut = value + (first.end() if first else len(text))
    rest = line[cut:end].strip(TRIM)
    if not rest or text.isascii():
        return [Piece(start, end, "source", byline.outlet(text))]
    at = line.index(rest, cut)
    listed = byline.names(rest)
    read = byline.byline(rest) or (byline.Byline(tuple(listed), "") if listed else None)
    other = [Piece(at, end, "keywords", rest)]
    if read:
        other = reported(line, at, at + len(rest), read)
    return [Piece(start, cut, "source", byline.outlet(line[value:cut])), *other]
