"""The corpus in git is what a rebuild gives, and every figure is there in every format.

What the figures and the notebooks show is compared in test_charts and test_notebooks.
"""

from __future__ import annotations

from pathlib import Path

from wucheng import tables
from wucheng.figures import gallery


def test_the_corpus_is_as_committed(built: Path, root: Path) -> None:
    names = [table.file for table in tables.TABLES.values() if table.name != "tokens"]
    names += [path.relative_to(built).as_posix() for path in (built / "text").iterdir()]
    for name in names:
        assert (root / "corpus" / name).read_bytes() == (built / name).read_bytes(), name
    committed = {path.name for path in (root / "corpus/text").iterdir()}
    assert committed == {path.name for path in (built / "text").iterdir()}


def test_every_figure_is_committed_in_every_format(root: Path) -> None:
    endings = "csv html json pdf png svg txt".split()
    wanted = {f"{name}.{ending}" for name in gallery.CHARTS for ending in endings}
    there = {path.name: path.stat().st_size for path in (root / "figures").iterdir()}
    assert set(there) == wanted | {gallery.INDEX}
    assert all(there.values())
