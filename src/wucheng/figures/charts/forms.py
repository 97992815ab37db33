"""The form of the language: how often each shape is used, and how long the clauses are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from wucheng.figures import evidence, palette, style
from wucheng.figures.charts import multiples, parts
from wucheng.figures.draft import Draft
from wucheng.figures.figure import Figure
from wucheng.statistics import form, intervals, selection

if TYPE_CHECKING:
    from wucheng.corpus import Corpus

#: Clause lengths drawn, in characters; longer ones are counted with the last.
_LONGEST = 30


@style.drawn
def forms_by_city(c: Corpus, lang: str = "en") -> Figure:
    """How often each city's texts use a form, with intervals: a panel a form."""
    draft = Draft("forms", c, lang)
    data = form.rates(c)
    shown = multiples.cities(c, data.loc[data["marks"] > 0, "form"].nunique())
    data = data[data["group"].isin(shown) & (data["chars"] > 0)].reset_index(drop=True)
    used = list(data.loc[data["marks"] > 0, "form"].drop_duplicates())
    data = data[data["form"].isin(used)].reset_index(drop=True)
    if not used:
        return draft.nothing(("No forms are marked.", "没有标出的语言形式。"), data)
    drawing = multiples.compare(
        draft,
        data.rename(columns={"form": "panel", "rate": "value"}),
        {name: draft.called("forms", name) for name in used},
        shown,
        behind=evidence.behind(c, c.forms, "kind"),
        reference=form.rates(c, by=None).set_index("form")["rate"].to_dict(),
        notes="marks",
        hollow=draft.say(f"fewer than {intervals.SMALL} marks", f"不足 {intervals.SMALL} 处"),
    )
    drawing.supxlabel(
        draft.say(
            "per 1,000 characters, with 95% interval (at the right: how many)",
            "每千字次数及 95% 区间（右侧为个数）",
        )
    )
    return draft.figure(
        drawing,
        data,
        found=int(data["marks"].sum()),
        forms=len(used),
        quoted=int(data["quoted"].sum()),
        threshold=intervals.SMALL,
        small=int(data["small"].sum()),
        drawn=len(data),
        cut=parts.left_out(c, shown),
    )


@style.drawn
def rhythm_by_city(c: Corpus, lang: str = "en") -> Figure:
    """How long the clauses of each city's texts are: a panel a city, all cities in grey."""
    draft = Draft("rhythm", c, lang)
    lengths = form.lengths(c)
    lengths["group"] = selection.labels(c, lengths["doc_id"], "city")
    shown = parts.largest(c, lengths["group"].unique())
    lengths = lengths[lengths["group"].isin(shown)]
    if lengths.empty:
        why = ("There is no text below the titles.", "标题之外没有文本。")
        return draft.nothing(why, pd.DataFrame(columns=["group", "chars", "share"]))
    table = {row["group"]: row for row in parts.rows(form.rhythm(c))}
    chars = {name: lengths.loc[lengths["group"] == name, "chars"] for name in shown}
    bins = np.arange(1, _LONGEST + 1)
    data = pd.concat(
        pd.DataFrame({"group": name, "chars": bins, "share": _shares(own)})
        for name, own in chars.items()
    )
    whole = _shares(lengths["chars"])
    cut = lengths.assign(chars=lengths["chars"].clip(upper=_LONGEST))
    behind = evidence.grouped(cut, "group", "chars")
    drawing, panels = parts.panels(len(shown), 34, share_y=True)
    for name, axes in zip(shown, panels, strict=False):
        city, mean = draft.city(name), table[name]["clause_mean"]
        colour = draft.look(name).colour
        for row in parts.rows(data[(data["group"] == name) & (data["share"] > 0)]):
            size = row["chars"]
            bar = axes.bar([size], [row["share"]], width=0.9, color=colour)
            more = "+" if size == _LONGEST else ""
            draft.mark(f"{city} · {size}{more}", behind[name, size], *bar)
        axes.step(bins, whole, where="mid", color=palette.grey(), linewidth=0.7)
        axes.axvline(mean, color=palette.ink(), linewidth=0.7, linestyle=":")
        axes.set_title(city)
        clauses = len(chars[name])
        note = draft.say(
            f"mean {mean:.1f}\n{clauses} clauses", f"平均 {mean:.1f}\n{clauses} 个小句"
        )
        corner = {"ha": "right", "va": "top", "transform": axes.transAxes}
        parts.write(axes, 0.97, 0.95, note, **corner)
        axes.set_xlim(0, _LONGEST + 1)
    drawing.supxlabel(
        draft.say("characters in a clause (last bar: and more)", "小句字数（末条含更长者）")
    )
    drawing.supylabel(draft.say("% of the clauses", "占小句的百分比"))
    return draft.figure(
        drawing,
        data,
        clauses=len(lengths),
        means=parts.each(
            shown, lambda name, lang: f"{style.city(name, lang)} {_mean(table[name])}", ("; ", "；")
        ),
        cities=len(shown),
        cut=parts.left_out(c, shown),
    )


def _shares(chars: pd.Series) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    counts = np.bincount(chars.clip(upper=_LONGEST), minlength=_LONGEST + 1)[1:]
    return np.asarray(100 * counts / max(counts.sum(), 1), dtype=np.float64)


def _mean(row: parts.Row) -> str:
    interval = "" if np.isnan(row["low"]) else f" [{row['low']:.1f}, {row['high']:.1f}]"
    return f"{row['clause_mean']:.1f}{interval}"
