"""A second opinion on the calendar layer: JioNLP's time parser, where it is installed.

JioNLP parses one expression at a time and knows the day of printing only, so it can't know the
day that a story last spoke of. Every passage on which the two differ is listed with its reason in
when_jionlp.json; a new disagreement, or one that has gone, fails. `pip install jionlp` to run it.
"""

from __future__ import annotations

import contextlib
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

CASES = Path(__file__).parent / "cases"


def load(name: str) -> Any:
    return json.loads((CASES / name).read_text(encoding="utf-8"))


def jionlp_days(jionlp: Any, text: str, on: date) -> list[str]:
    """First and last day as JioNLP reads them; empty where it refuses."""
    base = {"year": on.year, "month": on.month, "day": on.day}
    with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(ValueError):
        return [said[:10] for said in jionlp.parse_time(text, time_base=base)["time"]]
    return []


def test_agreement_on_the_calendar() -> None:
    with contextlib.redirect_stdout(io.StringIO()):
        jionlp = pytest.importorskip("jionlp")
    explained = {(row["text"], row["on"]): row for row in load("when_jionlp.json")}
    asked = 0
    differ = set()
    for case in load("when.json") + load("when_heldout.json") + load("when_news.json"):
        for time in case["times"]:
            dated = time["start"] and time["end"] and case["on"]
            if not dated or time["kind"] not in ("date", "interval", "relative"):
                continue
            asked += 1
            days = jionlp_days(jionlp, time["text"], date.fromisoformat(case["on"]))
            if days != [time["start"][:10], time["end"][:10]]:
                differ.add((time["text"], case["on"]))
    assert differ == set(explained)
    assert all(row["reason"] for row in explained.values())
    assert asked > 2 * len(explained)
