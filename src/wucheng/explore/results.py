"""What a choice gives: small tables from a corpus, every count with its denominator."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import product
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from wucheng.explore.choice import Choice, check
from wucheng.explore.postings import ANY, Numbers, starts
from wucheng.statistics.intervals import clopper_pearson, wilson

if TYPE_CHECKING:
    from wucheng.explore.index import Index

#: Words that are named instead of one that there is not, and its characters that are looked at.
MOST_NEAR = 8

#: Places to highlight, by the number of the sentence: start, end, what it is.
Cues = Mapping[int, list[tuple[int, int, str]]]


def found(index: Index, choice: Choice) -> Numbers:
    """The sentences of headings and body that a choice asks for, by number, in order.

    Raises WuchengError as `choice.check` does.
    """
    check(index, choice)
    wanted = index.searched
    if choice.cities:
        wanted = wanted & index.with_cities(choice.cities)
    if choice.words:
        wanted = wanted & index.with_name(index.words, choice.words)
    if choice.text:
        wanted = wanted & index.with_text(choice.text)
    if choice.frames:
        wanted = wanted & index.with_name(index.frames, choice.frames)
    if choice.voices:
        wanted = wanted & index.with_name(index.voices, choice.voices)
    if choice.first or choice.last:
        wanted = wanted & index.with_event(choice.first, choice.last)
    return np.flatnonzero(wanted)


def sentences(index: Index, choice: Choice) -> pd.DataFrame:
    """The sentences that a choice asks for, in the order of the corpus.

    Columns as in `Index.sentences`. Raises WuchengError as `choice.check` does.
    """
    return index.sentences.iloc[found(index, choice)].reset_index(drop=True)


def by_city(index: Index, choice: Choice, rows: Numbers) -> pd.DataFrame:
    """How many sentences of each city a choice finds. `rows` as from `found`.

    Returns city, texts (with such a sentence), texts_all, found, sentences, per_100, low, high
    (Wilson's 95% interval).
    """
    size = len(index.cities)
    with_one = np.bincount(index.texts[np.unique(index.document_of[rows])], minlength=size)
    table = pd.DataFrame(
        {
            "city": index.cities,
            "texts": with_one,
            "texts_all": np.bincount(index.texts[index.texts >= 0], minlength=size),
            "found": index.by_city(rows),
            "sentences": index.by_city(np.flatnonzero(index.searched)),
        }
    )
    table = table[(table["sentences"] > 0) & _wanted(table, choice)].reset_index(drop=True)
    low, high = wilson(table["found"].to_numpy(), table["sentences"].to_numpy())
    table["per_100"] = 100 * table["found"] / table["sentences"]
    table["low"], table["high"] = 100 * low, 100 * high
    return table


def by_word(index: Index, choice: Choice) -> pd.DataFrame:
    """How often each chosen word stands in the headings and bodies of the chosen cities.

    The other parts of the choice don't narrow this: a rate needs all words as its denominator. A
    pattern as 防* counts as one. Returns city, word, count, words, per_10k, low, high (exact 95%
    interval).
    """
    words = index.words
    times = {word: index.by_city(words.rows[words.of([word])]) for word in choice.words}
    return _rates(index, choice, times, "word", "words", index.words_by_city)


def by_text(index: Index, choice: Choice) -> pd.DataFrame:
    """How often each chosen string of characters stands in the headings and bodies, likewise.

    Returns city, text, count, characters, per_10k, low, high (exact 95% interval).
    """
    times = {text: index.by_city(index.places(text)) for text in choice.text}
    return _rates(index, choice, times, "text", "characters", index.characters_by_city)


def meant(index: Index, words: Iterable[str]) -> pd.DataFrame:
    """The words that patterns as 防* stand for, the most frequent first: word, count."""
    numbers = np.array(sorted({n for word in words for n in index.words.meant(word)}), dtype=int)
    counts = np.diff(index.words.bounds)[numbers]
    order = np.argsort(-counts, kind="stable")
    return pd.DataFrame({"word": index.words.names[numbers[order]], "count": counts[order]})


def near(index: Index, word: str) -> list[str]:
    """The most frequent words that share two neighbouring characters with one."""
    pairs = {word[at : at + 2] for at in range(min(len(word), MOST_NEAR) - 1)}
    return list(meant(index, [f"*{pair}*" for pair in pairs])["word"].head(MOST_NEAR))


def cues(index: Index, choice: Choice, rows: Numbers) -> Cues:
    """What carries a choice in some sentences: row → (start, end, what it is) by place.

    The chosen words and strings, whose name is empty, and the cues of the chosen frames. Without
    any of these: the quotations of the chosen voices, by kind, or else the words that say when,
    by the days that are meant; without any choice the cues of all frames. `rows` ascend.
    """
    marks: dict[int, list[tuple[int, int, str]]] = {}

    def mark(row: int, start: int, end: int, name: str) -> None:
        marks.setdefault(row, []).append((start, min(end, len(index.texts_of[row])), name))

    every = choice.marked == "frames"
    for place in index.frames.within(index.frames.names if every else choice.frames, rows):
        mark(*place)
    for row, start, end, _ in index.words.within(choice.words, rows):
        mark(row, start, end, "")
    for text, row in product(choice.text, rows.tolist()):
        for start in starts(index.texts_of[row], text):
            mark(row, start, start + len(text), "")
    if choice.marked == "voices":
        for place in index.voices.within(choice.voices, rows):
            mark(*place)
    elif choice.marked == "days":
        for row, words, day in index.days.told(rows, choice.first, choice.last):
            for start in starts(index.texts_of[row], words)[:1]:
                mark(row, start, start + len(words), day)
    return {row: sorted(set(places)) for row, places in marks.items()}


def pattern(word: str) -> bool:
    """Whether a word of a choice stands for several."""
    return ANY in word


def _rates(
    index: Index,
    choice: Choice,
    times: Mapping[str, Numbers],
    name: str,
    unit: str,
    sizes: Numbers,
) -> pd.DataFrame:
    rows = [
        (city, key, int(counts[at]), int(sizes[at]))
        for at, city in enumerate(index.cities)
        if sizes[at] and (not choice.cities or city in choice.cities)
        for key, counts in times.items()
    ]
    table = pd.DataFrame(rows, columns=["city", name, "count", unit])
    low, high = clopper_pearson(table["count"].to_numpy(), table[unit].to_numpy())
    table["per_10k"] = 1e4 * table["count"] / table[unit]
    table["low"], table["high"] = 1e4 * low, 1e4 * high
    return table


def _wanted(table: pd.DataFrame, choice: Choice) -> pd.Series[bool]:
    return table["city"].isin(choice.cities or table["city"])
