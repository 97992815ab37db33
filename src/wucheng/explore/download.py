"""Tables to take away: CSV and Excel files in which text of the corpus stays text."""

from __future__ import annotations

import base64
import html
import io
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from wucheng import office
from wucheng.figures import figure

if TYPE_CHECKING:
    import pandas as pd

_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

#: Characters of a cell that Excel accepts.
_LONGEST = 32_767


def csv(data: pd.DataFrame) -> bytes:
    """A table as CSV with a byte-order mark, by which Excel knows the encoding.

    A text that a spreadsheet would compute gets a leading apostrophe.
    """
    return ("\ufeff" + figure.csv(data)).encode("utf-8")


def excel(tables: Mapping[str, pd.DataFrame]) -> bytes:
    """Tables as the sheets of an Excel file, a filter on every column; text is never a formula.

    The same bytes on every run.
    """
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for name, data in tables.items():
        sheet = book.create_sheet(name)
        for at, row in enumerate((tuple(data), *data.itertuples(index=False, name=None)), 1):
            for column, value in enumerate(row, 1):
                cell = sheet.cell(at, column, _plain(value))
                if isinstance(value, str):
                    cell.data_type = "s"  # openpyxl takes "=…" for a formula
        sheet.freeze_panes = "A2"
        sheet.auto_filter.ref = sheet.dimensions
    packed = io.BytesIO()
    book.save(packed)
    return office.undated(packed.getvalue())


def link(data: bytes, name: str, label: str) -> str:
    """A link that saves a file from within a page, without asking anybody for it."""
    kind = _EXCEL if name.endswith(".xlsx") else "text/csv;charset=utf-8"
    address = f"data:{kind};base64,{base64.b64encode(data).decode('ascii')}"
    return f'<a download="{html.escape(name)}" href="{address}">{html.escape(label)}</a>'


def _plain(value: Any) -> Any:
    import pandas as pd

    if isinstance(value, str):
        return office.clean(value)[:_LONGEST]
    if value is None or pd.isna(value):
        return None
    return value.item() if hasattr(value, "item") else value
