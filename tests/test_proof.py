"""Repaired text damaged again is the page; a text that is not what stood there does not give it."""

from __future__ import annotations

import json
import random
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import corrupt
from wucheng.pages.mending import damage, proof
from wucheng.pages.mending.damage import Habits
from wucheng.pages.mending.pairing import Piece
from wucheng.pages.mending.repair import Repaired, repair
from wucheng.pages.trace import Traced

ROOT = Path(__file__).parents[1]
CASES = Path(__file__).parent / "cases"
PASSAGES = [
    case["text"] for case in json.loads((CASES / "repair_passages.json").read_text("utf-8"))
]


def mend(page: str) -> Repaired:
    return repair(Traced.raw(page))


@pytest.mark.parametrize("name", ["002", "004"])
def test_the_damaged_seeds_are_reproduced_whole(name: str) -> None:
    repaired = mend(next((ROOT / "seeds").glob(f"{name}_*.txt")).read_text(encoding="utf-8"))
    assert repaired.round_trip == 1.0
    assert {row.proof for row in repaired.repairs} == {proof.ROUND_TRIP}


def test_an_undamaged_page_has_no_proof() -> None:
    assert mend(PASSAGES[0]).round_trip is None


@pytest.mark.parametrize("half", ["after", "never", "before"])
def test_pages_of_random_sites_are_reproduced(half: str) -> None:
    proved = rows = whole = 0
    for passage, text in enumerate(PASSAGES):
        rng = random.Random(passage)
        article = corrupt.traditional(text)
        repaired = mend(corrupt.corrupt(article, corrupt.site_table(rng, article), half=half))
        assert repaired.round_trip is not None
        whole += repaired.round_trip == 1.0
        proved += sum(bool(row.proof) for row in repaired.repairs)
        rows += len(repaired.repairs)
        assert all(row.proof or row.confidence <= 0.6 for row in repaired.repairs)
    assert proved >= 0.98 * rows
    assert half == "before" or whole >= 0.9 * len(PASSAGES)


TABLE = {"區": "(qū)", "請": "(qǐng)", "報": "(bào)", "書": "(shū)"}
PAGE = "社區(qū)的書(shū)記讀了今天的天水日?qǐng)?bào)社出的報(bào)紙。"
TRUE = [(2, 6, ""), (8, 13, ""), (22, 33, "報"), (37, 42, "")]


def pieces(page: str, changes: dict[int, str] | None = None) -> list[Piece]:
    """The right repairs of PAGE, or false ones at the places named."""
    made = []
    for start, end, new in TRUE:
        new = (changes or {}).get(start, new)
        made.append(Piece(start, end, new, "shifted-bytes" if new else "reading"))
    return made


def test_a_true_repair_is_proved() -> None:
    found = proof.prove(PAGE, pieces(PAGE), TABLE, "?")
    assert found == proof.Proof((proof.ROUND_TRIP,) * 4, 1.0)


@pytest.mark.parametrize("false", ["保", "堡", "簿", "報紙", "日", "請", "\ue000", "é"])
def test_a_false_repair_is_not_proved(false: str) -> None:
    found = proof.prove(PAGE, pieces(PAGE, {22: false}), TABLE, "?")
    assert found.proofs[2] == ""
    assert found.proofs[0] == proof.ROUND_TRIP  # far from it
    assert found.share < 1.0


def test_what_is_not_taken_out_is_not_proved() -> None:
    """A reading left on the page, though the site's table explains it."""
    kept = [piece for piece in pieces(PAGE) if piece.start != 37]
    assert proof.prove(PAGE, kept, TABLE, "?").share < 1.0
    without = {character: shown for character, shown in TABLE.items() if character != "報"}
    assert proof.prove(PAGE, pieces(PAGE), without, "?").proofs[2:] == ("", "")


@pytest.mark.parametrize("rule", ["spam", "unrepaired"])
def test_nothing_is_proved_of_what_has_no_known_cause(rule: str) -> None:
    page = "社區(qū)的書(shū)記讀了今天的天水日報買社出的報紙。"
    start = page.index("買")
    piece = Piece(start, start + 1, "" if rule == "spam" else "買", rule)
    assert proof.prove(page, [piece], {}, "?").proofs == ("",)


def test_punctuation_of_another_width_is_a_proof_of_its_own() -> None:
    page = "他把書(shū)放下，讀報（bào）紙的人走了。"
    start = page.index("（")
    piece = Piece(start, start + 5, "", "reading")
    first = Piece(3, 8, "", "reading")
    found = proof.prove(page, [first, piece], {"書": "(shū)", "報": "(bào)"}, "?")
    assert found.proofs == (proof.WIDTH, proof.WIDTH)


@pytest.mark.parametrize("page", ["", "a\x00書(shū)", "a\x1a書(shū)"])
def test_pages_that_cannot_be_damaged_again(page: str) -> None:
    found = proof.prove(page, [Piece(3, 8, "", "reading")] if page else [], {"書": "(shū)"}, "?")
    assert set(found.proofs) <= {""}
    assert found.share == 0.0


@pytest.mark.parametrize(
    ("text", "table", "first", "shown"),
    [
        ("天水日報社", {"報": "(bào)", "請": "(qǐng)"}, (), "天水日?qǐng)?bào)社"),
        ("天水日報社", {"報": "(bào)", "請": "(qǐng)"}, ("請", "報"), "天水日?qǐng)笊?"),
        ("因為東方", {"驗": "(yàn)"}, (), "因?yàn)闁|方"),
        ("社區", {"區": "(qū)"}, (), "社區(qū)"),
    ],
)
def test_damage_as_worked_out_by_hand(
    text: str, table: dict[str, str], first: tuple[str, str], shown: str
) -> None:
    habits = Habits(table, first=frozenset([first] if first else []))
    assert damage.damage([text, "好"], habits) == [shown, "好"]


def test_punctuation_made_ascii_as_bytes() -> None:
    """。“ is A1A3 A1B0, and A3A1 is ！: once that is ASCII both neighbours are torn."""
    habits = Habits({}, early=frozenset("！"))
    assert damage.damage(["一線。“社區"], habits) == ["一線?!吧鐓^"]


@pytest.mark.parametrize("half", ["after", "never", "before"])
@pytest.mark.parametrize("passage", range(0, len(PASSAGES), 3))
def test_two_hands_damage_alike(passage: int, half: str) -> None:
    """The model of the package and that of the tests share no code."""
    article = corrupt.traditional(PASSAGES[passage])
    table = corrupt.site_table(random.Random(passage), article)
    habits = Habits(
        {character: f"({reading})" for character, reading in table.items()},
        first=frozenset(combinations(table, 2)),
        early=damage.MARKS if half == "before" else frozenset(),
        late=half == "after",
    )
    wide = article.translate({ord(a): b for a, b in zip(",!:;?()", "，！：；？（）", strict=True)})
    made = damage.damage([wide], habits)
    assert made == [corrupt.corrupt(wide, table, half=half)]


@given(st.lists(st.text(alphabet="社區，。“é\ue000\U0001f600🈶a(?\n"), max_size=5))
def test_without_a_table_nothing_is_damaged(texts: list[str]) -> None:
    assert damage.damage(texts or [""], Habits({})) == (texts or [""])
