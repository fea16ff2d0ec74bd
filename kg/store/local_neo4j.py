"""A real Neo4j on this machine, started by kg: no docker, no installed Java, no installed Neo4j.

One folder ("home", `.kg/neo4j` of a project) holds one server's data, logs, password and ports. A server outlives
the command that started it, listens on 127.0.0.1 alone, and ends with `stop`. docs/neo4j.md is the user's page.
"""

from __future__ import annotations

import base64
import http.client
import json
import secrets
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import filelock
import psutil

from kg.errors import ServerError
from kg.store.neo4j_jars import Report, ensure_jars, read_lock
from kg.store.neo4j_process import (
    State,
    choose_ports,
    console_log,
    end_server,
    find_server,
    free_ports,
    listens,
    locked,
    read_state,
    run_admin,
    serves,
    spawn_server,
    write_state,
)
from kg.store.neo4j_releases import VARIABLE, chosen, is_newer
from kg.store.neo4j_settings import (
    HOST,
    archive_file,
    archive_options,
    conf_folder,
    java_options,
    record_options,
    server_arguments,
    write_arguments,
    write_conf,
)

USER = "neo4j"
DATABASE = "neo4j"
START_SECONDS = 180
PORT_TRIES = 3


@dataclass(frozen=True)
class Connection:
    """What a driver and a person need to reach the server; its repr keeps the password to itself."""

    uri: str
    user: str
    password: str = field(repr=False)
    database: str
    http: str

    @property
    def browser(self) -> str:
        """The Browser's address that opens with this server and user filled in; it asks for the password."""
        return f"{self.http}/browser/?dbms={self.uri.replace('://', f'://{self.user}@')}&db={self.database}"


@dataclass(frozen=True)
class Status:
    """How the server of one home is; `pid` and `connection` are None when none runs, `memory` is resident bytes."""

    home: Path
    version: str
    pid: int | None = None
    connection: Connection | None = None
    ready: bool = False
    memory: int = 0

    @property
    def running(self) -> bool:
        """Whether its process is alive; `ready` says whether it answers queries."""
        return self.pid is not None


class _PortTakenError(ServerError):
    """Another program took a port between our look at it and the server's start."""


def start(home: Path, report: Report = print) -> Connection:
    """Start the server of `home`, or find it running; returns once it answers an authenticated query.

    Fetches the jars the first time. Two starts at once start one server. A server that crashed is started again
    on its data. Raises ServerError with the end of the server's log when it does not come up.
    """
    home = home.resolve()
    with locked(home):
        process = _end_orphan(home, find_server(home), report)
        if process is not None:
            _wait_until_ready(home, process)
        else:
            _tell_crash(home, report)
            _launch(home, report, archive_options())
        return _connection(home)


def stop(home: Path, report: Report = print) -> bool:
    """Stop the server of `home` cleanly and wait for its end; False when none was running."""
    home = home.resolve()
    if not home.is_dir():
        return False
    with locked(home):
        process = find_server(home)
        if process is not None:
            end_server(process, report)
        write_state(home, replace(read_state(home), pid=None))
    return process is not None


def status(home: Path) -> Status:
    """Whether the server of `home` runs and answers, and how it is reached. Changes nothing."""
    home = home.resolve()
    process = find_server(home)
    version = (read_state(home).neo4j if process is not None else "") or read_lock().neo4j
    if process is None or _is_gone(home):
        return Status(home, version)
    connection = _connection(home)
    ready = listens(process, read_state(home).ports) and _answers(home, connection, "RETURN 1", seconds=5)
    return Status(home, version, process.pid, connection, ready, process.memory_info().rss)


def logs(home: Path, lines: int = 50) -> str:
    """The end of what the server logged for users, then of what Java itself printed."""
    files = (home / "logs" / "neo4j.log", console_log(home))
    return "\n".join(_tail(path, lines) for path in files if path.is_file()).strip()


def admin(home: Path, *arguments: str, report: Report = print) -> str:
    """Run Neo4j's own admin tool ("database", "import", "full", …) on the stopped server; returns what it printed.

    Raises ServerError when the server runs or the tool fails.
    """
    home = home.resolve()
    with locked(home):
        if find_server(home) is not None:
            raise ServerError(f"the Neo4j of {home} is running: stop it first (`kg neo4j stop`)")
        _refuse_newer_data(home)
        write_conf(home, read_state(home).ports)
        return run_admin(home, ensure_jars(report), arguments)


def prepare(report: Report = print) -> Path:
    """Fetch what a start needs, and record an archive of loaded classes that halves the time of every later start.

    Done once per user and version (half a minute, 150 MB); the archive is Java's own (JEP 483, JEP 514).
    """
    ensure_jars(report)
    archive = archive_file()
    archive.parent.mkdir(parents=True, exist_ok=True)
    with filelock.FileLock(archive.parent / ".lock"):
        if not archive.is_file():
            report("recording how Neo4j starts, to make later starts faster (once)")
            _record(archive)
    return archive


def password_file(home: Path) -> Path:
    """The file that holds the password, readable by its owner only."""
    return home / "password"


def _record(archive: Path) -> None:
    half = archive.with_suffix(".new")
    with tempfile.TemporaryDirectory(prefix="kg-neo4j-") as folder:
        home = Path(folder).resolve()
        write_state(home, State(ports=free_ports()))  # the usual ones are for the server that somebody wants
        _launch(home, _silent, record_options(half))
        # Java records what was used: let it see a write and a read.
        for statement in ("UNWIND range(1, 9) AS i MERGE (n:N {id: i}) SET n.x = i", "MATCH (n:N) RETURN count(n)"):
            _answers(home, _connection(home), statement)
        stop(home, _silent)
    if not half.is_file():
        raise ServerError(f"Java did not record {half}; without it Neo4j works, and starts as slowly as before")
    for old in archive.parent.glob("*.aot"):
        old.unlink()
    half.replace(archive)


def _silent(_line: str) -> None:
    pass


def _end_orphan(home: Path, process: psutil.Process | None, report: Report) -> psutil.Process | None:
    if process is None or not _is_gone(home):
        return process
    report(f"the files of a running Neo4j (pid {process.pid}) were deleted: ending it and starting a new one")
    end_server(process, report)
    return None


def _is_gone(home: Path) -> bool:
    """Whether somebody deleted the files of a server; where its data are there, a missing password is to be told."""
    return not (password_file(home).is_file() or _data(home).exists())


def _data(home: Path) -> Path:
    return home / "data" / "databases"


def _tell_crash(home: Path, report: Report) -> None:
    state = read_state(home)
    if state.pid is not None:
        report(f"Neo4j (pid {state.pid}) had ended without being stopped: starting it again on its data")


def _launch(home: Path, report: Report, options: Sequence[str]) -> None:
    jars = ensure_jars(report)
    for attempt in range(1, PORT_TRIES + 1):
        try:
            _launch_once(home, jars, report, options)
        except _PortTakenError:
            if attempt == PORT_TRIES:
                raise
        else:
            return


def _launch_once(home: Path, jars: Sequence[Path], report: Report, options: Sequence[str]) -> None:
    _refuse_newer_data(home)
    version = read_lock().neo4j
    ports = choose_ports(read_state(home).ports, report)
    write_conf(home, ports)
    _ensure_password(home, jars)
    main = [chosen().server_class, f"--home-dir={home}", f"--config-dir={conf_folder(home)}"]
    write_arguments(server_arguments(home), [*options, *java_options(jars), *main])
    report(f"starting Neo4j {version} on {HOST}, Bolt port {ports.bolt}, HTTP port {ports.http}")
    # First: a server whose start is killed here is found again, on these ports.
    write_state(home, State(None, ports, version))
    process = spawn_server(home)
    write_state(home, State(process.pid, ports, version))
    try:
        _wait_until_ready(home, process)
    except ServerError:
        end_server(process, report)
        write_state(home, State(None, ports, version))
        raise


def _refuse_newer_data(home: Path) -> None:
    """An older Neo4j neither opens the data of a newer line nor says so in words that help."""
    written, ours = read_state(home).neo4j, read_lock().neo4j
    if written and is_newer(written, ours):
        raise ServerError(
            f"the data in {home} were written by Neo4j {written}, and {ours} cannot open them: "
            f"set {VARIABLE}={written.partition('.')[0]}, or delete {home} and rebuild"
        )


def _ensure_password(home: Path, jars: Sequence[Path]) -> None:
    path = password_file(home)
    if path.is_file():
        return
    if _data(home).exists():
        raise _refused(home, "is missing")
    password = secrets.token_hex(16)  # no "-" in front, which the admin tool would take for an option
    run_admin(home, jars, ("dbms", "set-initial-password", password))
    half = path.with_suffix(".new")
    half.unlink(missing_ok=True)
    half.touch(mode=0o600)
    half.write_text(password + "\n", "utf-8")
    half.replace(path)


def _connection(home: Path) -> Connection:
    ports = read_state(home).ports
    try:
        password = password_file(home).read_text("utf-8").strip()
    except FileNotFoundError:
        raise _refused(home, "is missing") from None
    except UnicodeDecodeError:
        raise _refused(home, "cannot be read: it is no text") from None
    return Connection(f"bolt://{HOST}:{ports.bolt}", USER, password, DATABASE, f"http://{HOST}:{ports.http}")


def _wait_until_ready(home: Path, process: psutil.Process) -> None:
    connection, ports = _connection(home), read_state(home).ports
    deadline = time.monotonic() + START_SECONDS
    while not (listens(process, ports) and _answers(home, connection, "RETURN 1")):
        if not serves(process, home):
            raise _why_it_ended(home)
        if time.monotonic() > deadline:
            raise ServerError(f"Neo4j did not answer within {START_SECONDS} s. The end of its log:\n{logs(home, 12)}")
        time.sleep(0.1)


def _why_it_ended(home: Path) -> ServerError:
    end = logs(home, 12) or "(nothing was logged)"
    kind = _PortTakenError if "already in use" in end else ServerError
    return kind(f"Neo4j ended while starting. The end of its log:\n{end}")


def _answers(home: Path, connection: Connection, statement: str, seconds: float = 30) -> bool:
    """Whether the database runs a statement for our user, over HTTP: it opens after Bolt, so Bolt is open then."""
    login = base64.b64encode(f"{connection.user}:{connection.password}".encode()).decode()
    headers = {"Authorization": f"Basic {login}", "Content-Type": "application/json"}
    web = http.client.HTTPConnection(connection.http.removeprefix("http://"), timeout=seconds)
    try:
        web.request("POST", f"/db/{connection.database}/query/v2", json.dumps({"statement": statement}), headers)
        answer = web.getresponse()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        web.close()
    if answer.status == http.HTTPStatus.UNAUTHORIZED:
        raise _refused(home, f"is refused by the Neo4j at {connection.http}")
    return answer.status < http.HTTPStatus.MULTIPLE_CHOICES


def _refused(home: Path, why: str) -> ServerError:
    return ServerError(
        f"the password in {password_file(home)} {why}. Write the right one there, or `kg neo4j stop`, delete {home} "
        "and rebuild: only what kg can load again is lost"
    )


def _tail(path: Path, lines: int) -> str:
    return "\n".join(path.read_text("utf-8", "replace").splitlines()[-lines:])
