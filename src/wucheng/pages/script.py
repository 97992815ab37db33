"""The script and the punctuation that a page is compared in: simplified characters, full width.

Both changes are one for one, so every character keeps its place. They are counted, not hidden:
documents.csv says for each page how many characters were converted and how many widened.
"""

from __future__ import annotations

import operator
import re
from functools import cache
from typing import Any

from wucheng.pages.trace import Traced

#: OpenCC leaves every 著 as it is. As a particle it is 着 in simplified text (跟着, 有着落); these
#: are the words in which it stays. After the verbs in the first group 著名 is a verb's 着 + 名.
_BOOK = re.compile(
    "(?<![穿看跟随拿带有向朝背提举望戴沿顺按])著(?:名(?![字单额牌片册])|作|称|书|者|述|录)"
    "|(?<=[显名论专原巨编土卓昭遗译合所拙])著"
)
#: Old forms that OpenCC does not know, and words that it writes otherwise than simplified text.
_OLD_FORMS = str.maketrans("衞銲痲粧塲鬪汚濶", "卫焊麻妆场斗污阔")
_WORDS = (
    (re.compile("(?<![颠倾推])覆(?=[核查诊检审试议])"), "复"),
    (re.compile("甚(?=么)"), "什"),
    (re.compile("(?<=设计)划(?=[面图册])"), "画"),
)

_CHINESE = "\u3400-\u9fff\uf900-\ufaff"
_CONTEXT = _CHINESE + "“”‘’《》「」『』、。，：；！？（）—…"
_HALF = re.compile(rf"(?<=[{_CONTEXT}])[,:;!?]+|(?<![A-Za-z,:;!?])[,:;!?]+(?=[{_CONTEXT}])")
#: Both brackets of a pair or neither. The bound keeps an unclosed bracket from costing time.
_PAIR = re.compile(rf"(?<=[{_CHINESE}”’》])\(([^()\n]{{0,200}})\)|\(([^()\n]{{0,200}})\)")
_WIDE = str.maketrans(",:;!?()", "，：；！？（）")
_HAS_CHINESE = re.compile(f"[{_CHINESE}]")


@cache
def _converter(config: str) -> Any:
    import opencc

    return opencc.OpenCC(config)


@cache
def _only_in() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Characters used in traditional text only, and in simplified text only, as patterns."""
    characters = "".join(map(chr, range(0x4E00, 0xA000)))
    traditional = _converter("t2s").convert("\n".join(characters)).split("\n")
    simplified = _converter("s2t").convert("\n".join(characters)).split("\n")
    old = "".join(c for c, other in zip(characters, traditional, strict=True) if c != other)
    new = "".join(c for c, other in zip(characters, simplified, strict=True) if c != other)
    return re.compile(f"[{old}]"), re.compile(f"[{new}]")


def is_traditional(text: str) -> bool:
    """Whether a text is in traditional characters: more that only they have than the others."""
    old, new = _only_in()
    return len(old.findall(text)) > len(new.findall(text))


def simplified_only(text: str) -> list[str]:
    """The characters of a text that traditional text writes otherwise, most of the time."""
    return _only_in()[1].findall(text)


def simplify_text(text: str) -> str:
    """A text in simplified characters, of the same length; 著 becomes 着 where it is a particle."""
    simple = str(_converter("t2s").convert(text)).translate(_OLD_FORMS)
    for old, new in _WORDS:
        simple = old.sub(new, simple)
    if "著" not in simple:
        return simple
    keep = {match.start() + match.group().index("著") for match in _BOOK.finditer(simple)}
    return "".join(
        "着" if character == "著" and place not in keep else character
        for place, character in enumerate(simple)
    )


def simplify(page: Traced) -> tuple[Traced, int]:
    """The page in simplified characters, and how many characters changed."""
    simple = page.same_length(simplify_text(page.text))
    return simple, _changed(page.text, simple.text)


def widen(page: Traced) -> tuple[Traced, int]:
    """The page with full-width , : ; ! ? ( ) beside Chinese, and how many characters changed.

    Left alone: clock times (18:20), web addresses, anything between Latin letters or figures.
    """
    text = _PAIR.sub(_widen_pair, page.text)
    text = _HALF.sub(lambda match: match.group().translate(_WIDE), text)
    return page.same_length(text), _changed(page.text, text)


def _widen_pair(match: re.Match[str]) -> str:
    whole, inside = match.group(), match.group(1)
    if inside is not None or _HAS_CHINESE.search(match.group(2)):
        return f"（{whole[1:-1]}）"
    return whole


def _changed(before: str, after: str) -> int:
    if before == after:
        return 0
    return sum(map(operator.ne, before, after))
