"""The formats of what is drawn: picture, vectors, table, page of sentences, captions, origin.

Each function gives the contents of one file, the same bytes on every run. What is written where
is decided in `figure`.
"""

from __future__ import annotations

import html
import io
import json
import re
from typing import TYPE_CHECKING, Any

from wucheng.figures import captions, evidence, look, style
from wucheng.figures.drawn import Drawn

if TYPE_CHECKING:
    from matplotlib.artist import Artist

#: Dots per inch of the PNG for print and of the one a notebook shows.
PRINT_DPI, SCREEN_DPI = 300, 120


def png(fig: Drawn, dpi: int = PRINT_DPI) -> bytes:
    """The figure as PNG, without a date or a program's name inside."""
    told = {"dpi": (dpi, dpi)}
    return _render(fig, "png", dpi=dpi * fig.scale, metadata={"Software": None}, pil_kwargs=told)


def screen(fig: Drawn) -> bytes:
    """The figure as a PNG of 256 colours at screen size, for a notebook kept in git."""
    from PIL import Image

    image = Image.open(io.BytesIO(png(fig, SCREEN_DPI))).convert("RGB")
    data = io.BytesIO()
    image.quantize(256, dither=Image.Dither.NONE).save(data, "png", optimize=True)
    return data.getvalue()


def pdf(fig: Drawn) -> bytes:
    """The figure as PDF with its fonts embedded, so that text can be found and copied."""
    nothing = dict.fromkeys(("CreationDate", "Creator", "Producer"))
    data = _render(fig, "pdf", metadata={**nothing, "Title": fig.title})
    return data if fig.scale == 1 else _enlarged(data, fig)


def _enlarged(data: bytes, fig: Drawn) -> bytes:
    """A PDF of one page at the figure's scale."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter()
    writer.append(PdfReader(io.BytesIO(data)), import_outline=False)
    writer.pages[0].scale_by(fig.scale)
    writer.metadata = {"/Title": fig.title}
    packed = io.BytesIO()
    writer.write(packed)
    return packed.getvalue()


def svg(fig: Drawn) -> str:
    """The figure as SVG.

    Letters are drawn as outlines, so that Chinese shows where no Chinese font is installed;
    under each lies the same text unseen, which can be searched and copied.
    """
    drawn = _svg(fig)
    head = f"<title>{html.escape(fig.title)}</title><desc>{html.escape(fig.alt)}</desc>"
    return re.sub(r"(<svg [^>]*)>", rf'\1 role="img">{_literal(head)}', drawn, count=1)


def page(fig: Drawn) -> str:
    """A self-contained HTML page: the figure with its marks as links to their sentences."""
    marks = fig.drawing.findobj(_is_mark)
    try:
        for artist in marks:
            _link(artist, "#of-" + _GID.sub(r"\1", artist.get_gid() or ""))
        drawn = _svg(fig)
    finally:
        for artist in marks:
            _link(artist, None)
    drawn = drawn[drawn.index("<svg ") :]
    role = f'role="group" aria-label="{html.escape(fig.alt)}"'
    drawn = re.sub(r"<svg ", f"<svg {_literal(role)} ", drawn, count=1)
    labels = dict(zip(fig.evidence["mark"], fig.evidence["label"], strict=True))
    drawn = re.sub(
        r'<a xlink:(href="#of-mark-(\d+)") target="_blank"',  # on this page, not in a new window
        lambda link: f'<a {link[1]} aria-label="{html.escape(labels.get(int(link[2]), ""))}"',
        drawn,
    )
    return evidence.page(
        fig.evidence,
        svg=drawn,
        title=fig.title,
        caption=fig.caption,
        lang=fig.lang,
        view=fig.view,
    )


def rests_on(fig: Drawn) -> str:
    """What the figure rests on, as JSON: the corpus, lexicons and versions it was made with, what
    the chart was asked for, and what is measured."""
    told = {
        "figure": fig.name,
        "measure": captions.measure(fig.name),
        "parameters": fig.parameters,
        "look": {
            "preset": fig.look.preset.name,
            "theme": fig.look.theme.name,
            "palette": fig.look.palette.name,
            "title": fig.look.titled,
            "cities": fig.colours,
        },
        "lang": fig.lang,
        "size_mm": [round(side, 1) for side in fig.size_mm],
        "origin": fig.origin,
    }
    return json.dumps(told, ensure_ascii=False, indent=1, default=str) + "\n"


def pasted(fig: Drawn) -> str:
    """Title and caption in both languages, as plain text to paste."""
    return (
        "\n\n".join(
            f"{captions.closed(fig.titles[lang], lang)}{' ' if lang == 'en' else ''}"
            f"{fig.captions[lang]}"
            for lang in captions.LANGUAGES
        )
        + "\n"
    )


_GID = re.compile(r"(mark-\d+)(?:-\d+)?$")


def _is_mark(artist: Artist) -> bool:
    return bool(_GID.match(artist.get_gid() or ""))


def _link(artist: Artist, url: str | None) -> None:
    from matplotlib.collections import Collection

    if isinstance(artist, Collection):
        artist.set_urls([url])
    else:
        artist.set_url(url)


def _render(fig: Drawn, kind: str, **options: Any) -> bytes:
    data = io.BytesIO()
    with look.using(fig.look), style.context(fig.name):
        fig.drawing.savefig(data, format=kind, **options)
    return data.getvalue()


def _svg(fig: Drawn) -> str:
    metadata = dict.fromkeys(("Date", "Creator", "Format", "Type"))
    drawn = _render(fig, "svg", metadata=metadata).decode("utf-8")
    if fig.scale != 1:
        drawn = _SIDE.sub(lambda side: f'{side[1]}="{float(side[2]) * fig.scale:g}pt"', drawn, 2)
    drawn = _PATH.sub(_tight, _TEXT.sub(_findable, drawn))
    return evidence.titled(drawn, fig.evidence)


#: Width and height of an SVG; what is inside is measured by its viewBox.
_SIDE = re.compile(r'\b(width|height)="([\d.]+)pt"')

#: How matplotlib writes a text drawn as outlines: itself as a comment, then its place.
_TEXT = re.compile(
    r"<!-- ([^\n]*) -->(\s*<g (?:style=\"[^\"]*\" )?transform=\""
    r"(translate\([^)]*\)(?: rotate\([^)]*\))?) scale\(([\d.]+) -[\d.]+\)\">)"
)


def _findable(match: re.Match[str]) -> str:
    text, group, place, scale = match.groups()
    size = float(scale) * 100  # outlines are drawn at 100 points
    return f'<text transform="{place}" font-size="{size:g}" opacity="0">{text}</text>{group}'


#: The outline of a shape: most of a figure with Chinese letters.
_PATH = re.compile(r' d="([^"]*)"')


def _tight(match: re.Match[str]) -> str:
    """An outline without the white space that it doesn't need."""
    outline = re.sub(r"\s*([MLQCz])\s*", r"\1", match[1])
    return f' d="{outline}"'


def _literal(text: str) -> str:
    return text.replace("\\", r"\\")
