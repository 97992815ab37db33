"""The codebook finds its cues, keeps its conditions, and agrees with people who read."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from itertools import accumulate
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents import LEXICONS, ROLES, SEGMENTER, SPEECH, document, load
from wucheng.errors import LexiconError
from wucheng.frames.codebook import Codebook, Cue
from wucheng.frames.parties import Parties
from wucheng.language import phrase, quantity
from wucheng.language.sentences import Sentence
from wucheng.language.words import Token
from wucheng.people import mentions, people
from wucheng.people.person import Mention, Person
from wucheng.statistics.agreement import agreement
from wucheng.voices import quotes

CODEBOOK = Codebook(LEXICONS["frames"])


def _cases(name: str) -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = load(f"frames_{name}.json")
    return cases


def _code(text: str, names: list[Mention], codebook: Codebook = CODEBOOK) -> list[Cue]:
    sentence, tokens = Sentence(0, 0, "body", text), SEGMENTER.cut(text)
    parties = _parties([sentence], [tokens], [names], [])
    return codebook.code(sentence, tokens, quantity.read(text), names, parties)


def _parties(
    sentences: list[Sentence],
    tokens: list[list[Token]],
    names: list[list[Mention]],
    persons: list[Person],
) -> Parties:
    quoted = quotes.read(sentences, persons, SPEECH, ROLES)
    return Parties(sentences, tokens, names, persons, quoted, ROLES)


def _named(case: dict[str, Any]) -> list[Mention]:
    return [Mention(start, end, "") for start, end in case.get("names", [])]


@pytest.mark.parametrize(
    "case", [*_cases("cues"), *_cases("classes")], ids=lambda case: case["text"][:12]
)
def test_cue(case: dict[str, Any]) -> None:
    text = case["text"]
    spans = ((text.index(name), name) for name in case.get("names", []))
    names = [Mention(start, start + len(name), name) for start, name in spans]
    found = [cue.cue for cue in _code(text, names) if cue.frame == case["frame"]]
    assert (case["cue"] in found) if case["cue"] else not found, case["gloss"]


def _agreement(name: str, *, by_machine: bool) -> pd.DataFrame:
    """Our coding of a hand-coded file against it; with the names that were marked, or as read."""
    cases = _cases(name)
    hand = [
        {"doc_id": case["doc_id"], "sentence": case["sentence"], "frame": frame}
        for case in cases
        for frame in case["frames"] or [""]
    ]
    machine = []
    for doc_id in dict.fromkeys(case["doc_id"] for case in cases):
        document = [case for case in cases if case["doc_id"] == doc_id]
        sentences = [Sentence(c["sentence"], c["sentence"], c["kind"], c["text"]) for c in document]
        tokens = [SEGMENTER.cut(sentence.text) for sentence in sentences]
        persons = people.read(sentences, tokens, ROLES) if by_machine else []
        names = [_named(case) for case in document]
        names = mentions.places(sentences, persons) if by_machine else names
        parties = _parties(sentences, tokens, names, persons)
        for sentence, cut, named in zip(sentences, tokens, names, strict=True):
            counted = quantity.read(sentence.text)
            for cue in CODEBOOK.code(sentence, cut, counted, named, parties):
                row = {"doc_id": doc_id, "sentence": sentence.sentence, "frame": cue.frame}
                machine.append(row)
    return agreement(pd.DataFrame(machine), pd.DataFrame(hand), resamples=200)


# The hand codings were made sentence by sentence from docs/codebook.md, each before the lexicon
# was first run on it. Since then it has learnt from the first three, not from the last.
@pytest.mark.parametrize(
    ("name", "by_machine", "least"),
    [
        pytest.param("seeds", True, 0.90, id="seeds"),
        pytest.param("genre", False, 0.80, id="villages and neighbours"),
        pytest.param("fresh", False, 0.80, id="feature writing that avoids set phrases"),
        pytest.param("unread", False, 0.80, id="unread, names marked"),
        pytest.param("unread", True, 0.80, id="unread, names as read"),
    ],
)
def test_agrees_with_hand_coding(name: str, by_machine: bool, least: float) -> None:
    table = _agreement(name, by_machine=by_machine).set_index("frame")
    assert table.at["all", "f1"] >= least, table[["precision", "recall", "f1"]].round(2).to_string()


@pytest.mark.parametrize(
    ("file", "least"),
    [
        ("blind_pages.json", 0.80),
        ("blind_pages_2.json", 0.80),
        ("blind_pages_3.json", 0.80),
        ("blind_pages_4.json", 0.80),
        ("blind_pages_5.json", 0.80),
        ("blind_pages_6.json", 0.80),
        ("blind_pages_7.json", 0.75),  # no rule of the lexicon rests on these two
        ("blind_pages_8.json", 0.78),
    ],
)
def test_agrees_with_another_hand(file: str, least: float) -> None:
    """Pages by others, who end a sentence only outside quotation marks."""
    pages = load(file)["passages"]
    hand, machine = [], []
    for page in pages:
        sentences = document(page["paragraphs"], lambda text: "body")
        tokens = [SEGMENTER.cut(sentence.text) for sentence in sentences]
        persons = people.read(sentences, tokens, ROLES)
        names = mentions.places(sentences, persons)
        parties = _parties(sentences, tokens, names, persons)
        for number, row in enumerate(page["frames"]):
            for frame in row["frames"] or [""]:
                hand.append({"doc_id": page["id"], "sentence": number, "frame": frame})
        ends = list(accumulate(len(row["sentence"]) for row in page["frames"]))
        begin = 0
        for sentence, cut, named in zip(sentences, tokens, names, strict=True):
            counted = quantity.read(sentence.text)
            for cue in CODEBOOK.code(sentence, cut, counted, named, parties):
                number = bisect_right(ends, begin + cue.start_char)
                machine.append({"doc_id": page["id"], "sentence": number, "frame": cue.frame})
            begin += len(sentence.text)
        assert begin == ends[-1]
    table = agreement(
        pd.DataFrame(machine).drop_duplicates(), pd.DataFrame(hand), resamples=200
    ).set_index("frame")
    assert table.at["all", "f1"] >= least, table[["precision", "recall", "f1"]].round(2).to_string()


def test_every_frame_is_found_and_right_more_often_than_not() -> None:
    frames = pd.concat([_agreement(name, by_machine=False) for name in ("genre", "unread")])
    counts = frames.groupby("frame")[["both", "only_a", "only_b"]].sum()
    assert (counts["both"] > counts["only_a"] + counts["only_b"]).all(), counts.to_string()


def test_hand_codings_keep_to_the_codebook() -> None:
    frames = set(CODEBOOK.frames)
    for name in ("seeds", "genre", "fresh", "unread"):
        cases = _cases(name)
        assert len(cases) >= 60
        assert len({(case["doc_id"], case["sentence"]) for case in cases}) == len(cases)
        for case in cases:
            assert set(case["frames"]) <= frames
            assert all(cue in case["text"] for cue in case["frames"].values())


def test_the_codebook_describes_the_frames_of_the_lexicon(root: Path) -> None:
    text = (root / "docs/codebook.md").read_text(encoding="utf-8")
    assert tuple(re.findall(r"^## (\w+) ·", text, re.M)) == CODEBOOK.frames


def test_no_rule_names_a_person_of_the_seeds() -> None:
    named = {case["frames"]["exemplar"] for case in _cases("seeds") if "exemplar" in case["frames"]}
    written = {cell for row in LEXICONS["frames"] for cell in row.values()}
    assert not [name for name in named for cell in written if name in cell]


def test_marks_are_conditions_and_not_shown() -> None:
    row = {"cue": "辛苦(！|，|”)"}
    assert _one("你们辛苦！", row) == [("f", 2, "辛苦")]
    assert _one("“辛苦”，他说。", row) == [("f", 1, "辛苦")]
    assert _one("辛苦的人。", row) == []
    assert _one("打赢战“疫”！", {"cue": "战(“|)疫(”|)(！|)"}) == [("f", 2, "战“疫”")]


def test_no_cue_stands_in_two_rows_of_a_frame() -> None:
    cues = [
        (row["frame"], cue)
        for row in LEXICONS["frames"]
        for cue in phrase.split(row["cue"])
        if not cue.startswith("@")
    ]
    assert [cue for cue, rows in Counter(cues).items() if rows > 1] == []


def test_every_phrase_has_a_gloss() -> None:
    assert [row["cue"] for row in LEXICONS["frames"] if not row["gloss"]] == []


@pytest.mark.parametrize("name", ["seeds", "genre", "fresh", "unread"])
def test_what_holds_of_every_coding(name: str) -> None:
    for case in _cases(name):
        _check(case["text"], _code(case["text"], _named(case)))


PIECES = [cue for row in LEXICONS["frames"] for cue in phrase.split(row["cue"])][::7]
TEXTS = st.lists(
    st.sampled_from(
        [*PIECES, "社区", "居民", "，", "。", "“", "”", "三天", "12", "…", "（", " ", "𠮷"]
    )
).map("".join)


@given(TEXTS, st.data())
def test_what_holds_of_any_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    end = start + len(text[start:end].rstrip("，。！？；：、“”"))  # no name ends in a mark
    _check(text, _code(text, [Mention(start, end, "")] if start < end else []))


def _check(text: str, cues: list[Cue]) -> None:
    assert cues == sorted(cues)
    for cue in cues:
        assert cue.frame in CODEBOOK.frames
        assert cue.cue[-1] not in "，。！？；：、“" or len(cue.cue) == 1
        assert cue.cue[-1] != "”" or "“" in cue.cue
        assert text[cue.start_char :][: len(cue.cue)] == cue.cue != ""
    for before, after in zip(cues, cues[1:], strict=False):
        if before.frame == after.frame:
            assert before.start_char + len(before.cue) <= after.start_char


@pytest.mark.parametrize("piece", ["战“", "一定要", "（", "没有", "疫情", "与病毒", "连续三"])
def test_a_sentence_without_an_end_is_coded_in_one_go(piece: str) -> None:
    text = piece * 20_000
    tokens = [(piece, "n", i * len(piece), (i + 1) * len(piece)) for i in range(20_000)]
    _check(text, CODEBOOK.code(Sentence(0, 0, "body", text), tokens))


def _one(text: str, *rows: dict[str, str]) -> list[tuple[str, int, str]]:
    cues = _code(text, [], Codebook([{"frame": "f"} | row for row in rows]))
    return [(cue.frame, cue.start_char, cue.cue) for cue in cues]


def test_another_domain_brings_its_own_frames() -> None:
    rows = [
        {"frame": "growth", "cue": "增长"},
        {"frame": "growth", "cue": "@quantity", "least": "1000", "not_unit": "岁"},
        {"frame": "slump", "cue": "下跌|回落", "not_after": "没有"},
    ]
    text = "产量增长到3000吨，价格没有下跌。"
    found = [(cue.frame, cue.cue) for cue in _code(text, [], Codebook(rows))]
    assert found == [("growth", "增长"), ("growth", "3000吨")]


def test_conditions() -> None:
    assert _one("他们守好大门。", {"cue": "守(好|住)…门"}) == [("f", 2, "守好大门")]
    assert _one("守好，大门。", {"cue": "守(好|住)…门"}) == []  # not beyond the clause
    assert _one("守了三十多天。", {"cue": "守(了|){n}天"}) == [("f", 0, "守了三十多天")]
    assert _one("守了两天两夜。", {"cue": "{n}天{n}夜"}) == [("f", 2, "两天两夜")]
    assert _one("站着不敢动。", {"cue": "站(着(不|)|)(敢|动)"}) == [("f", 0, "站着不敢")]
    assert _one("责任田", {"cue": "责任", "within": "责任田"}) == []
    assert _one("不慌", {"cue": "慌", "not_after": "不", "edges": "any"}) == []
    assert _one("慌乱", {"cue": "慌", "not_before": "乱", "edges": "any"}) == []
    assert _one("老师很辛苦。", {"cue": "辛苦", "needs": "医生|护士"}) == []
    assert _one("老师很辛苦。", {"cue": "辛苦", "needs": "医生|老师"}) == [("f", 3, "辛苦")]
    assert _one("老师很辛苦。", {"cue": "辛苦", "unless": "老师"}) == []
    assert _one("很辛苦。", {"cue": "辛苦", "pos": "n"}) == []
    assert _one("全国人大代表", {"cue": "大代", "edges": "any"}) == [("f", 3, "大代")]
    assert _one("全国人大代表", {"cue": "大代"}) == []  # not where no word begins
    assert _one("全力以赴", {"cue": "全力", "edges": "token"}) == []
    assert _one("全力以赴", {"cue": "全力|全力以赴"}) == [("f", 0, "全力以赴")]


class _Told:
    """Somebody whose kind is known acts throughout, for somebody else."""

    def __init__(self, subject: str, receiver: str) -> None:
        self._subject, self._receiver = subject, receiver

    def subject(self, sentence: int, place: int) -> str:
        return self._subject

    def receiver(self, sentence: int, place: int) -> str:
        return self._receiver


@pytest.mark.parametrize(
    ("condition", "admitted", "refused"),
    [
        ("resident|family", ["resident", "family"], ["community", "medical", ""]),
        ("!resident|!family", ["community", "medical", ""], ["resident", "family"]),
        ("worker", ["party", "community", "medical", "police"], ["resident", "family", ""]),
        ("!worker", ["resident", "family", "collective", ""], ["party", "volunteer"]),
        ("worker|teacher", ["official", "teacher"], ["expert", ""]),
    ],
)
def test_who_acts_is_a_condition(condition: str, admitted: list[str], refused: list[str]) -> None:
    for column in ("subject", "receiver"):
        codebook = Codebook([{"frame": "f", "cue": "送来", column: condition}])
        for kind in admitted + refused:
            told = _Told(kind, "") if column == "subject" else _Told("", kind)
            tokens = [("送来", "v", 0, 2)]
            found = codebook.code(Sentence(0, 0, "body", "送来"), tokens, parties=told)
            assert bool(found) == (kind in admitted), (column, kind)
        unknown = codebook.code(Sentence(0, 0, "body", "送来"), [("送来", "v", 0, 2)])
        assert bool(unknown) == ("" in admitted)


def test_the_conditions_on_who_acts_name_kinds_of_the_lexicon() -> None:
    kinds = {row["kind"] for row in LEXICONS["roles"]} | {"worker"}
    for row in LEXICONS["frames"]:
        named = f"{row.get('subject', '')}|{row.get('receiver', '')}".replace("!", "").split("|")
        assert set(named) - {""} <= kinds, row["cue"]


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ({"frame": "f", "cue": ""}, "without a frame or a cue"),
        ({"frame": "", "cue": "责任"}, "without a frame or a cue"),
        ({"frame": "f", "cue": "@weather"}, "no source"),
        ({"frame": "f", "cue": "守(好"}, "can't be read"),
        ({"frame": "f", "cue": "…守"}, "must begin"),
        ({"frame": "f", "cue": "(好|)"}, "must begin"),
        ({"frame": "f", "cue": "守", "edges": "left"}, "edges"),
        ({"frame": "f", "cue": "@quantity", "least": "many"}, "no number"),
        ({"frame": "f", "cue": "送菜", "subject": "resident|!family"}, "with ! and without"),
    ],
)
def test_a_row_that_cant_be_read_is_named(row: dict[str, str], complaint: str) -> None:
    with pytest.raises(LexiconError, match=complaint):
        Codebook([row])
