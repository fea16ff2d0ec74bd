"""`kg explain`: the sentences behind a relationship, who said it, which rule read it, what confidence is made of."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.explore.explain import Explanation, explain
from kg.explore.marking import Line, line, mark, plain_text, print_lines, printable
from kg.graph.graph_scan import read_entities
from kg.rule_files import is_symmetric, place_of_rule
from tests.commands import build_of, kg
from tests.worlds import World

TWO_FACTORS = (("pattern", 0.95), ("pronoun", 0.9))


def palace() -> World:
    """Tom Reed is to meet the emperor, and does; a minister, quoted, says so; Ida Holm only met Tom."""
    world = World().entity("oslo", "Place").entity("emperor", name="Olav the Old")
    plan = world.article("a1", "2025-10-26", title="Plans", publisher="Norland Post")
    plan.says("[Tom Reed] is to meet [Olav|emperor] on Monday, [Ida Holm] said.")
    plan.claim(
        "MET", 0, 1, "planned", at=("2025-10-27", "on Monday"), anchor=(15, 19), pattern="MET/meet", confidence=0.855,
        reasons=TWO_FACTORS, speaker=2, quoted=True,
    )  # fmt: skip
    done = world.article("a2", "2025-10-28", title="Done")
    done.says("[Tom Reed] met [Olav|emperor] on Monday in [Oslo|oslo].")
    done.claim("MET", at=("2025-10-27", "on Monday"), place=2, anchor=(9, 12), pattern="MET/meet")
    done.says("[Ida Holm] met [Tom Reed].").claim("MET", pattern="MET/none-such")
    done.says("[Ida Holm] pledged money to [Oslo|oslo].").claim("PLEDGED_TO", details=(("amount", 2_000_000),))
    world.story("s1", "a1").story("s2", "a2")
    return world


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_of(palace(), tmp_path_factory.mktemp("palace"))


def of(build: Path, a: str, b: str) -> Explanation:
    entities = read_entities(build / "graph")
    return explain(build / "graph", entities[f"Entity:{a}"], entities[f"Entity:{b}"], entities)


def test_each_statement_marks_subject_object_and_anchor_in_its_sentence(build: Path):
    [met] = of(build, "tom-reed", "emperor").relationships
    assert (met.status, met.when, met.place, met.sources, met.claims) == ("actual", "2025-10-27", "Oslo", 1, 1)
    assert met.plan_sources == 1
    for said in met.statements:
        ends = {said.sentence[slice(*span)] for span in (said.subject, said.object) if span}
        assert ends == {"Tom Reed", "Olav"}
        assert said.anchor is not None
        assert said.sentence[slice(*said.anchor)] in {"meet", "met"}


def test_confidence_is_told_with_the_factors_it_is_made_of(build: Path, capsys: pytest.CaptureFixture[str]):
    out = kg(capsys, "explain", "Tom Reed", "emperor", "--build", build).out
    assert "confidence 0.855 = pattern 0.95 × pronoun 0.9" in out


def test_a_statement_names_rule_file_and_line(build: Path):
    said = of(build, "tom-reed", "emperor").relationships[0].statements[0]
    assert said.rule == "MET/meet"
    path, _, number = said.rule_file.rpartition(":")
    assert "name: meet " in Path(path).read_text(encoding="utf-8").splitlines()[int(number) - 1]


def test_the_speaker_and_the_quotation_are_told(build: Path, capsys: pytest.CaptureFixture[str]):
    out = kg(capsys, "explain", "Tom Reed", "Olav", "--build", build).out
    assert "planned · 2025-10-27 (“on Monday”) · in a quotation · according to Ida Holm" in out


def test_plain_output_marks_words_as_relation_files_do(build: Path, capsys: pytest.CaptureFixture[str]):
    out = kg(capsys, "explain", "Olav", "Tom Reed", "--build", build).out
    assert "[Olav|subject]" in out, "symmetric types begin with the smaller id"
    assert "MET Olav the Old – Tom Reed · actual" in out
    assert "[Tom Reed|object] is to [meet|anchor] [Olav|subject] on Monday" in out
    assert "first planned: 2025-10-26 planned for 2025-10-27" in out


def test_two_who_are_not_related_are_told_what_they_have_in_common(build: Path, capsys: pytest.CaptureFixture[str]):
    found = of(build, "ida-holm", "emperor")
    assert found.relationships == ()
    assert [(way.through, way.first, way.second) for way in found.ways] == [("Tom Reed", "MET", "MET")]
    assert [one.id for one in found.together] == ["a1", "a2"]
    out = kg(capsys, "explain", "Ida Holm", "Olav", "--build", build).out
    assert "no sentence relates them" in out
    assert "named together in 2 articles" in out


def test_details_of_a_relation_are_shown(build: Path, capsys: pytest.CaptureFixture[str]):
    assert "amount 2,000,000" in kg(capsys, "explain", "Ida Holm", "Oslo", "--build", build).out


def test_json_gives_offsets_into_the_sentence(build: Path, capsys: pytest.CaptureFixture[str]):
    found = json.loads(kg(capsys, "explain", "emperor", "Tom Reed", "--json", "--build", build).out)
    said = found["relationships"][0]["statements"][0]
    start, end = said["anchor"]
    assert said["sentence"][start:end] in {"met", "meet"}


def test_one_entity_under_two_names_is_refused(build: Path, capsys: pytest.CaptureFixture[str]):
    shown = kg(capsys, "explain", "Tom Reed", "tom-reed", "--build", build)
    assert shown.code == 2
    assert "are one entity" in shown.err


# ------------------------------------------------------------------ rules and marks


def test_a_users_relation_folder_is_where_its_rules_are_found(tmp_path: Path):
    (tmp_path / "ADMIRES.yaml").write_text("relation: ADMIRES\nsymmetric: true\npatterns:\n  - name: 'admire'\n")
    assert place_of_rule("ADMIRES/admire", [tmp_path]) == f"{tmp_path / 'ADMIRES.yaml'}:4"
    assert is_symmetric("ADMIRES", [tmp_path])
    assert place_of_rule("MET/meet", [tmp_path]).startswith("relations/MET.yaml:"), "shipped ones stay"
    assert place_of_rule("ADMIRES/admire") == ""
    assert not is_symmetric("VISITED")


SPANS = st.lists(st.tuples(st.tuples(st.integers(-2, 30), st.integers(-2, 30)), st.sampled_from(["subject", "object"])))


@given(st.text(max_size=25), SPANS)
def test_marking_never_changes_the_words(text: str, spans: list[tuple[tuple[int, int], str]]):
    assert "".join(words for words, _ in mark(text, spans)) == text


@given(st.text())
def test_what_is_printed_is_one_line_without_control_characters(text: str):
    assert len(plain_text(Line(0, ((text, ""),))).splitlines()) <= 1
    assert not any(ord(c) < 32 or 127 <= ord(c) < 160 for c in printable(text))


def test_a_terminal_gets_colours_and_no_brackets():
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    out = Terminal()
    print_lines([line("say ", ("[b]met[/b]", "anchor"), indent=2)], out)
    assert "[b]met[/b]" in out.getvalue(), "mark-up of articles is no mark-up of ours"
    assert "|anchor" not in out.getvalue()


def test_a_description_stands_for_whoever_holds_the_post_and_what_is_surest_comes_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    world = World().entity("norland", "Place")
    world.entity(
        "president:norland", "Office", "President of Norland", title="president", body="norland", one_holder=True
    )
    for number, (who, day) in enumerate((("Eva Lund", "2024-01-01"), ("Jon Dahl", "2025-03-01"))):
        world.article(f"p{number}", day).says(f"[{who}], [president|president:norland].").claim("HOLDS_OFFICE")
    world.article("a1", "2025-03-02").says("[Jon Dahl] refused to meet [Ida Holm].").claim("MET", status="denied")
    world.article("a2", "2025-03-09").says("[Jon Dahl] met [Ida Holm].").claim("MET", at="2025-03-08")
    world.article("a3", "2024-06-06").says("[Jon Dahl] met [Ida Holm].").claim("MET", at="2024-06-05")
    build = build_of(world, tmp_path)
    ran = kg(capsys, "explain", "Norland's president", "Ida Holm", "--build", build)
    assert "Jon Dahl, President of Norland" in ran.err
    assert ran.out.index("2025-03-08") < ran.out.index("2024-06-05") < ran.out.index("denied"), (
        "the surest, then newest"
    )
    assert kg(capsys, "explain", "President of Norland", "Ida Holm", "--build", build).out.startswith(
        "President of Norland"
    )
