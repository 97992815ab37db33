"""Letters: who writes one that a page prints, and so is the 我 of its narration."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wucheng.voices.narration import Narration

_LETTER = re.compile(
    r"写信人|来信人|读者来信|来信摘|编辑同志|编者按[^。]{0,40}来信|写(?:下|来)?(?:了)?这封信|此致|谨此致谢"
)
#: Where the writer is told; the name comes in the same sentence.
_WRITER = re.compile(r"(?:写信人|来信人|来信者|信的作者)(?:是|为|叫)[^。！？；“”]{0,30}")
#: A signature fills a line of its own, with a role and a date at most.
_SIGNED = re.compile(r"[^。！？，；：“”]{0,24}")
#: How many of the last lines may hold it.
_LAST = 3


def writer(narrations: Sequence[Narration]) -> str:
    """Who writes the letter that a document is, or an empty string."""
    if not any(_LETTER.search(narration.text) for narration in narrations):
        return ""
    for narration in narrations:
        told = _WRITER.search(narration.text)
        names = {m.name for m in narration.named(*told.span())} if told else set()
        if names:
            return names.pop() if len(names) == 1 else ""
    for narration in reversed(narrations[-_LAST:]):
        if narration.mentions and _SIGNED.fullmatch(narration.text):
            names = {mention.name for mention in narration.mentions}
            return names.pop() if len(names) == 1 else ""
    return ""
