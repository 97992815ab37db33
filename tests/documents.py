"""Documents for tests: texts as sentences, cut and read with the lexicons as they are."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from wucheng import lexicon
from wucheng.language.sentences import Sentence, spans
from wucheng.language.words import Segmenter
from wucheng.pages.places.places import Gazetteer
from wucheng.people.roles import Roles
from wucheng.voices.cues import Cues

CASES = Path(__file__).parent / "cases"
LEXICONS = lexicon.load(Path(__file__).parents[1] / "lexicons")
SEGMENTER = Segmenter([*Gazetteer(LEXICONS["places"]).words(), *LEXICONS["words"]])
ROLES, SPEECH = Roles(LEXICONS["roles"]), Cues(LEXICONS["speech"])
BODIES = {path.stem: path.read_text("utf-8") for path in sorted((CASES / "bodies").glob("*.txt"))}


def load(name: str) -> Any:
    """The cases of a file."""
    return json.loads((CASES / name).read_text("utf-8"))


def params(cases: Iterable[dict[str, Any]], name: Callable[[dict[str, Any]], str]) -> list[Any]:
    """Cases for parametrize, each under its name, those with `xfail` marked as known to fail."""
    return [
        pytest.param(
            case,
            id=name(case),
            marks=pytest.mark.xfail(strict=True, reason=case["xfail"]) if "xfail" in case else (),
        )
        for case in cases
    ]


def kind(paragraph: str) -> str:
    """A short paragraph without a full stop is a heading."""
    return "body" if len(paragraph) > 34 or paragraph.endswith(("。", "！", "？")) else "heading"


def document(paragraphs: Iterable[str], kind: Callable[[str], str] = kind) -> list[Sentence]:
    """Paragraphs as the sentences of a document."""
    pieces = [(n, text, *span) for n, text in enumerate(paragraphs) for span in spans(text)]
    return [
        Sentence(number, paragraph, kind(text), text[start:end])
        for number, (paragraph, text, start, end) in enumerate(pieces)
    ]
