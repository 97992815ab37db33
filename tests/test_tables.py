"""Tables are written whole, in one order, and read back as they were."""

from pathlib import Path

import pandas as pd
import pytest

from wucheng import tables
from wucheng.errors import CorpusError


def test_rows_become_a_sorted_typed_frame() -> None:
    rows = [
        {
            "doc_id": "b",
            "sentence": 0,
            "start_char": 3,
            "text": "三四个",
            "at_least": 3,
            "at_most": 4,
        },
        {"doc_id": "a", "sentence": 1, "start_char": 0, "text": "46天", "value": 46.0},
    ]
    data = tables.frame("quantities", rows)
    assert list(data.columns) == list(tables.TABLES["quantities"].columns)
    assert data["doc_id"].tolist() == ["a", "b"]
    assert data["sentence"].dtype == "Int64"
    assert data["unit"].tolist() == ["", ""]  # unknown is empty, not NaN


def test_an_empty_table_has_its_columns() -> None:
    for name, table in tables.TABLES.items():
        assert list(tables.frame(name, []).columns) == list(table.columns)
        assert tables.csv(tables.frame(name, [])) == ",".join(table.columns) + "\n"


@pytest.mark.parametrize(
    "rows",
    [
        [{"doc_id": "a", "name": "甲"}, {"doc_id": "a", "name": "甲"}],
        [{"doc_id": None, "name": "甲"}],
    ],
)
def test_a_repeated_or_empty_key_is_a_mistake(rows: list) -> None:
    with pytest.raises(ValueError, match="keys"):
        tables.frame("people", rows)


def test_written_and_read_back(tmp_path: Path) -> None:
    rows = [
        {"doc_id": "a", "sentence": 0, "start_char": 0, "text": "“好,好”\n他说", "speech": True},
        {
            "doc_id": "a",
            "sentence": 1,
            "start_char": 0,
            "text": "NA",
            "speech": False,
            "role": "=1+1",
        },
        {"doc_id": "a", "sentence": 2, "start_char": 5, "text": "", "speech": None},
    ]
    data = tables.frame("quotes", rows)
    tables.write(tmp_path / "quotes.csv", tables.csv(data))
    pd.testing.assert_frame_equal(tables.read("quotes", tmp_path), data)
    assert b"\r" not in (tmp_path / "quotes.csv").read_bytes()


@pytest.mark.parametrize(
    ("value", "cell"), [(4.85e4, "48500"), (0.1, "0.1"), (1 / 3, "0.3333333333"), (None, "")]
)
def test_numbers_as_written(value: float | None, cell: str) -> None:
    row = {"doc_id": "a", "sentence": 0, "start_char": 0, "value": value}
    line = tables.csv(tables.frame("quantities", [row])).splitlines()[1]
    assert line.split(",")[4] == cell


def test_a_missing_table_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="run `wucheng build` first"):
        tables.read("events", tmp_path)
    (tmp_path / "events.csv").write_text("event,doc_id\n", encoding="utf-8")
    with pytest.raises(CorpusError, match="has no column city"):
        tables.read("events", tmp_path)


def test_all_files_or_none(tmp_path: Path) -> None:
    tables.write_all(tmp_path, {"a.csv": "old\n"})
    (tmp_path / "b.csv").mkdir()  # a folder where a file should go
    with pytest.raises(CorpusError, match="b.csv can't be written"):
        tables.write_all(tmp_path, {"a.csv": "new\n", "b.csv": "new\n"})
    assert (tmp_path / "a.csv").read_text(encoding="utf-8") == "old\n"
    assert not list(tmp_path.rglob("*.part"))


def test_an_unchanged_file_is_not_touched(tmp_path: Path) -> None:
    tables.write(tmp_path / "a.csv", "same\n")
    before = (tmp_path / "a.csv").stat().st_mtime_ns
    tables.write(tmp_path / "a.csv", "same\n")
    assert (tmp_path / "a.csv").stat().st_mtime_ns == before
