"""The notebooks: each runs in a clean kernel, shows what is committed, and is thin.

Pictures may differ by a pixel from machine to machine, so they are not compared.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from wucheng import notebooks
from wucheng.errors import WuchengError

NOTEBOOKS = sorted((Path(__file__).parents[1] / "notebooks").glob("[0-9]*.ipynb"))


def without_pictures(text: str) -> list:
    """A notebook's cells as they read: sources and outputs, a picture as its name."""
    cells = json.loads(text)["cells"]
    for cell in cells:
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            if "image/png" in data:
                data["image/png"] = "picture"
    return cells


@pytest.fixture(scope="module")
def project(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project with its corpus as rebuilt: a notebook may write what it likes here."""
    folder = tmp_path_factory.mktemp("notebooks") / "project"
    shutil.copytree(built.parent, folder, ignore=shutil.ignore_patterns("lock"))
    shutil.copytree(NOTEBOOKS[0].parent, folder / "notebooks")
    return folder


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_and_shows_what_is_committed(project: Path, path: Path) -> None:
    made = notebooks.execute(project / "notebooks" / path.name)
    assert without_pictures(made) == without_pictures(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_thin_and_clean(path: Path) -> None:
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    lines = [line for cell in code for line in "".join(cell["source"]).splitlines() if line]
    outputs = [output for cell in code for output in cell["outputs"]]
    assert cells[0]["source"][0].startswith("# ")
    assert [cell["execution_count"] for cell in code] == list(range(1, len(code) + 1))
    assert not [o for o in outputs if o["output_type"] == "error" or o.get("name") == "stderr"]
    assert not [line for line in lines if line.lstrip().startswith(("def ", "class ", "%"))]
    assert len(lines) <= 60
    assert path.stat().st_size < 400_000


def test_a_notebook_that_stops_leaves_the_others_to_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("00_one", "01_two", "02_three"):
        (tmp_path / f"{name}.ipynb").write_text("before", encoding="utf-8")

    def execute(path: Path) -> str:
        if path.stem == "01_two":
            raise WuchengError(f"{path.name} stopped: KeyError: 'city'")
        return "after"

    monkeypatch.setattr(notebooks, "execute", execute)
    done = []
    with pytest.raises(WuchengError, match="01_two.ipynb stopped"):
        done.extend(path.stem for path in notebooks.execute_all(tmp_path))
    read = [path.read_text(encoding="utf-8") for path in sorted(tmp_path.glob("*.ipynb"))]
    assert read == ["after", "before", "after"]


def test_there_are_notebooks() -> None:
    assert len(NOTEBOOKS) >= 5
