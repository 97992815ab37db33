"""What a reader wants to see of a corpus, as one line that can be kept and cited.

A choice is written like a web address' query: `cities=天津,武汉&words=防线&frames=war`. The same
line on the same corpus gives the same results.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote

from wucheng.errors import WuchengError

if TYPE_CHECKING:
    from wucheng.explore.index import Index

#: So many names are told in full when one is not among them.
MOST_NAMED = 40

#: What stays as it is in the line: Chinese does, what the line is made of doesn't.
_SAFE = "/:;@* "


@dataclass(frozen=True, slots=True)
class Choice:
    """Sentences of these cities with one of these words, one of these frames and so on.

    Within a part any of its values will do, the parts narrow one another; an empty part asks for
    nothing.

    Args:
        cities: of the documents; "unknown" for those whose city isn't known.
        words: tokens, as the corpus cuts them; * stands for any characters, 防* for all words that
            begin with 防.
        frames: of `c.frames`.
        voices: kinds of speakers ("official", "resident" …); the sentence holds words of one.
        text: strings of characters, wherever they stand, also across words or inside one.
        first, last: ISO days; the sentence reports an event on one of the days between.
        document: the doc_id of the article that is shown; chooses no sentences.
    """

    cities: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    frames: tuple[str, ...] = ()
    voices: tuple[str, ...] = ()
    text: tuple[str, ...] = ()
    first: str = ""
    last: str = ""
    document: str = ""

    def __str__(self) -> str:
        parts = {field.name: getattr(self, field.name) for field in fields(self)}
        return "&".join(
            f"{name}={','.join(map(_kept, value)) if isinstance(value, tuple) else _kept(value)}"
            for name, value in parts.items()
            if value
        )

    @property
    def article(self) -> bool:
        """Whether it chooses an article and nothing else."""
        return bool(self.document) and self == Choice(document=self.document)

    @property
    def marked(self) -> str:
        """What is marked in its sentences: of its parts the most telling, else all frames."""
        if self.words or self.text or self.frames:
            return "words"
        if self.voices:
            return "voices"
        return "days" if self.first or self.last else "frames"

    def but(self, **changes: object) -> Choice:
        """The same choice with some parts changed."""
        return replace(self, **changes)  # type: ignore[arg-type]


def read(line: str) -> Choice:
    """The choice that a line stands for; "" is all of the corpus.

    Raises WuchengError, saying what is wrong, for a part that there is none of or a day that is
    none.
    """
    known = {field.name: field.default for field in fields(Choice)}
    parts: dict[str, object] = {}
    # commas inside a value are written %2C, so they are told from those between values
    for name, value in parse_qsl(line.strip().lstrip("?#").replace("%2C", "%252C")):
        if name not in known:
            raise WuchengError(f"A choice has no part {name!r}; it has {', '.join(known)}.")
        if isinstance(known[name], tuple):
            parts[name] = tuple(part.replace("%2C", ",") for part in value.split(",") if part)
        else:
            parts[name] = value.replace("%2C", ",")
    choice = Choice(**parts)  # type: ignore[arg-type]
    for day in (choice.first, choice.last):
        _check(day)
    return choice


def check(index: Index, choice: Choice) -> None:
    """Raises WuchengError if the corpus has nothing of a name that the choice gives.

    Words, text and frames of the lexicon are not checked: that they don't occur is a result.
    """
    for day in (choice.first, choice.last):
        _check(day)
    there: dict[str, tuple[tuple[str, ...], Collection[str]]] = {
        "cities": (choice.cities, index.cities),
        "frames": (choice.frames, index.codable),
        "voices": (choice.voices, index.kinds),
        "document": ((choice.document,) if choice.document else (), index.documents),
    }
    for part, (wanted, names) in there.items():
        missing = sorted(name for name in wanted if name not in names)
        if missing:
            raise WuchengError(
                f"The corpus has no {part} {', '.join(missing)}; {_offered(missing, names)}."
            )


def _offered(missing: Sequence[str], names: Iterable[str]) -> str:
    """What there is instead: the likest of many."""
    every = sorted(names)
    if len(every) <= MOST_NAMED:
        return f"it has {', '.join(every) or 'none'}"
    close = sorted({near for name in missing for near in get_close_matches(name, every, 5, 0.5)})
    likest = f", among them {', '.join(close)}" if close else ""
    return f"it has {len(every):,} others{likest}"


def _check(day: str) -> None:
    try:
        date.fromisoformat(day or "2020-01-01")
    except ValueError:
        raise WuchengError(f"{day!r} is not a day like 2020-02-10.") from None


def _kept(value: str) -> str:
    """A value in the line: only what the line itself is made of is written in another way."""
    return "".join(char if char > "~" or char in _SAFE else quote(char) for char in value)
