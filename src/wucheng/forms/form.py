"""One mark of form, and how its rows are told apart."""

from __future__ import annotations

from typing import NamedTuple

#: What is marked, in the order in which tables and figures show it.
KINDS = (
    "idiom",
    "phrase",
    "parallel",
    "slogan",
    "exclamation",
    "question",
    "imperative",
    "modality",
    "pronoun",
    "help",
    "control",
)


class Form(NamedTuple):
    """A mark of form in a sentence: sentence.text[start_char:][:len(text)] == text.

    `detail` says more, by kind: of a modal what it expresses, of a pronoun whom, of a question who
    asks it, of parallel clauses how many there are, of help and control the verb. `agent` and
    `patient` are who does it and to whom, as the sentence says it; empty where it doesn't.
    """

    kind: str
    start_char: int
    text: str
    detail: str = ""
    agent: str = ""
    patient: str = ""
