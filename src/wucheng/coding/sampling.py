"""Which sentences are coded: as many of each city as can be, drawn by chance with a seed."""

from __future__ import annotations

import hashlib
from collections.abc import Collection

import pandas as pd

from wucheng.corpus import Corpus
from wucheng.statistics import intervals
from wucheng.statistics.selection import KINDS, labels, sentences


def frames(c: Corpus) -> list[str]:
    """The frames that can be chosen, in the order of the lexicon."""
    return list(dict.fromkeys(row["frame"] for row in c.lexicon("frames")))


def text_hash(text: str) -> str:
    """Twelve hexadecimal digits that change when the sentence does (of its SHA-256)."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:12]


def sample(
    c: Corpus,
    size: int | None = 60,
    *,
    by: str | None = "city",
    kinds: Collection[str] = KINDS,
    seed: int = intervals.SEED,
) -> pd.DataFrame:
    """Sentences to code, without what the machine made of them: doc_id, sentence, group, text.

    As many from each group as can be, drawn by chance and shown in an order of chance, so that no
    coder reads a text through. The same seed gives the same sentences: a second coder gets them
    too. What a page adds to the corpus doesn't shuffle the others: each sentence has its lot by
    itself, from the seed and its words.

    Args:
        size: how many sentences; None for all there are.
        by: a column of documents.csv, or None: all are one group.
        kinds: kinds of sentences: title, heading, body.
        seed: of the lots.
    """
    pool = sentences(c, kinds)[["doc_id", "sentence", "text"]]
    # sentences of one wording are told apart by their order
    again = pool.groupby(["doc_id", "text"]).cumcount()
    lots = [
        hashlib.blake2b("\0".join(map(str, (seed, *cells))).encode(), digest_size=8).hexdigest()
        for cells in zip(pool["doc_id"], pool["text"], again, strict=True)
    ]
    pool = pool.assign(group=labels(c, pool["doc_id"], by), lot=lots).sort_values("lot")
    # the first of each group before the second of any
    turn = pool.groupby("group").cumcount()
    chosen = pool.assign(turn=turn).sort_values(["turn", "lot"])
    chosen = chosen if size is None else chosen.head(size)
    columns = ["doc_id", "sentence", "group", "text"]
    return chosen.sort_values("lot")[columns].reset_index(drop=True)
