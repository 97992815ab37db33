"""Interviews: what is said by turns without quotation marks, each turn behind a label.

记者：…？ 张医生：… stand in interviews, in questions and answers, in scripts of broadcasts, now and
then in a report. A label by itself is no dialogue (地址：, 例如：, 责任编辑：): the page must hold
an exchange, a row of turns in which somebody comes back, or the words of one who says *I*.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from wucheng.people.person import Person
from wucheng.people.roles import Roles
from wucheng.voices import labels
from wucheng.voices.cues import Cues
from wucheng.voices.labels import ANSWER, ASKER, OTHER, OUTLET, PERSON, ROLE, Label, Labels, Speaker
from wucheng.voices.narration import Paragraph
from wucheng.voices.subjects import Voice

_ENDS = ("。", "！", "？", "…", "!", "?", "～", "—")
_MARK = re.compile("[。！？…!?]")
_ASKS = re.compile(
    r"[？?]|请(?:您|你|问|介绍|谈|说|先|大家)|(?:吗|呢)[。！]?$|什么|怎么|怎样|如何|为何|哪[里些个]|是否"
)
#: What people say, and what reports and lists don't.
_SPOKEN = re.compile(
    r"我(?![国省市县区院校镇乡村社])|[你您咱俺]|大家|[？?]|[啊呀吧嘛呢哦][，。！…]|^(?:对|是的?|没有|不|好的?|嗯|谢谢)[，。！]"
)
_I = re.compile("我(?![国省市县区院校镇乡村社])|[咱俺]")
_QUOTED = re.compile("“[^“”]*”?")
#: How a letter begins, whose first line names whom it is to.
_GREETS = re.compile("(?:你们?|您|大家)好|见字如|展信")
#: Narration between turns: what the reporter sees and hears, and captions.
_NARRATES = re.compile(
    r"记者(?:在|了解|看到|注意|见到|采访|获悉|从|发现|随|跟|来到|问|，)|据(?:了解|悉|介绍)|[供摄]图|图为|图片来源"
    r"|(?:摄影?|供图|来源|编辑|校对|责编|审核)[：:）)/丨|]|（(?:完|记者)"
    r"|^[（(【]?(?:文|图|口述|撰文|采写|采访|整理)[/／：:丨| ]"
)
#: Who is interviewed comes after one of these, or before one of those.
_INTERVIEWS = re.compile("专访|采访|对话|连线|访问|访谈|请到|邀请|请教")
_IS_ASKED = re.compile("接受[^。！？]{0,20}(?:采访|专访|访问|访谈)|解答|回答|答记者问|做客|答疑")
#: How far apart the turns of a dialogue may stand, in paragraphs.
_APART = 2
#: Fewest turns of a dialogue in which nobody is there to ask.
_ROW = 3
_STATEMENT_CHARS = 8
#: Fewest questions that are answered without a label.
_ASKED = 2


@dataclass(frozen=True, slots=True)
class Turn:
    """What one says until another does: stretches (paragraph, start, end) of one text."""

    voice: Voice
    pieces: tuple[tuple[int, int, int], ...]


@dataclass(frozen=True, slots=True)
class _Said:
    """Words behind a label, to the end of the line; behind one that fills its own, the next."""

    label: Label
    speaker: Speaker
    paragraph: int
    start: int
    text: str

    @property
    def asks(self) -> bool:
        """Whether somebody who is there to ask does ask."""
        return self.speaker.sort in (ASKER, OUTLET) and bool(_ASKS.search(self.text))

    @property
    def wordy(self) -> bool:
        return bool(_MARK.search(self.text))


def read(
    paragraphs: Sequence[Paragraph], people: Iterable[Person], cues: Cues, roles: Roles
) -> list[Turn]:
    """The turns of a document in order; none overlap. A page without dialogue has none."""
    if not labels.possible(paragraphs):
        return []
    named = {person.name: person for person in people}
    said = _said(paragraphs, Labels(paragraphs, named, cues, roles))
    turns = _interview(said) or _unlabelled(paragraphs, said)
    if turns:
        known = _interviewee(paragraphs, turns[0].label.paragraph, named)
        turns = [_answering(turn, known) for turn in turns]
    else:
        turns = _dialogues(said)
    taken = {(one.paragraph, one.start) for one in turns}
    turns += [
        one
        for one in said
        if (one.paragraph, one.start) not in taken and _statement(paragraphs, one)
    ]
    turns.sort(key=lambda one: (one.paragraph, one.start))
    return list(_whole(paragraphs, turns))


def _said(paragraphs: Sequence[Paragraph], reader: Labels) -> list[_Said]:
    """What may be turns, in order: the labels of a document, each with its words."""
    said: list[_Said] = []
    # where the next label of a paragraph stands, and the next that is somebody's for certain
    following: dict[int, int] = {}
    known: dict[int, int] = {}
    for label in reversed(labels.read(paragraphs)):
        speaker = reader.speaker(label)
        number, start = label.paragraph, label.end
        if start == len(paragraphs[number].text):
            number, start = number + 1, 0
        if label.named and speaker.sort != PERSON:
            continue
        if number < len(paragraphs) and not paragraphs[label.paragraph].speaks(label.start):
            end = (following if speaker.sort == OTHER else known).get(number)
            text = paragraphs[number].text[start:end]
            if text.strip() and not paragraphs[number].speaks(start):
                said.append(_Said(label, speaker, number, start, text.rstrip()))
        following[label.paragraph] = label.start
        if speaker.sort != OTHER:
            known[label.paragraph] = label.start
    return said[::-1]


def _interview(said: Sequence[_Said]) -> list[_Said]:
    """The turns of questions and answers; none where nobody answers who is asked."""
    times = Counter(one.speaker.key for one in said)
    known = [one for one in said if one.speaker.sort != OTHER or times[one.speaker.key] > 1]
    asked = [
        (one, two)
        for one, two in pairwise(known)
        if one.asks and two.speaker.sort not in (ASKER, OUTLET) and _near(one, two)
    ]
    answers = Counter(two.speaker.key for _, two in asked)
    asked = [
        (one, two)
        for one, two in asked
        if two.speaker.sort != OTHER
        or answers[two.speaker.key] > 1
        and (labels.is_somebody(one.speaker) or labels.may_be_name(two.label.text))
    ]
    if not asked:
        return []
    askers = {one.speaker.key for one, _ in asked}
    answerers = {two.speaker.key for _, two in asked}
    first = known.index(asked[0][0])
    while first and known[first - 1].wordy and _near(known[first - 1], known[first]):
        if known[first - 1].speaker.key not in askers and (
            known[first - 1].speaker.key not in answerers
        ):
            break
        first -= 1  # a host may greet before he asks
    turns: list[_Said] = []
    for index, one in enumerate(known):
        sort, key, before = one.speaker.sort, one.speaker.key, index < first
        if sort == PERSON and before:  # nobody has asked yet: who it is must be said
            takes = one.wordy and one.label.text != key
        elif sort == PERSON:
            takes = one.wordy or key in answerers
        elif sort == ASKER:
            takes = not before and (one.asks or one.wordy)
        elif sort == ROLE:
            takes = key in answerers or one.wordy and bool(_SPOKEN.search(one.text))
        else:
            takes = not before and (sort == ANSWER or key in askers or key in answerers)
        if takes:
            turns.append(one)
    return turns


def _unlabelled(paragraphs: Sequence[Paragraph], said: Sequence[_Said]) -> list[_Said]:
    """Questions behind a label, each with its answer below that has none, as people talk."""
    asked = [one for one in said if one.asks and not one.label.start]
    if len(asked) < _ASKED or any(one.speaker.sort == PERSON for one in said):
        return []
    stops = [one.label.paragraph for one in asked[1:]] + [len(paragraphs)]
    answers = []
    labelled = {one.label.paragraph for one in said}
    for one, stop in zip(asked, stops, strict=True):
        number = one.paragraph + 1
        if number < stop and paragraphs[number].kind == "body" and number not in labelled:
            text, label = paragraphs[number].text, Label(number, 0, 0, "", 0)
            answers.append(_Said(label, Speaker(ANSWER, "", Voice()), number, 0, text))
    spoken = sum(bool(_SPOKEN.search(one.text)) for one in answers)
    if len(answers) < len(asked) or 2 * spoken < len(answers):
        return []
    return sorted([*asked, *answers], key=lambda one: (one.paragraph, one.start))


def _dialogues(said: Sequence[_Said]) -> list[_Said]:
    """Rows of turns in which somebody comes back, and in which is talked as people talk."""
    times = Counter(one.speaker.key for one in said)
    turns: list[_Said] = []
    row: list[_Said] = []
    for one in said:
        named = labels.may_be_name(one.label.text) and times[one.speaker.key] > 1
        if one.speaker.sort in (OTHER, OUTLET, ANSWER) and not named:
            continue
        if row and not _near(row[-1], one):
            turns += row if _is_dialogue(row) else []
            row = []
        row.append(one)
    return turns + (row if _is_dialogue(row) else [])


def _is_dialogue(row: Sequence[_Said]) -> bool:
    keys = [one.speaker.key for one in row]
    if len(row) < _ROW or not 1 < len(set(keys)) < len(keys):
        return False
    if any(one.speaker.sort == OTHER for one in row) and len(row) == _ROW:
        return False
    changes = sum(one != two for one, two in pairwise(keys))
    spoken = sum(one.label.text[0] == "我" or bool(_SPOKEN.search(one.text)) for one in row)
    wordy = sum(one.wordy for one in row)
    return 3 * changes >= 2 * (len(row) - 1) and 2 * min(spoken, wordy) >= len(row)


def _near(one: _Said, two: _Said) -> bool:
    return two.label.paragraph - one.paragraph <= _APART


def _statement(paragraphs: Sequence[Paragraph], one: _Said) -> bool:
    """Whether words on their own line are somebody's who is named and says *I*: 李书记：…"""
    if one.speaker.sort != PERSON and not one.speaker.titled:
        return False
    if one.label.start or one.label.bracketed or one.paragraph != one.label.paragraph:
        return False
    if paragraphs[one.paragraph].kind != "body" or len(one.text) < _STATEMENT_CHARS:
        return False
    if not one.text.rstrip("”").endswith(_ENDS) or _GREETS.match(one.text):
        return False
    return one.label.live or bool(_I.search(_QUOTED.sub("", one.text)))


def _interviewee(
    paragraphs: Sequence[Paragraph], first: int, people: Mapping[str, Person]
) -> Person | None:
    """The one person whom a page says that it interviews, above the first turn."""
    named: set[str] = set()
    asked: set[str] = set()
    for paragraph in paragraphs[:first]:
        cue = _INTERVIEWS.search(paragraph.text)
        told = _IS_ASKED.search(paragraph.text)
        for mention in paragraph.mentions:
            if people[mention.name].kind == "journalist":
                continue
            named.add(mention.name)
            if (cue and mention.start >= cue.end()) or (told and mention.end <= told.start()):
                asked.add(mention.name)
    names = named if len(named) == 1 else asked
    return people[names.pop()] if len(names) == 1 else None


def _answering(one: _Said, known: Person | None) -> _Said:
    """An answer that names nobody (答：) with the voice of who is known to be asked."""
    if one.speaker.sort != ANSWER or one.speaker.key or not known:
        return one
    voice = replace(one.speaker.voice, name=known.name, role=known.role, kind=known.kind)
    return replace(one, speaker=one.speaker._replace(voice=voice))


def _whole(paragraphs: Sequence[Paragraph], turns: Sequence[_Said]) -> Iterator[Turn]:
    """The turns with the paragraphs over which they run."""
    long = False  # whether answers of this page run over paragraphs
    for index, one in enumerate(turns):
        before = turns[index - 1] if index else None
        after = turns[index + 1] if index + 1 < len(turns) else None
        end = len(paragraphs[one.paragraph].text)
        if after and after.label.paragraph == one.paragraph:
            end = after.label.start
        pieces = [_piece(paragraphs[one.paragraph], one.paragraph, one.start, end)]
        stop = after.label.paragraph if after else len(paragraphs)
        for number in range(one.paragraph + 1, stop):
            if not _goes_on(paragraphs[number], before, one, after, long=long):
                break
            long = long or after is not None
            text = paragraphs[number].text
            pieces.append(_piece(paragraphs[number], number, 0, len(text)))
        yield Turn(one.speaker.voice, tuple(pieces))


def _piece(paragraph: Paragraph, number: int, start: int, end: int) -> tuple[int, int, int]:
    return number, start, start + len(paragraph.text[start:end].rstrip())


def _goes_on(
    paragraph: Paragraph, before: _Said | None, one: _Said, after: _Said | None, *, long: bool
) -> bool:
    """Whether a paragraph without a label is still what is said in the turn above it."""
    if paragraph.kind != "body" or _NARRATES.search(paragraph.text):
        return False
    asker = (ASKER, OUTLET)
    if one.speaker.sort in asker:
        return after is not None and after.speaker.sort not in asker
    name = one.speaker.voice.name
    if name and any(mention.name == name for mention in paragraph.mentions):
        return False
    if before is None or before.speaker.sort not in asker:
        return False
    if after is not None:
        return after.speaker.sort in asker
    return long and bool(_I.search(_QUOTED.sub("", paragraph.text)))
