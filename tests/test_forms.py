"""Forms are found where a reader finds them, and nowhere else."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents import LEXICONS, SEGMENTER, document, load, params
from wucheng.build.tokens import tokenise
from wucheng.errors import LexiconError
from wucheng.forms import clauses, forms
from wucheng.forms.form import KINDS
from wucheng.forms.forms import Placed
from wucheng.language.sentences import Sentence
from wucheng.voices import quotes

READER = forms.Reader(LEXICONS["forms"], LEXICONS["idioms"], LEXICONS["roles"])


def _sentences(text: str, kind: str = "body") -> list[Sentence]:
    return document(text.split("\n"), lambda line: kind)


def _read(text: str, kind: str = "body") -> list[tuple[str, Placed]]:
    """The marks of a text, each with the text of its sentence."""
    sentences = _sentences(text, kind)
    tokens, persons, _ = tokenise(sentences, SEGMENTER, LEXICONS["roles"])
    quoted = quotes.read(sentences, persons, LEXICONS["speech"], LEXICONS["roles"])
    return [
        (sentences[mark.sentence].text, mark) for mark in READER.read(sentences, tokens, quoted)
    ]


@pytest.mark.parametrize(
    "case", params(load("forms.json"), lambda case: f"{case['kind']}-{case['text'][:12]}")
)
def test_case(case: dict[str, Any]) -> None:
    found = [mark.form for _, mark in _read(case["text"]) if mark.form.kind == case["kind"]]
    assert [form.text for form in found] == case["find"], case["gloss"]
    for name in {"detail", "agent", "patient"} & set(case):
        assert [getattr(form, name) for form in found] == [case[name]], case["gloss"]


_WORDS = (
    "我们 要 必须 为 把 被 给 居民 志愿者 送药 组织 的 一盘棋 一条心 不漏 一户 、 ， 。 ！ ？ “ ” "
    "众志成城 3 a"
)


@settings(max_examples=40)
@given(st.lists(st.sampled_from(_WORDS.split()), max_size=40).map("".join))
def test_a_mark_is_where_it_says(text: str) -> None:
    marks = _read(text)
    for sentence, mark in marks:
        form = mark.form
        assert form.text and sentence[form.start_char :].startswith(form.text)
        assert form.kind in KINDS
        assert form.agent in sentence and form.patient in sentence
    keys = [(mark.sentence, mark.form.kind, mark.form.start_char) for _, mark in marks]
    assert len(set(keys)) == len(keys)


@settings(max_examples=40)
@given(st.text(max_size=80))
def test_any_text_can_be_read(text: str) -> None:
    for sentence, mark in _read(text):
        assert sentence[mark.form.start_char :].startswith(mark.form.text)


@given(st.text(alphabet="我们，、。！？“”（） 社区防控a1", max_size=60), st.booleans())
def test_clauses_hold_no_mark_and_come_in_order(text: str, lists: bool) -> None:
    tokens = SEGMENTER.cut(text)
    found = list(clauses.read(text, tokens, lists=lists))
    assert all(text[clause.start : clause.end] == clause.text for clause in found)
    assert all(a.end <= b.start for a, b in zip(found, found[1:], strict=False))
    kept = "".join(character for character in text if character.isalnum())
    assert "".join(ch for clause in found for ch in clause.text if ch.isalnum()) == kept
    for clause in found:
        assert all(clause.start <= start and end <= clause.end for *_, start, end in clause.tokens)


def test_what_is_said_is_told_from_what_is_told() -> None:
    marks = _read("王芳说：“我们必须守住。”我们必须报道。")
    found = [(mark.form.text, mark.quoted) for _, mark in marks if mark.form.kind == "modality"]
    assert found == [("必须", True), ("必须", False)]


def test_a_quotation_over_paragraphs_is_all_quoted() -> None:
    # 说 … opens a quotation that goes on in the next paragraph, which opens with its own mark
    marks = _read("书记李明说：“我们先排查。我们再采样。\n“我们最后消杀。”")
    assert [mark.quoted for _, mark in marks if mark.form.text == "我们"] == [True, True, True]


def test_a_heading_addresses_the_reader() -> None:
    assert [m.form.kind for _, m in _read("请大家放心", "heading") if m.form.kind == "imperative"]
    assert not [m for _, m in _read("请大家放心") if m.form.kind == "imperative"]


@pytest.mark.parametrize(
    "row",
    [
        {"form": "sonnet", "cue": "甲"},  # no such form
        {"form": "modality", "cue": ""},  # nothing to look for
        {"form": "slogan", "cue": "(甲|乙"},  # a choice that doesn't close
    ],
)
def test_a_row_that_cant_be_read_is_named(row: dict[str, str]) -> None:
    with pytest.raises(LexiconError, match=r"forms\.tsv"):
        forms.Reader([row], [], [])


def test_another_lexicon_finds_other_forms() -> None:
    reader = forms.Reader(
        [{"form": "modality", "cue": "甭", "detail": "prohibition"}], [{"word": "天地人和"}], []
    )
    sentences = _sentences("甭去，天地人和。必须众志成城。")
    tokens = [SEGMENTER.cut(sentence.text) for sentence in sentences]
    found = [mark.form.text for mark in reader.read(sentences, tokens)]
    assert "甭" in found and "必须" not in found and "众志成城" not in found
