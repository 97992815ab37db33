"""The cities side by side, and what so many texts can show."""

from __future__ import annotations

from itertools import combinations

import pandas as pd

from wucheng import timeline
from wucheng.corpus import Corpus
from wucheng.pages.mending.proof import ROUND_TRIP
from wucheng.statistics import voices
from wucheng.statistics.counts import word_tokens
from wucheng.statistics.ranks import ENOUGH_TEXTS, smallest_p
from wucheng.statistics.selection import UNKNOWN, labels


def side_by_side(c: Corpus, by: str = "city") -> pd.DataFrame:
    """The groups in numbers, one row each.

    Returns group, documents, first and last (dates of publication, "" where none is known),
    characters (of headings and body), sentences, words (without punctuation), quoted_share (the
    part of the body without headings that is direct speech, as `voices` counts it), people (named),
    events (reported, the publication aside), events_dated, quantities. Title sentences are not
    counted.
    """
    body = c.sentences[c.sentences["kind"] != "title"]
    characters = body["text"].str.len()
    said = voices.spans(c)
    dated = timeline.coverage(c, by).set_index("group")
    dates = c.documents.assign(group=labels(c, c.documents["doc_id"], by)).query("date != ''")
    columns = {
        "documents": _sums(c, c.documents["doc_id"], by),
        "first": dates.groupby("group")["date"].min(),
        "last": dates.groupby("group")["date"].max(),
        "characters": _sums(c, body["doc_id"], by, characters),
        "sentences": _sums(c, body["doc_id"], by),
        "words": _sums(c, word_tokens(c)["doc_id"], by),
        "quoted": _sums(c, said["doc_id"], by, said["chars"]),
        "paragraphs": _sums(c, body["doc_id"], by, characters.where(body["kind"] == "body", 0)),
        "people": _sums(c, c.people["doc_id"], by),
        "events": dated["events"],
        "events_dated": dated["dated"],
        "quantities": _sums(c, c.quantities["doc_id"], by),
    }
    table = pd.DataFrame(columns).rename_axis("group").reset_index()
    counts = table.columns.difference(["group", "first", "last"])
    table[counts] = table[counts].fillna(0).astype(int)
    table[["first", "last"]] = table[["first", "last"]].fillna("")
    table.insert(8, "quoted_share", table.pop("quoted") / table.pop("paragraphs"))
    return table.sort_values("group", ignore_index=True)


def testable(c: Corpus, by: str = "city") -> pd.DataFrame:
    """For each pair of groups: how many texts, and what a test of them could reach at best.

    Texts that are in no group are left out.

    Returns first, second, texts_first, texts_second, least_p (the smallest two-sided p that an
    exact Wilcoxon rank-sum test of so many texts can give: 2 / C(m + n, m), at most 1), enough
    (at least 4 texts on each side).
    """
    texts = pd.Series(labels(c, c.documents["doc_id"], by)).value_counts().sort_index()
    texts = texts.drop(UNKNOWN, errors="ignore")
    rows = [
        (a, b, m, n, smallest_p(m, n), min(m, n) >= ENOUGH_TEXTS)
        for (a, m), (b, n) in combinations(texts.items(), 2)
    ]
    columns = ["first", "second", "texts_first", "texts_second", "least_p", "enough"]
    return pd.DataFrame(rows, columns=columns)


def repaired(c: Corpus) -> pd.DataFrame:
    """What was mended, page by page and rule by rule.

    Returns doc_id, rule, repairs, characters (printed), least (the lowest confidence), proved (how
    many the round trip gives back as printed, character for character).
    """
    mends = c.repairs.assign(
        characters=c.repairs["printed"].str.len(), proved=c.repairs["proof"] == ROUND_TRIP
    )
    table = mends.groupby(["doc_id", "rule"]).agg(
        repairs=("rule", "size"),
        characters=("characters", "sum"),
        least=("confidence", "min"),
        proved=("proved", "sum"),
    )
    return table.reset_index()


def _sums(
    c: Corpus, doc_ids: pd.Series[str], by: str, weights: pd.Series[int] | None = None
) -> pd.Series[int]:
    groups = pd.Series(labels(c, doc_ids, by), index=doc_ids.index, dtype="str")
    ones = pd.Series(1, index=doc_ids.index)
    return (ones if weights is None else weights).groupby(groups).sum()
