"""Sensitivity: which key words are left when the analysis is done otherwise.

A key word rests on choices: a list of stop words, a dictionary, a guess at new words, and on which
texts there happen to be. Each is changed in turn, all else as it was, and the comparison is done
again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

import numpy as np
import pandas as pd

from wucheng import keyness, segmentation
from wucheng.corpus import Corpus
from wucheng.errors import CorpusError
from wucheng.statistics import counts, selection
from wucheng.statistics.keywords import ENOUGH_HITS

#: What is done otherwise. "paragraph" stands for the one text of a group, which can't be left out.
STOP, DICTIONARY, GUESSING = keyness.NO_STOP_LIST, segmentation.DICTIONARY, segmentation.GUESSING
TEXT, PARAGRAPH = "text", "paragraph"

#: With more texts than this they are left out in so many blocks, in order of doc_id.
BLOCKS = 20

#: What becomes of a key word: it still is one (grade A to C), it is only more frequent, it isn't.
KEPT, WEAKER, LOST = "kept", "weaker", "lost"

_COLUMNS = (
    "target term gloss grade rank variation left_out count_target count_reference log_ratio "
    "rank_then outcome"
)

#: The columns of a comparison that are kept.
COMPARED = (
    "target rank grade more_in term pos gloss count_target count_reference tokens_target "
    "tokens_reference per_10k_target per_10k_reference g2 log_ratio low high lrc lrc_floor "
    "texts_target texts_reference units dp_norm top_share weakest rank_best rank_worst"
)


def key_words(
    c: Corpus,
    by: str = "city",
    *,
    most: int = 5,
    names: bool = False,
    alpha: float = 0.05,
    cutting: bool = True,
    texts: bool = True,
) -> pd.DataFrame:
    """The first key words of each group, and what becomes of them when something is changed.

    Args:
        by: the column of documents.csv that makes the groups.
        most: so many words a group, by rank in `keyness.compare_all`.
        names, alpha: as for `keyness.compare_all`.
        cutting: False leaves out the variations of stop list and segmentation.
        texts: False leaves out those in which a text or paragraph is missing.

    Returns one row a word and run: target, term, gloss, grade and rank as built (empty for a word
    that was not among the first and now comes in), variation, left_out (the text, "first – last" of
    a block of texts, or the text and paragraph), count_target, count_reference, log_ratio and
    rank_then of the run (empty where the word is not there), outcome: "kept" (grade A to C),
    "weaker" (still more frequent), "lost" (not more frequent, or no longer a word as it is cut).
    Without a paragraph only the word's interval and LRC are computed again, not its rank. A run in
    which a group has nothing left to be compared with has no row for it.

    Raises CorpusError if there is only one group.
    """
    built = compared(c, by, names=names, alpha=alpha)
    mine = built[(built["more_in"] == built["target"]) & (built["rank"] <= most)]
    tables = []
    for variation, left_out, other, stop in _variations(c, cutting, texts):
        try:
            found = compared(other, by, names=names, alpha=alpha, stop=stop)
        except CorpusError:
            continue
        tables.append(_outcomes(mine, found, most).assign(variation=variation, left_out=left_out))
    if texts:
        mine = mine.assign(tests=mine["target"].map(built["target"].value_counts()))
        tables += list(_paragraphs(c, by, mine, alpha, names))
    made = pd.concat([t for t in tables if len(t)] or [pd.DataFrame(columns=_COLUMNS.split())])
    text = ("target", "term", "gloss", "grade", "variation", "left_out", "outcome")
    whole = ("rank", "rank_then", "count_target", "count_reference")
    types = dict.fromkeys(text, "str") | dict.fromkeys(whole, "Int64") | {"log_ratio": "float64"}
    return made.reindex(columns=_COLUMNS.split()).astype(types).reset_index(drop=True)


def cutting(c: Corpus, by: str = "city", *, names: bool = False, alpha: float = 0.05) -> set[str]:
    """The key words of grade A to C that are none when the text is cut otherwise, by any group.

    Cut otherwise is: without words.tsv, or without guessing words that are in no dictionary.
    """
    pairs = [
        key_pairs(compared(other, by, names=names, alpha=alpha))
        for other in (c, *(other for _, other in segmentation.variations(c)))
    ]
    return {term for _, term in pairs[0] - (pairs[1] & pairs[2])}


def compared(
    c: Corpus, by: str = "city", *, names: bool = False, alpha: float = 0.05, stop: bool = True
) -> pd.DataFrame:
    """Each group against the rest by `keyness.compare_all`, made once and kept with the corpus.

    Its columns are COMPARED. What becomes of words cut otherwise is not in it: that is `cutting`.
    """
    return c.kept(
        ("compared", by, names, alpha, stop),
        lambda: keyness.compare_all(c, by, names=names, alpha=alpha, stop=stop, flips=False)[
            COMPARED.split()
        ],
    )


def key_pairs(table: pd.DataFrame) -> set[tuple[str, str]]:
    """The groups and their key words of grade A to C, from such a table."""
    key = table[(table["grade"] != "D") & (table["more_in"] == table["target"])]
    return set(zip(key["target"], key["term"], strict=True))


def _variations(c: Corpus, cutting: bool, texts: bool) -> Iterator[tuple[str, str, Corpus, bool]]:
    """Each variation: its name, what is left out, the corpus, its stop words."""
    if cutting:
        yield STOP, "", c, False
        for name, other in segmentation.variations(c):
            yield name, "", other, True
    doc_ids = list(c.documents["doc_id"])
    if texts and len(doc_ids) > 1:
        blocks = min(len(doc_ids), BLOCKS)
        for block in np.array_split(np.asarray(doc_ids, dtype=object), blocks):
            name = str(block[0]) if len(block) == 1 else f"{block[0]} – {block[-1]}"
            yield TEXT, name, _without(c, set(block)), True


def _without(c: Corpus, doc_ids: Collection[str]) -> Corpus:
    kept = {
        name: table[~table["doc_id"].isin(doc_ids)]
        for name, table in (
            ("documents", c.documents),
            ("sentences", c.sentences),
            ("tokens", c.tokens),
        )
    }
    return c.exchanged(**kept)


def _outcomes(mine: pd.DataFrame, found: pd.DataFrame, most: int) -> pd.DataFrame:
    """What a run makes of the key words, and which words are now among the first that weren't."""
    columns = "target term more_in grade rank count_target count_reference log_ratio gloss".split()
    then = found[columns]
    joined = mine[["target", "term", "gloss", "grade", "rank"]].merge(
        then.drop(columns="gloss").rename(columns={"grade": "grade_then", "rank": "rank_then"}),
        on=["target", "term"],
        how="left",
    )
    joined = joined[joined["target"].isin(set(found["target"]))]
    over = joined["more_in"] == joined["target"]
    joined["outcome"] = np.select(
        [over & (joined["grade_then"] != "D"), over], [KEPT, WEAKER], LOST
    )
    first = then[(then["more_in"] == then["target"]) & (then["rank"] <= most)]
    known = pd.MultiIndex.from_frame(mine[["target", "term"]])
    new = first[~pd.MultiIndex.from_frame(first[["target", "term"]]).isin(known)]
    new = new.rename(columns={"rank": "rank_then"}).assign(grade="", outcome=KEPT)
    return pd.concat([table for table in (joined, new) if len(table)] or [joined])


def _paragraphs(
    c: Corpus, by: str, mine: pd.DataFrame, alpha: float, names: bool
) -> Iterator[pd.DataFrame]:
    """The key words of groups with one text, without each of its paragraphs."""
    data = counts.count(c, parts="paragraphs", names=names)
    groups = np.asarray(selection.labels(c, data.parts["doc_id"], by), dtype=object)
    place = pd.Index(data.terms["term"])
    for target, words in mine.groupby("target"):
        here = groups == target
        if data.parts.loc[here, "doc_id"].nunique() != 1 or here.sum() < 2 or here.all():
            continue
        side, rest = data.select(here), data.select(~here)
        columns = place.get_indexer(words["term"])
        hits = np.asarray(side.matrix[:, columns].toarray(), dtype=np.float64)
        a, c_size = hits.sum(axis=0) - hits, (side.sizes.sum() - side.sizes)[:, None]
        b, d_size = rest.totals[columns], float(rest.sizes.sum())
        b_all = np.broadcast_to(b, a.shape)
        low, _ = keyness.log_ratio_interval(a, b_all, c_size, d_size, confidence=1 - alpha)
        effect = keyness.log_ratio(a, b_all, c_size, d_size)
        corrected = keyness.lrc(a, b_all, c_size, d_size, alpha, int(words["tests"].iloc[0])) > 0
        evident = corrected | ((low > 0) & (a >= ENOUGH_HITS))
        over = a * d_size > b_all * c_size
        outcome = np.select([evident & over, over], [KEPT, WEAKER], LOST)
        for at, part in enumerate(side.parts.itertuples()):
            yield words[["target", "term", "gloss", "grade", "rank"]].assign(
                variation=PARAGRAPH,
                left_out=f"{part.doc_id} ¶{part.paragraph}",
                count_target=a[at].astype(np.int64),
                count_reference=b.astype(np.int64),
                log_ratio=effect[at],
                outcome=outcome[at],
            )
