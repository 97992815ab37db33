"""One page read whole: every raw character is in a sentence, a field or removed, and only once."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import pages
from pages import SEEDS, Case
from wucheng import lexicon
from wucheng.errors import Refused
from wucheng.pages.page import Page, Reader

CASES = pages.cases()
READER = Reader(lexicon.load(pages.ROOT.parent / "lexicons"))


def _times(page: Page) -> np.ndarray:
    """How often each raw character is accounted for."""
    times = np.zeros(len(page.raw), dtype=int)
    for _, part in page.sentences:
        own = np.zeros(len(page.raw), dtype=bool)
        for start, end in zip(part.starts.tolist(), part.ends.tolist(), strict=True):
            own[start:end] = True
        times += own
    for field in page.fields:
        times[field.text.raw_start : field.text.raw_end] += 1
    for stretch in page.removed:
        assert stretch.start < stretch.end and stretch.reason
        times[stretch.start : stretch.end] += 1
    return times


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_every_character_of_a_seed_is_counted_once(path: Path) -> None:
    page = READER.read(path.read_bytes())
    assert (_times(page) == 1).all()
    assert not [part for part in page.removed if part.reason == "unplaced"]


@pytest.mark.parametrize("case", [c for c in CASES if c.body], ids=lambda case: case.name)
def test_every_character_of_a_page_is_counted_once(case: Case) -> None:
    page = READER.read(case.data)
    assert (_times(page) == 1).all()
    assert not [part for part in page.removed if part.reason == "unplaced"]


PARTS = st.sampled_from(
    "<p> </p> <div> </div> <span> </span> <br> <a> </a> &nbsp; &ldquo; <!--x--> <script> </script> "
    "<li> <td> </td> <img> <h1> </h1> 来源：兰州日报 2022-03-04 记者 （记者李君） "
    "社区 街道 。 ， ： 责任编辑：王强 相关阅读 摄".split()
    + ["\n", "，社区工作者挨家挨户上门登记，为行动不便的老人送去蔬菜和药品。"]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PARTS, max_size=40).map("".join), st.sampled_from(["", "<html><body>"]))
def test_every_character_of_any_page_is_counted_once(text: str, head: str) -> None:
    body = "连日来，城关区雁滩街道的社区工作者挨家挨户上门登记，为老人送去蔬菜。"
    try:
        page = READER.read(f"{head}{text}<p>{body}</p>{text}".encode())
    except Refused:
        return
    assert (_times(page) == 1).all()
