"""Cues: in which words each frame stands, and where they can be read."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from wucheng.corpus import Corpus
from wucheng.statistics.counts import KINDS, labels


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
    wanted = [kinds] if isinstance(kinds, str) else list(kinds)
    sentences = c.sentences.loc[c.sentences["kind"].isin(wanted), ["doc_id", "sentence", "text"]]
    marks = c.frames.merge(sentences, on=["doc_id", "sentence"])
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
    order = list(dict.fromkeys(row["frame"] for row in c.lexicon("frames")))
    place = {frame: at for at, frame in enumerate(order)}
    data["place"] = data["frame"].map(place).fillna(len(order))
    data = data.sort_values(
        ["group", "place", "frame", "marks", "cue"], ascending=[True, True, True, False, True]
    )
    data = data.groupby(["group", "frame"], sort=False).head(most).reset_index(drop=True)
    return data[[*key, "marks", "sentences_with", "of", "groups", "example"]]
