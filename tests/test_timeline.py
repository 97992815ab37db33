"""The timeline: rows lead back to sentences, sums are conserved, what is open stays open."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from wucheng import corpus, tables, timeline
from wucheng.corpus import Corpus

DOCUMENTS = [
    {"doc_id": "a", "city": "长春", "date": "2022-04-12"},
    {"doc_id": "b", "city": "", "date": ""},
]
SENTENCES = [
    {"doc_id": "a", "sentence": 0, "text": "义和社区四月记"},
    {
        "doc_id": "a",
        "sentence": 1,
        "text": "4月3日，社区封控，三四个小时后下午6点半解封，约2000户。",
    },
    {"doc_id": "a", "sentence": 2, "text": "截至2月9日24时，累计检测6000+人次，这是第46天。"},
    {"doc_id": "a", "sentence": 3, "text": "每天消杀。前段时间支援。"},
    {"doc_id": "b", "sentence": 0, "text": "昨日，村里召开会议，不到10人。凌晨四点半出发。"},
]
EVENTS = [
    ("a-001", 0, "2022-04-12", "2022-04-12", "day", "", "publication", "document"),
    ("a-002", 1, "2022-04-03", "2022-04-03", "day", "4月3日", "sealing", "sentence"),
    ("a-003", 1, "2022-04-03T18:30", "2022-04-03T18:30", "hour", "下午6点半", "reopening", ""),
    ("a-004", 2, "2022-02-10T00:00", "2022-02-10T00:00", "hour", "截至2月9日24时", "testing", ""),
    ("a-005", 3, "", "", "undated", "", "disinfection", ""),
    ("a-006", 3, "", "", "undated", "前段时间", "deployment", "clause"),
    ("a-007", 3, "2022-04-05", "", "interval", "从4月5日起", "duty", "clause"),
    ("a-008", 3, "", "", "undated", "", "care", ""),
    ("b-001", 0, "", "", "undated", "昨日", "meeting", "clause"),
]
TIMES = [
    ("a", 1, 0, "4月3日", "date", None, "", ""),
    ("a", 1, 12, "三四个小时", "duration", 3.5, "hour", ""),
    ("a", 1, 18, "下午6点半", "time_of_day", None, "", "18:30"),
    ("a", 2, 0, "截至2月9日24时", "date", None, "", "24:00"),
    ("a", 2, 23, "第46天", "count_day", 46, "day", ""),
    ("b", 0, 16, "凌晨四点半", "time_of_day", None, "", "04:30"),
    ("b", 0, 20, "一阵", "duration", None, "", ""),
]
QUANTITIES = [
    ("a", 1, 8, "三四个小时", None, 3, 4, "小时"),
    ("a", 1, 24, "约2000户", 2000, None, None, "户"),
    ("a", 2, 14, "6000+人次", 6000, 6000, None, "人次"),
    ("a", 2, 23, "第46天", 46, 46, 46, "天"),
    ("b", 0, 10, "不到10人", 10, None, 10, "人"),
]


@pytest.fixture(scope="module")
def c(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    folder = tmp_path_factory.mktemp("timeline")
    keys = {"paragraph": 0, "kind": "body", "raw_start": 0, "raw_end": 0, "runs": ""}
    event = "event sentence start end precision when type basis".split()
    time = "doc_id sentence start_char text kind value unit clock".split()
    quantity = "doc_id sentence start_char text value at_least at_most unit".split()
    rows: dict[str, list[dict[str, Any]]] = {
        "documents": DOCUMENTS,
        "sentences": [row | keys for row in SENTENCES],
        "events": [
            dict(zip(event, row, strict=True))
            | {"doc_id": row[0][0], "what": row[6], "quote": row[5] or "。"}
            | {"status": "habitual" if row[0] == "a-005" else "reported"}
            for row in EVENTS
        ],
        "times": [dict(zip(time, row, strict=True)) for row in TIMES],
        "quantities": [dict(zip(quantity, row, strict=True)) for row in QUANTITIES],
    }
    for name, content in rows.items():
        tables.write(folder / f"{name}.csv", tables.csv(tables.frame(name, content)))
    return corpus.load(folder)


def test_events_in_the_order_of_their_first_day(c: Corpus) -> None:
    table = timeline.events(c)
    assert table["event"].tolist() == ["a-004", "a-002", "a-003", "a-007", "a-001"]
    assert table["first"].is_monotonic_increasing
    assert table["lag_days"].tolist() == [62, 9, 9, 7, 0]
    assert table["open"].tolist() == ["", "", "", "end", ""]
    assert table["hour"].fillna(-1).tolist() == [0, -1, 18.5, -1, -1]


def test_24_hours_belongs_to_the_day_it_ends(c: Corpus) -> None:
    first = timeline.events(c).iloc[0]
    assert first["first"] == first["last"] == pd.Timestamp("2022-02-09")


def test_undated_says_why(c: Corpus) -> None:
    table = timeline.undated(c).set_index("event")
    assert table["why"].to_dict() == {
        "a-005": "repeated",
        "a-006": "words name no day",
        "a-008": "no time given",
        "b-001": "text has no date",
    }
    assert table["order"].tolist() == [1, 2, 3, 1]
    assert table.loc["b-001", "group"] == "unknown"


def test_dated_and_undated_are_all_there_is(c: Corpus, built: Path) -> None:
    for each in (c, corpus.load(built)):
        dated, undated = timeline.events(each), timeline.undated(each)
        assert sorted([*dated["event"], *undated["event"]]) == sorted(each.events["event"])
        cover = timeline.coverage(each)
        told = each.events["type"] != "publication"
        parts = cover[["events", "retold", "planned", "negated"]].sum().sum()
        assert parts == told.sum()
        assert (cover["dated"] + cover["habitual"] + cover["undated"] == cover["events"]).all()
        assert cover["documents"].sum() == len(each.documents)


def test_hours_around_the_clock(c: Corpus) -> None:
    table = timeline.hours(c)
    assert table["hour"].tolist() == [4.5, 18.5, 24.0]
    assert table["type"].tolist() == ["", "reopening", "testing"]
    assert table["what"].iloc[0] == SENTENCES[4]["text"]


def test_durations_in_hours(c: Corpus) -> None:
    table = timeline.durations(c)
    assert table["words"].tolist() == ["三四个小时", "第46天", "一阵"]
    assert table["hours"].fillna(-1).tolist() == [3.5, 46 * 24, -1]


def test_quantities_have_one_number_to_draw(c: Corpus) -> None:
    table = timeline.quantities(c)
    assert table["middle"].tolist() == [3.5, 2000, 6000, 46, 10]
    assert table["bound"].tolist() == ["between", "about", "at least", "exact", "at most"]


@pytest.mark.parametrize(
    "measure", [timeline.events, timeline.undated, timeline.hours, timeline.durations]
)
def test_every_row_leads_to_a_sentence(measure: Any, built: Path) -> None:
    c = corpus.load(built)
    known = set(zip(c.sentences["doc_id"], c.sentences["sentence"], strict=True))
    table = measure(c)
    assert len(table)
    assert set(zip(table["doc_id"], table["sentence"], strict=True)) <= known


def test_any_column_of_the_documents_groups(c: Corpus) -> None:
    assert set(timeline.events(c, by="date")["group"]) == {"2022-04-12"}


def test_an_empty_corpus_gives_empty_tables(tmp_path: Path) -> None:
    for name in ("documents", "sentences", "events", "times", "quantities"):
        tables.write(tmp_path / f"{name}.csv", tables.csv(tables.frame(name, [])))
    c = corpus.load(tmp_path)
    for measure in (
        timeline.events,
        timeline.undated,
        timeline.coverage,
        timeline.hours,
        timeline.durations,
        timeline.quantities,
    ):
        assert measure(c).empty


def test_the_archive_counts_texts_and_events_month_by_month(c: Corpus, built: Path) -> None:
    for each in (c, corpus.load(built)):
        table = timeline.archive(each)
        assert table["texts"].sum() == (each.documents["date"] != "").sum()
        assert table["events"].sum() == len(timeline.happenings(timeline.events(each)))
        months = table["month"].drop_duplicates().sort_values()
        assert (months.dt.day == 1).all()
        assert len(months) == (months.max().to_period("M") - months.min().to_period("M")).n + 1
        assert len(table) == len(months) * table["group"].nunique()


def test_what_goes_on_until_the_report_is_open(built: Path) -> None:
    table = timeline.events(corpus.load(built))
    lasting = table[table["when"].str.contains("以来")]
    assert len(lasting) and (lasting["open"] == "end").all()
    assert (table.loc[table["when"].str.contains("截至|截止"), "open"] == "").all()


@pytest.mark.parametrize(
    ("words", "needs"),
    [("昨日", True), ("3月5日上午", True), ("封控以来", False), ("一直以来", False)],
)
def test_why_a_dateless_text_leaves_an_event_undated(words: str, needs: bool) -> None:
    assert timeline._needs_day(words) is needs


def test_habits_with_a_beginning_are_on_the_calendar(tmp_path: Path) -> None:
    event = {"doc_id": "a", "sentence": 0, "type": "disinfection", "status": "habitual"}
    rows: dict[str, list[dict[str, Any]]] = {
        "documents": [{"doc_id": "a", "city": "长春", "date": "2022-04-12"}],
        "sentences": [
            {"doc_id": "a", "sentence": 0, "text": "。", "paragraph": 0, "kind": "body"}
            | {"raw_start": 0, "raw_end": 1, "runs": ""}
        ],
        "events": [
            event | {"event": "a-001", "start": "2022-04-01", "end": ""},
            event | {"event": "a-002", "start": "2022-04-03", "end": "2022-04-03"},
            event
            | {"event": "a-003", "start": "2022-04-03", "end": "2022-04-03"}
            | {"status": "planned", "same_as": ""},
            event
            | {"event": "a-004", "start": "2022-04-03", "end": "2022-04-03"}
            | {"status": "reported", "same_as": "a-001"},
        ],
    }
    for name, content in rows.items():
        tables.write(tmp_path / f"{name}.csv", tables.csv(tables.frame(name, content)))
    c = corpus.load(tmp_path)
    assert timeline.events(c)["event"].tolist() == ["a-001", "a-003", "a-004"]
    assert timeline.undated(c)[["event", "why"]].to_numpy().tolist() == [["a-002", "repeated"]]
    cover = timeline.coverage(c).iloc[0]
    assert cover[["events", "dated", "habitual", "planned", "retold"]].tolist() == [2, 1, 1, 1, 1]
