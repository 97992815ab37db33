"""What the desks of coders share: buttons, look, the codebook, and a sentence shown as text."""

from __future__ import annotations

import html
import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from wucheng.coding.session import Session
from wucheng.corpus import Corpus
from wucheng.errors import CorpusError
from wucheng.figures import captions, style

#: Colours are JupyterLab's own, so that a dark theme stays dark.
LOOK = """<style>
.wct-desk{max-width:47em;padding:.4em .2em 1em}
.wct-desk .wct-told{line-height:1.5;color:var(--jp-ui-font-color2,#666)}
.wct-desk .wct-bar{height:3px;margin:.5em 0 .2em;background:var(--jp-layout-color2,#eee)}
.wct-desk .wct-bar i{display:block;height:3px;background:var(--jp-ui-font-color2,#777)}
.wct-desk .wct-text{font-size:1.45em;line-height:1.85;margin:.4em 0 .6em;min-height:3.7em;
 color:var(--jp-ui-font-color1,#111)}
.wct-desk .wct-text mark{background:none;color:inherit;border-bottom:2px solid currentColor}
.wct-desk .wct-said{color:var(--jp-error-color1,#a33);min-height:1.5em;line-height:1.5}
.wct-desk .widget-toggle-button,.wct-desk .jupyter-button{border-radius:3px;box-shadow:none;
 text-align:left}
.wct-desk .wct-steps .jupyter-button{text-align:center}
.wct-desk .widget-toggle-button:not(.mod-active){background:var(--jp-layout-color1,#fff);
 border:1px solid var(--jp-border-color2,#ddd)}
.wct-desk .widget-toggle-button.mod-active{background:var(--jp-ui-font-color1,#222);
 color:var(--jp-layout-color1,#fff);border:1px solid var(--jp-ui-font-color1,#222);box-shadow:none}
.wct-desk .wct-words .widget-label{text-align:left}
.wct-desk .wct-rule{line-height:1.5;white-space:normal;margin-left:1.2em}
.wct-desk .wct-steps{margin-top:.3em}
.wct-desk details{margin-top:.6em}
.wct-desk table{border-collapse:collapse}
.wct-desk td{text-align:left;vertical-align:top;padding:3px 14px 3px 0;line-height:1.45;
 white-space:normal}
</style>"""


class Desk(ABC):
    """A desk in a notebook: a session of sentences, and the buttons that go through it.

    Args:
        c: the corpus.
        session: the sentences, and what is chosen of them.
        lang: language of the buttons.
    """

    def __init__(self, c: Corpus, session: Session, lang: str) -> None:
        self._corpus = c
        self.session = session
        self._lang = lang
        self._say = style.language(lang)
        self._widget: Any = None

    @property
    def widget(self) -> Any:
        """The desk itself, an ipywidgets box."""
        if self._widget is None:
            self._widget = self._build()
        return self._widget

    def _ipython_display_(self) -> None:
        from IPython.display import display

        display(self.widget)  # type: ignore[no-untyped-call]

    @abstractmethod
    def _build(self) -> Any:
        """What stands on the desk, as one widget."""

    @abstractmethod
    def _show(self) -> None:
        """Puts the sentence of the session on the desk."""

    @abstractmethod
    def _save(self) -> None:
        """Takes what was chosen for this sentence, and goes on."""

    @abstractmethod
    def _undo(self) -> None:
        """Takes back what was saved last."""

    def _move(self, steps: int) -> None:
        self.session.move(steps)
        self._show()

    def _texts(self) -> None:
        """The texts of the desk: how far the coder is, the sentence, and what is said to that."""
        import ipywidgets

        self.where, self.text, self.said = (ipywidgets.HTML() for _ in range(3))

    def _steps(self, save: str, *before: Any) -> Any:
        """The buttons in a row, behind what may stand before them; the last one is named."""
        import ipywidgets

        wide = {"width": "8.5em"}
        say = self._say
        self.back = ipywidgets.Button(description=say("‹ Back", "‹ 上一句"), layout=wide)
        self.skip = ipywidgets.Button(description=say("Skip ›", "跳过 ›"), layout=wide)
        self.undo = ipywidgets.Button(description=say("Undo", "撤销"), layout=wide)
        self.next = ipywidgets.Button(description=save, layout={"width": "11em"})
        self.next.button_style = "primary"
        self.next.on_click(lambda _: self._save())
        self.back.on_click(lambda _: self._move(-1))
        self.skip.on_click(lambda _: self._move(1))
        self.undo.on_click(lambda _: self._undo())
        row = ipywidgets.HBox([*before, self.back, self.skip, self.undo, self.next])
        row.add_class("wct-steps")
        return row

    def _write(self, write: Callable[[], object]) -> bool:
        """Writes the file and shows what comes next; if it can't be written, says why."""
        try:
            write()
        except CorpusError as error:
            self._show()
            self.said.value = said(str(error))
            return False
        self._show()
        return True


def codebook(c: Corpus, lang: str) -> dict[str, tuple[str, str]]:
    """When to code each frame, and when not; empty without codebook.tsv."""
    end = style.language(lang)("", "_zh")
    return {
        row["frame"]: (
            row.get(f"definition{end}") or row["definition"],
            row.get(f"not{end}") or row.get("not", ""),
        )
        for row in c.lexicon("codebook")
    }


def rules(book: dict[str, tuple[str, str]], frames: Sequence[str], lang: str) -> str:
    """The codebook as a table that opens; nothing where it knows none of the frames."""
    say = style.language(lang)
    rows = "".join(
        f"<tr>{cells(captions.name('frames', frame, lang), *book[frame])}</tr>"
        for frame in frames
        if frame in book
    )
    if not rows:
        return ""
    heads = cells(
        say("frame", "框架"), say("code it when", "何时编码"), say("but not", "何时不编码")
    )
    return (
        f"<details><summary>{say('What each frame is', '各框架的含义')}</summary>"
        f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></details>"
    )


def cells(*texts: str) -> str:
    """Texts as the cells of a row."""
    return "".join(f"<td>{html.escape(text)}</td>" for text in texts)


def sentence(text: str, phrases: Iterable[str]) -> str:
    """A sentence, with some of its phrases underlined wherever they stand."""
    lit = [False] * len(text)
    for phrase in filter(None, phrases):
        for found in re.finditer(re.escape(phrase), text):
            lit[found.start() : found.end()] = [True] * len(phrase)
    parts = []
    for at, sign in enumerate(text):
        if lit[at] and not (at and lit[at - 1]):
            parts.append("<mark>")
        parts.append(html.escape(sign))
        if lit[at] and not (at + 1 < len(text) and lit[at + 1]):
            parts.append("</mark>")
    return f'<div class="wct-text" lang="zh-Hans">{"".join(parts)}</div>'


def progress(told: str, done: int, size: int) -> str:
    """What is told of a coder's way, above a line as long as it."""
    share = 100 * done / size if size else 0
    return (
        f'<div class="wct-told">{told}</div>'
        f'<div class="wct-bar"><i style="width:{share:.1f}%"></i></div>'
    )


def said(text: str) -> str:
    """A remark on what was not done; the text is shown as text."""
    return f'<div class="wct-said">{html.escape(text)}</div>'


def box(children: Sequence[Any]) -> Any:
    """A desk of these widgets."""
    import ipywidgets

    # the look comes last: a page without widgets shows the beginning as plain text
    found = ipywidgets.VBox([*children, ipywidgets.HTML(LOOK)])
    found.add_class("wct-desk")
    return found
