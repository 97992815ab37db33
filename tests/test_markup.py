"""Markup off: what stays is text, line by line, and knows its place; what goes is listed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wucheng.pages.markup import markup
from wucheng.pages.trace import Traced


def _lines(page: str) -> list[str]:
    text, _, _ = markup.strip(Traced.raw(page))
    return [line.strip() for line in text.text.splitlines() if line.strip()]


@pytest.mark.parametrize(
    ("page", "lines"),
    [
        ("<p>社区</p><p>街道</p>", ["社区", "街道"]),
        ("社区<br>街道<BR/>小区<br />", ["社区", "街道", "小区"]),
        ("<p>社<b>区</b>工<span class='a'>作</span></p>", ["社区工作"]),
        ("&ldquo;防疫线&rdquo;&nbsp;&#8212;&#x2014;", ["“防疫线” ——"]),
        ("<!-- 注释 --><p>社区</p><!-- 没有结束", ["社区", "没有结束"]),
        ("<script>var a='<p>不是</p>';</script><p>社区</p>", ["社区"]),
        ("<style>p{}</style>社区", ["社区"]),
        ("<html><body><p>守好\n   社区</p></body></html>", ["守好社区"]),
        ("<html><body>good\n news</body></html>", ["good news"]),
        ('<html><p title="a > b">社区</p>', ["社区"]),
        ("<html><nav><p>导航</p></nav><p>社区</p><footer>页脚</footer>", ["社区"]),
        ("<html><nav>没有结束<p>社区", ["没有结束", "社区"]),
        ("<ul><li><a href=1>新闻</a></li><li><a>视频</a></li></ul><p>社区</p>", ["社区"]),
        ("<h1><a href=1>标题在链接里</a></h1>", ["标题在链接里"]),
        ("<html><o:p>社区</o:p><x-card>街道</x-card>", ["社区街道"]),
        ("<td>姓名</td><td>张三</td>", ["姓名", "张三"]),
        ("正文里的一个残缺标签</p>", ["正文里的一个残缺标签"]),
        ('<meta name="author" content="李君">社区', ["author：李君", "社区"]),
        ('<meta content="2022-01-20" name="PubDate">', ["pubdate：2022-01-20"]),
        ('<meta name="description" content="连日来，社区……">社区', ["社区"]),
        # Markdown
        ("# 标题\n\n**加粗**的字，见[链接](http://a.b)。", ["标题", "加粗的字，见链接。"]),
        ("* [首页](/) | [新闻](/n)\n\n社区", ["社区"]),
        ("![图](a.png)\n\n## 小标题", ["小标题"]),
    ],
)
def test_markup_goes(page: str, lines: list[str]) -> None:
    assert _lines(page) == lines


@pytest.mark.parametrize(
    "page",
    [
        "没有标记的一页。\n第二行",
        "a<b 且 c>d 的时候",
        "他写道：<无题>，没有下文",
        "AT&T 与 R&D 部门",
        "网址 a=1&copy=2 不是实体",
        "3<5，5>3",
        "编号#12 与 2*3*4",
        "数组a[1](见下)",
    ],
)
def test_what_is_no_markup_stays(page: str) -> None:
    text, removed, _ = markup.strip(Traced.raw(page))
    assert (text.text, removed) == (page, [])


PARTS = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<a href='x'>",
        "</a>",
        "<br>",
        "社区",
        "。",
        "\n",
        " ",
        "&nbsp;",
        "&lt;",
        "<",
        ">",
    ]
    + [
        "<script>",
        "</script>",
        "<!--",
        "-->",
        "<html>",
        "<nav>",
        "</nav>",
        '"',
        "**",
        "](",
        "[",
        ")",
    ]
    + ["# ", '<meta name="author" content="', "a", "&", ";"]
)


@settings(max_examples=400, deadline=None)
@given(st.lists(PARTS, max_size=40).map("".join))
def test_every_character_stays_or_is_listed(page: str) -> None:
    text, removed, _ = markup.strip(Traced.raw(page))
    covered = [False] * len(page)
    for start, end in zip(text.starts.tolist(), text.ends.tolist(), strict=True):
        covered[start:end] = [True] * (end - start)
    for stretch in removed:
        assert 0 <= stretch.start < stretch.end <= len(page)
        covered[stretch.start : stretch.end] = [True] * (stretch.end - stretch.start)
    missing = [character for character, seen in zip(page, covered, strict=True) if not seen]
    assert not "".join(missing).strip()
    assert (text.starts[1:] >= text.starts[:-1]).all()


def test_characters_know_their_place() -> None:
    page = "<html><p>守好&ldquo;社区&rdquo;</p>"
    text, _, _ = markup.strip(Traced.raw(page))
    for character, start, end in zip(text.text, text.starts, text.ends, strict=True):
        raw = page[start:end]
        if character == "“":
            assert raw == "&ldquo;"
        elif character.strip():
            assert raw in (character, "&rdquo;")
