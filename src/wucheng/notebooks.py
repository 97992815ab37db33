"""Executes the notebooks, as `make` does, so that what they show is what the data give."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from wucheng import tables
from wucheng.display import datatable
from wucheng.errors import WuchengError

TIMEOUT_SECONDS = 300

#: The kind of output that is a live control.
WIDGET = "application/vnd.jupyter.widget-view+json"


def found(folder: Path) -> list[Path]:
    """The notebooks of a folder in their order. Raises WuchengError if there are none."""
    paths = sorted(folder.glob("[0-9]*.ipynb"))
    if not paths:
        raise WuchengError(f"There are no notebooks in {folder}.")
    return paths


def execute_all(folder: Path) -> Iterator[Path]:
    """Execute every notebook of a folder in place, each in a clean kernel; gives each path.

    A notebook is only written when all of its cells ran; one that stops leaves the others to run,
    so that none goes on showing an older corpus for its sake. Raises WuchengError at the end,
    naming each that stopped and why.
    """
    stopped = []
    for path in found(folder):
        try:
            tables.write(path, execute(path))
        except WuchengError as error:
            stopped.append(str(error))
            continue
        yield path
    if stopped:
        raise WuchengError("\n".join(stopped))


def execute(path: Path) -> str:
    """The notebook with fresh outputs, as the text of its file.

    What changes from run to run without saying anything (timing, ids of cells, the exact version
    of Python) is left out, so that an unchanged result is an unchanged file.
    """
    import nbformat
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError

    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook,
        timeout=TIMEOUT_SECONDS,
        kernel_name="python3",
        record_timing=False,
        extra_arguments=["--IPKernelApp.log_level=ERROR"],  # its talk of ports is not ours
        resources={"metadata": {"path": str(path.parent.resolve())}},
    )
    try:
        client.execute()
    except CellExecutionError as error:
        raise WuchengError(f"{path.name} stopped: {error.ename}: {error.evalue}") from None
    notebook.metadata = {
        "kernelspec": {
            "display_name": "Python 3 (ipykernel)",
            "language": "python",
            "name": "python3",
        },
        "language_info": {"name": "python"},
    }
    for number, cell in enumerate(notebook.cells):
        cell["id"] = f"cell-{number:02}"
        cell.metadata.pop("execution", None)
        if cell.cell_type == "code":  # controls need a kernel; what they show stands beside them
            cell.outputs = [
                output for output in cell.outputs if WIDGET not in output.get("data", {})
            ]
    datatable.once(output for cell in notebook.cells for output in cell.get("outputs", ()))
    nbformat.validate(notebook)
    return str(nbformat.writes(notebook)) + "\n"
