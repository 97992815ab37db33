"""Heads: the pairs of characters with which some names begin, looked for in many texts."""

from __future__ import annotations

from collections.abc import Iterable


class Heads:
    """The pairs of characters with which some forms begin, looked for in many texts."""

    def __init__(self, pairs: Iterable[str]) -> None:
        self._pairs = frozenset(pairs)
        self._first = frozenset(pair[:1] for pair in self._pairs)

    def __contains__(self, pair: str) -> bool:
        return pair in self._pairs

    def __bool__(self) -> bool:
        return bool(self._pairs)

    def places(self, text: str) -> list[int]:
        """Where in a text one of the pairs stands."""
        first, pairs = self._first, self._pairs
        if not pairs:
            return []
        return [at for at, c in enumerate(text[:-1]) if c in first and text[at : at + 2] in pairs]
