"""A Ray cluster for the length of one build: one of our own on this machine, or one that is there already.

Our own listens on 127.0.0.1 alone and asks for a token that only its processes know; it has no dashboard, reports to
nobody, keeps its files under the build's folder, and ends with the build, killed or not (the kernel ends what Ray has
started when its parent dies).
"""

from __future__ import annotations

import logging
import os
import secrets
import shutil
import signal
import socket
import sys
import tempfile
import threading
from collections.abc import Generator, Mapping
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg.digest import digest
from kg.errors import KgError

OBJECT_STORE = 100_000_000
"""Bytes: numbers of portions are all that it holds."""
SOCKET_PATH = 41
"""Letters of a folder below which Ray's own names still make a path that a socket may have (107)."""

KNOCK_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Cluster:
    """Where to work: on the cluster at `address`, or on one of our own with so many workers on this machine."""

    workers: int
    address: str | None = None


@contextmanager
def joined(cluster: Cluster, folder: Path) -> Generator[int]:
    """Be part of a cluster; how many workers it has room for. KgError: it cannot be started or reached."""
    if cluster.address:
        _knock(cluster.address)
        with _connected(f"at {cluster.address}", {"address": cluster.address}):
            import ray  # noqa: PLC0415  not before the environment is set

            yield max(1, int(ray.cluster_resources().get("CPU", 1)))  # type: ignore[no-untyped-call]  # Ray's own
        return
    with _session(folder) as session, _environment(_own_settings()):
        options: Mapping[str, Any] = {
            "num_cpus": cluster.workers,
            "include_dashboard": False,
            "object_store_memory": OBJECT_STORE,
            "_temp_dir": str(session),
        }
        with _connected("on this machine", options):
            yield cluster.workers


def _knock(address: str) -> None:
    """KgError: nobody answers at host:port. Ray would try for five minutes before it says so."""
    host, _, port = address.rpartition("/")[2].rpartition(":")
    if host and port.isdecimal():
        try:
            socket.create_connection((host, int(port)), timeout=KNOCK_SECONDS).close()
        except OSError as error:
            raise KgError(f"Ray at {address}: {(error.strerror or str(error)).lower()}") from error


def _own_settings() -> dict[str, str]:
    """What Ray reads from the environment, its processes as well as this one."""
    return {
        "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0",  # says, for all its name, whether nodes talk over 127.0.0.1 only
        "RAY_USAGE_STATS_ENABLED": "0",
        "RAY_gcs_rpc_server_reconnect_timeout_s": "10",  # what outlives a killed build gives up soon
        "RAY_BACKEND_LOG_LEVEL": "fatal",  # what Ray has to say of a killed worker is in its logs
        "RAY_AUTH_MODE": "token",
        "RAY_AUTH_TOKEN": _token(),
    }


@cache
def _token() -> str:
    """One for this process: Ray reads it but once."""
    return secrets.token_hex(32)


@contextmanager
def _environment(settings: Mapping[str, str]) -> Generator[None]:
    before = {name: os.environ.get(name) for name in settings}
    os.environ.update(settings)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


@contextmanager
def _session(folder: Path) -> Generator[Path]:
    """A fresh folder for sockets and logs; gone at the end, unless that was a bad one."""
    session = folder.resolve() / "session"
    if len(str(session)) > SOCKET_PATH:
        session = Path(tempfile.gettempdir()) / f"kg-ray-{digest(str(folder.resolve()), length=12)}"
    shutil.rmtree(session, ignore_errors=True)
    try:
        session.mkdir(mode=0o700, parents=True)
    except OSError as error:
        raise KgError(f"{session}: {error.strerror}; Ray needs this folder") from error
    yield session / "r"  # which Ray opens to everybody, but nobody else gets as far as there
    shutil.rmtree(session, ignore_errors=True)


@contextmanager
def _connected(name: str, options: Mapping[str, Any]) -> Generator[None]:
    import ray  # noqa: PLC0415  not before the environment is set
    import ray.data  # noqa: PLC0415

    for logger in ("ray", "ray.data"):
        logging.getLogger(logger).setLevel(logging.ERROR)
    main = threading.current_thread() is threading.main_thread()
    ended = signal.getsignal(signal.SIGTERM)
    try:
        ray.init(**options, log_to_driver=False, configure_logging=False)
    except (ConnectionError, RuntimeError, ValueError, OSError) as error:
        ray.shutdown()
        raise KgError(f"Ray {name}: {str(error).strip().partition(chr(10))[0] or type(error).__name__}") from error
    try:
        context = ray.data.DataContext.get_current()
        context.enable_progress_bars = False
        context.print_on_execution_start = False
        with redirect_stdout(sys.stderr):  # Ray tells of dead workers in the midst of what a command prints
            yield
    finally:
        ray.shutdown()
        if main:
            signal.signal(signal.SIGTERM, ended)
