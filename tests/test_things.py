"""One place or organization behind many names over the corpus."""

from __future__ import annotations

import pytest

from kg.know.gazetteer import load_gazetteer
from kg.model import Entity, Resolution
from kg.resolve.things import _abbreviates
from tests.corpora import Written, entity_of, resolved
from tests.reading import Reader


def together(*names: str, then: str = ". ") -> list[Entity | None]:
    """The entities of organizations named in one article, in order."""
    written = Written("a")
    indices = [written.organization(name, then=then) for name in names]
    resolution = resolved([written])
    return [entity_of(resolution, written, index) for index in indices]


def apart(*names: str) -> list[Entity | None]:
    """The entities of organizations named in an article each, in order."""
    articles = [Written(f"a{number}") for number in range(len(names))]
    for article, name in zip(articles, names, strict=True):
        article.organization(name)
    resolution: Resolution = resolved(articles)
    return [entity_of(resolution, article, 0) for article in articles]


@pytest.mark.parametrize("forms", [("U.S.", "United States", "America", "USA"), ("U.K.", "Britain", "United Kingdom")])
def test_all_names_of_a_country_are_one(forms: tuple[str, ...]):
    articles = [Written(f"a{number}") for number in range(len(forms))]
    for article, form in zip(articles, forms, strict=True):
        article.place(form)
    resolution = resolved(articles)
    assert len({resolution.of[article.ident][0] for article in articles}) == 1
    entity = entity_of(resolution, articles[0], 0)
    assert entity is not None
    assert len(entity.merged_because) >= len(forms) - 1


def test_the_adjective_of_a_country_is_the_country():
    written = Written("a")
    indices = [written.place("Japan"), written.place("Japanese", demonym=True)]
    resolution = resolved([written])
    assert resolution.of["a"][indices[0]] == resolution.of["a"][indices[1]] == ("japan",)


def test_a_capital_that_acts_is_its_country_and_says_so():
    written = Written("a")
    acting, city = written.place("Tokyo", government=True), written.place("Tokyo")
    resolution = resolved([written])
    country = entity_of(resolution, written, acting)
    assert country is not None
    assert country.id == "japan"
    assert country.merged_because == ("Japan = Tokyo: the same country",)
    assert entity_of(resolution, written, city) != country


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Acme", "Acme Inc."),
        ("World Health Organization", "World Health Organisation"),
        ("Foreign Ministry", "Ministry of Foreign Affairs"),
        ("US Air Force", "American Air Force"),
    ],
)
def test_spellings_and_legal_forms_are_one_even_across_articles(one: str, other: str):
    assert len(set(apart(one, other))) == 1


def test_an_explained_acronym_is_its_long_form():
    written = Written("a")
    long = written.organization("Fund for Rural Growth", then=" (")
    short = written.organization("FRG", then=") ")
    resolution = resolved([written])
    entity = entity_of(resolution, written, short)
    assert entity == entity_of(resolution, written, long)
    assert entity is not None
    assert any("brackets" in reason or "initials" in reason for reason in entity.merged_because)


def test_an_acronym_of_the_same_article_is_its_long_form():
    assert len(set(together("Fund for Rural Growth", "FRG"))) == 1


def test_an_acronym_that_everybody_knows_is_no_other_body_of_another_article():
    bank, bureau = apart("First Bank Inc", "FBI")
    assert bank is not None
    assert bureau is not None
    assert bank.id != bureau.id


def test_an_acronym_that_two_long_names_fit_is_neither():
    long, other, short = together("Fund for Rural Growth", "Forum of Rural Guilds", "FRG")
    assert short not in {long, other}


@pytest.mark.parametrize(("short", "then", "joined"), [("ELN", ") ", True), ("ELN", ", ", False), ("Eln", ") ", False)])
def test_an_acronym_alone_in_brackets_is_the_name_before_it_in_another_language(short: str, then: str, joined: bool):
    written = Written("a")
    long = written.organization("National Army of Peasants", then=" (")
    brief = written.organization(short, then=then)
    resolution = resolved([written])
    assert (resolution.of["a"][long] == resolution.of["a"][brief]) is joined


@pytest.mark.parametrize(
    ("short", "longer", "which"),
    [
        ("Wanderers", ["Wolford Wanderers"], 0),
        ("Wanderers", ["Wolford Wanderers", "Boll Wanderers"], None),
        ("Wolford", ["Wolford Computer", "Wolford Computer", "Wolford Records"], 0),
        ("Bank", ["Wolford Bank"], 0),
    ],
)
def test_a_short_name_is_the_longer_one_beside_it(short: str, longer: list[str], which: int | None):
    articles = []
    for number, name in enumerate(longer):
        article = Written(f"a{number}")
        article.organization(name)
        article.organization(short)
        articles.append(article)
    of = resolved(articles).of
    assert [of["a0"][1] == of[article.ident][0] for article in articles].count(True) == (
        0 if which is None else longer.count(longer[which])
    )


def test_brackets_around_something_else_join_nothing():
    written = Written("a")
    one = written.organization("Quell Foundation", then=" (")
    other = written.organization("BBC", then=") ")
    resolution = resolved([written])
    assert resolution.of["a"][one] != resolution.of["a"][other]


@pytest.mark.parametrize(
    ("first", "between", "second"),
    [
        ("Quell Foundation", " (formerly ", "Brandt Institute"),
        ("Quell Foundation", " (now known as the ", "Brandt Institute"),
        ("Quell Foundation", " (NYSE: ", "QFN"),
        ("Quell Foundation", " (", "Quelfo"),
    ],
)
def test_another_name_in_brackets_is_the_same_organization(first: str, between: str, second: str):
    written = Written("a")
    indices = written.organization(first, then=between), written.organization(second, then=") ")
    resolution = resolved([written])
    assert resolution.of["a"][indices[0]] == resolution.of["a"][indices[1]]


@pytest.mark.parametrize("between", [" (also ", " (the ", " (a part of ", " ("])
def test_another_organization_in_brackets_is_not_the_same(between: str):
    written = Written("a")
    indices = written.organization("Quell Foundation", then=between), written.organization("Brandt Group", then=") ")
    resolution = resolved([written])
    assert resolution.of["a"][indices[0]] != resolution.of["a"][indices[1]]


def test_the_short_name_of_the_only_longer_one_in_an_article_is_it():
    assert len(set(together("Quell Foundation", "Quell"))) == 1
    assert len(set(apart("Quell Foundation", "Quell"))) == 2


@pytest.mark.parametrize("known", ["European Union", "World Bank", "EU"])
def test_a_body_that_everybody_knows_is_no_short_name_of_its_agency(known: str):
    assert len(set(together("European Union Police Mission", "World Bank Staff Club", known))) == 3


def test_a_committee_goes_without_its_chamber_where_one_chamber_has_it():
    assert len(set(together("House Ways and Means Committee", "Ways and Means Committee"))) == 1
    both = together("House Trade and Labor Committee", "Senate Trade and Labor Committee", "Trade and Labor Committee")
    assert len(set(both)) == 3


def test_a_short_name_that_two_longer_ones_begin_with_is_neither():
    foundation, bank, short = together("Quell Foundation", "Quell Bank", "Quell")
    assert short not in {foundation, bank}


def test_parties_of_two_countries_are_two():
    assert len(set(apart("Swedish Social Democratic Party", "Finnish Social Democratic Party"))) == 2


def test_a_place_and_an_organization_of_one_name_are_two():
    written = Written("a")
    written.place("Quell")
    written.organization("Quell")
    assert len(set(resolved([written]).of["a"])) == 2


def test_the_long_form_is_the_name_where_it_is_common():
    long, short = together("Fund for Rural Growth", "FRG")
    assert long is not None
    assert short is not None
    assert short.name == "Fund for Rural Growth"


def test_places_know_their_kind_and_country():
    written = Written("a")
    index = written.place("Paris")
    entity = entity_of(resolved([written]), written, index)
    assert entity is not None
    assert (entity.kind, entity.inside) == ("city", "france")
    assert entity.latitude is not None


def test_an_unknown_place_has_no_facts():
    written = Written("a")
    index = written.place("Quellborn")
    entity = entity_of(resolved([written]), written, index)
    assert entity is not None
    assert (entity.kind, entity.iso2, entity.latitude) == ("", "", None)


def test_half_of_a_divided_country_is_the_country_the_article_names(read: Reader):
    reading = read("South Korea and North Korea agreed to talk on Monday. Kofi Mensah visited the North in May.")
    assert reading.means({"surface": "North", "occurrence": 2}) == "North Korea"


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Acme sued Siemens. The court heard Siemens and its engineers on Friday.", "Siemens"),
        ("Acme sold more ships than Bolt Industries. Analysts asked whether the ferry had lost its market.", ""),
        ("Bolt Industries praised Acme because Acme had halved its debts.", "Acme"),
    ],
)
def test_its_is_of_what_it_is_joined_to_or_of_the_nearest_subject(read: Reader, text: str, who: str):
    assert read(text).means("its") == who


# ------------------------------------------------------------------ one acronym, several bodies


def names(read: Reader, *texts: str) -> list[set[str]]:
    """The organizations of each text, by their shown names."""
    reading = read(*texts)
    return [
        {
            reading.resolution.entities[ident].name
            for mention, idents in zip(one.mentions, reading.resolution.of[one.article.id], strict=True)
            for ident in idents
            if mention.type == "Organization"
        }
        for one in reading.extractions
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Asian Development Bank (ADB)", "African Development Bank (ADB)"),
        ("National Intelligence Agency (NIA)", "National Investigation Agency (NIA)"),
        ("Central Bank of Iraq (CBI)", "Central Bureau of Investigation (CBI)"),
        ("Lake Rescue Society (LRS)", "London Road Surveyors (LRS)"),
    ],
)
def test_an_acronym_means_what_its_own_article_says(read: Reader, one: str, other: str):
    long, another = one.partition(" (")[0], other.partition(" (")[0]
    acronym = one.partition(" (")[2].rstrip(")")
    texts = [f"The {name} praised Laos on Monday. The {acronym} sent tents." for name in (one, other)]
    first, second = names(read, *texts)
    assert (first, second) == ({long}, {another})
    _, _, third = names(read, *texts, f"The {acronym} opened an office.")
    assert third.isdisjoint({long, another})


def test_an_acronym_that_all_articles_explain_alike_means_that_everywhere(read: Reader):
    first, second = names(read, "The Lake Rescue Society (LRS) sent tents to Laos.", "The LRS opened an office.")
    assert first == second == {"Lake Rescue Society"}


@pytest.mark.parametrize("defined", ["The Human Rights Council (UN)", "The European Commission (EU)"])
def test_a_bracket_does_not_rename_a_body_that_everybody_knows(read: Reader, defined: str):
    acronym = defined.partition(" (")[2].rstrip(")")
    wrong = defined.removeprefix("The ").partition(" (")[0]
    first, second = names(read, f"{defined} met in Geneva.", f"The {acronym} sent tents to Malawi.")
    assert wrong in first
    assert wrong not in second


def test_the_letters_of_an_acronym_begin_a_word_and_keep_their_order():
    known = load_gazetteer()
    for short, long in (
        ("LRS", "Lake Rescue Society"),
        ("Caltech", "California Tech Institute"),
        ("LaRS", "Lake Rescue"),
    ):
        assert _abbreviates(short, long, known), short
    for short, long in (("AK", "Lake Rescue Society"), ("SRL", "Lake Rescue Society"), ("RELA", "Lake Rescue")):
        assert not _abbreviates(short, long, known), short


# ------------------------------------------------------------------ bodies of states


def test_ministries_of_two_states_are_two(read: Reader):
    texts = (
        "Russia's Defence Ministry praised Anna Berg on Monday. The Defence Ministry sent tents.",
        "Ukraine's Defence Ministry praised Tom Reed on Monday. The Defence Ministry sent tanks.",
    )
    reading = read(*texts)
    found = [reading.resolution.of[one.article.id] for one in reading.extractions]
    of = [
        {ids for m, ids in zip(one.mentions, ids_of, strict=True) if m.type == "Organization"}
        for one, ids_of in zip(reading.extractions, found, strict=True)
    ]
    assert [len(one) for one in of] == [1, 1]
    assert of[0] != of[1]


@pytest.mark.parametrize("other", ["White House", "Random House"])
def test_the_house_is_no_house_with_a_name(read: Reader, other: str):
    reading = read(f"The {other} rejected the bill on Monday. The House will vote on Tuesday.")
    assert "House" in {entity.name for entity in reading.resolution.entities.values()}


# ------------------------------------------------------------------ names in capitals


@pytest.mark.parametrize(
    ("forms", "shown"),
    [
        (("NEW YORK", "NEW YORK", "New York"), "New York"),
        (("NEW YORK", "NEW YORK"), "New York"),
        (("BRISTOL", "BRISTOL", "Bristol"), "Bristol"),
        (("BRISTOL",), "Bristol"),
    ],
)
def test_a_place_in_capitals_is_shown_as_it_is_written_elsewhere(forms: tuple[str, ...], shown: str):
    assert shown_name(*forms, kind="place") == shown


@pytest.mark.parametrize(
    ("forms", "shown"),
    [
        (("HARLAND BANK", "HARLAND BANK", "Harland Bank"), "Harland Bank"),
        (("HARLAND", "HARLAND", "HARLAND", "HARLAND", "Harland"), "Harland"),
        (("NORVIK", "NORVIK", "Norvik"), "Norvik"),
        (("NATO", "NATO", "NATO", "NATO", "Nato"), "NATO"),
        (("NATO", "Nato", "Nato"), "Nato"),
        (("FIFA",), "FIFA"),
    ],
)
def test_a_body_in_capitals_is_shown_as_it_is_written_elsewhere_and_an_acronym_stays(
    forms: tuple[str, ...], shown: str
):
    assert shown_name(*forms, kind="organization") == shown


def shown_name(*forms: str, kind: str) -> str:
    """The name of the one entity of these forms, each in an article of its own."""
    articles = [Written(f"a{number}") for number in range(len(forms))]
    for article, form in zip(articles, forms, strict=True):
        getattr(article, kind)(form)
    resolution = resolved(articles)
    entities = {entity.name for article in articles if (entity := entity_of(resolution, article, 0))}
    assert len(entities) == 1
    return entities.pop()


@pytest.mark.parametrize(
    ("forms", "name"),
    [
        (("House of Commons", "Commons"), "House of Commons"),
        (("Lib Dems", "Liberal Democrats", "Lib Dem"), "Liberal Democrats"),
        (("Tories", "Conservative Party"), "Conservative Party"),
        (("Fed", "Federal Reserve"), "Federal Reserve"),
    ],
)
def test_the_names_of_a_body_that_the_tables_know_are_one(forms: tuple[str, ...], name: str):
    entities = apart(*forms)
    assert {entity.name if entity else None for entity in entities} == {name}
    assert len({entity.id if entity else None for entity in entities}) == 1


@pytest.mark.parametrize(
    ("forms", "name"),
    [
        (("Calif.", "CALIF", "California"), "California"),
        (("D.C.", "Washington"), "Washington"),
        (("Mideast",), "Middle East"),
    ],
)
def test_a_place_goes_by_its_whole_name(forms: tuple[str, ...], name: str):
    articles = [Written(f"a{number}") for number in range(len(forms))]
    for article, form in zip(articles, forms, strict=True):
        article.place(form)
    resolution = resolved(articles)
    entities = [entity_of(resolution, article, 0) for article in articles]
    assert {entity.name if entity else None for entity in entities} == {name}


def test_a_body_that_mostly_goes_by_its_acronym_takes_no_other_of_its_initials():
    first, second = Written("a"), Written("b")
    first.organization("World Trade Office", then=" (")
    first.organization("WTOF", then=") met. ")
    for _ in range(3):
        first.organization("WTOF", then=" met. ")
    second.organization("World Tourism Office of France")
    resolution = resolved([first, second])
    assert resolution.of["a"][0] != resolution.of["b"][0]


def test_an_acronym_is_that_of_the_name_without_its_country_too():
    long, short = together("U.S. Harbour and Coast Service", "HCS")
    assert long is not None
    assert long == short


def test_a_newspaper_goes_by_its_last_word():
    long, short = together("New Harbour City Times", "Times")
    assert long is not None
    assert long == short


@pytest.mark.parametrize(
    ("forms", "name"),
    [
        (("SIMDEX", "SIMDEX", "Simdex"), "Simdex"),
        (("OPEC", "OPEC", "OPEC", "OPEC", "Opec"), "OPEC"),
        (("TDUX", "TDUX", "TDUX", "TDUX", "Tdux", "Trade and Data Union X-change"), "TDUX"),
    ],
)
def test_capitals_are_kept_for_acronyms_that_are_known_or_explained(forms: tuple[str, ...], name: str):
    written = Written("a")
    indices = [written.organization(form) for form in forms]
    entity = entity_of(resolved([written]), written, indices[0])
    assert entity is not None
    assert entity.name in {name, "Trade and Data Union X-change"}


@pytest.mark.parametrize(
    ("acting", "before", "expected"),
    [(2, "", "united-states"), (2, "He flew to ", "washington"), (1, "", "washington")],
)
def test_a_capital_that_mostly_acts_is_the_state_where_nothing_says_that_it_is_the_town(
    acting: int, before: str, expected: str
):
    article = Written("a")
    for number in range(2):
        article.place("Washington", government=number < acting)
    article.text += before
    last = article.place("Washington")
    assert resolved([article]).of["a"][last] == (expected,)


def test_the_abbreviation_of_a_state_is_not_the_city_of_its_name():
    article = Written("a")
    for surface in ("New York", "N.Y.", "Calif.", "California", "Washington", "D.C.", "Wash."):
        article.place(surface)
    found = [ident for (ident,) in resolved([article]).of["a"]]
    assert found == ["new-york", "new-york-us", "california", "california", "washington", "washington", "washington-us"]


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Georgia Secretary of State Tom Reed left.", "georgia-us"),
        ("Georgia Gov. Tom Reed left.", "georgia-us"),
        ("Georgia President Anna Nowak left.", "georgia"),
    ],
)
def test_a_post_that_only_states_of_a_federation_have_tells_which_namesake_is_meant(
    read: Reader, text: str, state: str
):
    assert state in read(text).resolution.entities
