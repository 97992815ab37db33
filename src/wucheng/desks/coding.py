"""The coding desk: a sentence, a key a frame, and nothing of what the machine found."""

from __future__ import annotations

import html
import re
import unicodedata
from typing import TYPE_CHECKING, Any

from wucheng.coding import files, sampling, store
from wucheng.desks import desk, remarks
from wucheng.desks.desk import Desk
from wucheng.figures import captions, style
from wucheng.statistics import intervals

if TYPE_CHECKING:
    import pandas as pd

    from wucheng.corpus import Corpus

#: The keys of the frames in their order. b, s, u and 0 are commands.
KEYS = "123456789acdefghijklmnopqrtvwxyz"

#: Between phrases that are typed in one field, and between the pieces of a sentence.
_BETWEEN = re.compile(r"[、，,|/\s]+")
_MARKS = re.compile(r"[，。！？；：、“”（）《》…,.!?;:\s]+")


class Workbench(Desk):
    """A coder's desk in a notebook. Every sentence coded is kept in codings/NAME.csv at once.

    Args:
        c: the corpus.
        name: of the coder; the file is named after it.
        size, seed: which sentences, as for `codings.sample`; a second coder takes the same.
        lang: language of the buttons.
        sentences: these instead of a sample (doc_id, sentence, text).

    Raises CorpusError for a name that is none for a file.
    """

    def __init__(
        self,
        c: Corpus,
        name: str,
        *,
        size: int | None = 60,
        seed: int = intervals.SEED,
        lang: str = "en",
        sentences: pd.DataFrame | None = None,
    ) -> None:
        if sentences is None:
            sentences = sampling.sample(c, size, seed=seed)
        super().__init__(c, store.start(c, name, sentences), lang)
        self._name = name.strip()
        self._quiet = self._broken = False

    def sheet(self) -> pd.DataFrame:
        """The static twin: every sentence with what was chosen."""
        return self.session.sheet()

    def _build(self) -> Any:
        import ipywidgets

        say = self._say
        book = desk.codebook(self._corpus, self._lang)
        frames = self.session.frames
        names = {frame: captions.name("frames", frame, self._lang) for frame in frames}
        self.keys = dict(zip(KEYS, frames, strict=False))
        key_of = {frame: key for key, frame in self.keys.items()}
        self._texts()
        self.file = ipywidgets.HTML()
        self._of_file()
        hint = f'<div class="wct-told">{_hint(self._lang)}</div>'
        self.rules = ipywidgets.HTML(hint + desk.rules(book, frames, self._lang))
        self.buttons = {
            frame: ipywidgets.ToggleButton(
                description=f"{key_of.get(frame, '·')}  {names[frame]}",
                tooltip=book.get(frame, ("", ""))[0],
                layout={"width": "11.2em"},
            )
            for frame in frames
        }
        self.phrases = {
            frame: ipywidgets.Combobox(
                description=names[frame],
                placeholder=say("on which words? type, choose or paste", "依据哪些词语？可不填"),
                style={"description_width": "7em"},
                layout={"width": "31em"},
            )
            for frame in frames
        }
        self.typed = ipywidgets.Text(
            placeholder=say("keys, then Enter", "键入后按回车"), layout={"width": "11.2em"}
        )
        steps = self._steps(say("Save, next ›", "保存，下一句 ›"), self.typed)
        for button in self.buttons.values():
            button.observe(lambda _: self._chosen(), "value")
        for field in self.phrases.values():
            field.observe(lambda _: self._marked(), "value")
        self.typed.observe(lambda change: self._type(change["new"]), "value")
        self.typed.on_msg(lambda _, content, __: self._entered(content))
        self._rows = ipywidgets.VBox([], layout={"margin": "0.5em 0 0"})
        self._rows.add_class("wct-words")
        wrap = ipywidgets.Layout(flex_flow="row wrap")
        self._show()
        return desk.box(
            [
                self.where,
                self.text,
                ipywidgets.Box(list(self.buttons.values()), layout=wrap),
                self._rows,
                self.said,
                steps,
                self.file,
                self.rules,
            ]
        )

    def _save(self) -> None:
        key = self.session.key
        chosen = [frame for frame, button in self.buttons.items() if button.value]
        cues = {frame: self._parts(frame) for frame in chosen}
        try:
            self.session.code(chosen, {frame: found for frame, found in cues.items() if found})
        except ValueError as error:
            self.said.value = desk.said(str(error))
            return
        self._keep(key)

    def _undo(self) -> None:
        if self.session.undo():
            self._keep(self.session.key)
        else:
            self.said.value = desk.said(self._say("There is nothing to undo.", "没有可撤销的。"))

    def _keep(self, key: tuple[str, int]) -> None:
        sheet = self.session.sheet()
        coded = set(sheet.loc[sheet["coded"], ["doc_id", "sentence"]].itertuples(index=False))
        written = self._write(
            lambda: store.write(self._corpus, self._name, sheet, now={key}, undone={key} - coded)
        )
        if written and self._broken:
            self._of_file()

    def _entered(self, content: object) -> None:
        """Enter in the field of keys."""
        if not isinstance(content, dict) or content.get("event") != "submit":
            return
        say = self._say
        typed = _plain(self.typed.value)
        command = {
            "b": lambda: self._move(-1),
            "s": lambda: self._move(1),
            "u": self._undo,
        }.get(typed)
        if command:
            command()
        elif wrong := [sign for sign in typed if sign not in self.keys and sign != "0"]:
            words = say("No such key: ", "没有此键：")
            self.said.value = desk.said(f"{words}{' '.join(wrong)}")
        elif not typed and not any(button.value for button in self.buttons.values()):
            words = say("No frame? Type 0, then Enter.", "没有框架？键入 0 再按回车。")
            self.said.value = desk.said(words)
        else:
            self._save()

    def _type(self, typed: str) -> None:
        """Keys choose their frames while they are typed."""
        if self._quiet or _plain(typed) in ("b", "s", "u"):
            return
        wanted = {self.keys[sign] for sign in _plain(typed) if sign in self.keys}
        self._quiet = True
        for frame, button in self.buttons.items():
            button.value = frame in wanted
        self._quiet = False
        self._fields()

    def _chosen(self) -> None:
        """A button was pressed: the field of keys says so too."""
        if not self._quiet:
            self._quiet = True
            chosen = [key for key, frame in self.keys.items() if self.buttons[frame].value]
            self.typed.value = "".join(chosen)
            self._quiet = False
            self._fields()

    def _fields(self) -> None:
        """A field for the words of each frame that is chosen."""
        shown = [self.phrases[f] for f, button in self.buttons.items() if button.value]
        if list(self._rows.children) != shown:
            self._rows.children = shown
        self._marked()

    def _marked(self) -> None:
        """What is typed as a phrase is underlined in the sentence, or said not to stand there."""
        if self._quiet:
            return
        say = self._say
        chosen = [frame for frame, button in self.buttons.items() if button.value]
        words = [word for frame in chosen for word in self._parts(frame)]
        self.text.value = desk.sentence(self.session.text, words)
        foreign = [word for word in words if word not in self.session.text]
        told = say("Not in the sentence: ", "句中没有：") + "、".join(foreign) if foreign else ""
        self.said.value = desk.said(told)

    def _parts(self, frame: str) -> tuple[str, ...]:
        """The phrases in the field of a frame: all of it if it stands so, else its parts."""
        typed = self.phrases[frame].value.strip()
        if typed in self.session.text:
            return (typed,) if typed else ()
        return tuple(filter(None, _BETWEEN.split(typed)))

    def _show(self) -> None:
        session = self.session
        self.where.value = desk.progress(self._told(), session.done, len(session))
        pieces = tuple(dict.fromkeys(p for p in _MARKS.split(session.text) if len(p) > 1))
        self._quiet = True
        for frame, button in self.buttons.items():
            button.value = frame in session.chosen
            self.phrases[frame].options = pieces
            self.phrases[frame].value = "、".join(session.cues.get(frame, ()))
        self.typed.value = ""
        self._quiet = False
        self._fields()

    def _told(self) -> str:
        say = self._say
        session = self.session
        at, size = session.position + 1 if len(session) else 0, len(session)
        state = say("coded", "已编码") if session.coded else say("not coded yet", "尚未编码")
        told = say(
            f"{session.done} of {size} coded; this is {at}, {state}. Choose every frame that a "
            "phrase of the sentence carries, or none.",
            f"已编码 {session.done}/{size}；当前第 {at} 句，{state}。"
            "选出句中有词语承载的所有框架；没有就不选。",
        )
        if size and session.done == size:
            file = html.escape(f"codings/{files.path(self._corpus, self._name).name}")
            told += say(
                f"<br><b>All are coded</b> and kept in {file}. Run the notebook again to see how "
                "you agree with the others; to code more, ask for a larger size.",
                f"<br><b>已全部编码</b>，存于 {file}。重新运行笔记本可看与他人的一致性；"
                "要编码更多，把 size 设大。",
            )
        return told

    def _of_file(self) -> None:
        lines, self._broken = remarks.of(self._corpus, self._name, self.session.done, self._lang)
        told = "".join(f"<div>{html.escape(line)}</div>" for line in lines)
        self.file.value = f'<div class="wct-told">{told}</div>' if told else ""


def _plain(typed: str) -> str:
    """Keys as they are meant: an input method for Chinese may write them full-width."""
    return "".join(unicodedata.normalize("NFKC", typed).lower().split())


def _hint(lang: str) -> str:
    return style.language(lang)(
        "Keys: those of the frames, then Enter saves; 0 no frame, b back, s skip, u undo.",
        "按键：键入框架的键，回车保存；0 无框架，b 上一句，s 跳过，u 撤销。",
    )
