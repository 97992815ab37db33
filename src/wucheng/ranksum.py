"""Rank sum: the exact test of whether texts of two groups use a word at different rates.

The text is the unit: one rate a text. With few texts the smallest p that the test can give is
large, so that below four texts a side it can't tell anything, and it says so instead of testing.
"""

from __future__ import annotations

from collections.abc import Collection
from math import comb

import numpy as np
import numpy.typing as npt
import pandas as pd

from wucheng.corpus import Corpus
from wucheng.errors import WuchengError
from wucheng.statistics import counts
from wucheng.statistics.numeric import Floats, Numbers, arrays

#: Texts a side below which even the clearest difference has no small p: 3 v 3 can't get below .10.
ENOUGH_TEXTS = 4
#: Texts on both sides together up to which every division of the ranks is counted.
EXACT = 200


def wilcoxon(x: Numbers, y: Numbers) -> float:
    """The exact two-sided p of the Wilcoxon rank-sum test of two groups of rates; ties share ranks.

    p is the share of all divisions of the pooled values into two groups of these sizes whose rank
    sum lies at least as far from its mean. Raises ValueError with fewer than four values on a side
    or more than 200 together.
    """
    (left,), (right,) = arrays(x=x), arrays(y=y)
    reason = refusal(len(left), len(right))
    if reason:
        raise ValueError(reason)
    ranks = _doubled_ranks(np.concatenate([left, right]))
    size = len(left)
    # ways[k][s]: how many choices of k values have the doubled rank sum s. Floats are exact enough:
    # only positive numbers are added, and 100 of 200 is 9e58.
    top = int(np.sort(ranks)[-size:].sum())
    ways = np.zeros((size + 1, top + 1))
    ways[0, 0] = 1
    for rank in ranks:
        ways[1:, rank:] += ways[:-1, : top + 1 - rank]
    centre = size * (len(ranks) + 1)
    far = abs(int(ranks[:size].sum()) - centre)
    sums = np.arange(top + 1)
    as_far = ways[size, np.abs(sums - centre) >= far].sum()
    return min(float(as_far / comb(len(ranks), size)), 1.0)


def smallest_p(x: int, y: int) -> float:
    """The smallest two-sided p that groups of x and y texts can give: 2 / C(x + y, x)."""
    return min(1.0, 2 / comb(x + y, x))


def refusal(x: int, y: int) -> str:
    """Why groups of x and y texts can't be tested; empty if they can."""
    if min(x, y) < ENOUGH_TEXTS:
        return (
            f"not tested: {x} against {y} texts; with fewer than {ENOUGH_TEXTS} a side no "
            f"difference could give p below {smallest_p(x, y):.2f}"
            if min(x, y)
            else f"not tested: {x} against {y} texts; a side is empty"
        )
    if x + y > EXACT:
        return f"not tested: more than {EXACT} texts together; the exact count would be too long"
    return ""


def compare_texts(
    c: Corpus,
    words: str | Collection[str],
    target: str,
    reference: str | None = None,
    by: str = "city",
    *,
    kinds: Collection[str] = counts.KINDS,
) -> pd.DataFrame:
    """Whether the texts of a group use words at other rates than the texts of another, or the rest.

    Returns one row a word: term, texts_target, texts_reference, median_target, median_reference
    (of the texts' rates per 10,000), p (exact, two-sided, one word at a time; empty where the test
    is refused), reason (why it is). Texts without a word are no texts. Raises WuchengError for a
    group that doesn't exist.
    """
    asked = [words] if isinstance(words, str) else list(dict.fromkeys(words))
    data = counts.count(c, kinds=kinds, stop=False).with_terms(asked)
    data = data.select(data.sizes > 0)
    groups = np.asarray(counts.labels(c, data.parts["doc_id"], by), dtype=object)
    for name in (target, reference):
        if name is not None and name not in groups:
            known = ", ".join(sorted(set(groups)))
            raise WuchengError(f"{name!r} has no words; the groups with words are {known}.")
    here = groups == target
    there = ~here if reference is None else groups == reference
    columns = pd.Index(data.terms["term"]).get_indexer(asked)
    hits = np.asarray(data.matrix[:, columns].toarray(), dtype=np.float64)
    rates = hits / data.sizes[:, None] * 10_000
    reason = refusal(int(here.sum()), int(there.sum()))
    rows = [
        {
            "term": word,
            "texts_target": int(here.sum()),
            "texts_reference": int(there.sum()),
            "median_target": float(np.median(column[here])),
            "median_reference": float(np.median(column[there])) if there.any() else np.nan,
            "p": np.nan if reason else wilcoxon(column[here], column[there]),
            "reason": reason,
        }
        for word, column in zip(asked, rates.T, strict=True)
    ]
    return pd.DataFrame(rows).astype({"term": "str", "reason": "str"})


def _doubled_ranks(values: Floats) -> npt.NDArray[np.int64]:
    """Twice the rank of each value, so that shared ranks are whole numbers too."""
    _, inverse, sizes = np.unique(values, return_inverse=True, return_counts=True)
    ends = np.cumsum(sizes)
    return np.asarray((2 * ends - sizes + 1)[inverse], dtype=np.int64)
