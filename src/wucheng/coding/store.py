"""Codings as the corpus stands now: each row is found again by the words of its sentence."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from wucheng.coding import files
from wucheng.coding.files import Row
from wucheng.coding.sampling import frames, text_hash
from wucheng.coding.session import Key, Session
from wucheng.corpus import Corpus
from wucheng.errors import CorpusError

_COLUMNS = ["doc_id", "sentence", "frame", "cues"]


@dataclass(frozen=True)
class Coding:
    """One coder's work as the corpus stands now.

    Args:
        name: of the coding.
        coders: who made it.
        rows: doc_id, sentence, frame, cues (the phrases it rests on, a tuple); an empty frame where
            a sentence has none.
        changed: sentences left out because the corpus doesn't have them any more, or with other
            words.
        learnt: the lexicon has learnt from some of it, so that agreement with it flatters the
            machine.
        unread: lines of the file that can't be read.
        settles: the codings whose differences it settles.
    """

    name: str
    coders: tuple[str, ...]
    rows: pd.DataFrame
    changed: int = 0
    learnt: bool = False
    unread: int = 0
    settles: tuple[str, ...] = ()

    @property
    def sentences(self) -> pd.DataFrame:
        """The sentences that were coded: doc_id, sentence."""
        return self.rows[["doc_id", "sentence"]].drop_duplicates(ignore_index=True)

    def chosen(self) -> dict[Key, dict[str, tuple[str, ...]]]:
        """The frames of each sentence that was coded, with their phrases."""
        found: dict[Key, dict[str, tuple[str, ...]]] = {}
        for doc_id, sentence, frame, cues in self.rows[_COLUMNS].itertuples(index=False):
            here = found.setdefault((str(doc_id), int(sentence)), {})
            if frame:
                here[str(frame)] = cues
        return found

    def __repr__(self) -> str:
        return (
            f"Coding {self.name} by {', '.join(self.coders) or 'nobody'}: {len(self.sentences)} "
            f"sentences, {(self.rows['frame'] != '').sum()} frames, {self.changed} set aside"
        )


def read(c: Corpus, name: str) -> Coding:
    """A coding as the corpus stands now. Raises CorpusError if there is none of this name."""
    data, unread = files.read(files.path(c, name))
    found, changed = _matched(c, data)
    rows = []
    for (doc_id, sentence), row in sorted(found.items()):
        cues = files.cues(row["cues"])
        for frame in dict.fromkeys(part.strip() for part in row["frames"].split(";")):
            rows.append((doc_id, sentence, frame, cues.get(frame, ())))
    return Coding(
        name,
        tuple(sorted({row["coder"] for row in data} - {""})),
        pd.DataFrame(rows, columns=_COLUMNS),
        len(changed),
        any(row["learnt"] == "yes" for row in data),
        unread,
        tuple(sorted({one for row in data for one in row["settles"].split(";")} - {""})),
    )


def readable(c: Corpus) -> dict[str, Coding]:
    """All codings that can be read, by name."""
    found = {}
    for name in files.names(c):
        try:
            found[name] = read(c, name)
        except CorpusError:
            continue  # `overview` says of it
    return found


def overview(c: Corpus) -> pd.DataFrame:
    """The codings there are, and what is wrong with them.

    Returns one row a coding: name, coders, sentences, frames, phrases (frames with at least one),
    learnt, settles, changed (sentences that the corpus doesn't have any more), unread (lines),
    trouble (why the file can't be read at all).
    """
    rows: list[dict[str, Any]] = []
    for name in files.names(c):
        try:
            coding = read(c, name)
        except CorpusError as error:
            rows.append({"name": name, "trouble": str(error)})
            continue
        rows.append(
            {
                "name": name,
                "coders": ", ".join(coding.coders),
                "sentences": len(coding.sentences),
                "frames": int((coding.rows["frame"] != "").sum()),
                "phrases": int((coding.rows["cues"].map(len) > 0).sum()),
                "learnt": coding.learnt,
                "settles": ", ".join(coding.settles),
                "changed": coding.changed,
                "unread": coding.unread,
                "trouble": "",
            }
        )
    columns = "name coders sentences frames phrases learnt settles changed unread trouble".split()
    return pd.DataFrame(rows, columns=columns)


def unmatched(c: Corpus, name: str) -> pd.DataFrame:
    """What a coding has on sentences that the corpus doesn't have any more, or with other words.

    They stay in the file, and count again if the sentence comes back. Returns one row a sentence:
    doc_id, sentence, frames, cues, text (as it was read; empty if the file doesn't keep it).
    """
    changed = _matched(c, files.read(files.path(c, name))[0])[1]
    data = pd.DataFrame(changed, columns=["doc_id", "sentence", "frames", "cues", "text"])
    return data.astype({"sentence": "int64"})


def start(c: Corpus, name: str, sentences: pd.DataFrame) -> Session:
    """A session on these sentences that goes on where codings/NAME.csv left off.

    A file that can't be read is as good as none; `write` puts it aside.
    """
    try:
        done = read(c, name).chosen()
    except CorpusError:
        files.path(c, name)  # a name that is none is refused all the same
        done = {}
    return Session(sentences, frames(c), done)


def write(
    c: Corpus,
    name: str,
    sheet: pd.DataFrame,
    *,
    coder: str = "",
    learnt: bool = False,
    settles: Iterable[str] = (),
    now: Collection[Key] | None = None,
    undone: Collection[Key] = (),
) -> Path:
    """Keep the coded sentences of a `Session.sheet` in codings/NAME.csv; returns its path.

    What the file has on other sentences stays, also on those that the corpus doesn't have any
    more. A file with lines that can't be read is first copied to NAME.csv.broken1.

    Args:
        coder: who coded; by default the name.
        learnt: the lexicon has learnt from it.
        settles: the codings whose differences it settles.
        now: the sentences coded just now, by default all. Of the others what the file says goes
            first: another window may have coded them since.
        undone: sentences whose coding is taken back.

    Raises CorpusError if the name is none for a file.
    """
    path = files.path(c, name)
    try:
        known, lost = _matched(c, files.read(path)[0])
    except CorpusError:
        known, lost = {}, []
    rows: dict[Key, Mapping[str, object]] = {
        (doc_id, sentence): row | {"doc_id": doc_id, "sentence": str(sentence)}
        for (doc_id, sentence), row in known.items()
        if (doc_id, sentence) not in undone
    }
    for row in sheet[sheet["coded"].astype(bool)].to_dict("records"):
        key = (str(row["doc_id"]), int(row["sentence"]))
        chosen = {"frames": row["frames"], "cues": row.get("cues", "")}
        if key in rows and (now is not None and key not in now):
            continue
        if key in rows and {**rows[key], **chosen} == rows[key]:
            continue  # who coded it, and what was learnt from it, stays
        rows[key] = chosen | {
            "doc_id": key[0],
            "sentence": str(key[1]),
            "text_hash": text_hash(row["text"]),
            "coder": coder or name,
            "learnt": "yes" if learnt else "",
            "settles": ";".join(settles),
            "text": row["text"],
        }
    lost = sorted(lost, key=lambda row: (row["doc_id"], int(row["sentence"])))
    files.save(path, [*(rows[key] for key in sorted(rows)), *lost])
    return path


def _matched(c: Corpus, rows: list[Row]) -> tuple[dict[Key, Row], list[Row]]:
    """The rows by the sentence that each is on now, and those that are on none."""
    # the text says it better than the hash: spreadsheets take some for numbers and round them
    rows = [{**row, "text_hash": text_hash(row["text"])} if row["text"] else row for row in rows]
    wanted = {row["text_hash"] for row in rows}
    there: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    columns = (c.sentences["doc_id"], c.sentences["sentence"], c.sentences["text"])
    for doc_id, number, text in zip(*columns, strict=True):
        if (digest := text_hash(text)) in wanted:
            there[str(doc_id)][digest].append(int(number))
    now = _renamed(rows, there, set(c.documents["doc_id"]))
    found: dict[Key, Row] = {}
    lost: list[Row] = []
    alike: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        alike[now[row["doc_id"]], row["text_hash"]].append(row)
    for (doc_id, digest), same in alike.items():
        places = there.get(doc_id, {}).get(digest, [])
        for row, number in zip(same, _nearest(same, places), strict=True):
            if number is None:
                lost.append(row)
            else:
                found[doc_id, number] = row
    return found, lost


def _nearest(rows: list[Row], places: list[int]) -> list[int | None]:
    """For each of the rows on sentences of one wording one of their places, or None.

    Where it was, if it is still there; else the nearest that is free.
    """
    numbers = [int(row["sentence"]) for row in rows]
    free = sorted(set(places))
    found: list[int | None] = [None] * len(rows)
    stays = dict(reversed([(n, at) for at, n in enumerate(numbers) if n in set(free)]))
    for number, at in stays.items():
        found[at] = number
    free = [number for number in free if number not in stays]
    for at, number in enumerate(numbers):
        if found[at] is None and free:
            right = bisect_left(free, number)
            near = free[max(right - 1, 0) : right + 1]
            _, place = min((abs(place - number), place) for place in near)
            found[at] = place
            free.remove(place)
    return found


def _renamed(
    rows: list[Row], there: Mapping[str, Mapping[str, object]], documents: set[str]
) -> dict[str, str]:
    """The document that each document of the rows is now.

    One that is gone is the one that has most of its sentences, if that is more than half of them
    and nothing else was coded there: its file has another name.
    """
    hashes: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        hashes[row["doc_id"]].append(row["text_hash"])
    now = {doc_id: doc_id for doc_id in hashes}
    for doc_id in sorted(set(hashes) - documents):
        own = hashes[doc_id]
        places = Counter(
            {other: sum(one in known for one in own) for other, known in there.items()}
        )
        for other, count in places.most_common(1):
            if 2 * count > len(own) and other not in now.values():
                now[doc_id] = other
    return now
