"""The relation that CONTRIBUTING.md walks through is one that kg accepts, and its examples fare as it says."""

import json
import re
from pathlib import Path
from textwrap import dedent

import pytest

from kg.claim.relations import load_relations
from kg.dev.trial import try_examples
from kg.mention.language import load_model
from tests.commands import kg

CONTRIBUTING = Path(__file__).parents[1] / "CONTRIBUTING.md"


def write_shown(folder: Path) -> str:
    """Write the relation file that the page shows; the type's name."""
    page = CONTRIBUTING.read_text(encoding="utf-8")
    shown = re.search(r"Create `relations/(\w+)\.yaml`:\n\n   ```yaml\n(.*?)   ```", page, re.DOTALL)
    assert shown
    folder.mkdir(exist_ok=True)
    (folder / f"{shown[1]}.yaml").write_text(dedent(shown[2]), encoding="utf-8")
    return shown[1]


def test_the_relation_file_shown_loads_and_passes_its_own_examples(tmp_path: Path):
    name = write_shown(tmp_path)
    relations = load_relations([tmp_path])
    relation = relations.types[name]
    assert (len(relation.holds), len(relation.does_not_hold)) == (5, 3)
    assert [verdict.fault for verdict in try_examples(load_model(), relations)] == [""] * 8


def test_a_new_relation_type_is_one_file_and_nothing_else(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    name = write_shown(tmp_path / "rules")
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text("Anna Berg interviewed Tom Reed in Oslo.\n", encoding="utf-8")
    folders = ["--home", tmp_path / "home", "--build", tmp_path / "build"]
    kg(capsys, "rebuild", tmp_path / "news", "--relations", tmp_path / "rules", "--no-load", "--workers", "0", *folders)
    rows = (tmp_path / "build" / "graph" / "relationships.jsonl").read_text(encoding="utf-8").splitlines()
    found = [row for row in map(json.loads, rows) if row["type"] == name]
    assert [(row["start"], row["end"]) for row in found] == [("Entity:anna-berg", "Entity:tom-reed")]
