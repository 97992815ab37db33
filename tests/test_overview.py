"""The cities side by side: sums are conserved, and what can't be tested is said."""

from pathlib import Path

import pandas as pd
import pytest

import shapes
from wucheng import corpus, overview, prose, rhetoric, timeline
from wucheng.build import build
from wucheng.display.paragraph import Prose, plain


@pytest.fixture(scope="module")
def c(built: Path, root: Path) -> corpus.Corpus:
    return corpus.load(built, root / "lexicons")


@pytest.mark.parametrize("by", ["city", "province", "damage", "doc_id"])
def test_sums_are_the_same_under_any_grouping(c: corpus.Corpus, by: str) -> None:
    table = overview.side_by_side(c, by)
    body = c.sentences[c.sentences["kind"] != "title"]
    assert table["documents"].sum() == len(c.documents)
    assert table["sentences"].sum() == len(body)
    assert table["characters"].sum() == body["text"].str.len().sum()
    assert table["people"].sum() == len(c.people)
    assert table["events"].sum() == timeline.coverage(c)["events"].sum()
    assert (table["events_dated"] <= table["events"]).all()
    voices = rhetoric.voices(c, by, resamples=10).set_index(["group", "kind"])["share"]
    for group, share in zip(table["group"], table["quoted_share"], strict=True):
        assert 100 * share == pytest.approx(100 - voices[group, "narration"])


def test_a_date_that_is_not_known_is_empty(c: corpus.Corpus) -> None:
    table = overview.side_by_side(c, "doc_id").set_index("group")
    undated = c.documents.loc[c.documents["date"] == "", "doc_id"]
    assert len(undated)
    assert set(table.loc[undated, "first"]) == {""}


@pytest.mark.parametrize(
    ("texts", "least", "enough"),
    [((1, 4), 0.40, False), ((3, 3), 0.10, False), ((4, 4), 0.029, True), ((5, 5), 0.0079, True)],
)
def test_least_p_of_an_exact_test(texts: tuple, least: float, enough: bool) -> None:
    """The published values: 1 v 4 .40, 3 v 3 .10, 4 v 4 .029, 5 v 5 .0079."""

    class Stub:
        documents = pd.DataFrame({"doc_id": [f"{n}" for n in range(sum(texts))]}).assign(
            city=["甲"] * texts[0] + ["乙"] * texts[1]
        )

    row = overview.testable(Stub()).iloc[0]  # type: ignore[arg-type]
    assert row["least_p"] == pytest.approx(least, rel=0.02)
    assert bool(row["enough"]) is enough


def test_prose_takes_its_numbers_from_the_tables(c: corpus.Corpus) -> None:
    said = prose.corpus(c)
    assert f"{len(c.documents)} texts from " in said
    assert f"{c.documents['chars_body'].sum():,} characters" in said
    assert "No comparison here is a test" in prose.limits(overview.testable(c))
    assert f"{c.documents['chars_raw'].sum():,} raw characters" in prose.cleaning(c)


def test_prose_without_its_markup_is_what_was_meant() -> None:
    for text in ("*<b>$x$[a](b)", "a\\*b", "**", "\\"):
        assert Prose(f"**{plain(text)}** is").text == f"{text} is"


def test_words_of_the_corpus_are_text_in_prose() -> None:
    assert plain("*<b>$x$[a](b)") == r"\*\<b\>\$x\$\[a\]\(b\)"


def test_one_text_alone(root: Path, tmp_path: Path) -> None:
    """One page, one city: nothing to compare, and nothing fails."""
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "a.txt").write_text(
        "社区防疫\n\n居民们都下楼做核酸，大家都很感谢。\n", encoding="utf-8"
    )
    build.build(seeds, root / "lexicons", tmp_path / "corpus")
    c = corpus.load(tmp_path / "corpus", root / "lexicons")
    assert "nothing to compare" in prose.limits(overview.testable(c))
    assert prose.corpus(c).startswith("**1 text from 0 cities**; 1 text without a date")
    assert prose.cleaning(c)
    assert prose.timeline(timeline.coverage(c))
    assert len(overview.side_by_side(c)) == 1


def test_texts_of_no_city_are_no_group_to_test(c: corpus.Corpus) -> None:
    grown = shapes.many(c, ["天津"] * 3 + ["武汉"] * 3)
    assert prose.limits(overview.testable(grown)).startswith("1 of 10 pairs of groups has at least")
    without = shapes.cityless(grown, grown.documents["doc_id"].iloc[0])
    pairs = overview.testable(without)
    assert len(pairs) == 10 and not pairs["enough"].any()
    assert not set(pairs["first"]) & {"", "unknown"}
