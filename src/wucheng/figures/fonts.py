"""The typeface of every figure: Noto Sans SC, which comes with the environment.

The font file lies in the zhplot distribution. The file is found without importing the package,
because importing it changes matplotlib's settings for everybody. There is one weight, so stress
is made by size and colour.
"""

from __future__ import annotations

import importlib.metadata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from wucheng.errors import WuchengError

#: The family name inside the font file.
FAMILY = "Noto Sans SC"

_DISTRIBUTION = "zhplot"


@cache
def path() -> Path:
    """The font file. Raises WuchengError if the environment lacks it."""
    try:
        files = importlib.metadata.files(_DISTRIBUTION) or []
    except importlib.metadata.PackageNotFoundError:
        files = []
    for file in files:
        if file.suffix == ".ttf":
            found = Path(str(file.locate()))
            if found.is_file():
                return found
    raise WuchengError(
        f"The Chinese font is missing: install the {_DISTRIBUTION} package (see requirements.txt)."
    )


@cache
def register() -> str:
    """Make the font known to matplotlib, once; returns the family name."""
    from matplotlib import font_manager

    font_manager.fontManager.addfont(path())
    return FAMILY


def missing(texts: Iterable[str]) -> list[str]:
    """The characters of some texts that the font has no glyph for, each once, sorted."""
    return sorted({char for text in texts for char in text if char not in "\n\r"} - _covered())


@cache
def _covered() -> frozenset[str]:
    from matplotlib.ft2font import FT2Font

    return frozenset(map(chr, FT2Font(str(path())).get_charmap()))
