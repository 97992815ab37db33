"""The map of cities: places that an independent computation gives, and honest spread."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import shapes
from wucheng import corpus, rhetoric_map, tables
from wucheng.corpus import Corpus
from wucheng.errors import CorpusError


@pytest.fixture(scope="module")
def c(built: Path, root: Path) -> Corpus:
    return corpus.load(built, root / "lexicons")


@pytest.fixture(scope="module")
def made(c: Corpus) -> rhetoric_map.RhetoricMap:
    return rhetoric_map.chart(c, resamples=200)


def test_a_city_is_the_mean_of_its_traits(c: Corpus, made: rhetoric_map.RhetoricMap) -> None:
    # transition formula: principal = profile × standard; standard = principal / singular value
    uses = rhetoric_map.traits(c)
    titles = c.sentences[c.sentences["kind"] == "title"]
    left_out = set(zip(titles["doc_id"], titles["sentence"], strict=True))
    keep = [k not in left_out for k in zip(uses["doc_id"], uses["sentence"], strict=True)]
    city = dict(zip(c.documents["doc_id"], c.documents["city"], strict=True))
    uses = uses[keep].assign(group=uses["doc_id"].map(city))
    counts = uses.groupby(["group", "aspect", "trait"]).size().unstack(["aspect", "trait"])
    keys = list(zip(made.traits["aspect"], made.traits["trait"], strict=True))
    table = counts.fillna(0)[keys].loc[made.groups["group"]].to_numpy()
    profiles = table / table.sum(axis=1, keepdims=True)
    masses = table.sum(axis=1) / table.sum()
    for axis in ("x", "y"):
        places = made.groups[axis].to_numpy()
        value = np.sqrt((masses * places**2).sum())  # the singular value of the axis
        assert profiles @ (made.traits[axis].to_numpy() / value) == pytest.approx(places)
        assert (masses * places).sum() == pytest.approx(0, abs=1e-9)


def test_the_axes_hold_what_they_say(made: rhetoric_map.RhetoricMap) -> None:
    first, second = made.inertia
    assert 1 >= first >= second > 0 and first + second <= 1 + 1e-9
    assert (made.groups["spread_x"] >= made.groups["spread_y"]).all()


def test_the_same_map_again(c: Corpus, made: rhetoric_map.RhetoricMap) -> None:
    again = rhetoric_map.chart(c, resamples=200)
    assert again.groups.equals(made.groups) and again.apart.equals(made.apart)


def test_sentences_dealt_at_random_lie_no_further_apart_than_chance(c: Corpus) -> None:
    # five groups made by chance out of the same sentences: hardly any pair may stand out
    dice = np.random.default_rng(1)
    group = pd.Series([f"g{n % 5}" for n in range(len(c.sentences))])
    doc_ids = group.iloc[dice.permutation(len(group))].to_numpy()
    renamed = dict(
        zip(
            zip(c.sentences["doc_id"], c.sentences["sentence"], strict=True),
            zip(doc_ids, range(len(doc_ids)), strict=True),
            strict=True,
        )
    )

    def dealt(table: pd.DataFrame) -> pd.DataFrame:
        keys = [renamed[k] for k in zip(table["doc_id"], table["sentence"], strict=True)]
        return table.assign(doc_id=[k[0] for k in keys], sentence=[k[1] for k in keys])

    names = ["sentences", "frames", "forms", "quotes"]
    rows = [{"doc_id": f"g{n}", "city": f"城{n}"} for n in range(5)]
    mixed = c.exchanged(
        documents=tables.frame("documents", rows),
        **{name: dealt(getattr(c, name)) for name in names},
    )
    apart = rhetoric_map.chart(mixed, resamples=200).apart
    assert (apart["distance"] > apart["chance"]).sum() <= 2


def test_aspects_can_be_chosen(c: Corpus) -> None:
    made = rhetoric_map.chart(c, aspects=["frame"], resamples=50)
    assert set(made.traits["aspect"]) == {"frame"}


def test_too_little_for_a_map_is_refused(c: Corpus) -> None:
    with pytest.raises(CorpusError, match="three"):
        rhetoric_map.chart(shapes.only(c, c.documents["doc_id"][:2]))
    with pytest.raises(CorpusError, match="three"):
        rhetoric_map.chart(shapes.emptied(c, "frames", "forms", "quotes"))
