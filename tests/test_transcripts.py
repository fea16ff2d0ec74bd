"""In a transcript the label says who speaks, and "I" is who speaks."""

from __future__ import annotations

import pytest

from kg.model import Article, Extraction
from kg.read.agencies import read_press_words
from kg.read.layout import read_layout
from kg.resolve.people import display_name
from kg.run.extract import Extractor, extract, parse

WORDS = read_press_words()
HEARD = "The council heard Mark Adler and Anna Berg on Monday about the bridge over the Rhone at Lyon."


def reading(extractor: Extractor, *paragraphs: str) -> Extraction:
    """Paragraphs as their layout has them, read."""
    text = "\n\n".join(paragraphs)
    article = Article("a", text, read_layout(text, WORDS).blocks)
    [doc] = parse(extractor, [article])
    return extract(extractor, article, doc)


def person(found: Extraction, index: int | None) -> str | None:
    """Whom a mention stands for within the article: the folded full name, "?" for nobody named."""
    if index is None:
        return None
    mention = found.mentions[index]
    return person(found, mention.antecedents[0]) if mention.antecedents else mention.local or "?"


def said(found: Extraction) -> set[tuple[str, str | None, str, str | None, bool]]:
    """(type, subject, words of the object, speaker, quoted) of each claim."""
    return {
        (c.type, person(found, c.subject), found.mentions[c.object].text, person(found, c.speaker), c.quoted)
        for c in found.claims
    }


@pytest.mark.parametrize(
    ("adler", "berg"),
    [
        ("MR. ADLER", "MS. BERG"),
        ("Mr. Adler", "Ms. Berg"),
        ("MARK ADLER", "ANNA BERG"),
        ("Mark Adler", "Anna Berg"),
        ("ADLER", "BERG"),
        ("SEN. ADLER (R-Texas)", "PRESIDENT BERG"),
        ("MR ADLER", "MS BERG (laughs)"),
    ],
)
def test_a_label_names_who_speaks_and_who_says_i(extractor: Extractor, adler: str, berg: str):
    found = reading(
        extractor,
        HEARD,
        f"{adler}: I met Tom Reed in Oslo on Monday.",
        f"{berg}: I visited Geneva in May. My husband, Jo Lee, works for Norvik Energy.",
        f"{adler}: I visited Oslo.",
    )
    assert said(found) == {
        ("MET", "mark adler", "Tom Reed", "mark adler", True),
        ("VISITED", "anna berg", "Geneva", "anna berg", True),
        ("SPOUSE_OF", "anna berg", "Jo Lee", "anna berg", True),
        ("WORKS_FOR", "jo lee", "Norvik Energy", "anna berg", True),
        ("VISITED", "mark adler", "Oslo", "mark adler", True),
    }
    assert [(person(found, quote.speaker), quote.direct) for quote in found.quotes if "Norvik" in quote.text] == [
        ("anna berg", True)
    ]


def test_speakers_whom_only_labels_name_are_apart(extractor: Extractor):
    found = reading(
        extractor, "MR. ADLER: I met Tom Reed in Oslo.", "MR. O'HALLAN: I visited Geneva.", "MS. LEE: I did not."
    )
    assert said(found) == {
        ("MET", "adler", "Tom Reed", "adler", True),
        ("VISITED", "ohallan", "Geneva", "ohallan", True),
    }
    assert display_name({"O'HALLAN": 1}) == "O'Hallan"
    assert display_name({"ANNA BERG": 2, "BERG": 9}) == "Anna Berg"
    assert display_name({"JFK": 2}) == "JFK"


@pytest.mark.parametrize(("asks", "answers"), [("Q", "A"), ("QUESTION", "ANSWER"), ("REPORTER", "THE WITNESS")])
def test_roles_name_nobody_and_are_nobody_else(extractor: Extractor, asks: str, answers: str):
    found = reading(
        extractor,
        HEARD,
        f"{asks}: Did you meet Ida Holm? I met her in May.",
        f"{answers}: I met Ida Holm in Oslo.",
        f"{asks}: And when did you visit Geneva?",
        f"{answers}: I visited Geneva in May.",
    )
    subjects = {claim.subject for claim in found.claims if claim.type in {"MET", "VISITED"}}
    assert {person(found, index) for index in subjects} == {"?"}
    assert not any(mention.text in {asks, answers} for mention in found.mentions)
    assert not any(quote.speaker is not None for quote in found.quotes)


def test_paragraphs_without_a_label_go_on_with_the_turn(extractor: Extractor):
    found = reading(
        extractor,
        HEARD,
        "MR. ADLER: I met Tom Reed in Oslo on Monday.",
        "We spoke about the bridge, and I visited Geneva.",
        "MS. BERG: I visited Bern.",
    )
    assert ("VISITED", "mark adler", "Geneva", "mark adler", True) in said(found)


def test_what_the_writer_says_below_the_last_turn_is_not_the_speakers(extractor: Extractor):
    found = reading(
        extractor,
        HEARD,
        "MR. ADLER: I met Tom Reed in Oslo.",
        "MS. BERG: I visited Bern.",
        "Later I visited Geneva.",
    )
    assert ("VISITED", "?", "Geneva", None, False) in said(found)


def test_what_a_speaker_quotes_is_not_the_speakers(extractor: Extractor):
    found = reading(extractor, HEARD, 'MR. ADLER: Tom Reed told me: "I visited Geneva." I met him.', "MS. BERG: I see.")
    assert not any(claim[:3] == ("VISITED", "mark adler", "Geneva") for claim in said(found))


@pytest.mark.parametrize(
    "lines",
    [
        ("Anna Berg: mayor of Lyon since 2020.", "Tom Reed: The deputy mayor, who met Jo Lee."),
        ("UPDATE: The mayor met Tom Reed in Oslo on Monday.", "LAST TEN GAMES: Lyon won three of them."),
        ("Anna Berg: I met Tom Reed", HEARD),
        ("PARIS: The mayor met Tom Reed in Oslo on Monday, the town said.", "LYON: We know little about it."),
        ("He said one thing: I met Tom Reed.", "She said another: I did not."),
    ],
)
def test_colons_alone_make_no_transcript(lines: tuple[str, ...]):
    text = "\n\n".join((HEARD, *lines, HEARD))
    assert not any(block.kind == "speaker" for block in read_layout(text, WORDS).blocks)
