"""Key words: the table that two sets of counts make, with the evidence behind each word."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from wucheng.errors import CorpusError
from wucheng.statistics import contrast, discovery, ranks, stability
from wucheng.statistics.dispersion import spread
from wucheng.statistics.numeric import Floats
from wucheng.statistics.ranks import ENOUGH_TEXTS
from wucheng.statistics.tally import Counts

#: Hits below which an uncorrected interval is not taken as evidence.
ENOUGH_HITS = 5
#: Why a word of a large corpus has no p over texts.
NOT_ASKED = "not tested: its LRC is 0"


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
    stop words included), per_10k_*, g2 (four-term), g2_two_term, log_ratio with its interval low
    and high (at 1 − alpha), lrc (corrected for all words of the table),
    percent_difference (%DIFF; inf for a word that the reference lacks), simple_maths (smoothing
    100), lrc_floor (hits that a word absent from the other side must have on this one for its LRC
    to differ from 0), log_odds (δ) and z (two-term variance), texts_*, and for the side with the
    higher rate: units ("texts" or "paragraphs" of its one text), dp_norm over them (empty if there
    is one), top_share (share of its hits in one unit), one_document (over half of its hits are in
    one text; so always where the side is one text); weakest (the least that is left of the log
    ratio, in the word's direction, when each unit of either side is left out in turn; empty for a
    word that would be D anyway), rank_best and rank_worst (the ranks it then takes among the words
    of its side) and rank_spread (how far they lie apart); all three empty for D.

    Then the tests. q_tokens: Benjamini-Hochberg over all words of the table, from the p of G²; of
    the words with a q_tokens of .05 or less one in twenty would be there if tokens were drawn one
    by one. They are not: it describes these texts, and is no test between groups of texts.
    p_texts: rank-sum test over the texts' rates, two-sided, for one word; q_texts the same over all
    words. Both are empty where untested says why: fewer than 4 texts a side; with over 200 texts
    also words too rare for the approximate test, and those whose LRC is 0.

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
    c, d = int(target.sizes.sum()), int(reference.sizes.sum())
    for name, size in ((target_name, c), (reference_name, d)):
        if not size:
            raise CorpusError(f"{name!r} has no words to compare.")
    either = target.totals + reference.totals
    kept = np.flatnonzero(target.terms["listed"].to_numpy() & (either >= max(at_least, 1)))
    a, b = target.totals[kept], reference.totals[kept]
    tests = max(len(kept), 1)
    over = a * d >= b * c
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
        }
    )
    for column, values in _measures(a, b, c, d, alpha, tests).items():
        found[column] = values
    floors = contrast.lrc_floor(c, d, alpha, tests), contrast.lrc_floor(d, c, alpha, tests)
    found["lrc_floor"] = np.where(over, *floors)
    found["log_odds"], found["z"] = _log_odds(target, reference, kept, prior_tokens)
    found["texts_target"] = target.texts[kept]
    found["texts_reference"] = reference.texts[kept]
    left, right = target_units or target, reference_units or reference
    _add_spread(found, over, [(target, left), (reference, right)], kept)
    _add_grades(found, over, (target, reference), (left, right), kept)
    _add_tests(found, target, reference, kept)
    found.insert(0, "rank", _rank(found, over))
    found = found.iloc[_order(found, over)].reset_index(drop=True)
    texts = "more_in term pos grade units untested".split()
    found = found.astype(dict.fromkeys(texts, "str"))
    found.attrs = {
        "target": target_name,
        "reference": reference_name,
        "texts_target": len(target.parts),
        "texts_reference": len(reference.parts),
        "tests": tests,
        "alpha": alpha,
    }
    return found


def _measures(
    a: Floats, b: Floats, c: int, d: int, alpha: float, tests: int
) -> dict[str, npt.NDArray[Any]]:
    """What follows from the four numbers alone, worked out once for words with the same counts."""
    keys, back = np.unique(
        a.astype(np.int64) * (int(b.max(initial=0)) + 1) + b.astype(np.int64), return_inverse=True
    )
    w, x = np.divmod(keys, int(b.max(initial=0)) + 1)
    low, high = contrast.log_ratio_interval(w, x, c, d, confidence=1 - alpha)
    values = {
        "g2": contrast.log_likelihood(w, x, c, d),
        "g2_two_term": contrast.log_likelihood_two_term(w, x, c, d),
        "log_ratio": contrast.log_ratio(w, x, c, d),
        "low": low,
        "high": high,
        "lrc": contrast.lrc(w, x, c, d, alpha, tests),
        "percent_difference": contrast.percent_difference(w, x, c, d),
        "simple_maths": contrast.simple_maths(w, x, c, d),
    }
    return {name: value[back] for name, value in values.items()}


def _add_tests(
    found: pd.DataFrame, target: Counts, reference: Counts, kept: npt.NDArray[np.int64]
) -> None:
    """q over tokens, and where there are texts enough p and q over texts."""
    tests = max(len(kept), 1)
    found["q_tokens"] = discovery.q_values(discovery.p_of_g2(found["g2"].to_numpy()), tests=tests)
    texts = [int((side.sizes > 0).sum()) for side in (target, reference)]
    asked = np.ones(len(kept), dtype=bool)
    if sum(texts) > ranks.EXACT:
        asked = (found["lrc"] != 0).to_numpy()
    p, how = ranks.p_values(target, reference, kept[asked])
    found["p_texts"] = found["q_texts"] = np.nan
    found["untested"] = ranks.refusal(*texts, exact=False) or NOT_ASKED
    found.loc[asked, "p_texts"] = p
    found.loc[asked, "untested"] = how.mask(how.isin(ranks.TESTS), "").to_numpy()
    done = np.flatnonzero(found["p_texts"].notna())
    q = discovery.q_values(found["p_texts"].to_numpy()[done], tests=tests)
    found.loc[done, "q_texts"] = q


def _order(found: pd.DataFrame, over: npt.NDArray[np.bool_]) -> npt.NDArray[np.int64]:
    """Graded words of the target, of the reference, then D by LRC and G²; alike, by the word."""
    term = found["term"].rank(method="first").to_numpy()
    rank = found["rank"].fillna(0).to_numpy(dtype=np.int64)
    lrc, ungraded = -found["lrc"].abs().to_numpy(), (found["grade"] == "D").to_numpy()
    return np.lexsort((term, -found["g2"].to_numpy(), lrc, rank, ~over, ungraded))


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
        even, top = spread(units.matrix, units.sizes)
        within = top if units is documents else spread(documents.matrix, documents.sizes)[1]
        hits = units.totals[mine]
        most = 1 - units.sizes.min() / units.sizes.sum()
        found.loc[rows, "units"] = "texts" if units is documents else "paragraphs"
        if most:
            found.loc[rows, "dp_norm"] = even[mine] / most
        found.loc[rows, "top_share"] = top[mine] / hits
        found.loc[rows, "one_document"] = within[mine] * 2 > hits


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
    left_out = stability.LeftOut(*units, kept[candidates])
    found["weakest"] = np.nan
    found.loc[candidates, "weakest"] = left_out.weakest()
    stable = (found["weakest"] > 0).to_numpy()
    corrected, worth = corrected & stable, worth & stable
    general = corrected & (texts >= ENOUGH_TEXTS) & ~found["one_document"] & enough
    grade = np.select([general, corrected, worth], ["A", "B", "C"], "D")
    found.insert(0, "grade", grade)
    size = len(found)
    empty = pd.arrays.IntegerArray(np.zeros(size, dtype=np.int64), np.ones(size, dtype=bool))
    found["rank_best"] = found["rank_worst"] = empty
    for rows in (over, ~over):
        mine = (rows & (grade != "D"))[candidates]
        best, worst = left_out.ranks(mine, of_reference=rows is not over)
        found.loc[candidates[mine], "rank_best"] = best
        found.loc[candidates[mine], "rank_worst"] = worst
    found["rank_spread"] = found["rank_worst"] - found["rank_best"]


def _rank(found: pd.DataFrame, over: npt.NDArray[np.bool_]) -> Any:
    """The place among the graded words of the same side, by the size of the log ratio."""
    size = found["log_ratio"].abs().where(found["grade"] != "D")
    return size.groupby(over).rank(ascending=False, method="first").astype("Int64")
