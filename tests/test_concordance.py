"""Concordance: every occurrence, its context, its order, and whether it is a whole word."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

import corpora
from wucheng import concordance, corpus, tables
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
        ["a", "天津", 0, "title", 0, "", "防线", "", True, "", "narration"],
        ["a", "天津", 1, "body", 6, "疫情防控坚守", "防线", "。", True, "", "narration"],
        ["a", "天津", 2, "body", 2, "社区", "防线", "，人的防线。", True, "", "narration"],
        ["a", "天津", 2, "body", 7, "社区防线，人的", "防线", "。", True, "", "narration"],
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


# "Wang Fang says: we hold the line, we hold it. The line is the community's." The first two are
# hers; what she says runs over a sentence.
SAID = {
    "a": ("天津", ["王芳 说 ： “ 坚守 防线 。 坚守 社区 ！ ” 人 坚守 社区 防线 。"]),
    "b": ("深圳", ["坚守 的 社区 ， 坚守 防线 。 坚守 防线 。"]),
}


@pytest.fixture
def said(tmp_path: Path) -> Corpus:
    c = corpora.build(tmp_path, SAID)
    quote = {"doc_id": "a", "sentence": 0, "start_char": 5, "text": "坚守防线。坚守社区！"}
    quote |= {"speech": True, "speaker": "王芳", "role": "", "cue": "说", "kind": "volunteer"}
    tables.write(c.folder / "quotes.csv", tables.csv(tables.frame("quotes", [quote])))
    return corpus.load(c.folder)


def test_who_says_it(said: Corpus) -> None:
    found = concordance.kwic(said, "坚守", groups="天津")
    assert list(zip(found["sentence"], found["speaker"], found["voice"], strict=True)) == [
        (0, "王芳", "volunteer"),
        (1, "王芳", "volunteer"),
        (1, "", "narration"),
    ]
    for asked in ("王芳", "volunteer", ["volunteer", "official"]):
        assert len(concordance.kwic(said, "坚守", speakers=asked)) == 2
    assert len(concordance.kwic(said, "坚守", speakers="narration")) == 4
    assert len(concordance.kwic(said, "坚守", speakers="official")) == 0


def test_only_some_groups(said: Corpus) -> None:
    assert list(concordance.kwic(said, "防线", groups="深圳")["city"]) == ["深圳"] * 2
    with pytest.raises(WuchengError, match="天津"):
        concordance.kwic(said, "防线", groups="北京")


@pytest.mark.parametrize(
    ("tags", "nodes"),
    [
        # a verb followed at once by a noun, as which these small corpora have 的 too
        ("v n", "坚守防线 坚守社区 坚守社区 坚守的 坚守防线 坚守防线"),
        ("v+n", "坚守防线 坚守社区 坚守社区 坚守的 坚守防线 坚守防线"),
        # the longest counts: with the particle, and with both nouns
        ("坚守 的? n n?", "坚守防线 坚守社区 坚守社区防线 坚守的社区 坚守防线 坚守防线"),
        ("坚守 * 社区", "坚守的社区"),
        # a tag finds those that begin like it: nr is a noun
        ("nr v", "王芳说"),
        ("n v", "王芳说 人坚守"),
        # marks stand between, so these don't follow one another
        ("社区 坚守", ""),
        ("* * * * * * *", ""),
    ],
)
def test_patterns_of_tags(said: Corpus, tags: str, nodes: str) -> None:
    found = concordance.kwic(said, tags=tags)
    assert list(found["node"]) == nodes.split()
    assert found["whole"].all()


@pytest.mark.parametrize("tags", ["v--n", "?", " ", "n? n? n? n? n?", "[a]"])
def test_what_is_no_pattern_is_said(said: Corpus, tags: str) -> None:
    with pytest.raises(WuchengError):
        concordance.kwic(said, tags=tags)
    with pytest.raises(WuchengError, match="both"):
        concordance.kwic(said, "防线", tags="n")


def test_sorted_by_words_beside_it(said: Corpus) -> None:
    found = concordance.kwic(said, "坚守", sort=["R1", "L1", "R2"])
    rows = list(zip(found["r1"], found["l1"], found["r2"], strict=True))
    assert rows == sorted(rows)
    assert ("防线", "说", "") in rows
    assert ("的", "", "社区") in rows
    for bad in ("R4", "middle", []):
        with pytest.raises(WuchengError, match="no order"):
            concordance.kwic(said, "坚守", sort=bad)


def test_the_same_words_twice(said: Corpus) -> None:
    texts = {"a": ("天津", ["坚守 防线 。 坚守 防线 ！"]), "b": ("深圳", ["坚守 防线 。"])}
    c = corpora.build(said.folder.parent / "twice", texts)
    assert list(concordance.kwic(c, "防线", unique=True)["city"]) == ["天津", "天津"]
    assert len(concordance.kwic(c, "防线")) == 3


def test_a_spreadsheet_runs_nothing(tmp_path: Path) -> None:
    """A sentence that begins like a formula stays text, in every column."""
    c = corpora.build(tmp_path, {"a": ("天津", ["=1+1 防线 @x ＝2"])})
    rows = list(csv.reader(io.StringIO(concordance.csv(concordance.kwic(c, "防线")))))
    cells = dict(zip(*rows, strict=True))
    assert (cells["left"], cells["right"]) == ("'=1+1", "'@x＝2")
