"""Bad input through the real command line: one line for each fault, the rest is built, never a traceback."""

import gzip
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.errors import InputError
from kg.read import portions
from kg.store.database import Store, connect, run_query
from kg.store.local_neo4j import Connection
from tests import commands
from tests.commands import Ran

GOOD = """---
title: Berg meets Reed in Oslo
date: 2025-10-27
---
OSLO - Prime Minister Anna Berg of Norway met President Tom Reed on Monday. Berg thanked Reed for his visit.
"""

WRONG = "not-this-one"


def kg(folder: Path, *arguments: str | Path, **environment: str) -> Ran:
    """Run `kg` as a process of its own in `folder`. Whatever it does, it shows no traceback."""
    command = [sys.executable, "-m", "kg.cli", *map(str, arguments)]
    own = {name: value for name, value in os.environ.items() if not name.startswith(("NEO4J_", "KG_"))}
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, env=own | environment, check=False)
    assert "Traceback" not in done.stderr
    return Ran(done.returncode, done.stdout, done.stderr)


def rebuild(folder: Path, *arguments: str | Path, **environment: str) -> Ran:
    """`kg rebuild` in this process, for tests of what is built and told, whoever does it. It shows no traceback."""
    everything = commands.outside() | environment
    ran = commands.kg_in(folder, "rebuild", *arguments, "--workers", "0", environment=everything)
    assert "Traceback" not in ran.err
    return ran


def faults(ran: Ran) -> list[str]:
    """The lines that name a fault."""
    return [line for line in ran.err.splitlines() if line.startswith("kg: ")]


def nodes(folder: Path, label: str) -> list[dict[str, Any]]:
    """The properties of the nodes of a label in the graph files below `folder`."""
    lines = (folder / "build" / "graph" / "nodes.jsonl").read_text(encoding="utf-8").splitlines()
    return [row["properties"] for row in map(json.loads, lines) if label in row["labels"]]


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A folder with one good article."""
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "good.md").write_text(GOOD, encoding="utf-8")
    return folder


# ------------------------------------------------------------------ articles


def test_each_bad_file_is_one_line_with_its_name_and_reason_and_the_others_are_built(tmp_path: Path, news: Path):
    (news / "empty.txt").touch()
    (news / "blank.md").write_text("\n \n\t\n", encoding="utf-8")
    (news / "binary.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)
    (news / "latin1.txt").write_bytes("Caf\xe9 owner Anna Berg met Tom Reed.".encode("latin-1"))
    (news / "huge.txt").write_bytes(b"Anna Berg met Tom Reed in Oslo. " * (20_000_000 // 32))
    (news / "broken.txt.gz").write_bytes(b"\x1f\x8b\x08\x00 this is not gzip")
    (news / "nodate.md").write_text(GOOD.replace("2025-10-27", "the day after"), encoding="utf-8")
    (news / "lines.jsonl").write_text(
        '{"id": "1", "text": "Anna Berg visited Bergen on Friday.", "date": "2025-10-27"}\n'
        '{"id": "2", "text": \n'
        "[1, 2]\n"
        '{"id": "3", "lead": "no text field"}\n'
        '{"id": "4", "text": "Tom Reed visited Trondheim.", "date": "2025-10-28"}\n',
        encoding="utf-8",
    )
    ran = kg(tmp_path, "rebuild", "news", "--no-load")
    assert ran.code == 1
    named = sorted(line.removeprefix("kg: news/").split(": ")[0] for line in faults(ran))
    assert named == [
        *("binary.txt", "blank.md", "broken.txt.gz", "empty.txt", "huge.txt", "latin1.txt"),
        *("lines.jsonl:2", "lines.jsonl:3", "lines.jsonl:4", "nodate.md"),
    ]
    reasons = "\n".join(faults(ran))
    for words in ("UTF-8", "binary", "empty", "JSON", "the day after"):
        assert words in reasons
    assert all(len(line) < 300 for line in faults(ran))
    assert sorted(article["id"] for article in nodes(tmp_path, "Article") if len(article["id"]) == 1) == ["1", "4"]
    assert {article.get("title") for article in nodes(tmp_path, "Article")} > {"Berg meets Reed in Oslo"}
    assert {person["name"] for person in nodes(tmp_path, "Person")} >= {"Anna Berg", "Tom Reed"}


def test_pages_tables_and_second_articles_that_cannot_be_taken_are_named_and_the_others_are_built(
    tmp_path: Path, news: Path
):
    (news / "empty.html").write_text("<html><head><title>Menu</title></head><body></body></html>", encoding="utf-8")
    (news / "table.csv").write_text("headline,lead\nBerg,Anna Berg met Tom Reed.\n", encoding="utf-8")
    whole = gzip.compress(json.dumps({"id": "packed", "text": "Tom Reed visited Bergen."}).encode() + b"\n")
    (news / "cut.jsonl.gz").write_bytes(whole[:-9])
    (news / "twice.jsonl").write_text(
        "".join(f'{{"id": "same", "text": "Anna Berg visited {city}."}}\n' for city in ("Turin", "Lisbon")),
        encoding="utf-8",
    )
    ran = rebuild(tmp_path, "news", "--no-load")
    assert ran.code == 1
    reasons = dict(line.removeprefix("kg: news/").split(": ", 1) for line in faults(ran))
    assert reasons.keys() == {"empty.html", "table.csv", "cut.jsonl.gz", "twice.jsonl:2"}
    assert "without the text of an article" in reasons["empty.html"]
    assert "no column 'text'" in reasons["table.csv"]
    assert "headline, lead" in reasons["table.csv"]
    assert "damaged gzip file" in reasons["cut.jsonl.gz"]
    assert "news/twice.jsonl:1 (same)" in reasons["twice.jsonl:2"]
    sentences = {claim["sentence"].strip() for claim in nodes(tmp_path, "Claim")}
    assert "Anna Berg visited Turin." in sentences
    assert "Anna Berg visited Lisbon." not in sentences
    assert any("Prime Minister Anna Berg of Norway met" in sentence for sentence in sentences)


def test_a_file_that_vanishes_while_it_is_read_is_named_and_comes_back_with_the_next_rebuild(
    tmp_path: Path, news: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    going = news / "going.md"
    text = GOOD.replace("Tom Reed", "Eva Lund").replace("Reed", "Lund")
    going.write_text(text, encoding="utf-8")
    find = portions.article_files

    def find_and_lose(path: Path) -> Iterator[Path | InputError]:
        for file in find(path):
            if file.name == going.name:
                going.unlink()
            yield file

    with monkeypatch.context() as patch:
        patch.setattr(portions, "article_files", find_and_lose)
        ran = commands.kg(capsys, "rebuild", "news", "--no-load", "--workers", "0")
    assert ran.code == 1
    assert "kg: news/going.md: no such file or directory" in ran.err
    assert {person["name"] for person in nodes(tmp_path, "Person")} == {"Anna Berg", "Tom Reed"}
    going.write_text(text, encoding="utf-8")
    assert commands.kg(capsys, "rebuild", "news", "--no-load", "--workers", "0").code == 0
    assert {person["name"] for person in nodes(tmp_path, "Person")} == {"Anna Berg", "Tom Reed", "Eva Lund"}


def test_a_clock_that_is_set_back_hides_no_change_and_makes_none(
    tmp_path: Path, news: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    good = news / "good.md"
    arguments = ("rebuild", "news", "--no-load", "--workers", "0")
    assert commands.kg(capsys, *arguments).code == 0
    before = good.stat()
    good.write_text(GOOD.replace("Tom", "Tim"), encoding="utf-8")
    assert good.stat().st_size == before.st_size
    for times in ((before.st_atime_ns, before.st_mtime_ns), (0, 0)):
        os.utime(good, ns=times)
        assert commands.kg(capsys, *arguments).code == 0
        assert {person["name"] for person in nodes(tmp_path, "Person")} == {"Anna Berg", "Tim Reed"}
    for file in [*(tmp_path / ".kg").iterdir(), *(tmp_path / "build" / "graph").iterdir()]:
        os.utime(file, (2**32, 2**32))  # written in a future that has not come
    assert "nothing has changed" in commands.kg(capsys, *arguments).err


def test_strict_stops_at_the_first_bad_article_and_writes_nothing(tmp_path: Path, news: Path):
    (news / "empty.txt").touch()
    ran = rebuild(tmp_path, "news", "--no-load", "--strict")
    assert (ran.code, len(faults(ran))) == (1, 1)
    assert "empty.txt" in ran.err
    assert not (tmp_path / "build" / "graph").exists()


def test_files_of_other_kinds_are_counted_in_one_line_at_the_end(tmp_path: Path, news: Path):
    for name in ("a.png", "b.png", "sheet.xlsx"):
        (news / name).write_bytes(b"\x00")
    ran = rebuild(tmp_path, "news", "--no-load")
    assert ran.code == 0
    assert ran.err.splitlines()[-1] == "left out: 2 .png (not read), 1 .xlsx (not read)"


def test_a_folder_without_articles_is_named_and_an_older_graph_stays(tmp_path: Path, news: Path):
    assert rebuild(tmp_path, "news", "--no-load").code == 0
    before = (tmp_path / "build" / "graph" / "nodes.jsonl").read_bytes()
    (tmp_path / "none").mkdir()
    (tmp_path / "none" / "notes.xlsx").touch()
    for missing in ("none", "nowhere"):
        ran = rebuild(tmp_path, missing, "--no-load", "--replace")
        assert ran.code == 1
        assert faults(ran)[0].startswith(f"kg: {missing}: ")
    assert (tmp_path / "build" / "graph" / "nodes.jsonl").read_bytes() == before


def test_a_first_rebuild_of_nothing_leaves_no_folder_and_no_log_is_told(tmp_path: Path):
    ran = kg(tmp_path, "rebuild", "nowhere", "--no-load")
    assert (ran.code, faults(ran)[0].startswith("kg: nowhere: ")) == (1, True)
    assert not (tmp_path / "build").exists()
    log = kg(tmp_path, "neo4j", "logs")
    assert (log.code, log.out, "no Neo4j was started here yet" in log.err) == (0, "", True)


def test_extract_reports_bad_lines_and_writes_the_good_ones_in_order(tmp_path: Path):
    (tmp_path / "in.jsonl").write_text(
        '{"id": "b", "text": "Anna Berg met Tom Reed."}\nnot json\n{"id": "a", "text": "Tom Reed left."}\n',
        encoding="utf-8",
    )
    ran = kg(tmp_path, "extract", "in.jsonl")
    assert ran.code == 1
    assert [json.loads(line)["id"] for line in ran.out.splitlines()] == ["b", "a"]
    assert len(faults(ran)) == 1
    assert faults(ran)[0].startswith("kg: in.jsonl:2: ")


@pytest.mark.parametrize("output", ["in.jsonl", "news/out.jsonl", "decided.yaml", "none/out.jsonl"])
def test_extract_never_takes_the_place_of_what_it_reads(tmp_path: Path, output: str):
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.md").write_text(GOOD, encoding="utf-8")
    (tmp_path / "in.jsonl").write_text('{"id": "b", "text": "Anna Berg met Tom Reed."}\n', encoding="utf-8")
    (tmp_path / "decided.yaml").write_text("- drop: Oslo\n  reason: a test\n", encoding="utf-8")
    before = {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    ran = kg(tmp_path, "extract", "in.jsonl", "news", "--decisions", "decided.yaml", "-o", output)
    assert ran.code == 2
    assert output in ran.err
    assert {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()} == before


def test_a_graph_among_the_articles_is_not_read_as_articles(tmp_path: Path):
    (tmp_path / "a.md").write_text(GOOD, encoding="utf-8")
    for more in ((), ("--fresh",), ("--build", "other")):
        ran = rebuild(tmp_path, ".", "--no-load", *more)
        assert (ran.code, faults(ran)) == (0, []), more
    (tmp_path / "build" / "b.md").write_text("Anna Berg visited Oslo.\n", encoding="utf-8")
    (tmp_path / "other" / "graph" / "manifest.json").unlink()
    assert rebuild(tmp_path, ".", "--no-load", "--build", "third").code == 1


# ------------------------------------------------------------------ rules, options, places to write


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("rebuild", "news", "--no-such-option"), "no-such-option"),
        (("rebild",), "rebild"),
        (("rebuild", "news", "--min-confidence", "2"), "min-confidence"),
        (("extract", "news", "--map", "text"), "text=body"),
        (("extract", "news", "--model", "no_such_pipeline"), "no_such_pipeline"),
        (("extract", "news", "--relations", "nowhere"), "nowhere"),
        (("extract", "news", "--lexicon", "nowhere"), "nowhere"),
        (("extract", "news", "--decisions", "nowhere.yaml"), "nowhere.yaml"),
        (("extract", "news", "--holders", "nowhere.csv"), "nowhere.csv"),
        (("extract", "news", "-o", "nowhere/out.jsonl"), "nowhere/out.jsonl"),
        (("query", "RETURN 1", "--param", "x"), "name=value"),
        (("query", "RETURN 1", "--json", "--csv"), "choose one"),
        (("query", "RETURN 1"), "kg rebuild"),
    ],
)
def test_wrong_usage_is_exit_code_2_and_names_what_is_wrong(
    news: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
    words: str,
):
    monkeypatch.chdir(news.parent)
    monkeypatch.delenv("NEO4J_URI", raising=False)
    ran = commands.kg(capsys, *arguments)
    assert ran.code == 2
    assert words in ran.err


def test_a_fault_in_a_rule_file_is_told_before_any_long_work(tmp_path: Path, news: Path):
    (tmp_path / "holders.csv").write_text("holder,office,since\nAnna Berg,mayor of Oslo,soon\n", encoding="utf-8")
    ran = rebuild(tmp_path, "news", "--holders", "holders.csv", "--no-load")
    assert ran.code == 2
    assert faults(ran) == ["kg: holders.csv:2: since 'soon' is no date (write it as 2020-05-31)"]
    assert not (tmp_path / "build").exists()


def test_what_is_decided_in_vain_is_told_by_the_rebuild(tmp_path: Path, news: Path):
    (tmp_path / "decisions.yaml").write_text(
        "- same: [Anna Berg, Anna B.]\n  reason: Short.\n- rename: {from: Tom Reed, to: T. Reed}\n  reason: Style.\n",
        encoding="utf-8",
    )
    ran = rebuild(tmp_path, "news", "--no-load")
    warnings = [line for line in ran.err.splitlines() if line.startswith("warning: ")]
    assert warnings == ["warning: decisions.yaml: 'Anna B.' names nothing in build/graph (spelled otherwise, or gone)"]
    assert ran.code == 0
    assert "T. Reed" in {person["name"] for person in nodes(tmp_path, "Person")}


# ------------------------------------------------------------------ Neo4j


def test_an_unreachable_neo4j_is_exit_code_3_says_what_was_tried_and_the_graph_files_are_there(
    tmp_path: Path, news: Path
):
    ran = rebuild(tmp_path, "news", "--uri", "bolt://127.0.0.1:1", NEO4J_PASSWORD=WRONG)
    assert ran.code == 3
    assert "bolt://127.0.0.1:1" in faults(ran)[-1]
    assert "NEO4J_URI" in faults(ran)[-1]
    assert WRONG not in ran.err
    assert nodes(tmp_path, "Person")
    lines = ran.err.splitlines()
    tried = next(at for at, line in enumerate(lines) if "bolt://127.0.0.1:1" in line)
    assert tried < next(at for at, line in enumerate(lines) if "nodes," in line), "told after all was read"


@pytest.mark.neo4j
def test_a_wrong_password_is_exit_code_3_and_the_graph_files_are_there(
    tmp_path: Path, news: Path, neo4j_server: Connection
):
    ran = rebuild(tmp_path, "news", "--uri", neo4j_server.uri, NEO4J_PASSWORD=WRONG)
    assert ran.code == 3
    assert "NEO4J_PASSWORD" in faults(ran)[-1]
    assert WRONG not in ran.err
    assert nodes(tmp_path, "Person")
    lines = ran.err.splitlines()
    refused = next(at for at, line in enumerate(lines) if "refuses the password" in line)
    assert refused < next(at for at, line in enumerate(lines) if "nodes," in line), "told after all was read"


@pytest.fixture
def store(neo4j_server: Connection) -> Iterator[Store]:
    """An empty database."""
    with connect(neo4j_server.uri, neo4j_server.user, neo4j_server.password) as found:
        run_query(found, "MATCH (n) DETACH DELETE n", write=True)
        yield found
        run_query(found, "MATCH (n) DETACH DELETE n", write=True)


def counted(store: Store, cypher: str) -> int:
    """The one value that a query returns."""
    return int(run_query(store, cypher).rows[0][0])


@pytest.mark.neo4j
def test_data_that_kg_did_not_write_is_refused_named_and_with_yes_left_alone(
    tmp_path: Path, news: Path, neo4j_server: Connection, store: Store
):
    run_query(store, "CREATE (:Customer {name: 'Anna Berg'})-[:BOUGHT]->(:Product)", write=True)
    login = {"NEO4J_URI": neo4j_server.uri, "NEO4J_PASSWORD": neo4j_server.password}
    refused = rebuild(tmp_path, "news", **login)
    assert refused.code == 3
    assert "Customer" in faults(refused)[-1]
    assert "--yes" in faults(refused)[-1]
    assert counted(store, "MATCH (n) RETURN count(n)") == 2
    assert rebuild(tmp_path, "news", "--yes", **login).code == 0
    assert counted(store, "MATCH (:Customer)-[b:BOUGHT]->(:Product) RETURN count(b)") == 1
    assert counted(store, "MATCH (p:Person {name: 'Anna Berg'}) RETURN count(p)") == 1


@pytest.mark.neo4j
def test_quotes_backticks_braces_and_cypher_in_an_article_arrive_as_text(
    tmp_path: Path, neo4j_server: Connection, store: Store
):
    title = "Reed `DROP` {x: 1} $name \"it's\" \\ '}) DETACH DELETE n //"
    text = (
        'Mayor Anna O\'Brien-Berg met Tom "The Rock" Reed in Oslo on Friday. '
        "`) MATCH (n) DETACH DELETE n // Reed thanked Anna O'Brien-Berg. {name: 'x'} <script>alert(1)</script>"
    )
    row = {"id": "a`b{c}'d\"e", "title": title, "text": text, "date": "2025-10-27"}
    (tmp_path / "in.jsonl").write_text(json.dumps(row), encoding="utf-8")
    ran = rebuild(tmp_path, "in.jsonl", "--uri", neo4j_server.uri, NEO4J_PASSWORD=neo4j_server.password)
    assert ran.code == 0
    assert run_query(store, "MATCH (a:Article) RETURN a.id, a.title").rows == ((row["id"], title),)
    assert counted(store, 'MATCH (p:Person) WHERE p.name CONTAINS "O\'Brien" RETURN count(p)') == 1
    assert counted(store, "MATCH (n:Kg) RETURN count(n)") > 3
