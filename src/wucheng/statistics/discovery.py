"""Discovery: how many of the words that stand out would stand out by chance."""

from __future__ import annotations

from typing import Any

import numpy as np

from wucheng.statistics.numeric import Floats, Numbers, arrays, back


def q_values(p: Numbers, *, tests: int | None = None) -> Any:
    """q of each p: of all tests with a p this small or smaller, the share that chance alone gives.

    Args:
        p: one p a test, between 0 and 1.
        tests: how many tests there were, if some with a p of 1 are not among them.

    A q is never below its p, and has the order of the p. Raises ValueError for a p above 1, or for
    fewer tests than there are p. Source: Benjamini & Hochberg 1995; good for tests that are
    independent or go together, as those of words do.
    """
    (given,) = arrays(p=p)
    if (given > 1).any():
        raise ValueError("p has a value above 1")
    size = given.size if tests is None else tests
    if size < given.size:
        raise ValueError(f"there are {given.size} p, but only {size} tests")
    order = np.argsort(given, kind="stable")
    # multiplied by what is at least 1, so that rounding takes no q below its p
    ranked = given[order] * (size / np.arange(1, given.size + 1))
    found = np.empty_like(given)
    found[order] = np.minimum(np.minimum.accumulate(ranked[::-1])[::-1], 1.0)
    return back(found, p)


def p_of_g2(g2: Numbers) -> Floats:
    """The chance of a G² this large, by chi-squared with one degree of freedom.

    With few hits it is a rough figure. The unit is the token: no p for a difference between texts.
    """
    from scipy.special import erfc

    (given,) = arrays(g2=g2)
    return np.asarray(erfc(np.sqrt(given / 2)), dtype=np.float64)
