"""Settling: what two coders differ on, frame by frame, until they agree on a third coding."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

import numpy as np
import pandas as pd

from wucheng.coding import compared, files, store
from wucheng.coding.sampling import frames
from wucheng.coding.session import Chosen, Key, Session
from wucheng.coding.store import Coding
from wucheng.corpus import Corpus
from wucheng.errors import CorpusError


def pair(c: Corpus) -> tuple[str, str]:
    """The two codings that share most sentences, settled ones aside; "" for what there isn't."""
    known = {name: coding for name, coding in store.readable(c).items() if not coding.settles}
    done = {name: set(coding.chosen()) for name, coding in known.items()}
    pairs = list(combinations(done, 2))
    return max(pairs, key=lambda two: len(done[two[0]] & done[two[1]]), default=("", ""))


class Settlement:
    """What two coders differ on, and what they have settled.

    Args:
        c: the corpus.
        first, second: names of two codings; by default those that share most sentences, if there
            are two.
        name: of the coding that they agree on, and of its file.

    Raises CorpusError for a coding that isn't there, and for a name that is one of theirs or that
    of a coding which settles something else.
    """

    def __init__(self, c: Corpus, first: str = "", second: str = "", name: str = "agreed") -> None:
        if not first and not second:
            first, second = pair(c)
        if name in (first, second) or (first and first == second):
            raise CorpusError("Settling takes two codings, and a third name for what is agreed.")
        self._corpus, self.name, self.pair = c, name, (first, second)
        self._codings = (_read(c, first), _read(c, second))
        done: dict[Key, Chosen] = {}
        if name in files.names(c):
            before = store.read(c, name)
            if set(before.settles) != {first, second}:
                raise CorpusError(f"{name} is another coding; give what is agreed another name.")
            done = before.chosen()
        self._chosen = tuple(coding.chosen() for coding in self._codings)
        sides = self._chosen
        both = sides[0].keys() & sides[1].keys()
        data = c.sentences[["doc_id", "sentence", "text"]].sort_values(["doc_id", "sentence"])
        shared = [key in both for key in zip(data["doc_id"], data["sentence"], strict=True)]
        data = data[np.array(shared, dtype=bool)].reset_index(drop=True)
        keys = list(zip(data["doc_id"], data["sentence"].astype(int), strict=True))
        self.agreed = {
            key: sides[0][key] for key in keys if sides[0][key].keys() == sides[1][key].keys()
        }
        # an empty list would be taken for a choice of no columns
        apart = np.array([key not in self.agreed for key in keys], dtype=bool)
        self._shared = data
        self.session = Session(data[apart], self._frames(), done)

    def _frames(self) -> list[str]:
        told = {frame for side in self._chosen for chosen in side.values() for frame in chosen}
        known = frames(self._corpus)
        return known + sorted(told - set(known))

    @property
    def taken(self) -> list[str]:
        """The frames of this sentence that both coders have."""
        first, second = (side.get(self.session.key, {}) for side in self._chosen)
        return [frame for frame in self.session.frames if frame in first and frame in second]

    @property
    def disputed(self) -> dict[str, tuple[str, tuple[str, ...]]]:
        """The frames of this sentence that one coder has: who, and on which phrases."""
        sides = [side.get(self.session.key, {}) for side in self._chosen]
        return {
            frame: (name, side[frame])
            for frame in self.session.frames
            for name, side, other in zip(self.pair, sides, reversed(sides), strict=True)
            if frame in side and frame not in other
        }

    def settle(self, verdicts: Mapping[str, bool]) -> None:
        """Say of each disputed frame whether the sentence has it; goes on to the next sentence.

        Nothing is settled, with ValueError, if a disputed frame has no verdict or one has that
        isn't disputed.
        """
        disputed = self.disputed
        if set(verdicts) != set(disputed):
            raise ValueError("each disputed frame needs a verdict, and no other")
        chosen = [*self.taken, *(frame for frame, kept in verdicts.items() if kept)]
        sides = [side.get(self.session.key, {}) for side in self._chosen]
        words = {
            frame: tuple(dict.fromkeys(word for side in sides for word in side.get(frame, ())))
            for frame in chosen
        }
        self.session.code(chosen, {frame: phrases for frame, phrases in words.items() if phrases})

    def sheet(self) -> pd.DataFrame:
        """All sentences that both have coded, those that they agree on among them.

        As `Session.sheet`; the sentences agreed on from the first count as coded once there is
        nothing left to settle, so that a coding half done doesn't look better agreed than it is.
        """
        settled = self.session.sheet()
        if self.session.done < len(self.session):
            return settled
        rest = Session(self._shared, self.session.frames, self.agreed).sheet()
        return pd.concat([settled, rest[rest["coded"]]], ignore_index=True)

    def keep(self, undone: set[Key] | None = None) -> None:
        """Write what is settled to codings/NAME.csv; see `store.write`."""
        open_ = set() if self.session.done == len(self.session) else set(self.agreed)
        store.write(
            self._corpus,
            self.name,
            self.sheet(),
            coder=" and ".join(_who(coding) for coding in self._codings),
            learnt=any(coding.learnt for coding in self._codings),
            settles=self.pair,
            undone=open_ | (undone or set()),
        )

    def listed(self) -> pd.DataFrame:
        """What the two differ on and how it was settled, with the codebook's rule beside.

        Returns one row a sentence and frame: doc_id, sentence, frame, chosen_by, phrases, settled
        (yes, no; empty: not yet), rule, but_not, text.
        """
        rule = {row["frame"]: row for row in self._corpus.lexicon("codebook")}
        data = compared.apart(*self._codings, self._corpus)
        sheet = self.session.sheet()
        verdicts = {
            (row["doc_id"], row["sentence"]): set(row["frames"].split(";"))
            for row in sheet[sheet["coded"]].to_dict("records")
        }
        keys = zip(data["doc_id"], data["sentence"], data["frame"], strict=True)
        settled = [
            {None: "", True: "yes", False: "no"}[
                frame in verdicts[doc_id, number] if (doc_id, number) in verdicts else None
            ]
            for doc_id, number, frame in keys
        ]
        data.insert(5, "settled", settled)
        for at, (column, cell) in enumerate((("rule", "definition"), ("but_not", "not"))):
            data.insert(6 + at, column, [rule.get(f, {}).get(cell, "") for f in data["frame"]])
        return data


def _read(c: Corpus, name: str) -> Coding:
    nothing = pd.DataFrame(columns=["doc_id", "sentence", "frame", "cues"])
    return store.read(c, name) if name else Coding("", (), nothing)


def _who(coding: Coding) -> str:
    return ", ".join(coding.coders) or coding.name
