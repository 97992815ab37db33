"""Tokens: the words of a document, each name of a person one of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from wucheng.language.sentences import Sentence
from wucheng.language.words import Segmenter, Token
from wucheng.lexicon import Row
from wucheng.people import mentions, people
from wucheng.people.person import Mention, Person
from wucheng.people.roles import Roles
from wucheng.people.tagger import Tagger

if TYPE_CHECKING:
    import pandas as pd


def tokenise(
    sentences: Sequence[Sentence],
    segmenter: Segmenter,
    roles: Iterable[Row] | Roles,
    tagger: Tagger | None = None,
) -> tuple[list[list[Token]], list[Person], list[list[Mention]]]:
    """The tokens of a document's sentences, its people, and where each sentence names them.

    A segmenter knows no names and cuts 崔玉芬 where it likes. The people are found by the company
    that names keep; then each name becomes one token wherever it stands.
    """
    cut = [segmenter.cut(sentence.text) for sentence in sentences]
    tagged = [tagger.names(sentence.text) for sentence in sentences] if tagger else None
    persons = people.read(sentences, cut, roles, tagged)
    names = mentions.places(sentences, persons)
    return _kept(segmenter, cut, names), persons, names


def _kept(
    segmenter: Segmenter, cut: Sequence[Sequence[Token]], names: Sequence[Sequence[Mention]]
) -> list[list[Token]]:
    """Tokens in which each name is one."""
    spans = ([(mention.start, mention.end) for mention in line] for line in names)
    return [segmenter.keep(line, known) for line, known in zip(cut, spans, strict=True)]


def retokenise(
    sentences: pd.DataFrame,
    segmenter: Segmenter,
    roles: Sequence[Row],
    persons: pd.DataFrame | None,
) -> list[dict[str, Any]]:
    """The rows of the table of tokens, cut from the table of sentences; all documents of it.

    Names are found anew by the rules, or are those of a table of people.
    """
    known = None if persons is None else dict(list(persons.groupby("doc_id")))
    rows: list[dict[str, Any]] = []
    for doc_id, lines in sentences.groupby("doc_id"):
        columns = lines[["sentence", "paragraph", "kind", "text"]]
        found = [Sentence(*line) for line in columns.itertuples(index=False)]
        if known is None:
            tokens, _, _ = tokenise(found, segmenter, roles)
        else:
            cut = [segmenter.cut(sentence.text) for sentence in found]
            named = _persons(known[doc_id]) if doc_id in known else []
            tokens = _kept(segmenter, cut, mentions.places(found, named))
        rows += [{"doc_id": doc_id} | row for row in token_rows(tokens)]
    return rows


def _persons(rows: pd.DataFrame) -> list[Person]:
    """The people of one document from their rows in the table."""
    return [
        Person(
            row["name"],
            row["role"],
            row["kind"],
            row["mentions"],
            tuple(int(number) for number in row["sentences"].split(";") if number),
            row["organisation"],
            tuple(form for form in row["also"].split(";") if form),
            row["found_by"],
        )
        for row in rows.to_dict("records")
    ]


def token_rows(tokens: Sequence[Sequence[Token]]) -> Iterator[dict[str, Any]]:
    """The rows of the table of tokens, for the sentences of one document."""
    for sentence, line in enumerate(tokens):
        for position, (token, pos, start, end) in enumerate(line):
            yield {
                "sentence": sentence,
                "position": position,
                "token": token,
                "pos": pos,
                "start": start,
                "end": end,
            }
