"""Copies of an article, found among many pages."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wucheng.build import build, copies

CASES = json.loads((Path(__file__).parent / "cases/copies.json").read_text(encoding="utf-8"))
COPY = next(case for case in CASES if case["copy"])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_cases(case: dict[str, Any]) -> None:
    first, second = copies.digest("1.txt", case["first"]), copies.digest("2.txt", case["second"])
    found = copies.find([first, second])
    assert bool(found) == case["copy"]
    assert found == copies.find([second, first])


def test_bodies_are_no_copies_of_one_another(root: Path) -> None:
    bodies = (root / "tests/cases/bodies").glob("*.txt")
    pages = [copies.digest(path.name, path.read_text(encoding="utf-8")) for path in bodies]
    passages = json.loads((root / "tests/cases/repair_passages.json").read_text(encoding="utf-8"))
    pages += [copies.digest(f"{n}", passage["text"]) for n, passage in enumerate(passages)]
    assert len(pages) > 15
    assert copies.find(pages) == {}


def test_of_equals_the_better_told_is_kept_then_the_longest_then_the_first() -> None:
    text = COPY["first"]
    plain, told = copies.digest("a", text), copies.digest("c", text, merits=2)
    same, debris = copies.digest("d", text, merits=2), copies.digest("e", "jiē" + text)
    kept = copies.Twin("c", 1.0)
    found = copies.find([debris, same, told, plain])
    assert {name: twin.file for name, twin in found.items()} == dict.fromkeys("ade", "c")
    assert found["a"] == found["d"] == kept
    assert 0.9 < found["e"].share < 1
    assert copies.find([debris, plain]) == {"a": copies.Twin("e", 1.0)}
    assert copies.find([plain, copies.digest("b", text)]) == {"b": copies.Twin("a", 1.0)}


def test_a_shortened_reprint_is_not_kept_for_its_date() -> None:
    case = next(case for case in CASES if case["case"].startswith("a reprint shortened"))
    full, short = copies.digest("f", case["first"]), copies.digest("s", case["second"], merits=3)
    assert copies.find([full, short]) == {"s": copies.Twin("f", 1.0)}


def test_the_share_is_that_of_the_copy() -> None:
    """Counted by hand: of 116 stretches of five characters, 5 each hold one of two changes."""
    case = next(case for case in CASES if case["case"].startswith("typed again"))
    text = "".join(c for c in case["first"] if c.isalnum())
    other = "".join(c for c in case["second"] if c.isalnum())
    stretches = {text[i : i + 5] for i in range(len(text) - 4)}
    changed = {other[i : i + 5] for i in range(len(other) - 4)}
    found = copies.find([copies.digest("a", case["first"]), copies.digest("b", case["second"])])
    assert found["b"].share == pytest.approx(len(stretches & changed) / len(changed))


def test_a_tenth_of_the_sentences_rewritten_is_a_copy(root: Path) -> None:
    """A share of .85 finds 31 of these 64, one of .75 finds 60."""
    rng = random.Random(5)
    passages = json.loads((root / "tests/cases/repair_passages.json").read_text(encoding="utf-8"))
    cut = [re.findall("[^。！？]+[。！？]”?", passage["text"]) for passage in passages]
    long = [sentences for sentences in cut if sum(map(len, sentences)) > 150]
    found = 0
    for number, sentences in enumerate(long * 4):
        other = long[(number + 1) % len(long)]
        tenth, changed = 0.1 * sum(map(len, sentences)), list(sentences)
        for place in rng.sample(range(len(sentences)), len(sentences)):
            if tenth <= 0:
                break
            tenth -= len(sentences[place])
            changed[place] = rng.choice(other)
        pages = [copies.digest("a", "".join(sentences)), copies.digest("b", "".join(changed))]
        found += bool(copies.find(pages))
    assert found >= 0.9 * len(long * 4)


@given(st.randoms(use_true_random=False))
def test_the_order_of_the_pages_does_not_matter(rng: random.Random) -> None:
    pages = [
        copies.digest(f"{number}{side}", case[side])
        for number, case in enumerate(CASES)
        for side in ("first", "second")
    ]
    found = copies.find(pages)
    rng.shuffle(pages)
    assert copies.find(pages) == found
    assert not {twin.file for twin in found.values()} & found.keys()


def test_many_copies_among_many_pages(root: Path) -> None:
    """Each of forty articles stands on five pages; all share a paragraph of set phrases."""
    rng = random.Random(7)
    letters = [chr(code) for code in range(0x4E00, 0x9000)]
    phrases = "".join(rng.choices(letters, k=120))
    pages = []
    for article in range(40):
        body = phrases + "".join(rng.choices(letters, k=400))
        for page in range(5):
            pages.append(copies.digest(f"{article:02}-{page}", body + "记者摄影报道"[:page]))
    found = copies.find(pages)
    assert len(found) == 160
    assert all(name[:2] == twin.file[:2] and twin.file[3] == "4" for name, twin in found.items())


@pytest.mark.parametrize("text", ["", "。", "短讯。", "好" * 5000, "\ud800" * 200, "9" * 300])
def test_odd_pages(text: str) -> None:
    page = copies.digest("a", text)
    assert (page.shingles[1:] > page.shingles[:-1]).all()
    assert copies.find([page]) == {}


def test_a_copy_is_listed_with_its_twin_and_gives_nothing_else(root: Path, tmp_path: Path) -> None:
    header = "道里区网格员送菜上门\n2022-09-12 10:00  来源：松花江晚报\n\n"
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "a.txt").write_text(header + COPY["first"], encoding="utf-8")
    (seeds / "b.txt").write_text("首页 > 转载\n冰城好人\n\n" + COPY["second"], encoding="utf-8")
    (seeds / "c.txt").write_text(header + CASES[-2]["second"], encoding="utf-8")
    reported: list[tuple[str, str]] = []
    summary = build.build(
        seeds,
        root / "lexicons",
        tmp_path / "corpus",
        report=lambda outcome: reported.append((outcome.file, outcome.reason)),
    )
    reason = "A copy of b.txt: 100% of its text is there."  # b has a sentence more
    assert summary.rejected == {"a.txt": reason}
    assert reported == [("a.txt", reason), ("b.txt", ""), ("c.txt", "")]  # each once
    for name, table in summary.tables.items():
        if "doc_id" in table:
            assert "a" not in set(table["doc_id"]), name
    texts = {path.name for path in (tmp_path / "corpus/text").iterdir()}
    assert texts == {"b.txt", "c.txt"}
