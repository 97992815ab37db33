"""Where a sentence ends, as data; and that nothing is lost between sentences."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wucheng.language import sentences

CASES = json.loads((Path(__file__).parent / "cases/sentences.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_cases(case: dict) -> None:
    text = case["text"]
    assert [text[start:end] for start, end in sentences.spans(text)] == case["sentences"]


@given(st.text(alphabet="他说好，。！？…“”‘’ a\n"))
def test_sentences_cover_the_paragraph(text: str) -> None:
    found = list(sentences.spans(text))
    assert "".join(text[start:end] for start, end in found) == text
    assert all(start < end for start, end in found)
