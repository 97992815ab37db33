"""Heads: the pairs of characters with which some names begin, looked for in many texts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence
from itertools import accumulate


def places(pairs: Collection[str], texts: Sequence[str]) -> list[list[int]]:
    """For each text, where in it one of the pairs stands, from left to right."""
    # a look for some characters in all texts takes a fraction of the time of a look at each one
    whole = "\n".join(texts)
    begins = list(accumulate((len(text) + 1 for text in texts), initial=0))
    found = []
    for character in {pair[:1] for pair in pairs}:
        at = whole.find(character)
        while at >= 0:
            if whole[at : at + 2] in pairs:
                found.append(at)
            at = whole.find(character, at + 1)
    spots: list[list[int]] = [[] for _ in texts]
    for at in sorted(found):
        number = bisect_right(begins, at) - 1
        if at + 2 < begins[number + 1]:
            spots[number].append(at - begins[number])
    return spots
