"""A report as one web page: nothing is fetched from anywhere, figures are pictures inside it."""

from __future__ import annotations

import base64
import html

from wucheng.figures import formats, webpage
from wucheng.report.contents import Block, Exhibit, Heading, Paragraph, Ref, Report, Table

_STYLE = (
    webpage.body_style(52)
    + """
figure{margin:1rem 0}img{width:100%;height:auto}
figcaption,caption{font-size:.85rem;text-align:left;color:#444;padding:.3rem 0}
.wide{overflow-x:auto}
table{border-collapse:collapse;font-size:.85rem;margin:1rem 0}
th,td{text-align:left;vertical-align:top;padding:.15rem .6rem .15rem 0;border-bottom:1px solid #ddd}
thead th{border-bottom:1px solid #222}.n{text-align:right}.s{white-space:nowrap}
:target{background:#fff6d6}"""
)

#: Characters of a cell that stays on one line: a city, a day.
_SHORT = 10


def page(report: Report) -> str:
    """The page. Text from the corpus is escaped wherever it stands."""
    blocks = (_block(block) for block in report.blocks)
    return webpage.page(
        [f"<main><h1>{html.escape(report.title)}</h1>", *blocks, "</main>"],
        title=report.title,
        lang=report.lang,
        look=_STYLE,
        allowed=("img-src data:", "style-src 'unsafe-inline'"),
    )


def _block(block: Block) -> str:
    match block:
        case Heading(text):
            return f"<h2>{html.escape(text)}</h2>"
        case Paragraph(parts):
            return f"<p>{''.join(map(_part, parts))}</p>"
        case Exhibit():
            return _exhibit(block)
        case Table():
            return _table(block)


def _part(part: str | Ref) -> str:
    if isinstance(part, Ref):
        return f'<a href="#{html.escape(part.key)}">{html.escape(part.label)}</a>'
    return html.escape(part)


def _exhibit(block: Exhibit) -> str:
    # A picture of its own: the names inside one drawing can't clash with those of another.
    data = base64.b64encode(formats.svg(block.figure).encode("utf-8")).decode("ascii")
    return (
        f'<figure id="{block.ref.key}"><img src="data:image/svg+xml;base64,{data}" '
        f'alt="{html.escape(block.figure.alt)}">'
        f"<figcaption><strong>{html.escape(block.ref.label)}.</strong> "
        f"{html.escape(block.caption)}</figcaption></figure>"
    )


def _table(block: Table) -> str:
    head = "".join(
        f'<th scope="col"{_class(number)}>{html.escape(name)}</th>'
        for name, number in zip(block.columns, block.numeric, strict=True)
    )
    body = "\n".join(
        "<tr>"
        + "".join(
            f"<td{_class(number, short=len(cell) <= _SHORT)}>{html.escape(cell)}</td>"
            for cell, number in zip(row, block.numeric, strict=True)
        )
        + "</tr>"
        for row in block.rows
    )
    return (
        f'<div class="wide" tabindex="0" role="region" aria-label="{html.escape(block.ref.label)}">'
        f'<table id="{block.ref.key}"><caption><strong>{html.escape(block.ref.label)}.</strong> '
        f"{html.escape(block.caption)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>\n{body}\n</tbody></table></div>"
    )


def _class(number: bool, *, short: bool = False) -> str:
    return ' class="n"' if number else ' class="s"' if short else ""
