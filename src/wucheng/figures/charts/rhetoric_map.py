"""A map of the cities by how they speak."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from wucheng import rhetoric_map
from wucheng.errors import CorpusError
from wucheng.figures import captions, figure, palette, style
from wucheng.figures.charts import legend, parts, point_names
from wucheng.figures.evidence import Key, Marks

if TYPE_CHECKING:
    from wucheng.corpus import Corpus

#: How captions.toml calls the names of each aspect.
_NAMES = {"frame": "frames", "form": "forms", "voice": "kinds"}
_MARKERS = {"frame": "x", "form": "+", "voice": "1"}
_SIZES = {"frame": 4, "form": 5, "voice": 7}

#: Pairs of cities that the caption names.
_NAMED = 6

_COLUMNS = ["what", "name", "x", "y", "sentences", "spread_x", "spread_y", "tilt"]


@style.drawn
def cities_by_rhetoric(c: Corpus, lang: str = "en") -> figure.Figure:
    """Cities and traits on one map, with the spread of each city's place when redrawn."""
    say = style.language(lang)
    try:
        made = rhetoric_map.chart(c)
    except CorpusError:
        why = (
            f"A map needs three cities and three traits in {rhetoric_map.AT_LEAST} sentences each.",
            f"至少要有三个城市和三种各见于 {rhetoric_map.AT_LEAST} 句的特征。",
        )
        return figure.nothing("rhetoric_map", why, pd.DataFrame(columns=_COLUMNS), c, lang)
    marks = Marks(c)
    drawing = style.sheet(min(130, 0.62 * style.room_mm()[0] + 40))
    axes = drawing.subplots()
    first, second = (f"{100 * share:.0f}" for share in made.inertia)
    axes.set_xlabel(say(f"first axis, {first}% of the inertia", f"第一轴，惯量的 {first}%"))
    axes.set_ylabel(say(f"second axis, {second}% of the inertia", f"第二轴，惯量的 {second}%"))
    data = _draw(c, axes, made, marks, lang)
    return figure.make(
        "rhetoric_map",
        drawing,
        data,
        marks,
        lang,
        cities=parts.counted(made.groups["group"]),
        traits=len(made.traits),
        at_least=rhetoric_map.AT_LEAST,
        few=rhetoric_map.FEW,
        held=sum(made.inertia),
        firm=_pairs(made, firm=True),
        loose=_pairs(made, firm=False),
    )


def _draw(
    c: Corpus, axes: object, made: rhetoric_map.RhetoricMap, marks: Marks, lang: str
) -> pd.DataFrame:
    from matplotlib.axes import Axes
    from matplotlib.patches import Ellipse

    assert isinstance(axes, Axes)
    say = style.language(lang)
    looks, behind = palette.cities(c), _sentences(c)
    axes.axhline(0, color=palette.pale(), linewidth=0.5, zorder=0)
    axes.axvline(0, color=palette.pale(), linewidth=0.5, zorder=0)
    names: list[tuple[float, float, str]] = []
    for row in parts.rows(made.groups):
        look = palette.style(looks, row["group"])
        if not np.isnan(row["spread_x"]):
            axes.add_patch(
                Ellipse(
                    (row["x"], row["y"]),
                    2 * row["spread_x"],
                    2 * row["spread_y"],
                    angle=row["tilt"],
                    facecolor=palette.faded(look.colour, 0.85),
                    edgecolor=look.edge,
                    linewidth=0.7,
                    alpha=0.55,
                    zorder=1,
                )
            )
        (point,) = parts.mark(axes, row["x"], row["y"], look, size=7, zorder=4)
        city = style.city(row["group"], lang)
        marks.add(city, behind.get(("city", row["group"]), []), point)
        names.append((row["x"], row["y"], city))
    traits = made.traits.sort_values("sentences", ascending=False, kind="stable")
    for row in parts.rows(traits):
        marker, size = _MARKERS[row["aspect"]], _SIZES[row["aspect"]]
        (point,) = axes.plot(
            row["x"], row["y"], marker, color=palette.grey(), markersize=size, zorder=3
        )
        trait = captions.name(_NAMES[row["aspect"]], row["trait"], lang)
        if row["aspect"] == "voice":  # Party is a frame and a kind of speaker
            trait = say(f"quoted: {trait}", f"引语：{trait}")
        marks.add(trait, behind.get((row["aspect"], row["trait"]), []), point)
        names.append((row["x"], row["y"], trait))
    axes.margins(0.12)
    axes.set_aspect("equal", adjustable="datalim")
    _key(axes, lang)
    inks = [palette.style(looks, group).ink for group in made.groups["group"]]
    point_names.place(axes, names, inks=inks, over=len(inks))
    groups = made.groups.rename(columns={"group": "name"}).assign(what="city")
    points = traits.rename(columns={"trait": "name", "aspect": "what"})
    return pd.concat([groups, points], ignore_index=True).reindex(columns=_COLUMNS)


def _key(axes: object, lang: str) -> None:
    from matplotlib.axes import Axes

    assert isinstance(axes, Axes)
    say = style.language(lang)
    labels = {
        "frame": say("frame", "框架"),
        "form": say("form", "形式"),
        "voice": say("kind of speaker quoted", "所引说话人的身份"),
    }
    handles = [
        legend.sign(_MARKERS[aspect], label, palette.grey(), size=_SIZES[aspect])
        for aspect, label in labels.items()
    ]
    axes.legend(handles=handles, loc="best")


def _sentences(c: Corpus) -> dict[tuple[str, str], list[Key]]:
    """The sentences of each trait, and those of each city that have one."""
    city = style.city_of(c)
    titles = c.sentences[c.sentences["kind"] == "title"]
    left_out = set(zip(titles["doc_id"], titles["sentence"], strict=True))
    found: dict[tuple[str, str], list[Key]] = {}
    uses = rhetoric_map.traits(c)
    for doc_id, sentence, aspect, trait in zip(
        uses["doc_id"], uses["sentence"], uses["aspect"], uses["trait"], strict=True
    ):
        if (doc_id, sentence) not in left_out:
            key = (doc_id, int(sentence))
            found.setdefault((aspect, trait), []).append(key)
            found.setdefault(("city", city[doc_id]), []).append(key)
    return found


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
