"""The corpus under a reader's hands: controls that live, results that stay when they are gone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wucheng.errors import WuchengError
from wucheng.explore import choice as choices
from wucheng.explore import results
from wucheng.explore.choice import Choice
from wucheng.explore.index import Index
from wucheng.explore.page import page
from wucheng.figures import captions, style
from wucheng.statistics.counts import UNKNOWN

if TYPE_CHECKING:
    from wucheng.corpus import Corpus

#: Rows of a live table that sort and filter without delay.
MOST_ROWS = 2_000


class Explorer:
    """A choice with controls beside it; a notebook shows both and the results below.

    `explorer.choice` is what is chosen now, `explorer.sentences` its sentences. The results are
    plain HTML in the cell's output: saved with the notebook, they are what an export shows.
    """

    def __init__(self, c: Corpus, choice: Choice, lang: str = "en") -> None:
        choices.check(c, choice)
        self._index, self.lang = Index(c), lang
        self.choice = choice
        self._handle: Any = None
        self._controls: dict[str, Any] = {}

    def __repr__(self) -> str:
        return f"Explorer({str(self.choice)!r})"

    @property
    def sentences(self) -> Any:
        """The sentences of the choice: `results.sentences`."""
        return results.sentences(self._index, self.choice)

    def _ipython_display_(self) -> None:
        from IPython.display import HTML, display

        display(self.controls())  # type: ignore[no-untyped-call]
        shown = HTML(page(self._index, self.choice, self.lang))  # type: ignore[no-untyped-call]
        self._handle = display(shown, display_id=True)  # type: ignore[no-untyped-call]

    def controls(self) -> Any:
        """The controls as one widget."""
        import ipywidgets as widgets

        say = style.language(self.lang)
        c = self._index.corpus

        def several(label: str, names: list[tuple[str, str]], value: tuple[str, ...]) -> Any:
            return widgets.SelectMultiple(
                description=label,
                options=names,
                value=value,
                rows=6,
                style={"description_width": "initial"},
            )

        def line(label: str, value: str, hint: str = "") -> Any:
            return widgets.Text(
                description=label,
                value=value,
                placeholder=hint,
                continuous_update=False,
                style={"description_width": "initial"},
            )

        cities = [(style.city(name, self.lang), name) for name in style.cities(c)]
        frames = [
            (captions.name("frames", name, self.lang), name)
            for name in sorted(set(c.frames["frame"]))
        ]
        voices = [
            (captions.name("kinds", name, self.lang), name)
            for name in sorted(set(c.quotes["kind"]) - {""})
        ]
        texts = [(say("(none)", "（无）"), "")] + [
            (f"{city or UNKNOWN} {title or doc_id}", doc_id)
            for city, title, doc_id in zip(
                *(c.documents[column] for column in ("city", "title", "doc_id")), strict=True
            )
        ]
        now = self.choice
        self._controls = {
            "cities": several(say("Cities", "城市"), cities, now.cities),
            "frames": several(say("Frames", "框架"), frames, now.frames),
            "voices": several(say("Voices", "声音"), voices, now.voices),
            "words": line(
                say("Words", "词"), " ".join(now.words), say("apart by blanks", "以空格分开")
            ),
            "first": line(say("Events from", "事件起"), now.first, "2020-02-01"),
            "last": line(say("to", "止"), now.last, "2020-02-29"),
            "document": widgets.Dropdown(
                description=say("Article", "文章"), options=texts, value=now.document
            ),
            "line": line(say("Choice", "所选"), str(now)),
        }
        self._message, self._table = widgets.HTML(), widgets.VBox()
        self._fill()
        for name, control in self._controls.items():
            control.observe(self._line if name == "line" else self._changed, names="value")
        get = self._controls
        return widgets.VBox(
            [
                widgets.HBox([get["cities"], get["frames"], get["voices"]]),
                widgets.HBox([get["words"], get["first"], get["last"]]),
                widgets.HBox([get["document"], get["line"]]),
                self._message,
                self._table,
            ]
        )

    def _changed(self, _: object) -> None:
        get = self._controls
        changes: dict[str, object] = {name: get[name].value for name in get if name != "line"}
        changes["words"] = tuple(str(changes["words"]).replace("，", " ").replace(",", " ").split())
        self._choose(Choice(**changes))  # type: ignore[arg-type]

    def _line(self, _: object) -> None:
        """A line was pasted: the controls follow it."""
        try:
            chosen = choices.read(self._controls["line"].value)
            choices.check(self._index.corpus, chosen)
        except WuchengError as error:
            self._say(str(error))
            return
        if str(chosen) != str(self.choice):
            self.choice = chosen
            self._follow()
        self._choose(chosen)

    def _follow(self) -> None:
        """Sets the controls to the choice, without each of them asking for results."""
        for name, control in self._controls.items():
            if name != "line":
                control.unobserve(self._changed, names="value")
                value = getattr(self.choice, name)
                control.value = " ".join(value) if name == "words" else value
                control.observe(self._changed, names="value")

    def _choose(self, chosen: Choice) -> None:
        from IPython.display import HTML

        try:
            shown = page(self._index, chosen, self.lang)
        except WuchengError as error:
            self._say(str(error))
            return
        self._say("")
        self.choice = chosen
        line = self._controls["line"]
        line.unobserve(self._line, names="value")
        line.value = str(chosen)
        line.observe(self._line, names="value")
        self._fill()
        if self._handle is not None:
            self._handle.update(HTML(shown))  # type: ignore[no-untyped-call]

    def _fill(self) -> None:
        """The sentences as a table that sorts and filters while the notebook lives."""
        from itables.widget import ITable

        found = self.sentences.head(MOST_ROWS)
        shown = found[["city", "date", "doc_id", "sentence", "kind", "text"]]
        self._table.children = (ITable(shown, maxBytes=0, allow_html=False, showIndex=False),)

    def _say(self, message: str) -> None:
        import html

        self._message.value = f"<em>{html.escape(message)}</em>" if message else ""


def show(c: Corpus, line: str = "", lang: str = "en") -> Explorer:
    """Controls and results for a corpus, starting from a choice.

    Args:
        line: a choice as `choice.read` takes it: what the explorer shows below its controls.
        lang: "en" or "zh".

    Raises WuchengError if the line can't be read or names what the corpus hasn't.
    """
    return Explorer(c, choices.read(line), lang)
