"""Corpora of other shapes, made from a built one: fewer or more cities, no dates, empty tables."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from wucheng import tables
from wucheng.corpus import Corpus

#: Ten more cities than the seeds have, one of them with a long name, one whose pinyin has ü.
CITIES = "北京 上海 重庆 西安 呼和浩特 吕梁 哈尔滨 厦门 六安 乌鲁木齐".split()


def only(c: Corpus, doc_ids: Iterable[str]) -> Corpus:
    """Some of the documents and what belongs to them."""
    kept = set(doc_ids)
    named = (name for name in tables.TABLES if name != "rejected")
    cut = {name: getattr(c, name) for name in named}
    return c.exchanged(
        **{
            name: table[table["doc_id"].isin(kept)].reset_index(drop=True)
            for name, table in cut.items()
        },
    )


def emptied(c: Corpus, *names: str) -> Corpus:
    """The corpus with no row in some tables."""
    return c.exchanged(**{name: tables.frame(name, []) for name in names})


def undated(c: Corpus) -> Corpus:
    """The corpus with neither dates of publication nor dated events."""
    return c.exchanged(
        documents=c.documents.assign(date=""),
        events=c.events[c.events["type"] != "publication"].assign(start="", end=""),
    )


def cityless(c: Corpus, doc_id: str) -> Corpus:
    """The corpus with one document whose city isn't known."""
    here = {name: getattr(c, name) for name in ("documents", "events")}
    blank = {
        name: table.assign(city=table["city"].mask(table["doc_id"] == doc_id, ""))
        for name, table in here.items()
    }
    return c.exchanged(**blank)


def many(c: Corpus, cities: Iterable[str] = CITIES) -> Corpus:
    """The corpus, and its documents once more under the names of further cities."""
    doc_ids = list(c.documents["doc_id"])
    new = [(doc_ids[at % len(doc_ids)], f"{at:03d}_more", name) for at, name in enumerate(cities)]
    grown: dict[str, pd.DataFrame] = {}
    for name in tables.TABLES:
        table = getattr(c, name)
        if name == "rejected":
            continue
        copies = [table]
        for old, doc_id, city in new:
            copy = table[table["doc_id"] == old].assign(doc_id=doc_id)
            if "city" in copy:
                copy["city"] = city
            if "event" in copy:
                copy["event"] = copy["event"].str.replace(old, doc_id, regex=False)
            copies.append(copy)
        grown[name] = pd.concat(copies, ignore_index=True)
    return c.exchanged(**grown)
