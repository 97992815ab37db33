"""Narrators: who is the 我 of a document's narration, paragraph by paragraph.

A letter has a writer, an oral account its teller (口述：某某). Others say who they are once
(我是护士某某), or are called by name in what is said to them (他拍着我的肩膀说：“某书记，…”).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from wucheng.voices.narration import Narration, only

_LETTER = re.compile(
    r"写信人|来信人|读者来信|来信摘|编辑同志|编者按[^。]{0,40}来信|写(?:下|来)?(?:了)?这封信|此致|谨此致谢"
)
#: Where the writer is told; the name comes in the same sentence.
_WRITER = re.compile(r"(?:写信人|来信人|来信者|信的作者)(?:是|为|叫)[^。！？；“”]{0,30}")
#: A signature fills a line of its own, with a role and a date at most.
_SIGNED = re.compile(r"[^。！？，；：“”]{0,24}")
#: How many of the last lines may hold it.
_LAST = 3

#: A line that says who tells: 口述：某某, 讲述人 某某; and one that calls itself somebody's diary.
_TELLS = re.compile(
    r"[（(【]?(?:口述|讲述|自述|叙述|日记作者|日志作者|作者|撰文|文)(?:者|人)?[】]?"
    r"(?:[ 　]*[：:|丨/／][ 　]*|[ 　]+)"
)
_DIARY = re.compile(
    r"的?[“「]?(?:战疫|抗疫|驻村|援鄂)?(?:自述|口述|日记|手记|札记|日志|战疫笔记|抗疫笔记|驻村笔记)(?![者里中上])"
)
#: A line that may say so has at most this many characters.
_LINE_CHARS = 40
_I_AM = re.compile(
    r"(?:^|(?<=[，。！？；：“”\ue000 　]))(?:大家好，)?我(?:叫|是|名叫|的名字[叫是])"
    r"(?P<who>[^，。！？；：“”\ue000]{2,30})"
)
#: What others call the narrator: 村里人喊我某书记.
_CALLED = re.compile(r"(?:都|就|总|爱|[人们家])?(?:叫|喊|称|唤)我(?:作|为)?[“‘「]?(?=[㐀-鿿]{2})")
#: Somebody speaks to the narrator: 他拍着我的肩膀说：“…”
_TO_ME = re.compile(
    r"(?<=[㐀-鿿])我(?!们|的?家)[^，。！？；“”\ue000]{0,10}[：:，]$|"
    r"(?:[对跟向冲朝][着]?|[拉拍抱握拽扯望看指盯搂拦][着住]|喊|叫|问|告诉|劝|安慰|提醒|叮嘱|嘱咐|回复|招呼|给)我(?!们)"
    r"[^。！？；“”\ue000]{0,14}$"
)
_CALLS_TO = "，！：、。"
#: A new entry of a diary, where another may go on.
_ENTRY = re.compile(
    r"[^，。！？；：“”]{0,6}[0-9]{1,4}[年月][0-9月日年 　]{1,12}[^，。！？；：“”]{0,16}"
)


class Narrators:
    """Finds whom 我 stands for in a document's narration."""

    def __init__(self, narrations: Sequence[Narration]) -> None:
        self._places: list[int] = []
        self._names: list[str] = []
        self._entries: list[int] = []
        self._narrations = narrations
        if not any("我" in narration.text for narration in narrations):
            return
        writer = _writer(narrations)
        if writer:
            self._places, self._names = [0], [writer]
            return
        for number, narration in enumerate(narrations):
            if _ENTRY.fullmatch(narration.text):
                self._entries.append(number)
            name = _header(narration) or _introduced(narration)
            if name:
                self._places.append(number)
                self._names.append(name)
        if not self._names:
            called = {name for narration in narrations for name in _called(narration)}
            if len(called) == 1:
                self._places, self._names = [0], [called.pop()]

    def at(self, number: int, place: int = 0) -> str:
        """Who is 我 at a place of a paragraph, or an empty string."""
        turn = self._narrations[number].paragraph.turn(place)
        if turn is not None:
            return turn
        if not self._names:
            return ""
        index = bisect_right(self._places, number) - 1
        if len(set(self._names)) == 1:
            return self._names[0]
        if index < 0:
            return ""
        entry = bisect_right(self._entries, number) - 1
        if entry >= 0 and self._entries[entry] > self._places[index]:
            return ""
        return self._names[index]


def _header(narration: Narration) -> str:
    """Who tells, by a short line that says so."""
    text = narration.text
    tells = _TELLS.match(text) if narration.mentions else None
    if tells:
        named = narration.named(tells.end(), tells.end() + _LINE_CHARS)
        first = named[0] if named else None
        return first.name if first and "。" not in text[: first.end] else ""
    if len(text) > _LINE_CHARS or not narration.mentions or "。" in text:
        return ""
    named = [m for m in narration.mentions if _DIARY.match(text, m.end)]
    return named[0].name if len(named) == 1 else ""


def _introduced(narration: Narration) -> str:
    """Who says his or her own name in the narration: 我是护士某某."""
    text = narration.text
    for match in _I_AM.finditer(text):
        named = narration.named(*match.span("who"))
        if len(named) == 1 and text[named[0].end : named[0].end + 1] in ("", *"，。！？；：（( 　"):
            return named[0].name
    return ""


def _called(narration: Narration) -> list[str]:
    """By which names a paragraph's narrator is called."""
    names = []
    for match in _CALLED.finditer(narration.text):
        names += [m.name for m in narration.named(match.end(), match.end() + 1)]
    text, paragraph = narration.text, narration.paragraph
    for start, _ in paragraph.speech:
        left = narration.sentence_start(start)
        if start - left > 1 and _TO_ME.search(text, left, start):
            named = paragraph.named(start + 1, start + 4)
            names += [m.name for m in named[:1] if paragraph.text[m.end : m.end + 1] in _CALLS_TO]
    return names


def _writer(narrations: Sequence[Narration]) -> str:
    """Who writes the letter that a document is, or an empty string."""
    if not any(_LETTER.search(narration.text) for narration in narrations):
        return ""
    for narration in narrations:
        told = _WRITER.search(narration.text)
        names = narration.names(*told.span()) if told else set()
        if names:
            return only(names)
    for narration in reversed(narrations[-_LAST:]):
        if narration.mentions and _SIGNED.fullmatch(narration.text):
            return only({mention.name for mention in narration.mentions})
    return ""
