"""Page: what everybody asks of a document who looks for its speakers."""

from __future__ import annotations

from collections.abc import Sequence

from wucheng.voices.cues import Cues
from wucheng.voices.narration import Paragraph
from wucheng.voices.subjects import Subjects
from wucheng.voices.turns import Turns


class Page:
    """A document's paragraphs and narrations, who does what in them, and whose turn it is."""

    def __init__(
        self, paragraphs: Sequence[Paragraph], subjects: Subjects, turns: Turns, cues: Cues
    ) -> None:
        self.paragraphs = paragraphs
        self.narrations = subjects.narrations
        self.subjects = subjects
        self.about = subjects.about
        self.referents = subjects.referents
        self.roles = subjects.roles
        self.turns = turns
        self.cues = cues
