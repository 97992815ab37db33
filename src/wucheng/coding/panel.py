"""The panel: what all coders together say the machine's rates should be."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import numpy as np
import pandas as pd

from wucheng import rhetoric
from wucheng.coding import store
from wucheng.coding.store import Coding
from wucheng.corpus import Corpus
from wucheng.statistics import correction
from wucheng.statistics.agreement import present
from wucheng.statistics.selection import KINDS, labels, sentences

_KEY = ["doc_id", "sentence"]


def panel(c: Corpus) -> list[str]:
    """The codings that correct rates.

    All that the lexicon has not learnt from; only where there is none, those that it has: they tell
    how well the rules fit, not how often they err.
    """
    known = [coding for coding in store.readable(c).values() if len(coding.rows)]
    fresh = [coding for coding in known if not coding.learnt]
    return [coding.name for coding in fresh or known]


def standard(c: Corpus) -> str:
    """The one coding that the machine is measured against; "" if there is none.

    Of the panel the largest that settles what others differ on, if all that they both coded is in
    it; else the largest, by sentences.
    """
    known = store.readable(c)
    chosen = [known[name] for name in panel(c)]
    done = [coding for coding in chosen if coding.settles and _done(coding, known)]
    return _largest(done or [coding for coding in chosen if not coding.settles])


def learnt(c: Corpus) -> str:
    """The largest coding that the lexicon has learnt from; "" if there is none."""
    return _largest(coding for coding in store.readable(c).values() if coding.learnt)


def corrected(
    c: Corpus,
    by: str | None = "city",
    *,
    coders: Sequence[str] | None = None,
    kinds: Collection[str] = KINDS,
    confidence: float = 0.95,
) -> pd.DataFrame:
    """The rates of `rhetoric.rates`, set right by what people coded; see `statistics.correction`.

    Args:
        by: a column of documents.csv, or None for the whole corpus as one group.
        coders: names of codings; by default those of `panel`.
        kinds: kinds of sentences that are counted.
        confidence: of the intervals.

    Returns the columns of `rates` and: corrected (per 100 sentences, the truth of a sentence being
    the mean of its coders, or what they settled on) with corrected_low and corrected_high,
    corrected_least and corrected_most (a sentence has the frame only where all of its coders say
    so; where one does), coded (sentences of the group that anybody coded), shared (those that more
    than one coded, or that are settled), coders (how many had a part in it). Empty where nobody
    coded any of the group's sentences. It holds if the coded sentences of a group are drawn from it
    by chance, or are all of it.
    """
    chosen = [store.read(c, name) for name in (panel(c) if coders is None else coders)]
    data = rhetoric.rates(c, by, kinds=kinds, confidence=confidence)
    keys = sentences(c, kinds)[_KEY]
    groups, frames = (list(dict.fromkeys(data[column])) for column in ("group", "frame"))
    group = pd.Index(groups).get_indexer(pd.Index(labels(c, keys["doc_id"], by)))
    index = pd.MultiIndex.from_frame(keys)
    marked = present(c.frames, index, frames)
    counted = np.zeros((len(groups), 2, len(frames)), dtype=np.int64)
    np.add.at(counted, (group[:, None], marked.astype(np.int64), np.arange(len(frames))), 1)
    read = _read(chosen, index, frames, group, marked)
    found = correction.shares(counted, read, confidence=confidence)
    columns = {
        "": found.share,
        "_low": found.low,
        "_high": found.high,
        "_least": found.least,
        "_most": found.most,
    }
    data = data.assign(**{f"corrected{end}": 100 * part.ravel() for end, part in columns.items()})
    several = (read.judged.sum(axis=0) > 1) | ~np.isnan(read.settled).all(axis=1)
    counts = {"coded": np.ones(len(several)), "shared": several}
    for name, each in counts.items():
        sizes = np.bincount(read.group, each, minlength=len(groups)).astype(np.int64)
        data[name] = np.repeat(sizes, len(frames))
    people = [len(set(_by(chosen, index, group == g))) for g in range(len(groups))]
    return data.assign(coders=np.repeat(people, len(frames)).astype(np.int64))


def _read(
    chosen: list[Coding],
    index: pd.MultiIndex,
    frames: list[str],
    group: correction.Whole,
    marked: correction.Truths,
) -> correction.Read:
    """The sentences that any of the codings has; those that settle are nobody's own judgement."""
    own = [coding for coding in chosen if not coding.settles]
    judged = np.array([_there(coding, index) for coding in own]).reshape(len(own), len(index))
    settled = np.full(marked.shape, np.nan)
    for coding in chosen:
        if coding.settles:
            there = _there(coding, index)
            settled[there] = present(coding.rows, index, frames)[there]
    some = judged.any(axis=0) | ~np.isnan(settled).all(axis=1)
    said = np.zeros((len(own), int(some.sum()), len(frames)), dtype=bool)
    for at, coding in enumerate(own):
        said[at] = present(coding.rows, index[some], frames)
    return correction.Read(
        group[some], marked[some], judged[:, some].astype(bool), said, settled[some]
    )


def _there(coding: Coding, index: pd.MultiIndex) -> correction.Truths:
    return np.asarray(index.isin(pd.MultiIndex.from_frame(coding.sentences)))


def _by(chosen: list[Coding], index: pd.MultiIndex, here: correction.Truths) -> list[str]:
    """Whose judgements there are of some sentences; of a settled one, those of its coders."""
    return [
        name
        for coding in chosen
        if (_there(coding, index) & here).any()
        for name in (coding.settles or (coding.name,))
    ]


def _done(coding: Coding, known: dict[str, Coding]) -> bool:
    """Whether all sentences that every one of the settled codings has are settled."""
    parts = [known[name] for name in coding.settles if name in known]
    if len(parts) < len(coding.settles):
        return True  # what it settled is gone: it stands for itself
    both = set.intersection(*(set(part.chosen()) for part in parts))
    return both <= set(coding.chosen())


def _largest(codings: Iterable[Coding]) -> str:
    known = [coding for coding in codings if len(coding.rows)]
    best = max(known, key=lambda coding: (not coding.learnt, len(coding.sentences)), default=None)
    return best.name if best else ""
