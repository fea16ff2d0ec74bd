"""`kg check`: every fault is found, each with file, line, field and remedy, and what ships with kg has none."""

import shutil
from pathlib import Path

import pytest

from kg.checking import (
    check_articles,
    check_decisions,
    check_files,
    check_holders,
    check_lexicon,
    check_relations,
    decided_in_vain,
)
from kg.datafiles import read_yaml
from kg.errors import DataError
from kg.graph.assemble import assemble
from kg.graph.graph_files import write_graph
from kg.mention.language import DEFAULT_MODEL
from kg.paths import shipped
from tests import commands
from tests.worlds import SYMMETRIC, World

LEXICON = sorted(path.name for path in shipped("lexicon").glob("*.yaml"))

RELATION = """
relation: TEACHES
means: gives lessons to
subject: Person
object: Person
patterns:
  - name: teach
    anchor: {LEMMA: teach, POS: VERB}
    subject: "> nsubj"
    object: "> dobj"
holds:
  - "[Anna Berg|subject] teaches [Tom Reed|object]."
does_not_hold:
  - "[Anna Berg|Person] does not teach [Tom Reed|Person]."
"""


def written(folder: Path, name: str, text: str) -> Path:
    """A file with this text."""
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def test_what_ships_with_kg_has_no_fault():
    faults, summary = check_files((), shipped("lexicon"), None, None, (shipped("samples"),))
    assert faults == []
    assert "16 articles, 0 without a date" in summary


# ------------------------------------------------------------------ relations


def test_every_fault_of_a_relation_file_is_found_at_its_line(tmp_path: Path):
    text = RELATION.replace('"> nsubj"', '"> nsubject"').replace("POS: VERB}", "PSO: VERB}")
    written(tmp_path, "TEACHES.yaml", text.replace("[Tom Reed|object].", "[Tom Reed|objekt]."))
    faults, _ = check_relations([tmp_path])
    shown = [str(fault).removeprefix(f"{tmp_path}/") for fault in faults]
    assert len(shown) == 2
    assert shown[0].startswith("TEACHES.yaml:8: unknown field 'PSO' (did you mean 'POS'?")
    assert shown[1].startswith("TEACHES.yaml:12: holds: ")


def test_faults_of_several_patterns_and_files_are_all_found(tmp_path: Path):
    second = '  - name: coach\n    anchor: {LEMMA: coach}\n    subject: "> nsubjx"\n    object: "> dobj"\nholds:'
    first = RELATION.replace('"> dobj"', '"> dobjx"')
    written(tmp_path, "TEACHES.yaml", first.replace("holds:", second, 1))
    written(tmp_path, "BROKEN.yaml", "relation: [unclosed\n")
    written(tmp_path, "LOST.yml", RELATION)
    faults, _ = check_relations([tmp_path])
    named = sorted(Path(fault.where).name for fault in faults if isinstance(fault, DataError))
    assert named == ["BROKEN.yaml:2", "LOST.yml", "TEACHES.yaml:10", "TEACHES.yaml:13"]


def test_an_example_that_does_not_come_out_is_a_fault_at_its_line(tmp_path: Path):
    wrong = RELATION.replace('"> dobj"', '"> dative"')
    written(tmp_path, "TEACHES.yaml", wrong)
    faults, summary = check_relations([tmp_path], DEFAULT_MODEL)
    assert [Path(fault.where).name for fault in faults if isinstance(fault, DataError)] == ["TEACHES.yaml:12"]
    assert "Anna Berg → Tom Reed is not found" in str(faults[0])
    assert summary == ["1 relation files, 2 examples run"]


def test_a_folder_that_is_none_is_a_fault(tmp_path: Path):
    assert "is no folder" in str(check_relations([tmp_path / "nowhere"])[0][0])
    assert "is no folder" in str(check_lexicon(tmp_path / "nowhere")[0][0])


# ------------------------------------------------------------------ lexicon


@pytest.mark.parametrize("name", LEXICON)
def test_a_copy_of_a_shipped_file_is_accepted_alone(tmp_path: Path, name: str):
    shutil.copy(shipped("lexicon") / name, tmp_path)
    assert check_lexicon(tmp_path)[0] == []


@pytest.mark.parametrize("name", LEXICON)
def test_a_field_of_another_kind_is_found_in_every_file(tmp_path: Path, name: str):
    field = next(iter(read_yaml(shipped("lexicon") / name)))
    written(tmp_path, name, f"{field}: 2001-02-03\n")
    faults = check_lexicon(tmp_path)[0]
    assert len(faults) == 1
    assert str(faults[0]).startswith(str(tmp_path / name))
    assert field in str(faults[0])


def test_a_file_that_nothing_reads_and_words_that_are_none_are_found(tmp_path: Path):
    written(tmp_path, "title.yaml", "groups: []\n")
    text = (shipped("lexicon") / "titles.yaml").read_text(encoding="utf-8")
    written(tmp_path, "titles.yaml", text.replace("female: [", "female: [1999, ", 1))
    faults = [str(fault) for fault in check_lexicon(tmp_path)[0]]
    assert len(faults) == 2
    assert "title.yaml: is not a lexicon file that kg knows" in faults[0]
    assert "female: 1999 is a number, not text (put a word that YAML reads otherwise in quotes)" in faults[1]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a: [1\n", "x.yaml:2: "),
        ("a: 1\na: 2\n", "x.yaml:2: 'a' stands here twice"),
        ("a: &x [1]\nb: *x\n", "x.yaml:2: an alias"),
        ("- a\n", "does not hold a mapping"),
        ("a: !!python/object/apply:os.getcwd []\n", "x.yaml:1: "),
        ("a: " + "[" * 3000 + "\n", "x.yaml"),
        ("a: '" + "x" * 2_000_000 + "'\n", "is larger than 1,000,000 bytes"),
    ],
)
def test_yaml_that_is_wrong_or_hostile_is_one_line(tmp_path: Path, text: str, fault: str):
    with pytest.raises(DataError) as error:
        read_yaml(written(tmp_path, "x.yaml", text))
    assert fault in str(error.value)
    assert "\n" not in str(error.value)


def test_on_off_yes_and_no_are_words_in_a_list_and_truth_values_elsewhere(tmp_path: Path):
    found = read_yaml(written(tmp_path, "x.yaml", "words: [on, Off, yes, no, true]\non: yes\n"))
    assert found == {"words": ["on", "Off", "yes", "no", True], "on": True}
    assert found.lines == {"words": 1, "on": 2}


# ------------------------------------------------------------------ decisions, holders, articles


def test_every_fault_of_a_decisions_file_is_found_at_its_line(tmp_path: Path):
    text = (
        "- same: [Anna Berg, Ann Berg]\n  reason: One person.\n"
        "- drop: Oslo\n"
        "- rename: Burma\n  reason: House style.\n"
        "- type: {name: Meridian, is: Company}\n  reason: A firm.\n"
        "- merge: [a, b]\n  reason: why\n"
        "- not_same: [Ann Berg, Anna Berg, Tom]\n  reason: Two.\n"
        "- just a line\n"
    )
    faults, _ = check_decisions(written(tmp_path, "decisions.yaml", text))
    shown = [str(fault).removeprefix(f"{tmp_path}/") for fault in faults]
    assert [line.split(": ")[0] for line in shown[:5]] == [
        *("decisions.yaml:3", "decisions.yaml:4", "decisions.yaml:6", "decisions.yaml:8"),
        "decisions.yaml",
    ]
    assert "has no reason (add `reason:`" in shown[0]
    assert "one of Person, Office, Place, Organization" in shown[2]
    assert "both `same` and `not_same`" in shown[5]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("same: [Anna Berg, Nobody]", "'Nobody' names nothing in GRAPH (spelled otherwise, or gone)"),
        ("same: [Anna Berg, Tom Reed]", "'Anna Berg' and 'Tom Reed' are decided to be one, and are not in GRAPH"),
        ("same: [Anna Berg, berg]", ""),
        ("not_same: [Anna Berg, Berg]", "'Anna Berg' and 'Berg' are decided to be two, and are one in GRAPH"),
        ("not_same: [Anna Berg, Tom Reed]", ""),
        ("drop: Anna Berg", "'Anna Berg' is dropped, and still in GRAPH"),
        ("drop: Hackathon", ""),
        ("type: {name: Berg, is: Place}", "'Berg' is decided to be of type Place, and is not in GRAPH"),
        ("type: {name: Berg, is: Person}", ""),
        ("rename: {from: anna-berg, to: Anna B.}", ""),
        ("wrong: {subject: Berg, type: MET, object: Nil}", "'Nil' names nothing in GRAPH (spelled otherwise, or gone)"),
    ],
)
def test_what_is_decided_in_vain_is_a_warning(tmp_path: Path, text: str, told: str):
    world = World().entity("anna-berg", aliases=(("Anna Berg", 1), ("Berg", 1)))
    world.article("a1").says("[Anna Berg] met [Tom Reed].")
    extractions, resolution, stories = world.build()
    write_graph(assemble(extractions, resolution, stories, 0.0, SYMMETRIC), tmp_path / "graph")
    file = written(tmp_path, "decisions.yaml", f"- {text}\n  reason: Why.\n")
    faults, summary = check_decisions(file, tmp_path / "graph")
    line = f"{file}: {told.replace('GRAPH', str(tmp_path / 'graph'))}"
    assert faults == []
    assert summary == [
        f"1 decisions in {file}",
        *([f"warning: {line} (kg rebuild applies what is decided)"] if told else []),
    ]
    assert decided_in_vain(file, tmp_path / "graph") == ([line] if told else [])
    assert decided_in_vain(file, tmp_path / "elsewhere") == []


def test_every_fault_of_a_table_of_holders_is_found_at_its_line(tmp_path: Path):
    text = (
        "holder,office,since,until\nA B,mayor of X,,\n,mayor of X,,\nA B,mayor of X,May,\nA B,x,2020-02-02,2019-01-01\n"
    )
    faults, _ = check_holders(written(tmp_path, "holders.csv", text))
    assert [str(fault).rpartition("holders.csv")[2] for fault in faults] == [
        ":3: holder is empty (the first line is holder,office,since,until)",
        ":4: since 'May' is no date (write it as 2020-05-31)",
        ":5: until 2019-01-01 lies before since 2020-02-02 (correct one of the two)",
    ]
    missing, _ = check_holders(written(tmp_path, "names.csv", "name,office\nA,b\n"))
    assert "column 'holder' is missing" in str(missing[0])


def test_articles_without_a_date_are_counted_and_named(tmp_path: Path):
    written(tmp_path, "dated.md", "---\ndate: 2025-10-27\n---\nAnna Berg met Tom Reed.\n")
    written(tmp_path, "undated.txt", "Anna Berg met Tom Reed on Monday.\n")
    written(tmp_path, "empty.txt", "")
    faults, summary = check_articles([tmp_path])
    assert [Path(fault.where).name for fault in faults if not isinstance(fault, DataError)] == ["empty.txt"]
    assert summary[0] == "2 articles, 1 without a date"
    assert "undated.txt" in summary[1]


# ------------------------------------------------------------------ the command


def test_the_command_prints_all_faults_and_ends_with_exit_code_2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.chdir(tmp_path)
    written(tmp_path, "decisions.yaml", "- drop: Oslo\n")
    written(tmp_path, "holders.csv", "holder,office\n,\n")
    ran = commands.kg(capsys, "check", "--no-examples", "--holders", "holders.csv")
    assert ran.code == 2
    assert [line.split(": ")[1] for line in ran.err.splitlines()] == ["decisions.yaml:1", "holders.csv:2"]
