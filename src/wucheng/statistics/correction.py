"""Correction: what share of sentences has a frame, if a machine read all and people some of them.

Double sampling (Tenenbein 1970) with the errors of Rogan & Gladen (1978): of sentences that have
the frame the machine marks a part (its sensitivity), of those that haven't another (one less its
specificity). Both are taken to be the same in all groups; the share of each group is its own. That
what the marks are worth (precision) differs from group to group follows from it, and is why a
correction by one precision for all would draw groups together. With few coded sentences the formula
of Rogan and Gladen swings widely and leaves 0 to 1; so the uncoded sentences are filled in by data
augmentation (Tanner & Wong 1987) with priors Beta(½, ½), as Joseph, Gyorkos & Coupal (1995) do
where nothing is coded at all.

Coders who differ are draws from one panel. The truth of a sentence is the mean of their judgements.
The interval redraws them with replacement, one fewer than there are, which gives the mean of so few
its right variance (Rao & Wu 1988): of two coders each stands alone in half of the draws.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from wucheng.statistics import intervals
from wucheng.statistics.numeric import Floats

Truths = npt.NDArray[np.bool_]
Whole = npt.NDArray[np.int64]

#: Draws that a chain makes before it counts, and after.
_BEFORE, _KEPT = 40, 20


@dataclass(frozen=True)
class Read:
    """Sentences that people coded.

    Args:
        group: of each of n sentences, 0 … groups − 1.
        marked: n × frames, whether the machine has the frame.
        judged: coders × n, whether the coder judged the sentence.
        said: coders × n × frames, whether the coder has the frame there.
        settled: n × frames, 1 or 0 where coders have settled on it, NaN where they haven't.
    """

    group: Whole
    marked: Truths
    judged: Truths
    said: Truths
    settled: Floats


@dataclass(frozen=True)
class Shares:
    """Shares of sentences, each groups × frames, from 0 to 1; NaN in a group that nobody coded.

    Args:
        share: the truth being the mean of the coders.
        low, high: its interval.
        least, most: the share if a sentence has a frame only where all of its coders say so, and if
            it has it where one does.
    """

    share: Floats
    low: Floats
    high: Floats
    least: Floats
    most: Floats


def shares(counted: Whole, read: Read, *, confidence: float = 0.95, chains: int = 200) -> Shares:
    """The share of each group's sentences with each frame, from all marked and some coded.

    Args:
        counted: groups × 2 × frames, all sentences without and with the machine's mark.
        read: those among them that were coded.
        confidence: of the interval.
        chains: how many chains are run, each with its own draw of coders; each gives 20 draws.

    The coded sentences speak for themselves: `share` is their mean and that of what the others are
    likely to be, and the mean of the coders where all are coded. The interval holds what isn't
    known of the machine's errors, how the coders differ, and that the group's sentences are few.
    Raises ValueError for a sentence that nobody coded.
    """
    known = read.judged.sum(axis=0)[:, None] > 0
    if not (known | ~np.isnan(read.settled)).all():
        raise ValueError("a sentence that nobody coded")
    here = np.unique(read.group)  # how the machine errs in the other groups isn't known
    size = counted[here]
    place = np.searchsorted(here, read.group)
    dice = np.random.default_rng(intervals.SEED)
    coders, which = np.unique(_coders(read, dice, chains), axis=0, return_inverse=True)
    drawn = [_cells(place, read, _mean(read, weights)) for weights in coders]
    tail = (1 - confidence) / 2
    draws = _chains(size, drawn, which.ravel())[1]
    low, high = np.quantile(draws, [tail, 1 - tail], axis=0)
    one = np.zeros(chains, dtype=np.int64)
    truth = _mean(read, np.ones(len(read.judged)))
    share = _chains(size, [_cells(place, read, truth)], one)[0]
    least, most = (
        share
        if np.array_equal(bound, truth)
        else _chains(size, [_cells(place, read, bound)], one)[0]
        for bound in _bounds(read)
    )
    found = []
    # of none or all the quantiles would leave out what was seen (Brown, Cai & DasGupta 2001)
    low, high = np.minimum(low, share), np.maximum(high, share)
    for part in (share, low, high, np.minimum(least, share), np.maximum(most, share)):
        spread = np.full((len(counted), counted.shape[2]), np.nan)
        spread[here] = part
        found.append(spread)
    return Shares(*found)


def _chains(
    counted: Whole, cells: list[tuple[Floats, Floats]], which: npt.NDArray[np.intp]
) -> tuple[Floats, Floats]:
    """The mean share of the sentences, and draws of the share that they are a sample of.

    `which` of the cells each chain rests on.
    """
    dice = np.random.default_rng(intervals.SEED)
    # chains × groups × mark × frames
    yes, seen = (np.stack(part)[which] for part in zip(*cells, strict=True))
    rest = (counted - seen).round().astype(np.int64)
    size = counted.sum(axis=1)
    # the errors that the coded sentences show, as a start
    hit, miss = yes.sum(axis=1) + 0.5, (seen - yes).sum(axis=1) + 0.5
    heard = (hit[:, 1] / hit.sum(axis=1))[:, None]
    false = (miss[:, 1] / miss.sum(axis=1))[:, None]
    share = (yes.sum(axis=2) + 0.5) / (seen.sum(axis=2) + 1)
    total, draws = np.zeros(size.shape), []
    for turn in range(_BEFORE + _KEPT):
        with_it = np.stack([share * (1 - heard), share * heard], axis=2)
        without = np.stack([(1 - share) * (1 - false), (1 - share) * false], axis=2)
        likely = with_it / (with_it + without)
        filled = dice.binomial(rest, likely)
        has, lacks = yes + filled, seen - yes + rest - filled
        share = dice.beta(0.5 + has.sum(axis=2), 0.5 + lacks.sum(axis=2))
        hit, miss = 0.5 + has.sum(axis=1), 0.5 + lacks.sum(axis=1)
        heard = dice.beta(hit[:, 1], hit[:, 0])[:, None]
        false = dice.beta(miss[:, 1], miss[:, 0])[:, None]
        if turn >= _BEFORE:
            draws.append(share)
            total += (yes + rest * likely).sum(axis=2).mean(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        return total / _KEPT / size, np.concatenate(draws)


def _cells(place: Whole, read: Read, truth: Floats) -> tuple[Floats, Floats]:
    """How many coded sentences have the frame, and how many there are: group × mark × frame."""
    coded = ~np.isnan(truth)
    value = np.where(coded, truth, 0)
    of_group = (np.arange(place.max(initial=-1) + 1)[:, None] == place).astype(np.float64)
    kinds = (~read.marked, read.marked)
    yes = np.stack([of_group @ (value * kind) for kind in kinds], axis=1)
    seen = np.stack([of_group @ (coded & kind).astype(np.float64) for kind in kinds], axis=1)
    return yes, seen


def _mean(read: Read, weights: Floats | Whole) -> Floats:
    """What is true of each sentence: settled, else the coders' weighted mean, else NaN."""
    there = (weights @ read.judged)[:, None]
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = np.tensordot(weights, read.said & read.judged[:, :, None], axes=1) / there
    return np.where(np.isnan(read.settled), mean, read.settled)


def _bounds(read: Read) -> tuple[Floats, Floats]:
    """The truth if all coders of a sentence must agree on a frame, and if one is enough."""
    judged = read.judged[:, :, None]
    every = (read.said | ~judged).all(axis=0).astype(np.float64)
    one = (read.said & judged).any(axis=0).astype(np.float64)
    left = np.isnan(read.settled)
    return np.where(left, every, read.settled), np.where(left, one, read.settled)


def _coders(read: Read, dice: np.random.Generator, chains: int) -> Whole:
    """How often each coder is drawn: one fewer than there are, each as often as they have coded."""
    work = read.judged.sum(axis=1)
    if len(work) < 2 or not work.any():
        return np.ones((chains, len(work)), dtype=np.int64)
    return dice.multinomial(len(work) - 1, work / work.sum(), size=chains)
