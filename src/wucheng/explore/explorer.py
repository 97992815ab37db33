"""The corpus under a reader's hands: controls that live, results that stay when they are gone."""

from __future__ import annotations

import html
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from wucheng.errors import WuchengError
from wucheng.explore import choice as choices
from wucheng.explore import concordance, download, results
from wucheng.explore.choice import Choice
from wucheng.explore.index import Index
from wucheng.explore.page import page
from wucheng.figures import captions, style
from wucheng.statistics.counts import UNKNOWN

if TYPE_CHECKING:
    from wucheng.corpus import Corpus

#: Articles that can be picked from a list: of those with a sentence found, the first.
MOST_TEXTS = 200

#: The parts of a choice that are written into a line, apart by blanks.
_LINES = ("words", "text")


class Explorer:
    """A choice with controls beside it; a notebook shows both and the results below.

    `explorer.choice` is what is chosen now, `explorer.sentences` its sentences. The results are
    plain HTML in the cell's output: saved with the notebook, they are what an export shows.
    """

    def __init__(self, c: Corpus, choice: Choice, lang: str = "en") -> None:
        index: Index = c.kept("explored", lambda: Index(c))
        self._index, self.lang = index, lang
        index.prepare()
        self._found = results.found(index, choice)
        self.choice = choice
        self._first, self._quiet = 0, False
        self._handle: Any = None
        self._controls: dict[str, Any] = {}
        self._buttons: dict[str, Any] = {}

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

        say = style.language(self.lang)
        index, now = self._index, self.choice
        wide = {"description_width": "7em"}

        def several(label: str, names: list[tuple[str, str]], value: tuple[str, ...]) -> Any:
            return widgets.VBox(
                [
                    widgets.Label(label),
                    select := widgets.SelectMultiple(
                        options=names, value=value, layout={"width": "20em", "height": "9em"}
                    ),
                ]
            ), select

        def line(label: str, value: str, hint: str = "", width: str = "31em") -> Any:
            return widgets.Text(
                description=label,
                value=value,
                placeholder=hint,
                continuous_update=False,
                style=wide,
                layout={"width": width},
            )

        cities = [(style.city(name, self.lang), name) for name in style.cities(index.corpus)]
        frames = [(captions.name("frames", name, self.lang), name) for name in index.frames.names]
        voices = [(captions.name("kinds", name, self.lang), name) for name in index.kinds]
        first, last = index.days
        span = f"{first} – {last}" if first else ""
        boxes, selects = zip(
            several(say("Cities", "城市"), cities, now.cities),
            several(say("Frames", "框架"), sorted(frames), now.frames),
            several(say("Voices (quoted speakers)", "声音（引语说话人）"), voices, now.voices),
            strict=True,
        )
        self._controls = {
            **dict(zip(("cities", "frames", "voices"), selects, strict=True)),
            "words": line(say("Words", "词"), _written(now.words), say("居民 防*", "居民 防*")),
            "text": line(
                say("or any text", "任意字符串"), _written(now.text), say("联防联控", "联防联控")
            ),
            "first": line(say("Events from", "事件起"), now.first, span),
            "last": line(say("until", "止"), now.last, span),
            "document": widgets.Dropdown(
                description=say("Article", "文章"), style=wide, layout={"width": "62.5em"}
            ),
            "line": line(say("Choice", "所选"), str(now), width="62.5em"),
        }
        self._message = widgets.HTML()
        self._list_texts()
        for name, control in self._controls.items():
            control.observe(self._line if name == "line" else self._changed, names="value")
        get = self._controls
        return widgets.VBox(
            [
                widgets.HBox(boxes),
                widgets.HBox([get["words"], get["text"]]),
                widgets.HBox([get["first"], get["last"]]),
                get["document"],
                get["line"],
                self._files_and_pages(),
                self._message,
            ]
        )

    def _files_and_pages(self) -> Any:
        """Buttons that turn the pages of the sentences, and that make files of all of them."""
        import ipywidgets as widgets

        say = style.language(self.lang)
        labels = {
            "back": say("‹ sentences before", "‹ 前页句子"),
            "on": say("more sentences ›", "后页句子 ›"),
            "csv": say("Make CSV of all", "全部生成 CSV"),
            "excel": say("Make Excel of all", "全部生成 Excel"),
            "clear": say("Clear", "清除"),
        }
        self._buttons = {
            name: widgets.Button(description=label, layout={"width": "12em"})
            for name, label in labels.items()
        }
        self._place, self._file = widgets.HTML(), widgets.HTML()
        get = self._buttons
        get["back"].on_click(lambda _: self._turn(-concordance.MOST))
        get["on"].on_click(lambda _: self._turn(concordance.MOST))
        get["csv"].on_click(lambda _: self._make("sentences.csv"))
        get["excel"].on_click(lambda _: self._make("choice.xlsx"))
        get["clear"].on_click(lambda _: self._set(Choice()))
        self._tell_place()
        return widgets.VBox(
            [
                widgets.HBox([get["back"], get["on"], self._place]),
                widgets.HBox([get["clear"], get["csv"], get["excel"], self._file]),
            ]
        )

    def _changed(self, _: object) -> None:
        if self._quiet:
            return
        get = self._controls
        changes: dict[str, object] = {name: get[name].value for name in get if name != "line"}
        for name in _LINES:
            changes[name] = _read(str(changes[name]))
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
                    control.value = _written(value) if name in _LINES else value

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
        self._file.value = ""
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
        last = min(self._first + concordance.MOST, size)
        self._buttons["back"].disabled = self._first == 0
        self._buttons["on"].disabled = last == size
        for name in ("csv", "excel"):
            self._buttons[name].disabled = not size
        of = style.language(self.lang)("of", "/")
        self._place.value = f"{min(self._first + 1, last):,}–{last:,} {of} {size:,}"

    def _make(self, name: str) -> None:
        """A link to a file of everything found; made now, since it may take a while."""
        say = style.language(self.lang)
        self._file.value = say("…", "……")
        tables = self.tables()
        data = download.excel(tables) if name.endswith(".xlsx") else download.csv(self.sentences)
        size = f"{len(self._found):,}"
        told = say(f"Save {name}: {size} sentences", f"保存 {name}：{size} 句")
        self._file.value = download.link(data, name, told)

    def _list_texts(self) -> None:
        """The articles to pick from: those in which something was found."""
        say = style.language(self.lang)
        control = self._controls["document"]
        index, now = self._index, self.choice.document
        numbers = list(dict.fromkeys(index.document_of[self._found].tolist()))
        listed = numbers[:MOST_TEXTS]
        if now and (own := index.documents.get_loc(now)) not in listed:
            listed = [own, *listed]
        texts = index.corpus.documents.iloc[listed]
        rest = len(numbers) - MOST_TEXTS
        none = say(
            f"(none; {len(numbers):,} texts have a sentence found)",
            f"（无；{len(numbers):,} 篇文本有所得句）",
        )
        if rest > 0:
            none = say(
                f"(none; the first {MOST_TEXTS} of {len(numbers):,} texts with a sentence found)",
                f"（无；列出有所得句的 {len(numbers):,} 篇中的前 {MOST_TEXTS} 篇）",
            )
        control.options = [(none, "")] + [
            (f"{city or UNKNOWN} {date} {title or doc_id}", doc_id)
            for city, date, title, doc_id in zip(
                *(texts[column] for column in ("city", "date", "title", "doc_id")), strict=True
            )
        ]
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
        self._message.value = f"<em>{html.escape(message)}</em>" if message else ""


def show(c: Corpus, line: str = "", lang: str = "en") -> Explorer:
    """Controls and results for a corpus, starting from a choice.

    Args:
        line: a choice as `choice.read` takes it: what the explorer shows below its controls.
        lang: "en" or "zh".

    Raises WuchengError if the line can't be read or names what the corpus hasn't.
    """
    return Explorer(c, choices.read(line), lang)


def _read(line: str) -> tuple[str, ...]:
    """The words of a line, apart by blanks or commas of either width."""
    for sign, plain in (("，", " "), (",", " "), ("、", " "), ("＊", "*")):
        line = line.replace(sign, plain)
    return tuple(line.split())


def _written(values: tuple[str, ...]) -> str:
    return " ".join(values)
