"""The settling desk: what two coders differ on, sentence by sentence, with the rule beside."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

from wucheng.coding import files
from wucheng.coding.settling import Settlement
from wucheng.desks import desk
from wucheng.desks.desk import Desk
from wucheng.figures import captions

if TYPE_CHECKING:
    import pandas as pd

    from wucheng.corpus import Corpus


class Settling(Desk):
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
        self.settlement = Settlement(c, first, second, name)
        super().__init__(c, self.settlement.session, lang)

    def sheet(self) -> pd.DataFrame:
        """The static twin: what the two differ on, frame by frame; see `Settlement.listed`."""
        return self.settlement.listed()

    def _build(self) -> Any:
        import ipywidgets

        self._texts()
        self.verdicts: dict[str, Any] = {}
        self.rows = ipywidgets.VBox([])
        steps = self._steps(self._say("Settle, next ›", "商定，下一句 ›"))
        self._show()
        return desk.box([self.where, self.text, self.rows, self.said, steps])

    def _save(self) -> None:
        if any(choice.value is None for choice in self.verdicts.values()):
            told = self._say("Each frame needs a verdict.", "每个框架都需商定。")
            self.said.value = desk.said(told)
            return
        if len(self.session):
            self.settlement.settle({f: choice.value for f, choice in self.verdicts.items()})
            self._keep()

    def _undo(self) -> None:
        if self.session.undo():
            self._keep()

    def _keep(self) -> None:
        undone = set() if self.session.coded else {self.session.key}
        self._write(lambda: self.settlement.keep(undone))

    def _show(self) -> None:
        import ipywidgets

        say = self._say
        book = desk.codebook(self._corpus, self._lang)
        settlement, session = self.settlement, self.session
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
        say = self._say
        settlement, session = self.settlement, self.session
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
