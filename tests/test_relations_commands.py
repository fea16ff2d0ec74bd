"""`kg relations`: the table of types, one type in full, and a sentence shown as the rules see it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from kg.explore.catalogue import catalogue
from kg.paths import shipped
from tests.commands import kg

ADMIRES = """\
relation: ADMIRES
means: says so
subject: Person
object: Person
patterns:
  - name: admire
    anchor: {LEMMA: admire}
    subject: "> nsubj"
    object: "> dobj"
holds:
  - "[Anna Berg|subject] admires [Tom Reed|object]."
does_not_hold:
  - "[Anna Berg|Person] knows [Tom Reed|Person]."
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "rules"
    folder.mkdir()
    (folder / "ADMIRES.yaml").write_text(ADMIRES)
    return folder


def test_the_table_has_every_shipped_type_with_its_counts(capsys: pytest.CaptureFixture[str]):
    rows = json.loads(kg(capsys, "relations", "--json").out)
    assert [row["name"] for row in rows] == sorted(path.stem for path in shipped("relations").glob("*.yaml"))
    met = next(row for row in rows if row["name"] == "MET")
    assert met["ends"] == "Actor – Actor"
    assert min(met["patterns"], met["holds"], met["does_not_hold"]) >= 3


def test_measured_quality_is_shown_where_it_is_known(own: Path, capsys: pytest.CaptureFixture[str]):
    (own / "scores.json").write_text('{"ADMIRES": {"precision": 0.9, "recall": 0.5}}')
    (own / "precision.json").write_text('{"ADMIRES/admire": 0.875}')
    row = next(row for row in catalogue([own]) if row.name == "ADMIRES")
    assert (row.precision, row.recall) == (0.9, 0.5)
    out = kg(capsys, "relations", "show", "admires", "--relations", own).out
    assert "precision 0.90" in out
    assert f"ADMIRES/admire · {own / 'ADMIRES.yaml'}:6 · precision 0.88" in out


def test_a_folder_of_ones_own_adds_to_the_shipped_types(own: Path, capsys: pytest.CaptureFixture[str]):
    names = {row["name"] for row in json.loads(kg(capsys, "relations", "--json", "--relations", own).out)}
    assert {"ADMIRES", "MET"} <= names


def test_one_type_is_shown_with_definition_patterns_and_examples(capsys: pytest.CaptureFixture[str]):
    out = kg(capsys, "relations", "show", "MET").out
    assert out.startswith("MET · Actor – Actor · symmetric\n")
    assert "DOES NOT HOLD" in out
    assert "relations/MET.yaml:" in out


def test_an_unknown_type_suggests_the_nearest(capsys: pytest.CaptureFixture[str]):
    shown = kg(capsys, "relations", "show", "VISITS")
    assert shown.code == 2
    assert "VISITED" in shown.err


def test_a_faulty_file_is_named_with_exit_code_2(own: Path, capsys: pytest.CaptureFixture[str]):
    (own / "ADMIRES.yaml").write_text(ADMIRES.replace("means:", "meens:"))
    shown = kg(capsys, "relations", "--relations", own)
    assert shown.code == 2
    assert "ADMIRES.yaml:2" in shown.err


def test_a_sentence_shows_parse_mentions_claims_and_what_almost_matched(capsys: pytest.CaptureFixture[str]):
    sentence = "Anna Berg is to meet Tom Reed in Oslo on Friday."
    out = kg(capsys, "relations", "try", sentence, "--date", "2025-10-27").out
    assert "meet  VERB xcomp meet" in out
    assert "Anna Berg  Person name" in out
    assert "MET Anna Berg → Tom Reed · planned · 2025-10-31 · at Oslo" in out
    assert "[Anna Berg|subject] is to [meet|anchor] [Tom Reed|object] in Oslo on Friday." in out
    assert "rule MET/meet in relations/MET.yaml:" in out
    assert "MET/meet-each-other  at “meet”: no mention of a fitting type is reached from 'meet' as subject" in out


def test_a_rule_of_ones_own_is_tried_and_a_page_drawn(own: Path, capsys: pytest.CaptureFixture[str]):
    page = own / "try.html"
    tried = kg(capsys, "relations", "try", "Anna Berg admires Tom Reed & <b>Ida Holm</b>.", "--relations", own,
               "--only", "ADMIRES", "--html", page, "--json")  # fmt: skip
    found = json.loads(tried.out)
    assert {(c["type"], c["subject"]) for c in found["claims"]} == {("ADMIRES", "Anna Berg")}
    assert found["claims"][0]["rule_file"].endswith("ADMIRES.yaml:6")
    drawn = page.read_text(encoding="utf-8")
    assert "<svg" in drawn
    assert "&lt;b&gt;" in drawn
    assert "<b>" not in drawn, "what the sentence holds is text"
    assert "http" not in drawn.replace("http://www.w3.org/", ""), "the page needs no network"


def test_a_headline_is_read_as_one(capsys: pytest.CaptureFixture[str]):
    out = kg(capsys, "relations", "try", "Anna Berg to meet Tom Reed in Oslo", "--headline", "--only", "met").out
    assert "MET Anna Berg → Tom Reed · planned" in out


@pytest.mark.parametrize("arguments", [("",), ("Anna met Tom.", "--date", "27 October")])
def test_an_empty_sentence_and_a_bad_day_are_refused_with_an_example(
    arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
):
    shown = kg(capsys, "relations", "try", *arguments)
    assert shown.code == 2
    assert "example" in shown.err or "2025-10-27" in shown.err


# ------------------------------------------------------------------ mine


def labelled(path: Path) -> Path:
    """Three texts that label an admiration no shipped rule knows, and one that it does not hold in."""
    rows = []
    for number, (text, holds) in enumerate([
        ("Anna Berg envies Tom Reed.", True), ("Ida Holm envies Lars Vik.", True), ("Ola Moe envies Eva Dahl.", True),
        ("Nils Aas feeds Kari Lie.", False),
    ]):  # fmt: skip
        first, second = text[:-1].split(" envies " if holds else " feeds ")
        spans = [(text.index(name), text.index(name) + len(name)) for name in (first, second)]
        mentions = [
            {"start": s, "end": e, "type": "person", "cluster": c} for (s, e), c in zip(spans, "ab", strict=True)
        ]
        facts = [{"head_cluster": "a", "type": "envies", "tail_cluster": "b"}] if holds else []
        rows.append({"id": str(number), "text": text, "mentions": mentions, "relations": facts})
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def test_mining_prints_patterns_ready_to_paste(own: Path, capsys: pytest.CaptureFixture[str]):
    labels = own.parent / "labels.yaml"
    labels.write_text("envies: [ADMIRES]\n")
    mined = kg(capsys, "relations", "mine", labelled(own / "texts.jsonl"), "--labels", labels,
               "--relations", own)  # fmt: skip
    assert mined.code == 0, mined.err
    assert "# ADMIRES: right 3, wrong 0" in mined.out
    [pattern] = yaml.safe_load(mined.out)
    assert pattern["anchor"] == {"LEMMA": "envy", "POS": "VERB"}


def test_the_rules_are_measured_on_the_same_texts(own: Path, capsys: pytest.CaptureFixture[str]):
    (own / "ADMIRES.yaml").write_text(ADMIRES.replace("{LEMMA: admire}", "{LEMMA: [admire, envy]}"))
    labels = own.parent / "labels.yaml"
    labels.write_text("texts:\n  envies: [ADMIRES]\n")
    ran = kg(capsys, "relations", "mine", labelled(own / "texts.jsonl"), "--labels", labels,
             "--relations", own, "--rules", "--json")  # fmt: skip
    assert {"rule": "ADMIRES/admire", "right": 3, "wrong": 0} in json.loads(ran.out)


def test_missing_and_broken_label_files_are_named(own: Path, capsys: pytest.CaptureFixture[str]):
    assert kg(capsys, "relations", "mine", own / "none.jsonl").code == 2
    (own / "broken.jsonl").write_text('{"id": 1}\n')
    broken = kg(capsys, "relations", "mine", own / "broken.jsonl")
    assert (broken.code, "broken.jsonl:1" in broken.err) == (1, True)
