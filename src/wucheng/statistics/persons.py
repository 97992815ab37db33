"""Persons: what each of those who are named does and says, as far as the tables know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

from wucheng.corpus import Corpus
from wucheng.errors import CorpusError
from wucheng.statistics import voices
from wucheng.statistics.selection import labels, speech

#: A sentence of a document.
Key = tuple[str, int]

#: What a sentence tells of a person, in the order in which it is looked for.
SAYS, DOES, HELPS, DIRECTS = "says", "does", "helps", "directs"
HELPED, DIRECTED, NAMED = "is helped", "is directed", "is named"

#: The people that one sentence may name and still tell who stands beside whom.
_LIST = 30

#: The frames named of each person.
_MOST = 3

_COLUMNS = (
    "group doc_id name role kind organisation mentions quotes chars_said deeds received frames"
)
_CAST = "group doc_id name kind sentence position named says beside"


def people(c: Corpus, by: str | None = "city") -> pd.DataFrame:
    """Everyone who is named, with how much they say and do, the most named first.

    Returns one row a person and text: group, doc_id, name, role, kind, organisation, mentions,
    quotes (quotations of theirs in the body; a heading repeats one) and chars_said in them, deeds
    (events of which they are an actor, and clauses in which they help or direct somebody), received
    (clauses in which somebody helps or directs them), frames (of the sentences that name them, with
    how many; a frame that rests on a name is left out). A name in two texts is two rows: the texts
    don't tell whether they are one.
    """
    people = c.people.reset_index(drop=True)
    told = _told(c)
    chars = _chars_said(c)
    frames = _frames(c)
    body = c.sentences[c.sentences["kind"] == "body"]
    spoken = set(zip(body["doc_id"], body["sentence"], strict=True))
    names = {
        (str(row["doc_id"]), form) for row in people.to_dict("records") for form in _forms(row)
    }
    rows: list[dict[str, Any]] = []
    columns = ["doc_id", "name", "role", "kind", "organisation", "mentions"]
    for group, person in zip(
        labels(c, people["doc_id"], by), people.to_dict("records"), strict=True
    ):
        doc_id = str(person["doc_id"])
        acts = told.get((doc_id, str(person["name"])), [])
        counted = Counter(what for _, what, _ in acts)
        said = [
            words for number, what, words in acts if what == SAYS and (doc_id, number) in spoken
        ]
        named = Counter(
            frame
            for number in _numbers(person["sentences"])
            for frame in {
                frame
                for frame, cue in frames.get((doc_id, number), [])
                if (doc_id, cue) not in names
            }
        )
        often = sorted(named.items(), key=lambda item: (-item[1], item[0]))[:_MOST]
        rows.append(
            {"group": group}
            | {column: person[column] for column in columns}
            | {
                "quotes": len(said),
                "chars_said": chars[doc_id, str(person["name"])],
                "deeds": counted[DOES] + counted[HELPS] + counted[DIRECTS],
                "received": counted[HELPED] + counted[DIRECTED],
                "frames": ";".join(f"{frame} {size}" for frame, size in often),
            }
        )
    data = pd.DataFrame(rows, columns=_COLUMNS.split())
    order = ["mentions", "chars_said", "doc_id", "name"]
    return data.sort_values(order, ascending=[False, False, True, True], ignore_index=True)


def person(c: Corpus, name: str = "", doc_id: str = "") -> pd.DataFrame:
    """What the texts tell of one person, in their order: what they say, do and undergo.

    Args:
        name: as in people.csv, or another form of it; without one, whoever is named most.
        doc_id: the text that is meant; else all that have the name.

    Returns one row a sentence and what it tells: doc_id, sentence, what (says, does; helps, directs
    and is helped, is directed; is named, where nothing of this is known), words (the quotation, the
    clause of the event, or the verb with whom it concerns), text. Raises CorpusError if nobody of
    this name is in the table.
    """
    if not name:
        first = people(c).head(1)
        name = "".join(first["name"])
        doc_id = doc_id or "".join(first["doc_id"])
    named = [
        name in _forms(row) and doc_id in ("", row["doc_id"]) for row in c.people.to_dict("records")
    ]
    meant = c.people[np.array(named, dtype=bool)]
    if meant.empty and name:
        raise CorpusError(f"Nobody is named {name!r}" + (f" in {doc_id}." if doc_id else "."))
    told = _told(c)
    rows: list[dict[str, Any]] = []
    for row in meant.to_dict("records"):
        acts = told.get((str(row["doc_id"]), str(row["name"])), [])
        known = {number for number, _, _ in acts}
        acts = acts + [
            (number, NAMED, "") for number in _numbers(row["sentences"]) if number not in known
        ]
        rows += [
            {"doc_id": row["doc_id"], "sentence": number, "what": what, "words": words}
            for number, what, words in sorted(acts, key=lambda act: act[0])
        ]
    data = pd.DataFrame(rows, columns=["doc_id", "sentence", "what", "words"])
    texts = c.sentences[["doc_id", "sentence", "text"]]
    return data.merge(texts, on=["doc_id", "sentence"], how="left")


def cast(c: Corpus, by: str | None = "city") -> pd.DataFrame:
    """Where in the texts each person comes in, speaks, and stands beside others.

    Returns one row a person and sentence of headings and body that names or quotes them, in the
    order of the texts: group, doc_id, name, kind, sentence, position (0 the first sentence of the
    text, 1 the last), named, says (a quotation of theirs is in it), beside (who else is named in
    it, `;` between). A name in two texts is two people: the texts don't tell whether they are one.
    """
    kept = c.sentences[c.sentences["kind"] != "title"].sort_values(["doc_id", "sentence"])
    order = kept.groupby("doc_id").cumcount()
    last = kept.groupby("doc_id")["sentence"].transform("size") - 1
    keys = zip(kept["doc_id"], kept["sentence"].astype(int), strict=True)
    place = dict(zip(keys, order / last.clip(lower=1), strict=True))
    people = c.people.to_dict("records")
    said = {
        person: {number for number, what, _ in acts if what == SAYS}
        for person, acts in _told(c).items()
    }
    named: dict[Key, list[str]] = {}
    for person in people:
        for number in _numbers(person["sentences"]):
            named.setdefault((str(person["doc_id"]), number), []).append(str(person["name"]))
    rows: list[dict[str, Any]] = []
    for group, person in zip(labels(c, c.people["doc_id"], by), people, strict=True):
        doc_id, name = str(person["doc_id"]), str(person["name"])
        speaks = said.get((doc_id, name), set())
        for number in sorted({*_numbers(person["sentences"]), *speaks}):
            if (doc_id, number) not in place:
                continue
            here = named.get((doc_id, number), [])
            rows.append(
                {"group": group, "doc_id": doc_id, "name": name, "kind": person["kind"]}
                | {"sentence": number, "position": place[doc_id, number]}
                | {"named": name in here, "says": number in speaks}
                | {"beside": ";".join(other for other in here if other != name)}
            )
    data = pd.DataFrame(rows, columns=_CAST.split()).astype({"named": bool, "says": bool})
    return data.sort_values(["doc_id", "sentence", "name"], kind="stable", ignore_index=True)


def company(c: Corpus, by: str | None = "city") -> pd.DataFrame:
    """Who is named with whom in one sentence of headings and body, most often first.

    Returns one row a pair: group, doc_id, name, other, sentences (that name both), smallest (the
    fewest people that one of these names: where that is many, the pair rests on lists). A sentence
    that names more than 30 is a list and pairs nobody. To stand in one sentence is not to have met.
    """
    data = cast(c, by)
    found: dict[tuple[str, str, str, str], list[int]] = {}
    for _, rows in data[data["named"]].groupby(["doc_id", "sentence"], sort=False):
        if len(rows) > _LIST:
            continue
        group, doc_id = str(rows["group"].iloc[0]), str(rows["doc_id"].iloc[0])
        for name, other in combinations(sorted(rows["name"]), 2):
            found.setdefault((group, doc_id, name, other), []).append(len(rows))
    counted = [(*pair, len(sizes), min(sizes)) for pair, sizes in found.items()]
    columns = ["group", "doc_id", "name", "other", "sentences", "smallest"]
    table = pd.DataFrame(counted, columns=columns)
    order = ["sentences", "smallest", "doc_id", "name", "other"]
    return table.sort_values(order, ascending=[False, True, True, True, True], ignore_index=True)


def _told(c: Corpus) -> dict[tuple[str, str], list[tuple[int, str, str]]]:
    """Of each person what they say and do: (doc_id, name) → (sentence, what, words)."""
    name = _names(c)
    found: dict[tuple[str, str], list[tuple[int, str, str]]] = {}
    for doc_id, sentence, who, what, words in _acts(c):
        whole = _who(doc_id, who, name)
        if whole:
            found.setdefault((doc_id, whole), []).append((sentence, what, words))
    return found


def _names(c: Corpus) -> dict[tuple[str, str], str]:
    """The name that each form stands for: (doc_id, form) → name."""
    return {
        (str(row["doc_id"]), form): str(row["name"])
        for row in c.people.to_dict("records")
        for form in _forms(row)
    }


def _chars_said(c: Corpus) -> Counter[tuple[str, str]]:
    """How much each person says in the body, what they quote of others left out."""
    name = _names(c)
    chars: Counter[tuple[str, str]] = Counter()
    said = voices.spans(c)
    for doc_id, speaker, size in zip(said["doc_id"], said["speaker"], said["chars"], strict=True):
        chars[doc_id, _who(doc_id, speaker, name)] += int(size)
    return chars


def _acts(c: Corpus) -> Iterator[tuple[str, int, str, str, str]]:
    """What anybody says, does and undergoes: doc_id, sentence, who, what, words."""
    for row in speech(c).to_dict("records"):
        yield str(row["doc_id"]), int(row["sentence"]), str(row["speaker"]), SAYS, str(row["text"])
    events = c.events[(c.events["status"] != "negated") & (c.events["type"] != "publication")]
    for row in events.to_dict("records"):
        for actor in str(row["actors"]).split(";"):
            yield str(row["doc_id"]), int(row["sentence"]), actor, DOES, str(row["what"])
    sides = {"help": (HELPS, HELPED), "control": (DIRECTS, DIRECTED)}
    for row in c.forms[c.forms["kind"].isin(list(sides))].to_dict("records"):
        agent, patient, verb = (str(row[column]) for column in ("agent", "patient", "text"))
        key = str(row["doc_id"]), int(row["sentence"])
        active, passive = sides[str(row["kind"])]
        yield *key, agent, active, f"{verb} {patient}".strip()
        yield *key, patient, passive, f"{agent} {verb}".strip()


def _who(doc_id: str, words: str, name: dict[tuple[str, str], str]) -> str:
    """The person whom some words end with (社区党委书记甲); nothing if they name nobody."""
    ends = (words[start:] for start in range(len(words)))
    return next((name[doc_id, end] for end in ends if (doc_id, end) in name), "")


def _forms(person: dict[Any, Any]) -> list[str]:
    """The name of a person and its other forms."""
    return [form for form in (str(person["name"]), *str(person["also"]).split(";")) if form]


def _numbers(sentences: object) -> list[int]:
    return [int(number) for number in str(sentences).split(";") if number]


def _frames(c: Corpus) -> dict[Key, list[tuple[str, str]]]:
    """The frames of each sentence with their cues."""
    found: dict[Key, list[tuple[str, str]]] = {}
    columns = (c.frames["doc_id"], c.frames["sentence"], c.frames["frame"], c.frames["cue"])
    for doc_id, sentence, frame, cue in zip(*columns, strict=True):
        found.setdefault((doc_id, int(sentence)), []).append((frame, cue))
    return found
