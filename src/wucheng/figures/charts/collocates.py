"""Which words keep company with a word, and with one another."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pandas as pd

from wucheng import collocates, terms
from wucheng.figures import evidence, palette, style
from wucheng.figures.charts import legend, parts, point_names
from wucheng.figures.draft import Draft
from wucheng.figures.figure import Figure

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Drawing

    from wucheng.corpus import Corpus

#: The word that is drawn unless another is asked for: what the first corpus says most.
NODE = "社区"

#: Links among the collocates from this logDice on are drawn.
_LINKED = 12.0

#: The rings are so much wider than high.
_WIDE = 1.5

#: Area of a point in square points for each sentence with the word, and of the smallest.
_AREA, _SMALLEST = 1.6, 8.0


@style.drawn
def network(
    c: Corpus,
    lang: str = "en",
    *,
    node: str | None = None,
    size: int = 18,
    at_least: int = 3,
    names: bool = False,
) -> Figure:
    """A word in the middle, its collocates around it, the nearer the closer.

    Args:
        node: the word; by default 社区, or where the corpus lacks it the most frequent word.
        size: how many collocates.
        at_least: sentences that a pair must share.
        names: whether names of people and places are collocates.
    """
    draft = Draft("collocates", c, lang)
    middle = _node(c, node)
    links = _links(c, middle, size, at_least, names)
    data = links[(links["source"] == middle) | (links["log_dice"] >= _LINKED)].copy()
    near = data[data["source"] == middle]
    shown = (style.word(middle, parts.gloss(c, middle), "en", 40) or "–", middle or "–")
    if near.empty:
        why = (
            f"No word shares {at_least} sentences with {shown[0]}.",
            f"没有与“{shown[1]}”同句达 {at_least} 次的词。",
        )
        return draft.nothing(why, data, node=shown)
    drawing = style.sheet(125)
    _draw(draft, drawing, drawing.subplots(), data, middle)
    return draft.figure(
        drawing,
        data,
        node=shown,
        sentences=int(near["source_count"].iloc[0]),
        size=len(near),
        at_least=at_least,
        linked=_LINKED,
        among=len(data) - len(near),
        nearest=parts.told(parts.glossed(c, near["target"].head(3).tolist())),
    )


def _node(c: Corpus, node: str | None) -> str:
    """The word in the middle. What a caller asks for is taken as it is."""
    if node is not None:
        return node
    often = terms.frequency(c, by=None, names=False)["term"]
    return NODE if NODE in set(often) else "".join(often.head(1))


def _links(c: Corpus, node: str, size: int, at_least: int, names: bool) -> pd.DataFrame:
    if not node:
        columns = "source target together source_count target_count log_dice".split()
        return pd.DataFrame(columns=columns).astype({"log_dice": "float64"})
    return collocates.network(c, node, size=size, at_least=at_least, names=names)


def ring(words: list[str], links: pd.DataFrame) -> list[str]:
    """The words in an order in which those that are linked stand side by side.

    From the first word on, each is followed by the one most closely linked to it of those left.
    """
    close: dict[frozenset[str], float] = {
        frozenset((source, target)): score
        for source, target, score in zip(
            links["source"], links["target"], links["log_dice"], strict=True
        )
    }
    order, left = words[:1], words[1:]
    while left:
        last = order[-1]
        best = max(
            left, key=lambda word: (close.get(frozenset((last, word)), 0.0), -left.index(word))
        )
        order.append(best)
        left.remove(best)
    return order


def _draw(draft: Draft, drawing: Drawing, axes: Axes, data: pd.DataFrame, middle: str) -> None:
    near, others = data[data["source"] == middle], data[data["source"] != middle]
    score = dict(zip(near["target"], near["log_dice"], strict=True))
    count = {middle: int(near["source_count"].iloc[0])}
    count |= dict(zip(near["target"], near["target_count"].astype(int), strict=True))
    top = math.ceil(max(score.values()) * 2) / 2
    order = ring(list(score), others)
    places = {middle: (0.0, 0.0)}
    for at, word in enumerate(order):
        turn = 2 * math.pi * (at + 0.5) / len(order)
        far = _radius(score[word], top)
        places[word] = (_WIDE * far * math.sin(turn), far * math.cos(turn))
    furthest = _radius(min(score.values()), top)
    axes.set_axis_off()
    axes.set_xlim(-_WIDE * (furthest + 0.45), _WIDE * (furthest + 0.45))
    axes.set_ylim(-furthest - 0.2, furthest + 0.2)
    _rings(axes, furthest, top)
    found = evidence.anywhere(evidence.containing(draft.c, places))
    behind = {word: set(found[word]) for word in places}
    for row in parts.rows(pd.concat([others, near])):
        source, word = row["source"], row["target"]
        artists = [_line(axes, places, row, palette.pale() if source == middle else palette.grey())]
        if source == middle:
            artists.insert(0, _point(axes, places[word], count[word]))
        draft.mark(f"{source} + {word}", behind[source] & behind[word], *artists)
    draft.mark(middle, behind[middle], _point(axes, places[middle], count[middle]))
    among = f"logDice {_LINKED:.0f} or more", f"logDice ≥ {_LINKED:.0f}"
    with_node = draft.say(f"with {middle}", f"与“{middle}”共现")
    among_them = draft.say(f"among them, {among[0]}", f"相互之间，{among[1]}")
    signs = [
        legend.stroke(with_node, palette.pale()),
        legend.stroke(among_them, palette.grey()),
    ]
    legend.below(drawing, signs)
    labels = [
        (*places[row["term"]], parts.label(row, draft.lang))
        for row in parts.rows(parts.glossed(draft.c, list(places)))
    ]
    radii = [_area(count[word]) ** 0.5 / 2 for word in places]
    point_names.place(axes, labels, radii=radii, first=1, outward=True, backed=True)


def _radius(score: float, top: float) -> float:
    """How far from the middle a word stands: half a unit at the top, one unit a point below."""
    return 0.5 + (top - score)


def _rings(axes: Axes, furthest: float, top: float) -> None:
    """Ellipses of equal logDice, each with its value below the middle."""
    from matplotlib.patches import Ellipse

    grey, ground = palette.grey(), {"facecolor": palette.paper(), "edgecolor": "none", "pad": 0.5}
    value = math.floor(top)
    while (far := _radius(value, top)) <= furthest + 0.15:
        circle = Ellipse((0, 0), 2 * _WIDE * far, 2 * far, fill=False, ec=grey, lw=0.5, ls=":")
        circle.set_zorder(0)
        axes.add_patch(circle)
        parts.write(
            axes, 0, -far, f"logDice {value}", ha="center", color=grey, bbox=ground, zorder=4
        )
        value -= 1


def _line(
    axes: Axes, places: dict[str, tuple[float, float]], row: parts.Row, colour: str
) -> Artist:
    """A link, the thicker the closer."""
    (x, y), (u, v) = places[row["source"]], places[row["target"]]
    wide = 0.8 + max(row["log_dice"] - _LINKED, 0)
    (line,) = axes.plot([x, u], [y, v], color=colour, linewidth=wide, zorder=1)
    return line


def _area(count: int) -> float:
    return _SMALLEST + _AREA * count


def _point(axes: Axes, place: tuple[float, float], count: int) -> Artist:
    return axes.scatter(*place, s=_area(count), color=palette.ink(), linewidth=0, zorder=3)
