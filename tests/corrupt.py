"""How a mirror site damages a page, as a tool for tests: the reverse of pages.mending.repair.

Written from the description of the damage alone and sharing no code with the package, so that a
mistake there can't hide here. A clean article becomes traditional GBK bytes, readings go in
behind the bytes of the site's characters wherever those bytes stand, and the bytes are read again.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from typing import Any

HALF = str.maketrans("，！：？；（）", ",!:?;()")


@cache
def _converter(config: str) -> Any:
    import opencc

    return opencc.OpenCC(config)


def traditional(text: str, config: str = "s2t") -> str:
    """The text as such sites convert it: character by character choices, 著 for 着, 為 for 爲."""
    made = str(_converter(config).convert(text)).replace("着", "著").replace("爲", "為")
    return "".join(c if _gbk(c) else plain for c, plain in zip(made, text, strict=True))


def _gbk(character: str) -> bytes:
    try:
        return character.encode("gbk")
    except UnicodeEncodeError:
        return b""


def site_table(
    rng: random.Random, text: str, size: int | None = None, *, at_large: str = ""
) -> dict[str, str]:
    """A random table: 40–90 characters of the text and of news at large, one reading each."""
    size = size or rng.randint(40, 90)
    at_large = at_large or traditional(COMMON)
    chinese = Counter(c for c in text + at_large if "\u4e00" <= c <= "\u9fff" and _gbk(c))
    characters = rng.sample(sorted(chinese), min(size, len(chinese)))
    return read({c: c for c in characters})


def read(characters: Mapping[str, str]) -> dict[str, str]:
    """The first reading of each character, if GBK can hold it."""
    from pypinyin import Style, pinyin

    table = {c: pinyin(c, style=Style.TONE)[0][0] for c in characters}
    return {c: reading for c, reading in table.items() if _gbk(reading)}


#: A reading as printed.
BRACKET = re.compile(r"\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]+ ?\)")
#: Full-width marks that become ASCII before the page is decoded.
_EARLY = {"before": "，！：？；（）", "exclamation": "！"}


def corrupt(
    text: str,
    table: Mapping[str, str],
    *,
    entities: bool = False,
    markup: bool = False,
    half: str = "after",
    swallows: str = "(<&",
    mark: str = "?",
) -> str:
    """The (traditional) text as the site shows it.

    Args:
        entities: closing quotation marks are written &rdquo; and paragraphs end in </p>; what is
            left of these after decoding is taken out again, as a collector does.
        markup: likewise, with all of &ldquo; &rdquo; &mdash; &nbsp; <br> <p> </p>.
        half: when full-width punctuation becomes ASCII: "after" decoding, "before" it (bytes, so
            that boundaries are not respected here either), "exclamation" (only ！ before, the rest
            after), or "never".
        swallows: the ASCII characters that a lone lead byte takes with it.
        mark: what a lost byte is printed as.
    """
    spelt = dict(_RICH) if markup else {"”": "&rdquo;"} if entities else {}
    for character, entity in spelt.items():
        text = text.replace(character, entity)
    if markup:
        text = "<p>" + text.replace("\n", "</p>\n<p>&nbsp;&nbsp;").replace("。", "。<br>") + "</p>"
    elif entities:
        text = text.replace("\n", "</p>\n")
    data = text.encode("gbk", errors="xmlcharrefreplace")
    for character, reading in table.items():
        both = character.encode("gbk")
        data = data.replace(both, both + b"(" + reading.encode("gbk") + b")")
    for full in _EARLY.get(half, ""):
        data = data.replace(full.encode("gbk"), full.translate(HALF).encode())
    page = _reference(decode(data, swallows, mark))
    for character, entity in spelt.items():
        page = page.replace(entity, character)
    if entities or markup:
        page = re.sub("</?p>|<br>|&nbsp;", "", page)
    return page if half in ("never", "before") else page.translate(HALF)


_RICH = (("“", "&ldquo;"), ("”", "&rdquo;"), ("—", "&mdash;"), ("·", "&middot;"))


def _reference(page: str) -> str:
    """Numeric references of characters that GBK does not have, as the characters again."""
    return re.sub(r"&#(\d+);", lambda match: chr(int(match[1])), page)


def decode(data: bytes, swallows: str = "(<&", mark: str = "?") -> str:
    """GBK read carelessly: a mark for a lone lead byte, private use where GBK has no character."""
    out: list[str] = []
    i = 0
    while i < len(data):
        lead = data[i]
        if lead < 0x80:
            out.append(chr(lead))
            i += 1
            continue
        trail = data[i + 1] if i + 1 < len(data) else 0
        if 0x81 <= lead <= 0xFE and 0x40 <= trail <= 0xFE and trail != 0x7F:
            out.append(_pair(lead, trail).replace("?", mark))
            i += 2
            continue
        out.append(mark)
        i += 2 if 0x81 <= lead <= 0xFE and trail and chr(trail) in swallows else 1
    return "".join(out)


def _pair(lead: int, trail: int) -> str:
    if 0xAA <= lead <= 0xAF and trail >= 0xA1:
        return chr(0xE000 + (lead - 0xAA) * 94 + trail - 0xA1)
    if 0xF8 <= lead <= 0xFE and trail >= 0xA1:
        return chr(0xE234 + (lead - 0xF8) * 94 + trail - 0xA1)
    if 0xA1 <= lead <= 0xA7 and trail <= 0xA0:
        return chr(0xE4C6 + (lead - 0xA1) * 96 + trail - 0x40 - (trail > 0x7F))
    try:
        return bytes((lead, trail)).decode("gbk")
    except UnicodeDecodeError:
        return "?"


#: Characters frequent in Chinese news, for the part of a site's table that a page does not use.
COMMON = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面"
    "而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把"
    "性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质"
    "气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活"
    "设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则"
    "任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美"
    "再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元"
    "况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委"
    "素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江"
    "型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严"
)
