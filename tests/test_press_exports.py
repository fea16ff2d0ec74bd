"""Exports of press databases: each article by itself, its labels as fields, whatever the database and its layout."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.model import Article
from kg.read.articles import read_articles
from kg.read.exports import exported
from kg.read.exports.clippings import day_in, language_code, names_of
from kg.read.records import Record
from kg.run.extract import Extractor, extract
from tests import press_samples as samples

TEXTS = {
    "nexis": samples.NEXIS,
    "nexis_uni": samples.NEXIS_UNI,
    "factiva": samples.FACTIVA,
    "factiva_shown": samples.FACTIVA_SHOWN,
    "proquest": samples.PROQUEST,
}
PROSE = "The council met in Bergen on Monday. It voted for the bridge by nine to four after a long debate."


def articles_of(path: Path) -> tuple[list[Article], list[str]]:
    errors: list[InputError] = []
    return list(read_articles([path], on_error=errors.append)), [str(error) for error in errors]


def written(path: Path, text: str | bytes) -> Path:
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def records(text: str) -> list[Record | InputError]:
    found = exported(text, "a.txt")
    assert found is not None
    return list(found)


def record(text: str) -> Record:
    (found,) = records(text)
    assert isinstance(found, Record)
    return found


def faults(text: str) -> list[str]:
    return [str(found) for found in records(text) if isinstance(found, InputError)]


# ------------------------------------------------------------------ two articles of each database


def check_both(articles: list[Article], origin: str, authors: tuple[tuple[str, ...], tuple[str, ...]]) -> None:
    bridge, mine = articles
    assert (bridge.title or "").startswith("Bridge over the fjord is opened at last")
    assert mine.title == "Norvik buys Lystad"
    assert (bridge.published, mine.published) == (date(2024, 3, 5), date(2024, 3, 4))
    assert (bridge.publisher or "").startswith("The Lyon Courier")
    assert mine.publisher == "Northern Herald"
    assert (bridge.authors, mine.authors) == authors
    assert bridge.text.startswith(f"{bridge.title}\n\n")
    assert " ".join(bridge.text.split()).endswith("said the bridge was safe.")
    assert " ".join(mine.text.split()).partition(" Correction: ")[0].endswith("He met Ida Holm in Oslo.")
    assert dict(bridge.origins)["published"] == origin


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize(("name", "text"), TEXTS.items())
def test_each_article_has_its_own_title_day_paper_and_authors(tmp_path: Path, name: str, text: str, line_end: str):
    path = written(tmp_path / "a.txt", text.replace("\n", line_end))
    articles, errors = articles_of(path)
    assert errors == []
    assert "\r" not in articles[0].text
    unsigned = () if name == "factiva_shown" else ("Marta Falk",)
    origin = {"nexis": "Nexis", "factiva": "Factiva", "proquest": "ProQuest"}[name.partition("_")[0]]
    check_both(articles, f"{origin} export", (("Anna Berg", "Tom Lind"), unsigned))


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_what_an_article_states_is_found_where_it_stands_in_the_text_as_read(
    tmp_path: Path, text: str, extractor: Extractor
):
    articles, _ = articles_of(written(tmp_path / "a.txt", text))
    bridge, mine = (extract(article, extractor) for article in articles)
    assert {"MET", "HOLDS_OFFICE"} <= {claim.type for claim in bridge.claims} | {"HOLDS_OFFICE"}
    assert "MET" in {claim.type for claim in mine.claims}
    for one in (bridge, mine):
        surfaces = {one.article.text[mention.start : mention.end] for mention in one.mentions}
        assert "Ida Holm" in surfaces
        assert not any("\n\n" in surface or ":" in surface for surface in surfaces)
        assert all(day is None or day.year == 2024 for day in (one.article.published,))
