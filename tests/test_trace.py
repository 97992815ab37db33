"""A traced text never loses track of the raw page, whatever is done to it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wucheng.pages.trace import Traced, compress, expand

texts = st.text(alphabet="区社書記()qū，。 \n", max_size=40)


@st.composite
def edited(draw: st.DrawFn) -> tuple[Traced, str]:
    """A text after some rounds of random edits, with the raw text."""
    raw = draw(texts)
    text = Traced.raw(raw)
    for _ in range(draw(st.integers(0, 3))):
        cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=6)))
        edits = []
        for start, end in zip(cuts[::2], cuts[1::2], strict=False):
            if not edits or start > edits[-1][1]:
                edits.append((start, end, draw(st.text(alphabet="甲乙丙", max_size=4))))
        text = text.edit(edits)
    return text, raw


@given(edited())
def test_places_stay_in_order_and_in_range(case: tuple[Traced, str]) -> None:
    text, raw = case
    assert len(text.starts) == len(text.ends) == len(text.text)
    assert (text.starts <= text.ends).all()
    assert (np.diff(text.starts) >= 0).all() and (np.diff(text.ends) >= 0).all()
    assert not len(text) or (text.starts[0] >= 0 and text.ends[-1] <= len(raw))


@given(edited())
def test_untouched_characters_are_those_of_the_raw_page(case: tuple[Traced, str]) -> None:
    text, raw = case
    for character, start, end in zip(text.text, text.starts, text.ends, strict=True):
        if character not in "甲乙丙":
            assert raw[start:end] == character


@given(edited(), st.integers(0, 40), st.integers(0, 40))
def test_runs_written_and_read_back(case: tuple[Traced, str], start: int, end: int) -> None:
    part = case[0][start : max(start, end)]
    starts, ends = expand(len(part), part.raw_start, compress(part))
    assert starts.tolist() == part.starts.tolist()
    assert ends.tolist() == part.ends.tolist()


@pytest.mark.parametrize(
    ("raw", "edits", "text", "runs"),
    [
        ("社區(qū)很大", [(1, 6, "")], "社很大", "1:1>5+1"),  # what was cut out: a gap
        ("社區(qū)很大", [(1, 6, "区")], "社区很大", "1:1>5"),  # one character for six
        ("日?qǐng)?bào)社", [(0, 12, "日报")], "日报社", "0:2>12"),  # two share one stretch
        ("清白", [], "清白", ""),
    ],
)
def test_runs_as_written(raw: str, edits: list, text: str, runs: str) -> None:
    edited = Traced.raw(raw).edit(edits)
    assert (edited.text, compress(edited)) == (text, runs)


def test_what_is_deleted_may_belong_to_the_character_before() -> None:
    page = Traced.raw("社區(qū)書(shū)記")
    text = page.edit([(2, 6, ""), (7, 12, "")], absorb=True)
    assert (text.text, compress(text)) == ("社區書記", "1:1>5 2:1>6")
    assert page.edit([(0, 2, "")], absorb=True).text == "(qū)書(shū)記"


@pytest.mark.parametrize("edits", [[(2, 1, "")], [(0, 9, "")], [(1, 3, ""), (2, 4, "")]])
def test_impossible_edits_are_mistakes(edits: list) -> None:
    with pytest.raises(ValueError, match="out of order or out of range"):
        Traced.raw("四个字符").edit(edits)


def test_a_table_that_changes_the_length_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="4 characters became 5"):
        Traced.raw("四个字符").translate({ord("四"): "四四"})


def test_strip() -> None:
    part = Traced.raw(" 　甲乙\n").strip()
    assert (part.text, part.raw_start, part.raw_end) == ("甲乙", 2, 4)
    assert Traced.raw(" \n ").strip().text == ""
