"""Cues of speech: the words by which a text says that somebody says something."""

from __future__ import annotations

import re
from collections.abc import Iterable

from wucheng.lexicon import Row

#: How often a thing is said: 说了几声“谢谢”.
_TIMES = re.compile(r"了?(?:好?几|一|两|多|无数)?[声句遍][，：:]?$")
#: How far before a quotation its cue may stand.
_REACH = 40


class Cues:
    """The rows of speech.tsv, ready to be looked for."""

    @classmethod
    def of(cls, rows: Iterable[Row] | Cues) -> Cues:
        """The cues of a lexicon, made once for many documents."""
        return rows if isinstance(rows, Cues) else cls(rows)

    def __init__(self, rows: Iterable[Row]) -> None:
        before, after, names = [], [], []
        self.answers: set[str] = set()
        self.askers: set[str] = set()
        self.answerers: set[str] = set()
        for row in rows:
            cue, position = row["cue"], row["position"]
            if position == "not":
                names.append(cue)
            if row.get("label") == "asker":
                self.askers.add(cue)
            if row.get("label") == "answerer":
                self.answerers.add(cue)
            if position in ("before", "both"):
                before.append(cue)
            if position in ("after", "both"):
                after.append(cue)
            if row.get("answer"):
                self.answers.add(cue)
        self._before = _cue_pattern(before)
        self._after = _cue_pattern(after)
        self._so = re.compile(
            f"(?:这样|这么|如此|这般)[^，。！？；：“”]{{0,2}}?(?:{_any(before + after)})"
        )
        self._names = re.compile(f"(?:{_any(names)})[着了：:]?[的]?$")

    def before(self, text: str) -> re.Match[str] | None:
        """The last cue of a text, if the text leads up to a quotation with it."""
        found = None
        for match in self._before.finditer(text, max(0, len(text) - _REACH)):
            found = match
        if not found:
            return None
        rest = text[found.end() :]
        return found if len(rest) <= 2 or rest.endswith(("：", ":")) or _TIMES.match(rest) else None

    def after(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """The first cue of a text; a verb of speech after 这样 is one, whatever it governs."""
        stop = len(text) if end is None else end
        cue = self._after.search(text, start, stop)
        return self._so.search(text, start, cue.start() if cue else stop) or cue

    def names(self, text: str) -> bool:
        """Whether what follows a text in quotation marks is a name or on display."""
        return bool(self._names.search(text))


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=lambda w: (-len(w), w))) or r"(?!)"


def _cue_pattern(words: Iterable[str]) -> re.Pattern[str]:
    """Cues as a pattern. One of a single character counts only where its clause ends."""
    words = list(words)
    short = _any(w for w in words if len(w) == 1)
    long = _any(w for w in words if len(w) > 1)
    return re.compile(
        f"(?:{long})(?!声[^，：“音])|(?<![小据学传听街知通报渠频轨东多不没别少])(?:{short})(?=(?:[着了过起道]|了?(?:好?几|一|两|多|无数)?[声句遍]|出声)?(?:[，。！？；：:“”、]|$))"
    )
