"""Who acts at a place of a sentence, and for whom, is told where the text tells it, else nobody."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from documents import LEXICONS, ROLES, SEGMENTER, SPEECH, document, load, params
from wucheng.build.tokens import tokenise
from wucheng.events import clauses
from wucheng.frames import doers
from wucheng.frames.parties import Parties
from wucheng.language.sentences import Sentence
from wucheng.people import posts
from wucheng.people.person import Mention, Person
from wucheng.people.roles import WORKERS
from wucheng.voices import quotes

KINDS = {row["kind"] for row in LEXICONS["roles"]} - {"part"}


def _document(text: str) -> tuple[list[Sentence], Parties]:
    """A document of one paragraph a line."""
    sentences = document(text.split("\n"), lambda line: "body")
    tokens, persons, names = tokenise(sentences, SEGMENTER, ROLES)
    quoted = quotes.read(sentences, persons, SPEECH, ROLES)
    return sentences, Parties(sentences, tokens, names, persons, quoted, ROLES)


@pytest.mark.parametrize("case", params(load("parties.json"), lambda case: case["text"][:12]))
def test_who_acts(case: dict[str, str]) -> None:
    sentences, parties = _document(case["text"])
    last = [sentence for sentence in sentences if case["at"] in sentence.text][-1]
    place = last.text.rindex(case["at"])
    assert parties.subject(last.sentence, place) == case["subject"], case["gloss"]
    if "receiver" in case:
        assert parties.receiver(last.sentence, place) == case["receiver"], case["gloss"]


PEOPLE = ["居民", "志愿者", "护士", "社区", "他", "她们", "我", "你", "大家", "老伴", "孩子们"]
THINGS = ["，", "。", "“", "”", "：", "、", "给", "把", "被", "的", "送来", "热汤", "三个", "说"]
TEXTS = st.lists(st.sampled_from([*PEOPLE, *THINGS, "让", "是", "\n", "𠮷", " "])).map("".join)


@given(TEXTS, st.randoms())
def test_what_holds_of_any_text(text: str, random: Any) -> None:
    sentences, parties = _document(text)
    places = [(s.sentence, place) for s in sentences for place in range(len(s.text) + 1)]
    told = {place: (parties.subject(*place), parties.receiver(*place)) for place in places}
    assert {kind for pair in told.values() for kind in pair} <= KINDS | {""}
    random.shuffle(places)
    _, again = _document(text)
    for place in places:  # whatever is asked first
        assert (again.subject(*place), again.receiver(*place)) == told[place]


@given(st.lists(st.sampled_from(THINGS)).map("".join))
def test_nobody_acts_where_nobody_is_named(text: str) -> None:
    sentences, parties = _document(text)
    for sentence in sentences:
        for place in range(len(sentence.text)):
            assert parties.subject(sentence.sentence, place) == ""
            assert parties.receiver(sentence.sentence, place) == ""


@given(TEXTS)
@example("居民社区居民居民")
def test_those_whom_a_clause_names_stand_in_it(text: str) -> None:
    text = text.replace("\n", "")
    for clause in clauses.cut(text, SEGMENTER.cut(text)):
        named = list(doers.read(text, clause, [], None, ROLES))
        assert [doer.start for doer in named] == sorted(doer.start for doer in named)
        for doer in named:
            assert clause.start <= doer.start < clause.end
            assert doer.kind in KINDS | {"", doers.HERO, doers.SAME}
            assert doer.governor == doers.ASIDE or doer.governor in text


@pytest.mark.parametrize("piece", ["居民给", "居民、", "她，", "“居民", "的居民", "三名"])
def test_each_clause_is_read_once(piece: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """However long a paragraph is and however often it is asked about."""
    read = []
    real = doers.read
    monkeypatch.setattr(doers, "read", lambda *args: read.append(args[:2]) or real(*args))
    tokens = [(piece, "n", i * len(piece), (i + 1) * len(piece)) for i in range(1_500)]
    sentences = [Sentence(i, 0, "body", piece * 1_500 + "。" * i) for i in range(2)]
    parties = Parties(sentences, [tokens] * 2, [[]] * 2, [], [], ROLES)
    for place in (4_000, 3, 2_999, 4_000):
        parties.subject(1, place)
        parties.receiver(1, place)
    assert read
    assert len(read) == len(set(read))


def test_no_clause_is_read_that_nobody_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither those behind the place, nor those before one that names somebody who acts."""
    read = []
    real = doers.read
    monkeypatch.setattr(doers, "read", lambda *args: read.append(args[1].start) or real(*args))
    sentences, parties = _document("护士来了，居民开门，取出体温计，再关上门，社区送菜。")
    text = sentences[0].text
    assert parties.subject(0, text.index("体温计")) == "resident"
    assert sorted(read) == [text.index("居民"), text.index("取出")]


def test_somebody_without_a_role_is_looked_up_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    real = posts.linked
    monkeypatch.setattr(posts, "linked", lambda *args: asked.append(args) or real(*args))
    sentences = [Sentence(0, 0, "body", "冉云、" * 1_000), Sentence(1, 0, "body", "她是网格员。")]
    tokens = [SEGMENTER.cut(sentence.text) for sentence in sentences]
    names = [[Mention(3 * i, 3 * i + 2, "冉云") for i in range(1_000)], []]
    persons = [Person("冉云", "", "", 1_000, (0,))]
    parties = Parties(sentences, tokens, names, persons, [], ROLES)
    assert {parties.subject(0, place) for place in range(0, 3_000, 100)} == {"community"}
    assert len(asked) == 1


def test_workers_are_kinds_of_the_lexicon() -> None:
    assert set(WORKERS) <= KINDS
