"""Where every character of a raw page went, and the proof: counts, bytes, page beside article."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wucheng.corpus import Corpus
from wucheng.display import facing
from wucheng.display.facing import Facing, Owner
from wucheng.errors import CorpusError, Refused
from wucheng.pages import decode
from wucheng.pages.mending import dump, proof
from wucheng.pages.mending.dump import Record
from wucheng.pages.trace import expand

#: What an owner's characters are in a sentence: themselves, but for script and width.
AS_PRINTED = "as printed"
#: One character of the text for several of the page, none of them damaged: &nbsp; and the like.
ENTITY = "entity"
UNPLACED = Owner("removed", "unplaced")

_READING = "reading"
_UNREPAIRED = "unrepaired"
_STRENGTH = ("", proof.WIDTH, proof.ROUND_TRIP)


def account(c: Corpus) -> pd.DataFrame:
    """Where the raw characters of each page went.

    Returns doc_id, part ("sentence", "field" or "removed"), what, characters. In sentences `what`
    is "as printed" (but for script and width), "entity", or the rule of the repair that the
    characters stand in; else it is the name of the field or the reason of removal. A character
    inside both, a tag in a sentence, counts as removed. A document's characters add up to its
    chars_raw.
    """
    groups = [
        {str(key): rows for key, rows in table.groupby("doc_id")}
        for table in (c.sentences, c.fields, c.removed, c.repairs)
    ]
    empty = [table.iloc[:0] for table in (c.sentences, c.fields, c.removed, c.repairs)]
    lines: list[tuple[str, str, str, int]] = []
    for doc_id, length in zip(c.documents["doc_id"], c.documents["chars_raw"], strict=True):
        sentences, fields, removed, repairs = (
            group.get(doc_id, none) for group, none in zip(groups, empty, strict=True)
        )
        owners, at, wide = _owners(int(length), sentences, fields, removed)
        rules, mend = _mends(int(length), repairs)
        entity = np.zeros(int(length), dtype=np.int64)
        for start, end in wide:  # what repair took out belongs to the character before it
            entity[start:end] = mend[start:end].max() < 0
        counts: Counter[tuple[str, str]] = Counter()
        keys, sizes = np.unique(np.stack([at, mend, entity]), axis=1, return_counts=True)
        for (owner, rule, whole), size in zip(keys.T.tolist(), sizes.tolist(), strict=True):
            part, what = owners[owner].part, owners[owner].name
            if part == "sentence":
                what = rules[rule] if rule >= 0 else ENTITY if whole else AS_PRINTED
            counts[part, what] += size
        order = {"sentence": 0, "field": 1, "removed": 2}
        lines += [
            (doc_id, part, what, size)
            for (part, what), size in sorted(
                counts.items(), key=lambda item: (order[item[0][0]], -item[1], item[0][1])
            )
        ]
    table = pd.DataFrame(lines, columns=["doc_id", "part", "what", "characters"])
    return table.astype({"doc_id": "str", "part": "str", "what": "str", "characters": int})


def beside(
    c: Corpus,
    doc_id: str,
    seeds: str | Path | None = None,
    *,
    marks: facing.Marks = MappingProxyType({}),
) -> Facing:
    """A raw page and its article beside each other, for a notebook to show.

    Args:
        c: the corpus.
        doc_id: one of c.documents["doc_id"].
        seeds: the folder of the raw pages; by default `seeds` beside the corpus.
        marks: what to highlight in the article: sentence → (start, end, what it is).

    Raises CorpusError if there is no such document, or its page is missing or has changed.
    """
    found = c.documents[c.documents["doc_id"] == doc_id]
    if found.empty:
        raise CorpusError(f"There is no document {doc_id!r} in {c.folder}.")
    document = found.iloc[0]
    raw = _raw(document, Path(seeds) if seeds is not None else c.folder.parent / "seeds")
    sentences, fields, removed, repairs = (
        table[table["doc_id"] == doc_id] for table in (c.sentences, c.fields, c.removed, c.repairs)
    )
    owners, at, _ = _owners(len(raw), sentences, fields, removed)
    return facing.pages(doc_id, document["script"], raw, owners, at, sentences, repairs, marks)


def damage(c: Corpus) -> pd.DataFrame:
    """The damage to bytes: what was printed, what stood there before, and the bytes of both.

    Returns doc_id, raw_start, raw_end, printed, bytes_printed, repaired, bytes_repaired, rule,
    confidence, proof; one row for neighbouring repairs, since bytes pair up across them, with all
    their rules, the lowest confidence and the weakest proof. Readings alone are left out. Bytes are
    GBK in hexadecimal, one character a group; ?? is a lost byte, and a site's reading or a piece of
    a tag stands as printed. Full-width punctuation since made ASCII has its own bytes where these
    give the repaired ones. Empty where nothing was repaired, U+… for a character that GBK does not
    have.
    """
    rows: list[Record] = []
    for group in _neighbours(c.repairs.to_dict("records")):
        printed = "".join(row["printed"] for row in group)
        repaired = "".join(row["repaired"] for row in group)
        rows.append(
            {
                "doc_id": group[0]["doc_id"],
                "raw_start": group[0]["raw_start"],
                "raw_end": group[-1]["raw_end"],
                "printed": printed,
                "bytes_printed": dump.printed(group, repaired),
                "repaired": repaired,
                "bytes_repaired": dump.repaired(repaired),
                "rule": ", ".join(dict.fromkeys(row["rule"] for row in group)),
                "confidence": min(row["confidence"] for row in group),
                "proof": min((row["proof"] for row in group), key=_STRENGTH.index),
            }
        )
    columns = (
        "doc_id raw_start raw_end printed bytes_printed repaired bytes_repaired "
        "rule confidence proof"
    )
    return pd.DataFrame(rows, columns=columns.split())


def _raw(document: pd.Series[Any], seeds: Path) -> str:
    """The decoded page of a document, if it is still the one that the corpus was built from."""
    path = seeds / document["file"]
    try:
        data = path.read_bytes()
    except OSError as error:
        raise CorpusError(
            f"The raw page {path} can't be read ({error.strerror}); give the folder of the pages "
            "with seeds=."
        ) from None
    if hashlib.sha256(data).hexdigest() != document["sha256"]:
        raise CorpusError(f"{path} has changed since the corpus was built; run `wucheng build`.")
    try:
        page = decode.decode(data)
    except Refused as refusal:
        raise CorpusError(f"{path} is no page any more: {refusal}") from None
    if (page.encoding, len(page.text)) != (document["encoding"], document["chars_raw"]):
        raise CorpusError(f"The corpus read {path} in another way; run `wucheng build` again.")
    return page.text


def _owners(
    length: int, sentences: pd.DataFrame, fields: pd.DataFrame, removed: pd.DataFrame
) -> tuple[list[Owner], NDArray[np.int64], list[tuple[int, int]]]:
    """What the characters of a page belong to, and which of it each does.

    And the stretches of several characters that stand for fewer in a sentence.

    What a sentence's own characters stand for is the sentence's; else what was removed or is a
    field wins over the sentence around it. Of two sentences the first has what both stand for.
    """
    owners = [UNPLACED]
    at = np.zeros(length, dtype=np.int64)
    wide: list[tuple[int, int]] = []
    own: list[tuple[int, NDArray[np.bool_] | None, int, int]] = []
    for row in reversed(sentences.to_dict("records")):
        owners.append(Owner("sentence", row["kind"], row["sentence"], row["paragraph"]))
        start, end = row["raw_start"], row["raw_end"]
        at[start:end] = len(owners) - 1
        if row["runs"]:
            starts, ends = expand(len(row["text"]), start, row["runs"])
            covered = np.zeros(end - start + 1, dtype=np.int64)
            np.add.at(covered, starts - start, 1)
            np.add.at(covered, ends - start, -1)
            own.append((len(owners) - 1, covered.cumsum()[:-1] > 0, start, end))
            several = ends - starts > 1
            wide += zip(starts[several].tolist(), ends[several].tolist(), strict=True)
        else:
            own.append((len(owners) - 1, None, start, end))
    for part, rows, name in (("field", fields, "field"), ("removed", removed, "reason")):
        for row in rows.to_dict("records"):
            owners.append(Owner(part, row[name], value=row.get("value", "")))
            at[row["raw_start"] : row["raw_end"]] = len(owners) - 1
    for number, mask, start, end in own:
        if mask is None:
            at[start:end] = number
        else:
            at[start:end][mask] = number
    return owners, at, wide


def _mends(length: int, repairs: pd.DataFrame) -> tuple[list[str], NDArray[np.int64]]:
    """The rules of a page's repairs, and which of them each character stands under; else -1."""
    rules: dict[str, int] = {}
    mend = np.full(length, -1, dtype=np.int64)
    for row in repairs.to_dict("records"):
        if row["rule"] != _UNREPAIRED:
            mend[row["raw_start"] : row["raw_end"]] = rules.setdefault(row["rule"], len(rules))
    return list(rules), mend


def _neighbours(rows: Iterable[Record]) -> Iterator[list[Record]]:
    """Repairs that touch each other; readings only between others."""
    group: list[Record] = []
    for row in rows:
        if group and (
            row["doc_id"] != group[-1]["doc_id"]
            or row["raw_start"] != group[-1]["raw_end"]
            or _UNREPAIRED in (row["rule"], group[-1]["rule"])
        ):
            yield from _trimmed(group)
            group = []
        group.append(row)
    yield from _trimmed(group)


def _trimmed(group: list[Record]) -> Iterator[list[Record]]:
    others = [place for place, row in enumerate(group) if row["rule"] != _READING]
    if others:
        yield group[others[0] : others[-1] + 1]
