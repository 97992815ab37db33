"""What stands on a page besides its article: the line rules of lexicons/chrome.tsv."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from wucheng.errors import LexiconError
from wucheng.lexicon import Row
from wucheng.pages.trace import Traced

#: Where a rule holds: see the head of lexicons/chrome.tsv.
_PLACES = ("line", "edge", "rest", "word", "label")

#: Longer lines are no furniture; and a rule never costs more than this many characters.
_LONGEST = 1200

_BULLET = re.compile(r"^[\s•·●○◆◇■□▲△▶►★☆※＊*▪◎>»-]+")
_BETWEEN = re.compile(r"[\s|｜/／·•>»＞\[\]【】（）():：,，、_-]+")


@dataclass(frozen=True, slots=True)
class Removed:
    """Raw characters [start, end) that are not the article's, and what they are instead."""

    start: int
    end: int
    reason: str


def joined(page: Traced, gone: list[tuple[int, int, str]]) -> Iterator[Removed]:
    """Stretches in raw characters, those that touch or have only blanks between them as one."""
    first = last = 0
    why = ""
    for start, end, reason in gone:
        if why == reason and (last == start or page.text[last:start].isspace()):
            last = end
            continue
        if why:
            yield _raw(page, first, last, why)
        first, last, why = start, end, reason
    if why:
        yield _raw(page, first, last, why)


def _raw(page: Traced, start: int, end: int, reason: str) -> Removed:
    part = page[start:end]
    return Removed(part.raw_start, part.raw_end, reason)


class Rules:
    """The rules of chrome.tsv, ready to be asked about a line. Blank answers mean: no such rule.

    Args:
        rows: columns reason, pattern (a regular expression for the whole line) and where
            (line, edge, rest, word, label; line if the column is missing or empty).

    Raises LexiconError for a pattern that is no regular expression or an unknown place.
    """

    def __init__(self, rows: Iterable[Row]) -> None:
        found: dict[str, list[tuple[str, str]]] = {place: [] for place in _PLACES}
        for row in rows:
            where = row.get("where") or "line"
            if where not in found:
                raise LexiconError(
                    f"chrome.tsv: “{where}” is no place for a rule; use {', '.join(_PLACES)}."
                )
            try:
                re.compile(row["pattern"])
            except re.error as error:
                raise LexiconError(
                    f"chrome.tsv: the pattern {row['pattern']} is no regular expression ({error})."
                ) from None
            found[where].append((row["pattern"], row["reason"]))
        self._rules = {place: _joined(rules) for place, rules in found.items()}
        self._reasons = {place: [reason for _, reason in rules] for place, rules in found.items()}

    def anywhere(self, line: str) -> str:
        """The reason why a line is no part of an article wherever it stands."""
        return self._match("line", line) or self._words(line)

    def at_edge(self, line: str) -> str:
        """The reason why a line before or after an article is no part of it."""
        return self._match("edge", line)

    def opens_rest(self, line: str) -> str:
        """The reason why everything from this line on follows the article."""
        return self._match("rest", line)

    def label(self, word: str) -> str:
        """The reason why a labelled value (浏览次数：12) is dropped from a header line."""
        return self._match("label", word)

    def _match(self, where: str, line: str) -> str:
        if len(line) > _LONGEST:
            return ""
        bare = _BULLET.sub("", line)
        match = self._rules[where].fullmatch(bare)
        if not match and bare != line:
            match = self._rules[where].fullmatch(line)
        return self._reasons[where][int((match.lastgroup or "r0")[1:])] if match else ""

    def _words(self, line: str) -> str:
        """A line made of nothing but furniture words: 分享 | 收藏 | 打印 | 关闭."""
        if len(line) > 80:
            return ""
        reasons = [self._match("word", word) for word in _BETWEEN.split(line) if word]
        return reasons[0] if reasons and all(reasons) else ""


def rules(rows: Iterable[Row]) -> Rules:
    """The rules of these rows; compiled once however many pages are read with them."""
    return _rules(tuple((row["reason"], row["pattern"], row.get("where") or "") for row in rows))


@lru_cache(maxsize=8)
def _rules(rows: tuple[tuple[str, str, str], ...]) -> Rules:
    return Rules(
        {"reason": reason, "pattern": pattern, "where": where} for reason, pattern, where in rows
    )


def _joined(rules: list[tuple[str, str]]) -> re.Pattern[str]:
    """All patterns as one, with a group r0, r1 … for each: many times faster than one by one."""
    if not rules:
        return re.compile(r"(?!)")
    alternatives = (f"(?P<r{number}>{pattern})" for number, (pattern, _) in enumerate(rules))
    return re.compile("|".join(alternatives), re.IGNORECASE)
