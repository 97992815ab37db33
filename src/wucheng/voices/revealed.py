"""Revealed: who a speaker without a name turns out to be, by what comes right after the words.

The next sentence says it (一位妇女喊：“…”她是甲), or the next words call him (一名男子嚷：“…”
乙递上水。“老甲，…”).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from wucheng.voices.narration import Said, following, only
from wucheng.voices.subjects import Subjects, Voice

_THIS_IS = re.compile(
    r"(?:[他她]|这[位名个]?[^，。！？；：“”\ue000的]{0,6})(?:就|正|便)?(?:是|叫|名叫)"
    r"(?P<who>[^，。！？；：“”\ue000]{2,24})"
)
#: What may stand between the words and those that call their speaker, in characters.
_BETWEEN = 40


def revealed(subjects: Subjects, said: Sequence[Said], voices: Sequence[Voice]) -> list[Voice]:
    """The voices of a document; those without a name get the one that the text tells next."""
    result = list(voices)
    for index, (quote, voice) in enumerate(zip(said, voices, strict=True)):
        if voice.name or not voice.role or voice.kind == "collective" or voice.role.endswith("们"):
            continue
        name = _told(subjects, quote)
        if not name and index + 1 < len(said):
            name = _called(subjects, quote, said[index + 1], voices[index + 1])
        if name:
            result[index] = subjects.voice(name, voice.cue)
    return result


def _told(subjects: Subjects, quote: Said) -> str:
    """Who it was, where the sentence after the words says so."""
    there, start, end = following(subjects.narrations, quote)
    narration = subjects.narrations[there]
    told = _THIS_IS.match(narration.text, start, end)
    return only(narration.names(*told.span("who"))) if told else ""


def _called(subjects: Subjects, quote: Said, answer: Said, voice: Voice) -> str:
    """Whom the next words call who hasn't come on by name before."""
    close = answer.paragraph == quote.paragraph and 0 < answer.start - quote.end <= _BETWEEN
    if not close:
        return ""
    narration = subjects.narrations[quote.paragraph]
    text = narration.paragraph.text
    called = narration.paragraph.named(answer.start + 1, answer.start + 4)[:1]
    name = called[0].name if called and text[called[0].end] in "，！：" else ""
    known = {mention.name for mention in narration.latest(answer.start)}
    return name if name not in (voice.name, *known) else ""
