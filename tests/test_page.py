"""One page read whole: every raw character is in a sentence, a field or removed, and only once."""

from __future__ import annotations

import re
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


_REPORT = "村支书吴大成巡完了第一圈堤，又给六号哨棚送去了手电。"


@pytest.mark.parametrize(
    ("lines", "kept"),
    [
        (["06:40", _REPORT, "【9:15】", f"上午，{_REPORT}"], ["06:40", "【9:15】"]),
        # one number, a timetable: furniture as before
        (["06:40", _REPORT, f"上午，{_REPORT}"], []),
        (["06:20", "07:00", "07:40", _REPORT, f"上午，{_REPORT}"], []),
    ],
    ids=["live blog", "one number", "timetable"],
)
def test_hours_with_a_report_below_are_headings(lines: list[str], kept: list[str]) -> None:
    lead = "7月21日，长江水位涨到警戒线以上，东堤的一百多名党员守了一天一夜。"
    text = "\n".join(["东堤二十四小时", "2021-07-22 08:30 来源：铜陵晚报", lead, *lines])
    page = READER.read(text.encode())
    found = [sentence.text for sentence, _ in page.sentences if sentence.kind == "heading"]
    assert found == kept
    assert (_times(page) == 1).all()


@pytest.mark.parametrize(
    ("header", "kept"),
    [("2021-07-22 来源：铜陵晚报", ["9:15"]), ("来源：铜陵晚报", ["06:40", "9:15"])],
    ids=["may be that of publication", "of the report"],
)
def test_an_hour_above_the_first_paragraph(header: str, kept: list[str]) -> None:
    lines = [
        "东堤二十四小时",
        header,
        "06:40",
        _REPORT,
        "9:15",
        _REPORT,
        "11:00",
        f"上午，{_REPORT}",
    ]
    page = READER.read("\n".join(lines).encode())
    found = [sentence.text for sentence, _ in page.sentences if sentence.kind == "heading"]
    assert found == [*kept, "11:00"]
    assert (_times(page) == 1).all()


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


HEAD = (
    '<!doctype html><html><head><meta charset="utf-8"><title>雁滩街道送菜上门</title></head><body>'
)
NO_ARTICLE = "There is no article on the page, only what surrounds one."


@pytest.mark.parametrize(
    ("page", "says"),
    [
        # a page whose article a script would fetch: nothing was saved but the shell
        (
            f'{HEAD}<noscript>您的浏览器不支持JavaScript，请开启。</noscript><div id="app"></div>'
            '<script>window.state={"content":"<p>连日来，社区工作者挨家挨户上门。</p>"}</script>',
            "The page has no text, its scripts would fetch it; open it in a browser and save it "
            "from there as a complete page.",
        ),
        # "jumping to another page, please wait"
        (
            '<html><head><meta http-equiv="refresh" content="0;url=/b.html"><title>正在跳转</title>'
            "</head><body>页面正在跳转，请稍候，如果没有跳转请点击这里。</body></html>",
            "The page only leads to another one; save that with the article in it.",
        ),
        # a login form
        (
            f"{HEAD}<form><label>用户名</label><input><label>密码</label><input><button>登录</button>"
            "<a href=#>忘记密码？</a></form><footer>版权所有 某某网 京ICP备05012345号</footer>",
            NO_ARTICLE,
        ),
        # "sorry, the page you visit does not exist"
        (
            f"{HEAD}<h1>抱歉，您访问的页面不存在</h1><p>可能是网址有误，或者页面已被删除。</p>",
            NO_ARTICLE,
        ),
        # "this content has been deleted by its author"
        (f"{HEAD}<div><p>该内容已被发布者删除</p><p>此内容因违规无法查看</p></div>", NO_ARTICLE),
        # nothing but furniture
        (
            "首页 | 新闻 | 视频\n分享到：微博 微信\n版权所有 某某网\n上一篇：无\n下一篇：无\n" * 20,
            NO_ARTICLE,
        ),
    ],
)
def test_a_page_without_an_article_is_refused_in_a_sentence(page: str, says: str) -> None:
    with pytest.raises(Refused, match=f"^{re.escape(says)}$"):
        READER.read(page.encode())


def test_a_line_of_sentences_is_read_whole() -> None:
    line = "社区工作者挨家挨户上门登记，为行动不便的老人送去蔬菜和药品。" * 3000
    page = READER.read(line.encode())
    assert len(page.sentences) == 3000 and (_times(page) == 1).all()


def test_a_comment_longer_than_the_article_is_not_the_article() -> None:
    case = next(case for case in CASES if case.name == "saved_comments")
    page = READER.read(case.data)
    below = [part for part in page.removed if part.reason == "below the article"]
    said = sum(part.end - part.start for part in below)
    assert said > 0.8 * sum(map(len, page.paragraphs))
    captions = [part for part in page.removed if part.reason == "picture caption"]
    assert len(captions) == 3
