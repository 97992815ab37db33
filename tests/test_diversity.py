"""Diversity: windows and runs by hand, a slow second implementation, edges."""

from __future__ import annotations

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
