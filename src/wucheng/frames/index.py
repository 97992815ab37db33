"""Index: where in a text the cues of rules stand, told by the rarest of what they hold.

A sentence holds the beginnings of dozens of cues (居民…, 为…, 三…) and hardly ever a cue. 为…代购
is therefore looked for only where 代购 stands. All that is known to stand somewhere is found in one
pass, by an automaton (Aho and Corasick 1975).
"""

from __future__ import annotations

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
            self._automaton.add_word(_bytes(characters), tuple(found))
        self._automaton.make_automaton()

    def read(self, text: str) -> Iterator[tuple[int, Rule, int]]:
        """Where the cues stand, whatever cancels them: start, rule, end."""
        hits = self._automaton.iter(_bytes(text)) if self._automaton else ()
        for rule in dict.fromkeys(rule for _, rules in hits for rule in rules):
            if not rule.pattern:
                start = text.find(rule.cue)
                while start >= 0:
                    yield start, rule, start + len(rule.cue)
                    start = text.find(rule.cue, start + 1)
                continue
            match = rule.pattern.search(text)
            while match:  # the next may begin inside it
                yield match.start(), rule, match.end()
                match = rule.pattern.search(text, match.start() + 1)


def _bytes(text: str) -> str:
    """A text with a character for each byte of its UTF-8.

    The automaton tries the branches of a node one by one: of bytes there are few, while a thousand
    Chinese characters begin a cue.
    """
    return text.encode("utf-8", "surrogatepass").decode("latin-1")


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
