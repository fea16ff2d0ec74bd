"""The relation that CONTRIBUTING.md walks through is one that kg accepts."""

import re
from pathlib import Path
from textwrap import dedent

from kg.relations import read_relation

CONTRIBUTING = Path(__file__).parents[1] / "CONTRIBUTING.md"


def test_the_relation_file_shown_loads(tmp_path: Path):
    shown = re.search(
        r"Create `relations/(\w+\.yaml)`:\n\n   ```yaml\n(.*?)   ```", CONTRIBUTING.read_text(), re.DOTALL
    )
    assert shown
    file = tmp_path / shown[1]
    file.write_text(dedent(shown[2]), encoding="utf-8")
    relation = read_relation(file)
    assert f"{relation.name}.yaml" == shown[1]
    assert len(relation.holds) == 3
    assert len(relation.does_not_hold) == 2
