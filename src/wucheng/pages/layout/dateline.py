"""What stands before the first word of a report and after its last: dateline and signature."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from wucheng.pages.chrome import Rules
from wucheng.pages.layout import byline, days
from wucheng.pages.layout.byline import OUTLET_END, TRIM
from wucheng.pages.layout.header import labelled, reported
from wucheng.pages.layout.piece import Piece

_LEAD = re.compile(
    r"[【\[（(]?(?P<source>[^\s，。！？；：“”（）()【】\[\]\d]{2,30}?)?\s?"
    r"(?P<day>(?:(?:19|20)\d\d年)?\d{1,2}月\d{1,2}[日号])?\s?"
    r"(?P<kind>专?电|讯|消息|(?<=\d[日号]))[】\]）)]?(?P<gap>\s*)"
    r"(?P<who>[（(][^（）()]{2,100}[）)]"
    r"|(?:[\u4e00-\u9fff]{0,8}记者|通讯员)\s[\u4e00-\u9fff\s、]{2,24}?(?:报道)?(?=[：:]))?"
    r"\s?(?P<colon>[：:])?(?P<topic>\s?题\s?[：:][^。]{2,60}$)?"
)
_WHO = re.compile(r"[（(【〔\[](?P<who>[^（）()【】〔〕\[\]]{2,100})[）)】〕\]]\s*[：:]?")
#: How agencies in Taiwan sign: paper, reporter, place and day in one bracket, nothing between them.
_SIGNED = re.compile(
    r"[（(【〔](?P<outlet>[\u4e00-\u9fff]{1,5}社)?(?:特派员|记者)(?P<who>[\u4e00-\u9fff、]{4,16})"
    r"(?:(?P<day>\d{1,2}日)(?:综合|专)?(?:外)?电|[^（）()【】\d]{0,4}报[道导])[）)】〕]"
)
_OWN = re.compile(r"本报|本网|本台|本刊|本社|我报|我台")
#: What stands before 消息 and names nobody: 据消息, 最新消息.
_NO_SOURCE = ("据", "最新", "又一", "好")
_AGENCY = re.compile(rf"(?P<outlet>.*(?:{OUTLET_END}|中新网))(?P<place>[\u4e00-\u9fff]{{0,10}})")
#: Short names of outlets that don't end like one.
_PLAIN = re.compile(
    r"新华社|中新社|中新网|[\u4e00-\u9fff]{1,4}(?:日|晚|晨|早|快|商|时|青年|都市)报"
)


def dateline(paragraph: str) -> list[Piece]:
    """The dateline at the front of a paragraph (…1月20日讯（记者 …）) as pieces; [] if none."""
    head = paragraph[:200]
    match = _LEAD.match(head)
    if match and _is_dateline(match, len(paragraph)):
        return list(_pieces(match))
    if signed := _signed(head):
        return signed
    match = _WHO.match(head)
    read = byline.byline(match["who"], bracketed=True) if match else None
    if match and read:
        return [Piece(0, match.end(), "authors", ";".join(read.authors))]
    return []


def _signed(head: str) -> list[Piece]:
    """The pieces of a bracket such as （某社记者李大华台北14日电）; [] if there is none."""
    match = _SIGNED.match(head)
    if not match:
        return []
    names: list[str] = []
    for size in (2, 3, 4):  # of the place: 台北, 华盛顿, 吉隆坡 …
        names = names or byline.names(match["who"][:-size])
    if not names:
        return []
    cut = match.end("outlet") if match["outlet"] else 0
    source = [Piece(0, cut, "source", byline.outlet(match["outlet"]))] if cut else []
    return [*source, Piece(cut, match.end(), "authors", ";".join(names))]


def _people(text: str) -> tuple[str, ...] | None:
    """Who is named in the brackets of a dateline, with a role or without; None if nobody is."""
    read = byline.byline(text, bracketed=True)
    if read:
        return read.authors
    return tuple(byline.names(text.strip(TRIM))) or None


def _is_dateline(match: re.Match[str], length: int) -> bool:
    """A day, a reporter in brackets or a colon must confirm that 电, 讯, 消息 end a dateline."""
    source, who, kind = match["source"] or "", match["who"], match["kind"]
    if match.end() == length and not match["topic"] and not match["day"]:
        return False
    if who and _people(who) is None:
        return False
    if not kind:
        return bool(source and who)
    if match["day"]:
        return kind != "消息" or bool(who or match["colon"])
    if kind.endswith("电"):
        return bool(source and who)
    if kind == "讯" and (_OWN.match(source) or byline.is_outlet(source)):
        return True
    return bool(source) and source not in _NO_SOURCE and _is_set_off(match)


def _is_set_off(match: re.Match[str]) -> bool:
    """Whether people, a colon, a bracket or a gap part a source with 讯 or 消息 from the report."""
    if match["who"] or match["colon"] or match.group().startswith(("【", "[", "（")):
        return True
    return bool(match["gap"]) and byline.is_outlet(match["source"])


def _pieces(match: re.Match[str]) -> Iterator[Piece]:
    """The paper up to its place, the day with 电 or 讯, the reporters: one after the other."""
    cuts = [(name, match.start(name)) for name in ("source", "day", "who", "topic") if match[name]]
    if not match["source"] and not match["day"]:
        cuts.insert(0, ("kind", match.start("kind")))
    starts = [0] + [start for _, start in cuts[1:]]
    ends = starts[1:] + [match.end()]
    for (name, _), start, end in zip(cuts, starts, ends, strict=True):
        end -= len(match.string[start:end]) - len(match.string[start:end].rstrip())
        if name == "source":
            yield Piece(start, end, "source", _agency(match["source"], dated=bool(match["day"])))
        elif name == "day":
            yield Piece(start, end, "dateline", days.read(match["day"]))
        elif name == "who":
            yield Piece(start, end, "authors", ";".join(_people(match["who"]) or ()))
        else:
            yield Piece(start, end, "", "", "dateline")


def _agency(text: str, *, dated: bool) -> str:
    """The paper or agency without the place behind it: 新华社 of 新华社武汉3月12日电."""
    if _OWN.match(text):
        return ""
    agency = _AGENCY.fullmatch(text)
    plain = _PLAIN.match(text)
    if agency and not agency["place"] and not text.endswith("台"):
        return byline.outlet(text)
    if plain and text[plain.end() : plain.end() + 1] not in tuple("-—·、"):
        return plain.group()
    # before a day there may be a place alone (上海3月2日讯), which is no paper
    named = agency["outlet"] if agency else "" if dated else text
    return byline.outlet(named)


#: Behind the bracket agencies in Taiwan print the day: （編輯：林美）1121108.
_TAIL = re.compile(
    r"(?P<bracket>[（(][^（）()]{1,100}[）)]|[【\[][^【】\[\]]{1,100}[】\]])\s*"
    r"(?P<stamp>1[0-4]\d[01]\d[0-3]\d)?\s*$"
)

#: The same without a bracket.
_STAMP = re.compile(r"(?<=[。！？…”」])1[0-4]\d[01]\d[0-3]\d$")

#: Names behind the last full stop of a paragraph, with a blank before them.
_NAMES = re.compile(
    r"(?<=[。！？…”」])[ \u3000\xa0]+"
    r"([\u4e00-\u9fff·]{2,8}(?:[ \u3000\xa0、]{1,2}[\u4e00-\u9fff·]{1,4}){0,2})\s*$"
)


def signature(paragraph: str, rules: Rules) -> list[Piece]:
    """What signs the end of a paragraph, mostly brackets (（记者陈昊）), as pieces; [] if none."""
    tail = paragraph[-120:]
    alone = _STAMP.search(tail)
    if alone and (read := days.read(alone.group(), compact=True)):
        return [Piece(len(paragraph) - len(alone.group()), len(paragraph), "date_signed", read)]
    opened = max(map(tail.rfind, "（(【["))
    match = _TAIL.match(tail, opened) if opened >= 0 else None
    offset = len(paragraph) - len(tail)
    if not match:
        return _bare(tail, offset)
    start = match.start() + offset
    if not match["stamp"]:
        return _bracketed(paragraph, match["bracket"], start, match.end() + offset, rules)
    stamped = match.start("stamp") + offset
    pieces = _bracketed(paragraph, match["bracket"], start, stamped, rules)
    day = Piece(
        stamped, match.end() + offset, "date_signed", days.read(match["stamp"], compact=True)
    )
    return [*pieces, day] if pieces and day.value else []


def _bare(tail: str, offset: int) -> list[Piece]:
    """A name or two behind the last full stop (…。 王桂兰) as who wrote it; [] if none."""
    match = _NAMES.search(tail)
    listed = byline.names(match[1]) if match else []
    if not match or not 0 < len(listed) < 3:
        return []
    return [Piece(match.start(1) + offset, match.end(1) + offset, "authors", ";".join(listed))]


def _bracketed(paragraph: str, bracket: str, start: int, end: int, rules: Rules) -> list[Piece]:
    """The pieces of a bracket at [start, end) of a paragraph that signs it; [] if it doesn't."""
    inside = bracket.strip(TRIM)
    if inside in ("完", "全文完", "本文完"):
        return [Piece(start, end, "", "", "end mark")]
    read = byline.byline(inside, bracketed=True)
    if read:
        at = paragraph.index(inside, start)
        made = reported(paragraph, at, at + len(inside), read)
        return _widened(made, start, end)
    listed = byline.names(inside)
    if listed and re.search(r"(?:^|[。！？…”])\s*$", paragraph[:start]):
        return [Piece(start, end, "authors", ";".join(listed))]
    pieces = labelled(inside, rules)
    if pieces and all(piece.field or piece.reason != "page header" for piece in pieces):
        at = paragraph.index(inside, start)
        moved = [replace(p, start=p.start + at, end=p.end + at) for p in pieces]
        return _widened(moved, start, end)
    reason = rules.anywhere(bracket) or rules.anywhere(inside)
    return [Piece(start, end, "", "", reason)] if reason else []


def _widened(pieces: list[Piece], start: int, end: int) -> list[Piece]:
    """The same pieces with the brackets around them in the first and the last."""
    first, *others = pieces
    *others, last = [replace(first, start=start), *others]
    return [*others, replace(last, end=end)]
