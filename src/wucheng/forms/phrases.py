"""Idioms and other phrases of four characters.

An idiom is what the list of idioms has. Another phrase counts if forms.tsv lists it, or if it
stands in a row of such phrases (制定措施、迅速行动、科学防控): alone between two marks, four
characters may be any clause (我是党员).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import compress, groupby

from wucheng.forms.clauses import Clause
from wucheng.forms.form import Form
from wucheng.language.words import Token

_SIZE = 4
_FOUR = re.compile(r"[一-鿿]{4}")

#: Tags that make a phrase of four characters more than a name of something.
_PREDICATE = ("v", "a", "i", "l", "z", "d")
_NAMES = ("nr", "ns", "nt")
#: Tags of words that only whole clauses have: pronouns, particles, prepositions, names, numbers.
_CLAUSE = ("r", "u", "p", "nr", "ns", "nt", "y", "t", "c", "eng", "m", "ng", "f")

#: Words that end a clause of time or place (做核酸时), whatever the dictionary makes of them.
_TIMES = frozenset("时 后 前 中 里 上 下 内 间 起 处".split())


class Phrases:
    """Finds idioms and phrases.

    Args:
        idioms: what counts as an idiom.
        listed: other phrases that count wherever they stand; `refused`: those that never do.
        verbs: words that are used as verbs whatever the dictionary says.
        openings: words that open an imperative (不要下楼) and no phrase.
    """

    def __init__(
        self,
        idioms: Collection[str],
        listed: Collection[str],
        refused: Collection[str],
        verbs: Collection[str],
        openings: Collection[str],
    ) -> None:
        self._idioms = frozenset(idioms) - frozenset(refused)
        self._listed = frozenset(listed)
        self._all = self._idioms | self._listed
        #: words that such a phrase may begin with, or be
        self._heads = {phrase[:end] for phrase in self._all for end in range(1, _SIZE + 1)}
        self._refused = frozenset(refused)
        self._verbs = frozenset(verbs)
        self._openings = frozenset(openings)

    def read(
        self, text: str, words: Sequence[str], tokens: Sequence[Token], clauses: Sequence[Clause]
    ) -> Iterator[Form]:
        """The marks of one sentence; none overlap."""
        taken: set[int] = set()
        for start, found in self._known(text, words, tokens):
            if taken.isdisjoint(range(start, start + _SIZE)):
                taken.update(range(start, start + _SIZE))
                yield Form("idiom" if found in self._idioms else "phrase", start, found)
        for clause in self._rows(clauses):
            if taken.isdisjoint(range(clause.start, clause.end)):
                yield Form("phrase", clause.start, clause.text)

    def _known(
        self, text: str, words: Sequence[str], tokens: Sequence[Token]
    ) -> Iterator[tuple[int, str]]:
        for _, pos, start, _ in compress(tokens, map(self._heads.__contains__, words)):
            found, end = text[start : start + _SIZE], start + _SIZE
            if found not in self._all or pos.startswith(_NAMES):
                continue
            if any(token[3] == end for token in tokens):
                yield start, found

    def _rows(self, clauses: Sequence[Clause]) -> Iterator[Clause]:
        """The clauses of four characters that stand beside another such one."""
        if [len(clause.text) for clause in clauses].count(_SIZE) < 2:
            return
        for fits, group in groupby(_stretches(clauses), key=lambda item: (item[0], item[1])):
            row = [clause for _, _, clause in group]
            spoken = [clause for clause in row if self._spoken(clause)]
            if fits[0] and len(spoken) > 1:
                yield from spoken

    def _spoken(self, clause: Clause) -> bool:
        if clause.text in self._refused or clause.tokens[0][0] in self._openings:
            return False
        return any(
            (pos.startswith(_PREDICATE) and pos != "vn") or word in self._verbs
            for word, pos, _, _ in clause.tokens
        )


def _stretches(clauses: Sequence[Clause]) -> Iterator[tuple[bool, int, Clause]]:
    """Each clause with whether it is of four characters, and a number that its row shares."""
    number = 0
    for before, clause in zip([None, *clauses], clauses, strict=False):
        if before is None or before.after not in ("、", "，", " ", "　"):
            number += 1
        yield _shaped(clause), number, clause


def _shaped(clause: Clause) -> bool:
    if not _FOUR.fullmatch(clause.text):
        return False
    sizes = [len(word) for word, *_ in clause.tokens]
    if sum(sizes) != _SIZE or 3 in sizes:  # 拉警戒线 has the length and not the beat
        return False
    if clause.tokens[-1][0] in _TIMES:
        return False
    return not any(pos.startswith(_CLAUSE) for _, pos, _, _ in clause.tokens)
