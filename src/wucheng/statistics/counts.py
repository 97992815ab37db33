"""Counts: one sparse table of parts × terms, over integer codes, that every measure starts from.

What is counted are word tokens: everything but punctuation and white space (tag x). The title is
left out, because a page repeats it and headlines have their own grammar; headings and body count.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any, Literal, TypedDict

import numpy as np
import numpy.typing as npt
import pandas as pd

from wucheng.corpus import Corpus
from wucheng.errors import CorpusError
from wucheng.statistics.selection import KINDS, sentences
from wucheng.statistics.tally import Codes, Counts, Groups, cells, merge

__all__ = [
    "Codes",
    "Counts",
    "Groups",
    "Listing",
    "Of",
    "Options",
    "Parts",
    "cells",
    "count",
    "glosses",
    "listed",
    "merge",
    "word_tokens",
]

#: Tags of personal and place names.
NAMES = ("nr", "ns")

Parts = Literal["documents", "paragraphs", "sentences"]
#: What a term is: a word, a Chinese character (or letter, or digit), or a part of speech.
Of = Literal["words", "characters", "tags"]


class Listing(TypedDict, total=False):
    """Which words tables list: options of `count` that the measures of words hand on to it."""

    kinds: Collection[str]
    stop: bool | Collection[str]
    pos: str | Collection[str] | None
    names: bool


class Options(Listing, total=False):
    """The same, and of how many words a term is made."""

    n: int


#: Columns that name a part; −1 in those that are finer than it is.
_PLACE = ["doc_id", "paragraph", "sentence"]


def count(
    c: Corpus,
    *,
    parts: Parts = "documents",
    kinds: Collection[str] = KINDS,
    of: Of = "words",
    n: int = 1,
    stop: bool | Collection[str] = True,
    pos: str | Collection[str] | None = None,
    names: bool = True,
) -> Counts:
    """The counts of a corpus, made block by block of its tokens and merged.

    Args:
        parts: what a row is: "documents" (also those without a word), or "paragraphs" or
            "sentences" with words.
        kinds: kinds of sentences that are counted: title, heading, body.
        of: what is counted: "words", "characters" (those of the words) or "tags" (parts of speech).
        n: 1 for single ones; 2 and up for n-grams: what follows one another within a sentence with
            no mark between, shown with a space. Their size is the number of n-grams.
        stop: True leaves the words of stopwords.txt and bare figures out of the list of terms;
            False leaves nothing out; a collection of words leaves out those. An n-gram is left
            out if it begins or ends with one. Sizes are not affected. Of tags nothing is left out.
        pos: list only terms whose tags begin with one of these ("n", "v" …); for an n-gram, all.
        names: False leaves personal and place names (tags nr, ns) out of the list.

    Raises ValueError for n below 1, CorpusError for a kind that no sentence has.
    """
    if n < 1:
        raise ValueError("n must be at least 1")
    if of not in ("words", "characters", "tags"):
        raise CorpusError(f"Counted are words, characters or tags, not {of!r}.")
    data = merge(_piece(tokens, parts, of, n) for tokens in _blocks(c, kinds))
    terms = data.terms
    terms["listed"] = _listed(terms, set() if of == "tags" else _stop_words(c, stop), pos, names)
    if parts != "documents":
        return data
    order = pd.Index(data.parts["doc_id"]).get_indexer(c.documents["doc_id"])
    return _padded(data, c.documents["doc_id"], order)


def word_tokens(c: Corpus, kinds: Collection[str] = KINDS) -> pd.DataFrame:
    """The word tokens of some kinds of sentences, in order, with their paragraph and kind."""
    return _words(c.tokens, sentences(c, kinds))


def listed(
    c: Corpus,
    *,
    kinds: Collection[str] = KINDS,
    stop: bool | Collection[str] = True,
    pos: str | Collection[str] | None = None,
    names: bool = True,
) -> tuple[pd.DataFrame, set[str]]:
    """The word tokens, and the words among them that tables list; the options are `count`'s."""
    tokens = word_tokens(c, kinds)
    words = tokens[["token", "pos"]].drop_duplicates("token").set_axis(["term", "pos"], axis=1)
    return tokens, set(words["term"][_listed(words, _stop_words(c, stop), pos, names)])


def glosses(c: Corpus, terms: Collection[str]) -> list[str]:
    """The English gloss of each term, from words.tsv; for an n-gram those of its words, or none."""
    known = {row["word"]: row["gloss"] for row in c.lexicon("words")}
    found = []
    for term in terms:
        words = [known.get(word, "") for word in term.split(" ")]
        found.append(" + ".join(words) if all(words) else "")
    return found


def _words(tokens: pd.DataFrame, kept: pd.DataFrame) -> pd.DataFrame:
    """The words among tokens that stand in some sentences, in order."""
    kept = kept[["doc_id", "sentence", "paragraph", "kind"]]
    merged = tokens[tokens["pos"] != "x"].merge(kept, on=["doc_id", "sentence"])
    return merged.sort_values(["doc_id", "sentence", "position"], ignore_index=True)


def _blocks(c: Corpus, kinds: Collection[str]) -> Iterator[pd.DataFrame]:
    """The word tokens in blocks of whole documents; one empty block where there are none."""
    kept = sentences(c, kinds)
    held: pd.DataFrame | None = None
    for block in c.blocks("tokens"):
        joined = block if held is None else pd.concat([held, block], ignore_index=True)
        last = (joined["doc_id"] == joined["doc_id"].iloc[-1]).to_numpy()
        held = joined[last]
        if not last.all():
            yield _words(joined[~last], kept)
    yield _words(c.tokens.head(0) if held is None else held, kept)


def _piece(tokens: pd.DataFrame, parts: Parts, of: Of, n: int) -> Counts:
    """The counts of one block of word tokens."""
    from scipy.sparse import coo_array

    tokens = _units(tokens, of)
    terms, codes, rows = _grams(tokens, n)
    fine = _PLACE[: {"documents": 1, "paragraphs": 2, "sentences": 3}[parts]]
    table = tokens[fine].drop_duplicates(ignore_index=True)
    place = np.cumsum(~tokens.duplicated(fine).to_numpy()) - 1  # tokens stand in order of parts
    for name in _PLACE[len(fine) :]:
        table[name] = -1
    place = place[rows]
    shape = (len(table), len(terms))
    ones = np.ones(len(codes), dtype=np.int32)
    at = (place.astype(np.int32), codes.astype(np.int32))
    table["tokens"] = np.bincount(place, minlength=len(table)).astype(np.int64)
    return Counts(table, terms.assign(listed=True), coo_array((ones, at), shape).tocsr())


def _padded(data: Counts, doc_ids: pd.Series, order: npt.NDArray[np.intp]) -> Counts:
    """The rows in the order of the documents, with one of nothing where a document has no word."""
    from scipy.sparse import csr_array, vstack

    table = pd.DataFrame({"doc_id": doc_ids.to_numpy(), "paragraph": -1, "sentence": -1})
    sizes = np.append(data.sizes, 0)
    table["tokens"] = sizes[order]
    matrix = data.matrix
    if not np.array_equal(order, np.arange(len(data.parts))):
        none = csr_array((1, matrix.shape[1]), dtype=matrix.dtype)
        matrix = vstack([matrix, none], format="csr")[order]
    return Counts(table.astype({"doc_id": "str"}), data.terms, matrix)


def _units(tokens: pd.DataFrame, of: Of) -> pd.DataFrame:
    """The tokens as what is counted: words, their characters one by one, or their tags."""
    if of == "words":
        return tokens
    if of == "tags":
        return tokens.assign(token=tokens["pos"])
    lengths = tokens["token"].str.len().to_numpy(dtype=np.int64)
    rows = np.repeat(np.arange(len(tokens)), lengths)
    within = np.arange(len(rows)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    found = tokens.iloc[rows].reset_index(drop=True)
    characters = list("".join(tokens["token"]))
    place = found["start"].to_numpy(dtype=np.int64) + within
    return found.assign(token=pd.Series(characters, dtype="str"), position=place)


def _grams(tokens: pd.DataFrame, n: int) -> tuple[pd.DataFrame, Codes, Codes]:
    """The distinct n-grams (term, pos), then for each n-gram its code and its first token's row."""
    codes, words = pd.factorize(tokens["token"])
    tags = pd.factorize(tokens["pos"])
    sentence = pd.factorize(pd.MultiIndex.from_frame(tokens[["doc_id", "sentence"]]))[0]
    position = tokens["position"].to_numpy(dtype=np.int64)
    rows = np.arange(len(tokens))
    joined = codes
    for step in range(1, n):
        rows_next = rows[rows + step < len(tokens)]
        ahead = rows_next + step
        follows = (sentence[ahead] == sentence[rows_next]) & (
            position[ahead] == position[rows_next] + step
        )
        joined = joined[: len(rows_next)][follows]
        rows = rows_next[follows]
        joined = pd.factorize(joined * max(len(words), 1) + codes[rows + step])[0]
    first = np.unique(joined, return_index=True)[1]
    starts = rows[first]
    term = _joined(np.asarray(words, dtype=object), codes, starts, n)
    tag = _joined(np.asarray(tags[1], dtype=object), tags[0], starts, n)
    return pd.DataFrame({"term": term, "pos": tag}, dtype="str"), joined.astype(np.int64), rows


def _joined(values: npt.NDArray[Any], codes: Codes, starts: Codes, n: int) -> list[str]:
    columns = [values[codes[starts + step]] for step in range(n)]
    return [" ".join(row) for row in zip(*columns, strict=True)]


def _listed(
    terms: pd.DataFrame, stop: set[str], pos: str | Collection[str] | None, names: bool
) -> npt.NDArray[np.bool_]:
    wanted = (pos,) if isinstance(pos, str) else tuple(pos) if pos is not None else ("",)

    def listed(term: str, tag: str) -> bool:
        words, tags = term.split(" "), tag.split(" ")
        if stop and any(w in stop or not any(map(str.isalpha, w)) for w in (words[0], words[-1])):
            return False
        if not names and any(t.startswith(NAMES) for t in tags):
            return False
        return all(t.startswith(wanted) for t in tags)

    pairs = zip(terms["term"], terms["pos"], strict=True)
    return np.fromiter((listed(*pair) for pair in pairs), dtype=bool, count=len(terms))


def _stop_words(c: Corpus, stop: bool | Collection[str]) -> set[str]:
    if isinstance(stop, bool):
        return {row["word"] for row in c.lexicon("stopwords")} if stop else set()
    return set(stop)
