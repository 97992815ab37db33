"""Index: where in a text the cues of rules stand, told by the rarest of what they hold.

A sentence holds the beginnings of dozens of cues (居民…, 为…, 三…) and hardly ever a cue. 为…代购
is therefore looked for only where 代购 stands. All that is known to stand somewhere is found in one
pass, by an automaton (Aho and Corasick 1975).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import ahocorasick

from wucheng.frames.rules import Rule
from wucheng.language import phrase

#: So many characters of a cue tell well enough where it may stand.
_SIZE = 3
#: How often a text has what no other cue holds, beside what one more does.
_UNSHARED = 0.3


class Index:
    """The rules whose cues are phrases."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        listed: dict[str, list[Rule]] = {}
        for rule, held in _held(tuple(rules)):
            for characters in held:
                listed.setdefault(characters, []).append(rule)
        self._automaton = ahocorasick.Automaton()
        for characters, found in listed.items():
            self._automaton.add_word(characters, tuple(found))
        self._automaton.make_automaton()

    def read(self, text: str) -> Iterator[tuple[int, Rule, int]]:
        """Where the cues stand, whatever cancels them: start, rule, end."""
        sought: dict[Rule, re.Pattern[str]] = {}
        for last, rules in self._automaton.iter(text) if self._automaton else ():
            for rule in rules:
                if rule.pattern:
                    sought[rule] = rule.pattern
                else:
                    yield last + 1 - len(rule.cue), rule, last + 1
        for rule, pattern in sought.items():
            match = pattern.search(text)
            while match:  # the next may begin inside it
                yield match.start(), rule, match.end()
                match = pattern.search(text, match.start() + 1)


def _held(rules: Sequence[Rule]) -> Iterator[tuple[Rule, Iterable[str]]]:
    """The rules, each with its cue or with strings of which one stands wherever the cue does.

    Of what a cue holds, those strings that the fewest other cues do: what many have (居民, 为),
    many sentences have too.
    """
    shared = Counter(
        rule.cue[start : start + size]
        for rule in rules
        for size in range(1, _SIZE + 1)
        for start in range(len(rule.cue))
    )
    for rule in rules:
        if rule.pattern:
            parts = phrase.holds(rule.cue, _SIZE)
            yield rule, min(parts, key=lambda ends: sum(shared[end] + _UNSHARED for end in ends))
        else:
            yield rule, (rule.cue,)
