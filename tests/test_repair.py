"""Damage undone: pages damaged on purpose come back as they were, and clean ones stay."""

from __future__ import annotations

import json
import random
import re
from difflib import SequenceMatcher
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import corrupt
from variants import VARIANTS
from wucheng.pages import script
from wucheng.pages.mending import gbk, readings
from wucheng.pages.mending.likelihood import Likelihood
from wucheng.pages.mending.repair import Repaired, repair
from wucheng.pages.trace import Traced

ROOT = Path(__file__).parents[1]
CASES = Path(__file__).parent / "cases"


def load(name: str) -> list[dict[str, str]]:
    cases: list[dict[str, str]] = json.loads((CASES / name).read_text(encoding="utf-8"))
    return cases


PASSAGES = [case["text"] for case in load("repair_passages.json")]
FULL = str.maketrans(",!:;?()", "，！：；？（）")


def mend(page: str) -> Repaired:
    return repair(Traced.raw(page))


def compared(text: str) -> str:
    """Simplified, punctuation full width: what is the same in this form differs in no word."""
    return script.simplify_text(text).translate(FULL)


def seed(name: str) -> str:
    return next((ROOT / "seeds").glob(f"{name}_*.txt")).read_text(encoding="utf-8")


def body(name: str) -> list[str]:
    path = next((CASES / "bodies").glob(f"{name}_*.txt"))
    return path.read_text(encoding="utf-8").split()


def check_rows(page: str, repaired: Repaired) -> None:
    """The rows, applied to the page, give the repaired text; places stay in order."""
    at, out = 0, []
    for row in repaired.repairs:
        assert at <= row.start <= row.end
        assert page[row.start : row.end] == row.printed
        assert 0.0 <= row.confidence <= 1.0
        kept = row.printed if row.rule == "unrepaired" else row.repaired
        assert (row.confidence == 0.0 and row.repaired == "") or row.rule != "unrepaired"
        out += [page[at : row.start], kept]
        at = row.end
    assert "".join(out) + page[at:] == repaired.text.text
    assert repaired.unrepaired == sum(row.rule == "unrepaired" for row in repaired.repairs)
    starts, ends = repaired.text.starts, repaired.text.ends
    assert (starts[1:] >= starts[:-1]).all() and (ends[1:] >= ends[:-1]).all()
    assert len(ends) == 0 or ends[-1] <= len(page)


@pytest.mark.parametrize("name", ["002", "004"])
def test_damaged_seeds_equal_the_human_copy(name: str) -> None:
    page = seed(name)
    repaired = mend(page)
    check_rows(page, repaired)
    cleaned = "".join(compared(repaired.text.text).split())
    for paragraph in body(name):
        assert "".join(paragraph.split()) in cleaned
    assert repaired.damage == "bytes"
    assert repaired.unrepaired == 0


@pytest.mark.parametrize("name", ["000", "001", "003"])
def test_other_seeds_are_left_alone(name: str) -> None:
    repaired = mend(seed(name))
    assert (repaired.text.text, repaired.repairs, repaired.damage) == (seed(name), [], "none")


def test_seed_004_damaged_again_is_the_seed() -> None:
    """The repaired text through the forward model gives the page, but for punctuation's width."""
    page = seed("004")
    repaired = mend(page)
    table = {
        page[row.start - 1]: row.printed[1:-1]
        for row in repaired.repairs
        if row.rule == "reading" and readings.is_chinese(page[row.start - 1])
    }
    table |= {"驗": "yàn", "規": "guī", "優": "yōu"}  # seen inside other characters only
    again = corrupt.corrupt(repaired.text.text.translate(FULL), table, entities=True)
    same = SequenceMatcher(None, page.translate(corrupt.HALF), again, autojunk=False).ratio()
    assert same > 0.998


@pytest.mark.parametrize("case", load("repair_clean.json"), ids=lambda case: case["label"])
@pytest.mark.parametrize("times", [1, 4])
def test_clean_pages_come_through_untouched(case: dict[str, str], times: int) -> None:
    page = "\n".join([case["text"]] * times)
    repaired = mend(page)
    assert repaired.repairs == []
    assert repaired.text.text == page
    assert repaired.damage == "none"


@pytest.mark.parametrize("case", load("repair.json"), ids=lambda case: case["label"])
def test_damage_met_on_mirror_sites(case: dict[str, str]) -> None:
    page = case["before"] + case["printed"] + case["after"]
    repaired = mend(page)
    check_rows(page, repaired)
    assert case["repaired"] in repaired.text.text


@pytest.mark.parametrize("passage", range(len(PASSAGES)))
def test_undamaged_articles_change_in_nothing(passage: int) -> None:
    for text in (PASSAGES[passage], corrupt.traditional(PASSAGES[passage])):
        assert mend(text).repairs == []


def damaged(seeds: range, **how: str) -> list[tuple[str, str, str]]:
    """(article, page, page repaired) for every passage and several random sites."""
    made = []
    for number in seeds:
        for passage, text in enumerate(PASSAGES):
            rng = random.Random(1000 * number + passage)
            article = corrupt.traditional(text, rng.choice(["s2t", "s2tw", "s2hk"]))
            page = corrupt.corrupt(article, corrupt.site_table(rng, article), **how)  # type: ignore[arg-type]
            repaired = mend(page)
            check_rows(page, repaired)
            made.append((article, page, repaired.text.text))
    return made


@pytest.mark.parametrize("half", ["after", "never"])
def test_forward_model_is_undone(half: str) -> None:
    pages = damaged(range(4), half=half)
    wrong = total = exact = 0
    for article, _, text in pages:
        want, got = compared(article), compared(text)
        exact += want == got
        total += len(want)
        blocks = SequenceMatcher(None, want, got, autojunk=False).get_opcodes()
        wrong += sum(max(b - a, d - c) for op, a, b, c, d in blocks if op != "equal")
    assert exact >= 0.95 * len(pages)
    assert wrong <= 0.0002 * total


def test_what_is_not_repaired_is_listed() -> None:
    page = seed("004").replace("?guī)湍惆训首油", "?guī)湍惆训\u0e01首油")
    repaired = mend(page)
    check_rows(page, repaired)
    assert repaired.unrepaired
    assert "\u0e01首油" in repaired.text.text


SITE = load("repair.json")[0]["before"]


@pytest.mark.parametrize(
    "tail",
    [
        "?" * 5000,
        "?!" * 5000,
        "(" * 10_000,
        "(qū" * 5000,
        "(qū)" * 5000,
        "?qū)" * 300,
        "日?qǐng)睆\n" * 300,
        "日?qǐng)" + "睆埍蚋嬖" * 2000,
        "\ue2b8?" * 2000,
        "區愛發稿(qū)" * 2000,
        "區(愛發稿qū" * 2000,
        "日報(bào)社區(qū)" * 2000,
        "日?qǐng",
        "?",
        "區",
    ],
    ids=lambda tail: f"{tail[:6]!r} x {len(tail)}",
)
def test_hostile_pages_are_read(tail: str) -> None:
    for page in (tail, SITE + tail):
        check_rows(page, mend(page))


PARTS = st.lists(
    st.sampled_from(
        [*"社區書記門點日報我們。，“”?!,()\n <&a1\ue2b8é", "(qū)", "?qǐng)", "(shū )", "/p>"]
    ),
    max_size=40,
)


@settings(max_examples=150, deadline=None)
@given(PARTS)
def test_any_page_is_read_and_rows_add_up(parts: list[str]) -> None:
    page = SITE + "".join(parts)
    check_rows(page, mend(page))


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="社區書記厦门是的（）()?？!，。 \nabcXiàmén1\ue000", max_size=200))
def test_a_page_with_few_readings_stays(text: str) -> None:
    page = re.sub(r"\([a-zà-ž]+\)", "", text)
    assert mend(page).text.text == page


def test_bytes_are_those_of_the_codec() -> None:
    for text in PASSAGES:
        for character in re.sub(r"[\x00-\x7f]", "", text):
            both = character.encode("gbk")
            assert gbk.pair(character) == int.from_bytes(both, "big")
            assert gbk.character(*both) == character
    assert gbk.character(0xF9, 0xC7) == "\ue2b8"
    assert gbk.character(0xAA, 0xA1) == "\ue000"
    assert gbk.character(0xA7, 0xA0) == "\ue765"
    assert gbk.character(0x41, 0x41) == ""
    assert (gbk.text(0xF9, 0xC7), gbk.text(0xC8, 0xD5)) == ("", "日")
    assert (0xD5, "日") in gbk.high_trails(0xC8)
    assert all(trail >= 0x80 for trail, _ in gbk.high_trails(0xC8))


def test_readings_of_characters() -> None:
    assert "zhǎng" in readings.of("長")
    assert readings.first("區") == "qū"
    assert readings.normal("lu\u0308\u030c") == readings.normal("lǚ")
    found = [(r.start, r.end, r.syllable, r.lost) for r in readings.find("絡(luò )a?guī)（shū）")]
    assert found == [(1, 7, "luò", False), (8, 13, "guī", True), (13, 18, "shū", False)]


FRESH = [case["text"] for case in load("repair_fresh.json")]

#: Pages exact of 16, two random sites for each of eight articles. Where a byte is lost before
#: punctuation, nothing but the words around it says which it was.
EXACT = {
    "all ASCII before": 12,
    "Latin and figures": 15,
    "only ! ASCII before": 13,
    "nested": 12,
    "simplified": 11,
    "short": 15,
}


@pytest.mark.parametrize("name", [name for name in VARIANTS if name not in ("long", "cut off")])
def test_variants_of_damage(name: str) -> None:
    exact = 0
    for number in range(16):
        rng = random.Random(f"{name} {number}")
        article, page = VARIANTS[name](rng, FRESH[number % 8])
        repaired = mend(page)
        check_rows(page, repaired)
        exact += compared(article) == compared(repaired.text.text)
    assert exact >= EXACT.get(name, 14)


@pytest.mark.parametrize("number", range(8))
def test_pages_cut_off_in_damage(number: int) -> None:
    """All but the last few characters is there."""
    article, page = VARIANTS["cut off"](random.Random(number), FRESH[number])
    repaired = mend(page)
    check_rows(page, repaired)
    got = compared(repaired.text.text)[:-4]
    assert SequenceMatcher(None, compared(article)[: len(got)], got, autojunk=False).ratio() > 0.99


def test_fresh_articles_change_in_nothing() -> None:
    for text in FRESH:
        assert mend(text).repairs == mend(corrupt.traditional(text)).repairs == []


def test_icons_part_no_word() -> None:
    blank = Likelihood("")
    with_icon, without = blank.start("說她是老鄰\ue2b8居"), blank.start("說她是老鄰居")
    apart = blank.start("說她是老鄰。居")
    assert with_icon[0] == without[0]
    assert with_icon[1][-1] - blank.start("\ue2b8")[1][-1] == pytest.approx(without[1][-1])
    assert apart[0] != without[0]


@pytest.mark.parametrize("follows", [-1, 0xB1, 0x41])
def test_undefined_pairs_have_a_character_beside_them(follows: int) -> None:
    for lead, trails in gbk.undefined().items():
        some = gbk.undefined_trails(lead, follows)
        assert set(some) == {t for t in trails if follows < 0 or gbk.text(t, follows)}
    assert all(gbk.text(0xB3, lead) for lead in gbk.before_undefined(0xB3))


def test_a_long_page_and_one_of_one_line_are_repaired_alike() -> None:
    """Sentences in ever new order, some 60,000 characters, as paragraphs and as a single line."""
    rng = random.Random(5)
    article = corrupt.traditional(FRESH[3]).replace("\n", "")
    table = corrupt.site_table(rng, article)
    sentences = [part + "。" for part in article.split("。") if part]
    parts = [sentence for _ in range(80) for sentence in rng.sample(sentences, len(sentences))]
    for end in ("\n", ""):
        text = end.join(parts)
        repaired = mend(corrupt.corrupt(text, table))
        assert compared(repaired.text.text) == compared(text)
        assert repaired.round_trip == 1.0
