"""The city that a page is about, decided by all its place names; unknown stays unknown."""

import json
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wucheng import lexicon
from wucheng.pages.page import Reader
from wucheng.pages.places.places import Gazetteer

ROOT = Path(__file__).parents[1]
ELSEWHERE = lexicon.read(ROOT / "lexicons/elsewhere.tsv", lexicon.COLUMNS["elsewhere.tsv"])
CASES = json.loads((ROOT / "tests/cases/places.json").read_text(encoding="utf-8"))
HELP = json.loads((ROOT / "tests/cases/places_aid.json").read_text(encoding="utf-8"))
CITIES = ("洛阳", "上海", "武汉", "绵阳", "南通", "扬州")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_cases(case: dict) -> None:
    columns = ("name", "place", "city", "province")
    own = [dict(zip(columns, row, strict=True)) for row in case.get("own", [])]
    location = Gazetteer(own, ELSEWHERE).locate(
        case.get("title", ""), case["body"], case.get("others", [])
    )
    found = (location.city, location.province, location.place)
    assert found == (case["city"], case["province"], case["place"]), location.basis
    assert location.basis


@pytest.mark.parametrize("case", HELP, ids=lambda case: case["label"])
def test_who_helps_and_who_is_helped(case: dict) -> None:
    location = Gazetteer((), ELSEWHERE).locate(case["title"], case["body"], case.get("others", []))
    assert (location.city, location.province) == (case["city"], case["province"]), location.basis


@pytest.mark.parametrize(("home", "helped"), [*permutations(CITIES, 2)])
def test_help_has_two_ends(home: str, helped: str) -> None:
    # the hospital's team helped the other city for twenty days; the same as the other's paper says
    body = [f"医院的队员们驰援{helped}，在{helped}忙了二十天。", f"{helped}下雨了。"]
    named = [f"{home}市中心医院的队员们出发了。", *body]
    gazetteer = Gazetteer((), ELSEWHERE)
    assert gazetteer.locate("", named).city == home
    assert gazetteer.locate("", body, [f"{home}晚报"]).city == home
    assert gazetteer.locate("", body, [f"{helped}晚报"]).city == helped
    unnamed = gazetteer.locate("", body)
    assert (unnamed.city, unnamed.province) == ("", "")
    assert unnamed.basis == f"helped from elsewhere, the helpers' home not named: {helped} ×3"


def test_without_the_lexicon_help_is_no_word() -> None:
    assert Gazetteer().locate("", ["队员们驰援扬州，在扬州忙了二十天。"]).city == "扬州"


def test_a_name_told_in_passing_is_why_a_page_stays_open() -> None:
    location = Gazetteer((), ELSEWHERE).locate("", ["她女儿在杭州上班。"])
    assert location.basis == "named only in passing: 杭州 ×1"


@pytest.mark.parametrize(
    ("lead", "city"),
    [
        ("本报盐城讯（记者 王芳）", "盐城"),
        ("本报梁山讯（记者 王芳）", "济宁"),
        ("本报讯（记者 王芳）", ""),
    ],
)
def test_the_dateline_of_a_page_tells_the_helpers_home(lead: str, city: str, root: Path) -> None:
    page = (
        f"四天里的蒸笼\n2021-08-03 10:12\n{lead}7月30日，市中医院的采样队连夜支援南京，一路没停。\n"
        "在南京市江宁区，队员们四天采了六万人次，他们说这里的夏天像蒸笼。\n"
    )
    location = Reader(lexicon.load(root / "lexicons")).read(page.encode()).location
    assert location.city == city, location.basis


def test_an_open_question_says_why() -> None:
    assert Gazetteer().locate("", ["成都支援西安。"]).basis.startswith("ambiguous: ")
    assert Gazetteer().locate("", ["居民下楼。"]).basis == "no place name on the page"


@given(st.text(alphabet="天津市武汉区街道清水河吉林里 ，a", max_size=60))
def test_found_names_are_in_the_text_in_order(text: str) -> None:
    end = 0
    for start, stop, paths in Gazetteer().find(text):
        assert end <= start < stop <= len(text)
        assert paths
        end = stop
