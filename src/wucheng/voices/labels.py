"""Labels: who stands before the colon that opens a turn of a dialogue. 记者：, 张医生：, 答："""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from wucheng.people.person import Person
from wucheng.people.roles import Role, Roles
from wucheng.people.surnames import COMPOUND, SURNAMES
from wucheng.voices.cues import Cues
from wucheng.voices.narration import Paragraph
from wucheng.voices.subjects import Voice

#: Whose a label may be. OTHER are words that only their company can make a label.
ASKER, OUTLET, ANSWER, PERSON, ROLE, OTHER = "asker", "outlet", "answer", "person", "role", "other"

#: At a line's beginning a label may be long (where somebody works, post, name), be numbered or
#: stand in brackets: 2.问：, [主持人].
_OPENS = re.compile(
    r"[ 　■◆●▲]*(?:[（(]?[0-9一二三四五六七八九十]{1,3}[)）.．、][ 　]*)?"
    r"(?P<live>[\[［【（(]同期声?[\]］】）)：: 　]+)?"
    r"(?:(?P<name>[㐀-鿿·]{2,12}(?:[（(][^（）()]{2,24}[)）]|，[^，。！？；：“”]{2,30}(?=[：:])))(?:[：:]|$)"
    r"|[\[［【〔](?P<inside>[^\[\]［］【】〔〕，。！？；：“”]{1,20})[\]］】〕][ 　]*[：:]?"
    r"|(?P<who>[^，。！？；：“”\[［【…]{1,40}?)[ 　]*[：:])[ 　]*"
)
#: Within a line it is short and follows a sentence or a blank.
_WITHIN = re.compile(
    r"(?<=[。！？!?”’…　 ）])(?P<who>[^，。！？；：“”\[［【…　 ]{1,16})[：:](?=[^0-9])[ 　]*"
)
_BRACKETS = frozenset("[［【〔 　")
#: What a line with a label begins with; a colon before a quotation is none.
_MAY_OPEN = re.compile("[^，。！？；：“”…]{1,48}：(?![“‘「『])|[ 　]*[\\[［【〔]")
#: A label that is within its line on pages where none opens one.
_ASKED_WITHIN = re.compile("(?:记者|主持人|问|Q)：(?![“‘「『])")
#: What is told besides of who speaks, and what they do: 张三（化名）, 网友2, 记者问, 市民来信.
_ASIDE = re.compile(r"[（(][^（）()]{1,20}[)）]$|(?<=[^0-9])[0-9]{1,3}$")
#: What parts a name from the post that is told behind it.
_POST = re.compile("[（(，]")
_DOES = re.compile("(?:提问|发问|追问|问|来信|来电|留言|回答|答复|解答|答)$")
#: What papers, channels and sites are called.
_OUTLET = re.compile(
    r"《[^《》]{2,14}》(?:杂志)?|[㐀-鿿A-Za-z0-9+]{0,12}(?:日报|晚报|早报|晨报|时报|商报|都市报|快报|青年报|京报|新闻|周刊|周末"
    r"|杂志|电视台|卫视|之声|财经|财新|网|客户端|视频|人物|观察|广播|在线|融媒)"
)
_REPORTER = re.compile("记者|主持人|主播")
#: A post, or one with a name that nobody else has recognised; not 记者手记.
_REPORTER_NAMED = re.compile(f"(?P<post>记者|主持人|主播)(?:[{''.join(SURNAMES)}][㐀-鿿]{{1,2}})?$")
#: Kin, and who tells of them: 我妈.
_KIN = re.compile(
    "[我你他她]?(?:爸爸?|妈妈?|爷爷|奶奶|外公|外婆|哥哥?|姐姐?|弟弟|妹妹|儿子|女儿|老公|老婆)|我"
)
#: A letter for a name: 居民A, 甲.
_LETTER = re.compile("[A-Za-zＡ-Ｚ甲乙丙丁]$")
_HAN = re.compile("[㐀-鿿]{2,4}")


class Label(NamedTuple):
    """A label [start, end) of a paragraph, with its colon; `text` is the label as printed.

    `first` is where its text begins. `named` is set where only a name can be one (甲，局长：),
    `live` where the words are said to be heard as they were spoken (【同期声】).
    """

    paragraph: int
    start: int
    end: int
    text: str
    first: int
    bracketed: bool = False
    named: bool = False
    live: bool = False


class Speaker(NamedTuple):
    """Whose a label is: of what sort, the key that the page's labels are told apart by, the voice.

    `titled` is a surname with a title whose name the page doesn't tell.
    """

    sort: str
    key: str
    voice: Voice
    titled: bool = False


def possible(paragraphs: Sequence[Paragraph]) -> bool:
    """Whether a page may have a label, at little cost."""
    return any(map(_may_have, paragraphs))


def read(paragraphs: Sequence[Paragraph]) -> list[Label]:
    """The words before a colon that may be labels, at the beginning of lines and within them."""
    return [label for number, p in enumerate(paragraphs) for label in _labels(number, p.text)]


def is_somebody(speaker: Speaker) -> bool:
    """Whether a label that asks is somebody's, a reporter's or a paper's; 问 and 问题 are not."""
    return speaker.sort == OUTLET or bool(_REPORTER.search(speaker.voice.role))


def may_be_name(text: str) -> bool:
    """Whether words may be a name: a surname, alone or with one or two characters; a letter."""
    if len(text) == 1:
        return bool(_LETTER.match(text)) or text in SURNAMES
    return text[:1] in SURNAMES and len(text) <= 3 and bool(_HAN.fullmatch(text))


def _may_have(paragraph: Paragraph) -> bool:
    text = paragraph.text
    if "：" not in text and text[:1] not in _BRACKETS:
        return False
    return bool(_MAY_OPEN.match(text) or _ASKED_WITHIN.search(text))


def _labels(number: int, text: str) -> Iterator[Label]:
    opening = _OPENS.match(text)
    done = 0
    if opening:
        group = next(group for group in ("name", "inside", "who") if opening[group])
        done, live = opening.end(), opening["live"] is not None
        yield Label(
            number,
            0,
            done,
            opening[group],
            opening.start(group),
            group == "inside",
            group == "name",
            live,
        )
    if "：" in text[done:] or ":" in text[done:]:
        for match in _WITHIN.finditer(text, done):
            yield Label(number, match.start(), match.end(), match["who"], match.start("who"))


class Labels:
    """Tells whose the labels of one document are."""

    def __init__(
        self,
        paragraphs: Sequence[Paragraph],
        people: Mapping[str, Person],
        cues: Cues,
        roles: Roles,
    ) -> None:
        self._paragraphs = paragraphs
        self._people = people
        self._cues = cues
        self._roles = roles

    def speaker(self, label: Label) -> Speaker:
        """Whose a label is."""
        text = _POST.split(label.text)[0] if label.named else label.text.rstrip()
        aside = _ASIDE.search(text)
        text = text[: aside.start()].rstrip() if aside else text
        if text in self._cues.askers:
            return self._journalist(label, text, text)
        if text in self._cues.answerers:
            return Speaker(ANSWER, "", Voice("", text, "", label.text))
        does = _DOES.search(text)
        if not (does and does.start()):
            return self._somebody(label, text)
        found = self._somebody(label, text[: does.start()])
        if "答" in does.group():
            return found._replace(sort=ANSWER) if found.sort == OTHER else found
        return found._replace(sort=ASKER) if found.sort in (ROLE, PERSON) else found

    def _somebody(self, label: Label, text: str) -> Speaker:
        """Whose a label is that names a person, a paper or a role."""
        end = label.first + len(text)
        named = self._paragraphs[label.paragraph].named(label.first, end)
        if named and named[-1].end == end:
            person = self._people[named[-1].name]
            before = text[: named[-1].start - label.first]
            reporter = _REPORTER.search(before)
            if reporter:
                return self._journalist(label, person.name, reporter.group(), person.name)
            return self._person(label, person)
        reporter = _REPORTER_NAMED.search(text)
        if reporter:
            return self._journalist(label, text, reporter["post"])
        if _OUTLET.fullmatch(text):
            found = self._journalist(label, text.strip("《》"), text.strip("《》"))
            return found._replace(sort=OUTLET)
        known = self._surnamed(text)
        return self._person(label, known) if known else self._nameless(label, text)

    def _nameless(self, label: Label, text: str) -> Speaker:
        """Whose a label is that names a role: 居民A, 李书记, 我妈."""
        letter = _LETTER.search(text)
        bare = text[: letter.start()] if letter and letter.start() else text
        role: Role | None = self._roles.ending(bare, len(bare)) or self._roles.group(bare, 0)
        if role and role.end == len(bare):
            return Speaker(ROLE, text, Voice("", text[role.start :], role.kind, label.text))
        title = self._roles.title(text, 1) if text[:1] in SURNAMES else None
        if title and title.end == len(text):
            return Speaker(ROLE, text, Voice("", text, title.kind, label.text), titled=True)
        if _KIN.fullmatch(text):
            kin = self._roles.person(text.removeprefix("我"), 0)
            return Speaker(ROLE, text, Voice("", text, kin.kind if kin else "", label.text))
        return Speaker(OTHER, text, Voice("", text, "", label.text))

    def _journalist(self, label: Label, key: str, role: str, name: str = "") -> Speaker:
        return Speaker(ASKER, key, Voice(name, role, "journalist", label.text))

    def _person(self, label: Label, person: Person) -> Speaker:
        voice = Voice(person.name, person.role, person.kind, label.text)
        return Speaker(PERSON, person.name, voice)

    def _surnamed(self, text: str) -> Person | None:
        """The one person of the page whom a surname means, alone or with a title: 张, 张教授."""
        size = 2 if text[:2] in COMPOUND else 1
        if size == 1 and text[:1] not in SURNAMES:
            return None
        title = self._roles.title(text, size) if len(text) > size else None
        if len(text) > size and not (title and title.end == len(text)):
            return None
        own = [
            person
            for name, person in self._people.items()
            if name.startswith(text[:size]) and len(name) > size and _HAN.fullmatch(name)
        ]
        return own[0] if len(own) == 1 else None
