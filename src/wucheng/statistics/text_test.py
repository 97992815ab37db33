"""The test over texts: when so many texts allow it, and its p for many words at once.

The text is the unit: one rate a text. With few texts the smallest p that the test can give is
large, so that below four texts a side it can't tell anything, and it says so instead of testing.
"""

from __future__ import annotations

from math import comb

import numpy as np
import numpy.typing as npt
import pandas as pd

from wucheng.statistics import ranks
from wucheng.statistics.numeric import Floats
from wucheng.statistics.ranks import EXACT
from wucheng.statistics.tally import Counts

#: Texts a side below which even the clearest difference has no small p: 3 v 3 can't get below .10.
ENOUGH_TEXTS = 4
#: How a p was found.
TESTS = ("exact", "normal")
#: Why a rare word of many texts has none.
ROUGH = "not tested: too few texts with the word for the approximate test"


def smallest_p(x: int, y: int) -> float:
    """The smallest two-sided p that groups of x and y texts can give: 2 / C(x + y, x)."""
    return min(1.0, 2 / comb(x + y, x))


def refusal(x: int, y: int, *, exact: bool = True) -> str:
    """Why groups of x and y texts can't be tested (exactly, or at all); empty if they can."""
    if min(x, y) < ENOUGH_TEXTS:
        return (
            f"not tested: {x} against {y} texts; with fewer than {ENOUGH_TEXTS} a side no "
            f"difference could give p below {smallest_p(x, y):.2f}"
            if min(x, y)
            else f"not tested: {x} against {y} texts; a side is empty"
        )
    if exact and x + y > EXACT:
        return f"not tested: more than {EXACT} texts together; the exact count would be too long"
    return ""


def p_values(
    target: Counts, reference: Counts, columns: npt.NDArray[np.int64]
) -> tuple[Floats, pd.Series]:
    """The p of each word's rates in the texts of two sides, and the test or why there is none.

    Returns p (empty where not tested) and one text a word: "exact", "normal", or the reason.
    """
    sides = [side.select(side.sizes > 0) for side in (target, reference)]
    few = refusal(len(sides[0].parts), len(sides[1].parts), exact=False)
    if few or not len(columns):
        return np.full(len(columns), np.nan), pd.Series([few] * len(columns), dtype="str")
    p, how = ranks.rank_sums(
        sides[0].matrix[:, columns],
        sides[1].matrix[:, columns],
        (sides[0].sizes, sides[1].sizes),
    )
    named = pd.Series(how, dtype="str")
    return p, named.mask(named == "", ROUGH)
