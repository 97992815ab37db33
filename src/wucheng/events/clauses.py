"""Clauses: the pieces of a sentence that each tell one thing."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import repeat
from typing import NamedTuple

#: token, part of speech, start, end
Token = tuple[str, str, int, int]
Span = tuple[int, int]
#: Where a clause goes on with what is only planned.
_TURN = re.compile(r"(?<!合)并(?=(?:计划|将|拟|预计))")
#: What ends a clause; not the comma of a number: 1,200份.
_MARK = re.compile(r"(?:[，。；！？：;!?]|,(?!(?<=\d,)\d))+|…+|—{2,}|[ \u3000]+")
#: The same, but not in a slogan that names something (发出“少出门，不聚餐”的通知), nor in a title.
_CUT = re.compile(rf"“[^“”。！？]{{1,24}}”(?=的)|《[^《》。！？]{{1,40}}》|({_MARK.pattern})")
_MARKS = frozenset("，。！？；：,:;!?…— \u3000")
_QUOTES = "“”‘’「」『』"
#: Longer stretches without a mark are no clauses; they are cut, so that reading stays linear.
_LONGEST = 200
_DONE = frozenset(
    "了|过|已|一度|纷纷|已经|均已|也已|业已|曾|曾经|完|完成|完毕|结束|刚|刚刚|相继|陆续|先后".split(
        "|"
    )
)
#: Adverbs after a subject.
_SAID_OF = frozenset("均|都|全部|也|又|正在|被|再度|再次|正|仍|将".split("|"))
#: Verbs that end in 过 and are not thereby done.
_PASSING = frozenset("通过|超过|经过|路过|难过|胜过|不过|越过".split("|"))
#: A clause that ends by saying where something was brought: 一组数据被摸排上来.
_BROUGHT = re.compile(r"[把将被][^，]{1,20}(?:[上下出进过回]来|[上下出进过回]去)\Z")
_PERSON = tuple("者员民众生士师兵干部长人户童妇们他她伴")


class Clause(NamedTuple):
    """text[start:end] of a sentence, between two marks.

    `spoken` if it is inside somebody's speech, `asked` if a question mark closes it. `words` are
    those of its tokens. `done` if it says that its action happened: 了, 过, 已, 完成 …, or ends in
    后, 以来.
    """

    start: int
    end: int
    spoken: bool
    asked: bool
    tokens: tuple[Token, ...]
    words: frozenset[str] = frozenset()
    done: bool = False

    def before(self, position: int) -> Iterator[Token]:
        """The tokens of the clause that end before a position."""
        return (token for token in self.tokens if token[3] <= position)


def cut(text: str, tokens: Sequence[Token], speech: Sequence[Span] = ()) -> list[Clause]:
    """The clauses of a sentence in order, cut at its marks and where a speech begins or ends.

    Args:
        text: the sentence.
        tokens: its tokens.
        speech: spans of it that are somebody's words; not terms in quotation marks.
    """
    starts = [token[2] for token in tokens]
    made = []
    for start, end, speaking, asked in bounds(text, speech):
        inside = tuple(tokens[bisect_left(starts, start) : bisect_left(starts, end)])
        words = frozenset([token[0] for token in inside])
        done = text.endswith(("后", "以来"), start, end) or not _DONE.isdisjoint(words)
        marked = "了" in text[start:end] or "过" in text[start:end]
        done = (
            done or (marked and _is_done(inside)) or _BROUGHT.search(text, start, end) is not None
        )
        made.append(Clause(start, end, speaking >= 0, asked, inside, words, done))
    return made


def bounds(text: str, speech: Sequence[Span]) -> list[tuple[int, int, int, bool]]:
    """Where the clauses of a sentence are: start, end, the speech it is in or -1, if it is asked.

    The speeches are numbered in their order in the sentence.
    """
    marks = {match.span() for match in _CUT.finditer(text) if match[1]}
    edges = {0, len(text)}.union(*marks)
    asked = {start for start, _ in marks if text[start] in "？?"}
    if "并" in text:
        edges |= {match.start() for match in _TURN.finditer(text)}
    for span in speech:
        edges |= set(span)
    ordered = sorted(edges)
    if len(text) > _LONGEST:
        for start, end in zip(ordered, ordered[1:], strict=False):
            edges |= set(range(start + _LONGEST, end, _LONGEST))
        ordered = sorted(edges)
    spoken = _inside(ordered, sorted(speech)) if speech else repeat(-1)
    return [
        (start, end, speaking, end in asked)
        for (start, end), speaking in zip(
            zip(ordered, ordered[1:], strict=False), spoken, strict=False
        )
        if (start, end) not in marks
        and text[start:end].strip(_QUOTES)
        and not (text[start] in _MARKS and _MARK.fullmatch(text, start, end))
    ]


def has_subject(clause: Clause) -> bool:
    """Whether a clause begins with a name, a pronoun, a number or nouns before an adverb."""
    for number, (word, pos, _, _) in enumerate(clause.tokens):
        if pos == "nr" or (pos in ("r", "m", "ns", "nt") and not number):
            return True
        if pos[0] != "n":
            return number > 0 and (word in _SAID_OF or word in _DONE)
    return False


def is_bare(text: str, clause: Clause) -> bool:
    """Whether a clause after a comma begins with its verb and does not say that it is done.

    What the clause before orders or wishes, it orders or wishes as well.
    """
    first = clause.tokens[0] if clause.tokens else ("", "n", 0, 0)
    return text.endswith("，", 0, clause.start) and first[1][0] not in "nrmt" and not clause.done


def _is_done(tokens: Sequence[Token]) -> bool:
    """Whether a verb holds the 了 or 过 of what happened."""
    return any(
        (word[-1] in "了过" or (word[1:2] == "了" and word[0] != "不"))  # 报了名
        and pos[0] == "v"
        and word not in _PASSING
        for word, pos, _, _ in tokens
    )


def is_relative(text: str, clause: Clause, end: int) -> bool:
    """Whether what ends at a position only tells which people are meant (来支援的伙伴们登记订饭).

    So if 的 follows at once, or if within fourteen characters 的 leads to a word for people that
    the clause then goes on about.
    """
    if text.startswith("的", end) and end + 1 < clause.end:
        return True
    described = False
    for word, pos, start, stop in clause.tokens:
        if start < end:
            continue
        if word in ("了", "过") or (not described and start > end + 14):
            return False
        if word == "的":
            described = True
        elif described and word.endswith(_PERSON) and pos[0] in "nr":
            return stop < clause.end and text[stop] not in _QUOTES + "的"
    return False


def is_name(text: str, clause: Clause, start: int, end: int) -> bool:
    """Whether text[start:end] is part of a name in quotation marks (“热血周末”) or of a title."""
    for opening, closing in ("“”", "《》"):
        opened = text.rfind(opening, clause.start, start)
        if opened >= 0 and text.find(closing, opened, start) < 0:
            return text.find(closing, end, clause.end) >= 0
    return False


def _inside(edges: Sequence[int], speech: Sequence[Span]) -> Iterator[int]:
    """For each stretch between two edges, the number of the speech that it lies in, or -1."""
    at = 0
    for start, end in zip(edges, edges[1:], strict=False):
        while at < len(speech) and speech[at][1] <= start:
            at += 1
        lies = at < len(speech) and speech[at][0] <= start and end <= speech[at][1]
        yield at if lies else -1
