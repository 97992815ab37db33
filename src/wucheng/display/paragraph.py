"""Paragraphs of Markdown, as a notebook shows them: what comes from the corpus is set as text."""

from __future__ import annotations

import re

#: What makes it Markdown: a sign set off by a backslash, bold.
_MARKED = re.compile(r"\\(.)|\*\*")

_MARKUP = re.compile(r"([\\`*_{}\[\]()#+!|<>~$&-])")


class Prose(str):
    """A paragraph of Markdown; a notebook shows it as text."""

    __slots__ = ()

    @property
    def text(self) -> str:
        """The paragraph without its markup."""
        return _MARKED.sub(lambda mark: mark[1] or "", self)

    def _repr_markdown_(self) -> str:
        return str(self)


def plain(text: object) -> str:
    """Text of the corpus, safe inside Markdown."""
    return _MARKUP.sub(r"\\\1", str(text))


def counted(number: int, one: str, many: str = "") -> str:
    """A number with what it counts: 1 text, 2 texts."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
