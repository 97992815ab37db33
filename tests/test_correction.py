"""Rates set right by people's coding: against the posterior by brute force, and by simulation."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wucheng.statistics import correction
from wucheng.statistics.correction import Read, Shares

Cells = list[tuple[int, int, int, int]]


def _corpus(cells: Cells, coders: int = 1) -> tuple[correction.Whole, Read]:
    """One frame: of each group (marked and had, unmarked and had, marked not, unmarked not) coded.

    Every coder says the same.
    """
    group, marked, said = [], [], []
    for at, counts in enumerate(cells):
        kinds = [(True, True), (False, True), (True, False), (False, False)]
        for (mark, has), count in zip(kinds, counts, strict=True):
            group += [at] * count
            marked += [mark] * count
            said += [has] * count
    counted = np.zeros((len(cells), 2, 1), dtype=np.int64)
    for at, mark in zip(group, marked, strict=True):
        counted[at, int(mark), 0] += 1
    size = len(group)
    read = Read(
        np.array(group),
        np.array(marked)[:, None],
        np.ones((coders, size), dtype=bool),
        np.repeat(np.array(said)[None, :, None], coders, axis=0),
        np.full((size, 1), np.nan),
    )
    return counted, read


def _by_force(
    counted: correction.Whole, cells: Cells, steps: int = 44
) -> tuple[list[float], list[float], list[float]]:
    """The posterior of two groups' shares on a grid of the four unknowns, added up: no chain.

    Returns the mean share of the sentences there are, and the ends of the 95 % intervals.
    """
    line = (np.arange(steps) + 0.5) / steps
    one, two, heard, false = np.meshgrid(line, line, line, line, indexing="ij", sparse=True)
    # Beta(½, ½) for each of them
    log = sum(-0.5 * np.log(x * (1 - x)) for x in (one, two, heard, false))
    expected = []
    for share, rows, (tp, fn, fp, tn) in zip((one, two), counted[:, :, 0], cells, strict=True):
        log = log + tp * np.log(share * heard) + fn * np.log(share * (1 - heard))
        log = log + fp * np.log((1 - share) * false) + tn * np.log((1 - share) * (1 - false))
        left = (rows[1] - tp - fp, rows[0] - fn - tn)
        seen = share * heard + (1 - share) * false
        log = log + left[0] * np.log(seen) + left[1] * np.log(1 - seen)
        likely = share * heard / seen, share * (1 - heard) / (1 - seen)
        expected.append((tp + fn + left[0] * likely[0] + left[1] * likely[1]) / rows.sum())
    weight = np.exp(log - log.max())
    weight /= weight.sum()
    means = [float((weight * share).sum()) for share in expected]
    ends = []
    for axes in ((1, 2, 3), (0, 2, 3)):
        grown = weight.sum(axis=axes).cumsum()
        ends.append([float(np.interp(q, grown, line + 0.5 / steps)) for q in (0.025, 0.975)])
    return means, [low for low, _ in ends], [high for _, high in ends]


@pytest.mark.parametrize(
    ("cells", "rest"),
    [
        ([(4, 1, 2, 13), (2, 1, 1, 16)], [(10, 30), (5, 35)]),
        ([(6, 4, 1, 9), (1, 0, 2, 5)], [(20, 20), (30, 60)]),
        ([(3, 3, 3, 3), (8, 2, 1, 9)], [(0, 0), (40, 40)]),
    ],
)
def test_against_the_posterior_by_brute_force(cells: Cells, rest: list[tuple[int, int]]) -> None:
    counted, read = _corpus(cells)
    for at, (marked, unmarked) in enumerate(rest):
        counted[at, :, 0] += (unmarked, marked)
    found = correction.shares(counted, read, chains=600)
    means, lows, highs = _by_force(counted, cells)
    assert found.share[:, 0] == pytest.approx(means, abs=0.01)
    assert found.low[:, 0] == pytest.approx(lows, abs=0.02)
    assert found.high[:, 0] == pytest.approx(highs, abs=0.025)


def _quantiles(yes: float, no: float) -> npt.NDArray[np.float64]:
    from scipy import stats

    return np.asarray(stats.beta(yes + 0.5, no + 0.5).ppf([0.025, 0.975]))


def test_where_one_coder_coded_all_the_share_is_theirs() -> None:
    counted, read = _corpus([(6, 2, 3, 29), (0, 0, 4, 16)])
    found = correction.shares(counted, read, chains=400)
    assert found.share[:, 0].tolist() == [8 / 40, 0]
    assert np.array_equal(found.least, found.share) and np.array_equal(found.most, found.share)
    for at, yes, size in ((0, 8, 40), (1, 0, 20)):  # then only the sentences are redrawn
        ends = [found.low[at, 0], found.high[at, 0]]
        assert ends == pytest.approx(_quantiles(yes, size - yes), abs=0.015)
    assert found.low[1, 0] == 0


def _two(first: int, second: int, size: int) -> tuple[correction.Whole, Read]:
    """Two coders of all of one group, who have the frame in so many sentences, nested."""
    said = np.array([np.arange(size) < first, np.arange(size) < second])[:, :, None]
    read = Read(
        np.zeros(size, dtype=np.int64),
        np.zeros((size, 1), dtype=bool),
        np.ones((2, size), dtype=bool),
        said,
        np.full((size, 1), np.nan),
    )
    return np.array([[[size], [0]]]), read


def test_two_coders_who_differ_are_averaged_bounded_and_both_in_the_interval() -> None:
    from scipy import optimize, stats

    counted, read = _two(10, 30, 100)
    found = correction.shares(counted, read, chains=600)
    shares = [part.item() for part in (found.least, found.share, found.most)]
    assert shares == [0.1, 0.2, 0.3]
    # half of the draws rest on either coder alone: a mixture of two Beta distributions

    def below(x: float) -> float:
        return float(np.mean([stats.beta(k + 0.5, 100.5 - k).cdf(x) for k in (10, 30)]))

    ends = [optimize.brentq(lambda x, q=q: below(x) - q, 1e-6, 1 - 1e-6) for q in (0.025, 0.975)]
    assert [found.low.item(), found.high.item()] == pytest.approx(ends, abs=0.012)
    assert found.low.item() < 0.1 and found.high.item() > 0.3


def test_the_more_coders_differ_the_wider_is_the_interval() -> None:
    widths = []
    for apart in (0, 5, 10, 15):
        found = correction.shares(*_two(20 - apart, 20 + apart, 100))
        assert found.share.item() == pytest.approx(0.2)
        widths.append(found.high.item() - found.low.item())
    assert widths == sorted(widths) and widths[-1] > 1.4 * widths[0]


def test_what_is_settled_is_nobodys_draw() -> None:
    counted, read = _two(10, 30, 100)
    settled = (np.arange(100) < 20).astype(float)[:, None]
    agreed = Read(read.group, read.marked, read.judged, read.said, settled)
    found = correction.shares(counted, agreed)
    assert found.share.item() == found.least.item() == found.most.item() == 0.2
    assert [found.low.item(), found.high.item()] == pytest.approx(_quantiles(20, 80), abs=0.015)


def test_a_coder_of_one_group_tells_of_another_how_coders_differ() -> None:
    """Group 0 was coded by the first alone, group 1 by both, who differ there."""
    size = 60
    group = np.repeat([0, 1], size)
    marked = np.tile(np.arange(size) < 15, 2)[:, None]
    judged = np.array([np.ones(2 * size, dtype=bool), group == 1])
    first = marked[None]
    wider = np.tile(np.arange(size) < 35, 2)[None, :, None]
    counted = np.array([[[45], [15]], [[45], [15]]])
    settled = np.full((2 * size, 1), np.nan)
    same = correction.shares(
        counted, Read(group, marked, judged, np.concatenate([first, first]), settled)
    )
    apart = correction.shares(
        counted, Read(group, marked, judged, np.concatenate([first, wider]), settled)
    )
    width = [found.high[:, 0] - found.low[:, 0] for found in (same, apart)]
    assert width[1][0] > 1.2 * width[0][0] and width[1][1] > 1.2 * width[0][1]


def test_a_group_that_nobody_coded_stays_empty() -> None:
    counted, read = _corpus([(4, 1, 2, 13)])
    found = correction.shares(np.concatenate([counted, counted]), read)
    assert np.isfinite(found.share[0]).all()
    assert all(np.isnan(part[1]).all() for part in vars(found).values())


def test_a_sentence_that_nobody_coded_is_refused() -> None:
    counted, read = _corpus([(4, 1, 2, 13)])
    nobody = Read(read.group, read.marked, ~read.judged, read.said, read.settled)
    with pytest.raises(ValueError, match="nobody"):
        correction.shares(counted, nobody)


def _drawn(dice: np.random.Generator, shares: npt.NDArray[np.float64]) -> tuple[Shares, Shares]:
    """Five groups of 120 sentences, 24 of each coded: this correction, and Rogan & Gladen's."""
    group = np.repeat(np.arange(5), 120)
    truth = dice.random(600) < shares[group]
    marked = np.where(truth, dice.random(600) < 0.75, dice.random(600) < 0.05)
    counted = np.zeros((5, 2, 1), dtype=np.int64)
    np.add.at(counted, (group, marked.astype(int), 0), 1)
    chosen = np.concatenate([dice.choice(np.flatnonzero(group == g), 24, False) for g in range(5)])
    read = Read(
        group[chosen],
        marked[chosen, None],
        np.ones((1, len(chosen)), dtype=bool),
        truth[None, chosen, None],
        np.full((len(chosen), 1), np.nan),
    )
    has, mark = truth[chosen], marked[chosen]
    heard = (has & mark).sum() / max(has.sum(), 1)
    right = (~has & ~mark).sum() / (~has).sum()
    seen = counted[:, 1] / counted.sum(axis=1)
    rogan_gladen = (seen + right - 1) / (heard + right - 1)
    nothing = np.full_like(rogan_gladen, np.nan)
    return correction.shares(counted, read, chains=40), Shares(
        rogan_gladen, nothing, nothing, nothing, nothing
    )


def test_the_interval_holds_the_share_and_the_error_is_below_that_of_the_formula() -> None:
    shares = np.array([0.02, 0.1, 0.2, 0.3, 0.4])
    dice = np.random.default_rng(7)
    inside, errors, formula = [], [], []
    for _ in range(36):
        found, plain = _drawn(dice, shares)
        inside.append((found.low[:, 0] <= shares) & (shares <= found.high[:, 0]))
        errors.append(found.share[:, 0] - shares)
        formula.append(plain.share[:, 0] - shares)
    assert 0.90 < np.mean(inside) < 0.99
    # the priors draw a share of 2 % up by a point or so where 24 sentences were coded
    assert abs(np.mean(errors)) < 0.02
    assert np.mean(np.square(errors)) < np.mean(np.square(formula))


@settings(max_examples=12, deadline=None)
@given(
    st.integers(1, 3).flatmap(
        lambda coders: st.lists(
            st.tuples(
                st.integers(0, 2),
                st.booleans(),
                st.lists(st.sampled_from([None, True, False]), min_size=coders, max_size=coders),
            ),
            min_size=1,
            max_size=12,
        )
    ),
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=3, max_size=3),
)
def test_shares_keep_their_order(
    rows: list[tuple[int, bool, list[bool | None]]], rest: list[tuple[int, int]]
) -> None:
    rows = [row for row in rows if any(said is not None for said in row[2])]
    if not rows:
        return
    counted = np.array(rest)[:, :, None]
    for group, mark, _ in rows:
        counted[group, int(mark), 0] += 1
    verdicts = np.array([row[2] for row in rows], dtype=object).T
    read = Read(
        np.array([row[0] for row in rows]),
        np.array([row[1] for row in rows])[:, None],
        verdicts != None,  # noqa: E711
        (verdicts == True)[:, :, None],  # noqa: E712
        np.full((len(rows), 1), np.nan),
    )
    found = correction.shares(counted, read, chains=10)
    for group in range(3):
        if group not in read.group:
            assert np.isnan(found.share[group])
            continue
        ends = [found.least, found.share, found.most]
        line = [0.0, *(part[group].item() for part in ends), 1.0]
        assert line == sorted(line)
        ends = [found.low, found.share, found.high]
        line = [0.0, *(part[group].item() for part in ends), 1.0]
        assert line == sorted(line)
    again = correction.shares(counted, read, chains=10)
    assert all(
        np.array_equal(vars(found)[name], vars(again)[name], equal_nan=True) for name in vars(found)
    )
