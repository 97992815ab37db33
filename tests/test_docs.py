"""What the documents say about the project is so."""

import re
from pathlib import Path

import pytest

from wucheng.tables import TABLES


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_every_column_is_described(root: Path, table) -> None:  # noqa: ANN001
    text = (root / "docs/tables.md").read_text(encoding="utf-8")
    section = re.search(rf"^### {table.name}:.*?(?=^### |\Z)", text, re.M | re.S)
    assert section
    assert [column for column in table.columns if column not in section.group()] == []


def test_files_named_in_the_documents_exist(root: Path) -> None:
    for document in [root / "README.md", *(root / "docs").glob("*.md")]:
        for link in re.findall(r"\]\(([^)#:]+)\)", document.read_text(encoding="utf-8")):
            assert (document.parent / link).exists(), f"{document.name} → {link}"
