"""All figures, in order, and the page that shows them side by side."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from wucheng.errors import WuchengError
from wucheng.figures import figure, look, style, webpage
from wucheng.figures.charts import (
    archive,
    cast,
    cleaning,
    clouds,
    coder,
    collocates,
    correspondence,
    dispersion,
    durations,
    forms,
    frame_residuals,
    frames,
    frames_together,
    hours,
    keyness,
    lags,
    people,
    quantities,
    rhetoric_map,
    sensitivity,
    similarity,
    terms,
    timeline,
    undated,
    vocabulary,
    voice_frames,
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
    "frames": frames.frames_by_city,
    "frame_residuals": frame_residuals.frame_residuals,
    "frame_course": frames.frame_course,
    "frames_together": frames_together.frames_together,
    "machine_and_coder": coder.machine_and_coder,
    "forms": forms.forms_by_city,
    "rhythm": forms.rhythm_by_city,
    "rhetoric_map": rhetoric_map.cities_by_rhetoric,
    "voices": voices.voices_by_city,
    "voices_stacked": voices.voices_stacked,
    "voice_frames": voice_frames.voice_frames,
    "people": people.people_by_kind,
    "cast": cast.people_in_course,
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
    workers: int = 1,
    refuse: Callable[[str], None] | None = None,
    report: Callable[[str], None] = lambda name: None,
) -> list[str]:
    """Write figures in every format, and index.html that shows them; returns their names.

    Args:
        names: which figures; all without.
        workers: processes that draw. The files are the same for any number.
        refuse: called with the reason when a figure can't be read at the size of the preset, which
            is then left out; without it that is an error.
        report: called with the name of each figure that is done.

    All files or none. Raises what `figure.save` raises.
    """
    jobs = [
        _Job(c.folder, c.lexicons, name, lang, look.current())
        for name in dict.fromkeys(names) or CHARTS
    ]
    cards: list[Card] = []
    contents: dict[str, str | bytes] = {}
    for job, outcome in zip(jobs, _outcomes(c, jobs, workers), strict=True):
        report(job.name)
        if isinstance(outcome, TooSmall):
            if refuse is None:
                raise outcome
            refuse(str(outcome))
        else:
            cards.append(outcome[0])
            contents |= outcome[1]
    contents[INDEX] = index(cards, lang)
    figure.write(Path(folder), contents)
    return [card.name for card in cards]


@dataclass(frozen=True, slots=True)
class Card:
    """What the gallery says of a figure, in one language."""

    name: str
    title: str
    caption: str
    alt: str


@dataclass(frozen=True, slots=True)
class _Job:
    """A figure to draw, as a process of its own is told it."""

    corpus: Path
    lexicons: Path
    name: str
    lang: str
    look: look.Look


_Outcome = tuple[Card, dict[str, str | bytes]] | TooSmall


def _outcomes(c: Corpus, jobs: Sequence[_Job], workers: int) -> Iterator[_Outcome]:
    if workers <= 1 or len(jobs) < 2:
        yield from (_outcome(c, job) for job in jobs)
        return
    # Fresh processes on every system: a forked one would share this one's threads.
    with ProcessPoolExecutor(workers, get_context("spawn")) as pool:
        yield from pool.map(_in_worker, jobs)


def _in_worker(job: _Job) -> _Outcome:
    return _outcome(_loaded(job.corpus, job.lexicons), job)


@cache
def _loaded(folder: Path, lexicons: Path) -> Corpus:
    from wucheng import corpus

    return corpus.load(folder, lexicons)


def _outcome(c: Corpus, job: _Job) -> _Outcome:
    with look.using(job.look):
        try:
            fig = draw(c, job.name, job.lang)
        except TooSmall as reason:
            return reason
        return Card(fig.name, fig.title, fig.caption, fig.alt), figure.files(fig)


_STYLE = f"""{webpage.body_style(60)}
img{{width:100%;height:auto}}
section{{border-top:1px solid #ddd;margin-top:2rem}}
figure{{margin:0}}"""


def index(figures: Iterable[Card], lang: str = "en") -> str:
    """The page of all figures: each with its caption and links to its files."""
    say = style.language(lang)
    figures = list(figures)
    title = say("Figures", "图集")
    contents = "".join(
        f'<li><a href="#{fig.name}">{html.escape(fig.title)}</a></li>' for fig in figures
    )
    sections = (_section(fig, lang) for fig in figures)
    return webpage.page(
        [f"<main><h1>{title}</h1><ol>{contents}</ol>", *sections, "</main>"],
        title=title,
        lang=lang,
        look=_STYLE,
    )


def _section(fig: Card, lang: str) -> str:
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
