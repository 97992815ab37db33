"""The city that a page is about, decided by all its place names; unknown stays unknown."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wucheng.pages.places import Gazetteer

CASES = json.loads((Path(__file__).parent / "cases/places.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_cases(case: dict) -> None:
    columns = ("name", "place", "city", "province")
    own = [dict(zip(columns, row, strict=True)) for row in case.get("own", [])]
    location = Gazetteer(own).locate(case.get("title", ""), case["body"], case.get("others", []))
    found = (location.city, location.province, location.place)
    assert found == (case["city"], case["province"], case["place"]), location.basis
    assert location.basis


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
