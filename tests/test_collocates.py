"""Collocates: counts by hand, formulas by hand, a slow second implementation."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

import corpora
from wucheng import collocates
from wucheng.corpus import Corpus
from wucheng.errors import WuchengError

# 社区 community is the node; 防线 defence line, 人 people, 坚守 hold fast.
DOCUMENTS = {
    "a": ("天津", ["人 社区 防线 人 坚守 。 社区 ， 防线 防线 。 人 人"]),
    "b": ("深圳", ["防线 人 人 人 。 坚守 社区 坚守"]),
}


@pytest.fixture
def c(tmp_path: Path) -> Corpus:
    return corpora.build(tmp_path, DOCUMENTS)


def test_log_dice() -> None:
    """Always together is 14; all of one word's occurrences but a third of the other's is 13."""
    assert collocates.log_dice(7, 7, 7) == 14
    assert collocates.log_dice(1, 1, 3) == 13
    assert collocates.log_dice(0, 5, 5) == -math.inf
    with pytest.raises(ValueError, match="together"):
        collocates.log_dice(3, 2, 9)


def test_counts_and_formulas_by_hand(c: Corpus) -> None:
    """Nodes: 3. Words that are no node: 14; in a window of one: 人, 防线, 防线, 坚守, 坚守."""
    found = collocates.collocates(c, "社区", window=1, at_least=1).set_index("term")
    row = found.loc["防线"]
    assert (row["observed"], row["count"], row["node_count"], row["together"]) == (2, 4, 3, 2)
    assert (row["before"], row["after"], row["texts"]) == (0, 2, 1)
    expected = 4 * 5 / 14
    assert row["expected"] == pytest.approx(expected)
    assert row["mi"] == pytest.approx(math.log2(2 / expected))
    assert row["t"] == pytest.approx((2 - expected) / math.sqrt(2))
    assert row["log_dice"] == pytest.approx(14 + math.log2(2 * 2 / (3 + 4)))
    assert row["dp_word"] == pytest.approx(2 / 5 - 2 / 9)
    assert row["dp_node"] == pytest.approx(2 / 4 - 3 / 10)
    assert row["gloss"] == "defence line"


def test_one_node_with_the_word_on_both_sides_is_together_once(c: Corpus) -> None:
    row = collocates.collocates(c, "社区", window=1).set_index("term").loc["坚守"]
    assert (row["observed"], row["together"]) == (2, 1)


def test_windows_end_with_the_sentence(c: Corpus) -> None:
    found = collocates.collocates(c, "社区", window=None, at_least=1).set_index("term")
    assert dict(found["observed"]) == {"人": 2, "防线": 3, "坚守": 3}
    wide = collocates.collocates(c, "社区", window=50, at_least=1).set_index("term")
    assert dict(wide["observed"]) == dict(found["observed"])
    assert dict(wide["together"]) == dict(found["together"])


def test_a_slow_second_implementation(tmp_path: Path) -> None:
    random = np.random.default_rng(9)
    words = "社区 人 防线 坚守 网格 志愿者".split()
    texts = [
        [list(random.choice(words, random.integers(1, 12))) for _ in range(6)] for _ in range(4)
    ]
    documents = {
        f"d{i}": ("天津", [" 。 ".join(" ".join(sentence) for sentence in text)])
        for i, text in enumerate(texts)
    }
    c = corpora.build(tmp_path, documents)
    for window in (1, 2, 4):
        found = collocates.collocates(c, "社区", window=window, at_least=1).set_index("term")
        near, with_word = dict.fromkeys(words, 0), dict.fromkeys(words, 0)
        for sentence in (sentence for text in texts for sentence in text):
            for place, word in enumerate(sentence):
                around = sentence[max(place - window, 0) : place + window + 1]
                near[word] += word != "社区" and "社区" in around
                for other in set(around) - {"社区"} if word == "社区" else ():
                    with_word[other] += 1
        assert dict(found["observed"]) == {w: n for w, n in near.items() if n}
        assert dict(found["together"]) == {w: min(n, with_word[w]) for w, n in near.items() if n}


def test_groups(c: Corpus) -> None:
    found = collocates.collocates(c, "社区", by="city", at_least=1)
    assert set(found["group"]) == {"天津", "深圳"}
    assert list(found[found["group"] == "深圳"]["term"]) == ["坚守"]


def test_the_network_counts_sentences(c: Corpus) -> None:
    found = collocates.network(c, "社区", at_least=1)
    links = found.set_index(["source", "target"])["together"]
    assert links["社区", "防线"] == 2
    assert links["社区", "坚守"] == 2
    assert (found["log_dice"] <= 14).all()


def test_the_network_links_the_node_to_every_word_in_it(tmp_path: Path) -> None:
    """检测 comes twice beside 社区, in one sentence: too few, though it shares two with 核酸."""
    text = "社区 检测 检测 核酸 。 社区 核酸 。 检测 核酸"
    found = collocates.network(corpora.build(tmp_path, {"a": ("天津", [text])}), "社区", at_least=2)
    assert set(zip(found["source"], found["target"], strict=True)) == {("社区", "核酸")}


def test_a_word_that_is_no_token_is_said(c: Corpus) -> None:
    with pytest.raises(WuchengError, match="北京"):
        collocates.collocates(c, "北京")
    with pytest.raises(ValueError, match="window"):
        collocates.collocates(c, "社区", window=0)
