"""The settling desk: what two coders differ on, sentence by sentence, with the rule beside."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

from wucheng.bench import desk, files
from wucheng.bench.settling import Settlement
from wucheng.errors import CorpusError
from wucheng.figures import captions, style

if TYPE_CHECKING:
    import pandas as pd

    from wucheng.corpus import Corpus


class Settling:
    """A desk for two coders who settle on a third, agreed coding, kept in codings/NAME.csv.

    Nothing is written before the first sentence is settled.

    Args:
        c: the corpus.
        first, second: names of two codings; by default those that share most sentences.
        name: of what they agree on.
        lang: language of the buttons.

    Raises CorpusError as `codings.Settlement` does.
    """

    def __init__(
        self,
        c: Corpus,
        first: str = "",
        second: str = "",
        *,
        name: str = "agreed",
        lang: str = "en",
    ) -> None:
        self._corpus = c
        self._lang = lang
        self.settlement = Settlement(c, first, second, name)
        self._widget: Any = None

    def sheet(self) -> pd.DataFrame:
        """The static twin: what the two differ on, frame by frame; see `Settlement.listed`."""
        return self.settlement.listed()

    @property
    def widget(self) -> Any:
        """The desk itself, an ipywidgets box."""
        if self._widget is None:
            self._widget = self._build()
        return self._widget

    def _ipython_display_(self) -> None:
        from IPython.display import display

        display(self.widget)  # type: ignore[no-untyped-call]

    def _build(self) -> Any:
        import ipywidgets

        say = style.language(self._lang)
        self.where, self.text, self.said = (ipywidgets.HTML() for _ in range(3))
        self.verdicts: dict[str, Any] = {}
        self.rows = ipywidgets.VBox([])
        wide = {"width": "8.5em"}
        self.back = ipywidgets.Button(description=say("‹ Back", "‹ 上一句"), layout=wide)
        self.skip = ipywidgets.Button(description=say("Skip ›", "跳过 ›"), layout=wide)
        self.undo = ipywidgets.Button(description=say("Undo", "撤销"), layout=wide)
        self.next = ipywidgets.Button(
            description=say("Settle, next ›", "商定，下一句 ›"), layout={"width": "11em"}
        )
        self.next.button_style = "primary"
        self.next.on_click(lambda _: self._settle())
        self.back.on_click(lambda _: self._move(-1))
        self.skip.on_click(lambda _: self._move(1))
        self.undo.on_click(lambda _: self._undo())
        self._show()
        buttons = desk.steps(self.back, self.skip, self.undo, self.next)
        return desk.box([self.where, self.text, self.rows, self.said, buttons])

    def _settle(self) -> None:
        say = style.language(self._lang)
        if any(choice.value is None for choice in self.verdicts.values()):
            told = say("Each frame needs a verdict.", "每个框架都需商定。")
            self.said.value = desk.said(told)
            return
        if len(self.settlement.session):
            self.settlement.settle({f: choice.value for f, choice in self.verdicts.items()})
            self._keep()

    def _undo(self) -> None:
        if self.settlement.session.undo():
            self._keep()

    def _keep(self) -> None:
        session = self.settlement.session
        try:
            self.settlement.keep(set() if session.coded else {session.key})
        except CorpusError as error:
            self._show()
            self.said.value = desk.said(str(error))
            return
        self._show()

    def _move(self, steps: int) -> None:
        self.settlement.session.move(steps)
        self._show()

    def _show(self) -> None:
        import ipywidgets

        say = style.language(self._lang)
        book = desk.codebook(self._corpus, self._lang)
        settlement, session = self.settlement, self.settlement.session
        disputed = settlement.disputed
        self.where.value = desk.progress(self._told(), session.done, len(session))
        words = [word for _, phrases in disputed.values() for word in phrases]
        self.text.value = desk.sentence(session.text, words)
        self.verdicts, rows = {}, []
        for frame, (who, phrases) in disputed.items():
            choice = ipywidgets.ToggleButtons(
                options=[(say("has it", "有"), True), (say("hasn't", "没有"), False)],
                value=(frame in session.chosen) if session.coded else None,
                style={"button_width": "5.5em"},
            )
            self.verdicts[frame] = choice
            rule, but_not = book.get(frame, ("", ""))
            told = f"<b>{html.escape(captions.name('frames', frame, self._lang))}</b>"
            told += html.escape(say(f", seen by {who}", f"，{who} 认为有"))
            told += html.escape(say(": ", "：") + "、".join(phrases) if phrases else "")
            lines = [
                line + html.escape(words)
                for line, words in (
                    (say("Code it when: ", "何时编码："), rule),
                    (say("But not: ", "何时不编码："), but_not),
                )
                if words
            ]
            shown = "<br>".join(
                [told, *(f'<span class="wct-told">{line}</span>' for line in lines)]
            )
            beside = ipywidgets.HTML(
                f'<div class="wct-rule">{shown}</div>', layout={"width": "34em"}
            )
            rows.append(ipywidgets.HBox([choice, beside], layout={"margin": "0 0 .6em"}))
        self.rows.children = rows
        self.said.value = desk.said("")

    def _told(self) -> str:
        say = style.language(self._lang)
        settlement, session = self.settlement, self.settlement.session
        first, second = map(html.escape, settlement.pair)
        size, same = len(session), len(settlement.agreed)
        if not first:
            return say(
                "Settling takes two codings, and there are not two yet.",
                "商定需要两份编码，现不足两份。",
            )
        if not size and not same:
            return say(
                f"{first} and {second} have coded no sentence both.",
                f"{first} 与 {second} 没有共同编码的句子。",
            )
        told = say(
            f"{first} and {second} agree on {same} of {same + size} sentences. Of the other "
            f"{size}, {session.done} are settled; this is {min(session.position + 1, size)}.",
            f"{first} 与 {second} 共同编码 {same + size} 句，{same} 句一致。其余 {size} 句已商定 "
            f"{session.done} 句；当前第 {min(session.position + 1, size)} 句。",
        )
        if taken := settlement.taken:
            names = [captions.name("frames", frame, self._lang) for frame in taken]
            told += html.escape(
                say(f" Both have: {', '.join(names)}.", f"两人都有：{'、'.join(names)}。")
            )
        if size and session.done == size:
            file = html.escape(f"codings/{files.path(self._corpus, settlement.name).name}")
            told += say(
                f"<br><b>All is settled</b> and kept in {file}, with the sentences that they "
                "agreed on. It counts as the reference from now on.",
                f"<br><b>已全部商定</b>，连同原本一致的句子存于 {file}，此后作为参照。",
            )
        return told
