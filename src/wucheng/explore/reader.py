"""One page at a time: pick a document, see its raw page and its article side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wucheng import provenance
from wucheng.errors import CorpusError
from wucheng.figures import style
from wucheng.statistics.selection import UNKNOWN

if TYPE_CHECKING:
    from wucheng.corpus import Corpus


class Reader:
    """A document with a control that picks another; a notebook shows both.

    The page is plain HTML in the cell's output: an export shows the document last picked.
    """

    def __init__(self, c: Corpus, doc_id: str, lang: str = "en") -> None:
        self._corpus, self.lang = c, lang
        self.page = provenance.beside(c, doc_id)
        self._handle: Any = None

    def __repr__(self) -> str:
        return f"Reader({self.page.doc_id!r})"

    def _ipython_display_(self) -> None:
        from IPython.display import HTML, display

        display(self.control())  # type: ignore[no-untyped-call]
        shown = HTML(self.page.html)  # type: ignore[no-untyped-call]
        self._handle = display(shown, display_id=True)  # type: ignore[no-untyped-call]

    def control(self) -> Any:
        """The control, a widget."""
        import ipywidgets as widgets

        documents = self._corpus.documents
        columns = (documents[name] for name in ("city", "title", "doc_id"))
        picker = widgets.Dropdown(
            description=style.language(self.lang)("Page", "网页"),
            options=[
                (f"{city or UNKNOWN} {title or doc_id}", doc_id)
                for city, title, doc_id in zip(*columns, strict=True)
            ],
            value=self.page.doc_id,
            layout={"width": "40em"},
        )
        picker.observe(self._picked, names="value")
        return picker

    def _picked(self, change: Any) -> None:
        self.page = provenance.beside(self._corpus, change["new"])
        if self._handle is not None:
            from IPython.display import HTML

            self._handle.update(HTML(self.page.html))  # type: ignore[no-untyped-call]


def show(c: Corpus, doc_id: str = "", lang: str = "en") -> Reader:
    """A raw page beside its article, and a control that picks another.

    Args:
        doc_id: the document shown first; the first of the corpus if none is given.
        lang: "en" or "zh".

    Raises CorpusError if there is no such document, or its page is missing or has changed.
    """
    if c.documents.empty:
        raise CorpusError(f"There are no documents in {c.folder}.")
    return Reader(c, doc_id or str(c.documents["doc_id"].iloc[0]), lang)
