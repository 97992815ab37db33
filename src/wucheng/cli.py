"""The command `wucheng`: 0 done, 1 something was refused and said so, 2 wrong usage."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from wucheng.display.paragraph import counted
from wucheng.errors import WuchengError

if TYPE_CHECKING:
    from tqdm import tqdm

    from wucheng.build.build import Outcome, Summary

DONE, REFUSED, WRONG = 0, 1, 2

#: From so many pages on, the build uses several processes unless told otherwise.
_MANY = 64
#: So many cities are named when a build is summed up.
_LISTED = 12


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a Windows console would refuse Chinese
            stream.reconfigure(encoding="utf-8", errors="replace")
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except WuchengError as error:
        print(f"wucheng: {error}", file=sys.stderr)
        return REFUSED
    except BrokenPipeError:  # `wucheng build | head`
        sys.stderr.close()
        return DONE
    except KeyboardInterrupt:
        print("wucheng: stopped; what was there before is unchanged.", file=sys.stderr)
        return REFUSED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="wucheng",
        description="A corpus-analysis workbook for Chinese news.",
        epilog="Exit status: 0 done, 1 something was refused and said so, 2 wrong usage.",
    )
    commands = parser.add_subparsers(metavar="COMMAND", required=True)

    build = commands.add_parser("build", help="read the pages in seeds/ into the corpus tables")
    build.add_argument("--seeds", type=Path, default=Path("seeds"), metavar="DIR")
    build.add_argument("--lexicons", type=Path, default=Path("lexicons"), metavar="DIR")
    build.add_argument("--corpus", type=Path, default=Path("corpus"), metavar="DIR")
    build.add_argument("--workers", type=_count, metavar="N", help="processes that read pages")
    build.add_argument(
        "--ner", action="store_true", help="ask a tagger for names too (extra ner; see the README)"
    )
    build.add_argument(
        "--keep-going", action="store_true", help="exit with 0 though pages were not taken in"
    )
    build.set_defaults(run=_build)

    figures = commands.add_parser("figures", help="draw every figure without JupyterLab")
    figures.add_argument("names", nargs="*", metavar="FIGURE", help="which figures; all without")
    figures.add_argument("--corpus", type=Path, metavar="DIR")
    figures.add_argument("--figures", type=Path, default=Path("figures"), metavar="DIR")
    figures.add_argument("--lang", choices=("en", "zh"), default="en", help="language of labels")
    figures.add_argument("--preset", default="page", help="page, column, word, slide or poster")
    figures.add_argument("--theme", default="light", help="light, dark or grey")
    figures.add_argument(
        "--palette", default="", help="okabe-ito, tol-bright, tol-vibrant or grey; else the theme's"
    )
    figures.add_argument(
        "--title",
        action=argparse.BooleanOptionalAction,
        help="the title in the figure; else as the preset has it",
    )
    figures.set_defaults(run=_figures)

    report = commands.add_parser("report", help="figures, captions and numbers as one document")
    report.add_argument("--to", choices=("docx", "html", "pdf"), required=True)
    report.add_argument("names", nargs="*", metavar="FIGURE", help="which figures; all without")
    report.add_argument("--corpus", type=Path, metavar="DIR")
    report.add_argument("--out", type=Path, metavar="FILE", help="by default report.docx, …")
    report.add_argument("--lang", choices=("en", "zh"), default="en")
    report.add_argument("--title", default="", help="instead of one made from the cities")
    report.add_argument("--no-tables", action="store_true", help="figures and captions only")
    report.add_argument("--profiles", action="store_true", help="each city in a paragraph")
    report.set_defaults(run=_report)

    summary = commands.add_parser("summary", help="say what a corpus holds and what to open")
    summary.add_argument("--corpus", type=Path, metavar="DIR")
    summary.set_defaults(run=_summary)

    notebooks = commands.add_parser("notebooks", help="execute the notebooks in a clean kernel")
    notebooks.add_argument("--notebooks", type=Path, default=Path("notebooks"), metavar="DIR")
    notebooks.set_defaults(run=_notebooks)

    when = commands.add_parser("when", help="read the time expressions of a text")
    when.add_argument("text", nargs="?", help="without it, lines of standard input")
    when.add_argument("--on", type=_date, metavar="DATE", help="day of the text, YYYY-MM-DD")
    when.set_defaults(run=_when)
    return parser


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return number


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date like 2020-02-10") from None


def _bar(total: int, unit: str, names: Iterable[str] | None = None) -> tqdm[str]:
    """A bar that shows after a second, on a terminal, and is gone at the end."""
    from tqdm import tqdm

    return tqdm(names, total=total, unit=f" {unit}", delay=1, leave=False, disable=None)


def _build(options: argparse.Namespace) -> int:
    import os

    from wucheng.build import build

    pages = sum(1 for _ in options.seeds.rglob("*")) if options.seeds.is_dir() else 0
    workers = options.workers or (os.cpu_count() or 1 if pages >= _MANY else 1)
    with _bar(pages, "pages") as bar:
        summary = build.build(
            options.seeds,
            options.lexicons,
            options.corpus,
            workers=workers,
            ner=options.ner,
            progress=bar.update,
            report=lambda outcome: _tell(bar, outcome, accepted=pages < _MANY),
        )
    _summarise(summary, options.corpus)
    refused = bool(summary.rejected or summary.strangers) or len(summary.idle) > 0
    return REFUSED if refused and not options.keep_going else DONE


def _tell(bar: tqdm[str], outcome: Outcome, *, accepted: bool) -> None:
    """Say what became of a page; where there are many, not of those that were taken in."""
    if outcome.reason:
        bar.write(f"{outcome.file}  not taken in: {outcome.reason}", file=sys.stderr)
    elif accepted:
        page = outcome.rows["documents"][0]
        bar.write(
            f"{page['doc_id']}  {page['city'] or 'city unknown'}  "
            f"{page['date'] or 'no date':10}  {page['chars_body']:,} of "
            f"{page['chars_raw']:,} characters  {len(outcome.rows['sentences'])} sentences  "
            f"damage: {page['damage']}",
            file=sys.stdout,
        )


def _summarise(summary: Summary, corpus: Path) -> None:
    documents = summary.tables["documents"]
    cities = sorted(set(documents["city"]) - {""})
    listed = ", ".join(cities[:_LISTED]) + (", …" if len(cities) > _LISTED else "")
    print(
        f"{counted(len(documents), 'document')} from "
        f"{counted(len(cities), 'city', 'cities')}{f' ({listed})' if listed else ''}, "
        f"{counted(len(summary.tables['sentences']), 'sentence')}, "
        f"{counted(len(summary.tables['events']), 'event')} → {corpus}/"
    )
    taggers = sorted(set(documents["tagger"]) - {""})
    if taggers:
        alone = (summary.tables["people"]["found_by"] == "tagger").sum()
        print(
            f"{len(summary.tables['people']):,} people named, {alone:,} found by the tagger alone "
            f"({', '.join(taggers)})"
        )
    if summary.rejected:
        print(f"{len(summary.rejected)} not taken in: see {corpus / 'rejected.csv'}")
    for name in summary.strangers:
        print(f"catalogue.csv: no page is called {name}; its line was not used.", file=sys.stderr)
    for line, doc_id, action, status in summary.idle[
        ["line", "doc_id", "action", "status"]
    ].itertuples(index=False):
        print(
            f"corrections.csv, line {line} ({action} in {doc_id}) was not applied: {status}.",
            file=sys.stderr,
        )
    if len(summary.idle):
        idle = counted(len(summary.idle), "correction")
        print(f"{idle} not applied: see {corpus / 'corrections.csv'}")


def _figures(options: argparse.Namespace) -> int:
    import os

    from wucheng import corpus
    from wucheng.figures import gallery, style

    refused: list[str] = []
    c = corpus.load(options.corpus)
    wanted = options.names or list(gallery.CHARTS)
    with (
        style.drawn_for(
            options.preset, theme=options.theme, palette=options.palette, titled=options.title
        ),
        _bar(len(wanted), "figures") as bar,
    ):
        names = gallery.save_all(
            c,
            options.figures,
            options.lang,
            names=wanted,
            workers=min(os.cpu_count() or 1, 4),
            refuse=refused.append,
            report=lambda name: bar.update(),
        )
    for reason in refused:
        print(f"wucheng: {reason}", file=sys.stderr)
    made = counted(len(names), "figure")
    print(f"{made} → {options.figures}/ (open {options.figures / 'index.html'})")
    return REFUSED if refused else DONE


def _report(options: argparse.Namespace) -> int:
    from wucheng import corpus
    from wucheng.figures import gallery
    from wucheng.report import report

    path = options.out or Path(f"report.{options.to}")
    names = list(dict.fromkeys(options.names or gallery.CHARTS))
    c = corpus.load(options.corpus)
    with _bar(len(names), "figures", names) as bar:
        report.save(
            c,
            path,
            bar,
            to=options.to,
            lang=options.lang,
            title=options.title,
            tables=not options.no_tables,
            profiles=options.profiles,
        )
    print(f"{path}: {counted(len(names), 'figure')}")
    return DONE


def _summary(options: argparse.Namespace) -> int:
    from wucheng import corpus, timeline

    c = corpus.load(options.corpus)
    told = timeline.coverage(c)[["events", "dated"]].sum()
    print(c)
    print(
        f"{len(c.repairs):,} repairs and {len(c.removed):,} removed stretches listed, "
        f"{len(c.rejected)} not taken in"
    )
    quoted = int(c.quotes["speech"].fillna(False).sum())
    print(f"{told['events']} reported events, {told['dated']} of them dated; {quoted} quotations")
    print("Figures: open figures/index.html")
    print("Notebooks: run `make lab`, which opens notebooks/00_overview.ipynb")
    return DONE


def _notebooks(options: argparse.Namespace) -> int:
    from wucheng import notebooks

    with _bar(len(notebooks.found(options.notebooks)), "notebooks") as bar:
        for path in notebooks.execute_all(options.notebooks):
            bar.write(f"executed {path}", file=sys.stdout)
            bar.update()
    return DONE


def _when(options: argparse.Namespace) -> int:
    from wucheng import when

    if options.text is None and sys.stdin.isatty():
        print("wucheng: give a text, or lines on standard input", file=sys.stderr)
        return WRONG
    lines = (
        [options.text] if options.text is not None else (line.rstrip("\n") for line in sys.stdin)
    )
    for line in lines:
        for time in when.read(line, on=options.on):
            span = f"{time.start or '?'} – {time.end or '?'}" if time.start or time.end else "–"
            amount = "" if time.value is None else f"{time.value:g} {time.unit}".rstrip()
            cells = (time.text, time.kind, span, amount, time.clock, time.rule)
            print("\t".join(cell for cell in cells if cell))
    return DONE
