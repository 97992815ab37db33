"""The index finds every place where a cue stands, and no other."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from wucheng import lexicon
from wucheng.frames import rules
from wucheng.frames.index import Index
from wucheng.frames.rules import Rule

RULES = [
    rule
    for row in lexicon.load(Path(__file__).parents[1] / "lexicons")["frames"]
    for rule in rules.read(row)
    if rule.cue not in rules.SOURCES
]
INDEX = Index(RULES)


def _slowly(text: str) -> Iterator[tuple[int, str, int]]:
    """What is found by trying every rule from every place on."""
    for rule in RULES:
        start = _first(rule, text, 0)
        while start >= 0:
            match = rule.pattern.match(text, start) if rule.pattern else None
            yield start, rule.frame + rule.cue, match.end() if match else start + len(rule.cue)
            start = _first(rule, text, start + 1)


def _first(rule: Rule, text: str, place: int) -> int:
    if rule.pattern is None:
        return text.find(rule.cue, place)
    match = rule.pattern.search(text, place)
    return match.start() if match else -1


@pytest.mark.parametrize("name", ["seeds", "genre", "fresh", "unread"])
def test_every_cue_is_found(name: str) -> None:
    file = Path(__file__).parent / "cases" / f"frames_{name}.json"
    for case in json.loads(file.read_text("utf-8"))[::9]:
        text = case["text"]
        found = [(start, rule.frame + rule.cue, end) for start, rule, end in INDEX.read(text)]
        assert sorted(found) == sorted(_slowly(text))


def test_without_rules_nothing_is_found() -> None:
    assert not list(Index([]).read("守门"))


@pytest.mark.parametrize(
    ("cue", "text", "found"),
    [
        ("守…门", "守城门守门", [(0, 3), (3, 5)]),  # guard the gate, twice
        ("守…门", "守守门", [(0, 3), (1, 3)]),  # one inside the other
        ("{n}天{n}夜", "三天三夜", [(0, 4)]),  # three days and nights
        ("{n}天{n}夜", "连着13天3夜", [(2, 7), (3, 7)]),
        ("在岗(了|)", "在岗了", [(0, 3)]),  # on duty
        ("岗", "在岗", [(1, 2)]),  # the last character of a text
        ("给…", "给老人", [(0, 1)]),  # a gap at the end says nothing
    ],
)
def test_a_cue_is_found_from_either_end(cue: str, text: str, found: list[tuple[int, int]]) -> None:
    index = Index(rules.read({"frame": "f", "cue": cue}))
    assert sorted((start, end) for start, _, end in index.read(text)) == found
