"""Sequences: words found by their parts of speech, one after another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

import numpy as np
import numpy.typing as npt
import pandas as pd

from wucheng.errors import WuchengError

_ITEM = re.compile(r"(\*|[A-Za-z]+|[^\x00-\x7f]+)(\??)")
#: Items of a pattern that may be missing: each doubles the sequences that are looked for.
_OPTIONAL = 4


def find(tokens: pd.DataFrame, tags: str) -> Iterator[tuple[int, int]]:
    """The stretches of words that fit a pattern: rows of the first and of the last word.

    Args:
        tokens: word tokens in order: doc_id, sentence, position, token, pos.
        tags: items set apart by spaces or +, with no mark between their words: the beginning of a
            part of speech, a word, or * for any; with ? behind it, it may be missing.

    Stretches don't overlap; of those that begin alike the longest counts. Raises WuchengError for
    a pattern that is none.
    """
    sequences = patterns(tags)
    if not len(tokens):
        return
    position = tokens["position"].to_numpy(dtype=np.int64)
    sentence = pd.factorize(pd.MultiIndex.from_frame(tokens[["doc_id", "sentence"]]))[0]
    # words that follow one another differ by 1 in this number, those with a mark between don't
    number = sentence * (position.max() + 2) + position
    longest = np.zeros(len(tokens), dtype=np.int64)
    for items in sequences:
        longest = np.maximum(longest, np.where(_fits(tokens, number, items), len(items), 0))
    end = 0
    for first in np.flatnonzero(longest):
        if first >= end:
            end = int(first + longest[first])
            yield int(first), end - 1


def patterns(tags: str) -> list[list[str]]:
    """The sequences of items that a pattern stands for, each with every choice of optional ones."""
    found = [_ITEM.fullmatch(item) for item in tags.replace("+", " ").split()]
    if not found or not all(found):
        raise WuchengError(
            f"{tags!r} is no pattern of tags: write parts of speech, words or *, with spaces "
            "between, as in “v n” or “a 的? n”."
        )
    items = [(match[1], bool(match[2])) for match in found if match]
    if sum(optional for _, optional in items) > _OPTIONAL:
        raise WuchengError(f"{tags!r} has more than {_OPTIONAL} items that may be missing.")
    choices = [((), (item,)) if optional else ((item,),) for item, optional in items]
    expanded = [[item for part in choice for item in part] for choice in product(*choices)]
    return [items for items in expanded if items]


def _fits(
    tokens: pd.DataFrame, number: npt.NDArray[np.int64], items: list[str]
) -> npt.NDArray[np.bool_]:
    size = len(tokens)
    fits = np.ones(size, dtype=bool)
    for step, item in enumerate(items):
        if item == "*":
            here = np.ones(size, dtype=bool)
        elif item.isascii():
            here = tokens["pos"].str.startswith(item).to_numpy(dtype=bool)
        else:
            here = (tokens["token"] == item).to_numpy(dtype=bool)
        shifted = np.zeros(size, dtype=bool)
        rest = max(size - step, 0)
        shifted[:rest] = here[step:] & (number[step:] == number[:rest] + step)
        fits &= shifted
    return fits
