"""Quotations: what stands between quotation marks, whether somebody says it, and who.

Quotation marks in Chinese news hold three things: speech, terms and names (“摆渡人”), and words
on display (横幅上写着“…”). Only the first is speech. A quotation is one row, however many
sentences or paragraphs it runs over; marks within it belong to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wucheng.language.sentences import Sentence
from wucheng.lexicon import Row
from wucheng.people.mentions import places
from wucheng.people.person import Mention, Person
from wucheng.people.roles import Roles
from wucheng.voices import ascribed, interviews
from wucheng.voices.cues import Cues
from wucheng.voices.interviews import Turn
from wucheng.voices.narration import Paragraph, Said
from wucheng.voices.speakers import attribute
from wucheng.voices.subjects import Voice

#: Opening marks and the marks that close them.
_PAIRS = {"“": "”", "「": "」", "『": "』", "‘": "’"}
_CLOSING = frozenset(_PAIRS.values())
_MARK = re.compile(f"[{''.join(map(''.join, _PAIRS.items()))}]")
_FINAL = ("。", "！", "？", "!", "?", "…", "～", "—")

_STOP = re.compile(r"[，。！？；：!?]")
_I_AND_YOU = re.compile(r"[我你您咱俺]")
#: Verbs that are followed by what is said, however short it is: 她摇摇头说“不累”.
_SAYS = re.compile(
    r"(?:问(?:过|了)?(?:我|你|他|她|记者|我们|大家)|回复|回答|回应|告诉[我你他她]们?|[说喊问答道])[着了]?[，：:]?$"
    r"|[㐀-鿿]了?(?:好?几|一|两|多|无数)?[声句遍][，：:]?$"
)
#: Verbs with the person they are said to: 称赞村里“底子薄，骨头硬”. Not 称赞他是“…”, a name.
_SAYS_OF = re.compile(
    r"(?:称赞|夸赞|夸奖|夸|表扬|叮嘱|嘱咐|提醒|安慰|鼓励|勉励|告诫|感谢)[^，。！？；：“”]{1,8}(?<![是为成作做的])$"
)
#: What a person writes on, by hand and to somebody: a card with “叔叔，你最棒！” is speech.
_LETTER = re.compile(
    r"(?:纸条|字条|便条|便签|便利贴|卡片|贺卡|明信片|信|画|留言[条簿本]?|微信|短信|日记|朋友圈|作业本|本子|作文)[^“”。]{0,12}$"
)
#: What things say: “叮……”, “咚咚咚！”
_SOUND = re.compile(r"[咚叮当铛砰嘭轰隆哗嘀嗒滴嘟咔嚓哐啪噼叭哒铃嗡吱喵汪，、…！。—～]+")
#: What follows words on display, or a name.
_SHOWN = re.compile(
    r"(?:指的?(?:就)?是|说的?就是指|是指|泛指|特指|这[句条行几]{1,2}(?:誓言|口号|标语|誓词|大字|宣言|警句|格言|诗|歌词)|，[^，。！？；：“”]{0,5}(?:标语|横幅|口号|条幅|大字|字样)|的?(?:字样|标语|口号|横幅|标识|标志|标牌|牌子|提示牌|字眼|主题|理念|原则|模式|活动|工程))"
)
#: Two halves alike about things: 疫情就是命令，防控就是责任！
_SLOGAN = re.compile(
    r"[^我你您咱俺，。！？]{2,8}就是[^我你您咱俺，。！？]{2,8}[，、；][^我你您咱俺，。！？]{2,8}就是[^我你您咱俺，。！？]{2,8}[！。]?"
)
_STARTS = frozenset("。！？!?；：…”’」』，,:;　 \n）)")
#: Fewest characters of a clause; terms in quotation marks are shorter (90 % have up to six).
_CLAUSE_CHARS = 10
#: The same where a verb of speech and a comma lead to it and the sentence ends with it.
_WHOLE_CHARS = 5
_ENDS = ("。", "！", "？")
#: How many neighbours of an exclamation are looked at.
_NEAR = 10
#: A heading that is one quotation is speech from here on; below it is a phrase.
_HEADING_CHARS = 8


@dataclass(frozen=True, slots=True)
class Quote:
    """One quotation. It opens in `sentence`; `start_char` is its first character after the mark.

    `text` is the whole quotation without its outer marks. `speaker` is a person's name, or empty;
    `role` is the speaker's, also that of a speaker without a name (老党员, 大家).
    """

    sentence: int
    start_char: int
    text: str
    speech: bool
    speaker: str = ""
    role: str = ""
    cue: str = ""
    kind: str = ""


def read(
    sentences: Sequence[Sentence],
    people: Iterable[Person],
    speech: Iterable[Row] | Cues,
    roles: Iterable[Row] | Roles = (),
    names: Sequence[Sequence[Mention]] | None = None,
) -> list[Quote]:
    """All quotations of a document in order.

    Args:
        sentences: the document's sentences, in order.
        people: those of `people.read`, who may be speakers.
        speech: rows of speech.tsv, or what was made of them.
        roles: likewise of roles.tsv; with them, speakers without a name get their role.
        names: where each sentence names them, as mentions.places gives it; else that is looked for.
    """
    people = list(people)
    cues, ranks = Cues.of(speech), Roles.of(roles)
    paragraphs = _paragraphs(sentences, places(sentences, people) if names is None else names)
    said: list[Said] = []
    terms: list[tuple[int, int, int]] = []
    unclosed: Said | None = None  # a quotation that the next paragraph may reopen
    for number, paragraph in enumerate(paragraphs):
        spans = marks(paragraph.text)
        reopened, unclosed = unclosed, None
        for index, (start, end, closed) in enumerate(spans):
            whole = not closed and end == len(paragraph.text)
            if reopened and start == 0:
                reopened.more.append((number, start, end))
                paragraph.speech.append((start, end))
                unclosed = reopened if whole else None
            elif end - start <= 1 + closed:
                continue
            elif _speech(paragraph, spans, index, cues):
                quote = Said(number, start, end, closed)
                said.append(quote)
                paragraph.speech.append((start, end))
                unclosed = quote if whole else None
            else:
                terms.append((number, start, end - closed))
                paragraph.terms.append((start, end))
    turns = interviews.read(paragraphs, people, cues, ranks)
    for turn in turns:
        for number, start, end in turn.pieces:
            paragraphs[number].turns.append((start, end, turn.voice.name))
    voices = attribute(paragraphs, said, people, cues, ranks)
    quotes = [_turn(paragraphs, turn) for turn in turns]
    quotes += [_quote(paragraphs, s, v) for s, v in zip(said, voices, strict=True)]
    for number, start, end in terms:
        sentence, char = paragraphs[number].place(start + 1)
        quotes.append(Quote(sentence, char, paragraphs[number].text[start + 1 : end], False))
    return sorted(quotes, key=lambda q: (q.sentence, q.start_char))


def marks(text: str) -> list[tuple[int, int, bool]]:
    """The outermost quotations of a paragraph: start, end with their marks, and if it is closed.

    A mark that is never closed ends with its paragraph if nothing else opens after it and it
    stands where a clause begins; else it is damage, and its quotation ends with the clause.
    """
    spans: list[tuple[int, int, bool]] = []
    stack: list[tuple[int, str]] = []
    for match in _MARK.finditer(text):
        place, char = match.start(), match.group()
        if char in _PAIRS:
            if stack and text[stack[0][0]] == char:  # the same mark twice: the first was not closed
                opened = stack[0][0]
                spans.append((opened, _clause(text, opened + 1, place), False))
                stack = []
            stack.append((place, _PAIRS[char]))
        elif stack:
            depth = next((i for i, (_, mark) in enumerate(stack) if mark == char), None)
            if depth is None:
                continue
            if depth == 0:
                spans.append((stack[0][0], place + 1, True))
            del stack[depth:]
    if stack:
        opened = stack[0][0]
        begins = opened == 0 or text[opened - 1] in _STARTS
        end = len(text) if begins else _clause(text, opened + 1, len(text))
        spans.append((opened, end, False))
    return spans


def _clause(text: str, start: int, end: int) -> int:
    match = _STOP.search(text, start, end)
    return match.start() if match else end


def _paragraphs(
    sentences: Sequence[Sentence], names: Sequence[Sequence[Mention]]
) -> list[Paragraph]:
    paragraphs: list[Paragraph] = []
    for sentence, mentions in zip(sentences, names, strict=True):
        if not paragraphs or paragraphs[-1].number != sentence.paragraph:
            paragraphs.append(Paragraph(sentence.paragraph, sentence.kind))
        paragraphs[-1].add(sentence, mentions)
    return paragraphs


def _speech(
    paragraph: Paragraph, spans: Sequence[tuple[int, int, bool]], index: int, cues: Cues
) -> bool:
    """Whether somebody says what a quotation holds."""
    text = paragraph.text
    start, end, closed = spans[index]
    inner = text[start + 1 : end - closed].rstrip()
    before, after = text[max(0, start - 40) : start], text[end : end + 12]
    first = index
    while first and index - first < _NEAR and spans[first - 1][1] == spans[first][0]:
        first -= 1
    lead = text[max(0, spans[first][0] - 40) : spans[first][0]]
    if cues.names(lead) and not (_LETTER.search(lead) and _to_somebody(inner)):
        return False
    if _SHOWN.match(after) or _SOUND.fullmatch(inner):
        return False
    if paragraph.kind != "body" and start == 0 and end == len(text):
        return len(inner) >= _HEADING_CHARS or inner.endswith(("。", "？"))
    if _SLOGAN.fullmatch(inner) and not cues.before(before):
        return False
    if inner.endswith((*_FINAL, "，")) and (len(inner) > 2 or cues.after(after)):
        return True
    row = first < index or index + 1 < len(spans) and spans[index + 1][0] == end
    if row and lead.endswith(("：", ":")) and cues.before(lead):
        return True  # 居民们说：“办事快”“态度好”
    begins = not before or before[-1] in _STARTS
    clause = len(inner) >= _CLAUSE_CHARS or "，" in inner or bool(_I_AND_YOU.search(inner))
    if before.endswith(("：", ":")) or cues.before(before) or ascribed.in_words(before, 0, 40):
        whole = before.endswith(("，", ",")) and after[:1] in _ENDS
        return clause or bool(_SAYS.search(before)) or (whole and len(inner) >= _WHOLE_CHARS)
    if "，" in inner and _SAYS_OF.search(before):
        return True
    if not begins or not clause:
        return _in_run(text, spans, index)
    follows = not after or after[0] in "，。！？；…“!?" or bool(cues.after(after))
    return follows or _in_run(text, spans, index)


def _to_somebody(inner: str) -> bool:
    """Whether what somebody has written speaks of I or you in a whole sentence."""
    return inner.endswith(_FINAL) and bool(_I_AND_YOU.search(inner))


def _in_run(text: str, spans: Sequence[tuple[int, int, bool]], index: int) -> bool:
    """Whether a quotation is one of a row of exclamations: “我可以”“算我一个”……"""
    first = last = index
    while first > index - _NEAR and first and spans[first - 1][1] == spans[first][0]:
        first -= 1
    stop = min(len(spans), index + _NEAR)
    while last + 1 < stop and spans[last][1] == spans[last + 1][0]:
        last += 1
    start = spans[first][0]
    if first == last or (start and text[start - 1] not in "。！？…，："):
        return False
    row = [text[s + 1 : e - c] for s, e, c in spans[first : last + 1]]
    return sum(bool(_I_AND_YOU.search(t)) or t.endswith(_FINAL) for t in row) * 2 >= len(row)


def _turn(paragraphs: Sequence[Paragraph], turn: Turn) -> Quote:
    number, start, _ = turn.pieces[0]
    sentence, char = paragraphs[number].place(start)
    text = "\n".join(paragraphs[n].text[a:b] for n, a, b in turn.pieces)
    voice = turn.voice
    return Quote(sentence, char, text, True, voice.name, voice.role, voice.cue, voice.kind)


def _quote(paragraphs: Sequence[Paragraph], said: Said, voice: Voice) -> Quote:
    paragraph = paragraphs[said.paragraph]
    sentence, char = paragraph.place(said.start + 1)
    pieces = [paragraph.text[said.start + 1 : said.end - said.closed]]
    for number, start, end in said.more:
        text = paragraphs[number].text
        pieces.append(text[start + 1 : end - (text[end - 1] in _CLOSING)])
    text = "\n".join(pieces)
    return Quote(sentence, char, text, True, voice.name, voice.role, voice.cue, voice.kind)
