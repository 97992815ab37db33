"""Quantities: what counts and what only looks like it, against a careful reader's list."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wucheng import lexicon
from wucheng.language import quantity
from wucheng.language.words import Segmenter

CASES = Path(__file__).parent / "cases"
#: One case a line: text, gloss, and the quantities expected in it, each as
#: [text, value, at_least, at_most, unit, noun]. A case whose label begins with "not" expects none.
GENRE = json.loads((CASES / "quantity.json").read_text(encoding="utf-8"))
#: Every quantity of the five seeds' bodies as a careful reader finds it, sentence by sentence.
SEEDS = json.loads((CASES / "quantities_bodies.json").read_text(encoding="utf-8"))

Case = dict[str, Any]


@pytest.fixture(scope="module")
def segmenter(root: Path) -> Segmenter:
    return Segmenter(lexicon.read(root / "lexicons" / "words.tsv", ("word",)))


def _read(text: str, segmenter: Segmenter) -> list[list[object]]:
    return [
        [q.text, q.value, q.at_least, q.at_most, q.unit, q.noun]
        for q in quantity.read(text, segmenter.cut(text))
    ]


@pytest.mark.parametrize("case", GENRE, ids=lambda case: case["label"])
def test_cases(case: Case, segmenter: Segmenter) -> None:
    assert case["expect"] == [] or not case["label"].startswith("not")
    assert _read(case["text"], segmenter) == case["expect"]


@pytest.mark.parametrize("case", SEEDS, ids=lambda case: case["text"][:16])
def test_the_seeds_read_as_by_a_careful_reader(case: Case, segmenter: Segmenter) -> None:
    assert _read(case["text"], segmenter) == case["expect"]


def test_no_sentence_of_the_seeds_outside_the_list_has_a_quantity(segmenter: Segmenter) -> None:
    listed = {case["text"] for case in SEEDS}
    for path in sorted((CASES / "bodies").glob("*.txt")):
        body = path.read_text(encoding="utf-8")
        found = sum(len(quantity.read(line)) for line in body.splitlines())
        assert found == sum(len(case["expect"]) for case in SEEDS if case["doc"] == path.stem)
        assert all(text in body for text in listed if text in body)


def test_without_tokens_the_noun_stays_empty() -> None:
    assert [(q.unit, q.noun) for q in quantity.read("6名青年志愿者")] == [("名", "")]


@pytest.mark.parametrize(
    ("printed", "plain"), [("１０８０户", "1080户"), ("３％", "3%"), ("２０—３０人", "20—30人")]
)
def test_width_makes_no_difference(printed: str, plain: str) -> None:
    numbers = [
        [(q.value, q.at_least, q.at_most) for q in quantity.read(text)] for text in (printed, plain)
    ]
    assert numbers[0] == numbers[1] != []


_PIECES = st.sampled_from(
    "3 12 2000 三 两 十 百 万 半 几 数 多 余 + 个 名 户 人次 小时 天 月 日 点 分 栋 单元 %".split()
    + "第 近 约 超过 不到 以上 左右 内 至 - ， 。 、 的 社区 前 后 连续 早上".split()
)


@given(st.lists(_PIECES, max_size=20).map("".join))
def test_every_quantity_is_where_it_says_and_its_bounds_hold(text: str) -> None:
    end = 0
    for found in quantity.read(text):
        assert found.start_char >= end
        end = found.start_char + len(found.text)
        assert found.text == text[found.start_char : end]
        low, value, high = found.at_least, found.value, found.at_most
        if None not in (low, high):
            assert low <= high  # type: ignore[operator]
        if None not in (value, low):
            assert value >= low  # type: ignore[operator]
        if None not in (value, high):
            assert value <= high  # type: ignore[operator]


@pytest.mark.parametrize(
    "piece", ["连续", "第三、", "3、", "3-", "约", "一", "百", "第一时间", "3个半"]
)
def test_hostile_lines_are_read(piece: str) -> None:
    quantity.read(piece * (40_000 // len(piece)))


class Counted(list[quantity.Token]):
    """Tokens that count how often they are looked at."""

    looks = 0

    def __getitem__(self, at):  # type: ignore[no-untyped-def]
        self.looks += 1
        return super().__getitem__(at)

    def __iter__(self):  # type: ignore[no-untyped-def]
        raise AssertionError("All tokens of a sentence are gone through for a quantity.")


def test_a_noun_is_looked_for_where_its_quantity_stands() -> None:
    one: list[quantity.Token] = [("3", "m", 0, 1), ("名", "q", 1, 2), ("居民", "n", 2, 4)]
    size = 500
    tokens = Counted(
        (word, pos, start + 5 * n, end + 5 * n)
        for n in range(size)
        for word, pos, start, end in [*one, ("，", "x", 4, 5)]
    )
    found = quantity.read("3名居民，" * size, tokens)
    assert [each.noun for each in found] == ["居民"] * size
    assert tokens.looks < 20 * size
