"""What could be placed on a calendar, and why the rest could not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from wucheng import timeline
from wucheng.figures import figure, palette, style
from wucheng.figures.charts import legend, parts
from wucheng.figures.evidence import Marks

if TYPE_CHECKING:
    from matplotlib.artist import Artist

    from wucheng.corpus import Corpus

#: Why, how it is drawn (share of paper in its grey, hatch), in English and Chinese. First what is
#: dated.
_KINDS = (
    ("dated", 0.109, "", "on the calendar", "有日期"),
    ("repeated", 0.48, "", "again and again", "反复发生"),
    ("words name no day", 0.733, "", "its words name no day", "词语不指明日期"),
    ("text has no date", 1.0, "//////", "its text has no date", "文本没有日期"),
    ("no time given", 1.0, "", "no time given", "未给出时间"),
)


@style.drawn
def why_undated(c: Corpus, lang: str = "en") -> figure.Figure:
    """A bar a city, all its events told to have happened: dated ones, then the others by reason."""
    say = style.language(lang)
    table = pd.concat(
        [
            timeline.happenings(timeline.events(c)).assign(why="dated"),
            timeline.happenings(timeline.undated(c)),
        ],
        ignore_index=True,
    )
    shown = parts.largest(c, style.cities(c))
    table = table[table["group"].isin(shown)]
    order = [kind[0] for kind in _KINDS]
    counted = pd.crosstab(table["group"], table["why"]).reindex(
        index=shown, columns=order, fill_value=0
    )
    longest = int(counted.sum(axis=1).max()) if len(counted) else 0
    if table.empty:
        why = ("No events are told.", "文本没有叙述事件。")
        return figure.nothing("undated", why, counted.rename_axis("group").reset_index(), c, lang)
    marks = Marks(c)
    drawing = style.sheet(22 + 7.5 * max(len(shown), 2))
    axes = drawing.subplots()
    for at, group in enumerate(shown):
        left = 0
        for name, share, hatch, *words in _KINDS:
            colour = palette.shade(share)
            number = int(((table["group"] == group) & (table["why"] == name)).sum())
            if not number:
                continue
            bar = axes.barh(
                at,
                number,
                left=left,
                height=0.66,
                color=colour,
                hatch=hatch,
                edgecolor=palette.grey(),
                linewidth=0.7,
            )
            if number >= 0.03 * longest:
                axes.text(
                    left + number / 2,
                    at,
                    str(number),
                    ha="center",
                    va="center",
                    fontsize=style.SMALL,
                    color=palette.text_on(colour),
                    bbox={"facecolor": colour, "edgecolor": "none", "pad": 0.8} if hatch else None,
                )
            left += number
            rows = table[(table["group"] == group) & (table["why"] == name)]
            keys = zip(rows["doc_id"], rows["sentence"], strict=True)
            marks.add(f"{style.city(group, lang)} · {say(*words)}", keys, *bar)
    parts.city_lines(axes, shown, lang)
    axes.set_xlabel(say("events told to have happened", "所述已发生事件"))
    parts.thousands(axes.xaxis)
    legend.above(drawing, _key(set(table["why"]), lang), 5)
    whole = counted.sum()
    return figure.make(
        "undated",
        drawing,
        counted.rename_axis("group").reset_index(),
        marks,
        lang,
        events=int(whole.sum()),
        dated=int(whole["dated"]),
        repeated=int(whole["repeated"]),
        vague=int(whole["words name no day"]),
        dateless=int(whole["text has no date"]),
        silent=int(whole["no time given"]),
        share=f"{whole['dated'] / whole.sum():.0%}" if whole.sum() else "–",
        corrected=int((table["corrected"] != "").sum()),
        cut=parts.left_out(c, shown),
    )


def _key(found: set[str], lang: str) -> list[Artist]:
    from matplotlib.patches import Patch

    say = style.language(lang)
    return [
        Patch(
            facecolor=palette.shade(share),
            hatch=hatch,
            edgecolor=palette.grey(),
            lw=0.7,
            label=say(*words),
        )
        for name, share, hatch, *words in _KINDS
        if name in found
    ]
