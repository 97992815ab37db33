"""Corpora to code and codings of them, as the tests of codings and of their desks need them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd

import corpora
from wucheng import codings, corpus
from wucheng.codings import Session
from wucheng.corpus import Corpus


def copied(built: Path, root: Path, folder: Path) -> Corpus:
    """The seeds' corpus in a folder of its own, so that codings are written nowhere else."""
    shutil.copytree(built, folder / "corpus")
    return corpus.load(folder / "corpus", root / "lexicons")


def three_cues(folder: Path) -> Corpus:
    """Three sentences in which the machine has war, care and war (on 一线, the second one)."""
    documents = {
        "a": ("天津", ["社区 筑牢 防线 ， 志愿者 送菜 上门 。 大家 坚守 一线 ， 一线 无小事 。"])
    }
    c = corpora.build(folder, documents | {"b": ("深圳", ["“ 加油 ！ ” 她 说 。"])})
    (c.lexicons / "frames.tsv").write_text(
        "frame\tcue\nwar\t防线\ncare\t送菜\nunity\t一起\n", "utf-8"
    )
    found = [("a", 0, "war", 4, "防线"), ("a", 0, "care", 10, "送菜"), ("a", 1, "war", 7, "一线")]
    names = ["doc_id", "sentence", "frame", "start_char", "cue"]
    return c.exchanged(frames=pd.DataFrame(found, columns=names))


def code(c: Corpus, name: str, frames: dict[int, str], size: int = 10) -> None:
    """Codes a sample: the frames of some of its sentences by their place, of the others none."""
    sheet = Session(codings.sample(c, size), codings.frames(c)).sheet()
    sheet["coded"] = True
    sheet["frames"] = [frames.get(n, "") for n in range(len(sheet))]
    codings.write(c, name, sheet)
