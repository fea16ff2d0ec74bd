"""Names of languages are no countries, and words with a hyphen are cut where the parser needs it."""

from __future__ import annotations

import pytest

from kg.mention.language import load_model
from tests.reading import Reader


@pytest.mark.parametrize("bracket", ["(Norwegian: Bjerg)", "(born 1970; Norwegian: Bjerg)"])
def test_the_language_of_a_spelling_in_brackets_is_no_country(read: Reader, bracket: str):
    assert not read(f"Anna Berg {bracket} sang in the hall. Anna Berg is a poet.").claims("CITIZEN_OF")


def test_a_people_before_a_colon_elsewhere_stays_a_country(read: Reader):
    assert read("Anna Berg is Norwegian: she was born there.").claims("CITIZEN_OF")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Trump's son-in-law", ["Trump", "'s", "son-in-law"]),
        ("co-founded", ["co-founded"]),
        ("Co-chairs", ["Co-chairs"]),
        ("the U.S.-China talks", ["the", "U.S.", "-", "China", "talks"]),
        ("pro-Western", ["pro", "-", "Western"]),
        ("Mexico-in-lawsuits", ["Mexico", "-", "in", "-", "lawsuits"]),
    ],
)
def test_a_word_is_cut_at_a_hyphen_only_where_its_parts_are_words_of_their_own(text: str, words: list[str]):
    assert [token.text for token in load_model().make_doc(text)] == words
