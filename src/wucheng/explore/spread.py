"""Where in their texts the sentences of a choice stand: a strip a text, a tick a sentence."""

from __future__ import annotations

import base64
import html
from typing import TYPE_CHECKING

import numpy as np

from wucheng.figures import palette, style

if TYPE_CHECKING:
    from wucheng.explore.index import Index
    from wucheng.explore.postings import Numbers

#: The strip of one text, in pixels; at most so many texts are drawn.
_WIDTH, _STEP, _LABEL, MOST = 560, 18, 200, 40

#: Characters of a document's name.
NAME = 12


def strips(index: Index, rows: Numbers, lang: str) -> str:
    """The texts that have most of these sentences, in the order of the corpus; "" for none.

    With as many, the first. `rows` ascend.
    """
    say = style.language(lang)
    numbers, counts = np.unique(index.document_of[rows], return_counts=True)
    if not len(numbers):
        return ""
    most = np.sort(numbers[np.argsort(-counts, kind="stable")[:MOST]])
    there = rows[np.isin(index.document_of[rows], most)]
    places = index.sentences["position"].to_numpy()[there]
    documents = index.document_of[there]
    looks = palette.cities(index.corpus)
    lines = []
    for at, number in enumerate(most):
        y = _STEP * at
        city = index.cities[index.texts[number]]
        colour = palette.style(looks, city).colour
        label = html.escape(f"{style.city(city, lang)} {index.documents[number][:NAME]}")
        ticks = "".join(
            f'<rect x="{_LABEL + place * _WIDTH:.1f}" y="{y + 3}" width="3" height="12" '
            f'fill="{colour}"/>'
            for place in places[documents == number]
        )
        lines.append(
            f'<text x="0" y="{y + 13}" font-size="12" fill="{palette.ink()}">{label}</text>'
            f'<line x1="{_LABEL}" x2="{_LABEL + _WIDTH}" y1="{y + 9}" y2="{y + 9}" '
            f'stroke="{palette.pale()}"/>{ticks}'
        )
    title = say("Where in each text they stand, from first to last", "各句在文中的位置（由首至尾）")
    more = len(numbers) - len(most)
    rest = say(
        f"These texts have most of them; {more:,} more are not drawn.",
        f"所绘为所得句最多的文本，另有 {more:,} 篇未绘。",
    )
    drawn = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_LABEL + _WIDTH + 4}" '
        f'height="{_STEP * len(most)}" font-family="sans-serif">{"".join(lines)}</svg>'
    )
    # a picture, because a notebook that was not run here is shown without drawings
    data = base64.b64encode(drawn.encode("utf-8")).decode("ascii")
    image = f'<img alt="{title}" src="data:image/svg+xml;base64,{data}">'
    return f"<p>{title}</p>{image}" + (f"<p>{rest}</p>" if more else "")
