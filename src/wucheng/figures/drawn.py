"""What is drawn: a drawing with its numbers, its texts and its evidence, before any format."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pandas as pd

from wucheng.figures import style
from wucheng.figures.look import Look, current

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Drawing


@dataclass(frozen=True)
class Drawn:
    """What a figure holds.

    `drawing` is matplotlib's figure; `data` holds exactly what is drawn, one row a mark;
    `titles`, `captions` and `alts` (what someone who doesn't see the figure should know) are texts
    in "en" and "zh", ready to paste; `evidence` lists the sentences behind each
    mark (columns in `evidence.COLUMNS`; cut to what is readable, with the full count beside);
    `view` is HTML of an interactive twin that stands on the figure's page, if it has one;
    `scale` is how much larger than drawn it is shown (see `look.Preset`), `look` what it was
    drawn in, `colours` those that a researcher gave to cities; `parameters` are what the chart was
    called with, `origin` what it rests on (see `wucheng.build.origin`).
    """

    name: str
    drawing: Drawing
    data: pd.DataFrame
    titles: Mapping[str, str]
    captions: Mapping[str, str]
    alts: Mapping[str, str]
    evidence: pd.DataFrame
    lang: str = "en"
    view: str = ""
    scale: float = 1.0
    look: Look = field(default_factory=current)
    colours: Mapping[str, str] = field(default_factory=dict)
    parameters: Mapping[str, object] = field(default_factory=dict)
    origin: Mapping[str, str] = field(default_factory=dict)

    @property
    def size_mm(self) -> tuple[float, float]:
        """Width and height on paper."""
        width, height = self.drawing.get_size_inches() * style.MM_PER_INCH * self.scale
        return float(width), float(height)

    @property
    def title(self) -> str:
        return self.titles[self.lang]

    @property
    def caption(self) -> str:
        return self.captions[self.lang]

    @property
    def alt(self) -> str:
        return self.alts[self.lang]

    def __repr__(self) -> str:
        width, height = self.size_mm
        return (
            f"Figure {self.name}, {width:.0f} × {height:.0f} mm: "
            f"{len(self.data)} rows drawn, {self.evidence['mark'].nunique()} marks with evidence"
        )
