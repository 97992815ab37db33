"""Rates and their company, on a small corpus whose numbers can be counted by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wucheng import corpus, prose, rhetoric, tables
from wucheng.corpus import Corpus
from wucheng.statistics import frames, intervals, voices
from wucheng.statistics.agreement import ALL

FRAMES = ("war", "care", "never")


def _corpus(
    folder: Path,
    documents: dict[str, tuple[str, list[tuple[str, str]]]],
    frames: list[tuple[str, int, str, int]] = (),  # type: ignore[assignment]
    quotes: list[dict[str, Any]] = (),  # type: ignore[assignment]
    people: list[dict[str, Any]] = (),  # type: ignore[assignment]
) -> Corpus:
    """doc_id → (city, [(kind, text) …]); a + continues the paragraph."""
    sentences = []
    for doc_id, (_, lines) in documents.items():
        paragraph = -1
        for number, (kind, text) in enumerate(lines):
            paragraph += not text.startswith("+")
            row = {"doc_id": doc_id, "sentence": number, "paragraph": paragraph, "kind": kind}
            sentences.append(row | {"text": text.removeprefix("+")})
    cues = [
        {"doc_id": doc_id, "sentence": sentence, "frame": frame, "start_char": start, "cue": "x"}
        for doc_id, sentence, frame, start in frames
    ]
    content: dict[str, list[Any]] = {
        "documents": [{"doc_id": d, "city": city} for d, (city, _) in documents.items()],
        "sentences": sentences,
        "frames": cues,
        "quotes": list(quotes),
        "people": list(people),
    }
    for name, rows in content.items():
        path = folder / "corpus" / tables.TABLES[name].file
        tables.write(path, tables.csv(tables.frame(name, rows)))
    lexicon = "frame\tcue\n" + "".join(f"{frame}\t{frame}\n" for frame in FRAMES)
    tables.write(folder / "lexicons" / "frames.tsv", lexicon)
    return corpus.load(folder / "corpus")


@pytest.fixture
def small(tmp_path: Path) -> Corpus:
    """Two cities, one of them with two texts; a title that must not count; one cue twice over."""
    return _corpus(
        tmp_path,
        {
            "a": ("甲", [("title", "题"), ("heading", "标"), ("body", "一。"), ("body", "二。")]),
            "b": ("乙", [("body", "一。"), ("body", "二。"), ("body", "三。"), ("body", "四。")]),
            "c": ("乙", [("body", "一。")]),
        },
        [
            ("a", 0, "war", 0),
            ("a", 1, "war", 0),
            ("a", 2, "war", 0),
            ("a", 2, "war", 1),
            ("a", 2, "care", 0),
            ("b", 0, "care", 0),
            ("b", 3, "care", 0),
            ("b", 3, "war", 0),
            ("c", 0, "care", 0),
        ],
    )


def _row(data: pd.DataFrame, **cells: Any) -> pd.Series:
    for column, value in cells.items():
        data = data[data[column] == value]
    assert len(data) == 1
    return data.iloc[0]


def test_rates_count_sentences_of_body_and_headings(small: Corpus) -> None:
    data = rhetoric.rates(small)
    assert list(data["frame"]) == [*FRAMES, *FRAMES]  # a complete grid, in the lexicon's order
    war = _row(data, group="甲", frame="war")
    assert (war.sentences_with, war.sentences, war.documents) == (2, 3, 1)
    assert war.rate == pytest.approx(200 / 3)
    care = _row(data, group="乙", frame="care")
    assert (care.sentences_with, care.sentences, care.documents) == (3, 5, 2)
    assert care.low <= care.rate <= care.high


def test_a_rate_of_nothing_has_the_exact_bound(small: Corpus) -> None:
    never = _row(rhetoric.rates(small), group="乙", frame="never")
    assert (never.sentences_with, never.rate, never.low) == (0, 0, 0)
    assert never.high == pytest.approx(100 * (1 - 0.025 ** (1 / 5)))  # Clopper-Pearson, 0 of 5


def test_rates_of_titles_and_of_the_whole_corpus(small: Corpus) -> None:
    data = rhetoric.rates(small, by=None, kinds=["title"])
    assert set(data["group"]) == {"all"}
    assert _row(data, frame="war").rate == 100
    assert set(rhetoric.rates(small, by="doc_id")["group"]) == {"a", "b", "c"}


def test_a_text_without_sentences_has_no_rate(tmp_path: Path) -> None:
    c = _corpus(tmp_path, {"a": ("甲", [("title", "题")]), "b": ("乙", [("body", "一。")])})
    data = rhetoric.rates(c)
    empty = data[data["group"] == "甲"]
    assert (empty["sentences"] == 0).all()
    assert empty[["rate", "low", "high"]].isna().all(axis=None)


def test_rates_are_the_same_every_time(small: Corpus) -> None:
    pd.testing.assert_frame_equal(rhetoric.rates(small), rhetoric.rates(small))


def test_a_group_keeps_its_rates_whatever_others_there_are(small: Corpus) -> None:
    whole = rhetoric.rates(small)
    alone = small.exchanged(
        **{
            name: table[table["doc_id"] != "a"].reset_index(drop=True)
            for name, table in (
                ("documents", small.documents),
                ("sentences", small.sentences),
                ("frames", small.frames),
            )
        }
    )
    kept = whole[whole["group"] == "乙"].reset_index(drop=True)
    pd.testing.assert_frame_equal(rhetoric.rates(alone), kept)


def test_redrawing_sentences_is_the_bootstrap_over_sentences() -> None:
    hits = np.array([1] * 30 + [0] * 70)
    _, low, high = intervals.bootstrap_share(hits, resamples=20_000)
    drawn = frames._redrawn(30, 100, np.random.default_rng(1), 20_000)
    assert np.quantile(drawn, [0.025, 0.975]) == pytest.approx([low, high], abs=0.011)


def test_residuals_are_those_of_the_fourfold_table(small: Corpus) -> None:
    data = rhetoric.residuals(small)
    # war 2 in 甲, 1 in 乙; care 1 in 甲, 3 in 乙: z of the difference of two shares, pooled
    p, q = 2 / 3, 1 / 4
    pooled = 3 / 7
    z = (p - q) / np.sqrt(pooled * (1 - pooled) * (1 / 3 + 1 / 4))
    assert _row(data, group="甲", frame="war").residual == pytest.approx(z)
    assert _row(data, group="乙", frame="war").residual == pytest.approx(-z)
    assert _row(data, group="甲", frame="war").expected == pytest.approx(3 * 3 / 7)
    assert np.isnan(_row(data, group="甲", frame="never").residual)


def test_profile_sets_a_group_against_the_rest(small: Corpus) -> None:
    data = rhetoric.profile(small)
    first = data[data["group"] == "甲"].iloc[0]
    assert (first["frame"], first["place"]) == ("war", 1)
    assert first["rate"] == pytest.approx(200 / 3)
    assert first["rate_rest"] == pytest.approx(20)
    assert first["difference"] == pytest.approx(first["rate"] - first["rate_rest"])
    assert first["low"] <= first["difference"] <= first["high"]
    alone = rhetoric.profile(small, by=None)
    assert alone["difference"].isna().all()
    assert len(alone) == len(FRAMES)


def test_course_cuts_each_text_into_equal_parts(small: Corpus) -> None:
    data = rhetoric.course(small, parts=2)
    assert len(data) == 3 * 2 * len(FRAMES)
    assert _row(data, doc_id="b", part=1, frame="care").sentences_with == 1
    assert _row(data, doc_id="b", part=2, frame="care").rate == 50
    short = _row(data, doc_id="c", part=2, frame="care")
    assert short.sentences == 0
    assert np.isnan(short.rate)
    sizes = data.drop_duplicates(["doc_id", "part"]).groupby("doc_id")["sentences"].sum()
    assert sizes.to_dict() == {"a": 3, "b": 4, "c": 1}
    with pytest.raises(ValueError, match="at least 1"):
        rhetoric.course(small, parts=0)


def test_together_counts_sentences_with_both(small: Corpus) -> None:
    data = rhetoric.together(small)
    assert len(data) == 3  # pairs of three frames, also those that never meet
    pair = _row(data, frame="war", other="care")
    assert (pair.with_frame, pair.with_other, pair.both, pair.sentences) == (3, 4, 2, 8)
    assert pair.expected == pytest.approx(1.5)
    assert pair.lift == pytest.approx(4 / 3)
    war = [1, 1, 0, 0, 0, 0, 1, 0]
    care = [0, 1, 0, 1, 0, 0, 1, 1]
    assert pair.phi == pytest.approx(np.corrcoef(war, care)[0, 1])
    assert np.isnan(_row(data, frame="war", other="never").phi)


@pytest.fixture
def spoken(tmp_path: Path) -> Corpus:
    """A quotation over two paragraphs, one in a heading, one without a speaker, scare quotes."""
    lines = [
        ("heading", "“我来！”"),
        ("body", "陈说：“一二三。"),
        ("body", "+四五。"),
        ("body", "“六七。”他说。"),
        ("body", "大家都说：“八九。”"),
        ("body", "这是“十”。"),
    ]

    def quote(sentence: int, start: int, text: str, speech: bool, speaker: str) -> dict[str, Any]:
        row = {"doc_id": "a", "sentence": sentence, "start_char": start, "text": text}
        kind = "official" if speaker else ""
        return row | {"speech": speech, "speaker": speaker, "kind": kind}

    return _corpus(
        tmp_path,
        {"a": ("甲", lines), "b": ("乙", [("body", "无话。")])},
        [
            ("a", 1, "war", 0),
            ("a", 1, "care", 5),
            ("a", 2, "care", 1),
            ("a", 3, "war", 2),
            ("a", 4, "war", 7),
        ],
        [
            quote(0, 1, "我来！", True, "陈"),
            quote(1, 4, "一二三。四五。\n六七。", True, "陈"),
            quote(4, 6, "八九。", True, ""),
            quote(5, 3, "十", False, ""),
        ],
        [{"doc_id": "a", "name": "陈", "kind": "official", "mentions": 1, "sentences": "1"}],
    )


def test_voices_share_out_the_body(spoken: Corpus) -> None:
    data = rhetoric.voices(spoken)
    official = _row(data, group="甲", kind="official")
    assert (official.chars, official.quotes, official.speakers) == (7 + 3, 1, 1)
    assert _row(data, group="甲", kind=voices.UNKNOWN).chars == 3
    body = 8 + 3 + 8 + 10 + 6
    assert official.chars_body == body
    assert official.share == pytest.approx(100 * 10 / body)
    assert official.low <= official.share <= official.high
    assert data.groupby("group")["share"].sum().tolist() == pytest.approx([100, 100])
    assert data.groupby("group")["chars"].sum().to_dict() == {"甲": body, "乙": 3}
    silent = _row(data, group="乙", kind="official")
    assert silent.share == 0
    assert np.isnan(silent.high)  # redrawing what isn't there tells nothing


def test_frames_by_voice_follow_a_quotation_over_paragraphs(spoken: Corpus) -> None:
    data = rhetoric.by_voice(spoken)
    cues = data.set_index(["kind", "frame"])["cues"]
    assert cues["official", "care"] == 2
    assert cues["official", "war"] == 1
    assert cues["unknown", "war"] == 1
    assert cues["narration", "war"] == 1
    assert cues.sum() == 5
    chars = data.drop_duplicates("kind").set_index("kind")["chars"]
    assert chars.sum() == 8 + 3 + 8 + 10 + 6 + 3


def test_nobody_speaks(tmp_path: Path) -> None:
    c = _corpus(tmp_path, {"a": ("甲", [("body", "一。")])}, [("a", 0, "war", 0)])
    data = rhetoric.voices(c)
    assert data["kind"].tolist() == [voices.NARRATION]
    assert data["share"].tolist() == [100]
    assert rhetoric.by_voice(c)["cues"].sum() == 1


def _coding(*rows: tuple[int, str]) -> pd.DataFrame:
    return pd.DataFrame(
        [{"doc_id": "a", "sentence": sentence, "frame": frame} for sentence, frame in rows]
    )


def test_agreement_counts_decisions() -> None:
    person = _coding((0, "war"), (1, "war"), (2, ""), (3, ""), (4, "care"))
    machine = _coding((0, "war"), (0, "war"), (2, "war"), (4, "care"), (9, "war"))
    data = rhetoric.agreement(machine, person)
    war = _row(data, frame="war")
    assert (war.both, war.only_a, war.only_b, war.neither) == (1, 1, 1, 2)
    assert (war.precision, war.recall, war.f1) == (0.5, 0.5, 0.5)
    assert war.kappa == pytest.approx((3 / 5 - (4 + 9) / 25) / (1 - (4 + 9) / 25))
    assert (war.precision_low, war.precision_high) == pytest.approx(intervals.clopper_pearson(1, 2))
    everything = data.iloc[-1]
    assert everything["frame"] == ALL
    assert (everything.both, everything.only_a, everything.only_b) == (2, 1, 1)
    assert everything.f1 == pytest.approx(2 / 3)
    assert everything.f1_low <= everything.f1 <= everything.f1_high


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.tuples(st.booleans(), st.booleans()), min_size=2, max_size=30),
)
def test_kappa_against_its_definition(pairs: list[tuple[bool, bool]]) -> None:
    a = _coding(*((i, "f" if yes else "") for i, (yes, _) in enumerate(pairs)))
    b = _coding(*((i, "f" if yes else "") for i, (_, yes) in enumerate(pairs)))
    if not any(map(any, pairs)):
        assert list(rhetoric.agreement(a, b, resamples=10)["frame"]) == [ALL]
        return
    row = _row(rhetoric.agreement(a, b, resamples=10), frame="f")
    x, y = np.array(pairs).T
    observed = (x == y).mean()
    chance = x.mean() * y.mean() + (1 - x.mean()) * (1 - y.mean())
    if chance == 1:
        assert np.isnan(row.kappa)
    else:
        assert row.kappa == pytest.approx((observed - chance) / (1 - chance))
    swapped = _row(rhetoric.agreement(b, a, resamples=10), frame="f")
    assert row.precision == pytest.approx(swapped.recall, nan_ok=True)


def test_on_the_corpus_of_the_project(built: Path, root: Path) -> None:
    c = corpus.load(built, lexicons=root / "lexicons")
    rates = rhetoric.rates(c)
    assert len(rates) == rates["group"].nunique() * rates["frame"].nunique()
    assert (rates["low"] <= rates["rate"]).all()
    assert (rates["rate"] <= rates["high"]).all()
    frames = c.frames.merge(c.sentences, on=["doc_id", "sentence"])
    for text, start, cue in frames[["text", "start_char", "cue"]].itertuples(index=False):
        assert text[start:].startswith(cue)
    assert rhetoric.voices(c).groupby("group")["share"].sum().tolist() == pytest.approx(
        [100] * rates["group"].nunique()
    )
    body = frames[frames["kind"] == "body"]
    assert rhetoric.by_voice(c)["cues"].sum() == len(body)
    assert len(rhetoric.together(c)) == 66


def test_one_group_is_not_set_apart_in_prose(small: Corpus) -> None:
    told = prose.frames(rhetoric.rates(small))
    assert "甲 war 67" in told and "differ most in" in told
    alone = prose.frames(rhetoric.rates(small, by=None))
    assert "all " in alone and "differ" not in alone
