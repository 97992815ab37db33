"""Header lines, bylines, datelines, signatures and days: cases as data."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pages import CHROME
from wucheng.pages.chrome import Rules
from wucheng.pages.layout import byline, days, header
from wucheng.pages.layout.dateline import dateline, signature

FOLDER = Path(__file__).parent / "cases"
RULES = Rules(CHROME)


def _cases(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((FOLDER / name).read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("case", _cases("headers.json"), ids=lambda case: case["label"])
def test_header_lines(case: dict[str, Any]) -> None:
    line = case["line"]
    found = [
        [piece.field or f"-{piece.reason}", line[piece.start : piece.end], piece.value]
        for piece in header.labelled(line, RULES)
    ]
    assert found == case["pieces"]


@pytest.mark.parametrize("case", _cases("bylines.json"), ids=lambda case: case["text"])
def test_bylines(case: dict[str, Any]) -> None:
    read = byline.byline(case["text"])
    if case["authors"] is None:
        assert read is None
    else:
        assert read == byline.Byline(tuple(case["authors"]), case["outlet"])


@pytest.mark.parametrize("case", _cases("datelines.json"), ids=lambda case: case["text"])
def test_datelines(case: dict[str, Any]) -> None:
    pieces = dateline(case["text"])
    if case["cut"] is None:
        assert pieces == []
        return
    assert case["text"][pieces[-1].end :].strip() == case["cut"]
    values = {piece.field: piece.value for piece in pieces}
    assert values.get("source", "") == case["source"]
    assert values.get("dateline", "") == case["day"]
    assert values.get("authors", "") == case["authors"]


@pytest.mark.parametrize(
    ("paragraph", "value"),
    [
        ("他们守护着家园。（记者陈昊通讯员张易博）", "陈昊;张易博"),
        ("市民点赞。（陈振维）", "陈振维"),
        ("目前秩序良好。（总台央视记者 李承泽）", "李承泽"),
        ("他们守护着家园。（完）", ""),
        ("守护家园。[责任编辑：李一]", ""),
        ("巷子都清完了。（记者陈昊）1121108", "陈昊"),
    ],
)
def test_signatures(paragraph: str, value: str) -> None:
    pieces = signature(paragraph, RULES)
    assert ";".join(piece.value for piece in pieces if piece.field == "authors") == value
    assert paragraph[: pieces[0].start].endswith("。")


@pytest.mark.parametrize("paragraph", ["清完了。（编辑：林美）1121108", "清完了。1121108"])
def test_the_day_behind_a_signature_as_agencies_in_taiwan_print_it(paragraph: str) -> None:
    day = signature(paragraph, RULES)[-1]
    assert (day.field, day.value) == ("date_signed", "2023-11-08")
    assert paragraph[day.start : day.end] == "1121108"


@pytest.mark.parametrize(
    "paragraph",
    [
        "热线电话1121108",
        "共清出孳生源1121108",
        "电话打到了区里。1121340",
        "隔离点设在七天酒店（江岸店）",
        "武汉开发区（汉南区）",
        "共有80个小区（其中西岗区1个）",
        "他用了一个新词（逆行者）",
        "她说：“（笑）没事。”",
    ],
)
def test_brackets_of_the_text_are_no_signature(paragraph: str) -> None:
    assert signature(paragraph, RULES) == []


@pytest.mark.parametrize("word", ["郑秀荣", "李君", "欧阳静怡", "阿依古丽·买买提", "漆红"])
def test_names(word: str) -> None:
    assert byline.is_name(word)


@pytest.mark.parametrize(
    "word",
    ["社区", "新闻中心", "关注", "时政", "天津日报", "东方小区", "李", "江苏", "文章", "原创"],
)
def test_words_that_are_no_names(word: str) -> None:
    assert not byline.is_name(word)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2022-10-13 08:29", "2022-10-13"),
        ("2022/1/5", "2022-01-05"),
        ("2022.01.20", "2022-01-20"),
        ("2022年1月20日 星期四", "2022-01-20"),
        ("2022-01-20T08:29:00+08:00", "2022-01-20"),
        ("2022 03/ 19 19:20:49", "2022-03-19"),
        ("二〇二二年十二月三十一日", "2022-12-31"),
        ("1754/1/1 0:00:00", ""),
        ("1900-01-01", ""),
        ("2022-02-30", ""),
        ("2022-13-01", ""),
        ("3月12日", ""),
        ("0931-8440-2022", ""),
        ("192.168.10.20", ""),
        ("2022年", ""),
    ],
)
def test_days(text: str, day: str) -> None:
    assert days.read(text) == day


@settings(max_examples=300, deadline=None)
@given(
    st.text(
        alphabet="来源发布日期作者记者通讯员：: |（）【】/2022-年月日电讯消息新华网张李 、，\u3000",
        max_size=80,
    )
)
def test_pieces_are_in_order_and_cover_the_line(line: str) -> None:
    for pieces in (header.labelled(line, RULES), dateline(line), signature(line, RULES)):
        done = 0
        for piece in pieces:
            assert done <= piece.start < piece.end <= len(line)
            assert bool(piece.field) != bool(piece.reason)
            done = piece.end
