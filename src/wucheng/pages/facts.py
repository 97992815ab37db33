"""What a page says about its article: title, day of publication, source, authors."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from wucheng.pages.layout import Field, Layout

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
    subtitle: str
    date: str
    date_basis: str
    source: str
    source_basis: str
    authors: tuple[str, ...]


def read(layout: Layout) -> Facts:
    """The facts of a page that is laid out.

    The day is that of publication as the header gives it, else the dateline's, else the day under
    a notice, else that of the last change, else what a script of the page says, else the day in the
    page's address. The source is the paper named as such or the agency of
    the dateline, else the paper beside the day or before 记者, else the body that signs a notice,
    else the site that the markup names, if it is a paper's; never whoever put the page up.
    """
    day = next(_dated(layout), None)
    source = next(_sources(layout), None)
    return Facts(
        title=" ".join(p.text.text for p in layout.paragraphs if p.kind == "title"),
        subtitle=_first(layout, "subtitle"),
        date=day.value if day else "",
        date_basis=day.text.text if day else "",
        source=source.value if source else "",
        source_basis=source.text.text if source else "",
        authors=tuple(_authors(layout)),
    )


def _dated(layout: Layout) -> Iterator[Field]:
    for name in _DATES:
        yield from (field for field in layout.fields if field.name == name and field.value)


def _sources(layout: Layout) -> Iterator[Field]:
    for name in _SOURCES:
        yield from (field for field in layout.fields if field.name == name and field.value)


def _first(layout: Layout, name: str) -> str:
    return next((field.value for field in layout.fields if field.name == name and field.value), "")


def _authors(layout: Layout) -> list[str]:
    found = [
        name
        for field in layout.fields
        if field.name == "authors"
        for name in field.value.split(";")
        if name
    ]
    return list(dict.fromkeys(found))
