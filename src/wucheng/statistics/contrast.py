"""Contrast: the formulas that compare a word's frequency in two bodies of text.

Throughout, a and b are a word's frequencies in target and reference, c and d their sizes in tokens.
Every function takes numbers or arrays and gives back the same kind. It raises ValueError for a
number that is negative or not finite, for a frequency above its size, and for an empty side: a rate
out of nothing is no rate.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from wucheng.statistics import intervals
from wucheng.statistics.numeric import Floats, Numbers, arrays, back, share

_LN2 = float(np.log(2))


def log_likelihood(a: Numbers, b: Numbers, c: Numbers, d: Numbers) -> Any:
    """G², the log-likelihood ratio over all four cells: 2 Σ O ln(O/E). Dunning 1993.

    0 where the rates are equal, also where the word is on neither side. It has no direction.
    """
    w, x, y, z = _cells(a, b, c, d)
    total = y + z
    found = w + x
    expected = found / total
    score = 2 * (
        _o_ln(w, y * expected)
        + _o_ln(x, z * expected)
        + _o_ln(y - w, y * (total - found) / total)
        + _o_ln(z - x, z * (total - found) / total)
    )
    return back(np.maximum(score, 0.0), a, b, c, d)


def log_likelihood_two_term(a: Numbers, b: Numbers, c: Numbers, d: Numbers) -> Any:
    """G² over the two cells that hold the word: 2 (a ln(a/E₁) + b ln(b/E₂)). Rayson & Garside 2000.

    What the Lancaster wizard and most concordancers print. Always a little below the four-term G².
    """
    w, x, y, z = _cells(a, b, c, d)
    expected = (w + x) / (y + z)
    score = 2 * (_o_ln(w, y * expected) + _o_ln(x, z * expected))
    return back(np.maximum(score, 0.0), a, b, c, d)


def log_ratio(a: Numbers, b: Numbers, c: Numbers, d: Numbers) -> Any:
    """The binary logarithm of the ratio of the rates; +1 is twice as frequent in the target.

    Half a hit and half a token are added to each side (Walter 1975), so that a word absent from one
    side has a finite value. Hardie 2014 has the idea without this correction.
    """
    w, x, y, z = _cells(a, b, c, d)
    return back(np.log2((w + 0.5) / (y + 0.5)) - np.log2((x + 0.5) / (z + 0.5)), a, b, c, d)


def log_ratio_interval(
    a: Numbers, b: Numbers, c: Numbers, d: Numbers, *, confidence: float = 0.95
) -> tuple[Any, Any]:
    """The interval of the log ratio: (low, high), on the scale of `log_ratio`.

    From the variance that belongs to Walter's correction, 1/(a+½) − 1/(c+½) + 1/(b+½) − 1/(d+½)
    (Pettigrew, Gart & Thomas 1986). It treats tokens as drawn one by one: it is too narrow for what
    lies beyond these texts.
    """
    w, x, y, z = _cells(a, b, c, d)
    middle = np.log2((w + 0.5) / (y + 0.5)) - np.log2((x + 0.5) / (z + 0.5))
    variance = 1 / (w + 0.5) - 1 / (y + 0.5) + 1 / (x + 0.5) - 1 / (z + 0.5)
    quantile = intervals.normal_quantile(0.5 + share("confidence", confidence) / 2)
    half = quantile * np.sqrt(np.maximum(variance, 0.0)) / _LN2
    return back(middle - half, a, b, c, d), back(middle + half, a, b, c, d)


def lrc(a: Numbers, b: Numbers, c: Numbers, d: Numbers, alpha: float = 0.05, tests: int = 1) -> Any:
    """LRC, the conservative log ratio: the end of its exact interval that lies nearer to 0, else 0.

    Args:
        alpha: error over all tests together, two-sided.
        tests: how many words are compared; alpha is divided by it (Bonferroni). 1: no correction.

    0 where the interval includes equal rates, and for a word on neither side. The interval is the
    Clopper-Pearson interval of a/(a+b), the conditional exact one of the ratio of two rates.
    Source: Evert 2022; `keyness(measure="LRC")` of the R package corpora.
    """
    w, x, y, z = _cells(a, b, c, d)
    tail = _tail(alpha, tests) / 2
    found = w + x
    low = intervals.lower_bound(w, found, tail)
    high = intervals.upper_bound(w, found, tail)
    over = w * z >= x * y
    score = np.where(
        over, np.maximum(_log_odds2(low, y, z), 0.0), np.minimum(_log_odds2(high, y, z), 0.0)
    )
    return back(np.where(found > 0, score, 0.0), a, b, c, d)


def lrc_positive(
    a: Numbers, b: Numbers, c: Numbers, d: Numbers, alpha: float = 0.05, tests: int = 1
) -> Any:
    """LRC⁺: the lower end of the one-sided exact interval of the log ratio, not cut off at 0.

    For those who look for words of the target only: all of alpha is spent on that side, so it is
    higher than LRC. −inf where a is 0: nothing then bounds the ratio from below.
    Source: `keyness(measure="PositiveLRC")` of the R package corpora.
    """
    w, x, y, z = _cells(a, b, c, d)
    low = intervals.lower_bound(w, w + x, _tail(alpha, tests))
    return back(_log_odds2(low, y, z), a, b, c, d)


def lrc_floor(c: float, d: float, alpha: float = 0.05, tests: int = 1) -> int:
    """How often a word that the reference lacks must be in the target for its LRC to exceed 0."""
    size, reference = (float(value[0]) for value in arrays(c=c, d=d))
    if not size or not reference:
        raise ValueError("a side of the comparison is empty")
    tail = _tail(alpha, tests) / 2
    needed = int(np.log(tail) / (np.log(size) - np.log(size + reference)))
    while intervals.lower_bound(
        np.array([needed], dtype=np.float64), np.array([needed], dtype=np.float64), tail
    )[0] <= size / (size + reference):
        needed += 1
    return needed


def log_odds(i: Numbers, j: Numbers, prior: Numbers) -> tuple[Any, Any]:
    """Log-odds with an informative Dirichlet prior: (δ, z), one value a word.

    Args:
        i, j: the frequencies of *all* words in target and reference, arrays of one length: their
            sums are the sizes.
        prior: α, pseudo-counts added on either side; a number for every word or one a word,
            above 0.

    z = δ/σ with the two-term variance σ² = 1/(i+α) + 1/(j+α), equation 22 of Monroe, Colaresi &
    Quinn 2008, as in FightingWords and scattertext. δ > 0: more in the target.
    """
    delta, two_term, _ = _monroe(i, j, prior)
    return delta, delta / np.sqrt(two_term)


def log_odds_full_variance(i: Numbers, j: Numbers, prior: Numbers) -> tuple[Any, Any]:
    """As `log_odds`, with the full variance (equation 20): the two terms of the other words too.

    σ² = 1/(i+α) + 1/(Σi+α₀−i−α) + 1/(j+α) + 1/(Σj+α₀−j−α). z is a little nearer to 0 than in
    `log_odds`; the difference shows only for words that make up much of a side.
    """
    delta, two_term, rest = _monroe(i, j, prior)
    return delta, delta / np.sqrt(two_term + rest)


def percent_difference(a: Numbers, b: Numbers, c: Numbers, d: Numbers) -> Any:
    """%DIFF: by how many per cent the target's rate is above the reference's. Gabrielatos 2011.

    A word absent from the reference has no such number: +inf; 0 if it is on neither side.
    """
    w, x, y, z = _cells(a, b, c, d)
    here, there = w / y, x / z
    ratio = np.divide(here - there, there, out=np.full_like(here, np.inf), where=there > 0)
    return back(np.where((w == 0) & (x == 0), 0.0, 100 * ratio), a, b, c, d)


def simple_maths(
    a: Numbers, b: Numbers, c: Numbers, d: Numbers, *, smoothing: float = 100.0
) -> Any:
    """The ratio of the rates per million after adding `smoothing` to both. Kilgarriff 2009.

    1 is equal. A large smoothing favours frequent words, a small one rare ones.
    """
    if not smoothing > 0:
        raise ValueError("smoothing must be above 0")
    w, x, y, z = _cells(a, b, c, d)
    return back((w / y * 1e6 + smoothing) / (x / z * 1e6 + smoothing), a, b, c, d)


def _cells(a: Numbers, b: Numbers, c: Numbers, d: Numbers) -> list[Floats]:
    cells = arrays(a=a, b=b, c=c, d=d)
    w, x, y, z = cells
    if not (y > 0).all() or not (z > 0).all():
        raise ValueError("a side of the comparison is empty")
    if (w > y).any() or (x > z).any():
        raise ValueError("a frequency is above the size of its side")
    return cells


def _o_ln(observed: Floats, expected: Floats) -> Floats:
    """O ln(O/E), which is 0 for an empty cell."""
    some = (observed > 0) & (expected > 0)
    ratio = np.divide(observed, expected, out=np.ones_like(observed), where=some)
    return observed * np.log(ratio)


def _log_odds2(part: Floats, c: Floats, d: Floats) -> Floats:
    """log₂((d/c) · p/(1−p)): the ratio of the rates when p of the hits are the target's."""
    with np.errstate(divide="ignore"):
        return np.log2(d / c) + np.log2(part) - np.log2(1 - part)


def _tail(alpha: float, tests: int) -> float:
    if tests < 1:
        raise ValueError("tests must be at least 1")
    return share("alpha", alpha) / tests


def _monroe(i: Numbers, j: Numbers, prior: Numbers) -> tuple[Floats, Floats, Floats]:
    """δ, the two-term variance and the other two terms of the full one."""
    w, x, alpha = arrays(i=i, j=j, prior=prior)
    if not (alpha > 0).all():
        raise ValueError("prior must be above 0")
    if w.size < 2:
        raise ValueError("log-odds needs the frequencies of all words, at least two")
    others_i = w.sum() + alpha.sum() - w - alpha
    others_j = x.sum() + alpha.sum() - x - alpha
    delta = np.log((w + alpha) / others_i) - np.log((x + alpha) / others_j)
    return delta, 1 / (w + alpha) + 1 / (x + alpha), 1 / others_i + 1 / others_j
