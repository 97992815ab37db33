"""What has gone on since an event: 自疫情发生以来, 今年入汛以来, 从8月18日全员检测算起.

The grammar reads only what stands beside a date. What 以来 reaches back to may be a whole clause,
with a date in it or none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from wucheng.times.grammar.lengths import clause_start
from wucheng.times.phrases import Phrase

_MARK = re.compile("(?<![可得足])以来|算起|至今")
_OPENING = re.compile("自从|自|从")
_CONNECTIVE = re.compile("尤其是|特别是|但是|但|而且|而|(?:今年|[这也就])?是|并且")
#: How many characters of its clause the event may take.
_REACH = 40
#: Without 自 or 从 the mark stands close behind the date: 四月底启动以来.
_CLOSE = 4
_SHORTEST = 2


def merged(text: str, phrases: Sequence[Phrase]) -> Sequence[Phrase]:
    """The phrases of a sentence with 自疫情发生以来 among them; 8月18日 in
    自8月18日全员核酸检测以来 is widened to the whole.
    """
    if not ("以来" in text or "算起" in text or "至今" in text):
        return phrases
    starts = [phrase.start for phrase in phrases]
    found: list[Phrase] = []
    taken = 0  # how many of the phrases are in `found` or merged
    for mark in _MARK.finditer(text):
        opening = _opening(text, mark)
        if opening is None:
            continue
        start, opened = opening
        first, last = bisect_left(starts, start), bisect_left(starts, mark.end())
        within = [phrase for phrase in phrases[first:last] if phrase.start < mark.start()]
        since = _since(mark, start, opened, within)
        if since is None or mark.start() - since.start < _SHORTEST:
            continue
        before = phrases[first - 1 : first] if first > taken else found[-1:]
        if first < taken or (before and before[0].end > since.start):
            continue
        found += [*phrases[taken:first], since]
        taken = last
    return [*found, *phrases[taken:]]


def _opening(text: str, mark: re.Match[str]) -> tuple[int, bool] | None:
    """Where the event of a mark begins, and whether 自 or 从 opens it.

    算起 and 至今 need such an opening.
    """
    clause = clause_start(text, mark.start(), _REACH)
    opening = _OPENING.search(text, clause, mark.start())
    if opening:
        return opening.start(), True
    if mark[0] != "以来":
        return None
    connective = _CONNECTIVE.match(text, clause)
    return connective.end() if connective else clause, False


def _since(
    mark: re.Match[str], start: int, opened: bool, within: Sequence[Phrase]
) -> Phrase | None:
    """The phrase that a mark ends: an event alone, or one with a date among its words."""
    if not within:
        return Phrase("since_event", start, mark.end())
    if not opened:
        return _since_date(mark, within[0]) if len(within) == 1 else None
    date = next((phrase for phrase in within if _is_dated(phrase)), None)
    if date is None or within[-1].end > mark.start():
        return None
    return Phrase("since", start, mark.end(), date.point)


def _since_date(mark: re.Match[str], date: Phrase) -> Phrase | None:
    """今年|入汛以来 and 四月底|启动以来, where neither 自 nor 从 opens the event."""
    between = mark.start() - date.end
    if date.point is None or between <= 0:
        return None
    if date.point.head == "year":
        return Phrase("since_event", date.point.start, mark.end())
    if date.form == "point" and date.point.has_date and between <= _CLOSE:
        return Phrase("since", date.start, mark.end(), date.point)
    return None


def _is_dated(phrase: Phrase) -> bool:
    return phrase.form in ("point", "range") and bool(phrase.point and phrase.point.has_date)
