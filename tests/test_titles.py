"""The vocabulary of posts: which words of a text are a title, and which post it is."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from kg.datafiles import read_lexicon
from kg.mention.titles import Titles, find_titles, load_titles
from kg.paths import shipped
from kg.run.extract import Extractor


def found(extractor: Extractor, text: str) -> list[tuple[str, str]]:
    """(words, canonical name) of every title."""
    doc = extractor.nlp(text)
    return [(span.surface, span.name) for span in find_titles(doc, extractor.knowledge.titles)]


@pytest.fixture(scope="module")
def titles(extractor: Extractor) -> Titles:
    return extractor.knowledge.titles


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The premier spoke to Anna Berg.", "prime minister"),
        ("Prime Minister Anna Berg spoke.", "prime minister"),
        ("Premier Anna Berg spoke.", "prime minister"),
        ("The Defence Minister spoke.", "defense minister"),
        ("The defense minister spoke.", "defense minister"),
        ("Minister of Defence Anna Berg spoke.", "defense minister"),
        ("Foreign Minister Anna Berg spoke.", "foreign minister"),
        ("Minister of Foreign Affairs Anna Berg spoke.", "foreign minister"),
        ("The minister for foreign affairs spoke.", "foreign minister"),
        ("Treasury Secretary Tom Reed spoke.", "treasury secretary"),
        ("Secretary of the Treasury Tom Reed spoke.", "treasury secretary"),
        ("The company's CEO, Tom Reed, spoke.", "chief executive"),
        ("Chief Cabinet Secretary Kenji Mori spoke.", "chief cabinet secretary"),
        ("Deputy Attorney General Tom Reed spoke.", "deputy attorney general"),
        ("Assistant finance minister Tom Reed spoke.", "assistant finance minister"),
        ("The agency's assistant director, Tom Reed, spoke.", "assistant director"),
        ("Acme's campaigns director, Tom Reed, spoke.", "campaigns director"),
        ("The deputy enforcement director of Acme spoke.", "deputy enforcement director"),
        ("Assistant U.S. Treasury Secretary Tom Reed spoke.", "assistant treasury secretary"),
        ("The deputy British finance minister spoke.", "deputy finance minister"),
        ("Deputy Green Party leader Anna Berg spoke.", "deputy leader"),
        ("Acme's regional director, Tom Reed, spoke.", "regional director"),
        ("Tom Reed, clinical director of Acme, spoke.", "clinical director"),
        ("The museum director, Tom Reed, spoke.", "director"),
        ("The secretary of state for health spoke.", "health secretary"),
        ("Justice Minister Anna Berg spoke.", "justice minister"),
        ("The justice and health minister spoke.", "justice and health minister"),
        ("Justice Anna Berg spoke.", "justice"),
        ("Acme's Director for Human Spaceflight spoke.", "director"),
        ("Ministry of Commerce spokesman Tom Reed spoke.", "spokesman"),
        ("Secretary of State Tom Reed spoke.", "secretary of state"),
    ],
)
def test_forms_of_one_post_have_one_name(extractor: Extractor, text: str, name: str):
    assert [canonical for _, canonical in found(extractor, text)] == [name]


def test_the_longest_title_at_a_place_is_taken(extractor: Extractor):
    assert found(extractor, "Deputy Prime Minister Anna Berg spoke.") == [
        ("Deputy Prime Minister", "deputy prime minister")
    ]


def test_two_fields_of_one_minister_belong_to_one_title(extractor: Extractor):
    assert [name for _, name in found(extractor, "The minister of trade and industry resigned.")] == [
        "trade and industry minister"
    ]


def test_a_plural_is_marked_as_one(extractor: Extractor):
    doc = extractor.nlp("Prime Ministers Anna Berg and Tom Reed dined with the chancellors of two states.")
    assert [(s.name, s.title.plural) for s in find_titles(doc, extractor.knowledge.titles)] == [
        ("prime minister", True),
        ("chancellor", True),
    ]


@pytest.mark.parametrize("form", ["boss", "actress", "press spokesman", "tennis player", "sports director"])
def test_a_word_that_ends_in_s_is_not_always_a_plural(titles: Titles, form: str):
    assert [title.plural for words, title in titles.words.items() if " ".join(words) == form] == [False]


@pytest.mark.parametrize("form", ["heads of state", "secretaries general", "spokeswomen", "bosses", "vice presidents"])
def test_plurals_of_every_kind_are_plurals(titles: Titles, form: str):
    assert [title.plural for words, title in titles.words.items() if " ".join(words) == form] == [True]


def test_short_titles_that_are_other_words_in_small_letters_need_capitals(extractor: Extractor):
    assert found(extractor, "The train leaves at 5 pm for the coast.") == []
    assert [name for _, name in found(extractor, "PM Anna Berg left for the coast.")] == ["prime minister"]


def test_a_verb_that_looks_like_a_title_is_none(extractor: Extractor):
    assert found(extractor, "They head home and coach their friends.") == []


def test_titles_do_not_overlap(extractor: Extractor):
    text = "Former Vice President and Secretary of State Tom Reed met Deputy Finance Minister Anna Berg."
    spans = list(find_titles(extractor.nlp(text), extractor.knowledge.titles))
    assert len(spans) == 3
    assert all(a.end <= b.start for a, b in pairwise(spans))


def test_a_field_makes_a_bare_minister_the_only_one(extractor: Extractor):
    spans = list(find_titles(extractor.nlp("The minister met the finance minister."), extractor.knowledge.titles))
    assert [(s.name, s.unique) for s in spans] == [("minister", False), ("finance minister", True)]


def test_titles_tell_the_sex_of_their_holder(titles: Titles):
    assert (titles.gender("queen"), titles.gender("king"), titles.gender("prime minister")) == ("female", "male", "")


def test_every_default_body_has_its_reason():
    defaults = read_lexicon(shipped("lexicon"), "titles")["defaults"]
    assert defaults
    assert all(len(entry["reason"]) > 10 for entry in defaults)
    assert {"chief cabinet secretary", "chancellor of the exchequer", "secretary of state"} <= {
        entry["title"] for entry in defaults
    }


def test_a_title_with_an_empty_default_stays_open(titles: Titles):
    assert "chief justice" not in titles.defaults
    assert titles.defaults["chief cabinet secretary"] == "Japan"


def test_every_synonym_is_a_title_of_the_lexicon(titles: Titles):
    named = {name for names in titles.synonyms.values() for name in names}
    assert named <= set(titles.groups)


def test_a_file_of_some_sections_leaves_the_others_as_they_ship(tmp_path: Path):
    (tmp_path / "titles.yaml").write_text("female: [chairess]\n", encoding="utf-8")
    own, shipped_ones = load_titles(tmp_path), load_titles(shipped("lexicon"))
    assert own.female == {"chairess"}
    assert (own.words, own.appointers, own.defaults) == (
        shipped_ones.words, shipped_ones.appointers, shipped_ones.defaults,
    )  # fmt: skip
