"""Where on a page the article stands: its title, its first and its last line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from wucheng.pages.chrome import Rules
from wucheng.pages.layout import byline, dateline, header
from wucheng.pages.layout.lines import CLOSED, INNER, Line, is_heading

_NO_END = ("。", "；", "：", "，", "、")
#: What a subtitle begins with.
_DASH = re.compile(r"——|--|—|–")
_SEPARATED = re.compile(r"[|｜_»>]|--|\s-\s")
#: Lines that hold the title beside the site's name, and what a page says of itself.
_NAMES_TITLE = re.compile(r"[|｜_»>-]|^(?:og:title|articletitle)：")
#: Only among the nearest lines above the body is the title looked for.
_NEAR = 80
#: So many lines without a sentence part an article from what else is on the page.
_GAP = 15


def find(lines: Sequence[Line], rules: Rules) -> tuple[int, int, int]:
    """First and last line of the body, and the line of the title (-1: none).

    The first is len(lines) if there is no body.
    """
    prose = [i for i, line in enumerate(lines) if _is_prose(line, rules)]
    within = [i for i in prose if lines[i].inside]
    core = _trimmed(lines, within or prose, rules)
    if not core:
        return len(lines), -1, -1
    start, end = (core[0], core[-1]) if within else _densest(lines, core)
    title = _title(lines, start, end, rules)
    # a sentence that could be furniture is the article's once the title stands above it
    sure = core if title < 0 else within or prose
    first = _after_header(lines, [i for i in sure if title < i <= end] or [start], rules)
    while first - 1 > title and _runs_on(lines[first - 1]):
        first -= 1
    return first, _further(lines, end, rules), title


def _is_prose(line: Line, rules: Rules) -> bool:
    """Whether a line is made of sentences and not of labels with their values."""
    return not line.reason and line.prose and not header.labelled(line.text, rules)


def _trimmed(lines: Sequence[Line], core: Sequence[int], rules: Rules) -> Sequence[int]:
    """Lines of prose without those at both ends that could be the page's furniture."""
    left = list(core)
    while left and rules.at_edge(lines[left[-1]].text):
        left.pop()
    while left and rules.at_edge(lines[left[0]].text):
        left.pop(0)
    return left


def _further(lines: Sequence[Line], end: int, rules: Rules) -> int:
    """The last line of the body: short sentences right after the last long one are part of it.

    A sentence may be broken into lines, and one heading may stand before it.
    """
    between = 0
    for index in range(end + 1, len(lines)):
        line = lines[index]
        if line.inside and not line.text.strip("|｜-— "):
            continue
        if line.reason or header.labelled(line.text, rules) or rules.at_edge(line.text):
            break
        ends = line.unsigned.endswith(("。", "。”"))
        if line.inside:
            ends = ends or bool(INNER.search(line.text) or CLOSED.search(line.text))
        if ends:
            end, between = index, 0
        elif line.inside and line.han >= 2:
            continue
        elif not _runs_on(line):
            between += 1
            if between > 1 or not is_heading(line):
                break
    return end


def _after_header(lines: Sequence[Line], within: Sequence[int], rules: Rules) -> int:
    """The first line of the body: below the header even if a lede stands above it."""
    for above, below in zip(within[:2], within[1:3], strict=False):
        for index in range(above + 1, below):
            pieces = [] if lines[index].reason else header.labelled(lines[index].text, rules)
            if any(piece.field in ("date", "source") and piece.value for piece in pieces):
                return below
    return within[0]


def _runs_on(line: Line) -> bool:
    """Whether a line goes on in the next one, as in texts set like verse."""
    return not line.reason and line.han >= 2 and line.text.endswith(("，", "、"))


def _densest(lines: Sequence[Line], core: Sequence[int]) -> tuple[int, int]:
    """The stretch of prose with the most characters; one ends where many lines have none."""
    groups = [[core[0]]]
    for previous, index in zip(core, core[1:], strict=False):
        if sum(not lines[i].reason for i in range(previous + 1, index)) > _GAP:
            groups.append([])
        groups[-1].append(index)
    weights = [sum(lines[i].han for i in group) for group in groups]
    heaviest = groups[weights.index(max(weights))]
    return heaviest[0], heaviest[-1]


def _title(lines: Sequence[Line], start: int, end: int, rules: Rules) -> int:
    """The line before the body that is most like its title, -1 if none is."""
    likeness = _Likeness(lines, start, end, rules)
    best, chosen, distance = 0.5, -1, 0
    alone: list[int] = []
    for index in range(start - 1, max(-1, start - _NEAR), -1):
        line = lines[index]
        if line.reason or line.han < 4 or len(line.text) > 90 or _DASH.match(line.text):
            continue
        if _no_title(line.text, rules):
            distance = 0 if distance < 3 else distance
            continue
        if rules.at_edge(line.text) and likeness.times[line.norm] == 1:
            continue
        alone.append(index)
        score = likeness.score(index) - 0.25 * distance
        distance += 1
        if score > best or (score == best and lines[chosen].norm == line.norm):
            best, chosen = score, index
    if chosen < 0 and len(alone) == 1 and not lines[alone[0]].text.endswith(_NO_END):
        chosen = alone[0]
    if chosen < 0 and alone and any(line.inside for line in lines):
        chosen = alone[-1]  # the <title> of a saved page is its first line
    return _printed(lines, chosen, start) if chosen >= 0 else -1


class _Likeness:
    """How like the title of a body the lines before it are.

    For a line speak: pairs of characters shared with the body, being printed twice or in a
    footer's reprint notice, a header right below. Against it: the bars of navigation, the end of a
    sentence, being short. The weights were set on pages of 25 makes.
    """

    def __init__(self, lines: Sequence[Line], start: int, end: int, rules: Rules) -> None:
        body = "".join(line.norm for line in lines[start : end + 1])[:20000]
        self._lines, self._start, self._rules = lines, start, rules
        self._pairs = {body[i : i + 2] for i in range(len(body) - 1)}
        self._rest = "".join(line.norm for line in lines[end + 1 :] if len(line.text) < 300)
        self._naming = "\n".join(
            line.norm for line in lines[:start] if _NAMES_TITLE.search(line.text)
        )
        self._heads = [line.norm for line in lines[:start]]
        #: how often each line is printed
        self.times = Counter(line.norm for line in lines)

    def score(self, index: int) -> float:
        """Four for all its pairs in the body, more or less for the rest; a title has over 0.5."""
        line = self._lines[index]
        shared = [line.norm[i : i + 2] in self._pairs for i in range(len(line.norm) - 1)]
        longer = any(head.startswith(line.norm) and head != line.norm for head in self._heads)
        return (
            4 * sum(shared) / max(len(shared), 4)
            + 3 * (self.times[line.norm] > 1)
            + 2 * (line.norm in self._rest)
            + 3 * (line.norm in self._naming)
            + 2 * longer
            + 3 * _above_header(self._lines, index, self._start, self._rules)
            - 3 * bool(_SEPARATED.search(line.text))
            - 2 * line.text.endswith(_NO_END)
            - 1.5 * (line.han < 8)
        )


def _printed(lines: Sequence[Line], chosen: int, start: int) -> int:
    """Of a title that is printed more than once: its own line, and of the same ones the first."""
    for index in range(chosen + 1, start):
        # the <title> names the site behind the title, or before it
        above, line = lines[chosen], lines[index]
        if line.reason or line.norm == above.norm:
            continue
        behind = len(line.norm) >= 8 and above.norm.startswith(line.norm)
        if behind or (line.han >= 4 and _named_first(above.text, line.text)):
            chosen = index
    twins = [i for i in range(chosen) if lines[i].norm == lines[chosen].norm]
    return twins[-1] if twins and chosen - twins[-1] < 30 else chosen


def _named_first(line: str, title: str) -> bool:
    """Whether a line is the title with the site's name set off before it: 某某日报-标题."""
    name = line.removesuffix(title).rstrip()
    return name != line.rstrip() and 2 <= len(name) <= 20 and name.endswith(("-", "_", "|", "｜"))


def _no_title(text: str, rules: Rules) -> bool:
    if header.labelled(text, rules) or byline.byline(text) or dateline.dateline(text):
        return True
    return byline.is_outlet(text)


def _above_header(lines: Sequence[Line], index: int, start: int, rules: Rules) -> bool:
    """Whether a header or byline follows, with at most one line (a subtitle) between."""
    following = [line for line in lines[index + 1 : start] if not line.reason][:2]
    return any(header.labelled(line.text, rules) or byline.byline(line.text) for line in following)
