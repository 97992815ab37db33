"""Concordance: every occurrence of a word with what stands before and after it."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Literal

import pandas as pd

from wucheng.corpus import Corpus
from wucheng.errors import WuchengError
from wucheng.statistics import counts

Sort = Literal["text", "left", "right", "node"]
_COLUMNS = "doc_id group sentence kind start left node right whole".split()


def kwic(
    c: Corpus,
    words: str | Collection[str],
    by: str | None = "city",
    *,
    regex: bool = False,
    kinds: Collection[str] = ("title", *counts.KINDS),
    width: int | None = None,
    sort: Sort = "text",
) -> pd.DataFrame:
    """The key word in context: one row an occurrence.

    Args:
        words: a string of characters or several; the longest counts where several begin alike.
            They are looked up in the text, not among its tokens, so 防控 is also found inside
            联防联控.
        by: a column of documents.csv, shown as a column of that name; None for none.
        regex: take words as regular expressions.
        kinds: kinds of sentences that are searched; the title is one of them.
        width: characters of context on either side; None for the whole sentence.
        sort: "text" (as it stands), "node", "right" (by what follows), "left" (by what precedes,
            read from the node outwards).

    Returns doc_id, the group's column, sentence, kind, start (the node's character in the
    sentence), left, node, right, whole (the node begins and ends where tokens do, so it is one
    word or several, not part of one). Occurrences don't overlap. Raises WuchengError for a regular
    expression that is none, or for nothing to look for.
    """
    pattern = _pattern([words] if isinstance(words, str) else list(words), regex)
    wanted = {kinds} if isinstance(kinds, str) else set(kinds)
    sentences = c.sentences[c.sentences["kind"].isin(wanted)]
    rows = [
        (doc_id, "", sentence, kind, found.start(), *_context(text, found, width))
        for doc_id, sentence, kind, text in zip(
            *(sentences[column] for column in ("doc_id", "sentence", "kind", "text")), strict=True
        )
        for found in pattern.finditer(text)
        if found.group()
    ]
    table = pd.DataFrame([(*row, False) for row in rows], columns=_COLUMNS)
    table["group"] = counts.labels(c, table["doc_id"], by)
    table["whole"] = _whole(c, table)
    table = table.astype(dict.fromkeys(("doc_id", "group", "kind", "left", "node", "right"), "str"))
    table = table.astype({"sentence": "int64", "start": "int64", "whole": "bool"})
    if sort == "left":
        table = table.iloc[table["left"].str[::-1].argsort(kind="stable")]
    elif sort != "text":
        table = table.sort_values(sort, kind="stable")
    table = table.reset_index(drop=True)
    if by is None or by in table.columns:
        return table.drop(columns="group")
    return table.rename(columns={"group": by})


def _pattern(words: list[str], regex: bool) -> re.Pattern[str]:
    words = [word for word in words if word]
    if not words:
        raise WuchengError("There is nothing to look for: give a word or several.")
    if not regex:
        words = [re.escape(word) for word in sorted(words, key=len, reverse=True)]
    try:
        return re.compile("|".join(f"(?:{word})" for word in words))
    except re.error as error:
        raise WuchengError(f"{'|'.join(words)} is no regular expression: {error}.") from None


def _context(text: str, found: re.Match[str], width: int | None) -> tuple[str, str, str]:
    start = 0 if width is None else max(found.start() - width, 0)
    end = len(text) if width is None else found.end() + width
    return text[start : found.start()], found.group(), text[found.end() : end]


def _whole(c: Corpus, table: pd.DataFrame) -> list[bool]:
    """Whether tokens begin and end where the nodes do."""
    tokens = c.tokens[c.tokens["doc_id"].isin(set(table["doc_id"]))]
    starts = set(zip(tokens["doc_id"], tokens["sentence"], tokens["start"], strict=True))
    ends = set(zip(tokens["doc_id"], tokens["sentence"], tokens["end"], strict=True))
    places = zip(table["doc_id"], table["sentence"], table["start"], table["node"], strict=True)
    return [(d, s, a) in starts and (d, s, a + len(node)) in ends for d, s, a, node in places]
