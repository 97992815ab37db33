"""General Chinese as a reference: what this genre says that other Chinese does not.

The reference is the word counts of jieba's own dictionary: 349,045 words, 60 million tokens of
mixed text. They were counted long before the epidemic, by another segmentation, and rare words got
a count of at least 3. So the table shows the genre, not one text against another, and its intervals
and G² take the reference for a sample that it never was; only large differences mean anything.
"""

from __future__ import annotations

from typing import Unpack

import numpy as np
import pandas as pd

from wucheng.corpus import Corpus
from wucheng.errors import CorpusError
from wucheng.language import words
from wucheng.statistics import contrast, counts, selection


def compare(
    c: Corpus,
    group: str | None = None,
    by: str = "city",
    *,
    at_least: int = 5,
    alpha: float = 0.05,
    **options: Unpack[counts.Options],
) -> pd.DataFrame:
    """The words of the corpus, or of one group, against general Chinese; largest LRC first.

    Args:
        group, by: a group of documents, or None for the whole corpus.
        at_least: leave out words that occur less often here.
        alpha: of the interval, and of LRC over all words of the table.
        options: kinds, stop, pos and names, what is counted and listed; see `counts.count`. Names
            of people and places are left out by default.

    Returns one row a word: term, pos, count, tokens, per_10k, general_count, general_tokens,
    general_per_10k, g2 (four-term), log_ratio with low and high, lrc, documents, known (whether the
    general list has the word at all), gloss. A word that the list lacks (新冠, 网格员, entries of
    words.tsv) can't be compared: its statistics are empty and it stands at the end.

    Raises CorpusError for a group without words.
    """
    options.setdefault("names", False)
    data = counts.count(c, **options)
    if group is not None:
        labels = np.asarray(selection.labels(c, data.parts["doc_id"], by), dtype=object)
        data = data.select(labels == group)
    tokens = int(data.sizes.sum())
    if not tokens:
        raise CorpusError(f"There are no words in {group or 'the corpus'!r} to compare.")
    totals = data.totals.astype(np.int64)
    kept = np.flatnonzero(data.terms["listed"].to_numpy() & (totals >= max(at_least, 1)))
    list_of_all = words.general_counts()
    size = sum(list_of_all.values())
    terms = data.terms["term"].to_numpy()[kept]
    found = pd.DataFrame(
        {
            "term": terms,
            "pos": data.terms["pos"].to_numpy()[kept],
            "count": totals[kept],
            "tokens": tokens,
            "per_10k": totals[kept] / tokens * 10_000,
            "general_count": [list_of_all.get(term, 0) for term in terms],
            "general_tokens": size,
            "documents": data.texts[kept],
            "known": [term in list_of_all for term in terms],
            "gloss": counts.glosses(c, terms),
        }
    ).astype({"term": "str", "pos": "str", "gloss": "str"})
    found["general_per_10k"] = found["general_count"] / size * 10_000
    four = found["count"].to_numpy(), found["general_count"].to_numpy(), tokens, size
    low, high = contrast.log_ratio_interval(*four, confidence=1 - alpha)
    found["g2"] = contrast.log_likelihood(*four)
    found["log_ratio"], found["low"], found["high"] = contrast.log_ratio(*four), low, high
    found["lrc"] = contrast.lrc(*four, alpha, max(int(found["known"].sum()), 1))
    found.loc[~found["known"], ["g2", "log_ratio", "low", "high", "lrc"]] = np.nan
    order = {"known": False, "lrc": False, "count": False, "term": True}
    return found.sort_values(list(order), ascending=list(order.values()), ignore_index=True)
