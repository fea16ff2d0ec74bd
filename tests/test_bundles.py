"""What is worked out of each article by itself and kept: it is what would be worked out again, and no more is done."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from operator import itemgetter
from pathlib import Path
from typing import Any

import pytest

from kg.errors import InputError, InternalError
from kg.mention.language import whole_text
from kg.model import Article
from kg.read import articles as reading
from kg.read.agencies import read_press_words
from kg.read.articles import read_articles
from kg.read.formats import json_files
from kg.read.records import Reading
from kg.read.stories import signatures
from kg.run.bundles import MOST as BUNDLE
from kg.run.bundles import OF_ARTICLES, kept_in_bundles
from kg.run.by_article import kept_articles, kept_signatures
from kg.run.cache import cache_key


class Held:
    """A cache that loses nothing."""

    def __init__(self) -> None:
        self.rows: dict[bytes, bytes] = {}

    def get(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """The values of those keys that are there."""
        return {key: self.rows[key] for key in keys if key in self.rows}

    def put(self, rows: Mapping[bytes, bytes]) -> None:
        """Keep values."""
        self.rows.update(rows)


def squares(cache: Held, numbers: Sequence[int], made: list[int]) -> list[int]:
    def make(some: Sequence[int]) -> list[int]:
        made.extend(some)
        return [number**2 for number in some]

    keyed = ((cache_key(str(number)), number) for number in numbers)
    return list(
        kept_in_bundles(
            keyed, cache, "squares", make, lambda found, _: json.dumps(found).encode(), lambda data, _: json.loads(data)
        )
    )


@pytest.mark.parametrize("changed", [0, 500, 999])
@pytest.mark.parametrize("more", [[], [1001, 1002]])
def test_what_changes_in_one_place_is_made_again_there_and_nowhere_else(changed: int, more: list[int]) -> None:
    cache, numbers = Held(), list(range(1000))
    assert squares(cache, numbers, []) == [number**2 for number in numbers]
    numbers[changed : changed + 1] = [5000, *more]
    made: list[int] = []
    assert squares(cache, numbers, made) == [number**2 for number in numbers]
    assert 5000 in made
    assert len(made) <= 200  # two bundles at most
    assert squares(cache, numbers, again := []) == [number**2 for number in numbers]
    assert again == []


LINES = (
    {"id": "a", "text": "Ada Falker met Boris Lundsen in Lyon.", "date": "2025-03-04", "publisher": "Quay Post"},
    {"id": "b", "text": "   "},
    {
        "id": "c",
        "text": "Le ministre des finances a rencontré hier soir le maire de la ville pour parler du budget." * 3,
    },
    {"id": "d", "text": "Carla Norquist left Oslo.", "date": "the day before the storm"},
    {"id": "a", "text": "Carla Norquist was back in Oslo."},
    {"text": 7},
    {"id": "e", "text": "Carla Norquist said that she would be in Oslo for the talks on the [+1200 chars]"},
    {"articles": [{"id": "f", "text": "Ada Falker left Lyon."}, {"id": "g", "text": "  "}]},
)


def read(file: Path, cache: Held | None, *, lines: bool = False) -> tuple[list[Article], list[tuple[type, str]]]:
    """The articles of a file, and what is told. `lines`: those of JSON are handed on unread."""
    told: list[InputError] = []
    more: dict[str, Any] = {"make": kept_articles(cache, "rules")} if cache is not None else {}
    more |= {"reading": Reading(lines=True)} if lines else {}
    found = list(read_articles([file], on_error=told.append, **more))
    return found, sorted(((type(one), str(one)) for one in told), key=itemgetter(1))


@pytest.mark.parametrize("lines", [False, True])
def test_kept_articles_and_what_is_told_of_others_are_those_that_are_read(tmp_path: Path, *, lines: bool) -> None:
    file = tmp_path / "news.jsonl"
    file.write_text("".join(f"{json.dumps(line)}\n" for line in LINES) + "no json\n", encoding="utf-8")
    cache = Held()
    articles, told = read(file, None)
    assert len(articles) == 4
    assert len(told) == 8
    assert read(file, None, lines=lines) == (articles, told)
    assert read(file, cache, lines=lines) == (articles, told)
    assert cache.rows
    assert read(file, cache, lines=lines) == (articles, told)
    file.write_text("\n" + file.read_text(encoding="utf-8"), encoding="utf-8")  # every line has another number now
    assert read(file, cache, lines=lines) == read(file, None)


def test_of_a_file_of_lines_those_that_changed_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, cache = tmp_path / "news.jsonl", Held()
    rows = [{"id": f"a{number}", "text": f"Ada Falker left Lyon on day {number}."} for number in range(200)]
    file.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    before, _ = read(file, cache, lines=True)
    rows[100]["text"] = "Ada Falker stayed."
    file.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    made, make = [], json_files.make_record
    monkeypatch.setattr(json_files, "make_record", lambda *given: (made.append(given), make(*given))[1])
    after, _ = read(file, cache, lines=True)
    assert len(made) <= 1 + BUNDLE * OF_ARTICLES  # the first, which tells that it is a file of articles, and a bundle
    assert after == [*before[:100], *read(file, None)[0][100:101], *before[101:]]


def test_a_line_that_kg_fails_on_is_named_and_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, cache = tmp_path / "news.jsonl", Held()
    file.write_text("".join(f"{json.dumps(LINES[at])}\n" for at in (0, 3)), encoding="utf-8")
    with monkeypatch.context() as broken:
        make = json_files.make_record
        broken.setattr(
            json_files, "make_record", lambda data, *given: make(data, *given) if data["id"] == "a" else {}["X"]
        )
        articles, [[kind, _]] = read(file, cache, lines=True)
        assert ([article.id for article in articles], kind) == (["a"], InternalError)
    assert [article.id for article in read(file, cache, lines=True)[0]] == ["a", "d"]


def test_what_languages_texts_show_is_not_asked_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, cache = tmp_path / "news.jsonl", Held()
    file.write_text("".join(f"{json.dumps(line)}\n" for line in LINES[:3]), encoding="utf-8")
    found = read(file, cache)
    cache.rows = {key: row for key, row in cache.rows.items() if len(row) <= len("fr")}
    assert cache.rows
    monkeypatch.setattr("kg.run.by_article.shown_language", lambda _: pytest.fail("asked again"))
    assert read(file, cache) == found


def test_what_is_kept_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "news.jsonl"
    file.write_text(json.dumps(LINES[0]), encoding="utf-8")
    cache = Held()
    found = read(file, cache)
    monkeypatch.setattr(reading, "make_article", lambda *_: pytest.fail("read again"))
    assert read(file, cache) == found


def test_an_article_that_kg_fails_on_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "news.jsonl"
    file.write_text(json.dumps(LINES[0]), encoding="utf-8")
    cache = Held()
    with monkeypatch.context() as broken:
        broken.setattr(reading, "make_article", lambda *_: {}["X"])
        [[kind, _]] = read(file, cache)[1]
        assert kind is InternalError
    assert [article.id for article in read(file, cache)[0]] == ["a"]


def test_kept_signatures_are_those_that_are_made() -> None:
    articles = [
        Article(f"a{number}", text, whole_text(text), publisher="Quay Post", credits=("Reuters",))
        for number, text in enumerate(TEXTS)
    ]
    cache = Held()
    fresh = list(signatures(articles, read_press_words))
    signs = kept_signatures(cache, "rules")
    assert list(signs(articles, read_press_words)) == fresh
    assert list(signs(articles, lambda: pytest.fail("signed again"))) == fresh


TEXTS = ("Ada Falker met Boris Lundsen in Lyon on Monday to talk about the harbour.", "", "Short.")
