"""What a choice gives: small tables from a corpus, every count with its denominator."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from wucheng.explore.choice import Choice, check
from wucheng.explore.index import Index, Mask
from wucheng.statistics.intervals import clopper_pearson, wilson

if TYPE_CHECKING:
    from wucheng.corpus import Corpus


def sentences(index: Index, choice: Choice) -> pd.DataFrame:
    """The sentences of headings and body that a choice asks for, in the order of the corpus.

    Columns as in `Index.sentences`. Raises WuchengError as `choice.check` does.
    """
    check(index.corpus, choice)
    wanted = _placed(index, choice)
    if choice.words:
        wanted = wanted & index.with_word(choice.words)
    if choice.frames:
        wanted = wanted & index.with_frame(choice.frames)
    if choice.voices:
        wanted = wanted & index.with_voice(choice.voices)
    if choice.first or choice.last:
        wanted = wanted & index.with_event(choice.first, choice.last)
    return index.sentences[wanted].reset_index(drop=True)


def by_city(index: Index, choice: Choice, found: pd.DataFrame) -> pd.DataFrame:
    """How many sentences of each city a choice finds. `found` as from `sentences`.

    Returns city, texts (with such a sentence), texts_all, found, sentences, per_100, low, high
    (Wilson's 95 % interval).
    """
    every = index.sentences[_placed(index, choice)]
    sizes = every["city"].value_counts(sort=False)
    documents = every[["doc_id", "city"]].drop_duplicates()["city"].value_counts()
    here = found[["doc_id", "city"]].drop_duplicates()["city"].value_counts()
    table = pd.DataFrame({"city": sizes.index, "sentences": sizes.to_numpy()})
    table["texts_all"] = table["city"].map(documents)
    table["texts"] = table["city"].map(here).fillna(0).astype(int)
    table["found"] = table["city"].map(found["city"].value_counts()).fillna(0).astype(int)
    low, high = wilson(table["found"].to_numpy(), table["sentences"].to_numpy())
    table["per_100"] = 100 * table["found"] / table["sentences"]
    table["low"], table["high"] = 100 * low, 100 * high
    return table["city texts texts_all found sentences per_100 low high".split()]


def by_word(index: Index, choice: Choice) -> pd.DataFrame:
    """How often each chosen word stands in the headings and bodies of the chosen cities.

    The other parts of the choice don't narrow this: a rate needs all words as its denominator.
    Returns city, word, count, words, per_10k, low, high (exact 95 % interval).
    """
    sizes = index.words_by_city
    found = index.occurrences(choice.words)
    times = dict(zip(zip(found["city"], found["word"], strict=True), found["count"], strict=True))
    rows = [
        (city, word, int(times.get((city, word), 0)), int(size))
        for city, size in sizes.items()
        if size and (not choice.cities or city in choice.cities)
        for word in dict.fromkeys(choice.words)
    ]
    table = pd.DataFrame(rows, columns=["city", "word", "count", "words"])
    low, high = clopper_pearson(table["count"].to_numpy(), table["words"].to_numpy())
    table["per_10k"] = 1e4 * table["count"] / table["words"]
    table["low"], table["high"] = 1e4 * low, 1e4 * high
    return table


def cues(c: Corpus, choice: Choice, doc_id: str) -> dict[int, list[tuple[int, int, str]]]:
    """What carries a choice in one article: sentence → (start, end, what it is) by place.

    The chosen words, whose name is empty, and the cues of the chosen frames; without either, the
    cues of all frames.
    """
    frames = c.frames[c.frames["doc_id"] == doc_id]
    if choice.frames or choice.words:
        frames = frames[frames["frame"].isin(set(choice.frames))]
    marks: dict[int, list[tuple[int, int, str]]] = {}
    for number, frame, start, cue in zip(
        frames["sentence"], frames["frame"], frames["start_char"], frames["cue"], strict=True
    ):
        marks.setdefault(number, []).append((start, start + len(cue), frame))
    if choice.words:  # all tokens are looked through, so only if they are needed
        tokens = c.tokens
        tokens = tokens[(tokens["doc_id"] == doc_id) & tokens["token"].isin(set(choice.words))]
        for number, start, end in zip(
            tokens["sentence"], tokens["start"], tokens["end"], strict=True
        ):
            marks.setdefault(number, []).append((start, end, ""))
    return {number: sorted(found) for number, found in marks.items()}


def _placed(index: Index, choice: Choice) -> Mask:
    """The sentences of the chosen cities."""
    if not choice.cities:
        return np.ones(len(index.sentences), dtype=bool)
    return index.sentences["city"].isin(set(choice.cities)).to_numpy(dtype=bool)
