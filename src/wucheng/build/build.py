"""From seeds/ to the tables in corpus/. The one place that writes a corpus."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import groupby
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pandas as pd

from wucheng import lexicon, tables
from wucheng.build import copies, shared_lines
from wucheng.build.reading import Analyst, Rows
from wucheng.build.seeds import ADVICE, CATALOGUE, ENDINGS, catalogue, pages
from wucheng.display.paragraph import counted
from wucheng.errors import CorpusError, Refused
from wucheng.events import corrections
from wucheng.lexicon import Lexicons, Row
from wucheng.people import tagger


@dataclass(frozen=True)
class Outcome:
    """What became of one file: rows for the tables, or the reason why it was not taken in."""

    file: str
    rows: Rows = field(default_factory=dict)
    reason: str = ""


@dataclass(frozen=True)
class Summary:
    """What a build made: the tables as dataframes, and the files that were not taken in.

    `strangers` are the names in the catalogue that no page has.
    """

    tables: Mapping[str, pd.DataFrame]
    rejected: Mapping[str, str]
    strangers: tuple[str, ...] = ()

    @property
    def idle(self) -> pd.DataFrame:
        """The corrections that could not be applied, rows of the table of corrections."""
        table = self.tables["corrections"]
        return table[table["status"] != corrections.APPLIED]


def build(
    seeds: Path,
    lexicons: Path,
    corpus: Path,
    *,
    workers: int = 1,
    ner: bool = False,
    progress: Callable[[], None] = lambda: None,
    report: Callable[[Outcome], None] = lambda outcome: None,
) -> Summary:
    """Read every page below `seeds` and write the tables of the corpus, all or none.

    Args:
        seeds: folder of pages (.txt, .html, .htm; folders in it allowed) and catalogue.csv.
        lexicons: folder of lexicons.
        corpus: folder to write; made if it is not there.
        workers: processes that read pages. The tables are the same for any number.
        ner: ask the tagger of the extra `ner` for personal names too.
        progress: called whenever a page has been read.
        report: called once with what became of each page, in the order of the files, when all are
            read: only then it shows which are copies.

    Raises:
        CorpusError: no pages at all, an unreadable catalogue, or a folder that can't be written.
        LexiconError: a lexicon is missing or malformed.
        ExtraError: the extra `ner` is asked for and not installed.
    """
    if ner:
        tagger.check()
    files, folders = pages(seeds)
    if not files:
        raise CorpusError(f"There are no pages in {seeds}: put {', '.join(ENDINGS)} files there.")
    known = catalogue(seeds / CATALOGUE)
    words = lexicon.load(lexicons)
    jobs = {
        file: _Job(path, file, known.get(path.stem, {}))
        for file, path in ((path.relative_to(seeds).as_posix(), path) for path in files)
    }
    outcomes = {outcome.file: outcome for outcome in _beside(folders, seeds)}
    with _reader(words, min(workers, len(jobs)), ner) as read:
        for outcome in _distinct(read(jobs.values())):
            progress()
            outcomes[outcome.file] = outcome
        outcomes |= {outcome.file: outcome for outcome in _copies(outcomes.values())}
        shared = shared_lines.find(_lines(outcome) for outcome in outcomes.values() if outcome.rows)
        again = [replace(jobs[file], shared=lines) for file, lines in shared.items()]
        # a page of nothing else keeps its first reading
        outcomes |= {outcome.file: outcome for outcome in read(again) if outcome.rows}
    for outcome in outcomes.values():
        report(outcome)
    rejected = {outcome.file: outcome.reason for outcome in outcomes.values() if outcome.reason}
    made = _collect(outcomes.values(), rejected, words["corrections"])
    write(made, corpus)
    strangers = sorted(known.keys() - {path.stem for path in files})
    return Summary(made, rejected, tuple(strangers))


def _beside(folders: Mapping[Path, int], seeds: Path) -> Iterator[Outcome]:
    """One outcome for each folder that a browser saved beside a page."""
    for folder, number in sorted(folders.items()):
        yield Outcome(
            f"{folder.relative_to(seeds).as_posix()}/",
            reason=f"What a browser saved beside the page of this name: {counted(number, 'file')}.",
        )


@dataclass(frozen=True)
class _Job:
    """One page to read: its file, what the catalogue knows, and lines known to be its site's."""

    path: Path
    file: str
    known: Mapping[str, str]
    shared: frozenset[str] = frozenset()


@contextmanager
def _reader(
    lexicons: Lexicons, workers: int, ner: bool
) -> Iterator[Callable[[Iterable[_Job]], Iterator[Outcome]]]:
    """What reads pages, as often as it is asked to, in this process or in several."""
    if workers <= 1:
        yield partial(map, partial(_read, _analyst(lexicons, ner)))
        return
    # Fresh processes on every system: a forked one would share this one's threads.
    spawn = get_context("spawn")
    with ProcessPoolExecutor(workers, spawn, initializer=_start, initargs=(lexicons, ner)) as pool:
        yield partial(pool.map, _read_in_worker, chunksize=4)


_worker: Analyst | None = None


def _start(lexicons: Lexicons, ner: bool) -> None:
    global _worker
    _worker = _analyst(lexicons, ner)


def _analyst(lexicons: Lexicons, ner: bool) -> Analyst:
    return Analyst(lexicons, tagger.load() if ner else None)


def _read_in_worker(job: _Job) -> Outcome:
    assert _worker is not None
    return _read(_worker, job)


def _read(analyst: Analyst, job: _Job) -> Outcome:
    path = job.path
    if path.suffix.lower() not in ENDINGS:
        advice = ADVICE.get(path.suffix.lower(), "")
        reason = f"Not a page: only {', '.join(ENDINGS)} files are read{advice}."
        return Outcome(job.file, reason=reason)
    try:
        data = path.read_bytes()
        return Outcome(job.file, analyst.rows(path.stem, job.file, data, job.known, job.shared))
    except Refused as refusal:
        return Outcome(job.file, reason=str(refusal))
    except OSError as error:
        return Outcome(job.file, reason=f"The file can't be read: {error.strerror}.")


def _distinct(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    """Refuses a second page of one name, and a second page of the very same bytes."""
    names: dict[str, str] = {}
    contents: dict[str, str] = {}
    for outcome in outcomes:
        if not outcome.reason:
            document = outcome.rows["documents"][0]
            twin = contents.setdefault(document["sha256"], outcome.file)
            namesake = names.setdefault(document["doc_id"], outcome.file)
            if twin != outcome.file:
                outcome = Outcome(outcome.file, reason=f"The same bytes as {twin}.")
            elif namesake != outcome.file:
                reason = f"Another page has the same name, {namesake}; rename one of them."
                outcome = Outcome(outcome.file, reason=reason)
        yield outcome


def _copies(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    """What becomes of the pages whose article another page has too."""
    twins = copies.find(_digest(outcome) for outcome in outcomes if outcome.rows)
    for file, twin in sorted(twins.items()):
        percent = int(100 * twin.share)
        reason = f"A copy of {twin.file}: {percent}% of its text is there."
        yield Outcome(file, reason=reason)


def _digest(outcome: Outcome) -> copies.Digest:
    document = outcome.rows["documents"][0]
    merits = [document["date"], document["source"], document["damage"] == "none"]
    body = "\n".join(_paragraphs(outcome.rows["sentences"]))
    return copies.digest(outcome.file, body, merits=sum(map(bool, merits)))


def _lines(outcome: Outcome) -> shared_lines.Digest:
    removed = (row["text"] for row in outcome.rows["removed"])
    return shared_lines.digest(outcome.file, list(_paragraphs(outcome.rows["sentences"])), removed)


def _paragraphs(sentences: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Headings and body of one document from its rows of the table of sentences."""
    body = (row for row in sentences if row["kind"] != "title")
    for _, part in groupby(body, key=lambda row: row["paragraph"]):
        yield "".join(row["text"] for row in part)


def _collect(
    outcomes: Iterable[Outcome], rejected: Mapping[str, str], corrected: Iterable[Row]
) -> dict[str, pd.DataFrame]:
    kept = [outcome.rows for outcome in outcomes if not outcome.reason]
    known = {rows["documents"][0]["doc_id"] for rows in kept}
    kept.append({"corrections": corrections.homeless(corrected, known)})
    made = {
        name: tables.frame(name, (row for rows in kept for row in rows.get(name, ())))
        for name in tables.TABLES
        if name != "rejected"
    }
    rows = ({"file": file, "reason": reason} for file, reason in rejected.items())
    return made | {"rejected": tables.frame("rejected", rows)}


def write(made: Mapping[str, pd.DataFrame], corpus: Path) -> None:
    """The tables, and text/DOC_ID.txt for each document, in a folder; nothing if one fails."""
    files = {tables.TABLES[name].file: tables.csv(data) for name, data in made.items()}
    files |= {f"text/{doc_id}.txt": text for doc_id, text in texts(made["sentences"])}
    tables.write_all(corpus, files)
    for old in (corpus / "text").glob("*.txt"):
        if f"text/{old.name}" not in files:
            old.unlink()


def texts(sentences: pd.DataFrame) -> Iterator[tuple[str, str]]:
    """Each document's headings and body, one paragraph a line, from the table of sentences."""
    body = sentences[sentences["kind"] != "title"]
    rows = zip(body["doc_id"], body["paragraph"], body["text"], strict=True)
    for doc_id, lines in groupby(rows, key=lambda row: row[0]):
        paragraphs = groupby(lines, key=lambda row: row[1])
        yield doc_id, "".join("".join(row[2] for row in part) + "\n" for _, part in paragraphs)
