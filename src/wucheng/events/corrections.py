"""Corrections: what a researcher knows better about an event than the rules do.

A correction names its event by words of the sentence, never by a number that shifts when a
lexicon changes. So it holds in every later build, or says why it no longer does.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from wucheng.events import dating
from wucheng.lexicon import Row

ACTIONS = ("fix", "drop", "add")

#: What a correction may set. `-` empties the cell.
CELLS = ("start", "end", "precision", "type", "status", "actors", "place", "what", "same_as")

COLUMNS = ("doc_id", "sentence_text", "action", "quote", *CELLS, "note")

#: What the reports say of a correction that holds.
APPLIED = "applied"

PRECISIONS = ("hour", "day", "month", "year", "interval", "vague", "undated")
STATUSES = ("reported", "said", "planned", "negated", "habitual")

#: Types that need no cue, so that events.tsv doesn't have them.
_NO_CUE = ("publication", "other")
_MARK = {"fix": "fixed", "add": "added"}
_EMPTY = "-"
#: Stands in same_as of an event that is not to be linked to another.
APART = "-"
_ISO = re.compile(r"(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2})(?:[T ](\d{1,2}):(\d{2}))?)?)?\Z")

#: An event as the table has it, its id included.
EventRow = dict[str, Any]


class Wrong(ValueError):
    """A correction that can't be carried out; its message says why."""


@dataclass(frozen=True, slots=True)
class Corrected:
    """The events of a document after its corrections, and a row for corrections.csv on each."""

    events: list[EventRow]
    report: list[dict[str, Any]]


def apply(
    doc_id: str,
    events: Sequence[EventRow],
    texts: Mapping[int, str],
    rows: Iterable[Row],
    types: Collection[str],
) -> Corrected:
    """Carry out the corrections of one document, one after another.

    Ids of events do not change: a dropped one leaves its number free, an added one takes the next.

    Args:
        doc_id: the document; corrections of others are passed over.
        events: its events as rows of the table.
        texts: its sentences by number.
        rows: rows of corrections.csv, each with its `line`.
        types: types of event that events.tsv knows.
    """
    made = [{**event, "corrected": event.get("corrected", "")} for event in events]
    report = []
    last = len(made)
    for row in rows:
        if row.get("doc_id") != doc_id:
            continue
        status, event = APPLIED, ""
        try:
            number = _sentence(row, texts)
            if row["action"] == "add":
                last += 1
                added = _added(row, texts[number], number, f"{doc_id}-{last:03}", types)
                made.append(added)
                event = added["event"]
            else:
                chosen = _event(row, [each for each in made if each["sentence"] == number])
                event = chosen["event"]
                if row["action"] == "drop":
                    made.remove(chosen)
                else:
                    chosen |= _cells(row, chosen, types) | {"corrected": _MARK["fix"]}
        except Wrong as problem:
            status = str(problem)
        report.append(_line(row) | {"event": event, "status": status})
    return Corrected(made, report)


def homeless(rows: Iterable[Row], documents: Collection[str]) -> list[dict[str, Any]]:
    """The rows for corrections.csv on corrections whose document the corpus doesn't have."""
    return [
        _line(row) | {"event": "", "status": "no document of this name in the corpus"}
        for row in rows
        if row.get("doc_id") not in documents
    ]


def _line(row: Row) -> dict[str, Any]:
    kept = ("doc_id", "sentence_text", "action", "quote", "note")
    return {"line": int(row["line"])} | {name: row.get(name, "") for name in kept}


def _sentence(row: Row, texts: Mapping[int, str]) -> int:
    """The one sentence that holds the words of a correction, or that they are the whole of."""
    if row.get("surplus"):
        raise Wrong("the line has too many cells: one with a comma needs double quotes around it")
    if row["action"] not in ACTIONS:
        raise Wrong(f"the action is {' or '.join(ACTIONS)}, not {row['action']!r}")
    words = row["sentence_text"]
    if not words:
        raise Wrong("sentence_text is empty")
    found = [number for number, text in texts.items() if text == words]
    found = found or [number for number, text in texts.items() if words in text]
    if not found:
        raise Wrong("no sentence of the document holds these words")
    if len(found) > 1:
        raise Wrong(f"{len(found)} sentences hold these words; give more of the sentence")
    return found[0]


def _event(row: Row, here: Sequence[EventRow]) -> EventRow:
    words = row.get("quote", "")
    found = [event for event in here if words in event["what"]]
    found = found or [event for event in here if words in event["quote"]]
    if not found:
        raise Wrong(
            "no event of this sentence holds the words in quote"
            if here
            else "this sentence has no event (use add)"
        )
    if len(found) > 1:
        raise Wrong(f"{len(found)} events fit; put words of the right one into quote")
    return found[0]


def _added(row: Row, text: str, number: int, event: str, types: Collection[str]) -> EventRow:
    quote = row.get("quote", "") or text
    if quote not in text:
        raise Wrong("the words in quote are not in the sentence")
    fresh: EventRow = {
        "event": event,
        "sentence": number,
        "what": quote,
        "type": "other",
        "status": "reported",
        "quote": quote,
        "corrected": _MARK["add"],
        "precision": "undated",
        "basis": "corrections.csv",
    }
    fresh |= dict.fromkeys(("start", "end", "when", "actors", "place", "same_as"), "")
    return fresh | _cells(row, fresh, types)


def _cells(row: Row, event: EventRow, types: Collection[str]) -> EventRow:
    """The cells that a correction changes."""
    given = {name: row[name] for name in CELLS if row.get(name, "")}
    cells = {name: "" if cell == _EMPTY else cell for name, cell in given.items()}
    if given.get("same_as") == _EMPTY:
        cells["same_as"] = APART
    if not cells and row["action"] == "fix":
        raise Wrong("there is nothing to change: fill in start, end, type or another cell")
    _known(cells, "type", {*types, *_NO_CUE})
    _known(cells, "precision", PRECISIONS)
    _known(cells, "status", STATUSES)
    if cells.get("same_as", APART) != APART:
        raise Wrong(f"same_as can only be emptied, with {_EMPTY}")
    if "what" in cells and not cells["what"]:
        raise Wrong("what can't be empty")
    if "start" in cells or "end" in cells:
        cells |= _dates(cells, event)
        cells.setdefault("precision", dating.precision(cells["start"], cells["end"]))
        cells["basis"] = "corrections.csv"
    return cells


def _known(cells: EventRow, name: str, values: Collection[str]) -> None:
    if name in cells and cells[name] not in values:
        raise Wrong(f"unknown {name} {cells[name]!r}")


def _dates(cells: EventRow, event: EventRow) -> EventRow:
    """Start and end as ISO. A start alone is a day, month or year by itself."""
    start = _ends(cells["start"]) if "start" in cells else (event["start"], event["end"])
    end = (
        _ends(cells["end"])[1] if "end" in cells else (start[1] if cells["start"] else event["end"])
    )
    if start[0] and end and start[0][:16] > end + "T24:00"[: 16 - len(end)]:
        raise Wrong(f"the end {end} is before the start {start[0]}")
    return {"start": start[0], "end": end}


def _ends(words: str) -> tuple[str, str]:
    """2022, 2022-3, 2022/3/1 or 2022-03-01T18:30 from its first to its last moment; ISO."""
    if not words:
        return "", ""
    match = _ISO.match(words)
    if not match:
        raise Wrong(f"{words!r} is no date like 2022-03-01, 2022-03 or 2022-03-01T18:30")
    year, month, day, hour, minute = (int(part) if part else None for part in match.groups())
    assert year is not None
    try:
        if month is None:
            return date(year, 1, 1).isoformat(), date(year, 12, 31).isoformat()
        if day is None:
            last = calendar.monthrange(year, month)[1]
            return date(year, month, 1).isoformat(), date(year, month, last).isoformat()
        iso = date(year, month, day).isoformat()
        if hour is not None and minute is not None:
            iso += f"T{time(hour, minute).isoformat('minutes')}"
        return iso, iso
    except ValueError:
        raise Wrong(f"there is no such day as {words}") from None
