"""People: names by their company, roles, mentions; cases in tests/cases/people*.json."""

from __future__ import annotations

from operator import itemgetter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents import BODIES, LEXICONS, ROLES, SEGMENTER, document, load, params
from wucheng.language.sentences import Sentence
from wucheng.language.words import Token
from wucheng.people import likeness, mentions, people
from wucheng.people.person import Person


def tokens(sentences: list[Sentence]) -> list[list[Token]]:
    return [SEGMENTER.cut(sentence.text) for sentence in sentences]


def read(*paragraphs: str) -> dict[str, Person]:
    sentences = document(paragraphs)
    return {p.name: p for p in people.read(sentences, tokens(sentences), ROLES)}


def body(doc_id: str) -> list[Sentence]:
    return document(BODIES[doc_id].splitlines())


def scores(pairs: list[tuple[set[str], set[str]]]) -> tuple[float, float, float]:
    """Precision, recall and F1 of the names found, over (expected, found) of each text."""
    right = sum(len(want & got) for want, got in pairs)
    precision = right / sum(len(got) for _, got in pairs)
    recall = right / sum(len(want) for want, _ in pairs)
    return precision, recall, 2 * precision * recall / (precision + recall)


def same_role(want: str, got: str) -> bool:
    """A role is right if it has the right head, with more or less of its modifiers."""
    return want == got or bool(want and got and (want.endswith(got) or got.endswith(want)))


def test_seeds() -> None:
    pairs, roles_right, roles_all = [], 0, 0
    for doc_id, expected in load("people_seeds.json")["documents"].items():
        sentences = body(doc_id)
        got = {p.name: p for p in people.read(sentences, tokens(sentences), ROLES)}
        want = {person["name"]: person for person in expected}
        pairs.append((set(want), set(got)))
        for name in want.keys() & got.keys():
            roles_all += 1
            roles_right += want[name]["role"] == got[name].role
            if want[name]["kind"]:
                assert got[name].kind == want[name]["kind"], name
    assert scores(pairs)[2] >= 0.95
    assert roles_right >= 0.95 * roles_all


def measure(file: str) -> tuple[tuple[float, float, float], float]:
    """Precision, recall and F1 of the names in a file of passages, and the share of roles right."""
    pairs, roles_right, roles_all = [], 0, 0
    for passage in load(file)["passages"]:
        got = read(*passage["paragraphs"])
        want = {person["name"]: person["role"] for person in passage["people"]}
        pairs.append((set(want), set(got)))
        roles_all += len(want.keys() & got.keys())
        roles_right += sum(same_role(want[n], got[n].role) for n in want.keys() & got.keys())
    return scores(pairs), roles_right / roles_all


@pytest.mark.parametrize("file", ["voices_aside.json", "voices_fresh.json", "voices_last.json"])
def test_other_cities(file: str) -> None:
    (_, _, f1), roles_right = measure(file)
    assert f1 >= 0.95
    assert roles_right >= 0.95


def test_passages_that_were_met_once() -> None:
    (precision, recall, _), _ = measure("voices_unseen.json")
    assert precision >= 0.95
    assert recall >= 0.9


@pytest.mark.parametrize(
    "file",
    [
        "blind_pages.json",
        "blind_pages_2.json",
        "blind_pages_3.json",
        "blind_pages_4.json",
        "blind_pages_5.json",
        "blind_pages_6.json",
        "voices_rounds.json",
        "voices_ways.json",
    ],
)
def test_pages_of_other_styles(file: str) -> None:
    (precision, recall, _), _ = measure(file)
    assert precision >= 0.95
    assert recall >= 0.9


@pytest.mark.parametrize("case", params(load("people.json")["cases"], itemgetter("label")))
def test_cases(case: dict[str, Any]) -> None:
    got = read(*case["text"])
    assert {name: person.role for name, person in got.items()} == case["people"], case["comment"]


@pytest.mark.parametrize(
    "case", params(load("people_introduced.json")["cases"], itemgetter("label"))
)
def test_introduced(case: dict[str, Any]) -> None:
    got = read(*case["text"])
    assert {name: person.role for name, person in got.items()} == case["people"], case["comment"]


def test_mentions_and_sentences() -> None:
    text = "网格员唐婉秋很忙。唐婉秋说，唐婉秋的手机没停过。大家都歇了。唐婉秋没有。"
    person = read(text)["唐婉秋"]
    assert (person.mentions, person.sentences) == (4, (0, 1, 3))


def test_short_forms_are_one_person() -> None:
    person = read("社区党委书记蒋文倩刚坐下，电话又响了。“蒋书记，我家停水了。”蒋书记马上出门。")
    assert set(person) == {"蒋文倩"}
    assert person["蒋文倩"].also == ("蒋书记",)
    assert person["蒋文倩"].mentions == 3


def test_organisation() -> None:
    person = read("南昌市东湖区百花洲街道干部罗小曼来到这里。")["罗小曼"]
    assert person.role == "街道干部" or person.role == "干部"
    assert "东湖区" in person.organisation


def test_places_agree_with_mentions() -> None:
    for doc_id in load("people_seeds.json")["documents"]:
        sentences = body(doc_id)
        found = people.read(sentences, tokens(sentences), ROLES)
        where = mentions.places(sentences, found)
        assert len(where) == len(sentences)
        for person in found:
            at = [n for n, line in enumerate(where) for m in line if m.name == person.name]
            assert len(at) == person.mentions, person.name
            assert tuple(sorted(set(at))) == person.sentences
        for sentence, line in zip(sentences, where, strict=True):
            forms = {f: p.name for p in found for f in (p.name, *p.also)}
            assert all(forms[sentence.text[m.start : m.end]] == m.name for m in line)
            assert all(a.end <= b.start for a, b in zip(line, line[1:], strict=False))


def test_likeness() -> None:
    assert likeness.given("秀云") > 3 > 0 > likeness.given("述了")
    assert likeness.family("王") > likeness.family("高") > likeness.family("都")
    assert likeness.given("") == 0


def test_names_that_the_text_explains() -> None:
    people_named = read("同屋的王子每天分发饭菜。顺便一提，王子真的姓王，名子，吉林人。")
    assert set(people_named) == {"王子"}
    assert read("动画片里的王子骑着白马，孩子们看得入神。") == {}


def test_first_parts_of_dotted_names_are_one_person() -> None:
    person = read("体育老师艾力·买买提吹响了哨子。艾力说，大家跑起来。")["艾力·买买提"]
    assert (person.mentions, person.also) == (2, ("艾力",))


def test_nothing() -> None:
    assert people.read([], [], ROLES) == []
    assert read("") == {}


def test_roles_table() -> None:
    rows = LEXICONS["roles"]
    assert len({(row["role"], row["position"] == "part") for row in rows}) == len(rows)
    assert {row["position"] for row in rows} == {
        "before",
        "after",
        "both",
        "subject",
        "part",
        "body",
    }
    assert all(row["gloss"] and row["kind"] for row in rows)


def test_no_rule_names_a_person_of_the_seeds(root: Path) -> None:
    names = {p["name"] for d in load("people_seeds.json")["documents"].values() for p in d}
    names -= {"海洋", "杨梅"}  # these are words
    for path in [*root.glob("src/wucheng/**/*.py"), *root.glob("lexicons/*.*")]:
        text = path.read_text(encoding="utf-8")
        assert not [name for name in names if name in text], path.name


def test_role_phrases() -> None:
    known = ROLES
    text = "东街社区党委书记、居委会主任"
    role = known.ending(text, len(text))
    assert role and (role.text, role.kind) == ("社区党委书记、居委会主任", "party")
    assert known.ending("今天天气很好", 6) is None
    person = known.person("一位老党员说", 2)
    assert person and person.text == "老党员"


_TEXT = st.text(alphabet="王李陈丹刚书记志愿者说、和，。“”·老小某的了张师傅 a1", max_size=80)


@settings(max_examples=60, deadline=None)
@given(_TEXT)
def test_never_crashes_and_names_stand_in_the_text(text: str) -> None:
    sentences = document([text])
    found = people.read(sentences, tokens(sentences), ROLES)
    for person in found:
        assert person.name in text
        assert person.mentions >= len(person.sentences) >= 1
    assert len({p.name for p in found}) == len(found)
