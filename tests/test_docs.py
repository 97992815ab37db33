"""What the documents say about the project is so."""

import importlib
import re
import shlex
from collections import defaultdict
from pathlib import Path

import pytest

from wucheng import cli
from wucheng.tables import TABLES

ROOT = Path(__file__).parents[1]
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), ROOT / "codings/README.md"]
#: The modules and rooms of the package by their last name.
MODULES = defaultdict(list)
for module in sorted((ROOT / "src/wucheng").rglob("*.py")):
    home = module.parent if module.stem == "__init__" else module.with_suffix("")
    MODULES[home.name].append(".".join(home.relative_to(ROOT / "src").parts))
#: Endings of files, which stand behind a dot as functions do.
FILES = frozenset("csv tsv txt py js html docx pdf xlsx".split())
#: Those that a notebook asks, as a whole.
ASKED = (
    "codings collocates concordance diversity general_chinese keyness overview profile provenance "
    "reuse rhetoric rhetoric_map segmentation sensitivity similarity terms timeline"
).split()
#: What serves other modules, or goes on with what a function in the list began.
SERVES = {
    "codings": "Coding Session Settlement folder frames names text_hash",
    "keyness": "table",
    "rhetoric_map": "RhetoricMap",
    "segmentation": "variations",
    "sensitivity": "compared key_pairs",
    "similarity": "Map",
}


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_every_column_is_described(root: Path, table) -> None:  # noqa: ANN001
    text = (root / "docs/tables.md").read_text(encoding="utf-8")
    section = re.search(rf"^### {table.name}:.*?(?=^### |\Z)", text, re.M | re.S)
    assert section
    assert [column for column in table.columns if column not in section.group()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.stem)
def test_files_named_in_the_documents_exist(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    for link in re.findall(r"\]\(([^)#:]+)\)", text):
        assert (document.parent / link).exists(), link
    for name in re.findall(r"`((?:[\w-]+/)*[a-z_]+\.(?:py|js|toml))`", text):
        assert list(ROOT.rglob(f"src/wucheng/**/{name}")) or (ROOT / name).exists(), name


def has(home: str, name: str) -> bool:
    """Whether a module, one of its classes, or a room has something of this name."""
    module = importlib.import_module(home)
    owners = [module, *(found for found in vars(module).values() if isinstance(found, type))]
    return f"{home}.{name}" in MODULES[name] or any(hasattr(owner, name) for owner in owners)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.stem)
def test_functions_named_in_the_documents_exist(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    for module, name in re.findall(r"(?<![\w./])([a-z_]+)\.([A-Za-z_]+)(?=[(`])", text):
        homes = () if name in FILES else MODULES.get(module, ())
        assert not homes or any(has(home, name) for home in homes), f"{module}.{name}"


def test_commands_in_the_documents_are_understood() -> None:
    texts = [document.read_text(encoding="utf-8") for document in DOCUMENTS]
    found = [
        shlex.split(line, comments=True)
        for text in texts
        for line in re.findall(r"(?:^\S*/|^|`)wucheng ([a-z]+(?: [^`\n]*)?)", text, re.M)
    ]
    assert {words[0] for words in found} >= {"build", "figures", "notebooks", "report"}
    for words in found:
        cli._parser().parse_args(words)


def test_every_function_that_a_notebook_can_ask_is_listed(root: Path) -> None:
    listed = (root / "docs/functions.md").read_text(encoding="utf-8")
    for name in ASKED:
        module = importlib.import_module(f"wucheng.{name}")
        public = getattr(module, "__all__", None) or [
            each
            for each, found in vars(module).items()
            if not each.startswith("_") and getattr(found, "__module__", "") == module.__name__
        ]
        served = SERVES.get(name, "").split()
        unlisted = {each for each in public if f"`{name}.{each}`" not in listed} - set(served)
        assert not unlisted, f"{name}: {', '.join(sorted(unlisted))}"
