"""kg report: a wrong claim with all that made it, as one text."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.rule_files import text_of_rule
from tests.commands import build_of, kg
from tests.worlds import World


@pytest.fixture
def build(tmp_path: Path) -> Path:
    world = World()
    draft = world.article("a", "2025-10-27", title="Two in Oslo", publisher="Harbour Post", path="/home/me/a.txt")
    draft.says("[Anna Berg] met [Tom Reed] in [Oslo] on Monday.")
    draft.claim("MET", at="2025-10-27", pattern="MET/meet")
    draft.says("[Anna Berg] knows [Tom Reed].").claim("SUPPORTS", pattern="SUPPORTS/verb:back")
    return build_of(world, tmp_path / "build")


def claims(capsys: pytest.CaptureFixture[str], build: Path) -> list[str]:
    """The ids as `kg explain` shows them."""
    shown = kg(capsys, "explain", "Berg", "Reed", "--build", build).out
    return [line.rpartition(" · claim ")[2] for line in shown.splitlines() if " · claim " in line]


def test_the_report_has_sentence_ends_rule_parse_and_whether_the_rule_speaks_again(
    build: Path, capsys: pytest.CaptureFixture[str]
):
    texts = [
        kg(capsys, "report", ident, "--wrong", "They wrote.", "--build", build).out for ident in claims(capsys, build)
    ]
    met = next(text for text in texts if "# A wrong claim: MET Anna Berg → Tom Reed" in text)
    for part in (
        "What is wrong: They wrote.",
        "> Anna Berg met Tom Reed in Oslo on Monday.",
        "subject: Anna Berg (Person `anna-berg`), by the words “Anna Berg”",
        "object: Tom Reed (Person `tom-reed`), by the words “Tom Reed”",
        "article: Two in Oslo, Harbour Post, 2025-10-27",
        "in the graph: MET Anna Berg → Tom Reed, actual",
        "`MET/meet` in MET.yaml:",
        "- name: meet",
        "The rule finds it again.",
        "met  VERB ROOT meet",
        "MET Anna Berg → Tom Reed · actual · 2025-10-27",
    ):
        assert part in met
    other = next(text for text in texts if text is not met)
    assert "The rule does not find it" in other
    assert "back: " in other


def test_nothing_of_the_senders_machine_is_in_it(build: Path, capsys: pytest.CaptureFixture[str]):
    for ident in claims(capsys, build):
        text = kg(capsys, "report", ident, "--build", build).out
        assert "/home/me" not in text
        assert str(Path(__file__).parents[1]) not in text
        assert str(build) not in text


@pytest.mark.parametrize(("ident", "fault"), [("zzzzzz", "no claim has an id"), ("abc", "give at least 6 letters")])
def test_an_id_that_means_no_claim_is_one_line(build: Path, capsys: pytest.CaptureFixture[str], ident: str, fault: str):
    ran = kg(capsys, "report", ident, "--build", build)
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert fault in ran.err
    assert "kg explain A B" in ran.err


def test_the_text_of_a_rule_ends_where_the_next_begins(tmp_path: Path):
    (tmp_path / "MET.yaml").write_text(
        "verbs: {}\npatterns:\n  - name: a\n    anchor: x\n\n    need: y\n  - name: b\nholds:\n  - c\n",
        encoding="utf-8",
    )
    assert text_of_rule("MET/a", [tmp_path]) == "  - name: a\n    anchor: x\n\n    need: y"
    assert text_of_rule("MET/b", [tmp_path]) == "  - name: b"
    assert not text_of_rule("MET/c", [tmp_path])
