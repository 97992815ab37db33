"""Where in their texts the sentences of a choice stand: a strip a text, a tick a sentence."""

from __future__ import annotations

import base64
import html
from typing import TYPE_CHECKING

import numpy as np

from wucheng.explore import concordance
from wucheng.figures import palette, style

if TYPE_CHECKING:
    from wucheng.explore.choice import Choice
    from wucheng.explore.index import Index
    from wucheng.explore.postings import Numbers

#: The strip of one text, in pixels; at most so many texts are drawn.
_WIDTH, _STEP, _LABEL, MOST = 560, 18, 200, 40

#: Characters of a sentence that its tick tells.
_TOLD = 40


def strips(index: Index, choice: Choice, rows: Numbers, lang: str, first: int) -> str:
    """The texts that have most of these sentences, in the order of the corpus; "" for none.

    With as many, the first. `rows` ascend. The ticks of the sentences that `concordance.lines`
    shows from `first` on lead to them.
    """
    say = style.language(lang)
    numbers, counts = np.unique(index.document_of[rows], return_counts=True)
    if not len(numbers):
        return ""
    most = np.sort(numbers[np.argsort(-counts, kind="stable")[:MOST]])
    there = rows[np.isin(index.document_of[rows], most)]
    places = index.sentences["position"].to_numpy()[there]
    documents = index.document_of[there]
    listed = set(rows[first : first + concordance.MOST].tolist())
    looks = palette.cities(index.corpus)
    lines, areas = [], []
    for at, number in enumerate(most):
        y = _STEP * at
        city = index.cities[index.texts[number]]
        colour = palette.style(looks, city).colour
        label = html.escape(
            f"{style.city(city, lang)} {index.documents[number][: concordance.NAME]}"
        )
        own = documents == number
        areas += [
            f'<area shape="rect" coords="{x - 1},{y},{x + 4},{y + _STEP}" '
            f'href="#{concordance.anchor(choice, row)}" alt="{alt}" title="{alt}">'
            for row, place in zip(there[own].tolist(), places[own], strict=True)
            if row in listed
            for x, alt in [(int(_LABEL + place * _WIDTH), _start(index, row))]
        ]
        ticks = "".join(
            f'<rect x="{_LABEL + place * _WIDTH:.1f}" y="{y + 3}" width="3" height="12" '
            f'fill="{colour}"/>'
            for place in places[own]
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
    name = concordance.anchor(choice, -1)
    image = f'<img alt="{title}" usemap="#{name}" src="data:image/svg+xml;base64,{data}">'
    image += f'<map name="{name}">{"".join(areas)}</map>'
    box = f'<div style="max-height:24em;overflow:auto">{image}</div>'
    return f"<p>{title}</p>{box}" + (f"<p>{rest}</p>" if more else "")


def _start(index: Index, row: int) -> str:
    text = index.texts_of[row]
    return html.escape(text[:_TOLD] + ("…" if len(text) > _TOLD else ""))
