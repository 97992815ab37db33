"""Words: the segmenter keeps the text, keeps the lexicon's words whole and shares no state."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wucheng import lexicon
from wucheng.errors import LexiconError
from wucheng.language import words
from wucheng.language.words import Segmenter, general_counts

LEXICONS = Path(__file__).parent.parent / "lexicons"
CASES = Path(__file__).parent / "cases"
ROWS = lexicon.read(LEXICONS / "words.tsv", lexicon.COLUMNS["words.tsv"])
STOP = [row["word"] for row in lexicon.read(LEXICONS / "stopwords.txt", ("word",))]
SEGMENTER = Segmenter(ROWS)


def tokens(text: str) -> list[str]:
    return [token for token, *_ in SEGMENTER.cut(text)]


@settings(deadline=None)  # the first unknown word loads the tagger
@given(st.text(alphabet="核酸检测网格员下沉干部的了。，“”A1 \n社区街道我会", max_size=60))
def test_joined_tokens_are_the_text(text: str) -> None:
    cut = SEGMENTER.cut(text)
    assert "".join(token for token, *_ in cut) == text
    assert all(text[start:end] == token for token, _, start, end in cut)


def unbroken(size: int) -> str:
    """The sentences of a case file run together without a mark: no text of the genre has this."""
    cases = json.loads((CASES / "quantity.json").read_text(encoding="utf-8"))
    text = re.sub(r"[^\u4e00-\u9fff]", "", "".join(case["text"] for case in cases))
    return (text * (size // len(text) + 1))[:size]


@pytest.mark.parametrize("size", [words._LONGEST, words._LONGEST + 1, 10 * words._LONGEST])
def test_what_has_words_is_cut_the_same_however_long(
    size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = f"核酸检测，{unbroken(size)}。"
    bounded = SEGMENTER.cut(text)
    assert "".join(token for token, *_ in bounded) == text
    monkeypatch.setattr(words, "_UNBROKEN", re.compile(r"(?!)"))
    assert SEGMENTER.cut(text) == bounded


@pytest.mark.parametrize("piece", ["王", "的", "魑魅", "一", "阿尔"])
def test_what_has_no_words_is_guessed_in_pieces(
    piece: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    guessed: list[int] = []

    def viterbi(text: str, *args: object) -> object:
        guessed.append(len(text))
        return known(text, *args)

    finalseg = words.jieba.finalseg
    known = finalseg.viterbi
    monkeypatch.setattr(finalseg, "viterbi", viterbi)
    for size in (words._LONGEST, 7 * words._LONGEST):
        text = piece * (size // len(piece))
        assert "".join(tokens(text)) == text
    assert max(guessed, default=0) <= 2 * words._LONGEST


def test_every_entry_is_cut_as_its_row_says() -> None:
    apart = {row["word"] for row in ROWS if row["freq"] == "0"}
    wrong = [
        row["word"] for row in ROWS if (len(tokens(row["word"])) > 1) != (row["word"] in apart)
    ]
    assert wrong == []
    tags = {row["word"]: row["pos"] for row in ROWS if row["word"] not in apart}
    assert {word: SEGMENTER.tag(word) for word in tags} == tags


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Residents took the PCR test: one term, not "nucleic acid" and "test".
        ("居民参加核酸检测", "居民 参加 核酸检测"),
        # All-staff PCR test: "everyone" must not swallow half of the test.
        ("开展全员核酸检测", "开展 全员 核酸检测"),
        # Grid worker and building head, in another city.
        ("杭州市西湖区的网格员和楼栋长", "杭州市 西湖区 的 网格员 和 楼栋长"),
        # Both halves stay countable: epidemic, prevention and control.
        ("疫情防控工作", "疫情 防控 工作"),
        ("街道社区党委书记", "街道 社区 党委书记"),
        # "I will", "I want": the pronoun must be counted, whatever the HMM joins.
        ("我会坚守岗位，我要加入", "我 会 坚守岗位 ， 我 要 加入"),
        ("党建网信工会", "党建 网信 工会"),
        # "But I will make up for it": three words, though the dictionary has none of 我会用.
        ("但是我会用努力", "但是 我 会 用 努力"),
        # "We set up a service chat", "in the chat": aspect and place are not part of the word.
        ("他们建了服务群，群里热闹", "他们 建 了 服务群 ， 群 里 热闹"),
        # Places in 里 (a lane) that no dictionary has keep it.
        ("贵阳里社区", "贵阳里 社区"),
        # Not the entry 中城 (a subdistrict): "among them, the cities".
        ("其中城市社区十二个", "其中 城市 社区 十二个"),
        # Phrases of the dictionary that nobody counted: "many difficulties", "urgent meeting".
        ("诸多困难和紧急会议", "诸多 困难 和 紧急 会议"),
        ("牵挂着居民", "牵挂 着 居民"),
        # The dictionary's own idioms and nouns of four characters stay whole.
        ("众志成城，智能手机", "众志成城 ， 智能手机"),
        # A number and its measure word: "some 70 people", "48,500 members", but 多个 alone is one.
        ("70余名密切接触人员", "70 余 名 密切接触人员"),
        ("4.85万名党员", "4.85 万 名 党员"),
        ("多个小区", "多个 小区"),
        ("上千户居民", "上千 户 居民"),
        ("江夏区委宣传部", "江夏 区委 宣传部"),
        ("自觉地戴着口罩", "自觉 地 戴 着 口罩"),
        ("解燃眉之急，疫情之初", "解 燃眉之急 ， 疫情 之 初"),
        # Not 自治巷: an autonomous region.
        ("自治区的干部", "自治区 的 干部"),
    ],
)
def test_cuts_of_the_genre(text: str, expected: str) -> None:
    assert tokens(text) == expected.split()


def test_a_segmenter_does_not_change_another() -> None:
    text = "网格员报到"
    before = Segmenter().cut(text)
    Segmenter([{"word": "网格员报到", "freq": "99999999", "pos": "n"}])
    assert Segmenter().cut(text) == before


def test_adding_a_word_twice_is_adding_it_once() -> None:
    once = Segmenter(ROWS)
    twice = Segmenter([*ROWS, *ROWS])
    text = "社区网格员为居民送菜，下沉干部值守卡点，全员核酸检测有序开展。"
    assert once.cut(text) == twice.cut(text)


def test_a_row_never_makes_a_word_rarer() -> None:
    """北京市 "Beijing Municipality" has a count of 3,392; a row that says 3 doesn't cut it."""
    rows = [{"word": "北京市", "freq": "3", "pos": "ns"}]
    assert [
        token for token, *_ in Segmenter(rows).cut("在北京市西城区")
    ] == "在 北京市 西城区".split()


@pytest.mark.parametrize("row", [{"word": "", "freq": ""}, {"word": "甲", "freq": "many"}])
def test_a_bad_row_is_named(row: dict[str, str]) -> None:
    with pytest.raises(LexiconError):
        Segmenter([row])


def test_punctuation_is_tagged_x_and_words_are_not() -> None:
    for token, pos, *_ in SEGMENTER.cut("“我是党员！”他说：6点，第46天……（完）"):
        assert (pos == "x") == (not any(char.isalnum() for char in token)), token


def test_a_character_that_jieba_has_no_tag_for_is_no_punctuation() -> None:
    """凰 and 俐 are "x" in the dictionary, 翯 and 𠮷 in none: all are text and count as words."""
    tags = {token: pos for token, pos, *_ in SEGMENTER.cut("凰、俐、翯、𠮷。")}
    assert tags == {"凰": "g", "俐": "g", "翯": "g", "𠮷": "g", "、": "x", "。": "x"}


def test_the_stop_list_keeps_the_rhetoric() -> None:
    kept = "坚持 积极 认真 主动 全力 必须 应当 一定 坚决 不能 我 我们 咱们 大家 自己 共同 一起 第一"
    assert not set(kept.split()) & set(STOP)
    assert {"的", "了", "在", "他们"} <= set(STOP)


def test_no_word_is_listed_twice() -> None:
    words = [row["word"] for row in ROWS]
    assert len(words) == len(set(words))
    assert len(STOP) == len(set(STOP))


def test_every_entry_that_is_a_word_has_a_gloss() -> None:
    assert not [row["word"] for row in ROWS if row["freq"] != "0" and not row["gloss"]]


def test_general_counts_are_the_dictionary() -> None:
    counts = general_counts()
    assert len(counts) == 349_045
    assert counts["的"] == 318_825


PLAIN = Segmenter()


@pytest.mark.parametrize(
    ("text", "names", "tokens"),
    [
        ("社区书记崔玉芬说", [(4, 7)], ["社区", "书记", "崔玉芬", "说"]),
        ("崔玉芬", [(0, 3)], ["崔玉芬"]),
        ("崔玉芬和蒋燕", [(0, 3), (4, 6)], ["崔玉芬", "和", "蒋燕"]),
        ("大家来了", [], ["大家", "来", "了"]),
    ],
)
def test_a_name_is_kept_whole(text: str, names: list, tokens: list) -> None:
    kept = PLAIN.keep(PLAIN.cut(text), names)
    assert [token for token, *_ in kept] == tokens
    assert [(pos, start, end) for _, pos, start, end in kept if (start, end) in names] == [
        ("nr", *span) for span in names
    ]


@given(
    st.text(alphabet="社区书记崔玉芬说，的", max_size=20), st.lists(st.integers(0, 20), max_size=6)
)
def test_names_kept_whole_leave_the_text_as_it_is(text: str, cuts: list[int]) -> None:
    edges = sorted({cut for cut in cuts if cut <= len(text)})
    names = list(zip(edges[::2], edges[1::2], strict=False))
    kept = PLAIN.keep(PLAIN.cut(text), names)
    assert "".join(token for token, *_ in kept) == text
    assert all(text[start:end] == token for token, _, start, end in kept)
    assert set(names) <= {(start, end) for *_, start, end in kept}
