"""Stretches that texts share are found whole, once a pair, and nothing else is."""

from __future__ import annotations

import random
import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import corpora
from wucheng import reuse
from wucheng.errors import CorpusError

#: Agency copy: 27 characters without marks.
COPY = "国务院 联防 联控 机制 ， 要求 各地 科学 精准 落实 防控 措施 ， 减少 对 群众 的 影响 。"
OWN = {
    "a": "天津 社区 的 老人 说 菜 送到 了 。",
    "b": "深圳 志愿者 在 楼下 值守 到 天亮 。",
    "c": "天津 的 孩子 画 了 一 幅 画 。",
}


def _corpus(folder: Path, **more: str) -> reuse.Corpus:
    texts = {name: OWN.get(name, "") + more.get(name, "") for name in {*OWN, *more}}
    cities = {"a": "天津", "b": "深圳", "c": "天津"}
    return corpora.build(folder, {n: (cities.get(n, ""), [t]) for n, t in sorted(texts.items())})


def test_a_planted_copy_is_found_from_both_sides(tmp_path: Path) -> None:
    c = _corpus(tmp_path, a=COPY, b=COPY)
    found = reuse.stretches(c)
    assert list(found["doc_id"]) == ["a", "b"] and list(found["other"]) == ["b", "a"]
    whole = "".join(COPY.split())
    assert set(found["text"]) == {whole.rstrip("。")}
    assert set(found["sentence"]) == {1} and set(found["start_char"]) == {0}
    assert set(found["chars"]) == {sum(character.isalnum() for character in whole)}


def test_texts_of_their_own_share_nothing(tmp_path: Path) -> None:
    assert reuse.stretches(_corpus(tmp_path)).empty


def test_a_set_phrase_is_no_copy(tmp_path: Path) -> None:
    phrase = "坚决 打赢 疫情 防控 阻击战 。"
    c = _corpus(tmp_path, a=phrase, b=phrase)
    assert reuse.stretches(c).empty
    assert len(reuse.stretches(c, at_least=8)) == 2


def test_other_marks_dont_hide_a_copy(tmp_path: Path) -> None:
    c = _corpus(tmp_path, a=COPY, b=COPY.replace("，", "、"))
    assert len(reuse.stretches(c)) == 2


def test_a_copy_over_sentences_has_a_row_in_each(tmp_path: Path) -> None:
    c = _corpus(
        tmp_path, a=COPY + "各地 要 做好 物资 保障 。", b=COPY + "各地 要 做好 物资 保障 。"
    )
    found = reuse.stretches(c)
    assert list(found["sentence"]) == [1, 2, 1, 2]
    assert found["chars"].nunique() == 1


def test_a_formula_inside_two_sentences_is_found_where_it_stands(tmp_path: Path) -> None:
    c = _corpus(tmp_path, a="他 说 " + COPY, b="报道 " + COPY)
    found = reuse.stretches(c)
    assert list(found["start_char"]) == [2, 2]


def test_below_eight_characters_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="8 or more"):
        reuse.stretches(_corpus(tmp_path), at_least=7)


def test_shares_count_each_character_once(tmp_path: Path) -> None:
    c = _corpus(tmp_path, a=COPY, b=COPY, c=COPY)
    shares = reuse.shares(c, by=None)
    copy = "".join(COPY.split()).rstrip("。")
    assert shares["reused"].item() == 3 * len(copy)
    assert shares["sentences_reused"].item() == 3 and shares["sentences"].item() == 6
    by_city = reuse.shares(c)
    assert by_city["reused"].sum() == shares["reused"].item()
    assert by_city["share"].between(0, 100).all()


def test_one_kind_of_sentence_may_be_named_bare(tmp_path: Path) -> None:
    c = _corpus(tmp_path, a=COPY, b=COPY)
    shares = reuse.shares(c, None, kinds="body")
    assert shares["sentences"].item() == 5
    assert shares.equals(reuse.shares(c, None, kinds=["body"]))
    with pytest.raises(CorpusError, match="no kind of sentence lede"):
        reuse.shares(c, kinds=["body", "lede"])


def test_without_leaves_what_is_a_texts_own(tmp_path: Path) -> None:
    c = _corpus(tmp_path, a=COPY, b=COPY)
    for name in ("forms", "frames", "quotes"):  # tables that these small corpora don't have
        c._read[name] = reuse.tables.frame(name, [])
    for name in reuse.tables.TABLES:
        if not (c.folder / f"{name}.csv").is_file():
            c._read[name] = reuse.tables.frame(name, [])
    kept = reuse.without(c)
    assert len(kept.sentences) == 3 and len(c.sentences) == 5
    assert reuse.stretches(kept).empty
    assert set(kept.tokens["sentence"]) == {0}
    assert list(kept.documents["doc_id"]) == list(c.documents["doc_id"])


@given(st.integers(0, 10_000), st.integers(16, 60))
def test_a_copy_in_noise_is_found_whole(seed: int, size: int) -> None:
    # Latin letters stand for characters: the finder knows no language
    dice = random.Random(seed)

    def noise(length: int) -> str:
        return "".join(dice.choices(string.ascii_lowercase, k=length))

    copy = noise(size)
    texts = [
        reuse._Text(name, text, [(0, n) for n in range(len(text))])
        for name, text in (("a", noise(80) + copy + noise(40)), ("b", copy + noise(30)))
    ]
    found = list(reuse._matches(texts, 16))
    assert len(found) == 1
    _, start, _, begun, length = found[0]
    assert length >= size
    assert texts[1].letters[start : start + length] == texts[0].letters[begun : begun + length]
    assert copy in texts[1].letters[start : start + length]


def test_work_grows_with_the_text_and_not_with_its_square(monkeypatch: pytest.MonkeyPatch) -> None:
    # one letter a thousand times is the worst case: everything is like everything
    looked = 0
    common = reuse._common

    def counted(a: str, start: int, b: str, begun: int) -> int:
        nonlocal looked
        size = common(a, start, b, begun)
        looked += size + 1
        return size

    monkeypatch.setattr(reuse, "_common", counted)
    for length in (1_000, 8_000):
        looked = 0
        text = "a" * length
        texts = [reuse._Text(str(n), text, [(0, 0)] * length) for n in range(6)]
        list(reuse._matches(texts, 16))
        assert looked <= 40 * length
