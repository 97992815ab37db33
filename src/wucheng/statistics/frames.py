"""Frames: how many sentences use each, by whom, where in a text, and with which others.

A frame's rate counts sentences of headings and body; titles are coded too, but left out, because
pages repeat them. The intervals redraw sentences within a group: they describe these texts, and
say nothing about other texts of the same city.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import combinations
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from wucheng.corpus import Corpus
from wucheng.statistics import intervals, selection
from wucheng.statistics.numeric import Floats
from wucheng.statistics.selection import KINDS

Whole = npt.NDArray[np.int64]


def rates(
    c: Corpus,
    by: str | None = "city",
    *,
    kinds: Collection[str] = KINDS,
    confidence: float = 0.95,
    resamples: int = 2000,
) -> pd.DataFrame:
    """How many of a group's sentences use each frame.

    Args:
        by: a column of documents.csv, or None for the whole corpus as one group, "all".
        kinds: kinds of sentences that are counted: title, heading, body.
        confidence: of the interval.
        resamples: how often the sentences of a group are redrawn.

    Returns one row a group and frame, zeros too: group, frame, sentences_with, sentences (of the
    group), rate (per 100 sentences) with low and high, documents (texts of the group with the
    frame), small (fewer than five sentences). low and high are percentiles of the bootstrap; where
    none or all sentences have the frame, redrawing can't tell anything, and they are the exact
    Clopper-Pearson bounds. A group without a sentence has no rate.
    """
    used = _Used(c, by, kinds)
    tail = (1 - confidence) / 2
    rows: list[dict[str, Any]] = []
    for g, group in enumerate(used.groups):
        size = int(used.sizes[g])
        for f, frame in enumerate(used.frames):
            count = int(used.counts[g, f])
            low, high = _bounds(count, size, resamples, tail)
            rows.append(
                {
                    "group": group,
                    "frame": frame,
                    "sentences_with": count,
                    "sentences": size,
                    "rate": 100 * count / size if size else np.nan,
                    "low": 100 * low,
                    "high": 100 * high,
                    "documents": int(used.documents[g, f]),
                    "small": count < intervals.SMALL,
                }
            )
    return pd.DataFrame(rows)


def residuals(
    c: Corpus, by: str | None = "city", *, kinds: Collection[str] = KINDS
) -> pd.DataFrame:
    """Which frames a group uses more or less than the table's margins lead one to expect.

    Returns one row a group and frame: group, frame, sentences_with, expected, residual: the
    adjusted standardised residual of the table frame × group (Haberman 1973). It describes these
    texts. It is no test: the sentences of a text depend on one another, and a sentence with two
    frames is counted in two rows. Empty where a margin is zero or holds everything.
    """
    used = _Used(c, by, kinds)
    counts = used.counts.astype(np.float64)
    total = counts.sum()
    by_frame, by_group = counts.sum(axis=0), counts.sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        expected = np.outer(by_group, by_frame) / total
        spread = np.outer(1 - by_group / total, 1 - by_frame / total)
        residual = (counts - expected) / np.sqrt(expected * spread)
    residual[~np.isfinite(residual)] = np.nan
    data = _grid(used.groups, used.frames, used.counts)
    data["expected"] = expected.ravel()
    data["residual"] = residual.ravel()
    return data


def profile(
    c: Corpus,
    by: str | None = "city",
    *,
    kinds: Collection[str] = KINDS,
    confidence: float = 0.95,
    resamples: int = 2000,
) -> pd.DataFrame:
    """What sets each group apart from the rest, frame by frame, the largest difference first.

    Returns one row a group and frame: group, frame, rate and rate_rest (per 100 sentences of the
    group, of all others), difference with its bootstrap interval low and high (sentences redrawn
    on both sides), residual, place (1 for the frame the group uses most). With one group there is
    no rest and no difference.
    """
    used = _Used(c, by, kinds)
    tail = (1 - confidence) / 2
    rest_sizes = used.sizes.sum() - used.sizes
    rest = used.counts.sum(axis=0) - used.counts
    data = residuals(c, by, kinds=kinds)[["group", "frame", "residual"]]
    columns: dict[str, list[float]] = {
        name: [] for name in ("rate", "rate_rest", "difference", "low", "high")
    }
    for g, f in np.ndindex(used.counts.shape):
        random = np.random.default_rng(intervals.SEED)
        here = _redrawn(int(used.counts[g, f]), int(used.sizes[g]), random, resamples)
        there = _redrawn(int(rest[g, f]), int(rest_sizes[g]), random, resamples)
        rate = used.counts[g, f] / used.sizes[g] if used.sizes[g] else np.nan
        rate_rest = rest[g, f] / rest_sizes[g] if rest_sizes[g] else np.nan
        low, high = np.quantile(here - there, [tail, 1 - tail])
        values = (rate, rate_rest, rate - rate_rest, low, high)
        for name, value in zip(columns, values, strict=True):
            columns[name].append(100 * float(value))
    data = data.assign(**columns)
    data["place"] = data.groupby("group")["rate"].rank(ascending=False, method="min")
    order = ["group", "frame", *columns, "residual", "place"]
    away = data["difference"].abs().fillna(0)
    data = data.assign(away=away).sort_values(
        ["group", "away", "frame"], ascending=[True, False, True], ignore_index=True
    )
    return data[order]


def course(c: Corpus, *, parts: int = 5, kinds: Collection[str] = KINDS) -> pd.DataFrame:
    """Frames through the course of each text, cut into parts of as equal length as can be.

    Returns one row a text, part and frame: doc_id, part (1 … parts), frame, sentences_with,
    sentences, rate (per 100 sentences; empty if a short text has none in that part).

    Raises ValueError for fewer than one part.
    """
    if parts < 1:
        raise ValueError("parts must be at least 1")
    sentences = _sentences(c, kinds)
    order = sentences.groupby("doc_id", sort=False).cumcount()
    length = sentences.groupby("doc_id", sort=False)["sentence"].transform("size")
    sentences = sentences.assign(part=(order * parts // length + 1).astype(np.int64))
    grid = pd.MultiIndex.from_product(
        [c.documents["doc_id"], range(1, parts + 1), selection.frames(c)],
        names=["doc_id", "part", "frame"],
    )
    uses = _uses(c).merge(sentences, on=["doc_id", "sentence"])
    counts = uses.groupby(["doc_id", "part", "frame"]).size().reindex(grid, fill_value=0)
    data = counts.rename("sentences_with").reset_index()
    sizes = sentences.groupby(["doc_id", "part"]).size()
    keys = pd.MultiIndex.from_frame(data[["doc_id", "part"]])
    data["sentences"] = sizes.reindex(keys, fill_value=0).to_numpy()
    some = data["sentences"].where(data["sentences"] > 0)
    return data.assign(rate=100 * data["sentences_with"] / some)


def together(c: Corpus, *, kinds: Collection[str] = KINDS) -> pd.DataFrame:
    """Which frames stand in one sentence, against what chance would put together.

    Returns one row a pair of frames, also those that never meet: frame, other, with_frame,
    with_other (sentences), both, expected (with_frame × with_other / sentences), sentences, lift
    (both / expected), phi (their correlation over sentences, −1 … 1; empty if a frame is never or
    always there).
    """
    frames = selection.frames(c)
    sentences = _sentences(c, kinds)
    uses = _uses(c).merge(sentences, on=["doc_id", "sentence"])
    keys = pd.MultiIndex.from_frame(uses[["doc_id", "sentence"]])
    rows = pd.factorize(keys)[0]
    columns = pd.Index(frames).get_indexer(pd.Index(uses["frame"]))
    present = np.zeros((int(rows.max(initial=-1)) + 1, len(frames)), dtype=np.int64)
    present[rows, columns] = 1
    both = present.T @ present
    size = len(sentences)
    found: list[dict[str, Any]] = []
    for i, j in combinations(range(len(frames)), 2):
        a, b, ab = int(both[i, i]), int(both[j, j]), int(both[i, j])
        expected = a * b / size if size else np.nan
        spread = float(a) * b * (size - a) * (size - b)
        found.append(
            {
                "frame": frames[i],
                "other": frames[j],
                "with_frame": a,
                "with_other": b,
                "both": ab,
                "expected": expected,
                "sentences": size,
                "lift": ab / expected if expected else np.nan,
                "phi": (size * ab - a * b) / np.sqrt(spread) if spread > 0 else np.nan,
            }
        )
    return pd.DataFrame(found)


class _Used:
    """The table group × frame: sentences with the frame, texts with it, sentences in all."""

    def __init__(self, c: Corpus, by: str | None, kinds: Collection[str]) -> None:
        sentences = _sentences(c, kinds)
        group = selection.groups(c, by)
        self.groups: list[str] = sorted(set(group.values()))
        self.frames = selection.frames(c)
        uses = _uses(c).merge(sentences, on=["doc_id", "sentence"])
        shape = (len(self.groups), len(self.frames))
        self.counts: Whole = np.zeros(shape, dtype=np.int64)
        self.documents: Whole = np.zeros(shape, dtype=np.int64)
        at = self._places(uses, group)
        np.add.at(self.counts, at, 1)
        np.add.at(self.documents, self._places(uses.drop_duplicates(["doc_id", "frame"]), group), 1)
        rows = pd.Index(self.groups).get_indexer(pd.Index(sentences["doc_id"].map(group)))
        self.sizes: Whole = np.bincount(rows, minlength=len(self.groups)).astype(np.int64)

    def _places(self, uses: pd.DataFrame, group: dict[str, str]) -> tuple[Any, Any]:
        return (
            pd.Index(self.groups).get_indexer(pd.Index(uses["doc_id"].map(group))),
            pd.Index(self.frames).get_indexer(pd.Index(uses["frame"])),
        )


def _sentences(c: Corpus, kinds: Collection[str]) -> pd.DataFrame:
    kept = selection.sentences(c, kinds)
    return kept[["doc_id", "sentence"]].sort_values(["doc_id", "sentence"], ignore_index=True)


def _uses(c: Corpus) -> pd.DataFrame:
    """A row for each frame of each sentence, however many cues carry it."""
    return c.frames[["doc_id", "sentence", "frame"]].drop_duplicates()


def _grid(groups: Sequence[str], frames: Sequence[str], counts: Whole) -> pd.DataFrame:
    index = pd.MultiIndex.from_product([groups, frames], names=["group", "frame"])
    return pd.Series(counts.ravel(), index=index, name="sentences_with").reset_index()


def _redrawn(count: int, size: int, random: np.random.Generator, resamples: int) -> Floats:
    """Shares of sentences redrawn with replacement: of yes and no, that is a binomial draw."""
    if not size:
        return np.full(resamples, np.nan)
    return random.binomial(size, count / size, size=resamples) / size


def _bounds(count: int, size: int, resamples: int, tail: float) -> tuple[float, float]:
    if not size:
        return np.nan, np.nan
    if count in (0, size):
        low, high = intervals.clopper_pearson(count, size, confidence=1 - 2 * tail)
        return float(low), float(high)
    # seeded anew, so that a text keeps its intervals whatever other texts there are
    random = np.random.default_rng(intervals.SEED)
    low, high = np.quantile(_redrawn(count, size, random, resamples), [tail, 1 - tail])
    return float(low), float(high)
