"""Stance: the words that say what must, can or will be, and those that say who is meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import compress, count

from wucheng.errors import LexiconError
from wucheng.forms.form import Form
from wucheng.language.words import Token
from wucheng.lexicon import Row


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of forms.tsv that marks single words, with what its neighbours must be."""

    kind: str
    detail: str
    pos: tuple[str, ...]
    follows: tuple[str, ...]
    not_after: frozenset[str]
    not_before: frozenset[str]
    after: tuple[str, ...]

    def fits(self, pos: str, before: Token | None, after: Token | None) -> bool:
        """Whether a word of this part of speech counts between these two."""
        if self.pos and not pos.startswith(self.pos):
            return False
        if self.follows and (after is None or not after[1].startswith(self.follows)):
            return False
        if self.after and (before is None or not before[1].startswith(self.after)):
            return False
        return not (
            (before is not None and before[0] in self.not_after)
            or (after is not None and after[0] in self.not_before)
        )


class Stance:
    """Finds modals and pronouns by the rows of forms.tsv."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rules: dict[str, list[Rule]] = {}
        for row in rows:
            if not row["cue"]:
                raise LexiconError(f"forms.tsv has a row of {row['form']} without a cue.")
            rule = Rule(
                row["form"],
                row.get("detail", ""),
                pos=_cell(row, "pos"),
                follows=_cell(row, "next_pos"),
                not_after=frozenset(_cell(row, "not_after")),
                not_before=frozenset(_cell(row, "not_before")),
                after=_cell(row, "last_pos"),
            )
            for cue in row["cue"].split("|"):
                self._rules.setdefault(cue, []).append(rule)

    def read(self, words: Iterable[str], tokens: Sequence[Token]) -> Iterator[Form]:
        """The marks of one sentence, one a word."""
        last, rules = len(tokens) - 1, self._rules
        for at in compress(count(), map(rules.__contains__, words)):
            word, pos, start, _ = tokens[at]
            before = tokens[at - 1] if at else None
            after = tokens[at + 1] if at < last else None
            for rule in rules[word]:
                if rule.fits(pos, before, after):
                    yield Form(rule.kind, start, word, rule.detail)
                    break


def _cell(row: Row, column: str) -> tuple[str, ...]:
    return tuple(part for part in row.get(column, "").split("|") if part)
