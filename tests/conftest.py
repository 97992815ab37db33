"""What several tests share: the project's folders and one corpus, built once."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from wucheng.corpus import Corpus

# A busy machine is not a failure: no test is about the clock.
settings.register_profile("steady", deadline=None)
settings.load_profile("steady")

ROOT = Path(__file__).parents[1]

#: The files that take longest, longest first: begun last, one would keep one core busy alone.
#: The events need no corpus: they are read while the first process builds it.
LONG = "gallery events notebooks charts build figure report sensitivity keyness look cli".split()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    rank = {f"test_{name}": place for place, name in enumerate(LONG)}
    items.sort(key=lambda item: rank.get(item.path.stem, len(rank)))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """With -n alone, a file is one process's: its tests share what they read and draw."""
    if config.option.dist != "load":
        return None
    from xdist.scheduler import LoadFileScheduling

    config.option.loadscopereorder = False
    return LoadFileScheduling(config, log)


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus built from the project's own seeds, in a project of its own, to read only.

    Processes that test side by side share it: the first builds, and the others wait for it.
    """
    from wucheng.build import build

    run = tmp_path_factory.getbasetemp()
    folder = (run.parent if hasattr(request.config, "workerinput") else run) / "built"
    folder.mkdir(exist_ok=True)
    with closing(sqlite3.connect(folder / "lock", timeout=600, isolation_level=None)) as lock:
        lock.execute("BEGIN EXCLUSIVE")  # let go of when the process ends, however it ends
        if not (folder / "corpus").exists():
            for name in ("seeds", "lexicons", "codings"):
                shutil.copytree(ROOT / name, folder / name, dirs_exist_ok=True)
            summary = build.build(folder / "seeds", folder / "lexicons", folder / "corpus")
            assert not summary.rejected
    return folder / "corpus"


@pytest.fixture(scope="session")
def c(built: Path) -> Corpus:
    """That corpus, loaded once in a process: what is measured of it is kept for all tests."""
    from wucheng import corpus

    return corpus.load(built)
