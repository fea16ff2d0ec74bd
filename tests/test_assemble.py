"""What becomes of claims in the graph: which agree, which stay apart, and what a relationship says of itself."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.graph.assemble import assemble, assemble_pieces, resolve_claims, told_by
from kg.graph.graph_files import GraphLines, GraphPieces, lines_of, pieces_anew, write_graph
from kg.graph.merge import narrowest
from kg.graph.support import iso_day
from kg.model import Graph, Node, Relationship, Story, When
from kg.run.by_article import WrittenBefore, kept_pieces, kept_told
from tests.worlds import SYMMETRIC, World, when


def graph_of(world: World, min_confidence: float = 0.0) -> Graph:
    extractions, resolution, stories = world.build()
    return assemble(extractions, resolution, stories, min_confidence, SYMMETRIC)


def typed(graph: Graph, kind: str) -> list[Relationship]:
    return [one for one in graph.relationships if one.type == kind]


def times(graph: Graph, kind: str = "MET") -> list[tuple[object, object, object, object]]:
    rows = [one.properties for one in typed(graph, kind)]
    return sorted(((r["status"], r.get("when_start"), r.get("when_end"), r["claims"]) for r in rows), key=repr)


def node(graph: Graph, key: str) -> Node:
    return next(one for one in graph.nodes if one.key == key)


def met(*articles: tuple[str | None, str, str | None]) -> World:
    """One article for each (published, status, interval), each saying that Anna met Tom."""
    world = World()
    for index, (published, status, at) in enumerate(articles):
        draft = world.article(f"a{index}", published).says("[Anna Berg] met [Tom Reed].")
        draft.claim("MET", status=status, at=at)  # type: ignore[arg-type]
    return world


# ------------------------------------------------------------------ claims between entities


def test_a_plural_mention_gives_one_claim_for_each_member():
    world = World()
    world.article("a").says("[The ministers|anna tom] visited [Oslo].").claim("VISITED")
    extractions, resolution, _ = world.build()
    assert {(c.subject, c.object) for c in resolve_claims(extractions[0], resolution, SYMMETRIC)} == {
        ("anna", "oslo"),
        ("tom", "oslo"),
    }


def test_a_plural_that_is_both_ends_of_a_symmetric_type_gives_the_pairs():
    world = World()
    world.article("a").says("[The three|c b a] are to meet.").claim("MET", 0, 0, "planned")
    extractions, resolution, _ = world.build()
    found = {(c.subject, c.object) for c in resolve_claims(extractions[0], resolution, SYMMETRIC)}
    assert found == {("a", "b"), ("a", "c"), ("b", "c")}


def test_symmetric_types_store_the_smaller_id_first_with_its_own_span():
    world = World()
    world.article("a").says("[Tom Reed] met [Anna Berg].").claim("MET")
    extractions, resolution, _ = world.build()
    [claim] = resolve_claims(extractions[0], resolution, SYMMETRIC)
    text = extractions[0].article.text
    assert (claim.subject, claim.object) == ("anna-berg", "tom-reed")
    assert text[slice(*claim.subject_span)] == "Anna Berg"
    assert text[slice(*claim.object_span)] == "Tom Reed"


@pytest.mark.parametrize("sentence", ["[Anna Berg] met [Anna|anna-berg].", "[Anna Berg] met [a stranger|]."])
def test_claims_of_one_entity_with_itself_or_with_nobody_known_are_dropped(sentence: str):
    world = World()
    world.article("a").says(sentence).claim("MET")
    extractions, resolution, _ = world.build()
    assert resolve_claims(extractions[0], resolution, SYMMETRIC) == []


def test_claims_below_the_threshold_stay_out_of_both_layers():
    world = World()
    world.article("a").says("[Anna Berg] met [Tom Reed].").claim("MET", confidence=0.4)
    graph = graph_of(world, 0.5)
    assert not typed(graph, "MET")
    assert not typed(graph, "SUBJECT")
    assert node(graph, "Entity:anna-berg")


# ------------------------------------------------------------------ which claims agree


def test_the_same_event_with_and_without_a_time_is_one_relationship():
    world = met(("2025-11-01", "actual", "2025-10-27"), ("2025-11-02", "actual", None))
    assert times(graph_of(world)) == [("actual", "2025-10-27", "2025-10-27", 2)]


def test_a_claim_without_time_stays_apart_when_it_may_mean_two_times():
    world = met(("2025-11-01", "actual", "2025-10-27"), ("2019-07-01", "actual", "2019-06-28"), (None, "actual", None))
    assert len(times(graph_of(world))) == 3


def test_what_has_happened_is_not_taken_for_something_after_the_article():
    world = met(("2025-11-01", "actual", "2025-10-27"), ("2020-01-01", "actual", None))
    assert len(times(graph_of(world))) == 2


def test_a_year_is_the_one_day_within_it_but_not_one_of_two():
    one = met(("2020-01-01", "actual", "2019-01-01..2019-12-31"), ("2019-07-01", "actual", "2019-06-28"))
    assert times(graph_of(one)) == [("actual", "2019-06-28", "2019-06-28", 2)]
    two = met(
        ("2020-01-01", "actual", "2019-01-01..2019-12-31"),
        ("2019-07-01", "actual", "2019-06-28"),
        ("2019-09-01", "actual", "2019-08-30"),
    )
    assert len(times(graph_of(two))) == 3


def test_statuses_stay_apart():
    world = met(*((None, status, "2025-10-27") for status in ("actual", "planned", "former", "denied", "possible")))
    assert len(times(graph_of(world))) == 5


# ------------------------------------------------------------------ plans that come true


def test_a_plan_and_the_later_report_are_one_relationship_with_its_history():
    world = met(("2025-10-24", "planned", "2025-10-27"), ("2025-10-28", "actual", "2025-10-27"))
    [relationship] = typed(graph_of(world), "MET")
    assert relationship.properties["status"] == "actual"
    assert relationship.properties["first_planned"] == "2025-10-24"
    assert (relationship.properties["claims"], relationship.properties["plan_sources"]) == (1, 1)
    assert relationship.properties["history"] == [
        "2025-10-24 planned for 2025-10-27",
        "2025-10-28 actual for 2025-10-27",
    ]


def test_a_plan_without_a_time_is_fulfilled_by_what_began_after_it():
    world = met(("2025-10-24", "planned", None), ("2025-10-28", "actual", "2025-10-27"))
    assert times(graph_of(world)) == [("actual", "2025-10-27", "2025-10-27", 1)]


@pytest.mark.parametrize(
    "articles",
    [
        pytest.param((("2025-10-24", "planned", None), ("2025-10-28", "actual", "2019-06-28")), id="older event"),
        pytest.param((("2025-10-24", "planned", "2025-10-27"), ("2025-10-28", "actual", "2019-06-28")), id="other day"),
        pytest.param((("2025-10-24", "planned", "2025-10-27"), ("2025-10-20", "actual", None)), id="older report"),
        pytest.param((("2025-10-24", "planned", "2025-10-27"), ("2025-10-25", "actual", None)), id="before the day"),
        pytest.param((("2025-10-27", "planned", "2025-10-27"), ("2025-10-27", "actual", "2025-10-27")), id="same day"),
        pytest.param(((None, "planned", "2025-10-27"), ("2025-10-28", "actual", "2025-10-27")), id="undated plan"),
    ],
)
def test_a_plan_is_not_joined_to_a_report_of_something_else(articles: tuple[tuple[str, str, str], ...]):
    assert {row[0] for row in times(graph_of(met(*articles)))} == {"actual", "planned"}


def test_a_plan_and_a_report_in_one_article_stay_apart():
    world = World()
    draft = world.article("a", "2025-10-27").says("[Anna Berg] is to meet [Tom Reed].")
    draft.claim("MET", status="planned", at="2025-10-27")
    draft.says("[Anna Berg] met [Tom Reed].").claim("MET", at="2025-10-27")
    assert len(times(graph_of(world))) == 2


def test_a_plan_that_was_called_off_is_one_relationship():
    world = met(("2025-10-24", "planned", "2025-10-27"), ("2025-10-26", "denied", "2025-10-27"))
    [relationship] = typed(graph_of(world), "MET")
    assert (relationship.properties["status"], relationship.properties["first_planned"]) == ("denied", "2025-10-24")


def moved(*articles: tuple[str, str, str | None, bool]) -> World:
    """Articles (published, status, time, whether moved) that say that Anna Berg meets Tom Reed."""
    world = World()
    for number, (published, status, time, is_moved) in enumerate(articles):
        draft = world.article(f"a{number}", published).says("[Anna Berg] meets [Tom Reed].")
        draft.claim("MET", status=status, at=time, details=(("moved", True),) if is_moved else ())
    return world


FIRST_PLAN = ("2025-10-20", "planned", "2025-10-27", False)
MOVE = ("2025-10-24", "planned", "2025-11-03", True)


def test_a_plan_that_was_moved_is_one_relationship_also_when_it_comes_true():
    [relationship] = typed(graph_of(moved(FIRST_PLAN, MOVE)), "MET")
    assert (relationship.properties["status"], relationship.properties["when_start"]) == ("planned", "2025-11-03")
    [relationship] = typed(graph_of(moved(("2025-11-04", "actual", "2025-11-03", False), MOVE, FIRST_PLAN)), "MET")
    assert (relationship.properties["status"], relationship.properties["first_planned"]) == ("actual", "2025-10-20")
    assert relationship.properties["history"] == [
        "2025-10-20 planned for 2025-10-27",
        "2025-10-24 planned for 2025-11-03, moved",
        "2025-11-04 actual for 2025-11-03",
    ]


def test_a_plan_put_off_without_a_new_day_is_no_longer_at_the_old_one():
    world = moved(FIRST_PLAN, ("2025-10-24", "planned", None, True))
    assert times(graph_of(world)) == [("planned", None, None, 1)]


@pytest.mark.parametrize(
    "articles",
    [
        pytest.param((FIRST_PLAN, (*MOVE[:3], False)), id="another plan"),
        pytest.param((FIRST_PLAN, ("2025-10-22", "planned", "2025-10-30", False), MOVE), id="two that may be meant"),
        pytest.param((("2025-10-24", *FIRST_PLAN[1:]), MOVE), id="same day"),
        pytest.param((FIRST_PLAN, MOVE, ("2025-10-25", *FIRST_PLAN[1:])), id="the old day told again afterwards"),
    ],
)
def test_a_plan_is_not_joined_to_a_move_of_something_else(articles: tuple[tuple[str, str, str | None, bool], ...]):
    assert len(times(graph_of(moved(*articles)))) == len({article[2] for article in articles})


def test_held_and_not_held_stay_side_by_side():
    world = met(("2025-10-28", "actual", "2025-10-27"), ("2025-10-28", "denied", "2025-10-27"))
    assert [row[0] for row in times(graph_of(world))] == ["actual", "denied"]


# ------------------------------------------------------------------ what a relationship says of itself


def test_copies_of_one_story_are_one_source_and_agencies_too():
    world = met(*(("2025-10-28", "actual", "2025-10-27") for _ in range(5)))
    world.story("s1", "a0", "a1").story("s2", "a2", agency="Reuters").story("s3", "a3", agency="Reuters")
    world.story("s4", "a4")
    [relationship] = typed(graph_of(world), "MET")
    assert [relationship.properties[key] for key in ("claims", "articles", "sources")] == [5, 5, 3]
    assert relationship.properties["confidence"] == 0.999


def test_evidence_shows_five_different_sentences_the_surest_first():
    world = World()
    for index in range(7):
        draft = world.article(f"a{index}").says(f"[Anna Berg] met [Tom Reed] in hall {index % 6}.")
        draft.claim("MET", confidence=round(0.5 + index / 20, 2))
    [relationship] = typed(graph_of(world), "MET")
    halls = [str(line)[-2] for line in relationship.properties["evidence"]]  # type: ignore[union-attr]
    assert halls == ["0", "5", "4", "3", "2"]


def test_amount_currency_and_subject_matter_come_from_one_claim():
    world = World()
    pledges = [(5, "EUR", "tanks"), (7, "USD", "ships"), (7, "USD", "ships")]
    for index, (amount, currency, what) in enumerate(pledges):
        details = (("amount", amount), ("currency", currency), ("what", what))
        world.article(f"a{index}").says("[Anna Berg] pledged it to [Tom Reed].").claim("PLEDGED_TO", details=details)
    [relationship] = typed(graph_of(world), "PLEDGED_TO")
    assert [relationship.properties[key] for key in ("amount", "currency", "what")] == [7, "USD", "ships"]


def test_the_place_most_sources_give_is_named():
    world = World().entity("oslo", "Place").entity("rome", "Place")
    for index, city in enumerate(("Oslo", "Rome", "Rome")):
        world.article(f"a{index}").says(f"[Anna Berg] met [Tom Reed] in [{city}].").claim("MET", place=2)
    [relationship] = typed(graph_of(world), "MET")
    assert (relationship.properties["place"], relationship.properties["place_id"]) == ("Rome", "rome")


def test_days_are_written_whole():
    assert [iso_day("2025-02", last=last) for last in (False, True)] == ["2025-02-01", "2025-02-28"]
    assert [iso_day("2024", last=last) for last in (False, True)] == ["2024-01-01", "2024-12-31"]
    assert iso_day("last spring") is None


def test_numbers_too_large_for_the_database_become_floats():
    world = World()
    draft = world.article("a").says("[Anna Berg] pledged it to [Tom Reed].")
    draft.claim("PLEDGED_TO", details=(("amount", 10**30),))
    [relationship] = typed(graph_of(world), "PLEDGED_TO")
    assert relationship.properties["amount"] == 1e30


# ------------------------------------------------------------------ nodes and the evidence layer


def test_every_claim_leads_to_its_article_sentence_place_and_speaker():
    world = World().entity("oslo", "Place")
    draft = world.article("a").says("[Anna Berg] met [Tom Reed] in [Oslo], [Eva Lund] said.")
    draft.claim("MET", place=2, speaker=3)
    graph = graph_of(world)
    [claim] = [one for one in graph.nodes if one.labels == ("Claim",)]
    ends = {one.type: one.end for one in graph.relationships if one.start == claim.key}
    assert ends == {
        "SUBJECT": "Entity:anna-berg",
        "OBJECT": "Entity:tom-reed",
        "AT": "Entity:oslo",
        "ATTRIBUTED_TO": "Entity:eva-lund",
        "STATED_IN": "Article:a",
    }
    assert claim.properties["sentence"] == "Anna Berg met Tom Reed in Oslo, Eva Lund said."


def test_mentions_are_counted_with_their_words():
    world = World().entity("anna-berg")
    world.article("a").says("[Anna Berg] spoke.").says("[Berg|anna-berg] left.").says("[Berg|anna-berg] came.")
    graph = graph_of(world)
    [mentioned] = typed(graph, "MENTIONED_IN")
    assert mentioned.properties == {"count": 3, "surfaces": ["Berg", "Anna Berg"]}
    assert node(graph, "Entity:anna-berg").properties["mention_count"] == 3


def test_quotes_lead_to_speaker_article_and_whom_they_name():
    world = World()
    world.article("a").says('"I like [Tom Reed]," [Anna Berg] said.').quote("I like Tom Reed,", speaker=1, about=[0])
    graph = graph_of(world)
    assert [typed(graph, kind)[0].end for kind in ("IN", "ABOUT")] == ["Article:a", "Entity:tom-reed"]
    assert typed(graph, "SAID")[0].start == "Entity:anna-berg"


def test_an_office_belongs_to_its_body_even_where_no_sentence_says_so():
    world = World().entity("japan", "Place")
    world.entity("prime-minister:japan", "Office", "Prime Minister of Japan", body="japan")
    world.article("a").says("[The premier|prime-minister:japan], [Anna Berg], spoke.").claim("HOLDS_OFFICE", 1, 0)
    [office_of] = typed(graph_of(world), "OFFICE_OF")
    assert (office_of.start, office_of.end) == ("Entity:prime-minister:japan", "Entity:japan")
    assert office_of.properties["claims"] == 1
    assert office_of.properties["rules"] == ["OFFICE_OF/body-of-office"]
    assert office_of.properties["evidence"] == ["The premier, Anna Berg, spoke."]


def test_descriptions_of_nobody_known_are_listed_with_the_article():
    world = World()
    world.article("a").says("[The envoy|] spoke to [Anna Berg].")
    assert node(graph_of(world), "Article:a").properties["unresolved"] == ["The envoy"]


def test_half_characters_do_not_reach_the_graph():
    world = World()
    world.article("a", title="odd \ud800 title").says("[Anna Berg] spoke.")
    assert node(graph_of(world), "Article:a").properties["title"] == "odd ? title"


# ------------------------------------------------------------------ properties


DAYS = st.integers(0, 40).map(lambda offset: date(2025, 1, 1) + timedelta(days=offset))
INTERVALS = st.tuples(DAYS, st.integers(0, 20)).map(lambda pair: (pair[0], pair[0] + timedelta(days=pair[1])))


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Up to eight articles that tell of one pair with any status, time and certainty."""
    world = World()
    for index in range(draw(st.integers(1, 8))):
        published = draw(st.none() | DAYS)
        draft = world.article(f"a{index}", published and published.isoformat())
        for _ in range(draw(st.integers(1, 2))):
            status = draw(st.sampled_from(["actual", "planned", "former", "denied", "possible"]))
            draft.says("[Anna Berg] met [Tom Reed].")
            draft.claim("MET", status=status, confidence=draw(st.sampled_from([0.5, 0.9])))
            at = draw(st.none() | INTERVALS)
            draft.claims[-1] = replace(draft.claims[-1], when=at and When(*at, "then"))
    return world


@settings(max_examples=150, deadline=None)
@given(worlds(), st.randoms(use_true_random=False))
def test_the_order_of_articles_changes_nothing(world: World, shuffler: random.Random):
    extractions, resolution, stories = world.build()
    before = assemble(extractions, resolution, stories, 0.0, SYMMETRIC)
    shuffler.shuffle(extractions)
    assert assemble(extractions, resolution, stories, 0.0, SYMMETRIC) == before


LINES: dict[bytes, bytes] = {}
"""What all worlds left in the cache: the lines of an article are found again only where nothing of it is other."""


class Held:
    """A cache that loses nothing."""

    def get(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """The values of those keys that are there."""
        return {key: LINES[key] for key in keys if key in LINES}

    def put(self, rows: Mapping[bytes, bytes]) -> None:
        """Keep values."""
        LINES.update(rows)


def opened(graph: GraphPieces) -> GraphLines:
    """All lines, sorted."""
    lines = [piece.lines() for piece in graph.pieces]
    return GraphLines(
        sorted(line for some in lines for line in some.nodes),
        sorted(line for some in lines for line in some.relationships),
    )


@settings(max_examples=60, deadline=None)
@given(st.lists(worlds(), min_size=2, max_size=4))
def test_a_graph_copied_from_the_one_before_but_for_what_differs_is_that_graph(
    tmp_path_factory: pytest.TempPathFactory, many: list[World]
):
    folder = tmp_path_factory.mktemp("graphs")
    kept = kept_told(Held(), "rules"), kept_pieces(Held(), "rules")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("kg.graph.graph_files.SMALL", 0)
        for world in many:
            resolved = *world.build(), 0.0, SYMMETRIC
            graph = assemble_pieces(*resolved, *kept)
            write_graph(graph, folder / "copied", written=WrittenBefore(Held()))
            write_graph(assemble(*resolved), folder / "anew")
            for file in ("nodes.jsonl", "relationships.jsonl", "manifest.json"):
                assert (folder / "copied" / file).read_bytes() == (folder / "anew" / file).read_bytes()


@settings(max_examples=150, deadline=None)
@given(worlds())
def test_the_lines_of_the_files_are_those_of_the_graph_also_where_they_are_kept(world: World):
    extractions, resolution, stories = world.build()
    graph = assemble(extractions, resolution, stories, 0.0, SYMMETRIC)
    wanted = lines_of(graph.nodes, graph.relationships)
    kept = kept_told(Held(), "rules"), kept_pieces(Held(), "rules")
    for tells, keep in ((told_by, pieces_anew), kept, kept):
        lines = opened(assemble_pieces(extractions, resolution, stories, 0.0, SYMMETRIC, tells, keep))
        assert sorted(lines.nodes) == list(wanted.nodes)
        assert sorted(lines.relationships) == list(wanted.relationships)


@settings(max_examples=150, deadline=None)
@given(worlds())
def test_every_claim_supports_exactly_one_relationship(world: World):
    graph = graph_of(world)
    claims = [one.properties["id"] for one in graph.nodes if one.labels == ("Claim",)]
    supported = [ident for one in typed(graph, "MET") for ident in one.properties["claim_ids"]]  # type: ignore[union-attr]
    assert sorted(supported) == sorted(claims)  # type: ignore[type-var]
    assert len({one.key for one in graph.relationships}) == len(graph.relationships)


@given(st.sets(INTERVALS, max_size=12))
def test_narrowest_is_what_trying_all_pairs_finds(intervals: set[tuple[date, date]]):
    def inside(one: tuple[date, date], other: tuple[date, date]) -> bool:
        return other[0] <= one[0] and one[1] <= other[1]

    minimal = {one for one in intervals if not any(inside(two, one) for two in intervals - {one})}
    expected = {}
    for one in intervals:
        within = [two for two in minimal if inside(two, one)]
        expected[one] = within[0] if len(within) == 1 else one
    assert narrowest(intervals) == expected


def test_open_intervals_reach_to_the_end_of_time():
    since = when("2019-01-01..")
    assert narrowest([(since.start, since.end), (date(2020, 1, 1), date(2020, 1, 1))])[since.start, since.end] == (
        date(2020, 1, 1),
        date(2020, 1, 1),
    )


def reported() -> World:
    """Two articles of one meeting in Lima, and a premier whose country one of them names."""
    world = World().entity("lima", "Place").entity("peru", "Place", kind="country")
    world.entity("premier:peru", "Office", "Premier of Peru", title="premier", body="peru")
    for article in ("a", "b"):
        told = world.article(article, "2025-10-28").says("[Anna Berg] met [Tom Reed] in [Lima|lima] on Monday.")
        told.claim("MET", place=2, at="2025-10-27", event=True).says("[He|tom-reed] left.")
    world.article("c", "2025-10-29").says("[Eva Lund], the [premier|premier:peru] of [Peru|peru], left.").claim(
        "HOLDS_OFFICE"
    )
    return world.story("s", "a", agency="Quay Dispatch").story("t", "b").story("u", "c")


CHANGES: dict[str, Callable[[World], object]] = {
    "whose post it is": lambda world: world.entity("premier:peru", "Office", "Premier", title="premier"),
    "what a place is called": lambda world: world.entity("lima", "Place", "Lima City"),
    "what kind of place it is": lambda world: world.entity("peru", "Place", kind="region"),
    "who is meant": lambda world: world.articles["b"].ids.__setitem__(3, ("anna-berg",)),
    "who is behind it": lambda world: world.stories.__setitem__(1, Story("t", ("b",), (), "Quay Dispatch")),
    "its day": lambda world: world.articles["b"].about.__setitem__("published", date(2025, 10, 30)),
    "how sure it is": lambda world: world.articles["b"].claims.clear(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_kept_is_made_anew_where_anything_that_it_rests_on_is_another(change: str):
    kept = kept_told(Held(), change), kept_pieces(Held(), change)

    def lines(world: World, *keeping: Any) -> GraphLines:  # noqa: ANN401 - as assemble_pieces takes them
        extractions, resolution, stories = world.build()
        named = [replace(one, key=f"{one.article.id} {one.claims}".encode()) for one in extractions]
        return opened(assemble_pieces(named, resolution, stories, 0.0, SYMMETRIC, *keeping))

    before = lines(world := reported(), *kept)
    CHANGES[change](world)
    after = lines(world)
    assert after != before
    assert lines(world, *kept) == after
