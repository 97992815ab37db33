"""What those who are named say and do, in which words frames stand and speech is reported."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import shapes
from wucheng import corpus, rhetoric, tables
from wucheng.corpus import Corpus
from wucheng.errors import CorpusError

#: Sentences of one text, with what the tables say of them.
TEXT = [
    "王芳带领居民下楼。",  # Wang Fang leads the residents down
    "“慢一点，大家别急。”她说。",  # “Slowly, no need to hurry,” she says
    "志愿者帮助了书记王芳。",  # a volunteer helps secretary Wang Fang
    "王芳笑了。",  # Wang Fang smiles
    "李明和王芳都在一线。",  # Li Ming and Wang Fang are both at the front
]


@pytest.fixture(scope="module")
def c(built: Path, root: Path) -> Corpus:
    return corpus.load(built, root / "lexicons")


def _rows(name: str, *rows: dict[str, Any]) -> Any:
    return tables.frame(name, [{"doc_id": "a"} | row for row in rows])


@pytest.fixture
def small(c: Corpus) -> Corpus:
    """One text with two people, a quotation, events told and denied, help and control."""
    sentences = [
        {"sentence": n, "paragraph": 0, "kind": "body", "text": text} for n, text in enumerate(TEXT)
    ]
    who = {"role": "", "kind": "", "organisation": "", "also": "", "found_by": "rules"}
    event = {"city": "甲", "type": "other", "status": "reported", "same_as": ""}
    said = {"sentence": 1, "start_char": 1, "speech": True, "speaker": "芳姐"}
    act = {"start_char": 2, "quoted": False}
    return c.exchanged(
        documents=_rows("documents", {"city": "甲"}),
        sentences=_rows("sentences", *sentences),
        people=_rows(
            "people",
            who | {"name": "王芳", "also": "芳姐", "mentions": 4, "sentences": "0;2;3;4"},
            who | {"name": "李明", "mentions": 1, "sentences": "4"},
        ),
        quotes=_rows(
            "quotes",
            said | {"text": "慢一点，大家别急。"},
            said | {"sentence": 4, "text": "一线", "speech": False},
        ),
        events=_rows(
            "events",
            event | {"event": 0, "sentence": 0, "actors": "王芳", "what": "带领居民下楼"},
            event | {"event": 1, "sentence": 3, "actors": "王芳", "status": "negated"},
        ),
        forms=_rows(
            "forms",
            act
            | {"sentence": 0, "kind": "control", "text": "带领", "agent": "王芳"}
            | {"patient": "居民"},
            act
            | {"sentence": 2, "kind": "help", "text": "帮助", "agent": "志愿者"}
            | {"patient": "书记王芳"},
        ),
        frames=_rows(
            "frames",
            *({"sentence": n, "start_char": 0, "frame": "exemplar", "cue": "王芳"} for n in (0, 4)),
            *({"sentence": 4, "start_char": n, "frame": "war", "cue": "一线"} for n in (6, 7)),
        ),
    )


def test_everyone_with_what_they_say_and_do(small: Corpus) -> None:
    first, second = rhetoric.people(small).to_dict("records")
    assert (first["name"], first["group"], first["mentions"]) == ("王芳", "甲", 4)
    assert (first["quotes"], first["chars_said"]) == (1, len("慢一点，大家别急。"))
    assert (first["deeds"], first["received"]) == (2, 1)  # what is denied is no deed
    assert first["frames"] == "war 1"  # a frame that rests on a name says nothing of its bearer
    assert (second["quotes"], second["deeds"], second["received"]) == (0, 0, 0)


def test_where_each_comes_in_speaks_and_stands_beside_whom(small: Corpus) -> None:
    table = rhetoric.cast(small)
    assert set(table["group"]) == {"甲"} and not table.duplicated(["name", "sentence"]).any()
    seen = table.set_index(["name", "sentence"])[["position", "named", "says", "beside"]]
    assert {key: tuple(row) for key, row in zip(seen.index, seen.to_numpy(), strict=True)} == {
        ("王芳", 0): (0.0, True, False, ""),
        ("王芳", 1): (0.25, False, True, ""),  # quoted as 她 says; the sentence doesn't name her
        ("王芳", 2): (0.5, True, False, ""),
        ("王芳", 3): (0.75, True, False, ""),
        ("王芳", 4): (1.0, True, False, "李明"),  # the term in quotation marks is no speech
        ("李明", 4): (1.0, True, False, "王芳"),
    }
    pairs = rhetoric.company(small).to_dict("records")
    assert [(p["name"], p["other"], p["sentences"], p["smallest"]) for p in pairs] == [
        ("李明", "王芳", 1, 2)
    ]


def test_titles_name_nobody_and_long_lists_pair_nobody(small: Corpus) -> None:
    titled = small.sentences.assign(kind=["title", *["body"] * (len(TEXT) - 1)])
    assert 0 not in set(rhetoric.cast(small.exchanged(sentences=titled))["sentence"])
    person = small.people.iloc[[0]]
    for size, pairs in ((30, 435), (31, 0)):
        rows = [person.assign(name=f"王{n}", also="", sentences="4") for n in range(size)]
        crowd = small.exchanged(people=pd.concat(rows, ignore_index=True))
        assert len(rhetoric.cast(crowd)) == size and len(rhetoric.company(crowd)) == pairs


def test_who_stands_beside_whom_counted_otherwise(c: Corpus) -> None:
    body = c.sentences[c.sentences["kind"] != "title"]
    kept = set(zip(body["doc_id"], body["sentence"], strict=True))
    named: dict[tuple[str, str], set[int]] = {
        (row["doc_id"], row["name"]): {
            int(n) for n in row["sentences"].split(";") if (row["doc_id"], int(n)) in kept
        }
        for row in c.people.to_dict("records")
    }
    common = {
        (one[0], *sorted((one[1], other[1]))): len(named[one] & named[other])
        for one, other in combinations(named, 2)
        if one[0] == other[0] and named[one] & named[other]
    }
    pairs = rhetoric.company(c)
    keys = pairs[["doc_id", "name", "other"]].itertuples(index=False, name=None)
    assert common and dict(zip(keys, pairs["sentences"], strict=True)) == common
    table = rhetoric.cast(c)
    assert table["named"].sum() == sum(map(len, named.values()))
    assert (table["named"] | table["says"]).all() and table["position"].between(0, 1).all()


def test_a_heading_that_quotes_is_not_said_again(small: Corpus) -> None:
    sentences = small.sentences.assign(kind="heading")
    first = rhetoric.people(small.exchanged(sentences=sentences)).iloc[0]
    assert (first["quotes"], first["chars_said"]) == (0, 0)


def test_who_says_most_says_as_much_as_in_the_table_of_voices(c: Corpus) -> None:
    voices = rhetoric.voices(c)
    said = voices[voices["kind"] != "narration"]["chars"].sum()
    assert 0 < rhetoric.people(c)["chars_said"].sum() <= said


def test_one_person_sentence_by_sentence(small: Corpus) -> None:
    told = rhetoric.person(small, "芳姐")  # another form of the name
    assert list(zip(told["sentence"], told["what"], told["words"], strict=True)) == [
        (0, "does", "带领居民下楼"),
        (0, "directs", "带领 居民"),
        (1, "says", "慢一点，大家别急。"),
        (2, "is helped", "志愿者 帮助"),
        (3, "is named", ""),
        (4, "is named", ""),
    ]
    assert told["text"].tolist() == [TEXT[n] for n in told["sentence"]]


@pytest.mark.parametrize(("name", "doc_id"), [("赵六", ""), ("王芳", "b")])
def test_somebody_who_is_not_named_is_refused(small: Corpus, name: str, doc_id: str) -> None:
    with pytest.raises(CorpusError, match=name):
        rhetoric.person(small, name, doc_id)


def test_people_follow_the_tables(c: Corpus) -> None:
    data = rhetoric.people(c)
    assert sorted(data["name"]) == sorted(c.people["name"])
    named = set(zip(c.people["doc_id"], c.people["name"], strict=True))
    speech = c.quotes[c.quotes["speech"].astype(bool)].merge(
        c.sentences[c.sentences["kind"] == "body"][["doc_id", "sentence"]]
    )
    by_name = [key in named for key in zip(speech["doc_id"], speech["speaker"], strict=True)]
    assert data["quotes"].sum() == sum(by_name) > 0
    assert data["mentions"].is_monotonic_decreasing
    assert rhetoric.people(shapes.emptied(c, "people")).empty


def test_cues_add_up_to_the_marks_of_a_frame(c: Corpus) -> None:
    every = rhetoric.cues(c, most=10_000)
    sums = every.groupby(["group", "frame"])["marks"].sum()
    assert (sums == every.groupby(["group", "frame"])["of"].first()).all()
    kept = c.sentences[c.sentences["kind"] != "title"][["doc_id", "sentence"]]
    assert sums.sum() == len(c.frames.merge(kept, on=["doc_id", "sentence"]))
    few = rhetoric.cues(c, most=2)
    assert few.groupby(["group", "frame"]).size().max() == 2
    assert all(row.cue in row.example for row in few.itertuples())
    assert set(rhetoric.cues(c, by=None)["group"]) == {"all"}


def test_a_cue_says_how_many_groups_have_it(small: Corpus) -> None:
    war = rhetoric.cues(small).set_index(["frame", "cue"]).loc[("war", "一线")]
    assert (war["marks"], war["sentences_with"], war["of"], war["groups"]) == (2, 1, 2, 1)
    assert rhetoric.cues(shapes.emptied(small, "frames")).empty


def test_without_a_name_it_is_whoever_is_named_most(small: Corpus) -> None:
    assert rhetoric.person(small).equals(rhetoric.person(small, "王芳", "a"))
    assert rhetoric.person(shapes.emptied(small, "people")).empty


def test_coded_sentences_are_the_table_of_frames_in_another_shape(c: Corpus) -> None:
    data = rhetoric.coded(c)
    kept = c.sentences[c.sentences["kind"] != "title"]
    assert len(data) == len(kept) and data["text"].tolist() == kept["text"].tolist()
    rates = rhetoric.rates(c, by=None).set_index("frame")["sentences_with"]
    assert data[list(rates.index)].sum().to_dict() == rates.to_dict()
    assert list(data.columns[6:]) == list(rates.index)
    assert rhetoric.coded(shapes.emptied(c, "frames")).iloc[:, 6:].sum().sum() == 0


def test_reported_speech_adds_up(c: Corpus) -> None:
    data = rhetoric.reporting(c)
    assert data["quotes"].sum() == c.quotes["speech"].sum()
    said = data.set_index("cue").loc["说"]
    kinds = {kind: int(size) for kind, size in (k.rsplit(" ", 1) for k in said["kinds"].split(";"))}
    assert sum(kinds.values()) == said["quotes"] and "说" in said["example"]
    by_city = rhetoric.reporting(c, by="city")
    assert by_city["quotes"].sum() == data["quotes"].sum()
    assert set(by_city["group"]) <= set(c.documents["city"])
    assert rhetoric.reporting(shapes.emptied(c, "quotes")).empty
