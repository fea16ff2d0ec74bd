"""The local Neo4j: real servers, and everything that can go wrong with one.

The tests of one home run in the order they stand in: each leaves the server as the next one wants it.
"""

import os
import re
import socket
import stat
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import neo4j
import psutil
import pytest

from kg.errors import ServerError, UsageError
from kg.store import local_neo4j, neo4j_process, neo4j_settings
from kg.store.local_neo4j import Connection, admin, logs, password_file, start, status, stop
from kg.store.neo4j_process import State, choose_ports, find_server, read_state, write_state
from kg.store.neo4j_settings import Ports, archive_file, write_arguments, write_conf
from tests.commands import kg

START_ELSEWHERE = (
    "import sys, pathlib, kg.store.local_neo4j as n; n.start(pathlib.Path(sys.argv[1]), lambda line: None)"
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home with a space and a quote in its name, as users have them; whatever a test leaves running is ended."""
    folder = tmp_path_factory.mktemp("it's a home") / "neo4j"
    folder.mkdir()
    yield folder
    folder.mkdir(exist_ok=True)
    stop(folder, say_nothing)


def say_nothing(_line: str) -> None:
    pass


def ask(connection: Connection, query: str) -> list[list[object]]:
    with neo4j.GraphDatabase.driver(connection.uri, auth=(connection.user, connection.password)) as driver:
        return [record.values() for record in driver.execute_query(query).records]


def test_a_password_is_never_shown_by_accident():
    assert "secret" not in repr(Connection("bolt://127.0.0.1:1", "neo4j", "secret", "neo4j", "http://127.0.0.1:2"))


@pytest.mark.parametrize("value", ["lots", "0g", "2 g", "-1g", "1g -version"])
def test_a_wrong_memory_setting_is_refused_before_anything_starts(value: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("KG_NEO4J_HEAP", value)
    with pytest.raises(UsageError, match="KG_NEO4J_HEAP"):
        neo4j_settings.java_options([])


def test_memory_is_set_by_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("KG_NEO4J_HEAP", "700m")
    monkeypatch.setenv("KG_NEO4J_PAGECACHE", "99m")
    write_conf(tmp_path, Ports())
    assert "-Xmx700m" in neo4j_settings.java_options([])
    assert "server.memory.pagecache.size=99m" in (tmp_path / "conf" / "neo4j.conf").read_text()


def test_an_argument_file_is_private_even_where_an_open_one_stood(tmp_path: Path):
    path = tmp_path / "x.args"
    path.write_text("old")
    path.chmod(0o644)
    write_arguments(path, ['a "b" \\c'])
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_text() == '"a \\"b\\" \\\\c"\n'


def test_a_pid_that_belongs_to_another_program_now_is_no_server(tmp_path: Path):
    write_state(tmp_path, State(os.getpid(), Ports()))
    assert find_server(tmp_path) is None
    assert not status(tmp_path).running
    assert not stop(tmp_path, say_nothing)
    assert psutil.pid_exists(os.getpid())


@pytest.mark.parametrize("text", ["", "{", "[]", '{"pid": 1}', '{"pid": 1, "ports": {"x": 2}}'])
def test_damaged_notes_are_worth_no_more_than_none(tmp_path: Path, text: str):
    (tmp_path / "server.json").write_text(text)
    assert read_state(tmp_path) == State()


def test_a_taken_port_is_replaced_and_reported():
    said: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as taken, socket.create_server(("127.0.0.1", 0)) as other:
        port = taken.getsockname()[1]
        free = other.getsockname()[1]
        other.close()
        ports = choose_ports(Ports(port, free), said.append)
    assert ports.bolt != port
    assert ports.http == free
    assert said == [f"port {port} is taken by another program: Bolt uses {ports.bolt}"]


def test_nothing_runs_and_nothing_is_made_where_nothing_was_started(tmp_path: Path):
    nowhere = tmp_path / "none"
    assert not status(nowhere).running
    assert not stop(nowhere)
    assert logs(nowhere) == ""
    assert not nowhere.exists()


@pytest.mark.neo4j
@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="reads the memory map of a process as Linux shows it")
def test_a_prepared_start_uses_the_archive(tmp_path: Path):
    """Recording takes half a minute, once per user: the first test run pays, every later start gains."""
    assert local_neo4j.prepare(say_nothing) == archive_file()
    start(tmp_path, say_nothing)
    maps = Path(f"/proc/{status(tmp_path).pid}/maps").read_text()
    stop(tmp_path, say_nothing)
    assert str(archive_file()) in maps


@pytest.mark.neo4j
def test_the_server_of_the_tests_answers_a_driver(neo4j_server: Connection):
    assert ask(neo4j_server, "RETURN 1 + 1") == [[2]]


@pytest.mark.neo4j
def test_a_start_of_another_command_survives_it(home: Path):
    subprocess.run([sys.executable, "-c", START_ELSEWHERE, str(home)], check=True)
    now = status(home)
    assert now.ready
    assert now.connection is not None
    ask(now.connection, "CREATE (:Kept)")


@pytest.mark.neo4j
def test_a_second_start_finds_the_first(home: Path):
    before = status(home)
    assert start(home, say_nothing) == before.connection
    assert status(home).pid == before.pid


@pytest.mark.neo4j
def test_only_this_machine_can_reach_the_server(home: Path):
    server = psutil.Process(status(home).pid)
    listening = [s.laddr for s in server.net_connections("tcp") if s.status == psutil.CONN_LISTEN]
    ports = read_state(home).ports
    assert {address.port for address in listening} == {ports.bolt, ports.http}
    assert {address.ip.removeprefix("::ffff:") for address in listening} == {"127.0.0.1"}


@pytest.mark.neo4j
def test_the_password_is_for_its_owner_only_and_stands_nowhere_else(home: Path):
    password = password_file(home).read_text().strip()
    assert stat.S_IMODE(password_file(home).stat().st_mode) == 0o600
    server = psutil.Process(status(home).pid)
    assert password not in " ".join(server.cmdline())
    assert password not in " ".join(server.environ().values())
    files = [path for path in home.rglob("*") if path.is_file() and path != password_file(home)]
    assert [path for path in files if password.encode() in path.read_bytes()] == []


@pytest.mark.neo4j
def test_a_wrong_password_is_refused(home: Path):
    connection = start(home, say_nothing)
    with (
        neo4j.GraphDatabase.driver(connection.uri, auth=(connection.user, "wrong")) as driver,
        pytest.raises(neo4j.exceptions.AuthError),
    ):
        driver.verify_connectivity()


@pytest.mark.neo4j
def test_the_browser_is_served_at_its_address(home: Path):
    connection = start(home, say_nothing)
    with urllib.request.urlopen(connection.browser) as page:  # noqa: S310 our own server
        text = page.read().decode()
    assert "neo4j" in text.lower()
    assert re.search(r"dbms=bolt://neo4j@127\.0\.0\.1:\d+&db=neo4j$", connection.browser)


@pytest.mark.neo4j
def test_the_admin_tool_keeps_off_a_running_server(home: Path):
    with pytest.raises(ServerError, match="stop it first"):
        admin(home, "database", "info")


@pytest.mark.neo4j
def test_a_killed_server_is_noticed_and_started_again_on_its_data(home: Path):
    server = psutil.Process(status(home).pid)
    ports = read_state(home).ports
    server.kill()
    server.wait(10)
    assert not status(home).running
    said: list[str] = []
    connection = start(home, said.append)
    assert f"Neo4j (pid {server.pid}) had ended without being stopped: starting it again on its data" in said
    assert ask(connection, "MATCH (k:Kept) RETURN count(k)") == [[1]]
    assert read_state(home).ports == ports


@pytest.mark.neo4j
def test_a_running_server_is_found_when_its_notes_are_lost(home: Path):
    pid = status(home).pid
    write_state(home, State(None, read_state(home).ports))
    assert status(home).pid == pid


@pytest.mark.neo4j
def test_a_clean_stop_is_quick_and_complete(home: Path):
    server = psutil.Process(status(home).pid)
    began = time.monotonic()
    assert stop(home, say_nothing)
    assert time.monotonic() - began < neo4j_process.STOP_SECONDS / 2, (
        "far from where it would be killed, on a crowded machine too"
    )
    assert not server.is_running() or server.status() == psutil.STATUS_ZOMBIE
    assert not stop(home, say_nothing)
    assert "Stopped." in logs(home)


@pytest.mark.neo4j
def test_the_admin_tool_fills_the_stopped_server(home: Path, tmp_path: Path):
    people = tmp_path / "people.csv"
    people.write_text("id:ID,name,:LABEL\np1,Ada,Person\np2,Kim,Person\n")
    met = tmp_path / "met.csv"
    met.write_text(":START_ID,:END_ID,:TYPE\np1,p2,MET\n")
    files = (f"--nodes={people}", f"--relationships={met}")
    admin(home, "database", "import", "full", "neo4j", "--overwrite-destination", *files, report=say_nothing)
    connection = start(home, say_nothing)
    assert ask(connection, "MATCH (a)-[:MET]->(b) RETURN a.name, b.name") == [["Ada", "Kim"]]


@pytest.mark.neo4j
def test_a_server_whose_files_were_deleted_is_ended_and_replaced(home: Path):
    old = psutil.Process(status(home).pid)
    for path in sorted(home.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    said: list[str] = []
    connection = start(home, said.append)
    assert any("were deleted" in line for line in said)
    assert not old.is_running() or old.status() == psutil.STATUS_ZOMBIE
    assert ask(connection, "MATCH (n) RETURN count(n)") == [[0]]
    stop(home, say_nothing)


@pytest.mark.neo4j
def test_two_starts_at_once_start_one_server(home: Path):
    command = [sys.executable, "-c", START_ELSEWHERE, str(home)]
    first, second = subprocess.Popen(command), subprocess.Popen(command)
    assert (first.wait(), second.wait()) == (0, 0)
    assert len([p for p in psutil.process_iter() if neo4j_process.serves(p, home.resolve())]) == 1
    assert stop(home, say_nothing)


@pytest.mark.neo4j
def test_a_port_taken_at_the_last_moment_is_given_up_for_another(home: Path, monkeypatch: pytest.MonkeyPatch):
    """Another program takes the port after we found it free: the server cannot bind it, and a second one is tried."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        write_state(home, State(None, Ports(port, read_state(home).ports.http)))
        really = neo4j_process._is_free
        answers = [True]
        monkeypatch.setattr(neo4j_process, "_is_free", lambda p: answers.pop() if answers else really(p))
        connection = start(home, say_nothing)
        assert ask(connection, "RETURN 1") == [[1]]
        assert read_state(home).ports.bolt != port
    stop(home, say_nothing)


@pytest.mark.neo4j
def test_a_server_that_dies_while_starting_is_told_at_once_with_its_log(home: Path, monkeypatch: pytest.MonkeyPatch):
    def write_wrong_conf(home: Path, ports: Ports) -> None:
        write_conf(home, ports)
        with (home / "conf" / "neo4j.conf").open("a") as conf:
            conf.write("server.no_such_setting=1\n")

    monkeypatch.setattr(local_neo4j, "write_conf", write_wrong_conf)
    with pytest.raises(ServerError, match=r"(?s)ended while starting.*server\.no_such_setting"):
        start(home, say_nothing)
    assert read_state(home).pid is None


@pytest.mark.neo4j
def test_data_without_its_password_is_not_touched(home: Path):
    password_file(home).rename(home / "aside")
    with pytest.raises(ServerError, match=r"is missing\. Write the right one there"):
        start(home, say_nothing)
    (home / "aside").rename(password_file(home))


@pytest.mark.neo4j
@pytest.mark.parametrize(
    ("damage", "why"),
    [(b"\xff\xfe", "cannot be read"), (b"other\n", "is refused"), (b"", "is refused"), (None, "is missing")],
)
@pytest.mark.parametrize("command", ["neo4j status", "neo4j start", "ask meetings"])
def test_a_damaged_password_file_is_named_with_the_remedy_and_nothing_is_lost(
    home: Path, capsys: pytest.CaptureFixture[str], damage: bytes | None, why: str, command: str
):
    start(home, say_nothing)
    own = status(home).pid
    right = password_file(home).read_bytes()
    password_file(home).unlink() if damage is None else password_file(home).write_bytes(damage)
    try:
        ran = kg(capsys, *command.split(), "--home", home.parent)
    finally:
        password_file(home).write_bytes(right)
    told = [line for line in ran.err.splitlines() if line.startswith("kg: ")]
    assert (ran.code, len(told)) == (3, 1)
    assert f"the password in {password_file(home)} {why}" in told[0]
    assert "Write the right one there, or `kg neo4j stop`, delete" in told[0]
    assert (status(home).pid, status(home).ready) == (own, True)


def test_programs_without_a_command_line_are_not_waited_for(home: Path, monkeypatch: pytest.MonkeyPatch):
    class KernelThread:
        def status(self) -> str:
            return psutil.STATUS_SLEEPING

        def cmdline(self) -> list[str]:
            return []

        def name(self) -> str:
            return "kworker/0:1"

    def never(_seconds: float) -> None:
        raise AssertionError("waited")

    monkeypatch.setattr(neo4j_process.time, "sleep", never)
    assert not neo4j_process.serves(KernelThread(), home)  # type: ignore[arg-type]
