"""Lines that several pages of one site share."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_pages import ARTICLES, LINE, page
from wucheng import lexicon
from wucheng.build import build, shared_lines
from wucheng.pages.page import Reader


def taken(summary: build.Summary) -> list[str]:
    """The pages from which a line was taken because it is the site's."""
    removed = summary.tables["removed"]
    lines = removed[removed["reason"] == "shared line"]
    assert set(lines["text"]) <= {LINE}
    return [str(doc_id) for doc_id in lines["doc_id"]]


def test_the_line_goes_but_inside_a_paragraph_it_stays(root: Path, tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    for number, text in enumerate([page(n) for n in range(3)] + [page(4, line="")]):
        (seeds / f"{number}.txt").write_text(text, encoding="utf-8")
    summary = build.build(seeds, root / "lexicons", tmp_path / "corpus")
    assert not summary.rejected
    assert taken(summary) == ["0", "1", "2"]
    assert LINE in (tmp_path / "corpus/text/3.txt").read_text(encoding="utf-8")
    for number in range(3):
        text = (tmp_path / f"corpus/text/{number}.txt").read_text(encoding="utf-8")
        assert text == ARTICLES[number] + "\n"


@pytest.fixture(scope="module")
def reader(root: Path) -> Reader:
    return Reader(lexicon.load(root / "lexicons"))


@pytest.mark.parametrize(
    ("pages", "found"),
    [
        pytest.param([page(n) for n in range(3)], 3, id="three pages of one site"),
        pytest.param([page(0), page(1)], 0, id="two pages are too few"),
        pytest.param(
            [
                page(n, top=f"当前位置：{c}城新闻网首页 > 正文", bottom=f"{c}城新闻网主办单位")
                for n, c in enumerate("东西南北")
            ],
            0,
            id="four sites, a sentence that all articles end with",
        ),
        pytest.param([page(n, top="", bottom="") for n in range(4)], 0, id="no further lines"),
        pytest.param([page(n, bottom="") for n in range(4)], 0, id="one further line is too few"),
    ],
)
def test_which_pages_are_one_sites(reader: Reader, pages: list[str], found: int) -> None:
    digests = []
    for number, text in enumerate(pages):
        read = reader.read(text.encode())
        assert shared_lines.plain(read.paragraphs[-1]) == shared_lines.plain(LINE)
        removed = [read.raw[part.start : part.end] for part in read.removed]
        digests.append(shared_lines.digest(f"{number}", read.paragraphs, removed))
    lines = shared_lines.find(digests)
    assert len(lines) == found
    assert set(lines.values()) <= {frozenset({shared_lines.plain(LINE)})}


MARKS = ("晨曦在线要闻民生图片", "松江晨报社主办www.example.cn")


def digest(name: str, *paragraphs: str, marks: tuple[str, ...] = MARKS) -> shared_lines.Digest:
    own = f"{name}，" + "这是一篇文章中最长的一段话，" * 8
    return shared_lines.digest(name, [own, *paragraphs], marks)


def test_a_formula_of_a_few_of_a_sites_pages_stays() -> None:
    formula = "请广大市民相互转告、共同遵守。"  # “citizens please tell one another and comply”
    notices = [digest(f"n{n}", formula) for n in range(3)]
    others = [digest(f"o{n}") for n in range(4)]
    assert shared_lines.find(notices + others[:3]).keys() == {"n0", "n1", "n2"}
    assert shared_lines.find(notices + others) == {}


@pytest.mark.parametrize(
    "line",
    [
        "“疫情不退，我们不退！”",  # a slogan that articles quote: their closing words
        "特此通告。",  # “notice is hereby given”: too short to be told
        "这座城市从来没有忘记过那些在寒夜里默默守护着它的人们" * 3,  # too long
    ],
)
def test_lines_that_are_never_a_sites(line: str) -> None:
    assert shared_lines.find(digest(f"{n}", line) for n in range(5)) == {}


def test_only_the_edges_are_looked_at() -> None:
    around = [f"第{c}件事情说来话长也要说" for c in "一二三四五六七八九"]
    inside = [digest(f"{n}", *around[:4], LINE, *around[4:]) for n in range(4)]
    lines = frozenset.union(*shared_lines.find(inside).values())
    assert shared_lines.plain(LINE) not in lines


def test_an_article_never_vanishes() -> None:
    alone = [shared_lines.digest(f"{n}", [LINE], MARKS) for n in range(5)]
    assert shared_lines.find(alone) == {}
    assert shared_lines.find([]) == shared_lines.find([shared_lines.digest("a", [], [])]) == {}


@given(st.randoms(use_true_random=False))
def test_the_order_of_the_pages_does_not_matter(rng: random.Random) -> None:
    pages = [digest(f"{n}", LINE) for n in range(4)]
    pages += [
        digest(f"x{n}", LINE, marks=("北疆日报客户端矩阵", "北疆日报编辑部地址")) for n in range(3)
    ]
    pages += [digest(f"y{n}", LINE, marks=MARKS[:1]) for n in range(3)]
    found = shared_lines.find(pages)
    assert found.keys() == {"0", "1", "2", "3", "x0", "x1", "x2"}
    rng.shuffle(pages)
    assert shared_lines.find(pages) == found
