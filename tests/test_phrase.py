"""Phrases of a lexicon: what they match, what they begin with and what they hold."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wucheng.language import phrase


@pytest.mark.parametrize(
    ("written", "heads"),
    [
        ("志愿者", {"志愿"}),  # volunteer
        ("战", {"战"}),  # fight
        ("给…送菜", {"给"}),  # bring somebody vegetables
        ("(居民|群众)(们|)自发", {"居民", "群众"}),  # residents, of themselves
        ("第一(天|夜)", {"第一"}),  # first day or night
        ("守(住|)", {"守住", "守"}),  # hold
        ("大家用手…", {"大家"}),  # everybody with their hands
    ],
)
def test_what_a_phrase_begins_with(written: str, heads: set[str]) -> None:
    assert phrase.heads(written) == heads


@pytest.mark.parametrize(
    ("written", "held"),
    [
        ("志愿者", [{"志愿"}, {"愿者"}]),
        ("战", [{"战"}]),
        ("给…送菜", [{"给"}, {"送菜"}]),
        ("第一(天|夜)", [{"第一"}, {"天", "夜"}, {"一天", "一夜"}]),
        ("守(住|)", [{"守住", "守"}, {"守"}]),  # with what may be missing nothing must be there
        ("(做|干)…(活|事)…累", [{"做", "干"}, {"活", "事"}, {"累"}]),  # work, then be tired
        ("大家用手…", [{"大家"}, {"用手"}]),
    ],
)
def test_what_a_phrase_holds(written: str, held: list[set[str]]) -> None:
    found = phrase.holds(written)
    assert sorted(map(sorted, found)) == sorted(map(sorted, held))


def test_a_numeral_may_have_any_digits() -> None:
    assert {"三", "5", "半"} < phrase.heads("{n}天")
    assert {"三天", "5天", "半天"} < phrase.holds("{n}天")[-1]


def test_more_characters_tell_more() -> None:
    assert phrase.heads("(居民|群众)(们|)自发", 3) == {"居民们", "居民自", "群众们", "群众自"}
    assert phrase.holds("自发(组织|排队)", 3)[-1] == {"发组织", "发排队"}
    assert phrase.holds("自发(组织|排队)", 1)[-1] == {"织", "队"}


@pytest.mark.parametrize("written", ["", "…送菜", "(…|给)送菜"])
def test_a_phrase_begins_with_a_word(written: str) -> None:
    with pytest.raises(ValueError, match="must begin with a word"):
        phrase.heads(written)


#: Phrases of any build, beside a text that they match.
_WORDS = st.text("守住城门三", min_size=1, max_size=3).map(lambda word: (word, word))
_GAPS = st.text("守城天", max_size=8).map(lambda text: ("…", text))
_NUMERALS = st.text("三十5", min_size=1, max_size=4).map(lambda text: ("{n}", text))


def _choice(parts: list[tuple[str, str]]) -> st.SearchStrategy[tuple[str, str]]:
    written = "(" + "|".join(part for part, _ in parts) + ")"
    return st.sampled_from(parts).map(lambda part: (written, part[1]))


_PHRASES = st.lists(
    st.one_of(
        _WORDS,
        _GAPS,
        _NUMERALS,
        st.lists(st.one_of(_WORDS, _NUMERALS, st.just(("", ""))), min_size=2, max_size=3).flatmap(
            _choice
        ),
    ),
    max_size=4,
).flatmap(lambda parts: _WORDS.map(lambda word: [word, *parts]))


@given(_PHRASES, st.integers(1, 3))
def test_what_a_phrase_matches_begins_as_told_and_holds_it(
    parts: list[tuple[str, str]], size: int
) -> None:
    written, text = ("".join(column) for column in zip(*parts, strict=True))
    known = phrase.pattern(written)
    assert re.fullmatch(known or re.escape(written), text)
    assert text.startswith(tuple(phrase.heads(written, size)))
    assert all(len(head) <= size for head in phrase.heads(written, size))
    for ends in phrase.holds(written, size):
        assert any(end in text for end in ends)
        assert all(0 < len(end) <= size for end in ends)
