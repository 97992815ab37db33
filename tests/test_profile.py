"""A profile takes every number from the data, in both languages, and says what it can't say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import shapes
from wucheng import corpus, profile, rhetoric
from wucheng.corpus import Corpus
from wucheng.errors import CorpusError


@pytest.fixture(scope="module")
def c(built: Path, root: Path) -> Corpus:
    return corpus.load(built, root / "lexicons")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_profile_follows_the_data(c: Corpus, lang: str) -> None:
    text = profile.city(c, "武汉", lang)
    rates = rhetoric.rates(c).set_index(["group", "frame"])
    row = rates.loc[("武汉", "exemplar")]
    assert f"{row['rate']:.0f} [{row['low']:.0f}, {row['high']:.0f}]" in text
    fewer = c.exchanged(frames=c.frames[c.frames["frame"] != "exemplar"])
    changed = profile.city(fewer, "武汉", lang)
    assert changed != text and f"{row['rate']:.0f} [" not in changed


def test_every_city_has_a_paragraph(c: Corpus) -> None:
    text = profile.cities(c)
    assert all(f"### {name}" in text for name in c.documents["city"])
    assert text.count("doesn't speak for the city") == 5
    assert not re.search(r"\bnan\b|\{|\}", text)


def test_in_chinese_no_english_is_left(c: Corpus) -> None:
    assert not re.search("[A-Za-z]{2}", profile.city(c, "天津", "zh"))


def test_a_city_without_text_is_refused(c: Corpus) -> None:
    with pytest.raises(CorpusError, match="北京"):
        profile.city(c, "北京")


def test_what_never_occurs_sets_apart_only_beyond_its_exact_bound(c: Corpus) -> None:
    # 0 of 38 is compatible with 9 in 100: six in 100 elsewhere is no difference
    here = set(c.documents["doc_id"][c.documents["city"] == "天津"])
    thanked = c.frames["doc_id"].isin(here) & (c.frames["frame"] == "gratitude")
    never = c.exchanged(frames=c.frames[~thanked])
    row = rhetoric.rates(never).set_index(["group", "frame"]).loc[("天津", "gratitude")]
    assert row["sentences_with"] == 0 and row["high"] > 9
    assert "gratitude" not in profile.city(never, "天津")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_text_with_nothing_in_it_is_still_described(c: Corpus, lang: str) -> None:
    empty = shapes.emptied(c, "frames", "forms", "quotes", "people")
    text = profile.city(empty, "天津", lang)
    assert "天津" in text and not re.search(r"\bnan\b", text)


def test_what_a_page_says_is_text_and_no_markup(c: Corpus) -> None:
    people = c.people.assign(name="*甲*<b>", role="[r](x)")
    text = profile.city(c.exchanged(people=people), "天津")
    assert r"\*甲\*\<b\>" in text and "[r](x)" not in text


def test_one_city_is_compared_with_nothing(c: Corpus) -> None:
    alone = shapes.only(c, c.documents["doc_id"][c.documents["city"] == "天津"])
    assert "other texts" not in profile.city(alone, "天津")


def test_texts_whose_city_stayed_open_speak_for_none(c: Corpus) -> None:
    blank = shapes.cityless(c, c.documents["doc_id"][0])
    text = profile.city(blank, "unknown")
    assert "whose city stayed open" in text and "speak for the city" not in text
    assert "不能代表城市" not in profile.city(blank, "unknown", "zh")


def test_what_there_is_none_of_is_not_counted(c: Corpus) -> None:
    without = c.exchanged(forms=c.forms[c.forms["kind"] == "modality"])
    text = profile.city(without, "天津")
    assert "no idiom or set phrase was found" in text and "7 modals" in text
    assert "parallel" not in text and "pronoun" not in text


@pytest.mark.parametrize(
    ("mentions", "told"),
    [
        ([1, 1, 1, 1], "4 people are named, each once, among them"),
        (
            [3, 1, 1, 1],
            "4 people are named, most often 甲0 (role unknown, 3); the others once each",
        ),
        ([2, 1], "2 people are named: 甲0 (role unknown, 2) and 甲1 (role unknown, 1)."),
        ([5], "One person is named: 甲0 (role unknown, 5)."),
    ],
)
def test_nobody_is_singled_out_who_is_named_no_more_often(
    c: Corpus, mentions: list[int], told: str
) -> None:
    alone = shapes.only(c, c.documents["doc_id"].head(1))
    some = c.people.head(len(mentions)).assign(
        doc_id=c.documents["doc_id"][0],
        name=[f"甲{n}" for n in range(len(mentions))],
        mentions=mentions,
        role="",
    )
    city = c.documents["city"][0]
    assert told in profile.city(alone.exchanged(people=some), city)


def test_a_profile_quotes_as_the_page_has_it(c: Corpus) -> None:
    for name in c.documents["city"]:
        quoted = re.search("is quoted with “(.*?)”", profile.city(c, name))
        if quoted:
            assert quoted[1] in set(c.quotes["text"][c.quotes["speech"]])


@pytest.mark.parametrize(
    ("kind", "en", "zh"),
    [
        ("party", "all of one kind (Party)", "说话人均为党员干部"),
        ("police", "all of one kind (uniformed services)", "说话人均为军警消防"),
        ("", "in what role, the texts don't say", "说话人身份均不详"),
    ],
)
def test_one_kind_of_speaker_is_not_called_more_than_it_is(
    c: Corpus, kind: str, en: str, zh: str
) -> None:
    """A Party member needs hold no office, and who wears a uniform may be a firefighter."""
    alike = c.exchanged(quotes=c.quotes.assign(kind=kind))
    assert f"(10 quotations): {en}." in profile.city(alike, "天津")
    assert f"（10 条）：{zh}。" in profile.city(alike, "天津", "zh")
