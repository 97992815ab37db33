"""Concordance: every occurrence of a word or pattern with what stands before and after it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from typing import Literal

import pandas as pd

from wucheng import tables
from wucheng.corpus import Corpus
from wucheng.errors import WuchengError
from wucheng.statistics import selection, sequences, voices

Sort = Literal["text", "left", "right", "node"]
#: doc_id, sentence, kind, text, start and end of an occurrence
_Hit = tuple[str, int, str, str, int, int]
_COLUMNS = "doc_id group sentence kind start left node right whole speaker voice".split()
_WORD_KEY = re.compile(r"([LR])([123])")


def kwic(
    c: Corpus,
    words: str | Collection[str] = "",
    by: str | None = "city",
    *,
    regex: bool = False,
    tags: str = "",
    kinds: Collection[str] = ("title", *selection.KINDS),
    groups: str | Collection[str] | None = None,
    speakers: str | Collection[str] | None = None,
    width: int | None = None,
    sort: Sort | Sequence[str] = "text",
    unique: bool = False,
) -> pd.DataFrame:
    """The key word in context: one row an occurrence.

    Args:
        words: a string of characters or several; the longest counts where several begin alike.
            They are looked up in the text, not among its tokens, so 防控 is also found inside
            联防联控.
        by: a column of documents.csv, shown as a column of that name; None for none.
        regex: take words as regular expressions.
        tags: instead of words, a pattern of words that follow one another with no mark between,
            set apart by spaces or +: a part of speech ("n" also finds nr, ns …), a word, * for any
            word; with ? behind it, it may be missing. "v n", "a+的?+n", "守住 * n".
        kinds: kinds of sentences that are searched; the title is one of them.
        groups: only in these groups of `by`.
        speakers: only what these say: names ("王芳"), kinds of voice ("volunteer"), or
            "narration" for what nobody is quoted with.
        width: characters of context on either side; None for the whole sentence.
        sort: "text" (as it stands), "node", "right" (by what follows, character by character),
            "left" (by what precedes, read from the node outwards); or a list of words to sort by
            in turn, L1 the first on the left, R3 the third on the right: ["R1", "R2", "L1"].
        unique: leave out what stands in the same words at the same place of another sentence.

    Returns doc_id, the group's column, sentence, kind, start (the node's character in the
    sentence), left, node, right, whole (the node begins and ends where tokens do, so it is one
    word or several, not part of one), speaker (who says it; empty if nobody known does), voice (the
    speaker's kind, "unknown", or "narration"); before these the words that were sorted by, as l1,
    r1 … Occurrences don't overlap.

    Raises WuchengError for a regular expression, a pattern or an order that is none, for nothing to
    look for, and for a group that doesn't exist.
    """
    sentences = selection.sentences(c, kinds)
    if groups is not None:
        sentences = _of_groups(c, sentences, by, {groups} if isinstance(groups, str) else groups)
    if tags:
        if words:
            raise WuchengError("Look for words or for a pattern of tags, not for both.")
        hits = list(_tagged(c, sentences, tags))
    else:
        pattern = _pattern([words] if isinstance(words, str) else list(words), regex)
        hits = list(_found(sentences, pattern))
    if unique:
        hits = list(
            {(text, start): hit for hit in hits[::-1] for *_, text, start, _ in [hit]}.values()
        )
        hits.sort()
    table = _table(c, hits, by, width)
    if speakers is not None:
        wanted = {speakers} if isinstance(speakers, str) else set(speakers)
        chosen = table["speaker"].isin(wanted) | table["voice"].isin(wanted)
        hits = [hit for hit, keep in zip(hits, chosen, strict=True) if keep]
        table = table[chosen]
    table = _sorted(c, table, hits, sort).reset_index(drop=True)
    if by is None or by in table.columns:
        return table.drop(columns="group")
    return table.rename(columns={"group": by})


def csv(table: pd.DataFrame) -> str:
    """A concordance as CSV for spreadsheets: no cell of it acts as a formula.

    `Path("NAME.csv").write_text(concordance.csv(found), encoding="utf-8-sig")` writes it so that
    spreadsheets read the Chinese.
    """
    return tables.spreadsheet(table)


def _table(c: Corpus, hits: Sequence[_Hit], by: str | None, width: int | None) -> pd.DataFrame:
    rows = [
        (doc_id, "", sentence, kind, start, *_context(text, start, end, width))
        for doc_id, sentence, kind, text, start, end in hits
    ]
    table = pd.DataFrame([(*row, False, "", "") for row in rows], columns=_COLUMNS)
    table["group"] = selection.labels(c, table["doc_id"], by)
    table["whole"] = _whole(c, hits)
    table["speaker"], table["voice"] = _speakers(c, hits)
    texts = "doc_id group kind left node right speaker voice".split()
    table = table.astype(dict.fromkeys(texts, "str"))
    return table.astype({"sentence": "int64", "start": "int64", "whole": "bool"})


def _of_groups(
    c: Corpus, sentences: pd.DataFrame, by: str | None, groups: Collection[str]
) -> pd.DataFrame:
    doc_ids = c.documents["doc_id"]
    group = dict(zip(doc_ids, selection.labels(c, doc_ids, by), strict=True))
    unknown = set(groups) - set(group.values())
    if unknown:
        known = ", ".join(sorted(set(group.values())))
        raise WuchengError(f"There is no group {', '.join(sorted(unknown))}; there are {known}.")
    return sentences[sentences["doc_id"].map(group).isin(set(groups))]


def _found(sentences: pd.DataFrame, pattern: re.Pattern[str]) -> Iterator[_Hit]:
    columns = (sentences[column] for column in ("doc_id", "sentence", "kind", "text"))
    for doc_id, sentence, kind, text in zip(*columns, strict=True):
        for found in pattern.finditer(text):
            if found.group():
                yield doc_id, sentence, kind, text, found.start(), found.end()


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


def _tagged(c: Corpus, sentences: pd.DataFrame, tags: str) -> Iterator[_Hit]:
    tokens = c.tokens[c.tokens["pos"] != "x"].merge(
        sentences[["doc_id", "sentence", "kind", "text"]], on=["doc_id", "sentence"]
    )
    tokens = tokens.sort_values(["doc_id", "sentence", "position"], ignore_index=True)
    columns = [tokens[name] for name in ("doc_id", "sentence", "kind", "text", "start", "end")]
    for first, last in sequences.find(tokens, tags):
        doc_id, sentence, kind, text, start = (column.iloc[first] for column in columns[:5])
        yield doc_id, int(sentence), kind, text, int(start), int(columns[5].iloc[last])


def _context(text: str, start: int, end: int, width: int | None) -> tuple[str, str, str]:
    first = 0 if width is None else max(start - width, 0)
    last = len(text) if width is None else end + width
    return text[first:start], text[start:end], text[end:last]


def _whole(c: Corpus, hits: Sequence[_Hit]) -> list[bool]:
    """Whether tokens begin and end where the nodes do."""
    tokens = c.tokens[c.tokens["doc_id"].isin({hit[0] for hit in hits})]
    starts = set(zip(tokens["doc_id"], tokens["sentence"], tokens["start"], strict=True))
    ends = set(zip(tokens["doc_id"], tokens["sentence"], tokens["end"], strict=True))
    return [(d, s, a) in starts and (d, s, e) in ends for d, s, _, _, a, e in hits]


def _speakers(c: Corpus, hits: Sequence[_Hit]) -> tuple[list[str], list[str]]:
    """Who says each node, and their kind."""
    doc_ids = {hit[0] for hit in hits}
    body = c.sentences[c.sentences["doc_id"].isin(doc_ids) & (c.sentences["kind"] == "body")]
    lengths = body["text"].str.len()
    before = lengths.groupby([body["doc_id"], body["paragraph"]]).cumsum() - lengths
    rows = zip(body["doc_id"], body["sentence"], body["paragraph"], before, strict=True)
    place = {(doc_id, sentence): (paragraph, at) for doc_id, sentence, paragraph, at in rows}
    said: dict[tuple[str, int], list[tuple[int, int, str, str]]] = {}
    spans = voices.spans(c)
    columns = (spans[name] for name in ("doc_id", "paragraph", "start", "end", "speaker", "kind"))
    for doc_id, paragraph, first, last, speaker, kind in zip(*columns, strict=True):
        said.setdefault((doc_id, paragraph), []).append((first, last, speaker, kind))
    speakers, kinds = [], []
    for doc_id, sentence, _, _, start, end in hits:
        paragraph, at = place.get((doc_id, sentence), (-1, 0))
        found = ("", voices.NARRATION)
        for first, last, speaker, kind in said.get((doc_id, paragraph), ()):
            if first <= start + at and end + at <= last:
                found = (speaker, kind)
        speakers.append(found[0])
        kinds.append(found[1])
    return speakers, kinds


def _sorted(
    c: Corpus, table: pd.DataFrame, hits: Sequence[_Hit], sort: Sort | Sequence[str]
) -> pd.DataFrame:
    if sort == "text":
        return table
    if sort == "left":
        return table.iloc[table["left"].str[::-1].argsort(kind="stable")]
    if sort in ("right", "node"):
        return table.sort_values(str(sort), kind="stable")
    keys = [sort] if isinstance(sort, str) else list(sort)
    known = [_WORD_KEY.fullmatch(key.upper()) for key in keys]
    if not keys or not all(known):
        raise WuchengError(
            f"{sort!r} is no order: text, left, right, node, or a list of L1 to L3 and R1 to R3."
        )
    columns = [_neighbours(c, hits, match[1], int(match[2])) for match in known if match]
    names = [key.lower() for key in keys]
    for name, column in zip(names, columns, strict=True):
        if name not in table.columns:
            place = list(table.columns).index("speaker")
            table.insert(place, name, pd.Series(column, table.index, "str"))
    return table.sort_values(names, kind="stable")


def _neighbours(c: Corpus, hits: Sequence[_Hit], side: str, distance: int) -> list[str]:
    """The first, second or third word beside each node; empty where the sentence has none."""
    tokens = c.tokens[c.tokens["doc_id"].isin({hit[0] for hit in hits}) & (c.tokens["pos"] != "x")]
    lines = {
        key: (line["start"].tolist(), line["end"].tolist(), line["token"].tolist())
        for key, line in tokens.sort_values("position").groupby(["doc_id", "sentence"])
    }
    found = []
    for doc_id, sentence, _, _, start, end in hits:
        starts, ends, words = lines.get((doc_id, sentence), ([], [], []))
        if side == "L":
            at = bisect_right(ends, start) - distance
        else:
            at = bisect_left(starts, end) + distance - 1
        found.append(words[at] if 0 <= at < len(words) else "")
    return found
