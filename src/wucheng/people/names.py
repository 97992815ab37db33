"""Personal names in one sentence: the places where one may stand, and how much speaks for it.

Chinese marks names by nothing but their company: a surname, a role before or a title after, a
verb of speech, other names in a list. jieba's nr is weak evidence only, as it also takes
陈述 or 高考 for a person. Deciding is left to `people`, which sees the whole document.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from wucheng.people import (
    company,
    elements,
    kinnames,
    naming,
    plainnames,
    shortnames,
    slots,
    transcribed,
    witness,
)
from wucheng.people.candidates import Candidate, Line
from wucheng.people.namelists import listed
from wucheng.people.tagger import Span

#: 中 or 上 before a verb of speech is the name's end: 张邦中介绍.
_INSIDE = re.compile("[中上](?:介绍|说|表示|告诉|坦言|回忆)")
#: The end of what a reporter works for, which is no name: 彭博社记者.
_OUTLET = re.compile("(?:.[社报台网]|[社报台网])(?:记者|编辑|评论员|通讯员)")


def find(
    line: Line, tagged: Sequence[Span] | None = None, known: Container[str] = ()
) -> list[Candidate]:
    """All stretches of a sentence that may be a personal name; those of one place may overlap.

    Args:
        line: the sentence.
        tagged: where a tagger means a person; None if none was asked.
        known: names that the text before is sure of. They are not weighed again where nothing
            beside them tells more.
    """
    openings = company.openings(line)
    found = [
        *kinnames.find(line),
        *shortnames.find(line, openings),
        *plainnames.find(line, openings, known),
        *transcribed.find(line),
        *elements.find(line),
        *naming.find(line),
        *slots.find(line),
    ]
    if tagged is not None:
        found = witness.weigh(line, found, tagged)
    if not found:
        return found
    titled = {c.end: c.start for c in found if c.title and c.sure}
    if titled:
        found = [
            c for c in found if not (c.role and titled.get(c.start, c.role.start) < c.role.start)
        ]
    named = {c.end for c in found if c.sure}
    if named:  # 老师 in 朱辉老师简单介绍 is his
        found = [c for c in found if not (c.word and c.role and c.role.start in named)]
    found = [c for c in found if not _within_role(line, c)]
    found = [c for c in found if not _OUTLET.match(line.text, c.end - 1)]
    ends = {c.end for c in found}
    found = [c for c in found if not (c.end + 1 in ends and _INSIDE.match(line.text, c.end))]
    for first, last in company.bylines(line.text):
        found = [c for c in found if not first <= c.start < last]
    return listed(line, found)


def _within_role(line: Line, candidate: Candidate) -> bool:
    """Whether a name would begin with the end of a role: 娘靳姐 in 老板娘靳姐."""
    role = line.role(candidate.start + 1)
    return role is not None and role.start < candidate.start
