"""The segmentation audit: strings against tokens, other dictionaries, candidate words."""

from __future__ import annotations

from math import log2
from pathlib import Path

import pytest

import corpora
from wucheng import corpus, segmentation, tables


def test_strings_against_tokens(tmp_path: Path) -> None:
    """核酸 nucleic acid stands alone once, in 核酸检测 PCR test twice, across 子核|酸 once."""
    texts = {"a": ("天津", ["核酸检测 核酸 ， 核酸检测 。 子核 酸"])}
    found = segmentation.inside(corpora.build(tmp_path, texts), ["核酸", "没有"])
    assert found.to_dict("split")["data"] == [
        ["核酸", 1, 4, "核酸检测 2", 1],
        ["没有", 0, 0, "", 0],
    ]


def test_candidates(tmp_path: Path) -> None:
    """轴转 always follows 连, with other neighbours each time."""
    sentences = [f"词{i} 连 轴转 语{i} 社区" for i in range(5)]
    c = corpora.build(tmp_path, {"a": ("天津", [" 。 ".join(sentences)])})
    found = segmentation.candidates(c, at_least=3, cohesion=2)
    assert list(found["string"]) == ["连轴转"]
    row = found.iloc[0]
    assert (row["tokens"], row["count"], row["documents"]) == ("连 轴转", 5, 1)
    assert row["cohesion"] == pytest.approx(log2(5 * 25 / (5 * 5)))
    assert row["freedom"] == pytest.approx(log2(5))


def test_a_candidate_needs_free_neighbours_and_no_stop_word(tmp_path: Path) -> None:
    always = [f"词{i} 甲 乙 丙 的" for i in range(6)]
    c = corpora.build(tmp_path, {"a": ("天津", [" 。 ".join(always)])})
    found = segmentation.candidates(c, cohesion=1)
    assert list(found["string"]) == []
    assert len(segmentation.candidates(corpora.build(tmp_path / "b", {"a": ("", ["。"])}))) == 0


def test_alternatives_show_what_the_lexicon_does(tmp_path: Path) -> None:
    """The user dictionary joins 网格 grid and 员; without it they are counted apart."""
    c = corpora.build(tmp_path, {"a": ("天津", ["网格员 网格员 社区"])})
    lexicons = tmp_path / "lexicons"
    tables.write(lexicons / "words.tsv", "word\tfreq\tpos\tgloss\n网格员\t\tn\tgrid worker\n")
    tables.write(lexicons / "places.tsv", "name\tplace\tcity\tprovince\tnote\n")
    found = segmentation.alternatives(corpus.load(c.folder)).set_index("term")
    assert list(found.loc["网格员", ["count", "plain", "no_hmm"]]) == [2, 0, 2]
    assert list(found.loc["网格", ["count", "plain", "no_hmm"]]) == [0, 2, 0]
    assert "社区" not in found.index


def test_entries_that_swallow_and_split(tmp_path: Path) -> None:
    """核酸 is inside 核酸检测, and once cut by 子核|酸; 检测点 falls between two words."""
    c = corpora.build(
        tmp_path, {"a": ("天津", ["核酸 核酸检测 。 核酸检测 点 ， 子核 酸 。 社区"])}
    )
    words = "核酸 核酸检测 检测点 社区 没有".split()
    rows = "".join(f"{word}\t\tn\tgloss\n" for word in words) + "酸检\t0\tn\t\n"
    tables.write(c.lexicons / "words.tsv", "word\tfreq\tpos\tgloss\n" + rows)
    found = segmentation.entries(corpus.load(c.folder))
    assert found.to_dict("split")["data"] == [
        ["核酸", 4, 1, 2, "核酸检测 2", 1, "子核 酸 1"],
        ["检测点", 1, 0, 0, "", 1, "核酸检测 点 1"],
    ]


def test_a_corpus_cut_otherwise_is_made_once(tmp_path: Path) -> None:
    c = corpora.build(tmp_path, {"a": ("天津", ["网格员 社区"])})
    tables.write(c.lexicons / "words.tsv", "word\tfreq\tpos\tgloss\n网格员\t\tn\tgrid worker\n")
    plain = segmentation.recut(c, dictionary=False)
    assert list(plain.tokens["token"]) == ["网格", "员", "社区"]
    assert list(c.tokens["token"]) == ["网格员", "社区"]
    assert segmentation.recut(c, dictionary=False) is plain
