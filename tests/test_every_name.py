"""Every name and word of every table that ships goes through reading, mentions, claims, resolution and graph: one that
no code expects must not be first met in a user's article. Nothing is asked here but that nothing falls."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain, islice, zip_longest
from pathlib import Path

import pytest
import yaml

from kg.build import Settings, build_corpus, build_graph, office_words
from kg.explore.review import review_rows
from kg.extract_format import extract_text
from kg.graph.assemble import assemble
from kg.graph.graph_files import node_line, relationship_line
from kg.know.cities import city_index, read_line
from kg.know.first_names import name_tables
from kg.know.gazetteer import Gazetteer, load_gazetteer
from kg.know.organization_names import has_legal_form
from kg.know.person_names import (
    acronym_of,
    compatible,
    first_name_gender,
    name_keys,
    organization_key,
    organization_keys,
    organization_short_forms,
    possible_family_names,
    split_person_name,
)
from kg.know.place_names import slug
from kg.know.place_sources import TERRITORIES, read_countries, read_macro_regions, read_regions
from kg.mention.titles import load_titles
from kg.paths import shipped
from kg.read.stories import find_stories
from kg.resolve.entities import resolve
from tests.corpora import Written

pytestmark = pytest.mark.slow
HINTS = ("US", "GE", "XX")
A_SENTENCE = 20
"""Names in a sentence."""
PARSED = 1 if os.environ.get("KG_SOAK") else 12
"""Of cities and of people every so many are parsed in sentences: in `make soak` all of them; in `make test` all are
looked up and resolved, and those that stand in a second table are parsed as well, in a minute."""
A_CLAUSE = 2
"""Words of the lexicon that stand together where one may, and so of names that are in two tables."""
AN_ARTICLE = 25
"""Sentences in an article."""
REASONS = {"reason", "why"}


@cache
def tables() -> dict[str, tuple[str, ...]]:
    """Table → its names and words as an article would have them, each once."""
    gazetteer = load_gazetteer()._tables
    people = name_tables()
    keyed = {
        name: [written(key) for key in getattr(gazetteer, name)]
        for name in (
            "countries",
            "demonyms",
            "combining_forms",
            "macro_regions",
            "region_demonyms",
            "seats",
            "capitals",
        )
    }
    found: dict[str, Iterable[str]] = {
        **keyed,
        "bodies": map(written, chain(gazetteer.acronyms, gazetteer.named, gazetteer.nouns, gazetteer.short_forms)),
        "towns": map(written, chain(gazetteer.towns, gazetteer.states)),
        "packages": chain.from_iterable(
            (country.name, *country.names, country.capital) for country in read_countries()
        ),
        "territories": [line.split("\t")[2] for line in TERRITORIES.read_text(encoding="utf-8").splitlines()[1:]],
        "regions": [*(region.name for region in read_regions()), *read_macro_regions()],
        "cities": {read_line(line).name for lines in city_index().values() for line in lines},
        "other names of cities": map(written, city_index()),
        "first names": map(written, {*people.first, *people.spellings, *chain.from_iterable(people.nicknames)}),
        "family names": map(written, {*people.family, *people.family_first}),
        **{file.stem: words_of(file) for file in sorted(shipped("lexicon").glob("*.yaml"))},
    }
    return {name: tuple(sorted({one for one in names if one.strip()})) for name, names in found.items()}


def written(key: str) -> str:
    """A key of a table as a name is written."""
    return key if not key.islower() else " ".join(word[:1].upper() + word[1:] for word in key.split(" "))


def words_of(file: Path) -> Iterator[str]:
    """Every text in a lexicon file but its reasons."""

    def texts(value: object) -> Iterator[str]:
        if isinstance(value, dict):
            for key, inner in value.items():
                if key not in REASONS:
                    yield str(key)
                    yield from texts(inner)
        elif isinstance(value, list):
            yield from chain.from_iterable(map(texts, value))
        elif isinstance(value, str):
            yield value

    return texts(yaml.safe_load(file.read_text(encoding="utf-8")))


LEXICON = tuple(file.stem for file in sorted(shipped("lexicon").glob("*.yaml")))
PLACES = ("countries", "macro_regions", "seats", "capitals", "towns", "packages", "territories", "regions", "cities")
PEOPLES = ("demonyms", "combining_forms", "region_demonyms")
SMALL = (*(name for name in PLACES if name != "cities"), *PEOPLES, "bodies")


def in_two_tables() -> list[str]:
    """Strings that stand in more than one kind of table: a city that is a family name, a title that is a city."""
    kinds = [
        {name for table in chosen for name in tables()[table]}
        for chosen in ((*PLACES, "other names of cities"), PEOPLES, ("bodies",), ("first names",), ("family names",))
    ]
    kinds += [{written(name) for name in tables()[table]} for table in LEXICON]
    seen = Counter(chain.from_iterable(kinds))
    return sorted(name for name, many in seen.items() if many > 1)


def test_the_tables_are_all_there():
    sizes = {name: len(names) for name, names in tables().items()}
    assert all(sizes.values()), sizes
    assert sum(sizes.values()) > 100_000
    assert "South Ossetia" in tables()["territories"]
    assert {"Reading", "Paris", "Georgia"} <= set(in_two_tables())


def test_every_look_up_takes_every_name():
    gazetteer = load_gazetteer()
    look_ups = (
        gazetteer.country, gazetteer.demonym, gazetteer.region_demonym, gazetteer.combining_form, gazetteer.seat,
        gazetteer.capital_of, gazetteer.city, gazetteer.state, gazetteer.macro_region, gazetteer.noun_kind,
        gazetteer.is_facility, gazetteer.organization_kind, gazetteer.is_named, gazetteer.acronym, gazetteer.place,
        organization_short_forms, acronym_of, slug,
    )  # fmt: skip
    # Countries before cities: a look-up that is wrong about one is found before the long tables.
    for name in dict.fromkeys(chain.from_iterable(tables().values())):
        for look_up in look_ups:
            look_up(name)
        for hint in HINTS:
            gazetteer.region(name, hint)
    for name in sorted({*chain.from_iterable(tables()[table] for table in (*SMALL, *LEXICON)), *in_two_tables()}):
        gazetteer.place(name, "GE")
        for take in (organization_key, organization_keys, has_legal_form):
            take(name)
    people = (*tables()["first names"], *tables()["family names"], *tables()["names"], *in_two_tables())
    for name in sorted({*people}):
        for take in (split_person_name, possible_family_names, name_keys, first_name_gender):
            take(name)
        compatible(name, f"Anna {name}")


def test_a_look_up_that_does_not_know_a_countrys_code_is_found(monkeypatch: pytest.MonkeyPatch):
    def people_of(gazetteer: Gazetteer, iso2: str) -> int:
        return gazetteer._tables.by_iso2[iso2].population

    monkeypatch.setattr(Gazetteer, "_people_of", people_of)
    with pytest.raises(KeyError):
        test_every_look_up_takes_every_name()


def test_every_name_is_resolved_as_whatever_a_reader_may_take_it_for():
    both = in_two_tables()
    articles: list[Written] = []
    for some in batched(sorted({*chain.from_iterable(tables()[table] for table in PLACES), *both}), 400):
        article = Written(f"place {len(articles)}")
        for name in some:
            article.place(name)
            article.organization(name)
        articles.append(article)
    for some in batched(both, 400):
        article = Written(f"person {len(articles)}")
        for name in some:
            article.person(f"Anna {name}", title="mayor", body=article.place(name))
            article.description("the mayor", "mayor")
        articles.append(article)
    extractions = [article.extraction() for article in articles]
    words = office_words(load_titles(shipped("lexicon")))
    stories = find_stories(one.article for one in extractions)
    resolution = resolve(extractions, load_gazetteer(), words, stories=stories)
    graph = assemble(extractions, resolution, stories, 0.0, frozenset())
    assert len(graph.nodes) > 40_000
    for line in chain(map(node_line, graph.nodes), map(relationship_line, graph.relationships)):
        line.encode()


def sentences() -> Iterator[str]:
    """Names, many to a sentence; every word of the lexicon where a post or a verb may stand; and what is in two tables
    where a person, a body or a place may."""
    for table in SMALL:
        for some in batched(tables()[table], A_SENTENCE):
            yield f"Anna Berg visited {listed(some)}."
    for some in batched(tables()["cities"][::PARSED], A_SENTENCE):
        yield f"Anna Berg visited {listed(some)}."
    people = [" ".join(filter(None, pair)) for pair in zip_longest(tables()["first names"], tables()["family names"])]
    for some in batched(people[::PARSED], A_SENTENCE):
        yield f"{listed(some)} met in Oslo."
    for table in LEXICON:
        words = tables()[table]
        half = (len(words) + 1) // 2
        for posts, verbs in zip_longest(batched(words[:half], A_CLAUSE), batched(words[half:], A_CLAUSE), fillvalue=()):
            yield f"Anna Berg, the {' and '.join(posts)} of Norway, {' and '.join(verbs)} Tom Reed."
    for some in batched(in_two_tables(), 3 * A_CLAUSE):
        people, bodies, places = some[::3], some[1::3], some[2::3]
        yield f"{' and '.join(people)} thanked Anna {' and Anna '.join(bodies)} of {' and '.join(places or people)}."


def batched(names: Iterable[str], many: int) -> Iterator[tuple[str, ...]]:
    rest = iter(names)
    while some := tuple(islice(rest, many)):
        yield some


def listed(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]


def test_every_name_goes_through_the_whole_of_kg():
    rows = [{"text": "\n\n".join(some)} for some in batched(sentences(), AN_ARTICLE)]
    settings = Settings(strict=True)
    corpus = build_corpus(rows, settings)
    assert len(corpus.extractions) == len(rows)
    graph = build_graph(corpus, settings)
    assert sum(len(one.mentions) for one in corpus.extractions) > 15_000
    assert len(graph.nodes) > 10_000
    assert review_rows(corpus)
    assert extract_text(corpus)
