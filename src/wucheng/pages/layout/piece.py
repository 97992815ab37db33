"""Pieces of a line: a field of the page with its value, or what is dropped, and why."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters [start, end) of a line: a field with its value, or else a reason to drop them."""

    start: int
    end: int
    field: str
    value: str
    reason: str = ""
