"""The form of the language: how often each shape is used, and how long the clauses are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from wucheng.figures import captions, evidence, figure, palette, style
from wucheng.figures.charts import multiples, parts
from wucheng.figures.evidence import Marks
from wucheng.statistics import form, intervals

if TYPE_CHECKING:
    from wucheng.corpus import Corpus

#: Clause lengths drawn, in characters; longer ones are counted with the last.
_LONGEST = 30


@style.drawn
def forms_by_city(c: Corpus, lang: str = "en") -> figure.Figure:
    """How often each city's texts use a form, with intervals: a panel a form."""
    say = style.language(lang)
    data = form.rates(c)
    shown = multiples.cities(c, data.loc[data["marks"] > 0, "form"].nunique())
    data = data[data["group"].isin(shown) & (data["chars"] > 0)].reset_index(drop=True)
    used = list(data.loc[data["marks"] > 0, "form"].drop_duplicates())
    data = data[data["form"].isin(used)].reset_index(drop=True)
    pooled = {row["form"]: row["rate"] for row in parts.rows(form.rates(c, by=None))}
    if not used:
        why = ("No forms are marked.", "没有标出的语言形式。")
        return figure.nothing("forms", why, data, c, lang)
    marks = Marks(c)
    drawing = multiples.compare(
        c,
        data.rename(columns={"form": "panel", "rate": "value"}),
        {name: captions.name("forms", name, lang) for name in used},
        shown,
        marks,
        lang,
        behind=evidence.behind(c, c.forms, "kind"),
        reference=pooled,
        notes="marks",
        hollow=say(f"fewer than {intervals.SMALL} marks", f"不足 {intervals.SMALL} 处"),
    )
    drawing.supxlabel(
        say(
            "per 1,000 characters, with 95% interval (at the right: how many)",
            "每千字次数及 95% 区间（右侧为个数）",
        )
    )
    return figure.make(
        "forms",
        drawing,
        data,
        marks,
        lang,
        found=int(data["marks"].sum()),
        forms=len(used),
        quoted=int(data["quoted"].sum()),
        threshold=intervals.SMALL,
        small=int(data["small"].sum()),
        drawn=len(data),
        cut=parts.left_out(c, shown),
    )


@style.drawn
def rhythm_by_city(c: Corpus, lang: str = "en") -> figure.Figure:
    """How long the clauses of each city's texts are: a panel a city, all cities in grey."""
    say = style.language(lang)
    lengths = form.lengths(c)
    lengths["group"] = lengths["doc_id"].map(style.city_of(c))
    shown = parts.largest(c, lengths["group"].unique())
    lengths = lengths[lengths["group"].isin(shown)]
    columns = ["group", "chars", "share"]
    if lengths.empty:
        why = ("There is no text below the titles.", "标题之外没有文本。")
        return figure.nothing("rhythm", why, pd.DataFrame(columns=columns), c, lang)
    table = {row["group"]: row for row in parts.rows(form.rhythm(c))}
    bins = range(1, _LONGEST + 1)
    whole = _shares(lengths["chars"])
    marks, looks = Marks(c), palette.cities(c)
    drawing, panels = parts.panels(len(shown), 34, share_y=True)
    rows: list[dict[str, object]] = []
    for name, axes in zip(shown, panels, strict=False):
        part = lengths[lengths["group"] == name]
        share = _shares(part["chars"])
        colour = palette.style(looks, name).colour
        for size, height in zip(bins, share, strict=True):
            rows.append({"group": name, "chars": size, "share": float(height)})
            if not height:
                continue
            (bar,) = axes.bar([size], [height], width=0.9, color=colour)
            here = part[part["chars"].clip(upper=_LONGEST) == size]
            keys = list(zip(here["doc_id"], here["sentence"], strict=True))
            more = "+" if size == _LONGEST else ""
            marks.add(f"{style.city(name, lang)} · {size}{more}", keys, bar)
        axes.step(bins, whole, where="mid", color=palette.grey(), linewidth=0.7)
        mean = table[name]
        axes.axvline(mean["clause_mean"], color=palette.ink(), linewidth=0.7, linestyle=":")
        axes.set_title(style.city(name, lang))
        note = say(
            f"mean {mean['clause_mean']:.1f}\n{len(part)} clauses",
            f"平均 {mean['clause_mean']:.1f}\n{len(part)} 个小句",
        )
        axes.text(
            0.97, 0.95, note, transform=axes.transAxes, ha="right", va="top", fontsize=style.SMALL
        )
        axes.set_xlim(0, _LONGEST + 1)
    drawing.supxlabel(
        say("characters in a clause (last bar: and more)", "小句字数（末条含更长者）")
    )
    drawing.supylabel(say("% of the clauses", "占小句的百分比"))
    return figure.make(
        "rhythm",
        drawing,
        pd.DataFrame(rows, columns=columns),
        marks,
        lang,
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
