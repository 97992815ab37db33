"""Tables in a notebook: whole, escaped, their script once. What it does is tested in a browser."""

from __future__ import annotations

from html.parser import HTMLParser

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from IPython.core.interactiveshell import InteractiveShell

from wucheng.display import datatable


class Cells(HTMLParser):
    """The rows of the tables of a page, each cell as it reads."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self._open = False
        self.feed(page)

    def handle_starttag(self, tag: str, _: object) -> None:
        if tag == "tr":
            self.rows.append([])
        self._open = tag in ("td", "th")
        if self._open:
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        self._open = self._open and tag not in ("td", "th")

    def handle_data(self, data: str) -> None:
        if self._open:
            self.rows[-1][-1] += data


def plain(shown: str) -> str:
    return shown.replace(datatable.script(), "").replace(datatable.CALL, "")


words = st.text(st.sampled_from("天津<>&\"'=+-@$\\ a1") | st.characters(categories=["L", "P"]))


@given(st.lists(words, min_size=1, max_size=4))
def test_every_text_is_there_whole_and_as_text(texts: list[str]) -> None:
    long = [text * 40 for text in texts]
    shown = plain(datatable.html(pd.DataFrame({"text": long, "n": 1}), '"><b>'))
    assert Cells(shown).rows == [["text", "n"], *([text.strip(), "1"] for text in long)]
    assert "<b>" not in shown and "<script" not in shown


def test_text_begins_at_the_left_and_short_text_stays_on_its_line() -> None:
    data = pd.DataFrame({"day": ["2022-01-07"], "n": [7], "text": ["社区<td>" * 9], "is": [True]})
    left, line = ' style="text-align:left"', ' style="text-align:left;white-space:nowrap"'
    for index, first in ((None, ""), (pd.Index([3]), "<th></th>")):
        shown = plain(datatable.html(data if index is None else data.set_index(index)))
        heads = f"{first}<th{line}>day</th><th>n</th><th{left}>text</th><th{line}>is</th>"
        assert heads in shown
        assert f"<td{line}>2022-01-07</td><td>7</td><td{left}>社区&lt;td&gt;" in shown
        assert shown.count("<td") == 4


def test_an_index_with_a_name_is_a_column() -> None:
    counted = pd.DataFrame({"city": ["天津", "天津", "武汉"], "kind": ["a", "b", "a"], "n": 1})
    by_two = counted.groupby(["city", "kind"]).sum()
    assert Cells(datatable.html(by_two)).rows[:2] == [["city", "kind", "n"], ["天津", "a", "1"]]
    wide = counted.pivot_table(index="city", columns="kind", values="n", aggfunc="sum")
    assert Cells(datatable.html(wide)).rows[0] == ["city", "a", "b"]
    both = counted.groupby("city").agg({"n": ["sum", "max"]})
    assert Cells(datatable.html(both)).rows[0] == ["city", "n sum", "n max"]


def test_an_index_without_a_name_is_shown_unless_it_only_counts() -> None:
    data = pd.DataFrame({"n": [3, 1, 2]})
    assert Cells(datatable.html(data)).rows == [["n"], ["3"], ["1"], ["2"]]
    assert Cells(datatable.html(data.sort_values("n"))).rows[1] == ["1", "1"]


def test_of_a_long_table_the_first_rows_are_shown_and_it_says_so() -> None:
    shown = datatable.html(pd.DataFrame({"n": range(datatable.MOST + 1)}))
    assert len(Cells(shown).rows) == 1 + datatable.MOST
    assert f"the first {datatable.MOST} of {datatable.MOST + 1} rows × 1 columns" in shown
    assert "the first" not in plain(datatable.html(pd.DataFrame({"n": range(datatable.MOST)})))


@pytest.mark.parametrize("data", [pd.DataFrame(), pd.DataFrame({"n": []})])
def test_an_empty_table_is_one(data: pd.DataFrame) -> None:
    assert "0 rows" in datatable.html(data)


def test_of_a_notebook_the_first_table_has_the_script() -> None:
    table = datatable.html(pd.DataFrame({"n": [1]}))
    outputs = [
        {"output_type": "stream", "text": "n"},
        {"data": {"text/plain": "n"}},
        {"data": {"text/html": table + table}},
        {"data": {"text/html": table}},
    ]
    datatable.once(outputs)
    shown = [output.get("data", {}).get("text/html", "") for output in outputs]
    assert [text.count(datatable.script()) for text in shown] == [0, 0, 1, 0]
    assert [text.count(datatable.CALL) for text in shown] == [0, 0, 2, 1]
    assert shown[2].startswith(table) and plain(shown[3]) == plain(table)


def test_a_notebook_shows_dataframes_so_and_nothing_else_changes() -> None:
    shell = InteractiveShell.instance()
    data = pd.DataFrame({"n": [1]})
    try:
        datatable.install()
        made, _ = shell.display_formatter.format(data)
        assert made["text/html"] == datatable.html(data)
        assert made["text/plain"] == repr(data)
    finally:
        InteractiveShell.clear_instance()
