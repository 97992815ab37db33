"""Selection: which sentences a measure counts, what in them is speech, and whose texts they are."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from wucheng.corpus import Corpus
from wucheng.errors import CorpusError
from wucheng.voices import spoken

#: Kinds of sentences that are counted. The title is left out, because a page repeats it and
#: headlines have their own grammar.
KINDS = ("heading", "body")
#: What a document is grouped under when its cell is empty. It is shown, never dropped.
UNKNOWN = "unknown"
#: The one group when there is no grouping.
ALL = "all"


def sentences(c: Corpus, kinds: Collection[str] = KINDS) -> pd.DataFrame:
    """The rows of sentences.csv of some kinds: title, heading, body; one of them or several.

    Raises CorpusError for a kind that no sentence has.
    """
    wanted = {kinds} if isinstance(kinds, str) else set(kinds)
    absent = wanted - {"title", "heading", "body"}
    if absent:
        raise CorpusError(f"There is no kind of sentence {', '.join(sorted(absent))}.")
    return c.sentences[c.sentences["kind"].isin(wanted)]


def speech(c: Corpus) -> pd.DataFrame:
    """The rows of quotes.csv that are somebody's words; scare quotes and terms are not."""
    return c.quotes[c.quotes["speech"].fillna(False).astype(bool)]


def turns(c: Corpus, said: pd.DataFrame) -> pd.Series:
    """Which rows of `speech` are turns of a dialogue, without quotation marks around them."""
    texts = c.sentences[["doc_id", "sentence", "text"]].rename(columns={"text": "whole"})
    whole = said.merge(texts, on=["doc_id", "sentence"], how="left")["whole"].fillna("")
    places = zip(whole, said["start_char"], strict=True)
    bare = [not spoken.opens_with_mark(text, int(start)) for text, start in places]
    return pd.Series(bare, index=said.index, dtype=bool)


def frames(c: Corpus) -> list[str]:
    """The frames in the order of the lexicon; what only the table knows comes after."""
    known = dict.fromkeys(row["frame"] for row in c.lexicon("frames"))
    return list(known | dict.fromkeys(sorted(set(c.frames["frame"]))))


def labels(c: Corpus, doc_ids: pd.Series, by: str | None) -> list[str]:
    """The group of each document: its cell in a column of documents.csv, "unknown" if empty.

    Raises CorpusError for a column that is not there.
    """
    known = groups(c, by)
    return [known[doc_id] for doc_id in doc_ids]


def groups(c: Corpus, by: str | None) -> dict[str, str]:
    """The group of every document of the corpus: doc_id → label, as `labels` gives it."""
    doc_ids = c.documents["doc_id"]
    if by is None:
        return dict.fromkeys(doc_ids, ALL)
    if by not in c.documents.columns:
        raise CorpusError(
            f"The documents have no column {by!r}; there are {', '.join(c.documents.columns)}."
        )
    column = c.documents[by]
    cells = column.astype("str").mask(column.isna() | (column.astype("str") == ""), UNKNOWN)
    return dict(zip(doc_ids, cells, strict=True))
