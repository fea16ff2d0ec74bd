"""The relation that CONTRIBUTING.md walks through is one that kg accepts, and its examples fare as it says."""

import re
from pathlib import Path
from textwrap import dedent

from kg.claim.relations import load_relations
from kg.claim.trial import try_examples
from kg.mention.language import load_model

CONTRIBUTING = Path(__file__).parents[1] / "CONTRIBUTING.md"


def test_the_relation_file_shown_loads_and_passes_its_own_examples(tmp_path: Path):
    page = CONTRIBUTING.read_text(encoding="utf-8")
    shown = re.search(r"Create `relations/(\w+)\.yaml`:\n\n   ```yaml\n(.*?)   ```", page, re.DOTALL)
    assert shown
    (tmp_path / f"{shown[1]}.yaml").write_text(dedent(shown[2]), encoding="utf-8")
    relations = load_relations([tmp_path])
    relation = relations.types[shown[1]]
    assert (len(relation.holds), len(relation.does_not_hold)) == (5, 3)
    assert [verdict.fault for verdict in try_examples(load_model(), relations)] == [""] * 8
