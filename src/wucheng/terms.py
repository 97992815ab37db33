"""Terms: how often words occur, how evenly, and where in a text.

Counts rest on word tokens of headings and body (see counts.py). Every rate stands beside its
denominator and its interval. The intervals describe these texts: they treat tokens as drawn one by
one, and say nothing about other texts of the same city.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal, Unpack

import numpy as np
import pandas as pd

from wucheng.corpus import Corpus
from wucheng.statistics import counts, intervals, selection
from wucheng.statistics.counts import Counts, Of, Options
from wucheng.statistics.dispersion import dp_sparse
from wucheng.statistics.selection import KINDS


def frequency(
    c: Corpus,
    by: str | None = "city",
    *,
    words: str | Collection[str] | None = None,
    of: Of = "words",
    at_least: int = 1,
    confidence: float = 0.95,
    unit: Literal["tokens", "characters"] = "tokens",
    **options: Unpack[Options],
) -> pd.DataFrame:
    """How often each term occurs in each group, most frequent first.

    Args:
        by: a column of documents.csv, or None for the whole corpus as one group, "all". Documents
            whose cell is empty are the group "unknown".
        words: only these terms, then in every group, also where their count is 0.
        of: "words", "characters" (those of the words) or "tags" (parts of speech).
        at_least: leave out terms that occur less often than this in the group.
        confidence: of the interval.
        unit: what the rate is per 10,000 of: tokens, or the characters of these tokens (marks are
            not among them); the denominator's column is named for it.
        options: kinds, n, stop, pos and names, what is counted and listed; see `counts.count`.

    Returns one row a group and term: group, term, pos, count, tokens (the denominator: all word
    tokens of the group; all n-grams or all characters, if these are counted), per_10k with its
    exact Clopper-Pearson interval low and high (also per 10,000), documents (texts of the group
    with the term), range (their share of the group's texts), small (count below 5), gloss. A group
    without a word has no row.
    """
    asked = [words] if isinstance(words, str) else list(dict.fromkeys(words or ()))
    if words is not None:
        options["stop"] = False
    data = counts.count(c, of=of, **options).with_terms(asked)
    groups = data.summed(selection.labels(c, data.parts["doc_id"], by))
    if words is None:
        listed = np.flatnonzero(data.terms["listed"])
        row, column = groups.counts[:, listed].nonzero()
        column = listed[column]
    else:
        row, column = (axis.ravel() for axis in np.indices((len(groups.names), len(asked))))
        column = pd.Index(data.terms["term"]).get_indexer(asked)[column]
    filled = groups.sizes[row] > 0
    row, column = row[filled], column[filled]
    table = pd.DataFrame(
        {
            "group": np.asarray(groups.names, dtype=object)[row],
            "term": data.terms["term"].to_numpy()[column],
            "pos": data.terms["pos"].to_numpy()[column],
            "count": counts.cells(groups.counts, row, column),
            "tokens": groups.sizes[row],
        }
    )
    if unit == "characters":
        table = table.rename(columns={"tokens": unit})
        table[unit] = table["group"].map(_characters(c, by, options.get("kinds", KINDS)))
    table["per_10k"] = table["count"] / table[unit] * 10_000
    low, high = intervals.clopper_pearson(
        table["count"].to_numpy(), table[unit].to_numpy(), confidence=confidence
    )
    table["low"], table["high"] = low * 10_000, high * 10_000
    table["documents"] = counts.cells(groups.texts, row, column)
    table["range"] = table["documents"] / groups.parts[row]
    table["small"] = table["count"] < intervals.SMALL
    if words is None:
        table = table[table["count"] >= at_least]
    table = table.sort_values(["group", "count", "term"], ascending=[True, False, True])
    table["gloss"] = counts.glosses(c, table["term"])
    return table.astype({"group": "str", "term": "str", "pos": "str", "gloss": "str"}).reset_index(
        drop=True
    )


def ranked(
    c: Corpus,
    by: str | None = "city",
    *,
    kinds: Collection[str] = KINDS,
    of: Of = "words",
    n: int = 1,
) -> pd.DataFrame:
    """Rank and frequency of everything that occurs, stop words and figures too, rank 1 first.

    Returns one row a group and term: group, rank (ties in the order of the terms), term, count,
    tokens, per_10k, share (of the group's tokens that the terms up to this rank make up).
    """
    table = frequency(c, by, kinds=kinds, of=of, n=n, stop=False)
    groups = table.groupby("group", sort=False)
    table["rank"] = groups.cumcount() + 1
    table["share"] = groups["count"].cumsum() / table["tokens"]
    return table["group rank term count tokens per_10k share".split()]


def dispersion(
    c: Corpus,
    by: str | None = None,
    *,
    over: Literal["documents", "paragraphs"] | None = None,
    at_least: int = 1,
    **options: Unpack[Options],
) -> pd.DataFrame:
    """How evenly each term is spread over the documents of a group; over paragraphs if it has one.

    Args:
        over: the parts, "documents" or "paragraphs"; None for what the first line says.

    The other arguments are those of `frequency`; by default the whole corpus is one group.

    Returns one row a group and term: group, term, pos, count, parts ("documents" or "paragraphs"),
    parts_with (parts in which it occurs), parts_all, range (their share), dp, dp_norm (0 even, 1 as
    clumped as can be), gloss. Parts without a word are not parts. Where a group is a single
    paragraph dp_norm is empty: one part has no spread.
    """
    whole = counts.count(c, **options)
    paragraphs: Counts | None = None
    tables = []
    groups = np.asarray(selection.labels(c, whole.parts["doc_id"], by), dtype=object)
    for group in sorted(set(groups)):
        data, unit = whole.select((groups == group) & (whole.sizes > 0)), "documents"
        if over == "paragraphs" or (over is None and len(data.parts) == 1):
            if paragraphs is None:
                paragraphs = counts.count(c, parts="paragraphs", **options)
            here = paragraphs.parts["doc_id"].isin(data.parts["doc_id"]).to_numpy()
            data, unit = paragraphs.select(here & (paragraphs.sizes > 0)), "paragraphs"
        if len(data.parts):
            tables.append(_spread(data, group, unit, at_least))
    columns = "group term pos count parts parts_with parts_all range dp dp_norm".split()
    table = pd.concat(tables) if tables else pd.DataFrame(columns=columns)
    table = table.sort_values(["group", "count", "term"], ascending=[True, False, True])
    table["gloss"] = counts.glosses(c, table["term"])
    return table.reset_index(drop=True)


def positions(
    c: Corpus,
    words: str | Collection[str],
    by: str | None = "city",
    *,
    kinds: Collection[str] = KINDS,
) -> pd.DataFrame:
    """Where chosen words fall in each text.

    Args:
        words: one word or several, as the tokens have them.
        by, kinds: as for `frequency`.

    Returns one row an occurrence: doc_id, group, term, position (0 the first word of the text,
    towards 1 the last: the word's number divided by the number of words), sentence, start (its
    character in the sentence), text (the sentence).
    """
    wanted = [words] if isinstance(words, str) else list(words)
    tokens = counts.word_tokens(c, kinds)
    number = tokens.groupby("doc_id").cumcount()
    tokens["place"] = number / tokens.groupby("doc_id")["token"].transform("size")
    found = tokens[tokens["token"].isin(wanted)]
    found = found.merge(c.sentences[["doc_id", "sentence", "text"]], on=["doc_id", "sentence"])
    return pd.DataFrame(
        {
            "doc_id": found["doc_id"],
            "group": selection.labels(c, found["doc_id"], by),
            "term": found["token"],
            "position": found["place"],
            "sentence": found["sentence"],
            "start": found["start"],
            "text": found["text"],
        }
    )


def _characters(c: Corpus, by: str | None, kinds: Collection[str]) -> dict[str, int]:
    tokens = counts.word_tokens(c, kinds)
    groups = selection.labels(c, tokens["doc_id"], by)
    return {str(g): int(n) for g, n in tokens["token"].str.len().groupby(groups).sum().items()}


def _spread(data: Counts, group: str, unit: str, at_least: int) -> pd.DataFrame:
    totals = data.totals.astype(np.int64)
    kept = np.flatnonzero(data.terms["listed"].to_numpy() & (totals >= max(at_least, 1)))
    matrix = data.matrix[:, kept].tocsc()
    with_term = np.diff(matrix.indptr)
    deviation = dp_sparse(matrix, data.sizes)
    most = 1 - data.sizes.min() / data.sizes.sum()
    return pd.DataFrame(
        {
            "group": group,
            "term": data.terms["term"].to_numpy()[kept],
            "pos": data.terms["pos"].to_numpy()[kept],
            "count": totals[kept],
            "parts": unit,
            "parts_with": with_term,
            "parts_all": len(data.parts),
            "range": with_term / len(data.parts),
            "dp": deviation,
            "dp_norm": deviation / most if most else np.nan,
        }
    ).astype({"group": "str", "term": "str", "pos": "str", "parts": "str"})
