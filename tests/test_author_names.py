"""One text or list of an author's field → its people: family names first, suffixes, roles, outlets, addresses."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.read.agencies import read_press_words
from kg.read.author_names import agencies_in, author_names


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("Anna Berg", ["Anna Berg"]),
        ("Berg, Anna", ["Anna Berg"]),
        ("Berg, Anna M.", ["Anna M. Berg"]),
        ("Berg, Anna Maria", ["Anna Maria Berg"]),
        ("van der Berg, Anna", ["Anna van der Berg"]),
        ("García Márquez, Gabriel", ["Gabriel García Márquez"]),
        ("Berg-Holm, Anna", ["Anna Berg-Holm"]),
        ("Berg, Anna; Reed, Tom", ["Anna Berg", "Tom Reed"]),
        ("Berg, Anna, Reed, Tom", ["Anna Berg", "Tom Reed"]),
        ("Berg, Anna, and Tom Reed", ["Anna Berg", "Tom Reed"]),
        ("Berg, Anna and Reed, Tom", ["Anna Berg", "Tom Reed"]),
        ("Anna Berg, Tom Reed", ["Anna Berg", "Tom Reed"]),
        ("Anna Berg,Tom Reed", ["Anna Berg", "Tom Reed"]),
        ("Anna Berg, Tom Reed and Ida Holm", ["Anna Berg", "Tom Reed", "Ida Holm"]),
        ("Anna Berg, Tom Reed, and Ida Holm", ["Anna Berg", "Tom Reed", "Ida Holm"]),
        ("Anna Berg & Tom Reed", ["Anna Berg", "Tom Reed"]),
        ("Anna Berg with Tom Reed", ["Anna Berg", "Tom Reed"]),
        ("Anna Berg | Tom Reed", ["Anna Berg", "Tom Reed"]),
        ("Anna Berg / Tom Reed", ["Anna Berg", "Tom Reed"]),
        ("Anna Berg\nTom Reed", ["Anna Berg", "Tom Reed"]),
        ("Tom Reed, Jr.", ["Tom Reed Jr."]),
        ("Tom Reed Jr.", ["Tom Reed Jr."]),
        ("Reed, Tom, Jr.", ["Tom Reed Jr."]),
        ("Reed, Jr., Tom", ["Tom Reed Jr."]),
        ("Tom Reed, III, and Ida Holm, PhD", ["Tom Reed III", "Ida Holm PhD"]),
        ("Ida Holm, Ph.D.", ["Ida Holm Ph.D."]),
        ("Anna Berg, Political Editor", ["Anna Berg"]),
        ("Anna Berg, Political Editor, and Tom Reed, Chief Reporter", ["Anna Berg", "Tom Reed"]),
        ("Anna Berg Political Editor", ["Anna Berg"]),
        ("Political Editor Anna Berg", []),
        ("Anna Berg - Lyon Courier", ["Anna Berg"]),
        ("Anna Berg, Lyon Courier", ["Anna Berg"]),
        ("Emily Post", ["Emily Post"]),
        ("The Lyon Courier", []),
        ("Staff", []),
        ("Courier Staff and Agencies", []),
        ("Anna Berg in Oslo", ["Anna Berg"]),
        ("Anna Berg in Oslo and Tom Reed in Paris", ["Anna Berg", "Tom Reed"]),
        ("Anna Berg, Paris", ["Anna Berg"]),
        ("Anna Berg for Lyon Courier", ["Anna Berg"]),
        ("By Anna Berg", ["Anna Berg"]),
        ("by Anna Berg and Tom Reed", ["Anna Berg", "Tom Reed"]),
        ("Anna Berg, with additional reporting by Ida Holm", ["Anna Berg", "Ida Holm"]),
        ("BY ANNA BERG AND TOM O'HALLAN", ["Anna Berg", "Tom O'Hallan"]),
        ("ANNA BERG, Associated Press Writer", ["Anna Berg"]),
        ("By ANNA BERG Associated Press Writer", ["Anna Berg"]),
        ("Anna Berg (Reuters)", ["Anna Berg"]),
        ("Reuters", []),
        ("AFP, MANILA", []),
        ("anna@news.example (Anna Berg)", ["Anna Berg"]),
        ("Anna Berg <anna@news.example>", ["Anna Berg"]),
        ("anna@news.example", []),
        ("Anna Berg @annaberg", ["Anna Berg"]),
        ("https://www.facebook.com/berg", []),
        ("Www Lyoncourier Com", []),
        ("Anna Berg, anna berg", ["Anna Berg"]),
        ("", []),
        (" , ; ", []),
        (["Berg, Anna", "Reed, Tom"], ["Anna Berg", "Tom Reed"]),
        (["Anna Berg", "Political Editor"], ["Anna Berg"]),
        (["Tom Reed", "Jr."], ["Tom Reed Jr."]),
        (["Anna Berg, Tom Reed", "Ida Holm"], ["Anna Berg", "Tom Reed", "Ida Holm"]),
        ([], []),
    ],
)
def test_the_people_of_an_author_field(value: str | list[str], names: list[str]):
    assert list(author_names(value)) == names


def test_agencies_in_it_are_told_apart():
    assert agencies_in("AFP, MANILA", read_press_words()) == ("Agence France-Presse",)
    assert agencies_in(["Anna Berg (Reuters)", "dpa"], read_press_words()) == ("Reuters", "dpa")


GIVEN = st.sampled_from(("Anna", "Tom", "Ida", "Jonas", "Elina", "Peter"))
FAMILY = st.sampled_from(("Berg", "Reed", "Holm", "O'Hallan", "Weidner", "Berg-Holm", "van Dijk"))


@given(
    st.lists(st.tuples(GIVEN, FAMILY), min_size=1, max_size=5, unique=True),
    st.sampled_from(("; ", " and ", "|", " & ")),
)
def test_names_come_out_in_whichever_order_they_were_written(people: list[tuple[str, str]], between: str):
    names = tuple(f"{given} {family}" for given, family in people)
    assert author_names(between.join(names)) == names
    assert author_names(", ".join(names)) == names
    assert author_names(between.join(f"{family}, {given}" for given, family in people)) == names
    assert author_names([f"{family}, {given}" for given, family in people]) == names


@pytest.mark.parametrize(
    "text", ["Anna Berg, " * 100_000, "by " * 300_000, "(" * 500_000, "a " * 500_000, " and" * 200_000, "@" * 400_000]
)
def test_fields_without_end_take_little_time(text: str):
    begin = time.process_time()
    author_names(text)
    assert time.process_time() - begin < 2


@given(st.text(max_size=60))
def test_any_text_gives_names_that_were_in_it(text: str):
    for name in author_names(text):
        assert all(word.casefold() in text.casefold() for word in name.split())
