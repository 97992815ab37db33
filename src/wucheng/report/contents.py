"""What a report says, before it is a Word file, a web page or a PDF.

A report is a list of blocks in the order of reading. Paragraphs refer to figures and tables by
`Ref`, which each format turns into a link of its own kind.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from string import Formatter
from typing import TYPE_CHECKING, Any

import pandas as pd

from wucheng import profile
from wucheng.figures import figure, gallery, style
from wucheng.figures.captions import cell, closed, filled, listed
from wucheng.statistics.ranks import ENOUGH_TEXTS
from wucheng.statistics.selection import UNKNOWN

if TYPE_CHECKING:
    from wucheng.corpus import Corpus
    from wucheng.figures.figure import Figure

#: Rows and columns of a table that a page holds; the whole of it is in the figure's CSV.
MOST_ROWS, MOST_COLUMNS = 15, 7

#: Characters of a cell.
_CELL = 60
#: So many cities are named in the title.
_NAMED = 6

_TEXTS = "doc_id title city date source chars_body damage".split()


@dataclass(frozen=True, slots=True)
class Ref:
    """A mention of a figure or a table: `key` is its bookmark, `label` what is read."""

    key: str
    label: str


Part = str | Ref


@dataclass(frozen=True, slots=True)
class Heading:
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """`number` counts the tables of a report from 1; rows are texts as they are shown."""

    number: int
    ref: Ref
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A figure with its caption; `number` counts the figures of a report from 1."""

    number: int
    ref: Ref
    caption: str
    figure: Figure


Block = Heading | Paragraph | Table | Exhibit


@dataclass(frozen=True, slots=True)
class Report:
    title: str
    lang: str
    blocks: tuple[Block, ...]


def compose(
    c: Corpus,
    names: Iterable[str],
    lang: str = "en",
    *,
    title: str = "",
    tables: bool = True,
    profiles: bool = False,
) -> Report:
    """A report of a corpus with these figures, in this order.

    Args:
        names: figures of the gallery (`gallery.CHARTS`), each once; the next is asked for when
            the one before is drawn, so that a progress bar can count them.
        title: instead of the one made from the names of the cities.
        tables: whether the numbers behind each figure stand below it (the first rows of them).
        profiles: whether each city has a paragraph, see `wucheng.profile`.

    Raises WuchengError if there is no figure of a name, MissingGlyph as `figure.save` does.
    """
    say = _Words(lang)
    cities = [style.city(name, lang) for name in style.cities(c)]
    blocks: list[Block] = [
        Paragraph(say("lead", table=say.table(1), **_size(c, cities, say))),
        Paragraph(say("limits", **_groups(c))),
        _table(1, say.text("texts"), c.documents[_TEXTS], say),
    ]
    if profiles:
        blocks.append(Heading(say.text("profiles")))
        blocks += [Paragraph((profile.city(c, name, lang).text,)) for name in style.cities(c)]
    for number, name in enumerate(_once(names), 1):
        fig = gallery.draw(c, name, lang)
        figure.check_glyphs(fig)
        blocks += _exhibit(number, fig, tables and len(fig.data) > 0, say)
    rests = pd.DataFrame(c.origin.items(), columns=["name", "value"])
    last = 1 + sum(isinstance(block, Table) for block in blocks)
    blocks += [
        Heading(say.text("origin")),
        Paragraph((say.text("origin_text"),)),
        _table(last, say.text("origin"), rests, say),
    ]
    return Report(title or _title(c, say), lang, (*blocks,))


def _title(c: Corpus, say: _Words) -> str:
    """A title of the cities; of many it names the first."""
    cities = [style.city(name, say.lang) for name in style.cities(c) if name != UNKNOWN]
    if not cities:
        return say.text("untitled")
    if len(cities) <= _NAMED:
        return say.text("title", cities=listed(cities, say.lang == "zh"))
    first, rest = listed(cities[:_NAMED], chinese=True), len(cities) - _NAMED
    first = first if say.lang == "zh" else first.replace("、", ", ")
    return say.text("title_of_many", cities=first, number=rest, count=len(cities))


def _once(names: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    for name in names:
        if name not in seen:
            seen.add(name)
            yield name


def _size(c: Corpus, cities: Sequence[str], say: _Words) -> dict[str, object]:
    dates = c.documents["date"][c.documents["date"] != ""]
    first, last = dates.min(), dates.max()
    span = say.text("day" if first == last else "span", first=first, last=last)
    return {
        "texts": len(c.documents),
        "count": c.documents["city"].replace("", pd.NA).nunique(),
        "cities": listed(list(cities), say.lang == "zh"),
        "span": span if len(dates) else "",
        "chars": int(c.documents["chars_body"].sum()),
        "sentences": int((c.sentences["kind"] != "title").sum()),
    }


def _groups(c: Corpus) -> dict[str, object]:
    texts = c.documents["city"].replace("", pd.NA).value_counts()
    if texts.empty:
        return {"texts": "–", "enough": ENOUGH_TEXTS}
    least, most = texts.min(), texts.max()
    return {"texts": f"{least}" if least == most else f"{least}–{most}", "enough": ENOUGH_TEXTS}


def _exhibit(number: int, fig: Figure, with_table: bool, say: _Words) -> list[Block]:
    """A figure's heading, the sentence that points to it, itself, and its numbers."""
    mine, english = say.figure(number), say.lang == "en"
    title = closed(fig.title, say.lang)
    head = Heading(fig.title)
    shown = Exhibit(number, mine, f"{title}{' ' * english}{fig.caption}", fig)
    if not with_table:
        return [head, Paragraph(say("shows_alone", figure=mine, title=title)), shown]
    numbered = number + 1  # the first table lists the texts
    caption = say.text("numbers", figure=mine.label)
    data = fig.data.head(MOST_ROWS)
    if len(fig.data) > len(data):
        cut = say.text("cut", shown=len(data), all=len(fig.data), name=fig.name)
        caption += f"; {cut}" if english else f"：{cut}"
    told = say("shows", figure=mine, title=title, table=say.table(numbered))
    table = _table(numbered, caption, _narrow(fig.name, data, say.lang), say)
    return [head, Paragraph(told), shown, table]


def _narrow(name: str, data: pd.DataFrame, lang: str) -> pd.DataFrame:
    """The columns of a figure's numbers that a page holds; glosses are for English readers."""
    data = data.drop(columns="gloss", errors="ignore") if lang == "zh" else data
    chosen = [column for column in _words()["shown"].get(name, ()) if column in data.columns]
    return data[chosen or data.columns[:MOST_COLUMNS]]


def _table(number: int, caption: str, data: pd.DataFrame, say: _Words) -> Table:
    numeric = tuple(bool(pd.api.types.is_numeric_dtype(data[name])) for name in data.columns)
    rows = tuple(
        tuple(_cell(cell) for cell in row) for row in data.itertuples(index=False, name=None)
    )
    columns = tuple(say.column(str(name)) for name in data.columns)
    return Table(number, say.table(number), caption, columns, rows, numeric)


def _cell(value: Any) -> str:
    if value is None or value is pd.NA or (isinstance(value, float) and value != value):
        return ""
    if isinstance(value, pd.Timestamp):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, float):
        return f"{value:,.2f}".rstrip("0").rstrip(".") if abs(value) >= 0.01 else f"{value:.2g}"
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}"
    text = str(value)
    return text if len(text) <= _CELL else text[: _CELL - 1] + "…"


class _Words:
    """The words of words.toml in one language."""

    def __init__(self, lang: str) -> None:
        style.language(lang)  # refuses what isn't a language
        self.lang = lang

    def text(self, name: str, /, **values: object) -> str:
        return filled(_words()[name][self.lang], values)

    def __call__(self, name: str, /, **values: object) -> tuple[Part, ...]:
        """A paragraph: values that are a `Ref` stay one."""
        parts: list[Part] = []
        for literal, field, spec, _ in Formatter().parse(_words()[name][self.lang]):
            value = values[field] if field else ""
            if isinstance(value, Ref):
                parts += [literal, value]
            else:
                parts.append(literal + cell(value, spec or ""))
        return tuple(part for part in parts if part)

    def figure(self, number: int) -> Ref:
        return Ref(f"figure-{number}", self.text("figure", n=number))

    def table(self, number: int) -> Ref:
        return Ref(f"table-{number}", self.text("table", n=number))

    def column(self, name: str) -> str:
        """A column of a table as its heading; what words.toml has no name for keeps its own."""
        return str(_words()["columns"][self.lang].get(name, name.replace("_", " ")))


@cache
def _words() -> Mapping[str, Any]:
    file = resources.files("wucheng.report") / "words.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))
