"""Tables to take away: CSV and Excel files in which text of the corpus stays text."""

from __future__ import annotations

import base64
import html
import io
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from wucheng import tables
from wucheng.display import ooxml

if TYPE_CHECKING:
    import pandas as pd

_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

#: Characters of a cell, and rows below the head, that Excel accepts.
_LONGEST, _MOST_ROWS = 32_767, 1_048_575


def csv(data: pd.DataFrame) -> bytes:
    """A table as CSV with a byte-order mark, by which Excel knows the encoding.

    A text that a spreadsheet would compute gets a leading apostrophe.
    """
    return ("\ufeff" + tables.spreadsheet(data)).encode("utf-8")


def excel(sheets: Mapping[str, pd.DataFrame]) -> bytes:
    """Tables as the sheets of an Excel file, a filter on every column; text is never a formula.

    The same bytes on every run. Of a table with more rows than Excel has, the first.
    """
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    for name, data in sheets.items():
        sheet = book.create_sheet(name)
        rows = data.head(_MOST_ROWS)
        sheet.freeze_panes = "A2"
        sheet.auto_filter.ref = f"A1:{get_column_letter(max(len(rows.columns), 1))}{len(rows) + 1}"
        for row in (tuple(map(str, rows)), *rows.itertuples(index=False, name=None)):
            cells = [_plain(value) for value in row]
            for at, value in enumerate(cells):
                if isinstance(value, str) and value.startswith(("=", "#")):
                    cells[at] = cell = WriteOnlyCell(sheet, value)
                    cell.data_type = "s"  # openpyxl takes "=…" for a formula, "#N/A" for an error
            sheet.append(cells)
    packed = io.BytesIO()
    book.save(packed)
    return ooxml.undated(packed.getvalue())


def link(data: bytes, name: str, label: str) -> str:
    """A link that saves a file from within a page, without asking anybody for it."""
    kind = _EXCEL if name.endswith(".xlsx") else "text/csv;charset=utf-8"
    address = f"data:{kind};base64,{base64.b64encode(data).decode('ascii')}"
    look = "color:#0b5394;text-decoration:underline"
    named = f'download="{html.escape(name)}" style="{look}"'
    return f'<a {named} href="{address}">{html.escape(label)}</a>'


def _plain(value: Any) -> Any:
    import pandas as pd

    if isinstance(value, str):
        return ooxml.clean(value)[:_LONGEST]
    if value is None or pd.isna(value):
        return None
    return value.item() if hasattr(value, "item") else value
