"""Forms of one document: every mark of form with its place in the sentence."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from wucheng.errors import LexiconError
from wucheng.forms import clauses, moods, parallel
from wucheng.forms.agency import Agency, Verb
from wucheng.forms.clauses import Clause
from wucheng.forms.form import KINDS, Form
from wucheng.forms.phrases import Phrases
from wucheng.forms.stance import Stance
from wucheng.language import phrase
from wucheng.language.sentences import Sentence
from wucheng.language.words import Token
from wucheng.lexicon import Row
from wucheng.voices.spoken import Spoken, stretches

#: What a row of forms.tsv can be about, besides the marks themselves.
_LISTS = ("no-phrase", "verb", "rhetorical", "somebody", "compound")
_RANKS = {kind: rank for rank, kind in enumerate(KINDS)}


class Placed(NamedTuple):
    """A mark with its sentence, and whether it stands in somebody's words."""

    sentence: int
    form: Form
    quoted: bool


class Reader:
    """Reads forms with one set of lexicons.

    Args:
        rows: of forms.tsv.
        idioms: rows of idioms.txt.
        roles: rows of roles.tsv: who can act.

    Raises LexiconError, naming the row, for one that can't be read.
    """

    def __init__(self, rows: Sequence[Row], idioms: Iterable[Row], roles: Iterable[Row]) -> None:
        listed = _listed(rows)
        self._phrases = Phrases(
            {row["word"] for row in idioms},
            listed["phrase"],
            listed["no-phrase"],
            listed["verb"],
            listed["imperative"],
        )
        self._stance = Stance(row for row in rows if row["form"] in ("modality", "pronoun"))
        self._agency = Agency(
            {
                verb: Verb(row["form"], row.get("detail", "") == "direct")
                for row in rows
                if row["form"] in ("help", "control")
                for verb in row["cue"].split("|")
            },
            {row["role"] for row in roles if row["kind"] != "part"} | listed["somebody"],
            listed["compound"],
        )
        self._openings = listed["imperative"]
        self._rhetorical = listed["rhetorical"]
        self._slogans = _any_of(listed["slogan"])
        self._may_be_slogan = phrase.begins(
            head for cue in listed["slogan"] for head in phrase.heads(cue)
        )

    def read(
        self,
        sentences: Sequence[Sentence],
        tokens: Sequence[Sequence[Token]],
        quotes: Iterable[Spoken] = (),
    ) -> Iterator[Placed]:
        """The marks of a document, sentence by sentence, sorted by kind and place."""
        said = stretches(sentences, quotes)
        for sentence, cut in zip(sentences, tokens, strict=True):
            inside = [(start, end) for start, end, _ in said.get(sentence.sentence, ())]
            for form in sorted(self._sentence(sentence, cut, inside), key=_order):
                yield Placed(sentence.sentence, form, _within(inside, form.start_char))

    def _sentence(
        self, sentence: Sentence, tokens: Sequence[Token], spoken: Sequence[tuple[int, int]]
    ) -> Iterator[Form]:
        text = sentence.text
        words = [token[0] for token in tokens]
        pieces = list(clauses.read(text, tokens))
        shouted = text.rstrip("”’」』").endswith(("！", "!"))

        def addressed(clause: Clause) -> bool:
            return sentence.kind != "body" or shouted or _within(spoken, clause.start)

        yield from self._phrases.read(text, words, tokens, pieces)
        yield from parallel.read(text, pieces)
        slogans = self._slogans if self._may_be_slogan.search(text) else None
        yield from moods.slogans(text, slogans)
        yield from moods.marked(text, lambda place: _within(spoken, place), self._rhetorical)
        if sentence.kind != "body" or shouted or spoken:
            yield from moods.imperatives(pieces, self._openings, addressed)
        yield from self._stance.read(words, tokens)
        if self._agency.acts(words):
            yield from self._agency.read(list(clauses.read(text, tokens, lists=True)))


def _order(form: Form) -> tuple[int, int]:
    return _RANKS[form.kind], form.start_char


def _within(spans: Sequence[tuple[int, int]], place: int) -> bool:
    """Whether a place lies in one of these stretches, which are in order and don't overlap."""
    at = bisect_right(spans, place, key=lambda span: span[0]) - 1
    return at >= 0 and place < spans[at][1]


def _listed(rows: Iterable[Row]) -> Mapping[str, frozenset[str]]:
    """The cues of each form."""
    found: dict[str, set[str]] = {name: set() for name in (*KINDS, *_LISTS)}
    for row in rows:
        if row["form"] not in found or not row["cue"]:
            raise LexiconError(f"forms.tsv: {row['form']!r} with cue {row['cue']!r} is no form.")
        found[row["form"]].update(phrase.split(row["cue"]))
    return {name: frozenset(cues) for name, cues in found.items()}


def _any_of(cues: Iterable[str]) -> re.Pattern[str] | None:
    parts = []
    for cue in sorted(cues, key=lambda cue: (-len(cue), cue)):
        try:
            known, _ = phrase.pattern(cue), phrase.heads(cue)
        except ValueError as error:
            raise LexiconError(f"forms.tsv, cue {cue}: {error}.") from None
        parts.append(known.pattern if known else re.escape(cue))
    return re.compile("|".join(parts)) if parts else None
