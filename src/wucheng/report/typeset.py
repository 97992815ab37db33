"""A report as PDF, set by Typst, with the typeface of the figures.

The layout stands in report.typ. Everything that a report says comes to it as data, so that no
character of the corpus is ever read as markup.
"""

from __future__ import annotations

import json
import tempfile
from importlib import resources
from pathlib import Path
from typing import Any

from wucheng.figures import fonts, formats
from wucheng.report.contents import Block, Exhibit, Heading, Paragraph, Ref, Report

_LAYOUT = "report.typ"


def pdf(report: Report) -> bytes:
    """The PDF: tagged, its text can be found and copied. The same bytes on every run."""
    import typst

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        blocks = [_block(block, folder) for block in report.blocks]
        told = {"title": report.title, "lang": report.lang, "font": fonts.FAMILY, "blocks": blocks}
        (folder / "report.json").write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
        layout = resources.files("wucheng.report") / _LAYOUT
        (folder / _LAYOUT).write_bytes(layout.read_bytes())
        made = typst.compile(
            str(folder / _LAYOUT),
            root=str(folder),
            font_paths=[str(fonts.path().parent)],
            ignore_system_fonts=True,
            format="pdf",
            timestamp=0,
        )
    assert isinstance(made, bytes)
    return made


def _block(block: Block, folder: Path) -> dict[str, Any]:
    """A block as data; a figure's picture is written into the folder."""
    match block:
        case Heading(text):
            return {"kind": "heading", "text": text}
        case Paragraph(parts):
            return {"kind": "paragraph", "parts": [_part(part) for part in parts]}
    told = {"key": block.ref.key, "label": block.ref.label, "caption": block.caption}
    if isinstance(block, Exhibit):
        picture = f"{block.ref.key}.pdf"
        (folder / picture).write_bytes(formats.pdf(block.figure))
        return told | {"kind": "figure", "picture": picture, "alt": block.figure.alt}
    shown = {"columns": block.columns, "rows": block.rows, "numeric": block.numeric}
    return told | shown | {"kind": "table"}


def _part(part: str | Ref) -> dict[str, str]:
    if isinstance(part, Ref):
        return {"key": part.key, "text": part.label}
    return {"key": "", "text": part}
