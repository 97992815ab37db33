"""Metadata: what comments, <meta>, <link> and scripts of a saved page say of its article."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wucheng.pages.layout import byline, days
from wucheng.pages.layout.byline import TRIM
from wucheng.pages.layout.piece import Piece
from wucheng.pages.tags import Tag

#: What is said, and where its value stands in the page.
Said = tuple[str, int, int]

#: What markup says of the article, by names of <meta> and the like.
_FIELD = {
    name: field
    for field, names in {
        "title": "og:title articletitle headline",
        "date": "article:published_time pubdate publishdate publish_time publish-date "
        "datepublished og:time og:release_date og:published_time article:create_at "
        "bytedance:published_time "
        "dc.date dc.date.issued dcterms.date firstpublishedtime apub:time",
        "date_edited": "article:modified_time dateupdate datemodified article:update_at "
        "og:updated_time lastmod",
        "date_script": "script_date",
        "date_address": "og:url canonical saved_from",
        "source": "source contentsource mediaid",
        "authors": "author article:author og:article:author",
        "outlet": "nickname",
        "site": "og:site_name",
    }.items()
    for name in names.split()
}
#: How markup.py writes it.
_WRITTEN = re.compile(r"(?P<name>[a-zA-Z_:.-]{4,40})：(?P<value>.+)")
#: Sites that show what others have written.
_PLATFORM = re.compile(
    r"网易|搜狐|新浪|腾讯|凤凰|今日头条|头条|百家号|百度|微信|微博|知乎|抖音|快手|哔哩|一点资讯|企鹅|UC|"
    r"雅虎|Yahoo|MSN|PChome",
    re.IGNORECASE,
)
_HAN = re.compile(r"[\u4e00-\u9fff]")
_SAVED = re.compile(r"<!--\s{0,3}saved from url=\(\d+\)(?P<value>\S{10,300})\s")
_ATTRIBUTE = re.compile(r"""([a-zA-Z:-]{1,20})\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")

#: What scripts say of the day: "pubDate": "2020-02-10 08:12", var ct = "1581293520".
_SCRIPT = re.compile(
    r"""\b(?P<name>
        (?:date|first|news|article)?_?(?:publish(?:ed)?|pub|create|release|issue|input)d?_?
        (?:time|date|at|on)
        |ct|datePublished|docPubTime|headline|(?<=var\ )nickname)
    ["']?\s{0,3}[:=]\s{0,3}(?P<mark>\\?["'])(?P<value>[^"'\\\n]{2,80})(?P=mark)""",
    re.IGNORECASE | re.VERBOSE,
)
_DAY_VALUE = re.compile(r"(?:19|20)\d\d[-/年]\d{1,2}[-/月]\d{1,2}.{0,30}|1\d{9}(?:\d{3})?")
#: So much of a script is looked at, in characters.
_SCRIPT_SIZE = 300_000


def said(text: str, tag: Tag, end: int) -> list[Said]:
    """What a tag of the page says of the article: name, start and end of the value.

    Of a script that is what stands before `end`.
    """
    if tag.name == "!":
        saved = _SAVED.match(text, tag.start, tag.end)
        return [("saved_from", *saved.span("value"))] if saved else []
    if tag.name == "script":
        return list(_in_script(text, tag.start, tag.end, end))
    values = {m[1].lower(): m for m in _ATTRIBUTE.finditer(text, tag.start, tag.end)}
    if tag.name == "link":
        if "rel" in values and "href" in values and _value(values["rel"])[0] == "canonical":
            start = values["href"].start(values["href"].lastindex or 0)
            return [("canonical", start, start + len(_value(values["href"])[0]))]
        return []
    key = values.get("name") or values.get("property") or values.get("itemprop")
    content = values.get("content")
    if not key or not content:
        return []
    name = _value(key)[0].strip().lower().rpartition(" ")[2]
    value, start = _value(content)
    if name not in _FIELD or not value.strip() or len(value) > 200 or "\n" in value:
        return []
    return [(name, start, start + len(value))]


def piece(line: str) -> Piece | None:
    """What <meta> or a script says, as a line of the page; None for any other line.

    An author who is no person is the paper.
    """
    meta = _WRITTEN.fullmatch(line)
    field = _FIELD.get(meta["name"].lower()) if meta else None
    if not meta or not field:
        return None
    value = meta["value"].strip()
    if field == "date_address":
        value = days.address(value)
    elif field == "date_script":
        value = days.stamp(value) or days.read(value)
    elif field.startswith("date"):
        value = days.read(value, compact=True)
    elif field == "source":
        value = byline.outlet(value.removeprefix("来源").strip(TRIM).partition(" ")[0])
    elif field == "site":
        value = byline.outlet(value) if byline.is_outlet(value) else ""
        value = "" if _PLATFORM.match(value) else value
    elif field == "authors":
        listed = byline.names(value)
        if not listed and byline.outlet(value) and _HAN.search(value) and len(value) <= 20:
            return Piece(0, len(line), "outlet", byline.outlet(value))
        value = ";".join(listed)
    return Piece(0, len(line), field, value)


def _value(match: re.Match[str]) -> tuple[str, int]:
    group = next(number for number in (2, 3, 4) if match[number] is not None)
    return match[group], match.start(group)


def _in_script(text: str, tag: int, start: int, end: int) -> Iterator[Said]:
    """The first day of publication, and the first headline, that a script names.

    Its tag stands in text[tag:start], the script itself in text[start:end]. Gives the name of what
    is said, and where its value stands.
    """
    seen: set[str] = set()
    linked_data = "ld+json" in text[tag:start]
    for match in _SCRIPT.finditer(text, start, min(end, start + _SCRIPT_SIZE)):
        name = match["name"].lower()
        if name == "headline":
            fits = linked_data
        elif name != "nickname":
            name = "datepublished" if linked_data else "script_date"
            fits = bool(_DAY_VALUE.fullmatch(match["value"]))
        else:
            fits = len(match["value"]) <= 30
        if fits and name not in seen:
            seen.add(name)
            yield name, *match.span("value")
