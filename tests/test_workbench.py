"""The desks of coders: worked by buttons and by keys, alone and by two who settle."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pytest

import coders
from wucheng import codings
from wucheng.corpus import Corpus
from wucheng.errors import CorpusError
from wucheng.workbench import Settling, Workbench


@pytest.fixture
def c(built: Path, root: Path, tmp_path: Path) -> Corpus:
    return coders.copied(built, root, tmp_path)


@pytest.fixture
def few(tmp_path: Path) -> Corpus:
    return coders.three_cues(tmp_path)


def test_the_workbench_codes_without_a_browser(c: Corpus) -> None:
    bench = Workbench(c, "one", size=3)
    assert bench.widget is bench.widget
    bench.buttons["war"].value = True
    bench.next.click()
    assert not bench.buttons["war"].value and bench.session.done == 1
    bench.back.click()
    assert bench.buttons["war"].value
    bench.skip.click()
    assert codings.read(c, "one").rows["frame"].tolist() == ["war"]
    assert list(bench.sheet()["coded"]) == [True, False, False]


def test_the_workbench_escapes_what_the_page_says(c: Corpus) -> None:
    rows = pd.DataFrame({"doc_id": ["a"], "sentence": [0], "text": ["<script>甲</script>"]})
    bench = Workbench(c, "one", sentences=rows, lang="zh")
    assert bench.widget and "<script>" not in bench.text.value
    assert "&lt;script&gt;" in bench.text.value
    assert bench.buttons["war"].description == "1  战争隐喻"


def test_the_workbench_says_what_is_coded_and_when_it_is_all(c: Corpus) -> None:
    bench = Workbench(c, "one", size=2)
    assert bench.widget
    where = bench.where
    assert "0 of 2 coded; this is 1, not coded yet" in where.value
    bench.next.click()
    bench.back.click()
    assert "1 of 2 coded; this is 1, coded" in where.value  # with no frame, which is a coding too
    bench.skip.click()
    bench.next.click()
    assert "All are coded" in where.value and "codings/one.csv" in where.value


@pytest.mark.parametrize(
    ("lang", "told"), [("en", "spoken of as combat"), ("zh", "把工作说成作战")]
)
def test_the_workbench_has_the_codebook_at_hand(c: Corpus, lang: str, told: str) -> None:
    bench = Workbench(c, "one", size=2, lang=lang)
    assert bench.widget
    book = bench.rules.value
    assert told in book and told in bench.buttons["war"].tooltip
    assert book.count("<tr>") == 1 + len(codings.frames(c))


def test_a_frame_that_the_codebook_lacks_has_a_button_all_the_same(
    c: Corpus, tmp_path: Path, root: Path
) -> None:
    shutil.copytree(root / "lexicons", tmp_path / "other")
    (tmp_path / "other" / "codebook.tsv").unlink()
    bare = Corpus(c.folder, tmp_path / "other", {})
    bench = Workbench(bare, "one", size=2)
    assert bench.widget and "<table>" not in bench.rules.value
    assert set(bench.buttons) == set(codings.frames(c))


# --- the desk ---------------------------------------------------------------------------------


def _enter(bench: Workbench, keys: str) -> None:
    bench.typed.value = keys
    bench.typed._handle_custom_msg({"event": "submit"}, [])


def test_the_desk_is_worked_by_keys(c: Corpus) -> None:
    bench = Workbench(c, "one", size=4)
    assert bench.widget
    first, second = codings.frames(c)[:2]
    bench.typed.value = "12"
    assert bench.buttons[first].value and bench.buttons[second].value
    _enter(bench, "12")
    assert bench.session.done == 1 and bench.typed.value == ""
    _enter(bench, "")  # by mistake: nothing is coded
    assert bench.session.done == 1 and "Type 0" in bench.said.value
    _enter(bench, "０")  # full-width
    assert bench.session.done == 2
    _enter(bench, "b")
    assert bench.session.position == 1 and bench.session.coded
    _enter(bench, "s")
    assert bench.session.position == 2
    _enter(bench, "!<b>")
    assert "No such key" in bench.said.value and "<b>" not in bench.said.value
    _enter(bench, "u")
    assert bench.session.done == 1 and len(codings.read(c, "one").sentences) == 1
    _enter(bench, "u")
    assert bench.session.done == 0 and codings.read(c, "one").sentences.empty
    _enter(bench, "u")
    assert "nothing to undo" in bench.said.value


def test_two_windows_of_one_coder_keep_what_either_wrote_last(c: Corpus) -> None:
    first, second = Workbench(c, "one", size=3), Workbench(c, "one", size=3)
    assert first.widget and second.widget
    _enter(first, "1")
    third = Workbench(c, "one", size=3)
    assert third.widget
    _enter(second, "2")  # of the same sentence
    _enter(third, "3")  # of the next one, from a window that knows the older coding of the first
    order = codings.frames(c)
    assert set(codings.read(c, "one").rows["frame"]) == {order[1], order[2]}


def test_undo_brings_back_what_was_there_before(c: Corpus) -> None:
    bench = Workbench(c, "one", size=3)
    assert bench.widget
    _enter(bench, "1")
    _enter(bench, "b")
    _enter(bench, "2")
    _enter(bench, "u")
    assert bench.session.chosen == {codings.frames(c)[0]}
    assert codings.read(c, "one").rows["frame"].tolist() == [codings.frames(c)[0]]


def test_a_phrase_is_underlined_kept_and_checked(few: Corpus) -> None:
    bench = Workbench(few, "one", sentences=few.sentences)
    assert bench.widget
    bench.buttons["war"].value = True
    assert bench.typed.value == "1"  # the field of keys says so too
    bench.phrases["war"].value = "筑牢"
    assert "<mark>筑牢</mark>" in bench.text.value
    bench.phrases["war"].value = "筑牢、<i>"
    assert "Not in the sentence: &lt;i&gt;" in bench.said.value
    bench.next.click()
    assert bench.session.done == 0 and "not in the sentence" in bench.said.value
    bench.phrases["war"].value = "筑牢、防线"
    bench.next.click()
    assert codings.read(few, "one").rows["cues"].tolist() == [("筑牢", "防线")]
    again = Workbench(few, "one", sentences=few.sentences)
    assert again.widget
    again.back.click()
    assert again.phrases["war"].value == "筑牢、防线"


def test_the_desk_goes_on_where_it_was_left_and_says_what_else_there_is(c: Corpus) -> None:
    coders.code(c, "one", {0: "war"}, size=10)
    bench = Workbench(c, "one", size=20)
    assert bench.session.done == 10 and not bench.session.coded
    other = Workbench(c, "one", size=10, seed=4)
    elsewhere = 10 - other.session.done
    assert other.widget and f"not among these: {elsewhere}." in other.file.value


# --- settling ---------------------------------------------------------------------------------


def _pair(c: Corpus) -> None:
    coders.code(c, "one", {0: "war;care", 1: "war", 2: "care"}, size=8)
    coders.code(c, "two", {0: "war;unity", 1: "war", 2: ""}, size=8)


def test_two_coders_settle_what_they_differ_on(c: Corpus) -> None:
    _pair(c)
    settlement = codings.Settlement(c, "one", "two")
    assert (len(settlement.session), len(settlement.agreed)) == (2, 6)
    listed = settlement.listed()
    assert sorted(zip(listed["frame"], listed["chosen_by"], strict=True)) == [
        ("care", "one"),
        ("care", "one"),
        ("unity", "two"),
    ]
    assert all(listed["rule"]) and not any(listed["settled"])
    while settlement.session.done < 2:
        with pytest.raises(ValueError, match="each disputed frame"):
            settlement.settle({"party": True})
        settlement.settle({frame: frame == "unity" for frame in settlement.disputed})
        settlement.keep()
        # the sentences agreed on come in when all is settled: half of it must not look too good
        done = settlement.session.done
        assert len(codings.read(c, "agreed").sentences) == (8 if done == 2 else 1)
        assert codings.standard(c) == ("agreed" if done == 2 else "one")
    agreed = codings.read(c, "agreed")
    assert agreed.settles == ("one", "two") and agreed.coders == ("one and two",)
    assert sorted(agreed.rows["frame"]) == [*[""] * 6, "unity", "war", "war"]
    assert sorted(codings.Settlement(c, "one", "two").listed()["settled"]) == ["no", "no", "yes"]
    # what one of them codes later is not settled yet
    coders.code(c, "one", {}, size=12)
    coders.code(c, "two", {9: "war"}, size=12)
    assert codings.standard(c) == "one"


def test_what_is_settled_takes_the_place_of_the_coders(c: Corpus) -> None:
    _pair(c)
    before = codings.corrected(c, by=None).set_index("frame")
    assert before.loc["unity", "corrected_least"] < before.loc["unity", "corrected_most"]
    settlement = codings.Settlement(c, "one", "two")
    while settlement.session.done < len(settlement.session):
        settlement.settle(dict.fromkeys(settlement.disputed, False))
        settlement.keep()
    after = codings.corrected(c, by=None).set_index("frame")
    assert after.loc["unity", "corrected_least"] == after.loc["unity", "corrected_most"]
    assert after["coders"].eq(2).all() and after["shared"].eq(8).all()


@pytest.mark.parametrize(
    "pair", [("one", "one", "x"), ("one", "two", "two"), ("one", "two", "own")]
)
def test_what_is_agreed_has_a_name_of_its_own(c: Corpus, pair: tuple[str, str, str]) -> None:
    _pair(c)
    coders.code(c, "own", {}, size=3)
    with pytest.raises(CorpusError, match="name"):
        codings.Settlement(c, *pair)


def test_the_settling_desk_shows_the_rule_and_asks_for_every_verdict(c: Corpus) -> None:
    _pair(c)
    desk = Settling(c, "one", "two")
    assert desk.widget and "agree on 6 of 8 sentences" in desk.where.value
    rows = desk.rows.children
    assert all("Code it when" in row.children[1].value for row in rows)
    desk.next.click()
    assert "needs a verdict" in desk.said.value and codings.names(c) == ["one", "two"]
    while desk.settlement.session.done < 2:
        for choice in desk.verdicts.values():
            choice.value = False
        desk.next.click()
    assert "codings/agreed.csv" in desk.where.value
    desk.undo.click()
    assert desk.settlement.session.done == 1 and len(codings.read(c, "agreed").sentences) == 1
    assert desk.sheet()["settled"].isin(["no", ""]).all()


@pytest.mark.parametrize(
    ("codings_there", "told"),
    [
        ((), "there are not two yet"),
        (("one",), "there are not two yet"),
        (("elsewhere", "one"), "no sentence both"),
        (("one", "same"), "agree on 8 of 8 sentences"),
    ],
    ids=["nobody has coded", "one has", "of other pages", "all alike"],
)
def test_the_settling_desk_opens_where_there_is_nothing_to_settle(
    c: Corpus, codings_there: tuple[str, ...], told: str
) -> None:
    """A corpus of one's own has no codings, or those of the pages that stood there before."""
    for name in codings_there:
        coders.code(c, name, {0: "war"}, size=8)
    if "elsewhere" in codings_there:
        path = codings.folder(c) / "elsewhere.csv"
        rows = pd.read_csv(path, dtype="str", keep_default_na=False)
        rows = rows.assign(doc_id="gone", text=[f"{n}号楼已经拆了。" for n in range(8)])
        rows.to_csv(path, index=False)
        assert codings.read(c, "elsewhere").changed == 8
    desk = Settling(c)
    assert desk.widget and told in desk.where.value
    assert desk.sheet().empty and "settled" in desk.sheet().columns
    desk.next.click()
    assert "agreed" not in codings.names(c)
