"""The documentation tells the truth: what it shows is run, what it links to is there, and nothing is left out.

A ```console block is run line by line: `$ kg …` for real, against the samples and a real Neo4j; `$ make rebuild` as the
`kg rebuild` it calls. Of the output shown every line must come, in this order; "…" alone stands for any lines, "…"
within a line for anything, and numbers, dashes and the width of columns do not count.
"""

import os
import re
import shlex
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import typer.main

from kg.cli import app
from kg.paths import shipped
from kg.store.ask import list_queries
from kg.store.local_neo4j import Connection
from tests.commands import kg_in
from tools.relations_page import page

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
RUN = ("README.md", "docs/design.md", "docs/exploring.md", "docs/extract-format.md")
NOT_RUN = ("make test", "git clone", "docker compose")


@dataclass(frozen=True)
class Shown:
    """A command of a page with the output shown for it."""

    page: str
    line: int
    command: str
    output: tuple[str, ...]


def shown(name: str) -> Iterator[Shown]:
    """The commands in the console blocks of a page."""
    text = (ROOT / name).read_text(encoding="utf-8")
    for block in re.finditer(r"^```console\n(.*?)^```", text, re.DOTALL | re.MULTILINE):
        first = text[: block.start()].count("\n") + 2
        lines = block.group(1).splitlines()
        starts = [number for number, line in enumerate(lines) if line.startswith("$ ")]
        for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
            yield Shown(name, first + start, lines[start][2:], tuple(lines[start + 1 : end]))


COMMANDS = [command for name in RUN for command in shown(name)]


# ------------------------------------------------------------------ what is shown is so


@pytest.fixture(scope="module")
def home(neo4j_server: Connection, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that looks like a fresh clone, with the server of the test run as its own."""
    folder = tmp_path_factory.mktemp("clone")
    (folder / "samples").symlink_to(shipped("samples"))
    return folder


def run(command: str, home: Path, server: Connection) -> str:
    """What a command prints, both streams; it must succeed."""
    words = shlex.split(command.replace("make rebuild", "kg rebuild samples"))
    assert words[0] == "kg"
    login = {"NEO4J_URI": server.uri, "NEO4J_PASSWORD": server.password}
    ran = kg_in(home, *words[1:], environment=os.environ | login, together=True)
    assert ran.code == 0, ran.out
    return ran.out


@pytest.mark.neo4j
def test_every_command_shown_prints_what_is_shown(home: Path, neo4j_server: Connection):
    missing = []
    for example in COMMANDS:
        if not example.command.startswith(NOT_RUN):
            line = first_missing(example.output, run(example.command, home, neo4j_server), OWN_SERVER)
            if line is not None:
                missing.append(f"{example.page}:{example.line}: $ {example.command}\n  does not print: {line}")
    assert not missing, "\n".join(missing)


OWN_SERVER = ("starting Neo4j", "Neo4j Browser:", "user neo4j, password")
"""Lines about the server that a command starts by itself; here one runs already. tests/test_local_neo4j.py has them."""


def first_missing(expected: tuple[str, ...], printed: str, skipped: tuple[str, ...]) -> str | None:
    """The first expected line that does not come after the ones before it."""
    rest = iter([plain(line) for line in printed.splitlines()])
    for line in expected:
        if line.strip() == "…" or not line.strip() or line.startswith(skipped):
            continue
        wanted = re.compile(".*".join(map(re.escape, plain(line).split("…"))))
        if not any(wanted.fullmatch(found) for found in rest):
            return line
    return None


def plain(line: str) -> str:
    """Without what may differ: numbers, dashes, the width of columns."""
    return " ".join(re.sub(r"─+", "─", re.sub(r"\d[\d,.]*", "0", line)).split())


def test_a_line_that_is_not_printed_is_found_and_gaps_are_allowed():
    printed = "a  12 b\nsome\nc ──── x\nd\n"
    assert first_missing(("a 7 b", "…", "c ─ x"), printed, ()) is None
    assert first_missing(("a 7 b", "c … x", "e"), printed, ()) == "e"
    assert first_missing(("d", "a 7 b"), printed, ()) == "a 7 b"
    assert first_missing(("…", "skip me", "d"), printed, ("skip",)) is None


# ------------------------------------------------------------------ nothing is left out


def commands(group: object, before: str = "kg") -> Iterator[tuple[str, object]]:
    """Every command by its full name."""
    for name, command in getattr(group, "commands", {}).items():
        yield f"{before} {name}", command
        yield from commands(command, f"{before} {name}")


ALL_COMMANDS = dict(commands(typer.main.get_command(app)))


@pytest.mark.parametrize("name", [name for name, found in ALL_COMMANDS.items() if name != "kg neo4j"])
def test_every_command_is_documented(name: str):
    assert f"| `{name}` |" in (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")


def test_no_page_names_a_command_that_is_not_there():
    known = {name.split()[1] for name in ALL_COMMANDS}
    for path in PAGES:
        named = set(re.findall(r"(?:`|^\$ |^)kg ([a-z][a-z0-9-]*)", path.read_text(encoding="utf-8"), re.MULTILINE))
        assert named <= known, f"{path.name}: {sorted(named - known)}"


def test_the_number_of_questions_is_that_of_the_list():
    assert f"ask one of {len(list_queries())} ready questions" in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("kg show", ("A source is", "a claim is", '"actual" is')),
        ("kg explain", ("the anchor, by which", "A claim is", "a source is")),
        ("kg stories", ("groups of articles that copy or rewrite one another",)),
        ("kg review", ("`merge` asks", "`apart` whether", "a claim is")),
    ],
)
def test_words_that_a_command_prints_are_explained_in_its_help(name: str, words: tuple[str, ...]):
    told = " ".join((getattr(ALL_COMMANDS[name], "help", "") or "").split())
    assert [one for one in words if one not in told] == []


def test_every_environment_variable_of_an_option_is_documented():
    text = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    variables = set()
    for command in ALL_COMMANDS.values():
        for option in getattr(command, "params", ()):
            given = option.envvar or ()
            variables |= {given} if isinstance(given, str) else set(given)
    assert {name for name in variables if name not in text} == set()


def test_the_page_of_relation_types_is_made_from_the_files():
    assert (ROOT / "docs" / "relations.md").read_text(encoding="utf-8") == page(), "make docs writes it"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_links_and_named_files_are_there(path: Path):
    text = path.read_text(encoding="utf-8")
    links = [link.partition("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in link]
    assert [link for link in links if link and not (path.parent / link).exists()] == []
    pages = re.findall(r"`(docs/[\w-]+\.md)`", text)
    assert [name for name in pages if not (ROOT / name).exists()] == []


def test_no_file_names_a_package_index():
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    hosts = ("pypi" + ".org", "files.python" + "hosted", "repo1.maven" + ".org", "registry.npm" + "js")
    for name in tracked.splitlines():
        path = ROOT / name
        if path.is_file() and path.suffix not in {".png", ".jpg", ".gz", ".parquet"}:
            text = path.read_text(encoding="utf-8", errors="ignore")
            assert not [host for host in hosts if host in text], name
