"""What is told while articles are read."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import terminal
from kg.build import Settings, build_corpus


def test_reading_tells_how_far_it_is(tmp_path: Path):
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(f"Rain fell on the town for {number + 2} days.", encoding="utf-8")
    told: list[tuple[str, int, int]] = []
    build_corpus([tmp_path], Settings(), lambda *one: told.append(one))
    assert [one for one in told if one[0] == "read"] == [("read", 1, 0), ("read", 2, 0), ("read", 3, 0)]


def test_without_a_total_none_is_shown(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    monkeypatch.setattr(terminal, "PLAIN_EVERY", 0.0)
    with terminal.progress() as step:
        step("read", 1200, 0)
        step("extract", 3, 4)
    assert [line.split(" (")[0] for line in capsys.readouterr().err.splitlines()] == ["read: 1,200", "extract: 3 of 4"]
