"""Whatever bytes come: an article or one named error each, soon, and never a traceback."""

from __future__ import annotations

import gzip
import json
import os
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import InputError
from kg.model import Article
from kg.read.agencies import read_press_words
from kg.read.articles import read_articles
from kg.read.layout import read_layout
from kg.read.records import Reading
from kg.read.stories import find_stories
from kg.text.clean import clean_words

WORDS = read_press_words()
SUFFIXES = ("txt", "md", "jsonl", "json", "csv", "html", "eml", "rss", "txt.gz", "jsonl.gz", "parquet")
EXTRAS = {"html": "trafilatura", "rss": "feedparser", "parquet": "pyarrow"}


def read(path: Path, limit: int = 5_000_000) -> tuple[list[Article], list[InputError]]:
    errors: list[InputError] = []
    return list(read_articles([path], on_error=errors.append, reading=Reading(limit))), errors


def assert_sound(article: Article) -> None:
    last = 0
    for block in article.blocks:
        assert last <= block.start < block.end <= len(article.text)
        assert len(clean_words(article.text[block.start : block.end])) <= 20_000
        last = block.end
    article.text.encode("utf-8")


def assert_read_or_named(path: Path) -> None:
    articles, errors = read(path)
    assert articles or errors
    for article in articles:
        assert_sound(article)
    for error in errors:
        assert str(path) in str(error)
        assert "\n" not in str(error)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_any_bytes_are_read_or_named(tmp_path_factory: pytest.TempPathFactory, suffix: str):
    if suffix in EXTRAS:
        pytest.importorskip(EXTRAS[suffix])
    path = tmp_path_factory.mktemp("any") / f"a.{suffix}"

    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.one_of(st.binary(max_size=300), st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace"))))
    def check(data: bytes) -> None:
        path.write_bytes(gzip.compress(data) if suffix.endswith(".gz") and len(data) % 2 else data)
        assert_read_or_named(path)

    check()


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(("id", "text", "title", "date", "authors", "x")), inner)
        ),
        max_leaves=12,
    )
)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_json_is_an_article_or_a_named_fault(tmp_path: Path, value: object):
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(value) + "\n", encoding="utf-8")
    assert_read_or_named(path)


NASTY = {
    "a million characters without a blank": "x" * 1_000_000,
    "a million blanks in a sentence": "The mayor" + " " * 1_000_000 + "spoke.",
    "a hundred thousand line breaks": "\n" * 100_000 + "The mayor spoke.",
    "a hundred thousand short lines": "ab\n" * 100_000,
    "a hundred thousand brackets": "(" * 100_000 + "The mayor spoke." + ")" * 100_000,
    "a hundred thousand quotation marks": '"' * 100_000,
    "capitals without end": "BERLIN " * 50_000 + "(Reuters) - The mayor spoke.",
    "a byline without end": "By " + "Anna Berg, " * 30_000,
    "slashes without end": "The mayor spoke. " + "REUTERS/" * 50_000,
    "credits without end": "The mayor spoke in public on Monday. " + "(AFP, " * 50_000,
    "dates without end": "2024-03-05 " * 50_000,
    "hashes without end": "# " * 100_000,
    "front matter without end": "---\n" + "a: b\n" * 50_000,
    "control characters": "".join(map(chr, range(1, 32))) * 1000 + "The mayor spoke.",
    "right-to-left and zero-width marks": "\u202eThe \u200fmayor\u200b spoke\u2066.\u2069 " * 5000,
    "combining characters": "The mayor spoke" + "\u0301" * 100_000 + ".",
    "emoji and astral characters": "\U0001f600\U00010348 " * 50_000,
    "one sentence of a hundred thousand words": "the mayor spoke and " * 25_000,
    "names that are Cypher": "Anna `Berg` '}) DETACH DELETE n // said on Monday that \\u0027 she {would} $not.",
    "names that are HTML": "<script>alert('Anna Berg')</script> said on Monday &lt;b&gt; that she would not come.",
}


@pytest.mark.parametrize("name", sorted(NASTY))
@pytest.mark.parametrize("suffix", ["txt", "md", "jsonl"])
def test_nasty_texts_are_read_in_little_time(tmp_path: Path, name: str, suffix: str):
    path = tmp_path / f"a.{suffix}"
    content = json.dumps({"id": "../../etc/passwd", "text": NASTY[name]}) if suffix == "jsonl" else NASTY[name]
    path.write_text(content, encoding="utf-8")
    begin = time.process_time()
    articles, errors = read(path)
    find_stories(articles, WORDS)
    assert time.process_time() - begin < 10
    assert errors == []
    assert_sound(articles[0])


@pytest.mark.alone
def test_time_grows_with_the_length_and_not_with_its_square():
    """Twenty times the text may take a hundred times as long at most; the square would be four hundred."""

    def seconds(size: int) -> float:
        text = "\n".join(
            ["BERLIN (AFP) - The mayor spoke. REUTERS/Anna Berg", "By Anna Berg", "(", "2024-03-05 x"] * size
        )
        begin = time.process_time()
        read_layout(text, WORDS)
        return time.process_time() - begin

    seconds(10)
    assert seconds(4000) < 100 * max(seconds(200), 0.005)


def test_a_gzip_bomb_is_refused_without_unpacking_it(tmp_path: Path):
    bomb = tmp_path / "a.jsonl.gz"
    bomb.write_bytes(gzip.compress((b" " * 4_000_000 + b"\n") * 50, compresslevel=9))
    begin = time.process_time()
    articles, errors = read(bomb)
    assert time.process_time() - begin < 10
    assert articles == []
    assert [str(error) for error in errors] == [f"{bomb}: unpacks to more than 200 times its size: refused"]


def test_a_bomb_of_empty_lines_is_refused(tmp_path: Path):
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"\n" * 1_500_000)
    assert [str(error) for error in read(path)[1]] == [f"{path}:1000001: more than a million empty lines: refused"]


def test_a_packed_text_above_the_limit_is_refused(tmp_path: Path):
    path = tmp_path / "a.txt.gz"
    path.write_bytes(gzip.compress(b"The mayor spoke. " * 1_000_000))
    assert [str(error) for error in read(path)[1]] == [f"{path}: larger than 5,000,000 bytes, too much for one article"]


@pytest.mark.parametrize("damage", ["cut", "flipped", "not gzip"])
def test_a_damaged_gzip_file_is_named(tmp_path: Path, damage: str):
    path = tmp_path / "a.txt.gz"
    packed = gzip.compress(b"The mayor of Lyon spoke. " * 400)
    flipped = packed[:40] + bytes([packed[40] ^ 255]) + packed[41:]
    path.write_bytes({"cut": packed[:-20], "flipped": flipped, "not gzip": b"The mayor spoke."}[damage])
    articles, (error,) = read(path)
    assert articles == []
    assert str(error).startswith(f"{path}: damaged gzip file")


def test_deep_nesting_is_named(tmp_path: Path):
    for name, content in (
        ("a.jsonl", "[" * 100_000),
        ("b.jsonl", '{"text":' * 50_000),
        ("c.json", "[" * 100_000 + "]" * 100_000),
        ("d.md", "---\n" + "[" * 20_000 + "\n---\nThe mayor spoke."),
    ):
        path = tmp_path / name
        path.write_text(content, encoding="utf-8")
        articles, errors = read(path)
        assert articles == []
        assert len(errors) == 1
        assert str(path) in str(errors[0])


def test_deeply_nested_html_is_read_or_named(tmp_path: Path):
    pytest.importorskip("trafilatura")
    path = tmp_path / "a.html"
    path.write_text("<div>" * 30_000 + "<p>The mayor spoke.</p>" + "</div>" * 30_000, encoding="utf-8")
    begin = time.process_time()
    assert_read_or_named(path)
    assert time.process_time() - begin < 20


def test_yaml_aliases_that_explode_are_refused(tmp_path: Path):
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]" for old, new in zip("abcdefgh", "bcdefghi", strict=True)]
    path = tmp_path / "a.md"
    path.write_text("---\n" + "\n".join(lines) + "\n---\nThe mayor spoke.", encoding="utf-8")
    assert [str(error) for error in read(path)[1]] == [f"{path}: front matter: a YAML alias (*a); write the value out"]


def test_a_pipe_in_a_folder_does_not_block(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "a.txt").write_text("The mayor spoke.", encoding="utf-8")
    articles, errors = read(tmp_path)
    assert len(articles) == 1
    assert errors == []


def test_a_folder_that_links_to_itself_is_read_once(tmp_path: Path):
    (tmp_path / "a.txt").write_text("The mayor spoke.", encoding="utf-8")
    (tmp_path / "again").symlink_to(tmp_path)
    articles, errors = read(tmp_path)
    assert len(articles) == 1
    assert errors == []
