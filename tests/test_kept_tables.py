"""Tables kept in the user's cache: what was made of the same is not made again, and nothing wrong is ever taken."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.datafiles import Lined, load_yaml
from kg.kept_tables import kept_lines
from kg.know.cities import city_index
from kg.know.first_names import name_tables
from kg.know.parties import party_names
from kg.know.place_sources import read_regions
from kg.paths import shipped

LINES = ["oslo\t7", "łódź\t9", ""]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    found = tmp_path / "not yet there"
    monkeypatch.setenv("KG_CACHE_DIR", str(found))
    return found


def never() -> list[str]:
    raise AssertionError("made again")


def test_a_table_is_made_once_and_anew_when_what_it_is_made_of_changes(folder: Path):
    assert kept_lines("towns", [b"a", b"b"], lambda: LINES) == LINES
    assert kept_lines("towns", [b"a", b"b"], never) == LINES
    for other in ([b"a", b"c"], [b"ab"], [b"a\nb"], [b"b", b"a"]):
        assert kept_lines("towns", other, lambda: ["x"]) == ["x"]
    assert kept_lines("lakes", [b"a", b"b"], lambda: ["y"]) == ["y"]
    assert all(path.suffix == ".txt" for path in folder.iterdir())


@pytest.mark.parametrize(
    "damage",
    [lambda data: data[:-1], lambda data: data.replace(b"7", b"8"), lambda _data: b"", lambda data: b"\xff" + data],
    ids=["cut off", "changed", "empty", "no text"],
)
def test_a_damaged_file_is_made_again(folder: Path, damage: Callable[[bytes], bytes]):
    kept_lines("towns", [b"a"], lambda: LINES)
    [file] = folder.iterdir()
    whole = file.read_bytes()
    file.write_bytes(damage(whole))
    assert kept_lines("towns", [b"a"], lambda: LINES) == LINES
    assert file.read_bytes() == whole


def test_a_folder_that_cannot_be_written_costs_nothing_but_time(folder: Path):
    folder.write_text("a file where the folder should be")
    assert kept_lines("towns", [b"a"], lambda: LINES) == LINES
    assert kept_lines("towns", [b"a"], lambda: LINES) == LINES


def test_what_ships_is_the_same_from_the_cache_as_made_anew(folder: Path):
    for read in (name_tables, party_names, city_index, read_regions):
        anew, kept = read.__wrapped__(), read.__wrapped__()
        assert anew == kept
        assert list(anew) == list(kept) if isinstance(anew, dict) else True
    kept = {path.name.partition("-")[0] for path in folder.iterdir()} - {"yaml"}
    assert kept == {"names", "parties", "cities", "regions"}


SHIPPED = [file for name in ("relations", "lexicon") for file in sorted(shipped(name).glob("*.yaml"))]


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.name)
def test_a_file_of_rules_or_words_is_the_same_from_the_cache_with_all_its_lines(
    file: Path, tmp_path: Path, folder: Path
):
    copy = tmp_path / file.name
    copy.write_bytes(file.read_bytes())
    assert whole(load_yaml(file)) == whole(load_yaml(file)) == whole(load_yaml(copy))
    [kept] = folder.iterdir()
    assert kept.name.startswith(f"yaml-{file.stem}-")


def whole(value: object) -> object:
    """With the lines that mappings know."""
    if isinstance(value, Lined):
        return value.line, value.lines, value.items_at, [(key, whole(one)) for key, one in value.items()]
    return [whole(one) for one in value] if isinstance(value, list) else value
