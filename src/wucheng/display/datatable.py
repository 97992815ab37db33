"""Tables as a notebook shows them: they sort, filter and download wherever scripts may run.

Without scripts, in a notebook that was not run here, or on a page that is shown by others, the same
table stands as it is.
"""

from __future__ import annotations

import html as markup
import re
import sys
from collections.abc import Iterable
from functools import cache
from importlib import resources
from itertools import cycle
from typing import Any

import pandas as pd

#: Rows that are shown, and downloaded, of a longer table.
MOST = 500

#: Rows of a table that stands without a box.
_BOXED = 30

#: Characters of a text that is kept on one line.
_SHORT = 11

#: Between two tags, never in a text, whose < is escaped.
_BETWEEN = re.compile(r">\n\s*<")

#: Gives the table beside it its controls, if the script is there.
CALL = "<script>window.wuchengSheet&&wuchengSheet(document.currentScript)</script>"


def html(frame: pd.DataFrame, name: str = "table", lang: str = "") -> str:
    """A dataframe as a table with its controls; text is escaped and shown whole.

    An index that has a name is a column like the others. Of a table with more than `MOST` rows
    the first are shown, which is said.

    Args:
        name: of the files that are downloaded.
        lang: of the controls: "en", "zh", or that of the page around them.
    """
    shown = frame.head(MOST)
    index = shown.index
    if any(level is not None for level in index.names):
        shown = shown.reset_index(allow_duplicates=True)
    if shown.columns.nlevels > 1:
        shown.columns = pd.Index([" ".join(map(str, names)) for names in shown.columns])
    shown = shown.rename_axis(columns=None)
    with pd.option_context("display.max_colwidth", None):
        indexed = not isinstance(shown.index, pd.RangeIndex)
        table = shown.to_html(border=0, index=indexed)
    table = _aligned(_BETWEEN.sub("><", table), shown, indexed)
    size = f"{len(frame):,} rows × {len(frame.columns)} columns"
    if len(frame) > MOST:
        size = f"the first {MOST} of {size}"
    return controlled(table, name, lang, rows=len(shown)) + f"<p><small>{size}</small></p>"


def _aligned(table: str, shown: pd.DataFrame, indexed: bool) -> str:
    """A table whose text begins at the left, short text on one line; numbers stay at the right."""
    styles = [_style(shown.iloc[:, at]) for at in range(shown.shape[1])]
    head, end, body = table.partition("</thead>")
    if not end or not styles:
        return table
    heads = iter([""] * (indexed and shown.index.nlevels) + styles)
    cells = cycle(styles)
    head = re.sub("<th>", lambda _: f"<th{next(heads, '')}>", head)
    return head + end + re.sub("<td>", lambda _: f"<td{next(cells)}>", body)


def _style(column: pd.Series[Any]) -> str:
    """How the cells of a column stand, as an attribute; nothing for numbers."""
    if pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column):
        return ""
    short = column.astype("str").str.len().max() <= _SHORT
    return f' style="text-align:left{";white-space:nowrap" if short else ""}"'


def controlled(table: str, name: str, lang: str, *, rows: int = 0) -> str:
    """A table that is HTML already, with its controls; one of many rows scrolls in a box."""
    box = "overflow:auto;max-height:32em;margin-bottom:8px" if rows > _BOXED else "overflow-x:auto"
    language = f' lang="{"zh-Hans" if lang == "zh" else lang}"' if lang else ""
    return (
        f'<div class="tex2jax_ignore mathjax_ignore" data-name="{markup.escape(name)}"{language} '
        f'style="{box}">{table}{script()}{CALL}</div>'
    )


@cache
def script() -> str:
    """What gives a table its controls; one on a page is enough for all that follow it."""
    code = resources.files("wucheng.display").joinpath("datatable.js").read_text(encoding="utf-8")
    return f"<script>{code}</script>"


def single(page: str, there: bool = False) -> str:
    """A page with the script once, at its first table; `there`: not even once."""
    head, found, rest = page.partition(script())
    return head + ("" if there else found) + rest.replace(script(), "")


def once(outputs: Iterable[Any]) -> None:
    """Takes the script out of the outputs of a notebook but for the first that has it."""
    there = False
    for data in (output.get("data", {}) for output in outputs):
        text = data.get("text/html", "")
        if script() in text:
            data["text/html"] = single(text, there)
            there = True


def install() -> None:
    """In a notebook, shows every dataframe in this way; elsewhere does nothing."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    if shell is not None:
        shell.display_formatter.formatters["text/html"].for_type(pd.DataFrame, html)
