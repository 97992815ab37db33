"""Persons: what a document says of somebody whom it names, and where it does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Person:
    """One named person of a document.

    `name` is the fullest form; `also` are the other forms that stand for it (蒋书记 for 蒋文倩).
    `sentences` are the numbers of the sentences that name the person, `mentions` counts all.
    `found_by` says who would name the person without the other: rules, tagger or both.
    """

    name: str
    role: str
    kind: str
    mentions: int
    sentences: tuple[int, ...]
    organisation: str = ""
    also: tuple[str, ...] = ()
    found_by: str = "rules"


class Mention(NamedTuple):
    """A person's name at [start, end) of a sentence; `name` is the person's fullest form."""

    start: int
    end: int
    name: str
