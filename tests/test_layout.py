"""Pages laid out: the article and nothing else, every character accounted for."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import pages
from pages import CHROME, SEEDS, Case, body, f1, laid, read, seed
from wucheng.errors import LexiconError
from wucheng.pages import facts, script
from wucheng.pages.chrome import Rules
from wucheng.pages.layout import layout
from wucheng.pages.mending import repair
from wucheng.pages.trace import Traced

CASES = pages.cases()
BODIES = Path(__file__).parent / "cases" / "bodies"


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_the_body_of_a_seed_is_the_human_copy(path: Path) -> None:
    wanted = (BODIES / path.name).read_text(encoding="utf-8").splitlines()
    assert body(seed(path)[1]) == wanted


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_body_of_a_page(case: Case) -> None:
    assert body(laid(read(case))[0]) == case.body


@pytest.mark.parametrize(
    "name", ["interview", "interview_hosted", "interview_questions", "interview_studio"]
)
def test_questions_of_an_interview_are_no_headings(name: str) -> None:
    lines = (pages.FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    found = laid(read(next(case for case in CASES if case.name == name)))[0].paragraphs
    assert [part.text.text for part in found if part.kind == "heading"] == [
        line[2:] for line in lines if line.startswith("h ")
    ]


def test_fields_without_a_value_that_come_back_are_no_dialogue() -> None:
    text = "来源：\n江滩晚报\n作者：\n成蹊\n"
    page = f"桥头的灯\n{text}{'桥头有一盏灯，整整亮了三十天，谁家有急事都看得见。' * 3}\n{text}"
    assert len(body(laid(page)[0])) == 1


def test_bodies_on_average() -> None:
    scores = [f1(body(laid(read(case))[0]), case.body) for case in CASES]
    assert len(scores) >= 30
    assert sum(scores) / len(scores) >= 0.95


# ------------------------------------------------------------ every character in one place


def _taken(raw: str, result: layout.Layout) -> np.ndarray:
    """How often each raw character is in a paragraph, a field or a removed stretch."""
    times = np.zeros(len(raw), dtype=int)
    for part in [p.text for p in result.paragraphs] + [field.text for field in result.fields]:
        for start, end in set(zip(part.starts.tolist(), part.ends.tolist(), strict=True)):
            times[start:end] += 1
    for stretch in result.removed:
        assert stretch.start < stretch.end and stretch.reason
        times[stretch.start : stretch.end] += 1
    return times


def _visible(raw: str) -> np.ndarray:
    return np.array([not character.isspace() for character in raw], dtype=bool)


@pytest.mark.parametrize("case", [c for c in CASES if not c.name.startswith("saved")])
def test_every_character_of_a_text_page_is_in_just_one_place(case: Case) -> None:
    raw = read(case)
    times = _taken(raw, laid(raw)[0])
    assert (times[_visible(raw)] == 1).all()


@pytest.mark.parametrize("case", [c for c in CASES if c.name.startswith("saved")])
def test_every_character_of_a_saved_page_is_somewhere(case: Case) -> None:
    raw = read(case)
    result, tags = laid(raw)
    times = _taken(raw, result)
    for tag in tags:
        times[tag.start : tag.end] += 1
    assert (times[_visible(raw)] >= 1).all()


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_every_character_of_a_seed_is_in_at_most_one_place(path: Path) -> None:
    raw, result = seed(path)
    lost = [raw[i] for i in np.flatnonzero((_taken(raw, result) == 0) & _visible(raw))]
    repaired = repair.repair(Traced.raw(raw))
    cut = sum(r.end - r.start for r in repaired.repairs)
    assert len(lost) <= cut, "more is gone than the repairs took"


LINES = st.sampled_from(
    [line for case in CASES for line in read(case).split("\n")] + ["", "　　", "\t", "\u200b社区"]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(LINES, max_size=30), st.sampled_from(["\n", "\r\n", "\n\n", "\r", "\u2028"]))
def test_pages_of_any_lines_are_accounted_for(lines: list[str], end: str) -> None:
    page, _ = script.widen(Traced.raw(end.join(lines)))
    times = _taken(page.text, layout.lay_out(page, CHROME))
    assert (times[_visible(page.text)] == 1).all()


@settings(max_examples=150, deadline=None)
@given(
    st.text(
        alphabet="社区防疫。，：“”（）！？ \n\r\t|>来源：记者张三2022-01-1年月日电讯[]",
        max_size=300,
    )
)
def test_any_text_is_accounted_for(text: str) -> None:
    times = _taken(text, layout.lay_out(Traced.raw(text), CHROME))
    assert (times[_visible(text)] == 1).all()


# ------------------------------------------------------------ single decisions

BODY = (
    "连日来，城关区雁滩街道的社区工作者挨家挨户上门登记，为行动不便的老人送去蔬菜和药品。\n"
    "“我们多跑一趟，老人就少一分担心。”社区主任说，目前已有三百多户居民收到了物资。"
)


def _reasons(page: str) -> dict[str, str]:
    result = laid(page)[0]
    return {page[part.start : part.end]: part.reason for part in result.removed}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("当前位置：首页>新闻>社区", "breadcrumbs"),  # you are here: home > news
        ("分享到： 微博 微信", "share buttons"),
        ("扫一扫在手机打开当前页", "share buttons"),  # scan to open this page on a phone
        ("浏览次数：128", "view counter"),
        ("字号： 大 中 小", "font size"),
        ("京ICP备05012345号-1", "registration number"),
        ("京公网安备 11010102001234号", "registration number"),
        ("Copyright © 2022 某某网 版权所有", "copyright notice"),
        ("凡本网注明来源的稿件，未经许可不得转载。", "copyright notice"),
        ("checktaskdate=1754/1/1&enddate=1754/1/1&maintype=&check_isadmin=True", "CMS debris"),
        ("[责任编辑：谢秋平]", "editor's signature"),
        ("转载请标注：某某网——社区故事", "reprint notice"),
        ("Powered By 某某网", "site footer"),
        ("图为志愿者在分装蔬菜。张三 摄", "picture caption"),
        ("关注我们可获取更多热点资讯", "reader appeal"),
        ("您好！欢迎来到某某网！", "greeting"),
        ("版权作品，未经授权严禁转载。", "copyright notice"),  # reprinting forbidden
        ("谢绝转载！", "copyright notice"),
        ("[广告]请继续往下阅读...", "advertisement"),  # read on below
        ("请继续往下阅读", "advertisement"),
    ],
)
def test_furniture_goes_with_its_reason(line: str, reason: str) -> None:
    page = f"雁滩街道送菜上门\n{BODY}\n{line}"
    assert _reasons(page)[line] == reason
    assert body(laid(page)[0]) == BODY.split("\n")


@pytest.mark.parametrize(
    "sentence",
    [
        # sentences that hold the words of notices and are the article's
        "居民们说，关注我们身边的小事，就是对社区工作最大的支持。",
        "他提醒大家，网上版权所有的图片不能随便转载到业主群里。",
        "有居民建议社区开通公众号，欢迎大家关注并提出意见。",
        "社区还在楼道里贴上二维码，扫一扫就能登记，浏览次数已经超过三千。",
        "“来源不明的食品不要买。”网格员在群里反复提醒。",
        "当前位置最靠近出口的三栋楼，由志愿者轮流值守到凌晨。",
        "责任编辑出身的老党员周明，把每天的通知改得明明白白。",
        "广告栏上贴满了通知，登录小程序就能预约采样时间，老人也学会了。",
        "群里贴出通知，严禁转载没有核实的消息，老人也跟着学。",
        "没有证件的人员，不得以任何形式进入小区。",
        "请继续往下走，第三个门就是登记处。",
    ],
)
@pytest.mark.parametrize("place", [0, 1, 2])
def test_sentences_with_the_words_of_furniture_stay(sentence: str, place: int) -> None:
    lines = BODY.split("\n")
    lines.insert(place, sentence)
    page = "雁滩街道送菜上门\n2022-03-01 来源：兰州日报\n" + "\n".join(lines)
    assert body(laid(page)[0]) == lines


def test_the_length_of_an_article_is_no_heading() -> None:
    page = f"雁滩街道送菜上门\n文章字数：1,175\n{BODY}"
    result = laid(page)[0]
    assert [p.kind for p in result.paragraphs] == ["title", "body", "body"]
    assert _reasons(page)["文章字数：1,175"] == "catalogue entry"


@pytest.mark.parametrize(
    ("line", "stays"),
    [
        ("口述：李桂芳", True),  # told by Li Guifang
        ("讲述人：王秀兰", True),
        ("口述历史专栏", False),
    ],
)
def test_who_tells_a_story_belongs_to_it(line: str, stays: bool) -> None:
    page = f"她守着七百户人家\n2022-03-01 来源：兰州日报\n社区新闻\n{line}\n{BODY}"
    assert (line in body(laid(page)[0])) == stays


NAMED = ["表扬名单（个人）", "王桂兰（女） 市第一医院护士长", "李文静 雁滩街道社工"]


@pytest.mark.parametrize(
    ("lines", "kept"),
    [
        (NAMED, 3),  # praised by name
        (["表扬名单（集体）", "第一医院护理队", *NAMED], 5),
        ([*NAMED, "责任编辑：周明"], 3),
        (["候选名单", "手机数码", "家用电器"], 0),
        (["王桂兰 市第一医院护士长", "李文静 雁滩街道社工"], 0),  # no heading says what they are
    ],
)
def test_a_list_of_names_below_the_article_belongs_to_it(lines: list[str], kept: int) -> None:
    result = laid("\n".join(["雁滩街道表扬送菜人", BODY + "（记者 陈昊）", *lines]))[0]
    read = body(result)
    assert facts.read(result).authors == ("陈昊",)  # who signs before the list
    assert read == [*BODY.split("\n"), *lines[:kept]]


@pytest.mark.parametrize(
    ("end", "authors"),
    [
        ("物资还在路上。” 王桂兰", "王桂兰"),
        ("物资还在路上。　王桂兰　李文静", "王桂兰;李文静"),
        ("物资还在路上。 明天继续", ""),
        ("物资送给了独居的王桂兰", ""),
    ],
)
def test_a_bare_name_behind_the_last_full_stop_wrote_it(end: str, authors: str) -> None:
    last = "街道负责人说，第一批蔬菜已经送到各个小区，价格和平时一样，居民可以在群里接龙，第二批"
    result = laid(f"雁滩街道送菜上门\n{BODY}\n{last}{end}")[0]
    assert facts.read(result).authors == tuple(filter(None, authors.split(";")))
    assert body(result)[-1] == last + (end.split("王桂兰")[0].strip() if authors else end)


def test_a_last_paragraph_without_a_full_stop_stays_body() -> None:
    last = (
        "因为小区是辖区内最大的小区，每天除了核酸检测，还要操心门岗执勤，"
        "物资配送，及时传达防疫政策、配合各项措施"
    )
    result = laid(f"雁滩街道送菜上门\n{BODY}\n{last}")[0]
    assert result.paragraphs[-1].kind == "body"
    assert result.paragraphs[-1].text.text == last


@pytest.mark.parametrize(
    ("lines", "headings"),
    [
        ("（一） … （二） …", ""),  # each number opens the sentence below it
        ("（一） … … （二） … …", "（一） （二）"),
        ("… （一）安排好值班 （二）登记好来客 …", ""),  # items of a list
        ("一、值班 … 二、登记 …", "一、值班 二、登记"),
        ("一、要求 （一）值班 … （二）登记 …", "一、要求 （一）值班 （二）登记"),
    ],
)
def test_a_number_of_a_list_is_no_heading(lines: str, headings: str) -> None:
    days = iter(range(2, 9))
    told = [
        f"{next(days)}日，村里的干部到各户登记来客，并送去口罩和药品。" if line == "…" else line
        for line in lines.split()
    ]
    page = ["村里的三件事", "1日，村里开了会，把三件事交给各组去办。", *told, "大家都说这样放心。"]
    found = laid("\n".join(page))[0].paragraphs
    assert [part.text.text for part in found if part.kind == "heading"] == headings.split()


def test_headings_are_short_lines_between_paragraphs() -> None:
    page = f"送菜上门\n{BODY}\n“先把老人照顾好”\n{BODY}\n蔬菜怎么送？\n{BODY}"
    kinds = [(p.kind, p.text.text) for p in laid(page)[0].paragraphs if p.kind == "heading"]
    assert kinds == [("heading", "“先把老人照顾好”"), ("heading", "蔬菜怎么送？")]


def test_three_short_lines_are_a_list() -> None:
    first, second = BODY.split("\n")
    page = f"通告标题在这里\n{first}\n凤凰社区\n古楼社区\n西山社区\n{second}"
    assert [p.kind for p in laid(page)[0].paragraphs] == ["title"] + ["body"] * 5


def test_the_title_is_kept_once() -> None:
    page = f"雁滩街道送菜上门\n雁滩街道送菜上门\n{BODY}\n转载请注明：雁滩街道送菜上门"
    result = laid(page)[0]
    assert [p.text.text for p in result.paragraphs if p.kind == "title"] == ["雁滩街道送菜上门"]
    assert [part.reason for part in result.removed] == ["repeated title", "reprint notice"]


def test_a_page_without_an_article_has_no_paragraphs() -> None:
    assert laid("首页 | 新闻 | 视频\n版权所有 某某网\n联系我们")[0].paragraphs == []
    assert laid("")[0].paragraphs == []


def test_line_ends_of_all_kinds() -> None:
    for end in ("\n", "\r\n", "\r", "\n\n"):
        page = f"雁滩街道送菜上门\n{BODY}".replace("\n", end)
        assert body(laid(page)[0]) == BODY.split("\n")


def test_laying_out_twice_changes_nothing() -> None:
    for case in CASES:
        once = body(laid(read(case))[0])
        # of the second only the markup tells that its short lines are the article's
        if len("".join(once)) > 100 and case.name not in ("list_in_body", "saved_linked_data"):
            assert body(laid("\n".join(once))[0]) == once


# ------------------------------------------------------------ the lexicon


def test_a_mistaken_rule_is_named() -> None:
    with pytest.raises(LexiconError, match="版权"):
        Rules([{"reason": "x", "pattern": "版权(", "where": "line"}])
    with pytest.raises(LexiconError, match="footer"):
        Rules([{"reason": "x", "pattern": "版权", "where": "footer"}])


def test_a_researchers_rule_works() -> None:
    row = {"reason": "slogan", "pattern": "本台口号.*", "where": "line"}
    result = layout.lay_out(Traced.raw(f"送菜上门记\n{BODY}\n本台口号：真实"), [row])
    assert [(part.reason) for part in result.removed] == ["slogan"]


def test_every_rule_of_the_lexicon_says_why_and_matches_no_sentence_of_the_bodies() -> None:
    rules = Rules(CHROME)
    assert all(row["reason"] for row in CHROME)
    for path in sorted(BODIES.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            assert not rules.anywhere(line) and not rules.at_edge(line), line


# ------------------------------------------------------------ hostile pages


@pytest.mark.parametrize(
    "unit",
    ["（", "[", "?", "<", "<a ", '<a href="', "<!--", "<script>", "&amp;", "a=1&", "来源：", ">"]
    + ["2022-01-01\n", "社区\n", "“", "首页>", "[a](", "**", " ", "\r\n", "记者", "<nav>", "社区"],
)
def test_a_long_page_of_one_thing_is_read(unit: str) -> None:
    result, tags = laid(unit * (60_000 // len(unit)))
    assert sum(len(p.text) for p in result.paragraphs) <= 60_000
    assert all(part.start < part.end for part in [*result.removed, *tags])


def test_facts_never_fail() -> None:
    assert facts.read(laid("")[0]) == facts.Facts("", "", "", "", "", ())


@pytest.mark.parametrize(
    "signed", ["（编辑：王丽）", "（编辑：王丽）1121108", "（记者 陈昊）", "1121108"]
)
def test_a_short_last_paragraph_stays_when_it_is_signed(signed: str) -> None:
    last = "街道说，自11月1日起，已经完成12个小区的清理工作。"
    page = f"雁滩街道送菜上门\n2022-03-01 来源：兰州日报\n{BODY}\n{last}{signed}"
    assert body(laid(page)[0]) == [*BODY.split("\n"), last]


def test_a_bracket_that_belongs_to_the_last_sentence_stays() -> None:
    last = "居民有需要可以拨打社区电话。（每天8时至20时有人接听）"
    page = f"雁滩街道送菜上门\n2022-03-01 来源：兰州日报\n{BODY}\n{last}"
    assert body(laid(page)[0]) == [*BODY.split("\n"), last]


@pytest.mark.parametrize("head", ["网友评论（3）", "精选留言", "全部评论 12条"])
def test_what_readers_say_below_the_article_is_no_article(head: str) -> None:
    said = "江边钓鱼人 2022-03-02 10:01\n这条路每年都淹，什么时候能修好？"
    page = f"雁滩街道送菜上门\n2022-03-01 来源：兰州日报\n{BODY}\n{head}\n{said}"
    assert body(laid(page)[0]) == BODY.split("\n")


def test_rows_of_a_table_copied_as_text_are_no_sentences() -> None:
    rows = "序号\t性别\t年龄\t住址\n1\t男\t34\t雁滩街道\n2\t女\t61\t雁滩街道"
    page = (
        f"雁滩街道送菜上门\n2022-03-01 来源：兰州日报\n{BODY}\n{rows}\n{BODY.replace('菜', '药')}"
    )
    found = laid(page)[0]
    assert body(found) == [*BODY.split("\n"), *BODY.replace("菜", "药").split("\n")]
    assert [part.reason for part in found.removed].count("table") == 3
    alone = f"雁滩街道送菜上门\n{BODY}\n早班\t张三\t八点，他来了。\n{BODY.replace('菜', '药')}"
    assert any("张三" in line for line in body(laid(alone)[0]))  # one line is no table


# ------------------------------------------------------------ what is known not to work


@pytest.mark.xfail(strict=True, reason="a caption that is a sentence looks like a paragraph")
def test_a_caption_without_a_photographer() -> None:
    caption = "雁滩社区志愿者和社区工作者在广场上合影。"
    page = f"雁滩街道送菜上门\n2022-03-01 来源：兰州日报\n{caption}\n{BODY}"
    assert body(laid(page)[0]) == BODY.split("\n")


@pytest.mark.xfail(strict=True, reason="short lines after the last sentence look like links")
def test_an_end_set_like_verse() -> None:
    page = f"雁滩街道送菜上门\n{BODY}\n所幸老人平安\n也对一夜未眠的他们\n说一声辛苦了！"
    assert body(laid(page)[0])[-3:] == ["所幸老人平安", "也对一夜未眠的他们", "说一声辛苦了！"]


@pytest.mark.xfail(strict=True, reason="of two headings above the first paragraph neither is kept")
def test_two_headings_before_the_first_paragraph() -> None:
    page = f"雁滩日记\n2022-03-01 来源：兰州日报\n1月19日\n一个等到凌晨的电话\n{BODY}"
    assert [p.kind for p in laid(page)[0].paragraphs][1:3] == ["heading", "heading"]
