"""Resolution over the corpus: properties that hold for every corpus, and what it does where evidence is given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.know.organization_names import organization_key
from kg.know.person_names import fold_name
from kg.model import Resolution
from kg.resolve.decisions import Decisions
from kg.resolve.drafts import slug
from kg.resolve.people import display_name
from tests.corpora import Written, entity_of, gazetteer, resolved, surfaces_of

FAMILIES = ("Brandt", "Berg", "Reed", "Kim", "Lee", "Orbán", "Zelensky", "Zelenskiy", "Soto")
GIVEN = (
    ("Anna", "female"),
    ("Karl", "male"),
    ("Tom", "male"),
    ("Jae Myung", ""),
    ("A.", ""),
    ("Karl M.", "male"),
    ("Kim", ""),
)
PLACES = ("Japan", "U.S.", "United States", "America", "Tokyo", "Paris", "Marseille", "Georgia", "Berg", "Brandt")
ORGANIZATIONS = (
    "Acme",
    "Acme Inc.",
    "Acme Steel",
    "NATO",
    "North Atlantic Treaty Organization",
    "Berg",
    "US Air Force",
    "American Air Force",
)
TITLES = ("president", "prime minister", "striker", "minister", "mayor", "queen", "singer")


@st.composite
def articles(draw: st.DrawFn, ident: str = "") -> Written:
    """An article of some names, posts, descriptions and pronouns in any order."""
    written = Written(ident, draw(st.sampled_from((None, "2024-01-05", "2025-06-01"))))
    fulls: dict[str, str] = {}
    for kind in draw(
        st.lists(st.sampled_from(("full", "family", "place", "organization", "office", "open", "pronoun")), max_size=9)
    ):
        family = draw(st.sampled_from(FAMILIES))
        if kind in {"full", "office"}:
            name, gender = draw(st.sampled_from(GIVEN))
            fulls.setdefault(family, f"{name} {family}")
            body = written.place(draw(st.sampled_from(PLACES))) if kind == "office" and draw(st.booleans()) else None
            title = draw(st.sampled_from(TITLES)) if kind == "office" else ""
            written.person(f"{name} {family}", title=title, body=body, gender=gender)
        elif kind == "family":
            written.person(family, fulls.get(family, ""))
        elif kind == "place":
            written.place(draw(st.sampled_from(PLACES)), government=draw(st.booleans()), demonym=False)
        elif kind == "organization":
            written.organization(draw(st.sampled_from(ORGANIZATIONS)), then=draw(st.sampled_from((". ", " (", "). "))))
        elif kind == "open":
            body = written.place(draw(st.sampled_from(PLACES)))
            written.description("the president", "president", body=body)
        elif written.mentions:
            indices = st.integers(0, len(written.mentions) - 1)
            written.pronoun(*draw(st.lists(indices, min_size=1, max_size=2, unique=True)))
    return written


@st.composite
def corpora(draw: st.DrawFn) -> list[Written]:
    return [draw(articles(f"a{number}")) for number in range(draw(st.integers(1, 5)))]


SURFACES = st.sampled_from(
    (*FAMILIES, *(f"{g} {f}" for g, _ in GIVEN for f in FAMILIES[:4]), *PLACES, *ORGANIZATIONS, "Nobody Atall", "")
)
WHY = st.just("why")
TYPES = st.sampled_from(("Person", "Place", "Organization"))
NEW_NAMES = st.sampled_from(("Myanmar", "Someone Else"))
DECISIONS = st.builds(
    Decisions,
    same=st.lists(st.tuples(st.lists(SURFACES, min_size=2, max_size=3).map(tuple), WHY), max_size=2).map(tuple),
    not_same=st.lists(st.tuples(st.tuples(SURFACES, SURFACES), WHY), max_size=2).map(tuple),
    drop=st.lists(st.tuples(SURFACES, WHY), max_size=1).map(tuple),
    rename=st.lists(st.tuples(SURFACES, NEW_NAMES, WHY), max_size=1).map(tuple),
    type=st.lists(st.tuples(SURFACES, TYPES, WHY), max_size=1).map(tuple),
)  # fmt: skip

many = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


# ------------------------------------------------------------------ properties


@many
@given(corpora())
def test_every_name_has_exactly_one_entity(corpus: list[Written]):
    resolution = resolved(corpus)
    counted: Counter[str] = Counter()
    for article in corpus:
        for mention, found in zip(article.mentions, resolution.of[article.ident], strict=True):
            assert all(ident in resolution.entities for ident in found)
            if mention.type != "Office" and mention.kind in {"name", "demonym"}:
                assert len(found) == 1
                counted[found[0]] += 1
    for entity in resolution.entities.values():
        if entity.type != "Office":
            assert sum(count for _, count in entity.aliases) == counted[entity.id]


@many
@given(corpora(), st.data(), DECISIONS)
def test_the_order_of_the_articles_does_not_matter(corpus: list[Written], data: st.DataObject, decisions: Decisions):
    shuffled = data.draw(st.permutations(corpus))
    assert resolved(shuffled, decisions) == resolved(corpus, decisions)


@many
@given(corpora())
def test_types_are_never_mixed(corpus: list[Written]):
    resolution = resolved(corpus)
    for article in corpus:
        for mention, found in zip(article.mentions, resolution.of[article.ident], strict=True):
            if mention.kind != "pronoun":
                assert {resolution.entities[ident].type for ident in found} <= {mention.type}
    assert all(ident == entity.id for ident, entity in resolution.entities.items())


@many
@given(corpora())
def test_different_names_are_joined_for_a_reason(corpus: list[Written]):
    resolution = resolved(corpus)
    for ident, surfaces in surfaces_of(resolution, corpus).items():
        entity = resolution.entities[ident]
        fold = fold_name if entity.type == "Person" else organization_key
        if entity.type != "Office" and len({fold(surface) for surface in surfaces}) > 1:
            assert entity.merged_because, surfaces


@many
@given(corpora(), DECISIONS)
def test_resolving_again_changes_nothing(corpus: list[Written], decisions: Decisions):
    assert resolved(corpus, decisions) == resolved(corpus, decisions)


@many
@given(corpora(), DECISIONS)
def test_a_decision_made_twice_is_the_same_decision(corpus: list[Written], decisions: Decisions):
    twice = Decisions(
        decisions.same * 2, decisions.not_same * 2, decisions.drop * 2, decisions.rename * 2, decisions.type * 2
    )
    assert _partition(resolved(corpus, twice)) == _partition(resolved(corpus, decisions))


@many
@given(
    st.lists(articles(), min_size=1, max_size=3),
    st.lists(st.sampled_from(("Quill", "Ines Quill", "Vorst", "Piet Vorst", "Ulm Works")), max_size=6),
)
def test_ids_stay_when_articles_about_others_are_added(corpus: list[Written], others: list[str]):
    for number, article in enumerate(corpus):
        article.ident = f"a{number}"
    added = Written("b")
    for surface in others:
        if surface.endswith("Works"):
            added.organization(surface)
        else:
            added.person(surface, next((o for o in others if o.endswith(f" {surface}")), ""))
    before, after = resolved(corpus), resolved([*corpus, added])
    assert {a: found for a, found in after.of.items() if a != "b"} == before.of
    assert {ident: after.entities[ident] for ident in before.entities} == before.entities


def test_the_more_often_named_of_two_namesakes_keeps_the_plain_id():
    """Where ids cannot be stable: a namesake who is named more often takes the plain id over."""
    striker, mayor = Written("a"), Written("b")
    striker.person("Jonas Lind", title="striker")
    mayor.person("Jonas Lind", title="mayor")
    mayor.person("Lind", "Jonas Lind")
    resolution = resolved([striker, mayor])
    assert resolution.of["b"][1] == ("jonas-lind",)
    assert resolution.of["a"][1] != ("jonas-lind",)


# ------------------------------------------------------------------ decisions are honoured


def _partition(resolution: Resolution) -> dict[str, tuple[tuple[str, ...], ...]]:
    return resolution.of


def _entities_with(resolution: Resolution, corpus: Sequence[Written], surface: str) -> set[str]:
    """Entities of the name mentions with just this surface, whatever its case."""
    return {
        ident
        for ident, surfaces in surfaces_of(resolution, corpus).items()
        if surface.casefold() in {s.casefold() for s in surfaces} and resolution.entities[ident].type != "Office"
    }


@many
@given(corpora(), SURFACES, SURFACES)
def test_names_decided_to_be_one_are_one(corpus: list[Written], one: str, other: str):
    resolution = resolved(corpus, Decisions(same=(((one, other), "the desk knows"),)))
    found = _entities_with(resolution, corpus, one), _entities_with(resolution, corpus, other)
    if one.casefold() == other.casefold() or not all(found):
        return
    together = found[0] | found[1]
    types = [{resolution.entities[ident].type for ident in idents} for idents in found]
    if shared := types[0] & types[1]:
        counts = Counter(resolution.entities[ident].type for ident in together)
        assert {counts[kind] for kind in shared} == {1}
    else:
        assert len(together) == 1


@many
@given(corpora(), SURFACES, SURFACES)
def test_names_decided_to_be_two_are_two(corpus: list[Written], one: str, other: str):
    if one.casefold() == other.casefold():
        return
    resolution = resolved(corpus, Decisions(not_same=(((one, other), "the desk knows"),)))
    assert not _entities_with(resolution, corpus, one) & _entities_with(resolution, corpus, other)


@many
@given(corpora(), SURFACES)
def test_a_dropped_name_is_nowhere(corpus: list[Written], name: str):
    resolution = resolved(corpus, Decisions(drop=((name, "no entity"),)))
    assert not _entities_with(resolution, corpus, name)
    assert not [
        e
        for e in resolution.entities.values()
        if e.type != "Office" and e.name.casefold() == name.casefold() and e.aliases
    ]


@many
@given(corpora(), SURFACES)
def test_a_renamed_entity_has_its_new_name(corpus: list[Written], name: str):
    resolution = resolved(corpus, Decisions(rename=((name, "Somebody New", "house style"),)))
    found = _entities_with(resolution, corpus, name)
    assert {resolution.entities[ident].name for ident in found} <= {"Somebody New"}


@many
@given(corpora(), SURFACES, st.sampled_from(("Person", "Place", "Organization")))
def test_a_decided_type_is_the_type(corpus: list[Written], name: str, kind: str):
    resolution = resolved(corpus, Decisions(type=((name, kind, "the desk knows"),)))  # type: ignore[arg-type]
    found = _entities_with(resolution, corpus, name)
    assert {resolution.entities[ident].type for ident in found} <= {kind}


@many
@given(corpora())
def test_decisions_about_names_that_do_not_occur_change_nothing(corpus: list[Written]):
    nobody = Decisions(
        same=((("Nobody Atall", "Noone Either"), "why"), (("Nobody Atall", "Karl Brandt"), "why")),
        not_same=((("Nobody Atall", "Karl Brandt"), "why"),),
        drop=(("Nobody Atall", "why"),),
        rename=(("Nobody Atall", "Someone", "why"),),
        type=(("Nobody Atall", "Place", "why"),),
    )
    assert resolved(corpus, nobody) == resolved(corpus)


def test_decisions_leave_their_reason_on_the_entity():
    article = Written("a")
    article.person("Karl Brandt")
    article.person("The Baker")
    resolution = resolved([article], Decisions(same=((("Karl Brandt", "The Baker"), "a nickname"),)))
    entity = entity_of(resolution, article, 0)
    assert entity is not None
    assert entity == entity_of(resolution, article, 1)
    assert any("a nickname" in reason for reason in entity.merged_because)


# ------------------------------------------------------------------ what follows from names


def test_a_pronoun_means_whom_its_antecedent_means():
    article = Written("a")
    karl = article.person("Karl Brandt")
    he = article.pronoun(karl)
    again = article.pronoun(he)
    resolution = resolved([article])
    assert resolution.of["a"][he] == resolution.of["a"][again] == resolution.of["a"][karl]


def test_a_plural_means_both():
    article = Written("a")
    both = article.pronoun(article.person("Karl Brandt"), article.person("Anna Berg"), surface="they")
    assert resolved([article]).of["a"][both] == ("karl-brandt", "anna-berg")


def test_a_singular_with_two_meanings_stays_unresolved():
    article = Written("a")
    karl, anna = article.person("Karl Brandt"), article.person("Anna Berg")
    two = article.description("the leader", antecedents=(karl, anna))
    assert resolved([article]).of["a"][two] == ()


def test_pronouns_that_point_at_one_another_stay_unresolved():
    article = Written("a")
    article.pronoun(1)
    article.pronoun(0)
    assert resolved([article]).of["a"] == ((), ())


def test_a_corpus_without_articles_has_no_entities():
    assert resolved([]) == Resolution({}, {})


def test_one_slug_for_a_place_and_a_person_makes_two_ids():
    article = Written("a")
    article.person("Paris")
    article.place("Paris")
    article.place("Paris")
    assert resolved([article]).of["a"] == (("paris-person",), ("paris",), ("paris",))


def test_a_country_has_the_gazetteers_id_and_facts():
    article = Written("a")
    index = article.place("America")
    entity = entity_of(resolved([article]), article, index)
    country = gazetteer().country("United States")
    assert entity is not None
    assert country is not None
    assert (entity.id, entity.name, entity.kind, entity.iso2) == (country.id, country.name, "country", "US")


def test_a_slug_is_plain_and_stable():
    assert slug("Viktor Orbán") == "viktor-orban"
    assert slug("Michelle O’Neill") == slug("Michelle O'Neill") == "michelle-oneill"
    assert slug("  AT&T Inc. ") == "at-t-inc"


def test_the_display_name_is_the_fullest_common_form():
    assert display_name(Counter({"Trump": 40, "Donald Trump": 9, "Donald J. Trump": 2})) == "Donald Trump"
    assert display_name(Counter({"TRUMP": 5, "DONALD TRUMP": 2, "Donald Trump": 2})) == "Donald Trump"
    assert display_name(Counter({"Naruhito": 3})) == "Naruhito"


def test_a_city_of_a_persons_name_stays_out_of_a_decision_about_persons():
    article = Written("a")
    indices = [article.place("Berg"), article.person("Anna Berg"), article.person("Berg")]
    resolution = resolved([article], Decisions(same=((("Anna Berg", "Berg"), "the mayor"),)))
    place, anna, berg = (entity_of(resolution, article, index) for index in indices)
    assert anna == berg
    assert place is not None
    assert place.type == "Place"


def test_a_decision_leaves_alone_whom_it_does_not_name():
    plain = [Written(f"a{n}") for n in range(3)]
    for article in plain:
        article.person("Anna Berg")
        article.person("Karl Brandt")
    decided = resolved(plain, Decisions(rename=(("Karl Brandt", "Carl Brandt", "House style."),)))
    assert decided.entities["anna-berg"] == resolved(plain).entities["anna-berg"]
    assert set(decided.entities) == {"anna-berg", "carl-brandt"}
