"""The coding workbench: a sentence, a button a frame, and nothing of what the machine found.

Shown in a notebook by ipywidgets. What it does is in codings.Session; its static twin, which an
exported page keeps, is the table of the session.
"""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

from wucheng import codings
from wucheng.figures import captions, style
from wucheng.statistics import intervals

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from wucheng.corpus import Corpus


class Workbench:
    """A coder's bench in a notebook. Every sentence coded is kept in codings/NAME.csv at once.

    Args:
        c: the corpus.
        name: of the coding, and of its file.
        size, seed: which sentences, as for `codings.sample`; a second coder takes the same.
        lang: language of the buttons.
    """

    def __init__(
        self,
        c: Corpus,
        name: str,
        *,
        size: int = 60,
        seed: int = intervals.SEED,
        lang: str = "en",
        sentences: pd.DataFrame | None = None,
    ) -> None:
        self._corpus = c
        self._name = name
        self._lang = lang
        if sentences is None:
            sentences = codings.sample(c, size, seed=seed)
        self.session = codings.start(c, name, sentences)
        self._widget: Any = None

    def sheet(self) -> pd.DataFrame:
        """The static twin: every sentence with what was chosen."""
        return self.session.sheet()

    @property
    def widget(self) -> Any:
        """The bench itself, an ipywidgets box."""
        if self._widget is None:
            self._widget = self._build()
        return self._widget

    def _ipython_display_(self) -> None:
        from IPython.display import display

        display(self.widget)  # type: ignore[no-untyped-call]

    def _build(self) -> Any:
        import ipywidgets

        say = style.language(self._lang)
        book = _codebook(self._corpus, self._lang)
        self._text = ipywidgets.HTML()
        self._where = ipywidgets.HTML()
        self.buttons = {
            frame: ipywidgets.ToggleButton(
                description=captions.name("frames", frame, self._lang),
                tooltip=book.get(frame, ("", ""))[0],
                layout=ipywidgets.Layout(width="10em"),
            )
            for frame in self.session.frames
        }
        self.next = ipywidgets.Button(description=say("Save, next", "保存，下一句"))
        self.next.button_style = "primary"
        self.back = ipywidgets.Button(description=say("Back", "上一句"))
        self.skip = ipywidgets.Button(description=say("Skip", "跳过"))
        self.next.on_click(lambda _: self._save())
        self.back.on_click(lambda _: self._move(-1))
        self.skip.on_click(lambda _: self._move(1))
        self._show()
        wrap = ipywidgets.Layout(flex_flow="row wrap")
        return ipywidgets.VBox(
            [
                self._where,
                self._text,
                ipywidgets.Box(list(self.buttons.values()), layout=wrap),
                ipywidgets.HBox([self.back, self.skip, self.next]),
                ipywidgets.HTML(_told(book, self.session.frames, self._lang)),
            ]
        )

    def _save(self) -> None:
        self.session.code(frame for frame, button in self.buttons.items() if button.value)
        codings.write(self._corpus, self._name, self.session.sheet())
        self._show()

    def _move(self, steps: int) -> None:
        self.session.move(steps)
        self._show()

    def _show(self) -> None:
        say = style.language(self._lang)
        session = self.session
        at, size = session.position + 1 if len(session) else 0, len(session)
        state = say("coded", "已编码") if session.coded else say("not coded yet", "尚未编码")
        self._where.value = say(
            f"{session.done} of {size} coded; this is {at}, {state}. Choose every frame that a "
            "phrase of the sentence carries, or none.",
            f"已编码 {session.done}/{size}；当前第 {at} 句，{state}。"
            "选出句中有词语承载的所有框架；没有就不选。",
        )
        if size and session.done == size:
            file = f"codings/{html.escape(self._name)}.csv"
            self._where.value += say(
                f"<br><b>All are coded</b> and kept in {file}. Run the notebook again to see how "
                "you agree with the others; to code more, ask for a larger size.",
                f"<br><b>已全部编码</b>，存于 {file}。重新运行笔记本可看与他人的一致性；"
                "要编码更多，把 size 设大。",
            )
        self._text.value = (
            f'<p lang="zh-Hans" style="font-size:1.2em">{html.escape(session.text)}</p>'
        )
        for frame, button in self.buttons.items():
            button.value = frame in session.chosen


def _codebook(c: Corpus, lang: str) -> dict[str, tuple[str, str]]:
    """When to code each frame, and when not; empty without codebook.tsv."""
    end = style.language(lang)("", "_zh")
    return {
        row["frame"]: (
            row.get(f"definition{end}") or row["definition"],
            row.get(f"not{end}") or row.get("not", ""),
        )
        for row in c.lexicon("codebook")
    }


def _told(book: dict[str, tuple[str, str]], frames: Sequence[str], lang: str) -> str:
    """The codebook as a table that opens."""
    say = style.language(lang)
    rows = "".join(
        f"<tr>{_cells(captions.name('frames', frame, lang), *book[frame])}</tr>"
        for frame in frames
        if frame in book
    )
    if not rows:
        return ""
    heads = _cells(
        say("frame", "框架"), say("code it when", "何时编码"), say("but not", "何时不编码")
    )
    return (
        f"<details><summary>{say('What each frame is', '各框架的含义')}</summary>"
        f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></details>"
    )


def _cells(*texts: str) -> str:
    style_of = "text-align:left;vertical-align:top;padding:2px 8px;line-height:1.4"
    return "".join(f'<td style="{style_of}">{html.escape(text)}</td>' for text in texts)
