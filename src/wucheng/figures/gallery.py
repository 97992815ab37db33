"""All figures, in order, and the page that shows them side by side."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from wucheng.errors import WuchengError
from wucheng.figures import figure, style
from wucheng.figures.charts import (
    archive,
    cleaning,
    clouds,
    coder,
    collocates,
    compared,
    correspondence,
    dispersion,
    durations,
    forms,
    hours,
    keyness,
    lags,
    landscape,
    people,
    quantities,
    rhetoric,
    sensitivity,
    similarity,
    terms,
    timeline,
    undated,
    vocabulary,
    voices,
)
from wucheng.figures.figure import Figure, TooSmall

if TYPE_CHECKING:
    from wucheng.corpus import Corpus

#: Every figure of the workbook by its name, as the notebooks come to them.
CHARTS: dict[str, Callable[[Corpus, str], Figure]] = {
    "corpus_overview": cleaning.corpus_overview,
    "top_terms": terms.top_terms,
    "word_clouds": clouds.word_clouds,
    "frequency_dispersion": dispersion.frequency_dispersion,
    "word_spread": dispersion.word_spread,
    "vocabulary": vocabulary.rank_and_growth,
    "collocates": collocates.network,
    "keyness": keyness.key_words,
    "sensitivity": sensitivity.headlines,
    "correspondence": correspondence.cities_and_words,
    "similarity": similarity.pairs_of_cities,
    "timeline": timeline.events,
    "archive": archive.texts_and_events,
    "undated": undated.why_undated,
    "lags": lags.event_to_report,
    "hours": hours.hours_of_day,
    "durations": durations.durations_and_counts,
    "quantities": quantities.quantities_by_unit,
    "frames": rhetoric.frames_by_city,
    "frame_residuals": compared.frame_residuals,
    "frame_course": rhetoric.frame_course,
    "frames_together": compared.frames_together,
    "machine_and_coder": coder.machine_and_coder,
    "forms": forms.forms_by_city,
    "rhythm": forms.rhythm_by_city,
    "rhetoric_map": landscape.rhetoric_map,
    "voices": voices.voices_by_city,
    "voices_stacked": voices.voices_stacked,
    "voice_frames": compared.voice_frames,
    "people": people.people_by_kind,
}

INDEX = "index.html"


def draw(c: Corpus, name: str, lang: str = "en") -> Figure:
    """One figure by its name. Raises WuchengError, naming them all, if there is none of it."""
    if name not in CHARTS:
        raise WuchengError(f"There is no figure {name!r}; there are {', '.join(CHARTS)}.")
    style.language(lang)
    return CHARTS[name](c, lang)


def save_all(
    c: Corpus,
    folder: str | Path,
    lang: str = "en",
    *,
    names: Iterable[str] = (),
    refuse: Callable[[str], None] | None = None,
) -> list[str]:
    """Write figures in every format, and index.html that shows them; returns their names.

    Args:
        names: which figures; all without.
        refuse: called with the reason when a figure can't be read at the size of the preset, which
            is then left out; without it that is an error.

    All files or none. Raises what `figure.save` raises.
    """
    figures: list[Figure] = []
    for name in dict.fromkeys(names) or CHARTS:
        try:
            figures.append(draw(c, name, lang))
        except TooSmall as reason:
            if refuse is None:
                raise
            refuse(str(reason))
    contents: dict[str, str | bytes] = {}
    for fig in figures:
        contents |= figure.files(fig)
    contents[INDEX] = index(figures, lang)
    figure.write(Path(folder), contents)
    return [fig.name for fig in figures]


_STYLE = """
body{font:16px/1.6 "Noto Sans SC","Noto Sans CJK SC","Source Han Sans SC","PingFang SC",
"Microsoft YaHei",sans-serif;color:#222;background:#fff;max-width:60rem;margin:1rem auto;
padding:0 1rem}
img{width:100%;height:auto}
section{border-top:1px solid #ddd;margin-top:2rem}
figure{margin:0}
""".strip()


def index(figures: list[Figure], lang: str = "en") -> str:
    """The page of all figures: each with its caption and links to its files."""
    say = style.language(lang)
    title = say("Figures", "图集")
    contents = "".join(
        f'<li><a href="#{fig.name}">{html.escape(fig.title)}</a></li>' for fig in figures
    )
    return "\n".join(
        [
            "<!DOCTYPE html>",
            f'<html lang="{say("en", "zh-Hans")}">',
            '<head><meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width">',
            f"<title>{title}</title>",
            f"<style>{_STYLE}</style></head>",
            f"<body><main><h1>{title}</h1><ol>{contents}</ol>",
            *(_section(fig, lang) for fig in figures),
            "</main></body></html>",
            "",
        ]
    )


def _section(fig: Figure, lang: str) -> str:
    say = style.language(lang)
    links = [
        ("html", say("the sentences behind each mark", "每个标记背后的句子")),
        ("csv", say("the numbers drawn (CSV)", "图中数据（CSV）")),
        ("png", "PNG"),
        ("svg", "SVG"),
        ("pdf", "PDF"),
        ("txt", say("captions", "图注")),
        ("json", say("what it rests on", "依据")),
    ]
    files = " · ".join(f'<a href="{fig.name}.{ending}">{label}</a>' for ending, label in links)
    return (
        f'<section id="{fig.name}"><h2>{html.escape(fig.title)}</h2>'
        f'<figure><a href="{fig.name}.html"><img src="{fig.name}.png" loading="lazy" '
        f'alt="{html.escape(fig.alt)}"></a>'
        f"<figcaption>{html.escape(fig.caption)}</figcaption></figure>"
        f"<p>{files}</p></section>"
    )
