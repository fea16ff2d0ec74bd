"""What a correction withdraws is not stated, and the rest of its article is."""

from __future__ import annotations

import pytest

from kg.model import Article, Extraction
from kg.read.agencies import read_press_words
from kg.read.layout import read_layout
from kg.run.extract import Extractor, extract, parse

WORDS = read_press_words()
LEAD = "Anna Berg met Tom Reed in Geneva on Monday, and the two of them spoke about the new bridge at Lyon."


def reading(extractor: Extractor, text: str) -> Extraction:
    """A text as its layout has it, read."""
    article = Article("a", text, read_layout(text, WORDS).blocks)
    [doc] = parse(extractor, [article])
    return extract(extractor, article, doc)


def stated(extractor: Extractor, text: str) -> set[tuple[str, str, str]]:
    """(type, subject, object) of what a text says is so."""
    found = reading(extractor, text)
    names = [mention.text for mention in found.mentions]
    return {(c.type, names[c.subject], names[c.object]) for c in found.claims if c.status == "actual"}


MET = ("MET", "Anna Berg", "Tom Reed")


@pytest.mark.parametrize(
    "notice",
    [
        "An earlier version of this article said that Jonas Weidner had met Elina Korhola in Berlin.",
        "A previous version incorrectly said that Jonas Weidner met Elina Korhola in Berlin.",
        "A previous version of this story misstated who met. Jonas Weidner met Elina Korhola, it said.",
        "Correction: Jonas Weidner met Elina Korhola in Berlin on Monday, not on Sunday.",
        "(This March 5 story has been corrected to show that Jonas Weidner met Elina Korhola in paragraph 3.)",
        "Because of an editing error, an earlier article said that Jonas Weidner met Elina Korhola on Monday.",
        "*This article was amended on 5 March. In it Jonas Weidner met Elina Korhola in Berlin.*",
        "Correction\n\nJonas Weidner met Elina Korhola in Berlin on Monday, not the president of Finland.",
        "Corrections and clarifications\nJonas Weidner met Elina Korhola in Berlin on Monday, not on Sunday.",
    ],
)
@pytest.mark.parametrize("place", ["below", "above", "in the last paragraph"])
def test_what_an_earlier_version_said_is_not_stated(extractor: Extractor, notice: str, place: str):
    if place == "in the last paragraph" and "\n" not in notice:
        text = f"{LEAD} {notice}"
    else:
        text = f"{LEAD}\n\n{notice}" if place == "below" else f"{notice}\n\n{LEAD}"
    assert stated(extractor, text) == {MET}


@pytest.mark.parametrize(
    "sentence",
    [
        "An earlier version of the bill had passed the house when Jonas Weidner met Elina Korhola in Berlin.",
        "The report was corrected twice before Jonas Weidner met Elina Korhola in Berlin on Monday.",
        "Correction officers watched when Jonas Weidner met Elina Korhola in the prison of Berlin.",
    ],
)
def test_sentences_about_versions_and_corrections_state_what_they_say(extractor: Extractor, sentence: str):
    assert ("MET", "Jonas Weidner", "Elina Korhola") in stated(extractor, f"{LEAD}\n\n{sentence}\n\n{LEAD}")


def test_prose_far_below_a_correction_in_one_paragraph_is_read(extractor: Extractor):
    notice = "An earlier version of this article said that Jonas Weidner met Elina Korhola."
    many = " ".join(f"{LEAD} It was the visit of day {number}." for number in range(8))
    assert stated(extractor, f"{notice} {many}\n\n{LEAD}") == {MET}
    assert len(reading(extractor, f"{notice} {many}\n\n{LEAD}").claims) == 9


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("It was Elina Korhola, not Jonas Weidner, who visited Berlin on Monday.", "Elina Korhola"),
        ("It was Anna Berg and not Tom Reed who visited Berlin.", "Anna Berg"),
        ("It is Ida Holm, not Tom Reed, that visited Berlin in May.", "Ida Holm"),
    ],
)
def test_what_is_said_of_one_and_not_the_other_is_said_of_the_one(extractor: Extractor, sentence: str, who: str):
    found = reading(extractor, sentence)
    for claim in found.claims:
        subject = found.mentions[claim.subject]
        meant = [found.mentions[one].text for one in subject.antecedents] or [subject.text]
        assert (claim.type, meant) == ("VISITED", [who])
    assert found.claims
