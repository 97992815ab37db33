"""Reporting: by which words speech is handed on."""

from __future__ import annotations

import pandas as pd

from wucheng.corpus import Corpus
from wucheng.statistics.selection import UNKNOWN, labels, speech, turns


def reporting(c: Corpus, by: str | None = None) -> pd.DataFrame:
    """The words that report direct speech (说, 坦言, 告诉记者 …), and whose speech they report.

    The turns of interviews are left out: a label (记者：) is no word for speaking.

    Args:
        by: a column of documents.csv, or None for the whole corpus as one group, "all".

    Returns one row a group and word, the commonest first: group, cue (empty: the quotation stands
    without one), quotes, texts (with the word), kinds (of speakers, with how many quotations),
    example (a sentence that opens such a quotation, with the word if one has it).
    """
    said = speech(c)
    said = said[~turns(c, said)]
    said = said.assign(group=labels(c, said["doc_id"], by), kind=said["kind"].replace("", UNKNOWN))
    texts = c.sentences[["doc_id", "sentence", "text"]].rename(columns={"text": "example"})
    said = said.merge(texts, on=["doc_id", "sentence"], how="left")
    rows = []
    for (group, cue), part in said.groupby(["group", "cue"], sort=True):
        first = part["example"].iloc[0]
        kinds = part["kind"].value_counts().rename_axis("kind").reset_index()
        kinds = kinds.sort_values(["count", "kind"], ascending=[False, True])
        rows.append(
            {
                "group": group,
                "cue": cue,
                "quotes": len(part),
                "texts": part["doc_id"].nunique(),
                "kinds": ";".join(f"{row.kind} {row.count}" for row in kinds.itertuples()),
                "example": next((text for text in part["example"] if cue in text), first),
            }
        )
    data = pd.DataFrame(rows, columns="group cue quotes texts kinds example".split())
    order = ["group", "quotes", "cue"]
    return data.sort_values(order, ascending=[True, False, True], ignore_index=True)
