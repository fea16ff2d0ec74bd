"""A graph is not taken the place of by another corpus unasked; what is added is read the next time as well."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.run.sources import dropped, note_sources, noted_sources
from tests.commands import Ran, kg

MONDAY = "---\ndate: 2025-03-03\n---\n\nAda Falker met Boris Lundsen in Lyon on Monday.\n"
TUESDAY = "---\ndate: 2025-03-04\n---\n\nCarla Norquist thanked Ada Falker on Tuesday.\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two papers, and a build of both in one go to compare with."""
    made = tmp_path_factory.mktemp("papers")
    for name, text in (("monday", MONDAY), ("tuesday", TUESDAY)):
        (made / name).mkdir()
        (made / name / "a.md").write_text(text, encoding="utf-8")
    return made


def rebuild(capsys: pytest.CaptureFixture[str], folder: Path, build: Path, *arguments: str) -> Ran:
    paths = [str(folder / one) if not one.startswith("-") else one for one in arguments]
    return kg(capsys, "rebuild", *paths, "--no-load", "--workers", "0", "--home", folder / "home", "--build", build)


def graph_bytes(build: Path) -> bytes:
    return b"".join((build / "graph" / f"{name}.jsonl").read_bytes() for name in ("nodes", "relationships"))


def test_another_corpus_is_refused_added_or_put_in_its_place(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    assert rebuild(capsys, folder, tmp_path, "monday").code == 0
    assert rebuild(capsys, folder, tmp_path, "monday").code == 0, "the same paths never ask"
    first = graph_bytes(tmp_path)
    refused = rebuild(capsys, folder, tmp_path, "tuesday")
    assert (refused.code, graph_bytes(tmp_path)) == (2, first)
    assert "1 of the graph's 1 articles are of" in refused.err
    assert "--replace drops them, --add keeps them too" in refused.err
    added = rebuild(capsys, folder, tmp_path, "tuesday", "--add")
    assert (added.code, [path.name for path in noted_sources(tmp_path)]) == (0, ["monday", "tuesday"]), added.err
    both = graph_bytes(tmp_path)
    assert rebuild(capsys, folder, tmp_path / "anew", "monday", "tuesday").code == 0
    assert graph_bytes(tmp_path / "anew") == both, "as built from nothing over both"
    assert rebuild(capsys, folder, tmp_path, "tuesday", "--replace").code == 0
    assert graph_bytes(tmp_path) not in (first, both)


def test_a_terminal_is_asked(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    rebuild(capsys, folder, tmp_path, "monday")
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("typer.confirm", lambda _question: False)
    assert rebuild(capsys, folder, tmp_path, "tuesday").code == 2
    monkeypatch.setattr("typer.confirm", lambda _question: True)
    assert rebuild(capsys, folder, tmp_path, "tuesday").code == 0


def test_a_folder_around_it_drops_nothing_and_a_few_articles_are_no_corpus(folder: Path, tmp_path: Path):
    note_sources(tmp_path, [folder / "monday"])
    assert dropped(tmp_path, [folder]) is None
    note_sources(tmp_path, [Path("-")])
    assert noted_sources(tmp_path) == []
    (tmp_path / "sources.json").write_text("[3", encoding="utf-8")
    assert dropped(tmp_path, [folder]) is None
