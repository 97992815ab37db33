"""Lines broken at a width are joined; no other lines are."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents import LEXICONS
from pages import SEEDS, cases
from wucheng.pages import decode
from wucheng.pages.layout import wrapped
from wucheng.pages.markup import markup
from wucheng.pages.page import Reader
from wucheng.pages.trace import Traced

ROOT = Path(__file__).parents[1]
BODIES = sorted((ROOT / "tests/cases/bodies").glob("*.txt"))
ORDINARY = [path.read_bytes() for path in (*BODIES, *SEEDS)] + [case.data for case in cases()]
#: Marks that do not open a line.
CLOSING = "，。、；：？！”’）》…—"

PLAIN = (
    "天还没有亮，坡上的卡口已经排起了队，守门的老人把炉子挪到棚子里，让大家先暖暖手。\n"
    "“慢慢来，人人都有份。”他说。\n"
    "这一天送到坡上的菜有四百多袋，分到晚上九点才分完，两辆三轮车来回跑了三十多趟，轮胎都跑破了一个。"
)
#: Titles of other pages, one a line, all about as long.
TITLES = "\n".join(
    f"滨城{place}今年启动老旧小区加装电梯工程居民拍手称快"
    for place in ("东坡街道", "西坡街道", "南坡街道", "北坡街道", "中坡街道", "上坡街道")
)
VERSE = "\n".join(["你走的时候没有回头", "灯火在你身后一盏盏", "亮成了一条长长的河"] * 4)


def columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def broken(paragraph: str, width: int, indent: str = "") -> str:
    """A paragraph in lines of so many columns; a closing mark may hang over the edge."""
    lines = [indent]
    for character in paragraph:
        if columns(lines[-1] + character) > width and character not in CLOSING:
            lines.append("")
        lines[-1] += character
    return "\n".join(lines)


@pytest.mark.parametrize("width", [40, 60, 78])
@pytest.mark.parametrize(("between", "indent"), [("\n", "　　"), ("\n\n", ""), ("\r\n\r\n", "")])
@pytest.mark.parametrize("path", BODIES, ids=lambda path: path.stem)
def test_paragraphs_come_back(path: Path, between: str, indent: str, width: int) -> None:
    paragraphs = path.read_text(encoding="utf-8").splitlines()
    page = between.join(broken(each, width, indent) for each in paragraphs)
    joined, count = wrapped.join(Traced.raw(page))
    found = [line.strip() for line in joined.text.splitlines() if line.strip()]
    assert sum(paragraph in found for paragraph in paragraphs) >= len(paragraphs) - 1
    assert count >= sum(broken(each, width, indent).count("\n") for each in paragraphs[1:-1]) * 0.9


def test_without_indent_or_blank_a_short_line_ends_a_paragraph() -> None:
    page = "\n".join(broken(each, 32) for each in PLAIN.split("\n"))
    joined, _ = wrapped.join(Traced.raw(page))
    assert joined.text == PLAIN


def test_a_title_and_a_byline_stay_lines() -> None:
    head = "坡上的灯火\n本报记者 尹岚\n2023年4月18日\n"
    page = head + "\n".join(broken(each, 32, "　　") for each in PLAIN.split("\n"))
    joined, _ = wrapped.join(Traced.raw(page))
    assert joined.text.startswith(head)
    assert [line.strip() for line in joined.text.splitlines()[3:]] == PLAIN.split("\n")


def test_between_latin_letters_a_blank_stays_and_a_number_is_whole() -> None:
    rows = (
        "他们用的软件，名字叫作open\n"
        "data，一共录入了一百二十五\n"
        "万条，这里面还有整整12\n"
        "345条是夜里才录入的，没有\n"
        "一条出错，大家都很高兴。"
    )
    joined, count = wrapped.join(Traced.raw(rows))
    assert count == 4
    assert "open data" in joined.text and "12345条" in joined.text


@pytest.mark.parametrize(
    "page", [PLAIN, TITLES, VERSE, PLAIN.replace("\n", "\n\n"), "", "一行"], ids=len
)
def test_other_lines_stay(page: str) -> None:
    assert wrapped.join(Traced.raw(page))[1] == 0


@pytest.mark.parametrize("data", ORDINARY, ids=len)
def test_no_page_with_a_paragraph_a_line_is_changed(data: bytes) -> None:
    page = Traced.raw(decode.decode(data).text)
    assert wrapped.join(markup.strip(page)[0])[1] == 0


@settings(deadline=None)
@given(st.lists(st.text("天地人，。“”ab1 　\t", max_size=40), max_size=14), st.sampled_from("\n\r"))
def test_nothing_but_white_space_goes(lines: list[str], end: str) -> None:
    page = end.join(lines)
    joined, count = wrapped.join(Traced.raw(page))
    assert "".join(joined.text.split()) == "".join(page.split())
    assert count <= page.count(end)
    for place, start in enumerate(joined.starts):
        assert joined.text[place] == page[start] or joined.text[place] == " "


def test_a_broken_page_reads_as_the_whole_one() -> None:
    head = "坡上的灯火\n本报记者 尹岚\n2023年4月18日\n"
    lines = "\n".join(broken(each, 32, "　　") for each in PLAIN.split("\n"))
    reader = Reader(LEXICONS)
    whole, page = reader.read(f"{head}{PLAIN}".encode()), reader.read(f"{head}{lines}".encode())
    assert [s.text for s, _ in page.sentences] == [s.text for s, _ in whole.sentences]
    assert (whole.joined, page.joined) == (0, lines.count("\n") - PLAIN.count("\n"))
    for sentence, text in page.sentences:
        printed = page.raw[text.raw_start : text.raw_end]
        assert "".join(printed.split()) == sentence.text
