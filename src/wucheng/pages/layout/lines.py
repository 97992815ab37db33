"""The lines of a page, and what can be said of each by itself."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wucheng.pages.layout.piece import Piece

_LINE = re.compile("[^\n\r\u2028\u2029\x0b\x0c\x85\x1c-\x1e]+")
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_WORD = re.compile(r"\w+")
#: How a line ends that is closed.
CLOSED = re.compile(r"[。！？!?；;…][”’」』）)]*$|：$")
#: A signature is no longer than this, and behind it stands at most the day of an agency.
_SIGNED = 120
_SIGNATURE = re.compile(
    r"(?<=[。！？!?…”」])\s*(?:[（(【\[][^（）()【】\[\]]{2,100}[）)】\]])?\s*(?:1[0-4]\d[01]\d[0-3]\d)?$"
)
INNER = re.compile(r"[，。；！？]")
#: How an abstract begins.
ABSTRACT = re.compile(r"(?:内容)?(?:摘要|提要|导读|简介|提示)\s?[：:|｜]|核心提示")
_NUMBER = re.compile(r"[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）、.．]?")
_NUMBERED = re.compile(r"([（(]?)(?:[一二三四五六七八九十]{1,3}|\d{1,2})([)）、.．])")
#: What a headline that ends in ！ or ？ doesn't have.
_SENTENCES = re.compile(r"[，。；]|[！？].*[！？]")
#: An hour alone, as in a live blog.
HOUR = re.compile(r"[【\[（(〔▲●■◆]?\s?(?:[01]?\d|2[0-3])[:：][0-5]\d\s?[】\])）〕]?")
#: A line of fewer characters than this can be a heading.
_HEADING = 45


class Line:
    """A line of the page, without white space at its ends, and what becomes of it."""

    __slots__ = ("end", "han", "inside", "kind", "norm", "pieces", "reason", "start", "text")

    def __init__(self, text: str, start: int) -> None:
        self.text, self.start, self.end = text, start, start + len(text)
        self.norm = "".join(_WORD.findall(text)) if len(text) <= 4000 else text
        self.han = len(_HAN.findall(text))
        self.inside = False  # where the markup shows the article to be
        self.kind = ""  # title, heading, body
        self.reason = ""
        self.pieces: list[Piece] = []

    @property
    def open(self) -> bool:
        """Whether nothing is decided yet."""
        return not (self.kind or self.reason or self.pieces)

    @property
    def unsigned(self) -> str:
        """The text without a bracket that signs its last sentence: …完成清理。（编辑：王丽）"""
        return _SIGNATURE.sub("", self.text[-_SIGNED:])

    @property
    def prose(self) -> bool:
        """Whether the line is made of sentences."""
        if self.han >= 12 and CLOSED.search(self.unsigned[-8:]):
            opening = self.text.endswith(("：", "；")) and self.han < 20
            return not opening and bool(_SENTENCES.search(self.text))
        return self.han >= 40 and bool(INNER.search(self.text))


def cut(text: str) -> list[Line]:
    """The lines of a text that have more than white space."""
    lines = []
    for match in _LINE.finditer(text):
        bare = match.group().strip()
        if bare:
            lead = len(match.group()) - len(match.group().lstrip())
            lines.append(Line(bare, match.start() + lead))
    return lines


def is_heading(line: Line) -> bool:
    """A short line without a sentence's end; a quotation as heading may have marks inside."""
    text = line.text
    if _NUMBER.fullmatch(text) or HOUR.fullmatch(text):
        return True
    if len(text) > _HEADING or line.han < 2 or line.prose:
        return False
    bare = text.strip("“”‘’「」『』 ")
    if re.search(r"[。；，、：…]$", bare) or re.search(r"[。；]", bare):
        return False
    return not (bare.endswith(("！", "？", "!", "?")) and (text.startswith("“") or len(bare) < 5))


def is_item(lines: Sequence[Line], index: int) -> bool:
    """Whether a numbered line is an item of a list: what a heading stands above has no number.

    （一） alone opens the line below it if that is all there is before （二）.
    """
    style = _style(lines[index])
    reach = 2 if _NUMBER.fullmatch(lines[index].text) else 1
    beside = [lines[at] for at in (index - reach, index + reach) if 0 <= at < len(lines)]
    return bool(style) and style in map(_style, beside)


def _style(line: Line) -> str:
    """What a number that opens a line stands in: （） of （一）, 、 of 一、; empty without one."""
    match = _NUMBERED.match(line.text)
    return match[1] + match[2] if match else ""


def repeats(line: Line, following: Sequence[Line]) -> bool:
    """Whether one of the lines that follow says what a line says, and perhaps more."""
    return any(line.norm in other.norm for other in following if not other.reason)
