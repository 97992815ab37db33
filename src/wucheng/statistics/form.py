"""Form: how often each shape of language is used, how long the clauses are, who acts on whom."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

import numpy as np
import pandas as pd

from wucheng.corpus import Corpus
from wucheng.forms.form import KINDS as FORMS
from wucheng.statistics import intervals
from wucheng.statistics.selection import KINDS, UNKNOWN, groups, labels, sentences

_CLAUSE = re.compile(r"[^，。、；：！？!?…—（）()《》“”‘’\s]+")


def rates(
    c: Corpus,
    by: str | None = "city",
    *,
    kinds: Collection[str] = KINDS,
    confidence: float = 0.95,
    resamples: int = 2000,
) -> pd.DataFrame:
    """How often a group uses each form, per 1,000 characters.

    Args:
        by: a column of documents.csv, or None for the whole corpus as one group, "all".
        kinds: kinds of sentences that are counted: title, heading, body.
        confidence: of the interval.
        resamples: how often the sentences of a group are redrawn.

    Returns one row a group and form, zeros too: group, form, marks, quoted (marks in somebody's
    words), sentences_with, sentences, chars, rate (marks per 1,000 characters) with low and high
    (bootstrap over sentences; empty without a mark, when redrawing can't tell anything), small
    (fewer than five marks).
    """
    kept, group = sentences(c, kinds), groups(c, by)
    marks = c.forms.merge(kept[["doc_id", "sentence"]], on=["doc_id", "sentence"])
    counts = marks.groupby(["kind", "doc_id", "sentence"]).size().to_dict()
    quoted = marks[marks["quoted"].fillna(False).astype(bool)]
    spoken = quoted.groupby(["kind", quoted["doc_id"].map(group)]).size()
    rows: list[dict[str, Any]] = []
    for name in sorted(set(group.values())):
        part = kept[kept["doc_id"].map(group) == name]
        sizes = np.asarray(part["text"].str.len(), dtype=np.float64)
        keys = list(zip(part["doc_id"], part["sentence"], strict=True))
        found = np.array([[counts.get((form, *key), 0) for form in FORMS] for key in keys])
        found = found.reshape(len(keys), len(FORMS)).astype(np.float64)
        bounds = intervals.bootstrap_bounds(
            1000 * found, sizes, confidence=confidence, resamples=resamples
        )
        ends = np.where(found.any(axis=0), bounds, np.nan)
        for form, hits, low, high in zip(FORMS, found.T, *ends, strict=True):
            rows.append(
                {
                    "group": name,
                    "form": form,
                    "marks": int(hits.sum()),
                    "quoted": int(spoken.get((form, name), 0)),
                    "sentences_with": int((hits > 0).sum()),
                    "sentences": len(part),
                    "chars": int(sizes.sum()),
                    "rate": 1000 * hits.sum() / sizes.sum() if sizes.sum() else np.nan,
                    "low": float(low),
                    "high": float(high),
                    "small": bool(hits.sum() < intervals.SMALL),
                }
            )
    columns = "group form marks quoted sentences_with sentences chars rate low high small".split()
    return pd.DataFrame(rows, columns=columns)


def details(c: Corpus, form: str, by: str | None = "city") -> pd.DataFrame:
    """What the marks of one form express: obligations and wishes, we and they.

    Returns one row a group and detail that occurs, most frequent first: group, detail, marks,
    quoted, share (of the group's marks of the form, of 100), words (the commonest, with counts).
    """
    marks = c.forms[c.forms["kind"] == form]
    marks = marks.assign(group=labels(c, marks["doc_id"], by))
    rows = []
    for (group, detail), part in marks.groupby(["group", "detail"], sort=True):
        words = part["text"].value_counts()
        often = sorted(words.items(), key=lambda item: (-item[1], str(item[0])))[:5]
        rows.append(
            {
                "group": group,
                "detail": detail,
                "marks": len(part),
                "quoted": int(part["quoted"].fillna(False).astype(bool).sum()),
                "share": 100 * len(part) / int((marks["group"] == group).sum()),
                "words": "、".join(f"{word} {n}" for word, n in often),
            }
        )
    columns = "group detail marks quoted share words".split()
    data = pd.DataFrame(rows, columns=columns)
    return data.sort_values(["group", "marks"], ascending=[True, False], ignore_index=True)


def phrases(c: Corpus, by: str | None = "city", *, most: int = 12) -> pd.DataFrame:
    """The idioms and other set phrases that a group uses, each with a sentence.

    Returns one row a group and phrase, most frequent first: group, text, form (idiom, phrase),
    marks, texts (in how many documents), groups (in how many groups of the corpus), example.
    """
    marks = c.forms[c.forms["kind"].isin(["idiom", "phrase"])]
    marks = marks.assign(group=labels(c, marks["doc_id"], by))
    marks = marks.merge(
        c.sentences[["doc_id", "sentence", "text"]].rename(columns={"text": "example"}),
        on=["doc_id", "sentence"],
    )
    spread = marks.groupby("text")["group"].nunique()
    data = (
        marks.groupby(["group", "text"], sort=True)
        .agg(
            form=("kind", "first"),
            marks=("kind", "size"),
            texts=("doc_id", "nunique"),
            example=("example", "first"),
        )
        .reset_index()
    )
    data.insert(5, "groups", data["text"].map(spread).astype("int64"))
    data = data.sort_values(
        ["group", "marks", "form", "text"], ascending=[True, False, True, True], kind="stable"
    )
    return data.groupby("group", sort=False).head(most).reset_index(drop=True)


def rhythm(
    c: Corpus,
    by: str | None = "city",
    *,
    kinds: Collection[str] = KINDS,
    confidence: float = 0.95,
    resamples: int = 1000,
) -> pd.DataFrame:
    """How long a group's clauses and sentences are, in characters without marks.

    A clause is what stands between two marks, 、 included. Returns one row a group: group, clauses,
    clause_mean with low and high (bootstrap over sentences), clause_median, short (share of clauses
    of up to four characters, of 100), long (of fifteen and more), sentences, sentence_mean,
    clauses_a_sentence.
    """
    data = lengths(c, kinds=kinds)
    data["group"] = labels(c, data["doc_id"], by)
    rows: list[dict[str, Any]] = []
    for group, part in data.groupby("group", sort=True):
        of_sentence = part.groupby(["doc_id", "sentence"])["chars"].agg(["sum", "size"])
        sums, sizes = (of_sentence[name].to_numpy(dtype=np.float64) for name in ("sum", "size"))
        (low,), (high,) = intervals.bootstrap_bounds(
            sums[:, None], sizes, confidence=confidence, resamples=resamples
        )
        chars = part["chars"]
        rows.append(
            {
                "group": group,
                "clauses": len(part),
                "clause_mean": float(chars.mean()),
                "low": float(low),
                "high": float(high),
                "clause_median": float(chars.median()),
                "short": 100 * float((chars <= 4).mean()),
                "long": 100 * float((chars >= 15).mean()),
                "sentences": len(sums),
                "sentence_mean": float(sums.mean()),
                "clauses_a_sentence": float(sizes.mean()),
            }
        )
    return pd.DataFrame(rows)


def lengths(c: Corpus, *, kinds: Collection[str] = KINDS) -> pd.DataFrame:
    """Every clause: doc_id, sentence, clause (from 0), chars (without marks)."""
    kept = sentences(c, kinds)
    rows = [
        (doc_id, sentence, number, len(clause[0]))
        for doc_id, sentence, text in zip(
            kept["doc_id"], kept["sentence"], kept["text"], strict=True
        )
        for number, clause in enumerate(_CLAUSE.finditer(text))
    ]
    return pd.DataFrame(rows, columns=["doc_id", "sentence", "clause", "chars"])


def agency(c: Corpus, by: str | None = "city") -> pd.DataFrame:
    """Who helps and directs, and who is helped and directed, as far as a clause names them.

    Returns one row a mark of help or control: group, doc_id, sentence, form, verb, agent,
    agent_kind, patient, patient_kind. A kind is that of roles.tsv for the role with which the
    words end, or of people.csv for a name; "unknown" where neither knows it, empty where nobody is
    named.
    """
    columns = "group doc_id sentence form verb agent agent_kind patient patient_kind".split()
    marks = c.forms[c.forms["kind"].isin(["help", "control"])].reset_index(drop=True)
    if marks.empty:
        return pd.DataFrame(columns=columns)
    roles = {row["role"]: row["kind"] for row in c.lexicon("roles") if row["kind"] != "part"}
    people = {
        (row["doc_id"], form): row["kind"]
        for row in c.people.to_dict("records")
        for form in (row["name"], *str(row["also"]).split(";"))
        if form
    }
    data = pd.DataFrame(
        {
            "group": labels(c, marks["doc_id"], by),
            "doc_id": marks["doc_id"],
            "sentence": marks["sentence"],
            "form": marks["kind"],
            "verb": marks["text"],
            "agent": marks["agent"],
            "patient": marks["patient"],
        }
    )
    for party in ("agent", "patient"):
        data[f"{party}_kind"] = [
            _kind(doc_id, words, roles, people)
            for doc_id, words in zip(data["doc_id"], data[party], strict=True)
        ]
    return data[columns]


def _kind(
    doc_id: str, words: str, roles: dict[str, str], people: dict[tuple[str, str], str]
) -> str:
    """The kind of whoever is meant, by the longest role or name at the end of the words."""
    if not words:
        return ""
    for start in range(len(words)):
        end = words[start:]
        if (doc_id, end) in people:
            return people[doc_id, end] or UNKNOWN
        if end in roles:
            return roles[end]
        if end.endswith("们") and end[:-1] in roles:
            return roles[end[:-1]]
    return UNKNOWN
