"""Terms: counts, denominators, intervals, dispersion and positions of small corpora."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partialmethod
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import corpora
from wucheng import corpus, terms
from wucheng.corpus import Corpus
from wucheng.dispersion import dp_norm
from wucheng.errors import CorpusError
from wucheng.statistics import counts, intervals

# "Community workers hold the line. The line!" and so on: 社区 community, 防线 defence line,
# 坚守 hold fast, 的 of (a stop word), 天津 Tianjin, 王芳 a person, 说 say, 12 a figure.
DOCUMENTS = {
    "a": (
        "天津",
        [("title", "天津 防线"), "社区 的 人 坚守 防线 。 防线 ！", "王芳 说 ： 社区 12 人"],
    ),
    "b": ("天津", ["社区 坚守 ， 坚守 社区 。"]),
    "c": ("深圳", [("heading", "坚守"), "社区 的 社区 。 天津 人"]),
    "d": ("", ["人 坚守"]),
}


@pytest.fixture
def c(tmp_path: Path) -> Corpus:
    return corpora.build(tmp_path, DOCUMENTS)


def cells(table: object, *columns: str) -> list[tuple[object, ...]]:
    return list(table[list(columns)].itertuples(index=False, name=None))  # type: ignore[index]


def test_counts_by_city(c: Corpus) -> None:
    found = terms.frequency(c)
    assert cells(
        found[found["group"] == "天津"], "term", "count", "tokens", "documents", "range"
    ) == [
        ("社区", 4, 15, 2, 1.0),
        ("坚守", 3, 15, 2, 1.0),
        ("人", 2, 15, 1, 0.5),
        ("防线", 2, 15, 1, 0.5),
        ("王芳", 1, 15, 1, 0.5),
        ("说", 1, 15, 1, 0.5),
    ]


def test_a_document_without_a_city_is_shown_as_unknown(c: Corpus) -> None:
    found = terms.frequency(c)
    assert cells(found[found["group"] == "unknown"], "term", "count", "tokens") == [
        ("人", 1, 2),
        ("坚守", 1, 2),
    ]


def test_rates_have_exact_intervals(c: Corpus) -> None:
    row = terms.frequency(c).iloc[0]
    low, high = intervals.clopper_pearson(int(row["count"]), int(row["tokens"]))
    assert row["per_10k"] == row["count"] / row["tokens"] * 10_000
    assert (row["low"], row["high"]) == pytest.approx((low * 10_000, high * 10_000))


def test_glosses_come_from_the_lexicon(c: Corpus) -> None:
    found = terms.frequency(c, by=None).set_index("term")["gloss"]
    assert (found["社区"], found["人"]) == ("community", "")


def test_the_title_counts_only_when_asked_for(c: Corpus) -> None:
    titled = terms.frequency(c, kinds=("title", "heading", "body"), words="防线")
    assert cells(titled, "group", "count", "tokens") == [
        ("unknown", 0, 2),
        ("天津", 3, 17),
        ("深圳", 0, 6),
    ]
    assert cells(terms.frequency(c, kinds="title"), "term", "count") == [("天津", 1), ("防线", 1)]


def test_stop_words_and_figures_leave_the_list_but_not_the_denominator(c: Corpus) -> None:
    listed = set(terms.frequency(c, by=None)["term"])
    everything = terms.frequency(c, by=None, stop=False)
    assert {"的", "12"} & listed == set()
    assert {"的", "12"} <= set(everything["term"])
    assert set(everything["tokens"]) == set(terms.frequency(c, by=None)["tokens"])
    assert everything["count"].sum() == everything["tokens"].iloc[0]
    assert "人" not in set(terms.frequency(c, by=None, stop=["人"])["term"])


def test_tags_and_names_can_be_filtered(c: Corpus) -> None:
    assert set(terms.frequency(c, by=None, pos="v")["term"]) == {"说", "坚守"}
    assert {"天津", "王芳"} & set(terms.frequency(c, by=None, names=False)["term"]) == set()


def test_chosen_words_stand_in_every_group_also_with_nothing(c: Corpus) -> None:
    found = terms.frequency(c, words=["防线", "没有的词"])
    assert cells(found, "group", "term", "count") == [
        ("unknown", "没有的词", 0),
        ("unknown", "防线", 0),
        ("天津", "防线", 2),
        ("天津", "没有的词", 0),
        ("深圳", "没有的词", 0),
        ("深圳", "防线", 0),
    ]
    assert (found["low"] <= found["per_10k"]).all()
    assert (found["per_10k"] <= found["high"]).all()
    assert (found.loc[found["count"] == 0, "high"] > 0).all()


def test_rates_per_10_000_characters(c: Corpus) -> None:
    found = terms.frequency(c, words="防线", unit="characters").set_index("group")
    assert dict(found["characters"]) == {"unknown": 3, "天津": 26, "深圳": 10}
    assert found.loc["天津", "per_10k"] == pytest.approx(2 / 26 * 10_000)
    assert "tokens" not in found.columns


def test_any_column_can_make_the_groups(c: Corpus) -> None:
    """Whole numbers too; documents without one are unknown."""
    assert set(terms.frequency(c, by="chars_body")["group"]) == {"unknown"}


def test_small_counts_are_flagged_not_hidden(c: Corpus) -> None:
    found = terms.frequency(c, by=None).set_index("term")
    assert found["small"].to_dict() == (found["count"] < 5).to_dict()
    assert not found.loc["社区", "small"]


def test_bigrams_stay_within_a_sentence_and_do_not_cross_marks(c: Corpus) -> None:
    found = terms.frequency(c, by="doc_id", n=2, stop=False)
    assert cells(found[found["group"] == "b"], "term", "count", "tokens") == [
        ("坚守 社区", 1, 2),
        ("社区 坚守", 1, 2),
    ]
    # "of the people" begins with a stop word; "community of" ends with one.
    assert "社区 的" not in set(terms.frequency(c, by=None, n=2)["term"])


def test_an_unknown_column_or_kind_is_named(c: Corpus) -> None:
    with pytest.raises(CorpusError, match="province_"):
        terms.frequency(c, by="province_")
    with pytest.raises(CorpusError, match="bodies"):
        terms.frequency(c, kinds=["bodies"])
    with pytest.raises(ValueError, match="n must"):
        terms.frequency(c, n=0)


def test_nothing_is_a_table_without_rows(tmp_path: Path) -> None:
    c = corpora.build(tmp_path, {"a": ("天津", ["。"]), "b": ("深圳", [("title", "社区")])})
    assert len(terms.frequency(c)) == 0
    assert len(terms.dispersion(c)) == 0
    assert len(terms.positions(c, "社区")) == 0


WORDS = st.lists(st.sampled_from("社区 防线 人 的 坚守 ， 。".split()), min_size=1, max_size=12)


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["天津", "深圳", ""]), WORDS), min_size=1, max_size=5))
def test_any_grouping_counts_what_a_counter_counts(
    tmp_path_factory: pytest.TempPathFactory, texts: list[tuple[str, list[str]]]
) -> None:
    documents = {f"d{i}": (city, [" ".join(words)]) for i, (city, words) in enumerate(texts)}
    c = corpora.build(tmp_path_factory.mktemp("corpus"), documents)
    expected = Counter(word for _, words in texts for word in words if word not in "，。")
    for by in (None, "city", "doc_id"):
        found = terms.frequency(c, by=by, stop=False)
        assert Counter(dict(found.groupby("term")["count"].sum())) == expected
        sizes = found.drop_duplicates("group")["tokens"]
        assert sizes.sum() == sum(expected.values())
    for n in (2, 3):
        by_document = terms.frequency(c, by="doc_id", n=n, stop=False)["count"].sum()
        assert by_document == terms.frequency(c, by=None, n=n, stop=False)["count"].sum()
        assert by_document == _ngrams([words for _, words in texts], n)


def _ngrams(texts: list[list[str]], n: int) -> int:
    runs = [
        run.split() for words in texts for run in " ".join(words).replace("，", "。").split("。")
    ]
    return sum(max(len(run) - n + 1, 0) for run in runs)


def test_counts_of_blocks_merge_to_the_same_counts(c: Corpus) -> None:
    """However the documents are dealt out, and in whatever steps they are merged."""
    whole = counts.count(c, stop=False)
    pieces = [_alone(whole, row) for row in range(4)]
    for merged in (
        counts.merge(pieces),
        counts.merge([counts.merge(pieces[:3]), pieces[3]]),
        counts.merge([pieces[0], counts.merge(pieces[1:])]),
    ):
        assert (merged.matrix != whole.matrix).nnz == 0
        assert merged.parts.equals(whole.parts)
        assert list(merged.terms["term"]) == list(whole.terms["term"])
    with pytest.raises(ValueError, match="two of the pieces"):
        counts.merge([pieces[0], pieces[0]])
    with pytest.raises(ValueError, match="nothing"):
        counts.merge([])


def _alone(whole: counts.Counts, row: int) -> counts.Counts:
    """One document's counts over its own words only."""
    one = whole.select(np.array([row]))
    kept = np.flatnonzero(one.totals)
    terms = one.terms.iloc[kept].reset_index(drop=True)
    return counts.Counts(one.parts, terms, one.matrix[:, kept])


@pytest.mark.parametrize("rows", [1, 3, 7, 1000])
def test_blocks_of_any_size_give_the_same_counts(
    c: Corpus, rows: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = terms.frequency(c, n=2, stop=False)
    monkeypatch.setattr(Corpus, "blocks", partialmethod(_blocks, rows))
    assert terms.frequency(c, n=2, stop=False).equals(expected)


def _blocks(c: Corpus, rows: int, name: str) -> Iterator[pd.DataFrame]:
    table = getattr(c, name)
    yield from (table.iloc[first : first + rows] for first in range(0, len(table), rows))


def test_a_large_table_is_read_from_disk_in_pieces(
    c: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = terms.frequency(c)
    fresh = corpus.load(c.folder)
    monkeypatch.setattr(corpus, "_LARGE", 0)
    pieces = list(fresh.blocks("tokens", 5))
    assert [len(piece) for piece in pieces[:-1]] == [5] * (len(pieces) - 1)
    assert pd.concat(pieces, ignore_index=True).equals(c.tokens)
    assert terms.frequency(fresh).equals(expected)


def test_ranks_hold_everything(c: Corpus) -> None:
    found = terms.ranked(c, by="doc_id")
    for _, text in found.groupby("group"):
        assert list(text["rank"]) == list(range(1, len(text) + 1))
        assert text["count"].is_monotonic_decreasing
        assert text["share"].iloc[-1] == pytest.approx(1)
        assert text["count"].sum() == text["tokens"].iloc[0]


def test_characters_and_tags_can_be_counted(c: Corpus) -> None:
    """社区 is two characters; a bigram of characters may cross words but no mark."""
    found = terms.frequency(c, by="doc_id", of="characters", stop=False).set_index(
        ["group", "term"]
    )
    assert (found.loc[("b", "社"), "count"], found.loc[("b", "社"), "tokens"]) == (2, 8)
    pairs = terms.frequency(c, by="doc_id", of="characters", n=2, stop=False)
    assert dict(pairs[pairs["group"] == "b"].set_index("term")["count"]) == {
        "社 区": 2,
        "坚 守": 2,
        "区 坚": 1,
        "守 社": 1,
    }
    tags = terms.frequency(c, by="doc_id", of="tags").set_index(["group", "term"])["count"]
    assert dict(tags["b"]) == {"n": 2, "v": 2}
    with pytest.raises(CorpusError, match="syllables"):
        terms.frequency(c, of="syllables")


def test_sentences_can_be_parts(c: Corpus) -> None:
    data = counts.count(c, parts="sentences", stop=False)
    rows = data.parts[data.parts["doc_id"] == "a"]
    assert list(zip(rows["paragraph"], rows["sentence"], rows["tokens"], strict=True)) == [
        (1, 1, 5),
        (1, 2, 1),
        (2, 3, 5),
    ]


def test_dispersion_over_documents(c: Corpus) -> None:
    found = terms.dispersion(c).set_index("term")
    row = found.loc["社区"]
    assert (row["parts"], row["parts_with"], row["parts_all"]) == ("documents", 3, 4)
    assert row["dp_norm"] == pytest.approx(dp_norm([2, 2, 2, 0], [11, 4, 6, 2]))


def test_dispersion_over_paragraphs_where_there_is_one_document(c: Corpus) -> None:
    found = terms.dispersion(c, by="doc_id")
    row = found[(found["group"] == "a") & (found["term"] == "防线")].iloc[0]
    assert (row["parts"], row["parts_with"], row["parts_all"]) == ("paragraphs", 1, 2)
    assert row["dp_norm"] == pytest.approx(dp_norm([2, 0], [6, 5]))


def test_dispersion_over_what_is_asked_for(c: Corpus) -> None:
    found = terms.dispersion(c, over="paragraphs").set_index("term")
    row = found.loc["社区"]
    assert (row["parts"], row["parts_with"], row["parts_all"]) == ("paragraphs", 4, 6)
    assert row["dp_norm"] == pytest.approx(dp_norm([1, 1, 2, 0, 2, 0], [6, 5, 4, 1, 5, 2]))
    single = terms.dispersion(c, by="doc_id", over="documents")
    assert set(single["parts"]) == {"documents"}
    assert single["dp_norm"].isna().all()


def test_one_paragraph_has_no_dispersion(c: Corpus) -> None:
    found = terms.dispersion(c, by="doc_id")
    row = found[found["group"] == "b"].iloc[0]
    assert row["parts_all"] == 1
    assert np.isnan(row["dp_norm"])
    assert row["dp"] == 0


def test_positions(c: Corpus) -> None:
    found = terms.positions(c, ["防线", "坚守"])
    assert cells(
        found[found["doc_id"] == "a"], "term", "position", "sentence", "start", "text"
    ) == [
        ("坚守", 3 / 11, 1, 4, "社区的人坚守防线。"),
        ("防线", 4 / 11, 1, 6, "社区的人坚守防线。"),
        ("防线", 5 / 11, 2, 0, "防线！"),
    ]
    assert found["position"].between(0, 1, inclusive="left").all()
    assert list(found["group"]) == ["天津"] * 5 + ["深圳", "unknown"]


def test_counts_add_up_over_paragraphs_and_documents(c: Corpus) -> None:
    documents = counts.count(c, stop=False)
    paragraphs = counts.count(c, parts="paragraphs", stop=False)
    assert list(documents.terms["term"]) == list(paragraphs.terms["term"])
    assert (documents.matrix.sum(axis=0) == paragraphs.matrix.sum(axis=0)).all()
    by_document = paragraphs.parts.groupby("doc_id")["tokens"].sum()
    assert dict(by_document) == dict(zip(documents.parts["doc_id"], documents.sizes, strict=True))


def test_the_corpus_is_not_changed(c: Corpus) -> None:
    before = c.tokens.copy(), c.documents.copy(), c.sentences.copy()
    terms.frequency(c, n=2)
    terms.dispersion(c, by="city")
    terms.positions(c, "社区")
    for was, now in zip(before, (c.tokens, c.documents, c.sentences), strict=True):
        assert was.equals(now)
