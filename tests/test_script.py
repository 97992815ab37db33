"""Conversion and width change what they should, one for one, and nothing else."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wucheng.pages import script
from wucheng.pages.trace import Traced

CASES = json.loads((Path(__file__).parent / "cases" / "script.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["printed"])
def test_simplified(case: dict[str, str]) -> None:
    printed, simplified = case["printed"], case["simplified"]
    text, changed = script.simplify(Traced.raw(printed))
    assert text.text == simplified
    assert changed == sum(a != b for a, b in zip(printed, simplified, strict=True))


@pytest.mark.parametrize(
    ("text", "traditional"),
    [("社區黨委書記", True), ("社区党委书记", False), ("天水", False), ("", False), ("abc", False)],
)
def test_script_of_a_page(text: str, traditional: bool) -> None:
    assert script.is_traditional(text) is traditional


@pytest.mark.parametrize(
    ("printed", "wide"),
    [
        ("来源: 某报", "来源： 某报"),
        ("居民,干部;好!真的?", "居民，干部；好！真的？"),
        ("“好”,他说", "“好”，他说"),
        ("开发区(汉南区)", "开发区（汉南区）"),
        ("厦门(Xiamen)", "厦门（Xiamen）"),
        ("(记者 张三)", "（记者 张三）"),
    ],
)
def test_widened(printed: str, wide: str) -> None:
    assert script.widen(Traced.raw(printed))[0].text == wide


@pytest.mark.parametrize(
    "text",
    [
        "08:29:11",
        "http://a.cn/?id=1&x=(2)",
        "f(x), g(y)",
        "1,080",
        "A; B",
        "(1",
        "3.5%",
        "&nbsp;中文",
    ],
)
def test_left_as_it_is(text: str) -> None:
    assert script.widen(Traced.raw(text))[0].text == text


@given(st.text(alphabet="中文,:;!?()“” 09aZ.\n"))
def test_widening_twice_is_widening_once(text: str) -> None:
    once, changed = script.widen(Traced.raw(text))
    again, _ = script.widen(once)
    assert len(once.text) == len(text)
    assert (changed == 0) == (once.text == text)
    assert script.widen(again)[1] == 0
