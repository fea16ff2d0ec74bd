"""`make bench`: what it keeps is what the page says, and every part of it can be run."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from benchmarks import bench
from benchmarks.measure import Row, at_least


def test_the_page_holds_the_last_figures_and_nothing_else():
    assert bench.PAGE.read_text(encoding="utf-8") == bench.page(bench.read_results())


@pytest.mark.parametrize("name", sorted(bench.PARTS))
def test_every_part_has_a_function_to_run(name: str):
    part = bench.PARTS[name]
    assert callable(getattr(import_module(f"benchmarks.{part.module}"), part.function))


def test_a_part_keeps_its_rows_with_machine_and_command_and_the_others_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(bench, "PAGE", tmp_path / "page.md")
    monkeypatch.setattr(bench, "RESULTS", tmp_path / "results.json")
    bench.keep("speed", [at_least("one against another", 0.5, 0.8)], 12.0, "make bench")
    bench.keep("startup", [Row("`kg --help`", "0.2 s")], 3.0, "make bench BENCH=startup")
    text = (tmp_path / "page.md").read_text(encoding="utf-8")
    assert text.index("## Start-up") < text.index("## Speed of reading")
    assert "| one against another | 0.5 × ✗ | ≥ 0.8 × |" in text
    assert "in 12 s by `make bench`" in text
    assert text == bench.page(bench.read_results())


def test_a_part_that_fails_is_told_and_the_next_one_is_run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    def broken() -> list[Row]:
        raise RuntimeError("no such disk")

    monkeypatch.setattr("benchmarks.extract.measure", broken)
    monkeypatch.setattr("benchmarks.startup.measure", lambda: [at_least("x", 1.0, 2.0)])
    monkeypatch.setattr(bench, "keep", lambda *_: None)
    monkeypatch.setattr("sys.argv", ["bench", "speed", "startup"])
    assert bench.main() == 1
    said = capsys.readouterr()
    assert "| x | 1.0 × ✗ | ≥ 2.0 × |" in said.out
    assert said.err.splitlines() == ["speed: no such disk", "startup: x: 1.0 ×, must be ≥ 2.0 ×"]
