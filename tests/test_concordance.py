"""Concordance: every occurrence, its context, its order, and whether it is a whole word."""

from __future__ import annotations

from pathlib import Path

import pytest

import corpora
from wucheng import concordance
from wucheng.corpus import Corpus
from wucheng.errors import WuchengError

# 防控 "prevention and control" is a word of its own, and inside 联防联控 "joint prevention" it is
# not even a substring; 防 "prevent" is a part of words only.
DOCUMENTS = {
    "a": ("天津", [("title", "防线"), "疫情 防控 坚守 防线 。 社区 防线 ， 人 的 防线 。"]),
    "b": ("", [("heading", "联防联控"), "防 疫情 。"]),
}


@pytest.fixture
def c(tmp_path: Path) -> Corpus:
    return corpora.build(tmp_path, DOCUMENTS)


def test_every_occurrence_in_its_sentence(c: Corpus) -> None:
    found = concordance.kwic(c, "防线", by="city")
    assert found.to_dict("split")["data"] == [
        ["a", "天津", 0, "title", 0, "", "防线", "", True],
        ["a", "天津", 1, "body", 6, "疫情防控坚守", "防线", "。", True],
        ["a", "天津", 2, "body", 2, "社区", "防线", "，人的防线。", True],
        ["a", "天津", 2, "body", 7, "社区防线，人的", "防线", "。", True],
    ]
    for row in found.itertuples():
        sentence = c.sentences.query(f"doc_id == '{row.doc_id}' and sentence == {row.sentence}")
        assert row.left + row.node + row.right == sentence["text"].iloc[0]
        assert len(row.left) == row.start


def test_parts_of_words_are_found_and_marked(c: Corpus) -> None:
    found = concordance.kwic(c, "防")
    assert list(found["whole"]) == [False] * 5 + [False, True]
    assert list(found["city"]) == ["天津"] * 5 + ["unknown"] * 2


def test_several_words_and_the_longest_counts(c: Corpus) -> None:
    found = concordance.kwic(c, ["防", "防控", "防线"], kinds="body")
    assert list(found["node"]) == ["防控", "防线", "防线", "防线", "防"]


def test_regular_expressions(c: Corpus) -> None:
    found = concordance.kwic(c, "防[线控]", regex=True, kinds=("body",), by=None)
    assert list(found["node"]) == ["防控", "防线", "防线", "防线"]
    assert "city" not in found.columns
    assert len(concordance.kwic(c, "防[线控]")) == 0
    assert len(concordance.kwic(c, "甲*", regex=True)) == 0


def test_orders(c: Corpus) -> None:
    right = concordance.kwic(c, "防线", sort="right", kinds="body")
    assert list(right["right"]) == ["。", "。", "，人的防线。"]
    left = concordance.kwic(c, "防线", sort="left", kinds="body")
    assert [text[::-1] for text in left["left"]] == sorted(text[::-1] for text in left["left"])
    node = concordance.kwic(c, ["防线", "防控"], sort="node", kinds="body")
    assert list(node["node"]) == sorted(node["node"])


def test_a_narrow_window(c: Corpus) -> None:
    row = concordance.kwic(c, "坚守", width=2).iloc[0]
    assert (row["left"], row["node"], row["right"]) == ("防控", "坚守", "防线")


def test_a_word_that_is_not_there_is_a_table_without_rows(c: Corpus) -> None:
    found = concordance.kwic(c, "北京")
    assert len(found) == 0
    assert {"doc_id", "city", "left", "node", "right"} <= set(found.columns)


def test_any_column_of_the_documents_can_be_shown(c: Corpus) -> None:
    assert "province" in concordance.kwic(c, "防线", by="province").columns
    assert list(concordance.kwic(c, "防线", by="doc_id")["doc_id"]) == ["a"] * 4


@pytest.mark.parametrize(("words", "regex"), [("", False), ([], False), ("防(", True)])
def test_what_can_not_be_looked_for_is_said(c: Corpus, words: str, regex: bool) -> None:
    with pytest.raises(WuchengError):
        concordance.kwic(c, words, regex=regex)


def test_marks_are_no_regular_expression_unless_asked(c: Corpus) -> None:
    assert len(concordance.kwic(c, "防.")) == 0
    assert len(concordance.kwic(c, "。")) == 3
