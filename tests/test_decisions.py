"""What people decide: read from a file, checked, and honoured over everything the program thinks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import DataError
from kg.graph.assemble import assemble
from kg.resolve.decisions import Decisions, Wrong, decision_faults, read_decisions
from tests.corpora import Written, entity_of, resolved
from tests.worlds import World

ALL = """\
- same: [Donald Trump, The Donald]
  reason: A nickname the press uses.
- not_same: [John Smith, Jon Smith]
  reason: The mayor and the striker.
- drop: Hackathon
  reason: An event, not an organization.
- rename: {from: Burma, to: Myanmar}
  reason: House style.
- type: {name: Meridian, is: Organization}
  reason: A company.
- wrong: {subject: Anna Berg, type: MET, object: Karl Brandt}
  reason: Her namesake.
- wrong: {subject: Anna Berg, type: MET, object: Karl Brandt, sentence: in Oslo}
  reason: There it was her namesake.
"""


def written_to(folder: Path, content: str) -> Path:
    path = folder / "decisions.yaml"
    path.write_text(content, encoding="utf-8")
    return path


# ------------------------------------------------------------------ the file


def test_every_kind_of_decision_is_read(tmp_path: Path):
    assert read_decisions(written_to(tmp_path, ALL)) == Decisions(
        same=((("Donald Trump", "The Donald"), "A nickname the press uses."),),
        not_same=((("John Smith", "Jon Smith"), "The mayor and the striker."),),
        drop=(("Hackathon", "An event, not an organization."),),
        rename=(("Burma", "Myanmar", "House style."),),
        type=(("Meridian", "Organization", "A company."),),
        wrong=(
            Wrong("Anna Berg", "MET", "Karl Brandt", "", "Her namesake."),
            Wrong("Anna Berg", "MET", "Karl Brandt", "in Oslo", "There it was her namesake."),
        ),
    )


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("- same: [A B, C D]\n", "reason"),
        ("- same: [A B]\n  reason: why\n", "two names"),
        ("- same: A B\n  reason: why\n", "two names"),
        ("- drop: [A B]\n  reason: why\n", "one name"),
        ("- rename: {from: A}\n  reason: why\n", "from"),
        ("- type: {name: A, is: Animal}\n  reason: why\n", "Animal"),
        ("- wrong: {subject: A, type: MET}\n  reason: why\n", "object"),
        ("- wrong: {subject: A, type: MET, object: B, in: c}\n  reason: why\n", "object"),
        ("- wrong: {subject: A, type: MET, object: [B]}\n  reason: why\n", "object"),
        ("- merge: [A, B]\n  reason: why\n", "same"),
        ("- drop: A\n  reason: why\n  by: me\n", "by"),
        ("- drop: A\n  reason: ''\n", "reason"),
        ("- just words\n", "same"),
        ("drop: A\n", "list"),
        ("- same: [A B, C D]\n  reason: why\n- not_same: [c d, a b]\n  reason: why\n", "both"),
    ],
)
def test_faults_are_named(tmp_path: Path, row: str, words: str):
    path = written_to(tmp_path, row)
    faults = decision_faults(path)
    assert len(faults) == 1
    assert words in str(faults[0])
    assert "decisions.yaml" in str(faults[0])
    with pytest.raises(DataError):
        read_decisions(path)


def test_every_fault_is_listed_with_its_line(tmp_path: Path):
    path = written_to(tmp_path, "- drop: A\n- drop: B\n  reason: why\n- rename: C\n  reason: why\n")
    assert [str(fault).split(":")[1] for fault in decision_faults(path)] == ["1", "4"]


NAMES = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=12)


@given(st.lists(NAMES, min_size=2, max_size=3, unique=True), NAMES, st.sampled_from(("Person", "Place")))
def test_names_of_any_letters_survive_the_file(
    tmp_path_factory: pytest.TempPathFactory, names: list[str], other: str, kind: str
):
    rows = [
        {"same": names, "reason": "r"},
        {"drop": other, "reason": "r"},
        {"type": {"name": other, "is": kind}, "reason": "r"},
    ]
    path = written_to(tmp_path_factory.mktemp("d"), yaml.safe_dump(rows, allow_unicode=True))
    found = read_decisions(path)
    assert (found.same, found.drop, found.type) == (((tuple(names), "r"),), ((other, "r"),), ((other, kind, "r"),))


# ------------------------------------------------------------------ their effect


def names_of(decisions: Decisions, *people: str) -> list[str]:
    """The names of the entities of people named in one article, in order; "" for none."""
    written = Written("a")
    indices = [written.person(name) for name in people]
    resolution = resolved([written], decisions)
    return [(entity.name if (entity := entity_of(resolution, written, i)) else "") for i in indices]


def test_the_first_name_of_a_join_is_shown():
    same = Decisions(same=((("The Baker", "Karl Brandt", "Uncle Karl"), "one man"),))
    assert names_of(same, "Karl Brandt", "The Baker", "Uncle Karl") == ["The Baker"] * 3


def test_names_are_typed_before_they_are_joined():
    written = Written("a")
    marked = [written.person("Castellan NV"), written.organization("Castellan"), written.person("Castellan")]
    decided = Decisions(
        same=((("Castellan", "Castellan NV"), "one company"),),
        type=(("Castellan NV", "Organization", "a company"), ("Castellan", "Organization", "a company")),
    )
    resolution = resolved([written], decided)
    found = [entity_of(resolution, written, index) for index in marked]
    assert {entity.id for entity in found if entity} == {"castellan"}
    assert found[0] is not None
    reasons = [reason for reason in found[0].merged_because if reason.startswith("decided: type")]
    assert reasons == ["decided: type Organization (a company)"]


def test_who_is_joined_to_a_typed_name_has_its_type():
    written = Written("a")
    marked = [written.person("The Baker"), written.organization("Castellan")]
    decided = Decisions(
        same=((("The Baker", "Castellan"), "one company"),), type=(("Castellan", "Organization", "a company"),)
    )
    found = {(one.name, one.type) for i in marked if (one := entity_of(resolved([written], decided), written, i))}
    assert found == {("The Baker", "Organization")}


def test_a_place_of_the_name_and_type_that_was_decided_is_the_one_that_was_there():
    written = Written("a")
    marked = [written.organization("COPENHAGEN HQ"), written.place("Copenhagen")]
    decided = Decisions(
        rename=(("COPENHAGEN HQ", "Copenhagen", "the dateline"),), type=(("COPENHAGEN HQ", "Place", "a city"),)
    )
    resolution = resolved([written], decided)
    assert {entity.id for index in marked if (entity := entity_of(resolution, written, index))} == {"copenhagen"}


def test_people_who_are_given_one_name_stay_two():
    decided = Decisions(rename=(("Karl Brandt", "Ivo Kessel", "his name"),))
    written = Written("a")
    marked = [written.person("Karl Brandt"), written.person("Ivo Kessel")]
    resolution = resolved([written], decided)
    assert len({entity.id for index in marked if (entity := entity_of(resolution, written, index))}) == 2


def test_case_does_not_matter():
    assert names_of(Decisions(drop=(("KARL brandt", "why"),)), "Karl Brandt", "Anna Berg") == ["", "Anna Berg"]


def test_not_same_takes_one_form_out_of_its_entity():
    apart = Decisions(not_same=((("Karl Brandt", "Karl M. Brandt"), "father and son"),))
    assert len(set(names_of(Decisions(), "Karl Brandt", "Karl M. Brandt"))) == 1
    assert len(set(names_of(apart, "Karl Brandt", "Karl M. Brandt"))) == 2


def test_what_was_parted_no_longer_says_why_it_was_joined():
    written = Written("a")
    short, long = written.person("Karl Brandt"), written.person("Karl M. Brandt")
    resolution = resolved([written], Decisions(not_same=((("Karl Brandt", "Karl M. Brandt"), "father and son"),)))
    one, other = entity_of(resolution, written, short), entity_of(resolution, written, long)
    assert one is not None
    assert other is not None
    assert (one.name, one.merged_because) == ("Karl Brandt", ())
    assert other.merged_because == ("decided: not Karl Brandt (father and son)",)


def test_decisions_are_applied_in_order_and_rename_comes_last():
    both = Decisions(
        same=((("Karl Brandt", "The Baker"), "one man"),), rename=(("Karl Brandt", "Charles Brandt", "house style"),)
    )
    assert names_of(both, "Karl Brandt", "The Baker") == ["Charles Brandt"] * 2


def test_a_renamed_entity_has_the_id_of_its_new_name():
    written = Written("a")
    index = written.place("Burma")
    entity = entity_of(resolved([written], Decisions(rename=(("Burma", "Old Burma", "style"),))), written, index)
    assert entity is not None
    assert (entity.id, entity.name) == ("old-burma", "Old Burma")


def test_a_decided_type_leaves_its_reason():
    written = Written("a")
    index = written.person("Meridian")
    decided = Decisions(type=(("Meridian", "Organization", "a company"),))
    entity = entity_of(resolved([written], decided), written, index)
    assert entity is not None
    assert entity.type == "Organization"
    assert any("a company" in reason for reason in entity.merged_because)


def test_whoever_is_dropped_holds_no_office_and_is_meant_by_nobody():
    written = Written("a")
    holder = written.person("Karl Brandt", title="president", body=written.place("Chile"))
    he = written.pronoun(holder)
    resolution = resolved([written], Decisions(drop=(("Karl Brandt", "why"),)))
    assert resolution.of["a"][holder] == resolution.of["a"][he] == ()


def test_a_type_is_decided_before_two_are_joined():
    written = Written("a")
    short, long = written.place("Castellan"), written.organization("Castellan Freight NV")
    decided = Decisions(
        same=((("Castellan", "Castellan Freight NV"), "one firm"),), type=(("Castellan", "Organization", "a firm"),)
    )
    resolution = resolved([written], decided)
    assert resolution.of["a"][short] == resolution.of["a"][long]


def test_what_gets_the_name_and_type_of_another_is_that():
    written = Written("a")
    indices = [written.organization("Varnholm"), written.place("Varnholm Island")]
    decided = Decisions(
        type=(("Varnholm", "Place", "an island"),), rename=(("Varnholm Island", "Varnholm", "house style"),)
    )
    resolution = resolved([written], decided)
    assert resolution.of["a"][indices[0]] == resolution.of["a"][indices[1]] == ("varnholm",)


def test_who_is_said_not_to_hold_a_post_is_not_meant_by_it():
    written = Written("a", "2025-05-01")
    chile = written.place("Chile")
    written.person("Karl Brandt", title="president", body=chile)
    later = Written("b", "2025-05-03")
    described = later.description("the Chilean president", "president", body=later.place("Chile"))
    wrong = Wrong("Karl Brandt", "HOLDS_OFFICE", "President of Chile", "", "His namesake's.")
    assert entity_of(resolved([written, later]), later, described).name == "Karl Brandt"  # type: ignore[union-attr]
    other = entity_of(resolved([written, later], Decisions(wrong=(wrong,))), later, described)
    assert other is None or other.name != "Karl Brandt"


# ------------------------------------------------------------------ claims that are wrong


def ties_of(*wrong: Wrong) -> list[tuple[str, str, str, int]]:
    """The relationships of a small world without what is decided to be wrong, with their claims."""
    world = World()
    world.entity("anna-berg").entity("karl-brandt", aliases=(("Brandt", 1),)).entity("oslo", "Place")
    told = world.article("a", "2025-05-01")
    told.says("[Anna Berg] met [Karl Brandt] in Oslo.").claim("MET")
    told.says("[Anna Berg] met [Karl Brandt] again.").claim("MET").says("[Anna Berg] praised [Karl Brandt].").claim(
        "PRAISED"
    )
    extractions, resolution, stories = world.build()
    decided = replace(resolution, struck=Decisions(wrong=wrong).strikes(resolution.entities.values()))
    graph = assemble(extractions, decided, stories, 0.0, {"MET"})
    return sorted(
        (one.start, one.type, one.end, int(str(one.properties["claims"])))
        for one in graph.relationships
        if one.start.startswith("Entity:") and one.end.startswith("Entity:")
    )


def test_a_claim_that_is_wrong_is_in_no_relationship():
    met, praised = (
        ("Entity:anna-berg", "MET", "Entity:karl-brandt"),
        ("Entity:anna-berg", "PRAISED", "Entity:karl-brandt"),
    )
    assert ties_of() == [(*met, 2), (*praised, 1)]
    assert ties_of(Wrong("Anna Berg", "MET", "Brandt", "", "why")) == [(*praised, 1)]
    assert ties_of(Wrong("Karl Brandt", "MET", "anna berg", "", "why")) == [(*praised, 1)], "symmetric: either way"
    assert ties_of(Wrong("Karl Brandt", "PRAISED", "Anna Berg", "", "why")) == [(*met, 2), (*praised, 1)]


def test_one_sentence_can_be_wrong_alone():
    told = ties_of(Wrong("Anna Berg", "MET", "Karl Brandt", "brandt  AGAIN", "why"))
    assert ("Entity:anna-berg", "MET", "Entity:karl-brandt", 1) in told
