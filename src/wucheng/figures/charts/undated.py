"""What could be placed on a calendar, and why the rest could not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from wucheng import timeline
from wucheng.figures import evidence, palette, style
from wucheng.figures.charts import legend, parts
from wucheng.figures.draft import Draft
from wucheng.figures.figure import Figure

if TYPE_CHECKING:
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
def why_undated(c: Corpus, lang: str = "en") -> Figure:
    """A bar a city, all its events told to have happened: dated ones, then the others by reason."""
    draft = Draft("undated", c, lang)
    dated = timeline.happenings(timeline.events(c)).assign(why="dated")
    table = pd.concat([dated, timeline.happenings(timeline.undated(c))], ignore_index=True)
    shown = parts.largest(c)
    table = table[table["group"].isin(shown)]
    order = [kind[0] for kind in _KINDS]
    counted = pd.crosstab(table["group"], table["why"])
    counted = counted.reindex(index=shown, columns=order, fill_value=0)
    data = counted.rename_axis("group").reset_index()
    if table.empty:
        return draft.nothing(("No events are told.", "文本没有叙述事件。"), data)
    longest = int(counted.sum(axis=1).max())
    sizes = counted.to_dict("index")
    behind = evidence.grouped(table, "group", "why")
    drawing = style.sheet(22 + 7.5 * max(len(shown), 2))
    axes, grey = drawing.subplots(), palette.grey()
    for at, group in enumerate(shown):
        left = 0
        for name, share, hatch, *words in _KINDS:
            number = sizes[group][name]
            if not number:
                continue
            colour = palette.shade(share)
            bar = axes.barh(
                at, number, 0.66, left, color=colour, edgecolor=grey, hatch=hatch, lw=0.7
            )
            if number >= 0.03 * longest:
                ground = {"facecolor": colour, "edgecolor": "none", "pad": 0.8} if hatch else None
                middle, ink = left + number / 2, palette.text_on(colour)
                parts.write(axes, middle, at, f"{number}", ha="center", color=ink, bbox=ground)
            left += number
            draft.mark(f"{draft.city(group)} · {draft.say(*words)}", behind[group, name], *bar)
    parts.city_lines(axes, shown, lang)
    axes.set_xlabel(draft.say("events told to have happened", "所述已发生事件"))
    parts.thousands(axes.xaxis)
    whole = counted.sum()
    signs = [
        legend.area(
            draft.say(*words), facecolor=palette.shade(share), hatch=hatch, edgecolor=grey, lw=0.7
        )
        for name, share, hatch, *words in _KINDS
        if whole[name]
    ]
    legend.above(drawing, signs, 5)
    return draft.figure(
        drawing,
        data,
        events=int(whole.sum()),
        dated=int(whole["dated"]),
        repeated=int(whole["repeated"]),
        vague=int(whole["words name no day"]),
        dateless=int(whole["text has no date"]),
        silent=int(whole["no time given"]),
        share=f"{whole['dated'] / whole.sum():.0%}",
        corrected=int((table["corrected"] != "").sum()),
        cut=parts.left_out(c, shown),
    )
