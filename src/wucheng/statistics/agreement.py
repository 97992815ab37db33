"""Coding: how far two codings of the same sentences agree."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from wucheng.statistics import intervals

#: The row of an agreement table that takes all frames together.
ALL = "all"

_KEY = ["doc_id", "sentence"]


def agreement(
    a: pd.DataFrame,
    b: pd.DataFrame,
    *,
    sentences: pd.DataFrame | None = None,
    confidence: float = 0.95,
    resamples: int = 2000,
) -> pd.DataFrame:
    """How a coding agrees with a reference: a machine with a person, or one person with another.

    Args:
        a, b: the coding and the reference, tables with doc_id, sentence, frame, like frames.csv.
            Several cues of a frame in a sentence count once. An empty frame says that the sentence
            was coded and has none.
        sentences: the sentences that both have coded (doc_id, sentence); by default those that the
            reference has a row for. What `a` says about others is left out.
        confidence: of the intervals.
        resamples: how often the sentences are redrawn for the intervals of F1 and κ.

    Returns one row a frame and a last one, "all", for all decisions together (micro): frame, both,
    only_a, only_b, neither (sentences; decisions for "all"), precision and recall of `a` with exact
    Clopper-Pearson bounds (_low, _high), f1 and kappa (Cohen 1960) with bootstrap bounds. What has
    no cases to rest on is empty.
    """
    universe = (b if sentences is None else sentences)[_KEY].drop_duplicates(ignore_index=True)
    frames = sorted({*a["frame"], *b["frame"]} - {""})
    index = pd.MultiIndex.from_frame(universe)
    in_a, in_b = (present(coding, index, frames) for coding in (a, b))
    cells = np.stack([in_a & in_b, in_a & ~in_b, ~in_a & in_b, ~in_a & ~in_b])  # 4 × sentence × f
    counts = cells.sum(axis=1).astype(np.float64)  # 4 × frame
    draws = _redrawn(cells, resamples)  # 4 × resample × frame
    tail = (1 - confidence) / 2
    rows = [
        _row(frame, counts[:, f], draws[:, :, f], confidence, tail)
        for f, frame in enumerate(frames)
    ]
    rows.append(_row(ALL, counts.sum(axis=1), draws.sum(axis=2), confidence, tail))
    return pd.DataFrame(rows)


def present(coding: pd.DataFrame, index: pd.MultiIndex, frames: list[str]) -> npt.NDArray[np.bool_]:
    """Sentences × frames: whether a coding (doc_id, sentence, frame) has the frame there."""
    rows = index.get_indexer(pd.MultiIndex.from_frame(coding[_KEY]))
    columns = pd.Index(frames).get_indexer(pd.Index(coding["frame"]))
    kept = (rows >= 0) & (columns >= 0)
    present = np.zeros((len(index), len(frames)), dtype=bool)
    present[rows[kept], columns[kept]] = True
    return present


def _redrawn(cells: npt.NDArray[np.bool_], resamples: int) -> npt.NDArray[Any]:
    """The four counts of each frame with the sentences redrawn, always whole sentences at once."""
    kinds, size, frames = cells.shape
    if size < 2:
        return np.full((kinds, 1, frames), np.nan)
    weights = intervals.bootstrap_weights(size, resamples=resamples).astype(np.float64)
    return np.stack([weights @ cell for cell in cells.astype(np.float64)])


def _row(
    frame: str, counts: npt.NDArray[Any], draws: npt.NDArray[Any], confidence: float, tail: float
) -> dict[str, Any]:
    both, only_a, only_b, neither = (int(n) for n in counts)
    row: dict[str, Any] = {
        "frame": frame,
        "both": both,
        "only_a": only_a,
        "only_b": only_b,
        "neither": neither,
    }
    for name, size in (("precision", both + only_a), ("recall", both + only_b)):
        row[name] = both / size if size else np.nan
        bounds = intervals.clopper_pearson(both, size, confidence=confidence)
        row[f"{name}_low"], row[f"{name}_high"] = bounds if size else (np.nan, np.nan)
    for name, measure in (("f1", _f1), ("kappa", _kappa)):
        row[name] = float(measure(counts))
        values = measure(draws)
        values = values[np.isfinite(values)]
        bounds = np.quantile(values, [tail, 1 - tail]) if values.size else (np.nan, np.nan)
        row[f"{name}_low"], row[f"{name}_high"] = map(float, bounds)
    return row


def _f1(counts: npt.NDArray[Any]) -> npt.NDArray[Any]:
    both, only_a, only_b, _ = counts
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(2 * both / (2 * both + only_a + only_b))


def _kappa(counts: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Cohen's κ = (observed − expected) / (1 − expected) of two codings by yes and no."""
    both, only_a, only_b, neither = counts
    total = both + only_a + only_b + neither
    with np.errstate(divide="ignore", invalid="ignore"):
        observed = (both + neither) / total
        yes = (both + only_a) * (both + only_b)
        no = (neither + only_a) * (neither + only_b)
        expected = (yes + no) / total**2
        return np.asarray((observed - expected) / (1 - expected))
