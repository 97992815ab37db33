"""What a page says about its article: title, day of publication, source, authors."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from wucheng.pages.layout.layout import Field, Layout

#: Fields that can give the day of publication, the best first. A day of saving or printing is none.
_DATES = ("date", "dateline", "date_signed", "date_edited", "date_script", "date_address")
#: Fields that can give the source, the best first.
_SOURCES = ("source", "outlet", "signed", "site")


@dataclass(frozen=True, slots=True)
class Facts:
    """Facts about an article. What the page doesn't say is empty.

    `date` is ISO; `date_basis` and `source_basis` are the words of the page that say so.
    """

    title: str
    date: str
    date_basis: str
    source: str
    source_basis: str
    authors: tuple[str, ...]


def read(layout: Layout) -> Facts:
    """The facts of a page that is laid out.

    The day is that of publication as the header gives it, else the dateline's, else the day under
    a notice, else that of the last change, else what a script of the page says, else the day in the
    page's address. The source is the paper named as such or the agency of the dateline, else the
    paper beside the day or before 记者, else the body that signs a notice, else the site that the
    markup names, if it is a paper's; never whoever put the page up.
    """
    day, source = _first(layout, _DATES), _first(layout, _SOURCES)
    return Facts(
        title=" ".join(p.text.text for p in layout.paragraphs if p.kind == "title"),
        date=day.value if day else "",
        date_basis=day.text.text if day else "",
        source=source.value if source else "",
        source_basis=source.text.text if source else "",
        authors=tuple(_authors(layout)),
    )


def _first(layout: Layout, names: Iterable[str]) -> Field | None:
    """The first field of the first of these names that the page fills."""
    filled = [field for field in layout.fields if field.value]
    return next((field for name in names for field in filled if field.name == name), None)


def _authors(layout: Layout) -> list[str]:
    found = [
        name
        for field in layout.fields
        if field.name == "authors"
        for name in field.value.split(";")
        if name
    ]
    return list(dict.fromkeys(found))
