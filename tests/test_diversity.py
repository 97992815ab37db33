"""Diversity: windows and runs by hand, a slow second implementation, edges."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import corpora
from wucheng import diversity

TEXTS = st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=60)


@settings(deadline=None)
@given(TEXTS, st.integers(1, 20))
def test_mattr_is_the_mean_over_windows(tokens: list[str], window: int) -> None:
    if len(tokens) < window:
        with pytest.raises(ValueError, match="MATTR"):
            diversity.mattr(tokens, window)
        return
    starts = range(len(tokens) - window + 1)
    ratios = [len(set(tokens[start : start + window])) / window for start in starts]
    assert diversity.mattr(tokens, window) == pytest.approx(np.mean(ratios))


def test_mtld_by_hand() -> None:
    """a b a: ratio 2/3 ends a run after three tokens; four such runs, read either way."""
    assert diversity.mtld(list("aba" * 4)) == 3
    # a b c a: 3/4 is above .72, so one partial run: (1 − .75) / (1 − .72) of four tokens.
    assert diversity.mtld(list("abca")) == pytest.approx(4 / ((1 - 0.75) / (1 - 0.72)))


@settings(deadline=None)
@given(TEXTS)
def test_mtld_reads_both_ways(tokens: list[str]) -> None:
    if len(set(tokens)) == len(tokens):
        with pytest.raises(ValueError, match="twice"):
            diversity.mtld(tokens)
        return
    assert diversity.mtld(tokens) == pytest.approx(diversity.mtld(tokens[::-1]))
    assert diversity.mtld(tokens) > 0


def test_length_does_not_matter() -> None:
    random = np.random.default_rng(0)
    words = [str(word) for word in random.zipf(1.6, 8000)]
    short, long = diversity.mattr(words[:1000]), diversity.mattr(words)
    assert short == pytest.approx(long, abs=0.03)
    assert len(set(words[:1000])) / 1000 > 1.5 * len(set(words)) / 8000


def test_documents_and_growth(tmp_path: Path) -> None:
    texts = {"a": ("天津", ["社区 人 社区 。 防线"]), "b": ("天津", ["人 网格"]), "c": ("", ["人"])}
    c = corpora.build(tmp_path, texts)
    found = diversity.by_document(c, window=2).set_index("doc_id")
    row = found.loc["a"]
    assert (row["tokens"], row["types"], row["sentences"]) == (4, 3, 2)
    assert row["mattr"] == 1
    assert row["chars_per_word"] == 7 / 4
    assert found.loc["c", ["mattr", "mtld"]].isna().all()
    grown = diversity.growth(c, step=2)
    assert grown.to_dict("split")["data"] == [
        ["unknown", 1, 1],
        ["天津", 2, 2],
        ["天津", 4, 3],
        ["天津", 6, 4],
    ]


def test_a_corpus_without_words(tmp_path: Path) -> None:
    c = corpora.build(tmp_path, {"a": ("天津", ["。"])})
    assert len(diversity.by_document(c)) == 0
    assert len(diversity.growth(c)) == 0


@settings(deadline=None)
@given(st.lists(st.integers(1, 5), min_size=1, max_size=6), st.data())
def test_expected_types_are_the_mean_of_all_samples(f: list[int], data: st.DataObject) -> None:
    words = [word for word, count in enumerate(f) for _ in range(count)][:9]
    size = data.draw(st.integers(0, len(words)))
    found = diversity.expected_types(list(Counter(words).values()), size)
    every = [len(set(sample)) for sample in combinations(words, size)]
    assert found == pytest.approx(np.mean(every))


def test_expected_types_of_more_than_there_is_are_refused() -> None:
    with pytest.raises(ValueError, match="between 0 and the 3 tokens"):
        diversity.expected_types([1, 2], 4)


def test_vocabularies_are_compared_at_one_size(tmp_path: Path) -> None:
    texts = {
        "a": ("天津", ["社区 防线 社区 人 人 坚守"]),
        "b": ("深圳", ["社区 社区 人"]),
        "c": ("武汉", ["。"]),
    }
    c = corpora.build(tmp_path, texts)
    found = diversity.vocabulary(c).set_index("group")
    assert list(found.index) == ["天津", "深圳"]
    assert list(found.loc["天津", ["tokens", "types", "hapaxes", "at"]]) == [6, 4, 2, 3]
    assert found.loc["深圳", "types_at"] == pytest.approx(2)
    assert found.loc["天津", "new_per_100"] == pytest.approx(100 * 2 / 6)
    beyond = diversity.vocabulary(c, size=5).set_index("group")["types_at"]
    assert np.isnan(beyond["深圳"]) and beyond["天津"] > 3


def test_lengths_of_sentences_and_words(tmp_path: Path) -> None:
    texts = {"a": ("天津", ["社区 防线 ， 人 。 坚守 。"]), "b": ("深圳", ["社区 人 。"])}
    found = diversity.lengths(corpora.build(tmp_path, texts)).set_index(["group", "measure"])
    row = found.loc[("天津", "words per sentence")]
    assert (row["mean"], row["median"], row["longest"], row["sentences"]) == (2, 2, 3, 2)
    assert row["low"] <= row["mean"] <= row["high"]
    assert found.loc[("天津", "characters per sentence"), "mean"] == 3.5
    assert found.loc[("天津", "characters per word"), "mean"] == 7 / 4
    assert np.isnan(found.loc[("深圳", "words per sentence"), "low"])
