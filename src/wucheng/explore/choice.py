"""What a reader wants to see of a corpus, as one line that can be kept and cited.

A choice is written like a web address' query: `cities=天津,武汉&words=防线&frames=war`. The same
line on the same corpus gives the same results.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote

from wucheng.errors import WuchengError
from wucheng.statistics.counts import UNKNOWN

if TYPE_CHECKING:
    from wucheng.corpus import Corpus

#: What stays as it is in the line: Chinese does, what the line is made of doesn't.
_SAFE = "/:;@ "


@dataclass(frozen=True, slots=True)
class Choice:
    """Sentences of these cities with one of these words, one of these frames and so on.

    Within a part any of its values will do, the parts narrow one another; an empty part asks for
    nothing.

    Args:
        cities: of the documents; "unknown" for those whose city isn't known.
        words: tokens, as the corpus cuts them.
        frames: of `c.frames`.
        voices: kinds of speakers ("official", "resident" …); the sentence holds words of one.
        first, last: ISO days; the sentence reports an event on one of the days between.
        document: the doc_id of the article that is shown; chooses no sentences.
    """

    cities: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    frames: tuple[str, ...] = ()
    voices: tuple[str, ...] = ()
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


def check(c: Corpus, choice: Choice) -> None:
    """Raises WuchengError if the corpus has nothing of a name that the choice gives.

    Words are not checked: that a word doesn't occur is a result.
    """
    for day in (choice.first, choice.last):
        _check(day)
    there = {
        "cities": set(c.documents["city"].replace("", UNKNOWN)),
        "frames": set(c.frames["frame"]),
        "voices": set(c.quotes["kind"]),
        "document": set(c.documents["doc_id"]),
    }
    for part, names in there.items():
        value = getattr(choice, part)
        missing = sorted(({value} if isinstance(value, str) else set(value)) - names - {""})
        if missing:
            raise WuchengError(
                f"The corpus has no {part} {', '.join(missing)}; "
                f"it has {', '.join(sorted(names - {''})) or 'none'}."
            )


def _check(day: str) -> None:
    try:
        date.fromisoformat(day or "2020-01-01")
    except ValueError:
        raise WuchengError(f"{day!r} is not a day like 2020-02-10.") from None


def _kept(value: str) -> str:
    """A value in the line: only what the line itself is made of is written in another way."""
    return "".join(char if char > "~" or char in _SAFE else quote(char) for char in value)
