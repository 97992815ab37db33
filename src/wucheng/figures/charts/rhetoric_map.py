"""A map of the cities by how they speak."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from wucheng import rhetoric_map
from wucheng.errors import CorpusError
from wucheng.figures import evidence, palette, style
from wucheng.figures.charts import legend, parts, point_names
from wucheng.figures.draft import Draft
from wucheng.figures.evidence import Key
from wucheng.figures.figure import Figure
from wucheng.statistics import selection

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from wucheng.corpus import Corpus

#: How captions.toml calls the names of each aspect.
_NAMES = {"frame": "frames", "form": "forms", "voice": "kinds"}
_MARKERS = {"frame": ("x", 4), "form": ("+", 5), "voice": ("1", 7)}


#: Pairs of cities that the caption names.
_NAMED = 6

_COLUMNS = ["what", "name", "x", "y", "sentences", "spread_x", "spread_y", "tilt"]


@style.drawn
def cities_by_rhetoric(c: Corpus, lang: str = "en") -> Figure:
    """Cities and traits on one map, with the spread of each city's place when redrawn."""
    draft = Draft("rhetoric_map", c, lang)
    try:
        made = rhetoric_map.chart(c)
    except CorpusError:
        why = (
            f"A map needs three cities and three traits in {rhetoric_map.AT_LEAST} sentences each.",
            f"至少要有三个城市和三种各见于 {rhetoric_map.AT_LEAST} 句的特征。",
        )
        return draft.nothing(why, pd.DataFrame(columns=_COLUMNS))
    drawing = style.sheet(min(130, 0.62 * style.room_mm()[0] + 40))
    axes = drawing.subplots()
    first, second = (f"{100 * share:.0f}" for share in made.inertia)
    axes.set_xlabel(draft.say(f"first axis, {first}% of the inertia", f"第一轴，惯量的 {first}%"))
    axes.set_ylabel(
        draft.say(f"second axis, {second}% of the inertia", f"第二轴，惯量的 {second}%")
    )
    traits = made.traits.sort_values("sentences", ascending=False, kind="stable")
    _draw(draft, axes, made.groups, traits)
    groups = made.groups.rename(columns={"group": "name"}).assign(what="city")
    points = traits.rename(columns={"trait": "name", "aspect": "what"})
    return draft.figure(
        drawing,
        pd.concat([groups, points], ignore_index=True).reindex(columns=_COLUMNS),
        cities=parts.counted(made.groups["group"]),
        traits=len(made.traits),
        at_least=rhetoric_map.AT_LEAST,
        few=rhetoric_map.FEW,
        held=sum(made.inertia),
        firm=_pairs(made, firm=True),
        loose=_pairs(made, firm=False),
    )


def _draw(draft: Draft, axes: Axes, groups: pd.DataFrame, traits: pd.DataFrame) -> None:
    from matplotlib.patches import Ellipse

    behind = _sentences(draft.c)
    axes.axhline(0, color=palette.pale(), linewidth=0.5, zorder=0)
    axes.axvline(0, color=palette.pale(), linewidth=0.5, zorder=0)
    names: list[tuple[float, float, str]] = []
    for row in parts.rows(groups):
        place, look, city = (row["x"], row["y"]), draft.look(row["group"]), draft.city(row["group"])
        if not np.isnan(row["spread_x"]):
            wide, high = 2 * row["spread_x"], 2 * row["spread_y"]
            spread = Ellipse(place, wide, high, angle=row["tilt"], ec=look.edge, lw=0.7, zorder=1)
            spread.set(facecolor=palette.faded(look.colour, 0.85), alpha=0.55)
            axes.add_patch(spread)
        point = parts.point(axes, *place, look, size=7, zorder=4)
        draft.mark(city, behind["city", row["group"]], point)
        names.append((*place, city))
    for row in parts.rows(traits):
        aspect, place = row["aspect"], (row["x"], row["y"])
        sign, points = _MARKERS[aspect]
        drawn = axes.plot(*place, sign, color=palette.grey(), markersize=points, zorder=3)
        trait = draft.called(_NAMES[aspect], row["trait"])
        if aspect == "voice":  # Party is a frame and a kind of speaker
            trait = draft.say(f"quoted: {trait}", f"引语：{trait}")
        draft.mark(trait, behind[aspect, row["trait"]], *drawn)
        names.append((*place, trait))
    axes.margins(0.12)
    axes.set_aspect("equal", adjustable="datalim")
    labels = {
        "frame": draft.say("frame", "框架"),
        "form": draft.say("form", "形式"),
        "voice": draft.say("kind of speaker quoted", "所引说话人的身份"),
    }
    signs = [(*_MARKERS[aspect], label) for aspect, label in labels.items()]
    axes.legend(
        handles=[
            legend.sign(sign, label, palette.grey(), size=size) for sign, size, label in signs
        ],
        loc="best",
    )
    inks = [draft.look(group).ink for group in groups["group"]]
    point_names.place(axes, names, inks=inks, over=len(inks))


def _sentences(c: Corpus) -> dict[tuple[Any, ...], list[Key]]:
    """The sentences of each trait, and those of each city that have one."""
    traits = rhetoric_map.traits(c).merge(selection.sentences(c)[["doc_id", "sentence"]])
    cities = traits.assign(aspect="city", trait=selection.labels(c, traits["doc_id"], "city"))
    return evidence.grouped(pd.concat([traits, cities]), "aspect", "trait")


def _pairs(made: rhetoric_map.RhetoricMap, *, firm: bool) -> tuple[str, str]:
    """The pairs of cities that lie further apart than chance would put them, or don't."""
    if made.apart.empty:
        return "none", "无"
    rows = made.apart[(made.apart["distance"] > made.apart["chance"]) == firm]
    ratio = rows["distance"] / rows["chance"]
    rows = rows.loc[ratio.sort_values(ascending=not firm, kind="stable").index]
    pairs = parts.rows(rows)
    more = len(pairs) - _NAMED

    def tell(row: parts.Row, lang: str) -> str:
        and_ = style.language(lang)(" – ", "与")
        return f"{style.city(row['group'], lang)}{and_}{style.city(row['other'], lang)}"

    english, chinese = parts.each(pairs[:_NAMED], tell)
    if more > 0:
        return f"{english} and {more} more pairs", f"{chinese}等 {len(pairs)} 对"
    return english, chinese
