"""A report as a Word file that a colleague can edit: real captions, cross-references and tables.

Figures and tables are numbered by Word's own fields (SEQ), mentions of them are its
cross-references (REF): when something is moved, "update fields" numbers everything anew.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any
from unicodedata import east_asian_width

from wucheng.display import ooxml
from wucheng.figures import formats
from wucheng.report.contents import Block, Exhibit, Heading, Paragraph, Ref, Report, Table

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table as DocxTable
    from docx.table import _Row as Row
    from docx.text.paragraph import Paragraph as Line

#: An A4 page with margins of 25 mm, and how tall a figure may be to leave room for its caption.
_PAGE_MM, _MARGIN_MM, _TALLEST_MM = (210, 297), 25, 190

#: Typefaces that Word has on every system, Latin and Chinese.
_LATIN, _CHINESE = "Calibri", "SimSun"
#: Word takes properties of so many characters.
_PROPERTY = 255

#: The names that Word counts by, whatever the language of the report.
_COUNTERS = {Exhibit: "Figure", Table: "Table"}


def docx(report: Report) -> bytes:
    """The Word file. The same bytes on every run."""
    import docx as library

    document = library.Document()
    _set_up(document, report)
    document.add_heading(ooxml.clean(report.title), level=0)
    for mark, block in enumerate(report.blocks):
        _add(document, block, mark)
    data = io.BytesIO()
    document.save(data)
    return ooxml.undated(data.getvalue())


def _set_up(document: Document, report: Report) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt, RGBColor

    section = document.sections[0]
    section.page_width, section.page_height = (Mm(side) for side in _PAGE_MM)
    section.left_margin = section.right_margin = Mm(_MARGIN_MM)
    section.top_margin = section.bottom_margin = Mm(_MARGIN_MM)
    for name, size in (("Normal", 10.5), ("Caption", 9), ("Heading 1", 14), ("Title", 20)):
        style = document.styles[name]
        style.font.name, style.font.size = _LATIN, Pt(size)
        style.font.color.rgb = RGBColor(0x22, 0x22, 0x22)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        fonts.set(qn("w:ascii"), _LATIN)
        fonts.set(qn("w:hAnsi"), _LATIN)
        fonts.set(qn("w:eastAsia"), _CHINESE)
    document.styles["Caption"].font.bold = False
    told = document.core_properties
    told.title, told.author, told.comments = ooxml.clean(report.title)[:_PROPERTY], "", ""
    told.language = "en-GB" if report.lang == "en" else "zh-CN"
    told.last_modified_by, told.revision = "", 1


def _add(document: Document, block: Block, mark: int) -> None:
    match block:
        case Heading(text):
            document.add_heading(ooxml.clean(text), level=1)
        case Paragraph(parts):
            line = document.add_paragraph()
            for part in parts:
                if isinstance(part, Ref):
                    _field(line, f"REF {_bookmark(part)} \\h", part.label)
                else:
                    line.add_run(ooxml.clean(part))
            line.paragraph_format.keep_with_next = any(isinstance(part, Ref) for part in parts)
        case Exhibit():
            _picture(document, block)
            _caption(document, block, mark)
        case Table():
            _caption(document, block, mark)
            _table(document, block)


def _picture(document: Document, block: Exhibit) -> None:
    from docx.shared import Mm

    width, height = block.figure.drawing.get_size_inches() * 25.4
    wide = _PAGE_MM[0] - 2 * _MARGIN_MM
    scale = min(wide / width, _TALLEST_MM / height)
    line = document.add_paragraph()
    line.paragraph_format.keep_with_next = True
    picture = io.BytesIO(formats.png(block.figure))
    drawn = line.add_run().add_picture(picture, width=Mm(width * scale))
    about = drawn._inline.docPr
    about.set("descr", ooxml.clean(block.figure.alt))
    about.set("name", block.figure.name)


def _caption(document: Document, block: Exhibit | Table, mark: int) -> None:
    """ "Figure 1" as a counted and bookmarked label, then the text."""
    line = document.add_paragraph(style="Caption")
    line.paragraph_format.keep_with_next = isinstance(block, Table)
    before, _, after = block.ref.label.partition(str(block.number))
    line._p.append(_element("w:bookmarkStart", id=str(mark), name=_bookmark(block.ref)))
    line.add_run(before)
    _field(line, f"SEQ {_COUNTERS[type(block)]} \\* ARABIC", str(block.number))
    line.add_run(after)
    line._p.append(_element("w:bookmarkEnd", id=str(mark)))
    line.add_run(f"  {ooxml.clean(block.caption)}")


def _table(document: Document, block: Table) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm, Pt

    table = document.add_table(rows=1 + len(block.rows), cols=len(block.columns))
    table.autofit = False
    _rule(table)
    widths = _widths(block)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    lines = (block.columns, *block.rows)
    for at, (texts, row) in enumerate(zip(lines, table.rows, strict=True)):
        _whole(row, heading=at == 0)
        cells = zip(texts, row.cells, widths, block.numeric, strict=True)
        for text, cell, width, number in cells:
            cell.width = Mm(width)
            line = cell.paragraphs[0]
            line.paragraph_format.space_after = Pt(0)
            line.paragraph_format.keep_with_next = at < len(block.rows)
            line.add_run(ooxml.clean(text)).font.size = Pt(8)
            if number:
                line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    document.add_paragraph()


def _widths(block: Table) -> list[float]:
    """The columns' widths in millimetres: what is in them shares the page."""
    columns = zip(block.columns, *block.rows, strict=True)
    each = [min(36, max(map(_cells_wide, texts))) + 4 for texts in columns]  # and its margins
    scale = min(2.0, (_PAGE_MM[0] - 2 * _MARGIN_MM) / sum(each))
    return [width * scale for width in each]


def _cells_wide(text: str) -> int:
    """How wide a text is; a Chinese character counts for two."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def _rule(table: DocxTable) -> None:
    """Lines above, below, and under the headings, and no others."""
    borders = _element("w:tblBorders")
    for side in ("top", "bottom"):
        borders.append(_element(f"w:{side}", val="single", sz="8", color="222222"))
    borders.append(_element("w:insideH", val="single", sz="2", color="DDDDDD"))
    table._tbl.tblPr.append(borders)


def _whole(row: Row, *, heading: bool) -> None:
    """A row that no page break cuts; the headings come again on the next page."""
    properties = row._tr.get_or_add_trPr()
    properties.append(_element("w:cantSplit"))
    if heading:
        properties.append(_element("w:tblHeader"))


def _field(line: Line, code: str, shown: str) -> None:
    """A field of Word with the result that is shown until somebody updates it."""
    field = _element("w:fldSimple", instr=f" {code} ")
    field.append(line.add_run(shown)._r)
    line._p.append(field)


def _element(tag: str, **attributes: str) -> Any:
    """An element of Word's own markup; its attributes are in the same namespace."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element


def _bookmark(ref: Ref) -> str:
    return f"_Ref_{ref.key.replace('-', '_')}"
