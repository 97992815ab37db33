"""Quotations: speech told from terms, speakers; cases in tests/cases/quotes*.json."""

from __future__ import annotations

from operator import itemgetter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents import BODIES, LEXICONS, ROLES, SEGMENTER, SPEECH, document, load, params
from wucheng.language.sentences import Sentence
from wucheng.people import people
from wucheng.voices import quotes
from wucheng.voices.quotes import Quote


def kind(paragraph: str) -> str:
    """A short paragraph without a full stop is a heading, whatever else it ends with."""
    return "body" if "。" in paragraph or len(paragraph) > 34 else "heading"


def read(sentences: list[Sentence]) -> list[Quote]:
    tokens = [SEGMENTER.cut(sentence.text) for sentence in sentences]
    found = people.read(sentences, tokens, ROLES)
    return quotes.read(sentences, found, SPEECH, ROLES)


def seeds() -> list[tuple[list[Sentence], list[dict[str, Any]]]]:
    return [
        (document(BODIES[doc_id].splitlines(), kind), expected)
        for doc_id, expected in load("quotes_seeds.json")["documents"].items()
    ]


def passages(file: str) -> list[tuple[list[Sentence], list[dict[str, Any]]]]:
    return [(document(p["paragraphs"], kind), p["quotes"]) for p in load(file)["passages"]]


def measure(
    texts: list[tuple[list[Sentence], list[dict[str, Any]]]],
) -> tuple[float, float, list[str]]:
    """Share of speech told from terms, share of speakers right, terms taken for speech.

    Quotations that their annotator calls open don't count.
    """
    kinds, speakers, mistaken = [], [], []
    for sentences, expected in texts:
        got = read(sentences)
        assert [want["opens"] for want in expected] == [
            quote.text[: len(want["opens"])] for quote, want in zip(got, expected, strict=True)
        ]
        for quote, want in zip(got, expected, strict=True):
            if want.get("open"):
                continue
            kinds.append(quote.speech == bool(want["speech"]))
            if want["speech"]:
                speakers.append(quote.speaker == want["speaker"])
            elif quote.speech:
                mistaken.append(quote.text)
    return sum(kinds) / len(kinds), sum(speakers) / len(speakers), mistaken


def test_seeds() -> None:
    kinds, speakers, mistaken = measure(seeds())
    assert kinds == 1
    assert speakers >= 0.95
    assert not mistaken


@pytest.mark.parametrize("file", ["voices_aside.json", "voices_fresh.json", "voices_last.json"])
def test_other_cities(file: str) -> None:
    kinds, speakers, mistaken = measure(passages(file))
    assert kinds >= 0.95
    assert speakers >= 0.9
    assert not mistaken


@pytest.mark.parametrize(
    "file",
    [
        "blind_pages.json",
        "blind_pages_2.json",
        "blind_pages_3.json",
        "blind_pages_4.json",
        "blind_pages_5.json",
        "blind_pages_6.json",
        "voices_rounds.json",
        "voices_ways.json",
    ],
)
def test_pages_of_other_styles(file: str) -> None:
    kinds, speakers, mistaken = measure(passages(file))
    assert kinds >= 0.95
    assert speakers >= 0.9
    assert not mistaken


def test_pages_that_no_rule_has_learnt_from() -> None:
    kinds, speakers, mistaken = measure(passages("blind_pages_8.json"))
    assert kinds >= 0.95
    assert speakers >= 0.88
    assert not mistaken


def test_unseen_passages_take_no_term_for_speech() -> None:
    kinds, _, mistaken = measure(passages("voices_unseen.json"))
    assert kinds >= 0.95
    assert not mistaken


def test_unseen_speakers() -> None:
    assert measure(passages("voices_unseen.json"))[1] >= 0.9


@pytest.mark.parametrize("case", params(load("quotes.json")["cases"], itemgetter("label")))
def test_cases(case: dict[str, Any]) -> None:
    got = [
        {key: getattr(quote, key) for key in ("text", "speech", "speaker", "role", "cue")}
        for quote in read(document(case["text"], kind))
    ]
    assert got == case["quotes"], case["comment"]


@pytest.mark.parametrize("scene", params(load("voices_told.json")["passages"], itemgetter("id")))
def test_who_is_told_to_speak(scene: dict[str, Any]) -> None:
    got = [(quote.speech, quote.speaker) for quote in read(document(scene["paragraphs"], kind))]
    want = [(bool(quote["speech"]), quote["speaker"]) for quote in scene["quotes"]]
    assert got == want, scene["comment"]


@pytest.mark.parametrize("scene", params(load("voices_floor.json")["passages"], itemgetter("id")))
def test_who_has_the_floor(scene: dict[str, Any]) -> None:
    got = [(quote.speech, quote.speaker) for quote in read(document(scene["paragraphs"], kind))]
    want = [(bool(quote["speech"]), quote["speaker"]) for quote in scene["quotes"]]
    assert got == want, scene["comment"]


def test_a_quotation_stands_where_it_says() -> None:
    for sentences, _ in [*seeds(), *passages("voices_aside.json")]:
        for quote in read(sentences):
            rest = "".join(s.text for s in sentences[quote.sentence :])
            first = quote.text.split("\n")[0]
            assert rest[quote.start_char :].startswith(first)
            assert rest[quote.start_char - 1] in "“‘「『"


def test_one_row_a_place() -> None:
    for sentences, _ in seeds():
        got = read(sentences)
        keys = [(quote.sentence, quote.start_char) for quote in got]
        assert keys == sorted(set(keys))


def test_without_roles_nobody_is_anonymous() -> None:
    sentences = document(["“我先上。”一位老党员说。"], kind)
    (quote,) = quotes.read(sentences, [], SPEECH)
    assert (quote.speech, quote.speaker, quote.role) == (True, "", "")


def test_nothing() -> None:
    assert quotes.read([], [], SPEECH) == []


def test_speech_table() -> None:
    table = LEXICONS["speech"]
    assert len({row["cue"] for row in table}) == len(table)
    assert {row["position"] for row in table} == {"before", "after", "both", "not", "label"}
    assert {row["label"] for row in table} == {"", "asker", "answerer"}
    assert all(row["label"] for row in table if row["position"] == "label")
    assert all(row["gloss"] for row in table)


_MARKS = st.text(alphabet="“”‘’「」『』。！，：…\n说我王书记大家a ", max_size=60)


@settings(max_examples=200, deadline=None)
@given(_MARKS)
def test_never_crashes_and_never_swallows(text: str) -> None:
    sentences = document(text.split("\n"), kind)
    length = {s.paragraph: 0 for s in sentences}
    for sentence in sentences:
        length[sentence.paragraph] += len(sentence.text)
    for quote in read(sentences):
        paragraph = next(s.paragraph for s in sentences if s.sentence == quote.sentence)
        first = quote.text.split("\n")[0]
        assert 0 < len(first) <= length[paragraph]


@settings(max_examples=200, deadline=None)
@given(_MARKS.map(lambda t: t.replace("\n", "")))
def test_marks_are_outermost_and_in_order(text: str) -> None:
    found = quotes.marks(text)
    for (start, end, _), following in zip(found, [*found[1:], (len(text), 0, True)], strict=False):
        assert 0 <= start < end <= following[0]
        assert text[start] in "“‘「『"
