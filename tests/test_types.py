"""What most articles say a name is overrules what a few read it as."""

from __future__ import annotations

from tests.corpora import Written, entity_of, resolved


def test_a_word_read_as_a_person_once_is_the_firm_of_the_corpus():
    articles = [Written(f"a{number}") for number in range(4)]
    articles[0].person("Chemdale")
    for article in articles[1:]:
        article.organization("Chemdale")
    resolution = resolved(articles)
    entities = [entity_of(resolution, article, 0) for article in articles]
    assert {(entity.id, entity.type) if entity else None for entity in entities} == {("chemdale", "Organization")}
    assert entities[0] is not None
    assert "Chemdale = Chemdale: read as a person in fewer articles" in entities[0].merged_because


def test_a_person_named_half_as_often_as_the_firm_stays_one():
    articles = [Written(f"a{number}") for number in range(3)]
    articles[0].organization("Chemdale")
    articles[1].organization("Chemdale")
    articles[2].person("Chemdale")
    resolution = resolved(articles)
    entities = [entity_of(resolution, article, 0) for article in articles]
    assert [entity.type if entity else None for entity in entities] == ["Organization", "Organization", "Person"]


def test_a_common_surname_stays_beside_a_firm_of_that_name():
    articles = [Written(f"a{number}") for number in range(4)]
    articles[0].person("Fischer")
    for article in articles[1:]:
        article.organization("Fischer")
    resolution = resolved(articles)
    assert (person := entity_of(resolution, articles[0], 0)) is not None
    assert person.type == "Person"


def test_a_place_that_the_gazetteer_knows_stays_beside_its_club():
    articles = [Written(f"a{number}") for number in range(4)]
    articles[0].place("Nottingham")
    for article in articles[1:]:
        article.organization("Nottingham")
    resolution = resolved(articles)
    types = [entity.type if (entity := entity_of(resolution, article, 0)) else None for article in articles]
    assert types == ["Place", "Organization", "Organization", "Organization"]


def test_what_only_its_words_make_a_place_is_the_club_of_that_name():
    articles = [Written(f"a{number}") for number in range(4)]
    articles[0].place("Zorvil Villa")
    for article in articles[1:]:
        article.organization("Zorvil Villa")
    resolution = resolved(articles)
    assert {resolution.of[article.ident][0][0] for article in articles} == {"zorvil-villa"}
