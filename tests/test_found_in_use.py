"""Every fault that people met in use has a test: `found_in_use.yaml` names them, and each is there."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

from kg.datafiles import read_yaml

HERE = Path(__file__).parent
FAULTS = read_yaml(HERE / "found_in_use.yaml")


@cache
def there_are(file: str) -> frozenset[str]:
    """The names of the tests of a file."""
    tree = ast.parse((HERE / file).read_text(encoding="utf-8"))
    return frozenset(one.name for one in tree.body if isinstance(one, ast.FunctionDef) and one.name.startswith("test_"))


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_that_was_met_has_its_test(fault: str):
    named = [name.partition("::") for name in FAULTS[fault]["tests"]]
    assert named
    assert [name for file, _, name in named if name not in there_are(file)] == []
