"""Moods: exclamations, questions, imperatives, and slogans."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence

from wucheng.forms.clauses import Clause
from wucheng.forms.form import Form

_MARKED = re.compile(r"[！!？?]+")
_EDGE = re.compile(r"[，。；：！？!?“”…\s]")

#: Where a slogan is written, just before its quotation mark.
_BANNER = re.compile(
    r"(?:横幅|标语|口号|条幅|宣传语|展板|标牌|写着|写有|印着|喊出|高呼)[^。！？]{0,6}?[“‘《]$"
)

#: 疫情就是命令，防控就是责任.
_EQUATION = re.compile(
    r"[一-鿿]{2,6}就是[一-鿿]{2,6}[，、][一-鿿]{2,6}就是[一-鿿]{2,6}(?=[，。、！”’；：…\s]|$)"
)
_QUOTED = re.compile(r"[“‘]([^“”‘’]{4,30})[”’]")

#: Ends a question that only asks for assent.
_TAGS = frozenset(("对吧", "是吧", "对不对", "好不好", "好吗", "行吗", "可以吗"))


def marked(text: str, quoted: Callable[[int], bool], rhetorical: Collection[str]) -> Iterator[Form]:
    """The clauses that end in ！ or ？. A question's detail: rhetorical, quoted or narrator."""
    for match in _MARKED.finditer(text):
        start = _start(text, match.start())
        words = text[start : match.start()]
        if not any("一" <= character <= "鿿" for character in words):
            continue
        clause = text[start : match.end()]
        if set(match[0]) & set("？?"):
            asked = any(word in words for word in rhetorical) and words not in _TAGS
            detail = "rhetorical" if asked else "quoted" if quoted(start) else "narrator"
            yield Form("question", start, clause, detail)
        else:
            yield Form("exclamation", start, clause, "quoted" if quoted(start) else "narrator")


def _start(text: str, end: int) -> int:
    """Where the clause begins that ends at `end`."""
    start = end
    while start and not _EDGE.match(text[start - 1]):
        start -= 1
    return start


def imperatives(
    clauses: Sequence[Clause], openings: Collection[str], addressed: Callable[[Clause], bool]
) -> Iterator[Form]:
    """The clauses that open with a word that asks or forbids, where somebody is addressed."""
    for clause in clauses:
        words = clause.words
        if words and words[0][0] in ("您", "你", "你们", "大家") and len(words) > 1:
            words = words[1:]
        if len(words) < 2 or words[0][0] not in openings or not addressed(clause):
            continue
        if words[1][1].startswith(("v", "d", "a", "p", "r", "n", "i", "l", "z")):
            yield Form("imperative", clause.start, clause.text, words[0][0])


def slogans(text: str, listed: re.Pattern[str] | None) -> Iterator[Form]:
    """Slogans: what hangs on a banner, formulas of forms.tsv, and 甲就是乙，丙就是丁."""
    found: list[tuple[int, int]] = []
    for match in _QUOTED.finditer(text) if "“" in text or "‘" in text else ():
        if _BANNER.search(text[max(0, match.start() - 12) : match.start() + 1]):
            found.append(match.span(1))
    if text.count("就是") > 1:
        found += [match.span() for match in _EQUATION.finditer(text)]
    if listed is not None:
        found += [match.span() for match in listed.finditer(text)]
    done = 0
    for start, end in sorted(found, key=lambda span: (span[0], -span[1])):
        if start >= done:
            done = end
            yield Form("slogan", start, text[start:end])
