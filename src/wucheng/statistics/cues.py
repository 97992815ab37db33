"""Cues: in which words each frame stands, and which sentences carry it."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from wucheng.corpus import Corpus
from wucheng.statistics.selection import KINDS, frames, labels, sentences


def cues(
    c: Corpus, by: str | None = "city", *, kinds: Collection[str] = KINDS, most: int = 5
) -> pd.DataFrame:
    """The words by which a group's sentences carry each frame, the commonest first.

    A rate says how often a frame is used; this says what was taken for it. Two groups with one
    rate may use it in quite different words.

    Args:
        by: a column of documents.csv, or None for the whole corpus as one group, "all".
        kinds: kinds of sentences that are counted: title, heading, body.
        most: so many cues of each frame and group.

    Returns one row a group, frame and cue: group, frame (in the lexicon's order), cue, marks,
    sentences_with, of (the group's marks of the frame), groups (that have the cue in this frame),
    example (the first sentence with it).
    """
    texts = sentences(c, kinds)[["doc_id", "sentence", "text"]]
    marks = c.frames.merge(texts, on=["doc_id", "sentence"])
    marks = marks.assign(group=labels(c, marks["doc_id"], by))
    marks["at"] = marks["doc_id"] + " " + marks["sentence"].astype("str")
    key = ["group", "frame", "cue"]
    data = marks.groupby(key, sort=True).agg(
        marks=("at", "size"), sentences_with=("at", "nunique"), example=("text", "first")
    )
    data = data.reset_index()
    whole = marks.groupby(["group", "frame"]).size()
    spread = marks.groupby(["frame", "cue"])["group"].nunique()
    for column, counts, names in (("of", whole, key[:2]), ("groups", spread, key[1:])):
        at = pd.MultiIndex.from_frame(data[names])
        data[column] = counts.reindex(at).to_numpy(dtype="int64")
    data["place"] = data["frame"].map({frame: at for at, frame in enumerate(frames(c))})
    data = data.sort_values(["group", "place", "marks", "cue"], ascending=[True, True, False, True])
    data = data.groupby(["group", "frame"], sort=False).head(most).reset_index(drop=True)
    return data[[*key, "marks", "sentences_with", "of", "groups", "example"]]


def coded(c: Corpus, *, kinds: Collection[str] = KINDS) -> pd.DataFrame:
    """Every sentence with a column a frame, 1 where it carries it and 0 where not.

    For other programs: R, SPSS, KH Coder and the like read frames in this shape.

    Returns one row a sentence: doc_id, city, date, sentence, kind, text, then the frames in the
    lexicon's order.
    """
    data = sentences(c, kinds)[["doc_id", "sentence", "kind", "text"]].merge(
        c.documents[["doc_id", "city", "date"]], on="doc_id", how="left"
    )
    data = data[["doc_id", "city", "date", "sentence", "kind", "text"]]
    data = data.sort_values(["doc_id", "sentence"], ignore_index=True)
    keys = pd.MultiIndex.from_frame(data[["doc_id", "sentence"]])
    for frame in frames(c):
        marks = c.frames.loc[c.frames["frame"] == frame, ["doc_id", "sentence"]]
        data[frame] = keys.isin(pd.MultiIndex.from_frame(marks)).astype("int64")
    return data
