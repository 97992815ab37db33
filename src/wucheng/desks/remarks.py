"""What a coder should know of the file: what doesn't match any more, and what can't be read."""

from __future__ import annotations

from wucheng.coding import files, store
from wucheng.corpus import Corpus
from wucheng.errors import CorpusError
from wucheng.figures import style


def of(c: Corpus, name: str, here: int, lang: str) -> tuple[list[str], bool]:
    """Remarks on the file of a coding, and whether some of it can't be read.

    Args:
        here: how many of its sentences are on the coder's desk.
    """
    say = style.language(lang)
    path = files.path(c, name)
    if not path.exists():
        return [], False
    try:
        coding = store.read(c, name)
    except CorpusError as error:
        told = say(
            f"{error} Coding begins anew; what is there is put aside as {path.name}.broken1.",
            f"{error} 从头编码；原文件另存为 {path.name}.broken1。",
        )
        return [told], True
    found = []
    if coding.changed:
        found.append(
            say(
                f"Coded sentences that have other words now, or are gone from the corpus: "
                f"{coding.changed}. They stay in the file and don't count; codings.unmatched "
                "lists them.",
                f"有 {coding.changed} 句已编码的句子改了字或不在语料中：保留在文件里，不计入"
                "（codings.unmatched 可列出）。",
            )
        )
    if coding.unread:
        found.append(
            say(
                f"Lines of the file that can't be read: {coding.unread}. Before it is written "
                f"again a copy of it is put aside as {path.name}.broken1.",
                f"文件有 {coding.unread} 行无法读取；再次写入前另存为 {path.name}.broken1。",
            )
        )
    if elsewhere := len(coding.sentences) - here:
        found.append(
            say(
                f"Coded by you, and not among these: {elsewhere}. They count all the same.",
                f"另有 {elsewhere} 句已编码的不在其中，同样计入。",
            )
        )
    return found, coding.unread > 0
