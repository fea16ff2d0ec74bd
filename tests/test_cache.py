"""The cache gives back what was kept or nothing, whatever happens to its file."""

from __future__ import annotations

import random
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.paths import PACKAGE
from kg.run.cache import FORMAT, cache_key, open_cache
from kg.run.fingerprints import PARSING, PARSING_WORDS


def row(number: int, size: int = 100) -> tuple[bytes, bytes]:
    """A key, and a value of about `size` bytes that belongs to it."""
    return cache_key(str(number)), f"value {number} ".encode() * (size // 8)


def filled(path: Path, count: int, size: int = 100) -> None:
    with open_cache(path) as cache:
        cache.put(dict(row(number, size) for number in range(count)))


def test_what_was_put_is_there_in_the_next_run_and_the_rest_is_not(tmp_path: Path) -> None:
    filled(tmp_path / "c", 1_200)
    with open_cache(tmp_path / "c") as cache:
        found = cache.get([row(number)[0] for number in range(1_300)])
    assert found == dict(row(number) for number in range(1_200))


def test_a_key_keeps_its_first_value(tmp_path: Path) -> None:
    with open_cache(tmp_path / "c") as cache:
        cache.put({b"key": b"one"})
        cache.put({b"key": b"two"})
        assert cache.get([b"key"]) == {b"key": b"one"}


@given(st.lists(st.text(), max_size=4), st.lists(st.text(), max_size=4))
def test_different_parts_give_different_keys(one: list[str], other: list[str]) -> None:
    assert (cache_key(*one) == cache_key(*other)) == (one == other)


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 2**32), hits=st.integers(1, 200))
def test_damage_at_random_bytes_never_gives_a_wrong_value_and_is_mended(
    tmp_path_factory: pytest.TempPathFactory, seed: int, hits: int
) -> None:
    path = tmp_path_factory.mktemp("cache") / "c"
    filled(path, 300)
    chance = random.Random(seed)  # noqa: S311  no secret
    data = bytearray(path.read_bytes())
    for _ in range(hits):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    path.write_bytes(data)
    said: list[str] = []
    with open_cache(path, report=said.append) as cache:
        found = cache.get([row(number)[0] for number in range(300)])
        assert found.items() <= dict(row(number) for number in range(300)).items()
        cache.put(dict(row(number) for number in range(300, 400)))
    with open_cache(path, report=said.append) as cache:
        found = cache.get([row(number)[0] for number in range(400)])
        assert found.items() <= dict(row(number) for number in range(400)).items()
    with open_cache(path, report=said.append) as cache:
        cache.put({b"new": b"value"})
        assert cache.get([b"new"]) == {b"new": b"value"}


@pytest.mark.parametrize("content", [b"", b"no database at all, but some text", b"SQLite format 3\0" + b"\xff" * 5_000])
def test_a_file_that_is_no_cache_is_replaced(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "c"
    path.write_bytes(content)
    said: list[str] = []
    with open_cache(path, report=said.append) as cache:
        cache.put({b"key": b"value"})
    with open_cache(path, report=said.append) as cache:
        assert cache.get([b"key"]) == {b"key": b"value"}
    assert len(said) == 1
    assert "begun anew" in said[0]


def test_a_cut_file_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "c"
    filled(path, 500)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    said: list[str] = []
    with open_cache(path, report=said.append) as cache:
        assert cache.get([row(number)[0] for number in range(500)]) == {}
        cache.put(dict([row(1)]))
        assert cache.get([row(1)[0]]) == dict([row(1)])
    assert any("damaged" in line for line in said)


def test_a_cache_of_another_version_is_begun_anew(tmp_path: Path) -> None:
    path = tmp_path / "c"
    filled(path, 10)
    with closing(sqlite3.connect(path)) as database, database:
        database.execute(f"PRAGMA user_version = {FORMAT + 1}")
    said: list[str] = []
    with open_cache(path, report=said.append) as cache:
        assert cache.get([row(1)[0]]) == {}
    assert "another version" in said[0]


def test_what_has_not_been_used_for_longest_goes_first(tmp_path: Path) -> None:
    path, limit = tmp_path / "c", 200_000
    with open_cache(path, limit) as cache:
        cache.put(dict(row(number, 1_000) for number in range(100)))
    with open_cache(path, limit) as cache:
        cache.get([row(number)[0] for number in range(50)])
    with open_cache(path, limit) as cache:
        for number in range(200, 300):
            cache.put(dict([row(number, 1_000)]))
    assert path.stat().st_size < 1.3 * limit
    with open_cache(path, limit) as cache:
        used, unused = ({*cache.get([row(number)[0] for number in part])} for part in (range(50), range(50, 100)))
    assert len(used) > len(unused)


def test_two_processes_may_use_it_at_once(tmp_path: Path) -> None:
    with open_cache(tmp_path / "c") as one, open_cache(tmp_path / "c") as other:
        one.put({b"a": b"1"})
        other.put({b"b": b"2"})
        assert one.get([b"a", b"b"]) == other.get([b"a", b"b"]) == {b"a": b"1", b"b": b"2"}


def test_one_begun_anew_under_another_process_harms_neither(tmp_path: Path) -> None:
    path = tmp_path / "c"
    filled(path, 50)
    with open_cache(path) as old:
        path.write_bytes(b"damaged" * 1_000)
        with open_cache(path) as new:
            new.put({b"key": b"value"})
            old.put({b"other": b"value"})
            old.get([row(1)[0]])
    with open_cache(path) as cache:
        found = cache.get([b"key", b"other", row(1)[0]])
    assert found.items() <= {b"key": b"value", b"other": b"value", **dict([row(1)])}.items()


def test_without_a_place_to_write_it_goes_on_without(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    said: list[str] = []
    with open_cache(tmp_path / "file" / "c", report=said.append) as cache:
        cache.put({b"key": b"value"})
        assert cache.get([b"key"]) == {}
    assert "going on without" in said[0]


def test_a_parse_depends_on_every_word_list_that_its_modules_read():
    read = "".join((PACKAGE / module).read_text(encoding="utf-8") for module in PARSING)
    assert sorted(re.findall(r'word_list\("([^"]+)"\)', read)) == sorted(PARSING_WORDS)
