"""Each format that is read, by a sample of the same two articles: their fields, what they state, and at which place."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from kg.read.formats import known_endings
from kg.run.extract import Extractor
from tests.format_samples import (
    FIELDS_ALONE,
    OTHER,
    OTHER_TITLE,
    PAPER,
    SAMPLES,
    TEXT,
    TITLE,
    UNDATED,
    UNTITLED,
)
from tests.reading import stated
from tests.test_articles import read, write

STATED = {
    ("HOLDS_OFFICE", "Anna Holm", "mayor"),
    ("OFFICE_OF", "mayor", "Lyon"),
    ("MET", "Anna Holm", "Ida Lind"),
}
OTHER_STATED = {
    ("HOLDS_OFFICE", "Jonas Falk", "chief executive"),
    ("OFFICE_OF", "chief executive", "Norvik Energy"),
    ("WORKS_FOR", "Jonas Falk", "Norvik Energy"),
    ("VISITED", "Jonas Falk", "Oslo"),
}
NOTES = {"Zotero keeps no full text: its abstract notes are read for it"}


@pytest.mark.parametrize("name", SAMPLES)
def test_the_two_articles_of_a_format_say_what_they_say(tmp_path: Path, name: str, extractor: Extractor):
    for file, content in SAMPLES[name].items():
        write(tmp_path / file, content)
    (first, second), told = read(tmp_path)
    assert {line.partition(": ")[2] for line in told} <= NOTES
    if name not in UNTITLED:
        assert (first.title, second.title) == (TITLE, OTHER_TITLE)
        assert (first.authors, second.authors) == (("Anna Berg", "Tom Reed"), ())
    days = (None, None) if name in UNDATED else (date(2024, 3, 5), date(2024, 3, 6))
    assert (first.published, second.published) == days
    if any(PAPER in str(content) for content in SAMPLES[name].values()):
        assert (first.publisher, second.publisher) == (PAPER, PAPER)
    for article, text in ((first, TEXT), (second, OTHER)):
        words = " ".join(article.text.replace("**", "").split())
        assert words == text if name in FIELDS_ALONE else words.endswith(text)
    assert stated(first, extractor) == STATED
    assert stated(second, extractor) == OTHER_STATED


def test_every_ending_that_is_read_has_a_sample():
    files = [file.removesuffix(".gz") for files in SAMPLES.values() for file in files]
    assert {Path(file).suffix for file in files} == known_endings()
    rows = re.findall(r"^\| (?!ending)(.*?) \|", Path("docs/reading.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(re.findall(r"`(\.\w+)`", " ".join(rows))) == known_endings()
