"""Map of rhetoric: groups of texts by how they speak, and how far the map can be trusted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pandas as pd

from wucheng.corpus import Corpus
from wucheng.errors import CorpusError
from wucheng.statistics import intervals
from wucheng.statistics.correspondence import analysis
from wucheng.statistics.numeric import Floats
from wucheng.statistics.selection import KINDS, UNKNOWN, labels, sentences, speech

#: What the map rests on: frames of a sentence, forms in it, kinds of people quoted in it.
ASPECTS = ("frame", "form", "voice")

#: A trait in fewer sentences than this says little, and would lie far out.
AT_LEAST = 5

#: Of fewer sentences than this, redrawing gives too few different places to tell anything.
FEW = 10


@dataclass(frozen=True)
class RhetoricMap:
    """A map of groups.

    `groups`: group, x, y, sentences, spread_x, spread_y, tilt (of the 95% ellipse of the redrawn
    places: half axes, and the angle of the first in degrees; empty for fewer than ten sentences).
    `traits`: aspect, trait, x, y, sentences. `inertia`: share of each axis. `apart`: pairs of
    groups: distance (chi-square, in all dimensions: the plane of the map is chosen to pull groups
    apart and would do so with chance groups too), and chance: how far apart 95% of pairs of their
    sizes lie at most when the sentences of both are dealt out at random. Only a distance above
    chance says that the two speak differently.
    """

    groups: pd.DataFrame
    traits: pd.DataFrame
    inertia: tuple[float, float]
    apart: pd.DataFrame


def traits(c: Corpus, *, aspects: Collection[str] = ASPECTS) -> pd.DataFrame:
    """Which trait stands in which sentence: doc_id, sentence, aspect, trait, one row a pair.

    Frames, forms, and the kinds of people who are quoted.
    """
    parts: list[pd.DataFrame] = []
    if "frame" in aspects:
        parts.append(c.frames.assign(aspect="frame", trait=c.frames["frame"]))
    if "form" in aspects:
        parts.append(c.forms.assign(aspect="form", trait=c.forms["kind"]))
    if "voice" in aspects:
        said = speech(c)
        kind = said["kind"].replace("", UNKNOWN)
        parts.append(said.assign(aspect="voice", trait=kind))
    columns = ["doc_id", "sentence", "aspect", "trait"]
    if not parts:
        return pd.DataFrame(columns=columns)
    return pd.concat([part[columns] for part in parts]).drop_duplicates(ignore_index=True)


def chart(
    c: Corpus,
    by: str | None = "city",
    *,
    aspects: Collection[str] = ASPECTS,
    kinds: Collection[str] = KINDS,
    at_least: int = AT_LEAST,
    resamples: int = 500,
) -> RhetoricMap:
    """The groups and the traits of their sentences on one map (correspondence analysis).

    Groups whose sentences have traits in like proportions lie together; a group lies towards the
    traits that it has more than others. The spread redraws the sentences of each group and puts
    them on the same axes (partial bootstrap): it tells how far these texts fix the places, and
    nothing about other texts of a city.

    Raises CorpusError with fewer than three groups or traits to go by.
    """
    counted = sentences(c, kinds)[["doc_id", "sentence"]].reset_index(drop=True)
    sizes, present = _present(traits(c, aspects=aspects), counted, at_least)
    codes, names = pd.factorize(np.asarray(labels(c, counted["doc_id"], by)), sort=True)
    counts = np.zeros((len(names), len(sizes)))
    np.add.at(counts, codes, present)
    some = np.flatnonzero(counts.any(axis=1))
    if len(some) < 3 or len(sizes) < 3:
        raise CorpusError("A map needs at least three groups and three traits in common use.")
    groups, counts = [str(name) for name in names[some]], counts[some]
    members = [present[codes == group] for group in some]
    rows_at, columns_at, inertia, _ = analysis(counts)
    axes = min(2, len(inertia))
    # a row lies at the mean of the columns' standard coordinates, weighted by its counts
    standard = _two(columns_at[:, :axes] / np.sqrt(np.maximum(inertia[:axes], 1e-12)))
    places = _two(rows_at[:, :axes])
    draws = [_redrawn(rows, standard, resamples) for rows in members]
    return RhetoricMap(
        groups=pd.DataFrame(
            [
                {"group": group, "x": x, "y": y, "sentences": len(rows)} | _ellipse(cloud)
                for group, (x, y), rows, cloud in zip(groups, places, members, draws, strict=True)
            ]
        ),
        traits=pd.DataFrame(
            [
                {"aspect": aspect, "trait": trait, "x": x, "y": y, "sentences": size}
                for ((aspect, trait), size), (x, y) in zip(
                    sizes.items(), _two(columns_at[:, :axes]).tolist(), strict=True
                )
            ]
        ),
        inertia=_shares(inertia),
        apart=_apart(groups, members, resamples),
    )


def _present(
    uses: pd.DataFrame, counted: pd.DataFrame, at_least: int
) -> tuple[dict[tuple[str, str], int], Floats]:
    """The traits in common use, with how many sentences have each; and which, sentence × trait."""
    uses = uses.merge(counted.reset_index(names="row"), on=["doc_id", "sentence"])
    found = Counter(zip(uses["aspect"], uses["trait"], strict=True))
    kept = sorted(
        (key for key, size in found.items() if size >= at_least),
        key=lambda key: (ASPECTS.index(key[0]), key[1]),
    )
    column = {key: at for at, key in enumerate(kept)}
    present = np.zeros((len(counted), len(kept)))
    for row, *key in uses[["row", "aspect", "trait"]].itertuples(index=False):
        if (at := column.get(tuple(key))) is not None:
            present[row, at] = 1
    return {key: found[key] for key in kept}, present


def _two(coordinates: Floats) -> Floats:
    """Two axes; zeros for one that the table doesn't have."""
    missing = 2 - coordinates.shape[1]
    return np.pad(coordinates, ((0, 0), (0, missing))) if missing else coordinates


def _shares(inertia: Floats) -> tuple[float, float]:
    total = float(inertia.sum())
    first, second = [*map(float, inertia[:2]), 0.0][:2]
    return (first / total, second / total) if total else (0.0, 0.0)


def _redrawn(present: Floats, standard: Floats, resamples: int) -> Floats:
    """The places of a group with its sentences redrawn: (resamples, 2)."""
    if len(present) < FEW:
        return np.full((1, 2), np.nan)
    weights = intervals.bootstrap_weights(len(present), resamples=resamples)
    counts = weights @ present
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(counts / counts.sum(axis=1, keepdims=True) @ standard)


def _ellipse(cloud: Floats) -> dict[str, float]:
    """The half axes and the tilt of the ellipse that holds 95% of a normal cloud so spread."""
    cloud = cloud[np.isfinite(cloud).all(axis=1)]
    if len(cloud) < 3:
        return {"spread_x": np.nan, "spread_y": np.nan, "tilt": np.nan}
    values, vectors = np.linalg.eigh(np.cov(cloud.T))
    # 5.991: the 95% point of chi-square with two degrees of freedom
    first, second = np.sqrt(5.991 * np.maximum(values[::-1], 0))
    tilt = np.degrees(np.arctan2(vectors[1, 1], vectors[0, 1]))
    return {"spread_x": float(first), "spread_y": float(second), "tilt": float(tilt)}


def _apart(groups: list[str], members: list[Floats], resamples: int) -> pd.DataFrame:
    total = np.sum([rows.sum(axis=0) for rows in members], axis=0)
    weights = 1 / np.sqrt(total / total.sum())
    dice = np.random.default_rng(intervals.SEED)
    rows: list[dict[str, object]] = []
    for i, j in combinations(range(len(groups)), 2):
        both = np.concatenate([members[i], members[j]])
        size, whole = len(members[i]), both.sum(axis=0)
        # which sentences go to the first of the two groups, draw by draw
        order = dice.permuted(np.tile(np.arange(len(both)), (resamples, 1)), axis=1)
        first = np.stack([both[take].sum(axis=0) for take in order[:, :size]])
        far = _distance(first, whole - first, weights)
        here = members[i].sum(axis=0)[None, :]
        rows.append(
            {
                "group": groups[i],
                "other": groups[j],
                "distance": float(_distance(here, whole - here, weights)[0]),
                "chance": float(np.nanquantile(far, 0.95)),
            }
        )
    return pd.DataFrame(rows, columns=["group", "other", "distance", "chance"])


def _distance(one: Floats, other: Floats, weights: Floats) -> Floats:
    """Chi-square distances between the profiles of two arrays of counts, row by row."""
    with np.errstate(invalid="ignore", divide="ignore"):
        places = [counts / counts.sum(axis=1, keepdims=True) * weights for counts in (one, other)]
    return np.asarray(np.linalg.norm(places[0] - places[1], axis=1))
