"""Index: where in a text the cues of rules may stand, told by the rarer of their ends.

A sentence holds the beginnings of dozens of cues (居民…, 为…, 三…) and hardly ever a cue. 为…代购
is therefore looked for where 代购 stands, and 居民自发 where 居民自 does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import add

from wucheng.frames.rules import Rule

#: The rules that a pair may belong to: by the character behind it, and where none of these is.
_Bucket = tuple[Mapping[str, Sequence[Rule]], Sequence[Rule]]


class Index:
    """The rules whose cues are phrases."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        listed: dict[str, list[Rule]] = {}
        for rule in rules:
            for key in rule.keys:
                listed.setdefault(key, []).append(rule)
        thirds: dict[str, list[str]] = {key[:2]: [] for key in listed if key[1:]}
        for key in listed:
            if key[2:]:
                thirds[key[:2]].append(key[2])
        # what stands at a character or a pair stands there whatever comes behind it
        self._pairs = {
            pair: (
                {third: _joined(listed, pair + third, pair, pair[0]) for third in behind},
                _joined(listed, pair, pair[0]),
            )
            for pair, behind in thirds.items()
        }
        self._singles: dict[str, _Bucket] = {
            key: ({}, _joined(listed, key)) for key in listed if not key[1:]
        }

    def read(self, text: str) -> Iterator[tuple[int, Rule, int]]:
        """Where the cues stand, whatever cancels them: start, rule, end."""
        pairs = map(add, text, text[1:] + "\n")  # as the last character begins no pair
        # a map of a map looks up all places at once, and at most of them nothing stands
        buckets = map(self._pairs.get, pairs, map(self._singles.get, text))
        sought: dict[Rule, None] = {}
        for start, (thirds, rules) in [(at, found) for at, found in enumerate(buckets) if found]:
            for rule in thirds.get(text[start + 2 : start + 3], rules):
                if rule.pattern is None:
                    if text.startswith(rule.cue, start):
                        yield start, rule, start + len(rule.cue)
                elif rule.backwards:
                    sought[rule] = None
                elif match := rule.pattern.match(text, start):
                    yield start, rule, match.end()
        for rule in sought:
            yield from _places(text, rule)


def _joined(listed: Mapping[str, Sequence[Rule]], *keys: str) -> tuple[Rule, ...]:
    """The rules of some keys, each once."""
    return tuple(dict.fromkeys(rule for key in keys for rule in listed.get(key, ())))


def _places(text: str, rule: Rule) -> Iterator[tuple[int, Rule, int]]:
    """Wherever the cue of a rule begins in a text; they may overlap."""
    search = rule.pattern.search if rule.pattern else None
    match = search(text) if search else None
    while search and match:
        yield match.start(), rule, match.end()
        match = search(text, match.start() + 1)
