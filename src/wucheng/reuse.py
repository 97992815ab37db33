"""Reuse: stretches that several texts share word for word.

Agency copy and official formulas stand in many papers. What a city's text shares with others is no
voice of its own; here it is found, counted, and can be left out of every other measure.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

import pandas as pd

from wucheng import tables
from wucheng.corpus import Corpus
from wucheng.statistics.selection import KINDS, groups, sentences

#: Letters, digits and Chinese characters that a stretch must have. Set phrases such as
#: 坚决打赢疫情防控阻击战 have up to a dozen.
AT_LEAST = 16

#: Characters that are looked up; shorter ones lead everywhere.
_GRAM = 8
#: Earlier places that a gram leads to, the first ones: a formula in a thousand texts is found once.
_LED_TO = 4


@dataclass
class _Text:
    """A document's letters in one string, with the sentence and character each comes from."""

    doc_id: str
    letters: str
    places: list[tuple[int, int]] = field(repr=False)


def stretches(
    c: Corpus, *, at_least: int = AT_LEAST, kinds: Collection[str] = KINDS
) -> pd.DataFrame:
    """The stretches of each text that another text has too, marks and white space aside.

    Args:
        at_least: letters, digits and Chinese characters, 8 or more.
        kinds: kinds of sentences that are compared: title, heading, body.

    Returns one row a stretch and sentence, twice a pair: doc_id, sentence, start_char, text (as it
    stands in the sentence), chars (of the whole stretch, marks aside), other, other_sentence (where
    the other text's stretch begins). A stretch over several sentences has a row in each. Takes
    time linear in the text. Raises ValueError if at_least is below 8.
    """
    if at_least < _GRAM:
        raise ValueError(f"at_least must be {_GRAM} or more, not {at_least}")
    texts = list(_texts(c, kinds))
    sentences = dict(
        zip(
            zip(c.sentences["doc_id"], c.sentences["sentence"], strict=True),
            c.sentences["text"],
            strict=True,
        )
    )
    rows: dict[tuple[str, int, int, str, int], dict[str, object]] = {}
    for a, start, b, begun, size in _matches(texts, at_least):
        for one, at, other, there in ((a, start, b, begun), (b, begun, a, start)):
            for row in _rows(texts[one], at, size, texts[other], there, sentences):
                key = (row["doc_id"], row["sentence"], row["start_char"], row["text"], row["other"])
                rows.setdefault(key, row)  # type: ignore[arg-type]
    columns = "doc_id sentence start_char text chars other other_sentence".split()
    found = pd.DataFrame(list(rows.values()), columns=columns)
    whole = ["sentence", "start_char", "chars", "other_sentence"]
    found = found.astype({**dict.fromkeys(columns, "str"), **dict.fromkeys(whole, "int64")})
    return found.sort_values(
        ["doc_id", "sentence", "start_char", "other"], kind="stable", ignore_index=True
    )


def shares(
    c: Corpus, by: str | None = "city", *, at_least: int = AT_LEAST, kinds: Collection[str] = KINDS
) -> pd.DataFrame:
    """How much of each group's text stands in other texts too.

    Returns one row a group: group, texts, chars (of sentences), reused (characters in stretches,
    each counted once), share (of 100), sentences_reused (with a stretch), sentences.
    """
    found = stretches(c, at_least=at_least, kinds=kinds)
    kept, group = sentences(c, kinds), groups(c, by)
    covered = _covered(found)
    keys = _keys(kept)
    data = pd.DataFrame(
        {
            "group": kept["doc_id"].map(group).to_numpy(),
            "doc_id": kept["doc_id"].to_numpy(),
            "chars": kept["text"].str.len().to_numpy(),
            "reused": [len(covered.get(key, ())) for key in keys],
            "touched": [key in covered for key in keys],
        }
    )
    grouped = data.groupby("group", sort=True)
    table = pd.DataFrame(
        {
            "texts": grouped["doc_id"].nunique(),
            "chars": grouped["chars"].sum(),
            "reused": grouped["reused"].sum(),
            "sentences_reused": grouped["touched"].sum(),
            "sentences": grouped.size(),
        }
    ).reset_index()
    table.insert(4, "share", 100 * table["reused"] / table["chars"].where(table["chars"] > 0))
    return table


def without(c: Corpus, *, at_least: int = AT_LEAST, share: float = 0.5) -> Corpus:
    """The corpus without the sentences of which this share or more stands in another text too.

    Every measure works on it as on the whole: frames, forms and quotations of those sentences are
    gone with them. Nothing is written.
    """
    found = stretches(c, at_least=at_least, kinds=("title", "heading", "body"))
    lengths = c.sentences["text"].str.len()
    size = dict(zip(_keys(c.sentences), lengths, strict=True))
    gone = {key for key, places in _covered(found).items() if len(places) >= share * size[key]}
    changed = {}
    for name, table in tables.TABLES.items():
        if {"doc_id", "sentence"} <= set(table.columns):
            data = getattr(c, name)
            own = [key not in gone for key in _keys(data)]
            changed[name] = data[own].reset_index(drop=True)
    return c.exchanged(**changed)


def _keys(data: pd.DataFrame) -> list[tuple[str, int]]:
    return list(zip(data["doc_id"], pd.to_numeric(data["sentence"]), strict=True))


def _covered(found: pd.DataFrame) -> dict[tuple[str, int], set[int]]:
    """The characters of each sentence that stand in a stretch."""
    covered: dict[tuple[str, int], set[int]] = {}
    columns = (_keys(found), found["start_char"], found["text"])
    for key, start, text in zip(*columns, strict=True):
        covered.setdefault(key, set()).update(range(start, start + len(text)))
    return covered


def _texts(c: Corpus, kinds: Collection[str]) -> Iterator[_Text]:
    for doc_id, rows in sentences(c, kinds).groupby("doc_id", sort=True):
        letters: list[str] = []
        places: list[tuple[int, int]] = []
        for sentence, text in zip(rows["sentence"], rows["text"], strict=True):
            for at, letter in enumerate(text):
                if letter.isalnum():
                    letters.append(letter)
                    places.append((int(sentence), at))
        yield _Text(str(doc_id), "".join(letters), places)


def _matches(texts: list[_Text], at_least: int) -> Iterator[tuple[int, int, int, int, int]]:
    """Stretches that a text shares with earlier ones: (text, start, earlier, start there, size).

    Each text is read once; a stretch found is passed over, so that the work stays linear.
    """
    seen: dict[str, list[tuple[int, int]]] = {}
    for a, text in enumerate(texts):
        letters = text.letters
        at, end = 0, len(letters) - _GRAM
        while at <= end:
            longest: dict[int, tuple[int, int]] = {}
            for b, begun in seen.get(letters[at : at + _GRAM], ()):
                size = _common(letters, at, texts[b].letters, begun)
                if size >= at_least and size > longest.get(b, (0, 0))[0]:
                    longest[b] = (size, begun)
            for b, (size, begun) in longest.items():
                yield a, at, b, begun, size
            at += max((size for size, _ in longest.values()), default=1)
        for place in range(len(letters) - _GRAM + 1):
            known = seen.setdefault(letters[place : place + _GRAM], [])
            # one place a text is enough: a refrain leads back to where it first stood
            if len(known) < _LED_TO and (not known or known[-1][0] != a):
                known.append((a, place))


def _common(a: str, start: int, b: str, begun: int) -> int:
    """How many characters two strings have in common from these places on."""
    size, step = 0, 16
    most = min(len(a) - start, len(b) - begun)
    while (
        size < most
        and a[start + size : start + size + step] == b[begun + size : begun + size + step]
    ):
        size = min(size + step, most)
    while size < most and a[start + size] == b[begun + size]:
        size += 1
    return size


def _rows(
    text: _Text,
    at: int,
    size: int,
    other: _Text,
    there: int,
    sentences: Mapping[tuple[str, int], str],
) -> Iterator[dict[str, object]]:
    """A stretch sentence by sentence."""
    places = text.places[at : at + size]
    cuts = [0, *(n for n, (x, y) in enumerate(pairwise(places), 1) if x[0] != y[0]), size]
    for first, last in pairwise(cuts):
        sentence, start = places[first]
        end = places[last - 1][1] + 1
        yield {
            "doc_id": text.doc_id,
            "sentence": sentence,
            "start_char": start,
            "text": sentences[text.doc_id, sentence][start:end],
            "chars": size,
            "other": other.doc_id,
            "other_sentence": other.places[there + first][0],
        }
