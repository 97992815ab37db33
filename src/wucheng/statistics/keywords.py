"""Key words: the table that two sets of counts make, with the evidence behind each word."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from wucheng.dispersion import dp_sparse
from wucheng.errors import CorpusError
from wucheng.ranksum import ENOUGH_TEXTS
from wucheng.statistics import contrast, stability
from wucheng.statistics.counts import Counts

#: Hits below which an uncorrected interval is not taken as evidence.
ENOUGH_HITS = 5


def table(
    target: Counts,
    reference: Counts,
    *,
    target_units: Counts | None = None,
    reference_units: Counts | None = None,
    target_name: str = "target",
    reference_name: str = "reference",
    at_least: int = 1,
    alpha: float = 0.05,
    prior_tokens: float | None = None,
) -> pd.DataFrame:
    """The keyness table of two sets of counts over the same terms.

    Args:
        target, reference: counts of documents.
        target_units, reference_units: what is left out in turn for stability, by default the
            documents themselves.
        at_least: leave out words with fewer hits on both sides together.
        alpha: of the interval, and of LRC over all words together.
        prior_tokens: α₀, the weight of the prior of log-odds in tokens; by default the mean length
            of a document. α_w is shared out by pooled frequency.

    Returns one row a word; a column with * is there twice, for target and for reference:
    rank, grade, more_in (the side with the higher rate), term, pos, count_*, tokens_* (word tokens,
    stop words included), per_10k_*, g2 (four-term), log_ratio with its interval low and high (at
    1 − alpha), lrc (corrected for all words of the table) and lrc_floor (hits that a word absent
    from the other side must have on this one for its LRC to differ from 0), log_odds (δ) and z
    (two-term variance), texts_*, and for the side with the higher rate: units ("texts" or
    "paragraphs" of its one text), dp_norm over them (empty if there is one), top_share (share of
    its hits in one unit), one_document (over half of its hits are in one text; so always where the
    side is one text); weakest (the least that is left of the log ratio, in the word's direction,
    when each unit of either side is left out in turn; empty for a word that would be D anyway),
    rank_best and rank_worst (the ranks it then takes; empty for D).

    The grade, a rule and no judgement:
      A  LRC differs from 0, nothing left out turns the contrast, at least 4 texts on either side,
         the word in at least 4 of its side, and no text with over half of its hits;
      B  LRC differs from 0 and nothing left out turns the contrast: it holds for these texts;
      C  the uncorrected interval of the log ratio excludes 0, at least 5 hits, and nothing left out
         turns the contrast: worth a look, though a few of many words get here by chance;
      D  anything else: not evidence.

    Ranked by log ratio among the words of grades A to C on their side; the target's come first, the
    reference's next; D is unranked and follows. `.attrs` has target, reference, texts_*, tests
    (words compared) and alpha. Raises CorpusError if a side has no words.
    """
    a_all, b_all = target.totals, reference.totals
    c, d = int(target.sizes.sum()), int(reference.sizes.sum())
    for name, size in ((target_name, c), (reference_name, d)):
        if not size:
            raise CorpusError(f"{name!r} has no words to compare.")
    kept = np.flatnonzero(target.terms["listed"].to_numpy() & (a_all + b_all >= max(at_least, 1)))
    a, b = a_all[kept], b_all[kept]
    tests = max(len(kept), 1)
    over = a * d >= b * c
    delta, z = _log_odds(target, reference, kept, prior_tokens)
    low, high = contrast.log_ratio_interval(a, b, c, d, confidence=1 - alpha)
    found = pd.DataFrame(
        {
            "more_in": np.where(over, target_name, reference_name),
            "term": target.terms["term"].to_numpy()[kept],
            "pos": target.terms["pos"].to_numpy()[kept],
            "count_target": a.astype(np.int64),
            "count_reference": b.astype(np.int64),
            "tokens_target": c,
            "tokens_reference": d,
            "per_10k_target": a / c * 10_000,
            "per_10k_reference": b / d * 10_000,
            "g2": contrast.log_likelihood(a, b, c, d),
            "log_ratio": contrast.log_ratio(a, b, c, d),
            "low": low,
            "high": high,
            "lrc": contrast.lrc(a, b, c, d, alpha, tests),
            "lrc_floor": np.where(
                over,
                contrast.lrc_floor(c, d, alpha, tests),
                contrast.lrc_floor(d, c, alpha, tests),
            ),
            "log_odds": delta,
            "z": z,
            "texts_target": target.texts[kept],
            "texts_reference": reference.texts[kept],
        }
    )
    left, right = target_units or target, reference_units or reference
    _add_spread(found, over, [(target, left), (reference, right)], kept)
    _add_grades(found, over, (target, reference), (left, right), kept)
    found.insert(0, "rank", _rank(found, over))
    order = pd.DataFrame(
        {"graded": found["grade"] == "D", "side": ~over, "rank": found["rank"]}
        | {"lrc": -found["lrc"].abs(), "g2": -found["g2"], "term": found["term"]}
    )
    found = found.loc[order.sort_values(list(order.columns)).index].reset_index(drop=True)
    found = found.astype({"more_in": "str", "term": "str", "pos": "str", "grade": "str"})
    found.attrs = {
        "target": target_name,
        "reference": reference_name,
        "texts_target": len(target.parts),
        "texts_reference": len(reference.parts),
        "tests": tests,
        "alpha": alpha,
    }
    return found


def _log_odds(
    target: Counts, reference: Counts, kept: npt.NDArray[np.int64], prior_tokens: float | None
) -> tuple[Any, Any]:
    a, b = target.totals, reference.totals
    present = a + b > 0
    if present.sum() < 2:
        raise CorpusError("A comparison needs at least two different words.")
    texts = int((target.sizes > 0).sum() + (reference.sizes > 0).sum())
    weight = (a.sum() + b.sum()) / texts if prior_tokens is None else prior_tokens
    prior = weight * (a + b)[present] / (a + b).sum()
    values = np.zeros((2, len(a)))
    values[:, present] = contrast.log_odds(a[present], b[present], prior)
    return values[0, kept], values[1, kept]


def _add_spread(
    found: pd.DataFrame,
    over: npt.NDArray[np.bool_],
    sides: list[tuple[Counts, Counts]],
    kept: npt.NDArray[np.int64],
) -> None:
    found["units"], found["dp_norm"], found["top_share"] = "", np.nan, np.nan
    found["one_document"] = False
    for (documents, units), rows in zip(sides, (over, ~over), strict=True):
        mine = kept[rows]
        if not len(mine):
            continue
        matrix = units.matrix.tocsc()[:, mine]
        top = _highest(matrix)
        within = top if units is documents else _highest(documents.matrix.tocsc()[:, mine])
        hits = units.totals[mine]
        most = 1 - units.sizes.min() / units.sizes.sum()
        found.loc[rows, "units"] = "texts" if units is documents else "paragraphs"
        if most:
            found.loc[rows, "dp_norm"] = dp_sparse(matrix, units.sizes) / most
        found.loc[rows, "top_share"] = top / hits
        found.loc[rows, "one_document"] = within * 2 > hits
    found["units"] = found["units"].astype("str")


def _highest(matrix: Any) -> npt.NDArray[np.int64]:
    """The highest value of each column of a table in which no column is empty."""
    return np.asarray(np.maximum.reduceat(matrix.data, matrix.indptr[:-1]), dtype=np.int64)


def _add_grades(
    found: pd.DataFrame,
    over: npt.NDArray[np.bool_],
    documents: tuple[Counts, Counts],
    units: tuple[Counts, Counts],
    kept: npt.NDArray[np.int64],
) -> None:
    hits = np.where(over, found["count_target"], found["count_reference"])
    texts = np.where(over, found["texts_target"], found["texts_reference"])
    enough = min(int((side.sizes > 0).sum()) for side in documents) >= ENOUGH_TEXTS
    corrected = (found["lrc"] != 0).to_numpy()
    pointwise = np.where(over, found["low"] > 0, found["high"] < 0)
    worth = pointwise & (hits >= ENOUGH_HITS)
    candidates = np.flatnonzero(corrected | worth)
    found["weakest"] = np.nan
    found.loc[candidates, "weakest"] = stability.weakest(*units, kept[candidates])
    stable = (found["weakest"] > 0).to_numpy()
    corrected, worth = corrected & stable, worth & stable
    general = corrected & (texts >= ENOUGH_TEXTS) & ~found["one_document"] & enough
    grade = np.select([general, corrected, worth], ["A", "B", "C"], "D")
    found.insert(0, "grade", grade)
    found["rank_best"] = found["rank_worst"] = pd.array([pd.NA] * len(found), dtype="Int64")
    for rows, sides in ((over, units), (~over, units[::-1])):
        mine = np.flatnonzero(rows & (grade != "D"))
        best, worst = stability.ranks(*sides, kept[mine])
        found.loc[mine, "rank_best"], found.loc[mine, "rank_worst"] = best, worst


def _rank(found: pd.DataFrame, over: npt.NDArray[np.bool_]) -> Any:
    """The place among the graded words of the same side, by the size of the log ratio."""
    size = found["log_ratio"].abs().where(found["grade"] != "D")
    return size.groupby(over).rank(ascending=False, method="first").astype("Int64")
