"""Those whom an article speaks of without a name: extracted under ids of their own, and never in the graph."""

from __future__ import annotations

import pytest

from kg.build import Corpus
from kg.extract_format import extract_row
from tests.reading import Reader

Said = set[tuple[str, str, str, str]]


def said(read: Reader, text: str) -> Said:
    """(type, subject, words for the subject, words for the object) of every row of claims."""
    reading = read(text)
    (extraction,) = reading.extractions
    row = extract_row(Corpus((extraction,), (), reading.resolution, reading.symmetric, ()), extraction)
    return {
        (c["type"], c["subject"], *(row["text"][slice(*c[key])] for key in ("subject_span", "object_span")))
        for c in row["claims"]
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He was born in Lyon.", {("BORN_IN", "?1", "He", "Lyon")}),
        (
            "She was born in Lyon. Later she lived in Vienna.",
            {("BORN_IN", "?1", "She", "Lyon"), ("LIVES_IN", "?1", "she", "Vienna")},
        ),
        (
            "I was born in Lyon and moved to Vienna.",
            {("BORN_IN", "?1", "I", "Lyon"), ("LIVES_IN", "?1", "I", "Vienna")},
        ),
        ("We are headquartered in Lyon.", {("BASED_IN", "?1", "We", "Lyon")}),
    ],
)
def test_what_is_said_of_somebody_without_a_name_is_extracted(read: Reader, text: str, expected: Said):
    assert said(read, text) >= expected


def test_one_who_has_no_name_is_one_and_the_same_from_first_to_last(read: Reader):
    found = said(read, "He was born in Lyon. He studied under Karl Brandt. In 1990 he moved to Vienna.")
    assert {subject for kind, subject, *_ in found if kind in {"BORN_IN", "LIVES_IN"}} == {"?1"}


@pytest.mark.parametrize(
    "text",
    [
        "Anna Berg and Clara Dubois left. She was born in Lyon.",
        "The mayor was tired. He was born in Lyon.",
        "When he was born in Lyon, Karl Brandt had a sister.",
        "“I was born in Lyon,” somebody said.",
        "Lyon and Vienna are cities. Acme Corp. and Siemens left. Its headquarters are in Paris.",
    ],
)
def test_whom_the_article_may_name_is_not_taken_for_unnamed(read: Reader, text: str):
    assert not [subject for _, subject, *_ in said(read, text) if subject.startswith("?")]


def test_the_graph_has_nobody_without_a_name(read: Reader):
    reading = read("He was born in Lyon.")
    assert reading.claims("BORN_IN") == []
    assert [entity.type for entity in reading.resolution.entities.values()] == ["Place"]
