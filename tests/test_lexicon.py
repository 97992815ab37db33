"""Lexicons are read as they stand; a missing or broken one says which line."""

from pathlib import Path

import pytest

from wucheng import lexicon
from wucheng.errors import LexiconError


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_rows_comments_and_blank_cells(tmp_path: Path) -> None:
    path = written(tmp_path, "w.tsv", "# 注\nword\tpos\tgloss\n网格员\tn\tgrid worker\n\n核酸\t\n")
    assert lexicon.read(path, ("word", "pos")) == [
        {"word": "网格员", "pos": "n", "gloss": "grid worker"},
        {"word": "核酸", "pos": "", "gloss": ""},
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("word\tgloss\n", "has no column pos"),
        ("word\tpos\n核酸\tn\tx\n", "Line 2 of w.tsv has 3 cells, its header 2"),
        ("", "is empty"),
        ("词".encode("gbk"), "is not UTF-8"),
    ],
)
def test_a_broken_lexicon_says_where(tmp_path: Path, content: str | bytes, message: str) -> None:
    path = written(tmp_path, "w.tsv", content)
    with pytest.raises(LexiconError, match=message):
        lexicon.read(path, ("word", "pos"))


def test_a_missing_lexicon_is_named(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="words.tsv is missing"):
        lexicon.load(tmp_path)
    with pytest.raises(LexiconError, match="no lexicon folder"):
        lexicon.load(tmp_path / "nowhere")


def test_the_lexicons_of_the_project_can_be_read(root: Path) -> None:
    rows = lexicon.load(root / "lexicons")
    assert all(found for name, found in rows.items() if name != "corrections")
    assert set(rows) == {Path(name).stem for name in lexicon.COLUMNS}


def test_no_line_stands_twice(root: Path) -> None:
    for name, rows in lexicon.load(root / "lexicons").items():
        lines = [tuple(sorted(row.items())) for row in rows]
        assert len(lines) == len(set(lines)), name


def test_corrections_have_commas_and_the_number_of_their_line(tmp_path: Path) -> None:
    content = (
        '"# 注, as a spreadsheet saves it",,\n'
        "# doc_id, plain,\n"
        "doc_id,sentence_text,action,note\n"
        ",,,\n"
        'a,"“封控”, 4月3日",drop,\n'
        "b,核酸,fix,one, two\n"
    )
    path = written(tmp_path, "corrections.csv", content)
    assert lexicon.read(path, lexicon.COLUMNS["corrections.csv"]) == [
        {
            "doc_id": "a",
            "sentence_text": "“封控”, 4月3日",
            "action": "drop",
            "note": "",
            "line": "5",
        },
        {"doc_id": "b", "sentence_text": "核酸", "action": "fix", "note": "one", "line": "6"}
        | {"surplus": " two"},
    ]


def test_corrections_may_be_missing(tmp_path: Path, root: Path) -> None:
    for file in (root / "lexicons").iterdir():
        if file.name != "corrections.csv":
            written(tmp_path, file.name, file.read_bytes())
    assert lexicon.load(tmp_path)["corrections"] == []
