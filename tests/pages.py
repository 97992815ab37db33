"""The pages of tests/cases/pages with what a careful reader takes from them.

A text page marks each line with what it is: T title, b body, h heading, - anything else; what
stands in {} is on the page but not in the body. Saved pages have their answers in a .json.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from wucheng import lexicon
from wucheng.lexicon import Row
from wucheng.pages import decode, script
from wucheng.pages.chrome import Removed
from wucheng.pages.layout import layout
from wucheng.pages.markup import markup
from wucheng.pages.mending import repair
from wucheng.pages.trace import Traced

ROOT = Path(__file__).parent
FOLDER = ROOT / "cases" / "pages"
SEEDS = sorted((ROOT.parent / "seeds").glob("*.txt"))
CHROME: list[Row] = lexicon.read(
    ROOT.parent / "lexicons" / "chrome.tsv", lexicon.COLUMNS["chrome.tsv"]
)


@dataclass(frozen=True)
class Case:
    """A page as bytes, and the answers."""

    name: str
    data: bytes
    body: list[str]
    facts: dict[str, str]
    authors: tuple[str, ...]


def cases() -> list[Case]:
    """All pages in the order of their names."""
    found = [_text(path) for path in sorted(FOLDER.glob("*.txt"))]
    return found + [_saved(path) for path in sorted(FOLDER.glob("*.html"))]


def _text(path: Path) -> Case:
    head, _, lines = path.read_text(encoding="utf-8").partition("\n\n")
    facts = dict(re.findall(r"^; (title|subtitle|date|source|authors):[ ]*(.*)$", head, re.M))
    page, body = [], []
    for line in lines.split("\n"):
        text = line[2:]
        page.append(text.replace("{", "").replace("}", ""))
        if line[:1] in ("b", "h"):
            body.append(simple(re.sub(r"\{[^}]*\}", "", text)).strip())
    authors = tuple(filter(None, facts.pop("authors", "").split(";")))
    return Case(path.stem, "\n".join(page).encode(), body, facts, authors)


def _saved(path: Path) -> Case:
    answers = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    body = [simple(text) for text in answers.pop("body")]
    authors = tuple(answers.pop("authors"))
    return Case(path.stem, path.read_bytes(), body, {"subtitle": "", **answers}, authors)


def simple(text: str) -> str:
    """A text as layout sees it: simplified, full-width."""
    if script.is_traditional(text):
        text = script.simplify_text(text)
    return script.widen(Traced.raw(text))[0].text


def laid(raw: str) -> tuple[layout.Layout, list[Removed]]:
    """A decoded page that needs no repair, laid out, and its markup."""
    page, tags, within = markup.strip(Traced.raw(raw))
    if script.is_traditional(page.text):
        page, _ = script.simplify(page)
    page, _ = script.widen(page)
    return layout.lay_out(page, CHROME, within=within), tags


def seed(path: Path) -> tuple[str, layout.Layout]:
    """The decoded seed, and the seed repaired and laid out."""
    raw = decode.decode(path.read_bytes()).text
    page, _, within = markup.strip(repair.repair(Traced.raw(raw)).text)
    if script.is_traditional(page.text):
        page, _ = script.simplify(page)
    page, _ = script.widen(page)
    return raw, layout.lay_out(page, CHROME, within=within)


def body(result: layout.Layout) -> list[str]:
    """Headings and paragraphs in order."""
    return [part.text.text for part in result.paragraphs if part.kind != "title"]


def read(case: Case) -> str:
    return decode.decode(case.data).text


def f1(found: Sequence[str], wanted: Sequence[str], n: int = 4) -> float:
    """F1 of character n-grams, counted with their frequencies."""
    a, b = (
        Counter(text[i : i + n] for i in range(len(text) - n + 1))
        for text in ("".join(found), "".join(wanted))
    )
    total = a.total() + b.total()
    return 2 * (a & b).total() / total if total else 1.0
