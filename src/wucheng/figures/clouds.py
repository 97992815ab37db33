"""Word clouds: the wordcloud library behind one adapter. No other module imports it.

The library only finds room for words whose sizes are given. It neither counts nor cuts words, and
it makes no picture: a chart draws the words as text, so that they can be found and copied.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass

from wucheng.figures import fonts

#: The canvas in pixels.
WIDTH, HEIGHT = 800, 600

#: Pixels kept free around a word: more than the library's rounding of sizes takes up, and enough
#: that two words side by side are not read as one, since Chinese has no spaces.
_MARGIN = 15


@dataclass(frozen=True, slots=True)
class Placed:
    """A word on the canvas: where its baseline begins, from the top left; its size in pixels."""

    word: str
    left: float
    baseline: float
    size: float


def place(sizes: Mapping[str, float], *, seed: int = 5) -> list[Placed] | None:
    """Room for words of given sizes (pixels); None if they don't all fit.

    All words lie level. The same sizes and seed give the same cloud.
    """
    from PIL import ImageFont
    from wordcloud import WordCloud

    if not sizes:
        return []
    largest = max(sizes.values())
    cloud = WordCloud(
        font_path=str(fonts.path()),
        width=WIDTH,
        height=HEIGHT,
        margin=_MARGIN,
        prefer_horizontal=1,
        relative_scaling=1,
        max_words=len(sizes),
        min_font_size=4,
        random_state=random.Random(seed),
    )
    try:
        cloud.generate_from_frequencies(dict(sizes), max_font_size=round(largest))
    except ValueError:
        return None
    found = []
    for (word, _), given, (top, left), _, _ in cloud.layout_:
        if given < 0.94 * sizes[word] - 1:  # it was made smaller to find room
            return None
        font = ImageFont.truetype(str(fonts.path()), given)
        inset, rise, _, _ = font.getbbox(word, anchor="ls")
        found.append(Placed(word, float(left - inset), float(top - rise), sizes[word]))
    return found if len(found) == len(sizes) else None
