"""Codings compared: the machine with coders, coders with each other, and on which words."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

from wucheng import tables
from wucheng.coding import store
from wucheng.coding.store import Coding
from wucheng.corpus import Corpus
from wucheng.statistics import intervals
from wucheng.statistics.agreement import ALL, agreement
from wucheng.tables import Row

_KEY = ["doc_id", "sentence"]


def machine(c: Corpus, name: str, *, confidence: float = 0.95) -> pd.DataFrame:
    """How the machine agrees with a coding, frame by frame: a table of `agreement`.

    Precision is the share of the machine's frames that the coder has too, recall the share of the
    coder's that the machine found. Without a name, which is what `standard` gives where nobody has
    coded, no row.
    """
    if not name:
        nobody = pd.DataFrame(columns=["doc_id", "sentence", "frame"])
        return agreement(nobody, nobody, resamples=1).iloc[:0]
    by_hand = store.read(c, name)
    return agreement(c.frames, by_hand.rows, sentences=by_hand.sentences, confidence=confidence)


def between(c: Corpus, first: str, second: str, *, confidence: float = 0.95) -> pd.DataFrame:
    """How two coders agree on the sentences that both have coded: `agreement`, with κ."""
    a, b = store.read(c, first), store.read(c, second)
    both = a.sentences.merge(b.sentences, on=_KEY)
    return agreement(a.rows, b.rows, sentences=both, confidence=confidence)


def agreements(c: Corpus, *, confidence: float = 0.95) -> pd.DataFrame:
    """How the machine agrees with each coding, and each two codings with each other.

    Returns one row a pair, all frames together: one ("machine" or a coding), other, learnt (the
    lexicon has learnt from `other`; of two codings, from either), sentences, precision and recall
    of `one` (empty between readers: neither is the rule), f1 and kappa, each with _low and _high.
    Two that share no sentence of this corpus have no row.
    """
    measures = ("precision", "recall", "f1", "kappa")
    known = store.readable(c)
    pairs = [("machine", name) for name in known] + list(combinations(known, 2))
    rows: list[dict[str, Any]] = []
    for one, other in pairs:
        by_machine = one == "machine"
        if by_machine:
            agreed = machine(c, other, confidence=confidence)
        else:
            agreed = between(c, one, other, confidence=confidence)
        rows_of = {row["frame"]: row for row in agreed.to_dict("records")}
        whole = rows_of[ALL]
        row: dict[str, Any] = {"one": one, "other": other}
        row["learnt"] = known[other].learnt or (not by_machine and known[one].learnt)
        decisions = sum(int(whole[cell]) for cell in ("both", "only_a", "only_b", "neither"))
        row["sentences"] = decisions // max(len(rows_of) - 1, 1)
        if not row["sentences"]:
            continue
        for measure in measures:
            for end in ("", "_low", "_high"):
                told = by_machine or measure in ("f1", "kappa")
                row[measure + end] = whole[measure + end] if told else np.nan
        rows.append(row)
    ends = [measure + end for measure in measures for end in ("", "_low", "_high")]
    return pd.DataFrame(rows, columns=["one", "other", "learnt", "sentences", *ends])


def disagreements(c: Corpus, first: str, second: str) -> pd.DataFrame:
    """The sentences that two coders coded unlike each other, to talk about.

    Returns one row a sentence and frame: doc_id, sentence, frame, chosen_by, phrases (of whoever
    chose it, as far as they are marked), text.
    """
    return apart(store.read(c, first), store.read(c, second), c)


def apart(a: Coding, b: Coding, c: Corpus) -> pd.DataFrame:
    """The table of `disagreements` of two codings that are read."""
    both = a.sentences.merge(b.sentences, on=_KEY)
    marked = [
        one.rows[one.rows["frame"] != ""].merge(both, on=_KEY).assign(chosen_by=one.name)
        for one in (a, b)
    ]
    data = pd.concat(marked, ignore_index=True)
    data = data[~data.duplicated([*_KEY, "frame"], keep=False)]
    data = data.merge(c.sentences[[*_KEY, "text"]], on=_KEY)
    data = data.assign(phrases=data["cues"].map("、".join))
    columns = [*_KEY, "frame", "chosen_by", "phrases", "text"]
    return data[columns].sort_values(columns[:3], ignore_index=True)


def words(c: Corpus, name: str, *, confidence: float = 0.95) -> pd.DataFrame:
    """Where coder and machine have one frame: how often it rests on words that overlap, too.

    Returns one row a frame and a last one, "all": frame, both (sentences where both have it),
    marked (those with a phrase of the coder), overlapping (those where it shares a character with a
    cue of the machine), share (overlapping / marked) with low and high: exact Clopper-Pearson
    bounds of a frame; of "all", whose rows may stand in one sentence, from redrawing sentences,
    exact where all or none overlap. Empty without a marked phrase. Without a name nobody has coded.
    """
    found = _pairs(c, name)
    rows = []
    for frame, data in [*found.groupby("frame", sort=True), (ALL, found)]:
        marked = data[data["marked"]]
        hits, size = int(marked["overlap"].sum()), len(marked)
        low, high = intervals.clopper_pearson(hits, size, confidence=confidence)
        by_sentence = marked.groupby(_KEY)["overlap"].agg(["sum", "size"])
        if frame == ALL and 0 < hits < size and len(by_sentence) > 1:
            _, low, high = intervals.bootstrap_share(
                by_sentence["sum"].to_numpy(), by_sentence["size"].to_numpy(), confidence=confidence
            )
        rows.append(
            {
                "frame": frame,
                "both": len(data),
                "marked": size,
                "overlapping": hits,
                "share": hits / size if size else np.nan,
                "low": low if size else np.nan,
                "high": high if size else np.nan,
            }
        )
    return pd.DataFrame(rows)


def words_apart(c: Corpus, name: str) -> pd.DataFrame:
    """The sentences where coder and machine have one frame by other words.

    Returns one row a sentence and frame: doc_id, sentence, frame, phrases (the coder's), cues (the
    machine's), text.
    """
    found = _pairs(c, name)
    columns = [*_KEY, "frame", "phrases", "cues", "text"]
    return found.loc[found["marked"] & ~found["overlap"], columns].reset_index(drop=True)


def _pairs(c: Corpus, name: str) -> pd.DataFrame:
    """A row for each sentence and frame that coder and machine both have."""
    by_machine: dict[tuple[str, int, str], list[Row]] = {}
    for row in tables.rows(c.frames):
        key = (str(row["doc_id"]), int(row["sentence"]), str(row["frame"]))
        by_machine.setdefault(key, []).append(row)
    texts = c.sentences.set_index(_KEY)["text"]
    rows = []
    by_hand = store.read(c, name).chosen() if name else {}
    for (doc_id, sentence), chosen in by_hand.items():
        for frame, phrases in chosen.items():
            cues = by_machine.get((doc_id, sentence, frame))
            if cues is None:
                continue
            text = str(texts[doc_id, sentence])
            spans = [(int(cue["start_char"]), len(cue["cue"])) for cue in cues]
            rows.append(
                {
                    "doc_id": doc_id,
                    "sentence": sentence,
                    "frame": frame,
                    "phrases": "、".join(phrases),
                    "cues": "、".join(dict.fromkeys(cue["cue"] for cue in cues)),
                    "marked": bool(phrases),
                    "overlap": any(_overlaps(text, phrase, spans) for phrase in phrases),
                    "text": text,
                }
            )
    columns = [*_KEY, "frame", "phrases", "cues", "marked", "overlap", "text"]
    data = pd.DataFrame(rows, columns=columns).astype({"marked": bool, "overlap": bool})
    return data.sort_values([*_KEY, "frame"], ignore_index=True)


def _overlaps(text: str, phrase: str, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether any place where a phrase stands shares a character with one of the spans."""
    return any(
        text.find(phrase, max(start - len(phrase) + 1, 0), start + size + len(phrase) - 1) >= 0
        for start, size in spans
    )
