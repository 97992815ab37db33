"""What several tests share: the project's folders and one corpus, built once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import settings

# A busy machine is not a failure: no test is about the clock.
settings.register_profile("steady", deadline=None)
settings.load_profile("steady")

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a corpus built from the project's own seeds and lexicons."""
    from wucheng import build

    folder = tmp_path_factory.mktemp("built") / "corpus"
    summary = build.build(ROOT / "seeds", ROOT / "lexicons", folder)
    assert not summary.rejected
    shutil.copytree(ROOT / "codings", folder.parent / "codings")
    return folder
