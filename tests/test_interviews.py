"""Interviews: turns without quotation marks; cases in tests/cases/interviews.json."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import corpora
import documents
from documents import load
from test_quotes import read
from wucheng import corpus, tables
from wucheng.language.sentences import Sentence
from wucheng.statistics import voices
from wucheng.statistics.voices import reporting
from wucheng.voices import spoken
from wucheng.voices.quotes import Quote

CASES = load("interviews.json")


def document(paragraphs: list[str]) -> list[Sentence]:
    return documents.document(paragraphs, lambda text: "body")


def turns(sentences: list[Sentence], found: list[Quote]) -> list[Quote]:
    """The rows without marks around them."""
    return [
        quote
        for quote in found
        if not spoken.opens_with_mark(sentences[quote.sentence].text, quote.start_char)
    ]


@pytest.mark.parametrize("case", CASES["turns"], ids=lambda case: case["id"])
def test_turns(case: dict[str, Any]) -> None:
    sentences = document(case["paragraphs"])
    got = [
        {"opens": turn.text[:4], "paragraphs": turn.text.count("\n") + 1}
        | {name: getattr(turn, name) for name in ("speaker", "role", "cue", "kind")}
        for turn in turns(sentences, read(sentences))
    ]
    assert got == case["turns"], case["comment"]


@pytest.mark.parametrize("case", CASES["none"], ids=lambda case: case["id"])
def test_no_turns(case: dict[str, Any]) -> None:
    sentences = document(case["paragraphs"])
    assert turns(sentences, read(sentences)) == [], case["comment"]


@pytest.mark.parametrize("case", CASES["turns"], ids=lambda case: case["id"])
def test_a_turn_stands_where_it_says_and_its_label_before_it(case: dict[str, Any]) -> None:
    sentences = document(case["paragraphs"])
    for turn in turns(sentences, read(sentences)):
        first = sentences[turn.sentence]
        whole = "".join(s.text for s in sentences if s.paragraph == first.paragraph)
        at = turn.start_char + sum(
            len(s.text) for s in sentences[: turn.sentence] if s.paragraph == first.paragraph
        )
        pieces = turn.text.split("\n")
        assert whole.startswith(pieces[0], at)
        label = whole[:at] or case["paragraphs"][first.paragraph - 1]
        assert label.rstrip("：]").endswith(turn.cue)
        for number, piece in enumerate(pieces[1:], first.paragraph + 1):
            assert case["paragraphs"][number] == piece


def test_a_quoted_voice_is_cut_out_of_the_turn_around_it() -> None:
    case = next(case for case in CASES["turns"] if "quoted voice" in case["id"])
    sentences = document(case["paragraphs"])
    said: dict[str, str] = {}
    for number, spans_ in spoken.stretches(sentences, read(sentences)).items():
        for start, end, quote in spans_:
            voice = quote.speaker or quote.role
            said[voice] = said.get(voice, "") + sentences[number].text[start:end]
    assert said["大爷"] == "姑娘，你先吃饭，我不急。"
    assert "一户不落" in said["戚小满"] and "我不急" not in said["戚小满"]


@pytest.fixture(scope="module")
def talked(tmp_path_factory: pytest.TempPathFactory) -> corpus.Corpus:
    """A corpus of the cases, one a document, with what is said in them."""
    texts = {
        f"{number:02}": ("天津", case["paragraphs"]) for number, case in enumerate(CASES["turns"])
    }
    c = corpora.build(tmp_path_factory.mktemp("talked"), texts)
    said = []
    for doc_id, lines in c.sentences.groupby("doc_id"):
        columns = lines[["sentence", "paragraph", "kind", "text"]]
        sentences = [Sentence(*line) for line in columns.itertuples(index=False)]
        said += [{"doc_id": doc_id} | asdict(quote) for quote in read(sentences)]
    tables.write(c.folder / "quotes.csv", tables.csv(tables.frame("quotes", said)))
    return corpus.load(c.folder)


def test_shares_add_up_and_no_character_is_said_twice(talked: corpus.Corpus) -> None:
    shares = voices.voices(talked, by="doc_id", resamples=50)
    assert shares.groupby("group")["share"].sum().tolist() == pytest.approx(
        [100] * len(talked.documents)
    )
    assert shares["chars"].ge(0).all()
    said = voices.spans(talked).sort_values(["doc_id", "paragraph", "start"])
    within = said.groupby(["doc_id", "paragraph"])["end"].shift(fill_value=0)
    assert (said["start"] >= within).all()
    texts = {
        key: "".join(lines["text"])
        for key, lines in talked.sentences.groupby(["doc_id", "paragraph"])
    }
    for quote, pieces in said.groupby("quote"):
        words = talked.quotes[talked.quotes["speech"].astype(bool)].iloc[quote]["text"]
        for piece in pieces.itertuples():
            assert texts[piece.doc_id, piece.paragraph][piece.start : piece.end] in words


def test_places_and_stretches_of_paragraphs_hold_the_same_characters(
    talked: corpus.Corpus,
) -> None:
    by_sentence = voices.places(talked)
    by_paragraph = voices.spans(talked)
    sizes = (by_sentence["end"] - by_sentence["start"]).groupby(by_sentence["kind"]).sum()
    assert sizes.to_dict() == by_paragraph.groupby("kind")["chars"].sum().to_dict()


def test_a_label_is_no_word_for_speaking(talked: corpus.Corpus) -> None:
    words = set(reporting(talked)["cue"])
    assert "说" in words and not words & {"记者", "答", "华玉兰", "《江城周刊》"}


_PIECES = (
    "记者： 问： 答： 华玉兰： 社区书记华玉兰： 华： [主持人] 《江城晚报》： 我妈： 您累吗？ "
    "我不累。 他说：“ ” “放心。” ‘ 一户不落 。 ？ 大家好 　 ： 【 】 记者看到 （完）"
).split(" ")
_LINES = st.lists(st.lists(st.sampled_from(_PIECES), max_size=6).map("".join), max_size=8)


@settings(max_examples=60, deadline=None)
@given(_LINES)
def test_nobody_speaks_twice_at_a_place_and_nothing_is_invented(lines: list[str]) -> None:
    sentences = document([line for line in lines if line])
    found = read(sentences)
    places = [(quote.sentence, quote.start_char) for quote in found]
    assert len(set(places)) == len(places)
    ends: dict[int, int] = {}
    for turn in turns(sentences, found):
        first = sentences[turn.sentence]
        pieces = turn.text.split("\n")
        whole = "".join(s.text for s in sentences if s.paragraph == first.paragraph)
        before = [s for s in sentences[: turn.sentence] if s.paragraph == first.paragraph]
        at = turn.start_char + sum(len(s.text) for s in before)
        assert pieces[0] and whole.startswith(pieces[0], at)
        for number, piece in enumerate(pieces, first.paragraph):
            start = at if number == first.paragraph else 0
            assert ends.get(number, 0) <= start
            ends[number] = start + len(piece)
    for number, said in spoken.stretches(sentences, found).items():
        done = 0
        for start, end, _ in said:
            assert done <= start < end <= len(sentences[number].text)
            done = end


_SPANS = st.lists(
    st.tuples(st.integers(0, 20), st.integers(1, 8), st.booleans()).map(
        lambda span: (span[0], span[0] + span[1], span[2])
    ),
    max_size=8,
)


@given(_SPANS)
def test_stretches_are_cut_apart_and_none_is_invented(
    held: list[tuple[int, int, bool]],
) -> None:
    pieces = list(spoken.apart(sorted(held, key=spoken.in_order), bool))
    covered = [place for start, end, _ in pieces for place in range(start, end)]
    assert covered == sorted(set(covered))
    assert set(covered) <= {place for start, end, _ in held for place in range(start, end)}
