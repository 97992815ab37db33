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


def test_make_goes_on_though_pages_were_refused(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / "seeds/empty.txt").write_bytes(b"")
    monkeypatch.chdir(project)
    assert cli.main(["build", "--keep-going"]) == cli.DONE
    assert "empty.txt  not taken in: " in capsys.readouterr().err
    # but never on with a corpus that this build did not write
    assert cli.main(["build", "--keep-going", "--lexicons", "nowhere"]) == cli.REFUSED


def test_a_line_of_the_catalogue_that_is_of_no_page_is_told(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, *others = sorted((project / "seeds").glob("*.txt"))
    for page in others:
        page.unlink()
    lines = f"doc_id,city\n{first.name},西安\nnobody,北京\n"  # with its ending it is found too
    (project / "seeds/catalogue.csv").write_text(lines, encoding="utf-8")
    monkeypatch.chdir(project)
    assert cli.main(["build"]) == cli.REFUSED
    said = capsys.readouterr()
    assert "no page is called nobody; its line was not used" in said.err
    assert "from 1 city (西安)" in said.out
    (project / "seeds/catalogue.csv").write_bytes(lines.encode("gbk"))
    assert cli.main(["build"]) == cli.REFUSED
    assert "is not UTF-8; a spreadsheet saves it so as" in capsys.readouterr().err


def test_one_document_is_counted_as_one(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for page in sorted((project / "seeds").glob("*.txt"))[1:]:
        page.unlink()
    monkeypatch.chdir(project)
    assert cli.main(["build"]) == cli.DONE
    assert "\n1 document from 1 city (" in capsys.readouterr().out


@pytest.mark.skipif(not shutil.which("make"), reason="there is no make")
def test_make_builds_for_new_pages_of_any_name_and_for_nothing_else(
    root: Path, tmp_path: Path
) -> None:
    shutil.copy(root / "Makefile", tmp_path)
    for folder in ("seeds", "codings", "lexicons", "notebooks", "src/wucheng"):
        (tmp_path / folder).mkdir(parents=True)
    for file in ("requirements.txt", "pyproject.toml", "src/wucheng/lab.json"):
        (tmp_path / file).touch()
    (tmp_path / "seeds/雪 天 (1).html").touch()

    def planned() -> str:
        """What `make` would do, all made up to now."""
        done = subprocess.run(
            ["make", "-n"], cwd=tmp_path, capture_output=True, encoding="utf-8", check=True
        )
        return done.stdout

    def settle(second: int) -> None:
        (tmp_path / ".make").mkdir(exist_ok=True)
        for stamp in ("env", "corpus", "figures", "notebooks", "done"):
            (tmp_path / ".make" / stamp).touch()
            os.utime(tmp_path / ".make" / stamp, (second, second))

    assert "wucheng build" in planned()
    later = int((tmp_path / "seeds").stat().st_mtime) + 10
    settle(later)
    assert planned() == "" or "Nothing to be done" in planned()
    os.utime(tmp_path / "seeds/雪 天 (1).html", (later + 1, later + 1))
    assert "wucheng build" in planned()
    settle(later + 2)
    os.utime(tmp_path / "seeds", (later + 3, later + 3))  # a page put in or taken out
    assert "wucheng build" in planned()
    settle(later + 4)
    os.utime(tmp_path / "codings", (later + 5, later + 5))
    assert "wucheng figures" in planned()
    assert "wucheng build" not in planned()


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
