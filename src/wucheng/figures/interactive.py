"""The timeline to zoom, filter and search, whose marks open their sentences.

One piece of HTML with its data, style and script inside: it needs no kernel and no network, so it
works in an exported notebook and on a figure's own page. Text of the corpus goes into it as data
and reaches the page as text.
"""

from __future__ import annotations

import html
import json
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, Any

import pandas as pd

from wucheng import tables, timeline
from wucheng.figures import captions, look, palette, style, webpage
from wucheng.figures.charts import calendar

if TYPE_CHECKING:
    from wucheng.corpus import Corpus

#: Events in one view; a browser draws so many at once. Those on the calendar come first.
MOST = 4_000

#: What the script is told of each event, in this order. `text` is a number in `sentences`.
COLUMNS = (
    "event city type kind status from until open precision span why when what actors place quote "
    "same corrected text source"
).split()

_WHY = {
    "repeated": "反复发生",
    "words name no day": "词语不指明日期",
    "text has no date": "文本没有日期",
    "no time given": "未给出时间",
}


@dataclass(frozen=True)
class View:
    """An interactive timeline: `fragment` goes into a page, a notebook shows it in a frame."""

    fragment: str
    title: str
    lang: str
    events: int

    def __repr__(self) -> str:
        return f"{self.title}: {self.events} events"

    def _repr_html_(self) -> str:
        """A frame of its own, whose script can reach nothing outside it."""
        return (
            f'<iframe title="{html.escape(self.title)}" sandbox="allow-scripts" '
            'style="width:100%;height:720px;border:1px solid #d9d9d9" '
            f'srcdoc="{html.escape(page(self))}"></iframe>'
        )


def view(c: Corpus, lang: str = "en") -> View:
    """The interactive timeline of a corpus, with all its events, dated or not."""
    style.language(lang)
    say = captions.words("timeline", lang)
    rows, total = _events(c, lang)
    with look.using(look.on_screen(look.current())):
        looks = palette.cities(c)
        colours = {name: palette.style(looks, name).colour for name in style.cities(c)}
    present = {row["city"] for row in rows}
    texts = list(dict.fromkeys(row["text"] for row in rows))
    number = {text: at for at, text in enumerate(texts)}
    kinds = sorted({(row["type"], row["kind"]) for row in rows}, key=lambda kind: kind[1])
    data = {
        "id": "wct",
        "lang": lang,
        "words": say,
        "columns": COLUMNS,
        "cities": [
            {
                "name": name,
                "label": style.city(name, lang),
                "colour": colours[name],
            }
            for name in style.cities(c)
            if name in present
        ],
        "types": kinds,
        "sentences": texts,
        "events": [
            [number[row["text"]] if name == "text" else row[name] for name in COLUMNS]
            for row in rows
        ],
    }
    cut = say["cut"].format(most=len(rows), all=total) if total > len(rows) else ""
    return View(_fragment(data, say, cut), say["title"], lang, len(rows))


def page(made: View) -> str:
    """A page of its own that holds nothing but the view."""
    return webpage.page([made.fragment], title=made.title, lang=made.lang, allowed=webpage.INLINE)


def embedded(data: object) -> str:
    """Data as JSON that can stand inside a script element: no tag or comment can begin in it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text


def _fragment(data: dict[str, Any], say: dict[str, Any], cut: str) -> str:
    read = resources.files("wucheng.figures")
    look = read.joinpath("interactive.css").read_text(encoding="utf-8")
    script = read.joinpath("interactive.js").read_text(encoding="utf-8")
    return "\n".join(
        [
            f"<style>{look}</style>",
            '<div class="wct" id="wct"></div>',
            f"<noscript><p>{html.escape(say['script'])}</p></noscript>",
            f"<p>{html.escape(cut)}</p>" if cut else "",
            f'<script type="application/json" id="wct-data">{embedded(data)}</script>',
            f"<script>(function(){{{script}\n"
            'show(document.getElementById("wct"),'
            'JSON.parse(document.getElementById("wct-data").textContent))})()</script>',
        ]
    )


def _events(c: Corpus, lang: str) -> tuple[list[dict[str, Any]], int]:
    """The events as the script reads them, and how many there are in all."""
    dated, loose = timeline.events(c), timeline.undated(c)
    total = len(dated) + len(loose)
    dated = dated.head(MOST)
    loose = loose.head(MOST - len(dated))
    keys = ["doc_id", "sentence"]
    sentences = c.sentences[[*keys, "text", "raw_start", "raw_end"]]
    rows = []
    for table in (dated, loose):
        for row in tables.rows(table.merge(sentences, on=keys, how="left")):
            rows.append(_row(row, lang))
    return rows, total


def _row(row: dict[str, Any], lang: str) -> dict[str, Any]:
    first, last = row.get("first"), row.get("last")
    start = end = None
    span = ""
    if first is not None and last is not None:
        start, end = calendar.span(row)
        span = " – ".join(dict.fromkeys(f"{day:%Y-%m-%d}" for day in (first, last)))
        if row["precision"] == "hour" and not pd.isna(row["hour"]):
            span += f" {int(row['hour']):02}:{round(row['hour'] % 1 * 60):02}"
        start, end = round(start, 4), round(end, 4)
    why = row.get("why", "")
    place = captions.words("timeline", lang)["place"].format(
        doc_id=row["doc_id"],
        sentence=row["sentence"],
        start=row["raw_start"],
        end=row["raw_end"],
    )
    return {
        "event": row["event"],
        "city": row["group"],
        "type": row["type"],
        "kind": captions.name("events", row["type"], lang),
        "status": row["status"] or "reported",
        "from": start,
        "until": end,
        "open": row.get("open", ""),
        "precision": row.get("precision", ""),
        "span": span,
        "why": _WHY.get(why, why) if lang == "zh" else why,
        "when": row["when"],
        "what": row["what"],
        "actors": row["actors"].replace(";", "、"),
        "place": row["place"],
        "quote": row["quote"],
        "same": row["same_as"],
        "corrected": row["corrected"],
        "text": row["text"] if isinstance(row["text"], str) else "",
        "source": place,
    }
