"""The commands as a user types them: what they print, and how they exit."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from wucheng import cli


def run(*arguments: str, cwd: Path, text: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "wucheng", *arguments],
        cwd=cwd,
        input=text,
        capture_output=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONUTF8": "1"},
        check=False,
    )


@pytest.fixture
def project(root: Path, tmp_path: Path) -> Path:
    shutil.copytree(root / "seeds", tmp_path / "seeds")
    shutil.copytree(root / "lexicons", tmp_path / "lexicons")
    return tmp_path


def test_build_says_a_line_for_each_document(project: Path) -> None:
    done = run("build", cwd=project)
    pages = sorted(path.stem for path in (project / "seeds").glob("*.txt"))
    lines = done.stdout.splitlines()
    assert (done.returncode, done.stderr) == (0, "")
    assert [line.split()[0] for line in lines[: len(pages)]] == pages
    assert lines[-1].startswith(f"{len(pages)} documents from ")


def test_something_refused_exits_with_1_and_says_so(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / "seeds/empty.txt").write_bytes(b"")
    monkeypatch.chdir(project)
    assert cli.main(["build"]) == cli.REFUSED == 1
    said = capsys.readouterr()
    assert "empty.txt  not taken in: " in said.err
    assert "1 not taken in: see" in said.out
    assert (project / "corpus/rejected.csv").read_text(encoding="utf-8").count("\n") == 2


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["build", "--seeds", "nowhere"], 1, "There is no folder nowhere"),
        (["build", "--lexicons", "nowhere"], 1, "There is no lexicon folder"),
        (["figures", "--corpus", "nowhere"], 1, "run `wucheng build` first"),
        (["notebooks", "--notebooks", "nowhere"], 1, "There are no notebooks"),
        (["build", "--workers", "0"], 2, "at least 1"),
        (["when", "--on", "10.2.2020", "昨天"], 2, "not a date like"),
        (["when", "--on"], 2, "expected one argument"),
        ([], 2, "required"),
        (["nonsense"], 2, "invalid choice"),
    ],
)
def test_what_goes_wrong_is_said_in_a_sentence(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
    arguments: list[str], code: int, message: str,
) -> None:  # fmt: skip
    monkeypatch.chdir(project)
    try:
        status = cli.main(arguments)
    except SystemExit as exit_:
        status = int(exit_.code or 0)
    assert status == code
    assert message in capsys.readouterr().err


@pytest.mark.parametrize("command", ["build", "figures", "notebooks", "summary", "when"])
def test_help_everywhere(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit_:
        cli.main([command, "--help"])
    assert exit_.value.code == 0
    assert f"wucheng {command}" in capsys.readouterr().out


def test_summary_is_five_lines(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["summary", "--corpus", str(built)]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 5


def test_when_reads_an_argument_or_lines(tmp_path: Path) -> None:
    one = run("when", "截至2月9日24时", "--on", "2020-02-10", cwd=tmp_path)
    lines = run("when", "--on", "2020-02-10", cwd=tmp_path, text="截至2月9日24时\n第一时间\n")
    assert one.returncode == 0
    assert one.stdout.startswith("截至2月9日24时\t")
    assert lines.stdout == one.stdout
