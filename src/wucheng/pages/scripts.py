"""What the scripts of a saved page say of it: the day, the headline, the account."""

from __future__ import annotations

import re
from collections.abc import Iterator

#: What scripts say of the day: "pubDate": "2020-02-10 08:12", var ct = "1581293520".
_SCRIPT = re.compile(
    r"""\b(?P<name>
        (?:date|first|news|article)?_?(?:publish(?:ed)?|pub|create|release|issue|input)d?_?
        (?:time|date|at|on)
        |ct|datePublished|docPubTime|headline|(?<=var\ )nickname)
    ["']?\s{0,3}[:=]\s{0,3}(?P<mark>\\?["'])(?P<value>[^"'\\\n]{2,80})(?P=mark)""",
    re.IGNORECASE | re.VERBOSE,
)
_DAY_VALUE = re.compile(r"(?:19|20)\d\d[-/年]\d{1,2}[-/月]\d{1,2}.{0,30}|1\d{9}(?:\d{3})?")
#: So much of a script is looked at, in characters.
_SCRIPT_SIZE = 300_000


def said(text: str, tag: int, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """The first day of publication, and the first headline, that a script names.

    Its tag stands in text[tag:start], the script itself in text[start:end]. Gives the name of what
    is said, and where its value stands.
    """
    seen: set[str] = set()
    linked_data = "ld+json" in text[tag:start]
    for match in _SCRIPT.finditer(text, start, min(end, start + _SCRIPT_SIZE)):
        name = match["name"].lower()
        if name == "headline":
            fits = linked_data
        elif name != "nickname":
            name = "datepublished" if linked_data else "script_date"
            fits = bool(_DAY_VALUE.fullmatch(match["value"]))
        else:
            fits = len(match["value"]) <= 30
        if fits and name not in seen:
            seen.add(name)
            yield name, *match.span("value")
