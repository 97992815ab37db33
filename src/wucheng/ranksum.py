"""Rank sum: the exact test of whether texts of two groups use a word at different rates."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import numpy.typing as npt
import pandas as pd

from wucheng.corpus import Corpus
from wucheng.errors import WuchengError
from wucheng.statistics import counts, ranks, selection
from wucheng.statistics.counts import Counts
from wucheng.statistics.numeric import Numbers, arrays
from wucheng.statistics.ranks import TESTS, p_values, refusal


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
    values = np.concatenate([left, right])
    above = np.sort(values[values > 0])
    doubled = np.searchsorted(above, above, "left") + np.searchsorted(above, above, "right") + 1
    none = len(values) - len(above)
    mine = left[left > 0]
    at = np.searchsorted(above, mine)
    missing = len(left) - len(mine)
    own = int((doubled[at] + 2 * none).sum()) + missing * (none + 1)
    far = abs(own - len(left) * (len(values) + 1))
    return ranks.exact(tuple(doubled.tolist()), none, len(left), far)


def compare_texts(
    c: Corpus,
    words: str | Collection[str],
    target: str,
    reference: str | None = None,
    by: str = "city",
    *,
    kinds: Collection[str] = selection.KINDS,
) -> pd.DataFrame:
    """Whether the texts of a group use words at other rates than the texts of another, or the rest.

    Returns one row a word: term, texts_target, texts_reference, median_target, median_reference
    (of the texts' rates per 10,000), p (two-sided, one word at a time; empty where the test is
    refused), reason (why it is), test (exact; normal: the approximation, with over 200 texts).
    Texts without a word are no texts. Raises WuchengError for a group that doesn't exist.
    """
    asked = [words] if isinstance(words, str) else list(dict.fromkeys(words))
    data = counts.count(c, kinds=kinds, stop=False).with_terms(asked)
    data = data.select(data.sizes > 0)
    groups = np.asarray(selection.labels(c, data.parts["doc_id"], by), dtype=object)
    for name in (target, reference):
        if name is not None and name not in groups:
            known = ", ".join(sorted(set(groups)))
            raise WuchengError(f"{name!r} has no words; the groups with words are {known}.")
    here = groups == target
    there = ~here if reference is None else groups == reference
    columns = pd.Index(data.terms["term"]).get_indexer(asked)
    target_side, reference_side = data.select(here), data.select(there)
    p, how = p_values(target_side, reference_side, columns)
    sides = {"target": target_side, "reference": reference_side}
    found = pd.DataFrame({"term": asked})
    for name, side in sides.items():
        found[f"texts_{name}"] = len(side.parts)
    for name, side in sides.items():
        found[f"median_{name}"] = _medians(side, columns)
    found["p"] = p
    found["reason"] = how.where(~how.isin(TESTS), "")
    found["test"] = how.where(how.isin(TESTS), "")
    return found.astype({"term": "str", "reason": "str", "test": "str"})


def _medians(side: Counts, columns: npt.NDArray[np.int64]) -> list[float]:
    if not len(side.parts):
        return [np.nan] * len(columns)
    hits = np.asarray(side.matrix[:, columns].toarray(), dtype=np.float64)
    return [float(value) for value in np.median(hits / side.sizes[:, None] * 10_000, axis=0)]
