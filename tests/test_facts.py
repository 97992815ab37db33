"""Facts read from pages: title, day, source, authors, each where the page says so."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import pages
from pages import SEEDS, Case, laid, read, seed
from wucheng.pages import facts
from wucheng.pages.facts import Facts

CASES = pages.cases()

#: The five seeds: title, day, source, authors. 002 has no day, 003 names no source.
WANTED = {
    "000_36d3b7603fe24c23": (
        "杭州道街道全力以赴投入疫情防控工作 一盘棋一条心 一股劲同守护",
        "2022-10-13",
        "滨城时报",
        (),
    ),
    "001_ee073d3a2e9c05cf": (
        "梅园社区“四力全开”助力疫情防控有序开展",
        "2022-01-20",
        "读特客户端·深圳新闻网",
        ("郭含笑", "胡锡江"),
    ),
    "002_f290deb531568324": (
        "社区党委书记 撑起社区疫情防控一片天",
        "",
        "新天水",
        ("王晓华",),
    ),
    "003_d9226e28b57663f7": (
        "武汉党员干部守好基层防控阵地 扎根一线解民忧",
        "2020-03-15",
        "",
        ("陈昊", "张易博"),
    ),
    "004_7b5db4940913e22d": (
        "蒲白中心社区：逆行而上，冲锋向前！疫情下的社区在行动",
        "2022-08-23",
        "煤矿安全网",
        ("郑秀荣", "李君"),
    ),
}


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_the_facts_of_a_seed(path: Path) -> None:
    found = facts.read(seed(path)[1])
    assert (found.title, found.date, found.source, found.authors) == WANTED[path.stem]
    assert bool(found.date_basis) == bool(found.date)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_facts_of_a_page(case: Case) -> None:
    layout = laid(read(case))[0]
    found = facts.read(layout)
    wanted = {name: case.facts.get(name, "") for name in ("title", "date", "source")}
    assert {name: getattr(found, name) for name in wanted} == wanted
    assert found.authors == case.authors
    subtitles = [field.value for field in layout.fields if field.name == "subtitle"]
    assert subtitles[:1] == [subtitle for subtitle in [case.facts["subtitle"]] if subtitle]


LINES = json.loads((Path(__file__).parent / "cases/facts_lines.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", LINES, ids=lambda case: case["gloss"])
def test_lines_round_an_article(case: dict[str, Any]) -> None:
    lines = ["送菜上门暖人心", case["head"], BODY, BODY.replace("老人", "孕妇"), case["tail"]]
    found = facts.read(laid("\n".join(filter(None, lines)))[0])
    wanted = (case["date"], case["source"], tuple(case["authors"]))
    assert (found.date, found.source, found.authors) == wanted


def test_days_on_average() -> None:
    dated = [case for case in CASES if case.facts.get("date")]
    right = [facts.read(laid(read(case))[0]).date == case.facts["date"] for case in dated]
    assert len(dated) >= 25
    assert sum(right) / len(right) >= 0.9


BODY = "连日来，社区工作者挨家挨户上门登记，为老人送去蔬菜和药品，居民都说很安心。"


def _facts(*lines: str) -> Facts:
    return facts.read(laid("\n".join(("送菜上门暖人心", *lines, BODY)))[0])


def test_publication_goes_before_change_and_saving() -> None:
    found = _facts("打印时间：2024-01-01", "更新时间：2022-03-05", "发布时间：2022-03-04")
    assert (found.date, found.date_basis) == ("2022-03-04", "发布时间：2022-03-04")
    assert _facts("更新时间：2022-03-05").date == "2022-03-05"
    assert _facts("打印时间：2024-01-01").date == ""


def test_the_paper_goes_before_the_portal() -> None:
    assert _facts("某某网 2022-03-04 来源：兰州晚报").source == "兰州晚报"
    assert _facts("某某网 2022-03-04").source == "某某网"
    assert _facts("发布者：小编工作室 2022-03-04").source == ""
    assert _facts("来源：本站").source == ""


def test_the_site_is_a_source_only_where_no_other_is_given() -> None:
    site = "og:site_name：滨城新闻网"
    found = _facts(site, "2022-03-04")
    assert (found.source, found.source_basis) == ("滨城新闻网", site)
    found = _facts(site, "2022-03-04 来源：兰州晚报")
    assert (found.source, found.source_basis) == ("兰州晚报", "来源：兰州晚报")
    for name in ("网易新闻", "首页", "www.example.com", "雄关社区"):
        found = _facts(f"og:site_name：{name}", "2022-03-04")
        assert (found.source, found.source_basis) == ("", ""), name


def test_the_day_of_a_happening_is_no_day_of_publication() -> None:
    found = facts.read(laid(f"送菜上门暖人心\n2022年3月4日，街道召开会议，部署工作。\n{BODY}")[0])
    assert found.date == ""


def test_authors_are_named_once() -> None:
    assert _facts("作者：李君", "本报记者 李君 通讯员 王强").authors == ("李君", "王强")
