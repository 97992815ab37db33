"""A corpus of many documents for measuring: those at hand over and over, no two alike.

Each copy has its documents' sentences in another order, other words for some of its own of two
characters, another city and another day, so that there are many types, cities and dates, and no
page of two texts that are the same. Raw pages are those of the originals.
"""

from __future__ import annotations

import csv
import random
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from wucheng import corpus, tables

#: Words that stand for others: so many types, the first of them often, the last seldom.
TYPES, CITIES = 200_000, 60
#: How many of the words of two characters are exchanged.
SHARE = 0.25

Row = dict[str, Any]


def make(source: corpus.Corpus, documents: int, folder: Path, seed: int = 20221122) -> None:
    """Write the tables of a corpus of so many documents into a folder."""
    draw = random.Random(seed)
    names = [table for table in tables.TABLES.values() if table.name not in ("rejected",)]
    rows = {table.name: _by_document(getattr(source, table.name)) for table in names}
    originals = source.documents["doc_id"].tolist()
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as files:
        writers = {}
        for table in names:
            path = folder / table.file
            file = files.enter_context(path.open("w", encoding="utf-8", newline=""))
            writers[table.name] = csv.DictWriter(file, table.columns, lineterminator="\n")
            writers[table.name].writeheader()
        for number in range(documents):
            own = {name: rows[name].get(originals[number % len(originals)], []) for name in rows}
            for name, lines in _copy(own, number, draw):
                writers[name].writerows(lines)
    (folder / "rejected.csv").write_text("file,reason\n", encoding="utf-8")


def _by_document(table: Any) -> dict[str, list[Row]]:
    if "doc_id" not in table:
        return {}
    cells = table.astype(object).where(table.notna(), "")
    found: dict[str, list[Row]] = {}
    for row in cells.to_dict("records"):
        line = {k: str(v).lower() if isinstance(v, bool) else v for k, v in row.items()}
        found.setdefault(line["doc_id"], []).append(line)
    return found


def _copy(
    own: dict[str, list[Row]], number: int, draw: random.Random
) -> Iterator[tuple[str, list[Row]]]:
    doc_id = f"{number:06d}_{own['documents'][0]['doc_id'][:8]}"
    # a Zipf law: most documents are of few cities
    city = f"城{int(CITIES ** draw.random())}"
    shift = timedelta(days=draw.randrange(-600, 600))
    order = [row["sentence"] for row in own["sentences"]][1:]
    draw.shuffle(order)
    place = {old: new for new, old in enumerate([own["sentences"][0]["sentence"], *order])}
    texts = {row["sentence"]: row["text"] for row in own["sentences"]}
    taken = {
        (row["sentence"], at)
        for row in own["frames"]
        for at in range(row["start_char"], row["start_char"] + len(row["cue"]))
    }
    tokens = []
    for token in own["tokens"]:
        at, end, text = token["start"], token["end"], token["token"]
        key = token["sentence"]
        free = end - at == 2 and token["pos"] != "x" and not {(key, at), (key, at + 1)} & taken
        if free and draw.random() < SHARE:
            other = int(TYPES ** draw.random())
            text = chr(0x4E00 + other // 500) + chr(0x5200 + other % 500)
            texts[key] = texts[key][:at] + text + texts[key][end:]
        tokens.append(token | {"token": text})
    for name, lines in own.items():
        made = []
        for at, line in enumerate(tokens if name == "tokens" else lines):
            new = line | {"doc_id": doc_id}
            if "sentence" in line:
                new["sentence"] = place[line["sentence"]]
            if name == "sentences":
                new["text"] = texts[line["sentence"]]
            elif name == "documents":
                new |= {"city": city, "date": _moved(line["date"], shift)}
            elif name == "events":
                new |= {"event": f"{doc_id}-{at}", "city": city, "same_as": ""}
                new |= {part: _moved(line[part], shift) for part in ("start", "end")}
            made.append(new)
        if name in ("sentences", "tokens", "frames", "quotes"):
            made.sort(key=lambda line: line["sentence"])
        yield name, made


def _moved(day: str, shift: timedelta) -> str:
    if len(day) < 10:
        return day
    return (date.fromisoformat(day[:10]) + shift).isoformat() + day[10:]


if __name__ == "__main__":
    make(corpus.load(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
