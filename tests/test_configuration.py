"""kg.toml: read in one place, under the command line and the environment, with errors that name file and field."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg.commands.configuration import FIELDS, read_configuration
from kg.errors import DataError
from tests.commands import build_of, kg
from tests.worlds import World

FAULTS = {
    'relations = 3': "kg.toml:1: relations is 3",
    'model = "m"\nrelation = "rules"': "kg.toml:2: unknown field 'relation' (did you mean 'relations'?)",
    'min_confidence = 0.5': "kg.toml:1: unknown field 'min_confidence' (did you mean 'min-confidence'?)",
    'password = "x"': "NEO4J_PASSWORD",
    "min-confidence = 1.5": "min-confidence is 1.5 (write a number from 0 to 1)",
    "world = 1": "world is 1 (write true or false)",
    "workers = true": "workers is True",
    'uri = "server"': "uri is 'server'",
    'date-order = "ymd"': "date-order is 'ymd' (write \"dmy\" or \"mdy\")",
    "articles = []": "articles is []",
    "[map]\ntext = 3": "kg.toml:1: map is {'text': 3}",
    "model = \nuser": "kg.toml: Invalid value (at line 1, column 9)",
}  # fmt: skip


RULE = """
relation: CLAPPED
means: applauded somebody
subject: Actor
object: Actor
verbs: {applaud: obj}
holds:
  - "[Anna Berg|subject:Person] applauded [Tom Reed|object:Person] in [Oslo|Place]."
  - "[Tom Reed|object:Person] was applauded by [Anna Berg|subject:Person]."
  - "[Anna Berg|subject:Person], who applauded [Tom Reed|object:Person] twice, agreed."
  - "[Anna Berg|subject:Person] and [Ida Holm|Person] applauded [Tom Reed|object:Person]."
  - text: "[Anna Berg|subject] will applaud [Tom Reed|object]."
    status: planned
does_not_hold:
  - "[Anna Berg|Person] did not applaud [Tom Reed|Person]."
  - "[Anna Berg|Person] applauded a neighbour of [Tom Reed|Person]."
  - "[Anna Berg|Person] was asked by [Tom Reed|Person] to applaud."
"""


def met(one: str, other: str) -> World:
    """A graph of one article in which two met."""
    world = World()
    world.article("a").says(f"[{one}] met [{other}].").claim("MET")
    return world


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_what_kg_toml_names_is_taken_without_being_typed(here: Path, capsys: pytest.CaptureFixture[str]):
    build_of(met("Anna Berg", "Tom Reed"), here / "mine")
    assert kg(capsys, "show", "Berg").code == 2
    (here / "kg.toml").write_text('build = "mine"\n', encoding="utf-8")
    assert "Anna Berg · Person" in kg(capsys, "show", "Berg").out


def test_the_command_line_and_the_environment_go_before_kg_toml(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    build_of(met("Anna Berg", "Tom Reed"), here / "first")
    build_of(met("Ida Holm", "Tom Reed"), here / "second")
    (here / "kg.toml").write_text('build = "gone"\n', encoding="utf-8")
    assert "Anna Berg" in kg(capsys, "show", "Berg", "--build", "first").out
    monkeypatch.setenv("KG_BUILD", "second")
    assert "Ida Holm" in kg(capsys, "show", "Holm").out


def test_articles_and_rules_of_kg_toml_are_read(here: Path, capsys: pytest.CaptureFixture[str]):
    (here / "news").mkdir()
    (here / "news" / "a.txt").write_text("Anna Berg applauded Tom Reed in the town hall on Monday.\n", encoding="utf-8")
    (here / "rules").mkdir()
    (here / "rules" / "CLAPPED.yaml").write_text(RULE, encoding="utf-8")
    (here / "kg.toml").write_text('articles = "news"\nrelations = ["rules"]\nworkers = 0\n', encoding="utf-8")
    ran = kg(capsys, "extract")
    assert "CLAPPED" in {claim["type"] for claim in json.loads(ran.out)["claims"]}, ran.err
    assert "applauded" in kg(capsys, "relations", "show", "CLAPPED").out


def test_names_of_fields_of_kg_toml_are_read(here: Path, capsys: pytest.CaptureFixture[str]):
    (here / "news.jsonl").write_text('{"words": "Anna Berg met Tom Reed in Oslo on Monday."}\n', encoding="utf-8")
    (here / "kg.toml").write_text('articles = "news.jsonl"\nmap = {text = "words"}\nworkers = 0\n', encoding="utf-8")
    assert "Anna Berg met Tom Reed" in kg(capsys, "extract").out


@pytest.mark.parametrize("text", sorted(FAULTS))
def test_a_fault_of_kg_toml_is_one_line_with_file_and_field(here: Path, capsys: pytest.CaptureFixture[str], text: str):
    (here / "kg.toml").write_text(text, encoding="utf-8")
    ran = kg(capsys, "show", "Berg")
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert FAULTS[text] in ran.err


def test_a_path_of_kg_toml_that_is_gone_stops_only_the_commands_that_read_it(
    here: Path, capsys: pytest.CaptureFixture[str]
):
    (here / "kg.toml").write_text('holders = "holders.csv"\n', encoding="utf-8")
    ran = kg(capsys, "extract")
    assert ran.code == 2
    assert "kg.toml:1: holders is 'holders.csv', which is not there" in ran.err
    assert "kg.toml" not in kg(capsys, "show", "Berg").err


def test_bytes_that_are_no_text_are_named(here: Path):
    (here / "kg.toml").write_bytes(b'model = "\xff"')
    with pytest.raises(DataError, match=r"kg\.toml: is not UTF-8 at byte 9"):
        read_configuration()


def test_a_shell_that_completes_a_word_reads_kg_toml_and_is_told_nothing_where_it_is_faulty(here: Path):
    build_of(met("Anna Berg", "Tom Reed"), here / "mine")
    for text, completed in (('build = "mine"\n', ["anna-berg"]), ("nonsense", [])):
        (here / "kg.toml").write_text(text, encoding="utf-8")
        asked = {"_KG_COMPLETE": "complete_bash", "COMP_WORDS": "kg show anna-b", "COMP_CWORD": "2"}
        ran = subprocess.run(
            [Path(sys.executable).with_name("kg")], env=os.environ | asked, text=True, capture_output=True, check=False
        )
        assert (ran.stdout.split(), ran.stderr) == (completed, "")


def test_every_field_is_in_the_page_of_the_commands():
    page = Path(__file__).parents[1] / "docs" / "commands.md"
    section = page.read_text(encoding="utf-8").partition("## kg.toml")[2].partition("\n## ")[0]
    assert section
    assert not [name for name in FIELDS if f"`{name}`" not in section and f"\n{name} = " not in section]
