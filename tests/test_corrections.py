"""Corrections: applied by the words of a sentence, or reported and then without effect."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wucheng import cli, corpus, timeline
from wucheng.build import build
from wucheng.events import corrections

#: The community is sealed off; the next day tests are done and masks handed out.
TEXTS = {0: "社区战疫", 1: "4月3日，社区封控。", 2: "次日开展核酸检测，发放口罩。", 3: "社区封控。"}
TYPES = {"sealing", "testing", "supplies"}


def event(number: int, sentence: int, what: str, kind: str, day: str) -> dict[str, Any]:
    return {
        "event": f"a-{number:03}",
        "sentence": sentence,
        "start": day,
        "end": day,
        "precision": "day",
        "when": "",
        "what": what,
        "type": kind,
        "actors": "",
        "place": "",
        "quote": what,
        "basis": "clause",
        "status": "reported",
        "same_as": "",
    }


EVENTS = [
    event(1, 1, "社区封控", "sealing", "2022-04-03"),
    event(2, 2, "开展核酸检测", "testing", "2022-04-04"),
    event(3, 2, "发放口罩", "supplies", "2022-04-04"),
]


def applied(**cells: str) -> tuple[dict[str, dict[str, Any]], str]:
    """The events by id after one correction of document a, and what is reported of it."""
    row = {"line": "2", "doc_id": "a", "sentence_text": "", "action": "fix"} | cells
    made = corrections.apply("a", EVENTS, TEXTS, [row], TYPES)
    assert len(made.report) == 1
    return {each["event"]: each for each in made.events}, made.report[0]["status"]


def test_a_fix_changes_what_it_names_and_marks_it() -> None:
    made, status = applied(sentence_text="4月3日", start="2022-04-02", type="testing", place="小区")
    assert status == corrections.APPLIED
    assert made["a-001"] == EVENTS[0] | {
        "start": "2022-04-02",
        "end": "2022-04-02",
        "type": "testing",
        "place": "小区",
        "basis": "corrections.csv",
        "corrected": "fixed",
    }
    assert made["a-002"] == EVENTS[1] | {"corrected": ""}


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2022-04-02", "", ("2022-04-02", "2022-04-02", "day")),
        ("2022/4/2", "", ("2022-04-02", "2022-04-02", "day")),
        ("2022-04", "", ("2022-04-01", "2022-04-30", "month")),
        ("2020-02", "", ("2020-02-01", "2020-02-29", "month")),
        ("2022", "", ("2022-01-01", "2022-12-31", "year")),
        ("2022-04-02T18:30", "", ("2022-04-02T18:30", "2022-04-02T18:30", "hour")),
        ("2022-04-02T18:30", "2022-04-02", ("2022-04-02T18:30", "2022-04-02", "hour")),
        ("2022-04-02", "2022-04-05", ("2022-04-02", "2022-04-05", "interval")),
        ("2022-04-02", "-", ("2022-04-02", "", "interval")),
        ("-", "-", ("", "", "undated")),
        ("", "2022-04", ("2022-04-03", "2022-04-30", "interval")),
    ],
)
def test_dates_as_a_person_writes_them(
    start: str, end: str, expected: tuple[str, str, str]
) -> None:
    made, status = applied(sentence_text="4月3日", start=start, end=end)
    fixed = made["a-001"]
    assert status == corrections.APPLIED
    assert (fixed["start"], fixed["end"], fixed["precision"]) == expected


def test_one_of_several_events_is_dropped_and_no_id_moves() -> None:
    made, status = applied(sentence_text="次日", action="drop", quote="口罩")
    assert status == corrections.APPLIED
    assert list(made) == ["a-001", "a-002"]


def test_an_added_event_takes_the_next_id() -> None:
    made, status = applied(
        sentence_text="社区封控。", action="add", type="sealing", start="2022-04-06"
    )
    assert status == corrections.APPLIED
    new = made["a-004"]
    assert (new["sentence"], new["what"], new["quote"]) == (3, "社区封控。", "社区封控。")
    assert (new["start"], new["precision"], new["corrected"]) == ("2022-04-06", "day", "added")
    assert set(new) == set(made["a-001"])


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ({"sentence_text": "四月"}, "no sentence of the document holds these words"),
        ({"sentence_text": "社区", "type": "testing"}, "sentences hold these words"),
        ({"sentence_text": ""}, "sentence_text is empty"),
        ({"sentence_text": "次日", "type": "sealing"}, "2 events fit"),
        ({"sentence_text": "次日", "quote": "解封"}, "no event of this sentence"),
        ({"sentence_text": "社区战疫", "type": "sealing"}, "has no event (use add)"),
        ({"sentence_text": "4月3日"}, "nothing to change"),
        ({"sentence_text": "4月3日", "start": "2022-02-30"}, "no such day as 2022-02-30"),
        ({"sentence_text": "4月3日", "start": "4月2日"}, "is no date like"),
        ({"sentence_text": "4月3日", "start": "2022-04-02T25:00"}, "no such day"),
        ({"sentence_text": "4月3日", "end": "2022-04-01"}, "is before the start"),
        ({"sentence_text": "4月3日", "type": "party"}, "unknown type 'party'"),
        ({"sentence_text": "4月3日", "precision": "century"}, "unknown precision"),
        ({"sentence_text": "4月3日", "status": "sure"}, "unknown status"),
        ({"sentence_text": "4月3日", "same_as": "a-002"}, "same_as can only be emptied"),
        ({"sentence_text": "4月3日", "what": "-"}, "what can't be empty"),
        ({"sentence_text": "4月3日", "action": "delete"}, "fix or drop or add, not 'delete'"),
        ({"sentence_text": "4月3日", "surplus": "x"}, "too many cells"),
        ({"sentence_text": "4月3日", "action": "add", "quote": "解封"}, "not in the sentence"),
    ],
)
def test_what_does_not_apply_says_why_and_changes_nothing(cells: dict[str, str], says: str) -> None:
    made, status = applied(**cells)
    assert says in status
    assert list(made.values()) == [each | {"corrected": ""} for each in EVENTS]


def test_corrections_of_other_documents_are_passed_over() -> None:
    row = {"line": "2", "doc_id": "b", "sentence_text": "4月3日", "action": "drop"}
    made = corrections.apply("a", EVENTS, TEXTS, [row], TYPES)
    assert not made.report and len(made.events) == 3
    assert [line["line"] for line in corrections.homeless([row], {"a"})] == [2]
    assert not corrections.homeless([row], {"b"})


@given(
    st.dictionaries(
        st.sampled_from(["sentence_text", "action", "quote", *corrections.CELLS]),
        st.text() | st.sampled_from(["社区", "4月3日", "fix", "add", "drop", "2022-04", "-", "-9"]),
    )
)
def test_no_line_breaks_the_build(cells: dict[str, str]) -> None:
    row = {"line": "2", "doc_id": "a", "action": "fix", "sentence_text": "4月3日"} | cells
    made = corrections.apply("a", EVENTS, TEXTS, [row], TYPES)
    assert len(made.report) == 1 and made.report[0]["status"]
    if made.report[0]["status"] != corrections.APPLIED:
        assert len(made.events) == len(EVENTS)
    assert all(each["corrected"] in ("", "fixed", "added") for each in made.events)


PAGE = (
    "社区封控记\n2022年4月12日\n"
    "4月3日，长春市朝阳区永昌街道全域封控，居民们在家里等待消息，社区干部挨家挨户登记。\n"
    "4月5日上午，3000份蔬菜包运抵小区东门，志愿者赵磊和妻子一趟趟往楼上送菜。\n"
    "居民把锦旗送到社区，感谢大家连日来的付出，社区工作者说这是应该做的事情。\n"
)
HEADER = ",".join(corrections.COLUMNS) + "\n"


def _place(folder: Path, root: Path, lines: str) -> list[str]:
    """A folder with one page and these corrections; the arguments of the build."""
    seeds = folder / "seeds"
    seeds.mkdir(exist_ok=True)
    (seeds / "page.txt").write_text(PAGE, encoding="utf-8")
    if not (folder / "lexicons").exists():
        shutil.copytree(root / "lexicons", folder / "lexicons")
    (folder / "lexicons" / "corrections.csv").write_text(HEADER + lines, encoding="utf-8")
    names = [f"--{name}={folder / name}" for name in ("seeds", "lexicons", "corpus")]
    return ["build", *names]


def _line(**cells: str) -> str:
    return ",".join(cells.get(name, "") for name in corrections.COLUMNS) + "\n"


def test_a_build_applies_reports_and_keeps_the_rest(
    tmp_path: Path, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(_place(tmp_path, root, "")) == cli.DONE
    before = corpus.load(tmp_path / "corpus").events
    good = _line(doc_id="page", sentence_text="永昌街道", action="fix", quote="封控", end="-")
    gone = _line(doc_id="page", sentence_text="不在文中", action="drop")
    lost = _line(doc_id="nobody", sentence_text="封控", action="drop")
    assert cli.main(_place(tmp_path, root, good + gone + lost)) == cli.REFUSED
    said = capsys.readouterr()
    assert "line 3 (drop in page) was not applied: no sentence" in said.err
    assert "line 4 (drop in nobody) was not applied: no document" in said.err
    assert "2 corrections not applied" in said.out
    c = corpus.load(tmp_path / "corpus")
    assert c.corrections["status"].eq(corrections.APPLIED).tolist() == [True, False, False]
    assert c.events["event"].tolist() == before["event"].tolist()
    fixed = c.events[c.events["corrected"] == "fixed"]
    assert fixed["end"].tolist() == [""] and fixed["start"].tolist() == ["2022-04-03"]
    again = (tmp_path / "corpus" / "events.csv").read_bytes()
    cli.main(_place(tmp_path, root, good + gone + lost))
    assert (tmp_path / "corpus" / "events.csv").read_bytes() == again
    assert cli.main(_place(tmp_path, root, good)) == cli.DONE


def test_what_is_shown_to_correct_can_be_pasted(tmp_path: Path, root: Path) -> None:
    assert cli.main(_place(tmp_path, root, "")) == cli.DONE
    c = corpus.load(tmp_path / "corpus")
    shown = timeline.to_correct(c, "永昌街道")
    assert list(shown.columns) == list(corrections.COLUMNS)
    assert len(shown) and (shown["action"] == "fix").all()
    lines = timeline.to_correct(c).assign(type="other", start="", end="", precision="")
    pasted = lines.to_csv(index=False, header=False)
    _place(tmp_path, root, pasted)
    summary = build.build(tmp_path / "seeds", tmp_path / "lexicons", tmp_path / "again")
    assert not len(summary.idle)
    changed = summary.tables["events"]
    assert (changed["corrected"] == "fixed").all() and (changed["type"] == "other").all()
