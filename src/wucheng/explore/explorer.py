"""The corpus under a reader's hands: controls that live, results that stay when they are gone."""

from __future__ import annotations

import html
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from wucheng.errors import WuchengError
from wucheng.explore import choice as choices
from wucheng.explore import concordance, controls, download, results
from wucheng.explore.choice import Choice
from wucheng.explore.index import Index
from wucheng.explore.page import page
from wucheng.figures import style

if TYPE_CHECKING:
    from wucheng.corpus import Corpus


class Explorer:
    """A choice with controls beside it; a notebook shows both and the results below.

    `explorer.choice` is what is chosen now, `explorer.sentences` its sentences. The results are
    plain HTML in the cell's output: saved with the notebook, they are what an export shows.
    """

    def __init__(self, c: Corpus, choice: Choice, lang: str) -> None:
        index: Index = c.kept("explored", lambda: Index(c))
        self._index, self.lang = index, lang
        index.prepare()
        self._found = results.found(index, choice)
        self.choice = choice
        self._first, self._quiet = 0, False
        self._handle: Any = None
        self._controls: dict[str, Any] = {}
        self._buttons: dict[str, Any] = {}
        self._told: dict[str, Any] = {}

    def __repr__(self) -> str:
        return f"Explorer({str(self.choice)!r})"

    @property
    def sentences(self) -> Any:
        """The sentences of the choice: `results.sentences`."""
        return results.sentences(self._index, self.choice)

    def tables(self) -> dict[str, Any]:
        """All that is counted and found, by name; `download.excel` makes one file of it."""
        every = {
            "sentences": self.sentences,
            "cities": results.by_city(self._index, self.choice, self._found),
            "words": results.by_word(self._index, self.choice),
            "text": results.by_text(self._index, self.choice),
        }
        return {name: data for name, data in every.items() if len(data)}

    def _ipython_display_(self) -> None:
        from IPython.display import HTML, display

        display(self.controls())  # type: ignore[no-untyped-call]
        shown = HTML(self._page())  # type: ignore[no-untyped-call]
        self._handle = display(shown, display_id=True)  # type: ignore[no-untyped-call]

    def controls(self) -> Any:
        """The controls as one widget."""
        import ipywidgets as widgets

        self._controls = controls.fields(self._index, self.choice, self.lang)
        self._told = {name: widgets.HTML() for name in ("place", "file", "message")}
        self._buttons = press = controls.buttons(self.lang)
        self._list_texts()
        self._tell_place()
        for name, control in self._controls.items():
            control.observe(self._line if name == "line" else self._changed, names="value")
        press["back"].on_click(lambda _: self._turn(-concordance.MOST))
        press["on"].on_click(lambda _: self._turn(concordance.MOST))
        press["clear"].on_click(lambda _: self._set(Choice()))
        press["csv"].on_click(lambda _: self._make("sentences.csv"))
        press["excel"].on_click(lambda _: self._make("choice.xlsx"))
        return controls.laid_out(self._controls, press, self._told, self.lang)

    def _changed(self, _: object) -> None:
        if self._quiet:
            return
        get = self._controls
        changes: dict[str, object] = {name: get[name].value for name in get if name != "line"}
        for name in controls.LINES:
            changes[name] = controls.read(str(changes[name]))
        changes |= {name: str(changes[name]).strip() for name in ("first", "last")}
        self._choose(Choice(**changes))  # type: ignore[arg-type]

    def _line(self, _: object) -> None:
        """A line was pasted: the controls follow it."""
        if self._quiet:
            return
        try:
            chosen = choices.read(self._controls["line"].value)
            choices.check(self._index, chosen)
        except WuchengError as error:
            self._say(str(error))
            return
        self._set(chosen)

    def _set(self, chosen: Choice) -> None:
        """Answers a choice and sets the controls to it, without each of them asking again."""
        self._choose(chosen)
        with self._quietly():
            for name, control in self._controls.items():
                if name not in ("line", "document"):
                    value = getattr(self.choice, name)
                    control.value = controls.written(value) if name in controls.LINES else value

    def _choose(self, chosen: Choice) -> None:
        try:
            self._found = results.found(self._index, chosen)
        except WuchengError as error:
            self._say(str(error))
            return
        self._say("")
        self.choice, self._first = chosen, 0
        with self._quietly():
            self._controls["line"].value = str(chosen)
            self._list_texts()
        self._told["file"].value = ""
        self._show()

    def _turn(self, step: int) -> None:
        """Other sentences of the same choice."""
        self._first = min(max(self._first + step, 0), max(len(self._found) - 1, 0))
        self._show()

    def _show(self) -> None:
        from IPython.display import HTML

        self._tell_place()
        if self._handle is not None:
            self._handle.update(HTML(self._page()))  # type: ignore[no-untyped-call]

    def _page(self) -> str:
        return page(self._index, self.choice, self.lang, self._first, self._found)

    def _tell_place(self) -> None:
        size = len(self._found)
        last = size if self.choice.article else min(self._first + concordance.MOST, size)
        self._buttons["back"].disabled = self._first == 0
        self._buttons["on"].disabled = last == size
        for name in ("csv", "excel"):
            self._buttons[name].disabled = not size
        of = style.language(self.lang)("of", "/")
        self._told["place"].value = (
            f"{self._first + 1:,}–{last:,} {of} {size:,}"
            if size and not self.choice.article
            else ""
        )

    def _make(self, name: str) -> None:
        """A link to a file of everything found; made now, since it may take a while."""
        say = style.language(self.lang)
        size = f"{len(self._found):,}"
        self._told["file"].value = say(
            f"writing {size} sentences; very many take a minute …", f"正在写入 {size} 句……"
        )
        wanted = self.tables() if name.endswith(".xlsx") else {}
        data = download.excel(wanted) if wanted else download.csv(self.sentences)
        told = say(f"Save {name}: {size} sentences", f"保存 {name}：{size} 句")
        self._told["file"].value = download.link(data, name, told)

    def _list_texts(self) -> None:
        control, now = self._controls["document"], self.choice.document
        control.options = controls.texts(self._index, self._found, now, self.lang)
        control.value = now

    @contextmanager
    def _quietly(self) -> Iterator[None]:
        """What is set in here asks for no answer."""
        self._quiet = True
        try:
            yield
        finally:
            self._quiet = False

    def _say(self, message: str) -> None:
        self._told["message"].value = f"<em>{html.escape(message)}</em>" if message else ""


def show(c: Corpus, line: str = "", lang: str = "en") -> Explorer:
    """Controls and results for a corpus, starting from a choice.

    Args:
        line: a choice as `choice.read` takes it: what the explorer shows below its controls.
        lang: "en" or "zh".

    Raises WuchengError if the line can't be read or names what the corpus hasn't.
    """
    return Explorer(c, choices.read(line), lang)
