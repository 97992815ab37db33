"""Codings by hand: which frames a person sees in a sentence, kept beside the corpus.

codings/NAME.csv holds one coder's work, a row a sentence: doc_id, sentence, text_hash (of what was
read: a sentence that has moved since is found by it, one that has changed is set aside), frames
(separated by `;`, empty: none), coder, learnt (yes: the lexicon was made or mended with this row in
view). Readers code blind: nothing here shows them what the machine found.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from wucheng import tables
from wucheng.corpus import Corpus
from wucheng.errors import CorpusError
from wucheng.statistics import coding, intervals
from wucheng.statistics.counts import KINDS, labels

COLUMNS = ("doc_id", "sentence", "text_hash", "frames", "coder", "learnt")

#: Columns that a file may lack; their cells are then empty.
_OPTIONAL = ("learnt",)

#: A sentence of a document.
Key = tuple[str, int]

_NAME = re.compile(r"[\w\-]{1,60}")


@dataclass(frozen=True)
class Coding:
    """One coder's work: `rows` has doc_id, sentence, frame; an empty frame where there is none.

    `changed` counts the sentences left out because their text is another now. `learnt`: the lexicon
    has learnt from some of it, so that agreement with it flatters the machine.
    """

    name: str
    coders: tuple[str, ...]
    rows: pd.DataFrame
    changed: int = 0
    learnt: bool = False

    @property
    def sentences(self) -> pd.DataFrame:
        """The sentences that were coded: doc_id, sentence."""
        return self.rows[["doc_id", "sentence"]].drop_duplicates(ignore_index=True)

    def __repr__(self) -> str:
        return (
            f"Coding {self.name} by {', '.join(self.coders) or 'nobody'}: {len(self.sentences)} "
            f"sentences, {(self.rows['frame'] != '').sum()} frames, {self.changed} set aside"
        )


def frames(c: Corpus) -> list[str]:
    """The frames that can be chosen, in the order of the lexicon."""
    return list(dict.fromkeys(row["frame"] for row in c.lexicon("frames")))


def sample(
    c: Corpus,
    size: int = 60,
    *,
    by: str | None = "city",
    kinds: Collection[str] = KINDS,
    seed: int = intervals.SEED,
) -> pd.DataFrame:
    """Sentences to code, without what the machine made of them: doc_id, sentence, group, text.

    As many from each group as can be, drawn at random and shown in random order, so that no coder
    reads a text through. The same corpus, size and seed give the same sentences: a second coder
    gets them too.
    """
    wanted = [kinds] if isinstance(kinds, str) else list(kinds)
    pool = c.sentences.loc[c.sentences["kind"].isin(wanted), ["doc_id", "sentence", "text"]]
    pool = pool.assign(group=labels(c, pool["doc_id"], by))
    dice = np.random.default_rng(seed)
    pool = pool.iloc[dice.permutation(len(pool))]
    # the first of each group before the second of any
    turn = pool.groupby("group", sort=True).cumcount()
    chosen = pool.assign(turn=turn).sort_values(["turn", "group"], kind="stable").head(size)
    chosen = chosen.iloc[dice.permutation(len(chosen))]
    return chosen[["doc_id", "sentence", "group", "text"]].reset_index(drop=True)


class Session:
    """One coder at work: where they are and what they have chosen. Pure state, no screen.

    Args:
        sentences: a table with doc_id, sentence, text, as from `sample`.
        frames: what can be chosen.
        done: what was chosen before, by sentence.
    """

    def __init__(
        self,
        sentences: pd.DataFrame,
        frames: Sequence[str],
        done: Mapping[Key, Collection[str]] | None = None,
    ) -> None:
        columns = (sentences["doc_id"], sentences["sentence"], sentences["text"])
        self._sentences = [(str(d), int(s), str(t)) for d, s, t in zip(*columns, strict=True)]
        self.frames = tuple(frames)
        keys = {(doc_id, sentence) for doc_id, sentence, _ in self._sentences}
        self._chosen = {
            key: frozenset(chosen) for key, chosen in (done or {}).items() if key in keys
        }
        coded = [(doc_id, n) in self._chosen for doc_id, n, _ in self._sentences]
        self.position = coded.index(False) if False in coded else 0

    def __len__(self) -> int:
        return len(self._sentences)

    @property
    def done(self) -> int:
        """How many sentences are coded."""
        return len(self._chosen)

    @property
    def text(self) -> str:
        """The sentence to code."""
        return self._sentences[self.position][2] if self._sentences else ""

    @property
    def coded(self) -> bool:
        """Whether this sentence is coded, be it with no frame."""
        return self._key() in self._chosen

    @property
    def chosen(self) -> frozenset[str]:
        """The frames chosen for this sentence; empty if it has none or isn't coded yet."""
        return self._chosen.get(self._key(), frozenset())

    def code(self, chosen: Iterable[str]) -> None:
        """Code this sentence, none included, and go on to the next one.

        Raises ValueError for what is no frame.
        """
        chosen = frozenset(chosen)
        unknown = sorted(chosen - set(self.frames))
        if unknown:
            raise ValueError(f"not a frame: {', '.join(unknown)}")
        if self._sentences:
            self._chosen[self._key()] = chosen
            self.move(1)

    def move(self, steps: int) -> None:
        """Go forward or back without coding; stops at either end."""
        self.position = min(max(self.position + steps, 0), max(len(self) - 1, 0))

    def sheet(self) -> pd.DataFrame:
        """All sentences with what was chosen: doc_id, sentence, text, coded, frames."""
        rows = [
            {
                "doc_id": doc_id,
                "sentence": sentence,
                "text": text,
                "coded": (doc_id, sentence) in self._chosen,
                "frames": ";".join(self._ordered((doc_id, sentence))),
            }
            for doc_id, sentence, text in self._sentences
        ]
        return pd.DataFrame(rows, columns=["doc_id", "sentence", "text", "coded", "frames"])

    def _key(self) -> Key:
        return self._sentences[self.position][:2] if self._sentences else ("", 0)

    def _ordered(self, key: Key) -> list[str]:
        chosen = self._chosen.get(key, frozenset())
        return [frame for frame in self.frames if frame in chosen]


def start(c: Corpus, name: str, sentences: pd.DataFrame) -> Session:
    """A session on these sentences that goes on where codings/NAME.csv left off."""
    path = _path(c, name)
    known = read(c, name).rows if path.is_file() else pd.DataFrame(columns=list(COLUMNS))
    done: dict[Key, set[str]] = {}
    if len(known):
        for doc_id, sentence, frame in zip(
            known["doc_id"], known["sentence"], known["frame"], strict=True
        ):
            done.setdefault((doc_id, int(sentence)), set()).update({frame} - {""})
    return Session(sentences, frames(c), done)


def write(c: Corpus, name: str, sheet: pd.DataFrame, *, coder: str = "") -> Path:
    """Keep the coded sentences of a `Session.sheet` in codings/NAME.csv; returns its path.

    What the file has on other sentences stays. Raises CorpusError if the name is none for a file.
    """
    path = _path(c, name)
    rows = {
        (row["doc_id"], int(row["sentence"])): {
            "doc_id": row["doc_id"],
            "sentence": int(row["sentence"]),
            "text_hash": text_hash(row["text"]),
            "frames": row["frames"],
            "coder": coder or name,
            "learnt": "",
        }
        for row in sheet[sheet["coded"].astype(bool)].to_dict("records")
    }
    if path.is_file():
        for row in _read(path).to_dict("records"):
            key = (row["doc_id"], int(row["sentence"]))
            rows.setdefault(key, {str(name): cell for name, cell in row.items()})
    data = pd.DataFrame([rows[key] for key in sorted(rows)], columns=list(COLUMNS))
    tables.write(path, tables.csv(data))
    return path


def read(c: Corpus, name: str) -> Coding:
    """A coding as the corpus stands now. Raises CorpusError if there is none of this name."""
    data = _read(_path(c, name))
    now: dict[tuple[str, str], list[int]] = {}
    columns = (c.sentences["doc_id"], c.sentences["sentence"], c.sentences["text"])
    for doc_id, sentence, text in zip(*columns, strict=True):
        now.setdefault((doc_id, text_hash(text)), []).append(int(sentence))
    rows, changed = [], 0
    for row in data.to_dict("records"):
        same = now.get((str(row["doc_id"]), str(row["text_hash"])), [])
        if not same:
            changed += 1
            continue
        # its number may be another since; of sentences of one wording the nearest is meant
        number = min(same, key=lambda there: abs(there - int(row["sentence"])))
        for frame in str(row["frames"]).split(";"):
            rows.append({"doc_id": row["doc_id"], "sentence": number, "frame": frame.strip()})
    coders = tuple(sorted(set(data["coder"]) - {""}))
    found = pd.DataFrame(rows, columns=["doc_id", "sentence", "frame"])
    learnt = bool((data["learnt"] == "yes").any())
    return Coding(name, coders, found.drop_duplicates(ignore_index=True), changed, learnt)


def names(c: Corpus) -> list[str]:
    """The codings there are."""
    return sorted(path.stem for path in folder(c).glob("*.csv"))


def standard(c: Corpus) -> str:
    """The coding that the figures correct rates by; "" if there is none.

    The largest of those that the lexicon has not learnt from, by sentences; only where there is
    none, the largest that it has: that one tells how well the rules fit, not how often they err.
    """
    return _largest(read(c, name) for name in names(c))


def learnt(c: Corpus) -> str:
    """The largest coding that the lexicon has learnt from; "" if there is none."""
    return _largest(coded for name in names(c) if (coded := read(c, name)).learnt)


def _largest(found: Iterable[Coding]) -> str:
    known = [coded for coded in found if len(coded.rows)]
    best = max(known, key=lambda coded: (not coded.learnt, len(coded.sentences)), default=None)
    return best.name if best else ""


def folder(c: Corpus) -> Path:
    """Where codings are kept: codings/ beside the corpus."""
    return c.folder.parent / "codings"


def machine(c: Corpus, name: str, *, confidence: float = 0.95) -> pd.DataFrame:
    """How the machine agrees with a coding, frame by frame: a table of `coding.agreement`.

    Precision is the share of the machine's frames that the coder has too, recall the share of the
    coder's that the machine found. Without a name, which is what `standard` gives where nobody has
    coded, no row.
    """
    if not name:
        nobody = pd.DataFrame(columns=["doc_id", "sentence", "frame"])
        return coding.agreement(nobody, nobody, resamples=1).iloc[:0]
    by_hand = read(c, name)
    return coding.agreement(
        c.frames, by_hand.rows, sentences=by_hand.sentences, confidence=confidence
    )


def between(c: Corpus, first: str, second: str, *, confidence: float = 0.95) -> pd.DataFrame:
    """How two coders agree on the sentences that both have coded: `coding.agreement`, with κ."""
    a, b = read(c, first), read(c, second)
    both = a.sentences.merge(b.sentences, on=["doc_id", "sentence"])
    return coding.agreement(a.rows, b.rows, sentences=both, confidence=confidence)


def agreements(c: Corpus, *, confidence: float = 0.95) -> pd.DataFrame:
    """How the machine agrees with each coding, and each two codings with each other.

    Returns one row a pair, all frames together: one ("machine" or a coding), other, learnt (the
    lexicon has learnt from `other`; of two codings, from either), sentences, precision and recall
    of `one` (empty between readers: neither is the rule), f1 and kappa, each with _low and _high.
    """
    known = {name: read(c, name) for name in names(c)}
    pairs = [("machine", name) for name in known] + list(combinations(known, 2))
    rows: list[dict[str, Any]] = []
    for one, other in pairs:
        by_machine = one == "machine"
        if by_machine:
            agreed = machine(c, other, confidence=confidence)
        else:
            agreed = between(c, one, other, confidence=confidence)
        rows_of = {row["frame"]: row for row in agreed.to_dict("records")}
        whole = rows_of[coding.ALL]
        row: dict[str, Any] = {"one": one, "other": other}
        row["learnt"] = known[other].learnt or (not by_machine and known[one].learnt)
        decisions = sum(int(whole[cell]) for cell in ("both", "only_a", "only_b", "neither"))
        row["sentences"] = decisions // max(len(rows_of) - 1, 1)
        for measure in ("precision", "recall", "f1", "kappa"):
            for end in ("", "_low", "_high"):
                told = by_machine or measure in ("f1", "kappa")
                row[measure + end] = whole[measure + end] if told else np.nan
        rows.append(row)
    return pd.DataFrame(rows)


def disagreements(c: Corpus, first: str, second: str) -> pd.DataFrame:
    """The sentences that two coders coded unlike each other, to talk about.

    Returns one row a sentence and frame: doc_id, sentence, frame, chosen_by, text.
    """
    a, b = read(c, first), read(c, second)
    both = a.sentences.merge(b.sentences, on=["doc_id", "sentence"])
    marked = [
        one.rows[one.rows["frame"] != ""].merge(both, on=["doc_id", "sentence"]).assign(by=one.name)
        for one in (a, b)
    ]
    data = pd.concat(marked, ignore_index=True)
    data = data[~data.duplicated(["doc_id", "sentence", "frame"], keep=False)]
    data = data.merge(c.sentences[["doc_id", "sentence", "text"]], on=["doc_id", "sentence"])
    columns = ["doc_id", "sentence", "frame", "chosen_by", "text"]
    data = data.rename(columns={"by": "chosen_by"})[columns]
    return data.sort_values(columns[:3], ignore_index=True)


def text_hash(text: str) -> str:
    """Twelve hexadecimal digits that change when the sentence does (of its SHA-256)."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:12]


def _path(c: Corpus, name: str) -> Path:
    if not _NAME.fullmatch(name):
        raise CorpusError(f"A coding needs a name of letters, digits, - and _, not {name!r}.")
    return folder(c) / f"{name}.csv"


def _read(path: Path) -> pd.DataFrame:
    try:
        data = pd.read_csv(path, dtype="str", keep_default_na=False, encoding="utf-8-sig")
    except FileNotFoundError:
        raise CorpusError(f"There is no coding {path}.") from None
    except (ValueError, OSError) as error:
        raise CorpusError(f"{path} can't be read as a table: {error}.") from None
    data = data.assign(**{column: "" for column in _OPTIONAL if column not in data.columns})
    missing = [column for column in COLUMNS if column not in data.columns]
    if missing:
        raise CorpusError(f"{path} has no column {', '.join(missing)}.")
    if not data["sentence"].str.fullmatch(r"\d{1,9}").all():
        raise CorpusError(f"{path}: sentence must be a whole number everywhere.")
    return data[list(COLUMNS)]
