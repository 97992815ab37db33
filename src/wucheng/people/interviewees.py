"""Interviewees: names that a page tells by printing them before the answers to its questions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from itertools import pairwise

from wucheng.people.surnames import COMPOUND, SURNAMES

#: Who asks or answers, at the beginning of a sentence.
_LABEL = re.compile(r"(?P<who>《?[㐀-鿿]{1,16}》?)：(?!“)")
#: The fewest labels of an interview, and the fewest answers of one whose name is told by them.
_LABELS, _ANSWERS = 4, 2
#: How far an answer is read, in sentences.
_FAR = 12
_NO_NAME = re.compile("[问答者员读]$")


def named(texts: Sequence[str], words: Collection[str]) -> set[str]:
    """Who answers twice or more, says *I*, and is called what a person may be called.

    Args:
        texts: the sentences of a document.
        words: those that stand for people without being names.
    """
    marked = [(n, text) for n, text in enumerate(texts) if "：" in text]
    labels = [(n, m["who"]) for n, text in marked if (m := _LABEL.match(text))]
    if len(labels) < _LABELS:
        return set()
    answers: Counter[str] = Counter()
    says: set[str] = set()
    for (start, one), (stop, two) in pairwise([*labels, (len(texts), "")]):
        if any("我" in text for text in texts[start : min(stop, start + _FAR)]):
            says.add(one)
        if one != two and any("？" in text for text in texts[start : min(stop, start + _FAR)]):
            answers[two] += 1
    return {
        name
        for name, times in answers.items()
        if times >= _ANSWERS and name in says and name not in words and _may_be(name)
    }


def _may_be(name: str) -> bool:
    surname = 2 if name[:2] in COMPOUND else 1
    if surname == 1 and name[:1] not in SURNAMES:
        return False
    return 1 <= len(name) - surname <= 2 and not _NO_NAME.search(name)
