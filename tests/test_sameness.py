"""One happening told twice is linked; two happenings of one kind are not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wucheng.events import corrections, sameness

CASES = json.loads(
    (Path(__file__).parent / "cases" / "events_told_twice.json").read_text(encoding="utf-8")
)


def row(number: int, cells: dict[str, Any]) -> dict[str, Any]:
    """A row of the table of events; a day alone is its start and its end."""
    day = cells.get("day", "")
    known = {"start": day, "end": day, "precision": "day" if day else "undated"}
    blank = dict.fromkeys(("actors", "place", "same_as", "when"), "")
    return (
        blank
        | {"event": f"a-{number:03}", "sentence": number, "status": "reported"}
        | known
        | {name: cell for name, cell in cells.items() if name != "day"}
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_told_twice_or_two_things(case: dict[str, Any]) -> None:
    linked = sameness.link([row(number, cells) for number, cells in enumerate(case["events"], 1)])
    assert [event["same_as"] for event in linked] == case["same_as"]


def test_a_correction_keeps_a_row_by_itself() -> None:
    case = next(case for case in CASES if any(case["same_as"]))
    rows = [
        row(number, cells | {"same_as": corrections.APART})
        for number, cells in enumerate(case["events"], 1)
    ]
    assert not any(event["same_as"] for event in sameness.link(rows))


@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "what": st.sampled_from(
                    [
                        "社区开展全员核酸检测",
                        "社区开展第二轮核酸检测",
                        "核酸检测6000人次",
                        "解封",
                        "",
                    ]
                ),
                "type": st.sampled_from(["testing", "reopening", "publication"]),
                "day": st.sampled_from(["", "2022-04-03", "2022-04-04"]),
                "actors": st.sampled_from(["", "社区", "街道;王芳"]),
            }
        ),
        max_size=7,
    )
)
def test_links_lead_to_a_row_that_counts(cells: list[dict[str, str]]) -> None:
    linked = sameness.link([row(number, each) for number, each in enumerate(cells, 1)])
    heads = {event["event"]: event for event in linked if not event["same_as"]}
    for event in linked:
        if event["same_as"]:
            head = heads[event["same_as"]]
            assert (head["type"], head["status"]) == (event["type"], event["status"])
            assert event["type"] != "publication"
